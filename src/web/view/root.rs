//! The page: holds the state, passes actions to it, and carries out what it asks for.

use super::{
    app_bar::AppBar,
    banner::Banner,
    dom,
    icon::{Drawing, Icon},
    loading::LoadingView,
    mapping::MappingView,
    replacing::Replacing,
    results::{Around, results},
    saving::SavingView,
    settling::Reopening,
    start::Start,
};
use crate::{
    app::{Action, Effect, Loading, PaperAction, Stage, State, Theme, apply, awaits_confirmation, unsaved},
    i18n::page::{self, Text},
    protocol::{AnswerBody, Request, Response},
    rules::Status,
    web::{
        copying,
        engine::{Engine, Heard},
        files::{self, Drops},
    },
};
use gloo::events::{EventListener, EventListenerOptions};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};
use yew::{html::Scope, prelude::*};

/// The page.
pub struct Root {
    state: State,
    engine: Engine,
    /// Files on their way to the engine: the state knows only their names.
    waiting: Vec<File>,
    chooser: NodeRef,
    settings_chooser: NodeRef,
    template_chooser: NodeRef,
    /// The template that is open: it goes along with every request about it.
    template: Option<File>,
    on_template: Callback<()>,
    on_template_chosen: Callback<Event>,
    on_settings: Callback<()>,
    on_settings_chosen: Callback<Event>,
    link: Scope<Root>,
    dispatch: Callback<Action>,
    on_chosen: Callback<Event>,
    on_choose: Callback<()>,
    /// Whether the page holds changes that leaving it would lose.
    unsaved: Rc<Cell<bool>>,
    _listeners: [EventListener; 3],
    _drops: Drops,
}

/// What the page hears.
pub enum Message {
    /// Something happened.
    Act(Action),
    /// Files came in.
    Take(Vec<File>),
    /// A file of settings was chosen.
    TakeSettings(File),
    /// A template was chosen.
    TakeTemplate(File),
    /// The engine answered.
    Hear(Heard),
}

impl Component for Root {
    type Message = Message;
    type Properties = ();

    fn create(ctx: &Context<Root>) -> Root {
        let link = ctx.link().clone();
        let (hover, take) = (link.callback(|over| Message::Act(Action::Dragging(over))), link.callback(Message::Take));
        let hear = link.callback(Message::Hear);
        let (chooser, settings_chooser, template_chooser) =
            (NodeRef::default(), NodeRef::default(), NodeRef::default());
        if let Some(today) = dom::today() {
            link.send_message(Message::Act(Action::Today(today)));
        }
        let opens = |chooser: &NodeRef| {
            let chooser = chooser.clone();
            Callback::from(move |()| {
                if let Some(input) = chooser.cast::<HtmlInputElement>() {
                    input.click();
                }
            })
        };
        let unsaved = Rc::new(Cell::new(false));
        Root {
            _listeners: [undo_keys(link.callback(Message::Act)), leaving(&unsaved), copying::listen()],
            unsaved,
            state: State::default(),
            engine: Engine::start(move |heard| hear.emit(heard)),
            waiting: Vec::new(),
            dispatch: link.callback(Message::Act),
            on_chosen: link.callback(chosen),
            on_choose: opens(&chooser),
            on_settings: opens(&settings_chooser),
            on_settings_chosen: link.batch_callback(settings_chosen),
            on_template: opens(&template_chooser),
            on_template_chosen: link.batch_callback(template_chosen),
            template: None,
            link,
            chooser,
            settings_chooser,
            template_chooser,
            _drops: Drops::new(move |over| hover.emit(over), move |files| take.emit(files)),
        }
    }

