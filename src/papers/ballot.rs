//! 民主测评表 (annex 3): a ballot with those who are recommended and those who manage. Nobody signs it.

use super::{Desk, annex, room::Form};
use crate::domain::{Block, Cell, Field, Grade, PersonId, Sheet, Table};

/// Columns, in millimetres.
const WIDTHS: [u16; 8] = [12, 28, 34, 18, 18, 18, 22, 20];
/// A row, in millimetres.
const ROW: u16 = 8;
/// The page has room for so many millimetres of rows.
const ROOM: u16 = 23 * ROW;

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

/// Who it is, and an empty cell for each grade.
fn row(desk: Desk<'_>, at: usize, id: PersonId) -> [Cell; 8] {
    let person = desk.inputs.person(id);
    let [one, two, three] =
        [(at + 1).to_string(), desk.inputs.told_apart(person), person.text(Field::Department).to_owned()]
            .map(Cell::value);
    let [a, b, c, d, e] = Grade::ALL.map(|_| Cell::value(""));
    [one, two, three, a, b, c, d, e]
}

/// The ballot.
///
/// Clause: 五(四), annex 3.
pub(super) fn ballot(desk: Desk<'_>) -> Vec<Sheet> {
    let title = format!("{}政府购买服务人员\n（{}）年度考核民主测评表", desk.unit(), desk.year());
    let rows: Vec<Vec<Cell>> =
        candidates(desk).into_iter().enumerate().map(|(at, id)| row(desk, at, id).to_vec()).collect();
    let form = Form { title: &title, widths_mm: &WIDTHS, row_mm: ROW, room_mm: ROOM };
    form.pages(&rows)
        .into_iter()
        .map(|(page, range)| {
            let mut table = Table::new(&WIDTHS);
            let grades = Grade::ALL.map(|grade| Cell::label(grade.term()));
            table.row(10, ["序号", "姓名", "科室"].map(Cell::label).into_iter().chain(grades));
            for cells in &rows[range] {
                table.row(ROW, cells.iter().cloned());
            }
            Sheet {
                blocks: vec![
                    annex(3),
                    Block::Title(title.clone()),
                    Block::Flush(format!("票号：＿＿＿＿＿＿{page}")),
                    Block::Table(table),
                    Block::Note(
                        "请在等次栏内打“√”，每人限选一项，多选的对该人无效，不选视为弃权。票号仅供核对张数。"
                            .to_owned(),
                    ),
                ],
            }
        })
        .collect()
}
