//! Settings and decisions made on the page, laid over those that the sheets hold, in the order in which they were made.

use super::{
    settings,
    text::{normalise, words},
};
use crate::{
    domain::{
        Decision, Edit, Field, Inputs, Person, PersonId, Place, Problem, ProblemKind, SettingChange, SheetKind, Stray,
    },
    notice::{SettingKey, SettingValue, Settings},
};
use std::collections::{BTreeMap, BTreeSet};

/// Settings, decisions and problems as the sheets alone give them: what edits are laid over and taken off again.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    settings: Settings,
    decisions: Vec<Decision>,
    problems: Vec<Problem>,
    strays: Vec<Stray>,
    refused_settings: Vec<(String, String)>,
}

impl Ground {
    /// Takes what the sheets gave.
    pub(super) fn of(inputs: &Inputs) -> Ground {
        Ground {
            settings: inputs.settings.clone(),
            decisions: inputs.decisions.clone(),
            problems: inputs.problems.clone(),
            strays: inputs.strays.clone(),
            refused_settings: inputs.refused_settings.clone(),
        }
    }

    /// Lays edits over inputs that were read from the same sheets with the same corrections and assignments.
    pub fn lay<'e>(&self, edits: impl Iterator<Item = &'e Edit> + Clone, inputs: &mut Inputs) {
        inputs.settings = self::settings(&self.settings, edits.clone());
        let decided = decided(edits.clone(), &inputs.people);
        inputs.decisions = self.decisions.iter().filter(|old| !decided.contains_key(&old.person)).cloned().collect();
        inputs.decisions.extend(decided.values().flatten().cloned());
        inputs.decisions.sort_by_key(|decision| decision.person);
        let set: BTreeSet<SettingKey> = changes(edits.clone()).map(|change| change.key).collect();
        let is_of_decision =
            |kind: &ProblemKind| matches!(kind, ProblemKind::DecisionTwice { .. } | ProblemKind::NotARuling);
        let unclear = self.problems.iter().filter(|problem| is_of_decision(&problem.kind));
        let unclear = unclear.filter_map(|problem| match problem.place {
            Place::Cell(cell) => Some(cell),
            Place::Sheet(_) | Place::Input | Place::Setting(_) => None,
        });
        let sources = self.decisions.iter().filter_map(|decision| decision.source);
        let of_decisions: BTreeSet<u16> = sources.chain(unclear).map(|cell| cell.sheet).collect();
        let stands = |problem: &&Problem| match problem.kind {
            ProblemKind::SettingValue(key) | ProblemKind::SettingRange(key) | ProblemKind::SettingTwice(key) => {
                !set.contains(&key)
            }
            // A row with another name is none of theirs.
            ProblemKind::RowNameDiffers { .. } => true,
            _ => match (problem.place, problem.person) {
                (Place::Cell(cell), Some(person)) => {
                    !(of_decisions.contains(&cell.sheet) && decided.contains_key(&person))
                }
                _ => true,
            },
        };
        let set_aside: Vec<&Problem> = set_aside(edits);
        let stands = |problem: &&Problem| stands(problem) && !set_aside.contains(problem);
        inputs.problems = self.problems.iter().filter(stands).cloned().collect();
        let is_set = |name: &str| settings::setting(name).is_some_and(|(key, _)| set.contains(&key));
        let is_decided = |stray: &Stray| {
            decided.keys().any(|id| {
                let person = &inputs.people[id.0 as usize];
                let is_theirs = |field: Field, own: &str| stray.text(field.header()).is_none_or(|text| text == own);
                stray.text(Field::Name.header()).is_some()
                    && is_theirs(Field::Name, person.name())
                    && is_theirs(Field::StaffNumber, person.staff_number())
            })
        };
        let stands = |stray: &&Stray| match stray.kind {
            SheetKind::Settings => !stray.text("参数").is_some_and(is_set) || stray.text("取值").is_some_and(is_error),
            SheetKind::Decisions => !is_decided(stray),
            _ => true,
        };
        inputs.strays = self.strays.iter().filter(stands).cloned().collect();
        let (set, refused): (Vec<_>, Vec<_>) =
            self.refused_settings.iter().cloned().partition(|(name, _)| is_set(name));
        inputs.refused_settings = refused;
        // An error's cell doesn't say of which setting it is, so its problem stands.
        let errors = set.into_iter().filter(|(_, text)| is_error(text));
        inputs.strays.extend(errors.map(|(name, text)| settings::stray(&name, text)));
    }
}

