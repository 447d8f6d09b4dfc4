//! What is inside the parts of an archive, seen in one pass while they inflate: the XML of .xlsx ([`xlsx`]) and .ods
//! ([`ods`]), the records of .xlsb ([`xlsb`]). Refuses what would lead calamine astray, and notes what it doesn't tell.

mod ods;
mod xlsb;
mod xlsx;

use super::{
    Excess, Fault, Format, MAX_CELLS, MAX_COLUMNS,
    looks::{Look, Looks, Styles},
};
use crate::roster::sheet::Region;
use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{BufRead, Read},
    sync::Arc,
};

/// Longest piece of XML between two tags, or inside one.
const MAX_PIECE: usize = 1 << 20;
/// Deepest nesting of elements.
const MAX_DEPTH: u32 = 200;
/// Most elements of a part: the cells of the largest workbook with what is inside of them.
const MAX_ELEMENTS: u32 = 24_000_000;
/// Largest part besides sheets and shared strings.
const MAX_SMALL_PART: u64 = 8 << 20;
/// Most merged regions of a sheet.
pub(super) const MAX_MERGES: usize = 200_000;

/// What calamine doesn't tell about a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetScan {
    /// Hidden rows, ascending.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub(super) hidden_columns: BTreeSet<u16>,
    /// How cells look, where that says something about their values.
    pub(super) looks: Looks,
    /// Merged regions, where calamine doesn't know them.
    pub(super) merges: Vec<Region>,
    /// Cells with error values that calamine doesn't give: newer ones like `#SPILL!`, those of formulas in .xlsb; in the
    /// order of the sheet.
    pub(super) errors: Vec<((u32, u32), String)>,
    /// Cells with a formula but without a value, where calamine takes them for blank.
    pub(super) uncomputed: Vec<(u32, u32)>,
}

impl SheetScan {
    /// Marks columns as hidden, both ends included.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        // MAX_COLUMNS fits.
        self.hidden_columns.extend((first..=last.min(MAX_COLUMNS - 1)).map(|column| column as u16));
    }

    /// Notes how a cell looks.
    ///
    /// # Errors
    /// [`Excess`]: of more cells than there can be.
    pub(super) fn look(&mut self, place: (u32, u32), look: Look) -> Result<(), Fault> {
        if self.looks.len() > 2 * MAX_CELLS as usize {
            return Err(Fault::Excess(Excess::Cells { limit: MAX_CELLS }));
        }
        self.looks.push((place, look));
        Ok(())
    }
}

/// Where an .ods says whether it is encrypted, in lower case.
pub(super) const MANIFEST: &str = "meta-inf/manifest.xml";

/// Whether the cells of other parts refer to what a part has.
pub(super) fn is_referred_to(name: &str) -> bool {
    ["xl/styles.xml", "xl/styles.bin", "xl/sharedstrings.xml", "xl/sharedstrings.bin", "styles.xml"].contains(&name)
}

fn is_relations(name: &str) -> bool {
    name == "xl/_rels/workbook.xml.rels" || name == "xl/_rels/workbook.bin.rels"
}

/// A pass over the parts of an archive.
pub(super) struct Scan {
    format: Format,
    /// By the path of the part.
    parts: BTreeMap<String, SheetScan>,
    /// Sheets of the workbook: name and relation.
    sheets: Vec<(String, String)>,
    /// Relations of the workbook: where each leads, and to what kind of part.
    relations: BTreeMap<String, (String, String)>,
    /// Sheets of an .xlsx whose size is said in a way that calamine refuses, by the path of the part.
    odd_sizes: BTreeSet<String>,
    /// Tables of an .ods, in their order.
    tables: Vec<(String, SheetScan)>,
    shared_strings: u64,
    /// The highest shared string that a cell of an .xlsb uses.
    highest_string: Option<u64>,
    /// Styles of .xlsx and .xlsb.
    styles: Styles,
    /// Shared strings of an .xlsx of which something is struck out, marked.
    marked: HashMap<u64, Arc<str>>,
    ods_styles: ods::Styles,
}

