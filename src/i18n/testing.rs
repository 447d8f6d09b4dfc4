//! Contexts and complete lists of variants for the tests of the rooms.

use super::{Context, Lang};
use crate::domain::{CellRef, PassedOver, PersonId, SheetKind};
use std::{collections::BTreeMap, sync::LazyLock};

static SHEETS: LazyLock<Vec<String>> = LazyLock::new(|| vec!["花名册".to_owned(), "决定".to_owned()]);
static NAMES: LazyLock<BTreeMap<PersonId, String>> = LazyLock::new(|| {
    ["卫超强", "钱桂勇", "沈明秀"]
        .into_iter()
        .enumerate()
        .map(|(position, name)| (PersonId(u32::try_from(position).expect("three names")), name.to_owned()))
        .collect()
});

/// The Chinese context.
pub(super) fn zh() -> Context<'static> {
    Context { lang: Lang::ZhCn, sheets: &SHEETS, names: &NAMES }
}

/// The English context.
pub(super) fn en() -> Context<'static> {
    Context { lang: Lang::En, sheets: &SHEETS, names: &NAMES }
}

/// A cell of the roster by row and column from 0.
pub(super) const fn cell(row: u32, column: u16) -> CellRef {
    CellRef { sheet: 0, row, column }
}

/// All kinds of sheets.
pub(super) const SHEET_KINDS: [SheetKind; 9] = [
    SheetKind::Roster,
    SheetKind::Settings,
    SheetKind::Decisions,
    SheetKind::Incidents,
    SheetKind::Monthly,
    SheetKind::FirstReview,
    SheetKind::Ballots,
    SheetKind::History,
    SheetKind::Posts,
];

/// All reasons why a row is no record.
pub(super) const PASSED_OVER: [PassedOver; 6] = [
    PassedOver::Blank,
    PassedOver::Total,
    PassedOver::Note,
    PassedOver::RepeatedHeader,
    PassedOver::NothingGiven,
    PassedOver::Unusable,
];
