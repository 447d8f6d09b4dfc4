//! What a result says, in a form in which two results can be compared: figures by person, and what keeps it a draft.

use super::expected::figure;
use kaohe::{
    domain::{PersonId, Problem, ProblemKind, Severity},
    rules::{OutcomeKind, Status},
    service::Appraisal,
};
use std::collections::{BTreeMap, BTreeSet};

/// The figures of a person that are compared, by their official terms.
pub const FIGURES: [&str; 22] = [
    "在岗月数",
    "初评综合分",
    "推优综合分",
    "名次",
    "取消优秀资格",
    "可降等情形",
    "初评等次",
    "建议等次",
    "最终等次",
    "年终奖金",
    "岗位津贴",
    "评优奖励",
    "敬业奉献奖",
    "年终清算",
    "应发合计",
    "办法扣款",
    "差评扣款",
    "投诉扣款",
    "违规扣款",
    "等次扣减",
    "实发金额",
    "未扣足金额",
];

/// Whether nothing is open: no error, nothing pending, no amount unset, the settings confirmed. Whether somebody has
/// made it final is another matter.
pub fn nothing_open(appraisal: &Appraisal) -> bool {
    !matches!(appraisal.evaluation.status, Status::Draft(_))
}

/// The key of a person, with one sign for the interpunct of names.
pub fn key(appraisal: &Appraisal, id: PersonId) -> String {
    let key = &appraisal.inputs.person(id).key;
    key.chars().map(|sign| if "•・‧∙".contains(sign) { '·' } else { sign }).collect()
}

/// All figures of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Figures of everyone appraised, by key and term.
    pub people: BTreeMap<String, BTreeMap<&'static str, String>>,
    /// Keys of the others.
    pub not_appraised: BTreeSet<String>,
    /// 结果运用: key, 事项, 依据.
    pub outcomes: BTreeSet<(String, &'static str, &'static str)>,
}

impl Figures {
    /// The figures of an appraisal.
    pub fn of(appraisal: &Appraisal) -> Figures {
        let evaluation = &appraisal.evaluation;
        let key = |id| key(appraisal, id);
        let people = evaluation.people.iter().map(|result| {
            let figures = FIGURES.iter().map(|term| (*term, figure(appraisal, result, term)));
            (key(result.id), figures.collect())
        });
        let outcomes = evaluation.outcomes.iter();
        Figures {
            people: people.collect(),
            not_appraised: evaluation.not_appraised.iter().map(|other| key(other.id)).collect(),
            outcomes: outcomes
                .map(|outcome| {
                    let kind: &OutcomeKind = &outcome.kind;
                    (key(outcome.id), kind.term(), kind.clause().number())
                })
                .collect(),
        }
    }

    /// The first figure in which another result differs from this one, in words.
    pub fn first_difference(&self, other: &Figures) -> Option<String> {
        for (key, figures) in &self.people {
            let Some(others) = other.people.get(key) else {
                return Some(format!("{key} is not appraised, but should be"));
            };
            if let Some((term, right)) = figures.iter().find(|(term, right)| others[*term] != **right) {
                return Some(format!("{key} {term}: {:?}, right is {right:?}", others[term]));
            }
        }
        if let Some(key) = other.people.keys().find(|key| !self.people.contains_key(*key)) {
            return Some(format!("{key} is appraised, but should not be"));
        }
        if self.not_appraised != other.not_appraised {
            return Some(format!("not appraised: {:?}, right is {:?}", other.not_appraised, self.not_appraised));
        }
        let differing = self.outcomes.symmetric_difference(&other.outcomes).next();
        differing.map(|outcome| format!("结果运用 differs in {outcome:?}"))
    }
}

/// What keeps a result a draft: for each person what is pending, and how often each kind of error stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons {
    /// Codes of what is pending, by key.
    pub pending: BTreeMap<String, BTreeSet<&'static str>>,
    /// Errors by whom they touch and kind.
    pub errors: BTreeMap<(Option<String>, String), u32>,
    /// Whether anything is open.
    pub open: bool,
}

impl Reasons {
    /// The reasons of an appraisal.
    pub fn of(appraisal: &Appraisal) -> Reasons {
        let people = appraisal.evaluation.people.iter().filter(|result| !result.pending.is_empty());
        let mut errors = BTreeMap::new();
        for problem in errors_of(appraisal) {
            *errors.entry((problem.person.map(|id| key(appraisal, id)), kind(problem))).or_default() += 1;
        }
        Reasons {
            pending: people
                .map(|result| {
                    let codes = result.pending.iter().map(|pending| pending.code());
                    (key(appraisal, result.id), codes.collect())
                })
                .collect(),
            errors,
            open: !nothing_open(appraisal),
        }
    }

    /// Whether it is a draft just where something is pending or an error stands; where all amounts are set and the
    /// settings are confirmed.
    pub fn are_said(&self) -> bool {
        self.open != (self.pending.is_empty() && self.errors.is_empty())
    }
}

/// All errors of a result.
pub fn errors_of(appraisal: &Appraisal) -> impl Iterator<Item = &Problem> {
    appraisal.evaluation.problems.iter().filter(|problem| problem.severity == Severity::Error)
}

/// The name of a problem's kind without what it carries, which may name cells. What results tell of the files that they
/// were made from is told in the words of then, so that it has no kind of its own.
fn kind(problem: &Problem) -> String {
    if problem.kind.is_about_files() || matches!(problem.kind, ProblemKind::Recorded { .. }) {
        return "about the files".to_owned();
    }
    let kind = format!("{:?}", problem.kind);
    kind.split([' ', '(']).next().unwrap_or_default().to_owned()
}
