//! What the page and the engine say to each other. Plain data: no web type, no wording.
//!
//! A [`Call`] goes to the Worker, [`Answer`]s come back: any number of [`AnswerBody::Progress`], then one
//! [`AnswerBody::Done`] or [`AnswerBody::Failed`]. File bytes travel beside the message, not in it.

use crate::{
    domain::{
        Assignment, Category, CellRef, CorrectedCell, Edit, Field, Grade, Incident, Lot, Pack, Paper, PaperKind,
        Person, PersonId, Problem, Ruling, Severity, SheetKind, TemplateFault, Whom, Yuan,
    },
    notice::{Clause, SettingKey, Settings},
    roster::Unreadable,
    rules::{
        BudgetAnswer, BudgetQuestion, Difference, Explanation, Finding, GroupBy, GroupReview, NearMiss, NotInPost,
        Outcome, Pending, PersonAnswer, PersonResult, Pool, RegisterLine, Status, Totals,
    },
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod account;

pub use crate::roster::{ColumnPreview, RowPreview, SheetPreview, SheetReading};
pub use account::{Became, CellView, PassedOverSpan, SheetCell, SheetEntry, SheetQuery, SheetWindow};

/// A request with its number.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Call {
    /// Answers carry the same number.
    pub id: u32,
    /// The day, by the page's clock: the engine has none.
    pub today: Option<NaiveDate>,
    /// What is asked.
    pub request: Request,
}

/// What the page asks of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Reads and evaluates workbooks; their bytes travel beside the message, in the order of the names.
    Load {
        /// File names.
        names: Vec<String>,
        /// Edits to lay over them; none for files that were just dropped.
        edits: Vec<Edit>,
    },
    /// Reads and evaluates the built-in sample.
    LoadSample {
        /// Edits to lay over it.
        edits: Vec<Edit>,
    },
    /// Changes something about what is loaded, and evaluates again. A decision that the notice forbids is refused.
    Edit(Edit),
    /// Several edits at once, as [`Request::Edit`] does one.
    EditAll(Vec<Edit>),
    /// What edits would change, without making them.
    Weigh(Vec<Edit>),
    /// Takes over the settings of a workbook; its bytes travel beside the message.
    LoadSettings {
        /// File name.
        name: String,
    },
    /// Says what a sheet is of the files that gave no roster, and tries again.
    AssignUnread(Assignment),
    /// Takes the last edit back.
    Undo,
    /// Makes the edit again that was taken back last.
    Redo,
    /// The sheets as they are read, to assign columns by hand.
    Sheets {
        /// Those of the files that gave no roster; else those of what is loaded.
        unread: bool,
        /// An assignment to see them with, before it is made.
        trial: Option<Assignment>,
    },
    /// How the rows of a sheet were used up, in words of the rows themselves.
    PassedOverRows {
        /// Position of the sheet.
        sheet: u16,
    },
    /// The sheets with what became of their cells.
    Account,
    /// Rows of a sheet as they stand.
    SheetRows(SheetQuery),
    /// The next cell of a lot behind a cell of its sheet; behind the last one comes the first.
    NextOfLot {
        /// The cell.
        after: CellRef,
        /// The lot.
        lot: Lot,
    },
    /// What became of a cell.
    Cell(CellRef),
    /// A window of the table of people.
    Rows(RowQuery),
    /// Everything about one person.
    Person(PersonId),
    /// All pending matters.
    Pending,
    /// All problems.
    Problems,
    /// 结果运用 and 未参加考核.
    Outcomes,
    /// The settings in force.
    Settings,
    /// The notice, clause by clause, with whom each touches.
    Clauses,
    /// 口径影响, and who is near a threshold.
    Register,
    /// The first review by groups.
    Fairness(GroupBy),
    /// The highest amount within a budget.
    Budget(BudgetQuestion),
    /// People by number, name or department, a few of them.
    Find(String),
    /// Everything that could be changed about a person, to try it.
    Facts(PersonId),
    /// A workbook for a kind of reader.
    Export(Pack),
    /// One sheet of the results as CSV.
    Csv(String),
    /// What papers can be made, and about whom.
    Desk,
    /// A paper to be looked at and printed.
    Paper {
        /// Which.
        kind: PaperKind,
        /// About whom.
        whom: Whom,
    },
    /// A paper as .docx; of many people, several in an archive.
    Document {
        /// Which.
        kind: PaperKind,
        /// About whom.
        whom: Whom,
    },
    /// What is in a template of the office; its bytes travel beside the message.
    ReadTemplate {
        /// File name.
        name: String,
    },
    /// A template of the office, filled; its bytes travel beside the message. Fields that nobody knows are left empty.
    FillTemplate {
        /// File name.
        name: String,
        /// About whom.
        whom: Whom,
        /// A file for each person, in an archive; else one file with a page break before each person.
        apart: bool,
    },
    /// The rows of the table as text with tabs, to be copied.
    CopyRows(RowQuery),
    /// The settings alone, as a workbook for next year.
    SettingsFile,
    /// The timetable as a calendar file.
    Calendar {
        /// The day it is written, which the format wants to know.
        today: NaiveDate,
    },
    /// The blank template.
    Template,
}

