//! The XML of a part, cut where fields stand. Everything else stays byte for byte as the office made it.
//!
//! Word cuts what people type into runs as it likes, so that `{{姓名}}` may stand in three of them. Texts of a paragraph
//! are therefore looked at as one; a field takes the place of its first brace, with that run's look.

use crate::domain::TemplateFault;
use quick_xml::{Reader, escape, events::Event};
use unicode_normalization::UnicodeNormalization;

/// A piece of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it is.
    Raw(String),
    /// Text.
    Text(String),
    /// A field, by its name.
    Field(String),
    /// The id in a reference to a header or footer.
    Reference(String),
    /// A mark that must not stand in a document twice.
    Mark(String),
}

/// A part in pieces.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Behind the start of the root element (of a document: of its body).
    pub begin: usize,
    /// Before the last section's properties, or before the end of the body.
    pub end: usize,
    /// Before the end of the body.
    pub close: usize,
    /// Behind the start of the first section's properties.
    pub section: Option<usize>,
    /// The kinds of pages (default, first, even) for which the first section has a header.
    pub headers: Vec<String>,
    /// What stands behind an opening brace that is never closed.
    pub unclosed: Vec<String>,
}

/// Elements that must not stand in a document twice.
const MARKS: [&str; 5] = ["bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"];

/// Where a text is in the part: its piece, and the paragraph that it belongs to.
struct Place {
    piece: usize,
    paragraph: usize,
}

/// Where the reading is: what is written for each person is the document's body, of a header or footer all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    /// Before it.
    Ahead,
    /// In it; its depth.
    At(usize),
    /// Behind it.
    Over,
}

impl Body {
    /// Whether an element of this name at this depth is the body.
    fn begins_with(self, name: &str, depth: usize) -> bool {
        let is_body = match depth {
            0 => name != "document",
            1 => name == "body",
            _ => false,
        };
        self == Body::Ahead && is_body
    }

    /// Whether what is at this depth now stands directly in the body.
    fn is_around(self, depth: usize) -> bool {
        depth.checked_sub(1).is_some_and(|above| self == Body::At(above))
    }
}

