//! How offices write numbers, yes and no, grades and groups. Takes text that is already NFKC-normalised and trimmed.

use super::{Category, Grade, PastGrade};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::str::FromStr;

/// Units that may follow a number.
const UNITS: [&str; 8] = ["个月", "次", "个", "件", "天", "日", "月", "元"];
/// The unit of scores, which is also a unit of money elsewhere.
const POINTS: &str = "分";
/// The word for 0.
const ZERO: &str = "零";

/// Whether the text is a mark for "none" (无, a dash, a slash).
pub fn is_none_mark(text: &str) -> bool {
    let is_dash = |c| matches!(c, '-' | '—' | '–' | '―' | '−');
    ["无", "/"].contains(&text) || (!text.is_empty() && text.chars().all(is_dash))
}

/// Whether the text says in a column of scores that there is none: what is 0 among counts and amounts.
pub fn is_no_score(text: &str) -> bool {
    is_none_mark(text) || text == ZERO
}

/// 是/否 in the habits of the specification; a blank is not asked here. Nothing if it is neither.
pub fn yes_no(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "是" | "有" | "√" | "✓" | "y" | "yes" | "1" | "true" => Some(true),
        "否" | "无" | "×" | "n" | "no" | "0" | "false" => Some(false),
        mark if is_none_mark(mark) => Some(false),
        _ => None,
    }
}

/// A grade or one of its synonyms. Nothing if it is no grade.
pub fn grade(text: &str) -> Option<Grade> {
    match text {
        "优" => Some(Grade::Excellent),
        "称职" => Some(Grade::Qualified),
        "基本称职" => Some(Grade::BarelyQualified),
        "不称职" => Some(Grade::Unqualified),
        _ => Grade::ALL.into_iter().find(|grade| grade.term() == text),
    }
}

/// The grade of an earlier year, which may be known to be without one.
pub fn past_grade(text: &str) -> Option<PastGrade> {
    /// Other words for it.
    const NOT_APPRAISED: [&str; 2] = ["未考核", "不参加"];
    if text == PastGrade::NotAppraised.term() || NOT_APPRAISED.contains(&text) {
        return Some(PastGrade::NotAppraised);
    }
    grade(text).map(PastGrade::Grade)
}

/// A group by its official term.
pub fn category(text: &str) -> Option<Category> {
    Category::ALL.into_iter().find(|category| category.term() == text)
}

/// A day as offices write it: `2024.7.1`, `2024-07-01`, `2024/7/1`, `2024年7月1日`, `20240701`. Nothing if the text isn't
/// written as a day; nothing inside if the calendar has no such day.
pub fn day(text: &str) -> Option<Option<NaiveDate>> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let day: String = text.split_whitespace().collect();
    if digits(&day) && day.len() == 8 {
        let number: u32 = day.parse().ok()?;
        return Some(calendar_day(number / 10_000, number / 100 % 100, number % 100));
    }
    let plain = day.replace(['年', '月'], "-").replace(['日', '号'], "");
    let parts: Vec<&str> = plain.trim_end_matches('-').split(['-', '.', '/']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let lengths = year.len() == 4 && [month, day].iter().all(|part| (1..=2).contains(&part.len()));
    if !lengths || !parts.iter().all(|part| digits(part)) {
        return None;
    }
    Some(calendar_day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn calendar_day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
}

/// A number as offices write it: thousands separators, a unit behind it, 半天 and 2天半, marks for none. May be
/// negative; ranges are the caller's. Nothing if it is anything else.
pub fn number(text: &str) -> Option<Decimal> {
    if is_none_mark(text) || text == ZERO {
        return Some(Decimal::ZERO);
    }
    let half = Decimal::new(5, 1);
    if ["半天", "半日"].contains(&text) {
        return Some(half);
    }
    for day in ["天半", "日半"] {
        if let Some(whole) = text.strip_suffix(day) {
            let whole = plain_number(whole.trim_end())?;
            return (whole.is_integer() && !whole.is_sign_negative()).then(|| whole + half);
        }
    }
    let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).or_else(|| text.strip_suffix(POINTS));
    plain_number(bare.unwrap_or(text).trim_end())
}