/// An answer to a call.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The call's number.
    pub id: u32,
    /// What is answered.
    pub body: AnswerBody,
}

/// What an answer holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum AnswerBody {
    /// The work goes on.
    Progress(Progress),
    /// The work is done.
    Done(Response),
    /// The work can't be done.
    Failed(Failure),
}

/// How far long work has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub stage: WorkStage,
    /// From 0 to 1 within the stage.
    pub share: f32,
}

/// The stages of long work, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkStage {
    /// Unpacking and parsing the files.
    Reading,
    /// Applying the rules.
    Evaluating,
    /// Building the workbook.
    Writing,
}

/// What the engine answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Response {
    /// [`Request::Load`], [`Request::LoadSample`], [`Request::AssignUnread`], [`Request::LoadSettings`], [`Request::Edit`],
    /// [`Request::EditAll`], [`Request::Undo`], [`Request::Redo`].
    Loaded(Box<Overview>),
    /// [`Request::Sheets`].
    Sheets(SheetsView),
    /// [`Request::PassedOverRows`].
    PassedOverRows(Vec<PassedOverRow>),
    /// [`Request::Account`].
    Account(Vec<SheetEntry>),
    /// [`Request::SheetRows`].
    SheetRows(SheetWindow),
    /// [`Request::NextOfLot`]; nothing if the sheet has none of the lot.
    NextOfLot(Option<CellRef>),
    /// [`Request::Cell`].
    Cell(Box<CellView>),
    /// [`Request::Rows`].
    Rows(RowWindow),
    /// [`Request::Person`].
    Person(Box<PersonDetail>),
    /// [`Request::Pending`].
    Pending(PendingView),
    /// [`Request::Problems`].
    Problems(Vec<ProblemRow>),
    /// [`Request::Outcomes`].
    Outcomes {
        /// 结果运用
        outcomes: Vec<OutcomeRow>,
        /// 未参加考核
        not_appraised: Vec<NotAppraisedRow>,
    },
    /// [`Request::Settings`].
    Settings(Vec<SettingRow>),
    /// [`Request::Weigh`].
    Weighed(Box<Weighed>),
    /// [`Request::Clauses`].
    Clauses(Vec<ClauseRow>),
    /// [`Request::Register`].
    Register(Box<RegisterView>),
    /// [`Request::Fairness`].
    Fairness(FairnessView),
    /// [`Request::Budget`].
    Budget(BudgetAnswer),
    /// [`Request::Desk`].
    Desk(DeskView),
    /// [`Request::ReadTemplate`].
    Template(TemplateView),
    /// [`Request::Paper`].
    Paper(Box<PaperView>),
    /// [`Request::CopyRows`].
    Copied {
        /// The text.
        text: String,
        /// Rows in it.
        rows: u32,
    },
    /// [`Request::Find`], with what was looked for.
    Found(String, Vec<Named>),
    /// [`Request::Facts`].
    Facts(Box<FactsView>),
    /// [`Request::Export`], [`Request::Csv`], [`Request::Document`], [`Request::FillTemplate`],
    /// [`Request::Template`], [`Request::SettingsFile`], [`Request::Calendar`]: the bytes travel beside the message.
    File {
        /// Suggested file name.
        name: String,
    },
}

