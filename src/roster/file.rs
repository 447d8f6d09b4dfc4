//! Bytes into sheets: what the file is by its content, whether it stays within the limits, and its filled cells.
//!
//! calamine trusts what a file says about itself, so archives are unpacked once beforehand with a counter, which also
//! checks every part's CRC: a changed digit in a payroll must not pass. Cells of .xlsx and .xlsb are streamed and their
//! positions checked before anything is allocated for them. For .xls and .ods calamine builds its own dense ranges;
//! their limits come with the hardening of the reader.

use super::{
    FileBytes, LooksLike, Unreadable,
    sheet::{Cell, Epoch, Grid, Region},
    unreadable::Excess,
};
use calamine::{Data, Dimensions, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError};
use calamine::{Xlsx, XlsxError};
use std::{
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Largest file.
const MAX_BYTES: u64 = 64 << 20;
/// Largest content of all parts of an archive once unpacked: a roster of 100,000 people has about 70 MB.
const MAX_UNPACKED: u64 = 192 << 20;
/// Most parts of an archive.
const MAX_PARTS: u32 = 10_000;
/// Most sheets of a workbook.
const MAX_SHEETS: u32 = 500;
/// Most filled cells of a workbook: 100,000 people with 60 columns.
const MAX_CELLS: u32 = 6_000_000;
/// Rows beyond this hold no people.
const MAX_ROWS: u32 = 200_000;
/// Columns beyond this hold no facts.
const MAX_COLUMNS: u32 = 1_000;

/// The sheets of a file, in its order.
pub(super) fn grids(file: &FileBytes) -> Result<Vec<Grid>, Unreadable> {
    let name = || file.name.clone();
    if file.bytes.is_empty() {
        return Err(Unreadable::Empty { file: name() });
    }
    if file.bytes.len() as u64 > MAX_BYTES {
        return Err(Unreadable::TooLarge { file: name(), excess: Excess::Bytes { limit: MAX_BYTES } });
    }
    let format = match sniff(&file.bytes) {
        Sniffed::Zip => check_archive(&file.bytes).map_err(|fault| fault.of(name()))?,
        Sniffed::Format(format) => format,
        Sniffed::Protected => return Err(Unreadable::PasswordProtected { file: name() }),
        Sniffed::Other(looks_like) => return Err(Unreadable::NotASpreadsheet { file: name(), looks_like }),
    };
    // calamine panics on some damaged files. Where panics unwind they become an error here; in the page they end the
    // Worker, which the page replaces.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => read_xlsx(&file.bytes),
        Format::Xlsb => read_xlsb(&file.bytes),
        Format::Xls => read_xls(&file.bytes),
        Format::Ods => read_ods(&file.bytes),
    }));
    read.unwrap_or_else(|_| Err(Fault::Damaged("the reader gave up".to_owned()))).map_err(|fault| fault.of(name()))
}

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

/// Why a file can't be read, before its name is put to it.
enum Fault {
    Other(LooksLike),
    Protected,
    Damaged(String),
    Excess(Excess),
}

