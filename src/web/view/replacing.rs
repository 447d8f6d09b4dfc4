//! Asks before changes that aren't saved are lost.

use super::dom;
use crate::{
    app::Action,
    i18n::{
        Lang,
        page::{self, Text},
    },
};
use yew::prelude::*;

/// Properties of [`Replacing`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Names of the files to be opened.
    pub names: Vec<String>,
    /// How many changes would be lost.
    pub unsaved: usize,
    /// Whether they were downloaded.
    pub downloaded: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Asks whether files are opened although changes aren't saved.
#[component]
pub fn Replacing(props: &Props) -> Html {
    let lang = props.lang;
    use_effect_with((), |()| dom::focus_id("replace-back"));
    let onkeydown = props.dispatch.clone();
    html! {
        <div class="dialogue-veil">
            <div class="dialogue card" role="alertdialog" aria-modal="true" aria-labelledby="replace-title" data-testid="replacing"
                onkeydown={Callback::from(move |event: KeyboardEvent| {
                    if event.key() == "Escape" {
                        onkeydown.emit(Action::KeepEdits);
                    }
                })}>
                <h2 id="replace-title">{ Text::ReplaceTitle.to(lang) }</h2>
                <p>{ page::unsaved(lang, props.unsaved, props.downloaded) }</p>
                <p>{ Text::ReplaceText.to(lang) }</p>
                <p class="dialogue-files">{ props.names.join("、") }</p>
                <div class="dialogue-actions">
                    <button type="button" class="button" data-testid="replace-go-on"
                        onclick={props.dispatch.reform(|_: MouseEvent| Action::OpenAnyway)}>{ Text::ReplaceGoOn.to(lang) }</button>
                    <button type="button" class="button button-primary" id="replace-back" data-testid="replace-back"
                        onclick={props.dispatch.reform(|_: MouseEvent| Action::KeepEdits)}>{ Text::ReplaceBack.to(lang) }</button>
                </div>
            </div>
        </div>
    }
}
