//! The page's end of the engine: asks, hears answers, and outlives the Worker.
//!
//! A newer question of a kind makes the answers to older ones of that kind stale; they are dropped. A Worker that dies
//! (a panic, no memory left), gives no sign for long or is ended by [`Engine::cancel`] fails the questions that were open.
//! Edits are not among them: a new Worker is started, which first gets what was loaded last with the edits since, and
//! they are asked of it once more. Nothing that was loaded or changed is ever given up.
//!
//! Absent on purpose: what the answers mean (`app`), and a limit of time for work that gives signs, because only people
//! know how long is too long.

use super::files;
use crate::{
    domain::Edit,
    protocol::{Answer, AnswerBody, Call, Failure, Request, Response},
    roster::Unreadable,
};
use gloo::{events::EventListener, file::ObjectUrl, timers::callback::Interval};
use js_sys::{Array, ArrayBuffer};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    mem,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, ErrorEvent, File, MessageEvent, Worker};

/// An answer, with the question that it belongs to.
#[derive(Debug)]
pub struct Heard {
    /// What was asked.
    pub to: Request,
    /// The answer.
    pub body: AnswerBody,
    /// The bytes of the file made, for [`crate::protocol::Response::File`].
    pub file: Option<ArrayBuffer>,
}

/// A handle to the engine. Clones are the same engine; the last one dropped ends its Worker.
#[derive(Clone)]
pub struct Engine(Rc<Inner>);

