//! What is inside the parts of an archive, seen in one pass while they inflate: the XML of .xlsx and .ods, the records
//! of .xlsb. Refuses what would lead calamine astray, and notes what it doesn't tell.

use super::{Excess, Fault, Format, MAX_COLUMNS, MAX_DENSE_CELLS, MAX_ROWS, MAX_TEXT, far_out};
use crate::roster::sheet::Region;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use std::{
    collections::BTreeMap,
    io::{BufRead, Read},
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
const MAX_MERGES: usize = 200_000;

/// What calamine doesn't tell about a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct SheetScan {
    /// Hidden rows, ascending.
    pub(super) hidden_rows: Vec<u32>,
    /// Merged regions, where calamine doesn't know them.
    pub(super) merges: Vec<Region>,
    /// Cells with error values that calamine doesn't give: newer ones like `#SPILL!`, those of formulas in .xlsb; in the
    /// order of the sheet.
    pub(super) errors: Vec<((u32, u32), String)>,
    /// Cells with a formula but without a value, where calamine takes them for blank.
    pub(super) uncomputed: Vec<(u32, u32)>,
}

/// A pass over the parts of an archive.
pub(super) struct Scan {
    format: Format,
    /// By the path of the part.
    parts: BTreeMap<String, SheetScan>,
    /// Sheets of the workbook: name and relation.
    sheets: Vec<(String, String)>,
    /// Relations of the workbook: where each leads.
    relations: BTreeMap<String, String>,
    /// Tables of an .ods, in their order.
    tables: Vec<(String, SheetScan)>,
    shared_strings: u64,
    /// The highest shared string that a cell of an .xlsb uses.
    highest_string: Option<u64>,
}

impl Scan {
    pub(super) fn new(format: Format) -> Scan {
        Scan {
            format,
            parts: BTreeMap::new(),
            sheets: Vec::new(),
            relations: BTreeMap::new(),
            tables: Vec::new(),
            shared_strings: 0,
            highest_string: None,
        }
    }

