//! What went wrong, until it is closed.

use super::icon::{Drawing, Icon};
use crate::{
    app::Action,
    i18n::{Context, Lang, page::Text},
    protocol::Failure,
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`Banner`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// What went wrong.
    pub failure: Failure,
    /// Whether sheets can be assigned by hand to mend it.
    pub assignable: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// What went wrong, until it is closed.
#[component]
pub fn Banner(props: &Props) -> Html {
    let lang = props.lang;
    let text = Context { lang, sheets: &[], names: &BTreeMap::new() }.failure(&props.failure);
    html! {
        <div class="banner" role="alert" data-testid="error">
            <Icon drawing={Drawing::Warning} />
            <p class="banner-text"><strong>{ Text::BannerTitle.to(lang) }</strong><span data-testid="error-text">{ text }</span></p>
            if props.assignable {
                <button type="button" class="button" data-testid="map-button"
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::OpenMapping { unread: true, sheet: None })}>
                    { Text::MapButton.to(lang) }
                </button>
            }
            <button type="button" class="button-icon" data-testid="error-close" title={Text::Close.to(lang)}
                aria-label={Text::Close.to(lang)} onclick={props.dispatch.reform(|_: MouseEvent| Action::CloseBanner)}>
                <Icon drawing={Drawing::Close} />
            </button>
        </div>
    }
}
