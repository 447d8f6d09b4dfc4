//! The first look at a file's bytes: what it is by its content, whatever its name ends in.

use super::{Format, LooksLike, ole, sheetml};

/// What the first look at the bytes tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// A zip: its parts tell the rest.
    Zip,
    Format(Format),
    Protected,
    Other(LooksLike),
}

pub(super) fn sniff(bytes: &[u8]) -> Sniffed {
    const MAGIC: [(&[u8], LooksLike); 13] = [
        (b"%PDF", LooksLike::Pdf),
        (b"\x89PNG", LooksLike::Picture),
        (b"\xff\xd8\xff", LooksLike::Picture),
        (b"GIF8", LooksLike::Picture),
        (b"II*\0", LooksLike::Picture),
        (b"MM\0*", LooksLike::Picture),
        (b"{\\rtf", LooksLike::TextDocument),
        (b"Rar!", LooksLike::Archive),
        (b"7z\xbc\xaf", LooksLike::Archive),
        (b"\x1f\x8b", LooksLike::Archive),
        // The first record of a workbook that isn't wrapped in an OLE container: BIFF2 to BIFF4.
        (b"\x09\x00\x04\x00", LooksLike::AncientExcel),
        (b"\x09\x02\x06\x00", LooksLike::AncientExcel),
        (b"\x09\x04\x06\x00", LooksLike::AncientExcel),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Sniffed::Zip;
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return sniff_ole(bytes);
    }
    if let Some((_, other)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Sniffed::Other(*other);
    }
    if is_sheetml(bytes) { Sniffed::Format(Format::SheetMl) } else { Sniffed::Other(sniff_text(bytes)) }
}

/// An OLE container is told by the names of its streams, which stand in its directory in UTF-16.
fn sniff_ole(bytes: &[u8]) -> Sniffed {
    // Directory entries are 128 bytes long and aligned, and begin with their name.
    let holds = |name: &str| bytes.chunks(128).any(|entry| ole::is_named(entry, name));
    if holds("EncryptedPackage") {
        Sniffed::Protected
    } else if holds("Workbook") || holds("Book") {
        Sniffed::Format(Format::Xls)
    } else if holds("WordDocument") {
        Sniffed::Other(LooksLike::TextDocument)
    } else if holds("PowerPoint Document") {
        Sniffed::Other(LooksLike::Slides)
    } else {
        Sniffed::Other(LooksLike::Unknown)
    }
}

/// Whether text is an XML Spreadsheet 2003, which has tables as web pages have.
fn is_sheetml(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let root = head.find("Workbook").and_then(|at| head[..at].rfind('<').map(|start| &head[start + 1..at]));
    let is_root = root.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':') && !prefix.contains(' '));
    head.starts_with('<') && is_root && head.contains(sheetml::NAMESPACE)
}

fn sniff_text(bytes: &[u8]) -> LooksLike {
    let head = &bytes[..bytes.len().min(4_096)];
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return LooksLike::PlainText;
    }
    // Databases leave a stray control character in their exports; of anything packed, one byte in ten is one.
    if head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count() * 32 > head.len() {
        return LooksLike::Unknown;
    }
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)).to_lowercase();
    let text = text.trim_start();
    let is_html = ["<!doctype html", "<html", "<table", "<head", "<meta"].iter().any(|tag| text.starts_with(tag));
    if is_html || (text.starts_with('<') && text.contains("<table")) {
        LooksLike::Html
    } else if text.starts_with("<?xml") {
        LooksLike::Xml
    } else if text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count() * 2 > text.chars().count() {
        // GB18030 also breaks UTF-8 at most of its characters, but it has line breaks and separators between them.
        if text.contains([',', '\t', '\n']) { LooksLike::PlainText } else { LooksLike::Unknown }
    } else {
        LooksLike::PlainText
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn looks_like(bytes: &[u8], expected: LooksLike) {
        assert_eq!(sniff(bytes), Sniffed::Other(expected));
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        looks_like(b"%PDF-1.7 ...", LooksLike::Pdf);
        looks_like(b"\x89PNG\r\n\x1a\n", LooksLike::Picture);
        looks_like(b"\xff\xd8\xff\xe0", LooksLike::Picture);
        looks_like(b"{\\rtf1", LooksLike::TextDocument);
        looks_like(b"\xef\xbb\xbf  <!DOCTYPE html><html>", LooksLike::Html);
        looks_like(b"<div><table><tr>", LooksLike::Html);
        looks_like(b"<?xml version='1.0'?><Workbook>", LooksLike::Xml);
        looks_like("工号,姓名\r\nBS0001,王芳".as_bytes(), LooksLike::PlainText);
        // 工号,姓名 in GB18030.
        looks_like(b"\xb9\xa4\xba\xc5,\xd0\xd5\xc3\xfb\r\n", LooksLike::PlainText);
        looks_like(b"\xff\xfe\x00\x00", LooksLike::PlainText);
        looks_like(b"\x00\x01\x02\x03", LooksLike::Unknown);
        looks_like("工号,姓名,科室,事假\r\nBS0001,王\u{1}芳".as_bytes(), LooksLike::PlainText);
    }
}
