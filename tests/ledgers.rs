//! The further sheets: what each gives, what contradicts the roster, and whom its rows mean.

mod common;

use common::{
    appraise, appraise_bytes,
    build::{Rows, appraise_book, book, id, pending, problems, problems_of, value},
};
use kaohe::{
    domain::{Award, CellRef, Field, Grade, PassedOver, PersonId, ProblemKind, Severity, SheetKind, Value},
    roster::FileBytes,
    rules::{MoneyBasis, MoneyItem, OutcomeKind},
    service::Appraisal,
};
use rust_decimal::Decimal;
use rust_decimal_macros::dec;

/// Two people of one name and one other, in post all year.
const ROSTER: Rows = &[
    &["工号", "姓名", "科室", "入职日期"],
    &["1", "王芳", "业务科", "2015-03-01"],
    &["2", "李静", "业务科", "2015-03-01"],
    &["3", "李静", "信息科", "2015-03-01"],
];

const INCIDENTS: [&str; 8] = ["工号", "姓名", "日期", "类别", "星级", "核实状态", "月度已扣", "说明"];

/// The roster with these incidents.
#[track_caller]
fn with_incidents(roster: Rows, incidents: Rows) -> Appraisal {
    let rows: Vec<&[&str]> = [&INCIDENTS[..]].into_iter().chain(incidents.iter().copied()).collect();
    appraise_book(&[("花名册", roster), ("事件", &rows)])
}

const fn count(count: u32) -> Option<Value> {
    Some(Value::Count(count))
}

#[track_caller]
fn number(number: Decimal) -> Option<Value> {
    Some(Value::Number(number))
}

// --- 事件 ---

#[test]
fn incidents_count_when_the_person_is_responsible() {
    let appraisal = with_incidents(
        ROSTER,
        &[
            &["1", "王芳", "2024-05-03", "投诉", "", "本人责任", "否", ""],
            &["1", "王芳", "2024-06-03", "投诉", "", "本人责任", "是", ""],
            &["1", "王芳", "2024-07-03", "投诉", "", "非本人责任", "", ""],
            &["2", "李静", "2024-07-03", "拒不执行", "", "本人责任", "", ""],
            &["3", "李静", "2024-07-03", "拒不执行", "", "非本人责任", "", ""],
        ],
    );
    assert_eq!(value(&appraisal, "1", Field::Complaints), count(2));
    assert_eq!(value(&appraisal, "1", Field::ComplaintsFined), count(1));
    assert_eq!(value(&appraisal, "2", Field::Complaints), count(0));
    assert_eq!(value(&appraisal, "2", Field::RefusedOrders), Some(Value::Flag(true)));
    assert_eq!(value(&appraisal, "3", Field::RefusedOrders), Some(Value::Flag(false)));
    let fine = appraisal.evaluation.people[0].money.line(MoneyItem::ComplaintFine);
    assert_eq!(fine.amount.to_string(), "200.00");
}

#[test]
fn a_circular_is_a_breach_too() {
    let appraisal = with_incidents(
        ROSTER,
        &[
            &["1", "", "2024-05-03", "通报", "", "本人责任", "是", ""],
            &["1", "", "2024-06-03", "违规", "", "本人责任", "", ""],
            &["2", "", "2024-06-03", "违规", "", "本人责任", "", ""],
        ],
    );
    assert_eq!(value(&appraisal, "1", Field::Circulars), count(1));
    assert_eq!(value(&appraisal, "1", Field::Breaches), count(2));
    assert_eq!(value(&appraisal, "1", Field::BreachesFined), count(1));
    assert_eq!(value(&appraisal, "2", Field::Circulars), count(0));
    assert_eq!(value(&appraisal, "2", Field::Breaches), count(1));
}

#[test]
fn a_bad_review_counts_up_to_the_star_limit() {
    let stars = |limit: &str| {
        let rows: Rows = &[
            &INCIDENTS,
            &["1", "", "2024-05-01", "差评", "1", "本人责任", "", ""],
            &["1", "", "2024-05-02", "差评", "2星", "本人责任", "", ""],
            &["1", "", "2024-05-03", "差评", "三星", "本人责任", "", ""],
            &["1", "", "2024-05-04", "差评", "4", "本人责任", "", ""],
        ];
        let appraisal = appraise_book(&[
            ("花名册", ROSTER),
            ("事件", rows),
            ("方案", &[&["参数", "取值"], &["差评星级上限", limit]]),
        ]);
        value(&appraisal, "1", Field::BadReviews)
    };
    assert_eq!([stars("1"), stars("2"), stars("3")], [count(1), count(2), count(3)]);
}

