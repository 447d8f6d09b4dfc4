//! What somebody asks first, answered as data: which grade and pay it is, every reason why it isn't a better grade, and by
//! how much, with the score that was compared.
//!
//! The reasons are the selection's own; this adds the distances: to the line of the places, to whoever is level, and to
//! where a bar begins. Absent on purpose: sentences, and the grades worse than the person's.

use super::{
    Comparison, Decided, Evaluation, Finding, Measure, Missed, MoneyItem, NotInPost, Pending, PersonResult, Pool,
    ProposalGround, Quota, Test, Verdict,
    contest::{Candidate, Contest, Runners, TIE_BREAKS, by, value_of},
    facts::{Facts, confirmed_none},
    proposal::has_open_case,
};
use crate::{
    domain::{Field, Grade, Inputs, PersonId, Ruling, Yuan},
    notice::Clause,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The answer to a person's own question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonAnswer {
    /// Nobody of the appraised; with the reason.
    NotAppraised(NotInPost),
    /// Grade, pay and what lies between them and better ones.
    Appraised(Box<Appraised>),
}

impl PersonAnswer {
    /// Whether something is open about the person or the pay.
    pub fn is_open(&self) -> bool {
        match self {
            PersonAnswer::NotAppraised(_) => false,
            PersonAnswer::Appraised(appraised) => !appraised.pending.is_empty() || !appraised.open_items.is_empty(),
        }
    }

    /// Others whom it mentions.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        let appraised = match self {
            PersonAnswer::NotAppraised(_) => None,
            PersonAnswer::Appraised(appraised) => Some(appraised),
        };
        let standings = appraised.into_iter().flat_map(|appraised| {
            appraised.missed.iter().filter_map(|missed| missed.standing.as_ref()).chain(&appraised.held)
        });
        standings.flat_map(|standing| &standing.level)
    }
}

/// The answer to somebody who is appraised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appraised {
    /// The decision's grade, else the proposal's.
    pub grade: Grade,
    /// How it came to it.
    pub by: GradeBy,
    /// 实发金额; what is unset or unknown counts as 0.
    pub net: Yuan,
    /// Items of the money that may still change without a change of grade: unset, unknown, or with fines to be
    /// verified.
    pub open_items: Vec<MoneyItem>,
    /// What is open about the person.
    pub pending: Vec<Pending>,
    /// The better grades that are answered for, the next one first.
    pub missed: Vec<MissedBy>,
    /// A decided grade that was refused.
    pub refused: Option<Grade>,
    /// How far beyond what holds against the person: the bars to 优秀, where it could be 优秀, and the cases of 五(七),
    /// where they are open or the grade is below 合格.
    pub beyond: Vec<Excess>,
    /// 优秀 and 表扬 by place: how far within.
    pub held: Option<FieldStanding>,
    /// S1 and S2 with the rank by S1, where both scores are there: one ranks, the other chooses.
    pub scores: Option<Scores>,
}

/// How a grade came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GradeBy {
    /// The leading group decided it.
    Decision,
    /// It was proposed.
    Proposal(ProposalGround),
}

/// A better grade with what was missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedBy {
    /// The grade and every reason.
    pub missed: Missed,
    /// Where the person stands among those considered for it, or would stand; nothing where that can't be told, or
    /// where the grade isn't given by places.
    pub standing: Option<FieldStanding>,
}

/// Where somebody stands, or would stand, among those considered for a grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldStanding {
    /// The grade.
    pub grade: Grade,
    /// The place from 1; people who are level in everything share it.
    pub place: u32,
    /// So many are considered, the person included.
    pub of: u32,
    /// Open places.
    pub open: u32,
    /// Whether the person is considered; else it is where the score would put them.
    pub within: bool,
    /// The person's S2.
    pub score: Decimal,
    /// Others who are level in everything.
    pub level: Vec<PersonId>,
    /// Beyond the places, the last one who has a place; within them, the first who hasn't. Nothing where there is
    /// nobody of the kind, or where those who are level wait for a decision.
    pub line: Option<Line>,
}

impl FieldStanding {
    /// Whether the place is among the open ones.
    pub fn is_inside(&self) -> bool {
        let level = u32::try_from(self.level.len()).expect("people are fewer than 2³²");
        self.place + level <= self.open
    }

