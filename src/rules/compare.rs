//! Two evaluations side by side: whose figures differ, and how quotas and totals move.

use super::{Evaluation, Finding, MoneyItem, OutcomeKind, PersonResult, Pool, Status, Totals, Verdict};
use crate::{
    domain::{CellRef, Grade, Inputs, PersonId, Problem, ProblemKind, Severity, Yuan},
    notice::Clause,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What is different in a second evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Everyone of whom any figure differs, in the roster's order.
    pub people: Vec<PersonChange>,
    /// Sums before and after.
    pub totals: [Totals; 2],
    /// Quota arithmetic before and after.
    pub pools: [Vec<Pool>; 2],
    /// People with something pending before and after.
    pub pending: [u32; 2],
    /// How far the result had come, and how far it would have.
    pub status: [Status; 2],
    /// Errors that weren't there before.
    pub new_errors: Vec<Problem>,
}

impl Difference {
    /// By how much the sum of 实发金额 moves; below zero if it falls.
    pub fn net_moves_by(&self) -> Decimal {
        let [before, after] = &self.totals;
        after.net.amount() - before.net.amount()
    }

    /// Errors that refuse a decision: 优秀 against a bar, or beyond a quota.
    pub fn refusals(&self) -> impl Iterator<Item = &Problem> {
        let refuses = |problem: &&Problem| {
            matches!(problem.kind, ProblemKind::DecidedBarred { .. } | ProblemKind::DecidedBeyondQuota { .. })
        };
        self.new_errors.iter().filter(refuses)
    }
}

/// A person's figures before and after; nothing where the person isn't appraised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonChange {
    /// Who, by the first evaluation's ids; by the second's for somebody whom only that one has.
    pub id: PersonId,
    /// Before.
    pub before: Option<Standing>,
    /// After.
    pub after: Option<Standing>,
}

impl PersonChange {
    /// The final grades, if they differ.
    pub fn grades(&self) -> Option<[Option<Grade>; 2]> {
        let grade = |standing: &Option<Standing>| standing.as_ref().map(|standing| standing.grade);
        let grades = [grade(&self.before), grade(&self.after)];
        (grades[0] != grades[1]).then_some(grades)
    }

    /// 实发金额 before and after; zero for somebody who isn't appraised.
    pub fn nets(&self) -> [Yuan; 2] {
        let net = |standing: &Option<Standing>| standing.as_ref().map(|standing| standing.net).unwrap_or_default();
        [net(&self.before), net(&self.after)]
    }

    /// Outcomes that are there on one side only: those that went, those that came.
    pub fn outcomes(&self) -> [Vec<&OutcomeKind>; 2] {
        let all = |standing: &'_ Option<Standing>| {
            standing.as_ref().map(|standing| standing.outcomes.clone()).unwrap_or_default()
        };
        let (before, after) = (all(&self.before), all(&self.after));
        let only = |standing: &'_ Option<Standing>, others: &[OutcomeKind]| -> Vec<usize> {
            let own = standing.as_ref().map_or(&[][..], |standing| &standing.outcomes);
            (0..own.len()).filter(|at| !others.contains(&own[*at])).collect()
        };
        let (went, came) = (only(&self.before, &after), only(&self.after, &before));
        fn pick<'a>(standing: &'a Option<Standing>, at: &[usize]) -> Vec<&'a OutcomeKind> {
            standing.as_ref().map(|standing| at.iter().map(|at| &standing.outcomes[*at]).collect()).unwrap_or_default()
        }
        [pick(&self.before, &went), pick(&self.after, &came)]
    }
}

/// The figures of one person that the results show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// 在岗月数
    pub months: u32,
    /// S1
    pub s1: Option<Decimal>,
    /// S2
    pub s2: Option<Decimal>,
    /// 名次
    pub rank: Option<u32>,
    /// 取消优秀资格
    pub bars: Vec<Clause>,
    /// 可降等情形
    pub cases: Vec<Clause>,
    /// 建议等次
    pub proposed: Grade,
    /// 最终等次
    pub grade: Grade,
    /// Codes of what is pending.
    pub pending: Vec<String>,
    /// The ten items, in the order of [`MoneyItem`].
    pub items: Vec<Yuan>,
    /// 应发合计
    pub gross: Yuan,
    /// 扣款合计
    pub deducted: Yuan,
    /// 实发金额
    pub net: Yuan,
    /// 未扣足金额
    pub short: Yuan,
    /// 结果运用
    pub outcomes: Vec<OutcomeKind>,
}

