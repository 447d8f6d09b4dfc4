//! A result: its tabs, the one in sight, and the panel beside it.

use super::account::{self, AccountView};
use super::{
    clauses::ClausesView, fairness::Fairness, history::HistoryView, matters::OutcomesView, overview::OverviewView,
    paper::PaperSheets, papers::PapersView, pending::PendingView, people::People, person::PersonPanel,
    problems::ProblemsView, recap::Recap, register::Register, settings::SettingsView, timetable::TimetableView,
    trial::TrialView,
};
use crate::{
    app::{Action, Results, Tab, tab_count},
    i18n::{
        Lang,
        page::{self, Text},
    },
};
use chrono::NaiveDate;
use std::rc::Rc;
use yew::prelude::*;

/// What the parts of a result need beside it.
pub struct Around<'a> {
    /// The language.
    pub lang: Lang,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Whether a file is being written.
    pub saving: bool,
    /// Opens the dialogue for a file of settings.
    pub on_settings: &'a Callback<()>,
    /// Opens the dialogue for a template.
    pub on_template: &'a Callback<()>,
    /// Where actions go.
    pub dispatch: &'a Callback<Action>,
}

/// A result. Not a component: it hands parts of the state to components that compare them cheaply.
pub fn results(around: &Around<'_>, results: &Results) -> Html {
    let Around { lang, today, saving, dispatch, .. } = *around;
    let in_force = results.overview.status.is_in_force();
    html! {
        <div class={classes!("results", results.panel.is_some().then_some("results-with-panel"))}>
            <Tabs {lang} tab={results.tab} counts={Tab::ALL.map(|tab| tab_count(&results.overview, tab))} dispatch={dispatch.clone()} />
            <main class="results-main" id="panel" role="tabpanel" aria-labelledby={format!("tab-{}", results.tab.name())}
                data-tab={results.tab.name()}>
                { part(around, results) }
            </main>
            if let Some(panel) = &results.panel {
                <PersonPanel {lang} panel={panel.clone()} weighing={results.weighing.clone()} year={results.overview.year} {in_force} {today}
                    editing={results.editing} dispatch={dispatch.clone()} />
            }
            if let Some(detail) = results.panel.as_ref().and_then(|panel| panel.detail.clone()).filter(|_| results.recap) {
                <Recap {lang} {detail} {in_force} dispatch={dispatch.clone()} />
            }
            if let Some(shown) = &results.papers.shown {
                <PaperSheets {lang} shown={shown.clone()} stock={results.papers.stock} {saving} dispatch={dispatch.clone()} />
            }
        </div>
    }
}

