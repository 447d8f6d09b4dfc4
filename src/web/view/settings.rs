//! 方案: every setting with its clause, who decides it and what it is by default; changed values are weighed before they
//! are applied. The meeting's confirmation is recorded here.

use super::{
    effect::EffectView,
    icon::{Drawing, Icon},
    tags::ClauseTag,
};
use crate::{
    app::{Action, Loadable, SavingFile, Shared, WeighedAt, Weighing},
    domain::{Edit, SettingChange},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::{Clause, Decider, SettingKey, SettingKind},
    protocol::{Overview, SettingRow},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`SettingsView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The rows.
    pub rows: Loadable<Vec<SettingRow>>,
    /// Has the settings in force and the levels that are needed.
    pub overview: Shared<Overview>,
    /// What was changed and not applied yet.
    pub staged: Vec<SettingChange>,
    /// What is weighed at the moment.
    pub weighing: Option<Weighing>,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Opens the dialogue for a file of settings.
    pub on_open: Callback<()>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The order of the parts: what most needs a decision first.
const PARTS: [Decider; 5] =
    [Decider::LeadershipMeeting, Decider::Interpretation, Decider::LeadingGroup, Decider::Notice, Decider::Preparer];

/// 方案: the settings in force.
#[component]
pub fn SettingsView(props: &Props) -> Html {
    let lang = props.lang;
    let Loadable::Here(rows) = &props.rows else { return html! {} };
    // The timetable has these, the confirmation those; the allowances have a table of their own.
    let elsewhere = |key: SettingKey| key == SettingKey::AllowanceRate || key.is_of_a_step();
    html! {
        <div class="page-width settings">
            <div class="settings-head">
                <p class="intro">{ Text::SettingsIntro.to(lang) }</p>
                <div class="settings-files">
                    <button type="button" class="button" data-testid="settings-open" onclick={props.on_open.reform(|_: MouseEvent| ())}>
                        <Icon drawing={Drawing::Folder} />{ Text::SettingsOpen.to(lang) }</button>
                    <button type="button" class="button" data-testid="settings-save"
                        onclick={props.dispatch.reform(|_: MouseEvent| Action::Save(SavingFile::Settings))}>
                        <Icon drawing={Drawing::Download} />{ Text::SettingsSave.to(lang) }</button>
                </div>
            </div>
            <div class="settings-parts">
                { for PARTS.into_iter().map(|decider| html! {
                    <section class="card settings-part">
                        <header class="card-head"><h2>{ lang.decider(decider) }</h2></header>
                        <table class="plain-table settings-table">
                            <thead class="unseen"><tr>
                                <th scope="col">{ Text::SettingName.to(lang) }</th>
                                <th scope="col">{ Text::SettingValue.to(lang) }</th>
                                <th scope="col">{ Text::SettingBasis.to(lang) }</th>
                            </tr></thead>
                            <tbody>
                                { for rows.iter().filter(|row| row.key.decider() == decider && !elsewhere(row.key)).map(|row| html! {
                                    <SettingLine {lang} row={row.clone()} staged={staged_text(&props.staged, row.key, None)} dispatch={props.dispatch.clone()} />
                                }) }
                            </tbody>
                        </table>
                        if decider == Decider::LeadershipMeeting {
                            <Allowances {lang} overview={props.overview.clone()} staged={props.staged.clone()} dispatch={props.dispatch.clone()} />
                            <Confirmation {lang} overview={props.overview.clone()} has_staged={!props.staged.is_empty()} today={props.today}
                                editing={props.editing} dispatch={props.dispatch.clone()} />
                        }
                    </section>
                }) }
            </div>
            { staged_bar(props) }
        </div>
    }
}

/// What stands at the foot while changes wait to be applied: their effect, and the choice.
pub fn staged_bar(props: &Props) -> Html {
    let lang = props.lang;
    if props.staged.is_empty() {
        return html! {};
    }
    let weighing = props.weighing.as_ref().filter(|weighing| weighing.at == WeighedAt::Settings);
    html! {
        <section class="staged card" data-testid="staged" aria-label={Text::StagedTitle.to(lang)}>
            <header class="staged-head">
                <h2>{ page::staged(lang, props.staged.len()) }</h2>
                <button type="button" class="button" data-testid="staged-drop" onclick={props.dispatch.reform(|_: MouseEvent| Action::DropStaged)}>
                    { Text::StagedDrop.to(lang) }</button>
                <button type="button" class="button button-primary" data-testid="staged-keep" disabled={props.editing}
                    onclick={props.dispatch.reform(|_: MouseEvent| Action::KeepStaged)}>
                    <Icon drawing={Drawing::Tick} />{ Text::StagedKeep.to(lang) }</button>
            </header>
            if let Some(weighing) = weighing {
                <EffectView {lang} weighing={weighing.clone()} year={props.overview.year} dispatch={props.dispatch.clone()} />
            }
        </section>
    }
}

/// The text of a setting that was changed and not applied yet.
fn staged_text(staged: &[SettingChange], key: SettingKey, level: Option<&str>) -> Option<String> {
    let change = staged.iter().find(|change| change.key == key && change.level.as_deref() == level);
    change.map(|change| change.text.clone())
}

#[derive(Properties, PartialEq)]
struct LineProps {
    lang: Lang,
    row: SettingRow,
    staged: Option<String>,
    dispatch: Callback<Action>,
}

/// One setting.
#[component]
fn SettingLine(props: &LineProps) -> Html {
    let LineProps { lang, row, staged, dispatch } = props;
    let lang = *lang;
    let label = row.term.clone();
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let departs = row.changed && row.key.decider() == Decider::Notice;
    let beyond = page::beyond_notice(lang, row.key, &row.value);
    html! {
        <tr data-testid="setting-row" data-key={row.term.clone()} data-changed={row.changed.then_some("true")}
            data-staged={staged.is_some().then_some("true")}>
            <th scope="row">{ &row.term }
                if lang == Lang::En { <span class="setting-gloss">{ context.setting_gloss(row.key) }</span> }</th>
            <td class="setting-value" data-col="取值" data-unset={row.value.is_empty().then_some("true")}>
                <SettingInput {lang} setting={row.key} level={None::<String>} value={row.value.clone()} staged={staged.clone()} {label} dispatch={dispatch.clone()} />
                if let Some(beyond) = beyond {
                    <span class="setting-departs"><Icon drawing={Drawing::Warning} />{ beyond }</span>
                } else if departs {
                    <span class="setting-departs"><Icon drawing={Drawing::Warning} />{ Text::SettingDeparts.to(lang) }{ was(lang, row) }</span>
                } else if row.changed {
                    <span class="setting-changed">{ Text::SettingChanged.to(lang) }{ was(lang, row) }</span>
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

/// Properties of [`SettingInput`].
#[derive(Properties, PartialEq)]
pub struct InputProps {
    /// The language.
    pub lang: Lang,
    /// The setting.
    pub setting: SettingKey,
    /// The level, for an allowance.
    pub level: Option<String>,
    /// The value in force, as text.
    pub value: String,
    /// Another one that waits to be applied.
    pub staged: Option<String>,
    /// Its name, for those who don't see it.
    pub label: String,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The control of a setting, by its type. What is no value is said beneath and not taken over.
#[component]
pub fn SettingInput(props: &InputProps) -> Html {
    let InputProps { lang, setting: key, level, value, staged, label, dispatch } = props;
    let (lang, key) = (*lang, *key);
    let wrong = use_state(|| None::<String>);
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let stage = {
        let (wrong, level, dispatch) = (wrong.clone(), level.clone(), dispatch.clone());
        move |text: String| {
            let text = page::typed_setting(key, &text);
            match key.parse(&text) {
                Ok(_) => {
                    wrong.set(None);
                    dispatch.emit(Action::Stage(SettingChange { key, level: level.clone(), text }));
                }
                Err(fault) => {
                    wrong.set(Some(Context { lang, sheets: &[], names: &BTreeMap::new() }.setting_fault(key, fault)))
                }
            }
        }
    };
    let shown = staged.clone().unwrap_or_else(|| page::setting_input(key, value));
    let label = AttrValue::from(label.clone());
    let choices: Option<&'static [&'static str]> = match key.kind() {
        SettingKind::Choice(choices) => Some(choices),
        SettingKind::Flag => Some(&["是", "否"]),
        _ => None,
    };
    if let Some(choices) = choices {
        let onchange =
            Callback::from(move |event: Event| stage(event.target_unchecked_into::<HtmlSelectElement>().value()));
        return html! {
            <select class="select" aria-label={label} data-testid="setting-input" {onchange}>
                { for choices.iter().map(|choice| html! { <option value={*choice} selected={*choice == shown}>{ *choice }</option> }) }
            </select>
        };
    }
    let kind = if key.kind() == SettingKind::Date { "date" } else { "text" };
    let wide = matches!(key.kind(), SettingKind::Text | SettingKind::List | SettingKind::Dates);
    let onchange = Callback::from(move |event: Event| stage(event.target_unchecked_into::<HtmlInputElement>().value()));
    html! {
        <>
            <span class={classes!("setting-field", wide.then_some("setting-wide"))}>
                <input type={kind} class="input" value={shown} aria-label={label} data-testid="setting-input" placeholder={page::setting_placeholder(lang, key)}
                    inputmode={page::setting_inputmode(key)} aria-invalid={wrong.is_some().then_some("true")} {onchange} />
                { context.setting_unit(key) }
            </span>
            if let Some(wrong) = &*wrong { <span class="setting-wrong" role="alert">{ wrong.clone() }</span> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct AllowancesProps {
    lang: Lang,
    overview: Shared<Overview>,
    staged: Vec<SettingChange>,
    dispatch: Callback<Action>,
}

/// 岗位津贴月标准 by level, as a small table.
#[component]
fn Allowances(props: &AllowancesProps) -> Html {
    let AllowancesProps { lang, overview, staged, dispatch } = props;
    let lang = *lang;
    let added = use_state(String::new);
    let key = SettingKey::AllowanceRate;
    let settings = &overview.settings;
    let mut levels: Vec<String> = settings.list(SettingKey::LevelOrder).to_vec();
    let more = overview.levels.keys().chain(settings.allowances().keys());
    let more = more.cloned().chain(staged.iter().filter_map(|change| change.level.clone()));
    for level in more {
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    let add = {
        let (added, dispatch) = (added.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let level = added.trim().to_owned();
            if !level.is_empty() {
                dispatch.emit(Action::Stage(SettingChange { key, level: Some(level), text: "0".to_owned() }));
                added.set(String::new());
            }
        })
    };
    html! {
        <div class="allowances">
            <h3>{ SettingKey::AllowanceRate.term() }<ClauseTag clause={Clause::Allowance} {lang} /></h3>
            if levels.is_empty() { <p class="effect-note">{ Text::AllowancesNone.to(lang) }</p> }
            <table class="plain-table settings-table"><tbody>
                { for levels.into_iter().map(|level| {
                    let value = settings.allowance(&level).map(|amount| amount.amount().normalize().to_string()).unwrap_or_default();
                    let needed = overview.levels.get(&level).copied().unwrap_or(0);
                    let now = staged_text(staged, key, Some(&level));
                    html! {
                        <tr key={level.clone()} data-testid="setting-row" data-key={format!("{}·{level}", key.term())} data-staged={now.is_some().then_some("true")}>
                            <th scope="row">{ level.clone() }</th>
                            <td class="setting-value" data-col="取值" data-unset={value.is_empty().then_some("true")}>
                                <SettingInput {lang} setting={key} level={Some(level.clone())} {value} staged={now} label={format!("{} {level}", key.term())} dispatch={dispatch.clone()} />
                            </td>
                            <td class="cell-clause">{ page::needed_by(lang, needed) }</td>
                        </tr>
                    }
                }) }
            </tbody></table>
            <form class="allowance-add" onsubmit={add}>
                <input class="input" value={(*added).clone()} aria-label={Text::AllowanceLevel.to(lang)} placeholder={Text::AllowanceLevel.to(lang)} maxlength="40"
                    oninput={Callback::from(move |event: InputEvent| added.set(event.target_unchecked_into::<HtmlInputElement>().value()))} />
                <button type="submit" class="button">{ Text::AllowanceAdd.to(lang) }</button>
            </form>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ConfirmationProps {
    lang: Lang,
    overview: Shared<Overview>,
    has_staged: bool,
    today: Option<NaiveDate>,
    editing: bool,
    dispatch: Callback<Action>,
}

/// The meeting's confirmation: when, and by which minutes.
#[component]
fn Confirmation(props: &ConfirmationProps) -> Html {
    let ConfirmationProps { lang, overview, has_staged, today, editing, dispatch } = props;
    let lang = *lang;
    let settings = &overview.settings;
    let confirmed = settings.flag(SettingKey::Confirmed);
    let date = use_state(|| {
        let before = settings.date(SettingKey::ConfirmedOn);
        before.or(*today).map(|date| date.to_string()).unwrap_or_default()
    });
    let minutes = use_state(|| settings.value(SettingKey::Minutes).to_string());
    let change = |key: SettingKey, text: &str| SettingChange { key, level: None, text: text.to_owned() };
    let onsubmit = {
        let (date, minutes, dispatch) = (date.clone(), minutes.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let changes = vec![
                change(SettingKey::Confirmed, "是"),
                change(SettingKey::ConfirmedOn, &date),
                change(SettingKey::Minutes, minutes.trim()),
            ];
            dispatch.emit(Action::Edit(Edit::Set(changes)));
        })
    };
    let withdraw =
        { dispatch.reform(move |_: MouseEvent| Action::Edit(Edit::Set(vec![change(SettingKey::Confirmed, "否")]))) };
    let typed = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |event: InputEvent| state.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    html! {
        <div class="confirmation" data-testid="confirmation" data-confirmed={if confirmed { "true" } else { "false" }}>
            <h3>{ Text::ConfirmTitle.to(lang) }</h3>
            if confirmed {
                <p class="confirmation-state"><Icon drawing={Drawing::Stamp} />{ page::confirmed(lang, settings) }</p>
                <button type="button" class="button" disabled={*editing} onclick={withdraw}>{ Text::ConfirmWithdraw.to(lang) }</button>
            } else {
                <form {onsubmit}>
                    <label class="decide-field"><span>{ Text::ConfirmDate.to(lang) }</span>
                        <input type="date" class="input" data-testid="confirm-date" value={(*date).clone()} oninput={typed(&date)} /></label>
                    <label class="decide-field"><span>{ Text::ConfirmMinutes.to(lang) }</span>
                        <input class="input" data-testid="confirm-minutes" value={(*minutes).clone()} placeholder={Text::ConfirmMinutesHint.to(lang)} maxlength="100" oninput={typed(&minutes)} /></label>
                    <button type="submit" class="button button-primary" data-testid="confirm-save" disabled={*editing || *has_staged}>
                        <Icon drawing={Drawing::Stamp} />{ Text::ConfirmSave.to(lang) }</button>
                </form>
                if *has_staged { <p class="effect-note">{ Text::ConfirmStaged.to(lang) }</p> }
            }
        </div>
    }
}

/// Properties of [`SettingChoice`].
#[derive(Properties, PartialEq)]
pub struct ChoiceProps {
    /// The language.
    pub lang: Lang,
    /// Has the settings in force.
    pub overview: Shared<Overview>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The choice of a setting, and of another value to try.
#[component]
pub fn SettingChoice(props: &ChoiceProps) -> Html {
    let ChoiceProps { lang, overview, dispatch } = props;
    let lang = *lang;
    let chosen = use_state(|| 0_usize);
    let text = use_state(String::new);
    let wrong = use_state(|| None::<String>);
    let names = BTreeMap::new();
    let context = Context { lang, sheets: &[], names: &names };
    let mut choices: Vec<(SettingKey, Option<String>)> = Vec::new();
    for key in SettingKey::ALL {
        match key {
            SettingKey::AllowanceRate => {
                let levels: std::collections::BTreeSet<&String> =
                    overview.levels.keys().chain(overview.settings.allowances().keys()).collect();
                choices.extend(levels.into_iter().map(|level| (*key, Some(level.clone()))));
            }
            // Confirming and settling are no questions of what would be if.
            key if key.is_of_a_step() => {}
            key => choices.push((*key, None)),
        }
    }
    let (key, level) = choices.get(*chosen).cloned().unwrap_or((SettingKey::Year, None));
    let present = match &level {
        Some(level) => {
            overview.settings.allowance(level).map(|amount| amount.amount().normalize().to_string()).unwrap_or_default()
        }
        None => overview.settings.value(key).to_string(),
    };
    let onchange = {
        let (chosen, text, wrong) = (chosen.clone(), text.clone(), wrong.clone());
        Callback::from(move |event: Event| {
            chosen.set(event.target_unchecked_into::<HtmlSelectElement>().value().parse().unwrap_or(0));
            text.set(String::new());
            wrong.set(None);
        })
    };
    let words: Option<&'static [&'static str]> = match key.kind() {
        SettingKind::Choice(choices) => Some(choices),
        SettingKind::Flag => Some(&["是", "否"]),
        _ => None,
    };
    let value = if let (Some(words), true) = (words, text.is_empty()) {
        words.iter().find(|word| **word != present).copied().unwrap_or_default().to_owned()
    } else {
        (*text).clone()
    };
    let onsubmit = {
        let (value, level, wrong, dispatch) = (value.clone(), level.clone(), wrong.clone(), dispatch.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text = page::typed_setting(key, &value);
            match key.parse(&text) {
                Ok(_) => {
                    wrong.set(None);
                    dispatch.emit(Action::TryOut(Edit::Set(vec![SettingChange { key, level: level.clone(), text }])));
                }
                Err(fault) => {
                    let names = BTreeMap::new();
                    wrong.set(Some(Context { lang, sheets: &[], names: &names }.setting_fault(key, fault)));
                }
            }
        })
    };
    let typed = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| text.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let picked =
        Callback::from(move |event: Event| text.set(event.target_unchecked_into::<HtmlSelectElement>().value()));
    html! {
        <form class="fact-editor" {onsubmit}>
            <label class="decide-field"><span>{ Text::SettingName.to(lang) }</span>
                <select class="select" data-testid="trial-setting" {onchange}>
                    { for choices.iter().enumerate().map(|(at, (key, level))| html! {
                        <option value={at.to_string()} selected={at == *chosen}>{ context.setting(*key, level.as_deref()) }</option>
                    }) }
                </select></label>
            <p class="fact-now">{ Text::TrialNow.to(lang) }{ " " }<strong>{ page::setting_shown(lang, key, &present) }</strong></p>
            <label class="decide-field"><span>{ Text::TrialInstead.to(lang) }</span>
                if let Some(words) = words {
                    <select class="select" data-testid="trial-value" onchange={picked}>
                        { for words.iter().map(|word| html! { <option value={*word} selected={*word == value}>{ *word }</option> }) }
                    </select>
                } else {
                    <input class="input" data-testid="trial-value" {value} maxlength="400" oninput={typed} />
                }
            </label>
            if let Some(wrong) = &*wrong { <span class="setting-wrong" role="alert">{ wrong.clone() }</span> }
            <button type="submit" class="button" data-testid="trial-try">{ Text::TrialTry.to(lang) }</button>
        </form>
    }
}
