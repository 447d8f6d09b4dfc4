//! What became of each filled cell of a sheet: used, carried, heading or passed over.
//!
//! It follows the reading: a row is a record or passed over by the sheet's tally, a column is read or not by its header.

use super::{
    book::Sheet,
    header::{Block, HeaderCell, Recognised},
    past_results::PastTable,
    sheet::{Cell, Grid},
};
use crate::domain::{CarriedColumn, CellRef, KeptCell, Lot, RowAccount, RowTally, SheetAccount, SheetKind};
use std::collections::{BTreeMap, BTreeSet};

/// The account of a sheet, and what stands in its columns that mean nothing here. `read` says which of its tables were used; `tally` has the rows that were passed over.
pub(super) fn of_sheet(
    sheet: &Sheet<'_>,
    is_read: impl Fn(&Block) -> bool,
    tally: Option<&RowTally>,
) -> (SheetAccount, Vec<KeptCell>) {
    let grid = &sheet.grid;
    let passed = passed_rows(tally);
    let blocks: &[Block] = match &sheet.recognised {
        Recognised::Blocks(blocks) => blocks,
        _ => &[],
    };
    let mut account = SheetAccount { sheet: sheet.position, ..SheetAccount::default() };
    let mut carried: BTreeMap<(usize, u16), CarriedColumn> = BTreeMap::new();
    let mut kept = Vec::new();
    for (row, filled) in filled_rows(grid) {
        let lots = filled.map(|(column, cell)| {
            let lot = lot(grid, blocks, &is_read, &passed, row, *column);
            if lot == Lot::Carried {
                let at = blocks.iter().rposition(|block| block.header.top <= row).unwrap_or(0);
                let of_column = carried.entry((at, *column));
                of_column.or_insert_with(|| carried_column(sheet, &blocks[at], row, *column)).count += 1;
                let place = CellRef { sheet: sheet.position, row, column: *column };
                kept.extend(kept_cell(sheet, &blocks[at], place, cell));
            }
            (*column, lot)
        });
        account.rows.push(RowAccount { row, cells: lots.collect() });
    }
    account.carried = carried.into_values().collect();
    (account, kept)
}

/// The account of a sheet of the results of another year, of which these columns of one table are used.
pub(super) fn of_past_sheet(sheet: &Sheet<'_>, used: &PastTable, tally: Option<&RowTally>) -> SheetAccount {
    let passed = passed_rows(tally);
    let rows = filled_rows(&sheet.grid).map(|(row, cells)| {
        let lot = |column: u16| match row {
            row if row <= used.header_row => Lot::Heading,
            row if !passed.contains(&row) && used.columns.contains(&column) => Lot::Used,
            _ => Lot::PassedOver,
        };
        RowAccount { row, cells: cells.map(|(column, _)| (*column, lot(*column))).collect() }
    });
    SheetAccount { sheet: sheet.position, rows: rows.collect(), ..SheetAccount::default() }
}

/// The rows that were passed over.
fn passed_rows(tally: Option<&RowTally>) -> BTreeSet<u32> {
    tally.into_iter().flat_map(|tally| &tally.passed_over).map(|(row, _)| *row).collect()
}

/// The rows that have filled cells, with those; a formula without a value is none.
fn filled_rows(grid: &Grid) -> impl Iterator<Item = (u32, impl Iterator<Item = &(u16, Cell)>)> {
    let is_filled = |(_, cell): &&(u16, Cell)| *cell != Cell::Uncomputed;
    let rows = grid.rows().iter().filter(move |row| row.cells.iter().any(|cell| is_filled(&cell)));
    rows.map(move |row| (row.index, row.cells.iter().filter(is_filled)))
}

/// A cell that is carried, under its header.
fn kept_cell(sheet: &Sheet<'_>, block: &Block, place: CellRef, cell: &Cell) -> Option<KeptCell> {
    let header = block.header.at(place.column);
    // What a second column of one thing holds is written beside the first.
    let is_double = header.is_some_and(|header| header.double_of().is_some()) && block.kind == SheetKind::Roster;
    let kept = || KeptCell {
        sheet: sheet.grid.name.clone(),
        address: place.address(),
        header: header.map(|header| header.shown.clone()).unwrap_or_default(),
        text: cell.words(sheet.grid.epoch),
    };
    // The remarks beside settings are written anew.
    (!is_double && block.kind != SheetKind::Settings).then(kept)
}

fn lot(
    grid: &Grid,
    blocks: &[Block],
    is_read: &impl Fn(&Block) -> bool,
    passed: &BTreeSet<u32>,
    row: u32,
    column: u16,
) -> Lot {
    let Some(block) = blocks.iter().rfind(|block| block.header.top <= row) else {
        // Titles above the first table; without any table nothing was understood.
        return if blocks.first().is_some_and(|block| is_read(block) && !is_data_above(grid, row)) {
            Lot::Heading
        } else {
            Lot::PassedOver
        };
    };
    if !is_read(block) {
        return Lot::PassedOver;
    }
    if row <= block.header.bottom || row >= block.end {
        return Lot::Heading;
    }
    if passed.contains(&row) {
        return Lot::PassedOver;
    }
    // A number in front is the heading of its row.
    let is_counter = |cell: &HeaderCell| cell.canonical(block.kind).as_deref() == Some("序号");
    if block.header.at(column).is_some_and(is_counter) {
        return Lot::Heading;
    }
    let is_used = block.header.at(column).is_some_and(|cell| match block.kind {
        // Several columns of remarks are one text.
        SheetKind::Roster => cell.belongs_to(block.kind) || cell.is_double_of_notes(),
        kind => cell.canonical(kind).is_some(),
    });
    if is_used { Lot::Used } else { Lot::Carried }
}

/// Whether a row above a table holds what a table would.
pub(super) fn is_data_above(grid: &Grid, row: u32) -> bool {
    /// Titles, units and dates stand alone or in pairs.
    const DATA: usize = 3;
    use super::header::plain_header;
    let is_plain = |cell: &Cell| match cell {
        Cell::Serial(_) | Cell::Iso(_) => false,
        cell => !plain_header(&cell.text(grid.epoch)).contains(':') && !cell.text(grid.epoch).contains(['年', '月']),
    };
    grid.row(row).iter().filter(|(_, cell)| is_plain(cell)).count() >= DATA
}

fn carried_column(sheet: &Sheet<'_>, block: &Block, row: u32, column: u16) -> CarriedColumn {
    match block.header.at(column) {
        Some(cell) => CarriedColumn {
            cell: CellRef { sheet: sheet.position, row: cell.row, column },
            header: cell.shown.clone(),
            count: 0,
        },
        None => CarriedColumn { cell: CellRef { sheet: sheet.position, row, column }, header: String::new(), count: 0 },
    }
}