#[test]
fn what_is_still_to_be_verified_keeps_the_person_provisional() {
    let appraisal = with_incidents(
        ROSTER,
        &[
            &["1", "", "2024-05-03", "投诉", "", "待核实", "", ""],
            &["2", "", "2024-05-03", "投诉", "", "", "", ""],
            &["3", "李静", "2023-05-03", "投诉", "", "待核实", "", ""],
        ],
    );
    assert_eq!(value(&appraisal, "1", Field::Complaints), count(0));
    assert!(pending(&appraisal, "1").contains(&"待核实"));
    assert!(pending(&appraisal, "2").contains(&"待核实"), "a blank state is taken so, with a warning");
    assert!(problems_of(&appraisal, "2", Severity::Warning).contains(&ProblemKind::VerificationBlank));
    assert!(!pending(&appraisal, "3").contains(&"待核实"), "of another year");
}

#[test]
fn incidents_of_other_years_are_warned_of_and_not_counted() {
    let dated = |date: &str| {
        let appraisal = with_incidents(ROSTER, &[&["1", "", date, "投诉", "", "本人责任", "", ""]]);
        let out = ProblemKind::IncidentOutOfYear { year: 2024 };
        (value(&appraisal, "1", Field::Complaints), problems_of(&appraisal, "1", Severity::Warning).contains(&out))
    };
    assert_eq!(dated("2023-12-31"), (count(0), true));
    assert_eq!(dated("2024-01-01"), (count(1), false));
    assert_eq!(dated("2024-12-31"), (count(1), false));
    assert_eq!(dated("2025-01-01"), (count(0), true));
}

#[test]
fn the_ledger_counts_and_a_roster_that_differs_is_an_error() {
    let roster = |complaints: [&'static str; 3]| {
        let rows: [[&str; 4]; 4] = [
            ["工号", "姓名", "科室", "投诉"],
            ["1", "王芳", "", complaints[0]],
            ["2", "李静", "", complaints[1]],
            ["3", "李静", "", complaints[2]],
        ];
        let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
        with_incidents(
            &rows,
            &[
                &["1", "", "2024-05-03", "投诉", "", "本人责任", "", ""],
                &["2", "", "2024-05-03", "投诉", "", "非本人责任", "", ""],
            ],
        )
    };
    let differs = |figure: &str| ProblemKind::LedgerDiffers {
        field: Field::Complaints,
        sheet: SheetKind::Incidents,
        figure: figure.to_owned(),
    };
    let appraisal = roster(["1", "0", "2"]);
    assert_eq!(["1", "2", "3"].map(|key| value(&appraisal, key, Field::Complaints)), [count(1), count(0), count(2)]);
    assert!(
        problems(&appraisal, Severity::Error).iter().all(|kind| !matches!(kind, ProblemKind::LedgerDiffers { .. }))
    );
    let appraisal = roster(["2", "1", "2"]);
    assert!(problems_of(&appraisal, "1", Severity::Error).contains(&differs("1")));
    assert!(problems_of(&appraisal, "2", Severity::Error).contains(&differs("0")));
    assert_eq!(value(&appraisal, "1", Field::Complaints), count(1));
    assert!(pending(&appraisal, "1").contains(&"数据有误"));
    // A blank says nothing beside the ledger.
    for counts in [["", "0", "2"], ["", "", ""]] {
        let appraisal = roster(counts);
        assert!(
            problems(&appraisal, Severity::Error).iter().all(|kind| !matches!(kind, ProblemKind::LedgerDiffers { .. }))
        );
        assert_eq!(value(&appraisal, "1", Field::Complaints), count(1));
    }
}

#[test]
fn with_a_ledger_its_columns_are_not_missing() {
    let without = appraise_book(&[("花名册", ROSTER)]);
    assert!(without.evaluation.missing_columns.contains(&Field::Complaints));
    let appraisal = with_incidents(ROSTER, &[&["1", "", "2024-05-03", "投诉", "", "本人责任", "", ""]]);
    let missing = &appraisal.evaluation.missing_columns;
    assert_eq!(
        missing.as_slice(),
        [Field::Manager, Field::LeaveDays, Field::LowMonths, Field::Dedication, Field::RuleDeduction]
    );
    // A ledger without a single row doesn't say that there was nothing.
    let appraisal = with_incidents(ROSTER, &[]);
    assert!(appraisal.evaluation.missing_columns.contains(&Field::Complaints));
}

#[test]
fn a_review_and_a_complaint_on_one_day_are_perhaps_one_incident() {
    let warned = |complaint: &'static str, fined: &'static str, date: &'static str| {
        let appraisal = with_incidents(
            ROSTER,
            &[
                &["1", "", "2024-05-03", "差评", "1", "本人责任", "", ""],
                &["1", "", date, "投诉", "", complaint, fined, ""],
            ],
        );
        let other = CellRef { sheet: 1, row: 2, column: 3 };
        problems_of(&appraisal, "1", Severity::Warning).contains(&ProblemKind::PerhapsOneIncident { other })
    };
    assert!(warned("本人责任", "否", "2024-05-03"));
    assert!(!warned("非本人责任", "否", "2024-05-03"), "marked as the other's double");
    assert!(!warned("本人责任", "是", "2024-05-03"), "marked as fined");
    assert!(!warned("本人责任", "否", "2024-05-04"));
}

