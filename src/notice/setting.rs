//! The registry of settings (方案): one entry each, with its name in the sheet, type, default, clause and decider.

use super::Clause;
use crate::domain::words;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Who decides a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Decider {
    /// Fixed by the notice; another value departs from it.
    Notice,
    /// 口径: the notice is silent or contradicts itself; the leadership settles the reading.
    Interpretation,
    /// 考核领导小组.
    LeadingGroup,
    /// 领导班子会议.
    LeadershipMeeting,
    /// Whoever prepares the roster.
    Preparer,
}

/// The type of a setting's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingKind {
    /// A year.
    Year,
    /// Free text.
    Text,
    /// A share from 0 to 1; `10%` is read too.
    Share,
    /// A decimal within limits.
    Number(Limits),
    /// A whole number within limits.
    Whole(Limits),
    /// Yuan from 0; may be unset.
    Amount,
    /// Yuan from 0, one row for each level (`岗位津贴月标准·LEVEL`).
    AmountByLevel,
    /// 是 or 否.
    Flag,
    /// One of these words, the default first.
    Choice(&'static [&'static str]),
    /// Words separated by 、.
    List,
    /// A day.
    Date,
    /// Days separated by 、, or from the first to the last with 至 between them.
    Dates,
}

/// Smallest and largest value allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Smallest.
    pub min: i64,
    /// Largest.
    pub max: i64,
}

const fn within(min: i64, max: i64) -> Limits {
    Limits { min, max }
}

macro_rules! settings {
    ($($(#[$doc:meta])* $name:ident = $term:literal $kind:expr, $default:literal, $decider:ident, $clause:ident;)*) => {
        /// A setting of the sheet 方案.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum SettingKey { $($(#[$doc])* $name,)* }

        impl SettingKey {
            /// All settings, in the order of the sheet.
            pub const ALL: &'static [SettingKey] = &[$(SettingKey::$name,)*];

            /// The name in the column 参数.
            pub const fn term(self) -> &'static str {
                match self { $(SettingKey::$name => $term,)* }
            }

            /// The type of its value.
            pub const fn kind(self) -> SettingKind {
                match self { $(SettingKey::$name => $kind,)* }
            }

            /// The default as it would stand in the column 取值; empty is unset.
            pub const fn default_text(self) -> &'static str {
                match self { $(SettingKey::$name => $default,)* }
            }

            /// Who decides it.
            pub const fn decider(self) -> Decider {
                match self { $(SettingKey::$name => Decider::$decider,)* }
            }

            /// The clause that it belongs to.
            pub const fn clause(self) -> Clause {
                match self { $(SettingKey::$name => Clause::$clause,)* }
            }
        }
    };
}

use SettingKind::{Amount, AmountByLevel, Choice, Date, Dates, Flag, List, Number, Share, Text, Whole, Year};

/// Weights beyond this are slips of the hand.
const WEIGHTS: Limits = within(0, 100);
const SCORES: Limits = within(0, 100);
const CASES: Limits = within(0, 1_000);

