//! Dates as offices write them. Two-digit years and dates without a day are not completed: that would be a guess.

use super::sheet::Epoch;
use crate::domain::words;
use chrono::{Datelike, NaiveDate};

/// What a text or number gives as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateText {
    /// A day of the calendar.
    Date(NaiveDate),
    /// Year and month only.
    WithoutDay,
    /// A day that the calendar doesn't have.
    Impossible,
    /// Long before or after anybody's service.
    OutOfRange,
    /// What stands where no date is known: a serial 0, the last day of all.
    NotGiven,
    /// Something else.
    NotADate,
}

/// Years that a roster can speak of. A stray 0 or 1 shown as a date lies in 1900.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// A serial number that the sheet shows as a date.
pub(super) fn of_serial(serial: f64, epoch: Epoch) -> DateText {
    match epoch.date(serial) {
        _ if serial == 0.0 => DateText::NotGiven,
        Some(date) => within(date),
        None => DateText::Impossible,
    }
}

/// A plain number in a column of dates: `20240701`, or a serial number whose cell lost its format.
pub(super) fn of_number(number: f64, epoch: Epoch) -> DateText {
    if number == 0.0 {
        return DateText::NotGiven;
    }
    if number.fract() == 0.0 && (19_000_101.0..=99_991_231.0).contains(&number) {
        // Exact: a whole number of eight digits.
        return words::day(&(number as u32).to_string()).flatten().map_or(DateText::Impossible, within);
    }
    // 2024 and 2024.7 would be serials of 1905: they are a year, and a year with its month.
    if (1950.0..2101.0).contains(&number) {
        return DateText::WithoutDay;
    }
    match epoch.date(number).map(within) {
        Some(read @ (DateText::Date(_) | DateText::NotGiven)) => read,
        _ => DateText::NotADate,
    }
}

/// A date cell in ISO 8601. Like a serial number, it is the next day within a minute of it.
pub(super) fn of_iso(text: &str, epoch: Epoch) -> DateText {
    match (of_text(text, epoch), text.split_once('T')) {
        (DateText::Date(date), Some((_, time))) if time.starts_with("23:59") => {
            date.succ_opt().map_or(DateText::OutOfRange, within)
        }
        (read, _) => read,
    }
}

/// A text, normalised.
pub(super) fn of_text(text: &str, epoch: Epoch) -> DateText {
    let day: String = without_time(text).split_whitespace().collect();
    if let Some(date) = words::day(&day) {
        return date.map_or_else(|| if is_day_zero(&day) { DateText::NotGiven } else { DateText::Impossible }, within);
    }
    let whole = day.split_once('.').map_or(&*day, |(whole, _)| whole);
    if day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return match (whole.len(), day.parse()) {
            (6, _) if whole == day => DateText::WithoutDay,
            (5, Ok(serial)) => of_number(serial, epoch),
            (4, Ok(year)) => of_number(year, epoch),
            (1, Ok(0.0)) => DateText::NotGiven,
            _ => DateText::NotADate,
        };
    }
    let plain = day.replace(['年', '月'], "-");
    let parts: Vec<&str> = plain.trim_end_matches('-').split(['-', '.', '/']).collect();
    let is_number = |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts[0].len() != 4 || !parts.iter().all(is_number) || parts[1..].iter().any(|part| part.len() > 2) {
        return DateText::NotADate;
    }
    if parts.len() <= 2 { DateText::WithoutDay } else { DateText::NotADate }
}

/// How sheets show the serial number 0 as a date: the day before the first.
fn is_day_zero(day: &str) -> bool {
    ["1900-01-00", "1900-1-0", "1900/1/0", "1900/01/00"].contains(&day)
}

/// The text before a time of day, as in `2024-07-01 00:00:00`, `2024-07-01T00:00:00` and `2024年7月1日8时30分`.
fn without_time(text: &str) -> &str {
    let after = |(at, sign): (usize, &str)| {
        let day_ends = if [" ", "T"].contains(&sign) { at } else { at + sign.len() };
        (&text[..day_ends], &text[at + sign.len()..])
    };
    let mut splits = text.match_indices([' ', 'T', '日', '号']).map(after);
    splits.find(|(_, time)| is_time(time)).map_or(text, |(day, _)| day.trim_end())
}

/// A time of day, which is not looked at any further: `8:30`, `08:30:00.000Z`, `8:30:00+08:00`, `上午 8时30分`, `8:30 AM`.
fn is_time(text: &str) -> bool {
    let mut bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    for half in ["上午", "下午", "AM", "PM", "am", "pm"] {
        bare = bare.replacen(half, "", 1);
    }
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '时' | '点' | '分' | '秒' | 'Z');
    bare.starts_with(|c: char| c.is_ascii_digit()) && bare.contains([':', '时', '点']) && bare.chars().all(is_sign)
}

