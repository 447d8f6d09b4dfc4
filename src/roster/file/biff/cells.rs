//! The cells of a sheet of .xls: whether all are there that the sheet and its rows promise, and how far apart they stand.

use super::{
    super::{Excess, Fault, MAX_COLUMNS, MAX_DENSE_CELLS, far_out},
    ARRAY, BLANK, CELLS, CONTINUE, DB_CELL, FORMULA, MUL_BLANK, MUL_RK, Patches, SHARED_FORMULA, SHARED_FORMULA_OLD,
    STRING, TABLE, WINDOW, damaged, has_its_length, u16_at, u32_at,
};
use crate::domain::FileDoubt;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

/// Where the cells of a sheet stand in truth, by where they were moved to; nothing if they stand where they did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Moved {
    rows: Vec<u16>,
    columns: Vec<u16>,
}

impl Moved {
    /// The true place of a cell.
    pub(in super::super) fn back(&self, row: u32, column: u16) -> (u32, u16) {
        let own_row = self.rows.get(row as usize).map_or(row, |own| u32::from(*own));
        (own_row, self.columns.get(usize::from(column)).copied().unwrap_or(column))
    }
}

/// A record with cells: where its data begins, their row and columns.
struct Placed {
    at: usize,
    row: u16,
    first: u16,
    last: u16,
    is_several: bool,
}

/// The cells of a sheet so far.
pub(super) struct Cells {
    styles: usize,
    /// Rows that the sheet promises: the first, and the one behind the last.
    promised: Option<(u32, u32)>,
    /// For each row that has a record of its own: the first column, and the one behind the last.
    rows: BTreeMap<u16, (u16, u16)>,
    /// For each row with cells, blank ones included: first and last column.
    found: BTreeMap<u16, (u16, u16)>,
    /// The last cell.
    at: Option<(u16, u16)>,
    /// Cells with something in them.
    filled: Vec<Placed>,
    /// Whether something else came behind the cells.
    has_ended: bool,
    doubts: Vec<FileDoubt>,
    /// A formula gives a text, which comes in a record of its own.
    awaits_text: bool,
}

impl Cells {
    pub(super) fn new(styles: usize) -> Cells {
        Cells {
            styles,
            promised: None,
            rows: BTreeMap::new(),
            found: BTreeMap::new(),
            at: None,
            filled: Vec::new(),
            has_ended: false,
            doubts: Vec::new(),
            awaits_text: false,
        }
    }

    /// What the sheet says about its size.
    pub(super) fn promise(&mut self, data: &[u8]) {
        let number = |at: usize| u16_at(data, at).map(u32::from);
        self.promised = if data.len() == 10 { number(0).zip(number(2)) } else { u32_at(data, 0).zip(u32_at(data, 4)) };
    }

    /// A row: its number, the columns that it has cells in.
    pub(super) fn row(&mut self, data: &[u8]) -> Result<(), Fault> {
        let [row, first, end] = [0, 2, 4].map(|at| u16_at(data, at).unwrap_or(0));
        if self.rows.insert(row, (first, end)).is_some() {
            return Err(damaged("a row stands twice"));
        }
        Ok(())
    }

    /// One or several cells.
    pub(super) fn cell(&mut self, kind: u16, at: usize, data: &[u8]) -> Result<(u16, RangeInclusive<u16>), Fault> {
        if self.has_ended {
            return Err(damaged("cells behind those of the sheet"));
        }
        if std::mem::take(&mut self.awaits_text) {
            return Err(damaged("a formula whose text isn't there"));
        }
        let is_several = kind == MUL_RK || kind == MUL_BLANK;
        let [row, first, style] = [0, 2, 4].map(|at| u16_at(data, at).unwrap_or(0));
        let last = if is_several { u16_at(data, data.len() - 2).unwrap_or(0) } else { first };
        if usize::from(style) >= self.styles {
            return Err(damaged("a cell of a style that isn't there"));
        }
        if u32::from(last) >= MAX_COLUMNS || last < first {
            return Err(far_out("", u32::from(row), u32::from(last)));
        }
        if self.at.is_some_and(|before| before >= (row, first)) {
            self.doubt(FileDoubt::CellsOutOfOrder);
        }
        self.at = Some((row, last));
        let found = self.found.entry(row).or_insert((first, last));
        *found = (found.0.min(first), found.1.max(last));
        self.awaits_text = kind == FORMULA && data[6] == 0 && data[12..14] == [0xff, 0xff];
        if kind != BLANK && kind != MUL_BLANK {
            self.filled.push(Placed { at, row, first, last, is_several });
        }
        Ok((row, first..=last))
    }

