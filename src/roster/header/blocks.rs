//! The tables of a sheet, each read by its own headers.

use super::{
    Header, MONTHS, OUTPUT_SHEETS,
    kinds::{KEYS, KINDS, SURELY_A_ROSTER, fit, fits_a_supplement, is_of_a_kind},
    own_name, plain_header, shape,
};
use crate::{
    domain::{Field, Grade, SheetKind},
    roster::{
        choices::Choices,
        rows::is_total,
        sheet::{Cell, Grid},
        text::{compact, is_han},
    },
};
use std::collections::BTreeSet;

/// A sheet without a header is described by its first rows.
const DESCRIBED_ROWS: usize = 30;
/// Longest text that is looked at as a header, in bytes.
const MAX_BYTES: usize = 160;

/// One table of a sheet: a header and the rows below it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::roster) struct Block {
    /// What its header makes it.
    pub(in crate::roster) kind: SheetKind,
    /// Its header.
    pub(in crate::roster) header: Header,
    /// The row after its last.
    pub(in crate::roster) end: u32,
    /// First and last rows of the same header again, as print pages have it.
    pub(in crate::roster) repeats: Vec<(u32, u32)>,
    /// Whether it has too few headers for a roster: it can only add to one.
    pub(in crate::roster) adds_only: bool,
}

/// What a sheet is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::roster) enum Recognised {
    /// Nothing in it.
    Empty,
    /// Written by the program itself.
    Output,
    /// People chose that it isn't to be read.
    Ignored,
    /// Tables of known kinds, from top to bottom.
    Blocks(Vec<Block>),
    /// None.
    Unknown(Clue),
}

impl Recognised {
    /// The tables of a kind.
    pub(in crate::roster) fn of_kind(&self, kind: SheetKind) -> Vec<&Block> {
        match self {
            Recognised::Blocks(blocks) => blocks.iter().filter(|block| block.kind == kind).collect(),
            _ => Vec::new(),
        }
    }
}

/// What speaks for a sheet that isn't understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::roster) struct Clue {
    /// Facts that have headers in it.
    pub(in crate::roster) fields: BTreeSet<Field>,
    /// The kind that it seems to be, if it looks like data.
    pub(in crate::roster) nearest: Option<SheetKind>,
}

/// Recognises a sheet by its headers, and by its name where those fit more than one kind. What people chose goes first:
/// the kind, and the row of the header. `year` is the appraised one.
pub(in crate::roster) fn recognise(grid: &Grid, choices: &Choices, header_row: Option<u32>, year: i32) -> Recognised {
    if grid.is_empty() {
        return Recognised::Empty;
    }
    let name = own_name(grid);
    if OUTPUT_SHEETS.contains(&name.as_str()) {
        return Recognised::Output;
    }
    let forced = match choices.kind(&name) {
        Some(None) => return Recognised::Ignored,
        Some(Some(kind)) => Some(kind),
        None => None,
    };
    let search = Search { grid, choices, year, name, forced };
    let blocks = search.blocks(header_row);
    if blocks.is_empty() { Recognised::Unknown(search.clue()) } else { Recognised::Blocks(blocks) }
}

/// Recognises a sheet as settings or not at all: they are wanted before the other sheets can be understood.
pub(in crate::roster) fn recognise_settings(grid: &Grid) -> Recognised {
    let is_term = |cell: &Cell| matches!(cell, Cell::Text(text) if text.len() <= MAX_BYTES && plain_header(text) == "参数");
    if !grid.rows().iter().take(DESCRIBED_ROWS).any(|row| row.cells.iter().any(|(_, cell)| is_term(cell))) {
        return Recognised::Empty;
    }
    match recognise(grid, &Choices::default(), None, 0) {
        Recognised::Blocks(mut blocks) => {
            blocks.retain(|block| block.kind == SheetKind::Settings);
            if blocks.is_empty() { Recognised::Empty } else { Recognised::Blocks(blocks) }
        }
        _ => Recognised::Empty,
    }
}

/// Longer than a name or a key: a title.
fn is_long(text: &str) -> bool {
    const NAME: usize = 5;
    text.chars().filter(|c| is_han(*c)).count() > NAME
}