#[test]
fn faulty_rows_of_the_ledger_are_errors_of_their_person() {
    let said = |row: &[&'static str]| {
        let appraisal = with_incidents(ROSTER, &[row]);
        let errors = problems_of(&appraisal, "1", Severity::Error);
        let counted = value(&appraisal, "1", Field::Complaints).or(value(&appraisal, "1", Field::BadReviews));
        (errors, counted == count(1))
    };
    assert_eq!(
        said(&["1", "", "2024-05-03", "顶撞", "", "本人责任", "", ""]),
        (vec![ProblemKind::NotAnIncident], false)
    );
    assert_eq!(said(&["1", "", "", "投诉", "", "本人责任", "", ""]), (vec![ProblemKind::IncidentWithoutDate], false));
    assert_eq!(said(&["1", "", "2024-5", "投诉", "", "本人责任", "", ""]), (vec![ProblemKind::DateWithoutDay], false));
    assert_eq!(
        said(&["1", "", "2024-05-03", "投诉", "", "属实", "", ""]),
        (vec![ProblemKind::NotAVerification], false)
    );
    assert_eq!(said(&["1", "", "2024-05-03", "差评", "", "本人责任", "", ""]), (vec![ProblemKind::StarsBlank], false));
    assert_eq!(said(&["1", "", "2024-05-03", "差评", "6", "本人责任", "", ""]), (vec![ProblemKind::NotStars], false));
}

#[test]
fn one_incident_on_two_sheets_is_warned_of() {
    let row: &[&str] = &["1", "", "2024-05-03", "投诉", "", "本人责任", "", "窗口"];
    let appraisal =
        appraise_book(&[("花名册", ROSTER), ("事件上半年", &[&INCIDENTS, row]), ("事件全年", &[&INCIDENTS, row])]);
    let other = CellRef { sheet: 1, row: 1, column: 3 };
    assert!(problems_of(&appraisal, "1", Severity::Warning).contains(&ProblemKind::IncidentTwice { other }));
    assert_eq!(value(&appraisal, "1", Field::Complaints), count(2));
}

// --- whom a row means ---

#[test]
fn rows_are_matched_by_key_and_borne_out_by_name() {
    let whom = |key: &'static str, name: &'static str| {
        let appraisal = with_incidents(
            ROSTER,
            &[
                &[key, name, "2024-05-03", "投诉", "", "本人责任", "", ""],
                &["3", "李静", "2024-05-04", "投诉", "", "本人责任", "", ""],
            ],
        );
        let tally = appraisal.inputs.tallies.iter().find(|tally| tally.sheet == 1).expect("the ledger is read");
        assert_eq!(tally.read as usize, tally.records as usize + tally.passed_over.len());
        let unused = tally.passed_over == [(1, PassedOver::Unusable)];
        let problem = appraisal.inputs.problems.iter().find(|problem| problem.severity == Severity::Error);
        (problem.map(|problem| problem.kind.clone()), unused)
    };
    assert_eq!(whom("1", "王芳"), (None, false));
    assert_eq!(whom("1", "王　芳"), (None, false));
    assert_eq!(whom("1", ""), (None, false));
    assert_eq!(whom("", "王芳"), (None, false));
    assert_eq!(whom("9", "王芳"), (Some(ProblemKind::RowForNobody), true));
    assert_eq!(whom("", "赵云"), (Some(ProblemKind::RowForNobody), true));
    let several = ProblemKind::RowForSeveral { candidates: vec![PersonId(1), PersonId(2)] };
    assert_eq!(whom("", "李静"), (Some(several), true));
    let differs = ProblemKind::RowNameDiffers { roster: "李静".to_owned() };
    assert_eq!(whom("2", "王芳"), (Some(differs), true));
}

#[test]
fn without_the_key_rows_are_matched_by_id_number() {
    let roster: Rows = &[
        &["工号", "姓名", "身份证号", "科室"],
        &["1", "李静", "31011319920215006X", ""],
        &["2", "李静", "310113199202150078", ""],
    ];
    let ledger: Rows = &[
        &["身份证号", "姓名", "日期", "类别", "核实状态"],
        &["31011319920215006x", "李静", "2024-05-03", "投诉", "本人责任"],
    ];
    let appraisal = appraise_book(&[("花名册", roster), ("事件", ledger)]);
    assert_eq!(value(&appraisal, "1", Field::Complaints), count(1));
    assert_eq!(value(&appraisal, "2", Field::Complaints), count(0));
}

