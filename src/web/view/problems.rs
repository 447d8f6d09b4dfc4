//! 问题清单

use super::{
    long_list::{Heading, list_table, use_part},
    matters::person_link,
    tags::{nothing, severity},
};
use crate::{
    app::{Action, Loadable, Shared},
    domain::Problem,
    i18n::{Context, Lang, page::Text},
    protocol::{Overview, ProblemRow},
};
use yew::prelude::*;

/// Columns of 问题清单.
const PROBLEM_COLUMNS: [Heading; 5] = [
    (Some("list-level"), Text::ProblemLevel),
    (Some("list-place"), Text::ProblemPlace),
    (Some("list-name"), Text::Person),
    (Some("list-found"), Text::ProblemFound),
    (None, Text::ProblemWhat),
];

/// Properties of [`ProblemsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Gives the names of the sheets.
    pub overview: Shared<Overview>,
    /// The rows.
    pub rows: Loadable<Vec<ProblemRow>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 问题清单
#[component]
pub fn ProblemsView(props: &Props) -> Html {
    let lang = props.lang;
    let part = use_part(lang, if let Loadable::Here(rows) = &props.rows { rows.len() } else { 0 });
    let Loadable::Here(rows) = &props.rows else { return html! {} };
    if rows.is_empty() {
        return html! { <div class="page-width">{ nothing(Text::ProblemsNone.to(lang)) }</div> };
    }
    let lines = rows.iter().take(part.rows).map(|row| {
        let context = Context { lang, sheets: &props.overview.sheets, names: &row.names };
        html! {
            <tr data-testid="problem-row" data-severity={row.severity.term()}>
                <td data-col="级别">{ severity(context, row.severity) }</td>
                <td data-col="位置">
                    if !row.place.is_empty() { <span class="source">{ &row.place }</span> }
                </td>
                <td data-col="姓名">{ whom(lang, row, &props.dispatch) }</td>
                <td data-col="原值" class="cell-found">{ &row.problem.found }</td>
                <td data-col="问题" class="cell-prose">{ problem(context, &row.problem) }</td>
            </tr>
        }
    });
    html! {
        <div class="page-width">
            <p class="intro">{ Text::ProblemsIntro.to(lang) }</p>
            { list_table(lang, "problems", &PROBLEM_COLUMNS, lines, part.foot) }
        </div>
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
