//! Headers: groups, years, months, other names and other dress.

use super::{
    super::{
        Office, Place, Verdict,
        dice::Dice,
        model::{Block, Cell, Head, Kind, Row, Value},
        truth::YEAR,
    },
    tables::is_appraised,
};
use chrono::NaiveDate;
use kaohe::domain::Field;
use rust_decimal::Decimal;

/// Names of groups that say nothing about time or person.
const NEUTRAL: [&str; 6] = ["基本信息", "考勤情况", "考核得分", "服务质量", "其他情形", "年度考核情况"];
/// Groups of another time.
const OTHER_TIMES: [&str; 8] = ["上年", "上年度", "去年", "往年", "上半年", "下半年", "2023年", "第一季度"];
/// Groups of another person.
const OTHER_PEOPLE: [&str; 5] = ["紧急联系人", "家庭成员", "配偶", "介绍人", "家庭主要成员"];
/// Columns that the rules can't do without.
const COUNTED: [&str; 4] = ["事假天数", "核实投诉数", "核实差评数", "办法扣款"];

/// People of a block who are appraised.
fn appraised(office: &Office, block: &Block) -> Vec<String> {
    block.rows.iter().filter_map(|row| row.whom.clone()).filter(|key| is_appraised(office, key)).collect()
}

/// A block of the roster with a column that the rules can't do without.
fn counted(office: &Office, dice: &mut Dice) -> Option<(usize, usize, &'static str)> {
    let (sheet, at) = office.a_block(dice);
    let block = &office.sheets[sheet].blocks[at];
    let fits = |field: &&str| block.column(field).is_some() && office.rests_on(field);
    let there: Vec<&str> = COUNTED.into_iter().filter(fits).collect();
    (!there.is_empty()).then(|| (sheet, at, *dice.pick(&there)))
}

/// A column of numbers that stands for nothing here.
fn decoy_number(shown: &str, group: &str) -> Head {
    Head { groups: vec![group.to_owned()], ..Head::decoy(shown) }
}

/// Instead of a year's column its two halves.
pub fn half_years(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let (sheet, at, field) = counted(office, dice)?;
    let whom = appraised(office, &office.sheets[sheet].blocks[at]);
    let block = &mut office.sheets[sheet].blocks[at];
    let column = block.column(field)?;
    let equal = dice.chance(50);
    let halves = [("上半年", true), ("下半年", equal)];
    let source = block.clone();
    for (offset, (group, full)) in halves.into_iter().enumerate() {
        let mut rows = source.rows.iter().filter(|row| row.whom.is_some());
        block.insert(column + 1 + offset, decoy_number(field, group), |_| {
            let number = rows.next().and_then(|row| row.cells[column].as_number()).unwrap_or_default();
            Cell::number(if full { number } else { Decimal::ZERO })
        });
    }
    block.remove(column);
    match whom.is_empty() {
        true => Some(Verdict::Either(vec![])),
        false => Some(Verdict::Draft(vec![Place::People(whom)])),
    }
}

/// Instead of this year's column only last year's.
pub fn only_last_year(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let (sheet, at, field) = counted(office, dice)?;
    let whom = appraised(office, &office.sheets[sheet].blocks[at]);
    let block = &mut office.sheets[sheet].blocks[at];
    let column = block.column(field)?;
    let group = *dice.pick(&OTHER_TIMES[..4]);
    let mut number = 0_u32;
    block.remove(column);
    block.insert(column, decoy_number(field, group), |_| {
        number += 1;
        Cell::number(number % 3)
    });
    match whom.is_empty() {
        true => Some(Verdict::Either(vec![])),
        false => Some(Verdict::Draft(vec![Place::People(whom)])),
    }
}

/// Columns of past grades as years under a group.
pub fn past_grades_under_years(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let form = dice.below(4);
    let group = *dice.pick(&["历年等次", "考核等次"]);
    let mut any = false;
    office.each_block(|block| {
        for head in block.heads.iter_mut().filter(|head| head.field.ends_with("年等次")) {
            any = true;
            let year: u32 = head.field[..4].parse().expect("a year");
            (head.groups, head.shown) = match form {
                0 => (vec![group.to_owned()], Cell::number(year)),
                1 => (vec![group.to_owned()], Cell::text(format!("{year}年"))),
                2 => (vec![group.to_owned()], Cell::text(year.to_string())),
                _ => (vec![format!("{year}年")], Cell::text("等次")),
            };
        }
    });
    any.then_some(Verdict::Harmless)
}

