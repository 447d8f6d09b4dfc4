//! Workbooks as offices keep them, each with one difficulty, and what must come out of each (`fixtures/cases`): figures,
//! problems with their places, whether the result may be final, and that a draft dropped back in is the same draft.

mod common;

use common::{
    appraise_bytes, book, build, fixture,
    outcome::{Figures, Reasons, errors_of, key, nothing_open},
    trip::results,
};
use kaohe::{
    domain::{Field, PassedOver},
    rules::{PersonResult, Verdict},
    service::Appraisal,
};
use rust_decimal::Decimal;
use serde_json::Value;
use std::{collections::BTreeSet, fs, str::FromStr};

/// A test for each file, and the list of the files.
macro_rules! cases {
    ($($test:ident = $file:literal;)*) => {
        const FILES: &[&str] = &[$($file),*];
        $(
            #[test]
            fn $test() {
                check($file);
            }
        )*
    };
}

cases! {
    case_01_two_tables_in_another_order = "01-two-tables-other-order.xlsx";
    case_02_two_tables_with_more_columns_below = "02-two-tables-more-columns-below.xlsx";
    case_03_one_person_under_two_numbers = "03-one-person-two-numbers.xlsx";
    case_04_ballot_tallies_with_a_unit = "04-ballot-tallies-with-unit.xlsx";
    case_05_department_sheets_of_which_one_lacks_a_column = "05-department-sheets-one-column-missing.xlsx";
    case_06_half_years_with_equal_figures = "06-half-years-equal.xlsx";
    case_07_a_block_of_last_year = "07-last-year-block.xlsx";
    case_08_a_header_of_three_rows = "08-three-row-header.xlsx";
    case_09_past_grades_under_years = "09-past-grades-under-years.xlsx";
    case_10_section_rows_in_the_column_of_the_key = "10-section-rows-in-key-column.xlsx";
    case_11_subtotal_rows = "11-subtotal-rows.xlsx";
    case_12_months_over_score_and_grade = "12-months-over-score-and-grade.xlsx";
    case_13_percent_scores = "13-percent-scores.xlsx";
    case_14_a_sheet_of_former_jobs = "14-former-jobs-sheet.xlsx";
    case_15_struck_out_text = "15-struck-out-text.xlsx";
    case_16_months_as_1月份 = "16-months-as-1月份.xlsx";
    case_17_facts_on_further_sheets = "17-facts-on-further-sheets.xlsx";
    case_18_two_blocks_side_by_side = "18-two-blocks-side-by-side.xlsx";
    case_19_prefilled_rows = "19-prefilled-rows.xlsx";
}

/// The right outcome of every file.
fn expected() -> serde_json::Map<String, Value> {
    let text = fs::read_to_string(fixture("cases/expected.json")).expect("the outcomes are there");
    let json: Value = serde_json::from_str(&text).expect("the outcomes are JSON");
    json.as_object().expect("an object").clone()
}

#[track_caller]
fn case(file: &str) -> Appraisal {
    appraise_bytes(file, fs::read(fixture(&format!("cases/{file}"))).expect("the case is there"))
}

#[test]
fn every_file_has_its_test() {
    let outcomes: BTreeSet<String> = expected().keys().cloned().collect();
    assert_eq!(FILES.iter().map(|file| (*file).to_owned()).collect::<BTreeSet<_>>(), outcomes);
    let folder = fs::read_dir(fixture("cases")).expect("the cases are there");
    let files = folder.map(|entry| entry.expect("readable").file_name().into_string().expect("text"));
    assert_eq!(files.filter(|file| file.ends_with(".xlsx")).collect::<BTreeSet<_>>(), outcomes);
}

/// Checks all that is fixed about a file, in one of its outcomes, and that its results come back as they were.
#[track_caller]
fn check(file: &str) {
    let expected = &expected()[file];
    let appraisal = case(file);
    let mut wrong = differences(expected, &appraisal);
    if let Some(other) = expected.get("or").filter(|_| !wrong.is_empty()) {
        let otherwise = differences(other, &appraisal);
        if otherwise.is_empty() {
            wrong.clear();
        } else {
            wrong.extend(otherwise.into_iter().map(|difference| format!("or else: {difference}")));
        }
    }
    wrong.extend(changes_on_return(&appraisal));
    assert!(wrong.is_empty(), "{file}:\n{}\n{}", wrong.join("\n"), told(&appraisal));
}