/// Why a request failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The files can't be read.
    Unreadable(Unreadable),
    /// Nothing is loaded yet.
    NothingLoaded,
    /// There is no such person in what is loaded.
    NoSuchPerson,
    /// The notice forbids a decision: these errors would stand.
    Refused {
        /// The errors.
        problems: Vec<Problem>,
        /// Names of the people mentioned.
        names: BTreeMap<PersonId, String>,
    },
    /// Something is open, so nothing can be settled (定稿).
    NotReady,
    /// The edits would end 定稿: that wants a reason. They are made together with [`Edit::Reopen`].
    WouldReopen(Vec<Edit>),
    /// A text is no value of its setting.
    NotAValue(SettingKey),
    /// A workbook has no settings to take over.
    NoSettings {
        /// Its file name.
        file: String,
    },
    /// The workbook couldn't be built.
    NotWritten(String),
    /// A template can't be used.
    Template {
        /// Its file name.
        file: String,
        /// Why.
        fault: TemplateFault,
    },
    /// The browser doesn't let the page copy.
    NotCopied,
    /// There is nobody whom the paper would be about.
    NobodyToWriteAbout,
    /// The message wasn't understood: page and engine are of different builds.
    BadMessage(String),
    /// The Worker died; it was replaced.
    WorkerDied(String),
    /// A new Worker couldn't be given what was loaded; the page keeps it and tries again with the next question.
    NotRestored,
    /// The page ended the work.
    Cancelled,
}

impl Failure {
    /// Whether it is about files that are sound and only want somebody to say what is what in them.
    pub const fn can_be_assigned(&self) -> bool {
        matches!(
            self,
            Failure::Unreadable(
                Unreadable::NoRoster { .. }
                    | Unreadable::RosterWithoutName { .. }
                    | Unreadable::RosterWithoutPeople { .. }
            )
        )
    }
}

/// The result at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    /// Names of the files, or nothing for the sample.
    pub files: Vec<String>,
    /// 单位名称
    pub unit: String,
    /// 年度
    pub year: i32,
    /// How far the result has come.
    pub status: Status,
    /// The digest of all figures, which 定稿 keeps.
    pub figures: String,
    /// Whether selection went by nomination (else by score).
    pub by_nomination: bool,
    /// Quota arithmetic.
    pub pools: Vec<Pool>,
    /// Sums.
    pub totals: Totals,
    /// People on the roster.
    pub on_roster: u32,
    /// People not appraised.
    pub not_appraised: u32,
    /// People with something pending.
    pub pending: u32,
    /// Errors, warnings, notices.
    pub problems: [u32; 3],
    /// Names of the sheets that cells refer to.
    pub sheets: Vec<String>,
    /// Names of the people mentioned in the pools.
    pub names: BTreeMap<PersonId, String>,
    /// How the rows of each sheet were used up.
    pub tallies: Vec<Tally>,
    /// Columns that the roster lacks and rules need.
    pub missing_columns: Vec<Field>,
    /// What was changed by hand.
    pub edits: Edits,
    /// Cells that were corrected by hand, now and on earlier occasions, with old and new value.
    pub corrections: Vec<CorrectedCell>,
    /// The settings in force.
    pub settings: Settings,
    /// Levels whose allowance somebody needs, with how many.
    pub levels: BTreeMap<String, u32>,
    /// Whom the edits in force or taken back are about, by their first cell on the roster.
    pub edited_people: Vec<(CellRef, Named)>,
}

/// Somebody, as lists name people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// 工号 (or 身份证号 where that is the key)
    pub staff_number: String,
    /// 姓名
    pub name: String,
    /// 科室
    pub department: String,
}

/// What edits would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// The edits.
    pub edits: Vec<Edit>,
    /// What differs. Of many people only the first are listed.
    pub difference: Difference,
    /// How many people differ.
    pub changed: u32,
    /// Errors that refuse a decision.
    pub refused: Vec<Problem>,
    /// Whom it mentions.
    pub people: BTreeMap<PersonId, Named>,
}

/// The notice's clause in this roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseRow {
    /// The clause.
    pub clause: Clause,
    /// Its settings.
    pub settings: Vec<SettingRow>,
    /// How many people it touches.
    pub touched: u32,
    /// The first of them.
    pub people: Vec<Named>,
}

/// 口径影响, and who is near.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterView {
    /// Every reading that isn't in force. Of many people only the first are listed.
    pub lines: Vec<RegisterRow>,
    /// Who is near a threshold.
    pub near: Vec<NearMiss>,
    /// Whom it mentions.
    pub people: BTreeMap<PersonId, Named>,
    /// Names of the sheets that cells refer to.
    pub sheets: Vec<String>,
}

/// A line of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// The line.
    pub line: RegisterLine,
    /// 涉及人数
    pub changed: u32,
}

/// The first review by groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairnessView {
    /// What people are grouped by.
    pub by: GroupBy,
    /// The groups.
    pub groups: Vec<GroupReview>,
    /// Whose scores they are.
    pub people: BTreeMap<PersonId, Named>,
}

