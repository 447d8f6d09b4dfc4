//! Cells: the same facts in other forms, and forms that nobody can be sure of.

use super::super::{
    Office, Place, Verdict,
    dice::Dice,
    model::{Cell, Kind, Value},
    truth::KeyKind,
    write::serial,
};
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// Columns of cases, days and money, in which a blank is none.
const COUNTS: [&str; 13] = [
    "事假天数",
    "核实差评数",
    "差评已扣数",
    "核实投诉数",
    "投诉已扣数",
    "违规次数",
    "违规已扣数",
    "通报次数",
    "巡查通报次数",
    "月度低等次数",
    "未按时完成次数",
    "办法扣款",
    "亮点加分",
];
const SCORES: [&str; 3] = ["初评分", "月度均分", "民主测评分"];
const FLAGS: [&str; 7] = ["拒不执行", "明察暗访重大影响", "不服从安排", "拒不整改", "失职损失", "损害声誉", "管理人员"];

/// Calls something for every cell about somebody in some columns, on sheets of some kinds.
fn each(office: &mut Office, kinds: &[Kind], fields: &[&str], mut change: impl FnMut(&str, &mut Cell)) {
    for sheet in office.sheets.iter_mut().filter(|sheet| kinds.contains(&sheet.kind)) {
        for block in &mut sheet.blocks {
            for field in fields {
                let Some(column) = block.column(field) else { continue };
                for row in block.rows.iter_mut().filter(|row| row.whom.is_some()) {
                    if let Some(cell) = row.cells.get_mut(column) {
                        change(field, cell);
                    }
                }
            }
        }
    }
}

const ABOUT_PEOPLE: [Kind; 8] = [
    Kind::Roster,
    Kind::Other,
    Kind::Incidents,
    Kind::Months,
    Kind::Reviews,
    Kind::Ballots,
    Kind::History,
    Kind::Decisions,
];

/// Keys as numbers with a format, in small letters, with an apostrophe or as a formula of text.
pub fn keys_in_other_forms(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let kind = office.truth.plan.key;
    each(office, &ABOUT_PEOPLE, &["工号"], |_, cell| {
        let text = cell.as_text().to_owned();
        match kind {
            KeyKind::Zeros if text.parse::<u32>().is_ok() => match dice.below(5) {
                0..3 => {
                    let number = text.parse::<u32>().expect("digits");
                    *cell = Cell { format: Some("000000"), mark: cell.mark, ..Cell::number(number) };
                }
                3 => cell.value = Value::Text(format!("'{text}")),
                _ => cell.value = Value::Text(format!("=\"{text}\"")),
            },
            KeyKind::Letters if !text.is_empty() => match dice.below(4) {
                0 => cell.value = Value::Text(text.to_lowercase()),
                1 => cell.value = Value::Text(format!(" {text} ")),
                2 => cell.value = Value::Text(text.chars().map(full_width).collect()),
                _ => {}
            },
            _ => {}
        }
    });
    matches!(kind, KeyKind::Zeros | KeyKind::Letters).then_some(Verdict::Harmless)
}

fn full_width(sign: char) -> char {
    match sign.is_ascii_graphic() {
        true => char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(sign),
        false => sign,
    }
}

/// Spaces inside names, and other signs for the interpunct.
pub fn names_in_other_forms(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    each(office, &ABOUT_PEOPLE, &["姓名"], |_, cell| {
        let name = cell.as_text().to_owned();
        if name.contains('·') {
            let sign = *dice.pick(&["•", "・", "‧", "∙", "·"]);
            cell.value = Value::Text(name.replace('·', sign));
        } else if name.chars().count() == 2 && dice.chance(60) {
            let middle = name.chars().next().map_or(0, char::len_utf8);
            let space = *dice.pick(&["　", " ", "  "]);
            cell.value = Value::Text(format!("{}{space}{}", &name[..middle], &name[middle..]));
        }
    });
    Some(Verdict::Harmless)
}

