//! 读取对照: what became of the filled cells of each dropped sheet, then what of it was carried and what was passed over.
//! One flat table, so that people can filter it; its places are those of the dropped files.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::domain::{ACCOUNT_SHEET, Lot, PassedOver, RowAccount, SheetAccount};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What a row is about.
const SHEET: &str = "工作表";
const CARRIED: &str = "保留的列";
const PASSED_OVER: &str = "略过的行";
/// The first of the columns that count lots.
const FIRST_LOT: usize = 6;

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let accounts = &report.inputs.account;
    let mut rows: Vec<Vec<Cell>> =
        (2..).zip(accounts).map(|(line, account)| sheet_row(report, account, line)).collect();
    rows.extend(accounts.iter().flat_map(|account| carried_rows(report, account)));
    rows.extend(accounts.iter().flat_map(|account| passed_over_rows(report, account)));
    Table {
        columns: vec![
            Column::new("类别", Look::Word).width(10, 10),
            Column::new(SHEET, Look::Name).width(12, 26),
            Column::new("位置", Look::Name).width(14, 30),
            Column::new("内容", Look::Text).width(30, 60),
            Column::new("说明", Look::Text).width(24, 36),
            Column::new("非空单元格", Look::Whole).width(10, 10),
            Column::new("采用", Look::Whole),
            Column::new("保留", Look::Whole),
            Column::new("标题", Look::Whole),
            Column::new("略过", Look::Whole),
        ],
        rows,
        frozen: 2,
        ..Table::new(ACCOUNT_SHEET, Role::Task)
    }
}

fn whole(count: u32) -> Cell {
    Cell::number(Decimal::from(count))
}

/// A row with its words, and counts still to be filled in.
fn row(report: &Report<'_>, what: &str, account: &SheetAccount, words: [String; 3]) -> Vec<Cell> {
    let name = report.inputs.sheets.get(usize::from(account.sheet)).map_or("", String::as_str);
    let words = words.into_iter().map(Cell::text);
    let mut row: Vec<Cell> = [Cell::text(what), Cell::text(name)].into_iter().chain(words).collect();
    row.resize(FIRST_LOT + Lot::ALL.len(), Cell::BLANK);
    row
}

/// A sheet's counts: the lots add up to its filled cells.
fn sheet_row(report: &Report<'_>, account: &SheetAccount, line: u32) -> Vec<Cell> {
    let counts = account.counts();
    let remark = if counts[Lot::Used as usize] == 0 { "没有采用任何内容" } else { "" };
    let mut row = row(report, SHEET, account, [String::new(), String::new(), remark.to_owned()]);
    let sum: u32 = counts.iter().sum();
    row[FIRST_LOT - 1] = Cell::formula(format!("=SUM(G{line}:J{line})"), Decimal::from(sum)).tone(Tone::Strong);
    for (at, count) in (FIRST_LOT..).zip(counts) {
        row[at] = whole(count);
    }
    row
}

fn carried_rows(report: &Report<'_>, account: &SheetAccount) -> impl Iterator<Item = Vec<Cell>> {
    account.carried.iter().map(move |column| {
        let (header, remark) = match column.header.as_str() {
            "" => (String::new(), "没有表头，原样保留，不参与计算"),
            header => (header.to_owned(), "没有对应的项目，原样保留，不参与计算"),
        };
        let mut row = row(report, CARRIED, account, [report.words.cell(column.cell), header, remark.to_owned()]);
        row[FIRST_LOT + Lot::Carried as usize] = whole(column.count);
        row
    })
}

/// Rows of cells that were passed over, as one line.
struct Passed {
    first: u32,
    last: u32,
    reason: Option<PassedOver>,
    cells: u32,
}

/// The rows with something in them that are no records. Blank ones (numbered, say) that follow one another are one line,
/// and so is a sheet of which nothing is read.
fn passed_over_rows(report: &Report<'_>, account: &SheetAccount) -> Vec<Vec<Cell>> {
    let tallies = report.inputs.tallies.iter().filter(|tally| tally.sheet == account.sheet);
    let reasons: BTreeMap<u32, PassedOver> = tallies.flat_map(|tally| tally.passed_over.iter().copied()).collect();
    let cells = |row: &RowAccount| row.cells.iter().filter(|(_, lot)| *lot == Lot::PassedOver).count();
    let mut lines: Vec<Passed> = Vec::new();
    for (row, cells) in account.rows.iter().map(|row| (row.row, cells(row))).filter(|(_, cells)| *cells > 0) {
        let (reason, cells) = (reasons.get(&row).copied(), u32::try_from(cells).unwrap_or(u32::MAX));
        match lines.last_mut() {
            Some(line) if line.reason == reason && (reason.is_none() || follows(line, row, reason)) => {
                line.last = row;
                line.cells += cells;
            }
            _ => lines.push(Passed { first: row, last: row, reason, cells }),
        }
    }
    let words = &report.words;
    let is_used = account.counts()[Lot::Used as usize] > 0;
    let line = |line: Passed| {
        let place = match line.reason {
            None if !is_used => report.inputs.sheets.get(usize::from(account.sheet)).cloned().unwrap_or_default(),
            _ => words.rows(account.sheet, line.first, line.last),
        };
        let text = if line.first == line.last { (report.row_text)(account.sheet, line.first) } else { String::new() };
        let reason = match line.reason {
            Some(reason) => words.passed_over(reason),
            None if is_used => "不是记录",
            None => "整张表没有采用",
        };
        let mut row = row(report, PASSED_OVER, account, [place, text, reason.to_owned()]);
        row[FIRST_LOT + Lot::PassedOver as usize] = whole(line.cells);
        row
    };
    lines.into_iter().map(line).collect()
}

fn follows(line: &Passed, row: u32, reason: Option<PassedOver>) -> bool {
    reason == Some(PassedOver::Blank) && line.last + 1 == row
}
