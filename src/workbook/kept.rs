//! What of the input isn't used and is kept with the saved work: rows of further tables of the roster and sheets that look
//! like data, which ask again when that is dropped back in, and columns that mean nothing here.

use super::{
    style::{Look, Tone},
    table::{Cell, Column, Content, Role, Table},
};
use crate::domain::{Field, Inputs, KEPT_SHEET, KeptCell, SUPPLEMENT_SHEET, SheetKind, UnusedSheet};
use std::collections::BTreeSet;

/// Most characters of a sheet's name.
const NAME_CHARS: usize = 31;
/// Stands behind the name of a sheet that would have the name of one of ours.
const ORIGINAL: &str = "（原表）";

/// Rows of further tables that fit nobody or say something else than the roster.
pub(super) fn supplement(inputs: &Inputs) -> Option<Table> {
    if inputs.supplement.is_empty() {
        return None;
    }
    // Without a name it would be no table of people.
    let given = inputs.supplement.iter().flat_map(|stray| &stray.cells).map(|(header, _)| header.as_str());
    let headers: BTreeSet<&str> = given.chain([Field::Name.header()]).collect();
    // In the roster's order; what it doesn't know, past grades, comes last.
    let order = |header: &str| Field::ALL.iter().position(|field| field.header() == header).unwrap_or(usize::MAX);
    // The numbers of rows are nothing to keep, unless there is nothing else.
    let mut headers: Vec<&str> = headers.into_iter().collect();
    if headers.iter().any(|header| *header != "序号") {
        headers.retain(|header| *header != "序号");
    }
    headers.sort_by_key(|header| (order(header), *header));
    let rows = inputs.supplement.iter().map(|stray| {
        let cell = |header: &&str| stray.text(header).map_or(Cell::BLANK, |text| Cell::text(text).tone(Tone::Alarm));
        headers.iter().map(cell).collect()
    });
    Some(Table {
        columns: headers.iter().map(|header| Column::new(*header, Look::Name).header_lines(4)).collect(),
        rows: rows.collect(),
        ..Table::new(SUPPLEMENT_SHEET, Role::Input)
    })
}

/// The sheets that look like data and aren't used, as they were found. `taken` are the names of the other sheets.
pub(super) fn unused(inputs: &Inputs, taken: &[String]) -> Vec<Table> {
    let mut taken: BTreeSet<String> = taken.iter().cloned().collect();
    taken.extend(SheetKind::ALL.map(|kind| kind.term().to_owned()));
    let tables = inputs.unused.iter().map(|sheet| {
        let name = free_name(&sheet.name, &taken);
        taken.insert(name.clone());
        as_found(name, sheet)
    });
    tables.collect()
}

/// What stands in columns that mean nothing here, a row for each cell; no more than a sheet has rows.
pub(super) fn cells(inputs: &Inputs) -> Option<Table> {
    const ROWS: usize = 1_000_000;
    let row = |cell: &KeptCell| {
        [&cell.sheet, &cell.address, &cell.header, &cell.text].map(|text| Cell::text(&**text)).to_vec()
    };
    let columns = [("工作表", Look::Name), ("位置", Look::Key), ("表头", Look::Name), ("内容", Look::Text)];
    (!inputs.kept.is_empty()).then(|| Table {
        columns: columns.into_iter().map(|(header, look)| Column::new(header, look)).collect(),
        rows: inputs.kept.iter().take(ROWS).map(row).collect(),
        ..Table::new(KEPT_SHEET, Role::Input)
    })
}

fn as_found(name: String, sheet: &UnusedSheet) -> Table {
    let columns = sheet.cells.iter().map(|(_, column, _)| column + 1).max().unwrap_or(1);
    let first = sheet.cells.first().map_or(0, |(row, ..)| *row);
    let last = sheet.cells.last().map_or(0, |(row, ..)| *row);
    let mut rows = vec![vec![Cell::BLANK; usize::from(columns)]; (last - first) as usize + 1];
    for (row, column, text) in &sheet.cells {
        rows[(row - first) as usize][usize::from(*column)] = Cell::text(&**text);
    }
    let headers = rows.remove(0);
    let header = |cell: &Cell| match &cell.content {
        Content::Text(text) => text.clone(),
        _ => String::new(),
    };
    Table {
        columns: headers.iter().map(|cell| Column::new(header(cell), Look::Text)).collect(),
        rows,
        ..Table::new(name, Role::Input)
    }
}

/// A name that a workbook can have for the sheet and that no other sheet has.
fn free_name(name: &str, taken: &BTreeSet<String>) -> String {
    let plain: String = name.chars().filter(|c| !r"[]:*?/\'".contains(*c)).collect();
    let plain = if plain.is_empty() { "工作表".to_owned() } else { plain };
    let with = |end: &str| {
        let room = NAME_CHARS - end.encode_utf16().count();
        let mut units = 0;
        let fits = |c: &char| {
            units += c.len_utf16();
            units <= room
        };
        plain.chars().take_while(fits).collect::<String>() + end
    };
    let is_free = |name: &String| !taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let ends =
        [String::new(), ORIGINAL.to_owned()].into_iter().chain((2..).map(|number| format!("{ORIGINAL}{number}")));
    ends.map(|end| with(&end)).find(is_free).expect("numbers don't end")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_gets_a_name_that_is_free() {
        let taken = BTreeSet::from(["决定".to_owned(), "a".to_owned(), "a（原表）".to_owned()]);
        for (name, expected) in [("决定", "决定（原表）"), ("A", "A（原表）2"), ("甲/乙", "甲乙"), ("", "工作表")]
        {
            assert_eq!(free_name(name, &taken), expected);
        }
        assert_eq!(free_name(&"长".repeat(40), &taken).chars().count(), NAME_CHARS);
    }
}
