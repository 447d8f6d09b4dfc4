//! 读取对照: the sheets as they stand, and what became of each cell. What a cell became is looked for when it is asked:
//! it stands in the sources of facts, in the rows of the further sheets, in settings, decisions and tallies.

use super::Appraisal;
use crate::{
    domain::{
        CellRef, Fact, Field, Lot, PassedOver, Person, PersonId, Place, Problem, RowAccount, RowTally, SheetAccount,
        SheetKind, SheetRows, Source, Value,
    },
    notice::SettingKey,
    protocol::{Became, CellView, PassedOverSpan, SheetCell, SheetEntry, SheetQuery, SheetReading, SheetWindow},
    roster,
};
use std::collections::{BTreeMap, HashMap};

/// The widest column, in half-width characters; longer texts are cut.
const WIDEST: usize = 26;
/// So many rows say how wide a column is.
const MEASURED_ROWS: usize = 200;

impl Appraisal {
    /// The sheets with what became of their cells.
    pub fn account(&self) -> Vec<SheetEntry> {
        let previews = roster::preview(&self.source.book, &self.source.edits.done);
        let entry = |(account, preview): (&SheetAccount, roster::SheetPreview)| SheetEntry {
            sheet: account.sheet,
            name: preview.name,
            reading: preview.reading,
            hidden: preview.hidden,
            counts: account.counts(),
            rows: account.rows.last().map_or(0, |row| row.row + 1),
            widths: self.widths(account),
            carried: account.carried.clone(),
            passed_over: spans(account, self.tallies(account.sheet)),
        };
        self.inputs.account.iter().zip(previews).map(entry).collect()
    }

