//! Who is appraised.

use super::{NotInPost, facts::Facts};
use crate::domain::{Fact, Field, Person, Place, Problem, ProblemKind};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// Nobody on a roster joined before this year.
const FIRST_YEAR: i32 = 1950;

/// The last day of a year.
///
/// # Panics
/// Never: settings keep years between 2000 and 2100.
pub(super) fn last_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 12, 31).expect("every year has a last day")
}

/// Says why somebody isn't in post on 31 December, or nothing if in post. 离岗日期 is the last day in post. A date that
/// is missing or in error keeps nobody out.
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

/// Checks the dates of people. One that is an error becomes one that can't be read, so that it takes nobody out of the
/// population: 入职日期 beyond the year after the appraised one, and of a 离岗日期 before 入职日期 both that date and whatever
/// else would take the person out.
pub(super) fn check_dates(people: &mut Cow<'_, [Person]>, year: i32, problems: &mut Vec<Problem>) {
    for at in 0..people.len() {
        let person = &people[at];
        let (joined, left) = (person.date(Field::Joined), person.date(Field::Left));
        let mut error = |field: Field, date: NaiveDate, kind| {
            let place = Place::Cell(person.fact(field).cell().unwrap_or(person.row));
            problems.push(Problem::error(place, person.id, date.to_string(), kind));
        };
        let mut in_error = Vec::new();
        if let Some(joined) = joined.filter(|joined| joined.year() > year + 1) {
            error(Field::Joined, joined, ProblemKind::DateOutOfRange { first: FIRST_YEAR, last: year + 1 });
            in_error.push(Field::Joined);
        }
        if let (Some(joined), Some(left)) = (joined, left)
            && left < joined
        {
            error(Field::Left, left, ProblemKind::LeftBeforeJoined);
            in_error.push(Field::Left);
            if joined > last_day(year) {
                in_error.push(Field::Joined);
            }
        }
        for field in in_error {
            let person = &mut people.to_mut()[at];
            let raw = person.date(field).map(|date| date.to_string()).unwrap_or_default();
            let cell = person.fact(field).cell().unwrap_or(person.row);
            if !raw.is_empty() {
                person.set(field, Fact::Faulty { cell, raw });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Severity,
        rules::testing::{Case, date},
    };

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

    #[track_caller]
    fn in_error(joined: (i32, u32, u32), left: Option<(i32, u32, u32)>, expected: &[ProblemKind]) {
        let mut case = Case::new().date(Field::Joined, joined);
        if let Some(left) = left {
            case = case.date(Field::Left, left);
        }
        let evaluation = case.evaluate();
        assert_eq!(evaluation.not_appraised.first().map(|person| person.reason), None, "{joined:?} {left:?}");
        let errors = evaluation.problems.iter().filter(|problem| problem.severity == Severity::Error);
        let errors: Vec<_> = errors.map(|problem| (problem.person, problem.kind.clone())).collect();
        let of_person = expected.iter().map(|kind| (Some(evaluation.people[0].id), kind.clone()));
        assert_eq!(errors, of_person.collect::<Vec<_>>());
    }

    #[test]
    fn population_a_date_in_error_takes_nobody_out() {
        let too_late = ProblemKind::DateOutOfRange { first: 1950, last: 2025 };
        check(Some((2025, 12, 31)), None, Some(NotInPost::JoinedAfter(date((2025, 12, 31)))));
        in_error((2026, 1, 1), None, std::slice::from_ref(&too_late));
        in_error((2203, 3, 1), None, std::slice::from_ref(&too_late));
        // Left before joining: either date may be the wrong one.
        in_error((2019, 3, 1), Some((2014, 3, 1)), &[ProblemKind::LeftBeforeJoined]);
        in_error((2025, 3, 1), Some((2024, 3, 1)), &[ProblemKind::LeftBeforeJoined]);
        in_error((2026, 1, 1), Some((2024, 3, 1)), &[too_late, ProblemKind::LeftBeforeJoined]);
        check(Some((2024, 3, 1)), Some((2024, 3, 1)), Some(NotInPost::LeftBefore(date((2024, 3, 1)))));
    }

    #[test]
    fn population_the_last_day_in_post_counts() {
        check(Some((2020, 1, 1)), Some((2024, 12, 30)), Some(NotInPost::LeftBefore(date((2024, 12, 30)))));
        check(Some((2020, 1, 1)), Some((2024, 12, 31)), None);
        check(Some((2020, 1, 1)), Some((2025, 1, 1)), None);
    }
}
