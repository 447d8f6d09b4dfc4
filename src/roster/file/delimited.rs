//! Tables as text: values separated by commas, tabs or semicolons, in quotes where need be (RFC 4180).

use super::{Fault, LooksLike, formats::Cells};
use crate::{
    domain::ProblemKind,
    roster::sheet::{Cell, Epoch, Grid},
};
use std::borrow::Cow;

/// What may separate values, most usual first.
const SEPARATORS: [char; 3] = [',', '\t', ';'];
/// So much of the text tells the separator.
const HEAD: usize = 16 << 10;
/// A quoted value goes on for so many lines at most: what a cell can hold, in lines that say something.
const MAX_LINES: usize = 200;
/// Lines that are told one by one: where there are more, it is the file that is wrong.
const MAX_REMARKS: usize = 10_000;
/// So many records one below the other that all leave out the same values at their end were written so.
const RUN: usize = 3;

/// Reads the table as one sheet of this name.
///
/// # Errors
/// [`Fault`]: beyond the limits, or text that is no table.
pub(super) fn read(text: &str, name: &str) -> Result<Vec<Grid>, Fault> {
    let text = with_line_feeds(text);
    let (separator, body, skipped) = match declared(&text) {
        Some((separator, body)) => (separator, body, 1),
        None => (separator(&text).ok_or(Fault::Other(LooksLike::PlainText))?, &*text, 0),
    };
    let lines: Vec<&str> = body.lines().collect();
    let records = records(&lines, separator);
    let mut cells = Vec::new();
    let mut counter = Cells::new();
    let mut remarks = Vec::new();
    let widths: Vec<Width> = records.iter().map(|record| Width::of(&record.values)).collect();
    let expected = header(&widths).map(|header| (header, widths[header].values));
    for (position, record) in records.iter().enumerate() {
        // A record is a row, however many lines it has.
        let row = u32::try_from(position + skipped).unwrap_or(u32::MAX);
        let line = u32::try_from(record.line + skipped + 1).unwrap_or(u32::MAX);
        if record.is_open {
            remarks.push((Some(row), ProblemKind::QuoteOpen { line }));
        } else if let Some((header, count)) = expected
            && position > header
            && is_amiss(&widths, position, count)
        {
            let [values, header] = [widths[position].values, count].map(|count| u32::try_from(count).unwrap_or(0));
            remarks.push((Some(row), ProblemKind::ValuesOtherThanHeader { line, values, header }));
        }
        for (column, value) in (0..).zip(&record.values) {
            let value = unguarded(value);
            let cell = (!value.is_empty()).then(|| Cell::Text(value.to_owned()));
            counter.keep(name, (row, column), cell, &mut cells)?;
        }
    }
    let mut grid = Grid::new(name.to_owned(), false, Epoch::Y1900, cells, None);
    remarks.truncate(MAX_REMARKS);
    grid.remarks = remarks;
    Ok(vec![grid])
}

/// With line feeds at the ends of lines, where some systems have only carriage returns.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if !(0..bytes.len()).any(is_alone) {
        return text.into();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").into()
}

/// A line of the table, or several where a value has line breaks.
struct Record<'t> {
    /// Its first line, from 0.
    line: usize,
    values: Vec<Cow<'t, str>>,
    /// A quote was never closed; what follows it in the line was read without quotes.
    is_open: bool,
}

/// What values of a line are read from: some whole, the last perhaps still inside its quotes.
struct Split<'t> {
    values: Vec<Cow<'t, str>>,
    /// Whether the last value goes on in the next line.
    is_open: bool,
    /// Whether other text than a separator came behind a closing quote.
    is_loose: bool,
}

/// Splits text into values. `in_quotes` says whether quotes count.
fn split(text: &str, separator: char, in_quotes: bool) -> Split<'_> {
    let mut values = Vec::new();
    let mut is_loose = false;
    let mut rest = text;
    loop {
        let (value, behind) = match rest.strip_prefix('"').filter(|_| in_quotes) {
            None => rest.split_once(separator).map_or((rest.into(), None), |(value, rest)| (value.into(), Some(rest))),
            Some(inside) => {
                let Some(end) = closing_quote(inside) else {
                    values.push(inside.replace("\"\"", "\"").into());
                    return Split { values, is_open: true, is_loose };
                };
                let value = inside[..end].replace("\"\"", "\"");
                let (more, behind) = match inside[end + 1..].split_once(separator) {
                    Some((more, behind)) => (more, Some(behind)),
                    None => (&inside[end + 1..], None),
                };
                is_loose |= !more.trim().is_empty();
                (Cow::from(value + more), behind)
            }
        };
        values.push(value);
        match behind {
            Some(behind) => rest = behind,
            None => return Split { values, is_open: false, is_loose },
        }
    }
}

