//! The sheets of each workbook format, by calamine: filled cells, merged regions, hidden sheets.

use super::{
    Excess, Fault, MAX_CELL_TEXT, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, MAX_TEXT, address, biff, far_out,
    looks::dress, ole, scan::SheetScan,
};
use crate::{
    domain::ProblemKind,
    roster::sheet::{Cell, Epoch, Grid, Region},
};
use calamine::{
    Data, DataRef, Dimensions, Ods, OdsError, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};
use std::{collections::BTreeMap, io::Cursor};

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

/// A cell with its row and column.
pub(super) type Placed = (u32, u16, Cell);

/// The cells of one workbook, counted and placed before they are kept.
#[derive(Default)]
pub(super) struct Cells {
    kept: u32,
    text: u64,
}

impl Cells {
    pub(super) const fn new() -> Cells {
        Cells { kept: 0, text: 0 }
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
        cells: &mut Vec<Placed>,
    ) -> Result<(), Fault> {
        let Some(cell) = cell else { return Ok(()) };
        if let Cell::Text(text) = &cell {
            self.text(sheet, (row, column), text)?;
        }
        if row >= MAX_ROWS || column >= MAX_COLUMNS {
            return Err(far_out(sheet, row, column));
        }
        self.kept += 1;
        if self.kept > MAX_CELLS {
            return Err(Fault::Excess(Excess::Cells { limit: MAX_CELLS }));
        }
        // MAX_COLUMNS fits.
        cells.push((row, column as u16, cell));
        Ok(())
    }

    /// Counts a text before it is copied: one long string may stand in millions of cells.
    ///
    /// # Errors
    /// [`Excess`]: longer than a cell can hold, or all of them together too long.
    fn text(&mut self, sheet: &str, (row, column): (u32, u32), text: &str) -> Result<(), Fault> {
        if text.len() > MAX_CELL_TEXT && text.chars().count() > MAX_CELL_TEXT {
            let (sheet, cell) = (sheet.to_owned(), address(row, column));
            return Err(Fault::Excess(Excess::CellText { sheet, cell, limit: MAX_CELL_TEXT as u32 }));
        }
        self.text += text.len() as u64;
        if self.text > MAX_TEXT {
            return Err(Fault::Excess(Excess::Text { limit: MAX_TEXT }));
        }
        Ok(())
    }
}

/// A sheet of these cells, with what was seen of it beforehand.
pub(super) fn grid(
    (name, hidden): (String, bool),
    epoch: Epoch,
    mut cells: Vec<Placed>,
    merges: &[Region],
    scan: SheetScan,
) -> Grid {
    let struck_out = dress(&mut cells, scan.looks);
    Grid::new(name, hidden, epoch, cells, Some(merges))
        .with_hidden_rows(scan.hidden_rows)
        .with_hidden_columns(&scan.hidden_columns)
        .with_struck_out(&struck_out)
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

/// A workbook with this sheet is one of this program's results.
const RESULTS_SHEET: &str = "考核结果";
/// Of results, the largest sheet by far, of which nothing is ever read.
const EXPLANATIONS_SHEET: &str = "依据说明";

/// What was seen of the sheets beforehand, by name.
pub(super) type Scans = BTreeMap<String, SheetScan>;

pub(super) fn read_xlsx(bytes: &[u8], scans: &Scans) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    let epoch = epoch(workbook.has_1904_epoch());
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    let sheets = worksheets(workbook.sheets_metadata())?;
    let is_result = sheets.iter().any(|(name, _)| name == RESULTS_SHEET);
    for (name, hidden) in sheets {
        if is_result && name == EXPLANATIONS_SHEET {
            grids.push(Grid::new(name, hidden, epoch, Vec::new(), None));
            continue;
        }
        let mut scan = scans.get(&name).cloned().unwrap_or_default();
        let mut errors = std::mem::take(&mut scan.errors).into_iter();
        let mut cells = Vec::new();
        match workbook.worksheet_cells_reader(&name) {
            Ok(mut reader) => loop {
                let record = match reader.next_cell_with_formula_metadata() {
                    Ok(Some(record)) => record,
                    Ok(None) => break,
                    // An error value that is newer than calamine; the scan knows where it stands.
                    Err(XlsxError::CellError(_)) => {
                        let (place, error) = errors.next().ok_or_else(|| Fault::Damaged("an error nowhere".into()))?;
                        counter.keep(&name, place, Some(Cell::Error(error)), &mut cells)?;
                        continue;
                    }
                    Err(error) => return Err(error.into()),
                };
                if let DataRef::SharedString(text) = &record.value {
                    counter.text(&name, record.pos, text)?;
                }
                let cell = match cell_of(record.value.into()) {
                    None if record.formula.is_some() => Some(Cell::Uncomputed),
                    cell => cell,
                };
                counter.keep(&name, record.pos, cell, &mut cells)?;
            },
            // A chart sheet that is listed like a worksheet.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(error.into()),
        }
        let merges: Vec<Region> = workbook.merge_cells_by_sheet_name(&name)?.iter().map(region).collect();
        grids.push(grid((name, hidden), epoch, cells, &merges, scan));
    }
    Ok(grids)
}