    /// How wide each column is by what stands in its first rows.
    fn widths(&self, account: &SheetAccount) -> Vec<u8> {
        let filled = account.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| column + 1);
        let mut widths = vec![0_u8; filled.max().map_or(0, usize::from)];
        let last = widths.len();
        for row in account.rows.iter().take(MEASURED_ROWS) {
            for (at, (column, lot)) in row.cells.iter().enumerate() {
                let beside = usize::from(*column) + 1;
                let is_free = row.cells.get(at + 1).is_none_or(|(next, _)| usize::from(*next) > beside);
                // A title runs over the blank cells beside it.
                if *lot != Lot::Used && is_free && beside < last {
                    continue;
                }
                let text = self.text(CellRef { sheet: account.sheet, row: row.row, column: *column });
                let own = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
                // A header may be cut sooner than what stands under it.
                let own = if *lot == Lot::Used { own.min(WIDEST) } else { own.min(WIDEST / 2) };
                let width = &mut widths[usize::from(*column)];
                *width = (*width).max(u8::try_from(own).unwrap_or(u8::MAX));
            }
        }
        widths
    }

    /// What stands in a row, from left to right.
    pub(super) fn row_text(&self, sheet: u16, row: u32) -> String {
        let cells = self.sheet_account(sheet).map_or(&[][..], |account| cells_of(account, row));
        let texts = cells.iter().map(|(column, _)| self.text(CellRef { sheet, row, column: *column }));
        texts.collect::<Vec<_>>().join(" ")
    }

    fn tallies(&self, sheet: u16) -> impl Iterator<Item = &RowTally> {
        self.inputs.tallies.iter().filter(move |tally| tally.sheet == sheet)
    }

    fn sheet_account(&self, sheet: u16) -> Option<&SheetAccount> {
        self.inputs.account.iter().find(|account| account.sheet == sheet)
    }

    /// Rows of a sheet as they stand.
    pub fn sheet_rows(&self, query: SheetQuery) -> SheetWindow {
        let end = query.from.saturating_add(query.count);
        let mut worst = HashMap::new();
        for problem in &self.evaluation.problems {
            if let Place::Cell(cell) = problem.place
                && cell.sheet == query.sheet
                && (query.from..end).contains(&cell.row)
            {
                let severity = worst.entry((cell.row, cell.column)).or_insert(problem.severity);
                *severity = (*severity).min(problem.severity);
            }
        }
        let account = self.sheet_account(query.sheet);
        let last = account.and_then(|account| account.rows.last()).map_or(0, |row| row.row + 1);
        let columns = query.left..query.left.saturating_add(query.columns);
        let row = |row: u32| {
            let filled = account.map_or(&[][..], |account| cells_of(account, row));
            let cells = filled.iter().filter(|(column, _)| columns.contains(column));
            let cells = cells.map(|(column, lot)| SheetCell {
                column: *column,
                text: self.text(CellRef { sheet: query.sheet, row, column: *column }),
                lot: *lot,
                severity: worst.get(&(row, *column)).copied(),
            });
            cells.collect()
        };
        SheetWindow { query, rows: (query.from..end.min(last)).map(row).collect() }
    }

    /// The next cell of a lot behind a cell of its sheet; behind the last one comes the first.
    pub fn next_of_lot(&self, after: CellRef, lot: Lot) -> Option<CellRef> {
        let account = self.sheet_account(after.sheet)?;
        let all = || {
            account.rows.iter().flat_map(|row| {
                let own = row.cells.iter().filter(|(_, own)| *own == lot);
                own.map(|(column, _)| CellRef { sheet: account.sheet, row: row.row, column: *column })
            })
        };
        all().find(|cell| *cell > after).or_else(|| all().next())
    }

    /// What became of a cell.
    pub fn cell(&self, cell: CellRef) -> CellView {
        let lot = self.sheet_account(cell.sheet).and_then(|account| account.lot(cell.row, cell.column));
        let became = self.became(cell, lot);
        let problems = self.evaluation.problems.iter().filter(|problem| problem.place == Place::Cell(cell));
        let problems: Vec<Problem> = problems.cloned().collect();
        let mut people: Vec<PersonId> = Vec::new();
        let about = became.iter().filter_map(person_of).chain(problems.iter().filter_map(|problem| problem.person));
        for id in about {
            if !people.contains(&id) {
                people.push(id);
            }
        }
        let named = problems.iter().flat_map(super::people_named).chain(&people);
        let corrected = self.inputs.corrections.iter().rev().find(|corrected| corrected.cell == Some(cell));
        CellView {
            cell,
            text: self.text(cell),
            corrected: corrected.cloned(),
            lot,
            names: self.names(named.copied()),
            became,
            problems,
            people: people.into_iter().map(|id| self.named(id)).collect(),
        }
    }

    fn became(&self, cell: CellRef, lot: Option<Lot>) -> Vec<Became> {
        let account = self.sheet_account(cell.sheet);
        let is_read = account.is_some_and(|account| account.counts()[Lot::Used as usize] > 0);
        match lot {
            Some(_) if !is_read => {
                vec![Became::NotRead(self.reading(cell.sheet).unwrap_or(SheetReading::Unknown))]
            }
            Some(Lot::Heading) => vec![self.heading(cell, account)],
            Some(Lot::Carried) => {
                let header = account.and_then(|account| carried_header(account, cell));
                vec![Became::Carried(header.unwrap_or_default())]
            }
            Some(Lot::PassedOver) => {
                let rows = self.tallies(cell.sheet).flat_map(|tally| &tally.passed_over);
                let reason = rows.into_iter().find(|(row, _)| *row == cell.row).map(|(_, reason)| *reason);
                vec![Became::PassedOver(reason)]
            }
            Some(Lot::Used) => {
                let facts = self.facts_from(cell);
                if facts.is_empty() { vec![self.setting(cell).unwrap_or(Became::Used)] } else { facts }
            }
            None => {
                let facts = self.facts_from(cell);
                if facts.is_empty() { vec![Became::Blank] } else { facts }
            }
        }
    }

    /// What a sheet is taken for.
    fn reading(&self, sheet: u16) -> Option<SheetReading> {
        let previews = roster::preview(&self.source.book, &self.source.edits.done);
        previews.into_iter().find(|preview| preview.sheet == sheet).map(|preview| preview.reading)
    }

    /// What facts, records and decisions say that they stand at a cell.
    fn facts_from(&self, cell: CellRef) -> Vec<Became> {
        let inputs = &self.inputs;
        let mut found: Vec<Became> = inputs.people.iter().flat_map(|person| of_person(person, cell)).collect();
        // A record of a further sheet, then what it is counted in.
        let sheets = inputs.rows.iter().filter(|rows| rows.sheet == cell.sheet);
        for (rows, person) in sheets.flat_map(|rows| row_people(rows, cell.row)) {
            let derived: Vec<Became> = of_person(self.evaluation.person(inputs, person), cell).collect();
            let is_whole = derived.iter().any(|became| !matches!(became, Became::PartOf { .. }));
            match rows.columns.iter().find(|(column, _)| *column == cell.column) {
                // Then the fact says it all.
                Some(_) if is_whole => {}
                Some((_, header)) => found.push(Became::Record { person, header: header.clone() }),
                None => found.push(Became::Whom(person)),
            }
            // A sum of nothing says that the record doesn't count.
            found.extend(derived.into_iter().filter(|became| !is_none(became)));
        }
        let is_row = |source: Option<CellRef>| source.is_some_and(|at| (at.sheet, at.row) == (cell.sheet, cell.row));
        let decisions = inputs.decisions.iter().filter(|decision| is_row(decision.source));
        found.extend(decisions.map(|decision| Became::Decision { person: decision.person, ruling: decision.ruling }));
        if found.is_empty() {
            let of_row = inputs.people.iter().filter(|person| is_row(Some(person.row)));
            found.extend(of_row.map(|person| Became::Whom(person.id)));
        }
        found
    }

    /// The setting of a cell's row, if its sheet is one of settings.
    fn setting(&self, cell: CellRef) -> Option<Became> {
        if self.reading(cell.sheet) != Some(SheetReading::Kind(SheetKind::Settings)) {
            return None;
        }
        let row = cells_of(self.sheet_account(cell.sheet)?, cell.row);
        let texts = row.iter().map(|(column, _)| self.text(CellRef { column: *column, ..cell }));
        let (key, level) = texts.filter_map(|text| SettingKey::of_term(&text)).next()?;
        let term = key.full_term(level.as_deref());
        let values = self.inputs.settings.rows();
        let value = values.into_iter().find(|(own, ..)| *own == term).map(|(.., value)| value).unwrap_or_default();
        Some(Became::Setting { key, level, value })
    }

    /// What a heading heads: the column under it that is read or carried, if it is one's header.
    fn heading(&self, cell: CellRef, account: Option<&SheetAccount>) -> Became {
        let Some(account) = account else { return Became::Heading };
        if account.carried.iter().any(|carried| carried.cell == cell) {
            return Became::CarriedHeader;
        }
        let below = account.rows.partition_point(|row| row.row <= cell.row);
        let rows = &account.rows[below..];
        // The next heading in the column is a header of its own.
        let lots = rows.iter().filter_map(|row| lot_in(&row.cells, cell.column));
        let first = lots.take_while(|lot| *lot != Lot::Heading).next();
        let record = rows.iter().find(|row| {
            row.cells.iter().any(|(_, lot)| *lot == Lot::Used) && lot_in(&row.cells, cell.column) != Some(Lot::Heading)
        });
        let (Some(record), false) = (record, first == Some(Lot::Carried)) else { return Became::Heading };
        // A title, unit or date stands alone or in a pair above the headers of the table.
        let is_heading = |row: &&RowAccount| lot_in(&row.cells, cell.column) == Some(Lot::Heading);
        let is_above_a_header = rows.iter().find(is_heading).is_some_and(|row| row.row < record.row);
        if is_above_a_header && cells_of(account, cell.row).len() <= 2 {
            return Became::Heading;
        }
        let under = CellRef { row: record.row, ..cell };
        let header = self.facts_from(under).into_iter().find_map(|became| match became {
            Became::Fact { field, .. } => Some(field.header().to_owned()),
            Became::PastGrade { year, .. } => Some(Field::past_grade_header(year)),
            Became::Record { header, .. } => Some(header),
            _ => None,
        });
        header.map_or(Became::Heading, Became::Header)
    }
}

