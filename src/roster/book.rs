//! Dropped files as sheets, before anything is made of them: what edits are laid over.

use super::{
    FileBytes, Unreadable,
    choices::Choices,
    file,
    header::{self, Header, Recognised},
    sheet::{Cell, Grid},
    text::normalise,
};
use crate::domain::{
    Assignment, CHOICES_SHEET, CORRECTIONS_SHEET, CellRef, Choice, CorrectedCell, Edit, Person, PersonId,
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The sheets of the files that were dropped together. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub(super) grids: Arc<Vec<Grid>>,
}

impl Book {
    /// Unpacks and parses files; several are one workbook. `progress` hears a share from 0 to 1, rising.
    ///
    /// # Errors
    /// [`Unreadable`]: a file that isn't a sound spreadsheet within the limits.
    pub fn open(files: &[FileBytes], progress: &mut dyn FnMut(f32)) -> Result<Book, Unreadable> {
        if files.is_empty() {
            return Err(Unreadable::NoFile);
        }
        let mut grids = Vec::new();
        for (position, file) in files.iter().enumerate() {
            progress(position as f32 / files.len() as f32);
            for mut grid in file::grids(file)? {
                if files.len() > 1 && grid.name != file::stem(&file.name) {
                    grid.name = format!("{} / {}", file.name, grid.name);
                }
                grid.file = position as u16;
                grids.push(grid);
            }
        }
        progress(1.0);
        Ok(Book { grids: Arc::new(grids) })
    }

    /// The text that stands in a cell of the files, before any correction.
    pub fn text(&self, cell: CellRef) -> String {
        let grid = self.grids.get(usize::from(cell.sheet));
        grid.and_then(|grid| Some(grid.get(cell.row, cell.column)?.text(grid.epoch))).unwrap_or_default()
    }

    /// The texts of a row of the files, from left to right; blank cells left out.
    pub fn texts(&self, sheet: u16, row: u32) -> Vec<String> {
        let Some(grid) = self.grids.get(usize::from(sheet)) else { return Vec::new() };
        grid.row(row).iter().map(|(_, cell)| cell.text(grid.epoch)).collect()
    }
}

/// A sheet and what it is.
pub(super) struct Sheet<'a> {
    pub(super) position: u16,
    pub(super) grid: Cow<'a, Grid>,
    pub(super) recognised: Recognised,
}

/// The book with the edits laid over it.
pub(super) struct EditedBook<'a> {
    pub(super) sheets: Vec<Sheet<'a>>,
    pub(super) choices: Vec<Choice>,
    pub(super) corrections: Vec<CorrectedCell>,
    /// Corrections that results among the files record: with the file, 工号 and 姓名.
    earlier: Vec<(u16, CorrectedCell, [String; 2])>,
}

impl<'a> EditedBook<'a> {
    pub(super) fn new(book: &'a Book, edits: &[Edit]) -> EditedBook<'a> {
        let mut choices = Choices::default();
        choices.read(&book.grids);
        let mut corrected: BTreeMap<CellRef, &str> = BTreeMap::new();
        let mut assigned: BTreeMap<u16, Assignment> = BTreeMap::new();
        for edit in edits {
            match edit {
                Edit::Correct { cell, text } => {
                    corrected.insert(*cell, text);
                }
                Edit::Assign(assignment) => assign(&mut assigned, assignment),
                // The overlay has these.
                Edit::ConfirmNone { .. }
                | Edit::Set(_)
                | Edit::Decide { .. }
                | Edit::Settle { .. }
                | Edit::Reopen { .. } => {}
            }
        }
        // Results that keep choices have canonical headers already: what was chosen for the file that they came from
        // would take columns from them.
        let keeps_choices =
            |file| book.grids.iter().any(|grid| grid.file == file && header::own_name(grid) == CHOICES_SHEET);
        let results: BTreeSet<u16> =
            book.grids.iter().map(|grid| grid.file).filter(|file| keeps_choices(*file)).collect();
        let sheets = (0..).zip(book.grids.iter()).map(|(position, grid)| {
            let is_result = results.contains(&grid.file);
            let grid = with_corrections(grid, position, &corrected);
            let assignment = assigned.get(&position);
            let mut own = Choices::default();
            if let Some(assignment) = assignment {
                let choice = Choice::Sheet { name: header::own_name(&grid), kind: assignment.kind };
                own.add(choice.clone());
                choices.add(choice);
            }
            let in_force = if is_result { &own } else { &choices };
            let recognised = header::recognise(&grid, in_force, assignment.and_then(|assignment| assignment.header));
            let recognised = match (recognised, assignment) {
                (Recognised::Kind(kind, header), Some(assignment)) => {
                    let (header, made) = with_columns(header, assignment);
                    for (header, target) in made {
                        choices.add(Choice::Column { kind, header, target });
                    }
                    Recognised::Kind(kind, header)
                }
                (recognised, _) => recognised,
            };
            Sheet { position, grid, recognised }
        });
        let sheets = sheets.collect();
        let corrections = corrected.into_iter().filter_map(|(cell, text)| record(book, cell, text)).collect();
        let earlier = earlier(&book.grids);
        EditedBook { sheets, choices: choices.list(), corrections, earlier }
    }
}

/// A later assignment of a sheet stands over an earlier one; of columns, only those that it names.
fn assign(assigned: &mut BTreeMap<u16, Assignment>, later: &Assignment) {
    match assigned.get_mut(&later.sheet) {
        Some(earlier) if earlier.kind == later.kind && earlier.header == later.header => {
            earlier.columns.extend(later.columns.clone());
        }
        _ => {
            assigned.insert(later.sheet, later.clone());
        }
    }
}

/// The grid with its corrected cells; the same if there are none.
fn with_corrections<'a>(grid: &'a Grid, sheet: u16, corrected: &BTreeMap<CellRef, &str>) -> Cow<'a, Grid> {
    let first = CellRef { sheet, row: 0, column: 0 };
    let last = CellRef { sheet, row: u32::MAX, column: u16::MAX };
    let mut grid = Cow::Borrowed(grid);
    for (cell, text) in corrected.range(first..=last) {
        let value = (!normalise(text).is_empty()).then(|| Cell::Text((*text).to_owned()));
        grid.to_mut().set(cell.row, cell.column, value);
    }
    grid
}

