//! 读取对照 as it is looked at: the sheet, the cell that the keyboard is on, and the rows that have come. Only windows of
//! a sheet are here; wide sheets are turned over like pages.

use super::{Action, Effect, Loadable, Results, Shared, Tab, apply::show};
use crate::{
    domain::{CellRef, Lot, SheetKind},
    protocol::{CellView, Request, SheetCell, SheetEntry, SheetQuery, SheetReading, SheetWindow},
};
use std::{collections::BTreeMap, ops::Range, rc::Rc};

/// Height of a row in CSS pixels; `--sheet-row-height` of the style sheet is the same.
pub const SHEET_ROW_HEIGHT: u32 = 28;
/// Columns in sight at once, at most.
pub const SHEET_COLUMNS: u16 = 60;
/// Rows asked for at once.
const PAGE_ROWS: u32 = 50;
/// Pages of rows kept; those farthest from sight go first.
const MAX_PAGES: usize = 40;

/// The filled cells of a row.
pub type FilledCells = Rc<[SheetCell]>;

/// What happens to the sheets.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountAction {
    /// Another sheet is to be seen.
    Sheet(u16),
    /// These rows are in sight.
    View(Range<u32>),
    /// A cell was chosen.
    Choose {
        /// Its row.
        row: u32,
        /// Its column.
        column: u16,
    },
    /// The keyboard moves to another cell.
    Go(CellMove),
    /// The next cell of a lot is to be seen, and the others step back.
    Next(Lot),
    /// All cells are to be seen alike.
    ShowAll,
}

/// A move of the keyboard on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellMove {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
    /// So many rows up.
    PageUp(u32),
    /// So many rows down.
    PageDown(u32),
    /// To the first column.
    RowStart,
    /// To the last column.
    RowEnd,
    /// To the first cell.
    First,
    /// To the last cell.
    Last,
    /// To the page of columns before.
    ColumnsBefore,
    /// To the page of columns behind.
    ColumnsAfter,
}

/// The sheets as they are looked at.
#[derive(Debug, Default)]
pub struct Account {
    /// The sheets.
    pub sheets: Loadable<Vec<SheetEntry>>,
    /// The cell that the keyboard is on; its sheet is the one in sight. Nothing until the sheets came.
    pub cell: Option<CellRef>,
    /// What became of it, or of another cell until the answer is there.
    pub seen: Option<Shared<CellView>>,
    /// The lot whose cells stand out.
    pub lot: Option<Lot>,
    /// The rows in sight.
    pub view: Range<u32>,
    /// Counts how often something else came into sight, to which the view then scrolls.
    pub shown: u32,
    pages: BTreeMap<u32, Vec<FilledCells>>,
    /// Of which sheet and from which column on the pages are.
    held: Option<(u16, u16)>,
    asked: Option<SheetQuery>,
    outdated: bool,
}

impl Account {
    /// The sheet in sight.
    pub fn entry(&self) -> Option<&SheetEntry> {
        let (Loadable::Here(sheets), Some(cell)) = (&self.sheets, self.cell) else { return None };
        sheets.iter().find(|entry| entry.sheet == cell.sheet)
    }

    /// The filled cells of a row of the sheet in sight, if they have come.
    pub fn row(&self, at: u32) -> Option<&FilledCells> {
        let cell = self.cell?;
        if self.held != Some((cell.sheet, left(cell.column))) {
            return None;
        }
        self.pages.get(&(at / PAGE_ROWS))?.get((at % PAGE_ROWS) as usize)
    }

    /// The columns in sight.
    pub fn columns(&self) -> Range<u16> {
        let columns = self.entry().map_or(0, columns);
        let left = self.cell.map_or(0, |cell| left(cell.column));
        left..left.saturating_add(SHEET_COLUMNS).min(columns)
    }

