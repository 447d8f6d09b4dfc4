//! What a paper is: sheets of blocks, in one of a few layouts. The page draws it and prints it, `papers::docx` writes it
//! for Word and WPS; neither adds words.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A document: one sheet after the other, each beginning on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// How it is set.
    pub layout: Layout,
    /// What every page says at its top: 草稿, 待定稿, 样张.
    pub mark: Option<String>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// How a paper is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Layout {
    /// An official document by GB/T 9704: 22 lines of 28 characters in 仿宋 3号.
    Official,
    /// A form on upright paper.
    Form,
    /// A form on paper laid across.
    WideForm,
    /// A certificate on paper laid across.
    Certificate,
}

impl Layout {
    /// A stable name, for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Layout::Official => "official",
            Layout::Form => "form",
            Layout::WideForm => "wide-form",
            Layout::Certificate => "certificate",
        }
    }

    /// Whether the paper is laid across.
    pub const fn is_wide(self) -> bool {
        matches!(self, Layout::WideForm | Layout::Certificate)
    }

    /// Margins in millimetres: top, right, bottom, left. Of an official document they leave 156 × 225 mm (GB/T 9704,
    /// 5.2). The style sheet has the same.
    pub const fn margins_mm(self) -> [u16; 4] {
        match self {
            Layout::Official => [37, 26, 35, 28],
            Layout::Form => [18, 20, 16, 20],
            Layout::WideForm => [15, 15, 14, 15],
            Layout::Certificate => [40, 45, 30, 45],
        }
    }
}

/// What begins on a page of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// The title, in the middle.
    Title(String),
    /// A line below the title: number of the document, group of the form.
    Subtitle(String),
    /// The head of a part (一、…).
    Heading(String),
    /// A paragraph, its first line indented by two characters.
    Body(String),
    /// A line that begins at the margin: whom it is addressed to, what a form wants to know first.
    Flush(String),
    /// A small line below a table.
    Note(String),
    /// Who signs and when, towards the right.
    Signature(Vec<String>),
    /// A table.
    Table(Table),
}

/// A table with fixed widths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Widths of the columns in millimetres.
    pub widths_mm: Vec<u16>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// At least so high, in millimetres.
    pub height_mm: u16,
    /// From left to right; a cell from above that reaches down is not repeated.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; lines are parted by `\n`.
    pub text: String,
    /// How it is set.
    pub look: Look,
    /// Over how many columns it reaches.
    pub span: u8,
}

/// How a cell is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Look {
    /// What the form asks, in the middle.
    Label,
    /// A short answer, in the middle.
    Value,
    /// Text from the left.
    Prose,
    /// A number to the right.
    Number,
    /// A space to write in, from the top; its last line stands at the right, for a signature.
    Space,
}

impl Look {
    /// A stable name, for the style sheet.
    pub const fn name(self) -> &'static str {
        match self {
            Look::Label => "label",
            Look::Value => "value",
            Look::Prose => "prose",
            Look::Number => "number",
            Look::Space => "space",
        }
    }
}

impl Table {
    /// A table of so many millimetres a column.
    pub fn new(widths_mm: &[u16]) -> Table {
        Table { widths_mm: widths_mm.to_vec(), rows: Vec::new() }
    }

    /// One more row.
    pub fn row(&mut self, height_mm: u16, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(Row { height_mm, cells: cells.into_iter().collect() });
    }
}

impl Cell {
    /// A cell of one column.
    pub fn new(text: impl Into<String>, look: Look) -> Cell {
        Cell { text: text.into(), look, span: 1 }
    }

    /// What the form asks.
    pub fn label(text: impl Into<String>) -> Cell {
        Cell::new(text, Look::Label)
    }

    /// A short answer.
    pub fn value(text: impl Into<String>) -> Cell {
        Cell::new(text, Look::Value)
    }

    /// The same over several columns.
    pub fn over(self, span: u8) -> Cell {
        Cell { span, ..self }
    }
}

/// Why a template can't be used.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum TemplateFault {
    /// Something else than a .docx.
    #[error("not a docx package")]
    NotWord,
    /// A .doc of Word 97–2003, or a .docx under a password: both look like this from outside.
    #[error("an OLE file: an old .doc, or under a password")]
    OldOrLocked,
    /// The archive or its XML is damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// It unpacks to more than a template would.
    #[error("too large")]
    TooLarge,
}

impl TemplateFault {
    /// Most bytes that a template unpacks to: it is a few pages with perhaps a coat of arms.
    pub const MAX_UNPACKED: u64 = 48 << 20;
    /// Most parts that a template's archive holds.
    pub const MAX_PARTS: usize = 1_000;
}
