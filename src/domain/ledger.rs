//! What the further sheets say, row by row, each matched to its person. What it makes of a person's facts hangs on the
//! settings (the year, the stars, the points of a vote), so that is for the rules.

use super::{CellRef, Fact, Field, Grade, PastGrade, PersonId, SheetKind};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The further sheets; nothing where there is no such sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledgers {
    /// 事件
    pub incidents: Option<Vec<Incident>>,
    /// 月度考核
    pub months: Option<Vec<MonthMark>>,
    /// 初评
    pub reviews: Option<Vec<Review>>,
    /// 民主测评, as ballots
    pub ballots: Option<Vec<Ballot>>,
    /// 民主测评, as tallies
    pub votes: Option<Vec<Votes>>,
    /// 历年考核, and the results of other years
    pub history: Option<Vec<PastYear>>,
    /// Whether any of it says who was promoted (是否晋升).
    pub history_has_promotions: bool,
    /// 岗位变动
    pub posts: Option<Vec<Post>>,
}

/// A category (类别) of incidents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IncidentKind {
    /// 差评
    BadReview,
    /// 投诉
    Complaint,
    /// 违规
    Breach,
    /// 通报: a breach that was circulated.
    Circular,
    /// 巡查通报
    PatrolCircular,
    /// 拒不执行
    RefusedOrders,
    /// 明察暗访重大影响
    InspectionScandal,
    /// 不服从安排
    Disobeyed,
    /// 未按时完成
    LateTask,
    /// 拒不整改
    RefusedToMend,
    /// 失职损失
    DerelictionLoss,
    /// 损害声誉
    ReputationHarm,
}

impl IncidentKind {
    /// All categories.
    pub const ALL: [IncidentKind; 12] = [
        IncidentKind::BadReview,
        IncidentKind::Complaint,
        IncidentKind::Breach,
        IncidentKind::Circular,
        IncidentKind::PatrolCircular,
        IncidentKind::RefusedOrders,
        IncidentKind::InspectionScandal,
        IncidentKind::Disobeyed,
        IncidentKind::LateTask,
        IncidentKind::RefusedToMend,
        IncidentKind::DerelictionLoss,
        IncidentKind::ReputationHarm,
    ];

    /// The official term.
    pub const fn term(self) -> &'static str {
        match self {
            IncidentKind::BadReview => "差评",
            IncidentKind::Complaint => "投诉",
            IncidentKind::Breach => "违规",
            IncidentKind::Circular => "通报",
            IncidentKind::PatrolCircular => "巡查通报",
            IncidentKind::RefusedOrders => "拒不执行",
            IncidentKind::InspectionScandal => "明察暗访重大影响",
            IncidentKind::Disobeyed => "不服从安排",
            IncidentKind::LateTask => "未按时完成",
            IncidentKind::RefusedToMend => "拒不整改",
            IncidentKind::DerelictionLoss => "失职损失",
            IncidentKind::ReputationHarm => "损害声誉",
        }
    }

    /// The roster's column that counts such incidents.
    pub const fn field(self) -> Field {
        match self {
            IncidentKind::BadReview => Field::BadReviews,
            IncidentKind::Complaint => Field::Complaints,
            IncidentKind::Breach => Field::Breaches,
            IncidentKind::Circular => Field::Circulars,
            IncidentKind::PatrolCircular => Field::PatrolCirculars,
            IncidentKind::RefusedOrders => Field::RefusedOrders,
            IncidentKind::InspectionScandal => Field::InspectionScandal,
            IncidentKind::Disobeyed => Field::Disobeyed,
            IncidentKind::LateTask => Field::LateTasks,
            IncidentKind::RefusedToMend => Field::RefusedToMend,
            IncidentKind::DerelictionLoss => Field::DerelictionLoss,
            IncidentKind::ReputationHarm => Field::ReputationHarm,
        }
    }

    /// The category of a word: the term, or any name of the roster's column.
    pub fn of_word(word: &str) -> Option<IncidentKind> {
        let of_field =
            || Field::of_header(word).and_then(|field| IncidentKind::ALL.into_iter().find(|k| k.field() == field));
        IncidentKind::ALL.into_iter().find(|kind| kind.term() == word).or_else(of_field)
    }
}

/// Whether an incident is held against the person (核实状态).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verification {
    /// 本人责任: counts.
    Responsible,
    /// 非本人责任: doesn't count.
    NotResponsible,
    /// 待核实: doesn't count yet, and the person's result stays provisional.
    Pending,
}

impl Verification {
    /// All states.
    pub const ALL: [Verification; 3] = [Verification::Responsible, Verification::NotResponsible, Verification::Pending];

    /// The official term.
    pub const fn term(self) -> &'static str {
        match self {
            Verification::Responsible => "本人责任",
            Verification::NotResponsible => "非本人责任",
            Verification::Pending => "待核实",
        }
    }
}

/// A row of 事件.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Whom it is about.
    pub person: PersonId,
    /// The cell of 类别.
    pub cell: CellRef,
    /// 日期; nothing if it couldn't be read, which is an error of its own.
    pub date: Option<NaiveDate>,
    /// 类别
    pub kind: IncidentKind,
    /// 星级 of a 差评.
    pub stars: Option<u32>,
    /// 核实状态; nothing if it couldn't be read, which is an error of its own.
    pub state: Option<Verification>,
    /// 月度已扣; nothing if the table has no such column: nobody can tell.
    pub fined: Option<bool>,
    /// 说明
    pub note: String,
    /// The cells in which it could be changed.
    pub cells: IncidentCells,
}

