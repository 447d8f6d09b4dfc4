//! A sheet as it stands, with its own letters and numbers. Only the rows near what is in sight are in the page; two empty
//! rows keep the room of the rest.

use super::{account::lot_name, dom};
use crate::{
    app::{AccountAction, Action, CellMove, FilledCells, SHEET_ROW_HEIGHT, rooms, scroll_to_show, window},
    domain::{Lot, PersonId, Severity, column_letters},
    i18n::Lang,
};
use gloo::events::EventListener;
use std::{ops::Range, rc::Rc};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Properties of [`SheetGrid`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Position of the sheet.
    pub sheet: u16,
    /// Its name.
    pub name: String,
    /// Rows in all.
    pub total: u32,
    /// The columns in sight.
    pub columns: Range<u16>,
    /// How wide they are, in half-width characters.
    pub widths: Rc<[u8]>,
    /// The rows to draw; nothing where one hasn't come yet.
    pub rows: Rc<[(u32, Option<FilledCells>)]>,
    /// The row that the keyboard is on.
    pub row: u32,
    /// The column that it is on.
    pub column: u16,
    /// The lot whose cells stand out.
    pub lot: Option<Lot>,
    /// Counts how often something else came into sight.
    pub shown: u32,
    /// Whom the cell is about.
    pub person: Option<PersonId>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A sheet as it stands.
#[component]
pub fn SheetGrid(props: &Props) -> Html {
    let Props { total, row, column, .. } = *props;
    let scroller = use_node_ref();
    let header = use_node_ref();
    let (above, below) = (use_node_ref(), use_node_ref());
    let report = use_report(&scroller, props.sheet, total, &props.dispatch);

    let first = props.rows.first().map_or(0, |(at, _)| *at);
    let after = props.rows.last().map_or(0, |(at, _)| *at + 1);
    use_effect_with(rooms(SHEET_ROW_HEIGHT, first.min(total), after.min(total), total), {
        let (above, below) = (above.clone(), below.clone());
        move |(room_above, room_below)| {
            dom::set_height(&above, *room_above);
            dom::set_height(&below, *room_below);
        }
    });
    use_effect_with((props.shown, row, column, props.columns.clone()), {
        let (scroller, header) = (scroller.clone(), header.clone());
        move |(_, row, column, _)| show_cell(&scroller, &header, *row, *column)
    });

    let span = (props.columns.len() + 1).to_string();
    let heads = props.columns.clone().map(|at| {
        html! {
            <th scope="col" role="columnheader" class="grid-letter" id={format!("sheet-column-{at}")}
                data-here={(at == column).then_some("true")}>{ column_letters(at) }</th>
        }
    });
    let rows = props.rows.iter().filter(|(at, _)| *at < total).map(|(at, cells)| {
        let at = *at;
        match cells {
            Some(cells) => html! {
                <SheetRow key={at} {at} cells={Rc::clone(cells)} columns={props.columns.clone()} column={(at == row).then_some(column)} />
            },
            None => html! { <tr key={at} class="grid-row" aria-hidden="true"><td colspan={span.clone()}></td></tr> },
        }
    });
    html! {
        <div class="grid-scroller" ref={scroller.clone()} role="grid" tabindex="0" aria-label={props.name.clone()} aria-readonly="true"
            aria-rowcount={(total + 1).to_string()} aria-colcount={span.clone()} data-lot={props.lot.map(lot_name)}
            aria-activedescendant={format!("cell-{row}-{column}")} data-testid="sheet-grid"
            onscroll={Callback::from(move |_: Event| report.emit(()))}
            onkeydown={keys(&scroller, props.person, &props.dispatch)} onclick={choose(&props.dispatch)}>
            <table class="grid-table" role="presentation">
                <colgroup>
                    <col class="grid-col grid-col-number" />
                    { for props.widths.iter().map(|width| html! { <col class={classes!("grid-col", width_name(*width))} /> }) }
                </colgroup>
                <thead ref={header} role="rowgroup"><tr role="row" aria-rowindex="1"><td class="grid-corner"></td>{ for heads }</tr></thead>
                <tbody role="rowgroup">
                    <tr key="above" class="room" aria-hidden="true"><td ref={above} colspan={span.clone()}></td></tr>
                    { for rows }
                    <tr key="below" class="room" aria-hidden="true"><td ref={below} colspan={span.clone()}></td></tr>
                </tbody>
            </table>
        </div>
    }
}

/// A column's width by what stands in it: a few sizes, which the style sheet has.
const fn width_name(characters: u8) -> &'static str {
    match characters {
        0..=3 => "grid-col-1",
        4..=6 => "grid-col-2",
        7..=9 => "grid-col-3",
        10..=13 => "grid-col-4",
        14..=19 => "grid-col-5",
        _ => "grid-col-6",
    }
}

/// Says which rows are in sight: at first, when the sheet changes, when the window does, and whenever called.
#[hook]
fn use_report(scroller: &NodeRef, sheet: u16, total: u32, dispatch: &Callback<Action>) -> Callback<()> {
    let last = use_mut_ref(|| 0..0);
    let report =
        use_callback((scroller.clone(), sheet, total, dispatch.clone()), move |(), (scroller, _, total, dispatch)| {
            let Some(element) = scroller.cast::<Element>() else { return };
            let rows = window(SHEET_ROW_HEIGHT, element.scroll_top(), element.client_height(), *total);
            if last.replace(rows.clone()) != rows {
                dispatch.emit(AccountAction::View(rows).into());
            }
        });
    use_effect_with(report.clone(), |report| {
        report.emit(());
        let report = report.clone();
        let listener = web_sys::window().map(|window| EventListener::new(&window, "resize", move |_| report.emit(())));
        move || drop(listener)
    });
    report
}

