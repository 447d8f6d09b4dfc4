//! The habits of offices, each with the reading that it gets or the words in which it is refused.

mod common;

use common::{
    appraise_bytes,
    build::{Rows, appraise_book, pending, problems, problems_of, texts, value},
};
use encoding_rs::GB18030;
use kaohe::{
    domain::{Field, Grade, PassedOver, ProblemKind, Severity, Value},
    roster::FileBytes,
    rules::MoneyItem,
    service::Appraisal,
};
use rust_decimal::Decimal;
use rust_decimal_macros::dec;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// The result of a workbook whose sheet 花名册 is filled by hand.
#[track_caller]
fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Appraisal {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("花名册").expect("a sheet's name"));
    appraise_bytes("文件.xlsx", workbook.save_to_buffer().expect("the workbook can be written"))
}

/// The roster of these rows.
#[track_caller]
fn roster(rows: Rows) -> Appraisal {
    appraise_book(&[("花名册", rows)])
}

/// One person with this text under a header.
#[track_caller]
fn one(header: &str, text: &str) -> Appraisal {
    let rows: &[&[&str]] = &[&["工号", "姓名", "在岗月数", header], &["1", "王芳", "12", text]];
    roster(rows)
}

/// What this text gives under a header: a value, or the error.
#[track_caller]
fn reads(field: Field, text: &str) -> Result<Option<Value>, ProblemKind> {
    let appraisal = one(field.header(), text);
    match problems_of(&appraisal, "1", Severity::Error).first() {
        Some(kind) => Err(kind.clone()),
        None => Ok(value(&appraisal, "1", field)),
    }
}

fn number(number: Decimal) -> Result<Option<Value>, ProblemKind> {
    Ok(Some(Value::Number(number)))
}

fn count(count: u32) -> Result<Option<Value>, ProblemKind> {
    Ok(Some(Value::Count(count)))
}

fn passed_over(appraisal: &Appraisal) -> Vec<(u32, PassedOver)> {
    appraisal.inputs.tallies[0].passed_over.clone()
}

#[test]
fn habit_01_title_unit_and_date_rows_are_passed_over_above_the_header() {
    let appraisal = sheet(|sheet| {
        sheet.merge_range(0, 0, 0, 3, "某中心2024年度考核花名册", &Format::new()).expect("a range");
        sheet.write(1, 0, "填报单位：业务科").expect("within the sheet");
        sheet.write(1, 2, "填报日期：2025.1.6").expect("within the sheet");
        for (row, cells) in (3..).zip([["工号", "姓名", "科室", "事假"], ["1", "王芳", "业务科", "3"]]) {
            for (column, text) in (0..).zip(cells) {
                sheet.write(row, column, text).expect("within the sheet");
            }
        }
    });
    assert_eq!(appraisal.inputs.people.len(), 1);
    assert_eq!(value(&appraisal, "1", Field::LeaveDays), Some(Value::Number(dec!(3))));
}

#[test]
fn habit_02_a_header_of_two_rows_with_cells_merged_downwards() {
    let appraisal = sheet(|sheet| {
        for (column, header) in (0..).zip(["工号", "姓名", "科室"]) {
            sheet.merge_range(0, column, 1, column, header, &Format::new()).expect("a range");
        }
        sheet.merge_range(0, 3, 0, 4, "差评", &Format::new()).expect("a range");
        texts_at(sheet, 1, 3, &["核实差评数", "已扣数"]);
        texts_at(sheet, 2, 0, &["1", "王芳", "业务科", "3", "1"]);
    });
    assert_eq!(value(&appraisal, "1", Field::BadReviews), Some(Value::Count(3)));
    assert_eq!(value(&appraisal, "1", Field::BadReviewsFined), Some(Value::Count(1)));
}

fn texts_at(sheet: &mut Worksheet, row: u32, column: u16, cells: &[&str]) {
    for (column, text) in (column..).zip(cells) {
        sheet.write(row, column, *text).expect("within the sheet");
    }
}

