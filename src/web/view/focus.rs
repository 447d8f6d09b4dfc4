//! What covers the page takes the focus, and gives it back when it closes.

use super::dom;
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// [`use_focus`] for what covers the whole page: Escape closes it, wherever the focus went meanwhile. The style sheet
/// hides what lies under it, so that the focus doesn't get there.
#[hook]
pub fn use_cover(sheet: &NodeRef, close: Callback<()>) {
    use_focus(sheet);
    use_effect_with((), move |()| {
        let listener = EventListener::new(&gloo::utils::window(), "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                close.emit(());
            }
        });
        move || drop(listener)
    });
}

/// Gives the focus to an element for as long as the component lives.
#[hook]
pub fn use_focus(sheet: &NodeRef) {
    use_effect_with((), {
        let sheet = sheet.clone();
        move |()| {
            let before = dom::focused();
            if let Some(element) = sheet.cast::<HtmlElement>() {
                dom::focus(&element);
            }
            move || {
                if let Some(element) = before {
                    dom::focus(&element);
                }
            }
        }
    });
}
