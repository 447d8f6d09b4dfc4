//! Saying by hand what a sheet is, where its header stands, and what each column holds. Every change is seen at once:
//! the sheets come again as they would be read.

use super::icon::{Drawing, Icon};
use crate::{
    app::{Action, Mapping, assignment},
    domain::{Assignment, SheetKind},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::{ColumnPreview, RowPreview, SheetPreview, SheetReading, SheetsView},
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`MappingView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// What is being assigned.
    pub mapping: Mapping,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Sheets and columns, to be assigned by hand.
#[component]
pub fn MappingView(props: &Props) -> Html {
    let Props { lang, mapping, dispatch } = props;
    let lang = *lang;
    let names = Default::default();
    let context = Context { lang, sheets: &[], names: &names };
    html! {
        <main class="mapping" data-testid="mapping">
            <header class="mapping-head">
                <div>
                    <h1>{ Text::MapTitle.to(lang) }</h1>
                    <p>{ Text::MapLead.to(lang) }</p>
                </div>
                <div class="mapping-actions">
                    <button type="button" class="button" data-testid="mapping-back"
                        onclick={dispatch.reform(|_: MouseEvent| Action::CloseMapping)}>{ Text::MapBack.to(lang) }</button>
                    <button type="button" class="button button-primary" data-testid="mapping-apply"
                        disabled={mapping.trial.is_none() || mapping.busy} aria-busy={mapping.busy.then_some("true")}
                        onclick={dispatch.reform(|_: MouseEvent| Action::Assign)}>
                        { if mapping.busy { Text::MapBusy } else { Text::MapApply }.to(lang) }
                    </button>
                </div>
            </header>
            if let Some(failure) = &mapping.failure {
                <p class="mapping-failure" role="alert" data-testid="mapping-failure"><Icon drawing={Drawing::Warning} />{ context.failure(failure) }</p>
            }
            if let Some(view) = &mapping.view {
                <div class="mapping-body">
                    { sheets(lang, mapping, view, dispatch) }
                    if let Some(sheet) = view.sheets.iter().find(|sheet| sheet.sheet == mapping.sheet) {
                        { self::sheet(context, mapping, view, sheet, dispatch) }
                    }
                </div>
            }
        </main>
    }
}

fn sheets(lang: Lang, mapping: &Mapping, view: &SheetsView, dispatch: &Callback<Action>) -> Html {
    let button = |sheet: &SheetPreview| {
        let (id, chosen) = (sheet.sheet, sheet.sheet == mapping.sheet);
        let reading = match sheet.reading {
            SheetReading::Kind(kind) => kind.term(),
            SheetReading::Empty => Text::MapEmpty.to(lang),
            SheetReading::Output => Text::MapOutput.to(lang),
            SheetReading::Ignored => Text::MapNotRead.to(lang),
            SheetReading::Unknown => Text::MapUnknown.to(lang),
        };
        let state = match sheet.reading {
            SheetReading::Kind(_) => "known",
            SheetReading::Unknown => "unknown",
            _ => "other",
        };
        html! {
            <li><button type="button" class="mapping-sheet" data-testid="mapping-sheet" aria-pressed={if chosen { "true" } else { "false" }}
                onclick={dispatch.reform(move |_: MouseEvent| Action::ChooseSheet(id))}>
                <span class="mapping-sheet-name">{ &sheet.name }</span>
                <small data-reading={state}>{ reading }if sheet.hidden { { " · " }{ Text::MapHidden.to(lang) } }</small>
            </button></li>
        }
    };
    html! {
        <nav class="mapping-sheets" aria-label={Text::MapSheets.to(lang)}><ul>{ for view.sheets.iter().map(button) }</ul></nav>
    }
}

fn sheet(
    context: Context<'_>,
    mapping: &Mapping,
    view: &SheetsView,
    sheet: &SheetPreview,
    dispatch: &Callback<Action>,
) -> Html {
    let lang = context.lang;
    let now = assignment(mapping, sheet);
    let chosen = match sheet.reading {
        SheetReading::Ignored => "none",
        SheetReading::Kind(kind) => kind.term(),
        _ => "",
    };
    let choose_kind = {
        let (dispatch, sheet) = (dispatch.clone(), now.sheet);
        Callback::from(move |term: String| {
            let kind = SheetKind::of_term(&term);
            // What the columns were for another kind of sheet says nothing any more.
            dispatch.emit(Action::Try(Assignment { sheet, kind, header: None, columns: Default::default() }));
        })
    };
    let unknown = chosen.is_empty().then(|| (String::new(), Text::MapUnknown.to(lang).to_owned()));
    let kinds = SheetKind::ALL.into_iter().map(|kind| (kind.term().to_owned(), context.sheet_kind(kind)));
    let not_read = ("none".to_owned(), Text::MapNotRead.to(lang).to_owned());
    let options: Vec<(String, String)> = unknown.into_iter().chain(kinds).chain([not_read]).collect();
    let targets = now.kind.and_then(|kind| view.targets.get(&kind)).map(Vec::as_slice).unwrap_or_default();
    html! {
        <section class="mapping-main card">
            <div class="mapping-choices">
                <label class="mapping-kind"><span>{ Text::MapKind.to(lang) }</span>
                    <Select test_id="mapping-kind" value={chosen} {options} on_choose={choose_kind} />
                </label>
                if now.kind.is_some() { <p class="mapping-hint">{ Text::MapHeaderRow.to(lang) }</p> }
            </div>
            <div class="mapping-table scroll-x" tabindex="0" role="region" aria-label={sheet.name.clone()}>
                <table>
                    if now.kind.is_some() {
                        <thead><tr>
                            <td></td>
                            { for sheet.columns.iter().map(|column| html! {
                                <th scope="col">{ column_choice(lang, &now, column, targets, dispatch) }</th>
                            }) }
                        </tr></thead>
                    }
                    <tbody>{ for sheet.rows.iter().map(|row| line(lang, &now, sheet, row, dispatch)) }</tbody>
                </table>
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct SelectProps {
    test_id: &'static str,
    #[prop_or_default]
    column: Option<AttrValue>,
    /// What is chosen.
    value: String,
    #[prop_or_default]
    label: Option<AttrValue>,
    /// Values and what people see of them.
    options: Vec<(String, String)>,
    on_choose: Callback<String>,
}

/// A list to choose from. Once somebody has chosen, a list shows that choice whatever its options say; so what came of
/// it is set on the list itself.
#[component]
fn Select(props: &SelectProps) -> Html {
    let node = use_node_ref();
    {
        let (node, value) = (node.clone(), props.value.clone());
        use_effect(move || {
            if let Some(list) = node.cast::<HtmlSelectElement>() {
                list.set_value(&value);
            }
        });
    }
    let onchange = props.on_choose.reform(|event: Event| event.target_unchecked_into::<HtmlSelectElement>().value());
    html! {
        <select ref={node} class="select" data-testid={props.test_id} data-column={props.column.clone()}
            aria-label={props.label.clone()} {onchange}>
            { for props.options.iter().map(|(value, label)| html! {
                <option value={value.clone()} selected={*value == props.value}>{ label }</option>
            }) }
        </select>
    }
}

/// What a column is read as, to be chosen.
fn column_choice(
    lang: Lang,
    now: &Assignment,
    column: &ColumnPreview,
    targets: &[String],
    dispatch: &Callback<Action>,
) -> Html {
    let at = column.column;
    let choose = {
        let (dispatch, now) = (dispatch.clone(), now.clone());
        Callback::from(move |target: String| {
            let mut assignment = now.clone();
            assignment.columns.insert(at, target);
            dispatch.emit(Action::Try(assignment));
        })
    };
    let target = column.target.as_deref().unwrap_or_default();
    let letters = crate::domain::CellRef { sheet: 0, row: 0, column: at }.address();
    let letters = letters.trim_end_matches('1');
    // A name that is on no list (序号, a year far back) stays what it is until another one is chosen.
    let extra = (!target.is_empty() && !targets.iter().any(|own| own == target)).then(|| target.to_owned());
    let ignore = (String::new(), Text::MapIgnore.to(lang).to_owned());
    let named = extra.iter().chain(targets).map(|option| (option.clone(), option.clone()));
    let options: Vec<(String, String)> = [ignore].into_iter().chain(named).collect();
    let label = format!("{} {letters} {}", Text::MapColumn.to(lang), column.header);
    html! {
        <div class="mapping-column" data-read={(!target.is_empty()).then_some("true")} data-twice={column.claimed_twice.then_some("true")}>
            <span class="mapping-letters">{ letters }</span>
            <Select test_id="mapping-column" column={at.to_string()} value={target.to_owned()} {label} {options} on_choose={choose.clone()} />
            if column.claimed_twice { <small class="mapping-twice"><Icon drawing={Drawing::Warning} />{ Text::MapTwice.to(lang) }</small> }
            if !column.suggestions.is_empty() {
                <span class="suggestions">
                    <small>{ Text::MapSuggested.to(lang) }</small>
                    { for column.suggestions.iter().map(|suggestion| {
                        let (choose, text) = (choose.clone(), suggestion.clone());
                        html! { <button type="button" class="suggestion" data-testid="mapping-suggestion" onclick={choose.reform(move |_: MouseEvent| text.clone())}>{ suggestion }</button> }
                    }) }
                </span>
            }
        </div>
    }
}

/// A row of the sheet; its number makes it the header.
fn line(lang: Lang, now: &Assignment, sheet: &SheetPreview, row: &RowPreview, dispatch: &Callback<Action>) -> Html {
    let number = page::row_number(lang, row.row);
    let is_header = sheet.header == Some(row.row);
    let above = sheet.header.is_some_and(|header| row.row < header);
    let onclick = {
        let (now, header) = (now.clone(), row.row);
        dispatch.reform(move |_: MouseEvent| {
            Action::Try(Assignment { header: Some(header), columns: Default::default(), ..now.clone() })
        })
    };
    html! {
        <tr data-header={is_header.then_some("true")} data-above={above.then_some("true")}>
            <th scope="row"><button type="button" data-testid="mapping-row" data-row={row.row.to_string()} title={number}
                aria-pressed={if is_header { "true" } else { "false" }} disabled={now.kind.is_none()} {onclick}>{ row.row + 1 }</button></th>
            { for row.cells.iter().map(|text| html! { <td title={text.clone()}>{ text }</td> }) }
        </tr>
    }
}