impl Scan {
    pub(super) fn new(format: Format) -> Scan {
        Scan {
            format,
            parts: BTreeMap::new(),
            sheets: Vec::new(),
            relations: BTreeMap::new(),
            odd_sizes: BTreeSet::new(),
            tables: Vec::new(),
            shared_strings: 0,
            highest_string: None,
            styles: Styles::default(),
            marked: HashMap::new(),
            ods_styles: ods::Styles::default(),
        }
    }

    /// Looks at a part, given by its name in lower case.
    pub(super) fn part(&mut self, name: &str, part: &mut dyn BufRead) -> Result<(), Fault> {
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        match self.format {
            Format::Ods if name == "content.xml" => {
                self.tables = ods::content(part, &mut self.ods_styles)?;
                Ok(())
            }
            Format::Ods if name == "styles.xml" => {
                let styles = &mut self.ods_styles;
                small(name, part, |part| xml(name, part, |event, _| styles.see(&event)))
            }
            Format::Ods if name == MANIFEST => ods::manifest(part),
            Format::Xlsx if is_xml && name.starts_with("xl/worksheets/") && !name.contains("_rels") => {
                let (sheet, has_odd_size) = xlsx::sheet(name, part, &self.styles, &self.marked)?;
                if has_odd_size {
                    self.odd_sizes.insert(name.to_owned());
                }
                self.parts.insert(name.to_owned(), sheet);
                Ok(())
            }
            Format::Xlsx if name == "xl/sharedstrings.xml" => {
                self.marked = xlsx::shared_strings(part)?;
                Ok(())
            }
            Format::Xlsx if name == "xl/styles.xml" => {
                let styles = &mut self.styles;
                small(name, part, |part| xlsx::styles(name, part, styles))
            }
            Format::Xlsx | Format::Xlsb if is_xml => self.small_part(name, part),
            Format::Xlsb if name.ends_with(".bin") => self.binary_part(name, part),
            _ => Ok(()),
        }
    }

    /// Whether calamine would refuse a part, given by its name in lower case, for what is no fault of it.
    pub(super) fn needs_mending(&self, name: &str) -> bool {
        self.odd_sizes.contains(name) || is_relations(name) && self.other_sheets().next().is_some()
    }

    /// Sheets of macros, which have no cells of ours and of which calamine knows no kind: where their relations lead, and
    /// to what kind of part.
    fn other_sheets(&self) -> impl Iterator<Item = (&str, &str)> {
        let of_sheets = self.sheets.iter().filter_map(|(_, relation)| self.relations.get(relation));
        let is_known = |(target, kind): &&(String, String)| match self.format {
            Format::Xlsb => ["worksheets/", "chartsheets/", "dialogsheets/"].iter().any(|known| target.contains(known)),
            _ => ["/worksheet", "/chartsheet", "/dialogsheet"].iter().any(|known| kind.ends_with(known)),
        };
        of_sheets.filter(move |relation| !is_known(relation)).map(|(target, kind)| (target.as_str(), kind.as_str()))
    }

    /// The part in a form that calamine reads.
    pub(super) fn mend(&self, name: &str, text: &str) -> String {
        if self.odd_sizes.contains(name) {
            return xlsx::without_size(text);
        }
        // As sheets of charts they are passed over.
        let mut text = text.to_owned();
        for (target, kind) in self.other_sheets() {
            text = match (self.format, target.rsplit_once('/'), kind.rsplit_once('/')) {
                (Format::Xlsb, Some((_, file)), _) => text.replace(target, &format!("chartsheets/{file}")),
                (_, _, Some((namespace, _))) => {
                    text.replace(&format!("{kind}\""), &format!("{namespace}/chartsheet\""))
                }
                _ => text,
            };
        }
        text
    }

    /// The scans by the names of their sheets.
    pub(super) fn finish(mut self) -> Result<BTreeMap<String, SheetScan>, Fault> {
        if self.highest_string.is_some_and(|highest| highest >= self.shared_strings) {
            return Err(Fault::Damaged("a cell uses a shared string that isn't there".to_owned()));
        }
        let mut sheets = BTreeMap::new();
        let mut twice = None;
        let mut put = |name: String, scan: SheetScan| {
            if sheets.insert(name.clone(), scan).is_some() {
                twice = Some(name);
            }
        };
        if self.format == Format::Ods {
            for (name, table) in self.tables {
                put(name, table);
            }
        } else {
            for (name, relation) in &self.sheets {
                let target = self.relations.get(relation);
                let target = target.map(|(target, _)| target.trim_start_matches('/').to_lowercase());
                let target = target.unwrap_or_default();
                let path = if target.starts_with("xl/") { target } else { format!("xl/{target}") };
                put(name.clone(), self.parts.remove(&path).unwrap_or_default());
            }
        }
        match twice {
            // Only one of the two could ever be read.
            Some(name) => Err(Fault::Damaged(format!("two sheets are called {name}"))),
            None => Ok(sheets),
        }
    }

