//! A sheet of rows about people who are on the roster: each row matched to its person by key and name, its cells read
//! by the same rules as the roster's.

use super::{
    cell::{self, Reading},
    columns,
    header::{Block, Header, HeaderCell},
    rows::{RowColumns, reconcile},
    sheet::{Cell, Grid},
    text::struck,
};
use crate::{
    domain::{
        CellRef, Field, PassedOver, PastGrade, Person, PersonId, Place, Problem, ProblemKind, RowTally, Severity,
        SheetKind, SheetRows, Stray, Unread, Value,
    },
    notice::Settings,
};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// Whom rows may mean.
#[derive(Default)]
pub(super) struct Index<'a> {
    /// The roster's key, unless that is the name.
    key: Option<Field>,
    by_key: HashMap<&'a str, Vec<&'a Person>>,
    by_id: HashMap<&'a str, Vec<&'a Person>>,
    by_name: HashMap<&'a str, Vec<&'a Person>>,
    by_both: HashMap<(&'a str, &'a str), Vec<&'a Person>>,
}

/// Why a row's person isn't clear.
struct Mismatch {
    person: Option<PersonId>,
    kind: ProblemKind,
}

impl<'a> Index<'a> {
    pub(super) fn of(people: &'a [Person], columns: &BTreeSet<Field>) -> Index<'a> {
        let key = [Field::StaffNumber, Field::IdNumber].into_iter().find(|field| columns.contains(field));
        let mut index = Index { key, ..Index::default() };
        for person in people {
            // Somebody without a readable key goes by name, which is no key.
            if key.is_some_and(|field| person.text(field) == person.key) {
                index.by_key.entry(&person.key).or_default().push(person);
                index.by_both.entry((&person.key, person.name())).or_default().push(person);
            }
            let id = person.text(Field::IdNumber);
            if !id.is_empty() {
                index.by_id.entry(id).or_default().push(person);
            }
            index.by_name.entry(person.name()).or_default().push(person);
        }
        index
    }

    /// The person whom a row means: by the key, which its name must bear out, else by the ID number, else by a name
    /// that only one person has. A key in the place of the name will do, too.
    fn find(&self, key: Option<&str>, id: Option<&str>, name: Option<&str>) -> Result<PersonId, Mismatch> {
        let mismatch = |kind| Err(Mismatch { person: None, kind });
        let by_name = |name| self.by_name.get(name).or_else(|| self.by_key.get(name));
        let holders = match (key, id, name) {
            (Some(key), _, _) => self.by_key.get(key),
            (None, Some(id), _) => self.by_id.get(id),
            (None, None, Some(name)) => by_name(name),
            (None, None, None) => None,
        };
        let meant: Vec<&Person> = match (key, id, name) {
            (Some(key), _, Some(name)) => self.by_both.get(&(key, name)).cloned().unwrap_or_default(),
            (None, Some(_), Some(name)) => {
                holders.into_iter().flatten().copied().filter(|person| person.name() == name).collect()
            }
            _ => holders.cloned().unwrap_or_default(),
        };
        match (holders.map_or(&[][..], Vec::as_slice), meant.as_slice()) {
            (_, [person]) => Ok(person.id),
            ([], _) => mismatch(ProblemKind::RowForNobody),
            ([person], []) => {
                let kind = ProblemKind::RowNameDiffers { roster: person.name().to_owned() };
                Err(Mismatch { person: Some(person.id), kind })
            }
            (several, _) => {
                let candidates = several.iter().map(|person| person.id).collect();
                mismatch(ProblemKind::RowForSeveral { candidates })
            }
        }
    }
}

/// A sheet of such rows, and what was found amiss while reading it.
pub(super) struct KeyedSheet<'a> {
    pub(super) grid: &'a Grid,
    pub(super) header: &'a Header,
    block: &'a Block,
    pub(super) problems: Vec<Problem>,
    /// Rows that can't be used, as they stand.
    pub(super) strays: Vec<Stray>,
    pub(super) tally: Option<RowTally>,
    /// Cells of records that can't be read, as they stand.
    pub(super) unread: Vec<Unread>,
    /// What is kept under a header of a row that can't be used, instead of what stands there.
    said: HashMap<(u32, &'static str), String>,
    /// Rows whose person is known.
    rows: Vec<(PersonId, u32)>,
    sheet: u16,
    kind: SheetKind,
    index: &'a Index<'a>,
    settings: &'a Settings,
    key: Option<(Field, u16)>,
    id: Option<u16>,
    name: Option<u16>,
}

impl<'a> KeyedSheet<'a> {
    pub(super) fn new(
        kind: SheetKind,
        (grid, sheet): (&'a Grid, u16),
        block: &'a Block,
        index: &'a Index<'a>,
        settings: &'a Settings,
    ) -> KeyedSheet<'a> {
        let header = &block.header;
        let key = index.key.and_then(|field| Some((field, header.find_field(field)?)));
        let (id, name) = (header.find_field(Field::IdNumber), header.find_field(Field::Name));
        KeyedSheet {
            grid,
            header,
            block,
            problems: columns::problems(grid, sheet, kind, header),
            strays: Vec::new(),
            tally: None,
            unread: Vec::new(),
            said: HashMap::new(),
            rows: Vec::new(),
            sheet,
            kind,
            index,
            settings,
            key,
            id,
            name,
        }
    }

