//! From a result to the bytes of a workbook, one file per sheet.
//!
//! [`results`] is also the saved work: its sheets 花名册, 方案, 决定 and the further ones restore the input when it is dropped back in.
//! [`template`] is the blank workbook to fill in, [`sample`] a fictional roster that shows every kind of result.
//!
//! Every sheet is first a [`table::Table`], plain data, and then written by one writer, so that fonts, widths, print
//! settings and the treatment of text that begins with a formula sign are the same everywhere.
//!
//! The workbook is an official Chinese document: its texts are Chinese in every language of the page. Absent on
//! purpose: rules, the clock (equal inputs give equal bytes), file names.

mod account;
mod bonus;
mod changes;
mod decisions;
mod explanations;
mod grades;
mod guide;
mod kept;
mod ledgers;
mod not_appraised;
mod outcomes;
mod pending;
mod placed;
mod problems;
mod publicity;
mod register;
mod roster;
mod sample;
mod settings;
mod style;
mod summary;
mod table;
mod template;
mod text;
mod write;

use crate::{
    domain::{ACCOUNT_SHEET, Inputs, PROBLEMS_SHEET, Pack, Person, PersonId, SheetName},
    i18n::{Context, Lang},
    notice::{SettingKey, SettingValue},
    roster::FileBytes,
    rules::{Evaluation, evaluate},
};
use std::{cell::OnceCell, collections::BTreeMap};
use table::Table;

pub use sample::sample;
pub use template::{GUIDE_SHEET, template};

/// Why a workbook can't be built.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The writer refused the content, which is a mistake of this program.
    #[error("the workbook can't be written")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

/// What a workbook tells beside input and result.
pub struct Beside<'a> {
    /// What was changed by hand this time, in words.
    pub told: &'a [String],
    /// What stands in a row of the dropped files, by sheet and row.
    pub row_text: &'a dyn Fn(u16, u32) -> String,
}

impl Default for Beside<'_> {
    fn default() -> Self {
        Beside { told: &[], row_text: &|_, _| String::new() }
    }
}

/// What every results sheet draws on.
struct Report<'a> {
    inputs: &'a Inputs,
    evaluation: &'a Evaluation,
    words: Context<'a>,
    /// Whether the sheets that formulas refer to are in the workbook.
    linked: bool,
    /// Whether numbers of people are shown in part.
    masked: bool,
    /// See [`Beside::row_text`].
    row_text: &'a dyn Fn(u16, u32) -> String,
    /// See [`Report::own`].
    own: OnceCell<(Inputs, Evaluation)>,
}

impl Report<'_> {
    /// Input and result with the cells of the workbook that is written.
    fn own(&self) -> &(Inputs, Evaluation) {
        self.own.get_or_init(|| {
            let is_amiss = self.evaluation.problems.iter().any(|problem| !problem.kind.is_about_files());
            let again = if is_amiss { self.read_again() } else { None };
            let inputs = again.unwrap_or_else(|| placed::placed(self.inputs));
            let evaluation = evaluate(&inputs);
            (inputs, evaluation)
        })
    }

    /// The input sheets as they will be read from the results: where something is amiss, nothing else says as surely at
    /// which cell of them it will be.
    fn read_again(&self) -> Option<Inputs> {
        let mut book = write::Book::new(cover(self)).ok()?;
        let own =
            [roster::table(self.inputs), settings::table(self.inputs, self.evaluation), decisions::table(self.inputs)];
        for table in own.into_iter().chain(ledgers::tables(self.inputs)) {
            book.add(&table).ok()?;
        }
        for table in kept::unused(self.inputs, &sheet_names(self.inputs)) {
            book.add(&table).ok()?;
        }
        let file = FileBytes { name: String::new(), bytes: book.finish().ok()? };
        let book = crate::roster::Book::open(&[file], &mut |_| {}).ok()?;
        crate::roster::interpret(&book, &[]).ok().map(|(inputs, _)| inputs)
    }

    /// 工号, or 身份证号 where that is the key; in part if the reader needn't know it.
    fn key(&self, person: &Person) -> String {
        let number = person.staff_number();
        if !self.masked {
            return number.to_owned();
        }
        /// So many characters stay at either end.
        const KEPT: usize = 2;
        let length = number.chars().count();
        let shown = |at: usize| at < KEPT || at + KEPT >= length;
        number.chars().enumerate().map(|(at, c)| if length > 2 * KEPT && shown(at) { c } else { '*' }).collect()
    }
}

