//! The first review and the two combined scores.

use super::{FirstReview, Measure, Quantity, Score, ScorePart, facts::Facts};
use crate::{
    domain::{Fact, Field, Problem, ProblemKind, Source, round_score},
    notice::{SettingKey, Settings},
};
use rust_decimal::Decimal;

/// Maxima of the aspects and of 亮点加分.
const MAXIMA: [(Field, SettingKey); 5] = [
    (Field::Discipline, SettingKey::MaxDiscipline),
    (Field::ServiceNorms, SettingKey::MaxServiceNorms),
    (Field::Ability, SettingKey::MaxAbility),
    (Field::Effectiveness, SettingKey::MaxEffectiveness),
    (Field::Highlights, SettingKey::MaxHighlights),
];

/// 初评分 as given; if blank, the sum of the four aspects and 亮点加分 (none given is 0). An aspect that is missing or
/// above its maximum leaves the sum missing.
///
/// Clause: 五(二), 五(三) (first-review-hall, first-review-other).
pub(super) fn first_review(facts: Facts<'_>, settings: &Settings, problems: &mut Vec<Problem>) -> FirstReview {
    let person = facts.person.id;
    let mut parts = Vec::new();
    let mut sum = Some(Decimal::ZERO);
    for (field, setting) in MAXIMA {
        let mut part = facts.score(field);
        let faulty = matches!(facts.person.fact(field), Fact::Faulty { .. });
        if field == Field::Highlights && part.value.is_none() && !faulty {
            part = Quantity { value: Some(Decimal::ZERO), source: Some(Source::Default), ..part };
        }
        let max = settings.number(setting);
        if let Some(value) = part.value.filter(|value| *value > max) {
            let kind = ProblemKind::ScoreAboveMaximum { setting, max };
            problems.push(Problem::error(facts.place(field), person, value.normalize().to_string(), kind));
            part.value = None;
        }
        sum = sum.zip(part.value).map(|(sum, value)| sum + value);
        parts.push(part);
    }

    let given = facts.score(Field::FirstReview);
    let Some(score) = given.value else {
        return match sum {
            Some(sum) => FirstReview { score: Some(sum), parts, source: None },
            None => FirstReview { score: None, parts: Vec::new(), source: None },
        };
    };
    let found = || score.normalize().to_string();
    let highest = MAXIMA.iter().map(|(_, setting)| settings.number(*setting)).sum();
    if score > highest {
        let kind = ProblemKind::OutOfRange { min: Decimal::ZERO, max: highest };
        problems.push(Problem::warning(facts.place(Field::FirstReview), person, found(), kind));
    }
    if let Some(sum) = sum.filter(|sum| *sum != score) {
        let kind = ProblemKind::FirstReviewDiffers { sum };
        problems.push(Problem::warning(facts.place(Field::FirstReview), person, found(), kind));
    }
    FirstReview { score: Some(score), parts: Vec::new(), source: given.source }
}

/// S1 初评综合分 and S2 推优综合分: weighted means of what the person has, weights renormalised, rounded to two decimals.
///
/// Clause: 五(五) (settling).
pub(super) fn combined(facts: Facts<'_>, settings: &Settings, review: &FirstReview) -> (Score, Score) {
    let part = |quantity, setting| ScorePart { quantity, setting, weight: settings.number(setting) };
    let first =
        Quantity { measure: Measure::Field(Field::FirstReview), value: review.score, source: review.source.clone() };
    let mut parts = vec![
        part(first, SettingKey::WeightFirstReview),
        part(facts.score(Field::MonthlyMean), SettingKey::WeightMonthly),
    ];
    let s1 = mean(parts.clone());
    parts.push(part(facts.score(Field::BallotScore), SettingKey::WeightBallot));
    (s1, mean(parts))
}

fn mean(parts: Vec<ScorePart>) -> Score {
    let present = || parts.iter().filter_map(|part| part.quantity.value.map(|value| (value, part.weight)));
    let weights: Decimal = present().map(|(_, weight)| weight).sum();
    let value = (!weights.is_zero())
        .then(|| round_score(present().map(|(value, weight)| value * weight).sum::<Decimal>() / weights));
    Score { value, parts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Case;
    use rust_decimal_macros::dec;

    #[track_caller]
    fn scores(case: Case, s1: Option<Decimal>, s2: Option<Decimal>) {
        let evaluation = case.evaluate();
        assert_eq!((evaluation.people[0].s1.value, evaluation.people[0].s2.value), (s1, s2));
    }

    #[test]
    fn settling_weights_are_renormalised() {
        // (80 × 0.5 + 90 × 0.3) ÷ 0.8 = 83.75
        let case = Case::new().score(Field::FirstReview, "80").score(Field::MonthlyMean, "90");
        scores(case.clone(), Some(dec!(83.75)), Some(dec!(83.75)));
        // (80 × 0.5 + 90 × 0.3 + 70 × 0.2) ÷ 1 = 81
        scores(case.score(Field::BallotScore, "70"), Some(dec!(83.75)), Some(dec!(81)));
        scores(Case::new().score(Field::BallotScore, "70"), None, Some(dec!(70)));
        scores(Case::new(), None, None);
    }

    #[test]
    fn settling_halves_are_rounded_away_from_zero() {
        // (100 × 0.5 + 95 × 0.3) ÷ 0.8 = 98.125
        scores(
            Case::new().score(Field::FirstReview, "100").score(Field::MonthlyMean, "95"),
            Some(dec!(98.13)),
            Some(dec!(98.13)),
        );
    }

    #[test]
    fn settling_without_weight_there_is_no_score() {
        let case = Case::new().setting(SettingKey::WeightFirstReview, "0").score(Field::FirstReview, "80");
        scores(case, None, None);
    }

    #[test]
    fn first_review_is_the_sum_of_its_aspects() {
        let aspects = Case::new()
            .score(Field::Discipline, "20")
            .score(Field::ServiceNorms, "21.5")
            .score(Field::Ability, "22")
            .score(Field::Effectiveness, "23");
        scores(aspects.clone(), Some(dec!(86.5)), Some(dec!(86.5)));
        scores(aspects.clone().score(Field::Highlights, "3"), Some(dec!(89.5)), Some(dec!(89.5)));
        scores(aspects.clone().blank(Field::Ability), None, None);
        scores(aspects.clone().score(Field::FirstReview, "90"), Some(dec!(90)), Some(dec!(90)));
        scores(aspects.clone().score(Field::Discipline, "25"), Some(dec!(91.5)), Some(dec!(91.5)));
        scores(aspects.score(Field::Discipline, "25.01"), None, None);
    }
}
