//! 读取对照: every filled cell of every sheet is of one lot, windows show the sheet as it stands, a cell says what it
//! became, and the results have the same account.

mod common;

use common::{
    appraise, appraise_bytes,
    book::{self, Value},
    fixture,
};
use kaohe::{
    domain::{CellRef, Edit, Field, Lot, Pack, PassedOver, Ruling, Severity},
    notice::SettingKey,
    protocol::{Became, Edits, SheetQuery, SheetReading},
    service::Appraisal,
    workbook::Beside,
};
use rust_decimal::Decimal;
use std::fs;

const FIXTURES: [&str; 4] = ["plain-40", "ties-20", "messy-49", "ledgers-86"];

/// A cell by the name of its sheet and its address.
#[track_caller]
fn cell(appraisal: &Appraisal, sheet: &str, address: &str) -> CellRef {
    let sheet = appraisal.inputs.sheets.iter().position(|name| name == sheet).expect("the sheet is there");
    let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u16::from(letter - b'A') + 1) - 1;
    let row: u32 = address[letters.len()..].parse().expect("a row");
    CellRef { sheet: sheet as u16, row: row - 1, column }
}

#[track_caller]
fn became(appraisal: &Appraisal, sheet: &str, address: &str) -> Vec<Became> {
    appraisal.cell(cell(appraisal, sheet, address)).became
}

/// The position of somebody by 工号.
#[track_caller]
fn person(appraisal: &Appraisal, number: &str) -> kaohe::domain::PersonId {
    let people = &appraisal.inputs.people;
    people.iter().find(|person| person.staff_number() == number).expect("the person is there").id
}

#[test]
fn the_lots_add_up_to_the_filled_cells_of_every_sheet() {
    for name in FIXTURES {
        let bytes = fs::read(fixture(&format!("{name}.xlsx"))).expect("the fixture is there");
        let appraisal = appraise_bytes(name, bytes.clone());
        let sheets = book::sheets(&bytes);
        let account = appraisal.account();
        assert_eq!(account.len(), sheets.len(), "{name}: one for every sheet");
        for (entry, (sheet, rows)) in account.iter().zip(&sheets) {
            let is_filled = |value: &&Value| match value {
                Value::Blank => false,
                Value::Text(text) => !text.trim().is_empty(),
                Value::Number(_) => true,
            };
            let filled = rows.iter().flatten().filter(is_filled).count();
            assert_eq!(entry.name, *sheet);
            assert_eq!(entry.filled() as usize, filled, "{name}: {sheet}");
            assert_eq!(entry.rows as usize, rows.len(), "{name}: {sheet}");
        }
        // The other formats hold the same sheets.
        for ending in ["xls", "ods"] {
            let other = appraise(&format!("{name}.{ending}"));
            let counts = |appraisal: &Appraisal| -> Vec<[u32; 4]> {
                appraisal.account().iter().map(|entry| entry.counts).collect()
            };
            assert_eq!(counts(&other), counts(&appraisal), "{name}.{ending}");
        }
    }
}

#[test]
fn a_window_is_the_sheet_as_it_stands() {
    let appraisal = appraise("ledgers-86.xlsx");
    let whole = SheetQuery { sheet: 0, from: 0, count: 1_000, left: 0, columns: 100 };
    let rows = appraisal.sheet_rows(whole).rows;
    assert_eq!(rows.len(), 97, "no rows beyond the last filled one");
    assert_eq!(rows[0][0].text, "宝山区政务服务中心政府购买服务人员2024年度考核花名册");
    assert_eq!(rows[0][0].lot, Lot::Heading);
    assert!(rows[2].is_empty(), "a blank row keeps its place");
    assert_eq!(rows[4][1].text, "BS0001");
    // A part of it is the same cells.
    let part = appraisal.sheet_rows(SheetQuery { from: 4, count: 3, left: 5, columns: 10, ..whole }).rows;
    let cut = |row: &Vec<kaohe::protocol::SheetCell>| -> Vec<_> {
        row.iter().filter(|cell| (5..15).contains(&cell.column)).cloned().collect()
    };
    assert_eq!(part, rows[4..7].iter().map(cut).collect::<Vec<_>>());
    // Nothing where nothing is.
    let nowhere = SheetQuery { sheet: 99, ..whole };
    assert!(appraisal.sheet_rows(nowhere).rows.is_empty());
    assert!(appraisal.sheet_rows(SheetQuery { from: u32::MAX, count: u32::MAX, ..whole }).rows.is_empty());
}

