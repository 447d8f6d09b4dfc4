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
        Tab::Overview | Tab::Outcomes | Tab::Settings => None,
        Tab::People => Some(overview.totals.appraised),
        Tab::Pending => Some(overview.pending),
        Tab::Problems => Some(overview.problems.iter().sum()),
    }
}
