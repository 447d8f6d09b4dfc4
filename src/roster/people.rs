//! The roster's rows into people: one fact for each column, one person for each key.
//!
//! Nobody is lost: a row without a key, or with a key that somebody else has, stays in the result with an error of
//! its own; a row without a name is nobody's, and an error. Two rows of one person become one: what the main sheet says
//! stands meanwhile, never a sum and never the last one, and never does a conflict take anybody out of the population.

use super::{
    cell::{self, Reading},
    columns, departed,
    header::HeaderCell,
    rows::reconcile,
    sheet::Cell,
    supplements,
    tables::{Columns, Role, RosterTable, roles},
    text,
};
use crate::{
    domain::{
        CellRef, ColumnScope, Conflict, Double, Fact, Field, Inputs, PassedOver, Person, PersonId, Place, Problem,
        ProblemKind, Severity, SheetKind, Source, Stray, UNKNOWN_IN_PART, Value, ValueKind,
    },
    notice::Settings,
};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Reads the people of roster tables into `inputs`; its settings are already there. Several tables are one roster.
/// Gives the tables that aren't used.
pub(super) fn read<'a>(tables: &[RosterTable<'a>], inputs: &mut Inputs) -> Vec<RosterTable<'a>> {
    let columns: Vec<Columns<'_>> = tables.iter().map(|table| Columns::of(&table.block.header)).collect();
    let of_people = || tables.iter().zip(&columns).filter(|(table, _)| !table.block.adds_only);
    let has = |field: &Field| of_people().any(|(_, columns)| columns.fields.contains_key(field));
    let key_field = [Field::StaffNumber, Field::IdNumber].into_iter().find(has).unwrap_or(Field::Name);
    let roles = roles(tables, &columns, key_field, &inputs.settings);
    let read: Vec<(usize, Role)> =
        roles.iter().copied().enumerate().filter(|(_, role)| *role != Role::Unused).collect();
    for (at, _) in &read {
        let RosterTable { grid, sheet, block } = tables[*at];
        inputs.problems.extend(columns::problems(grid, sheet, SheetKind::Roster, &block.header));
    }
    let mut roster = Roster { key_field, settings: inputs.settings.clone(), ..Roster::default() };
    // Tables without the column of the key come last, because their people are found by what the others say.
    let mut order: Vec<(usize, bool)> = Vec::new();
    for (at, role) in &read {
        if let Role::People { main } = role {
            order.push((*at, *main));
        }
    }
    order.sort_by_key(|(at, _)| !columns[*at].fields.contains_key(&key_field));
    let mut tallies = Vec::new();
    for (at, main) in order {
        let (table, columns) = (tables[at], &columns[at]);
        inputs.columns.extend(columns.fields.keys());
        let row_columns = table.row_columns(columns, key_field);
        let mut reader = RowReader {
            table,
            main,
            columns,
            roster: &mut roster,
            headed: table.block.header.cells.iter().map(|cell| cell.column).collect(),
            problems: Vec::new(),
        };
        let tally = reconcile(table.grid, table.sheet, table.block, &row_columns, |row| reader.row(row));
        inputs.problems.append(&mut reader.problems);
        tallies.push((table, tally));
    }
    let of_people = tallies.iter().flat_map(|(table, tally)| departed::problems(table, &roster.people, tally));
    inputs.problems.extend(of_people);
    inputs.tallies.extend(tallies.into_iter().map(|(_, tally)| tally));
    let used: Vec<(RosterTable<'_>, &Columns<'_>)> = read.iter().map(|(at, _)| (tables[*at], &columns[*at])).collect();
    roster.one_id_twice(&mut inputs.problems);
    inputs.people = std::mem::take(&mut roster.people);
    for (at, _) in read.iter().filter(|(_, role)| *role == Role::Supplement) {
        supplements::read(tables[*at], &columns[*at], inputs);
    }
    inputs.unfilled = unfilled(&used);
    inputs.partial = partial(&used);
    inputs.partial.append(&mut roster.unknown);
    shares_as_scores(inputs);
    inputs.strays.append(&mut roster.strays);
    let doubles = std::mem::take(&mut roster.doubles).into_iter();
    inputs.doubles.extend(doubles.map(|((header, _), cells)| Double { header, cells }));
    let unused = roles.iter().zip(tables).filter(|(role, _)| **role == Role::Unused);
    unused.map(|(_, table)| *table).collect()
}

