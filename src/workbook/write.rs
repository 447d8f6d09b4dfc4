//! Tables into worksheets fit for print, and worksheets into the bytes of a workbook.

use super::{
    WorkbookError, style,
    style::{Look, Part, Styles, Tone},
    table::{Cell, Column, Content, Role, Table, text_width},
};
use crate::rules::Status;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Formula, IgnoreError, Note,
    Workbook, Worksheet, XlsxError,
};
use std::{borrow::Cow, collections::BTreeSet};

/// The most UTF-16 units that a cell can hold.
const CELL_LIMIT: usize = 32_767;
/// The most UTF-16 units that a header or footer can hold, less those of our own codes.
const UNIT_LIMIT: usize = 60;
/// Paper number of A4.
const A4: u8 = 9;
/// A4 across, less margins, in pixels at full size.
const PAGE_PIXELS: u32 = 1_045;
/// How far a page may be shrunk, in per cent, before it goes on beside itself: beyond it, the type can't be read.
const SMALLEST_SCALE: u32 = 55;
/// Height of a line of cells, of a line of headers, and of a row's padding, in points.
const LINE: u32 = 14;
const PADDING: u32 = 6;
/// Pixels of a half-width character and of a cell's padding.
const CHAR_PIXELS: u32 = 7;
const CELL_PIXELS: u32 = 9;
const INDENT_PIXELS: u32 = 9;
/// Rows that a cell is given at most, so that one long text doesn't fill a page.
const MOST_LINES: u32 = 12;

/// What is said on every page and in the properties of the file.
pub(super) struct Cover {
    unit: String,
    title: String,
    /// Stands before a sheet's name in its page header.
    prefix: String,
    /// How far the result has come; nothing for forms.
    mark: Option<&'static str>,
    /// Whether the mark is a warning: nobody has settled the result.
    unsettled: bool,
    /// Stands in a note on the first header of each results sheet.
    note: Option<String>,
    created: (u16, u8, u8),
}

impl Cover {
    /// Of a result that has come so far; what keeps it a draft is said in words.
    pub fn of_result(unit: &str, year: i32, status: &Status, reasons: Vec<String>) -> Cover {
        let mark = status.term();
        let note = match status {
            Status::Draft(_) if reasons.is_empty() => Some(mark.to_owned()),
            Status::Draft(_) => Some(format!("{mark}，尚不能定稿：\n{}", reasons.join("\n"))),
            Status::Ready => Some(format!("{mark}：待办已清，还没有定稿")),
            Status::Settled | Status::InPublicity { .. } | Status::InForce { .. } => None,
        };
        // Neutral, so that equal inputs give equal bytes: the last day of the appraised year.
        let created = (u16::try_from(year).unwrap_or(2024).clamp(1900, 9999), 12, 31);
        Cover {
            unit: sound(unit).into_owned(),
            title: format!("{year}年度考核结果（{mark}）"),
            prefix: format!("{year}年度"),
            mark: Some(mark),
            unsettled: !status.is_settled(),
            note,
            created,
        }
    }

    /// Of a form that is filled in.
    pub fn of_form(unit: &str, title: &str) -> Cover {
        Cover {
            unit: sound(unit).into_owned(),
            title: title.to_owned(),
            prefix: "年度考核".to_owned(),
            mark: None,
            unsettled: false,
            note: None,
            created: (2024, 1, 1),
        }
    }

    fn properties(&self) -> Result<DocProperties, WorkbookError> {
        let (year, month, day) = self.created;
        let created = ExcelDateTime::from_ymd(year, month, day)?;
        Ok(DocProperties::new()
            .set_title(&self.title)
            .set_company(&self.unit)
            .set_status(self.mark.unwrap_or_default())
            .set_comment(format!("依据 {}", crate::notice::NOTICE_NUMBER))
            .set_creation_datetime(&created)
            .set_custom_property("考核程序版本", env!("CARGO_PKG_VERSION")))
    }

