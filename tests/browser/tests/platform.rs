//! The single file itself: it starts, keeps to itself, speaks when it can't start, and outlives its Worker.

use browser_tests::{Browser, Opening, built_page, root};
use std::{fs, path::PathBuf};

/// Lets a test poison the next message to the Worker, so that it dies with a question open.
const POISON: &str = "
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, transfer) {
        if (!window.poison) { return post.call(this, message, transfer || []); }
        window.poison = false;
        // No array can have this length: making it throws in the Worker.
        return post.call(this, [message[0], 1e15]);
    };
";

const STARTED: &str = "[data-testid=app][data-stage=start]";
const RESULTS: &str = "[data-testid=app][data-stage=results]";

#[tokio::test]
async fn the_page_starts_and_keeps_to_itself() {
    let browser = Browser::open().await;
    browser.find(STARTED).await;
    browser.close().await;
}

#[tokio::test]
async fn the_engine_answers_from_its_worker() {
    let browser = Browser::open().await;
    browser.click("[data-testid=sample-button]").await;
    browser.find(RESULTS).await;
    browser.click("[data-testid=tab-people]").await;
    browser.find("[data-testid=row]").await;
    browser.close().await;
}

#[tokio::test]
async fn a_file_can_be_chosen_instead_of_dropped() {
    let browser = Browser::open().await;
    browser.choose_files("[data-testid=file-input]", &[&root().join("tests/fixtures/plain-40.xlsx")]).await;
    browser.await_text("[data-testid=files]", "plain-40.xlsx").await;
    browser.close().await;
}

#[tokio::test]
async fn a_file_made_by_the_engine_is_downloaded() {
    let browser = Browser::open().await;
    browser.click("[data-testid=template-button]").await;
    let file = browser.download().await;
    assert_eq!(file.extension().and_then(|ending| ending.to_str()), Some("xlsx"));
    assert!(fs::read(&file).expect("the download").starts_with(b"PK"));
    browser.close().await;
}

