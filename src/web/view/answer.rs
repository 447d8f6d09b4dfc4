//! The first thing about a person: what it is, why it isn't better, by how much. The same in the panel and on the recap.

use super::tags::{ClauseTag, clauses};
use crate::i18n::{AnswerWords, Lang, Reason, page::Text};
use yew::prelude::*;

/// The answer; `open` marks one that waits for something.
pub fn answer(lang: Lang, words: &AnswerWords, open: bool) -> Html {
    let has_parts = words.why.iter().any(|why| !why.reasons.is_empty()) || !words.how_far.is_empty();
    html! {
        <section class="answer" data-testid="answer" data-open={open.then_some("true")} aria-label={Text::AnswerLabel.to(lang)}>
            <p class="answer-what" data-testid="answer-what">{ &words.what }</p>
            { for words.notes.iter().map(|note| html! { <p class="answer-note">{ note }</p> }) }
            { for words.why.iter().filter(|why| why.reasons.is_empty()).map(|why| html! { <p class="answer-note">{ &why.question }</p> }) }
            if has_parts || words.compared.is_some() {
                <dl class="answer-parts">
                    { for words.why.iter().filter(|why| !why.reasons.is_empty()).map(|why| html! {
                        <><dt>{ &why.question }</dt><dd data-testid="why-not">{ list(why.reasons.iter().map(|own| reason(lang, own))) }</dd></>
                    }) }
                    if !words.how_far.is_empty() {
                        <dt>{ Text::AnswerHowFar.to(lang) }</dt>
                        <dd data-testid="how-far">{ list(words.how_far.iter().map(|text| html! { { text } })) }</dd>
                    }
                    if let Some(compared) = &words.compared {
                        <dt>{ Text::AnswerCompared.to(lang) }</dt><dd class="answer-compared" data-testid="compared">{ compared }</dd>
                    }
                </dl>
            }
        </section>
    }
}

fn list(items: impl Iterator<Item = Html>) -> Html {
    html! { <ul class="answer-list">{ for items.map(|item| html! { <li>{ item }</li> }) }</ul> }
}

fn reason(lang: Lang, reason: &Reason) -> Html {
    html! {
        <>
            { &reason.text }
            { match &reason.clauses[..] {
                [] => html! {},
                [clause] => html! { <>{ " " }<ClauseTag clause={*clause} {lang} /></> },
                several => html! { <>{ " " }{ clauses(lang, several) }</> },
            } }
        </>
    }
}