    /// The page header: unit, year and sheet, and how far the result has come.
    fn header(&self, sheet: &str) -> String {
        let unit = header_text(&self.unit, UNIT_LIMIT);
        let body = style::BODY_FONT;
        let head = style::HEAD_FONT;
        let mark = match self.mark {
            Some(mark) if self.unsettled => format!("&R&12&\"{head},Regular\"&KB42318{mark}"),
            Some(mark) => format!("&R&12&\"{head},Regular\"{mark}"),
            None => String::new(),
        };
        let prefix = &self.prefix;
        format!("&L&9&\"{body},Regular\"{unit}&C&15&\"{head},Regular\"{prefix}{sheet}{mark}")
    }
}

/// User's text inside a page header: `&` doubled, line breaks and excess cut.
fn header_text(text: &str, limit: usize) -> String {
    let mut units = 0;
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control())
        .take_while(|c| {
            units += c.len_utf16();
            units <= limit
        })
        .collect();
    kept.replace('&', "&&")
}

/// A workbook in the making.
pub(super) struct Book {
    workbook: Workbook,
    /// The sheets so far; one that is kept free for a table that comes later is nothing yet.
    sheets: Vec<Option<Worksheet>>,
    /// Their names, in lower case: two that are alike make a workbook that can't be written.
    names: BTreeSet<String>,
    styles: Styles,
    cover: Cover,
}

impl Book {
    /// An empty workbook.
    pub fn new(cover: Cover) -> Result<Book, WorkbookError> {
        let mut workbook = Workbook::new();
        // 宋体 at 11 points has digits of 8 pixels, which is the unit of column widths.
        workbook.set_default_format(&style::normal(), 19, 72)?;
        workbook.set_properties(&cover.properties()?);
        Ok(Book { workbook, sheets: Vec::new(), names: BTreeSet::new(), styles: Styles::default(), cover })
    }

    /// Adds a sheet.
    ///
    /// # Errors
    /// [`WorkbookError`]: the sheet can't be written; the others are as they were.
    pub fn add(&mut self, table: &Table) -> Result<(), WorkbookError> {
        let sheet = self.written(table)?;
        self.sheets.push(Some(sheet));
        Ok(())
    }

    /// Keeps the next place for a sheet that is made when the others are known.
    pub fn keep_place(&mut self) -> usize {
        self.sheets.push(None);
        self.sheets.len() - 1
    }

    /// Puts a sheet into a place that was kept.
    ///
    /// # Errors
    /// As [`Book::add`].
    pub fn put(&mut self, place: usize, table: &Table) -> Result<(), WorkbookError> {
        let sheet = self.written(table)?;
        if let Some(kept) = self.sheets.get_mut(place) {
            *kept = Some(sheet);
        }
        Ok(())
    }

    /// A sheet, apart from the workbook, so that one that fails leaves nothing behind.
    fn written(&mut self, table: &Table) -> Result<Worksheet, WorkbookError> {
        let name = table.name.to_lowercase();
        if self.names.contains(&name) {
            return Err(XlsxError::SheetnameReused(table.name.to_string()).into());
        }
        let is_even = |row: &Vec<Cell>| row.len() == table.columns.len();
        if table.columns.is_empty() || !table.rows.iter().chain(&table.total).all(is_even) {
            return Err(XlsxError::ParameterError(format!("{} has rows of other columns", table.name)).into());
        }
        let mut sheet = Worksheet::new();
        self.fill(&mut sheet, table)?;
        self.names.insert(name);
        Ok(sheet)
    }

