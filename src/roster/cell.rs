//! One cell into one fact: a parser for each kind of column.
//!
//! A cell that fits no accepted form is a [`ProblemKind`], never a guess. What a blank means is fixed for each kind
//! by [`ValueKind`].

use super::{
    date::{self, DateText},
    sheet::{Cell, Epoch},
    text::{self, normalise},
};
use crate::{
    domain::{
        Award, CellRef, Fact, Field, PersonId, Place, Problem, ProblemKind, Source, UNKNOWN, Value, ValueKind, words,
    },
    notice::{MAX_AMOUNT, SettingKey, Settings, YEARS},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// What a filled or blank cell gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A value.
    Value(Value),
    /// What a blank means.
    OfBlank(Value),
    /// The cell says that the figure isn't known.
    Unknown,
    /// Nothing, and nothing means not given.
    NotGiven,
    /// A value that somebody should look at.
    Doubtful(Value, ProblemKind),
    /// No value.
    Faulty(ProblemKind),
}

/// Most cases of one kind that a person can have; more is a slip of the hand.
const MAX_CASES: u32 = 1_000;
/// Months of a year.
const MAX_MONTHS: u32 = 12;
/// Days of a year.
const MAX_DAYS: u32 = 366;
/// Scores out of a hundred.
const MAX_SCORE: u32 = 100;

/// Smallest and largest number of a column.
fn limits(field: Field, settings: &Settings) -> (Decimal, Decimal) {
    let max = match field {
        Field::LowMonths => Decimal::from(MAX_MONTHS),
        // The aspects have maxima of their own, so their sum has too; the rules look at each.
        Field::FirstReview => {
            use SettingKey::{MaxAbility, MaxDiscipline, MaxEffectiveness, MaxHighlights, MaxServiceNorms};
            let maxima = [MaxDiscipline, MaxServiceNorms, MaxAbility, MaxEffectiveness, MaxHighlights];
            let sum: Decimal = maxima.into_iter().map(|key| settings.number(key)).sum();
            sum.max(Decimal::from(MAX_SCORE))
        }
        field => match field.kind() {
            ValueKind::Months => Decimal::from(MAX_MONTHS),
            ValueKind::Count => Decimal::from(MAX_CASES),
            ValueKind::Days => Decimal::from(MAX_DAYS),
            ValueKind::Money | ValueKind::Award => Decimal::from(MAX_AMOUNT),
            _ => Decimal::from(MAX_SCORE),
        },
    };
    (Decimal::ZERO, max)
}

/// Reads a cell of a roster column.
pub(super) fn read(field: Field, cell: Option<&Cell>, epoch: Epoch, settings: &Settings) -> Reading {
    let Some(cell) = cell else { return blank(field) };
    match cell {
        Cell::Error(_) => return Reading::Faulty(ProblemKind::ErrorCell),
        Cell::Uncomputed => return Reading::Faulty(ProblemKind::FormulaWithoutValue),
        _ => {}
    }
    let text = cell.text(epoch);
    if text.is_empty() {
        return blank(field);
    }
    if text::compact(&text) == UNKNOWN && !matches!(field.kind(), ValueKind::Key | ValueKind::Name | ValueKind::Text) {
        return Reading::Unknown;
    }
    let limits = limits(field, settings);
    let read = match field.kind() {
        ValueKind::Key => return key(cell, &text),
        ValueKind::Name => Ok(Value::Text(text::name(&text))),
        ValueKind::Text if field == Field::Note => Ok(Value::Text(cell.words(epoch))),
        ValueKind::Text => Ok(Value::Text(text)),
        ValueKind::Category => {
            words::category(&text::compact(&text)).map(Value::Category).ok_or(ProblemKind::NotACategory)
        }
        ValueKind::Grade => words::grade(&text::compact(&text)).map(Value::Grade).ok_or(ProblemKind::NotAGrade),
        ValueKind::Flag => flag(cell, &text).map(Value::Flag).ok_or(ProblemKind::NotYesNo),
        ValueKind::Date => return date(cell, &text, epoch),
        ValueKind::Year => return year(cell, &text),
        ValueKind::Months if words::is_none_mark(&text) => return Reading::NotGiven,
        ValueKind::Months | ValueKind::Count => whole(cell, &text, limits).map(Value::Count),
        ValueKind::Days | ValueKind::Bonus | ValueKind::Money => number(cell, &text, limits).map(Value::Number),
        ValueKind::Score if words::is_none_mark(&text) => {
            return Reading::Doubtful(Value::Number(Decimal::ZERO), ProblemKind::DashAsScore);
        }
        ValueKind::Score => number(cell, &text, limits).map(Value::Number),
        ValueKind::Award => award(cell, &text, limits).map(Value::Award),
    };
    read.map_or_else(Reading::Faulty, Reading::Value)
}