    /// Asks for the first page of rows in sight that is neither here nor on its way.
    fn ask_rows(&mut self) -> Option<Request> {
        let (cell, rows) = (self.cell?, self.entry()?.rows);
        let left = left(cell.column);
        if self.held != Some((cell.sheet, left)) {
            self.held = Some((cell.sheet, left));
            self.pages.clear();
            self.asked = None;
        }
        if self.asked.is_some() || rows == 0 {
            return None;
        }
        let last = self.view.end.clamp(1, rows) - 1;
        let first = self.view.start.min(last);
        let mut pages = first / PAGE_ROWS..=last / PAGE_ROWS;
        let page = pages.find(|page| self.outdated || !self.pages.contains_key(page))?;
        let query =
            SheetQuery { sheet: cell.sheet, from: page * PAGE_ROWS, count: PAGE_ROWS, left, columns: SHEET_COLUMNS };
        self.asked = Some(query);
        Some(Request::SheetRows(query))
    }

    fn ask(&mut self) -> Vec<Effect> {
        self.ask_rows().into_iter().map(Effect::Ask).collect()
    }

    /// Goes to a cell and asks what became of it.
    fn go(&mut self, to: CellRef) -> Vec<Effect> {
        self.cell = Some(self.within(to));
        self.shown += 1;
        self.ask_all()
    }

    /// Asks for the rows in sight and what became of the cell.
    fn ask_all(&mut self) -> Vec<Effect> {
        let mut effects = self.ask();
        effects.extend(self.cell.map(|cell| Effect::Ask(Request::Cell(cell))));
        effects
    }

    /// The cell, or the last one of its sheet before it.
    fn within(&self, cell: CellRef) -> CellRef {
        let Loadable::Here(sheets) = &self.sheets else { return cell };
        let Some(entry) = sheets.iter().find(|entry| entry.sheet == cell.sheet) else { return cell };
        let (row, column) = (entry.rows.saturating_sub(1), columns(entry).saturating_sub(1));
        CellRef { row: cell.row.min(row), column: cell.column.min(column), ..cell }
    }

    fn moved(&self, from: CellRef, by: CellMove) -> CellRef {
        let (row, column) = match by {
            CellMove::Up => (from.row.saturating_sub(1), from.column),
            CellMove::Down => (from.row.saturating_add(1), from.column),
            CellMove::Left => (from.row, from.column.saturating_sub(1)),
            CellMove::Right => (from.row, from.column.saturating_add(1)),
            CellMove::PageUp(rows) => (from.row.saturating_sub(rows), from.column),
            CellMove::PageDown(rows) => (from.row.saturating_add(rows), from.column),
            CellMove::RowStart => (from.row, 0),
            CellMove::RowEnd => (from.row, u16::MAX),
            CellMove::First => (0, 0),
            CellMove::Last => (u32::MAX, u16::MAX),
            CellMove::ColumnsBefore => (from.row, left(from.column).saturating_sub(SHEET_COLUMNS)),
            CellMove::ColumnsAfter => (from.row, left(from.column).saturating_add(SHEET_COLUMNS)),
        };
        CellRef { row, column, ..from }
    }

    /// Asks anew for all that is in sight: an edit may have changed it.
    pub(super) fn refresh(&self) -> Option<Request> {
        (!matches!(self.sheets, Loadable::Absent)).then_some(Request::Account)
    }

    /// Takes the sheets in. The first time, the roster is in sight.
    pub(super) fn take_sheets(&mut self, sheets: Vec<SheetEntry>) -> Vec<Effect> {
        let known = self.cell.filter(|cell| sheets.iter().any(|entry| entry.sheet == cell.sheet));
        let is_roster = |entry: &&SheetEntry| entry.reading == SheetReading::Kind(SheetKind::Roster);
        let first = sheets.iter().find(is_roster).or(sheets.first()).map(|entry| entry.sheet);
        self.sheets = Loadable::Here(Shared::new(sheets));
        self.outdated = true;
        self.asked = None;
        match (known, first) {
            // People may have scrolled away from it: only what is new is scrolled to.
            (Some(cell), _) if self.seen.is_some() => {
                self.cell = Some(self.within(cell));
                self.ask_all()
            }
            (Some(cell), _) => self.go(cell),
            (None, Some(sheet)) => self.go(CellRef { sheet, row: 0, column: 0 }),
            (None, None) => Vec::new(),
        }
    }

