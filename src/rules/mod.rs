//! The notice's rules: one file for each article. [`evaluate`] is a pure function of the inputs.
//!
//! Absent on purpose: file formats, wording, the clock.

mod columns;
mod result;

pub use result::*;
