//! The records of .xls, walked through before calamine does: records of another length than theirs, cells that the sheet
//! promises and that aren't there, cells far apart. Tells hidden rows and columns and how cells look, too.
//!
//! The format has no checksum. What it has is used: the lengths of records, where sheets begin and end, and what rows say
//! of their cells; so that no bit that falls over takes a row with it in silence. Another figure in a cell can't be told.
//!
//! Format: \[MS-XLS\].

mod cells;
mod strings;

use super::{
    Excess, Fault, MAX_CELL_TEXT, MAX_TEXT,
    looks::Styles,
    ole::{damaged, u16_at, u32_at},
    scan::SheetScan,
};
use crate::domain::FileDoubt;
use cells::Cells;
pub(super) use cells::Moved;

/// Most records of a stream: the cells of the largest sheet many times over.
const MAX_RECORDS: u32 = 12_000_000;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000a;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const FONT: u16 = 0x0031;
const CONTINUE: u16 = 0x003c;
const CODE_PAGE: u16 = 0x0042;
const COLUMNS: u16 = 0x007d;
const SHEET: u16 = 0x0085;
const SHARED_FORMULA_OLD: u16 = 0x00bc;
const MUL_RK: u16 = 0x00bd;
const MUL_BLANK: u16 = 0x00be;
const RICH_LABEL: u16 = 0x00d6;
const DB_CELL: u16 = 0x00d7;
const STYLE: u16 = 0x00e0;
const MERGES: u16 = 0x00e5;
const STRINGS: u16 = 0x00fc;
const LABEL_SST: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const BLANK: u16 = 0x0201;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const ARRAY: u16 = 0x0221;
const TABLE: u16 = 0x0236;
const WINDOW: u16 = 0x023e;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const SHARED_FORMULA: u16 = 0x04bc;
const BEGIN: u16 = 0x0809;

/// What BOF says a substream is.
const GLOBALS: u16 = 0x0005;
const WORKSHEET: u16 = 0x0010;

/// Kinds of records that hold cells.
const CELLS: [u16; 10] = [FORMULA, MUL_RK, LABEL_SST, NUMBER, LABEL, RICH_LABEL, BOOL_ERROR, RK, BLANK, MUL_BLANK];

/// Whether a record is as long as its kind, and what it says of itself, make it.
fn has_its_length(kind: u16, data: &[u8], is_unicode: bool) -> bool {
    let length = data.len();
    // Columns first and last stand around one value each.
    let several = |size: usize| {
        let columns = u16_at(data, 2).zip(u16_at(data, length.saturating_sub(2)));
        columns.is_some_and(|(first, last)| last >= first && length == 6 + size * (usize::from(last - first) + 1))
    };
    match kind {
        END => length == 0,
        BLANK => length == 6,
        // Some writers add a byte.
        BOOL_ERROR => length == 8 || length == 9,
        LABEL_SST | RK => length == 10,
        NUMBER => length == 14,
        ROW => length == 16,
        MUL_RK => several(6),
        MUL_BLANK => several(2),
        // Some writers add two bytes. Before 97 there were fewer rows.
        DIMENSIONS => [10, 14, 16].contains(&length) && (length == 10) != is_unicode,
        MERGES => u16_at(data, 0).is_some_and(|count| length == 2 + 8 * usize::from(count)),
        FORMULA => u16_at(data, 20).is_some_and(|size| {
            let end = 22 + usize::from(size);
            // Values of arrays and areas come behind the formula that holds them.
            length == end || length > end && data[22..end].iter().any(|token| matches!(token & 0x1f, 0 | 6))
        }),
        LABEL => length >= 8 && strings::fills(&data[6..], is_unicode, 2),
        // Runs of fonts come behind.
        RICH_LABEL => length >= 8 && strings::fills(&data[6..], is_unicode, usize::MAX),
        COLUMNS => length >= 10,
        SHEET => length >= 8,
        BEGIN | FONT | STYLE => length >= 4,
        DATE_MODE | FILE_PASS | CODE_PAGE | STRING => length >= 2,
        STRINGS => length >= 8,
        _ => true,
    }
}

