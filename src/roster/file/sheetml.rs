//! XML Spreadsheet 2003, which many systems export under the ending .xls or .xml: a workbook in one file of XML.
//!
//! Format: the XML Spreadsheet Reference of Office 2003. Elements are told by their names without prefixes.

use super::{
    Excess, Fault, LooksLike, MAX_ROWS, MAX_SHEETS, encoding,
    formats::{Cells, Placed, grid},
    looks::{Look, of_format},
    scan::{MAX_MERGES, SheetScan, Tagged, attribute, xml},
};
use crate::roster::{
    sheet::{Cell, Epoch, Grid, Region},
    text::struck,
};
use quick_xml::events::BytesStart;
use std::collections::{BTreeSet, HashMap};

/// What its root element declares.
pub(super) const NAMESPACE: &str = "urn:schemas-microsoft-com:office:spreadsheet";
/// Most styles of a workbook.
const MAX_STYLES: usize = 100_000;
/// Longest line of a style and those that it is based on.
const MAX_PARENTS: usize = 20;

/// The sheets of a workbook.
///
/// # Errors
/// [`Fault`]: damaged, beyond the limits, or no workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Grid>, Fault> {
    let text = match encoding::of_xml(bytes) {
        Some(encoding) => encoding.decode(bytes).0,
        None => encoding::decode(bytes)?,
    };
    let mut book = Book::default();
    xml("Workbook", &mut text.as_bytes(), |event, text| book.see(&event, text))?;
    if book.grids.is_empty() {
        return Err(Fault::Other(LooksLike::Xml));
    }
    Ok(book.grids)
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    strikes: Option<bool>,
    format: Option<String>,
}

#[derive(Default)]
struct Book {
    epoch: Epoch,
    styles: HashMap<String, Style>,
    /// The style that is open.
    style: Option<String>,
    /// What styles say about their cells, once it was asked.
    looks: HashMap<String, Vec<Look>>,
    names: BTreeSet<String>,
    sheet: Option<Sheet>,
    counter: Cells,
    grids: Vec<Grid>,
}

/// The sheet that is open.
#[derive(Default)]
struct Sheet {
    name: String,
    is_hidden: bool,
    scan: SheetScan,
    cells: Vec<Placed>,
    merges: Vec<Region>,
    in_table: bool,
    style: Option<String>,
    /// Styles of columns: up to which column, and which.
    column_styles: Vec<(u32, u32, String)>,
    next_column: u32,
    row: u32,
    next_row: u32,
    row_style: Option<String>,
    in_row: bool,
    next_cell: u32,
    cell: Option<OpenCell>,
    /// Inside a note, whose data aren't the cell's.
    is_comment: bool,
}

/// The cell that is open.
struct OpenCell {
    column: u32,
    style: Option<String>,
    has_formula: bool,
    /// The type of its data, while and after they are read.
    kind: Option<String>,
    in_data: bool,
    text: String,
    /// Inside so many elements whose text is struck out.
    strikes: u32,
}

