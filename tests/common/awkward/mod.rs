//! Awkward workbooks.
