//! The few things that have no property: focus, scroll offsets, heights by the object model.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::NodeRef;

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

/// The element that has the focus.
pub fn focused() -> Option<Element> {
    document()?.active_element()
}

/// Sets an element's height in CSS pixels. The policy drops style attributes, the object model it lets pass.
pub fn set_height(node: &NodeRef, pixels: u32) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.style().set_property("height", &format!("{pixels}px"));
    }
}
