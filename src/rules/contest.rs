//! Who is in the running for 优秀 and 表扬 in one pool, in which order, and what keeps the others out of it. Selection takes
//! the best of the field from here, and the answer to a person's "why not" says from the same comparison what was missing.
//!
//! Absent on purpose: places given away, decisions and what stays pending; those are the selection's.

use super::{
    PersonResult, Quota, WhyNot,
    facts::Facts,
    proposal::{has_open_case, met},
};
use crate::{
    domain::{Category, Field, Grade, round_score},
    notice::{NominationMode, QuotaScope, Settings},
};
use rust_decimal::Decimal;
use std::cmp::{Ordering, Reverse};

/// What selection needs of one appraised person beside the result so far.
pub(super) struct Candidate {
    /// 岗位类别
    pub(super) category: Option<Category>,
    /// 民主测评分
    pub(super) ballot: Option<Decimal>,
    /// 月度均分
    pub(super) monthly: Option<Decimal>,
    /// 初评分
    pub(super) review: Option<Decimal>,
    /// 事假天数
    pub(super) leave: Option<Decimal>,
}

impl Candidate {
    /// By the person's facts and the first review that was found.
    pub(super) fn new(facts: Facts<'_>, review: Option<Decimal>) -> Candidate {
        Candidate {
            category: facts.category(),
            ballot: facts.score(Field::BallotScore).value,
            monthly: facts.score(Field::MonthlyMean).value,
            review,
            leave: facts.number(Field::LeaveDays).known(),
        }
    }
}

/// What orders people who are level in S2, in this order.
pub(super) const TIE_BREAKS: [Field; 4] =
    [Field::BallotScore, Field::MonthlyMean, Field::FirstReview, Field::LeaveDays];

/// Whether somebody is recommended for 优秀 or 表扬.
pub(super) fn is_nominated(first_grade: Option<Grade>) -> bool {
    first_grade.is_some_and(Grade::is_nomination)
}

/// 初评等次 as selection reads it: with 不降等, a grade below 合格 reads 合格.
pub(super) fn read_first_grade(person: &PersonResult) -> Option<Grade> {
    match person.first_grade {
        Some(grade) if grade.is_below_qualified() && person.decided.is_no_demotion() => Some(Grade::Qualified),
        grade => grade,
    }
}

/// Everyone appraised with what selection needs of them: `candidates[i]` belongs to `people[i]`.
#[derive(Clone, Copy)]
pub(super) struct Runners<'a> {
    /// The results so far.
    pub(super) people: &'a [PersonResult],
    /// What else selection needs.
    pub(super) candidates: &'a [Candidate],
}

/// Where somebody comes in a sorted field, or would come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// So many of the field come before.
    pub(super) better: usize,
    /// So many of the field are level in everything, the person included if in the field.
    pub(super) level: usize,
    /// Whether the person is in the field.
    pub(super) within: bool,
}

impl Spot {
    /// The place from 1, which those who are level share.
    pub(super) fn place(self) -> u32 {
        count(self.better) + 1
    }

    /// Why the person has no place among the open ones, or wouldn't have one; nothing if there is one.
    pub(super) fn beyond(self, open: u32) -> Option<WhyNot> {
        let contenders = self.level + usize::from(!self.within);
        if count(self.better) >= open {
            Some(WhyNot::BeyondQuota { place: self.place(), open, within: self.within })
        } else if count(self.better + contenders) > open {
            Some(WhyNot::Tied { within: self.within })
        } else {
            None
        }
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("people are fewer than 2³²")
}

/// The people of one pool and how they are chosen from.
pub(super) struct Contest {
    /// By nomination or by score.
    mode: NominationMode,
    /// Positions of the pool's people.
    pub(super) members: Vec<usize>,
    /// Whether anyone of the pool has 民主测评分.
    has_ballots: bool,
}

impl Contest {
    /// The contest of a pool: of everyone, or under 分考核组 of one group.
    pub(super) fn new(
        settings: &Settings,
        mode: NominationMode,
        category: Option<Category>,
        candidates: &[Candidate],
    ) -> Contest {
        let by_category = settings.quota_scope() == QuotaScope::ByCategory;
        let members: Vec<usize> =
            (0..candidates.len()).filter(|at| !by_category || candidates[*at].category == category).collect();
        let has_ballots = members.iter().any(|at| candidates[*at].ballot.is_some());
        Contest { mode, members, has_ballots }
    }

    /// Who is in the running for a grade, best first. Those who have a place for 优秀 already are to be taken out of the
    /// field for 表扬 by the caller.
    pub(super) fn field(&self, runners: Runners<'_>, grade: Grade) -> Vec<usize> {
        let is_in = |at: &usize| self.hindrances(runners, *at, grade).is_empty();
        let mut field: Vec<usize> = self.members.iter().copied().filter(is_in).collect();
        field.sort_by(|a, b| order(runners, *a, *b));
        field
    }

