//! Proposals for 优秀 and 表扬: pools, places, the field, its order, and what stays pending.

use super::{
    Decided, Finding, Missed, Pending, PersonResult, Pool, ProposalGround, Quota, Verdict, WhyNot,
    contest::{Candidate, Contest, Runners, hindrances_of, is_nominated, order, read_first_grade},
};
use crate::{
    domain::{Category, Grade, PersonId, Place, Problem, ProblemKind, Ruling, Severity},
    notice::{Clause, NominationMode, QuotaScope, SettingKey, Settings},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use std::collections::HashSet;

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
        let contest = Contest::new(settings, mode, category, candidates);
        if !contest.members.is_empty() {
            let selection = Selection { settings, mode, candidates, category, contest };
            pools.push(selection.run(people, problems));
        }
    }
    if by_category {
        for (person, candidate) in people.iter_mut().zip(candidates) {
            if candidate.category.is_none() {
                propose_otherwise(person);
                person.why_not = missed(person, |grade| {
                    let mut reasons = hindrances_of(mode, person, grade);
                    reasons.push(WhyNot::NoPool);
                    reasons
                });
                add_pending(person, None);
            }
        }
    }
    pools
}

/// Each grade better than the person's, the best first, with every reason that holds against it. `chosen` are the
/// reasons against a grade that people are chosen for; against 合格 and 基本合格 there is only what was said of the person.
fn missed(person: &PersonResult, chosen: impl Fn(Grade) -> Vec<WhyNot>) -> Vec<Missed> {
    let grade = person.decided.grade().unwrap_or(person.proposed);
    let better = Grade::ALL.into_iter().take_while(|better| *better != grade);
    let said = || {
        let mut reasons: Vec<WhyNot> = person.decided.grade().map(WhyNot::Decided).into_iter().collect();
        if reasons.is_empty() {
            reasons.push(WhyNot::FirstGrade(grade));
            if has_open_case(person) {
                reasons.push(WhyNot::OpenCase(met(&person.cases)));
            }
        }
        reasons
    };
    better
        .map(|better| Missed { grade: better, reasons: if better.is_nomination() { chosen(better) } else { said() } })
        .collect()
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
    contest: Contest,
}

impl Selection<'_> {
    fn run(&self, people: &mut [PersonResult], problems: &mut Vec<Problem>) -> Pool {
        let contest = &self.contest;
        let mut excellent = self.quota(SettingKey::ExcellentShare);
        let mut commended = self.quota(SettingKey::CommendedShare);
        self.apply_decisions(Grade::Excellent, &mut excellent, people, problems);
        self.apply_decisions(Grade::Commended, &mut commended, people, problems);
        if self.mode == NominationMode::ByNomination
            && !contest.members.iter().any(|at| is_nominated(people[*at].first_grade))
        {
            let kind = ProblemKind::NoNominee { pool: self.category };
            let place = Place::Setting(SettingKey::NominationMode);
            problems.push(Problem::general(Severity::Warning, place, "", kind));
        }

        let runners = self.runners(people);
        let excellent_field = contest.field(runners, Grade::Excellent);
        let best = self.pick(people, &excellent_field, excellent.open);
        let taken: HashSet<usize> = best.chosen.iter().copied().collect();
        let mut commended_field = contest.field(runners, Grade::Commended);
        commended_field.retain(|at| !taken.contains(at));
        let next = self.pick(people, &commended_field, commended.open);

        for at in &contest.members {
            propose_otherwise(&mut people[*at]);
        }
        self.award(Grade::Excellent, &best, &excellent_field, &mut excellent, people);
        self.award(Grade::Commended, &next, &commended_field, &mut commended, people);
        for at in contest.members.iter().copied() {
            let runners = self.runners(people);
            let why_not = missed(&people[at], |grade| match grade {
                Grade::Excellent => contest.why_not(runners, at, grade, &excellent_field, &excellent),
                grade => contest.why_not(runners, at, grade, &commended_field, &commended),
            });
            let hindrances = contest.hindrances(runners, at, Grade::Commended);
            let want = if hindrances.contains(&WhyNot::NoScore) {
                Some(Pending::NoScore)
            } else {
                hindrances.contains(&WhyNot::NoBallots).then_some(Pending::NoBallots)
            };
            people[at].why_not = why_not;
            add_pending(&mut people[at], want);
        }
        Pool {
            category: self.category,
            size: u32::try_from(contest.members.len()).expect("people are fewer than 2³²"),
            excellent,
            commended,
        }
    }

    fn runners<'r>(&'r self, people: &'r [PersonResult]) -> Runners<'r> {
        Runners { people, candidates: self.candidates }
    }

    /// ⌊N × share⌋ places.
    ///
    /// Clause: 四 (quota).
    fn quota(&self, setting: SettingKey) -> Quota {
        let share = self.settings.number(setting);
        let exact = Decimal::from(self.contest.members.len()) * share;
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
            self.contest.members.iter().copied().filter(|at| people[*at].decided.grade() == Some(grade)).collect();
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

    /// The best of a sorted field; people equal in everything across the last place are not split.
    fn pick(&self, people: &[PersonResult], field: &[usize], places: u32) -> Picked {
        let mut chosen = Vec::new();
        let mut left = places;
        for group in field.chunk_by(|a, b| order(self.runners(people), *a, *b).is_eq()) {
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

    fn award(&self, grade: Grade, picked: &Picked, field: &[usize], quota: &mut Quota, people: &mut [PersonResult]) {
        for at in &picked.chosen {
            let spot = self.contest.spot(self.runners(people), field, *at).expect("the field has scores");
            people[*at].proposed = grade;
            people[*at].ground = ProposalGround::Place { place: spot.place(), open: quota.open };
        }
        quota.proposed = u32::try_from(picked.chosen.len()).expect("people are fewer than 2³²");
        let ids: Vec<PersonId> = picked.tied.iter().map(|at| people[*at].id).collect();
        for at in &picked.tied {
            people[*at].pending.push(Pending::QuotaTie { grade, open: picked.left, people: ids.clone() });
        }
        quota.tied = ids;
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
        let beyond = |place, open| vec![WhyNot::BeyondQuota { place, open, within: true }];
        let missed = [(Excellent, beyond(6, 2)), (Commended, beyond(4, 3))];
        assert_eq!(evaluation.people[5].why_not, missed.map(|(grade, reasons)| Missed { grade, reasons }));
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