fn within(date: NaiveDate) -> DateText {
    if Some(date) == NaiveDate::from_ymd_opt(9999, 12, 31) {
        DateText::NotGiven
    } else if YEARS.contains(&date.year()) {
        DateText::Date(date)
    } else {
        DateText::OutOfRange
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST_OF_JULY: DateText = DateText::Date(NaiveDate::from_ymd_opt(2024, 7, 1).expect("a day"));

    #[track_caller]
    fn text(text: &str, expected: DateText) {
        assert_eq!(of_text(text, Epoch::Y1900), expected, "{text}");
    }

    #[track_caller]
    fn number(number: f64, expected: DateText) {
        assert_eq!(of_number(number, Epoch::Y1900), expected, "{number}");
    }

    #[test]
    fn every_form_of_a_day() {
        for form in [
            "2024.7.1",
            "2024-07-01",
            "2024/7/1",
            "2024年7月1日",
            "2024年07月01日",
            "2024年7月1",
            "2024 年 7 月 1 日",
            "20240701",
            "2024-07-01 00:00:00",
            "2024-07-01T00:00:00",
            "2024/7/1 8:30",
            "2024-07-01T00:00:00.000Z",
            "45474",
            "45474.75",
        ] {
            text(form, FIRST_OF_JULY);
        }
    }

    #[test]
    fn every_form_with_a_time_of_day() {
        for day in ["2024.7.1", "2024-07-01", "2024/7/1", "2024年7月1日", "2024年7月1号", "20240701"] {
            for time in
                ["00:00", "8:30", "23:59:59", "8:30:00.000", "8:30 AM", "下午 3:30", "上午8时30分", "8点", "8:30+08:00"]
            {
                text(&format!("{day} {time}"), FIRST_OF_JULY);
            }
        }
        text("2024年7月1日8:30", FIRST_OF_JULY);
        text("2024年7月1日8时30分", FIRST_OF_JULY);
        text("2024 年 7 月 1 日 8:30", FIRST_OF_JULY);
        text("2024-07-01 8", DateText::NotADate);
        text("2024-07 8:30", DateText::WithoutDay);
        text("2024-02-30 8:30", DateText::Impossible);
    }

    #[test]
    fn a_date_cell_within_a_minute_of_midnight_is_that_day() {
        let iso = |text: &str| of_iso(text, Epoch::Y1900);
        assert_eq!(iso("2024-06-30T23:59:59.136"), FIRST_OF_JULY);
        assert_eq!(iso("2024-07-01T23:58:59"), FIRST_OF_JULY);
        assert_eq!(iso("2024-07-01"), FIRST_OF_JULY);
        assert_eq!(of_serial(45_473.999_99, Epoch::Y1900), FIRST_OF_JULY);
        number(45_473.999_99, FIRST_OF_JULY);
        text("2024-07-01 23:59:59", FIRST_OF_JULY);
    }

    #[test]
    fn what_stands_for_no_date() {
        for form in ["0", "1900-01-00", "1900/1/0", "9999-12-31", "9999/12/31 00:00:00", "99991231"] {
            text(form, DateText::NotGiven);
        }
        for serial in [0.0, 2_958_465.0] {
            assert_eq!(of_serial(serial, Epoch::Y1900), DateText::NotGiven, "{serial}");
            number(serial, DateText::NotGiven);
        }
        assert_eq!(of_serial(0.0, Epoch::Y1904), DateText::NotGiven);
        number(99_991_231.0, DateText::NotGiven);
        text("9999-12-30", DateText::OutOfRange);
    }

    #[test]
    fn a_month_is_no_day() {
        for form in ["2024-7", "2024.07", "2024年7月", "202407", "2024", "2024年"] {
            text(form, DateText::WithoutDay);
        }
        number(2024.7, DateText::WithoutDay);
        number(2024.0, DateText::WithoutDay);
    }

    #[test]
    fn days_that_the_calendar_lacks() {
        for form in ["2024-02-30", "2023-2-29", "2024-13-01", "2024-00-10", "20240230"] {
            text(form, DateText::Impossible);
        }
        for form in ["1900-01-01", "1949-12-31", "2101-01-01"] {
            text(form, DateText::OutOfRange);
        }
        text("1950-01-01", DateText::Date(NaiveDate::from_ymd_opt(1950, 1, 1).expect("a day")));
        text("2024-02-29", DateText::Date(NaiveDate::from_ymd_opt(2024, 2, 29).expect("a day")));
    }

    #[test]
    fn what_is_no_date() {
        for form in
            ["", "不详", "24.7.1", "7/1/2024", "2024-7-1-2", "2024--7-1", "2024-7-1起", "1+1", "-", "123456789012"]
        {
            text(form, DateText::NotADate);
        }
    }

    #[test]
    fn plain_numbers() {
        number(45_474.0, FIRST_OF_JULY);
        number(45_474.5, FIRST_OF_JULY);
        number(20_240_701.0, FIRST_OF_JULY);
        number(20_240_732.0, DateText::Impossible);
        number(1.0, DateText::NotADate);
        number(-5.0, DateText::NotADate);
        number(f64::NAN, DateText::NotADate);
        number(f64::INFINITY, DateText::NotADate);
        number(1e9, DateText::NotADate);
        assert_eq!(of_number(44_012.0, Epoch::Y1904), FIRST_OF_JULY);
    }

    #[test]
    fn serials_shown_as_dates() {
        assert_eq!(of_serial(45_474.75, Epoch::Y1900), FIRST_OF_JULY);
        assert_eq!(of_serial(44_012.0, Epoch::Y1904), FIRST_OF_JULY);
        assert_eq!(of_serial(1.0, Epoch::Y1900), DateText::OutOfRange);
        assert_eq!(of_serial(f64::NAN, Epoch::Y1900), DateText::Impossible);
    }
}
