//! What people changed by hand, so that the results keep it: 更正记录 with old and new value of each cell, and 列对应
//! with what sheets and headers were said to be, which applies to next year's sheets, too, and 操作记录 with all changes.

use super::{
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::domain::{ABOUT_SHEET, CHOICES_SHEET, CORRECTIONS_SHEET, Choice, HISTORY_SHEET, Inputs, NOT_READ};

/// The sheets that have something in them; 操作记录 always has.
pub(super) fn tables(inputs: &Inputs, told: &[String]) -> Vec<Table> {
    let tables = [corrections(inputs), choices(inputs), history(inputs, told)];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

/// 操作记录: what was changed by hand, on earlier occasions and now, and which version of the program wrote it.
fn history(inputs: &Inputs, told: &[String]) -> Table {
    let row = |number: usize, text: &str, version: &str| {
        vec![Cell::number(i64::try_from(number).unwrap_or(i64::MAX)), Cell::text(text), Cell::text(version)]
    };
    let mut rows = vec![row(0, "由考核程序生成；本表记载在程序中作出的更改", env!("CARGO_PKG_VERSION"))];
    let all = inputs.history.iter().chain(told);
    rows.extend(all.zip(1..).map(|(text, number)| row(number, text, "")));
    Table {
        columns: vec![
            Column::new("序号", Look::Whole),
            Column::new("内容", Look::Text).width(60, 100),
            Column::new("程序版本", Look::Word).width(10, 12),
        ],
        rows,
        ..Table::new(HISTORY_SHEET, Role::Input)
    }
}

fn corrections(inputs: &Inputs) -> Table {
    let rows = inputs.corrections.iter().map(|corrected| {
        let person = corrected.person.map(|id| inputs.person(id));
        vec![
            Cell::text(&*corrected.place),
            Cell::text(person.map_or("", |person| person.staff_number())),
            Cell::text(person.map_or("", |person| person.name())),
            Cell::text(&*corrected.old),
            Cell::text(&*corrected.new).tone(Tone::Strong),
        ]
    });
    Table {
        columns: vec![
            Column::new("位置", Look::Key).width(16, 36),
            Column::new("工号", Look::Key).width(12, 20),
            Column::new("姓名", Look::Name).width(12, 16),
            Column::new("原值", Look::Text).width(20, 40),
            Column::new("更正值", Look::Text).width(20, 40),
        ],
        rows: rows.collect(),
        ..Table::new(CORRECTIONS_SHEET, Role::Input)
    }
}

fn choices(inputs: &Inputs) -> Table {
    let row = |choice: &Choice| {
        let (object, name, target) = match choice {
            Choice::Sheet { name, kind } => (ABOUT_SHEET, name, kind.map_or(NOT_READ, |kind| kind.term())),
            Choice::Column { kind, header, target } => {
                (kind.term(), header, if target.is_empty() { NOT_READ } else { target })
            }
        };
        vec![Cell::text(object), Cell::text(&**name), Cell::text(target)]
    };
    Table {
        columns: vec![
            Column::new("对象", Look::Word).width(12, 16),
            Column::new("名称", Look::Name).width(20, 40),
            Column::new("对应", Look::Name).width(20, 30),
        ],
        rows: inputs.choices.iter().map(row).collect(),
        ..Table::new(CHOICES_SHEET, Role::Input)
    }
}