/// What a blank means: 0 for counts and amounts, no for flags, not given for the rest.
fn blank(field: Field) -> Reading {
    match field.kind() {
        // Blank 管理人员 follows 岗位类别, which is the rules' business.
        ValueKind::Flag if field == Field::Manager => Reading::NotGiven,
        ValueKind::Flag => Reading::OfBlank(Value::Flag(false)),
        ValueKind::Count => Reading::OfBlank(Value::Count(0)),
        ValueKind::Days | ValueKind::Bonus | ValueKind::Money => Reading::OfBlank(Value::Number(Decimal::ZERO)),
        ValueKind::Award => Reading::OfBlank(Value::Award(Award::No)),
        ValueKind::Key
        | ValueKind::Name
        | ValueKind::Text
        | ValueKind::Category
        | ValueKind::Date
        | ValueKind::Months
        | ValueKind::Score
        | ValueKind::Grade
        | ValueKind::Year => Reading::NotGiven,
    }
}

/// An identifier: upper case, no white space. A number beyond 15 digits has lost its last ones.
fn key(cell: &Cell, text: &str) -> Reading {
    let key = text::compact(text).to_uppercase();
    let lost = match cell {
        Cell::Number(number) | Cell::Serial(number) => number.is_nan() || number.abs() >= 1e15,
        _ => shows_powers_of_ten(&key),
    };
    if lost { Reading::Faulty(ProblemKind::KeyLostDigits) } else { Reading::Value(Value::Text(key)) }
}

/// Whether a text is a number with an exponent, as in `3.10113E+17`: an ID that once was a number.
fn shows_powers_of_ten(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once("E+") else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(&mantissa.replacen('.', "", 1)) && digits(exponent)
}

fn flag(cell: &Cell, text: &str) -> Option<bool> {
    match cell {
        Cell::Bool(flag) => Some(*flag),
        Cell::Serial(_) | Cell::Iso(_) | Cell::Duration(_) => None,
        _ => words::yes_no(text),
    }
}

fn date(cell: &Cell, text: &str, epoch: Epoch) -> Reading {
    let read = match cell {
        Cell::Bool(_) | Cell::Duration(_) => DateText::NotADate,
        Cell::Serial(serial) => date::of_serial(*serial, epoch),
        Cell::Number(number) => date::of_number(*number, epoch),
        _ if words::is_none_mark(text) => return Reading::NotGiven,
        _ => date::of_text(text, epoch),
    };
    match read {
        DateText::Date(date) => Reading::Value(Value::Date(date)),
        DateText::WithoutDay => Reading::Faulty(ProblemKind::DateWithoutDay),
        DateText::Impossible => Reading::Faulty(ProblemKind::ImpossibleDate),
        DateText::NotADate => Reading::Faulty(ProblemKind::NotADate),
    }
}

fn year(cell: &Cell, text: &str) -> Reading {
    if words::is_none_mark(text) {
        return Reading::NotGiven;
    }
    let bare = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text).trim_end();
    let year = match cell {
        Cell::Number(_) | Cell::Text(_) => {
            words::number(bare).filter(Decimal::is_integer).and_then(|year| year.to_i32())
        }
        _ => None,
    };
    match year {
        Some(year) if YEARS.contains(&year) => Reading::Value(Value::Year(year)),
        _ => Reading::Faulty(ProblemKind::NotAYear),
    }
}

/// A number within its limits.
fn number(cell: &Cell, text: &str, (min, max): (Decimal, Decimal)) -> Result<Decimal, ProblemKind> {
    let number = match cell {
        Cell::Number(number) => words::decimal_of_float(*number),
        Cell::Text(_) => words::number(text),
        _ => None,
    }
    .ok_or(ProblemKind::NotANumber)?;
    if number < min {
        Err(ProblemKind::Negative)
    } else if number > max {
        Err(ProblemKind::OutOfRange { min, max })
    } else {
        Ok(number)
    }
}

