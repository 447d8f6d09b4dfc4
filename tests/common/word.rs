//! Word documents: templates in a line or two, and what is in a written one.

use quick_xml::{Reader, events::Event};
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape""#;
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A paragraph of runs.
pub fn paragraph(runs: &[&str]) -> String {
    let runs = runs.iter().map(|run| format!("<w:r><w:t>{run}</w:t></w:r>"));
    format!("<w:p>{}</w:p>", runs.collect::<String>())
}

/// A template as Word packs it: its body, and perhaps a header and a footer of paragraphs.
pub struct WordFile {
    /// The paragraphs and tables.
    pub body: String,
    /// The paragraphs of the header.
    pub header: Option<String>,
    /// The paragraphs of the footer.
    pub footer: Option<String>,
}

impl WordFile {
    /// A template without header and footer.
    pub fn of(body: impl Into<String>) -> WordFile {
        WordFile { body: body.into(), header: None, footer: None }
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let edges = [("header", "hdr", &self.header), ("footer", "ftr", &self.footer)];
        let (mut references, mut relations, mut types) = (String::new(), String::new(), String::new());
        let mut parts: Vec<(String, String)> = Vec::new();
        for (at, (kind, root, text)) in edges.into_iter().enumerate() {
            let Some(text) = text else { continue };
            let id = format!("rId{}", at + 7);
            references.push_str(&format!(r#"<w:{kind}Reference w:type="default" r:id="{id}"/>"#));
            relations.push_str(&format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{kind}1.xml"/>"#));
            types.push_str(&format!(
                r#"<Override PartName="/word/{kind}1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>"#
            ));
            parts.push((format!("word/{kind}1.xml"), format!("<w:{root} {NAMESPACES}>{text}</w:{root}>")));
        }
        let body = &self.body;
        let section = format!(r#"<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>"#);
        let package = "http://schemas.openxmlformats.org/package/2006";
        let document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
        parts.push((
            "word/document.xml".to_owned(),
            format!("<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"),
        ));
        parts.push((
            "word/_rels/document.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{package}/relationships">{relations}</Relationships>"#),
        ));
        parts.push((
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ));
        parts.push((
            "[Content_Types].xml".to_owned(),
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{document}"/>{types}</Types>"#
            ),
        ));
        zipped(&parts)
    }
}

/// An archive of texts.
pub fn zipped(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts.iter().rev() {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(text.as_bytes()).expect("a part is written");
    }
    zip.finish().expect("the archive ends").into_inner()
}

/// The names of what is in an archive.
#[track_caller]
pub fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    archive.file_names().map(|name| name.expect("a readable name").into_owned()).collect()
}

/// A file in an archive.
#[track_caller]
pub fn file(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut content = Vec::new();
    archive.by_name(name).expect("the file is there").read_to_end(&mut content).expect("the file is sound");
    content
}

/// The paragraphs of a part, each as its text; a line break is `\n`. The part must be sound XML with one root.
#[track_caller]
pub fn paragraphs(bytes: &[u8], part: &str) -> Vec<String> {
    let xml = String::from_utf8(file(bytes, part)).expect("parts are UTF-8");
    let mut reader = Reader::from_str(&xml);
    let (mut paragraphs, mut open, mut in_text) = (Vec::new(), Vec::new(), false);
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().expect("the part is sound XML");
        match &event {
            Event::Start(_) => {
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(_) => roots += usize::from(depth == 0),
            Event::End(_) => depth -= 1,
            Event::Text(text) if depth == 0 => assert!(text.trim().is_empty(), "{part} has text outside its root"),
            _ => {}
        }
        match event {
            Event::Eof => {
                assert_eq!((depth, roots), (0, 1), "{part} isn't one whole element");
                return paragraphs;
            }
            Event::Start(tag) if tag.local_name().as_ref() == "p" => open.push(String::new()),
            Event::End(tag) if tag.local_name().as_ref() == "p" => paragraphs.extend(open.pop()),
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::End(tag) if tag.local_name().as_ref() == "t" => in_text = false,
            Event::Empty(tag) if tag.local_name().as_ref() == "br" => {
                open.last_mut().expect("in a paragraph").push('\n')
            }
            Event::Text(text) if in_text => open.last_mut().expect("in a paragraph").push_str(&text),
            Event::GeneralRef(name) if in_text => {
                let escaped = format!("&{};", &*name);
                let text = quick_xml::escape::unescape(&escaped).expect("a known entity").into_owned();
                open.last_mut().expect("in a paragraph").push_str(&text);
            }
            _ => {}
        }
    }
}

/// How many pages a PDF has.
pub fn pages(pdf: &[u8]) -> usize {
    let kind = b"/Type/Page";
    let spaced = b"/Type /Page";
    let count =
        |mark: &[u8]| pdf.windows(mark.len() + 1).filter(|at| at.starts_with(mark) && at[mark.len()] != b's').count();
    count(kind) + count(spaced)
}
