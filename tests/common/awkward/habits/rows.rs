//! Rows that are nobody: headings, totals, notes, prefilled and blank ones, and headers once more.

use super::super::{
    Office, Verdict,
    dice::Dice,
    model::{Block, Cell, Head, Kind, Row, Value},
};

/// A block of the roster.
fn block<'o>(office: &'o mut Office, dice: &mut Dice) -> &'o mut Block {
    let (sheet, at) = office.a_block(dice);
    &mut office.sheets[sheet].blocks[at]
}

/// Sorts the people of a block by department; gives each department with its first row.
fn by_department(block: &mut Block) -> Option<Vec<(String, usize)>> {
    let column = block.column("科室")?;
    let department = |row: &Row| row.cells.get(column).map(|cell| cell.as_text().trim().to_owned());
    if block.rows.iter().any(|row| row.whom.is_none()) {
        return None;
    }
    block.rows.sort_by_key(department);
    let mut firsts: Vec<(String, usize)> = Vec::new();
    for (at, row) in block.rows.iter().enumerate() {
        let own = department(row)?;
        if firsts.last().is_none_or(|(last, _)| *last != own) {
            firsts.push((own, at));
        }
    }
    Some(firsts)
}

/// Headings above the people of each department.
pub fn section_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    const ORDINALS: [&str; 8] = ["一", "二", "三", "四", "五", "六", "七", "八"];
    let block = block(office, dice);
    let firsts = by_department(block)?;
    let form = dice.below(5);
    let across = dice.chance(60);
    let column = match dice.chance(60) {
        true => 0,
        false => block.column("工号").unwrap_or_default(),
    };
    let ends = firsts.iter().skip(1).map(|(_, at)| *at).chain([block.rows.len()]);
    let sizes: Vec<usize> = firsts.iter().zip(ends).map(|((_, at), end)| end - at).collect();
    for (number, ((department, at), size)) in firsts.iter().zip(sizes).enumerate().rev() {
        let ordinal = ORDINALS[number % ORDINALS.len()];
        let text = match form {
            0 => format!("{ordinal}、{department}（{size}人）"),
            1 => format!("（{ordinal}）{department}"),
            2 => format!("{department}（{size}人）"),
            3 => format!("{ordinal}、{department}"),
            _ => department.clone(),
        };
        block.rows.insert(*at, Row { across, ..Row::note(column, text) });
    }
    Some(Verdict::Harmless)
}

/// Subtotals and totals, with sums under the numbers.
pub fn total_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let words = ["小计", "业务科 小计", "业务科 汇总", "信息科 计数", "总计数", "汇总", "平均值", "最大值", "本页小计"];
    let block = block(office, dice);
    let wide = block.heads.len();
    let columns: Vec<usize> = ["工号", "姓名", "科室"].iter().filter_map(|field| block.column(field)).collect();
    for number in 0..1 + dice.below(4) {
        let mut cells = vec![Cell::default(); wide];
        let word = if number == 0 { "合 计" } else { *dice.pick(&words) };
        for (column, head) in block.heads.iter().enumerate() {
            let of_number = block.rows.iter().any(|row| row.cells.get(column).is_some_and(|c| c.as_number().is_some()));
            if of_number && head.field != "工号" && dice.chance(70) {
                cells[column] = match dice.chance(50) {
                    true => Cell::of(Value::Formula("SUBTOTAL(9,A1:A2)".to_owned(), "12".to_owned())),
                    false => Cell::number(12),
                };
            }
        }
        cells[*dice.pick(&columns)] = Cell::text(word);
        let at = if number == 0 { block.rows.len() } else { 1 + dice.below(block.rows.len()) };
        block.rows.insert(at, Row { cells, ..Row::default() });
    }
    Some(Verdict::Harmless)
}

/// Blank rows between people.
pub fn blank_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = block(office, dice);
    for _ in 0..1 + dice.below(4) {
        let at = dice.below(block.rows.len() + 1);
        block.rows.insert(at, Row::default());
    }
    Some(Verdict::Harmless)
}

