//! Zip archives, measured by unpacking them once: sizes as they are and not as they are declared, and every part's CRC.

use super::{Excess, Fault, Format, LooksLike, MAX_PARTS, MAX_UNPACKED};
use std::io::{Cursor, Read};

/// Unpacks every part of an archive once, counting, so that its CRC is checked and its size is known not just
/// declared; says by the parts' names which format it is.
pub(super) fn check_archive(bytes: &[u8]) -> Result<Format, Fault> {
    let damaged = |error: zip::result::ZipError| Fault::Damaged(error.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MAX_PARTS as usize {
        return Err(Fault::Excess(Excess::Parts { limit: MAX_PARTS }));
    }
    let mut unpacked = 0;
    let mut names = Vec::with_capacity(archive.len());
    let mut mimetype = Vec::new();
    for position in 0..archive.len() {
        let part = match archive.by_index(position) {
            Ok(part) => part,
            // A part under a password: whole archives of that kind, not workbooks, which encrypt otherwise.
            Err(zip::result::ZipError::UnsupportedArchive(_)) => return Err(Fault::Other(LooksLike::Archive)),
            Err(error) => return Err(damaged(error)),
        };
        let name = part.name().map_err(damaged)?.to_ascii_lowercase();
        let is_mimetype = name == "mimetype";
        let mut part = part.take(MAX_UNPACKED - unpacked + 1);
        let copied = if is_mimetype && mimetype.is_empty() {
            part.by_ref().take(1_024).read_to_end(&mut mimetype).map(|read| read as u64)
        } else {
            std::io::copy(&mut part, &mut std::io::sink())
        };
        // The names of formats that calamine then can't read (other compressions) come before the CRC here.
        unpacked += copied.map_err(|error| Fault::Damaged(format!("{name}: {error}")))?;
        if unpacked > MAX_UNPACKED {
            return Err(Fault::Excess(Excess::Unpacked { limit: MAX_UNPACKED }));
        }
        names.push(name);
    }
    let has = |name: &str| names.iter().any(|part| part == name);
    let has_folder = |folder: &str| names.iter().any(|part| part.starts_with(folder));
    let mimetype = String::from_utf8_lossy(&mimetype);
    match mimetype.trim() {
        "application/vnd.oasis.opendocument.spreadsheet" => return Ok(Format::Ods),
        "application/vnd.oasis.opendocument.text" => return Err(Fault::Other(LooksLike::TextDocument)),
        "application/vnd.oasis.opendocument.presentation" => return Err(Fault::Other(LooksLike::Slides)),
        _ => {}
    }
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if has("[content_types].xml") && !has_folder("word/") && !has_folder("ppt/") {
        Ok(Format::Xlsx)
    } else if has_folder("word/") {
        Err(Fault::Other(LooksLike::TextDocument))
    } else if has_folder("ppt/") {
        Err(Fault::Other(LooksLike::Slides))
    } else {
        Err(Fault::Other(LooksLike::Archive))
    }
}
