//! The page's state and everything that changes it, without a web type: tested natively.
//!
//! [`apply`] is the only door: it takes an [`Action`], changes the [`State`] and says by [`Effect`]s what the page is to
//! ask of the engine. Absent on purpose: wording (`i18n`), elements and events (`web::view`).

mod account;
mod action;
mod apply;
mod figures;
mod mapping;
mod papers;
pub mod plot;
mod shared;
mod sources;
mod state;
mod table;
#[cfg(test)]
mod testing;

pub use account::{Account, AccountAction, CellMove, FilledCells, SHEET_ROW_HEIGHT};
pub use action::{Action, Effect, Move};
pub use apply::{apply, awaits_confirmation, unsaved};
pub use figures::{tab_count, unfilled};
pub use mapping::assignment;
pub use papers::{FARTHEST, OpenTemplate, PaperAction, Papers, ShownPaper, Stock};
pub use shared::Shared;
pub use sources::{finding_sources, ground_sources, line_sources, months_sources};
pub use state::{
    Budget, Loadable, Loading, Mapping, Matters, Panel, PanelPart, Results, Saving, SavingFile, Stage, State, Tab,
    Theme, WeighedAt, Weighing,
};
pub use table::{Column, ColumnKind, PAGE_ROWS, ROW_HEIGHT, Table, rooms, scroll_to_show, window};