#[test]
fn habit_03_headers_with_breaks_spaces_and_units() {
    let appraisal = roster(&[
        &[
            "编 号",
            "*姓　名（必填）",
            "所在\n科室",
            "事假\r\n（单位：天）",
            "实际在岗月份(月)",
            "亮点【分】",
            "管理人员[是/否]",
        ],
        &["1", "王芳", "业务科", "1.5", "7", "2", "是"],
    ]);
    assert_eq!(value(&appraisal, "1", Field::LeaveDays), Some(Value::Number(dec!(1.5))));
    assert_eq!(value(&appraisal, "1", Field::Months), Some(Value::Count(7)));
    assert_eq!(value(&appraisal, "1", Field::Highlights), Some(Value::Number(dec!(2))));
}

#[test]
fn habit_04_total_and_subtotal_rows_in_the_middle() {
    let appraisal = roster(&[
        &["工号", "姓名", "科室", "事假"],
        &["1", "王芳", "业务科", "1"],
        &["业务科小计", "", "", "1"],
        &["2", "李静", "信息科", "2"],
        &["", "合 计", "", "3"],
        &["3", "赵云", "信息科", "2"],
        &["平均", "", "", "1.7"],
    ]);
    assert_eq!(appraisal.inputs.people.len(), 3);
    let totals = [2, 4, 6].map(|row| (row, PassedOver::Total));
    assert_eq!(passed_over(&appraisal), totals);
}

#[test]
fn habit_05_notes_and_signatures_below() {
    let appraisal = roster(&[
        &["工号", "姓名", "科室", "事假"],
        &["1", "王芳", "业务科", "1"],
        &["", "", "", ""],
        &["注：1.事假按考勤系统核定；2.差评均为核实有责。", "", "", ""],
        &["", "制表人：", "", "审核人：张三"],
        &["填表日期 2025.1.6", "", "", ""],
    ]);
    assert_eq!(appraisal.inputs.people.len(), 1);
    let reasons = [(2, PassedOver::Blank), (3, PassedOver::Note), (4, PassedOver::Note), (5, PassedOver::Note)];
    assert_eq!(passed_over(&appraisal), reasons);
}

