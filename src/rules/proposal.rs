//! Proposals for 优秀 and 表扬: pools, places, the field, its order, and what stays pending.

use super::{Decided, Finding, Pending, PersonResult, Pool, ProposalGround, Quota, Verdict, WhyNot};
use crate::{
    domain::{Category, Grade, PersonId, Place, Problem, ProblemKind, Ruling, Severity, round_score},
    notice::{Clause, NominationMode, QuotaScope, SettingKey, Settings},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::{
    cmp::{Ordering, Reverse},
    collections::{HashMap, HashSet},
};

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

/// Whether selection goes by nomination or by score: 自动 is by nomination if anyone appraised is nominated.
///
/// Clause: 五(二), 五(三) (first-review-hall, first-review-other).
pub(super) fn mode(settings: &Settings, people: &[PersonResult]) -> NominationMode {
    match settings.nomination_mode() {
        NominationMode::Automatic if people.iter().any(|person| is_nominated(person.first_grade)) => {
            NominationMode::ByNomination
        }
        NominationMode::Automatic => NominationMode::ByScore,
        chosen => chosen,
    }
}

fn is_nominated(first_grade: Option<Grade>) -> bool {
    first_grade.is_some_and(Grade::is_nomination)
}

/// The clauses of findings that apply.
pub(super) fn met(findings: &[Finding]) -> Vec<Clause> {
    findings.iter().filter(|finding| finding.verdict == Verdict::Met).map(|finding| finding.clause).collect()
}

/// Whether a case of 五(七) waits for a decision.
pub(super) fn has_open_case(person: &PersonResult) -> bool {
    person.decided.grade().is_none() && !person.decided.is_no_demotion() && !met(&person.cases).is_empty()
}

/// What the leading group can decide about somebody, the grades that the open matter is about first. A grade against a
/// bar isn't among them; whether a place is left shows when the decision is weighed.
///
/// Clause: 五(五), 五(七) (settling, case-reviews and the other cases).
pub fn choices(person: &PersonResult) -> Vec<Ruling> {
    use Grade::{BarelyQualified, Commended, Excellent, Qualified, Unqualified};
    let has_case = !met(&person.cases).is_empty();
    let mut choices: Vec<Ruling> = Vec::new();
    if has_case {
        choices.push(Ruling::NoDemotion);
        choices.extend([BarelyQualified, Unqualified].map(Ruling::Grade));
    }
    let grades = [Excellent, Commended, Qualified, BarelyQualified, Unqualified];
    let barred = !met(&person.bars).is_empty();
    let allowed = grades.into_iter().filter(|grade| !(barred && *grade == Excellent)).map(Ruling::Grade);
    let rest: Vec<Ruling> = allowed.filter(|ruling| !choices.contains(ruling)).collect();
    choices.extend(rest);
    choices
}

/// 初评等次 as selection reads it: with 不降等, a grade below 合格 reads 合格.
fn read_first_grade(person: &PersonResult) -> Option<Grade> {
    match person.first_grade {
        Some(grade) if grade.is_below_qualified() && person.decided.is_no_demotion() => Some(Grade::Qualified),
        grade => grade,
    }
}

/// Settles decisions, quotas and proposals of everyone appraised. `candidates[i]` belongs to `people[i]`.
///
/// Clause: 四 (quota), 五(二)–(五) (first-review-hall, first-review-other, ballots, settling).
pub(super) fn propose(
    settings: &Settings,
    mode: NominationMode,
    people: &mut [PersonResult],
    candidates: &[Candidate],
    problems: &mut Vec<Problem>,
) -> Vec<Pool> {
    for person in people.iter_mut() {
        refuse_barred(person, problems);
    }
    let by_category = settings.quota_scope() == QuotaScope::ByCategory;
    let categories: Vec<Option<Category>> =
        if by_category { Category::ALL.into_iter().map(Some).collect() } else { vec![None] };
    let mut pools = Vec::new();
    for category in categories {
        let members: Vec<usize> =
            (0..people.len()).filter(|at| !by_category || candidates[*at].category == category).collect();
        if !members.is_empty() {
            let selection = Selection { settings, mode, candidates, category, members };
            pools.push(selection.run(people, problems));
        }
    }
    if by_category {
        for (person, candidate) in people.iter_mut().zip(candidates) {
            if candidate.category.is_none() {
                propose_otherwise(person);
                person.why_not = vec![(Grade::Excellent, WhyNot::NoPool), (Grade::Commended, WhyNot::NoPool)];
                add_pending(person, None);
            }
        }
    }
    pools
}

/// Refuses 优秀 decided against a bar.
///
/// Clause: 五(六) (bar-bad-review and the other bars).
fn refuse_barred(person: &mut PersonResult, problems: &mut Vec<Problem>) {
    let bars = met(&person.bars);
    if person.decided.grade() == Some(Grade::Excellent) && !bars.is_empty() {
        let place = refuse(person);
        let found = Grade::Excellent.term();
        problems.push(Problem::error(place, person.id, found, ProblemKind::DecidedBarred { bars }));
    }
}

/// Turns a decision that stands into a refused one; gives the place of the decision.
fn refuse(person: &mut PersonResult) -> Place {
    let decided = std::mem::replace(&mut person.decided, Decided::No);
    let mut place = Place::Input;
    person.decided = match decided {
        Decided::Stands(decision) => {
            place = decision.source.map_or(Place::Input, Place::Cell);
            Decided::Refused(decision)
        }
        other => other,
    };
    place
}

/// 合格, or 初评等次 where it is 合格 or lower.
fn propose_otherwise(person: &mut PersonResult) {
    (person.proposed, person.ground) = match (person.first_grade, read_first_grade(person)) {
        (Some(given), Some(read)) if given != read => (read, ProposalGround::NotDemoted),
        (Some(given), _) if !given.is_nomination() => (given, ProposalGround::FirstGrade),
        _ => (Grade::Qualified, ProposalGround::Otherwise),
    };
}

/// Adds what is open about the grade. `want` is why a nominee is left out of the field for want of a score.
fn add_pending(person: &mut PersonResult, want: Option<Pending>) {
    if person.decided.grade().is_some() {
        return;
    }
    let cases = met(&person.cases);
    if has_open_case(person) {
        person.pending.push(Pending::OpenCase(cases));
        return;
    }
    if person.proposed.is_below_qualified() && cases.is_empty() {
        person.pending.push(Pending::NoCase);
    }
    if is_nominated(person.first_grade) {
        person.pending.extend(want);
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

/// The best of a field for a number of places.
struct Picked {
    /// Who gets a place, best first.
    chosen: Vec<usize>,
    /// Who is equal in everything with others across the last place, and how many places were left for them.
    tied: Vec<usize>,
    left: u32,
}

/// One pool's selection.
struct Selection<'a> {
    settings: &'a Settings,
    mode: NominationMode,
    candidates: &'a [Candidate],
    category: Option<Category>,
    members: Vec<usize>,
}

impl Selection<'_> {
    fn run(&self, people: &mut [PersonResult], problems: &mut Vec<Problem>) -> Pool {
        let mut excellent = self.quota(SettingKey::ExcellentShare);
        let mut commended = self.quota(SettingKey::CommendedShare);
        self.apply_decisions(Grade::Excellent, &mut excellent, people, problems);
        self.apply_decisions(Grade::Commended, &mut commended, people, problems);
        if self.mode == NominationMode::ByNomination
            && !self.members.iter().any(|at| is_nominated(people[*at].first_grade))
        {
            let kind = ProblemKind::NoNominee { pool: self.category };
            let place = Place::Setting(SettingKey::NominationMode);
            problems.push(Problem::general(Severity::Warning, place, "", kind));
        }

        let has_ballots = self.members.iter().any(|at| self.candidates[*at].ballot.is_some());
        let mut field: Vec<usize> =
            self.members.iter().copied().filter(|at| self.left_out(&people[*at], *at, has_ballots).is_none()).collect();
        field.sort_by(|a, b| self.order(people, *a, *b));

        let excellent_field: Vec<usize> = field
            .iter()
            .copied()
            .filter(|at| self.may_be_excellent(&people[*at]) && met(&people[*at].bars).is_empty())
            .collect();
        let best = self.pick(people, &excellent_field, excellent.open);
        let taken: HashSet<usize> = best.chosen.iter().copied().collect();
        let commended_field: Vec<usize> = field.iter().copied().filter(|at| !taken.contains(at)).collect();
        let next = self.pick(people, &commended_field, commended.open);

        for at in &self.members {
            propose_otherwise(&mut people[*at]);
        }
        self.award(Grade::Excellent, &best, &mut excellent, people);
        self.award(Grade::Commended, &next, &mut commended, people);
        let (excellent_places, commended_places) = (places_of(&excellent_field), places_of(&commended_field));
        for at in &self.members {
            let left_out = self.left_out(&people[*at], *at, has_ballots);
            self.say_why_not(&mut people[*at], *at, left_out.as_ref(), &excellent_places, &excellent);
            if people[*at].proposed == Grade::Excellent {
                people[*at].why_not.push((Grade::Commended, WhyNot::AlreadyExcellent));
            } else if people[*at].proposed != Grade::Commended || people[*at].decided.grade().is_some() {
                let why =
                    left_out.clone().unwrap_or_else(|| beyond(people[*at].id, commended_places.get(at), &commended));
                people[*at].why_not.push((Grade::Commended, why));
            }
            let want = match left_out {
                Some(WhyNot::NoScore) => Some(Pending::NoScore),
                Some(WhyNot::NoBallots) => Some(Pending::NoBallots),
                _ => None,
            };
            add_pending(&mut people[*at], want);
        }
        Pool {
            category: self.category,
            size: u32::try_from(self.members.len()).expect("people are fewer than 2³²"),
            excellent,
            commended,
        }
    }

    /// ⌊N × share⌋ places.
    ///
    /// Clause: 四 (quota).
    fn quota(&self, setting: SettingKey) -> Quota {
        let share = self.settings.number(setting);
        let exact = Decimal::from(self.members.len()) * share;
        let places = exact.floor().to_u32().expect("a share of people is fewer than 2³²");
        Quota { share, exact, places, decided: 0, open: places, proposed: 0, tied: Vec::new() }
    }

    /// Lets decided grades use up places; more of them than places are refused, all of them.
    ///
    /// Clause: 四 (quota).
    fn apply_decisions(
        &self,
        grade: Grade,
        quota: &mut Quota,
        people: &mut [PersonResult],
        problems: &mut Vec<Problem>,
    ) {
        let decided: Vec<usize> =
            self.members.iter().copied().filter(|at| people[*at].decided.grade() == Some(grade)).collect();
        let count = u32::try_from(decided.len()).expect("people are fewer than 2³²");
        if count > quota.places {
            let mut place = Place::Input;
            for at in &decided {
                place = refuse(&mut people[*at]);
            }
            let ids = decided.iter().map(|at| people[*at].id).collect();
            let kind = ProblemKind::DecidedBeyondQuota { grade, quota: quota.places, people: ids };
            problems.push(Problem::general(Severity::Error, place, count.to_string(), kind));
        } else {
            quota.decided = count;
            quota.open = quota.places - count;
        }
    }

    /// Why somebody isn't in the field at all.
    fn left_out(&self, person: &PersonResult, at: usize, has_ballots: bool) -> Option<WhyNot> {
        let first_grade = read_first_grade(person);
        if person.decided.grade().is_some() {
            Some(WhyNot::Decided)
        } else if has_open_case(person) {
            Some(WhyNot::OpenCase)
        } else if self.mode == NominationMode::ByNomination && !is_nominated(first_grade)
            || self.mode == NominationMode::ByScore && first_grade.is_some_and(Grade::is_below_qualified)
        {
            Some(WhyNot::NotNominated)
        } else if person.s2.value.is_none() {
            Some(WhyNot::NoScore)
        } else if has_ballots && self.candidates[at].ballot.is_none() {
            Some(WhyNot::NoBallots)
        } else {
            None
        }
    }

    /// By nomination, 优秀 is for those nominated for it.
    fn may_be_excellent(&self, person: &PersonResult) -> bool {
        self.mode == NominationMode::ByScore || person.first_grade == Some(Grade::Excellent)
    }

    /// S2, then 民主测评分, 月度均分, 初评分, then fewer 事假天数.
    fn order(&self, people: &[PersonResult], a: usize, b: usize) -> Ordering {
        let (x, y) = (&self.candidates[a], &self.candidates[b]);
        higher_first(people[a].s2.value, people[b].s2.value)
            .then_with(|| higher_first(x.ballot, y.ballot))
            .then_with(|| higher_first(x.monthly, y.monthly))
            .then_with(|| higher_first(x.review, y.review))
            .then_with(|| lower_first(x.leave, y.leave))
    }

    /// The best of a sorted field; people equal in everything across the last place are not split.
    fn pick(&self, people: &[PersonResult], field: &[usize], places: u32) -> Picked {
        let mut chosen = Vec::new();
        let mut left = places;
        for group in field.chunk_by(|a, b| self.order(people, *a, *b).is_eq()) {
            let size = u32::try_from(group.len()).expect("people are fewer than 2³²");
            if left == 0 {
                break;
            }
            if size > left {
                return Picked { chosen, tied: group.to_vec(), left };
            }
            chosen.extend_from_slice(group);
            left -= size;
        }
        Picked { chosen, tied: Vec::new(), left }
    }

    fn award(&self, grade: Grade, picked: &Picked, quota: &mut Quota, people: &mut [PersonResult]) {
        for (place, at) in (1..).zip(&picked.chosen) {
            people[*at].proposed = grade;
            people[*at].ground = ProposalGround::Place { place, open: quota.open };
        }
        quota.proposed = u32::try_from(picked.chosen.len()).expect("people are fewer than 2³²");
        let ids: Vec<PersonId> = picked.tied.iter().map(|at| people[*at].id).collect();
        for at in &picked.tied {
            people[*at].pending.push(Pending::QuotaTie { grade, open: picked.left, people: ids.clone() });
        }
        quota.tied = ids;
    }

    fn say_why_not(
        &self,
        person: &mut PersonResult,
        at: usize,
        left_out: Option<&WhyNot>,
        places: &HashMap<usize, u32>,
        quota: &Quota,
    ) {
        if person.proposed == Grade::Excellent {
            return;
        }
        let bars = met(&person.bars);
        let why = match left_out {
            Some(why) => why.clone(),
            None if !self.may_be_excellent(person) => WhyNot::NotNominated,
            None if !bars.is_empty() => WhyNot::Barred(bars),
            None => beyond(person.id, places.get(&at), quota),
        };
        person.why_not.push((Grade::Excellent, why));
    }
}

/// Places in a sorted field, from 1.
fn places_of(field: &[usize]) -> HashMap<usize, u32> {
    field.iter().copied().zip(1..).collect()
}

/// Why somebody of the field has no place among the open ones.
fn beyond(id: PersonId, place: Option<&u32>, quota: &Quota) -> WhyNot {
    match place {
        _ if quota.tied.contains(&id) => WhyNot::Tied,
        Some(place) if quota.open > 0 => WhyNot::BeyondQuota { place: *place, open: quota.open },
        _ => WhyNot::NoPlaces,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Field,
        rules::{Evaluation, testing::Case},
    };
    use Grade::{BarelyQualified, Commended, Excellent, Qualified, Unqualified};

    /// A roster of people by 初评分, everyone with what the first one has otherwise.
    fn by_scores(scores: &[&str]) -> Case {
        let mut case = Case::new();
        for (position, score) in scores.iter().enumerate() {
            if position > 0 {
                case = case.and();
            }
            case = case.score(Field::FirstReview, score);
        }
        case
    }

    /// `count` people with distinct scores from 99 down.
    fn ladder(count: usize) -> Case {
        let scores: Vec<String> = (0..count).map(|at| (99 - at).to_string()).collect();
        by_scores(&scores.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn proposed(evaluation: &Evaluation, grade: Grade) -> Vec<u32> {
        evaluation.people.iter().filter(|person| person.proposed == grade).map(|person| person.id.0).collect()
    }

    fn codes(evaluation: &Evaluation, at: usize) -> Vec<&'static str> {
        evaluation.people[at].pending.iter().map(Pending::code).collect()
    }

    #[track_caller]
    fn places(count: usize, excellent: u32, commended: u32) {
        let evaluation = ladder(count).evaluate();
        let pool = &evaluation.pools[0];
        assert_eq!((pool.excellent.places, pool.commended.places), (excellent, commended), "of {count}");
        assert_eq!(proposed(&evaluation, Excellent).len(), excellent as usize);
        assert_eq!(proposed(&evaluation, Commended).len(), commended as usize);
    }

    #[test]
    fn quota_is_rounded_down() {
        places(6, 0, 0);
        places(7, 0, 1);
        places(9, 0, 1);
        places(10, 1, 1);
        places(11, 1, 1);
        places(13, 1, 1);
        places(14, 1, 2);
        places(19, 1, 2);
        places(20, 2, 3);
        places(21, 2, 3);
    }

    #[test]
    fn settling_takes_the_best_of_the_field() {
        let evaluation = ladder(20).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [0, 1]);
        assert_eq!(proposed(&evaluation, Commended), [2, 3, 4]);
        assert_eq!(evaluation.people[5].why_not[0].1, WhyNot::BeyondQuota { place: 6, open: 2 });
        assert_eq!(evaluation.people[5].why_not[1].1, WhyNot::BeyondQuota { place: 4, open: 3 });
    }

    #[test]
    fn settling_a_bar_keeps_from_excellent_but_not_from_commended() {
        let evaluation = ladder(10).edit(0, |case| case.count(Field::Complaints, 1)).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [1]);
        assert_eq!(proposed(&evaluation, Commended), [0]);
    }

    #[test]
    fn settling_a_tie_across_the_last_place_is_not_split() {
        let mut scores = vec!["90"; 2];
        scores.extend(["80", "79", "78", "77", "76", "75", "74", "73"]);
        let evaluation = by_scores(&scores).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [0_u32; 0]);
        // Held back from 优秀 they stay in the field for 表扬; its one place splits them again.
        assert_eq!(proposed(&evaluation, Commended), [0_u32; 0]);
        assert_eq!(codes(&evaluation, 0), ["名额同分", "名额同分"]);
        assert_eq!(codes(&evaluation, 1), ["名额同分", "名额同分"]);
        assert_eq!(evaluation.people[0].pending_codes(), ["名额同分"], "one state");
        assert!(codes(&evaluation, 2).is_empty());
    }

    #[test]
    fn settling_people_held_back_by_a_tie_may_be_commended_and_stay_pending() {
        let mut scores = vec!["90"; 2];
        scores.extend(["80", "79", "78", "77", "76", "75", "74", "73", "72", "71", "70", "69"]);
        let evaluation = by_scores(&scores).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [0_u32; 0]);
        assert_eq!(proposed(&evaluation, Commended), [0, 1]);
        assert_eq!(codes(&evaluation, 0), ["名额同分"]);
    }

    #[test]
    fn settling_ties_are_told_apart_by_ballots_months_reviews_and_leave() {
        // One place for 优秀; two people equal in S2 = 90, everyone else below.
        let equal = |a: fn(Case) -> Case, b: fn(Case) -> Case| {
            let scores = ["90", "90", "80", "79", "78", "77", "76", "75", "74", "73"];
            by_scores(&scores).setting(SettingKey::WeightMonthly, "0.5").edit(0, a).edit(1, b).evaluate()
        };
        let monthly = equal(
            |case| case.score(Field::FirstReview, "100").score(Field::MonthlyMean, "80"),
            |case| case.score(Field::FirstReview, "80").score(Field::MonthlyMean, "100"),
        );
        assert_eq!(proposed(&monthly, Excellent), [1], "月度均分 comes before 初评分");
        let missing = equal(|case| case, |case| case.score(Field::MonthlyMean, "90"));
        assert_eq!(proposed(&missing, Excellent), [1], "a missing value comes last");
        let leave = |a: &'static str, b: &'static str| {
            let mut scores = vec!["99"; 2];
            scores.extend(["80", "79", "78", "77", "76", "75", "74", "73"]);
            by_scores(&scores).edit(0, |case| case.days(a)).edit(1, |case| case.days(b)).evaluate()
        };
        assert_eq!(proposed(&leave("1", "0.5"), Excellent), [1]);
        assert_eq!(proposed(&leave("0.5", "1"), Excellent), [0]);
        assert_eq!(proposed(&leave("1", "1"), Excellent), [0_u32; 0]);
    }

    #[test]
    fn settling_by_nomination_if_anyone_is_nominated() {
        let evaluation = ladder(20)
            .edit(5, |case| case.first_grade(Excellent))
            .edit(6, |case| case.first_grade(Commended))
            .edit(7, |case| case.first_grade(BarelyQualified))
            .evaluate();
        assert_eq!(evaluation.mode, NominationMode::ByNomination);
        assert_eq!(proposed(&evaluation, Excellent), [5]);
        assert_eq!(proposed(&evaluation, Commended), [6]);
        assert_eq!(evaluation.people[7].proposed, BarelyQualified);
        assert_eq!(codes(&evaluation, 7), ["无降等情形"]);
        assert_eq!(evaluation.people[0].proposed, Qualified);
    }

    #[test]
    fn settling_by_score_passes_over_those_below_qualified() {
        let evaluation = ladder(10).edit(0, |case| case.first_grade(Unqualified)).evaluate();
        assert_eq!(evaluation.mode, NominationMode::ByScore);
        assert_eq!(proposed(&evaluation, Excellent), [1]);
        assert_eq!(evaluation.people[0].proposed, Unqualified);
    }

    #[test]
    fn settling_nominees_without_score_or_ballots_are_pending() {
        let nominated = |case: Case| case.first_grade(Excellent);
        let evaluation = ladder(10)
            .edit(0, |case| nominated(case).blank(Field::FirstReview))
            .edit(1, nominated)
            .edit(2, |case| nominated(case).score(Field::BallotScore, "80"))
            .evaluate();
        assert_eq!(codes(&evaluation, 0), ["缺得分"]);
        assert_eq!(codes(&evaluation, 1), ["缺民主测评"]);
        assert_eq!(proposed(&evaluation, Excellent), [2]);
    }

    #[test]
    fn settling_an_open_case_is_out_of_the_running_until_decided() {
        let case = ladder(10).edit(0, |case| case.flag(Field::DerelictionLoss, true));
        let evaluation = case.clone().evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [1]);
        assert_eq!(codes(&evaluation, 0), ["五(七)待议"]);
        let evaluation = case.edit(0, Case::decide_no_demotion).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [0]);
        assert!(codes(&evaluation, 0).is_empty());
        assert_eq!(met(&evaluation.people[0].cases), [Clause::CaseLoss], "the case stays listed");
    }

    #[test]
    fn settling_no_demotion_reads_a_low_first_grade_as_qualified() {
        let evaluation = ladder(10).edit(0, |case| case.first_grade(BarelyQualified).decide_no_demotion()).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [0]);
        let evaluation = ladder(10).edit(9, |case| case.first_grade(BarelyQualified).decide_no_demotion()).evaluate();
        assert_eq!((evaluation.people[9].proposed, codes(&evaluation, 9)), (Qualified, vec![]));
    }

    #[test]
    fn quota_decided_grades_use_up_places() {
        let evaluation = ladder(20).edit(10, |case| case.decide(Excellent)).evaluate();
        assert_eq!(proposed(&evaluation, Excellent), [0]);
        assert_eq!(evaluation.people[10].grade, Excellent);
        assert_eq!(evaluation.people[10].proposed, Qualified);
        assert_eq!(evaluation.pools[0].excellent.open, 1);
    }

    #[test]
    fn quota_decisions_beyond_it_are_all_refused() {
        let decided = |count: usize| {
            let mut case = ladder(20);
            for at in 0..count {
                case = case.edit(at + 5, |case| case.decide(Excellent));
            }
            case.evaluate()
        };
        assert_eq!(decided(1).totals.grades[0], 2);
        assert_eq!(decided(2).totals.grades[0], 2);
        let evaluation = decided(3);
        let named = evaluation.problems.iter().find_map(|problem| match &problem.kind {
            ProblemKind::DecidedBeyondQuota { people, .. } => Some(people.len()),
            _ => None,
        });
        assert_eq!(named, Some(3));
        assert!((5..8).all(|at| evaluation.people[at].grade != Excellent));
        assert!((5..8).all(|at| codes(&evaluation, at) == ["数据有误"]));
    }

    #[test]
    fn bar_refuses_a_decided_excellent() {
        let evaluation = ladder(10).edit(0, |case| case.count(Field::BadReviews, 1).decide(Excellent)).evaluate();
        assert_ne!(evaluation.people[0].grade, Excellent);
        assert!(
            evaluation
                .problems
                .iter()
                .any(|problem| problem.kind == ProblemKind::DecidedBarred { bars: vec![Clause::BarBadReview] })
        );
    }

    #[test]
    fn quota_by_category_has_a_pool_for_each() {
        let mut case = ladder(20).setting(SettingKey::QuotaScope, "分考核组");
        for at in 0..20 {
            let category = if at < 10 { Category::HallService } else { Category::OtherDepartments };
            case = case.edit(at, |case| case.category(category));
        }
        let evaluation = case.clone().evaluate();
        assert_eq!(evaluation.pools.len(), 2);
        assert_eq!(proposed(&evaluation, Excellent), [0, 10]);
        let evaluation = case.edit(0, |case| case.blank(Field::Category)).evaluate();
        assert_eq!(codes(&evaluation, 0), ["数据有误"]);
        // Nine are left in the first pool: no place for 优秀.
        assert_eq!(proposed(&evaluation, Excellent), [10]);
    }
}
