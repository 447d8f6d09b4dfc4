//! Problems of the input: what is wrong, and how to mend it. One exhaustive function for each language, in
//! a room of its own; what both need is here.

mod en;
mod zh;

use super::{Context, Lang, ProblemText, numbers::plain};
use crate::{
    domain::{Problem, words},
    notice::{LONGEST_SPAN, MAX_AMOUNT, SettingKey, SettingKind, YEARS},
};
use rust_decimal::Decimal;

/// Longer values are cut: the cell is named, and the sheet 问题清单 has the value whole.
const FOUND_CHARS: usize = 30;

impl Context<'_> {
    /// What is wrong and how to mend it.
    pub fn problem(&self, problem: &Problem) -> ProblemText {
        let (message, cure) = match self.lang {
            Lang::ZhCn => self.problem_zh(problem),
            Lang::En => self.problem_en(problem),
        };
        ProblemText { message, cure }
    }
}

/// A value in quotation marks, cut if it is long; `blank` if there is nothing.
fn quoted(found: &str, blank: &str) -> String {
    let found = found.trim();
    match found.char_indices().nth(FOUND_CHARS) {
        _ if found.is_empty() => blank.to_owned(),
        Some((end, _)) => format!("“{}…”", &found[..end]),
        None => format!("“{found}”"),
    }
}

/// What a percentage may mean as a score: its number, and the share that it is; itself twice if it is no number.
fn percent_readings(found: &str) -> [String; 2] {
    let bare = found.trim().trim_end_matches(['%', '％']);
    match words::number(bare.trim_end()) {
        Some(number) => [number, number / Decimal::ONE_HUNDRED].map(plain),
        None => [bare.to_owned(), found.to_owned()],
    }
}

/// Rows as people number them, runs joined: `3、7–9`. Of very many runs only the first are named.
fn row_runs(rows: &[u32], comma: &str, more: &str) -> String {
    const NAMED: usize = 12;
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows.iter().map(|row| row + 1) {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    let named = runs.iter().take(NAMED).map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}–{last}"),
    });
    let named = named.collect::<Vec<_>>().join(comma);
    if runs.len() > NAMED { named + more } else { named }
}

fn count_of(people: usize) -> u32 {
    u32::try_from(people).expect("ids of people are 32 bits wide")
}

/// What a setting's value must be.
pub(super) fn expected(lang: Lang, key: SettingKey) -> String {
    let text = match (lang, key.kind()) {
        (Lang::ZhCn, SettingKind::Year) => "年份",
        (Lang::ZhCn, SettingKind::Text) => "文字",
        (Lang::ZhCn, SettingKind::Share) => "比例（如 10%）",
        (Lang::ZhCn, SettingKind::Number(_)) => "数字",
        (Lang::ZhCn, SettingKind::Whole(_)) => "整数",
        (Lang::ZhCn, SettingKind::Amount | SettingKind::AmountByLevel) => "金额（元）",
        (Lang::ZhCn, SettingKind::Flag) => "“是”或“否”",
        (Lang::ZhCn, SettingKind::Choice(choices)) => return format!("“{}”之一", choices.join("”“")),
        (Lang::ZhCn, SettingKind::List) => "用“、”隔开的词",
        (Lang::ZhCn, SettingKind::Date) => "日期（如 2025-01-13）",
        (Lang::ZhCn, SettingKind::Dates) => "用“、”隔开的日期（如 2025-01-01、2025-01-28至2025-02-04）",
        (Lang::En, SettingKind::Year) => "a year",
        (Lang::En, SettingKind::Text) => "a text",
        (Lang::En, SettingKind::Share) => "a share (as in 10%)",
        (Lang::En, SettingKind::Number(_)) => "a number",
        (Lang::En, SettingKind::Whole(_)) => "a whole number",
        (Lang::En, SettingKind::Amount | SettingKind::AmountByLevel) => "an amount in yuan",
        (Lang::En, SettingKind::Flag) => "是 or 否",
        (Lang::En, SettingKind::Choice(choices)) => return format!("one of {}", choices.join(", ")),
        (Lang::En, SettingKind::List) => "words separated by 、",
        (Lang::En, SettingKind::Date) => "a date (as in 2025-01-13)",
        (Lang::En, SettingKind::Dates) => "dates separated by 、 (as in 2025-01-01、2025-01-28至2025-02-04)",
    };
    text.to_owned()
}

