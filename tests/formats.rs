//! Tables as text: CSV and TSV in the encodings of offices, web pages saved as .xls. The sample roster gives the same
//! figures through each of them.

mod common;

use common::{
    book::{self, Value},
    expected::{Expected, check_appraisal},
    fixture,
};
use encoding_rs::GB18030;
use kaohe::{
    roster::{self, FileBytes, LooksLike, Unreadable},
    service::Appraisal,
};
use std::fs;

/// The sheets of the sample roster as rows of text.
fn sample() -> Vec<(String, Vec<Vec<String>>)> {
    let bytes = fs::read(fixture("plain-40.xlsx")).expect("the fixture is there");
    let text = |value: &Value| match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.normalize().to_string(),
    };
    let rows = |rows: Vec<Vec<Value>>| rows.iter().map(|row| row.iter().map(text).collect()).collect();
    book::sheets(&bytes).into_iter().map(|(name, values)| (name, rows(values))).collect()
}

/// One file for each sheet.
fn files(ending: &str, write: impl Fn(&[Vec<String>]) -> Vec<u8>) -> Vec<FileBytes> {
    let file = |(name, rows): (String, Vec<Vec<String>>)| FileBytes { name: name + ending, bytes: write(&rows) };
    sample().into_iter().map(file).collect()
}

fn delimited(rows: &[Vec<String>], separator: &str) -> String {
    let quote = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quote).collect::<Vec<_>>().join(separator);
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n")
}

fn html(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| format!("<td>{}</td>", text.replace('&', "&amp;").replace('<', "&lt;"));
    let row = |row: &Vec<String>| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    let body: String = rows.iter().map(row).collect();
    format!("<html><meta charset=gb2312><body><table border=1>{body}</table></body></html>")
}

#[track_caller]
fn gives_every_figure(files: &[FileBytes]) {
    let appraisal = Appraisal::of_files(files, &mut |_| {}).expect("readable");
    check_appraisal(&Expected::of("plain-40"), &appraisal);
}

#[test]
fn csv_gives_every_figure_in_every_encoding() {
    gives_every_figure(&files(".csv", |rows| delimited(rows, ",").into_bytes()));
    gives_every_figure(&files(".csv", |rows| ["\u{feff}", &delimited(rows, ";")].concat().into_bytes()));
    gives_every_figure(&files(".csv", |rows| GB18030.encode(&delimited(rows, ",")).0.into_owned()));
    // Some systems end lines with a carriage return alone.
    gives_every_figure(&files(".csv", |rows| delimited(rows, ",").replace("\r\n", "\r").into_bytes()));
    let utf16 = |rows: &[Vec<String>]| delimited(rows, "\t").encode_utf16().collect::<Vec<u16>>();
    gives_every_figure(&files(".txt", |rows| {
        [0xfeff].into_iter().chain(utf16(rows)).flat_map(u16::to_le_bytes).collect()
    }));
    gives_every_figure(&files(".tsv", |rows| {
        [0xfeff].into_iter().chain(utf16(rows)).flat_map(u16::to_be_bytes).collect()
    }));
}

#[test]
fn a_web_page_saved_as_xls_gives_every_figure() {
    gives_every_figure(&files(".xls", |rows| html(rows).into_bytes()));
    gives_every_figure(&files(".xls", |rows| GB18030.encode(&html(rows)).0.into_owned()));
    // All tables on one page: each is a sheet, told by its headers.
    let page: String = sample().iter().map(|(_, rows)| html(rows)).collect();
    gives_every_figure(&[FileBytes { name: "导出.xls".into(), bytes: page.into_bytes() }]);
}

/// An XML Spreadsheet 2003 of all sheets.
fn sheetml() -> String {
    let cell = |text: &String| {
        let kind = if text.parse::<f64>().is_ok() { "Number" } else { "String" };
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('\n', "&#10;");
        format!("<Cell><Data ss:Type=\"{kind}\">{text}</Data></Cell>")
    };
    let row = |row: &Vec<String>| format!("<Row>{}</Row>", row.iter().map(cell).collect::<String>());
    let sheet = |(name, rows): &(String, Vec<Vec<String>>)| {
        let rows: String = rows.iter().map(row).collect();
        format!("<Worksheet ss:Name=\"{name}\"><Table>{rows}</Table></Worksheet>")
    };
    let sheets: String = sample().iter().map(sheet).collect();
    format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{sheets}</Workbook>"
    )
}

#[test]
fn xml_spreadsheet_2003_gives_every_figure() {
    let text = sheetml();
    let file = |bytes: Vec<u8>| [FileBytes { name: "导出.xls".into(), bytes }];
    gives_every_figure(&file(text.clone().into_bytes()));
    gives_every_figure(&file(["\u{feff}", &text].concat().into_bytes()));
    let utf16 = [0xfeff].into_iter().chain(text.encode_utf16());
    gives_every_figure(&file(utf16.flat_map(u16::to_le_bytes).collect()));
    let declared = text.replace("version=\"1.0\"", "version=\"1.0\" encoding=\"gb2312\"");
    gives_every_figure(&file(GB18030.encode(&declared).0.into_owned()));
    let prefixed = text.replace("<Worksheet", "<ss:Worksheet").replace("</Worksheet", "</ss:Worksheet");
    gives_every_figure(&file(prefixed.into_bytes()));
}

#[test]
fn text_files_are_named_like_sheets() {
    let inputs = roster::read(&files(".csv", |rows| delimited(rows, ",").into_bytes()), &mut |_| {}).expect("readable");
    assert_eq!(inputs.sheets, ["花名册", "方案", "决定"]);
}

#[test]
fn an_id_that_a_spreadsheet_shortened_is_no_key() {
    let text = "姓名,身份证号,科室,事假\n施浩,3.10113E+17,业务科,1\n赵云,=\"310113199202150078\",业务科,2";
    let files = [FileBytes { name: "花名册.csv".into(), bytes: text.as_bytes().to_vec() }];
    let inputs = roster::read(&files, &mut |_| {}).expect("readable");
    assert!(inputs.problems.iter().any(|problem| problem.kind == kaohe::domain::ProblemKind::KeyLostDigits));
    assert_eq!(inputs.people[1].key, "310113199202150078");
}

#[test]
fn text_that_is_no_table_is_refused_by_name() {
    let refuses = |bytes: &[u8], expected| {
        let files = [FileBytes { name: "通知.csv".into(), bytes: bytes.to_vec() }];
        let refused = Unreadable::NotASpreadsheet { file: "通知.csv".into(), looks_like: expected };
        assert_eq!(roster::read(&files, &mut |_| {}), Err(refused));
    };
    refuses("这是一份通知。\n没有表格。".as_bytes(), LooksLike::PlainText);
    refuses(b"<html><body><p>hello</p></body></html>", LooksLike::Html);
    refuses(b"<?xml version=\"1.0\"?><Workbook></Workbook>", LooksLike::Xml);
    refuses(b"\xff\xfe\x00\xd8a\x00,\x00", LooksLike::Unknown);
    refuses(b"\x00\x01,\x02\n", LooksLike::Unknown);
}
