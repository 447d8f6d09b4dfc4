//! The page and the Worker: everything that only a browser has. Compiled for Wasm alone.
//!
//! [`engine`] and [`worker`] are the two ends of the protocol; [`files`] is how files come in and go out, `copying` how cells do; [`view`]
//! is what people see. One program serves both ends: [`start`] looks where it runs.
//!
//! Absent on purpose: requests, storage and navigation. The build refuses a program that could do them.

mod copying;
pub mod engine;
pub mod files;
pub mod view;
mod worker;

use std::panic;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// Starts the page, or the engine where this is its Worker.
///
/// A panic becomes an error of the script with the panic's words. In the Worker, [`engine`] hears it and replaces the
/// Worker; in the page, the guard in index.html shows it.
pub fn start() {
    panic::set_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
    match js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker::serve(scope),
        Err(_) => view::mount(),
    }
}