    pub(super) fn take_rows(&mut self, window: SheetWindow) -> Vec<Effect> {
        if self.asked != Some(window.query) {
            return Vec::new();
        }
        self.asked = None;
        if self.outdated {
            self.pages.clear();
            self.outdated = false;
        }
        self.pages.insert(window.query.from / PAGE_ROWS, window.rows.into_iter().map(Rc::from).collect());
        let seen = self.view.start / PAGE_ROWS;
        while self.pages.len() > MAX_PAGES {
            let farthest = self.pages.keys().copied().max_by_key(|page| page.abs_diff(seen));
            farthest.map(|page| self.pages.remove(&page));
        }
        self.ask()
    }

    /// Takes in where the next cell of a lot is.
    pub(super) fn take_next(&mut self, cell: Option<CellRef>) -> Vec<Effect> {
        match cell {
            Some(cell) if self.cell.is_some_and(|now| now.sheet == cell.sheet) => self.go(cell),
            _ => Vec::new(),
        }
    }

    pub(super) fn take_cell(&mut self, view: CellView) {
        if self.cell == Some(view.cell) {
            self.seen = Some(Shared::new(view));
        }
    }

    /// Rows that were asked for won't come.
    pub(super) fn give_up(&mut self, query: &SheetQuery) {
        if self.asked == Some(*query) {
            self.asked = None;
        }
    }
}

/// Columns of a sheet up to the last filled one.
fn columns(entry: &SheetEntry) -> u16 {
    u16::try_from(entry.widths.len()).unwrap_or(u16::MAX)
}

/// The first column in sight where another one is.
const fn left(column: u16) -> u16 {
    column / SHEET_COLUMNS * SHEET_COLUMNS
}

pub(super) fn apply(results: &mut Results, action: AccountAction) -> Vec<Effect> {
    let account = &mut results.account;
    match action {
        AccountAction::Sheet(sheet) => {
            account.lot = None;
            account.go(CellRef { sheet, row: 0, column: 0 })
        }
        AccountAction::View(rows) => {
            account.view = rows;
            account.ask()
        }
        AccountAction::Choose { row, column } => match account.cell {
            Some(cell) => account.go(CellRef { row, column, ..cell }),
            None => Vec::new(),
        },
        AccountAction::Go(by) => match account.cell {
            Some(cell) => account.go(account.moved(cell, by)),
            None => Vec::new(),
        },
        AccountAction::Next(lot) => {
            account.lot = Some(lot);
            account.cell.map(|after| Effect::Ask(Request::NextOfLot { after, lot })).into_iter().collect()
        }
        AccountAction::ShowAll => {
            account.lot = None;
            Vec::new()
        }
    }
}

/// Opens the sheet of a cell at the cell. What covers the page or stands beside it goes.
pub(super) fn show_cell(results: &mut Results, cell: CellRef) -> Vec<Effect> {
    results.panel = None;
    results.recap = false;
    results.account.lot = None;
    let mut effects = show(results, Tab::Account);
    if matches!(results.account.sheets, Loadable::Here(_)) {
        effects.extend(results.account.go(cell));
    } else {
        results.account.cell = Some(cell);
    }
    effects
}

impl From<AccountAction> for Action {
    fn from(action: AccountAction) -> Action {
        Action::Account(action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            Stage, State, apply,
            testing::{loaded, only, overview},
        },
        protocol::{AnswerBody, Response},
    };

    fn entry(sheet: u16, rows: u32, columns: usize, reading: SheetReading) -> SheetEntry {
        SheetEntry {
            sheet,
            name: format!("表{sheet}"),
            reading,
            hidden: false,
            counts: [rows, 0, 0, 0],
            rows,
            widths: vec![4; columns],
            carried: Vec::new(),
            passed_over: Vec::new(),
        }
    }

