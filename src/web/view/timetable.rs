//! 日程: the notice's dates with today's place among them, and the days that working days are counted by.

use super::{
    effect::EffectView,
    icon::{Drawing, Icon},
    settings::SettingInput,
    tags::ClauseTag,
};
use crate::{
    app::{Action, SavingFile, Shared, WeighedAt, Weighing},
    domain::SettingChange,
    i18n::{
        Lang,
        page::{self, Text},
        stage_title, stage_what,
    },
    notice::{AgendaEntry, Clause, SettingKey, agenda},
    protocol::Overview,
};
use chrono::NaiveDate;
use yew::prelude::*;

/// Properties of [`TimetableView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Has the settings.
    pub overview: Shared<Overview>,
    /// Settings that were changed and not applied yet.
    pub staged: Vec<SettingChange>,
    /// What is weighed at the moment.
    pub weighing: Option<Weighing>,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The settings that the timetable hangs on.
const SETTINGS: [SettingKey; 5] = [
    SettingKey::PublicityDays,
    SettingKey::PublicityFrom,
    SettingKey::PublicityTo,
    SettingKey::Holidays,
    SettingKey::MakeUpDays,
];

/// 日程
#[component]
pub fn TimetableView(props: &Props) -> Html {
    let Props { lang, overview, staged, weighing, today, editing, dispatch } = props;
    let lang = *lang;
    let settings = &overview.settings;
    let weighing = weighing.as_ref().filter(|weighing| weighing.at == WeighedAt::Settings);
    let entries = agenda(settings, *today);
    html! {
        <div class="page-width timetable">
            <div class="settings-head">
                <p class="intro">{ Text::TimetableIntro.to(lang) }<ClauseTag clause={Clause::Timetable} {lang} /></p>
                <button type="button" class="button" data-testid="calendar" onclick={dispatch.reform(|_: MouseEvent| Action::Save(SavingFile::Calendar))}>
                    <Icon drawing={Drawing::Download} />{ Text::TimetableSave.to(lang) }</button>
            </div>
            <div class="timetable-grid">
                <ol class="card stages" data-testid="stages">
                    { for entries.iter().map(|entry| match entry {
                        AgendaEntry::Today(day) => html! { <li class="stage-today" data-testid="today">{ page::today(lang, *day) }</li> },
                        AgendaEntry::Stage { milestone, standing } => html! {
                            <li class="stage" data-testid="stage" data-standing={standing.name()}>
                                <p class="stage-date">{ page::days(lang, milestone.from, milestone.to) }</p>
                                <div>
                                    <h3>{ stage_title(lang, milestone.stage) }<span class="stage-distance">{ page::standing(lang, *standing) }</span></h3>
                                    <p>{ stage_what(lang, milestone.stage) }</p>
                                    if !milestone.on_working_day { <p class="stage-off"><Icon drawing={Drawing::Warning} />{ Text::TimetableOff.to(lang) }</p> }
                                </div>
                            </li>
                        },
                    }) }
                </ol>
                <section class="card trial-card">
                    <h2>{ Text::TimetableDays.to(lang) }</h2>
                    { for SETTINGS.into_iter().map(|key| {
                        let now = staged.iter().find(|change| change.key == key).map(|change| change.text.clone());
                        html! {
                            <div class="timetable-setting" data-testid="setting-row" data-key={key.term()}>
                                <span class="timetable-label">{ key.term() }</span>
                                <SettingInput {lang} setting={key} level={None::<String>} value={settings.value(key).to_string()} staged={now} label={key.term().to_owned()} dispatch={dispatch.clone()} />
                            </div>
                        }
                    }) }
                    if let Some(warning) = page::publicity_short(lang, settings) { <p class="stage-off"><Icon drawing={Drawing::Warning} />{ warning }</p> }
                    if !staged.is_empty() {
                        <div class="decide-actions">
                            <button type="button" class="button" onclick={dispatch.reform(|_: MouseEvent| Action::DropStaged)}>{ Text::StagedDrop.to(lang) }</button>
                            <button type="button" class="button button-primary" data-testid="staged-keep" disabled={*editing}
                                onclick={dispatch.reform(|_: MouseEvent| Action::KeepStaged)}><Icon drawing={Drawing::Tick} />{ Text::StagedKeep.to(lang) }</button>
                        </div>
                        if let Some(weighing) = weighing {
                            <EffectView {lang} weighing={weighing.clone()} year={overview.year} listed={false} dispatch={dispatch.clone()} />
                        }
                    }
                </section>
            </div>
        </div>
    }
}