/// The number of a column like `3月`.
fn month_of(head: &Head) -> Option<u32> {
    head.field.strip_suffix('月')?.parse().ok()
}

/// Months in other words.
pub fn months_in_other_words(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    const WORDS: [&str; 12] =
        ["一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"];
    let form = dice.below(8);
    let block = &mut office.sheet(Kind::Months)?.blocks[0];
    for head in &mut block.heads {
        let Some(month) = month_of(head) else { continue };
        head.shown = match form {
            0 => Cell::text(format!("{month}月份")),
            1 => Cell::text(format!("{month:02}月")),
            2 => Cell::text(WORDS[month as usize - 1]),
            3 => Cell::text(format!("{YEAR}年{month}月")),
            4 => Cell::text(format!("{YEAR}-{month:02}")),
            5 => Cell::text(format!("{YEAR}.{month}")),
            _ => Cell {
                format: Some(if form == 6 { "m\"月\"" } else { "yyyy-mm" }),
                ..Cell::of(Value::Date(NaiveDate::from_ymd_opt(YEAR, month, 1)?))
            },
        };
    }
    Some(Verdict::Harmless)
}

/// `92/合格` in its two parts.
fn parts(cell: &Cell) -> [Cell; 2] {
    let (score, grade) = cell.as_text().split_once('/').unwrap_or_default();
    [score.parse::<Decimal>().map_or(Cell::default(), Cell::number), Cell::text(grade)]
}

/// Months as groups over 得分 and 等次.
pub fn months_over_score_and_grade(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let with_份 = dice.chance(30);
    let block = &mut office.sheet(Kind::Months)?.blocks[0];
    for month in 1..=12 {
        let column = block.column(&format!("{month}月"))?;
        let group = if with_份 { format!("{month}月份") } else { format!("{month}月") };
        for (offset, header) in ["得分", "等次"].into_iter().enumerate() {
            let head = Head { groups: vec![group.clone()], ..Head::decoy(header) };
            block.insert(column + 1 + offset, head, |row| parts(&row.cells[column])[offset].clone());
        }
        block.remove(column);
    }
    Some(Verdict::Harmless)
}

/// A row for each month.
pub fn months_in_rows(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let form = dice.below(3);
    let block = &mut office.sheet(Kind::Months)?.blocks[0];
    block.column("1月")?;
    let whom: Vec<usize> = (0..block.heads.len()).filter(|at| month_of(&block.heads[*at]).is_none()).collect();
    if block.heads.iter().any(|head| !head.groups.is_empty() || head.field.is_empty()) {
        return None;
    }
    let mut long = Block::new(&[]);
    long.heads = whom.iter().map(|at| block.heads[*at].clone()).collect();
    long.heads.extend(["月份", "得分", "等次"].map(Head::new));
    for row in &block.rows {
        for (head, cell) in block.heads.iter().zip(&row.cells) {
            let Some(month) = month_of(head) else { continue };
            let number = match form {
                0 => Cell::number(month),
                1 => Cell::text(format!("{month}月")),
                _ => Cell::text(format!("{month}月份")),
            };
            let cells = whom.iter().map(|at| row.cells[*at].clone()).chain([number]).chain(parts(cell)).collect();
            long.rows.push(Row { cells, ..row.clone() });
        }
    }
    *block = long;
    Some(Verdict::Harmless)
}

/// Groups over some columns that say nothing new.
pub fn neutral_groups(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    // Of two columns for one thing the one without a group counts.
    if office.did("column_twice") {
        return None;
    }
    let (sheet, at) = office.a_block(dice);
    let heads = &mut office.sheets[sheet].blocks[at].heads;
    let wide = 2 + dice.below(4);
    for _ in 0..=dice.below(3) {
        let from = dice.below(heads.len());
        let group = (*dice.pick(&NEUTRAL)).to_owned();
        let to = (from + wide).min(heads.len());
        // One group over another is for columns that have none.
        if heads[from..to].iter().all(|head| head.groups.is_empty()) {
            heads[from..to].iter_mut().for_each(|head| head.groups = vec![group.clone()]);
        }
    }
    Some(Verdict::Harmless)
}