    /// The columns of headers that the sheet can't do without, and of somebody's key or name; an error for each that
    /// is missing.
    pub(super) fn needs<const N: usize>(&mut self, headers: [&str; N]) -> Option<[u16; N]> {
        let columns = headers.map(|header| self.column(header));
        let has_whom = self.key.is_some() || self.id.is_some() || self.name.is_some();
        let whom = (!has_whom).then(|| self.index.key.unwrap_or(Field::Name).header());
        let missing = headers.iter().zip(columns).filter(|(_, column)| column.is_none()).map(|(header, _)| *header);
        let missing: Vec<&str> = missing.chain(whom).collect();
        for header in &missing {
            let kind = ProblemKind::ColumnNeeded { sheet: self.kind, header: (*header).to_owned() };
            self.problems.push(Problem::general(Severity::Error, Place::Sheet(self.sheet), "", kind));
        }
        if !missing.is_empty() {
            // None of its rows is used, and the account says so.
            let columns = self.row_columns();
            let unusable = |_| Err(PassedOver::Unusable);
            self.tally = Some(reconcile(self.grid, self.sheet, self.block, &columns, unusable));
            return None;
        }
        Some(columns.map(|column| column.expect("none is missing")))
    }

    /// The column of a header.
    pub(super) fn column(&self, header: &str) -> Option<u16> {
        self.header.find(header)
    }

    /// The appraised year.
    pub(super) fn year(&self) -> i32 {
        self.settings.year()
    }

    /// A place on the sheet.
    pub(super) fn place(&self, row: u32, column: u16) -> CellRef {
        CellRef { sheet: self.sheet, row, column }
    }

    /// Goes through the rows that are records.
    pub(super) fn records(&mut self, mut record: impl FnMut(&mut Self, u32) -> Result<(), PassedOver>) {
        let (grid, sheet, block) = (self.grid, self.sheet, self.block);
        let columns = self.row_columns();
        self.tally = Some(reconcile(grid, sheet, block, &columns, |row| {
            let used = record(self, row);
            if used == Err(PassedOver::Unusable) {
                self.stray(row);
            }
            used
        }));
    }

    /// The columns by which its rows are told.
    fn row_columns(&self) -> RowColumns<'a> {
        let key = self.key.map(|(_, column)| column).or(self.id);
        RowColumns::of(self.grid, self.block, key, self.name)
    }

    /// Which of its rows are about whom, and what could be changed in them. Decisions are changed by deciding.
    pub(super) fn rows(&mut self) -> Option<SheetRows> {
        if self.kind == SheetKind::Decisions {
            return None;
        }
        let column = |cell: &HeaderCell| Some((cell.column, cell.canonical(self.kind).filter(|_| !cell.is_whom())?));
        let columns = self.header.cells.iter().filter_map(column).collect();
        Some(SheetRows { sheet: self.sheet, columns, rows: std::mem::take(&mut self.rows) })
    }

    /// Keeps what the problems since the first so many are about, for a record that stands without those cells.
    pub(super) fn unread_since(&mut self, problems: usize, record: CellRef) {
        // What is about the files is kept in other ways.
        let problems = self.problems[problems..].iter().filter(|problem| !problem.kind.is_about_files());
        let cells = problems.filter_map(|problem| match problem.place {
            Place::Cell(cell) => Some((cell.row, cell.column)),
            Place::Sheet(_) | Place::Input | Place::Setting(_) => None,
        });
        let unread = cells.filter_map(|(row, column)| {
            let header = self.header.at(column)?.canonical(self.kind)?;
            Some(Unread { record, header, text: self.text(row, Some(column)) })
        });
        self.unread.extend(unread.collect::<Vec<_>>());
    }

    /// Rows read so far, each with whom it is about.
    pub(super) fn people(&self) -> Vec<(PersonId, u32)> {
        self.rows.clone()
    }

