//! The XML of an .xlsx: sheets, shared strings, styles.
//!
//! Format: ECMA-376 part 1, chapter 18.

use super::{
    super::{Fault, MAX_ROWS, looks::Styles},
    Look, MAX_MERGES, SheetScan, Tagged, attribute, xml,
};
use crate::roster::text::struck;
use quick_xml::events::BytesStart;
use std::{collections::HashMap, io::BufRead, sync::Arc};

/// A tag's name without its prefix. The names of cells and their values, of which there are many, are too short for one.
fn local(name: &str) -> &str {
    if name.len() <= 2 {
        return name;
    }
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// An attribute as a number, which needs no copy of it.
fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Result<Option<T>, Fault> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| Fault::Damaged(error.to_string()))?;
        if attribute.key.local_name().as_ref() == name {
            return Ok(attribute.value.trim().parse().ok());
        }
    }
    Ok(None)
}

/// Whether an attribute is true; `absent` without it.
fn is_true(tag: &BytesStart<'_>, name: &str, absent: bool) -> Result<bool, Fault> {
    Ok(attribute(tag, name)?.map_or(absent, |value| matches!(value.trim(), "1" | "true")))
}

/// Fonts, number formats, and the styles of cells, which refer to them. What is about conditional formats and about
/// named styles, of which cells have copies, is passed over.
pub(super) fn styles(name: &str, part: &mut dyn BufRead, styles: &mut Styles) -> Result<(), Fault> {
    #[derive(Clone, Copy, PartialEq)]
    enum Inside {
        Formats,
        Fonts,
        Cells,
        Other,
    }
    let mut inside = Inside::Other;
    xml(name, part, |event, _| {
        match event {
            Tagged::Start(tag) => match (inside, tag.local_name().as_ref()) {
                (_, "numFmts") => inside = Inside::Formats,
                (_, "fonts") => inside = Inside::Fonts,
                (_, "cellXfs") => inside = Inside::Cells,
                (Inside::Formats, "numFmt") => {
                    if let (Some(id), Some(code)) = (number(tag, "numFmtId")?, attribute(tag, "formatCode")?) {
                        styles.format(id, &code);
                    }
                }
                (Inside::Fonts, "font") => styles.fonts.push(false),
                (Inside::Fonts, "strike") => {
                    let strikes = is_true(tag, "val", true)?;
                    if let Some(font) = styles.fonts.last_mut() {
                        *font = strikes;
                    }
                }
                (Inside::Cells, "xf") => {
                    let format = number(tag, "numFmtId")?.unwrap_or(0);
                    styles.cells.push((number(tag, "fontId")?.unwrap_or(0), format));
                }
                _ => {}
            },
            Tagged::End(name) if matches!(local(name), "numFmts" | "fonts" | "cellXfs") => inside = Inside::Other,
            Tagged::End(_) => {}
        }
        Ok(())
    })
}

/// A string with runs of text, some of which may be struck out.
#[derive(Default)]
struct RichText {
    text: String,
    /// Whether anything is struck out, and whether the run that is open is.
    is_marked: bool,
    strikes: bool,
    /// Inside a reading aid, which is no part of the text.
    is_phonetic: bool,
}

impl RichText {
    fn see(&mut self, event: &Tagged<'_>, text: &str) -> Result<(), Fault> {
        match event {
            Tagged::Start(tag) => match tag.local_name().as_ref() {
                "r" => self.strikes = false,
                "strike" => self.strikes = is_true(tag, "val", true)?,
                "rPh" => self.is_phonetic = true,
                _ => {}
            },
            Tagged::End(name) => match local(name) {
                "rPh" => self.is_phonetic = false,
                "r" => self.strikes = false,
                "t" if self.is_phonetic => {}
                "t" if self.strikes => {
                    self.text.push_str(&struck(text));
                    self.is_marked = true;
                }
                "t" => self.text.push_str(text),
                _ => {}
            },
        }
        Ok(())
    }

    /// The text, if something of it is struck out.
    fn finish(self) -> Option<Arc<str>> {
        self.is_marked.then(|| self.text.into())
    }
}

