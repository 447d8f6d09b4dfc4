//! What follows from a result, and who isn't appraised.

use super::{Context, Lang};
use crate::{
    domain::{Field, Grade},
    i18n::numbers,
    notice::{Clause, SettingKey},
    rules::{LevelStep, NotInPost, OutcomeKind, PromotionRun},
};
use chrono::NaiveDate;

impl Context<'_> {
    /// 内容 of 结果运用; for 表彰 exactly 优秀, 表扬 or 敬业奉献. The years of a run are left out: see
    /// [`Context::outcome_in`].
    pub fn outcome(&self, kind: &OutcomeKind) -> String {
        self.outcome_text(kind, None)
    }

    /// 内容 of 结果运用, with the years that a run consists of, as in `三级 → 四级（2023、2024 年连续优秀）`.
    pub fn outcome_in(&self, kind: &OutcomeKind, year: i32) -> String {
        self.outcome_text(kind, Some(year))
    }

    fn outcome_text(&self, kind: &OutcomeKind, year: Option<i32>) -> String {
        match kind {
            OutcomeKind::Promotion { by, step } => self.promotion(self.lang.run(*by, year), step),
            OutcomeKind::PromotionToCheck { by, years, last_promotion_unknown } => {
                self.promotion_to_check(*by, years, *last_promotion_unknown)
            }
            OutcomeKind::Return(clause) => self.return_to_agency(*clause),
            OutcomeKind::LastPlace { score, rank } => {
                let score = numbers::score(*score);
                match self.lang {
                    Lang::ZhCn => format!("初评综合分 {score}，第 {rank} 名"),
                    Lang::En => format!("初评综合分 (first-review score) {score}, rank {rank}"),
                }
            }
            OutcomeKind::Commendation(reason) => self.commended_for(*reason),
        }
    }

    fn promotion(&self, run: String, step: &LevelStep) -> String {
        let order = SettingKey::LevelOrder.term();
        match (self.lang, step) {
            (Lang::ZhCn, LevelStep::Up { from, to }) => format!("{from} → {to}（{run}）"),
            (Lang::ZhCn, LevelStep::AtTop(level)) => format!("{run}，但{level}已是最高级别，无级可升"),
            (Lang::ZhCn, LevelStep::NotInOrder(level)) if level.is_empty() => {
                format!("{run}，岗位工资可晋升一级；花名册未填岗位级别，升至何级待决")
            }
            (Lang::ZhCn, LevelStep::NotInOrder(level)) => {
                format!("{run}，岗位工资可晋升一级；“{level}”不在{order}中，升至何级待决")
            }
            (Lang::ZhCn, LevelStep::NoOrder) => format!("{run}，岗位工资可晋升一级；{order}未定，升至何级待决"),
            (Lang::En, LevelStep::Up { from, to }) => format!("{from} → {to} ({run})"),
            (Lang::En, LevelStep::AtTop(level)) => {
                format!("{run}, but {level} is already the top level, so there is none above it")
            }
            (Lang::En, LevelStep::NotInOrder(level)) if level.is_empty() => {
                format!("{run}: one pay level up; which level is still to be decided, for the roster gives no 岗位级别")
            }
            (Lang::En, LevelStep::NotInOrder(level)) => {
                format!("{run}: one pay level up; which level is still to be decided, for “{level}” isn't in {order}")
            }
            (Lang::En, LevelStep::NoOrder) => {
                format!("{run}: one pay level up; which level is still to be decided, for {order} is unset")
            }
        }
    }

    fn promotion_to_check(&self, by: PromotionRun, years: &[i32], last_promotion_unknown: bool) -> String {
        let run = self.lang.run(by, None);
        let listed = self.lang.list(years.iter().map(i32::to_string));
        let column = self.lang.column(Field::LastPromotion);
        let mut gaps = Vec::new();
        match self.lang {
            Lang::ZhCn => {
                if !years.is_empty() {
                    gaps.push(format!("{listed} 年没有考核记录"));
                }
                if last_promotion_unknown {
                    gaps.push(format!("{column}不详"));
                }
                format!("{}，补齐后再核是否{run}", gaps.join("，"))
            }
            Lang::En => {
                if !years.is_empty() {
                    gaps.push(format!("no record of {listed}"));
                }
                if last_promotion_unknown {
                    gaps.push(format!("{column} unknown"));
                }
                format!("{}; to be checked for {run} when that is known", gaps.join(", "))
            }
        }
    }

    fn return_to_agency(&self, clause: Clause) -> String {
        let (barely, unqualified) = (Grade::BarelyQualified.term(), Grade::Unqualified.term());
        match (self.lang, clause) {
            (Lang::ZhCn, Clause::TerminationTwoYears) => format!("连续两年{barely}，提请领导班子会议讨论"),
            (Lang::ZhCn, Clause::TerminationUnqualified) => format!("本年度{unqualified}，提请领导班子会议讨论"),
            (Lang::ZhCn, other) => format!("依{} 提请领导班子会议讨论", other.number()),
            (Lang::En, Clause::TerminationTwoYears) => {
                format!("{barely} two years running, for the leadership meeting to discuss")
            }
            (Lang::En, Clause::TerminationUnqualified) => {
                format!("{unqualified} this year, for the leadership meeting to discuss")
            }
            (Lang::En, other) => format!("By {}, for the leadership meeting to discuss", other.number()),
        }
    }

    /// 原因 of 未参加考核.
    pub fn not_in_post(&self, reason: &NotInPost, year: i32) -> String {
        match (self.lang, reason) {
            (Lang::ZhCn, NotInPost::JoinedAfter(date)) => {
                format!("{}入职，{}尚未到岗", self.lang.date(*date), year_end(self.lang, year))
            }
            (Lang::ZhCn, NotInPost::LeftBefore(date)) => {
                format!("{}离岗，{}已不在岗", self.lang.date(*date), year_end(self.lang, year))
            }
            (Lang::En, NotInPost::JoinedAfter(date)) => {
                format!("Joined on {}, not yet in post on {}", self.lang.date(*date), year_end(self.lang, year))
            }
            (Lang::En, NotInPost::LeftBefore(date)) => {
                format!("Left on {}, no longer in post on {}", self.lang.date(*date), year_end(self.lang, year))
            }
        }
    }
}

