//! A paper as .docx, for Word and WPS. The parts are written by docx-rs; here they only get their measures, and are
//! packed together.
//!
//! Absent on purpose: words. What a sheet says is in the sheet.

use super::order::in_order;
use crate::domain::{Block, Cell, Layout, Look, Paper, Row, Sheet, Table as PaperTable};
use docx_rs::{
    AlignmentType, BreakType, DocGrid, DocGridType, Docx, Footer, Header, HeightRule, LineSpacing, LineSpacingType,
    PageMargin, PageNum, PageOrientationType, Paragraph, Run, RunFonts, SpecialIndentType, Table, TableAlignmentType,
    TableCell, TableLayoutType, TableRow, VAlignType, WidthType, XMLDocx,
};
use std::{
    collections::HashSet,
    io::{Cursor, Write},
};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

/// 仿宋: the text of official documents.
const TEXT: &str = "仿宋_GB2312";
/// 小标宋: titles.
const TITLE: &str = "方正小标宋简体";
/// 黑体: heads of parts.
const HEADING: &str = "黑体";
/// 宋体: forms, page numbers.
const PLAIN: &str = "宋体";
/// Latin letters and figures.
const LATIN: &str = "Times New Roman";

/// What Word takes where a machine lacks one of the fonts.
const FALLBACKS: [(&str, &str); 4] =
    [(TEXT, "仿宋,FangSong,STFangsong"), (TITLE, "华文中宋,STZhongsong,宋体"), (HEADING, "SimHei"), (PLAIN, "SimSun")];

/// Sizes in half points: 二号, 三号, 小三, 四号, 小四, 五号.
const SIZE_2: usize = 44;
const SIZE_3: usize = 32;
const SMALL_3: usize = 30;
const SIZE_4: usize = 28;
const SMALL_4: usize = 24;
const SIZE_5: usize = 21;

/// The colours of a certificate: its border, its title.
const GOLD: &str = "C9A24B";
const RED: &str = "B42318";

/// The line of an official document: 225 mm / 22 lines, in twentieths of a point.
const OFFICIAL_LINE: i32 = 579;
/// 156 mm / 28 characters is a little less than 三号; so much nearer they stand, in twentieths of a point. Spacing of the
/// characters themselves, because programs read a grid of characters differently.
const OFFICIAL_CHARACTER: i32 = -5;
/// A fifth of a character more between those of a certificate's title, in twentieths of a point.
const CERTIFICATE_TITLE: i32 = 192;

/// The bytes of the document. `progress` hears of the sheets that are done, from 0 to 1.
///
/// # Errors
/// What the archive's writer says; in memory there is no reason that it should.
pub fn docx(paper: &Paper, progress: &mut dyn FnMut(f32)) -> ZipResult<Vec<u8>> {
    let layout = paper.layout;
    let [top, right, bottom, left] = layout.margins_mm();
    let (across, up) = if layout.is_wide() { (297, 210) } else { (210, 297) };
    let margin = PageMargin {
        top: twips(top),
        right: twips(right),
        bottom: twips(bottom),
        left: twips(left),
        header: twips(match layout {
            Layout::Official => 15,
            // Within the border.
            Layout::Certificate => 22,
            Layout::Form | Layout::WideForm => 8,
        }),
        // GB/T 9704: the page number stands 7 mm below the text.
        footer: twips(if layout == Layout::Official { 25 } else { 7 }),
        gutter: 0,
    };
    let mut docx = Docx::new()
        .page_size(twips(across).unsigned_abs(), twips(up).unsigned_abs())
        .page_margin(margin)
        .default_fonts(fonts(if layout == Layout::Official { TEXT } else { PLAIN }))
        .default_size(if layout == Layout::Official { SIZE_3 } else { SIZE_5 });
    if layout.is_wide() {
        docx = docx.page_orient(PageOrientationType::Landscape);
    }
    if layout == Layout::Official {
        let grid =
            DocGrid::with_empty().grid_type(DocGridType::Lines).line_pitch(OFFICIAL_LINE.unsigned_abs() as usize);
        docx.document = docx.document.doc_grid(grid);
        docx = docx.footer(page_number(AlignmentType::Right)).even_footer(page_number(AlignmentType::Left));
    }
    if let Some(mark) = &paper.mark {
        docx = docx.header(self::mark(mark));
        if layout == Layout::Official {
            docx = docx.even_header(self::mark(mark));
        }
    }
    for (at, sheet) in paper.sheets.iter().enumerate() {
        docx = add(docx, layout, sheet, at > 0);
        if at % 25 == 24 {
            progress(0.5 * (at + 1) as f32 / paper.sheets.len() as f32);
        }
    }
    let mut parts = docx.build();
    if layout == Layout::Certificate {
        parts.document = edged(&parts.document);
    }
    progress(0.8);
    let bytes = pack(parts)?;
    progress(1.0);
    Ok(bytes)
}

