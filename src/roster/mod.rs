//! From the bytes of workbooks to [`crate::domain::Inputs`].

mod unreadable;

pub use unreadable::{Excess, LooksLike, NearestSheet, Unreadable};

/// A dropped file.
pub struct FileBytes {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Text in its normal form.
pub fn normalise(text: &str) -> String {
    text.trim().to_owned()
}

/// Reads files as one workbook.
///
/// # Errors
/// [`Unreadable`].
pub fn read(_files: &[FileBytes], _progress: &mut dyn FnMut(f32)) -> Result<crate::domain::Inputs, Unreadable> {
    Err(Unreadable::NoFile)
}
