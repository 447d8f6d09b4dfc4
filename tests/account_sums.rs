//! The account of a sheet: each of its filled cells is used, carried, heading or passed over, and the four add up to what
//! stands in it, counted here by another program's reader.

#[path = "common/awkward/mod.rs"]
mod awkward;
mod common;

use awkward::{Office, dice::Dice, read};
use calamine::{Data, Reader, Xlsx};
use common::{fixture, trip::results};
use kaohe::{domain::Lot, roster::FileBytes, service::Appraisal};
use std::{collections::BTreeMap, fs, io::Cursor, path::PathBuf};

/// Every workbook below a folder, by its name there.
fn workbooks(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(fixture(folder)).expect("the fixtures are there");
    let paths = entries.map(|entry| entry.expect("the folder is readable").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx" || ending == "xlsm")).collect();
    assert!(!paths.is_empty(), "{folder} has workbooks");
    paths.sort();
    paths
}

/// The filled cells of each sheet, by name.
fn filled(bytes: &[u8]) -> Vec<(String, Vec<(u32, u16)>)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let cells = names.into_iter().map(|name| {
        let range = book.worksheet_range(&name).expect("the sheet is readable");
        let (top, left) = range.start().unwrap_or_default();
        let used = range.used_cells().filter(|(_, _, data)| is_filled(data));
        let cells = used.map(|(row, column, _)| (top + row as u32, (left + column as u32) as u16)).collect();
        (name, cells)
    });
    cells.collect()
}

/// Whether anything is in a cell that can be seen: a formula that gives "" and a text of white space or of signs without
/// width are nothing.
fn is_filled(data: &Data) -> bool {
    let unseen = |sign: char| {
        sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    match data {
        Data::Empty => false,
        Data::String(text) => !text.chars().all(unseen),
        _ => true,
    }
}

/// What of the account of a workbook dropped alone doesn't add up.
fn differences(bytes: &[u8], appraisal: &Appraisal) -> Vec<String> {
    let inputs = &appraisal.inputs;
    let mut wrong = Vec::new();
    let accounts: BTreeMap<&str, _> =
        inputs.account.iter().map(|account| (inputs.sheets[usize::from(account.sheet)].as_str(), account)).collect();
    if accounts.len() != inputs.account.len() {
        wrong.push("a sheet has two accounts".to_owned());
    }
    // The explanations of results are written anew; the largest sheet by far isn't even opened.
    let is_opened = |sheet: &str| sheet != "依据说明";
    for (sheet, cells) in filled(bytes).into_iter().filter(|(sheet, _)| is_opened(sheet)) {
        let Some(account) = accounts.get(sheet.as_str()) else {
            if !cells.is_empty() {
                wrong.push(format!("{sheet} with {} filled cells has no account", cells.len()));
            }
            continue;
        };
        let counts = account.counts();
        if counts.iter().sum::<u32>() as usize != cells.len() {
            wrong.push(format!("{sheet}: {counts:?} ({:?}), but {} cells are filled", Lot::ALL, cells.len()));
        }
        // Each of them once, not one twice and another not at all.
        let missing = cells.iter().find(|(row, column)| account.lot(*row, *column).is_none());
        wrong.extend(missing.map(|(row, column)| format!("{sheet}: nothing is said of row {row}, column {column}")));
        // What is carried is named.
        let carried: u32 = account.carried.iter().map(|column| column.count).sum();
        if carried != counts[Lot::Carried as usize] {
            wrong.push(format!("{sheet}: the columns carried have {carried} cells, the account {counts:?}"));
        }
    }
    wrong
}

#[track_caller]
fn adds_up(name: &str, bytes: Vec<u8>) -> Appraisal {
    let files = [FileBytes { name: "文件.xlsx".to_owned(), bytes }];
    let appraisal = read(&files).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let wrong = differences(&files[0].bytes, &appraisal);
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    appraisal
}

#[test]
fn the_account_of_every_fixture_and_of_its_results_adds_up() {
    for path in workbooks("") {
        let name = path.display().to_string();
        let appraisal = adds_up(&name, fs::read(path).expect("the fixture is readable"));
        adds_up(&format!("the results of {name}"), results(&appraisal));
    }
}

#[test]
fn the_account_of_every_case_and_of_its_results_adds_up() {
    for path in workbooks("cases") {
        let name = path.display().to_string();
        let appraisal = adds_up(&name, fs::read(path).expect("the case is readable"));
        adds_up(&format!("the results of {name}"), results(&appraisal));
    }
}

#[test]
fn the_account_of_random_workbooks_adds_up() {
    for seed in 1..=150 {
        let (mut office, _) = Office::rolled(seed);
        let mut dice = Dice::new(seed.wrapping_mul(7_919));
        let count = 1 + dice.below(3);
        office.bend(&mut dice, count, None);
        let (files, _) = office.files();
        // What is dropped with others, or is no workbook, is named after its file.
        let [file] = files.as_slice() else { continue };
        adds_up(&format!("seed {seed} ({})", office.names()), file.bytes.clone());
    }
}
