//! A spreadsheet that recalculates the results workbook comes to the same figures.
//!
//! LibreOffice keeps cached values unless it is told otherwise; here it is told to compute every formula, and the
//! test proves that it does.

mod common;

use common::{
    appraise, appraise_bytes,
    book::{Value, formulas, part, sheet, sheets},
    office::converted,
};
use kaohe::{
    domain::{Edit, Grade, NewDecision, Ruling, SettingChange},
    notice::{CutBase, SettingKey},
    protocol::Edits,
    service::Appraisal,
    workbook,
};
use rust_decimal::Decimal;
use rust_decimal_macros::dec;
use rust_xlsxwriter::{Formula, Workbook};
use std::io::{Cursor, Write};
use zip::{ZipArchive, ZipWriter};

/// Makes LibreOffice recalculate .xlsx files when it opens them (0 is "always").
const ALWAYS_RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Opens, recalculates and saves workbooks in LibreOffice.
#[track_caller]
fn recalculated(books: &[(&str, Vec<u8>)]) -> Vec<Vec<u8>> {
    let files: Vec<(String, &Vec<u8>)> = books.iter().map(|(name, bytes)| (format!("{name}.xlsx"), bytes)).collect();
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), (*bytes).clone())).collect();
    converted(&format!("recalculation-{}", books[0].0), Some(ALWAYS_RECALCULATE), "xlsx", &files)
}

#[track_caller]
fn results(appraisal: &Appraisal) -> Vec<u8> {
    workbook::results(&appraisal.inputs, &appraisal.evaluation, &mut |_| {}).expect("the workbook can be written")
}

/// Every value of every sheet is the same, and formulas are still formulas.
#[track_caller]
fn same(name: &str, written: &[u8], computed: &[u8]) {
    let (before, after) = (sheets(written), sheets(computed));
    assert_eq!(before.len(), after.len());
    for ((sheet, before), (other, after)) in before.into_iter().zip(after) {
        assert_eq!(sheet, other);
        assert_eq!(before.len(), after.len(), "{name}: rows of {sheet}");
        for (row, (before, after)) in (1..).zip(before.iter().zip(&after)) {
            // The other program may cut blank cells at the end of a row.
            for (column, value) in before.iter().enumerate() {
                let other = after.get(column).unwrap_or(&Value::Blank);
                assert_eq!(value, other, "{name}: {sheet}, row {row}, column {column}");
            }
        }
    }
    for sheet in ["奖金发放表", "奖金汇总"] {
        assert_eq!(formulas(written, sheet).len(), formulas(computed, sheet).len(), "{name}: formulas of {sheet}");
    }
}

/// A workbook whose cached value is wrong: 1 + 1 = 7.
fn wrong() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("和").expect("a name");
    sheet.write(0, 0, 1).expect("within the sheet");
    sheet.write_formula(0, 1, Formula::new("=A1+1").set_result("7")).expect("within the sheet");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn recalculation_changes_no_figure() {
    let sample = appraise_bytes("样例.xlsx", workbook::sample().expect("the sample can be written"));
    let mut books = vec![("sample", results(&sample))];
    for name in ["plain-40", "ties-20", "messy-49", "ledgers-86"] {
        books.push((name, results(&appraise(&format!("{name}.xlsx")))));
    }
    books.push(("wrong", wrong()));
    let computed = recalculated(&books);
    // Were formulas not computed anew, the comparison would prove nothing.
    assert_eq!(sheet(&books[5].1, "和")[0][1], Value::Number(dec!(7)));
    assert_eq!(sheet(&computed[5], "和")[0][1], Value::Number(dec!(2)));
    for ((name, written), computed) in books.iter().zip(&computed).take(5) {
        same(name, written, computed);
    }
}

