//! Text in the encodings of Chinese offices: UTF-8, UTF-16 with its mark, GB18030 (and so GBK and GB2312).

use super::{Fault, LooksLike};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of bytes: by the mark at their beginning, else UTF-8 if it is valid, else GB18030.
///
/// # Errors
/// [`Fault::Other`]: text in none of them, which would only come out garbled.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Fault> {
    let unknown = || Fault::Other(LooksLike::Unknown);
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
        return text.ok_or_else(unknown);
    }
    let strict = |encoding: &'static Encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes);
    strict(UTF_8).or_else(|| strict(GB18030).filter(|text| !has_private_characters(text))).ok_or_else(unknown)
}

/// The encoding that a part of XML says it is in, by its first bytes: nothing for UTF-8, or where nothing is said.
pub(super) fn of_xml(start: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(start) {
        return Some(encoding).filter(|encoding| *encoding != UTF_8);
    }
    match start {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let end = start.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(&start[..end]).ok()?.strip_prefix("<?xml")?;
    let named = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = named.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
    let label = named[1..].split(quote).next()?;
    Encoding::for_label(label.as_bytes()).filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding))
}

/// Whether many characters are such as no text has: bytes of something else happen to be valid GB18030.
fn has_private_characters(text: &str) -> bool {
    let odd = text.chars().filter(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}')).count();
    odd * 20 > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn decodes(bytes: &[u8], expected: &str) {
        assert_eq!(decode(bytes).as_deref(), Ok(expected));
    }

    #[test]
    fn every_encoding_gives_the_text() {
        decodes("姓名,施浩".as_bytes(), "姓名,施浩");
        decodes("\u{feff}姓名".as_bytes(), "姓名");
        decodes(b"\xd0\xd5\xc3\xfb,\xca\xa9\xba\xc6", "姓名,施浩");
        // 㘽 stands outside of GBK.
        decodes(b"\xd0\xd5\xc3\xfb\x82\x30\xa9\x37", "姓名㘽");
        decodes(b"\xff\xfe\xd3\x59\x0d\x54", "姓名");
        decodes(b"\xfe\xff\x59\xd3\x54\x0d", "姓名");
    }

    #[test]
    fn xml_says_what_it_is_in() {
        for (start, expected) in [
            (b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>".as_slice(), None),
            (b"<?xml version='1.0' encoding = 'gb2312' ?>", Encoding::for_label(b"gbk")),
            (b"\xff\xfe<\0?\0", Some(UTF_16LE)),
            (b"\xfe\xff\0<", Some(UTF_16BE)),
            (b"<\0?\0x\0", Some(UTF_16LE)),
            (b"\0<\0?", Some(UTF_16BE)),
            (b"\xef\xbb\xbf<?xml?>", None),
            // What is in single bytes can't be in two, whatever it says.
            (b"<?xml encoding='utf-16'?>", None),
            (b"<sheet encoding='gbk'>", None),
            (b"<?xml encoding='nonsense'?>", None),
            (b"", None),
        ] {
            assert_eq!(of_xml(start), expected, "{:?}", String::from_utf8_lossy(start));
        }
    }

    #[test]
    fn what_is_in_none_of_them_is_refused() {
        for bytes in [b"\xff\xfe\xd3".as_slice(), b"\xd0\xff\x00", b"\xef\xbb\xbf\xff"] {
            assert_eq!(decode(bytes), Err(Fault::Other(LooksLike::Unknown)), "{bytes:?}");
        }
    }
}
