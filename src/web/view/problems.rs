//! 问题清单 as a list of work: grouped by what is to be mended together, each problem with its place, value, cause and
//! cure, and mended on the spot where a cell or a column's confirmation does it.

use super::{
    dom,
    icon::{Drawing, Icon},
    long_list::use_part,
    matters::person_link,
    tags::{nothing, severity},
};
use crate::{
    app::{Action, Loadable, Shared},
    domain::{CellRef, Edit, Place, Problem, ProblemGroup, ProblemKind, Severity},
    i18n::{
        Context, Lang, account,
        page::{self, Text},
    },
    protocol::{Overview, ProblemRow},
};
use std::{cell::Cell, rc::Rc};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`ProblemsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Gives the names of the sheets, and the edits.
    pub overview: Shared<Overview>,
    /// The rows.
    pub rows: Loadable<Vec<ProblemRow>>,
    /// Whether an edit is being evaluated.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 问题清单
#[component]
pub fn ProblemsView(props: &Props) -> Html {
    let lang = props.lang;
    let shown_severity = use_state(|| None::<Severity>);
    let search = use_state(String::new);
    // Where the focus goes when the list comes anew after a correction.
    let next = use_mut_ref(|| None::<String>);
    {
        let next = next.clone();
        use_effect_with(props.rows.clone(), move |_| {
            if let Some(id) = next.borrow_mut().take() {
                dom::focus_id(&id);
            }
        });
    }
    let edits = html! {};
    let Loadable::Here(rows) = &props.rows else { return html! {} };
    if rows.is_empty() {
        return html! { <div class="page-width">{ edits }{ nothing(Text::ProblemsNone.to(lang)) }</div> };
    }
    let wanted = search.trim().to_lowercase();
    let matches = |row: &ProblemRow| {
        let texts = || {
            let names = row.names.values().map(String::as_str);
            names
                .chain([row.place.as_str(), row.problem.found.as_str()])
                .any(|text| text.to_lowercase().contains(&wanted))
        };
        shown_severity.is_none_or(|severity| row.severity == severity) && (wanted.is_empty() || texts())
    };
    let mut groups = ProblemGroup::ALL.map(|group| {
        let of_group = (0..).zip(rows.iter()).filter(|(_, row)| row.problem.kind.group() == group && matches(row));
        (group, of_group.map(|(at, _): (usize, _)| at).collect::<Rc<[usize]>>())
    });
    // What holds people back comes first.
    groups.sort_by_key(|(_, at)| !at.iter().any(|at| rows[*at].severity == Severity::Error));
    let none = groups.iter().all(|(_, rows)| rows.is_empty());
    let on_save = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |(edit, focus): (Edit, String)| {
            *next.borrow_mut() = Some(focus);
            dispatch.emit(Action::Edit(edit));
        })
    };
    html! {
        <div class="page-width problems" aria-busy={props.editing.then_some("true")}>
            <p class="intro">{ Text::ProblemsIntro.to(lang) }</p>
            { edits }
            <div class="problem-tools">
                { severities(lang, *shown_severity, &props.overview, shown_severity.clone()) }
                <input type="search" class="problem-search" data-testid="problem-search" placeholder={Text::ProblemSearch.to(lang)}
                    aria-label={Text::SearchLabel.to(lang)} value={(*search).clone()}
                    oninput={Callback::from(move |event: InputEvent| {
                        search.set(event.target_unchecked_into::<HtmlInputElement>().value());
                    })} />
            </div>
            if none { { nothing(Text::ProblemsNoMatch.to(lang)) } }
            { for groups.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(group, at)| html! {
                <Group key={format!("{group:?}")} {lang} {group} overview={props.overview.clone()} rows={rows.clone()} {at}
                    on_save={on_save.clone()} dispatch={props.dispatch.clone()} />
            }) }
        </div>
    }
}

/// Where a problem is; a cell leads to its sheet.
fn place(context: Context<'_>, row: &ProblemRow, dispatch: &Callback<Action>) -> Html {
    match &row.cell {
        Some((cell, _)) => {
            let cell = *cell;
            html! {
                <button type="button" class="source" data-col="位置" data-testid="show-cell" title={account::show_cell(context, cell)}
                    onclick={dispatch.reform(move |_: MouseEvent| Action::ShowCell(cell))}>{ &row.place }</button>
            }
        }
        None if row.place.is_empty() => html! {},
        None => html! { <span class="source" data-col="位置">{ &row.place }</span> },
    }
}

/// The choice of a severity.
fn severities(lang: Lang, now: Option<Severity>, overview: &Overview, set: UseStateHandle<Option<Severity>>) -> Html {
    let context = Context { lang, sheets: &[], names: &Default::default() };
    let [errors, warnings, notices] = overview.problems;
    let choices = [
        (None, page::filter(lang, crate::protocol::RowFilter::All).to_owned(), errors + warnings + notices),
        (Some(Severity::Error), context.severity(Severity::Error).to_owned(), errors),
        (Some(Severity::Warning), context.severity(Severity::Warning).to_owned(), warnings),
        (Some(Severity::Notice), context.severity(Severity::Notice).to_owned(), notices),
    ];
    let buttons = choices.into_iter().map(|(choice, label, count)| {
        let set = set.clone();
        html! {
            <button type="button" class="switch-choice" aria-pressed={if choice == now { "true" } else { "false" }}
                data-testid={format!("severity-{}", choice.map_or("all", Severity::term))}
                onclick={Callback::from(move |_: MouseEvent| set.set(choice))}>
                { format!("{label} {count}") }
            </button>
        }
    });
    html! { <div class="switch" role="group" aria-label={Text::FilterLabel.to(lang)}>{ for buttons }</div> }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    lang: Lang,
    group: ProblemGroup,
    overview: Shared<Overview>,
    rows: Shared<Vec<ProblemRow>>,
    /// Positions of the group's rows.
    at: Rc<[usize]>,
    on_save: Callback<(Edit, String)>,
    dispatch: Callback<Action>,
}

/// Problems that are mended together; can be folded.
#[component]
fn Group(props: &GroupProps) -> Html {
    let lang = props.lang;
    let folded = use_state(|| false);
    let part = use_part(lang, props.at.len());
    let toggle = {
        let folded = folded.clone();
        Callback::from(move |_: MouseEvent| folded.set(!*folded))
    };
    let count = |severity| props.at.iter().filter(|at| props.rows[**at].severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Notice].map(count);
    let lines = props.at.iter().take(part.rows).enumerate().map(|(position, at)| {
        html! {
            <Line key={*at} {lang} group={props.group} {position} overview={props.overview.clone()} rows={props.rows.clone()} at={*at}
                on_save={props.on_save.clone()} dispatch={props.dispatch.clone()} />
        }
    });
    html! {
        <section class="card problem-group" data-testid="problem-group" data-group={format!("{:?}", props.group)}>
            <h2 class="problem-group-head">
                <button type="button" class="problem-group-button" aria-expanded={if *folded { "false" } else { "true" }} onclick={toggle}>
                    <Icon drawing={if *folded { Drawing::Forward } else { Drawing::Down }} />
                    <span>{ page::problem_group(lang, props.group) }</span>
                    <small>{ page::group_counts(lang, counts) }</small>
                </button>
            </h2>
            if !*folded {
                <ul class="problem-list">{ for lines }</ul>
                { part.foot }
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    lang: Lang,
    group: ProblemGroup,
    /// Its place in the group, by which the next one is found when this one is mended.
    position: usize,
    overview: Shared<Overview>,
    rows: Shared<Vec<ProblemRow>>,
    at: usize,
    on_save: Callback<(Edit, String)>,
    dispatch: Callback<Action>,
}

/// One problem.
#[component]
fn Line(props: &LineProps) -> Html {
    let lang = props.lang;
    let row = &props.rows[props.at];
    let context = Context { lang, sheets: &props.overview.sheets, names: &row.names };
    let editing = use_state(|| false);
    let id = format!("correct-{:?}-{}", props.group, props.position);
    // An answer brings other rows: what was open belonged to the old ones.
    {
        let editing = editing.clone();
        use_effect_with(row.problem.clone(), move |_| editing.set(false));
    }
    let open = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(!*editing))
    };
    html! {
        <li class="problem" data-testid="problem-row" data-severity={row.severity.term()}>
            <div class="problem-level">{ severity(context, row.severity) }</div>
            <div class="problem-body">
                <p class="problem-where">
                    { place(context, row, &props.dispatch) }
                    { whom(lang, row, &props.dispatch) }
                    if !row.problem.found.is_empty() { <q class="problem-found" data-col="原值">{ &row.problem.found }</q> }
                </p>
                <div data-col="问题">{ problem(context, &row.problem) }</div>
                if *editing {
                    if let Some((cell, text)) = &row.cell {
                        <Correction {lang} cell={*cell} text={text.clone()} focus={id.clone()} on_save={props.on_save.clone()} />
                    }
                }
                { choices(lang, row, &id, &props.on_save) }
            </div>
            <div class="problem-actions">
                if row.cell.is_some() && !is_header_row(&row.problem) {
                    <button type="button" class="button" {id} data-testid="correct-button" aria-expanded={if *editing { "true" } else { "false" }}
                        onclick={open}>{ Text::Correct.to(lang) }</button>
                }
                { confirm_none(lang, &row.problem, &props.on_save) }
                { set_aside(lang, &row.problem, &props.on_save) }
                { assign(lang, &row.problem, &props.dispatch) }
            </div>
        </li>
    }
}

/// Whether the cell is a header, which is assigned and not corrected.
const fn is_header_row(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::UnknownColumn | ProblemKind::ColumnTwice { .. })
}

/// Whom a row may mean, as buttons that say so in its cell.
fn choices(lang: Lang, row: &ProblemRow, focus: &str, on_save: &Callback<(Edit, String)>) -> Html {
    let Some((cell, _)) = &row.cell else { return html! {} };
    if row.choices.is_empty() {
        return html! {};
    }
    let cell = *cell;
    let button = |choice: &crate::protocol::Choice| {
        let (text, focus) = (choice.text.clone(), focus.to_owned());
        let onclick = on_save.reform(move |_: MouseEvent| (Edit::Correct { cell, text: text.clone() }, focus.clone()));
        html! { <button type="button" class="suggestion" data-testid="choice" {onclick}>{ &choice.label }</button> }
    };
    html! { <p class="suggestions"><span>{ Text::WhoIsMeant.to(lang) }</span>{ for row.choices.iter().map(button) }</p> }
}

fn confirm_none(lang: Lang, problem: &Problem, on_save: &Callback<(Edit, String)>) -> Html {
    let ProblemKind::ColumnMissing(field) = problem.kind else { return html! {} };
    let onclick = on_save.reform(move |_: MouseEvent| (Edit::ConfirmNone { field, none: true }, String::new()));
    html! { <button type="button" class="button" data-testid="confirm-none" data-field={field.header()} {onclick}>{ Text::ConfirmNone.to(lang) }</button> }
}

fn set_aside(lang: Lang, problem: &Problem, on_save: &Callback<(Edit, String)>) -> Html {
    if problem.severity != Severity::Error || !problem.kind.can_be_set_aside() {
        return html! {};
    }
    let problem = problem.clone();
    let onclick = on_save.reform(move |_: MouseEvent| (Edit::SetAside(problem.clone()), String::new()));
    html! { <button type="button" class="button" data-testid="set-aside" {onclick}>{ Text::SetAside.to(lang) }</button> }
}

fn assign(lang: Lang, problem: &Problem, dispatch: &Callback<Action>) -> Html {
    if !problem.kind.is_about_headers() {
        return html! {};
    }
    let sheet = match problem.place {
        Place::Cell(cell) => Some(cell.sheet),
        Place::Sheet(sheet) => Some(sheet),
        Place::Input | Place::Setting(_) => None,
    };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::OpenMapping { unread: false, sheet });
    html! { <button type="button" class="button" data-testid="assign-button" {onclick}>{ Text::AssignColumns.to(lang) }</button> }
}

#[derive(Properties, PartialEq)]
struct CorrectionProps {
    lang: Lang,
    cell: CellRef,
    text: String,
    focus: String,
    on_save: Callback<(Edit, String)>,
}

/// The text of a cell, to be changed.
#[component]
fn Correction(props: &CorrectionProps) -> Html {
    let lang = props.lang;
    let input = use_node_ref();
    let saved = use_memo((), |()| Cell::new(false));
    {
        let input = input.clone();
        use_effect_with((), move |()| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                dom::focus(&input);
                input.select();
            }
        });
    }
    let save = {
        let (input, on_save, cell, focus) = (input.clone(), props.on_save.clone(), props.cell, props.focus.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(input) = input.cast::<HtmlInputElement>().filter(|_| !saved.replace(true)) {
                on_save.emit((Edit::Correct { cell, text: input.value() }, focus.clone()));
            }
        })
    };
    html! {
        <form class="correction" onsubmit={save}>
            <label><span>{ Text::CorrectTo.to(lang) }</span>
                <input ref={input} type="text" data-testid="correct-input" aria-label={Text::CorrectCell.to(lang)} value={props.text.clone()} />
            </label>
            <button type="submit" class="button button-primary" data-testid="correct-save">{ Text::CorrectSave.to(lang) }</button>
        </form>
    }
}

/// What is wrong, and how to mend it.
pub fn problem(context: Context<'_>, problem: &Problem) -> Html {
    let text = context.problem(problem);
    html! {
        <>
            <span class="problem-message">{ text.message }</span>
            if !text.cure.is_empty() { <span class="problem-cure">{ text.cure }</span> }
        </>
    }
}

fn whom(lang: Lang, row: &ProblemRow, dispatch: &Callback<Action>) -> Option<Html> {
    let id = row.problem.person?;
    let name = row.names.get(&id)?;
    Some(person_link(lang, id, "", name, dispatch))
}
