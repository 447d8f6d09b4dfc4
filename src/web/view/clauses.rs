//! 通知条款: the notice clause by clause in our own words, each with its rule, its settings and whom it touches.

use crate::{
    app::{Action, Loadable},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::Computed,
    protocol::ClauseRow,
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`ClausesView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The rows.
    pub rows: Loadable<Vec<ClauseRow>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 通知条款
#[component]
pub fn ClausesView(props: &Props) -> Html {
    let lang = props.lang;
    let Loadable::Here(rows) = &props.rows else { return html! {} };
    html! {
        <div class="page-width">
            <p class="intro">{ Text::ClausesIntro.to(lang) }</p>
            <div class="card card-table">
                <table class="plain-table clauses-table" data-testid="clauses">
                    <thead><tr>
                        <th scope="col">{ Text::PendingBasis.to(lang) }</th>
                        <th scope="col">{ Text::ClausesGist.to(lang) }</th>
                        <th scope="col">{ Text::ClausesSettings.to(lang) }</th>
                        <th scope="col">{ Text::ClausesTouched.to(lang) }</th>
                    </tr></thead>
                    <tbody>{ for rows.iter().map(|row| line(lang, row, &props.dispatch)) }</tbody>
                </table>
            </div>
        </div>
    }
}

fn line(lang: Lang, row: &ClauseRow, dispatch: &Callback<Action>) -> Html {
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let hidden = row.touched.saturating_sub(u32::try_from(row.people.len()).unwrap_or(u32::MAX));
    html! {
        <tr data-testid="clause-row" data-key={row.clause.slug()}>
            <th scope="row">{ row.clause.number() }</th>
            <td>{ context.gist(row.clause) }
                if let Computed::No { .. } = row.clause.computed() { <p class="effect-note">{ context.not_computed(row.clause) }</p> }
                else { <p class="effect-note">{ Text::ClausesComputed.to(lang) }</p> }
            </td>
            <td>
                <ul class="clause-settings">
                    { for row.settings.iter().map(|setting| html! {
                        <li><span>{ setting.term.clone() }</span><strong>{ page::setting_shown(lang, setting.key, &setting.value) }</strong></li>
                    }) }
                </ul>
            </td>
            <td data-col="人数">
                if row.touched > 0 {
                    <details class="clause-people">
                        <summary>{ page::people(lang, row.touched) }</summary>
                        <p>
                            { for row.people.iter().map(|named| {
                                let id = named.id;
                                html! { <button type="button" class="link" title={page::open_person(lang, &named.name)}
                                    onclick={dispatch.reform(move |_: MouseEvent| Action::OpenPerson(id))}>{ named.name.clone() }</button> }
                            }) }
                            if hidden > 0 { <span>{ page::more_people(lang, hidden) }</span> }
                        </p>
                    </details>
                }
            </td>
        </tr>
    }
}
