//! Files built by hand, each for one weakness of readers.

use super::{Sample, seeds};
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>工号</t></is></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c><c r="C1" t="inlineStr"><is><t>科室</t></is></c><c r="D1" t="inlineStr"><is><t>事假</t></is></c></row>"#;

/// An archive of these parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part can begin");
        writer.write_all(content).expect("a part can be written");
    }
    writer.finish().expect("the archive can be closed").into_inner()
}

/// An .xlsx of one sheet with this XML and these further parts.
pub fn xlsx(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend_from_slice(more);
    archive(&parts)
}

/// A sheet with the header of a roster and this below it.
pub fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{HEADER}{rows}</sheetData></worksheet>"#
    )
}

/// A person whose name is this XML.
fn person(name: &str) -> String {
    sheet(&format!(
        r#"<row r="2"><c r="A2" t="inlineStr"><is><t>BS1</t></is></c><c r="B2" t="inlineStr"><is><t>{name}</t></is></c><c r="D2"><v>1</v></c></row>"#
    ))
}

/// An .ods of one table.
pub fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn ods_row(attributes: &str, cell: &str) -> String {
    format!(
        r#"<table:table table:name="花名册"><table:table-row {attributes}><table:table-cell {cell} office:value-type="string"><text:p>姓名</text:p></table:table-cell></table:table-row></table:table>"#
    )
}

