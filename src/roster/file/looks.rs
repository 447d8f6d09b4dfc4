//! How cells look, as far as that says something about their values: text that is struck out, and number formats that
//! show more, or something else, than the number. Formats that only round, group or align digits say nothing.

use super::formats::Placed;
use crate::roster::{
    sheet::Cell,
    text::{Strike, strike},
};
use std::{collections::BTreeMap, sync::Arc};

/// What its look adds to one cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Look {
    /// All of it is struck out.
    Struck,
    /// Its text, in which what is struck out is marked.
    Marked(Arc<str>),
    /// It is shown as a percentage.
    Percent,
    /// Its digits are shown between others.
    Digits(Arc<Digits>),
    /// It is shown as this text.
    Shown(String),
}

/// Looks by row and column.
pub(super) type Looks = Vec<((u32, u32), Look)>;

/// The looks that the cells of a workbook share, by the numbers by which cells name them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Whether each font strikes out.
    pub(super) fonts: Vec<bool>,
    /// Number formats by number.
    pub(super) formats: BTreeMap<u32, Option<Look>>,
    /// Font and number format of each style.
    pub(super) cells: Vec<(u32, u32)>,
}

impl Styles {
    /// Adds a number format.
    pub(super) fn format(&mut self, number: u32, code: &str) {
        self.formats.insert(number, of_format(code));
    }

    /// Which styles say anything; none at all if none of them does.
    pub(super) fn telling(&self) -> Vec<bool> {
        let telling: Vec<bool> = (0..).zip(&self.cells).map(|(style, _)| self.of(style).next().is_some()).collect();
        if telling.contains(&true) { telling } else { Vec::new() }
    }

    /// What a style adds to a cell.
    pub(super) fn of(&self, style: u32) -> impl Iterator<Item = Look> {
        /// The percentages among the formats that every workbook has.
        const PERCENT: [u32; 2] = [9, 10];
        let (font, format) = self.cells.get(style as usize).copied().unzip();
        let is_struck = font.is_some_and(|font| self.fonts.get(font as usize) == Some(&true));
        let number = match format.and_then(|format| self.formats.get(&format)) {
            Some(look) => look.clone(),
            None => format.filter(|format| PERCENT.contains(format)).map(|_| Look::Percent),
        };
        number.into_iter().chain(is_struck.then_some(Look::Struck))
    }
}

/// A number format that puts the digits of a whole number among others: `000000`, `"K"000`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Digits(Vec<Piece>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A digit, 0 where the number has none.
    Zero,
    /// A digit where the number has one.
    Digit,
    /// All digits.
    General,
    /// What stands there.
    Literal(char),
}

impl Digits {
    /// What a number is shown as, unless that is just the number or can't be told.
    pub(super) fn show(&self, number: f64) -> Option<String> {
        // From here on digits are lost.
        if number.fract() != 0.0 || !(0.0..1e15).contains(&number) {
            return None;
        }
        let plain = format!("{number:.0}");
        let places = self.0.iter().filter(|piece| !matches!(piece, Piece::Literal(_))).count();
        let digits: Vec<char> = if number == 0.0 { Vec::new() } else { plain.chars().collect() };
        let mut shown = String::new();
        let mut rest = places;
        for piece in &self.0 {
            match piece {
                Piece::Literal(literal) => shown.push(*literal),
                Piece::General => shown.push_str(&plain),
                Piece::Zero | Piece::Digit => {
                    // More digits than places stand in the first one.
                    let first = if rest == places { 0 } else { digits.len().saturating_sub(rest) };
                    let end = (digits.len() + 1).saturating_sub(rest);
                    match digits.get(first..end).unwrap_or_default() {
                        [] if *piece == Piece::Zero => shown.push('0'),
                        own => shown.extend(own),
                    }
                    rest -= 1;
                }
            }
        }
        (shown != plain && !shown.is_empty()).then_some(shown)
    }
}

