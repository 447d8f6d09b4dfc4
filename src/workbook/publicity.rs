//! 公示名单: who is proposed 优秀, 表扬 and 敬业奉献奖. Nobody with anything open, no ID numbers, no scores, no money.

use super::{
    Report,
    style::Look,
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::{Field, Person, Value},
    rules::{CommendedFor, OutcomeKind},
};
use chrono::Datelike;

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
            vec![Cell::text(told_apart(report, person)), Cell::text(person.text(Field::Department)), Cell::text(label)]
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

/// The name; somebody whose name another person of the department has, too, is told apart by what differs and is no
/// number: 小组, 岗位类别, 岗位级别, or the year of joining.
pub(super) fn told_apart(report: &Report<'_>, person: &Person) -> String {
    let name = person.name();
    let department = person.text(Field::Department);
    let namesakes: Vec<&Person> = report
        .inputs
        .people
        .iter()
        .filter(|other| other.id != person.id && other.name() == name && other.text(Field::Department) == department)
        .collect();
    if namesakes.is_empty() {
        return name.to_owned();
    }
    let marks: [fn(&Person) -> String; 4] = [
        |person| person.text(Field::Team).to_owned(),
        |person| match person.fact(Field::Category).value() {
            Some(Value::Category(category)) => category.term().to_owned(),
            _ => String::new(),
        },
        |person| person.text(Field::Level).to_owned(),
        |person| person.date(Field::Joined).map(|date| format!("{} 年入职", date.year())).unwrap_or_default(),
    ];
    let told = marks
        .iter()
        .map(|mark| (mark(person), mark))
        .find(|(own, mark)| !own.is_empty() && namesakes.iter().all(|other| mark(other) != *own));
    match told {
        Some((mark, _)) => format!("{name}（{mark}）"),
        None => format!("{name}（同名）"),
    }
}
