//! One cell into one fact: a parser for each kind of column.
//!
//! A cell that fits no accepted form is a [`ProblemKind`], never a guess. What a blank means is fixed for each kind
//! by [`ValueKind`].

use super::{
    date::{self, DateText},
    sheet::{Cell, Epoch},
    text::{self, Strike, normalise},
};
use crate::{
    domain::{
        Award, CellRef, Fact, Field, PersonId, Place, Problem, ProblemKind, Source, UNKNOWN, UNKNOWN_IN_PART, Value,
        ValueKind, words,
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
    if let Some(kind) = no_value(cell) {
        return Reading::Faulty(kind);
    }
    let text = cell.text(epoch);
    if text.is_empty() {
        return blank(field);
    }
    if [UNKNOWN, UNKNOWN_IN_PART].contains(&&*text::compact(&text))
        && !matches!(field.kind(), ValueKind::Key | ValueKind::Name | ValueKind::Text)
    {
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
        ValueKind::Bonus => score(cell, &text, limits).map(Value::Number),
        ValueKind::Days | ValueKind::Money => number(cell, &text, limits).map(Value::Number),
        ValueKind::Score if words::is_no_score(&text) => return Reading::NotGiven,
        ValueKind::Score => score(cell, &text, limits).map(Value::Number),
        ValueKind::Award => award(cell, &text, limits).map(Value::Award),
    };
    read.map_or_else(Reading::Faulty, Reading::Value)
}

/// Why no column can have a value from a cell, whatever it holds.
pub(super) fn no_value(cell: &Cell) -> Option<ProblemKind> {
    match cell {
        Cell::Error(_) => Some(ProblemKind::ErrorCell),
        Cell::Uncomputed => Some(ProblemKind::FormulaWithoutValue),
        cell => match cell.strike()? {
            Strike::Part { kept } => Some(ProblemKind::StruckInPart { kept }),
            Strike::Whole => Some(ProblemKind::StruckOut),
        },
    }
}

/// Reads a cell with the grade of an earlier year, which may be known to be without one.
pub(super) fn past_grade(cell: Option<&Cell>, epoch: Epoch) -> Reading {
    let Some(cell) = cell else { return Reading::NotGiven };
    if let Some(kind) = no_value(cell) {
        return Reading::Faulty(kind);
    }
    let text = text::compact(&cell.text(epoch));
    match words::past_grade(&text) {
        _ if text.is_empty() => Reading::NotGiven,
        Some(past) => Reading::Value(past.into()),
        None => Reading::Faulty(ProblemKind::NotAPastGrade),
    }
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

/// An identifier: upper case, no white space, without what people put before it so that it stays text. A number is read
/// as it is shown; beyond 15 digits it has lost its last ones.
fn key(cell: &Cell, text: &str) -> Reading {
    let key = text::compact(text).to_uppercase();
    let guarded = key.strip_prefix("=\"").and_then(|key| key.strip_suffix('"')).or_else(|| key.strip_prefix('\''));
    let key = guarded.map_or(key.clone(), str::to_owned);
    let number = match cell {
        Cell::Serial(serial) => Some(*serial),
        cell => cell.number(),
    };
    let lost = number.map_or_else(|| shows_powers_of_ten(&key), |number| number.is_nan() || number.abs() >= 1e15);
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
        Cell::Serial(_) | Cell::Iso(_) | Cell::Duration(_) | Cell::Percent(_) => None,
        Cell::Shown(number, _) => words::yes_no(&number.to_string()),
        _ => words::yes_no(text),
    }
}

fn date(cell: &Cell, text: &str, epoch: Epoch) -> Reading {
    let read = match cell {
        Cell::Bool(_) | Cell::Duration(_) => DateText::NotADate,
        Cell::Serial(serial) => date::of_serial(*serial, epoch),
        Cell::Number(number) | Cell::Shown(number, _) | Cell::Percent(number) => date::of_number(*number, epoch),
        Cell::Iso(_) => date::of_iso(text, epoch),
        _ if words::is_none_mark(text) => return Reading::NotGiven,
        _ => date::of_text(text, epoch),
    };
    match read {
        DateText::Date(date) => Reading::Value(Value::Date(date)),
        DateText::WithoutDay => Reading::Faulty(ProblemKind::DateWithoutDay),
        DateText::NotGiven => Reading::NotGiven,
        DateText::Impossible => Reading::Faulty(ProblemKind::ImpossibleDate),
        DateText::OutOfRange => {
            let (first, last) = (*date::YEARS.start(), *date::YEARS.end());
            Reading::Faulty(ProblemKind::DateOutOfRange { first, last })
        }
        DateText::NotADate => Reading::Faulty(ProblemKind::NotADate),
    }
}

fn year(cell: &Cell, text: &str) -> Reading {
    if words::is_none_mark(text) {
        return Reading::NotGiven;
    }
    let bare = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text).trim_end();
    let year = match cell {
        Cell::Text(_) => words::number(bare),
        // Spreadsheets keep 2023年 as its first day.
        Cell::Serial(_) | Cell::Iso(_) => text.split('-').next().and_then(words::number),
        cell => cell.number().and_then(words::decimal_of_float),
    };
    match year.filter(Decimal::is_integer).and_then(|year| year.to_i32()) {
        Some(year) if YEARS.contains(&year) => Reading::Value(Value::Year(year)),
        _ => Reading::Faulty(ProblemKind::NotAYear),
    }
}

