//! Tables of a web page, as many systems save them under the ending .xls: every table with something in it is a sheet.

use super::{Excess, Fault, LooksLike, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, formats::Cells};
use crate::roster::{
    sheet::{Cell, Epoch, Grid, Region},
    text::struck,
};
use html5gum::{StartTag, Token, Tokenizer};

/// Tables inside tables deeper than this are no layout any more; what they say belongs to the cell around them.
const MAX_DEPTH: usize = 20;

/// A table that is being read.
#[derive(Default)]
struct Table {
    cells: Vec<(u32, u16, Cell)>,
    merges: Vec<Region>,
    /// Rows begun so far.
    rows: u32,
    /// For each column, the row down to which a cell from above covers it.
    covered: Vec<u32>,
    /// The cell that is open: column, spans, text.
    open: Option<OpenCell>,
    column: u16,
}

struct OpenCell {
    row: u32,
    column: u16,
    rows: u32,
    columns: u16,
    text: String,
}

/// Reads the tables as sheets: of this name if there is one, numbered if there are several.
///
/// # Errors
/// [`Fault`]: beyond the limits, or no table with anything in it.
pub(super) fn read(text: &str, name: &str) -> Result<Vec<Grid>, Fault> {
    let mut reader =
        Reader { open: Vec::new(), deeper: 0, done: Vec::new(), hidden_text: 0, struck_out: 0, counter: Cells::new() };
    for Ok(token) in Tokenizer::new(text) {
        reader.token(token)?;
    }
    while let Some(table) = reader.open.pop() {
        reader.finish(table)?;
    }
    if reader.done.is_empty() {
        return Err(Fault::Other(LooksLike::Html));
    }
    let several = reader.done.len() > 1;
    let tables = (1..).zip(reader.done);
    let grid = |(number, table): (u32, Table)| {
        let name = if several { format!("{name} {number}") } else { name.to_owned() };
        Grid::new(name, false, Epoch::Y1900, table.cells, Some(&table.merges))
    };
    Ok(tables.map(grid).collect())
}

struct Reader {
    /// Tables inside each other, outermost first.
    open: Vec<Table>,
    /// Tables opened beyond the greatest depth.
    deeper: usize,
    done: Vec<Table>,
    /// Inside so many elements whose text isn't shown.
    hidden_text: u32,
    /// Inside so many elements whose text is struck out.
    struck_out: u32,
    counter: Cells,
}

