//! The table of people: its columns, the pages of rows that have come, and the arithmetic of its scrolling.

use super::{Move, PanelPart};
use crate::{
    i18n::{
        Lang,
        page::{self, Text},
    },
    notice::Clause,
    protocol::{Direction, Request, Row, RowFilter, RowQuery, RowWindow, SortColumn},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    rc::Rc,
};

/// Height of a row in CSS pixels; `--row-height` of the style sheet is the same.
pub const ROW_HEIGHT: u32 = 36;
/// Rows asked for at once.
pub const PAGE_ROWS: u32 = 100;
/// Up to so many rows stand in the page all at once, so that the browser's own search and print find them.
const WHOLE_ROWS: u32 = 150;
/// Rows drawn beyond the edge, so that a short scroll shows no gap.
const OVERSCAN_ROWS: u32 = 16;
/// Pages asked for and not yet here. The engine drops all but the newest question about rows, so one at a time; when it
/// arrives, what is in sight by then is asked for.
const MAX_ASKED: usize = 1;
/// Pages kept; those farthest from sight go first.
const MAX_PAGES: usize = 60;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// 工号
    StaffNumber,
    /// 姓名
    Name,
    /// 科室
    Department,
    /// 岗位类别
    Category,
    /// 在岗月数
    Months,
    /// 初评综合分
    S1,
    /// 推优综合分
    S2,
    /// 名次
    Rank,
    /// 取消优秀资格
    Bars,
    /// 可降等情形
    Cases,
    /// 初评等次
    FirstGrade,
    /// 建议等次
    Proposed,
    /// 最终等次
    Grade,
    /// 待决
    Pending,
    /// 应发合计
    Gross,
    /// 扣款合计
    Deducted,
    /// 实发金额
    Net,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text, to the left.
    Text,
    /// A grade's badge.
    Grade,
    /// A number, to the right.
    Number,
}

impl Column {
    /// All columns in order.
    pub const ALL: [Column; 17] = [
        Column::StaffNumber,
        Column::Name,
        Column::Department,
        Column::Category,
        Column::Months,
        Column::S1,
        Column::S2,
        Column::Rank,
        Column::Bars,
        Column::Cases,
        Column::FirstGrade,
        Column::Proposed,
        Column::Grade,
        Column::Pending,
        Column::Gross,
        Column::Deducted,
        Column::Net,
    ];

    /// The header's words: in Chinese the official header.
    pub const fn label(self) -> Text {
        match self {
            Column::StaffNumber => Text::ColumnStaffNumber,
            Column::Name => Text::ColumnName,
            Column::Department => Text::ColumnDepartment,
            Column::Category => Text::ColumnCategory,
            Column::Months => Text::ColumnMonths,
            Column::S1 => Text::ColumnS1,
            Column::S2 => Text::ColumnS2,
            Column::Rank => Text::ColumnRank,
            Column::Bars => Text::ColumnBars,
            Column::Cases => Text::ColumnCases,
            Column::FirstGrade => Text::ColumnFirstGrade,
            Column::Proposed => Text::ColumnProposed,
            Column::Grade => Text::ColumnGrade,
            Column::Pending => Text::ColumnPending,
            Column::Gross => Text::ColumnGross,
            Column::Deducted => Text::ColumnDeducted,
            Column::Net => Text::ColumnNet,
        }
    }

