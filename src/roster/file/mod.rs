//! Bytes into sheets: what the file is by its content, whether it stays within the limits, and its filled cells.
//!
//! calamine trusts what a file says about itself: it makes room for cells that are only claimed, follows chains that
//! have no end, and stops at a checksum that it never compares. So every file is looked through first ([`archive`] and
//! [`scan`] for zips, [`ole`] for .xls), which also gives what calamine doesn't tell: hidden rows and columns, merged
//! cells of .ods and .xlsb, formulas without a value, and how cells look ([`looks`]). Cells of .xlsx and .xlsb are streamed and counted before they are kept.

mod archive;
mod delimited;
mod encoding;
mod formats;
mod html;
mod looks;
mod ole;
mod scan;
mod sniff;

use super::{FileBytes, LooksLike, Unreadable, sheet::Grid, unreadable::Excess};
use archive::look_through;
use formats::{read_ods, read_xls, read_xlsb, read_xlsx};
use sniff::{Sniffed, sniff};
use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Largest file.
const MAX_BYTES: u64 = 64 << 20;
/// Largest content of all parts of an archive once unpacked: a roster of 100,000 people has about 70 MB.
const MAX_UNPACKED: u64 = 128 << 20;
/// Most parts of an archive.
const MAX_PARTS: u32 = 10_000;
/// Most sheets of a workbook.
const MAX_SHEETS: u32 = 500;
/// Most filled cells of a workbook: 100,000 people with 40 columns.
const MAX_CELLS: u32 = 4_000_000;
/// Most cells of a sheet where calamine makes room for every one, filled or not: 50,000 people with 40 columns.
const MAX_DENSE_CELLS: u64 = 2_000_000;
/// Most text of all cells of a workbook, in bytes.
const MAX_TEXT: u64 = 96 << 20;
/// Longest text of a cell, in characters: what a spreadsheet can hold.
const MAX_CELL_TEXT: usize = 32_767;
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
    let mut sheets = BTreeMap::new();
    let format = match sniff(&file.bytes) {
        Sniffed::Zip => {
            let package = look_through(&file.bytes).map_err(|fault| fault.of(name()))?;
            sheets = package.sheets;
            package.format
        }
        Sniffed::Format(format) => format,
        Sniffed::Protected => return Err(Unreadable::PasswordProtected { file: name() }),
        Sniffed::Other(LooksLike::PlainText) => Format::Delimited,
        Sniffed::Other(LooksLike::Html) => Format::Html,
        Sniffed::Other(looks_like) => return Err(Unreadable::NotASpreadsheet { file: name(), looks_like }),
    };
    // calamine panics on some damaged files. Where panics unwind they become an error here; in the page they end the
    // Worker, which the page replaces.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => read_xlsx(&file.bytes, &sheets),
        Format::Xlsb => read_xlsb(&file.bytes, &sheets),
        Format::Xls => read_xls(file.bytes.clone()),
        Format::Ods => read_ods(&file.bytes, &sheets),
        Format::Delimited => read_text(&file.bytes, stem(&file.name)),
        Format::Html => html::read(&encoding::decode(&file.bytes)?, stem(&file.name)),
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
    /// CSV, TSV.
    Delimited,
    /// Tables of a web page.
    Html,
}

/// A file's name without its ending.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Text, which in UTF-16 may also be that of a web page.
fn read_text(bytes: &[u8], name: &str) -> Result<Vec<Grid>, Fault> {
    let text = encoding::decode(bytes)?;
    match sniff(text.as_bytes()) {
        Sniffed::Other(LooksLike::Html) => html::read(&text, name),
        Sniffed::Other(other @ LooksLike::Xml) => Err(Fault::Other(other)),
        _ => delimited::read(&text, name),
    }
}

/// Why a file can't be read, before its name is put to it.
#[derive(Debug, PartialEq, Eq)]
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

/// A cell's address; columns that no spreadsheet has are shown by number.
fn address(row: u32, column: u32) -> String {
    match u16::try_from(column) {
        Ok(column) => crate::domain::CellRef { sheet: 0, row, column }.address(),
        Err(_) => format!("R{}C{}", u64::from(row) + 1, u64::from(column) + 1),
    }
}

/// A filled cell beyond the limits.
fn far_out(sheet: &str, row: u32, column: u32) -> Fault {
    let (rows, columns) = (MAX_ROWS, MAX_COLUMNS);
    Fault::Excess(Excess::Position { sheet: sheet.to_owned(), cell: address(row, column), rows, columns })
}
