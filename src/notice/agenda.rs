//! The timetable with today's place in it.

use super::{Calendar, Milestone, Settings, timetable};
use chrono::NaiveDate;

/// A line of the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaEntry {
    /// Today.
    Today(NaiveDate),
    /// A stage.
    Stage {
        /// Its days.
        milestone: Milestone,
        /// How it stands today.
        standing: StageStanding,
    },
}

/// How a stage stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageStanding {
    /// So many calendar days ago.
    Past(u32),
    /// Its days have begun and end in so many working days, today included.
    Running(u32),
    /// In so many calendar days, with so many working days until then, today included.
    Ahead {
        /// Calendar days.
        days: u32,
        /// Working days.
        working: u32,
    },
    /// Nobody knows what day it is.
    Unknown,
}

impl StageStanding {
    /// A stable name, for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            StageStanding::Past(_) => "past",
            StageStanding::Running(_) => "running",
            StageStanding::Ahead { .. } => "ahead",
            StageStanding::Unknown => "unknown",
        }
    }
}

/// All stages in the order of their days, and today between them.
pub fn agenda(settings: &Settings, today: Option<NaiveDate>) -> Vec<AgendaEntry> {
    let calendar = Calendar::of(settings);
    let mut milestones = timetable(settings);
    milestones.sort_by_key(|milestone| (milestone.to, milestone.stage));
    let mut entries = Vec::new();
    let mut left = today;
    for milestone in milestones {
        if let Some(day) = left.filter(|day| *day <= milestone.to) {
            entries.push(AgendaEntry::Today(day));
            left = None;
        }
        let standing = today.map_or(StageStanding::Unknown, |today| standing(&milestone, &calendar, today));
        entries.push(AgendaEntry::Stage { milestone, standing });
    }
    entries.extend(left.map(AgendaEntry::Today));
    entries
}

fn standing(milestone: &Milestone, calendar: &Calendar, today: NaiveDate) -> StageStanding {
    let days = |from: NaiveDate, to: NaiveDate| u32::try_from((to - from).num_days()).unwrap_or(u32::MAX);
    if today > milestone.to {
        StageStanding::Past(days(milestone.to, today))
    } else if today >= milestone.from {
        StageStanding::Running(calendar.working_days(today, milestone.to))
    } else {
        let working = calendar.working_days(today, milestone.from.pred_opt().unwrap_or(milestone.from));
        StageStanding::Ahead { days: days(today, milestone.from), working }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::Stage;

    fn on(year: i32, month: u32, day: u32) -> Vec<AgendaEntry> {
        agenda(&Settings::default(), NaiveDate::from_ymd_opt(year, month, day))
    }

    fn standing_of(entries: &[AgendaEntry], wanted: Stage) -> StageStanding {
        let found = entries.iter().find_map(|entry| match entry {
            AgendaEntry::Stage { milestone, standing } if milestone.stage == wanted => Some(*standing),
            _ => None,
        });
        found.expect("every stage is there")
    }

    #[test]
    fn today_stands_before_what_is_still_to_come() {
        let place = |entries: &[AgendaEntry]| entries.iter().position(|entry| matches!(entry, AgendaEntry::Today(_)));
        assert_eq!(place(&on(2024, 12, 1)), Some(0));
        assert_eq!(place(&on(2024, 12, 31)), Some(1));
        assert_eq!(place(&on(2025, 1, 1)), Some(2));
        assert_eq!(place(&on(2026, 1, 1)), Some(6));
        assert_eq!(place(&agenda(&Settings::default(), None)), None);
    }

    #[test]
    fn a_stage_is_ahead_running_or_past() {
        // 13 to 17 January 2025 is a week from Monday to Friday.
        assert_eq!(standing_of(&on(2025, 1, 10), Stage::Publicity), StageStanding::Ahead { days: 3, working: 1 });
        assert_eq!(standing_of(&on(2025, 1, 13), Stage::Publicity), StageStanding::Running(5));
        assert_eq!(standing_of(&on(2025, 1, 17), Stage::Publicity), StageStanding::Running(1));
        assert_eq!(standing_of(&on(2025, 1, 18), Stage::Publicity), StageStanding::Past(1));
    }
}