/// Whether a text is an error or stands for a formula without a value.
fn is_error(text: &str) -> bool {
    text.starts_with('#')
}

fn changes<'e>(edits: impl Iterator<Item = &'e Edit>) -> impl Iterator<Item = &'e SettingChange> {
    edits.flat_map(|edit| match edit {
        Edit::Set(changes) => changes.as_slice(),
        _ => &[],
    })
}

/// Problems that were checked and no longer count.
fn set_aside<'e>(edits: impl Iterator<Item = &'e Edit>) -> Vec<&'e Problem> {
    let checked = edits.filter_map(|edit| match edit {
        Edit::SetAside(problem) => Some(problem),
        _ => None,
    });
    checked.filter(|problem| problem.kind.can_be_set_aside()).collect()
}

/// The settings with the edits laid over them. Another value of what a meeting confirmed takes the confirmation back,
/// unless the same edit confirms. A text that is no value of its setting changes nothing.
pub(super) fn settings<'e>(read: &Settings, edits: impl Iterator<Item = &'e Edit>) -> Settings {
    let mut settings = read.clone();
    for edit in edits {
        match edit {
            Edit::Set(changes) => {
                let before = settings.clone();
                for SettingChange { key, level, text } in changes {
                    // Whoever made the edit has checked it; what an older build allowed may be no value any more.
                    let _ = settings.set_text(*key, level.as_deref(), &words(text));
                }
                let confirms = changes.iter().any(|change| change.key == SettingKey::Confirmed);
                let differs = changes.iter().filter(|change| change.key.is_confirmed()).any(|change| {
                    settings.value(change.key) != before.value(change.key)
                        || settings.allowances() != before.allowances()
                });
                if differs && !confirms {
                    settings.set(SettingKey::Confirmed, SettingValue::Flag(false));
                }
            }
            Edit::ConfirmNone { field, none } => {
                let named = settings.confirmed_none();
                let mut fields: BTreeSet<Field> = named.into_iter().filter_map(Field::of_header).collect();
                if *none {
                    fields.insert(*field);
                } else {
                    fields.remove(field);
                }
                let headers = fields.into_iter().map(|field| field.header().to_owned()).collect();
                settings.set(SettingKey::ConfirmedNone, SettingValue::List(headers));
            }
            Edit::Settle { by, on, figures } => {
                // As it would be read from the sheet 方案.
                settings.set(SettingKey::SettledBy, SettingValue::Text(normalise(by)));
                settings.set(SettingKey::SettledOn, SettingValue::Dates(vec![*on]));
                settings.set(SettingKey::SettledFigures, SettingValue::Text(figures.clone()));
            }
            Edit::Reopen { .. } => {
                for key in [SettingKey::SettledBy, SettingKey::SettledOn, SettingKey::SettledFigures] {
                    settings.set(key, key.parse("").expect("a step that wasn't taken is a blank"));
                }
            }
            Edit::Correct { .. } | Edit::Assign(_) | Edit::Decide { .. } | Edit::SetAside(_) => {}
        }
    }
    settings
}

/// What was decided on the page: the decision, or that there is none any more.
fn decided<'e>(edits: impl Iterator<Item = &'e Edit>, people: &[Person]) -> BTreeMap<PersonId, Option<Decision>> {
    let mut latest = BTreeMap::new();
    for edit in edits {
        if let Edit::Decide { row, decision } = edit {
            latest.insert(*row, decision);
        }
    }
    if latest.is_empty() {
        return BTreeMap::new();
    }
    let people = people.iter().filter_map(|person| Some((person.id, *latest.get(&person.row)?)));
    let decision = |person, new: &crate::domain::NewDecision| Decision {
        person,
        ruling: new.ruling,
        // As they would be read from the sheet 决定.
        reason: normalise(&new.reason),
        decider: normalise(&new.decider),
        date: new.date,
        source: None,
    };
    people.map(|(person, new)| (person, new.as_ref().map(|new| decision(person, new)))).collect()
}
