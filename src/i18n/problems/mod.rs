//! Problems of the input: what is wrong, and how to mend it. One exhaustive function for each language, in
//! a room of its own; what both need is here.

mod en;
mod zh;

use super::{Context, Lang, ProblemText};
use crate::{
    domain::Problem,
    notice::{SettingKey, SettingKind},
};

/// Longer values are cut: the cell is named, and the sheet 问题清单 has the value whole.
const FOUND_CHARS: usize = 30;

impl Context<'_> {
    /// What is wrong and how to mend it.
    pub fn problem(&self, problem: &Problem) -> ProblemText {
        let (message, cure) = match self.lang {
            Lang::ZhCn => self.problem_zh(problem),
            Lang::En => self.problem_en(problem),
        };
        ProblemText { message, cure }
    }
}

/// A value in quotation marks, cut if it is long; `blank` if there is nothing.
fn quoted(found: &str, blank: &str) -> String {
    let found = found.trim();
    match found.char_indices().nth(FOUND_CHARS) {
        _ if found.is_empty() => blank.to_owned(),
        Some((end, _)) => format!("“{}…”", &found[..end]),
        None => format!("“{found}”"),
    }
}

fn count_of(people: usize) -> u32 {
    u32::try_from(people).expect("ids of people are 32 bits wide")
}

/// What a setting's value must be.
fn expected(lang: Lang, key: SettingKey) -> String {
    let text = match (lang, key.kind()) {
        (Lang::ZhCn, SettingKind::Year) => "年份",
        (Lang::ZhCn, SettingKind::Text) => "文字",
        (Lang::ZhCn, SettingKind::Share) => "比例（如 10%）",
        (Lang::ZhCn, SettingKind::Number(_)) => "数字",
        (Lang::ZhCn, SettingKind::Whole(_)) => "整数",
        (Lang::ZhCn, SettingKind::Amount | SettingKind::AmountByLevel) => "金额（元）",
        (Lang::ZhCn, SettingKind::Flag) => "“是”或“否”",
        (Lang::ZhCn, SettingKind::Choice(choices)) => return format!("“{}”之一", choices.join("”“")),
        (Lang::ZhCn, SettingKind::List) => "用“、”隔开的词",
        (Lang::En, SettingKind::Year) => "a year",
        (Lang::En, SettingKind::Text) => "a text",
        (Lang::En, SettingKind::Share) => "a share (as in 10%)",
        (Lang::En, SettingKind::Number(_)) => "a number",
        (Lang::En, SettingKind::Whole(_)) => "a whole number",
        (Lang::En, SettingKind::Amount | SettingKind::AmountByLevel) => "an amount in yuan",
        (Lang::En, SettingKind::Flag) => "是 or 否",
        (Lang::En, SettingKind::Choice(choices)) => return format!("one of {}", choices.join(", ")),
        (Lang::En, SettingKind::List) => "words separated by 、",
    };
    text.to_owned()
}

/// The range of a setting's value.
fn range(lang: Lang, key: SettingKey) -> String {
    match (lang, key.kind()) {
        (Lang::ZhCn, SettingKind::Share) => "0 至 100% 之间".to_owned(),
        (Lang::ZhCn, SettingKind::Number(limits) | SettingKind::Whole(limits)) => {
            format!(" {} 至 {} 之间", limits.min, limits.max)
        }
        (Lang::ZhCn, SettingKind::Amount | SettingKind::AmountByLevel) => "合理的金额之内，且不小于 0".to_owned(),
        (
            Lang::ZhCn,
            SettingKind::Year | SettingKind::Text | SettingKind::Flag | SettingKind::Choice(_) | SettingKind::List,
        ) => "允许的范围之内".to_owned(),
        (Lang::En, SettingKind::Share) => "0 to 100%".to_owned(),
        (Lang::En, SettingKind::Number(limits) | SettingKind::Whole(limits)) => {
            format!("{} to {}", limits.min, limits.max)
        }
        (Lang::En, SettingKind::Amount | SettingKind::AmountByLevel) => "a sensible amount, not below 0".to_owned(),
        (
            Lang::En,
            SettingKind::Year | SettingKind::Text | SettingKind::Flag | SettingKind::Choice(_) | SettingKind::List,
        ) => "a value within its range".to_owned(),
    }
}

/// How to mend a setting, and what counts until then.
fn meanwhile(lang: Lang, key: SettingKey) -> String {
    match (lang, key.default_text()) {
        (Lang::ZhCn, "") => "改正取值；在此之前视为未定".to_owned(),
        (Lang::ZhCn, default) => format!("改正取值；在此之前按默认值“{default}”"),
        (Lang::En, "") => "Correct the value; until then it counts as unset".to_owned(),
        (Lang::En, default) => format!("Correct the value; until then the default “{default}” counts"),
    }
}
