//! From the bytes of workbooks to [`crate::domain::Inputs`].

use serde::{Deserialize, Serialize};

/// Placeholder until the reader lands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// The file is empty.
    Empty {
        /// Its name.
        file: String,
    },
}
