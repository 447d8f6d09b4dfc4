//! The input as it stands on the results workbook's own sheets: every cell that a fact was read from becomes the cell in
//! which it is written. 依据说明 then names cells of its own workbook, and says the same when that is read again.
//!
//! The rows and columns are those that [`super::roster`], [`super::ledgers`] and [`super::decisions`] write; the round trip
//! of every sample, cell for cell, keeps them together.

use super::roster::RosterColumn;
use crate::domain::{CellRef, Fact, Field, Inputs, PersonId, SheetKind, Source};
use std::collections::{BTreeMap, BTreeSet};

/// The first column after 工号 and 姓名.
const FIRST: u16 = 2;

/// The names of the sheets, in the order in which cells count them.
const SHEETS: [&str; 9] =
    ["花名册", "事件", "月度考核", "初评", "民主测评", "民主测评计票", "历年考核", "岗位变动", "决定"];

fn cell(sheet: u16, row: usize, column: u16) -> CellRef {
    // The header stands in the first row.
    CellRef { sheet, row: u32::try_from(row + 1).expect("rows are fewer than 2³²"), column }
}

/// The same inputs with the cells of the results workbook.
pub(super) fn placed(inputs: &Inputs) -> Inputs {
    let mut placed = inputs.clone();
    placed.sheets = SHEETS.map(str::to_owned).into();
    debug_assert_eq!(SHEETS[0], SheetKind::Roster.term());
    roster(&mut placed);
    let ledgers = &mut placed.ledgers;
    for (row, incident) in ledgers.incidents.iter_mut().flatten().enumerate() {
        incident.cell = cell(1, row, FIRST + 1);
    }
    let months = ledgers.months.iter_mut().flatten();
    let people: BTreeSet<PersonId> = inputs.ledgers.months.iter().flatten().map(|mark| mark.person).collect();
    let rows: BTreeMap<PersonId, usize> = people.into_iter().zip(0..).collect();
    for mark in months {
        mark.cell = cell(2, rows[&mark.person], FIRST + u16::try_from(mark.month - 1).unwrap_or(0));
    }
    let fields: BTreeSet<Field> =
        inputs.ledgers.reviews.iter().flatten().flat_map(|review| &review.facts).map(|(field, _)| *field).collect();
    for (row, review) in ledgers.reviews.iter_mut().flatten().enumerate() {
        for (field, fact) in &mut review.facts {
            let column = (0..).zip(&fields).find(|(_, own)| *own == field).map_or(0, |(at, _)| at);
            place(fact, cell(3, row, FIRST + column));
        }
    }
    for (row, ballot) in ledgers.ballots.iter_mut().flatten().enumerate() {
        ballot.cell = cell(4, row, FIRST + 1);
    }
    let tallies = if ledgers.ballots.is_some() { 5 } else { 4 };
    for (row, votes) in ledgers.votes.iter_mut().flatten().enumerate() {
        votes.cells = (0..5).map(|grade| cell(tallies, row, FIRST + grade)).collect();
    }
    for (row, past) in ledgers.history.iter_mut().flatten().enumerate() {
        past.cell = cell(6, row, FIRST + 1);
    }
    for (row, post) in ledgers.posts.iter_mut().flatten().enumerate() {
        post.cell = cell(7, row, FIRST);
    }
    for (row, decision) in placed.decisions.iter_mut().enumerate() {
        decision.source = Some(cell(8, row, FIRST));
    }
    placed
}

fn roster(placed: &mut Inputs) {
    let columns: Vec<(u16, RosterColumn)> = (0..).zip(RosterColumn::of(placed)).collect();
    for (row, person) in placed.people.iter_mut().enumerate() {
        person.row = cell(0, row, 0);
        for (column, what) in &columns {
            let at = cell(0, row, *column);
            match what {
                RosterColumn::Field(field) => {
                    let mut fact = person.fact(*field).clone();
                    place(&mut fact, at);
                    person.set(*field, fact);
                }
                // The column is there for everyone, even where the year came from nowhere.
                RosterColumn::PastGrade(year) => {
                    place(person.past_grades.entry(*year).or_insert(Fact::Blank(at)), at);
                }
            }
        }
    }
}

/// Moves a fact to a cell; one that stands in none stays so.
fn place(fact: &mut Fact, to: CellRef) {
    match fact {
        Fact::Known(_, source @ (Source::Cell(_) | Source::Cells(_))) => *source = Source::Cell(to),
        Fact::Known(_, source @ Source::Blank(_)) => *source = Source::Blank(to),
        Fact::Blank(cell) | Fact::Faulty { cell, .. } => *cell = to,
        Fact::Known(..) | Fact::Absent => {}
    }
}
