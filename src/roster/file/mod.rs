//! Bytes into sheets: what the file is by its content, whether it stays within the limits, and its filled cells.
//!
//! calamine trusts what a file says about itself: it makes room for cells that are only claimed, follows chains that
//! have no end, and stops at a checksum that it never compares. So every file is looked through first ([`archive`] and
//! [`scan`] for zips, [`ole`] and [`biff`] for .xls), which also gives what calamine doesn't tell: hidden rows and columns, merged
//! cells of .ods and .xlsb, formulas without a value, and how cells look ([`looks`]). Cells of .xlsx and .xlsb are streamed and counted before they are kept.

mod archive;
mod biff;
mod delimited;
mod encoding;
mod formats;
mod html;
mod looks;
mod ole;
mod scan;
mod sheetml;
mod sniff;

use super::{FileBytes, LooksLike, Unreadable, sheet::Grid, unreadable::Excess};
use archive::look_through;
use formats::{read_ods, read_xls, read_xlsb, read_xlsx};
use sniff::{Sniffed, sniff};
use std::{
    borrow::Cow,
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
    let mut bytes = Cow::Borrowed(file.bytes.as_slice());
    let format = match sniff(&file.bytes) {
        Sniffed::Zip => {
            let package = look_through(&file.bytes).map_err(|fault| fault.of(name()))?;
            sheets = package.sheets;
            if let Some(mended) = package.mended {
                bytes = mended.into();
            }
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
        Format::Xlsx => read_xlsx(&bytes, &sheets),
        Format::Xlsb => read_xlsb(&bytes, &sheets),
        Format::Xls => read_xls(file.bytes.clone()),
        Format::Ods => read_ods(&bytes, &sheets),
        Format::Delimited => read_text(&file.bytes, stem(&file.name)),
        Format::SheetMl => sheetml::read(&file.bytes),
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
    /// XML Spreadsheet 2003.
    SheetMl,
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
        Sniffed::Format(Format::SheetMl) => sheetml::read(bytes),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::sheet::{Cell, Epoch};
    use rust_xlsxwriter::{Format, Workbook};

    fn grid(name: &str, bytes: Vec<u8>) -> Grid {
        let file = FileBytes { name: name.to_owned(), bytes };
        grids(&file).expect("readable").into_iter().next().expect("a sheet")
    }

    #[test]
    fn what_is_hidden_in_an_xlsx_is_told() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, column) in (0..4).flat_map(|row| (0..4).map(move |column| (row, column))) {
            sheet.write(row, column, 1).expect("within the sheet");
        }
        sheet.set_column_hidden(1).expect("within the sheet");
        sheet.set_column_hidden(9).expect("within the sheet");
        sheet.set_column_width(2, 0).expect("within the sheet");
        sheet.set_row_hidden(2).expect("within the sheet");
        sheet.set_row_height(3, 0).expect("within the sheet");
        let grid = grid("表.xlsx", workbook.save_to_buffer().expect("the workbook can be written"));
        assert_eq!((grid.hidden_columns, grid.hidden_rows), (vec![1, 2], vec![2, 3]));
    }

    #[test]
    fn what_is_hidden_in_an_xls_is_told() {
        let grid = grid("looks.xls", include_bytes!("../../../tests/fixtures/looks.xls").to_vec());
        assert_eq!(grid.hidden_columns, [2]);
        assert_eq!(grid.get(1, 0), Some(&Cell::Shown(1.0, "K001".into())));
        assert_eq!(grid.get(2, 6), Some(&Cell::Percent(0.9)));
        assert!(grid.is_struck_row(3) && !grid.is_struck_row(1));
    }

    #[test]
    fn a_workbook_of_1904_keeps_its_days() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let date = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(0, 0, 44_011.999_99, &date).expect("within the sheet");
        let bytes = workbook.save_to_buffer().expect("the workbook can be written");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for position in 0..archive.len() {
            let mut part = archive.by_index(position).expect("a part");
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).expect("XML");
            let name = part.name().expect("a name").to_string();
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            let text = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
            std::io::Write::write_all(&mut writer, text.as_bytes()).expect("memory holds it");
        }
        let grid = grid("表.xlsx", writer.finish().expect("a zip").into_inner());
        assert_eq!((grid.epoch, grid.text(0, 0)), (Epoch::Y1904, "2024-07-01".to_owned()));
    }
}
