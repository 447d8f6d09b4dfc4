//! The further sheets, one file each: 事件, 月度考核, 初评, 民主测评, 历年考核, 岗位变动. Several sheets of one kind are
//! read as one.

mod ballots;
mod history;
mod incidents;
mod monthly;
mod posts;
mod reviews;

use super::keyed::KeyedSheet;
use crate::domain::{Ledgers, SheetKind};

/// Reads the sheets of a kind. A sheet without a single record says nothing, not even that there is no case.
pub(super) fn read(kind: SheetKind, sheets: &mut [KeyedSheet<'_>], ledgers: &mut Ledgers) {
    match kind {
        SheetKind::Incidents => ledgers.incidents = if_any(incidents::read(sheets)),
        SheetKind::Monthly => ledgers.months = if_any(monthly::read(sheets)),
        SheetKind::FirstReview => ledgers.reviews = if_any(reviews::read(sheets)),
        SheetKind::Ballots => {
            let (ballots, votes) = ballots::read(sheets);
            (ledgers.ballots, ledgers.votes) = (if_any(ballots), if_any(votes));
        }
        SheetKind::History => {
            let (history, has_promotions) = history::read(sheets);
            (ledgers.history, ledgers.history_has_promotions) = (if_any(history), has_promotions);
        }
        SheetKind::Posts => ledgers.posts = if_any(posts::read(sheets)),
        SheetKind::Roster | SheetKind::Settings | SheetKind::Decisions => {}
    }
}

fn if_any<T>(records: Vec<T>) -> Option<Vec<T>> {
    (!records.is_empty()).then_some(records)
}
