//! The budget in reverse: the highest amount of one setting with which the total stays within a given sum.

use super::{
    Evaluation, Money, MonthsInPost,
    facts::{Facts, confirmed_none},
    ledgers, money,
};
use crate::{
    domain::{Field, Grade, Inputs, Person, Post, Yuan},
    notice::{MAX_AMOUNT, SettingKey, SettingValue, Settings},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which total is to stay within the budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BudgetTotal {
    /// Sum of 实发金额
    Net,
    /// Sum of 应发合计
    Gross,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetQuestion {
    /// The amount that may move: a monthly standard or an award; all others are held.
    pub key: SettingKey,
    /// The level, for the allowance.
    pub level: Option<String>,
    /// The total that is to stay within the budget.
    pub total: BudgetTotal,
    /// The budget.
    pub budget: Yuan,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BudgetAnswer {
    /// The highest amount, to the 分, with the total that it gives and the total of one 分 more.
    Highest {
        /// The amount.
        amount: Yuan,
        /// The total with it.
        total: Yuan,
        /// The total with one 分 more: above the budget.
        next: Yuan,
    },
    /// Even with 0 the total is above the budget.
    Beyond {
        /// The total with 0.
        least: Yuan,
    },
    /// Nobody gets the amount, or the highest that a setting may hold still fits: the budget binds nothing.
    Unbound {
        /// The total with the highest amount.
        most: Yuan,
    },
}

/// The highest amount whose total stays within the budget. Totals never fall when an amount rises (a cut takes a share
/// of at most all of it, each item is rounded by itself and deductions end at the gross), so halving finds it.
pub fn highest_within(inputs: &Inputs, evaluation: &Evaluation, question: &BudgetQuestion) -> BudgetAnswer {
    let payroll = Payroll::of(inputs, evaluation);
    let total = |fen: i64| payroll.total(&question.settings(&inputs.settings, fen), question.total);
    let most = MAX_AMOUNT * 100;
    let least = total(0);
    if least > question.budget {
        return BudgetAnswer::Beyond { least };
    }
    let highest = total(most);
    if highest <= question.budget {
        return BudgetAnswer::Unbound { most: highest };
    }
    // `fits` fits, `beyond` doesn't.
    let (mut fits, mut beyond) = (0, most);
    while beyond - fits > 1 {
        let middle = fits + (beyond - fits) / 2;
        if total(middle) <= question.budget {
            fits = middle;
        } else {
            beyond = middle;
        }
    }
    BudgetAnswer::Highest { amount: yuan(fits), total: total(fits), next: total(beyond) }
}

/// An amount of so many 分.
fn yuan(fen: i64) -> Yuan {
    Yuan::rounded(Decimal::new(fen, 2))
}

impl BudgetQuestion {
    /// The settings that can be asked for.
    pub const KEYS: [SettingKey; 6] = [
        SettingKey::BonusRate,
        SettingKey::SettlementRate,
        SettingKey::AllowanceRate,
        SettingKey::ExcellentAward,
        SettingKey::CommendedAward,
        SettingKey::DedicationAward,
    ];

    fn settings(&self, present: &Settings, fen: i64) -> Settings {
        let mut settings = present.clone();
        let value = SettingValue::Number(yuan(fen).amount());
        match &self.level {
            Some(level) => settings.set_allowance(level, value),
            None => settings.set(self.key, value),
        }
        settings
    }
}

/// Everything that the money hangs on beside the settings: grades and months stay, because no amount moves them.
struct Payroll<'a> {
    people: &'a [Person],
    none: BTreeSet<Field>,
    paid: Vec<Paid<'a>>,
}

struct Paid<'a> {
    at: usize,
    months: &'a MonthsInPost,
    grade: Grade,
    posts: Vec<&'a Post>,
}

impl<'a> Payroll<'a> {
    fn of(inputs: &'a Inputs, evaluation: &'a Evaluation) -> Payroll<'a> {
        let people = if evaluation.facts.is_empty() { &inputs.people } else { &evaluation.facts };
        let posts = ledgers::posts_by_person(inputs);
        let paid = evaluation.people.iter().map(|result| Paid {
            at: result.id.0 as usize,
            months: &result.months,
            grade: result.grade,
            posts: posts.get(&result.id).cloned().unwrap_or_default(),
        });
        Payroll { paid: paid.collect(), people, none: confirmed_none(&inputs.settings) }
    }

    fn total(&self, settings: &Settings, total: BudgetTotal) -> Yuan {
        let money = |paid: &Paid<'_>| -> Money {
            let facts = Facts::new(&self.people[paid.at], &self.none);
            money::money(facts, settings, paid.months, &paid.posts, paid.grade, &mut Vec::new())
        };
        let pick = |money: Money| match total {
            BudgetTotal::Net => money.net,
            BudgetTotal::Gross => money.gross,
        };
        self.paid.iter().map(|paid| pick(money(paid))).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{evaluate, testing::Case};
    use proptest::prelude::*;
    use rust_decimal::prelude::ToPrimitive;
    use rust_decimal_macros::dec;

    fn ask(case: &Case, key: SettingKey, total: BudgetTotal, budget: Decimal) -> BudgetAnswer {
        let inputs = case.clone().inputs();
        let question = BudgetQuestion { key, level: None, total, budget: Yuan::rounded(budget) };
        highest_within(&inputs, &evaluate(&inputs), &question)
    }

    #[test]
    fn bonus_the_budget_is_used_up_to_the_fen() {
        // Twelve months and five: 17 × rate ≤ 1000 gives 58.82 (999.94); 58.83 gives 1000.11.
        let case = Case::new().and().count(Field::Months, 5);
        let answer = ask(&case, SettingKey::BonusRate, BudgetTotal::Net, dec!(1000));
        let [amount, total, next] = [dec!(58.82), dec!(999.94), dec!(1000.11)].map(Yuan::rounded);
        assert_eq!(answer, BudgetAnswer::Highest { amount, total, next });
    }

    #[test]
    fn the_others_are_held_and_may_be_too_much_already() {
        let case = Case::new().setting(SettingKey::SettlementRate, "100");
        let least = Yuan::rounded(dec!(1200));
        let ask = |budget| ask(&case, SettingKey::BonusRate, BudgetTotal::Net, budget);
        assert_eq!(ask(dec!(1199.99)), BudgetAnswer::Beyond { least });
        let [next, zero] = [dec!(1200.12), dec!(0)].map(Yuan::rounded);
        assert_eq!(ask(dec!(1200)), BudgetAnswer::Highest { amount: zero, total: least, next });
    }

    #[test]
    fn an_amount_that_nobody_gets_is_unbound() {
        let case = Case::new();
        let answer = ask(&case, SettingKey::DedicationAward, BudgetTotal::Net, dec!(0));
        assert_eq!(answer, BudgetAnswer::Unbound { most: Yuan::ZERO });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// The answer stays within the budget by a whole evaluation, and one 分 more exceeds it.
        #[test]
        fn bonus_one_fen_more_exceeds_the_budget(
            months in proptest::collection::vec(0_u32..=12, 1..6),
            reviews in 0_u32..30,
            cut in 0_usize..3,
            key in prop::sample::select(vec![SettingKey::BonusRate, SettingKey::SettlementRate, SettingKey::CommendedAward]),
            total in prop::sample::select(vec![BudgetTotal::Net, BudgetTotal::Gross]),
            budget in 0_i64..5_000_000,
        ) {
            let mut case = Case::new().count(Field::BadReviews, reviews).setting(SettingKey::CommendedShare, "1");
            case = match cut {
                0 => case,
                1 => case.decide(Grade::BarelyQualified),
                _ => case.decide(Grade::Unqualified),
            };
            case = case.setting(SettingKey::BonusRate, "31.07");
            for months in months {
                case = case.and().count(Field::Months, months).score(Field::FirstReview, "80");
            }
            let inputs = case.inputs();
            let question = BudgetQuestion { key, level: None, total, budget: yuan(budget) };
            let whole = |fen: i64| {
                let trial = Inputs { settings: question.settings(&inputs.settings, fen), ..inputs.clone() };
                let totals = evaluate(&trial).totals;
                match total {
                    BudgetTotal::Net => totals.net,
                    BudgetTotal::Gross => totals.gross,
                }
            };
            match highest_within(&inputs, &evaluate(&inputs), &question) {
                BudgetAnswer::Highest { amount, total, next } => {
                    let fen = (amount.amount() * Decimal::ONE_HUNDRED).to_i64().expect("an amount in fen");
                    prop_assert_eq!(whole(fen), total);
                    prop_assert_eq!(whole(fen + 1), next);
                    prop_assert!(total <= question.budget && next > question.budget);
                }
                BudgetAnswer::Beyond { least } => {
                    prop_assert_eq!(whole(0), least);
                    prop_assert!(least > question.budget);
                }
                BudgetAnswer::Unbound { most } => prop_assert!(most <= question.budget),
            }
        }
    }
}