/// 31 December.
fn year_end(lang: Lang, year: i32) -> String {
    match NaiveDate::from_ymd_opt(year, 12, 31) {
        Some(date) => lang.date(date),
        None => year.to_string(),
    }
}

impl Lang {
    /// A run of years, ending with `year` if that is given.
    fn run(self, run: PromotionRun, year: Option<i32>) -> String {
        match (self, run, year) {
            (Lang::ZhCn, PromotionRun::TwoExcellent, Some(year)) => format!("{}、{year} 年连续优秀", year - 1),
            (Lang::ZhCn, PromotionRun::TwoExcellent, None) => "连续两年优秀".to_owned(),
            (Lang::ZhCn, PromotionRun::FourCommended, Some(year)) => format!("{} 至 {year} 年连续表扬", year - 3),
            (Lang::ZhCn, PromotionRun::FourCommended, None) => "连续四年表扬".to_owned(),
            (Lang::En, PromotionRun::TwoExcellent, Some(year)) => format!("优秀 in {} and {year}", year - 1),
            (Lang::En, PromotionRun::TwoExcellent, None) => "two years 优秀 in a row".to_owned(),
            (Lang::En, PromotionRun::FourCommended, Some(year)) => format!("表扬 from {} to {year}", year - 3),
            (Lang::En, PromotionRun::FourCommended, None) => "four years 表扬 in a row".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        i18n::testing::{assert_both, en, one_of_each, zh},
        notice::Clause,
        rules::{CommendedFor, LevelStep, NotInPost, OutcomeKind, PromotionRun},
    };
    use chrono::NaiveDate;
    use rust_decimal_macros::dec;

    fn promotion(by: PromotionRun, step: LevelStep) -> OutcomeKind {
        OutcomeKind::Promotion { by, step }
    }

    fn up() -> LevelStep {
        LevelStep::Up { from: "三级".into(), to: "四级".into() }
    }

    #[track_caller]
    fn says(kind: &OutcomeKind, chinese: &str, english: &str) {
        assert_eq!(zh().outcome_in(kind, 2024), chinese);
        assert_eq!(en().outcome_in(kind, 2024), english);
    }

    #[test]
    fn every_outcome_is_said_in_both_languages() {
        let mut samples = one_of_each! { OutcomeKind;
            OutcomeKind::Promotion { .. } => promotion(PromotionRun::TwoExcellent, up()),
            OutcomeKind::PromotionToCheck { .. } => OutcomeKind::PromotionToCheck {
                by: PromotionRun::FourCommended,
                years: Vec::new(),
                last_promotion_unknown: true,
            },
            OutcomeKind::Return(_) => OutcomeKind::Return(Clause::TerminationUnqualified),
            OutcomeKind::LastPlace { .. } => OutcomeKind::LastPlace { score: dec!(70), rank: 39 },
            OutcomeKind::Commendation(_) => OutcomeKind::Commendation(CommendedFor::Dedication),
        };
        let steps = one_of_each! { LevelStep;
            LevelStep::Up { .. } => up(),
            LevelStep::AtTop(_) => LevelStep::AtTop("五级".into()),
            LevelStep::NotInOrder(_) => LevelStep::NotInOrder("九级".into()),
            LevelStep::NoOrder => LevelStep::NoOrder,
        };
        for by in [PromotionRun::TwoExcellent, PromotionRun::FourCommended] {
            samples.extend(steps.iter().map(|step| promotion(by, step.clone())));
        }
        for kind in samples {
            assert_both(|context| context.outcome(&kind));
            assert_both(|context| context.outcome_in(&kind, 2024));
            assert_both(|context| context.outcome_term(&kind));
        }
    }

    #[test]
    fn a_promotion_says_from_where_to_where_and_by_which_years() {
        let kind = promotion(PromotionRun::TwoExcellent, up());
        says(&kind, "三级 → 四级（2023、2024 年连续优秀）", "三级 → 四级 (优秀 in 2023 and 2024)");
        assert_eq!(zh().outcome(&kind), "三级 → 四级（连续两年优秀）");
        says(
            &promotion(PromotionRun::FourCommended, up()),
            "三级 → 四级（2021 至 2024 年连续表扬）",
            "三级 → 四级 (表扬 from 2021 to 2024)",
        );
    }

    #[test]
    fn a_promotion_that_leads_nowhere_says_why() {
        let by = PromotionRun::TwoExcellent;
        says(
            &promotion(by, LevelStep::AtTop("五级".into())),
            "2023、2024 年连续优秀，但五级已是最高级别，无级可升",
            "优秀 in 2023 and 2024, but 五级 is already the top level, so there is none above it",
        );
        says(
            &promotion(by, LevelStep::NotInOrder("九级".into())),
            "2023、2024 年连续优秀，岗位工资可晋升一级；“九级”不在岗位级别序列中，升至何级待决",
            "优秀 in 2023 and 2024: one pay level up; which level is still to be decided, for “九级” isn't in 岗位级别序列",
        );
        says(
            &promotion(by, LevelStep::NotInOrder(String::new())),
            "2023、2024 年连续优秀，岗位工资可晋升一级；花名册未填岗位级别，升至何级待决",
            "优秀 in 2023 and 2024: one pay level up; which level is still to be decided, for the roster gives no 岗位级别",
        );
        says(
            &promotion(by, LevelStep::NoOrder),
            "2023、2024 年连续优秀，岗位工资可晋升一级；岗位级别序列未定，升至何级待决",
            "优秀 in 2023 and 2024: one pay level up; which level is still to be decided, for 岗位级别序列 is unset",
        );
    }

    #[test]
    fn a_promotion_to_check_names_the_years_without_record() {
        let kind = |years: &[i32], last_promotion_unknown| OutcomeKind::PromotionToCheck {
            by: PromotionRun::FourCommended,
            years: years.to_vec(),
            last_promotion_unknown,
        };
        says(
            &kind(&[2021, 2022], false),
            "2021、2022 年没有考核记录，补齐后再核是否连续四年表扬",
            "no record of 2021, 2022; to be checked for four years 表扬 in a row when that is known",
        );
        says(
            &kind(&[2021], true),
            "2021 年没有考核记录，“上次晋升年度”不详，补齐后再核是否连续四年表扬",
            "no record of 2021, 上次晋升年度 (year of the last promotion) unknown; \
             to be checked for four years 表扬 in a row when that is known",
        );
    }

    #[test]
    fn returns_last_places_and_commendations() {
        says(
            &OutcomeKind::Return(Clause::TerminationTwoYears),
            "连续两年基本合格，提请领导班子会议讨论",
            "基本合格 two years running, for the leadership meeting to discuss",
        );
        says(
            &OutcomeKind::LastPlace { score: dec!(70), rank: 39 },
            "初评综合分 70.00，第 39 名",
            "初评综合分 (first-review score) 70.00, rank 39",
        );
        for reason in [CommendedFor::Excellent, CommendedFor::Commended, CommendedFor::Dedication] {
            assert_eq!(zh().outcome(&OutcomeKind::Commendation(reason)), reason.term());
        }
        assert_eq!(en().outcome(&OutcomeKind::Commendation(CommendedFor::Dedication)), "敬业奉献 (dedication)");
    }

    #[test]
    fn not_in_post_says_both_dates() {
        let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a real date");
        let joined = NotInPost::JoinedAfter(date(2025, 1, 6));
        let left = NotInPost::LeftBefore(date(2024, 9, 30));
        assert_eq!(zh().not_in_post(&joined, 2024), "2025 年 1 月 6 日入职，2024 年 12 月 31 日尚未到岗");
        assert_eq!(en().not_in_post(&left, 2024), "Left on 30 September 2024, no longer in post on 31 December 2024");
        for reason in [joined, left] {
            assert_both(|context| context.not_in_post(&reason, 2024));
        }
    }
}