/// Columns in which nothing stands in any of the tables.
fn unfilled(tables: &[(RosterTable<'_>, &Columns<'_>)]) -> BTreeSet<Field> {
    let is_filled = |field: &Field| {
        tables.iter().any(|(RosterTable { grid, block, .. }, columns)| {
            let column = columns.column(*field);
            column.is_some_and(|column| grid.column_texts(column, block.header.bottom + 1, block.end).next().is_some())
        })
    };
    let fields: BTreeSet<Field> = tables.iter().flat_map(|(_, columns)| columns.fields.keys().copied()).collect();
    fields.into_iter().filter(|field| !is_filled(field)).collect()
}

/// Facts of which only parts of the year have columns, or such as nobody can be sure of.
fn partial(tables: &[(RosterTable<'_>, &Columns<'_>)]) -> BTreeSet<Field> {
    let cells = tables.iter().flat_map(|(table, _)| &table.block.header.cells);
    let is_part = |scope| matches!(scope, ColumnScope::PartOfYear | ColumnScope::Unclear);
    let of_part = cells.filter(|cell| cell.scope.is_some_and(is_part) && cell.aside.is_none());
    let fields = of_part.filter_map(|cell| match cell.bare_column()? {
        super::header::Column::Field(field) => Some(field),
        _ => None,
    });
    fields.collect()
}

/// A score, and whose it is.
type Scored = ((PersonId, CellRef), Decimal);

/// A score out of a hundred between 0 and 1 is a share, and so is a whole column of smaller scores: 0.95 for 95?
fn shares_as_scores(inputs: &mut Inputs) {
    let scores = Field::ALL.iter().copied().filter(|field| field.kind() == ValueKind::Score);
    for field in scores {
        let known = |person: &Person| match person.fact(field) {
            Fact::Known(Value::Number(number), Source::Cell(cell)) => Some(((person.id, *cell), *number)),
            _ => None,
        };
        let mut by_sheet: BTreeMap<u16, Vec<Scored>> = BTreeMap::new();
        for score in inputs.people.iter().filter_map(known) {
            by_sheet.entry(score.0.1.sheet).or_default().push(score);
        }
        let shares: Vec<_> = by_sheet.into_values().flat_map(|column| cell::shares(field, column)).collect();
        for ((id, cell), number) in shares {
            let raw = number.to_string();
            inputs.problems.push(Problem::error(Place::Cell(cell), id, raw.clone(), ProblemKind::ShareAsScore));
            inputs.people[id.0 as usize].set(field, Fact::Faulty { cell, raw });
        }
    }
}

/// The people of all tables so far.
struct Roster {
    key_field: Field,
    settings: Settings,
    people: Vec<Person>,
    /// Whether each is from the main sheet.
    from_main: Vec<bool>,
    by_key: HashMap<String, Holders>,
    by_key_and_name: HashMap<(String, String), PersonId>,
    strays: Vec<Stray>,
    /// Columns in which a cell says that a figure is known for a part of the year only.
    unknown: BTreeSet<Field>,
    /// What stands in further columns of one header, by canonical header and number.
    doubles: BTreeMap<(String, usize), BTreeMap<(u16, u32), String>>,
}

