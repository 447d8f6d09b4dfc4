//! How cells look: fonts, number formats, alignment, colours. One place for all sheets.

use super::table::Role;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use std::collections::HashMap;

/// The font of the cells: on every Chinese Windows, in Excel and in WPS.
pub(super) const BODY_FONT: &str = "宋体";
/// The font of headers, as official documents have it.
pub(super) const HEAD_FONT: &str = "黑体";
/// The size of cells, in points.
const BODY_SIZE: u8 = 10;

const INK: Color = Color::RGB(0x1F_2933);
const MUTED: Color = Color::RGB(0x6B_7785);
const FAINT: Color = Color::RGB(0xA3_ADB8);
const ALARM: Color = Color::RGB(0xB4_2318);
const CAUTION: Color = Color::RGB(0x9A_6700);
const RULE: Color = Color::RGB(0xB8_C2CC);
const HEAD_FILL: Color = Color::RGB(0xE3_EBF2);
const SUM_FILL: Color = Color::RGB(0xF4_F7FA);
const TAB_RESULT: Color = Color::RGB(0x2F_6690);
const TAB_TASK: Color = Color::RGB(0xC9_8A1B);
const TAB_INPUT: Color = Color::RGB(0x8A_94A0);

/// What kind of value a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Look {
    /// An identifier: text even if it is all digits.
    Key,
    /// Names, departments.
    Name,
    /// A word from a short list, centred.
    Word,
    /// Free text, wrapped.
    Text,
    /// Clauses or codes, wrapped.
    Codes,
    /// A score: two decimals.
    Score,
    /// A whole number.
    Whole,
    /// A number as it is.
    Number,
    /// Yuan: thousands separators and two decimals.
    Money,
    /// A sum of the money sheet.
    MoneySum,
    /// Yuan among settings: centred, as the other values.
    Rate,
    /// A share as per cent with so many decimals.
    Percent(u8),
    /// A date.
    Date,
}

impl Look {
    /// Smallest and largest width in half-width characters.
    pub const fn widths(self) -> (u32, u32) {
        match self {
            Look::Key => (6, 20),
            Look::Name => (6, 16),
            Look::Word => (4, 14),
            Look::Text => (8, 60),
            Look::Codes => (8, 24),
            Look::Score => (6, 10),
            Look::Whole | Look::Number => (4, 12),
            Look::Money | Look::MoneySum | Look::Rate => (8, 18),
            Look::Percent(_) => (6, 12),
            Look::Date => (10, 10),
        }
    }

    const fn number_format(self) -> &'static str {
        match self {
            Look::Key => "@",
            Look::Name | Look::Word | Look::Text | Look::Codes | Look::Number => "General",
            Look::Score => "0.00",
            Look::Whole => "0",
            Look::Money | Look::MoneySum | Look::Rate => "#,##0.00",
            Look::Percent(0) => "0%",
            Look::Percent(1) => "0.0%",
            Look::Percent(2) => "0.00%",
            Look::Percent(_) => "0.0000%",
            Look::Date => "yyyy-mm-dd",
        }
    }

    const fn align(self) -> FormatAlign {
        match self {
            Look::Name | Look::Text | Look::Codes => FormatAlign::Left,
            Look::Key
            | Look::Word
            | Look::Score
            | Look::Whole
            | Look::Number
            | Look::Rate
            | Look::Percent(_)
            | Look::Date => FormatAlign::Center,
            Look::Money | Look::MoneySum => FormatAlign::Right,
        }
    }

    /// The width of a number as it is shown.
    pub fn number_width(self, number: Decimal) -> u32 {
        let digits = |decimals: usize| u32::try_from(format!("{number:.decimals$}").len()).expect("a short number");
        match self {
            Look::Money | Look::MoneySum | Look::Rate => digits(2) + digits(0).saturating_sub(1) / 3,
            Look::Score => digits(2),
            Look::Whole => digits(0),
            Look::Percent(decimals) => digits(0) + 2 + u32::from(decimals),
            _ => u32::try_from(number.normalize().to_string().len()).expect("a short number"),
        }
    }

    /// Whether text stands at the left of the cell, a little away from its frame. Figures aren't indented: some
    /// programs then set those apart that just fit.
    pub const fn is_indented(self) -> bool {
        matches!(self.align(), FormatAlign::Left)
    }

    /// Whether long text goes on in another line.
    pub const fn wraps(self) -> bool {
        matches!(self, Look::Text | Look::Codes | Look::Name | Look::Key | Look::Word)
    }
}