/// The range of a setting's value, with its limits, behind 应为 or “expected”.
pub(super) fn range(lang: Lang, key: SettingKey) -> String {
    let between = |min: String, max: String| match lang {
        Lang::ZhCn => format!(" {min} 至 {max}"),
        Lang::En => format!("{min} to {max}"),
    };
    match (lang, key.kind()) {
        (_, SettingKind::Share) => between("0".to_owned(), "100%".to_owned()),
        (_, SettingKind::Number(limits) | SettingKind::Whole(limits)) => {
            between(limits.min.to_string(), limits.max.to_string())
        }
        (Lang::ZhCn, SettingKind::Amount | SettingKind::AmountByLevel) => {
            format!(" 0 至 {} 亿元", MAX_AMOUNT / 100_000_000)
        }
        (Lang::En, SettingKind::Amount | SettingKind::AmountByLevel) => {
            format!("0 to {} million yuan", MAX_AMOUNT / 1_000_000)
        }
        (Lang::ZhCn, SettingKind::Year) => format!(" {} 至 {} 年", YEARS.start(), YEARS.end()),
        (Lang::En, SettingKind::Year) => format!("{} to {}", YEARS.start(), YEARS.end()),
        (Lang::ZhCn, SettingKind::Date) => "日历上真实的一天".to_owned(),
        (Lang::En, SettingKind::Date) => "a day of the calendar".to_owned(),
        (Lang::ZhCn, SettingKind::Dates) => {
            format!("日历上真实的日期，每段由先到后，首尾相隔不超过 {LONGEST_SPAN} 天")
        }
        (Lang::En, SettingKind::Dates) => {
            format!("days of the calendar, each span from first to last and no more than {LONGEST_SPAN} days apart")
        }
        // They have no limits that a value could be beyond.
        (_, SettingKind::Text | SettingKind::Flag | SettingKind::Choice(_) | SettingKind::List) => expected(lang, key),
    }
}

/// What a setting's value must be, with its limits.
pub(super) fn required(lang: Lang, key: SettingKey) -> String {
    let expected = expected(lang, key);
    match key.kind() {
        SettingKind::Text
        | SettingKind::Flag
        | SettingKind::Choice(_)
        | SettingKind::List
        | SettingKind::Date
        | SettingKind::Dates => expected,
        SettingKind::Year
        | SettingKind::Share
        | SettingKind::Number(_)
        | SettingKind::Whole(_)
        | SettingKind::Amount
        | SettingKind::AmountByLevel => match lang {
            Lang::ZhCn => format!("{expected}，限{}", range(lang, key)),
            Lang::En => format!("{expected}, {}", range(lang, key)),
        },
    }
}

