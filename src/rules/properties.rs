//! What holds for every roster, checked on random ones.

use super::{Evaluation, PersonAnswer, PersonResult, Status, WhyNot, testing::Case};
use crate::{
    domain::{Award, Category, Fact, Field, Grade, Inputs, PersonId, Source, Value, Yuan},
    notice::{Clause, SettingKey},
};
use proptest::{collection::vec, prelude::*};
use rust_decimal::Decimal;

/// One random person. Scores are made distinct by the person's position, so that nobody ties.
#[derive(Clone, Debug)]
struct Sketch {
    score: u32,
    ballot: Option<u32>,
    reviews: (u32, u32),
    complaints: (u32, u32),
    breaches: (u32, u32),
    leave_halves: u32,
    months: u32,
    first_grade: Option<Grade>,
    category: Category,
    manager: bool,
    award: Award,
    flag: bool,
    low_months: u32,
    deduction: u32,
    decided: Option<Grade>,
}

fn part_of(most: u32) -> impl Strategy<Value = (u32, u32)> {
    (0..=most).prop_flat_map(|all| (Just(all), 0..=all))
}

fn grade() -> impl Strategy<Value = Option<Grade>> {
    proptest::option::of(proptest::sample::select(Grade::ALL.to_vec()))
}

fn sketch() -> impl Strategy<Value = Sketch> {
    let award = prop_oneof![
        3 => Just(Award::No),
        1 => Just(Award::Standard),
        1 => (1..200_000_i64).prop_map(|fen| Award::Amount(Decimal::new(fen, 2))),
    ];
    let facts = (0..100_u32, proptest::option::of(0..=100_u32), part_of(6), part_of(6), part_of(6), 0..14_u32);
    let post = (
        0..=12_u32,
        grade(),
        proptest::sample::select(Category::ALL.to_vec()),
        any::<bool>(),
        award,
        proptest::bool::weighted(0.1),
    );
    let low = proptest::sample::select(vec![None, None, None, Some(Grade::Qualified), Some(Grade::Unqualified)]);
    (facts, post, 0..4_u32, 0..30_000_u32, low).prop_map(|(facts, post, low_months, deduction, decided)| {
        let (score, ballot, reviews, complaints, breaches, leave_halves) = facts;
        let (months, first_grade, category, manager, award, flag) = post;
        Sketch {
            score,
            ballot,
            reviews,
            complaints,
            breaches,
            leave_halves,
            months,
            first_grade,
            category,
            manager,
            award,
            flag,
            low_months,
            deduction,
            decided,
        }
    })
}

/// Settings that matter to selection and money: by pool, by mode, cut after fixed deductions, settlement spared.
fn settings() -> impl Strategy<Value = (bool, usize, bool, bool)> {
    (any::<bool>(), 0..3_usize, any::<bool>(), any::<bool>())
}

fn roster(people: &[Sketch], (by_category, mode, after_fixed, spared): (bool, usize, bool, bool)) -> Inputs {
    let yes_no = |flag: bool| if flag { "是" } else { "否" };
    let mut case = Case::new()
        .setting(SettingKey::QuotaScope, if by_category { "分考核组" } else { "全中心" })
        .setting(SettingKey::NominationMode, ["自动", "按推荐", "按得分"][mode])
        .setting(SettingKey::CutBase, if after_fixed { "扣除定额后" } else { "应发合计" })
        .setting(SettingKey::CutIncludesSettlement, yes_no(!spared))
        .setting(SettingKey::BonusRate, "833.33")
        .setting(SettingKey::SettlementRate, "266.67")
        .setting(SettingKey::ExcellentAward, "2000")
        .setting(SettingKey::CommendedAward, "1000")
        .setting(SettingKey::DedicationAward, "800")
        .allowance("三级", "300.05");
    for (position, person) in people.iter().enumerate() {
        if position > 0 {
            case = case.and();
        }
        case = case
            .number(Field::FirstReview, &format!("{}.{position:02}", person.score))
            .count(Field::BadReviews, person.reviews.0)
            .count(Field::BadReviewsFined, person.reviews.1)
            .count(Field::Complaints, person.complaints.0)
            .count(Field::ComplaintsFined, person.complaints.1)
            .count(Field::Breaches, person.breaches.0)
            .count(Field::BreachesFined, person.breaches.1)
            .days(&format!("{}.{}", person.leave_halves / 2, if person.leave_halves % 2 == 0 { 0 } else { 5 }))
            .count(Field::Months, person.months)
            .category(person.category)
            .flag(Field::Manager, person.manager)
            .text(Field::Level, "三级")
            .award(person.award)
            .flag(Field::DerelictionLoss, person.flag)
            .count(Field::LowMonths, person.low_months)
            .count(Field::PatrolCirculars, person.low_months)
            .number(Field::RuleDeduction, &person.deduction.to_string());
        if let Some(ballot) = person.ballot {
            case = case.number(Field::BallotScore, &ballot.to_string());
        }
        if let Some(grade) = person.first_grade {
            case = case.first_grade(grade);
        }
        if let Some(grade) = person.decided {
            case = case.decide(grade);
        }
    }
    case.inputs()
}