fn add(mut docx: Docx, layout: Layout, sheet: &Sheet, on_new_page: bool) -> Docx {
    for (at, block) in sheet.blocks.iter().enumerate() {
        let breaks = on_new_page && at == 0;
        let paragraph = match block {
            Block::Table(table) => {
                if breaks {
                    docx = docx.add_paragraph(tiny().page_break_before(true));
                }
                docx = docx.add_table(self::table(table));
                continue;
            }
            Block::Signature(lines) => {
                for paragraph in signature(layout, lines) {
                    docx = docx.add_paragraph(paragraph);
                }
                continue;
            }
            text => self::text(layout, text),
        };
        let heads = matches!(block, Block::Heading(_));
        docx = docx.add_paragraph(paragraph.page_break_before(breaks).keep_next(heads));
    }
    docx
}

/// A block of text.
fn text(layout: Layout, block: &Block) -> Paragraph {
    let official = layout == Layout::Official;
    let (words, font, size) = match (block, layout) {
        (Block::Title(text), Layout::Certificate) => (text, TITLE, 96),
        (Block::Title(text), Layout::Official) => (text, TITLE, SIZE_2),
        (Block::Title(text), _) => (text, TITLE, 36),
        (Block::Subtitle(text), Layout::Official) => (text, TEXT, SIZE_3),
        (Block::Subtitle(text), _) => (text, PLAIN, SMALL_4),
        (Block::Heading(text), Layout::Official) => (text, HEADING, SIZE_3),
        (Block::Heading(text), _) => (text, HEADING, SMALL_4),
        (Block::Body(text) | Block::Flush(text), Layout::Official) => (text, TEXT, SIZE_3),
        (Block::Body(text) | Block::Flush(text), Layout::Certificate) => (text, TEXT, 52),
        (Block::Body(text) | Block::Flush(text), _) => (text, PLAIN, SMALL_4),
        (Block::Note(text), _) => (text, PLAIN, SIZE_5),
        (Block::Signature(_) | Block::Table(_), _) => return Paragraph::new(),
    };
    let spacing = |line: i32| LineSpacing::new().line_rule(LineSpacingType::Exact).line(line);
    let mut run = lines(words, font, size);
    if official && size == SIZE_3 {
        run = run.character_spacing(OFFICIAL_CHARACTER);
    }
    if let (Block::Title(_), Layout::Certificate) = (block, layout) {
        run = run.color(RED).character_spacing(CERTIFICATE_TITLE);
    }
    let mut paragraph = Paragraph::new().add_run(run);
    paragraph = match (block, layout) {
        (Block::Title(_), Layout::Certificate) => paragraph.line_spacing(LineSpacing::new().after(600)),
        (Block::Title(_), Layout::Official) => {
            paragraph.line_spacing(spacing(700).after(OFFICIAL_LINE.unsigned_abs())).snap_to_grid(false)
        }
        (Block::Title(_), _) => paragraph.line_spacing(LineSpacing::new().after(100)),
        // The number of a document stands above its title.
        (Block::Subtitle(_), Layout::Official) => {
            paragraph.line_spacing(spacing(OFFICIAL_LINE).after(OFFICIAL_LINE.unsigned_abs()))
        }
        (_, Layout::Official) => paragraph.line_spacing(spacing(OFFICIAL_LINE)),
        (_, Layout::Certificate) => {
            paragraph.line_spacing(LineSpacing::new().line_rule(LineSpacingType::Auto).line(400).after(120))
        }
        (Block::Note(_), _) => paragraph.line_spacing(LineSpacing::new().before(80)),
        _ => paragraph.line_spacing(LineSpacing::new().line_rule(LineSpacingType::Auto).line(320)),
    };
    match block {
        Block::Title(_) | Block::Subtitle(_) => paragraph.align(AlignmentType::Center),
        Block::Body(_) | Block::Heading(_) if official || matches!(block, Block::Body(_)) => {
            let indent = i32::try_from(size * 20).unwrap_or(640);
            let indented = paragraph.indent(None, Some(SpecialIndentType::FirstLine(indent)), None, None);
            if official { indented.align(AlignmentType::Both) } else { indented }
        }
        _ => paragraph,
    }
}

