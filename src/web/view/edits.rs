//! What was changed by hand: cells with old and new value, sheets, confirmations.

use super::icon::{Drawing, Icon};
use crate::{
    app::{Action, Shared},
    domain::{CorrectedCell, Edit},
    i18n::{Lang, page::Text},
    protocol::Overview,
};
use yew::prelude::*;

/// Properties of [`EditsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Has the edits.
    pub overview: Shared<Overview>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// What was changed by hand, if anything was.
#[component]
pub fn EditsView(props: &Props) -> Html {
    let lang = props.lang;
    let (overview, edits) = (&props.overview, &props.overview.edits);
    if edits.done.is_empty() && edits.undone.is_empty() && overview.corrections.is_empty() {
        return html! {};
    }
    let (now, earlier): (Vec<_>, Vec<_>) = overview.corrections.iter().partition(|corrected| corrected.cell.is_some());
    let others = edits.done.iter().filter_map(|edit| other(lang, edit, overview));
    html! {
        <section class="card edits" data-testid="edits">
            <header class="edits-head">
                <h2>{ Text::EditsTitle.to(lang) }</h2>
                <button type="button" class="button" disabled={edits.done.is_empty()}
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::Undo)}><Icon drawing={Drawing::Undo} />{ Text::Undo.to(lang) }</button>
                <button type="button" class="button" disabled={edits.undone.is_empty()}
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::Redo)}><Icon drawing={Drawing::Redo} />{ Text::Redo.to(lang) }</button>
            </header>
            <ul class="edit-list">
                { for now.into_iter().map(|corrected| cell(lang, corrected)) }
                { for others }
            </ul>
            if !earlier.is_empty() {
                <h3>{ Text::EditsEarlier.to(lang) }</h3>
                <ul class="edit-list">{ for earlier.into_iter().map(|corrected| cell(lang, corrected)) }</ul>
            }
        </section>
    }
}

fn cell(lang: Lang, corrected: &CorrectedCell) -> Html {
    let value = |text: &str| if text.is_empty() { Text::EditBlank.to(lang).to_owned() } else { text.to_owned() };
    html! {
        <li data-testid="edit">
            <span class="source">{ &corrected.place }</span>
            <del>{ value(&corrected.old) }</del><Icon drawing={Drawing::Forward} /><ins>{ value(&corrected.new) }</ins>
        </li>
    }
}

/// An edit that is no cell.
fn other(lang: Lang, edit: &Edit, overview: &Overview) -> Option<Html> {
    let (what, detail) = match edit {
        Edit::Correct { .. } => return None,
        Edit::ConfirmNone { field, none: true } => (Text::EditNone, field.header().to_owned()),
        Edit::ConfirmNone { field, none: false } => (Text::EditNoneWithdrawn, field.header().to_owned()),
        Edit::Assign(assignment) => {
            let sheet = overview.sheets.get(usize::from(assignment.sheet)).cloned().unwrap_or_default();
            let kind = assignment.kind.map_or(Text::MapNotRead.to(lang), |kind| kind.term());
            (Text::EditSheet, format!("{sheet} → {kind}"))
        }
    };
    Some(html! { <li data-testid="edit"><span class="source">{ what.to(lang) }</span><span>{ detail }</span></li> })
}
