//! Kaohe (考核): the annual appraisal of contract staff, from the roster workbook to grades, bonuses and papers.
//!
//! The folders follow the data: bytes come in by [`roster`], are plain values of [`domain`], are judged by [`rules`]
//! under the parameters of [`notice`], leave by [`workbook`], and are worded by [`i18n`]. [`service`] holds the use
//! cases; the Worker, the command line and the native tests all call it. `app` and `web` are the page.
//!
//! Invariants: everything outside `web` compiles natively and knows no clock, no randomness and no I/O; imports go
//! one way (a test keeps the arrows); money, scores, days and ratios are exact decimals; bad input becomes a
//! [`domain::Problem`], never a panic.

pub mod app;
pub mod domain;
pub mod i18n;
pub mod notice;
pub mod papers;
pub mod protocol;
pub mod roster;
pub mod rules;
pub mod service;
pub mod workbook;

#[cfg(target_arch = "wasm32")]
pub mod web;
