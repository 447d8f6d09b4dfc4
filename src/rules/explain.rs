//! Why each figure of a person is what it is: clause, grounds and sources, in the order in which the figures follow from
//! one another. The rules keep what they compared and multiplied in their results; this gathers it, so that page, recap and
//! workbook tell the same. Wording is elsewhere.

use super::{
    Decided, Evaluation, Finding, FirstReview, LevelStep, Missed, MoneyBasis, MoneyItem, MoneyLine, MonthsInPost,
    OutcomeKind, Pending, PersonResult, PromotionRecord, ProposalGround, Score, Tenure, Verdict,
    facts::{Facts, confirmed_none},
    promotion,
    ranking::{descending, last_place_limit},
};
use crate::{
    domain::{Field, Grade, Inputs, PastGrade, PersonId, Source, Yuan},
    notice::{Clause, SettingKey},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A figure of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Figure {
    /// 在岗月数
    Months,
    /// Time in post for 五(六)4.
    Tenure,
    /// 初评分
    FirstReview,
    /// 初评综合分
    S1,
    /// 推优综合分
    S2,
    /// 名次
    Rank,
    /// A bar to 优秀.
    Bar(Clause),
    /// A case of 五(七).
    Case(Clause),
    /// 建议等次
    Proposed,
    /// 最终等次
    Grade,
    /// An item of the money.
    Money(MoneyItem),
    /// 应发合计
    Gross,
    /// 扣款合计
    Deducted,
    /// 实发金额
    Net,
    /// 未扣足金额
    Short,
    /// 晋升
    Promotion,
    /// 退回
    Return,
    /// 末位
    LastPlace,
    /// 表彰
    Commendation,
}

impl Figure {
    /// A sum of the money by its term.
    pub fn of_sum(term: &str) -> Option<Figure> {
        match term {
            "应发合计" => Some(Figure::Gross),
            "扣款合计" => Some(Figure::Deducted),
            "实发金额" => Some(Figure::Net),
            "未扣足金额" => Some(Figure::Short),
            _ => None,
        }
    }
}

/// Four ways of there being nothing, and two of there being something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FigureState {
    /// A figure that stands.
    Settled,
    /// Something applies.
    Yes,
    /// It was looked at and doesn't apply.
    No,
    /// It is no question for this person.
    NotApplicable,
    /// What it needs isn't known.
    Unknown,
    /// It waits for somebody to decide.
    Pending,
}

/// A figure with its grounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Which figure.
    pub figure: Figure,
    /// The clauses it rests on.
    pub clauses: Vec<Clause>,
    /// How it stands.
    pub state: FigureState,
    /// What it was made of.
    pub ground: FigureGround,
}

/// What a figure was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FigureGround {
    /// Months in post.
    Months(MonthsInPost),
    /// Time in post.
    Tenure(Tenure),
    /// 初评分
    FirstReview(FirstReview),
    /// A combined score.
    Score(Score),
    /// How many have a higher S1, of how many.
    Rank {
        /// Own S1; nothing if there is none.
        score: Option<Decimal>,
        /// So many are higher.
        better: u32,
        /// So many have a score.
        ranked: u32,
    },
    /// A bar or case.
    Finding(Finding),
    /// How the proposal came about, and why it isn't a better grade.
    Proposal {
        /// The grade.
        grade: Grade,
        /// Its ground.
        ground: ProposalGround,
        /// Why not a better grade.
        why_not: Vec<Missed>,
    },
    /// The decision, else the proposal.
    Grade {
        /// The grade.
        grade: Grade,
        /// What became of the decision.
        decided: Decided,
        /// What is open.
        pending: Vec<Pending>,
    },
    /// An item of the money.
    Money(MoneyLine),
    /// A sum of items, in their order.
    Sum {
        /// The items, those that are not 0.
        items: Vec<(MoneyItem, Yuan)>,
        /// What they come to.
        sum: Yuan,
        /// 扣款合计: the gross that they can't exceed.
        limit: Option<Yuan>,
        /// What counts in the end.
        total: Yuan,
    },
    /// One amount less another.
    Less {
        /// From.
        from: Yuan,
        /// What is taken.
        less: Yuan,
        /// What is left.
        left: Yuan,
    },
    /// The years that promotion rests on.
    Promotion {
        /// The record.
        record: PromotionRecord,
        /// What follows, if anything.
        outcome: Option<OutcomeKind>,
    },
    /// This year's and last year's grade.
    Return {
        /// This year.
        grade: Grade,
        /// Last year, if there is a record, and where it stands.
        last: (i32, Option<PastGrade>, Option<Source>),
        /// What follows, if anything.
        clause: Option<Clause>,
    },
    /// Own S1 beside the highest of the last places.
    LastPlace {
        /// Own S1.
        score: Option<Decimal>,
        /// The highest of the last places.
        limit: Option<Decimal>,
        /// How many last places are wanted.
        wanted: u32,
    },
    /// What the person is commended for.
    Commendation(Vec<OutcomeKind>),
}