/// Who signs and when. In an official document the day stands four characters from the right edge (GB/T 9704, 7.3.5).
fn signature(layout: Layout, of: &[String]) -> Vec<Paragraph> {
    let (size, font) = match layout {
        Layout::Official => (SIZE_3, TEXT),
        Layout::Certificate => (48, TEXT),
        Layout::Form | Layout::WideForm => (SMALL_4, PLAIN),
    };
    let em = i32::try_from(size * 10).unwrap_or(320);
    let longest = of.iter().map(|line| line.chars().count()).max().unwrap_or(0);
    let mut paragraphs = Vec::new();
    if layout == Layout::Official {
        paragraphs.push(text(layout, &Block::Flush(String::new())));
        paragraphs.push(text(layout, &Block::Flush(String::new())));
    }
    for line in of {
        // Both lines have one middle, as where a seal is put.
        let short = i32::try_from(longest - line.chars().count()).unwrap_or(0) * em / 2;
        let right = if layout == Layout::Official { 4 * em } else { em } + short;
        let paragraph = Paragraph::new().add_run(lines(line, font, size)).align(AlignmentType::Right).indent(
            None,
            None,
            Some(right),
            None,
        );
        paragraphs.push(match layout {
            Layout::Official => {
                paragraph.line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(OFFICIAL_LINE))
            }
            _ => paragraph.line_spacing(LineSpacing::new().before(80)),
        });
    }
    paragraphs
}

fn table(of: &PaperTable) -> Table {
    let widths: Vec<usize> = of.widths_mm.iter().map(|mm| twips(*mm).unsigned_abs() as usize).collect();
    let rows = of.rows.iter().map(|row| self::row(row, &widths)).collect();
    Table::new(rows)
        .set_grid(widths.clone())
        .width(widths.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
}

fn row(of: &Row, widths: &[usize]) -> TableRow {
    let mut at = 0;
    let cells = of.cells.iter().map(|cell| {
        let span = usize::from(cell.span);
        let width = widths.iter().skip(at).take(span).sum();
        at += span;
        self::cell(cell, width)
    });
    TableRow::new(cells.collect()).row_height(twips(of.height_mm) as f32).height_rule(HeightRule::AtLeast).cant_split()
}

fn cell(of: &Cell, width: usize) -> TableCell {
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Auto).line(260);
    let mut made = TableCell::new().width(width, WidthType::Dxa).grid_span(usize::from(of.span));
    made = made.vertical_align(if of.look == Look::Space { VAlignType::Top } else { VAlignType::Center });
    let count = of.text.split('\n').count();
    for (at, line) in of.text.split('\n').enumerate() {
        let is_signed = of.look == Look::Space && count > 1 && at + 1 == count;
        let align = match of.look {
            Look::Label | Look::Value => AlignmentType::Center,
            Look::Number => AlignmentType::Right,
            Look::Space if is_signed => AlignmentType::Right,
            Look::Prose | Look::Space => AlignmentType::Left,
        };
        let paragraph = Paragraph::new().add_run(lines(line, PLAIN, SIZE_5)).align(align);
        made = made.add_paragraph(paragraph.line_spacing(spacing.clone()));
    }
    made
}

/// Words in a font; `\n` is a new line of the same paragraph.
fn lines(words: &str, font: &str, size: usize) -> Run {
    let mut run = Run::new().fonts(fonts(font)).size(size);
    for (at, line) in words.split('\n').enumerate() {
        if at > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(line);
    }
    run
}

fn fonts(east_asia: &str) -> RunFonts {
    RunFonts::new().ascii(LATIN).hi_ansi(LATIN).cs(LATIN).east_asia(east_asia)
}

/// `— 1 —` in 宋体 四号, a character from the edge (GB/T 9704, 7.5).
fn page_number(align: AlignmentType) -> Footer {
    let dash = |text: &str| Run::new().fonts(fonts(PLAIN)).size(SIZE_4).add_text(text);
    let em = Some(i32::try_from(SIZE_4 * 10).unwrap_or(280));
    let (left, right) = if matches!(align, AlignmentType::Left) { (em, None) } else { (None, em) };
    let paragraph = Paragraph::new()
        .align(align)
        .indent(left, None, right, None)
        .fonts(fonts(PLAIN))
        .size(SIZE_4)
        .add_run(dash("— "))
        .add_page_num(PageNum::new())
        .add_run(dash(" —"));
    Footer::new().add_paragraph(paragraph)
}

