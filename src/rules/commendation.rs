//! Who is commended.

use super::{
    CommendedFor, OutcomeKind,
    facts::{Facts, Reading},
};
use crate::domain::{Award, Grade};

/// Final 优秀, final 表扬, and everyone with a 敬业奉献奖; one person may be commended twice.
///
/// Clause: 六(四) (commendation).
pub(super) fn commendations(facts: Facts<'_>, grade: Grade) -> impl Iterator<Item = OutcomeKind> + use<> {
    let by_grade = match grade {
        Grade::Excellent => Some(CommendedFor::Excellent),
        Grade::Commended => Some(CommendedFor::Commended),
        _ => None,
    };
    let dedicated = matches!(facts.award(), Reading::Known(Award::Standard | Award::Amount(_), _));
    by_grade.into_iter().chain(dedicated.then_some(CommendedFor::Dedication)).map(OutcomeKind::Commendation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Case;

    fn commended(case: Case) -> Vec<CommendedFor> {
        let outcomes = case.setting(crate::notice::SettingKey::LastPlaces, "0").evaluate().outcomes;
        outcomes
            .into_iter()
            .filter_map(|outcome| match outcome.kind {
                OutcomeKind::Commendation(reason) => Some(reason),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn commendation_for_grades_and_dedication() {
        assert_eq!(commended(Case::alone_with_room().decide(Grade::Excellent)), [CommendedFor::Excellent]);
        let both = Case::alone_with_room().decide(Grade::Commended).award(Award::Standard);
        assert_eq!(commended(both), [CommendedFor::Commended, CommendedFor::Dedication]);
        assert_eq!(commended(Case::new().decide(Grade::Unqualified)), []);
        assert_eq!(commended(Case::new().award(Award::No)), []);
    }
}