impl Reader {
    fn token(&mut self, token: Token) -> Result<(), Fault> {
        match token {
            Token::StartTag(tag) => self.start(&tag),
            Token::EndTag(tag) => self.end(&tag.name),
            Token::String(text) if self.hidden_text == 0 => {
                if let Some(cell) = self.open.last_mut().and_then(|table| table.open.as_mut()) {
                    let text = String::from_utf8_lossy(&text);
                    cell.text.push_str(&if self.struck_out > 0 { struck(&text).into() } else { text });
                }
                Ok(())
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => Ok(()),
        }
    }

    fn start(&mut self, tag: &StartTag<()>) -> Result<(), Fault> {
        match &**tag.name {
            b"script" | b"style" | b"title" if !tag.self_closing => self.hidden_text += 1,
            b"s" | b"strike" | b"del" if !tag.self_closing => self.struck_out += 1,
            b"table" if self.open.len() < MAX_DEPTH => self.open.push(Table::default()),
            b"table" => self.deeper += 1,
            b"tr" if self.deeper == 0 => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell(&mut self.counter)?;
                    table.rows = table.rows.saturating_add(1);
                    table.column = 0;
                }
            }
            b"td" | b"th" if self.deeper == 0 => {
                // What is left open in one cell doesn't reach into the next.
                self.struck_out = 0;
                if let Some(table) = self.open.last_mut() {
                    table.end_cell(&mut self.counter)?;
                    table.begin_cell(span(tag, b"rowspan", MAX_ROWS), span(tag, b"colspan", MAX_COLUMNS));
                }
            }
            b"br" | b"p" | b"div" => {
                if let Some(cell) = self.open.last_mut().and_then(|table| table.open.as_mut()) {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Fault> {
        match name {
            b"script" | b"style" | b"title" => self.hidden_text = self.hidden_text.saturating_sub(1),
            b"s" | b"strike" | b"del" => self.struck_out = self.struck_out.saturating_sub(1),
            b"table" if self.deeper > 0 => self.deeper -= 1,
            b"table" => {
                if let Some(table) = self.open.pop() {
                    self.finish(table)?;
                }
            }
            b"td" | b"th" | b"tr" if self.deeper == 0 => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell(&mut self.counter)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn finish(&mut self, mut table: Table) -> Result<(), Fault> {
        table.end_cell(&mut self.counter)?;
        if !table.cells.is_empty() {
            self.done.push(table);
        }
        if self.done.len() > MAX_SHEETS as usize {
            return Err(Fault::Excess(Excess::Sheets { limit: MAX_SHEETS }));
        }
        Ok(())
    }
}

impl Table {
    /// Opens a cell in the next column that no cell from above covers.
    fn begin_cell(&mut self, rows: u32, columns: u32) {
        let row = self.rows.saturating_sub(1);
        while self.covered.get(usize::from(self.column)).is_some_and(|until| *until > row) {
            self.column += 1;
        }
        let column = self.column;
        let columns = u16::try_from(columns).unwrap_or(1);
        let end = column.saturating_add(columns);
        if rows > 1 && u32::from(end) <= MAX_COLUMNS {
            if self.covered.len() < usize::from(end) {
                self.covered.resize(usize::from(end), 0);
            }
            self.covered[usize::from(column)..usize::from(end)].fill(row.saturating_add(rows));
        }
        self.column = end;
        self.open = Some(OpenCell { row, column, rows, columns, text: String::new() });
    }

    fn end_cell(&mut self, counter: &mut Cells) -> Result<(), Fault> {
        let Some(cell) = self.open.take() else { return Ok(()) };
        if cell.rows > 1 || cell.columns > 1 {
            let (bottom, right) = (cell.row.saturating_add(cell.rows - 1), u32::from(cell.column + (cell.columns - 1)));
            self.merges.push(Region { top: cell.row, left: u32::from(cell.column), bottom, right });
        }
        let text = cell.text.trim();
        let value = (!text.is_empty()).then(|| Cell::Text(text.to_owned()));
        counter.keep("", (cell.row, u32::from(cell.column)), value, &mut self.cells)
    }
}

/// A span, within limits; 1 unless it is given.
fn span(tag: &StartTag<()>, name: &[u8], limit: u32) -> u32 {
    let value = tag.attributes.iter().find(|(own, _)| own.as_slice() == name).map(|(_, value)| value);
    let number = value.and_then(|value| std::str::from_utf8(value).ok()?.trim().parse::<u32>().ok());
    number.unwrap_or(1).clamp(1, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sheets(html: &str) -> Vec<Vec<(u32, u16, String)>> {
        let grids = read(html, "表").expect("tables");
        let cells = |grid: &Grid| {
            let rows = grid.rows().iter();
            rows.flat_map(|row| row.cells.iter().map(|(column, cell)| (row.index, *column, cell.text(Epoch::Y1900))))
                .collect()
        };
        grids.iter().map(cells).collect()
    }

    #[track_caller]
    fn gives(html: &str, expected: &[&[(u32, u16, &str)]]) {
        let owned = |(row, column, text): &(u32, u16, &str)| (*row, *column, (*text).to_owned());
        let expected: Vec<Vec<_>> = expected.iter().map(|cells| cells.iter().map(owned).collect()).collect();
        assert_eq!(sheets(html), expected, "{html}");
    }

    #[test]
    fn cells_are_read_with_their_entities_and_breaks() {
        gives(
            "<html><head><style>td{}</style></head><table border=1><TR><th>姓名<th>事假<br>(天)</tr>\
             <tr><td>&#29579;芳&nbsp;</td><td>1 &lt; 2</td></tr></table></html>",
            &[&[(0, 0, "姓名"), (0, 1, "事假 (天)"), (1, 0, "王芳"), (1, 1, "1 < 2")]],
        );
    }

    #[test]
    fn spans_move_what_comes_after_them() {
        let html = "<table><tr><td rowspan=2>科室</td><td colspan=2>差评</td><td>x</td></tr>\
                    <tr><td>a</td><td>b</td><td>c</td></tr></table>";
        gives(html, &[&[(0, 0, "科室"), (0, 1, "差评"), (0, 3, "x"), (1, 1, "a"), (1, 2, "b"), (1, 3, "c")]]);
        let grids = read(html, "表").expect("a table");
        assert_eq!(grids[0].value(1, 0).0, 0, "merged downwards");
    }

    #[test]
    fn a_table_inside_another_is_a_sheet_of_its_own() {
        gives(
            "<table><tr><td>题<table><tr><td>内</td></tr></table></td></tr></table><table><tr><td>二</td></tr></table>",
            &[&[(0, 0, "内")], &[(0, 0, "题")], &[(0, 0, "二")]],
        );
    }

    #[test]
    fn struck_out_text_is_marked() {
        let marked = format!("{}2", struck("3"));
        gives(
            "<table><tr><td><s>3</s>2</td><td>2<s>3</td><td>3</td></tr></table>",
            &[&[(0, 0, &marked), (0, 1, &format!("2{}", struck("3"))), (0, 2, "3")]],
        );
    }

    #[test]
    fn scripts_say_nothing_and_pages_without_a_table_are_refused() {
        gives("<table><tr><td>a<script>b<td></script></td></tr></table>", &[&[(0, 0, "a")]]);
        for html in ["<html><p>没有表格</p>", "<table></table>", "<table><tr><td> </td></tr></table>"] {
            assert_eq!(read(html, "表").err(), Some(Fault::Other(LooksLike::Html)), "{html}");
        }
    }

    #[test]
    fn absurd_pages_cost_little() {
        let huge = "<table><tr><td rowspan=4294967295 colspan=4294967295>a</td></tr><tr><td>b</td></tr></table>";
        assert!(read(huge, "表").is_ok_and(|grids| grids.len() == 1) || read(huge, "表").is_err());
        let nested = "<table><tr><td>".repeat(100_000) + "a";
        assert!(read(&nested, "表").is_ok());
        let open = "<td>".repeat(300_000);
        assert!(read(&format!("<table><tr>{open}"), "表").is_err());
        assert!(matches!(read(&format!("<table><tr>{open}x"), "表"), Err(Fault::Excess(_))));
    }
}
