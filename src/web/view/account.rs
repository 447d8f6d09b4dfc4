//! 读取对照: the sheets of the drop as they stand, each cell in the colour and with the mark of its lot, and beside them
//! what became of the cell that was chosen.

use super::{cell_account::CellAccount, dom, sheet_grid::SheetGrid};
use crate::{
    app::{Account, AccountAction, Action, CellMove, FilledCells, Loadable, Shared},
    domain::{CellRef, Lot},
    i18n::{
        Context, Lang, account,
        page::{self, Text},
    },
    protocol::{CellView, SheetEntry, SheetReading},
};
use std::{ops::Range, rc::Rc};
use yew::prelude::*;

/// A stable name of a lot for the style sheet.
pub const fn lot_name(lot: Lot) -> &'static str {
    match lot {
        Lot::Used => "used",
        Lot::Carried => "carried",
        Lot::Heading => "heading",
        Lot::PassedOver => "passed-over",
    }
}

/// Properties of [`AccountView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The names of the sheets.
    pub names: Rc<[String]>,
    /// The sheets.
    pub sheets: Loadable<Vec<SheetEntry>>,
    /// The cell that the keyboard is on.
    pub cell: CellRef,
    /// What became of it, or of another cell until the answer is there.
    pub seen: Option<Shared<CellView>>,
    /// The lot whose cells stand out.
    pub lot: Option<Lot>,
    /// The rows to draw; nothing where one hasn't come yet.
    pub rows: Rc<[(u32, Option<FilledCells>)]>,
    /// The columns in sight.
    pub columns: Range<u16>,
    /// Counts how often something else came into sight.
    pub shown: u32,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

impl Props {
    /// What the view shows of the state.
    pub fn of(lang: Lang, names: &[String], account: &Account, dispatch: Callback<Action>) -> Option<Props> {
        let rows = account.view.clone().map(|at| (at, account.row(at).cloned())).collect();
        Some(Props {
            lang,
            names: names.into(),
            sheets: account.sheets.clone(),
            cell: account.cell?,
            seen: account.seen.clone(),
            lot: account.lot,
            rows,
            columns: account.columns(),
            shown: account.shown,
            dispatch,
        })
    }
}

/// 读取对照
#[component]
pub fn AccountView(props: &Props) -> Html {
    let Props { lang, cell, dispatch, .. } = props;
    let (lang, cell) = (*lang, *cell);
    let picked = use_node_ref();
    use_effect_with((cell.sheet, matches!(props.sheets, Loadable::Here(_))), {
        let picked = picked.clone();
        move |(sheet, _)| dom::show_beside(&picked, &format!("account-sheet-{sheet}"))
    });
    let Loadable::Here(sheets) = &props.sheets else { return html! {} };
    let Some(entry) = sheets.iter().find(|entry| entry.sheet == cell.sheet) else { return html! {} };
    let names = Default::default();
    let context = Context { lang, sheets: &props.names, names: &names };
    html! {
        <div class="account" data-testid="account">
            { picker(context, sheets, entry, picked, dispatch) }
            { legend(context, entry, props.lot, dispatch) }
            if let Some(why) = context.why_not_read(entry) {
                <p class="account-unread" data-testid="account-unread">
                    <strong>{ context.sheet_state(entry) }</strong>
                    <span>{ why }</span>
                    if entry.reading == SheetReading::Unknown {
                        <button type="button" class="button" data-testid="account-map"
                            onclick={dispatch.reform(move |_: MouseEvent| Action::OpenMapping { unread: false, sheet: Some(cell.sheet) })}>
                            { Text::MapButton.to(lang) }
                        </button>
                    }
                </p>
            }
            <div class="account-body">
                <div class="account-main">
                    { turner(lang, entry, &props.columns, dispatch) }
                    if entry.rows == 0 {
                        <p class="account-nothing">{ Text::AccountNothing.to(lang) }</p>
                    } else {
                        <SheetGrid {lang} sheet={entry.sheet} name={entry.name.clone()} total={entry.rows} columns={props.columns.clone()}
                            widths={Rc::from(&entry.widths[usize::from(props.columns.start)..usize::from(props.columns.end)])}
                            rows={props.rows.clone()} row={cell.row} column={cell.column} lot={props.lot} shown={props.shown}
                            person={props.seen.as_ref().filter(|seen| seen.cell == cell).and_then(|seen| seen.people.first().map(|person| person.id))}
                            dispatch={dispatch.clone()} />
                    }
                </div>
                <CellAccount {lang} names={props.names.clone()} sheets={sheets.clone()} sheet={entry.sheet} seen={props.seen.clone()}
                    dispatch={dispatch.clone()} />
            </div>
        </div>
    }
}

