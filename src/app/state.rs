//! What the page shows.

use super::{Shared, Table};
use crate::{
    domain::{Assignment, Edit, PersonId},
    i18n::{Lang, page::Text},
    protocol::{
        Failure, NotAppraisedRow, OutcomeRow, Overview, PassedOverRow, PendingRow, PersonDetail, ProblemRow, Progress,
        SettingRow, SheetsView,
    },
};

use std::collections::BTreeMap;

/// The whole state.
#[derive(Debug, Default)]
pub struct State {
    /// The language of the texts.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// What the page is at.
    pub stage: Stage,
    /// What went wrong last, until it is closed.
    pub banner: Option<Failure>,
    /// Whether files hover over the page.
    pub dragging: bool,
    /// A file that is being written.
    pub saving: Option<Saving>,
    /// Names of files that were dropped while edits weren't saved: somebody has to say whether they are opened.
    pub replacing: Option<Vec<String>>,
    /// Sheets that are being assigned by hand; covers the stage.
    pub mapping: Option<Mapping>,
    /// Whether files that gave no roster wait for an assignment.
    pub unread: bool,
}

/// Sheets and columns that are being assigned by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// Those of the files that gave no roster; else those of the result.
    pub unread: bool,
    /// The sheet in sight.
    pub sheet: u16,
    /// What is to be assigned, and was not yet.
    pub trial: Option<Assignment>,
    /// The sheets as they are read with it.
    pub view: Option<Shared<SheetsView>>,
    /// Whether the assignment is being made.
    pub busy: bool,
    /// Why it couldn't be made.
    pub failure: Option<Failure>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes, in the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name.
    pub const fn label(self) -> Text {
        match self {
            Theme::System => Text::ThemeSystem,
            Theme::Light => Text::ThemeLight,
            Theme::Dark => Text::ThemeDark,
        }
    }
}

/// What the page is at.
#[derive(Debug, Default)]
pub enum Stage {
    /// Nothing is loaded.
    #[default]
    Start,
    /// Files are read.
    Loading(Loading),
    /// There is a result.
    Results(Box<Results>),
}

impl Stage {
    /// A stable name, for tests.
    pub const fn name(&self) -> &'static str {
        match self {
            Stage::Start => "start",
            Stage::Loading(_) => "loading",
            Stage::Results(_) => "results",
        }
    }
}

/// Files on their way to a result.
#[derive(Debug)]
pub struct Loading {
    /// Their names; none for the sample.
    pub names: Vec<String>,
    /// How far it has come.
    pub progress: Option<Progress>,
    /// The result that was there before, to go back to.
    pub before: Option<Box<Results>>,
}

/// A file that is being written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saving {
    /// Which.
    pub file: SavingFile,
    /// How far it has come.
    pub progress: Option<Progress>,
}

/// The files that the page hands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavingFile {
    /// 结果工作簿
    Export,
    /// 空白模板
    Template,
}

impl SavingFile {
    /// What is being done.
    pub const fn label(self) -> Text {
        match self {
            SavingFile::Export => Text::SavingExport,
            SavingFile::Template => Text::SavingTemplate,
        }
    }
}

/// The parts of the result, one at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Figures at a glance.
    #[default]
    Overview,
    /// 全部人员
    People,
    /// 待决事项
    Pending,
    /// 问题清单
    Problems,
    /// 结果运用, 未参加考核
    Outcomes,
    /// 方案
    Settings,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Tab; 6] = [Tab::Overview, Tab::People, Tab::Pending, Tab::Problems, Tab::Outcomes, Tab::Settings];

    /// Its label.
    pub const fn label(self) -> Text {
        match self {
            Tab::Overview => Text::TabOverview,
            Tab::People => Text::TabPeople,
            Tab::Pending => Text::TabPending,
            Tab::Problems => Text::TabProblems,
            Tab::Outcomes => Text::TabOutcomes,
            Tab::Settings => Text::TabSettings,
        }
    }

    /// A stable name, for tests and ids.
    pub const fn name(self) -> &'static str {
        match self {
            Tab::Overview => "overview",
            Tab::People => "people",
            Tab::Pending => "pending",
            Tab::Problems => "problems",
            Tab::Outcomes => "outcomes",
            Tab::Settings => "settings",
        }
    }
}

/// A result and how it is looked at.
#[derive(Debug)]
pub struct Results {
    /// The figures at a glance.
    pub overview: Shared<Overview>,
    /// The tab in sight.
    pub tab: Tab,
    /// The table of people.
    pub table: Table,
    /// 待决事项
    pub pending: Loadable<Vec<PendingRow>>,
    /// 问题清单
    pub problems: Loadable<Vec<ProblemRow>>,
    /// 结果运用, 未参加考核
    pub outcomes: Loadable<Matters>,
    /// 方案
    pub settings: Loadable<Vec<SettingRow>>,
    /// The person in the panel.
    pub panel: Option<Panel>,
    /// Whether an edit is being evaluated.
    pub editing: bool,
    /// The edits in force when the results were saved last.
    pub saved: Vec<Edit>,
    /// Rows that are no records, by sheet, where they are in sight.
    pub passed_over: BTreeMap<u16, Loadable<Vec<PassedOverRow>>>,
}

impl Results {
    /// How many edits would be lost with the page.
    pub fn unsaved(&self) -> usize {
        if self.overview.edits.done == self.saved { 0 } else { self.overview.edits.done.len().max(1) }
    }

    /// A result that just came.
    pub fn new(overview: Overview) -> Results {
        Results {
            overview: Shared::new(overview),
            tab: Tab::default(),
            table: Table::default(),
            pending: Loadable::Absent,
            problems: Loadable::Absent,
            outcomes: Loadable::Absent,
            settings: Loadable::Absent,
            panel: None,
            editing: false,
            saved: Vec::new(),
            passed_over: BTreeMap::new(),
        }
    }
}

/// 结果运用 and 未参加考核.
#[derive(Debug)]
pub struct Matters {
    /// 结果运用
    pub outcomes: Vec<OutcomeRow>,
    /// 未参加考核
    pub not_appraised: Vec<NotAppraisedRow>,
}

/// Something that the engine has and the page asks for when it is first looked at.
#[derive(Debug)]
pub enum Loadable<T> {
    /// Not asked for.
    Absent,
    /// On its way.
    Asked,
    /// Here.
    Here(Shared<T>),
}

impl<T> Clone for Loadable<T> {
    fn clone(&self) -> Loadable<T> {
        match self {
            Loadable::Absent => Loadable::Absent,
            Loadable::Asked => Loadable::Asked,
            Loadable::Here(value) => Loadable::Here(value.clone()),
        }
    }
}

impl<T> PartialEq for Loadable<T> {
    fn eq(&self, other: &Loadable<T>) -> bool {
        match (self, other) {
            (Loadable::Absent, Loadable::Absent) | (Loadable::Asked, Loadable::Asked) => true,
            (Loadable::Here(one), Loadable::Here(two)) => one == two,
            _ => false,
        }
    }
}

/// The panel about one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Who.
    pub id: PersonId,
    /// The row it was opened from, where it was the table.
    pub row: Option<u32>,
    /// What is known; another person's until the answer is there, so that nothing flickers.
    pub detail: Option<Shared<PersonDetail>>,
}

impl Panel {
    /// Whether what is shown is about the person who was asked for.
    pub fn is_current(&self) -> bool {
        self.detail.as_ref().is_some_and(|detail| detail.person.id == self.id)
    }
}
