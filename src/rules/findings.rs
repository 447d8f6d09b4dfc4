//! What bars and cases are made of: comparisons that know "unknown".

use super::{Comparison, Finding, Measure, Quantity, Tenure, Test, Unverified, Verdict, facts, ledgers::OpenIncident};
use crate::{
    domain::{CellRef, Field},
    notice::{Clause, SettingKey, Settings},
};
use facts::{Facts, Reading};
use rust_decimal::Decimal;

/// A clause that applies if any of its tests does; unknown if none does but one is unknown.
pub(super) fn finding(clause: Clause, tests: Vec<Test>) -> Finding {
    let verdicts = || {
        tests.iter().map(|test| match test {
            Test::Number { verdict, .. } | Test::Flag { verdict, .. } => *verdict,
        })
    };
    let verdict = if verdicts().any(|verdict| verdict == Verdict::Met) {
        Verdict::Met
    } else if verdicts().any(|verdict| verdict == Verdict::Unknown) {
        Verdict::Unknown
    } else {
        Verdict::NotMet
    };
    Finding { clause, verdict, tests, unverified: None }
}

/// Marks a finding with the incidents of its categories that are still to be verified, and with what they would make of
/// it.
pub(super) fn mark_unverified(finding: &mut Finding, incidents: &[OpenIncident]) {
    let of = |test: &Test| -> Vec<OpenIncident> {
        let counts = |field: Field| incidents.iter().filter(move |incident| incident.is_of(field));
        match test {
            Test::Number { parts, .. } => parts
                .iter()
                .filter_map(|part| match part.measure {
                    Measure::Field(field) => Some(field),
                    Measure::Tenure => None,
                })
                .flat_map(counts)
                .copied()
                .collect(),
            Test::Flag { field, .. } => counts(*field).copied().collect(),
        }
    };
    let would_be_met = |test: &Test| {
        let counted = of(test).iter().filter(|incident| incident.would_count).count();
        match test {
            Test::Number { sum, comparison, threshold, .. } => {
                counted > 0 && comparison.holds(sum + Decimal::from(counted), *threshold)
            }
            Test::Flag { .. } => counted > 0,
        }
    };
    let cells: Vec<CellRef> = finding.tests.iter().flat_map(of).map(|incident| incident.cell).collect();
    if !cells.is_empty() {
        let met = finding.tests.iter().any(would_be_met);
        let verdict = if met { Verdict::Met } else { finding.verdict };
        finding.unverified = Some(Unverified { cells, verdict });
    }
}

/// A yes/no column.
pub(super) fn flag(facts: Facts<'_>, field: Field) -> Test {
    let (source, verdict) = match facts.flag(field) {
        Reading::Known(true, source) => (Some(source), Verdict::Met),
        Reading::Known(false, source) => (Some(source), Verdict::NotMet),
        Reading::NotGiven => (None, Verdict::NotMet),
        Reading::Absent | Reading::Faulty => (None, Verdict::Unknown),
    };
    Test::Flag { field, source, verdict }
}

/// A sum of columns that reaches a threshold (the number included). A sum with an unknown part is met if its known
/// part suffices, else unknown.
pub(super) fn at_least(parts: Vec<Quantity>, threshold: Decimal, setting: Option<SettingKey>) -> Test {
    number(parts, Comparison::AtLeast, threshold, setting)
}

/// A sum of columns above a limit (the number excluded).
pub(super) fn more_than(parts: Vec<Quantity>, settings: &Settings, limit: SettingKey) -> Test {
    number(parts, Comparison::MoreThan, settings.number(limit), Some(limit))
}

/// Time in post below the minimum (the number excluded).
pub(super) fn tenure_below(tenure: &Tenure, settings: &Settings) -> Test {
    let limit = SettingKey::MinMonths;
    let quantity =
        Quantity { measure: Measure::Tenure, value: tenure.months.map(Decimal::from), source: tenure.source.clone() };
    number(vec![quantity], Comparison::LessThan, settings.number(limit), Some(limit))
}

fn number(parts: Vec<Quantity>, comparison: Comparison, threshold: Decimal, setting: Option<SettingKey>) -> Test {
    let sum: Decimal = parts.iter().filter_map(|part| part.value).sum();
    let complete = parts.iter().all(|part| part.value.is_some());
    // An unknown part can only add, so the known part says nothing about "less than".
    let met = comparison.holds(sum, threshold) && (complete || comparison != Comparison::LessThan);
    let verdict = match (met, complete) {
        (true, _) => Verdict::Met,
        (false, true) => Verdict::NotMet,
        (false, false) => Verdict::Unknown,
    };
    Test::Number { parts, sum, comparison, threshold, setting, verdict }
}

/// A column of counts as a quantity.
pub(super) fn cases(facts: Facts<'_>, field: Field) -> Quantity {
    facts::quantity(field, facts.count(field))
}
