//! The roster's rows into people: one fact for each column, one person for each key.
//!
//! Nobody is lost: a row without a key, or with a key that somebody else has, stays in the result with an error of
//! its own. Two rows of one person become one, and what they disagree on is no value at all: never summed, and never
//! the last one wins.

use super::{
    cell::{self, Reading},
    header::{Column, Header, HeaderCell},
    rows::{RowColumns, reconcile},
    sheet::{Cell, Grid},
};
use crate::{
    domain::{
        CellRef, Conflict, Double, Fact, Field, Inputs, PassedOver, Person, PersonId, Place, Problem, ProblemKind,
        Severity, SheetKind, Source, Stray, Unread, Value,
    },
    notice::Settings,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Columns of one sheet that hold facts.
struct Columns<'a> {
    fields: BTreeMap<Field, &'a HeaderCell>,
    past_grades: BTreeMap<i32, Vec<&'a HeaderCell>>,
    /// Further columns that claim a field: where they say something else for a person, that is the person's error.
    doubles: BTreeMap<Field, Vec<&'a HeaderCell>>,
    counters: Vec<u16>,
}

/// A roster sheet: its cells, its position, its header.
pub(super) type RosterSheet<'a> = (&'a Grid, u16, &'a Header);

/// Reads the people of roster sheets into `inputs`; its settings are already there. Several sheets are one roster.
pub(super) fn read(sheets: &[RosterSheet<'_>], inputs: &mut Inputs) {
    let columns: Vec<Columns<'_>> = sheets.iter().map(|(_, sheet, header)| columns(*sheet, header, inputs)).collect();
    inputs.columns.extend(columns.iter().flat_map(|columns| columns.fields.keys()));
    inputs.unfilled = unfilled(sheets, &columns);
    let key_field = [Field::StaffNumber, Field::IdNumber]
        .into_iter()
        .find(|field| inputs.columns.contains(field))
        .unwrap_or(Field::Name);
    let mut roster = Roster { key_field, settings: inputs.settings.clone(), ..Roster::default() };
    // Sheets without the column of the key come last, because their people are found by what the others say.
    let mut order: Vec<usize> = (0..sheets.len()).collect();
    order.sort_by_key(|at| !columns[*at].fields.contains_key(&key_field));
    for at in order {
        let ((grid, sheet, header), columns) = (sheets[at], &columns[at]);
        let column_of = |field| columns.fields.get(&field).map(|cell| cell.column);
        let row_columns = RowColumns {
            header,
            key: if key_field == Field::Name { None } else { column_of(key_field) },
            name: column_of(Field::Name),
            counters: columns.counters.clone(),
        };
        let mut reader = RowReader {
            grid,
            sheet,
            columns,
            roster: &mut roster,
            header,
            headed: header.cells.iter().map(|cell| cell.column).collect(),
            problems: Vec::new(),
        };
        let tally = reconcile(grid, sheet, &row_columns, |row| reader.row(row));
        inputs.problems.extend(disputes(sheet, columns, &reader.problems));
        inputs.problems.append(&mut reader.problems);
        inputs.tallies.push(tally);
    }
    inputs.people = roster.people;
    inputs.strays.append(&mut roster.strays);
    inputs.unread.append(&mut roster.unread);
    let disputed = roster.doubles.into_iter().filter(|(_, further)| further.is_disputed);
    inputs.doubles.extend(disputed.map(|((header, _), further)| Double { header, cells: further.cells }));
}

/// Columns in which nothing stands on any of the sheets.
fn unfilled(sheets: &[RosterSheet<'_>], columns: &[Columns<'_>]) -> BTreeSet<Field> {
    let is_filled = |field: &Field| {
        sheets.iter().zip(columns).any(|((grid, _, header), columns)| {
            let doubles = columns.doubles.get(field).into_iter().flatten();
            let mut cells = columns.fields.get(field).into_iter().chain(doubles);
            cells.any(|cell| grid.is_filled_below(header.bottom, cell.column))
        })
    };
    let fields: BTreeSet<Field> = columns.iter().flat_map(|columns| columns.fields.keys().copied()).collect();
    fields.into_iter().filter(|field| !is_filled(field)).collect()
}

fn columns<'a>(sheet: u16, header: &'a Header, inputs: &mut Inputs) -> Columns<'a> {
    let mut columns = Columns {
        fields: BTreeMap::new(),
        past_grades: BTreeMap::new(),
        doubles: BTreeMap::new(),
        counters: Vec::new(),
    };
    for cell in &header.cells {
        let place = CellRef { sheet, row: cell.row, column: cell.column };
        let found = cell.shown.clone();
        match cell.roster_column() {
            Some(Column::Counter) => columns.counters.push(cell.column),
            Some(Column::PastGrade(year)) => columns.past_grades.entry(year).or_default().push(cell),
            Some(Column::Field(field)) => match columns.fields.get(&field) {
                None => {
                    columns.fields.insert(field, cell);
                }
                Some(_) => columns.doubles.entry(field).or_default().push(cell),
            },
            None if cell.is_ignored() => {}
            None => {
                let kind = ProblemKind::UnknownColumn;
                inputs.problems.push(Problem::general(Severity::Notice, Place::Cell(place), found, kind));
            }
        }
    }
    columns
}

