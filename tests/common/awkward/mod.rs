//! Random offices: a clean workbook with known figures, and the same facts in a workbook kept as offices keep them.
//!
//! [`truth`] rolls the facts and works out bars, cases and money by itself; [`clean`] makes sheets of them; [`habits`]
//! bend the sheets and say what must come of it; [`write`] makes files. [`Office::judge`] compares.
//!
//! Not a part of `common`, which the browser tests share: they need none of this.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod clean;
pub mod dice;
pub mod habits;
pub mod model;
pub mod truth;
pub mod write;

use crate::common::outcome::{Figures, Reasons, key, nothing_open};
use dice::Dice;
use habits::{HABITS, Habit};
use kaohe::{
    domain::{ProblemKind, Severity},
    roster::{FileBytes, Unreadable},
    service::Appraisal,
};
use model::{Cell, Kind, Mark, Sheet};
use std::{
    collections::HashMap,
    fmt::{self, Write as _},
    fs,
    path::PathBuf,
    sync::{LazyLock, Mutex, PoisonError},
};
use truth::Truth;
use write::{Form, Places, address, files};

/// What must come of a habit.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Every figure is right, and nothing is open because of it.
    Harmless,
    /// A draft that names each of these places.
    Draft(Vec<Place>),
    /// One or the other.
    Either(Vec<Place>),
}

/// A place that a draft must name, by an error or by what is pending.
#[derive(Clone, Debug)]
pub enum Place {
    /// An error at this cell.
    Cell(Mark),
    /// An error at a cell of this one's row.
    Row(Mark),
    /// An error on this sheet or at a cell of it.
    Sheet(String),
    /// An error of each of these people, or something pending for them.
    People(Vec<String>),
    /// One of these.
    OneOf(Vec<Place>),
}

/// What is wrong with a result, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nothing is open, and a figure is wrong.
    FinalAndWrong,
    /// Nothing is open where something must be.
    FinalNotDraft,
    /// A draft without a place that it must name, or without a reason at all.
    NotNamed,
    /// A draft, or an error, over something that is in order.
    NeedlessDraft,
    /// No roster could be read.
    Unreadable,
    /// The results, dropped back in, say something else.
    OtherOnReturn,
    /// It panicked, or the results couldn't be written.
    Panicked,
}

/// A fault with the first figure or reason that shows it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// Where it shows.
    pub detail: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?}: {}", self.fault, self.detail)
    }
}

/// A workbook in the making.
#[derive(Clone, Debug)]
pub struct Office {
    /// The facts.
    pub truth: Truth,
    /// Its sheets; those of the roster come first.
    pub sheets: Vec<Sheet>,
    /// The form in which the roster comes.
    pub form: Form,
    /// Files that lie beside it.
    pub beside: Vec<FileBytes>,
    /// The habits that were applied.
    pub habits: Vec<(&'static str, Verdict)>,
    marks: Mark,
}

impl Office {
    /// The clean workbook of facts.
    pub fn clean(truth: Truth) -> Office {
        let sheets = clean::sheets(&truth);
        Office { truth, sheets, form: Form::Workbook, beside: Vec::new(), habits: Vec::new(), marks: 0 }
    }

    /// A random office by a seed whose clean workbook leaves nothing open, and the figures of that. Facts over which an
    /// office would have to decide something (people level at a quota's edge) are rolled anew.
    ///
    /// # Panics
    /// If several rolls in a row leave something else open: the facts are in order.
    #[track_caller]
    pub fn rolled(seed: u64) -> (Office, Figures) {
        // Several tests bend the same offices.
        static ROLLED: LazyLock<Mutex<HashMap<u64, (Office, Figures)>>> = LazyLock::new(Mutex::default);
        let known = || ROLLED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rolled) = known().get(&seed) {
            return rolled.clone();
        }
        let rolled = Office::roll(seed);
        known().insert(seed, rolled.clone());
        rolled
    }

