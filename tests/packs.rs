//! One workbook for each reader: what each is said to hold is what it holds, and no more.

mod common;

use common::{
    appraise, appraise_bytes,
    book::{Sheets, Value, sheet, sheets},
};
use kaohe::{
    domain::{Field, Pack, PersonalData, ProblemKind, Severity},
    service::Appraisal,
    workbook::{self, Beside},
};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const PACKS: [Pack; 6] = [
    Pack::Whole,
    Pack::Publicity,
    Pack::Finance { masked: false },
    Pack::Finance { masked: true },
    Pack::Leadership,
    Pack::Audit,
];

#[track_caller]
fn written(appraisal: &Appraisal, pack: Pack) -> Vec<u8> {
    workbook::pack(&appraisal.inputs, &appraisal.evaluation, pack, &Beside::default(), &mut |_| {})
        .expect("the workbook is written")
}

fn cells(sheets: &Sheets) -> impl Iterator<Item = &Value> {
    sheets.iter().flat_map(|(_, rows)| rows).flatten()
}

#[test]
fn each_workbook_holds_the_personal_data_that_it_says_and_no_more() {
    let appraisal = appraise("ledgers-86.xlsx");
    let numbers: BTreeSet<&str> = appraisal.inputs.people.iter().map(|person| person.staff_number()).collect();
    let people = &appraisal.evaluation.people;
    // Figures that stand for their kind: of so many people no other figure is by chance the same in all cases.
    let nets: Vec<_> = people.iter().map(|result| Value::Number(result.money.net.amount())).collect();
    let scores: Vec<_> = people.iter().filter_map(|result| result.s1.value).map(Value::Number).collect();
    for pack in PACKS {
        let sheets = sheets(&written(&appraisal, pack));
        let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
        let has_text = |is: &dyn Fn(&str) -> bool| cells(&sheets).any(|cell| is(cell.text()));
        let has_all = |values: &[Value]| values.iter().all(|value| cells(&sheets).any(|cell| cell == value));
        let holds = |datum: PersonalData| match datum {
            PersonalData::Names => has_text(&|text| text.contains("何文秀")),
            PersonalData::Numbers => has_text(&|text| numbers.contains(text)),
            PersonalData::NumbersInPart => has_text(&|text| text.starts_with("BS") && text.contains("**")),
            PersonalData::Contacts => names.contains(&"花名册"),
            PersonalData::IdData => false,
            PersonalData::Scores => has_all(&scores),
            PersonalData::Grades => has_text(&|text| text == "优秀"),
            PersonalData::Money => has_all(&nets),
            // 方案 has the clauses, but nobody whom they touch.
            PersonalData::Incidents => sheets
                .iter()
                .filter(|(name, _)| name != "方案")
                .any(|(_, rows)| rows.iter().flatten().any(|cell| cell.text().contains("五(六)3"))),
            PersonalData::Decisions => names.contains(&"决定"),
        };
        for datum in [
            PersonalData::Names,
            PersonalData::Numbers,
            PersonalData::NumbersInPart,
            PersonalData::Contacts,
            PersonalData::Scores,
            PersonalData::Grades,
            PersonalData::Money,
            PersonalData::Incidents,
            PersonalData::Decisions,
        ] {
            assert_eq!(holds(datum), pack.holds().contains(&datum), "{pack:?}: {datum:?} ({names:?})");
        }
    }
}

#[test]
fn a_masked_finance_sheet_has_the_same_money_and_nobody_s_number_whole() {
    let appraisal = appraise("plain-40.xlsx");
    let [open, masked] =
        [false, true].map(|masked| sheet(&written(&appraisal, Pack::Finance { masked }), "奖金发放表"));
    assert_eq!(open.len(), masked.len());
    for (open, masked) in open.iter().zip(&masked).skip(1) {
        assert_eq!(open[1..], masked[1..], "only the number differs");
        if open[0].text().starts_with("BS") {
            assert_eq!(masked[0].text(), format!("BS**{}", &open[0].text()[4..]));
        }
    }
    // An ID number keeps two digits at either end.
    let text = "身份证号,姓名,科室,在岗月数\n310113198001010011,王芳,窗口,12\n310113198102020022,李静,窗口,12\n";
    let by_id = appraise_bytes("花名册.csv", text.as_bytes().to_vec());
    assert_eq!(by_id.inputs.people[0].text(Field::IdNumber), "310113198001010011");
    let rows = sheet(&written(&by_id, Pack::Finance { masked: true }), "奖金发放表");
    assert_eq!(rows[1][0].text(), "31**************11");
}

#[test]
fn the_publicity_list_is_nothing_but_names_departments_and_grades() {
    let bytes = written(&appraise("ledgers-86.xlsx"), Pack::Publicity);
    let sheets = sheets(&bytes);
    assert_eq!(sheets.len(), 1);
    let (name, rows) = &sheets[0];
    assert_eq!(name, "公示名单");
    assert_eq!(rows[0].iter().map(Value::text).collect::<Vec<_>>(), ["姓名", "科室", "拟定等次"]);
    assert!(rows[1..].iter().all(|row| row.iter().all(|cell| matches!(cell, Value::Text(text) if !text.is_empty()))));
}

/// A part of a workbook changed.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a readable name").into_owned();
        let mut content = String::new();
        part.read_to_string(&mut content).expect("the parts are text");
        zip.start_file(&name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(change(&name, content).as_bytes()).expect("a part is written");
    }
    zip.finish().expect("the archive ends").into_inner()
}

#[test]
fn results_of_another_version_say_so_and_load() {
    let appraisal = appraise("plain-40.xlsx");
    let bytes = written(&appraisal, Pack::Whole);
    let own = format!("<t>{}</t>", env!("CARGO_PKG_VERSION"));
    let other = changed(&bytes, |_, text| text.replace(&own, "<t>9.8.7</t>"));
    assert!(bytes != other, "the version stands in the workbook");
    let same = appraise_bytes("结果.xlsx", bytes);
    let again = appraise_bytes("结果.xlsx", other);
    let said = |appraisal: &Appraisal| -> Vec<String> {
        let problems = appraisal.evaluation.problems.iter();
        let of_kind = problems.filter(|problem| problem.kind == ProblemKind::OtherVersion);
        of_kind.map(|problem| format!("{:?} {}", problem.severity, problem.found)).collect()
    };
    assert_eq!(said(&same), [""; 0]);
    assert_eq!(said(&again), [format!("{:?} 9.8.7", Severity::Notice)]);
    assert_eq!(again.evaluation.people, same.evaluation.people);
    assert_eq!(again.evaluation.totals, appraisal.evaluation.totals);
}