/// A person's result without what depends on the position in the roster.
fn essence(result: &PersonResult) -> (Grade, Grade, Option<u32>, Yuan, Yuan, Yuan, Vec<&'static str>) {
    let codes = result.pending.iter().map(super::Pending::code).collect();
    let money = &result.money;
    (result.proposed, result.grade, result.rank, money.gross, money.deducted, money.net, codes)
}

/// The same people in another order.
fn reordered(inputs: &Inputs, order: &[usize]) -> Inputs {
    let mut turned = inputs.clone();
    turned.people = Vec::new();
    turned.decisions = Vec::new();
    for (position, old) in order.iter().enumerate() {
        let mut person = inputs.people[*old].clone();
        let id = PersonId(u32::try_from(position).expect("tests have few people"));
        if let Some(decision) = inputs.decision(person.id) {
            turned.decisions.push(crate::domain::Decision { person: id, ..decision.clone() });
        }
        person.id = id;
        turned.people.push(person);
    }
    turned
}

/// What the specification asks of 优秀, worked out anew from the facts for everyone: the reasons against it by a word
/// each. The scores are the evaluation's; all else is counted here.
fn reasons_against_excellent(
    people: &[Sketch],
    (by_category, mode, ..): (bool, usize, bool, bool),
    evaluation: &Evaluation,
) -> Vec<Vec<&'static str>> {
    let nominated = |grade: Option<Grade>| matches!(grade, Some(Grade::Excellent | Grade::Commended));
    let by_nomination = mode == 1 || mode == 0 && people.iter().any(|person| nominated(person.first_grade));
    let score = |at: usize| evaluation.people[at].s2.value;
    let same_pool = |a: usize, b: usize| !by_category || people[a].category == people[b].category;
    let pool = |at: usize| (0..people.len()).filter(move |other| same_pool(at, *other));
    let own = |at: usize| {
        let person = &people[at];
        let both = person.reviews.0 + person.complaints.0;
        let bars = [
            (person.reviews.0 > 0, "bar 1"),
            (person.complaints.0 > 0, "bar 2"),
            (person.leave_halves > 10, "bar 3"),
            (person.months < 6, "bar 4"),
        ];
        let case = both >= 5 || person.flag || 2 * person.low_months >= 6;
        let not_nominated = match person.first_grade {
            first if by_nomination => first != Some(Grade::Excellent),
            first => matches!(first, Some(Grade::BarelyQualified | Grade::Unqualified)),
        };
        let has_ballots = pool(at).any(|other| people[other].ballot.is_some());
        let others = [
            (person.decided.is_some(), "decided"),
            (person.decided.is_none() && case, "case"),
            (not_nominated, "not nominated"),
            (score(at).is_none(), "no score"),
            (score(at).is_some() && has_ballots && person.ballot.is_none(), "no ballots"),
        ];
        let holds = bars.into_iter().chain(others).filter(|(holds, _)| *holds);
        holds.map(|(_, word)| word).collect::<Vec<&'static str>>()
    };
    // S2, ballots, the first review, then less leave; nobody here has monthly scores.
    let key = |at: usize| {
        let ballot = people[at].ballot.map_or(-1, i64::from);
        let review = evaluation.people[at].first_review.score.unwrap_or(Decimal::NEGATIVE_ONE);
        (score(at), ballot, review, std::cmp::Reverse(people[at].leave_halves))
    };
    let hindered: Vec<Vec<&'static str>> = (0..people.len()).map(own).collect();
    let with_place = |at: usize| {
        let mut reasons = hindered[at].clone();
        let places = pool(at).count() / 10;
        let comparable = !reasons.contains(&"no score") && !reasons.contains(&"no ballots");
        let field = || pool(at).filter(|other| *other != at && hindered[*other].is_empty());
        let before = field().filter(|other| key(*other) > key(at)).count();
        let level = field().filter(|other| key(*other) == key(at)).count();
        if places == 0 {
            reasons.push("no places");
        } else if comparable && before >= places {
            reasons.push("beyond");
        } else if comparable && before + level + 1 > places {
            reasons.push("tied");
        }
        reasons
    };
    (0..people.len()).map(with_place).collect()
}

