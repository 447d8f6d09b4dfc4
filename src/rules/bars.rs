//! The six bars to 优秀. They bar 优秀 only, and count what was already fined in its month, too.

use super::{
    Finding, Tenure,
    facts::{Facts, quantity},
    findings::{at_least, cases, finding, flag, more_than, tenure_below},
};
use crate::{
    domain::Field,
    notice::{Clause, SettingKey, Settings},
};
use rust_decimal::Decimal;

/// All six, in the notice's order.
///
/// Clause: 五(六)1–6 (bar-bad-review, bar-complaint, bar-leave, bar-tenure, bar-circulars, bar-refusal).
pub(super) fn bars(facts: Facts<'_>, settings: &Settings, tenure: &Tenure) -> Vec<Finding> {
    let one = |field| at_least(vec![cases(facts, field)], Decimal::ONE, None);
    let leave = quantity(Field::LeaveDays, facts.number(Field::LeaveDays));
    let circulars = cases(facts, Field::Circulars);
    vec![
        finding(Clause::BarBadReview, vec![one(Field::BadReviews)]),
        finding(Clause::BarComplaint, vec![one(Field::Complaints)]),
        finding(Clause::BarLeave, vec![more_than(vec![leave], settings, SettingKey::LeaveLimit)]),
        finding(Clause::BarTenure, vec![tenure_below(tenure, settings)]),
        finding(Clause::BarCirculars, vec![more_than(vec![circulars], settings, SettingKey::CircularLimit)]),
        finding(Clause::BarRefusal, vec![flag(facts, Field::RefusedOrders)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Verdict, testing::Case};

    #[track_caller]
    fn verdict(case: Case, bar: usize, expected: Verdict) {
        assert_eq!(case.evaluate().people[0].bars[bar].verdict, expected);
    }

    #[test]
    fn bar_bad_review_from_the_first() {
        verdict(Case::new().count(Field::BadReviews, 0), 0, Verdict::NotMet);
        verdict(Case::new().count(Field::BadReviews, 1), 0, Verdict::Met);
        verdict(Case::new().count(Field::BadReviews, 2), 0, Verdict::Met);
        verdict(Case::new().count(Field::BadReviews, 1).count(Field::BadReviewsFined, 1), 0, Verdict::Met);
    }

    #[test]
    fn bar_complaint_from_the_first() {
        verdict(Case::new().count(Field::Complaints, 0), 1, Verdict::NotMet);
        verdict(Case::new().count(Field::Complaints, 1), 1, Verdict::Met);
        verdict(Case::new().count(Field::Complaints, 2), 1, Verdict::Met);
    }

    #[test]
    fn bar_leave_above_five_days() {
        verdict(Case::new().days("4.5"), 2, Verdict::NotMet);
        verdict(Case::new().days("5"), 2, Verdict::NotMet);
        verdict(Case::new().days("5.5"), 2, Verdict::Met);
        verdict(Case::new().days("5.01"), 2, Verdict::Met);
        verdict(Case::new().days("6").setting(SettingKey::LeaveLimit, "6"), 2, Verdict::NotMet);
    }

    #[test]
    fn bar_circulars_above_three() {
        verdict(Case::new().count(Field::Circulars, 2), 4, Verdict::NotMet);
        verdict(Case::new().count(Field::Circulars, 3), 4, Verdict::NotMet);
        verdict(Case::new().count(Field::Circulars, 4), 4, Verdict::Met);
    }

    #[test]
    fn bar_refusal_by_the_flag() {
        verdict(Case::new().flag(Field::RefusedOrders, false), 5, Verdict::NotMet);
        verdict(Case::new().flag(Field::RefusedOrders, true), 5, Verdict::Met);
    }

    #[test]
    fn bars_without_their_column_are_not_evaluated() {
        for (field, bar) in [
            (Field::BadReviews, 0),
            (Field::Complaints, 1),
            (Field::LeaveDays, 2),
            (Field::Circulars, 4),
            (Field::RefusedOrders, 5),
        ] {
            verdict(Case::new().absent(field), bar, Verdict::Unknown);
            verdict(Case::new().absent(field).setting(SettingKey::ConfirmedNone, field.header()), bar, Verdict::NotMet);
        }
    }
}
