//! The sheet 决定 into decisions, each matched to its person. One that fits nobody, several people or the wrong name is
//! not applied, and two that differ cancel each other.

use super::{
    cell::{self, Reading},
    header::{Header, plain_header},
    rows::{RowColumns, reconcile},
    sheet::Grid,
    text::compact,
};
use crate::domain::{
    CellRef, Decision, Fact, Field, Inputs, PassedOver, Person, PersonId, Place, Problem, ProblemKind, Ruling,
    Severity, SheetKind, Value, words,
};
use std::collections::BTreeMap;

/// Reads the decisions of a sheet into `inputs`; its people are already there.
pub(super) fn read(grid: &Grid, sheet: u16, header: &Header, inputs: &mut Inputs) {
    let Some(ruling_column) = header.find("决定等次") else { return };
    let key_field = [Field::StaffNumber, Field::IdNumber].into_iter().find(|field| inputs.columns.contains(field));
    let key = key_field.and_then(|field| Some((field, header.find_field(field)?)));
    let name_column = header.find_field(Field::Name);
    if key.is_none() && name_column.is_none() {
        let kind = ProblemKind::ColumnNeeded {
            sheet: SheetKind::Decisions,
            header: key_field.unwrap_or(Field::Name).header().to_owned(),
        };
        inputs.problems.push(Problem::general(Severity::Error, Place::Sheet(sheet), "", kind));
        return;
    }
    let row_columns = RowColumns {
        header,
        key: key.map(|(_, column)| column),
        name: name_column,
        counters: header.find("序号").into_iter().collect(),
    };
    let (people, settings) = (&inputs.people, &inputs.settings);
    let mut problems = Vec::new();
    let mut given: BTreeMap<PersonId, Vec<Decision>> = BTreeMap::new();
    let tally = reconcile(grid, sheet, &row_columns, |row| {
        let place = |column| CellRef { sheet, row, column };
        let text = |column: Option<u16>| {
            column.map_or_else(String::new, |column| cell::plain_text(grid.value(row, column).1, grid.epoch))
        };
        let ruling_text = compact(&text(Some(ruling_column)));
        if ruling_text.is_empty() {
            return Err(PassedOver::NothingGiven);
        }
        let read = |field, column: Option<u16>| {
            let (_, cell) = grid.value(row, column?);
            match cell::read(field, cell, grid.epoch, settings) {
                Reading::Value(Value::Text(text)) => Some(text),
                _ => None,
            }
        };
        let key_text = key.and_then(|(field, column)| read(field, Some(column)));
        let name = read(Field::Name, name_column);
        let person = match find(people, key_text.as_deref(), name.as_deref()) {
            Ok(person) => person,
            Err(Mismatch { person, kind }) => {
                let by_key = key_text.is_some();
                let column = key.map(|(_, column)| column).filter(|_| by_key).or(name_column).unwrap_or(ruling_column);
                let found = if by_key { key_text } else { name }.unwrap_or_default();
                let place = Place::Cell(place(column));
                problems.push(Problem { severity: Severity::Error, place, person, found, kind });
                return Err(PassedOver::Unusable);
            }
        };
        let source = place(ruling_column);
        let Some(ruling) = ruling(&ruling_text) else {
            problems.push(Problem::error(Place::Cell(source), person, ruling_text, ProblemKind::NotARuling));
            return Err(PassedOver::Unusable);
        };
        let date = header.find("日期").and_then(|column| {
            let (_, cell) = grid.value(row, column);
            match cell::read(Field::Joined, cell, grid.epoch, settings) {
                Reading::Value(Value::Date(date)) => Some(date),
                // The date of a decision settles nothing, so the decision stands without it.
                Reading::Faulty(kind) => {
                    problems.push(Problem::warning(Place::Cell(place(column)), person, text(Some(column)), kind));
                    None
                }
                _ => None,
            }
        });
        let reason = text(header.find("理由"));
        let decider = text(header.find("决定人"));
        given.entry(person).or_default().push(Decision { person, ruling, reason, decider, date, source: Some(source) });
        Ok(())
    });
    for (person, decisions) in given {
        let [first, others @ ..] = decisions.as_slice() else { continue };
        match others.iter().find(|other| other.ruling != first.ruling) {
            None => inputs.decisions.push(first.clone()),
            Some(other) => {
                for (this, that) in [(first, other), (other, first)] {
                    if let (Some(this_cell), Some(other)) = (this.source, that.source) {
                        let kind = ProblemKind::DecisionTwice { other };
                        problems.push(Problem::error(Place::Cell(this_cell), person, this.ruling.term(), kind));
                    }
                }
            }
        }
    }
    for cell in &header.cells {
        let known = ["决定等次", "理由", "决定人", "日期", "序号"].iter().any(|known| cell.is(known));
        if !known && cell.roster_column().is_none() && !plain_header(&cell.shown).is_empty() {
            let place = Place::Cell(CellRef { sheet, row: cell.row, column: cell.column });
            problems.push(Problem::general(Severity::Notice, place, cell.shown.clone(), ProblemKind::UnknownColumn));
        }
    }
    inputs.problems.append(&mut problems);
    inputs.tallies.push(tally);
}

/// Why a row's person isn't clear.
struct Mismatch {
    person: Option<PersonId>,
    kind: ProblemKind,
}

/// The person whom a row means: by the key, else by a name that only one person has.
fn find(people: &[Person], key: Option<&str>, name: Option<&str>) -> Result<PersonId, Mismatch> {
    let mismatch = |kind| Mismatch { person: None, kind };
    let has_name = |person: &&Person| name.is_none_or(|name| person.name() == name);
    let Some(key) = key else {
        let Some(name) = name else { return Err(mismatch(ProblemKind::DecisionForNobody)) };
        let namesakes: Vec<&Person> = people.iter().filter(|person| person.name() == name).collect();
        return match namesakes.as_slice() {
            [] => Err(mismatch(ProblemKind::DecisionForNobody)),
            [person] => Ok(person.id),
            _ => Err(mismatch(ProblemKind::DecisionForSeveral)),
        };
    };
    // A person without a readable key goes by name; the name of somebody is no key of theirs here.
    let has_key = |person: &&Person| {
        let fact = |field| matches!(person.fact(field), Fact::Known(Value::Text(text), _) if text == key);
        person.key == key && (fact(Field::StaffNumber) || fact(Field::IdNumber))
    };
    let holders: Vec<&Person> = people.iter().filter(has_key).collect();
    match holders.as_slice() {
        [] => Err(mismatch(ProblemKind::DecisionForNobody)),
        [person] if has_name(person) => Ok(person.id),
        [person] => {
            let kind = ProblemKind::DecisionNameDiffers { roster: person.name().to_owned() };
            Err(Mismatch { person: Some(person.id), kind })
        }
        several => match several.iter().copied().filter(has_name).collect::<Vec<_>>().as_slice() {
            [person] => Ok(person.id),
            _ => Err(mismatch(ProblemKind::DecisionForSeveral)),
        },
    }
}

fn ruling(text: &str) -> Option<Ruling> {
    if text == Ruling::NoDemotion.term() {
        return Some(Ruling::NoDemotion);
    }
    words::grade(text).map(Ruling::Grade)
}
