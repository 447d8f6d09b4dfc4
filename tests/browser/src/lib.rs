//! The built file in a real browser, opened from file:// as people open it.
//!
//! [`Browser`] opens the page with a profile and a download folder of its own. A test acts (drop, click, type), awaits what
//! must then be seen, and ends with [`Browser::close`], which fails if the page made a request or the console showed
//! anything. Absent on purpose: sleeping for a time, and figures (the native tests have them).

mod driver;
mod watch;

use driver::Driver;
use serde_json::{Value, json};
use std::{
    fs,
    future::Future,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};

/// What a state may take to come. Long, because a machine may be busy; a test that passes doesn't use it up.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often a state is looked for.
const POLL: Duration = Duration::from_millis(25);

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("this package is two folders deep").to_path_buf()
}

/// The page that `cargo xtask dist` built.
pub fn built_page() -> PathBuf {
    let page = root().join("dist/kaohe.html");
    assert!(page.exists(), "{} is missing: run `cargo xtask dist` first", page.display());
    page
}

/// A browser with the page in it.
pub struct Browser {
    web: WebDriver,
    page: PathBuf,
    folder: TempDir,
    /// Last, so that the browser is gone before its driver.
    _driver: Driver,
}

/// How the page is opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The file.
    pub page: PathBuf,
    /// A script that runs before those of the page.
    pub before: Option<String>,
    /// Inner width and height of the window.
    pub size: (u32, u32),
}

impl Default for Opening {
    fn default() -> Opening {
        Opening { page: built_page(), before: None, size: (1280, 800) }
    }
}

/// What a page did that it must not, until its browser ended.
#[derive(Debug)]
pub struct Witnessed {
    /// What the console showed. Refusals by the policy are among it.
    pub console: Vec<String>,
    /// Whether the opening of the page was heard, so that other requests would have been.
    pub opened: bool,
    /// What the page asked for that it doesn't hold itself.
    pub asked: Vec<String>,
    /// What page or Worker had the network do.
    pub network: Vec<String>,
}

impl Witnessed {
    /// Nothing.
    pub fn is_clean(&self) -> bool {
        self.console.is_empty() && self.asked.is_empty() && self.network.is_empty()
    }
}

impl Browser {
    /// Opens the built page and awaits its start.
    pub async fn open() -> Browser {
        Browser::open_as(Opening::default()).await.started().await
    }

    /// Opens a page another way, and doesn't await its start.
    pub async fn open_as(opening: Opening) -> Browser {
        let folder = tempfile::tempdir().expect("a folder for the browser");
        let driver = Driver::start();
        let capabilities = capabilities(folder.path());
        let Value::Object(capabilities) = capabilities else { unreachable!("capabilities are an object") };
        let web = WebDriver::new(driver.address(), thirtyfour::Capabilities::from(capabilities));
        let web = web.await.expect("the browser starts");
        let browser = Browser { web, page: opening.page, folder, _driver: driver };
        browser.resize(opening.size.0, opening.size.1).await;
        if let Some(source) = opening.before {
            browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
        }
        browser.web.goto(watch::address(&browser.page)).await.expect("the page opens");
        browser
    }

    /// Awaits that the splash is gone.
    pub async fn started(self) -> Browser {
        self.until("the page starts", "return document.getElementById('boot').hidden").await;
        self
    }

    /// Drops files on the middle of the page, as a hand does.
    pub async fn drop_files(&self, files: &[&Path]) {
        self.drag("dragEnter", files).await;
        self.drag("dragOver", files).await;
        self.drag("drop", files).await;
    }

    /// Holds files over the middle of the page.
    pub async fn hover_files(&self, files: &[&Path]) {
        self.drag("dragEnter", files).await;
        self.drag("dragOver", files).await;
    }

    async fn drag(&self, kind: &str, files: &[&Path]) {
        let files: Vec<PathBuf> = files.iter().map(|file| file.canonicalize().expect("the file is there")).collect();
        let middle = self.script("return [innerWidth / 2, innerHeight / 2]").await;
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        self.cdp("Input.dispatchDragEvent", json!({ "type": kind, "x": middle[0], "y": middle[1], "data": data }))
            .await;
    }

