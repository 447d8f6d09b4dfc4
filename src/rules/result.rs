//! What an evaluation says: plain data with its grounds, worded elsewhere. Every figure carries what it was made of.

use crate::{
    domain::{Category, CellRef, Decision, Field, Grade, Inputs, Person, PersonId, Problem, Ruling, Source, Yuan},
    notice::{Clause, CutBase, MonthCount, NominationMode, Publicity, SettingKey, Settings},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The whole result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The appraised year.
    pub year: i32,
    /// 推优方式 as it worked out for this roster: never [`NominationMode::Automatic`].
    pub mode: NominationMode,
    /// Everyone appraised, in the roster's order.
    pub people: Vec<PersonResult>,
    /// Everyone on the roster with what the further sheets say about them; empty if there are none that change a fact.
    pub facts: Vec<Person>,
    /// Columns that rules can't do without, that nothing stands in for, and that nobody confirmed as 无此情形.
    pub missing_columns: Vec<Field>,
    /// Everyone else on the roster, with the reason.
    pub not_appraised: Vec<NotAppraised>,
    /// Quota arithmetic, one entry for each pool.
    pub pools: Vec<Pool>,
    /// 结果运用, by person in the roster's order.
    pub outcomes: Vec<Outcome>,
    /// Reading's problems, then those found by the rules.
    pub problems: Vec<Problem>,
    /// Sums over everyone appraised.
    pub totals: Totals,
    /// A digest of all figures, by which 定稿 knows that they are still those that were settled.
    pub figures: String,
    /// How far the result has come. Rules have no clock: at most [`Status::Settled`], until [`Status::on`] is asked.
    pub status: Status,
}

impl Evaluation {
    /// A person with all that is said about them, on the roster and on the further sheets.
    pub fn person<'a>(&'a self, inputs: &'a Inputs, id: PersonId) -> &'a Person {
        self.facts.get(id.0 as usize).unwrap_or_else(|| inputs.person(id))
    }

    /// The result of a person, if appraised.
    pub fn result(&self, id: PersonId) -> Option<&PersonResult> {
        self.people.binary_search_by_key(&id, |result| result.id).ok().map(|at| &self.people[at])
    }

    /// Whether an outcome is fixed: somebody has settled the result (定稿), and nothing about the person is open.
    pub fn is_fixed(&self, outcome: &Outcome) -> bool {
        let is_pending = self.result(outcome.id).is_none_or(|result| !result.pending.is_empty());
        self.status.is_settled() && !is_pending
    }

    /// Who is published as proposed for a commendation: those of whom nothing is open, in the roster's order.
    pub fn publicised(&self, kind: CommendedFor) -> impl Iterator<Item = PersonId> {
        let of_kind = move |outcome: &&Outcome| outcome.kind == OutcomeKind::Commendation(kind);
        let settled = |id: &PersonId| self.result(*id).is_some_and(|result| result.pending.is_empty());
        self.outcomes.iter().filter(of_kind).map(|outcome| outcome.id).filter(settled)
    }
}

/// How far the result has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// 草稿, for these reasons (at least one).
    Draft(Vec<DraftReason>),
    /// 待定稿: nothing is open, and nobody has taken the step 定稿, or figures have moved since.
    Ready,
    /// 定稿: somebody took the step, and publicity hasn't begun.
    Settled,
    /// 公示中
    InPublicity {
        /// The last day.
        to: NaiveDate,
    },
    /// 生效: the last day of publicity has passed.
    InForce {
        /// It.
        to: NaiveDate,
    },
}

