//! The register of interpretations (口径影响): every 口径 under each of its other readings, and who is near a threshold.

use super::{Comparison, Difference, Evaluation, Finding, Test, Verdict, WhyNot, compare, evaluate};
use crate::{
    domain::{Grade, Inputs, PersonId},
    notice::{Clause, SettingKey},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One reading that isn't in force, and what it would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLine {
    /// The setting.
    pub key: SettingKey,
    /// 现取值
    pub present: String,
    /// 另取值
    pub other: String,
    /// What a whole evaluation with it gives.
    pub difference: Difference,
}

/// Every 口径 setting under each reading that isn't in force, each by a whole evaluation. `progress` hears how many are
/// done, and of how many.
pub fn register(inputs: &Inputs, evaluation: &Evaluation, progress: &mut dyn FnMut(usize, usize)) -> Vec<RegisterLine> {
    let readings: Vec<(SettingKey, String, &'static str)> = SettingKey::ALL
        .iter()
        .flat_map(|key| {
            let present = inputs.settings.value(*key).to_string();
            key.readings().iter().filter(move |other| **other != present).map({
                let present = inputs.settings.value(*key).to_string();
                move |other| (*key, present.clone(), *other)
            })
        })
        .collect();
    let mut trial = inputs.clone();
    let all = readings.len();
    let line = |(at, (key, present, other)): (usize, (SettingKey, String, &'static str))| {
        trial.settings = inputs.settings.clone();
        trial.settings.set(key, key.parse(other).expect("a test parses every reading"));
        let difference = compare((inputs, evaluation), (&trial, &evaluate(&trial)));
        progress(at + 1, all);
        RegisterLine { key, present, other: other.to_owned(), difference }
    };
    readings.into_iter().enumerate().map(line).collect()
}

/// Somebody whose result hangs on a hair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearMiss {
    /// Who.
    pub id: PersonId,
    /// What about.
    pub kind: NearKind,
}

/// What somebody is near to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NearKind {
    /// A bar or case that one more (or one less) would meet, with the comparison.
    Threshold {
        /// The clause.
        clause: Clause,
        /// The comparison that just fails.
        test: Test,
    },
    /// A bar or case that another reading of its 口径 turns round.
    Reading {
        /// The clause.
        clause: Clause,
        /// The comparison as it stands.
        test: Test,
        /// The setting.
        setting: SettingKey,
        /// The reading that turns it.
        other: String,
    },
    /// The first below the places of a grade.
    FirstBelow {
        /// The grade.
        grade: Grade,
        /// Place in the field.
        place: u32,
        /// Places that were open.
        open: u32,
    },
    /// Equal with others across the last place of a grade.
    Tied(Grade),
}

/// Who is near: exactly at a threshold, turned by another reading, or first below a quota. In the roster's order.
pub fn near_misses(evaluation: &Evaluation) -> Vec<NearMiss> {
    let mut misses = Vec::new();
    for result in &evaluation.people {
        let mut add = |kind| misses.push(NearMiss { id: result.id, kind });
        for finding in result.bars.iter().chain(&result.cases) {
            near_threshold(finding, &mut add);
        }
        for missed in &result.why_not {
            // Whoever something else keeps out of the running isn't near a place.
            match missed.reasons[..] {
                [WhyNot::BeyondQuota { place, open, within: true }] if place == open + 1 => {
                    add(NearKind::FirstBelow { grade: missed.grade, place, open });
                }
                [WhyNot::Tied { within: true }] => add(NearKind::Tied(missed.grade)),
                _ => {}
            }
        }
    }
    misses
}

fn near_threshold(finding: &Finding, add: &mut impl FnMut(NearKind)) {
    for test in &finding.tests {
        let Test::Number { parts, sum, comparison, threshold, setting: Some(setting), verdict } = test else {
            // Without a setting one case is enough: everybody without a case would be near.
            continue;
        };
        if !parts.iter().all(|part| part.value.is_some()) {
            continue;
        }
        let turned = setting.readings().iter().find(|reading| {
            let other = reading.parse::<Decimal>().ok();
            other
                .is_some_and(|other| other != *threshold && comparison.holds(*sum, other) != (*verdict == Verdict::Met))
        });
        let clause = finding.clause;
        if let Some(other) = turned {
            let (test, other) = (test.clone(), (*other).to_owned());
            add(NearKind::Reading { clause, test, setting: *setting, other });
        } else if *verdict == Verdict::NotMet && is_one_away(*sum, *comparison, *threshold) {
            add(NearKind::Threshold { clause, test: test.clone() });
        }
    }
}

