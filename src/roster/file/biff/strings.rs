//! The strings of .xls, as far as their lengths must be followed.

use super::super::ole::{u16_at, u32_at};

/// Characters of two bytes, and what may come behind them.
const WIDE: u8 = 1;
const EXTENDED: u8 = 4;
const RICH: u8 = 8;

/// A text in characters of one or two bytes, which comes after its length.
pub(super) fn text(data: &[u8]) -> Option<String> {
    let (length, flags) = (usize::from(u16_at(data, 0)?), *data.get(2)?);
    if flags & WIDE == 0 {
        return Some(data.get(3..3 + length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = data.get(3..3 + 2 * length)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some(String::from_utf16_lossy(&units.collect::<Vec<u16>>()))
}

/// Whether a string that is alone in a record fills it, but for so many bytes behind it.
pub(super) fn fills(data: &[u8], is_unicode: bool, most_behind: usize) -> bool {
    let Some(length) = u16_at(data, 0).map(usize::from) else { return false };
    let end = match data.get(2) {
        _ if !is_unicode => 2 + length,
        Some(flags) => 3 + length * (1 + usize::from(flags & WIDE)),
        // Some writers leave the flags of an empty string out.
        None => 2 + length,
    };
    data.len().checked_sub(end).is_some_and(|behind| behind <= most_behind)
}

/// The shared strings of a workbook: lengths in characters, and whether the records end just where the last of them does.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    pub(super) lengths: Vec<u16>,
    pub(super) is_whole: bool,
}

/// Follows the shared strings across their records. Each says how long it and what belongs to it are; where its characters
/// go on in the next record, one byte comes between.
pub(super) fn shared(records: &[&[u8]]) -> Shared {
    let mut lengths = Vec::new();
    let is_whole = follow(records, &mut lengths).is_some();
    Shared { lengths, is_whole }
}

fn follow(records: &[&[u8]], lengths: &mut Vec<u16>) -> Option<()> {
    let Some((first, rest)) = records.split_first() else { return Some(()) };
    let mut rest = rest.iter();
    // After the numbers of cells and of strings.
    let mut data = first.get(8..)?;
    loop {
        if data.is_empty() {
            match rest.next() {
                Some(next) => data = next,
                None => return Some(()),
            }
            continue;
        }
        let (length, flags) = (u16_at(data, 0)?, *data.get(2)?);
        if flags & !(WIDE | EXTENDED | RICH) != 0 {
            return None;
        }
        lengths.push(length);
        let mut head = 3;
        let runs = if flags & RICH == 0 { 0 } else { usize::from(u16_at(data, head)?) };
        head += if flags & RICH == 0 { 0 } else { 2 };
        let extended = if flags & EXTENDED == 0 { 0 } else { u32_at(data, head)? as usize };
        head += if flags & EXTENDED == 0 { 0 } else { 4 };
        data = data.get(head..)?;
        let (mut characters, mut width) = (usize::from(length), 1 + usize::from(flags & WIDE));
        loop {
            let here = characters.min(data.len() / width);
            characters -= here;
            data = &data[here * width..];
            if characters == 0 {
                break;
            }
            let next = rest.next()?;
            width = 1 + usize::from(next.first().copied().unwrap_or(0) & WIDE);
            data = next.get(1..)?;
        }
        let mut trailing = (runs * 4).checked_add(extended)?;
        while trailing > data.len() {
            trailing -= data.len();
            data = rest.next()?;
        }
        data = &data[trailing..];
    }
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

    #[track_caller]
    fn has(records: &[&[u8]], lengths: &[u16], is_whole: bool) {
        assert_eq!(shared(records), Shared { lengths: lengths.to_vec(), is_whole });
    }

    #[test]
    fn lengths_of_strings_are_followed_across_records() {
        let head = [0; 8];
        let narrow = [&head[..], &string(3, 0), b"abc", &string(2, 1), b"a\0b\0"].concat();
        has(&[&narrow], &[3, 2], true);
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
        has(&[&rich.concat()], &[1, 1, 7], false);
        // The second half goes on in wide characters, after a byte that says so.
        let begun = [&head[..], &string(4, 0), b"ab"].concat();
        let rest = [&[1][..], b"c\0d\0", &string(9, 0), b"123456789"].concat();
        has(&[&begun, &rest], &[4, 9], true);
        has(&[], &[], true);
        has(&[&[0; 3]], &[], false);
    }

    #[test]
    fn strings_that_overrun_their_records_or_have_strange_flags_are_told() {
        let of = |length: u16, flags: u8| [&[0; 8][..], &string(length, flags), b"abc"].concat();
        has(&[&of(3, 0)], &[3], true);
        has(&[&of(4, 0)], &[4], false);
        has(&[&of(2, 0)], &[2], false);
        has(&[&of(3, 2)], &[], false);
    }
}