#[test]
fn a_cell_of_the_roster_says_whose_fact_it_became() {
    let appraisal = appraise("ledgers-86.xlsx");
    let id = person(&appraisal, "BS0001");
    let [Became::Fact { person, field, fact }] = &became(&appraisal, "Sheet1", "O5")[..] else { panic!("one fact") };
    assert_eq!((*person, *field), (id, Field::LeaveDays));
    assert_eq!(fact.value().map(ToString::to_string).as_deref(), Some("7"));
    let view = appraisal.cell(cell(&appraisal, "Sheet1", "O5"));
    assert_eq!((view.text.as_str(), view.lot), ("7天", Some(Lot::Used)));
    assert_eq!(view.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["王俊梅"]);
    // A blank cell that is read as something says so; it is of no lot.
    let blank = appraisal.cell(cell(&appraisal, "Sheet1", "F5"));
    assert_eq!(blank.lot, None);
    assert!(matches!(&blank.became[..], [Became::Fact { field: Field::Highlights, .. }]), "{:?}", blank.became);
    // Beyond the table there is nothing.
    assert_eq!(became(&appraisal, "Sheet1", "ZZ999"), [Became::Blank]);
}

#[test]
fn headings_say_what_they_head() {
    let appraisal = appraise("ledgers-86.xlsx");
    assert_eq!(became(&appraisal, "Sheet1", "A1"), [Became::Heading]);
    // Right above the header, too.
    let titled = appraise("cases/01-two-tables-other-order.xlsx");
    assert_eq!(became(&titled, "花名册", "A1"), [Became::Heading]);
    assert_eq!(became(&titled, "花名册", "A2"), [Became::Header("工号".into())]);
    assert_eq!(became(&titled, "花名册", "A8"), [Became::Header("工号".into())]);
    assert_eq!(became(&appraisal, "Sheet1", "O4"), [Became::Header("事假天数".into())]);
    assert_eq!(became(&appraisal, "Sheet1", "X4"), [Became::CarriedHeader]);
    assert_eq!(became(&appraisal, "Sheet1", "X5"), [Became::Carried("联系电话".into())]);
    assert_eq!(became(&appraisal, "月度考核", "C1"), [Became::Header("1月".into())]);
}

#[test]
fn a_row_that_is_no_record_says_why() {
    let appraisal = appraise("ledgers-86.xlsx");
    let tally = appraisal.inputs.tallies.iter().find(|tally| tally.sheet == 0).expect("the roster's tally");
    let total = tally.passed_over.iter().find(|(_, reason)| *reason == PassedOver::Total).expect("a row of totals");
    let entry = &appraisal.account()[0];
    assert!(entry.passed_over.iter().any(|span| (span.first..=span.last).contains(&total.0)));
    let account = &appraisal.inputs.account[0];
    let row = account.rows.iter().find(|row| row.row == total.0).expect("it has cells");
    for (column, lot) in &row.cells {
        assert_eq!(*lot, Lot::PassedOver);
        let view = appraisal.cell(CellRef { sheet: 0, row: total.0, column: *column });
        assert_eq!(view.became, [Became::PassedOver(Some(PassedOver::Total))]);
        assert!(view.people.is_empty());
    }
}

#[test]
fn a_cell_of_a_ledger_says_whom_it_counts_for() {
    let appraisal = appraise("ledgers-86.xlsx");
    // A complaint that counts: what it became stands with the sum that it is part of.
    let id = person(&appraisal, "BS0042");
    let became_4 = became(&appraisal, "事件", "D4");
    assert_eq!(became_4[0], Became::Record { person: id, header: "类别".into() });
    let counts =
        |became: &Became| matches!(became, Became::PartOf { person, field: Field::Complaints, .. } if *person == id);
    assert!(became_4[1..].iter().any(counts), "{became_4:?}");
    assert_eq!(became(&appraisal, "事件", "B4"), [Became::Whom(id)]);
    // One that is not theirs is a record that counts for nothing.
    let other = person(&appraisal, "BS0043");
    assert_eq!(became(&appraisal, "事件", "D2"), [Became::Record { person: other, header: "类别".into() }]);
    let first = person(&appraisal, "BS0001");
    let month = became(&appraisal, "月度考核", "C2");
    assert_eq!(month[0], Became::Record { person: first, header: "1月".into() });
    let in_mean = |became: &Became| matches!(became, Became::PartOf { field: Field::MonthlyMean, .. });
    assert!(month.iter().any(in_mean), "{month:?}");
}