    /// A record that is no cell.
    pub(super) fn between(&mut self, kind: u16, data: &[u8], is_unicode: bool) -> Result<(), Fault> {
        match kind {
            STRING => {
                if !std::mem::take(&mut self.awaits_text) {
                    return Err(damaged("the text of no formula"));
                }
            }
            ARRAY | SHARED_FORMULA | SHARED_FORMULA_OLD | TABLE | CONTINUE | DB_CELL => {}
            _ if self.found.is_empty() && self.rows.is_empty() => {}
            // One bit more or less makes another kind of a cell, which would be gone without a word.
            // The format of the window has the length of a number before 97, and comes behind the cells.
            WINDOW if !is_unicode => self.has_ended = true,
            _ if CELLS
                .iter()
                .any(|cell| (cell ^ kind).is_power_of_two() && has_its_length(*cell, data, is_unicode)) =>
            {
                return Err(damaged("a record that may have been a cell"));
            }
            _ => self.has_ended = true,
        }
        Ok(())
    }

    /// Compares what was promised with what was found, and moves cells that stand far apart together.
    pub(super) fn finish(mut self, patches: &mut Patches) -> Result<(Moved, Vec<FileDoubt>), Fault> {
        if self.awaits_text {
            return Err(damaged("a formula whose text isn't there"));
        }
        let first = self.found.first_key_value().map(|(row, _)| u32::from(*row));
        let last = self.found.last_key_value().map(|(row, _)| u32::from(*row));
        let last_row = last.max(self.rows.last_key_value().map(|(row, _)| u32::from(*row)));
        if let (Some((begin, end)), Some(first), Some(last), Some(last_row)) = (self.promised, first, last, last_row) {
            // Some writers count from 1 here, or don't count the last.
            let (promised, none) = (last_row + 2 < end, begin == 0 && end == 0);
            if !none && (promised || last > end || first < begin) {
                self.doubt(FileDoubt::OtherRows);
            }
        }
        let is_beyond = |(row, (first, end)): (&u16, &(u16, u16))| {
            first < end && self.found.get(row).is_some_and(|(own, last)| own < first || last >= end)
        };
        if self.rows.iter().any(is_beyond) {
            self.doubt(FileDoubt::OtherRows);
        }
        if !self.rows.is_empty() && self.found.keys().any(|row| !self.rows.contains_key(row)) {
            return Err(damaged("cells of a row that isn't there"));
        }
        let doubts = std::mem::take(&mut self.doubts);
        Ok((self.together(patches)?, doubts))
    }

    fn doubt(&mut self, doubt: FileDoubt) {
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// calamine makes room for every cell between the first and the last, filled or not.
    fn together(self, patches: &mut Patches) -> Result<Moved, Fault> {
        let rows: BTreeSet<u16> = self.filled.iter().map(|placed| placed.row).collect();
        let columns: BTreeSet<u16> = self.filled.iter().flat_map(|placed| placed.first..=placed.last).collect();
        let extent = |places: &BTreeSet<u16>| match (places.first(), places.last()) {
            (Some(first), Some(last)) => u64::from(last - first) + 1,
            _ => 0,
        };
        if extent(&rows) * extent(&columns) <= MAX_DENSE_CELLS {
            return Ok(Moved::default());
        }
        if rows.len() as u64 * columns.len() as u64 > MAX_DENSE_CELLS {
            return Err(Fault::Excess(Excess::Cells { limit: MAX_DENSE_CELLS as u32 }));
        }
        let moved = Moved { rows: rows.into_iter().collect(), columns: columns.into_iter().collect() };
        // Both hold every place that is asked for, and no more than 65,536 of them.
        let to = |places: &[u16], own: u16| (places.partition_point(|place| *place < own) as u16).to_le_bytes();
        let mut put = |at: usize, [low, high]: [u8; 2]| patches.extend([(at, low), (at + 1, high)]);
        for placed in &self.filled {
            put(placed.at, to(&moved.rows, placed.row));
            put(placed.at + 2, to(&moved.columns, placed.first));
            if placed.is_several {
                let end = placed.at + 6 + 6 * (usize::from(placed.last - placed.first) + 1);
                put(end - 2, to(&moved.columns, placed.last));
            }
        }
        Ok(moved)
    }
}
