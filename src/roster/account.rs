//! What became of the filled cells of each sheet, by its header and by which of its rows were records.

use super::{book::Sheet, header::Recognised};
use crate::domain::{CarriedColumn, CellRef, Lot, RowAccount, RowTally, SheetAccount};
use std::collections::{BTreeMap, BTreeSet};

/// The account of every sheet, in their order. `past_files` are the results of other years, which are history only.
pub(super) fn provisional_account(sheets: &[Sheet], past_files: &[u16], tallies: &[RowTally]) -> Vec<SheetAccount> {
    let account = |sheet: &Sheet| {
        let kind = match &sheet.recognised {
            Recognised::Kind(kind, header) if !past_files.contains(&sheet.grid.file) => Some((*kind, header)),
            _ => None,
        };
        let of_sheet = tallies.iter().filter(|tally| tally.sheet == sheet.position);
        let passed_over: BTreeSet<u32> = of_sheet.flat_map(|tally| &tally.passed_over).map(|(row, _)| *row).collect();
        let mut carried: BTreeMap<u16, CarriedColumn> = BTreeMap::new();
        let mut lot = |row: u32, column: u16| {
            let Some((kind, header)) = kind else { return Lot::PassedOver };
            if row <= header.bottom {
                return Lot::Heading;
            }
            if passed_over.contains(&row) {
                return Lot::PassedOver;
            }
            let head = header.at(column);
            if head.is_some_and(|cell| cell.belongs_to(kind) && !cell.is_ignored()) {
                return Lot::Used;
            }
            let cell = CellRef { sheet: sheet.position, row: head.map_or(row, |cell| cell.row), column };
            let shown = head.map(|cell| cell.shown.clone()).unwrap_or_default();
            carried.entry(column).or_insert(CarriedColumn { cell, header: shown, count: 0 }).count += 1;
            Lot::Carried
        };
        let rows = sheet.grid.rows().iter().map(|row| RowAccount {
            row: row.index,
            cells: row.cells.iter().map(|(column, _)| (*column, lot(row.index, *column))).collect(),
        });
        let rows = rows.filter(|row| !row.cells.is_empty()).collect();
        SheetAccount { sheet: sheet.position, rows, carried: carried.into_values().collect() }
    };
    sheets.iter().map(account).collect()
}
