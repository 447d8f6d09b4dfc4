//! Sample rosters with the figures that the specification gives for them, through reading and rules, in every format.

mod common;

use common::{
    appraise,
    expected::{Expected, check_appraisal},
};

/// The workbook as it is, and as LibreOffice converts it.
const FORMATS: [&str; 3] = ["xlsx", "xls", "ods"];

#[track_caller]
fn has_every_figure(name: &str) {
    let expected = Expected::of(name);
    for format in FORMATS {
        let file = format!("{name}.{format}");
        println!("{file}");
        check_appraisal(&expected, &appraise(&file));
    }
}

#[test]
fn plain_40_has_every_figure() {
    has_every_figure("plain-40");
}

#[test]
fn ties_20_has_every_figure() {
    has_every_figure("ties-20");
}

#[test]
fn messy_49_has_every_figure() {
    has_every_figure("messy-49");
}

#[test]
fn ledgers_86_has_every_figure() {
    has_every_figure("ledgers-86");
}
