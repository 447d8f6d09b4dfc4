//! 公示名单: who is proposed 优秀, 表扬 and 敬业奉献奖. Nobody with anything open, no ID numbers, no scores, no money.

use super::{
    Report,
    style::Look,
    table::{Cell, Column, Role, Table},
};
use crate::{domain::Field, rules::CommendedFor};

/// The sheet: 优秀 first, then 表扬, then 敬业奉献奖, each in the roster's order.
pub(super) fn table(report: &Report<'_>) -> Table {
    let mut listed = Vec::new();
    for kind in CommendedFor::ALL {
        listed.extend(report.evaluation.publicised(kind).map(|id| {
            let person = report.inputs.person(id);
            let (name, department) = (report.inputs.told_apart(person), person.text(Field::Department));
            vec![Cell::text(name), Cell::text(department), Cell::text(kind.honour())]
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
