//! From the bytes of workbooks to [`crate::domain::Inputs`].
//!
//! The folder follows the data. [`Book::open`]: [`file`] tells a file by its content and gives its sheets as
//! [`sheet::Grid`]s. [`interpret`]: [`book`] lays the edits over them, [`header`] finds each sheet's header row and what
//! kind of sheet it makes ([`choices`] has what people said), [`rows`] tells records from totals, notes and blanks,
//! [`cell`] and [`date`] read one cell, and [`people`], [`settings`], [`decisions`] and [`ledgers`] put it together;
//! sheets whose rows are about people on the roster share [`keyed`]. [`past_results`] takes the results of another year
//! for its record. [`preview`] shows the sheets to people who want to say what is what.
//!
//! What is wrong with a row or cell becomes a [`crate::domain::Problem`] and the rest is still read; only a file that
//! gives no people at all is [`Unreadable`]. There is no wording, no rule and no guess here.

mod account;
mod book;
mod cell;
mod choices;
mod date;
mod decisions;
mod file;
mod header;
mod keyed;
mod ledgers;
mod overlay;
mod past_results;
mod people;
mod preview;
mod rows;
mod settings;
mod sheet;
mod text;
mod unreadable;

pub use book::Book;
pub use overlay::Ground;
pub use preview::{ColumnPreview, RowPreview, SheetPreview, SheetReading, preview, targets};
pub use settings::settings_of;
pub use text::normalise;
pub use unreadable::{Excess, LooksLike, NearestSheet, Unreadable};

use crate::domain::{
    Edit, Field, HISTORY_SHEET, Inputs, OF_FILES, PROBLEMS_SHEET, Place, Problem, ProblemKind, Severity, SheetKind,
};
use book::{EditedBook, Sheet};
use header::{Header, Recognised};
use keyed::{Index, KeyedSheet};
use past_results::{PastBook, PastResults};

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
    let (inputs, _) = interpret(&book, &[])?;
    progress(1.0);
    Ok(inputs)
}

/// Makes people, settings and the rest of what the sheets hold, with the edits laid over them. Settings come first,
/// because limits hang on them; then people; then what else is said about them. The [`Ground`] is for edits that come
/// later and don't need another reading.
///
/// # Errors
/// [`Unreadable`]: no roster with people in it.
pub fn interpret(book: &Book, edits: &[Edit]) -> Result<(Inputs, Ground), Unreadable> {
    let book = EditedBook::new(book, edits);
    let mut inputs = Inputs { sheets: book.names(), choices: book.choices.clone(), ..Inputs::default() };
    let sheets = &book.sheets;
    let past = past_results::find(sheets);
    let current = Current { sheets, past: &past };
    let rosters: Vec<_> = current.of_kind(SheetKind::Roster).collect();
    if rosters.is_empty() {
        return Err(no_roster(sheets));
    }
    // Only a sheet that people said is a roster can lack names.
    if let Some((sheet, _)) = rosters.iter().find(|(_, header)| header.find_field(Field::Name).is_none()) {
        return Err(Unreadable::RosterWithoutName { sheet: sheet.grid.name.clone() });
    }
    if let Some((sheet, header)) = current.chosen(SheetKind::Settings) {
        settings::read(&sheet.grid, sheet.position, header, &mut inputs);
    }
    // Limits of cells go by the settings in force; the ground keeps those of the sheets.
    let of_sheets = inputs.settings.clone();
    inputs.settings = overlay::settings(&of_sheets, edits.iter());
    let rosters: Vec<_> = rosters.into_iter().map(|(sheet, header)| (&*sheet.grid, sheet.position, header)).collect();
    people::read(&rosters, &mut inputs);
    if inputs.people.is_empty() {
        return Err(Unreadable::RosterWithoutPeople { sheet: rosters[0].0.name.clone() });
    }
    read_keyed(&current, &mut inputs);
    for sheet in sheets {
        inputs.problems.extend(problems(sheet, &current));
    }
    inputs.problems.sort_by_key(|problem| order(problem.place));
    inputs.tallies.sort_by_key(|tally| tally.sheet);
    let past_files: Vec<u16> = past.iter().map(|past| past.file).collect();
    history(sheets, &past_files, &mut inputs);
    inputs.account = account::provisional_account(sheets, &past_files, &inputs.tallies);
    inputs.corrections = book.corrections_of(&inputs.people, |file| past_files.contains(&file));
    inputs.settings = of_sheets;
    let ground = Ground::of(&inputs);
    ground.lay(edits.iter(), &mut inputs);
    Ok((inputs, ground))
}

/// What the results among the files tell of earlier changes, of the program that wrote them, and of the files that they
/// were made from.
fn history(sheets: &[Sheet], past_files: &[u16], inputs: &mut Inputs) {
    let of_this_year = sheets.iter().filter(|sheet| !past_files.contains(&sheet.grid.file));
    for sheet in of_this_year {
        let name = header::own_name(&sheet.grid);
        if ![HISTORY_SHEET, PROBLEMS_SHEET].contains(&name.as_str()) {
            continue;
        }
        for row in sheet.grid.rows().iter().skip(1) {
            let text = |column| {
                let cell = sheet.grid.get(row.index, column);
                cell.map(|cell| cell.words(sheet.grid.epoch)).unwrap_or_default()
            };
            let place = Place::Sheet(sheet.position);
            if name == PROBLEMS_SHEET {
                let recorded = Severity::of_term(&text(0)).filter(|_| text(1).starts_with(OF_FILES));
                inputs.problems.extend(recorded.map(|severity| {
                    let kind = ProblemKind::Recorded { place: text(1), message: text(3), cure: text(4) };
                    Problem::general(severity, place, text(2), kind)
                }));
                continue;
            }
            let (content, version) = (text(1), text(2));
            if version.is_empty() {
                inputs.history.push(content);
            } else if version != env!("CARGO_PKG_VERSION") {
                inputs.problems.push(Problem::general(Severity::Notice, place, version, ProblemKind::OtherVersion));
            }
        }
    }
}

