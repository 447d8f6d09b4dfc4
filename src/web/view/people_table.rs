//! The table of people. Only the rows near what is in sight are in the page; two empty rows keep the room of the rest.

use super::{
    dom,
    icon::{Drawing, Icon},
    tags::GradeBadge,
};
use crate::{
    app::{Action, Column, ColumnKind, Move, ROW_HEIGHT, rooms, scroll_to_show, window},
    domain::PersonId,
    i18n::{
        Lang,
        page::{self, Text},
    },
    protocol::{Direction, Row, RowFilter, SortColumn},
};
use gloo::events::EventListener;
use std::rc::Rc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Properties of [`PeopleTable`].
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

/// The table of people.
#[component]
pub fn PeopleTable(props: &Props) -> Html {
    let lang = props.lang;
    let scroller = use_node_ref();
    let header = use_node_ref();
    let (above, below) = (use_node_ref(), use_node_ref());
    let total = props.total.unwrap_or(0);
    let report = use_report(&scroller, total, &props.dispatch);

    let first = props.rows.first().map_or(0, |(at, _)| *at);
    let after = props.rows.last().map_or(0, |(at, _)| *at + 1);
    use_effect_with(rooms(ROW_HEIGHT, first, after, total), {
        let (above, below) = (above.clone(), below.clone());
        move |(room_above, room_below)| {
            dom::set_height(&above, *room_above);
            dom::set_height(&below, *room_below);
        }
    });
    use_effect_with(props.epoch, {
        let scroller = scroller.clone();
        move |_| {
            if let Some(element) = scroller.cast::<Element>() {
                element.set_scroll_top(0);
            }
        }
    });
    use_effect_with(props.cursor, {
        let (scroller, header) = (scroller.clone(), header.clone());
        move |cursor| show_row(&scroller, &header, *cursor)
    });

    let heads = Column::ALL.into_iter().map(|column| head(lang, column, props.sort, &props.dispatch));
    let rows = props.rows.iter().filter(|(at, _)| *at < total).map(|(at, row)| match row {
        Some(row) => html! {
            <TableRow key={*at} {lang} at={*at} row={Rc::clone(row)} cursor={*at == props.cursor}
                open={props.open == Some(row.id)} dispatch={props.dispatch.clone()} />
        },
        None => html! {
            <tr key={*at} class="row row-coming" aria-hidden="true"><td colspan="17"></td></tr>
        },
    });
    html! {
        <div class="table-scroller" ref={scroller.clone()} role="grid" tabindex="0" aria-label={Text::TableLabel.to(lang)}
            aria-rowcount={(total + 1).to_string()} aria-colcount={Column::ALL.len().to_string()}
            aria-activedescendant={(total > 0).then(|| format!("row-{}", props.cursor))}
            aria-busy={props.outdated.then_some("true")} data-testid="table"
            onscroll={Callback::from(move |_: Event| report.emit(()))}
            onkeydown={keys(&scroller, props.cursor, &props.dispatch)}>
            <table class="people-table" role="presentation">
                <colgroup>{ for Column::ALL.iter().map(|column| html! { <col class={format!("col-{}", column.name())} /> }) }</colgroup>
                <thead ref={header} role="rowgroup"><tr role="row" aria-rowindex="1">{ for heads }</tr></thead>
                <tbody role="rowgroup">
                    <tr key="above" class="room" aria-hidden="true"><td ref={above} colspan="17"></td></tr>
                    { for rows }
                    <tr key="below" class="room" aria-hidden="true"><td ref={below} colspan="17"></td></tr>
                </tbody>
            </table>
            if props.total == Some(0) {
                <div class="table-empty">
                    <p>{ Text::TableEmpty.to(lang) }</p>
                    <button type="button" class="button" onclick={props.dispatch.reform(|_: MouseEvent| Action::ShowPeople(RowFilter::All))}>
                        { Text::TableClear.to(lang) }
                    </button>
                </div>
            }
        </div>
    }
}

/// Says which rows are in sight: at first, when their number changes, when the window does, and whenever called.
#[hook]
fn use_report(scroller: &NodeRef, total: u32, dispatch: &Callback<Action>) -> Callback<()> {
    let last = use_mut_ref(|| 0..0);
    let report = use_callback((scroller.clone(), total, dispatch.clone()), move |(), (scroller, total, dispatch)| {
        let Some(element) = scroller.cast::<Element>() else { return };
        let rows = window(ROW_HEIGHT, element.scroll_top(), element.client_height(), *total);
        if last.replace(rows.clone()) != rows {
            dispatch.emit(Action::View(rows));
        }
    });
    use_effect_with(total, {
        let report = report.clone();
        move |_| report.emit(())
    });
    use_effect_with(report.clone(), |report| {
        let report = report.clone();
        let listener = web_sys::window().map(|window| EventListener::new(&window, "resize", move |_| report.emit(())));
        move || drop(listener)
    });
    report
}