/// Explains people of one evaluation.
pub struct Explainer<'a> {
    inputs: &'a Inputs,
    evaluation: &'a Evaluation,
    none: BTreeSet<Field>,
    /// Everyone's S1, highest first.
    scores: Vec<Decimal>,
    last_place_limit: Option<Decimal>,
    outcomes: BTreeMap<PersonId, Vec<&'a OutcomeKind>>,
}

impl<'a> Explainer<'a> {
    /// Looks once at what concerns everyone.
    pub fn new(inputs: &'a Inputs, evaluation: &'a Evaluation) -> Explainer<'a> {
        let mut outcomes: BTreeMap<PersonId, Vec<&OutcomeKind>> = BTreeMap::new();
        for outcome in &evaluation.outcomes {
            outcomes.entry(outcome.id).or_default().push(&outcome.kind);
        }
        Explainer {
            inputs,
            evaluation,
            none: confirmed_none(&inputs.settings),
            scores: descending(&evaluation.people),
            last_place_limit: last_place_limit(&evaluation.people, &inputs.settings),
            outcomes,
        }
    }

    /// Every figure of a person; nothing for somebody who isn't appraised.
    pub fn person(&self, id: PersonId) -> Vec<Explanation> {
        let Some(result) = self.evaluation.result(id) else { return Vec::new() };
        let mut all = vec![
            settled(Figure::Months, &[Clause::Bonus], FigureGround::Months(result.months.clone()), {
                result.months.basis == super::MonthsBasis::Unknown
            }),
            settled(Figure::Tenure, &[Clause::BarTenure], FigureGround::Tenure(result.tenure.clone()), {
                result.tenure.months.is_none()
            }),
            settled(
                Figure::FirstReview,
                &[Clause::Quota, Clause::FirstReviewHall],
                FigureGround::FirstReview(result.first_review.clone()),
                result.first_review.score.is_none(),
            ),
            score(Figure::S1, &result.s1),
            score(Figure::S2, &result.s2),
            self.rank(result),
        ];
        all.extend(result.bars.iter().map(|bar| finding(Figure::Bar(bar.clause), bar)));
        all.extend(result.cases.iter().map(|case| finding(Figure::Case(case.clause), case)));
        all.extend(grades(result));
        all.extend(money(result));
        all.extend(self.outcomes(result));
        all
    }

    fn rank(&self, result: &PersonResult) -> Explanation {
        let score = result.s1.value;
        let count = |number: usize| u32::try_from(number).expect("people are fewer than 2³²");
        let better = score.map_or(0, |score| self.scores.partition_point(|other| *other > score));
        let ground = FigureGround::Rank { score, better: count(better), ranked: count(self.scores.len()) };
        settled(Figure::Rank, &[Clause::Settling], ground, score.is_none())
    }

    fn outcomes(&self, result: &PersonResult) -> [Explanation; 4] {
        let settings = &self.inputs.settings;
        let facts = Facts::new(self.evaluation.person(self.inputs, result.id), &self.none);
        let kinds = self.outcomes.get(&result.id).map_or(&[][..], Vec::as_slice);
        let find = |fits: fn(&OutcomeKind) -> bool| kinds.iter().copied().find(|kind| fits(kind)).cloned();

        let record = promotion::record(facts, settings, result.grade);
        let promoted =
            find(|kind| matches!(kind, OutcomeKind::Promotion { .. } | OutcomeKind::PromotionToCheck { .. }));
        let state = match &promoted {
            Some(OutcomeKind::Promotion { step: LevelStep::AtTop(_), .. }) => FigureState::NotApplicable,
            Some(OutcomeKind::Promotion { .. }) => FigureState::Yes,
            Some(_) => FigureState::Pending,
            None => FigureState::No,
        };
        let last = record.years[1].clone();
        let promotion = Explanation {
            figure: Figure::Promotion,
            clauses: vec![Clause::Promotion],
            state,
            ground: FigureGround::Promotion { record, outcome: promoted },
        };

        let returned = match find(|kind| matches!(kind, OutcomeKind::Return(_))) {
            Some(OutcomeKind::Return(clause)) => Some(clause),
            _ => None,
        };
        let open = result.grade == Grade::BarelyQualified
            && self.evaluation.problems.iter().any(|problem| {
                problem.person == Some(result.id)
                    && matches!(problem.kind, crate::domain::ProblemKind::LastYearUnknown { .. })
            });
        let state = match returned {
            Some(_) => FigureState::Yes,
            None if open => FigureState::Unknown,
            None => FigureState::No,
        };
        let clauses = match returned {
            Some(clause) => vec![clause],
            None => vec![Clause::TerminationTwoYears, Clause::TerminationUnqualified],
        };
        let ground = FigureGround::Return { grade: result.grade, last, clause: returned };
        let returned = Explanation { figure: Figure::Return, clauses, state, ground };

        let wanted = settings.whole(SettingKey::LastPlaces);
        let is_last = kinds.iter().any(|kind| matches!(kind, OutcomeKind::LastPlace { .. }));
        let state = match (result.s1.value, is_last) {
            _ if wanted == 0 => FigureState::NotApplicable,
            (None, _) => FigureState::Unknown,
            (Some(_), true) => FigureState::Yes,
            (Some(_), false) => FigureState::No,
        };
        let ground = FigureGround::LastPlace { score: result.s1.value, limit: self.last_place_limit, wanted };
        let last_place = Explanation { figure: Figure::LastPlace, clauses: vec![Clause::Settling], state, ground };

        let commended: Vec<OutcomeKind> = kinds
            .iter()
            .filter(|kind| matches!(kind, OutcomeKind::Commendation(_)))
            .map(|kind| (*kind).clone())
            .collect();
        let state = if commended.is_empty() { FigureState::No } else { FigureState::Yes };
        let ground = FigureGround::Commendation(commended);
        let commendation =
            Explanation { figure: Figure::Commendation, clauses: vec![Clause::Commendation], state, ground };
        [promotion, returned, last_place, commendation]
    }
}