/// An old workbook, with bytes changed: place and new bytes.
fn old(changes: &[(usize, &[u8])]) -> Vec<u8> {
    let mut bytes = seed("plain-40.xls").bytes;
    for (at, new) in changes {
        bytes[*at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

fn seed(name: &str) -> Sample {
    seeds().into_iter().find(|seed| seed.name == name).expect("a fixture of this name")
}

/// Replaces the first place of a pattern.
fn replaced(mut bytes: Vec<u8>, pattern: &[u8], new: &[u8]) -> Vec<u8> {
    if let Some(at) = bytes.windows(pattern.len()).position(|window| window == pattern) {
        bytes[at..at + new.len()].copy_from_slice(new);
    }
    bytes
}

/// All of them.
pub fn hostile() -> Vec<Sample> {
    let mut samples: Vec<Sample> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>| samples.push(Sample::new(name, bytes));

    // Cells where nobody has any.
    add("far-apart.xlsx", xlsx(&sheet(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#), &[]));
    add("row-overflow.xlsx", xlsx(&sheet(r#"<row r="4294967295"><c r="A4294967295"><v>1</v></c></row>"#), &[]));
    add("row-after-the-last.xlsx", xlsx(&sheet(r#"<row r="4294967295"></row><row><c><v>1</v></c></row>"#), &[]));
    add("column-overflow.xlsx", xlsx(&sheet(r#"<row r="2"><c r="ZZZZZZZZ2"><v>1</v></c></row>"#), &[]));
    add("no-address.xlsx", xlsx(&sheet(&r#"<row><c><v>1</v></c></row>"#.repeat(1_000)), &[]));
    let blanks = r#"<c r="A2"/>"#.repeat(2_000_000);
    add("blank-cells.xlsx", xlsx(&sheet(&format!(r#"<row r="2">{blanks}</row>"#)), &[]));
    for merge in ["A1:XFD1048576", "B5:A1", "A1", "A1:ZZZZ99999999", ""] {
        let merges = format!(r#"</sheetData><mergeCells><mergeCell ref="{merge}"/></mergeCells><sheetData>"#);
        add(&format!("merge-{}.xlsx", merge.replace(':', "-")), xlsx(&sheet(&merges), &[]));
    }
    let many = r#"<mergeCell ref="A1:B900"/>"#.repeat(300_000);
    add(
        "merges.xlsx",
        xlsx(&sheet("").replace("</worksheet>", &format!("<mergeCells>{many}</mergeCells></worksheet>")), &[]),
    );

    // Archives that grow.
    let spaces = " ".repeat(140 << 20);
    add("spaces.xlsx", xlsx(&sheet(&spaces), &[]));
    add("media.xlsx", xlsx(&sheet(""), &[("xl/media/a.bin", spaces.as_bytes())]));
    add(
        "styles.xlsx",
        xlsx(
            &sheet(""),
            &[("xl/styles.xml", format!("<styleSheet>{}</styleSheet>", "<xf/>".repeat(4 << 20)).as_bytes())],
        ),
    );
    let many: Vec<(String, &[u8])> =
        (0..20_000).map(|number| (format!("xl/{number}.xml"), b"<a/>".as_slice())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    add("parts.xlsx", xlsx(&sheet(""), &many));
    add("nested.xlsx", xlsx(&sheet(&"<a>".repeat(500_000)), &[]));
    add("attribute.xlsx", xlsx(&sheet(&format!(r#"<row r="2" x="{}"/>"#, "y".repeat(40 << 20))), &[]));
    let one = "王".repeat(10_000);
    let string = format!(r#"<sst uniqueCount="1"><si><t>{one}</t></si></sst>"#);
    let cells: String =
        (2..60_000).map(|row| format!(r#"<row r="{row}"><c r="B{row}" t="s"><v>0</v></c></row>"#)).collect();
    add("one-string-everywhere.xlsx", xlsx(&sheet(&cells), &[("xl/sharedStrings.xml", string.as_bytes())]));
    for count in ["4294967295", "18446744073709551615", "1000000000", "-1", "x"] {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        add(&format!("unique-count-{count}.xlsx"), xlsx(&sheet(""), &[("xl/sharedStrings.xml", strings.as_bytes())]));
    }
    for index in ["4294967295", "99", "-1"] {
        let cell = format!(r#"<row r="2"><c r="B2" t="s"><v>{index}</v></c></row>"#);
        add(
            &format!("string-{index}.xlsx"),
            xlsx(&sheet(&cell), &[("xl/sharedStrings.xml", b"<sst><si><t>a</t></si></sst>")]),
        );
        let cell = format!(r#"<row r="2"><c r="B2"><f t="shared" ref="B2:B9" si="{index}">A1</f><v>1</v></c></row>"#);
        add(&format!("shared-formula-{index}.xlsx"), xlsx(&sheet(&cell), &[]));
    }

    // Entities and document types.
    let external = r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#;
    add("external-entity.xlsx", xlsx(&person("&x;").replace(r#"<?xml version="1.0"?>"#, external), &[]));
    let laughs: String =
        (1..20).map(|n| format!(r#"<!ENTITY l{n} "{}">"#, format!("&l{};", n - 1).repeat(10))).collect();
    let billion = format!(r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>"#);
    add("laughs.xlsx", xlsx(&person("&l19;").replace(r#"<?xml version="1.0"?>"#, &billion), &[]));
    add("unknown-entity.xlsx", xlsx(&person("&nobody;"), &[]));
    add(
        "external-strings.xlsx",
        xlsx(&sheet(""), &[("xl/sharedStrings.xml", format!("{external}<sst><si><t>&x;</t></si></sst>").as_bytes())]),
    );

    // Names of parts.
    for (position, name) in
        ["../../etc/passwd", "/etc/passwd", r"..\..\windows\win.ini", "C:\\a", "xl/\u{0}.xml", "."].iter().enumerate()
    {
        add(&format!("path-{position}.xlsx"), xlsx(&person("王芳"), &[(name, b"x")]));
    }
    let twice = xlsx(&person("王芳"), &[("xl/worksheets/sheet2.xml", person("李静").as_bytes())]);
    add("part-twice.xlsx", replaced(replaced(twice, b"sheet2.xml", b"sheet1.xml"), b"sheet2.xml", b"sheet1.xml"));
    add("sheet-elsewhere.xlsx", {
        let relations = RELATIONS.replace("worksheets/sheet1.xml", "../../../sheet1.xml");
        archive(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", ROOT.as_bytes()),
            ("xl/workbook.xml", BOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ])
    });
    add(
        "relation-to-itself.xlsx",
        archive(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", ROOT.replace("xl/workbook.xml", "_rels/.rels").as_bytes()),
        ]),
    );

    // What stands in cells.
    for (name, text) in [
        ("script", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("override", "王\u{202e}芳\u{202c}"),
        ("zero-width", "王\u{200b}\u{feff}芳"),
        ("nul", "王_x0000_芳"),
        ("control", "王&#7;芳"),
        ("surrogate", "&#xD800;"),
        ("formula", "=cmd|' /C calc'!A0"),
        ("no-character", "&#x110000;"),
        ("tabs", "\t\t\n王芳"),
    ] {
        add(&format!("name-{name}.xlsx"), xlsx(&person(text), &[]));
    }
    for length in [32_767, 32_768, 2_000_000] {
        add(&format!("text-{length}.xlsx"), xlsx(&person(&"字".repeat(length)), &[]));
    }
    for value in ["NaN", "inf", "-inf", "1e309", "1e-400", "", " ", "0x10", "1,5", "99999999999999999999999999"] {
        let cell = format!(
            r#"<row r="2"><c r="A2"><v>{value}</v></c><c r="B2" t="str"><v>王芳</v></c><c r="D2"><v>{value}</v></c></row>"#
        );
        add(&format!("number-{}.xlsx", value.replace(['-', ' ', ','], "_")), xlsx(&sheet(&cell), &[]));
    }
    for error in ["#SPILL!", "#CALC!", "#BUSY!", "#N/A", "#REF!", "nonsense"] {
        let cell = format!(r#"<row r="2"><c r="B2" t="str"><v>王芳</v></c><c r="D2" t="e"><v>{error}</v></c></row>"#);
        add(&format!("error-{}.xlsx", error.replace(['#', '!', '/'], "")), xlsx(&sheet(&cell), &[]));
    }
    for kind in ["b", "d", "n", "s", "e", "zzz"] {
        let cell = format!(r#"<row r="2"><c r="B2" t="{kind}" s="99999"><v>王芳</v></c></row>"#);
        add(&format!("type-{kind}.xlsx"), xlsx(&sheet(&cell), &[]));
    }
    add("no-value.xlsx", xlsx(&sheet(r#"<row r="2"><c r="B2"><f>A1</f></c></row>"#), &[]));
    let mut dates = Workbook::new();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let worksheet = dates.add_worksheet();
    for (column, header) in ["工号", "姓名", "入职日期", "事假"].iter().enumerate() {
        worksheet.write(0, column as u16, *header).expect("within the sheet");
    }
    for (row, serial) in (1..).zip([-1.0, 0.0, 60.0, 2_958_466.0, 1e15, 1e300, f64::MAX]) {
        worksheet.write(row, 1, format!("王{row}")).expect("within the sheet");
        worksheet.write_with_format(row, 2, serial, &format).expect("within the sheet");
    }
    add("dates.xlsx", dates.save_to_buffer().expect("a workbook"));

    // OpenDocument: what repeats.
    for count in ["1048576", "4294967295", "4294967296", "-1", "x"] {
        add(&format!("rows-{count}.ods"), ods(&ods_row(&format!(r#"table:number-rows-repeated="{count}""#), "")));
        add(&format!("columns-{count}.ods"), ods(&ods_row("", &format!(r#"table:number-columns-repeated="{count}""#))));
        add(&format!("spans-{count}.ods"), ods(&ods_row("", &format!(r#"table:number-rows-spanned="{count}""#))));
        let spaces = ods_row("", "").replace("姓名", &format!(r#"<text:s text:c="{count}"/>"#));
        add(&format!("spaces-{count}.ods"), ods(&spaces));
    }
    let long = ods_row(r#"table:number-rows-repeated="190000""#, "").replace("姓名", &"字".repeat(10_000));
    add("long-rows.ods", ods(&long));
    let spaces = ods_row("", "").replace("姓名", &r#"<text:s text:c="30000"/>"#.repeat(50_000));
    add("many-spaces.ods", ods(&spaces));
    add("both.ods", ods(&ods_row(r#"table:number-rows-repeated="100000""#, r#"table:number-columns-repeated="900""#)));
    let whole = String::from_utf8(part(&seed("plain-40.ods").bytes, "content.xml")).expect("XML is text");
    for share in 1..12 {
        let mut end = whole.len() * share / 12;
        while !whole.is_char_boundary(end) {
            end += 1;
        }
        let cut = archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", &whole.as_bytes()[..end]),
        ]);
        add(&format!("cut-{share}.ods"), cut);
    }
    let annotation = ods_row("", "").replace("<text:p>", "<office:annotation><text:p>");
    add("annotation.ods", ods(&annotation));
    add(
        "encrypted.ods",
        archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            (
                "META-INF/manifest.xml",
                b"<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
            ),
            ("content.xml", b"\x12\x34\x56"),
        ]),
    );

    // Old workbooks: the container.
    add("fat-loop.xls", {
        let bytes = seed("plain-40.xls").bytes;
        let fat = 512 * (u32::from_le_bytes([bytes[76], bytes[77], bytes[78], bytes[79]]) as usize + 1);
        old(&[(fat, &[1, 0, 0, 0, 0, 0, 0, 0])])
    });
    for (name, at) in [("sectors", 44), ("directory", 48), ("small", 60), ("difat", 68), ("shift", 30), ("difat-0", 76)]
    {
        for value in [0, 1, 0x7fff_ffff, 0xffff_fff0_u32] {
            add(&format!("{name}-{value:x}.xls"), old(&[(at, &value.to_le_bytes())]));
        }
    }
    for record in [0x0809_u16, 0x0085, 0x0200, 0x00fc, 0x0208, 0x00bd, 0x00fd, 0x0006, 0x00e5, 0x000a] {
        let [low, high] = record.to_le_bytes();
        let sound = seed("plain-40.xls").bytes;
        let at = (512..sound.len() - 4).step_by(2).find(|at| sound[*at] == low && sound[at + 1] == high);
        if let Some(at) = at {
            for length in [[0, 0], [1, 0], [0xff, 0x1f], [0xff, 0xff]] {
                add(&format!("record-{record:x}-{:x}{:x}.xls", length[1], length[0]), old(&[(at + 2, &length)]));
            }
        }
    }

    // Other things under the wrong name.
    for (name, bytes) in [
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".as_slice()),
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("zeros", &[0; 4_096]),
        ("pk", b"PK\x03\x04"),
        ("end", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
        ("ole", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("rtf", b"{\\rtf1"),
        ("gzip", b"\x1f\x8b\x08"),
        ("old", b"\x09\x04\x06\x00\x00\x00\x10\x00"),
        ("byte", b"x"),
    ] {
        add(&format!("{name}.xlsx"), bytes.to_vec());
    }
    add("docx.xlsx", archive(&[("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", b"<w/>")]));
    add("zip.xlsx", archive(&[("照片.jpg", b"\xff\xd8\xff")]));

    // Text.
    add("line.csv", format!("工号,姓名\n1,王芳\n{}", "x".repeat(60 << 20)).into_bytes());
    add("columns.csv", format!("工号,姓名\n1,王芳\n{}", "x,".repeat(1_000_000)).into_bytes());
    add("rows.csv", format!("工号,姓名,科室,事假\n{}", "1,王芳,a,1\n".repeat(250_000)).into_bytes());
    add("quote.csv", format!("工号,姓名,科室,事假\n1,王芳,a,1\n\"{}", "x,y\n".repeat(200_000)).into_bytes());
    add("quotes.csv", "\"\",".repeat(400_000).into_bytes());
    add("gbk-cut.csv", b"\xb9\xa4\xba\xc5,\xd0\xd5\xc3\xfb\n1,\xcd".to_vec());
    add("utf16-odd.csv", b"\xff\xfe\xd3\x59\x0d".to_vec());
    add("nested.html", "<table><tr><td>".repeat(200_000).into_bytes());
    add(
        "spans.html",
        "<table><tr><td rowspan=4294967295 colspan=4294967295>姓名</td></tr></table>".repeat(300).into_bytes(),
    );
    add("cells.html", format!("<table><tr>{}</table>", "<td>x".repeat(500_000)).into_bytes());
    add("attributes.html", format!("<table {}><tr><td>x</table>", "a=b ".repeat(500_000)).into_bytes());
    add("open.html", format!("<table><tr><td>{}", "<".repeat(2_000_000)).into_bytes());
    add("tables.html", "<table><tr><td>x</td></tr></table>".repeat(20_000).into_bytes());
    add("entities.html", format!("<table><tr><td>{}", "&#x10FFFF;&notit;&".repeat(100_000)).into_bytes());

    // XML Spreadsheet 2003.
    let book = |table: &str| {
        format!(
            "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Worksheet ss:Name=\"花名册\"><Table>{table}</Table></Worksheet></Workbook>"
        )
    };
    let cell = "<Cell><Data ss:Type=\"String\">姓名</Data></Cell>";
    for index in ["0", "-1", "1048576", "4294967295", "4294967296", "x"] {
        let row = format!("<Row ss:Index=\"{index}\">{cell}</Row>");
        add(&format!("row-{index}.xml"), book(&row).into_bytes());
        let spans = format!("<Row ss:Span=\"{index}\" ss:Hidden=\"1\">{cell}</Row>").repeat(1_000);
        add(&format!("spans-{index}.xml"), book(&spans).into_bytes());
        let columns = format!("<Column ss:Span=\"{index}\" ss:Hidden=\"1\" ss:StyleID=\"a\"/>").repeat(1_000);
        add(&format!("columns-{index}.xml"), book(&format!("{columns}<Row>{cell}</Row>")).into_bytes());
        let merged = cell.replace("<Cell>", &format!("<Cell ss:MergeAcross=\"{index}\" ss:MergeDown=\"{index}\">"));
        add(&format!("merges-{index}.xml"), book(&format!("<Row>{merged}</Row>")).into_bytes());
    }
    add("cells.xml", book(&format!("<Row>{}</Row>", "<Cell/>".repeat(3_000_000))).into_bytes());
    add(
        "columns.xml",
        book(&format!(
            "{}{}",
            "<Column ss:StyleID=\"a\"/>".repeat(100_000),
            format!("<Row>{cell}</Row>").repeat(1_000)
        ))
        .into_bytes(),
    );
    add("nested.xml", book(&"<a>".repeat(500_000)).into_bytes());
    add("text.xml", book(&format!("<Row>{}</Row>", cell.replace("姓名", &"字".repeat(2_000_000)))).into_bytes());
    add(
        "laughs.xml",
        book(&format!("<Row>{}</Row>", cell.replace("姓名", "&l19;")))
            .replace("?>", &format!("?><!DOCTYPE a [<!ENTITY l0 \"ha\">{laughs}]>"))
            .into_bytes(),
    );
    let styles: String =
        (1..200).map(|n| format!("<Style ss:ID=\"s{n}\" ss:Parent=\"s{}\"/>", (n + 1) % 200)).collect();
    let circular = book(&format!("<Row>{}</Row>", cell.replace("<Cell>", "<Cell ss:StyleID=\"s1\">")));
    add("styles.xml", circular.replace("<Worksheet", &format!("<Styles>{styles}</Styles><Worksheet")).into_bytes());
    add(
        "sheets.xml",
        book("")
            .replace("<Worksheet", &"<Worksheet/>".repeat(2_000))
            .replace("<Worksheet/>", "<Worksheet ss:Name=\"a\"/>")
            .into_bytes(),
    );

    // Parts in other encodings.
    let wide =
        |text: &str| [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    add("wide-spaces.xlsx", xlsx(&sheet(""), &[("xl/a.xml", &wide(&format!("<a>{}</a>", " ".repeat(70 << 20))))]));
    add("wide-odd.xlsx", xlsx(&sheet(""), &[("xl/styles.xml", b"\xff\xfe<\0a")]));
    add("quotes-open.csv", format!("工号,姓名,科室,事假\n{}", "1,\"王芳,a,1\n".repeat(40_000)).into_bytes());
    add("quotes-doubled.csv", format!("工号,姓名,科室,事假\n{}", "1,\"王\"\"芳,a,1\n".repeat(50_000)).into_bytes());

    // Changed digits and cuts of sound files.
    for seed in seeds() {
        let length = seed.bytes.len();
        for share in 1..6 {
            add(&format!("cut-{share}-{}", seed.name), seed.bytes[..length * share / 6].to_vec());
        }
        for share in 1..4 {
            let mut bytes = seed.bytes.clone();
            bytes[length * share / 4] ^= 1 << share;
            add(&format!("flip-{share}-{}", seed.name), bytes);
        }
    }
    samples
}

/// A part of an archive.
fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut content = Vec::new();
    let mut part = archive.by_name(name).expect("the part is there");
    std::io::Read::read_to_end(&mut part, &mut content).expect("the part is sound");
    content
}
