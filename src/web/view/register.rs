//! 口径影响: what every other reading of a 口径 would change, and who is near a threshold: the list of matters for the
//! leadership meeting.

use super::{
    dom,
    effect::names_of,
    icon::{Drawing, Icon},
    long_list::use_part,
    matters::person_link,
    tags::{ClauseTag, nothing},
};
use crate::{
    app::{Action, Loadable, Tab},
    domain::{Edit, SettingChange},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::Clause,
    protocol::{RegisterRow, RegisterView},
    rules::{NearKind, NearMiss},
};
use yew::prelude::*;

/// Properties of [`Register`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The register.
    pub view: Loadable<RegisterView>,
    /// The appraised year.
    pub year: i32,
    /// 单位名称
    pub unit: AttrValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 口径影响
#[component]
pub fn Register(props: &Props) -> Html {
    let lang = props.lang;
    let near = if let Loadable::Here(view) = &props.view { view.near.len() } else { 0 };
    let part = use_part(lang, near);
    let Loadable::Here(view) = &props.view else {
        return html! { <div class="page-width"><p class="effect-busy">{ Text::EffectBusy.to(lang) }</p></div> };
    };
    let names = names_of(&view.people);
    let context = Context { lang, sheets: &view.sheets, names: &names };
    html! {
        <div class="page-width register">
            <p class="print-only print-title">{ page::print_title(lang, &props.unit, props.year, Text::RegisterTitle) }</p>
            <div class="settings-head">
                <p class="intro">{ Text::RegisterIntro.to(lang) }</p>
                <button type="button" class="button" data-testid="print" onclick={Callback::from(|_: MouseEvent| dom::print())}>
                    <Icon drawing={Drawing::Print} />{ Text::Print.to(lang) }</button>
            </div>
            <div class="card card-table scroll-x">
                <table class="plain-table register-table" data-testid="register">
                    <thead><tr>
                        <th scope="col">{ Text::SettingName.to(lang) }</th>
                        <th scope="col">{ Text::RegisterPresent.to(lang) }</th>
                        <th scope="col">{ Text::RegisterOther.to(lang) }</th>
                        <th scope="col" class="cell-number">{ Text::RegisterPeople.to(lang) }</th>
                        <th scope="col">{ Text::RegisterChanges.to(lang) }</th>
                        <th scope="col" class="cell-number">{ Text::RegisterNet.to(lang) }</th>
                        <th scope="col" class="no-print"><span class="unseen">{ Text::TabTrial.to(lang) }</span></th>
                    </tr></thead>
                    <tbody>{ for view.lines.iter().map(|row| line(context, row, props)) }</tbody>
                </table>
            </div>
            <h2 class="part-title">{ Text::NearTitle.to(lang) }</h2>
            <p class="intro">{ Text::NearIntro.to(lang) }</p>
            if view.near.is_empty() {
                { nothing(Text::NearNone.to(lang)) }
            } else {
                <div class="card card-table scroll-x">
                    <table class="plain-table list-table" data-testid="near">
                        <thead><tr>
                            <th scope="col" class="list-person">{ Text::Person.to(lang) }</th>
                            <th scope="col" class="list-clause">{ Text::PendingBasis.to(lang) }</th>
                            <th scope="col">{ Text::NearWhat.to(lang) }</th>
                        </tr></thead>
                        <tbody>{ for view.near.iter().take(part.rows).map(|miss| near_line(context, miss, view, &props.dispatch)) }</tbody>
                    </table>
                </div>
                { part.foot }
            }
        </div>
    }
}

fn line(context: Context<'_>, row: &RegisterRow, props: &Props) -> Html {
    let lang = context.lang;
    let line = &row.line;
    let texts: Vec<String> =
        line.difference.people.iter().filter_map(|change| context.change(change, props.year)).collect();
    let change = SettingChange { key: line.key, level: None, text: line.other.clone() };
    let trial = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.emit(Action::TryOut(Edit::Set(vec![change.clone()])));
            dispatch.emit(Action::ShowTab(Tab::Trial));
        })
    };
    html! {
        <tr data-testid="register-row" data-key={line.key.term()} data-other={line.other.clone()}>
            <th scope="row">{ line.key.term() }<ClauseTag clause={line.key.clause()} {lang} /></th>
            <td>{ line.present.clone() }</td>
            <td><strong>{ line.other.clone() }</strong></td>
            <td class="cell-number" data-col="涉及人数">{ page::count(row.changed) }</td>
            <td class="cell-prose" data-col="等次变化">
                { for texts.iter().map(|text| html! { <p>{ text.clone() }</p> }) }
                if texts.is_empty() && row.changed > 0 { <p class="effect-note">{ Text::RegisterAmountsOnly.to(lang) }</p> }
                if texts.is_empty() && row.changed == 0 { <p class="effect-note">{ Text::RegisterNothing.to(lang) }</p> }
                if (row.changed as usize) > line.difference.people.len() { <p class="effect-note">{ page::more_people(lang, row.changed - u32::try_from(line.difference.people.len()).unwrap_or(0)) }</p> }
            </td>
            <td class="cell-number" data-col="实发合计变化">{ page::signed(line.difference.net_moves_by()) }</td>
            <td class="no-print"><button type="button" class="link" onclick={trial}>{ Text::RegisterTry.to(lang) }</button></td>
        </tr>
    }
}

fn near_line(context: Context<'_>, miss: &NearMiss, view: &RegisterView, dispatch: &Callback<Action>) -> Html {
    let named = view.people.get(&miss.id).cloned().unwrap_or_default();
    let clause = match &miss.kind {
        NearKind::Threshold { clause, .. } | NearKind::Reading { clause, .. } => *clause,
        NearKind::FirstBelow { .. } | NearKind::Tied(_) => Clause::Quota,
    };
    html! {
        <tr data-testid="near-row" data-key={named.staff_number.clone()}>
            <td>{ person_link(context.lang, miss.id, &named.staff_number, &named.name, dispatch) }</td>
            <td><ClauseTag {clause} lang={context.lang} /></td>
            <td class="cell-prose">{ context.near(&miss.kind) }</td>
        </tr>
    }
}