/// Where the quote is that closes a value; two quotes stand for one.
fn closing_quote(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match (bytes[at], bytes.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// The records of a table. A quote that is open at the end of its line goes on in the next ones, unless it never closes
/// or lines inside look like records of their own.
fn records<'t>(lines: &[&'t str], separator: char) -> Vec<Record<'t>> {
    // As many as most lines have that stand alone.
    let mut counts = std::collections::BTreeMap::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        let alone = split(line, separator, true);
        if !alone.is_open {
            *counts.entry(alone.values.len()).or_insert(0_u32) += 1;
        }
    }
    let usual = counts.into_iter().max_by_key(|(_, times)| *times).map_or(0, |(count, _)| count);
    let looks_like_a_record = |line: &str| {
        let alone = split(line, separator, true);
        usual > 1 && alone.values.len() == usual && !alone.is_loose
    };
    let mut records = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let first = split(line, separator, true);
        if !first.is_open {
            records.push(Record { line: at, values: first.values, is_open: false });
            at += 1;
            continue;
        }
        // The line in which the quote closes, if no record stands between.
        let below = lines[at + 1..].iter().take(MAX_LINES);
        let closes = |line: &&str| line.contains('"') && closing_quote(line).is_some();
        let inside = below.clone().position(closes);
        let joined = inside
            .filter(|inside| !below.clone().take(*inside).any(|line| looks_like_a_record(line)))
            .map(|inside| at + 1 + inside);
        let record = joined.and_then(|last| {
            let text = lines[at..=last].join("\n");
            let whole = split(&text, separator, true);
            let values = whole.values.iter().map(|value| Cow::from(value.to_string())).collect();
            (!whole.is_open && !whole.is_loose).then_some((Record { line: at, values, is_open: false }, last))
        });
        match record {
            Some((record, last)) => {
                records.push(record);
                at = last + 1;
            }
            None => {
                // Up to the open quote as it stands, from there on without quotes.
                let mut values = first.values;
                let open = values.pop().unwrap_or_default();
                let start = line.len() - open_length(line, &open);
                values.extend(split(&line[start..], separator, false).values);
                records.push(Record { line: at, values, is_open: true });
                at += 1;
            }
        }
    }
    records
}

/// How long the text of a value is in its line, where quotes stand twice.
fn open_length(line: &str, value: &str) -> usize {
    (value.len() + value.matches('"').count()).min(line.len())
}

/// How many values a record has.
struct Width {
    /// All of them.
    values: usize,
    /// Down to the last that isn't blank.
    filled: usize,
    /// Those that aren't blank.
    count: usize,
}

