//! Tables: several of them, in other orders, with columns twice, hidden or beside each other.

use super::super::{
    Office, Place, Verdict,
    dice::Dice,
    model::{Block, Cell, Head, Kind, Row, Sheet, Value},
};
use rust_decimal::Decimal;

/// Moves the rows from a position on to a block of their own, under the same columns.
fn split(block: &mut Block, at: usize) -> Block {
    Block { rows: block.rows.split_off(at), above: Vec::new(), ..block.clone() }
}

fn shuffle_columns(block: &mut Block, dice: &mut Dice) {
    let mut order: Vec<usize> = (0..block.heads.len()).collect();
    dice.shuffle(&mut order);
    block.reorder(&order);
}

/// Blank rows and perhaps a title above a lower table.
fn set_apart(block: &mut Block, title: &str, dice: &mut Dice) {
    block.above = vec![Row::default(); dice.below(3)];
    if dice.chance(60) || block.above.is_empty() {
        block.above.push(Row { across: dice.chance(50), ..Row::note(0, title) });
    }
}

/// A column that the people of one of two tables don't have.
pub fn column_missing_in_one_table(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let needed = ["事假天数", "核实差评数", "核实投诉数", "办法扣款", "拒不执行"];
    let there: Vec<&str> = needed.into_iter().filter(|field| office.rests_on(field)).collect();
    let block = office.only_block()?;
    if there.is_empty() || block.rows.len() < 5 {
        return None;
    }
    let field = *dice.pick(&there);
    let at = 2 + dice.below(block.rows.len() - 3);
    let mut lower = split(block, at);
    set_apart(&mut lower, "其他人员2024年度考核表", dice);
    let lacking = if dice.chance(50) { &mut lower } else { &mut *block };
    let column = lacking.column(field)?;
    lacking.remove(column);
    let whom: Vec<String> = lacking.rows.iter().filter_map(|row| row.whom.clone()).collect();
    let sheet = office.rosters()[0];
    if dice.chance(50) {
        office.sheets[sheet].blocks.push(lower);
    } else {
        lower.above.clear();
        office.sheets.insert(sheet + 1, Sheet::new("其他人员", Kind::Roster, lower));
    }
    let whom: Vec<String> = whom.into_iter().filter(|key| is_appraised(office, key)).collect();
    match whom.is_empty() {
        true => Some(Verdict::Either(vec![])),
        false => Some(Verdict::Draft(vec![Place::People(whom)])),
    }
}

/// Whether somebody is appraised; also of keys that a habit has made up.
pub fn is_appraised(office: &Office, key: &str) -> bool {
    office.truth.people.iter().all(|person| person.key != *key || person.is_appraised())
}

/// Tables one below the other, each in an order of its own.
pub fn stacked_tables(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = office.only_block()?;
    if block.rows.len() < 5 {
        return None;
    }
    let at = 1 + dice.below(block.rows.len() - 2);
    let mut lower = split(block, at);
    shuffle_columns(&mut lower, dice);
    // What no rule needs may as well be missing.
    let needless = ["小组", "备注"].iter().filter_map(|field| lower.column(field)).next();
    if let Some(column) = needless.filter(|_| dice.chance(60)) {
        lower.remove(column);
    }
    let mut blocks = Vec::new();
    if lower.rows.len() > 3 && dice.chance(40) {
        let mut third = split(&mut lower, 2);
        shuffle_columns(&mut third, dice);
        set_apart(&mut third, "信息科考核表", dice);
        blocks.push(third);
    }
    set_apart(&mut lower, "综合科2024年度考核表", dice);
    blocks.insert(0, lower);
    let sheet = office.rosters()[0];
    office.sheets[sheet].blocks.extend(blocks);
    Some(Verdict::Harmless)
}

/// A sheet for each department, each in an order of its own.
pub fn department_sheets(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = office.only_block()?.clone();
    let column = block.column("科室")?;
    let mut sheets: Vec<Sheet> = Vec::new();
    for row in &block.rows {
        let department = row.cells.get(column)?.as_text().to_owned();
        if department.is_empty() {
            return None;
        }
        let at = sheets.iter().position(|sheet| sheet.name == department).unwrap_or_else(|| {
            let own = Block { rows: Vec::new(), ..block.clone() };
            sheets.push(Sheet::new(&department, Kind::Roster, own));
            sheets.len() - 1
        });
        sheets[at].blocks[0].rows.push(row.clone());
    }
    for sheet in &mut sheets {
        shuffle_columns(&mut sheet.blocks[0], dice);
    }
    let at = office.rosters()[0];
    office.sheets.splice(at..=at, sheets);
    Some(Verdict::Harmless)
}

/// Columns in another order, on any sheet.
pub fn columns_in_another_order(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    for sheet in office.sheets.iter_mut().filter(|sheet| sheet.kind != Kind::Settings) {
        sheet.blocks.iter_mut().for_each(|block| shuffle_columns(block, dice));
    }
    Some(Verdict::Harmless)
}