impl Status {
    /// The term that every page, sheet and file name has.
    pub const fn term(&self) -> &'static str {
        match self {
            Status::Draft(_) => "草稿",
            Status::Ready => "待定稿",
            Status::Settled => "定稿",
            Status::InPublicity { .. } => "公示中",
            Status::InForce { .. } => "生效",
        }
    }

    /// A stable name, for tests and the style sheet.
    pub const fn name(&self) -> &'static str {
        match self {
            Status::Draft(_) => "draft",
            Status::Ready => "ready",
            Status::Settled => "settled",
            Status::InPublicity { .. } => "publicity",
            Status::InForce { .. } => "in-force",
        }
    }

    /// Whether the step 定稿 was taken and stands.
    pub const fn is_settled(&self) -> bool {
        !matches!(self, Status::Draft(_) | Status::Ready)
    }

    /// Whether it is in force: grades are no longer proposals.
    pub const fn is_in_force(&self) -> bool {
        matches!(self, Status::InForce { .. })
    }

    /// Whether publicity has begun.
    pub const fn is_published(&self) -> bool {
        matches!(self, Status::InPublicity { .. } | Status::InForce { .. })
    }

    /// What keeps it a draft; nothing if it is none.
    pub fn reasons(&self) -> &[DraftReason] {
        match self {
            Status::Draft(reasons) => reasons,
            _ => &[],
        }
    }

    /// How it stands on a day: what is settled goes into publicity and comes into force by the days that were entered.
    pub fn on(self, settings: &Settings, today: NaiveDate) -> Status {
        match (self.is_settled(), Publicity::of(settings)) {
            (false, _) => self,
            (true, Publicity::Dated { to, .. }) if today > to => Status::InForce { to },
            (true, Publicity::Dated { from, to }) if today >= from => Status::InPublicity { to },
            (true, _) => Status::Settled,
        }
    }
}

/// What keeps a result a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftReason {
    /// So many people have something pending.
    Pending(u32),
    /// So many errors stand.
    Errors(u32),
    /// An amount that somebody needs is unset; with the level for the allowance.
    Unset(SettingKey, Option<String>),
    /// 方案已确认 is 否.
    Unconfirmed,
}

/// Somebody on the roster who isn't appraised.
///
/// Clause: 三.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAppraised {
    /// Who.
    pub id: PersonId,
    /// Why.
    pub reason: NotInPost,
}

/// Why somebody isn't in post on 31 December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotInPost {
    /// Joined after it.
    JoinedAfter(NaiveDate),
    /// The last day in post lies before it.
    LeftBefore(NaiveDate),
}

/// The result of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonResult {
    /// Who.
    pub id: PersonId,
    /// Months in post, for the money.
    pub months: MonthsInPost,
    /// Time in post, for 五(六)4.
    pub tenure: Tenure,
    /// 初评分 and what it was made of.
    pub first_review: FirstReview,
    /// S1 初评综合分.
    pub s1: Score,
    /// S2 推优综合分.
    pub s2: Score,
    /// 名次 by S1 over everyone appraised, 1-2-2-4.
    pub rank: Option<u32>,
    /// The six bars to 优秀 (五(六)), in order.
    pub bars: Vec<Finding>,
    /// The seven discretionary cases (五(七)), in order.
    pub cases: Vec<Finding>,
    /// 初评等次 as given.
    pub first_grade: Option<Grade>,
    /// 建议等次.
    pub proposed: Grade,
    /// How the proposal came about.
    pub ground: ProposalGround,
    /// The grades better than the person's, the best first, each with every reason why it isn't that.
    pub why_not: Vec<Missed>,
    /// What became of the leading group's decision.
    pub decided: Decided,
    /// 最终等次.
    pub grade: Grade,
    /// What is open about the person.
    pub pending: Vec<Pending>,
    /// The money.
    pub money: Money,
}

impl PersonResult {
    /// Codes of what is pending, each once: a tie for 优秀 and for 表扬 is one state.
    pub fn pending_codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<&'static str> = Vec::new();
        for pending in &self.pending {
            if !codes.contains(&pending.code()) {
                codes.push(pending.code());
            }
        }
        codes
    }
}

/// Months in post and how they were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthsInPost {
    /// 0–12.
    pub counted: u32,
    /// Where they come from.
    pub basis: MonthsBasis,
}

