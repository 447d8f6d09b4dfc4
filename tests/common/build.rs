//! Workbooks in a line or two, and what is asked of their results.

use super::appraise_bytes;
use kaohe::{
    domain::{Field, PersonId, ProblemKind, Severity, Value},
    service::Appraisal,
};
use rust_xlsxwriter::{Workbook, Worksheet};

/// Rows of text; an empty text is a blank cell.
pub type Rows<'a> = &'a [&'a [&'a str]];

/// A workbook of sheets of text.
pub fn book(sheets: &[(&str, Rows)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        texts(workbook.add_worksheet().set_name(*name).expect("a sheet's name"), rows);
    }
    workbook.save_to_buffer().expect("the workbook can be written")
}

/// Writes rows of text from the top.
pub fn texts(sheet: &mut Worksheet, rows: Rows) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write(row, column, *text).expect("within the sheet");
            }
        }
    }
}

/// The result of a workbook of sheets of text.
#[track_caller]
pub fn appraise_book(sheets: &[(&str, Rows)]) -> Appraisal {
    appraise_bytes("文件.xlsx", book(sheets))
}

/// The id of a key.
#[track_caller]
pub fn id(appraisal: &Appraisal, key: &str) -> PersonId {
    let person = appraisal.inputs.people.iter().find(|person| person.key == key);
    person.unwrap_or_else(|| panic!("nobody has the key {key}")).id
}

/// A person's value with all that the sheets say about them.
#[track_caller]
pub fn value(appraisal: &Appraisal, key: &str, field: Field) -> Option<Value> {
    appraisal.evaluation.person(&appraisal.inputs, id(appraisal, key)).fact(field).value().cloned()
}

/// Kinds of the problems of a person, of a severity.
#[track_caller]
pub fn problems_of(appraisal: &Appraisal, key: &str, severity: Severity) -> Vec<ProblemKind> {
    let id = id(appraisal, key);
    let problems = appraisal.evaluation.problems.iter();
    let of_person = problems.filter(|problem| problem.person == Some(id) && problem.severity == severity);
    of_person.map(|problem| problem.kind.clone()).collect()
}

/// Kinds of all problems of a severity.
pub fn problems(appraisal: &Appraisal, severity: Severity) -> Vec<ProblemKind> {
    let problems = appraisal.evaluation.problems.iter().filter(|problem| problem.severity == severity);
    problems.map(|problem| problem.kind.clone()).collect()
}

/// Codes of what is pending for a person.
#[track_caller]
pub fn pending(appraisal: &Appraisal, key: &str) -> Vec<&'static str> {
    let result = appraisal.evaluation.result(id(appraisal, key)).expect("the person is appraised");
    result.pending.iter().map(|pending| pending.code()).collect()
}