    /// Whether people who are level straddle the last place.
    pub fn is_tied(&self) -> bool {
        !self.is_inside() && self.place <= self.open
    }
}

/// The line between those who have a place and those who haven't, seen from one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// S2 of the one on the other side.
    pub score: Decimal,
    /// How far the person's S2 is from it, not below 0.
    pub gap: Decimal,
    /// Where S2 is the same: what told the two apart.
    pub told_apart: Option<ToldApart>,
    /// Whether the one on the other side has the place only if a tie is decided so.
    pub tied: bool,
}

/// What told two people apart whose S2 is the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldApart {
    /// 民主测评分, 月度均分, 初评分 (the higher comes first) or 事假天数 (the lower).
    pub by: Field,
    /// The person's.
    pub own: Option<Decimal>,
    /// The other's.
    pub other: Option<Decimal>,
}

/// How far a bar or case is exceeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excess {
    /// The bar or case.
    pub clause: Clause,
    /// What is measured, or added up.
    pub measures: Vec<Measure>,
    /// The figures; nothing for a yes/no column.
    pub figures: Option<ExcessFigures>,
}

/// The figures of a bar or case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExcessFigures {
    /// What there is.
    pub value: Decimal,
    /// What would just not have counted: at most this, or of the time in post at least this.
    pub allowed: Decimal,
    /// The distance between them.
    pub by: Decimal,
    /// Whether there is too little, not too much.
    pub too_little: bool,
}

/// The two combined scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scores {
    /// S1 初评综合分: ranks.
    pub s1: Decimal,
    /// S2 推优综合分: chooses.
    pub s2: Decimal,
    /// 名次 by S1.
    pub rank: u32,
    /// So many have a rank.
    pub ranked: u32,
}

/// The answer to a person; nothing if there is no such person.
pub fn answer(inputs: &Inputs, evaluation: &Evaluation, id: PersonId) -> Option<PersonAnswer> {
    Answers::new(inputs, evaluation).of(id)
}

/// The fields of all pools as they were chosen from.
pub(super) struct Answers<'a> {
    evaluation: &'a Evaluation,
    candidates: Vec<Candidate>,
    pools: Vec<PoolFields<'a>>,
    ranked: u32,
}

struct PoolFields<'a> {
    pool: &'a Pool,
    contest: Contest,
    excellent: Vec<usize>,
    commended: Vec<usize>,
}

impl PoolFields<'_> {
    fn of(&self, grade: Grade) -> Option<(&[usize], &Quota)> {
        match grade {
            Grade::Excellent => Some((&self.excellent, &self.pool.excellent)),
            Grade::Commended => Some((&self.commended, &self.pool.commended)),
            Grade::Qualified | Grade::BarelyQualified | Grade::Unqualified => None,
        }
    }
}

