//! The money: earnings, deductions, and what is paid out. Each item is rounded to 分; sums are sums of those.

use super::{
    Money, MoneyBasis, MoneyItem, MoneyLine, MonthsBasis, MonthsInPost, PostAllowance,
    facts::{Facts, Reading, quantity},
    ledgers::OpenIncident,
    months::is_in_post,
};
use crate::{
    domain::{Award, Field, Grade, Place, Post, Problem, ProblemKind, Yuan},
    notice::{AllowanceMonths, CutBase, SettingKey, Settings},
};
use rust_decimal::Decimal;

/// What an appraised person gets, item by item.
///
/// Clause: 六(三) (bonus, allowance, grade-award, dedication, settlement, rule-deduction, bad-review-fine,
/// complaint-fine, breach-fine, grade-cut).
pub(super) fn money(
    facts: Facts<'_>,
    settings: &Settings,
    months: &MonthsInPost,
    posts: &[&Post],
    grade: Grade,
    problems: &mut Vec<Problem>,
) -> Money {
    let mut lines = vec![
        monthly(MoneyItem::Bonus, settings, SettingKey::BonusRate, months),
        if posts.is_empty() {
            allowance(facts, settings, months, problems)
        } else {
            posts_allowance(facts, settings, months, posts, problems)
        },
        grade_award(settings, grade),
        dedication(facts, settings),
        monthly(MoneyItem::Settlement, settings, SettingKey::SettlementRate, months),
    ];
    let sum = |lines: &[MoneyLine]| lines.iter().map(|line| line.amount).sum::<Yuan>();
    let gross = sum(&lines);
    let settlement = lines[4].amount;
    lines.extend([
        rule_deduction(facts),
        fine(facts, settings, MoneyItem::BadReviewFine, problems),
        fine(facts, settings, MoneyItem::ComplaintFine, problems),
        fine(facts, settings, MoneyItem::BreachFine, problems),
    ]);
    let fixed = sum(&lines[5..]);
    lines.push(grade_cut(settings, grade, gross, settlement, fixed));
    let wanted = sum(&lines[5..]);
    let deducted = wanted.min(gross);
    Money { lines, gross, deducted, net: gross - deducted, short: wanted - deducted }
}

fn nothing(item: MoneyItem, basis: MoneyBasis) -> MoneyLine {
    MoneyLine { item, amount: Yuan::ZERO, basis }
}

/// Monthly rate × months in post.
///
/// Clause: 六(三)1, 六(三)6 (bonus, settlement).
fn monthly(item: MoneyItem, settings: &Settings, setting: SettingKey, months: &MonthsInPost) -> MoneyLine {
    match settings.amount(setting) {
        Some(rate) => rate_times_months(item, setting, None, rate, months.counted, Field::Months),
        None => nothing(item, MoneyBasis::Unset { setting, level: None }),
    }
}

fn rate_times_months(
    item: MoneyItem,
    setting: SettingKey,
    level: Option<String>,
    rate: Yuan,
    months: u32,
    counted: Field,
) -> MoneyLine {
    let amount = Yuan::rounded(rate.amount() * Decimal::from(months));
    MoneyLine { item, amount, basis: MoneyBasis::RateTimesMonths { setting, level, rate, months, counted } }
}

/// A manager's level rate × 管理岗月数 (default: months in post), or × months in post by the setting 津贴月数.
///
/// Clause: 六(三)2 (allowance).
fn allowance(facts: Facts<'_>, settings: &Settings, months: &MonthsInPost, problems: &mut Vec<Problem>) -> MoneyLine {
    let item = MoneyItem::Allowance;
    let person = facts.person.id;
    let given = facts.months(Field::ManagerMonths);
    match facts.manager() {
        Reading::Known(true, _) => {}
        Reading::Known(false, _) | Reading::NotGiven => {
            if let Some(given) = given.known().filter(|given| *given > 0) {
                let kind = ProblemKind::ManagerMonthsUnused;
                problems.push(Problem::warning(facts.place(Field::ManagerMonths), person, given.to_string(), kind));
            }
            return nothing(item, MoneyBasis::NotApplicable);
        }
        Reading::Absent | Reading::Faulty => return nothing(item, MoneyBasis::Unknown(vec![Field::Manager])),
    }
    let (counted, field) = match (settings.allowance_months(), given) {
        (AllowanceMonths::Manager, Reading::Known(given, _)) => {
            let in_post = months.counted;
            if given > in_post && months.basis != MonthsBasis::Unknown {
                let kind = ProblemKind::ManagerMonthsBeyond { months: in_post };
                problems.push(Problem::error(facts.place(Field::ManagerMonths), person, given.to_string(), kind));
                return nothing(item, MoneyBasis::Unknown(vec![Field::ManagerMonths]));
            }
            (given, Field::ManagerMonths)
        }
        (AllowanceMonths::Manager, Reading::Faulty) => {
            return nothing(item, MoneyBasis::Unknown(vec![Field::ManagerMonths]));
        }
        _ => (months.counted, Field::Months),
    };
    let level = facts.person.text(Field::Level).to_owned();
    if level.is_empty() && counted == 0 && (field == Field::ManagerMonths || months.are_none()) {
        return nothing(item, MoneyBasis::NoMonths);
    }
    if level.is_empty() {
        problems.push(Problem::error(facts.place(Field::Level), person, "", ProblemKind::NoLevel));
        return nothing(item, MoneyBasis::Unknown(vec![Field::Level]));
    }
    let setting = SettingKey::AllowanceRate;
    match settings.allowance(&level) {
        Some(rate) => rate_times_months(item, setting, Some(level), rate, counted, field),
        None => nothing(item, MoneyBasis::Unset { setting, level: Some(level) }),
    }
}