    #[track_caller]
    fn roll(seed: u64) -> (Office, Figures) {
        for attempt in 0..20 {
            let office = Office::clean(Truth::roll(&mut Dice::new(seed * 1_000 + attempt)));
            let (files, _) = office.files();
            let appraisal = read(&files).unwrap_or_else(|error| panic!("seed {seed}: {error:?}"));
            if nothing_open(&appraisal) {
                return (office, Figures::of(&appraisal));
            }
            let reasons = Reasons::of(&appraisal);
            let tied = reasons.errors.is_empty()
                && reasons.pending.values().all(|codes| codes.iter().all(|code| *code == "名额同分"));
            if !tied {
                office.keep(&format!("{seed}-clean"));
                panic!("seed {seed}: the clean workbook leaves something open: {reasons:#?}");
            }
        }
        panic!("seed {seed}: every roll ties")
    }

    /// Applies up to `count` random habits, or the one that is asked for.
    pub fn bend(&mut self, dice: &mut Dice, count: usize, only: Option<&str>) {
        let mut chosen: Vec<usize> = match only {
            Some(name) => HABITS.iter().position(|habit| habit.name == name).into_iter().collect(),
            None => (0..count).map(|_| dice.below(HABITS.len())).collect(),
        };
        // In the order in which they can be laid one over the other.
        chosen.sort_unstable();
        chosen.dedup();
        for at in chosen {
            let Habit { name, apply } = HABITS[at];
            let mut bent = self.clone();
            if let Some(verdict) = apply(&mut bent, dice) {
                *self = bent;
                self.habits.push((name, verdict));
            }
        }
    }

