//! The timetable as a calendar file (RFC 5545) that calendar programs take in.

use crate::{
    i18n::{Lang, stage_title, stage_what},
    notice::{Settings, timetable},
};
use chrono::{Days, NaiveDate};
use ics::{
    Event, ICalendar,
    parameters::Value,
    properties::{Categories, Description, DtEnd, DtStart, Summary, Transp},
};

/// One whole-day entry for each stage of the timetable. `today` is the day that the file is written.
pub fn calendar(settings: &Settings, today: NaiveDate) -> String {
    let mut calendar = ICalendar::new("2.0", "-//Kaohe//年度考核//ZH");
    for milestone in timetable(settings) {
        let (lang, stage) = (Lang::ZhCn, milestone.stage);
        // The same stage of the same year keeps its entry when the file is taken in again.
        let uid = format!("{}-{stage:?}@kaohe", settings.year());
        let mut event = Event::new(uid, format!("{}T000000Z", compact(today)));
        let title = stage_title(lang, stage);
        event.push(Summary::new(ics::escape_text(format!("{} {title}", settings.unit_name()))));
        event.push(Description::new(ics::escape_text(stage_what(lang, stage))));
        event.push(Categories::new("年度考核"));
        event.push(Transp::transparent());
        let day = |date: NaiveDate| (compact(date), Value::DATE);
        let (from, value) = day(milestone.from);
        let mut start = DtStart::new(from);
        start.add(value);
        // The end of whole days is the day after the last.
        let (to, value) = day(milestone.to + Days::new(1));
        let mut end = DtEnd::new(to);
        end.add(value);
        event.push(start);
        event.push(end);
        calendar.add_event(event);
    }
    calendar.to_string()
}

fn compact(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_is_an_entry_of_whole_days() {
        let today = NaiveDate::from_ymd_opt(2024, 12, 1).expect("a day");
        let text = calendar(&Settings::default(), today);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 6);
        assert!(text.contains("DTSTART;VALUE=DATE:20250113\r\nDTEND;VALUE=DATE:20250118\r\n"), "{text}");
        assert!(text.contains("DTSTAMP:20241201T000000Z"));
        // Lines are folded at 75 bytes, never inside a character.
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    }
}
