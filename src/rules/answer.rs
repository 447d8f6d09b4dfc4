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
pub enum Answer {
    /// Nobody of the appraised; with the reason.
    NotAppraised(NotInPost),
    /// Grade, pay and what lies between them and better ones.
    Appraised(Box<Appraised>),
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
pub fn answer(inputs: &Inputs, evaluation: &Evaluation, id: PersonId) -> Option<Answer> {
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
    pub(super) fn of(&self, id: PersonId) -> Option<Answer> {
        let people = &self.evaluation.people;
        let Ok(at) = people.binary_search_by_key(&id, |result| result.id) else {
            let other = self.evaluation.not_appraised.iter().find(|other| other.id == id)?;
            return Some(Answer::NotAppraised(other.reason));
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
        Some(Answer::Appraised(Box::new(Appraised {
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
