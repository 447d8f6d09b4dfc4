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
    State { name: "error", reach: |browser| Box::pin(error(browser)) },
    State { name: "results", reach: |browser| Box::pin(tab(browser, "overview")) },
    State { name: "people", reach: |browser| Box::pin(tab(browser, "people")) },
    State { name: "person", reach: |browser| Box::pin(person(browser)) },
    State { name: "pending", reach: |browser| Box::pin(tab(browser, "pending")) },
    State { name: "problems", reach: |browser| Box::pin(tab(browser, "problems")) },
    State { name: "outcomes", reach: |browser| Box::pin(tab(browser, "outcomes")) },
    State { name: "settings", reach: |browser| Box::pin(tab(browser, "settings")) },
    State { name: "english", reach: |browser| Box::pin(english(browser)) },
];

/// A picture dropped as if it were a roster.
async fn error(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("通知.xlsx");
    fs::write(&file, "%PDF-1.7\n").expect("a file");
    browser.drop_files(&[&file]).await;
    browser.find("[data-testid=error-text]").await;
}

/// The built-in sample, with a tab open.
async fn tab(browser: &Browser, tab: &str) {
    browser.click("[data-testid=sample-button]").await;
    browser.click(&format!("[data-testid=tab-{tab}]")).await;
}

/// The first person of the sample.
async fn person(browser: &Browser) {
    tab(browser, "people").await;
    browser.click("[data-testid=row] [data-col=姓名]").await;
    browser.find("[data-testid=person] [data-testid=money-line]").await;
}

async fn english(browser: &Browser) {
    browser.click("[data-testid=lang-en]").await;
    tab(browser, "overview").await;
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