/// What is wrong by one outcome.
fn differences(expected: &Value, appraisal: &Appraisal) -> Vec<String> {
    let mut wrong = Vec::new();
    let evaluation = &appraisal.evaluation;
    if let Some(appraised) = expected.get("appraised").and_then(Value::as_u64)
        && appraised != evaluation.people.len() as u64
    {
        wrong.push(format!("{} appraised, right is {appraised}", evaluation.people.len()));
    }
    if let Some(may_be_final) = expected["may_be_final"].as_bool() {
        if nothing_open(appraisal) != may_be_final {
            wrong.push(format!("may be final: {}, right is {may_be_final}", nothing_open(appraisal)));
        }
        if may_be_final && errors_of(appraisal).next().is_some() {
            wrong.push("errors, though nothing is amiss".to_owned());
        }
    }
    for (whose, figures) in expected["people"].as_object().expect("people") {
        let Some(result) = evaluation.people.iter().find(|result| key(appraisal, result.id) == *whose) else {
            wrong.push(format!("{whose} is not appraised"));
            continue;
        };
        for (term, right) in figures.as_object().expect("figures") {
            let (found, right) = (figure(result, term), plain(right));
            if found != right {
                wrong.push(format!("{whose} {term}: {found:?}, right is {right:?}"));
            }
        }
    }
    for problem in expected["problems"].as_array().expect("a list") {
        if !is_said(appraisal, problem) {
            wrong.push(format!("nothing says {problem}"));
        }
    }
    wrong
}

/// A text as it is, a number as an exact decimal.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => Decimal::from_str(&other.to_string()).expect("a number").normalize().to_string(),
    }
}

/// A figure of a person by its name in the list of outcomes.
fn figure(result: &PersonResult, term: &str) -> String {
    match term {
        "grade" => result.grade.term().to_owned(),
        "net" => result.money.net.amount().normalize().to_string(),
        "codes" => {
            let met = result.bars.iter().chain(&result.cases).filter(|finding| finding.verdict == Verdict::Met);
            met.map(|finding| finding.clause.number()).collect::<Vec<_>>().join("、")
        }
        "初评综合分" => result.s1.value.map(|score| score.normalize().to_string()).unwrap_or_default(),
        other => panic!("an unknown figure {other}"),
    }
}

/// Whether a row of 问题清单 (or, for 待决, of 待决事项) says this problem: its sheet, its cell and how bad it is, as far
/// as they are fixed.
fn is_said(appraisal: &Appraisal, problem: &Value) -> bool {
    let (sheet, cell) = (problem["sheet"].as_str(), problem["cell"].as_str());
    let severity = problem["severity"].as_str();
    if severity == Some("待决") {
        return appraisal.evaluation.people.iter().any(|result| !result.pending.is_empty());
    }
    appraisal.problems().iter().any(|row| {
        let (own_sheet, own_cell) = row.place.split_once('!').unwrap_or((&row.place, ""));
        sheet.is_none_or(|sheet| sheet == own_sheet)
            && cell.is_none_or(|cell| cell == own_cell)
            && severity.is_none_or(|severity| severity == row.severity.term())
    })
}

/// What is not as it was when the results are dropped back in, and what they don't say.
fn changes_on_return(appraisal: &Appraisal) -> Vec<String> {
    let bytes = results(appraisal);
    let mut changes = Vec::new();
    let listed = book::column(&bytes, "问题清单", "级别");
    let errors = listed.iter().filter(|severity| severity.text() == "错误").count();
    let pending = book::column(&bytes, "待决事项", "姓名").len();
    let overview = appraisal.overview();
    if errors != overview.problems[0] as usize {
        changes.push(format!("{} errors are counted, 问题清单 has {errors}", overview.problems[0]));
    }
    if (pending == 0) != (overview.pending == 0) {
        changes.push(format!("{} people are counted as pending, 待决事项 has {pending} rows", overview.pending));
    }
    let again = appraise_bytes("结果.xlsx", bytes);
    if let Some(difference) = Figures::of(appraisal).first_difference(&Figures::of(&again)) {
        changes.push(format!("dropped back in: {difference}"));
    }
    let (before, after) = (Reasons::of(appraisal), Reasons::of(&again));
    if before != after {
        changes.push(format!("dropped back in, the reasons were {before:#?}\nand are {after:#?}"));
    }
    if !before.are_said() {
        changes.push("a draft that doesn't say why, or a final result over something open".to_owned());
    }
    changes
}

/// What the result says about itself, for a failure's message.
fn told(appraisal: &Appraisal) -> String {
    let problems = appraisal.problems();
    let problems = problems.iter().map(|row| {
        let kind = format!("{:?}", row.problem.kind);
        format!("  {} {} {:?} {kind}", row.severity.term(), row.place, row.problem.found)
    });
    let open = appraisal.evaluation.people.iter().filter(|result| !result.pending.is_empty());
    let open = open.map(|result| format!("  待决 {} {:?}", key(appraisal, result.id), result.pending_codes()));
    problems.chain(open).take(40).collect::<Vec<_>>().join("\n")
}

