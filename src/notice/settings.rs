//! The settings in force: values by key, with typed readings for the rules.

use super::{SettingKey, SettingKind};
use crate::domain::{Yuan, words};
use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A setting's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingValue {
    /// Not set; only amounts and lists may be.
    Unset,
    /// Text, or the word of a choice.
    Text(String),
    /// A number, share, year or amount.
    Number(Decimal),
    /// 是 or 否.
    Flag(bool),
    /// Words.
    List(Vec<String>),
    /// Days, in their order.
    Dates(Vec<NaiveDate>),
}

/// Why a text is no value of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingFault {
    /// Wrong type.
    #[error("the value isn't of the setting's type")]
    Type,
    /// Right type, out of range.
    #[error("the value is out of range")]
    Range,
}

/// 名额范围: one pool or one for each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuotaScope {
    /// 全中心
    WholeCentre,
    /// 分考核组
    ByCategory,
}

/// 推优方式, as it works out for a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NominationMode {
    /// 自动
    Automatic,
    /// 按推荐
    ByNomination,
    /// 按得分
    ByScore,
}

/// 月份计法: when a calendar month counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MonthCount {
    /// 满半月: at least half of its days.
    HalfMonth,
    /// 足月: all of its days.
    FullMonth,
    /// 当月: any day.
    AnyDay,
}

/// 津贴月数: which months the post allowance counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AllowanceMonths {
    /// 管理岗月数
    Manager,
    /// 在岗月数
    InPost,
}

/// 等次扣减基数: what the cut by grade is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CutBase {
    /// 应发合计
    Gross,
    /// 扣除定额后
    AfterFixedDeductions,
}

/// The settings in force. Whatever was not set has the default of the registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    values: BTreeMap<SettingKey, SettingValue>,
    allowances: BTreeMap<String, Yuan>,
}

impl Default for Settings {
    fn default() -> Settings {
        let values = SettingKey::ALL
            .iter()
            .map(|key| (*key, key.parse(key.default_text()).expect("a test parses every default")))
            .collect();
        Settings { values, allowances: BTreeMap::new() }
    }
}

impl SettingKey {
    /// Whether it is the weight of a score.
    const fn is_weight(self) -> bool {
        matches!(self, SettingKey::WeightFirstReview | SettingKey::WeightMonthly | SettingKey::WeightBallot)
    }

    /// Reads a value as it stands in the column 取值: normalised text, numbers written plainly. A blank is the
    /// default.
    ///
    /// # Errors
    /// [`SettingFault`]: wrong type, or out of range.
    pub fn parse(self, text: &str) -> Result<SettingValue, SettingFault> {
        if text.is_empty() && !self.default_text().is_empty() {
            return self.parse(self.default_text());
        }
        let decimal = |limits: super::Limits| {
            let number = words::number(text).filter(|_| !words::is_none_mark(text)).ok_or(SettingFault::Type)?;
            let fits = number >= Decimal::from(limits.min) && number <= Decimal::from(limits.max);
            if fits { Ok(number) } else { Err(SettingFault::Range) }
        };
        match self.kind() {
            SettingKind::Year => {
                let year = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text);
                let number = words::number(year).filter(Decimal::is_integer).ok_or(SettingFault::Type)?;
                let fits = number >= Decimal::from(*YEARS.start()) && number <= Decimal::from(*YEARS.end());
                if fits { Ok(SettingValue::Number(number)) } else { Err(SettingFault::Range) }
            }
            SettingKind::Text => Ok(SettingValue::Text(text.to_owned())),
            SettingKind::Share => {
                let share = words::share(text).ok_or(SettingFault::Type)?;
                let fits = share >= Decimal::ZERO && share <= Decimal::ONE;
                if fits { Ok(SettingValue::Number(share)) } else { Err(SettingFault::Range) }
            }
            // Weights are shares, and written as such.
            SettingKind::Number(_) if self.is_weight() && text.ends_with('%') => {
                let share = words::share(text).ok_or(SettingFault::Type)?;
                let fits = share >= Decimal::ZERO && share <= Decimal::ONE;
                if fits { Ok(SettingValue::Number(share.normalize())) } else { Err(SettingFault::Range) }
            }
            SettingKind::Number(limits) => decimal(limits).map(SettingValue::Number),
            SettingKind::Whole(limits) => {
                let number = decimal(limits)?;
                if number.is_integer() { Ok(SettingValue::Number(number)) } else { Err(SettingFault::Type) }
            }
            SettingKind::Amount | SettingKind::AmountByLevel if text.is_empty() || text == "未定" => {
                Ok(SettingValue::Unset)
            }
            SettingKind::Amount | SettingKind::AmountByLevel => {
                let amount = words::number(text).filter(|_| !words::is_none_mark(text)).ok_or(SettingFault::Type)?;
                let fits = amount >= Decimal::ZERO && amount <= Decimal::from(MAX_AMOUNT);
                if fits { Ok(SettingValue::Number(Yuan::rounded(amount).amount())) } else { Err(SettingFault::Range) }
            }
            SettingKind::Flag => match words::yes_no(text) {
                Some(flag) => Ok(SettingValue::Flag(flag)),
                None => Err(SettingFault::Type),
            },
            SettingKind::Choice(choices) if choices.contains(&text) => Ok(SettingValue::Text(text.to_owned())),
            SettingKind::Choice(_) => Err(SettingFault::Type),
            SettingKind::List => {
                let items = text.split(['、', ',', ';', '\n']).map(str::trim);
                Ok(SettingValue::List(items.filter(|item| !item.is_empty()).map(str::to_owned).collect()))
            }
            SettingKind::Date if text.is_empty() => Ok(SettingValue::Unset),
            SettingKind::Date => day(text).map(|day| SettingValue::Dates(vec![day])),
            SettingKind::Dates if words::is_none_mark(text) => Ok(SettingValue::Dates(Vec::new())),
            SettingKind::Dates => {
                let mut days = Vec::new();
                for item in text.split(['、', ',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty()) {
                    match item.split_once(['至', '~']) {
                        Some((first, last)) => days.extend(span(day(first.trim())?, day(last.trim())?)?),
                        None => days.push(day(item)?),
                    }
                }
                days.sort_unstable();
                days.dedup();
                Ok(SettingValue::Dates(days))
            }
        }
    }
}