fn part(around: &Around<'_>, results: &Results) -> Html {
    let Around { lang, today, saving, on_settings, on_template, dispatch } = *around;
    let dispatch = dispatch.clone();
    match results.tab {
        Tab::Overview => {
            html! { <OverviewView {lang} overview={results.overview.clone()} passed_over={results.passed_over.clone()} {today} {dispatch} /> }
        }
        Tab::People => {
            let table = &results.table;
            let rows: Rc<[_]> = table.view.clone().map(|at| (at, table.row(at).cloned())).collect();
            html! {
                <People {lang} {rows} total={table.total} sort={table.sort} search={table.search.clone()}
                    filter={table.filter} copied={results.copied} grades={results.overview.totals.grades} everyone={results.overview.totals.appraised}
                    pending={results.overview.pending} cursor={table.cursor} epoch={table.epoch} outdated={table.is_outdated()}
                    open={results.panel.as_ref().map(|panel| panel.id)} {dispatch} />
            }
        }
        Tab::Pending => html! {
            <PendingView {lang} view={results.pending.clone()} weighing={results.weighing.clone()} year={results.overview.year} {today}
                editing={results.editing} {dispatch} />
        },
        Tab::Problems => html! {
            <ProblemsView {lang} overview={results.overview.clone()} rows={results.problems.clone()}
                editing={results.editing} {dispatch} />
        },
        Tab::Account => match account::Props::of(lang, &results.overview.sheets, &results.account, dispatch) {
            Some(props) => html! { <AccountView ..props /> },
            None => html! {},
        },
        Tab::Outcomes => html! {
            <OutcomesView {lang} year={results.overview.year} matters={results.outcomes.clone()} {dispatch} />
        },
        Tab::Settings => html! {
            <SettingsView {lang} rows={results.settings.clone()} overview={results.overview.clone()} staged={results.staged.clone()}
                weighing={results.weighing.clone()} {today} editing={results.editing} on_open={on_settings.clone()} {dispatch} />
        },
        Tab::Register => html! {
            <Register {lang} view={results.register.clone()} year={results.overview.year} unit={results.overview.unit.clone()} {dispatch} />
        },
        Tab::Trial => html! {
            <TrialView {lang} overview={results.overview.clone()} trial={results.trial.clone()} weighing={results.weighing.clone()}
                found={results.found.clone()} facts={results.facts.clone()} budget={results.budget.clone()} editing={results.editing} {dispatch} />
        },
        Tab::Fairness => html! { <Fairness {lang} view={results.fairness.clone()} by={results.group_by} {dispatch} /> },
        Tab::Clauses => html! { <ClausesView {lang} rows={results.clauses.clone()} {dispatch} /> },
        Tab::Timetable => html! {
            <TimetableView {lang} overview={results.overview.clone()} staged={results.staged.clone()} weighing={results.weighing.clone()} {today}
                editing={results.editing} {dispatch} />
        },
        Tab::Papers => {
            let papers = &results.papers;
            html! {
                <PapersView {lang} desk={papers.desk.clone()} whom={papers.whom.clone()} template={papers.template.clone()}
                    found={results.found.clone()} {saving} on_template={on_template.clone()} {dispatch} />
            }
        }
        Tab::History => {
            html! { <HistoryView {lang} overview={results.overview.clone()} editing={results.editing} {dispatch} /> }
        }
    }
}

#[derive(Properties, PartialEq)]
struct TabsProps {
    lang: Lang,
    tab: Tab,
    counts: [Option<u32>; Tab::ALL.len()],
    dispatch: Callback<Action>,
}

/// The tabs; the arrow keys go from one to the next.
#[component]
fn Tabs(props: &TabsProps) -> Html {
    let lang = props.lang;
    let here = Tab::ALL.iter().position(|tab| *tab == props.tab).unwrap_or(0);
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let last = Tab::ALL.len() - 1;
            let to = match event.key().as_str() {
                "ArrowRight" => (here + 1).min(last),
                "ArrowLeft" => here.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            super::dom::focus_id(&format!("tab-{}", Tab::ALL[to].name()));
            dispatch.emit(Action::ShowTab(Tab::ALL[to]));
        })
    };
    let tabs = Tab::ALL.into_iter().zip(props.counts).map(|(tab, count)| {
        let chosen = tab == props.tab;
        html! {
            <button type="button" class="tab" role="tab" id={format!("tab-{}", tab.name())} aria-controls="panel"
                data-testid={format!("tab-{}", tab.name())} data-attention={attention(tab, count)}
                aria-selected={if chosen { "true" } else { "false" }} tabindex={if chosen { "0" } else { "-1" }}
                onclick={props.dispatch.reform(move |_: MouseEvent| Action::ShowTab(tab))}>
                { tab.label().to(lang) }
                if let Some(count) = count {
                    <span class="tab-count">{ page::count(count) }</span>
                }
            </button>
        }
    });
    html! { <div class="tabs" role="tablist" aria-label={Text::Tabs.to(lang)} {onkeydown}>{ for tabs }</div> }
}

/// Whether a tab's count asks for somebody.
fn attention(tab: Tab, count: Option<u32>) -> Option<&'static str> {
    (tab == Tab::Pending && count.is_some_and(|count| count > 0)).then_some("true")
}