/// Everything about a person that could be changed, cell by cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactsView {
    /// Who.
    pub person: Named,
    /// The person's first cell on the roster.
    pub row: CellRef,
    /// Cells of the roster and the sheets beside it, each with its column.
    pub cells: Vec<FactCell>,
    /// Incidents of the ledger.
    pub incidents: Vec<Incident>,
    /// Names of the sheets that cells refer to.
    pub sheets: Vec<String>,
}

/// A cell with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactCell {
    /// Its column of the roster; nothing for the grade of an earlier year and for further sheets, of which `header` tells.
    pub field: Option<Field>,
    /// The header.
    pub header: String,
    /// The row about the person, by number from 0: of merged cells another one than the cell's own.
    pub row: u32,
    /// The cell.
    pub cell: CellRef,
    /// What stands in it.
    pub text: String,
}

/// What papers can be made, and about whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// The names of the sheets that can be had as CSV.
    pub sheets: Vec<String>,
    /// Each 科室 of somebody appraised, with how many there are.
    pub departments: Vec<(String, u32)>,
    /// How many certificates there would be.
    pub honours: u32,
    /// The fields that templates can have.
    pub fields: Vec<String>,
}

/// A paper to be looked at and printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperView {
    /// Which.
    pub kind: PaperKind,
    /// About whom.
    pub whom: Whom,
    /// It; of many people only the first.
    pub paper: Paper,
    /// How many people, groups or commendations it is about.
    pub pieces: u32,
    /// Of how many of them the sheets are here.
    pub shown: u32,
}

/// What is in a template of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    /// Its file name.
    pub name: String,
    /// The fields that are known, each with how often it stands there.
    pub fields: Vec<(String, u32)>,
    /// The fields that are not, each with the known ones that look like it.
    pub unknown: Vec<(String, Vec<String>)>,
}

/// Changes made by hand, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edits {
    /// In force.
    pub done: Vec<Edit>,
    /// Taken back; the last one is the next to be made again.
    pub undone: Vec<Edit>,
}

/// The sheets, to assign columns by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetsView {
    /// Every sheet with its first rows.
    pub sheets: Vec<SheetPreview>,
    /// The canonical headers that a column can be read as, for each kind of sheet.
    pub targets: BTreeMap<SheetKind, Vec<String>>,
}

/// A row that is no record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOverRow {
    /// Row from 0.
    pub row: u32,
    /// Why it was passed over.
    pub reason: crate::domain::PassedOver,
    /// Its texts, from left to right; blank cells left out.
    pub texts: Vec<String>,
}

/// Rows read of one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Position of the sheet.
    pub position: u16,
    /// The sheet's name.
    pub sheet: String,
    /// Rows below the header.
    pub read: u32,
    /// Rows that became records.
    pub records: u32,
    /// Rows passed over: row number from 1 and reason.
    pub passed_over: Vec<(u32, crate::domain::PassedOver)>,
}

/// Which rows of the table are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowQuery {
    /// The column to sort by; nothing for the roster's order.
    pub sort: Option<(SortColumn, Direction)>,
    /// Shown are people whose 工号, name, department or team contains this.
    pub search: String,
    /// Which people.
    pub filter: RowFilter,
    /// First row wanted, from 0.
    pub from: u32,
    /// How many.
    pub count: u32,
}

/// Which people are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowFilter {
    /// Everyone appraised.
    #[default]
    All,
    /// Those with something pending.
    Pending,
    /// Those of a final grade.
    Grade(Grade),
}

/// A sortable column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortColumn {
    /// 工号
    StaffNumber,
    /// 姓名
    Name,
    /// 科室
    Department,
    /// 在岗月数
    Months,
    /// 初评综合分
    S1,
    /// 推优综合分
    S2,
    /// 名次
    Rank,
    /// 最终等次
    Grade,
    /// 应发合计
    Gross,
    /// 扣款合计
    Deducted,
    /// 实发金额
    Net,
}

/// Which way to sort. Missing values come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

/// A window of the table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowWindow {
    /// The query it answers.
    pub query: RowQuery,
    /// Rows in all that match.
    pub total: u32,
    /// The rows wanted.
    pub rows: Vec<Row>,
}