impl<'a> Answers<'a> {
    /// Sorts everyone's fields once.
    pub(super) fn new(inputs: &Inputs, evaluation: &'a Evaluation) -> Answers<'a> {
        let people = &evaluation.people;
        let none = confirmed_none(&inputs.settings);
        let candidate = |result: &PersonResult| {
            Candidate::new(Facts::new(evaluation.person(inputs, result.id), &none), result.first_review.score)
        };
        let candidates: Vec<Candidate> = people.iter().map(candidate).collect();
        let runners = Runners { people, candidates: &candidates };
        let pools = evaluation.pools.iter().map(|pool| {
            let contest = Contest::new(&inputs.settings, evaluation.mode, pool.category, &candidates);
            let excellent = contest.field(runners, Grade::Excellent);
            let mut commended = contest.field(runners, Grade::Commended);
            commended.retain(|at| people[*at].proposed != Grade::Excellent);
            PoolFields { pool, contest, excellent, commended }
        });
        let pools = pools.collect();
        let ranked = count(people.iter().filter(|result| result.rank.is_some()).count());
        Answers { evaluation, candidates, pools, ranked }
    }

    /// The answer to a person; nothing if there is no such person.
    pub(super) fn of(&self, id: PersonId) -> Option<PersonAnswer> {
        let people = &self.evaluation.people;
        let Ok(at) = people.binary_search_by_key(&id, |result| result.id) else {
            let other = self.evaluation.not_appraised.iter().find(|other| other.id == id)?;
            return Some(PersonAnswer::NotAppraised(other.reason));
        };
        let result = &people[at];
        let by = match result.decided.grade() {
            Some(_) => GradeBy::Decision,
            None => GradeBy::Proposal(result.ground),
        };
        let chosen_by_place = matches!(by, GradeBy::Proposal(ProposalGround::Place { .. }));
        let below = result.grade.is_below_qualified();
        let bars = result.bars.iter().filter(|_| !below && result.grade != Grade::Excellent);
        let cases = result.cases.iter().filter(|_| below || has_open_case(result));
        let refused = match &result.decided {
            Decided::Refused(decision) => match decision.ruling {
                Ruling::Grade(grade) => Some(grade),
                Ruling::NoDemotion => None,
            },
            Decided::No | Decided::Stands(_) => None,
        };
        let scores = match (result.s1.value, result.s2.value, result.rank) {
            (Some(s1), Some(s2), Some(rank)) => Some(Scores { s1, s2, rank, ranked: self.ranked }),
            _ => None,
        };
        let open_items = result.money.lines.iter().filter(|line| line.basis.is_open()).map(|line| line.item);
        Some(PersonAnswer::Appraised(Box::new(Appraised {
            grade: result.grade,
            by,
            net: result.money.net,
            open_items: open_items.collect(),
            pending: result.pending.clone(),
            missed: asked_about(result).map(|missed| self.missed_by(at, missed)).collect(),
            refused,
            beyond: bars.chain(cases).flat_map(excess).collect(),
            held: chosen_by_place.then(|| self.standing(at, result.grade)).flatten(),
            scores,
        })))
    }

    fn missed_by(&self, at: usize, missed: &Missed) -> MissedBy {
        MissedBy { missed: missed.clone(), standing: self.standing(at, missed.grade) }
    }

    /// Where somebody stands, or would stand, among those considered for 优秀 or 表扬.
    fn standing(&self, at: usize, grade: Grade) -> Option<FieldStanding> {
        let people = &self.evaluation.people;
        let runners = Runners { people, candidates: &self.candidates };
        let pool = self.pools.iter().find(|pool| pool.contest.members.binary_search(&at).is_ok())?;
        let (field, quota) = pool.of(grade)?;
        let spot = pool.contest.spot(runners, field, at)?;
        let score = people[at].s2.value?;
        let level = field[spot.better..spot.better + spot.level].iter().filter(|other| **other != at);
        let level: Vec<PersonId> = level.map(|other| people[*other].id).collect();
        let mut standing = FieldStanding {
            grade,
            place: spot.place(),
            of: count(field.len()) + u32::from(!spot.within),
            open: quota.open,
            within: spot.within,
            score,
            level,
            line: None,
        };
        let other = match (standing.is_inside(), standing.is_tied()) {
            (_, true) => None,
            // Whoever isn't considered would push somebody out, which no line says.
            (true, _) if !spot.within => None,
            (true, _) => field.get(quota.proposed as usize),
            (false, _) => (quota.open as usize).checked_sub(1).and_then(|last| field.get(last)),
        };
        standing.line = other.and_then(|other| self.line(at, *other, quota));
        Some(standing)
    }

    fn line(&self, at: usize, other: usize, quota: &Quota) -> Option<Line> {
        let people = &self.evaluation.people;
        let (own, score) = (people[at].s2.value?, people[other].s2.value?);
        let gap = (own - score).abs();
        let (a, b) = (&self.candidates[at], &self.candidates[other]);
        let differs = TIE_BREAKS.into_iter().find(|field| by(*field, a, b).is_ne());
        let told_apart = differs.filter(|_| gap.is_zero()).map(|field| ToldApart {
            by: field,
            own: value_of(field, a),
            other: value_of(field, b),
        });
        Some(Line { score, gap, told_apart, tied: quota.tied.contains(&people[other].id) })
    }
}

/// The better grades that somebody asks about, the next one first: below 合格 only the next, else 优秀, too.
fn asked_about(result: &PersonResult) -> impl Iterator<Item = &Missed> {
    let most = if result.grade.is_below_qualified() { 1 } else { 2 };
    result.why_not.iter().rev().take(most)
}

/// How far beyond a bar or case; nothing where it doesn't hold.
fn excess(finding: &Finding) -> Vec<Excess> {
    let clause = finding.clause;
    let of = |test: &Test| match test {
        Test::Number { parts, sum, comparison, threshold, verdict: Verdict::Met, .. } => {
            let allowed = match comparison {
                // What counts from a number on is counted in whole cases.
                Comparison::AtLeast => threshold - Decimal::ONE,
                Comparison::MoreThan | Comparison::LessThan => *threshold,
            };
            let too_little = *comparison == Comparison::LessThan;
            let figures = ExcessFigures { value: *sum, allowed, by: (sum - allowed).abs(), too_little };
            let measures = parts.iter().map(|part| part.measure).collect();
            Some(Excess { clause, measures, figures: Some(figures) })
        }
        Test::Flag { field, verdict: Verdict::Met, .. } => {
            Some(Excess { clause, measures: vec![Measure::Field(*field)], figures: None })
        }
        Test::Number { .. } | Test::Flag { .. } => None,
    };
    finding.tests.iter().filter_map(of).collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("people are fewer than 2³²")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{IncidentKind, Verification},
        notice::SettingKey,
        rules::{Explainer, Figure, FigureState, WhyNot, evaluate, testing::Case},
    };
    use Grade::{BarelyQualified, Commended, Excellent, Qualified, Unqualified};
    use rust_decimal_macros::dec;

