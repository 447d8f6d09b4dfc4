//! Zip archives, measured and looked through by unpacking them once, before calamine trusts what they say: sizes as they
//! are and not as they are declared, every part's CRC, XML that ends as it began, and what calamine doesn't tell.

use super::{Excess, Fault, Format, LooksLike, MAX_PARTS, MAX_UNPACKED, encoding, scan};
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Cursor, Read, Write},
};
use zip::{CompressionMethod, ZipArchive, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// What looking through an archive gives.
pub(super) struct Package {
    /// What it is.
    pub(super) format: Format,
    /// What calamine doesn't tell about each sheet, by the name of the sheet.
    pub(super) sheets: BTreeMap<String, scan::SheetScan>,
    /// The archive again, where calamine would refuse or not find what is sound in it.
    pub(super) mended: Option<Vec<u8>>,
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
        names.push(part.name().map_err(damaged)?.to_ascii_lowercase().replace('\\', "/"));
    }
    let mimetype = match names.iter().position(|name| name == "mimetype") {
        Some(position) => beginning(&mut archive, position)?,
        None => String::new(),
    };
    let format = format(&names, &mimetype)?;
    let mut scan = scan::Scan::new(format);
    let mut unpacked = 0;
    let mut mended = BTreeMap::new();
    // What tells of encryption comes first, and what cells refer to before them.
    let mut order: Vec<(usize, &String)> = names.iter().enumerate().collect();
    order.sort_by_key(|(_, name)| (*name != scan::MANIFEST, !scan::is_referred_to(name)));
    for (position, name) in order {
        let part = archive.by_index(position).map_err(damaged)?;
        let mut part = BufReader::new(Counted { part, unpacked: &mut unpacked, exceeded: false });
        let is_read = !UNREAD.iter().any(|unread| name.contains(unread));
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let start = if is_read && is_xml { part.fill_buf().unwrap_or_default() } else { &[] };
        let looked = match encoding::of_xml(start) {
            Some(encoding) => in_utf8(&mut part, encoding).and_then(|text| {
                let looked = scan.part(name, &mut text.as_bytes());
                mended.insert(position, text.into_bytes());
                looked
            }),
            None if is_read => scan.part(name, &mut part),
            None => Ok(()),
        };
        // To the very end, where the checksum is compared.
        let rest = looked.and_then(|()| {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(|error| Fault::Damaged(format!("{name}: {error}")))
        });
        if part.get_ref().exceeded {
            return Err(Fault::Excess(Excess::Unpacked { limit: MAX_UNPACKED }));
        }
        rest?;
    }
    for (position, name) in names.iter().enumerate().filter(|(_, name)| scan.needs_mending(name)) {
        let text = match mended.remove(&position) {
            Some(text) => text,
            None => {
                let mut text = Vec::new();
                // Its size was counted above.
                let part = archive.by_index(position).map_err(damaged)?;
                part.take(MAX_UNPACKED).read_to_end(&mut text).map_err(|error| Fault::Damaged(error.to_string()))?;
                text
            }
        };
        mended.insert(position, scan.mend(name, &String::from_utf8_lossy(&text)).into_bytes());
    }
    let is_named = |known: &str| archive.index_for_name(known).is_some();
    let is_misnamed = |known: &&str| names.iter().any(|name| known.eq_ignore_ascii_case(name)) && !is_named(known);
    let mended = if mended.is_empty() && !CANONICAL.iter().any(is_misnamed) {
        None
    } else {
        Some(repacked(&mut archive, &names, &mended).map_err(damaged)?)
    };
    Ok(Package { format, sheets: scan.finish()?, mended })
}

/// Parts that calamine finds by these names only.
const CANONICAL: [&str; 4] = ["mimetype", "META-INF/manifest.xml", "content.xml", "xl/_rels/workbook.bin.rels"];

/// A part in another encoding as UTF-8, which is all that the readers of XML take.
fn in_utf8(part: &mut impl Read, encoding: &'static encoding_rs::Encoding) -> Result<String, Fault> {
    /// Largest part that is held in memory in both encodings.
    const MOST: u64 = MAX_UNPACKED / 2;
    let mut bytes = Vec::new();
    part.take(MOST + 1).read_to_end(&mut bytes).map_err(|error| Fault::Damaged(error.to_string()))?;
    if bytes.len() as u64 > MOST {
        return Err(Fault::Excess(Excess::Unpacked { limit: MOST }));
    }
    let mut text = encoding.decode(&bytes).0.into_owned();
    // The declaration names the other encoding.
    if let Some(end) = text.starts_with("<?xml").then(|| text.find("?>")).flatten() {
        text.replace_range(..end, "<?xml version=\"1.0\"");
    }
    Ok(text)
}

/// The archive with these parts in place of its own, and with the names that are looked for.
fn repacked(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    names: &[String],
    mended: &BTreeMap<usize, Vec<u8>>,
) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (position, name) in names.iter().enumerate() {
        let known = CANONICAL.iter().find(|known| known.eq_ignore_ascii_case(name));
        let name = known.map_or(name.as_str(), |known| *known);
        match mended.get(&position) {
            Some(content) => {
                let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
                writer.start_file(name, options)?;
                writer.write_all(content)?;
            }
            None => writer.raw_copy_file_rename(archive.by_index_raw(position)?, name)?,
        }
    }
    Ok(writer.finish()?.into_inner())
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