/// The settings alone, as a workbook that next year's roster can be dropped with: with its year, and without what
/// belongs to this one (days of publicity, holidays, the confirmation).
///
/// # Errors
/// [`WorkbookError::Write`] if the writer refuses the content.
pub fn settings_file(inputs: &Inputs, evaluation: &Evaluation) -> Result<Vec<u8>, WorkbookError> {
    let mut next = Inputs { settings: inputs.settings.clone(), ..Inputs::default() };
    for key in SettingKey::ALL.iter().filter(|key| !key.is_confirmed() && **key != SettingKey::UnitName) {
        let text = if *key == SettingKey::Year { (evaluation.year + 1).to_string() } else { String::new() };
        next.settings.set_text(*key, None, &text).expect("a blank is the default, and the next year is a year");
    }
    // The holidays announced for this year's timetable are none of next year's.
    for key in [SettingKey::Holidays, SettingKey::MakeUpDays] {
        next.settings.set(key, SettingValue::Dates(Vec::new()));
    }
    let title = format!("{}年度考核方案", evaluation.year + 1);
    let mut book = write::Book::new(write::Cover::of_form(inputs.settings.unit_name(), &title))?;
    book.add(&settings::table(&next, evaluation))?;
    book.finish()
}

/// The results workbook. Tells its progress from 0 to 1.
///
/// # Errors
/// [`WorkbookError::Write`] if the writer refuses the content.
pub fn results(
    inputs: &Inputs,
    evaluation: &Evaluation,
    progress: &mut dyn FnMut(f32),
) -> Result<Vec<u8>, WorkbookError> {
    pack(inputs, evaluation, Pack::Whole, &Beside::default(), progress)
}

