//! 奖金汇总: the money by department, its total, and the total in the capitals of cheques (合计大写), for signature. The sums
//! are live formulas over 奖金发放表.

use super::{
    Report,
    bonus::{self, SUMMED, amount_formula, in_order},
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::{Field, Yuan},
    i18n::capital_amount,
    rules::{MoneyItem, PersonResult},
};
use std::collections::BTreeMap;

/// The name of the sheet.
pub(super) const NAME: &str = "奖金汇总";
/// 实发金额 in 奖金发放表.
const NET: usize = 12;

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let people = &report.evaluation.people;
    let last_person = people.len() + 1;
    let mut departments: BTreeMap<&str, Vec<&PersonResult>> = BTreeMap::new();
    for result in people {
        departments.entry(report.inputs.person(result.id).text(Field::Department)).or_default().push(result);
    }
    let count = |people: usize| i64::try_from(people).unwrap_or(i64::MAX);
    let rows = departments.iter().zip(2..).map(|((department, people), row): (_, u32)| {
        let sum = |pick: &dyn Fn(&PersonResult) -> Yuan| people.iter().map(|result| pick(result)).sum::<Yuan>();
        let amounts = in_order(
            |item: MoneyItem| sum(&|result| result.money.line(item).amount),
            [
                sum(&|result| result.money.gross),
                sum(&|result| result.money.deducted),
                sum(&|result| result.money.net),
                sum(&|result| result.money.short),
            ],
        );
        // A blank department is no criterion that SUMIF knows.
        let live = !department.is_empty();
        let mut cells = vec![
            Cell::text(if live { *department } else { "（未填科室）" }),
            if live {
                let formula = format!("=COUNTIF({}!$C$2:$C${last_person},A{row})", bonus::NAME);
                Cell::formula(formula, count(people.len()).into())
            } else {
                Cell::number(count(people.len()))
            },
        ];
        cells.extend(SUMMED.iter().zip(amounts).map(|(column, amount)| {
            if live {
                let range = |letters: &str| format!("{}!${letters}$2:${letters}${last_person}", bonus::NAME);
                amount_formula(format!("=ROUND(SUMIF({},A{row},{}),2)", range("C"), range(column)), amount)
            } else {
                Cell::number(amount.amount())
            }
        }));
        cells
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let last = rows.len() + 1;
    let total = total(report, rows.len());
    let net = report.evaluation.totals.net;
    let mut columns = vec![Column::new("科室", Look::Name).width(12, 24), Column::new("人数", Look::Whole)];
    columns.extend(bonus::amount_columns());
    Table {
        columns,
        rows,
        total: Some(total),
        closing: vec![in_capitals(&format!("{}{}", super::bonus::letters(NET as u16 + 2), last + 1), net)],
        frozen: 1,
        foot: bonus::FOOT,
        ..Table::new(NAME, Role::Result)
    }
}

/// 合计大写 of the cell, as a formula of its own, so that it follows the sheet.
fn in_capitals(cell: &str, net: Yuan) -> Cell {
    let capitals = |number: &str| format!("TEXT({number},\"[DBNum2][$-804]General\")");
    let (fen, tenths, hundredths) = (
        format!("ROUND(MOD({cell},1)*100,0)"),
        format!("INT(ROUND(MOD({cell},1)*100,0)/10)"),
        format!("MOD(ROUND(MOD({cell},1)*100,0),10)"),
    );
    let formula = format!(
        "=\"{LABEL}\"&{}&\"元\"&IF({fen}=0,\"整\",IF({tenths}=0,\"零\",{}&\"角\")&IF({hundredths}=0,\"整\",{}&\"分\"))",
        capitals(&format!("INT({cell})")),
        capitals(&tenths),
        capitals(&hundredths)
    );
    Cell::formula_text(formula, format!("{LABEL}{}", capital_amount(net)))
}

/// What stands before the capitals.
const LABEL: &str = "实发合计（大写）：";

/// The last row: sums over the departments.
fn total(report: &Report<'_>, departments: usize) -> Vec<Cell> {
    let totals = &report.evaluation.totals;
    let last = departments + 1;
    let item = |item: MoneyItem| totals.items.get(item as usize).copied().unwrap_or_default();
    let amounts = in_order(item, [totals.gross, totals.deducted, totals.net, totals.short]);
    let letters = |at: usize| super::bonus::letters(u16::try_from(at + 2).expect("few columns"));
    let people = i64::from(totals.appraised);
    let mut cells = vec![
        Cell::text("合计"),
        if departments > 0 { Cell::formula(format!("=SUM(B2:B{last})"), people.into()) } else { Cell::number(people) },
    ];
    cells.extend(amounts.into_iter().enumerate().map(|(at, amount)| {
        let column = letters(at);
        let cell = if departments > 0 {
            amount_formula(format!("=ROUND(SUM({column}2:{column}{last}),2)"), amount)
        } else {
            Cell::number(amount.amount())
        };
        if at == NET { cell.tone(Tone::Strong) } else { cell }
    }));
    cells
}
