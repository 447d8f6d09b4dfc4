//! Reading a written workbook back: values, formulas and the XML inside.

use calamine::{Data, Reader, Xlsx};
use kaohe::domain::words::decimal_of_float;
use rust_decimal::Decimal;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

/// A cell as it is compared: numbers as exact decimals, dates as their serials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing, or empty text.
    Blank,
    /// Text.
    Text(String),
    /// A number or date.
    Number(Decimal),
}

impl Value {
    /// Its text; empty for anything else.
    pub fn text(&self) -> &str {
        match self {
            Value::Text(text) => text,
            Value::Blank | Value::Number(_) => "",
        }
    }
}

/// The rows of each sheet, in the order of the workbook.
pub type Sheets = Vec<(String, Vec<Vec<Value>>)>;

/// All values of a workbook. Rows of equal length, from A1.
#[track_caller]
pub fn sheets(bytes: &[u8]) -> Sheets {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    names.into_iter().map(|name| (name.clone(), rows(&mut book, &name))).collect()
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Vec<Vec<Value>> {
    let range = book.worksheet_range(name).expect("the sheet is readable");
    let Some((last_row, last_column)) = range.end() else { return Vec::new() };
    let cell = |row, column| value(range.get_value((row, column)).unwrap_or(&Data::Empty));
    let mut rows: Vec<Vec<Value>> =
        (0..=last_row).map(|row| (0..=last_column).map(|column| cell(row, column)).collect()).collect();
    while rows.last().is_some_and(|row: &Vec<Value>| row.iter().all(|value| *value == Value::Blank)) {
        rows.pop();
    }
    rows
}

fn value(data: &Data) -> Value {
    let number = |float| Value::Number(decimal_of_float(float).expect("a finite number"));
    match data {
        Data::Empty => Value::Blank,
        Data::String(text) if text.is_empty() => Value::Blank,
        Data::String(text) => Value::Text(text.clone()),
        Data::Float(float) => number(*float),
        Data::Int(int) => Value::Number(Decimal::from(*int)),
        Data::DateTime(date) => number(date.as_f64()),
        other => panic!("an unexpected cell: {other:?}"),
    }
}

/// The rows of one sheet.
#[track_caller]
pub fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Value>> {
    let found = sheets(bytes).into_iter().find(|(own, _)| own == name);
    found.unwrap_or_else(|| panic!("no sheet {name}")).1
}

/// The formulas of one sheet by row and column from 0, with the value cached for each.
#[track_caller]
pub fn formulas(bytes: &[u8], name: &str) -> BTreeMap<(u32, u32), (String, Value)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = book.worksheet_formula(name).expect("the sheet is readable");
    let start = range.start().unwrap_or_default();
    let values = book.worksheet_range(name).expect("the sheet is readable");
    let cells = range.used_cells().filter(|(_, _, formula)| !formula.is_empty());
    cells
        .map(|(row, column, formula)| {
            let at = (row as u32 + start.0, column as u32 + start.1);
            (at, (formula.clone(), value(values.get_value(at).unwrap_or(&Data::Empty))))
        })
        .collect()
}

/// The texts of a column of a sheet, by its header, without the header.
#[track_caller]
pub fn column(bytes: &[u8], name: &str, header: &str) -> Vec<Value> {
    let rows = sheet(bytes, name);
    let at = rows[0].iter().position(|cell| cell.text() == header);
    let at = at.unwrap_or_else(|| panic!("no column {header} in {name}"));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

/// A file inside the workbook.
#[track_caller]
pub fn part(bytes: &[u8], path: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut text = String::new();
    archive.by_name(path).expect("the part is there").read_to_string(&mut text).expect("the part is text");
    text
}

/// The XML of a sheet, by its position from 1.
#[track_caller]
pub fn sheet_xml(bytes: &[u8], position: usize) -> String {
    part(bytes, &format!("xl/worksheets/sheet{position}.xml"))
}