/// How to mend a setting, and what counts until then.
fn meanwhile(lang: Lang, key: SettingKey) -> String {
    match (lang, key.default_text()) {
        (Lang::ZhCn, "") => "改正取值；在此之前视为未定".to_owned(),
        (Lang::ZhCn, default) => format!("改正取值；在此之前按默认值“{default}”"),
        (Lang::En, "") => "Correct the value; until then it counts as unset".to_owned(),
        (Lang::En, default) => format!("Correct the value; until then the default “{default}” counts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PersonId, Severity};
    use crate::{
        domain::{ColumnScope, Field, FileDoubt, Grade, Place, ProblemKind, SheetKind},
        i18n::testing::{assert_both, cell, en, one_of_each, zh},
        notice::Clause,
    };
    use rust_decimal_macros::dec;

    fn problem(found: &str, kind: ProblemKind) -> Problem {
        Problem::general(Severity::Error, Place::Cell(cell(11, 7)), found, kind)
    }

    #[track_caller]
    fn says(found: &str, kind: ProblemKind, chinese: [&str; 2], english: [&str; 2]) {
        let problem = problem(found, kind);
        for (context, [message, cure]) in [(zh(), chinese), (en(), english)] {
            let text = context.problem(&problem);
            assert_eq!((text.message.as_str(), text.cure.as_str()), (message, cure));
        }
    }

    fn every_kind() -> Vec<ProblemKind> {
        one_of_each! { ProblemKind;
            ProblemKind::NotANumber => ProblemKind::NotANumber,
            ProblemKind::NotWhole => ProblemKind::NotWhole,
            ProblemKind::Negative => ProblemKind::Negative,
            ProblemKind::OutOfRange { .. } => ProblemKind::OutOfRange { min: dec!(0), max: dec!(12) },
            ProblemKind::NotYesNo => ProblemKind::NotYesNo,
            ProblemKind::NotADate => ProblemKind::NotADate,
            ProblemKind::DateWithoutDay => ProblemKind::DateWithoutDay,
            ProblemKind::ImpossibleDate => ProblemKind::ImpossibleDate,
            ProblemKind::DateOutOfRange { .. } => ProblemKind::DateOutOfRange { first: 1950, last: 2025 },
            ProblemKind::NotAGrade => ProblemKind::NotAGrade,
            ProblemKind::NotAPastGrade => ProblemKind::NotAPastGrade,
            ProblemKind::NotACategory => ProblemKind::NotACategory,
            ProblemKind::NotAYear => ProblemKind::NotAYear,
            ProblemKind::ErrorCell => ProblemKind::ErrorCell,
            ProblemKind::FormulaWithoutValue => ProblemKind::FormulaWithoutValue,
            ProblemKind::KeyLostDigits => ProblemKind::KeyLostDigits,
            ProblemKind::PercentScore => ProblemKind::PercentScore,
            ProblemKind::StruckInPart { .. } => ProblemKind::StruckInPart { kept: "2".into() },
            ProblemKind::StruckOut => ProblemKind::StruckOut,
            ProblemKind::RowStruckOut => ProblemKind::RowStruckOut,
            ProblemKind::PromotionTwice { .. } => ProblemKind::PromotionTwice { year: 2023, other: cell(5, 3) },
            ProblemKind::PromotedWithoutGrade => ProblemKind::PromotedWithoutGrade,
            ProblemKind::NotAppraisedThisYear { .. } => ProblemKind::NotAppraisedThisYear { year: 2024 },
            ProblemKind::OwnerFilePassedOver => ProblemKind::OwnerFilePassedOver,
            ProblemKind::NoChecksum => ProblemKind::NoChecksum,
            ProblemKind::SheetNotWritten => ProblemKind::SheetNotWritten,
            ProblemKind::FileInDoubt(_) => ProblemKind::FileInDoubt(FileDoubt::UnusedTexts { count: 2 }),
            ProblemKind::QuoteOpen { .. } => ProblemKind::QuoteOpen { line: 12 },
            ProblemKind::ValuesOtherThanHeader { .. } => {
                ProblemKind::ValuesOtherThanHeader { line: 12, values: 9, header: 8 }
            },
            ProblemKind::NoName => ProblemKind::NoName,
            ProblemKind::NoKey => ProblemKind::NoKey,
            ProblemKind::KeyOfTwo { .. } => ProblemKind::KeyOfTwo { other: cell(6, 0) },
            ProblemKind::PersonTwice { .. } => ProblemKind::PersonTwice { other: cell(6, 0) },
            ProblemKind::Conflict { .. } => {
                ProblemKind::Conflict { field: Field::LeaveDays, other: cell(6, 7), other_found: "4".into() }
            },
            ProblemKind::PastGradeConflict { .. } => {
                ProblemKind::PastGradeConflict { year: 2022, other: cell(6, 7), other_found: "表扬".into() }
            },
            ProblemKind::UnknownColumn => ProblemKind::UnknownColumn,
            ProblemKind::ColumnTwice { .. } => {
                ProblemKind::ColumnTwice { header: "事假天数".into(), other: cell(0, 9) }
            },
            ProblemKind::ShareAsScore => ProblemKind::ShareAsScore,
            ProblemKind::IdOfTwo { .. } => ProblemKind::IdOfTwo { other: cell(6, 2) },
            ProblemKind::ListedAsLeft { .. } => ProblemKind::ListedAsLeft { people: 2 },
            ProblemKind::SaysLeft => ProblemKind::SaysLeft,
            ProblemKind::TitleOfPart => ProblemKind::TitleOfPart,
            ProblemKind::TableBeside => ProblemKind::TableBeside,
            ProblemKind::TablesSideBySide { .. } => ProblemKind::TablesSideBySide { columns: 7 },
            ProblemKind::ColumnYields { .. } => {
                ProblemKind::ColumnYields { header: "事假天数".into(), other: cell(0, 9) }
            },
            ProblemKind::ColumnElsewhere { .. } => ProblemKind::ColumnElsewhere { scope: ColumnScope::PartOfYear },
            ProblemKind::ColumnOfAnotherSheet { .. } => {
                ProblemKind::ColumnOfAnotherSheet { sheet: SheetKind::Decisions }
            },
            ProblemKind::HiddenColumn { .. } => ProblemKind::HiddenColumn { used: true },
            ProblemKind::DatesElsewhere => ProblemKind::DatesElsewhere,
            ProblemKind::SheetUnused { .. } => ProblemKind::SheetUnused { nearest: SheetKind::Ballots, understood: false },
            ProblemKind::RowsAboveHeader { .. } => ProblemKind::RowsAboveHeader { rows: 3 },
            ProblemKind::ForeignUnit => ProblemKind::ForeignUnit,
            ProblemKind::TitleOfOtherYear { .. } => ProblemKind::TitleOfOtherYear { year: 2025 },
            ProblemKind::ColumnInParts(_) => ProblemKind::ColumnInParts(Field::LeaveDays),
            ProblemKind::NobodyAppraised => ProblemKind::NobodyAppraised,
            ProblemKind::NoLeftColumn => ProblemKind::NoLeftColumn,
            ProblemKind::ConfirmedNoneContradicted { .. } => {
                ProblemKind::ConfirmedNoneContradicted { field: Field::Complaints }
            },
            ProblemKind::RowsOfOtherYear { .. } => ProblemKind::RowsOfOtherYear { rows: vec![2, 3] },
            ProblemKind::DecisionEarly { .. } => ProblemKind::DecisionEarly { year: 2024 },
            ProblemKind::UnknownSheet => ProblemKind::UnknownSheet,
            ProblemKind::SheetTwice(_) => ProblemKind::SheetTwice(SheetKind::Roster),
            ProblemKind::ColumnNeeded { .. } => {
                ProblemKind::ColumnNeeded { sheet: SheetKind::Decisions, header: "决定等次".into() }
            },
            ProblemKind::HiddenSheet => ProblemKind::HiddenSheet,
            ProblemKind::HiddenRows { .. } => ProblemKind::HiddenRows { rows: vec![2, 6, 7, 8] },
            ProblemKind::NoHeader(_) => ProblemKind::NoHeader(SheetKind::Settings),
            ProblemKind::UnknownSetting => ProblemKind::UnknownSetting,
            ProblemKind::SettingValue(_) => ProblemKind::SettingValue(SettingKey::ExcellentShare),
            ProblemKind::SettingRange(_) => ProblemKind::SettingRange(SettingKey::MinMonths),
            ProblemKind::SettingTwice(_) => ProblemKind::SettingTwice(SettingKey::Year),
            ProblemKind::ConfirmedNoneUnknown => ProblemKind::ConfirmedNoneUnknown,
            ProblemKind::RowForNobody => ProblemKind::RowForNobody,
            ProblemKind::RowForSeveral { .. } => {
                ProblemKind::RowForSeveral { candidates: vec![PersonId(1), PersonId(2)] }
            },
            ProblemKind::RowNameDiffers { .. } => ProblemKind::RowNameDiffers { roster: "卫超强".into() },
            ProblemKind::LedgerDiffers { .. } => ProblemKind::LedgerDiffers {
                field: Field::Complaints,
                sheet: SheetKind::Incidents,
                figure: "2".into(),
            },
            ProblemKind::NotAnIncident => ProblemKind::NotAnIncident,
            ProblemKind::NotAVerification => ProblemKind::NotAVerification,
            ProblemKind::VerificationBlank => ProblemKind::VerificationBlank,
            ProblemKind::NotStars => ProblemKind::NotStars,
            ProblemKind::StarsBlank => ProblemKind::StarsBlank,
            ProblemKind::IncidentWithoutDate => ProblemKind::IncidentWithoutDate,
            ProblemKind::IncidentOutOfYear { .. } => ProblemKind::IncidentOutOfYear { year: 2024 },
            ProblemKind::PerhapsOneIncident { .. } => ProblemKind::PerhapsOneIncident { other: cell(5, 3) },
            ProblemKind::IncidentTwice { .. } => ProblemKind::IncidentTwice { other: cell(5, 3) },
            ProblemKind::NotAMonthMark => ProblemKind::NotAMonthMark,
            ProblemKind::NotAMonth => ProblemKind::NotAMonth,
            ProblemKind::MonthTwice { .. } => ProblemKind::MonthTwice { month: 7, other: cell(5, 3) },
            ProblemKind::MonthsWithoutGrades => ProblemKind::MonthsWithoutGrades,
            ProblemKind::NotAVote => ProblemKind::NotAVote,
            ProblemKind::BallotVoid => ProblemKind::BallotVoid,
            ProblemKind::VotesForOtherGrade => ProblemKind::VotesForOtherGrade,
            ProblemKind::IncidentCount => ProblemKind::IncidentCount,
            ProblemKind::BallotTwice { .. } => ProblemKind::BallotTwice { other: cell(5, 3) },
            ProblemKind::PostReversed => ProblemKind::PostReversed,
            ProblemKind::PostsOverlap { .. } => ProblemKind::PostsOverlap { other: cell(5, 3) },
            ProblemKind::PostOutsideMonths { .. } => ProblemKind::PostOutsideMonths { month: 3 },
            ProblemKind::PostsBeyondMonths { .. } => ProblemKind::PostsBeyondMonths { months: 6 },
            ProblemKind::OtherVersion => ProblemKind::OtherVersion,
            ProblemKind::Recorded { .. } => ProblemKind::Recorded {
                place: "原文件 Sheet1".into(),
                message: "有隐藏行".into(),
                cure: "核对".into(),
            },
            ProblemKind::ResultsAsHistory { .. } => ProblemKind::ResultsAsHistory { year: 2023 },
            ProblemKind::HistoryOfDraft { .. } => ProblemKind::HistoryOfDraft { year: 2023 },
            ProblemKind::DecisionTwice { .. } => ProblemKind::DecisionTwice { other: cell(3, 2) },
            ProblemKind::NotARuling => ProblemKind::NotARuling,
            ProblemKind::DecisionNotAppraised => ProblemKind::DecisionNotAppraised,
            ProblemKind::ColumnMissing(_) => ProblemKind::ColumnMissing(Field::Complaints),
            ProblemKind::NoDateColumns => ProblemKind::NoDateColumns,
            ProblemKind::YearWithoutNotice { .. } => ProblemKind::YearWithoutNotice { year: 2025 },
            ProblemKind::LeftBeforeJoined => ProblemKind::LeftBeforeJoined,
            ProblemKind::NoMonths => ProblemKind::NoMonths,
            ProblemKind::MonthsDiffer { .. } => ProblemKind::MonthsDiffer { given: 5, derived: 6 },
            ProblemKind::ManagerMonthsBeyond { .. } => ProblemKind::ManagerMonthsBeyond { months: 9 },
            ProblemKind::ManagerMonthsUnused => ProblemKind::ManagerMonthsUnused,
            ProblemKind::NoLevel => ProblemKind::NoLevel,
            ProblemKind::FinedBeyond { .. } => {
                ProblemKind::FinedBeyond { total_field: Field::BadReviews, total: 2 }
            },
            ProblemKind::CircularsBeyondBreaches { .. } => ProblemKind::CircularsBeyondBreaches { breaches: 3 },
            ProblemKind::ScoreAboveMaximum { .. } => {
                ProblemKind::ScoreAboveMaximum { setting: SettingKey::MaxDiscipline, max: dec!(25) }
            },
            ProblemKind::FirstReviewDiffers { .. } => ProblemKind::FirstReviewDiffers { sum: dec!(86.5) },
            ProblemKind::NoScoreAtAll => ProblemKind::NoScoreAtAll,
            ProblemKind::GradeNotPast { .. } => ProblemKind::GradeNotPast { year: 2024 },
            ProblemKind::NoCategory => ProblemKind::NoCategory,
            ProblemKind::DecidedBarred { .. } => ProblemKind::DecidedBarred { bars: vec![Clause::BarLeave] },
            ProblemKind::DecidedBeyondQuota { .. } => ProblemKind::DecidedBeyondQuota {
                grade: Grade::Excellent,
                quota: 2,
                people: vec![PersonId(0), PersonId(1), PersonId(2)],
            },
            ProblemKind::DemotionWithoutCase => ProblemKind::DemotionWithoutCase,
            ProblemKind::NoNominee { .. } => ProblemKind::NoNominee { pool: None },
            ProblemKind::PromotionNotPast => ProblemKind::PromotionNotPast,
            ProblemKind::LastYearUnknown { .. } => ProblemKind::LastYearUnknown { year: 2023 },
            ProblemKind::AmountUnset { .. } => {
                ProblemKind::AmountUnset { setting: SettingKey::AllowanceRate, level: Some("三级".into()) }
            },
            ProblemKind::SettingsUnconfirmed => ProblemKind::SettingsUnconfirmed,
            ProblemKind::ShareBeyondNotice { .. } => ProblemKind::ShareBeyondNotice {
                setting: SettingKey::ExcellentShare,
                share: dec!(0.12),
                limit: dec!(0.1),
            },
            ProblemKind::WeightsNotOne { .. } => ProblemKind::WeightsNotOne { sum: dec!(1.1) },
            ProblemKind::SettlingIncomplete => ProblemKind::SettlingIncomplete,
            ProblemKind::SettlingLapsed { .. } => {
                ProblemKind::SettlingLapsed { on: chrono::NaiveDate::MIN, moved: true }
            },
            ProblemKind::SettlingUnsealed => ProblemKind::SettlingUnsealed,
            ProblemKind::PublicityBeforeSettling { .. } => {
                ProblemKind::PublicityBeforeSettling { settled: chrono::NaiveDate::MIN }
            },
            ProblemKind::PublicityReversed { .. } => {
                ProblemKind::PublicityReversed { from: chrono::NaiveDate::MIN }
            },
            ProblemKind::PublicityShort { .. } => ProblemKind::PublicityShort { days: 3, wanted: 5 },
        }
    }

    #[test]
    fn every_problem_has_a_message_and_a_cure_in_both_languages() {
        // What a workbook recorded is told as it stands there.
        for kind in every_kind().into_iter().filter(|kind| !matches!(kind, ProblemKind::Recorded { .. })) {
            assert_both(|context| context.problem(&problem("3", kind.clone())).message);
            assert_both(|context| context.problem(&problem("3", kind.clone())).cure);
        }
    }

    #[test]
    fn messages_are_one_sentence_without_a_full_stop() {
        for kind in every_kind() {
            for context in [zh(), en()] {
                let ProblemText { message, cure } = context.problem(&problem("3", kind.clone()));
                assert!(!message.ends_with(['。', '.']), "{message}");
                assert!(!cure.ends_with(['。', '.']), "{cure}");
                assert!(message.chars().count() <= 130, "{message}");
                assert!(cure.chars().count() <= 100, "{cure}");
            }
        }
    }

    #[test]
    fn every_setting_says_what_it_expects() {
        for key in SettingKey::ALL {
            for kind in [ProblemKind::SettingValue(*key), ProblemKind::SettingRange(*key)] {
                assert_both(|context| context.problem(&problem("一成", kind.clone())).message);
                assert_both(|context| context.problem(&problem("一成", kind.clone())).cure);
            }
        }
    }

    #[test]
    fn a_cell_says_what_was_expected_and_found() {
        says(
            "4小时",
            ProblemKind::NotANumber,
            ["应为数字，实为“4小时”", "改成数字，如 3 或 0.5；次数、天数、金额没有的填 0，得分没有的留空"],
            [
                "Expected a number, but found “4小时”",
                "Enter a number such as 3 or 0.5; if there is none: 0 for counts and amounts, blank for scores",
            ],
        );
        says(
            "13",
            ProblemKind::OutOfRange { min: dec!(0), max: dec!(12.0) },
            ["应在 0 至 12 之间，实为“13”", "核对后改成范围之内的数"],
            ["Expected 0 to 12, but found “13”", "Check it and enter a number within the range"],
        );
    }

    #[test]
    fn a_cell_struck_out_in_part_shows_both_readings() {
        says(
            &format!("{}2", crate::roster::struck("3")),
            ProblemKind::StruckInPart { kept: "2".into() },
            ["原文“32”划去了一部分，划去后为“2”", "只留下正确的内容，取消删除线"],
            [
                "A part of “32” is struck out, which leaves “2”",
                "Keep only what is right and take the strikethrough away",
            ],
        );
    }

    #[test]
    fn a_score_per_cent_shows_both_readings() {
        says(
            "95.5%",
            ProblemKind::PercentScore,
            ["得分不能用百分比：“95.5%”是 95.5 分，还是 0.955 分？", "核对后改成不带百分号的分数，单元格格式设为常规"],
            [
                "A score can't be a percentage: is “95.5%” 95.5 points or 0.955?",
                "Check it, enter the score without a per cent sign, and format the cell as General",
            ],
        );
    }

    #[test]
    fn a_conflict_names_both_cells_figures() {
        says(
            "3",
            ProblemKind::Conflict { field: Field::LeaveDays, other: cell(6, 7), other_found: "4".into() },
            ["“事假天数”此处为“3”，花名册!H7 为“4”", "核实后改成一致；两个数不会相加，也不会取其中一个"],
            [
                "事假天数 (personal leave) is “3” here, but “4” at 花名册!H7",
                "Check and make both the same; they are neither added up nor is one picked",
            ],
        );
    }

    #[test]
    fn a_missing_column_names_the_clauses_that_wait() {
        says(
            "核实投诉数",
            ProblemKind::ColumnMissing(Field::Complaints),
            [
                "花名册没有“核实投诉数”这一列，五(六)2、五(七)1、六(三)5(3) 未能判断",
                "补上这一列；确实无人有此情形的，写入方案“无此情形”",
            ],
            [
                "The roster has no column 核实投诉数 (verified complaints); not evaluated: 五(六)2, 五(七)1, 六(三)5(3)",
                "Add the column; if nobody has such a case, say so in the setting 无此情形",
            ],
        );
    }

    #[test]
    fn decisions_beyond_the_quota_name_everyone() {
        says(
            "",
            ProblemKind::DecidedBeyondQuota {
                grade: Grade::Excellent,
                quota: 2,
                people: vec![PersonId(0), PersonId(1), PersonId(2)],
            },
            ["决定为优秀的有 3 人（卫超强、钱桂勇、沈明秀），名额只有 2 个，都没有采用", "把其中 1 人改定为其他等次"],
            [
                "3 people were decided 优秀 (卫超强, 钱桂勇, 沈明秀), but places are 2; none of the decisions was used",
                "Decide another grade for 1 of them",
            ],
        );
    }

    #[test]
    fn a_setting_says_what_counts_meanwhile() {
        says(
            "一成",
            ProblemKind::SettingValue(SettingKey::ExcellentShare),
            ["“优秀比例”应为比例（如 10%），实为“一成”", "改正取值；在此之前按默认值“10%”"],
            [
                "优秀比例 (share of 优秀): expected a share (as in 10%), but found “一成”",
                "Correct the value; until then the default “10%” counts",
            ],
        );
        says(
            "-1",
            ProblemKind::SettingRange(SettingKey::BonusRate),
            ["“年终奖金月标准”应为 0 至 1 亿元，实为“-1”", "改正取值；在此之前视为未定"],
            [
                "年终奖金月标准 (monthly rate of the year-end bonus): expected 0 to 100 million yuan, but found “-1”",
                "Correct the value; until then it counts as unset",
            ],
        );
        says(
            "全院",
            ProblemKind::SettingValue(SettingKey::QuotaScope),
            ["“名额范围”应为“全中心”“分考核组”之一，实为“全院”", "改正取值；在此之前按默认值“全中心”"],
            [
                "名额范围 (scope of the quotas): expected one of 全中心, 分考核组, but found “全院”",
                "Correct the value; until then the default “全中心” counts",
            ],
        );
    }

    #[test]
    fn values_are_cut_when_long_and_said_when_blank() {
        assert_eq!(quoted(" ", "空白"), "空白");
        assert_eq!(quoted(&"长".repeat(30), "空白"), format!("“{}”", "长".repeat(30)));
        assert_eq!(quoted(&"长".repeat(31), "空白"), format!("“{}…”", "长".repeat(30)));
    }
}