    /// Whether a cell is in this table.
    pub(super) fn has(&self, cell: CellRef) -> bool {
        self.sheet == cell.sheet && (self.header.bottom + 1..self.block.end).contains(&cell.row)
    }

    /// Whether anything stands in a column of this table.
    pub(super) fn is_filled(&self, column: u16) -> bool {
        self.grid.column_texts(column, self.header.bottom + 1, self.block.end).next().is_some()
    }

    /// Keeps a row as it stands.
    pub(super) fn stray(&mut self, row: u32) {
        let text = |cell: &HeaderCell| {
            let header = cell.canonical(self.kind)?;
            let said = self.said.get(&(row, &*header)).cloned();
            let text = said.unwrap_or_else(|| self.text(row, Some(cell.column)));
            Some((header, text))
        };
        // That its month is blank shows only under its header.
        let is_told = |header: &str| self.kind == SheetKind::Monthly && header == "月份";
        let cells = self.header.cells.iter().filter_map(text);
        let cells = cells.filter(|(header, text)| !text.is_empty() || is_told(header)).collect();
        self.strays.push(Stray { kind: self.kind, cells });
    }

    /// Keeps a row that is struck out whole, so that it still is.
    pub(super) fn stray_struck(&mut self, row: u32) {
        self.stray(row);
        for (_, text) in self.strays.last_mut().into_iter().flat_map(|stray| &mut stray.cells) {
            *text = struck(text);
        }
    }

    /// What is to be kept under a header of a row that can't be used: what other columns say of it, which are kept
    /// elsewhere.
    pub(super) fn keep_as(&mut self, row: u32, header: &'static str, text: String) {
        self.said.insert((row, header), text);
    }