#[tokio::test]
async fn a_dead_worker_is_heard_and_replaced() {
    let browser = Browser::open_as(Opening { before: Some(POISON.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    browser.script("window.poison = true").await;
    browser.click("[data-testid=sample-button]").await;
    browser.find("[data-testid=error]").await;
    browser.find(STARTED).await;
    browser.click("[data-testid=sample-button]").await;
    browser.find(RESULTS).await;
    browser.close().await;
}

#[tokio::test]
async fn a_new_worker_gets_what_was_loaded() {
    let browser = Browser::open_as(Opening { before: Some(POISON.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    browser.drop_files(&[&root().join("tests/fixtures/plain-40.xlsx")]).await;
    browser.find(RESULTS).await;
    browser.script("window.poison = true").await;
    browser.click("[data-testid=export-button]").await;
    browser.find("[data-testid=error]").await;
    browser.click("[data-testid=error-close]").await;
    browser.click("[data-testid=export-button]").await;
    browser.download().await;
    browser.close().await;
}

#[tokio::test]
async fn a_new_worker_gets_the_edits_too() {
    let browser = Browser::open_as(Opening { before: Some(POISON.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    let _folder = drop_faulty(&browser).await;
    browser.click("[data-testid=correct-save]").await;
    browser.click("[data-testid=tab-history]").await;
    browser.find("[data-testid=edit]:not([data-undone])").await;
    browser.script("window.poison = true").await;
    browser.click("[data-testid=export-button]").await;
    browser.find("[data-testid=error]").await;
    // The next question goes to a new Worker, which has the file and the edit again.
    browser.click("[data-testid=undo]").await;
    browser.find("[data-testid=edit][data-undone]").await;
    browser.click("[data-testid=redo]").await;
    browser.find("[data-testid=edit]:not([data-undone])").await;
    browser.close().await;
}

/// A roster of one person with a cell to be corrected, on the page that says so.
async fn drop_faulty(browser: &Browser) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("花名册.csv");
    fs::write(&file, "工号,姓名,在岗月数,事假天数\n1,王芳,12,4小时\n").expect("a file");
    browser.drop_files(&[&file]).await;
    browser.click("[data-testid=tab-problems]").await;
    browser.click("[data-testid=correct-button]").await;
    browser.type_into("[data-testid=correct-input]", "半天").await;
    folder
}

#[tokio::test]
async fn an_edit_on_its_way_to_a_worker_that_dies_is_made_by_the_next() {
    let browser = Browser::open_as(Opening { before: Some(POISON.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    let _folder = drop_faulty(&browser).await;
    browser.script("window.poison = true").await;
    browser.click("[data-testid=correct-save]").await;
    browser.click("[data-testid=tab-history]").await;
    browser.find("[data-testid=edit]:not([data-undone])").await;
    browser.until("once", "return document.querySelectorAll('[data-testid=edit]').length === 1").await;
    browser.until("no error", "return !document.querySelector('[data-testid=error]')").await;
    browser.close().await;
}

#[tokio::test]
async fn a_file_that_is_gone_after_loading_is_not_missed() {
    let browser = Browser::open_as(Opening { before: Some(POISON.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    let folder = drop_faulty(&browser).await;
    browser.click("[data-testid=correct-save]").await;
    browser.click("[data-testid=tab-history]").await;
    browser.find("[data-testid=edit]:not([data-undone])").await;
    drop(folder);
    for _ in 0..2 {
        browser.script("window.poison = true").await;
        browser.click("[data-testid=export-button]").await;
        browser.await_text("[data-testid=error-text]", "都还在").await;
        browser.click("[data-testid=error-close]").await;
    }
    browser.click("[data-testid=undo]").await;
    browser.find("[data-testid=edit][data-undone]").await;
    browser.click("[data-testid=redo]").await;
    browser.find("[data-testid=edit]:not([data-undone])").await;
    browser.click("[data-testid=export-button]").await;
    browser.download().await;
    browser.close().await;
}

/// Looks at the Worker at once while `hurry` is set, else as seldom as the page wants.
const HURRY: &str = "const every = window.setInterval;
    window.setInterval = (look, ms, ...rest) => {
        let times = 0;
        if (ms < 5000) { return every(look, ms, ...rest); }
        return every(() => { times += 1; if (window.hurry || times % (ms / 20) === 0) { look(); } }, 20);
    };";

#[tokio::test]
async fn a_worker_that_gives_no_sign_is_replaced_and_nothing_is_lost() {
    let browser = Browser::open_as(Opening { before: Some(format!("{HANG}{HURRY}")), ..Opening::default() }).await;
    let browser = browser.started().await;
    let _folder = drop_faulty(&browser).await;
    browser.script("window.hang = true").await;
    browser.click("[data-testid=correct-save]").await;
    // The edit waits for a Worker that hears.
    browser.script("window.hang = false; window.hurry = true").await;
    browser.click("[data-testid=tab-history]").await;
    browser.find("[data-testid=edit]:not([data-undone])").await;
    browser.script("window.hurry = false; window.hang = true").await;
    browser.click("[data-testid=export-button]").await;
    browser.script("window.hurry = true").await;
    browser.await_text("[data-testid=error-text]", "都还在").await;
    browser.script("window.hurry = false; window.hang = false").await;
    browser.click("[data-testid=error-close]").await;
    browser.click("[data-testid=export-button]").await;
    browser.download().await;
    browser.close().await;
}

#[tokio::test]
async fn a_folder_is_no_damaged_workbook() {
    let browser = Browser::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    browser.drop_files(&[folder.path()]).await;
    browser.await_text("[data-testid=error-text]", "文件夹").await;
    browser.find(STARTED).await;
    browser.close().await;
}

/// Makes the Workers of a page deaf while `hang` is set.
const HANG: &str = "const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (...all) { if (!window.hang) post.apply(this, all); };";

#[tokio::test]
async fn a_running_read_can_be_cancelled() {
    let browser = Browser::open_as(Opening { before: Some(HANG.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    let fixture = |name: &str| root().join("tests/fixtures").join(name);
    browser.drop_files(&[&fixture("ties-20.xlsx")]).await;
    browser.await_text("[data-testid=files]", "ties-20.xlsx").await;
    browser.script("window.hang = true").await;
    browser.drop_files(&[&fixture("plain-40.xlsx")]).await;
    browser.click("[data-testid=cancel-button]").await;
    browser.await_text("[data-testid=files]", "ties-20.xlsx").await;
    browser.script("window.hang = false").await;
    browser.drop_files(&[&fixture("plain-40.xlsx")]).await;
    browser.await_text("[data-testid=files]", "plain-40.xlsx").await;
    browser.close().await;
}

#[tokio::test]
async fn an_old_browser_is_told_what_it_needs() {
    let before = Some("delete window.DecompressionStream".to_owned());
    let browser = Browser::open_as(Opening { before, ..Opening::default() }).await;
    browser.await_text("#boot-title", "浏览器版本过低").await;
    browser.await_text("#boot-text", "Chrome 99").await;
    browser.close().await;
}

#[tokio::test]
async fn a_damaged_page_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let browser =
        Browser::open_as(Opening { page: damaged(folder.path().join("kaohe.html")), ..Opening::default() }).await;
    browser.await_text("#boot-title", "启动失败").await;
    let console = browser.console().await;
    assert_eq!(console.len(), 1, "the console has the cause and nothing else: {console:#?}");
    browser.close().await;
}

/// A copy of the page as a broken transfer leaves it: a stretch of the program is missing.
fn damaged(to: PathBuf) -> PathBuf {
    const MISSING: usize = 4_000;
    let mut page = fs::read_to_string(built_page()).expect("the page is text");
    let program = page.find("octet-stream\">").expect("the page holds the program");
    page.replace_range(program + 50_000..program + 50_000 + MISSING, "");
    fs::write(&to, page).expect("a copy");
    to
}
