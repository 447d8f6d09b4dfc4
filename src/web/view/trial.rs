//! 试算: what would be if — inputs and amounts changed for a trial, an appeal against one incident, and the budget in
//! reverse. Nothing changes until it is kept.

use super::{
    budget::BudgetPart,
    dom,
    effect::EffectView,
    find_person::FindPerson,
    icon::{Drawing, Icon},
    settings::SettingChoice,
};
use crate::{
    app::{Action, Budget, Loadable, Shared, WeighedAt, Weighing},
    domain::{Edit, Field, Incident, IncidentKind, Verification},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::{FactCell, FactsView, Named, Overview},
};
use std::{collections::BTreeMap, ops::Range};
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`TrialView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The result at a glance.
    pub overview: Shared<Overview>,
    /// What is tried.
    pub trial: Vec<Edit>,
    /// What is weighed at the moment.
    pub weighing: Option<Weighing>,
    /// Who was found.
    pub found: Option<(String, Shared<Vec<Named>>)>,
    /// What could be changed about the person chosen.
    pub facts: Loadable<FactsView>,
    /// The budget in reverse.
    pub budget: Option<Budget>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The parts of 试算.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    WhatIf,
    Appeal,
    Budget,
}

/// 试算
#[component]
pub fn TrialView(props: &Props) -> Html {
    let lang = props.lang;
    let part = use_state(|| Part::WhatIf);
    let parts = [
        (Part::WhatIf, Text::TrialWhatIf, "what-if"),
        (Part::Appeal, Text::TrialAppeal, "appeal"),
        (Part::Budget, Text::TrialBudget, "budget"),
    ];
    html! {
        <div class="page-width trial">
            <div class="switch trial-parts no-print" role="group" aria-label={Text::TabTrial.to(lang)}>
                { for parts.into_iter().map(|(own, label, name)| {
                    let part = part.clone();
                    html! { <button type="button" class="switch-choice" aria-pressed={if *part == own { "true" } else { "false" }} data-testid={format!("trial-{name}")}
                        onclick={Callback::from(move |_: MouseEvent| part.set(own))}>{ label.to(lang) }</button> }
                }) }
            </div>
            { match *part {
                Part::WhatIf => what_if(props),
                Part::Appeal => html! { <Appeal lang={lang} overview={props.overview.clone()} weighing={props.weighing.clone()} found={props.found.clone()}
                    facts={props.facts.clone()} editing={props.editing} dispatch={props.dispatch.clone()} /> },
                Part::Budget => html! { <BudgetPart {lang} overview={props.overview.clone()} budget={props.budget.clone()} dispatch={props.dispatch.clone()} /> },
            } }
        </div>
    }
}

fn what_if(props: &Props) -> Html {
    let lang = props.lang;
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &props.overview.sheets, names: &names };
    let weighing = props.weighing.as_ref().filter(|weighing| weighing.at == WeighedAt::Trial);
    html! {
        <>
            <p class="intro">{ Text::TrialIntro.to(lang) }</p>
            <div class="trial-grid">
                <div class="trial-column">
                    <section class="card trial-card">
                        <h2>{ Text::TrialSetting.to(lang) }</h2>
                        <SettingChoice {lang} overview={props.overview.clone()} dispatch={props.dispatch.clone()} />
                    </section>
                    <section class="card trial-card">
                        <h2>{ Text::TrialPerson.to(lang) }</h2>
                        <FindPerson {lang} found={props.found.clone()} on_choose={props.dispatch.reform(Action::AskFacts)} dispatch={props.dispatch.clone()} />
                        if let Loadable::Here(facts) = &props.facts {
                            <FactEditor {lang} facts={facts.clone()} dispatch={props.dispatch.clone()} />
                        }
                    </section>
                </div>
                <section class="card trial-card trial-result" data-testid="trial">
                    <h2>{ Text::TrialResult.to(lang) }</h2>
                    if props.trial.is_empty() {
                        <p class="effect-note">{ Text::TrialNone.to(lang) }</p>
                    } else {
                        <ul class="trial-list">
                            { for props.trial.iter().enumerate().map(|(at, edit)| html! {
                                <li data-testid="trial-edit"><span>{ page::edit(context, edit, &props.overview.edited_people) }</span>
                                    <button type="button" class="button-icon" aria-label={Text::TrialRemove.to(lang)} title={Text::TrialRemove.to(lang)}
                                        onclick={props.dispatch.reform(move |_: MouseEvent| Action::Untry(at))}><Icon drawing={Drawing::Close} /></button></li>
                            }) }
                        </ul>
                        <div class="decide-actions">
                            <button type="button" class="button" data-testid="trial-drop" onclick={props.dispatch.reform(|_: MouseEvent| Action::DropTrial)}>{ Text::TrialDrop.to(lang) }</button>
                            <button type="button" class="button button-primary" data-testid="trial-keep" disabled={props.editing}
                                onclick={props.dispatch.reform(|_: MouseEvent| Action::KeepTrial)}><Icon drawing={Drawing::Tick} />{ Text::TrialKeep.to(lang) }</button>
                        </div>
                        if let Some(weighing) = weighing {
                            <EffectView {lang} weighing={weighing.clone()} year={props.overview.year} dispatch={props.dispatch.clone()} />
                        }
                    }
                </section>
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FactEditorProps {
    lang: Lang,
    facts: Shared<FactsView>,
    dispatch: Callback<Action>,
}

/// One cell about a person, with another content to try.
#[component]
fn FactEditor(props: &FactEditorProps) -> Html {
    let FactEditorProps { lang, facts, dispatch } = props;
    let lang = *lang;
    let chosen = use_state(|| 0_usize);
    let text = use_state(String::new);
    // Keys and names tell who it is: another one is another person.
    let fixed = |cell: &FactCell| matches!(cell.field, Some(Field::StaffNumber | Field::Name | Field::IdNumber));
    let cells: Vec<&FactCell> = facts.cells.iter().filter(|cell| !fixed(cell)).collect();
    let Some(cell) = cells.get(*chosen).or(cells.first()).copied() else {
        return html! { <p class="effect-note">{ Text::TrialNoCells.to(lang) }</p> };
    };
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &facts.sheets, names: &names };
    let onchange = {
        let (chosen, text) = (chosen.clone(), text.clone());
        Callback::from(move |event: Event| {
            chosen.set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or(0));
            text.set(String::new());
        })
    };
    let onsubmit = {
        let (text, dispatch, at) = (text.clone(), dispatch.clone(), cell.cell);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            dispatch.emit(Action::TryOut(Edit::Correct { cell: at, text: (*text).clone() }));
        })
    };
    html! {
        <form class="fact-editor" {onsubmit} data-testid="fact-editor">
            <p class="fact-who"><strong>{ facts.person.name.clone() }</strong>{ " " }<span class="queue-department">{ facts.person.staff_number.clone() }</span></p>
            <label class="decide-field"><span>{ Text::TrialColumn.to(lang) }</span>
                <select class="select" data-testid="fact-field" {onchange}>
                    { for rows(&cells).into_iter().map(|range| html! {
                        <optgroup label={row_label(context, &cells, range.start)}>
                            { for range.map(|at| html! { <option value={at.to_string()} selected={cells[at].cell == cell.cell}>{ cells[at].header.clone() }</option> }) }
                        </optgroup>
                    }) }
                </select></label>
            <p class="fact-now"><span class="source">{ context.cell(cell.cell) }</span>{ " " }{ Text::TrialNow.to(lang) }{ " " }<strong>{ if cell.text.is_empty() { Text::EditBlank.to(lang).to_owned() } else { cell.text.clone() } }</strong></p>
            <label class="decide-field"><span>{ Text::TrialInstead.to(lang) }</span>
                <input class="input" data-testid="fact-text" value={(*text).clone()} maxlength="200"
                    oninput={Callback::from({ let text = text.clone(); move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlInputElement>().value()) })} /></label>
            <button type="submit" class="button" data-testid="fact-try">{ Text::TrialTry.to(lang) }</button>
        </form>
    }
}

/// Cells of one row of a sheet stand together.
fn rows(cells: &[&FactCell]) -> Vec<Range<usize>> {
    let mut start = 0;
    let rows = cells.chunk_by(|one, next| row_of(one) == row_of(next));
    rows.map(|row| {
        let range = start..start + row.len();
        start = range.end;
        range
    })
    .collect()
}

const fn row_of(cell: &FactCell) -> (u16, u32) {
    (cell.cell.sheet, cell.row)
}

/// Which row the cells from `first` on are of; where a sheet has several rows about somebody, with what stands first in it.
fn row_label(context: Context<'_>, cells: &[&FactCell], first: usize) -> String {
    let (sheet, row) = row_of(cells[first]);
    let is_one_of_several = cells.iter().any(|other| other.cell.sheet == sheet && other.row != row);
    let place = context.row(sheet, row);
    let leading = cells[first].text.as_str();
    if is_one_of_several && !leading.is_empty() { format!("{place} {leading}") } else { place }
}

#[derive(Properties, PartialEq)]
struct AppealProps {
    lang: Lang,
    overview: Shared<Overview>,
    weighing: Option<Weighing>,
    found: Option<(String, Shared<Vec<Named>>)>,
    facts: Loadable<FactsView>,
    editing: bool,
    dispatch: Callback<Action>,
}

/// 复核: one incident withdrawn or changed, with what that changes, as a page to print.
#[component]
fn Appeal(props: &AppealProps) -> Html {
    let AppealProps { lang, overview, weighing, found, facts, editing, dispatch } = props;
    let lang = *lang;
    let what = use_state(String::new);
    let weighing = weighing.as_ref().filter(|weighing| weighing.at == WeighedAt::Appeal);
    let names = BTreeMap::new();
    let weigh = {
        let (what, dispatch) = (what.clone(), dispatch.clone());
        move |label: String, edit: Edit| {
            let (what, dispatch) = (what.clone(), dispatch.clone());
            Callback::from(move |_: MouseEvent| {
                what.set(label.clone());
                dispatch.emit(Action::Weigh { at: WeighedAt::Appeal, edits: vec![edit.clone()] });
            })
        }
    };
    let choose = {
        let dispatch = dispatch.clone();
        Callback::from(move |id| {
            dispatch.emit(Action::StopWeighing);
            dispatch.emit(Action::AskFacts(id));
        })
    };
    html! {
        <div class="appeal">
            <p class="intro no-print">{ Text::AppealIntro.to(lang) }</p>
            <div class="trial-grid">
                <section class="card trial-card no-print">
                    <FindPerson {lang} found={found.clone()} on_choose={choose} dispatch={dispatch.clone()} />
                    if let Loadable::Here(facts) = facts {
                        <h2 class="appeal-who">{ facts.person.name.clone() }{ " " }<span class="queue-department">{ facts.person.staff_number.clone() }</span></h2>
                        { incidents(Context { lang, sheets: &facts.sheets, names: &names }, facts, &weigh) }
                    }
                </section>
                if let (Some(weighing), Loadable::Here(facts)) = (weighing, facts) {
                    <section class="card trial-card appeal-page" data-testid="appeal-page">
                        <h2>{ page::appeal_title(lang, overview, &facts.person) }</h2>
                        <p class="appeal-what">{ (*what).clone() }</p>
                        <EffectView {lang} weighing={weighing.clone()} year={overview.year} dispatch={dispatch.clone()} />
                        <div class="decide-actions no-print">
                            <button type="button" class="button" onclick={Callback::from(|_: MouseEvent| dom::print())}><Icon drawing={Drawing::Print} />{ Text::Print.to(lang) }</button>
                            <button type="button" class="button" onclick={dispatch.reform(|_: MouseEvent| Action::StopWeighing)}>{ Text::TrialDrop.to(lang) }</button>
                            <button type="button" class="button button-primary" data-testid="appeal-keep" disabled={*editing}
                                onclick={{ let edits = weighing.edits.clone(); dispatch.reform(move |_: MouseEvent| Action::EditAll(edits.clone())) }}>
                                <Icon drawing={Drawing::Tick} />{ Text::AppealKeep.to(lang) }</button>
                        </div>
                        <p class="print-only appeal-sign">{ Text::AppealSign.to(lang) }</p>
                    </section>
                }
            </div>
        </div>
    }
}

/// What an appeal can be about: incidents of the ledger, and cases that the roster counts.
fn incidents(context: Context<'_>, facts: &FactsView, weigh: &impl Fn(String, Edit) -> Callback<MouseEvent>) -> Html {
    let lang = context.lang;
    let counted: Vec<(&FactCell, u32)> = facts
        .cells
        .iter()
        .filter(|cell| cell.field.is_some_and(is_case))
        .filter_map(|cell| Some((cell, page::case_count(&cell.text)?)))
        .filter(|(_, count)| *count > 0)
        .collect();
    if facts.incidents.is_empty() && counted.is_empty() {
        return html! { <p class="effect-note">{ Text::AppealNothing.to(lang) }</p> };
    }
    html! {
        <ul class="appeal-list">
            { for facts.incidents.iter().map(|incident| incident_line(context, incident, weigh)) }
            { for counted.into_iter().map(|(cell, count)| {
                let label = page::one_less(lang, &cell.header, count);
                let text = if cell.field.is_some_and(is_flag) { "否".to_owned() } else { (count - 1).to_string() };
                html! {
                    <li data-testid="appeal-count" data-key={cell.header.clone()}>
                        <span class="source">{ context.cell(cell.cell) }</span><span>{ format!("{}：{}", cell.header, cell.text) }</span>
                        <button type="button" class="button" onclick={weigh(label.clone(), Edit::Correct { cell: cell.cell, text })}>{ label }</button>
                    </li>
                }
            }) }
        </ul>
    }
}

fn incident_line(
    context: Context<'_>,
    incident: &Incident,
    weigh: &impl Fn(String, Edit) -> Callback<MouseEvent>,
) -> Html {
    let lang = context.lang;
    let told = page::incident(lang, incident);
    let state = |state: Verification| Edit::Correct { cell: incident.cells.state, text: state.term().to_owned() };
    let costs = matches!(
        incident.kind,
        IncidentKind::BadReview | IncidentKind::Complaint | IncidentKind::Breach | IncidentKind::Circular
    );
    let fined = incident.cells.fined.filter(|_| costs && incident.fined != Some(true));
    let fine = fined.map(|cell| (page::fined_already(lang, &told), Edit::Correct { cell, text: "是".to_owned() }));
    let withdrawn = incident.state == Some(Verification::NotResponsible);
    html! {
        <li data-testid="appeal-incident">
            <span class="source">{ context.cell(incident.cell) }</span><span>{ told.clone() }</span>
            <span class="appeal-actions">
                if !withdrawn {
                    <button type="button" class="button" data-testid="appeal-withdraw" onclick={weigh(page::withdrawn(lang, &told), state(Verification::NotResponsible))}>{ Text::AppealWithdraw.to(lang) }</button>
                } else {
                    <button type="button" class="button" onclick={weigh(page::upheld(lang, &told), state(Verification::Responsible))}>{ Text::AppealUphold.to(lang) }</button>
                }
                if let Some((label, edit)) = fine {
                    <button type="button" class="button" onclick={weigh(label, edit)}>{ Text::AppealFined.to(lang) }</button>
                }
            </span>
        </li>
    }
}

/// Columns that count cases, or say that there is one.
const fn is_case(field: Field) -> bool {
    matches!(
        field,
        Field::BadReviews
            | Field::Complaints
            | Field::Breaches
            | Field::Circulars
            | Field::PatrolCirculars
            | Field::LateTasks
            | Field::LowMonths
    ) || is_flag(field)
}

const fn is_flag(field: Field) -> bool {
    matches!(
        field,
        Field::RefusedOrders
            | Field::InspectionScandal
            | Field::Disobeyed
            | Field::RefusedToMend
            | Field::DerelictionLoss
            | Field::ReputationHarm
    )
}