impl PartialEq for Engine {
    fn eq(&self, other: &Engine) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Inner {
    script: ObjectUrl,
    hear: Box<dyn Fn(Heard)>,
    next_id: Cell<u32>,
    open: RefCell<BTreeMap<u32, Open>>,
    /// The last load that succeeded, with the edits made since; a new Worker gets it first.
    loaded: RefCell<Option<Load>>,
    /// The last load that gave no roster: it becomes the other one when sheets are assigned by hand.
    unread: RefCell<Option<Load>>,
    worker: RefCell<State>,
    /// How often in a row the watch found no sign of a Worker with questions open.
    silent: Cell<u32>,
    watch: RefCell<Option<Interval>>,
}

/// Time between two looks for a sign of the Worker.
const LOOK_MS: u32 = 5_000;
/// So many looks without a sign are a Worker that stands still: longer than any step that gives none takes.
const MOST_SILENT: u32 = 48;

/// A question without an answer yet.
struct Open {
    request: Request,
    load: Option<Load>,
    /// The page didn't ask: a new Worker gets what the old one had.
    restoring: bool,
    /// It was open when another Worker ended: the next end fails it.
    again: bool,
}

/// A load, with all that is needed to do it again.
#[derive(Clone)]
struct Load {
    request: Request,
    /// What was chosen; once read, bytes that the browser keeps, because files change and go.
    files: Vec<Blob>,
    /// Their names.
    names: Vec<String>,
}

enum State {
    Absent,
    Alive(Alive),
}

/// A Worker and the listeners on it. Ends with this value.
struct Alive {
    worker: Worker,
    /// Questions that wait until what was loaded before is loaded again; nothing if there's no need to wait.
    waiting: Option<Vec<(Call, Vec<ArrayBuffer>)>>,
    _listeners: [EventListener; 3],
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Engine {
    /// Starts the engine. `hear` gets every answer that isn't stale.
    pub fn start(hear: impl Fn(Heard) + 'static) -> Engine {
        let engine = Engine(Rc::new(Inner {
            script: script(),
            hear: Box::new(hear),
            next_id: Cell::new(1),
            open: RefCell::default(),
            loaded: RefCell::default(),
            unread: RefCell::default(),
            worker: RefCell::new(State::Absent),
            silent: Cell::default(),
            watch: RefCell::default(),
        }));
        Inner::ensure_worker(&engine.0);
        let inner = Rc::downgrade(&engine.0);
        let look = move || inner.upgrade().iter().for_each(|inner| inner.look());
        *engine.0.watch.borrow_mut() = Some(Interval::new(LOOK_MS, look));
        engine
    }

    /// Asks. For [`Request::Load`] there is [`Engine::load`].
    pub fn ask(&self, request: Request) {
        let inner = &self.0;
        Inner::ensure_worker(inner);
        let is_sample = matches!(request, Request::LoadSample { .. });
        let load = is_sample.then(|| Load { request: request.clone(), files: Vec::new(), names: Vec::new() });
        let call = inner.open(request, load, Standing::Asked);
        inner.post_or_wait(call, Vec::new());
    }

    /// Reads files and has them loaded as one workbook; answers to [`Request::Load`] with their names.
    pub fn load(&self, files: Vec<File>) {
        let inner = &self.0;
        Inner::ensure_worker(inner);
        let names: Vec<String> = files.iter().map(File::name).collect();
        let request = Request::Load { names: names.clone(), edits: Vec::new() };
        let load = Load { request: request.clone(), files: files.into_iter().map(Blob::from).collect(), names };
        let call = inner.open(request, Some(load.clone()), Standing::Asked);
        Inner::read_and_post(inner, call, load);
    }

    /// Asks about a file, which goes along: settings to be taken over, a template.
    pub fn ask_with(&self, request: Request, file: File) {
        let inner = &self.0;
        Inner::ensure_worker(inner);
        let call = inner.open(request.clone(), None, Standing::Asked);
        let names = vec![file.name()];
        Inner::read_and_post(inner, call, Load { request, files: vec![file.into()], names });
    }

    /// Ends all work at once. Open questions fail with [`Failure::Cancelled`]; edits are made all the same.
    pub fn cancel(&self) {
        Inner::end(&self.0, || Failure::Cancelled);
    }
}

impl Inner {
    fn ensure_worker(self: &Rc<Self>) {
        if matches!(*self.worker.borrow(), State::Alive(_)) {
            return;
        }
        let worker = match Worker::new(&self.script) {
            Ok(worker) => worker,
            Err(error) => wasm_bindgen::throw_val(error),
        };
        worker.post_message(&wasm_bindgen::module()).expect("a compiled module can be posted");
        let listeners = [
            self.listen(&worker, "message", |inner, event| {
                inner.silent.set(0);
                Inner::answered(inner, &event.unchecked_ref::<MessageEvent>().data());
            }),
            self.listen(&worker, "error", |inner, event| {
                // Said on the page, so not also in the console.
                event.prevent_default();
                let why = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
                Inner::end(inner, || Failure::WorkerDied(why.clone()));
            }),
            self.listen(&worker, "messageerror", |inner, _| {
                Inner::end(inner, || Failure::WorkerDied("a message could not be read".to_owned()));
            }),
        ];
        let loaded = self.loaded.borrow().clone();
        let waiting = loaded.is_some().then(Vec::new);
        *self.worker.borrow_mut() = State::Alive(Alive { worker, waiting, _listeners: listeners });
        if let Some(load) = loaded {
            let call = self.open(load.request.clone(), Some(load.clone()), Standing::Restoring);
            Inner::read_and_post(self, call, load);
        }
    }

    fn listen(
        self: &Rc<Self>,
        worker: &Worker,
        event: &'static str,
        react: impl Fn(&Rc<Inner>, &web_sys::Event) + 'static,
    ) -> EventListener {
        let inner = Rc::downgrade(self);
        let options = gloo::events::EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(worker, event, options, move |event| {
            if let Some(inner) = inner.upgrade() {
                react(&inner, event);
            }
        })
    }

    /// Numbers a question and makes older ones of its kind stale. A restoring one makes none stale, and none makes it
    /// stale.
    fn open(&self, request: Request, load: Option<Load>, standing: Standing) -> Call {
        let (restoring, again) = (standing == Standing::Restoring, standing == Standing::Again);
        let id = self.next_id.replace(self.next_id.get().wrapping_add(1));
        let mut open = self.open.borrow_mut();
        if !restoring {
            open.retain(|_, older| older.restoring || !same_kind(&older.request, &request));
        }
        open.insert(id, Open { request: request.clone(), load, restoring, again });
        Call { id, today: super::view::today(), request }
    }

