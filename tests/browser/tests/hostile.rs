//! Whatever is dropped on the page, a good workbook loads after it.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::Browser;
use common::fixture;
use std::fs;

/// Mutated files besides those built by hand; others than those of the native test.
const MUTATED: std::ops::Range<u64> = 1_000..1_100;
/// Larger ones take the driver long to hand over; the native test has them all.
const MAX_BYTES: usize = 4 << 20;

#[tokio::test]
async fn after_any_file_a_good_workbook_still_loads() {
    let browser = Browser::open().await.started().await;
    let folder = tempfile::tempdir().expect("a folder");
    let seeds = fuzz::seeds();
    let mutated = MUTATED.map(|seed| fuzz::mutate(&seeds, seed));
    let samples = fuzz::hostile().into_iter().chain(mutated).filter(|sample| sample.bytes.len() < MAX_BYTES);
    let samples: Vec<_> = samples.collect();
    assert!(samples.len() >= 300, "{} files", samples.len());
    for sample in &samples {
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
