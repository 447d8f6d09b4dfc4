//! The seven discretionary cases (视情可): never automatic, a person with one waits for a decision.

use super::{
    Finding,
    facts::Facts,
    findings::{at_least, cases as count, finding, flag, more_than},
};
use crate::{
    domain::Field,
    notice::{Clause, SettingKey, Settings},
};

/// All seven, in the notice's order.
///
/// Clause: 五(七)1–7 (case-reviews, case-inspection, case-disobedience, case-refused-to-mend, case-loss,
/// case-reputation, case-monthly).
pub(super) fn cases(facts: Facts<'_>, settings: &Settings) -> Vec<Finding> {
    let sum_from = |fields: [Field; 2], setting| {
        let parts = fields.map(|field| count(facts, field)).to_vec();
        at_least(parts, settings.number(setting), Some(setting))
    };
    let late = vec![count(facts, Field::LateTasks)];
    vec![
        finding(Clause::CaseReviews, vec![sum_from([Field::BadReviews, Field::Complaints], SettingKey::CasesFrom)]),
        finding(Clause::CaseInspection, vec![flag(facts, Field::InspectionScandal)]),
        finding(
            Clause::CaseDisobedience,
            vec![flag(facts, Field::Disobeyed), more_than(late, settings, SettingKey::LateLimit)],
        ),
        finding(Clause::CaseRefusedToMend, vec![flag(facts, Field::RefusedToMend)]),
        finding(Clause::CaseLoss, vec![flag(facts, Field::DerelictionLoss)]),
        finding(Clause::CaseReputation, vec![flag(facts, Field::ReputationHarm)]),
        finding(Clause::CaseMonthly, vec![sum_from([Field::LowMonths, Field::PatrolCirculars], SettingKey::LowFrom)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Grade,
        rules::{Pending, Verdict, testing::Case},
    };

    #[track_caller]
    fn verdict(case: Case, number: usize, expected: Verdict) {
        let evaluation = case.evaluate();
        let person = &evaluation.people[0];
        assert_eq!(person.cases[number - 1].verdict, expected);
        let open = person.pending.iter().any(|pending| matches!(pending, Pending::OpenCase(_)));
        assert_eq!(open, expected == Verdict::Met, "a case waits for a decision");
        assert_eq!(person.grade, Grade::Qualified, "a case never lowers a grade by itself");
    }

    #[test]
    fn case_reviews_from_five_together() {
        verdict(Case::new().count(Field::BadReviews, 2).count(Field::Complaints, 2), 1, Verdict::NotMet);
        verdict(Case::new().count(Field::BadReviews, 2).count(Field::Complaints, 3), 1, Verdict::Met);
        verdict(Case::new().count(Field::BadReviews, 3).count(Field::Complaints, 3), 1, Verdict::Met);
        verdict(Case::new().count(Field::BadReviews, 5), 1, Verdict::Met);
    }

    #[test]
    fn case_reviews_with_an_unknown_part_is_met_by_the_known_part() {
        verdict(Case::new().count(Field::BadReviews, 5).absent(Field::Complaints), 1, Verdict::Met);
        verdict(Case::new().count(Field::BadReviews, 4).absent(Field::Complaints), 1, Verdict::Unknown);
    }

    #[test]
    fn case_met_by_its_known_part_is_not_called_unevaluated() {
        let evaluation = Case::new().flag(Field::Disobeyed, true).absent(Field::LateTasks).evaluate();
        let missing = evaluation.people[0].pending.iter().find_map(|pending| match pending {
            Pending::ColumnMissing { clauses, .. } => Some(clauses.clone()),
            _ => None,
        });
        assert_eq!(missing, Some(vec![]));
    }

    #[test]
    fn case_disobedience_or_more_than_five_late_tasks() {
        verdict(Case::new().count(Field::LateTasks, 4), 3, Verdict::NotMet);
        verdict(Case::new().count(Field::LateTasks, 5), 3, Verdict::NotMet);
        verdict(Case::new().count(Field::LateTasks, 6), 3, Verdict::Met);
        verdict(Case::new().flag(Field::Disobeyed, true), 3, Verdict::Met);
        verdict(Case::new().flag(Field::Disobeyed, true).absent(Field::LateTasks), 3, Verdict::Met);
        verdict(Case::new().absent(Field::Disobeyed), 3, Verdict::Unknown);
    }

    #[test]
    fn case_by_a_flag_each() {
        for (field, number) in [
            (Field::InspectionScandal, 2),
            (Field::RefusedToMend, 4),
            (Field::DerelictionLoss, 5),
            (Field::ReputationHarm, 6),
        ] {
            verdict(Case::new().flag(field, false), number, Verdict::NotMet);
            verdict(Case::new().flag(field, true), number, Verdict::Met);
            verdict(Case::new().absent(field), number, Verdict::Unknown);
        }
    }

    #[test]
    fn case_monthly_from_six_together_or_from_five_by_the_setting() {
        let case = |low, patrol| Case::new().count(Field::LowMonths, low).count(Field::PatrolCirculars, patrol);
        verdict(case(2, 3), 7, Verdict::NotMet);
        verdict(case(3, 3), 7, Verdict::Met);
        verdict(case(3, 4), 7, Verdict::Met);
        verdict(case(2, 2).setting(SettingKey::LowFrom, "5"), 7, Verdict::NotMet);
        verdict(case(2, 3).setting(SettingKey::LowFrom, "5"), 7, Verdict::Met);
    }
}
