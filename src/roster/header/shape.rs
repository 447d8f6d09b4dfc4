//! Which rows make a header, and what stands above each of its columns.
//!
//! A header has a base row, in which most of its columns are named. It goes on downwards where a header cell is merged
//! over the next row or groups have sub-headers there, and upwards where groups stand over the base row. Titles, units
//! and dates above it are no part of it.

use super::{
    Header, HeaderCell, KEYS,
    text::{is_unit, plain_header, scope, year},
};
use crate::{
    domain::Field,
    roster::{
        rows::{is_note, is_total},
        sheet::{Cell, Grid},
        text::compact,
    },
};

/// Most rows of a header.
const MAX_ROWS: u32 = 4;
/// Longest text of a header, in characters.
const MAX_TEXT: usize = 40;

/// The header whose base row is this one.
pub(super) fn around(grid: &Grid, base: u32, year: i32) -> Header {
    let bottom = extended_down(grid, base, year);
    let below = header(grid, base, bottom, year);
    let top = extended_up(grid, base, &below, year);
    if top == base { below } else { header(grid, top, bottom, year) }
}

/// The header of these rows.
pub(super) fn header(grid: &Grid, top: u32, bottom: u32, year: i32) -> Header {
    let mut columns: Vec<u16> = (top..=bottom).flat_map(|row| grid.header_columns(row)).collect();
    columns.sort_unstable();
    columns.dedup();
    let cells = columns.into_iter().filter_map(|column| {
        let (row, stack) = stack(grid, top, bottom, column)?;
        Some(HeaderCell::new(column, row, &stack, year))
    });
    Header { top, bottom, cells: cells.collect() }
}

/// The texts above a column from top to bottom, the last of which is its own, and the row in which that stands.
fn stack(grid: &Grid, top: u32, bottom: u32, column: u16) -> Option<(u32, Vec<String>)> {
    let mut stack: Vec<((u32, u16), String)> = Vec::new();
    for row in top..=bottom {
        let has_more_below = || (row + 1..=bottom).any(|below| grid.get(below, column).is_some());
        let text =
            grid.header_text(row, column).or_else(|| has_more_below().then(|| group_to_the_left(grid, row, column))?);
        match text {
            Some((place, _)) if stack.last().is_some_and(|(last, _)| *last == place) => {}
            Some(entry) => stack.push(entry),
            None => {}
        }
    }
    // A unit in a row of its own says what it would behind the header.
    let mut units = Vec::new();
    while stack.len() > 1 && stack.last().is_some_and(|(_, text)| is_unit(&compact(text))) {
        units.extend(stack.pop().map(|(_, text)| text));
    }
    if let (Some((_, own)), Some(unit)) = (stack.last_mut(), units.first()) {
        *own = format!("{own}({})", compact(unit).trim_matches(['(', ')']));
    }
    let ((row, own_column), _) = stack.last()?;
    // A header merged sideways belongs to its first column.
    if *own_column != column {
        return None;
    }
    let row = *row;
    let (own, groups) = stack.split_last()?;
    let groups = groups.iter().map(|(_, text)| text).filter(|text| !is_remark(text));
    Some((row, groups.chain([&own.1]).cloned().collect()))
}

/// A text with a colon is a remark on the table, no group of columns.
fn is_remark(text: &str) -> bool {
    plain_header(text).contains(':') || is_note(&compact(text))
}

/// The group of a column that has nothing above it but a sub-header: the cell to the left, unless its extent is known
/// from its merging.
fn group_to_the_left(grid: &Grid, row: u32, column: u16) -> Option<((u32, u16), String)> {
    let (left, _) = grid.row(row).iter().rev().find(|(filled, _)| *filled < column)?;
    if grid.right_edge(row, *left) > *left || grid.bottom_edge(row, *left) > row {
        return None;
    }
    let have_subs = (*left..column).all(|between| grid.get(row + 1, between).is_some());
    if have_subs { grid.header_text(row, *left) } else { None }
}

/// The last row of a header that begins with this one.
fn extended_down(grid: &Grid, base: u32, year: i32) -> u32 {
    let mut bottom = base;
    while bottom + 1 - base < MAX_ROWS {
        let so_far = header(grid, base, bottom, year);
        if !goes_on(grid, &so_far) {
            break;
        }
        bottom += 1;
    }
    bottom
}

