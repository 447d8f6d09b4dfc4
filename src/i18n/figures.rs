//! Explanations in words: one row for each figure, the same on the page, on the recap and in the workbook.

use super::{
    Context, Lang,
    numbers::{self, grouped, plain},
};
use crate::{
    domain::{Grade, PastGrade, Person, Yuan},
    notice::{Clause, SettingKey},
    rules::{
        Decided, Explanation, Figure, FigureGround, FigureState, MoneyItem, OutcomeKind, Pending, PromotionRecord,
    },
};
use rust_decimal::Decimal;

/// A figure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worded {
    /// Its name.
    pub figure: String,
    /// What it comes to.
    pub value: String,
    /// How it stands: settled, yes, no, not applicable, unknown, pending.
    pub state: &'static str,
    /// Clause numbers.
    pub clauses: String,
    /// What the clauses say.
    pub gist: String,
    /// The arithmetic or comparison, with its rounding.
    pub how: String,
    /// Cells and settings.
    pub sources: Vec<String>,
}

impl Context<'_> {
    /// A figure of a person in words.
    pub fn worded(&self, explanation: &Explanation, person: &Person, year: i32) -> Worded {
        let gists = explanation.clauses.iter().map(|clause| self.gist(*clause));
        Worded {
            figure: self.figure(explanation.figure),
            value: self.figure_value(explanation),
            state: self.figure_state(explanation.state),
            clauses: self.lang.clauses(&explanation.clauses),
            gist: gists.collect::<Vec<_>>().join(self.lang.semicolon()),
            how: self.figure_how(&explanation.ground, person, year),
            sources: self.figure_sources(explanation, person),
        }
    }

    /// The name of a figure.
    pub fn figure(&self, figure: Figure) -> String {
        let (zh, en) = match figure {
            Figure::Months => ("在岗月数", "months in post"),
            Figure::Tenure => ("当年在岗时间", "time in post of the year"),
            Figure::FirstReview => ("初评分", "first review"),
            Figure::S1 => ("初评综合分", "first-review score"),
            Figure::S2 => ("推优综合分", "selection score"),
            Figure::Rank => ("名次", "rank"),
            Figure::Bar(clause) => {
                return match self.lang {
                    Lang::ZhCn => format!("取消优秀资格 {}", clause.number()),
                    Lang::En => format!("取消优秀资格 {} (bar to 优秀)", clause.number()),
                };
            }
            Figure::Case(clause) => {
                return match self.lang {
                    Lang::ZhCn => format!("可降等情形 {}", clause.number()),
                    Lang::En => format!("可降等情形 {} (case for demotion)", clause.number()),
                };
            }
            Figure::Proposed => ("建议等次", "proposed grade"),
            Figure::Grade => ("最终等次", "final grade"),
            Figure::Money(item) => return self.item(item),
            Figure::Gross => ("应发合计", "gross"),
            Figure::Deducted => ("扣款合计", "deducted"),
            Figure::Net => ("实发金额", "net"),
            Figure::Short => ("未扣足金额", "not recovered"),
            Figure::Promotion => ("晋升", "promotion"),
            Figure::Return => ("退回", "return to the agency"),
            Figure::LastPlace => ("末位名单", "last places"),
            Figure::Commendation => ("表彰", "commendation"),
        };
        match self.lang {
            Lang::ZhCn => zh.to_owned(),
            Lang::En => format!("{zh} ({en})"),
        }
    }

    /// How a figure stands.
    pub const fn figure_state(&self, state: FigureState) -> &'static str {
        match (self.lang, state) {
            (Lang::ZhCn, FigureState::Settled) => "已核算",
            (Lang::ZhCn, FigureState::Yes) => "是",
            (Lang::ZhCn, FigureState::No) => "否",
            (Lang::ZhCn, FigureState::NotApplicable) => "不适用",
            (Lang::ZhCn, FigureState::Unknown) => "未能判断",
            (Lang::ZhCn, FigureState::Pending) => "待决",
            (Lang::En, FigureState::Settled) => "computed",
            (Lang::En, FigureState::Yes) => "yes",
            (Lang::En, FigureState::No) => "no",
            (Lang::En, FigureState::NotApplicable) => "not applicable",
            (Lang::En, FigureState::Unknown) => "unknown",
            (Lang::En, FigureState::Pending) => "pending",
        }
    }

    /// What a figure comes to, as the results show it; empty where nobody knows.
    fn figure_value(&self, explanation: &Explanation) -> String {
        let none = || match self.lang {
            Lang::ZhCn => "无".to_owned(),
            Lang::En => "none".to_owned(),
        };
        match &explanation.ground {
            FigureGround::Months(months) if explanation.state == FigureState::Unknown => {
                debug_assert_eq!(months.counted, 0);
                String::new()
            }
            FigureGround::Months(months) => months.counted.to_string(),
            FigureGround::Tenure(tenure) => tenure.months.map(|months| months.to_string()).unwrap_or_default(),
            FigureGround::FirstReview(review) => review.score.map(plain).unwrap_or_default(),
            FigureGround::Score(score) => score.value.map(numbers::score).unwrap_or_default(),
            FigureGround::Rank { score, better, .. } => score.map(|_| (better + 1).to_string()).unwrap_or_default(),
            FigureGround::Finding(finding) => self.finding_verdict(finding).to_owned(),
            FigureGround::LastPlace { .. } => match (self.lang, explanation.state) {
                (Lang::ZhCn, FigureState::Yes) => "列入".to_owned(),
                (Lang::ZhCn, _) => "不列入".to_owned(),
                (Lang::En, FigureState::Yes) => "listed".to_owned(),
                (Lang::En, _) => "not listed".to_owned(),
            },
            FigureGround::Proposal { grade, .. } | FigureGround::Grade { grade, .. } => grade.term().to_owned(),
            FigureGround::Money(line) => grouped(line.amount),
            FigureGround::Sum { total, .. } => grouped(*total),
            FigureGround::Less { left, .. } => grouped(*left),
            FigureGround::Promotion { outcome, .. } => {
                outcome.as_ref().map_or_else(none, |outcome| outcome.term().to_owned())
            }
            FigureGround::Return { clause, .. } => {
                clause.map_or_else(none, |clause| OutcomeKind::Return(clause).term().to_owned())
            }
            FigureGround::Commendation(kinds) if kinds.is_empty() => none(),
            FigureGround::Commendation(kinds) => self.lang.list(kinds.iter().map(|kind| self.outcome(kind))),
        }
    }

    fn figure_how(&self, ground: &FigureGround, person: &Person, year: i32) -> String {
        match ground {
            FigureGround::Months(months) => self.months(months),
            FigureGround::Tenure(tenure) => self.tenure(tenure),
            FigureGround::FirstReview(review) => self.first_review(review),
            FigureGround::Score(score) => self.score(score),
            FigureGround::Rank { score, better, ranked } => self.rank(*score, *better, *ranked),
            FigureGround::Finding(finding) => self.finding_of(finding, person),
            FigureGround::Proposal { grade, ground, why_not } => {
                let whys = why_not.iter().map(|missed| self.missed(missed));
                std::iter::once(self.ground(ground, *grade)).chain(whys).collect::<Vec<_>>().join(self.lang.semicolon())
            }
            FigureGround::Grade { grade, decided, pending } => self.final_grade(*grade, decided, pending),
            FigureGround::Money(line) => self.money_line(line),
            FigureGround::Sum { items, sum, limit, total } => self.sum(items, *sum, *limit, *total),
            FigureGround::Less { from, less, left } => self.less(*from, *less, *left),
            FigureGround::Promotion { record, outcome } => self.promotion_ground(record, outcome.as_ref(), year),
            FigureGround::Return { grade, last, clause } => self.return_ground(*grade, (last.0, last.1), *clause, year),
            FigureGround::LastPlace { score, limit, wanted } => self.last_place(*score, *limit, *wanted),
            FigureGround::Commendation(kinds) => match (self.lang, kinds.is_empty()) {
                (Lang::ZhCn, true) => "没有获得优秀、表扬或敬业奉献奖".to_owned(),
                (Lang::ZhCn, false) => "目前等次或敬业奉献奖符合表彰条件".to_owned(),
                (Lang::En, true) => "neither 优秀 nor 表扬 nor a dedication award".to_owned(),
                (Lang::En, false) => {
                    "the grade as it stands, or the dedication award, meets the conditions of commendation".to_owned()
                }
            },
        }
    }

    fn rank(&self, score: Option<Decimal>, better: u32, ranked: u32) -> String {
        let Some(score) = score.map(numbers::score) else {
            return match self.lang {
                Lang::ZhCn => "没有初评综合分，不排名次".to_owned(),
                Lang::En => "no first-review score, so no rank".to_owned(),
            };
        };
        let place = better + 1;
        match self.lang {
            Lang::ZhCn => format!("高于 {score} 分的有 {better} 人，{better} + 1 = {place}（{ranked} 人有得分）"),
            Lang::En => format!("{better} are above {score}: {better} + 1 = {place} (of {ranked} with a score)"),
        }
    }

    fn final_grade(&self, grade: Grade, decided: &Decided, pending: &[Pending]) -> String {
        let mut parts = vec![match (self.lang, decided) {
            (_, Decided::Stands(_)) if decided.grade().is_some() => self.decided(decided),
            (Lang::ZhCn, Decided::No) => format!("没有决定，按建议等次{}", self.grade(grade)),
            (Lang::ZhCn, _) => format!("{}；等次按建议等次{}", self.decided(decided), self.grade(grade)),
            (Lang::En, Decided::No) => format!("no decision, so as proposed: {}", self.grade(grade)),
            (Lang::En, _) => format!("{}; the grade as proposed: {}", self.decided(decided), self.grade(grade)),
        }];
        parts.extend(pending.iter().map(|pending| match self.lang {
            Lang::ZhCn => format!("待决：{}", self.pending(pending)),
            Lang::En => format!("pending: {}", self.pending(pending)),
        }));
        parts.join(self.lang.semicolon())
    }

    fn sum(&self, items: &[(MoneyItem, Yuan)], sum: Yuan, limit: Option<Yuan>, total: Yuan) -> String {
        if items.is_empty() {
            return match self.lang {
                Lang::ZhCn => "各项都是 0".to_owned(),
                Lang::En => "every item is 0".to_owned(),
            };
        }
        let terms: Vec<String> =
            items.iter().map(|(item, amount)| format!("{} {}", item.term(), grouped(*amount))).collect();
        let added = format!("{} = {}", terms.join(" + "), self.lang.money(sum));
        match (self.lang, limit) {
            (_, Some(limit)) if sum <= limit => added,
            (_, None) => added,
            (Lang::ZhCn, Some(limit)) => {
                format!("{added}，超过应发合计 {}，只扣到 {}", self.lang.money(limit), self.lang.money(total))
            }
            (Lang::En, Some(limit)) => {
                format!("{added}, more than the gross {}, so only {}", self.lang.money(limit), self.lang.money(total))
            }
        }
    }

    fn less(&self, from: Yuan, less: Yuan, left: Yuan) -> String {
        format!("{} − {} = {}", grouped(from), grouped(less), self.lang.money(left))
    }

    fn promotion_ground(&self, record: &PromotionRecord, outcome: Option<&OutcomeKind>, year: i32) -> String {
        let years = record.years.iter().map(|(year, grade, _)| match (self.lang, grade) {
            (Lang::ZhCn, Some(grade)) => format!("{year} 年{}", grade.term()),
            (Lang::ZhCn, None) => format!("{year} 年无记录"),
            (Lang::En, Some(grade)) => format!("{year} {}", grade.term()),
            (Lang::En, None) => format!("{year} no record"),
        });
        let years = self.lang.list(years);
        let last = match (self.lang, &record.last_promotion) {
            (Lang::ZhCn, Some((Some(last), _))) => format!("上次晋升年度 {last}，只计以后的年度"),
            (Lang::ZhCn, Some((None, _))) => "没有晋升过".to_owned(),
            (Lang::ZhCn, None) => "上次晋升年度不详".to_owned(),
            (Lang::En, Some((Some(last), _))) => format!("last promoted on {last}, only later years count"),
            (Lang::En, Some((None, _))) => "never promoted".to_owned(),
            (Lang::En, None) => "year of the last promotion unknown".to_owned(),
        };
        // The setting matters where such a year is among the four.
        let stands = record.excellent_counts
            && record.years.iter().any(|(_, grade, _)| *grade == Some(PastGrade::Grade(Grade::Excellent)))
            && record.years[0].1 == Some(PastGrade::Grade(Grade::Commended));
        let last = match (self.lang, stands) {
            (_, false) => last,
            (Lang::ZhCn, true) => format!("{last}，优秀年度计入表扬连续"),
            (Lang::En, true) => format!("{last}, and a year 优秀 counts as 表扬"),
        };
        let follows = match (outcome, self.lang) {
            (Some(outcome), _) => self.outcome_in(outcome, year),
            (None, Lang::ZhCn) => "不构成连续两年优秀或连续四年表扬".to_owned(),
            (None, Lang::En) => "neither two years 优秀 nor four years 表扬 in a row".to_owned(),
        };
        [years, last, follows].join(self.lang.semicolon())
    }

    fn return_ground(&self, grade: Grade, last: (i32, Option<PastGrade>), clause: Option<Clause>, year: i32) -> String {
        let both = match (self.lang, last) {
            (Lang::ZhCn, (last, Some(before))) => format!("{year} 年{}，{last} 年{}", grade.term(), before.term()),
            (Lang::ZhCn, (last, None)) => format!("{year} 年{}，{last} 年无记录", grade.term()),
            (Lang::En, (last, Some(before))) => format!("{year} {}, {last} {}", grade.term(), before.term()),
            (Lang::En, (last, None)) => format!("{year} {}, {last} no record", grade.term()),
        };
        let follows = match (clause, self.lang) {
            (Some(clause), _) => self.outcome(&OutcomeKind::Return(clause)),
            (None, Lang::ZhCn) => "不是连续两年基本合格，也不是当年不合格".to_owned(),
            (None, Lang::En) => "neither 基本合格 two years running nor 不合格 this year".to_owned(),
        };
        [both, follows].join(self.lang.semicolon())
    }

    fn last_place(&self, score: Option<Decimal>, limit: Option<Decimal>, wanted: u32) -> String {
        match (self.lang, score, limit) {
            (Lang::ZhCn, _, _) if wanted == 0 => "方案不设末位".to_owned(),
            (Lang::En, _, _) if wanted == 0 => "the settings want no last places".to_owned(),
            (Lang::ZhCn, Some(score), Some(limit)) => {
                let side = if score <= limit { "不高于，列入末位" } else { "高于，不在末位" };
                format!(
                    "初评综合分 {}，末位 {wanted} 人中最高 {}：{side}",
                    numbers::score(score),
                    numbers::score(limit)
                )
            }
            (Lang::En, Some(score), Some(limit)) => {
                let side = if score <= limit { "not above it, so among the last" } else { "above it" };
                let (score, limit) = (numbers::score(score), numbers::score(limit));
                format!("first-review score {score}, the highest of the last {wanted} is {limit}: {side}")
            }
            (Lang::ZhCn, ..) => "没有初评综合分，不列末位".to_owned(),
            (Lang::En, ..) => "no first-review score, so not among the last".to_owned(),
        }
    }

    fn figure_sources(&self, explanation: &Explanation, person: &Person) -> Vec<String> {
        match &explanation.ground {
            FigureGround::Months(months) => self.months_sources(months),
            FigureGround::Tenure(tenure) => self.tenure_sources(tenure),
            FigureGround::FirstReview(review) => self.first_review_sources(review),
            FigureGround::Score(score) => self.score_sources(score),
            FigureGround::Finding(finding) => self.finding_sources(finding),
            FigureGround::Money(line) => self.money_sources(line, person),
            FigureGround::Grade { decided, .. } => self.decided_sources(decided),
            FigureGround::Proposal { .. } => self
                .fact_source(person, crate::domain::Field::FirstGrade)
                .into_iter()
                .chain(
                    [SettingKey::ExcellentShare, SettingKey::CommendedShare].map(|key| self.setting_place(key, None)),
                )
                .collect(),
            FigureGround::Promotion { record, .. } => {
                let years = record.years.iter().filter_map(|(_, _, source)| source.as_ref());
                let last = record.last_promotion.as_ref().map(|(_, source)| source);
                let setting = self.setting_place(SettingKey::ExcellentCountsAsCommended, None);
                years.chain(last).map(|source| self.source(source)).chain([setting]).collect()
            }
            FigureGround::Return { last, .. } => last.2.iter().map(|source| self.source(source)).collect(),
            FigureGround::LastPlace { .. } => vec![self.setting_place(SettingKey::LastPlaces, None)],
            FigureGround::Rank { .. }
            | FigureGround::Sum { .. }
            | FigureGround::Less { .. }
            | FigureGround::Commendation(_) => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::testing::{assert_both, en, zh},
        rules::{Explainer, evaluate, testing::Case},
    };

    #[test]
    fn every_figure_of_a_person_is_worded_in_both_languages() {
        let inputs = Case::new().days("4").inputs();
        let evaluation = evaluate(&inputs);
        let person = &inputs.people[0];
        for explanation in Explainer::new(&inputs, &evaluation).person(person.id) {
            assert_both(|context| context.worded(&explanation, person, 2024).how);
            assert_both(|context| context.worded(&explanation, person, 2024).figure);
            assert_both(|context| context.worded(&explanation, person, 2024).state.to_owned());
            let worded = zh().worded(&explanation, person, 2024);
            assert!(!worded.clauses.is_empty() && !worded.gist.is_empty(), "{worded:?}");
        }
    }

    #[test]
    fn sums_and_differences_are_written_out() {
        let yuan = |text: &str| Yuan::rounded(text.parse().expect("an amount"));
        let items = [(MoneyItem::Bonus, yuan("9999.96")), (MoneyItem::Settlement, yuan("3600"))];
        let sum = zh().sum(&items, yuan("13599.96"), None, yuan("13599.96"));
        assert_eq!(sum, "年终奖金 9,999.96 + 年终清算 3,600.00 = 13,599.96 元");
        let capped = zh().sum(&[(MoneyItem::RuleDeduction, yuan("500"))], yuan("500"), Some(yuan("400")), yuan("400"));
        assert_eq!(capped, "办法扣款 500.00 = 500.00 元，超过应发合计 400.00 元，只扣到 400.00 元");
        assert_eq!(en().less(yuan("500"), yuan("400"), yuan("100")), "500.00 − 400.00 = 100.00 yuan");
        assert_eq!(zh().rank(Some(Decimal::from(80)), 3, 81), "高于 80.00 分的有 3 人，3 + 1 = 4（81 人有得分）");
    }
}