impl Standing {
    fn of(result: &PersonResult, outcomes: Vec<OutcomeKind>) -> Standing {
        let met = |findings: &[Finding]| {
            findings.iter().filter(|finding| finding.verdict == Verdict::Met).map(|finding| finding.clause).collect()
        };
        Standing {
            months: result.months.counted,
            s1: result.s1.value,
            s2: result.s2.value,
            rank: result.rank,
            bars: met(&result.bars),
            cases: met(&result.cases),
            proposed: result.proposed,
            grade: result.grade,
            pending: result.pending_codes().into_iter().map(str::to_owned).collect(),
            items: result.money.lines.iter().map(|line| line.amount).collect(),
            gross: result.money.gross,
            deducted: result.money.deducted,
            net: result.money.net,
            short: result.money.short,
            outcomes,
        }
    }

    /// The amount of an item.
    pub fn item(&self, item: MoneyItem) -> Yuan {
        self.items[item as usize]
    }
}

/// Compares two evaluations of the same people, who are told by their rows on the roster.
pub fn compare(before: (&Inputs, &Evaluation), after: (&Inputs, &Evaluation)) -> Difference {
    let sides = [Side::of(before), Side::of(after)];
    let same_rows = before.0.people.len() == after.0.people.len()
        && before.0.people.iter().zip(&after.0.people).all(|(old, new)| old.row == new.row);
    // With the same rows the ids are the same; else each is looked up by its row.
    let twins = if same_rows { None } else { Some([twins(before.0, after.0), twins(after.0, before.0)]) };
    let twin = |from: usize, id: PersonId| match &twins {
        None => Some(id),
        Some(twins) => twins[from].get(&id).copied(),
    };
    let mut people = Vec::new();
    for result in &before.1.people {
        let other = twin(0, result.id).and_then(|id| after.1.result(id));
        let same = other.is_some_and(|other| {
            same_figures(result, other) && sides[0].outcomes(result.id) == sides[1].outcomes(other.id)
        });
        if !same {
            let standing = Some(sides[0].standing(result));
            let after = other.map(|other| sides[1].standing(other));
            people.push(PersonChange { id: result.id, before: standing, after });
        }
    }
    for result in &after.1.people {
        let known = twin(1, result.id);
        if known.and_then(|id| before.1.result(id)).is_none() {
            let after = Some(sides[1].standing(result));
            people.push(PersonChange { id: known.unwrap_or(result.id), before: None, after });
        }
    }
    people.sort_by_key(|change| change.id);
    let [old, new] = [before.1, after.1];
    let old_errors: Vec<&Problem> = errors(old).collect();
    Difference {
        people,
        totals: [old.totals.clone(), new.totals.clone()],
        pools: [old.pools.clone(), new.pools.clone()],
        pending: [old, new].map(pending),
        status: [old, new].map(|evaluation| evaluation.status.clone()),
        new_errors: errors(new).filter(|problem| !old_errors.contains(problem)).cloned().collect(),
    }
}

fn errors(evaluation: &Evaluation) -> impl Iterator<Item = &Problem> {
    evaluation.problems.iter().filter(|problem| problem.severity == Severity::Error)
}

/// The ids that the people of one roster have on another, by their rows.
fn twins(from: &Inputs, to: &Inputs) -> HashMap<PersonId, PersonId> {
    let rows: HashMap<CellRef, PersonId> = to.people.iter().map(|person| (person.row, person.id)).collect();
    from.people.iter().filter_map(|person| Some((person.id, *rows.get(&person.row)?))).collect()
}

/// Whether two results show the same figures; outcomes are compared beside this.
fn same_figures(old: &PersonResult, new: &PersonResult) -> bool {
    let same_met = |old: &[Finding], new: &[Finding]| {
        let met = |finding: &Finding| finding.verdict == Verdict::Met;
        old.iter().map(met).eq(new.iter().map(met))
    };
    let amounts = |result: &'_ PersonResult| -> [Yuan; 10] {
        std::array::from_fn(|at| result.money.lines.get(at).map(|line| line.amount).unwrap_or_default())
    };
    (old.months.counted, old.s1.value, old.s2.value, old.rank, old.proposed, old.grade)
        == (new.months.counted, new.s1.value, new.s2.value, new.rank, new.proposed, new.grade)
        && amounts(old) == amounts(new)
        && (old.money.deducted, old.money.short) == (new.money.deducted, new.money.short)
        && same_met(&old.bars, &new.bars)
        && same_met(&old.cases, &new.cases)
        && (old.pending == new.pending || old.pending_codes() == new.pending_codes())
}