/// Whether the number stands right at the edge: the limit itself where that is still allowed, else one below.
fn is_one_away(sum: Decimal, comparison: Comparison, threshold: Decimal) -> bool {
    match comparison {
        Comparison::MoreThan | Comparison::LessThan => sum == threshold,
        Comparison::AtLeast => sum == threshold - Decimal::ONE && !sum.is_zero(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Field,
        notice::Decider,
        rules::testing::{Case, date},
    };

    #[test]
    fn every_interpretation_is_run_under_every_other_reading() {
        let inputs = Case::new().inputs();
        let lines = register(&inputs, &evaluate(&inputs), &mut |_, _| {});
        for key in SettingKey::ALL.iter().filter(|key| key.decider() == Decider::Interpretation) {
            let others: Vec<&str> =
                lines.iter().filter(|line| line.key == *key).map(|line| line.other.as_str()).collect();
            assert_eq!(others, key.readings()[1..], "{}", key.term());
        }
    }

    #[test]
    fn a_value_outside_the_readings_is_compared_with_all_of_them() {
        let inputs = Case::new().setting(SettingKey::LowFrom, "7").inputs();
        let lines = register(&inputs, &evaluate(&inputs), &mut |_, _| {});
        let of_low: Vec<&RegisterLine> = lines.iter().filter(|line| line.key == SettingKey::LowFrom).collect();
        assert_eq!(of_low.iter().map(|line| line.other.as_str()).collect::<Vec<_>>(), ["6", "5"]);
        assert!(of_low.iter().all(|line| line.present == "7"));
    }

    #[test]
    fn a_line_says_who_changes_and_how_the_total_moves() {
        // Joined on 20 July: 12 of 31 days. By 满半月 five months count, by 足月 five, by 当月 six.
        let case = Case::new().date(Field::Joined, (2024, 7, 20)).setting(SettingKey::BonusRate, "100");
        let inputs = case.and().inputs();
        let lines = register(&inputs, &evaluate(&inputs), &mut |_, _| {});
        let months: Vec<_> = lines.iter().filter(|line| line.key == SettingKey::MonthCount).collect();
        let moves: Vec<_> = months
            .iter()
            .map(|line| (line.other.as_str(), line.difference.people.len(), line.difference.net_moves_by().normalize()))
            .collect();
        assert_eq!(moves, [("足月", 0, Decimal::ZERO), ("当月", 1, Decimal::ONE_HUNDRED)]);
    }

    #[track_caller]
    fn near(case: Case, expected: Option<Clause>) {
        let found: Vec<Clause> = near_misses(&case.evaluate())
            .into_iter()
            .filter_map(|miss| match miss.kind {
                NearKind::Threshold { clause, .. } | NearKind::Reading { clause, .. } => Some(clause),
                _ => None,
            })
            .collect();
        assert_eq!(found, Vec::from_iter(expected));
    }

    #[test]
    fn bar_leave_is_near_at_the_limit_only() {
        near(Case::new().days("4.5"), None);
        near(Case::new().days("5"), Some(Clause::BarLeave));
        near(Case::new().days("5.5"), None);
    }

    #[test]
    fn bar_circulars_and_late_tasks_are_near_at_the_limit_only() {
        for (count, circulars) in [(2, None), (3, Some(Clause::BarCirculars)), (4, None)] {
            near(Case::new().count(Field::Circulars, count).count(Field::Breaches, count), circulars);
        }
        for (count, late) in [(4, None), (5, Some(Clause::CaseDisobedience)), (6, None)] {
            near(Case::new().count(Field::LateTasks, count), late);
        }
    }

    #[test]
    fn bar_tenure_is_near_for_who_joined_on_the_first_of_july() {
        assert_eq!(date((2024, 7, 1)).to_string(), "2024-07-01");
        near(Case::new().date(Field::Joined, (2024, 5, 31)), None);
        near(Case::new().date(Field::Joined, (2024, 7, 1)), Some(Clause::BarTenure));
        near(Case::new().date(Field::Joined, (2024, 7, 2)), None);
    }

    #[test]
    fn case_monthly_is_near_where_the_readings_part() {
        near(Case::new().count(Field::LowMonths, 4), None);
        near(Case::new().count(Field::LowMonths, 2).count(Field::PatrolCirculars, 3), Some(Clause::CaseMonthly));
        near(Case::new().count(Field::LowMonths, 6), None);
        let five = |count| Case::new().setting(SettingKey::LowFrom, "5").count(Field::LowMonths, count);
        near(five(5), Some(Clause::CaseMonthly));
        near(five(4), Some(Clause::CaseMonthly));
        near(five(6), None);
    }

    #[test]
    fn quota_the_first_below_the_places_is_near() {
        let mut case = Case::new().setting(SettingKey::ExcellentShare, "0.34").score(Field::FirstReview, "90");
        for score in ["85", "80"] {
            case = case.and().score(Field::FirstReview, score);
        }
        let misses = near_misses(&case.evaluate());
        let first = NearKind::FirstBelow { grade: Grade::Excellent, place: 2, open: 1 };
        assert!(misses.contains(&NearMiss { id: PersonId(1), kind: first }));
        assert!(!misses.iter().any(|miss| miss.id == PersonId(2)), "{misses:?}");
    }
}
