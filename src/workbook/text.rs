//! A sheet as text: CSV for other programs.

use super::table::{Cell, Content, Table};

/// Says that UTF-8 follows; without it Excel takes the text for the system's own encoding.
const MARK: &str = "\u{feff}";
/// A text that begins so would be computed.
const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The sheet as CSV, with its row of totals and its closing lines.
pub(super) fn csv(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |row: Vec<String>| writer.write_record(row).expect("writing into memory can't fail");
    write(table.columns.iter().map(|column| column.header.clone()).collect());
    for row in table.rows.iter().chain(&table.total) {
        write(row.iter().map(text).collect());
    }
    for line in &table.closing {
        write(vec![text(line)]);
    }
    let body = writer.into_inner().expect("writing into memory can't fail");
    [MARK.as_bytes(), &body].concat()
}

fn text(cell: &Cell) -> String {
    match &cell.content {
        Content::Blank => String::new(),
        Content::Text(text) | Content::FormulaText { text, .. } => harmless(text),
        Content::Number(number) | Content::Formula { value: number, .. } => number.to_string(),
        Content::Date(date) => date.to_string(),
    }
}

/// The text, with an apostrophe before a formula sign.
pub(super) fn harmless(text: &str) -> String {
    if text.starts_with(FORMULA_SIGNS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{
        style::Look,
        table::{Column, Role},
    };

    #[test]
    fn chinese_is_marked_and_formula_signs_are_harmless() {
        let mut table = Table::new("表", Role::Result);
        table.columns = vec![Column::new("姓名", Look::Name), Column::new("金额", Look::Money)];
        table.rows = vec![vec![Cell::text("=1+1,\"x\""), Cell::number(rust_decimal::Decimal::new(-150, 2))]];
        let text = String::from_utf8(csv(&table)).expect("UTF-8");
        assert_eq!(text, "\u{feff}姓名,金额\r\n\"'=1+1,\"\"x\"\"\",-1.50\r\n");
    }
}
