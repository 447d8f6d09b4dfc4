//! Tables as text: values separated by commas, tabs or semicolons, in quotes where need be (RFC 4180).

use super::{Fault, LooksLike, formats::Cells};
use crate::roster::sheet::{Cell, Epoch, Grid};
use csv::{ByteRecord, ReaderBuilder};

/// What may separate values, most usual first.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];
/// So much of the text tells the separator.
const HEAD: usize = 16 << 10;

/// Reads the table as one sheet of this name.
///
/// # Errors
/// [`Fault`]: beyond the limits, or text that is no table.
pub(super) fn read(text: &str, name: &str) -> Result<Vec<Grid>, Fault> {
    let (separator, body, mut row) = match declared(text) {
        Some((separator, body)) => (separator, body, 1),
        None => (separator(text).ok_or(Fault::Other(LooksLike::PlainText))?, text, 0),
    };
    let mut reader = ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(body.as_bytes());
    let mut cells = Vec::new();
    let mut counter = Cells::new();
    let mut record = ByteRecord::new();
    let mut next_line = 1;
    while reader.read_byte_record(&mut record).map_err(|error| Fault::Damaged(error.to_string()))? {
        // Blank lines before a record are no records, but they are rows.
        let end = reader.position().line();
        let inside = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        row += (end - next_line).saturating_sub(inside + 1);
        next_line = end;
        for (column, value) in (0..).zip(&record) {
            // The text was valid, and so is every part of it between ASCII characters.
            let value = unguarded(std::str::from_utf8(value).unwrap_or_default());
            let cell = (!value.is_empty()).then(|| Cell::Text(value.to_owned()));
            counter.keep(name, (u32::try_from(row).unwrap_or(u32::MAX), column), cell, &mut cells)?;
        }
        row += 1;
    }
    Ok(vec![Grid::new(name.to_owned(), false, Epoch::Y1900, cells, None)])
}

/// The separator that a first line like `sep=;` declares, and the text below it.
fn declared(text: &str) -> Option<(u8, &str)> {
    let (line, body) = text.split_once('\n')?;
    match line.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() {
        [separator] => Some((*separator, body)),
        _ => None,
    }
}

/// The separator that most lines agree on: two lines with one at least.
fn separator(text: &str) -> Option<u8> {
    let head: String = text.chars().take(HEAD).collect();
    let lines = |separator: u8| {
        let mut quoted = false;
        let mut found = vec![0_u32];
        for byte in head.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => found.push(0),
                byte if byte == separator && !quoted => *found.last_mut().expect("never empty") += 1,
                _ => {}
            }
        }
        found
    };
    let score = |separator: u8| {
        let lines = lines(separator);
        let with = lines.iter().filter(|count| **count > 0).count();
        (with >= 2).then(|| (with, lines.iter().sum::<u32>()))
    };
    let scored = SEPARATORS.into_iter().rev().filter_map(|separator| Some((score(separator)?, separator)));
    scored.max_by_key(|(score, _)| *score).map(|(_, separator)| separator)
}

/// Without the guard `="…"` that keeps a spreadsheet from taking an identifier for a number.
fn unguarded(value: &str) -> &str {
    value.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts by row and column.
    #[track_caller]
    fn cells(text: &str) -> Vec<(u32, u16, String)> {
        let grids = read(text, "表").expect("a table");
        let rows = grids[0].rows().iter();
        let cell = |row: u32, (column, cell): &(u16, Cell)| (row, *column, cell.text(Epoch::Y1900));
        rows.flat_map(|row| row.cells.iter().map(move |filled| cell(row.index, filled))).collect()
    }

    #[track_caller]
    fn gives(text: &str, expected: &[(u32, u16, &str)]) {
        let expected: Vec<_> = expected.iter().map(|(row, column, text)| (*row, *column, (*text).to_owned())).collect();
        assert_eq!(cells(text), expected, "{text:?}");
    }

    #[test]
    fn separators_are_told_by_content() {
        for separator in [",", "\t", ";"] {
            let text = ["工号 姓名", "1 王芳"].join("\r\n").replace(' ', separator);
            gives(&text, &[(0, 0, "工号"), (0, 1, "姓名"), (1, 0, "1"), (1, 1, "王芳")]);
        }
        gives("sep=|\na|b\n1|2", &[(1, 0, "a"), (1, 1, "b"), (2, 0, "1"), (2, 1, "2")]);
    }

    #[test]
    fn quotes_keep_separators_and_line_breaks() {
        gives(
            "a,\"事假\n(天)\"\n\"x,\"\"y\"\"\",1\n\n2,3\n",
            &[(0, 0, "a"), (0, 1, "事假 (天)"), (1, 0, "x,\"y\""), (1, 1, "1"), (3, 0, "2"), (3, 1, "3")],
        );
    }

    #[test]
    fn a_guarded_identifier_is_what_it_guards() {
        gives("a,b\n=\"00123\",\"=\"\"31X\"\"\"", &[(0, 0, "a"), (0, 1, "b"), (1, 0, "00123"), (1, 1, "31X")]);
    }

    #[test]
    fn prose_is_no_table() {
        for text in ["只有一行，没有表格", "第一行\n第二行\n第三行", "a,b"] {
            assert_eq!(read(text, "表").err(), Some(Fault::Other(LooksLike::PlainText)), "{text}");
        }
    }

    #[test]
    fn an_open_quote_or_a_line_without_end_is_no_harm() {
        assert!(read(&format!("a,b\n1,2\n\"{}", "x,\n".repeat(10_000)), "表").is_ok());
        assert!(read(&format!("a,b\n{}", ",".repeat(2_000)), "表").is_ok(), "nothing stands that far out");
        let far = format!("a,b\n{}x", ",".repeat(2_000));
        assert!(matches!(read(&far, "表"), Err(Fault::Excess(_))));
    }
}