/// What a number format adds to its numbers: that of its first section, which is that of positive ones.
pub(super) fn of_format(code: &str) -> Option<Look> {
    const COLOURS: [&str; 8] = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    const GENERAL: [&str; 2] = ["General", "G/通用格式"];
    let mut pieces = Vec::new();
    let (mut percent, mut other) = (false, false);
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if let Some(general) = GENERAL.iter().find(|general| rest.starts_with(**general)) {
            pieces.push(Piece::General);
            rest = &rest[general.len()..];
            continue;
        }
        rest = &rest[first.len_utf8()..];
        let mut take = |end: char| {
            let (inside, behind) = rest.split_once(end).unwrap_or((rest, ""));
            rest = behind;
            inside
        };
        match first {
            ';' => break,
            '%' => percent = true,
            '0' => pieces.push(Piece::Zero),
            '#' => pieces.push(Piece::Digit),
            '"' => pieces.extend(take('"').chars().map(Piece::Literal)),
            // Room as wide as the next character, or filled with it.
            '\\' | '_' | '*' => {
                let next = rest.chars().next();
                rest = &rest[next.map_or(0, char::len_utf8)..];
                pieces.extend(next.filter(|_| first == '\\').map(Piece::Literal));
            }
            '[' => {
                let inside = take(']').to_lowercase();
                other |= !(COLOURS.contains(&&*inside) || inside.starts_with("$-") || inside.starts_with("color"));
            }
            '?' | '.' | ',' | '/' | '@' => other = true,
            first if first.is_ascii_alphabetic() => other = true,
            first => pieces.push(Piece::Literal(first)),
        }
    }
    let has_places = pieces.iter().any(|piece| !matches!(piece, Piece::Literal(_)));
    let is_plain = matches!(pieces.as_slice(), [Piece::Zero | Piece::Digit | Piece::General])
        || pieces.iter().filter(|piece| **piece == Piece::General).count() > 1
        || pieces.contains(&Piece::General) && pieces.iter().any(|piece| matches!(piece, Piece::Zero | Piece::Digit));
    match () {
        () if percent => Some(Look::Percent),
        () if other || !has_places || is_plain => None,
        () => Some(Look::Digits(Arc::new(Digits(pieces)))),
    }
}

/// Gives cells the looks of their places; both in the order of the sheet. Says which of them are struck out whole.
pub(super) fn dress(cells: &mut [Placed], mut looks: Looks) -> Vec<(u32, u16)> {
    if looks.is_empty() {
        return Vec::new();
    }
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    looks.sort_by_key(|(place, _)| *place);
    let mut struck = Vec::new();
    let mut looks = looks.into_iter().peekable();
    for (row, column, cell) in cells {
        let place = (*row, u32::from(*column));
        while looks.next_if(|(own, _)| *own < place).is_some() {}
        while let Some((_, look)) = looks.next_if(|(own, _)| *own == place) {
            let number = if let Cell::Number(number) = cell { Some(*number) } else { None };
            match (look, number) {
                (Look::Struck, _) => struck.push((*row, *column)),
                (Look::Marked(text), _) if strike(&text) == Some(Strike::Whole) => struck.push((*row, *column)),
                (Look::Marked(text), _) => *cell = Cell::Text(text.to_string()),
                (Look::Percent, Some(number)) => *cell = Cell::Percent(number),
                (Look::Digits(digits), Some(number)) => {
                    if let Some(shown) = digits.show(number) {
                        *cell = Cell::Shown(number, shown);
                    }
                }
                (Look::Shown(shown), Some(number)) => *cell = Cell::Shown(number, shown),
                (Look::Percent | Look::Digits(_) | Look::Shown(_), None) => {}
            }
        }
    }
    struck.dedup();
    struck
}

