//! What holds for every roster, checked on random ones.

use super::{Evaluation, PersonResult, Status, testing::Case};
use crate::{
    domain::{Award, Category, Field, Grade, Inputs, PersonId, Yuan},
    notice::SettingKey,
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