/// The sum over 岗位变动 of level rate × months; months that no post covers earn nothing. Posts that share a month, or
/// have months in which the person wasn't in post, earn nothing until they are mended.
///
/// Clause: 六(三)2 (allowance).
fn posts_allowance(
    facts: Facts<'_>,
    settings: &Settings,
    months: &MonthsInPost,
    posts: &[&Post],
    problems: &mut Vec<Problem>,
) -> MoneyLine {
    let item = MoneyItem::Allowance;
    let person = facts.person.id;
    let mut posts = posts.to_vec();
    posts.sort_by_key(|post| (post.from, post.to));
    let before = problems.len();
    let mut error = |post: &Post, found: String, kind| {
        problems.push(Problem::error(Place::Cell(post.cell), person, found, kind));
    };
    for pair in posts.windows(2) {
        if pair[1].from <= pair[0].to {
            error(pair[1], pair[1].from.to_string(), ProblemKind::PostsOverlap { other: pair[0].cell });
        }
    }
    let all: u32 = posts.iter().map(|post| post.months()).sum();
    if months.basis != MonthsBasis::Unknown {
        if all > months.counted {
            let kind = ProblemKind::PostsBeyondMonths { months: months.counted };
            error(posts[0], all.to_string(), kind);
        } else {
            let outside =
                |post: &&Post| (post.from..=post.to).find(|month| !is_in_post(facts, settings, months, *month));
            for (post, month) in posts.iter().filter_map(|post| Some((post, outside(post)?))) {
                error(post, format!("{}–{}", post.from, post.to), ProblemKind::PostOutsideMonths { month });
            }
        }
    }
    let mut allowances = Vec::new();
    for post in &posts {
        let is_manager = match post.manager {
            Some(manager) => manager,
            None => facts.manager().known().unwrap_or(false),
        };
        if !is_manager {
            continue;
        }
        if post.level.is_empty() {
            problems.push(Problem::error(Place::Cell(post.cell), person, "", ProblemKind::NoLevel));
            continue;
        }
        match settings.allowance(&post.level) {
            Some(rate) => {
                let (cell, level, months) = (post.cell, post.level.clone(), post.months());
                allowances.push(PostAllowance { cell, level, rate, months });
            }
            None => {
                let level = Some(post.level.clone());
                return nothing(item, MoneyBasis::Unset { setting: SettingKey::AllowanceRate, level });
            }
        }
    }
    if problems.len() > before {
        return nothing(item, MoneyBasis::Unknown(vec![Field::ManagerMonths]));
    }
    if allowances.is_empty() {
        return nothing(item, MoneyBasis::NotApplicable);
    }
    let exact = allowances.iter().map(|part| part.rate.amount() * Decimal::from(part.months)).sum();
    MoneyLine { item, amount: Yuan::rounded(exact), basis: MoneyBasis::Posts(allowances) }
}

/// The award for 优秀 or 表扬.
///
/// Clause: 六(三)3 (grade-award).
fn grade_award(settings: &Settings, grade: Grade) -> MoneyLine {
    let item = MoneyItem::GradeAward;
    match grade {
        Grade::Excellent => standard(item, settings, SettingKey::ExcellentAward),
        Grade::Commended => standard(item, settings, SettingKey::CommendedAward),
        _ => nothing(item, MoneyBasis::NotApplicable),
    }
}