impl Default for Roster {
    fn default() -> Roster {
        Roster {
            key_field: Field::Name,
            settings: Settings::default(),
            people: Vec::new(),
            from_main: Vec::new(),
            by_key: HashMap::new(),
            by_key_and_name: HashMap::new(),
            strays: Vec::new(),
            unknown: BTreeSet::new(),
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

    /// Adds somebody.
    fn push(&mut self, person: Person, from_main: bool) {
        self.people.push(person);
        self.from_main.push(from_main);
    }

    /// One ID number under two keys is one person twice: an error on both rows, and both stand.
    fn one_id_twice(&self, problems: &mut Vec<Problem>) {
        if self.key_field == Field::IdNumber {
            return;
        }
        let mut holders: HashMap<&str, Vec<&Person>> = HashMap::new();
        for person in &self.people {
            let id = person.text(Field::IdNumber);
            if !id.is_empty() {
                holders.entry(id).or_default().push(person);
            }
        }
        let place = |person: &Person| person.fact(Field::IdNumber).cell().unwrap_or(person.row);
        for person in &self.people {
            let Some(holders) = holders.get(person.text(Field::IdNumber)).filter(|holders| holders.len() > 1) else {
                continue;
            };
            if let Some(other) = holders.iter().find(|other| other.id != person.id) {
                let kind = ProblemKind::IdOfTwo { other: place(other) };
                let found = person.text(Field::IdNumber);
                problems.push(Problem::error(Place::Cell(place(person)), person.id, found, kind));
            }
        }
    }
}

/// Turns the rows of one table into people, one after the other.
struct RowReader<'a> {
    table: RosterTable<'a>,
    /// Whether the table is on the main sheet.
    main: bool,
    columns: &'a Columns<'a>,
    roster: &'a mut Roster,
    /// Columns with a header, and those without one that were already named.
    headed: BTreeSet<u16>,
    problems: Vec<Problem>,
}

/// Who has a key.
struct Holders {
    first: PersonId,
    /// Whether somebody else has it, too.
    several: bool,
}

impl RowReader<'_> {
    fn row(&mut self, row: u32) -> Result<(), PassedOver> {
        let (grid, sheet) = (self.table.grid, self.table.sheet);
        let place = |column| CellRef { sheet, row, column };
        let first_filled = grid.row(row).first().map_or(0, |(column, _)| *column);
        let name_cell = self.columns.column(Field::Name).map_or(place(first_filled), place);
        let name = self.text(row, Field::Name);
        let key = match self.roster.key_field {
            Field::Name => name.clone(),
            field => self.text(row, field),
        };
        // Whoever has a name that can't be read is somebody all the same.
        let name_is_faulty = matches!(self.cell(row, name_cell.column, Field::Name).2, Reading::Faulty(_));
        if name.is_empty() && (key.is_empty() || !name_is_faulty) {
            let found = if key.is_empty() { cell::plain_text(grid.get(row, first_filled), grid.epoch) } else { key };
            let problem = Problem::general(Severity::Error, Place::Cell(name_cell), found, ProblemKind::NoName);
            self.problems.push(problem);
            self.stray(row);
            return Err(PassedOver::Unusable);
        }
        for (column, _) in grid.row(row) {
            let is_beside = self.table.block.beside.is_some_and(|(_, first)| *column >= first);
            if self.headed.insert(*column) && !is_beside {
                let place = Place::Cell(CellRef { row: self.table.block.header.bottom, ..place(*column) });
                self.problems.push(Problem::general(Severity::Notice, place, "", ProblemKind::UnknownColumn));
            }
        }
        let id = PersonId(u32::try_from(self.roster.people.len()).expect("limits keep rows below 2^32"));
        let mut problems = Vec::new();
        let shown_key = if key.is_empty() { name.clone() } else { key.clone() };
        let mut person = Person::new(id, shown_key, name_cell);
        self.facts(row, &mut person, &mut problems);
        if self.table.grid.is_struck_row(row) {
            problems.push(Problem::error(Place::Cell(name_cell), id, name.clone(), ProblemKind::RowStruckOut));
        }
        // A key that can't be read has its own problem from its cell.
        let key_is_faulty = matches!(person.fact(self.roster.key_field), Fact::Faulty { .. });
        if key.is_empty() && !key_is_faulty {
            let cell = self.columns.column(self.roster.key_field).map_or(name_cell, place);
            problems.push(Problem::error(Place::Cell(cell), id, name.clone(), ProblemKind::NoKey));
        }
        let lacks_column = !self.columns.fields.contains_key(&self.roster.key_field);
        if let Some(same) = lacks_column.then(|| self.roster.only(person.text(Field::IdNumber), &name)).flatten() {
            problems.retain(|problem| problem.kind != ProblemKind::NoKey);
            self.merge(same, &person, row, problems);
            return Ok(());
        }
        if key.is_empty() {
            self.roster.push(person, self.main);
            self.problems.append(&mut problems);
            return Ok(());
        }
        if let Some(same) = self.same_person(&key, &name) {
            self.merge(same, &person, row, problems);
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
        self.roster.push(person, self.main);
        Ok(())
    }

    /// Keeps a row that is nobody's, as it stands.
    fn stray(&mut self, row: u32) {
        let text = |cell: &HeaderCell| {
            // What is merged downwards counts for all its rows.
            let own = self.raw(self.table.grid.value(row, cell.column).1);
            let is_note = self.columns.column(Field::Note) == Some(cell.column);
            let texts = [own].into_iter().filter(|text| !text.is_empty() || !is_note);
            let further = self.further_notes(row).into_iter().filter(|_| is_note).map(|(_, text)| text);
            Some((cell.canonical(SheetKind::Roster)?, texts.chain(further).collect::<Vec<_>>().join("；")))
        };
        let cells = self.table.block.header.cells.iter().filter_map(text).collect();
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
        self.table.text(row, self.columns.column(field), field, &self.roster.settings)
    }

    /// Reads all facts of a row.
    fn facts(&mut self, row: u32, person: &mut Person, problems: &mut Vec<Problem>) {
        for (field, header) in &self.columns.fields {
            let (place, cell, reading) = self.cell(row, header.column, *field);
            let is_key = *field == self.roster.key_field || *field == Field::Name;
            let mut fact = cell::fact(place, || self.raw(cell), reading, person.id, problems);
            if matches!(fact, Fact::Absent) && text::compact(&self.raw(cell)) == UNKNOWN_IN_PART {
                self.roster.unknown.insert(*field);
            }
            // An ID that isn't the key may have lost its digits without harm to the result.
            if let (Fact::Faulty { .. }, Some(problem), false) = (&fact, problems.last_mut(), is_key)
                && problem.kind == ProblemKind::KeyLostDigits
            {
                problem.severity = Severity::Warning;
            }
            if *field == Field::Note {
                fact = self.joined_notes(row, fact);
            }
            person.set(*field, fact);
        }
        for (year, header) in &self.columns.past_grades {
            let (place, cell, _) = self.cell(row, header.column, Field::Note);
            let reading = cell::past_grade(cell, self.table.grid.epoch);
            let fact = cell::fact(place, || self.raw(cell), reading, person.id, problems);
            person.past_grades.insert(*year, fact);
        }
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (header, double) in &self.columns.doubles {
            let number = numbers.entry(header).or_default();
            *number += 1;
            if *header != Field::Note.header() {
                let texts = self.roster.doubles.entry(((*header).to_owned(), *number)).or_default();
                if let Some(cell) = self.table.grid.value(row, double.column).1 {
                    texts.insert((person.row.sheet, person.row.row), cell.text(self.table.grid.epoch));
                }
            }
        }
    }

    /// What the further columns of remarks say.
    fn further_notes(&self, row: u32) -> Vec<(CellRef, String)> {
        let others = self.columns.doubles.iter().filter(|(target, _)| *target == Field::Note.header());
        let cells = others.filter_map(|(_, double)| {
            let cell = self.table.grid.get(row, double.column)?;
            let place = CellRef { sheet: self.table.sheet, row, column: double.column };
            Some((place, cell.words(self.table.grid.epoch)))
        });
        cells.collect()
    }

    /// What several columns of remarks say, one after the other.
    fn joined_notes(&self, row: u32, first: Fact) -> Fact {
        let cells = self.further_notes(row);
        let Some((place, _)) = cells.first() else { return first };
        let (place, own) = match &first {
            Fact::Known(value, Source::Cell(place)) => (*place, Some(value.to_string())),
            _ => (*place, None),
        };
        let texts: Vec<String> = own.into_iter().chain(cells.into_iter().map(|(_, text)| text)).collect();
        Fact::Known(Value::Text(texts.join("；")), Source::Cell(place))
    }

    /// A cell of a row: where its value stands, the cell, and what it gives.
    fn cell(&self, row: u32, column: u16, field: Field) -> (CellRef, Option<&Cell>, Reading) {
        let (row, cell) = self.table.grid.value(row, column);
        let reading = cell::read(field, cell, self.table.grid.epoch, &self.roster.settings);
        (CellRef { sheet: self.table.sheet, row, column }, cell, reading)
    }

    /// What stands in a cell, as text.
    fn raw(&self, cell: Option<&Cell>) -> String {
        cell.map_or_else(String::new, |cell| cell.text(self.table.grid.epoch))
    }

    /// Joins a second row of a person to the first; what the main sheet says stands. The row is kept as it stands, too,
    /// with the key that it may lack.
    fn merge(&mut self, id: PersonId, second: &Person, row: u32, mut problems: Vec<Problem>) {
        for problem in &mut problems {
            problem.person = Some(id);
        }
        self.problems.append(&mut problems);
        self.stray(row);
        let (key_header, key) = (self.roster.key_field.header(), self.roster.people[id.0 as usize].key.clone());
        if let Some(stray) = self.roster.strays.last_mut()
            && stray.cells.iter().all(|(header, _)| header != key_header)
        {
            stray.cells.push((key_header.to_owned(), key));
        }
        let second_stands = self.main && !self.roster.from_main[id.0 as usize];
        let first = &mut self.roster.people[id.0 as usize];
        let kind = ProblemKind::PersonTwice { other: first.row };
        self.problems.push(Problem::error(Place::Cell(second.row), id, first.key.clone(), kind));
        // What a row doesn't know says nothing about what the other one does.
        let told = self.columns.fields.keys().filter(|field| !matches!(second.fact(**field), Fact::Absent));
        for field in told {
            let fact = first.fact(*field).clone();
            match joined(*field, fact, second.fact(*field).clone(), second_stands) {
                Ok(fact) => first.set(*field, fact),
                Err((fact, conflict)) => {
                    let kind = |other, other_found| ProblemKind::Conflict { field: *field, other, other_found };
                    self.problems.push(conflict.problem(id, kind));
                    first.set(*field, fact);
                }
            }
        }
        for (year, fact) in &second.past_grades {
            let known = first.past_grades.entry(*year).or_default();
            if let Err(conflict) = known.join(fact.clone()) {
                let kind = |other, other_found| ProblemKind::PastGradeConflict { year: *year, other, other_found };
                self.problems.push(conflict.problem(id, kind));
            }
        }
    }
}

/// What two rows say about one fact. A date that one row alone has takes nobody out of the population.
fn joined(field: Field, first: Fact, second: Fact, second_stands: bool) -> Result<Fact, (Fact, Conflict)> {
    let is_date = field == Field::Joined || field == Field::Left;
    let (stands, other) = if second_stands { (second.clone(), first.clone()) } else { (first.clone(), second.clone()) };
    if is_date && matches!(stands, Fact::Blank(_)) && matches!(other, Fact::Known(..)) {
        return Ok(stands);
    }
    let mut fact = first;
    match fact.join(second) {
        Ok(()) => Ok(fact),
        Err(conflict) => Err((stands, conflict)),
    }
}
