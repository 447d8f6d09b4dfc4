//! What is different about a person in a second evaluation.

use super::{Context, Lang};
use crate::{
    domain::Grade,
    rules::{NearKind, PersonChange},
};

impl Context<'_> {
    /// Somebody's grades and outcomes that differ, as in `张三 合格→表扬，增加表彰`; nothing if only amounts do.
    pub fn change(&self, change: &PersonChange, year: i32) -> Option<String> {
        let what = self.change_of(change, year);
        (!what.is_empty()).then(|| format!("{} {what}", self.name(change.id)))
    }

    /// Grades and outcomes that differ, without the name; empty if only amounts do.
    pub fn change_of(&self, change: &PersonChange, year: i32) -> String {
        let mut parts = Vec::new();
        if let Some([before, after]) = change.grades() {
            parts.push(format!("{}→{}", self.grade_or_none(before), self.grade_or_none(after)));
        }
        let [went, came] = change.outcomes();
        for (kinds, zh, en) in [(went, "减少", "no longer"), (came, "增加", "now")] {
            for kind in kinds {
                let (term, content) = (kind.term(), self.outcome_in(kind, year));
                parts.push(match self.lang {
                    Lang::ZhCn => format!("{zh}{term}（{content}）"),
                    Lang::En => format!("{en} {term} ({content})"),
                });
            }
        }
        parts.join(match self.lang {
            Lang::ZhCn => "，",
            Lang::En => ", ",
        })
    }

    /// A grade, or that there is none because the person isn't appraised.
    pub fn grade_or_none(&self, grade: Option<Grade>) -> String {
        match (grade, self.lang) {
            (Some(grade), _) => grade.term().to_owned(),
            (None, Lang::ZhCn) => "未参加考核".to_owned(),
            (None, Lang::En) => "not appraised".to_owned(),
        }
    }

    /// What somebody is near to.
    pub fn near(&self, kind: &NearKind) -> String {
        match (self.lang, kind) {
            (_, NearKind::Threshold { test, .. }) => self.test_text(test),
            (Lang::ZhCn, NearKind::Reading { test, setting, other, .. }) => {
                format!("{}；“{}”改取 {other} 则结论相反", self.test_text(test), setting.term())
            }
            (Lang::En, NearKind::Reading { test, setting, other, .. }) => {
                format!("{}; with {} {other} the answer turns", self.test_text(test), setting.term())
            }
            (Lang::ZhCn, NearKind::FirstBelow { grade, place, open }) => {
                format!("{}名额 {open} 个，排第 {place} 名，是名额外第一人", grade.term())
            }
            (Lang::En, NearKind::FirstBelow { grade, place, open }) => {
                format!("place {place} with {open} places of {}: the first below", grade.term())
            }
            (Lang::ZhCn, NearKind::Tied(grade)) => format!("{}最后一个名额与他人同分", grade.term()),
            (Lang::En, NearKind::Tied(grade)) => format!("equal with others across the last place of {}", grade.term()),
        }
    }
}
