//! A paper on the page: looked at, printed, saved as .docx. What is drawn is what is printed.

use super::{
    dom,
    focus::use_cover,
    icon::{Drawing, Icon},
};
use crate::{
    app::{Action, FARTHEST, PaperAction, ShownPaper, Stock},
    domain::{Block, Cell, Look, PaperKind, Sheet, Table},
    i18n::{Lang, page::Text, papers},
    protocol::PaperView,
};
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// Properties of [`PaperSheets`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The paper.
    pub shown: ShownPaper,
    /// What certificates are printed on.
    pub stock: Stock,
    /// Whether a file is being written.
    pub saving: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A paper that covers the page. It takes the focus, and closes with Escape.
#[component]
pub fn PaperSheets(props: &Props) -> Html {
    let Props { lang, shown, stock, saving, dispatch } = props;
    let lang = *lang;
    let kind = shown.kind;
    let veil = use_node_ref();
    use_cover(&veil, dispatch.reform(|()| Action::Paper(PaperAction::Close)));
    // The policy drops style attributes, the object model it lets pass.
    use_effect_with((*stock, veil.clone()), |(stock, veil)| {
        if let Some(element) = veil.cast::<HtmlElement>() {
            for (name, tenths) in [("--stock-right", stock.right), ("--stock-down", stock.down)] {
                let millimetres = f32::from(tenths) / 10.0;
                let _ = element.style().set_property(name, &format!("{millimetres}mm"));
            }
        }
    });
    let act = |action: PaperAction| dispatch.reform(move |_: MouseEvent| Action::Paper(action.clone()));
    let view = shown.view.clone();
    html! {
        <div class="paper-veil" data-testid="paper" data-kind={kind.name()} role="dialog" aria-label={papers::paper(lang, kind)}
            tabindex="-1" ref={veil}>
            <div class="paper-tools no-print">
                <h2>{ papers::paper(lang, kind) }</h2>
                if let Some(view) = &view {
                    <p class="paper-count" data-testid="paper-count">{ papers::pieces(lang, view.shown, view.pieces) }</p>
                }
                <span class="paper-buttons">
                    <button type="button" class="button button-primary" data-testid="paper-print" disabled={view.is_none()}
                        onclick={Callback::from(|_: MouseEvent| dom::print())}><Icon drawing={Drawing::Print} />{ Text::Print.to(lang) }</button>
                    <button type="button" class="button" data-testid="paper-docx" disabled={*saving} onclick={act(PaperAction::Save(kind))}>
                        <Icon drawing={Drawing::Download} />{ Text::PapersWord.to(lang) }</button>
                    <button type="button" class="button" data-testid="paper-close" onclick={act(PaperAction::Close)}>
                        <Icon drawing={Drawing::Close} />{ Text::Close.to(lang) }</button>
                </span>
                if kind == PaperKind::Certificate { { stock_choice(lang, *stock, dispatch) } }
            </div>
            if let Some(view) = view {
                <Sheets view={view.clone()} preprinted={kind == PaperKind::Certificate && stock.preprinted} />
            } else {
                <p class="paper-wait" role="status">{ Text::PapersPreparing.to(lang) }</p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SheetsProps {
    view: crate::app::Shared<PaperView>,
    preprinted: bool,
}

/// The sheets, which are many: drawn anew only when they are others.
#[component]
fn Sheets(props: &SheetsProps) -> Html {
    let paper = &props.view.paper;
    let preprinted = props.preprinted.then_some("true");
    html! {
        <div class="sheets" data-layout={paper.layout.name()} data-preprinted={preprinted}>
            { for paper.sheets.iter().map(|of| sheet(of, paper.layout.name(), paper.mark.as_deref())) }
        </div>
    }
}

fn sheet(of: &Sheet, layout: &'static str, mark: Option<&str>) -> Html {
    html! {
        <section class="sheet" data-layout={layout} data-testid="sheet" lang="zh-CN">
            if let Some(mark) = mark { <p class="sheet-draft">{ mark.to_owned() }</p> }
            <div class="sheet-words">{ for of.blocks.iter().map(block) }</div>
        </section>
    }
}

fn block(of: &Block) -> Html {
    match of {
        Block::Title(text) => html! { <h3 class="sheet-title">{ lines(text) }</h3> },
        Block::Subtitle(text) => html! { <p class="sheet-subtitle">{ text.clone() }</p> },
        Block::Heading(text) => html! { <h4 class="sheet-heading">{ text.clone() }</h4> },
        Block::Body(text) => html! { <p class="sheet-body">{ text.clone() }</p> },
        Block::Flush(text) => html! { <p class="sheet-flush">{ text.clone() }</p> },
        Block::Note(text) => html! { <p class="sheet-note">{ text.clone() }</p> },
        Block::Signature(of) => html! {
            <div class="sheet-signature"><div>{ for of.iter().map(|line| html! { <p>{ line.clone() }</p> }) }</div></div>
        },
        Block::Table(of) => table(of),
    }
}

/// Sizes go by attributes, which the policy lets pass.
fn table(of: &Table) -> Html {
    let pixels = |mm: u16| (f64::from(mm) * 96.0 / 25.4).round().to_string();
    let width: u16 = of.widths_mm.iter().sum();
    // The style sheet may take a hair off the table, which columns in pixels wouldn't give.
    let share = |mm: u16| format!("{:.3}%", f64::from(mm) * 100.0 / f64::from(width));
    html! {
        <table class="sheet-table" width={pixels(width)}>
            <colgroup>{ for of.widths_mm.iter().map(|mm| html! { <col width={share(*mm)} /> }) }</colgroup>
            <tbody>
                { for of.rows.iter().map(|row| html! {
                    <tr>{ for row.cells.iter().map(|of| cell(of, &pixels(row.height_mm))) }</tr>
                }) }
            </tbody>
        </table>
    }
}

fn cell(of: &Cell, height: &str) -> Html {
    let span = (of.span > 1).then(|| of.span.to_string());
    let words = match of.look {
        Look::Space => {
            let (words, signed) = of.text.rsplit_once('\n').unwrap_or((&of.text, ""));
            html! { <div class="sheet-room"><p>{ words.trim_end_matches('\n').to_owned() }</p><p class="sheet-signed">{ signed.to_owned() }</p></div> }
        }
        _ => lines(&of.text),
    };
    html! { <td class={format!("sheet-{}", of.look.name())} colspan={span} height={height.to_owned()}>{ words }</td> }
}

fn lines(text: &str) -> Html {
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        html! { <>if at > 0 { <br /> }{ line.to_owned() }</> }
    });
    lines.collect()
}

/// What certificates are printed on, and how far the words move on pre-printed stock.
fn stock_choice(lang: Lang, stock: Stock, dispatch: &Callback<Action>) -> Html {
    let set = |stock: Stock| Action::Paper(PaperAction::Stock(stock));
    let choice = |preprinted: bool, name: &'static str, label: Text| {
        let chosen = Stock { preprinted, ..stock };
        html! {
            <label class="paper-choice"><input type="radio" name="stock" data-testid={format!("stock-{name}")} checked={stock.preprinted == preprinted}
                onchange={dispatch.reform(move |_: Event| set(chosen))} />{ label.to(lang) }</label>
        }
    };
    let offset = |name: &'static str, label: Text, tenths: i16, put: fn(&mut Stock, i16)| {
        let onchange = dom::on_some(dispatch, move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let tenths = tenths_of(&typed)?;
            let mut moved = stock;
            put(&mut moved, tenths);
            Some(set(moved))
        });
        let most = (FARTHEST / 10).to_string();
        html! {
            <label class="paper-offset"><span>{ label.to(lang) }</span>
                <input class="input" type="number" step="0.5" min={format!("-{most}")} max={most} data-testid={name}
                    value={format!("{}", f32::from(tenths) / 10.0)} {onchange} /></label>
        }
    };
    html! {
        <fieldset class="paper-stock" data-testid="stock">
            <legend class="unseen">{ Text::PapersStock.to(lang) }</legend>
            { choice(false, "blank", Text::PapersStockBlank) }
            { choice(true, "preprinted", Text::PapersStockPreprinted) }
            if stock.preprinted {
                { offset("stock-right", Text::PapersRight, stock.right, |stock, tenths| stock.right = tenths) }
                { offset("stock-down", Text::PapersDown, stock.down, |stock, tenths| stock.down = tenths) }
                <p class="paper-count">{ Text::PapersOffsetHint.to(lang) }</p>
            }
        </fieldset>
    }
}

/// Millimetres as typed, in tenths. Nothing if it is no number.
fn tenths_of(typed: &str) -> Option<i16> {
    let millimetres: f32 = typed.trim().parse().ok()?;
    let most = f32::from(FARTHEST);
    millimetres.is_finite().then(|| (millimetres * 10.0).round().clamp(-most, most) as i16)
}
