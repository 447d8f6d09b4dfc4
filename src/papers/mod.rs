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
    domain::{Block, Field, Inputs, PaperKind, Person, PersonId, Value, ValueKind},
    i18n::page,
    notice::{NOTICE_NUMBER, NOTICE_YEAR},
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

    /// What every page of a paper of no state of its own says.
    fn plain_mark(&self) -> Option<&'static str> {
        match self.evaluation.status {
            Status::Draft(_) => Some("草　稿"),
            Status::Ready => Some("待定稿"),
            Status::Settled | Status::InPublicity { .. } | Status::InForce { .. } => None,
        }
    }

    /// What every page of a paper says. A certificate is a specimen until the result is in force.
    fn mark(&self, kind: PaperKind) -> Option<String> {
        let mark = match (kind, &self.evaluation.status) {
            (PaperKind::Certificate, Status::Draft(_)) => Some("样张（草稿）"),
            (PaperKind::Certificate, Status::Ready) => Some("样张（待定稿）"),
            (PaperKind::Certificate, Status::Settled | Status::InPublicity { .. }) => Some("样　张"),
            _ => self.plain_mark(),
        };
        mark.map(str::to_owned)
    }

    /// The notice's number with the brackets of official documents (GB/T 9704, 7.2.5); of a year that has another
    /// notice, room for its number.
    fn notice_number(&self) -> String {
        if self.year() == NOTICE_YEAR {
            NOTICE_NUMBER.replace('[', "〔").replace(']', "〕")
        } else {
            OPEN_NUMBER.to_owned()
        }
    }

    /// How many people are left out of a list because something about them is open.
    fn left_out(&self) -> usize {
        let people = self.evaluation.people.iter().filter(|result| !result.pending.is_empty());
        people.count()
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

/// A day as official documents write it (GB/T 9704, 7.3.5.4): no leading zeros.
fn day(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A sentence of the page as papers write it: no spaces around figures. Latin words stay apart.
fn tight(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| characters.get(at)).is_some_and(|character: &char| character.is_ascii_alphabetic())
    };
    let stays = |at: usize| characters[at] != ' ' || is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
    (0..characters.len()).filter(|at| stays(*at)).map(|at| characters[at]).collect()
}

/// The mark of an annex of the notice, above the form's title.
fn annex(number: u8) -> Block {
    Block::Flush(format!("附件{number}"))
}

/// Room for a day to be written by hand.
const OPEN_DAY: &str = "　　年　　月　　日";
/// Room for the number of a document.
const OPEN_NUMBER: &str = "＿＿＿＿〔＿＿〕＿＿号";
/// What stands in the place of what rests on a matter that is open.
const PENDING: &str = "待决";

#[cfg(test)]
mod tests {
    use super::tight;

    #[test]
    fn papers_write_figures_without_spaces() {
        assert_eq!(tight("事假 7 天，超过 5 天"), "事假7天，超过5天");
        assert_eq!(tight("833.33 元 × 12 个月 = 9,999.96 元"), "833.33元×12个月=9,999.96元");
        assert_eq!(tight("Service Desk 三级 A"), "Service Desk三级A");
    }
}
