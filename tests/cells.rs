//! Cells whose look says something about their value, and cells that programs write in other ways than people read them,
//! through whole files: struck-out text, percentages, number formats of keys, hidden columns, dates, signs in names,
//! owner files. What is amiss comes back from the results.

mod common;

use common::{
    appraise_bytes,
    build::{appraise_book, id, problems, problems_of, texts},
    fixture,
    trip::results,
};
use kaohe::{
    domain::{Fact, Field, Grade, PersonId, Place, Problem, ProblemKind, Severity, Value},
    notice::SettingKey,
    roster::{FileBytes, Unreadable},
    rules::OutcomeKind,
    service::Appraisal,
};
use rust_decimal_macros::dec;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::{collections::BTreeMap, fs, io::Write};

const HEADER: &[&str] =
    &["工号", "姓名", "科室", "岗位类别", "入职日期", "事假天数", "核实差评数", "核实投诉数", "初评分", "备注"];

/// A roster of three people, each with three days of leave and 90 points, and what `change` makes of it.
fn roster(change: impl FnOnce(&mut Worksheet)) -> Appraisal {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").expect("a sheet's name");
    let row = |key, name| [key, name, "业务科", "大厅服务", "2019-03-01", "3", "0", "0", "90", ""];
    let people = [row("K001", "王芳"), row("K002", "李静"), row("K003", "张伟")];
    texts(sheet, &[HEADER, &people[0], &people[1], &people[2]]);
    change(sheet);
    appraise_bytes("花名册.xlsx", workbook.save_to_buffer().expect("the workbook can be written"))
}

fn struck() -> Format {
    Format::new().set_font_strikethrough()
}

/// Rows and columns of the problems of a kind, as in `F2`, with what was found.
fn found(appraisal: &Appraisal, wanted: impl Fn(&ProblemKind) -> bool) -> Vec<(String, String)> {
    let of_kind = appraisal.evaluation.problems.iter().filter(|problem| wanted(&problem.kind));
    let place = |problem: &Problem| match problem.place {
        Place::Cell(cell) => cell.address(),
        _ => String::new(),
    };
    of_kind.map(|problem| (place(problem), problem.found.clone())).collect()
}

/// How often each thing is amiss: what, how bad, whose.
fn amiss(appraisal: &Appraisal) -> BTreeMap<(String, Severity, Option<PersonId>), u32> {
    let mut amiss = BTreeMap::new();
    for problem in appraisal.evaluation.problems.iter().filter(|problem| !problem.kind.is_about_files()) {
        let kind = format!("{:?} {}", problem.kind, problem.found);
        *amiss.entry((kind, problem.severity, problem.person)).or_default() += 1;
    }
    amiss
}

/// The results, dropped back in, are the same draft for the same reasons.
#[track_caller]
fn comes_back(appraisal: &Appraisal) -> Appraisal {
    let again = appraise_bytes("结果.xlsx", results(appraisal));
    assert_eq!(amiss(&again), amiss(appraisal));
    assert_eq!(again.evaluation.totals, appraisal.evaluation.totals);
    again
}

fn fact<'a>(appraisal: &'a Appraisal, key: &str, field: Field) -> &'a Fact {
    appraisal.inputs.person(id(appraisal, key)).fact(field)
}

// --- struck-out text ---

#[test]
fn a_cell_struck_out_in_part_has_no_value() {
    let appraisal = roster(|sheet| {
        let (plain, struck) = (Format::new(), struck());
        sheet.write_rich_string(1, 5, &[(&struck, "3"), (&plain, "2")]).expect("within the sheet");
        sheet.write_rich_string(2, 5, &[(&plain, "4"), (&struck, " 6")]).expect("within the sheet");
        sheet.write_rich_string(3, 5, &[(&plain, "1"), (&Format::new().set_bold(), "2")]).expect("within the sheet");
    });
    let kept = |kept: &str| ProblemKind::StruckInPart { kept: kept.to_owned() };
    assert_eq!(problems_of(&appraisal, "K001", Severity::Error), [kept("2")]);
    assert_eq!(problems_of(&appraisal, "K002", Severity::Error), [kept("4")]);
    assert_eq!(problems_of(&appraisal, "K003", Severity::Error), []);
    assert!(matches!(fact(&appraisal, "K001", Field::LeaveDays), Fact::Faulty { .. }), "never 32 days");
    assert_eq!(fact(&appraisal, "K003", Field::LeaveDays).value(), Some(&Value::Number(dec!(12))), "bold is bold");
    comes_back(&appraisal);
}