/// The same words for the reasons that an evaluation gives.
fn words(why: &WhyNot) -> Vec<&'static str> {
    match why {
        WhyNot::Decided(_) => vec!["decided"],
        WhyNot::OpenCase(_) => vec!["case"],
        WhyNot::Barred(clauses) => clauses
            .iter()
            .map(|clause| match clause {
                Clause::BarBadReview => "bar 1",
                Clause::BarComplaint => "bar 2",
                Clause::BarLeave => "bar 3",
                Clause::BarTenure => "bar 4",
                _ => "another bar",
            })
            .collect(),
        WhyNot::NotNominated(_) => vec!["not nominated"],
        WhyNot::FirstGrade(_) => vec!["below"],
        WhyNot::NoScore => vec!["no score"],
        WhyNot::NoBallots => vec!["no ballots"],
        WhyNot::NoPool => vec!["no pool"],
        WhyNot::NoPlaces => vec!["no places"],
        WhyNot::BeyondQuota { .. } => vec!["beyond"],
        WhyNot::Tied { .. } => vec!["tied"],
    }
}

fn awarded(evaluation: &Evaluation, grade: Grade, category: Option<Category>, inputs: &Inputs) -> u32 {
    let in_pool = |result: &&PersonResult| {
        category.is_none_or(|category| {
            inputs.person(result.id).fact(Field::Category).value() == Some(&crate::domain::Value::Category(category))
        })
    };
    let people = evaluation.people.iter().filter(in_pool);
    u32::try_from(people.filter(|result| result.grade == grade).count()).expect("tests have few people")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn paid_and_deducted_make_the_gross(people in vec(sketch(), 1..30), settings in settings()) {
        let evaluation = super::evaluate(&roster(&people, settings));
        for result in &evaluation.people {
            let money = &result.money;
            prop_assert_eq!(money.net + money.deducted, money.gross);
            prop_assert!(money.net >= Yuan::ZERO && money.short >= Yuan::ZERO);
            let earned: Yuan = money.lines[..5].iter().map(|line| line.amount).sum();
            let cut: Yuan = money.lines[5..].iter().map(|line| line.amount).sum();
            prop_assert_eq!(earned, money.gross);
            prop_assert_eq!(cut, money.deducted + money.short);
        }
        let net: Yuan = evaluation.people.iter().map(|result| result.money.net).sum();
        prop_assert_eq!(net, evaluation.totals.net);
    }

    #[test]
    fn quotas_are_never_exceeded(people in vec(sketch(), 1..40), settings in settings()) {
        let inputs = roster(&people, settings);
        let evaluation = super::evaluate(&inputs);
        for pool in &evaluation.pools {
            prop_assert!(awarded(&evaluation, Grade::Excellent, pool.category, &inputs) <= pool.size / 10);
            prop_assert!(awarded(&evaluation, Grade::Commended, pool.category, &inputs) <= pool.size * 15 / 100);
        }
        for result in evaluation.people.iter().filter(|result| result.grade == Grade::Excellent) {
            prop_assert!(super::proposal::met(&result.bars).is_empty(), "nobody barred is 优秀");
        }
    }

    /// Scores are coarse here, so that people tie; some have none. A case is rarer than among the others, so that
    /// somebody is in the running.
    #[test]
    fn the_reasons_against_excellent_are_those_that_hold(
        people in vec(sketch(), 1..45),
        settings in settings(),
        clean in vec(any::<bool>(), 45),
        levels in 1..12_u32,
    ) {
        let mut people = people;
        for (person, _) in people.iter_mut().zip(&clean).filter(|(_, clean)| **clean) {
            (person.reviews, person.complaints, person.low_months, person.flag) = ((0, 0), (0, 0), 0, false);
            (person.months, person.leave_halves, person.decided) = (12, person.leave_halves % 3, None);
            (person.first_grade, person.ballot) = (Some(Grade::Excellent), person.ballot.map(|_| 80));
        }
        let mut inputs = roster(&people, settings);
        for (sketch, person) in people.iter().zip(&mut inputs.people) {
            let score = Value::Number(Decimal::from(sketch.score % levels));
            let blank = Fact::Blank(person.row);
            let fact = if sketch.score % 13 == 12 { blank } else { Fact::Known(score, Source::Cell(person.row)) };
            person.set(Field::FirstReview, fact);
        }
        let evaluation = super::evaluate(&inputs);
        let expected = reasons_against_excellent(&people, settings, &evaluation);
        let answers = super::answer::Answers::new(&inputs, &evaluation);
        for (result, mut expected) in evaluation.people.iter().zip(expected) {
            let missed = result.why_not.iter().find(|missed| missed.grade == Grade::Excellent);
            let mut said: Vec<&str> = missed.iter().flat_map(|missed| &missed.reasons).flat_map(words).collect();
            said.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(&said, &expected);
            prop_assert_eq!(said.is_empty(), result.grade == Grade::Excellent);
            for missed in &result.why_not {
                prop_assert!(missed.grade < result.grade && !missed.reasons.is_empty());
            }
            let Some(PersonAnswer::Appraised(answer)) = answers.of(result.id) else { panic!("everyone is appraised") };
            for missed in &answer.missed {
                let place = |why: &WhyNot| matches!(why, WhyNot::BeyondQuota { .. } | WhyNot::Tied { .. });
                let beyond = missed.missed.reasons.iter().any(place);
                if let Some(standing) = missed.standing.as_ref().filter(|standing| standing.open > 0) {
                    prop_assert_eq!(beyond, !standing.is_inside(), "{:?}", standing);
                }
            }
            if let Some(held) = &answer.held {
                prop_assert!(held.is_inside() && held.within);
            }
        }
    }

    /// Nobody ties here: where two people tie for 优秀, a complaint against one of them undoes the tie, which can
    /// free a place for 表扬. And 优秀 is awarded no less than 表扬.
    #[test]
    fn one_more_complaint_never_raises_pay(
        people in vec(sketch(), 1..30),
        settings in settings(),
        whom in any::<proptest::sample::Index>(),
    ) {
        let whom = whom.index(people.len());
        let before = super::evaluate(&roster(&people, settings));
        let mut more = people.clone();
        more[whom].complaints.0 += 1;
        let after = super::evaluate(&roster(&more, settings));
        prop_assert!(after.people[whom].money.net <= before.people[whom].money.net);
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        (people, order) in vec(sketch(), 1..30).prop_flat_map(|people| {
            let order: Vec<usize> = (0..people.len()).collect();
            (Just(people), Just(order).prop_shuffle())
        }),
        settings in settings(),
        same_scores in any::<bool>(),
    ) {
        let mut inputs = roster(&people, settings);
        if same_scores {
            // Everyone equal: ties everywhere.
            for person in &mut inputs.people {
                person.set(Field::FirstReview, crate::domain::Fact::Blank(person.row));
            }
        }
        let straight = super::evaluate(&inputs);
        let turned = super::evaluate(&reordered(&inputs, &order));
        for (position, old) in order.iter().enumerate() {
            prop_assert_eq!(essence(&turned.people[position]), essence(&straight.people[*old]));
        }
        prop_assert_eq!(&turned.totals, &straight.totals);
        prop_assert_eq!(&turned.figures, &straight.figures);
        prop_assert_eq!(turned.status == Status::Ready, straight.status == Status::Ready);
    }
}
