//! 花名册: the roster with canonical headers and native values, in the form in which it is read again.

use super::{
    guide,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::domain::{
    Award, Fact, Field, Inputs, PastGrade, Person, SheetKind, Source, UNKNOWN, UNKNOWN_IN_PART, Value, ValueKind,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A column of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RosterColumn {
    /// A field.
    Field(Field),
    /// `YYYY年等次`
    PastGrade(i32),
}

impl RosterColumn {
    /// The columns of an input.
    pub fn of(inputs: &Inputs) -> Vec<RosterColumn> {
        let years: BTreeSet<i32> = inputs.people.iter().flat_map(|person| person.past_grades.keys().copied()).collect();
        RosterColumn::all(&inputs.columns.union(&inputs.partial).copied().collect(), years)
    }

    /// The columns for these fields and years: earlier grades come before 备注, which comes last.
    pub fn all(fields: &BTreeSet<Field>, years: impl IntoIterator<Item = i32>) -> Vec<RosterColumn> {
        let named = fields.iter().copied().filter(|field| *field != Field::Note).map(RosterColumn::Field);
        let mut columns: Vec<_> = named.chain(years.into_iter().map(RosterColumn::PastGrade)).collect();
        columns.extend(fields.get(&Field::Note).copied().map(RosterColumn::Field));
        columns
    }

    /// The header.
    pub fn header(self) -> String {
        match self {
            RosterColumn::Field(field) => field.header().to_owned(),
            RosterColumn::PastGrade(year) => Field::past_grade_header(year),
        }
    }

    /// What its cells hold.
    pub fn kind(self) -> ValueKind {
        match self {
            RosterColumn::Field(field) => field.kind(),
            RosterColumn::PastGrade(_) => ValueKind::Grade,
        }
    }

    fn look(self) -> Look {
        match self.kind() {
            ValueKind::Key => Look::Key,
            ValueKind::Name => Look::Name,
            ValueKind::Text if self == RosterColumn::Field(Field::Note) => Look::Text,
            ValueKind::Text => Look::Name,
            ValueKind::Category | ValueKind::Flag | ValueKind::Grade => Look::Word,
            ValueKind::Date => Look::Date,
            ValueKind::Months | ValueKind::Count | ValueKind::Year => Look::Whole,
            ValueKind::Days | ValueKind::Score | ValueKind::Bonus | ValueKind::Award => Look::Number,
            ValueKind::Money => Look::Money,
        }
    }
}

/// The sheet with everyone on the roster.
pub(super) fn table(inputs: &Inputs) -> Table {
    let columns = RosterColumn::of(inputs);
    // A column with nothing in it says nothing; written as zeros it would contradict a ledger.
    let says = |column: &RosterColumn| !matches!(column, RosterColumn::Field(field) if inputs.unfilled.contains(field));
    let value = |person: &Person, column: &RosterColumn| match column {
        RosterColumn::Field(field) if is_unknown(inputs, person, *field) => {
            let word = if inputs.partial.contains(field) { UNKNOWN_IN_PART } else { UNKNOWN };
            Cell::text(word).tone(Tone::Alarm)
        }
        column if says(column) => cell(person, *column),
        _ => Cell::BLANK,
    };
    let rows = inputs.people.iter().map(|person| columns.iter().map(|column| value(person, column)).collect());
    let mut table = sheet(&columns, rows.collect());
    for double in &inputs.doubles {
        table.columns.push(Column::new(&*double.header, Look::Name).header_lines(4));
        for (cells, person) in table.rows.iter_mut().zip(&inputs.people) {
            let text = double.cells.get(&(person.row.sheet, person.row.row));
            cells.push(text.map_or(Cell::BLANK, |text| Cell::text(&**text).tone(Tone::Alarm)));
        }
    }
    super::ledgers::put_unread(&mut table, inputs, inputs.people.iter().map(|person| Some(person.row)));
    super::ledgers::strike_rows(&mut table, inputs, inputs.people.iter().map(|person| Some(person.row)));
    super::ledgers::append_strays(&mut table, inputs);
    table
}

/// Whether somebody's table lacks a column in which a blank would say "none", or in which others have a score or grade.
fn is_unknown(inputs: &Inputs, person: &Person, field: Field) -> bool {
    matches!(person.fact(field), Fact::Absent) && (blank_says_something(field) || inputs.partial.contains(&field))
}

/// Whether a blank cell of a column says that there is none, or that somebody has no score or grade.
pub(super) fn blank_says_something(field: Field) -> bool {
    let kind = field.kind();
    kind.blank_is_none() || matches!(kind, ValueKind::Score | ValueKind::Grade)
}

/// The sheet with these columns and rows.
pub(super) fn sheet(columns: &[RosterColumn], rows: Vec<Vec<Cell>>) -> Table {
    let name = columns.iter().position(|column| *column == RosterColumn::Field(Field::Name));
    let form = columns.iter().enumerate().map(|(at, column)| {
        let narrow = Column::new(column.header(), column.look()).header_lines(4);
        narrow.validation(guide::validation(*column, at))
    });
    Table {
        columns: form.collect(),
        rows,
        frozen: name.map_or(0, |name| u16::try_from(name + 1).expect("a roster has few columns")),
        ..Table::new(SheetKind::Roster.term(), Role::Input)
    }
}

fn cell(person: &Person, column: RosterColumn) -> Cell {
    let absent = Fact::Absent;
    let fact = match column {
        RosterColumn::Field(field) => person.fact(field),
        RosterColumn::PastGrade(year) => person.past_grades.get(&year).unwrap_or(&absent),
    };
    match fact {
        // A blank that has a reading of its own stays blank, so that it is read the same way again.
        Fact::Absent
        | Fact::Blank(_)
        | Fact::Known(_, Source::Blank(_) | Source::Default | Source::ConfirmedNone(_) | Source::NotListed(_)) => {
            Cell::BLANK
        }
        Fact::Known(value, Source::Cell(_) | Source::Cells(_)) => known(value),
        // As it was found, so that the problem comes back.
        Fact::Faulty { raw, .. } => Cell::text(&**raw).tone(Tone::Alarm),
    }
}

/// A value as it is read again.
pub(super) fn known(value: &Value) -> Cell {
    match value {
        Value::Text(text) => Cell::text(&**text),
        Value::Category(category) => Cell::text(category.term()),
        Value::Flag(flag) => Cell::text(yes_no(*flag)),
        Value::Date(date) => Cell::date(*date),
        Value::Count(count) => Cell::number(*count),
        Value::Number(number) => Cell::number(*number),
        Value::Grade(grade) => Cell::text(grade.term()),
        Value::NotAppraised => Cell::text(PastGrade::NotAppraised.term()),
        Value::Award(Award::No) => Cell::text(yes_no(false)),
        Value::Award(Award::Standard) => Cell::text(yes_no(true)),
        // In this column 1 and 0 mean yes and no: an amount of one yuan needs its unit.
        Value::Award(Award::Amount(amount)) if *amount <= Decimal::ONE => Cell::text(format!("{amount}元")),
        Value::Award(Award::Amount(amount)) => Cell::number(*amount),
        Value::Year(year) => Cell::number(*year),
    }
}

/// 是 or 否.
pub(super) const fn yes_no(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}
