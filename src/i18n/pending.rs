//! What is open, and what keeps the result a draft.

use super::{Context, Lang, numbers::plural};
use crate::{
    domain::{Field, PersonId},
    rules::{DraftReason, Pending},
};

/// More people than this in one tie are counted, not all named: the sentence stands in a table cell.
const NAMED: usize = 8;

impl Context<'_> {
    /// What is open, and who decides it on what (说明 of 待决事项).
    pub fn pending(&self, pending: &Pending) -> String {
        match self.lang {
            Lang::ZhCn => self.pending_zh(pending),
            Lang::En => self.pending_en(pending),
        }
    }

    fn pending_zh(&self, pending: &Pending) -> String {
        match pending {
            Pending::OpenCase(clauses) => {
                format!("有{} 情形，是否降等、降为何等次，请考核领导小组决定", self.lang.clauses(clauses))
            }
            Pending::QuotaTie { grade, open, people } => format!(
                "{}排序各项完全相同，{}名额只余 {open} 个，由谁获评请考核领导小组决定",
                self.some_people(people),
                grade.term()
            ),
            Pending::NoCase => "拟定等次低于合格，但没有五(七)所列的情形，请考核领导小组决定等次".to_owned(),
            Pending::NoScore => "已获推荐，但没有任何得分，请业务科补上初评分、月度均分或民主测评分".to_owned(),
            Pending::NoBallots => "已获推荐，但没有民主测评分（他人已有），请业务科补上测评结果".to_owned(),
            Pending::Unverified(count) => {
                format!("有 {count} 件事件待核实，请业务科查明是否为本人责任")
            }
            Pending::DataError(count) => {
                format!("数据有 {count} 处错误，请在页面的问题清单中更正，或在下载的结果工作簿中改正后拖入")
            }
            Pending::ColumnMissing { fields, .. } => {
                format!(
                    "此人没有{}的数据（所在的表没有可采用的这一列），有关条款未能判断，请花名册编制人补列，或在方案“无此情形”中确认",
                    self.columns(fields)
                )
            }
        }
    }

    fn pending_en(&self, pending: &Pending) -> String {
        match pending {
            Pending::OpenCase(clauses) => format!(
                "{} applies: the leading group decides whether and to which grade to demote",
                self.lang.clauses(clauses)
            ),
            Pending::QuotaTie { grade, open, people } => format!(
                "{} are equal in everything that orders them, with {open} {} of {} left: the leading group decides who gets it",
                self.some_people(people),
                plural(*open, "place", "places"),
                grade.term()
            ),
            Pending::NoCase => {
                "Proposed below 合格 without any case of 五(七): the leading group decides the grade".to_owned()
            }
            Pending::NoScore => {
                "Nominated, but without any score: the business department adds 初评分, 月度均分 or 民主测评分"
                    .to_owned()
            }
            Pending::NoBallots => {
                "Nominated, but without 民主测评分 where others have it: the business department adds the ballots"
                    .to_owned()
            }
            Pending::Unverified(count) => format!(
                "{count} {} not yet verified: the business department finds out whose fault it was",
                plural(*count, "incident is", "incidents are")
            ),
            Pending::DataError(count) => format!(
                "{count} {} in the data: correct them under Problems on the page, or in the downloaded results workbook and drop it again",
                plural(*count, "error", "errors")
            ),
            Pending::ColumnMissing { fields, .. } => format!(
                "No data on {} (the person's table has no such column that can be used), so that clauses weren't evaluated: whoever prepares it adds the columns, or confirms by the setting 无此情形",
                self.columns(fields)
            ),
        }
    }

    /// What keeps the result a draft.
    pub fn draft_reason(&self, reason: &DraftReason) -> String {
        match (self.lang, reason) {
            (Lang::ZhCn, DraftReason::Pending(count)) => format!("{count} 人有待决事项"),
            (Lang::ZhCn, DraftReason::Errors(count)) => format!("{count} 处错误没有改正"),
            (Lang::ZhCn, DraftReason::Unset(key, level)) => {
                format!("{}未定", self.lang.setting(*key, level.as_deref()))
            }
            (Lang::ZhCn, DraftReason::Unconfirmed) => "方案还没有确认".to_owned(),
            (Lang::En, DraftReason::Pending(count)) => {
                format!("{count} {} with pending matters", plural(*count, "person", "people"))
            }
            (Lang::En, DraftReason::Errors(count)) => {
                format!("{count} {} not corrected", plural(*count, "error", "errors"))
            }
            (Lang::En, DraftReason::Unset(key, level)) => {
                format!("{} is unset", self.lang.setting(*key, level.as_deref()))
            }
            (Lang::En, DraftReason::Unconfirmed) => "the settings aren't confirmed".to_owned(),
        }
    }

    fn columns(&self, fields: &[Field]) -> String {
        let columns = fields.iter().map(|field| self.lang.column(*field));
        match self.lang {
            // Each is in quotation marks, which keep them apart.
            Lang::ZhCn => columns.collect::<String>(),
            Lang::En => self.lang.list(columns),
        }
    }

    /// Names; of many only the first, with their number.
    pub(super) fn some_people(&self, people: &[PersonId]) -> String {
        let count = people.len();
        let named = self.people(&people[..count.min(NAMED)]);
        match self.lang {
            Lang::ZhCn if count > NAMED => format!("{named}等 {count} 人"),
            Lang::ZhCn => format!("{named} {count} 人"),
            Lang::En if count > NAMED => format!("{named} and others ({count} people)"),
            Lang::En => format!("{named} ({count} people)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        domain::{Field, Grade, PersonId},
        i18n::testing::{assert_both, en, one_of_each, zh},
        notice::{Clause, SettingKey},
        rules::{DraftReason, Pending},
    };

    fn tie(people: u32, open: u32) -> Pending {
        Pending::QuotaTie { grade: Grade::Excellent, open, people: (0..people).map(PersonId).collect() }
    }

    #[track_caller]
    fn says(pending: &Pending, chinese: &str, english: &str) {
        assert_eq!(zh().pending(pending), chinese);
        assert_eq!(en().pending(pending), english);
    }

    #[test]
    fn everything_pending_is_said_in_both_languages() {
        let samples = one_of_each! { Pending;
            Pending::OpenCase(_) => Pending::OpenCase(vec![Clause::CaseReviews]),
            Pending::QuotaTie { .. } => tie(2, 1),
            Pending::NoCase => Pending::NoCase,
            Pending::NoScore => Pending::NoScore,
            Pending::NoBallots => Pending::NoBallots,
            Pending::Unverified(_) => Pending::Unverified(2),
            Pending::DataError(_) => Pending::DataError(2),
            Pending::ColumnMissing { .. } => {
                Pending::ColumnMissing { fields: vec![Field::LeaveDays], clauses: vec![Clause::BarLeave] }
            },
        };
        for pending in samples {
            assert_both(|context| context.pending(&pending));
            assert_both(|context| context.pending_code(&pending));
        }
    }

    #[test]
    fn an_open_case_names_its_clauses() {
        says(
            &Pending::OpenCase(vec![Clause::CaseReviews, Clause::CaseDisobedience]),
            "有五(七)1、五(七)3 情形，是否降等、降为何等次，请考核领导小组决定",
            "五(七)1, 五(七)3 applies: the leading group decides whether and to which grade to demote",
        );
    }

    #[test]
    fn a_tie_names_everyone_and_the_places() {
        says(
            &tie(3, 2),
            "卫超强、钱桂勇、沈明秀 3 人排序各项完全相同，优秀名额只余 2 个，由谁获评请考核领导小组决定",
            "卫超强, 钱桂勇, 沈明秀 (3 people) are equal in everything that orders them, with 2 places of 优秀 left: \
             the leading group decides who gets it",
        );
    }

    #[test]
    fn a_large_tie_names_the_first_and_counts_the_rest() {
        let text = zh().pending(&tie(40, 1));
        assert!(text.starts_with("卫超强、钱桂勇、沈明秀、花名册第 4 人、"), "{text}");
        assert!(text.contains("花名册第 8 人等 40 人排序"), "{text}");
    }

    #[test]
    fn missing_columns_are_named() {
        says(
            &Pending::ColumnMissing {
                fields: vec![Field::LeaveDays, Field::RefusedOrders],
                clauses: vec![Clause::BarLeave, Clause::BarRefusal],
            },
            "此人没有“事假天数”“拒不执行”的数据（所在的表没有可采用的这一列），有关条款未能判断，请花名册编制人补列，或在方案“无此情形”中确认",
            "No data on 事假天数 (personal leave), 拒不执行 (refused assigned work) (the person's table has no such column that can be used), so that clauses weren't evaluated: \
             whoever prepares it adds the columns, or confirms by the setting 无此情形",
        );
    }

    #[test]
    fn reasons_for_a_draft() {
        let samples = one_of_each! { DraftReason;
            DraftReason::Pending(_) => DraftReason::Pending(1),
            DraftReason::Errors(_) => DraftReason::Errors(2),
            DraftReason::Unset(..) => DraftReason::Unset(SettingKey::AllowanceRate, Some("三级".into())),
            DraftReason::Unconfirmed => DraftReason::Unconfirmed,
        };
        for reason in &samples {
            assert_both(|context| context.draft_reason(reason));
        }
        let chinese: Vec<String> = samples.iter().map(|reason| zh().draft_reason(reason)).collect();
        assert_eq!(chinese, ["1 人有待决事项", "2 处错误没有改正", "“岗位津贴月标准·三级”未定", "方案还没有确认"]);
        let english: Vec<String> = samples.iter().map(|reason| en().draft_reason(reason)).collect();
        assert_eq!(
            english,
            [
                "1 person with pending matters",
                "2 errors not corrected",
                "岗位津贴月标准·三级 (monthly post allowance by level) is unset",
                "the settings aren't confirmed",
            ]
        );
    }
}
