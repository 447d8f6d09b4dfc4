//! Why dropped files give no roster at all: data, worded by `i18n`. What is wrong with a single row or cell is a
//! [`crate::domain::Problem`] instead.

use serde::{Deserialize, Serialize};

/// Why no roster could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Unreadable {
    /// No file was given.
    #[error("no file was given")]
    NoFile,
    /// Nothing but files that spreadsheet programs leave beside an open workbook.
    #[error("nothing but owner files: {files:?}")]
    OnlyOwnerFiles {
        /// Their names.
        files: Vec<String>,
    },
    /// The file has no bytes.
    #[error("{file} is empty")]
    Empty {
        /// Its name.
        file: String,
    },
    /// The content is that of something else, whatever the name ends in.
    #[error("{file} is no spreadsheet but looks like {looks_like:?}")]
    NotASpreadsheet {
        /// Its name.
        file: String,
        /// What it is by its content.
        looks_like: LooksLike,
    },
    /// The workbook asks for a password.
    #[error("{file} is protected by a password")]
    PasswordProtected {
        /// Its name.
        file: String,
    },
    /// The browser can't read it any more.
    #[error("{file} can't be read: {}", if *changed { "it changed" } else { "it is gone, or a folder" })]
    NotRead {
        /// Its name.
        file: String,
        /// Whether it is another than it was when it was chosen; else it is gone, or is a folder.
        changed: bool,
    },
    /// A spreadsheet that is cut off or spoilt.
    #[error("{file} is damaged: {detail}")]
    Damaged {
        /// Its name.
        file: String,
        /// What the reader stumbled over, for developers.
        detail: String,
    },
    /// A spreadsheet beyond the limits.
    #[error("{file} is too large: {excess:?}")]
    TooLarge {
        /// Its name.
        file: String,
        /// Which limit it breaks.
        excess: Excess,
    },
    /// None of the sheets is a roster.
    #[error("none of {sheets:?} is a roster")]
    NoRoster {
        /// Names of all sheets with something in them.
        sheets: Vec<String>,
        /// The sheet that comes nearest, if any has a header of the roster.
        nearest: Option<NearestSheet>,
    },
    /// The roster has no column 姓名.
    #[error("the roster {sheet} has no column of names")]
    RosterWithoutName {
        /// The sheet.
        sheet: String,
    },
    /// The roster has a header but nobody below it.
    #[error("the roster {sheet} lists nobody")]
    RosterWithoutPeople {
        /// The sheet.
        sheet: String,
    },
}

/// What a file that is no spreadsheet is, told by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LooksLike {
    /// A text document (.docx, .doc, .odt, .rtf).
    TextDocument,
    /// Slides (.pptx, .ppt, .odp).
    Slides,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page or an HTML table, as some systems save it under the ending .xls.
    Html,
    /// An XML file that is no XML Spreadsheet 2003, which is read.
    Xml,
    /// Plain text, perhaps comma- or tab-separated values.
    PlainText,
    /// A zip, rar, 7z or gzip archive.
    Archive,
    /// A workbook of Excel 4 or older.
    AncientExcel,
    /// None of these.
    Unknown,
}

/// The limit that a file breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Excess {
    /// The file itself.
    Bytes {
        /// Largest allowed.
        limit: u64,
    },
    /// Its content once unpacked.
    Unpacked {
        /// Largest allowed, in bytes.
        limit: u64,
    },
    /// Parts of the archive.
    Parts {
        /// Most allowed.
        limit: u32,
    },
    /// Sheets.
    Sheets {
        /// Most allowed.
        limit: u32,
    },
    /// Cells with something in them.
    Cells {
        /// Most allowed.
        limit: u32,
    },
    /// Text of all cells together.
    Text {
        /// Most allowed, in bytes.
        limit: u64,
    },
    /// The text of one cell.
    CellText {
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: String,
        /// Most characters allowed.
        limit: u32,
    },
    /// A filled cell far out.
    Position {
        /// The sheet.
        sheet: String,
        /// The cell, as in `XFD1048576`.
        cell: String,
        /// Most rows allowed.
        rows: u32,
        /// Most columns allowed.
        columns: u32,
    },
}

/// The sheet that comes nearest to a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NearestSheet {
    /// The sheet.
    pub sheet: String,
    /// Headers of the roster that it has, canonical.
    pub headers: Vec<String>,
}