/// Most days from the first to the last of a span: more is a slip of the hand.
pub const LONGEST_SPAN: i64 = 60;

/// Years of appraisals and promotions: others are a slip of the hand.
pub const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

fn day(text: &str) -> Result<NaiveDate, SettingFault> {
    match words::day(text) {
        Some(Some(day)) => Ok(day),
        Some(None) => Err(SettingFault::Range),
        None => Err(SettingFault::Type),
    }
}

/// All days from the first to the last.
fn span(first: NaiveDate, last: NaiveDate) -> Result<impl Iterator<Item = NaiveDate>, SettingFault> {
    let days = (last - first).num_days();
    let days = u64::try_from(days).ok().filter(|_| days <= LONGEST_SPAN).ok_or(SettingFault::Range)?;
    Ok((0..=days).map(move |day| first + Days::new(day)))
}

/// The largest amount that a setting or a cell may hold, in yuan: beyond it, it is a slip of the hand.
pub const MAX_AMOUNT: i64 = 100_000_000;

impl Settings {
    /// The value of a setting.
    pub fn value(&self, key: SettingKey) -> &SettingValue {
        &self.values[&key]
    }

    /// Sets a value. It must be one that [`SettingKey::parse`] made for the same key.
    pub fn set(&mut self, key: SettingKey, value: SettingValue) {
        self.values.insert(key, value);
    }

    /// Sets or clears the allowance of a level.
    pub fn set_allowance(&mut self, level: &str, amount: SettingValue) {
        match amount {
            SettingValue::Number(amount) => {
                self.allowances.insert(level.to_owned(), Yuan::rounded(amount));
            }
            _ => {
                self.allowances.remove(level);
            }
        }
    }

    /// Allowances by level (岗位津贴月标准·LEVEL).
    pub const fn allowances(&self) -> &BTreeMap<String, Yuan> {
        &self.allowances
    }

    /// Allowances in the order of 岗位级别序列; levels that aren't in it come last.
    fn allowances_in_order(&self) -> Vec<(&String, &Yuan)> {
        let order = self.list(SettingKey::LevelOrder);
        let place = |level: &String| order.iter().position(|other| other == level).unwrap_or(usize::MAX);
        let mut allowances: Vec<_> = self.allowances.iter().collect();
        allowances.sort_by_key(|(level, _)| place(level));
        allowances
    }

    /// The monthly allowance of a level, if it is set.
    pub fn allowance(&self, level: &str) -> Option<Yuan> {
        self.allowances.get(level).copied()
    }

    /// A number, share or weight.
    ///
    /// # Panics
    /// If the setting is of another type: the registry and a test keep them apart.
    pub fn number(&self, key: SettingKey) -> Decimal {
        match self.value(key) {
            SettingValue::Number(number) => *number,
            other => panic!("{} holds {other:?}, not a number", key.term()),
        }
    }

    /// A whole number.
    ///
    /// # Panics
    /// If the setting is of another type.
    pub fn whole(&self, key: SettingKey) -> u32 {
        self.number(key).to_u32().expect("whole settings are checked when they are parsed")
    }