    /// Looks at a part, given by its name in lower case.
    pub(super) fn part(&mut self, name: &str, part: &mut dyn BufRead) -> Result<(), Fault> {
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        match self.format {
            Format::Ods if name == "content.xml" => self.ods_content(part),
            Format::Ods if name == "meta-inf/manifest.xml" => ods_manifest(part),
            Format::Xlsx if is_xml && name.starts_with("xl/worksheets/") && !name.contains("_rels") => {
                let sheet = xlsx_sheet(name, part)?;
                self.parts.insert(name.to_owned(), sheet);
                Ok(())
            }
            Format::Xlsx if name == "xl/sharedstrings.xml" => shared_strings(part),
            Format::Xlsx | Format::Xlsb if is_xml => self.small_part(name, part),
            Format::Xlsb if name.ends_with(".bin") => self.binary_part(name, part),
            _ => Ok(()),
        }
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
                let target = self.relations.get(relation).map(|target| target.trim_start_matches('/').to_lowercase());
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
        let is_relations = name == "xl/_rels/workbook.xml.rels" || name == "xl/_rels/workbook.bin.rels";
        let mut part = part.take(MAX_SMALL_PART + 1);
        xml(name, &mut part, |event, _| {
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
                    self.relations.insert(id, target);
                }
                _ => {}
            }
            Ok(())
        })?;
        if part.limit() == 0 {
            return Err(Fault::Damaged(format!("{name} is larger than any workbook has it")));
        }
        Ok(())
    }

    /// The tables of an .ods: what repeats is counted, because calamine makes room for all of it.
    fn ods_content(&mut self, part: &mut dyn BufRead) -> Result<(), Fault> {
        let mut table = OdsTable::default();
        let mut inside = false;
        let mut text_so_far = 0;
        xml("content.xml", part, |event, text| {
            match event {
                Tagged::Start(tag) => match tag.name().as_ref() {
                    "table:table" => {
                        table = OdsTable { name: attribute(tag, "name")?.unwrap_or_default(), ..OdsTable::default() };
                        inside = true;
                    }
                    "table:table-row" if inside => table.begin_row(tag)?,
                    "table:table-cell" | "table:covered-table-cell" if inside => table.cell(tag)?,
                    "text:s" => {
                        let count = attribute(tag, "c")?.map_or(Ok(1), |count| count.parse::<u64>());
                        let count = count.map_err(|_| Fault::Damaged("spaces without number".to_owned()))?;
                        table.text = table.text.saturating_add(count);
                        table.is_within(text_so_far)?;
                    }
                    "text:p" if inside => table.has_text = true,
                    _ => {}
                },
                Tagged::End(name) => {
                    table.text += text.len() as u64;
                    match name {
                        "table:table-cell" | "table:covered-table-cell" if inside => table.end_cell()?,
                        "table:table-row" if inside => {
                            table.end_row()?;
                            text_so_far = table.is_within(text_so_far)?;
                            table.row_text = 0;
                        }
                        "table:table" if inside => {
                            inside = false;
                            let table = std::mem::take(&mut table);
                            self.tables.push((table.name, table.scan));
                        }
                        _ => {}
                    }
                }
            }
            Ok(())
        })
    }

    /// The records of a part of an .xlsb: lengths, shared strings, hidden rows, merged cells.
    fn binary_part(&mut self, name: &str, part: &mut dyn BufRead) -> Result<(), Fault> {
        const ROW: u16 = 0;
        const STRING: u16 = 7;
        const FORMULA_ERROR: u16 = 11;
        const SHARED: u16 = 19;
        const SHEET: u16 = 156;
        const MERGE: u16 = 176;
        const EXTERN: u16 = 362;
        let short = || Fault::Damaged(format!("{name} ends inside a record"));
        let is_sheet = name.starts_with("xl/worksheets/");
        let is_read =
            is_sheet || name == "xl/workbook.bin" || name == "xl/sharedstrings.bin" || name == "xl/styles.bin";
        if !is_read {
            return Ok(());
        }
        let mut sheet = SheetScan::default();
        let mut data = Vec::new();
        let mut row = 0;
        while let Some(kind) = record_kind(part).map_err(|_| short())? {
            let length = record_length(part).map_err(|_| short())?;
            data.clear();
            let read = part.take(length).read_to_end(&mut data).map_err(|_| short())?;
            if (read as u64) < length {
                return Err(short());
            }
            let number = |at: usize| -> Result<u32, Fault> {
                let bytes = data.get(at..at + 4).ok_or_else(short)?;
                Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            };
            match kind {
                ROW if is_sheet => {
                    row = number(0)?;
                    // The second byte of the flags, after the height: fDyZero.
                    if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                        sheet.hidden_rows.push(row);
                    }
                }
                1..=11 if is_sheet => {
                    let column = number(0)?;
                    if kind == STRING {
                        let index = u64::from(number(8)?);
                        self.highest_string = Some(self.highest_string.map_or(index, |highest| highest.max(index)));
                    }
                    if kind == FORMULA_ERROR {
                        sheet.errors.push(((row, column), "#VALUE!".to_owned()));
                    }
                    if kind != 1 && (row >= MAX_ROWS || column >= MAX_COLUMNS) {
                        return Err(far_out(name, row, column));
                    }
                }
                MERGE if is_sheet && sheet.merges.len() < MAX_MERGES => {
                    let (top, bottom, left, right) = (number(0)?, number(4)?, number(8)?, number(12)?);
                    sheet.merges.push(Region { top, left, bottom, right });
                }
                SHARED => self.shared_strings += 1,
                EXTERN if u64::from(number(0)?) * 12 + 4 > length => return Err(short()),
                SHEET => {
                    let (id, rest) = wide_text(data.get(8..).ok_or_else(short)?).ok_or_else(short)?;
                    let (sheet, _) = wide_text(rest).ok_or_else(short)?;
                    self.sheets.push((sheet, id));
                }
                _ => {}
            }
        }
        if is_sheet {
            self.parts.insert(name.to_owned(), sheet);
        }
        Ok(())
    }
}

/// A text of an .xlsb: its length in UTF-16 units, then those.
fn wide_text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = u32::from_le_bytes(data.get(..4)?.try_into().ok()?) as usize;
    let bytes = data.get(4..4_usize.checked_add(length.checked_mul(2)?)?)?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), &data[4 + length * 2..]))
}