/// A record: its kind, where its data begins, its data.
type Record<'a> = (u16, usize, &'a [u8]);

/// The records of a stream.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
    seen: u32,
    is_unicode: bool,
}

impl<'a> Records<'a> {
    /// The next record, or nothing where the stream ends.
    fn next(&mut self) -> Result<Option<Record<'a>>, Fault> {
        let (Some(kind), Some(length)) = (u16_at(self.stream, self.at), u16_at(self.stream, self.at + 2)) else {
            return Ok(None);
        };
        self.seen += 1;
        if self.seen > MAX_RECORDS {
            return Err(damaged("records without number"));
        }
        let start = self.at + 4;
        let data =
            self.stream.get(start..start + usize::from(length)).ok_or_else(|| damaged("ends inside a record"))?;
        if !has_its_length(kind, data, self.is_unicode) {
            return Err(damaged(&format!("record {kind:04x} at {} has another length than it must have", self.at)));
        }
        self.at = start + data.len();
        Ok(Some((kind, start, data)))
    }

    /// Whether a substream may end here: the next begins, or only padding follows.
    fn is_between_sheets(&self) -> bool {
        u16_at(self.stream, self.at) == Some(BEGIN)
            || self.stream.get(self.at..).unwrap_or_default().iter().all(|byte| *byte == 0)
    }
}

/// A worksheet.
pub(super) struct Sheet {
    /// What calamine doesn't tell about it.
    pub(super) scan: SheetScan,
    /// Where its cells were moved to.
    pub(super) moved: Moved,
    /// What may be damage.
    pub(super) doubts: Vec<FileDoubt>,
}

/// Bytes of the stream to be put: sizes that are only claimed, for which calamine would make room, and cells that stand
/// far apart.
pub(super) type Patches = Vec<(usize, u8)>;

/// What the records give.
pub(super) struct Workbook {
    /// The worksheets in their order.
    pub(super) sheets: Vec<Sheet>,
    pub(super) patches: Patches,
}

/// Goes through the records of the workbook and its sheets.
///
/// # Errors
/// [`Fault`]: damaged, protected by a password, or too large.
pub(super) fn records(stream: &[u8]) -> Result<Workbook, Fault> {
    let mut records = Records { stream, at: 0, seen: 0, is_unicode: true };
    let globals = Globals::of(&mut records)?;
    let shared = strings::shared(&globals.strings);
    let claimed = globals.strings.first().and_then(|first| u32_at(first, 4)).unwrap_or(0);
    if !shared.is_whole || claimed as usize != shared.lengths.len() {
        return Err(damaged("shared strings of another number or length than they say"));
    }
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut patches = Vec::new();
    let mut ends = vec![records.at];
    let mut text = 0;
    let mut used = vec![false; shared.lengths.len()];
    for (position, is_worksheet) in &globals.sheets {
        records.at = *position;
        let sheet = sheet(&mut records, &globals, &mut patches, |index| {
            let length = shared.lengths.get(index as usize);
            let length = length.ok_or_else(|| damaged("a cell uses a shared string that isn't there"))?;
            used[index as usize] = true;
            // A character has up to three bytes.
            text += 3 * u64::from((*length).min(MAX_CELL_TEXT as u16));
            if text > 3 * MAX_TEXT { Err(Fault::Excess(Excess::Text { limit: MAX_TEXT })) } else { Ok(()) }
        })?;
        if sheet.is_some() != *is_worksheet {
            return Err(damaged("a sheet of another kind than the list of sheets says"));
        }
        sheets.extend(sheet);
        ends.push(records.at);
    }
    // Where one ends, the next that is listed begins.
    for at in ends {
        let begins = u16_at(stream, at) == Some(BEGIN);
        if begins && !globals.sheets.iter().any(|(position, _)| *position == at) {
            return Err(damaged("a sheet that the list of sheets lacks"));
        }
    }
    let unused = used.iter().filter(|used| !**used).count();
    if let (Some(first), Ok(count @ 1..)) = (sheets.first_mut(), u32::try_from(unused)) {
        first.doubts.push(FileDoubt::UnusedTexts { count });
    }
    Ok(Workbook { sheets, patches })
}

