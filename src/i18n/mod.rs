//! Data into sentences, in Chinese (default) and English. Official Chinese terms stay Chinese in both.
//!
//! Every text takes a [`Lang`] and matches it exhaustively, so that a missing text doesn't compile.

pub mod page;

use crate::{
    domain::{Grade, PersonId, Problem, Source},
    notice::{Clause, Decider},
    protocol::Failure,
    roster::Unreadable,
    rules::{
        DraftReason, Finding, FirstReview, MoneyLine, MonthsInPost, NotInPost, OutcomeKind, Pending, ProposalGround,
        Quota, Score, Tenure, WhyNot,
    },
};
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

impl Context<'_> {
    /// What is wrong and how to mend it.
    pub fn problem(&self, _problem: &Problem) -> ProblemText {
        ProblemText { message: String::new(), cure: String::new() }
    }
    /// Where a problem is, as in `花名册!H12`; empty for the input as a whole.
    pub fn place(&self, _problem: &Problem) -> String {
        String::new()
    }
    /// Where a value stands, as in `花名册!H12`; says so if it is a default or was confirmed.
    pub fn source(&self, _source: &Source) -> String {
        String::new()
    }
    /// What is open, and who decides it on what (说明 of 待决事项).
    pub fn pending(&self, _pending: &Pending) -> String {
        String::new()
    }
    /// 内容 of 结果运用; for 表彰 exactly 优秀, 表扬 or 敬业奉献.
    pub fn outcome(&self, _kind: &OutcomeKind) -> String {
        String::new()
    }
    /// 原因 of 未参加考核.
    pub fn not_in_post(&self, _reason: &NotInPost, _year: i32) -> String {
        String::new()
    }
    /// Why the files can't be read and what to do.
    pub fn unreadable(&self, _unreadable: &Unreadable) -> String {
        String::new()
    }
    /// Why a request failed and what to do.
    pub fn failure(&self, _failure: &Failure) -> String {
        String::new()
    }
    /// What keeps the result a draft.
    pub fn draft_reason(&self, _reason: &DraftReason) -> String {
        String::new()
    }
    /// A bar or case with its figures, as in `事假 4 天，未超过 5 天`.
    pub fn finding(&self, _finding: &Finding) -> String {
        String::new()
    }
    /// How months in post were found.
    pub fn months(&self, _months: &MonthsInPost) -> String {
        String::new()
    }
    /// How time in post for 五(六)4 was found.
    pub fn tenure(&self, _tenure: &Tenure) -> String {
        String::new()
    }
    /// How 初评分 was found.
    pub fn first_review(&self, _review: &FirstReview) -> String {
        String::new()
    }
    /// The weighted mean written out, as in `(95 × 0.5 + 90 × 0.3) ÷ 0.8 = 93.13`.
    pub fn score(&self, _score: &Score) -> String {
        String::new()
    }
    /// How the proposal came about.
    pub fn ground(&self, _ground: &ProposalGround, _proposed: Grade) -> String {
        String::new()
    }
    /// Why somebody isn't proposed the grade.
    pub fn why_not(&self, _grade: Grade, _why: &WhyNot) -> String {
        String::new()
    }
    /// A money line written out, as in `833.33 元 × 12 个月 = 9,999.96 元`.
    pub fn money_line(&self, _line: &MoneyLine) -> String {
        String::new()
    }
    /// Quota arithmetic, as in `49 × 10% = 4.9 → 4`.
    pub fn quota(&self, _size: u32, _quota: &Quota) -> String {
        String::new()
    }
    /// A clause's gist.
    pub fn gist(&self, clause: Clause) -> &'static str {
        match self.lang {
            Lang::ZhCn => clause.gist_zh(),
            Lang::En => clause.gist_en(),
        }
    }
    /// A grade: the official term, glossed in English.
    pub fn grade(&self, _grade: Grade) -> String {
        String::new()
    }
    /// Who decides a setting.
    pub fn decider(&self, _decider: Decider) -> &'static str {
        ""
    }
}