/// One person in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Who.
    pub id: PersonId,
    /// 工号 (or 身份证号 where that is the key)
    pub staff_number: String,
    /// 姓名
    pub name: String,
    /// 科室
    pub department: String,
    /// 岗位类别
    pub category: Option<Category>,
    /// 在岗月数
    pub months: u32,
    /// 初评综合分
    pub s1: Option<Decimal>,
    /// 推优综合分
    pub s2: Option<Decimal>,
    /// 名次
    pub rank: Option<u32>,
    /// 取消优秀资格
    pub bars: Vec<Clause>,
    /// 可降等情形
    pub cases: Vec<Clause>,
    /// 初评等次
    pub first_grade: Option<Grade>,
    /// 建议等次
    pub proposed: Grade,
    /// 最终等次
    pub grade: Grade,
    /// Whether the grade was decided.
    pub decided: bool,
    /// Codes of what is pending.
    pub pending: Vec<String>,
    /// 应发合计
    pub gross: Yuan,
    /// 扣款合计
    pub deducted: Yuan,
    /// 实发金额
    pub net: Yuan,
    /// Whether an item is unset or unknown, so that the sums count it as 0.
    pub open_money: bool,
}

/// Everything about one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonDetail {
    /// Names of the sheets that cells refer to.
    pub sheets: Vec<String>,
    /// The person as read.
    pub person: Person,
    /// The appraised year.
    pub year: i32,
    /// The result, if appraised.
    pub result: Option<PersonResult>,
    /// Why not, if not.
    pub not_appraised: Option<NotInPost>,
    /// 结果运用
    pub outcomes: Vec<Outcome>,
    /// Problems that touch the person.
    pub problems: Vec<Problem>,
    /// Names of other people mentioned.
    pub names: BTreeMap<PersonId, String>,
    /// The pool's arithmetic.
    pub pool: Option<Pool>,
    /// Why each figure is what it is.
    pub explanations: Vec<Explanation>,
    /// What the leading group can decide about the person.
    pub choices: Vec<Ruling>,
    /// 单位名称
    pub unit: String,
    /// How far the result has come.
    pub status: Status,
    /// The person's own question answered.
    pub answer: Option<PersonAnswer>,
    /// The ledger's incidents about the person, counted or not.
    pub incidents: Vec<Incident>,
}

/// 待决事项
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingView {
    /// Everyone with something pending, in the roster's order.
    pub people: Vec<PendingPerson>,
    /// Names of the sheets that cells refer to.
    pub sheets: Vec<String>,
}

/// Somebody of whom something is pending, with what a decision needs to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingPerson {
    /// Who.
    pub person: Named,
    /// The person's first cell on the roster.
    pub row: CellRef,
    /// What is open.
    pub pending: Vec<Pending>,
    /// Bars and cases that apply or couldn't be evaluated.
    pub findings: Vec<Finding>,
    /// S2
    pub s2: Option<Decimal>,
    /// 初评等次
    pub first_grade: Option<Grade>,
    /// 建议等次
    pub proposed: Grade,
    /// What the leading group can decide.
    pub choices: Vec<Ruling>,
    /// Incidents that aren't verified yet.
    pub unverified: Vec<Incident>,
    /// Names of the people mentioned.
    pub names: BTreeMap<PersonId, String>,
}

/// A row of 问题清单.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemRow {
    /// How bad.
    pub severity: Severity,
    /// The place as people write it, as in `花名册!H12`; empty for the input as a whole.
    pub place: String,
    /// The problem.
    pub problem: Problem,
    /// The cell to correct, if the problem is in one, with the text that stands in it.
    pub cell: Option<(CellRef, String)>,
    /// Texts that would mend the cell, each with what it stands for.
    pub choices: Vec<Choice>,
    /// Names of the people mentioned.
    pub names: BTreeMap<PersonId, String>,
}

/// A text that would mend a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What people see.
    pub label: String,
    /// What is to stand in the cell.
    pub text: String,
}

/// A row of 结果运用.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRow {
    /// 工号
    pub staff_number: String,
    /// 姓名
    pub name: String,
    /// What.
    pub outcome: Outcome,
    /// Whether it is fixed (已定) or still open (待决).
    pub fixed: bool,
}

/// A row of 未参加考核.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAppraisedRow {
    /// 工号
    pub staff_number: String,
    /// 姓名
    pub name: String,
    /// Why.
    pub reason: NotInPost,
    /// Who.
    pub id: PersonId,
}

/// A row of 方案.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingRow {
    /// The setting.
    pub key: SettingKey,
    /// Its name, with the level if it is by level.
    pub term: String,
    /// Its value as text; empty is unset.
    pub value: String,
    /// Whether it differs from the default.
    pub changed: bool,
    /// People who would get the amount, for a level's allowance.
    pub needed_by: u32,
}
