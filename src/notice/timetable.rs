//! The notice's timetable (七): its dates, what is a working day, and when publicity (公示) has to begin.

use super::{SettingKey, Settings};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A stage of the timetable; what is to be done by its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// 前期准备: the plan is made and the work given out.
    Plan,
    /// 工作人员自评
    SelfAppraisal,
    /// 民主测评, and the first review before it.
    Ballots,
    /// 公示, as long as the settings say, before grades are settled.
    Publicity,
    /// 考核等次评定
    Grades,
    /// 考核总结: the commendation.
    Commendation,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: [Stage; 6] =
        [Stage::Plan, Stage::SelfAppraisal, Stage::Ballots, Stage::Publicity, Stage::Grades, Stage::Commendation];

    /// Month and day of the notice, and whether it lies in the year after the appraised one. Publicity has none of its
    /// own: it is counted back from the settling of grades.
    const fn due(self) -> (i32, u32, u32) {
        match self {
            Stage::Plan => (0, 12, 27),
            Stage::SelfAppraisal => (0, 12, 31),
            Stage::Ballots => (1, 1, 8),
            Stage::Publicity | Stage::Grades => (1, 1, 20),
            Stage::Commendation => (1, 1, 24),
        }
    }
}

/// A stage with its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// Which.
    pub stage: Stage,
    /// The first day, for publicity; else the day itself.
    pub from: NaiveDate,
    /// The last day by which it is to be done.
    pub to: NaiveDate,
    /// Whether the day is a working day.
    pub on_working_day: bool,
}

/// Which days are worked: Monday to Friday but for holidays, and weekend days made up for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    holidays: BTreeSet<NaiveDate>,
    make_up: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// The calendar of the settings.
    pub fn of(settings: &Settings) -> Calendar {
        let days = |key| settings.dates(key).iter().copied().collect();
        Calendar { holidays: days(SettingKey::Holidays), make_up: days(SettingKey::MakeUpDays) }
    }

    /// Whether a day is worked. A day that is on both lists is worked.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.make_up.contains(&day) || !weekend && !self.holidays.contains(&day)
    }

    /// How many working days lie from the first to the last day, both included; 0 if the last comes first.
    pub fn working_days(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        let days = first.iter_days().take_while(|day| *day <= last).filter(|day| self.is_working_day(*day));
        u32::try_from(days.take(100_000).count()).unwrap_or(u32::MAX)
    }

    /// The first of so many working days that end on or before `last`.
    pub fn back(&self, last: NaiveDate, count: u32) -> NaiveDate {
        self.walk(last, count, |day| day.checked_sub_days(Days::new(1)))
    }

    /// The last of so many working days that begin on or after `first`.
    pub fn on(&self, first: NaiveDate, count: u32) -> NaiveDate {
        self.walk(first, count, |day| day.checked_add_days(Days::new(1)))
    }

    /// Walks until so many working days were met. With holidays without end the walk ends after two years.
    fn walk(&self, from: NaiveDate, count: u32, step: impl Fn(NaiveDate) -> Option<NaiveDate>) -> NaiveDate {
        const LONGEST: u32 = 731;
        let (mut day, mut left) = (from, count);
        for _ in 0..LONGEST {
            if self.is_working_day(day) {
                left = left.saturating_sub(1);
                if left == 0 {
                    break;
                }
            }
            match step(day) {
                Some(next) => day = next,
                None => break,
            }
        }
        day
    }
}

/// The timetable of the appraised year. Publicity goes by the days that were entered; else it is counted back so that
/// the last of its working days lies before the day by which grades are settled.
///
/// Clause: 七 (timetable), 七(四) (publicity). Not a rule of the appraisal: nothing is computed from it.
pub fn timetable(settings: &Settings) -> Vec<Milestone> {
    let calendar = Calendar::of(settings);
    let milestone = |stage: Stage| {
        let (later, month, day) = stage.due();
        let due = NaiveDate::from_ymd_opt(settings.year() + later, month, day).expect("the notice names real days");
        let (from, to) = match stage {
            Stage::Publicity => publicity(settings, &calendar, due),
            _ => (due, due),
        };
        Milestone { stage, from, to, on_working_day: calendar.is_working_day(to) }
    };
    Stage::ALL.into_iter().map(milestone).collect()
}

/// First and last day of publicity.
fn publicity(settings: &Settings, calendar: &Calendar, grades: NaiveDate) -> (NaiveDate, NaiveDate) {
    let days = settings.whole(SettingKey::PublicityDays);
    match (settings.date(SettingKey::PublicityFrom), settings.date(SettingKey::PublicityTo)) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, calendar.on(from, days)),
        (None, Some(to)) => (calendar.back(to, days), to),
        (None, None) => {
            let before = grades.pred_opt().expect("the notice's days have a day before them");
            (calendar.back(before, days), calendar.back(before, 1))
        }
    }
}

/// The days of publicity as they were entered, beside the day of 定稿.
///
/// Clause: 七(四) (publicity).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Publicity {
    /// First or last day isn't entered, or the last comes first.
    NotDated,
    /// It began before 定稿: what was published then isn't what was settled.
    BeforeSettling {
        /// The first day.
        from: NaiveDate,
        /// The day of 定稿.
        settled: NaiveDate,
    },
    /// It runs from the first day to the last.
    Dated {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
}

