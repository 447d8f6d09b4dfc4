//! Long lists are drawn in parts: the first rows at once, more at a click, so that a roster with a matter for each of
//! 10,000 people opens without a wait.

use crate::i18n::{
    Lang,
    page::{self, Text},
};
use yew::prelude::*;

/// Rows drawn at first.
const FIRST: usize = 300;
/// Rows added by a click.
const MORE: usize = 1_000;

/// How much of a list is drawn.
pub struct Part {
    /// So many rows.
    pub rows: usize,
    /// What stands under them: a button for more, if there are more.
    pub foot: Html,
}

/// Draws a list of `total` rows in parts.
#[hook]
pub fn use_part(lang: Lang, total: usize) -> Part {
    let shown = use_state(|| FIRST);
    let rows = total.min(*shown);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + MORE))
    };
    let foot = if rows < total {
        html! {
            <button type="button" class="button list-more" data-testid="more-rows" onclick={more}>
                { page::more_rows(lang, total - rows) }
            </button>
        }
    } else {
        html! {}
    };
    Part { rows, foot }
}

/// The heading of a column, with the class that gives its width.
pub type Heading = (Option<&'static str>, Text);

/// A list as a table on a card, with the rows drawn and the foot.
pub fn list_table(
    lang: Lang,
    test_id: &'static str,
    columns: &[Heading],
    lines: impl Iterator<Item = Html>,
    foot: Html,
) -> Html {
    html! {
        <>
            <div class="card card-table scroll-x">
                <table class="plain-table list-table" data-testid={test_id}>
                    <thead><tr>
                        { for columns.iter().map(|(class, label)| html! {
                            <th scope="col" class={classes!(*class)}>{ label.to(lang) }</th>
                        }) }
                    </tr></thead>
                    <tbody>{ for lines }</tbody>
                </table>
            </div>
            { foot }
        </>
    }
}