    /// The names of the habits applied.
    pub fn names(&self) -> String {
        self.habits.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" + ")
    }

    /// The files, and where marked cells are in them.
    pub fn files(&self) -> (Vec<FileBytes>, Places) {
        let (mut files, places) = files(&self.sheets, self.form);
        files.extend(self.beside.iter().cloned());
        (files, places)
    }

    /// Puts the files into `target/awkward` to be looked at; gives the folder's entry.
    pub fn keep(&self, name: &str) -> String {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/awkward");
        fs::create_dir_all(&folder).expect("the folder can be made");
        for file in self.files().0 {
            let path = folder.join(format!("{name}-{}", file.name.replace(['~', '$'], "_")));
            fs::write(path, file.bytes).expect("the file can be written");
        }
        format!("target/awkward/{name}-*")
    }

    /// Reads the files and compares what comes of them with the clean figures.
    ///
    /// # Errors
    /// The worst thing that is wrong.
    pub fn judge(&self, clean: &Figures) -> Result<Appraisal, Finding> {
        let finding = |fault, detail: String| Finding { fault, detail };
        let (files, places) = self.files();
        let appraisal = read(&files).map_err(|error| finding(Fault::Unreadable, format!("{error:?}")))?;
        let difference = clean.first_difference(&Figures::of(&appraisal));
        let reasons = Reasons::of(&appraisal);
        let is_final = nothing_open(&appraisal);
        if let (true, Some(difference)) = (is_final, &difference) {
            return Err(finding(Fault::FinalAndWrong, difference.clone()));
        }
        let must_be_draft = self.habits.iter().any(|(_, verdict)| matches!(verdict, Verdict::Draft(_)));
        if is_final && must_be_draft {
            return Err(finding(Fault::FinalNotDraft, "nothing is open".to_owned()));
        }
        if !reasons.are_said() {
            let detail =
                if is_final { format!("it is final over {reasons:?}") } else { "it doesn't say why".to_owned() };
            return Err(finding(if is_final { Fault::FinalNotDraft } else { Fault::NotNamed }, detail));
        }
        if is_final {
            return Ok(appraisal);
        }
        let named = Named { appraisal: &appraisal, reasons: &reasons, places: &places };
        let mut excused = false;
        for (name, verdict) in &self.habits {
            if let Verdict::Draft(wanted) | Verdict::Either(wanted) = verdict {
                match wanted.iter().find(|place| !named.has(place)) {
                    None => excused = true,
                    Some(missing) if matches!(verdict, Verdict::Draft(_)) => {
                        let detail = format!("{name}: nothing names {}\n{}", named.shown(missing), named.told());
                        return Err(finding(Fault::NotNamed, detail));
                    }
                    Some(_) => {}
                }
            }
        }
        if !excused {
            let difference = difference.unwrap_or_else(|| "the figures are right".to_owned());
            return Err(finding(Fault::NeedlessDraft, format!("{difference}\n{}", named.told())));
        }
        Ok(appraisal)
    }

    // --- what habits are made with ---

    /// Gives a cell a name.
    pub fn mark(&mut self) -> Mark {
        self.marks += 1;
        self.marks
    }

    /// Whether a habit was applied already.
    pub fn did(&self, habit: &str) -> bool {
        self.habits.iter().any(|(name, _)| *name == habit)
    }

    /// Whether the figures would miss a column of the roster: no sheet says the same.
    pub fn rests_on(&self, field: &str) -> bool {
        let by_incidents = self.truth.plan.incidents && truth::OF_INCIDENTS.contains(&field);
        self.has(field) && !by_incidents && !(field == "事假天数" && self.did("supplement_that_differs"))
    }

    /// Positions of the sheets of the roster.
    pub fn rosters(&self) -> Vec<usize> {
        (0..self.sheets.len()).filter(|at| self.sheets[*at].kind == Kind::Roster).collect()
    }

    /// The only block of the roster, if it has one.
    pub fn only_block(&mut self) -> Option<&mut model::Block> {
        match self.rosters().as_slice() {
            [sheet] if self.sheets[*sheet].blocks.len() == 1 => Some(&mut self.sheets[*sheet].blocks[0]),
            _ => None,
        }
    }

    /// A random block of the roster, with its sheet's position and its own.
    pub fn a_block(&self, dice: &mut Dice) -> (usize, usize) {
        let sheet = *dice.pick(&self.rosters());
        (sheet, dice.below(self.sheets[sheet].blocks.len()))
    }

    /// Calls something for every block of the roster.
    pub fn each_block(&mut self, mut change: impl FnMut(&mut model::Block)) {
        for sheet in self.rosters() {
            self.sheets[sheet].blocks.iter_mut().for_each(&mut change);
        }
    }

    /// Whether the roster has a column somewhere.
    pub fn has(&self, field: &str) -> bool {
        self.rosters().iter().any(|sheet| self.sheets[*sheet].blocks.iter().any(|block| block.column(field).is_some()))
    }

    /// The sheet of a kind.
    pub fn sheet(&mut self, kind: Kind) -> Option<&mut Sheet> {
        self.sheets.iter_mut().find(|sheet| sheet.kind == kind)
    }

    /// The person of a key.
    pub fn person(&self, key: &str) -> &truth::Person {
        self.truth.people.iter().find(|person| person.key == key).expect("a person of the office")
    }

    /// A random cell of a block about somebody in a column, if there is anybody.
    pub fn a_cell<'b>(
        block: &'b mut model::Block,
        column: usize,
        dice: &mut Dice,
        fits: impl Fn(&Cell) -> bool,
    ) -> Option<(&'b mut Cell, String)> {
        let mut rows = block.people();
        rows.retain(|row| fits(&block.rows[*row].cells[column]));
        if rows.is_empty() {
            return None;
        }
        let row = &mut block.rows[*dice.pick(&rows)];
        let whom = row.whom.clone().expect("it is about somebody");
        Some((&mut row.cells[column], whom))
    }
}

/// Reads files as one drop.
///
/// # Errors
/// [`Unreadable`]: no roster can be had from them.
pub fn read(files: &[FileBytes]) -> Result<Appraisal, Unreadable> {
    Appraisal::of_files(files, &mut |_| {})
}

/// What a draft names.
struct Named<'a> {
    appraisal: &'a Appraisal,
    reasons: &'a Reasons,
    places: &'a Places,
}