impl MonthsInPost {
    /// Whether it is known that not one month counts.
    pub fn are_none(&self) -> bool {
        self.counted == 0 && self.basis != MonthsBasis::Unknown
    }
}

/// Where months in post come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MonthsBasis {
    /// 在岗月数 was given.
    Given(Source),
    /// Derived from the dates.
    Derived {
        /// First day in post that counts: 入职日期, or 1 January.
        from: NaiveDate,
        /// 31 December.
        to: NaiveDate,
        /// The way of counting.
        count: MonthCount,
        /// The cell of 入职日期.
        source: Source,
    },
    /// Neither is there; 0 meanwhile.
    Unknown,
}

/// Time in post for 五(六)4, in whole calendar months.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// Whole months; nothing if unknown.
    pub months: Option<u32>,
    /// The later of 入职日期 and 1 January, if a date is given.
    pub from: Option<NaiveDate>,
    /// Whether 在岗月数 was lower (or the only figure) and counts instead.
    pub by_months_given: bool,
    /// Where the deciding figure stands.
    pub source: Option<Source>,
}

/// 初评分.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstReview {
    /// The score; nothing if missing.
    pub score: Option<Decimal>,
    /// The aspects and 亮点加分 it is the sum of; empty if it was given or is missing.
    pub parts: Vec<Quantity>,
    /// Where it stands, if it was given.
    pub source: Option<Source>,
}

/// A weighted mean of what there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Rounded to two decimals; nothing if no part is there.
    pub value: Option<Decimal>,
    /// All parts, missing ones with no value.
    pub parts: Vec<ScorePart>,
}

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// The score and its source.
    pub quantity: Quantity,
    /// The setting of the weight.
    pub setting: SettingKey,
    /// The weight as set, before it is renormalised.
    pub weight: Decimal,
}

/// A number about a person and where it stands; no value means unknown or missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What it measures.
    pub measure: Measure,
    /// The number.
    pub value: Option<Decimal>,
    /// Where it stands.
    pub source: Option<Source>,
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// A column of the roster.
    Field(Field),
    /// Whole months in post, for 五(六)4.
    Tenure,
}

/// Whether a bar or case applies, and on what grounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The clause.
    pub clause: Clause,
    /// The answer.
    pub verdict: Verdict,
    /// What was compared; the clause applies if any of them does.
    pub tests: Vec<Test>,
    /// Incidents that are still to be verified and that it may come to count.
    pub unverified: Option<Unverified>,
}

impl Finding {
    /// Whether it was looked at and doesn't apply, come what may: nothing that it would count is still to be verified.
    pub fn is_clear(&self) -> bool {
        self.verdict == Verdict::NotMet && self.unverified.is_none()
    }
}

/// Incidents of a finding's categories that are still to be verified (待核实): they don't count yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unverified {
    /// Their cells in the ledger, at least one.
    pub cells: Vec<CellRef>,
    /// The answer if all of them were the person's own fault.
    pub verdict: Verdict,
}

/// Whether something applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// Applies.
    Met,
    /// Doesn't apply.
    NotMet,
    /// Not evaluated: what it needs is unknown.
    Unknown,
}

/// One comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Test {
    /// A sum of numbers against a threshold.
    Number {
        /// The numbers.
        parts: Vec<Quantity>,
        /// Sum of the known parts.
        sum: Decimal,
        /// The comparison.
        comparison: Comparison,
        /// The threshold.
        threshold: Decimal,
        /// The setting of the threshold, unless the notice leaves no choice (one case is enough).
        setting: Option<SettingKey>,
        /// The answer.
        verdict: Verdict,
    },
    /// A yes/no column.
    Flag {
        /// The column.
        field: Field,
        /// Where it stands.
        source: Option<Source>,
        /// The answer.
        verdict: Verdict,
    },
}

/// How a number is compared with its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Comparison {
    /// 达到, 大于等于: the number itself included.
    AtLeast,
    /// 超过: the number itself excluded.
    MoreThan,
    /// 不满: the number itself excluded.
    LessThan,
}

