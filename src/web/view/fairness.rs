//! 初评分析: each group's first review beside the rest: scores as dots, mean, spread, range, and shares of grades.

use super::tags::{grade_name, nothing};
use crate::{
    app::{Action, Loadable, plot},
    domain::Grade,
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::FairnessView,
    rules::{GroupBy, GroupReview},
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`Fairness`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The groups.
    pub view: Loadable<FairnessView>,
    /// What they are by.
    pub by: GroupBy,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 初评分析
#[component]
pub fn Fairness(props: &Props) -> Html {
    let lang = props.lang;
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    html! {
        <div class="page-width fairness">
            <div class="settings-head">
                <p class="intro">{ Text::FairnessIntro.to(lang) }</p>
                <div class="switch" role="group" aria-label={Text::FairnessBy.to(lang)}>
                    { for GroupBy::ALL.into_iter().map(|by| html! {
                        <button type="button" class="switch-choice" aria-pressed={if by == props.by { "true" } else { "false" }}
                            data-testid={format!("by-{}", by.field().header())}
                            onclick={props.dispatch.reform(move |_: MouseEvent| Action::GroupBy(by))}>{ context.field(by.field()) }</button>
                    }) }
                </div>
            </div>
            if let Loadable::Here(view) = &props.view { { groups(context, view) } }
            else { <p class="effect-busy">{ Text::EffectBusy.to(lang) }</p> }
        </div>
    }
}

fn groups(context: Context<'_>, view: &FairnessView) -> Html {
    let lang = context.lang;
    if view.groups.iter().all(|group| group.scores.is_empty()) {
        return nothing(Text::FairnessNone.to(lang));
    }
    let scale = plot::scale(&view.groups);
    html! {
        <>
            <div class="card card-table scroll-x">
                <table class="plain-table fairness-table" data-testid="fairness">
                    <thead><tr>
                        <th scope="col">{ context.field(view.by.field()) }</th>
                        <th scope="col" class="cell-number">{ Text::FairnessPeople.to(lang) }</th>
                        <th scope="col" class="cell-number">{ Text::FairnessMean.to(lang) }</th>
                        <th scope="col" class="cell-number">{ Text::FairnessDeviation.to(lang) }</th>
                        <th scope="col">{ page::score_axis(lang, scale.lowest, scale.highest) }</th>
                        <th scope="col">{ Text::PersonProposed.to(lang) }</th>
                        <th scope="col">{ Text::FairnessDeparts.to(lang) }</th>
                    </tr></thead>
                    <tbody>{ for view.groups.iter().map(|group| line(context, group, view, &scale)) }</tbody>
                </table>
            </div>
            <p class="effect-note fairness-note">{ Text::FairnessNote.to(lang) }</p>
        </>
    }
}

fn line(context: Context<'_>, group: &GroupReview, view: &FairnessView, scale: &plot::Scale) -> Html {
    let lang = context.lang;
    let name = if group.name.is_empty() { Text::EditBlank.to(lang).to_owned() } else { group.name.clone() };
    html! {
        <tr data-testid="fairness-row" data-key={group.name.clone()}>
            <th scope="row">{ name }</th>
            <td class="cell-number">{ page::count(group.people) }</td>
            <td class="cell-number">{ group.spread.map(|spread| page::score(spread.mean)) }</td>
            <td class="cell-number">{ group.spread.map(|spread| page::score(spread.deviation)) }</td>
            <td class="fairness-plot">
                { dots(lang, group, view, scale) }
                if let Some(spread) = group.spread { <span class="fairness-range">{ format!("{} – {}", page::score(spread.lowest), page::score(spread.highest)) }</span> }
            </td>
            <td>{ shares(group) }</td>
            <td class="cell-prose">
                { for group.departs.iter().map(|departure| html! { <p class="fairness-departs">{ context.departure(*departure) }</p> }) }
            </td>
        </tr>
    }
}

/// A dot for each score; the mean as a line across.
fn dots(lang: Lang, group: &GroupReview, view: &FairnessView, scale: &plot::Scale) -> Html {
    let label = page::plot_label(lang, group);
    html! {
        <svg class="dots" viewBox="0 0 1000 60" preserveAspectRatio="none" role="img" aria-label={label}>
            <line class="dots-axis" x1="0" y1="30" x2="1000" y2="30" />
            { for plot::dots(group, scale).into_iter().map(|dot| html! {
                <line class="dot" x1={dot.x.to_string()} x2={dot.x.to_string()} y1={dot.y.to_string()} y2={dot.y.to_string()}>
                    if let Some(named) = view.people.get(&dot.id) { <title>{ format!("{} {}", named.name, page::score(dot.score)) }</title> }
                </line>
            }) }
            if let Some(spread) = group.spread {
                { mean(scale.place(spread.mean)) }
            }
        </svg>
    }
}

fn mean(x: u32) -> Html {
    html! { <line class="dots-mean" x1={x.to_string()} x2={x.to_string()} y1="4" y2="56" /> }
}

/// How many of the group are proposed each grade, as a bar with numbers.
fn shares(group: &GroupReview) -> Html {
    let mut start = 0;
    let bars: Vec<Html> = Grade::ALL
        .into_iter()
        .map(|grade| {
            let width = group.proposed[grade as usize];
            let bar = html! { <rect class="share" data-grade={grade_name(grade)} x={start.to_string()} y="0" width={width.to_string()} height="1" /> };
            start += width;
            bar
        })
        .collect();
    html! {
        <div class="shares">
            <svg class="share-bar" viewBox={format!("0 0 {} 1", group.people.max(1))} preserveAspectRatio="none" aria-hidden="true">{ for bars }</svg>
            <p class="share-counts">
                { for Grade::ALL.into_iter().filter(|grade| group.proposed[*grade as usize] > 0).map(|grade| html! {
                    <span data-grade={grade_name(grade)}>{ format!("{} {}", grade.term(), group.proposed[grade as usize]) }</span>
                }) }
            </p>
        </div>
    }
}
