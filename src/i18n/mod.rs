//! Data into sentences, in Chinese (default) and English. Official Chinese terms stay Chinese in both.
//!
//! Every text takes a [`Lang`] and matches it exhaustively, and matches the variants of what it words exhaustively,
//! too, so that a missing text doesn't compile. The rooms: `numbers` writes figures, `names` the terms, `sources` where
//! a value stands, `problems` what is wrong, `pending` what is open, `failures` why nothing came of it, `answer` a
//! person's own question, `explain` how grades came about, `money` how amounts did, `figures` every figure of a person, `outcomes` what follows, `timetable` when, `papers` what papers are for.
//!
//! Absent on purpose: rules. A sentence says what the data says; it recomputes at most a sum that it writes out.

pub mod account;
mod answer;
mod changes;
mod explain;
mod failures;
mod figures;
mod money;
mod names;
mod numbers;
mod outcomes;
pub mod page;
pub mod papers;
mod pending;
mod problems;
mod sources;
mod table;
#[cfg(test)]
mod testing;
mod timetable;

pub use answer::{AnswerWords, Reason, WhyWords};
pub use figures::Worded;
pub use numbers::capital_amount;
pub use table::{tabbed, table_text};
pub use timetable::{stage_title, stage_what};

use crate::domain::PersonId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language of the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// English.
    En,
}

/// What sentences need beside the data: names of sheets for cells, names of people for ids.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The language.
    pub lang: Lang,
    /// Names of the sheets, by position.
    pub sheets: &'a [String],
    /// Names of people mentioned.
    pub names: &'a BTreeMap<PersonId, String>,
}

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemText {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub cure: String,
}