fn settled(figure: Figure, clauses: &[Clause], ground: FigureGround, unknown: bool) -> Explanation {
    let state = if unknown { FigureState::Unknown } else { FigureState::Settled };
    Explanation { figure, clauses: clauses.to_vec(), state, ground }
}

fn score(figure: Figure, score: &Score) -> Explanation {
    settled(figure, &[Clause::Settling], FigureGround::Score(score.clone()), score.value.is_none())
}

fn finding(figure: Figure, finding: &Finding) -> Explanation {
    let state = match finding.verdict {
        Verdict::Met => FigureState::Yes,
        Verdict::NotMet if finding.unverified.is_some() => FigureState::Pending,
        Verdict::NotMet => FigureState::No,
        Verdict::Unknown => FigureState::Unknown,
    };
    Explanation { figure, clauses: vec![finding.clause], state, ground: FigureGround::Finding(finding.clone()) }
}

fn grades(result: &PersonResult) -> [Explanation; 2] {
    let open = !result.pending.is_empty();
    let state = if open { FigureState::Pending } else { FigureState::Settled };
    let mut clauses = vec![Clause::Quota, Clause::Settling];
    let place = matches!(result.ground, ProposalGround::Place { .. });
    clauses.retain(|clause| place || *clause == Clause::Settling);
    let proposal =
        FigureGround::Proposal { grade: result.proposed, ground: result.ground, why_not: result.why_not.clone() };
    let grade =
        FigureGround::Grade { grade: result.grade, decided: result.decided.clone(), pending: result.pending.clone() };
    [
        Explanation { figure: Figure::Proposed, clauses, state: FigureState::Settled, ground: proposal },
        Explanation { figure: Figure::Grade, clauses: vec![Clause::Settling], state, ground: grade },
    ]
}

