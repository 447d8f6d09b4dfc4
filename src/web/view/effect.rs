//! What edits would change: sums, quotas and everyone concerned, before and after.

use super::{
    icon::{Drawing, Icon},
    matters::person_link,
    problems::problem,
    tags::GradeBadge,
};
use crate::{
    app::{Action, Shared, Weighing},
    domain::{Grade, Yuan},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::{Named, Weighed},
    rules::{Difference, PersonChange, Pool, Quota},
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`EffectView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The edits and what they would change.
    pub weighing: Weighing,
    /// The appraised year.
    pub year: i32,
    /// Whether everyone concerned is listed (else only counted).
    #[prop_or(true)]
    pub listed: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// What edits would change.
#[component]
pub fn EffectView(props: &Props) -> Html {
    let lang = props.lang;
    let names = BTreeMap::new();
    if let Some(failure) = &props.weighing.failure {
        let context = Context { lang, sheets: &[], names: &names };
        return html! { <p class="effect-refused" role="alert"><Icon drawing={Drawing::Stop} />{ context.failure(failure) }</p> };
    }
    let Some(effect) = &props.weighing.effect else {
        return html! { <p class="effect-busy">{ Text::EffectBusy.to(lang) }</p> };
    };
    html! {
        <div class="effect" data-testid="effect" aria-busy={(!props.weighing.is_current()).then_some("true")} aria-live="polite">
            { refused(lang, effect) }
            { sums(lang, &effect.difference) }
            if props.listed { { people(lang, effect, props.year, &props.dispatch) } }
            else { <p class="effect-note">{ page::people_changed(lang, effect.changed) }</p> }
        </div>
    }
}

/// Names by id, as sentences want them.
pub fn names_of(people: &BTreeMap<crate::domain::PersonId, Named>) -> BTreeMap<crate::domain::PersonId, String> {
    people.iter().map(|(id, named)| (*id, named.name.clone())).collect()
}

fn refused(lang: Lang, effect: &Shared<Weighed>) -> Html {
    if effect.refused.is_empty() {
        return html! {};
    }
    let names = names_of(&effect.people);
    let context = Context { lang, sheets: &[], names: &names };
    html! {
        <div class="effect-refused" role="alert" data-testid="refused">
            <Icon drawing={Drawing::Stop} />
            <div>{ for effect.refused.iter().map(|found| html! { <p>{ problem(context, found) }</p> }) }</div>
        </div>
    }
}

/// One figure before and after; nothing if it stays.
fn moved(label: String, before: String, after: String) -> Option<Html> {
    (before != after).then(|| {
        html! {
            <div class="effect-sum"><dt>{ label }</dt>
                <dd><span class="before">{ before }</span><Icon drawing={Drawing::Forward} /><strong>{ after }</strong></dd></div>
        }
    })
}

fn sums(lang: Lang, difference: &Difference) -> Html {
    let [before, after] = &difference.totals;
    let [old, new] = difference.status.each_ref().map(|status| page::status(lang, status).to_owned());
    let mut all = vec![
        moved(Text::EffectStatus.to(lang).to_owned(), old, new),
        moved(
            Text::KeyPending.to(lang).to_owned(),
            page::count(difference.pending[0]),
            page::count(difference.pending[1]),
        ),
    ];
    for grade in Grade::ALL {
        let count = |totals: &crate::rules::Totals| page::count(totals.grades[grade as usize]);
        all.push(moved(grade.term().to_owned(), count(before), count(after)));
    }
    let context_names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &context_names };
    for [old, new] in pools(difference) {
        let quota = |grade: Grade, pick: fn(&Pool) -> &Quota| {
            let [old_state, new_state] = [old, new]
                .map(|pool| pool.map_or(Text::EffectNoPool.to(lang).to_owned(), |pool| context.quota_use(pick(pool))));
            let category = old.or(new).and_then(|pool| pool.category);
            moved(page::quota_label(context, category, grade), old_state, new_state)
        };
        all.push(quota(Grade::Excellent, |pool| &pool.excellent));
        all.push(quota(Grade::Commended, |pool| &pool.commended));
    }
    let money = |label: Text, pick: fn(&crate::rules::Totals) -> Yuan| {
        let (old, new) = (pick(before), pick(after));
        (old != new).then(|| {
            html! {
                <div class="effect-sum"><dt>{ label.to(lang) }</dt>
                    <dd><span class="before">{ page::money(old) }</span><Icon drawing={Drawing::Forward} /><strong>{ page::money(new) }</strong>
                        <span class="effect-by">{ page::by(new - old) }</span></dd></div>
            }
        })
    };
    all.push(money(Text::KeyGross, |totals| totals.gross));
    all.push(money(Text::KeyDeducted, |totals| totals.deducted));
    all.push(money(Text::KeyNet, |totals| totals.net));
    let all: Vec<Html> = all.into_iter().flatten().collect();
    if all.is_empty() {
        return html! { <p class="effect-note" data-testid="effect-none">{ Text::EffectNone.to(lang) }</p> };
    }
    html! { <dl class="effect-sums" data-testid="effect-sums">{ for all }</dl> }
}

/// Pools of the same group before and after; one of them is missing where the scope of the quotas differs.
fn pools(difference: &Difference) -> Vec<[Option<&Pool>; 2]> {
    let [before, after] = &difference.pools;
    let find = |pools: &'_ [Pool], own: &Pool| pools.iter().position(|pool| pool.category == own.category);
    let mut pairs: Vec<[Option<&Pool>; 2]> =
        before.iter().map(|pool| [Some(pool), find(after, pool).map(|at| &after[at])]).collect();
    pairs.extend(after.iter().filter(|pool| find(before, pool).is_none()).map(|pool| [None, Some(pool)]));
    pairs
}

fn people(lang: Lang, effect: &Shared<Weighed>, year: i32, dispatch: &Callback<Action>) -> Html {
    let changes = &effect.difference.people;
    if changes.is_empty() {
        return html! {};
    }
    let hidden = effect.changed.saturating_sub(u32::try_from(changes.len()).unwrap_or(u32::MAX));
    html! {
        <div class="effect-people scroll-x">
            <table class="plain-table effect-table" data-testid="effect-people">
                <thead><tr>
                    <th scope="col">{ page::people_changed(lang, effect.changed) }</th>
                    <th scope="col">{ Text::PersonGrade.to(lang) }</th>
                    <th scope="col" class="cell-number">{ Text::KeyNet.to(lang) }</th>
                    <th scope="col">{ Text::EffectElse.to(lang) }</th>
                </tr></thead>
                <tbody>{ for changes.iter().map(|change| person(lang, effect, change, year, dispatch)) }</tbody>
            </table>
            if hidden > 0 { <p class="effect-note">{ page::more_people(lang, hidden) }</p> }
        </div>
    }
}

fn person(lang: Lang, effect: &Weighed, change: &PersonChange, year: i32, dispatch: &Callback<Action>) -> Html {
    let named = effect.people.get(&change.id).cloned().unwrap_or_default();
    let [before, after] = change.nets();
    let grade = |standing: &Option<crate::rules::Standing>| match standing {
        Some(standing) => html! { <GradeBadge grade={standing.grade} /> },
        None => html! { <span class="before">{ Text::NotAppraisedTitle.to(lang) }</span> },
    };
    html! {
        <tr data-testid="effect-person" data-key={named.staff_number.clone()}>
            <td>{ person_link(lang, change.id, &named.staff_number, &named.name, dispatch) }</td>
            <td class="effect-grades">
                { grade(&change.before) }
                if change.grades().is_some() { <Icon drawing={Drawing::Forward} />{ grade(&change.after) } }
            </td>
            <td class="cell-number">
                if before == after { { page::money(after) } }
                else { <><span class="before">{ page::money(before) }</span>{ " → " }{ page::money(after) }<span class="effect-by">{ page::by(after - before) }</span></> }
            </td>
            <td class="cell-prose">{ others(lang, change, year) }</td>
        </tr>
    }
}

/// What else is different: what is pending, outcomes, bars and cases, months, scores.
fn others(lang: Lang, change: &PersonChange, year: i32) -> Html {
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let lines = context.change_details(change, year);
    html! { <>{ for lines.into_iter().map(|line| html! { <p>{ line }</p> }) }</> }
}