impl Part {
    /// Reads a part that is one whole element.
    ///
    /// # Errors
    /// [`TemplateFault::Damaged`]: it has no body, or an entity that nobody knows.
    pub(super) fn read(xml: &str) -> Result<Part, TemplateFault> {
        let mut reader = Reader::from_str(xml);
        let mut part = Part::default();
        let mut texts: Vec<Place> = Vec::new();
        // Paragraphs nest: a text box stands inside one.
        let (mut paragraphs, mut next_paragraph) = (Vec::new(), 0);
        let (mut depth, mut before, mut in_text) = (0usize, 0usize, false);
        let mut body = Body::Ahead;
        // The depth of a section's properties.
        let mut section: Option<usize> = None;
        let mut sections = 0;
        loop {
            let damaged = |detail: String| TemplateFault::Damaged(detail);
            let event = reader.read_event().map_err(|error| damaged(error.to_string()))?;
            let after = usize::try_from(reader.buffer_position()).map_err(|error| damaged(error.to_string()))?;
            let raw = xml.get(before..after).ok_or_else(|| damaged("cut inside a character".to_owned()))?;
            before = after;
            match &event {
                Event::Eof if body != Body::Over => return Err(damaged("it has no body".to_owned())),
                Event::Eof => break,
                Event::Start(tag) => {
                    let name = tag.local_name();
                    let name = name.as_ref();
                    match name {
                        "p" => {
                            paragraphs.push((depth, next_paragraph));
                            next_paragraph += 1;
                        }
                        "t" if !paragraphs.is_empty() => in_text = true,
                        _ => {}
                    }
                    if name == "sectPr" && section.is_none() {
                        section = Some(depth);
                        if body.is_around(depth) {
                            part.end = part.pieces.len();
                        }
                    }
                    part.tag(raw, tag, in_text, section.is_some() && sections == 0);
                    if body.begins_with(name, depth) {
                        body = Body::At(depth);
                        part.begin = part.pieces.len();
                    }
                    depth += 1;
                    if name == "sectPr" && section == Some(depth - 1) {
                        part.section_begins();
                    }
                }
                Event::Empty(tag) => {
                    if tag.local_name().as_ref() == "sectPr" && section.is_none() {
                        // Room for what is added.
                        if body.is_around(depth) {
                            part.end = part.pieces.len();
                        }
                        part.pieces.push(Piece::Raw(opened(raw)));
                        part.section_begins();
                        let name = tag.name().as_ref().to_owned();
                        part.pieces.push(Piece::Raw(format!("</{name}>")));
                        sections += 1;
                    } else if body.begins_with(tag.local_name().as_ref(), depth) {
                        part.raw(&opened(raw));
                        part.begin = part.pieces.len();
                        (part.end, part.close, body) = (part.begin, part.begin, Body::Over);
                        part.raw(&format!("</{}>", tag.name().as_ref()));
                    } else {
                        part.tag(raw, tag, false, section.is_some() && sections == 0);
                    }
                }
                Event::End(tag) => {
                    depth = depth.checked_sub(1).ok_or_else(|| damaged("ends twice".to_owned()))?;
                    let name = tag.local_name();
                    match name.as_ref() {
                        "p" if paragraphs.last().is_some_and(|(at, _)| *at == depth) => {
                            paragraphs.pop();
                        }
                        "t" => in_text = false,
                        _ => {}
                    }
                    if body == Body::At(depth) {
                        body = Body::Over;
                        part.close = part.pieces.len();
                        if part.end == 0 {
                            part.end = part.close;
                        }
                    }
                    part.raw(raw);
                    if section == Some(depth) {
                        section = None;
                        sections += 1;
                    }
                }
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if in_text => {
                    let text = match &event {
                        Event::CData(data) => data.to_string(),
                        _ => escape::unescape(raw).map_err(|error| damaged(error.to_string()))?.into_owned(),
                    };
                    let paragraph = paragraphs.last().map_or(0, |(_, paragraph)| *paragraph);
                    texts.push(Place { piece: part.pieces.len(), paragraph });
                    part.pieces.push(Piece::Text(text));
                }
                _ => part.raw(raw),
            }
        }
        part.find_fields(&texts, next_paragraph);
        Ok(part)
    }