/// A share: `0.1`, `10%`.
pub fn share(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => plain_number(percent.trim_end()).map(|percent| percent / Decimal::ONE_HUNDRED),
        None => plain_number(text),
    }
}

/// Digits with an optional sign, decimal point and thousands separators in their places.
fn plain_number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let negative = text.starts_with(['-', '−']);
    let (whole, fraction) = match digits.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| fraction.is_empty() || !all_digits(fraction)) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| !first.is_empty() && all_digits(first))?;
    let rest: Vec<&str> = groups.collect();
    if !rest.is_empty() && (first.len() > 3 || !rest.iter().all(|group| group.len() == 3 && all_digits(group))) {
        return None;
    }
    let number = Decimal::from_str(&digits.replace(',', "")).ok()?;
    Some(if negative { -number } else { number })
}

/// The decimal that a spreadsheet means by a float: its 15 significant digits. Nothing for NaN, infinities and what
/// a decimal can't hold.
pub fn decimal_of_float(float: f64) -> Option<Decimal> {
    if !float.is_finite() {
        return None;
    }
    Decimal::from_scientific(&format!("{float:.14e}")).ok().map(|decimal| decimal.normalize())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[test]
    fn numbers_in_the_habits_of_offices() {
        for (text, expected) in [
            ("3", dec!(3)),
            ("3次", dec!(3)),
            ("1.5天", dec!(1.5)),
            ("3个月", dec!(3)),
            ("98分", dec!(98)),
            ("1,234.56元", dec!(1234.56)),
            ("1,234,567", dec!(1234567)),
            ("半天", dec!(0.5)),
            ("2天半", dec!(2.5)),
            ("无", dec!(0)),
            ("零", dec!(0)),
            ("—", dec!(0)),
            ("/", dec!(0)),
            ("0", dec!(0)),
            ("-2", dec!(-2)),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "4小时",
            "1+0.5",
            "98/100",
            "1,5",
            "1,2345",
            ".5",
            "5.",
            "1e3",
            "NaN",
            "inf",
            "三",
            "半",
            "1.5天半",
            "-1天半",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn shares_may_be_per_cent() {
        assert_eq!(share("10%"), Some(dec!(0.1)));
        assert_eq!(share("0.333"), Some(dec!(0.333)));
        assert_eq!(share("一成"), None);
    }

    #[test]
    fn yes_and_no() {
        for yes in ["是", "有", "√", "✓", "Y", "yes", "1", "TRUE"] {
            assert_eq!(yes_no(yes), Some(true), "{yes}");
        }
        for no in ["否", "无", "×", "N", "no", "0", "false", "-", "/", "—"] {
            assert_eq!(yes_no(no), Some(false), "{no}");
        }
        assert_eq!([yes_no("也许"), yes_no("零"), yes_no("2")], [None, None, None]);
        assert_eq!(yes_no("x"), None);
    }

    #[test]
    fn floats_lose_the_dust_of_binary() {
        assert_eq!(decimal_of_float(0.1 + 0.2), Some(dec!(0.3)));
        assert_eq!(decimal_of_float(833.33), Some(dec!(833.33)));
        assert_eq!(decimal_of_float(f64::NAN), None);
        assert_eq!(decimal_of_float(1e300), None);
    }

    #[test]
    fn grades_have_synonyms() {
        assert_eq!(grade("称职"), Some(Grade::Qualified));
        assert_eq!(grade("优"), Some(Grade::Excellent));
        assert_eq!(grade("良好"), None);
        assert_eq!(grade("未参加"), None);
    }

    #[test]
    fn a_past_year_may_be_without_a_grade() {
        for text in ["未参加", "未考核", "不参加"] {
            assert_eq!(past_grade(text), Some(PastGrade::NotAppraised), "{text}");
        }
        assert_eq!(past_grade("基本称职"), Some(PastGrade::Grade(Grade::BarelyQualified)));
        for text in ["", "无", "—", "良好"] {
            assert_eq!(past_grade(text), None, "{text}");
        }
    }
}