    fn post_or_wait(&self, call: Call, buffers: Vec<ArrayBuffer>) {
        if let State::Alive(alive) = &mut *self.worker.borrow_mut() {
            match &mut alive.waiting {
                Some(waiting) => waiting.push((call, buffers)),
                None => post(&alive.worker, &call, &buffers),
            }
        }
    }

    /// Reads the files of a load, then posts it, unless it was ended or made stale meanwhile.
    fn read_and_post(self: &Rc<Self>, call: Call, load: Load) {
        let inner = Rc::clone(self);
        spawn_local(async move {
            let mut buffers = Vec::new();
            for (file, name) in load.files.iter().zip(&load.names) {
                match files::bytes(file).await {
                    Ok(buffer) => buffers.push(buffer),
                    Err(changed) => {
                        let unreadable = Unreadable::NotRead { file: name.clone(), changed };
                        let body = AnswerBody::Failed(Failure::Unreadable(unreadable));
                        return Inner::finish(&inner, call.id, body, None);
                    }
                }
            }
            // They go to the Worker, so the page keeps its own.
            if let Some(Open { load: Some(load), restoring: false, .. }) = inner.open.borrow_mut().get_mut(&call.id) {
                load.files = buffers.iter().map(files::kept).collect();
            }
            let restoring = inner.open.borrow().get(&call.id).map(|open| open.restoring);
            match (restoring, &*inner.worker.borrow()) {
                (Some(true), State::Alive(alive)) => return post(&alive.worker, &call, &buffers),
                (Some(false), State::Alive(_)) => {}
                (None, _) | (_, State::Absent) => return,
            }
            inner.post_or_wait(call, buffers);
        });
    }

    fn answered(self: &Rc<Self>, message: &JsValue) {
        let parts: Array = message.clone().dyn_into().unwrap_or_default();
        match serde_wasm_bindgen::from_value(parts.get(0)) {
            Ok(Answer { id, body: AnswerBody::Progress(progress) }) => {
                let to = match self.open.borrow().get(&id) {
                    Some(open) if !open.restoring => open.request.clone(),
                    _ => return,
                };
                (self.hear)(Heard { to, body: AnswerBody::Progress(progress), file: None });
            }
            Ok(Answer { id, body }) => Inner::finish(self, id, body, parts.get(1).dyn_into().ok()),
            Err(error) => Inner::end(self, || Failure::BadMessage(error.to_string())),
        }
    }

    /// Closes a question with its last answer.
    fn finish(self: &Rc<Self>, id: u32, body: AnswerBody, file: Option<ArrayBuffer>) {
        let Some(open) = self.open.borrow_mut().remove(&id) else { return };
        let done = matches!(body, AnswerBody::Done(_));
        if open.restoring {
            // Of a Worker without them nothing can be asked; the next one is given them anew.
            return if done { self.post_waiting() } else { self.give_up(|| Failure::NotRestored, |_| false) };
        }
        match &body {
            AnswerBody::Done(Response::Loaded(overview)) => self.remember(&open, overview.edits.done.clone()),
            AnswerBody::Failed(failure) if failure.can_be_assigned() && open.load.is_some() => {
                *self.unread.borrow_mut() = open.load.clone();
            }
            _ => {}
        }
        (self.hear)(Heard { to: open.request, body, file });
    }

    /// Keeps what is loaded now, so that a new Worker can be given it.
    fn remember(&self, open: &Open, edits: Vec<Edit>) {
        let mut loaded = self.loaded.borrow_mut();
        if matches!(open.request, Request::AssignUnread(_)) {
            *loaded = self.unread.borrow_mut().take();
        } else if open.load.is_some() {
            loaded.clone_from(&open.load);
        }
        let request = loaded.as_mut().map(|load| &mut load.request);
        if let Some(Request::Load { edits: own, .. } | Request::LoadSample { edits: own }) = request {
            *own = edits;
        }
    }

