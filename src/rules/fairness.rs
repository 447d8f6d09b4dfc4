//! How evenly the first review was given: each group's scores and proposed grades beside those of everyone else. It
//! informs people and changes nothing.

use super::{Evaluation, PersonResult};
use crate::domain::{Field, Grade, Inputs, PersonId, Value, round_score};
use rust_decimal::{Decimal, MathematicalOps};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What people are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum GroupBy {
    /// 岗位类别
    #[default]
    Category,
    /// 科室
    Department,
    /// 小组
    Team,
}

impl GroupBy {
    /// All of them.
    pub const ALL: [GroupBy; 3] = [GroupBy::Category, GroupBy::Department, GroupBy::Team];

    /// The roster's column.
    pub const fn field(self) -> Field {
        match self {
            GroupBy::Category => Field::Category,
            GroupBy::Department => Field::Department,
            GroupBy::Team => Field::Team,
        }
    }
}

/// The first review of one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupReview {
    /// Its name; empty for those whose cell is blank.
    pub name: String,
    /// Its appraised people.
    pub people: u32,
    /// 初评分 of those who have one, lowest first, with whose it is.
    pub scores: Vec<(Decimal, PersonId)>,
    /// What the scores come to; nothing if there are none.
    pub spread: Option<Spread>,
    /// People by 初评等次, in the order of [`Grade::ALL`]; those without one are in none.
    pub first_grades: [u32; 5],
    /// People by 建议等次, in the order of [`Grade::ALL`].
    pub proposed: [u32; 5],
    /// In what the group departs from the rest.
    pub departs: Vec<Departure>,
}

/// Mean, spread and range of scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Mean, rounded to two decimals.
    pub mean: Decimal,
    /// Standard deviation of these people (not an estimate for others), rounded to two decimals.
    pub deviation: Decimal,
    /// Lowest score.
    pub lowest: Decimal,
    /// Highest score.
    pub highest: Decimal,
}

/// In what a group departs from the rest: worth a look, no proof of anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Departure {
    /// Its mean lies above that of the rest by more than chance explains.
    Higher {
        /// By how much.
        by: Decimal,
    },
    /// Its mean lies below.
    Lower {
        /// By how much.
        by: Decimal,
    },
    /// Its scores hardly differ: their deviation is less than half of the rest's.
    Narrow,
    /// Its scores differ more than twice as much as the rest's.
    Wide,
}

/// Fewer people than this in a group or beside it say nothing about habits.
const FEWEST: usize = 5;
/// Means that are further apart than so many standard errors depart.
const ERRORS: Decimal = Decimal::TWO;

/// The groups in the order of their names, the largest deviations being for people to see. Only scores that are there
/// count.
pub fn fairness(inputs: &Inputs, evaluation: &Evaluation, by: GroupBy) -> Vec<GroupReview> {
    let mut groups: BTreeMap<String, Vec<&PersonResult>> = BTreeMap::new();
    for result in &evaluation.people {
        let person = evaluation.person(inputs, result.id);
        let name = match person.fact(by.field()).value() {
            Some(Value::Category(category)) => category.term().to_owned(),
            Some(Value::Text(name)) => name.clone(),
            _ => String::new(),
        };
        groups.entry(name).or_default().push(result);
    }
    let scores = |results: &[&PersonResult]| -> Vec<Decimal> {
        results.iter().filter_map(|result| result.first_review.score).collect()
    };
    let all: Vec<&PersonResult> = evaluation.people.iter().collect();
    let whole = Sums::of(&scores(&all));
    let mut reviews: Vec<GroupReview> = groups
        .into_iter()
        .map(|(name, results)| {
            let own = Sums::of(&scores(&results));
            let mut by_score: Vec<(Decimal, PersonId)> =
                results.iter().filter_map(|result| Some((result.first_review.score?, result.id))).collect();
            by_score.sort_unstable();
            let spread =
                own.spread(by_score.first().map(|(score, _)| *score), by_score.last().map(|(score, _)| *score));
            GroupReview {
                name,
                people: u32::try_from(results.len()).expect("people are fewer than 2³²"),
                scores: by_score,
                spread,
                first_grades: counts(results.iter().filter_map(|result| result.first_grade)),
                proposed: counts(results.iter().map(|result| result.proposed)),
                departs: departures(&own, &whole.without(&own)),
            }
        })
        .collect();
    // Those of whom nothing is known come last.
    reviews.sort_by_key(|review| review.name.is_empty());
    reviews
}

fn counts(grades: impl Iterator<Item = Grade>) -> [u32; 5] {
    let mut counts = [0; 5];
    for grade in grades {
        counts[grade as usize] += 1;
    }
    counts
}

