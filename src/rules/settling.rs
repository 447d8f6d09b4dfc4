//! How far the result has come, but for the day: what keeps it a draft, and whether somebody has settled it (定稿) and its
//! figures are still the same.

use super::{DraftReason, Finding, LevelStep, Outcome, OutcomeKind, PersonResult, Status, Verdict};
use crate::{
    domain::{Person, Place, Problem, ProblemKind, Severity},
    notice::{Calendar, Publicity, SettingKey, Settings},
};
use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

/// What keeps the result a draft. Each reason counts rows that 待决事项 and 问题清单 have.
pub(super) fn reasons<'a>(
    settings: &Settings,
    people: &[PersonResult],
    problems: impl Iterator<Item = &'a Problem>,
    unset: BTreeSet<(SettingKey, Option<String>)>,
) -> Vec<DraftReason> {
    let count = |number: usize| u32::try_from(number).expect("people and problems are fewer than 2³²");
    let pending = people.iter().filter(|person| !person.pending.is_empty()).count();
    let errors = problems.filter(|problem| problem.severity == Severity::Error).count();
    let mut reasons = Vec::new();
    if pending > 0 {
        reasons.push(DraftReason::Pending(count(pending)));
    }
    if errors > 0 {
        reasons.push(DraftReason::Errors(count(errors)));
    }
    reasons.extend(unset.into_iter().map(|(setting, level)| DraftReason::Unset(setting, level)));
    if !settings.flag(SettingKey::Confirmed) {
        reasons.push(DraftReason::Unconfirmed);
    }
    reasons
}

/// 草稿 for its reasons; else 定稿 if somebody took that step and the figures are those that were settled; else 待定稿. That a
/// step no longer stands is a problem of its own, so that it is never lost in silence.
pub(super) fn status(
    settings: &Settings,
    reasons: Vec<DraftReason>,
    figures: &str,
    problems: &mut Vec<Problem>,
) -> Status {
    let mut say = |severity, key, found: String, kind| {
        problems.push(Problem::general(severity, Place::Setting(key), found, kind));
    };
    let open = !reasons.is_empty();
    let otherwise = if open { Status::Draft(reasons) } else { Status::Ready };
    publicity(settings, &mut say);
    let Some((by, on)) = settings.settled() else {
        let by = settings.text(SettingKey::SettledBy);
        let given = settings.date(SettingKey::SettledOn).map_or_else(|| by.to_owned(), |on| on.to_string());
        if !given.is_empty() {
            say(Severity::Warning, SettingKey::SettledBy, given, ProblemKind::SettlingIncomplete);
        }
        return otherwise;
    };
    let kept = settings.text(SettingKey::SettledFigures);
    let moved = !kept.is_empty() && kept != figures;
    if moved || open {
        let kind = ProblemKind::SettlingLapsed { on, moved };
        say(Severity::Warning, SettingKey::SettledBy, by.to_owned(), kind);
        return otherwise;
    }
    if kept.is_empty() {
        say(Severity::Notice, SettingKey::SettledFigures, String::new(), ProblemKind::SettlingUnsealed);
    }
    if let Publicity::BeforeSettling { from, settled } = Publicity::of(settings) {
        let kind = ProblemKind::PublicityBeforeSettling { settled };
        say(Severity::Warning, SettingKey::PublicityFrom, from.to_string(), kind);
    }
    Status::Settled
}

/// Days of publicity that can't be, or are fewer than the leading group set.
///
/// Clause: 七(四).
fn publicity(settings: &Settings, say: &mut impl FnMut(Severity, SettingKey, String, ProblemKind)) {
    let days = (settings.date(SettingKey::PublicityFrom), settings.date(SettingKey::PublicityTo));
    let (Some(from), Some(to)) = days else { return };
    let wanted = settings.whole(SettingKey::PublicityDays);
    let days = Calendar::of(settings).working_days(from, to);
    let kind = match (from <= to, days < wanted) {
        (false, _) => ProblemKind::PublicityReversed { from },
        (true, true) => ProblemKind::PublicityShort { days, wanted },
        (true, false) => return,
    };
    say(Severity::Warning, SettingKey::PublicityTo, to.to_string(), kind);
}

