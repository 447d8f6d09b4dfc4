//! Pictures of the page's states into target/shots, to be looked at by people.

use browser_tests::{Browser, Opening, root};
use std::{fs, future::Future, path::PathBuf, pin::Pin};

/// A state of the page and how to get there from the start.
struct State {
    name: &'static str,
    reach: for<'a> fn(&'a Browser) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
}

const STATES: &[State] = &[
    State { name: "start", reach: |_| Box::pin(async {}) },
    State { name: "hover", reach: |browser| Box::pin(hover(browser)) },
    State { name: "unreadable", reach: |browser| Box::pin(unreadable(browser)) },
    State { name: "overview", reach: |browser| Box::pin(sample(browser, "overview")) },
    State { name: "people", reach: |browser| Box::pin(sample(browser, "people")) },
    State { name: "person", reach: |browser| Box::pin(person(browser)) },
    State { name: "pending", reach: |browser| Box::pin(sample(browser, "pending")) },
    State { name: "problems", reach: |browser| Box::pin(sample(browser, "problems")) },
    State { name: "outcomes", reach: |browser| Box::pin(sample(browser, "outcomes")) },
    State { name: "settings", reach: |browser| Box::pin(sample(browser, "settings")) },
];

async fn hover(browser: &Browser) {
    browser.hover_files(&[&root().join("tests/fixtures/plain-40.xlsx")]).await;
    browser.find("[data-testid=drop-overlay]").await;
}

async fn unreadable(browser: &Browser) {
    browser.drop_files(&[&root().join("README.md")]).await;
    browser.find("[data-testid=error]").await;
}

/// A tab of the sample's result.
async fn sample(browser: &Browser, tab: &str) {
    browser.click("[data-testid=sample-button]").await;
    browser.find("[data-testid=app][data-stage=results]").await;
    browser.click(&format!("[data-testid=tab-{tab}]")).await;
    browser.find(&format!("[data-tab={tab}]")).await;
}

async fn person(browser: &Browser) {
    sample(browser, "people").await;
    browser.click("[data-testid=row]").await;
    browser.find("[data-testid=person][data-key]").await;
}

/// A window.
struct Window {
    name: &'static str,
    size: (u32, u32),
    dark: bool,
}

const WINDOWS: [Window; 4] = [
    Window { name: "1280", size: (1280, 800), dark: false },
    Window { name: "1920", size: (1920, 1080), dark: false },
    Window { name: "dark", size: (1280, 800), dark: true },
    Window { name: "narrow", size: (480, 900), dark: false },
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = root().join("target/shots");
    fs::create_dir_all(&folder).expect("the folder can be made");
    for state in STATES {
        let browser = Browser::open().await;
        (state.reach)(&browser).await;
        for window in &WINDOWS {
            let to = folder.join(format!("{}-{}.png", state.name, window.name));
            take(&browser, window, to).await;
        }
        browser.close().await;
    }
    too_old(folder.join("too-old.png")).await;
}

async fn take(browser: &Browser, window: &Window, to: PathBuf) {
    browser.resize(window.size.0, window.size.1).await;
    browser.prefer_dark(window.dark).await;
    browser.screenshot(&to).await;
    println!("{}", to.display());
}

/// What a browser sees that is too old.
async fn too_old(to: PathBuf) {
    let before = Some("delete window.DecompressionStream".to_owned());
    let browser = Browser::open_as(Opening { before, ..Opening::default() }).await;
    take(&browser, &WINDOWS[0], to).await;
    browser.close().await;
}
