//! What became of the cell that was chosen, and what of its sheet was carried and passed over.

use super::{account::lot_name, matters::person_link, tags::severity};
use crate::{
    app::{AccountAction, Action, Shared, Tab},
    domain::CellRef,
    i18n::{Context, Lang, account, page::Text},
    protocol::{CellView, SheetEntry},
};
use std::rc::Rc;
use yew::prelude::*;

/// Of long lists so many lines are drawn; the rest is in the results workbook and on the sheet itself.
const LINES: usize = 200;

/// Properties of [`CellAccount`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The names of the sheets.
    pub names: Rc<[String]>,
    /// The sheets.
    pub sheets: Shared<Vec<SheetEntry>>,
    /// The one in sight.
    pub sheet: u16,
    /// What became of the cell; of another one until the answer is there.
    pub seen: Option<Shared<CellView>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// What became of a cell.
#[component]
pub fn CellAccount(props: &Props) -> Html {
    let Props { lang, dispatch, .. } = props;
    let lang = *lang;
    let names = Default::default();
    let context = Context { lang, sheets: &props.names, names: &names };
    let entry = props.sheets.iter().find(|entry| entry.sheet == props.sheet);
    html! {
        <aside class="cell-account" data-testid="cell-account">
            <div aria-live="polite">
                if let Some(seen) = &props.seen { { self::seen(Context { names: &seen.names, ..context }, seen, dispatch) } }
            </div>
            if let Some(entry) = entry { { lists(context, entry, dispatch) } }
        </aside>
    }
}

fn seen(context: Context<'_>, seen: &CellView, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let became = seen.became.iter().map(|became| html! { <li>{ context.became(seen, became) }</li> });
    html! {
        <>
        <header class="cell-head">
            <h2 data-testid="cell-place">{ context.cell(seen.cell) }</h2>
            if let Some(lot) = seen.lot {
                <span class="cell-lot" data-lot={lot_name(lot)}>
                    <span class="lot-swatch" data-lot={lot_name(lot)} aria-hidden="true"></span>{ context.lot(lot) }
                </span>
            }
        </header>
        <p class="cell-found" data-testid="cell-text" data-blank={seen.text.is_empty().then_some("true")}>
            { if seen.text.is_empty() { Text::AccountBlank.to(lang) } else { &seen.text } }
        </p>
        if let Some(corrected) = &seen.corrected {
            <p class="cell-corrected">{ account::corrected_from(lang, &corrected.old) }</p>
        }
        <h3>{ Text::AccountBecame.to(lang) }</h3>
        <ul class="cell-became" data-testid="cell-became">{ for became }</ul>
        if !seen.people.is_empty() {
            <p class="cell-people" data-testid="cell-people">
                { for seen.people.iter().map(|person| person_link(lang, person.id, &person.staff_number, &person.name, dispatch)) }
            </p>
        }
        if !seen.problems.is_empty() {
            <h3>{ Text::AccountProblems.to(lang) }</h3>
            <ul class="cell-problems">{ for seen.problems.iter().map(|problem| {
                let text = context.problem(problem);
                html! {
                    <li data-testid="cell-problem">{ severity(context, problem.severity) }<p>{ text.message }</p><p class="cell-cure">{ text.cure }</p></li>
                }
            }) }</ul>
            <button type="button" class="cell-to-list" onclick={dispatch.reform(|_: MouseEvent| Action::ShowTab(Tab::Problems))}>
                { Text::AccountToList.to(lang) }
            </button>
        }
        </>
    }
}

/// What of the sheet was carried and passed over; a click goes there.
fn lists(context: Context<'_>, entry: &SheetEntry, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let way = |cell: CellRef, text: String| {
        let dispatch = dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.emit(AccountAction::Choose { row: cell.row, column: cell.column }.into());
        });
        html! { <li><button type="button" class="cell-way" {onclick}><span>{ cell.address() }</span>{ text }</button></li> }
    };
    let carried =
        entry.carried.iter().take(LINES).map(|own| way(own.cell, account::carried_cells(lang, &own.header, own.count)));
    let passed_over = entry.passed_over.iter().take(LINES).map(|span| {
        let cell = CellRef { sheet: entry.sheet, row: span.first, column: 0 };
        way(cell, context.passed_over_span(span))
    });
    let list = |title: Text, count: usize, test: &'static str, lines: Html| {
        html! {
            if count > 0 {
                <details class="cell-list" data-testid={test} open=true>
                    <summary>{ title.to(lang) }<span class="cell-list-count">{ count.to_string() }</span></summary>
                    <ul>{ lines }</ul>
                    if count > LINES { <p>{ "…" }</p> }
                </details>
            }
        }
    };
    html! {
        <>
        { list(Text::AccountCarried, entry.carried.len(), "carried-list", carried.collect()) }
        { list(Text::AccountPassedOver, entry.passed_over.len(), "passed-over-list", passed_over.collect()) }
        </>
    }
}
