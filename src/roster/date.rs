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
    /// A day that the calendar doesn't have, or long before or after anybody's service.
    Impossible,
    /// Something else.
    NotADate,
}

/// Years that a roster can speak of. A stray 0 or 1 shown as a date lies in 1900.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

/// A serial number that the sheet shows as a date.
pub(super) fn of_serial(serial: f64, epoch: Epoch) -> DateText {
    match epoch.date(serial) {
        Some(date) => within(date),
        None => DateText::Impossible,
    }
}

/// A plain number in a column of dates: `20240701`, or a serial number whose cell lost its format.
pub(super) fn of_number(number: f64, epoch: Epoch) -> DateText {
    if number.fract() == 0.0 && (19_000_101.0..=99_991_231.0).contains(&number) {
        // Exact: a whole number of eight digits.
        return words::day(&(number as u32).to_string()).flatten().map_or(DateText::Impossible, within);
    }
    // 2024 and 2024.7 would be serials of 1905: they are a year, and a year with its month.
    if (1950.0..2101.0).contains(&number) {
        return DateText::WithoutDay;
    }
    match epoch.date(number).map(within) {
        Some(DateText::Date(date)) => DateText::Date(date),
        _ => DateText::NotADate,
    }
}

/// A text, normalised.
pub(super) fn of_text(text: &str, epoch: Epoch) -> DateText {
    let day: String = without_time(text).split_whitespace().collect();
    if let Some(date) = words::day(&day) {
        return date.map_or(DateText::Impossible, within);
    }
    if day.bytes().all(|byte| byte.is_ascii_digit()) {
        return match day.len() {
            6 => DateText::WithoutDay,
            5 => day.parse().map_or(DateText::NotADate, |serial| of_number(serial, epoch)),
            4 => day.parse().map_or(DateText::NotADate, |year| of_number(year, epoch)),
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

/// The text before a time of day, as in `2024-07-01 00:00:00` and `2024-07-01T00:00:00`.
fn without_time(text: &str) -> &str {
    let Some((day, time)) = text.rsplit_once([' ', 'T']) else { return text };
    let time = time.trim_end_matches('Z');
    let parts = time.split([':', '.']);
    let is_time = time.contains(':')
        && parts.clone().count() <= 4
        && parts.into_iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_time { day.trim_end() } else { text }
}

fn within(date: NaiveDate) -> DateText {
    if YEARS.contains(&date.year()) { DateText::Date(date) } else { DateText::Impossible }
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
        ] {
            text(form, FIRST_OF_JULY);
        }
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
        for form in ["2024-02-30", "2023-2-29", "2024-13-01", "2024-00-10", "20240230", "1900-01-01", "2101-01-01"] {
            text(form, DateText::Impossible);
        }
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
        number(0.0, DateText::NotADate);
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
        assert_eq!(of_serial(0.0, Epoch::Y1900), DateText::Impossible);
        assert_eq!(of_serial(f64::NAN, Epoch::Y1900), DateText::Impossible);
    }
}
