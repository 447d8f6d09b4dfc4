//! How an amount came about: quantity × rate, written out.

use super::{
    Context, Lang,
    numbers::{self, Unit, percent},
};
use crate::{
    domain::{Field, Source, Yuan},
    notice::CutBase,
    rules::{
        BudgetAnswer, BudgetQuestion, BudgetTotal, Measure, MoneyBasis, MoneyItem, MoneyLine, PostAllowance, Quantity,
    },
};
use rust_decimal::Decimal;

impl Context<'_> {
    /// A money line written out, as in `833.33 元 × 12 个月 = 9,999.96 元`.
    pub fn money_line(&self, line: &MoneyLine) -> String {
        let lang = self.lang;
        let amount = lang.money(line.amount);
        match &line.basis {
            MoneyBasis::RateTimesMonths { setting: _, level, rate, months, counted } => {
                let level = match (lang, level) {
                    (_, None) => String::new(),
                    (Lang::ZhCn, Some(level)) => format!("{level}："),
                    (Lang::En, Some(level)) => format!("{level}: "),
                };
                let which = match counted {
                    Field::ManagerMonths => lang.aside(Field::ManagerMonths.header()),
                    _ => String::new(),
                };
                spaced(lang, &format!("{level}{} × {}{which}", lang.money(*rate), lang.months(*months)), &amount)
            }
            MoneyBasis::Posts(posts) => {
                let part = |post: &PostAllowance| {
                    let months = lang.months(post.months);
                    match lang {
                        Lang::ZhCn => format!("{}：{} × {months}", post.level, lang.money(post.rate)),
                        Lang::En => format!("{}: {} × {months}", post.level, lang.money(post.rate)),
                    }
                };
                spaced(lang, &posts.iter().map(part).collect::<Vec<_>>().join(" + "), &amount)
            }
            MoneyBasis::Award { setting } => match lang {
                Lang::ZhCn => format!("按{} {amount}", setting.term()),
                Lang::En => format!("{amount} by {}", lang.setting(*setting, None)),
            },
            MoneyBasis::Given(source) => match (lang, source) {
                (Lang::ZhCn, Source::Cell(_) | Source::Blank(_) | Source::Cells(_)) => format!("按填写金额 {amount}"),
                (Lang::ZhCn, Source::Default) => format!("未填，按 {amount}"),
                (Lang::ZhCn, Source::NotListed(_)) => format!("{}，{amount}", self.source(source)),
                (Lang::En, Source::NotListed(_)) => format!("{}, so {amount}", self.source(source)),
                (Lang::ZhCn, Source::ConfirmedNone(_)) => format!("{}，{amount}", self.source(source)),
                (Lang::En, Source::Cell(_) | Source::Blank(_) | Source::Cells(_)) => format!("{amount} as given"),
                (Lang::En, Source::Default) => format!("not given, so {amount}"),
                (Lang::En, Source::ConfirmedNone(_)) => format!("{}, so {amount}", self.source(source)),
            },
            MoneyBasis::Fine { setting: _, rate, cases, fined, unverified } => {
                let fine = self.fine(*rate, value(cases), value(fined), &amount, line.item);
                self.with_unverified(fine, unverified.len(), None)
            }
            MoneyBasis::Cut { setting: _, share, base, kind, spared_settlement, fixed_deductions } => {
                let base_text = self.cut_base(*base, *kind, *spared_settlement, *fixed_deductions);
                let amount = numbers::rounded(base.amount() * share, line.amount.amount(), amount);
                spaced(lang, &format!("{base_text} × {}", percent(*share)), &amount)
            }
            MoneyBasis::NotApplicable => self.not_applicable(line.item).to_owned(),
            MoneyBasis::NoMonths => match lang {
                Lang::ZhCn => "应计月数为 0".to_owned(),
                Lang::En => "no month counts".to_owned(),
            },
            MoneyBasis::Unset { setting, level } => {
                let setting = lang.setting(*setting, level.as_deref());
                match lang {
                    Lang::ZhCn => format!("未定：方案没有设定{setting}，暂按 0 计"),
                    Lang::En => format!("unset: the settings give no {setting}, so 0 meanwhile"),
                }
            }
            MoneyBasis::Unknown(fields) => {
                let columns = fields.iter().map(|field| lang.column(*field));
                match lang {
                    Lang::ZhCn => {
                        format!("缺少{}的有效数据，暂按 0 计", columns.collect::<Vec<_>>().join("或"))
                    }
                    Lang::En => {
                        format!("no valid data in {}, so 0 meanwhile", columns.collect::<Vec<_>>().join(" or "))
                    }
                }
            }
        }
    }

    fn fine(&self, rate: Yuan, cases: Decimal, fined: Decimal, amount: &str, item: MoneyItem) -> String {
        let lang = self.lang;
        let rate = lang.money(rate);
        let noun = match (lang, item) {
            (Lang::ZhCn, MoneyItem::BadReviewFine) => "差评",
            (Lang::ZhCn, MoneyItem::ComplaintFine) => "投诉",
            (Lang::ZhCn, MoneyItem::BreachFine) => "违规",
            (Lang::En, MoneyItem::BadReviewFine) => "bad reviews",
            (Lang::En, MoneyItem::ComplaintFine) => "complaints",
            (Lang::En, MoneyItem::BreachFine) => "breaches",
            (
                Lang::ZhCn | Lang::En,
                MoneyItem::Bonus
                | MoneyItem::Allowance
                | MoneyItem::GradeAward
                | MoneyItem::Dedication
                | MoneyItem::Settlement
                | MoneyItem::RuleDeduction
                | MoneyItem::GradeCut,
            ) => item.term(),
        };
        let (all, done) = (lang.quantity(cases, Unit::Times), lang.quantity(fined, Unit::Times));
        match (lang, fined.is_zero()) {
            (Lang::ZhCn, true) => format!("{rate} × {noun} {all} = {amount}"),
            (Lang::ZhCn, false) => format!("{rate} ×（{noun} {all} − 月度已扣 {done}）= {amount}"),
            (Lang::En, true) => format!("{rate} × {all} {noun} = {amount}"),
            (Lang::En, false) => format!("{rate} × ({all} {noun} − {done} already fined) = {amount}"),
        }
    }

    /// The base of the cut and what was taken off it first.
    fn cut_base(&self, base: Yuan, kind: CutBase, spared: Option<Yuan>, fixed: Option<Yuan>) -> String {
        let lang = self.lang;
        let base_text = lang.money(base);
        let mut less = Vec::new();
        if let Some(spared) = spared {
            less.push(match lang {
                Lang::ZhCn => format!("年终清算 {}", lang.money(spared)),
                Lang::En => format!("年终清算 (settlement) {}", lang.money(spared)),
            });
        }
        if let Some(fixed) = fixed {
            less.push(match lang {
                Lang::ZhCn => format!("定额扣款 {}", lang.money(fixed)),
                Lang::En => format!("fixed deductions {}", lang.money(fixed)),
            });
        }
        if less.is_empty() {
            return match (lang, kind) {
                (Lang::ZhCn, CutBase::Gross) => format!("应发合计 {base_text}"),
                (Lang::ZhCn, CutBase::AfterFixedDeductions) => format!("应发合计扣除定额后 {base_text}"),
                (Lang::En, CutBase::Gross) => format!("应发合计 (gross) {base_text}"),
                (Lang::En, CutBase::AfterFixedDeductions) => format!("gross after fixed deductions {base_text}"),
            };
        }
        // The base is floored at 0: without the floor the gross is the base and what was taken off.
        let floored = base.is_zero() && fixed.is_some();
        match (lang, floored) {
            (Lang::ZhCn, false) => {
                let gross = lang.money(base + spared.unwrap_or_default() + fixed.unwrap_or_default());
                format!("（应发合计 {gross} − {}）", less.join(" − "))
            }
            (Lang::ZhCn, true) => format!("应发合计减{}后 {base_text}（不低于 0）", less.join("、")),
            (Lang::En, false) => {
                let gross = lang.money(base + spared.unwrap_or_default() + fixed.unwrap_or_default());
                format!("(应发合计 (gross) {gross} − {})", less.join(" − "))
            }
            (Lang::En, true) => {
                format!("{base_text} (应发合计 (gross) less {}, not below 0)", less.join(" and "))
            }
        }
    }

    /// The answer to a budget question, one sentence each.
    pub fn budget(&self, question: &BudgetQuestion, answer: &BudgetAnswer) -> Vec<String> {
        let lang = self.lang;
        let total = match (lang, question.total) {
            (Lang::ZhCn, BudgetTotal::Net) => "实发合计",
            (Lang::ZhCn, BudgetTotal::Gross) => "应发合计",
            (Lang::En, BudgetTotal::Net) => "实发合计 (net)",
            (Lang::En, BudgetTotal::Gross) => "应发合计 (gross)",
        };
        let budget = lang.money(question.budget);
        match (lang, answer) {
            (Lang::ZhCn, BudgetAnswer::Highest { amount, total: sum, next }) => vec![
                format!(
                    "其他标准都不变，最高可定 {}，{total} {}，不超过预算 {budget}。",
                    lang.money(*amount),
                    lang.money(*sum)
                ),
                format!(
                    "再多 1 分，{total}为 {}，超过预算 {}。",
                    lang.money(*next),
                    lang.money(*next - question.budget)
                ),
            ],
            (Lang::ZhCn, BudgetAnswer::Beyond { least }) => {
                vec![format!("这一项定为 0，{total}也有 {}，已超过预算 {budget}。", lang.money(*least))]
            }
            (Lang::ZhCn, BudgetAnswer::Unbound { most }) => {
                vec![format!(
                    "这一项怎么定都不超过预算 {budget}（最多 {}）：没有人领取，或预算远大于所需。",
                    lang.money(*most)
                )]
            }
            (Lang::En, BudgetAnswer::Highest { amount, total: sum, next }) => vec![
                format!(
                    "With everything else held it can be {} at most: {total} {}, within the budget of {budget}.",
                    lang.money(*amount),
                    lang.money(*sum)
                ),
                format!(
                    "One 分 more gives {}, {} above the budget.",
                    lang.money(*next),
                    lang.money(*next - question.budget)
                ),
            ],
            (Lang::En, BudgetAnswer::Beyond { least }) => {
                vec![format!("Even with 0 the {total} is {}, above the budget of {budget}.", lang.money(*least))]
            }
            (Lang::En, BudgetAnswer::Unbound { most }) => {
                vec![format!(
                    "Whatever it is, the budget of {budget} is kept (at most {}): nobody gets it, or the budget is far more than is needed.",
                    lang.money(*most)
                )]
            }
        }
    }

    const fn not_applicable(&self, item: MoneyItem) -> &'static str {
        match (self.lang, item) {
            (Lang::ZhCn, MoneyItem::Bonus | MoneyItem::Settlement) => "没有可计的月数，为 0",
            (Lang::ZhCn, MoneyItem::Allowance) => "不是管理人员，没有岗位津贴",
            (Lang::ZhCn, MoneyItem::GradeAward) => "目前等次不是优秀或表扬，没有评优奖励",
            (Lang::ZhCn, MoneyItem::Dedication) => "没有敬业奉献奖",
            (Lang::ZhCn, MoneyItem::RuleDeduction) => "没有办法扣款",
            (Lang::ZhCn, MoneyItem::BadReviewFine) => "没有要扣款的差评",
            (Lang::ZhCn, MoneyItem::ComplaintFine) => "没有要扣款的投诉",
            (Lang::ZhCn, MoneyItem::BreachFine) => "没有要扣款的违规",
            (Lang::ZhCn, MoneyItem::GradeCut) => "目前等次不低于合格，不扣减",
            (Lang::En, MoneyItem::Bonus | MoneyItem::Settlement) => "no months to count: 0",
            (Lang::En, MoneyItem::Allowance) => "not a manager, so no allowance",
            (Lang::En, MoneyItem::GradeAward) => "the grade as it stands is neither 优秀 nor 表扬, so no award",
            (Lang::En, MoneyItem::Dedication) => "no dedication award",
            (Lang::En, MoneyItem::RuleDeduction) => "no deduction under the 2019 rules",
            (Lang::En, MoneyItem::BadReviewFine) => "no bad reviews to fine",
            (Lang::En, MoneyItem::ComplaintFine) => "no complaints to fine",
            (Lang::En, MoneyItem::BreachFine) => "no breaches to fine",
            (Lang::En, MoneyItem::GradeCut) => "the grade as it stands is not below 合格, so no cut",
        }
    }
}

