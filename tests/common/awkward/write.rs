//! Sheets into files: a workbook, or the roster as text beside a workbook of the rest.

use super::model::{Cell, Grid, Mark, Sheet, Value};
use chrono::NaiveDate;
use encoding_rs::GB18030;
use kaohe::{domain::CellRef, roster::FileBytes};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::collections::BTreeMap;

/// Where each marked cell stands: sheet, row from 0, column from 0.
pub type Places = BTreeMap<Mark, (String, u32, u16)>;

/// The form in which the roster comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// All in one workbook.
    #[default]
    Workbook,
    /// Each sheet in a workbook of its own.
    FileEach,
    /// The roster as CSV in UTF-8 with a BOM.
    CsvWithBom,
    /// The roster as CSV in UTF-8.
    Csv,
    /// The roster as CSV in GB18030.
    CsvGb,
    /// The roster as tab-separated text in UTF-16.
    Tabs,
    /// The roster as a table of a web page saved as .xls.
    WebPage,
}

/// `H12` of a row and column from 0.
pub fn address(row: u32, column: u16) -> String {
    CellRef { sheet: 0, row, column }.address()
}

/// Writes sheets into files, and says where marked cells are.
///
/// A roster of several sheets, or with merged cells or formats, is always in the workbook.
pub fn files(sheets: &[Sheet], form: Form) -> (Vec<FileBytes>, Places) {
    let grids: Vec<Grid> = sheets.iter().map(Grid::of).collect();
    let mut places = Places::new();
    for (sheet, grid) in sheets.iter().zip(&grids) {
        for ((row, column), cell) in &grid.cells {
            if let Some(mark) = cell.mark {
                places.insert(mark, (sheet.name.clone(), *row, *column));
            }
        }
    }
    let text = match text(&sheets[0], &grids[0], form) {
        Some(file) if sheets.len() > 1 => Some(file),
        _ => None,
    };
    let from = usize::from(text.is_some());
    let written: Vec<(&Sheet, &Grid)> = sheets.iter().zip(&grids).skip(from).collect();
    let workbooks: Vec<FileBytes> = match form {
        Form::FileEach => written.iter().map(|sheet| workbook(&sheet.0.name, &[*sheet])).collect(),
        _ => vec![workbook("考核", &written)],
    };
    (text.into_iter().chain(workbooks).collect(), places)
}

fn workbook(name: &str, sheets: &[(&Sheet, &Grid)]) -> FileBytes {
    let mut workbook = Workbook::new();
    for (sheet, grid) in sheets {
        let worksheet = workbook.add_worksheet().set_name(&sheet.name).expect("a sheet's name");
        write(worksheet, grid);
        // The only sheet of a workbook is always seen.
        worksheet.set_hidden(sheet.hidden && sheets.len() > 1);
    }
    let bytes = workbook.save_to_buffer().expect("the workbook can be written");
    FileBytes { name: format!("{name}.xlsx"), bytes }
}

fn write(worksheet: &mut Worksheet, grid: &Grid) {
    // Else a formula that gives nothing would give 0.
    worksheet.set_formula_result_default("");
    for merge in &grid.merges {
        worksheet.merge_range(merge.0, merge.1, merge.2, merge.3, "", &Format::new()).expect("a range");
    }
    for ((row, column), cell) in &grid.cells {
        write_cell(worksheet, *row, *column, cell);
    }
    for row in &grid.hidden_rows {
        worksheet.set_row_hidden(*row).expect("a row");
    }
    for column in &grid.hidden_columns {
        worksheet.set_column_hidden(*column).expect("a column");
    }
}

fn write_cell(worksheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) {
    let mut format = Format::new();
    if cell.struck {
        format = format.set_font_strikethrough();
    }
    if let Some(number) = cell.format {
        format = format.set_num_format(number);
    }
    let dated = format.clone().set_num_format(cell.format.unwrap_or("yyyy-mm-dd"));
    match &cell.value {
        Value::Blank => return,
        Value::Text(text) => worksheet.write_with_format(row, column, text.as_str(), &format),
        Value::Number(number) => worksheet.write_with_format(row, column, float(*number), &format),
        Value::Date(date) => worksheet.write_number_with_format(row, column, serial(*date), &dated),
        Value::Moment(date, seconds) => {
            worksheet.write_number_with_format(row, column, serial(*date) + *seconds as f64 / 86_400.0, &dated)
        }
        Value::Formula(formula, value) => {
            worksheet.write_formula_with_format(row, column, Formula::new(formula).set_result(value), &format)
        }
        Value::Parts(parts) => {
            let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
            let parts =
                parts.iter().map(|(text, is_struck)| (if *is_struck { &struck } else { &plain }, text.as_str()));
            worksheet.write_rich_string(row, column, &parts.collect::<Vec<_>>())
        }
    }
    .expect("within the sheet");
}

fn float(number: Decimal) -> f64 {
    number.to_f64().expect("a small number")
}

/// The serial of a date in the 1900 system.
pub fn serial(date: NaiveDate) -> f64 {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");
    (date - zero).num_days() as f64
}

/// A sheet as a file of text; nothing where it has more than values, or in the form of a workbook.
fn text(sheet: &Sheet, grid: &Grid, form: Form) -> Option<FileBytes> {
    if grid.has_layout() || [Form::Workbook, Form::FileEach].contains(&form) {
        return None;
    }
    let (rows, columns) =
        grid.cells.keys().fold((0, 0), |(rows, columns), (row, column)| (rows.max(row + 1), columns.max(column + 1)));
    let shown = |row, column| grid.cells.get(&(row, column)).map(shown).unwrap_or_default();
    let lines = |separator: &str, quoted: bool| {
        let cell = |row, column| {
            let text: String = shown(row, column);
            if quoted { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.replace(['\t', '\n', '\r'], " ") }
        };
        let line = |row| (0..columns).map(|column| cell(row, column)).collect::<Vec<_>>().join(separator);
        (0..rows).map(line).collect::<Vec<_>>().join("\r\n")
    };
    let (ending, bytes) = match form {
        Form::Workbook | Form::FileEach => return None,
        Form::CsvWithBom => ("csv", ["\u{feff}", &lines(",", true)].concat().into_bytes()),
        Form::Csv => ("csv", lines(",", true).into_bytes()),
        Form::CsvGb => ("csv", GB18030.encode(&lines(",", true)).0.into_owned()),
        Form::Tabs => {
            let text = lines("\t", false);
            let units = ['\u{feff}'].into_iter().chain(text.chars()).collect::<String>();
            ("txt", units.encode_utf16().flat_map(u16::to_le_bytes).collect())
        }
        Form::WebPage => {
            let cell = |row, column| {
                let text: String = shown(row, column);
                format!("<td>{}</td>", text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "<br>"))
            };
            let line = |row| format!("<tr>{}</tr>", (0..columns).map(|column| cell(row, column)).collect::<String>());
            let body: String = (0..rows).map(line).collect();
            ("xls", format!("<html><meta charset=utf-8><body><table>{body}</table></body></html>").into_bytes())
        }
    };
    Some(FileBytes { name: format!("{}.{ending}", sheet.name), bytes })
}

/// What a cell shows.
fn shown(cell: &Cell) -> String {
    match &cell.value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.normalize().to_string(),
        Value::Date(date) | Value::Moment(date, _) => date.format("%Y/%-m/%-d").to_string(),
        Value::Formula(_, value) => value.clone(),
        Value::Parts(parts) => parts.iter().map(|(text, _)| text.as_str()).collect(),
    }
}
