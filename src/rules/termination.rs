//! Who is proposed to go back to the agency. The leadership meeting decides.

use super::{OutcomeKind, facts::Facts};
use crate::{
    domain::{Field, Grade, PastGrade, Problem, ProblemKind},
    notice::{Clause, Settings},
};
use chrono::Datelike;

/// 基本合格 this year and last, or 不合格 this year. Last year with no record, unless the person joined since or is known to
/// have had no grade, is a warning.
///
/// Clause: 六(二)1, 六(二)2 (termination-two-years, termination-unqualified).
pub(super) fn termination(
    facts: Facts<'_>,
    settings: &Settings,
    grade: Grade,
    problems: &mut Vec<Problem>,
) -> Option<OutcomeKind> {
    let year = settings.year() - 1;
    match (grade, facts.past_grade(year)) {
        (Grade::Unqualified, _) => Some(OutcomeKind::Return(Clause::TerminationUnqualified)),
        (Grade::BarelyQualified, Some(PastGrade::Grade(Grade::BarelyQualified))) => {
            Some(OutcomeKind::Return(Clause::TerminationTwoYears))
        }
        (Grade::BarelyQualified, None)
            if facts.date(Field::Joined).known().is_none_or(|joined| joined.year() <= year) =>
        {
            let kind = ProblemKind::LastYearUnknown { year };
            let place = crate::domain::Place::Cell(facts.person.row);
            problems.push(Problem::warning(place, facts.person.id, "", kind));
            None
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Case;

    #[track_caller]
    fn returned(grade: Grade, last: Option<Grade>, expected: Option<Clause>) {
        let evaluation = Case::new().decide(grade).past(2023, last).evaluate();
        let clause = evaluation.outcomes.iter().find_map(|outcome| match outcome.kind {
            OutcomeKind::Return(clause) => Some(clause),
            _ => None,
        });
        assert_eq!(clause, expected);
    }

    #[test]
    fn termination_two_years_barely_qualified() {
        returned(Grade::BarelyQualified, Some(Grade::BarelyQualified), Some(Clause::TerminationTwoYears));
        returned(Grade::BarelyQualified, Some(Grade::Qualified), None);
        returned(Grade::BarelyQualified, Some(Grade::Unqualified), None);
        returned(Grade::Qualified, Some(Grade::BarelyQualified), None);
    }

    #[test]
    fn termination_unqualified_at_once() {
        returned(Grade::Unqualified, None, Some(Clause::TerminationUnqualified));
        returned(Grade::Unqualified, Some(Grade::BarelyQualified), Some(Clause::TerminationUnqualified));
    }

    #[test]
    fn termination_two_years_without_a_record_is_said() {
        let warned = |case: Case| {
            let evaluation = case.decide(Grade::BarelyQualified).evaluate();
            evaluation.problems.iter().any(|problem| problem.kind == ProblemKind::LastYearUnknown { year: 2023 })
        };
        assert!(warned(Case::new()));
        assert!(warned(Case::new().date(Field::Joined, (2023, 12, 31))));
        assert!(!warned(Case::new().date(Field::Joined, (2024, 1, 1))));
        assert!(!warned(Case::new().not_appraised(2023)), "known to be without a grade");
    }
}