/// 草稿, 待定稿 or 样张 at the top of every page.
fn mark(text: &str) -> Header {
    let run = Run::new().fonts(fonts(HEADING)).size(SMALL_3).color("B42318").add_text(text);
    Header::new().add_paragraph(Paragraph::new().add_run(run).align(AlignmentType::Right))
}

/// A paragraph that takes almost no room.
fn tiny() -> Paragraph {
    Paragraph::new().size(2).line_spacing(LineSpacing::new().line_rule(LineSpacingType::Exact).line(20))
}

/// Twentieths of a point.
fn twips(mm: u16) -> i32 {
    (i32::from(mm) * 14_400 + 127) / 254
}

/// The fonts with what to take in their place.
fn font_table() -> Vec<u8> {
    let mut text = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    );
    for (name, instead) in FALLBACKS {
        text.push_str(&format!(
            r#"<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>"#
        ));
    }
    text.push_str("</w:fonts>");
    text.into_bytes()
}

/// Several files in one archive. Those of one name get a number, for people have namesakes.
///
/// # Errors
/// What the archive's writer says; in memory there is no reason that it should.
pub fn archive(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // They are packed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut taken = HashSet::new();
    for (name, bytes) in files {
        let (stem, ending) =
            name.rsplit_once('.').map_or((name.as_str(), String::new()), |(stem, ending)| (stem, format!(".{ending}")));
        let others = (2..).map(|number: u32| format!("{stem}_{number}{ending}"));
        let free = std::iter::once(name.clone()).chain(others).find(|name| !taken.contains(name));
        let free = free.unwrap_or_default();
        zip.start_file(free.as_str(), options)?;
        zip.write_all(&bytes)?;
        taken.insert(free);
    }
    Ok(zip.finish()?.into_inner())
}

/// A document with a golden double border at the edge of its pages, which the library knows nothing of. 25 points are 9 mm.
fn edged(document: &[u8]) -> Vec<u8> {
    const SECTION: &str = "<w:sectPr>";
    let sides = ["top", "left", "bottom", "right"];
    let side = |side: &str| format!(r#"<w:{side} w:val="double" w:sz="18" w:space="25" w:color="{GOLD}"/>"#);
    let border: String = sides.map(side).concat();
    let text = String::from_utf8_lossy(document);
    text.replace(SECTION, &format!(r#"{SECTION}<w:pgBorders w:offsetFrom="page">{border}</w:pgBorders>"#)).into_bytes()
}

fn pack(parts: XMLDocx) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut put = |name: &str, bytes: &[u8]| -> ZipResult<()> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    let as_they_are = [
        ("[Content_Types].xml", parts.content_type),
        ("_rels/.rels", parts.rels),
        ("docProps/app.xml", parts.doc_props.app),
        ("docProps/core.xml", parts.doc_props.core),
        ("docProps/custom.xml", parts.doc_props.custom),
        ("word/_rels/document.xml.rels", parts.document_rels),
        ("word/fontTable.xml", font_table()),
        ("word/comments.xml", parts.comments),
        ("word/commentsExtended.xml", parts.comments_extended),
        ("word/footnotes.xml", parts.footnotes),
    ];
    for (name, bytes) in as_they_are {
        put(name, &bytes)?;
    }
    let with_properties = [
        ("word/document.xml", parts.document),
        ("word/styles.xml", parts.styles),
        ("word/settings.xml", parts.settings),
        ("word/numbering.xml", parts.numberings),
    ];
    for (name, bytes) in with_properties {
        put(name, &in_order(bytes))?;
    }
    let numbered = [("header", parts.headers, parts.header_rels), ("footer", parts.footers, parts.footer_rels)];
    for (kind, files, relations) in numbered {
        for (at, bytes) in files.into_iter().enumerate() {
            put(&format!("word/{kind}{}.xml", at + 1), &in_order(bytes))?;
        }
        for (at, bytes) in relations.iter().enumerate() {
            put(&format!("word/_rels/{kind}{}.xml.rels", at + 1), bytes)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}
