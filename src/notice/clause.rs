//! The typed table of clauses: number, what it says in our own words, and whether the program computes it.

use serde::{Deserialize, Serialize};

/// Whether a clause is computed, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// A rule of this program.
    Yes,
    /// Left to people, for this reason.
    No(&'static str),
}

macro_rules! clauses {
    ($($(#[$doc:meta])* $name:ident $slug:literal $number:literal $computed:expr, $zh:literal, $en:literal;)*) => {
        /// A clause of the notice. The variant and its slug are stable; the number may move from year to year.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Clause { $($(#[$doc])* $name,)* }

        impl Clause {
            /// All clauses in the order of the notice.
            pub const ALL: &'static [Clause] = &[$(Clause::$name,)*];

            /// A stable name for tests and links.
            pub const fn slug(self) -> &'static str {
                match self { $(Clause::$name => $slug,)* }
            }

            /// The number by the notice's own numbering, as in `五(六)3`.
            pub const fn number(self) -> &'static str {
                match self { $(Clause::$name => $number,)* }
            }

            /// What the clause says, in our own Chinese words.
            pub const fn gist_zh(self) -> &'static str {
                match self { $(Clause::$name => $zh,)* }
            }

            /// What the clause says, in English.
            pub const fn gist_en(self) -> &'static str {
                match self { $(Clause::$name => $en,)* }
            }

            /// Whether a rule computes the clause.
            pub const fn computed(self) -> Computed {
                match self { $(Clause::$name => $computed,)* }
            }
        }
    };
}

use Computed::{No, Yes};