    /// Chooses files by a file input.
    pub async fn choose_files(&self, css: &str, files: &[&Path]) {
        let document = self.cdp("DOM.getDocument", json!({})).await;
        let node = json!({ "nodeId": document["root"]["nodeId"], "selector": css });
        let node = self.cdp("DOM.querySelector", node).await;
        self.cdp("DOM.setFileInputFiles", json!({ "files": files, "nodeId": node["nodeId"] })).await;
    }

    /// Awaits an element and gives it.
    pub async fn find(&self, css: &str) -> WebElement {
        let found = poll(|| async { self.web.find(By::Css(css)).await.ok() }).await;
        found.unwrap_or_else(|| panic!("there is no {css} on the page"))
    }

    /// Awaits an element and clicks it.
    pub async fn click(&self, css: &str) {
        self.find(css).await.click().await.unwrap_or_else(|error| panic!("{css} can't be clicked: {error}"));
    }

    /// Awaits an element and types into it. Keys are those of WebDriver, as `thirtyfour::Key` has them.
    pub async fn type_into(&self, css: &str, text: impl AsRef<str>) {
        self.find(css)
            .await
            .send_keys(text.as_ref())
            .await
            .unwrap_or_else(|error| panic!("{css} takes no keys: {error}"));
    }

    /// Presses keys where the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        let element = self.web.active_element().await.expect("something has the focus");
        element.send_keys(keys).await.unwrap_or_else(|error| panic!("no keys are taken: {error}"));
    }

    /// Presses the tab key until an element has the focus, as somebody without a mouse does.
    pub async fn tab_to(&self, css: &str) {
        /// More than any page of a test has to stop at, twice.
        const MOST: usize = 400;
        self.find(css).await;
        let there = format!("return document.activeElement.matches({})", json!(css));
        for _ in 0..MOST {
            if self.script(&there).await == Value::Bool(true) {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("the tab key never comes to {css}");
    }

    /// What the page is on paper, by the style sheet for print.
    pub async fn print(&self) -> Vec<u8> {
        let options = json!({ "preferCSSPageSize": true, "printBackground": true });
        let pdf = self.cdp("Page.printToPDF", options).await;
        let data = pdf["data"].as_str().expect("the browser prints").to_owned();
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data).expect("base64")
    }

    /// Chooses a value of a list, as a person would.
    pub async fn choose(&self, css: &str, value: &str) {
        self.find(css).await;
        let script = format!(
            "const e = document.querySelector({}); e.value = {}; e.dispatchEvent(new Event('change', {{ bubbles: true }}))",
            serde_json::json!(css),
            serde_json::json!(value)
        );
        self.script(&script).await;
    }

    /// The text of an element as it is shown, once there is such an element.
    pub async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap_or_else(|error| panic!("{css} has no text: {error}"))
    }

    /// The texts of all such elements there are now, hidden ones included.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let script = format!("return [...document.querySelectorAll({})].map((e) => e.textContent.trim())", json!(css));
        let texts = self.script(&script).await;
        serde_json::from_value(texts).expect("texts are strings")
    }

    /// Awaits that an element's text holds a part.
    pub async fn await_text(&self, css: &str, part: &str) {
        let found = poll(|| async { self.texts(css).await.iter().any(|text| text.contains(part)).then_some(()) }).await;
        if found.is_none() {
            panic!("{css} doesn't come to say {part:?} but {:?}", self.texts(css).await);
        }
    }

    /// Awaits that a script's value is true.
    pub async fn until(&self, what: &str, script: &str) {
        let came = poll(|| async { (self.script(script).await == Value::Bool(true)).then_some(()) }).await;
        assert!(came.is_some(), "never: {what}; the console: {:?}", watch::console(&self.web).await);
    }

    /// Runs a script in the page, as the developer's console does, and gives what it returns.
    pub async fn script(&self, script: &str) -> Value {
        let value = self.web.execute(script, []).await;
        value.unwrap_or_else(|error| panic!("{script}: {error}")).json().clone()
    }

    /// Awaits a whole download and gives its path. Each download is given once.
    ///
    /// Chromium first makes an empty file of the download's name, then moves the finished one onto it in one step: a
    /// file with something in it is whole. Kaohe never saves an empty one.
    pub async fn download(&self) -> PathBuf {
        let kept = self.folder.path().join("taken");
        fs::create_dir_all(&kept).expect("a folder can be made");
        let file = poll(|| async { finished_download(&self.downloads()) });
        let file = file.await.expect("a download comes");
        let to = kept.join(file.file_name().expect("a download has a name"));
        fs::rename(&file, &to).expect("a download can be moved");
        to
    }

    fn downloads(&self) -> PathBuf {
        downloads(self.folder.path())
    }

    /// Sets the inner size of the window.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    /// Has the system prefer dark or light.
    pub async fn prefer_dark(&self, dark: bool) {
        let value = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": value }]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Has the page laid out as for paper, or as on a screen again.
    pub async fn as_printed(&self, printed: bool) {
        let media = if printed { "print" } else { "" };
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": media })).await;
    }

    /// Writes a picture of what is in the window, once everything that moves has come to rest.
    pub async fn screenshot(&self, to: &Path) {
        const AT_REST: &str = "return document.getAnimations().every((animation) =>
            animation.playState !== 'running' || animation.effect.getComputedTiming().endTime === Infinity)";
        self.until("the page is at rest", AT_REST).await;
        self.web.screenshot(to).await.unwrap_or_else(|error| panic!("{}: {error}", to.display()));
    }

    /// Takes and gives what the console has shown since the last time, so that [`Browser::close`] doesn't fail for it.
    pub async fn console(&self) -> Vec<String> {
        watch::console(&self.web).await
    }

    /// Ends the browser. Fails if the console showed anything or if page or Worker asked for anything but the page.
    pub async fn close(self) {
        let witnessed = self.end().await;
        assert!(witnessed.opened, "the opening of the page itself wasn't heard: requests aren't watched");
        assert!(witnessed.is_clean(), "{witnessed:#?}");
    }

    /// Ends the browser and tells what was seen.
    pub async fn end(self) -> Witnessed {
        let Browser { web, page, folder, _driver } = self;
        let console = watch::console(&web).await;
        let asked = watch::requests(&web).await;
        web.quit().await.expect("the browser ends");
        Witnessed {
            console,
            opened: asked.contains(&watch::address(&page)),
            asked: watch::strange(&asked, &page),
            network: watch::network(&net_log(folder.path())),
        }
    }

    async fn cdp(&self, method: &str, params: Value) -> Value {
        self.web.cdp().send_raw(method, params).await.unwrap_or_else(|error| panic!("{method}: {error}"))
    }
}

