//! 告知书: what a person is told about grade and money, each figure with its clause. Nothing about anybody else.

use super::{Desk, OPEN_DAY, PENDING, tight};
use crate::{
    domain::{Block, Cell, Field, Look, PersonId, Sheet, Table, Yuan},
    i18n::{Context, Lang, page},
    rules::{Finding, MoneyItem, PersonResult, Verdict},
};
use std::collections::BTreeMap;

/// One page.
pub(super) fn slip(desk: Desk<'_>, id: PersonId) -> Sheet {
    let person = desk.person(id);
    let mut blocks = vec![
        Block::Title(format!("{}年度考核结果告知书", desk.year())),
        Block::Flush(format!(
            "{}同志（{}）：",
            person.name(),
            about(person.staff_number(), person.text(Field::Department))
        )),
    ];
    if let Some(result) = desk.evaluation.result(id) {
        let grade = result.grade.term();
        let is_pending = !result.pending.is_empty();
        let stands = match (is_pending, desk.evaluation.status.is_in_force()) {
            (true, _) => format!("{PENDING}，目前拟定为“{grade}”"),
            (false, false) => format!("拟定为“{grade}”"),
            (false, true) => format!("确定为“{grade}”"),
        };
        blocks.push(Block::Body(format!(
            "根据{}文件，你的{}年度考核等次{stands}。考核情况和考核奖如下：",
            desk.notice_number(),
            desk.year(),
        )));
        blocks.push(Block::Table(review(desk, result)));
        blocks.push(Block::Note(String::new()));
        blocks.push(Block::Table(money(desk, result)));
        if is_pending {
            blocks.push(Block::Note(format!("等次{PENDING}，评优奖励、等次扣减及各项合计随之{PENDING}。")));
        }
        blocks.push(Block::Note(
            "依据栏为通知条款。对考核结果有异议的，可以向考核领导小组申请复核（通知第二部分）。".to_owned(),
        ));
    }
    blocks.push(Block::Signature(vec![desk.unit().to_owned(), OPEN_DAY.to_owned()]));
    blocks.push(Block::Note(format!("回执：以上内容本人已经知晓。　签名：　　　　　　　　　{OPEN_DAY}")));
    Sheet { blocks }
}

fn about(number: &str, department: &str) -> String {
    [number, department].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}

fn clauses(findings: &[Finding]) -> String {
    let met = findings.iter().filter(|finding| finding.verdict == Verdict::Met).map(|finding| finding.clause.number());
    let met: Vec<&str> = met.collect();
    match findings.iter().any(|finding| finding.verdict == Verdict::Unknown) {
        _ if !met.is_empty() => met.join("、"),
        true => "未能判断".to_owned(),
        false => "无".to_owned(),
    }
}

/// Nobody else is named on a slip.
static NOBODY: BTreeMap<PersonId, String> = BTreeMap::new();

fn context<'a>(desk: Desk<'a>, names: &'a BTreeMap<PersonId, String>) -> Context<'a> {
    Context { lang: Lang::ZhCn, sheets: &desk.inputs.sheets, names }
}

fn review(desk: Desk<'_>, result: &PersonResult) -> Table {
    let score = |score: Option<rust_decimal::Decimal>| score.map_or("—".to_owned(), page::score);
    let mut table = Table::new(&[26, 30, 28, 29, 28, 29]);
    let rank = result.rank.map_or("—".to_owned(), |rank| rank.to_string());
    let first = result.first_grade.map_or("—".to_owned(), |grade| grade.term().to_owned());
    let tenure = result.months.counted.to_string();
    let rows: [[(&str, String); 3]; 2] = [
        [("在岗月数", tenure), ("初评综合分", score(result.s1.value)), ("名　次", rank)],
        [("初评等次", first), ("取消优秀资格", clauses(&result.bars)), ("可降等情形", clauses(&result.cases))],
    ];
    for row in rows {
        table.row(8, row.into_iter().flat_map(|(label, value)| [Cell::label(label), Cell::value(value)]));
    }
    let person = desk.person(result.id);
    let context = context(desk, &NOBODY);
    for finding in result.bars.iter().chain(&result.cases).filter(|finding| finding.verdict == Verdict::Met) {
        let what = Cell::new(tight(&context.finding_of(finding, person)), Look::Prose).over(5);
        table.row(8, [Cell::label(finding.clause.number()), what]);
    }
    if !result.pending.is_empty() {
        let open = result.pending_codes().join("、");
        table.row(8, [Cell::label("待决事项"), Cell::value(open).over(5)]);
    }
    table
}

fn money(desk: Desk<'_>, result: &PersonResult) -> Table {
    let context = context(desk, &NOBODY);
    let mut table = Table::new(&[26, 86, 28, 30]);
    table.row(8, ["项目", "计算", "依据", "金额（元）"].map(Cell::label));
    let mut row = |label: &str, how: &str, clause: &str, amount: Yuan| {
        let cells = [
            Cell::label(label),
            Cell::new(how, Look::Prose),
            Cell::value(clause),
            Cell::new(page::money(amount), Look::Number),
        ];
        table.row(7, cells);
    };
    let money = &result.money;
    let items = |items: [MoneyItem; 5], row: &mut dyn FnMut(&str, &str, &str, Yuan)| {
        for line in items.map(|item| money.line(item)) {
            row(line.item.term(), &tight(&context.money_line(line)), line.item.clause().number(), line.amount);
        }
    };
    items(MoneyItem::EARNINGS, &mut row);
    row("应发合计", "以上五项之和", "六(三)", money.gross);
    items(MoneyItem::DEDUCTIONS, &mut row);
    row("扣款合计", "以上五项之和，以应发合计为限", "六(三)5", money.deducted);
    row("实发金额", "应发合计−扣款合计", "六(三)", money.net);
    table
}
