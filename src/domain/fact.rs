//! One fact about one person: its value and the cell it was read from, or why there is none.

use super::{Category, Field, Grade, PastGrade, PersonId, Place, Problem, ProblemKind, SheetKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A cell of the input: sheet by its position in [`super::Inputs::sheets`], row and column from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// Position of the sheet in the input's list of sheets.
    pub sheet: u16,
    /// Row from 0.
    pub row: u32,
    /// Column from 0.
    pub column: u16,
}

impl CellRef {
    /// The cell's address without its sheet, as in `H12`.
    pub fn address(self) -> String {
        column_letters(self.column) + &(u64::from(self.row) + 1).to_string()
    }
}

/// The letters of a column, from 0, as a spreadsheet heads it.
pub fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).expect("below 26")));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Read from one cell.
    Cell(CellRef),
    /// The cell is blank, and the specification says what a blank means there.
    Blank(CellRef),
    /// Put together from several cells (a ledger, ballots).
    Cells(Vec<CellRef>),
    /// Not given in the input: the reading that the specification fixes for a blank.
    Default,
    /// The user confirmed that nobody has such a case (setting 无此情形), and of which column.
    ConfirmedNone(Field),
    /// A further sheet stands in for the column and has nothing of the kind about the person.
    NotListed(SheetKind),
}

/// What a column holds; the reader's parser and the writer's number format hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ValueKind {
    /// An identifier: text, upper-cased.
    Key,
    /// A person's name: white space inside is removed.
    Name,
    /// Free text.
    Text,
    /// [`Category`].
    Category,
    /// Yes or no; blank is no (for 管理人员: its default).
    Flag,
    /// A calendar date; blank is not given.
    Date,
    /// Whole months 0–12; blank is not given.
    Months,
    /// A whole number from 0; blank is 0.
    Count,
    /// Days, halves allowed; blank is 0.
    Days,
    /// A score from 0; blank is missing.
    Score,
    /// Bonus points from 0; blank is 0.
    Bonus,
    /// [`Grade`]; blank is not given.
    Grade,
    /// [`Award`]; blank is no.
    Award,
    /// Yuan from 0; blank is 0.
    Money,
    /// A year; blank is not given.
    Year,
}

/// 敬业奉献奖: whether, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Award {
    /// 否
    No,
    /// 是: the standard amount of the settings.
    Standard,
    /// An amount in yuan of this person's own.
    Amount(Decimal),
}

/// A value of a roster cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Keys, names and free text, normalised.
    Text(String),
    /// 岗位类别.
    Category(Category),
    /// 是 or 否.
    Flag(bool),
    /// A calendar date.
    Date(NaiveDate),
    /// Months or a number of cases.
    Count(u32),
    /// Days, scores, bonus points, yuan.
    Number(Decimal),
    /// A grade.
    Grade(Grade),
    /// 未参加: an earlier year that is known to be without a grade.
    NotAppraised,
    /// 敬业奉献奖.
    Award(Award),
    /// A year.
    Year(i32),
}

/// One fact about one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// The input has no such column: unknown.
    #[default]
    Absent,
    /// The column is there, the cell is blank, and blank means not given.
    Blank(CellRef),
    /// The value and its source. A blank count is `Known` 0.
    Known(Value, Source),
    /// The cell can't be read or contradicts another; a [`super::Problem`] says why. Unknown, as if absent.
    Faulty {
        /// The cell.
        cell: CellRef,
        /// What stands in it, as text.
        raw: String,
    },
}

/// What stands in a cell to say that a figure isn't known: neither none nor zero.
pub const UNKNOWN: &str = "未提供";
/// What results write of a figure that is known for a part of the year only.
pub const UNKNOWN_IN_PART: &str = "全年未提供";

impl ValueKind {
    /// Whether a blank cell has a value: none, or zero.
    pub const fn blank_is_none(self) -> bool {
        matches!(
            self,
            ValueKind::Flag
                | ValueKind::Count
                | ValueKind::Days
                | ValueKind::Bonus
                | ValueKind::Money
                | ValueKind::Award
        )
    }
}

impl Fact {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Fact::Known(value, _) => Some(value),
            Fact::Absent | Fact::Blank(_) | Fact::Faulty { .. } => None,
        }
    }

    /// The one cell in which it stands, or in which it would.
    pub const fn cell(&self) -> Option<CellRef> {
        match self {
            Fact::Known(_, Source::Cell(cell) | Source::Blank(cell))
            | Fact::Blank(cell)
            | Fact::Faulty { cell, .. } => Some(*cell),
            Fact::Known(..) | Fact::Absent => None,
        }
    }
}

impl Fact {
    /// Adds what a second cell says about the fact. What isn't given yields to what is; of two values that differ the
    /// first stands meanwhile.
    ///
    /// # Errors
    /// [`Conflict`]: both values.
    pub fn join(&mut self, second: Fact) -> Result<(), Conflict> {
        match (&*self, &second) {
            (Fact::Known(one, _), Fact::Known(other, Source::Cell(other_cell))) if one != other => {
                let Some(cell) = self.cell() else { return Ok(()) };
                Err(Conflict { first: (cell, one.to_string()), second: (*other_cell, other.to_string()) })
            }
            (Fact::Absent | Fact::Blank(_), _) => {
                *self = second;
                Ok(())
            }
            (Fact::Faulty { .. } | Fact::Known(..), _) => Ok(()),
        }
    }
}

/// Two cells that give different values for one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    first: (CellRef, String),
    second: (CellRef, String),
}

impl Conflict {
    /// The error at the second cell; `kind` gets the first one and what stands there.
    pub fn problem(self, person: PersonId, kind: impl FnOnce(CellRef, String) -> ProblemKind) -> Problem {
        let (cell, found) = self.second;
        Problem::error(Place::Cell(cell), person, found, kind(self.first.0, self.first.1))
    }
}

impl From<PastGrade> for Value {
    fn from(past: PastGrade) -> Value {
        match past {
            PastGrade::Grade(grade) => Value::Grade(grade),
            PastGrade::NotAppraised => Value::NotAppraised,
        }
    }
}

impl std::fmt::Display for Value {
    /// As it would stand in a cell.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Value::Text(text) => formatter.write_str(text),
            Value::Category(category) => formatter.write_str(category.term()),
            Value::Flag(true) | Value::Award(Award::Standard) => formatter.write_str("是"),
            Value::Flag(false) | Value::Award(Award::No) => formatter.write_str("否"),
            Value::Date(date) => write!(formatter, "{date}"),
            Value::Count(count) => write!(formatter, "{count}"),
            Value::Number(number) | Value::Award(Award::Amount(number)) => write!(formatter, "{number}"),
            Value::Grade(grade) => formatter.write_str(grade.term()),
            Value::NotAppraised => formatter.write_str(PastGrade::NotAppraised.term()),
            Value::Year(year) => write!(formatter, "{year}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn address(row: u32, column: u16) -> String {
        CellRef { sheet: 0, row, column }.address()
    }

    #[test]
    fn addresses_count_letters_like_a_spreadsheet() {
        assert_eq!(address(0, 0), "A1");
        assert_eq!(address(11, 7), "H12");
        assert_eq!(address(0, 25), "Z1");
        assert_eq!(address(0, 26), "AA1");
        assert_eq!(address(1_048_575, 16_383), "XFD1048576");
    }
}
