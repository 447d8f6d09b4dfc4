//! The decision about somebody: the choices that the notice allows, what each would change, reason, decider and date.

use super::{
    effect::EffectView,
    icon::{Drawing, Icon},
};
use crate::{
    app::{Action, WeighedAt, Weighing},
    domain::{CellRef, Decision, Edit, NewDecision, Ruling},
    i18n::{Context, Lang, page::Text},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`DecisionForm`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Whom it is about: the first cell on the roster.
    pub row: CellRef,
    /// The name, for the label of the choices.
    pub name: AttrValue,
    /// What can be decided, likeliest first.
    pub choices: Vec<Ruling>,
    /// What was decided before, if anything.
    #[prop_or_default]
    pub present: Option<Decision>,
    /// What is weighed at the moment, here or elsewhere.
    pub weighing: Option<Weighing>,
    /// The appraised year.
    pub year: i32,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
    /// The form is closed.
    pub on_close: Callback<()>,
}

/// Who usually decides.
const DECIDER: &str = "考核领导小组";

/// The form of a decision.
#[component]
pub fn DecisionForm(props: &Props) -> Html {
    let Props { lang, row, present, .. } = props;
    let (lang, row) = (*lang, *row);
    let ruling = use_state(|| present.as_ref().map(|decision| decision.ruling));
    let reason = use_state(|| present.as_ref().map(|decision| decision.reason.clone()).unwrap_or_default());
    let decider = use_state(|| {
        let before = present.as_ref().map(|decision| decision.decider.clone()).filter(|decider| !decider.is_empty());
        before.unwrap_or_else(|| DECIDER.to_owned())
    });
    let today = props.today;
    let date = use_state(|| {
        let before = present.as_ref().and_then(|decision| decision.date);
        before.or(today).map(|date| date.to_string()).unwrap_or_default()
    });
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };

    let weighing = props.weighing.as_ref().filter(|weighing| weighing.at == WeighedAt::Decision(row));
    let choose = |choice: Ruling| {
        let (ruling, dispatch) = (ruling.clone(), props.dispatch.clone());
        Callback::from(move |_: Event| {
            ruling.set(Some(choice));
            let decision = NewDecision { ruling: choice, reason: String::new(), decider: String::new(), date: None };
            let edits = vec![Edit::Decide { row, decision: Some(decision) }];
            dispatch.emit(Action::Weigh { at: WeighedAt::Decision(row), edits });
        })
    };
    let refused =
        weighing.is_some_and(|weighing| weighing.effect.as_ref().is_some_and(|effect| !effect.refused.is_empty()));
    let complete = ruling.is_some() && !reason.trim().is_empty() && !decider.trim().is_empty();
    let weighed = weighing.is_none_or(Weighing::is_current);
    let onsubmit = {
        let (ruling, reason, decider, date) = (ruling.clone(), reason.clone(), decider.clone(), date.clone());
        let dispatch = props.dispatch.clone();
        let ready = complete && !refused && weighed && !props.editing;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let (Some(ruling), true) = (*ruling, ready) {
                let decision = NewDecision {
                    ruling,
                    reason: reason.trim().to_owned(),
                    decider: decider.trim().to_owned(),
                    date: date.parse().ok(),
                };
                dispatch.emit(Action::Edit(Edit::Decide { row, decision: Some(decision) }));
            }
        })
    };
    let close = {
        let (dispatch, on_close) = (props.dispatch.clone(), props.on_close.clone());
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::StopWeighing);
            on_close.emit(());
        })
    };
    let withdraw = props.dispatch.reform(move |_: MouseEvent| Action::Edit(Edit::Decide { row, decision: None }));
    html! {
        <form class="decide" data-testid="decide" {onsubmit}>
            <fieldset class="decide-choices" aria-label={format!("{} {}", Text::DecideTitle.to(lang), props.name)}>
                { for props.choices.iter().map(|choice| {
                    let term = choice.term();
                    html! {
                        <label class="decide-choice" data-ruling={term}>
                            <input type="radio" name={format!("ruling-{}", row.address())} value={term} checked={*ruling == Some(*choice)} onchange={choose(*choice)} />
                            <span>{ context.ruling(*choice) }</span>
                        </label>
                    }
                }) }
            </fieldset>
            if let Some(weighing) = weighing {
                <EffectView {lang} weighing={weighing.clone()} year={props.year} dispatch={props.dispatch.clone()} />
            }
            <div class="decide-fields">
                { field(Text::DecideReason.to(lang), "decide-reason", "text", &reason, Text::DecideReasonHint.to(lang), 300) }
                { field(Text::PersonDecisionBy.to(lang), "decide-decider", "text", &decider, "", 100) }
                { field(Text::PersonDecisionDate.to(lang), "decide-date", "date", &date, "", 10) }
            </div>
            <div class="decide-actions">
                if present.is_some() {
                    <button type="button" class="button" data-testid="decide-withdraw" disabled={props.editing} onclick={withdraw}>
                        <Icon drawing={Drawing::Undo} />{ Text::DecideWithdraw.to(lang) }</button>
                }
                <button type="button" class="button" data-testid="decide-cancel" onclick={close}>{ Text::Cancel.to(lang) }</button>
                <button type="submit" class="button button-primary" data-testid="decide-save" disabled={!complete || refused || !weighed || props.editing}>
                    <Icon drawing={Drawing::Stamp} />{ Text::DecideSave.to(lang) }</button>
            </div>
        </form>
    }
}

fn field(
    label: &'static str,
    id: &'static str,
    kind: &'static str,
    value: &UseStateHandle<String>,
    hint: &'static str,
    longest: u32,
) -> Html {
    let set = value.clone();
    html! {
        <label class="decide-field"><span>{ label }</span>
            <input type={kind} class="input" data-testid={id} value={(**value).clone()} placeholder={hint} maxlength={longest.to_string()}
                oninput={Callback::from(move |event: InputEvent| set.set(event.target_unchecked_into::<HtmlInputElement>().value()))} />
        </label>
    }
}
