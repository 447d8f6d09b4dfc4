//! Papers: about whom, which one covers the page, the stock that certificates are printed on, and the office's own
//! template.

use super::{Effect, Loadable, Results, Saving, SavingFile, Shared, Stage, State};
use crate::{
    domain::{PaperKind, Whom},
    protocol::{DeskView, Failure, PaperView, Request, TemplateView},
};

/// What happens to papers.
#[derive(Clone, Debug, PartialEq)]
pub enum PaperAction {
    /// Papers are to be about others.
    Choose(Whom),
    /// A paper is to be looked at and printed.
    Show(PaperKind),
    /// No longer.
    Close,
    /// Certificates are printed on other stock.
    Stock(Stock),
    /// A paper is wanted as .docx.
    Save(PaperKind),
    /// A template was chosen; its bytes wait beside the state.
    OpenTemplate(String),
    /// Whether fields that nobody knows are left empty.
    LeaveEmpty(bool),
    /// The template is to be filled: into one file, or an archive of one file each.
    Fill {
        /// One file each.
        apart: bool,
    },
    /// The template is put away.
    CloseTemplate,
}

/// Papers of a result.
#[derive(Debug, Default)]
pub struct Papers {
    /// What can be made.
    pub desk: Loadable<DeskView>,
    /// About whom.
    pub whom: Whom,
    /// What covers the page.
    pub shown: Option<ShownPaper>,
    /// What certificates are printed on.
    pub stock: Stock,
    /// The office's own template.
    pub template: Option<OpenTemplate>,
}

/// A paper that covers the page.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownPaper {
    /// Which.
    pub kind: PaperKind,
    /// It, once it is there.
    pub view: Option<Shared<PaperView>>,
}

/// What certificates are printed on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock {
    /// Whether border and title are on the stock already, so that only the words are printed.
    pub preprinted: bool,
    /// How far the words move to the right, in tenths of a millimetre.
    pub right: i16,
    /// How far they move down, in tenths of a millimetre.
    pub down: i16,
}

/// How far words can be moved either way, in tenths of a millimetre.
pub const FARTHEST: i16 = 500;

/// A template of the office.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenTemplate {
    /// Its file name.
    pub name: String,
    /// What is in it, once it was read.
    pub view: Option<Shared<TemplateView>>,
    /// Why it can't be used.
    pub failure: Option<Failure>,
    /// Whether fields that nobody knows are left empty.
    pub leave_empty: bool,
}

impl OpenTemplate {
    /// Whether it can be filled as it is.
    pub fn is_ready(&self) -> bool {
        self.view.as_ref().is_some_and(|view| {
            !(view.fields.is_empty() && view.unknown.is_empty()) && (self.leave_empty || view.unknown.is_empty())
        })
    }
}

pub(super) fn apply(state: &mut State, action: PaperAction) -> Vec<Effect> {
    let saving = state.saving.is_some();
    let Stage::Results(results) = &mut state.stage else { return Vec::new() };
    let papers = &mut results.papers;
    match action {
        PaperAction::Choose(whom) => papers.whom = whom,
        PaperAction::Show(kind) => {
            papers.shown = Some(ShownPaper { kind, view: None });
            return vec![Effect::Ask(Request::Paper { kind, whom: whom_of(kind, papers) })];
        }
        PaperAction::Close => papers.shown = None,
        PaperAction::Stock(stock) => {
            let bound = |tenths: i16| tenths.clamp(-FARTHEST, FARTHEST);
            papers.stock = Stock { right: bound(stock.right), down: bound(stock.down), ..stock };
        }
        PaperAction::Save(kind) if !saving => {
            let request = Request::Document { kind, whom: whom_of(kind, papers) };
            state.saving = Some(Saving { file: SavingFile::Document, progress: None });
            return vec![Effect::Ask(request)];
        }
        PaperAction::OpenTemplate(name) => {
            state.dragging = false;
            let template = OpenTemplate { name: name.clone(), view: None, failure: None, leave_empty: false };
            papers.template = Some(template);
            let mut effects = super::apply::show(results, super::Tab::Papers);
            effects.push(Effect::Ask(Request::ReadTemplate { name }));
            return effects;
        }
        PaperAction::LeaveEmpty(leave_empty) => {
            if let Some(template) = &mut papers.template {
                template.leave_empty = leave_empty;
            }
        }
        PaperAction::Fill { apart } if !saving => {
            let Some(template) = papers.template.as_ref().filter(|template| template.is_ready()) else {
                return Vec::new();
            };
            let request = Request::FillTemplate { name: template.name.clone(), whom: papers.whom.clone(), apart };
            state.saving = Some(Saving { file: SavingFile::Filled, progress: None });
            return vec![Effect::Ask(request)];
        }
        PaperAction::CloseTemplate => papers.template = None,
        PaperAction::Save(_) | PaperAction::Fill { .. } => {}
    }
    Vec::new()
}

/// Papers that aren't about single people are about everyone.
fn whom_of(kind: PaperKind, papers: &Papers) -> Whom {
    if kind.is_personal() { papers.whom.clone() } else { Whom::Everyone }
}

/// What covers the page, asked for anew after a change.
pub(super) fn again(papers: &Papers) -> Option<Request> {
    let kind = papers.shown.as_ref()?.kind;
    Some(Request::Paper { kind, whom: whom_of(kind, papers) })
}

/// Takes a paper in, unless another one covers the page by now.
pub(super) fn took(results: &mut Results, view: PaperView) {
    if let Some(shown) = results.papers.shown.as_mut().filter(|shown| shown.kind == view.kind) {
        shown.view = Some(Shared::new(view));
    }
}

/// A template was read.
pub(super) fn read(results: &mut Results, view: TemplateView) {
    if let Some(template) = results.papers.template.as_mut().filter(|template| template.name == view.name) {
        template.view = Some(Shared::new(view));
    }
}

/// A template can't be read or filled; the answer is whether that is said beside it.
pub(super) fn failed(state: &mut State, failure: &Failure) -> bool {
    let Stage::Results(results) = &mut state.stage else { return false };
    match &mut results.papers.template {
        Some(template) if *failure != Failure::Cancelled => {
            template.failure = Some(failure.clone());
            true
        }
        _ => false,
    }
}