    fn account(state: &State) -> &Account {
        match &state.stage {
            Stage::Results(results) => &results.account,
            other => panic!("expected results, found {}", other.name()),
        }
    }

    fn answer(state: &mut State, to: Request, response: Response) -> Vec<Effect> {
        apply(state, Action::Answered { to, body: AnswerBody::Done(response) })
    }

    fn at(sheet: u16, row: u32, column: u16) -> CellRef {
        CellRef { sheet, row, column }
    }

    /// What was asked about rows, answered.
    fn rows(state: &mut State, effects: Vec<Effect>) -> Vec<Effect> {
        let asked = effects.into_iter().find_map(|effect| match effect {
            Effect::Ask(Request::SheetRows(query)) => Some(query),
            _ => None,
        });
        let query = asked.expect("rows are asked for");
        let rows = (query.from..query.from + query.count).map(|_| Vec::new()).collect();
        answer(state, Request::SheetRows(query), Response::SheetRows(SheetWindow { query, rows }))
    }

    fn sheets() -> Vec<SheetEntry> {
        vec![
            entry(0, 3, 2, SheetReading::Unknown),
            entry(1, 10_000, 150, SheetReading::Kind(SheetKind::Roster)),
            entry(2, 0, 0, SheetReading::Empty),
        ]
    }

    /// The page with the sheets in sight.
    fn opened() -> State {
        let mut state = loaded();
        let request = only(apply(&mut state, Action::ShowTab(Tab::Account)));
        assert_eq!(request, Request::Account);
        let effects = answer(&mut state, request, Response::Account(sheets()));
        assert!(effects.contains(&Effect::Ask(Request::Cell(at(1, 0, 0)))), "{effects:?}");
        rows(&mut state, effects);
        state
    }

    fn act(state: &mut State, action: AccountAction) -> Vec<Effect> {
        apply(state, action.into())
    }

    #[test]
    fn the_roster_comes_into_sight_first() {
        let state = opened();
        assert_eq!(account(&state).cell, Some(at(1, 0, 0)));
        assert!(account(&state).row(PAGE_ROWS - 1).is_some());
        assert!(account(&state).row(PAGE_ROWS).is_none());
        assert_eq!(account(&state).columns(), 0..SHEET_COLUMNS);
    }

    #[test]
    fn the_keyboard_stays_within_the_sheet() {
        let mut state = opened();
        let go = |state: &mut State, by| {
            act(state, AccountAction::Go(by));
            account(state).cell.expect("a cell")
        };
        assert_eq!(go(&mut state, CellMove::Up), at(1, 0, 0));
        assert_eq!(go(&mut state, CellMove::Left), at(1, 0, 0));
        assert_eq!(go(&mut state, CellMove::Right), at(1, 0, 1));
        assert_eq!(go(&mut state, CellMove::PageDown(20)), at(1, 20, 1));
        assert_eq!(go(&mut state, CellMove::Last), at(1, 9_999, 149));
        assert_eq!(go(&mut state, CellMove::Down), at(1, 9_999, 149));
        assert_eq!(go(&mut state, CellMove::RowStart), at(1, 9_999, 0));
        assert_eq!(go(&mut state, CellMove::First), at(1, 0, 0));
        act(&mut state, AccountAction::Sheet(2));
        assert_eq!(go(&mut state, CellMove::Last), at(2, 0, 0), "an empty sheet has nowhere to go");
    }

