//! What leaves the page, by who reads it: each reader gets what the task needs and no more.

use super::{Field, Person, PersonId};
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
            Pack::Leadership => &[Names, Numbers, Scores, Grades, Incidents, Decisions],
            Pack::Audit => &[Names, Numbers, Contacts, Scores, Grades, Money, Incidents, Decisions],
        }
    }
}

/// A document on paper, also as .docx.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PaperKind {
    /// 公示: who is to be commended, before it is final.
    Publicity,
    /// 评优通报: who is commended.
    Circular,
    /// 登记表 (annex 1), one for each person.
    Registration,
    /// 评分表 (annex 2), one for each group.
    Scoring,
    /// 民主测评表 (annex 3), a ballot.
    Ballot,
    /// 告知书: a person's grade and money.
    Slip,
    /// 荣誉证书, one for each commendation.
    Certificate,
}

impl PaperKind {
    /// All kinds, in the order of the year's work.
    pub const ALL: [PaperKind; 7] = [
        PaperKind::Registration,
        PaperKind::Scoring,
        PaperKind::Ballot,
        PaperKind::Publicity,
        PaperKind::Circular,
        PaperKind::Slip,
        PaperKind::Certificate,
    ];

    /// The kind in the file's name.
    pub const fn term(self) -> &'static str {
        match self {
            PaperKind::Publicity => "公示",
            PaperKind::Circular => "评优通报",
            PaperKind::Registration => "年度考核登记表",
            PaperKind::Scoring => "年度考核评分表",
            PaperKind::Ballot => "民主测评表",
            PaperKind::Slip => "考核结果告知书",
            PaperKind::Certificate => "荣誉证书",
        }
    }

    /// A stable name, for tests and the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            PaperKind::Publicity => "publicity",
            PaperKind::Circular => "circular",
            PaperKind::Registration => "registration",
            PaperKind::Scoring => "scoring",
            PaperKind::Ballot => "ballot",
            PaperKind::Slip => "slip",
            PaperKind::Certificate => "certificate",
        }
    }

    /// Whether there is one for each person, so that people can be chosen.
    pub const fn is_personal(self) -> bool {
        matches!(self, PaperKind::Registration | PaperKind::Scoring | PaperKind::Slip | PaperKind::Certificate)
    }

    /// What of people's data is in it.
    pub const fn holds(self) -> &'static [PersonalData] {
        use PersonalData::{Grades, IdData, Incidents, Money, Names, Numbers, Scores};
        match self {
            PaperKind::Publicity | PaperKind::Circular | PaperKind::Certificate => &[Names, Grades],
            PaperKind::Registration => &[Names, Numbers, IdData, Scores, Grades, Incidents],
            PaperKind::Scoring => &[Names, Numbers, Scores, Grades],
            PaperKind::Ballot => &[Names],
            PaperKind::Slip => &[Names, Numbers, Scores, Grades, Money, Incidents],
        }
    }
}

/// About whom papers are made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Whom {
    /// Everyone appraised.
    #[default]
    Everyone,
    /// Those of a 科室.
    Department(String),
    /// One person.
    Person(PersonId),
}

impl Whom {
    /// Whether somebody is one of them.
    pub fn means(&self, person: &Person) -> bool {
        match self {
            Whom::Everyone => true,
            Whom::Department(department) => person.text(Field::Department) == department,
            Whom::Person(id) => person.id == *id,
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
    /// Sex, month of birth and day of joining.
    IdData,
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
