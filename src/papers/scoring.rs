//! 评分表 (annex 2): a group's first review, a row for each person.

use super::{Desk, OPEN_DAY, annex, room::Form};
use crate::{
    domain::{Block, Cell, Field, Look, PersonId, Sheet, Table},
    i18n::page,
    notice::SettingKey,
};
use std::ops::Range;

/// Columns, in millimetres.
const WIDTHS: [u16; 13] = [12, 24, 22, 20, 20, 20, 20, 20, 18, 20, 24, 20, 27];
/// A row, in millimetres.
const ROW: u16 = 8;
/// Below the head, paper laid across has room for so many millimetres of rows.
const ROOM: u16 = 14 * ROW;

/// People by 小组, or 科室 where somebody has none, in the roster's order.
pub(super) fn groups(desk: Desk<'_>, people: impl Iterator<Item = PersonId>) -> Vec<(String, Vec<PersonId>)> {
    let mut groups: Vec<(String, Vec<PersonId>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for id in people {
        let person = desk.person(id);
        let (department, team) = (person.text(Field::Department), person.text(Field::Team));
        let name = match (department, team) {
            (department, "") => department.to_owned(),
            ("", team) => team.to_owned(),
            (department, team) => format!("{department} {team}"),
        };
        let at = *places.entry(name.clone()).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(id);
    }
    groups
}

/// The sheets of a group.
///
/// Clause: 五(二), annex 2.
pub(super) fn scoring(desk: Desk<'_>, group: &str, people: &[PersonId]) -> Vec<Sheet> {
    let title = format!("{}政府购买服务人员（{}）年度考核评分表", desk.unit(), desk.year());
    let rows: Vec<Vec<Cell>> = people.iter().enumerate().map(|(at, id)| row(desk, at, *id)).collect();
    let form = Form { title: &title, widths_mm: &WIDTHS, row_mm: ROW, room_mm: ROOM };
    let group = if group.is_empty() { "＿＿＿＿＿＿" } else { group };
    let of = |(page, range): (String, Range<usize>)| {
        let mut table = head(desk);
        for cells in &rows[range] {
            table.row(ROW, cells.iter().cloned());
        }
        Sheet {
            blocks: vec![
                annex(2),
                Block::Title(title.clone()),
                Block::Flush(format!("小组（科室）：{group}　　人数：{}{page}", people.len())),
                Block::Table(table),
                Block::Note(format!(
                    "评分人签名：　　　　　　　　　　负责人签名：　　　　　　　　　　日期：{OPEN_DAY}"
                )),
            ],
        }
    };
    form.pages(&rows).into_iter().map(of).collect()
}

/// The table's head.
fn head(desk: Desk<'_>) -> Table {
    let most = |key| desk.inputs.settings.number(key).normalize();
    let mut table = Table::new(&WIDTHS);
    let head = [
        "序号".to_owned(),
        "工号".to_owned(),
        "姓名".to_owned(),
        format!("工作纪律\n{}分", most(SettingKey::MaxDiscipline)),
        format!("服务规范\n{}分", most(SettingKey::MaxServiceNorms)),
        format!("业务能力\n{}分", most(SettingKey::MaxAbility)),
        format!("工作成效\n{}分", most(SettingKey::MaxEffectiveness)),
        format!("亮点加分\n{}分", most(SettingKey::MaxHighlights)),
        "初评分".to_owned(),
        "月度均分".to_owned(),
        "初评综合分".to_owned(),
        "初评等次".to_owned(),
        "备注".to_owned(),
    ];
    table.row(12, head.into_iter().map(Cell::label));
    table
}

/// A person's row: what is known of it.
fn row(desk: Desk<'_>, at: usize, id: PersonId) -> Vec<Cell> {
    let person = desk.person(id);
    let result = desk.evaluation.result(id);
    let score = |score: Option<rust_decimal::Decimal>| score.map(page::score).unwrap_or_default();
    let fact = |field| desk.fact(id, field);
    let values = [
        (at + 1).to_string(),
        person.staff_number().to_owned(),
        person.name().to_owned(),
        fact(Field::Discipline),
        fact(Field::ServiceNorms),
        fact(Field::Ability),
        fact(Field::Effectiveness),
        fact(Field::Highlights),
        score(result.and_then(|result| result.first_review.score)),
        fact(Field::MonthlyMean),
        score(result.and_then(|result| result.s1.value)),
        result.and_then(|result| result.first_grade).map_or(String::new(), |grade| grade.term().to_owned()),
    ];
    let note = Cell::new(String::new(), Look::Prose);
    values.into_iter().map(Cell::value).chain([note]).collect()
}
