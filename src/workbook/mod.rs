//! From a result to the bytes of a workbook.

use crate::{domain::Inputs, rules::Evaluation};

/// Why a workbook can't be built.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The writer refused the content, which is a mistake of this program.
    #[error("the workbook can't be written")]
    Write(#[from] rust_xlsxwriter::XlsxError),
}

/// The results workbook.
///
/// # Errors
/// [`WorkbookError::Write`].
pub fn results(_: &Inputs, _: &Evaluation, _: &mut dyn FnMut(f32)) -> Result<Vec<u8>, WorkbookError> {
    Ok(Vec::new())
}
/// The blank template.
///
/// # Errors
/// [`WorkbookError::Write`].
pub fn template() -> Result<Vec<u8>, WorkbookError> {
    Ok(Vec::new())
}
/// The sample.
///
/// # Errors
/// [`WorkbookError::Write`].
pub fn sample() -> Result<Vec<u8>, WorkbookError> {
    Ok(Vec::new())
}