impl Fault {
    fn of(self, file: String) -> Unreadable {
        match self {
            Fault::Other(looks_like) => Unreadable::NotASpreadsheet { file, looks_like },
            Fault::Protected => Unreadable::PasswordProtected { file },
            Fault::Damaged(detail) => Unreadable::Damaged { file, detail },
            Fault::Excess(excess) => Unreadable::TooLarge { file, excess },
        }
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Fault {
        match error {
            XlsxError::Password => Fault::Protected,
            error => Fault::Damaged(error.to_string()),
        }
    }
}

impl From<XlsbError> for Fault {
    fn from(error: XlsbError) -> Fault {
        match error {
            XlsbError::Password => Fault::Protected,
            error => Fault::Damaged(error.to_string()),
        }
    }
}

impl From<XlsError> for Fault {
    fn from(error: XlsError) -> Fault {
        match error {
            XlsError::Password => Fault::Protected,
            error => Fault::Damaged(error.to_string()),
        }
    }
}

impl From<OdsError> for Fault {
    fn from(error: OdsError) -> Fault {
        match error {
            OdsError::Password => Fault::Protected,
            error => Fault::Damaged(error.to_string()),
        }
    }
}

/// What the first look at the bytes tells.
#[derive(Debug, PartialEq, Eq)]
enum Sniffed {
    /// A zip: its parts tell the rest.
    Zip,
    Format(Format),
    Protected,
    Other(LooksLike),
}

fn sniff(bytes: &[u8]) -> Sniffed {
    const MAGIC: [(&[u8], LooksLike); 13] = [
        (b"%PDF", LooksLike::Pdf),
        (b"\x89PNG", LooksLike::Picture),
        (b"\xff\xd8\xff", LooksLike::Picture),
        (b"GIF8", LooksLike::Picture),
        (b"II*\0", LooksLike::Picture),
        (b"MM\0*", LooksLike::Picture),
        (b"{\\rtf", LooksLike::TextDocument),
        (b"Rar!", LooksLike::Archive),
        (b"7z\xbc\xaf", LooksLike::Archive),
        (b"\x1f\x8b", LooksLike::Archive),
        // The first record of a workbook that isn't wrapped in an OLE container: BIFF2 to BIFF4.
        (b"\x09\x00\x04\x00", LooksLike::AncientExcel),
        (b"\x09\x02\x06\x00", LooksLike::AncientExcel),
        (b"\x09\x04\x06\x00", LooksLike::AncientExcel),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Sniffed::Zip;
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return sniff_ole(bytes);
    }
    if let Some((_, other)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Sniffed::Other(*other);
    }
    Sniffed::Other(sniff_text(bytes))
}

/// An OLE container is told by the names of its streams, which stand in its directory in UTF-16.
fn sniff_ole(bytes: &[u8]) -> Sniffed {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        // Directory entries are 128 bytes long and aligned, and begin with their name.
        bytes.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if holds("EncryptedPackage") {
        Sniffed::Protected
    } else if holds("Workbook") || holds("Book") {
        Sniffed::Format(Format::Xls)
    } else if holds("WordDocument") {
        Sniffed::Other(LooksLike::TextDocument)
    } else if holds("PowerPoint Document") {
        Sniffed::Other(LooksLike::Slides)
    } else {
        Sniffed::Other(LooksLike::Unknown)
    }
}

fn sniff_text(bytes: &[u8]) -> LooksLike {
    let head = &bytes[..bytes.len().min(4_096)];
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return LooksLike::PlainText;
    }
    if head.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)) {
        return LooksLike::Unknown;
    }
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)).to_lowercase();
    let text = text.trim_start();
    let is_html = ["<!doctype html", "<html", "<table", "<head", "<meta"].iter().any(|tag| text.starts_with(tag));
    if is_html || (text.starts_with('<') && text.contains("<table")) {
        LooksLike::Html
    } else if text.starts_with("<?xml") {
        LooksLike::Xml
    } else if text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() * 2 > text.chars().count() {
        // GB18030 also breaks UTF-8 at most of its characters, but it has line breaks and separators between them.
        if text.contains([',', '\t', '\n']) { LooksLike::PlainText } else { LooksLike::Unknown }
    } else {
        LooksLike::PlainText
    }
}

