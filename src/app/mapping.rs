//! Assigning sheets and columns by hand: every change is first seen, then made.

use super::{Action, Effect, Mapping, Shared, Stage, State};
use crate::{
    domain::{Assignment, Edit},
    protocol::{Failure, Request, SheetPreview, SheetReading, SheetsView},
};

/// Changes the state by an action about the mapping.
pub(super) fn apply(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::OpenMapping { unread, sheet } => {
            let has_result = matches!(state.stage, Stage::Results(_));
            if unread && !state.unread || !unread && !has_result {
                return Vec::new();
            }
            let sheet_chosen = sheet.unwrap_or(u16::MAX);
            state.mapping =
                Some(Mapping { unread, sheet: sheet_chosen, trial: None, view: None, busy: false, failure: None });
            vec![Effect::Ask(Request::Sheets { unread, trial: None })]
        }
        Action::CloseMapping => {
            state.mapping = None;
            Vec::new()
        }
        other => match &mut state.mapping {
            Some(mapping) => change(mapping, other),
            None => Vec::new(),
        },
    }
}

fn change(mapping: &mut Mapping, action: Action) -> Vec<Effect> {
    match action {
        Action::ChooseSheet(sheet) => {
            mapping.sheet = sheet;
            mapping.failure = None;
            // A trial of another sheet ends with it.
            let had_trial = mapping.trial.take().is_some();
            let again = Effect::Ask(Request::Sheets { unread: mapping.unread, trial: None });
            if had_trial { vec![again] } else { Vec::new() }
        }
        Action::Try(assignment) => {
            mapping.trial = Some(assignment.clone());
            mapping.failure = None;
            vec![Effect::Ask(Request::Sheets { unread: mapping.unread, trial: Some(assignment) })]
        }
        Action::Assign if !mapping.busy => {
            let Some(assignment) = mapping.trial.clone() else { return Vec::new() };
            mapping.busy = true;
            vec![Effect::Ask(if mapping.unread {
                Request::AssignUnread(assignment)
            } else {
                Request::Edit(Edit::Assign(assignment))
            })]
        }
        _ => Vec::new(),
    }
}

/// The sheets came. Without a choice yet, the first one that wants somebody is in sight.
pub(super) fn shown(state: &mut State, view: SheetsView) {
    let Some(mapping) = &mut state.mapping else { return };
    if !view.sheets.iter().any(|sheet| sheet.sheet == mapping.sheet) {
        let wants = |sheet: &&SheetPreview| sheet.reading == SheetReading::Unknown;
        let first = view.sheets.iter().find(wants).or(view.sheets.first());
        mapping.sheet = first.map_or(0, |sheet| sheet.sheet);
    }
    mapping.view = Some(Shared::new(view));
}

/// An assignment or its trial failed: said where it was made. `false` if that place is gone, because the Worker with
/// the files is.
pub(super) fn failed(state: &mut State, failure: &Failure) -> bool {
    let Some(mapping) = &mut state.mapping else { return false };
    mapping.busy = false;
    match failure {
        Failure::Unreadable(_) => {
            mapping.failure = Some(failure.clone());
            true
        }
        _ => {
            let unread = mapping.unread;
            state.mapping = None;
            state.unread &= !unread;
            false
        }
    }
}

/// What a sheet is assigned so far: the trial, else as it is read.
pub fn assignment(mapping: &Mapping, sheet: &SheetPreview) -> Assignment {
    match &mapping.trial {
        Some(trial) if trial.sheet == sheet.sheet => trial.clone(),
        _ => {
            let kind = match sheet.reading {
                SheetReading::Kind(kind) => Some(kind),
                _ => None,
            };
            Assignment { sheet: sheet.sheet, kind, header: None, columns: Default::default() }
        }
    }
}