/// A number as a text.
fn worded(number: Decimal, field: &str, dice: &mut Dice) -> String {
    let plain = number.normalize().to_string();
    let unit = match field {
        "事假天数" => "天",
        "办法扣款" => "元",
        _ if field.ends_with('分') => "分",
        _ => "次",
    };
    let halves = number.fract() == Decimal::new(5, 1) && field == "事假天数";
    match dice.below(6) {
        0 => format!("{plain}{unit}"),
        1 => plain.chars().map(full_width).collect(),
        2 if halves && number < Decimal::ONE => "半天".to_owned(),
        2 if halves => format!("{}天半", number.trunc()),
        3 => format!(" {plain} {unit}"),
        4 if number >= Decimal::from(1_000) => {
            let whole = number.trunc().to_u32().unwrap_or_default();
            let rest = number.fract().normalize().to_string();
            format!("{},{:03}{}", whole / 1_000, whole % 1_000, rest.trim_start_matches('0'))
        }
        _ => plain,
    }
}

/// Numbers as texts with units, in full width; none as a dash, a word or a blank.
pub fn numbers_in_other_forms(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let fields: Vec<&str> = COUNTS.iter().chain(&SCORES).copied().collect();
    each(office, &[Kind::Roster, Kind::Other, Kind::Reviews], &fields, |field, cell| {
        let Some(number) = cell.as_number().filter(|_| dice.chance(40)) else { return };
        let mark = cell.mark;
        *cell = match number.is_zero() && COUNTS.contains(&field) && field != "亮点加分" {
            true => Cell::text(*dice.pick(&["无", "—", "-", "–", "／", "/", "零", "", "0"])),
            false => Cell::text(worded(number, field, dice)),
        };
        cell.mark = mark;
    });
    Some(Verdict::Harmless)
}

/// Ticks and crosses.
pub fn yes_and_no_in_other_forms(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let change = |cell: &mut Cell, dice: &mut Dice| {
        let forms: &[&str] = match cell.as_text() {
            "是" => &["有", "√", "✓", "Y", "yes", "1", "true", "是"],
            "否" => &["无", "×", "N", "no", "0", "false", "—", "/", "", "否"],
            _ => return,
        };
        let form = *dice.pick(forms);
        let other = match form {
            "0" | "1" if dice.chance(50) => Cell::number(form.parse::<u32>().expect("a digit")),
            other => Cell::text(other),
        };
        *cell = Cell { mark: cell.mark, ..other };
    };
    each(office, &[Kind::Roster], &FLAGS, |_, cell| change(cell, dice));
    each(office, &[Kind::Roster], &["敬业奉献"], |_, cell| change(cell, dice));
    Some(Verdict::Harmless)
}

/// A date in one of its forms.
fn dated(date: NaiveDate, dice: &mut Dice) -> Cell {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match dice.below(13) {
        0 => Cell::text(format!("{year}.{month}.{day}")),
        1 => Cell::text(format!("{year}-{month:02}-{day:02}")),
        2 => Cell::text(format!("{year}/{month}/{day}")),
        3 => Cell::text(format!("{year}年{month}月{day}日")),
        4 => Cell::text(format!("{year}{month:02}{day:02}")),
        5 => Cell::number(Decimal::from(year * 10_000 + (month * 100 + day) as i32)),
        6 => Cell::text(format!("{year}-{month:02}-{day:02} 08:30:00")),
        7 => Cell::text(format!("{year}/{month}/{day} 0:00")),
        8 => Cell::number(Decimal::from(serial(date) as i64)),
        // A few seconds off midnight, as sums of days come out.
        9 => Cell::of(Value::Moment(date, 20)),
        10 => Cell::of(Value::Moment(date, -20)),
        11 => Cell { format: Some("yyyy\"年\"m\"月\"d\"日\""), ..Cell::of(Value::Date(date)) },
        _ => Cell::text(format!(" {year}.{month:02}.{day:02} ")),
    }
}

/// Dates in all their forms.
pub fn dates_in_other_forms(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let kinds = [Kind::Roster, Kind::Incidents, Kind::Decisions];
    each(office, &kinds, &["入职日期", "离岗日期", "日期"], |_, cell| {
        if let Value::Date(date) = cell.value {
            *cell = Cell { mark: cell.mark, ..dated(date, dice) };
        }
    });
    Some(Verdict::Harmless)
}