fn money(result: &PersonResult) -> Vec<Explanation> {
    let money = &result.money;
    let mut all: Vec<Explanation> = money
        .lines
        .iter()
        .map(|line| Explanation {
            figure: Figure::Money(line.item),
            clauses: vec![line.item.clause()],
            state: state_of(line),
            ground: FigureGround::Money(line.clone()),
        })
        .collect();
    let open = |items: [MoneyItem; 5]| {
        if items.iter().any(|item| money.line(*item).basis.is_open()) {
            FigureState::Pending
        } else {
            FigureState::Settled
        }
    };
    let (earned, taken) = (open(MoneyItem::EARNINGS), open(MoneyItem::DEDUCTIONS));
    let sum = |items: [MoneyItem; 5]| -> (Vec<(MoneyItem, Yuan)>, Yuan) {
        let items = items.iter().map(|item| (*item, money.line(*item).amount));
        let sum = items.clone().map(|(_, amount)| amount).sum();
        (items.filter(|(_, amount)| !amount.is_zero()).collect(), sum)
    };
    let (items, gross) = sum(MoneyItem::EARNINGS);
    let clause = |items: &[(MoneyItem, Yuan)], otherwise: Clause| match items {
        [] => vec![otherwise],
        items => items.iter().map(|(item, _)| item.clause()).collect(),
    };
    all.push(Explanation {
        figure: Figure::Gross,
        clauses: clause(&items, Clause::Bonus),
        state: earned,
        ground: FigureGround::Sum { items, sum: gross, limit: None, total: money.gross },
    });
    let (items, wanted) = sum(MoneyItem::DEDUCTIONS);
    all.push(Explanation {
        figure: Figure::Deducted,
        clauses: clause(&items, Clause::RuleDeduction),
        state: taken,
        ground: FigureGround::Sum { items, sum: wanted, limit: Some(money.gross), total: money.deducted },
    });
    let both = earned.max(taken);
    all.push(Explanation {
        figure: Figure::Net,
        clauses: vec![Clause::Bonus, Clause::RuleDeduction],
        state: both,
        ground: FigureGround::Less { from: money.gross, less: money.deducted, left: money.net },
    });
    all.push(Explanation {
        figure: Figure::Short,
        clauses: vec![Clause::RuleDeduction],
        state: if money.short.is_zero() && both == FigureState::Settled { FigureState::No } else { both },
        ground: FigureGround::Less { from: wanted, less: money.deducted, left: money.short },
    });
    all
}

fn state_of(line: &MoneyLine) -> FigureState {
    match &line.basis {
        MoneyBasis::NotApplicable | MoneyBasis::NoMonths => FigureState::NotApplicable,
        MoneyBasis::Unset { .. } => FigureState::Pending,
        MoneyBasis::Unknown(_) => FigureState::Unknown,
        basis if basis.is_open() => FigureState::Pending,
        MoneyBasis::Fine { .. } | MoneyBasis::Given(_) if line.amount.is_zero() => FigureState::No,
        _ => FigureState::Settled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{evaluate, testing::Case};

    fn explain(case: Case) -> Vec<Explanation> {
        let inputs = case.inputs();
        let evaluation = evaluate(&inputs);
        Explainer::new(&inputs, &evaluation).person(PersonId(0))
    }

    #[track_caller]
    fn state(case: Case, figure: Figure) -> FigureState {
        let all = explain(case);
        let found: Vec<&Explanation> = all.iter().filter(|explanation| explanation.figure == figure).collect();
        let [explanation] = found[..] else { panic!("{figure:?} is explained {} times", found.len()) };
        assert!(!explanation.clauses.is_empty());
        explanation.state
    }

    #[test]
    fn no_and_unknown_and_not_applicable_and_pending_are_told_apart() {
        use FigureState::{No, NotApplicable, Pending, Settled, Unknown, Yes};
        let leave = Figure::Bar(Clause::BarLeave);
        assert_eq!(state(Case::new().days("5"), leave), No);
        assert_eq!(state(Case::new().days("6"), leave), Yes);
        assert_eq!(state(Case::new().absent(Field::LeaveDays), leave), Unknown);
        assert_eq!(state(Case::new(), Figure::Money(MoneyItem::Allowance)), NotApplicable);
        assert_eq!(state(Case::new(), Figure::Money(MoneyItem::Bonus)), Pending);
        assert_eq!(state(Case::new().setting(SettingKey::BonusRate, "1"), Figure::Money(MoneyItem::Bonus)), Settled);
        assert_eq!(state(Case::new(), Figure::Money(MoneyItem::BadReviewFine)), No);
        assert_eq!(state(Case::new(), Figure::S1), Unknown);
        assert_eq!(state(Case::new().flag(Field::DerelictionLoss, true), Figure::Grade), Pending);
        assert_eq!(state(Case::new(), Figure::LastPlace), Unknown);
        assert_eq!(state(Case::new().setting(SettingKey::LastPlaces, "0"), Figure::LastPlace), NotApplicable);
    }

    #[test]
    fn every_figure_is_explained_once() {
        let all = explain(Case::new());
        let figures: BTreeSet<Figure> = all.iter().map(|explanation| explanation.figure).collect();
        assert_eq!(figures.len(), all.len());
        // Six of time and scores, six bars, seven cases, two grades, ten items, four sums, four outcomes.
        assert_eq!(all.len(), 6 + 6 + 7 + 2 + 10 + 4 + 4);
    }
}
