//! A sheet as plain data: columns, rows and how each looks. Knows no file format.

use super::style::{Look, Tone};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::DataValidation;
use std::borrow::Cow;

/// A sheet.
pub(super) struct Table {
    /// The name of the sheet.
    pub name: Cow<'static, str>,
    /// What it is among the sheets.
    pub role: Role,
    /// Columns; their headers stand in the first row.
    pub columns: Vec<Column>,
    /// Rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
    /// A row of totals under the rows, outside of the filter.
    pub total: Option<Vec<Cell>>,
    /// Lines of text under everything else.
    pub closing: Vec<Cell>,
    /// Columns that stay in view when the sheet is scrolled sideways.
    pub frozen: u16,
    /// What stands at the left of the page's foot.
    pub foot: &'static str,
    /// Rows that a blank form offers for filling in; 0 for a sheet that is filled.
    pub form_rows: u32,
    /// Rules for single cells, by position among the rows and the columns.
    pub rules: Vec<(usize, usize, DataValidation)>,
}

impl Table {
    /// A sheet without columns and rows yet.
    pub fn new(name: impl Into<Cow<'static, str>>, role: Role) -> Table {
        Table {
            name: name.into(),
            role,
            columns: Vec::new(),
            rows: Vec::new(),
            total: None,
            closing: Vec::new(),
            frozen: 0,
            foot: "",
            form_rows: 0,
            rules: Vec::new(),
        }
    }
}

/// What a sheet is: shows in the colour of its tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A result.
    Result,
    /// A list of what is to be done.
    Task,
    /// An input, normalised.
    Input,
    /// Instructions.
    Guide,
}

/// A column.
pub(super) struct Column {
    /// Its header.
    pub header: String,
    /// How its cells look.
    pub look: Look,
    /// Smallest width, in half-width characters.
    pub min: u32,
    /// Largest width; longer text is wrapped.
    pub max: u32,
    /// Lines that the header may take.
    pub header_lines: u32,
    /// A note on the header.
    pub note: Option<String>,
    /// What may be filled in.
    pub validation: Option<DataValidation>,
}

impl Column {
    /// A column as wide as its content, within limits given by its look.
    pub fn new(header: impl Into<String>, look: Look) -> Column {
        let (min, max) = look.widths();
        Column { header: header.into(), look, min, max, header_lines: 2, note: None, validation: None }
    }

    /// Other limits of its width.
    pub fn width(mut self, min: u32, max: u32) -> Column {
        (self.min, self.max) = (min, max);
        self
    }

    /// More or fewer lines for its header.
    pub fn header_lines(mut self, lines: u32) -> Column {
        self.header_lines = lines;
        self
    }

    /// A rule for what may be filled in.
    pub fn validation(mut self, validation: Option<DataValidation>) -> Column {
        self.validation = validation;
        self
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// What stands in it.
    pub content: Content,
    /// How it looks, where not as its column.
    pub look: Option<Look>,
    /// What it wants to say beyond its value.
    pub tone: Tone,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// Nothing.
    Blank,
    /// Text, never a formula, whatever it begins with.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
    /// A formula and the value that it comes to.
    Formula {
        /// As in `=SUM(A1:A2)`.
        formula: String,
        /// What a spreadsheet computes.
        value: Decimal,
    },
    /// A formula that comes to a text.
    FormulaText {
        /// As in `=考核结果!N2`.
        formula: String,
        /// What a spreadsheet computes.
        text: String,
    },
}

impl Cell {
    /// Nothing.
    pub const BLANK: Cell = Cell { content: Content::Blank, look: None, tone: Tone::Plain };

    /// Text; empty text is a blank cell.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::BLANK } else { Cell { content: Content::Text(text), ..Cell::BLANK } }
    }

    /// A number.
    pub fn number(number: impl Into<Decimal>) -> Cell {
        Cell { content: Content::Number(number.into()), ..Cell::BLANK }
    }

    /// A date.
    pub fn date(date: NaiveDate) -> Cell {
        Cell { content: Content::Date(date), ..Cell::BLANK }
    }

    /// A formula with its value.
    pub fn formula(formula: String, value: Decimal) -> Cell {
        Cell { content: Content::Formula { formula, value }, ..Cell::BLANK }
    }

    /// A formula with the text that it comes to.
    pub fn formula_text(formula: String, text: impl Into<String>) -> Cell {
        Cell { content: Content::FormulaText { formula, text: text.into() }, ..Cell::BLANK }
    }

    /// What there is of it, else blank.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Cell) -> Cell {
        value.map_or(Cell::BLANK, cell)
    }

    /// With another look than its column's.
    pub fn look(mut self, look: Look) -> Cell {
        self.look = Some(look);
        self
    }

    /// With a tone.
    pub fn tone(mut self, tone: Tone) -> Cell {
        self.tone = tone;
        self
    }

    /// The width of its text in half-width characters.
    pub fn width(&self, look: Look) -> u32 {
        match &self.content {
            Content::Blank => 0,
            Content::Text(text) | Content::FormulaText { text, .. } => text.lines().map(text_width).max().unwrap_or(0),
            Content::Number(number) | Content::Formula { value: number, .. } => look.number_width(*number),
            Content::Date(_) => 10,
        }
    }

    /// How many lines its text takes in a column of this width.
    pub fn lines(&self, width: u32) -> u32 {
        match &self.content {
            Content::Text(text) => text.lines().map(|line| text_width(line).div_ceil(width.max(1)).max(1)).sum(),
            _ => 1,
        }
    }
}

/// The width of a text in half-width characters: Chinese characters and full-width marks count two.
pub(super) fn text_width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// Joins clauses or codes by 、.
pub(super) fn joined<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_are_two_wide() {
        assert_eq!(text_width("五(六)3"), 7);
        assert_eq!(Cell::text("优秀\n表扬名单").width(Look::Text), 8);
        assert_eq!(Cell::text("一二三四五").lines(4), 3);
    }

    #[test]
    fn empty_text_is_a_blank_cell() {
        assert_eq!(Cell::text(""), Cell::BLANK);
    }
}
