//! Zip archives, measured and looked through by unpacking them once, before calamine trusts what they say: sizes as they
//! are and not as they are declared, every part's CRC, XML that ends as it began, and what calamine doesn't tell.

use super::{Excess, Fault, Format, LooksLike, MAX_PARTS, MAX_UNPACKED, scan};
use std::{
    collections::BTreeMap,
    io::{BufReader, Cursor, Read},
};
use zip::{ZipArchive, result::ZipError};

/// What looking through an archive gives.
pub(super) struct Package {
    /// What it is.
    pub(super) format: Format,
    /// What calamine doesn't tell about each sheet, by the name of the sheet.
    pub(super) sheets: BTreeMap<String, scan::SheetScan>,
}

/// Parts that are never read, however they look inside.
const UNREAD: [&str; 6] = ["docprops/", "customxml/", "drawing", "comments", "persons/", "media/"];

/// Unpacks every part of an archive once, counting; says by the parts' names which format it is.
///
/// # Errors
/// [`Fault`]: damaged, too large, or something else than a workbook.
pub(super) fn look_through(bytes: &[u8]) -> Result<Package, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    // Whoever opens it next may see the other one.
    if archive.has_duplicate_names() {
        return Err(Fault::Damaged("two parts of one name".to_owned()));
    }
    if archive.len() > MAX_PARTS as usize {
        return Err(Fault::Excess(Excess::Parts { limit: MAX_PARTS }));
    }
    let mut names = Vec::with_capacity(archive.len());
    for position in 0..archive.len() {
        let part = match archive.by_index_raw(position) {
            Ok(part) => part,
            Err(error) => return Err(damaged(error)),
        };
        // A part under a password: whole archives of that kind, not workbooks, which encrypt otherwise.
        if part.encrypted() {
            return Err(Fault::Other(LooksLike::Archive));
        }
        names.push(part.name().map_err(damaged)?.to_ascii_lowercase());
    }
    let mimetype = match names.iter().position(|name| name == "mimetype") {
        Some(position) => beginning(&mut archive, position)?,
        None => String::new(),
    };
    let format = format(&names, &mimetype)?;
    let mut scan = scan::Scan::new(format);
    let mut unpacked = 0;
    // What cells refer to is looked at before them.
    let mut order: Vec<(usize, &String)> = names.iter().enumerate().collect();
    order.sort_by_key(|(_, name)| !scan::is_referred_to(name));
    for (position, name) in order {
        let part = archive.by_index(position).map_err(damaged)?;
        let mut part = BufReader::new(Counted { part, unpacked: &mut unpacked, exceeded: false });
        let is_read = !UNREAD.iter().any(|unread| name.contains(unread));
        let looked = if is_read { scan.part(name, &mut part) } else { Ok(()) };
        // To the very end, where the checksum is compared.
        let rest = looked.and_then(|()| {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| Fault::Damaged(format!("{name}: {error}")))
        });
        if part.get_ref().exceeded {
            return Err(Fault::Excess(Excess::Unpacked { limit: MAX_UNPACKED }));
        }
        rest?;
    }
    Ok(Package { format, sheets: scan.finish()? })
}

fn damaged(error: ZipError) -> Fault {
    Fault::Damaged(error.to_string())
}

/// The first bytes of a part.
fn beginning(archive: &mut ZipArchive<Cursor<&[u8]>>, position: usize) -> Result<String, Fault> {
    let mut text = Vec::new();
    let part = archive.by_index(position).map_err(damaged)?;
    part.take(1_024).read_to_end(&mut text).map_err(|error| Fault::Damaged(error.to_string()))?;
    Ok(String::from_utf8_lossy(&text).trim().to_owned())
}

/// Which format the parts make.
fn format(names: &[String], mimetype: &str) -> Result<Format, Fault> {
    let has = |name: &str| names.iter().any(|part| part == name);
    let has_folder = |folder: &str| names.iter().any(|part| part.starts_with(folder));
    match mimetype {
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

/// Counts what all parts inflate to, and ends where that is too much.
struct Counted<'a, R> {
    part: R,
    unpacked: &'a mut u64,
    exceeded: bool,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.part.read(buffer)?;
        *self.unpacked += read as u64;
        if *self.unpacked > MAX_UNPACKED {
            self.exceeded = true;
            return Err(std::io::Error::other("more than a workbook may have"));
        }
        Ok(read)
    }
}