    /// `count` people with scores from 99 down; of 20 there are 2 places for 优秀 and 3 for 表扬.
    fn ladder(count: usize) -> Case {
        let mut case = Case::new();
        for at in 0..count {
            if at > 0 {
                case = case.and();
            }
            case = case.score(Field::FirstReview, &(99 - at).to_string());
        }
        case
    }

    fn ask(case: &Case, at: u32) -> PersonAnswer {
        let inputs = case.clone().inputs();
        answer(&inputs, &evaluate(&inputs), PersonId(at)).expect("a person of the roster")
    }

    #[track_caller]
    fn appraised(case: &Case, at: u32) -> Appraised {
        match ask(case, at) {
            PersonAnswer::Appraised(appraised) => *appraised,
            PersonAnswer::NotAppraised(reason) => panic!("not appraised: {reason:?}"),
        }
    }

    /// The grades that are answered for, each with its reasons.
    fn whys(answer: &Appraised) -> Vec<(Grade, Vec<WhyNot>)> {
        answer.missed.iter().map(|missed| (missed.missed.grade, missed.missed.reasons.clone())).collect()
    }

    fn line(score: Decimal, gap: Decimal) -> Option<Line> {
        Some(Line { score, gap, told_apart: None, tied: false })
    }

    #[test]
    fn an_excellent_by_rank_is_told_how_far_within() {
        let answer = appraised(&ladder(20), 0);
        assert_eq!(
            (answer.grade, answer.by),
            (Excellent, GradeBy::Proposal(ProposalGround::Place { place: 1, open: 2 }))
        );
        assert!(answer.missed.is_empty() && answer.beyond.is_empty() && answer.pending.is_empty());
        let held = answer.held.expect("by place");
        assert_eq!((held.place, held.of, held.open, held.score), (1, 20, 2, dec!(99)));
        // The third has no place.
        assert_eq!(held.line, line(dec!(97), dec!(2)));
        assert_eq!(answer.scores, Some(Scores { s1: dec!(99), s2: dec!(99), rank: 1, ranked: 20 }));
    }

    #[test]
    fn a_decided_excellent_is_asked_nothing() {
        let answer = appraised(&ladder(20).edit(10, |case| case.decide(Excellent)), 10);
        assert_eq!((answer.grade, answer.by), (Excellent, GradeBy::Decision));
        assert!(answer.missed.is_empty() && answer.held.is_none());
    }

