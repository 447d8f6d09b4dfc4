//! Work under way: its stages, how far it has come, and a way out.

use crate::{
    app::Action,
    i18n::{
        Lang,
        page::{self, Text},
    },
    protocol::{Progress, WorkStage},
};
use yew::prelude::*;

/// Properties of [`LoadingView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The files' names; none for the sample.
    pub names: Vec<String>,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A file that takes longer than this is unusual.
const SLOW: u32 = 20_000;

/// What loading goes through.
const STAGES: [WorkStage; 2] = [WorkStage::Reading, WorkStage::Evaluating];

/// Files on their way to a result.
#[component]
pub fn LoadingView(props: &Props) -> Html {
    let lang = props.lang;
    let slow = use_state(|| false);
    {
        let slow = slow.clone();
        use_effect_with((), move |()| {
            let timeout = gloo::timers::callback::Timeout::new(SLOW, move || slow.set(true));
            move || drop(timeout)
        });
    }
    let now = props.progress.map_or(WorkStage::Reading, |progress| progress.stage);
    let what = if props.names.is_empty() { Text::LoadingSample.to(lang).to_owned() } else { props.names.join("、") };
    let steps = STAGES.into_iter().map(|stage| {
        let state = match (stage as u8).cmp(&(now as u8)) {
            std::cmp::Ordering::Less => "done",
            std::cmp::Ordering::Equal => "now",
            std::cmp::Ordering::Greater => "later",
        };
        html! { <li class="loading-step" data-state={state} aria-current={(state == "now").then_some("step")}>{ page::work(lang, stage) }</li> }
    });
    html! {
        <main class="loading" data-testid="loading">
            <div class="loading-card">
                <h1>{ Text::LoadingTitle.to(lang) }</h1>
                <p class="loading-files">{ what }</p>
                <progress class="loading-bar" aria-label={page::work(lang, now)} max="1"
                    value={props.progress.map(|progress| progress.share.to_string())} />
                <ol class="loading-steps">{ for steps }</ol>
                if *slow { <p class="loading-slow" role="status" data-testid="loading-slow">{ Text::LoadingSlow.to(lang) }</p> }
                <button type="button" class="button" data-testid="cancel-button"
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::Cancel)}>
                    { Text::Cancel.to(lang) }
                </button>
            </div>
        </main>
    }
}
