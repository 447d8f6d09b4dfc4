//! The records of an .xlsb: lengths, shared strings, hidden rows and columns, merged cells, styles.
//!
//! Format: \[MS-XLSB\].

use super::{
    super::{Fault, MAX_COLUMNS, MAX_ROWS, far_out},
    MAX_MERGES, Scan, SheetScan,
};
use crate::roster::sheet::Region;
use std::io::{BufRead, Read};

impl Scan {
    /// The records of a part of an .xlsb.
    pub(super) fn binary_part(&mut self, name: &str, part: &mut dyn BufRead) -> Result<(), Fault> {
        const ROW: u16 = 0;
        const STRING: u16 = 7;
        const FORMULA_ERROR: u16 = 11;
        const SHARED: u16 = 19;
        const SHEET: u16 = 156;
        const MERGE: u16 = 176;
        const EXTERN: u16 = 362;
        const FONT: u16 = 43;
        const FORMAT: u16 = 44;
        const STYLE: u16 = 47;
        const COLUMNS: u16 = 60;
        const BEGIN_CELL_STYLES: u16 = 617;
        const END_CELL_STYLES: u16 = 618;
        let short = || Fault::Damaged(format!("{name} ends inside a record"));
        let is_styles = name == "xl/styles.bin";
        let is_sheet = name.starts_with("xl/worksheets/");
        let is_read = is_sheet || is_styles || name == "xl/workbook.bin" || name == "xl/sharedstrings.bin";
        if !is_read {
            return Ok(());
        }
        let mut sheet = SheetScan::default();
        let mut data = Vec::new();
        let mut row = 0;
        let mut in_cell_styles = false;
        while let Some(kind) = record_kind(part).map_err(|_| short())? {
            let length = record_length(part).map_err(|_| short())?;
            data.clear();
            let read = part.take(length).read_to_end(&mut data).map_err(|_| short())?;
            if (read as u64) < length {
                return Err(short());
            }
            let number = |at: usize| -> Result<u32, Fault> {
                let bytes = data.get(at..at + 4).ok_or_else(short)?;
                Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
            };
            let short_number = |at: usize| -> Result<u32, Fault> {
                let bytes = data.get(at..at + 2).ok_or_else(short)?;
                Ok(u32::from(u16::from_le_bytes([bytes[0], bytes[1]])))
            };
            match kind {
                // fStrikeout, among the flags after the height.
                FONT if is_styles => self.styles.fonts.push(short_number(2)? & 0x08 != 0),
                FORMAT if is_styles => {
                    let (code, _) = wide_text(data.get(2..).ok_or_else(short)?).ok_or_else(short)?;
                    self.styles.format(short_number(0)?, &code);
                }
                BEGIN_CELL_STYLES | END_CELL_STYLES if is_styles => in_cell_styles = kind == BEGIN_CELL_STYLES,
                // After what it is based on: format and font.
                STYLE if is_styles && in_cell_styles => self.styles.cells.push((short_number(4)?, short_number(2)?)),
                // Columns, their width, their style, flags.
                COLUMNS if is_sheet && (number(8)? == 0 || short_number(16)? & 1 != 0) => {
                    sheet.hide_columns(number(0)?, number(4)?);
                }
                ROW if is_sheet => {
                    row = number(0)?;
                    // The second byte of the flags, after the height: fDyZero.
                    if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                        sheet.hidden_rows.push(row);
                    }
                }
                1..=11 if is_sheet => {
                    let column = number(0)?;
                    if kind == STRING {
                        let index = u64::from(number(8)?);
                        self.highest_string = Some(self.highest_string.map_or(index, |highest| highest.max(index)));
                    }
                    if kind != 1 {
                        // Three bytes, and then flags.
                        for look in self.styles.of(number(4)? & 0xff_ffff) {
                            sheet.look((row, column), look)?;
                        }
                    }
                    if kind == FORMULA_ERROR {
                        sheet.errors.push(((row, column), "#VALUE!".to_owned()));
                    }
                    if kind != 1 && (row >= MAX_ROWS || column >= MAX_COLUMNS) {
                        return Err(far_out(name, row, column));
                    }
                }
                MERGE if is_sheet && sheet.merges.len() < MAX_MERGES => {
                    let (top, bottom, left, right) = (number(0)?, number(4)?, number(8)?, number(12)?);
                    sheet.merges.push(Region { top, left, bottom, right });
                }
                SHARED => self.shared_strings += 1,
                EXTERN if u64::from(number(0)?) * 12 + 4 > length => return Err(short()),
                SHEET => {
                    let (id, rest) = wide_text(data.get(8..).ok_or_else(short)?).ok_or_else(short)?;
                    let (sheet, _) = wide_text(rest).ok_or_else(short)?;
                    self.sheets.push((sheet, id));
                }
                _ => {}
            }
        }
        if is_sheet {
            self.parts.insert(name.to_owned(), sheet);
        }
        Ok(())
    }
}

