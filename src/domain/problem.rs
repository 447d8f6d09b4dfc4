//! What is wrong in the input, where, and how bad: data, worded by `i18n`.

use super::{CellRef, Field, Grade, PersonId};
use crate::notice::{Clause, SettingKey};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// 错误: the person's result stays provisional.
    Error,
    /// 警告: computed, but somebody should look.
    Warning,
    /// 提示: worth knowing.
    Notice,
}

impl Severity {
    /// The term used in the sheet 问题清单.
    pub const fn term(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "警告",
            Severity::Notice => "提示",
        }
    }

    /// The severity of a term.
    pub fn of_term(term: &str) -> Option<Severity> {
        [Severity::Error, Severity::Warning, Severity::Notice].into_iter().find(|severity| severity.term() == term)
    }
}

/// Where a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// One cell.
    Cell(CellRef),
    /// A whole sheet, by its position in the input.
    Sheet(u16),
    /// No place in a sheet: the input as a whole.
    Input,
    /// A setting, wherever it is kept.
    Setting(SettingKey),
}

/// The kinds of sheets that the program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SheetKind {
    /// 花名册
    Roster,
    /// 方案
    Settings,
    /// 决定
    Decisions,
    /// 事件
    Incidents,
    /// 月度考核
    Monthly,
    /// 初评
    FirstReview,
    /// 民主测评
    Ballots,
    /// 历年考核
    History,
    /// 岗位变动
    Posts,
}

impl SheetKind {
    /// All kinds.
    pub const ALL: [SheetKind; 9] = [
        SheetKind::Roster,
        SheetKind::Settings,
        SheetKind::Decisions,
        SheetKind::Incidents,
        SheetKind::Monthly,
        SheetKind::FirstReview,
        SheetKind::Ballots,
        SheetKind::History,
        SheetKind::Posts,
    ];

    /// The kind of a canonical name.
    pub fn of_term(term: &str) -> Option<SheetKind> {
        SheetKind::ALL.into_iter().find(|kind| kind.term() == term)
    }

    /// The canonical name of such a sheet.
    pub const fn term(self) -> &'static str {
        match self {
            SheetKind::Roster => "花名册",
            SheetKind::Settings => "方案",
            SheetKind::Decisions => "决定",
            SheetKind::Incidents => "事件",
            SheetKind::Monthly => "月度考核",
            SheetKind::FirstReview => "初评",
            SheetKind::Ballots => "民主测评",
            SheetKind::History => "历年考核",
            SheetKind::Posts => "岗位变动",
        }
    }
}

/// What a group above columns says that they are about, if that isn't the person of the row in the appraised year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnScope {
    /// Another year.
    OtherYear,
    /// A part of the appraised year.
    PartOfYear,
    /// Somebody else.
    OtherPerson,
    /// Nobody can tell: brackets with a unit that isn't the column's, or one of several readings of one figure.
    Unclear,
}

/// Something amiss in the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// Whom it touches; an error with a person keeps that person's result provisional.
    pub person: Option<PersonId>,
    /// What stands there, as text (原值).
    pub found: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

impl Problem {
    /// An error about a person.
    pub fn error(place: Place, person: PersonId, found: impl Into<String>, kind: ProblemKind) -> Problem {
        Problem { severity: Severity::Error, place, person: Some(person), found: found.into(), kind }
    }

    /// A warning about a person.
    pub fn warning(place: Place, person: PersonId, found: impl Into<String>, kind: ProblemKind) -> Problem {
        Problem { severity: Severity::Warning, place, person: Some(person), found: found.into(), kind }
    }

    /// A problem that touches nobody in particular.
    pub fn general(severity: Severity, place: Place, found: impl Into<String>, kind: ProblemKind) -> Problem {
        Problem { severity, place, person: None, found: found.into(), kind }
    }
}

/// Why a file may be damaged: what it says about itself disagrees with what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileDoubt {
    /// Texts that no cell uses.
    UnusedTexts {
        /// So many.
        count: u32,
    },
    /// Cells that stand out of their order.
    CellsOutOfOrder,
    /// Other rows or columns than the sheet says that it has.
    OtherRows,
}

/// What problems are about: they are mended together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemGroup {
    /// A cell that can't be read.
    Cells,
    /// Whom a row is about.
    People,
    /// Two places that say different things.
    Differences,
    /// Headers, columns and sheets.
    Columns,
    /// Incidents.
    Incidents,
    /// 方案
    Settings,
    /// 决定
    Decisions,
    /// What the rules found odd.
    Checks,
}