    #[test]
    fn a_commended_is_told_the_line_of_excellent_and_how_far_within() {
        let answer = appraised(&ladder(20), 3);
        assert_eq!(answer.grade, Commended);
        let beyond = WhyNot::BeyondQuota { place: 4, open: 2, within: true };
        assert_eq!(whys(&answer), [(Excellent, vec![beyond])]);
        let standing = answer.missed[0].standing.clone().expect("in the field");
        // The last 优秀 has 98, the own score is 96.
        assert_eq!((standing.place, standing.of, standing.line), (4, 20, line(dec!(98), dec!(2))));
        let held = answer.held.expect("by place");
        // For 表扬 those with 优秀 are out; the first without a place has 94.
        assert_eq!((held.place, held.of, held.open, held.line), (2, 18, 3, line(dec!(94), dec!(2))));
    }

    #[test]
    fn a_bar_a_missing_nomination_and_the_rank_are_all_told_at_once() {
        let mut case = ladder(20);
        for at in 0..8 {
            case = case.edit(at, |case| case.first_grade(if at < 4 { Excellent } else { Commended }));
        }
        let case = case.edit(12, |case| case.count(Field::Complaints, 1).days("6").first_grade(Qualified));
        let answer = appraised(&case, 12);
        assert_eq!(answer.grade, Qualified);
        let (first, bars) = (WhyNot::NotNominated(Some(Qualified)), vec![Clause::BarComplaint, Clause::BarLeave]);
        // Of 4 nominated for 优秀 and the 6 left for 表扬 all come before.
        let place = |place, open| WhyNot::BeyondQuota { place, open, within: false };
        assert_eq!(
            whys(&answer),
            [
                (Commended, vec![first.clone(), place(7, 3)]),
                (Excellent, vec![WhyNot::Barred(bars), first, place(5, 2)]),
            ]
        );
        let excess = |clause, field, value, allowed, by| {
            let figures = ExcessFigures { value, allowed, by, too_little: false };
            Excess { clause, measures: vec![Measure::Field(field)], figures: Some(figures) }
        };
        assert_eq!(
            answer.beyond,
            [
                excess(Clause::BarComplaint, Field::Complaints, dec!(1), dec!(0), dec!(1)),
                excess(Clause::BarLeave, Field::LeaveDays, dec!(6), dec!(5), dec!(1)),
            ]
        );
        let standing = answer.missed[1].standing.clone().expect("there is a score");
        // The last 优秀 has 98, the own score is 87.
        assert_eq!((standing.within, standing.of, standing.line), (false, 5, line(dec!(98), dec!(11))));
    }

    #[test]
    fn a_bar_alone_leaves_the_place_that_there_would_be() {
        let answer = appraised(&ladder(20).edit(0, |case| case.count(Field::BadReviews, 2)), 0);
        assert_eq!(answer.grade, Commended);
        assert_eq!(whys(&answer), [(Excellent, vec![WhyNot::Barred(vec![Clause::BarBadReview])])]);
        let standing = answer.missed[0].standing.clone().expect("there is a score");
        assert!(standing.is_inside() && !standing.within);
        assert_eq!((standing.place, standing.line), (1, None));
    }

    #[test]
    fn too_little_time_in_post_is_a_distance_upwards() {
        let answer = appraised(&ladder(20).edit(0, |case| case.date(Field::Joined, (2024, 9, 1))), 0);
        let figures = ExcessFigures { value: dec!(4), allowed: dec!(6), by: dec!(2), too_little: true };
        let excess = Excess { clause: Clause::BarTenure, measures: vec![Measure::Tenure], figures: Some(figures) };
        assert_eq!(answer.beyond, [excess]);
    }

    #[test]
    fn a_tie_across_the_last_place_names_who_is_level() {
        let tied = |case: Case| case.score(Field::FirstReview, "98");
        let answer = appraised(&ladder(20).edit(2, tied), 1);
        assert_eq!((answer.grade, answer.pending.len()), (Commended, 1));
        assert_eq!(whys(&answer), [(Excellent, vec![WhyNot::Tied { within: true }])]);
        let standing = answer.missed[0].standing.clone().expect("in the field");
        assert!(standing.is_tied());
        assert_eq!((standing.place, standing.level, standing.line), (2, vec![PersonId(2)], None));
        // Whoever comes after them is told that the line is open.
        let after = appraised(&ladder(20).edit(2, tied), 3);
        let line = after.missed[0].standing.clone().expect("in the field").line.expect("beyond the places");
        assert_eq!((line.score, line.gap, line.tied), (dec!(98), dec!(2), true));
    }

