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
    CellRef, Decision, Field, Inputs, PassedOver, Person, PersonId, Place, Problem, ProblemKind, Ruling, Severity,
    SheetKind, Value, words,
};
use std::collections::{BTreeMap, HashMap};

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
    let (index, settings) = (Index::of(&inputs.people, key_field), &inputs.settings);
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
        let person = match index.find(key_text.as_deref(), name.as_deref()) {
            Ok(person) => person,
            Err(Mismatch { person, kind }) => {
                // Of a key and a name that don't belong together, the name is what is odd.
                let by_key = key_text.is_some() && !matches!(kind, ProblemKind::DecisionNameDiffers { .. });
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

/// People by what a row may name them by.
#[derive(Default)]
struct Index<'a> {
    by_key: HashMap<&'a str, Vec<&'a Person>>,
    by_name: HashMap<&'a str, Vec<&'a Person>>,
    by_both: HashMap<(&'a str, &'a str), Vec<&'a Person>>,
}

impl<'a> Index<'a> {
    fn of(people: &'a [Person], key_field: Option<Field>) -> Index<'a> {
        let mut index = Index::default();
        for person in people {
            // Somebody without a readable key goes by name, which is no key.
            if key_field.is_some_and(|field| person.text(field) == person.key) {
                index.by_key.entry(&person.key).or_default().push(person);
                index.by_both.entry((&person.key, person.name())).or_default().push(person);
            }
            index.by_name.entry(person.name()).or_default().push(person);
        }
        index
    }

    /// The person whom a row means: by the key, which its name must bear out, else by a name that only one person has.
    fn find(&self, key: Option<&str>, name: Option<&str>) -> Result<PersonId, Mismatch> {
        let mismatch = |kind| Err(Mismatch { person: None, kind });
        let holders = match (key, name) {
            (Some(key), _) => self.by_key.get(key),
            (None, Some(name)) => self.by_name.get(name),
            (None, None) => None,
        };
        let meant = match (key, name) {
            (Some(key), Some(name)) => self.by_both.get(&(key, name)),
            _ => holders,
        };
        match (holders.map_or(&[][..], Vec::as_slice), meant.map_or(&[][..], Vec::as_slice)) {
            (_, [person]) => Ok(person.id),
            ([], _) => mismatch(ProblemKind::DecisionForNobody),
            ([person], []) => {
                let kind = ProblemKind::DecisionNameDiffers { roster: person.name().to_owned() };
                Err(Mismatch { person: Some(person.id), kind })
            }
            _ => mismatch(ProblemKind::DecisionForSeveral),
        }
    }
}

fn ruling(text: &str) -> Option<Ruling> {
    if text == Ruling::NoDemotion.term() {
        return Some(Ruling::NoDemotion);
    }
    words::grade(text).map(Ruling::Grade)
}
