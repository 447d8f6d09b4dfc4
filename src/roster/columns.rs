//! What is to be said about the columns of a table: those that mean nothing here, those that yield to others, those of
//! another time or person, and hidden ones that are read.

use super::{
    header::{Aside, Header, HeaderCell, plain_header},
    sheet::Grid,
};
use crate::domain::{CellRef, Field, Place, Problem, ProblemKind, Severity, SheetKind};

/// More columns of one table than this that stand twice are a second table beside the first.
const A_SECOND_TABLE: usize = 3;

/// The problems of a table's columns.
pub(super) fn problems(grid: &Grid, sheet: u16, kind: SheetKind, header: &Header) -> Vec<Problem> {
    let place = |cell: &HeaderCell| Place::Cell(CellRef { sheet, row: cell.row, column: cell.column });
    let at = |column: u16| CellRef { sheet, row: header.at(column).map_or(header.bottom, |cell| cell.row), column };
    let mut found = twice(sheet, header);
    for cell in &header.cells {
        let say = |severity, kind| Problem::general(severity, place(cell), cell.shown.clone(), kind);
        match &cell.aside {
            Some(Aside::Double { .. }) => continue,
            Some(Aside::Yields { target, to }) => {
                let kind = ProblemKind::ColumnYields { header: target.clone(), other: at(*to) };
                found.push(say(Severity::Notice, kind));
                continue;
            }
            None => {}
        }
        let is_hidden = grid.hidden_columns.contains(&cell.column);
        if cell.belongs_to(kind) {
            if is_hidden && !cell.is_whom() {
                found.push(say(Severity::Warning, ProblemKind::HiddenColumn { used: true }));
            }
            continue;
        }
        if is_hidden {
            found.push(say(Severity::Notice, ProblemKind::HiddenColumn { used: false }));
        }
        match cell.scope {
            Some(scope) if !cell.is_ignored() => {
                found.push(say(Severity::Notice, ProblemKind::ColumnElsewhere { scope }));
            }
            _ if cell.is_ignored() || plain_header(&cell.shown).is_empty() => {}
            _ => found.push(say(Severity::Notice, ProblemKind::UnknownColumn)),
        }
    }
    found
}

/// Errors about columns that claim one thing with the same right. A whole table beside another is one error.
pub(super) fn twice(sheet: u16, header: &Header) -> Vec<Problem> {
    let error = |cell: &HeaderCell, kind| {
        let place = Place::Cell(CellRef { sheet, row: cell.row, column: cell.column });
        Problem::general(Severity::Error, place, cell.shown.clone(), kind)
    };
    let doubles: Vec<_> = header.doubles().filter(|(target, ..)| *target != Field::Note.header()).collect();
    let is_name = |(target, ..): &&(&str, u16, &HeaderCell)| *target == Field::Name.header();
    if doubles.len() > A_SECOND_TABLE
        && let Some((_, _, name)) = doubles.iter().find(is_name)
    {
        let columns = u32::try_from(doubles.len()).unwrap_or(u32::MAX);
        return vec![error(name, ProblemKind::TablesSideBySide { columns })];
    }
    let say = |(target, of, cell): (&str, u16, &HeaderCell)| {
        let other = CellRef { sheet, row: header.at(of).map_or(header.bottom, |cell| cell.row), column: of };
        error(cell, ProblemKind::ColumnTwice { header: target.to_owned(), other })
    };
    doubles.into_iter().map(say).collect()
}