/// Whether what is shown for a whole number says more than the number does, where the format isn't known: leading zeros
/// and literal text do, separators and decimals don't.
pub(super) fn says_more(shown: &str, number: f64) -> bool {
    let plain = format!("{number:.0}");
    let is_whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
    let digits: String = shown.chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let without_decimals = digits.split_once('.').map_or(&*digits, |(whole, _)| whole);
    is_whole && !shown.is_empty() && without_decimals != plain && !shown.contains(['E', '%', '#'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::text::struck;

    #[track_caller]
    fn shows(code: &str, number: f64, expected: &str) {
        let Some(Look::Digits(digits)) = of_format(code) else { panic!("{code} says nothing") };
        assert_eq!(digits.show(number).as_deref(), Some(expected).filter(|text| !text.is_empty()), "{code}");
    }

    #[test]
    fn digits_stand_among_others() {
        shows("000000", 23.0, "000023");
        shows("000000", 0.0, "000000");
        shows("\"K\"000", 7.0, "K007");
        shows("\"K\"000", 12_345.0, "K12345");
        shows("\\K000", 7.0, "K007");
        shows("000-000", 12_345.0, "012-345");
        shows("0000-00", 202_401.0, "2024-01");
        shows("0000-00", 1_202_401.0, "12024-01");
        shows("##00", 7.0, "07");
        shows("##\"号\"", 7.0, "7号");
        shows("0\"年\"", 2_021.0, "2021年");
        shows("General\"号\"", 7.0, "7号");
        shows("\"K\"G/通用格式", 7.0, "K7");
        shows("[Red]0000_ ;-0000", 7.0, "0007");
        shows("[$-804]\"第\"0\"名\"", 7.0, "第7名");
    }

    #[test]
    fn the_number_itself_is_nothing_more() {
        shows("000000", 123_456.0, "");
        shows("000000", 1.5, "");
        shows("000000", -1.0, "");
        shows("000000", 1e15, "");
        shows("000000", f64::NAN, "");
    }

    #[test]
    fn formats_that_say_nothing() {
        for code in [
            "General",
            "@",
            "0",
            "#",
            "0.00",
            "0.00_ ",
            "#,##0",
            "#,##0.00_);[Red]\\(#,##0.00\\)",
            "0_ ",
            "0.00E+00",
            "# ?/?",
            "yyyy-mm-dd",
            "h:mm",
            "[DBNum1]General",
            "\"无\"",
            "",
            "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
        ] {
            assert_eq!(of_format(code), None, "{code}");
        }
    }

    #[test]
    fn percentages() {
        for code in ["0%", "0.00%", "0.0%;-0.0%", "0 %", "[Red]0%"] {
            assert_eq!(of_format(code), Some(Look::Percent), "{code}");
        }
        // Only written behind the number: it is shown as such.
        shows("0\"%\"", 95.0, "95%");
        assert_eq!(of_format("0;-0%"), None, "of negative numbers only");
    }

    #[test]
    fn styles_join_font_and_format() {
        let mut styles = Styles { fonts: vec![false, true], ..Styles::default() };
        styles.format(164, "0%");
        styles.cells = vec![(0, 0), (0, 9), (1, 164), (9, 0)];
        let of = |style| styles.of(style).collect::<Vec<_>>();
        assert_eq!(of(0), []);
        assert_eq!(of(1), [Look::Percent]);
        assert_eq!(of(2), [Look::Percent, Look::Struck]);
        assert_eq!([of(3), of(4)], [[], []]);
        assert_eq!(styles.telling(), [false, true, true, false]);
        assert_eq!(Styles { cells: vec![(0, 0)], ..styles }.telling(), [] as [bool; 0]);
    }

    #[test]
    fn cells_are_dressed_by_place() {
        let mut cells = vec![
            (1, 0, Cell::Number(0.95)),
            (0, 1, Cell::Text("32".into())),
            (0, 0, Cell::Number(3.0)),
            (2, 0, Cell::Text("王芳".into())),
        ];
        let marked = format!("{}2", struck("3"));
        let looks = vec![
            ((1, 0), Look::Percent),
            ((1, 0), Look::Struck),
            ((0, 1), Look::Marked(marked.as_str().into())),
            ((0, 5), Look::Struck),
            ((2, 0), Look::Marked(struck("王芳").into())),
        ];
        assert_eq!(dress(&mut cells, looks), [(1, 0), (2, 0)]);
        let expected = [Cell::Number(3.0), Cell::Text(marked), Cell::Percent(0.95), Cell::Text("王芳".into())];
        assert_eq!(cells.into_iter().map(|(_, _, cell)| cell).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn shown_text_says_more_by_leading_zeros_and_words() {
        for (shown, number) in [("000023", 23.0), ("K023", 23.0), ("2021年", 2021.0)] {
            assert!(says_more(shown, number), "{shown}");
        }
        for (shown, number) in
            [("23", 23.0), ("23.00", 23.0), ("1,023", 1_023.0), ("3", 3.4), ("###", 23.0), ("1E+05", 1e5)]
        {
            assert!(!says_more(shown, number), "{shown}");
        }
    }
}
