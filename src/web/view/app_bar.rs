//! The bar at the top: name, what is loaded, and what can be done with it.

use super::icon::{Drawing, Icon};
use crate::{
    app::{Action, Saving, SavingFile, Shared, Tab, Theme},
    domain::Pack,
    i18n::{
        Lang,
        page::{self, Text},
    },
    protocol::Overview,
};
use yew::prelude::*;

/// Properties of [`AppBar`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: Theme,
    /// The result, if there is one.
    pub overview: Option<Shared<Overview>>,
    /// How many changes aren't saved.
    pub unsaved: usize,
    /// Whether they were downloaded, and nobody has said yet that the file was kept.
    pub downloaded: bool,
    /// The file that is being written.
    pub saving: Option<Saving>,
    /// Opens the dialogue for files.
    pub on_choose: Callback<()>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The bar at the top.
#[component]
pub fn AppBar(props: &Props) -> Html {
    let lang = props.lang;
    html! {
        <header class="app-bar">
            <div class="app-bar-brand">
                <span class="app-bar-mark"><Icon drawing={Drawing::Mark} /></span>
                if let Some(overview) = &props.overview {
                    { heading(lang, overview, &props.dispatch) }
                } else {
                    <span class="app-bar-name">{ Text::AppName.to(lang) }</span>
                }
            </div>
            <div class="app-bar-tools">
                { languages(lang, &props.dispatch) }
                { themes(lang, props.theme, &props.dispatch) }
            </div>
            if props.overview.is_some() {
                <div class="app-bar-actions">
                    { edits(lang, props) }
                    <button type="button" class="button" data-testid="open-button"
                        onclick={props.on_choose.reform(|_: MouseEvent| ())}>
                        <Icon drawing={Drawing::Folder} />{ Text::OpenOther.to(lang) }
                    </button>
                    { export(lang, props.saving, &props.dispatch) }
                </div>
            }
        </header>
    }
}

fn heading(lang: Lang, overview: &Overview, dispatch: &Callback<Action>) -> Html {
    let status = &overview.status;
    let drawing = if status.is_settled() { Drawing::Tick } else { Drawing::Clock };
    let files = if overview.files.is_empty() { Text::Sample.to(lang).to_owned() } else { overview.files.join("、") };
    html! {
        <div class="app-bar-heading">
            <div class="app-bar-line">
                <h1 class="app-bar-title">{ page::result_title(lang, overview.year) }</h1>
                <button type="button" class="status-badge" data-testid="status" data-status={status.name()}
                    onclick={dispatch.reform(|_: MouseEvent| Action::ShowTab(Tab::Overview))}>
                    <Icon {drawing} />{ page::status(lang, status) }
                </button>
            </div>
            <p class="app-bar-files">
                <span class="app-bar-unit" data-testid="unit" title={overview.unit.clone()}>{ &overview.unit }</span>
                <span class="app-bar-file" data-testid="files" title={files.clone()}>{ files.clone() }</span>
            </p>
        </div>
    }
}

/// Taking changes back and making them again, once there are any.
fn edits(lang: Lang, props: &Props) -> Html {
    let Some(edits) = props.overview.as_ref().map(|overview| &overview.edits) else { return html! {} };
    if edits.done.is_empty() && edits.undone.is_empty() {
        return html! {};
    }
    let button = |name: &'static str, label: Text, hint: Text, drawing, none: bool, action: Action| {
        html! {
            <button type="button" class="button-icon" data-testid={name} title={hint.to(lang)} aria-label={label.to(lang)} disabled={none}
                onclick={props.dispatch.reform(move |_: MouseEvent| action.clone())}><Icon {drawing} /></button>
        }
    };
    html! {
        <div class="app-bar-edits">
            if props.unsaved > 0 {
                <button type="button" class="link" data-testid="unsaved"
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::ShowTab(Tab::History))}>{ page::unsaved(lang, props.unsaved, props.downloaded) }</button>
            }
            if props.downloaded {
                <button type="button" class="button" data-testid="confirm-saved"
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::ConfirmSaved)}>{ Text::ConfirmSaved.to(lang) }</button>
            }
            { button("undo", Text::Undo, Text::UndoHint, Drawing::Undo, edits.done.is_empty(), Action::Undo) }
            { button("redo", Text::Redo, Text::RedoHint, Drawing::Redo, edits.undone.is_empty(), Action::Redo) }
        </div>
    }
}

fn export(lang: Lang, saving: Option<Saving>, dispatch: &Callback<Action>) -> Html {
    let busy = saving.is_some_and(|saving| saving.file == SavingFile::Export(Pack::Whole));
    html! {
        <button type="button" class="button button-primary" data-testid="export-button" disabled={saving.is_some()}
            aria-busy={busy.then_some("true")} onclick={dispatch.reform(|_: MouseEvent| Action::Save(SavingFile::Export(Pack::Whole)))}>
            <Icon drawing={Drawing::Download} />{ if busy { Text::Exporting } else { Text::Export }.to(lang) }
        </button>
    }
}

fn languages(now: Lang, dispatch: &Callback<Action>) -> Html {
    let choices = [Lang::ZhCn, Lang::En].into_iter().map(|lang| {
        html! {
            <button type="button" class="switch-choice" lang={page::language_tag(lang)}
                aria-pressed={if lang == now { "true" } else { "false" }}
                data-testid={format!("lang-{}", page::language_tag(lang))}
                onclick={dispatch.reform(move |_: MouseEvent| Action::Speak(lang))}>
                { page::language(lang) }
            </button>
        }
    });
    html! { <div class="switch" role="group" aria-label={Text::Language.to(now)}>{ for choices }</div> }
}

fn themes(lang: Lang, now: Theme, dispatch: &Callback<Action>) -> Html {
    let choices = Theme::ALL.into_iter().map(|theme| {
        let (name, drawing) = match theme {
            Theme::System => ("system", Drawing::System),
            Theme::Light => ("light", Drawing::Sun),
            Theme::Dark => ("dark", Drawing::Moon),
        };
        let label = theme.label().to(lang);
        html! {
            <button type="button" class="switch-choice switch-icon" title={label} aria-label={label}
                aria-pressed={if theme == now { "true" } else { "false" }} data-testid={format!("theme-{name}")}
                onclick={dispatch.reform(move |_: MouseEvent| Action::Paint(theme))}>
                <Icon {drawing} />
            </button>
        }
    });
    html! { <div class="switch" role="group" aria-label={Text::ThemeLabel.to(lang)}>{ for choices }</div> }
}
