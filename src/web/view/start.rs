//! The first thing seen: a place to drop the roster.

use super::icon::{Drawing, Icon};
use crate::{
    app::{Action, SavingFile},
    i18n::{
        Lang,
        page::{self, Text},
    },
};
use yew::prelude::*;

/// Properties of [`Start`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The template is being written.
    pub saving: bool,
    /// Opens the dialogue for files.
    pub on_choose: Callback<()>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The start of the page.
#[component]
pub fn Start(props: &Props) -> Html {
    let lang = props.lang;
    // The button lies in the zone: its click, by mouse or key, rises to the zone.
    let choose = props.on_choose.reform(|_: MouseEvent| ());
    html! {
        <main class="start">
            <div class="start-lead">
                <h1>{ Text::StartTitle.to(lang) }</h1>
                <p>{ Text::StartLead.to(lang) }</p>
            </div>
            <div class="drop-zone" data-testid="drop-zone" onclick={choose}>
                <span class="drop-zone-icon"><Icon drawing={Drawing::Upload} /></span>
                <p class="drop-zone-title">{ Text::DropTitle.to(lang) }</p>
                <p class="drop-zone-or">{ Text::DropOr.to(lang) }</p>
                <button type="button" class="button button-primary button-large" data-testid="choose-button">
                    { Text::ChooseFiles.to(lang) }
                </button>
                <p class="drop-zone-hint">{ Text::DropHint.to(lang) }</p>
            </div>
            <div class="start-ways">
                <button type="button" class="start-way" data-testid="sample-button"
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::OpenSample)}>
                    <Icon drawing={Drawing::Play} />
                    <span><strong>{ Text::TrySample.to(lang) }</strong><small>{ Text::TrySampleHint.to(lang) }</small></span>
                </button>
                <button type="button" class="start-way" data-testid="template-button" disabled={props.saving}
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::Save(SavingFile::Template))}>
                    <Icon drawing={Drawing::Sheet} />
                    <span><strong>{ Text::GetTemplate.to(lang) }</strong><small>{ Text::GetTemplateHint.to(lang) }</small></span>
                </button>
            </div>
            <div class="start-privacy">
                <Icon drawing={Drawing::Lock} />
                <p><strong>{ Text::PrivacyTitle.to(lang) }</strong>{ Text::PrivacyText.to(lang) }</p>
            </div>
            <p class="start-basis">{ page::notice(lang) }</p>
        </main>
    }
}
