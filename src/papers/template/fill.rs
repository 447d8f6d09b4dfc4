//! A filled package: the document's content once for each person, each in a section of its own, so that headers and
//! footers can be about that person, too.

use super::{
    Edge, MergeField, Piece, Template,
    package::{TYPES, relations_name},
};
use crate::{
    domain::{PersonId, TemplateFault},
    papers::Desk,
};
use quick_xml::escape::escape;
use std::{
    io::{Cursor, Write},
    ops::Range,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const HEADER_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml";
const FOOTER_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml";
const HEADER_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header";
const FOOTER_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer";
const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// 草稿 or 待定稿, at the top of every page.
fn mark(text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="黑体"/><w:color w:val="B42318"/><w:sz w:val="30"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"#
    )
}
/// The header that only says so, where a template has none.
const DRAFT_ID: &str = "kaoheDraft";
const DRAFT_PART: &str = "word/kaohe_draft.xml";

/// A part that is added to the package.
struct Added {
    id: String,
    name: String,
    is_header: bool,
    xml: String,
    /// Its own relations, if it has any.
    relations: Option<Vec<u8>>,
}

pub(super) fn fill(template: &Template, desk: Desk<'_>, people: &[PersonId]) -> Result<Vec<u8>, TemplateFault> {
    let document = &template.document;
    let pieces = &document.pieces;
    let mark = desk.plain_mark().map(mark);
    let mark = mark.as_deref();
    let mut added: Vec<Added> = Vec::new();
    let mut text = String::new();
    for piece in &pieces[..document.begin] {
        write(&mut text, piece, desk, None, 0, &|id| id.to_owned());
    }
    for (copy, id) in people.iter().enumerate() {
        let reference = |id: &str| {
            let own = copy > 0 && template.edges.get(id).is_some_and(Edge::is_personal);
            if own { format!("kaohe{copy}_{id}") } else { id.to_owned() }
        };
        let written = |range: Range<usize>| {
            let mut text = String::new();
            for at in range {
                if mark.is_some() && document.section == Some(at) {
                    text.push_str(&draft_references(&document.headers));
                }
                write(&mut text, &pieces[at], desk, Some(*id), copy, &reference);
            }
            text
        };
        text.push_str(&written(document.begin..document.end));
        // The last section's properties: for all but the last person they end the person's last paragraph.
        let mut section = written(document.end..document.close);
        if section.is_empty() {
            let references = if mark.is_some() { draft_references(&[]) } else { String::new() };
            section = format!("<w:sectPr>{references}</w:sectPr>");
        }
        if copy + 1 == people.len() {
            text.push_str(&section);
        } else {
            text.push_str(r#"<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>"#);
            // In a paragraph's properties the section stands behind those of its runs.
            text.push_str(r#"<w:rPr><w:sz w:val="2"/></w:rPr>"#);
            text.push_str(&section);
            text.push_str("</w:pPr></w:p>");
        }
        if copy > 0 {
            for (id_of, edge) in template.edges.iter().filter(|(_, edge)| edge.is_personal()) {
                let name = format!("word/kaohe{copy}_{}", edge.name.rsplit('/').next().unwrap_or_default());
                added.push(Added {
                    id: format!("kaohe{copy}_{id_of}"),
                    name,
                    is_header: edge.is_header,
                    xml: edge_text(edge, desk, *id, mark),
                    relations: template.package.bytes(&relations_name(&edge.name)).map(<[u8]>::to_vec),
                });
            }
        }
    }
    for piece in &pieces[document.close..] {
        write(&mut text, piece, desk, None, 0, &|id| id.to_owned());
    }
    if let Some(mark) = mark {
        let xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:hdr {NAMESPACES}>{mark}</w:hdr>"
        );
        added.push(Added {
            id: DRAFT_ID.to_owned(),
            name: DRAFT_PART.to_owned(),
            is_header: true,
            xml,
            relations: None,
        });
    }
    pack(template, desk, people.first().copied(), mark, text, &added)
}

impl Edge {
    /// Whether it says something else for each person.
    fn is_personal(&self) -> bool {
        self.part.pieces.iter().any(|piece| matches!(piece, Piece::Field(_)))
    }
}

/// References to the draft's header for the kinds of pages that have none; at the start of the first section's
/// properties, for later sections take over what they lack.
fn draft_references(has: &[String]) -> String {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let missing = ["default", "first", "even"].into_iter().filter(|kind| !has.iter().any(|has| has == kind));
    missing
        .map(|kind| format!(r#"<w:headerReference xmlns:r="{RELATIONS}" w:type="{kind}" r:id="{DRAFT_ID}"/>"#))
        .collect()
}

/// Writes a piece; without a person a field stays empty.
fn write(
    text: &mut String,
    piece: &Piece,
    desk: Desk<'_>,
    id: Option<PersonId>,
    copy: usize,
    reference: &dyn Fn(&str) -> String,
) {
    match piece {
        Piece::Raw(raw) => text.push_str(raw),
        Piece::Text(words) => text.push_str(&escape(words.as_str())),
        Piece::Field(name) => {
            let value = id.and_then(|id| MergeField::named(name).map(|field| field.value(desk, id)));
            text.push_str(&escape(value.unwrap_or_default().as_str()));
        }
        Piece::Reference(id) => text.push_str(&reference(id)),
        Piece::Mark(mark) if copy == 0 => text.push_str(mark),
        Piece::Mark(_) => {}
    }
}

/// A header or footer about a person.
fn edge_text(edge: &Edge, desk: Desk<'_>, id: PersonId, mark: Option<&str>) -> String {
    let mut text = String::new();
    for (at, piece) in edge.part.pieces.iter().enumerate() {
        if let Some(mark) = mark.filter(|_| edge.is_header && at == edge.part.begin) {
            text.push_str(mark);
        }
        write(&mut text, piece, desk, Some(id), 0, &|id| id.to_owned());
    }
    text
}

fn pack(
    template: &Template,
    desk: Desk<'_>,
    first: Option<PersonId>,
    mark: Option<&str>,
    document: String,
    added: &[Added],
) -> Result<Vec<u8>, TemplateFault> {
    let package = &template.package;
    let odd = |name: &str| TemplateFault::Damaged(format!("{name}: no place to add to"));
    let relations_part = relations_name(package.document());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), TemplateFault> {
        zip.start_file(name, options).map_err(|error| TemplateFault::Damaged(error.to_string()))?;
        zip.write_all(bytes).map_err(|error| TemplateFault::Damaged(error.to_string()))
    };
    for name in package.names() {
        let edge = template.edges.values().find(|edge| edge.name == *name);
        if name == package.document() {
            put(name, document.as_bytes())?;
        } else if let (Some(edge), Some(first)) = (edge, first) {
            put(name, edge_text(edge, desk, first, mark).as_bytes())?;
        } else if *name == relations_part && !added.is_empty() {
            put(name, with_relations(package.text(name)?, added).ok_or_else(|| odd(name))?.as_bytes())?;
        } else if name == TYPES && !added.is_empty() {
            put(name, with_types(package.text(name)?, added).ok_or_else(|| odd(name))?.as_bytes())?;
        } else {
            put(name, package.bytes(name).unwrap_or_default())?;
        }
    }
    if !added.is_empty() && package.bytes(&relations_part).is_none() {
        let empty = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#;
        put(&relations_part, with_relations(empty, added).unwrap_or_default().as_bytes())?;
    }
    for part in added {
        put(&part.name, part.xml.as_bytes())?;
        if let Some(relations) = &part.relations {
            put(&relations_name(&part.name), relations)?;
        }
    }
    let done = zip.finish().map_err(|error| TemplateFault::Damaged(error.to_string()))?;
    Ok(done.into_inner())
}

fn with_relations(text: &str, added: &[Added]) -> Option<String> {
    let lines = added.iter().map(|part| {
        let kind = if part.is_header { HEADER_RELATION } else { FOOTER_RELATION };
        let target = part.name.trim_start_matches("word/");
        format!(r#"<Relationship Id="{}" Type="{kind}" Target="{target}"/>"#, part.id)
    });
    before_end(text, "Relationships", &lines.collect::<String>())
}

fn with_types(text: &str, added: &[Added]) -> Option<String> {
    let lines = added.iter().map(|part| {
        let kind = if part.is_header { HEADER_TYPE } else { FOOTER_TYPE };
        format!(r#"<Override PartName="/{}" ContentType="{kind}"/>"#, part.name)
    });
    before_end(text, "Types", &lines.collect::<String>())
}

/// The text with more before the end of its root, also where that is written as an empty element.
fn before_end(text: &str, root: &str, more: &str) -> Option<String> {
    if let Some((before, after)) = text.rsplit_once(&format!("</{root}>")) {
        return Some(format!("{before}{more}</{root}>{after}"));
    }
    let (before, _) = text.trim_end().rsplit_once("/>")?;
    before.contains(&format!("<{root}")).then(|| format!("{before}>{more}</{root}>"))
}