/// Whether the row below a header is part of it.
fn goes_on(grid: &Grid, header: &Header) -> bool {
    let next = header.bottom + 1;
    let own = grid.row(next);
    // Below their own header, a name and a key are somebody's.
    let is_free = |field| {
        header
            .find_field(field)
            .is_none_or(|column| grid.get(next, column).is_none() || grid.right_edge(header.bottom, column) > column)
    };
    if !KEYS.into_iter().all(is_free) || !own.iter().all(|(_, cell)| is_header_text(cell, grid)) {
        return false;
    }
    let is_merged_down =
        |cell: &HeaderCell| grid.get(next, cell.column).is_none() && grid.bottom_edge(cell.row, cell.column) >= next;
    if header.cells.iter().any(is_merged_down) {
        return true;
    }
    let all_units = || own.iter().all(|(_, cell)| is_unit(&compact(&cell.text(grid.epoch))));
    if !own.is_empty() && all_units() {
        return true;
    }
    let is_under_a_group = |column: u16| match grid.header_text(header.bottom, column) {
        Some(((row, left), _)) => grid.right_edge(row, left) > left,
        // Blank beside a text that stands over a sub-header of its own.
        None => group_to_the_left(grid, header.bottom, column).is_some(),
    };
    own.iter().any(|(column, _)| is_under_a_group(*column))
}

/// Whether a cell could be a header: short text, a year, a month.
fn is_header_text(cell: &Cell, grid: &Grid) -> bool {
    match cell {
        Cell::Text(text) => text.chars().count() <= MAX_TEXT && !plain_header(text).contains(':'),
        Cell::Number(_) => year(&cell.text(grid.epoch)).is_some(),
        Cell::Serial(_) | Cell::Iso(_) => true,
        _ => false,
    }
}

/// The first row of a header: rows of groups over its base row belong to it.
fn extended_up(grid: &Grid, base: u32, header: &Header, year: i32) -> u32 {
    let mut top = base;
    while top > 0 && header.bottom - top + 1 < MAX_ROWS && are_groups(grid, top - 1, header, year) {
        top -= 1;
    }
    top
}

/// Whether a row holds groups over the columns of a header.
fn are_groups(grid: &Grid, row: u32, header: &Header, appraised: i32) -> bool {
    let own = grid.row(row);
    let texts: Vec<String> = own.iter().map(|(_, cell)| compact(&cell.text(grid.epoch))).collect();
    let is_merged = |column: u16| grid.right_edge(row, column) > column;
    // Somebody's row, or one that sums up. A group of another person may stand over nothing but their name.
    let text_over = |field| {
        let column = header.find_field(field).filter(|column| !is_merged(*column))?;
        grid.get(row, column).map(|cell| compact(&cell.text(grid.epoch)))
    };
    let is_a_name = |text: String| scope(&text, appraised, true).is_none();
    let is_a_key = |text: String| text.bytes().any(|byte| byte.is_ascii_digit());
    let is_somebodys = text_over(Field::Name).is_some_and(is_a_name)
        || [Field::StaffNumber, Field::IdNumber].into_iter().filter_map(text_over).any(is_a_key);
    if is_somebodys || texts.iter().any(|text| is_total(text)) || !own.iter().all(|(_, cell)| is_group_text(cell, grid))
    {
        return false;
    }
    let (Some(first), Some(last)) = (header.cells.first(), header.cells.last()) else { return false };
    let is_over = |(column, _): &&(u16, Cell)| *column <= last.column && grid.right_edge(row, *column) >= first.column;
    let groups: Vec<u16> = own
        .iter()
        .filter(is_over)
        .filter(|(_, cell)| !is_remark(&cell.text(grid.epoch)))
        .map(|(column, _)| *column)
        .collect();
    match groups.as_slice() {
        [] => false,
        // A title stands over the beginning or the whole of the table.
        [only] => *only > first.column,
        _ => true,
    }
}

/// Whether a cell could be a group: what a header could be, and remarks beside it.
fn is_group_text(cell: &Cell, grid: &Grid) -> bool {
    is_header_text(cell, grid) || is_remark(&cell.text(grid.epoch))
}