fn show_row(scroller: &NodeRef, header: &NodeRef, row: u32) {
    let (Some(scroller), Some(header)) = (scroller.cast::<Element>(), header.cast::<HtmlElement>()) else { return };
    let to = scroll_to_show(ROW_HEIGHT, row, scroller.scroll_top(), scroller.client_height(), header.offset_height());
    if let Some(to) = to {
        scroller.set_scroll_top(to);
    }
}

fn keys(scroller: &NodeRef, cursor: u32, dispatch: &Callback<Action>) -> Callback<KeyboardEvent> {
    let (scroller, dispatch) = (scroller.clone(), dispatch.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(element) = scroller.cast::<Element>() else { return };
        // Keys on a header's button are the button's.
        if event.target_dyn_into::<Element>().as_ref() != Some(&element) {
            return;
        }
        let page = u32::try_from(element.client_height()).unwrap_or(0) / ROW_HEIGHT;
        let page = page.saturating_sub(2).max(1);
        let action = match event.key().as_str() {
            "ArrowUp" => Action::Move(Move::Up),
            "ArrowDown" => Action::Move(Move::Down),
            "PageUp" => Action::Move(Move::PageUp(page)),
            "PageDown" => Action::Move(Move::PageDown(page)),
            "Home" => Action::Move(Move::First),
            "End" => Action::Move(Move::Last),
            "Enter" | " " => Action::OpenRow(cursor),
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(action);
    })
}

fn head(lang: Lang, column: Column, sort: Option<(SortColumn, Direction)>, dispatch: &Callback<Action>) -> Html {
    let words = html! {
        <span class="head-words">
            { column.header() }
            if lang == Lang::En { <span class="gloss">{ column.label().to(lang) }</span> }
        </span>
    };
    let direction = sort.filter(|(by, _)| Some(*by) == column.sort()).map(|(_, direction)| direction);
    let (order, drawing) = match direction {
        Some(Direction::Ascending) => (Some("ascending"), Drawing::Up),
        Some(Direction::Descending) => (Some("descending"), Drawing::Down),
        None => (None, Drawing::UpDown),
    };
    html! {
        <th scope="col" role="columnheader" class={classes!("head", format!("col-{}", column.name()), kind(column))} aria-sort={order}>
            if let Some(by) = column.sort() {
                <button type="button" class="head-button" data-testid={format!("sort-{}", column.header())}
                    onclick={dispatch.reform(move |_: MouseEvent| Action::Sort(by))}>{ words }<Icon {drawing} /></button>
            } else {
                { words }
            }
        </th>
    }
}

const fn kind(column: Column) -> &'static str {
    match column.kind() {
        ColumnKind::Text => "cell-text",
        ColumnKind::Grade => "cell-grade",
        ColumnKind::Number => "cell-number",
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    lang: Lang,
    at: u32,
    row: Rc<Row>,
    cursor: bool,
    open: bool,
    dispatch: Callback<Action>,
}

#[component]
fn TableRow(props: &RowProps) -> Html {
    let RowProps { lang, at, row, cursor, open, dispatch } = props;
    let (lang, at) = (*lang, *at);
    html! {
        <tr class="row" role="row" id={format!("row-{at}")} aria-rowindex={(at + 2).to_string()} data-testid="row"
            data-key={row.staff_number.clone()} data-cursor={cursor.then_some("true")}
            aria-selected={if *open { "true" } else { "false" }}
            onclick={dispatch.reform(move |_: MouseEvent| Action::OpenRow(at))}>
            { for Column::ALL.into_iter().map(|column| cell(lang, row, column, asks(at, column, dispatch))) }
        </tr>
    }
}

/// A click on a figure asks why it is what it is.
fn asks(row: u32, column: Column, dispatch: &Callback<Action>) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        event.stop_propagation();
        dispatch.emit(Action::OpenCell { row, part: column.part() });
    })
}

fn cell(lang: Lang, row: &Row, column: Column, onclick: Callback<MouseEvent>) -> Html {
    let text = column.text(row);
    let class = classes!("cell", format!("col-{}", column.name()), kind(column));
    let header = column.header();
    match column {
        Column::Grade => html! {
            <td role="gridcell" {class} data-col={header} {onclick}>
                <GradeBadge grade={row.grade} />
                if row.decided { <Icon drawing={Drawing::Stamp} label={Text::DecidedMark.to(lang)} /> }
            </td>
        },
        Column::Bars | Column::Cases | Column::Pending | Column::Department | Column::StaffNumber => html! {
            <td role="gridcell" {class} data-col={header} title={text.clone()} {onclick}>{ text }</td>
        },
        Column::Gross | Column::Deducted | Column::Net => html! {
            <td role="gridcell" {class} data-col={header} {onclick} data-open={row.open_money.then_some("true")}
                title={row.open_money.then(|| Text::Incomplete.to(lang))}>{ text }</td>
        },
        Column::Name => html! {
            <th scope="row" role="rowheader" {class} data-col={header} {onclick} title={page::open_person(lang, &row.name)}>{ text }</th>
        },
        _ => html! { <td role="gridcell" {class} data-col={header} {onclick}>{ text }</td> },
    }
}
