//! What is to be said about the columns of a table: those that mean nothing here, those that yield to others, those of
//! another time or person, and hidden ones that are read.

use super::{
    header::{Aside, Header, HeaderCell, MONTHS, plain_header},
    sheet::Grid,
    text::compact,
};
use crate::domain::{CellRef, ColumnScope, Field, Grade, Place, Problem, ProblemKind, Severity, SheetKind, words};

/// More columns of one table than this that stand twice are a second table beside the first.
const A_SECOND_TABLE: usize = 3;

/// The problems of a table's columns.
pub(super) fn problems(grid: &Grid, sheet: u16, kind: SheetKind, header: &Header) -> Vec<Problem> {
    let place = |cell: &HeaderCell| Place::Cell(CellRef { sheet, row: cell.row, column: cell.column });
    let at = |column: u16| CellRef { sheet, row: header.at(column).map_or(header.bottom, |cell| cell.row), column };
    let mut found = twice(sheet, header);
    found.extend(under_merged(grid, sheet, kind, header));
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
                let is_open = scope == ColumnScope::Unclear && !has_plain(header, cell);
                let severity = if is_open { Severity::Error } else { Severity::Notice };
                found.push(say(severity, ProblemKind::ColumnElsewhere { scope }));
            }
            _ if cell.is_ignored() || plain_header(&cell.shown).is_empty() => {}
            None if kind == SheetKind::Roster
                && let Some(sheet) = elsewhere(header, cell) =>
            {
                found.push(say(Severity::Error, ProblemKind::ColumnOfAnotherSheet { sheet }));
            }
            None if kind == SheetKind::Ballots && has_votes(grid, header, cell) => {
                found.push(say(Severity::Error, ProblemKind::VotesForOtherGrade));
            }
            _ => found.push(say(Severity::Notice, ProblemKind::UnknownColumn)),
        }
    }
    found
}

/// Whether a column is one of votes for a grade that other appraisals have.
fn has_votes(grid: &Grid, header: &Header, cell: &HeaderCell) -> bool {
    const OTHER_GRADES: [&str; 20] = [
        "良好",
        "良",
        "优良",
        "优等",
        "较好",
        "好",
        "很好",
        "一般",
        "中",
        "中等",
        "较差",
        "差",
        "很差",
        "满意",
        "基本满意",
        "较满意",
        "不满意",
        "胜任",
        "基本胜任",
        "不胜任",
    ];
    let bare = cell.bare.trim_end_matches(['票', '数']);
    let is_vote = |text: String| {
        words::number(&compact(&text)).map_or_else(|| !words::is_none_mark(&text), |votes| !votes.is_zero())
    };
    OTHER_GRADES.contains(&bare) && grid.column_texts(cell.column, header.bottom + 1, u32::MAX).any(is_vote)
}

/// Whether another column gives what this one would, if it were clear what it says.
fn has_plain(header: &Header, cell: &HeaderCell) -> bool {
    let field = cell.bare_column();
    field.is_some() && header.cells.iter().any(|other| other.roster_column() == field)
}

/// The kind of sheet that alone has a column's header, if it is one that tells: a decision, votes, months.
fn elsewhere(header: &Header, cell: &HeaderCell) -> Option<SheetKind> {
    const LEAST: usize = 3;
    let grades = Grade::ALL.map(Grade::term);
    let are_many =
        |names: &[&str]| header.cells.iter().filter(|cell| names.iter().any(|name| cell.is(name))).count() >= LEAST;
    let is_one_of = |names: &[&str]| names.iter().any(|name| cell.is(name));
    if is_one_of(&["决定等次"]) {
        return Some(SheetKind::Decisions);
    }
    if is_one_of(&["票号"]) || is_one_of(&grades) && are_many(&grades) {
        return Some(SheetKind::Ballots);
    }
    if is_one_of(&MONTHS) && are_many(&MONTHS) {
        return Some(SheetKind::Monthly);
    }
    // Rows of cases beside people: the least headers of such a sheet, and what else it has.
    let has_all = |names: &[&str]| names.iter().all(|name| header.cells.iter().any(|cell| cell.is(name)));
    [(SheetKind::Incidents, ["日期", "类别"]), (SheetKind::Posts, ["起始月份", "截止月份"])]
        .into_iter()
        .find(|(kind, least)| has_all(least) && cell.canonical(*kind).is_some_and(|own| !own.is_empty()))
        .map(|(kind, _)| kind)
}

/// Columns with something in them under a header that is merged over them and belongs to the column at its left.
fn under_merged(grid: &Grid, sheet: u16, kind: SheetKind, header: &Header) -> Vec<Problem> {
    let mut found = Vec::new();
    for cell in header.cells.iter().filter(|cell| cell.belongs_to(kind)) {
        let covered = (cell.column..=grid.right_edge(cell.row, cell.column)).skip(1);
        let is_filled = |column: u16| grid.column_texts(column, header.bottom + 1, u32::MAX).next().is_some();
        for column in covered.filter(|column| header.at(*column).is_none() && is_filled(*column)) {
            let place = Place::Cell(CellRef { sheet, row: cell.row, column });
            let other = CellRef { sheet, row: cell.row, column: cell.column };
            let kind = ProblemKind::ColumnTwice { header: cell.shown.clone(), other };
            found.push(Problem::general(Severity::Error, place, cell.shown.clone(), kind));
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