    fn fill(&mut self, sheet: &mut Worksheet, table: &Table) -> Result<(), WorkbookError> {
        sheet.set_name(&*table.name)?;
        sheet.set_tab_color(style::tab(table.role));
        let last_column = u16::try_from(table.columns.len() - 1).expect("a sheet has few columns");
        let widths: Vec<u32> = table.columns.iter().enumerate().map(|(at, column)| width(table, at, column)).collect();
        write_header(sheet, table, &widths)?;
        for (at, row) in table.rows.iter().enumerate() {
            let at = row_number(at) + 1;
            write_row(sheet, &mut self.styles, table, &widths, at, row, Part::Body)?;
        }
        let last_row = row_number(table.rows.len());
        let mut end = last_row;
        if let Some(total) = &table.total {
            end += 1;
            write_row(sheet, &mut self.styles, table, &widths, end, total, Part::Total)?;
        }
        for line in &table.closing {
            end += 1;
            write_cell(sheet, &mut self.styles, end, 0, line, Look::Name, Part::Closing)?;
        }
        write_form(sheet, &mut self.styles, table, last_row)?;
        for (at, column) in table.columns.iter().enumerate() {
            let at = column_number(at);
            if column.look == Look::Key && end > 0 {
                sheet.ignore_error_range(1, at, end, at, IgnoreError::NumberStoredAsText)?;
            }
            if matches!(column.look, Look::Money | Look::MoneySum) && !table.rows.is_empty() {
                let zero = ConditionalFormatCell::new()
                    .set_rule(ConditionalFormatCellRule::EqualTo(0))
                    .set_format(style::zero());
                sheet.add_conditional_format(1, at, last_row, at, &zero)?;
            }
        }
        if let Some(note) = self.cover.note.as_ref().filter(|_| table.role != Role::Input) {
            sheet.insert_note(0, 0, &sized_note(note))?;
        }
        sheet.set_freeze_panes(1, table.frozen)?;
        if table.role != Role::Guide {
            sheet.autofilter(0, 0, last_row, last_column)?;
        }
        set_page(sheet, table, &widths, end, last_column)?;
        sheet.set_header(self.cover.header(&table.name));
        let body = style::BODY_FONT;
        let foot = table.foot;
        sheet.set_footer(format!("&L&10&\"{body},Regular\"{foot}&R&9&\"{body},Regular\"第 &P 页 共 &N 页"));
        Ok(())
    }

    /// Adds a sheet of instructions: lines of text with their level (0 title, 1 heading, 2 text).
    pub fn add_guide(&mut self, name: &str, lines: &[(u8, String)]) -> Result<(), WorkbookError> {
        /// Width of the only column in half-width characters of 11 points: A4 upright with room for other fonts.
        const WIDTH: u32 = 76;
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_tab_color(style::tab(Role::Guide));
        sheet.set_screen_gridlines(false);
        sheet.set_column_width_pixels(0, WIDTH * 22 / 3 + CELL_PIXELS)?;
        for (at, (level, text)) in lines.iter().enumerate() {
            let at = row_number(at);
            sheet.write_string_with_format(at, 0, sound(text), &style::guide(*level))?;
            let lines = text_width(text).div_ceil(WIDTH - 2).max(1);
            let height = match level {
                0 => 34,
                1 => 28,
                _ => lines * 16 + 3,
            };
            sheet.set_row_height(at, height)?;
        }
        sheet.set_paper_size(A4).set_portrait().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.7, 0.7, 0.8, 0.7, 0.4, 0.35);
        let body = style::BODY_FONT;
        sheet.set_footer(format!("&R&9&\"{body},Regular\"第 &P 页 共 &N 页"));
        self.names.insert(name.to_lowercase());
        self.sheets.push(Some(sheet));
        Ok(())
    }

    /// The bytes of the file.
    pub fn finish(mut self) -> Result<Vec<u8>, WorkbookError> {
        self.sheets.into_iter().flatten().for_each(|sheet| self.workbook.push_worksheet(sheet));
        Ok(self.workbook.save_to_buffer()?)
    }
}

fn row_number(at: usize) -> u32 {
    u32::try_from(at).expect("the reader allows far fewer rows")
}

fn column_number(at: usize) -> u16 {
    u16::try_from(at).expect("a sheet has few columns")
}

/// The width of a column in half-width characters: what its cells and its header need, within its limits.
fn width(table: &Table, at: usize, column: &Column) -> u32 {
    let cells = table.rows.iter().chain(&table.total);
    let content = cells.map(|row| row[at].width(row[at].look.unwrap_or(column.look))).max().unwrap_or(0);
    let header = text_width(&column.header).div_ceil(column.header_lines).next_multiple_of(2);
    content.clamp(column.min, column.max.max(column.min)).max(header)
}