#[test]
fn a_cell_struck_out_whole_is_asked_for() {
    let appraisal = roster(|sheet| {
        sheet.write_with_format(1, 5, 3, &struck()).expect("within the sheet");
        sheet.write_with_format(2, 9, "已核实", &struck()).expect("within the sheet");
    });
    assert_eq!(problems_of(&appraisal, "K001", Severity::Error), [ProblemKind::StruckOut]);
    assert_eq!(problems_of(&appraisal, "K002", Severity::Error), [ProblemKind::StruckOut]);
    assert!(matches!(fact(&appraisal, "K001", Field::LeaveDays), Fact::Faulty { .. }));
    comes_back(&appraisal);
}

#[test]
fn a_row_struck_out_whole_stands_meanwhile() {
    let appraisal = roster(|sheet| {
        for (column, text) in (0..).zip(["K003", "张伟", "业务科", "大厅服务", "2019-03-01"]) {
            sheet.write_with_format(3, column, text, &struck()).expect("within the sheet");
        }
        for (column, number) in (5..).zip([3.0, 0.0, 1.0, 90.0]) {
            sheet.write_with_format(3, column, number, &struck()).expect("within the sheet");
        }
    });
    assert_eq!(problems_of(&appraisal, "K003", Severity::Error), [ProblemKind::RowStruckOut]);
    assert_eq!(appraisal.evaluation.people.len(), 3, "it stands");
    assert_eq!(fact(&appraisal, "K003", Field::Complaints).value(), Some(&Value::Count(1)));
    let again = comes_back(&appraisal);
    comes_back(&again);
}

#[test]
fn struck_out_rows_and_cells_of_further_sheets_are_asked_for() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").expect("a sheet's name");
    texts(sheet, &[HEADER, &["K001", "王芳", "业务科", "大厅服务", "2019-03-01", "0", "", "", "90"]]);
    let sheet = workbook.add_worksheet().set_name("事件").expect("a sheet's name");
    let row = |sheet: &mut Worksheet, row, texts: [&str; 5], formats: [&Format; 5]| {
        for ((column, text), format) in (0..).zip(texts).zip(formats) {
            sheet.write_with_format(row, column, text, format).expect("within the sheet");
        }
    };
    let (plain, struck) = (Format::new(), struck());
    let all = |format| [format; 5];
    row(sheet, 0, ["工号", "姓名", "日期", "类别", "核实状态"], all(&plain));
    row(sheet, 1, ["K001", "王芳", "2024-03-01", "投诉", "本人责任"], all(&struck));
    row(sheet, 2, ["K001", "王芳", "2024-04-01", "投诉", "本人责任"], [&plain, &plain, &plain, &plain, &struck]);
    row(sheet, 3, ["K001", "王芳", "2024-05-01", "投诉", "本人责任"], [&plain, &plain, &plain, &struck, &plain]);
    let appraisal = appraise_bytes("文件.xlsx", workbook.save_to_buffer().expect("the workbook can be written"));
    let errors = problems_of(&appraisal, "K001", Severity::Error);
    assert!(errors.contains(&ProblemKind::RowStruckOut), "{errors:?}");
    assert!(errors.contains(&ProblemKind::NotAVerification), "{errors:?}");
    assert!(errors.contains(&ProblemKind::NotAnIncident), "{errors:?}");
    comes_back(&appraisal);
}