/// The sheets to choose from; the arrow keys go from one to the next.
fn picker(
    context: Context<'_>,
    sheets: &[SheetEntry],
    now: &SheetEntry,
    picked: NodeRef,
    dispatch: &Callback<Action>,
) -> Html {
    let lang = context.lang;
    let here = sheets.iter().position(|entry| entry.sheet == now.sheet).unwrap_or(0);
    let ids: Vec<u16> = sheets.iter().map(|entry| entry.sheet).collect();
    let onkeydown = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            let last = ids.len() - 1;
            let to = match event.key().as_str() {
                "ArrowRight" => (here + 1).min(last),
                "ArrowLeft" => here.saturating_sub(1),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            dom::focus_id(&format!("account-sheet-{}", ids[to]));
            dispatch.emit(AccountAction::Sheet(ids[to]).into());
        })
    };
    let button = |entry: &SheetEntry| {
        let (sheet, chosen) = (entry.sheet, entry.sheet == now.sheet);
        let state = match entry.reading {
            _ if entry.is_used() => "used",
            SheetReading::Unknown => "unknown",
            _ => "unread",
        };
        html! {
            <button type="button" role="tab" class="account-sheet" id={format!("account-sheet-{sheet}")} data-testid="account-sheet"
                data-sheet={entry.name.clone()} data-state={state} aria-selected={if chosen { "true" } else { "false" }}
                tabindex={if chosen { "0" } else { "-1" }} onclick={dispatch.reform(move |_: MouseEvent| AccountAction::Sheet(sheet).into())}>
                <span class="account-sheet-name">{ &entry.name }</span>
                <small>
                    <span class="account-sheet-state">{ context.sheet_state(entry) }</span>
                    if entry.hidden { { " · " }{ Text::MapHidden.to(lang) } }
                    { " · " }{ account::filled(lang, entry.filled()) }
                </small>
                { bar(entry) }
            </button>
        }
    };
    html! {
        <div class="account-sheets" ref={picked} role="tablist" aria-label={Text::AccountSheets.to(lang)} {onkeydown}>{ for sheets.iter().map(button) }</div>
    }
}

/// The lots as parts of a line. A lot with anything in it can be seen.
fn bar(entry: &SheetEntry) -> Html {
    /// Its length in its own units.
    const LENGTH: u32 = 1_000;
    let filled = u64::from(entry.filled().max(1));
    let mut from = 0;
    let parts = Lot::ALL.into_iter().zip(entry.counts).filter(|(_, count)| *count > 0).map(|(lot, count)| {
        let length = u32::try_from(u64::from(count) * u64::from(LENGTH) / filled).unwrap_or(LENGTH).max(20);
        let x = from;
        from += length;
        html! { <rect class="account-bar-part" data-lot={lot_name(lot)} x={x.to_string()} width={length.to_string()} height="4" /> }
    });
    let parts: Html = parts.collect();
    html! {
        <svg class="account-bar" viewBox={format!("0 0 {} 4", from.max(LENGTH))} preserveAspectRatio="none" aria-hidden="true">{ parts }</svg>
    }
}

/// The lots with their counts; a click goes to the next cell of one.
fn legend(context: Context<'_>, entry: &SheetEntry, now: Option<Lot>, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let part = |(lot, count): (Lot, u32)| {
        let name = lot_name(lot);
        html! {
            <>
            if lot != Lot::Used { <span class="account-plus" aria-hidden="true">{ "+" }</span> }
            <button type="button" class="account-lot" data-testid={format!("lot-{name}")} data-lot={name} disabled={count == 0}
                aria-pressed={if now == Some(lot) { "true" } else { "false" }} title={account::next_of_lot(context, lot)}
                onclick={dispatch.reform(move |_: MouseEvent| AccountAction::Next(lot).into())}>
                <span class="lot-swatch" data-lot={name} aria-hidden="true"></span>
                <span id={format!("lot-{name}")}>{ context.lot(lot) }</span>
                <span class="account-count" data-testid={format!("count-{name}")}>{ page::count(count) }</span>
            </button>
            </>
        }
    };
    html! {
        <div class="account-legend" role="group" aria-label={Text::AccountLots.to(lang)}>
            <span class="account-filled" data-testid="account-filled">{ account::filled(lang, entry.filled()) }</span>
            <span class="account-plus" aria-hidden="true">{ "=" }</span>
            { for Lot::ALL.into_iter().zip(entry.counts).map(part) }
            if now.is_some() {
                <button type="button" class="account-all" data-testid="account-all"
                    onclick={dispatch.reform(|_: MouseEvent| AccountAction::ShowAll.into())}>{ Text::AccountAll.to(lang) }</button>
            }
            <span class="account-keys">{ Text::AccountKeys.to(lang) }</span>
        </div>
    }
}

/// Turns over the columns of a sheet that has too many to be seen at once.
fn turner(lang: Lang, entry: &SheetEntry, columns: &Range<u16>, dispatch: &Callback<Action>) -> Html {
    let all = entry.widths.len();
    if columns.len() >= all {
        return html! {};
    }
    let button = |label: Text, by: CellMove, disabled: bool| {
        html! {
            <button type="button" class="button" {disabled} onclick={dispatch.reform(move |_: MouseEvent| AccountAction::Go(by).into())}>
                { label.to(lang) }
            </button>
        }
    };
    html! {
        <p class="account-turner">
            { button(Text::AccountPreviousColumns, CellMove::ColumnsBefore, columns.start == 0) }
            <span>{ account::columns_shown(lang, columns.start, columns.end.saturating_sub(1)) }</span>
            { button(Text::AccountNextColumns, CellMove::ColumnsAfter, usize::from(columns.end) >= all) }
        </p>
    }
}
