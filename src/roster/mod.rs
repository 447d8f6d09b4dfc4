//! From the bytes of workbooks to [`crate::domain::Inputs`].
//!
//! The folder follows the data: [`file`] tells a file by its content and gives its sheets as [`sheet::Grid`]s;
//! [`header`] finds each sheet's header row and what kind of sheet it makes; [`rows`] tells records from totals,
//! notes and blanks; [`cell`] and [`date`] read one cell; [`people`], [`settings`] and [`decisions`] put it together.
//!
//! What is wrong with a row or cell becomes a [`crate::domain::Problem`] and the rest is still read; only a file that
//! gives no people at all is [`Unreadable`]. There is no wording, no rule and no guess here. The sheets 事件, 月度考核,
//! 初评, 民主测评, 历年考核 and 岗位变动 are recognised and named, but not read yet.

mod cell;
mod date;
mod decisions;
mod file;
mod header;
mod people;
mod rows;
mod settings;
mod sheet;
mod text;
mod unreadable;

pub use text::normalise;
pub use unreadable::{Excess, LooksLike, NearestSheet, Unreadable};

use crate::domain::{Field, Inputs, Place, Problem, ProblemKind, Severity, SheetKind};
use header::{Header, Recognised};
use sheet::Grid;

/// A dropped file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBytes {
    /// Its name, for messages; the type is told by the content.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads dropped files as one workbook. `progress` hears a share from 0 to 1, rising.
///
/// # Errors
/// [`Unreadable`]: a file that isn't a sound spreadsheet within the limits, or no roster with people in it.
pub fn read(files: &[FileBytes], progress: &mut dyn FnMut(f32)) -> Result<Inputs, Unreadable> {
    /// Unpacking and parsing takes most of the time.
    const FILES: f32 = 0.8;
    if files.is_empty() {
        return Err(Unreadable::NoFile);
    }
    let mut grids = Vec::new();
    for (position, file) in files.iter().enumerate() {
        progress(FILES * position as f32 / files.len() as f32);
        for mut grid in file::grids(file)? {
            if files.len() > 1 {
                grid.name = format!("{} / {}", file.name, grid.name);
            }
            grids.push(grid);
        }
    }
    progress(FILES);
    let inputs = inputs(&grids)?;
    progress(1.0);
    Ok(inputs)
}

/// Puts the sheets together: settings first, because limits hang on them; then people; then decisions about them.
fn inputs(grids: &[Grid]) -> Result<Inputs, Unreadable> {
    let mut inputs = Inputs { sheets: grids.iter().map(|grid| grid.name.clone()).collect(), ..Inputs::default() };
    let sheets: Vec<Sheet> = (0..)
        .zip(grids)
        .map(|(position, grid)| Sheet { position, grid, recognised: header::recognise(grid) })
        .collect();
    let (roster, header) = chosen(&sheets, SheetKind::Roster).ok_or_else(|| no_roster(&sheets))?;
    if let Some((sheet, header)) = chosen(&sheets, SheetKind::Settings) {
        settings::read(sheet.grid, sheet.position, header, &mut inputs);
    }
    people::read(roster.grid, roster.position, header, &mut inputs);
    if inputs.people.is_empty() {
        return Err(Unreadable::RosterWithoutPeople { sheet: roster.grid.name.clone() });
    }
    if let Some((sheet, header)) = chosen(&sheets, SheetKind::Decisions) {
        decisions::read(sheet.grid, sheet.position, header, &mut inputs);
    }
    for sheet in &sheets {
        inputs.problems.extend(sheet.problems(&sheets));
    }
    inputs.problems.sort_by_key(|problem| order(problem.place));
    inputs.tallies.sort_by_key(|tally| tally.sheet);
    Ok(inputs)
}

/// Problems are listed by sheet, and there from top to bottom.
fn order(place: Place) -> (u16, Option<(u32, u16)>) {
    match place {
        Place::Cell(cell) => (cell.sheet, Some((cell.row, cell.column))),
        Place::Sheet(sheet) => (sheet, None),
        Place::Input | Place::Setting(_) => (u16::MAX, None),
    }
}

/// A sheet and what it is.
struct Sheet<'a> {
    position: u16,
    grid: &'a Grid,
    recognised: Recognised,
}

impl Sheet<'_> {
    /// What is to be said about the sheet as a whole.
    fn problems(&self, sheets: &[Sheet]) -> Vec<Problem> {
        let say =
            |severity, kind| Problem::general(severity, Place::Sheet(self.position), self.grid.name.clone(), kind);
        match &self.recognised {
            Recognised::Empty | Recognised::Output => Vec::new(),
            Recognised::Unknown(_) => vec![say(Severity::Notice, ProblemKind::UnknownSheet)],
            Recognised::Kind(kind @ (SheetKind::Roster | SheetKind::Settings | SheetKind::Decisions), _) => {
                let is_chosen = chosen(sheets, *kind).is_some_and(|(chosen, _)| chosen.position == self.position);
                if !is_chosen {
                    vec![say(Severity::Error, ProblemKind::SheetTwice(*kind))]
                } else if self.grid.hidden {
                    vec![say(Severity::Notice, ProblemKind::HiddenSheet)]
                } else {
                    Vec::new()
                }
            }
            // What stands there may change the result, so the result can't be final without it.
            Recognised::Kind(kind, _) => vec![say(Severity::Error, ProblemKind::SheetNotRead(*kind))],
        }
    }
}

/// The sheet of a kind that is read: of several, one that isn't hidden and bears the kind's name, else the first.
fn chosen<'s, 'a>(sheets: &'s [Sheet<'a>], kind: SheetKind) -> Option<(&'s Sheet<'a>, &'s Header)> {
    let of_kind = sheets.iter().filter_map(|sheet| match &sheet.recognised {
        Recognised::Kind(own, header) if *own == kind => Some((sheet, header)),
        _ => None,
    });
    of_kind.min_by_key(|(sheet, _)| (sheet.grid.hidden, !sheet.grid.name.contains(kind.term()), sheet.position))
}

/// Why no sheet is a roster.
fn no_roster(sheets: &[Sheet]) -> Unreadable {
    /// Headers of a roster that lacks only the names.
    const NEARLY: usize = 4;
    let nearest = sheets
        .iter()
        .filter_map(|sheet| match &sheet.recognised {
            Recognised::Unknown(fields) if !fields.is_empty() => Some((sheet, fields)),
            _ => None,
        })
        .rev()
        .max_by_key(|(_, fields)| fields.len());
    if let Some((sheet, fields)) = nearest
        && fields.len() >= NEARLY
        && !fields.contains(&Field::Name)
    {
        return Unreadable::RosterWithoutName { sheet: sheet.grid.name.clone() };
    }
    Unreadable::NoRoster {
        sheets: sheets.iter().filter(|sheet| !sheet.grid.is_empty()).map(|sheet| sheet.grid.name.clone()).collect(),
        nearest: nearest.map(|(sheet, fields)| NearestSheet {
            sheet: sheet.grid.name.clone(),
            headers: fields.iter().map(|field| field.header().to_owned()).collect(),
        }),
    }
}