fn pending(evaluation: &Evaluation) -> u32 {
    let pending = evaluation.people.iter().filter(|person| !person.pending.is_empty()).count();
    u32::try_from(pending).expect("people are fewer than 2³²")
}

/// One evaluation, with its outcomes by person.
struct Side<'a> {
    outcomes: HashMap<PersonId, Vec<&'a OutcomeKind>>,
}

impl<'a> Side<'a> {
    fn of((_, evaluation): (&'a Inputs, &'a Evaluation)) -> Side<'a> {
        let mut outcomes: HashMap<PersonId, Vec<&OutcomeKind>> = HashMap::new();
        for outcome in &evaluation.outcomes {
            outcomes.entry(outcome.id).or_default().push(&outcome.kind);
        }
        Side { outcomes }
    }

    fn outcomes(&self, id: PersonId) -> &[&'a OutcomeKind] {
        self.outcomes.get(&id).map_or(&[], Vec::as_slice)
    }

    fn standing(&self, result: &PersonResult) -> Standing {
        let outcomes = self.outcomes(result.id).iter().map(|kind| (*kind).clone()).collect();
        Standing::of(result, outcomes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Field,
        notice::SettingKey,
        rules::{evaluate, testing::Case},
    };

    fn roster() -> Case {
        let case = Case::new().setting(SettingKey::BonusRate, "100").setting(SettingKey::CommendedAward, "500");
        let case = case.setting(SettingKey::CommendedShare, "0.5").score(Field::FirstReview, "90");
        case.and().score(Field::FirstReview, "80")
    }

    #[test]
    fn the_same_evaluation_differs_in_nothing() {
        let inputs = roster().inputs();
        let evaluation = evaluate(&inputs);
        let difference = compare((&inputs, &evaluation), (&inputs, &evaluation));
        assert!(difference.people.is_empty() && difference.new_errors.is_empty());
        assert_eq!(difference.net_moves_by(), Decimal::ZERO);
    }

    #[test]
    fn a_decision_shows_in_its_person_in_the_others_and_in_the_sums() {
        let before = roster().inputs();
        let after = roster().edit(1, |case| case.decide(Grade::Commended)).inputs();
        let (old, new) = (evaluate(&before), evaluate(&after));
        let difference = compare((&before, &old), (&after, &new));
        let grades: Vec<_> = difference.people.iter().map(|change| (change.id.0, change.grades())).collect();
        let [commended, qualified] = [Some(Grade::Commended), Some(Grade::Qualified)];
        // One place for two people: the decision takes it from the better one.
        assert_eq!(grades, [(0, Some([commended, qualified])), (1, Some([qualified, commended]))]);
        assert_eq!(difference.people[0].nets().map(|net| net.to_string()), ["1700.00", "1200.00"]);
        assert_eq!(difference.net_moves_by(), Decimal::ZERO);
        let [went, came] = difference.people[0].outcomes();
        assert_eq!(went.iter().map(|kind| kind.term()).collect::<Vec<_>>(), ["晋升待核", "表彰"]);
        assert!(came.is_empty());
        assert_eq!(difference.pools[1][0].commended.decided, 1);
    }

    #[test]
    fn a_refused_decision_is_a_new_error() {
        let before = roster().inputs();
        let after = roster().edit(1, |case| case.decide(Grade::Excellent)).inputs();
        let difference = compare((&before, &evaluate(&before)), (&after, &evaluate(&after)));
        assert_eq!(difference.refusals().count(), 1);
    }

    #[test]
    fn somebody_who_is_no_longer_appraised_loses_all_figures() {
        let before = roster().inputs();
        let after = roster().date(Field::Left, (2024, 12, 30)).inputs();
        let difference = compare((&before, &evaluate(&before)), (&after, &evaluate(&after)));
        let change = difference.people.iter().find(|change| change.id.0 == 1).expect("the second person changes");
        assert!(change.before.is_some() && change.after.is_none());
        assert_eq!(change.nets()[1], Yuan::ZERO);
    }
}
