//! 月度考核, in both shapes: a column for each month, or a row for each month.

use crate::{
    domain::{Field, Grade, MonthMark, PassedOver, PersonId, ProblemKind, Value, words},
    roster::{
        cell::{is_percentage, is_share, no_value},
        header::{MONTHS, month as month_header, month_mark},
        keyed::KeyedSheet,
        sheet::Cell,
        text::compact,
    },
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::collections::HashMap;

/// Words that say why there is no mark for a month.
const NO_MARK: [&str; 3] = ["免考", "产假", "病假"];
/// Scores out of a hundred.
const MAX_SCORE: Decimal = Decimal::ONE_HUNDRED;

type Marks = HashMap<(PersonId, u32), MonthMark>;

pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> Vec<MonthMark> {
    let mut marks = Marks::new();
    for sheet in sheets {
        let mut put = |sheet: &mut KeyedSheet<'_>, row, column, mark: MonthMark| match marks
            .get_mut(&(mark.person, mark.month))
        {
            Some(other) if (other.score, other.grade) != (mark.score, mark.grade) => {
                let kind = ProblemKind::MonthTwice { month: mark.month, other: other.cell };
                sheet.error(row, column, mark.person, kind);
                other.disputed = true;
                let header = MONTHS[mark.month as usize - 1];
                sheet.stray_figure(row, header, mark.to_string());
            }
            Some(_) => {}
            None => {
                marks.insert((mark.person, mark.month), mark);
            }
        };
        read_sheet(sheet, &mut put);
    }
    let mut marks: Vec<MonthMark> = marks.into_values().collect();
    marks.sort_by_key(|mark| (mark.person, mark.month));
    marks
}

/// The columns of a month: one for both, or one each for score and grade.
struct MonthColumns {
    month: u32,
    columns: Vec<(u16, String)>,
}

/// Where a mark is put, or said to be another than an earlier one.
type Put<'p> = &'p mut dyn FnMut(&mut KeyedSheet<'_>, u32, u16, MonthMark);

/// A row is about one month if it says which; else it has columns for the months.
fn read_sheet(sheet: &mut KeyedSheet<'_>, put: Put<'_>) {
    if sheet.needs([]).is_none() {
        return;
    }
    let months: Vec<MonthColumns> =
        (1..).zip(MONTHS).map(|(month, header)| month_columns(sheet, month, header)).collect();
    let has_months = months.iter().any(|month| !month.columns.is_empty());
    let month_column = sheet.column("月份");
    let marks = ["得分", "等次"].map(|header| sheet.column(header));
    sheet.records(|sheet, row| {
        let is_filled = |column: u16| sheet.cell(row, column).is_some();
        // A mark without a month is one whose month is missing.
        let is_marked = marks.into_iter().flatten().any(is_filled);
        match month_column.filter(|column| !has_months || is_marked || is_filled(*column)) {
            Some(column) => of_one_month(sheet, row, column, marks, put),
            None => of_all_months(sheet, row, &months, put),
        }
    });
}

/// A row with columns for the months, one or two for each.
fn of_all_months(
    sheet: &mut KeyedSheet<'_>,
    row: u32,
    months: &[MonthColumns],
    put: Put<'_>,
) -> Result<(), PassedOver> {
    let person = sheet.person(row)?;
    for MonthColumns { month, columns } in months {
        let mut both = (None, None);
        let mut first = None;
        let mut is_faulty = false;
        for (column, _) in columns {
            match mark(sheet.cell(row, *column), &sheet.text(row, Some(*column))) {
                Ok(None) => {}
                Ok(Some((score, grade))) => {
                    both = (both.0.or(score), both.1.or(grade));
                    first = first.or(Some(*column));
                }
                Err(kind) => {
                    sheet.error(row, *column, person, kind);
                    is_faulty = true;
                }
            }
        }
        if is_faulty {
            // Half a mark would be taken for the whole, so both halves are kept together.
            let texts =
                columns.iter().map(|(column, _)| sheet.text(row, Some(*column))).filter(|text| !text.is_empty());
            let text = texts.collect::<Vec<_>>().join("/");
            sheet.stray_figure(row, MONTHS[*month as usize - 1], text);
        } else if let Some(column) = first {
            let (cell, (score, grade)) = (sheet.place(row, column), both);
            put(sheet, row, column, MonthMark { person, cell, month: *month, score, grade, disputed: false });
        }
    }
    Ok(())
}

fn month_columns(sheet: &KeyedSheet<'_>, month: u32, header: &str) -> MonthColumns {
    let marks = ["得分", "等次"].map(|mark| month_mark(header, mark));
    let columns = [header.to_owned()].into_iter().chain(marks);
    let columns = columns.filter_map(|header| Some((sheet.column(&header)?, MONTHS[month as usize - 1].to_owned())));
    MonthColumns { month, columns: columns.collect() }
}

/// A row about one month: 月份, and 得分 or 等次 or both.
fn of_one_month(
    sheet: &mut KeyedSheet<'_>,
    row: u32,
    month_column: u16,
    marks: [Option<u16>; 2],
    put: Put<'_>,
) -> Result<(), PassedOver> {
    let filled = |column: Option<u16>| column.filter(|column| sheet.cell(row, *column).is_some());
    let [score_column, grade_column] = marks.map(filled);
    let Some(first) = score_column.or(grade_column) else { return Err(PassedOver::NothingGiven) };
    let person = sheet.person(row)?;
    let Some(month) = month_of(&sheet.text(row, Some(month_column)), sheet.year()) else {
        sheet.error(row, month_column, person, ProblemKind::NotAMonth);
        return Err(PassedOver::Unusable);
    };
    let mut both = (None, None);
    let mut faulty = false;
    for column in [score_column, grade_column].into_iter().flatten() {
        match mark(sheet.cell(row, column), &sheet.text(row, Some(column))) {
            Ok(None) => {}
            Ok(Some((score, grade))) => both = (both.0.or(score), both.1.or(grade)),
            Err(kind) => {
                sheet.error(row, column, person, kind);
                faulty = true;
            }
        }
    }
    if faulty {
        return Err(PassedOver::Unusable);
    }
    if both != (None, None) {
        let cell = sheet.place(row, first);
        put(sheet, row, first, MonthMark { person, cell, month, score: both.0, grade: both.1, disputed: false });
    }
    Ok(())
}

/// A month as people write it: a number, or in one of the forms that a header of a month has.
fn month_of(text: &str, year: i32) -> Option<u32> {
    month(text).or_else(|| month_header(&compact(text), year))
}

/// A score, a grade, or both.
type Mark = (Option<Decimal>, Option<Grade>);

/// A month's mark: a score, a grade, or `score/grade`. A month without one is blank, has a dash, or says why.
fn mark(cell: Option<&Cell>, text: &str) -> Result<Option<Mark>, ProblemKind> {
    match cell {
        None => return Ok(None),
        Some(cell) if let Some(kind) = no_value(cell) => return Err(kind),
        Some(Cell::Text(_) | Cell::Number(_) | Cell::Shown(..) | Cell::Percent(_)) => {}
        Some(_) => return Err(ProblemKind::NotAMonthMark),
    }
    let text = compact(text);
    if is_percentage(&text) {
        return Err(ProblemKind::PercentScore);
    }
    if text.is_empty() || words::is_no_score(&text) || NO_MARK.contains(&text.as_str()) {
        return Ok(None);
    }
    if let Some(grade) = words::grade(&text) {
        return Ok(Some((None, Some(grade))));
    }
    let (score, grade) = match text.split_once('/') {
        Some((score, grade)) => (score, Some(words::grade(grade).ok_or(ProblemKind::NotAMonthMark)?)),
        None => (text.as_str(), None),
    };
    let score = words::number(score).ok_or(ProblemKind::NotAMonthMark)?;
    if score < Decimal::ZERO || score > MAX_SCORE {
        return Err(ProblemKind::OutOfRange { min: Decimal::ZERO, max: MAX_SCORE });
    }
    if is_share(score) {
        return Err(ProblemKind::ShareAsScore);
    }
    Ok(Some((Some(score), grade)))
}

/// A month from 1 to 12, as in `9`, `9月`, `9月份`.
pub(super) fn month(text: &str) -> Option<u32> {
    let text = compact(text);
    let bare = text.strip_suffix("月份").or_else(|| text.strip_suffix('月')).unwrap_or(&text);
    if words::is_no_score(bare) {
        return None;
    }
    let number = words::number(bare).filter(Decimal::is_integer)?;
    number.to_u32().filter(|month| (1..=12).contains(month))
}

/// Whether a value is what a column of yes and no holds.
pub(super) fn is_yes(value: Option<&Value>) -> Option<bool> {
    match value {
        Some(Value::Flag(flag)) => Some(*flag),
        _ => None,
    }
}

/// The column that reads yes and no without a default of its own.
pub(super) const FLAG: Field = Field::RefusedOrders;

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[track_caller]
    fn marks(text: &str, expected: Result<Option<Mark>, ProblemKind>) {
        assert_eq!(mark(Some(&Cell::Text(text.to_owned())), text), expected, "{text}");
    }

    #[test]
    fn a_score_a_grade_or_both() {
        marks("92", Ok(Some((Some(dec!(92)), None))));
        marks("98分", Ok(Some((Some(dec!(98)), None))));
        marks("基本称职", Ok(Some((None, Some(Grade::BarelyQualified)))));
        marks("92.5/合格", Ok(Some((Some(dec!(92.5)), Some(Grade::Qualified)))));
        marks("0", Ok(Some((Some(dec!(0)), None))));
        marks("100", Ok(Some((Some(dec!(100)), None))));
    }

    #[test]
    fn months_without_a_mark() {
        for text in ["", "免考", "产假", "病假", "—", "/", "无", "零"] {
            marks(text, Ok(None));
        }
    }

    #[test]
    fn what_is_no_mark() {
        for text in ["良好", "98/100", "92/", "/合格/", "优秀/92", "事假"] {
            marks(text, Err(ProblemKind::NotAMonthMark));
        }
        let range = ProblemKind::OutOfRange { min: dec!(0), max: dec!(100) };
        marks("95%", Err(ProblemKind::PercentScore));
        marks("0.95", Err(ProblemKind::ShareAsScore));
        marks("0.95/合格", Err(ProblemKind::ShareAsScore));
        marks("1", Ok(Some((Some(dec!(1)), None))));
        marks(&crate::roster::struck("95"), Err(ProblemKind::StruckOut));
        marks("100.5", Err(range.clone()));
        marks("-1", Err(range));
    }

    #[test]
    fn months_go_from_1_to_12() {
        assert_eq!([month("1"), month("12月"), month("9月份")], [Some(1), Some(12), Some(9)]);
        for text in ["0", "13", "1.5", "", "—", "九"] {
            assert_eq!(month(text), None, "{text}");
        }
    }
}