/// A number within its limits.
fn number(cell: &Cell, text: &str, (min, max): (Decimal, Decimal)) -> Result<Decimal, ProblemKind> {
    let number = match cell {
        Cell::Text(_) => words::number(text),
        cell => cell.number().and_then(words::decimal_of_float),
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

/// A score within its limits. A percentage may mean its number or the share.
fn score(cell: &Cell, text: &str, limits: (Decimal, Decimal)) -> Result<Decimal, ProblemKind> {
    if is_percentage(text) { Err(ProblemKind::PercentScore) } else { number(cell, text, limits) }
}

/// Whether a score out of a hundred is a share: 0.95 for 95?
pub(super) fn is_share(score: Decimal) -> bool {
    score > Decimal::ZERO && score < Decimal::ONE
}

/// Those scores of one column that are shares: of scores out of a hundred each one between 0 and 1, of smaller ones all,
/// if all lie there.
pub(super) fn shares<T>(field: Field, mut column: Vec<(T, Decimal)>) -> Vec<(T, Decimal)> {
    let is_of_a_hundred = !Field::ASPECTS.contains(&field);
    if is_of_a_hundred || !column.iter().all(|(_, score)| is_share(*score)) {
        column.retain(|(_, score)| is_of_a_hundred && is_share(*score));
    }
    column
}

/// Whether a cell's text is a percentage, by its sign or by its format.
pub(super) fn is_percentage(text: &str) -> bool {
    text.strip_suffix('%').is_some_and(|number| words::number(number.trim_end()).is_some())
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
    fn keys_are_read_as_they_are_shown() {
        let shown = |number, text: &str| reading(Field::StaffNumber, &Cell::Shown(number, text.to_owned()));
        assert_eq!(shown(23.0, "000023"), Reading::Value(Value::Text("000023".into())));
        assert_eq!(shown(23.0, "k 023"), Reading::Value(Value::Text("K023".into())));
        assert_eq!(shown(1e15, "1000000000000000"), Reading::Faulty(ProblemKind::KeyLostDigits));
        // Elsewhere it is the number.
        assert_eq!(reading(Field::Complaints, &Cell::Shown(3.0, "003".into())), Reading::Value(Value::Count(3)));
        assert_eq!(reading(Field::RefusedOrders, &Cell::Shown(1.0, "1次".into())), Reading::Value(Value::Flag(true)));
        let year = Cell::Shown(2022.0, "2022年底".into());
        assert_eq!(reading(Field::LastPromotion, &year), Reading::Value(Value::Year(2022)));
    }

    #[test]
    fn keys_lose_what_keeps_them_text() {
        reads(Field::StaffNumber, "'0023", Value::Text("0023".into()));
        reads(Field::StaffNumber, "=\"0023\"", Value::Text("0023".into()));
        reads(Field::IdNumber, "＇31011319920215006x", Value::Text("31011319920215006X".into()));
        reads(Field::StaffNumber, "A'1", Value::Text("A'1".into()));
        refuses(Field::IdNumber, "'3.10113E+17", ProblemKind::KeyLostDigits);
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
        reads(Field::Months, "零", Value::Count(0));
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
    fn a_dash_among_scores_is_no_score() {
        for text in ["无", "/", "／", "—", "-", "–", "－", "——", "零", " — "] {
            assert_eq!(reading(Field::BallotScore, &Cell::Text(text.into())), Reading::NotGiven, "{text}");
            reads(Field::Complaints, text, Value::Count(0));
            reads(Field::LeaveDays, text, Value::Number(dec!(0)));
            reads(Field::Highlights, text, Value::Number(dec!(0)));
        }
        number_reads(Field::BallotScore, 0.0, Value::Number(dec!(0)));
    }

    #[test]
    fn a_percentage_among_scores_is_asked_for() {
        let fields = [Field::BallotScore, Field::MonthlyMean, Field::FirstReview, Field::Ability, Field::Highlights];
        for field in fields {
            assert_eq!(reading(field, &Cell::Percent(0.95)), Reading::Faulty(ProblemKind::PercentScore));
            let shown = Cell::Shown(95.0, "95%".into());
            assert_eq!(reading(field, &shown), Reading::Faulty(ProblemKind::PercentScore));
            for text in ["95%", "９５％", "9.5 %"] {
                refuses(field, text, ProblemKind::PercentScore);
            }
        }
        refuses(Field::BallotScore, "九成%", ProblemKind::NotANumber);
        assert_eq!(reading(Field::LeaveDays, &Cell::Percent(0.5)), Reading::Value(Value::Number(dec!(0.5))));
        refuses(Field::LeaveDays, "50%", ProblemKind::NotANumber);
    }

    #[test]
    fn what_is_struck_out_is_no_value() {
        let part = format!("{}2", text::struck("3"));
        for field in
            [Field::LeaveDays, Field::Complaints, Field::Name, Field::Joined, Field::Note, Field::RefusedOrders]
        {
            refuses(field, &part, ProblemKind::StruckInPart { kept: "2".into() });
            refuses(field, &text::struck("2"), ProblemKind::StruckOut);
        }
        let cell = Cell::Text(text::struck("优秀"));
        assert_eq!(past_grade(Some(&cell), Epoch::Y1900), Reading::Faulty(ProblemKind::StruckOut));
    }

    #[test]
    fn a_past_year_may_be_without_a_grade() {
        let reads = |text: &str| past_grade(Some(&Cell::Text(text.into())), Epoch::Y1900);
        assert_eq!(reads("未 参加"), Reading::Value(Value::NotAppraised));
        assert_eq!(reads("称职"), Reading::Value(Value::Grade(Grade::Qualified)));
        assert_eq!(reads("无"), Reading::Faulty(ProblemKind::NotAPastGrade));
        assert_eq!(past_grade(None, Epoch::Y1900), Reading::NotGiven);
        refuses(Field::FirstGrade, "未参加", ProblemKind::NotAGrade);
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
        let out_of_range = ProblemKind::DateOutOfRange { first: 1950, last: 2100 };
        refuses(Field::Joined, "1949-12-31", out_of_range.clone());
        assert_eq!(reading(Field::Joined, &Cell::Serial(1.0)), Reading::Faulty(out_of_range));
        assert_eq!(
            reading(Field::Joined, &Cell::Iso("2024-06-30T23:59:59.9".into())),
            reading(Field::Joined, &Cell::Number(45_474.0))
        );
        for text in ["无", "—", "/", "／", "0", "9999-12-31"] {
            assert_eq!(reading(Field::Left, &Cell::Text(text.into())), Reading::NotGiven, "{text}");
        }
        for serial in [0.0, 2_958_465.0] {
            assert_eq!(reading(Field::Left, &Cell::Serial(serial)), Reading::NotGiven, "{serial}");
            assert_eq!(reading(Field::Left, &Cell::Number(serial)), Reading::NotGiven, "{serial}");
        }
        refuses(Field::Left, "零", ProblemKind::NotADate);
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
