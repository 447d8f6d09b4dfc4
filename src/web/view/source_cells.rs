//! The cells that something rests on, each a button that asks for the cell where it stands; an incident with its date,
//! category and text beside its cell.

use super::icon::{Drawing, Icon};
use crate::{
    app::Action,
    domain::{CellRef, Incident, Source},
    i18n::{
        Context,
        page::{self, Text},
    },
};
use std::collections::BTreeSet;
use yew::prelude::*;

/// What the cells of one person need.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    /// Language and sheets.
    pub context: Context<'a>,
    /// The ledger's incidents about the person.
    pub incidents: &'a [Incident],
    /// Where the wish to see a cell goes.
    pub dispatch: &'a Callback<Action>,
}

impl Cells<'_> {
    /// The sources, each once; nothing if there are none.
    pub fn show(&self, sources: &[Source]) -> Html {
        let mut told: BTreeSet<CellRef> = BTreeSet::new();
        let mut texts: Vec<String> = Vec::new();
        let (mut places, mut incidents) = (Vec::new(), Vec::new());
        for source in sources {
            let (found, rest) = self.incidents_of(source);
            incidents.extend(found.into_iter().filter(|incident| told.insert(incident.cell)));
            for (text, cell) in rest.iter().flat_map(|rest| self.context.source_parts(rest)) {
                if !text.is_empty() && !texts.contains(&text) {
                    texts.push(text.clone());
                    places.push((text, cell));
                }
            }
        }
        if places.is_empty() && incidents.is_empty() {
            return html! {};
        }
        html! {
            <>
                if !places.is_empty() {
                    <p class="person-sources">{ for places.into_iter().map(|(text, cell)| self.place(text, cell)) }</p>
                }
                if !incidents.is_empty() {
                    <ul class="source-incidents">
                        { for incidents.into_iter().map(|incident| html! {
                            <li data-testid="source-incident">{ self.cell(incident.cell) }<span>{ page::incident(self.context.lang, incident) }</span></li>
                        }) }
                    </ul>
                }
            </>
        }
    }

    /// One cell.
    pub fn cell(&self, cell: CellRef) -> Html {
        self.place(self.context.cell(cell), Some(cell))
    }

    /// A text about a place, as a button where it is a cell.
    pub fn place(&self, text: String, cell: Option<CellRef>) -> Html {
        let Some(cell) = cell else { return html! { <span class="source">{ text }</span> } };
        let title = Text::ShowCell.to(self.context.lang);
        html! {
            <button type="button" class="source source-cell" {title} data-testid="source-cell" data-cell={cell.address()}
                onclick={self.dispatch.reform(move |_: MouseEvent| Action::ShowCell(cell))}>{ text }<Icon drawing={Drawing::Sheet} /></button>
        }
    }

    /// The incidents among a source's cells, and what else it names.
    fn incidents_of(&self, source: &Source) -> (Vec<&Incident>, Option<Source>) {
        let cells = match source {
            Source::Cell(cell) | Source::Blank(cell) => std::slice::from_ref(cell),
            Source::Cells(cells) => cells.as_slice(),
            Source::Default | Source::ConfirmedNone(_) | Source::NotListed(_) => {
                return (Vec::new(), Some(source.clone()));
            }
        };
        let of = |cell: &CellRef| self.incidents.iter().find(|incident| incident.cell == *cell);
        let found: Vec<&Incident> = cells.iter().filter_map(of).collect();
        let rest: Vec<CellRef> = cells.iter().filter(|cell| of(cell).is_none()).copied().collect();
        let rest = match (found.is_empty(), rest.is_empty()) {
            (true, _) => Some(source.clone()),
            (false, true) => None,
            (false, false) => Some(Source::Cells(rest)),
        };
        (found, rest)
    }
}
