//! All people: search, filters and the table.

use super::{
    icon::{Drawing, Icon},
    people_table::PeopleTable,
};
use crate::{
    app::Action,
    domain::{Grade, PersonId},
    i18n::{
        Lang,
        page::{self, Text},
        papers,
    },
    protocol::{Direction, Row, RowFilter, SortColumn},
};
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`People`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The rows to draw; nothing where one hasn't come yet.
    pub rows: Rc<[(u32, Option<Rc<Row>>)]>,
    /// Rows in all that match.
    pub total: Option<u32>,
    /// The column to sort by.
    pub sort: Option<(SortColumn, Direction)>,
    /// The text searched for.
    pub search: AttrValue,
    /// Which people.
    pub filter: RowFilter,
    /// How many rows were copied last.
    pub copied: Option<u32>,
    /// People by grade.
    pub grades: [u32; 5],
    /// People appraised.
    pub everyone: u32,
    /// People with something pending.
    pub pending: u32,
    /// The row that the keyboard is on.
    pub cursor: u32,
    /// Counts the changes of the query.
    pub epoch: u32,
    /// Whether the rows answer an earlier query.
    pub outdated: bool,
    /// The person in the panel.
    pub open: Option<PersonId>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// All people: search, filters and the table.
#[component]
pub fn People(props: &Props) -> Html {
    let lang = props.lang;
    let counted = [(RowFilter::All, props.everyone), (RowFilter::Pending, props.pending)];
    let graded = Grade::ALL.into_iter().zip(props.grades).map(|(grade, count)| (RowFilter::Grade(grade), count));
    let filters = counted.into_iter().chain(graded).map(|(filter, count)| {
        html! {
            <button type="button" class="chip" aria-pressed={if filter == props.filter { "true" } else { "false" }}
                data-testid={format!("filter-{}", page::filter(Lang::ZhCn, filter))}
                onclick={props.dispatch.reform(move |_: MouseEvent| Action::Filter(filter))}>
                { page::filter(lang, filter) }<span class="chip-count">{ page::count(count) }</span>
            </button>
        }
    });
    let oninput = props
        .dispatch
        .reform(|event: InputEvent| Action::Search(event.target_unchecked_into::<HtmlInputElement>().value()));
    let open_money = props.rows.iter().any(|(_, row)| row.as_ref().is_some_and(|row| row.open_money));
    html! {
        <div class="people">
            <div class="people-tools">
                <label class="search">
                    <Icon drawing={Drawing::Search} />
                    <span class="unseen">{ Text::SearchLabel.to(lang) }</span>
                    <input type="search" data-testid="search" placeholder={Text::SearchHint.to(lang)}
                        value={props.search.clone()} {oninput} autocomplete="off" spellcheck="false" />
                </label>
                <div class="chips" role="group" aria-label={Text::FilterLabel.to(lang)}>{ for filters }</div>
                <button type="button" class="button" data-testid="copy-rows" title={Text::CopyRowsHint.to(lang)}
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::CopyRows)}>
                    <Icon drawing={Drawing::Copy} />
                    <span role="status">{ props.copied.map_or_else(|| Text::CopyRows.to(lang).to_owned(), |rows| papers::copied(lang, rows)) }</span>
                </button>
                <p class="people-note">
                    if open_money {
                        <span class="people-open-money">{ Text::Incomplete.to(lang) }</span>
                    }
                    <span role="status" data-testid="row-total">{ props.total.map(|total| page::rows_shown(lang, total)) }</span>
                    <span class="people-keys">{ Text::TableKeys.to(lang) }</span>
                </p>
            </div>
            <PeopleTable {lang} rows={props.rows.clone()} total={props.total} sort={props.sort} cursor={props.cursor}
                epoch={props.epoch} outdated={props.outdated} open={props.open} dispatch={props.dispatch.clone()} />
        </div>
    }
}
