//! From the bytes of workbooks to [`crate::domain::Inputs`].
//!
//! The folder follows the data: [`file`] tells a file by its content and gives its sheets as [`sheet::Grid`]s;
//! [`header`] finds each sheet's header row and what kind of sheet it makes; [`rows`] tells records from totals,
//! notes and blanks; [`cell`] and [`date`] read one cell; [`people`], [`settings`] and [`decisions`] put it together.
//!
//! What is wrong with a row or cell becomes a [`crate::domain::Problem`] and the rest is still read; only a file that
//! gives no people at all is [`Unreadable`]. There is no wording, no rule and no guess here. The sheets 事件, 月度考核,
//! 初评, 民主测评, 历年考核 and 岗位变动 are recognised and named, but not read yet.

mod book;
mod cell;
mod choices;
mod date;
mod decisions;
mod file;
mod header;
mod people;
mod preview;
mod rows;
mod settings;
mod sheet;
mod text;
mod unreadable;

pub use book::Book;
pub use preview::{ColumnPreview, RowPreview, SheetPreview, SheetReading, preview, targets};
pub use text::normalise;
pub use unreadable::{Excess, LooksLike, NearestSheet, Unreadable};

use crate::{
    domain::{Edit, Field, Inputs, Place, Problem, ProblemKind, Severity, SheetKind},
    notice::{SettingKey, SettingValue},
};
use book::{EditedBook, Sheet};
use header::{Header, Recognised};

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
    let book = Book::open(files, &mut |share| progress(FILES * share))?;
    let inputs = interpret(&book, &[])?;
    progress(1.0);
    Ok(inputs)
}

/// Makes people, settings and the rest of what the sheets hold, with the edits laid over them. Settings come first,
/// because limits hang on them; then people; then what else is said about them.
///
/// # Errors
/// [`Unreadable`]: no roster with people in it.
pub fn interpret(book: &Book, edits: &[Edit]) -> Result<Inputs, Unreadable> {
    let mut book = EditedBook::new(book, edits);
    let mut inputs = Inputs { sheets: book.names(), choices: book.choices.clone(), ..Inputs::default() };
    let sheets = &book.sheets;
    let (roster, header) = chosen(sheets, SheetKind::Roster).ok_or_else(|| no_roster(sheets))?;
    if let Some((sheet, header)) = chosen(sheets, SheetKind::Settings) {
        settings::read(&sheet.grid, sheet.position, header, &mut inputs);
    }
    confirm_none(&book, &mut inputs);
    people::read(&roster.grid, roster.position, header, &mut inputs);
    if inputs.people.is_empty() {
        return Err(Unreadable::RosterWithoutPeople { sheet: roster.grid.name.clone() });
    }
    if let Some((sheet, header)) = chosen(sheets, SheetKind::Decisions) {
        decisions::read(&sheet.grid, sheet.position, header, &mut inputs);
    }
    for sheet in sheets {
        inputs.problems.extend(problems(sheet, sheets));
    }
    inputs.problems.sort_by_key(|problem| order(problem.place));
    inputs.tallies.sort_by_key(|tally| tally.sheet);
    book.name_corrections(&inputs.people);
    inputs.corrections = book.corrections;
    Ok(inputs)
}

/// Lays the confirmations made on the page over the setting 无此情形.
fn confirm_none(book: &EditedBook, inputs: &mut Inputs) {
    if book.confirmed.is_empty() {
        return;
    }
    let named = inputs.settings.confirmed_none().into_iter().filter_map(Field::of_header).collect::<Vec<_>>();
    let fields = book.confirmed_none(named.into_iter());
    let headers = fields.into_iter().map(|field| field.header().to_owned()).collect();
    inputs.settings.set(SettingKey::ConfirmedNone, SettingValue::List(headers));
}

/// Problems are listed by sheet, and there from top to bottom.
fn order(place: Place) -> (u16, Option<(u32, u16)>) {
    match place {
        Place::Cell(cell) => (cell.sheet, Some((cell.row, cell.column))),
        Place::Sheet(sheet) => (sheet, None),
        Place::Input | Place::Setting(_) => (u16::MAX, None),
    }
}

/// What is to be said about a sheet as a whole.
fn problems(sheet: &Sheet, sheets: &[Sheet]) -> Vec<Problem> {
    let say = |severity, kind| Problem::general(severity, Place::Sheet(sheet.position), sheet.grid.name.clone(), kind);
    match &sheet.recognised {
        Recognised::Empty | Recognised::Output | Recognised::Ignored => Vec::new(),
        Recognised::Unknown(_) => vec![say(Severity::Notice, ProblemKind::UnknownSheet)],
        Recognised::Kind(kind @ (SheetKind::Roster | SheetKind::Settings | SheetKind::Decisions), _) => {
            let is_chosen = chosen(sheets, *kind).is_some_and(|(chosen, _)| chosen.position == sheet.position);
            if !is_chosen {
                vec![say(Severity::Error, ProblemKind::SheetTwice(*kind))]
            } else if sheet.grid.hidden {
                vec![say(Severity::Notice, ProblemKind::HiddenSheet)]
            } else {
                Vec::new()
            }
        }
        // What stands there may change the result, so the result can't be final without it.
        Recognised::Kind(kind, _) => vec![say(Severity::Error, ProblemKind::SheetNotRead(*kind))],
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