    /// The official header.
    pub const fn header(self) -> &'static str {
        self.label().to(Lang::ZhCn)
    }

    /// The part of the panel that says why the figure is what it is.
    pub const fn part(self) -> PanelPart {
        match self {
            Column::StaffNumber | Column::Name | Column::Department | Column::Category => PanelPart::Head,
            Column::Pending => PanelPart::Head,
            Column::Months => PanelPart::Time,
            Column::S1 | Column::S2 | Column::Rank => PanelPart::Scores,
            Column::Bars => PanelPart::Bars,
            Column::Cases => PanelPart::Cases,
            Column::FirstGrade | Column::Proposed | Column::Grade => PanelPart::Grade,
            Column::Gross | Column::Deducted | Column::Net => PanelPart::Money,
        }
    }

    /// The text of a cell; empty where there is nothing.
    pub fn text(self, row: &Row) -> String {
        let join = |clauses: &[Clause]| clauses.iter().map(|clause| clause.number()).collect::<Vec<_>>().join("、");
        match self {
            Column::StaffNumber => row.staff_number.clone(),
            Column::Name => row.name.clone(),
            Column::Department => row.department.clone(),
            Column::Category => row.category.map_or(String::new(), |category| category.term().to_owned()),
            Column::Months => row.months.to_string(),
            Column::S1 => row.s1.map_or(String::new(), page::score),
            Column::S2 => row.s2.map_or(String::new(), page::score),
            Column::Rank => row.rank.map_or(String::new(), |rank| rank.to_string()),
            Column::Bars => join(&row.bars),
            Column::Cases => join(&row.cases),
            Column::FirstGrade => row.first_grade.map_or(String::new(), |grade| grade.term().to_owned()),
            Column::Proposed => row.proposed.term().to_owned(),
            Column::Grade => row.grade.term().to_owned(),
            Column::Pending => row.pending.join("、"),
            Column::Gross => page::money(row.gross),
            Column::Deducted => page::money(row.deducted),
            Column::Net => page::money(row.net),
        }
    }

    /// A stable name for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Column::StaffNumber => "staff-number",
            Column::Name => "name",
            Column::Department => "department",
            Column::Category => "category",
            Column::Months => "months",
            Column::S1 => "s1",
            Column::S2 => "s2",
            Column::Rank => "rank",
            Column::Bars => "bars",
            Column::Cases => "cases",
            Column::FirstGrade => "first-grade",
            Column::Proposed => "proposed",
            Column::Grade => "grade",
            Column::Pending => "pending",
            Column::Gross => "gross",
            Column::Deducted => "deducted",
            Column::Net => "net",
        }
    }

    /// How it is set.
    pub const fn kind(self) -> ColumnKind {
        match self {
            Column::Months
            | Column::S1
            | Column::S2
            | Column::Rank
            | Column::Gross
            | Column::Deducted
            | Column::Net => ColumnKind::Number,
            Column::Grade => ColumnKind::Grade,
            Column::StaffNumber
            | Column::Name
            | Column::Department
            | Column::Category
            | Column::Bars
            | Column::Cases
            | Column::FirstGrade
            | Column::Proposed
            | Column::Pending => ColumnKind::Text,
        }
    }

    /// What it sorts by.
    pub const fn sort(self) -> Option<SortColumn> {
        match self {
            Column::StaffNumber => Some(SortColumn::StaffNumber),
            Column::Name => Some(SortColumn::Name),
            Column::Department => Some(SortColumn::Department),
            Column::Months => Some(SortColumn::Months),
            Column::S1 => Some(SortColumn::S1),
            Column::S2 => Some(SortColumn::S2),
            Column::Rank => Some(SortColumn::Rank),
            Column::Grade => Some(SortColumn::Grade),
            Column::Gross => Some(SortColumn::Gross),
            Column::Deducted => Some(SortColumn::Deducted),
            Column::Net => Some(SortColumn::Net),
            Column::Category
            | Column::Bars
            | Column::Cases
            | Column::FirstGrade
            | Column::Proposed
            | Column::Pending => None,
        }
    }
}

/// The table as it is looked at, with the rows that have come.
#[derive(Debug, Default)]
pub struct Table {
    /// The column to sort by; nothing for the roster's order.
    pub sort: Option<(SortColumn, Direction)>,
    /// The text searched for.
    pub search: String,
    /// Which people.
    pub filter: RowFilter,
    /// Rows in all that match; nothing until the first answer.
    pub total: Option<u32>,
    /// The rows in sight.
    pub view: Range<u32>,
    /// The row that the keyboard is on.
    pub cursor: u32,
    /// Counts the changes of the query: the table then starts from its top.
    pub epoch: u32,
    pages: BTreeMap<u32, Vec<Rc<Row>>>,
    asked: BTreeSet<u32>,
    outdated: bool,
}

impl Table {
    /// A row, if it has come.
    pub fn row(&self, at: u32) -> Option<&Rc<Row>> {
        self.pages.get(&(at / PAGE_ROWS))?.get((at % PAGE_ROWS) as usize)
    }

