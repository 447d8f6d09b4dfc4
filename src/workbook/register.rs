//! 口径影响: what every other reading of a 口径 would change.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::Yuan,
    rules::{Difference, register},
};

/// The name of the sheet.
pub(super) const NAME: &str = "口径影响";
/// Of more people than this only the first are named.
const NAMED: usize = 200;

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let lines = register(report.inputs, report.evaluation, &mut |_, _| {});
    let rows = lines.into_iter().map(|line| {
        let people = line.difference.people.len();
        vec![
            Cell::text(line.key.term()),
            Cell::text(line.present),
            Cell::text(line.other).tone(Tone::Strong),
            Cell::number(i64::try_from(people).unwrap_or(i64::MAX)),
            Cell::text(changes(report, &line.difference)),
            Cell::number(Yuan::rounded(line.difference.net_moves_by()).amount()),
        ]
    });
    Table {
        columns: vec![
            Column::new("参数", Look::Name).width(20, 26),
            Column::new("现取值", Look::Word).width(12, 16),
            Column::new("另取值", Look::Word).width(12, 16),
            Column::new("涉及人数", Look::Whole).width(10, 10),
            Column::new("等次变化", Look::Text).width(50, 90),
            Column::new("实发合计变化", Look::Money).width(16, 18),
        ],
        rows: rows.collect(),
        frozen: 1,
        ..Table::new(NAME, Role::Result)
    }
}

/// Who changes, from what to what: grades, then outcomes that come or go.
fn changes(report: &Report<'_>, difference: &Difference) -> String {
    let mut texts: Vec<String> =
        difference.people.iter().filter_map(|change| report.words.change(change, report.evaluation.year)).collect();
    let all = texts.len();
    if all > NAMED {
        texts.truncate(NAMED);
        texts.push(format!("等 {all} 人"));
    }
    texts.join("；")
}
