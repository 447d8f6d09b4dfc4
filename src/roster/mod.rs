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
mod columns;
mod date;
mod decisions;
mod departed;
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
mod supplements;
mod tables;
mod text;
mod unreadable;

pub use book::Book;
pub use header::least_headers;
pub use overlay::Ground;
pub use preview::{ColumnPreview, RowPreview, SheetPreview, SheetReading, preview, targets};
pub use settings::settings_of;
pub use text::{normalise, one_interpunct, struck, unstruck};
pub use unreadable::{Excess, LooksLike, NearestSheet, Unreadable};

use crate::domain::{
    CellRef, Edit, Field, HISTORY_SHEET, Inputs, KEPT_SHEET, KeptCell, OF_FILES, PROBLEMS_SHEET, Place, Problem,
    ProblemKind, RowTally, Severity, SheetKind, UnusedSheet, ValueKind,
};
use book::{EditedBook, Sheet};
use header::{Block, HeaderCell, Recognised};
use keyed::{Index, KeyedSheet};
use past_results::{PastBook, PastResults};
use std::collections::BTreeMap;
use tables::RosterTable;

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
    let owner_files = book
        .owner_files
        .iter()
        .map(|name| Problem::general(Severity::Notice, Place::Input, &**name, ProblemKind::OwnerFilePassedOver));
    let owner_files: Vec<Problem> = owner_files.collect();
    let files = book.files.clone();
    let remarks = remarks(book);
    let book = EditedBook::new(book, edits);
    let mut inputs =
        Inputs { sheets: book.names(), choices: book.choices.clone(), problems: owner_files, ..Inputs::default() };
    inputs.problems.extend(remarks);
    let sheets = &book.sheets;
    let past = past_results::find(sheets);
    let current = Current { sheets, past: &past };
    let rosters: Vec<_> = current.of_kind(SheetKind::Roster).collect();
    if rosters.iter().all(|(_, block)| block.adds_only) {
        return Err(no_roster(sheets));
    }
    // Only a sheet that people said is a roster can lack names.
    let lacks_names = |block: &Block| !block.adds_only && block.header.find_field(Field::Name).is_none();
    if let Some((sheet, _)) = rosters.iter().find(|(_, block)| lacks_names(block)) {
        return Err(Unreadable::RosterWithoutName { sheet: sheet.grid.name.clone() });
    }
    if let Some(sheet) = current.settings() {
        let blocks = sheet.recognised.of_kind(SheetKind::Settings);
        settings::read(&sheet.grid, sheet.position, &blocks, &mut inputs);
    }
    // Limits of cells go by the settings in force; the ground keeps those of the sheets.
    let of_sheets = inputs.settings.clone();
    inputs.settings = overlay::settings(&of_sheets, edits.iter());
    let tables = rosters.iter().map(|(sheet, block)| RosterTable { grid: &sheet.grid, sheet: sheet.position, block });
    let tables: Vec<RosterTable<'_>> = tables.collect();
    let unused = people::read(&tables, &mut inputs);
    if inputs.people.is_empty() {
        return Err(Unreadable::RosterWithoutPeople { sheet: tables[0].grid.name.clone() });
    }
    let unused_tables: Vec<(u16, u32)> = unused.iter().map(|table| (table.sheet, table.block.header.top)).collect();
    read_keyed(&current, &mut inputs);
    let year = inputs.settings.year();
    let own_files = files.iter().filter(|(file, _)| !current.is_past(**file));
    inputs.problems.extend(own_files.filter_map(|(_, name)| {
        let kind = ProblemKind::TitleOfOtherYear { year: named_year(name, year)? };
        Some(Problem::general(Severity::Warning, Place::Input, name.clone(), kind))
    }));
    for sheet in sheets {
        let is_unused = |block: &Block| unused_tables.contains(&(sheet.position, block.header.top));
        inputs.problems.extend(problems(sheet, &current, year, &is_unused));
        inputs.unused.extend(unused_sheet(sheet, &current, &is_unused));
    }
    inputs.tallies = by_sheet(std::mem::take(&mut inputs.tallies));
    for sheet in sheets {
        let tally = inputs.tallies.iter().find(|tally| tally.sheet == sheet.position);
        if let Some(used) = past.iter().filter(|past| past.file == sheet.grid.file).find_map(|past| past.used_of(sheet))
        {
            inputs.account.push(account::of_past_sheet(sheet, &used, tally));
            continue;
        }
        let is_read =
            |block: &Block| current.reads(sheet, block) && !unused_tables.contains(&(sheet.position, block.header.top));
        let (account, kept) = account::of_sheet(sheet, is_read, tally);
        inputs.account.push(account);
        inputs.kept.extend(kept);
    }
    let past_files: Vec<u16> = past.iter().map(|past| past.file).collect();
    history(sheets, &past_files, &mut inputs);
    inputs.problems.sort_by_key(|problem| order(problem.place));
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
        let is_read = [HISTORY_SHEET, PROBLEMS_SHEET, KEPT_SHEET].contains(&name.as_str());
        if !is_read || !header::is_own(&sheet.grid, &name) {
            continue;
        }
        for row in sheet.grid.rows().iter().skip(1) {
            let text = |column| {
                let cell = sheet.grid.get(row.index, column);
                cell.map(|cell| cell.words(sheet.grid.epoch)).unwrap_or_default()
            };
            let place = Place::Sheet(sheet.position);
            if name == KEPT_SHEET {
                let [sheet, address, header, text] = [0, 1, 2, 3].map(text);
                inputs.kept.push(KeptCell { sheet, address, header, text });
                continue;
            }
            if name == PROBLEMS_SHEET {
                // A sheet that was kept as it stood says it anew.
                let is_said = |place: &str| {
                    let said = |problem: &Problem| problem.found == text(2) && name_of(inputs, problem.place) == place;
                    inputs.problems.iter().any(said)
                };
                let named = text(1);
                let recorded = Severity::of_term(&text(0))
                    .filter(|_| named.strip_prefix(OF_FILES).is_some_and(|place| !is_said(place)));
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

/// A place as 问题清单 names it.
fn name_of(inputs: &Inputs, place: Place) -> String {
    let name = |sheet: u16| inputs.sheets.get(usize::from(sheet)).map_or("", String::as_str);
    match place {
        Place::Cell(cell) => format!("{}!{}", name(cell.sheet), cell.address()),
        Place::Sheet(sheet) => name(sheet).to_owned(),
        Place::Input | Place::Setting(_) => String::new(),
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
            .map(|(sheet, block)| KeyedSheet::new(kind, (&sheet.grid, sheet.position), block, &index, &settings))
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
    let headers: Vec<Block> = current.past.iter().map(|past| header::first_row(&past.grades.grid)).collect();
    let outcomes: Vec<Option<Block>> =
        current.past.iter().map(|past| past.outcomes.map(|sheet| header::first_row(&sheet.grid))).collect();
    for ((past, header), outcomes) in current.past.iter().zip(&headers).zip(&outcomes) {
        let grades =
            KeyedSheet::new(SheetKind::History, (&past.grades.grid, past.grades.position), header, &index, &settings);
        let outcomes = past.outcomes.zip(outcomes.as_ref()).map(|(sheet, header)| {
            KeyedSheet::new(SheetKind::History, (&sheet.grid, sheet.position), header, &index, &settings)
        });
        let rosters = past.rosters.iter().map(|(sheet, block)| {
            KeyedSheet::new(SheetKind::History, (&sheet.grid, sheet.position), block, &index, &settings)
        });
        let rosters = rosters.collect();
        let mut results = PastResults { year: past.year, draft: past.draft, grades, outcomes, rosters };
        past_results::read(&mut results, past.grades.position, &mut inputs.ledgers);
        done.push(results.grades);
        done.extend(results.outcomes);
        done.extend(results.rosters);
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

/// What is amiss with the files themselves.
fn remarks(book: &Book) -> Vec<Problem> {
    let remarks = (0..).zip(book.grids.iter()).flat_map(|(sheet, grid)| {
        grid.remarks.iter().map(move |(row, kind)| match row {
            Some(row) => {
                let column = grid.row(*row).first().map_or(0, |(column, _)| *column);
                let place = Place::Cell(CellRef { sheet, row: *row, column });
                Problem::general(Severity::Error, place, grid.text(*row, column), kind.clone())
            }
            None if *kind == ProblemKind::NoChecksum => {
                let file = book.files.get(&grid.file).cloned().unwrap_or_default();
                Problem::general(Severity::Notice, Place::Input, file, kind.clone())
            }
            None => Problem::general(Severity::Error, Place::Sheet(sheet), grid.name.clone(), kind.clone()),
        })
    });
    remarks.collect()
}

/// Problems are listed by sheet, and there from top to bottom.
fn order(place: Place) -> (u16, Option<(u32, u16)>) {
    match place {
        Place::Cell(cell) => (cell.sheet, Some((cell.row, cell.column))),
        Place::Sheet(sheet) => (sheet, None),
        Place::Input | Place::Setting(_) => (u16::MAX, None),
    }
}

/// The rows of all tables of a sheet together.
fn by_sheet(tallies: Vec<RowTally>) -> Vec<RowTally> {
    let mut sheets: BTreeMap<u16, RowTally> = BTreeMap::new();
    for tally in tallies {
        match sheets.get_mut(&tally.sheet) {
            None => {
                sheets.insert(tally.sheet, tally);
            }
            Some(known) => {
                known.read += tally.read;
                known.records += tally.records;
                known.passed_over.extend(tally.passed_over);
            }
        }
    }
    sheets.into_values().collect()
}

/// What is to be said about a sheet as a whole.
fn problems(sheet: &Sheet, current: &Current<'_>, year: i32, is_unused: &dyn Fn(&Block) -> bool) -> Vec<Problem> {
    let grid = &sheet.grid;
    let say = |severity, kind| Problem::general(severity, Place::Sheet(sheet.position), grid.name.clone(), kind);
    if current.is_past(sheet.grid.file) {
        return Vec::new();
    }
    let blocks = match &sheet.recognised {
        Recognised::Empty | Recognised::Output | Recognised::Ignored => return Vec::new(),
        Recognised::Unknown(clue) => {
            let found = match clue.nearest {
                Some(nearest) => say(Severity::Error, ProblemKind::SheetUnused { nearest, understood: false }),
                None => say(Severity::Notice, ProblemKind::UnknownSheet),
            };
            return vec![found];
        }
        Recognised::Blocks(blocks) => blocks,
    };
    let mut found = Vec::new();
    let is_settings = blocks.iter().any(|block| block.kind == SheetKind::Settings);
    if is_settings && current.settings().is_none_or(|chosen| chosen.position != sheet.position) {
        found.push(say(Severity::Error, ProblemKind::SheetTwice(SheetKind::Settings)));
    }
    if blocks.iter().any(is_unused) {
        found.push(say(Severity::Error, ProblemKind::SheetUnused { nearest: SheetKind::Roster, understood: true }));
    }
    for (row, column) in blocks.iter().filter_map(|block| block.beside) {
        let place = Place::Cell(CellRef { sheet: sheet.position, row, column });
        found.push(Problem::general(Severity::Error, place, grid.text(row, column), ProblemKind::TableBeside));
    }
    if grid.hidden {
        found.push(say(Severity::Notice, ProblemKind::HiddenSheet));
    }
    if !grid.hidden_rows.is_empty() {
        found.push(say(Severity::Notice, ProblemKind::HiddenRows { rows: grid.hidden_rows.clone() }));
    }
    let top = blocks.first().map_or(0, |block| block.header.top);
    let above = grid.rows().iter().take_while(|row| row.index < top).map(|row| row.index);
    let data: Vec<u32> = above.filter(|row| account::is_data_above(grid, *row)).collect();
    if let Some(first) = data.first() {
        let column = grid.row(*first).first().map_or(0, |(column, _)| *column);
        let place = Place::Cell(CellRef { sheet: sheet.position, row: *first, column });
        let kind = ProblemKind::RowsAboveHeader { rows: u32::try_from(data.len()).unwrap_or(u32::MAX) };
        found.push(Problem::general(Severity::Error, place, grid.text(*first, column), kind));
    }
    found.extend(other_year(sheet, blocks, year));
    found.extend(part_of_year(sheet, blocks, current, year));
    found.extend(foreign_units(sheet, blocks));
    let read = blocks.iter().filter(|block| !is_unused(block));
    found.extend(read.filter_map(|block| rows_of_other_year(sheet, block, year)));
    found
}

/// Rows of a table that a column of its own says are about another year.
fn rows_of_other_year(sheet: &Sheet, block: &Block, year: i32) -> Option<Problem> {
    const YEARS: [&str; 7] = ["年度", "年份", "考核年度", "考核年份", "所属年度", "所属年份", "统计年度"];
    if matches!(block.kind, SheetKind::History | SheetKind::Settings) {
        return None;
    }
    let grid = &sheet.grid;
    // Under a group it may be the year of something else.
    let is_year = |cell: &&HeaderCell| {
        YEARS.contains(&&*header::plain_header(&cell.shown)) && !cell.is_ignored() && cell.scope.is_none()
    };
    let column = block.header.cells.iter().find(is_year)?.column;
    let text = |row| grid.value(row, column).1.map(|cell| cell.text(grid.epoch)).unwrap_or_default();
    let is_of_other_year = |row: &u32| {
        let years = header::years(&text(*row));
        !years.is_empty() && !years.contains(&year) && !block.repeats_header(*row)
    };
    let filled = grid.rows().iter().map(|row| row.index);
    let rows = filled.filter(|row| (block.header.bottom + 1..block.end).contains(row)).filter(is_of_other_year);
    let rows: Vec<u32> = rows.collect();
    let first = *rows.first()?;
    let place = Place::Cell(CellRef { sheet: sheet.position, row: first, column });
    Some(Problem::general(Severity::Error, place, text(first), ProblemKind::RowsOfOtherYear { rows }))
}

/// Lines above a table that give its figures in a unit in which no column is kept: 单位:万元 over amounts, 单位:小时 over
/// days.
fn foreign_units(sheet: &Sheet, blocks: &[Block]) -> Vec<Problem> {
    let grid = &sheet.grid;
    let mut found = Vec::new();
    let mut from = 0;
    for block in blocks {
        let has = |kinds: &[ValueKind]| block.header.fields().iter().any(|field| kinds.contains(&field.kind()));
        let has_amounts = block.kind == SheetKind::Settings || has(&[ValueKind::Money, ValueKind::Award]);
        let has_days = has(&[ValueKind::Days]);
        let above = grid.rows().iter().filter(|row| (from..block.header.top).contains(&row.index));
        for (row, (column, cell)) in above.flat_map(|row| row.cells.iter().map(|cell| (row.index, cell))) {
            let text = cell.text(grid.epoch);
            let unit = header::foreign_unit(&text);
            if unit.is_some_and(|unit| if header::is_of_money(unit) { has_amounts } else { has_days }) {
                let place = Place::Cell(CellRef { sheet: sheet.position, row, column: *column });
                found.push(Problem::general(Severity::Error, place, text, ProblemKind::ForeignUnit));
            }
        }
        from = block.end;
    }
    found
}

/// Another year than the appraised one that a text names, if it doesn't name that one as well.
fn named_year(text: &str, appraised: i32) -> Option<i32> {
    let years = header::years(text);
    let is_named = |other: &i32| text.contains(&format!("{other}年"));
    if years.contains(&appraised) { None } else { years.into_iter().find(is_named) }
}

/// A title or the sheet's name that names another year than the appraised one.
fn other_year(sheet: &Sheet, blocks: &[Block], year: i32) -> Option<Problem> {
    let grid = &sheet.grid;
    let names = |text: &str| named_year(text, year);
    let warn = |place, found: &str, year| {
        Problem::general(Severity::Warning, place, found, ProblemKind::TitleOfOtherYear { year })
    };
    let own_name = header::own_name(grid);
    if let Some(year) = names(&own_name) {
        return Some(warn(Place::Sheet(sheet.position), &own_name, year));
    }
    let top = blocks.first().map_or(0, |block| block.header.top);
    let titles = grid.rows().iter().take_while(|row| row.index < top);
    titles.flat_map(|row| row.cells.iter().map(|(column, cell)| (row.index, *column, cell.text(grid.epoch)))).find_map(
        |(row, column, text)| {
            // The day on which a table was made may well lie in the next year.
            let is_date = text.contains('日') || text.contains(':');
            let year = names(&text).filter(|_| !is_date)?;
            Some(warn(Place::Cell(CellRef { sheet: sheet.position, row, column }), &text, year))
        },
    )
}

/// A list of people or the only ledger of incidents whose title says that it is of a part of the year.
fn part_of_year(sheet: &Sheet, blocks: &[Block], current: &Current<'_>, year: i32) -> Option<Problem> {
    let is_whole = |block: &&Block| match block.kind {
        SheetKind::Roster => !block.adds_only,
        SheetKind::Incidents => current.of_kind(SheetKind::Incidents).count() == 1,
        _ => false,
    };
    let titles = blocks.iter().filter(is_whole).flat_map(|block| header::titles(&sheet.grid, block.header.top));
    let title = titles.into_iter().find(|title| header::names_a_part(title, year))?;
    let place = Place::Sheet(sheet.position);
    Some(Problem::general(Severity::Warning, place, title, ProblemKind::TitleOfPart))
}

/// A sheet that looks like data and isn't used, to be kept with the saved work.
fn unused_sheet(sheet: &Sheet, current: &Current<'_>, is_unused: &dyn Fn(&Block) -> bool) -> Option<UnusedSheet> {
    let looks_like_data = match &sheet.recognised {
        Recognised::Unknown(clue) => clue.nearest.is_some(),
        Recognised::Blocks(blocks) => blocks.iter().all(is_unused),
        _ => false,
    };
    if !looks_like_data || current.is_past(sheet.grid.file) {
        return None;
    }
    let grid = &sheet.grid;
    let cells = grid
        .rows()
        .iter()
        .flat_map(|row| row.cells.iter().map(|(column, cell)| (row.index, *column, cell.words(grid.epoch))));
    Some(UnusedSheet { name: header::own_name(grid), cells: cells.collect() })
}

/// The sheets that are about the year to be appraised: all but those of the results of other years.
struct Current<'s> {
    sheets: &'s [Sheet<'s>],
    past: &'s [PastBook<'s>],
}

impl<'s> Current<'s> {
    /// Whether a file is the results of another year.
    fn is_past(&self, file: u16) -> bool {
        self.past.iter().any(|past| past.file == file)
    }

    /// The tables of a kind. Of the results of another year only its own record of earlier years is among them.
    fn of_kind(&self, kind: SheetKind) -> impl Iterator<Item = (&'s Sheet<'s>, &'s Block)> {
        let past = self.past;
        let blocks = self
            .sheets
            .iter()
            .flat_map(move |sheet| sheet.recognised.of_kind(kind).into_iter().map(move |block| (sheet, block)));
        blocks.filter(move |(sheet, _)| {
            kind == SheetKind::History || !past.iter().any(|past| past.file == sheet.grid.file)
        })
    }

    /// Whether a table of a sheet is read.
    fn reads(&self, sheet: &Sheet, block: &Block) -> bool {
        match block.kind {
            SheetKind::Settings => self.settings().is_some_and(|chosen| chosen.position == sheet.position),
            SheetKind::History => true,
            _ => !self.is_past(sheet.grid.file),
        }
    }

    /// The one sheet of settings: of several, one that isn't hidden and bears their name, else the first.
    fn settings(&self) -> Option<&'s Sheet<'s>> {
        let name = SheetKind::Settings.term();
        let sheets = self.of_kind(SheetKind::Settings).map(|(sheet, _)| sheet);
        sheets.min_by_key(|sheet| (sheet.grid.hidden, !sheet.grid.name.contains(name), sheet.position))
    }
}

/// Why no sheet is a roster.
fn no_roster(sheets: &[Sheet]) -> Unreadable {
    /// Headers of a roster that lacks only the names.
    const NEARLY: usize = 4;
    let nearest = sheets
        .iter()
        .filter_map(|sheet| match &sheet.recognised {
            Recognised::Unknown(clue) if !clue.fields.is_empty() => Some((sheet, clue.fields.clone())),
            Recognised::Blocks(blocks) => {
                let block = blocks.iter().find(|block| block.adds_only)?;
                Some((sheet, block.header.fields()))
            }
            _ => None,
        })
        .rev()
        .max_by_key(|(_, fields)| fields.len());
    if let Some((sheet, fields)) = &nearest
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