fn pixels(column: &Column, width: u32) -> u32 {
    let indent = if column.look.is_indented() { INDENT_PIXELS } else { 0 };
    width * CHAR_PIXELS + CELL_PIXELS + indent
}

fn write_header(sheet: &mut Worksheet, table: &Table, widths: &[u32]) -> Result<(), WorkbookError> {
    let header = style::header();
    let mut lines = 1;
    for (at, column) in table.columns.iter().enumerate() {
        let number = column_number(at);
        sheet.write_string_with_format(0, number, &column.header, &header)?;
        sheet.set_column_width_pixels(number, pixels(column, widths[at]))?;
        lines = lines.max(text_width(&column.header).div_ceil(widths[at]));
        if let Some(note) = &column.note {
            sheet.insert_note(0, number, &sized_note(note))?;
        }
    }
    // Room for the filter's arrow beside the text.
    sheet.set_row_height(0, lines * LINE + 2 * PADDING)?;
    Ok(())
}

fn write_row(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    table: &Table,
    widths: &[u32],
    at: u32,
    row: &[Cell],
    part: Part,
) -> Result<(), WorkbookError> {
    let mut lines = 1;
    for ((position, cell), column) in row.iter().enumerate().zip(&table.columns) {
        let look = cell.look.unwrap_or(column.look);
        write_cell(sheet, styles, at, column_number(position), cell, look, part)?;
        if look.wraps() {
            lines = lines.max(cell.lines(widths[position]));
        }
    }
    sheet.set_row_height(at, lines.min(MOST_LINES) * LINE + PADDING)?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    styles: &mut Styles,
    row: u32,
    column: u16,
    cell: &Cell,
    look: Look,
    part: Part,
) -> Result<(), WorkbookError> {
    match &cell.content {
        Content::Blank => {
            sheet.write_blank(row, column, styles.cell(look, cell.tone, part, false))?;
        }
        Content::Text(text) => {
            let text = sound(text);
            let text = clipped(&text);
            let format = styles.cell(look, cell.tone, part, is_formula_sign(text));
            sheet.write_string_with_format(row, column, text, format)?;
        }
        Content::Number(number) => {
            let format = styles.cell(look, cell.tone, part, false);
            sheet.write_number_with_format(row, column, float(*number), format)?;
        }
        Content::Date(date) => match serial(*date) {
            Some(serial) => {
                let format = styles.cell(look, cell.tone, part, false);
                sheet.write_number_with_format(row, column, serial, format)?;
            }
            None => {
                let format = styles.cell(look, cell.tone, part, false);
                sheet.write_string_with_format(row, column, date.to_string(), format)?;
            }
        },
        Content::Formula { formula, value } => {
            let format = styles.cell(look, cell.tone, part, false);
            let formula = Formula::new(formula).set_result(value.normalize().to_string());
            sheet.write_formula_with_format(row, column, formula, format)?;
        }
        Content::FormulaText { formula, text } => {
            let format = styles.cell(look, cell.tone, part, false);
            let formula = Formula::new(formula).set_result(sound(text));
            sheet.write_formula_with_format(row, column, formula, format)?;
        }
    }
    Ok(())
}

/// What a blank form needs: formats of whole columns, and rules for what is filled in.
fn write_form(sheet: &mut Worksheet, styles: &mut Styles, table: &Table, last_row: u32) -> Result<(), WorkbookError> {
    for (at, column) in table.columns.iter().enumerate() {
        let number = column_number(at);
        if table.form_rows > 0 {
            sheet.set_column_format(number, styles.cell(column.look, Tone::Plain, Part::Form, false))?;
        }
        let last = last_row.max(table.form_rows);
        if let Some(validation) = column.validation.as_ref().filter(|_| last > 0) {
            sheet.add_data_validation(1, number, last, number, validation)?;
        }
    }
    for (row, column, validation) in &table.rules {
        let (row, column) = (row_number(*row) + 1, column_number(*column));
        sheet.add_data_validation(row, column, row, column, validation)?;
    }
    Ok(())
}