#[test]
fn people_who_have_left_are_no_error_in_the_records_of_earlier_years() {
    let history: Rows = &[&["工号", "姓名", "年度", "等次"], &["9", "赵云", "2023", "优秀"]];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("历年考核", history)]);
    assert!(problems(&appraisal, Severity::Notice).contains(&ProblemKind::RowForNobody));
    assert!(!problems(&appraisal, Severity::Error).contains(&ProblemKind::RowForNobody));
}

// --- 月度考核 ---

const MONTHS: [&str; 6] = ["工号", "姓名", "1月", "2月", "3月", "4月"];

#[test]
fn months_give_the_mean_and_the_low_months() {
    let rows: Rows = &[
        &MONTHS,
        &["1", "王芳", "80", "81/基本合格", "不合格", "产假"],
        &["2", "李静", "90.25", "90.5/合格", "免考", "—"],
        &["3", "李静", "", "", "", ""],
    ];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("月度考核", rows)]);
    assert_eq!(value(&appraisal, "1", Field::MonthlyMean), number(dec!(80.5)));
    assert_eq!(value(&appraisal, "1", Field::LowMonths), count(2));
    // 90.375, half away from zero.
    assert_eq!(value(&appraisal, "2", Field::MonthlyMean), number(dec!(90.38)));
    assert_eq!(value(&appraisal, "2", Field::LowMonths), count(0));
    assert_eq!(value(&appraisal, "3", Field::MonthlyMean), None);
    assert_eq!(value(&appraisal, "3", Field::LowMonths), count(0));
}

#[test]
fn the_long_shape_gives_the_same() {
    let rows: Rows = &[
        &["工号", "姓名", "月份", "得分", "等次"],
        &["1", "王芳", "1月", "80", ""],
        &["1", "王芳", "2", "81", "基本合格"],
        &["1", "王芳", "3月份", "", "不合格"],
        &["1", "王芳", "4月", "", ""],
    ];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("月度考核", rows)]);
    assert_eq!(value(&appraisal, "1", Field::MonthlyMean), number(dec!(80.5)));
    assert_eq!(value(&appraisal, "1", Field::LowMonths), count(2));
}

#[test]
fn months_that_contradict_each_other_or_the_roster_are_errors() {
    let rows: Rows = &[
        &MONTHS,
        &["1", "王芳", "80", "82", "", ""],
        &["1", "王芳", "90", "82", "", ""],
        &["2", "", "70", "", "", ""],
    ];
    let roster: Rows = &[
        &["工号", "姓名", "在岗月数", "月度均分"],
        &["1", "王芳", "12", "82"],
        &["2", "李静", "12", "70.004"],
        &["3", "李静", "12", "66"],
    ];
    let appraisal = appraise_book(&[("花名册", roster), ("月度考核", rows)]);
    let twice = ProblemKind::MonthTwice { month: 1, other: CellRef { sheet: 1, row: 1, column: 2 } };
    assert_eq!(
        problems_of(&appraisal, "1", Severity::Error),
        [twice],
        "the months that are left agree with the roster"
    );
    assert_eq!(value(&appraisal, "1", Field::MonthlyMean), number(dec!(82)));
    assert_eq!(problems_of(&appraisal, "2", Severity::Error), [], "compared as it is shown");
    assert_eq!(value(&appraisal, "3", Field::MonthlyMean), number(dec!(66)), "whom the sheet doesn't name");
    let rows: Rows = &[&MONTHS, &["3", "李静", "67", "", "", ""]];
    let appraisal = appraise_book(&[("花名册", roster), ("月度考核", rows)]);
    let figure = "67".to_owned();
    let differs = ProblemKind::LedgerDiffers { field: Field::MonthlyMean, sheet: SheetKind::Monthly, figure };
    assert!(problems_of(&appraisal, "3", Severity::Error).contains(&differs));
}

#[test]
fn months_without_any_grade_say_so() {
    let rows: Rows = &[&MONTHS, &["1", "王芳", "80", "82", "", ""]];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("月度考核", rows)]);
    assert!(problems(&appraisal, Severity::Warning).contains(&ProblemKind::MonthsWithoutGrades));
    assert_eq!(value(&appraisal, "1", Field::LowMonths), None, "scores say nothing of grades");
    let roster: Rows = &[&["工号", "姓名", "科室", "月度低等次数"], &["1", "王芳", "", "2"]];
    let appraisal = appraise_book(&[("花名册", roster), ("月度考核", rows)]);
    assert!(!problems(&appraisal, Severity::Warning).contains(&ProblemKind::MonthsWithoutGrades));
    assert_eq!(value(&appraisal, "1", Field::LowMonths), count(2));
}

// --- 初评 ---