    /// Columns that mean nothing on this sheet and that nobody set aside.
    pub(super) fn further_columns(&self) -> impl Iterator<Item = &'a HeaderCell> {
        let kind = self.kind;
        let cells = self.header.cells.iter();
        cells.filter(move |cell| !cell.belongs_to(kind) && !cell.is_ignored() && cell.aside.is_none())
    }

    /// Keeps one figure of a row about somebody, under a header.
    pub(super) fn stray_figure(&mut self, row: u32, header: &str, text: String) {
        let whom = [self.key.map(|(_, column)| column), self.id, self.name].into_iter().flatten();
        let whom = whom
            .filter_map(|column| Some((self.header.at(column)?.canonical(self.kind)?, self.text(row, Some(column)))));
        let cells = whom.chain([(header.to_owned(), text)]).collect();
        self.strays.push(Stray { kind: self.kind, cells });
    }

    /// Whom a row is about. A row that fits nobody, several people or the wrong name is an error at the cell that is
    /// odd, and not used; in records of earlier years people who have left are no error.
    pub(super) fn person(&mut self, row: u32) -> Result<PersonId, PassedOver> {
        let read = |field, column: Option<u16>| {
            let (_, cell) = self.grid.value(row, column?);
            match cell::read(field, cell, self.grid.epoch, self.settings) {
                Reading::Value(Value::Text(text)) => Some(text),
                _ => None,
            }
        };
        let key = self.key.and_then(|(field, column)| read(field, Some(column)));
        let id = read(Field::IdNumber, self.id);
        let name = read(Field::Name, self.name);
        let found = self.index.find(key.as_deref(), id.as_deref(), name.as_deref());
        self.rows.extend(found.as_ref().ok().map(|person| (*person, row)));
        if let (Ok(person), true) = (&found, self.grid.is_struck_row(row)) {
            let first = self.grid.row(row).first().map_or(0, |(column, _)| *column);
            self.error(row, first, *person, ProblemKind::RowStruckOut);
        }
        found.map_err(|Mismatch { person, kind }| {
            // Of a key and a name that don't belong together, the name is what is odd; of a name that fits several
            // people, the blank cell of the key is what is missing.
            let is_name = matches!(kind, ProblemKind::RowNameDiffers { .. });
            let by_key = (key.is_some() || id.is_some()) && !is_name;
            let key_column = self.key.map(|(_, column)| column).or(self.id);
            let asks_key = by_key || matches!(kind, ProblemKind::RowForSeveral { .. });
            let column = key_column.filter(|_| asks_key).or(self.name).or(key_column).unwrap_or(0);
            let severity = match (self.kind, &kind) {
                (SheetKind::History, ProblemKind::RowForNobody) => Severity::Notice,
                _ => Severity::Error,
            };
            let found = if by_key { key.or(id) } else { name }.unwrap_or_default();
            let place = Place::Cell(self.place(row, column));
            self.problems.push(Problem { severity, place, person, found, kind });
            PassedOver::Unusable
        })
    }

    /// The text of a cell, normalised; empty if there is no such column.
    pub(super) fn text(&self, row: u32, column: Option<u16>) -> String {
        column.map_or_else(String::new, |column| cell::plain_text(self.cell(row, column), self.grid.epoch))
    }

    /// The words of a cell as people wrote them; empty if there is no such column.
    pub(super) fn words(&self, row: u32, column: Option<u16>) -> String {
        let cell = column.and_then(|column| self.cell(row, column));
        cell.map_or_else(String::new, |cell| cell.words(self.grid.epoch))
    }

    /// The cell that counts for a place.
    pub(super) fn cell(&self, row: u32, column: u16) -> Option<&'a Cell> {
        self.grid.value(row, column).1
    }

    /// A cell by the rules of a roster column. What can't be read is an error of the person's.
    pub(super) fn value(&mut self, row: u32, column: Option<u16>, field: Field, person: PersonId) -> Option<Value> {
        self.read(row, column, field, person, Problem::error)
    }

    /// A date. What can't be read becomes the problem that is made of it.
    pub(super) fn date(
        &mut self,
        row: u32,
        column: Option<u16>,
        person: PersonId,
        problem: fn(Place, PersonId, String, ProblemKind) -> Problem,
    ) -> Option<NaiveDate> {
        match self.read(row, column, Field::Left, person, problem) {
            Some(Value::Date(date)) => Some(date),
            _ => None,
        }
    }

    /// The grade of an earlier year as a fact, with its problem.
    pub(super) fn past_grade_fact(&mut self, row: u32, column: u16, person: PersonId) -> crate::domain::Fact {
        let (top, cell) = self.grid.value(row, column);
        let reading = cell::past_grade(cell, self.grid.epoch);
        let raw = || cell.map(|cell| cell.text(self.grid.epoch)).unwrap_or_default();
        cell::fact(self.place(top, column), raw, reading, person, &mut self.problems)
    }

    /// The grade of an earlier year, which may be known to be without one. What can't be read is an error of the
    /// person's.
    pub(super) fn past_grade(&mut self, row: u32, column: u16, person: PersonId) -> Option<PastGrade> {
        let reading = cell::past_grade(self.cell(row, column), self.grid.epoch);
        match self.take(row, column, reading, person, Problem::error)? {
            Value::Grade(grade) => Some(PastGrade::Grade(grade)),
            Value::NotAppraised => Some(PastGrade::NotAppraised),
            _ => None,
        }
    }

    fn read(
        &mut self,
        row: u32,
        column: Option<u16>,
        field: Field,
        person: PersonId,
        problem: fn(Place, PersonId, String, ProblemKind) -> Problem,
    ) -> Option<Value> {
        let column = column?;
        let reading = cell::read(field, self.cell(row, column), self.grid.epoch, self.settings);
        self.take(row, column, reading, person, problem)
    }

    /// The value of a reading, with its problem.
    fn take(
        &mut self,
        row: u32,
        column: u16,
        reading: Reading,
        person: PersonId,
        problem: fn(Place, PersonId, String, ProblemKind) -> Problem,
    ) -> Option<Value> {
        let kind = match reading {
            Reading::Value(value) | Reading::OfBlank(value) => return Some(value),
            Reading::NotGiven | Reading::Unknown => return None,
            Reading::Faulty(kind) => kind,
        };
        let place = Place::Cell(self.place(row, column));
        self.problems.push(problem(place, person, self.text(row, Some(column)), kind));
        None
    }

    /// Puts an error to a cell of a person's row.
    pub(super) fn error(&mut self, row: u32, column: u16, person: PersonId, kind: ProblemKind) {
        let found = self.text(row, Some(column));
        self.problems.push(Problem::error(Place::Cell(self.place(row, column)), person, found, kind));
    }

    /// Puts a warning to a cell of a person's row.
    pub(super) fn warning(&mut self, row: u32, column: u16, person: PersonId, kind: ProblemKind) {
        let found = self.text(row, Some(column));
        self.problems.push(Problem::warning(Place::Cell(self.place(row, column)), person, found, kind));
    }

    /// A cell as a fact of a roster column, with its problem.
    pub(super) fn fact(&mut self, row: u32, column: u16, field: Field, person: PersonId) -> crate::domain::Fact {
        let (top, cell) = self.grid.value(row, column);
        let reading = cell::read(field, cell, self.grid.epoch, self.settings);
        let raw = || cell.map(|cell| cell.text(self.grid.epoch)).unwrap_or_default();
        cell::fact(self.place(top, column), raw, reading, person, &mut self.problems)
    }
}