impl ProblemGroup {
    /// All groups, in the order in which they are mended.
    pub const ALL: [ProblemGroup; 8] = [
        ProblemGroup::People,
        ProblemGroup::Cells,
        ProblemGroup::Differences,
        ProblemGroup::Incidents,
        ProblemGroup::Columns,
        ProblemGroup::Decisions,
        ProblemGroup::Settings,
        ProblemGroup::Checks,
    ];
}

/// What is wrong. Each variant has a message and a cure in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    // --- a cell ---
    /// Expected a number (days, score, yuan).
    NotANumber,
    /// Expected a whole number of cases or months.
    NotWhole,
    /// A number below zero where none can be.
    Negative,
    /// A number outside its range.
    OutOfRange {
        /// Smallest allowed.
        min: Decimal,
        /// Largest allowed.
        max: Decimal,
    },
    /// Expected 是 or 否.
    NotYesNo,
    /// Expected a date.
    NotADate,
    /// A date without its day, as in `2024-7`.
    DateWithoutDay,
    /// A date that the calendar doesn't have.
    ImpossibleDate,
    /// A date long before or after anybody's service; it takes nobody out of the population meanwhile.
    DateOutOfRange {
        /// The first year that a date can lie in.
        first: i32,
        /// The last one.
        last: i32,
    },
    /// Expected one of the five grades.
    NotAGrade,
    /// Expected one of the five grades or 未参加.
    NotAPastGrade,
    /// Expected 大厅服务, 大厅管理 or 其他科室.
    NotACategory,
    /// Expected a year.
    NotAYear,
    /// A spreadsheet error such as `#REF!`.
    ErrorCell,
    /// A formula whose value was never computed.
    FormulaWithoutValue,
    /// A key that the sheet holds as a number beyond 15 digits, so that its last digits are lost.
    KeyLostDigits,
    /// A score as a percentage: 95 points or 0.95?
    PercentScore,
    /// A cell of which a part is struck out: it may mean all that stands there, or only what isn't struck out.
    StruckInPart {
        /// The text without that part.
        kept: String,
    },
    /// A cell that is struck out whole: it may mean what stands there, or nothing.
    StruckOut,

    /// A score between 0 and 1: a share?
    ShareAsScore,

    // --- a row ---
    /// A row with data but without a name.
    NoName,
    /// A row with a name but without the key.
    NoKey,
    /// A row that is struck out whole; it stands meanwhile.
    RowStruckOut,
    /// Two people have one key.
    KeyOfTwo {
        /// The other row's cell.
        other: CellRef,
    },
    /// One ID number stands under two keys: one person twice.
    IdOfTwo {
        /// The other row's cell.
        other: CellRef,
    },
    /// One person stands on two rows.
    PersonTwice {
        /// The other row's cell.
        other: CellRef,
    },
    /// Two cells give different values for one fact.
    Conflict {
        /// The column.
        field: Field,
        /// The other cell.
        other: CellRef,
        /// What stands there.
        other_found: String,
    },
    /// Two cells give different grades for one earlier year.
    PastGradeConflict {
        /// The year.
        year: i32,
        /// The other cell.
        other: CellRef,
        /// What stands there.
        other_found: String,
    },

    /// A row of another sheet fits nobody on the roster; it isn't used.
    RowForNobody,
    /// A row's name or key fits more than one person; it isn't used.
    RowForSeveral {
        /// Whom it may mean.
        candidates: Vec<PersonId>,
    },
    /// Key and name of a row belong to different people; it isn't used.
    RowNameDiffers {
        /// The name that the roster has for the key.
        roster: String,
    },
    /// The roster and a sheet that counts the same say different things; the sheet's figure is used.
    LedgerDiffers {
        /// The roster's column.
        field: Field,
        /// The kind of the other sheet.
        sheet: SheetKind,
        /// Its figure.
        figure: String,
    },

    // --- 事件 ---
    /// 类别 is none of the categories; the row isn't used.
    NotAnIncident,
    /// 核实状态 is none of the three; the row isn't counted.
    NotAVerification,
    /// 核实状态 is blank: taken as 待核实.
    VerificationBlank,
    /// 星级 is no number from 1 to 5; the row isn't counted.
    NotStars,
    /// A 差评 without 星级; it isn't counted.
    StarsBlank,
    /// An incident without a date; it isn't counted.
    IncidentWithoutDate,
    /// An incident outside the appraised year; it isn't counted.
    IncidentOutOfYear {
        /// The appraised year.
        year: i32,
    },
    /// A 差评 and a 投诉 of one person on one day: perhaps one incident.
    PerhapsOneIncident {
        /// The other row's cell.
        other: CellRef,
    },
    /// The same incident stands on another sheet, too.
    IncidentTwice {
        /// The other row's cell.
        other: CellRef,
    },

    /// A row that says that it stands for several incidents, or for none; it counts as one.
    IncidentCount,

    // --- 月度考核, 民主测评 ---
    /// A month's cell is neither a score, nor a grade, nor both.
    NotAMonthMark,
    /// 月份 is no month.
    NotAMonth,
    /// Two different marks for one month of one person; neither counts.
    MonthTwice {
        /// The month.
        month: u32,
        /// The other cell.
        other: CellRef,
    },
    /// 月度考核 has no grade for anybody, so that 月度低等次数 is unknown.
    MonthsWithoutGrades,
    /// 评价 is neither a score nor a grade nor 弃权; it is no vote.
    NotAVote,
    /// One ballot number twice for one person.
    BallotTwice {
        /// The other ballot's cell.
        other: CellRef,
    },

    /// The ballot is marked as void; it is no vote.
    BallotVoid,
    /// A column of votes for a grade that there isn't.
    VotesForOtherGrade,

    // --- 岗位变动 ---
    /// 截止月份 lies before 起始月份; the row isn't used.
    PostReversed,
    /// Two posts of one person share a month: no allowance until it is mended.
    PostsOverlap {
        /// The other post's cell.
        other: CellRef,
    },
    /// A month of a post in which the person wasn't in post: no allowance until it is mended.
    PostOutsideMonths {
        /// The month.
        month: u32,
    },
    /// The posts have more months than the person was in post: no allowance until it is mended.
    PostsBeyondMonths {
        /// Months in post.
        months: u32,
    },

    // --- 历年考核 ---
    /// Two rows about one year of one person say different things about 是否晋升.
    PromotionTwice {
        /// The year.
        year: i32,
        /// The other row's cell.
        other: CellRef,
    },
    /// A promotion is said to rest on a year without a grade; the row isn't used.
    PromotedWithoutGrade,
    /// 未参加 for the appraised year, in which the person is on the roster.
    NotAppraisedThisYear {
        /// The appraised year.
        year: i32,
    },
    /// The results of another year serve as its record of grades.
    ResultsAsHistory {
        /// Their year.
        year: i32,
    },
    /// The results were written by another version of this program, which is what was found.
    OtherVersion,
    /// Those results were a draft.
    HistoryOfDraft {
        /// Their year.
        year: i32,
    },

    // --- the files ---
    /// A file that a spreadsheet program leaves beside an open workbook, which is what was found; it isn't read.
    OwnerFilePassedOver,
    /// A workbook whose format carries no checksum, which is what was found: a figure that changed in it can't be told.
    NoChecksum,
    /// A file that may be damaged, though it can be read.
    FileInDoubt(FileDoubt),
    /// A line of a text file opens a quote that nothing closes before the next records.
    QuoteOpen {
        /// The line, from 1.
        line: u32,
    },
    /// A line of a text file has another number of values than its header.
    ValuesOtherThanHeader {
        /// The line, from 1.
        line: u32,
        /// Its values.
        values: u32,
        /// Those of the header.
        header: u32,
    },
    /// A sheet of the results that couldn't be written, which is what was found; the others were.
    SheetNotWritten,
    /// What the results tell of the files that they were made from, as it was told then.
    Recorded {
        /// Where it was.
        place: String,
        /// What was amiss.
        message: String,
        /// How to mend it.
        cure: String,
    },

    // --- a sheet ---
    /// A header that fits no column; the column isn't read.
    UnknownColumn,
    /// Two columns claim one thing with the same right; the left one stands meanwhile.
    ColumnTwice {
        /// What both claim to be.
        header: String,
        /// The header cell of the other column.
        other: CellRef,
    },
    /// The headers of a table stand twice side by side; only the left table is read.
    TablesSideBySide {
        /// How many columns stand twice.
        columns: u32,
    },
    /// A section, a title, a sheet or a column says that people have left, of whom no date says so: they count.
    ListedAsLeft {
        /// How many.
        people: u32,
    },
    /// Somebody's name or remarks say that they have left, and no date does.
    SaysLeft,
    /// A title or a sheet's name says that a list is of a part of the year; it is read as the year's.
    TitleOfPart,
    /// Another table begins beside the rows of one; it isn't read.
    TableBeside,
    /// A column that isn't read because a visible one, or one under no group, says the same.
    ColumnYields {
        /// What both are.
        header: String,
        /// The header cell of the column that is read.
        other: CellRef,
    },
    /// A column that a group says is about another time or person; it isn't read.
    ColumnElsewhere {
        /// About what.
        scope: ColumnScope,
    },
    /// A column of the roster under a header that only another kind of sheet has; it isn't read.
    ColumnOfAnotherSheet {
        /// The kind.
        sheet: SheetKind,
    },
    /// A hidden column.
    HiddenColumn {
        /// Whether it is read.
        used: bool,
    },
    /// A table of the roster that isn't the main one gives dates of joining or leaving; they aren't used.
    DatesElsewhere,
    /// A sheet looks like data and isn't used: nothing is final over it.
    SheetUnused {
        /// What it seems to be.
        nearest: SheetKind,
        /// Whether its headers were understood, and what it says of the roster's people is nothing that could be joined to
        /// them: another time, other employments, several rows for one person.
        understood: bool,
    },
    /// Rows above a table's header hold data; they aren't read.
    RowsAboveHeader {
        /// How many.
        rows: u32,
    },
    /// A line above a table gives its figures in a unit in which no column is kept: 万元, 小时.
    ForeignUnit,
    /// A title, a sheet's or a file's name names another year.
    TitleOfOtherYear {
        /// The year that it names.
        year: i32,
    },
    /// A column for the year says that rows of a table are about another one; they stand meanwhile.
    RowsOfOtherYear {
        /// The rows, from 0, ascending.
        rows: Vec<u32>,
    },
    /// A sheet that is none of the known kinds; it isn't read.
    UnknownSheet,
    /// A second sheet of a kind that may be there once; it isn't read.
    SheetTwice(SheetKind),
    /// The sheet lacks a column that it can't do without.
    ColumnNeeded {
        /// The kind of sheet.
        sheet: SheetKind,
        /// The header that is missing.
        header: String,
    },
    /// The sheet is hidden; it was read.
    HiddenSheet,
    /// Rows of the sheet are hidden; they were read.
    HiddenRows {
        /// The rows, from 0, ascending.
        rows: Vec<u32>,
    },
    /// The header row stands twice with different columns, or too deep to be found.
    NoHeader(SheetKind),

    // --- 方案 ---
    /// No such setting.
    UnknownSetting,
    /// A value of the wrong type.
    SettingValue(SettingKey),
    /// A value out of range.
    SettingRange(SettingKey),
    /// The same setting twice with different values; neither is used.
    SettingTwice(SettingKey),
    /// A name in 无此情形 that is no header of the roster.
    ConfirmedNoneUnknown,
    /// 无此情形 names something of which somebody has a case.
    ConfirmedNoneContradicted {
        /// The column.
        field: Field,
    },

    // --- 决定 ---
    /// Two different decisions about one person; neither is applied.
    DecisionTwice {
        /// The other row's cell.
        other: CellRef,
    },
    /// 决定等次 is neither a grade nor 不降等.
    NotARuling,
    /// A decision about somebody who isn't appraised.
    DecisionNotAppraised,
    /// A decision from before the end of the appraised year: perhaps one about another year. It is applied.
    DecisionEarly {
        /// The appraised year.
        year: i32,
    },

    // --- found by the rules ---
    /// The roster has no such column: the rules that need it aren't evaluated.
    ColumnMissing(Field),
    /// The roster has the column only for parts of the year, or says that it isn't known: nobody can confirm it away.
    ColumnInParts(Field),
    /// Nobody of the roster is appraised.
    NobodyAppraised,
    /// Neither 入职日期 nor 离岗日期 is a column: everyone listed is taken to be in post.
    NoDateColumns,
    /// There is no column 离岗日期: nobody is taken to have left.
    NoLeftColumn,
    /// The year has no notice of its own; the parameters of the 2024 notice are used.
    YearWithoutNotice {
        /// The year asked for.
        year: i32,
    },
    /// 离岗日期 lies before 入职日期.
    LeftBeforeJoined,
    /// Neither months in post nor a date to derive them from.
    NoMonths,
    /// Months given and months derived from the dates differ; those given count.
    MonthsDiffer {
        /// 在岗月数 as given.
        given: u32,
        /// Months by the dates.
        derived: u32,
    },
    /// 管理岗月数 is more than 在岗月数.
    ManagerMonthsBeyond {
        /// Months in post.
        months: u32,
    },
    /// 管理岗月数 for somebody who is no manager: no allowance.
    ManagerMonthsUnused,
    /// A manager without 岗位级别.
    NoLevel,
    /// More cases already fined than there are.
    FinedBeyond {
        /// The column of all cases.
        total_field: Field,
        /// All cases.
        total: u32,
    },
    /// More circulars than breaches, though every circular is a breach.
    CircularsBeyondBreaches {
        /// 违规次数.
        breaches: u32,
    },
    /// An aspect of the first review above its maximum.
    ScoreAboveMaximum {
        /// The setting of the maximum.
        setting: SettingKey,
        /// The maximum.
        max: Decimal,
    },
    /// 初评分 differs from the sum of its aspects; the score given counts.
    FirstReviewDiffers {
        /// The sum of the four aspects and 亮点加分.
        sum: Decimal,
    },
    /// Nothing that a score could be made of: no rank, and not in the running.
    NoScoreAtAll,
    /// A column of the grade of the appraised year or a later one: no rule uses it.
    GradeNotPast {
        /// The year.
        year: i32,
    },
    /// 名额范围 is 分考核组, but the person has no 岗位类别.
    NoCategory,
    /// Decided 优秀 against a bar: refused.
    DecidedBarred {
        /// The bars.
        bars: Vec<Clause>,
    },
    /// More decided grades than the quota has places: none is applied.
    DecidedBeyondQuota {
        /// The grade.
        grade: Grade,
        /// Places.
        quota: u32,
        /// Everyone decided to have it.
        people: Vec<PersonId>,
    },
    /// A decided 基本合格 or 不合格 without any case of 五(七).
    DemotionWithoutCase,
    /// Selection by nomination, but nobody is nominated.
    NoNominee {
        /// The pool, or nothing for the whole centre.
        pool: Option<super::Category>,
    },
    /// 上次晋升年度 lies after the appraised year.
    PromotionNotPast,
    /// 基本合格 this year, and no record of last year's grade: 六(二)1 can't be judged.
    LastYearUnknown {
        /// Last year.
        year: i32,
    },
    /// An amount that somebody needs is unset.
    AmountUnset {
        /// The setting.
        setting: SettingKey,
        /// The level, for 岗位津贴月标准.
        level: Option<String>,
    },
    /// 方案已确认 is 否.
    SettingsUnconfirmed,
    /// 优秀比例 or 表扬比例 above what the notice allows.
    ShareBeyondNotice {
        /// The setting.
        setting: SettingKey,
        /// Its value.
        share: Decimal,
        /// What the notice allows.
        limit: Decimal,
    },
    /// The weights of 初评, 月度 and 测评 don't add up to 1; they are renormalised.
    WeightsNotOne {
        /// Their sum.
        sum: Decimal,
    },
    /// 定稿人 without 定稿日期, or the other way round: no step was taken.
    SettlingIncomplete,
    /// 定稿 no longer stands, for figures have moved since, or something is open again.
    SettlingLapsed {
        /// The day of 定稿.
        on: NaiveDate,
        /// Whether figures have moved.
        moved: bool,
    },
    /// 定稿 without 定稿校验: whether figures had moved before can't be told.
    SettlingUnsealed,
    /// Publicity began before 定稿: what was published isn't what was settled.
    PublicityBeforeSettling {
        /// The day of 定稿.
        settled: NaiveDate,
    },
    /// 公示截止日期 lies before 公示起始日期: neither counts.
    PublicityReversed {
        /// The first day.
        from: NaiveDate,
    },
    /// Publicity has fewer working days than 公示工作日.
    PublicityShort {
        /// Working days between the days that were entered.
        days: u32,
        /// 公示工作日
        wanted: u32,
    },
}

