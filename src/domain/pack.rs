//! What leaves the page, by who reads it: each reader gets what the task needs and no more.

use serde::{Deserialize, Serialize};

/// A workbook for one kind of reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pack {
    /// 结果工作簿: everything; it is also the saved work.
    Whole,
    /// 公示名单: names and departments of those who are proposed.
    Publicity,
    /// 财务发放表: the money and its rates.
    Finance {
        /// Numbers of people are shown in part.
        masked: bool,
    },
    /// 领导班子材料: results, what is open, readings and sums.
    Leadership,
    /// 审计材料: every figure with its ground, the settings and the input.
    Audit,
}

impl Pack {
    /// The kind in the file's name.
    pub const fn term(self) -> &'static str {
        match self {
            Pack::Whole => "考核结果",
            Pack::Publicity => "公示名单",
            Pack::Finance { .. } => "奖金发放表",
            Pack::Leadership => "领导班子材料",
            Pack::Audit => "审计材料",
        }
    }

    /// What of people's data is in it.
    pub const fn holds(self) -> &'static [PersonalData] {
        use PersonalData::{Contacts, Decisions, Grades, Incidents, Money, Names, Numbers, NumbersInPart, Scores};
        match self {
            Pack::Whole => &[Names, Numbers, Contacts, Scores, Grades, Money, Incidents, Decisions],
            Pack::Publicity => &[Names, Grades],
            Pack::Finance { masked: false } => &[Names, Numbers, Grades, Money],
            Pack::Finance { masked: true } => &[Names, NumbersInPart, Grades, Money],
            Pack::Leadership => &[Names, Numbers, Scores, Grades, Money, Incidents],
            Pack::Audit => &[Names, Numbers, Contacts, Scores, Grades, Money, Incidents, Decisions],
        }
    }
}

/// Kinds of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PersonalData {
    /// 姓名, 科室
    Names,
    /// 工号, or 身份证号 where that is the key.
    Numbers,
    /// The same, shown in part.
    NumbersInPart,
    /// The whole roster with ID numbers and dates.
    Contacts,
    /// Scores and ranks.
    Scores,
    /// Grades.
    Grades,
    /// Bonuses and deductions.
    Money,
    /// Bad reviews, complaints, breaches, leave.
    Incidents,
    /// Decisions of the leading group with their reasons.
    Decisions,
}