impl Publicity {
    /// What the settings say of it.
    pub fn of(settings: &Settings) -> Publicity {
        let days = (settings.date(SettingKey::PublicityFrom), settings.date(SettingKey::PublicityTo));
        match (days, settings.date(SettingKey::SettledOn)) {
            ((Some(from), Some(to)), Some(settled)) if from <= to && from < settled => {
                Publicity::BeforeSettling { from, settled }
            }
            ((Some(from), Some(to)), _) if from <= to => Publicity::Dated { from, to },
            _ => Publicity::NotDated,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    fn settings(values: &[(SettingKey, &str)]) -> Settings {
        let mut settings = Settings::default();
        for (key, text) in values {
            settings.set_text(*key, None, text).expect("a value of the setting");
        }
        settings
    }

    fn days(settings: &Settings, stage: Stage) -> (NaiveDate, NaiveDate) {
        let all = timetable(settings);
        let found = all.iter().find(|milestone| milestone.stage == stage).expect("every stage is there");
        (found.from, found.to)
    }

    #[test]
    fn the_notice_s_dates_lie_around_the_new_year() {
        let settings = Settings::default();
        let dates: Vec<String> = timetable(&settings).iter().map(|milestone| milestone.to.to_string()).collect();
        assert_eq!(dates, ["2024-12-27", "2024-12-31", "2025-01-08", "2025-01-17", "2025-01-20", "2025-01-24"]);
        let next = super::tests::settings(&[(SettingKey::Year, "2025")]);
        assert_eq!(days(&next, Stage::Plan).0, day(2025, 12, 27));
    }

    #[test]
    fn publicity_is_counted_back_over_weekends_and_holidays() {
        // 20 January 2025 is a Monday: five working days before it are the week from Monday 13th to Friday 17th.
        assert_eq!(days(&Settings::default(), Stage::Publicity), (day(2025, 1, 13), day(2025, 1, 17)));
        let holiday = settings(&[(SettingKey::Holidays, "2025-01-15")]);
        assert_eq!(days(&holiday, Stage::Publicity), (day(2025, 1, 10), day(2025, 1, 17)));
        let worked = settings(&[(SettingKey::MakeUpDays, "2025-01-19")]);
        assert_eq!(days(&worked, Stage::Publicity), (day(2025, 1, 14), day(2025, 1, 19)));
        for (count, first) in [("4", 14), ("5", 13), ("6", 10)] {
            let settings = settings(&[(SettingKey::PublicityDays, count)]);
            assert_eq!(days(&settings, Stage::Publicity).0, day(2025, 1, first), "{count} days");
        }
    }

    #[test]
    fn entered_days_of_publicity_stand() {
        let from = settings(&[(SettingKey::PublicityFrom, "2025-01-24")]);
        // 24, then 26 made up for, 27, and after the Spring Festival 5 and 6 February.
        assert_eq!(days(&from, Stage::Publicity), (day(2025, 1, 24), day(2025, 2, 6)));
        let both = settings(&[(SettingKey::PublicityFrom, "2025-01-06"), (SettingKey::PublicityTo, "2025-01-08")]);
        assert_eq!(days(&both, Stage::Publicity), (day(2025, 1, 6), day(2025, 1, 8)));
    }

    #[test]
    fn working_days_are_counted_both_ends_included() {
        let calendar = Calendar::of(&Settings::default());
        assert_eq!(calendar.working_days(day(2025, 1, 13), day(2025, 1, 17)), 5);
        assert_eq!(calendar.working_days(day(2025, 1, 18), day(2025, 1, 19)), 0);
        assert_eq!(calendar.working_days(day(2025, 1, 26), day(2025, 2, 5)), 3);
        assert_eq!(calendar.working_days(day(2025, 1, 17), day(2025, 1, 16)), 0);
    }

    #[test]
    fn publicity_needs_both_days_and_none_before_the_settling() {
        let of = |from: &str, to: &str, settled: &str| {
            Publicity::of(&settings(&[
                (SettingKey::PublicityFrom, from),
                (SettingKey::PublicityTo, to),
                (SettingKey::SettledOn, settled),
            ]))
        };
        let (from, to) = (day(2025, 1, 13), day(2025, 1, 17));
        assert_eq!(of("", "2025-01-17", ""), Publicity::NotDated);
        assert_eq!(of("2025-01-13", "", ""), Publicity::NotDated);
        assert_eq!(of("2025-01-17", "2025-01-13", ""), Publicity::NotDated);
        assert_eq!(of("2025-01-13", "2025-01-17", ""), Publicity::Dated { from, to });
        assert_eq!(of("2025-01-13", "2025-01-17", "2025-01-12"), Publicity::Dated { from, to });
        assert_eq!(of("2025-01-13", "2025-01-17", "2025-01-13"), Publicity::Dated { from, to });
        let settled = day(2025, 1, 14);
        assert_eq!(of("2025-01-13", "2025-01-17", "2025-01-14"), Publicity::BeforeSettling { from, settled });
    }
}
