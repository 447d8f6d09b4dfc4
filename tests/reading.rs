//! Whole files through the reader: the sample rosters in every format, the habits of offices that span more than one
//! cell, and files that give no roster.

mod common;

use common::{
    build::{self, Rows},
    fixture,
};
use kaohe::{
    domain::{
        CellRef, Fact, Field, Grade, Inputs, PassedOver, PersonId, Place, ProblemKind, Ruling, Severity, SheetKind,
        Value,
    },
    notice::SettingKey,
    roster::{self, Excess, FileBytes, LooksLike, Unreadable},
};
use rust_decimal_macros::dec;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::{fs, io::Write};

#[track_caller]
fn bytes(name: &str) -> Vec<u8> {
    fs::read(fixture(name)).expect("the fixture is there")
}

fn read_bytes(bytes: Vec<u8>) -> Result<Inputs, Unreadable> {
    roster::read(&[FileBytes { name: "文件.xlsx".to_owned(), bytes }], &mut |_| {})
}

#[track_caller]
fn read(name: &str) -> Inputs {
    read_bytes(bytes(name)).expect("the fixture is readable")
}

/// A workbook with one sheet, filled by `fill`.
fn workbook(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook_of(vec![(name, Box::new(fill))])
}

type Fill<'a> = Box<dyn FnOnce(&mut Worksheet) + 'a>;

fn workbook_of(sheets: Vec<(&str, Fill)>) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, fill) in sheets {
        fill(workbook.add_worksheet().set_name(name).expect("a sheet's name"));
    }
    workbook.save_to_buffer().expect("the workbook can be written")
}

/// Writes rows of text from the top.
fn texts(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write(row, column, *text).expect("within the sheet");
            }
        }
    }
}

/// Reads a roster of these rows.
#[track_caller]
fn roster_of(rows: &[&[&str]]) -> Inputs {
    read_bytes(workbook("花名册", |sheet| texts(sheet, rows))).expect("a roster")
}

/// Kinds of the problems of a severity.
fn kinds(inputs: &Inputs, severity: Severity) -> Vec<&ProblemKind> {
    inputs.problems.iter().filter(|problem| problem.severity == severity).map(|problem| &problem.kind).collect()
}

#[track_caller]
fn reconciles(inputs: &Inputs) {
    for tally in &inputs.tallies {
        assert_eq!(tally.read as usize, tally.records as usize + tally.passed_over.len());
    }
}

fn known(inputs: &Inputs, person: usize, field: Field) -> Option<&Value> {
    inputs.people[person].fact(field).value()
}

// --- the sample rosters ---

#[track_caller]
fn is_whole(name: &str, people: usize, columns: usize, decisions: usize) -> Inputs {
    let inputs = read(name);
    assert_eq!(kinds(&inputs, Severity::Error), [] as [&ProblemKind; 0]);
    assert_eq!(kinds(&inputs, Severity::Warning), [] as [&ProblemKind; 0]);
    assert_eq!(inputs.people.len(), people, "people");
    assert_eq!(inputs.columns.len(), columns, "columns");
    assert_eq!(inputs.decisions.len(), decisions, "decisions");
    assert!(inputs.people.iter().all(|person| person.past_grades.len() == 4), "earlier years");
    reconciles(&inputs);
    inputs
}

#[test]
fn plain_40_is_read_whole() {
    let inputs = is_whole("plain-40.xlsx", 40, 41, 1);
    assert_eq!(kinds(&inputs, Severity::Notice), [] as [&ProblemKind; 0]);
    assert_eq!(inputs.sheets, ["花名册", "方案", "决定"]);
    assert_eq!(inputs.settings.number(SettingKey::WeightBallot), rust_decimal_macros::dec!(0.4));
    assert!(inputs.settings.flag(SettingKey::Confirmed));
    let decision = &inputs.decisions[0];
    assert_eq!(inputs.person(decision.person).key, "BS0024");
    assert_eq!(decision.ruling, Ruling::Grade(Grade::Unqualified));
    assert_eq!(decision.date.map(|date| date.to_string()).as_deref(), Some("2025-01-15"));
}

#[test]
fn ties_20_is_read_whole() {
    let inputs = is_whole("ties-20.xlsx", 20, 38, 2);
    assert!(!inputs.columns.contains(&Field::Joined));
    assert_eq!(inputs.people[0].fact(Field::Joined), &Fact::Absent);
}

