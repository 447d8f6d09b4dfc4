//! Papers: what they say, and that Word's format and LibreOffice take them.

mod common;

use common::appraise;
use kaohe::{
    domain::{Block, Field, PaperKind, Whom},
    papers::{self, Stack},
    service::Appraisal,
};
use std::{
    fs,
    io::{Cursor, Read},
    path::PathBuf,
};
use zip::ZipArchive;

const ROSTERS: [&str; 4] = ["ledgers-86.xlsx", "messy-49.xlsx", "plain-40.xlsx", "ties-20.xlsx"];

fn stack<'a>(appraisal: &'a Appraisal, kind: PaperKind, whom: &Whom) -> Stack<'a> {
    Stack::new(&appraisal.inputs, &appraisal.evaluation, kind, whom)
}

fn docx(appraisal: &Appraisal, kind: PaperKind) -> Vec<u8> {
    let stack = stack(appraisal, kind, &Whom::Everyone);
    papers::docx(&stack.paper(0..stack.len()), &mut |_| {}).expect("the document can be written")
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("papers");
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

#[test]
fn dump() {
    let appraisal = appraise("ledgers-86.xlsx");
    for kind in PaperKind::ALL {
        fs::write(folder().join(format!("{}.docx", kind.name())), docx(&appraisal, kind)).expect("written");
    }
}
