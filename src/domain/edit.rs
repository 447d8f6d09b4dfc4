//! What people change about what was read, on the page: cells, the meaning of sheets and columns, the confirmation that
//! nobody has a case, settings, and what the leading group decides. The file that was dropped stays as it is; reading
//! starts anew from it with the edits laid over.

use super::{CellRef, Field, PersonId, Problem, Ruling, SheetKind};
use crate::notice::SettingKey;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The sheet of the results that records corrected cells.
pub const CORRECTIONS_SHEET: &str = "更正记录";
/// The sheet of the results that tells everything that was changed by hand, in its order.
pub const HISTORY_SHEET: &str = "操作记录";
/// The sheet of the results that keeps what further tables of the roster say and what can't be used.
pub const SUPPLEMENT_SHEET: &str = "花名册补充";
/// The sheet that says what became of each cell of the files.
pub const ACCOUNT_SHEET: &str = "读取对照";
/// The sheet of the results that keeps what stands in columns that mean nothing here.
pub const KEPT_SHEET: &str = "保留内容";
/// The sheet of what is amiss in the input.
pub const PROBLEMS_SHEET: &str = "问题清单";
/// What stands before the place of what is about the files that results were made from.
pub const OF_FILES: &str = "原文件 ";
/// The sheet of the results that keeps what sheets and columns were said to be.
pub const CHOICES_SHEET: &str = "列对应";
/// Says in the sheet 列对应 that a row is about a sheet.
pub const ABOUT_SHEET: &str = "工作表";
/// Says in the sheet 列对应 that something isn't to be read.
pub const NOT_READ: &str = "不读取";

/// One change. Later ones stand over earlier ones about the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// Another text in a cell; empty clears it.
    Correct {
        /// The cell.
        cell: CellRef,
        /// What is to stand there, as somebody would type it.
        text: String,
    },
    /// What a sheet and its columns are.
    Assign(Assignment),
    /// Whether nobody has a case of a column that the roster lacks (setting 无此情形).
    ConfirmNone {
        /// The column.
        field: Field,
        /// Nobody has (else: unknown again).
        none: bool,
    },
    /// Other values of settings, at once.
    Set(Vec<SettingChange>),
    /// What the leading group decides about a person, in place of what it decided before.
    Decide {
        /// The person's first cell on the roster, which stays the same whatever is corrected.
        row: CellRef,
        /// The decision; nothing takes the present one back.
        decision: Option<NewDecision>,
    },
    /// A problem that nothing in the sheets can mend was checked and no longer counts: see
    /// [`super::ProblemKind::can_be_set_aside`].
    SetAside(Problem),
    /// 定稿: somebody settles the figures as they are in sight.
    Settle {
        /// 定稿人
        by: String,
        /// 定稿日期
        on: NaiveDate,
        /// The digest of the figures (`Evaluation::figures`), kept as 定稿校验.
        figures: String,
    },
    /// 重开: what was settled is open again.
    Reopen {
        /// Who reopens it.
        by: String,
        /// When.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
}

impl Edit {
    /// Whether the sheets have to be read anew for it: it changes what stands in them or how they are understood.
    pub fn needs_reading(&self) -> bool {
        match self {
            Edit::Correct { .. } | Edit::Assign(_) => true,
            Edit::ConfirmNone { .. }
            | Edit::Decide { .. }
            | Edit::SetAside(_)
            | Edit::Settle { .. }
            | Edit::Reopen { .. } => false,
            Edit::Set(changes) => changes.iter().any(|change| change.key.bounds_cells()),
        }
    }
}

/// Another value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange {
    /// The setting.
    pub key: SettingKey,
    /// The level, for an allowance.
    pub level: Option<String>,
    /// The value as it would stand in the column 取值; empty is the default, or unset where there is none.
    pub text: String,
}

/// A decision as it is made on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDecision {
    /// What is decided.
    pub ruling: Ruling,
    /// 理由
    pub reason: String,
    /// 决定人
    pub decider: String,
    /// 日期
    pub date: Option<NaiveDate>,
}

/// How a sheet is to be read, chosen by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Position of the sheet in [`super::Inputs::sheets`].
    pub sheet: u16,
    /// Its kind, or nothing: it isn't read.
    pub kind: Option<SheetKind>,
    /// The row of its header, from 0; nothing leaves it to the search.
    pub header: Option<u32>,
    /// Columns by position, with the canonical header that each is to have; an empty one isn't read. Columns that are
    /// not named here keep what their header says.
    pub columns: BTreeMap<u16, String>,
}

/// A choice as it is kept with the results and applies again to next year's sheets: by names, not by positions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Choice {
    /// What a sheet of this name is; nothing: it isn't read.
    Sheet {
        /// Its name.
        name: String,
        /// Its kind.
        kind: Option<SheetKind>,
    },
    /// What a header means on sheets of a kind.
    Column {
        /// The kind of sheet.
        kind: SheetKind,
        /// The header as it is compared: without white space and unit.
        header: String,
        /// The canonical header; empty: the column isn't read.
        target: String,
    },
}

/// A cell that was corrected, for the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedCell {
    /// The cell, unless the correction was made on an earlier occasion and only its record was read.
    pub cell: Option<CellRef>,
    /// The place as people write it, as in `花名册!H12`.
    pub place: String,
    /// Whose row it is, where that is known.
    pub person: Option<PersonId>,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
}
