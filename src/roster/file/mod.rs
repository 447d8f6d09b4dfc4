//! Bytes into sheets: what the file is by its content, whether it stays within the limits, and its filled cells.
//!
//! calamine trusts what a file says about itself, so archives are unpacked once beforehand with a counter, which also
//! checks every part's CRC: a changed digit in a payroll must not pass. Cells of .xlsx and .xlsb are streamed and their
//! positions checked before anything is allocated for them. For .xls and .ods calamine builds its own dense ranges;
//! their limits come with the hardening of the reader.

mod archive;
mod delimited;
mod encoding;
mod formats;
mod html;
mod sniff;

use super::{FileBytes, LooksLike, Unreadable, sheet::Grid, unreadable::Excess};
use archive::check_archive;
use formats::{read_ods, read_xls, read_xlsb, read_xlsx};
use sniff::{Sniffed, sniff};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
        Sniffed::Other(LooksLike::PlainText) => Format::Delimited,
        Sniffed::Other(LooksLike::Html) => Format::Html,
        Sniffed::Other(looks_like) => return Err(Unreadable::NotASpreadsheet { file: name(), looks_like }),
    };
    // calamine panics on some damaged files. Where panics unwind they become an error here; in the page they end the
    // Worker, which the page replaces.
    let read = catch_unwind(AssertUnwindSafe(|| match format {
        Format::Xlsx => read_xlsx(&file.bytes),
        Format::Xlsb => read_xlsb(&file.bytes),
        Format::Xls => read_xls(&file.bytes),
        Format::Ods => read_ods(&file.bytes),
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