    fn update(&mut self, _: &Context<Root>, message: Message) -> bool {
        let action = match message {
            // Files hover many times a second; the page changes twice.
            Message::Act(Action::Dragging(over)) if over == self.state.dragging => return false,
            Message::Act(action) => action,
            Message::Take(taken) => {
                let names = taken.iter().map(File::name).collect();
                self.waiting = taken;
                Action::Open(names)
            }
            Message::TakeSettings(file) => {
                let name = file.name();
                self.waiting = vec![file];
                Action::OpenSettings(name)
            }
            Message::TakeTemplate(file) => {
                let name = file.name();
                self.waiting = vec![file];
                Action::Paper(PaperAction::OpenTemplate(name))
            }
            Message::Hear(Heard { to, body, file }) => {
                if let AnswerBody::Done(Response::Copied { text, .. }) = &body {
                    let failed = self.link.callback(|()| Message::Act(Action::NotCopied));
                    files::copy(text, move || failed.emit(()));
                }
                if let (AnswerBody::Done(Response::File { name }), Some(bytes)) = (&body, &file) {
                    files::download(name, bytes);
                }
                Action::Answered { to, body }
            }
        };
        for effect in apply(&mut self.state, action) {
            match effect {
                Effect::Ask(Request::Load { .. }) => self.engine.load(std::mem::take(&mut self.waiting)),
                Effect::Ask(Request::LoadSettings { .. }) => {
                    if let Some(file) = self.waiting.pop() {
                        self.engine.ask_with(Request::LoadSettings { name: file.name() }, file);
                    }
                }
                Effect::Ask(request @ Request::ReadTemplate { .. }) => {
                    self.template = self.waiting.pop();
                    if let Some(file) = self.template.clone() {
                        self.engine.ask_with(request, file);
                    }
                }
                Effect::Ask(request @ Request::FillTemplate { .. }) => {
                    if let Some(file) = self.template.clone() {
                        self.engine.ask_with(request, file);
                    }
                }
                Effect::Ask(request) => self.engine.ask(request),
                Effect::Cancel => self.engine.cancel(),
            }
        }
        true
    }

    fn view(&self, _: &Context<Root>) -> Html {
        let state = &self.state;
        let lang = state.lang;
        let overview = match &state.stage {
            Stage::Results(results) => Some(results.overview.clone()),
            Stage::Start | Stage::Loading(_) => None,
        };
        let unsettled = overview.as_ref().map(|overview| &overview.status).filter(|status| !status.is_settled());
        let watermark = unsettled.map(Status::term);
        html! {
            <div class="app" data-testid="app" data-stage={state.stage.name()} data-cover={cover(&state.stage)}>
                <AppBar {lang} theme={state.theme} {overview} unsaved={unsaved(state)} downloaded={awaits_confirmation(state)} saving={state.saving} on_choose={self.on_choose.clone()}
                    dispatch={self.dispatch.clone()} />
                if let Some(failure) = state.banner.as_ref().filter(|_| state.mapping.is_none()) {
                    <Banner {lang} failure={failure.clone()} assignable={state.unread && failure.can_be_assigned()} dispatch={self.dispatch.clone()} />
                }
                if let Some(mapping) = &state.mapping {
                    <MappingView {lang} mapping={mapping.clone()} dispatch={self.dispatch.clone()} />
                } else {
                    { self.stage() }
                }
                if let Some(names) = &state.replacing {
                    <Replacing {lang} names={names.clone()} unsaved={unsaved(state)} downloaded={awaits_confirmation(state)} dispatch={self.dispatch.clone()} />
                }
                if let Some(edits) = &state.reopening {
                    <Reopening {lang} has_edits={!edits.is_empty()} today={state.today} dispatch={self.dispatch.clone()} />
                }
                { self.chooser() }
                if let Some(saving) = state.saving {
                    <SavingView {lang} {saving} dispatch={self.dispatch.clone()} />
                }
                if let Some(words) = watermark { <p class="draft-watermark" aria-hidden="true">{ words }</p> }
                if state.dragging {
                    <div class="drop-overlay" data-testid="drop-overlay">
                        <div class="drop-overlay-card">
                            <Icon drawing={Drawing::Upload} />
                            <p>{ Text::DropAnywhere.to(lang) }</p>
                            <small>{ Text::DropAnywhereHint.to(lang) }</small>
                        </div>
                    </div>
                }
                <p class="unseen" role="status" data-testid="spoken">{ self.spoken() }</p>
            </div>
        }
    }

    fn rendered(&mut self, _: &Context<Root>, _first: bool) {
        self.mark_document();
        // What is staged and not applied would be lost, too.
        let staged = matches!(&self.state.stage, Stage::Results(results) if results.weighing.is_some());
        self.unsaved.set(unsaved(&self.state) > 0 || staged);
    }
}

/// Ctrl+Z and Ctrl+Y, except where somebody is writing.
fn undo_keys(act: Callback<Action>) -> EventListener {
    EventListener::new(&gloo::utils::window(), "keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let writes = dom::focused()
            .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        if writes || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        match (event.key().to_lowercase().as_str(), event.shift_key()) {
            ("z", false) => act.emit(Action::Undo),
            ("y", _) | ("z", true) => act.emit(Action::Redo),
            _ => {}
        }
    })
}