/// Unpacks every part of an archive once, counting, so that its CRC is checked and its size is known not just
/// declared; says by the parts' names which format it is.
fn check_archive(bytes: &[u8]) -> Result<Format, Fault> {
    let damaged = |error: zip::result::ZipError| Fault::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MAX_PARTS as usize {
        return Err(Fault::Excess(Excess::Parts { limit: MAX_PARTS }));
    }
    let mut unpacked = 0;
    let mut names = Vec::with_capacity(archive.len());
    let mut mimetype = Vec::new();
    for position in 0..archive.len() {
        let part = match archive.by_index(position) {
            Ok(part) => part,
            // A part under a password: whole archives of that kind, not workbooks, which encrypt otherwise.
            Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(Fault::Other(LooksLike::Archive)),
            Err(error) => return Err(damaged(error)),
        };
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        let is_mimetype = name == "mimetype";
        let mut part = part.take(MAX_UNPACKED - unpacked + 1);
        let copied = if is_mimetype && mimetype.is_empty() {
            part.by_ref().take(1_024).read_to_end(&mut mimetype).map(|read| read as u64)
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        // The names of formats that calamine then can't read (other compressions) come before the CRC here.
        unpacked += copied.map_err(|error| Fault::Damaged(format!("{name}: {error}")))?;
        if unpacked > MAX_UNPACKED {
            return Err(Fault::Excess(Excess::Unpacked { limit: MAX_UNPACKED }));
        }
        names.push(name);
    }
    let has = |name: &str| names.iter().any(|part| part == name);
    let has_folder = |folder: &str| names.iter().any(|part| part.starts_with(folder));
    let mimetype = String::from_utf8_lossy(&mimetype);
    match mimetype.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => return Ok(Format::Ods),
        "application/vnd.oasis.opendocument.text" => return Err(Fault::Other(LooksLike::TextDocument)),
        "application/vnd.oasis.opendocument.presentation" => return Err(Fault::Other(LooksLike::Slides)),
        _ => {}
    }
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if has("[content_types].xml") && !has_folder("word/") && !has_folder("ppt/") {
        Ok(Format::Xlsx)
    } else if has_folder("word/") {
        Err(Fault::Other(LooksLike::TextDocument))
    } else if has_folder("ppt/") {
        Err(Fault::Other(LooksLike::Slides))
    } else {
        Err(Fault::Other(LooksLike::Archive))
    }
}

/// The cells of one workbook, counted and placed before they are kept.
struct Cells {
    kept: u32,
}

impl Cells {
    const fn new() -> Cells {
        Cells { kept: 0 }
    }

    /// Keeps a cell if it is filled.
    ///
    /// # Errors
    /// [`Excess`]: too far out, or one too many.
    fn keep(
        &mut self,
        sheet: &str,
        (row, column): (u32, u32),
        cell: Option<Cell>,
        cells: &mut Vec<(u32, u16, Cell)>,
    ) -> Result<(), Fault> {
        let Some(cell) = cell else { return Ok(()) };
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(Fault::Excess(Excess::Position {
                sheet: sheet.to_owned(),
                cell: address(row, column),
                rows: MAX_ROWS,
                columns: MAX_COLUMNS,
            }));
        }
        self.kept += 1;
        if self.kept > MAX_CELLS {
            return Err(Fault::Excess(Excess::Cells { limit: MAX_CELLS }));
        }
        // MAX_COLUMNS fits.
        cells.push((row, column as u16, cell));
        Ok(())
    }
}

/// A cell's address; columns that no spreadsheet has are shown by number.
fn address(row: u32, column: u32) -> String {
    match u16::try_from(column) {
        Ok(column) => crate::domain::CellRef { sheet: 0, row, column }.address(),
        Err(_) => format!("R{}C{}", u64::from(row) + 1, u64::from(column) + 1),
    }
}

fn region(dimensions: &Dimensions) -> Region {
    let Dimensions { start: (top, left), end: (bottom, right) } = *dimensions;
    Region { top, left, bottom, right }
}

/// Name and hiddenness of the worksheets; charts, dialogs and macros have no cells of ours.
fn worksheets(sheets: &[calamine::Sheet]) -> Result<Vec<(String, bool)>, Fault> {
    if sheets.len() > MAX_SHEETS as usize {
        return Err(Fault::Excess(Excess::Sheets { limit: MAX_SHEETS }));
    }
    let sheets = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    Ok(sheets.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect())
}

const fn epoch(is_1904: bool) -> Epoch {
    if is_1904 { Epoch::Y1904 } else { Epoch::Y1900 }
}

