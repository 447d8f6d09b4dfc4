//! A .docx unpacked, within bounds.

use crate::domain::TemplateFault;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::{ZipArchive, result::ZipError};

/// The part that says what each other part is.
pub(super) const TYPES: &str = "[Content_Types].xml";

/// A part of the package that the document refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    pub id: String,
    pub kind: String,
    /// The part's name in the package.
    pub target: String,
}

/// The parts by name, in their order, and the archive as it came.
pub(super) struct Package {
    names: Vec<String>,
    parts: BTreeMap<String, Vec<u8>>,
    document: String,
}

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Result<Package, TemplateFault> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(TemplateFault::OldOrLocked);
        }
        if !bytes.starts_with(b"PK") {
            return Err(TemplateFault::NotWord);
        }
        let damaged = |error: ZipError| TemplateFault::Damaged(error.to_string());
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > TemplateFault::MAX_PARTS {
            return Err(TemplateFault::TooLarge);
        }
        if archive.has_duplicate_names() {
            return Err(TemplateFault::Damaged("two parts of one name".to_owned()));
        }
        let (mut names, mut parts, mut left) = (Vec::new(), BTreeMap::new(), TemplateFault::MAX_UNPACKED);
        for position in 0..archive.len() {
            let mut part = archive.by_index(position).map_err(damaged)?;
            if part.is_dir() {
                continue;
            }
            let name = part.name().map_err(damaged)?.into_owned();
            let mut content = Vec::new();
            let read = (&mut part).take(left + 1).read_to_end(&mut content);
            let read = read.map_err(|error| TemplateFault::Damaged(format!("{name}: {error}")))? as u64;
            left = left.checked_sub(read).ok_or(TemplateFault::TooLarge)?;
            names.push(name.clone());
            parts.insert(name, content);
        }
        let mut package = Package { names, parts, document: String::new() };
        if !package.parts.contains_key(TYPES) {
            return Err(TemplateFault::NotWord);
        }
        package.sound(TYPES)?;
        let relations = package.relations_of("")?;
        let main = relations.into_iter().find(|relation| relation.kind.ends_with("/officeDocument"));
        package.document = main.map(|main| main.target).ok_or(TemplateFault::NotWord)?;
        if !package.document.starts_with("word/") {
            return Err(TemplateFault::NotWord);
        }
        Ok(package)
    }

    /// The name of the document's part.
    pub(super) fn document(&self) -> &str {
        &self.document
    }

    /// The names of all parts, in their order.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The bytes of a part.
    pub(super) fn bytes(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(Vec::as_slice)
    }

    /// A part as text.
    pub(super) fn text(&self, name: &str) -> Result<&str, TemplateFault> {
        let bytes = self.bytes(name).ok_or_else(|| TemplateFault::Damaged(format!("{name} is missing")))?;
        let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
        std::str::from_utf8(bytes).map_err(|_| TemplateFault::Damaged(format!("{name} holds no text")))
    }

    /// A part as text that is one whole element.
    pub(super) fn sound(&self, name: &str) -> Result<&str, TemplateFault> {
        self.elements(name, |_| {})
    }

    /// Walks over the elements of a part, and gives its text; refuses a part that isn't one whole element.
    fn elements(&self, name: &str, each: impl FnMut(&BytesStart<'_>)) -> Result<&str, TemplateFault> {
        let text = self.text(name)?;
        each_element(text, each).map_err(|detail| TemplateFault::Damaged(format!("{name}: {detail}")))?;
        Ok(text)
    }

    /// What the document refers to, inside the package.
    pub(super) fn relations(&self) -> Result<Vec<Relation>, TemplateFault> {
        self.relations_of(&self.document)
    }

    fn relations_of(&self, part: &str) -> Result<Vec<Relation>, TemplateFault> {
        let name = relations_name(part);
        if self.bytes(&name).is_none() {
            return Ok(Vec::new());
        }
        let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut relations = Vec::new();
        self.elements(&name, |tag| {
            if tag.local_name().as_ref() != "Relationship" {
                return;
            }
            let attribute = |key: &str| {
                let found = tag.try_get_attribute(key).ok().flatten();
                found.map(|found| found.value.into_owned()).unwrap_or_default()
            };
            if attribute("TargetMode") == "External" {
                return;
            }
            let target = attribute("Target");
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if folder.is_empty() => target,
                None => format!("{folder}/{target}"),
            };
            relations.push(Relation { id: attribute("Id"), kind: attribute("Type"), target });
        })?;
        Ok(relations)
    }
}

/// Walks over the elements of a text that is one whole element, or tells why it isn't.
fn each_element(text: &str, mut each: impl FnMut(&BytesStart<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut roots) = (0_usize, 0_usize);
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            roots += usize::from(depth == 0);
            each(tag);
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(_) => return Err("a document type declaration".to_owned()),
            Event::Text(text) if depth == 0 && text.trim().is_empty() => {}
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if depth == 0 => {
                return Err("text outside its root".to_owned());
            }
            Event::Eof if (depth, roots) == (0, 1) => return Ok(()),
            Event::Eof => return Err("it isn't one whole element".to_owned()),
            _ => {}
        }
    }
}

/// The name of the part that has a part's relations.
pub(super) fn relations_name(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}
