//! 考核结果: everyone appraised, with scores, bars, cases and grades.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table, joined},
};
use crate::{
    domain::{Field, Grade, Person},
    rules::{Finding, MonthsBasis, MonthsInPost, PersonResult, Verdict},
};

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let columns = vec![
        Column::new("工号", Look::Key),
        Column::new("姓名", Look::Name),
        Column::new("科室", Look::Name),
        Column::new("小组", Look::Name),
        Column::new("岗位类别", Look::Word),
        Column::new("在岗月数", Look::Whole).header_lines(1),
        Column::new("初评综合分", Look::Score).header_lines(1),
        Column::new("推优综合分", Look::Score).header_lines(1),
        Column::new("名次", Look::Whole),
        Column::new("取消优秀资格", Look::Codes).width(8, 20),
        Column::new("可降等情形", Look::Codes).width(8, 20),
        Column::new("初评等次", Look::Word),
        Column::new("建议等次", Look::Word),
        Column::new("最终等次", Look::Word),
        Column::new("待决事项", Look::Codes),
    ];
    let row = |result: &PersonResult| row(report.inputs.person(result.id), result);
    Table {
        columns,
        rows: report.evaluation.people.iter().map(row).collect(),
        frozen: 2,
        ..Table::new("考核结果", Role::Result)
    }
}

fn row(person: &Person, result: &PersonResult) -> Vec<Cell> {
    let settled = if result.pending.is_empty() { Tone::Strong } else { Tone::Caution };
    vec![
        Cell::text(person.staff_number()),
        Cell::text(person.name()),
        Cell::text(person.text(Field::Department)),
        Cell::text(person.text(Field::Team)),
        Cell::maybe(person.category(), |category| Cell::text(category.term())),
        months(&result.months),
        Cell::maybe(result.s1.value, Cell::number),
        Cell::maybe(result.s2.value, Cell::number),
        Cell::maybe(result.rank, Cell::number),
        Cell::text(met(&result.bars)),
        Cell::text(met(&result.cases)),
        Cell::maybe(result.first_grade, grade),
        grade(result.proposed),
        grade(result.grade).tone(settled),
        Cell::text(joined(result.pending_codes())).tone(Tone::Caution),
    ]
}

/// Months in post; blank if they are unknown.
pub(super) fn months(months: &MonthsInPost) -> Cell {
    match months.basis {
        MonthsBasis::Unknown => Cell::BLANK,
        MonthsBasis::Given(_) | MonthsBasis::Derived { .. } => Cell::number(months.counted),
    }
}

fn grade(grade: Grade) -> Cell {
    Cell::text(grade.term())
}

/// The clauses that apply.
fn met(findings: &[Finding]) -> String {
    joined(findings.iter().filter(|finding| finding.verdict == Verdict::Met).map(|finding| finding.clause.number()))
}
