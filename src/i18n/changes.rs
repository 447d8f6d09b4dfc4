//! What is different about a person in a second evaluation.

use super::{Context, Lang, numbers};
use crate::{
    domain::Grade,
    rules::{CommendedFor, MoneyItem, NearKind, OutcomeKind, PersonChange},
};

/// Whether an outcome only repeats the grade.
const fn follows_the_grade(kind: &OutcomeKind) -> bool {
    matches!(kind, OutcomeKind::Commendation(CommendedFor::Excellent | CommendedFor::Commended))
}

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
            for kind in kinds.into_iter().filter(|kind| !follows_the_grade(kind)) {
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

    /// Everything but grade and 实发金额 that is different about somebody, one line each.
    pub fn change_details(&self, change: &PersonChange, year: i32) -> Vec<String> {
        let mut lines = Vec::new();
        let [went, came] = change.outcomes();
        for (kinds, zh, en) in [(went, "减少", "no longer"), (came, "增加", "now")] {
            for kind in kinds.into_iter().filter(|kind| !follows_the_grade(kind)) {
                let (term, content) = (kind.term(), self.outcome_in(kind, year));
                lines.push(match self.lang {
                    Lang::ZhCn => format!("{zh}{term}：{content}"),
                    Lang::En => format!("{en} {term}: {content}"),
                });
            }
        }
        let (Some(before), Some(after)) = (&change.before, &change.after) else { return lines };
        let none = || match self.lang {
            Lang::ZhCn => "无".to_owned(),
            Lang::En => "none".to_owned(),
        };
        let list = |items: &[String]| if items.is_empty() { none() } else { self.lang.list(items) };
        let codes = |clauses: &[crate::notice::Clause]| {
            list(&clauses.iter().map(|clause| clause.number().to_owned()).collect::<Vec<_>>())
        };
        let score = |score: Option<rust_decimal::Decimal>| score.map_or_else(none, numbers::score);
        let rank = |rank: Option<u32>| rank.map_or_else(none, |rank| rank.to_string());
        let texts = [
            ("待决", "pending", list(&before.pending), list(&after.pending)),
            ("建议等次", "建议等次 (proposed)", before.proposed.term().to_owned(), after.proposed.term().to_owned()),
            ("取消优秀资格", "取消优秀资格 (bars)", codes(&before.bars), codes(&after.bars)),
            ("可降等情形", "可降等情形 (cases)", codes(&before.cases), codes(&after.cases)),
            ("在岗月数", "在岗月数 (months)", before.months.to_string(), after.months.to_string()),
            ("初评综合分", "初评综合分 (first-review score)", score(before.s1), score(after.s1)),
            ("推优综合分", "推优综合分 (selection score)", score(before.s2), score(after.s2)),
            ("名次", "rank", rank(before.rank), rank(after.rank)),
        ];
        let same_as_grade = [before, after].iter().all(|standing| standing.proposed == standing.grade);
        for (zh, en, old, new) in texts {
            let is_said = zh == "建议等次" && same_as_grade;
            if old != new && !is_said {
                let label = match self.lang {
                    Lang::ZhCn => zh,
                    Lang::En => en,
                };
                lines.push(format!("{label} {old} → {new}"));
            }
        }
        for item in MoneyItem::EARNINGS.into_iter().chain(MoneyItem::DEDUCTIONS) {
            let (old, new) = (before.item(item), after.item(item));
            if old != new {
                lines.push(format!("{} {} → {}", self.item(item), numbers::grouped(old), numbers::grouped(new)));
            }
        }
        lines
    }

    /// A grade, or that there is none because the person isn't appraised.
    pub fn grade_or_none(&self, grade: Option<Grade>) -> String {
        match (grade, self.lang) {
            (Some(grade), _) => grade.term().to_owned(),
            (None, Lang::ZhCn) => "不属考核对象".to_owned(),
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
                format!("{}; with {} set to {other} the answer is the opposite", self.test_text(test), setting.term())
            }
            (Lang::ZhCn, NearKind::FirstBelow { grade, place, open }) => {
                format!("{}名额 {open} 个，排第 {place} 名，是名额外第一人", grade.term())
            }
            (Lang::En, NearKind::FirstBelow { grade, place, open }) => {
                format!("place {place} with {open} places of {}: the first one below the places", grade.term())
            }
            (Lang::ZhCn, NearKind::Tied(grade)) => format!("{}最后一个名额与他人同分", grade.term()),
            (Lang::En, NearKind::Tied(grade)) => format!("equal with others across the last place of {}", grade.term()),
        }
    }
}