impl ProblemKind {
    /// Whether it is about the form of the files as they came, of which results have nothing: they have one form.
    pub const fn is_about_files(&self) -> bool {
        use ProblemKind as Kind;
        matches!(
            self,
            Kind::UnknownColumn
                | Kind::UnknownSheet
                | Kind::SheetTwice(_)
                | Kind::HiddenSheet
                | Kind::HiddenRows { .. }
                | Kind::HiddenColumn { .. }
                | Kind::ColumnOfAnotherSheet { .. }
                | Kind::ColumnYields { .. }
                | Kind::ColumnElsewhere { .. }
                | Kind::RowsAboveHeader { .. }
                | Kind::TableBeside
                | Kind::ListedAsLeft { .. }
                | Kind::TitleOfPart
                | Kind::TitleOfOtherYear { .. }
                | Kind::ForeignUnit
                | Kind::VotesForOtherGrade
                | Kind::IncidentCount
                | Kind::RowsOfOtherYear { .. }
                | Kind::OwnerFilePassedOver
                | Kind::NoChecksum
                | Kind::SheetNotWritten
                | Kind::FileInDoubt(_)
                | Kind::QuoteOpen { .. }
                | Kind::ValuesOtherThanHeader { .. }
                | Kind::VerificationBlank
                | Kind::ResultsAsHistory { .. }
                | Kind::HistoryOfDraft { .. }
                | Kind::OtherVersion
                | Kind::SettlingUnsealed
                | Kind::Recorded { .. }
        )
    }

