//! A file on its way: how far it has come, and the way out.

use crate::{
    app::{Action, Saving},
    i18n::{Lang, page::Text},
};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// Properties of [`SavingView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The file.
    pub saving: Saving,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A file on its way. What is done at once shows nothing.
#[component]
pub fn SavingView(props: &Props) -> Html {
    const PATIENCE_MS: u32 = 250;
    let lang = props.lang;
    let shown = use_state(|| false);
    use_effect_with((), {
        let shown = shown.clone();
        move |()| {
            let timeout = Timeout::new(PATIENCE_MS, move || shown.set(true));
            move || drop(timeout)
        }
    });
    if !*shown {
        return html! {};
    }
    let share = props.saving.progress.map(|progress| progress.share);
    html! {
        <div class="saving no-print" data-testid="saving">
            <p>{ props.saving.file.label().to(lang) }</p>
            <progress max="1" value={share.map(|share| share.to_string())} aria-label={props.saving.file.label().to(lang)}></progress>
            <button type="button" class="button" data-testid="saving-cancel" onclick={props.dispatch.reform(|_: MouseEvent| Action::Cancel)}>
                { Text::Cancel.to(lang) }</button>
        </div>
    }
}