/// Names the columns that claim one field and differ for somebody; columns that agree say one thing twice.
fn disputes(sheet: u16, columns: &Columns<'_>, problems: &[Problem]) -> Vec<Problem> {
    let in_dispute = |claimed: Field| {
        problems.iter().any(|problem| matches!(&problem.kind, ProblemKind::Conflict { field, .. } if *field == claimed))
    };
    let mut found = Vec::new();
    for (field, doubles) in columns.doubles.iter().filter(|(field, _)| in_dispute(**field)) {
        let first = columns.fields[field];
        let other = CellRef { sheet, row: first.row, column: first.column };
        for double in doubles {
            let place = Place::Cell(CellRef { sheet, row: double.row, column: double.column });
            let kind = ProblemKind::ColumnTwice { field: *field, other };
            found.push(Problem::general(Severity::Warning, place, double.shown.clone(), kind));
        }
    }
    found
}

/// The people of all sheets so far.
struct Roster {
    key_field: Field,
    settings: Settings,
    people: Vec<Person>,
    by_key: HashMap<String, Holders>,
    by_key_and_name: HashMap<(String, String), PersonId>,
    strays: Vec<Stray>,
    unread: Vec<Unread>,
    /// Further columns of one header, by canonical header and number.
    doubles: BTreeMap<(String, usize), Further>,
}

impl Default for Roster {
    fn default() -> Roster {
        Roster {
            key_field: Field::Name,
            settings: Settings::default(),
            people: Vec::new(),
            by_key: HashMap::new(),
            by_key_and_name: HashMap::new(),
            strays: Vec::new(),
            unread: Vec::new(),
            doubles: BTreeMap::new(),
        }
    }
}

impl Roster {
    /// The one person who has this ID number or, failing that, this name.
    fn only(&self, id_number: &str, name: &str) -> Option<PersonId> {
        let only = |field: Field, text: &str| {
            let mut with = self.people.iter().filter(|person| person.text(field) == text);
            with.next().filter(|_| !text.is_empty() && with.next().is_none()).map(|person| person.id)
        };
        only(Field::IdNumber, id_number).or_else(|| only(Field::Name, name))
    }
}

/// Turns the rows of one sheet into people, one after the other.
struct RowReader<'a> {
    grid: &'a Grid,
    sheet: u16,
    columns: &'a Columns<'a>,
    roster: &'a mut Roster,
    header: &'a Header,
    /// Columns with a header, and those without one that were already named.
    headed: BTreeSet<u16>,
    problems: Vec<Problem>,
}

/// A further column of one header.
#[derive(Default)]
struct Further {
    /// What stands in it, by sheet and row.
    cells: BTreeMap<(u16, u32), String>,
    /// Whether it disagrees with the first or can't be read.
    is_disputed: bool,
}

/// Who has a key.
struct Holders {
    first: PersonId,
    /// Whether somebody else has it, too.
    several: bool,
}

