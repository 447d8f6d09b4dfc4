//! The sheets as they stand, with what each column is taken for, so that people can say otherwise.

use super::{
    book::{Book, EditedBook, Sheet},
    header::{self, Header, Recognised, plain_header},
};
use crate::{
    domain::{Edit, Field, SheetKind},
    notice::NOTICE_YEAR,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows shown of a sheet.
const ROWS: usize = 12;
/// Columns shown of a sheet.
const COLUMNS: u16 = 80;
/// Suggestions for a column.
const SUGGESTIONS: usize = 3;
/// Years before the notice's whose grades a roster may have.
const PAST_YEARS: i32 = 6;
/// How alike two headers must be, from 0 to 1, for one to be suggested for the other.
const ALIKE: f64 = 0.45;

/// What a sheet is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetReading {
    /// Nothing in it.
    Empty,
    /// Written by the program itself.
    Output,
    /// People chose that it isn't to be read.
    Ignored,
    /// A known kind.
    Kind(SheetKind),
    /// None of the known kinds.
    Unknown,
}

/// A sheet and its first rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPreview {
    /// Position in the input.
    pub sheet: u16,
    /// Its name; with several files, `file / sheet`.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What it is taken for.
    pub reading: SheetReading,
    /// The last row of its header, from 0.
    pub header: Option<u32>,
    /// Its columns, from the first to the last with anything in the rows shown or in the header.
    pub columns: Vec<ColumnPreview>,
    /// Its first rows with anything in them.
    pub rows: Vec<RowPreview>,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnPreview {
    /// Position from 0.
    pub column: u16,
    /// The header as it stands; empty if there is none.
    pub header: String,
    /// The canonical header that it is read as; nothing if it isn't read.
    pub target: Option<String>,
    /// Whether another column is read as the same.
    pub claimed_twice: bool,
    /// Canonical headers that are like its own, nearest first, if it isn't read.
    pub suggestions: Vec<String>,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowPreview {
    /// Row from 0.
    pub row: u32,
    /// The texts of its cells, one for each of [`SheetPreview::columns`].
    pub cells: Vec<String>,
}

/// The sheets as they are read with these edits.
pub fn preview(book: &Book, edits: &[Edit]) -> Vec<SheetPreview> {
    EditedBook::new(book, edits).sheets.iter().map(of_sheet).collect()
}

fn of_sheet(sheet: &Sheet) -> SheetPreview {
    let grid = &sheet.grid;
    let reading = match &sheet.recognised {
        Recognised::Empty => SheetReading::Empty,
        Recognised::Output => SheetReading::Output,
        Recognised::Ignored => SheetReading::Ignored,
        Recognised::Unknown(_) => SheetReading::Unknown,
        Recognised::Blocks(blocks) => {
            blocks.first().map_or(SheetReading::Unknown, |block| SheetReading::Kind(block.kind))
        }
    };
    let header = match &sheet.recognised {
        Recognised::Blocks(blocks) => blocks.first().map(|block| (block.kind, &block.header)),
        _ => None,
    };
    let rows: Vec<_> = grid.rows().iter().take(ROWS).collect();
    let headed = header.iter().flat_map(|(_, header)| header.cells.iter().map(|cell| cell.column));
    let filled = rows.iter().flat_map(|row| row.cells.iter().map(|(column, _)| *column));
    let last = filled.chain(headed).max().map_or(0, |column| (column + 1).min(COLUMNS));
    SheetPreview {
        sheet: sheet.position,
        name: grid.name.clone(),
        hidden: grid.hidden,
        reading,
        header: header.map(|(_, header)| header.bottom),
        columns: columns(header, last),
        rows: rows
            .iter()
            .map(|row| RowPreview {
                row: row.index,
                cells: (0..last).map(|column| grid.text(row.index, column)).collect(),
            })
            .collect(),
    }
}

fn columns(header: Option<(SheetKind, &Header)>, last: u16) -> Vec<ColumnPreview> {
    let target = |column| {
        let (kind, header) = header?;
        let cell = header.at(column)?;
        cell.canonical(kind).or_else(|| cell.double_of().map(str::to_owned))
    };
    let mut claims: BTreeMap<String, u32> = BTreeMap::new();
    for target in (0..last).filter_map(target) {
        *claims.entry(target).or_default() += 1;
    }
    (0..last)
        .map(|column| {
            let cell = header.and_then(|(_, header)| header.at(column));
            let shown = cell.map(|cell| cell.shown.clone()).unwrap_or_default();
            let target = target(column);
            let suggestions = match (header, &target) {
                (Some((kind, _)), None) => suggestions(kind, &shown, &claims),
                _ => Vec::new(),
            };
            let claimed_twice = target.as_ref().is_some_and(|target| claims[target] > 1);
            ColumnPreview { column, header: shown, claimed_twice, suggestions, target }
        })
        .collect()
}

/// Canonical headers of a kind of sheet that nobody claims and that are like this one, nearest first.
fn suggestions(kind: SheetKind, shown: &str, claims: &BTreeMap<String, u32>) -> Vec<String> {
    let plain = plain_header(shown);
    if plain.is_empty() {
        return Vec::new();
    }
    let likeness = |header: &str| {
        let names = Field::of_header(header).map(|field| field.aliases()).unwrap_or_default();
        let alike = |name: &str| {
            let contained = name.contains(&plain) || plain.contains(name);
            strsim::normalized_damerau_levenshtein(&plain, name) + if contained { 0.25 } else { 0.0 }
        };
        names.iter().copied().chain([header]).map(alike).fold(0.0, f64::max)
    };
    let free = header::headers(kind).into_iter().filter(|header| !claims.contains_key(*header));
    let mut near: Vec<(f64, &str)> =
        free.map(|header| (likeness(header), header)).filter(|(likeness, _)| *likeness >= ALIKE).collect();
    near.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    near.into_iter().take(SUGGESTIONS).map(|(_, header)| header.to_owned()).collect()
}

/// The canonical headers that a column of a kind of sheet can be read as.
pub fn targets(kind: SheetKind) -> Vec<String> {
    let past = (NOTICE_YEAR - PAST_YEARS..=NOTICE_YEAR).rev().map(Field::past_grade_header);
    let past = past.filter(|_| kind == SheetKind::Roster);
    header::headers(kind).into_iter().map(str::to_owned).chain(past).collect()
}
