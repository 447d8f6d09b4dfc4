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

mod bonus;
mod changes;
mod decisions;
mod explanations;
mod grades;
mod guide;
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
mod table;
mod template;
mod write;

use crate::{
    domain::{Inputs, PersonId, SheetName},
    i18n::{Context, Lang},
    notice::{SettingKey, SettingValue},
    rules::{Evaluation, Status},
};
use std::collections::BTreeMap;

pub use sample::sample;
pub use template::{GUIDE_SHEET, template};

/// Why a workbook can't be built.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The writer refused the content, which is a mistake of this program.
    #[error("the workbook can't be written")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

/// What every results sheet draws on.
struct Report<'a> {
    inputs: &'a Inputs,
    evaluation: &'a Evaluation,
    words: Context<'a>,
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
    let names: BTreeMap<PersonId, SheetName> =
        inputs.people.iter().map(|person| (person.id, person.name().to_owned())).collect();
    let words = Context { lang: Lang::ZhCn, sheets: &inputs.sheets, names: &names };
    let report = Report { inputs, evaluation, words };
    // Tables are made one at a time, as each may hold 10,000 rows.
    let sheets: [fn(&Report<'_>) -> table::Table; 12] = [
        grades::table,
        bonus::table,
        outcomes::table,
        publicity::table,
        pending::table,
        register::table,
        problems::table,
        not_appraised::table,
        explanations::table,
        |report| roster::table(report.inputs),
        |report| settings::table(report.inputs, report.evaluation),
        |report| decisions::table(report.inputs),
    ];
    let draft_reasons = match &evaluation.status {
        Status::Final => None,
        Status::Draft(reasons) => Some(reasons.iter().map(|reason| words.draft_reason(reason)).collect()),
    };
    let cover = write::Cover::of_result(inputs.settings.unit_name(), evaluation.year, draft_reasons);
    let mut book = write::Book::new(cover)?;
    // Packing and compressing come last and take about as long as all the sheets.
    let steps = (sheets.len() + 1) as f32 * 2.0;
    for (position, sheet) in sheets.iter().enumerate() {
        book.add(&sheet(&report))?;
        progress((position + 1) as f32 / steps);
    }
    for table in ledgers::tables(inputs).into_iter().chain(changes::tables(inputs)) {
        book.add(&table)?;
    }
    progress(0.5);
    let bytes = book.finish()?;
    progress(1.0);
    Ok(bytes)
}