clauses! {
    /// Guiding idea.
    Purpose "purpose" "一" No("方针，不是计算规则"),
        "考核的指导思想", "The idea behind the appraisal";
    /// Who leads.
    Organisation "organisation" "二" No("组织分工，由人办理"),
        "考核领导小组审核评语、确定等次、受理复核", "The leading group settles grades and hears appeals";
    /// Who is appraised.
    Population "population" "三" Yes,
        "考核对象：年末最后一天仍在岗的人员", "Everyone in post on the last day of the year is appraised";
    /// Grades and quotas.
    Quota "quota" "四" Yes,
        "五个等次；优秀、表扬名额按比例封顶", "Five grades; shares cap the places for 优秀 and 表扬";
    /// Personal summary.
    SelfAppraisal "self-appraisal" "五(一)" No("个人总结由本人撰写"),
        "本人写年度总结、填登记表", "Everyone writes a summary and fills in the form";
    /// First review of the hall.
    FirstReviewHall "first-review-hall" "五(二)" Yes,
        "大厅人员由业务科组织初评，提出等次建议和推优名单", "The hall's first review proposes grades and nominees";
    /// First review elsewhere.
    FirstReviewOther "first-review-other" "五(三)" Yes,
        "其他科室由科室负责人组织初评，提出等次建议和推优名单", "Departments' first review proposes grades and nominees";
    /// Democratic appraisal.
    Ballots "ballots" "五(四)" Yes,
        "推优人员和管理人员参加集中民主测评", "Nominees and managers are rated by ballot";
    /// Grades and last places.
    Settling "settling" "五(五)" Yes,
        "综合初评、测评和全年表现确定等次和末位名单", "Grades and last places are settled on reviews and ballots";
    /// Bar: bad reviews.
    BarBadReview "bar-bad-review" "五(六)1" Yes,
        "有本人责任的差评，当年不评优秀", "A bad review through one's own fault bars 优秀";
    /// Bar: complaints.
    BarComplaint "bar-complaint" "五(六)2" Yes,
        "有本人责任的投诉，当年不评优秀", "A complaint through one's own fault bars 优秀";
    /// Bar: leave.
    BarLeave "bar-leave" "五(六)3" Yes,
        "事假超过上限天数，当年不评优秀", "More personal leave than the limit bars 优秀";
    /// Bar: tenure.
    BarTenure "bar-tenure" "五(六)4" Yes,
        "当年在岗不满最低月数，不评优秀", "Less time in post than the minimum bars 优秀";
    /// Bar: circulars.
    BarCirculars "bar-circulars" "五(六)5" Yes,
        "违规被通报超过上限次数，当年不评优秀", "More circulars than the limit bar 优秀";
    /// Bar: refused orders.
    BarRefusal "bar-refusal" "五(六)6" Yes,
        "对布置的工作拒不执行，当年不评优秀", "Refusing assigned work bars 优秀";
    /// Case: bad reviews and complaints.
    CaseReviews "case-reviews" "五(七)1" Yes,
        "差评与投诉合计达到起算次数，可视情降等", "Bad reviews and complaints together may lead to demotion";
    /// Case: inspection.
    CaseInspection "case-inspection" "五(七)2" Yes,
        "明察暗访被通报且负面影响重大，可视情降等", "A circular after an inspection, with grave effect";
    /// Case: disobedience or lateness.
    CaseDisobedience "case-disobedience" "五(七)3" Yes,
        "不服从安排，或未按时完成任务超过上限次数，可视情降等", "Disobedience, or too many tasks late";
    /// Case: refusal to mend.
    CaseRefusedToMend "case-refused-to-mend" "五(七)4" Yes,
        "严重违反制度又拒不整改，可视情降等", "A grave breach left unmended";
    /// Case: loss.
    CaseLoss "case-loss" "五(七)5" Yes,
        "失职给单位造成重大损失，可视情降等", "Heavy loss through dereliction";
    /// Case: reputation.
    CaseReputation "case-reputation" "五(七)6" Yes,
        "损害单位名誉信用、影响恶劣，可视情降等", "Harm to the office's name";
    /// Case: months and patrols.
    CaseMonthly "case-monthly" "五(七)7" Yes,
        "月度低等与巡查通报合计达到起算次数，可视情降等", "Low months and patrol circulars together";
    /// Promotion.
    Promotion "promotion" "六(一)" Yes,
        "连续两年优秀或连续四年表扬，岗位工资可升一级；升后重新起算", "Two years 优秀 or four years 表扬 in a row: one level up, then counted anew";
    /// Termination after two years.
    TerminationTwoYears "termination-two-years" "六(二)1" Yes,
        "连续两年基本合格，经会议决定退回派遣单位", "基本合格 two years running: back to the agency, if the meeting so decides";
    /// Termination at once.
    TerminationUnqualified "termination-unqualified" "六(二)2" Yes,
        "当年不合格，经会议决定退回派遣单位", "不合格 this year: back to the agency, if the meeting so decides";
    /// Year-end bonus.
    Bonus "bonus" "六(三)1" Yes,
        "年终奖金：月标准 × 在岗月数", "Year-end bonus: monthly rate × months in post";
    /// Post allowance.
    Allowance "allowance" "六(三)2" Yes,
        "岗位津贴：管理人员按级别月标准 × 月数", "Post allowance: a manager's level rate × months";
    /// Award for grades.
    GradeAward "grade-award" "六(三)3" Yes,
        "评优奖励：优秀、表扬另发", "Award for 优秀 and 表扬";
    /// Dedication award.
    Dedication "dedication" "六(三)4" Yes,
        "敬业奉献奖：特殊工作贡献较大者", "Dedication award for special work";
    /// Deductions under the management rules.
    RuleDeduction "rule-deduction" "六(三)5(1)" Yes,
        "管理办法规定应扣的款项", "Deductions under the management rules";
    /// Fine: bad reviews.
    BadReviewFine "bad-review-fine" "六(三)5(2)" Yes,
        "有责差评逐个扣款，月度已扣的不重扣", "A fine for each bad review not yet fined in its month";
    /// Fine: complaints.
    ComplaintFine "complaint-fine" "六(三)5(3)" Yes,
        "有责投诉逐个扣款，月度已扣的不重扣", "A fine for each complaint not yet fined in its month";
    /// Cut by grade.
    GradeCut "grade-cut" "六(三)5(4)" Yes,
        "基本合格、不合格按比例扣减应发奖金", "A share of the bonus is cut for 基本合格 and 不合格";
    /// Fine: breaches.
    BreachFine "breach-fine" "六(三)5(5)" Yes,
        "其他违反制度的，发现一次扣一次", "A fine for each other breach";
    /// Year-end settlement.
    Settlement "settlement" "六(三)6" Yes,
        "年终清算：月标准 × 在岗月数", "Year-end settlement: monthly rate × months in post";
    /// Commendation.
    Commendation "commendation" "六(四)" Yes,
        "表彰优秀、表扬和敬业奉献，颁发证书", "优秀, 表扬 and dedication are commended with certificates";
    /// Timetable.
    Timetable "timetable" "七" No("时间安排在日程中办理"),
        "12 月下旬至次年 1 月下旬分阶段进行", "Stages from late December to late January";
    /// Publicity.
    Publicity "publicity" "七(四)" No("公示的起止日期由人确定"),
        "等次建议经会议审议后公示，期满确定", "Grades are published after the meeting and settled when the time is over";
    /// Interpretation.
    Interpretation "interpretation" "八" No("由业务科解释"),
        "未尽事宜由业务科解释", "The business department interprets what is left open";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn slugs_and_numbers_are_unique() {
        let slugs: BTreeSet<_> = Clause::ALL.iter().map(|clause| clause.slug()).collect();
        let numbers: BTreeSet<_> = Clause::ALL.iter().map(|clause| clause.number()).collect();
        assert_eq!(slugs.len(), Clause::ALL.len());
        assert_eq!(numbers.len(), Clause::ALL.len());
    }
}
