//! The container and the records of .xls, walked through before calamine does: chains without end, records shorter than
//! they must be, cells far apart. Tells hidden rows and columns and how cells look, too.
//!
//! Formats: \[MS-CFB\] for the container, \[MS-XLS\] for the records.

use super::{
    Excess, Fault, MAX_CELL_TEXT, MAX_COLUMNS, MAX_DENSE_CELLS, MAX_ROWS, MAX_TEXT, far_out, looks::Styles,
    scan::SheetScan,
};

/// Where a chain of sectors ends; anything from here on is no sector.
const FIRST_RESERVED: u32 = 0xffff_fffa;
/// Most records of a stream: the cells of the largest sheet many times over.
const MAX_RECORDS: u32 = 12_000_000;

fn damaged(what: &str) -> Fault {
    Fault::Damaged(what.to_owned())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Checks the file and makes what it claims about its size harmless. Gives a scan of each worksheet, in their order.
///
/// # Errors
/// [`Fault`]: damaged, protected by a password, or cells too far apart.
pub(super) fn look_through(bytes: &mut [u8]) -> Result<Vec<SheetScan>, Fault> {
    let stream = workbook(bytes)?;
    let mut patches = Vec::new();
    let scans = records(&stream.data, &mut patches)?;
    for at in patches {
        stream.clear(bytes, at);
    }
    Ok(scans)
}

/// A stream: its bytes, and where each block of it lies in the file.
struct Stream {
    data: Vec<u8>,
    blocks: Vec<usize>,
    block_size: usize,
}

impl Stream {
    /// Sets a byte of the stream to zero in the file.
    fn clear(&self, bytes: &mut [u8], at: usize) {
        let place = self.blocks.get(at / self.block_size).map(|block| block + at % self.block_size);
        if let Some(byte) = place.and_then(|place| bytes.get_mut(place)) {
            *byte = 0;
        }
    }

    fn of(bytes: &[u8], blocks: Vec<usize>, block_size: usize, length: usize) -> Stream {
        let mut data = Vec::with_capacity(length.min(blocks.len() * block_size));
        for block in &blocks {
            let end = block.saturating_add(block_size).min(bytes.len());
            data.extend_from_slice(bytes.get(*block..end).unwrap_or_default());
        }
        data.truncate(length);
        Stream { data, blocks, block_size }
    }
}

/// Finds the stream of the workbook, following every chain that calamine will follow.
fn workbook(bytes: &[u8]) -> Result<Stream, Fault> {
    let header = |at| u32_at(bytes, at).ok_or_else(|| damaged("ends inside its header"));
    let shift =
        u16_at(bytes, 30).filter(|shift| [9, 12].contains(shift)).ok_or_else(|| damaged("sectors of no size"))?;
    let size = 1_usize << shift;
    let sectors = bytes.len() / size;
    let place = |sector: u32| (sector as usize + 1) << shift;
    let sector = |id: u32| {
        let start = place(id);
        bytes.get(start..(start + size).min(bytes.len())).ok_or_else(|| damaged("a sector beyond the end"))
    };
    let numbers = |data: &[u8]| data.chunks_exact(4).filter_map(|four| u32_at(four, 0)).collect::<Vec<u32>>();

    // The table of sectors: 109 of its sectors are named in the header, the rest in a chain of their own.
    let mut table = numbers(bytes.get(76..512).ok_or_else(|| damaged("ends inside its header"))?);
    let mut next = header(68)?;
    let mut steps = 0;
    while next < FIRST_RESERVED {
        steps += 1;
        if steps > sectors {
            return Err(damaged("a chain without end"));
        }
        table.extend(numbers(sector(next)?));
        next = table.pop().unwrap_or(FIRST_RESERVED);
    }
    let mut fat = Vec::new();
    for id in table.into_iter().filter(|id| *id < FIRST_RESERVED) {
        fat.extend(numbers(sector(id)?));
    }
    let chain = |start: u32, fat: &[u32], most: usize| {
        let mut ids = Vec::new();
        let mut id = start;
        while id < FIRST_RESERVED {
            if ids.len() >= most {
                return Err(damaged("a chain without end"));
            }
            ids.push(id);
            id = *fat.get(id as usize).ok_or_else(|| damaged("a chain that leads nowhere"))?;
        }
        Ok(ids)
    };
    let stream = |start: u32, length: usize| -> Result<Stream, Fault> {
        let ids = chain(start, &fat, sectors + 1)?;
        Ok(Stream::of(bytes, ids.into_iter().map(place).collect(), size, length))
    };

    let directory = stream(header(48)?, usize::MAX)?;
    let entries: Vec<&[u8]> = directory.data.chunks_exact(128).collect();
    let root = entries.first().ok_or_else(|| damaged("an empty directory"))?;
    let start_of = |entry: &[u8]| u32_at(entry, 116).unwrap_or(FIRST_RESERVED);
    let length_of = |entry: &[u8]| u32_at(entry, 120).unwrap_or(0) as usize;
    if entries.iter().any(|entry| length_of(entry) > bytes.len() && entry[66] != 0) {
        return Err(damaged("a stream longer than the file"));
    }
    // Small streams lie in a stream of their own.
    let small = if header(64)? > 0 {
        let table = stream(header(60)?, usize::MAX)?;
        Some((stream(start_of(root), length_of(root))?, numbers(&table.data)))
    } else {
        None
    };
    let named = |name: &str| {
        let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        entries.iter().find(|entry| entry.starts_with(&units))
    };
    let entry = named("Workbook").or_else(|| named("Book")).ok_or_else(|| damaged("no stream of a workbook"))?;
    let (start, length) = (start_of(entry), length_of(entry));
    match small.filter(|_| length < 4_096) {
        None => stream(start, length),
        Some((container, fat)) => {
            const SMALL: usize = 64;
            let ids = chain(start, &fat, container.data.len() / SMALL + 1)?;
            let place = |id: u32| {
                let at = id as usize * SMALL;
                let block = container.blocks.get(at / container.block_size);
                block
                    .map(|block| block + at % container.block_size)
                    .ok_or_else(|| damaged("a chain that leads nowhere"))
            };
            let blocks = ids.into_iter().map(place).collect::<Result<Vec<usize>, Fault>>()?;
            Ok(Stream::of(bytes, blocks, SMALL, length))
        }
    }
}

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000a;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002f;
const FONT: u16 = 0x0031;
const CODE_PAGE: u16 = 0x0042;
const COLUMNS: u16 = 0x007d;
const SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const STYLE: u16 = 0x00e0;
const MERGES: u16 = 0x00e5;
const CONTINUE: u16 = 0x003c;
const STRINGS: u16 = 0x00fc;
const LABEL_SST: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00d6;
const BOOL_ERROR: u16 = 0x0205;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const BEGIN: u16 = 0x0809;

/// The shortest that a record can be.
const fn shortest(kind: u16) -> usize {
    match kind {
        DATE_MODE | FILE_PASS | CODE_PAGE | MERGES => 2,
        BEGIN | FONT | STYLE => 4,
        LABEL | RICH_LABEL | BOOL_ERROR | SHEET => 8,
        LABEL_SST | RK | DIMENSIONS | COLUMNS => 10,
        MUL_RK => 12,
        NUMBER => 14,
        ROW => 16,
        FORMULA => 22,
        _ => 0,
    }
}

/// A record: its kind, where its data begins, its data.
type Record<'a> = (u16, usize, &'a [u8]);

