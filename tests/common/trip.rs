//! There and back: the results workbook, read again and written again.

use super::{
    appraise_bytes,
    book::{Sheets, sheets},
};
use kaohe::{domain::ACCOUNT_SHEET, service::Appraisal, workbook};

/// The results workbook.
#[track_caller]
pub fn results(appraisal: &Appraisal) -> Vec<u8> {
    workbook::results(&appraisal.inputs, &appraisal.evaluation, &mut |_| {}).expect("the workbook can be written")
}

/// The same sheets, cell for cell, but for 读取对照, which is about the files that were dropped.
#[track_caller]
pub fn assert_same(name: &str, first: &Sheets, second: &Sheets) {
    let own = |((sheet, _), _): &(&(String, _), &(String, _))| sheet != ACCOUNT_SHEET;
    for ((sheet, before), (_, after)) in first.iter().zip(second).filter(own) {
        let differing = before.iter().zip(after).find(|(before, after)| before != after);
        assert_eq!(differing, None, "{name}: {sheet}");
        assert_eq!(before.len(), after.len(), "{name}: {sheet}");
    }
    assert_eq!(first.len(), second.len(), "{name}: sheets");
}

/// Writes, reads again and writes again: every sheet stays as it was, see [`assert_same`]. Gives what was read again, and
/// the sheets.
#[track_caller]
pub fn round_trip(name: &str, appraisal: &Appraisal) -> (Appraisal, Sheets) {
    let first = results(appraisal);
    let again = appraise_bytes("结果.xlsx", first.clone());
    assert_eq!(again.inputs.settings, appraisal.inputs.settings, "{name}: settings");
    assert_eq!(again.inputs.columns, appraisal.inputs.columns, "{name}: columns");
    assert_eq!(again.evaluation.totals, appraisal.evaluation.totals, "{name}: totals");
    let (first, second) = (sheets(&first), sheets(&results(&again)));
    assert_same(name, &first, &second);
    (again, first)
}