impl Comparison {
    /// Whether a number fulfils it.
    pub fn holds(self, number: Decimal, threshold: Decimal) -> bool {
        match self {
            Comparison::AtLeast => number >= threshold,
            Comparison::MoreThan => number > threshold,
            Comparison::LessThan => number < threshold,
        }
    }
}

/// How a proposal came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProposalGround {
    /// Among the best of the field for 优秀 or 表扬.
    Place {
        /// Place in the field, from 1.
        place: u32,
        /// Places that were open.
        open: u32,
    },
    /// 初评等次 as given (合格, 基本合格 or 不合格).
    FirstGrade,
    /// 初评等次 was below 合格, but 不降等 was decided: reads 合格.
    NotDemoted,
    /// 合格, for a place among the better grades was neither due nor left, and the first review isn't below it.
    Otherwise,
}

/// A grade better than somebody's, and why it isn't that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// The better grade.
    pub grade: Grade,
    /// Every reason that holds, at least one.
    pub reasons: Vec<WhyNot>,
}

/// Why somebody isn't of a better grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyNot {
    /// The leading group decided this grade.
    Decided(Grade),
    /// These cases of 五(七) wait for a decision.
    OpenCase(Vec<Clause>),
    /// 优秀 only: barred by these clauses.
    Barred(Vec<Clause>),
    /// By nomination: not nominated for it. By score: 初评等次 is below 合格. With 初评等次 as given.
    NotNominated(Option<Grade>),
    /// 合格 and 基本合格: 初评等次 is this lower one.
    FirstGrade(Grade),
    /// No score at all.
    NoScore,
    /// Others of the pool have 民主测评分, this person doesn't.
    NoBallots,
    /// In no pool, for want of 岗位类别.
    NoPool,
    /// No open place.
    NoPlaces,
    /// Others came first.
    BeyondQuota {
        /// Place in the field, from 1; those who are level in everything share it.
        place: u32,
        /// Places that were open.
        open: u32,
        /// Whether the person is in the field; else it is the place that the score would give.
        within: bool,
    },
    /// Equal in everything with others across the last place.
    Tied {
        /// Whether the person is in the field; else the score would make it so.
        within: bool,
    },
}

/// What became of a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decided {
    /// There is none.
    No,
    /// It stands.
    Stands(Decision),
    /// It is refused, by the problem that names the reason.
    Refused(Decision),
}

impl Decided {
    /// The grade that was decided and stands.
    pub fn grade(&self) -> Option<Grade> {
        match self {
            Decided::Stands(Decision { ruling: Ruling::Grade(grade), .. }) => Some(*grade),
            _ => None,
        }
    }

    /// Whether 不降等 was decided.
    pub fn is_no_demotion(&self) -> bool {
        matches!(self, Decided::Stands(Decision { ruling: Ruling::NoDemotion, .. }))
    }
}

/// Something open about a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pending {
    /// 五(七)待议: cases that wait for a decision.
    OpenCase(Vec<Clause>),
    /// 名额同分: equal with others across the last place.
    QuotaTie {
        /// The grade they compete for.
        grade: Grade,
        /// Places left for them.
        open: u32,
        /// All of them, this person included.
        people: Vec<PersonId>,
    },
    /// 无降等情形: proposed below 合格 without any case of 五(七).
    NoCase,
    /// 缺得分: nominated, but without a score.
    NoScore,
    /// 缺民主测评: nominated, but without ballots where others have them.
    NoBallots,
    /// 待核实: incidents not yet verified.
    Unverified(u32),
    /// 数据有误: errors in the input.
    DataError(u32),
    /// 缺列: columns that the roster lacks.
    ColumnMissing {
        /// The columns.
        fields: Vec<Field>,
        /// The clauses that couldn't be evaluated for this person.
        clauses: Vec<Clause>,
    },
}

