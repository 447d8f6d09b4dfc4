//! The sheet 决定 into decisions, each matched to its person. One that fits nobody, several people or the wrong name is
//! not applied, and two that differ cancel each other.

use super::{keyed::KeyedSheet, text::compact};
use crate::domain::{Decision, PassedOver, PersonId, Place, Problem, ProblemKind, Ruling, words};
use std::collections::BTreeMap;

/// Reads the decisions of sheets.
pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> Vec<Decision> {
    let mut given: BTreeMap<PersonId, Vec<Decision>> = BTreeMap::new();
    let mut decisions = Vec::new();
    for sheet in sheets.iter_mut() {
        let Some([ruling_column]) = sheet.needs(["决定等次"]) else { continue };
        let [reason, decider, date] = ["理由", "决定人", "日期"].map(|header| sheet.column(header));
        sheet.records(|sheet, row| {
            let text = compact(&sheet.text(row, Some(ruling_column)));
            // A row that was prepared beforehand says nothing; one with reasons has lost its grade.
            let says_why = || [reason, decider].iter().any(|column| !sheet.text(row, *column).is_empty());
            if text.is_empty() && !says_why() {
                return Err(PassedOver::NothingGiven);
            }
            let person = sheet.person(row)?;
            let source = sheet.place(row, ruling_column);
            let Some(ruling) = ruling(&text) else {
                sheet.problems.push(Problem::error(Place::Cell(source), person, text, ProblemKind::NotARuling));
                return Err(PassedOver::Unusable);
            };
            // The date of a decision settles nothing, so the decision stands without it.
            let problems = sheet.problems.len();
            let date = sheet.date(row, date, person, Problem::warning);
            sheet.unread_since(problems, source);
            let (reason, decider) = (sheet.words(row, reason), sheet.words(row, decider));
            let decision = Decision { person, ruling, reason, decider, date, source: Some(source) };
            given.entry(person).or_default().push(decision);
            Ok(())
        });
    }
    for (person, ruled) in given {
        let [first, others @ ..] = ruled.as_slice() else { continue };
        match others.iter().find(|other| other.ruling != first.ruling) {
            None => {
                decisions.push(first.clone());
                // Said again: it changes nothing, but may have problems of its own.
                for cell in others.iter().filter_map(|other| other.source) {
                    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.has(cell)) {
                        sheet.stray(cell.row);
                    }
                }
            }
            Some(other) => {
                for (this, that) in [(first, other), (other, first)] {
                    let Some((cell, other)) = this.source.zip(that.source) else { continue };
                    if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.has(cell)) {
                        let kind = ProblemKind::DecisionTwice { other };
                        sheet.problems.push(Problem::error(Place::Cell(cell), person, this.ruling.term(), kind));
                        sheet.stray(cell.row);
                    }
                }
            }
        }
    }
    decisions
}

fn ruling(text: &str) -> Option<Ruling> {
    if text == Ruling::NoDemotion.term() {
        return Some(Ruling::NoDemotion);
    }
    words::grade(text).map(Ruling::Grade)
}