/// Shared strings of which something is struck out, by number. calamine makes room for as many strings as are claimed.
pub(super) fn shared_strings(part: &mut dyn BufRead) -> Result<HashMap<u64, Arc<str>>, Fault> {
    let mut claimed = 0;
    let mut found: u64 = 0;
    let mut marked = HashMap::new();
    let mut string = RichText::default();
    xml("sharedStrings.xml", part, |event, text| {
        string.see(&event, text)?;
        match event {
            Tagged::Start(tag) => match tag.local_name().as_ref() {
                "sst" => claimed = number(tag, "uniqueCount")?.unwrap_or(0),
                "si" => string = RichText::default(),
                _ => {}
            },
            Tagged::End(name) if local(name) == "si" => {
                marked.extend(std::mem::take(&mut string).finish().map(|text| (found, text)));
                found += 1;
            }
            Tagged::End(_) => {}
        }
        Ok(())
    })?;
    // Some writers count a little wrong; absurd claims are no slips.
    if claimed > found * 2 + 1_000 {
        return Err(Fault::Damaged(format!("{claimed} shared strings are claimed and {found} are there")));
    }
    Ok(marked)
}

/// The cell that is open.
#[derive(Default)]
struct OpenCell {
    /// Its address, where it was asked for.
    address: Option<String>,
    /// Its column by counting.
    counted: u32,
    style: Option<u32>,
    is_error: bool,
    is_shared: bool,
    is_filled: bool,
}

impl OpenCell {
    /// In one pass over the attributes, because there are more cells than anything else. `telling` says which styles say
    /// something, `has_marked` whether any shared string does.
    fn of(tag: &BytesStart<'_>, counted: u32, telling: &[bool], has_marked: bool) -> Result<OpenCell, Fault> {
        let mut cell = OpenCell { counted, ..OpenCell::default() };
        let (mut address, mut is_inline) = (None, false);
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Fault::Damaged(error.to_string()))?;
            match attribute.key.local_name().as_ref() {
                "r" => address = Some(attribute.value),
                "s" if !telling.is_empty() => {
                    let style = attribute.value.trim().parse().ok();
                    cell.style = style.filter(|style| telling.get(*style as usize) == Some(&true));
                }
                "t" => match &*attribute.value {
                    "e" => cell.is_error = true,
                    "s" => cell.is_shared = has_marked,
                    "inlineStr" => is_inline = true,
                    _ => {}
                },
                _ => {}
            }
        }
        // Most cells need no place.
        if cell.is_error || cell.is_shared || is_inline || cell.style.is_some() {
            cell.address = address.map(Into::into);
        }
        Ok(cell)
    }

    /// Row and column from 0.
    fn place(&self, row: u32) -> Option<(u32, u32)> {
        match &self.address {
            Some(address) => place(address),
            None => Some((row, self.counted)),
        }
    }
}

/// Whether a sheet's size is one or two cells, the first above and left of the second; whole rows or columns, or nothing,
/// are as sound.
fn is_plain_size(size: &str) -> bool {
    let mut cells = size.split(':').map(place);
    match (cells.next(), cells.next(), cells.next()) {
        (Some(Some(_)), None, _) => true,
        (Some(Some(first)), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

/// A sheet with one cell as its size, which nobody asks for.
pub(super) fn without_size(text: &str) -> String {
    let Some((start, end)) = tag(text, "dimension") else { return text.to_owned() };
    let name = text[start..end].find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(end - start);
    let closing = if text[..end].ends_with("/>") { "/>" } else { ">" };
    [&text[..start + name], " ref=\"A1\"", closing, &text[end..]].concat()
}

/// Where the first tag of this name, with any prefix, begins and ends.
fn tag(text: &str, name: &str) -> Option<(usize, usize)> {
    let at = text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = text[..*at].rfind('<').map(|start| &text[start + 1..*at]);
        let follows = text[at + name.len()..].starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
        follows
            && before.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':') && !prefix.contains(['"', ' ']))
    })?;
    let start = text[..at].rfind('<')?;
    Some((start, at + text[at..].find('>')? + 1))
}

