//! The XML of an .ods: what repeats, merged cells, formulas without a value, hidden rows and columns, and how cells look.
//!
//! Format: OpenDocument 1.3 part 3.

use super::{
    super::{
        Excess, Fault, MAX_COLUMNS, MAX_DENSE_CELLS, MAX_ROWS, MAX_TEXT, far_out,
        looks::{Look, says_more},
    },
    MAX_MERGES, SheetScan, Tagged, attribute, xml,
};
use crate::roster::{
    sheet::Region,
    text::{Strike, strike, struck},
};
use quick_xml::events::BytesStart;
use std::{collections::HashMap, io::BufRead};

/// Styles by family and name, as far as they strike out.
#[derive(Default)]
pub(super) struct Styles {
    by_name: HashMap<(String, String), Style>,
    /// The style that is open.
    open: Option<(String, String)>,
}

#[derive(Default)]
struct Style {
    strikes: Option<bool>,
    parent: Option<String>,
}

/// Most styles of a document.
const MAX_STYLES: usize = 100_000;
/// Longest line of a style and those that it is based on.
const MAX_PARENTS: usize = 20;

impl Styles {
    /// Looks at a tag, which may be about a style.
    pub(super) fn see(&mut self, event: &Tagged<'_>) -> Result<(), Fault> {
        match event {
            Tagged::Start(tag) => match tag.name().as_ref() {
                "style:style" => {
                    let (Some(family), Some(name)) = (attribute(tag, "family")?, attribute(tag, "name")?) else {
                        return Ok(());
                    };
                    if self.by_name.len() > MAX_STYLES {
                        return Err(Fault::Damaged("styles without number".to_owned()));
                    }
                    let parent = attribute(tag, "parent-style-name")?;
                    self.by_name.insert((family.clone(), name.clone()), Style { strikes: None, parent });
                    self.open = Some((family, name));
                }
                "style:text-properties" => {
                    let Some(style) = self.open.as_ref().and_then(|open| self.by_name.get_mut(open)) else {
                        return Ok(());
                    };
                    let line = attribute(tag, "text-line-through-style")?;
                    let line = if line.is_some() { line } else { attribute(tag, "text-line-through-type")? };
                    style.strikes = line.map(|line| line != "none");
                }
                _ => {}
            },
            Tagged::End("style:style") => self.open = None,
            Tagged::End(_) => {}
        }
        Ok(())
    }

    /// Whether a style strikes out; nothing if neither it nor what it is based on says so.
    fn strikes(&self, family: &str, name: Option<&str>) -> Option<bool> {
        let mut name = name?.to_owned();
        for _ in 0..MAX_PARENTS {
            let style = self.by_name.get(&(family.to_owned(), name))?;
            if style.strikes.is_some() {
                return style.strikes;
            }
            name = style.parent.clone()?;
        }
        None
    }

    fn strike_anything(&self) -> bool {
        self.by_name.values().any(|style| style.strikes == Some(true))
    }
}

/// The tables: what repeats is counted, because calamine makes room for all of it. The document's own styles come before
/// them.
pub(super) fn content(part: &mut dyn BufRead, styles: &mut Styles) -> Result<Vec<(String, SheetScan)>, Fault> {
    let mut tables = Vec::new();
    let mut table = OdsTable::default();
    let mut inside = false;
    let mut text_so_far = 0;
    xml("content.xml", part, |event, text| {
        if inside {
            table.text += text.len() as u64;
            table.look.put(text);
        }
        match event {
            Tagged::Start(tag) => match tag.name().as_ref() {
                "table:table" => {
                    table = OdsTable { name: attribute(tag, "name")?.unwrap_or_default(), ..OdsTable::default() };
                    table.looks_at_styles = styles.strike_anything();
                    inside = true;
                }
                "table:table-column" if inside => table.columns(tag, styles)?,
                "table:table-row" if inside => table.begin_row(tag, styles)?,
                "table:table-cell" | "table:covered-table-cell" if inside => table.cell(tag, styles)?,
                "office:annotation" if inside => table.look.annotations += 1,
                "text:s" if inside => {
                    let count = attribute(tag, "c")?.map_or(Ok(1), |count| count.parse::<u64>());
                    let count = count.map_err(|_| Fault::Damaged("spaces without number".to_owned()))?;
                    table.text = table.text.saturating_add(count);
                    table.is_within(text_so_far)?;
                    table.look.put(" ");
                }
                "text:tab" | "text:line-break" if inside => table.look.put(" "),
                "text:p" if inside => {
                    table.has_text = true;
                    table.look.paragraph();
                    let strikes = styles.strikes("paragraph", attribute(tag, "style-name")?.as_deref());
                    table.look.runs.push(strikes);
                }
                "text:span" if inside => {
                    let strikes = styles.strikes("text", attribute(tag, "style-name")?.as_deref());
                    table.look.runs.push(strikes);
                }
                _ if !inside => styles.see(&event)?,
                _ => {}
            },
            Tagged::End(name) => match name {
                "text:p" | "text:span" if inside => {
                    table.look.runs.pop();
                }
                "office:annotation" if inside => table.look.annotations = table.look.annotations.saturating_sub(1),
                "table:table-cell" | "table:covered-table-cell" if inside => table.end_cell()?,
                "table:table-row" if inside => {
                    table.end_row()?;
                    text_so_far = table.is_within(text_so_far)?;
                    table.row_text = 0;
                }
                "table:table" if inside => {
                    inside = false;
                    let table = std::mem::take(&mut table);
                    tables.push((table.name, table.scan));
                }
                _ if !inside => styles.see(&event)?,
                _ => {}
            },
        }
        Ok(())
    })?;
    Ok(tables)
}

