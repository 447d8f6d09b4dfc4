//! 结果运用: what follows from the results.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    i18n::{Lang, page},
    rules::OutcomeKind,
};

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let evaluation = report.evaluation;
    let rows = evaluation.outcomes.iter().map(|outcome| {
        let person = report.inputs.person(outcome.id);
        let tone = match outcome.kind {
            OutcomeKind::PromotionToCheck { .. } => Tone::Caution,
            OutcomeKind::Return(_) => Tone::Alarm,
            _ => Tone::Plain,
        };
        let fixed = evaluation.is_fixed(outcome);
        let state_tone = if fixed { Tone::Plain } else { Tone::Caution };
        vec![
            Cell::text(person.staff_number()),
            Cell::text(person.name()),
            Cell::text(outcome.kind.term()).tone(tone),
            Cell::text(report.words.outcome_in(&outcome.kind, evaluation.year)),
            Cell::text(outcome.kind.clause().number()),
            Cell::text(page::fixed(Lang::ZhCn, fixed)).tone(state_tone),
        ]
    });
    Table {
        columns: vec![
            Column::new("工号", Look::Key).width(10, 20),
            Column::new("姓名", Look::Name).width(10, 16),
            Column::new("事项", Look::Word).width(12, 14),
            Column::new("内容", Look::Text).width(40, 90),
            Column::new("依据", Look::Word).width(12, 14),
            Column::new("状态", Look::Word).width(8, 10),
        ],
        rows: rows.collect(),
        frozen: 2,
        ..Table::new("结果运用", Role::Result)
    }
}
