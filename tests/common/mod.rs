//! What several test files share.
#![allow(dead_code, reason = "each test file uses its part")]

pub mod book;
pub mod build;
pub mod expected;
pub mod office;
pub mod outcome;
pub mod states;
pub mod trip;
pub mod word;

use kaohe::{
    protocol::Request,
    roster::FileBytes,
    service::{Appraisal, Session},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    // The browser tests, which share this, are a package below the root.
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut folders = packages.map(|package| package.join("tests/fixtures"));
    folders.find(|folder| folder.is_dir()).expect("the fixtures are in the workspace").join(name)
}

/// Reads and evaluates one fixture.
#[track_caller]
pub fn appraise(name: &str) -> Appraisal {
    let bytes = fs::read(fixture(name)).expect("the fixture is there");
    appraise_bytes(name, bytes)
}

/// Reads and evaluates one workbook.
#[track_caller]
pub fn appraise_bytes(name: &str, bytes: Vec<u8>) -> Appraisal {
    let files = [FileBytes { name: name.to_owned(), bytes }];
    Appraisal::of_files(&files, &mut |_| {}).expect("the workbook is readable")
}

/// A session with one fixture loaded.
#[track_caller]
pub fn session(name: &str) -> Session {
    let mut session = Session::default();
    let bytes = fs::read(fixture(name)).expect("the fixture is there");
    let request = Request::Load { names: vec![name.to_owned()], edits: Vec::new() };
    session.handle(request, vec![bytes], &mut |_| {}).expect("the fixture is readable");
    session
}
