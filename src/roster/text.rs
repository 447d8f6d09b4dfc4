//! Text as it is compared and kept: NFKC, without what can't be seen, trimmed.

use unicode_normalization::UnicodeNormalization;

/// NFKC, without zero-width, control and direction characters, trimmed; line breaks and tabs become spaces.
pub fn normalise(text: &str) -> String {
    // Most cells are plain; NFKC leaves ASCII and common Chinese characters alone but costs a table look-up each.
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.trim().to_owned();
    }
    let visible = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    });
    let normal: String = visible.nfkc().filter(|c| !is_invisible(*c)).collect();
    normal.trim().to_owned()
}

/// Words that people wrote for people: only what can't be seen goes, for full-width marks are right in Chinese.
pub(super) fn words(text: &str) -> String {
    let seen = text.chars().filter_map(|c| match c {
        '\n' => Some(c),
        '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() || is_invisible(c) => None,
        c => Some(c),
    });
    seen.collect::<String>().trim().to_owned()
}

/// [`normalise`], and without any white space: headers, keys, words of a choice.
pub(super) fn compact(text: &str) -> String {
    normalise(text).split_whitespace().collect()
}

/// A name: white space inside is removed if the name is Chinese, and made single spaces otherwise.
pub(super) fn name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let chinese = text.chars().any(is_han);
    words.join(if chinese { "" } else { " " })
}

/// Whether a character is Chinese.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Zero-width characters, marks and overrides of direction, variation selectors, tags.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_made_comparable() {
        for (text, expected) in [
            ("  BS0001 ", "BS0001"),
            ("ＢＳ０００１", "BS0001"),
            ("王\u{200b}芳", "王芳"),
            ("\u{202e}王芳\u{202c}", "王芳"),
            ("\u{feff}姓名", "姓名"),
            ("事假\r\n(天)", "事假  (天)"),
            ("\u{3000}施浩\u{3000}", "施浩"),
            ("a\u{0}b", "ab"),
            ("✓\u{fe0f}", "✓"),
            ("３％", "3%"),
            ("<script>", "<script>"),
            ("\u{a0}", ""),
        ] {
            assert_eq!(normalise(text), expected, "{text:?}");
        }
    }

    #[test]
    fn chinese_names_have_no_space_inside() {
        assert_eq!(name("姜  静"), "姜静");
        assert_eq!(name("John   Smith"), "John Smith");
    }
}