#[test]
fn a_setting_that_is_struck_out_is_asked_for() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").expect("a sheet's name");
    texts(sheet, &[HEADER, &["K001", "王芳", "业务科", "大厅服务", "2019-03-01", "0", "0", "0", "90"]]);
    let sheet = workbook.add_worksheet().set_name("方案").expect("a sheet's name");
    texts(sheet, &[&["参数", "取值"], &["优秀奖励", "3000"], &["表扬奖励", "1500"]]);
    for (column, text) in (0..).zip(["优秀奖励", "3000"]) {
        sheet.write_with_format(1, column, text, &struck()).expect("within the sheet");
    }
    let appraisal = appraise_bytes("文件.xlsx", workbook.save_to_buffer().expect("the workbook can be written"));
    assert_eq!(
        found(&appraisal, |kind| *kind == ProblemKind::StruckOut),
        [("B2".to_owned(), kaohe::roster::struck("3000"))]
    );
    assert!(appraisal.inputs.settings.amount(SettingKey::ExcellentAward).is_none(), "it isn't in force");
    assert!(appraisal.inputs.settings.amount(SettingKey::CommendedAward).is_some());
    let again = comes_back(&appraisal);
    assert_eq!(found(&again, |kind| *kind == ProblemKind::StruckOut).len(), 1);
}

/// A roster as .ods: rows of cells in XML, with the styles that they name.
fn ods(styles: &str, columns: &str, rows: &[&str]) -> Vec<u8> {
    let namespaces = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0""#;
    let rows: String = rows.iter().map(|row| format!("<table:table-row>{row}</table:table-row>")).collect();
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="花名册">{columns}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", manifest),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory holds it");
    }
    zip.finish().expect("a zip").into_inner()
}

