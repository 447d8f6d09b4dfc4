//! The whole way on the page: a roster is dropped, every figure is read off the page, the results are downloaded,
//! read again by another reader, dropped in again, and give the same figures.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::{Browser, Opening};
use common::{book, expected::Expected, fixture};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// Figures by person, then by official term.
type Figures = BTreeMap<String, BTreeMap<String, String>>;

/// What the page and the workbook say of a roster, in the form of the expected figures.
#[derive(Debug, Default)]
struct Found {
    people: Figures,
    not_appraised: BTreeSet<String>,
    outcomes: BTreeSet<(String, String, String, String)>,
    pending: BTreeMap<String, BTreeSet<String>>,
}

impl Found {
    #[track_caller]
    fn check(&self, expected: &Expected, whence: &str) {
        let mut wrong = Vec::new();
        for (key, figures) in &expected.people {
            for (term, figure) in figures {
                let found = self.people.get(key).and_then(|found| found.get(term));
                if found != Some(figure) {
                    wrong.push(format!("{key} {term}: {found:?}, expected {figure:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{whence}: {} figures differ:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(self.people.len(), expected.people.len(), "{whence}: people");
        assert_eq!(self.not_appraised, expected.not_appraised, "{whence}: 未参加考核");
        assert_eq!(self.outcomes, expected.outcomes, "{whence}: 结果运用");
        assert_eq!(self.pending, expected.pending, "{whence}: 待决事项");
    }
}

#[tokio::test]
async fn plain_40_goes_the_whole_way() {
    goes_the_whole_way("plain-40").await;
}

#[tokio::test]
async fn ties_20_goes_the_whole_way() {
    goes_the_whole_way("ties-20").await;
}

#[tokio::test]
async fn messy_49_goes_the_whole_way() {
    goes_the_whole_way("messy-49").await;
}

#[tokio::test]
async fn ledgers_86_goes_the_whole_way() {
    goes_the_whole_way("ledgers-86").await;
}

/// As LibreOffice converts them.
#[tokio::test]
async fn converted_rosters_give_every_figure_on_the_page() {
    let browser = Browser::open_as(Opening { size: (1600, 4200), ..Opening::default() }).await.started().await;
    for name in ["plain-40", "ties-20", "messy-49", "ledgers-86"] {
        let expected = Expected::of(name);
        for format in ["xls", "ods"] {
            let file = format!("{name}.{format}");
            browser.drop_files(&[&fixture(&file)]).await;
            browser.await_text("[data-testid=files]", &file).await;
            on_the_page(&browser, &expected).await.check(&expected, &file);
        }
    }
    browser.close().await;
}

async fn goes_the_whole_way(name: &str) {
    let expected = Expected::of(name);
    // High enough that every row of the table is there at once.
    let browser = Browser::open_as(Opening { size: (1600, 4200), ..Opening::default() }).await.started().await;
    browser.drop_files(&[&fixture(&format!("{name}.xlsx"))]).await;
    on_the_page(&browser, &expected).await.check(&expected, "the page");

    browser.click("[data-testid=export-button]").await;
    let download = browser.download().await;
    let file_name = download.file_name().expect("a download has a name").to_string_lossy().into_owned();
    assert_eq!(file_name, "宝山区政务服务中心_2024年度_考核结果_草稿.xlsx");
    in_the_workbook(&download).check(&expected, "the download");

    browser.drop_files(&[&download]).await;
    browser.await_text("[data-testid=files]", &file_name).await;
    on_the_page(&browser, &expected).await.check(&expected, "the download on the page");
    browser.close().await;
}

/// A list of elements, each as what `script` makes of `e`.
async fn list(browser: &Browser, css: &str, script: &str) -> Vec<Value> {
    let script = format!("return [...document.querySelectorAll({})].map((e) => ({script}))", json!(css));
    browser.script(&script).await.as_array().expect("a list").clone()
}

const CELLS: &str =
    "Object.fromEntries([...e.querySelectorAll('[data-col]')].map((c) => [c.dataset.col, c.textContent.trim()]))";

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// A figure as the page writes it, without separators and marks for "none".
fn bare(figure: &str) -> String {
    let figure = figure.replace(',', "");
    if matches!(figure.as_str(), "—" | "–" | "-") { String::new() } else { figure }
}

async fn on_the_page(browser: &Browser, expected: &Expected) -> Found {
    browser
        .until(
            "the results are shown",
            "return document.querySelector('[data-testid=app]').dataset.stage === 'results'",
        )
        .await;
    browser.click("[data-testid=tab-people]").await;
    let all_rows = format!(
        "return document.querySelectorAll('[data-testid=row] [data-col=实发金额]').length === {}",
        expected.people.len()
    );
    browser.until("every row is shown", &all_rows).await;

    let mut found = Found::default();
    for row in list(browser, "[data-testid=row]", &format!("[e.dataset.key, {CELLS}]")).await {
        let cells = row[1].as_object().expect("cells").iter();
        let figures: BTreeMap<String, String> =
            cells.map(|(term, figure)| (term.clone(), bare(&text(figure)))).collect();
        found.people.insert(text(&row[0]), figures);
    }
    let keys: Vec<String> = found.people.keys().cloned().collect();
    for key in keys {
        browser.click(&format!("[data-testid=row][data-key={}] [data-col=姓名]", json!(key))).await;
        let shown = format!(
            "const p = document.querySelector('[data-testid=person]'); return !!p && p.dataset.key === {} && !!p.querySelector('[data-item=实发金额]')",
            json!(key)
        );
        browser.until("the person is shown", &shown).await;
        let figures = found.people.get_mut(&key).expect("the key is one of them");
        let items = list(browser, "[data-testid=person] [data-item]", "[e.dataset.item, e.textContent.trim()]").await;
        for item in items {
            let (term, figure) = (text(&item[0]), bare(&text(&item[1])));
            let in_table = figures.get(&term);
            assert!(in_table.is_none_or(|table| *table == figure), "{key} {term}: {in_table:?} and {figure:?}");
            figures.insert(term, figure);
        }
    }
    browser.click("[data-testid=person-close]").await;

    let row = format!("[e.dataset.key, {CELLS}]");
    browser.click("[data-testid=tab-pending]").await;
    browser.find("[data-testid=pending-row]").await;
    for pending in list(browser, "[data-testid=pending-row]", &row).await {
        found.pending.entry(text(&pending[0])).or_default().insert(text(&pending[1]["事项"]));
    }
    browser.click("[data-testid=tab-outcomes]").await;
    browser.find("[data-testid=outcome-row]").await;
    for outcome in list(browser, "[data-testid=outcome-row]", &row).await {
        let cells = &outcome[1];
        found.outcomes.insert(outcome_of(
            text(&outcome[0]),
            text(&cells["事项"]),
            text(&cells["依据"]),
            text(&cells["内容"]),
        ));
    }
    for other in list(browser, "[data-testid=not-appraised-row]", &row).await {
        found.not_appraised.insert(text(&other[0]));
    }
    found
}

/// 内容 is fixed for 表彰 only.
fn outcome_of(key: String, what: String, clause: String, content: String) -> (String, String, String, String) {
    let content = if what == "表彰" { content } else { String::new() };
    (key, what, clause, content)
}

fn in_the_workbook(path: &Path) -> Found {
    let bytes = fs::read(path).expect("the download is there");
    let rows = |name: &str| -> Vec<BTreeMap<String, String>> {
        let rows = book::sheet(&bytes, name);
        let header: Vec<String> = rows[0].iter().map(cell).collect();
        rows[1..].iter().map(|row| header.iter().cloned().zip(row.iter().map(cell)).collect()).collect()
    };
    let mut found = Found::default();
    for row in rows("考核结果") {
        let mut figures = row;
        for term in ["初评综合分", "推优综合分"] {
            two_decimals(&mut figures, term);
        }
        found.people.insert(figures["工号"].clone(), figures);
    }
    for mut row in rows("奖金发放表") {
        if row["工号"] == "合计" {
            continue;
        }
        let terms: Vec<String> = row.keys().cloned().collect();
        for term in
            terms.iter().filter(|term| !["工号", "姓名", "科室", "在岗月数", "考核等次"].contains(&term.as_str()))
        {
            two_decimals(&mut row, term);
        }
        found.people.get_mut(&row["工号"]).expect("both sheets list the same people").extend(row);
    }
    for row in rows("待决事项") {
        found.pending.entry(row["工号"].clone()).or_default().insert(row["事项"].clone());
    }
    for row in rows("结果运用") {
        let cell = |header: &str| row[header].clone();
        found.outcomes.insert(outcome_of(cell("工号"), cell("事项"), cell("依据"), cell("内容")));
    }
    found.not_appraised = rows("未参加考核").into_iter().map(|row| row["工号"].clone()).collect();
    found
}

fn cell(value: &book::Value) -> String {
    match value {
        book::Value::Blank => String::new(),
        book::Value::Text(text) => text.clone(),
        book::Value::Number(number) => number.normalize().to_string(),
    }
}

fn two_decimals(figures: &mut BTreeMap<String, String>, term: &str) {
    let figure = figures.get_mut(term).expect("the column is there");
    if !figure.is_empty() {
        let number: rust_decimal::Decimal = figure.parse().expect("a number");
        *figure = format!("{number:.2}");
    }
}

#[tokio::test]
async fn bad_files_get_one_sentence_and_the_page_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        path
    };
    let empty = file("空.xlsx", b"");
    let unreadable = file("乱.xlsx", &[7; 4096]);
    let pdf = file("通知.xlsx", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n");
    let no_roster = file("通讯录.xlsx", &workbook_of(&["姓名", "电话"], &["王芳", "1"]));
    let no_name = file(
        "无姓名.xlsx",
        &workbook_of(&["工号", "科室", "事假天数", "核实差评数", "在岗月数"], &["1", "业务科", "0", "0", "12"]),
    );

    let browser = Browser::open().await;
    for (file, sentence) in
        [(&empty, "空.xlsx"), (&unreadable, "乱.xlsx"), (&pdf, "PDF"), (&no_roster, "花名册"), (&no_name, "姓名")]
    {
        browser.drop_files(&[file]).await;
        browser.await_text("[data-testid=error-text]", sentence).await;
        let sentences = browser.texts("[data-testid=error-text]").await;
        assert_eq!(sentences.len(), 1, "one sentence");
        browser.click("[data-testid=error-close]").await;
    }
    // The page goes on: a good workbook loads, and a bad one after it leaves it in place.
    browser.drop_files(&[&fixture("ties-20.xlsx")]).await;
    browser.await_text("[data-testid=files]", "ties-20.xlsx").await;
    browser.drop_files(&[&pdf]).await;
    browser.await_text("[data-testid=error-text]", "PDF").await;
    browser.await_text("[data-testid=files]", "ties-20.xlsx").await;
    browser.close().await;
}

/// A workbook of one sheet with a header and a row.
fn workbook_of(header: &[&str], row: &[&str]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, texts) in (0..).zip([header, row]) {
        sheet.write_row(at, 0, texts.iter().copied()).expect("a row fits");
    }
    workbook.save_to_buffer().expect("a small workbook")
}

#[tokio::test]
async fn the_sample_loads_and_the_template_is_read_by_no_one_as_a_roster() {
    let browser = Browser::open().await;
    browser.click("[data-testid=sample-button]").await;
    browser
        .until(
            "the results are shown",
            "return document.querySelector('[data-testid=app]').dataset.stage === 'results'",
        )
        .await;
    assert_eq!(
        browser.find("[data-testid=status]").await.attr("data-status").await.ok().flatten().as_deref(),
        Some("draft")
    );
    browser.close().await;

    let browser = Browser::open().await;
    browser.click("[data-testid=template-button]").await;
    let template = browser.download().await;
    browser.drop_files(&[&template]).await;
    browser.await_text("[data-testid=error-text]", "花名册").await;
    browser.close().await;
}

#[tokio::test]
async fn the_page_speaks_english_too() {
    let browser = Browser::open().await;
    browser.click("[data-testid=lang-en]").await;
    browser.drop_files(&[&fixture("ties-20.xlsx")]).await;
    browser.await_text("[data-testid=tab-people]", "Everyone").await;
    let language = browser.script("return document.documentElement.lang").await;
    assert_eq!(language, json!("en"));
    browser.close().await;
}

/// Each tab scrolls by itself: a second scroll bar beside the first one was a defect.
#[tokio::test]
async fn the_page_itself_never_scrolls_under_the_results() {
    let browser = Browser::open().await;
    browser.click("[data-testid=sample-button]").await;
    let tabs = [
        "overview",
        "people",
        "pending",
        "problems",
        "outcomes",
        "settings",
        "register",
        "trial",
        "fairness",
        "clauses",
        "timetable",
        "history",
    ];
    for tab in tabs {
        browser.click(&format!("[data-testid=tab-{tab}]")).await;
        let quiet = format!(
            "return document.querySelector('[data-testid=tab-{tab}]').ariaSelected === 'true'
                && document.querySelector('main table, main .card, main .nothing, main section') !== null
                && document.documentElement.scrollHeight <= innerHeight
                && document.documentElement.scrollWidth <= innerWidth"
        );
        browser.until(&format!("{tab} fits the window"), &quiet).await;
    }
    browser.close().await;
}
