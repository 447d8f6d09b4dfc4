//! Dropped files as sheets, before anything is made of them: what edits are laid over.

use super::{
    FileBytes, Unreadable,
    choices::Choices,
    file,
    header::{self, Block, Recognised},
    past_results,
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
    /// Files that a spreadsheet program left beside an open workbook: they were not read.
    pub(super) owner_files: Arc<Vec<String>>,
    /// Names of the files that were read, by the number that their sheets have.
    pub(super) files: Arc<BTreeMap<u16, String>>,
}

impl Book {
    /// Unpacks and parses files; several are one workbook. `progress` hears a share from 0 to 1, rising.
    ///
    /// # Errors
    /// [`Unreadable`]: a file that isn't a sound spreadsheet within the limits, or none but owner files.
    pub fn open(files: &[FileBytes], progress: &mut dyn FnMut(f32)) -> Result<Book, Unreadable> {
        if files.is_empty() {
            return Err(Unreadable::NoFile);
        }
        let (owner_files, files): (Vec<_>, Vec<_>) =
            files.iter().enumerate().partition(|(_, file)| is_owner_file(&file.name));
        let owner_files: Vec<String> = owner_files.into_iter().map(|(_, file)| normalise(&file.name)).collect();
        if files.is_empty() {
            return Err(Unreadable::OnlyOwnerFiles { files: owner_files });
        }
        let mut grids = Vec::new();
        for (read, (position, file)) in files.iter().enumerate() {
            progress(read as f32 / files.len() as f32);
            for mut grid in file::grids(file)? {
                if files.len() > 1 && grid.name != file::stem(&file.name) {
                    grid.name = format!("{} / {}", file.name, grid.name);
                }
                grid.file = *position as u16;
                grids.push(grid);
            }
        }
        progress(1.0);
        let names = files.iter().map(|(position, file)| (*position as u16, normalise(&file.name))).collect();
        Ok(Book { grids: Arc::new(grids), owner_files: Arc::new(owner_files), files: Arc::new(names) })
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

/// Whether a file is one that Excel (`~$…`), WPS (`.~…`) or LibreOffice (`.~lock.…#`) keeps beside an open workbook: it says
/// who has it open.
fn is_owner_file(name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.starts_with("~$") || name.starts_with(".~")
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
                | Edit::SetAside(_)
                | Edit::Settle { .. }
                | Edit::Reopen { .. } => {}
            }
        }
        // Results that keep choices have canonical headers already: what was chosen for the file that they came from
        // would take columns from them.
        let keeps_choices =
            |file| book.grids.iter().any(|grid| grid.file == file && header::is_own(grid, CHOICES_SHEET));
        let results: BTreeSet<u16> =
            book.grids.iter().map(|grid| grid.file).filter(|file| keeps_choices(*file)).collect();
        let year = past_results::appraised_year(&book.grids, edits);
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
            let row = assignment.and_then(|assignment| assignment.header);
            let mut recognised = header::recognise(&grid, in_force, row, year);
            if let (Recognised::Blocks(blocks), Some(assignment)) = (&mut recognised, assignment) {
                for choice in with_columns(blocks, assignment, &grid) {
                    choices.add(choice);
                }
            }
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

/// Gives the columns of the first table the meanings that were chosen by position, and those of the tables below the same
/// by name; gives the choices by name that this makes.
fn with_columns(blocks: &mut [Block], assignment: &Assignment, grid: &Grid) -> Vec<Choice> {
    let Some((first, below)) = blocks.split_first_mut() else { return Vec::new() };
    let kind = first.kind;
    for (column, target) in &assignment.columns {
        first.header.choose(*column, target);
    }
    first.header.settle(kind, &grid.hidden_columns);
    let chosen = |(column, name): (u16, String)| {
        let target = assignment.columns.get(&column)?.clone();
        Some(Choice::Column { kind, header: name, target })
    };
    let made: Vec<Choice> = first.header.names().into_iter().filter_map(chosen).collect();
    let mut by_name = Choices::default();
    made.iter().for_each(|choice| by_name.add(choice.clone()));
    for block in below.iter_mut().filter(|block| block.kind == kind) {
        block.header = block.header.clone().with_choices(kind, &by_name);
        block.header.settle(kind, &grid.hidden_columns);
    }
    made
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
    let records = grids.iter().filter(|grid| header::is_own(grid, CORRECTIONS_SHEET));
    let rows = records.flat_map(|grid| {
        grid.rows().iter().skip(1).map(|row| {
            let text = |column| grid.text(row.index, column);
            let corrected = CorrectedCell { cell: None, place: text(0), person: None, old: text(3), new: text(4) };
            (grid.file, corrected, [text(1), text(2)])
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owner_files_are_told_by_their_names() {
        for name in
            ["~$花名册.xlsx", ".~花名册.xlsx", ".~lock.花名册.ods#", "考核/~$花名册.xlsx", "C:\\考核\\.~花名册.xls"]
        {
            assert!(is_owner_file(name), "{name}");
        }
        for name in ["花名册.xlsx", "~花名册.xlsx", ".花名册.xlsx", "花名册~$.xlsx", "~$考核/花名册.xlsx"]
        {
            assert!(!is_owner_file(name), "{name}");
        }
    }
}