/// A sheet of the results.
type Sheet = fn(&Report<'_>) -> Table;

/// The sheets of a pack, in order; the input sheets come behind them where `true`.
fn sheets(pack: Pack) -> (Vec<Sheet>, bool) {
    let settings: Sheet = |report| settings::table(report.inputs, report.evaluation);
    let decisions: Sheet = |report| decisions::table(report.inputs);
    let roster: Sheet = |report| roster::table(report.inputs);
    let whole: [Sheet; 14] = [
        grades::table,
        bonus::table,
        summary::table,
        outcomes::table,
        publicity::table,
        pending::table,
        register::table,
        problems::table,
        not_appraised::table,
        explanations::table,
        account::table,
        roster,
        settings,
        decisions,
    ];
    match pack {
        Pack::Whole => (whole.into(), true),
        Pack::Publicity => (vec![publicity::table], false),
        Pack::Finance { .. } => (vec![bonus::table, summary::table, settings], false),
        Pack::Leadership => (
            vec![grades::table, outcomes::table, pending::table, register::table, summary::table, settings, decisions],
            false,
        ),
        Pack::Audit => (
            vec![
                grades::table,
                bonus::table,
                summary::table,
                outcomes::table,
                explanations::table,
                register::table,
                problems::table,
                not_appraised::table,
                account::table,
                roster,
                settings,
                decisions,
            ],
            true,
        ),
    }
}

/// A workbook for one kind of reader. Tells its progress from 0 to 1.
///
/// # Errors
/// [`WorkbookError::Write`] if the writer refuses the content.
pub fn pack(
    inputs: &Inputs,
    evaluation: &Evaluation,
    pack: Pack,
    beside: &Beside<'_>,
    progress: &mut dyn FnMut(f32),
) -> Result<Vec<u8>, WorkbookError> {
    let names = names(inputs);
    let (sheets, with_input) = sheets(pack);
    let report = Report {
        masked: matches!(pack, Pack::Finance { masked: true }),
        ..report(inputs, evaluation, &names, beside, with_input)
    };
    let mut book = write::Book::new(cover(&report))?;
    // Packing and compressing come last and take about as long as all the sheets. Tables are made one at a time, as each may
    // hold 10,000 rows.
    let steps = (sheets.len() + 1) as f32 * 2.0;
    for (position, sheet) in sheets.iter().enumerate() {
        book.add(&sheet(&report))?;
        progress((position + 1) as f32 / steps);
    }
    if with_input {
        for table in ledgers::tables(inputs).into_iter().chain(changes::tables(inputs, beside.told)) {
            book.add(&table)?;
        }
    }
    // What else was on the sheets is for nobody but whoever keeps the work.
    if matches!(pack, Pack::Whole) {
        for table in kept::unused(inputs, &sheet_names(inputs)).into_iter().chain(kept::cells(inputs)) {
            book.add(&table)?;
        }
    }
    progress(0.5);
    let bytes = book.finish()?;
    progress(1.0);
    Ok(bytes)
}

/// The sheets that can be had as text, in the order of the workbook.
pub fn sheet_names(inputs: &Inputs) -> Vec<String> {
    const RESULTS: [&str; 14] = [
        "考核结果",
        bonus::NAME,
        summary::NAME,
        "结果运用",
        "公示名单",
        "待决事项",
        register::NAME,
        PROBLEMS_SHEET,
        "未参加考核",
        explanations::NAME,
        ACCOUNT_SHEET,
        "花名册",
        "方案",
        "决定",
    ];
    let more = ledgers::tables(inputs).into_iter().chain(changes::tables(inputs, &[])).map(|table| table.name);
    RESULTS.into_iter().map(str::to_owned).chain(more.map(|name| name.into_owned())).collect()
}

/// One sheet as CSV: UTF-8 with a mark at its beginning, so that Excel shows Chinese; text that begins with a formula sign
/// has an apostrophe before it, so that nothing is computed. Nothing if there is no such sheet.
pub fn csv(inputs: &Inputs, evaluation: &Evaluation, name: &str, beside: &Beside<'_>) -> Option<Vec<u8>> {
    let names = names(inputs);
    let report = report(inputs, evaluation, &names, beside, true);
    let (sheets, _) = sheets(Pack::Whole);
    let at = sheet_names(inputs).iter().position(|own| *own == name)?;
    let table = match sheets.get(at) {
        Some(sheet) => sheet(&report),
        None => {
            let tables = ledgers::tables(inputs).into_iter().chain(changes::tables(inputs, beside.told));
            tables.into_iter().find(|table| table.name == name)?
        }
    };
    Some(text::csv(&table))
}

fn names(inputs: &Inputs) -> BTreeMap<PersonId, SheetName> {
    inputs.people.iter().map(|person| (person.id, person.name().to_owned())).collect()
}

fn report<'a>(
    inputs: &'a Inputs,
    evaluation: &'a Evaluation,
    names: &'a BTreeMap<PersonId, SheetName>,
    beside: &'a Beside<'a>,
    linked: bool,
) -> Report<'a> {
    let words = Context { lang: Lang::ZhCn, sheets: &inputs.sheets, names };
    Report { inputs, evaluation, words, linked, masked: false, row_text: beside.row_text, own: OnceCell::new() }
}

/// What stands on every page: unit, year, how far the result has come, and why it is a draft.
fn cover(report: &Report<'_>) -> write::Cover {
    let status = &report.evaluation.status;
    let reasons = status.reasons().iter().map(|reason| report.words.draft_reason(reason));
    let reasons = reasons.filter(|reason| !reason.is_empty()).collect();
    write::Cover::of_result(report.inputs.settings.unit_name(), report.evaluation.year, status, reasons)
}
