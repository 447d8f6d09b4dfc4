//! Which columns the rules can't do without, and which clauses need them.
//!
//! A column that the roster lacks is unknown, not zero: whoever is appraised stays provisional until somebody confirms
//! by the setting 无此情形 that nobody has such a case.

use crate::{domain::Field, notice::Clause};

/// The clauses that need a column; empty for columns whose absence has a reading of its own.
pub const fn clauses_of(field: Field) -> &'static [Clause] {
    match field {
        Field::LeaveDays => &[Clause::BarLeave],
        Field::BadReviews => &[Clause::BarBadReview, Clause::CaseReviews, Clause::BadReviewFine],
        Field::BadReviewsFined => &[Clause::BadReviewFine],
        Field::Complaints => &[Clause::BarComplaint, Clause::CaseReviews, Clause::ComplaintFine],
        Field::ComplaintsFined => &[Clause::ComplaintFine],
        Field::Breaches | Field::BreachesFined => &[Clause::BreachFine],
        Field::Circulars => &[Clause::BarCirculars],
        Field::RefusedOrders => &[Clause::BarRefusal],
        Field::PatrolCirculars | Field::LowMonths => &[Clause::CaseMonthly],
        Field::InspectionScandal => &[Clause::CaseInspection],
        Field::Disobeyed | Field::LateTasks => &[Clause::CaseDisobedience],
        Field::RefusedToMend => &[Clause::CaseRefusedToMend],
        Field::DerelictionLoss => &[Clause::CaseLoss],
        Field::ReputationHarm => &[Clause::CaseReputation],
        Field::Dedication => &[Clause::Dedication],
        Field::RuleDeduction => &[Clause::RuleDeduction],
        Field::Manager => &[Clause::Allowance],
        _ => &[],
    }
}

/// The clauses that need any of these columns, in the notice's order.
pub fn clauses_of_all(fields: &[Field]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = fields.iter().flat_map(|field| clauses_of(*field)).copied().collect();
    clauses.sort_unstable();
    clauses.dedup();
    clauses
}
