//! One page about one person: every figure with its clause, arithmetic and sources, to be printed and handed over.

use super::{
    answer::answer,
    dom,
    focus::use_cover,
    icon::{Drawing, Icon},
};
use crate::{
    app::{Action, Shared},
    domain::Field,
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::PersonDetail,
    rules::FigureState,
};
use yew::prelude::*;

/// Properties of [`Recap`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Who.
    pub detail: Shared<PersonDetail>,
    /// Whether the result is in force (生效).
    pub in_force: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A stable name of a state, for the style sheet.
const fn state_name(state: FigureState) -> &'static str {
    match state {
        FigureState::Settled => "settled",
        FigureState::Yes => "yes",
        FigureState::No => "no",
        FigureState::NotApplicable => "not-applicable",
        FigureState::Unknown => "unknown",
        FigureState::Pending => "pending",
    }
}

/// One page about one person. It takes the focus, and closes with Escape.
#[component]
pub fn Recap(props: &Props) -> Html {
    let Props { lang, detail, in_force, dispatch } = props;
    let lang = *lang;
    let context = Context { lang, sheets: &detail.sheets, names: &detail.names };
    let person = &detail.person;
    let sheet = use_node_ref();
    use_cover(&sheet, dispatch.reform(|()| Action::ShowRecap(false)));
    let facts = [Field::Department, Field::Team, Field::Level].map(|field| person.text(field).to_owned());
    html! {
        <div class="recap-veil" data-testid="recap">
            <div class="recap-tools no-print">
                <button type="button" class="button button-primary" data-testid="recap-print" onclick={Callback::from(|_: MouseEvent| dom::print())}>
                    <Icon drawing={Drawing::Print} />{ Text::Print.to(lang) }</button>
                <button type="button" class="button" data-testid="recap-close" onclick={dispatch.reform(|_: MouseEvent| Action::ShowRecap(false))}>
                    <Icon drawing={Drawing::Close} />{ Text::Close.to(lang) }</button>
            </div>
            <article class="recap" role="dialog" aria-label={Text::RecapTitle.to(lang)} tabindex="-1" ref={sheet}>
                <header class="recap-head">
                    <h2>{ page::recap_title(lang, &detail.unit, detail.year) }
                        if !detail.status.is_settled() { <span class="recap-draft">{ page::status(lang, &detail.status) }</span> }</h2>
                    <p>{ person.name().to_owned() }{ " " }{ person.staff_number().to_owned() }
                        { for facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| html! { <span class="recap-fact">{ fact }</span> }) }</p>
                </header>
                if let Some(found) = &detail.answer {
                    { answer(lang, &context.answer(found, detail.year, *in_force), found.is_open()) }
                }
                <table class="recap-table">
                    <thead><tr>
                        <th scope="col">{ Text::RecapFigure.to(lang) }</th>
                        <th scope="col">{ Text::RecapValue.to(lang) }</th>
                        <th scope="col">{ Text::RecapState.to(lang) }</th>
                        <th scope="col">{ Text::PendingBasis.to(lang) }</th>
                        <th scope="col">{ Text::RecapHow.to(lang) }</th>
                        <th scope="col">{ Text::PersonSource.to(lang) }</th>
                    </tr></thead>
                    <tbody>
                        { for detail.explanations.iter().map(|explanation| {
                            let worded = context.worded(explanation, person, detail.year);
                            html! {
                                <tr data-testid="recap-row" data-state={state_name(explanation.state)}>
                                    <th scope="row">{ worded.figure }</th>
                                    <td class="recap-value">{ worded.value }</td>
                                    <td class="recap-state">{ worded.state }</td>
                                    <td class="recap-clause" title={worded.gist}>{ worded.clauses }</td>
                                    <td>{ worded.how }</td>
                                    <td class="recap-source">{ context.lang.joined(&worded.sources) }</td>
                                </tr>
                            }
                        }) }
                    </tbody>
                </table>
                <p class="recap-foot">{ page::notice(lang) }{ "　" }{ Text::RecapFoot.to(lang) }</p>
            </article>
        </div>
    }
}