/// The kind of the next record, or nothing at the end.
fn record_kind(part: &mut dyn BufRead) -> std::io::Result<Option<u16>> {
    let mut byte = [0];
    if part.read(&mut byte)? == 0 {
        return Ok(None);
    }
    let first = u16::from(byte[0]);
    if first & 0x80 == 0 {
        return Ok(Some(first));
    }
    part.read_exact(&mut byte)?;
    Ok(Some((first & 0x7f) | (u16::from(byte[0]) & 0x7f) << 7))
}

/// A record's length: seven bits in each of up to four bytes.
fn record_length(part: &mut dyn BufRead) -> std::io::Result<u64> {
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let mut byte = [0];
        part.read_exact(&mut byte)?;
        length |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(length)
}

/// A table of an .ods.
#[derive(Default)]
struct OdsTable {
    name: String,
    scan: SheetScan,
    row: u32,
    row_repeats: u32,
    row_hidden: bool,
    /// Cells so far, counted with their repetitions, and the last filled one.
    column: u32,
    filled: u32,
    /// The cell that is open: repetitions, and whether its attributes hold a value or a formula.
    open: Option<(u32, bool, bool)>,
    has_text: bool,
    /// Bytes of text in the cell, and in the row with all its repetitions.
    text: u64,
    row_text: u64,
    /// Lines and columns down to the last filled cell.
    height: u32,
    width: u32,
    first_row: Option<u32>,
}

