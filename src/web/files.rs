//! How files come in and go out: reading, dropping anywhere on the page, downloading. Nothing here looks inside a file.

use gloo::{
    events::{EventListener, EventListenerOptions},
    file::{Blob, ObjectUrl},
    timers::callback::Timeout,
};
use js_sys::ArrayBuffer;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlAnchorElement};

/// Reads a file, or bytes that were kept.
///
/// # Errors
/// Whether it is another than it was when it was chosen; else it is gone, or is a folder.
pub async fn bytes(file: &web_sys::Blob) -> Result<ArrayBuffer, bool> {
    /// What browsers call a file that was written to meanwhile.
    const CHANGED: &str = "NotReadableError";
    let read = JsFuture::from(file.array_buffer()).await;
    let name = |error: JsValue| error.dyn_into::<js_sys::Error>().ok().map(|error| String::from(error.name()));
    read.map(JsCast::unchecked_into).map_err(|error| name(error).as_deref() == Some(CHANGED))
}

/// Bytes in the browser's own keeping: they stay as they are, whatever becomes of the file.
pub fn kept(bytes: &ArrayBuffer) -> web_sys::Blob {
    let kept: gloo::file::Blob = Blob::new(bytes.clone());
    kept.into()
}

/// The files of a list, as of a file input.
pub fn listed(files: Option<FileList>) -> Vec<File> {
    let files = files.iter().flat_map(|files| (0..files.length()).map(|at| files.item(at)));
    files.flatten().collect()
}

/// Takes files that are dropped anywhere on the page, for as long as it lives.
pub struct Drops {
    _listeners: [EventListener; 4],
}

impl Drops {
    /// `hover` hears whether files hover over the page, `take` gets those that were dropped.
    pub fn new(hover: impl Fn(bool) + 'static, take: impl Fn(Vec<File>) + 'static) -> Drops {
        let hover = Rc::new(hover);
        let over = || {
            let hover = Rc::clone(&hover);
            move |event: &DragEvent| {
                // Without this the browser would open the file in place of the page.
                event.prevent_default();
                if let Some(data) = event.data_transfer() {
                    data.set_drop_effect("copy");
                }
                hover(true);
            }
        };
        let leave = {
            let hover = Rc::clone(&hover);
            move |event: &DragEvent| {
                // Between two elements of the page there is a related one; outside the window there is none.
                if event.related_target().is_none() {
                    hover(false);
                }
            }
        };
        let listeners = [
            listen("dragenter", over()),
            listen("dragover", over()),
            listen("dragleave", leave),
            listen("drop", move |event| {
                event.prevent_default();
                hover(false);
                let files = listed(event.data_transfer().and_then(|data| data.files()));
                if !files.is_empty() {
                    take(files);
                }
            }),
        ];
        Drops { _listeners: listeners }
    }
}

/// Listens on the window for a drag of files; drags of text are left alone.
fn listen(event: &'static str, react: impl Fn(&DragEvent) + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&gloo::utils::window(), event, options, move |event: &Event| {
        let event: &DragEvent = event.unchecked_ref();
        if event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            react(event);
        }
    })
}

/// Puts text on the clipboard; `failed` hears if the browser doesn't let it.
pub fn copy(text: &str, failed: impl FnOnce() + 'static) {
    let written = gloo::utils::window().navigator().clipboard().write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        if JsFuture::from(written).await.is_err() {
            failed();
        }
    });
}

/// Has the browser save bytes under a name.
pub fn download(name: &str, bytes: &ArrayBuffer) {
    /// The browser starts reading the address at once; some ask people first where to save.
    const KEPT_MS: u32 = 60_000;
    /// The name says what it is; no program is to be started for it.
    const BYTES: &str = "application/octet-stream";
    let url = ObjectUrl::from(Blob::new_with_options(bytes.clone(), Some(BYTES)));
    let anchor = gloo::utils::document().create_element("a").expect("an element of a known name can be made");
    let anchor: HtmlAnchorElement = anchor.unchecked_into();
    anchor.set_attribute("href", &url).expect("href is a name");
    anchor.set_download(name);
    anchor.click();
    Timeout::new(KEPT_MS, move || drop(url)).forget();
}
