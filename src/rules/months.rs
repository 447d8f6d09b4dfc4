//! Months in post for the money, and time in post for 五(六)4.

use super::{
    MonthsBasis, MonthsInPost, Tenure,
    facts::{Facts, Reading},
    population::last_day,
};
use crate::{
    domain::{Field, Problem, ProblemKind},
    notice::{MonthCount, Settings},
};
use chrono::{Datelike, Days, Months, NaiveDate};

/// 在岗月数 if given; else the calendar months by the dates; else an error, and 0 meanwhile. Given and derived that
/// differ are a warning.
///
/// Clause: 六(三)1 (bonus).
pub(super) fn months_in_post(facts: Facts<'_>, settings: &Settings, problems: &mut Vec<Problem>) -> MonthsInPost {
    let person = facts.person.id;
    let derived = match facts.date(Field::Joined) {
        Reading::Known(joined, source) => {
            let (from, to) = (first_day(joined, settings.year()), last_day(settings.year()));
            let count = settings.month_count();
            Some((calendar_months(from, to, count), MonthsBasis::Derived { from, to, count, source }))
        }
        _ => None,
    };
    match (facts.months(Field::Months), derived) {
        (Reading::Known(given, source), derived) => {
            if let Some((derived, _)) = derived
                && derived != given
            {
                let kind = ProblemKind::MonthsDiffer { given, derived };
                problems.push(Problem::warning(facts.place(Field::Months), person, given.to_string(), kind));
            }
            MonthsInPost { counted: given, basis: MonthsBasis::Given(source) }
        }
        (_, Some((counted, basis))) => MonthsInPost { counted, basis },
        (given, None) => {
            // A cell that can't be read has its own error.
            let is_faulty = given == Reading::Faulty || facts.date(Field::Joined) == Reading::Faulty;
            if !is_faulty {
                problems.push(Problem::error(facts.place(Field::Months), person, "", ProblemKind::NoMonths));
            }
            MonthsInPost { counted: 0, basis: MonthsBasis::Unknown }
        }
    }
}

/// The first day in post that counts in the year.
fn first_day(joined: NaiveDate, year: i32) -> NaiveDate {
    joined.max(NaiveDate::from_ymd_opt(year, 1, 1).expect("every year has a first day"))
}

/// Calendar months of the days from `from` to `to`, both included and in one year: by 满半月 a month counts from half
/// of its days on, by 足月 with all of them, by 当月 with any.
fn calendar_months(from: NaiveDate, to: NaiveDate, count: MonthCount) -> u32 {
    (1..=12).map(|month| u32::from(counts(month, from, to, count))).sum()
}

/// Whether a month of the year of `to` counts.
fn counts(month: u32, from: NaiveDate, to: NaiveDate, count: MonthCount) -> bool {
    let first = NaiveDate::from_ymd_opt(to.year(), month, 1).expect("months 1 to 12 have a first day");
    let last = first + Months::new(1) - Days::new(1);
    let days_in_post = (last.min(to) - first.max(from)).num_days() + 1;
    let days = i64::from(last.day());
    days_in_post >= 1
        && match count {
            MonthCount::HalfMonth => 2 * days_in_post >= days,
            MonthCount::FullMonth => days_in_post == days,
            MonthCount::AnyDay => true,
        }
}

/// Whether a month is one of the person's months in post: by 入职日期, unless 在岗月数 is given and says something else,
/// when nobody knows which months they are.
pub(super) fn is_in_post(facts: Facts<'_>, settings: &Settings, months: &MonthsInPost, month: u32) -> bool {
    let Some(joined) = facts.date(Field::Joined).known() else { return true };
    let (from, to) = (first_day(joined, settings.year()), last_day(settings.year()));
    let by_date = calendar_months(from, to, settings.month_count());
    by_date != months.counted || counts(month, from, to, settings.month_count())
}

