//! The watch itself: what a page must not do is seen when a page does it, from the page and from its Worker.

use browser_tests::{Browser, Opening, Witnessed};
use std::fs;

/// Opens a page with a script that sets `done` once it has misbehaved.
async fn misbehave(script: &str) -> Witnessed {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    fs::write(&page, format!("<!DOCTYPE html><title>page</title><script>{script}</script>")).expect("a page");
    let browser = Browser::open_as(Opening { page, ..Opening::default() }).await;
    browser.until("the page has misbehaved", "return window.done === true").await;
    browser.end().await
}

#[tokio::test]
async fn a_request_of_the_page_is_seen() {
    let seen = misbehave("fetch('http://127.0.0.1:9/page').catch(() => {}).finally(() => { done = true; });").await;
    assert!(seen.asked.iter().any(|url| url.ends_with("/page")), "{seen:?}");
    assert!(seen.network.iter().any(|url| url.ends_with("/page")), "{seen:?}");
}

#[tokio::test]
async fn a_request_of_a_worker_is_seen() {
    let seen = misbehave(
        "const ask = \"fetch('http://127.0.0.1:9/worker').catch(() => {}).finally(() => postMessage(1))\";
        new Worker(URL.createObjectURL(new Blob([ask]))).onmessage = () => { done = true; };",
    )
    .await;
    assert!(seen.network.iter().any(|url| url.ends_with("/worker")), "{seen:?}");
}

#[tokio::test]
async fn an_error_in_the_console_is_seen() {
    let seen = misbehave("console.error('oh'); done = true;").await;
    assert_eq!(seen.console.len(), 1, "{seen:?}");
}

#[tokio::test]
async fn an_error_of_a_worker_is_seen() {
    let seen = misbehave(
        "const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1); console.error(\"oh\")'])));
        worker.onmessage = () => setTimeout(() => { done = true; }, 100);",
    )
    .await;
    assert_eq!(seen.console.len(), 1, "{seen:?}");
}