/// No date, as a dash, a word, a zero or the end of time.
pub fn no_date_in_other_forms(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if !office.has("离岗日期") {
        return None;
    }
    each(office, &[Kind::Roster], &["离岗日期"], |_, cell| {
        if cell.is_blank() && dice.chance(60) {
            let end = NaiveDate::from_ymd_opt(9_999, 12, 31).expect("a date");
            *cell = match dice.below(7) {
                0 => Cell::text("—"),
                1 => Cell::text("/"),
                2 => Cell::text("无"),
                3 => Cell { format: Some("yyyy-mm-dd"), ..Cell::number(0) },
                4 => Cell::of(Value::Date(end)),
                5 => Cell::text("9999-12-31"),
                _ => Cell::text("-"),
            };
        }
    });
    Some(Verdict::Harmless)
}

/// Grades in their short and older words.
pub fn grades_in_other_words(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let fields = ["初评等次", "2021年等次", "2022年等次", "2023年等次", "等次", "决定等次", "评价"];
    let mut any = false;
    each(office, &ABOUT_PEOPLE, &fields, |_, cell| {
        let other = match cell.as_text() {
            "优秀" => "优",
            "合格" => "称职",
            "基本合格" => "基本称职",
            "不合格" => "不称职",
            _ => return,
        };
        if dice.chance(60) {
            any = true;
            cell.value = Value::Text(other.to_owned());
        }
    });
    any.then_some(Verdict::Harmless)
}

/// Signs that nobody sees.
pub fn invisible_characters(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let fields =
        ["工号", "姓名", "身份证号", "科室", "岗位类别", "岗位级别", "初评等次", "类别", "核实状态", "决定等次"];
    each(office, &ABOUT_PEOPLE, &fields, |_, cell| {
        if !cell.as_text().is_empty() && dice.chance(40) {
            let sign = dice.pick(&["\u{200b}", "\u{feff}", "\u{a0}", "\t", "\u{200e}", "\u{2060}"]);
            let text = cell.as_text();
            cell.value = Value::Text(if dice.chance(50) { format!("{text}{sign}") } else { format!("{sign}{text}") });
        }
    });
    Some(Verdict::Harmless)
}

/// A column of the roster's scores.
fn a_score(office: &Office, dice: &mut Dice) -> Option<&'static str> {
    let there: Vec<&str> = SCORES.into_iter().filter(|field| office.has(field)).collect();
    (!there.is_empty()).then(|| *dice.pick(&there))
}

/// Some scores as percentages.
pub fn percent_scores(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let field = a_score(office, dice)?;
    let (sheet, at) = office.a_block(dice);
    let mut places = Vec::new();
    for _ in 0..1 + dice.below(3) {
        let mark = office.mark();
        let block = &mut office.sheets[sheet].blocks[at];
        let column = block.column(field)?;
        let plain = |cell: &Cell| cell.mark.is_none() && cell.as_number().is_some();
        if let Some((cell, _)) = Office::a_cell(block, column, dice, plain) {
            let number = cell.as_number()?;
            let as_text = dice.chance(30);
            *cell = match as_text {
                true => Cell::text(format!("{}%", number.normalize())),
                false => Cell { format: Some("0.00%"), ..Cell::number(number / Decimal::ONE_HUNDRED) },
            };
            cell.mark = Some(mark);
            places.push(Place::Cell(mark));
        }
    }
    (!places.is_empty()).then_some(Verdict::Draft(places))
}

/// A column of scores whose values all lie between 0 and 1.
pub fn scores_as_fractions(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let field = a_score(office, dice)?;
    let mut all = true;
    each(office, &[Kind::Roster], &[field], |_, cell| match cell.as_number() {
        Some(number) => cell.value = Value::Number(number / Decimal::ONE_HUNDRED),
        None => all = all && cell.is_blank(),
    });
    let sheets = office.rosters().into_iter().map(|sheet| Place::Sheet(office.sheets[sheet].name.clone()));
    let place = vec![Place::OneOf(sheets.collect())];
    Some(if all { Verdict::Draft(place) } else { Verdict::Either(place) })
}

