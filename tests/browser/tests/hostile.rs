//! Whatever is dropped on the page, a good workbook loads after it.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::Browser;
use common::fixture;
use std::fs;

/// So many of the files built by hand are dropped, evenly chosen.
const DROPPED: usize = 45;

#[tokio::test]
async fn after_any_file_a_good_workbook_still_loads() {
    let browser = Browser::open().await.started().await;
    let folder = tempfile::tempdir().expect("a folder");
    // The driver hands files over whole; what is large is large in the native test, too.
    let samples: Vec<_> = fuzz::hostile().into_iter().filter(|sample| sample.bytes.len() < 3 << 20).collect();
    for sample in samples.iter().step_by(samples.len() / DROPPED) {
        let path = folder.path().join(&sample.name);
        fs::write(&path, &sample.bytes).expect("a file");
        browser.drop_files(&[&path]).await;
        let settled = format!(
            "return document.querySelector('[data-testid=error]') !== null
                || document.querySelector('[data-testid=files]')?.textContent === {}",
            serde_json::json!(sample.name)
        );
        browser.until(&format!("{} is read or refused", sample.name), &settled).await;
        browser.drop_files(&[&fixture("plain-40.xlsx")]).await;
        browser.await_text("[data-testid=files]", "plain-40.xlsx").await;
        let good = "return document.querySelector('[data-testid=app]').dataset.stage === 'results'
            && document.querySelector('[data-testid=error]') === null
            && document.querySelector(\"[data-testid='total-参加考核']\").textContent === '39'";
        browser.until(&format!("plain-40 loads after {}", sample.name), good).await;
    }
    browser.close().await;
}
