//! Spoiling a file: anywhere in its bytes, or inside its archive, packed again so that the checksums fit.

use super::Sample;
use fastrand::Rng;
use std::io::{Cursor, Read, Write};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// Values that readers stumble over.
const NUMBERS: [&str; 16] = [
    "0",
    "-1",
    "1",
    "255",
    "65535",
    "65536",
    "1048576",
    "1048577",
    "2147483647",
    "4294967295",
    "4294967296",
    "18446744073709551615",
    "1e309",
    "NaN",
    "XFD1048576",
    "ZZZZZZ99999999999",
];
/// Texts that readers stumble over.
const TEXTS: [&str; 12] = [
    "\u{0}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "<script>alert(1)</script>",
    "#REF!",
    "#SPILL!",
    "3.10113E+17",
    "2024-13-45",
    "合计",
    "=1+1",
    "姓名",
];

/// One sample with a few things wrong. The same seed gives the same file.
pub fn mutate(samples: &[Sample], seed: u64) -> Sample {
    let mut rng = Rng::with_seed(seed);
    let sample = &samples[rng.usize(..samples.len())];
    let is_zip = sample.bytes.starts_with(b"PK");
    let bytes = if is_zip && rng.u8(..) < 208 {
        inside(&sample.bytes, &mut rng).unwrap_or_else(|| sample.bytes.clone())
    } else {
        let mut bytes = sample.bytes.clone();
        for _ in 0..rng.usize(1..6) {
            spoil(&mut bytes, &mut rng);
        }
        bytes
    };
    Sample::new(format!("{seed}-{}", sample.name), bytes)
}

/// Spoils parts of an archive.
fn inside(bytes: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        part.by_ref().take(32 << 20).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    if parts.is_empty() {
        return None;
    }
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..parts.len());
        match rng.u8(..20) {
            0 => {
                parts.swap_remove(at);
                if parts.is_empty() {
                    return None;
                }
            }
            1 => {
                let other = parts[rng.usize(..parts.len())].1.clone();
                parts[at].1 = other;
            }
            _ => {
                let (name, content) = &mut parts[at];
                let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
                for _ in 0..rng.usize(1..4) {
                    if is_xml && rng.u8(..10) < 8 { spoil_xml(content, rng) } else { spoil(content, rng) }
                }
            }
        }
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Changes bytes without regard to what they mean.
fn spoil(bytes: &mut Vec<u8>, rng: &mut Rng) {
    if bytes.is_empty() {
        bytes.push(rng.u8(..));
        return;
    }
    let at = rng.usize(..bytes.len());
    match rng.u8(..8) {
        0 => bytes[at] ^= 1 << rng.u8(..8),
        1 => bytes[at] = rng.u8(..),
        2 => bytes.truncate(at),
        3 => {
            let end = (at + rng.usize(1..64)).min(bytes.len());
            bytes.drain(at..end);
        }
        4 => {
            let end = (at + rng.usize(1..64)).min(bytes.len());
            let copy = bytes[at..end].to_vec();
            let place = rng.usize(..bytes.len());
            bytes.splice(place..place, copy);
        }
        5 => {
            // A length or an offset, as binary formats have them.
            let value: u32 = [0, 1, 0x7fff, 0xffff, 0x1_0000, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff][rng.usize(..8)];
            for (offset, byte) in value.to_le_bytes().into_iter().enumerate() {
                if let Some(place) = bytes.get_mut(at + offset) {
                    *place = byte;
                }
            }
        }
        6 => {
            let text = TEXTS[rng.usize(..TEXTS.len())];
            bytes.splice(at..at, text.bytes());
        }
        _ => {
            // Records of old workbooks begin on even places.
            let at = at & !1;
            if at + 4 <= bytes.len() {
                bytes[at + 2] = rng.u8(..);
                bytes[at + 3] = rng.u8(..4);
            }
        }
    }
}

/// Changes attribute values, tags and texts of XML.
fn spoil_xml(content: &mut Vec<u8>, rng: &mut Rng) {
    let text = String::from_utf8_lossy(content).into_owned();
    let tags: Vec<usize> = text.match_indices('<').map(|(at, _)| at).collect();
    if tags.is_empty() {
        return spoil(content, rng);
    }
    let start = tags[rng.usize(..tags.len())];
    let Some(end) = text[start..].find('>').map(|length| start + length + 1) else { return spoil(content, rng) };
    let tag = &text[start..end];
    let quotes: Vec<usize> = tag.match_indices('"').map(|(at, _)| at).collect();
    let changed = match rng.u8(..8) {
        0..=3 if quotes.len() >= 2 => {
            let pair = rng.usize(..quotes.len() / 2) * 2;
            let value = if rng.bool() { NUMBERS[rng.usize(..NUMBERS.len())] } else { TEXTS[rng.usize(..TEXTS.len())] };
            format!("{}{value}{}", &tag[..=quotes[pair]], &tag[quotes[pair + 1]..])
        }
        0..=4 => String::new(),
        5 => format!("{tag}{tag}"),
        6 => format!("{tag}{}", TEXTS[rng.usize(..TEXTS.len())]),
        _ => {
            let other = tags[rng.usize(..tags.len())];
            let length = text[other..].find('>').map_or(0, |length| length + 1);
            format!("{tag}{}", &text[other..other + length])
        }
    };
    *content = [&text[..start], &changed, &text[end..]].concat().into_bytes();
}
