//! Papers beside the workbook, made from a result: notices, forms, slips, certificates, the office's own templates, and
//! the timetable as a calendar file. They are official Chinese documents: their texts are Chinese in every language of
//! the page.
//!
//! A [`Stack`] says which sheets there are; [`crate::domain::Paper`] is what they are; `docx` writes them for Word and WPS, and the
//! page prints the same.
//!
//! Absent on purpose: rules, the clock (the day is given), file names.

mod ballot;
mod calendar;
mod certificate;
mod docx;
mod id_number;
mod notices;
mod order;
mod registration;
mod room;
mod scoring;
mod slip;
mod stack;
mod template;

pub use calendar::calendar;
pub use docx::{archive, docx};
pub use stack::Stack;
pub use template::Template;

use crate::{
    domain::{Field, Inputs, Person, PersonId, Value, ValueKind},
    i18n::page,
    notice::NOTICE_NUMBER,
    rules::{Evaluation, Status},
};
use chrono::{Datelike, NaiveDate};

/// What every paper is made from.
#[derive(Clone, Copy)]
struct Desk<'a> {
    inputs: &'a Inputs,
    evaluation: &'a Evaluation,
}

impl<'a> Desk<'a> {
    fn year(&self) -> i32 {
        self.evaluation.year
    }

    fn unit(&self) -> &'a str {
        self.inputs.settings.unit_name()
    }

    fn is_draft(&self) -> bool {
        self.evaluation.status != Status::Final
    }

    /// The person with the facts that the further sheets give.
    fn person(&self, id: PersonId) -> &'a Person {
        self.evaluation.person(self.inputs, id)
    }

    /// A fact as text; empty where it isn't known.
    fn fact(&self, id: PersonId, field: Field) -> String {
        match self.person(id).fact(field).value() {
            Some(Value::Number(number)) if field.kind() == ValueKind::Score => page::score(*number),
            Some(value) => value.to_string(),
            None => String::new(),
        }
    }
}

/// The notice's number with the brackets of official documents (GB/T 9704, 7.2.5).
fn notice_number() -> String {
    NOTICE_NUMBER.replace('[', "〔").replace(']', "〕")
}

/// A day as official documents write it (GB/T 9704, 7.3.5.4): no leading zeros.
fn day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// Room for a day to be written by hand.
const OPEN_DAY: &str = "　　年　　月　　日";
