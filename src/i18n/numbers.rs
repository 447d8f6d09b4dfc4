//! Figures as people write them: plain decimals, money with thousands, shares in per cent, dates, lists.

use super::Lang;
use crate::domain::Yuan;
use chinese_number::{ChineseCase, ChineseCountMethod, ChineseVariant, NumberToChinese};
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// The unit behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// 次: cases; English names the cases instead.
    Times,
    /// 天
    Days,
    /// 个月
    Months,
    /// 分 of a score.
    Points,
}

/// A decimal without trailing zeros, as in `4.9`.
pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// A combined score with its two decimals, as in `70.00`.
pub(super) fn score(score: Decimal) -> String {
    format!("{score:.2}")
}

/// A result and, where it was rounded, what it was before, as in `93.125 ≈ 93.13`.
pub(super) fn rounded(exact: Decimal, value: Decimal, written: String) -> String {
    /// More decimals than this are cut off with an ellipsis.
    const DECIMALS: u32 = 6;
    if exact == value {
        return written;
    }
    let exact = exact.normalize();
    if exact.scale() <= DECIMALS {
        format!("{exact} ≈ {written}")
    } else {
        format!("{}… ≈ {written}", exact.trunc_with_scale(DECIMALS))
    }
}

/// A share in per cent, as in `33.3%`.
pub(super) fn percent(share: Decimal) -> String {
    format!("{}%", plain(share * Decimal::ONE_HUNDRED))
}

/// An amount with thousands separators and two decimals, as in `1,234.50`.
pub(super) fn grouped(amount: Yuan) -> String {
    let text = amount.to_string();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut groups = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            groups.push(',');
        }
        groups.push(digit);
    }
    format!("{sign}{groups}.{fraction}")
}

/// An amount in the capitals of cheques, as in `捌拾肆万柒仟柒佰柒拾元壹角整`. Below zero it begins with 负.
pub fn capital_amount(amount: Yuan) -> String {
    let fen = (amount.amount().abs() * Decimal::ONE_HUNDRED).to_u64().unwrap_or(u64::MAX);
    let (whole, tenths, hundredths) = (fen / 100, fen / 10 % 10, fen % 10);
    let capital =
        |number: u64| number.to_chinese(ChineseVariant::Simple, ChineseCase::Upper, ChineseCountMethod::TenThousand);
    let capital = |number: u64| {
        let text = capital(number).expect("amounts are far below the largest number");
        // On a cheque ten is 壹拾, so that nothing can be written before it.
        if text.starts_with('拾') { format!("壹{text}") } else { text }
    };
    let mut text = if amount.amount().is_sign_negative() && fen > 0 { "负".to_owned() } else { String::new() };
    text.push_str(&capital(whole));
    text.push('元');
    match (tenths, hundredths) {
        (0, 0) => text.push('整'),
        (tenths, 0) => text.push_str(&format!("{}角整", capital(tenths))),
        (0, hundredths) => text.push_str(&format!("零{}分", capital(hundredths))),
        (tenths, hundredths) => text.push_str(&format!("{}角{}分", capital(tenths), capital(hundredths))),
    }
    text
}

impl Lang {
    /// An amount with its unit, as in `1,234.50 元`.
    pub(super) fn money(self, amount: Yuan) -> String {
        let amount = grouped(amount);
        match self {
            Lang::ZhCn => format!("{amount} 元"),
            Lang::En => format!("{amount} yuan"),
        }
    }

    /// A number with its unit, as in `4 天`.
    pub(super) fn quantity(self, number: Decimal, unit: Unit) -> String {
        let text = plain(number);
        let one = number == Decimal::ONE;
        match (self, unit) {
            (Lang::ZhCn, Unit::Times) => format!("{text} 次"),
            (Lang::ZhCn, Unit::Days) => format!("{text} 天"),
            (Lang::ZhCn, Unit::Months) => format!("{text} 个月"),
            (Lang::ZhCn, Unit::Points) => format!("{text} 分"),
            (Lang::En, Unit::Times) => text,
            (Lang::En, Unit::Days) => format!("{text} {}", if one { "day" } else { "days" }),
            (Lang::En, Unit::Months) => format!("{text} {}", if one { "month" } else { "months" }),
            (Lang::En, Unit::Points) => format!("{text} {}", if one { "point" } else { "points" }),
        }
    }

    /// Whole months, as in `12 个月`.
    pub(super) fn months(self, months: u32) -> String {
        self.quantity(Decimal::from(months), Unit::Months)
    }

    /// A date, as in `2024 年 7 月 1 日`.
    pub(super) fn date(self, date: NaiveDate) -> String {
        match self {
            Lang::ZhCn => format!("{} 年 {} 月 {} 日", date.year(), date.month(), date.day()),
            Lang::En => date.format("%-d %B %Y").to_string(),
        }
    }

