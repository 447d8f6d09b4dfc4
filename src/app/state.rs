//! What the page shows.

use super::{Account, Papers, Shared, Table};
use crate::{
    domain::{Assignment, CellRef, Edit, Pack, PersonId, SettingChange},
    i18n::{Lang, page::Text},
    protocol::{
        ClauseRow, FactsView, Failure, FairnessView, Named, NotAppraisedRow, OutcomeRow, Overview, PassedOverRow,
        PendingView, PersonDetail, ProblemRow, Progress, RegisterView, SettingRow, SheetsView, Weighed,
    },
    rules::{BudgetAnswer, BudgetQuestion, GroupBy},
};
use chrono::NaiveDate;
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
    /// Edits that would end 定稿: somebody has to say why it is reopened. None of them only reopens it.
    pub reopening: Option<Vec<Edit>>,
    /// Sheets that are being assigned by hand; covers the stage.
    pub mapping: Option<Mapping>,
    /// Whether files that gave no roster wait for an assignment.
    pub unread: bool,
    /// Today, by the machine's clock.
    pub today: Option<NaiveDate>,
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
    /// A workbook for a kind of reader.
    Export(Pack),
    /// One sheet as CSV.
    Csv,
    /// A paper as .docx.
    Document,
    /// The office's own template, filled.
    Filled,
    /// 空白模板
    Template,
    /// 方案
    Settings,
    /// 日程
    Calendar,
}

impl SavingFile {
    /// What is being done.
    pub const fn label(self) -> Text {
        match self {
            SavingFile::Export(_) => Text::SavingExport,
            SavingFile::Csv => Text::SavingCsv,
            SavingFile::Document => Text::SavingDocument,
            SavingFile::Filled => Text::SavingFilled,
            SavingFile::Template => Text::SavingTemplate,
            SavingFile::Settings => Text::SavingSettings,
            SavingFile::Calendar => Text::SavingCalendar,
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
    /// 读取对照
    Account,
    /// 结果运用, 未参加考核
    Outcomes,
    /// 方案
    Settings,
    /// 口径影响
    Register,
    /// 试算: what if, an appeal, the budget in reverse.
    Trial,
    /// 初评分析
    Fairness,
    /// 通知条款
    Clauses,
    /// 日程
    Timetable,
    /// 材料下载
    Papers,
    /// 更改记录
    History,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Tab; 14] = [
        Tab::Overview,
        Tab::People,
        Tab::Pending,
        Tab::Problems,
        Tab::Account,
        Tab::Outcomes,
        Tab::Settings,
        Tab::Register,
        Tab::Trial,
        Tab::Fairness,
        Tab::Clauses,
        Tab::Timetable,
        Tab::Papers,
        Tab::History,
    ];

    /// Its label.
    pub const fn label(self) -> Text {
        match self {
            Tab::Overview => Text::TabOverview,
            Tab::People => Text::TabPeople,
            Tab::Pending => Text::TabPending,
            Tab::Problems => Text::TabProblems,
            Tab::Account => Text::TabAccount,
            Tab::Outcomes => Text::TabOutcomes,
            Tab::Settings => Text::TabSettings,
            Tab::Register => Text::TabRegister,
            Tab::Trial => Text::TabTrial,
            Tab::Fairness => Text::TabFairness,
            Tab::Clauses => Text::TabClauses,
            Tab::Timetable => Text::TabTimetable,
            Tab::Papers => Text::TabPapers,
            Tab::History => Text::TabHistory,
        }
    }

    /// A stable name, for tests and ids.
    pub const fn name(self) -> &'static str {
        match self {
            Tab::Overview => "overview",
            Tab::People => "people",
            Tab::Pending => "pending",
            Tab::Problems => "problems",
            Tab::Account => "account",
            Tab::Outcomes => "outcomes",
            Tab::Settings => "settings",
            Tab::Register => "register",
            Tab::Trial => "trial",
            Tab::Fairness => "fairness",
            Tab::Clauses => "clauses",
            Tab::Timetable => "timetable",
            Tab::Papers => "papers",
            Tab::History => "history",
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
    pub pending: Loadable<PendingView>,
    /// 问题清单
    pub problems: Loadable<Vec<ProblemRow>>,
    /// 读取对照
    pub account: Account,
    /// 结果运用, 未参加考核
    pub outcomes: Loadable<Matters>,
    /// 材料下载
    pub papers: Papers,
    /// How many rows of the table were copied last, until the table changes.
    pub copied: Option<u32>,
    /// 方案
    pub settings: Loadable<Vec<SettingRow>>,
    /// 口径影响
    pub register: Loadable<RegisterView>,
    /// 初评分析
    pub fairness: Loadable<FairnessView>,
    /// What its groups are by.
    pub group_by: GroupBy,
    /// 通知条款
    pub clauses: Loadable<Vec<ClauseRow>>,
    /// Settings that were changed in the editor and not applied yet.
    pub staged: Vec<SettingChange>,
    /// What was looked for in the choice of a person, and who was found.
    pub found: Option<(String, Shared<Vec<Named>>)>,
    /// What could be tried about somebody.
    pub facts: Loadable<FactsView>,
    /// What is tried, and wasn't kept or dropped yet.
    pub trial: Vec<Edit>,
    /// What edits that weren't made would change.
    pub weighing: Option<Weighing>,
    /// The budget in reverse.
    pub budget: Option<Budget>,
    /// The person in the panel.
    pub panel: Option<Panel>,
    /// Whether that person's recap covers the page, to be printed.
    pub recap: bool,
    /// Whether an edit is being evaluated.
    pub editing: bool,
    /// The edits in force when somebody last said that the downloaded results were saved.
    pub saved: Vec<Edit>,
    /// The edits in force when the results were downloaded last. A browser doesn't tell whether the file was kept.
    pub downloaded: Vec<Edit>,
    /// Rows that are no records, by sheet, where they are in sight.
    pub passed_over: BTreeMap<u16, Loadable<Vec<PassedOverRow>>>,
}

impl Results {
    /// How many edits would be lost with the page.
    pub fn unsaved(&self) -> usize {
        if self.overview.edits.done == self.saved { 0 } else { self.overview.edits.done.len().max(1) }
    }

    /// Whether all that would be lost has been downloaded, and nobody has said yet that the file was kept.
    pub fn awaits_confirmation(&self) -> bool {
        self.unsaved() > 0 && self.overview.edits.done == self.downloaded
    }

    /// A result that just came.
    pub fn new(overview: Overview) -> Results {
        Results {
            overview: Shared::new(overview),
            tab: Tab::default(),
            table: Table::default(),
            pending: Loadable::Absent,
            problems: Loadable::Absent,
            account: Account::default(),
            outcomes: Loadable::Absent,
            papers: Papers::default(),
            copied: None,
            settings: Loadable::Absent,
            register: Loadable::Absent,
            fairness: Loadable::Absent,
            group_by: GroupBy::default(),
            clauses: Loadable::Absent,
            staged: Vec::new(),
            found: None,
            facts: Loadable::Absent,
            trial: Vec::new(),
            weighing: None,
            budget: None,
            panel: None,
            recap: false,
            editing: false,
            saved: Vec::new(),
            downloaded: Vec::new(),
            passed_over: BTreeMap::new(),
        }
    }
}

/// Edits that are weighed before they are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighing {
    /// Where on the page.
    pub at: WeighedAt,
    /// The edits.
    pub edits: Vec<Edit>,
    /// What they would change; what an earlier question gave, until the answer is there.
    pub effect: Option<Shared<Weighed>>,
    /// Why that can't be said.
    pub failure: Option<Failure>,
}

impl Weighing {
    /// Whether the effect is that of the edits.
    pub fn is_current(&self) -> bool {
        self.effect.as_ref().is_some_and(|effect| effect.edits == self.edits)
    }
}

/// Where edits are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeighedAt {
    /// In the decision about somebody.
    Decision(CellRef),
    /// In the editor of settings.
    Settings,
    /// In 试算.
    Trial,
    /// In 复核.
    Appeal,
}

