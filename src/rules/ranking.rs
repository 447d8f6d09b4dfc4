//! Ranks by S1 and the last places.

use super::{OutcomeKind, PersonResult};
use crate::notice::{SettingKey, Settings};
use rust_decimal::Decimal;

/// Gives everyone with S1 a rank, high to low: equal scores share a rank, the next one skips (1-2-2-4).
///
/// Clause: 五(五) (settling).
pub(super) fn rank(people: &mut [PersonResult]) {
    let scores = descending(people);
    for person in people {
        person.rank = person.s1.value.map(|score| {
            let better = scores.partition_point(|other| *other > score);
            u32::try_from(better).expect("people are fewer than 2³²") + 1
        });
    }
}

/// The last places: the people with the lowest S1, as many as the setting says, and everyone tied with the last of
/// them.
///
/// Clause: 五(五) (settling).
pub(super) fn last_places<'a>(
    people: &'a [PersonResult],
    settings: &Settings,
) -> impl Fn(&PersonResult) -> Option<OutcomeKind> + use<'a> {
    let limit = last_place_limit(people, settings);
    move |person| {
        let (score, rank) = person.s1.value.zip(person.rank)?;
        (score <= limit?).then_some(OutcomeKind::LastPlace { score, rank })
    }
}

/// The highest S1 of the last places; nothing if nobody has a score or no last places are wanted.
pub(super) fn last_place_limit(people: &[PersonResult], settings: &Settings) -> Option<Decimal> {
    let scores = descending(people);
    let wanted = settings.whole(SettingKey::LastPlaces) as usize;
    let limit = scores.len().checked_sub(wanted).map_or(scores.first(), |at| scores.get(at)).copied();
    limit.filter(|_| wanted > 0)
}

/// Everyone's S1, highest first.
pub(super) fn descending(people: &[PersonResult]) -> Vec<Decimal> {
    let mut scores: Vec<Decimal> = people.iter().filter_map(|person| person.s1.value).collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    scores
}

#[cfg(test)]
mod tests {
    use crate::{
        domain::Field,
        notice::SettingKey,
        rules::{OutcomeKind, testing::Case},
    };

    fn roster(scores: &[&str], last_places: &str) -> crate::rules::Evaluation {
        let mut case = Case::new().setting(SettingKey::LastPlaces, last_places);
        for (position, score) in scores.iter().enumerate() {
            if position > 0 {
                case = case.and();
            }
            if !score.is_empty() {
                case = case.score(Field::FirstReview, score);
            }
        }
        case.evaluate()
    }

    #[track_caller]
    fn last(scores: &[&str], last_places: &str, expected: &[u32]) {
        let evaluation = roster(scores, last_places);
        let last: Vec<u32> = evaluation
            .outcomes
            .iter()
            .filter(|outcome| matches!(outcome.kind, OutcomeKind::LastPlace { .. }))
            .map(|outcome| outcome.id.0)
            .collect();
        assert_eq!(last, expected);
    }

    #[test]
    fn settling_ranks_are_1_2_2_4() {
        let ranks: Vec<Option<u32>> =
            roster(&["80", "95", "90", "90", ""], "1").people.iter().map(|person| person.rank).collect();
        assert_eq!(ranks, [Some(4), Some(1), Some(2), Some(2), None]);
    }

    #[test]
    fn settling_last_places_take_all_ties_with_the_last() {
        last(&["80", "95", "90", "90", ""], "0", &[]);
        last(&["80", "95", "90", "90", ""], "1", &[0]);
        last(&["80", "95", "90", "90", ""], "2", &[0, 2, 3]);
        last(&["80", "95", "90", "90", ""], "3", &[0, 2, 3]);
        last(&["80", "95", "90", "90", ""], "4", &[0, 1, 2, 3]);
        last(&["80", "95", "90", "90", ""], "9", &[0, 1, 2, 3]);
    }
}