/// A short digest of every figure that the results of a year show of anybody: the same people with the same figures give the same,
/// in whatever order. What isn't shown as a figure (a name, a source, what is pending) isn't in it.
pub(super) fn figures(year: i32, everyone: &[Person], people: &[PersonResult], outcomes: &[Outcome]) -> String {
    let mut of_year = Digest::default();
    of_year.add(year);
    let mut sum = of_year.mixed();
    let mut outcomes = outcomes.iter().peekable();
    for result in people {
        let mut digest = Digest::default();
        let person = &everyone[result.id.0 as usize];
        digest.add(&person.key);
        digest.add(result.months.counted);
        for score in [result.s1.value, result.s2.value] {
            digest.add(score.map(|score| score.normalize().to_string()).unwrap_or_default());
        }
        digest.add(result.rank.unwrap_or_default());
        let met = |finding: &&Finding| finding.verdict == Verdict::Met;
        result.bars.iter().chain(&result.cases).filter(met).for_each(|finding| digest.add(finding.clause.slug()));
        digest.add(result.proposed.term());
        digest.add(result.grade.term());
        let money = &result.money;
        let sums = [money.gross, money.deducted, money.net, money.short];
        money.lines.iter().map(|line| line.amount).chain(sums).for_each(|amount| digest.add(amount));
        // They are in the order of the people.
        while let Some(outcome) = outcomes.next_if(|outcome| outcome.id == result.id) {
            digest.add(outcome.kind.term());
            digest.add(outcome.kind.clause().slug());
            match &outcome.kind {
                OutcomeKind::Promotion { by, step } => {
                    digest.add(by.years());
                    match step {
                        LevelStep::Up { from, to } => [from, to].into_iter().for_each(|level| digest.add(level)),
                        LevelStep::AtTop(level) | LevelStep::NotInOrder(level) => digest.add(level),
                        LevelStep::NoOrder => {}
                    }
                }
                OutcomeKind::PromotionToCheck { by, years, .. } => {
                    digest.add(by.years());
                    years.iter().for_each(|year| digest.add(year));
                }
                OutcomeKind::Commendation(kind) => digest.add(kind.term()),
                OutcomeKind::Return(_) | OutcomeKind::LastPlace { .. } => {}
            }
        }
        sum = sum.wrapping_add(digest.mixed());
    }
    // A letter first: nothing takes it for a number.
    format!("K{sum:016X}")
}

/// FNV-1a, which is the same on every machine and in every build.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Digest {
        Digest(0xcbf2_9ce4_8422_2325)
    }
}

impl Digest {
    /// One more part; parts are kept apart.
    fn add(&mut self, part: impl fmt::Display) {
        write!(self, "{part}\u{1f}").expect("a digest takes any text");
    }

