//! Files that are broken, or that only look so: what is sound is read, what is lost is told.

mod common;

use common::{
    appraise_bytes,
    expected::{Expected, check_appraisal},
    fixture,
    trip::round_trip,
};
use kaohe::{
    domain::{FileDoubt, Problem, ProblemKind, Severity},
    roster::{self, FileBytes, LooksLike, Unreadable},
    service::Appraisal,
};
use std::{
    fs,
    io::{Cursor, Read, Write},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

fn bytes(file: &str) -> Vec<u8> {
    fs::read(fixture(file)).expect("the fixture is there")
}

fn read(name: &str, bytes: Vec<u8>) -> Result<kaohe::domain::Inputs, Unreadable> {
    roster::read(&[FileBytes { name: name.to_owned(), bytes }], &mut |_| {})
}

#[track_caller]
fn gives_every_figure(name: &str, bytes: Vec<u8>) -> Appraisal {
    let appraisal = appraise_bytes(name, bytes);
    check_appraisal(&Expected::of("plain-40"), &appraisal);
    appraisal
}

/// An archive with its parts changed: name and content, in an order that may be another.
fn repacked(bytes: &[u8], change: impl Fn(&str, Vec<u8>) -> (String, Vec<u8>), last: Option<&str>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("a sound part");
        parts.push(change(&name, content));
    }
    parts.sort_by_key(|(name, _)| Some(name.as_str()) == last);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part can begin");
        writer.write_all(&content).expect("memory holds it");
    }
    writer.finish().expect("an archive").into_inner()
}

#[test]
fn sizes_of_whole_rows_or_columns_or_none_are_sound() {
    for file in ["dimension-columns-only.xlsx", "dimension-empty.xlsx", "dimension-rows-only.xlsx"] {
        gives_every_figure(file, bytes(&format!("broken/{file}")));
    }
}

#[test]
fn a_bit_in_a_length_is_damage() {
    let refused = read("one-bit-flipped.xls", bytes("broken/one-bit-flipped.xls"));
    assert!(matches!(&refused, Err(Unreadable::Damaged { file, .. }) if file == "one-bit-flipped.xls"), "{refused:?}");
}

#[test]
fn an_open_quote_loses_nobody_and_is_an_error_at_its_line() {
    let inputs = read("open-quote.csv", bytes("broken/open-quote.csv")).expect("readable");
    assert_eq!(inputs.people.len(), 40);
    let open: Vec<&Problem> =
        inputs.problems.iter().filter(|problem| matches!(problem.kind, ProblemKind::QuoteOpen { .. })).collect();
    let [problem] = open.as_slice() else { panic!("{:#?}", inputs.problems) };
    let text = String::from_utf8(bytes("broken/open-quote.csv")).expect("text");
    let line = text.lines().position(|line| line.matches('"').count() % 2 == 1).expect("an open quote") + 1;
    assert_eq!(problem.kind, ProblemKind::QuoteOpen { line: u32::try_from(line).expect("few lines") });
    assert_eq!(problem.severity, Severity::Error);
}

#[test]
fn a_tally_of_somebody_else_is_kept() {
    let appraisal = appraise_bytes("计票.xlsx", bytes("broken/tally-of-somebody-else.xlsx"));
    let (again, _) = round_trip("计票", &appraisal);
    assert_eq!(again.inputs.people.len(), 3);
    assert_eq!(again.inputs.strays.len(), appraisal.inputs.strays.len());
    assert!(!again.inputs.strays.is_empty());
}

#[test]
fn one_far_cell_costs_nothing_in_an_xls() {
    let inputs = read("far-cell.xls", bytes("broken/far-cell.xls")).expect("readable");
    assert_eq!(inputs.people.len(), 40);
    let leave = inputs.people[6].fact(kaohe::domain::Field::LeaveDays);
    assert_eq!(leave.cell().map(|cell| (cell.row, cell.column)), Some((7, 3)));
    assert_eq!(inputs.people[39].row.row, 40);
}

#[test]
fn parts_in_utf_16_are_read() {
    let wide = |name: &str, content: Vec<u8>| {
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let text = String::from_utf8(content.clone()).ok().filter(|_| is_xml);
        let content = text.map_or(content, |text| {
            let text = text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        });
        (name.to_owned(), content)
    };
    for file in ["plain-40.xlsx", "plain-40.ods"] {
        gives_every_figure(file, repacked(&bytes(file), wide, None));
    }
}

