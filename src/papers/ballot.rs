//! 民主测评表 (annex 3): a ballot with those who are recommended and those who manage. Nobody signs it.

use super::Desk;
use crate::domain::{Block, Cell, Field, Grade, PersonId, Sheet, Table};

/// Rows that fit on the page.
const ROWS: usize = 24;

/// Who is voted on: recommended or proposed 优秀 or 表扬, or a manager.
///
/// Clause: 五(四).
fn candidates(desk: Desk<'_>) -> Vec<PersonId> {
    let is_candidate = |result: &&crate::rules::PersonResult| {
        result.first_grade.is_some_and(Grade::is_nomination)
            || result.proposed.is_nomination()
            || desk.inputs.person(result.id).is_manager()
    };
    desk.evaluation.people.iter().filter(is_candidate).map(|result| result.id).collect()
}

/// The ballot.
///
/// Clause: 五(四), annex 3.
pub(super) fn ballot(desk: Desk<'_>) -> Vec<Sheet> {
    let candidates = candidates(desk);
    let pages = candidates.len().div_ceil(ROWS).max(1);
    (0..pages)
        .map(|page| {
            let people = candidates.iter().enumerate().skip(page * ROWS).take(ROWS);
            let mut table = Table::new(&[12, 28, 34, 18, 18, 18, 22, 20]);
            let grades = Grade::ALL.map(|grade| Cell::label(grade.term()));
            table.row(10, ["序号", "姓名", "科室"].map(Cell::label).into_iter().chain(grades));
            for (at, id) in people {
                let person = desk.inputs.person(*id);
                let known = [(at + 1).to_string(), desk.inputs.told_apart(person), person.text(Field::Department).to_owned()];
                table.row(8, known.into_iter().map(Cell::value).chain(Grade::ALL.map(|_| Cell::value(""))));
            }
            let of_pages = if pages > 1 { format!("　　第 {} 页，共 {pages} 页", page + 1) } else { String::new() };
            Sheet {
                blocks: vec![
                    Block::Title(format!("{}\n{}年度个人考核民主测评表", desk.unit(), desk.year())),
                    Block::Flush(format!("票号：＿＿＿＿＿＿{of_pages}")),
                    Block::Table(table),
                    Block::Note(
                        "请对每位人员在一个等次栏内打“√”，多打作废，不打视为弃权。本表不记名，仅供考核领导小组汇总使用。".to_owned(),
                    ),
                ],
            }
        })
        .collect()
}