#[test]
fn settings_and_decisions_say_what_they_became() {
    let appraisal = appraise("ledgers-86.xlsx");
    let [Became::Setting { key, level, value }] = &became(&appraisal, "方案", "B2")[..] else {
        panic!("one setting")
    };
    assert_eq!((*key, level.as_deref(), value.as_str()), (SettingKey::Year, None, "2024"));
    let decided = person(&appraisal, "BS0030");
    let ruling = Ruling::Grade(kaohe::domain::Grade::Qualified);
    for address in ["A2", "C2", "D2"] {
        assert_eq!(became(&appraisal, "决定", address), [Became::Decision { person: decided, ruling }], "{address}");
    }
}

#[test]
fn a_corrected_cell_shows_what_stands_there_now() {
    let appraisal = appraise("ledgers-86.xlsx");
    let at = cell(&appraisal, "Sheet1", "O5");
    let done = vec![Edit::Correct { cell: at, text: "3".into() }];
    let appraisal = appraisal.with(Edits { done, undone: Vec::new() }).expect("there is a roster");
    let view = appraisal.cell(at);
    assert_eq!(view.text, "3");
    assert_eq!(view.corrected.map(|corrected| corrected.old).as_deref(), Some("7天"));
    let query = SheetQuery { sheet: at.sheet, from: at.row, count: 1, left: at.column, columns: 1 };
    assert_eq!(appraisal.sheet_rows(query).rows[0][0].text, "3");
}

#[test]
fn a_problem_shows_at_its_cell() {
    let text = "工号,姓名,在岗月数,事假天数,核实差评数,核实投诉数\n1,王芳,12,4小时,0,0\n2,李静,12,2,0,0\n";
    let appraisal = appraise_bytes("花名册.csv", text.as_bytes().to_vec());
    let query = SheetQuery { sheet: 0, from: 0, count: 9, left: 0, columns: 9 };
    let rows = appraisal.sheet_rows(query).rows;
    let days: Vec<Option<Severity>> = rows[1..].iter().map(|row| row[3].severity).collect();
    assert_eq!(days, [Some(Severity::Error), None]);
    let view = appraisal.cell(CellRef { sheet: 0, row: 1, column: 3 });
    assert_eq!(view.problems.len(), 1);
    assert_eq!(view.people.len(), 1);
}

#[test]
fn the_next_cell_of_a_lot_is_found_round_and_round() {
    let text =
        "名单,,,,\n工号,姓名,手机,科室,在岗月数\n1,王芳,139,业务科,12\n2,李静,,业务科,12\n3,赵云,137,业务科,12\n";
    let appraisal = appraise_bytes("花名册.csv", text.as_bytes().to_vec());
    let at = |row, column| CellRef { sheet: 0, row, column };
    let next = |after, lot| appraisal.next_of_lot(after, lot);
    assert_eq!(next(at(0, 0), Lot::Carried), Some(at(2, 2)));
    assert_eq!(next(at(2, 2), Lot::Carried), Some(at(4, 2)));
    assert_eq!(next(at(4, 2), Lot::Carried), Some(at(2, 2)), "behind the last comes the first");
    assert_eq!(next(at(0, 0), Lot::PassedOver), None);
    assert_eq!(next(CellRef { sheet: 9, row: 0, column: 0 }, Lot::Used), None);
}

#[test]
fn a_sheet_that_is_not_read_is_there_with_the_reason() {
    let roster = "工号,姓名,在岗月数,事假天数\n1,王芳,12,2\n".as_bytes().to_vec();
    let notes = "会议室,容量\n一楼,20\n".as_bytes().to_vec();
    let files = [("花名册.csv", roster), ("会议室.csv", notes)];
    let files = files.map(|(name, bytes)| kaohe::roster::FileBytes { name: name.into(), bytes });
    let appraisal = Appraisal::of_files(&files, &mut |_| {}).expect("there is a roster");
    let account = appraisal.account();
    assert_eq!(account[1].reading, SheetReading::Unknown);
    assert!(account[0].is_used() && !account[1].is_used());
    assert_eq!(account[1].filled(), 4);
    let view = appraisal.cell(CellRef { sheet: 1, row: 0, column: 0 });
    assert_eq!(view.became, [Became::NotRead(SheetReading::Unknown)]);
}

