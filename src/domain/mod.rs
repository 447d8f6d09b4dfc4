//! Plain values of the appraisal and their glossary. Knows no rule, no file format and no language.

mod account;
mod decision;
mod edit;
mod fact;
mod field;
mod grade;
mod inputs;
mod ledger;
mod pack;
mod paper;
mod person;
mod problem;
pub mod words;
mod yuan;

pub use account::{CarriedColumn, Lot, RowAccount, SheetAccount};
pub use decision::{Decision, Ruling};
pub use edit::{
    ABOUT_SHEET, ACCOUNT_SHEET, Assignment, CHOICES_SHEET, CORRECTIONS_SHEET, Choice, CorrectedCell, Edit,
    HISTORY_SHEET, KEPT_SHEET, NOT_READ, NewDecision, OF_FILES, PROBLEMS_SHEET, SUPPLEMENT_SHEET, SettingChange,
};
pub use fact::{Award, CellRef, Conflict, Fact, Source, UNKNOWN, UNKNOWN_IN_PART, Value, ValueKind, column_letters};
pub use field::Field;
pub use grade::{Category, Grade, PastGrade};
pub use inputs::{Double, Inputs, KeptCell, PassedOver, RowTally, SheetName, UnusedSheet};
pub use ledger::{
    Ballot, Incident, IncidentCells, IncidentKind, Ledgers, MonthMark, PastYear, Post, Review, SheetRows, Stray,
    Unread, Verification, Vote, Votes,
};
pub use pack::{Pack, PaperKind, PersonalData, Whom};
pub use paper::{Block, Cell, Layout, Look, Paper, Row, Sheet, Table, TemplateFault};
pub use person::{Person, PersonId};
pub use problem::{ColumnScope, FileDoubt, Place, Problem, ProblemGroup, ProblemKind, Severity, SheetKind};
pub use yuan::{Yuan, round_score};