/// The filled cells of a row.
fn cells_of(account: &SheetAccount, row: u32) -> &[(u16, Lot)] {
    let at = account.rows.binary_search_by_key(&row, |own| own.row);
    at.map_or(&[][..], |at| &account.rows[at].cells)
}

fn lot_in(cells: &[(u16, Lot)], column: u16) -> Option<Lot> {
    cells.iter().find(|(own, _)| *own == column).map(|(_, lot)| *lot)
}

/// The header of the carried column that a cell is in: of several blocks, the nearest above it.
fn carried_header(account: &SheetAccount, cell: CellRef) -> Option<String> {
    let above = account.carried.iter().filter(|own| own.cell.column == cell.column && own.cell.row <= cell.row);
    above.max_by_key(|own| own.cell.row).map(|own| own.header.clone())
}

/// Whom a row of a further sheet is about.
fn row_people(rows: &SheetRows, row: u32) -> impl Iterator<Item = (&SheetRows, PersonId)> {
    rows.rows.iter().filter(move |(_, own)| *own == row).map(move |(person, _)| (rows, *person))
}

/// What of a person stands at a cell.
fn of_person(person: &Person, cell: CellRef) -> impl Iterator<Item = Became> {
    let id = person.id;
    let facts = Field::ALL.iter().filter_map(move |field| {
        let fact = person.fact(*field);
        match fact {
            _ if fact.cell() == Some(cell) => Some(Became::Fact { person: id, field: *field, fact: fact.clone() }),
            Fact::Known(_, Source::Cells(cells)) if cells.contains(&cell) => {
                Some(Became::PartOf { person: id, field: *field, fact: fact.clone() })
            }
            _ => None,
        }
    });
    let past = person.past_grades.iter().filter(move |(_, fact)| fact.cell() == Some(cell));
    facts.chain(past.map(move |(year, fact)| Became::PastGrade { person: id, year: *year, fact: fact.clone() }))
}