/// The header once more, as on every printed page.
pub fn repeated_headers(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let at = dice.below(office.sheets.len());
    if office.sheets[at].kind == Kind::Settings {
        return None;
    }
    let block = &mut office.sheets[at].blocks[0];
    if block.header_rows() != 1 || block.rows.len() < 3 {
        return None;
    }
    let header: Vec<Cell> = block.heads.iter().map(|head| head.shown.clone()).collect();
    for _ in 0..1 + dice.below(2) {
        let at = 1 + dice.below(block.rows.len() - 1);
        block.rows.insert(at, Row { cells: header.clone(), ..Row::default() });
    }
    Some(Verdict::Harmless)
}

/// Notes and signatures below.
pub fn note_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let notes = [
        "注：1.事假按考勤系统核定；2.差评均为核实有责。",
        "说明：本表一式两份",
        "备注：数据截至2024年12月31日",
        "填表人：李静",
        "制表人：张伟　　审核人：王芳",
        "单位负责人（签字）：",
        "填表日期：2025年1月6日",
        "日期：2025.1.6",
    ];
    let block = block(office, dice);
    if dice.chance(50) {
        block.rows.push(Row::default());
    }
    for at in dice.some(notes.len(), 3) {
        let mut row = Row::note(dice.below(2), notes[at]);
        row.across = dice.chance(30);
        if !row.across && dice.chance(30) {
            row.cells.extend([Cell::default(), Cell::text("审核：")]);
        }
        block.rows.push(row);
    }
    Some(Verdict::Harmless)
}

/// Rows that wait for people: a serial number, and formulas that give nothing or 0.
pub fn prefilled_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = block(office, dice);
    let people = block.people().len() as u32;
    let serial = match block.column("序号") {
        Some(column) => column,
        None => {
            let mut number = 0_u32;
            block.insert(0, Head::new("序号"), |_| {
                number += 1;
                Cell::number(number)
            });
            0
        }
    };
    let to = block.heads.len();
    block.insert(to, Head::decoy("合计分"), |_| Cell::of(Value::Formula("A2+1".to_owned(), "180".to_owned())));
    let leave = block.column("事假天数");
    for number in 1..=3 + dice.below(12) as u32 {
        let mut cells = vec![Cell::default(); block.heads.len()];
        cells[serial] = Cell::number(people + number);
        cells[to] = Cell::of(Value::Formula("IF(B2=\"\",0,A2+1)".to_owned(), "0".to_owned()));
        if let Some(leave) = leave {
            cells[leave] = Cell::of(Value::Formula("IF(B2=\"\",\"\",0)".to_owned(), String::new()));
        }
        block.rows.push(Row { cells, ..Row::default() });
    }
    Some(Verdict::Harmless)
}

/// Lines above the header: title, unit, date.
fn lines(title: &str, dice: &mut Dice) -> Vec<Row> {
    let mut above = vec![Row { across: dice.chance(70), ..Row::note(0, title) }];
    if dice.chance(60) {
        let mut row = Row::note(0, "填报单位：业务科");
        row.cells.extend([Cell::default(), Cell::text("填报日期：2025年1月6日")]);
        above.push(row);
    }
    if dice.chance(40) {
        above.push(Row::note(dice.below(3), "单位：天、次、元"));
    }
    if dice.chance(30) {
        above.push(Row::default());
    }
    above
}

/// Titles above the header, on any sheet.
pub fn titles(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    for sheet in &mut office.sheets {
        if dice.chance(60) {
            let title = format!("政务服务中心2024年度{}", sheet.name);
            sheet.blocks[0].above = lines(&title, dice);
        }
    }
    Some(Verdict::Harmless)
}

/// A title that names another year.
pub fn title_of_another_year(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = block(office, dice);
    block.above = lines("政务服务中心2025年度花名册", dice);
    Some(Verdict::Harmless)
}

/// Explanations above the header that fill a page.
pub fn long_preface(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = block(office, dice);
    block.above = (1..=35).map(|number| Row::note(0, format!("{number}．请各科室据实填报并由负责人核对。"))).collect();
    Some(Verdict::Harmless)
}

/// Rows that are hidden, about people or not.
pub fn hidden_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = block(office, dice);
    for at in dice.some(block.rows.len(), 4) {
        block.rows[at].hidden = true;
    }
    Some(Verdict::Harmless)
}