/// What is seen of the cell that is open.
#[derive(Default)]
struct CellLook {
    /// Whether its style strikes out.
    strikes: bool,
    /// What the paragraphs and spans that are open say about that.
    runs: Vec<Option<bool>>,
    /// Inside so many notes, whose text isn't the cell's.
    annotations: u32,
    /// Its text, in which what is struck out is marked.
    text: String,
    /// Whether it is shown as a percentage.
    is_percentage: bool,
    /// Its number, if it is a plain one.
    number: Option<f64>,
}

impl CellLook {
    fn paragraph(&mut self) {
        if self.annotations == 0 && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn put(&mut self, text: &str) {
        // Between paragraphs there is only the layout of the XML.
        if self.annotations > 0 || self.runs.is_empty() || text.is_empty() {
            return;
        }
        let strikes = self.runs.iter().rev().find_map(|run| *run).unwrap_or(self.strikes);
        if strikes { self.text.push_str(&struck(text)) } else { self.text.push_str(text) }
    }

    /// What its look says about the value.
    fn finish(self) -> Vec<Look> {
        let shown = self.number.filter(|number| says_more(self.text.trim(), *number));
        let of_number = if self.is_percentage {
            Some(Look::Percent)
        } else {
            shown.map(|_| Look::Shown(crate::roster::text::unstruck(self.text.trim())))
        };
        let struck_out = match strike(&self.text) {
            Some(Strike::Whole) => Some(Look::Struck),
            Some(Strike::Part { .. }) => Some(Look::Marked(self.text.into())),
            None => (self.text.is_empty() && self.strikes).then_some(Look::Struck),
        };
        of_number.into_iter().chain(struck_out).collect()
    }
}

/// A table of an .ods.
#[derive(Default)]
struct OdsTable {
    name: String,
    scan: SheetScan,
    row: u32,
    row_repeats: u32,
    row_hidden: bool,
    /// Cells so far, counted with their repetitions, and the last filled one.
    column: u32,
    filled: u32,
    /// The cell that is open: repetitions, and whether its attributes hold a value or a formula.
    open: Option<(u32, bool, bool)>,
    has_text: bool,
    /// Bytes of text in the cell, and in the row with all its repetitions.
    text: u64,
    row_text: u64,
    /// Whether any style strikes out, the styles that columns and the row give to their cells, and how cells look: the one
    /// that is open, and those of the row by column.
    looks_at_styles: bool,
    column_styles: Vec<(u32, bool)>,
    row_style: Option<bool>,
    look: CellLook,
    row_looks: Vec<(u32, u32, Look)>,
    /// Columns so far, counted with their repetitions.
    columns: u32,
    /// Lines and columns down to the last filled cell.
    height: u32,
    width: u32,
    first_row: Option<u32>,
}

impl OdsTable {
    /// The text so far with that of this row, which calamine copies as often as it repeats.
    fn is_within(&self, so_far: u64) -> Result<u64, Fault> {
        let all = so_far.saturating_add(self.row_text).saturating_add(self.text);
        if all > MAX_TEXT { Err(Fault::Excess(Excess::Text { limit: MAX_TEXT })) } else { Ok(all) }
    }

    /// Columns of one kind.
    fn columns(&mut self, tag: &BytesStart<'_>, styles: &Styles) -> Result<(), Fault> {
        let end = self.columns.saturating_add(repeats(tag, "number-columns-repeated")?);
        if attribute(tag, "visibility")?.is_some_and(|visibility| visibility != "visible") {
            self.scan.hide_columns(self.columns, end - 1);
        }
        if self.looks_at_styles && self.columns < MAX_COLUMNS {
            let style = attribute(tag, "default-cell-style-name")?;
            self.column_styles.push((end, styles.strikes("table-cell", style.as_deref()) == Some(true)));
        }
        self.columns = end;
        Ok(())
    }