/// Columns of another time or of other people beside those that count.
pub fn decoy_groups(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let (sheet, at) = office.a_block(dice);
    let block = &mut office.sheets[sheet].blocks[at];
    // Not within a group of others.
    let group_at = |heads: &[Head], at: usize| heads.get(at).map(|head| head.groups.clone()).unwrap_or_default();
    let mut places: Vec<usize> = (0..=block.heads.len()).collect();
    places.retain(|at| *at == 0 || group_at(&block.heads, at - 1).is_empty() || group_at(&block.heads, *at).is_empty());
    let to = *dice.pick(&places);
    let mut number = 0_u32;
    if dice.chance(50) {
        let there = ["事假天数", "核实投诉数", "初评分", "办法扣款", "月度均分"];
        let mut there: Vec<&str> = there.into_iter().filter(|field| block.column(field).is_some()).collect();
        dice.shuffle(&mut there);
        there.truncate(2);
        let group = *dice.pick(&OTHER_TIMES);
        for field in there {
            block.insert(to, decoy_number(field, group), |_| {
                number += 1;
                Cell::number(number % 9)
            });
        }
    } else {
        let group = *dice.pick(&OTHER_PEOPLE);
        for header in ["电话", "姓名"] {
            let head = Head { groups: vec![group.to_owned()], ..Head::decoy(header) };
            block.insert(to, head, |_| {
                number += 1;
                Cell::text(if header == "姓名" { format!("亲属{number}") } else { "13900000000".to_owned() })
            });
        }
    }
    Some(Verdict::Harmless)
}

/// Other names of columns.
pub fn other_names(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    for sheet in &mut office.sheets {
        let is_roster = matches!(sheet.kind, Kind::Roster | Kind::Other);
        for head in sheet.blocks.iter_mut().flat_map(|block| &mut block.heads) {
            let of_key = ["工号", "姓名", "身份证号"].contains(&head.field.as_str());
            if !(is_roster || of_key) || !dice.chance(60) || head.shown.as_text() != head.field {
                continue;
            }
            match Field::of_header(&head.field) {
                Some(field) if !field.aliases().is_empty() => head.shown = Cell::text(*dice.pick(field.aliases())),
                Some(_) => {}
                None if head.field.ends_with("年等次") => {
                    let year = &head.field[..4];
                    head.shown = Cell::text(format!("{year}{}", dice.pick(&["等次", "年度考核等次"])));
                }
                None => {}
            }
        }
    }
    Some(Verdict::Harmless)
}

/// A unit that may stand behind a header.
fn unit(field: &str) -> &'static str {
    match field {
        "事假天数" => "天",
        "办法扣款" => "元",
        "在岗月数" | "管理岗月数" => "月",
        _ if field.ends_with('数') => "次",
        _ if field.ends_with('分') || field.ends_with('月') => "分",
        "优秀" | "表扬" | "合格" | "基本合格" | "不合格" => "票",
        _ => "必填",
    }
}

/// A header with units, asterisks, line breaks and spaces.
fn dressed(text: &str, field: &str, dice: &mut Dice) -> String {
    let unit = unit(field);
    let middle = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    let (left, right) = text.split_at(middle);
    match dice.below(14) {
        0 => format!("{text}（{unit}）"),
        1 => format!("{text}({unit})"),
        2 => format!("{text}\n（{unit}）"),
        3 if unit != "必填" => format!("{text}（单位：{unit}）"),
        4 => format!("*{text}"),
        5 => format!("{text}*"),
        6 => format!("＊{text}（必填）"),
        7 => format!("*{text}（选填）"),
        8 => format!("{left}\n{right}"),
        9 => format!("{left}　{right}"),
        10 => format!(" {left} {right} "),
        11 if unit == "分" => format!("{text}（0-100）"),
        12 => text.chars().map(full_width).collect(),
        _ => format!("{left}\r\n{right}（{unit}）"),
    }
}

/// A digit or letter as it looks in full width.
fn full_width(sign: char) -> char {
    match sign.is_ascii_alphanumeric() {
        true => char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign),
        false => sign,
    }
}

/// Headers with units, asterisks, line breaks and spaces.
pub fn dressed_headers(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    for head in office.sheets.iter_mut().flat_map(|sheet| &mut sheet.blocks).flat_map(|block| &mut block.heads) {
        if !head.shown.as_text().is_empty() && dice.chance(60) {
            head.shown.value = Value::Text(dressed(head.shown.as_text(), &head.field, dice));
        }
    }
    Some(Verdict::Harmless)
}

/// Headers merged down two or three rows.
pub fn deep_headers(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let deep = 2 + dice.below(2);
    let at = dice.below(office.sheets.len());
    office.sheets[at].blocks.iter_mut().for_each(|block| block.deep = deep);
    Some(Verdict::Harmless)
}