fn departures(own: &Sums, rest: &Sums) -> Vec<Departure> {
    let mut departs = Vec::new();
    if own.count < FEWEST || rest.count < FEWEST {
        return departs;
    }
    let difference = own.mean() - rest.mean();
    let error = (own.variance() / Decimal::from(own.count) + rest.variance() / Decimal::from(rest.count)).sqrt();
    let beyond = error.is_some_and(|error| difference.abs() > error * ERRORS);
    let by = round_score(difference.abs());
    if beyond && !by.is_zero() {
        departs.push(if difference.is_sign_positive() { Departure::Higher { by } } else { Departure::Lower { by } });
    }
    // Half and twice the deviation are a quarter and four times the variance.
    let four = Decimal::from(4);
    if own.variance() * four < rest.variance() {
        departs.push(Departure::Narrow);
    } else if own.variance() > rest.variance() * four {
        departs.push(Departure::Wide);
    }
    departs
}

/// Number, sum and sum of squares: a group's can be taken from everyone's.
struct Sums {
    count: usize,
    sum: Decimal,
    squares: Decimal,
}

impl Sums {
    fn of(scores: &[Decimal]) -> Sums {
        let squares = scores.iter().map(|score| score * score).sum();
        Sums { count: scores.len(), sum: scores.iter().sum(), squares }
    }

    fn without(&self, part: &Sums) -> Sums {
        Sums { count: self.count - part.count, sum: self.sum - part.sum, squares: self.squares - part.squares }
    }

    /// The mean; 0 if there is nothing.
    fn mean(&self) -> Decimal {
        self.sum.checked_div(Decimal::from(self.count)).unwrap_or_default()
    }

    /// Mean square minus square of the mean; what rounding takes below zero is zero.
    fn variance(&self) -> Decimal {
        let mean = self.mean();
        let squares = self.squares.checked_div(Decimal::from(self.count)).unwrap_or_default();
        (squares - mean * mean).max(Decimal::ZERO)
    }

    fn spread(&self, lowest: Option<Decimal>, highest: Option<Decimal>) -> Option<Spread> {
        let deviation = round_score(self.variance().sqrt().unwrap_or_default());
        Some(Spread { mean: round_score(self.mean()), deviation, lowest: lowest?, highest: highest? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Category,
        rules::{evaluate, testing::Case},
    };
    use rust_decimal_macros::dec;

    /// Groups of hall service and other departments with these scores.
    fn groups(service: &[&str], others: &[&str]) -> Vec<GroupReview> {
        let mut case = None::<Case>;
        let both = service.iter().map(|score| (score, Category::HallService));
        for (score, category) in both.chain(others.iter().map(|score| (score, Category::OtherDepartments))) {
            let one = case.map_or_else(Case::new, Case::and).category(category);
            case = Some(if score.is_empty() { one } else { one.score(Field::FirstReview, score) });
        }
        let inputs = case.expect("somebody").inputs();
        fairness(&inputs, &evaluate(&inputs), GroupBy::Category)
    }

    #[test]
    fn mean_spread_and_range_of_each_group() {
        // 80, 84, 88: mean 84, deviations −4, 0, 4, variance 32/3 = 10.67, root 3.27.
        let reviews = groups(&["88", "80", "84", ""], &["90"]);
        let service = reviews.iter().find(|review| review.name == "大厅服务").expect("the group is there");
        let [mean, deviation, lowest, highest] = [dec!(84), dec!(3.27), dec!(80), dec!(88)];
        assert_eq!(service.spread, Some(Spread { mean, deviation, lowest, highest }));
        assert_eq!((service.people, service.scores.len()), (4, 3));
        assert!(reviews.iter().all(|review| review.departs.is_empty()), "few people say nothing");
    }

    #[test]
    fn a_group_that_is_marked_kindly_or_all_alike_stands_out() {
        let rest = ["70", "74", "78", "82", "86"];
        let departs = |own: &[&str]| {
            let reviews = groups(own, &rest);
            let service = reviews.into_iter().find(|review| review.name == "大厅服务");
            service.expect("the group is there").departs
        };
        assert_eq!(departs(&["70", "74", "78", "82", "86"]), []);
        assert_eq!(departs(&["86", "90", "94", "98", "99"])[0], Departure::Higher { by: dec!(15.40) });
        assert_eq!(departs(&["78", "78", "78", "78", "78"]), [Departure::Narrow]);
        assert_eq!(departs(&["40", "60", "78", "96", "100"]), [Departure::Wide]);
        assert_eq!(departs(&["40", "44", "48", "52"]), [], "four are too few");
    }

    #[test]
    fn everyone_is_in_one_group_and_counted_once() {
        let reviews = groups(&["70", "80"], &["90", ""]);
        assert_eq!(reviews.iter().map(|review| review.people).sum::<u32>(), 4);
        for review in &reviews {
            assert_eq!(review.proposed.iter().sum::<u32>(), review.people);
        }
    }
}
