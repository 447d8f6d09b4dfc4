//! What people see. Until the views land: what the engine answers, as text.

use super::{
    engine::{Engine, Heard},
    files::{self, Drops},
};
use crate::protocol::{AnswerBody, Request, Response};
use yew::prelude::*;

/// Puts the page together.
pub fn mount() {
    let place = gloo::utils::document().get_element_by_id("app").expect("the page has a place for the app");
    yew::Renderer::<App>::with_root(place).render();
}

#[function_component]
fn App() -> Html {
    let said = use_state(|| AttrValue::from("idle"));
    let engine = use_memo((), |()| {
        let said = said.setter();
        Engine::start(move |Heard { to, body, file }| {
            if let (AnswerBody::Done(Response::File { name }), Some(file)) = (&body, &file) {
                files::download(name, file);
            }
            let kind = match body {
                AnswerBody::Progress(_) => return,
                AnswerBody::Done(_) => "done".to_owned(),
                AnswerBody::Failed(failure) => format!("failed: {failure:?}"),
            };
            said.set(AttrValue::from(format!("{to:?}: {kind}")));
        })
    });
    use_effect_with((), {
        let engine = engine.clone();
        move |()| {
            let drops = Drops::new(|_| {}, move |files| engine.load(files));
            move || drop(drops)
        }
    });
    let ask = |request: Request| {
        let engine = engine.clone();
        Callback::from(move |_: MouseEvent| engine.ask(request.clone()))
    };
    html! {
        <main>
            <h1>{ "年度考核" }</h1>
            <button id="sample" onclick={ask(Request::LoadSample)}>{ "试用示例" }</button>
            <button id="template" onclick={ask(Request::Template)}>{ "空白模板" }</button>
            <button id="settings" onclick={ask(Request::Settings)}>{ "方案" }</button>
            <p id="said">{ (*said).clone() }</p>
        </main>
    }
}
