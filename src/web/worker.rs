//! The engine's end: one session, one message at a time.
//!
//! A message is an array: a [`Call`], then the `ArrayBuffer`s of its files. An answer is an array too: an [`Answer`],
//! then the `ArrayBuffer` of the file made, if there is one. Both kinds of bytes are transferred.

use crate::{
    protocol::{Answer, AnswerBody, Call, Failure, Progress},
    service::{Reply, Session},
};
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Answers calls for as long as the Worker lives.
pub(super) fn serve(scope: DedicatedWorkerGlobalScope) {
    let session = RefCell::new(Session::default());
    let target = scope.clone();
    let listener = gloo::events::EventListener::new(&target, "message", move |event| {
        let message = event.unchecked_ref::<MessageEvent>().data();
        answer(&scope, &mut session.borrow_mut(), &message);
    });
    listener.forget();
}

fn answer(scope: &DedicatedWorkerGlobalScope, session: &mut Session, message: &JsValue) {
    let parts: Array = message.clone().dyn_into().unwrap_or_default();
    let call: Call = match serde_wasm_bindgen::from_value(parts.get(0)) {
        Ok(call) => call,
        Err(error) => {
            // A call of another build may still carry a number that the page waits for.
            let id = js_sys::Reflect::get(&parts.get(0), &"id".into()).ok().and_then(|id| id.as_f64());
            let body = AnswerBody::Failed(Failure::BadMessage(error.to_string()));
            return post(scope, &Answer { id: id.unwrap_or_default() as u32, body }, None);
        }
    };
    let payloads = parts.iter().skip(1).map(|buffer| Uint8Array::new(&buffer).to_vec()).collect();
    let id = call.id;
    let mut progress = |progress: Progress| post(scope, &Answer { id, body: AnswerBody::Progress(progress) }, None);
    session.tell_day(call.today);
    let (body, payload) = match session.handle(call.request, payloads, &mut progress) {
        Ok(Reply { response, payload }) => (AnswerBody::Done(response), payload),
        Err(failure) => (AnswerBody::Failed(failure), None),
    };
    post(scope, &Answer { id, body }, payload);
}

fn post(scope: &DedicatedWorkerGlobalScope, answer: &Answer, payload: Option<Vec<u8>>) {
    let answer = serde_wasm_bindgen::to_value(answer).expect("the protocol is plain data");
    let transfer: Array = payload.iter().map(|bytes| Uint8Array::from(bytes.as_slice()).buffer()).collect();
    let message = Array::of1(&answer).concat(&transfer);
    scope.post_message_with_transfer(&message, &transfer).expect("plain data and buffers can be posted");
}
