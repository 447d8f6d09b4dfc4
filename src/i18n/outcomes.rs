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
                    Lang::En => format!("初评综合分 (combined score) {score}, rank {rank}"),
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
                format!("{run}，可升一级；花名册未填岗位级别，升至何级待定")
            }
            (Lang::ZhCn, LevelStep::NotInOrder(level)) => {
                format!("{run}，可升一级；“{level}”不在{order}中，升至何级待定")
            }
            (Lang::ZhCn, LevelStep::NoOrder) => format!("{run}，可升一级；{order}未定，升至何级待定"),
            (Lang::En, LevelStep::Up { from, to }) => format!("{from} → {to} ({run})"),
            (Lang::En, LevelStep::AtTop(level)) => format!("{run}, but {level} is the top level already"),
            (Lang::En, LevelStep::NotInOrder(level)) if level.is_empty() => {
                format!("{run}: one level up; to which is open, for the roster gives no 岗位级别")
            }
            (Lang::En, LevelStep::NotInOrder(level)) => {
                format!("{run}: one level up; to which is open, for “{level}” isn't in {order}")
            }
            (Lang::En, LevelStep::NoOrder) => {
                format!("{run}: one level up; to which is open, for {order} is unset")
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
            (Lang::ZhCn, other) => format!("依 {} 提请领导班子会议讨论", other.number()),
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
                format!("{} 入职，{} 尚未到岗", self.lang.date(*date), year_end(self.lang, year))
            }
            (Lang::ZhCn, NotInPost::LeftBefore(date)) => {
                format!("{} 离岗，{} 已不在岗", self.lang.date(*date), year_end(self.lang, year))
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