#[test]
fn messy_49_is_read_whole() {
    let inputs = is_whole("messy-49.xlsx", 49, 40, 1);
    assert_eq!(kinds(&inputs, Severity::Notice), [&ProblemKind::UnknownColumn], "联系电话");
    assert_eq!(inputs.people[22].key, "BS0023");
    assert_eq!(inputs.people[0].name(), "姜芳浩");
    let tally = &inputs.tallies[0];
    assert_eq!(tally.records, 49);
    let reasons: Vec<PassedOver> = tally.passed_over.iter().map(|(_, reason)| *reason).collect();
    use PassedOver::{Blank, Note, Total};
    assert_eq!(reasons, [Total, Total, Blank, Note, Note]);
}

#[test]
fn every_format_gives_the_same() {
    for (original, converted) in [
        ("plain-40.xlsx", "plain-40.xls"),
        ("plain-40.xlsx", "plain-40.ods"),
        ("plain-40.xlsx", "plain-40.xlsm"),
        ("messy-49.xlsx", "messy-49.xls"),
        ("messy-49.xlsx", "messy-49.ods"),
    ] {
        let mut inputs = read(converted);
        let of_the_format = inputs.problems.extract_if(.., |problem| problem.kind == ProblemKind::NoChecksum).count();
        assert_eq!(of_the_format, usize::from(converted.ends_with(".xls")), "{converted}");
        assert_eq!(inputs, read(original), "{converted}");
    }
}

/// A record of a .xlsb part: its number, its length and its content (\\[MS-XLSB\\] 2.1.4).
fn record(number: u16, content: &[u8]) -> Vec<u8> {
    let low = (number & 0x7f) as u8;
    let mut record = if number < 0x80 { vec![low] } else { vec![low | 0x80, (number >> 7) as u8] };
    record.push(u8::try_from(content.len()).expect("short records only"));
    record.extend(content);
    record
}

/// A text of a .xlsb part: its length and UTF-16.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).expect("a short text").to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

/// A .xlsb workbook with one sheet of these texts. LibreOffice can't write the format.
fn xlsb(name: &str, rows: &[&[&str]]) -> Vec<u8> {
    const BUNDLE_SHEET: u16 = 0x9c;
    const END_SHEETS: u16 = 0x90;
    const END_BOOK: u16 = 0x84;
    const DIMENSION: u16 = 0x94;
    const BEGIN_DATA: u16 = 0x91;
    const END_DATA: u16 = 0x92;
    const ROW: u16 = 0;
    const TEXT: u16 = 6;
    let sheet = [vec![0; 8], wide("rId1"), wide(name)].concat();
    let book = [record(BUNDLE_SHEET, &sheet), record(END_SHEETS, &[]), record(END_BOOK, &[])].concat();
    let mut data = [record(DIMENSION, &[0; 16]), record(BEGIN_DATA, &[])].concat();
    for (row, texts) in (0_u32..).zip(rows) {
        data.extend(record(ROW, &row.to_le_bytes()));
        for (column, text) in (0_u32..).zip(*texts) {
            data.extend(record(TEXT, &[&column.to_le_bytes()[..], &[0; 4], &wide(text)].concat()));
        }
    }
    data.extend(record(END_DATA, &[]));
    let relations = br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    zip_of(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations),
        ("xl/worksheets/sheet1.bin", &data),
    ])
}

#[test]
fn a_binary_workbook_gives_the_same() {
    let rows: &[&[&str]] =
        &[&["工号", "姓名", "科室", "事假", "入职日期"], &["1", "王芳", "业务科", "2天半", "2024.7.1"]];
    let read = read_bytes(xlsb("花名册", rows)).expect("readable");
    assert_eq!(read, roster_of(rows));
}

#[test]
fn progress_rises_to_the_end() {
    let mut shares = Vec::new();
    let file = FileBytes { name: "plain-40.xlsx".to_owned(), bytes: bytes("plain-40.xlsx") };
    roster::read(&[file], &mut |share| shares.push(share)).expect("readable");
    assert!(shares.is_sorted());
    assert_eq!(shares.last(), Some(&1.0));
}