/// The browser asks before it leaves a page with changes that aren't saved.
fn leaving(unsaved: &Rc<Cell<bool>>) -> EventListener {
    let unsaved = Rc::clone(unsaved);
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&gloo::utils::window(), "beforeunload", options, move |event| {
        if unsaved.get() {
            event.prevent_default();
        }
    })
}

/// The files chosen in the dialogue. It is emptied, so that choosing the same file again is a change, too.
fn chosen(event: Event) -> Message {
    let input: HtmlInputElement = event.target_unchecked_into();
    let taken = files::listed(input.files());
    input.set_value("");
    Message::Take(taken)
}

/// The file of settings chosen.
fn settings_chosen(event: Event) -> Option<Message> {
    only_chosen(event).map(Message::TakeSettings)
}

/// The template chosen.
fn template_chosen(event: Event) -> Option<Message> {
    only_chosen(event).map(Message::TakeTemplate)
}

fn only_chosen(event: Event) -> Option<File> {
    let input: HtmlInputElement = event.target_unchecked_into();
    let taken = files::listed(input.files()).into_iter().next();
    input.set_value("");
    taken
}

/// What covers the page and is printed alone.
fn cover(stage: &Stage) -> Option<&'static str> {
    match stage {
        Stage::Results(results) if results.papers.shown.is_some() => Some("paper"),
        Stage::Results(results) if results.recap => Some("recap"),
        _ => None,
    }
}

impl Root {
    fn stage(&self) -> Html {
        let lang = self.state.lang;
        match &self.state.stage {
            Stage::Start => html! {
                <Start {lang} saving={self.state.saving.is_some()} on_choose={self.on_choose.clone()} dispatch={self.dispatch.clone()} />
            },
            Stage::Loading(Loading { names, progress, .. }) => html! {
                <LoadingView {lang} names={names.clone()} progress={*progress} dispatch={self.dispatch.clone()} />
            },
            Stage::Results(shown) => {
                let around = Around {
                    lang,
                    today: self.state.today,
                    saving: self.state.saving.is_some(),
                    on_settings: &self.on_settings,
                    on_template: &self.on_template,
                    dispatch: &self.dispatch,
                };
                results(&around, shown)
            }
        }
    }

    /// The dialogue for files. It stays in the page, so that a click on any button can open it.
    fn chooser(&self) -> Html {
        html! {
            <>
            <input type="file" ref={self.chooser.clone()} class="unseen" multiple=true tabindex="-1" data-testid="file-input"
                aria-label={Text::ChooseFiles.to(self.state.lang)} onchange={self.on_chosen.clone()} />
            <input type="file" ref={self.settings_chooser.clone()} class="unseen" tabindex="-1" data-testid="settings-input"
                aria-label={Text::SettingsOpen.to(self.state.lang)} onchange={self.on_settings_chosen.clone()} />
            <input type="file" ref={self.template_chooser.clone()} class="unseen" tabindex="-1" accept=".docx" data-testid="template-input"
                aria-label={Text::PapersTemplateOpen.to(self.state.lang)} onchange={self.on_template_chosen.clone()} />
            </>
        }
    }

    /// What happened, for those who listen.
    fn spoken(&self) -> String {
        let lang = self.state.lang;
        if let Some(saving) = self.state.saving {
            return saving.file.label().to(lang).to_owned();
        }
        match &self.state.stage {
            Stage::Start => String::new(),
            Stage::Loading(Loading { progress: None, .. }) => Text::LoadingTitle.to(lang).to_owned(),
            Stage::Loading(Loading { progress: Some(progress), .. }) => page::work(lang, progress.stage).to_owned(),
            Stage::Results(results) => {
                let overview = &results.overview;
                page::result_ready(lang, overview.totals.appraised, overview.pending, overview.problems[0])
            }
        }
    }

    /// Title, language and theme belong to the document.
    fn mark_document(&self) {
        let lang = self.state.lang;
        let Some(document) = dom::document() else { return };
        let result = match &self.state.stage {
            Stage::Results(results) => Some((results.overview.year, results.overview.files.as_slice())),
            Stage::Start | Stage::Loading(_) => None,
        };
        document.set_title(&page::window_title(lang, result));
        if let Some(root) = document.document_element() {
            let theme = match self.state.theme {
                Theme::System => "",
                Theme::Light => "light",
                Theme::Dark => "dark",
            };
            // Attributes of known names can always be set.
            let _ = root.set_attribute("lang", page::language_tag(lang));
            let _ = root.set_attribute("data-theme", theme);
        }
    }
}
