//! Promotion by runs of years.

use super::{
    LevelStep, OutcomeKind, PromotionRun,
    facts::{Facts, Reading},
};
use crate::{
    domain::{Fact, Field, Grade, PastGrade, Problem, ProblemKind, Source},
    notice::{SettingKey, Settings},
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What the records say about one run.
enum RunState {
    Complete,
    /// Complete but for these years with no record.
    Open(Vec<i32>),
    Broken,
}

/// One level up for 优秀 this year and last, or 表扬 this year and the three before. Only years after the last
/// promotion count; a year known to be without a grade breaks a run, and one with no record that 入职日期 doesn't explain
/// leaves it to be checked (晋升待核).
///
/// Clause: 六(一) (promotion).
pub(super) fn promotion(
    facts: Facts<'_>,
    settings: &Settings,
    grade: Grade,
    problems: &mut Vec<Problem>,
) -> Option<OutcomeKind> {
    let year = settings.year();
    let last_promotion = match facts.last_promotion() {
        Reading::Known(Some(last), _) if last > year => {
            let kind = ProblemKind::PromotionNotPast;
            problems.push(Problem::error(facts.place(Field::LastPromotion), facts.person.id, last.to_string(), kind));
            None
        }
        Reading::Known(last, _) => Some(last),
        Reading::NotGiven | Reading::Absent | Reading::Faulty => None,
    };
    let since = last_promotion.flatten();

    let excellent_counts = settings.flag(SettingKey::ExcellentCountsAsCommended);
    let mut to_check = None;
    for by in [PromotionRun::TwoExcellent, PromotionRun::FourCommended] {
        let fits = |grade| match by {
            PromotionRun::TwoExcellent => grade == Grade::Excellent,
            PromotionRun::FourCommended => grade == Grade::Commended || (excellent_counts && grade == Grade::Excellent),
        };
        if !fits(grade) {
            continue;
        }
        match run(facts, year - by.years() + 1..year, since, fits) {
            RunState::Complete if last_promotion.is_some() => {
                return Some(OutcomeKind::Promotion { by, step: level_step(facts, settings) });
            }
            RunState::Complete => {
                to_check.get_or_insert(OutcomeKind::PromotionToCheck {
                    by,
                    years: Vec::new(),
                    last_promotion_unknown: true,
                });
            }
            RunState::Open(years) => {
                let last_promotion_unknown = last_promotion.is_none();
                to_check.get_or_insert(OutcomeKind::PromotionToCheck { by, years, last_promotion_unknown });
            }
            RunState::Broken => {}
        }
    }
    to_check
}

/// What promotion rests on: the grades of the years that a run could need, this year's first, and the last promotion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromotionRecord {
    /// Year, grade if there is a record, and where it stands. The appraised year has no cell.
    pub years: Vec<(i32, Option<PastGrade>, Option<Source>)>,
    /// 上次晋升年度, with its source; nothing inside if there was none; nothing at all if that isn't known.
    pub last_promotion: Option<(Option<i32>, Source)>,
    /// Whether a year 优秀 stands for 表扬 in the four (setting 优秀年度计入表扬连续).
    pub excellent_counts: bool,
}

/// The record that [`promotion`] looks at.
pub(super) fn record(facts: Facts<'_>, settings: &Settings, grade: Grade) -> PromotionRecord {
    let year = settings.year();
    let past = (year - PromotionRun::FourCommended.years() + 1..year).rev().map(|past| {
        let source = match facts.person.past_grades.get(&past) {
            Some(Fact::Known(_, source)) => Some(source.clone()),
            Some(Fact::Blank(cell) | Fact::Faulty { cell, .. }) => Some(Source::Cell(*cell)),
            Some(Fact::Absent) | None => None,
        };
        (past, facts.past_grade(past), source)
    });
    let last_promotion = match facts.last_promotion() {
        Reading::Known(last, source) => Some((last, source)),
        Reading::NotGiven | Reading::Absent | Reading::Faulty => None,
    };
    PromotionRecord {
        years: std::iter::once((year, Some(PastGrade::Grade(grade)), None)).chain(past).collect(),
        last_promotion,
        excellent_counts: settings.flag(SettingKey::ExcellentCountsAsCommended),
    }
}

fn run(facts: Facts<'_>, years: Range<i32>, since: Option<i32>, fits: impl Fn(Grade) -> bool) -> RunState {
    let joined = facts.date(Field::Joined).known().map(|date| date.year());
    let mut open = Vec::new();
    for past in years {
        if since.is_some_and(|since| past <= since) {
            return RunState::Broken;
        }
        match facts.past_grade(past) {
            Some(PastGrade::Grade(grade)) if fits(grade) => {}
            Some(_) => return RunState::Broken,
            None if joined.is_some_and(|joined| joined > past) => return RunState::Broken,
            None => open.push(past),
        }
    }
    if open.is_empty() { RunState::Complete } else { RunState::Open(open) }
}