#[test]
fn reviews_join_the_roster() {
    let roster: Rows = &[
        &["工号", "姓名", "科室", "工作纪律"],
        &["1", "王芳", "", "20"],
        &["2", "李静", "", ""],
        &["3", "李静", "", "21"],
    ];
    let rows: Rows = &[
        &["工号", "姓名", "工作纪律", "初评等次", "亮点加分"],
        &["1", "王芳", "20", "优", ""],
        &["2", "李静", "22", "", ""],
        &["3", "李静", "23", "良好", ""],
    ];
    let appraisal = appraise_book(&[("花名册", roster), ("初评", rows)]);
    assert_eq!(value(&appraisal, "1", Field::FirstGrade), Some(Value::Grade(Grade::Excellent)));
    assert_eq!(value(&appraisal, "2", Field::Discipline), number(dec!(22)));
    assert_eq!(value(&appraisal, "3", Field::Discipline), number(dec!(21)), "the roster stands meanwhile");
    let errors = problems_of(&appraisal, "3", Severity::Error);
    assert!(errors.contains(&ProblemKind::NotAGrade));
    let (other, other_found) = (CellRef { sheet: 0, row: 3, column: 3 }, "21".to_owned());
    assert!(errors.contains(&ProblemKind::Conflict { field: Field::Discipline, other, other_found }));
}

#[test]
fn one_person_twice_in_the_first_review_is_an_error() {
    let rows: Rows = &[&["工号", "姓名", "初评分"], &["1", "王芳", "80"], &["1", "王芳", "80"]];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("初评", rows)]);
    let other = CellRef { sheet: 1, row: 1, column: 2 };
    assert_eq!(problems_of(&appraisal, "1", Severity::Error), [ProblemKind::PersonTwice { other }]);
    assert_eq!(value(&appraisal, "1", Field::FirstReview), number(dec!(80)));
}

// --- 民主测评 ---

#[test]
fn ballots_are_averaged_with_grades_as_points() {
    let rows: Rows = &[
        &["工号", "姓名", "票号", "评价"],
        &["1", "王芳", "1", "优秀"],
        &["1", "王芳", "2", "88.5"],
        &["1", "王芳", "3", "弃权"],
        &["1", "王芳", "4", ""],
        &["1", "王芳", "5", "称职"],
        &["2", "李静", "1", "弃权"],
    ];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("民主测评", rows)]);
    // (95 + 88.5 + 75) ÷ 3 = 86.1666…
    assert_eq!(value(&appraisal, "1", Field::BallotScore), number(dec!(86.17)));
    assert_eq!(value(&appraisal, "2", Field::BallotScore), None);
}

#[test]
fn a_ballot_number_twice_is_an_error_and_counts_once_at_most() {
    let rows: Rows = &[
        &["工号", "姓名", "票号", "评价"],
        &["1", "王芳", "1", "90"],
        &["1", "王芳", "1", "90"],
        &["2", "李静", "1", "90"],
        &["3", "李静", "1", "90"],
        &["3", "李静", "1", "80"],
        &["3", "李静", "2", "70"],
    ];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("民主测评", rows)]);
    let twice = |row| ProblemKind::BallotTwice { other: CellRef { sheet: 1, row, column: 3 } };
    assert_eq!(problems_of(&appraisal, "1", Severity::Error), [twice(1)]);
    assert_eq!(problems_of(&appraisal, "2", Severity::Error), []);
    assert_eq!(problems_of(&appraisal, "3", Severity::Error), [twice(4)]);
    assert_eq!(value(&appraisal, "1", Field::BallotScore), number(dec!(90)));
    assert_eq!(value(&appraisal, "3", Field::BallotScore), number(dec!(70)));
}

#[test]
fn tallies_are_weighted_by_their_votes() {
    let rows: Rows = &[
        &["工号", "姓名", "优秀", "表扬", "合格", "基本合格", "不合格"],
        &["1", "王芳", "2", "1", "", "0", "1"],
        &["2", "李静", "", "", "", "", ""],
        &["3", "李静", "-1", "1", "", "", ""],
    ];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("民主测评", rows)]);
    // (2 × 95 + 85 + 50) ÷ 4 = 81.25
    assert_eq!(value(&appraisal, "1", Field::BallotScore), number(dec!(81.25)));
    assert_eq!(value(&appraisal, "2", Field::BallotScore), None);
    assert_eq!(value(&appraisal, "3", Field::BallotScore), None);
    assert_eq!(problems_of(&appraisal, "3", Severity::Error), [ProblemKind::Negative]);
}

// --- 历年考核 ---

