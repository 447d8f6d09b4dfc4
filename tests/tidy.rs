//! The shape of the source: which way imports go, what the core must not know, and that every computed clause has its
//! rule.

use kaohe::notice::{Clause, Computed};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files of an ending below a folder (or the file itself), with their text.
fn files(below: &Path, ending: &str) -> Vec<(PathBuf, String)> {
    if below.is_file() {
        return vec![(below.to_owned(), fs::read_to_string(below).expect("source is text"))];
    }
    let entries = fs::read_dir(below).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder is readable").path());
    paths
        .filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == ending))
        .flat_map(|path| files(&path, ending))
        .collect()
}

/// The rooms of `src` in the order of the data, and which of the others each may import.
const ARROWS: [(&str, &[&str]); 13] = [
    ("domain", &["notice"]),
    ("notice", &["domain"]),
    ("rules", &["domain", "notice"]),
    ("roster", &["domain", "notice"]),
    ("protocol.rs", &["domain", "notice", "rules", "roster"]),
    ("protocol", &["domain", "notice", "rules", "roster"]),
    ("i18n", &["domain", "notice", "rules", "roster", "protocol"]),
    ("workbook", &["domain", "notice", "rules", "roster", "i18n"]),
    ("papers", &["domain", "notice", "rules", "i18n"]),
    ("service.rs", &["domain", "notice", "rules", "roster", "protocol", "i18n", "workbook", "papers"]),
    ("service", &["domain", "notice", "rules", "roster", "protocol", "i18n", "workbook", "papers"]),
    ("app", &["domain", "notice", "rules", "protocol", "i18n"]),
    ("web", &["domain", "notice", "rules", "protocol", "i18n", "app", "service", "roster"]),
];

const ROOMS: [&str; 11] =
    ["domain", "notice", "rules", "roster", "protocol", "i18n", "workbook", "papers", "service", "app", "web"];

#[test]
fn imports_go_one_way() {
    for (room, allowed) in ARROWS {
        let own = room.trim_end_matches(".rs");
        for (path, text) in files(&root().join("src").join(room), "rs") {
            let rules = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for other in ROOMS.into_iter().filter(|other| *other != own && !allowed.contains(other)) {
                for mark in [format!("crate::{other}::"), format!("crate::{{{other}::"), format!("    {other}::")] {
                    let found = rules.lines().find(|line| line.contains(&mark) && !line.trim_start().starts_with("//"));
                    assert!(found.is_none(), "{} imports {other}: {found:?}", path.display());
                }
            }
        }
    }
}

#[test]
fn only_the_worker_s_end_of_the_page_knows_the_service() {
    for (path, text) in files(&root().join("src/web"), "rs") {
        let is_worker = path.ends_with("web/worker.rs");
        assert!(is_worker || !text.contains("service::"), "{} reaches the service", path.display());
    }
}

#[test]
fn the_core_knows_no_web_no_clock_and_no_files() {
    let forbidden = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "gloo",
        "yew::",
        "SystemTime",
        "Instant::",
        "Utc::now",
        "Local::now",
        "std::fs",
        "std::net",
        "println!",
    ];
    for room in [
        "domain",
        "notice",
        "rules",
        "roster",
        "i18n",
        "workbook",
        "papers",
        "service.rs",
        "service",
        "protocol.rs",
        "protocol",
        "app",
    ] {
        for (path, text) in files(&root().join("src").join(room), "rs") {
            let rules = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            for word in forbidden {
                let found = rules.lines().find(|line| line.contains(word) && !line.trim_start().starts_with("//"));
                assert!(found.is_none(), "{} knows {word}: {found:?}", path.display());
            }
        }
    }
}

#[test]
fn money_and_scores_are_never_floats() {
    for room in ["domain", "notice", "rules"] {
        for (path, text) in files(&root().join("src").join(room), "rs") {
            for (number, line) in (1..).zip(text.lines()) {
                let code = line.split("//").next().unwrap_or_default();
                let allowed = path.ends_with("domain/words.rs");
                assert!(allowed || !code.contains("f64") && !code.contains("f32"), "{}:{number}", path.display());
            }
        }
    }
}

#[test]
fn every_computed_clause_has_its_rule() {
    let rules: String = files(&root().join("src/rules"), "rs").into_iter().map(|(_, text)| text).collect();
    let marked: Vec<&str> = paragraphs_of_clauses(&rules);
    for clause in Clause::ALL {
        let has_rule = marked.iter().any(|paragraph| {
            paragraph.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).any(|word| word == clause.slug())
        });
        match clause.computed() {
            Computed::Yes => assert!(has_rule, "no rule is marked `Clause: … ({})`", clause.slug()),
            Computed::No { zh, en } => {
                assert!(!has_rule && !zh.is_empty() && !en.is_empty(), "{} has a rule", clause.slug());
            }
        }
    }
}

/// The text behind each `Clause:` in a doc comment, to the end of the comment.
fn paragraphs_of_clauses(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    for (start, _) in text.match_indices("/// Clause:") {
        let rest = &text[start..];
        let end = rest.lines().take_while(|line| line.trim_start().starts_with("///")).map(|line| line.len() + 1).sum();
        paragraphs.push(&rest[..usize::min(end, rest.len())]);
    }
    paragraphs
}

#[test]
fn nothing_lies_beside_the_agreed_top_level() {
    let agreed = ["Cargo.toml", "Cargo.lock", "LICENSE", "README.md", "index.html", "src", "style", "tests", "xtask"];
    let made = ["target", "dist"];
    for entry in fs::read_dir(root()).expect("the root is readable") {
        let name = entry.expect("the root is readable").file_name().into_string().expect("names are text");
        assert!(
            name.starts_with('.') || agreed.contains(&name.as_str()) || made.contains(&name.as_str()),
            "{name} lies at the top level"
        );
    }
}