/// A note as large as its text needs.
fn sized_note(text: &str) -> Note {
    /// Pixels across, and half-width characters that fit.
    const WIDTH: u32 = 260;
    const CHARS: u32 = 36;
    let lines: u32 = text.lines().map(|line| text_width(line).div_ceil(CHARS).max(1)).sum();
    Note::new(sound(text))
        .add_author_prefix(false)
        .set_font_name(style::BODY_FONT)
        .set_font_size(9)
        .set_width(WIDTH)
        .set_height(lines * 17 + 16)
}

/// A4 across, as many pages high as needed, one page wide unless the type became too small.
fn set_page(
    sheet: &mut Worksheet,
    table: &Table,
    widths: &[u32],
    last_row: u32,
    last_column: u16,
) -> Result<(), WorkbookError> {
    let across: u32 = table.columns.iter().zip(widths).map(|(column, width)| pixels(column, *width)).sum();
    let pages = across.div_ceil(PAGE_PIXELS * 100 / SMALLEST_SCALE).max(1);
    let pages_across = u16::try_from(pages).expect("a sheet has few columns");
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(pages_across, 0);
    sheet.set_margins(0.4, 0.4, 0.75, 0.6, 0.35, 0.3).set_print_center_horizontally(true);
    sheet.set_repeat_rows(0, 0)?;
    if pages > 1 && table.frozen > 0 {
        sheet.set_repeat_columns(0, table.frozen - 1)?;
    }
    if table.form_rows == 0 {
        sheet.set_print_area(0, 0, last_row, last_column)?;
    }
    Ok(())
}

/// Whether a spreadsheet might take the text for a formula.
fn is_formula_sign(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text without what a workbook's XML can't hold: read input has nothing of the kind, but whatever comes here may.
fn sound(text: &str) -> Cow<'_, str> {
    let is_unsound =
        |c: char| (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(is_unsound) { text.replace(is_unsound, "").into() } else { text.into() }
}

/// As much of the text as a cell can hold.
fn clipped(text: &str) -> &str {
    if text.len() <= CELL_LIMIT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL_LIMIT
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// The nearest float: what a spreadsheet would read for the digits.
fn float(number: Decimal) -> f64 {
    number.to_string().parse().expect("a decimal is a float's text")
}

/// The serial of a date in the 1900 system; nothing for dates before it or in its first two months, where
/// spreadsheets disagree.
fn serial(date: NaiveDate) -> Option<f64> {
    let first = NaiveDate::from_ymd_opt(1900, 3, 1).expect("a date of the calendar");
    if date < first || date.year() > 9999 {
        return None;
    }
    let days = i32::try_from(date.signed_duration_since(first).num_days()).expect("less than 9999 years");
    Some(f64::from(days + 61))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[test]
    fn serials_are_those_of_excel() {
        let serial_of = |year, month, day| serial(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        assert_eq!(serial_of(2024, 12, 31), Some(45_657.0));
        assert_eq!(serial_of(1900, 3, 1), Some(61.0));
        assert_eq!(serial_of(1900, 2, 28), None);
    }

    #[test]
    fn floats_are_the_nearest() {
        assert_eq!(float(dec!(9999.96)).to_string(), "9999.96");
        assert_eq!(float(dec!(0.1)).to_string(), "0.1");
    }

    #[test]
    fn a_page_header_takes_any_unit_name() {
        assert_eq!(header_text("甲&乙\n中心", UNIT_LIMIT), "甲&&乙中心");
        assert_eq!(header_text(&"长".repeat(300), UNIT_LIMIT).chars().count(), UNIT_LIMIT);
    }

    #[test]
    fn formula_signs() {
        for text in ["=1+1", "+8613", "-5", "@SUM", "\t=1", "\r=1"] {
            assert!(is_formula_sign(text), "{text:?}");
        }
        assert!(!is_formula_sign("五(六)3"));
    }
}