#[test]
fn history_gives_grades_and_the_last_promotion() {
    let rows: Rows = &[
        &["工号", "姓名", "年度", "等次", "是否晋升"],
        &["1", "王芳", "2021", "表扬", "是"],
        &["1", "王芳", "2022年", "称职", "否"],
        &["1", "王芳", "2019", "优秀", "是"],
        &["2", "李静", "2023", "优秀", ""],
        &["2", "李静", "2023", "合格", ""],
    ];
    let appraisal = appraise_book(&[("花名册", ROSTER), ("历年考核", rows)]);
    assert_eq!(value(&appraisal, "1", Field::LastPromotion), Some(Value::Year(2021)));
    assert_eq!(value(&appraisal, "2", Field::LastPromotion), None);
    let person = appraisal.evaluation.person(&appraisal.inputs, id(&appraisal, "1"));
    assert_eq!(person.past_grades[&2022].value(), Some(&Value::Grade(Grade::Qualified)));
    let differs = problems_of(&appraisal, "2", Severity::Error);
    assert!(matches!(differs.as_slice(), [ProblemKind::PastGradeConflict { year: 2023, .. }]));
}

#[test]
fn history_and_roster_must_agree() {
    let roster: Rows = &[
        &["工号", "姓名", "在岗月数", "2023年等次", "上次晋升年度"],
        &["1", "王芳", "12", "优秀", "2021"],
        &["2", "李静", "12", "", ""],
    ];
    let rows: Rows = &[
        &["工号", "姓名", "年度", "等次", "是否晋升"],
        &["1", "王芳", "2023", "表扬", ""],
        &["1", "王芳", "2022", "表扬", "是"],
        &["2", "李静", "2023", "表扬", ""],
    ];
    let appraisal = appraise_book(&[("花名册", roster), ("历年考核", rows)]);
    let errors = problems_of(&appraisal, "1", Severity::Error);
    assert!(errors.iter().any(|kind| matches!(kind, ProblemKind::PastGradeConflict { year: 2023, .. })));
    let promotion = |kind: &ProblemKind| matches!(kind, ProblemKind::Conflict { field: Field::LastPromotion, .. });
    assert!(errors.iter().any(promotion));
    assert_eq!(problems_of(&appraisal, "2", Severity::Error), []);
}

/// The results workbook of a year in which 王芳 got 优秀 and 李静 (2) 合格, confirmed, with this mark in 结果运用.
fn results_of(year: &str, mark: &str, draft: bool) -> Vec<u8> {
    let pending: Rows = if draft {
        &[&["工号", "姓名", "事项", "依据", "说明"], &["1", "王芳", "名额同分", "四", ""]]
    } else {
        &[&["工号", "姓名", "事项", "依据", "说明"]]
    };
    book(&[
        ("考核结果", &[&["工号", "姓名", "科室", "最终等次"], &["1", "王芳", "", "优秀"], &["2", "李静", "", "合格"]]),
        ("结果运用", &[&["工号", "姓名", "事项", "内容", "依据"], &["1", "王芳", "晋升建议", mark, "六(一)"]]),
        ("待决事项", pending),
        ("花名册", &[&["工号", "姓名", "科室", "事假"], &["1", "王芳", "", "9"], &["7", "旧人", "", ""]]),
        ("方案", &[&["参数", "取值"], &["年度", year], &["方案已确认", "是"]]),
    ])
}

#[track_caller]
fn beside(past: Vec<u8>) -> Appraisal {
    let files = [
        FileBytes { name: "花名册.xlsx".into(), bytes: book(&[("花名册", ROSTER)]) },
        FileBytes { name: "上年结果.xlsx".into(), bytes: past },
    ];
    Appraisal::of_files(&files, &mut |_| {}).expect("readable")
}

#[test]
fn the_results_of_another_year_are_its_record_and_nothing_else() {
    let appraisal = beside(results_of("2023", "已晋升一级", false));
    assert_eq!(appraisal.inputs.people.len(), 3, "nobody comes from last year's roster");
    let person = appraisal.evaluation.person(&appraisal.inputs, id(&appraisal, "1"));
    assert_eq!(person.past_grades[&2023].value(), Some(&Value::Grade(Grade::Excellent)));
    assert_eq!(value(&appraisal, "1", Field::LastPromotion), Some(Value::Year(2023)));
    assert_eq!(value(&appraisal, "1", Field::LeaveDays), None);
    assert!(problems(&appraisal, Severity::Notice).contains(&ProblemKind::ResultsAsHistory { year: 2023 }));
    assert_eq!(problems(&appraisal, Severity::Error), []);
    assert!(!problems(&appraisal, Severity::Warning).contains(&ProblemKind::HistoryOfDraft { year: 2023 }));

    let appraisal = beside(results_of("2023", "由三级晋升四级", true));
    assert_eq!(value(&appraisal, "1", Field::LastPromotion), None, "suggested, not carried out");
    assert!(problems(&appraisal, Severity::Warning).contains(&ProblemKind::HistoryOfDraft { year: 2023 }));
}

