//! Whom each clause touches: for the view of the notice, clause by clause.

use super::{Decided, Evaluation, Finding, OutcomeKind, PersonResult, Verdict};
use crate::{
    domain::{Category, Field, Inputs, PersonId, Value},
    notice::Clause,
};
use std::collections::BTreeMap;

/// The people whom clauses touch, in the roster's order: those who aren't appraised by 三, those with a place by 四, those
/// whose review or ballots there are, those to whom a bar, case or outcome applies, and those whose amount isn't 0. Clauses
/// that touch nobody aren't there.
pub fn touched(inputs: &Inputs, evaluation: &Evaluation) -> BTreeMap<Clause, Vec<PersonId>> {
    let mut touched: BTreeMap<Clause, Vec<PersonId>> = BTreeMap::new();
    let mut add = |clause, id| {
        let people = touched.entry(clause).or_default();
        if people.last() != Some(&id) {
            people.push(id);
        }
    };
    for other in &evaluation.not_appraised {
        add(Clause::Population, other.id);
    }
    for result in &evaluation.people {
        let mut touch = |clause| add(clause, result.id);
        if result.grade.is_nomination() {
            touch(Clause::Quota);
        }
        if result.first_review.score.is_some() || result.first_grade.is_some() {
            let person = evaluation.person(inputs, result.id);
            match person.fact(Field::Category).value() {
                Some(Value::Category(Category::OtherDepartments)) => touch(Clause::FirstReviewOther),
                _ => touch(Clause::FirstReviewHall),
            }
        }
        if has_ballots(result) {
            touch(Clause::Ballots);
        }
        if result.decided != Decided::No {
            touch(Clause::Settling);
        }
        let met = |findings: &[Finding]| -> Vec<Clause> {
            findings.iter().filter(|finding| finding.verdict == Verdict::Met).map(|finding| finding.clause).collect()
        };
        for clause in met(&result.bars).into_iter().chain(met(&result.cases)) {
            touch(clause);
        }
        for line in result.money.lines.iter().filter(|line| !line.amount.is_zero()) {
            touch(line.item.clause());
        }
    }
    for outcome in &evaluation.outcomes {
        // Last places stand by themselves; who was decided is there already.
        if !matches!(outcome.kind, OutcomeKind::LastPlace { .. }) {
            add(outcome.kind.clause(), outcome.id);
        }
    }
    touched
}

fn has_ballots(result: &PersonResult) -> bool {
    let is_ballot = |part: &super::ScorePart| part.quantity.measure == super::Measure::Field(Field::BallotScore);
    result.s2.parts.iter().any(|part| is_ballot(part) && part.quantity.value.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        notice::SettingKey,
        rules::{evaluate, testing::Case},
    };

    #[test]
    fn a_clause_names_whom_it_touches_and_nobody_else() {
        let case = Case::new().days("6").setting(SettingKey::BonusRate, "1");
        let inputs = case.and().date(Field::Left, (2024, 5, 31)).and().count(Field::Complaints, 1).inputs();
        let touched = touched(&inputs, &evaluate(&inputs));
        let ids =
            |clause| -> Vec<u32> { touched.get(&clause).into_iter().flatten().map(|id: &PersonId| id.0).collect() };
        assert_eq!(ids(Clause::BarLeave), [0]);
        assert_eq!(ids(Clause::Population), [1]);
        assert_eq!(ids(Clause::BarComplaint), [2]);
        assert_eq!(ids(Clause::Bonus), [0, 2]);
        assert!(ids(Clause::Quota).is_empty());
        assert_eq!(ids(Clause::ComplaintFine), [2]);
    }
}