/// What a cell says beyond its value. Never by colour alone: the text says it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Tone {
    /// Nothing.
    Plain,
    /// The figure or word that the row is about.
    Strong,
    /// Less than its neighbours.
    Muted,
    /// Open: 未定, 待决.
    Caution,
    /// Wrong: an error, a value that can't be read.
    Alarm,
    /// Struck out, as it was found.
    Struck,
}

/// Where a cell is in its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// Among the rows.
    Body,
    /// In the row of totals.
    Total,
    /// In a row that a blank form offers: no frame.
    Form,
    /// In a line under everything else: no frame.
    Closing,
}

/// The formats in use, each made once.
#[derive(Default)]
pub(super) struct Styles {
    cells: HashMap<(Look, Tone, Part, bool), Format>,
}

impl Styles {
    /// The format of a cell; `quoted` marks text that begins with a formula sign.
    pub fn cell(&mut self, look: Look, tone: Tone, part: Part, quoted: bool) -> &Format {
        self.cells.entry((look, tone, part, quoted)).or_insert_with(|| cell(look, tone, part, quoted))
    }
}

fn cell(look: Look, tone: Tone, part: Part, quoted: bool) -> Format {
    let mut format = base().set_num_format(look.number_format()).set_align(look.align());
    if look.wraps() && !matches!(part, Part::Form | Part::Closing) {
        format = format.set_text_wrap();
    }
    if look.is_indented() {
        format = format.set_indent(1);
    }
    if !matches!(part, Part::Form | Part::Closing) {
        format = framed(format);
    }
    format = match tone {
        Tone::Plain => format,
        Tone::Strong => format.set_bold(),
        Tone::Muted => format.set_font_color(MUTED),
        Tone::Caution => format.set_font_color(CAUTION),
        Tone::Alarm => format.set_font_color(ALARM),
        Tone::Struck => format.set_font_color(ALARM).set_font_strikethrough(),
    };
    if look == Look::MoneySum {
        format = format.set_background_color(SUM_FILL);
    }
    if part == Part::Total {
        format = format.set_bold().set_background_color(HEAD_FILL).set_border_top(FormatBorder::Thin);
    }
    if quoted { format.set_quote_prefix() } else { format }
}

fn base() -> Format {
    Format::new()
        .set_font_name(BODY_FONT)
        .set_font_size(BODY_SIZE)
        .set_font_color(INK)
        .set_align(FormatAlign::VerticalCenter)
}

fn framed(format: Format) -> Format {
    format.set_border(FormatBorder::Hair).set_border_color(RULE)
}

/// The header row.
pub(super) fn header() -> Format {
    framed(base())
        .set_font_name(HEAD_FONT)
        .set_background_color(HEAD_FILL)
        .set_align(FormatAlign::Center)
        .set_text_wrap()
        .set_border_bottom(FormatBorder::Thin)
}

/// A line of instructions; `level` 0 is the title, 1 a heading, else text.
pub(super) fn guide(level: u8) -> Format {
    let format = base().set_text_wrap().set_align(FormatAlign::Top);
    match level {
        0 => format.set_font_name(HEAD_FONT).set_font_size(16),
        1 => format.set_font_name(HEAD_FONT).set_font_size(12).set_align(FormatAlign::Bottom),
        _ => format.set_font_size(11),
    }
}

/// Zeros of the money sheet: there, but not in the way.
pub(super) fn zero() -> Format {
    Format::new().set_font_color(FAINT)
}

/// The format of the whole workbook: what Excel measures widths by.
pub(super) fn normal() -> Format {
    Format::new().set_font_name(BODY_FONT).set_font_size(11).set_font_charset(134)
}

/// The colour of a sheet's tab.
pub(super) const fn tab(role: Role) -> Color {
    match role {
        Role::Result => TAB_RESULT,
        Role::Task => TAB_TASK,
        Role::Input | Role::Guide => TAB_INPUT,
    }
}