#[test]
fn the_record_of_still_earlier_years_comes_along_with_last_year_s_results() {
    let past = book(&[
        ("考核结果", &[&["工号", "姓名", "科室", "最终等次"], &["1", "王芳", "", "优秀"]]),
        ("历年考核", &[&["工号", "姓名", "年度", "等次"], &["2", "李静", "2020", "表扬"]]),
        (
            "花名册",
            &[
                &["工号", "姓名", "科室", "事假", "2022年等次", "上次晋升年度"],
                &["1", "王芳", "", "9", "表扬", "2021"],
                &["2", "李静", "", "", "未参加", ""],
                &["7", "旧人", "", "", "优秀", ""],
            ],
        ),
        ("方案", &[&["参数", "取值"], &["年度", "2023"], &["方案已确认", "是"]]),
    ]);
    let appraisal = beside(past);
    let past_grade = |key: &str, year: i32| {
        let person = appraisal.evaluation.person(&appraisal.inputs, id(&appraisal, key));
        person.past_grades.get(&year).and_then(|fact| fact.value().cloned())
    };
    let lots = |name: &str| {
        let inputs = &appraisal.inputs;
        let of = |position: u16| inputs.sheets[usize::from(position)].ends_with(name);
        let account = inputs.account.iter().rfind(|account| of(account.sheet)).expect("every sheet has one");
        account.counts()
    };
    // 工号, 姓名 and 最终等次 of one row under four headers.
    assert_eq!(lots("考核结果"), [3, 0, 4, 0]);
    // The row of somebody who left is passed over, and what it says of the year itself.
    assert_eq!(lots("花名册"), [7, 0, 6, 4]);
    assert_eq!(past_grade("1", 2023), Some(Value::Grade(Grade::Excellent)));
    assert_eq!(past_grade("1", 2022), Some(Value::Grade(Grade::Commended)));
    assert_eq!(past_grade("2", 2022), Some(Value::NotAppraised));
    assert_eq!(past_grade("2", 2020), Some(Value::Grade(Grade::Commended)));
    assert_eq!(value(&appraisal, "1", Field::LastPromotion), Some(Value::Year(2021)));
    assert_eq!(value(&appraisal, "1", Field::LeaveDays), None, "nothing else comes along");
    assert_eq!(appraisal.inputs.people.len(), 3);
    assert_eq!(problems(&appraisal, Severity::Error), []);
}

#[test]
fn results_alone_are_taken_up_again() {
    let appraisal = appraise_bytes("结果.xlsx", results_of("2023", "", false));
    assert_eq!(appraisal.inputs.people.len(), 2);
    assert_eq!(appraisal.evaluation.year, 2023);
    assert!(appraisal.inputs.ledgers.history.is_none());
}

// --- 岗位变动 ---

/// The allowance of 王芳 by these posts, with the errors of hers; 三级 300.05, 四级 400 a month.
#[track_caller]
fn allowance(joined: &str, posts: &[[&str; 4]]) -> (String, Vec<ProblemKind>) {
    let header: &[&str] = &["工号", "起始月份", "截止月份", "管理人员", "岗位级别"];
    let posts: Vec<Vec<&str>> = posts.iter().map(|post| ["1"].iter().chain(post).copied().collect()).collect();
    let rows: Vec<&[&str]> = [header].into_iter().chain(posts.iter().map(Vec::as_slice)).collect();
    let appraisal = appraise_book(&[
        ("花名册", &[&["工号", "姓名", "科室", "入职日期", "管理人员"], &["1", "王芳", "", joined, "否"]]),
        ("岗位变动", &rows),
        ("方案", &[&["参数", "取值"], &["岗位津贴月标准·三级", "300.05"], &["岗位津贴月标准·四级", "400"]]),
    ]);
    let line = appraisal.evaluation.people[0].money.line(MoneyItem::Allowance).clone();
    assert_eq!(matches!(line.basis, MoneyBasis::Posts(_)), !line.amount.is_zero());
    (line.amount.to_string(), problems_of(&appraisal, "1", Severity::Error))
}

#[test]
fn a_manager_from_september_has_four_months() {
    assert_eq!(allowance("2015-03-01", &[["9", "12", "是", "三级"]]), ("1200.20".into(), vec![]));
    let both = [["1月", "8月", "否", "二级"], ["9月", "12月", "是", "四级"]];
    assert_eq!(allowance("2015-03-01", &both), ("1600.00".into(), vec![]));
    let two = [["1", "2", "是", "三级"], ["11", "12", "是", "四级"]];
    assert_eq!(allowance("2015-03-01", &two), ("1400.10".into(), vec![]));
}