/// A text of an .xlsb: its length in UTF-16 units, then those.
fn wide_text(data: &[u8]) -> Option<(String, &[u8])> {
    let length = u32::from_le_bytes(data.get(..4)?.try_into().ok()?) as usize;
    let bytes = data.get(4..4_usize.checked_add(length.checked_mul(2)?)?)?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), &data[4 + length * 2..]))
}

/// The kind of the next record, or nothing at the end.
fn record_kind(part: &mut dyn BufRead) -> std::io::Result<Option<u16>> {
    let mut byte = [0];
    if part.read(&mut byte)? == 0 {
        return Ok(None);
    }
    let first = u16::from(byte[0]);
    if first & 0x80 == 0 {
        return Ok(Some(first));
    }
    part.read_exact(&mut byte)?;
    Ok(Some((first & 0x7f) | (u16::from(byte[0]) & 0x7f) << 7))
}

/// A record's length: seven bits in each of up to four bytes.
fn record_length(part: &mut dyn BufRead) -> std::io::Result<u64> {
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let mut byte = [0];
        part.read_exact(&mut byte)?;
        length |= u64::from(byte[0] & 0x7f) << shift;
        if byte[0] & 0x80 == 0 {
            break;
        }
    }
    Ok(length)
}

#[cfg(test)]
mod tests {
    use super::{
        super::super::{Format, looks::Look},
        *,
    };

    /// A record of a kind below 128 or from 128 on.
    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let kind = if kind < 128 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
        [&kind, &[u8::try_from(data.len()).expect("a short record")][..], data].concat()
    }

    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let length = u32::try_from(units.len()).expect("a short text").to_le_bytes();
        length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
    }

    #[test]
    fn looks_and_hidden_columns_are_told() {
        let style = |format: u16, font: u16| {
            record(47, &[&[0; 2][..], &format.to_le_bytes(), &font.to_le_bytes(), &[0; 10]].concat())
        };
        let font = |flags: u8| record(43, &[&[0, 0, flags], &[0; 20][..]].concat());
        let format = record(44, &[&164_u16.to_le_bytes()[..], &wide("\"K\"000")].concat());
        // Styles that cells' styles are based on, which come first, are passed over.
        let based_on = [record(626, &[]), style(9, 1), record(627, &[])].concat();
        let cells = [record(617, &[]), style(0, 0), style(164, 0), style(9, 1), record(618, &[])].concat();
        let styles = [font(0), font(0x08), format, based_on, cells].concat();
        let columns = |first: u8, last: u8, width: u32, flags: u8| {
            let ends = [first, 0, 0, 0, last, 0, 0, 0];
            record(60, &[&ends[..], &width.to_le_bytes(), &[0; 4], &[flags, 0]].concat())
        };
        let number = |column: u8, style: u8| record(5, &[&[column, 0, 0, 0, style, 0, 0, 0][..], &[0; 8]].concat());
        let blank = record(1, &[3, 0, 0, 0, 2, 0, 0, 0]);
        let row = record(0, &[4, 0, 0, 0]);
        let sheet = [
            columns(0, 0, 9, 0),
            columns(1, 2, 9, 1),
            columns(4, 4, 0, 0),
            row,
            number(0, 0),
            number(1, 1),
            number(2, 2),
            blank,
        ];
        let mut scan = Scan::new(Format::Xlsb);
        scan.part("xl/styles.bin", &mut &*styles).expect("sound records");
        scan.part("xl/worksheets/sheet1.bin", &mut &*sheet.concat()).expect("sound records");
        let sheet = &scan.parts["xl/worksheets/sheet1.bin"];
        assert_eq!(sheet.hidden_columns.iter().copied().collect::<Vec<_>>(), [1, 2, 4]);
        let [(first, Look::Digits(digits)), percent, struck] = sheet.looks.as_slice() else {
            panic!("{:?}", sheet.looks)
        };
        assert_eq!((*first, digits.show(7.0).as_deref()), ((4, 1), Some("K007")));
        assert_eq!([percent, struck], [&((4, 2), Look::Percent), &((4, 2), Look::Struck)]);
        let short = record(60, &[0; 4]);
        assert!(scan.part("xl/worksheets/sheet1.bin", &mut &*short).is_err());
    }
}
