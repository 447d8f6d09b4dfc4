//! The order that the format gives to what stands in a properties element (ECMA-376 part 1, wml.xsd). Word reads others,
//! too; a validator, and a stricter program, do not, and the library that writes the parts has an order of its own.

use quick_xml::{Reader, events::Event};

/// Elements whose children have an order, each with as many of them as are written here.
const ORDERS: [(&str, &[&str]); 7] = [
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "tabs",
            "snapToGrid",
            "spacing",
            "ind",
            "jc",
            "rPr",
            "sectPr",
        ],
    ),
    (
        "sectPr",
        &[
            "headerReference",
            "footerReference",
            "type",
            "pgSz",
            "pgMar",
            "pgBorders",
            "pgNumType",
            "cols",
            "formProt",
            "titlePg",
            "docGrid",
        ],
    ),
    ("tblPr", &["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]),
    ("tcPr", &["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign"]),
    ("style", &["name", "basedOn", "next", "uiPriority", "qFormat", "pPr", "rPr", "tblPr", "tcPr"]),
    ("lvl", &["start", "numFmt", "lvlRestart", "pStyle", "suff", "lvlText", "lvlJc", "pPr", "rPr"]),
    ("settings", &["zoom", "defaultTabStop", "evenAndOddHeaders", "compat"]),
];

/// An element that isn't closed yet.
struct Open {
    /// Its place among its siblings, where they have an order.
    place: usize,
    /// The order of its children.
    order: Option<&'static [&'static str]>,
    /// Its start tag, and its children as far as they have no order.
    text: String,
    /// Its children, where they have one.
    children: Vec<(usize, String)>,
}

impl Open {
    fn new(place: usize, name: &str, text: String) -> Open {
        let order = ORDERS.iter().find(|(element, _)| *element == name).map(|(_, order)| *order);
        Open { place, order, text, children: Vec::new() }
    }

    /// The place of a child.
    fn place_of(&self, name: &str) -> usize {
        let order = self.order.unwrap_or_default();
        order.iter().position(|known| *known == name).unwrap_or(order.len())
    }

    fn take(&mut self, place: usize, text: String) {
        match self.order {
            Some(_) => self.children.push((place, text)),
            None => self.text.push_str(&text),
        }
    }

    fn closed(mut self, end: &str) -> (usize, String) {
        self.children.sort_by_key(|(place, _)| *place);
        for (_, child) in &self.children {
            self.text.push_str(child);
        }
        self.text.push_str(end);
        (self.place, self.text)
    }
}

/// A part with its properties in order. A part that isn't sound comes back as it is: what is wrong with it shows where it
/// is read.
pub(super) fn in_order(part: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&part).ok().and_then(ordered) {
        Some(text) => text.into_bytes(),
        None => part,
    }
}

fn ordered(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Open::new(0, "", String::with_capacity(xml.len()))];
    let mut before = 0;
    loop {
        let event = reader.read_event().ok()?;
        let after = usize::try_from(reader.buffer_position()).ok()?;
        let raw = xml.get(before..after)?;
        before = after;
        let parent = open.last_mut()?;
        match event {
            Event::Eof => break,
            Event::Start(tag) => {
                let name = tag.local_name();
                let place = parent.place_of(name.as_ref());
                open.push(Open::new(place, name.as_ref(), raw.to_owned()));
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "gridCol" => {
                // The width of a column has no unit to choose.
                parent.take(0, raw.replace(r#" w:type="dxa""#, ""));
            }
            // They say nothing, and not everywhere may they stand.
            Event::Empty(tag) if tag.local_name().as_ref() == "rPr" => {}
            Event::Empty(tag) => parent.take(parent.place_of(tag.local_name().as_ref()), raw.to_owned()),
            Event::End(_) => {
                let (place, text) = open.pop()?.closed(raw);
                open.last_mut()?.take(place, text);
            }
            _ => parent.take(0, raw.to_owned()),
        }
    }
    open.pop().filter(|_| open.is_empty()).map(|document| document.closed("").1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_come_in_the_order_of_the_format_without_empty_ones_and_nothing_else_moves() {
        let mixed = "<w:body><w:p><w:pPr><w:rPr/><w:jc w:val=\"center\"/><w:spacing/></w:pPr><w:r><w:t>b</w:t><w:t>a</w:t></w:r>\
                     </w:p><w:sectPr><w:pgSz/><w:headerReference/></w:sectPr></w:body>";
        let right = "<w:body><w:p><w:pPr><w:spacing/><w:jc w:val=\"center\"/></w:pPr><w:r><w:t>b</w:t><w:t>a</w:t></w:r>\
                     </w:p><w:sectPr><w:headerReference/><w:pgSz/></w:sectPr></w:body>";
        assert_eq!(in_order(mixed.into()), right.as_bytes());
        assert_eq!(in_order(right.into()), right.as_bytes());
    }

    #[test]
    fn a_part_that_is_no_xml_comes_back() {
        assert_eq!(in_order(b"<a><b></a>".to_vec()), b"<a><b></a>");
        assert_eq!(in_order(vec![0xFF]), [0xFF]);
    }
}