/// Rows passed over for a reason, on the sheet that has the most of them.
fn passed_over(appraisal: &Appraisal, is_meant: impl Fn(PassedOver) -> bool) -> Vec<u32> {
    let sheets = appraisal.inputs.tallies.iter().map(|tally| {
        let meant = tally.passed_over.iter().filter(|(_, reason)| is_meant(*reason));
        meant.map(|(row, _)| *row).collect::<Vec<u32>>()
    });
    sheets.max_by_key(Vec::len).unwrap_or_default()
}

#[test]
fn one_person_under_two_numbers_is_an_error_of_both_rows() {
    let appraisal = case("03-one-person-two-numbers.xlsx");
    let touched: BTreeSet<String> =
        errors_of(&appraisal).filter_map(|problem| problem.person).map(|id| key(&appraisal, id)).collect();
    assert!(touched.contains("K001") && touched.contains("K099"), "{touched:?}");
}

#[test]
fn a_column_that_one_sheet_lacks_is_open_for_its_people_only() {
    let appraisal = case("05-department-sheets-one-column-missing.xlsx");
    let open = Reasons::of(&appraisal).pending;
    let keys: Vec<&str> = open.keys().map(String::as_str).collect();
    assert_eq!(keys, ["K005", "K006", "K007", "K008", "K009", "K010"]);
}

/// A person's figure of a column, with all that the sheets say.
#[track_caller]
fn fact(appraisal: &Appraisal, whose: &str, field: Field) -> String {
    match build::value(appraisal, whose, field) {
        Some(kaohe::domain::Value::Number(number)) => number.normalize().to_string(),
        value => value.map(|value| value.to_string()).unwrap_or_default(),
    }
}

#[test]
fn what_the_further_sheets_and_merged_cells_hold_is_read() {
    let tallies = case("04-ballot-tallies-with-unit.xlsx");
    // 2 × 85 + 3 × 75 over 5 votes; one of 95 more over 6.
    assert_eq!(["K001", "K002"].map(|whose| fact(&tallies, whose, Field::BallotScore)), ["79", "81.67"]);
    let deep = case("08-three-row-header.xlsx");
    let departments = ["K001", "K004", "K005", "K010"].map(|whose| fact(&deep, whose, Field::Department));
    assert_eq!(departments, ["业务科", "业务科", "综合科", "信息科"]);
    let months = case("12-months-over-score-and-grade.xlsx");
    assert_eq!(["K001", "K002"].map(|whose| fact(&months, whose, Field::MonthlyMean)), ["84.5", "90"]);
    assert_eq!(fact(&months, "K001", Field::LowMonths), "6");
    let years = case("09-past-grades-under-years.xlsx");
    let person = years.inputs.person(build::id(&years, "K019"));
    assert_eq!(person.past_grades.keys().copied().collect::<Vec<i32>>(), [2021, 2022, 2023]);
}

#[test]
fn section_rows_totals_and_prefilled_rows_are_passed_over_each_with_its_reason() {
    let sections = case("10-section-rows-in-key-column.xlsx");
    let no_total = |reason| !matches!(reason, PassedOver::Blank | PassedOver::Total | PassedOver::Note);
    assert_eq!(passed_over(&sections, no_total), [1, 9, 16]);
    let totals = case("11-subtotal-rows.xlsx");
    assert_eq!(passed_over(&totals, |reason| reason == PassedOver::Total).len(), 5);
    let prefilled = case("19-prefilled-rows.xlsx");
    assert_eq!(passed_over(&prefilled, |reason| reason == PassedOver::Blank), (11..31).collect::<Vec<u32>>());
}

#[test]
fn struck_out_text_is_shown_with_both_readings() {
    let appraisal = case("15-struck-out-text.xlsx");
    let rows = appraisal.problems();
    for (place, struck, left) in [("花名册!G2", "3", "2"), ("花名册!G3", "6", "4"), ("花名册!B4", "张玮", "张伟")]
    {
        let said = rows.iter().find(|row| row.place == place).unwrap_or_else(|| panic!("nothing is said at {place}"));
        // The marks of striking out stand between the letters.
        let found = kaohe::roster::unstruck(&said.problem.found);
        let text = format!("{found} {:?}", said.problem.kind);
        assert!(text.contains(struck) && text.contains(left), "{place}: {text}");
    }
}