    /// Whether the rows shown still answer an earlier query.
    pub const fn is_outdated(&self) -> bool {
        self.outdated
    }

    /// The pages in sight that are neither here nor on their way, as requests; they count as asked from now on.
    pub(super) fn ask(&mut self) -> Vec<Request> {
        let last = self.total.map_or(1, |total| self.view.end.min(total)).max(1) - 1;
        let first = self.view.start.min(last);
        let mut requests = Vec::new();
        for page in first / PAGE_ROWS..=last / PAGE_ROWS {
            let here = self.pages.contains_key(&page) && !self.outdated;
            if !here && self.asked.len() < MAX_ASKED && self.asked.insert(page) {
                requests.push(Request::Rows(self.query(page)));
            }
        }
        requests
    }

    pub(super) fn query(&self, page: u32) -> RowQuery {
        RowQuery {
            sort: self.sort,
            search: self.search.trim().to_owned(),
            filter: self.filter,
            from: page * PAGE_ROWS,
            count: PAGE_ROWS,
        }
    }

    /// Starts over with another query; the old rows stay in sight until the first answer.
    pub(super) fn restart(&mut self) -> Vec<Request> {
        self.asked.clear();
        self.outdated = true;
        self.view = 0..self.view.len().try_into().unwrap_or(PAGE_ROWS);
        self.cursor = 0;
        self.epoch += 1;
        self.ask()
    }

    /// Asks again for what is in sight, where it is: the same people may have other figures.
    pub(super) fn refresh(&mut self) -> Vec<Request> {
        self.asked.clear();
        self.outdated = true;
        self.ask()
    }

    /// Takes rows in, unless they answer an earlier query.
    pub(super) fn take(&mut self, window: RowWindow) {
        let page = window.query.from / PAGE_ROWS;
        if window.query != self.query(page) {
            return;
        }
        if self.outdated {
            self.pages.clear();
            self.outdated = false;
        }
        self.asked.remove(&page);
        self.total = Some(window.total);
        self.cursor = self.cursor.min(window.total.saturating_sub(1));
        self.pages.insert(page, window.rows.into_iter().map(Rc::new).collect());
        let seen = self.view.start / PAGE_ROWS;
        while self.pages.len() > MAX_PAGES {
            let farthest = self.pages.keys().copied().max_by_key(|page| page.abs_diff(seen));
            farthest.map(|page| self.pages.remove(&page));
        }
    }

    /// Forgets that a page was asked for: its answer won't come.
    pub(super) fn give_up(&mut self, query: &RowQuery) {
        self.asked.remove(&(query.from / PAGE_ROWS));
    }

    /// Sorts by a column: its natural direction first, then the other, then the roster's order.
    pub(super) fn sort_by(&mut self, column: SortColumn) {
        let first = first_direction(column);
        self.sort = match self.sort {
            Some((now, direction)) if now == column && direction == first => Some((column, opposite(first))),
            Some((now, _)) if now == column => None,
            _ => Some((column, first)),
        };
    }

    /// Where a move leads from a row.
    pub(super) fn moved(&self, from: u32, by: Move) -> u32 {
        let last = self.total.unwrap_or(0).saturating_sub(1);
        match by {
            Move::Up => from.saturating_sub(1),
            Move::Down => from.saturating_add(1).min(last),
            Move::PageUp(rows) => from.saturating_sub(rows),
            Move::PageDown(rows) => from.saturating_add(rows).min(last),
            Move::First => 0,
            Move::Last => last,
        }
    }
}

/// Scores, money and ranks are read best or largest first, words in their order.
const fn first_direction(column: SortColumn) -> Direction {
    match column {
        SortColumn::StaffNumber | SortColumn::Name | SortColumn::Department | SortColumn::Rank | SortColumn::Grade => {
            Direction::Ascending
        }
        SortColumn::Months
        | SortColumn::S1
        | SortColumn::S2
        | SortColumn::Gross
        | SortColumn::Deducted
        | SortColumn::Net => Direction::Descending,
    }
}

const fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Ascending => Direction::Descending,
        Direction::Descending => Direction::Ascending,
    }
}