    /// An amount, if it is set.
    pub fn amount(&self, key: SettingKey) -> Option<Yuan> {
        match self.value(key) {
            SettingValue::Number(number) => Some(Yuan::rounded(*number)),
            _ => None,
        }
    }

    /// 是 or 否.
    pub fn flag(&self, key: SettingKey) -> bool {
        matches!(self.value(key), SettingValue::Flag(true))
    }

    fn choice(&self, key: SettingKey) -> usize {
        let (SettingKind::Choice(choices), SettingValue::Text(word)) = (key.kind(), self.value(key)) else {
            return 0;
        };
        choices.iter().position(|choice| choice == word).unwrap_or(0)
    }

    /// Words.
    pub fn list(&self, key: SettingKey) -> &[String] {
        match self.value(key) {
            SettingValue::List(words) => words,
            _ => &[],
        }
    }

    /// The day of a setting, if it is set.
    pub fn date(&self, key: SettingKey) -> Option<NaiveDate> {
        self.dates(key).first().copied()
    }

    /// Days, in their order.
    pub fn dates(&self, key: SettingKey) -> &[NaiveDate] {
        match self.value(key) {
            SettingValue::Dates(days) => days,
            _ => &[],
        }
    }

    /// Sets a value from its text; `level` for an allowance.
    ///
    /// # Errors
    /// [`SettingFault`]: the text is no value of the setting; nothing is changed.
    pub fn set_text(&mut self, key: SettingKey, level: Option<&str>, text: &str) -> Result<(), SettingFault> {
        let value = key.parse(text)?;
        match level {
            Some(level) => self.set_allowance(level, value),
            None => self.set(key, value),
        }
        Ok(())
    }

    /// 年度
    pub fn year(&self) -> i32 {
        self.number(SettingKey::Year).to_i32().expect("years are checked when they are parsed")
    }

    /// 单位名称
    pub fn unit_name(&self) -> &str {
        self.text(SettingKey::UnitName)
    }

    /// A text; empty unless it is set.
    pub fn text(&self, key: SettingKey) -> &str {
        match self.value(key) {
            SettingValue::Text(text) => text,
            _ => "",
        }
    }

    /// Who took the step 定稿 and when; nothing unless both are there.
    pub fn settled(&self) -> Option<(&str, NaiveDate)> {
        let by = Some(self.text(SettingKey::SettledBy)).filter(|by| !by.is_empty())?;
        Some((by, self.date(SettingKey::SettledOn)?))
    }

    /// 名额范围
    pub fn quota_scope(&self) -> QuotaScope {
        [QuotaScope::WholeCentre, QuotaScope::ByCategory][self.choice(SettingKey::QuotaScope)]
    }

    /// 推优方式
    pub fn nomination_mode(&self) -> NominationMode {
        use NominationMode::{Automatic, ByNomination, ByScore};
        [Automatic, ByNomination, ByScore][self.choice(SettingKey::NominationMode)]
    }

    /// 月份计法
    pub fn month_count(&self) -> MonthCount {
        [MonthCount::HalfMonth, MonthCount::FullMonth, MonthCount::AnyDay][self.choice(SettingKey::MonthCount)]
    }

    /// 津贴月数
    pub fn allowance_months(&self) -> AllowanceMonths {
        [AllowanceMonths::Manager, AllowanceMonths::InPost][self.choice(SettingKey::AllowanceMonths)]
    }

    /// 等次扣减基数
    pub fn cut_base(&self) -> CutBase {
        [CutBase::Gross, CutBase::AfterFixedDeductions][self.choice(SettingKey::CutBase)]
    }

    /// 无此情形, as canonical or alias headers.
    pub fn confirmed_none(&self) -> BTreeSet<&str> {
        self.list(SettingKey::ConfirmedNone).iter().map(String::as_str).collect()
    }

    /// All rows of the sheet 方案: name, key, value as text, in the registry's order. Shares are written as decimals.
    pub fn rows(&self) -> Vec<(String, SettingKey, String)> {
        let mut rows = Vec::new();
        for key in SettingKey::ALL {
            if *key == SettingKey::AllowanceRate {
                for (level, amount) in self.allowances_in_order() {
                    rows.push((key.full_term(Some(level)), *key, amount.amount().normalize().to_string()));
                }
            } else {
                rows.push((key.term().to_owned(), *key, self.value(*key).to_string()));
            }
        }
        rows
    }
}