/// What stands before the sheets.
struct Globals<'a> {
    /// Where each sheet begins, and whether it is a worksheet.
    sheets: Vec<(usize, bool)>,
    /// The records of the shared strings.
    strings: Vec<&'a [u8]>,
    styles: Styles,
    /// Which styles say anything.
    has_telling_styles: bool,
}

impl<'a> Globals<'a> {
    fn of(records: &mut Records<'a>) -> Result<Globals<'a>, Fault> {
        let mut sheets = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        let mut strings: Vec<&[u8]> = Vec::new();
        let mut styles = Styles::default();
        let mut before = 0;
        let mut has_ended = false;
        // The version: from 97 on, texts are Unicode.
        match records.next()? {
            Some((BEGIN, _, data)) if u16_at(data, 2) == Some(GLOBALS) => match u16_at(data, 0) {
                Some(0x0600) => {}
                Some(0x0500) => records.is_unicode = false,
                _ => return Err(damaged("a version that no workbook has")),
            },
            _ => return Err(damaged("doesn't begin as a workbook")),
        }
        while let Some((kind, _, data)) = records.next()? {
            let continued = kind == CONTINUE && before == STRINGS;
            if continued || kind == STRINGS {
                strings.push(data);
            }
            before = if continued { STRINGS } else { kind };
            match kind {
                FILE_PASS => return Err(Fault::Protected),
                // fStrikeOut, among the flags after the height. There is no font 4.
                FONT => {
                    if styles.fonts.len() == 4 {
                        styles.fonts.push(false);
                    }
                    styles.fonts.push(data[2] & 0x08 != 0);
                }
                FORMAT if records.is_unicode => {
                    if let Some((number, code)) = u16_at(data, 0).zip(data.get(2..).and_then(strings::text)) {
                        styles.format(u32::from(number), &code);
                    }
                }
                STYLE => {
                    let (font, format) = (u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0));
                    styles.cells.push((u32::from(font), u32::from(format)));
                }
                SHEET => {
                    let position = u32_at(data, 0).unwrap_or(u32::MAX) as usize;
                    if u16_at(records.stream, position) != Some(BEGIN) {
                        return Err(damaged("a sheet that begins nowhere"));
                    }
                    if !names.insert(&data[6..]) || sheets.iter().any(|(own, _)| *own == position) {
                        return Err(damaged("two sheets of one name or place"));
                    }
                    sheets.push((position, data[5] == 0));
                }
                END => {
                    has_ended = true;
                    break;
                }
                _ => {}
            }
        }
        if !has_ended || !records.is_between_sheets() {
            return Err(damaged("the list of sheets has no end"));
        }
        let has_telling_styles = !styles.telling().is_empty();
        Ok(Globals { sheets, strings, styles, has_telling_styles })
    }
}