/// A sheet: hidden rows and columns, how its cells look, and error values that calamine doesn't know; and whether its size
/// is said in a way that calamine refuses.
pub(super) fn sheet(
    name: &str,
    part: &mut dyn BufRead,
    styles: &Styles,
    marked: &HashMap<u64, Arc<str>>,
) -> Result<(SheetScan, bool), Fault> {
    const KNOWN: [&str; 8] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA"];
    let mut sheet = SheetScan::default();
    let telling = styles.telling();
    let mut cell = OpenCell::default();
    let mut string: Option<RichText> = None;
    let (mut row, mut next_row, mut next_column) = (0, 0_u32, 0_u32);
    let mut merges = 0;
    let mut has_odd_size = false;
    xml(name, part, |event, text| {
        if let Some(string) = &mut string {
            string.see(&event, text)?;
        }
        match event {
            Tagged::Start(tag) => match tag.local_name().as_ref() {
                "dimension" => {
                    has_odd_size |= !attribute(tag, "ref")?.is_some_and(|size| is_plain_size(&size));
                }
                "col" => {
                    let is_hidden = is_true(tag, "hidden", false)? || number(tag, "width")? == Some(0.0);
                    if let (true, Some(first), Some(last)) =
                        (is_hidden, number::<u32>(tag, "min")?, number(tag, "max")?)
                    {
                        sheet.hide_columns(first.saturating_sub(1), u32::saturating_sub(last, 1));
                    }
                }
                "row" => {
                    row = number::<u32>(tag, "r")?.map_or(next_row, |row| row.saturating_sub(1));
                    (next_row, next_column) = (row.saturating_add(1), 0);
                    let is_hidden = is_true(tag, "hidden", false)? || number(tag, "ht")? == Some(0.0);
                    if is_hidden && row < MAX_ROWS {
                        sheet.hidden_rows.push(row);
                    }
                }
                "c" => {
                    cell = OpenCell::of(tag, next_column, &telling, !marked.is_empty())?;
                    next_column = next_column.saturating_add(1);
                }
                "v" => cell.is_filled = true,
                "is" => {
                    cell.is_filled = true;
                    string = Some(RichText::default());
                }
                "mergeCell" => {
                    merges += 1;
                    if merges > MAX_MERGES {
                        return Err(Fault::Damaged("merged cells without number".to_owned()));
                    }
                }
                _ => {}
            },
            Tagged::End(name) => match local(name) {
                "v" if cell.is_error && !KNOWN.contains(&text) => {
                    let place = cell.place(row).ok_or_else(|| Fault::Damaged(format!("{text} stands nowhere")))?;
                    sheet.errors.push((place, text.to_owned()));
                }
                "v" if cell.is_shared => {
                    let string = text.trim().parse().ok().and_then(|index: u64| marked.get(&index));
                    if let (Some(string), Some(place)) = (string, cell.place(row)) {
                        sheet.look(place, Look::Marked(string.clone()))?;
                    }
                }
                "is" => {
                    let string = string.take().and_then(RichText::finish);
                    if let (Some(string), Some(place)) = (string, cell.place(row)) {
                        sheet.look(place, Look::Marked(string))?;
                    }
                }
                "c" if cell.is_filled => {
                    for look in cell.style.into_iter().flat_map(|style| styles.of(style)) {
                        if let Some(place) = cell.place(row) {
                            sheet.look(place, look)?;
                        }
                    }
                }
                _ => {}
            },
        }
        Ok(())
    })?;
    sheet.hidden_rows.sort_unstable();
    Ok((sheet, has_odd_size))
}