/// Scrolls so that a cell is wholly in sight, under the letters and beside the numbers.
fn show_cell(scroller: &NodeRef, header: &NodeRef, row: u32, column: u16) {
    let (Some(scroller), Some(header)) = (scroller.cast::<Element>(), header.cast::<HtmlElement>()) else { return };
    let down =
        scroll_to_show(SHEET_ROW_HEIGHT, row, scroller.scroll_top(), scroller.client_height(), header.offset_height());
    if let Some(to) = down {
        scroller.set_scroll_top(to);
    }
    let head = |id: &str| {
        let element = dom::document().and_then(|document| document.get_element_by_id(id));
        element.and_then(|element| wasm_bindgen::JsCast::dyn_into::<HtmlElement>(element).ok())
    };
    let Some(letter) = head(&format!("sheet-column-{column}")) else { return };
    let numbers = header.first_element_child().and_then(|row| row.first_element_child());
    let numbers = numbers.map_or(0, |corner| corner.client_width());
    let (left, right) = (letter.offset_left(), letter.offset_left() + letter.offset_width());
    if left < scroller.scroll_left() + numbers {
        scroller.set_scroll_left(left - numbers);
    } else if right > scroller.scroll_left() + scroller.client_width() {
        scroller.set_scroll_left(right - scroller.client_width());
    }
}

/// The arrow keys go from cell to cell; Enter opens the person whom the cell is about.
fn keys(scroller: &NodeRef, person: Option<PersonId>, dispatch: &Callback<Action>) -> Callback<KeyboardEvent> {
    let (scroller, dispatch) = (scroller.clone(), dispatch.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(element) = scroller.cast::<Element>() else { return };
        let whole = event.ctrl_key() || event.meta_key();
        let page = u32::try_from(element.client_height()).unwrap_or(0) / SHEET_ROW_HEIGHT;
        let page = page.saturating_sub(2).max(1);
        let by = match event.key().as_str() {
            "ArrowUp" => CellMove::Up,
            "ArrowDown" => CellMove::Down,
            "ArrowLeft" => CellMove::Left,
            "ArrowRight" => CellMove::Right,
            "PageUp" => CellMove::PageUp(page),
            "PageDown" => CellMove::PageDown(page),
            "Home" if whole => CellMove::First,
            "End" if whole => CellMove::Last,
            "Home" => CellMove::RowStart,
            "End" => CellMove::RowEnd,
            "Enter" | " " => {
                event.prevent_default();
                if let Some(id) = person {
                    dispatch.emit(Action::OpenPerson(id));
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        dispatch.emit(AccountAction::Go(by).into());
    })
}

/// A click anywhere in a cell chooses it: one listener for all of them.
fn choose(dispatch: &Callback<Action>) -> Callback<MouseEvent> {
    dom::on_some(&dispatch.clone(), |event: MouseEvent| {
        let cell = event.target_dyn_into::<Element>()?.closest("td[id]").ok()??;
        let id = cell.id();
        let (row, column) = id.strip_prefix("cell-")?.split_once('-')?;
        Some(AccountAction::Choose { row: row.parse().ok()?, column: column.parse().ok()? }.into())
    })
}

#[derive(Properties, PartialEq)]
struct RowProps {
    at: u32,
    cells: FilledCells,
    columns: Range<u16>,
    /// The column that the keyboard is on, if it is on this row.
    column: Option<u16>,
}

#[component]
fn SheetRow(props: &RowProps) -> Html {
    let RowProps { at, cells, columns, column } = props;
    let number = u64::from(*at) + 1;
    let mut filled = cells.iter().peekable();
    let cells = columns.clone().map(|own| {
        let cell = filled.next_if(|cell| cell.column == own);
        let here = *column == Some(own);
        let id = format!("cell-{at}-{own}");
        let Some(cell) = cell else {
            return html! { <td key={own} {id} role="gridcell" class="grid-cell" data-here={here.then_some("true")}></td> };
        };
        let next = filled.peek().map_or(u16::MAX, |next| next.column);
        // A title runs over the blank cells beside it, as it does in a spreadsheet.
        let runs = cell.lot != Lot::Used && next > own + 1;
        let name = lot_name(cell.lot);
        html! {
            <td key={own} {id} role="gridcell" class="grid-cell" data-lot={name} data-runs={runs.then_some("true")}
                data-here={here.then_some("true")} aria-selected={here.then_some("true")} data-severity={cell.severity.map(severity_name)}
                aria-describedby={format!("lot-{name}")} title={cell.text.clone()}>{ &cell.text }</td>
        }
    });
    html! {
        <tr class="grid-row" role="row" aria-rowindex={(number + 1).to_string()} data-testid="grid-row">
            <th scope="row" role="rowheader" class="grid-number" data-here={column.is_some().then_some("true")}>{ number.to_string() }</th>
            { for cells }
        </tr>
    }
}

const fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}
