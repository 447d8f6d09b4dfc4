//! What people chose about sheets and columns, by name: kept with the results, and good for next year's sheets, too.

use super::{
    header::{column_of_letters, is_own},
    sheet::Grid,
    text::compact,
};
use crate::domain::{ABOUT_SHEET, CHOICES_SHEET, Choice, NOT_READ, SheetKind};
use std::collections::BTreeMap;

/// Choices in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    sheets: BTreeMap<String, Option<SheetKind>>,
    columns: BTreeMap<SheetKind, BTreeMap<String, String>>,
}

impl Choices {
    /// Adds a choice; it stands over an earlier one about the same.
    pub(super) fn add(&mut self, choice: Choice) {
        match choice {
            Choice::Sheet { name, kind } => {
                self.sheets.insert(name, kind);
            }
            Choice::Column { kind, header, target } => {
                self.columns.entry(kind).or_default().insert(header, target);
            }
        }
    }

    /// Reads the choices that were kept in a results workbook: 对象 (工作表 or the kind of sheet), 名称, 对应.
    pub(super) fn read(&mut self, grids: &[Grid]) {
        for grid in grids.iter().filter(|grid| is_own(grid, CHOICES_SHEET)) {
            for row in grid.rows().iter().skip(1) {
                let text = |column| grid.get(row.index, column).map(|cell| compact(&cell.text(grid.epoch)));
                let [Some(object), Some(name), Some(target)] = [text(0), text(1), text(2)] else { continue };
                let not_read = target == NOT_READ;
                if object == ABOUT_SHEET {
                    let kind = SheetKind::of_term(&target);
                    if not_read || kind.is_some() {
                        self.add(Choice::Sheet { name, kind });
                    }
                } else if let Some(kind) = SheetKind::of_term(&object) {
                    let target = if not_read { String::new() } else { target };
                    self.add(Choice::Column { kind, header: name, target });
                }
            }
        }
    }

    /// All choices, sheets first.
    pub(super) fn list(&self) -> Vec<Choice> {
        let sheets = self.sheets.iter().map(|(name, kind)| Choice::Sheet { name: name.clone(), kind: *kind });
        let of_kind = |(kind, columns): (&SheetKind, &BTreeMap<String, String>)| {
            let kind = *kind;
            let columns: Vec<Choice> = columns
                .iter()
                .map(|(header, target)| Choice::Column { kind, header: header.clone(), target: target.clone() })
                .collect();
            columns
        };
        sheets.chain(self.columns.iter().flat_map(of_kind)).collect()
    }

    /// What a sheet of this name was chosen to be: `Some(None)` is not to be read.
    pub(super) fn kind(&self, sheet: &str) -> Option<Option<SheetKind>> {
        self.sheets.get(sheet).copied()
    }

    /// Whether there is any choice about columns of a kind of sheet.
    pub(super) fn has_columns(&self, kind: SheetKind) -> bool {
        self.columns.contains_key(&kind)
    }

    /// What a column of this name was chosen to be; empty is not to be read.
    pub(super) fn target(&self, kind: SheetKind, name: &str) -> Option<&str> {
        self.columns.get(&kind)?.get(name).map(String::as_str)
    }

    /// Columns without a header that were chosen by their letters.
    pub(super) fn unheaded(&self, kind: SheetKind) -> impl Iterator<Item = (u16, &str)> {
        let columns = self.columns.get(&kind).into_iter().flatten();
        columns.filter_map(|(name, target)| Some((column_of_letters(name.strip_prefix('#')?)?, target.as_str())))
    }
}
