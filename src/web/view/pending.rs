//! 待决事项: everyone of whom something is open, with the facts, and what can be done about it right there.

use super::{
    decide::DecisionForm,
    dom,
    icon::{Drawing, Icon},
    long_list::use_part,
    matters::person_link,
    tags::{ClauseTag, GradeBadge, clauses, nothing, verdict},
};
use crate::{
    app::{Action, Loadable, Tab, Weighing},
    domain::{CellRef, Edit, Incident, Verification},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::PendingPerson,
    rules::Pending,
};
use chrono::NaiveDate;
use yew::prelude::*;

/// Properties of [`PendingView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The people.
    pub view: Loadable<crate::protocol::PendingView>,
    /// What is weighed at the moment.
    pub weighing: Option<Weighing>,
    /// The appraised year.
    pub year: i32,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 待决事项
#[component]
pub fn PendingView(props: &Props) -> Html {
    let lang = props.lang;
    let part = use_part(lang, if let Loadable::Here(view) = &props.view { view.people.len() } else { 0 });
    let open = use_state(|| None::<CellRef>);
    // Whoever settled a matter goes on with the next one, by keyboard too.
    let left = if let Loadable::Here(view) = &props.view { Some(view.people.len()) } else { None };
    use_effect_with(left, |_| {
        if dom::nothing_focused() {
            dom::focus_first(".queue [data-testid=decide-open], [data-testid=tab-pending]");
        }
    });
    let Loadable::Here(view) = &props.view else { return html! {} };
    if view.people.is_empty() {
        return html! { <div class="page-width">{ nothing(Text::PendingNone.to(lang)) }</div> };
    }
    let cards = view.people.iter().take(part.rows).map(|person| {
        let toggle = {
            let (open, row, dispatch) = (open.clone(), person.row, props.dispatch.clone());
            Callback::from(move |shown: bool| {
                dispatch.emit(Action::StopWeighing);
                open.set(shown.then_some(row));
            })
        };
        card(props, &view.sheets, person, *open == Some(person.row), &toggle)
    });
    html! {
        <div class="page-width">
            <p class="intro">{ Text::PendingIntro.to(lang) }</p>
            <ul class="queue" data-testid="pending">{ for cards }</ul>
            { part.foot }
        </div>
    }
}

fn card(props: &Props, sheets: &[String], person: &PendingPerson, open: bool, toggle: &Callback<bool>) -> Html {
    let lang = props.lang;
    let context = Context { lang, sheets, names: &person.names };
    let named = &person.person;
    let decides = person.pending.iter().any(can_be_decided);
    let shut = toggle.reform(|()| false);
    html! {
        <li class="card queue-card" data-testid="pending-person" data-key={named.staff_number.clone()} data-open={open.then_some("true")} key={person.row.address()}>
            <header class="queue-head">
                { person_link(lang, named.id, &named.staff_number, &named.name, &props.dispatch) }
                <span class="queue-department">{ named.department.clone() }</span>
                <dl class="queue-facts">
                    if let Some(first) = person.first_grade {
                        <div><dt>{ Text::PersonFirst.to(lang) }</dt><dd>{ first.term() }</dd></div>
                    }
                    if let Some(score) = person.s2 {
                        <div><dt>{ Text::PersonS2.to(lang) }</dt><dd>{ page::score(score) }</dd></div>
                    }
                    <div><dt>{ Text::PersonProposed.to(lang) }</dt><dd><GradeBadge grade={person.proposed} /></dd></div>
                </dl>
            </header>
            <ul class="queue-matters">
                { for person.pending.iter().map(|pending| html! {
                    <li data-testid="pending-row" data-key={named.staff_number.clone()} data-code={pending.code()}>
                        <span class="code" data-col="事项">{ pending.code() }</span>{ clauses(lang, &pending.clauses()) }
                        <p data-col="说明">{ context.pending(pending) }</p>
                        { way(lang, pending, &props.dispatch) }
                    </li>
                }) }
            </ul>
            if !person.findings.is_empty() {
                <ul class="queue-findings">
                    { for person.findings.iter().map(|finding| html! {
                        <li>{ verdict(context, finding) }<ClauseTag clause={finding.clause} {lang} /><span>{ context.finding(finding) }</span></li>
                    }) }
                </ul>
            }
            { for person.unverified.iter().map(|incident| unverified(context, incident, props)) }
            if open {
                <DecisionForm {lang} row={person.row} name={named.name.clone()} choices={person.choices.clone()}
                    weighing={props.weighing.clone()} year={props.year} today={props.today} editing={props.editing}
                    dispatch={props.dispatch.clone()} on_close={shut} />
            } else if decides {
                <div class="queue-actions">
                    <button type="button" class="button button-primary" data-testid="decide-open" onclick={toggle.reform(|_: MouseEvent| true)}>
                        <Icon drawing={Drawing::Stamp} />{ Text::DecideTitle.to(lang) }</button>
                </div>
            }
        </li>
    }
}

/// Whether the leading group can settle it by a decision; the rest wants mending.
const fn can_be_decided(pending: &Pending) -> bool {
    match pending {
        Pending::OpenCase(_) | Pending::QuotaTie { .. } | Pending::NoCase | Pending::NoScore | Pending::NoBallots => {
            true
        }
        Pending::Unverified(_) | Pending::DataError(_) | Pending::ColumnMissing { .. } => false,
    }
}

/// The way to where something is mended.
fn way(lang: Lang, pending: &Pending, dispatch: &Callback<Action>) -> Html {
    match pending {
        Pending::DataError(_) | Pending::ColumnMissing { .. } => html! {
            <button type="button" class="link" onclick={dispatch.reform(|_: MouseEvent| Action::ShowTab(Tab::Problems))}>
                { Text::PendingMend.to(lang) }<Icon drawing={Drawing::Forward} /></button>
        },
        _ => html! {},
    }
}

/// An incident that waits to be verified: what was found is entered in its cell.
fn unverified(context: Context<'_>, incident: &Incident, props: &Props) -> Html {
    let lang = context.lang;
    let cell = incident.cells.state;
    let verify = |state: Verification| {
        props.dispatch.reform(move |_: MouseEvent| Action::Edit(Edit::Correct { cell, text: state.term().to_owned() }))
    };
    html! {
        <div class="queue-incident" data-testid="unverified">
            <span class="source">{ context.cell(cell) }</span>
            <span>{ page::incident(lang, incident) }</span>
            { for [Verification::Responsible, Verification::NotResponsible].into_iter().map(|state| html! {
                <button type="button" class="button" disabled={props.editing} data-state={state.term()} onclick={verify(state)}>{ state.term() }</button>
            }) }
        </div>
    }
}