    #[test]
    fn the_same_score_is_told_apart_by_what_differed() {
        let same = |case: Case, leave: &str| case.score(Field::FirstReview, "98").days(leave);
        let case = ladder(20).edit(1, |case| same(case, "1")).edit(2, |case| same(case, "0.5"));
        let behind = appraised(&case, 1).missed[0].standing.clone().expect("in the field");
        let told = ToldApart { by: Field::LeaveDays, own: Some(dec!(1)), other: Some(dec!(0.5)) };
        assert_eq!(behind.line, Some(Line { score: dec!(98), gap: dec!(0), told_apart: Some(told), tied: false }));
        let ahead = appraised(&case, 2).held.expect("by place");
        let told = ToldApart { by: Field::LeaveDays, own: Some(dec!(0.5)), other: Some(dec!(1)) };
        assert_eq!(ahead.line.and_then(|line| line.told_apart), Some(told));
    }

    #[test]
    fn a_decided_qualified_is_told_the_decision_and_what_else_holds() {
        let case = ladder(20).edit(0, |case| case.count(Field::Complaints, 1).decide(Qualified));
        let answer = appraised(&case, 0);
        assert_eq!(
            whys(&answer),
            [
                (Commended, vec![WhyNot::Decided(Qualified)]),
                (Excellent, vec![WhyNot::Decided(Qualified), WhyNot::Barred(vec![Clause::BarComplaint])]),
            ]
        );
    }

    #[test]
    fn an_open_case_is_a_reason_with_its_distance() {
        let case = ladder(20).edit(0, |case| case.count(Field::BadReviews, 4).count(Field::Complaints, 2));
        let answer = appraised(&case, 0);
        let open = WhyNot::OpenCase(vec![Clause::CaseReviews]);
        let bars = WhyNot::Barred(vec![Clause::BarBadReview, Clause::BarComplaint]);
        assert_eq!(whys(&answer), [(Commended, vec![open.clone()]), (Excellent, vec![open, bars])]);
        let case = answer.beyond.last().expect("a case");
        assert_eq!(case.measures, [Field::BadReviews, Field::Complaints].map(Measure::Field));
        // Five are a case, six there are.
        let figures = ExcessFigures { value: dec!(6), allowed: dec!(4), by: dec!(2), too_little: false };
        assert_eq!((case.clause, case.figures), (Clause::CaseReviews, Some(figures)));
    }

    #[test]
    fn a_missing_score_and_missing_ballots_are_told_and_have_no_place() {
        let answer = appraised(&ladder(20).edit(5, |case| case.blank(Field::FirstReview)), 5);
        assert_eq!(whys(&answer), [(Commended, vec![WhyNot::NoScore]), (Excellent, vec![WhyNot::NoScore])]);
        assert!(answer.scores.is_none() && answer.missed.iter().all(|missed| missed.standing.is_none()));
        let answer = appraised(&ladder(20).edit(0, |case| case.score(Field::BallotScore, "90")), 5);
        assert_eq!(whys(&answer), [(Commended, vec![WhyNot::NoBallots]), (Excellent, vec![WhyNot::NoBallots])]);
        assert!(answer.missed.iter().all(|missed| missed.standing.is_none()));
    }

    #[test]
    fn below_qualified_only_the_next_grade_is_asked_about() {
        let lost = |case: Case| case.flag(Field::DerelictionLoss, true);
        let decided = appraised(&ladder(20).edit(0, |case| lost(case).decide(BarelyQualified)), 0);
        assert_eq!(whys(&decided), [(Qualified, vec![WhyNot::Decided(BarelyQualified)])]);
        let loss =
            Excess { clause: Clause::CaseLoss, measures: vec![Measure::Field(Field::DerelictionLoss)], figures: None };
        assert_eq!(decided.beyond, [loss]);
        let reviewed = appraised(&ladder(20).edit(0, |case| lost(case).first_grade(Unqualified)), 0);
        let open = WhyNot::OpenCase(vec![Clause::CaseLoss]);
        assert_eq!(whys(&reviewed), [(BarelyQualified, vec![WhyNot::FirstGrade(Unqualified), open])]);
    }

