//! The typed table of clauses: number, what it says in our own words, and whether the program computes it.

use serde::{Deserialize, Serialize};

/// Whether a clause is computed, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// A rule of this program.
    Yes,
    /// Left to people, for a reason.
    No {
        /// The reason in Chinese.
        zh: &'static str,
        /// The reason in English.
        en: &'static str,
    },
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
    Purpose "purpose" "一" No { zh: "方针，不是计算规则", en: "A principle, not a rule to compute" },
        "考核的指导思想", "The guiding idea of the appraisal";
    /// Who leads.
    Organisation "organisation" "二" No { zh: "组织分工，人工办理", en: "Who does what; done by people" },
        "考核领导小组审核评语、确定等次、受理复核", "The leading group checks the comments, settles grades and hears appeals";
    /// Who is appraised.
    Population "population" "三" Yes,
        "考核对象：年末最后一天仍在岗的人员", "Everyone in post on the last day of the year is appraised";
    /// Grades and quotas.
    Quota "quota" "四" Yes,
        "五个等次；优秀、表扬名额按比例封顶", "Five grades; shares cap the places for 优秀 and 表扬";
    /// Personal summary.
    SelfAppraisal "self-appraisal" "五(一)" No { zh: "年度总结由本人撰写", en: "Everyone writes the summary" },
        "本人撰写年度总结，填写登记表", "Everyone writes a summary and fills in the form";
    /// First review of the hall.
    FirstReviewHall "first-review-hall" "五(二)" Yes,
        "大厅人员由业务科组织初评，提出等次建议和推荐名单", "The business department holds the hall's first review, which proposes grades and nominees";
    /// First review elsewhere.
    FirstReviewOther "first-review-other" "五(三)" Yes,
        "其他科室由科室负责人组织初评，提出等次建议和推荐名单", "In other departments the head holds the first review, which proposes grades and nominees";
    /// Democratic appraisal.
    Ballots "ballots" "五(四)" Yes,
        "推优人员和管理人员参加集中民主测评", "Nominees and managers take part in a ballot that rates them";
    /// Grades and last places.
    Settling "settling" "五(五)" Yes,
        "考核领导小组依据等次建议、民主测评和全年表现，确定等次和末位名单", "The leading group settles grades and last places on proposals, ballots and the year's work";
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
        "违规被通报超过上限次数，当年不评优秀", "More reprimands for breaches than the limit bar 优秀";
    /// Bar: refused orders.
    BarRefusal "bar-refusal" "五(六)6" Yes,
        "对布置的工作拒不执行，当年不评优秀", "Refusing assigned work bars 优秀";
    /// Case: bad reviews and complaints.
    CaseReviews "case-reviews" "五(七)1" Yes,
        "差评与投诉合计达到起算次数，可视情降等", "Bad reviews and complaints together reach the number set: a lower grade is possible";
    /// Case: inspection.
    CaseInspection "case-inspection" "五(七)2" Yes,
        "明察暗访被通报且负面影响重大，可视情降等", "A reprimand of grave effect after an unannounced inspection: a lower grade is possible";
    /// Case: disobedience or lateness.
    CaseDisobedience "case-disobedience" "五(七)3" Yes,
        "不服从安排，或未按时完成任务超过上限次数，可视情降等", "Disobeyed instructions, or more late tasks than the limit: a lower grade is possible";
    /// Case: refusal to mend.
    CaseRefusedToMend "case-refused-to-mend" "五(七)4" Yes,
        "严重违反制度又拒不整改，可视情降等", "A grave breach that the person refuses to put right: a lower grade is possible";
    /// Case: loss.
    CaseLoss "case-loss" "五(七)5" Yes,
        "失职给单位造成重大损失，可视情降等", "Dereliction that costs the office heavily: a lower grade is possible";
    /// Case: reputation.
    CaseReputation "case-reputation" "五(七)6" Yes,
        "损害单位名誉信用、影响恶劣，可视情降等", "Grave harm to the office's name: a lower grade is possible";
    /// Case: months and patrols.
    CaseMonthly "case-monthly" "五(七)7" Yes,
        "月度考核基本合格、不合格与巡查通报合计达到起算次数，可视情降等", "Months graded below 合格 and inspection reprimands together reach the number set: a lower grade is possible";
    /// Promotion.
    Promotion "promotion" "六(一)" Yes,
        "连续两年优秀或连续四年表扬，岗位工资可晋升一级；晋升后重新计算", "Two years 优秀 or four years 表扬 in a row: the pay may go up one level, then years count anew";
    /// Termination after two years.
    TerminationTwoYears "termination-two-years" "六(二)1" Yes,
        "连续两年基本合格，经领导班子会议讨论决定退回劳务派遣单位", "基本合格 two years running: back to the agency, if the leadership meeting so decides";
    /// Termination at once.
    TerminationUnqualified "termination-unqualified" "六(二)2" Yes,
        "当年不合格，经领导班子会议讨论决定退回劳务派遣单位", "不合格 this year: back to the agency, if the leadership meeting so decides";
    /// Year-end bonus.
    Bonus "bonus" "六(三)1" Yes,
        "年终奖金：月标准 × 在岗月数", "Year-end bonus: monthly rate × months in post";
    /// Post allowance.
    Allowance "allowance" "六(三)2" Yes,
        "岗位津贴：管理人员按级别月标准 × 月数", "Post allowance: a manager's level rate × months";
    /// Award for grades.
    GradeAward "grade-award" "六(三)3" Yes,
        "评优奖励：优秀、表扬另发奖金", "Award for grade: extra money for 优秀 and 表扬";
    /// Dedication award.
    Dedication "dedication" "六(三)4" Yes,
        "敬业奉献奖：积极参与特殊工作且贡献较大者", "Dedication award: for great contributions to special work";
    /// Deductions under the management rules.
    RuleDeduction "rule-deduction" "六(三)5(1)" Yes,
        "《管理办法》（宝行政中心〔2019〕10号）规定应扣的款项", "Deductions under the 2019 management rules (宝行政中心〔2019〕10号)";
    /// Fine: bad reviews.
    BadReviewFine "bad-review-fine" "六(三)5(2)" Yes,
        "本人责任的差评逐个扣款，月度已扣的不重复扣", "A fine for each bad review through one's own fault, unless fined in its month";
    /// Fine: complaints.
    ComplaintFine "complaint-fine" "六(三)5(3)" Yes,
        "本人责任的投诉逐个扣款，月度已扣的不重复扣", "A fine for each complaint through one's own fault, unless fined in its month";
    /// Cut by grade.
    GradeCut "grade-cut" "六(三)5(4)" Yes,
        "基本合格、不合格按比例扣减应发奖金", "A share of the bonus is cut for 基本合格 and 不合格";
    /// Fine: breaches.
    BreachFine "breach-fine" "六(三)5(5)" Yes,
        "其他违反规章制度的，发现一次扣一次", "A fine for each other breach that is found";
    /// Year-end settlement.
    Settlement "settlement" "六(三)6" Yes,
        "年终清算：月标准 × 在岗月数", "Year-end settlement: monthly rate × months in post";
    /// Commendation.
    Commendation "commendation" "六(四)" Yes,
        "表彰优秀、表扬和敬业奉献奖，颁发荣誉证书", "优秀, 表扬 and 敬业奉献奖 are commended with certificates";
    /// Timetable.
    Timetable "timetable" "七" No { zh: "时间安排见“日程”", en: "See Timetable for the dates" },
        "12 月下旬至次年 1 月下旬分阶段进行", "Stages from late December to late January";
    /// Publicity.
    Publicity "publicity" "七(四)" No { zh: "公示的起止日期由人工填写", en: "People enter the first and last day" },
        "等次建议报领导班子会议审议通过后公示，公示结束后确定", "Proposed grades approved by the leadership meeting go on public notice and are settled afterwards";
    /// Interpretation.
    Interpretation "interpretation" "八" No { zh: "由业务科解释", en: "Left to the business department" },
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