/// Whole months by calendar date from 入职日期 (or 1 January) to 31 December, or 在岗月数 where it is given and lower;
/// without a date, 在岗月数.
///
/// Clause: 五(六)4 (bar-tenure).
pub(super) fn tenure(facts: Facts<'_>, settings: &Settings) -> Tenure {
    let given = facts.months(Field::Months);
    match (facts.date(Field::Joined), given) {
        (Reading::Known(joined, source), given) => {
            let from = first_day(joined, settings.year());
            // To 31 December included: from the 1st the starting month is whole, from any later day it isn't.
            let whole = 12 - from.month() + u32::from(from.day() == 1);
            match given {
                Reading::Known(given, source) if given < whole => {
                    Tenure { months: Some(given), from: Some(from), by_months_given: true, source: Some(source) }
                }
                _ => Tenure { months: Some(whole), from: Some(from), by_months_given: false, source: Some(source) },
            }
        }
        (_, Reading::Known(given, source)) => {
            Tenure { months: Some(given), from: None, by_months_given: true, source: Some(source) }
        }
        _ => Tenure { months: None, from: None, by_months_given: false, source: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Severity,
        notice::SettingKey,
        rules::{Verdict, testing::Case},
    };

    #[track_caller]
    fn months(count: &str, joined: (i32, u32, u32), expected: u32) {
        let evaluation = Case::new().setting(SettingKey::MonthCount, count).date(Field::Joined, joined).evaluate();
        assert_eq!(evaluation.people[0].months.counted, expected, "{count} from {joined:?}");
    }

    #[test]
    fn bonus_months_by_half_months() {
        months("满半月", (2023, 5, 1), 12);
        months("满半月", (2024, 7, 1), 6);
        months("满半月", (2024, 7, 2), 6);
        months("满半月", (2024, 7, 15), 6);
        // 16 July: 16 of 31 days; 17 July: 15 of 31 days.
        months("满半月", (2024, 7, 16), 6);
        months("满半月", (2024, 7, 17), 5);
        // June has 30 days: exactly half from the 16th.
        months("满半月", (2024, 6, 16), 7);
        months("满半月", (2024, 6, 17), 6);
        // February 2024 has 29: 15 days from the 15th, 14 from the 16th.
        months("满半月", (2024, 2, 15), 11);
        months("满半月", (2024, 2, 16), 10);
        months("满半月", (2024, 12, 31), 0);
    }

    #[test]
    fn bonus_months_by_whole_months() {
        months("足月", (2024, 7, 1), 6);
        months("足月", (2024, 7, 2), 5);
        months("足月", (2024, 12, 1), 1);
        months("足月", (2024, 12, 2), 0);
    }

    #[test]
    fn bonus_months_by_any_day() {
        months("当月", (2024, 6, 30), 7);
        months("当月", (2024, 7, 31), 6);
        months("当月", (2024, 12, 31), 1);
    }

    #[test]
    fn bonus_months_given_count_and_a_difference_is_a_warning() {
        let evaluation = Case::new().date(Field::Joined, (2024, 7, 1)).count(Field::Months, 5).evaluate();
        assert_eq!(evaluation.people[0].months.counted, 5);
        assert!(evaluation.problems.iter().any(|problem| problem.severity == Severity::Warning
            && problem.kind == ProblemKind::MonthsDiffer { given: 5, derived: 6 }));
    }

    #[test]
    fn bonus_months_unknown_are_an_error() {
        let evaluation = Case::new().blank(Field::Joined).blank(Field::Months).evaluate();
        assert!(
            evaluation
                .problems
                .iter()
                .any(|problem| problem.severity == Severity::Error && problem.kind == ProblemKind::NoMonths)
        );
        assert!(!evaluation.people[0].pending.is_empty());
    }

    #[test]
    fn bonus_months_that_cannot_be_read_have_one_error_only() {
        for field in [Field::Months, Field::Joined] {
            let case = Case::new().blank(Field::Joined).blank(Field::Months).faulty(field);
            let problems = case.evaluate().problems;
            assert!(problems.iter().all(|problem| problem.kind != ProblemKind::NoMonths), "{field:?}");
        }
    }

    #[track_caller]
    fn tenure_is(case: Case, months: u32, barred: bool) {
        let evaluation = case.evaluate();
        let person = &evaluation.people[0];
        assert_eq!(person.tenure.months, Some(months));
        assert_eq!(person.bars[3].verdict, if barred { Verdict::Met } else { Verdict::NotMet });
    }

    #[test]
    fn bar_tenure_below_six_months() {
        tenure_is(Case::new().date(Field::Joined, (2024, 6, 30)), 6, false);
        tenure_is(Case::new().date(Field::Joined, (2024, 7, 1)), 6, false);
        tenure_is(Case::new().date(Field::Joined, (2024, 7, 2)), 5, true);
        tenure_is(Case::new().date(Field::Joined, (2010, 7, 2)), 12, false);
    }

    #[test]
    fn bar_tenure_takes_the_lower_of_date_and_months_given() {
        tenure_is(Case::new().date(Field::Joined, (2010, 7, 2)).count(Field::Months, 5), 5, true);
        tenure_is(Case::new().date(Field::Joined, (2010, 7, 2)).count(Field::Months, 6), 6, false);
        tenure_is(Case::new().date(Field::Joined, (2024, 8, 1)).count(Field::Months, 12), 5, true);
        tenure_is(Case::new().count(Field::Months, 5), 5, true);
        tenure_is(Case::new().count(Field::Months, 6), 6, false);
        tenure_is(Case::new().count(Field::Months, 7), 7, false);
    }
}