pub(super) fn read_xlsb(bytes: &[u8], scans: &Scans) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Xlsb::new(Cursor::new(bytes))?;
    let epoch = epoch(workbook.has_1904_epoch());
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata())? {
        let mut scan = scans.get(&name).cloned().unwrap_or_default();
        let mut cells = Vec::new();
        let mut reader = workbook.worksheet_cells_reader(&name)?;
        while let Some(cell) = reader.next_cell()? {
            if let DataRef::SharedString(text) = cell.get_value() {
                counter.text(&name, cell.get_position(), text)?;
            }
            counter.keep(&name, cell.get_position(), cell_of(cell.get_value().clone().into()), &mut cells)?;
        }
        // calamine passes over formulas whose value is an error. The scan kept them within MAX_COLUMNS.
        let errors = std::mem::take(&mut scan.errors).into_iter();
        cells.extend(errors.map(|((row, column), error)| (row, column as u16, Cell::Error(error))));
        let merges = std::mem::take(&mut scan.merges);
        grids.push(grid((name, hidden), epoch, cells, &merges, scan));
    }
    Ok(grids)
}

pub(super) fn read_xls(mut bytes: Vec<u8>) -> Result<Vec<Grid>, Fault> {
    let sheets = ole::look_through(&mut bytes)?;
    let mut workbook = Xls::new(Cursor::new(bytes))?;
    let epoch = epoch(workbook.has_1904_epoch());
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for ((name, hidden), biff::Sheet { scan, moved, doubts }) in
        worksheets(workbook.sheets_metadata())?.into_iter().zip(sheets)
    {
        let mut cells = range_cells(&name, &workbook.worksheet_range(&name)?, &mut counter)?;
        for (row, column, _) in &mut cells {
            (*row, *column) = moved.back(*row, *column);
        }
        let merges: Vec<Region> = workbook.merge_cells_by_sheet_name(&name)?.iter().map(region).collect();
        let mut grid = grid((name, hidden), epoch, cells, &merges, scan);
        grid.remarks = doubts.into_iter().map(|doubt| (None, ProblemKind::FileInDoubt(doubt))).collect();
        grids.push(grid);
    }
    if let Some(first) = grids.first_mut() {
        first.remarks.insert(0, (None, ProblemKind::NoChecksum));
    }
    Ok(grids)
}

pub(super) fn read_ods(bytes: &[u8], scans: &Scans) -> Result<Vec<Grid>, Fault> {
    let mut workbook = Ods::new(Cursor::new(bytes))?;
    let mut counter = Cells::new();
    let mut grids = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata())? {
        let mut scan = scans.get(&name).cloned().unwrap_or_default();
        let mut cells = range_cells(&name, &workbook.worksheet_range(&name)?, &mut counter)?;
        // The scan kept them within MAX_COLUMNS.
        cells.extend(scan.uncomputed.iter().map(|(row, column)| (*row, *column as u16, Cell::Uncomputed)));
        let merges = std::mem::take(&mut scan.merges);
        grids.push(grid((name, hidden), Epoch::Y1900, cells, &merges, scan));
    }
    Ok(grids)
}

fn range_cells(sheet: &str, range: &calamine::Range<Data>, counter: &mut Cells) -> Result<Vec<Placed>, Fault> {
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
