//! The account of a sheet: what became of each of its filled cells. The four lots add up to the sheet.

use super::CellRef;
use serde::{Deserialize, Serialize};

/// What became of a filled cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lot {
    /// A fact of a person, a setting, a decision, or whom a row is about; also where it couldn't be read, which a
    /// problem says.
    Used,
    /// Its column means nothing here; kept and named.
    Carried,
    /// Title, header, unit, date of the table.
    Heading,
    /// Its row is no record; the sheet's tally has the reason.
    PassedOver,
}

impl Lot {
    /// All lots, in the order in which they are shown.
    pub const ALL: [Lot; 4] = [Lot::Used, Lot::Carried, Lot::Heading, Lot::PassedOver];
}

/// What became of the filled cells of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowAccount {
    /// Row from 0.
    pub row: u32,
    /// Filled cells by column, ascending.
    pub cells: Vec<(u16, Lot)>,
}

/// A column of a block of a sheet whose cells are carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedColumn {
    /// Its header cell, or its topmost carried cell where there is no header.
    pub cell: CellRef,
    /// The header as shown, groups included; empty if there is none.
    pub header: String,
    /// How many cells are carried under it.
    pub count: u32,
}

/// The account of one sheet of the drop, also of one that wasn't read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetAccount {
    /// Position of the sheet in [`super::Inputs::sheets`].
    pub sheet: u16,
    /// Rows with filled cells, ascending.
    pub rows: Vec<RowAccount>,
    /// Columns that are carried.
    pub carried: Vec<CarriedColumn>,
}

impl SheetAccount {
    /// How many cells are of each lot, in the order of [`Lot::ALL`].
    pub fn counts(&self) -> [u32; 4] {
        let mut counts = [0; 4];
        for (_, lot) in self.rows.iter().flat_map(|row| &row.cells) {
            counts[*lot as usize] += 1;
        }
        counts
    }

    /// The lot of a cell; nothing if it is blank.
    pub fn lot(&self, row: u32, column: u16) -> Option<Lot> {
        let at = self.rows.binary_search_by_key(&row, |row| row.row).ok()?;
        let cells = &self.rows[at].cells;
        cells.binary_search_by_key(&column, |(column, _)| *column).ok().map(|at| cells[at].1)
    }
}
