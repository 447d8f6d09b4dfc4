//! What covers the page takes the focus, and gives it back when it closes.

use super::dom;
use web_sys::HtmlElement;
use yew::prelude::*;

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