#[test]
fn posts_must_not_overlap_or_leave_the_months_in_post() {
    let other = CellRef { sheet: 1, row: 1, column: 1 };
    let overlap = [["1", "6", "是", "三级"], ["6", "12", "是", "四级"]];
    let (amount, errors) = allowance("2015-03-01", &overlap);
    assert_eq!((amount.as_str(), errors.first()), ("0.00", Some(&ProblemKind::PostsOverlap { other })));
    assert_eq!(allowance("2015-03-01", &[["1", "6", "是", "三级"], ["7", "12", "是", "四级"]]).1, []);
    let outside = ProblemKind::PostOutsideMonths { month: 6 };
    assert_eq!(allowance("2024-07-01", &[["6", "8", "是", "三级"]]), ("0.00".into(), vec![outside]));
    assert_eq!(allowance("2024-07-01", &[["7", "8", "是", "三级"]]), ("600.10".into(), vec![]));
    let beyond = ProblemKind::PostsBeyondMonths { months: 6 };
    assert_eq!(allowance("2024-07-01", &[["1", "12", "是", "三级"]]), ("0.00".into(), vec![beyond]));
    let reversed = ProblemKind::PostReversed;
    assert_eq!(allowance("2015-03-01", &[["9", "8", "是", "三级"]]).1, [reversed]);
    assert_eq!(allowance("2015-03-01", &[["0", "8", "是", "三级"]]).1, [ProblemKind::NotAMonth]);
    assert_eq!(allowance("2015-03-01", &[["1", "13", "是", "三级"]]).1, [ProblemKind::NotAMonth]);
    assert_eq!(allowance("2015-03-01", &[["1", "8", "是", ""]]).1, [ProblemKind::NoLevel]);
}

// --- written and read again ---

#[test]
fn results_with_further_sheets_are_read_again_to_the_same() {
    let first = appraise("ledgers-86.xlsx");
    let bytes = first.results(&mut |_| {}).expect("a workbook");
    let second = appraise_bytes("结果.xlsx", bytes);
    assert_eq!(first.evaluation.totals, second.evaluation.totals);
    assert_eq!(first.evaluation.status, second.evaluation.status);
    let strip = |appraisal: &Appraisal| {
        let people = appraisal.evaluation.people.iter();
        people
            .map(|result| {
                (result.id, result.grade, result.s2.value, result.rank, result.money.net, result.pending_codes())
            })
            .map(|row| format!("{row:?}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(strip(&first), strip(&second));
    let outcomes = |appraisal: &Appraisal| -> Vec<(PersonId, OutcomeKind)> {
        appraisal.evaluation.outcomes.iter().map(|outcome| (outcome.id, outcome.kind.clone())).collect()
    };
    assert_eq!(outcomes(&first), outcomes(&second));
    let count = |appraisal: &Appraisal| {
        let ledgers = &appraisal.inputs.ledgers;
        let len = |len: Option<usize>| len.unwrap_or_default();
        [
            len(ledgers.incidents.as_ref().map(Vec::len)),
            len(ledgers.months.as_ref().map(Vec::len)),
            len(ledgers.ballots.as_ref().map(Vec::len)),
            len(ledgers.history.as_ref().map(Vec::len)),
        ]
    };
    assert_eq!(count(&first), count(&second));
    assert!(count(&first).iter().all(|count| *count > 0));
}

#[test]
fn what_could_not_be_used_comes_back_with_its_problem() {
    let appraisal = appraise_book(&[
        ("花名册", &[&["工号", "姓名", "在岗月数", "敬业奉献"], &["1", "王芳", "12", "500"], &["", "", "7", "3"]]),
        (
            "事件",
            &[
                &INCIDENTS,
                &["9", "赵云", "2024-05-03", "投诉", "", "本人责任", "", ""],
                &["1", "王芳", "2024-05-03", "顶撞", "", "本人责任", "", ""],
            ],
        ),
        ("月度考核", &[&MONTHS, &["1", "王芳", "80", "良好", "", ""], &["1", "", "81", "", "", ""]]),
        ("民主测评", &[&["工号", "票号", "评价"], &["1", "1", "90"], &["1", "1", "80"], &["1", "2", "好"]]),
        ("岗位变动", &[&["工号", "起始月份", "截止月份"], &["1", "9", "8"]]),
        ("决定", &[&["工号", "决定等次"], &["8", "优秀"]]),
    ]);
    let again = appraise_bytes("结果.xlsx", appraisal.results(&mut |_| {}).expect("a workbook"));
    let errors = |appraisal: &Appraisal| {
        let mut kinds: Vec<String> = problems(appraisal, Severity::Error)
            .iter()
            .map(|kind| format!("{kind:?}").split([' ', '(']).next().unwrap_or_default().to_owned())
            .collect();
        kinds.sort();
        kinds
    };
    assert_eq!(value(&appraisal, "1", Field::Dedication), Some(Value::Award(Award::Amount(dec!(500)))));
    assert_eq!(errors(&appraisal).len(), 9, "{:?}", errors(&appraisal));
    assert_eq!(errors(&appraisal), errors(&again));
}
