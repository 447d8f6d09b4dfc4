//! A page with a result, for the tests of this room.

use super::{Action, Effect, State, apply};
use crate::{
    domain::{Grade, PersonId, Yuan},
    protocol::{AnswerBody, Overview, Request, Response, Row, RowWindow},
    rules::{Status, Totals},
};

/// A result at a glance.
pub fn overview() -> Overview {
    Overview {
        files: vec!["花名册.xlsx".into()],
        unit: "中心".into(),
        year: 2024,
        status: Status::Settled,
        figures: String::new(),
        by_nomination: false,
        pools: Vec::new(),
        totals: Totals::default(),
        on_roster: 250,
        not_appraised: 0,
        pending: 0,
        problems: [0; 3],
        sheets: Vec::new(),
        names: Default::default(),
        tallies: Vec::new(),
        missing_columns: Vec::new(),
        edits: Default::default(),
        corrections: Vec::new(),
        settings: Default::default(),
        levels: Default::default(),
        edited_people: Vec::new(),
    }
}

/// A row of the table.
pub fn row(id: u32) -> Row {
    Row {
        id: PersonId(id),
        staff_number: format!("A{id}"),
        name: "某".into(),
        department: String::new(),
        category: None,
        months: 12,
        s1: None,
        s2: None,
        rank: None,
        bars: Vec::new(),
        cases: Vec::new(),
        first_grade: None,
        proposed: Grade::Qualified,
        grade: Grade::Qualified,
        decided: false,
        pending: Vec::new(),
        gross: Yuan::ZERO,
        deducted: Yuan::ZERO,
        net: Yuan::ZERO,
        open_money: false,
    }
}

/// Answers a request for rows as an engine with so many people would.
pub fn rows(request: Request, total: u32) -> Action {
    let Request::Rows(query) = &request else { panic!("{request:?} asks for no rows") };
    let end = (query.from + query.count).min(total);
    let window = RowWindow { query: query.clone(), total, rows: (query.from..end).map(row).collect() };
    Action::Answered { to: request, body: AnswerBody::Done(Response::Rows(window)) }
}

/// The one thing that is asked.
#[track_caller]
pub fn only(effects: Vec<Effect>) -> Request {
    match <[Effect; 1]>::try_from(effects) {
        Ok([Effect::Ask(request)]) => request,
        other => panic!("expected one request, found {other:?}"),
    }
}

/// The page with a result of 250 people in sight.
pub fn loaded() -> State {
    let mut state = State::default();
    let request = only(apply(&mut state, Action::Open(vec!["花名册.xlsx".into()])));
    let body = AnswerBody::Done(Response::Loaded(Box::new(overview())));
    let request = only(apply(&mut state, Action::Answered { to: request, body }));
    assert!(apply(&mut state, rows(request, 250)).is_empty());
    state
}