/// Goes through the records of one sheet; gives nothing if it is no worksheet. `count` hears of every shared string that a
/// cell uses.
fn sheet(
    records: &mut Records<'_>,
    globals: &Globals<'_>,
    patches: &mut Patches,
    mut count: impl FnMut(u32) -> Result<(), Fault>,
) -> Result<Option<Sheet>, Fault> {
    let mut scan = SheetScan::default();
    let mut cells = Cells::new(globals.styles.cells.len());
    let mut depth = 0_u32;
    let kind_of_sheet = match records.next()? {
        Some((BEGIN, _, data)) => u16_at(data, 2),
        _ => return Err(damaged("a sheet that begins nowhere")),
    };
    loop {
        let Some((kind, start, data)) = records.next()? else { return Err(damaged("a sheet without an end")) };
        match kind {
            BEGIN => depth += 1,
            END if depth > 0 => depth -= 1,
            END => break,
            // A chart inside the sheet, or a sheet of its own kind.
            _ if depth > 0 || kind_of_sheet != Some(WORKSHEET) => {}
            DIMENSIONS => {
                cells.promise(data);
                patches.extend((start..start + data.len()).map(|at| (at, 0)));
            }
            ROW => {
                cells.row(data)?;
                // fDyZero, among the flags.
                if data[12] & 0x20 != 0 {
                    scan.hidden_rows.push(u32::from(u16_at(data, 0).unwrap_or(0)));
                }
            }
            // Columns, their width, their style, flags.
            COLUMNS if u16_at(data, 4) == Some(0) || data[8] & 1 != 0 => {
                let [first, last] = [0, 2].map(|at| u32::from(u16_at(data, at).unwrap_or(0)));
                scan.hide_columns(first, last);
            }
            kind if CELLS.contains(&kind) => {
                if kind == LABEL_SST {
                    count(u32_at(data, 6).unwrap_or(0))?;
                }
                let (row, columns) = cells.cell(kind, start, data)?;
                // Each cell names its style before its value, which of several in one record takes four bytes.
                if globals.has_telling_styles && ![BLANK, MUL_BLANK].contains(&kind) {
                    let first = *columns.start();
                    for column in columns {
                        let style = u16_at(data, 4 + 6 * usize::from(column - first)).unwrap_or(0);
                        for look in globals.styles.of(u32::from(style)) {
                            scan.look((u32::from(row), u32::from(column)), look)?;
                        }
                    }
                }
            }
            other => cells.between(other, data, records.is_unicode)?,
        }
    }
    if !records.is_between_sheets() {
        return Err(damaged("a sheet that ends in the middle"));
    }
    if kind_of_sheet != Some(WORKSHEET) {
        return Ok(None);
    }
    scan.hidden_rows.sort_unstable();
    let (moved, doubts) = cells.finish(patches)?;
    Ok(Some(Sheet { scan, moved, doubts }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("a short record");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn begin(kind: u16) -> Vec<u8> {
        record(BEGIN, &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0; 12]].concat())
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(NUMBER, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    fn row(row: u16, first: u16, end: u16) -> Vec<u8> {
        let places = [row, first, end].map(u16::to_le_bytes).concat();
        record(ROW, &[&places[..], &[0; 10]].concat())
    }

    fn size(begin: u32, end: u32) -> Vec<u8> {
        record(DIMENSIONS, &[&begin.to_le_bytes()[..], &end.to_le_bytes(), &[0; 6]].concat())
    }

    /// A workbook with one sheet of these records.
    fn book(sheet: &[Vec<u8>]) -> Vec<u8> {
        let globals = |position: u32| {
            let listed = record(SHEET, &[&position.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat());
            [begin(GLOBALS), record(STYLE, &[0; 20]), listed, record(END, &[])].concat()
        };
        let position = u32::try_from(globals(0).len()).expect("a short stream");
        [globals(position), begin(WORKSHEET), sheet.concat(), record(END, &[])].concat()
    }

    /// What may be damage in a sheet.
    #[track_caller]
    fn doubts(sheet: &[Vec<u8>]) -> Vec<FileDoubt> {
        let mut workbook = records(&book(sheet)).expect("sound records");
        workbook.sheets.remove(0).doubts
    }

    #[track_caller]
    fn is_damaged(sheet: &[Vec<u8>]) {
        assert!(matches!(records(&book(sheet)), Err(Fault::Damaged(_))));
    }

    #[test]
    fn a_sound_sheet_is_beyond_doubt() {
        assert_eq!(doubts(&[size(0, 2), row(0, 0, 2), row(1, 0, 1), number(0, 0), number(0, 1), number(1, 0)]), []);
        assert_eq!(doubts(&[size(0, 0)]), []);
        assert_eq!(doubts(&[number(0, 0)]), [], "without any promise");
    }

    #[test]
    fn records_have_their_lengths() {
        let cell = number(0, 0);
        for length in [13, 15] {
            is_damaged(&[record(NUMBER, &[0; 16][..length])]);
        }
        for (kind, length) in [(LABEL_SST, 10), (RK, 10), (BLANK, 6), (ROW, 16), (BOOL_ERROR, 8), (MUL_RK, 12)] {
            is_damaged(&[record(kind, &vec![0; length - 1])]);
            is_damaged(&[record(kind, &vec![0; length + 2])]);
        }
        // Of several cells in one record, the columns say how many; of a formula, its size does.
        let several = |last: u8| record(MUL_RK, &[&[0; 2][..], &[1, 0], &[0; 12], &[last, 0]].concat());
        assert_eq!(doubts(&[several(2)]), []);
        is_damaged(&[several(3)]);
        let formula = |size: u8| record(FORMULA, &[&[0; 20][..], &[size, 0], &[0x1e; 3]].concat());
        assert_eq!(doubts(&[formula(3)]), []);
        is_damaged(&[formula(2)]);
        // An end carries nothing, and is one.
        is_damaged(&[cell.clone(), record(END, &[0; 2])]);
        is_damaged(&[cell.clone(), record(END, &[]), cell]);
    }

    #[test]
    fn cells_are_where_the_sheet_and_its_rows_promise_them() {
        let cells = [number(0, 0), number(0, 1)];
        // A slip of one is a writer's.
        assert_eq!(doubts(&[size(0, 2), cells.concat()]), []);
        assert_eq!(doubts(&[size(0, 3), cells.concat()]), [FileDoubt::OtherRows]);
        assert_eq!(doubts(&[size(1, 3), cells.concat()]), [FileDoubt::OtherRows]);
        assert_eq!(doubts(&[row(0, 0, 1), cells.concat()]), [FileDoubt::OtherRows]);
        assert_eq!(doubts(&[number(0, 1), number(0, 0)]), [FileDoubt::CellsOutOfOrder]);
        is_damaged(&[row(1, 0, 2), cells.concat()]);
        is_damaged(&[row(0, 0, 1), row(0, 0, 1)]);
    }

    #[test]
    fn a_cell_that_became_another_record_is_damage() {
        let cell = number(1, 0);
        for bit in 0..16 {
            let mut other = cell.clone();
            other[bit / 8] ^= 1 << (bit % 8);
            is_damaged(&[number(0, 0), other]);
        }
        // A text that no formula gives, and a formula whose text is gone.
        is_damaged(&[record(STRING, &[0; 3])]);
        let formula = record(FORMULA, &[&[0; 12][..], &[0xff, 0xff], &[0; 8]].concat());
        assert_eq!(doubts(&[formula.clone(), record(STRING, &[0; 3])]), []);
        is_damaged(&[formula]);
        is_damaged(&[number(0, 0), record(0x00e5, &[0, 0]), number(1, 0)]);
    }

    #[test]
    fn cells_far_apart_are_moved_together_and_back() {
        let stream = book(&[number(0, 0), number(0, 1), number(65_535, 255)]);
        let workbook = records(&stream).expect("sound records");
        let moved = &workbook.sheets[0].moved;
        assert_eq!([moved.back(0, 1), moved.back(1, 2)], [(0, 1), (65_535, 255)]);
        let mut patched = stream;
        for (at, byte) in workbook.patches {
            patched[at] = byte;
        }
        let again = records(&patched).expect("sound records");
        assert_eq!(again.sheets[0].moved, Moved::default());
    }

    #[test]
    fn the_list_of_sheets_is_that_of_the_stream() {
        let sound = book(&[number(0, 0)]);
        assert!(records(&sound).is_ok());
        let sheet = [begin(WORKSHEET), record(END, &[])].concat();
        assert!(records(&[&sound[..], &sheet].concat()).is_err(), "a sheet that isn't listed");
        let chart = sound.iter().enumerate().map(|(at, byte)| if at == 53 { byte ^ 2 } else { *byte });
        let chart: Vec<u8> = chart.collect();
        assert!(records(&chart).is_err(), "listed as a chart, or elsewhere");
        assert!(records(&sound[..sound.len() - 4]).is_err(), "no end");
        assert!(records(&[&sound[..], &[0; 40]].concat()).is_ok(), "padding");
    }
}
