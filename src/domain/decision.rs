//! What the leading group (考核领导小组) decided about a person.

use super::{CellRef, Grade, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The content of a decision (决定等次).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ruling {
    /// The person gets this grade.
    Grade(Grade),
    /// 不降等: the discretionary cases of 五(七) don't lead to a lower grade; the grade itself stays open.
    NoDemotion,
}

impl Ruling {
    /// The official term.
    pub const fn term(self) -> &'static str {
        match self {
            Ruling::Grade(grade) => grade.term(),
            Ruling::NoDemotion => "不降等",
        }
    }
}

/// One row of the sheet 决定, matched to its person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Whom it is about.
    pub person: PersonId,
    /// What was decided.
    pub ruling: Ruling,
    /// 理由
    pub reason: String,
    /// 决定人
    pub decider: String,
    /// 日期
    pub date: Option<NaiveDate>,
    /// The cell of 决定等次, if it was read from a sheet.
    pub source: Option<CellRef>,
}
