//! 决定: the leading group's decisions, in the form in which they are read again.

use super::{
    guide,
    style::Look,
    table::{Cell, Column, Role, Table},
};
use crate::domain::{Inputs, SheetKind};

/// The sheet with what was decided.
pub(super) fn table(inputs: &Inputs) -> Table {
    let rows = inputs.decisions.iter().map(|decision| {
        let person = inputs.person(decision.person);
        vec![
            Cell::text(person.staff_number()),
            Cell::text(person.name()),
            Cell::text(decision.ruling.term()),
            Cell::text(&*decision.reason),
            Cell::text(&*decision.decider),
            Cell::maybe(decision.date, Cell::date),
        ]
    });
    let mut table = sheet(rows.collect());
    super::ledgers::put_unread(&mut table, inputs, inputs.decisions.iter().map(|decision| decision.source));
    super::ledgers::strike_rows(&mut table, inputs, inputs.decisions.iter().map(|decision| decision.source));
    super::ledgers::append_strays(&mut table, inputs);
    table
}

/// The sheet with these rows.
pub(super) fn sheet(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        columns: vec![
            Column::new("工号", Look::Key).width(12, 20),
            Column::new("姓名", Look::Name).width(12, 16),
            Column::new("决定等次", Look::Word).width(12, 14).validation(Some(guide::rulings())),
            Column::new("理由", Look::Text).width(40, 70),
            Column::new("决定人", Look::Name).width(18, 30),
            Column::new("日期", Look::Date).width(12, 12).validation(Some(guide::dates())),
        ],
        rows,
        frozen: 2,
        ..Table::new(SheetKind::Decisions.term(), Role::Input)
    }
}
