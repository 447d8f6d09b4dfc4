//! 更改记录: everything that was changed by hand, in its order; what was taken back can be made again.

use super::{
    icon::{Drawing, Icon},
    tags::nothing,
};
use crate::{
    app::{Action, Shared},
    domain::{CorrectedCell, Edit},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::Overview,
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`HistoryView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Has the edits.
    pub overview: Shared<Overview>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 更改记录
#[component]
pub fn HistoryView(props: &Props) -> Html {
    let lang = props.lang;
    let (overview, edits) = (&props.overview, &props.overview.edits);
    let earlier: Vec<&CorrectedCell> =
        overview.corrections.iter().filter(|corrected| corrected.cell.is_none()).collect();
    let all = edits.done.len() + edits.undone.len();
    // The latest stands first: it is what 撤销 takes back.
    let undone =
        edits.undone.iter().enumerate().map(|(at, edit)| (edits.done.len() + edits.undone.len() - at, edit, true));
    let done = edits.done.iter().enumerate().rev().map(|(at, edit)| (at + 1, edit, false));
    html! {
        <div class="page-width history" data-testid="edits">
            <div class="settings-head">
                <p class="intro">{ Text::HistoryIntro.to(lang) }</p>
                <div class="settings-files">
                    <button type="button" class="button" disabled={edits.done.is_empty() || props.editing}
                        onclick={props.dispatch.reform(|_: MouseEvent| Action::Undo)}><Icon drawing={Drawing::Undo} />{ Text::Undo.to(lang) }</button>
                    <button type="button" class="button" disabled={edits.undone.is_empty() || props.editing}
                        onclick={props.dispatch.reform(|_: MouseEvent| Action::Redo)}><Icon drawing={Drawing::Redo} />{ Text::Redo.to(lang) }</button>
                </div>
            </div>
            if all == 0 { { nothing(Text::HistoryNone.to(lang)) } }
            else {
                <ol class="card edit-list" reversed=true>
                    { for undone.chain(done).map(|(number, edit, undone)| line(lang, overview, number, edit, undone)) }
                </ol>
            }
            if !earlier.is_empty() {
                <h2 class="part-title">{ Text::EditsEarlier.to(lang) }</h2>
                <ul class="card edit-list">{ for earlier.into_iter().map(|corrected| html! { <li data-testid="edit-earlier">{ cell(lang, corrected) }</li> }) }</ul>
            }
        </div>
    }
}

fn line(lang: Lang, overview: &Overview, number: usize, edit: &Edit, undone: bool) -> Html {
    let corrected = match edit {
        Edit::Correct { cell, text } => overview.corrections.iter().find(|corrected| {
            corrected.cell == Some(*cell) && !undone && corrected.new == crate::roster::normalise(text)
        }),
        _ => None,
    };
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &overview.sheets, names: &names };
    html! {
        <li data-testid="edit" data-undone={undone.then_some("true")} value={number.to_string()}>
            <span class="edit-number">{ number }</span>
            if let Some(corrected) = corrected { { cell(lang, corrected) } }
            else { <span class="edit-text">{ page::edit(context, edit, &overview.edited_people) }</span> }
            if undone { <span class="edit-undone">{ Text::HistoryUndone.to(lang) }</span> }
        </li>
    }
}

fn cell(lang: Lang, corrected: &CorrectedCell) -> Html {
    let value = |text: &str| if text.is_empty() { Text::EditBlank.to(lang).to_owned() } else { text.to_owned() };
    html! {
        <>
            <span class="source">{ &corrected.place }</span>
            <del>{ value(&corrected.old) }</del><Icon drawing={Drawing::Forward} /><ins>{ value(&corrected.new) }</ins>
        </>
    }
}