/// Whether it is a sum that comes to nothing.
fn is_none(became: &Became) -> bool {
    let Became::PartOf { fact, .. } = became else { return false };
    match fact.value() {
        Some(Value::Count(count)) => *count == 0,
        Some(Value::Number(number)) => number.is_zero(),
        Some(Value::Flag(flag)) => !flag,
        _ => false,
    }
}

/// Rows with something in them that are no records; neighbours of one reason together.
fn spans<'t>(account: &SheetAccount, tallies: impl Iterator<Item = &'t RowTally>) -> Vec<PassedOverSpan> {
    let rows: BTreeMap<u32, PassedOver> = tallies.flat_map(|tally| tally.passed_over.iter().copied()).collect();
    let mut spans: Vec<PassedOverSpan> = Vec::new();
    for (row, reason) in rows {
        if cells_of(account, row).is_empty() {
            continue;
        }
        match spans.last_mut() {
            Some(span) if span.reason == reason && span.last + 1 == row => span.last = row,
            _ => spans.push(PassedOverSpan { first: row, last: row, reason }),
        }
    }
    spans
}

fn person_of(became: &Became) -> Option<PersonId> {
    match became {
        Became::Fact { person, .. }
        | Became::PastGrade { person, .. }
        | Became::PartOf { person, .. }
        | Became::Record { person, .. }
        | Became::Whom(person)
        | Became::Decision { person, .. } => Some(*person),
        _ => None,
    }
}