fn level_step(facts: Facts<'_>, settings: &Settings) -> LevelStep {
    let level = facts.person.text(Field::Level);
    let order = settings.list(SettingKey::LevelOrder);
    if order.is_empty() {
        return LevelStep::NoOrder;
    }
    match order.iter().position(|other| other == level) {
        Some(at) => match order.get(at + 1) {
            Some(next) => LevelStep::Up { from: level.to_owned(), to: next.clone() },
            None => LevelStep::AtTop(level.to_owned()),
        },
        None => LevelStep::NotInOrder(level.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::testing::Case;
    use Grade::{Commended, Excellent, Qualified};

    /// A roster of one whose final grade is decided, with grades of earlier years from last year backwards.
    fn case(grade: Grade, past: &[Option<Grade>]) -> Case {
        let mut case = Case::alone_with_room().decide(grade).blank(Field::LastPromotion);
        for (back, grade) in (1..).zip(past) {
            case = case.past(2024 - back, *grade);
        }
        case
    }

    #[track_caller]
    fn outcome(case: Case, expected: &str) {
        let evaluation = case.evaluate();
        let kinds: Vec<&OutcomeKind> = evaluation.outcomes.iter().map(|outcome| &outcome.kind).collect();
        let promotion = kinds.iter().find_map(|kind| match kind {
            OutcomeKind::Promotion { .. } | OutcomeKind::PromotionToCheck { .. } => Some(kind.term()),
            _ => None,
        });
        assert_eq!(promotion.unwrap_or(""), expected);
    }

    #[test]
    fn promotion_by_two_years_excellent() {
        outcome(case(Excellent, &[Some(Excellent)]), "晋升建议");
        outcome(case(Excellent, &[Some(Commended)]), "");
        outcome(case(Commended, &[Some(Excellent)]), "");
        outcome(case(Excellent, &[None]), "晋升待核");
        outcome(case(Excellent, &[]), "晋升待核");
    }

    #[test]
    fn promotion_by_four_years_commended() {
        let c = Some(Commended);
        outcome(case(Commended, &[c, c, c]), "晋升建议");
        outcome(case(Commended, &[c, c, Some(Qualified)]), "");
        outcome(case(Commended, &[c, c, None]), "晋升待核");
        outcome(case(Commended, &[c, None, Some(Qualified)]), "");
        outcome(case(Qualified, &[c, c, c]), "");
    }

    #[test]
    fn promotion_counts_anew_after_the_last_one() {
        let c = Some(Commended);
        outcome(case(Commended, &[c, c, c]).year(Field::LastPromotion, 2020), "晋升建议");
        outcome(case(Commended, &[c, c, c]).year(Field::LastPromotion, 2021), "");
        outcome(case(Excellent, &[Some(Excellent)]).year(Field::LastPromotion, 2022), "晋升建议");
        outcome(case(Excellent, &[Some(Excellent)]).year(Field::LastPromotion, 2023), "");
        // The promotion that this very year led to: carried out, so nothing is left to suggest.
        outcome(case(Excellent, &[Some(Excellent)]).year(Field::LastPromotion, 2024), "");
        outcome(case(Excellent, &[Some(Excellent)]).year(Field::LastPromotion, 2025), "晋升待核");
        // A year before the last promotion isn't a missing record: it just doesn't count.
        outcome(case(Excellent, &[None]).year(Field::LastPromotion, 2023), "");
    }

    #[test]
    fn promotion_a_year_known_to_be_without_a_grade_breaks_the_run() {
        let c = Some(Commended);
        outcome(case(Excellent, &[]).not_appraised(2023), "");
        for year in 2021..2024 {
            outcome(case(Commended, &[c, c, c]).not_appraised(year), "");
            outcome(case(Commended, &[None, None, None]).not_appraised(year), "");
        }
        // Outside of the run it is no matter.
        outcome(case(Excellent, &[Some(Excellent)]).not_appraised(2022), "晋升建议");
        outcome(case(Commended, &[c, c, c]).not_appraised(2020), "晋升建议");
    }

    #[test]
    fn promotion_years_before_joining_are_no_gap_in_the_record() {
        let c = Some(Commended);
        outcome(case(Commended, &[c, c, None]).date(Field::Joined, (2021, 12, 31)), "晋升待核");
        outcome(case(Commended, &[c, c, None]).date(Field::Joined, (2022, 1, 1)), "");
    }

    #[test]
    fn promotion_excellent_stands_for_commended_only_by_the_setting() {
        let (c, e) = (Some(Commended), Some(Excellent));
        outcome(case(Commended, &[e, c, c]), "");
        let counts = |case: Case| case.setting(SettingKey::ExcellentCountsAsCommended, "是");
        outcome(counts(case(Commended, &[e, c, c])), "晋升建议");
        outcome(counts(case(Excellent, &[c, c, c])), "晋升建议");
        outcome(case(Excellent, &[c, c, c]), "");
    }

    #[test]
    fn promotion_without_the_column_of_the_last_one_is_to_be_checked() {
        outcome(case(Excellent, &[Some(Excellent)]).absent(Field::LastPromotion), "晋升待核");
        let confirmed = case(Excellent, &[Some(Excellent)])
            .absent(Field::LastPromotion)
            .setting(SettingKey::ConfirmedNone, "上次晋升年度");
        outcome(confirmed, "晋升建议");
    }

    #[test]
    fn promotion_goes_one_level_up() {
        let step = |level: &str| {
            let evaluation = case(Excellent, &[Some(Excellent)])
                .text(Field::Level, level)
                .setting(SettingKey::LevelOrder, "一级、二级、三级")
                .evaluate();
            evaluation.outcomes.into_iter().find_map(|outcome| match outcome.kind {
                OutcomeKind::Promotion { step, .. } => Some(step),
                _ => None,
            })
        };
        assert_eq!(step("一级"), Some(LevelStep::Up { from: "一级".into(), to: "二级".into() }));
        assert_eq!(step("三级"), Some(LevelStep::AtTop("三级".into())));
        assert_eq!(step("九级"), Some(LevelStep::NotInOrder("九级".into())));
    }
}
