//! The sheets of each workbook format, by calamine: filled cells, merged regions, hidden sheets.

use super::{Excess, Fault, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS};
use crate::roster::sheet::{Cell, Epoch, Grid, Region};
use calamine::{
    Data, Dimensions, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError,
};
use std::io::Cursor;

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

/// The cells of one workbook, counted and placed before they are kept.
pub(super) struct Cells {
    kept: u32,
}

impl Cells {
    pub(super) const fn new() -> Cells {
        Cells { kept: 0 }
    }

    /// Keeps a cell if it is filled.
    ///
    /// # Errors
    /// [`Excess`]: too far out, or one too many.
    pub(super) fn keep(
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

pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
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

pub(super) fn read_xlsb(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
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

pub(super) fn read_xls(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
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

pub(super) fn read_ods(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
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
