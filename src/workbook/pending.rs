//! 待决事项: what is open about whom, one row for each matter.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table, joined},
};

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let mut rows = Vec::new();
    for result in &report.evaluation.people {
        let person = report.inputs.person(result.id);
        rows.extend(result.pending.iter().map(|pending| {
            vec![
                Cell::text(person.staff_number()),
                Cell::text(person.name()),
                Cell::text(pending.code()).tone(Tone::Caution),
                Cell::text(joined(pending.clauses().iter().map(|clause| clause.number()))),
                Cell::text(report.words.pending(pending)),
            ]
        }));
    }
    Table {
        columns: vec![
            Column::new("工号", Look::Key).width(10, 20),
            Column::new("姓名", Look::Name).width(10, 16),
            Column::new("事项", Look::Word).width(12, 14),
            Column::new("依据", Look::Codes).width(12, 22),
            Column::new("说明", Look::Text).width(50, 90),
        ],
        rows,
        frozen: 2,
        ..Table::new("待决事项", Role::Task)
    }
}