/// Reads the sheets whose rows are about people on the roster: decisions and the further sheets.
fn read_keyed(current: &Current<'_>, inputs: &mut Inputs) {
    let people = std::mem::take(&mut inputs.people);
    let index = Index::of(&people, &inputs.columns);
    let settings = inputs.settings.clone();
    let mut done: Vec<KeyedSheet<'_>> = Vec::new();
    for kind in SheetKind::ALL {
        if matches!(kind, SheetKind::Roster | SheetKind::Settings) {
            continue;
        }
        let mut sheets: Vec<KeyedSheet<'_>> = current
            .of_kind(kind)
            .map(|(sheet, header)| KeyedSheet::new(kind, (&sheet.grid, sheet.position), header, &index, &settings))
            .collect();
        if sheets.is_empty() {
            continue;
        }
        match kind {
            SheetKind::Decisions => inputs.decisions = decisions::read(&mut sheets),
            _ => ledgers::read(kind, &mut sheets, &mut inputs.ledgers),
        }
        done.append(&mut sheets);
    }
    let headers: Vec<Header> = current.past.iter().map(|past| header::first_row(&past.grades.grid)).collect();
    let outcomes: Vec<Option<Header>> =
        current.past.iter().map(|past| past.outcomes.map(|sheet| header::first_row(&sheet.grid))).collect();
    for ((past, header), outcomes) in current.past.iter().zip(&headers).zip(&outcomes) {
        let grades =
            KeyedSheet::new(SheetKind::History, (&past.grades.grid, past.grades.position), header, &index, &settings);
        let outcomes = past.outcomes.zip(outcomes.as_ref()).map(|(sheet, header)| {
            KeyedSheet::new(SheetKind::History, (&sheet.grid, sheet.position), header, &index, &settings)
        });
        let mut results = PastResults { year: past.year, draft: past.draft, grades, outcomes };
        past_results::read(&mut results, past.grades.position, &mut inputs.ledgers);
        done.push(results.grades);
        done.extend(results.outcomes);
    }
    for sheet in &mut done {
        inputs.problems.append(&mut sheet.problems);
        inputs.strays.append(&mut sheet.strays);
        inputs.unread.append(&mut sheet.unread);
        inputs.rows.extend(sheet.rows());
        inputs.tallies.extend(sheet.tally.take());
    }
    drop(done);
    inputs.people = people;
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
fn problems(sheet: &Sheet, current: &Current<'_>) -> Vec<Problem> {
    let say = |severity, kind| Problem::general(severity, Place::Sheet(sheet.position), sheet.grid.name.clone(), kind);
    if current.past.iter().any(|past| past.file == sheet.grid.file) {
        return Vec::new();
    }
    match &sheet.recognised {
        Recognised::Empty | Recognised::Output | Recognised::Ignored => Vec::new(),
        Recognised::Unknown(_) => vec![say(Severity::Notice, ProblemKind::UnknownSheet)],
        Recognised::Kind(kind @ SheetKind::Settings, _)
            if current.chosen(*kind).is_none_or(|(chosen, _)| chosen.position != sheet.position) =>
        {
            vec![say(Severity::Error, ProblemKind::SheetTwice(*kind))]
        }
        Recognised::Kind(..) => {
            let hidden_sheet = sheet.grid.hidden.then_some(ProblemKind::HiddenSheet);
            let rows = &sheet.grid.hidden_rows;
            let hidden_rows = (!rows.is_empty()).then(|| ProblemKind::HiddenRows { rows: rows.clone() });
            hidden_sheet.into_iter().chain(hidden_rows).map(|kind| say(Severity::Notice, kind)).collect()
        }
    }
}

/// The sheets that are about the year to be appraised: all but those of the results of other years.
struct Current<'s> {
    sheets: &'s [Sheet<'s>],
    past: &'s [PastBook<'s>],
}

impl<'s> Current<'s> {
    /// The sheets of a kind. Of the results of another year only its own record of earlier years is among them.
    fn of_kind(&self, kind: SheetKind) -> impl Iterator<Item = (&'s Sheet<'s>, &'s Header)> {
        let past = self.past;
        let sheets = self.sheets.iter().filter_map(move |sheet| match &sheet.recognised {
            Recognised::Kind(own, header) if *own == kind => Some((sheet, header)),
            _ => None,
        });
        sheets.filter(move |(sheet, _)| {
            kind == SheetKind::History || !past.iter().any(|past| past.file == sheet.grid.file)
        })
    }

    /// The one sheet of a kind that may be there once: of several, one that isn't hidden and bears the kind's name,
    /// else the first.
    fn chosen(&self, kind: SheetKind) -> Option<(&'s Sheet<'s>, &'s Header)> {
        self.of_kind(kind)
            .min_by_key(|(sheet, _)| (sheet.grid.hidden, !sheet.grid.name.contains(kind.term()), sheet.position))
    }
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
