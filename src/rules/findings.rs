//! What bars and cases are made of: comparisons that know "unknown".

use super::{Comparison, Finding, Measure, Quantity, Tenure, Test, Verdict, facts};
use crate::{
    domain::Field,
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
    Finding { clause, verdict, tests }
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