/// The rows of 读取对照, without its header.
fn written(appraisal: &Appraisal) -> Vec<Vec<Value>> {
    let bytes = appraisal.results(&mut |_| {}).expect("the workbook is written");
    book::sheet(&bytes, "读取对照").split_off(1)
}

#[test]
fn the_results_have_the_same_account() {
    for name in FIXTURES {
        let appraisal = appraise(&format!("{name}.xlsx"));
        let rows = written(&appraisal);
        let entries = appraisal.account();
        let number = |value: &Value| match value {
            Value::Number(number) => *number,
            _ => Decimal::ZERO,
        };
        for (entry, row) in entries.iter().zip(&rows) {
            assert_eq!((row[0].text(), row[1].text()), ("工作表", entry.name.as_str()), "{name}");
            assert_eq!(number(&row[5]), Decimal::from(entry.filled()), "{name}");
            for (at, count) in (6..).zip(entry.counts) {
                assert_eq!(number(&row[at]), Decimal::from(count), "{name}: {}", entry.name);
            }
            // The lists below account for every cell that was carried or passed over.
            for (what, at) in [("保留的列", 7), ("略过的行", 9)] {
                let own = rows[entries.len()..].iter().filter(|own| own[0].text() == what && own[1] == row[1]);
                let listed: Decimal = own.map(|own| number(&own[at])).sum();
                assert_eq!(listed, number(&row[at]), "{name}: {} {what}", entry.name);
            }
        }
        let listed = &rows[entries.len()..];
        assert!(listed.iter().all(|row| !row[2].text().is_empty() && !row[4].text().is_empty()), "{name}");
    }
}

#[test]
fn the_results_quote_what_was_passed_over_at_its_own_place() {
    let text = "名单,,,,\n工号,姓名,手机,科室,在岗月数\n1,王芳,139,业务科,12\n2,李静,,业务科,12\n合计,,2,,\n";
    let appraisal = appraise_bytes("花名册.csv", text.as_bytes().to_vec());
    let rows = written(&appraisal);
    let texts: Vec<Vec<&str>> = rows[1..].iter().map(|row| row[..5].iter().map(Value::text).collect()).collect();
    assert_eq!(
        texts,
        [
            ["保留的列", "花名册", "花名册!C2", "手机", "没有对应的项目，原样保留，不参与计算"],
            ["略过的行", "花名册", "花名册 第 5 行", "合计 2", "合计行"],
        ]
    );
}

#[test]
fn rows_that_were_numbered_beforehand_are_one_line() {
    let mut text = "序号,姓名,事假天数,在岗月数,科室\n1,王芳,2,12,业务科\n".to_owned();
    for number in 2..30 {
        text += &format!("{number},,,,\n");
    }
    let appraisal = appraise_bytes("花名册.csv", text.into_bytes());
    let rows = written(&appraisal);
    let passed: Vec<&Vec<Value>> = rows.iter().filter(|row| row[0].text() == "略过的行").collect();
    assert_eq!(passed.len(), 1);
    assert_eq!((passed[0][2].text(), passed[0][4].text()), ("花名册 第 3–30 行", "空行"));
    assert_eq!(passed[0][9], Value::Number(Decimal::from(28)));
}

#[test]
fn dropped_results_have_an_account_of_their_own() {
    let first = appraise("plain-40.xlsx");
    let bytes = first.results(&mut |_| {}).expect("the workbook is written");
    let again = appraise_bytes("结果.xlsx", bytes);
    let account = again.account();
    let own = account.iter().find(|entry| entry.name == "读取对照").expect("the sheet is there");
    assert_eq!((own.reading, own.is_used()), (SheetReading::Output, false), "it is never read as input");
    let rows = written(&again);
    let names: Vec<&str> = rows.iter().take(account.len()).map(|row| row[1].text()).collect();
    assert_eq!(names, again.inputs.sheets, "it is about the dropped results");
}

#[test]
fn only_the_whole_and_the_audit_s_workbook_have_it() {
    let appraisal = appraise("plain-40.xlsx");
    let has = |pack| {
        let bytes =
            kaohe::workbook::pack(&appraisal.inputs, &appraisal.evaluation, pack, &Beside::default(), &mut |_| {});
        book::sheets(&bytes.expect("the workbook is written")).iter().any(|(name, _)| name == "读取对照")
    };
    let packs = [Pack::Whole, Pack::Audit, Pack::Leadership, Pack::Publicity, Pack::Finance { masked: false }];
    assert_eq!(packs.map(has), [true, true, false, false, false]);
}