/// The cells of an incident that an appeal may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentCells {
    /// 核实状态
    pub state: CellRef,
    /// 星级, if there is such a column.
    pub stars: Option<CellRef>,
    /// 月度已扣, if there is such a column.
    pub fined: Option<CellRef>,
}

/// One month of one person in 月度考核.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthMark {
    /// Whom it is about.
    pub person: PersonId,
    /// The cell.
    pub cell: CellRef,
    /// From 1 to 12.
    pub month: u32,
    /// 得分
    pub score: Option<Decimal>,
    /// 等次
    pub grade: Option<Grade>,
    /// Whether another cell gives another mark for the month: neither counts.
    pub disputed: bool,
}

impl std::fmt::Display for MonthMark {
    /// As it would stand in a cell: `92`, `合格` or `92/合格`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(score) = self.score {
            write!(formatter, "{}", score.normalize())?;
        }
        match (self.score, self.grade) {
            (Some(_), Some(grade)) => write!(formatter, "/{}", grade.term()),
            (None, Some(grade)) => formatter.write_str(grade.term()),
            (_, None) => Ok(()),
        }
    }
}

/// A row of 初评: facts of the roster's columns that stand on a sheet of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Whom it is about.
    pub person: PersonId,
    /// What it says.
    pub facts: Vec<(Field, Fact)>,
}

/// What a ballot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vote {
    /// A score from 0 to 100.
    Score(Decimal),
    /// A grade, turned into points by the settings.
    Grade(Grade),
    /// 弃权 or blank: no vote.
    Abstained,
}

/// A ballot of 民主测评.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ballot {
    /// Whom it is about.
    pub person: PersonId,
    /// The cell of 评价.
    pub cell: CellRef,
    /// 票号
    pub number: String,
    /// 评价
    pub vote: Vote,
    /// Whether another ballot of this number says something else: neither counts.
    pub disputed: bool,
}

/// Tallied votes of 民主测评.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Votes {
    /// Whom they are about.
    pub person: PersonId,
    /// The cells of the counts.
    pub cells: Vec<CellRef>,
    /// Votes for each grade, best grade first.
    pub counts: [u32; 5],
    /// The score that the table itself gives beside the votes, and its cell.
    pub score: Option<(Decimal, CellRef)>,
}

/// A row of 历年考核.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastYear {
    /// Whom it is about.
    pub person: PersonId,
    /// The cell of 等次.
    pub cell: CellRef,
    /// 年度
    pub year: i32,
    /// 等次; nothing if there is no record.
    pub grade: Option<PastGrade>,
    /// 是否晋升: whether a promotion rested on this year.
    pub promoted: bool,
}

/// A row of 岗位变动: a post for some months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Whom it is about.
    pub person: PersonId,
    /// The cell of 起始月份.
    pub cell: CellRef,
    /// 起始月份, from 1 to 12.
    pub from: u32,
    /// 截止月份, included.
    pub to: u32,
    /// 管理人员; nothing takes the default by 岗位类别.
    pub manager: Option<bool>,
    /// 岗位级别
    pub level: String,
}

impl Post {
    /// How many months.
    pub const fn months(&self) -> u32 {
        self.to - self.from + 1
    }
}

/// The rows of a further sheet that are about people on the roster, and its columns that could be changed there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRows {
    /// Position of the sheet in [`super::Inputs::sheets`].
    pub sheet: u16,
    /// Columns with their canonical headers, without those that say whom a row is about.
    pub columns: Vec<(u16, String)>,
    /// Rows by number from 0, each with whom it is about.
    pub rows: Vec<(PersonId, u32)>,
}

impl SheetRows {
    /// The cells about a person, filled or not, each with its header; row by row.
    pub fn about(&self, person: PersonId) -> impl Iterator<Item = (&str, CellRef)> {
        let rows = self.rows.iter().filter(move |(own, _)| *own == person);
        rows.flat_map(|(_, row)| {
            let cell = |column| CellRef { sheet: self.sheet, row: *row, column };
            self.columns.iter().map(move |(column, header)| (header.as_str(), cell(*column)))
        })
    }
}

/// A cell that couldn't be read, or that another one displaced, although its row is a record, as it was found: written
/// back, so that the problem comes back too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The cell by which the record is known: 类别 of an incident, 决定等次 of a decision, the name of a person.
    pub record: CellRef,
    /// The canonical header.
    pub header: String,
    /// What stands there.
    pub text: String,
}

/// A row, or a part of one, that couldn't be used: written back as it was found, so that its problem comes back too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stray {
    /// The kind of sheet that it is from.
    pub kind: SheetKind,
    /// Canonical headers and what stands under them.
    pub cells: Vec<(String, String)>,
}

impl Stray {
    /// What stands under a header.
    pub fn text(&self, header: &str) -> Option<&str> {
        self.cells.iter().find(|(own, _)| own == header).map(|(_, text)| text.as_str())
    }
}