    #[test]
    fn columns_are_turned_over_with_the_cell() {
        let mut state = opened();
        act(&mut state, AccountAction::Choose { row: 4, column: SHEET_COLUMNS - 1 });
        assert!(account(&state).row(0).is_some());
        let effects = act(&mut state, AccountAction::Go(CellMove::Right));
        assert!(account(&state).row(0).is_none(), "the rows are of other columns");
        rows(&mut state, effects);
        assert!(account(&state).row(0).is_some());
        assert_eq!(account(&state).columns(), SHEET_COLUMNS..2 * SHEET_COLUMNS);
        act(&mut state, AccountAction::Go(CellMove::ColumnsAfter));
        assert_eq!(account(&state).columns(), 2 * SHEET_COLUMNS..150);
    }

    #[test]
    fn rows_in_sight_are_asked_for_one_page_at_a_time() {
        let mut state = opened();
        let effects = act(&mut state, AccountAction::View(480..560));
        assert_eq!(effects.len(), 1);
        assert!(act(&mut state, AccountAction::View(500..570)).is_empty(), "one is on its way");
        let more = rows(&mut state, effects);
        let more = rows(&mut state, more);
        let more = rows(&mut state, more);
        assert!(more.is_empty(), "{more:?}");
        assert!(account(&state).row(500).is_some() && account(&state).row(569).is_some());
        // Rows of another sheet are dropped.
        let late = SheetQuery { sheet: 0, from: 0, count: PAGE_ROWS, left: 0, columns: SHEET_COLUMNS };
        let window = SheetWindow { query: late, rows: Vec::new() };
        assert!(answer(&mut state, Request::SheetRows(late), Response::SheetRows(window)).is_empty());
        assert!(account(&state).row(500).is_some());
    }

    #[test]
    fn a_cell_shown_from_elsewhere_is_chosen_on_its_sheet() {
        // Before the sheets came.
        let mut state = loaded();
        let request = only(apply(&mut state, Action::ShowCell(at(1, 77, 3))));
        let effects = answer(&mut state, request, Response::Account(sheets()));
        assert!(effects.contains(&Effect::Ask(Request::Cell(at(1, 77, 3)))), "{effects:?}");
        assert_eq!(account(&state).cell, Some(at(1, 77, 3)));
        // Afterwards.
        let shown = account(&state).shown;
        let effects = apply(&mut state, Action::ShowCell(at(0, 2, 1)));
        assert!(effects.contains(&Effect::Ask(Request::Cell(at(0, 2, 1)))), "{effects:?}");
        assert!(account(&state).shown > shown, "the view scrolls there");
        let Stage::Results(results) = &state.stage else { panic!("results") };
        assert_eq!(results.tab, Tab::Account);
        assert!(results.panel.is_none());
    }

    #[test]
    fn the_next_cell_of_a_lot_is_gone_to() {
        let mut state = opened();
        let request = only(act(&mut state, AccountAction::Next(Lot::Carried)));
        assert_eq!(request, Request::NextOfLot { after: at(1, 0, 0), lot: Lot::Carried });
        answer(&mut state, request.clone(), Response::NextOfLot(Some(at(1, 8, 2))));
        assert_eq!((account(&state).cell, account(&state).lot), (Some(at(1, 8, 2)), Some(Lot::Carried)));
        // Another sheet came into sight meanwhile.
        act(&mut state, AccountAction::Sheet(0));
        assert!(answer(&mut state, request, Response::NextOfLot(Some(at(1, 9, 2)))).is_empty());
        assert_eq!((account(&state).cell, account(&state).lot), (Some(at(0, 0, 0)), None));
    }

    #[test]
    fn an_edit_asks_for_everything_in_sight_again() {
        let mut state = opened();
        let edited = Response::Loaded(Box::new(overview()));
        let effects = answer(&mut state, Request::Undo, edited);
        assert!(effects.contains(&Effect::Ask(Request::Account)), "{effects:?}");
        let effects = answer(&mut state, Request::Account, Response::Account(sheets()));
        assert!(account(&state).row(0).is_some(), "what was in sight stays until the answer");
        assert!(effects.contains(&Effect::Ask(Request::Cell(at(1, 0, 0)))), "{effects:?}");
        rows(&mut state, effects);
        assert!(account(&state).row(0).is_some());
    }
}
