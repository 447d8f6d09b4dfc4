//! The figures given for a sample roster (`.expected.json`), and their comparison with a result.

use super::fixture;
use kaohe::{
    rules::{MoneyItem, OutcomeKind, PersonResult, Verdict},
    service::Appraisal,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// Figures by the key of the person, then by official term.
pub struct Expected {
    /// Figures of everyone appraised.
    pub people: BTreeMap<String, BTreeMap<String, String>>,
    /// Keys of the others.
    pub not_appraised: BTreeSet<String>,
    /// Key, 事项, 依据, and 内容 where it is fixed.
    pub outcomes: BTreeSet<(String, String, String, String)>,
    /// Codes by key.
    pub pending: BTreeMap<String, BTreeSet<String>>,
}

impl Expected {
    /// Reads `NAME.expected.json`.
    #[track_caller]
    pub fn of(name: &str) -> Expected {
        let text = fs::read_to_string(fixture(&format!("{name}.expected.json"))).expect("the figures are there");
        let json: serde_json::Value = serde_json::from_str(&text).expect("the figures are JSON");
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            serde_json::Value::Null => String::new(),
            other => other.to_string(),
        };
        let object = |value: &serde_json::Value| value.as_object().expect("an object").clone();
        let list = |value: &serde_json::Value| value.as_array().expect("a list").clone();
        let people = object(&json["people"]).into_iter().map(|(key, figures)| {
            (key, object(&figures).iter().map(|(term, value)| (term.clone(), text(value))).collect())
        });
        let outcomes = list(&json["outcomes"]).into_iter().map(|row| {
            let [key, what, clause, content] = [0, 1, 2, 3].map(|at| text(&row[at]));
            (key, what, clause, content)
        });
        Expected {
            people: people.collect(),
            not_appraised: list(&json["not_appraised"]).iter().map(text).collect(),
            outcomes: outcomes.collect(),
            pending: object(&json["pending"])
                .into_iter()
                .map(|(key, codes)| (key, list(&codes).iter().map(text).collect()))
                .collect(),
        }
    }
}

/// Compares every figure of a result.
#[track_caller]
pub fn check_appraisal(expected: &Expected, appraisal: &Appraisal) {
    let evaluation = &appraisal.evaluation;
    let key = |id| appraisal.inputs.person(id).key.clone();

    let keys: BTreeSet<String> = evaluation.people.iter().map(|result| key(result.id)).collect();
    assert_eq!(keys, expected.people.keys().cloned().collect(), "people appraised");
    let others: BTreeSet<String> = evaluation.not_appraised.iter().map(|other| key(other.id)).collect();
    assert_eq!(others, expected.not_appraised, "people not appraised");

    let mut wrong = Vec::new();
    for result in &evaluation.people {
        let key = key(result.id);
        for (term, expected) in &expected.people[&key] {
            let found = figure(appraisal, result, term);
            if found != *expected {
                wrong.push(format!("{key} {term}: {found:?}, expected {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} figures differ:\n{}", wrong.len(), wrong.join("\n"));

    let outcomes: BTreeSet<_> = evaluation
        .outcomes
        .iter()
        .map(|outcome| {
            let content = match &outcome.kind {
                OutcomeKind::Commendation(reason) => reason.term(),
                _ => "",
            };
            let kind = &outcome.kind;
            (key(outcome.id), kind.term().to_owned(), kind.clause().number().to_owned(), content.to_owned())
        })
        .collect();
    assert_eq!(outcomes, expected.outcomes, "结果运用");

    let pending: BTreeMap<String, BTreeSet<String>> = evaluation
        .people
        .iter()
        .filter(|result| !result.pending.is_empty())
        .map(|result| (key(result.id), result.pending.iter().map(|pending| pending.code().to_owned()).collect()))
        .collect();
    assert_eq!(pending, expected.pending, "待决事项");
}

/// One figure of a person, written as the expected file writes it.
#[track_caller]
pub fn figure(appraisal: &Appraisal, result: &PersonResult, term: &str) -> String {
    use kaohe::domain::Field;
    let person = appraisal.inputs.person(result.id);
    let score = |score: Option<rust_decimal::Decimal>| score.map(|score| format!("{score:.2}")).unwrap_or_default();
    let met = |findings: &[kaohe::rules::Finding]| {
        let numbers = findings.iter().filter(|finding| finding.verdict == Verdict::Met);
        numbers.map(|finding| finding.clause.number()).collect::<Vec<_>>().join("、")
    };
    let items = MoneyItem::EARNINGS.into_iter().chain(MoneyItem::DEDUCTIONS);
    if let Some(item) = items.into_iter().find(|item| item.term() == term) {
        return result.money.line(item).amount.to_string();
    }
    match term {
        "姓名" => person.name().to_owned(),
        "科室" => person.text(Field::Department).to_owned(),
        "在岗月数" => result.months.counted.to_string(),
        "初评综合分" => score(result.s1.value),
        "推优综合分" => score(result.s2.value),
        "名次" => result.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        "取消优秀资格" => met(&result.bars),
        "可降等情形" => met(&result.cases),
        "初评等次" => result.first_grade.map(|grade| grade.term().to_owned()).unwrap_or_default(),
        "建议等次" => result.proposed.term().to_owned(),
        "最终等次" => result.grade.term().to_owned(),
        "应发合计" => result.money.gross.to_string(),
        "扣款合计" => result.money.deducted.to_string(),
        "实发金额" => result.money.net.to_string(),
        "未扣足金额" => result.money.short.to_string(),
        other => panic!("the expected file has an unknown figure {other}"),
    }
}