/// A whole number within its limits.
fn whole(cell: &Cell, text: &str, limits: (Decimal, Decimal)) -> Result<u32, ProblemKind> {
    let number = number(cell, text, limits)?;
    if !number.is_integer() {
        return Err(ProblemKind::NotWhole);
    }
    number.to_u32().ok_or(ProblemKind::NotWhole)
}

/// 敬业奉献: yes, no or an amount; `1` and `0` are yes and no.
fn award(cell: &Cell, text: &str, limits: (Decimal, Decimal)) -> Result<Award, ProblemKind> {
    match flag(cell, text) {
        Some(true) => Ok(Award::Standard),
        Some(false) => Ok(Award::No),
        None => match number(cell, text, limits)? {
            amount if amount.is_zero() => Ok(Award::No),
            amount => Ok(Award::Amount(amount)),
        },
    }
}

/// The fact that a reading gives, with its problem. `raw` gives the cell as text; it is asked only where something is
/// amiss.
pub(super) fn fact(
    cell: CellRef,
    raw: impl FnOnce() -> String,
    reading: Reading,
    person: PersonId,
    problems: &mut Vec<Problem>,
) -> Fact {
    match reading {
        Reading::Value(value) => Fact::Known(value, Source::Cell(cell)),
        Reading::OfBlank(value) => Fact::Known(value, Source::Blank(cell)),
        Reading::Unknown => Fact::Absent,
        Reading::NotGiven => Fact::Blank(cell),
        Reading::Doubtful(value, kind) => {
            problems.push(Problem::warning(Place::Cell(cell), person, raw(), kind));
            Fact::Known(value, Source::Cell(cell))
        }
        Reading::Faulty(kind) => {
            let raw = raw();
            problems.push(Problem::error(Place::Cell(cell), person, raw.clone(), kind));
            Fact::Faulty { cell, raw }
        }
    }
}

