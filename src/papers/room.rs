//! How much room words take on a form, nearly: where a form must not run over its page, its rows are counted by this.
//! Page, Word and WPS break lines each in their own way; forms leave a little over for that.

use crate::domain::{Cell, Row, Table};
use std::ops::Range;

/// The side of a character of a title (18 points), in tenths of a millimetre.
const TITLE_CHARACTER: u16 = 64;
/// A line of a title, in millimetres.
const TITLE_LINE: u16 = 9;
/// The side of a character in a table (五号), in tenths of a millimetre.
const CELL_CHARACTER: u16 = 37;
/// A line in a table, in millimetres.
const CELL_LINE: u16 = 5;
/// What a cell keeps free beside and above its words, both sides together, in millimetres.
const PADDING: u16 = 4;

/// How many lines a text takes where lines are so wide, in millimetres; characters are squares, Latin ones half as wide.
fn lines(text: &str, width_mm: u16, character: u16) -> u16 {
    let halves = (usize::from(width_mm) * 20 / usize::from(character)).max(2);
    let count = |line: &str| {
        let taken: usize = line.chars().map(|own| if own.is_ascii() { 1 } else { 2 }).sum();
        taken.div_ceil(halves).max(1)
    };
    u16::try_from(text.split('\n').map(count).sum::<usize>()).unwrap_or(u16::MAX)
}

/// How much higher than with a line for each of its own a title is, in millimetres.
pub(super) fn title_growth(title: &str, width_mm: u16) -> u16 {
    let own = u16::try_from(title.split('\n').count()).unwrap_or(u16::MAX);
    TITLE_LINE.saturating_mul(lines(title, width_mm, TITLE_CHARACTER).saturating_sub(own))
}

/// How high a row of a table gets, at least `least_mm`.
fn row_height<'c>(least_mm: u16, widths_mm: &[u16], cells: impl IntoIterator<Item = &'c Cell>) -> u16 {
    let mut at = 0;
    let heights = cells.into_iter().map(|cell| {
        let span = usize::from(cell.span);
        let width: u16 = widths_mm.iter().skip(at).take(span).sum();
        at += span;
        let lines = lines(&cell.text, width.saturating_sub(PADDING), CELL_CHARACTER);
        lines.saturating_mul(CELL_LINE).saturating_add(PADDING / 2)
    });
    heights.max().unwrap_or(0).max(least_mm)
}

/// How much higher the rows of a table get than they are at least, in millimetres.
pub(super) fn rows_growth(table: &Table) -> u16 {
    let growth = |row: &Row| row_height(row.height_mm, &table.widths_mm, &row.cells) - row.height_mm;
    table.rows.iter().map(growth).fold(0, u16::saturating_add)
}

/// A form of rows below a title, which goes on over as many pages as it needs.
pub(super) struct Form<'f> {
    /// The title, which every page has.
    pub title: &'f str,
    /// Columns, in millimetres.
    pub widths_mm: &'f [u16],
    /// A row is at least so high.
    pub row_mm: u16,
    /// Below a title that doesn't grow a page has room for so many millimetres of rows.
    pub room_mm: u16,
}

impl Form<'_> {
    /// Which rows stand on which page, each with the words that number it: none if it is the only one.
    pub(super) fn pages(&self, rows: &[Vec<Cell>]) -> Vec<(String, Range<usize>)> {
        let heights: Vec<u16> = rows.iter().map(|cells| row_height(self.row_mm, self.widths_mm, cells)).collect();
        let room = self.room_mm.saturating_sub(title_growth(self.title, self.widths_mm.iter().sum()));
        let pages = pages(&heights, room);
        let count = pages.len();
        let number =
            |page: usize| if count > 1 { format!("　　第 {page} 页，共 {count} 页") } else { String::new() };
        (1..).map(number).zip(pages).collect()
    }
}

/// Which rows stand on which page, if pages have room for so many millimetres. At least one page, each with at least
/// one row, if there is any.
fn pages(heights_mm: &[u16], room_mm: u16) -> Vec<Range<usize>> {
    let mut pages = Vec::new();
    let (mut start, mut filled) = (0, 0_u16);
    for (at, height) in heights_mm.iter().enumerate() {
        if at > start && filled.saturating_add(*height) > room_mm {
            pages.push(start..at);
            (start, filled) = (at, 0);
        }
        filled = filled.saturating_add(*height);
    }
    pages.push(start..heights_mm.len());
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_as_many_characters_as_fit_and_the_next_one_begins_another() {
        // Ten characters of 3.7 mm are 37 mm.
        assert_eq!(lines(&"科".repeat(10), 37, CELL_CHARACTER), 1);
        assert_eq!(lines(&"科".repeat(11), 37, CELL_CHARACTER), 2);
        assert_eq!(lines(&"a".repeat(20), 37, CELL_CHARACTER), 1);
        assert_eq!(lines(&"a".repeat(21), 37, CELL_CHARACTER), 2);
        assert_eq!(lines("", 37, CELL_CHARACTER), 1);
        assert_eq!(lines("一\n二", 37, CELL_CHARACTER), 2);
        assert_eq!(lines("三个字", 0, CELL_CHARACTER), 3, "a line has room for a character, whatever its width");
    }

    /// Where the pages end, if there is room for 192 mm.
    fn ends(heights_mm: &[u16]) -> Vec<usize> {
        pages(heights_mm, 192).into_iter().map(|page| page.end).collect()
    }

    #[test]
    fn a_row_is_as_high_as_its_highest_cell() {
        let cells = [Cell::value("字"), Cell::value("字".repeat(20)).over(2)];
        assert_eq!(row_height(8, &[20, 20, 21], &cells), 12, "two lines over two columns");
        assert_eq!(row_height(30, &[20, 20, 21], &cells), 30);
    }

    #[test]
    fn a_page_is_full_before_the_next_begins() {
        assert_eq!(ends(&[8; 24]), [24]);
        assert_eq!(ends(&[8; 25]), [24, 25]);
        assert_eq!(ends(&[100, 93, 92]), [1, 3]);
        assert_eq!(ends(&[300, 8]), [1, 2], "a row that is higher than a page has one of its own");
        assert_eq!(ends(&[]), [0]);
    }

    #[test]
    fn a_title_grows_by_the_lines_that_it_needs() {
        let width = 170;
        assert_eq!(title_growth(&"题".repeat(26), width), 0);
        assert_eq!(title_growth(&format!("{}\n表", "题".repeat(27)), width), TITLE_LINE);
    }
}
