//! The budget in reverse: a total is given, the highest amount that stays within it is found.

use super::icon::{Drawing, Icon};
use crate::{
    app::{Action, Budget, Shared, Tab},
    domain::{SettingChange, Yuan, words},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::SettingKey,
    protocol::Overview,
    rules::{BudgetAnswer, BudgetQuestion, BudgetTotal},
};
use std::collections::BTreeMap;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`BudgetPart`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Has the levels and the totals.
    pub overview: Shared<Overview>,
    /// What was asked, and the answer.
    pub budget: Option<Budget>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The budget in reverse.
#[component]
pub fn BudgetPart(props: &Props) -> Html {
    let Props { lang, overview, budget, dispatch } = props;
    let lang = *lang;
    let which = use_state(|| 0_usize);
    let total = use_state(|| BudgetTotal::Net);
    let amount = use_state(String::new);
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let mut choices: Vec<(SettingKey, Option<String>)> = Vec::new();
    for key in BudgetQuestion::KEYS {
        if key == SettingKey::AllowanceRate {
            choices.extend(overview.levels.keys().map(|level| (key, Some(level.clone()))));
        } else {
            choices.push((key, None));
        }
    }
    let typed = words::number(&crate::roster::normalise(&amount)).filter(|amount| !amount.is_sign_negative());
    let question = typed.filter(|_| !amount.trim().is_empty()).map(|budget| {
        let (key, level) = choices.get(*which).cloned().unwrap_or((SettingKey::BonusRate, None));
        BudgetQuestion { key, level, total: *total, budget: Yuan::rounded(budget) }
    });
    let onsubmit = {
        let (question, dispatch) = (question.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(question) = &question {
                dispatch.emit(Action::AskBudget(question.clone()));
            }
        })
    };
    let present = match *total {
        BudgetTotal::Net => overview.totals.net,
        BudgetTotal::Gross => overview.totals.gross,
    };
    html! {
        <>
            <p class="intro">{ Text::BudgetIntro.to(lang) }</p>
            <div class="trial-grid">
                <form class="card trial-card budget-form" {onsubmit} data-testid="budget">
                    <label class="decide-field"><span>{ Text::BudgetWhich.to(lang) }</span>
                        <select class="select" data-testid="budget-which" onchange={{ let which = which.clone(); Callback::from(move |event: Event| which.set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or(0))) }}>
                            { for choices.iter().enumerate().map(|(at, (key, level))| html! { <option value={at.to_string()} selected={at == *which}>{ context.setting(*key, level.as_deref()) }</option> }) }
                        </select></label>
                    <label class="decide-field"><span>{ Text::BudgetTotal.to(lang) }</span>
                        <select class="select" onchange={{ let total = total.clone(); Callback::from(move |event: Event| total.set(if event.target_unchecked_into::<HtmlSelectElement>().value() == "gross" { BudgetTotal::Gross } else { BudgetTotal::Net })) }}>
                            <option value="net" selected={*total == BudgetTotal::Net}>{ Text::KeyNet.to(lang) }</option>
                            <option value="gross" selected={*total == BudgetTotal::Gross}>{ Text::KeyGross.to(lang) }</option>
                        </select></label>
                    <label class="decide-field"><span>{ Text::BudgetSum.to(lang) }</span>
                        <input class="input" inputmode="decimal" data-testid="budget-sum" value={(*amount).clone()} placeholder={page::money(present)}
                            oninput={{ let amount = amount.clone(); Callback::from(move |event: InputEvent| amount.set(event.target_unchecked_into::<HtmlInputElement>().value())) }} /></label>
                    <p class="effect-note">{ page::budget_now(lang, present) }</p>
                    <button type="submit" class="button button-primary" data-testid="budget-ask" disabled={question.is_none()}>{ Text::BudgetAsk.to(lang) }</button>
                </form>
                if let Some(budget) = budget {
                    <section class="card trial-card" data-testid="budget-answer" aria-live="polite">
                        { answer(context, budget, dispatch) }
                    </section>
                }
            </div>
        </>
    }
}

fn answer(context: Context<'_>, budget: &Budget, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let question = &budget.question;
    let Some(answer) = &budget.answer else {
        return html! { <p class="effect-busy">{ Text::EffectBusy.to(lang) }</p> };
    };
    let lines = context.budget(question, answer);
    let highest = match answer {
        BudgetAnswer::Highest { amount, .. } => Some(*amount),
        BudgetAnswer::Beyond { .. } | BudgetAnswer::Unbound { .. } => None,
    };
    html! {
        <>
            <h2>{ context.setting(question.key, question.level.as_deref()) }</h2>
            if let Some(amount) = highest { <p class="budget-amount" data-testid="budget-amount">{ page::money(amount) }</p> }
            { for lines.into_iter().map(|line| html! { <p>{ line }</p> }) }
            if let Some(amount) = highest {
                <button type="button" class="button" data-testid="budget-try" onclick={{
                    let change = SettingChange { key: question.key, level: question.level.clone(), text: amount.to_string() };
                    let dispatch = dispatch.clone();
                    Callback::from(move |_: MouseEvent| {
                        dispatch.emit(Action::Stage(change.clone()));
                        dispatch.emit(Action::ShowTab(Tab::Settings));
                    })
                }}>{ Text::BudgetTake.to(lang) }<Icon drawing={Drawing::Forward} /></button>
            }
        </>
    }
}
