//! 奖金发放表: every item of everyone appraised. Sums are live formulas with their values cached, so that a
//! spreadsheet comes to the same figures.

use super::{
    Report,
    grades::months,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::{Field, Yuan},
    rules::{MoneyBasis, MoneyItem, MoneyLine, PersonResult, Totals},
};

// Columns of the sheet, as a spreadsheet names them.
const EARNINGS: (&str, &str) = ("F", "J");
const GROSS: &str = "K";
const DEDUCTIONS: (&str, &str) = ("L", "P");
const DEDUCTED: &str = "Q";
/// The columns that the last row sums, in the order of the sheet.
const SUMMED: [&str; 14] = ["F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S"];

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let mut columns = vec![
        Column::new("工号", Look::Key),
        Column::new("姓名", Look::Name),
        Column::new("科室", Look::Name),
        Column::new("在岗月数", Look::Whole).header_lines(1),
        Column::new("考核等次", Look::Word),
    ];
    columns.extend(MoneyItem::EARNINGS.map(|item| Column::new(item.term(), Look::Money)));
    columns.push(Column::new("应发合计", Look::MoneySum));
    columns.extend(MoneyItem::DEDUCTIONS.map(|item| Column::new(item.term(), Look::Money)));
    columns.extend(["扣款合计", "实发金额", "未扣足金额"].map(|header| Column::new(header, Look::MoneySum)));
    let people = &report.evaluation.people;
    Table {
        columns,
        rows: people.iter().zip(2..).map(|(result, row)| person_row(report, result, row)).collect(),
        total: Some(total_row(&report.evaluation.totals, people.len())),
        frozen: 2,
        foot: "单位：元　　　　制表：　　　　　　　　审核：　　　　　　　　负责人：",
        ..Table::new("奖金发放表", Role::Result)
    }
}

/// The row of one person; `row` is its number in the spreadsheet.
fn person_row(report: &Report<'_>, result: &PersonResult, row: u32) -> Vec<Cell> {
    let person = report.inputs.person(result.id);
    let money = &result.money;
    let sum = |(first, last): (&str, &str)| format!("SUM({first}{row}:{last}{row})");
    let mut cells = vec![
        Cell::text(person.staff_number()),
        Cell::text(person.name()),
        Cell::text(person.text(Field::Department)),
        months(&result.months),
        Cell::text(result.grade.term()),
    ];
    // Sums of binary floats are rounded, so that they equal the sums of the exact items.
    cells.extend(MoneyItem::EARNINGS.map(|item| item_cell(money.line(item))));
    cells.push(amount_formula(format!("=ROUND({},2)", sum(EARNINGS)), money.gross));
    cells.extend(MoneyItem::DEDUCTIONS.map(|item| item_cell(money.line(item))));
    cells.push(amount_formula(format!("=MIN({GROSS}{row},ROUND({},2))", sum(DEDUCTIONS)), money.deducted));
    cells.push(amount_formula(format!("=ROUND({GROSS}{row}-{DEDUCTED}{row},2)"), money.net).tone(Tone::Strong));
    cells.push(amount_formula(format!("=ROUND({}-{DEDUCTED}{row},2)", sum(DEDUCTIONS)), money.short));
    cells
}

fn item_cell(line: &MoneyLine) -> Cell {
    match line.basis {
        MoneyBasis::Unset { .. } => Cell::text("未定").tone(Tone::Caution),
        _ => Cell::number(line.amount.amount()),
    }
}

fn amount_formula(formula: String, amount: Yuan) -> Cell {
    Cell::formula(formula, amount.amount())
}

/// The last row: sums over all people.
fn total_row(totals: &Totals, people: usize) -> Vec<Cell> {
    let last = people + 1;
    let mut cells = vec![Cell::text("合计"), Cell::BLANK, Cell::BLANK, Cell::BLANK, Cell::BLANK];
    let item = |item: MoneyItem| totals.items.get(item as usize).copied().unwrap_or_default();
    let mut amounts: Vec<Yuan> = MoneyItem::EARNINGS.map(item).to_vec();
    amounts.push(totals.gross);
    amounts.extend(MoneyItem::DEDUCTIONS.map(item));
    amounts.extend([totals.deducted, totals.net, totals.short]);
    cells.extend(SUMMED.iter().zip(amounts).map(|(column, amount)| {
        if people == 0 {
            Cell::number(amount.amount())
        } else {
            amount_formula(format!("=ROUND(SUM({column}2:{column}{last}),2)"), amount)
        }
    }));
    cells
}