    /// Spread over all bits, so that sums of several stay apart.
    const fn mixed(&self) -> u64 {
        let mut bits = self.0;
        bits = (bits ^ (bits >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        bits = (bits ^ (bits >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        bits ^ (bits >> 33)
    }
}

impl Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Field, Grade},
        rules::{
            Evaluation, evaluate,
            testing::{Case, date},
        },
    };

    /// Two people of whom nothing is open.
    fn roster() -> Case {
        let case = Case::new().setting(SettingKey::BonusRate, "100").setting(SettingKey::SettlementRate, "0");
        let case = case.score(Field::FirstReview, "90");
        case.and().score(Field::FirstReview, "80")
    }

    fn result(case: &Case) -> Evaluation {
        evaluate(&case.clone().inputs())
    }

    fn settled(case: Case) -> Case {
        let figures = result(&case).figures;
        let case = case.setting(SettingKey::SettledBy, "张主任").setting(SettingKey::SettledOn, "2025-01-10");
        case.setting(SettingKey::SettledFigures, &figures)
    }

    fn kinds(evaluation: &Evaluation) -> Vec<&ProblemKind> {
        evaluation.problems.iter().map(|problem| &problem.kind).collect()
    }

    #[test]
    fn nothing_open_is_ready_and_only_a_step_settles_it() {
        let open = roster().setting(SettingKey::Confirmed, "否");
        assert_eq!(result(&open).status, Status::Draft(vec![DraftReason::Unconfirmed]));
        assert_eq!(result(&roster()).status, Status::Ready);
        let done = result(&settled(roster()));
        assert_eq!(done.status, Status::Settled);
        assert!(done.problems.is_empty(), "{:?}", done.problems);
    }

    #[test]
    fn a_step_wants_a_person_and_a_day() {
        for (key, text) in [(SettingKey::SettledBy, "张主任"), (SettingKey::SettledOn, "2025-01-10")] {
            let half = result(&roster().setting(key, text));
            assert_eq!(half.status, Status::Ready);
            assert_eq!(kinds(&half), [&ProblemKind::SettlingIncomplete]);
        }
    }

    #[test]
    fn a_moved_figure_ends_the_settling_and_is_said() {
        let on = date((2025, 1, 10));
        for moved in [
            settled(roster()).score(Field::FirstReview, "95"),
            settled(roster()).setting(SettingKey::BonusRate, "101"),
            settled(roster()).setting(SettingKey::LastPlaces, "1"),
            settled(roster()).and().score(Field::FirstReview, "70"),
        ] {
            let moved = result(&moved);
            assert_eq!(moved.status, Status::Ready);
            assert!(kinds(&moved).contains(&&ProblemKind::SettlingLapsed { on, moved: true }));
        }
        // 待决 and 草稿 come back with what is open.
        let open = result(&settled(roster()).decide(Grade::Unqualified).setting(SettingKey::Confirmed, "否"));
        assert!(matches!(open.status, Status::Draft(_)));
        assert!(kinds(&open).contains(&&ProblemKind::SettlingLapsed { on, moved: true }));
        let same = result(&settled(roster()).setting(SettingKey::Confirmed, "否"));
        assert!(matches!(same.status, Status::Draft(_)));
        assert!(kinds(&same).contains(&&ProblemKind::SettlingLapsed { on, moved: false }));
    }

    #[test]
    fn what_moves_no_figure_leaves_it_settled() {
        let noted = settled(roster()).text(Field::Note, "备注").setting(SettingKey::UnitName, "中心");
        assert_eq!(result(&noted).status, Status::Settled);
        // A second person's leave, within the limit.
        assert_eq!(result(&settled(roster()).days("1")).status, Status::Settled);
    }

    #[test]
    fn without_a_digest_the_step_stands_and_that_is_said() {
        let by_hand = result(&settled(roster()).setting(SettingKey::SettledFigures, ""));
        assert_eq!(by_hand.status, Status::Settled);
        assert_eq!(kinds(&by_hand), [&ProblemKind::SettlingUnsealed]);
    }

    #[test]
    fn publicity_runs_from_its_first_day_to_its_last() {
        let case = settled(roster()).setting(SettingKey::PublicityFrom, "2025-01-13");
        let undated = case.clone().inputs();
        let settings = case.setting(SettingKey::PublicityTo, "2025-01-17").inputs().settings;
        let on = |day| Status::Settled.on(&settings, date((2025, 1, day)));
        let to = date((2025, 1, 17));
        assert_eq!(on(12), Status::Settled);
        assert_eq!(on(13), Status::InPublicity { to });
        assert_eq!(on(17), Status::InPublicity { to });
        assert_eq!(on(18), Status::InForce { to });
        assert_eq!(Status::Ready.on(&settings, date((2025, 1, 18))), Status::Ready, "nothing unsettled is published");
        assert_eq!(Status::Settled.on(&undated.settings, date((2025, 1, 18))), Status::Settled);
    }

    #[test]
    fn publicity_before_the_settling_counts_for_nothing() {
        let case = settled(roster()).setting(SettingKey::PublicityTo, "2025-01-17");
        for (from, counts) in [("2025-01-09", false), ("2025-01-10", true), ("2025-01-11", true)] {
            let inputs = case.clone().setting(SettingKey::PublicityFrom, from).inputs();
            let evaluation = evaluate(&inputs);
            let over = evaluation.status.clone().on(&inputs.settings, date((2025, 1, 18)));
            assert_eq!(over.is_in_force(), counts, "{from}");
            assert_eq!(kinds(&evaluation).is_empty(), counts, "{from}");
        }
    }

    #[test]
    fn days_of_publicity_that_cannot_be_or_are_too_few_are_warnings() {
        let said = |from, to| {
            let case = settled(roster()).setting(SettingKey::PublicityFrom, from);
            kinds(&result(&case.setting(SettingKey::PublicityTo, to))).into_iter().cloned().collect::<Vec<_>>()
        };
        let from = date((2025, 1, 13));
        assert_eq!(said("2025-01-13", "2025-01-12"), [ProblemKind::PublicityReversed { from }]);
        // Monday to Thursday, to Friday, to Saturday.
        assert_eq!(said("2025-01-13", "2025-01-16"), [ProblemKind::PublicityShort { days: 4, wanted: 5 }]);
        assert_eq!(said("2025-01-13", "2025-01-17"), []);
        assert_eq!(said("2025-01-13", "2025-01-18"), []);
    }

    #[test]
    fn the_digest_knows_no_order_and_no_names() {
        let one = Case::new().score(Field::FirstReview, "90").and().score(Field::FirstReview, "80").inputs();
        let mut other = one.clone();
        other.people[0].set(Field::Note, crate::domain::Fact::Absent);
        assert_eq!(evaluate(&one).figures, evaluate(&other).figures);
        assert_ne!(evaluate(&one).figures, evaluate(&Case::new().score(Field::FirstReview, "90").inputs()).figures);
    }

    #[test]
    fn a_share_beyond_the_notice_is_a_warning() {
        let said = |key, text: &str| {
            let evaluation = result(&roster().setting(key, text));
            evaluation.problems.iter().any(|problem| {
                problem.severity == Severity::Warning && matches!(problem.kind, ProblemKind::ShareBeyondNotice { .. })
            })
        };
        for (text, beyond) in [("9.9%", false), ("10%", false), ("10.1%", true)] {
            assert_eq!(said(SettingKey::ExcellentShare, text), beyond, "优秀比例 {text}");
        }
        for (text, beyond) in [("14.9%", false), ("15%", false), ("15.1%", true)] {
            assert_eq!(said(SettingKey::CommendedShare, text), beyond, "表扬比例 {text}");
        }
    }

    #[test]
    fn weights_that_are_not_one_together_are_a_notice() {
        for (text, said) in [("0.49", true), ("0.5", false), ("0.50", false), ("0.51", true)] {
            let evaluation = result(&roster().setting(SettingKey::WeightFirstReview, text));
            let found = evaluation.problems.iter().find(|p| matches!(p.kind, ProblemKind::WeightsNotOne { .. }));
            assert_eq!(found.is_some(), said, "{text}");
            assert!(found.is_none_or(|problem| problem.severity == Severity::Notice));
            assert_eq!(evaluation.status, Status::Ready, "it keeps nothing from being settled");
        }
    }
}