/// The header with the columns that were chosen by position, and the choices by name that this makes.
fn with_columns(mut header: Header, assignment: &Assignment) -> (Header, Vec<(String, String)>) {
    for (column, target) in &assignment.columns {
        header.choose(*column, target);
    }
    let chosen = |(column, name): (u16, String)| Some((name, assignment.columns.get(&column)?.clone()));
    let made = header.names().into_iter().filter_map(chosen).collect();
    (header, made)
}

/// The record of a correction, unless it changes nothing.
fn record(book: &Book, cell: CellRef, text: &str) -> Option<CorrectedCell> {
    let grid = book.grids.get(usize::from(cell.sheet))?;
    let (old, new) = (book.text(cell), normalise(text));
    let place = format!("{}!{}", grid.name, cell.address());
    (old != new).then_some(CorrectedCell { cell: Some(cell), place, person: None, old, new })
}

impl EditedBook<'_> {
    /// Names of the sheets.
    pub(super) fn names(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.grid.name.clone()).collect()
    }

    /// The corrections, those that the results among the files record first, each with whose row it is in. `is_past`
    /// says which files are about other years.
    pub(super) fn corrections_of(self, people: &[Person], is_past: impl Fn(u16) -> bool) -> Vec<CorrectedCell> {
        let rows: BTreeMap<(u16, u32), PersonId> =
            people.iter().map(|person| ((person.row.sheet, person.row.row), person.id)).collect();
        let named = |[number, name]: &[String; 2]| {
            let fits = |person: &&Person| person.staff_number() == number && person.name() == name;
            people.iter().find(fits).filter(|_| !(number.is_empty() && name.is_empty())).map(|person| person.id)
        };
        let earlier = self.earlier.into_iter().filter(|(file, ..)| !is_past(*file));
        let earlier = earlier.map(|(_, corrected, whom)| CorrectedCell { person: named(&whom), ..corrected });
        let now = self.corrections.into_iter().map(|corrected| {
            let person = corrected.cell.and_then(|cell| rows.get(&(cell.sheet, cell.row)).copied());
            CorrectedCell { person, ..corrected }
        });
        earlier.chain(now).collect()
    }
}

/// The corrections that results record: 位置 工号 姓名 原值 更正值.
fn earlier(grids: &[Grid]) -> Vec<(u16, CorrectedCell, [String; 2])> {
    let records = grids.iter().filter(|grid| header::own_name(grid) == CORRECTIONS_SHEET);
    let rows = records.flat_map(|grid| {
        grid.rows().iter().skip(1).map(|row| {
            let text = |column| grid.text(row.index, column);
            let corrected = CorrectedCell { cell: None, place: text(0), person: None, old: text(3), new: text(4) };
            (grid.file, corrected, [text(1), text(2)])
        })
    });
    rows.collect()
}
