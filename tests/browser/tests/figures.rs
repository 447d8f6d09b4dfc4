//! The main job on the built file: a roster is dropped, its figures are read off the page, the results are downloaded
//! and opened again. Every figure is one of those given beside the roster; what they follow from is tested natively.

use browser_tests::{Browser, Opening, root};
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{BufReader, Cursor},
    path::{Path, PathBuf},
};

/// Figures by the key of the person, then by official term.
type Figures = BTreeMap<String, BTreeMap<String, String>>;

fn fixture(name: &str) -> PathBuf {
    root().join("tests/fixtures").join(name)
}

/// The figures given for a roster.
fn expected(name: &str) -> Figures {
    let file = fs::File::open(fixture(&format!("{name}.expected.json"))).expect("the figures are there");
    let json: Value = serde_json::from_reader(BufReader::new(file)).expect("the figures are JSON");
    let people = json["people"].as_object().expect("people by key");
    let figures = |person: &Value| {
        let figures = person.as_object().expect("figures by term");
        figures.iter().map(|(term, value)| (term.clone(), text(value))).collect()
    };
    people.iter().map(|(key, person)| (key.clone(), figures(person))).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Opens the page in a window so tall that every row of a small roster is in it.
async fn open_tall() -> Browser {
    Browser::open_as(Opening { size: (1600, 3_000), ..Opening::default() }).await.started().await
}

/// The figures that the page shows: in the table, and in the panel of each person.
async fn figures_on_page(browser: &Browser, people: usize) -> Figures {
    let all_rows = format!("return document.querySelectorAll('[data-testid=row]').length === {people}");
    browser.until("every row is in the window", &all_rows).await;
    let mut figures = gather(browser, "[data-testid=row]", "data-col").await;
    for (key, shown) in &mut figures {
        browser.script(&format!("document.querySelector('[data-testid=row][data-key=\"{key}\"]').click()")).await;
        let panel = format!("[data-testid=person][data-key=\"{key}\"]");
        browser.find(&panel).await;
        let in_panel = gather(browser, &panel, "data-item").await.remove(key).expect("the panel is this person's");
        for (term, figure) in in_panel {
            let in_table = shown.entry(term.clone()).or_insert_with(|| figure.clone());
            assert_eq!(*in_table, figure, "{key} {term}: table and panel differ");
        }
    }
    figures
}

/// The texts of named parts of elements that have a key. Separators of thousands and icons aside, what is shown.
async fn gather(browser: &Browser, css: &str, name: &str) -> Figures {
    let script = format!(
        "return Object.fromEntries([...document.querySelectorAll({css:?})].map((whole) => [whole.dataset.key,
            Object.fromEntries([...whole.querySelectorAll('[{name}]')].map((part) =>
                [part.getAttribute('{name}'), part.textContent.trim().replace(/(\\d),(?=\\d)/g, '$1')]))]))"
    );
    serde_json::from_value(browser.script(&script).await).expect("texts by name, by key")
}

/// The figures of two sheets of the results workbook.
fn figures_in_workbook(path: &Path) -> Figures {
    let bytes = fs::read(path).expect("the download is there");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("the download is a workbook");
    let mut figures = Figures::new();
    for name in ["考核结果", "奖金发放表"] {
        let range = book.worksheet_range(name).expect("the sheet is there");
        let headers: Vec<String> = range.rows().next().expect("a header").iter().map(ToString::to_string).collect();
        let key = headers.iter().position(|header| header == "工号").expect("a column of keys");
        for row in range.rows().skip(1) {
            let shown = figures.entry(row[key].to_string()).or_default();
            shown.extend(headers.iter().cloned().zip(row.iter().map(cell)));
        }
    }
    figures
}

fn cell(data: &Data) -> String {
    match data {
        Data::Float(float) => format!("{float:.2}"),
        other => other.to_string(),
    }
}

/// Numbers are equal however many places they are written with; texts are equal.
fn same(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => format!("{one:.2}") == format!("{other:.2}"),
        _ => one == other,
    }
}

/// Every expected figure is there and is what it should be.
#[track_caller]
fn compare(place: &str, expected: &Figures, found: &Figures) {
    let mut wrong = Vec::new();
    for (key, figures) in expected {
        for (term, figure) in figures {
            match found.get(key).and_then(|shown| shown.get(term)) {
                Some(shown) if same(shown, figure) => {}
                shown => wrong.push(format!("{key} {term}: {shown:?}, expected {figure:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{place}: {} figures differ:\n{}", wrong.len(), wrong.join("\n"));
}

async fn the_whole_way(name: &str) {
    let expected = expected(name);
    let browser = open_tall().await;
    browser.drop_files(&[&fixture(&format!("{name}.xlsx"))]).await;
    browser.click("[data-testid=tab-people]").await;
    let shown = figures_on_page(&browser, expected.len()).await;
    let keys = |figures: &Figures| figures.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&shown), keys(&expected), "people in the table");
    compare("the page", &expected, &shown);

    browser.click("[data-testid=export-button]").await;
    let download = browser.download().await;
    compare("the workbook", &expected, &figures_in_workbook(&download));
    browser.close().await;
}

#[tokio::test]
async fn plain_40_gives_its_figures() {
    the_whole_way("plain-40").await;
}

#[tokio::test]
async fn ties_20_gives_its_figures() {
    the_whole_way("ties-20").await;
}

/// Files that give no roster: one sentence, and the page goes on.
#[tokio::test]
async fn what_gives_no_roster_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let browser = Browser::open().await;
    for (name, content) in [("空.xlsx", ""), ("说明.xlsx", "这不是表格"), ("坏.xlsx", "PK\u{3}\u{4}")] {
        let file = folder.path().join(name);
        fs::write(&file, content).expect("a file");
        browser.drop_files(&[&file]).await;
        browser.await_text("[data-testid=error-text]", name).await;
        let said = browser.texts("[data-testid=error-text]").await.concat();
        assert_eq!(said.matches('。').count(), 1, "{said}");
        browser.click("[data-testid=error-close]").await;
    }
    browser.click("[data-testid=sample-button]").await;
    browser.find("[data-testid=app][data-stage=results]").await;
    browser.close().await;
}
