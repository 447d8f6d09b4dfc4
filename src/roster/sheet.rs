//! A sheet as filled cells and merged regions, whatever the file format. Nothing here is dense: what a file claims
//! about its size costs no memory.

use super::text::{Strike, normalise, strike, struck, unstruck, words as written};
use crate::domain::{ProblemKind, words};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// The day that serial numbers of dates count from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Epoch {
    /// 1900-01-01 is 1, and 60 is a 29 February that never was.
    #[default]
    Y1900,
    /// 1904-01-01 is 0.
    Y1904,
}

impl Epoch {
    /// The calendar day of a serial number; the time of day is dropped, but what computing leaves of a midnight is that
    /// midnight.
    pub(super) fn date(self, serial: f64) -> Option<NaiveDate> {
        /// A minute, in days.
        const MINUTE: f64 = 1.0 / 1_440.0;
        let nearest = serial.round();
        let day = if (serial - nearest).abs() < MINUTE { nearest } else { serial.floor() };
        // Beyond year 9999 no spreadsheet has dates. The comparison also refuses NaN.
        if !(0.0..2_958_466.0).contains(&day) {
            return None;
        }
        // Exact: the range was just checked.
        let day = day as i64;
        let (start, offset) = match self {
            Epoch::Y1904 => (NaiveDate::from_ymd_opt(1904, 1, 1)?, day),
            Epoch::Y1900 if day == 0 || day == 60 => return None,
            Epoch::Y1900 if day < 60 => (NaiveDate::from_ymd_opt(1899, 12, 31)?, day),
            Epoch::Y1900 => (NaiveDate::from_ymd_opt(1899, 12, 30)?, day),
        };
        start.checked_add_signed(chrono::TimeDelta::try_days(offset)?)
    }
}

/// What stands for a formula without a value where there is text only, as in a results workbook.
const UNCOMPUTED: &str = "#未计算";

