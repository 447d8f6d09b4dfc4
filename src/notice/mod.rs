//! The notice (宝政务中心[2024]21号) as data: its clauses in our own words, and every parameter as a setting.

mod agenda;
mod clause;
mod setting;
mod settings;
mod timetable;

pub use agenda::{AgendaEntry, StageStanding, agenda};
pub use clause::{Clause, Computed};
pub use setting::{Decider, Limits, SettingKey, SettingKind};
pub use settings::{
    AllowanceMonths, CutBase, LONGEST_SPAN, MAX_AMOUNT, MonthCount, NominationMode, QuotaScope, SettingFault,
    SettingValue, Settings, YEARS,
};
pub use timetable::{Calendar, Milestone, Publicity, Stage, timetable};

/// The year whose notice the parameters are taken from.
pub const NOTICE_YEAR: i32 = 2024;

/// The notice's number.
pub const NOTICE_NUMBER: &str = "宝政务中心[2024]21号";