impl Pending {
    /// The code in 待决事项.
    pub const fn code(&self) -> &'static str {
        match self {
            Pending::OpenCase(_) => "五(七)待议",
            Pending::QuotaTie { .. } => "名额同分",
            Pending::NoCase => "无降等情形",
            Pending::NoScore => "缺得分",
            Pending::NoBallots => "缺民主测评",
            Pending::Unverified(_) => "待核实",
            Pending::DataError(_) => "数据有误",
            Pending::ColumnMissing { .. } => "缺列",
        }
    }

    /// The clauses it rests on.
    pub fn clauses(&self) -> Vec<Clause> {
        match self {
            Pending::OpenCase(clauses) => clauses.clone(),
            Pending::QuotaTie { .. } => vec![Clause::Quota],
            Pending::NoCase => vec![Clause::Settling],
            Pending::NoScore => vec![Clause::FirstReviewHall],
            Pending::NoBallots => vec![Clause::Ballots],
            Pending::Unverified(_) | Pending::DataError(_) => Vec::new(),
            Pending::ColumnMissing { clauses, .. } => clauses.clone(),
        }
    }
}

/// An item of the money sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MoneyItem {
    /// 年终奖金
    Bonus,
    /// 岗位津贴
    Allowance,
    /// 评优奖励
    GradeAward,
    /// 敬业奉献奖
    Dedication,
    /// 年终清算
    Settlement,
    /// 办法扣款
    RuleDeduction,
    /// 差评扣款
    BadReviewFine,
    /// 投诉扣款
    ComplaintFine,
    /// 违规扣款
    BreachFine,
    /// 等次扣减
    GradeCut,
}

impl MoneyItem {
    /// What is paid, in the order of the sheet.
    pub const EARNINGS: [MoneyItem; 5] =
        [MoneyItem::Bonus, MoneyItem::Allowance, MoneyItem::GradeAward, MoneyItem::Dedication, MoneyItem::Settlement];
    /// What is deducted, in the order of the sheet.
    pub const DEDUCTIONS: [MoneyItem; 5] = [
        MoneyItem::RuleDeduction,
        MoneyItem::BadReviewFine,
        MoneyItem::ComplaintFine,
        MoneyItem::BreachFine,
        MoneyItem::GradeCut,
    ];

    /// The official term: the header in 奖金发放表.
    pub const fn term(self) -> &'static str {
        match self {
            MoneyItem::Bonus => "年终奖金",
            MoneyItem::Allowance => "岗位津贴",
            MoneyItem::GradeAward => "评优奖励",
            MoneyItem::Dedication => "敬业奉献奖",
            MoneyItem::Settlement => "年终清算",
            MoneyItem::RuleDeduction => "办法扣款",
            MoneyItem::BadReviewFine => "差评扣款",
            MoneyItem::ComplaintFine => "投诉扣款",
            MoneyItem::BreachFine => "违规扣款",
            MoneyItem::GradeCut => "等次扣减",
        }
    }

    /// The clause that the item rests on.
    pub const fn clause(self) -> Clause {
        match self {
            MoneyItem::Bonus => Clause::Bonus,
            MoneyItem::Allowance => Clause::Allowance,
            MoneyItem::GradeAward => Clause::GradeAward,
            MoneyItem::Dedication => Clause::Dedication,
            MoneyItem::Settlement => Clause::Settlement,
            MoneyItem::RuleDeduction => Clause::RuleDeduction,
            MoneyItem::BadReviewFine => Clause::BadReviewFine,
            MoneyItem::ComplaintFine => Clause::ComplaintFine,
            MoneyItem::BreachFine => Clause::BreachFine,
            MoneyItem::GradeCut => Clause::GradeCut,
        }
    }
}

/// The money of one person. Sums are sums of the rounded items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The five earnings, then the five deductions, in the order of the sheet.
    pub lines: Vec<MoneyLine>,
    /// 应发合计
    pub gross: Yuan,
    /// 扣款合计: not more than the gross.
    pub deducted: Yuan,
    /// 实发金额
    pub net: Yuan,
    /// 未扣足金额: what could not be deducted.
    pub short: Yuan,
}