/// The next record, or nothing where the stream ends.
fn record<'a>(stream: &'a [u8], at: &mut usize) -> Result<Option<Record<'a>>, Fault> {
    let (Some(kind), Some(length)) = (u16_at(stream, *at), u16_at(stream, *at + 2)) else { return Ok(None) };
    let start = *at + 4;
    let data = stream.get(start..start + usize::from(length)).ok_or_else(|| damaged("ends inside a record"))?;
    if data.len() < shortest(kind) {
        return Err(damaged("a record that is too short"));
    }
    *at = start + data.len();
    Ok(Some((kind, start, data)))
}

/// Goes through the records of the workbook and its sheets. `patches` gets bytes to be cleared: sizes that are only
/// claimed, for which calamine would make room.
fn records(stream: &[u8], patches: &mut Vec<usize>) -> Result<Vec<SheetScan>, Fault> {
    const WORKSHEET: u8 = 0;
    let mut sheets = Vec::new();
    let mut names = std::collections::BTreeSet::new();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut styles = Styles::default();
    let mut is_unicode = false;
    let (mut at, mut seen, mut before) = (0, 0, 0);
    while let Some((kind, _, data)) = record(stream, &mut at)? {
        seen += 1;
        let continued = kind == CONTINUE && before == STRINGS;
        if continued || kind == STRINGS {
            strings.push(data);
        }
        before = if continued { STRINGS } else { kind };
        match kind {
            FILE_PASS => return Err(Fault::Protected),
            // The version: from 97 on, texts are Unicode.
            BEGIN => is_unicode = u16_at(data, 0) == Some(0x0600),
            // fStrikeOut, among the flags after the height. There is no font 4.
            FONT => {
                if styles.fonts.len() == 4 {
                    styles.fonts.push(false);
                }
                styles.fonts.push(data[2] & 0x08 != 0);
            }
            FORMAT if is_unicode => {
                if let Some((number, code)) = u16_at(data, 0).zip(data.get(2..).and_then(text)) {
                    styles.format(u32::from(number), &code);
                }
            }
            STYLE => {
                let (font, format) = (u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0));
                styles.cells.push((u32::from(font), u32::from(format)));
            }
            SHEET => {
                let position = u32_at(data, 0).unwrap_or(u32::MAX) as usize;
                if position >= stream.len() {
                    return Err(damaged("a sheet beyond the end"));
                }
                if !names.insert(&data[6..]) {
                    return Err(damaged("two sheets of one name"));
                }
                sheets.push((position, data[5] == WORKSHEET));
            }
            END => break,
            _ => {}
        }
    }
    let lengths = string_lengths(&strings);
    let claimed = strings.first().and_then(|first| u32_at(first, 4)).unwrap_or(0);
    let known = claimed.max(u32::try_from(lengths.len()).unwrap_or(u32::MAX));
    let mut scans = Vec::new();
    let mut text = 0;
    for (position, is_worksheet) in sheets {
        let scan = sheet(stream, position, &styles, &mut seen, patches, |index| {
            if index >= known {
                return Err(damaged("a cell uses a shared string that isn't there"));
            }
            // A character has up to three bytes.
            text += 3 * u64::from(lengths.get(index as usize).copied().unwrap_or(MAX_CELL_TEXT as u16));
            if text > 3 * MAX_TEXT { Err(Fault::Excess(Excess::Text { limit: MAX_TEXT })) } else { Ok(()) }
        })?;
        if is_worksheet {
            scans.push(scan);
        }
    }
    Ok(scans)
}