/// Departments merged downwards.
pub fn merged_departments(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    office.each_block(|block| {
        if let Some(column) = block.column("科室") {
            let text = |row: &Row| row.cells.get(column).map(|cell| cell.as_text().to_owned());
            block.rows.sort_by_key(text);
            block.merged.insert("科室".to_owned());
        }
    });
    Some(Verdict::Harmless)
}

/// A field's column and a second one for it.
fn twin(office: &mut Office, dice: &mut Dice, fields: &[&str]) -> Option<(usize, usize, usize, Head)> {
    let (sheet, at) = office.a_block(dice);
    let block = &office.sheets[sheet].blocks[at];
    let there: Vec<&&str> = fields.iter().filter(|field| block.column(field).is_some()).collect();
    if there.is_empty() {
        return None;
    }
    let field = **dice.pick(&there);
    Some((sheet, at, block.column(field)?, Head::new(field)))
}

/// Two columns for one thing, equal or not.
pub fn column_twice(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let fields = ["事假天数", "核实投诉数", "核实差评数", "初评分", "办法扣款", "月度均分"];
    let (sheet, at, column, head) = twin(office, dice, &fields)?;
    let differing = dice.chance(50);
    let block = &mut office.sheets[sheet].blocks[at];
    let to = dice.below(block.heads.len() + 1);
    // Nothing tells it from the first but its place.
    block.insert(to, Head { field: String::new(), ..head }, |row| row.cells[column].clone());
    if differing {
        let (cell, _) = Office::a_cell(block, to, dice, |cell| cell.as_number().is_some())?;
        cell.value = Value::Number(cell.as_number()? + Decimal::ONE);
    }
    Some(Verdict::Draft(vec![Place::Sheet(office.sheets[sheet].name.clone())]))
}

/// 备注 twice.
pub fn note_twice(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let (sheet, at) = office.a_block(dice);
    let block = &mut office.sheets[sheet].blocks[at];
    let missing = 2 - usize::from(block.column("备注").is_some());
    for number in 0..missing {
        let to = dice.below(block.heads.len() + 1);
        block.insert(to, Head::new("备注"), |_| Cell::text(if number == 0 { "借调" } else { "已谈话" }));
    }
    Some(Verdict::Harmless)
}

/// A hidden column with other numbers beside the visible one.
pub fn hidden_twin(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    office.only_block()?;
    let (sheet, at, _, head) = twin(office, dice, &["事假天数", "核实投诉数", "办法扣款"])?;
    let block = &mut office.sheets[sheet].blocks[at];
    let to = dice.below(block.heads.len() + 1);
    let head = Head { field: String::new(), hidden: true, ..head };
    let mut number = 0_u32;
    block.insert(to, head, |_| {
        number += 1;
        Cell::number(number % 7)
    });
    Some(Verdict::Harmless)
}

/// Columns of which the rules know nothing.
pub fn unknown_columns(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let (sheet, at) = office.a_block(dice);
    let block = &mut office.sheets[sheet].blocks[at];
    let further = [("手机号", "13800000000"), ("学历", "本科"), ("政治面貌", "群众"), ("合同编号", "HT-12")];
    for at in dice.some(further.len(), 3) {
        let (header, text) = further[at];
        let to = dice.below(block.heads.len() + 1);
        block.insert(to, Head::decoy(header), |_| Cell::text(text));
    }
    Some(Verdict::Harmless)
}

/// 序号 at the left.
pub fn serial_column(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    office.each_block(|block| {
        let mut number = 0_u32;
        block.insert(0, Head::new("序号"), |_| {
            number += 1;
            Cell::number(number)
        });
    });
    Some(Verdict::Harmless)
}

/// A column that is used, but hidden.
pub fn hidden_column(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    // Of two columns for one thing the one that can be seen counts.
    if office.did("column_twice") || office.did("hidden_twin") {
        return None;
    }
    let (_, _, column, _) = twin(office, dice, &["事假天数", "核实投诉数", "初评分", "办法扣款", "入职日期"])?;
    let block = office.only_block()?;
    block.heads.get_mut(column)?.hidden = true;
    Some(Verdict::Harmless)
}

/// The list in two halves, side by side.
pub fn side_by_side(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    let block = office.only_block()?;
    let wide = block.heads.len();
    if block.rows.len() < 4 || block.rows.iter().any(|row| row.cells.len() != wide || row.across) {
        return None;
    }
    block.merged.clear();
    let right = block.rows.split_off(block.rows.len().div_ceil(2));
    let heads = block.heads.clone();
    block.heads.push(Head::decoy(""));
    block.heads.extend(heads.into_iter().map(|head| Head { field: String::new(), ..head }));
    for (at, row) in block.rows.iter_mut().enumerate() {
        row.cells.push(Cell::default());
        match right.get(at) {
            Some(other) => row.cells.extend(other.cells.iter().cloned()),
            None => row.cells.extend(vec![Cell::default(); wide]),
        }
    }
    let sheet = office.rosters()[0];
    Some(Verdict::Draft(vec![Place::Sheet(office.sheets[sheet].name.clone())]))
}
