//! Text as it is compared and kept: NFKC, without what can't be seen, trimmed; and what of it is struck out.

use unicode_normalization::UnicodeNormalization;

/// NFKC, without zero-width, control and direction characters and those that XML forbids, trimmed; line breaks and tabs
/// become spaces.
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

/// A name: white space inside is removed if the name is Chinese, and made single spaces otherwise; of the signs that
/// input methods give between the parts of a name there is one.
pub(super) fn name(text: &str) -> String {
    let text = one_interpunct(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let chinese = text.chars().any(is_han);
    words.join(if chinese { "" } else { " " })
}

/// The text with one sign between the parts of a name, whichever of them it has.
pub fn one_interpunct(text: &str) -> String {
    text.replace(['•', '・', '‧', '∙', '⋅'], "·")
}

/// Stands behind every character that is struck out, as in plain text everywhere: so a struck-out text fits no column,
/// and is still struck out when it is written and read again.
const STRUCK: char = '\u{336}';

/// What of a cell is struck out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Strike {
    /// A part.
    Part {
        /// The text without that part.
        kept: String,
    },
    /// All of it.
    Whole,
}

/// A text as struck out. White space bears no mark, so that it can be trimmed.
pub fn struck(text: &str) -> String {
    let marked = |c: char| [Some(c), (!c.is_whitespace()).then_some(STRUCK)];
    unstruck(text).chars().flat_map(marked).flatten().collect()
}

/// A text with what is struck out of it left in, but no longer marked.
pub fn unstruck(text: &str) -> String {
    text.replace(STRUCK, "")
}

/// What of a text is struck out, if anything is.
pub(super) fn strike(text: &str) -> Option<Strike> {
    if !text.contains(STRUCK) {
        return None;
    }
    let mut kept = String::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if characters.next_if_eq(&STRUCK).is_none() {
            kept.push(character);
        }
    }
    let kept = normalise(&kept);
    Some(if kept.is_empty() { Strike::Whole } else { Strike::Part { kept } })
}

/// Whether a character is Chinese.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Zero-width characters, marks and overrides of direction, variation selectors, tags; what no XML can hold.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}'
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
            ("a\u{0}b\u{1f}\u{7f}\u{9f}", "ab"),
            ("王\u{fffe}芳\u{ffff}", "王芳"),
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

    #[test]
    fn the_sign_between_the_parts_of_a_name_is_one() {
        for sign in ['·', '•', '・', '･', '‧', '∙', '⋅'] {
            assert_eq!(name(&normalise(&format!("阿里{sign}买买提"))), "阿里·买买提", "{sign}");
        }
        assert_eq!(name("阿里.买买提"), "阿里.买买提", "a full stop may be anything");
    }

    #[test]
    fn what_is_struck_out_is_marked_in_the_text() {
        let part = |kept: &str| Some(Strike::Part { kept: kept.to_owned() });
        assert_eq!(strike(&format!("{}2", struck("3"))), part("2"));
        assert_eq!(strike(&normalise(&format!("{}4", struck("6 ")))), part("4"));
        assert_eq!(strike(&format!("{}张伟", struck("张玮"))), part("张伟"));
        assert_eq!(strike(&struck(" 6 天")), Some(Strike::Whole));
        assert_eq!(strike("32"), None);
        assert_eq!(struck(&struck("32")), struck("32"), "struck out once");
        assert_eq!(unstruck(&struck("3 2")), "3 2");
        assert_eq!(normalise(&struck("Ｋ1")), struck("K1"), "NFKC leaves the marks");
    }
}
