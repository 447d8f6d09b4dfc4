//! Copying a part of a table: whole cells, as lines with tabs, so that a spreadsheet takes them for cells.

use crate::i18n::tabbed;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, Selection};

/// Takes over the copying of selections that reach over several cells of a table, for as long as the listener lives. Any
/// other selection is copied as ever.
pub fn listen() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&gloo::utils::document(), "copy", options, |event: &Event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        let rows = gloo::utils::window().get_selection().ok().flatten().map(|selection| selected(&selection));
        let rows = rows.unwrap_or_default();
        if rows.iter().map(Vec::len).sum::<usize>() < 2 {
            return;
        }
        if let Some(Ok(())) = event.clipboard_data().map(|data| data.set_data("text/plain", &tabbed(rows))) {
            event.prevent_default();
        }
    })
}

/// The texts of the cells that a selection touches, row by row.
fn selected(selection: &Selection) -> Vec<Vec<String>> {
    if selection.is_collapsed() {
        return Vec::new();
    }
    let touches =
        |element: &Element| selection.contains_node_with_allow_partial_containment(element, true).unwrap_or(false);
    let rows = elements(gloo::utils::document().query_selector_all("tr").ok()).into_iter().filter(touches);
    let rows = rows.map(|row| {
        let cells = elements(row.query_selector_all(":scope > td, :scope > th").ok());
        cells.iter().filter(|cell| touches(cell)).map(words).collect::<Vec<_>>()
    });
    rows.filter(|cells| !cells.is_empty()).collect()
}

/// The words of a cell; its parts are kept apart.
fn words(cell: &Element) -> String {
    let parts = cell.child_nodes();
    let texts = (0..parts.length()).filter_map(|at| parts.item(at)?.text_content());
    let texts: Vec<String> = texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}

fn elements(list: Option<web_sys::NodeList>) -> Vec<Element> {
    let nodes = list.iter().flat_map(|list| (0..list.length()).filter_map(|at| list.item(at)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}
