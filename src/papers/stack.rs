//! Which sheets a paper has: one for each person, group or commendation.

use super::{Desk, ballot, certificate, notices, registration, scoring, slip};
use crate::{
    domain::{Inputs, Layout, Paper, PaperKind, PersonId, Sheet, Whom},
    rules::{CommendedFor, Evaluation},
};
use std::ops::Range;

/// The sheets of one kind, made as they are asked for: of ten thousand people not all are wanted at once.
pub struct Stack<'a> {
    desk: Desk<'a>,
    kind: PaperKind,
    parts: Vec<Part>,
}

/// What comes in one piece.
enum Part {
    /// A document as a whole.
    Whole,
    /// A person's sheets.
    Person(PersonId),
    /// A group's sheets.
    Group(String, Vec<PersonId>),
    /// A certificate.
    Honour(PersonId, CommendedFor),
}

impl<'a> Stack<'a> {
    /// The sheets about some people, in the roster's order.
    pub fn new(inputs: &'a Inputs, evaluation: &'a Evaluation, kind: PaperKind, whom: &Whom) -> Stack<'a> {
        let desk = Desk { inputs, evaluation };
        let is_meant = |id: &PersonId| whom.means(inputs.person(*id));
        let people = || evaluation.people.iter().map(|result| result.id).filter(is_meant);
        let parts = match kind {
            PaperKind::Publicity | PaperKind::Circular | PaperKind::Ballot => vec![Part::Whole],
            PaperKind::Registration | PaperKind::Slip => people().map(Part::Person).collect(),
            PaperKind::Scoring => {
                scoring::groups(desk, people()).into_iter().map(|(group, people)| Part::Group(group, people)).collect()
            }
            PaperKind::Certificate => CommendedFor::ALL
                .into_iter()
                .flat_map(|kind| evaluation.publicised(kind).map(move |id| (id, kind)))
                .filter(|(id, _)| is_meant(id))
                .map(|(id, kind)| Part::Honour(id, kind))
                .collect(),
        };
        Stack { desk, kind, parts }
    }

    /// How many pieces there are.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether there is nothing to make.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Some of the pieces as one paper.
    pub fn paper(&self, range: Range<usize>) -> Paper {
        let desk = self.desk;
        let parts = self.parts.get(range).unwrap_or_default();
        Paper {
            layout: match self.kind {
                PaperKind::Publicity | PaperKind::Circular => Layout::Official,
                PaperKind::Registration | PaperKind::Ballot | PaperKind::Slip => Layout::Form,
                PaperKind::Scoring => Layout::WideForm,
                PaperKind::Certificate => Layout::Certificate,
            },
            mark: desk.mark(self.kind),
            sheets: parts.iter().flat_map(|part| self.sheets(part)).collect(),
        }
    }

    fn sheets(&self, part: &Part) -> Vec<Sheet> {
        let desk = self.desk;
        match (self.kind, part) {
            (PaperKind::Publicity, _) => vec![notices::publicity(desk)],
            (PaperKind::Circular, _) => vec![notices::circular(desk)],
            (PaperKind::Ballot, _) => ballot::ballot(desk),
            (PaperKind::Slip, Part::Person(id)) => vec![slip::slip(desk, *id)],
            (_, Part::Person(id)) => registration::registration(desk, *id),
            (_, Part::Group(name, people)) => scoring::scoring(desk, name, people),
            (_, Part::Honour(id, kind)) => vec![certificate::certificate(desk, *id, *kind)],
            (_, Part::Whole) => Vec::new(),
        }
    }
}