impl Money {
    /// The line of an item.
    ///
    /// # Panics
    /// Never for a result of `evaluate`: every item has its line.
    pub fn line(&self, item: MoneyItem) -> &MoneyLine {
        &self.lines[item as usize]
    }
}

/// One item of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyLine {
    /// Which.
    pub item: MoneyItem,
    /// How much; 0 where it is unset or unknown.
    pub amount: Yuan,
    /// How it came about.
    pub basis: MoneyBasis,
}

/// How an amount came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MoneyBasis {
    /// Monthly rate × months.
    RateTimesMonths {
        /// The setting of the rate.
        setting: SettingKey,
        /// The level, for the allowance.
        level: Option<String>,
        /// The rate.
        rate: Yuan,
        /// The months.
        months: u32,
        /// Which months: [`Field::Months`] or [`Field::ManagerMonths`].
        counted: Field,
    },
    /// The sum over 岗位变动: for each post its level's rate × its months.
    Posts(Vec<PostAllowance>),
    /// An award of the settings.
    Award {
        /// The setting.
        setting: SettingKey,
    },
    /// An amount of the roster.
    Given(Source),
    /// Fine × (cases − already fined).
    Fine {
        /// The setting of the fine.
        setting: SettingKey,
        /// The fine for one case.
        rate: Yuan,
        /// All cases.
        cases: Quantity,
        /// Cases already fined in their month.
        fined: Quantity,
        /// Cells of incidents that are still to be verified: not fined yet.
        unverified: Vec<CellRef>,
    },
    /// Share × base.
    Cut {
        /// The setting of the share.
        setting: SettingKey,
        /// The share.
        share: Decimal,
        /// The base, after what is spared.
        base: Yuan,
        /// 等次扣减基数.
        kind: CutBase,
        /// 年终清算 that the settings spare from the cut.
        spared_settlement: Option<Yuan>,
        /// Fixed deductions taken off the base first.
        fixed_deductions: Option<Yuan>,
    },
    /// The person has no claim or no case: 0.
    NotApplicable,
    /// A manager without a level, of whom no month counts: 0.
    NoMonths,
    /// The amount of the settings is unset (未定): 0 meanwhile.
    Unset {
        /// The setting.
        setting: SettingKey,
        /// The level, for the allowance.
        level: Option<String>,
    },
    /// What it needs is unknown or faulty: 0 meanwhile.
    Unknown(Vec<Field>),
}

impl MoneyBasis {
    /// Whether the amount may still change without a change of grade: it is unset or unknown, or incidents that would be
    /// fined are still to be verified.
    pub fn is_open(&self) -> bool {
        match self {
            MoneyBasis::Unset { .. } | MoneyBasis::Unknown(_) => true,
            MoneyBasis::Fine { unverified, .. } => !unverified.is_empty(),
            _ => false,
        }
    }
}

/// The allowance of one post of a manager.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostAllowance {
    /// The row of 岗位变动.
    pub cell: CellRef,
    /// Its level.
    pub level: String,
    /// The level's monthly rate.
    pub rate: Yuan,
    /// Its months.
    pub months: u32,
}

/// A pool that shares its places (名额).
///
/// Clause: 四.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// The group; nothing for the whole centre.
    pub category: Option<Category>,
    /// N: its appraised people.
    pub size: u32,
    /// Places for 优秀.
    pub excellent: Quota,
    /// Places for 表扬.
    pub commended: Quota,
}

/// Places of one grade in one pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// The share of the settings.
    pub share: Decimal,
    /// N × share, exact.
    pub exact: Decimal,
    /// ⌊N × share⌋.
    pub places: u32,
    /// Places used up by decisions that stand.
    pub decided: u32,
    /// Places left after the decisions.
    pub open: u32,
    /// Places that the proposal fills.
    pub proposed: u32,
    /// People held back by a tie across the last place.
    pub tied: Vec<PersonId>,
}