fn standard(item: MoneyItem, settings: &Settings, setting: SettingKey) -> MoneyLine {
    match settings.amount(setting) {
        Some(amount) => MoneyLine { item, amount, basis: MoneyBasis::Award { setting } },
        None => nothing(item, MoneyBasis::Unset { setting, level: None }),
    }
}

/// 敬业奉献奖: the amount given, or the standard.
///
/// Clause: 六(三)4 (dedication).
fn dedication(facts: Facts<'_>, settings: &Settings) -> MoneyLine {
    let item = MoneyItem::Dedication;
    match facts.award() {
        Reading::Known(Award::No, _) | Reading::NotGiven => nothing(item, MoneyBasis::NotApplicable),
        Reading::Known(Award::Standard, _) => standard(item, settings, SettingKey::DedicationAward),
        Reading::Known(Award::Amount(amount), source) => {
            MoneyLine { item, amount: Yuan::rounded(amount), basis: MoneyBasis::Given(source) }
        }
        Reading::Absent | Reading::Faulty => nothing(item, MoneyBasis::Unknown(vec![Field::Dedication])),
    }
}

/// Deductions under the management rules, as given.
///
/// Clause: 六(三)5(1) (rule-deduction).
fn rule_deduction(facts: Facts<'_>) -> MoneyLine {
    let item = MoneyItem::RuleDeduction;
    match facts.number(Field::RuleDeduction) {
        Reading::Known(amount, source) => {
            MoneyLine { item, amount: Yuan::rounded(amount), basis: MoneyBasis::Given(source) }
        }
        Reading::NotGiven => nothing(item, MoneyBasis::NotApplicable),
        Reading::Absent | Reading::Faulty => nothing(item, MoneyBasis::Unknown(vec![Field::RuleDeduction])),
    }
}

/// Fine × (cases − those already fined in their month).
///
/// Clause: 六(三)5(2), 5(3), 5(5) (bad-review-fine, complaint-fine, breach-fine).
fn fine(facts: Facts<'_>, settings: &Settings, item: MoneyItem, problems: &mut Vec<Problem>) -> MoneyLine {
    let ((total_field, total), fined_field, setting) = match item {
        MoneyItem::BadReviewFine => {
            ((Field::BadReviews, facts.count(Field::BadReviews)), Field::BadReviewsFined, SettingKey::BadReviewFine)
        }
        MoneyItem::ComplaintFine => {
            ((Field::Complaints, facts.count(Field::Complaints)), Field::ComplaintsFined, SettingKey::ComplaintFine)
        }
        _ => (facts.breaches(), Field::BreachesFined, SettingKey::BreachFine),
    };
    let fined = facts.count(fined_field);
    let (Some(all), Some(already)) = (total.clone().known(), fined.clone().known()) else {
        let mut unknown = Vec::new();
        if total.known().is_none() {
            unknown.push(total_field);
        }
        if fined.known().is_none() {
            unknown.push(fined_field);
        }
        return nothing(item, MoneyBasis::Unknown(unknown));
    };
    if already > all {
        let kind = ProblemKind::FinedBeyond { total_field, total: all };
        problems.push(Problem::error(facts.place(fined_field), facts.person.id, already.to_string(), kind));
        return nothing(item, MoneyBasis::Unknown(vec![fined_field]));
    }
    let Some(rate) = settings.amount(setting) else {
        return nothing(item, MoneyBasis::Unset { setting, level: None });
    };
    let amount = Yuan::rounded(rate.amount() * Decimal::from(all - already));
    let (cases, fined) = (quantity(total_field, total), quantity(fined_field, fined));
    let basis = MoneyBasis::Fine { setting, rate, cases, fined, unverified: Vec::new() };
    MoneyLine { item, amount, basis }
}

/// Marks the fines with the incidents that are still to be verified, and that would be fined then.
pub(super) fn mark_unverified(money: &mut Money, incidents: &[OpenIncident]) {
    for line in &mut money.lines {
        let field = match line.item {
            MoneyItem::BadReviewFine => Field::BadReviews,
            MoneyItem::ComplaintFine => Field::Complaints,
            MoneyItem::BreachFine => Field::Breaches,
            _ => continue,
        };
        if let MoneyBasis::Fine { unverified, .. } = &mut line.basis {
            unverified.extend(incidents.iter().filter(|incident| incident.is_of(field)).map(|incident| incident.cell));
        }
    }
}