/// A random cell of a block of the roster in one of some columns.
fn in_a_column<'o>(
    office: &'o mut Office,
    fields: &[&str],
    dice: &mut Dice,
    fits: impl Fn(&Cell) -> bool,
) -> Option<&'o mut Cell> {
    let (sheet, at) = office.a_block(dice);
    let block = &mut office.sheets[sheet].blocks[at];
    let there: Vec<usize> = fields.iter().filter_map(|field| block.column(field)).collect();
    if there.is_empty() {
        return None;
    }
    let column = *dice.pick(&there);
    Office::a_cell(block, column, dice, |cell| cell.mark.is_none() && fits(cell)).map(|(cell, _)| cell)
}

/// A number of which a part is struck out.
pub fn partly_struck_out(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let mark = office.mark();
    let cell = in_a_column(office, &COUNTS, dice, |cell| cell.as_number().is_some())?;
    let left = cell.as_number()?.normalize().to_string();
    cell.value = Value::Parts(vec![("3".to_owned(), true), (left, false)]);
    cell.mark = Some(mark);
    Some(Verdict::Draft(vec![Place::Cell(mark)]))
}

/// A number that is struck out as a whole, where there is none.
pub fn struck_out_value(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let is_none = |cell: &Cell| cell.as_number().is_some_and(|number| number.is_zero());
    let mark = office.mark();
    let cell = in_a_column(office, &COUNTS[..11], dice, is_none)?;
    *cell = Cell { struck: true, mark: Some(mark), ..Cell::text("6") };
    // No value; whether it is void is asked at the cell.
    Some(Verdict::Either(vec![Place::Cell(mark)]))
}

/// A row that is struck out as a whole.
pub fn struck_out_row(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let mark = office.mark();
    let (sheet, at) = office.a_block(dice);
    let block = &mut office.sheets[sheet].blocks[at];
    let joined = block.column("入职日期")?;
    let people = block.people();
    let row = &mut block.rows[*dice.pick(&people)];
    row.cells.iter_mut().filter(|cell| !cell.is_blank()).for_each(|cell| cell.struck = true);
    let mark = *row.cells[joined].mark.get_or_insert(mark);
    let whom = row.whom.clone()?;
    Some(Verdict::Draft(vec![Place::OneOf(vec![Place::Row(mark), Place::People(vec![whom])])]))
}

/// A date that can't be, or has no day.
pub fn impossible_date(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let mark = office.mark();
    let cell = in_a_column(office, &["入职日期"], dice, |cell| !cell.is_blank())?;
    *cell = match dice.below(5) {
        0 => Cell::text("2024-02-30"),
        1 => Cell::text("2019-7"),
        2 => Cell::text("2019年7月"),
        3 => Cell::of(Value::Date(NaiveDate::from_ymd_opt(1_912, 3, 4)?)),
        _ => Cell::of(Value::Date(NaiveDate::from_ymd_opt(2_190, 3, 4)?)),
    };
    cell.mark = Some(mark);
    Some(Verdict::Draft(vec![Place::Cell(mark)]))
}

/// Something else where a number belongs.
pub fn words_for_a_number(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let mark = office.mark();
    let cell = in_a_column(office, &COUNTS[..12], dice, |_| true)?;
    *cell = match dice.below(4) {
        0 => Cell::text("若干"),
        1 => Cell::number(Decimal::NEGATIVE_ONE),
        2 => Cell::text("待定"),
        _ => Cell::of(Value::Formula("1/0".to_owned(), "#DIV/0!".to_owned())),
    };
    cell.mark = Some(mark);
    Some(Verdict::Draft(vec![Place::Cell(mark)]))
}

/// A column of scores that nobody has, with dashes.
pub fn dashes_for_scores(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if office.truth.plan.ballots != super::super::truth::Source::None || office.has("民主测评分") {
        return None;
    }
    office.each_block(|block| {
        let at = block.heads.len();
        block.insert(at, super::super::model::Head::new("民主测评分"), |_| {
            Cell::text(*dice.pick(&["—", "/", "-", "无", ""]))
        });
    });
    Some(Verdict::Harmless)
}
