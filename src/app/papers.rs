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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{Action, apply as act, testing::loaded},
        domain::{Layout, Paper, TemplateFault},
        protocol::{AnswerBody, Response},
    };

    fn papers(state: &State) -> &Papers {
        match &state.stage {
            Stage::Results(results) => &results.papers,
            other => panic!("expected results, found {}", other.name()),
        }
    }

    #[track_caller]
    fn asked(state: &mut State, action: PaperAction) -> Request {
        match <[Effect; 1]>::try_from(act(state, Action::Paper(action))) {
            Ok([Effect::Ask(request)]) => request,
            other => panic!("expected one request, found {other:?}"),
        }
    }

    fn answer(state: &mut State, to: Request, response: Response) {
        act(state, Action::Answered { to, body: AnswerBody::Done(response) });
    }

    fn view(kind: PaperKind) -> Response {
        let paper = Paper { layout: Layout::Form, mark: None, sheets: Vec::new() };
        Response::Paper(Box::new(PaperView { kind, whom: Whom::Everyone, pieces: 1, shown: 1, paper }))
    }

    #[test]
    fn a_paper_about_people_is_about_those_chosen_and_a_notice_about_everyone() {
        let mut state = loaded();
        let department = Whom::Department("窗口科".into());
        act(&mut state, Action::Paper(PaperAction::Choose(department.clone())));
        let slip = asked(&mut state, PaperAction::Show(PaperKind::Slip));
        assert_eq!(slip, Request::Paper { kind: PaperKind::Slip, whom: department });
        let notice = asked(&mut state, PaperAction::Show(PaperKind::Publicity));
        assert_eq!(notice, Request::Paper { kind: PaperKind::Publicity, whom: Whom::Everyone });
    }

    #[test]
    fn a_paper_that_comes_late_does_not_cover_another() {
        let mut state = loaded();
        let slip = asked(&mut state, PaperAction::Show(PaperKind::Slip));
        let notice = asked(&mut state, PaperAction::Show(PaperKind::Publicity));
        answer(&mut state, slip, view(PaperKind::Slip));
        assert!(papers(&state).shown.as_ref().is_some_and(|shown| shown.view.is_none()));
        answer(&mut state, notice, view(PaperKind::Publicity));
        assert!(papers(&state).shown.as_ref().is_some_and(|shown| shown.view.is_some()));
        act(&mut state, Action::Paper(PaperAction::Close));
        assert!(papers(&state).shown.is_none());
    }

    #[test]
    fn words_move_no_farther_than_the_stock_is_wide() {
        let mut state = loaded();
        let stock = |right| PaperAction::Stock(Stock { preprinted: true, right, down: -3 });
        for (typed, kept) in [(FARTHEST, FARTHEST), (FARTHEST + 1, FARTHEST), (-FARTHEST - 1, -FARTHEST), (15, 15)] {
            act(&mut state, Action::Paper(stock(typed)));
            assert_eq!(papers(&state).stock, Stock { preprinted: true, right: kept, down: -3 });
        }
    }

    #[test]
    fn a_template_is_filled_once_nothing_in_it_is_unknown_or_that_was_agreed_to() {
        let mut state = loaded();
        act(&mut state, Action::Paper(PaperAction::OpenTemplate("通知.docx".into())));
        let ready = |state: &State| papers(state).template.as_ref().is_some_and(OpenTemplate::is_ready);
        assert!(!ready(&state), "it isn't read yet");
        let read = Request::ReadTemplate { name: "通知.docx".into() };
        let template = |fields: &[&str], unknown: &[&str]| TemplateView {
            name: "通知.docx".into(),
            fields: fields.iter().map(|name| ((*name).to_owned(), 1)).collect(),
            unknown: unknown.iter().map(|name| ((*name).to_owned(), Vec::new())).collect(),
        };
        answer(&mut state, read.clone(), Response::Template(template(&["姓名"], &["天气"])));
        assert!(!ready(&state));
        assert!(act(&mut state, Action::Paper(PaperAction::Fill { apart: false })).is_empty());
        act(&mut state, Action::Paper(PaperAction::LeaveEmpty(true)));
        assert!(ready(&state));
        let fill = asked(&mut state, PaperAction::Fill { apart: true });
        assert_eq!(fill, Request::FillTemplate { name: "通知.docx".into(), whom: Whom::Everyone, apart: true });
        assert!(act(&mut state, Action::Paper(PaperAction::Save(PaperKind::Slip))).is_empty(), "one file at a time");

        let mut state = loaded();
        act(&mut state, Action::Paper(PaperAction::OpenTemplate("通知.docx".into())));
        answer(&mut state, read, Response::Template(template(&[], &[])));
        assert!(!ready(&state), "without any field there is nothing to fill");
    }

    #[test]
    fn what_is_wrong_with_a_template_is_said_beside_it_and_the_result_stays() {
        let mut state = loaded();
        act(&mut state, Action::Paper(PaperAction::OpenTemplate("坏的.docx".into())));
        let failure = Failure::Template { file: "坏的.docx".into(), fault: TemplateFault::NotWord };
        let to = Request::ReadTemplate { name: "坏的.docx".into() };
        act(&mut state, Action::Answered { to, body: AnswerBody::Failed(failure.clone()) });
        assert_eq!(papers(&state).template.as_ref().and_then(|template| template.failure.clone()), Some(failure));
        assert!(state.banner.is_none());
        act(&mut state, Action::Paper(PaperAction::CloseTemplate));
        assert!(papers(&state).template.is_none());
    }

    #[test]
    fn a_document_dropped_over_a_result_is_a_template() {
        let mut state = loaded();
        let effects = act(&mut state, Action::Open(vec!["通知.DOCX".into()]));
        assert!(effects.contains(&Effect::Ask(Request::ReadTemplate { name: "通知.DOCX".into() })), "{effects:?}");
        let mut state = State::default();
        let effects = act(&mut state, Action::Open(vec!["通知.docx".into()]));
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Ask(Request::ReadTemplate { .. }))));
    }
}
