//! The single file itself: it starts, keeps to itself, speaks when it can't start, and outlives its Worker.

use browser_tests::{Browser, Opening, built_page};
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

#[tokio::test]
async fn the_page_starts_and_keeps_to_itself() {
    let browser = Browser::open().await;
    assert_eq!(browser.text("#app h1").await, "年度考核");
    browser.close().await;
}

#[tokio::test]
async fn the_engine_answers_from_its_worker() {
    let browser = Browser::open().await;
    browser.click("#settings").await;
    browser.await_text("#said", "NothingLoaded").await;
    browser.close().await;
}

#[tokio::test]
async fn a_dropped_file_reaches_the_engine() {
    let browser = Browser::open().await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("空.xlsx");
    fs::write(&file, "").expect("a file");
    browser.drop_files(&[&file]).await;
    browser.await_text("#said", "Load { names: [\"空.xlsx\"] }: failed").await;
    browser.close().await;
}

#[tokio::test]
async fn a_file_made_by_the_engine_is_downloaded() {
    let browser = Browser::open().await;
    browser.click("#template").await;
    let file = browser.download().await;
    assert_eq!(file.file_name().and_then(|name| name.to_str()), Some("考核填报模板.xlsx"));
    browser.close().await;
}

#[tokio::test]
async fn a_dead_worker_is_heard_and_replaced() {
    let browser = Browser::open_as(Opening { before: Some(POISON.to_owned()), ..Opening::default() }).await;
    let browser = browser.started().await;
    browser.script("window.poison = true").await;
    browser.click("#settings").await;
    browser.await_text("#said", "WorkerDied").await;
    browser.click("#settings").await;
    browser.await_text("#said", "NothingLoaded").await;
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