    /// Whether people may say that they checked it and that it no longer counts: what it is about isn't used, and no
    /// sheet has a cell in which it could be mended.
    pub const fn can_be_set_aside(&self) -> bool {
        matches!(
            self,
            ProblemKind::Recorded { .. }
                | ProblemKind::RowsAboveHeader { .. }
                | ProblemKind::TableBeside
                | ProblemKind::ListedAsLeft { .. }
                | ProblemKind::FileInDoubt(_)
                | ProblemKind::QuoteOpen { .. }
                | ProblemKind::ValuesOtherThanHeader { .. }
        )
    }

    /// What it is about.
    pub const fn group(&self) -> ProblemGroup {
        use ProblemKind as Kind;
        match self {
            Kind::NotANumber
            | Kind::NotWhole
            | Kind::Negative
            | Kind::OutOfRange { .. }
            | Kind::NotYesNo
            | Kind::NotADate
            | Kind::DateWithoutDay
            | Kind::ImpossibleDate
            | Kind::DateOutOfRange { .. }
            | Kind::NotAGrade
            | Kind::NotAPastGrade
            | Kind::NotACategory
            | Kind::NotAYear
            | Kind::ErrorCell
            | Kind::FormulaWithoutValue
            | Kind::KeyLostDigits
            | Kind::PercentScore
            | Kind::StruckInPart { .. }
            | Kind::StruckOut
            | Kind::PromotedWithoutGrade
            | Kind::NotAppraisedThisYear { .. }
            | Kind::NotAMonthMark
            | Kind::NotAMonth
            | Kind::NotAVote
            | Kind::BallotVoid
            | Kind::ShareAsScore
            | Kind::PostReversed => ProblemGroup::Cells,
            Kind::NoName
            | Kind::NoKey
            | Kind::RowStruckOut
            | Kind::KeyOfTwo { .. }
            | Kind::IdOfTwo { .. }
            | Kind::PersonTwice { .. }
            | Kind::RowForNobody
            | Kind::RowForSeveral { .. }
            | Kind::RowNameDiffers { .. } => ProblemGroup::People,
            Kind::Conflict { .. }
            | Kind::PastGradeConflict { .. }
            | Kind::PromotionTwice { .. }
            | Kind::LedgerDiffers { .. }
            | Kind::MonthTwice { .. }
            | Kind::BallotTwice { .. }
            | Kind::PostsOverlap { .. }
            | Kind::MonthsDiffer { .. }
            | Kind::FirstReviewDiffers { .. } => ProblemGroup::Differences,
            Kind::NotAnIncident
            | Kind::NotAVerification
            | Kind::VerificationBlank
            | Kind::NotStars
            | Kind::StarsBlank
            | Kind::IncidentWithoutDate
            | Kind::IncidentOutOfYear { .. }
            | Kind::IncidentCount
            | Kind::PerhapsOneIncident { .. }
            | Kind::IncidentTwice { .. } => ProblemGroup::Incidents,
            Kind::UnknownColumn
            | Kind::ColumnTwice { .. }
            | Kind::TablesSideBySide { .. }
            | Kind::TableBeside
            | Kind::ColumnYields { .. }
            | Kind::ColumnElsewhere { .. }
            | Kind::HiddenColumn { .. }
            | Kind::ColumnOfAnotherSheet { .. }
            | Kind::DatesElsewhere
            | Kind::SheetUnused { .. }
            | Kind::RowsAboveHeader { .. }
            | Kind::TitleOfPart
            | Kind::ForeignUnit
            | Kind::TitleOfOtherYear { .. }
            | Kind::VotesForOtherGrade
            | Kind::RowsOfOtherYear { .. }
            | Kind::NoLeftColumn
            | Kind::UnknownSheet
            | Kind::SheetTwice(_)
            | Kind::ColumnNeeded { .. }
            | Kind::HiddenSheet
            | Kind::HiddenRows { .. }
            | Kind::NoHeader(_)
            | Kind::ColumnMissing(_)
            | Kind::ColumnInParts(_)
            | Kind::NobodyAppraised
            | Kind::NoDateColumns
            | Kind::MonthsWithoutGrades
            | Kind::ResultsAsHistory { .. }
            | Kind::OwnerFilePassedOver
            | Kind::NoChecksum
            | Kind::SheetNotWritten
            | Kind::FileInDoubt(_)
            | Kind::QuoteOpen { .. }
            | Kind::ValuesOtherThanHeader { .. }
            | Kind::OtherVersion
            | Kind::Recorded { .. }
            | Kind::HistoryOfDraft { .. } => ProblemGroup::Columns,
            Kind::UnknownSetting
            | Kind::SettingValue(_)
            | Kind::SettingRange(_)
            | Kind::SettingTwice(_)
            | Kind::ConfirmedNoneUnknown
            | Kind::ConfirmedNoneContradicted { .. }
            | Kind::YearWithoutNotice { .. }
            | Kind::AmountUnset { .. }
            | Kind::SettingsUnconfirmed
            | Kind::ShareBeyondNotice { .. }
            | Kind::WeightsNotOne { .. }
            | Kind::SettlingIncomplete
            | Kind::SettlingLapsed { .. }
            | Kind::SettlingUnsealed
            | Kind::PublicityBeforeSettling { .. }
            | Kind::PublicityReversed { .. }
            | Kind::PublicityShort { .. } => ProblemGroup::Settings,
            Kind::DecisionTwice { .. }
            | Kind::NotARuling
            | Kind::DecisionNotAppraised
            | Kind::DecisionEarly { .. }
            | Kind::DecidedBarred { .. }
            | Kind::DecidedBeyondQuota { .. }
            | Kind::DemotionWithoutCase => ProblemGroup::Decisions,
            Kind::PostOutsideMonths { .. }
            | Kind::PostsBeyondMonths { .. }
            | Kind::LeftBeforeJoined
            | Kind::ListedAsLeft { .. }
            | Kind::SaysLeft
            | Kind::NoMonths
            | Kind::ManagerMonthsBeyond { .. }
            | Kind::ManagerMonthsUnused
            | Kind::NoLevel
            | Kind::FinedBeyond { .. }
            | Kind::CircularsBeyondBreaches { .. }
            | Kind::ScoreAboveMaximum { .. }
            | Kind::NoScoreAtAll
            | Kind::GradeNotPast { .. }
            | Kind::NoCategory
            | Kind::NoNominee { .. }
            | Kind::PromotionNotPast
            | Kind::LastYearUnknown { .. } => ProblemGroup::Checks,
        }
    }

    /// Whether saying what sheets and columns are would mend it.
    pub const fn is_about_headers(&self) -> bool {
        matches!(
            self,
            ProblemKind::UnknownColumn
                | ProblemKind::ColumnTwice { .. }
                | ProblemKind::TablesSideBySide { .. }
                | ProblemKind::TableBeside
                | ProblemKind::ColumnYields { .. }
                | ProblemKind::ColumnElsewhere { .. }
                | ProblemKind::ColumnOfAnotherSheet { .. }
                | ProblemKind::DatesElsewhere
                | ProblemKind::SheetUnused { .. }
                | ProblemKind::RowsAboveHeader { .. }
                | ProblemKind::VotesForOtherGrade
                | ProblemKind::RowsOfOtherYear { .. }
                | ProblemKind::UnknownSheet
                | ProblemKind::SheetTwice(_)
                | ProblemKind::ColumnNeeded { .. }
                | ProblemKind::HiddenSheet
                | ProblemKind::ColumnMissing(_)
                | ProblemKind::ColumnInParts(_)
        )
    }
}
