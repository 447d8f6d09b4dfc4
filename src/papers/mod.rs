//! Papers beside the workbook, made from a result. They are official Chinese documents: their texts are Chinese in every
//! language of the page.
//!
//! Absent on purpose: rules, the clock (the day is given), file names.

mod calendar;

pub use calendar::calendar;
