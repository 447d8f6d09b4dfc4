//! A spreadsheet that recalculates the results workbook comes to the same figures.
//!
//! LibreOffice keeps cached values unless it is told otherwise; here it is told to compute every formula, and the
//! test proves that it does.

mod common;

use common::{
    appraise, appraise_bytes,
    book::{Value, formulas, sheet, sheets},
};
use kaohe::{service::Appraisal, workbook};
use rust_decimal_macros::dec;
use rust_xlsxwriter::{Formula, Workbook};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

/// Makes LibreOffice recalculate .xlsx files when it opens them (0 is "always").
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// A folder that goes away with its value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = env::temp_dir().join(format!("kaohe-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder is writable");
        Scratch(folder)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind it does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Opens, recalculates and saves workbooks in LibreOffice, under a profile of its own. One start serves all.
#[track_caller]
fn recalculated(books: &[(&str, Vec<u8>)]) -> Vec<Vec<u8>> {
    let scratch = Scratch::new("recalculation");
    let profile = scratch.path().join("profile");
    fs::create_dir_all(profile.join("user")).expect("the temporary folder is writable");
    fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS_RECALCULATE).expect("the profile is writable");
    let output = scratch.path().join("out");
    let mut soffice = Command::new("soffice");
    soffice
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&output);
    for (name, bytes) in books {
        let input = scratch.path().join(format!("{name}.xlsx"));
        fs::write(&input, bytes).expect("the temporary folder is writable");
        soffice.arg(input);
    }
    let run = soffice.output().unwrap_or_else(|error| {
        panic!("this test needs LibreOffice (soffice) on the PATH, as from Debian's libreoffice-calc: {error}")
    });
    let said = String::from_utf8_lossy(&run.stderr);
    let saved = |name: &str| fs::read(output.join(format!("{name}.xlsx")));
    books.iter().map(|(name, _)| saved(name).unwrap_or_else(|_| panic!("soffice wrote no {name}: {said}"))).collect()
}

#[track_caller]
fn results(appraisal: &Appraisal) -> Vec<u8> {
    workbook::results(&appraisal.inputs, &appraisal.evaluation, &mut |_| {}).expect("the workbook can be written")
}

/// Every value of every sheet is the same, and formulas are still formulas.
#[track_caller]
fn same(name: &str, written: &[u8], computed: &[u8]) {
    let (before, after) = (sheets(written), sheets(computed));
    assert_eq!(before.len(), after.len());
    for ((sheet, before), (other, after)) in before.into_iter().zip(after) {
        assert_eq!(sheet, other);
        assert_eq!(before.len(), after.len(), "{name}: rows of {sheet}");
        for (row, (before, after)) in (1..).zip(before.iter().zip(&after)) {
            // The other program may cut blank cells at the end of a row.
            for (column, value) in before.iter().enumerate() {
                let other = after.get(column).unwrap_or(&Value::Blank);
                assert_eq!(value, other, "{name}: {sheet}, row {row}, column {column}");
            }
        }
    }
    assert_eq!(formulas(written, "奖金发放表").len(), formulas(computed, "奖金发放表").len(), "{name}: formulas");
}

/// A workbook whose cached value is wrong: 1 + 1 = 7.
fn wrong() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("和").expect("a name");
    sheet.write(0, 0, 1).expect("within the sheet");
    sheet.write_formula(0, 1, Formula::new("=A1+1").set_result("7")).expect("within the sheet");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn recalculation_changes_no_figure() {
    let sample = appraise_bytes("样例.xlsx", workbook::sample().expect("the sample can be written"));
    let mut books = vec![("sample", results(&sample))];
    for name in ["plain-40", "ties-20", "messy-49"] {
        books.push((name, results(&appraise(&format!("{name}.xlsx")))));
    }
    books.push(("wrong", wrong()));
    let computed = recalculated(&books);
    // Were formulas not computed anew, the comparison would prove nothing.
    assert_eq!(sheet(&books[4].1, "和")[0][1], Value::Number(dec!(7)));
    assert_eq!(sheet(&computed[4], "和")[0][1], Value::Number(dec!(2)));
    for ((name, written), computed) in books.iter().zip(&computed).take(4) {
        same(name, written, computed);
    }
}