impl Named<'_> {
    /// Sheet and cell of the errors.
    fn errors(&self) -> Vec<(String, String)> {
        let rows = self.appraisal.problems().into_iter().filter(|row| row.severity == Severity::Error);
        rows.map(|row| {
            let (sheet, cell) = row.place.split_once('!').unwrap_or((&row.place, ""));
            (sheet.to_owned(), cell.to_owned())
        })
        .collect()
    }

    fn has(&self, place: &Place) -> bool {
        // The right one of two tables side by side isn't read at all, which one error says of all of it.
        let is_half = |kind: &ProblemKind| matches!(kind, ProblemKind::TablesSideBySide { .. });
        if self.appraisal.evaluation.problems.iter().any(|problem| is_half(&problem.kind)) {
            return true;
        }
        // With several files a sheet is named after its file, too.
        let at = |sheet: &str, fits: &dyn Fn(&str) -> bool| {
            self.errors().iter().any(|(own, cell)| (own == sheet || own.contains(sheet)) && fits(cell))
        };
        match place {
            Place::Cell(mark) => {
                let (sheet, row, column) = &self.places[mark];
                // A column that another one displaced isn't read: its header is named.
                let header = |cell: &str| cell.trim_end_matches(|sign: char| sign.is_ascii_digit()).to_owned();
                let own = address(*row, *column);
                let displaced = self.appraisal.problems().into_iter().any(|said| {
                    matches!(said.problem.kind, ProblemKind::ColumnTwice { .. })
                        && said.place.rsplit('!').next().is_some_and(|cell| header(cell) == header(&own))
                });
                // A row without a name is nobody's; its error is at the name.
                let nameless = self.appraisal.problems().into_iter().any(|said| {
                    said.problem.kind == ProblemKind::NoName
                        && said.place.rsplit('!').next().is_some_and(|cell| {
                            cell.trim_start_matches(|sign: char| sign.is_ascii_uppercase()) == (row + 1).to_string()
                        })
                });
                displaced || nameless || at(sheet, &|cell| cell == own)
            }
            Place::Row(mark) => {
                let (sheet, row, _) = &self.places[mark];
                let number = (row + 1).to_string();
                at(sheet, &|cell| cell.trim_start_matches(|sign: char| sign.is_ascii_uppercase()) == number)
            }
            Place::Sheet(sheet) => at(sheet, &|_| true),
            Place::People(keys) => keys.iter().all(|whom| {
                let touched = self.appraisal.evaluation.problems.iter().any(|problem| {
                    problem.severity == Severity::Error
                        && problem.person.is_some_and(|id| key(self.appraisal, id) == *whom)
                });
                // A row without a name is nobody's; its error names the key.
                let nameless = self
                    .appraisal
                    .evaluation
                    .problems
                    .iter()
                    .any(|problem| problem.kind == ProblemKind::NoName && problem.found == *whom);
                touched || nameless || self.reasons.pending.contains_key(whom)
            }),
            Place::OneOf(places) => places.iter().any(|place| self.has(place)),
        }
    }

    fn shown(&self, place: &Place) -> String {
        match place {
            Place::Cell(mark) | Place::Row(mark) => {
                let (sheet, row, column) = &self.places[mark];
                format!("{sheet}!{}", address(*row, *column))
            }
            Place::OneOf(places) => places.iter().map(|place| self.shown(place)).collect::<Vec<_>>().join(" or "),
            other => format!("{other:?}"),
        }
    }

    /// What the draft says of itself.
    fn told(&self) -> String {
        let mut told = String::new();
        for row in self.appraisal.problems().iter().filter(|row| row.severity == Severity::Error).take(4) {
            let _ = writeln!(told, "    {} {:?} {:?}", row.place, row.problem.found, row.problem.kind);
        }
        for (whom, codes) in self.reasons.pending.iter().take(3) {
            let _ = writeln!(told, "    {whom} {codes:?}");
        }
        let missing = &self.appraisal.evaluation.missing_columns;
        if !missing.is_empty() {
            let _ = writeln!(told, "    missing: {missing:?}");
        }
        told
    }
}
