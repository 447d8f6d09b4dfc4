//! Sums that the page shows beside what the engine counted.

use super::Tab;
use crate::{protocol::Overview, rules::Quota};

/// Places that neither a decision nor the proposal fills.
pub const fn unfilled(quota: &Quota) -> u32 {
    quota.open.saturating_sub(quota.proposed)
}

/// What stands beside a tab's label.
pub fn tab_count(overview: &Overview, tab: Tab) -> Option<u32> {
    match tab {
        Tab::Overview
        | Tab::Outcomes
        | Tab::Settings
        | Tab::Register
        | Tab::Trial
        | Tab::Fairness
        | Tab::Clauses
        | Tab::Timetable
        | Tab::Papers
        | Tab::Account => None,
        Tab::History => Some(u32::try_from(overview.edits.done.len()).unwrap_or(u32::MAX)).filter(|count| *count > 0),
        Tab::People => Some(overview.totals.appraised),
        Tab::Pending => Some(overview.pending),
        Tab::Problems => Some(overview.problems.iter().sum()),
    }
}