fn downloads(folder: &Path) -> PathBuf {
    folder.join("downloads")
}

/// A file that the browser has finished to save: not one under a working name, nor the empty one that keeps the place.
fn finished_download(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).find(|path| {
        let working = path.extension().is_some_and(|ending| ending == "crdownload")
            || path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        !working && fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0)
    })
}

fn net_log(folder: &Path) -> PathBuf {
    folder.join("net-log.json")
}

fn capabilities(folder: &Path) -> Value {
    fs::create_dir_all(downloads(folder)).expect("a folder can be made");
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    let net_log = format!("--log-net-log={}", net_log(folder).display());
    let args = [
        "--headless",
        // The tests may run as root, as on a build machine.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=zh-CN",
        &profile,
        &net_log,
    ];
    let prefs = json!({ "download.default_directory": downloads(folder), "download.prompt_for_download": false });
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "args": args, "prefs": prefs },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}

/// Looks until there is something, or until patience ends.
async fn poll<T, F: Future<Output = Option<T>>>(look: impl Fn() -> F) -> Option<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return Some(found);
        }
        if Instant::now() > end {
            return None;
        }
        tokio::time::sleep(POLL).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_is_taken_only_once_it_is_whole() {
        let folder = TempDir::new().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file can be written");
        write(".org.chromium.Chromium.a1", "half");
        write("名单.csv.crdownload", "half");
        write("名单.csv", "");
        assert_eq!(finished_download(folder.path()), None);
        write("名单.csv", "whole");
        assert_eq!(finished_download(folder.path()), Some(folder.path().join("名单.csv")));
    }
}