struct Search<'a> {
    grid: &'a Grid,
    choices: &'a Choices,
    year: i32,
    name: String,
    forced: Option<SheetKind>,
}

impl Search<'_> {
    fn blocks(&self, header_row: Option<u32>) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let chosen = self.forced.and_then(|kind| self.forced_header(kind, header_row).map(|header| (kind, header)));
        let start = chosen.as_ref().map_or(header_row.unwrap_or(0), |(_, header)| header.bottom + 1);
        if let Some((kind, header)) = chosen {
            blocks.push(self.block(kind, header, false));
        }
        let mut next = start;
        for row in self.grid.rows() {
            if row.index < next || !self.may_be_a_header(row.index) {
                continue;
            }
            let Some((kind, header, adds_only)) = self.header_at(row.index, blocks.last()) else { continue };
            next = header.bottom + 1;
            match blocks.last_mut() {
                Some(above) if above.kind == kind && above.header.layout(kind) == header.layout(kind) => {
                    above.repeats.push((header.top, header.bottom));
                }
                Some(above) => {
                    above.end = self.top_of_titles(above, header.top);
                    blocks.push(self.block(kind, header, adds_only));
                }
                None => blocks.push(self.block(kind, header, adds_only)),
            }
        }
        blocks
    }

    /// A table down to the sheet's end.
    fn block(&self, kind: SheetKind, header: Header, adds_only: bool) -> Block {
        let end = self.grid.rows().last().map_or(0, |row| row.index + 1).max(header.bottom + 1);
        Block { kind, header, end, repeats: Vec::new(), adds_only }
    }

    /// The first of the rows right above a later table that are its title, unit and date: no rows of the table above.
    fn top_of_titles(&self, above: &Block, top: u32) -> u32 {
        let grid = self.grid;
        let whom: Vec<u16> = KEYS.into_iter().filter_map(|field| above.header.find_field(field)).collect();
        let is_title = |row: u32| match grid.row(row) {
            [] => true,
            [(column, cell)] => {
                let text = compact(&cell.text(grid.epoch));
                grid.right_edge(row, *column) > *column || !whom.contains(column) || is_long(&text)
            }
            cells => cells.iter().all(|(_, cell)| plain_header(&cell.text(grid.epoch)).contains(':')),
        };
        let is_sum = |row: u32| grid.row(row).iter().any(|(_, cell)| is_total(&compact(&cell.text(grid.epoch))));
        let rows = (above.header.bottom + 1..top).rev();
        rows.take_while(|row| is_title(*row) && !is_sum(*row)).last().unwrap_or(top)
    }

    /// The header as it is read on a kind of sheet.
    fn settled(&self, header: &Header, kind: SheetKind) -> Header {
        let mut header = header.clone().with_choices(kind, self.choices);
        header.settle(kind, &self.grid.hidden_columns);
        header
    }

    /// The header of a sheet whose kind people chose: the row that they named, else the one with most of its headers.
    fn forced_header(&self, kind: SheetKind, row: Option<u32>) -> Option<Header> {
        let rows = self.grid.rows().iter().map(|row| row.index);
        let candidates: Vec<u32> = match row {
            Some(row) => vec![row],
            None => rows.take(DESCRIBED_ROWS).collect(),
        };
        let headers = candidates.into_iter().map(|row| self.settled(&shape::around(self.grid, row, self.year), kind));
        // Of equals the first; `max_by_key` gives the last.
        headers.rev().max_by_key(|header| header.known(kind))
    }

    /// The header with this base row, and the kind of table that it makes.
    fn header_at(&self, row: u32, above: Option<&Block>) -> Option<(SheetKind, Header, bool)> {
        let header = shape::around(self.grid, row, self.year);
        if above.is_some_and(|above| header.top <= above.header.bottom) {
            return None;
        }
        let fits: Vec<(SheetKind, usize, Header)> = KINDS
            .into_iter()
            .filter_map(|kind| {
                let header = self.settled(&header, kind);
                // What looks like a header within a table is one only if it says whom the rows are about.
                let says_whom = || kind == SheetKind::Settings || header.cells.iter().any(super::HeaderCell::is_key);
                let is_later = above.is_some();
                fit(kind, &header).filter(|_| !is_later || says_whom()).map(|score| (kind, score, header))
            })
            .collect();
        let same = above.and_then(|above| fits.iter().find(|(kind, ..)| *kind == above.kind));
        let by_name = || fits.iter().find(|(kind, ..)| self.name.contains(kind.term()));
        let sure_roster =
            || fits.iter().find(|(kind, score, _)| *kind == SheetKind::Roster && *score >= SURELY_A_ROSTER);
        if let Some((kind, _, header)) = same.or_else(by_name).or_else(sure_roster).or_else(|| fits.first()) {
            return Some((*kind, header.clone(), false));
        }
        let header = self.settled(&header, SheetKind::Roster);
        (self.forced.is_none() && fits_a_supplement(&header)).then_some((SheetKind::Roster, header, true))
    }

    /// Whether enough words of headers stand in a row for a closer look. Grades alone are what people have, too.
    fn may_be_a_header(&self, row: u32) -> bool {
        let (mut words, mut grades) = (0, 0);
        for (_, cell) in self.grid.row(row) {
            let text = match cell {
                Cell::Text(text) if text.len() <= MAX_BYTES => plain_header(text),
                Cell::Serial(_) | Cell::Iso(_) => cell.text(self.grid.epoch),
                _ => continue,
            };
            if Grade::ALL.iter().any(|grade| grade.term() == text) {
                grades += 1;
            } else if is_of_a_kind(&text, self.year) {
                words += 1;
            }
        }
        words >= 2 || (words >= 1 && grades >= 3) || self.has_chosen_headers(row)
    }

    /// Whether people chose what a header in this row means.
    fn has_chosen_headers(&self, row: u32) -> bool {
        KINDS.into_iter().any(|kind| {
            self.choices.has_columns(kind)
                && self.grid.row(row).iter().any(|(_, cell)| {
                    let name = plain_header(&cell.text(self.grid.epoch));
                    self.choices.target(kind, &name).is_some_and(|target| !target.is_empty())
                })
        })
    }

    /// What speaks for a sheet without a known header.
    fn clue(&self) -> Clue {
        let rows: Vec<u32> = self.grid.rows().iter().map(|row| row.index).take(DESCRIBED_ROWS).collect();
        let headers: Vec<Header> = rows.iter().map(|row| shape::around(self.grid, *row, self.year)).collect();
        let fields = headers.iter().map(Header::fields).max_by_key(BTreeSet::len).unwrap_or_default();
        let by_name = KINDS.into_iter().find(|kind| self.name.contains(kind.term()));
        let best = headers
            .iter()
            .flat_map(|header| KINDS.into_iter().map(move |kind| (kind, own_headers(kind, header))))
            .max_by_key(|(_, count)| *count)
            .filter(|(_, count)| *count >= 2)
            .map(|(kind, _)| kind);
        let lists_people = headers.iter().any(|header| self.lists_people(header)).then_some(SheetKind::Roster);
        Clue { fields, nearest: by_name.or(best).or(lists_people) }
    }

    /// Whether a column of names or keys has something below its header.
    fn lists_people(&self, header: &Header) -> bool {
        header.cells.iter().any(|cell| {
            // 编号 numbers anything.
            let is_whom = cell.is_key() && cell.bare != "编号";
            is_whom && header.cells.len() > 1 && self.grid.get(header.bottom + 1, cell.column).is_some()
        })
    }
}

/// How many headers of a kind's own a header has; those of months count as one kind of word.
fn own_headers(kind: SheetKind, header: &Header) -> usize {
    let of_roster: Vec<&str> = KEYS.iter().map(|field| field.header()).collect();
    let own = header.cells.iter().filter(|cell| {
        cell.canonical(kind).is_some_and(|own| !of_roster.contains(&own.as_str()) && own != "序号")
    });
    match kind {
        SheetKind::Monthly => own.filter(|cell| MONTHS.iter().any(|month| cell.is(month)) || !cell.bare.is_empty()).count(),
        _ => own.count(),
    }
}