/// The rows to draw when a table with rows of this height is scrolled so far and shows so much height, in CSS pixels.
pub fn window(row_height: u32, scroll_top: i32, height: i32, total: u32) -> Range<u32> {
    if total <= WHOLE_ROWS {
        return 0..total;
    }
    let first = u32::try_from(scroll_top).unwrap_or(0) / row_height;
    let rows = u32::try_from(height).unwrap_or(0) / row_height + 1;
    // Whole steps, so that most scrolls draw nothing anew.
    let step = OVERSCAN_ROWS / 2;
    let start = first.saturating_sub(OVERSCAN_ROWS) / step * step;
    let end = (first + rows + OVERSCAN_ROWS).div_ceil(step) * step;
    start.min(total)..end.min(total)
}

/// The heights that the rows not drawn would have, above and below those drawn, in CSS pixels.
pub const fn rooms(row_height: u32, first: u32, after: u32, total: u32) -> (u32, u32) {
    (first * row_height, total.saturating_sub(after) * row_height)
}

/// How far to scroll so that a row is wholly in sight below the header; nothing if it already is.
pub fn scroll_to_show(row_height: u32, row: u32, scroll_top: i32, height: i32, header: i32) -> Option<i32> {
    let at = |row: u32| i32::try_from(row * row_height).unwrap_or(i32::MAX);
    let (top, bottom) = (at(row), at(row + 1));
    if top < scroll_top {
        Some(top)
    } else if bottom > scroll_top + height - header {
        Some(bottom - (height - header))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_roster_is_drawn_whole() {
        assert_eq!(window(ROW_HEIGHT, 0, 500, 150), 0..150);
        assert_eq!(window(ROW_HEIGHT, 4000, 500, 150), 0..150);
    }

    #[test]
    fn a_window_covers_what_is_in_sight_and_some_more() {
        for scroll_top in [0, 35, 36, 9_999, 359_000] {
            let drawn = window(ROW_HEIGHT, scroll_top, 700, 10_000);
            let first = u32::try_from(scroll_top).expect("not below zero") / ROW_HEIGHT;
            assert!(drawn.start <= first, "{scroll_top}: {drawn:?}");
            assert!(drawn.end >= (first + 21).min(10_000), "{scroll_top}: {drawn:?}");
            assert!(drawn.len() <= 80, "{scroll_top}: {drawn:?}");
        }
    }

    #[test]
    fn scrolling_shows_the_row_below_the_header() {
        assert_eq!(scroll_to_show(ROW_HEIGHT, 0, 0, 400, 40), None);
        assert_eq!(scroll_to_show(ROW_HEIGHT, 9, 0, 400, 40), None);
        assert_eq!(scroll_to_show(ROW_HEIGHT, 10, 0, 400, 40), Some(36));
        assert_eq!(scroll_to_show(ROW_HEIGHT, 3, 144, 400, 40), Some(108));
    }

    #[test]
    fn a_header_sorts_both_ways_and_then_lets_go() {
        let mut table = Table::default();
        table.sort_by(SortColumn::Net);
        assert_eq!(table.sort, Some((SortColumn::Net, Direction::Descending)));
        table.sort_by(SortColumn::Net);
        assert_eq!(table.sort, Some((SortColumn::Net, Direction::Ascending)));
        table.sort_by(SortColumn::Net);
        assert_eq!(table.sort, None);
        table.sort_by(SortColumn::Rank);
        assert_eq!(table.sort, Some((SortColumn::Rank, Direction::Ascending)));
    }

    #[test]
    fn only_so_many_pages_are_asked_for_at_once() {
        let mut table = Table { total: Some(10_000), view: 0..1_000, ..Table::default() };
        assert_eq!(table.ask().len(), MAX_ASKED);
        assert!(table.ask().is_empty());
    }

    #[test]
    fn rows_of_an_earlier_query_are_dropped() {
        let mut table = Table::default();
        let early = table.query(0);
        table.search = "王".into();
        table.restart();
        table.take(RowWindow { query: early, total: 7, rows: Vec::new() });
        assert_eq!(table.total, None);
        assert!(table.is_outdated());
        table.take(RowWindow { query: table.query(0), total: 2, rows: Vec::new() });
        assert_eq!(table.total, Some(2));
        assert!(!table.is_outdated());
    }
}
