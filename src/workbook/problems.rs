//! 问题清单: what is amiss in the input, errors first.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::domain::{Problem, Severity};

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let mut problems: Vec<&Problem> = report.evaluation.problems.iter().collect();
    problems.sort_by_key(|problem| problem.severity);
    let rows = problems.into_iter().map(|problem| {
        let text = report.words.problem(problem);
        let tone = match problem.severity {
            Severity::Error => Tone::Alarm,
            Severity::Warning => Tone::Caution,
            Severity::Notice => Tone::Plain,
        };
        vec![
            Cell::text(problem.severity.term()).tone(tone),
            Cell::text(report.words.place(problem)),
            Cell::text(&*problem.found),
            Cell::text(text.message),
            Cell::text(text.cure),
        ]
    });
    Table {
        columns: vec![
            Column::new("级别", Look::Word).width(6, 6),
            Column::new("位置", Look::Name).width(14, 26),
            Column::new("原值", Look::Name).width(10, 22),
            Column::new("问题", Look::Text).width(30, 52),
            Column::new("处理", Look::Text).width(30, 52),
        ],
        rows: rows.collect(),
        frozen: 1,
        ..Table::new("问题清单", Role::Task)
    }
}
