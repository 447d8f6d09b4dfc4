//! 材料导出: papers to print, workbooks for each reader, the office's own template, single sheets as CSV. Each says what
//! personal data it holds.

use super::{
    dom,
    find_person::FindPerson,
    icon::{Drawing, Icon},
};
use crate::{
    app::{Action, Loadable, OpenTemplate, PaperAction, SavingFile, Shared},
    domain::{Pack, PaperKind, PersonalData, Whom},
    i18n::{Context, Lang, page::Text, papers},
    protocol::{DeskView, Named},
};
use std::collections::BTreeMap;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`PapersView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// What can be made.
    pub desk: Loadable<DeskView>,
    /// About whom.
    pub whom: Whom,
    /// The office's own template.
    pub template: Option<OpenTemplate>,
    /// What was looked for, and who was found.
    pub found: Option<(String, Shared<Vec<Named>>)>,
    /// Whether a file is being written.
    pub saving: bool,
    /// Opens the dialogue for a template.
    pub on_template: Callback<()>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// 材料导出
#[component]
pub fn PapersView(props: &Props) -> Html {
    let lang = props.lang;
    let masked = use_state(|| false);
    let Loadable::Here(desk) = &props.desk else {
        return html! {};
    };
    html! {
        <div class="page-width papers">
            <p class="intro">{ Text::PapersIntro.to(lang) }</p>
            <section class="card papers-card">
                <header class="papers-head"><h2>{ Text::PapersPrint.to(lang) }</h2>{ whom_choice(props, desk) }</header>
                <ul class="papers-list">
                    { for PaperKind::ALL.into_iter().map(|kind| paper_row(props, desk, kind)) }
                </ul>
            </section>
            <section class="card papers-card">
                <header class="papers-head"><h2>{ Text::PapersPacks.to(lang) }</h2></header>
                <ul class="papers-list">
                    { for packs(*masked).into_iter().map(|pack| pack_row(props, pack, &masked)) }
                </ul>
            </section>
            <div class="papers-pair">
                { template_card(props, &desk.fields) }
                <CsvCard {lang} desk={desk.clone()} saving={props.saving} dispatch={props.dispatch.clone()} />
            </div>
        </div>
    }
}

const fn packs(masked: bool) -> [Pack; 5] {
    [Pack::Leadership, Pack::Finance { masked }, Pack::Publicity, Pack::Audit, Pack::Whole]
}

/// Whom personal papers are about, in a word.
fn whom_name(props: &Props) -> String {
    match &props.whom {
        Whom::Everyone => Text::PapersEveryone.to(props.lang).to_owned(),
        Whom::Department(name) => name.clone(),
        Whom::Person(id) => {
            let found = props.found.iter().flat_map(|(_, found)| found.iter()).find(|named| named.id == *id);
            found.map_or_else(|| Text::PapersPerson.to(props.lang).to_owned(), |named| named.name.clone())
        }
    }
}

/// About whom personal papers are made.
fn whom_choice(props: &Props, desk: &DeskView) -> Html {
    let lang = props.lang;
    let choose = |whom: Whom| Action::Paper(PaperAction::Choose(whom));
    let departments: Vec<String> = desk.departments.iter().map(|(name, _)| name.clone()).collect();
    let onchange = dom::on_some(&props.dispatch, move |event: Event| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        match usize::try_from(chosen) {
            Ok(0) => Some(choose(Whom::Everyone)),
            Ok(at) => departments.get(at - 1).map(|name| choose(Whom::Department(name.clone()))),
            Err(_) => None,
        }
    });
    let is_person = matches!(props.whom, Whom::Person(_));
    html! {
        <div class="papers-whom" title={Text::PapersWhomHint.to(lang)}>
            <label class="papers-field"><span>{ Text::PapersWhom.to(lang) }</span>
                <select class="input" data-testid="papers-whom" {onchange}>
                    <option selected={props.whom == Whom::Everyone}>{ Text::PapersEveryone.to(lang) }</option>
                    { for desk.departments.iter().map(|(name, people)| html! {
                        <option selected={props.whom == Whom::Department(name.clone())}>{ papers::department(lang, name, *people) }</option>
                    }) }
                    if is_person {
                        <option selected=true>{ whom_name(props) }</option>
                    }
                </select></label>
            <FindPerson {lang} found={props.found.clone()} dispatch={props.dispatch.clone()}
                on_choose={props.dispatch.reform(move |id| choose(Whom::Person(id)))} />
        </div>
    }
}

fn paper_row(props: &Props, desk: &DeskView, kind: PaperKind) -> Html {
    let lang = props.lang;
    let name = kind.name();
    let nobody = kind == PaperKind::Certificate && desk.honours == 0;
    let act = |action: PaperAction| props.dispatch.reform(move |_: MouseEvent| Action::Paper(action.clone()));
    html! {
        <li class="papers-row" data-testid={format!("paper-{name}")}>
            <div class="papers-what"><h3>{ papers::paper(lang, kind) }</h3>
                <p>{ if nobody { Text::PapersNoHonours.to(lang) } else { papers::paper_about(lang, kind) } }</p></div>
            { held(lang, kind.holds()) }
            <span class="papers-buttons">
                <button type="button" class="button" data-testid={format!("look-{name}")} disabled={nobody} onclick={act(PaperAction::Show(kind))}>
                    <Icon drawing={Drawing::Print} />{ Text::PapersLook.to(lang) }</button>
                <button type="button" class="button" data-testid={format!("docx-{name}")} disabled={nobody || props.saving}
                    onclick={act(PaperAction::Save(kind))}><Icon drawing={Drawing::Download} />{ Text::PapersWord.to(lang) }</button>
            </span>
        </li>
    }
}

fn pack_row(props: &Props, pack: Pack, masked: &UseStateHandle<bool>) -> Html {
    let lang = props.lang;
    let name = match pack {
        Pack::Whole => "whole",
        Pack::Publicity => "publicity",
        Pack::Finance { .. } => "finance",
        Pack::Leadership => "leadership",
        Pack::Audit => "audit",
    };
    let mask = masked.clone();
    html! {
        <li class="papers-row" data-testid={format!("pack-{name}")}>
            <div class="papers-what"><h3>{ papers::pack(lang, pack) }</h3><p>{ papers::pack_about(lang, pack) }</p></div>
            { held(lang, pack.holds()) }
            <span class="papers-buttons">
                if matches!(pack, Pack::Finance { .. }) {
                    <label class="papers-check"><input type="checkbox" data-testid="masked" checked={**masked}
                        onchange={Callback::from(move |event: Event| mask.set(event.target_unchecked_into::<HtmlInputElement>().checked()))} />
                        { Text::PapersMasked.to(lang) }</label>
                }
                <button type="button" class="button" data-testid={format!("save-{name}")} disabled={props.saving}
                    onclick={props.dispatch.reform(move |_: MouseEvent| Action::Save(SavingFile::Export(pack)))}>
                    <Icon drawing={Drawing::Download} />{ Text::PapersSave.to(lang) }</button>
            </span>
        </li>
    }
}

/// What personal data is in something.
fn held(lang: Lang, data: &[PersonalData]) -> Html {
    html! {
        <ul class="papers-data" aria-label={Text::PapersData.to(lang)}>
            { for data.iter().map(|data| html! {
                <li data-sensitive={is_sensitive(*data).then_some("true")}>{ papers::personal_data(lang, *data) }</li>
            }) }
        </ul>
    }
}

/// What must not lie about.
const fn is_sensitive(data: PersonalData) -> bool {
    matches!(
        data,
        PersonalData::Numbers
            | PersonalData::Contacts
            | PersonalData::IdData
            | PersonalData::Money
            | PersonalData::Incidents
            | PersonalData::Decisions
    )
}

fn template_card(props: &Props, fields: &[String]) -> Html {
    let lang = props.lang;
    html! {
        <section class="card papers-card papers-inner" data-testid="template">
            <h2>{ Text::PapersTemplate.to(lang) }</h2>
            <p class="papers-about">{ Text::PapersTemplateAbout.to(lang) }</p>
            <details class="papers-fields"><summary>{ Text::PapersTemplateFields.to(lang) }</summary><p>{ fields.join("　") }</p></details>
            if let Some(template) = &props.template {
                { opened(props, template) }
            } else {
                <p><button type="button" class="button" data-testid="template-open" onclick={props.on_template.reform(|_: MouseEvent| ())}>
                    <Icon drawing={Drawing::Folder} />{ Text::PapersTemplateOpen.to(lang) }</button></p>
            }
        </section>
    }
}

fn opened(props: &Props, template: &OpenTemplate) -> Html {
    let lang = props.lang;
    let nobody = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &nobody };
    let act = |action: PaperAction| props.dispatch.reform(move |_: MouseEvent| Action::Paper(action.clone()));
    let leave = props.dispatch.reform(|event: Event| {
        Action::Paper(PaperAction::LeaveEmpty(event.target_unchecked_into::<HtmlInputElement>().checked()))
    });
    html! {
        <div class="papers-template">
            <p class="papers-file"><Icon drawing={Drawing::Folder} /><span data-testid="template-name">{ template.name.clone() }</span>
                <button type="button" class="button-icon" aria-label={Text::Close.to(lang)} title={Text::Close.to(lang)} data-testid="template-close"
                    onclick={act(PaperAction::CloseTemplate)}><Icon drawing={Drawing::Close} /></button></p>
            if let Some(failure) = &template.failure {
                <p class="papers-fault" role="alert" data-testid="template-fault"><Icon drawing={Drawing::Warning} />{ context.failure(failure) }</p>
            }
            if let Some(view) = &template.view {
                if view.fields.is_empty() && view.unknown.is_empty() {
                    <p class="papers-fault" data-testid="template-none"><Icon drawing={Drawing::Warning} />{ Text::PapersTemplateNone.to(lang) }</p>
                }
                if !view.fields.is_empty() {
                    <p data-testid="template-fields"><b>{ Text::PapersTemplateKnown.to(lang) }</b>{ "　" }{ papers::fields(lang, &view.fields) }</p>
                }
                if !view.unknown.is_empty() {
                    <div class="papers-fault" role="alert" data-testid="template-unknown"><Icon drawing={Drawing::Warning} />
                        <div><b>{ Text::PapersTemplateUnknown.to(lang) }</b>
                            <ul>{ for view.unknown.iter().map(|(name, alike)| html! { <li>{ papers::unknown_field(lang, name, alike) }</li> }) }</ul>
                            <label class="papers-check"><input type="checkbox" data-testid="leave-empty" checked={template.leave_empty} onchange={leave} />
                                { Text::PapersTemplateEmpty.to(lang) }</label></div></div>
                }
                <p class="papers-about" data-testid="template-whom">{ papers::about_whom(lang, &whom_name(props)) }</p>
                <p class="papers-buttons">
                    <button type="button" class="button button-primary" data-testid="fill-one" disabled={!template.is_ready() || props.saving}
                        onclick={act(PaperAction::Fill { apart: false })}><Icon drawing={Drawing::Download} />{ Text::PapersTemplateOne.to(lang) }</button>
                    <button type="button" class="button" data-testid="fill-apart" disabled={!template.is_ready() || props.saving}
                        onclick={act(PaperAction::Fill { apart: true })}><Icon drawing={Drawing::Download} />{ Text::PapersTemplateApart.to(lang) }</button>
                </p>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CsvProps {
    lang: Lang,
    desk: Shared<DeskView>,
    saving: bool,
    dispatch: Callback<Action>,
}

/// A sheet as CSV.
#[component]
fn CsvCard(props: &CsvProps) -> Html {
    let lang = props.lang;
    let chosen = use_state(|| 0_usize);
    let onchange = {
        let chosen = chosen.clone();
        Callback::from(move |event: Event| {
            let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            chosen.set(usize::try_from(at).unwrap_or(0));
        })
    };
    let sheet = props.desk.sheets.get(*chosen).or(props.desk.sheets.first()).cloned().unwrap_or_default();
    html! {
        <section class="card papers-card papers-inner" data-testid="csv">
            <h2>{ Text::PapersCsv.to(lang) }</h2>
            <p class="papers-about">{ Text::PapersCsvAbout.to(lang) }</p>
            <p class="papers-buttons">
                <label class="papers-field"><span>{ Text::PapersCsvSheet.to(lang) }</span>
                    <select class="input" data-testid="csv-sheet" {onchange}>
                        { for props.desk.sheets.iter().enumerate().map(|(at, name)| html! { <option selected={at == *chosen}>{ name.clone() }</option> }) }
                    </select></label>
                <button type="button" class="button" data-testid="csv-save" disabled={props.saving}
                    onclick={props.dispatch.reform(move |_: MouseEvent| Action::SaveCsv(sheet.clone()))}>
                    <Icon drawing={Drawing::Download} />{ Text::PapersSave.to(lang) }</button>
            </p>
        </section>
    }
}