    /// Keeps a start tag, but for what fields and copies need otherwise.
    fn tag(&mut self, raw: &str, tag: &quick_xml::events::BytesStart<'_>, is_text: bool, in_first_section: bool) {
        let name = tag.local_name();
        match name.as_ref() {
            // What is filled in may begin or end with a space.
            "t" if is_text && raw.starts_with("<w:t") && !raw.contains("xml:space") => {
                self.raw("<w:t xml:space=\"preserve\">");
            }
            // A person's first page begins on a new one.
            "type" if in_first_section && raw.contains("continuous") => {}
            "headerReference" | "footerReference" => {
                if in_first_section && name.as_ref() == "headerReference" {
                    let kinds =
                        tag.attributes().flatten().filter(|attribute| attribute.key.local_name().as_ref() == "type");
                    self.headers.extend(kinds.map(|kind| kind.value.into_owned()));
                }
                let id = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "id");
                let id = id.map(|id| id.value.into_owned()).unwrap_or_default();
                match raw.split_once(&format!("\"{id}\"")) {
                    Some((before, after)) if !id.is_empty() => {
                        self.raw(&format!("{before}\""));
                        self.pieces.push(Piece::Reference(id));
                        self.raw(&format!("\"{after}"));
                    }
                    _ => self.raw(raw),
                }
            }
            local if MARKS.contains(&local) && raw.ends_with("/>") => self.pieces.push(Piece::Mark(raw.to_owned())),
            _ => self.raw(raw),
        }
    }

    /// The start of a section's properties was just kept.
    fn section_begins(&mut self) {
        self.section.get_or_insert(self.pieces.len());
    }

    /// Appends to the raw piece before, unless a position points behind that.
    fn raw(&mut self, raw: &str) {
        let here = self.pieces.len();
        let is_pointed_at = [self.begin, self.end, self.close].contains(&here) || self.section == Some(here);
        match self.pieces.last_mut() {
            Some(Piece::Raw(last)) if !is_pointed_at => last.push_str(raw),
            _ => self.pieces.push(Piece::Raw(raw.to_owned())),
        }
    }

    /// Cuts the texts of each paragraph where fields stand.
    fn find_fields(&mut self, texts: &[Place], paragraphs: usize) {
        let mut of_paragraph: Vec<Vec<usize>> = vec![Vec::new(); paragraphs];
        for text in texts {
            of_paragraph[text.paragraph].push(text.piece);
        }
        // What stands in place of a text; the others stay.
        let mut instead: std::collections::BTreeMap<usize, Vec<Piece>> = std::collections::BTreeMap::new();
        for pieces in of_paragraph {
            let characters: Vec<(usize, char)> = pieces
                .iter()
                .flat_map(|piece| match &self.pieces[*piece] {
                    Piece::Text(text) => text.chars().map(|character| (*piece, character)).collect(),
                    _ => Vec::new(),
                })
                .collect();
            let is_brace = |at: usize, narrow: char, wide: char| {
                let here = |at: usize| characters.get(at).is_some_and(|(_, c)| *c == narrow || *c == wide);
                here(at) && here(at + 1)
            };
            let (mut at, mut found, mut is_open) = (0, false, false);
            let mut made: std::collections::BTreeMap<usize, Vec<Piece>> =
                pieces.iter().map(|piece| (*piece, Vec::new())).collect();
            while let Some((piece, character)) = characters.get(at).copied() {
                if is_brace(at, '{', '｛') {
                    let close = (at + 2..characters.len()).find(|at| is_brace(*at, '}', '｝'));
                    let name = |to: usize| normal(&characters[at + 2..to]);
                    if let Some(close) = close {
                        made.entry(piece).or_default().push(Piece::Field(name(close)));
                        (at, found) = (close + 2, true);
                        continue;
                    }
                    // No later one in the paragraph is closed either.
                    if !is_open {
                        let shown =
                            name(characters.len()).chars().take_while(|c| *c != '{').take(12).collect::<String>();
                        self.unclosed.push(format!("{{{{{shown}"));
                        is_open = true;
                    }
                    at += 2;
                    let own = made.entry(piece).or_default();
                    push(own, character);
                    push(own, character);
                    continue;
                }
                push(made.entry(piece).or_default(), character);
                at += 1;
            }
            if found {
                instead.extend(made);
            }
        }
        if instead.is_empty() {
            return;
        }
        // Positions move with the pieces before them.
        let mut pieces = Vec::with_capacity(self.pieces.len() + instead.len());
        let mut moved = Vec::with_capacity(self.pieces.len() + 1);
        for (at, piece) in std::mem::take(&mut self.pieces).into_iter().enumerate() {
            moved.push(pieces.len());
            match instead.remove(&at) {
                Some(made) => pieces.extend(made),
                None => pieces.push(piece),
            }
        }
        moved.push(pieces.len());
        self.begin = moved[self.begin];
        self.end = moved[self.end];
        self.close = moved[self.close];
        self.section = self.section.map(|section| moved[section]);
        self.pieces = pieces;
    }
}

/// An empty element's tag as that of one which will hold something.
fn opened(raw: &str) -> String {
    raw.trim_end_matches("/>").to_owned() + ">"
}

/// Appends a character to the text at the end.
fn push(pieces: &mut Vec<Piece>, character: char) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push(character),
        _ => pieces.push(Piece::Text(character.to_string())),
    }
}

/// A field's name as it is looked up: one form of each character, no white space.
fn normal(characters: &[(usize, char)]) -> String {
    let name: String = characters.iter().map(|(_, character)| *character).collect();
    name.nfkc().filter(|character| !character.is_whitespace()).collect()
}
