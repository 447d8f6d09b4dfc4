//! The container of .xls, walked through before calamine does: chains without end, streams of another length than they say.
//! The records inside are looked at by [`biff`].
//!
//! Format: \[MS-CFB\].

use super::{Fault, biff};

/// Where a chain of sectors ends; anything from here on is no sector.
const FIRST_RESERVED: u32 = 0xffff_fffa;

pub(super) fn damaged(what: &str) -> Fault {
    Fault::Damaged(what.to_owned())
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Checks the file and makes what it claims about its size harmless. Gives a scan of each worksheet, in their order.
///
/// # Errors
/// [`Fault`]: damaged, protected by a password, or cells too far apart.
pub(super) fn look_through(bytes: &mut [u8]) -> Result<Vec<biff::Sheet>, Fault> {
    let stream = workbook(bytes)?;
    let workbook = biff::records(&stream.data)?;
    for (at, byte) in workbook.patches {
        stream.put(bytes, at, byte);
    }
    Ok(workbook.sheets)
}

/// Whether a directory entry has this name. Case doesn't tell names apart.
pub(super) fn is_named(entry: &[u8], name: &str) -> bool {
    let units = entry.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let lower = |unit: u16| u8::try_from(unit).map_or(unit, |byte| u16::from(byte.to_ascii_lowercase()));
    units.take(name.len() + 1).map(lower).eq(name.bytes().map(|byte| u16::from(byte.to_ascii_lowercase())).chain([0]))
}

/// A stream: its bytes, and where each block of it lies in the file.
struct Stream {
    data: Vec<u8>,
    blocks: Vec<usize>,
    block_size: usize,
}

impl Stream {
    /// Puts another byte of the stream into the file.
    fn put(&self, bytes: &mut [u8], at: usize, byte: u8) {
        let place = self.blocks.get(at / self.block_size).map(|block| block + at % self.block_size);
        if let Some(old) = place.and_then(|place| bytes.get_mut(place)) {
            *old = byte;
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
    let named = |name: &str| entries.iter().find(|entry| is_named(entry, name));
    let entry = named("Workbook").or_else(|| named("Book")).ok_or_else(|| damaged("no stream of a workbook"))?;
    let (start, length) = (start_of(entry), length_of(entry));
    let found = match small.filter(|_| length < 4_096) {
        None => stream(start, length)?,
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
            Stream::of(bytes, blocks, SMALL, length)
        }
    };
    // As many blocks as the length needs: a chain that skips some, or goes on elsewhere, has another number.
    if found.data.len() != length || found.blocks.len() != length.div_ceil(found.block_size) {
        return Err(damaged("a stream of another length than it says"));
    }
    Ok(found)
}