impl Width {
    fn of(values: &[Cow<'_, str>]) -> Width {
        let is_filled = |value: &Cow<'_, str>| !value.trim().is_empty();
        Width {
            values: values.len(),
            filled: values.iter().rposition(is_filled).map_or(0, |last| last + 1),
            count: values.iter().filter(|value| is_filled(value)).count(),
        }
    }
}

/// The first record that fills about as many values as any: what stands above it is titles.
fn header(widths: &[Width]) -> Option<usize> {
    let most = widths.iter().map(|width| width.count).max()?;
    widths.iter().position(|width| width.count >= 2 && width.count * 4 >= most * 3)
}

/// Whether a record has another number of values than the header in a way that may have moved them: more, with something in
/// the surplus; or fewer, which blank values at the end explain only where records in a row leave them out.
fn is_amiss(widths: &[Width], position: usize, expected: usize) -> bool {
    let width = &widths[position];
    // Notes and blank lines below the table.
    if width.count <= 1 {
        return false;
    }
    if width.values > expected {
        return width.filled > expected;
    }
    if width.values == expected {
        return false;
    }
    let same = |other: &&Width| other.values == width.values;
    let above = widths[..position].iter().rev().take(RUN).take_while(same).count();
    let below = widths[position + 1..].iter().take(RUN).take_while(same).count();
    above + 1 + below < RUN
}

/// The separator that a first line like `sep=;` declares, and the text below it.
fn declared(text: &str) -> Option<(char, &str)> {
    let (line, body) = text.split_once('\n')?;
    let mut declared = line.trim_end_matches('\r').strip_prefix("sep=")?.chars();
    declared.next().filter(|separator| declared.next().is_none() && separator.is_ascii()).map(|own| (own, body))
}

/// The separator that most lines agree on: two lines with one at least.
fn separator(text: &str) -> Option<char> {
    let head: String = text.chars().take(HEAD).collect();
    let score = |separator: char| {
        let counts: Vec<usize> = records_of_head(&head, separator);
        let with = counts.iter().filter(|count| **count > 0).count();
        (with >= 2).then(|| (with, counts.iter().sum::<usize>()))
    };
    let scored = SEPARATORS.into_iter().rev().filter_map(|separator| Some((score(separator)?, separator)));
    scored.max_by_key(|(score, _)| *score).map(|(_, separator)| separator)
}

/// How many separators outside of quotes each line has.
fn records_of_head(head: &str, separator: char) -> Vec<usize> {
    head.lines().map(|line| split(line, separator, true).values.len() - 1).collect()
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

    fn remarks(text: &str) -> Vec<(Option<u32>, ProblemKind)> {
        read(text, "表").expect("a table").remove(0).remarks
    }

    const fn open(line: u32) -> ProblemKind {
        ProblemKind::QuoteOpen { line }
    }

    const fn values(line: u32, values: u32, header: u32) -> ProblemKind {
        ProblemKind::ValuesOtherThanHeader { line, values, header }
    }

    #[test]
    fn carriage_returns_end_lines_too() {
        gives("a,b\r1,2\r\r3,4", &[(0, 0, "a"), (0, 1, "b"), (1, 0, "1"), (1, 1, "2"), (3, 0, "3"), (3, 1, "4")]);
        gives("a,b\r\n\"x\ry\",2\r\n", &[(0, 0, "a"), (0, 1, "b"), (1, 0, "x y"), (1, 1, "2")]);
    }

    #[test]
    fn an_open_quote_ends_with_its_line_where_records_follow() {
        let text = "a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n10,\"11\",12\n";
        gives(
            text,
            &[
                (0, 0, "a"),
                (0, 1, "b"),
                (0, 2, "c"),
                (1, 0, "1"),
                (1, 1, "2"),
                (1, 2, "3"),
                (2, 0, "4"),
                (2, 1, "5"),
                (2, 2, "6"),
                (3, 0, "7"),
                (3, 1, "8"),
                (3, 2, "9"),
                (4, 0, "10"),
                (4, 1, "11"),
                (4, 2, "12"),
            ],
        );
        assert_eq!(remarks(text), [(Some(2), open(3))]);
        // The next quote that there is belongs to the next line.
        assert_eq!(remarks("a,b,c\n1,2,3\n4,\"5,6\n7,\"8\",9\n1,2,3\n"), [(Some(2), open(3))]);
        // In the last line, and after a declared separator.
        assert_eq!(remarks("sep=,\na,b,c\n1,2,3\n4,\"5,6"), [(Some(3), open(4))]);
        // A value of several lines is none.
        assert_eq!(remarks("a,b,c\n1,\"第一行\n第二行，无逗号\n第三行\",3\n4,5,6\n"), []);
        assert_eq!(remarks("\"工号\n(编号)\",b,c\n1,2,3\n4,5,6\n"), []);
    }

    #[test]
    fn an_open_quote_or_a_line_without_end_is_cheap() {
        let text = format!("a,b\n1,2\n\"{}", "x,\n".repeat(10_000));
        assert_eq!(remarks(&text), [(Some(2), open(3))]);
        let text = format!("a,b\n1,2\n{}", "\"x,\n".repeat(10_000));
        assert_eq!(remarks(&text).len(), 10_000);
        assert!(read(&format!("a,b\n{}", ",".repeat(2_000)), "表").is_ok(), "nothing stands that far out");
        let far = format!("a,b\n{}x", ",".repeat(2_000));
        assert!(matches!(read(&far, "表"), Err(Fault::Excess(_))));
    }

    #[test]
    fn records_of_other_values_than_the_header_are_told() {
        let rows = "1,2,3\n".repeat(5);
        // A separator inside a value, one too few.
        assert_eq!(remarks(&format!("a,b,c\n{rows}1,200,2,3\n{rows}")), [(Some(6), values(7, 4, 3))]);
        assert_eq!(remarks(&format!("a,b,c\n{rows}1,2\n{rows}")), [(Some(6), values(7, 2, 3))]);
        // In every record.
        assert_eq!(remarks("a,b,c\n1,200,2,3\n1,300,2,3\n").len(), 2);
        // Titles above, notes below, blank values behind, as spreadsheets write them.
        assert_eq!(remarks(&format!("某某考核表\n单位：某某,2024年\na,b,c\n{rows}\n注：另附\n")), []);
        assert_eq!(remarks(&format!("考核表,,\na,b,c\n{rows}1,2,3,,\n")), []);
        assert_eq!(remarks(&format!("a,b,c\n{rows}{}", "1,2\n".repeat(3))), []);
    }
}
