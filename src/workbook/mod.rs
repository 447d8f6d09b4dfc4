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
use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
};
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
    /// Sheets that couldn't be written.
    failed: RefCell<Vec<String>>,
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
        let kept = kept::unused(self.inputs, &sheet_names(self.inputs));
        for table in own.into_iter().chain(ledgers::tables(self.inputs)).chain(kept) {
            // One that fails here fails in the results, too, where that is said.
            let _ = book.add(&table);
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
#[derive(Clone, Copy)]
enum Sheet {
    /// One that this makes.
    Of(fn(&Report<'_>) -> Table),
    /// 问题清单, which comes last into its place, because it says which of the others failed.
    Problems,
}

impl Sheet {
    fn table(self, report: &Report<'_>) -> Table {
        match self {
            Sheet::Of(make) => make(report),
            Sheet::Problems => problems::table(report),
        }
    }
}

/// The sheets of a pack, in order; the input sheets come behind them where `true`.
fn sheets(pack: Pack) -> (Vec<Sheet>, bool) {
    let settings = Sheet::Of(|report| settings::table(report.inputs, report.evaluation));
    let decisions = Sheet::Of(|report| decisions::table(report.inputs));
    let roster = Sheet::Of(|report| roster::table(report.inputs));
    let whole: [Sheet; 14] = [
        Sheet::Of(grades::table),
        Sheet::Of(bonus::table),
        Sheet::Of(summary::table),
        Sheet::Of(outcomes::table),
        Sheet::Of(publicity::table),
        Sheet::Of(pending::table),
        Sheet::Of(register::table),
        Sheet::Problems,
        Sheet::Of(not_appraised::table),
        Sheet::Of(explanations::table),
        Sheet::Of(account::table),
        roster,
        settings,
        decisions,
    ];
    match pack {
        Pack::Whole => (whole.into(), true),
        Pack::Publicity => (vec![Sheet::Of(publicity::table)], false),
        Pack::Finance { .. } => (vec![Sheet::Of(bonus::table), Sheet::Of(summary::table), settings], false),
        Pack::Leadership => (
            vec![
                Sheet::Of(grades::table),
                Sheet::Of(outcomes::table),
                Sheet::Of(pending::table),
                Sheet::Of(register::table),
                Sheet::Of(summary::table),
                settings,
                decisions,
            ],
            false,
        ),
        Pack::Audit => (
            vec![
                Sheet::Of(grades::table),
                Sheet::Of(bonus::table),
                Sheet::Of(summary::table),
                Sheet::Of(outcomes::table),
                Sheet::Of(explanations::table),
                Sheet::Of(register::table),
                Sheet::Problems,
                Sheet::Of(not_appraised::table),
                Sheet::Of(account::table),
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
    let after = if with_input {
        ledgers::tables(inputs).into_iter().chain(changes::tables(inputs, beside.told)).collect()
    } else {
        Vec::new()
    };
    // What else was on the sheets is for nobody but whoever keeps the work.
    let kept: Vec<Table> = if matches!(pack, Pack::Whole) {
        kept::unused(inputs, &sheet_names(inputs)).into_iter().chain(kept::cells(inputs)).collect()
    } else {
        Vec::new()
    };
    assemble(&report, &sheets, after.into_iter().chain(kept), progress)
}

/// Writes sheets of a report and further tables. One that fails is left out and is a row of 问题清单, where the workbook has
/// that sheet: nothing that can be read keeps the rest of the work from being saved.
fn assemble(
    report: &Report<'_>,
    sheets: &[Sheet],
    after: impl Iterator<Item = Table>,
    progress: &mut dyn FnMut(f32),
) -> Result<Vec<u8>, WorkbookError> {
    let mut book = write::Book::new(cover(report))?;
    let has_problems = sheets.iter().any(|sheet| matches!(sheet, Sheet::Problems));
    let add = |book: &mut write::Book, table: &Table| match book.add(table) {
        Err(_) if has_problems => {
            report.failed.borrow_mut().push(table.name.to_string());
            Ok(())
        }
        result => result,
    };
    let mut place = None;
    // Packing and compressing come last and take about as long as all the sheets. Tables are made one at a time, as each may
    // hold 10,000 rows.
    let steps = (sheets.len() + 1) as f32 * 2.0;
    for (position, sheet) in sheets.iter().enumerate() {
        match sheet {
            Sheet::Problems => place = Some(book.keep_place()),
            Sheet::Of(make) => add(&mut book, &make(report))?,
        }
        progress((position + 1) as f32 / steps);
    }
    for table in after {
        add(&mut book, &table)?;
    }
    if let Some(place) = place
        && book.put(place, &problems::table(report)).is_err()
    {
        report.failed.borrow_mut().push(PROBLEMS_SHEET.to_owned());
        book.put(place, &problems::of_writing(report))?;
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
        Some(sheet) => sheet.table(&report),
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
    Report {
        inputs,
        evaluation,
        words,
        linked,
        masked: false,
        row_text: beside.row_text,
        failed: RefCell::default(),
        own: OnceCell::new(),
    }
}

/// What stands on every page: unit, year, how far the result has come, and why it is a draft.
fn cover(report: &Report<'_>) -> write::Cover {
    let status = &report.evaluation.status;
    let reasons = status.reasons().iter().map(|reason| report.words.draft_reason(reason));
    let reasons = reasons.filter(|reason| !reason.is_empty()).collect();
    write::Cover::of_result(report.inputs.settings.unit_name(), report.evaluation.year, status, reasons)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{Book, interpret, read};

    /// What comes of sheets of a sample, some of which can't be written.
    fn written(sheets: &[Sheet], after: Vec<Table>) -> Result<Vec<u8>, WorkbookError> {
        let inputs = read(&[FileBytes { name: "样本.xlsx".into(), bytes: sample().expect("a workbook") }], &mut |_| {});
        let inputs = inputs.expect("the sample is sound");
        let evaluation = evaluate(&inputs);
        let names = names(&inputs);
        let beside = Beside::default();
        assemble(&report(&inputs, &evaluation, &names, &beside, true), sheets, after.into_iter(), &mut |_| {})
    }

    fn of_no_name(report: &Report<'_>) -> Table {
        Table { name: "坏[表]".into(), ..grades::table(report) }
    }

    fn of_no_columns(report: &Report<'_>) -> Table {
        Table { name: "空表".into(), columns: Vec::new(), ..grades::table(report) }
    }

    #[test]
    fn a_sheet_that_fails_is_left_out_and_told() {
        let roster = Sheet::Of(|report| roster::table(report.inputs));
        let settings = Sheet::Of(|report| settings::table(report.inputs, report.evaluation));
        let bad = [Sheet::Of(of_no_name), Sheet::Problems, Sheet::Of(of_no_columns)];
        let sheets = [&bad[..], &[Sheet::Of(grades::table), roster, settings]].concat();
        let twice = vec![Table::new("花名册", table::Role::Input)];
        let bytes = written(&sheets, twice).expect("the others are written");
        let book = Book::open(&[FileBytes { name: "结果.xlsx".into(), bytes }], &mut |_| {}).expect("a sound workbook");
        let (inputs, _) = interpret(&book, &[]).expect("the roster is there");
        assert_eq!(inputs.sheets, [PROBLEMS_SHEET, "考核结果", "花名册", "方案"]);
        let told: Vec<Vec<String>> = (1..40).map(|row| book.texts(0, row)).collect();
        for failed in ["坏[表]", "空表", "花名册"] {
            let is_told = |row: &&Vec<String>| row[0] == "错误" && row[2] == failed && row[3].contains("没有写入");
            assert_eq!(told.iter().filter(|row| row.len() == 5).filter(is_told).count(), 1, "{failed}: {told:#?}");
        }
        // And it comes back: the draft says why it is one.
        let is_kept = |problem: &&crate::domain::Problem| {
            let recorded = matches!(problem.kind, crate::domain::ProblemKind::Recorded { .. });
            recorded && problem.severity == crate::domain::Severity::Error && problem.found == "空表"
        };
        assert_eq!(inputs.problems.iter().filter(is_kept).count(), 1, "{:#?}", inputs.problems);
    }

    #[test]
    fn without_a_list_of_problems_a_failure_is_an_error() {
        assert!(written(&[Sheet::Of(grades::table), Sheet::Of(of_no_name)], Vec::new()).is_err());
        assert!(written(&[Sheet::Of(grades::table)], Vec::new()).is_ok());
    }
}