/// The text of a cell that is kept as text or matched as a word.
pub(super) fn plain_text(cell: Option<&Cell>, epoch: Epoch) -> String {
    cell.map_or_else(String::new, |cell| normalise(&cell.text(epoch)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Category, Grade};
    use chrono::NaiveDate;
    use rust_decimal_macros::dec;

    fn reading(field: Field, cell: &Cell) -> Reading {
        read(field, Some(cell), Epoch::Y1900, &Settings::default())
    }

    #[track_caller]
    fn reads(field: Field, text: &str, expected: Value) {
        assert_eq!(reading(field, &Cell::Text(text.to_owned())), Reading::Value(expected), "{text}");
    }

    #[track_caller]
    fn number_reads(field: Field, number: f64, expected: Value) {
        assert_eq!(reading(field, &Cell::Number(number)), Reading::Value(expected), "{number}");
    }

    #[track_caller]
    fn refuses(field: Field, text: &str, expected: ProblemKind) {
        assert_eq!(reading(field, &Cell::Text(text.to_owned())), Reading::Faulty(expected), "{text}");
    }

    #[track_caller]
    fn number_refuses(field: Field, number: f64, expected: ProblemKind) {
        assert_eq!(reading(field, &Cell::Number(number)), Reading::Faulty(expected), "{number}");
    }

    fn range(max: i64) -> ProblemKind {
        ProblemKind::OutOfRange { min: Decimal::ZERO, max: Decimal::from(max) }
    }

    #[test]
    fn keys_are_upper_case_text() {
        reads(Field::StaffNumber, " bs0023 ", Value::Text("BS0023".into()));
        reads(Field::StaffNumber, "ＢＳ００２３", Value::Text("BS0023".into()));
        reads(Field::IdNumber, "31011319920215006x", Value::Text("31011319920215006X".into()));
        reads(Field::IdNumber, "310113 19920215 006X", Value::Text("31011319920215006X".into()));
        reads(Field::StaffNumber, "E+1", Value::Text("E+1".into()));
        number_reads(Field::StaffNumber, 1001.0, Value::Text("1001".into()));
        number_reads(Field::StaffNumber, 999_999_999_999_999.0, Value::Text("999999999999999".into()));
        number_refuses(Field::IdNumber, 310_113_199_202_150_060.0, ProblemKind::KeyLostDigits);
        number_refuses(Field::IdNumber, 1e15, ProblemKind::KeyLostDigits);
        number_refuses(Field::StaffNumber, f64::NAN, ProblemKind::KeyLostDigits);
        refuses(Field::IdNumber, "3.10113E+17", ProblemKind::KeyLostDigits);
    }

    #[test]
    fn counts_are_whole_and_from_zero() {
        reads(Field::Complaints, "3次", Value::Count(3));
        reads(Field::Complaints, "０", Value::Count(0));
        reads(Field::Complaints, "无", Value::Count(0));
        reads(Field::Complaints, "－", Value::Count(0));
        number_reads(Field::Complaints, 1000.0, Value::Count(1000));
        number_refuses(Field::Complaints, 1001.0, range(1000));
        number_refuses(Field::Complaints, 1.5, ProblemKind::NotWhole);
        number_refuses(Field::Complaints, -1.0, ProblemKind::Negative);
        number_refuses(Field::Complaints, f64::NAN, ProblemKind::NotANumber);
        number_refuses(Field::Complaints, f64::INFINITY, ProblemKind::NotANumber);
        refuses(Field::Complaints, "两次", ProblemKind::NotANumber);
        refuses(Field::Complaints, "1+0.5", ProblemKind::NotANumber);
        number_reads(Field::LowMonths, 12.0, Value::Count(12));
        number_refuses(Field::LowMonths, 13.0, range(12));
    }

    #[test]
    fn a_date_in_a_column_of_counts_is_no_count() {
        assert_eq!(reading(Field::Complaints, &Cell::Serial(3.0)), Reading::Faulty(ProblemKind::NotANumber));
        assert_eq!(reading(Field::Complaints, &Cell::Bool(true)), Reading::Faulty(ProblemKind::NotANumber));
    }

    #[test]
    fn days_may_be_halves() {
        reads(Field::LeaveDays, "半天", Value::Number(dec!(0.5)));
        reads(Field::LeaveDays, "2天半", Value::Number(dec!(2.5)));
        number_reads(Field::LeaveDays, 0.1 + 0.2, Value::Number(dec!(0.3)));
        number_reads(Field::LeaveDays, 366.0, Value::Number(dec!(366)));
        number_refuses(Field::LeaveDays, 366.5, range(366));
        refuses(Field::LeaveDays, "4小时", ProblemKind::NotANumber);
    }

    #[test]
    fn months_go_from_zero_to_twelve() {
        reads(Field::Months, "3个月", Value::Count(3));
        number_reads(Field::Months, 0.0, Value::Count(0));
        number_reads(Field::Months, 12.0, Value::Count(12));
        number_refuses(Field::Months, 13.0, range(12));
        number_refuses(Field::Months, 6.5, ProblemKind::NotWhole);
        assert_eq!(reading(Field::Months, &Cell::Text("—".into())), Reading::NotGiven);
    }

    #[test]
    fn scores_go_from_zero_to_a_hundred() {
        reads(Field::MonthlyMean, "98分", Value::Number(dec!(98)));
        number_reads(Field::BallotScore, 100.0, Value::Number(dec!(100)));
        number_refuses(Field::BallotScore, 100.01, range(100));
        refuses(Field::MonthlyMean, "98/100", ProblemKind::NotANumber);
        number_reads(Field::FirstReview, 110.0, Value::Number(dec!(110)));
        number_refuses(Field::FirstReview, 110.5, range(110));
    }

    #[test]
    fn a_dash_among_scores_is_said_to_be_zero() {
        let dash = Reading::Doubtful(Value::Number(Decimal::ZERO), ProblemKind::DashAsScore);
        assert_eq!(reading(Field::BallotScore, &Cell::Text("—".into())), dash);
    }

    #[test]
    fn money_stays_below_a_slip_of_the_hand() {
        reads(Field::RuleDeduction, "1,234.56元", Value::Number(dec!(1234.56)));
        number_reads(Field::RuleDeduction, 1e8, Value::Number(dec!(100000000)));
        number_refuses(Field::RuleDeduction, 100_000_000.01, range(MAX_AMOUNT));
        number_refuses(Field::RuleDeduction, -0.01, ProblemKind::Negative);
    }

    #[test]
    fn an_award_is_yes_no_or_an_amount() {
        reads(Field::Dedication, "是", Value::Award(Award::Standard));
        reads(Field::Dedication, "×", Value::Award(Award::No));
        reads(Field::Dedication, "1", Value::Award(Award::Standard));
        number_reads(Field::Dedication, 1.0, Value::Award(Award::Standard));
        number_reads(Field::Dedication, 0.0, Value::Award(Award::No));
        number_reads(Field::Dedication, 2.0, Value::Award(Award::Amount(dec!(2))));
        reads(Field::Dedication, "1234.56元", Value::Award(Award::Amount(dec!(1234.56))));
        refuses(Field::Dedication, "-5", ProblemKind::Negative);
        refuses(Field::Dedication, "大奖", ProblemKind::NotANumber);
    }

    #[test]
    fn flags_grades_groups_and_years() {
        reads(Field::RefusedOrders, "√", Value::Flag(true));
        reads(Field::RefusedOrders, "／", Value::Flag(false));
        number_reads(Field::RefusedOrders, 1.0, Value::Flag(true));
        number_refuses(Field::RefusedOrders, 2.0, ProblemKind::NotYesNo);
        reads(Field::FirstGrade, "称 职", Value::Grade(Grade::Qualified));
        refuses(Field::FirstGrade, "良好", ProblemKind::NotAGrade);
        refuses(Field::FirstGrade, "—", ProblemKind::NotAGrade);
        reads(Field::Category, "大厅服务", Value::Category(Category::HallService));
        refuses(Field::Category, "大厅", ProblemKind::NotACategory);
        reads(Field::LastPromotion, "2022年度", Value::Year(2022));
        number_reads(Field::LastPromotion, 2022.0, Value::Year(2022));
        number_refuses(Field::LastPromotion, 1999.0, ProblemKind::NotAYear);
        refuses(Field::LastPromotion, "去年", ProblemKind::NotAYear);
        assert_eq!(reading(Field::LastPromotion, &Cell::Text("无".into())), Reading::NotGiven);
    }

    #[test]
    fn dates_come_as_serials_numbers_and_text() {
        let day = Value::Date(NaiveDate::from_ymd_opt(2024, 7, 1).expect("a day"));
        assert_eq!(reading(Field::Joined, &Cell::Serial(45_474.0)), Reading::Value(day.clone()));
        assert_eq!(reading(Field::Joined, &Cell::Iso("2024-07-01T00:00:00".into())), Reading::Value(day.clone()));
        number_reads(Field::Joined, 45_474.0, day.clone());
        number_reads(Field::Joined, 20_240_701.0, day.clone());
        reads(Field::Joined, "2024年7月1日", day);
        refuses(Field::Joined, "2024-7", ProblemKind::DateWithoutDay);
        refuses(Field::Joined, "2024-02-30", ProblemKind::ImpossibleDate);
        assert_eq!(reading(Field::Left, &Cell::Text("无".into())), Reading::NotGiven);
    }

    #[test]
    fn a_blank_is_zero_no_or_not_given() {
        let blank = |field| read(field, None, Epoch::Y1900, &Settings::default());
        assert_eq!(blank(Field::Complaints), Reading::OfBlank(Value::Count(0)));
        assert_eq!(blank(Field::RuleDeduction), Reading::OfBlank(Value::Number(dec!(0))));
        assert_eq!(blank(Field::Highlights), Reading::OfBlank(Value::Number(dec!(0))));
        assert_eq!(blank(Field::RefusedOrders), Reading::OfBlank(Value::Flag(false)));
        assert_eq!(blank(Field::Dedication), Reading::OfBlank(Value::Award(Award::No)));
        for field in [Field::Manager, Field::Months, Field::LastPromotion, Field::Left, Field::BallotScore] {
            assert_eq!(blank(field), Reading::NotGiven, "{}", field.header());
        }
    }

    #[test]
    fn spreadsheet_errors_are_no_values() {
        assert_eq!(reading(Field::Complaints, &Cell::Error("#N/A".into())), Reading::Faulty(ProblemKind::ErrorCell));
        assert_eq!(reading(Field::Name, &Cell::Error("#REF!".into())), Reading::Faulty(ProblemKind::ErrorCell));
        assert_eq!(reading(Field::Complaints, &Cell::Uncomputed), Reading::Faulty(ProblemKind::FormulaWithoutValue));
    }
}
