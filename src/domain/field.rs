//! The columns of the roster (花名册): one entry each, with its header, other headers in use, and what it holds.

use super::ValueKind;
use serde::{Deserialize, Serialize};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $header:literal [$($alias:literal),*] $kind:ident;)*) => {
        /// A column of the roster.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// All columns in the order of the blank template.
            pub const ALL: &'static [Field] = &[$(Field::$name,)*];

            /// The canonical header.
            pub const fn header(self) -> &'static str {
                match self { $(Field::$name => $header,)* }
            }

            /// Other headers that offices use for the same column.
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $(Field::$name => &[$($alias),*],)* }
            }

            /// What a cell of the column holds.
            pub const fn kind(self) -> ValueKind {
                match self { $(Field::$name => ValueKind::$kind,)* }
            }
        }
    };
}

fields! {
    /// 工号: the key, where the column exists.
    StaffNumber = "工号" ["编号", "人员编号", "员工编号", "职工编号", "职工号"] Key;
    /// 姓名
    Name = "姓名" ["名字", "员工姓名"] Name;
    /// 身份证号: the key where there is no 工号.
    IdNumber = "身份证号" ["身份证", "身份证号码", "证件号码", "公民身份号码"] Key;
    /// 科室
    Department = "科室" ["部门", "所属科室", "所在科室"] Text;
    /// 小组
    Team = "小组" ["窗口", "窗口组", "考核小组", "组别"] Text;
    /// 岗位类别
    Category = "岗位类别" ["人员类别", "考核类别"] Category;
    /// 管理人员
    Manager = "管理人员" ["是否管理人员", "是否管理岗"] Flag;
    /// 岗位级别
    Level = "岗位级别" ["级别", "岗级"] Text;
    /// 入职日期
    Joined = "入职日期" ["到岗日期", "进单位日期", "入职时间", "到岗时间"] Date;
    /// 离岗日期: the last day in post.
    Left = "离岗日期" ["离职日期", "离岗时间", "离职时间"] Date;
    /// 在岗月数
    Months = "在岗月数" ["实际在岗月份", "实际在岗月数", "在岗月份"] Months;
    /// 管理岗月数
    ManagerMonths = "管理岗月数" ["管理岗位月数"] Months;
    /// 事假天数
    LeaveDays = "事假天数" ["事假"] Days;
    /// 核实差评数
    BadReviews = "核实差评数" ["差评", "差评数", "有责差评"] Count;
    /// 差评已扣数: bad reviews already fined in a month.
    BadReviewsFined = "差评已扣数" ["差评月度已扣"] Count;
    /// 核实投诉数
    Complaints = "核实投诉数" ["投诉", "投诉数", "有责投诉"] Count;
    /// 投诉已扣数
    ComplaintsFined = "投诉已扣数" ["投诉月度已扣"] Count;
    /// 违规次数: all breaches found.
    Breaches = "违规次数" ["违规", "违反制度次数"] Count;
    /// 违规已扣数
    BreachesFined = "违规已扣数" ["违规月度已扣"] Count;
    /// 通报次数: breaches that were circulated.
    Circulars = "通报次数" ["违规通报次数", "通报批评次数"] Count;
    /// 拒不执行
    RefusedOrders = "拒不执行" ["拒不执行工作要求"] Flag;
    /// 巡查通报次数
    PatrolCirculars = "巡查通报次数" ["巡查通报"] Count;
    /// 月度均分
    MonthlyMean = "月度均分" ["月度平均分", "月度考核均分"] Score;
    /// 月度低等次数: months graded 基本合格 or 不合格.
    LowMonths = "月度低等次数" ["月度基本合格及不合格次数"] Count;
    /// 明察暗访重大影响
    InspectionScandal = "明察暗访重大影响" ["明察暗访通报"] Flag;
    /// 不服从安排
    Disobeyed = "不服从安排" ["不服从工作安排"] Flag;
    /// 未按时完成次数
    LateTasks = "未按时完成次数" ["未按时完成任务次数", "逾期次数"] Count;
    /// 拒不整改
    RefusedToMend = "拒不整改" ["严重违规拒不整改"] Flag;
    /// 失职损失
    DerelictionLoss = "失职损失" ["失职造成重大损失"] Flag;
    /// 损害声誉
    ReputationHarm = "损害声誉" ["破坏单位名誉"] Flag;
    /// 工作纪律
    Discipline = "工作纪律" [] Score;
    /// 服务规范
    ServiceNorms = "服务规范" [] Score;
    /// 业务能力
    Ability = "业务能力" [] Score;
    /// 工作成效
    Effectiveness = "工作成效" [] Score;
    /// 亮点加分
    Highlights = "亮点加分" ["年度亮点", "亮点"] Bonus;
    /// 初评分
    FirstReview = "初评分" ["初评得分", "考核评分"] Score;
    /// 初评等次
    FirstGrade = "初评等次" ["推荐等次", "建议等次"] Grade;
    /// 民主测评分
    BallotScore = "民主测评分" ["测评分", "民主测评得分"] Score;
    /// 敬业奉献
    Dedication = "敬业奉献" ["敬业奉献奖"] Award;
    /// 办法扣款: deductions under the office's own management rules.
    RuleDeduction = "办法扣款" ["管理办法扣款"] Money;
    /// 上次晋升年度: the appraised year on which the last promotion rested.
    LastPromotion = "上次晋升年度" ["最近晋升年度"] Year;
    /// 备注
    Note = "备注" ["说明"] Text;
}

impl Field {
    /// The column of a header in its normal form, canonical or alias.
    pub fn of_header(header: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.header() == header || field.aliases().contains(&header))
    }

    /// The canonical header of the column with a past year's grade, which is no field: there is one for each year.
    pub fn past_grade_header(year: i32) -> String {
        format!("{year}年等次")
    }

    /// Columns of all cases, each with the one that counts what was already fined in a month.
    pub const FINED: [(Field, Field); 3] = [
        (Field::BadReviews, Field::BadReviewsFined),
        (Field::Complaints, Field::ComplaintsFined),
        (Field::Breaches, Field::BreachesFined),
    ];

    /// How many columns there are.
    pub const COUNT: usize = Field::ALL.len();

    /// The four aspects of the first review (评分表).
    ///
    /// Clause: 四.
    pub const ASPECTS: [Field; 4] = [Field::Discipline, Field::ServiceNorms, Field::Ability, Field::Effectiveness];
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_header_claims_two_columns() {
        let mut seen = BTreeSet::new();
        for field in Field::ALL {
            assert!(seen.insert(field.header()), "{} twice", field.header());
            for alias in field.aliases() {
                assert!(seen.insert(alias), "{alias} twice");
            }
        }
    }

    #[test]
    fn all_is_in_declaration_order() {
        for (position, field) in Field::ALL.iter().enumerate() {
            assert_eq!(*field as usize, position);
        }
    }
}