fn ods_text(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

fn ods_number(kind: &str, style: &str, number: &str, shown: &str) -> String {
    format!(
        r#"<table:table-cell table:style-name="{style}" office:value-type="{kind}" office:value="{number}"><text:p>{shown}</text:p></table:table-cell>"#
    )
}

#[test]
fn an_ods_says_as_much_of_how_its_cells_look() {
    let strike = r#"<style:text-properties style:text-line-through-style="solid"/>"#;
    let styles = format!(
        r#"<style:style style:name="ce1" style:family="table-cell">{strike}</style:style><style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/><style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce1"><style:text-properties style:text-line-through-style="none"/></style:style><style:style style:name="T1" style:family="text">{strike}</style:style>"#
    );
    let columns = r#"<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="4"/><table:table-column table:visibility="collapse"/>"#;
    let header: String =
        ["工号", "姓名", "科室", "岗位类别", "入职日期", "事假天数", "民主测评分"].map(ods_text).concat();
    let person = |key: &str, shown: &str, name: &str, leave: &str, score: &str| {
        let key = ods_number("float", "ce3", key, shown);
        let date = r#"<table:table-cell office:value-type="date" office:date-value="2019-02-28T23:59:59.6"><text:p>2019/3/1</text:p></table:table-cell>"#;
        let rest = ["业务科", "大厅服务"].map(ods_text).concat();
        format!("{key}{}{rest}{date}{leave}{score}", ods_text(name))
    };
    let noted = r#"<table:table-cell office:value-type="string"><office:annotation><text:p><text:span text:style-name="T1">旧</text:span></text:p></office:annotation><text:p><text:span text:style-name="T1">3</text:span>2</text:p></table:table-cell>"#;
    let rows = [
        header,
        person("1", "K001", "王芳", noted, &ods_number("percentage", "ce3", "0.95", "95%")),
        person("2", "0002", "李静", &ods_number("float", "ce2", "3", "3"), &ods_number("float", "ce3", "95", "95.0")),
        person("1003", "1,003", "张伟", &ods_number("float", "ce3", "3", "3"), &ods_text("—")),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let appraisal = appraise_bytes("花名册.ods", ods(&styles, columns, &rows));
    let keys: Vec<&str> = appraisal.inputs.people.iter().map(|person| person.key.as_str()).collect();
    assert_eq!(keys, ["K001", "0002", "1003"], "as they are shown, but for separators");
    let of = |key| problems_of(&appraisal, key, Severity::Error);
    assert_eq!(of("K001"), [ProblemKind::StruckInPart { kept: "2".into() }, ProblemKind::PercentScore]);
    assert_eq!(of("0002"), [ProblemKind::StruckOut]);
    assert_eq!(of("1003"), []);
    let joined = fact(&appraisal, "K001", Field::Joined).value().map(ToString::to_string);
    assert_eq!(joined.as_deref(), Some("2019-03-01"), "a moment before midnight");
    comes_back(&appraisal);
}

#[test]
fn an_xls_says_as_much_of_how_its_cells_look() {
    let appraisal = appraise_bytes("looks.xls", fs::read(fixture("looks.xls")).expect("the fixture is there"));
    let of = |key| problems_of(&appraisal, key, Severity::Error);
    assert_eq!(of("K001"), [ProblemKind::StruckOut]);
    assert_eq!(of("K002"), [ProblemKind::PercentScore]);
    assert_eq!(of("K003"), [ProblemKind::RowStruckOut]);
    comes_back(&appraisal);
}

// --- numbers and how they are shown ---

#[test]
fn keys_are_read_as_their_format_shows_them() {
    let appraisal = roster(|sheet| {
        let format = |format: &str| Format::new().set_num_format(format);
        sheet.write_with_format(1, 0, 23, &format("000000")).expect("within the sheet");
        sheet.write_with_format(2, 0, 7, &format("\"k\"000")).expect("within the sheet");
        sheet.write_with_format(3, 0, 1_234, &format("#,##0.00")).expect("within the sheet");
    });
    let keys: Vec<&str> = appraisal.inputs.people.iter().map(|person| person.key.as_str()).collect();
    assert_eq!(keys, ["000023", "K007", "1234"]);
    comes_back(&appraisal);
}

#[test]
fn a_percentage_among_scores_is_no_score() {
    let appraisal = roster(|sheet| {
        sheet.write_with_format(1, 8, 0.95, &Format::new().set_num_format("0%")).expect("within the sheet");
        sheet.write(2, 8, "95%").expect("within the sheet");
        sheet.write_with_format(3, 5, 0.5, &Format::new().set_num_format("0%")).expect("within the sheet");
    });
    let percent = [("I2".to_owned(), "95%".to_owned()), ("I3".to_owned(), "95%".to_owned())];
    assert_eq!(found(&appraisal, |kind| *kind == ProblemKind::PercentScore), percent);
    assert!(matches!(fact(&appraisal, "K001", Field::FirstReview), Fact::Faulty { .. }), "never 0.95 points");
    assert_eq!(fact(&appraisal, "K003", Field::LeaveDays).value(), Some(&Value::Number(dec!(0.5))));
    comes_back(&appraisal);
}

#[test]
fn percentages_in_months_and_ballots_are_no_scores() {
    let appraisal = appraise_book(&[
        ("花名册", &[HEADER, &["K001", "王芳", "业务科", "大厅服务", "2019-03-01", "0", "0", "0", "90"]]),
        ("月度考核", &[&["工号", "姓名", "1月", "2月", "3月"], &["K001", "王芳", "95%", "—", "90"]]),
        ("民主测评", &[&["工号", "姓名", "票号", "评价"], &["K001", "王芳", "1", "88%"], &["K001", "王芳", "2", "零"]]),
    ]);
    assert_eq!(
        problems_of(&appraisal, "K001", Severity::Error),
        [ProblemKind::PercentScore, ProblemKind::PercentScore]
    );
    let mean = common::build::value(&appraisal, "K001", Field::MonthlyMean);
    assert_eq!(mean, Some(Value::Number(dec!(90))), "a dash is no mark");
    assert_eq!(common::build::value(&appraisal, "K001", Field::BallotScore), None, "零 is no vote");
}

#[test]
fn a_dash_among_scores_is_a_missing_score() {
    let appraisal = roster(|sheet| {
        sheet.write(1, 8, "—").expect("within the sheet");
        sheet.write(2, 8, "零").expect("within the sheet");
    });
    for key in ["K001", "K002"] {
        assert!(matches!(fact(&appraisal, key, Field::FirstReview), Fact::Blank(_)), "{key}");
    }
    assert_eq!(problems(&appraisal, Severity::Error), []);
}

// --- dates ---

#[test]
fn a_date_in_error_takes_nobody_out() {
    let appraisal = roster(|sheet| {
        sheet.write(1, 4, "2204-03-01").expect("within the sheet");
        sheet.write(2, 4, "2024-03-01").expect("within the sheet");
        sheet.write(0, 10, "离岗日期").expect("within the sheet");
        sheet.write(2, 10, "2014-03-01").expect("within the sheet");
        sheet.write(3, 4, 43_524.999_99).expect("within the sheet");
        sheet.write(3, 10, "9999-12-31").expect("within the sheet");
    });
    assert_eq!(appraisal.evaluation.people.len(), 3);
    let range = ProblemKind::DateOutOfRange { first: 1950, last: 2100 };
    assert_eq!(problems_of(&appraisal, "K001", Severity::Error), [range]);
    assert_eq!(problems_of(&appraisal, "K002", Severity::Error), [ProblemKind::LeftBeforeJoined]);
    assert_eq!(problems_of(&appraisal, "K003", Severity::Error), []);
    let joined = fact(&appraisal, "K003", Field::Joined).value().map(ToString::to_string);
    assert_eq!(joined.as_deref(), Some("2019-03-01"));
    assert!(matches!(fact(&appraisal, "K003", Field::Left), Fact::Blank(_)));
    comes_back(&appraisal);
}

// --- text ---

#[test]
fn signs_in_names_are_one_and_find_their_people() {
    let people = ["•", "・", "‧", "∙", "·"].map(|sign| format!("阿里{sign}买买提{}", sign.len()));
    let row = |key, name| [key, name, "业务科", "大厅服务", "2019-03-01", "0", "", "0", "90"];
    let rows: Vec<[&str; 9]> =
        ["K1", "K2", "K3", "K4", "K5"].into_iter().zip(&people).map(|(key, name)| row(key, name)).collect();
    let mut roster: Vec<&[&str]> = vec![HEADER];
    roster.extend(rows.iter().map(|row| &row[..]));
    let incident = |key: &'static str, name: &'static str| [key, name, "2024-03-01", "差评", "1", "本人责任"];
    let incidents = [incident("K1", "阿里‧买买提3"), incident("K5", "阿里∙买买提2"), incident("", "阿里·买买提2")];
    let mut ledger: Vec<&[&str]> = vec![&["工号", "姓名", "日期", "类别", "星级", "核实状态"]];
    ledger.extend(incidents.iter().map(|row| &row[..]));
    let appraisal = appraise_book(&[("花名册", &roster), ("事件", &ledger)]);
    assert_eq!(appraisal.inputs.person(id(&appraisal, "K1")).name(), "阿里·买买提3");
    assert_eq!(problems(&appraisal, Severity::Error), []);
    let reviews = common::build::value(&appraisal, "K5", Field::BadReviews);
    assert_eq!(reviews, Some(Value::Count(2)), "by key and name, and by name alone");
}

#[test]
fn what_no_xml_can_hold_neither_comes_in_nor_out() {
    let text = "工号,姓名,科室,岗位类别,入职日期,事假天数,备注\n\u{1}K001\u{ffff},王\u{0}芳\u{fffe},业务\u{b}科,大厅服务,2019-03-01,三天\u{7f}\u{1f},注\u{ffff}意\u{8}";
    let appraisal = appraise_bytes("花\u{1}名\u{ffff}册.csv", text.as_bytes().to_vec());
    let person = appraisal.inputs.person(id(&appraisal, "K001"));
    assert_eq!((person.name(), person.text(Field::Note)), ("王芳", "注意"));
    let again = comes_back(&appraisal);
    assert_eq!(again.inputs.person(id(&again, "K001")).text(Field::Note), "注意");
    // Excel's own escapes of such characters.
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").expect("a sheet's name");
    texts(
        sheet,
        &[HEADER, &["K\u{1}001", "王\u{0}芳", "业务科", "大厅服务", "2019-03-01", "3", "0", "0", "90", "_x0000_"]],
    );
    let appraisal = appraise_bytes("花名册.xlsx", workbook.save_to_buffer().expect("the workbook can be written"));
    let person = appraisal.inputs.person(id(&appraisal, "K001"));
    assert_eq!((person.name(), person.text(Field::Note)), ("王芳", "_x0000_"), "written so by hand");
    comes_back(&appraisal);
}

// --- files ---

fn files(names: &[&str]) -> Vec<FileBytes> {
    let text = "工号,姓名,科室,岗位类别,入职日期,事假天数\nK001,王芳,业务科,大厅服务,2019-03-01,3";
    let file = |name: &&str| {
        let is_owner = name.starts_with(['~', '.']);
        let bytes = if is_owner { b"\x04user\0\0\0".to_vec() } else { text.as_bytes().to_vec() };
        FileBytes { name: (*name).to_owned(), bytes }
    };
    names.iter().map(file).collect()
}

#[test]
fn owner_files_are_passed_over_and_named() {
    let files = files(&["~$花名册.csv", "花名册.csv", ".~花名册.csv"]);
    let appraisal = Appraisal::of_files(&files, &mut |_| {}).expect("the roster is readable");
    let owner_files = ["~$花名册.csv", ".~花名册.csv"].map(|name| (String::new(), name.to_owned()));
    assert_eq!(found(&appraisal, |kind| *kind == ProblemKind::OwnerFilePassedOver), owner_files);
    assert_eq!(
        problems(&appraisal, Severity::Notice).iter().filter(|kind| **kind == ProblemKind::OwnerFilePassedOver).count(),
        2
    );
    assert_eq!(appraisal.inputs.sheets, ["花名册"], "named like the only file");
}

#[test]
fn nothing_but_owner_files_is_no_roster() {
    let names = ["~$花名册.xlsx", ".~lock.花名册.ods#"];
    let refused = Unreadable::OnlyOwnerFiles { files: names.map(str::to_owned).into() };
    assert_eq!(kaohe::roster::read(&files(&names), &mut |_| {}), Err(refused));
}

// --- earlier years ---

#[test]
fn a_past_year_without_a_grade_is_known_and_written_back() {
    let row = |key, name, last: &'static str, this| {
        [key, name, "业务科", "大厅服务", "2015-03-01", "0", "90", last, this, "无"]
    };
    let header: &[&str] = &[
        "工号",
        "姓名",
        "科室",
        "岗位类别",
        "入职日期",
        "事假天数",
        "初评分",
        "2023年等次",
        "2024年等次",
        "上次晋升年度",
    ];
    let roster: [&[&str]; 4] = [
        header,
        &row("K001", "王芳", "未参加", ""),
        &row("K002", "李静", "", ""),
        &row("K003", "张伟", "合格", "未考核"),
    ];
    let history: [&[&str]; 5] = [
        &["工号", "姓名", "年度", "等次", "是否晋升"],
        &["K002", "李静", "2023", "不参加", "否"],
        &["K002", "李静", "2022", "未参加", "是"],
        &["K003", "张伟", "2022", "未参加", "否"],
        &["K003", "张伟", "2021", "无", "否"],
    ];
    let decisions: [&[&str]; 3] =
        [&["工号", "姓名", "决定等次"], &["K001", "王芳", "优秀"], &["K002", "李静", "基本合格"]];
    let appraisal = appraise_book(&[("花名册", &roster), ("历年考核", &history), ("决定", &decisions)]);
    let past = |key: &str, year| {
        let person = appraisal.evaluation.person(&appraisal.inputs, id(&appraisal, key));
        person.past_grades.get(&year).and_then(Fact::value).cloned()
    };
    assert_eq!([past("K001", 2023), past("K002", 2023)], [Some(Value::NotAppraised), Some(Value::NotAppraised)]);
    assert_eq!(past("K003", 2023), Some(Value::Grade(Grade::Qualified)));
    let errors = |key| problems_of(&appraisal, key, Severity::Error);
    assert_eq!(errors("K002"), [ProblemKind::PromotedWithoutGrade]);
    assert_eq!(errors("K003"), [ProblemKind::NotAPastGrade, ProblemKind::NotAppraisedThisYear { year: 2024 }]);
    let said = problems(&appraisal, Severity::Warning);
    assert!(!said.contains(&ProblemKind::LastYearUnknown { year: 2023 }), "known to be without: {said:?}");
    let of_run = |kind: &OutcomeKind| !matches!(kind, OutcomeKind::LastPlace { .. });
    let runs: Vec<_> = appraisal.evaluation.outcomes.iter().filter(|outcome| of_run(&outcome.kind)).collect();
    assert!(runs.is_empty(), "no run, and nothing to check: {runs:?}");
    comes_back(&appraisal);
}