impl RowReader<'_> {
    fn row(&mut self, row: u32) -> Result<(), PassedOver> {
        let sheet = self.sheet;
        let place = |column| CellRef { sheet, row, column };
        let first_filled = self.grid.row(row).first().map_or(0, |(column, _)| *column);
        let name_cell = self.columns.fields.get(&Field::Name).map_or(place(first_filled), |cell| place(cell.column));
        let name = self.text(row, Field::Name);
        let key = match self.roster.key_field {
            Field::Name => name.clone(),
            field => self.text(row, field),
        };
        if name.is_empty() && key.is_empty() {
            let found = cell::plain_text(self.grid.get(row, first_filled), self.grid.epoch);
            let problem = Problem::general(Severity::Error, Place::Cell(name_cell), found, ProblemKind::NoName);
            self.problems.push(problem);
            self.stray(row);
            return Err(PassedOver::Unusable);
        }
        for (column, _) in self.grid.row(row) {
            if self.headed.insert(*column) {
                let place = Place::Cell(CellRef { row: self.header.bottom, ..place(*column) });
                self.problems.push(Problem::general(Severity::Notice, place, "", ProblemKind::UnknownColumn));
            }
        }
        let id = PersonId(u32::try_from(self.roster.people.len()).expect("limits keep rows below 2^32"));
        let mut problems = Vec::new();
        let shown_key = if key.is_empty() { name.clone() } else { key.clone() };
        let mut person = Person::new(id, shown_key, name_cell);
        self.facts(row, &mut person, &mut problems);
        if self.grid.is_struck_row(row) {
            problems.push(Problem::error(Place::Cell(name_cell), id, name.clone(), ProblemKind::RowStruckOut));
        }
        // A name that can't be read has its own problem from its cell.
        if name.is_empty() && !matches!(person.fact(Field::Name), Fact::Faulty { .. }) {
            problems.push(Problem::error(Place::Cell(name_cell), id, key.clone(), ProblemKind::NoName));
        }
        // A key that can't be read has its own problem from its cell.
        let key_is_faulty = matches!(person.fact(self.roster.key_field), Fact::Faulty { .. });
        if key.is_empty() && !key_is_faulty {
            let cell = self.columns.fields.get(&self.roster.key_field).map_or(name_cell, |cell| place(cell.column));
            problems.push(Problem::error(Place::Cell(cell), id, name.clone(), ProblemKind::NoKey));
        }
        let lacks_column = !self.columns.fields.contains_key(&self.roster.key_field);
        if let Some(same) = lacks_column.then(|| self.roster.only(person.text(Field::IdNumber), &name)).flatten() {
            for problem in &mut problems {
                problem.person = Some(same);
            }
            self.problems.extend(problems.into_iter().filter(|problem| problem.kind != ProblemKind::NoKey));
            self.merge(same, &person, row);
            return Ok(());
        }
        if key.is_empty() {
            self.roster.people.push(person);
            self.problems.append(&mut problems);
            return Ok(());
        }
        if let Some(same) = self.same_person(&key, &name) {
            for problem in &mut problems {
                problem.person = Some(same);
            }
            self.problems.append(&mut problems);
            self.merge(same, &person, row);
            return Ok(());
        }
        self.problems.append(&mut problems);
        if let Some(Holders { first, several }) = self.roster.by_key.get_mut(&key) {
            let other = &self.roster.people[first.0 as usize];
            // The key is what is to be corrected, where its cell is known.
            let key_cell = |person: &Person| match person.fact(self.roster.key_field) {
                Fact::Known(_, Source::Cell(cell)) => *cell,
                _ => person.row,
            };
            let (here, there) = (key_cell(&person), key_cell(other));
            let kind = ProblemKind::KeyOfTwo { other: there };
            self.problems.push(Problem::error(Place::Cell(here), id, key.clone(), kind));
            // The first one hears of it once, however many follow.
            if !std::mem::replace(several, true) {
                let kind = ProblemKind::KeyOfTwo { other: here };
                self.problems.push(Problem::error(Place::Cell(there), other.id, key.clone(), kind));
            }
        } else {
            self.roster.by_key.insert(key.clone(), Holders { first: id, several: false });
        }
        self.roster.by_key_and_name.insert((key, name), id);
        self.roster.people.push(person);
        Ok(())
    }

    /// Keeps a row that is nobody's, as it stands.
    fn stray(&mut self, row: u32) {
        let text = |cell: &HeaderCell| {
            Some((cell.canonical(SheetKind::Roster)?, self.raw(self.grid.get(row, cell.column)?.into())))
        };
        let cells = self.header.cells.iter().filter_map(text).collect();
        self.roster.strays.push(Stray { kind: SheetKind::Roster, cells });
    }

    /// Who has both key and name already; a missing name is taken to be that of the first who has the key.
    fn same_person(&self, key: &str, name: &str) -> Option<PersonId> {
        if self.roster.key_field == Field::Name {
            return None;
        }
        let with = |name: &str| self.roster.by_key_and_name.get(&(key.to_owned(), name.to_owned())).copied();
        if name.is_empty() {
            self.roster.by_key.get(key).map(|holders| holders.first)
        } else {
            with(name).or_else(|| with(""))
        }
    }

    /// The text of a name or key in a row; empty if there is none or it can't be read.
    fn text(&self, row: u32, field: Field) -> String {
        let Some(header) = self.columns.fields.get(&field) else { return String::new() };
        let (_, cell) = self.grid.value(row, header.column);
        match cell::read(field, cell, self.grid.epoch, &self.roster.settings) {
            Reading::Value(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Reads all facts of a row.
    fn facts(&mut self, row: u32, person: &mut Person, problems: &mut Vec<Problem>) {
        for (field, header) in &self.columns.fields {
            let (place, cell, reading) = self.cell(row, header.column, *field);
            let is_key = *field == self.roster.key_field || *field == Field::Name;
            let is_blank = cell.is_none();
            let mut fact = cell::fact(place, || self.raw(cell), reading, person.id, problems);
            // An ID that isn't the key may have lost its digits without harm to the result.
            if let (Fact::Faulty { .. }, Some(problem), false) = (&fact, problems.last_mut(), is_key)
                && problem.kind == ProblemKind::KeyLostDigits
            {
                problem.severity = Severity::Warning;
            }
            if let Some(doubles) = self.columns.doubles.get(field) {
                let first = (!is_blank).then_some(&fact);
                self.keep(row, field.header(), doubles);
                let already = problems.len();
                let joined = self.doubles(row, *field, first, doubles, person.id, problems);
                if problems.len() > already {
                    self.dispute(field.header(), &fact, person.row);
                }
                if let Some(joined) = joined
                    // People must not be lost over a second column of names or keys: the first counts, the error stands.
                    && !is_key
                {
                    fact = joined;
                }
            }
            person.set(*field, fact);
        }
        for (year, headers) in &self.columns.past_grades {
            let read = |header: &HeaderCell, problems: &mut Vec<Problem>| {
                let (place, cell, _) = self.cell(row, header.column, Field::Note);
                let reading = cell::past_grade(cell, self.grid.epoch);
                cell::fact(place, || self.raw(cell), reading, person.id, problems)
            };
            let [header, doubles @ ..] = headers.as_slice() else { continue };
            let original = read(header, problems);
            let already = problems.len();
            let mut first = original.clone();
            for double in doubles {
                if let Err(conflict) = first.join(read(double, problems)) {
                    problems.push(conflict.problem(person.id, |other, other_found| ProblemKind::PastGradeConflict {
                        year: *year,
                        other,
                        other_found,
                    }));
                }
            }
            let header = Field::past_grade_header(*year);
            self.keep(row, &header, doubles);
            if problems.len() > already {
                self.dispute(&header, &original, person.row);
            }
            person.past_grades.insert(*year, first);
        }
    }

    /// Keeps what stands in further columns of one header.
    fn keep(&mut self, row: u32, header: &str, doubles: &[&HeaderCell]) {
        for (at, double) in doubles.iter().enumerate() {
            let Some(cell) = self.grid.value(row, double.column).1 else { continue };
            let text = cell.text(self.grid.epoch);
            let further = self.roster.doubles.entry((header.to_owned(), at)).or_default();
            further.cells.insert((self.sheet, row), text);
        }
    }

    /// Marks the further columns of a header as disagreeing with the first, which stays what it was.
    fn dispute(&mut self, header: &str, first: &Fact, record: CellRef) {
        for ((own, _), further) in &mut self.roster.doubles {
            further.is_disputed |= own == header;
        }
        self.displaced(header, first, record);
    }

    /// Keeps what another cell displaced.
    fn displaced(&mut self, header: &str, fact: &Fact, record: CellRef) {
        let text = match fact {
            Fact::Known(value, Source::Cell(_) | Source::Cells(_)) => value.to_string(),
            Fact::Faulty { raw, .. } => raw.clone(),
            Fact::Known(..) | Fact::Blank(_) | Fact::Absent => String::new(),
        };
        self.roster.unread.push(Unread { record, header: header.to_owned(), text });
    }

    /// What all filled cells of a field's columns say together: the first column's fact unless that is blank, and the
    /// others'. Nothing if all of them are blank.
    fn doubles(
        &self,
        row: u32,
        field: Field,
        first: Option<&Fact>,
        doubles: &[&HeaderCell],
        person: PersonId,
        problems: &mut Vec<Problem>,
    ) -> Option<Fact> {
        let mut joined = first.cloned();
        for header in doubles {
            let (place, cell, reading) = self.cell(row, header.column, field);
            if cell.is_none() {
                continue;
            }
            let other = cell::fact(place, || self.raw(cell), reading, person, problems);
            match &mut joined {
                None => joined = Some(other),
                Some(known) => {
                    if let Err(conflict) = known.join(other) {
                        let kind = |other, other_found| ProblemKind::Conflict { field, other, other_found };
                        problems.push(conflict.problem(person, kind));
                    }
                }
            }
        }
        joined
    }

    /// A cell of a row: where its value stands, the cell, and what it gives.
    fn cell(&self, row: u32, column: u16, field: Field) -> (CellRef, Option<&Cell>, Reading) {
        let (row, cell) = self.grid.value(row, column);
        let reading = cell::read(field, cell, self.grid.epoch, &self.roster.settings);
        (CellRef { sheet: self.sheet, row, column }, cell, reading)
    }

    /// What stands in a cell, as text.
    fn raw(&self, cell: Option<&Cell>) -> String {
        cell.map_or_else(String::new, |cell| cell.text(self.grid.epoch))
    }

    /// Joins a second row of a person to the first. The row is kept as it stands, too, with the key that it may lack.
    fn merge(&mut self, id: PersonId, second: &Person, row: u32) {
        self.stray(row);
        let (key_header, key) = (self.roster.key_field.header(), self.roster.people[id.0 as usize].key.clone());
        if let Some(stray) = self.roster.strays.last_mut()
            && stray.cells.iter().all(|(header, _)| header != key_header)
        {
            stray.cells.push((key_header.to_owned(), key));
        }
        let mut displaced = Vec::new();
        let first = &mut self.roster.people[id.0 as usize];
        let kind = ProblemKind::PersonTwice { other: first.row };
        self.problems.push(Problem::error(Place::Cell(second.row), id, first.key.clone(), kind));
        for field in self.columns.fields.keys() {
            let mut fact = first.fact(*field).clone();
            match join(&mut fact, second.fact(*field).clone()) {
                Ok(original) => displaced.extend(original.map(|original| (field.header().to_owned(), original))),
                Err(conflict) => {
                    let kind = |other, other_found| ProblemKind::Conflict { field: *field, other, other_found };
                    self.problems.push(conflict.problem(id, kind));
                }
            }
            first.set(*field, fact);
        }
        for (year, fact) in &second.past_grades {
            let known = first.past_grades.entry(*year).or_default();
            match join(known, fact.clone()) {
                Ok(original) => displaced.extend(original.map(|original| (Field::past_grade_header(*year), original))),
                Err(conflict) => {
                    let kind = |other, other_found| ProblemKind::PastGradeConflict { year: *year, other, other_found };
                    self.problems.push(conflict.problem(id, kind));
                }
            }
        }
        let record = first.row;
        for (header, fact) in displaced {
            self.displaced(&header, &fact, record);
        }
    }
}

/// Joins a second fact to the first, and gives what it displaced although it can't be read itself.
fn join(first: &mut Fact, second: Fact) -> Result<Option<Fact>, Conflict> {
    let original = first.clone();
    first.join(second)?;
    Ok((matches!(first, Fact::Faulty { .. }) && *first != original).then_some(original))
}
