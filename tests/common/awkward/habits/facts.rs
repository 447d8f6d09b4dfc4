//! Facts that stand elsewhere, twice, or for nobody.

use super::super::{
    Office, Place, Verdict,
    clean::{cell, whom},
    dice::Dice,
    model::{Block, Cell, Head, Kind, Row, Sheet, Value},
    truth::KeyKind,
};
use rust_decimal::Decimal;

/// A sheet with one row for each person: who, some columns of the roster, some that mean nothing.
fn sheet_of(office: &Office, name: &str, fields: &[&str], further: &[&str], dice: &mut Dice) -> Sheet {
    let keys = whom(&office.truth);
    let mut block = Block::new(&[&["序号"][..], &["科室"], &keys, fields].concat());
    block.heads.extend(further.iter().map(|header| Head::decoy(header)));
    let mut people = office.truth.people.clone();
    dice.shuffle(&mut people);
    for (number, person) in (1_u32..).zip(&people) {
        let own = block.heads[1..block.heads.len() - further.len()].iter().map(|head| cell(person, &head.field));
        let further = further.iter().map(|_| Cell::number(number % 4));
        let cells = [Cell::number(number)].into_iter().chain(own).chain(further).collect();
        block.rows.push(Row { cells, whom: Some(person.key.clone()), ..Row::default() });
    }
    Sheet::new(name, Kind::Other, block)
}

/// The sheets on which offices keep what the roster lacks.
const SUPPLEMENTS: [(&str, &[&str], &[&str]); 4] = [
    ("考勤汇总", &["事假天数"], &["病假（天）", "年假（天）"]),
    ("投诉统计", &["核实投诉数"], &[]),
    ("违规统计", &["违规次数"], &["约谈"]),
    ("扣款明细", &["办法扣款"], &["扣款依据"]),
];

/// Facts on a sheet of their own, with a row for everyone.
pub fn supplement(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let fits: Vec<_> = SUPPLEMENTS.iter().filter(|(_, fields, _)| office.has(fields[0])).collect();
    let (name, fields, further) = **dice.pick(&fits);
    let sheet = sheet_of(office, name, fields, further, dice);
    office.each_block(|block| {
        for field in fields {
            if let Some(column) = block.column(field) {
                block.remove(column);
            }
        }
    });
    let at = office.sheets.len() - 1;
    office.sheets.insert(at, sheet);
    Some(Verdict::Harmless)
}

/// Facts twice, on the roster and on a sheet of their own, where one differs.
pub fn supplement_that_differs(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if !office.has("事假天数") || office.sheets.iter().any(|sheet| sheet.name == "考勤汇总") {
        return None;
    }
    let mut sheet = sheet_of(office, "考勤汇总", &["事假天数"], &["病假（天）"], dice);
    let block = &mut sheet.blocks[0];
    let column = block.column("事假天数")?;
    let (cell, whom) = Office::a_cell(block, column, dice, |_| true)?;
    cell.value = Value::Number(cell.as_number()? + Decimal::ONE);
    let at = office.sheets.len() - 1;
    office.sheets.insert(at, sheet);
    // With names only, the sheet has too little of a roster to be surely one.
    let place = Place::People(vec![whom]);
    let by_name = office.truth.plan.key == KeyKind::Name;
    Some(Verdict::Draft(vec![if by_name {
        Place::OneOf(vec![place, Place::Sheet("考勤汇总".to_owned())])
    } else {
        place
    }]))
}

/// Columns on the roster for what 事件 counts, blank as the template says.
pub fn blank_beside_a_ledger(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if !office.truth.plan.incidents {
        return None;
    }
    let people = office.truth.people.clone();
    let zeros = dice.chance(50);
    office.each_block(|block| {
        for field in ["核实差评数", "差评已扣数", "核实投诉数", "投诉已扣数"] {
            let at = block.heads.len();
            block.insert(at, Head::new(field), |row| {
                let person = people.iter().find(|person| Some(&person.key) == row.whom.as_ref());
                // Two bad reviews bring rows that don't count; one and three are only those that do.
                let none = person.is_some_and(|person| person.bad.all == 0 && person.complaints.all == 0);
                if zeros && none { Cell::number(0) } else { Cell::default() }
            });
        }
    });
    Some(Verdict::Harmless)
}

