//! Contexts and complete lists of variants for the tests of the rooms.

use super::{Context, Lang};
use crate::domain::{CellRef, PassedOver, PersonId};
use std::{collections::BTreeMap, sync::LazyLock};

static SHEETS: LazyLock<Vec<String>> = LazyLock::new(|| vec!["花名册".to_owned(), "决定".to_owned()]);
static NAMES: LazyLock<BTreeMap<PersonId, String>> = LazyLock::new(|| {
    ["卫超强", "钱桂勇", "沈明秀"]
        .into_iter()
        .enumerate()
        .map(|(position, name)| (PersonId(u32::try_from(position).expect("three names")), name.to_owned()))
        .collect()
});

/// The Chinese context.
pub(super) fn zh() -> Context<'static> {
    Context { lang: Lang::ZhCn, sheets: &SHEETS, names: &NAMES }
}

/// The English context.
pub(super) fn en() -> Context<'static> {
    Context { lang: Lang::En, sheets: &SHEETS, names: &NAMES }
}

/// Samples of a type, at least one for each variant: a variant without a pattern doesn't compile, and a sample that
/// doesn't fit its pattern fails.
macro_rules! one_of_each {
    ($type:ty; $($pattern:pat => $sample:expr),+ $(,)?) => {{
        fn listed(value: &$type) {
            match value { $($pattern => {})+ }
        }
        let samples: Vec<$type> = vec![$({
            let sample: $type = $sample;
            assert!(matches!(&sample, $pattern), "{sample:?} isn't {}", stringify!($pattern));
            sample
        }),+];
        samples.iter().for_each(listed);
        samples
    }};
}
pub(super) use one_of_each;

/// Asserts that a text is there in both languages and differs.
#[track_caller]
pub(super) fn assert_both(text: impl Fn(Context<'static>) -> String) {
    let texts = [zh(), en()].map(text);
    assert!(texts.iter().all(|text| !text.trim().is_empty()), "{texts:?}");
    assert_ne!(texts[0], texts[1]);
    for (text, lang) in texts.iter().zip(["Chinese", "English"]) {
        assert!(!text.contains("  "), "{lang} has two spaces: {text}");
        assert!(!text.contains("{}"), "{lang} has an unfilled place: {text}");
    }
    let halfwidth = texts[0].chars().find(|mark| matches!(mark, ',' | ';' | '?'));
    assert!(halfwidth.is_none() || texts[0].contains(".00") || texts[0].contains(".50"), "{}", texts[0]);
    let fullwidth = texts[1].chars().find(|mark| matches!(mark, '，' | '；' | '。' | '（' | '：'));
    assert!(fullwidth.is_none(), "{}", texts[1]);
    assert_same_advice(&texts);
}

/// Asserts that a text tells to download first, or to work in a copy, in both languages or in none.
#[track_caller]
pub(super) fn assert_same_advice(texts: &[String; 2]) {
    let english = texts[1].to_lowercase();
    let says = |word: &str| english.contains(word);
    assert_eq!(texts[0].contains("先下载"), says("download") && says("first"), "{texts:?}");
    assert!(!texts[0].contains("副本") || says("copy"), "{texts:?}");
    assert!(!says("a copy") || texts[0].contains("副本"), "{texts:?}");
}

/// A cell of the roster by row and column from 0.
pub(super) const fn cell(row: u32, column: u16) -> CellRef {
    CellRef { sheet: 0, row, column }
}

/// All reasons why a row is no record.
pub(super) const PASSED_OVER: [PassedOver; 7] = [
    PassedOver::Blank,
    PassedOver::Total,
    PassedOver::Note,
    PassedOver::RepeatedHeader,
    PassedOver::Section,
    PassedOver::NothingGiven,
    PassedOver::Unusable,
];