    #[test]
    fn a_refused_decision_and_open_amounts_are_told() {
        let case = ladder(10).edit(0, |case| case.count(Field::BadReviews, 1).decide(Excellent));
        let answer = appraised(&case, 0);
        assert_eq!((answer.grade, answer.refused), (Commended, Some(Excellent)));
        assert_eq!(answer.open_items, [MoneyItem::Bonus, MoneyItem::GradeAward, MoneyItem::Settlement]);
    }

    #[test]
    fn without_places_that_is_the_reason_whatever_the_score() {
        let answer = appraised(&ladder(6), 0);
        assert_eq!(whys(&answer), [(Commended, vec![WhyNot::NoPlaces]), (Excellent, vec![WhyNot::NoPlaces])]);
    }

    #[test]
    fn without_a_category_there_is_no_pool() {
        let case =
            ladder(20).setting(SettingKey::QuotaScope, "分考核组").edit(0, |case| case.count(Field::Complaints, 1));
        let answer = appraised(&case, 0);
        assert_eq!(
            whys(&answer),
            [
                (Commended, vec![WhyNot::NoPool]),
                (Excellent, vec![WhyNot::Barred(vec![Clause::BarComplaint]), WhyNot::NoPool]),
            ]
        );
    }

    #[test]
    fn whoever_left_is_told_that() {
        let answer = ask(&ladder(3).edit(1, |case| case.date(Field::Left, (2024, 9, 30))), 1);
        let left = crate::rules::testing::date((2024, 9, 30));
        assert_eq!(answer, PersonAnswer::NotAppraised(NotInPost::LeftBefore(left)));
    }

    #[track_caller]
    fn finding_of(case: &Case, clause: Clause) -> (Finding, FigureState) {
        let inputs = case.clone().inputs();
        let evaluation = evaluate(&inputs);
        let result = &evaluation.people[0];
        let finding = result.bars.iter().chain(&result.cases).find(|finding| finding.clause == clause);
        let all = Explainer::new(&inputs, &evaluation).person(PersonId(0));
        let explained = all.iter().find(|own| [Figure::Bar(clause), Figure::Case(clause)].contains(&own.figure));
        (finding.expect("every clause").clone(), explained.expect("every figure").state)
    }

    #[test]
    fn an_incident_to_be_verified_leaves_its_bar_case_and_fine_open() {
        let case = ladder(10)
            .setting(SettingKey::BonusRate, "1")
            .setting(SettingKey::SettlementRate, "1")
            .edit(0, |case| case.incident(IncidentKind::Complaint, Verification::Pending));
        let (bar, state) = finding_of(&case, Clause::BarComplaint);
        assert!(!bar.is_clear() && bar.verdict == Verdict::NotMet);
        assert_eq!((state, bar.unverified.expect("one").verdict), (FigureState::Pending, Verdict::Met));
        // Five are a case: one more is none.
        let (sum, state) = finding_of(&case, Clause::CaseReviews);
        assert_eq!((state, sum.unverified.expect("one").verdict), (FigureState::Pending, Verdict::NotMet));
        assert!(finding_of(&case, Clause::BarBadReview).0.is_clear(), "another category");
        let answer = appraised(&case, 0);
        assert!(answer.open_items.contains(&MoneyItem::ComplaintFine));
        assert!(answer.pending.contains(&Pending::Unverified(1)));
        for settled in [Verification::Responsible, Verification::NotResponsible] {
            let case =
                ladder(10).edit(0, |case| case.blank(Field::Complaints).incident(IncidentKind::Complaint, settled));
            assert_eq!(finding_of(&case, Clause::BarComplaint).0.unverified, None);
        }
    }

    #[test]
    fn a_circular_to_be_verified_leaves_the_breaches_open_too() {
        let case = ladder(10).edit(0, |case| case.incident(IncidentKind::Circular, Verification::Pending));
        assert_eq!(finding_of(&case, Clause::BarCirculars).1, FigureState::Pending);
        assert_eq!(appraised(&case, 0).open_items.last(), Some(&MoneyItem::BreachFine));
    }

    #[test]
    fn a_flag_to_be_verified_leaves_its_case_open() {
        let case = ladder(10).edit(0, |case| case.incident(IncidentKind::DerelictionLoss, Verification::Pending));
        assert_eq!(finding_of(&case, Clause::CaseLoss).1, FigureState::Pending);
    }
}