impl OdsTable {
    /// The text so far with that of this row, which calamine copies as often as it repeats.
    fn is_within(&self, so_far: u64) -> Result<u64, Fault> {
        let all = so_far.saturating_add(self.row_text).saturating_add(self.text);
        if all > MAX_TEXT { Err(Fault::Excess(Excess::Text { limit: MAX_TEXT })) } else { Ok(all) }
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        self.row_repeats = repeats(tag, "number-rows-repeated")?;
        self.row_hidden = attribute(tag, "visibility")?.is_some_and(|visibility| visibility != "visible");
        (self.column, self.filled) = (0, 0);
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let count = repeats(tag, "number-columns-repeated")?;
        let mut has_value = false;
        self.text = 0;
        for name in ["value", "string-value", "date-value", "time-value", "boolean-value"] {
            if let Some(value) = attribute(tag, name)? {
                has_value = true;
                self.text += value.len() as u64;
            }
        }
        let has_formula = attribute(tag, "formula")?.is_some();
        let rows = repeats(tag, "number-rows-spanned")?;
        let columns = repeats(tag, "number-columns-spanned")?;
        if (rows > 1 || columns > 1) && self.scan.merges.len() < MAX_MERGES {
            let (top, left) = (self.row, self.column);
            let (bottom, right) = (top.saturating_add(rows - 1), left.saturating_add(columns - 1));
            self.scan.merges.push(Region { top, left, bottom, right });
        }
        self.has_text = false;
        self.open = Some((count, has_value, has_formula));
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some((count, has_value, has_formula)) = self.open.take() else { return Ok(()) };
        let is_filled = has_value || self.has_text || has_formula;
        if has_formula && !has_value && !self.has_text {
            self.scan.uncomputed.push((self.row, self.column));
        }
        self.column = self.column.saturating_add(count);
        let repeated = self.text.saturating_mul(u64::from(count)).saturating_mul(u64::from(self.row_repeats));
        self.row_text = self.row_text.saturating_add(repeated);
        self.text = 0;
        if is_filled {
            self.filled = self.column;
            if self.column > MAX_COLUMNS {
                return Err(far_out(&self.name, self.row, self.column - 1));
            }
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let end = self.row.saturating_add(self.row_repeats);
        if self.filled > 0 {
            if end > MAX_ROWS {
                return Err(far_out(&self.name, end - 1, self.filled - 1));
            }
            if self.row_hidden {
                self.scan.hidden_rows.extend(self.row..end);
            }
            let first = *self.first_row.get_or_insert(self.row);
            self.height = end - first;
            self.width = self.width.max(self.filled);
            if u64::from(self.height) * u64::from(self.width) > MAX_DENSE_CELLS {
                return Err(Fault::Excess(Excess::Cells { limit: MAX_DENSE_CELLS as u32 }));
            }
        }
        self.row = end;
        Ok(())
    }
}

/// How often something repeats or how far it spans; once unless it is said.
fn repeats(tag: &BytesStart<'_>, name: &str) -> Result<u32, Fault> {
    match attribute(tag, name)? {
        None => Ok(1),
        Some(text) => {
            text.parse::<u32>().map(|count| count.max(1)).map_err(|_| Fault::Damaged(format!("{name}={text}")))
        }
    }
}

/// An .ods that is encrypted says so in its manifest.
fn ods_manifest(part: &mut dyn BufRead) -> Result<(), Fault> {
    xml("manifest.xml", part, |event, _| match event {
        Tagged::Start(tag) if tag.local_name().as_ref() == "encryption-data" => Err(Fault::Protected),
        _ => Ok(()),
    })
}

/// Shared strings: calamine makes room for as many as are claimed.
fn shared_strings(part: &mut dyn BufRead) -> Result<(), Fault> {
    let mut claimed = 0;
    let mut found: u64 = 0;
    xml("sharedStrings.xml", part, |event, _| {
        if let Tagged::Start(tag) = event {
            match tag.local_name().as_ref() {
                "sst" => claimed = attribute(tag, "uniqueCount")?.and_then(|count| count.parse().ok()).unwrap_or(0),
                "si" => found += 1,
                _ => {}
            }
        }
        Ok(())
    })?;
    // Some writers count a little wrong; absurd claims are no slips.
    if claimed > found * 2 + 1_000 {
        return Err(Fault::Damaged(format!("{claimed} shared strings are claimed and {found} are there")));
    }
    Ok(())
}

/// A sheet of an .xlsx: hidden rows, and error values that calamine doesn't know.
fn xlsx_sheet(name: &str, part: &mut dyn BufRead) -> Result<SheetScan, Fault> {
    const KNOWN: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"];
    let mut sheet = SheetScan::default();
    let mut at: Option<String> = None;
    let mut next_row: u32 = 1;
    let mut merges = 0;
    let mut is_value = false;
    xml(name, part, |event, text| {
        match event {
            Tagged::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    let row = attribute(tag, "r")?.and_then(|row| row.parse::<u32>().ok()).unwrap_or(next_row);
                    next_row = row.saturating_add(1);
                    if let Some(hidden) = attribute(tag, "hidden")?
                        && matches!(hidden.as_str(), "1" | "true")
                        && (1..=MAX_ROWS).contains(&row)
                    {
                        sheet.hidden_rows.push(row - 1);
                    }
                }
                "c" => {
                    let is_error = attribute(tag, "t")?.is_some_and(|kind| kind == "e");
                    at = if is_error { Some(attribute(tag, "r")?.unwrap_or_default()) } else { None };
                }
                "v" => is_value = true,
                "mergeCell" => {
                    merges += 1;
                    if merges > MAX_MERGES {
                        return Err(Fault::Damaged("merged cells without number".to_owned()));
                    }
                }
                _ => {}
            },
            Tagged::End("v") => {
                if let (Some(cell), true) = (&at, is_value)
                    && !KNOWN.contains(&text)
                {
                    let place = place(cell).ok_or_else(|| Fault::Damaged(format!("{text} stands nowhere")))?;
                    sheet.errors.push((place, text.to_owned()));
                }
                is_value = false;
            }
            Tagged::End("c") => at = None,
            Tagged::End(_) => {}
        }
        Ok(())
    })?;
    sheet.hidden_rows.sort_unstable();
    Ok(sheet)
}

/// Row and column from 0 of an address like `H12`.
fn place(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let column = crate::roster::header::column_of_letters(&address[..digits])?;
    let row: u32 = address[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, u32::from(column)))
}

/// A tag: its beginning, or the name that it ends.
enum Tagged<'a> {
    Start(&'a BytesStart<'a>),
    End(&'a str),
}

/// Goes through XML to its end. `see` gets every tag, and with an end tag the text since the tag before it; an empty
/// element is seen to begin and to end.
fn xml(
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
                text.clear();
                see(Tagged::Start(tag), "")?;
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
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
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
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Fault::Damaged(error.to_string()))?;
        if attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(quick_xml::XmlVersion::default());
            return Ok(Some(value.map_err(|error| Fault::Damaged(error.to_string()))?.into_owned()));
        }
    }
    Ok(None)
}