    /// Everything that keeps a person of the pool out of the field for 优秀 or 表扬.
    ///
    /// Clause: 五(二)–(七) (first-review-hall, first-review-other, ballots, settling, the bars and cases).
    pub(super) fn hindrances(&self, runners: Runners<'_>, at: usize, grade: Grade) -> Vec<WhyNot> {
        let mut all = hindrances_of(self.mode, &runners.people[at], grade);
        if self.lacks_ballots(runners, at) {
            all.push(WhyNot::NoBallots);
        }
        all
    }

    /// Whether the person has a score, but no ballots where others have them.
    fn lacks_ballots(&self, runners: Runners<'_>, at: usize) -> bool {
        runners.people[at].s2.value.is_some() && self.has_ballots && runners.candidates[at].ballot.is_none()
    }

    /// Where a person of the pool comes in the sorted field, or would come if nothing kept them out of it. Nothing
    /// without a score, or without ballots where others have them: such a score can't be compared.
    pub(super) fn spot(&self, runners: Runners<'_>, field: &[usize], at: usize) -> Option<Spot> {
        if runners.people[at].s2.value.is_none() || self.lacks_ballots(runners, at) {
            return None;
        }
        let better = field.partition_point(|other| order(runners, *other, at).is_lt());
        let level = field[better..].partition_point(|other| order(runners, *other, at).is_eq());
        let within = field[better..better + level].contains(&at);
        Some(Spot { better, level, within })
    }

    /// Every reason why a person of the pool isn't of the grade.
    pub(super) fn why_not(
        &self,
        runners: Runners<'_>,
        at: usize,
        grade: Grade,
        field: &[usize],
        quota: &Quota,
    ) -> Vec<WhyNot> {
        let mut all = self.hindrances(runners, at, grade);
        if quota.open == 0 {
            all.push(WhyNot::NoPlaces);
        } else {
            all.extend(self.spot(runners, field, at).and_then(|spot| spot.beyond(quota.open)));
        }
        all
    }
}

/// What keeps somebody from 优秀 or 表扬 by what is known of this person alone.
pub(super) fn hindrances_of(mode: NominationMode, person: &PersonResult, grade: Grade) -> Vec<WhyNot> {
    let mut all = Vec::new();
    all.extend(person.decided.grade().map(WhyNot::Decided));
    if has_open_case(person) {
        all.push(WhyNot::OpenCase(met(&person.cases)));
    }
    let bars = met(&person.bars);
    if grade == Grade::Excellent && !bars.is_empty() {
        all.push(WhyNot::Barred(bars));
    }
    let first = read_first_grade(person);
    let nominated = match (mode, grade) {
        (NominationMode::ByNomination, Grade::Excellent) => first == Some(Grade::Excellent),
        (NominationMode::ByNomination, _) => is_nominated(first),
        _ => !first.is_some_and(Grade::is_below_qualified),
    };
    if !nominated {
        all.push(WhyNot::NotNominated(person.first_grade));
    }
    if person.s2.value.is_none() {
        all.push(WhyNot::NoScore);
    }
    all
}

/// S2, then 民主测评分, 月度均分, 初评分, then fewer 事假天数.
pub(super) fn order(runners: Runners<'_>, a: usize, b: usize) -> Ordering {
    let Runners { people, candidates } = runners;
    let (x, y) = (&candidates[a], &candidates[b]);
    higher_first(people[a].s2.value, people[b].s2.value).then_with(|| {
        TIE_BREAKS.iter().map(|field| by(*field, x, y)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    })
}

/// How one of [`TIE_BREAKS`] orders two people.
pub(super) fn by(field: Field, a: &Candidate, b: &Candidate) -> Ordering {
    let of = |candidate: &Candidate| value_of(field, candidate);
    if field == Field::LeaveDays { lower_first(of(a), of(b)) } else { higher_first(of(a), of(b)) }
}

/// What one of [`TIE_BREAKS`] compares, rounded as it is compared.
pub(super) fn value_of(field: Field, candidate: &Candidate) -> Option<Decimal> {
    match field {
        Field::BallotScore => candidate.ballot.map(round_score),
        Field::MonthlyMean => candidate.monthly.map(round_score),
        Field::FirstReview => candidate.review.map(round_score),
        _ => candidate.leave,
    }
}

/// Higher first; a missing value comes last.
fn higher_first(a: Option<Decimal>, b: Option<Decimal>) -> Ordering {
    Reverse(a.map(round_score)).cmp(&Reverse(b.map(round_score)))
}

/// Lower first; a missing value comes last.
fn lower_first(a: Option<Decimal>, b: Option<Decimal>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