/// The budget in reverse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What was asked.
    pub question: BudgetQuestion,
    /// The answer, once it is there.
    pub answer: Option<BudgetAnswer>,
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
#[derive(Debug, Default)]
pub enum Loadable<T> {
    /// Not asked for.
    #[default]
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
    /// The part to be seen first.
    pub part: PanelPart,
    /// What is known; another person's until the answer is there, so that nothing flickers.
    pub detail: Option<Shared<PersonDetail>>,
}

/// A part of the panel: where a figure is explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PanelPart {
    /// From the top.
    #[default]
    Head,
    /// The grade.
    Grade,
    /// The money.
    Money,
    /// Bars to 优秀.
    Bars,
    /// Cases for demotion.
    Cases,
    /// Scores and rank.
    Scores,
    /// Months.
    Time,
}

impl PanelPart {
    /// A stable name, for ids.
    pub const fn name(self) -> &'static str {
        match self {
            PanelPart::Head => "part-head",
            PanelPart::Grade => "part-grade",
            PanelPart::Money => "part-money",
            PanelPart::Bars => "part-bars",
            PanelPart::Cases => "part-cases",
            PanelPart::Scores => "part-scores",
            PanelPart::Time => "part-time",
        }
    }
}

impl Panel {
    /// Whether what is shown is about the person who was asked for.
    pub fn is_current(&self) -> bool {
        self.detail.as_ref().is_some_and(|detail| detail.person.id == self.id)
    }
}