/// Row and column from 0 of an address like `H12`.
fn place(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let column = crate::roster::header::column_of_letters(&address[..digits])?;
    let row: u32 = address[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, u32::from(column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(styles_xml: &str, strings: &str, sheet_xml: &str) -> SheetScan {
        let mut of_workbook = Styles::default();
        styles("styles.xml", &mut styles_xml.as_bytes(), &mut of_workbook).expect("sound XML");
        let marked = shared_strings(&mut strings.as_bytes()).expect("sound XML");
        sheet("sheet1.xml", &mut sheet_xml.as_bytes(), &of_workbook, &marked).expect("sound XML").0
    }

    fn marked(text: &str) -> Look {
        Look::Marked(text.into())
    }

    #[test]
    fn sizes_are_cells_or_are_left_out() {
        for plain in ["A1", "A1:B2", "B2:B2", "$A$1:B2"].map(|size| size.replace('$', "")) {
            assert!(is_plain_size(&plain), "{plain}");
        }
        for odd in ["", "A:H", "1:41", "B2:A1", "A1:B2:C3", ":"] {
            assert!(!is_plain_size(odd), "{odd}");
        }
        let cell = r#"<c r="A1"><v>1</v></c>"#;
        for (size, expected) in [
            (r#"<dimension ref="A:H"/>"#, r#"<dimension ref="A1"/>"#),
            ("<x:dimension ref='1:41' ></x:dimension>", r#"<x:dimension ref="A1"></x:dimension>"#),
            ("<dimension/>", r#"<dimension ref="A1"/>"#),
        ] {
            let sheet = |size: &str| format!("<worksheet dimension=\"1\"><!--dimension-->{size}{cell}</worksheet>");
            assert_eq!(without_size(&sheet(size)), sheet(expected));
        }
        assert_eq!(without_size("<worksheet/>"), "<worksheet/>");
    }

    #[test]
    fn struck_out_cells_are_told_by_their_font() {
        let styles = r#"<x:styleSheet><x:fonts><x:font/><x:font><x:strike/></x:font><x:font><x:strike val="0"/></x:font></x:fonts>
            <x:cellStyleXfs><x:xf fontId="1"/></x:cellStyleXfs>
            <x:cellXfs><x:xf fontId="0"/><x:xf fontId="1"/><x:xf fontId="2"/></x:cellXfs>
            <x:dxfs><x:dxf><x:font><x:strike/></x:font></x:dxf></x:dxfs></x:styleSheet>"#;
        let sheet = r#"<x:worksheet><x:row r="2"><x:c r="A2" s="1"><x:v>1</x:v></x:c><x:c r="B2" s="2"><x:v>1</x:v></x:c>
            <x:c r="C2" s="0"><x:v>1</x:v></x:c><x:c r="D2" s="1"/></x:row>
            <x:row><x:c><x:v>1</x:v></x:c><x:c s="1"><x:v>1</x:v></x:c></x:row></x:worksheet>"#;
        assert_eq!(scan(styles, "<sst/>", sheet).looks, [((1, 0), Look::Struck), ((2, 1), Look::Struck)]);
    }

    #[test]
    fn struck_out_runs_are_told_in_shared_and_inline_strings() {
        let strings = r#"<sst><si><t>a</t></si><si><r><rPr><strike/></rPr><t>3</t></r><r><t>&#50;</t></r><rPh><t>x</t></rPh></si>
            <si><r><rPr><strike val="false"/></rPr><t>3</t></r></si></sst>"#;
        let sheet = r#"<worksheet><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
            <c r="D1"><v>1</v></c><c r="E1" t="inlineStr"><is><r><t>6</t></r><r><rPr><b/><strike val="1"/></rPr><t>4</t></r></is></c>
            <c r="F1" t="inlineStr"><is><t>6</t></is></c></row></worksheet>"#;
        let expected = [((0, 1), marked(&format!("{}2", struck("3")))), ((0, 4), marked(&format!("6{}", struck("4"))))];
        assert_eq!(scan("<styleSheet/>", strings, sheet).looks, expected);
    }

    #[test]
    fn number_formats_are_told_by_their_style() {
        let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="&quot;K&quot;000"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs></styleSheet>"#;
        let sheet =
            r#"<worksheet><row r="1"><c r="A1" s="1"><v>0.9</v></c><c r="B1" s="2"><v>7</v></c></row></worksheet>"#;
        let looks = scan(styles, "<sst/>", sheet).looks;
        assert_eq!(looks[0], ((0, 0), Look::Percent));
        let ((0, 1), Look::Digits(digits)) = &looks[1] else { panic!("{looks:?}") };
        assert_eq!(digits.show(7.0).as_deref(), Some("K007"));
    }

    #[test]
    fn rows_and_columns_are_hidden_by_word_or_size() {
        let sheet = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="7" max="7" width="9"/>
            <col min="900" max="16384" hidden="true"/></cols><row r="2" hidden="1"/><row r="4" ht="0"/><row r="5" ht="15"/></worksheet>"#;
        let scan = scan("<styleSheet/>", "<sst/>", sheet);
        assert_eq!(scan.hidden_rows, [1, 3]);
        assert_eq!(scan.hidden_columns.iter().copied().take(4).collect::<Vec<_>>(), [1, 2, 4, 899]);
        assert_eq!(scan.hidden_columns.last(), Some(&999), "no further than facts are read");
    }
}