/// A share of the bonus for 基本合格 and 不合格: of the gross, less 年终清算 if the settings spare it, less the fixed
/// deductions if the settings take those off first (not below 0).
///
/// Clause: 六(三)5(4) (grade-cut).
fn grade_cut(settings: &Settings, grade: Grade, gross: Yuan, settlement: Yuan, fixed: Yuan) -> MoneyLine {
    let item = MoneyItem::GradeCut;
    let setting = match grade {
        Grade::BarelyQualified => SettingKey::BarelyQualifiedCut,
        Grade::Unqualified => SettingKey::UnqualifiedCut,
        _ => return nothing(item, MoneyBasis::NotApplicable),
    };
    let share = settings.number(setting);
    let kind = settings.cut_base();
    let spared_settlement = (!settings.flag(SettingKey::CutIncludesSettlement)).then_some(settlement);
    let fixed_deductions = (kind == CutBase::AfterFixedDeductions).then_some(fixed);
    let base = gross - spared_settlement.unwrap_or_default();
    let base = (base - fixed_deductions.unwrap_or_default()).not_below_zero();
    let amount = Yuan::rounded(base.amount() * share);
    MoneyLine {
        item,
        amount,
        basis: MoneyBasis::Cut { setting, share, base, kind, spared_settlement, fixed_deductions },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::Category, rules::testing::Case};

    #[track_caller]
    fn amount(case: Case, item: MoneyItem, expected: &str) {
        let evaluation = case.evaluate();
        assert_eq!(evaluation.people[0].money.line(item).amount.to_string(), expected);
    }

    fn paid() -> Case {
        Case::new()
            .setting(SettingKey::BonusRate, "833.33")
            .setting(SettingKey::SettlementRate, "300")
            .allowance("三级", "300.05")
            .text(Field::Level, "三级")
    }

    #[test]
    fn bonus_and_settlement_are_rate_times_months() {
        amount(paid(), MoneyItem::Bonus, "9999.96");
        amount(paid().count(Field::Months, 5), MoneyItem::Bonus, "4166.65");
        amount(paid().count(Field::Months, 0), MoneyItem::Bonus, "0.00");
        amount(paid(), MoneyItem::Settlement, "3600.00");
    }

    #[test]
    fn allowance_is_for_managers_and_their_months() {
        amount(paid(), MoneyItem::Allowance, "0.00");
        let manager = || paid().flag(Field::Manager, true);
        amount(manager(), MoneyItem::Allowance, "3600.60");
        amount(manager().count(Field::ManagerMonths, 4), MoneyItem::Allowance, "1200.20");
        amount(manager().count(Field::ManagerMonths, 12), MoneyItem::Allowance, "3600.60");
        amount(
            manager().count(Field::ManagerMonths, 4).setting(SettingKey::AllowanceMonths, "在岗月数"),
            MoneyItem::Allowance,
            "3600.60",
        );
        amount(paid().blank(Field::Manager).category(Category::HallManagement), MoneyItem::Allowance, "3600.60");
    }

    #[test]
    fn allowance_for_more_months_than_in_post_is_an_error() {
        let evaluation =
            paid().flag(Field::Manager, true).count(Field::Months, 6).count(Field::ManagerMonths, 7).evaluate();
        let kind = ProblemKind::ManagerMonthsBeyond { months: 6 };
        assert!(evaluation.problems.iter().any(|problem| problem.kind == kind));
        amount(
            paid().flag(Field::Manager, true).count(Field::Months, 6).count(Field::ManagerMonths, 6),
            MoneyItem::Allowance,
            "1800.30",
        );
    }

    #[test]
    fn allowance_for_no_months_needs_no_level() {
        let needs_nothing = |case: Case| {
            let evaluation = case.setting(SettingKey::SettlementRate, "1").evaluate();
            let money = &evaluation.people[0].money;
            money.lines.iter().all(|line| !matches!(line.basis, MoneyBasis::Unset { .. } | MoneyBasis::Unknown(_)))
        };
        // An unset rate is said even where no month counts: never taken for zero in silence.
        assert!(!needs_nothing(Case::new().count(Field::Months, 0)));
        let manager =
            |months| paid().flag(Field::Manager, true).text(Field::Level, "").count(Field::ManagerMonths, months);
        assert!(needs_nothing(manager(0)));
        assert!(!needs_nothing(manager(1)));
    }

    #[test]
    fn manager_months_are_not_compared_with_unknown_months() {
        let case = paid().flag(Field::Manager, true).blank(Field::Joined).blank(Field::Months);
        let problems = case.count(Field::ManagerMonths, 3).evaluate().problems;
        assert!(problems.iter().all(|problem| !matches!(problem.kind, ProblemKind::ManagerMonthsBeyond { .. })));
    }

    #[test]
    fn dedication_is_the_amount_given_or_the_standard() {
        let case = || paid().setting(SettingKey::DedicationAward, "800");
        amount(case(), MoneyItem::Dedication, "0.00");
        amount(case().award(Award::Standard), MoneyItem::Dedication, "800.00");
        amount(case().award(Award::Amount(Decimal::new(123_456, 2))), MoneyItem::Dedication, "1234.56");
    }

    #[test]
    fn fines_count_what_was_not_yet_fined() {
        let reviews = |all, fined| paid().count(Field::BadReviews, all).count(Field::BadReviewsFined, fined);
        amount(reviews(0, 0), MoneyItem::BadReviewFine, "0.00");
        amount(reviews(1, 0), MoneyItem::BadReviewFine, "500.00");
        amount(reviews(3, 1), MoneyItem::BadReviewFine, "1000.00");
        amount(reviews(3, 3), MoneyItem::BadReviewFine, "0.00");
        amount(reviews(3, 4), MoneyItem::BadReviewFine, "0.00");
        amount(paid().count(Field::Complaints, 2), MoneyItem::ComplaintFine, "400.00");
        amount(paid().count(Field::Breaches, 5).count(Field::BreachesFined, 2), MoneyItem::BreachFine, "150.00");
    }

    #[test]
    fn breach_fine_falls_back_on_circulars_where_there_is_no_such_column() {
        let case = paid().count(Field::Circulars, 2);
        amount(case.clone(), MoneyItem::BreachFine, "0.00");
        amount(case.absent(Field::Breaches), MoneyItem::BreachFine, "100.00");
    }

    #[test]
    fn unknown_deductions_count_as_zero_meanwhile() {
        let evaluation = paid().count(Field::BadReviews, 2).absent(Field::BadReviewsFined).evaluate();
        let person = &evaluation.people[0];
        assert_eq!(
            person.money.line(MoneyItem::BadReviewFine).basis,
            MoneyBasis::Unknown(vec![Field::BadReviewsFined])
        );
        assert!(!person.pending.is_empty());
    }

    #[test]
    fn grade_cut_by_base_and_settlement() {
        use Grade::{BarelyQualified, Unqualified};
        // Gross 9,999.96 + 3,600 = 13,599.96.
        amount(paid().decide(BarelyQualified), MoneyItem::GradeCut, "9519.97");
        amount(paid().decide(Unqualified), MoneyItem::GradeCut, "13599.96");
        amount(paid(), MoneyItem::GradeCut, "0.00");
        let spared = || paid().setting(SettingKey::CutIncludesSettlement, "否");
        // 9,999.96 × 70% = 6,999.972
        amount(spared().decide(BarelyQualified), MoneyItem::GradeCut, "6999.97");
        let after = || paid().setting(SettingKey::CutBase, "扣除定额后").count(Field::BadReviews, 1);
        // (13,599.96 − 500) × 70% = 9,169.972
        amount(after().decide(BarelyQualified), MoneyItem::GradeCut, "9169.97");
        let more = after().number(Field::RuleDeduction, "20000");
        amount(more.decide(Unqualified), MoneyItem::GradeCut, "0.00");
    }

    #[test]
    fn deductions_never_exceed_the_gross() {
        let evaluation = paid().number(Field::RuleDeduction, "13599.95").evaluate();
        let money = &evaluation.people[0].money;
        assert_eq!((money.net.to_string(), money.short.to_string()), ("0.01".into(), "0.00".into()));
        let evaluation = paid().number(Field::RuleDeduction, "13599.96").evaluate();
        let money = &evaluation.people[0].money;
        assert_eq!((money.net.to_string(), money.short.to_string()), ("0.00".into(), "0.00".into()));
        let evaluation = paid().number(Field::RuleDeduction, "13599.97").evaluate();
        let money = &evaluation.people[0].money;
        assert_eq!((money.net.to_string(), money.short.to_string()), ("0.00".into(), "0.01".into()));
    }

    #[test]
    fn amounts_unset_are_said_and_keep_the_result_a_draft() {
        let evaluation = Case::new().setting(SettingKey::SettlementRate, "1").evaluate();
        let basis = &evaluation.people[0].money.line(MoneyItem::Bonus).basis;
        assert_eq!(*basis, MoneyBasis::Unset { setting: SettingKey::BonusRate, level: None });
        assert!(matches!(evaluation.status, crate::rules::Status::Draft(_)));
    }
}