    /// Whether the style of the cell at hand strikes out: its own, else its row's, else its column's.
    fn strikes(&self, tag: &BytesStart<'_>, styles: &Styles) -> Result<bool, Fault> {
        if !self.looks_at_styles {
            return Ok(false);
        }
        let own = attribute(tag, "style-name")?;
        let of_column = || self.column_styles.iter().find(|(end, _)| self.column < *end).is_some_and(|(_, own)| *own);
        Ok(match (own, self.row_style) {
            (Some(own), _) => styles.strikes("table-cell", Some(&own)) == Some(true),
            (None, Some(strikes)) => strikes,
            (None, None) => of_column(),
        })
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>, styles: &Styles) -> Result<(), Fault> {
        self.row_looks.clear();
        self.row_style = match attribute(tag, "default-cell-style-name")? {
            Some(style) if self.looks_at_styles => Some(styles.strikes("table-cell", Some(&style)) == Some(true)),
            _ => None,
        };
        self.row_repeats = repeats(tag, "number-rows-repeated")?;
        self.row_hidden = attribute(tag, "visibility")?.is_some_and(|visibility| visibility != "visible");
        (self.column, self.filled) = (0, 0);
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>, styles: &Styles) -> Result<(), Fault> {
        let count = repeats(tag, "number-columns-repeated")?;
        let kind = attribute(tag, "value-type")?;
        let number = if kind.as_deref() == Some("float") { attribute(tag, "value")? } else { None };
        self.look = CellLook {
            strikes: self.strikes(tag, styles)?,
            is_percentage: kind.as_deref() == Some("percentage"),
            number: number.and_then(|number| number.parse().ok()),
            ..CellLook::default()
        };
        let mut has_value = false;
        self.text = 0;
        for name in ["value", "string-value", "date-value", "time-value", "boolean-value"] {
            if let Some(value) = attribute(tag, name)? {
                has_value = true;
                self.text += value.len() as u64;
            }
        }
        let has_formula = attribute(tag, "formula")?.is_some();
        let rows = repeats(tag, "number-rows-spanned")?;
        let columns = repeats(tag, "number-columns-spanned")?;
        if (rows > 1 || columns > 1) && self.scan.merges.len() < MAX_MERGES {
            let (top, left) = (self.row, self.column);
            let (bottom, right) = (top.saturating_add(rows - 1), left.saturating_add(columns - 1));
            self.scan.merges.push(Region { top, left, bottom, right });
        }
        self.has_text = false;
        self.open = Some((count, has_value, has_formula));
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some((count, has_value, has_formula)) = self.open.take() else { return Ok(()) };
        let is_filled = has_value || self.has_text || has_formula;
        if has_formula && !has_value && !self.has_text {
            self.scan.uncomputed.push((self.row, self.column));
        }
        let first = self.column;
        self.column = self.column.saturating_add(count);
        let looks = std::mem::take(&mut self.look).finish();
        if is_filled {
            self.row_looks.extend(looks.into_iter().map(|look| (first, self.column, look)));
        }
        let repeated = self.text.saturating_mul(u64::from(count)).saturating_mul(u64::from(self.row_repeats));
        self.row_text = self.row_text.saturating_add(repeated);
        self.text = 0;
        if is_filled {
            self.filled = self.column;
            if self.column > MAX_COLUMNS {
                return Err(far_out(&self.name, self.row, self.column - 1));
            }
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let end = self.row.saturating_add(self.row_repeats);
        if self.filled > 0 {
            if end > MAX_ROWS {
                return Err(far_out(&self.name, end - 1, self.filled - 1));
            }
            if self.row_hidden {
                self.scan.hidden_rows.extend(self.row..end);
            }
            let first = *self.first_row.get_or_insert(self.row);
            self.height = end - first;
            self.width = self.width.max(self.filled);
            if u64::from(self.height) * u64::from(self.width) > MAX_DENSE_CELLS {
                return Err(Fault::Excess(Excess::Cells { limit: MAX_DENSE_CELLS as u32 }));
            }
            for (first, last, look) in std::mem::take(&mut self.row_looks) {
                for place in (self.row..end).flat_map(|row| (first..last).map(move |column| (row, column))) {
                    self.scan.look(place, look.clone())?;
                }
            }
        }
        self.row = end;
        Ok(())
    }
}

/// How often something repeats or how far it spans; once unless it is said.
fn repeats(tag: &BytesStart<'_>, name: &str) -> Result<u32, Fault> {
    match attribute(tag, name)? {
        None => Ok(1),
        Some(text) => {
            text.parse::<u32>().map(|count| count.max(1)).map_err(|_| Fault::Damaged(format!("{name}={text}")))
        }
    }
}

/// An .ods that is encrypted says so in its manifest.
pub(super) fn manifest(part: &mut dyn BufRead) -> Result<(), Fault> {
    xml("manifest.xml", part, |event, _| match event {
        Tagged::Start(tag) if tag.local_name().as_ref() == "encryption-data" => Err(Fault::Protected),
        _ => Ok(()),
    })
}
