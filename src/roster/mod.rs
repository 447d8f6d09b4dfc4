//! From the bytes of workbooks to [`crate::domain::Inputs`].

mod unreadable;

pub use unreadable::{Excess, LooksLike, NearestSheet, Unreadable};
