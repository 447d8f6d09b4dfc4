//! Who is appraised.

use super::{NotInPost, facts::Facts};
use crate::domain::{Field, Problem, ProblemKind};
use chrono::{Datelike, NaiveDate};

/// The last day of a year.
///
/// # Panics
/// Never: settings keep years between 2000 and 2100.
pub(super) fn last_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).expect("every year has a last day")
}

/// Says why somebody isn't in post on 31 December, or nothing if in post. 离岗日期 is the last day in post. A date that
/// is missing or unreadable keeps nobody out.
///
/// Clause: 三 (population).
pub(super) fn not_in_post(facts: Facts<'_>, year: i32) -> Option<NotInPost> {
    let last_day = last_day(year);
    if let Some(joined) = facts.date(Field::Joined).known()
        && joined > last_day
    {
        return Some(NotInPost::JoinedAfter(joined));
    }
    match facts.date(Field::Left).known() {
        Some(left) if left < last_day => Some(NotInPost::LeftBefore(left)),
        _ => None,
    }
}

/// Checks that nobody left before joining.
pub(super) fn check_dates(facts: Facts<'_>, problems: &mut Vec<Problem>) {
    if let (Some(joined), Some(left)) = (facts.date(Field::Joined).known(), facts.date(Field::Left).known())
        && left < joined
    {
        let found = format!("{}-{:02}-{:02}", left.year(), left.month(), left.day());
        problems.push(Problem::error(facts.place(Field::Left), facts.person.id, found, ProblemKind::LeftBeforeJoined));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::{Case, date};

    #[track_caller]
    fn check(joined: Option<(i32, u32, u32)>, left: Option<(i32, u32, u32)>, expected: Option<NotInPost>) {
        let mut case = Case::new();
        if let Some(joined) = joined {
            case = case.date(Field::Joined, joined);
        }
        if let Some(left) = left {
            case = case.date(Field::Left, left);
        }
        let evaluation = case.evaluate();
        assert_eq!(evaluation.not_appraised.first().map(|person| person.reason), expected);
    }

    #[test]
    fn population_joined_by_the_last_day() {
        check(Some((2024, 12, 30)), None, None);
        check(Some((2024, 12, 31)), None, None);
        check(Some((2025, 1, 1)), None, Some(NotInPost::JoinedAfter(date((2025, 1, 1)))));
    }

    #[test]
    fn population_the_last_day_in_post_counts() {
        check(Some((2020, 1, 1)), Some((2024, 12, 30)), Some(NotInPost::LeftBefore(date((2024, 12, 30)))));
        check(Some((2020, 1, 1)), Some((2024, 12, 31)), None);
        check(Some((2020, 1, 1)), Some((2025, 1, 1)), None);
    }
}