/// Writes the value as it would stand in the column 取值.
impl std::fmt::Display for SettingValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            SettingValue::Unset => Ok(()),
            SettingValue::Text(text) => f.write_str(text),
            SettingValue::Number(number) => write!(f, "{}", number.normalize()),
            SettingValue::Flag(flag) => f.write_str(if *flag { "是" } else { "否" }),
            SettingValue::List(words) => f.write_str(&words.join("、")),
            // A blank would be the default.
            SettingValue::Dates(days) if days.is_empty() => f.write_str("无"),
            SettingValue::Dates(days) => {
                // Days that follow one another are written as a span.
                for (position, days) in days.chunk_by(|day, next| day.succ_opt() == Some(*next)).enumerate() {
                    let mark = if position > 0 { "、" } else { "" };
                    match days {
                        [first, _, .., last] => write!(f, "{mark}{first}至{last}")?,
                        [first, last] => write!(f, "{mark}{first}、{last}")?,
                        _ => write!(f, "{mark}{}", days[0])?,
                    }
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[test]
    fn every_default_is_a_value_of_its_setting() {
        for key in SettingKey::ALL {
            assert!(key.parse(key.default_text()).is_ok(), "{}", key.term());
            if let SettingKind::Choice(choices) = key.kind() {
                assert_eq!(choices[0], key.default_text(), "{}", key.term());
            }
        }
    }

    #[test]
    fn the_notice_s_figures_are_the_defaults() {
        let settings = Settings::default();
        assert_eq!(settings.number(SettingKey::ExcellentShare), dec!(0.10));
        assert_eq!(settings.number(SettingKey::CommendedShare), dec!(0.15));
        assert_eq!(settings.number(SettingKey::LeaveLimit), dec!(5));
        assert_eq!(settings.whole(SettingKey::LowFrom), 6);
        assert_eq!(settings.amount(SettingKey::BadReviewFine), Some(Yuan::rounded(dec!(500))));
        assert_eq!(settings.amount(SettingKey::BonusRate), None);
        assert_eq!(settings.number(SettingKey::BarelyQualifiedCut), dec!(0.7));
        assert!(settings.flag(SettingKey::CutIncludesSettlement));
        assert!(!settings.flag(SettingKey::Confirmed));
        assert_eq!(settings.year(), 2024);
    }

    #[test]
    fn values_out_of_range_are_faults() {
        assert_eq!(SettingKey::ExcellentShare.parse("1.01"), Err(SettingFault::Range));
        assert_eq!(SettingKey::ExcellentShare.parse("100%"), Ok(SettingValue::Number(dec!(1))));
        assert_eq!(SettingKey::ExcellentShare.parse("一成"), Err(SettingFault::Type));
        assert_eq!(SettingKey::MinMonths.parse("13"), Err(SettingFault::Range));
        assert_eq!(SettingKey::MinMonths.parse("6.5"), Err(SettingFault::Type));
        assert_eq!(SettingKey::BonusRate.parse("-1"), Err(SettingFault::Range));
        assert_eq!(SettingKey::QuotaScope.parse("全院"), Err(SettingFault::Type));
        assert_eq!(SettingKey::BonusRate.parse(""), Ok(SettingValue::Unset));
    }

    #[test]
    fn days_are_listed_and_spanned() {
        let holidays = Settings::default();
        assert_eq!(holidays.dates(SettingKey::Holidays).len(), 9);
        let written = holidays.value(SettingKey::Holidays).to_string();
        assert_eq!(written, SettingKey::Holidays.default_text());
        let parsed = SettingKey::Holidays.parse("2025年1月2日,2025-01-01;2025/1/4~2025.1.6").expect("days");
        assert_eq!(parsed.to_string(), "2025-01-01、2025-01-02、2025-01-04至2025-01-06");
        let none = SettingKey::Holidays.parse("无").expect("no days");
        assert_eq!(none, SettingValue::Dates(Vec::new()));
        assert_eq!(SettingKey::Holidays.parse(&none.to_string()), Ok(none));
        assert_eq!(SettingKey::Holidays.parse("2025-02-30"), Err(SettingFault::Range));
        assert_eq!(SettingKey::Holidays.parse("2025-01-06至2025-01-04"), Err(SettingFault::Range));
        assert_eq!(SettingKey::Holidays.parse("元旦"), Err(SettingFault::Type));
        assert_eq!(SettingKey::PublicityFrom.parse(""), Ok(SettingValue::Unset));
        assert_eq!(SettingKey::PublicityFrom.parse("20250113").map(|day| day.to_string()), Ok("2025-01-13".into()));
    }

    #[test]
    fn allowances_are_named_with_their_level() {
        assert_eq!(SettingKey::of_term("岗位津贴月标准·三级"), Some((SettingKey::AllowanceRate, Some("三级".into()))));
        assert_eq!(SettingKey::of_term("岗位津贴月标准"), None);
        assert_eq!(SettingKey::of_term("年度"), Some((SettingKey::Year, None)));
        assert_eq!(SettingKey::of_term("没有这个"), None);
    }
}