/// Errors as spreadsheets show them.
const ERRORS: [&str; 9] = ["#N/A", "#VALUE!", "#REF!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Text as it stands.
    Text(String),
    /// A number; may be NaN or infinite.
    Number(f64),
    /// A number that is shown as another text, as 23 by the format `000000`.
    Shown(f64, String),
    /// A number that is shown as a percentage.
    Percent(f64),
    /// A serial number that is shown as a date.
    Serial(f64),
    /// A date or time in ISO 8601, as .ods holds them.
    Iso(String),
    /// A duration: no fact of ours.
    Duration(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula without a cached value.
    Uncomputed,
}

impl Cell {
    /// The cell as text, normalised; numbers without the dust of binary fractions.
    pub(super) fn text(&self, epoch: Epoch) -> String {
        match self {
            Cell::Text(text) | Cell::Iso(text) | Cell::Duration(text) => normalise(text),
            Cell::Number(number) => number_text(*number),
            // Of more digits than a number keeps, the last ones that are shown are none of the sheet's.
            Cell::Shown(number, _) if number.abs() >= 1e15 => number_text(*number),
            Cell::Shown(_, text) => normalise(text),
            Cell::Percent(share) => number_text(share * 100.0) + "%",
            Cell::Serial(serial) => match epoch.date(*serial) {
                Some(date) => date.format("%Y-%m-%d").to_string(),
                // As the sheet itself shows it.
                None if (0.0..1.0).contains(serial) => "1900-01-00".to_owned(),
                None => number_text(*serial),
            },
            Cell::Bool(flag) => if *flag { "TRUE" } else { "FALSE" }.to_owned(),
            Cell::Error(error) => error.clone(),
            Cell::Uncomputed => UNCOMPUTED.to_owned(),
        }
    }

    /// The number, however it is shown.
    pub(super) const fn number(&self) -> Option<f64> {
        match self {
            Cell::Number(number) | Cell::Shown(number, _) | Cell::Percent(number) => Some(*number),
            _ => None,
        }
    }

    /// The cell as text, of a number just the number.
    pub(super) fn plain_text(&self, epoch: Epoch) -> String {
        self.number().map_or_else(|| self.text(epoch), number_text)
    }

    /// What of it is struck out, if anything is.
    pub(super) fn strike(&self) -> Option<Strike> {
        match self {
            Cell::Text(text) => strike(text),
            _ => None,
        }
    }

    /// An error that was kept as text is one all the same.
    fn with_errors(self) -> Cell {
        match self {
            Cell::Text(text) if text.starts_with('#') => match text.trim() {
                UNCOMPUTED => Cell::Uncomputed,
                error if ERRORS.contains(&error) => Cell::Error(error.to_owned()),
                _ => Cell::Text(text),
            },
            other => other,
        }
    }

    /// The cell's text as it stands, for words that people wrote; anything else as [`Cell::text`] has it.
    pub(super) fn words(&self, epoch: Epoch) -> String {
        match self {
            Cell::Text(text) => written(text),
            other => other.text(epoch),
        }
    }
}

/// 3.1E+17, as spreadsheets write it.
fn powers_of_ten(number: f64) -> String {
    let text = format!("{number:E}");
    match text.split_once('E') {
        Some((mantissa, exponent)) if !exponent.starts_with('-') => format!("{mantissa}E+{exponent}"),
        _ => text,
    }
}

fn number_text(number: f64) -> String {
    match words::decimal_of_float(number) {
        // Beyond 15 digits the sheet itself shows powers of ten.
        Some(decimal) if number.abs() < 1e15 => decimal.to_string(),
        _ => powers_of_ten(number),
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// A row with at least one filled cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Row {
    /// Row from 0.
    pub(super) index: u32,
    /// Filled cells by column, ascending.
    pub(super) cells: Vec<(u16, Cell)>,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// Its name; with several files, `file / sheet`.
    pub(super) name: String,
    /// Which of the files it is from.
    pub(super) file: u16,
    /// Whether it is hidden.
    pub(super) hidden: bool,
    /// What its serial numbers count from.
    pub(super) epoch: Epoch,
    /// Hidden rows with something in them, ascending.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns with something in them, ascending.
    pub(super) hidden_columns: Vec<u16>,
    /// What is amiss with the file itself: the row, if it is one, and what.
    pub(super) remarks: Vec<(Option<u32>, ProblemKind)>,
    struck_rows: BTreeSet<u32>,
    rows: Vec<Row>,
    covered: HashMap<(u32, u16), (u32, u16)>,
}

/// More covered cells than this are no table of people.
const MAX_COVERED: usize = 1_000_000;

impl Grid {
    /// A sheet of these cells, in any order; of two at one place the first counts. Regions that would cover absurdly
    /// many cells are ignored.
    pub(super) fn new(
        name: String,
        hidden: bool,
        epoch: Epoch,
        mut cells: Vec<(u32, u16, Cell)>,
        merges: Option<&[Region]>,
    ) -> Grid {
        cells.retain(|(_, _, cell)| !matches!(cell, Cell::Text(text) if normalise(text).is_empty()));
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        cells.dedup_by_key(|(row, column, _)| (*row, *column));
        let mut rows: Vec<Row> = Vec::new();
        for (index, column, cell) in cells {
            let cell = cell.with_errors();
            match rows.last_mut() {
                Some(row) if row.index == index => row.cells.push((column, cell)),
                _ => rows.push(Row { index, cells: vec![(column, cell)] }),
            }
        }
        let mut grid = Grid {
            name: written(&name),
            file: 0,
            hidden,
            epoch,
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            remarks: Vec::new(),
            struck_rows: BTreeSet::new(),
            rows,
            covered: HashMap::new(),
        };
        grid.strike_out(&[]);
        let last_row = grid.rows.last().map_or(0, |row| row.index);
        let last_column = grid.rows.iter().filter_map(|row| row.cells.last()).map(|(column, _)| *column).max();
        for region in merges.unwrap_or_default() {
            grid.cover(*region, last_row, last_column.unwrap_or(0));
        }
        grid
    }

    /// With these rows marked as hidden; those with nothing in them are left out.
    pub(super) fn with_hidden_rows(mut self, rows: Vec<u32>) -> Grid {
        self.hidden_rows = rows.into_iter().filter(|row| !self.row(*row).is_empty()).collect();
        self.hidden_rows.dedup();
        self
    }

    /// With these columns marked as hidden; those with nothing in them are left out.
    pub(super) fn with_hidden_columns(mut self, columns: &BTreeSet<u16>) -> Grid {
        if !columns.is_empty() {
            let filled: BTreeSet<u16> =
                self.rows.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column)).collect();
            self.hidden_columns = columns.intersection(&filled).copied().collect();
        }
        self
    }

    /// With these cells, by row and column in ascending order, struck out whole.
    pub(super) fn with_struck_out(mut self, cells: &[(u32, u16)]) -> Grid {
        if !cells.is_empty() {
            self.strike_out(cells);
        }
        self
    }

    /// A cell that is struck out is kept as marked text, which is no value anywhere. In a row that is struck out whole
    /// the values stand, because the row is what is in doubt.
    fn strike_out(&mut self, places: &[(u32, u16)]) {
        for row in &mut self.rows {
            let is_whole = |column: u16, cell: &Cell| match places.binary_search(&(row.index, column)) {
                Ok(_) => true,
                Err(_) => cell.strike() == Some(Strike::Whole),
            };
            let struck_out: Vec<bool> = row.cells.iter().map(|(column, cell)| is_whole(*column, cell)).collect();
            // A number in front or a formula behind the row may have been left as it was.
            let count = struck_out.iter().filter(|is_struck| **is_struck).count();
            if count * 10 >= struck_out.len() * 8 {
                self.struck_rows.insert(row.index);
                for (_, cell) in &mut row.cells {
                    if let Cell::Text(text) = cell {
                        *text = unstruck(text);
                    }
                }
                continue;
            }
            for ((_, cell), _) in row.cells.iter_mut().zip(struck_out).filter(|(_, is_struck)| *is_struck) {
                *cell = Cell::Text(struck(&cell.text(self.epoch)));
            }
        }
    }

    /// Whether all that stands in a row is struck out; its cells are plain values.
    pub(super) fn is_struck_row(&self, row: u32) -> bool {
        self.struck_rows.contains(&row)
    }

    fn cover(&mut self, region: Region, last_row: u32, last_column: u16) {
        let Ok(left) = u16::try_from(region.left) else { return };
        let bottom = region.bottom.min(last_row);
        let right = u16::try_from(region.right).unwrap_or(u16::MAX).min(last_column);
        if region.top > bottom || left > right || self.get(region.top, left).is_none() {
            return;
        }
        let area = (bottom - region.top + 1) as usize * (usize::from(right - left) + 1);
        if self.covered.len() + area > MAX_COVERED {
            return;
        }
        for row in region.top..=bottom {
            for column in left..=right {
                if (row, column) != (region.top, left) {
                    self.covered.insert((row, column), (region.top, left));
                }
            }
        }
    }

    /// Rows with something in them, ascending.
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The filled cells of a row.
    pub(super) fn row(&self, row: u32) -> &[(u16, Cell)] {
        match self.rows.binary_search_by_key(&row, |row| row.index) {
            Ok(position) => &self.rows[position].cells,
            Err(_) => &[],
        }
    }

    /// The cell at a place, if it is filled.
    pub(super) fn get(&self, row: u32, column: u16) -> Option<&Cell> {
        let cells = self.row(row);
        cells.binary_search_by_key(&column, |(column, _)| *column).ok().map(|position| &cells[position].1)
    }

    /// What stands in a cell of its own, as text; empty if nothing does.
    pub(super) fn text(&self, row: u32, column: u16) -> String {
        self.get(row, column).map_or_else(String::new, |cell| cell.text(self.epoch))
    }

    /// The texts that stand in a column from one row to before another.
    pub(super) fn column_texts(&self, column: u16, first: u32, end: u32) -> impl Iterator<Item = String> {
        let rows = self.rows.iter().skip_while(move |row| row.index < first).take_while(move |row| row.index < end);
        rows.filter_map(move |row| {
            let at = row.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
            Some(row.cells[at].1.text(self.epoch))
        })
    }

    /// Puts another cell at a place, or none.
    pub(super) fn set(&mut self, row: u32, column: u16, cell: Option<Cell>) {
        let cell = cell.map(Cell::with_errors);
        let at = match self.rows.binary_search_by_key(&row, |row| row.index) {
            Ok(at) => at,
            Err(_) if cell.is_none() => return,
            Err(at) => {
                self.rows.insert(at, Row { index: row, cells: Vec::new() });
                at
            }
        };
        let cells = &mut self.rows[at].cells;
        match (cells.binary_search_by_key(&column, |(column, _)| *column), cell) {
            (Ok(position), Some(cell)) => cells[position].1 = cell,
            (Ok(position), None) => {
                cells.remove(position);
            }
            (Err(position), Some(cell)) => cells.insert(position, (column, cell)),
            (Err(_), None) => {}
        }
        if self.rows[at].cells.is_empty() {
            self.rows.remove(at);
        }
    }

    /// The value that counts for a place and the row where it stands: its own cell, or that of a region merged
    /// downwards over it.
    pub(super) fn value(&self, row: u32, column: u16) -> (u32, Option<&Cell>) {
        if let Some(cell) = self.get(row, column) {
            return (row, Some(cell));
        }
        match self.covered.get(&(row, column)) {
            Some((top, left)) if *left == column => (*top, self.get(*top, column)),
            _ => (row, None),
        }
    }

    /// The text that a place shows in a header: its own, or that of the region merged over it in any direction, with
    /// the place where it stands.
    pub(super) fn header_text(&self, row: u32, column: u16) -> Option<((u32, u16), String)> {
        let place = match self.get(row, column) {
            Some(_) => (row, column),
            None => *self.covered.get(&(row, column))?,
        };
        let text = self.get(place.0, place.1)?.text(self.epoch);
        (!text.is_empty()).then_some((place, text))
    }

    /// The last column of the region that is merged from a cell; its own column if none is.
    pub(super) fn right_edge(&self, row: u32, column: u16) -> u16 {
        let is_covered = |right: &u16| self.covered.get(&(row, *right)) == Some(&(row, column));
        (column..=u16::MAX).skip(1).take_while(is_covered).last().unwrap_or(column)
    }

    /// The last row of the region that is merged from a cell; its own row if none is.
    pub(super) fn bottom_edge(&self, row: u32, column: u16) -> u32 {
        let is_covered = |bottom: &u32| self.covered.get(&(*bottom, column)) == Some(&(row, column));
        (row..=u32::MAX).skip(1).take_while(is_covered).last().unwrap_or(row)
    }

    /// Columns that a row fills, those under regions merged over it included.
    pub(super) fn header_columns(&self, row: u32) -> Vec<u16> {
        let mut columns: Vec<u16> = self.row(row).iter().map(|(column, _)| *column).collect();
        if !self.covered.is_empty() {
            columns.extend(self.covered.keys().filter(|(covered, _)| *covered == row).map(|(_, column)| *column));
            columns.sort_unstable();
            columns.dedup();
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[(u32, u16, &str)], merges: &[Region]) -> Grid {
        let cells = cells.iter().map(|(row, column, text)| (*row, *column, Cell::Text((*text).to_owned()))).collect();
        Grid::new("测试".to_owned(), false, Epoch::Y1900, cells, Some(merges))
    }

    fn strike_at(grid: &Grid, row: u32, column: u16) -> Option<Strike> {
        grid.get(row, column)?.strike()
    }

    #[track_caller]
    fn day(epoch: Epoch, serial: f64) -> String {
        epoch.date(serial).map_or("none".to_owned(), |date| date.to_string())
    }

    #[test]
    fn serials_count_from_1900_or_1904() {
        assert_eq!(day(Epoch::Y1900, 1.0), "1900-01-01");
        assert_eq!(day(Epoch::Y1900, 59.0), "1900-02-28");
        assert_eq!(day(Epoch::Y1900, 60.0), "none");
        assert_eq!(day(Epoch::Y1900, 61.0), "1900-03-01");
        assert_eq!(day(Epoch::Y1900, 45_474.0), "2024-07-01");
        assert_eq!(day(Epoch::Y1900, 45_474.75), "2024-07-01");
        assert_eq!(day(Epoch::Y1904, 44_012.75), "2024-07-01");
        assert_eq!(day(Epoch::Y1904, 44_012.0), "2024-07-01");
        assert_eq!(day(Epoch::Y1904, 0.0), "1904-01-01");
        for absurd in [-1.0, 2_958_466.0, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(day(Epoch::Y1900, absurd), "none");
        }
    }

    #[test]
    fn a_minute_from_midnight_is_that_midnight() {
        assert_eq!(day(Epoch::Y1900, 45_473.999_99), "2024-07-01");
        // 61 and 59 seconds before, 59 seconds after.
        assert_eq!(day(Epoch::Y1900, 45_474.0 - 61.0 / 86_400.0), "2024-06-30");
        assert_eq!(day(Epoch::Y1900, 45_474.0 - 59.0 / 86_400.0), "2024-07-01");
        assert_eq!(day(Epoch::Y1900, 45_474.0 + 59.0 / 86_400.0), "2024-07-01");
        assert_eq!(day(Epoch::Y1904, 44_011.999_99), "2024-07-01");
        assert_eq!(day(Epoch::Y1900, 2_958_465.999_99), "none");
    }

    #[test]
    fn a_struck_out_cell_is_marked_text_and_a_struck_out_row_is_told() {
        let number = |row, column| (row, column, Cell::Number(3.0));
        let cells = vec![number(0, 0), number(0, 1), number(1, 0), number(1, 1)];
        let grid = Grid::new("测试".to_owned(), false, Epoch::Y1900, cells, None);
        let grid = grid.with_struck_out(&[(0, 1), (1, 0), (1, 1)]);
        assert_eq!(grid.get(0, 0), Some(&Cell::Number(3.0)));
        assert_eq!(strike_at(&grid, 0, 1), Some(Strike::Whole));
        assert_eq!(grid.text(0, 1), struck("3"));
        assert_eq!((grid.is_struck_row(0), grid.is_struck_row(1), grid.is_struck_row(2)), (false, true, false));
        assert_eq!(grid.get(1, 0), Some(&Cell::Number(3.0)));
    }

    #[test]
    fn text_tells_by_itself_what_is_struck_out() {
        let (part, whole) = (format!("{}2", struck("3")), struck("王芳"));
        let grid = grid(&[(0, 0, &part), (0, 1, "x"), (1, 0, &whole)], &[]);
        assert_eq!(strike_at(&grid, 0, 0), Some(Strike::Part { kept: "2".to_owned() }));
        assert_eq!(strike_at(&grid, 0, 1), None);
        assert_eq!((grid.is_struck_row(1), grid.text(1, 0)), (true, "王芳".to_owned()));
    }

    #[test]
    fn a_number_may_be_shown_as_something_else() {
        assert_eq!(Cell::Percent(0.95).text(Epoch::Y1900), "95%");
        assert_eq!(Cell::Percent(0.955).text(Epoch::Y1900), "95.5%");
        assert_eq!(Cell::Percent(0.07).text(Epoch::Y1900), "7%", "without the dust of binary fractions");
        assert_eq!(Cell::Shown(23.0, "K0023".into()).text(Epoch::Y1900), "K0023");
        assert_eq!(Cell::Shown(23.0, "K0023".into()).plain_text(Epoch::Y1900), "23");
        assert_eq!(Cell::Percent(0.95).plain_text(Epoch::Y1900), "0.95");
    }

    #[test]
    fn hidden_columns_are_those_with_something_in_them() {
        let grid = grid(&[(0, 0, "a"), (3, 2, "b")], &[]).with_hidden_columns(&[1, 2, 999].into());
        assert_eq!(grid.hidden_columns, [2]);
    }

    #[test]
    fn blank_text_is_no_cell() {
        assert!(grid(&[(0, 0, " \u{3000}\u{200b}")], &[]).is_empty());
    }

    #[test]
    fn a_region_merged_downwards_counts_for_all_its_rows() {
        let grid = grid(&[(0, 0, "业务科"), (2, 1, "x")], &[Region { top: 0, left: 0, bottom: 2, right: 0 }]);
        assert_eq!(grid.value(2, 0), (0, Some(&Cell::Text("业务科".to_owned()))));
        assert_eq!(grid.value(2, 2), (2, None));
    }

    #[test]
    fn a_region_merged_sideways_counts_once_except_in_headers() {
        let grid = grid(&[(0, 0, "差评"), (1, 1, "x")], &[Region { top: 0, left: 0, bottom: 0, right: 1 }]);
        assert_eq!(grid.value(0, 1), (0, None));
        assert_eq!(grid.header_text(0, 1), Some(((0, 0), "差评".to_owned())));
    }

    #[test]
    fn an_absurd_region_costs_nothing() {
        let whole = Region { top: 0, left: 0, bottom: u32::MAX, right: u32::MAX };
        let grid = grid(&[(0, 0, "a"), (1_048_575, 16_383, "b")], &[whole]);
        assert!(grid.covered.is_empty());
    }
}
