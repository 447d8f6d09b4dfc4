//! 公示名单: who is proposed 优秀, 表扬 and 敬业奉献奖. Nobody with anything open, no ID numbers, no scores, no money.

use super::{
    Report,
    style::Look,
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::Field,
    rules::{CommendedFor, OutcomeKind},
};

/// The sheet: 优秀 first, then 表扬, then 敬业奉献奖, each in the roster's order.
pub(super) fn table(report: &Report<'_>) -> Table {
    let settled = |outcome: &&crate::rules::Outcome| {
        report.evaluation.result(outcome.id).is_some_and(|result| result.pending.is_empty())
    };
    let mut listed = Vec::new();
    for (kind, label) in
        [(CommendedFor::Excellent, "优秀"), (CommendedFor::Commended, "表扬"), (CommendedFor::Dedication, "敬业奉献奖")]
    {
        let of_kind =
            report.evaluation.outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Commendation(kind));
        listed.extend(of_kind.filter(settled).map(|outcome| {
            let person = report.inputs.person(outcome.id);
            vec![Cell::text(person.name()), Cell::text(person.text(Field::Department)), Cell::text(label)]
        }));
    }
    Table {
        columns: vec![
            Column::new("姓名", Look::Word).width(24, 30),
            Column::new("科室", Look::Word).width(40, 60),
            Column::new("拟定等次", Look::Word).width(24, 30),
        ],
        rows: listed,
        frozen: 1,
        ..Table::new("公示名单", Role::Result)
    }
}