    fn post_waiting(&self) {
        if let State::Alive(alive) = &mut *self.worker.borrow_mut() {
            for (call, buffers) in alive.waiting.take().into_iter().flatten() {
                post(&alive.worker, &call, &buffers);
            }
        }
    }

    /// Ends the Worker and fails the open questions, but for edits: they are asked of a new Worker, in their order.
    fn end(self: &Rc<Self>, failure: impl Fn() -> Failure) {
        let mut edits = Vec::new();
        let cancelled = matches!(failure(), Failure::Cancelled);
        self.give_up(failure, |open| {
            let is_kept = is_edit(&open.request) && (cancelled || !open.again);
            if is_kept {
                edits.push(open.request.clone());
            }
            is_kept
        });
        for request in edits {
            Inner::ensure_worker(self);
            let call = self.open(request, None, Standing::Again);
            self.post_or_wait(call, Vec::new());
        }
    }

    /// Ends the Worker and fails the open questions, but for those to keep and those that the page didn't ask.
    fn give_up(&self, failure: impl Fn() -> Failure, mut keep: impl FnMut(&Open) -> bool) {
        *self.worker.borrow_mut() = State::Absent;
        self.silent.set(0);
        let open = mem::take(&mut *self.open.borrow_mut());
        for open in open.into_values().filter(|open| !open.restoring) {
            if !keep(&open) {
                (self.hear)(Heard { to: open.request, body: AnswerBody::Failed(failure()), file: None });
            }
        }
    }

    /// Looks whether the Worker has given a sign since the last look, if anything is asked. Looks come late in a hidden
    /// page, never early, so that a Worker has at least its time.
    fn look(self: &Rc<Self>) {
        let silent = if self.open.borrow().is_empty() { 0 } else { self.silent.get() + 1 };
        self.silent.set(silent);
        if silent > MOST_SILENT {
            Inner::end(self, || Failure::WorkerDied("no sign".to_owned()));
        }
    }
}

/// How a question stands when it is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// The page asks it.
    Asked,
    /// It is asked once more of another Worker.
    Again,
    /// The page doesn't ask it: it restores what was loaded.
    Restoring,
}

/// Whether a question changes something.
fn is_edit(request: &Request) -> bool {
    matches!(request, Request::Edit(_) | Request::EditAll(_) | Request::Undo | Request::Redo)
}

/// Whether a newer question makes an older one stale. No edit is: each is made, and its answer is the result after it.
fn same_kind(older: &Request, newer: &Request) -> bool {
    if is_edit(older) {
        return false;
    }
    if let (Request::PassedOverRows { sheet: older }, Request::PassedOverRows { sheet: newer }) = (older, newer) {
        return older == newer;
    }
    let loads = |request: &Request| matches!(request, Request::Load { .. } | Request::LoadSample { .. });
    mem::discriminant(older) == mem::discriminant(newer) || loads(older) && loads(newer)
}

fn post(worker: &Worker, call: &Call, buffers: &[ArrayBuffer]) {
    let call = serde_wasm_bindgen::to_value(call).expect("the protocol is plain data");
    let transfer: Array = buffers.iter().collect();
    let message = Array::of1(&call).concat(&transfer);
    worker.post_message_with_transfer(&message, &transfer).expect("plain data and buffers can be posted");
}

/// The Worker's script: the page's own glue, started with the compiled module that comes as the first message.
fn script() -> ObjectUrl {
    const GLUE: &str = "kaohe-glue";
    const START: &str = "\nonmessage = (event) => { onmessage = null; wasm_bindgen.initSync(event.data); };\n";
    let document = gloo::utils::document();
    let glue = document.get_element_by_id(GLUE).and_then(|glue| glue.text_content()).unwrap_or_default();
    let script = gloo::file::Blob::new_with_options((glue + START).as_str(), Some("text/javascript"));
    ObjectUrl::from(script)
}