    /// What joins the items of a list.
    pub(super) const fn comma(self) -> &'static str {
        match self {
            Lang::ZhCn => "、",
            Lang::En => ", ",
        }
    }

    /// What joins two clauses of a sentence.
    pub(super) const fn semicolon(self) -> &'static str {
        match self {
            Lang::ZhCn => "；",
            Lang::En => "; ",
        }
    }

    /// Clauses of a sentence, one after another.
    pub(super) fn semicolons(self, parts: impl Iterator<Item = String>) -> String {
        parts.collect::<Vec<_>>().join(self.semicolon())
    }

    /// Texts as a list.
    pub fn joined(self, items: &[String]) -> String {
        self.list(items)
    }

    /// A list.
    pub(super) fn list<T: AsRef<str>>(self, items: impl IntoIterator<Item = T>) -> String {
        let mut text = String::new();
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                text.push_str(self.comma());
            }
            text.push_str(item.as_ref());
        }
        text
    }

    /// A remark in brackets, as in `（管理岗月数）`; in English with a space before it.
    pub(super) fn aside(self, remark: &str) -> String {
        match self {
            Lang::ZhCn => format!("（{remark}）"),
            Lang::En => format!(" ({remark})"),
        }
    }
}

/// Choose a noun's form in English: `1 error`, `2 errors`.
pub(super) const fn plural(count: u32, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[test]
    fn money_has_thousands_and_two_decimals() {
        for (amount, expected) in [
            (dec!(0), "0.00"),
            (dec!(5), "5.00"),
            (dec!(833.33), "833.33"),
            (dec!(1234.5), "1,234.50"),
            (dec!(123456), "123,456.00"),
            (dec!(1234567.891), "1,234,567.89"),
            (dec!(-1234.5), "-1,234.50"),
        ] {
            assert_eq!(grouped(Yuan::rounded(amount)), expected);
        }
        assert_eq!(Lang::ZhCn.money(Yuan::rounded(dec!(9999.96))), "9,999.96 元");
        assert_eq!(Lang::En.money(Yuan::rounded(dec!(9999.96))), "9,999.96 yuan");
    }

    #[test]
    fn amounts_in_capitals() {
        for (amount, expected) in [
            (dec!(0), "零元整"),
            (dec!(0.05), "零元零伍分"),
            (dec!(0.50), "零元伍角整"),
            (dec!(10), "壹拾元整"),
            (dec!(1000.05), "壹仟元零伍分"),
            (dec!(100010.11), "壹拾万零壹拾元壹角壹分"),
            (dec!(847770.10), "捌拾肆万柒仟柒佰柒拾元壹角整"),
            (dec!(-3.2), "负叁元贰角整"),
        ] {
            assert_eq!(capital_amount(Yuan::rounded(amount)), expected);
        }
    }

    #[test]
    fn decimals_are_written_plainly() {
        assert_eq!(plain(dec!(4.90)), "4.9");
        assert_eq!(plain(dec!(100)), "100");
        assert_eq!(plain(dec!(0.00)), "0");
        assert_eq!(score(dec!(70)), "70.00");
        assert_eq!(percent(dec!(0.1)), "10%");
        assert_eq!(percent(dec!(0.333)), "33.3%");
        assert_eq!(percent(dec!(1)), "100%");
    }

    #[test]
    fn what_was_rounded_shows_what_it_was() {
        assert_eq!(rounded(dec!(93.125), dec!(93.13), "93.13".into()), "93.125 ≈ 93.13");
        assert_eq!(rounded(dec!(93.1300), dec!(93.13), "93.13".into()), "93.13");
        assert_eq!(rounded(dec!(275) / dec!(3), dec!(91.67), "91.67".into()), "91.666666… ≈ 91.67");
    }

    #[test]
    fn units_and_dates() {
        assert_eq!(Lang::ZhCn.quantity(dec!(4.5), Unit::Days), "4.5 天");
        assert_eq!(Lang::ZhCn.quantity(dec!(3), Unit::Times), "3 次");
        assert_eq!(Lang::En.quantity(dec!(1), Unit::Days), "1 day");
        assert_eq!(Lang::En.quantity(dec!(0.5), Unit::Days), "0.5 days");
        assert_eq!(Lang::En.months(1), "1 month");
        let date = NaiveDate::from_ymd_opt(2024, 7, 1).expect("1 July exists");
        assert_eq!(Lang::ZhCn.date(date), "2024 年 7 月 1 日");
        assert_eq!(Lang::En.date(date), "1 July 2024");
    }
}