#[test]
fn habit_06_hidden_rows_and_sheets_are_read_and_said_to_be_hidden() {
    let mut workbook = Workbook::new();
    let main = workbook.add_worksheet().set_name("花名册").expect("a sheet's name");
    texts(main, &[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", "1"], &["2", "李静", "", "2"], &["3", "赵云"]]);
    main.set_row_hidden(2).expect("a row");
    main.set_row_hidden(9).expect("a row");
    let hidden = workbook.add_worksheet().set_name("历年考核").expect("a sheet's name");
    texts(hidden, &[&["工号", "姓名", "年度", "等次"], &["1", "王芳", "2023", "优秀"]]);
    hidden.set_hidden(true);
    let appraisal = appraise_bytes("文件.xlsx", workbook.save_to_buffer().expect("a workbook"));
    assert_eq!(appraisal.inputs.people.len(), 3);
    assert_eq!(value(&appraisal, "2", Field::LeaveDays), Some(Value::Number(dec!(2))));
    let notices = problems(&appraisal, Severity::Notice);
    assert!(notices.contains(&ProblemKind::HiddenRows { rows: vec![2] }), "a hidden row with nothing in it is none");
    assert!(notices.contains(&ProblemKind::HiddenSheet));
    assert!(appraisal.inputs.ledgers.history.is_some());
}

#[test]
fn habit_07_a_department_merged_downwards_counts_for_all_its_rows() {
    let appraisal = sheet(|sheet| {
        texts(sheet, &[&["工号", "姓名", "科室", "事假"], &["1", "王芳"], &["2", "李静"], &["3", "赵云", "办公室"]]);
        sheet.merge_range(1, 2, 2, 2, "业务科", &Format::new()).expect("a range");
    });
    let department = |key| value(&appraisal, key, Field::Department);
    assert_eq!(department("1"), department("2"));
    assert_eq!(department("2"), Some(Value::Text("业务科".into())));
    assert_eq!(department("3"), Some(Value::Text("办公室".into())));
}

#[test]
fn habit_08_two_people_of_one_name() {
    let rows: Rows =
        &[&["工号", "姓名", "科室", "在岗月数"], &["1", "李静", "业务科", "12"], &["2", "李静", "信息科", "12"]];
    let appraisal = roster(rows);
    assert_eq!((appraisal.inputs.people.len(), problems(&appraisal, Severity::Error)), (2, vec![]));
    // Where the name is the key, both have an error.
    let rows: Rows =
        &[&["姓名", "科室", "在岗月数", "事假"], &["李静", "业务科", "12", ""], &["李静", "信息科", "12", ""]];
    let kinds = problems(&roster(rows), Severity::Error);
    assert!(kinds.len() == 2 && kinds.iter().all(|kind| matches!(kind, ProblemKind::KeyOfTwo { .. })), "{kinds:?}");
    // On another sheet such a name asks.
    let rows: Rows = &[&["工号", "姓名", "科室", "在岗月数"], &["1", "李静", "", "12"], &["2", "李静", "", "12"]];
    let months: Rows = &[&["姓名", "1月", "2月", "3月"], &["李静", "80", "80", "80"]];
    let appraisal = appraise_book(&[("花名册", rows), ("月度考核", months)]);
    assert!(matches!(problems(&appraisal, Severity::Error).as_slice(), [ProblemKind::RowForSeveral { .. }]));
}

#[test]
fn habit_09_one_name_with_spaces_and_full_width_letters() {
    let rows: Rows =
        &[&["姓名", "科室", "在岗月数", "事假"], &["姜  静", "", "12", ""], &["ＷＡＮＧ　Ｌｉ", "", "12", ""]];
    let months: Rows = &[&["姓名", "1月", "2月", "3月"], &["姜静", "80", "", ""], &["WANG Li", "90", "", ""]];
    let appraisal = appraise_book(&[("花名册", rows), ("月度考核", months)]);
    assert_eq!(problems(&appraisal, Severity::Error), []);
    assert_eq!(value(&appraisal, "姜静", Field::MonthlyMean), Some(Value::Number(dec!(80))));
    assert_eq!(value(&appraisal, "WANG Li", Field::MonthlyMean), Some(Value::Number(dec!(90))));
}

#[test]
fn habit_10_one_person_on_two_sheets_with_different_numbers() {
    let header: &[&str] = &["工号", "姓名", "在岗月数", "事假"];
    let appraisal = appraise_book(&[
        ("大厅", &[header, &["1", "王芳", "12", "1"], &["2", "李静", "12", "2"]]),
        ("机关", &[header, &["1", "王芳", "12", "5"], &["3", "赵云", "12", "3"]]),
    ]);
    assert_eq!(appraisal.inputs.people.len(), 3, "both sheets are one roster");
    let errors = problems_of(&appraisal, "1", Severity::Error);
    assert!(errors.iter().any(|kind| matches!(kind, ProblemKind::PersonTwice { .. })));
    assert!(errors.iter().any(|kind| matches!(kind, ProblemKind::Conflict { field: Field::LeaveDays, .. })));
    assert_eq!(
        value(&appraisal, "1", Field::LeaveDays),
        Some(Value::Number(dec!(1))),
        "never summed, never the last one"
    );
    assert_eq!(problems_of(&appraisal, "2", Severity::Error), []);
}

#[test]
fn habit_11_a_transfer_between_pools_on_two_rows_is_asked_about() {
    let header: &[&str] = &["工号", "姓名", "在岗月数", "岗位类别"];
    let appraisal = roster(&[header, &["1", "王芳", "12", "大厅服务"], &["1", "王芳", "12", "其他科室"]]);
    assert_eq!(appraisal.inputs.people.len(), 1);
    let errors = problems_of(&appraisal, "1", Severity::Error);
    assert!(errors.iter().any(|kind| matches!(kind, ProblemKind::Conflict { field: Field::Category, .. })));
}

#[test]
fn habit_12_a_manager_from_september() {
    let appraisal = appraise_book(&[
        ("花名册", &[&["工号", "姓名", "入职日期", "管理人员"], &["1", "王芳", "2015-3-1", "否"]]),
        ("岗位变动", &[&["工号", "起始月份", "截止月份", "管理人员", "岗位级别"], &["1", "9月", "12月", "是", "三级"]]),
        ("方案", &[&["参数", "取值"], &["岗位津贴月标准·三级", "300.05"]]),
    ]);
    assert_eq!(appraisal.evaluation.people[0].money.line(MoneyItem::Allowance).amount.to_string(), "1200.20");
    // Or by the roster's own column.
    let appraisal = appraise_book(&[
        (
            "花名册",
            &[
                &["工号", "姓名", "入职日期", "管理人员", "岗位级别", "管理岗月数"],
                &["1", "王芳", "2015-3-1", "是", "三级", "4"],
            ],
        ),
        ("方案", &[&["参数", "取值"], &["岗位津贴月标准·三级", "300.05"]]),
    ]);
    assert_eq!(appraisal.evaluation.people[0].money.line(MoneyItem::Allowance).amount.to_string(), "1200.20");
}

#[test]
fn habit_13_joined_on_1_2_15_16_and_17_july() {
    let months = |day: &str| {
        let appraisal = roster(&[&["工号", "姓名", "科室", "入职日期"], &["1", "王芳", "", day]]);
        let result = &appraisal.evaluation.people[0];
        let barred =
            result.bars.iter().any(|bar| bar.clause.number() == "五(六)4" && bar.verdict == kaohe::rules::Verdict::Met);
        (result.months.counted, result.tenure.months, barred)
    };
    assert_eq!(months("2024-07-01"), (6, Some(6), false));
    assert_eq!(months("2024-07-02"), (6, Some(5), true));
    assert_eq!(months("2024-07-15"), (6, Some(5), true));
    assert_eq!(months("2024-07-16"), (6, Some(5), true), "16 of 31 days are half a month");
    assert_eq!(months("2024-07-17"), (5, Some(5), true));
}

#[test]
fn habit_14_left_on_30_and_31_december() {
    let rows: Rows = &[
        &["工号", "姓名", "入职日期", "离岗日期"],
        &["1", "王芳", "2015-3-1", "2024-12-30"],
        &["2", "李静", "2015-3-1", "2024-12-31"],
        &["3", "赵云", "2015-3-1", "2025-01-01"],
        &["4", "孙立", "2015-3-1", "—"],
    ];
    let appraisal = roster(rows);
    let key = |id| appraisal.inputs.person(id).key.clone();
    let others: Vec<String> = appraisal.evaluation.not_appraised.iter().map(|other| key(other.id)).collect();
    assert_eq!(others, ["1"]);
    assert_eq!(appraisal.evaluation.people.len(), 3);
}

#[test]
fn habit_15_every_form_of_a_date_in_both_systems() {
    for form in ["2024.7.1", "2024-07-01", "2024/7/1", "2024年7月1日", "20240701", "45474"] {
        let appraisal = one("入职日期", form);
        assert_eq!(
            value(&appraisal, "1", Field::Joined).map(|day| day.to_string()).as_deref(),
            Some("2024-07-01"),
            "{form}"
        );
    }
    let appraisal = sheet(|sheet| {
        texts(sheet, &[&["工号", "姓名", "科室", "入职日期"], &["1", "王芳"], &["2", "李静"]]);
        let day = ExcelDateTime::from_ymd(2024, 7, 1).expect("a date");
        sheet.write_with_format(1, 3, &day, &Format::new().set_num_format("yyyy-mm-dd")).expect("within the sheet");
        sheet.write(2, 3, 45_474).expect("within the sheet");
    });
    for key in ["1", "2"] {
        assert_eq!(value(&appraisal, key, Field::Joined).map(|day| day.to_string()).as_deref(), Some("2024-07-01"));
    }
    // The same day counted from 1904, in a workbook that says so.
    let rows = r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>王芳</t></is></c><c r="C2"><v>44012</v></c></row>"#;
    let appraisal = appraise_bytes("文件.xlsx", from_1904(rows));
    assert_eq!(value(&appraisal, "1", Field::Joined).map(|day| day.to_string()).as_deref(), Some("2024-07-01"));
}

/// A workbook in the 1904 system with the header 工号 姓名 入职日期 事假.
fn from_1904(rows: &str) -> Vec<u8> {
    use std::io::{Cursor, Write};
    use zip::{ZipWriter, write::SimpleFileOptions};
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let header: String = ["工号", "姓名", "入职日期", "事假"]
        .iter()
        .zip(["A1", "B1", "C1", "D1"])
        .map(|(text, cell)| format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr date1904="1"/><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData><row r="1">{header}</row>{rows}</sheetData></worksheet>"#),
        ),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("a part can begin");
        writer.write_all(content.as_bytes()).expect("a part can be written");
    }
    writer.finish().expect("the archive can be closed").into_inner()
}

#[test]
fn habit_16_impossible_dates_and_dates_without_a_day_are_errors() {
    assert_eq!(reads(Field::Joined, "2024-02-30"), Err(ProblemKind::ImpossibleDate));
    assert_eq!(reads(Field::Joined, "2023-2-29"), Err(ProblemKind::ImpossibleDate));
    assert_eq!(reads(Field::Joined, "2024-7"), Err(ProblemKind::DateWithoutDay));
    assert_eq!(reads(Field::Joined, "2024年7月"), Err(ProblemKind::DateWithoutDay));
    assert_eq!(reads(Field::Joined, "去年夏天"), Err(ProblemKind::NotADate));
}

#[test]
fn habit_17_full_width_digits_units_halves_and_sums() {
    assert_eq!(reads(Field::Complaints, "３次"), count(3));
    assert_eq!(reads(Field::LeaveDays, "2天半"), number(dec!(2.5)));
    assert_eq!(reads(Field::LeaveDays, "半天"), number(dec!(0.5)));
    assert_eq!(reads(Field::LeaveDays, "4小时"), Err(ProblemKind::NotANumber));
    assert_eq!(reads(Field::LeaveDays, "1+0.5"), Err(ProblemKind::NotANumber));
}

#[test]
fn habit_18_none_a_dash_zero_and_blank() {
    for none in ["无", "/", "—", "-", "–", "／", "0", "零", ""] {
        assert_eq!(reads(Field::Complaints, none), count(0), "{none:?}");
        assert_eq!(
            reads(Field::LastPromotion, if none == "0" || none == "零" { "" } else { none }),
            Ok(None),
            "{none:?}"
        );
    }
    assert_eq!(reads(Field::BallotScore, ""), Ok(None), "a blank score is missing");
}

#[test]
fn habit_19_numbers_as_text_and_ids_that_lost_their_digits() {
    assert_eq!(reads(Field::RuleDeduction, "1,234.50元"), number(dec!(1234.50)));
    assert_eq!(reads(Field::RuleDeduction, "'12"), Err(ProblemKind::NotANumber));
    let ids: Rows = &[
        &["姓名", "身份证号", "科室", "在岗月数"],
        &["王芳", "3.10113E+17", "", "12"],
        &["李静", "31011319920215006x", "", "12"],
        &["赵云", "31011319920215007X", "", "12"],
    ];
    let appraisal = roster(ids);
    let keys: Vec<&str> = appraisal.inputs.people.iter().map(|person| person.key.as_str()).collect();
    assert_eq!(keys, ["王芳", "31011319920215006X", "31011319920215007X"]);
    assert_eq!(problems_of(&appraisal, "王芳", Severity::Error), [ProblemKind::KeyLostDigits]);
}

#[test]
fn habit_20_formulas_without_values_and_error_cells() {
    let appraisal = sheet(|sheet| {
        texts(
            sheet,
            &[&["工号", "姓名", "在岗月数", "投诉"], &["1", "王芳", "12"], &["2", "李静", "12"], &["3", "赵云", "12"]],
        );
        sheet.write(1, 3, Formula::new("=1/0").set_result("#REF!")).expect("within the sheet");
        sheet.write(2, 3, Formula::new("=NA()").set_result("#N/A")).expect("within the sheet");
        sheet.write(3, 3, Formula::new("=1+1").set_result("2")).expect("within the sheet");
    });
    assert_eq!(value(&appraisal, "1", Field::Complaints), None);
    assert!(!problems_of(&appraisal, "1", Severity::Error).is_empty());
    assert!(!problems_of(&appraisal, "2", Severity::Error).is_empty());
    assert_eq!(value(&appraisal, "3", Field::Complaints), Some(Value::Count(2)));
    let rows = r#"<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>王芳</t></is></c><c r="D2"><f>A1</f></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3" t="inlineStr"><is><t>李静</t></is></c><c r="D3" t="e"><v>#SPILL!</v></c></row>"#;
    let appraisal = appraise_bytes("文件.xlsx", from_1904(rows));
    assert!(problems_of(&appraisal, "1", Severity::Error).contains(&ProblemKind::FormulaWithoutValue));
    assert!(problems_of(&appraisal, "2", Severity::Error).contains(&ProblemKind::ErrorCell), "newer errors, too");
}

#[test]
fn habit_21_synonyms_of_grades_and_what_is_no_grade() {
    let grade = |grade| Ok(Some(Value::Grade(grade)));
    assert_eq!(reads(Field::FirstGrade, "优"), grade(Grade::Excellent));
    assert_eq!(reads(Field::FirstGrade, "称职"), grade(Grade::Qualified));
    assert_eq!(reads(Field::FirstGrade, "基本称职"), grade(Grade::BarelyQualified));
    assert_eq!(reads(Field::FirstGrade, "不称职"), grade(Grade::Unqualified));
    assert_eq!(reads(Field::FirstGrade, "良好"), Err(ProblemKind::NotAGrade));
}

#[test]
fn habit_22_months_before_joining_months_without_appraisal_and_marks_in_words() {
    let months: Rows = &[
        &["工号", "1月", "2月", "3月", "4月", "5月", "6月", "7月"],
        &["1", "—", "", "免考", "产假", "病假", "98分", "92/基本合格"],
        &["2", "98/100", "90", "", "", "", "", ""],
    ];
    let rows: Rows =
        &[&["工号", "姓名", "科室", "入职日期"], &["1", "王芳", "", "2024-06-01"], &["2", "李静", "", "2020-1-1"]];
    let appraisal = appraise_book(&[("花名册", rows), ("月度考核", months)]);
    assert_eq!(problems_of(&appraisal, "1", Severity::Error), []);
    assert_eq!(value(&appraisal, "1", Field::MonthlyMean), Some(Value::Number(dec!(95))));
    assert_eq!(value(&appraisal, "1", Field::LowMonths), Some(Value::Count(1)));
    assert_eq!(problems_of(&appraisal, "2", Severity::Error), [ProblemKind::NotAMonthMark]);
}

#[test]
fn habit_23_49_people_and_a_tie_at_the_edge_of_the_quota() {
    let people: Vec<[String; 4]> = (1..=49)
        .map(|number| {
            // The fourth and fifth are equal.
            let score = if number == 5 { 96 } else { 100 - number };
            [number.to_string(), format!("人{number}"), "12".to_owned(), score.to_string()]
        })
        .collect();
    let mut rows: Vec<Vec<&str>> = vec![vec!["工号", "姓名", "在岗月数", "初评分"]];
    rows.extend(people.iter().map(|person| person.iter().map(String::as_str).collect()));
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let appraisal = roster(&rows);
    // ⌊49 × 10%⌋ = 4.
    let columns_known =
        |key: &str| pending(&appraisal, key).into_iter().filter(|code| *code != "缺列").collect::<Vec<_>>();
    assert_eq!(appraisal.evaluation.pools[0].excellent.places, 4);
    assert_eq!(columns_known("4"), ["名额同分"]);
    assert_eq!(columns_known("5"), ["名额同分"]);
    assert_eq!(columns_known("3"), [] as [&str; 0]);
    let excellent = appraisal.evaluation.people.iter().filter(|result| result.proposed == Grade::Excellent).count();
    assert_eq!(excellent, 3, "the tie is not split");
}

#[test]
fn habit_24_one_incident_twice_more_fined_than_found_and_still_to_be_verified() {
    let rows: Rows = &[
        &["工号", "姓名", "在岗月数", "违规次数", "违规已扣数"],
        &["1", "王芳", "12", "", ""],
        &["2", "李静", "12", "1", "2"],
        &["3", "赵云", "12", "2", "2"],
    ];
    let incidents: Rows = &[
        &["工号", "日期", "类别", "星级", "核实状态"],
        &["1", "2024-05-03", "差评", "1", "本人责任"],
        &["1", "2024-05-03", "投诉", "", "本人责任"],
        &["3", "2024-05-03", "投诉", "", "待核实"],
    ];
    let appraisal = appraise_book(&[("花名册", rows), ("事件", incidents)]);
    let warnings = problems_of(&appraisal, "1", Severity::Warning);
    assert!(warnings.iter().any(|kind| matches!(kind, ProblemKind::PerhapsOneIncident { .. })));
    let errors = problems_of(&appraisal, "2", Severity::Error);
    assert!(errors.iter().any(|kind| matches!(kind, ProblemKind::FinedBeyond { .. })));
    assert!(pending(&appraisal, "3").contains(&"待核实"));
}

#[test]
fn habit_25_a_percent_text_a_gbk_csv_and_a_web_page_named_xls() {
    assert_eq!(reads(Field::Complaints, "50%"), Err(ProblemKind::NotANumber));
    let settings: Rows = &[&["参数", "取值"], &["优秀比例", "20%"]];
    let people: Rows = &[&["工号", "姓名", "科室", "在岗月数"], &["1", "王芳", "", "12"]];
    let appraisal = appraise_book(&[("花名册", people), ("方案", settings)]);
    assert_eq!(appraisal.inputs.settings.number(kaohe::notice::SettingKey::ExcellentShare), dec!(0.2));

    let csv = GB18030.encode("工号,姓名,科室,事假\r\n1,王芳,业务科,半天\r\n").0.into_owned();
    let page =
        "<html><table><tr><th>工号<th>姓名<th>科室<th>事假</tr><tr><td>1<td>王芳<td>业务科<td>半天</table></html>";
    for (name, bytes) in [("花名册.csv", csv), ("花名册.xls", page.as_bytes().to_vec())] {
        let files = [FileBytes { name: name.to_owned(), bytes }];
        let appraisal = Appraisal::of_files(&files, &mut |_| {}).expect("readable");
        assert_eq!(value(&appraisal, "1", Field::LeaveDays), Some(Value::Number(dec!(0.5))), "{name}");
    }
}
