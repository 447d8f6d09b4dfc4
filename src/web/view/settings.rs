//! 方案: the settings in force, by who decides them.

use super::tags::ClauseTag;
use crate::{
    app::Loadable,
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::Decider,
    protocol::SettingRow,
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`SettingsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The rows.
    pub rows: Loadable<Vec<SettingRow>>,
}

/// The order of the parts: what most needs a decision first.
const PARTS: [Decider; 5] =
    [Decider::LeadershipMeeting, Decider::Interpretation, Decider::LeadingGroup, Decider::Notice, Decider::Preparer];

/// 方案: the settings in force.
#[component]
pub fn SettingsView(props: &Props) -> Html {
    let lang = props.lang;
    let Loadable::Here(rows) = &props.rows else { return html! {} };
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    html! {
        <div class="page-width">
            <p class="intro">{ Text::SettingsIntro.to(lang) }</p>
            <div class="settings-parts">
                { for PARTS.into_iter().map(|decider| html! {
                    <section class="card settings-part">
                        <header class="card-head"><h2>{ context.decider(decider) }</h2></header>
                        <table class="plain-table settings-table">
                            <thead class="unseen"><tr>
                                <th scope="col">{ Text::SettingName.to(lang) }</th>
                                <th scope="col">{ Text::SettingValue.to(lang) }</th>
                                <th scope="col">{ Text::SettingBasis.to(lang) }</th>
                            </tr></thead>
                            <tbody>{ for rows.iter().filter(|row| row.key.decider() == decider).map(|row| setting(context, row)) }</tbody>
                        </table>
                    </section>
                }) }
            </div>
        </div>
    }
}

fn setting(context: Context<'_>, row: &SettingRow) -> Html {
    let lang = context.lang;
    html! {
        <tr data-testid="setting-row" data-key={row.term.clone()} data-changed={row.changed.then_some("true")}>
            <th scope="row">{ &row.term }</th>
            <td class="setting-value" data-col="取值" data-unset={row.value.is_empty().then_some("true")}>
                { page::setting_value(lang, row) }
                if row.changed {
                    <span class="setting-changed">{ Text::SettingChanged.to(lang) }
                        { was(lang, row) }</span>
                }
            </td>
            <td class="cell-clause"><ClauseTag clause={row.key.clause()} {lang} /></td>
        </tr>
    }
}

/// What a changed setting would be by default, if that is anything.
fn was(lang: Lang, row: &SettingRow) -> Option<Html> {
    let default = page::setting_was(lang, row.key);
    (!default.is_empty()).then(|| html! { <span class="setting-default">{ default }</span> })
}