/// The workbook with other values in cells of a sheet, as somebody types them: its XML is changed, nothing else.
#[track_caller]
fn typed(bytes: &[u8], sheet: &str, cells: &[(String, &str)]) -> Vec<u8> {
    let position = sheets(bytes).iter().position(|(name, _)| name == sheet).expect("the sheet is there") + 1;
    let path = format!("xl/worksheets/sheet{position}.xml");
    let mut xml = part(bytes, &path);
    for (cell, value) in cells {
        let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no {cell} in {sheet}"));
        let end = start + xml[start..].find("</c>").expect("the cell is filled") + "</c>".len();
        let style =
            xml[start..end].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0").to_owned();
        let content = match value.parse::<Decimal>() {
            Ok(number) => format!("<c r=\"{cell}\" s=\"{style}\"><v>{number}</v></c>"),
            Err(_) => format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{value}</t></is></c>"),
        };
        xml.replace_range(start..end, &content);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index(at).expect("a part");
        if file.name().expect("a name") == path {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(path.as_str(), options).expect("a part can be begun");
            writer.write_all(xml.as_bytes()).expect("a part can be written");
        } else {
            writer.raw_copy_file(file).expect("a part can be copied");
        }
    }
    writer.finish().expect("the archive ends").into_inner()
}

#[test]
fn a_spreadsheet_follows_other_settings_and_another_grade_as_the_engine_does() {
    let mut books = Vec::new();
    let mut expected = Vec::new();
    for name in ["plain-40", "messy-49", "ledgers-86"] {
        let appraisal = appraise(&format!("{name}.xlsx"));
        let written = results(&appraisal);
        // Somebody 合格 whose lower grade frees no place for anybody else.
        let people = &appraisal.evaluation.people;
        let at = people
            .iter()
            .position(|result| {
                result.grade == Grade::Qualified && result.pending.is_empty() && !result.money.gross.is_zero()
            })
            .expect("somebody is 合格");
        let base =
            if appraisal.inputs.settings.cut_base() == CutBase::Gross { "扣除定额后" } else { "应发合计" };
        let changes =
            [(SettingKey::BonusRate, "777.77"), (SettingKey::BarelyQualifiedCut, "0.65"), (SettingKey::CutBase, base)];
        let terms = sheet(&written, "方案");
        let cell = |key: SettingKey| {
            let row = terms.iter().position(|row| row[0].text() == key.term()).expect("every setting has its row");
            format!("B{}", row + 1)
        };
        let cells: Vec<(String, &str)> = changes.iter().map(|(key, value)| (cell(*key), *value)).collect();
        let changed = typed(&written, "方案", &cells);
        let changed = typed(&changed, "考核结果", &[(format!("N{}", at + 2), Grade::BarelyQualified.term())]);
        books.push((name, changed));

        let set = changes.map(|(key, text)| SettingChange { key, level: None, text: text.to_owned() });
        let decision = NewDecision {
            ruling: Ruling::Grade(Grade::BarelyQualified),
            reason: "x".into(),
            decider: "x".into(),
            date: None,
        };
        let row = appraisal.inputs.person(people[at].id).row;
        let edits = vec![Edit::Set(set.into()), Edit::Decide { row, decision: Some(decision) }];
        let engine = appraisal.with(Edits { done: edits, undone: Vec::new() }).expect("a roster");
        let same_grades = engine
            .evaluation
            .people
            .iter()
            .zip(people)
            .enumerate()
            .all(|(other, (new, old))| other == at || new.grade == old.grade);
        assert!(same_grades, "{name}: only one grade changes");
        expected.push(engine);
    }
    let computed = recalculated(&books);
    for (((name, _), computed), engine) in books.iter().zip(&computed).zip(&expected) {
        let rows = sheet(computed, "奖金发放表");
        for (result, row) in engine.evaluation.people.iter().zip(&rows[1..]) {
            let money = &result.money;
            let mut amounts: Vec<_> = money.lines[..5].iter().map(|line| line.amount).collect();
            amounts.push(money.gross);
            amounts.extend(money.lines[5..].iter().map(|line| line.amount));
            amounts.extend([money.deducted, money.net, money.short]);
            let expected: Vec<Value> =
                amounts.iter().map(|amount| Value::Number(amount.amount().normalize())).collect();
            let found: Vec<Value> = row[5..]
                .iter()
                .map(|value| match value {
                    Value::Number(number) => Value::Number(number.normalize()),
                    other => other.clone(),
                })
                .collect();
            assert_eq!(found, expected, "{name}: {}", row[0].text());
        }
        let total = &rows[engine.evaluation.people.len() + 1];
        assert_eq!(total[17], Value::Number(engine.evaluation.totals.net.amount().normalize()), "{name}: 合计");
    }
}
