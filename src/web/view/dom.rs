//! The few things that have no property: focus, scroll offsets, heights by the object model.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{Callback, NodeRef};

/// What an event listener sends of an event, if anything.
pub fn on_some<E: 'static, T: 'static>(callback: &Callback<T>, read: impl Fn(E) -> Option<T> + 'static) -> Callback<E> {
    let callback = callback.clone();
    Callback::from(move |event| {
        if let Some(sent) = read(event) {
            callback.emit(sent);
        }
    })
}

/// The document, if this runs in a page.
pub fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Puts the focus on the element of an id.
pub fn focus_id(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        focus(&element);
    }
}

/// Puts the focus on an element, if it can have it.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that left the page can't have it; nobody misses it then.
        let _ = element.focus();
    }
}

/// Puts the focus on the first element that a selector finds.
pub fn focus_first(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found {
        focus(&element);
    }
}

/// Whether the focus was lost with the element that had it.
pub fn nothing_focused() -> bool {
    focused().is_none_or(|element| element.tag_name() == "BODY")
}

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Opens the browser's dialogue for printing; what is printed is the page, by the style sheet for print.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // A browser without a printer does nothing, which people see.
        let _ = window.print();
    }
}

/// Scrolls a box so that the element of an id in it comes to its top, under its bar.
pub fn show_within(scroller: &HtmlElement, id: &str) {
    /// The bar that stays at the top of the panel.
    const BAR: i32 = 52;
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlElement>()) {
        scroller.set_scroll_top((element.offset_top() - BAR).max(0));
    }
}

/// Scrolls a row of elements sideways so that the element of an id in it is wholly in sight.
pub fn show_beside(scroller: &NodeRef, id: &str) {
    /// What stays beside it, so that it is seen that there is more.
    const BESIDE: i32 = 24;
    let element = document().and_then(|document| document.get_element_by_id(id));
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let (Some(scroller), Some(element)) = (scroller.cast::<Element>(), element) else { return };
    let (left, right) = (element.offset_left(), element.offset_left() + element.offset_width());
    if left - BESIDE < scroller.scroll_left() {
        scroller.set_scroll_left(left - BESIDE);
    } else if right + BESIDE > scroller.scroll_left() + scroller.client_width() {
        scroller.set_scroll_left(right + BESIDE - scroller.client_width());
    }
}

/// Today, by the machine's clock.
pub fn today() -> Option<chrono::NaiveDate> {
    let now = js_sys::Date::new_0();
    chrono::NaiveDate::from_ymd_opt(now.get_full_year() as i32, now.get_month() + 1, now.get_date())
}

/// Sets an element's height in CSS pixels. The policy drops style attributes, the object model it lets pass.
pub fn set_height(node: &NodeRef, pixels: u32) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.style().set_property("height", &format!("{pixels}px"));
    }
}