settings! {
    /// 年度: the appraised year.
    Year = "年度" Year, "2024", Preparer, Population;
    /// 单位名称
    UnitName = "单位名称" Text, "宝山区政务服务中心", Preparer, Organisation;
    /// 优秀比例
    ExcellentShare = "优秀比例" Share, "10%", Notice, Quota;
    /// 表扬比例
    CommendedShare = "表扬比例" Share, "15%", Notice, Quota;
    /// 名额范围
    QuotaScope = "名额范围" Choice(&["全中心", "分考核组"]), "全中心", Interpretation, Quota;
    /// 推优方式
    NominationMode = "推优方式" Choice(&["自动", "按推荐", "按得分"]), "自动", Interpretation, FirstReviewHall;
    /// 初评权重
    WeightFirstReview = "初评权重" Number(WEIGHTS), "0.5", LeadingGroup, Settling;
    /// 月度权重
    WeightMonthly = "月度权重" Number(WEIGHTS), "0.3", LeadingGroup, Settling;
    /// 测评权重
    WeightBallot = "测评权重" Number(WEIGHTS), "0.2", LeadingGroup, Settling;
    /// 测评折分·优秀
    PointsExcellent = "测评折分·优秀" Number(SCORES), "95", LeadingGroup, Ballots;
    /// 测评折分·表扬
    PointsCommended = "测评折分·表扬" Number(SCORES), "85", LeadingGroup, Ballots;
    /// 测评折分·合格
    PointsQualified = "测评折分·合格" Number(SCORES), "75", LeadingGroup, Ballots;
    /// 测评折分·基本合格
    PointsBarelyQualified = "测评折分·基本合格" Number(SCORES), "65", LeadingGroup, Ballots;
    /// 测评折分·不合格
    PointsUnqualified = "测评折分·不合格" Number(SCORES), "50", LeadingGroup, Ballots;
    /// 评分上限·工作纪律
    MaxDiscipline = "评分上限·工作纪律" Number(SCORES), "25", LeadingGroup, Quota;
    /// 评分上限·服务规范
    MaxServiceNorms = "评分上限·服务规范" Number(SCORES), "25", LeadingGroup, Quota;
    /// 评分上限·业务能力
    MaxAbility = "评分上限·业务能力" Number(SCORES), "25", LeadingGroup, Quota;
    /// 评分上限·工作成效
    MaxEffectiveness = "评分上限·工作成效" Number(SCORES), "25", LeadingGroup, Quota;
    /// 评分上限·亮点加分
    MaxHighlights = "评分上限·亮点加分" Number(SCORES), "10", LeadingGroup, Quota;
    /// 差评星级上限: reviews of so many stars or fewer are bad.
    BadReviewStars = "差评星级上限" Whole(within(1, 5)), "2", Interpretation, BarBadReview;
    /// 事假上限天数
    LeaveLimit = "事假上限天数" Number(within(0, 366)), "5", Notice, BarLeave;
    /// 最低在岗月数
    MinMonths = "最低在岗月数" Whole(within(0, 12)), "6", Notice, BarTenure;
    /// 通报上限次数
    CircularLimit = "通报上限次数" Whole(CASES), "3", Notice, BarCirculars;
    /// 差评投诉起算次数
    CasesFrom = "差评投诉起算次数" Whole(within(1, 1_000)), "5", Notice, CaseReviews;
    /// 未按时上限次数
    LateLimit = "未按时上限次数" Whole(CASES), "5", Notice, CaseDisobedience;
    /// 月度巡查起算次数
    LowFrom = "月度巡查起算次数" Whole(within(1, 1_000)), "6", Interpretation, CaseMonthly;
    /// 末位人数
    LastPlaces = "末位人数" Whole(within(0, 100_000)), "3", LeadingGroup, Settling;
    /// 月份计法
    MonthCount = "月份计法" Choice(&["满半月", "足月", "当月"]), "满半月", Interpretation, Bonus;
    /// 津贴月数
    AllowanceMonths = "津贴月数" Choice(&["管理岗月数", "在岗月数"]), "管理岗月数", Interpretation, Allowance;
    /// 年终奖金月标准
    BonusRate = "年终奖金月标准" Amount, "", LeadershipMeeting, Bonus;
    /// 年终清算月标准
    SettlementRate = "年终清算月标准" Amount, "", LeadershipMeeting, Settlement;
    /// 岗位津贴月标准·LEVEL
    AllowanceRate = "岗位津贴月标准" AmountByLevel, "", LeadershipMeeting, Allowance;
    /// 优秀奖励
    ExcellentAward = "优秀奖励" Amount, "", LeadershipMeeting, GradeAward;
    /// 表扬奖励
    CommendedAward = "表扬奖励" Amount, "", LeadershipMeeting, GradeAward;
    /// 敬业奉献奖标准
    DedicationAward = "敬业奉献奖标准" Amount, "", LeadershipMeeting, Dedication;
    /// 差评扣款标准
    BadReviewFine = "差评扣款标准" Amount, "500", Notice, BadReviewFine;
    /// 投诉扣款标准
    ComplaintFine = "投诉扣款标准" Amount, "200", Notice, ComplaintFine;
    /// 违规扣款标准
    BreachFine = "违规扣款标准" Amount, "50", Notice, BreachFine;
    /// 基本合格扣减比例
    BarelyQualifiedCut = "基本合格扣减比例" Share, "70%", Notice, GradeCut;
    /// 不合格扣减比例
    UnqualifiedCut = "不合格扣减比例" Share, "100%", Notice, GradeCut;
    /// 等次扣减基数
    CutBase = "等次扣减基数" Choice(&["应发合计", "扣除定额后"]), "应发合计", Interpretation, GradeCut;
    /// 等次扣减含年终清算
    CutIncludesSettlement = "等次扣减含年终清算" Flag, "是", Interpretation, GradeCut;
    /// 优秀年度计入表扬连续
    ExcellentCountsAsCommended = "优秀年度计入表扬连续" Flag, "否", Interpretation, Promotion;
    /// 岗位级别序列: low to high.
    LevelOrder = "岗位级别序列" List, "", LeadershipMeeting, Promotion;
    /// 公示工作日
    PublicityDays = "公示工作日" Whole(within(1, 60)), "5", LeadingGroup, Publicity;
    /// 公示起始日期
    PublicityFrom = "公示起始日期" Date, "", LeadingGroup, Publicity;
    /// 公示截止日期: the last day of publicity.
    PublicityTo = "公示截止日期" Date, "", LeadingGroup, Publicity;
    /// 节假日: public holidays in the timetable; by default those that the State Council announced for it.
    Holidays = "节假日" Dates, "2025-01-01、2025-01-28至2025-02-04", Preparer, Timetable;
    /// 调休上班日: weekend days that are worked.
    MakeUpDays = "调休上班日" Dates, "2025-01-26、2025-02-08", Preparer, Timetable;
    /// 无此情形: headers of columns that the roster lacks because nobody has such a case.
    ConfirmedNone = "无此情形" List, "", Preparer, Population;
    /// 方案已确认
    Confirmed = "方案已确认" Flag, "否", LeadershipMeeting, Organisation;
    /// 方案确认日期: the day of the meeting that confirmed the settings.
    ConfirmedOn = "方案确认日期" Date, "", LeadershipMeeting, Organisation;
    /// 会议纪要编号: the number of its minutes.
    Minutes = "会议纪要编号" Text, "", LeadershipMeeting, Organisation;
    /// 定稿人: who took the step 定稿.
    SettledBy = "定稿人" Text, "", LeadingGroup, Organisation;
    /// 定稿日期: the day on which it was taken.
    SettledOn = "定稿日期" Date, "", LeadingGroup, Organisation;
    /// 定稿校验: a digest of all figures as they were then, written by the program.
    SettledFigures = "定稿校验" Text, "", LeadingGroup, Organisation;
}

