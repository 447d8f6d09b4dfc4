//! A result in each of its five states, by the steps that people take.

use super::appraise;
use chrono::NaiveDate;
use kaohe::{
    domain::{Edit, Grade, NewDecision, Ruling, SettingChange},
    notice::SettingKey,
    protocol::Edits,
    rules::{DraftReason, Status},
    service::Appraisal,
};

/// The terms of the five states, in their order.
pub const STATES: [&str; 5] = ["草稿", "待定稿", "定稿", "公示中", "生效"];

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, day).expect("a real day")
}

/// The day of 定稿 here.
pub fn settling_day() -> NaiveDate {
    day(1, 9)
}

/// An edit of settings.
pub fn set(changes: &[(SettingKey, &str)]) -> Edit {
    let change = |(key, text): &(SettingKey, &str)| SettingChange { key: *key, level: None, text: (*text).to_owned() };
    Edit::Set(changes.iter().map(change).collect())
}

/// The same with one more edit.
#[track_caller]
pub fn and(appraisal: &Appraisal, edit: Edit) -> Appraisal {
    let mut done = appraisal.overview().edits.done;
    done.push(edit);
    appraisal.with(Edits { done, undone: Vec::new() }).expect("there is a roster still")
}

/// 待定稿: 合格 is decided for everyone of whom something is open, amounts that are needed are set, the settings confirmed.
#[track_caller]
pub fn ready(appraisal: &Appraisal) -> Appraisal {
    let mut now = appraisal.clone();
    for _ in 0..100 {
        let open = now.evaluation.people.iter().find(|result| !result.pending.is_empty());
        let Some(open) = open else { break };
        let decision = NewDecision {
            ruling: Ruling::Grade(Grade::Qualified),
            reason: "集体研究".into(),
            decider: "考核领导小组".into(),
            date: Some(settling_day()),
        };
        now = and(&now, Edit::Decide { row: now.inputs.person(open.id).row, decision: Some(decision) });
    }
    for reason in now.evaluation.status.reasons().to_vec() {
        if let DraftReason::Unset(key, level) = reason {
            now = and(&now, Edit::Set(vec![SettingChange { key, level, text: "100".into() }]));
        }
    }
    now = and(&now, set(&[(SettingKey::Confirmed, "是")]));
    assert_eq!(now.evaluation.status, Status::Ready, "nothing is open");
    now
}

/// 定稿: the step itself. Tests that need a final result take it here.
#[track_caller]
pub fn settled(appraisal: &Appraisal) -> Appraisal {
    let ready = ready(appraisal);
    let figures = ready.evaluation.figures.clone();
    let settled = and(&ready, Edit::Settle { by: "张主任".into(), on: settling_day(), figures });
    assert_eq!(settled.evaluation.status, Status::Settled);
    settled
}

/// A result in a state, by its term.
#[track_caller]
pub fn in_state(appraisal: &Appraisal, state: &str) -> Appraisal {
    let dated = || {
        let days = [(SettingKey::PublicityFrom, "2025-01-13"), (SettingKey::PublicityTo, "2025-01-17")];
        and(&settled(appraisal), set(&days))
    };
    let found = match state {
        "草稿" => appraisal.clone(),
        "待定稿" => ready(appraisal),
        "定稿" => settled(appraisal),
        "公示中" => dated().on(Some(day(1, 15))),
        "生效" => dated().on(Some(day(1, 18))),
        other => panic!("{other} is no state"),
    };
    assert_eq!(found.evaluation.status.term(), state);
    found
}

/// A fixture in each of the five states.
pub fn all_states(name: &str) -> impl Iterator<Item = (&'static str, Appraisal)> {
    let appraisal = appraise(name);
    STATES.into_iter().map(move |state| (state, in_state(&appraisal, state)))
}