    /// Relations, styles, the list of sheets.
    fn small_part(&mut self, name: &str, part: &mut dyn BufRead) -> Result<(), Fault> {
        let is_workbook = name == "xl/workbook.xml";
        let is_relations = is_relations(name);
        small(name, part, |part| {
            xml(name, part, |event, _| {
                let Tagged::Start(tag) = event else { return Ok(()) };
                match tag.local_name().as_ref() {
                    "sheet" if is_workbook => {
                        let (Some(sheet), Some(id)) = (attribute(tag, "name")?, attribute(tag, "id")?) else {
                            return Ok(());
                        };
                        self.sheets.push((sheet, id));
                    }
                    "Relationship" if is_relations => {
                        let (Some(id), Some(target)) = (attribute(tag, "Id")?, attribute(tag, "Target")?) else {
                            return Ok(());
                        };
                        let kind = attribute(tag, "Type")?.unwrap_or_default();
                        self.relations.insert(id, (target, kind));
                    }
                    _ => {}
                }
                Ok(())
            })
        })
    }
}

/// Looks at a part that is no sheet.
///
/// # Errors
/// [`Fault`]: larger than any workbook has it, or what `look` finds.
fn small(
    name: &str,
    part: &mut dyn BufRead,
    look: impl FnOnce(&mut dyn BufRead) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut part = part.take(MAX_SMALL_PART + 1);
    look(&mut part)?;
    if part.limit() == 0 {
        return Err(Fault::Damaged(format!("{name} is larger than any workbook has it")));
    }
    Ok(())
}

/// A tag: its beginning, or the name that it ends.
pub(super) enum Tagged<'a> {
    Start(&'a BytesStart<'a>),
    End(&'a str),
}

/// Goes through XML to its end. `see` gets every tag, and the text since the tag before it; an empty element is seen to
/// begin and to end.
pub(super) fn xml(
    name: &str,
    part: &mut dyn BufRead,
    mut see: impl FnMut(Tagged<'_>, &str) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let damaged = |what: &dyn std::fmt::Display| Fault::Damaged(format!("{name}: {what}"));
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    let mut text = String::new();
    let (mut depth, mut elements) = (0_u32, 0_u32);
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| damaged(&error))?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                elements += 1;
                if elements > MAX_ELEMENTS {
                    return Err(Fault::Excess(Excess::Cells { limit: super::MAX_CELLS }));
                }
                see(Tagged::Start(tag), &text)?;
                text.clear();
                if matches!(event, Event::Start(_)) {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        return Err(damaged(&"nested too deep"));
                    }
                } else {
                    see(Tagged::End(tag.name().as_ref()), "")?;
                }
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                see(Tagged::End(tag.name().as_ref()), &text)?;
                text.clear();
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::CData(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(character)) => text.push(character),
                // Others would have to be declared, which is refused below.
                _ => {
                    let known = resolve_predefined_entity(&reference.xml10_content());
                    text.push_str(known.ok_or_else(|| damaged(&"an entity that nothing declares"))?);
                }
            },
            // Entities of its own can make much of little, or name files elsewhere; no workbook has them.
            Event::DocType(_) => return Err(damaged(&"a document type declaration")),
            Event::Eof => break,
            _ => {}
        }
        if buffer.len() > MAX_PIECE || text.len() > MAX_PIECE {
            return Err(damaged(&"a text longer than any cell's"));
        }
    }
    if depth > 0 { Err(damaged(&"ends inside an element")) } else { Ok(()) }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Fault::Damaged(error.to_string()))?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::default());
            return Ok(Some(value.map_err(|error| Fault::Damaged(error.to_string()))?.into_owned()));
        }
    }
    Ok(None)
}