impl SettingKey {
    /// What joins a setting's name and a level, as in `岗位津贴月标准·一级`.
    pub const LEVEL_MARK: char = '·';

    /// The readings of a 口径 that the specification names, the default first; empty for other settings. Each is a
    /// value as it stands in the column 取值.
    pub const fn readings(self) -> &'static [&'static str] {
        match (self.decider(), self.kind()) {
            (Decider::Interpretation, Choice(choices)) => choices,
            (Decider::Interpretation, Flag) => match self {
                SettingKey::CutIncludesSettlement => &["是", "否"],
                _ => &["否", "是"],
            },
            (Decider::Interpretation, _) => match self {
                // On the national five-level scale one and two stars are bad; `以下` alone would include three.
                SettingKey::BadReviewStars => &["2", "3"],
                // `超过5次以上` says both more than five and five or more.
                SettingKey::LowFrom => &["6", "5"],
                _ => &[],
            },
            _ => &[],
        }
    }

    /// Whether the setting bounds what a cell may hold, so that another value means reading the sheets anew.
    pub const fn bounds_cells(self) -> bool {
        matches!(
            self,
            SettingKey::MaxDiscipline
                | SettingKey::MaxServiceNorms
                | SettingKey::MaxAbility
                | SettingKey::MaxEffectiveness
                | SettingKey::MaxHighlights
        )
    }

    /// Whether the meeting's confirmation covers it: another value then wants confirming again. What merely describes
    /// the roster, the calendar or the confirmation itself isn't covered.
    pub const fn is_confirmed(self) -> bool {
        !matches!(self.decider(), Decider::Preparer)
            && !matches!(
                self,
                SettingKey::Confirmed
                    | SettingKey::ConfirmedOn
                    | SettingKey::Minutes
                    | SettingKey::PublicityFrom
                    | SettingKey::PublicityTo
                    | SettingKey::SettledBy
                    | SettingKey::SettledOn
                    | SettingKey::SettledFigures
            )
    }

    /// The share that the notice allows at most, of a quota; another value beyond it is a departure that is said.
    ///
    /// Clause: 四 (quota).
    pub fn limit(self) -> Option<Decimal> {
        match self {
            SettingKey::ExcellentShare | SettingKey::CommendedShare => words::share(self.default_text()),
            _ => None,
        }
    }

    /// Whether it records a step that has a form of its own on the page (the confirmation, 定稿), so that it isn't set
    /// like other settings.
    pub const fn is_of_a_step(self) -> bool {
        matches!(
            self,
            SettingKey::Confirmed
                | SettingKey::ConfirmedOn
                | SettingKey::Minutes
                | SettingKey::SettledBy
                | SettingKey::SettledOn
                | SettingKey::SettledFigures
        )
    }

    /// The name in the column 参数, with the level of what is by level: what [`SettingKey::of_term`] reads.
    pub fn full_term(self, level: Option<&str>) -> String {
        match level {
            Some(level) => format!("{}{}{level}", self.term(), SettingKey::LEVEL_MARK),
            None => self.term().to_owned(),
        }
    }

    /// The setting of a name in the column 参数, with its level if it is by level.
    pub fn of_term(term: &str) -> Option<(SettingKey, Option<String>)> {
        if let Some(level) = term.strip_prefix(SettingKey::AllowanceRate.term()) {
            let level = level.strip_prefix(SettingKey::LEVEL_MARK)?.trim();
            return (!level.is_empty()).then(|| (SettingKey::AllowanceRate, Some(level.to_owned())));
        }
        SettingKey::ALL.iter().find(|key| key.term() == term).map(|key| (*key, None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_interpretation_has_readings_and_the_default_is_the_first() {
        for key in SettingKey::ALL {
            let is_interpretation = key.decider() == Decider::Interpretation;
            assert_eq!(key.readings().len() >= 2, is_interpretation, "{}", key.term());
            if let Some(first) = key.readings().first() {
                assert_eq!(*first, key.default_text(), "{}", key.term());
                assert!(key.readings().iter().all(|reading| key.parse(reading).is_ok()), "{}", key.term());
            }
        }
    }
}