/// A count that is part of a fine; an unknown one counts as 0.
fn value(quantity: &Quantity) -> Decimal {
    debug_assert!(matches!(quantity.measure, Measure::Field(_)));
    quantity.value.unwrap_or_default()
}

/// Joins a calculation and its result: a full-width bracket brings its own space.
fn spaced(lang: Lang, calculation: &str, result: &str) -> String {
    let line = format!("{calculation} = {result}");
    match lang {
        Lang::ZhCn => line.replace("） ", "）"),
        Lang::En => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        i18n::testing::{assert_both, cell, en, one_of_each, zh},
        notice::SettingKey,
    };
    use rust_decimal_macros::dec;

    fn yuan(amount: Decimal) -> Yuan {
        Yuan::rounded(amount)
    }

    fn line(item: MoneyItem, amount: Decimal, basis: MoneyBasis) -> MoneyLine {
        MoneyLine { item, amount: yuan(amount), basis }
    }

    #[track_caller]
    fn says(line: &MoneyLine, chinese: &str, english: &str) {
        assert_eq!(zh().money_line(line), chinese);
        assert_eq!(en().money_line(line), english);
    }

    fn monthly() -> MoneyBasis {
        MoneyBasis::RateTimesMonths {
            setting: SettingKey::BonusRate,
            level: None,
            rate: yuan(dec!(833.33)),
            months: 12,
            counted: Field::Months,
        }
    }

    fn count(field: Field, value: Option<Decimal>) -> Quantity {
        Quantity { measure: Measure::Field(field), value, source: Some(Source::Cell(cell(11, 7))) }
    }

    fn fine(cases: Decimal, fined: Decimal) -> MoneyBasis {
        MoneyBasis::Fine {
            setting: SettingKey::BadReviewFine,
            rate: yuan(dec!(500)),
            cases: count(Field::BadReviews, Some(cases)),
            fined: count(Field::BadReviewsFined, Some(fined)),
            unverified: Vec::new(),
        }
    }

    fn cut(base: Decimal, spared: Option<Decimal>, fixed: Option<Decimal>) -> MoneyBasis {
        MoneyBasis::Cut {
            setting: SettingKey::BarelyQualifiedCut,
            share: dec!(0.7),
            base: yuan(base),
            kind: if fixed.is_some() { CutBase::AfterFixedDeductions } else { CutBase::Gross },
            spared_settlement: spared.map(yuan),
            fixed_deductions: fixed.map(yuan),
        }
    }

    #[test]
    fn rates_times_months() {
        // 833.33 × 12 = 9,999.96
        says(
            &line(MoneyItem::Bonus, dec!(9999.96), monthly()),
            "833.33 元 × 12 个月 = 9,999.96 元",
            "833.33 yuan × 12 months = 9,999.96 yuan",
        );
        let allowance = MoneyBasis::RateTimesMonths {
            setting: SettingKey::AllowanceRate,
            level: Some("三级".into()),
            rate: yuan(dec!(300)),
            months: 6,
            counted: Field::ManagerMonths,
        };
        says(
            &line(MoneyItem::Allowance, dec!(1800), allowance),
            "三级：300.00 元 × 6 个月（管理岗月数）= 1,800.00 元",
            "三级: 300.00 yuan × 6 months (管理岗月数) = 1,800.00 yuan",
        );
    }

    #[test]
    fn fines_leave_out_what_was_fined_in_its_month() {
        says(
            &line(MoneyItem::BadReviewFine, dec!(1000), fine(dec!(3), dec!(1))),
            "500.00 元 ×（差评 3 次 − 月度已扣 1 次）= 1,000.00 元",
            "500.00 yuan × (3 bad reviews − 1 already fined) = 1,000.00 yuan",
        );
        says(
            &line(MoneyItem::BadReviewFine, dec!(0), fine(dec!(0), dec!(0))),
            "500.00 元 × 差评 0 次 = 0.00 元",
            "500.00 yuan × 0 bad reviews = 0.00 yuan",
        );
    }

    #[test]
    fn cuts_show_their_base() {
        // 13,599.96 × 0.7 = 9,519.972
        says(
            &line(MoneyItem::GradeCut, dec!(9519.97), cut(dec!(13599.96), None, None)),
            "应发合计 13,599.96 元 × 70% = 9519.972 ≈ 9,519.97 元",
            "应发合计 (gross) 13,599.96 yuan × 70% = 9519.972 ≈ 9,519.97 yuan",
        );
        // 13,599.96 − 3,600 − 500 = 9,499.96; × 0.7 = 6,649.972
        says(
            &line(MoneyItem::GradeCut, dec!(6649.97), cut(dec!(9499.96), Some(dec!(3600)), Some(dec!(500)))),
            "（应发合计 13,599.96 元 − 年终清算 3,600.00 元 − 定额扣款 500.00 元）× 70% = 6649.972 ≈ 6,649.97 元",
            "(应发合计 (gross) 13,599.96 yuan − 年终清算 (settlement) 3,600.00 yuan − fixed deductions 500.00 yuan) × 70% = \
             6649.972 ≈ 6,649.97 yuan",
        );
        says(
            &line(MoneyItem::GradeCut, dec!(0), cut(dec!(0), None, Some(dec!(20000)))),
            "应发合计减定额扣款 20,000.00 元后 0.00 元（不低于 0）× 70% = 0.00 元",
            "0.00 yuan (应发合计 (gross) less fixed deductions 20,000.00 yuan, not below 0) × 70% = 0.00 yuan",
        );
    }

    #[test]
    fn unset_and_unknown_are_no_plain_zero() {
        let unset = MoneyBasis::Unset { setting: SettingKey::AllowanceRate, level: Some("三级".into()) };
        says(
            &line(MoneyItem::Allowance, dec!(0), unset),
            "未定：方案没有设定“岗位津贴月标准·三级”，暂按 0 计",
            "unset: the settings give no 岗位津贴月标准·三级 (monthly post allowance by level), so 0 meanwhile",
        );
        says(
            &line(
                MoneyItem::ComplaintFine,
                dec!(0),
                MoneyBasis::Unknown(vec![Field::Complaints, Field::ComplaintsFined]),
            ),
            "缺少“核实投诉数”或“投诉已扣数”的有效数据，暂按 0 计",
            "no valid data in 核实投诉数 (verified complaints) or 投诉已扣数 (complaints already fined), so 0 meanwhile",
        );
    }

    fn posts() -> MoneyBasis {
        let post = |row, level: &str, rate, months| PostAllowance {
            cell: cell(row, 2),
            level: level.to_owned(),
            rate: Yuan::rounded(rate),
            months,
        };
        MoneyBasis::Posts(vec![post(1, "三级", dec!(300.05), 8), post(2, "四级", dec!(400), 4)])
    }

    #[test]
    fn posts_are_summed() {
        let line = MoneyLine { item: MoneyItem::Allowance, amount: Yuan::rounded(dec!(4000.4)), basis: posts() };
        assert_eq!(zh().money_line(&line), "三级：300.05 元 × 8 个月 + 四级：400.00 元 × 4 个月 = 4,000.40 元");
    }

    #[test]
    fn every_basis_of_every_item_is_said() {
        let bases = one_of_each! { MoneyBasis;
            MoneyBasis::RateTimesMonths { .. } => monthly(),
            MoneyBasis::Posts(_) => posts(),
            MoneyBasis::Award { .. } => MoneyBasis::Award { setting: SettingKey::ExcellentAward },
            MoneyBasis::Given(_) => MoneyBasis::Given(Source::Cell(cell(1, 1))),
            MoneyBasis::Fine { .. } => fine(dec!(1), dec!(0)),
            MoneyBasis::Cut { .. } => cut(dec!(100), Some(dec!(50)), None),
            MoneyBasis::NotApplicable => MoneyBasis::NotApplicable,
            MoneyBasis::NoMonths => MoneyBasis::NoMonths,
            MoneyBasis::Unset { .. } => MoneyBasis::Unset { setting: SettingKey::BonusRate, level: None },
            MoneyBasis::Unknown(_) => MoneyBasis::Unknown(vec![Field::RuleDeduction]),
        };
        for item in MoneyItem::EARNINGS.into_iter().chain(MoneyItem::DEDUCTIONS) {
            for basis in &bases {
                let line = line(item, dec!(1234.5), basis.clone());
                assert_both(|context| context.money_line(&line));
            }
        }
        for source in one_of_each! { Source;
            Source::Cell(_) => Source::Cell(cell(1, 1)),
            Source::Blank(_) => Source::Blank(cell(1, 1)),
            Source::Cells(_) => Source::Cells(vec![cell(1, 1)]),
            Source::Default => Source::Default,
            Source::ConfirmedNone(_) => Source::ConfirmedNone(Field::RuleDeduction),
            Source::NotListed(_) => Source::NotListed(crate::domain::SheetKind::Incidents),
        } {
            let line = line(MoneyItem::RuleDeduction, dec!(0), MoneyBasis::Given(source));
            assert_both(|context| context.money_line(&line));
        }
    }
}
