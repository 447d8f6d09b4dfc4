//! What surrounds the tables: further sheets, hidden sheets, other files and forms of files.

use super::super::{
    Office, Place, Verdict,
    clean::{cell, whom},
    dice::Dice,
    model::{Block, Cell, Head, Kind, Row, Sheet, Value},
    truth::Person,
    write::Form,
};
use chrono::NaiveDate;
use kaohe::roster::FileBytes;

/// A sheet that is none of the program's business, before 方案.
fn add(office: &mut Office, name: &str, block: Block) -> String {
    let at = office.sheets.len() - 1;
    office.sheets.insert(at, Sheet::new(name, Kind::Other, block));
    name.to_owned()
}

/// A table of decoys.
fn decoys(headers: &[&str], rows: Vec<Vec<Cell>>) -> Block {
    let rows = rows.into_iter().map(|cells| Row { cells, ..Row::default() });
    Block {
        heads: headers.iter().map(|header| Head::decoy(header)).collect(),
        rows: rows.collect(),
        ..Block::default()
    }
}

/// Some of the people, each with what they are told apart by.
fn some(office: &Office, dice: &mut Dice) -> Vec<Person> {
    let people = &office.truth.people;
    dice.some(people.len(), 4).into_iter().map(|at| people[at].clone()).collect()
}

/// A sheet of former employers, with dates of joining and leaving them.
pub fn former_jobs(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let date = |year| Cell::of(Value::Date(NaiveDate::from_ymd_opt(year, 6, 30).expect("a date")));
    let keys = whom(&office.truth);
    let people = some(office, dice);
    let rows = people.iter().map(|person| {
        let key = keys.iter().map(|header| cell(person, header));
        key.chain(["某公司", "职员"].map(Cell::text)).chain([date(2_003), date(2_008)]).collect()
    });
    let headers = [&keys[..], &["公司名称", "职位", "入职时间", "离职时间"]].concat();
    let block = decoys(&headers, rows.collect());
    let name = add(office, "工作经历", block);
    Some(Verdict::Draft(vec![Place::Sheet(name)]))
}

/// A sheet of telephone numbers.
pub fn contacts(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    let headers = [&whom(&office.truth)[..], &["科室"]].concat();
    let rows = office.truth.people.iter().map(|person| {
        let own = headers.iter().map(|header| cell(person, header));
        own.chain([Cell::text("13800000000")]).collect()
    });
    let block = decoys(&[&headers[..], &["手机号"]].concat(), rows.collect());
    let name = add(office, "通讯录", block);
    // A supplement whose column means nothing, or a sheet that isn't used.
    Some(Verdict::Either(vec![Place::Sheet(name)]))
}

/// A cover, and lists to choose from.
pub fn cover_and_lists(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if dice.chance(60) {
        let cover = ["政务服务中心", "二〇二四年度考核材料", "二〇二五年一月"];
        let rows = cover.iter().map(|text| vec![Cell::default(), Cell::text(*text)]).collect();
        office.sheets.insert(office.sheets.len() - 1, Sheet::new("封面", Kind::Other, decoys(&[], rows)));
    }
    let rows = ["大厅服务", "大厅管理", "其他科室"].map(|text| vec![Cell::text(text), Cell::text("可选")]);
    add(office, "数据字典", decoys(&["选项一览", "用法"], rows.to_vec()));
    Some(Verdict::Harmless)
}

/// A pivot table.
pub fn pivot(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    let rows =
        ["业务科", "综合科", "信息科", "总计"].map(|text| vec![Cell::text(text), Cell::number(7), Cell::number(3)]);
    add(office, "Sheet9", decoys(&["行标签", "计数项:人员", "求和项:天数"], rows.to_vec()));
    Some(Verdict::Harmless)
}

/// A sheet that is named like one of the program's, with headers that it doesn't know.
pub fn name_of_a_kind(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let names = ["决定", "事件", "民主测评", "月度考核", "历年考核", "2024年事件", "决定汇总"];
    let free: Vec<&str> =
        names.into_iter().filter(|name| office.sheets.iter().all(|sheet| sheet.name != *name)).collect();
    let name = *dice.pick(&free);
    let rows = (1..=3_u32).map(|number| {
        vec![Cell::number(number), Cell::text("第三次办公会"), Cell::text("研究年度考核有关事项"), Cell::text("通过")]
    });
    let name = add(office, name, decoys(&["次序", "场合", "内容", "情况"], rows.collect()));
    Some(Verdict::Draft(vec![Place::Sheet(name)]))
}

/// A further sheet that is hidden.
pub fn hidden_sheet(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let last = office.sheets.len() - 1;
    // One sheet must stay to be seen.
    let at = 1 + dice.below(last.max(1));
    office.sheets.get_mut(at)?.hidden = true;
    Some(Verdict::Harmless)
}

/// Each sheet in a file of its own.
pub fn a_file_each(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    office.form = Form::FileEach;
    Some(Verdict::Harmless)
}

/// 方案 with a column of remarks.
pub fn settings_with_remarks(office: &mut Office, _: &mut Dice) -> Option<Verdict> {
    let block = &mut office.sheet(Kind::Settings)?.blocks[0];
    block.heads.push(Head::decoy("说明"));
    block.rows.iter_mut().for_each(|row| row.cells.push(Cell::text("2024年12月27日会议")));
    Some(Verdict::Harmless)
}

/// The roster as a file of text beside the workbook.
pub fn text_file(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    if office.rosters().len() != 1 || office.rosters()[0] != 0 {
        return None;
    }
    office.form = *dice.pick(&[Form::CsvWithBom, Form::Csv, Form::CsvGb, Form::Tabs, Form::WebPage]);
    Some(Verdict::Harmless)
}

/// The file that Excel or WPS leaves beside an open workbook.
pub fn owner_file(office: &mut Office, dice: &mut Dice) -> Option<Verdict> {
    let name = *dice.pick(&["~$考核.xlsx", ".~考核.xlsx"]);
    let mut bytes = vec![4_u8];
    bytes.extend("user".bytes().chain(std::iter::repeat_n(b' ', 160)));
    office.beside.push(FileBytes { name: name.to_owned(), bytes });
    Some(Verdict::Harmless)
}
