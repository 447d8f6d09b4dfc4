//! 结果运用 and 未参加考核.

use super::{
    long_list::{Heading, Part, list_table, use_part},
    tags::{clauses, nothing},
};
use crate::{
    app::{Action, Loadable, Matters},
    domain::PersonId,
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::Clause,
    protocol::{NotAppraisedRow, OutcomeRow},
    rules::OutcomeKind,
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Columns of 结果运用.
const OUTCOME_COLUMNS: [Heading; 5] = [
    (Some("list-person"), Text::Person),
    (Some("list-code"), Text::OutcomeWhat),
    (Some("list-clause"), Text::OutcomeBasis),
    (Some("list-clause"), Text::OutcomeState),
    (None, Text::OutcomeContent),
];
/// Columns of 未参加考核.
const NOT_APPRAISED_COLUMNS: [Heading; 3] =
    [(Some("list-person"), Text::Person), (Some("list-clause"), Text::OutcomeBasis), (None, Text::NotAppraisedReason)];

/// Somebody's number and name; a click opens the panel.
pub fn person_link(lang: Lang, id: PersonId, number: &str, name: &str, dispatch: &Callback<Action>) -> Html {
    html! {
        <button type="button" class="person-link" title={page::open_person(lang, name)}
            onclick={dispatch.reform(move |_: MouseEvent| Action::OpenPerson(id))}>
            <span class="person-link-name">{ name.to_owned() }</span>
            <span class="person-link-number">{ number.to_owned() }</span>
        </button>
    }
}

/// Properties of [`OutcomesView`].
#[derive(Properties, PartialEq)]
pub struct OutcomesProps {
    /// The language.
    pub lang: Lang,
    /// The appraised year.
    pub year: i32,
    /// The rows.
    pub matters: Loadable<Matters>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 结果运用 and 未参加考核
#[component]
pub fn OutcomesView(props: &OutcomesProps) -> Html {
    let lang = props.lang;
    let lengths = match &props.matters {
        Loadable::Here(matters) => (matters.outcomes.len(), matters.not_appraised.len()),
        Loadable::Absent | Loadable::Asked => (0, 0),
    };
    let outcomes_part = use_part(lang, lengths.0);
    let not_appraised_part = use_part(lang, lengths.1);
    let Loadable::Here(matters) = &props.matters else { return html! {} };
    html! {
        <div class="page-width">
            <h2 class="part-title">{ Text::OutcomesTitle.to(lang) }</h2>
            { outcomes(lang, props.year, &matters.outcomes, outcomes_part, &props.dispatch) }
            <h2 class="part-title">{ Text::NotAppraisedTitle.to(lang) }</h2>
            { not_appraised(lang, props.year, &matters.not_appraised, not_appraised_part, &props.dispatch) }
        </div>
    }
}

fn outcomes(lang: Lang, year: i32, rows: &[OutcomeRow], part: Part, dispatch: &Callback<Action>) -> Html {
    if rows.is_empty() {
        return nothing(Text::OutcomesNone.to(lang));
    }
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let lines = rows.iter().take(part.rows).map(|row| {
        let kind = &row.outcome.kind;
        html! {
            <tr data-testid="outcome-row" data-key={row.staff_number.clone()}>
                <td data-col="姓名">{ person_link(lang, row.outcome.id, &row.staff_number, &row.name, dispatch) }</td>
                <td data-col="事项"><span class="code" data-outcome={outcome_name(kind)}>{ kind.term() }</span></td>
                <td data-col="依据">{ clauses(lang, &[kind.clause()]) }</td>
                <td data-col="状态">{ page::fixed(lang, row.fixed) }</td>
                <td data-col="内容" class="cell-prose">{ context.outcome_in(kind, year) }</td>
            </tr>
        }
    });
    list_table(lang, "outcomes", &OUTCOME_COLUMNS, lines, part.foot)
}

/// A stable name of an outcome for the style sheet.
pub const fn outcome_name(kind: &OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Promotion { .. } => "promotion",
        OutcomeKind::PromotionToCheck { .. } => "check",
        OutcomeKind::Return(_) => "return",
        OutcomeKind::LastPlace { .. } => "last",
        OutcomeKind::Commendation(_) => "commendation",
    }
}

fn not_appraised(lang: Lang, year: i32, rows: &[NotAppraisedRow], part: Part, dispatch: &Callback<Action>) -> Html {
    if rows.is_empty() {
        return nothing(Text::NotAppraisedNone.to(lang));
    }
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let lines = rows.iter().take(part.rows).map(|row| {
        html! {
            <tr data-testid="not-appraised-row" data-key={row.staff_number.clone()}>
                <td data-col="姓名">{ person_link(lang, row.id, &row.staff_number, &row.name, dispatch) }</td>
                <td data-col="依据">{ clauses(lang, &[Clause::Population]) }</td>
                <td data-col="原因" class="cell-prose">{ context.not_in_post(&row.reason, year) }</td>
            </tr>
        }
    });
    list_table(lang, "not-appraised", &NOT_APPRAISED_COLUMNS, lines, part.foot)
}
