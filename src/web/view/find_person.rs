//! The choice of a person by number, name or department.

use crate::{
    app::{Action, Shared},
    domain::PersonId,
    i18n::{Lang, page::Text},
    protocol::Named,
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`FindPerson`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// What was looked for, and who was found.
    pub found: Option<(String, Shared<Vec<Named>>)>,
    /// Somebody was chosen.
    pub on_choose: Callback<PersonId>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The choice of a person.
#[component]
pub fn FindPerson(props: &Props) -> Html {
    let lang = props.lang;
    let text = use_state(String::new);
    let oninput = {
        let (text, dispatch) = (text.clone(), props.dispatch.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            text.set(typed.clone());
            dispatch.emit(Action::Find(typed));
        })
    };
    let found = props.found.as_ref().filter(|(asked, _)| *asked == *text && !text.trim().is_empty());
    html! {
        <div class="find-person">
            <label class="decide-field"><span>{ Text::FindPerson.to(lang) }</span>
                <input class="input" type="search" value={(*text).clone()} placeholder={Text::FindPersonHint.to(lang)} data-testid="find-person" autocomplete="off" {oninput} /></label>
            if let Some((_, people)) = found {
                <ul class="find-list">
                    { for people.iter().map(|named| {
                        let id = named.id;
                        html! {
                            <li><button type="button" class="suggestion" data-testid="found" data-key={named.staff_number.clone()}
                                onclick={props.on_choose.reform(move |_: MouseEvent| id)}>
                                { format!("{} {} {}", named.name, named.staff_number, named.department) }</button></li>
                        }
                    }) }
                    if people.is_empty() { <li class="effect-note">{ Text::TableEmpty.to(lang) }</li> }
                </ul>
            }
        </div>
    }
}