#[test]
fn parts_have_their_names_in_any_case() {
    for file in ["plain-40.xlsx", "plain-40.ods"] {
        for change in [str::to_uppercase, str::to_lowercase, |name: &str| name.replace('/', "\\")] {
            // Backslashes are a slip of writers of .xlsx.
            if !(file.ends_with(".ods") && change("a/b") == "a\\b") {
                gives_every_figure(file, repacked(&bytes(file), |name, content| (change(name), content), None));
            }
        }
    }
}

#[test]
fn sheets_of_macros_are_passed_over() {
    let with_macros = |name: &str, content: Vec<u8>| {
        let text = |content: Vec<u8>| String::from_utf8(content).expect("XML");
        let content = match name {
            "xl/workbook.xml" => text(content)
                .replace("</sheets>", "<sheet name=\"Macro1\" sheetId=\"99\" r:id=\"rIdMacro\"/></sheets>")
                .into_bytes(),
            "xl/_rels/workbook.xml.rels" => text(content)
                .replace(
                    "</Relationships>",
                    "<Relationship Id=\"rIdMacro\" \
                     Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" \
                     Target=\"macrosheets/sheet1.xml\"/></Relationships>",
                )
                .into_bytes(),
            _ => content,
        };
        (name.to_owned(), content)
    };
    let appraisal = gives_every_figure("plain-40.xlsx", repacked(&bytes("plain-40.xlsx"), with_macros, None));
    assert!(!appraisal.inputs.sheets.contains(&"Macro1".to_owned()));
}

/// Another spelling of a stream's name in the directory of an .xls.
fn renamed(from: &str, to: &str) -> Vec<u8> {
    let wide = |name: &str| name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let (from, to) = (wide(from), wide(to));
    let mut bytes = bytes("plain-40.xls");
    let entry = (0..bytes.len()).step_by(128).find(|at| bytes[*at..].starts_with(&from)).expect("the stream");
    bytes[entry..entry + to.len()].copy_from_slice(&to);
    bytes
}

#[test]
fn streams_have_their_names_in_any_case() {
    gives_every_figure("plain-40.xls", renamed("Workbook", "WORKBOOK"));
}

#[test]
fn an_xls_says_that_it_has_no_checksum() {
    for (file, expected) in [("plain-40.xls", 1), ("plain-40.xlsx", 0), ("plain-40.ods", 0)] {
        let appraisal = appraise_bytes(file, bytes(file));
        let is_told = |problem: &&Problem| problem.kind == ProblemKind::NoChecksum && problem.found == file;
        let told: Vec<&Problem> = appraisal.evaluation.problems.iter().filter(is_told).collect();
        assert_eq!(told.len(), expected, "{file}");
        assert!(told.iter().all(|problem| problem.severity == Severity::Notice));
    }
}

#[test]
fn a_text_that_no_cell_uses_puts_an_xls_in_doubt() {
    // The last cell with a shared string: the string's number, after row, column and style.
    let mut bytes = bytes("plain-40.xls");
    let cell = (512..bytes.len() - 14)
        .rev()
        .find(|at| bytes[*at..].starts_with(&[0xfd, 0, 10, 0]) && bytes[*at + 12..].starts_with(&[0, 0]))
        .expect("a cell with a string");
    bytes[cell + 10] ^= 1;
    let inputs = read("plain-40.xls", bytes).expect("readable");
    let is_doubt = |problem: &&Problem| {
        let kind = ProblemKind::FileInDoubt(FileDoubt::UnusedTexts { count: 1 });
        problem.kind == kind && problem.severity == Severity::Error
    };
    assert_eq!(inputs.problems.iter().filter(is_doubt).count(), 1, "{:#?}", inputs.problems);
}

#[test]
fn an_encrypted_ods_asks_for_its_password_wherever_its_manifest_stands() {
    let encrypted = |name: &str, content: Vec<u8>| {
        let content = match name {
            "META-INF/manifest.xml" => {
                b"<m:manifest xmlns:m=\"m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>".to_vec()
            }
            "mimetype" => content,
            _ => content.into_iter().map(|byte| byte ^ 0xa5).collect(),
        };
        (name.to_owned(), content)
    };
    let spoilt = repacked(&bytes("plain-40.ods"), encrypted, Some("META-INF/manifest.xml"));
    let refused = read("密.ods", spoilt);
    assert_eq!(refused, Err(Unreadable::PasswordProtected { file: "密.ods".into() }));
}

#[test]
fn xml_that_is_no_workbook_is_called_what_it_is() {
    let refused = read("数据.xml", b"<?xml version=\"1.0\"?><data><row/></data>".to_vec());
    assert_eq!(refused, Err(Unreadable::NotASpreadsheet { file: "数据.xml".into(), looks_like: LooksLike::Xml }));
}