impl Book {
    fn see(&mut self, event: &Tagged<'_>, text: &str) -> Result<(), Fault> {
        match event {
            Tagged::Start(tag) => {
                self.put(text);
                let name = tag.local_name();
                match (name.as_ref(), &mut self.sheet) {
                    ("Date1904", None) => self.epoch = Epoch::Y1904,
                    ("Style", None) => self.begin_style(tag)?,
                    ("Font" | "NumberFormat", None) => self.style(tag)?,
                    ("Worksheet", None) => self.begin_sheet(tag)?,
                    (name, Some(sheet)) => sheet.start(name, tag)?,
                    _ => {}
                }
            }
            Tagged::End(name) => {
                self.put(text);
                match name.rsplit_once(':').map_or(*name, |(_, local)| local) {
                    "Style" => self.style = None,
                    "Cell" => self.end_cell()?,
                    "Worksheet" => self.end_sheet()?,
                    name => {
                        if let Some(sheet) = &mut self.sheet {
                            sheet.end(name, text);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Text of the data that are open.
    fn put(&mut self, text: &str) {
        let cell = self.sheet.as_mut().and_then(|sheet| sheet.cell.as_mut());
        if let Some(cell) = cell.filter(|cell| cell.in_data && !text.is_empty()) {
            if cell.strikes > 0 { cell.text.push_str(&struck(text)) } else { cell.text.push_str(text) }
        }
    }

    fn begin_style(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(id) = attribute(tag, "ID")? else { return Ok(()) };
        if self.styles.len() >= MAX_STYLES {
            return Err(damaged("styles without number"));
        }
        self.styles.insert(id.clone(), Style { parent: attribute(tag, "Parent")?, ..Style::default() });
        self.style = Some(id);
        Ok(())
    }

    fn style(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let Some(style) = self.style.as_ref().and_then(|id| self.styles.get_mut(id)) else { return Ok(()) };
        if tag.local_name().as_ref() == "Font" {
            style.strikes = Some(is_true(tag, "StrikeThrough")?);
        } else {
            style.format = attribute(tag, "Format")?;
        }
        Ok(())
    }

    /// What a style says about its cells.
    fn looks(&mut self, id: &str) -> &[Look] {
        if !self.looks.contains_key(id) {
            let mut line = Vec::new();
            let mut at = Some(id);
            while let Some(style) = at.and_then(|id| self.styles.get(id)).filter(|_| line.len() < MAX_PARENTS) {
                line.push(style);
                at = style.parent.as_deref();
            }
            let format = line.iter().find_map(|style| style.format.as_deref()).and_then(|format| match format {
                "Percent" => Some(Look::Percent),
                code => of_format(code),
            });
            let strikes = line.iter().find_map(|style| style.strikes) == Some(true);
            let looks = format.into_iter().chain(strikes.then_some(Look::Struck)).collect();
            self.looks.insert(id.to_owned(), looks);
        }
        &self.looks[id]
    }

    fn begin_sheet(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        if self.grids.len() >= MAX_SHEETS as usize {
            return Err(Fault::Excess(Excess::Sheets { limit: MAX_SHEETS }));
        }
        let name = attribute(tag, "Name")?.unwrap_or_default();
        if !self.names.insert(name.clone()) {
            return Err(damaged("two sheets of one name"));
        }
        self.sheet = Some(Sheet { name, ..Sheet::default() });
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some((place, cell)) = self.sheet.as_mut().and_then(|sheet| Some(((sheet.row, 0), sheet.cell.take()?)))
        else {
            return Ok(());
        };
        let place = (place.0, cell.column);
        let value = cell.value();
        let is_filled = value.is_some();
        let style = self.sheet.as_ref().and_then(|sheet| sheet.style_of(&cell)).unwrap_or_else(|| "Default".to_owned());
        let looks = if is_filled { self.looks(&style).to_vec() } else { Vec::new() };
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        self.counter.keep(&sheet.name, place, value, &mut sheet.cells)?;
        for look in looks {
            sheet.scan.look(place, look)?;
        }
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), Fault> {
        if let Some(sheet) = self.sheet.take() {
            self.grids.push(grid((sheet.name, sheet.is_hidden), self.epoch, sheet.cells, &sheet.merges, sheet.scan));
        }
        Ok(())
    }
}

impl Sheet {
    fn start(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), Fault> {
        if let Some(cell) = &mut self.cell {
            match name {
                "Comment" => self.is_comment = true,
                "Data" if !self.is_comment => {
                    cell.kind = attribute(tag, "Type")?;
                    cell.in_data = true;
                }
                "S" | "Del" | "Strike" if cell.in_data => cell.strikes += 1,
                "Br" if cell.in_data => cell.text.push('\n'),
                _ => {}
            }
            return Ok(());
        }
        match name {
            "Table" if !self.in_table => {
                self.in_table = true;
                self.style = attribute(tag, "StyleID")?;
            }
            "Column" if self.in_table && !self.in_row => self.column(tag)?,
            "Row" if self.in_table && !self.in_row => self.row(tag)?,
            "Cell" if self.in_row => self.cell(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str, text: &str) {
        match (name, &mut self.cell) {
            ("Comment", _) => self.is_comment = false,
            ("Data", Some(cell)) if !self.is_comment => cell.in_data = false,
            ("S" | "Del" | "Strike", Some(cell)) => cell.strikes = cell.strikes.saturating_sub(1),
            ("Row", None) => self.in_row = false,
            ("Table", None) => self.in_table = false,
            ("Visible", None) => self.is_hidden = text.trim() != "SheetVisible",
            _ => {}
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let first = placed(tag, self.next_column)?;
        let last = first.saturating_add(number(tag, "Span")?.unwrap_or(0));
        self.next_column = last.saturating_add(1);
        if is_hidden(tag, "Width")? {
            self.scan.hide_columns(first, last);
        }
        if let Some(style) = attribute(tag, "StyleID")? {
            self.column_styles.push((first, last, style));
        }
        Ok(())
    }

    fn row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        self.row = placed(tag, self.next_row)?;
        // A row that spans others gives them its look, and they have no cells.
        let last = self.row.saturating_add(number(tag, "Span")?.unwrap_or(0));
        self.next_row = last.saturating_add(1);
        self.next_cell = 0;
        self.in_row = true;
        self.row_style = attribute(tag, "StyleID")?;
        if is_hidden(tag, "Height")? {
            self.scan.hidden_rows.extend(self.row..=last.min(MAX_ROWS));
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let column = placed(tag, self.next_cell)?;
        let [across, down] = [number(tag, "MergeAcross")?, number(tag, "MergeDown")?].map(Option::unwrap_or_default);
        let right = column.saturating_add(across);
        self.next_cell = right.saturating_add(1);
        if across > 0 || down > 0 {
            if self.merges.len() >= MAX_MERGES {
                return Err(damaged("merged cells without number"));
            }
            let bottom = self.row.saturating_add(down);
            self.merges.push(Region { top: self.row, left: column, bottom, right });
        }
        self.cell = Some(OpenCell {
            column,
            style: attribute(tag, "StyleID")?,
            has_formula: attribute(tag, "Formula")?.is_some(),
            kind: None,
            in_data: false,
            text: String::new(),
            strikes: 0,
        });
        Ok(())
    }

    /// The style of a cell: its own, else that of its row, its column, the table.
    fn style_of(&self, cell: &OpenCell) -> Option<String> {
        let of_column = || {
            let column = self.column_styles.iter().find(|(first, last, _)| (*first..=*last).contains(&cell.column));
            column.map(|(.., style)| style)
        };
        let style = cell.style.as_ref().or(self.row_style.as_ref());
        style.or_else(of_column).or(self.style.as_ref()).cloned()
    }
}

impl OpenCell {
    fn value(&self) -> Option<Cell> {
        let text = self.text.trim();
        let kind = match &self.kind {
            Some(kind) => kind.as_str(),
            None => return self.has_formula.then_some(Cell::Uncomputed),
        };
        Some(match (kind, text.parse()) {
            ("Number", Ok(number)) => Cell::Number(number),
            ("DateTime", _) => Cell::Iso(text.trim_end_matches(".000").to_owned()),
            ("Boolean", _) if ["0", "1"].contains(&text) => Cell::Bool(text == "1"),
            ("Error", _) => Cell::Error(text.to_owned()),
            _ if self.text.is_empty() => return None,
            _ => Cell::Text(self.text.clone()),
        })
    }
}

fn damaged(what: &str) -> Fault {
    Fault::Damaged(what.to_owned())
}

/// An attribute as a number.
fn number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u32>, Fault> {
    let Some(text) = attribute(tag, name)? else { return Ok(None) };
    text.trim().parse().map(Some).map_err(|_| Fault::Damaged(format!("{name}={text}")))
}

/// Where a row, column or cell stands, from 0: the next, or further on where it says so.
fn placed(tag: &BytesStart<'_>, next: u32) -> Result<u32, Fault> {
    match number(tag, "Index")? {
        None => Ok(next),
        Some(index) if index > next => Ok(index - 1),
        Some(_) => Err(damaged("a row or cell that stands before the one before it")),
    }
}

fn is_true(tag: &BytesStart<'_>, name: &str) -> Result<bool, Fault> {
    Ok(attribute(tag, name)?.is_some_and(|value| value.trim() == "1"))
}

/// Whether a row or column is hidden by word or size.
fn is_hidden(tag: &BytesStart<'_>, size: &str) -> Result<bool, Fault> {
    let is_nothing = attribute(tag, size)?.is_some_and(|size| size.trim().parse() == Ok(0.0));
    Ok(is_true(tag, "Hidden")? || is_nothing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(styles: &str, sheets: &str) -> String {
        format!("<Workbook xmlns:ss=\"{NAMESPACE}\"><Styles>{styles}</Styles>{sheets}</Workbook>")
    }

    fn sheet(table: &str) -> String {
        format!("<Worksheet ss:Name=\"表\"><Table>{table}</Table></Worksheet>")
    }

    fn grid_of(styles: &str, table: &str) -> Grid {
        let mut grids = super::read(book(styles, &sheet(table)).as_bytes()).expect("a workbook");
        grids.remove(0)
    }

    fn data(kind: &str, text: &str) -> String {
        format!("<Data ss:Type=\"{kind}\">{text}</Data>")
    }

    #[test]
    fn cells_have_types_and_places() {
        let [text, number, date] =
            [("String", "a&amp;b&#10;c"), ("Number", "1.5"), ("DateTime", "2024-07-01T00:00:00.000")]
                .map(|(kind, text)| data(kind, text));
        let [yes, error] = [("Boolean", "1"), ("Error", "#N/A")].map(|(kind, text)| data(kind, text));
        let grid = grid_of(
            "",
            &format!(
                "<Row ss:Index=\"2\"><Cell>{text}</Cell><Cell ss:Index=\"4\">{number}</Cell><Cell>{date}</Cell></Row>\
                 <Row ss:Span=\"2\"/><Row><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\">{yes}</Cell><Cell>{error}</Cell>\
                 <Cell ss:Formula=\"=A1\"/><Cell><Comment><Data>注</Data></Comment></Cell><Cell ss:StyleID=\"s1\"/></Row>\
                 <Row><Cell ss:Index=\"3\">{number}</Cell></Row>"
            ),
        );
        assert_eq!(grid.get(1, 0), Some(&Cell::Text("a&b\nc".into())));
        assert_eq!(grid.get(1, 3), Some(&Cell::Number(1.5)));
        assert_eq!(grid.text(1, 4), "2024-07-01T00:00:00");
        assert_eq!(grid.row(5).len(), 3);
        assert_eq!((grid.get(5, 0), grid.get(5, 3)), (Some(&Cell::Bool(true)), Some(&Cell::Uncomputed)));
        assert_eq!((grid.get(5, 2), grid.value(6, 0).0), (Some(&Cell::Error("#N/A".into())), 5));
    }

    #[test]
    fn looks_come_from_the_cell_its_row_its_column_or_the_table() {
        let styles = r#"<Style ss:ID="Default"/><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
            <Style ss:ID="k" ss:Parent="p"><NumberFormat ss:Format="&quot;K&quot;000"/></Style>
            <Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="child" ss:Parent="s"/>"#;
        let cell = |style: &str| format!("<Cell{style}>{}</Cell>", data("Number", "7"));
        let style = |id: &str| format!(" ss:StyleID=\"{id}\"");
        let rich = "<Cell><ss:Data ss:Type=\"String\"><B>3</B><S>2</S></ss:Data></Cell>";
        let table = format!(
            "<Column/><Column ss:Index=\"2\" ss:StyleID=\"k\" ss:Span=\"1\"/><Row>{}{}{}{rich}</Row><Row ss:StyleID=\"p\">{}{}</Row>\
             <Row>{}{}</Row>",
            cell(""),
            cell(""),
            cell(&style("p")),
            cell(""),
            cell(&style("child")),
            cell(&style("child")),
            cell(&style("s")),
        );
        let grid = grid_of(styles, &table);
        assert_eq!(grid.get(0, 0), Some(&Cell::Number(7.0)));
        assert_eq!(grid.text(0, 1), "K007");
        assert_eq!(grid.text(0, 2), "700%");
        assert_eq!(grid.text(0, 3), format!("3{}", struck("2")));
        assert_eq!((grid.text(1, 0), grid.text(1, 1)), ("700%".to_owned(), struck("7")));
        assert!(grid.is_struck_row(2) && !grid.is_struck_row(1));
    }

    #[test]
    fn what_is_hidden_is_told() {
        let cells = format!("<Cell>{0}</Cell><Cell>{0}</Cell><Cell>{0}</Cell>", data("String", "x"));
        let table = format!(
            "<Column ss:Hidden=\"1\"/><Column/><Column ss:Width=\"0\"/><Row>{cells}</Row><Row ss:Hidden=\"1\">{cells}</Row>\
             <Row ss:Height=\"0\">{cells}</Row>"
        );
        let hidden = sheet(&table)
            .replace("</Worksheet>", "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>");
        let grids = super::read(book("", &hidden).as_bytes()).expect("a workbook");
        assert_eq!((&grids[0].hidden_columns[..], &grids[0].hidden_rows[..]), (&[0, 2][..], &[1, 2][..]));
        assert!(grids[0].hidden && !grid_of("", &table).hidden);
    }

    #[test]
    fn absurd_books_are_refused() {
        let far = |index: &str| format!("<Row ss:Index=\"{index}\"><Cell>{}</Cell></Row>", data("Number", "1"));
        let refused = |sheets: &str| super::read(book("", sheets).as_bytes()).expect_err("a fault");
        assert!(matches!(refused(&sheet(&far("4294967295"))), Fault::Excess(_)));
        for index in ["0", "-1", "x", "4294967296"] {
            assert!(matches!(refused(&sheet(&far(index))), Fault::Damaged(_)), "{index}");
        }
        assert!(matches!(refused(&sheet(&format!("{0}{0}", far("3")))), Fault::Damaged(_)), "a row twice");
        assert!(matches!(refused(&format!("{0}{0}", sheet(""))), Fault::Damaged(_)), "a name twice");
        assert!(matches!(refused(&sheet("<Row><Cell><Data>&x;</Data></Cell></Row>")), Fault::Damaged(_)));
        assert_eq!(refused(""), Fault::Other(LooksLike::Xml));
        let bomb = format!("<!DOCTYPE a [<!ENTITY x \"y\">]>{}", book("", &sheet("")));
        assert!(matches!(super::read(bomb.as_bytes()), Err(Fault::Damaged(_))));
        let cut = book("", &sheet(&far("1")));
        assert!(super::read(&cut.as_bytes()[..cut.len() - 20]).is_err());
        let spans = "<Row ss:Span=\"4294967295\" ss:Hidden=\"1\"/>".repeat(3);
        assert!(super::read(book("", &sheet(&spans)).as_bytes()).is_ok_and(|grids| grids[0].is_empty()));
    }
}