/// A count on the roster that 事件 contradicts.
pub fn roster_differs_from_ledger(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if !office.truth.plan.incidents || office.has("核实投诉数") {
        return None;
    }
    let people = office.truth.people.clone();
    let with = people.iter().filter(|person| person.complaints.all > 0 && person.is_appraised());
    let keys: Vec<String> = with.map(|person| person.key.clone()).collect();
    if keys.is_empty() {
        return None;
    }
    let wrong = dice.pick(&keys).clone();
    office.each_block(|block| {
        let at = block.heads.len();
        block.insert(at, Head::new("核实投诉数"), |row| {
            let person = people.iter().find(|person| Some(&person.key) == row.whom.as_ref()).expect("a person");
            Cell::number(person.complaints.all + u32::from(person.key == wrong))
        });
    });
    Some(Verdict::Draft(vec![Place::People(vec![wrong])]))
}

/// A row of a further sheet about somebody who isn't on the roster.
pub fn row_for_nobody(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    // 历年考核 may well have people who left long ago.
    let kinds = [Kind::Incidents, Kind::Months, Kind::Reviews, Kind::Ballots, Kind::Decisions];
    let fits: Vec<usize> = (0..office.sheets.len()).filter(|at| kinds.contains(&office.sheets[*at].kind)).collect();
    if fits.is_empty() {
        return None;
    }
    let at = *dice.pick(&fits);
    let mark = office.mark();
    let block = &mut office.sheets[at].blocks[0];
    let mut row = dice.pick(&block.rows).clone();
    row.whom = None;
    for (head, cell) in block.heads.iter().zip(&mut row.cells) {
        match head.field.as_str() {
            "姓名" => *cell = Cell { mark: Some(mark), ..Cell::text("钱外人") },
            "工号" => *cell = Cell::text("X999"),
            "身份证号" => *cell = Cell::text("310113198001019999"),
            _ => {}
        }
    }
    let to = dice.below(block.rows.len() + 1);
    block.rows.insert(to, row);
    Some(Verdict::Draft(vec![Place::Row(mark)]))
}

/// One 身份证号 under two keys.
pub fn one_id_under_two_keys(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let block = office.only_block()?;
    let (number, _) = (block.column("工号")?, block.column("身份证号")?);
    let people = block.people();
    let mut row = block.rows[*dice.pick(&people)].clone();
    let first = row.whom.clone()?;
    row.cells[number] = Cell::text("K0999");
    row.whom = Some("K0999".to_owned());
    let at = dice.below(block.rows.len() + 1);
    block.rows.insert(at, row);
    Some(Verdict::Draft(vec![Place::People(vec![first, "K0999".to_owned()])]))
}

/// One person on two rows, equal or not.
pub fn two_rows_of_one_person(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let differing = dice.chance(50);
    let by_name = office.truth.plan.key == KeyKind::Name;
    let block = office.only_block()?;
    let leave = block.column("事假天数");
    let people = block.people();
    let mut row = block.rows[*dice.pick(&people)].clone();
    let whom = row.whom.clone()?;
    if let (true, Some(leave)) = (differing, leave) {
        row.cells[leave] = Cell::number(row.cells[leave].as_number()? + Decimal::TWO);
    }
    let at = dice.below(block.rows.len() + 1);
    block.rows.insert(at, row);
    // Where the name is the key, it may as well be two people of one name.
    let sheet = office.sheets[office.rosters()[0]].name.clone();
    let place = Place::People(vec![whom]);
    Some(Verdict::Draft(vec![if by_name { Place::OneOf(vec![place, Place::Sheet(sheet)]) } else { place }]))
}

/// A row with facts but without a name.
pub fn row_without_name(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let mark = office.mark();
    let (sheet, block) = office.a_block(dice);
    let block = &mut office.sheets[sheet].blocks[block];
    let (name, joined) = (block.column("姓名")?, block.column("入职日期")?);
    let people = block.people();
    let row = &mut block.rows[*dice.pick(&people)];
    row.cells[name] = Cell::default();
    row.cells[joined].mark = Some(mark);
    Some(Verdict::Draft(vec![Place::Row(mark)]))
}