/// A text in characters of one or two bytes, which comes after its length.
fn text(data: &[u8]) -> Option<String> {
    let (length, flags) = (usize::from(u16_at(data, 0)?), *data.get(2)?);
    if flags & 1 == 0 {
        return Some(data.get(3..3 + length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = data.get(3..3 + 2 * length)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(String::from_utf16_lossy(&units.collect::<Vec<u16>>()))
}

/// Lengths of the shared strings in characters, as far as the records hold them. Only the lengths are followed: each
/// string says how long it and what belongs to it are; where it goes on in the next record, one byte comes between.
fn string_lengths(records: &[&[u8]]) -> Vec<u16> {
    const WIDE: u8 = 1;
    const EXTENDED: u8 = 4;
    const RICH: u8 = 8;
    let mut lengths = Vec::new();
    let Some((first, rest)) = records.split_first() else { return lengths };
    let mut rest = rest.iter();
    // After the numbers of cells and of strings.
    let mut data = first.get(8..).unwrap_or_default();
    loop {
        if data.is_empty() {
            match rest.next() {
                Some(next) => data = next,
                None => return lengths,
            }
            continue;
        }
        let (Some(length), Some(flags)) = (u16_at(data, 0), data.get(2).copied()) else { return lengths };
        lengths.push(length);
        let mut head = 3;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(u16_at(data, head).unwrap_or(0)) };
        head += if flags & RICH == 0 { 0 } else { 2 };
        let extended = if flags & EXTENDED == 0 { 0 } else { u32_at(data, head).unwrap_or(0) as usize };
        head += if flags & EXTENDED == 0 { 0 } else { 4 };
        data = data.get(head..).unwrap_or_default();
        let (mut characters, mut width) = (usize::from(length), 1 + usize::from(flags & WIDE));
        loop {
            let here = characters.min(data.len() / width);
            characters -= here;
            data = &data[here * width..];
            if characters == 0 {
                break;
            }
            let Some(next) = rest.next() else { return lengths };
            width = 1 + usize::from(next.first().copied().unwrap_or(0) & WIDE);
            data = next.get(1..).unwrap_or_default();
        }
        let mut trailing = runs * 4 + extended;
        while trailing > data.len() {
            trailing -= data.len();
            let Some(next) = rest.next() else { return lengths };
            data = next;
        }
        data = &data[trailing..];
    }
}

/// Goes through the records of one sheet. `count` hears of every shared string that a cell uses.
fn sheet(
    stream: &[u8],
    mut at: usize,
    styles: &Styles,
    seen: &mut u32,
    patches: &mut Vec<usize>,
    mut count: impl FnMut(u32) -> Result<(), Fault>,
) -> Result<SheetScan, Fault> {
    let mut scan = SheetScan::default();
    let (mut depth, mut begun) = (0_u32, false);
    let mut extent: Option<[u32; 4]> = None;
    let has_styles = !styles.telling().is_empty();
    while let Some((kind, start, data)) = record(stream, &mut at)? {
        *seen += 1;
        if *seen > MAX_RECORDS {
            return Err(damaged("records without number"));
        }
        match kind {
            BEGIN if begun => depth += 1,
            BEGIN => begun = true,
            END if depth > 0 => depth -= 1,
            END => break,
            _ if depth > 0 => {}
            DIMENSIONS => patches.extend(start..start + data.len()),
            MERGES if 2 + 8 * usize::from(u16_at(data, 0).unwrap_or(0)) > data.len() => {
                return Err(damaged("a record that is too short"));
            }
            // fDyZero, among the flags.
            ROW if data[12] & 0x20 != 0 => scan.hidden_rows.push(u32::from(u16_at(data, 0).unwrap_or(0))),
            // Columns, their width, their style, flags.
            COLUMNS if u16_at(data, 4) == Some(0) || data[8] & 1 != 0 => {
                let [first, last] = [0, 2].map(|at| u32::from(u16_at(data, at).unwrap_or(0)));
                scan.hide_columns(first, last);
            }
            FORMULA | MUL_RK | LABEL_SST | NUMBER | LABEL | RICH_LABEL | BOOL_ERROR | RK => {
                if kind == LABEL_SST {
                    count(u32_at(data, 6).unwrap_or(0))?;
                }
                let row = u32::from(u16_at(data, 0).unwrap_or(0));
                let first = u32::from(u16_at(data, 2).unwrap_or(0));
                let last = if kind == MUL_RK { u32::from(u16_at(data, data.len() - 2).unwrap_or(0)) } else { first };
                if row >= MAX_ROWS || last >= MAX_COLUMNS || last < first {
                    return Err(far_out("", row, last));
                }
                // Each cell names its style before its value, which of several in one record takes four bytes.
                for column in (first..=last).filter(|_| has_styles) {
                    let style = u16_at(data, 4 + 6 * (column - first) as usize).unwrap_or(0);
                    for look in styles.of(u32::from(style)) {
                        scan.look((row, column), look)?;
                    }
                }
                let [top, bottom, left, right] = extent.unwrap_or([row, row, first, last]);
                extent = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
            }
            _ => {}
        }
    }
    if let Some([top, bottom, left, right]) = extent
        && u64::from(bottom - top + 1) * u64::from(right - left + 1) > MAX_DENSE_CELLS
    {
        return Err(Fault::Excess(Excess::Cells { limit: MAX_DENSE_CELLS as u32 }));
    }
    scan.hidden_rows.sort_unstable();
    Ok(scan)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A string of so many characters of one byte each.
    fn string(length: u16, flags: u8) -> Vec<u8> {
        let mut bytes = length.to_le_bytes().to_vec();
        bytes.push(flags);
        bytes
    }

    #[test]
    fn lengths_of_strings_are_followed_across_records() {
        let head = [0; 8];
        let narrow = [&head[..], &string(3, 0), b"abc", &string(2, 1), b"a\0b\0"].concat();
        assert_eq!(string_lengths(&[&narrow]), [3, 2]);
        // Rich text: two runs of four bytes follow it; extended: so many bytes.
        let rich = [
            &head[..],
            &string(1, 8),
            &[2, 0],
            b"a",
            &[0; 8],
            &string(1, 4),
            &[5, 0, 0, 0],
            b"a",
            &[0; 5],
            &string(7, 0),
        ];
        assert_eq!(string_lengths(&[&rich.concat()]), [1, 1, 7]);
        // The second half goes on in wide characters, after a byte that says so.
        let begun = [&head[..], &string(4, 0), b"ab"].concat();
        let rest = [&[1][..], b"c\0d\0", &string(9, 0), b"123456789"].concat();
        assert_eq!(string_lengths(&[&begun, &rest]), [4, 9]);
        assert_eq!(string_lengths(&[]), [] as [u16; 0]);
        assert_eq!(string_lengths(&[&[0; 3]]), [] as [u16; 0]);
    }
}