#[test]
fn several_files_are_read_as_one() {
    let roster =
        workbook("Sheet1", |sheet| texts(sheet, &[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", "0"]]));
    let settings = workbook("Sheet1", |sheet| texts(sheet, &[&["参数", "取值"], &["年度", "2025"]]));
    let files =
        [("甲.xlsx", roster), ("乙.xlsx", settings)].map(|(name, bytes)| FileBytes { name: name.to_owned(), bytes });
    let inputs = roster::read(&files, &mut |_| {}).expect("readable");
    assert_eq!(inputs.sheets, ["甲.xlsx / Sheet1", "乙.xlsx / Sheet1"]);
    assert_eq!(inputs.settings.year(), 2025);
}

// --- people ---

#[test]
fn the_key_is_the_number_else_the_id_else_the_name() {
    let by_number = roster_of(&[&["身份证号", "姓名", "工号", "科室"], &["31X", "王芳", "b1", "办公室"]]);
    assert_eq!(by_number.people[0].key, "B1");
    let by_id = roster_of(&[&["身份证号", "姓名", "小组", "科室"], &["31x", "王芳", "一组", "办公室"]]);
    assert_eq!(by_id.people[0].key, "31X");
    let by_name = roster_of(&[&["姓名", "小组", "科室", "事假"], &["王 芳", "一组", "办公室", "0"]]);
    assert_eq!(by_name.people[0].key, "王芳");
}

#[test]
fn a_name_without_a_key_is_kept_with_an_error() {
    let inputs = roster_of(&[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", ""], &["", "李静", "办公室", ""]]);
    assert_eq!(inputs.people.len(), 2);
    assert_eq!(inputs.people[1].key, "李静");
    assert_eq!(kinds(&inputs, Severity::Error), [&ProblemKind::NoKey]);
    assert_eq!(inputs.problems[0].person, Some(PersonId(1)));
    reconciles(&inputs);
}

#[test]
fn a_row_without_a_name_is_an_error() {
    let rows: &[&[&str]] = &[
        &["工号", "姓名", "科室", "事假"],
        &["1", "", "办公室", "2"],
        &["", "", "办公室", "2"],
        &["2", "王芳", "办公室", "2"],
    ];
    let inputs = roster_of(rows);
    assert_eq!(inputs.people.len(), 1, "nobody without a name is a person");
    assert_eq!(kinds(&inputs, Severity::Error), [&ProblemKind::NoName, &ProblemKind::NoName]);
    assert_eq!(inputs.tallies[0].passed_over, [(1, PassedOver::Unusable), (2, PassedOver::Unusable)]);
    reconciles(&inputs);
}

#[test]
fn one_person_on_two_rows_is_one_person_and_an_error() {
    let header: &[&str] = &["工号", "姓名", "科室", "事假", "投诉", "2023年等次"];
    let inputs =
        roster_of(&[header, &["1", "王芳", "办公室", "2", "1", "优秀"], &["1", "王 芳", "办公室", "3", "1", "合格"]]);
    assert_eq!(inputs.people.len(), 1);
    let first = known(&inputs, 0, Field::LeaveDays);
    assert_eq!(first, Some(&Value::Number(dec!(2))), "never summed, and never the last one");
    assert!(matches!(inputs.people[0].past_grades[&2023], Fact::Known(..)));
    assert_eq!(known(&inputs, 0, Field::Complaints), Some(&Value::Count(1)));
    let errors = kinds(&inputs, Severity::Error);
    assert!(matches!(errors[0], ProblemKind::PersonTwice { .. }), "{errors:?}");
    assert!(
        matches!(errors[1], ProblemKind::Conflict { field: Field::LeaveDays, other_found, .. } if other_found == "2")
    );
    assert!(matches!(errors[2], ProblemKind::PastGradeConflict { year: 2023, .. }));
    assert_eq!(errors.len(), 3);
    reconciles(&inputs);
}

#[test]
fn one_key_of_two_people_is_an_error_of_both() {
    let inputs = roster_of(&[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", ""], &["1", "李静", "", ""]]);
    assert_eq!(inputs.people.len(), 2);
    let people: Vec<_> = inputs.problems.iter().map(|problem| problem.person).collect();
    assert_eq!(people, [Some(PersonId(0)), Some(PersonId(1))]);
    assert!(inputs.problems.iter().all(|problem| matches!(problem.kind, ProblemKind::KeyOfTwo { .. })));
}

#[test]
fn where_names_are_keys_two_of_one_name_are_an_error_of_both() {
    let inputs = roster_of(&[&["姓名", "小组", "科室", "事假"], &["王芳", "", "", "1"], &["王 芳", "", "", "2"]]);
    assert_eq!(inputs.people.len(), 2);
    assert_eq!(inputs.problems.len(), 2);
}

#[test]
fn two_of_one_name_are_two_people_where_there_are_keys() {
    let inputs = roster_of(&[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", ""], &["2", "王芳", "", ""]]);
    assert_eq!((inputs.people.len(), inputs.problems.len()), (2, 0));
}

#[test]
fn an_id_that_lost_its_digits_is_no_key() {
    let file = workbook("花名册", |sheet| {
        texts(sheet, &[&["身份证号", "姓名", "科室", "事假"], &["", "王芳", "办公室", "0"]]);
        sheet.write(1, 0, 310_113_199_202_150_060.0).expect("within the sheet");
    });
    let inputs = read_bytes(file).expect("readable");
    assert_eq!(inputs.people[0].key, "王芳");
    assert_eq!(kinds(&inputs, Severity::Error), [&ProblemKind::KeyLostDigits]);
}

#[test]
fn a_faulty_cell_is_named_with_its_place_and_value() {
    let inputs = roster_of(&[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", "4小时"]]);
    let problem = &inputs.problems[0];
    assert_eq!((problem.severity, &problem.kind), (Severity::Error, &ProblemKind::NotANumber));
    assert_eq!((problem.found.as_str(), problem.person), ("4小时", Some(PersonId(0))));
    assert!(matches!(problem.place, Place::Cell(cell) if cell.address() == "D2"));
    assert!(matches!(inputs.people[0].fact(Field::LeaveDays), Fact::Faulty { raw, .. } if raw == "4小时"));
}

#[test]
fn a_column_twice_is_an_error_even_where_both_agree_and_the_left_one_stands() {
    let header: &[&str] = &["工号", "姓名", "科室", "事假", "事假天数"];
    for rows in [
        [["1", "王芳", "", "2", "2天"], ["2", "李静", "", "0", "0"]],
        [["1", "王芳", "", "2", "5"], ["2", "李静", "", "", "3"]],
    ] {
        let inputs = roster_of(&[header, &rows[0], &rows[1]]);
        assert!(matches!(kinds(&inputs, Severity::Error)[..], [ProblemKind::ColumnTwice { .. }]));
        assert_eq!(known(&inputs, 0, Field::LeaveDays), Some(&Value::Number(dec!(2))));
        assert_eq!(known(&inputs, 1, Field::LeaveDays), Some(&Value::Number(dec!(0))));
    }
}

#[test]
fn several_columns_of_remarks_are_one_text() {
    let header: &[&str] = &["工号", "姓名", "科室", "事假", "备注", "备注"];
    let inputs = roster_of(&[header, &["1", "王芳", "", "2", "甲", "乙"], &["2", "李静", "", "2", "", "丙"]]);
    assert_eq!(inputs.problems, []);
    assert_eq!(known(&inputs, 0, Field::Note), Some(&Value::Text("甲；乙".into())));
    assert_eq!(known(&inputs, 1, Field::Note), Some(&Value::Text("丙".into())));
}

#[test]
fn a_column_without_a_header_is_named_once() {
    let header: &[&str] = &["工号", "姓名", "科室", "事假"];
    let inputs = roster_of(&[header, &["1", "王芳", "", "2", "x"], &["2", "李静", "", "2", "y"]]);
    assert_eq!(kinds(&inputs, Severity::Notice), [&ProblemKind::UnknownColumn]);
    assert_eq!(inputs.problems.len(), 1);
}

#[test]
fn merged_cells_two_header_rows_and_dates() {
    let file = workbook("花名册", |sheet| {
        let plain = Format::new();
        let down = |sheet: &mut Worksheet, column, text: &str| {
            sheet.merge_range(2, column, 3, column, text, &plain).expect("a region");
        };
        sheet.merge_range(0, 0, 0, 6, "2024年度考核花名册", &plain).expect("a region");
        sheet.write(1, 0, "填报单位：业务科").expect("within the sheet");
        for (column, text) in (0..).zip(["工号", "姓名", "科室", "入职\n日期"]) {
            down(sheet, column, text);
        }
        sheet.merge_range(2, 4, 2, 5, "差评（次）", &plain).expect("a region");
        sheet.write(3, 4, "核实差评数").expect("within the sheet").write(3, 5, "已扣数").expect("within the sheet");
        down(sheet, 6, "备注");
        let day = Format::new().set_num_format("yyyy-mm-dd");
        for (row, (key, name)) in (4..).zip([("1", "王芳"), ("2", "李静"), ("3", "张伟")]) {
            sheet.write(row, 0, key).expect("within the sheet").write(row, 1, name).expect("within the sheet");
            let date = ExcelDateTime::from_ymd(2024, 7, 1).expect("a day");
            sheet.write_with_format(row, 3, &date, &day).expect("within the sheet");
            sheet.write(row, 4, row - 4).expect("within the sheet").write(row, 5, 0).expect("within the sheet");
        }
        sheet.merge_range(4, 2, 5, 2, "业务科", &plain).expect("a region");
        sheet.write(6, 2, "办公室").expect("within the sheet");
    });
    let inputs = read_bytes(file).expect("readable");
    assert_eq!(inputs.problems, []);
    let departments: Vec<&str> = inputs.people.iter().map(|person| person.text(Field::Department)).collect();
    assert_eq!(departments, ["业务科", "业务科", "办公室"]);
    assert_eq!(known(&inputs, 2, Field::BadReviews), Some(&Value::Count(2)));
    assert_eq!(known(&inputs, 2, Field::BadReviewsFined), Some(&Value::Count(0)));
    assert_eq!(inputs.people[0].date(Field::Joined).map(|date| date.to_string()).as_deref(), Some("2024-07-01"));
}

#[test]
fn a_formula_counts_by_its_cached_value() {
    let file = workbook("花名册", |sheet| {
        texts(sheet, &[&["工号", "姓名", "科室", "事假"], &["1", "王芳"], &["2", "李静"]]);
        sheet.write(1, 3, Formula::new("=1+1").set_result("2")).expect("within the sheet");
        sheet.write(2, 3, Formula::new("=1/0").set_result("#DIV/0!")).expect("within the sheet");
    });
    let inputs = read_bytes(file).expect("readable");
    assert_eq!(known(&inputs, 0, Field::LeaveDays), Some(&Value::Number(2.into())));
    assert_eq!(known(&inputs, 1, Field::LeaveDays), None);
    assert_eq!(inputs.problems.len(), 1);
}

// --- sheets ---

#[test]
fn other_sheets_are_named() {
    let roster: &[&[&str]] = &[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", ""]];
    let file = workbook_of(vec![
        (
            "考核结果",
            Box::new(|sheet| texts(sheet, &[&["工号", "姓名", "最终等次", "事假"], &["1", "王芳", "优秀", ""]])),
        ),
        ("人员", Box::new(|sheet| texts(sheet, roster))),
        ("花名册", Box::new(|sheet| texts(sheet, roster))),
        ("事件", Box::new(|sheet| texts(sheet, &[&["工号", "姓名", "日期", "类别"]]))),
        ("通讯录", Box::new(|sheet| texts(sheet, &[&["姓名", "电话"]]))),
        ("Sheet6", Box::new(|_| {})),
    ]);
    let inputs = read_bytes(file).expect("readable");
    let said: Vec<_> = inputs.problems.iter().map(|problem| (problem.severity, problem.place, &problem.kind)).collect();
    let needed = ProblemKind::ColumnNeeded { sheet: SheetKind::Incidents, header: "核实状态".to_owned() };
    let (first, second) = (CellRef { sheet: 1, row: 1, column: 1 }, CellRef { sheet: 2, row: 1, column: 1 });
    assert_eq!(
        said,
        [
            (Severity::Error, Place::Cell(second), &ProblemKind::PersonTwice { other: first }),
            (Severity::Error, Place::Sheet(3), &needed),
            (Severity::Notice, Place::Sheet(4), &ProblemKind::UnknownSheet),
        ]
    );
    assert_eq!(inputs.people.len(), 1);
}

#[test]
fn a_hidden_sheet_is_read_and_said_to_be_hidden() {
    let file = workbook_of(vec![
        ("说明", Box::new(|sheet| texts(sheet, &[&["请先填写花名册"]]))),
        (
            "花名册",
            Box::new(|sheet| {
                texts(sheet, &[&["工号", "姓名", "科室", "事假"], &["1", "王芳"]]);
                sheet.set_hidden(true);
            }),
        ),
    ]);
    let inputs = read_bytes(file).expect("readable");
    assert_eq!(inputs.people.len(), 1);
    assert!(inputs.problems.iter().any(|problem| problem.kind == ProblemKind::HiddenSheet));
}

// --- decisions ---

/// What these decisions about 王芳 (1), 李静 (2) and another 李静 (3) give: rulings applied by key, kinds of problems.
#[track_caller]
fn decided(rows: &[&[&str]]) -> (Vec<(String, Ruling)>, Vec<ProblemKind>) {
    let people: &[&[&str]] =
        &[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", ""], &["2", "李静", "", ""], &["3", "李静", "", ""]];
    let file = workbook_of(vec![
        ("花名册", Box::new(|sheet| texts(sheet, people))),
        ("决定", Box::new(|sheet| texts(sheet, rows))),
    ]);
    let inputs = read_bytes(file).expect("readable");
    reconciles(&inputs);
    let applied = inputs.decisions.iter().map(|made| (inputs.person(made.person).key.clone(), made.ruling)).collect();
    (applied, inputs.problems.into_iter().map(|problem| problem.kind).collect())
}

#[test]
fn decisions_are_matched_by_key_and_checked_by_name() {
    let header: &[&str] = &["工号", "姓名", "决定等次", "理由"];
    let (applied, problems) = decided(&[
        header,
        &["1", "王 芳", "不降等", ""],
        &["2", "王芳", "合格", ""],
        &["9", "王芳", "合格", ""],
        &["3", "", "良好", ""],
    ]);
    assert_eq!(applied, [("1".to_owned(), Ruling::NoDemotion)]);
    let differs = ProblemKind::RowNameDiffers { roster: "李静".to_owned() };
    assert_eq!(problems, [differs, ProblemKind::RowForNobody, ProblemKind::NotARuling]);
}

#[test]
fn without_a_key_a_decision_needs_a_name_of_one_person() {
    let (applied, problems) =
        decided(&[&["姓名", "决定等次"], &["王芳", "称职"], &["李静", "合格"], &["赵云", "合格"]]);
    assert_eq!(applied, [("1".to_owned(), Ruling::Grade(Grade::Qualified))]);
    let several = ProblemKind::RowForSeveral { candidates: vec![PersonId(1), PersonId(2)] };
    assert_eq!(problems, [several, ProblemKind::RowForNobody]);
}

#[test]
fn a_blank_decision_is_passed_over() {
    let (applied, problems) = decided(&[&["工号", "姓名", "决定等次"], &["1", "王芳", ""]]);
    assert_eq!((applied.len(), problems.len()), (0, 0));
}

#[test]
fn two_decisions_must_agree() {
    let header: &[&str] = &["工号", "姓名", "决定等次"];
    let (applied, problems) = decided(&[header, &["1", "王芳", "合格"], &["1", "王芳", "称职"]]);
    assert_eq!((applied.len(), problems.len()), (1, 0));
    let (applied, problems) = decided(&[header, &["1", "王芳", "合格"], &["1", "王芳", "优秀"]]);
    assert_eq!(applied, []);
    assert!(matches!(problems.as_slice(), [ProblemKind::DecisionTwice { .. }, ProblemKind::DecisionTwice { .. }]));
}

#[test]
fn decisions_need_a_column_that_says_whom_they_are_about() {
    let (_, problems) = decided(&[&["决定等次", "理由"], &["合格", "集体研究"]]);
    let needed = ProblemKind::ColumnNeeded { sheet: SheetKind::Decisions, header: "工号".to_owned() };
    assert_eq!(problems, [needed]);
}

// --- files that give no roster ---

#[track_caller]
fn refuses(bytes: &[u8], expected: &Unreadable) {
    assert_eq!(read_bytes(bytes.to_vec()).as_ref(), Err(expected));
}

/// An archive of these parts.
fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

#[test]
fn what_is_no_spreadsheet_is_named() {
    let file = || "文件.xlsx".to_owned();
    let no_spreadsheet = |looks_like| Unreadable::NotASpreadsheet { file: file(), looks_like };
    assert_eq!(roster::read(&[], &mut |_| {}), Err(Unreadable::NoFile));
    refuses(b"", &Unreadable::Empty { file: file() });
    refuses(b"%PDF-1.7\n%\xe2\xe3", &no_spreadsheet(LooksLike::Pdf));
    refuses(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &no_spreadsheet(LooksLike::Picture));
    refuses(b"<html><table><tr><td>", &no_spreadsheet(LooksLike::Html));
    refuses("工号、姓名\n请填写\n".as_bytes(), &no_spreadsheet(LooksLike::PlainText));
    refuses(&[7, 0, 1, 255, 3, 9, 200, 4, 4, 0], &no_spreadsheet(LooksLike::Unknown));
    let docx = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    refuses(&docx, &no_spreadsheet(LooksLike::TextDocument));
    let odt = zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    refuses(&odt, &no_spreadsheet(LooksLike::TextDocument));
    refuses(&zip_of(&[("照片.txt", b"x")]), &no_spreadsheet(LooksLike::Archive));
}

#[test]
fn an_encrypted_workbook_asks_for_its_password() {
    // The directory entry of an encrypted package, aligned as in an OLE container.
    let mut ole = vec![0; 1_024];
    ole[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    ole[640..640 + name.len()].copy_from_slice(&name);
    refuses(&ole, &Unreadable::PasswordProtected { file: "文件.xlsx".to_owned() });
}

#[test]
fn a_workbook_without_a_roster_says_what_comes_nearest() {
    let file = workbook("通讯录", |sheet| texts(sheet, &[&["姓名", "电话", "科室"], &["王芳", "1"]]));
    let Err(Unreadable::NoRoster { sheets, nearest: Some(nearest) }) = read_bytes(file) else { panic!("a roster?") };
    assert_eq!((sheets, nearest.sheet.as_str()), (vec!["通讯录".to_owned()], "通讯录"));
    assert_eq!(nearest.headers, ["姓名", "科室"]);
    let blank = workbook("Sheet1", |_| {});
    refuses(&blank, &Unreadable::NoRoster { sheets: Vec::new(), nearest: None });
}

#[test]
fn a_roster_needs_names_and_people() {
    let nameless = workbook("花名册", |sheet| texts(sheet, &[&["工号", "科室", "事假", "差评"], &["1", "业务科"]]));
    refuses(&nameless, &Unreadable::RosterWithoutName { sheet: "花名册".to_owned() });
    let nobody =
        workbook("花名册", |sheet| texts(sheet, &[&["工号", "姓名", "科室", "事假"], &["合计", "", "", "0"]]));
    refuses(&nobody, &Unreadable::RosterWithoutPeople { sheet: "花名册".to_owned() });
}

#[test]
fn cells_far_apart_are_refused_in_a_moment() {
    let file = workbook("花名册", |sheet| {
        texts(sheet, &[&["工号", "姓名", "科室", "事假"], &["1", "王芳"]]);
        sheet.write(1_048_575, 16_383, "x").expect("within the sheet");
    });
    let Err(Unreadable::TooLarge { excess: Excess::Position { cell, .. }, .. }) = read_bytes(file) else {
        panic!("it was read")
    };
    assert_eq!(cell, "XFD1048576");
}

#[test]
fn what_inflates_without_end_is_refused() {
    let bomb = vec![b' '; 200 << 20];
    let file = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("xl/media/image1.bin", &bomb)]);
    assert!(file.len() < 1 << 20);
    let Err(Unreadable::TooLarge { excess: Excess::Unpacked { .. }, .. }) = read_bytes(file) else {
        panic!("it was read")
    };
    // Where no more than a few kilobytes can be, it need not even inflate so far.
    let file = zip_of(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &bomb)]);
    assert!(matches!(read_bytes(file), Err(Unreadable::Damaged { .. })));
}

#[test]
fn a_file_that_was_cut_is_damaged_never_half_read() {
    for name in ["plain-40.xlsx", "plain-40.ods"] {
        let whole = bytes(name);
        for length in (8..whole.len()).step_by(491) {
            let read = read_bytes(whole[..length].to_vec());
            assert!(matches!(read, Err(Unreadable::Damaged { .. })), "{name} cut at {length}: {:?}", read.err());
        }
    }
}

#[test]
fn a_flipped_bit_changes_nothing_in_silence() {
    let whole = bytes("plain-40.xlsx");
    let sound = read("plain-40.xlsx");
    for position in (0..whole.len()).step_by(43) {
        let mut flipped = whole.clone();
        flipped[position] ^= 1 << (position % 8);
        if let Ok(read) = read_bytes(flipped) {
            assert_eq!(read, sound, "bit {} of byte {position}", position % 8);
        }
    }
}

#[test]
fn no_cut_of_an_old_workbook_panics() {
    let whole = bytes("plain-40.xls");
    for length in (8..whole.len()).step_by(331) {
        let _ = read_bytes(whole[..length].to_vec());
    }
}

#[test]
fn a_list_of_a_part_of_the_year_is_not_the_year_s() {
    let roster: Rows =
        &[&["工号", "姓名", "科室", "入职日期"], &["1", "王芳", "", "2020-01-01"], &["2", "李静", "", "2020-01-01"]];
    let list: Rows = &[&["工号", "姓名", "事假"], &["1", "王芳", "3"], &["2", "李静", "0"]];
    let titled: Rows = &[&["2024年第一季度考勤"], &["工号", "姓名", "事假"], &["1", "王芳", "3"], &["2", "李静", "0"]];
    let read = |sheets: &[(&str, Rows)]| read_bytes(build::book(sheets)).expect("readable");
    for sheets in [
        &[("花名册", roster), ("上半年", list), ("下半年", list)][..],
        &[("花名册", roster), ("12月考勤", list)],
        &[("花名册", roster), ("考勤", titled)],
        &[("花名册", roster), ("2023年考勤", list)],
    ] {
        let inputs = read(sheets);
        assert!(!inputs.columns.contains(&Field::LeaveDays));
        let unused = kinds(&inputs, Severity::Error);
        assert_eq!(unused.len(), sheets.len() - 1, "{unused:?}");
        assert!(unused.iter().all(|kind| matches!(kind, ProblemKind::SheetUnused { .. })));
    }
    let inputs = read(&[("花名册", roster), ("考勤汇总", list)]);
    assert_eq!(known(&inputs, 0, Field::LeaveDays), Some(&Value::Number(dec!(3))));
    assert_eq!(kinds(&inputs, Severity::Error), [] as [&ProblemKind; 0]);
}

#[test]
fn a_title_a_sheet_or_a_file_of_another_year_is_a_warning() {
    let rows: Rows = &[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", "3"]];
    let titled: Rows = &[&["2025年度考核花名册"], &["工号", "姓名", "科室", "事假"], &["1", "王芳", "", "3"]];
    let warned = |name: &str, sheets: &[(&str, Rows)]| {
        let files = [FileBytes { name: name.into(), bytes: build::book(sheets) }];
        let inputs = kaohe::roster::read(&files, &mut |_| {}).expect("readable");
        kinds(&inputs, Severity::Warning).contains(&&ProblemKind::TitleOfOtherYear { year: 2025 })
    };
    assert!(warned("考核.xlsx", &[("花名册", titled)]));
    assert!(warned("考核.xlsx", &[("2025年花名册", rows)]));
    assert!(warned("2025年度考核.xlsx", &[("花名册", rows)]));
    assert!(!warned("2024年度考核（2025年1月制）.xlsx", &[("花名册", rows)]));
}

#[test]
fn what_stands_in_columns_that_mean_nothing_here_is_kept_with_the_saved_work() {
    let roster: Rows = &[
        &["序号", "工号", "姓名", "科室", "事假", "手机号"],
        &["1", "1", "王芳", "", "3", "021-1"],
        &["2", "2", "李静", "", "0", ""],
    ];
    let files = |bytes| [FileBytes { name: "考核.xlsx".into(), bytes }];
    let appraise = |bytes| kaohe::service::Appraisal::of_files(&files(bytes), &mut |_| {}).expect("readable");
    let first = appraise(build::book(&[("花名册", roster)]));
    let kept: Vec<[&str; 4]> =
        first.inputs.kept.iter().map(|cell| [&*cell.sheet, &cell.address, &cell.header, &cell.text]).collect();
    assert_eq!(kept, [["花名册", "F2", "手机号", "021-1"]]);
    let again = appraise(first.results(&mut |_| {}).expect("written"));
    assert_eq!(again.inputs.kept, first.inputs.kept);
}
