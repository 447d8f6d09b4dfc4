//! 评分表 (annex 2): a group's first review, a row for each person.

use super::{Desk, OPEN_DAY};
use crate::{
    domain::{Block, Cell, Field, Look, PersonId, Sheet, Table},
    i18n::page,
    notice::SettingKey,
};

/// Rows that fit below the head on paper laid across.
const ROWS: usize = 15;

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
    let pages = people.len().div_ceil(ROWS);
    let of = |(at, chunk): (usize, &[PersonId])| {
        let group = if group.is_empty() { "＿＿＿＿＿＿" } else { group };
        let page = if pages > 1 { format!("　　第 {} 页，共 {pages} 页", at + 1) } else { String::new() };
        Sheet {
            blocks: vec![
                Block::Title(format!("{}政府购买服务人员 {} 年度考核评分表", desk.unit(), desk.year())),
                Block::Flush(format!("小组（科室）：{group}　　人数：{}{page}", people.len())),
                Block::Table(table(desk, at * ROWS, chunk)),
                Block::Note(format!(
                    "评分人签名：　　　　　　　　　　负责人签名：　　　　　　　　　　日期：{OPEN_DAY}"
                )),
            ],
        }
    };
    people.chunks(ROWS).enumerate().map(of).collect()
}

fn table(desk: Desk<'_>, before: usize, people: &[PersonId]) -> Table {
    let most = |key| desk.inputs.settings.number(key).normalize();
    let mut table = Table::new(&[12, 24, 22, 20, 20, 20, 20, 20, 18, 20, 24, 20, 27]);
    let head = [
        "序号".to_owned(),
        "工号".to_owned(),
        "姓名".to_owned(),
        format!("工作纪律\n（{}分）", most(SettingKey::MaxDiscipline)),
        format!("服务规范\n（{}分）", most(SettingKey::MaxServiceNorms)),
        format!("业务能力\n（{}分）", most(SettingKey::MaxAbility)),
        format!("工作成效\n（{}分）", most(SettingKey::MaxEffectiveness)),
        format!("亮点加分\n（{}分）", most(SettingKey::MaxHighlights)),
        "初评分".to_owned(),
        "月度均分".to_owned(),
        "初评综合分".to_owned(),
        "建议等次".to_owned(),
        "备注".to_owned(),
    ];
    table.row(12, head.into_iter().map(Cell::label));
    for (at, id) in people.iter().enumerate() {
        let person = desk.person(*id);
        let result = desk.evaluation.result(*id);
        let score = |score: Option<rust_decimal::Decimal>| score.map(page::score).unwrap_or_default();
        let fact = |field| desk.fact(*id, field);
        let values = [
            (before + at + 1).to_string(),
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
        table.row(8, values.into_iter().map(Cell::value).chain([note]));
    }
    table
}