fn read_xlsx(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let epoch = epoch(workbook.has_1904_epoch());
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata())? {
        let mut cells = Vec::new();
        match workbook.worksheet_cells_reader(&name) {
            Ok(mut reader) => {
                while let Some(record) = reader.next_cell_with_formula_metadata()? {
                    let cell = match cell_of(record.value.into()) {
                        None if record.formula.is_some() => Some(Cell::Uncomputed),
                        cell => cell,
                    };
                    counter.keep(&name, record.pos, cell, &mut cells)?;
                }
            }
            // A chart sheet that is listed like a worksheet.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error.into()),
        }
        let merges: Vec<Region> = workbook.merge_cells_by_sheet_name(&name)?.iter().map(region).collect();
        grids.push(Grid::new(name, hidden, epoch, cells, Some(&merges)));
    }
    Ok(grids)
}

fn read_xlsb(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Xlsb::new(Cursor::new(bytes))?;
    let epoch = epoch(workbook.has_1904_epoch());
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata())? {
        let mut cells = Vec::new();
        let mut reader = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell()? {
            counter.keep(&name, cell.get_position(), cell_of(cell.get_value().clone().into()), &mut cells)?;
        }
        grids.push(Grid::new(name, hidden, epoch, cells, None));
    }
    Ok(grids)
}

fn read_xls(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Xls::new(Cursor::new(bytes))?;
    let epoch = epoch(workbook.has_1904_epoch());
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata())? {
        let cells = range_cells(&name, &workbook.worksheet_range(&name)?, &mut counter)?;
        let merges: Vec<Region> = workbook.merge_cells_by_sheet_name(&name)?.iter().map(region).collect();
        grids.push(Grid::new(name, hidden, epoch, cells, Some(&merges)));
    }
    Ok(grids)
}

fn read_ods(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Ods::new(Cursor::new(bytes))?;
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata())? {
        let cells = range_cells(&name, &workbook.worksheet_range(&name)?, &mut counter)?;
        grids.push(Grid::new(name, hidden, Epoch::Y1900, cells, None));
    }
    Ok(grids)
}

fn range_cells(
    sheet: &str,
    range: &calamine::Range<Data>,
    counter: &mut Cells,
) -> Result<Vec<(u32, u16, Cell)>, Fault> {
    let mut cells = Vec::new();
    let Some((top, left)) = range.start() else { return Ok(cells) };
    for (row, column, data) in range.used_cells() {
        // A range that is in memory has fewer rows and columns than 2^32.
        let place = (top.saturating_add(row as u32), left.saturating_add(column as u32));
        counter.keep(sheet, place, cell_of(data.clone()), &mut cells)?;
    }
    Ok(cells)
}

fn cell_of(data: Data) -> Option<Cell> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) => Cell::Number(number),
        Data::String(text) => Cell::Text(text),
        Data::Bool(flag) => Cell::Bool(flag),
        Data::DateTime(date) if date.is_duration() => Cell::Duration(date.as_f64().to_string()),
        Data::DateTime(date) => Cell::Serial(date.as_f64()),
        Data::DateTimeIso(date) => Cell::Iso(date),
        Data::DurationIso(duration) => Cell::Duration(duration),
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn looks_like(bytes: &[u8], expected: LooksLike) {
        assert_eq!(sniff(bytes), Sniffed::Other(expected));
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        looks_like(b"%PDF-1.7 ...", LooksLike::Pdf);
        looks_like(b"\x89PNG\r\n\x1a\n", LooksLike::Picture);
        looks_like(b"\xff\xd8\xff\xe0", LooksLike::Picture);
        looks_like(b"{\\rtf1", LooksLike::TextDocument);
        looks_like(b"\xef\xbb\xbf  <!DOCTYPE html><html>", LooksLike::Html);
        looks_like(b"<div><table><tr>", LooksLike::Html);
        looks_like(b"<?xml version='1.0'?><Workbook>", LooksLike::Xml);
        looks_like("工号,姓名\r\nBS0001,王芳".as_bytes(), LooksLike::PlainText);
        // 工号,姓名 in GB18030.
        looks_like(b"\xb9\xa4\xba\xc5,\xd0\xd5\xc3\xfb\r\n", LooksLike::PlainText);
        looks_like(b"\xff\xfe\x00\x00", LooksLike::PlainText);
        looks_like(b"\x00\x01\x02\x03", LooksLike::Unknown);
    }
}