/// A row of 结果运用.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Who.
    pub id: PersonId,
    /// What.
    pub kind: OutcomeKind,
}

/// What follows from a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutcomeKind {
    /// 晋升建议
    Promotion {
        /// By two years 优秀, or else four years 表扬.
        by: PromotionRun,
        /// To where.
        step: LevelStep,
    },
    /// 晋升待核: the run would be complete but for years with no record.
    PromotionToCheck {
        /// The run.
        by: PromotionRun,
        /// The years with no record.
        years: Vec<i32>,
        /// The roster doesn't say when the last promotion was.
        last_promotion_unknown: bool,
    },
    /// 退回建议 by 六(二)1 or 六(二)2.
    Return(Clause),
    /// 末位名单
    LastPlace {
        /// S1.
        score: Decimal,
        /// 名次.
        rank: u32,
    },
    /// 表彰
    Commendation(CommendedFor),
}

impl OutcomeKind {
    /// The term in the column 事项.
    pub const fn term(&self) -> &'static str {
        match self {
            OutcomeKind::Promotion { .. } => "晋升建议",
            OutcomeKind::PromotionToCheck { .. } => "晋升待核",
            OutcomeKind::Return(_) => "退回建议",
            OutcomeKind::LastPlace { .. } => "末位名单",
            OutcomeKind::Commendation(_) => "表彰",
        }
    }

    /// The clause in the column 依据.
    pub const fn clause(&self) -> Clause {
        match self {
            OutcomeKind::Promotion { .. } | OutcomeKind::PromotionToCheck { .. } => Clause::Promotion,
            OutcomeKind::Return(clause) => *clause,
            OutcomeKind::LastPlace { .. } => Clause::Settling,
            OutcomeKind::Commendation(_) => Clause::Commendation,
        }
    }
}

/// A run of years that leads to promotion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PromotionRun {
    /// Two years 优秀.
    TwoExcellent,
    /// Four years 表扬.
    FourCommended,
}

impl PromotionRun {
    /// How many years in a row, the appraised one included.
    pub const fn years(self) -> i32 {
        match self {
            PromotionRun::TwoExcellent => 2,
            PromotionRun::FourCommended => 4,
        }
    }
}

/// Where a promotion leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LevelStep {
    /// From one level to the next.
    Up {
        /// Present level.
        from: String,
        /// Next level.
        to: String,
    },
    /// Already at the top.
    AtTop(String),
    /// The level (possibly blank) isn't in 岗位级别序列.
    NotInOrder(String),
    /// 岗位级别序列 is unset.
    NoOrder,
}

/// What somebody is commended for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommendedFor {
    /// 优秀
    Excellent,
    /// 表扬
    Commended,
    /// 敬业奉献
    Dedication,
}

impl CommendedFor {
    /// All of them, in the order in which they are published.
    pub const ALL: [CommendedFor; 3] = [CommendedFor::Excellent, CommendedFor::Commended, CommendedFor::Dedication];

    /// What is published and written on the certificate.
    pub const fn honour(self) -> &'static str {
        match self {
            CommendedFor::Excellent => "优秀",
            CommendedFor::Commended => "表扬",
            CommendedFor::Dedication => "敬业奉献奖",
        }
    }

    /// The term in the column 内容.
    pub const fn term(self) -> &'static str {
        match self {
            CommendedFor::Excellent => "优秀",
            CommendedFor::Commended => "表扬",
            CommendedFor::Dedication => "敬业奉献",
        }
    }
}

/// Sums over everyone appraised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// People appraised.
    pub appraised: u32,
    /// People by final grade, in the order of [`Grade::ALL`].
    pub grades: [u32; 5],
    /// Sum of each item, in the order of [`Money::lines`].
    pub items: Vec<Yuan>,
    /// 应发合计
    pub gross: Yuan,
    /// 扣款合计
    pub deducted: Yuan,
    /// 实发金额
    pub net: Yuan,
    /// 未扣足金额
    pub short: Yuan,
}
