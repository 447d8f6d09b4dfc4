//! 未参加考核: who is on the roster but isn't appraised, and why.

use super::{
    Report,
    style::Look,
    table::{Cell, Column, Role, Table},
};

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let rows = report.evaluation.not_appraised.iter().map(|absent| {
        let person = report.inputs.person(absent.id);
        vec![
            Cell::text(person.staff_number()),
            Cell::text(person.name()),
            Cell::text(report.words.not_in_post(&absent.reason, report.evaluation.year)),
        ]
    });
    Table {
        columns: vec![
            Column::new("工号", Look::Key).width(14, 20),
            Column::new("姓名", Look::Name).width(14, 16),
            Column::new("原因", Look::Text).width(70, 100),
        ],
        rows: rows.collect(),
        frozen: 2,
        ..Table::new("未参加考核", Role::Result)
    }
}
