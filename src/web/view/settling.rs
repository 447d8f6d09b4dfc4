//! 定稿 and 重开: steps that a person takes, with who and when. Reopening wants a reason.

use super::{
    dom,
    icon::{Drawing, Icon},
};
use crate::{
    app::{Action, Shared},
    domain::Edit,
    i18n::{Lang, page::Text},
    notice::SettingKey,
    protocol::Overview,
};
use chrono::NaiveDate;
use yew::prelude::*;

/// Properties of [`SettleForm`].
#[derive(Properties, PartialEq)]
pub struct SettleProps {
    /// The language.
    pub lang: Lang,
    /// Has the figures that are settled.
    pub overview: Shared<Overview>,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The step 定稿: who and when.
#[component]
pub fn SettleForm(props: &SettleProps) -> Html {
    let SettleProps { lang, overview, today, dispatch } = props;
    let lang = *lang;
    let by = use_state(|| overview.settings.text(SettingKey::SettledBy).to_owned());
    let on = use_state(|| today.map(|day| day.to_string()).unwrap_or_default());
    let day: Option<NaiveDate> = on.parse().ok();
    let onsubmit = {
        let (by, figures, dispatch) = (by.trim().to_owned(), overview.figures.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(on) = day.filter(|_| !by.is_empty()) {
                dispatch.emit(Action::Edit(Edit::Settle { by: by.clone(), on, figures: figures.clone() }));
            }
        })
    };
    html! {
        <form class="settle" {onsubmit}>
            { field(Text::SettleBy.to(lang), "settle-by", "text", &by, 100) }
            { field(Text::SettleOn.to(lang), "settle-on", "date", &on, 10) }
            <button type="submit" class="button button-primary" data-testid="settle" disabled={by.trim().is_empty() || day.is_none()}>
                <Icon drawing={Drawing::Stamp} />{ Text::Settle.to(lang) }</button>
        </form>
    }
}

/// Properties of [`Reopening`].
#[derive(Properties, PartialEq)]
pub struct ReopenProps {
    /// The language.
    pub lang: Lang,
    /// Whether edits wait for it, which would end 定稿.
    pub has_edits: bool,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Asks who reopens what was settled, when and why.
#[component]
pub fn Reopening(props: &ReopenProps) -> Html {
    let ReopenProps { lang, has_edits, today, dispatch } = props;
    let lang = *lang;
    use_effect_with((), |()| dom::focus_id("reopen-reason"));
    let (by, reason) = (use_state(String::new), use_state(String::new));
    let on = use_state(|| today.map(|day| day.to_string()).unwrap_or_default());
    let day: Option<NaiveDate> = on.parse().ok();
    let complete = !by.trim().is_empty() && !reason.trim().is_empty() && day.is_some();
    let onsubmit = {
        let (by, reason, dispatch) = (by.trim().to_owned(), reason.trim().to_owned(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(on) = day.filter(|_| complete) {
                dispatch.emit(Action::Reopen { by: by.clone(), on, reason: reason.clone() });
            }
        })
    };
    let escape = dispatch.clone();
    html! {
        <div class="dialogue-veil">
            <form class="dialogue card" role="alertdialog" aria-modal="true" aria-labelledby="reopen-title" data-testid="reopening" {onsubmit}
                onkeydown={Callback::from(move |event: KeyboardEvent| {
                    if event.key() == "Escape" {
                        escape.emit(Action::KeepSettled);
                    }
                })}>
                <h2 id="reopen-title">{ Text::ReopenTitle.to(lang) }</h2>
                <p>{ if *has_edits { Text::ReopenForEdits } else { Text::ReopenText }.to(lang) }</p>
                { field(Text::ReopenReason.to(lang), "reopen-reason", "text", &reason, 300) }
                { field(Text::ReopenBy.to(lang), "reopen-by", "text", &by, 100) }
                { field(Text::ReopenOn.to(lang), "reopen-on", "date", &on, 10) }
                <div class="dialogue-actions">
                    <button type="button" class="button" data-testid="reopen-cancel"
                        onclick={dispatch.reform(|_: MouseEvent| Action::KeepSettled)}>{ Text::Cancel.to(lang) }</button>
                    <button type="submit" class="button button-primary" data-testid="reopen" disabled={!complete}>{ Text::Reopen.to(lang) }</button>
                </div>
            </form>
        </div>
    }
}

fn field(
    label: &'static str,
    id: &'static str,
    kind: &'static str,
    value: &UseStateHandle<String>,
    longest: u32,
) -> Html {
    let set = value.clone();
    html! {
        <label class="decide-field"><span>{ label }</span>
            <input type={kind} class="input" {id} data-testid={id} value={(**value).clone()} maxlength={longest.to_string()}
                oninput={Callback::from(move |event: InputEvent| {
                    set.set(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
                })} />
        </label>
    }
}
