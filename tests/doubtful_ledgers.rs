//! Columns, ledgers and ballots that were read as something that they don't say: each kind is right now, or a draft that
//! asks, and stays one when its results are read again.

mod common;

use common::{
    build::{Rows, appraise_book, pending, problems, texts, value},
    outcome::nothing_open,
    trip::results,
};
use kaohe::{
    domain::{ColumnScope, Field, Grade, ProblemKind, Severity, Value},
    service::Appraisal,
};
use rust_decimal_macros::dec;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

/// What the rosters below lack and nobody has.
const NONE: &str = "拒不执行、巡查通报次数、明察暗访重大影响、不服从安排、未按时完成次数、拒不整改、失职损失、损害声誉、办法扣款、\
                    敬业奉献、违规次数、通报次数、管理人员、事假天数、核实差评数、核实投诉数";
/// What is confirmed besides, where nothing else is said.
const ALSO: &str = "月度低等次数、差评已扣数、投诉已扣数、违规已扣数";

const PLAIN: Rows<'static> = &[
    &["工号", "姓名", "科室", "在岗月数", "初评分"],
    &["K1", "王芳", "业务科", "12", "95"],
    &["K2", "李静", "业务科", "12", "94"],
];

/// The sheets beside settings in which these are confirmed as 无此情形.
#[track_caller]
fn confirming(none: &str, sheets: &[(&str, Rows)]) -> Appraisal {
    let settings: Rows = &[
        &["参数", "取值"],
        &["年终奖金月标准", "500"],
        &["年终清算月标准", "300"],
        &["优秀奖励", "3000"],
        &["表扬奖励", "1500"],
        &["方案已确认", "是"],
        &["无此情形", none],
    ];
    appraise_book(&[&[("方案", settings)], sheets].concat())
}

/// The sheets beside settings in which all else is settled.
#[track_caller]
fn with(sheets: &[(&str, Rows)]) -> Appraisal {
    confirming(&format!("{NONE}、{ALSO}"), sheets)
}

/// The plain roster beside a further sheet.
#[track_caller]
fn beside(name: &str, rows: Rows) -> Appraisal {
    with(&[("花名册", PLAIN), (name, rows)])
}

/// A draft, and one still when its results are read again.
#[track_caller]
fn is_a_draft(appraisal: &Appraisal) -> Appraisal {
    assert!(!nothing_open(appraisal));
    let again = common::appraise_bytes("结果.xlsx", results(appraisal));
    assert!(!nothing_open(&again), "the results forget what is open");
    again
}

/// A draft for an error, and a draft still when its results are read again.
#[track_caller]
fn asks(appraisal: &Appraisal, about: impl Fn(&ProblemKind) -> bool) {
    let errors = problems(appraisal, Severity::Error);
    assert!(errors.iter().any(about), "{errors:?}");
    is_a_draft(appraisal);
}

/// Nothing is open.
#[track_caller]
fn is_settled(appraisal: &Appraisal) {
    let errors = problems(appraisal, Severity::Error);
    assert!(nothing_open(appraisal), "{errors:?}");
}

#[track_caller]
fn is_unclear(appraisal: &Appraisal) {
    asks(appraisal, |kind| *kind == ProblemKind::ColumnElsewhere { scope: ColumnScope::Unclear });
}

/// A roster with one more column.
#[track_caller]
fn headed(header: &str, values: [&str; 2]) -> Appraisal {
    let rows: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", header],
        &["K1", "王芳", "业务科", "12", "95", values[0]],
        &["K2", "李静", "业务科", "12", "94", values[1]],
    ];
    with(&[("花名册", rows)])
}

#[test]
fn the_rosters_of_these_tests_are_settled() {
    is_settled(&with(&[("花名册", PLAIN)]));
}

#[test]
fn a_unit_is_taken_off_a_header_only_where_it_is_the_column_s() {
    for header in ["事假天数（天）", "事假天数（单位：天）", "事假（日）", "事假天数（0-366）", "事假天数（1-12月）"]
    {
        let appraisal = headed(header, ["6", "0"]);
        assert_eq!(value(&appraisal, "K1", Field::LeaveDays), Some(Value::Number(dec!(6))), "{header}");
    }
    for header in [
        "事假天数（单位：小时）",
        "事假天数（小时）",
        "事假（次）",
        "事假天数（单位：次）",
        "事假天数（天/月）",
        "事假天数（7-12）",
        "事假天数（1-6）",
        "核实投诉数（单位：元）",
        "核实投诉数（天）",
        "办法扣款（单位：万元）",
        "办法扣款（万元）",
        "办法扣款（千元）",
        "办法扣款（以万元计）",
        "月度均分（%）",
        "敬业奉献（万元）",
        "事假天数（口头）",
    ] {
        let appraisal = headed(header, ["1", "0"]);
        is_unclear(&appraisal);
        assert!(pending(&appraisal, "K2").contains(&"缺列"), "{header}");
    }
}

#[test]
fn a_unit_in_a_row_of_its_own_is_one_all_the_same() {
    let table = |unit: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "科室", "在岗月数", "初评分", "事假天数"],
            &["", "", "", "", "", unit],
            &["K1", "王芳", "业务科", "12", "95", "1"],
            &["K2", "李静", "业务科", "12", "94", "0"],
        ];
        let none = format!("{NONE}、{ALSO}").replace("、事假天数", "");
        confirming(&none, &[("花名册", rows)])
    };
    is_settled(&table("天"));
    is_settled(&table("（日）"));
    is_unclear(&table("次"));
    is_unclear(&table("（月）"));
    // No unit that anything is kept in: somebody's row without a name.
    is_a_draft(&table("小时"));
}

#[test]
fn ranges_of_scores_and_other_instructions_are_taken_off() {
    for header in ["月度均分（0-100）", "月度均分（0～100分）", "月度均分（60-100）", "月度均分（满分100分）"]
    {
        let appraisal = headed(header, ["90", "80"]);
        assert_eq!(value(&appraisal, "K1", Field::MonthlyMean), Some(Value::Number(dec!(90))), "{header}");
    }
    is_settled(&headed("核实投诉数（件/次）", ["0", "0"]));
}

#[test]
fn beside_a_plain_column_an_unclear_one_is_a_remark() {
    let rows: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "事假天数", "事假（小时）"],
        &["K1", "王芳", "业务科", "12", "95", "1", "8"],
        &["K2", "李静", "业务科", "12", "94", "0", "0"],
    ];
    let appraisal = with(&[("花名册", rows)]);
    let notices = problems(&appraisal, Severity::Notice);
    assert!(notices.contains(&ProblemKind::ColumnElsewhere { scope: ColumnScope::Unclear }), "{notices:?}");
}

#[test]
fn a_unit_above_the_table_is_asked_about_where_a_column_is_of_its_kind() {
    let table = |line: &str, header: &str| {
        let rows: Rows = &[
            &[line],
            &["工号", "姓名", "科室", "在岗月数", "初评分", header],
            &["K1", "王芳", "业务科", "12", "95", "1"],
            &["K2", "李静", "业务科", "12", "94", "0"],
        ];
        confirming(&format!("{NONE}、{ALSO}").replace(&format!("、{header}"), ""), &[("花名册", rows)])
    };
    for (line, header) in [
        ("单位：万元", "办法扣款"),
        ("金额单位：千元", "办法扣款"),
        ("（万元）", "办法扣款"),
        ("2024年度考核花名册（单位：万元）", "敬业奉献"),
        ("单位：小时", "事假天数"),
    ] {
        asks(&table(line, header), |kind| *kind == ProblemKind::ForeignUnit);
    }
    for (line, header) in [("单位：元", "办法扣款"), ("单位：业务科", "办法扣款"), ("单位：万元", "事假天数")]
    {
        is_settled(&table(line, header));
    }
}

#[test]
fn a_figure_in_parts_or_in_several_readings_is_unknown() {
    let roster = |group: &str, subs: [&str; 3]| {
        let rows: Rows = &[
            &["工号", "姓名", "科室", "在岗月数", "核实差评数", group, "", ""],
            &["", "", "", "", "", subs[0], subs[1], subs[2]],
            &["K1", "王芳", "业务科", "12", "0", "80", "81", "82"],
            &["K2", "李静", "业务科", "12", "0", "3", "2", "1"],
        ];
        with(&[("花名册", rows)])
    };
    for subs in [["一审", "二审", "终审"], ["原始分", "折算分（50%）", "排名"]] {
        let appraisal = roster("初评分", subs);
        is_unclear(&appraisal);
        assert!(pending(&appraisal, "K1").contains(&"缺列"));
    }
    is_a_draft(&roster("初评分", ["上半年", "下半年", "备用"]));
    // Months of days are parts of the year, and no marks of the monthly appraisal.
    let appraisal = roster("事假天数", ["1月", "2月", "3月"]);
    is_a_draft(&appraisal);
    let errors = problems(&appraisal, Severity::Error);
    assert!(!errors.iter().any(|kind| matches!(kind, ProblemKind::ColumnOfAnotherSheet { .. })), "{errors:?}");
    assert!(pending(&appraisal, "K1").contains(&"缺列"));
}

#[test]
fn votes_by_groups_of_voters_are_two_columns_for_one_grade() {
    let ballots = |groups: [&str; 2]| {
        let rows: Rows = &[
            &["工号", "姓名", groups[0], "", "", groups[1], "", ""],
            &["", "", "优秀", "合格", "不合格", "优秀", "合格", "不合格"],
            &["K1", "王芳", "0", "5", "0", "0", "5", "0"],
            &["K2", "李静", "0", "0", "5", "5", "0", "0"],
        ];
        beside("民主测评", rows)
    };
    for groups in [["领导班子", "干部职工"], ["领导小组测评", "同事测评"], ["中层", "群众"], ["A票", "B票"]]
    {
        asks(&ballots(groups), |kind| matches!(kind, ProblemKind::ColumnTwice { .. }));
    }
    let rows: Rows = &[
        &["工号", "姓名", "考核领导小组测评票数", "", ""],
        &["", "", "优秀", "合格", "不合格"],
        &["K1", "王芳", "0", "5", "0"],
        &["K2", "李静", "5", "0", "0"],
    ];
    let appraisal = beside("民主测评", rows);
    is_settled(&appraisal);
    assert_eq!(value(&appraisal, "K1", Field::BallotScore), Some(Value::Number(dec!(75))));
}

#[test]
fn tallies_have_the_other_names_of_grades_too() {
    let rows: Rows = &[
        &["工号", "姓名", "优", "表扬", "称职", "基本称职", "不称职"],
        &["K1", "王芳", "0", "0", "5", "0", "0"],
        &["K2", "李静", "0", "0", "0", "0", "5"],
    ];
    let appraisal = beside("民主测评", rows);
    is_settled(&appraisal);
    assert_eq!(value(&appraisal, "K2", Field::BallotScore), Some(Value::Number(dec!(50))));
}

#[test]
fn a_share_is_no_score_on_any_sheet() {
    let ballots: Rows = &[&["工号", "姓名", "票号", "评价"], &["K1", "王芳", "1", "0.75"], &["K2", "李静", "1", "75"]];
    let months: Rows = &[&["工号", "姓名", "1月", "2月", "3月"], &["K1", "王芳", "0.75", "90", "90"]];
    let graded: Rows = &[&["工号", "姓名", "1月", "2月", "3月"], &["K1", "王芳", "0.75/合格", "90", "90"]];
    let long: Rows = &[&["工号", "姓名", "月份", "得分"], &["K1", "王芳", "1", "0.75"], &["K2", "李静", "1", "90"]];
    for (name, rows) in [("民主测评", ballots), ("月度考核", months), ("月度考核", graded), ("月度考核", long)]
    {
        asks(&beside(name, rows), |kind| *kind == ProblemKind::ShareAsScore);
    }
}

#[test]
fn a_column_of_shares_on_the_sheet_of_the_first_review_is_no_column_of_scores() {
    let roster: Rows =
        &[&["工号", "姓名", "科室", "在岗月数"], &["K1", "王芳", "业务科", "12"], &["K2", "李静", "业务科", "12"]];
    let reviewed = |discipline: [&str; 2]| {
        let rows: Rows = &[
            &["工号", "姓名", "工作纪律", "服务规范", "业务能力", "工作成效", "亮点加分"],
            &["K1", "王芳", discipline[0], "20", "20", "20", "0.5"],
            &["K2", "李静", discipline[1], "21", "21", "21", "0.5"],
        ];
        with(&[("花名册", roster), ("初评", rows)])
    };
    is_settled(&reviewed(["0.5", "20"]));
    let appraisal = reviewed(["0.95", "0.92"]);
    asks(&appraisal, |kind| *kind == ProblemKind::ShareAsScore);
    assert_eq!(value(&appraisal, "K1", Field::Discipline), None);
    let whole: Rows = &[&["工号", "姓名", "初评分"], &["K1", "王芳", "95"], &["K2", "李静", "0.94"]];
    asks(&with(&[("花名册", roster), ("初评", whole)]), |kind| *kind == ProblemKind::ShareAsScore);
}

#[test]
fn a_ledger_that_says_nothing_of_fines_leaves_them_unknown_until_they_are_confirmed() {
    let without: Rows = &[
        &["工号", "姓名", "日期", "类别", "星级", "核实状态", "说明"],
        &["K1", "王芳", "2024-03-06", "差评", "1", "本人责任", "甲"],
        &["K2", "李静", "2024-05-06", "投诉", "", "非本人责任", "乙"],
    ];
    let lower: Rows = &[
        &["工号", "姓名", "日期", "类别", "星级", "核实状态", "月度已扣", "说明"],
        &["K2", "李静", "2024-05-06", "投诉", "", "本人责任", "否", "乙"],
        &[],
        &["工号", "姓名", "日期", "类别", "星级", "核实状态", "说明"],
        &["K1", "王芳", "2024-03-06", "差评", "1", "本人责任", "甲"],
    ];
    for rows in [without, lower] {
        let sheets: &[(&str, Rows)] = &[("花名册", PLAIN), ("事件", rows)];
        // Of those with incidents the data count, whatever is confirmed about the others.
        let none = NONE.replace("、核实差评数、核实投诉数", "");
        let appraisal = confirming(&format!("{none}、月度低等次数、违规已扣数"), sheets);
        let again = is_a_draft(&appraisal);
        for appraisal in [&appraisal, &again] {
            assert_eq!(value(appraisal, "K1", Field::BadReviewsFined), None);
            assert_eq!(pending(appraisal, "K1"), ["缺列"]);
            assert_eq!(pending(appraisal, "K2"), [""; 0], "nobody is fined for what isn't theirs");
            let warnings = problems(appraisal, Severity::Warning);
            assert!(warnings.contains(&ProblemKind::ColumnMissing(Field::BadReviewsFined)), "{warnings:?}");
        }
        is_settled(&confirming(&format!("{none}、{ALSO}"), sheets));
    }
}

#[test]
fn what_the_roster_says_of_fines_stands_beside_a_ledger_that_says_nothing() {
    let roster: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "差评已扣数"],
        &["K1", "王芳", "业务科", "12", "95", "1"],
        &["K2", "李静", "业务科", "12", "94", ""],
    ];
    let ledger: Rows = &[
        &["工号", "姓名", "日期", "类别", "星级", "核实状态"],
        &["K1", "王芳", "2024-03-06", "差评", "1", "本人责任"],
        &["K2", "李静", "2024-03-07", "差评", "1", "本人责任"],
    ];
    let none = NONE.replace("、核实差评数、核实投诉数", "");
    let none = format!("{none}、月度低等次数、投诉已扣数、违规已扣数");
    let appraisal = confirming(&none, &[("花名册", roster), ("事件", ledger)]);
    assert_eq!(value(&appraisal, "K1", Field::BadReviewsFined), Some(Value::Count(1)));
    assert_eq!((pending(&appraisal, "K1"), pending(&appraisal, "K2")), (vec![], vec!["缺列"]));
    is_a_draft(&appraisal);
}

#[test]
fn a_year_that_did_and_did_not_lead_to_a_promotion_is_asked_about() {
    let history = |promoted: [&str; 2]| {
        let rows: Rows = &[
            &["工号", "姓名", "年度", "等次", "是否晋升"],
            &["K1", "王芳", "2023", "优秀", promoted[0]],
            &["K1", "王芳", "2023", "优秀", promoted[1]],
        ];
        beside("历年考核", rows)
    };
    for promoted in [["否", "是"], ["是", ""]] {
        asks(&history(promoted), |kind| matches!(kind, ProblemKind::PromotionTwice { year: 2023, .. }));
    }
    is_settled(&history(["是", "是"]));
    is_settled(&history(["", "否"]));
}

#[test]
fn a_year_may_be_kept_as_its_first_day() {
    let mut workbook = Workbook::new();
    texts(workbook.add_worksheet().set_name("花名册").expect("a sheet's name"), PLAIN);
    let sheet = workbook.add_worksheet().set_name("历年考核").expect("a sheet's name");
    texts(sheet, &[&["工号", "姓名", "年度", "等次"], &["K1", "王芳", "", "优秀"]]);
    let format = Format::new().set_num_format("yyyy\"年\"");
    let day = ExcelDateTime::from_ymd(2023, 1, 1).expect("a day");
    sheet.write_datetime_with_format(1, 2, &day, &format).expect("within the sheet");
    let bytes = workbook.save_to_buffer().expect("the workbook can be written");
    let appraisal = common::appraise_bytes("文件.xlsx", bytes);
    let person = appraisal.evaluation.person(&appraisal.inputs, common::build::id(&appraisal, "K1"));
    assert_eq!(person.past_grades.get(&2023).and_then(|fact| fact.value()), Some(&Value::Grade(Grade::Excellent)));
}

#[test]
fn rows_of_another_year_are_asked_about() {
    let of = |kind: &ProblemKind| matches!(kind, ProblemKind::RowsOfOtherYear { .. });
    let months: Rows = &[
        &["年份", "工号", "姓名", "月份", "得分"],
        &["2024", "K1", "王芳", "1", "90"],
        &["2023", "K1", "王芳", "2", "90"],
    ];
    let votes: Rows =
        &[&["考核年度", "工号", "姓名", "优秀", "合格", "不合格"], &["2023年", "K1", "王芳", "5", "0", "0"]];
    let decisions: Rows = &[&["年度", "工号", "姓名", "决定等次"], &["2023", "K1", "王芳", "优秀"]];
    let reviews: Rows = &[&["年度", "工号", "姓名", "工作纪律"], &["2023", "K1", "王芳", "20"]];
    let leave: Rows =
        &[&["年度", "工号", "姓名", "事假天数"], &["2023", "K1", "王芳", "1"], &["2024", "K2", "李静", "0"]];
    for (name, rows) in
        [("月度考核", months), ("民主测评", votes), ("决定", decisions), ("初评", reviews), ("考勤", leave)]
    {
        asks(&beside(name, rows), of);
    }
    let roster = |year: &'static str| {
        let rows: Rows = &[
            &["年度", "工号", "姓名", "科室", "在岗月数", "初评分"],
            &["2024年度", "K1", "王芳", "业务科", "12", "95"],
            &[year, "K2", "李静", "业务科", "12", "94"],
        ];
        with(&[("花名册", rows)])
    };
    asks(&roster("2023"), of);
    let promoted: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "上次晋升", ""],
        &["", "", "", "", "", "年度", "文号"],
        &["K1", "王芳", "业务科", "12", "95", "2019", "1号"],
    ];
    is_settled(&with(&[("花名册", promoted)]));
    is_settled(&roster("2024"));
    is_settled(&roster(""));
}

#[test]
fn a_decision_from_before_the_year_s_end_is_warned_of() {
    let decided = |day: &'static str| {
        let rows: Rows =
            &[&["工号", "姓名", "决定等次", "理由", "决定人", "日期"], &["K1", "王芳", "合格", "", "组", day]];
        problems(&beside("决定", rows), Severity::Warning)
    };
    assert!(decided("2024-11-30").contains(&ProblemKind::DecisionEarly { year: 2024 }));
    assert!(decided("2024-01-10").contains(&ProblemKind::DecisionEarly { year: 2024 }));
    assert!(!decided("2024-12-01").contains(&ProblemKind::DecisionEarly { year: 2024 }));
}

#[test]
fn votes_for_a_grade_that_there_is_not_are_asked_about() {
    let tallies = |header: &'static str, votes: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "优秀", header, "合格", "基本合格", "不合格"],
            &["K1", "王芳", "2", votes, "0", "0", "0"],
            &["K2", "李静", "0", "", "5", "0", "0"],
        ];
        beside("民主测评", rows)
    };
    for header in ["良好", "优良", "较好（票）", "一般", "差"] {
        asks(&tallies(header, "3"), |kind| *kind == ProblemKind::VotesForOtherGrade);
    }
    is_settled(&tallies("良好", "0"));
    is_settled(&tallies("弃权", "3"));
}

#[test]
fn a_score_beside_votes_that_is_not_theirs_is_a_conflict() {
    let tallies = |score: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "优秀", "表扬", "合格", "民主测评分"],
            &["K1", "王芳", "0", "0", "5", score],
            &["K2", "李静", "0", "0", "5", ""],
        ];
        beside("民主测评", rows)
    };
    let about = |kind: &ProblemKind| matches!(kind, ProblemKind::Conflict { field: Field::BallotScore, .. });
    asks(&tallies("70"), about);
    is_settled(&tallies("75"));
    let ballots = |score: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "票号", "评价", "民主测评分"],
            &["K1", "王芳", "1", "80", score],
            &["K1", "王芳", "2", "90", score],
            &["K2", "李静", "1", "90", ""],
        ];
        beside("民主测评", rows)
    };
    asks(&ballots("80"), about);
    is_settled(&ballots("85"));
    let again = common::appraise_bytes("结果.xlsx", results(&tallies("70")));
    assert!(problems(&again, Severity::Error).iter().any(about), "the score is written, too");
}

#[test]
fn a_ballot_that_is_marked_as_void_is_no_vote_and_asked_about() {
    let ballots = |header: &'static str, mark: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "票号", "评价", header],
            &["K1", "王芳", "1", "75", mark],
            &["K1", "王芳", "2", "95", ""],
            &["K2", "李静", "1", "75", ""],
        ];
        beside("民主测评", rows)
    };
    for (header, mark) in [("是否有效", "否"), ("备注", "废票"), ("票况", "无效"), ("作废", "√")] {
        let appraisal = ballots(header, mark);
        asks(&appraisal, |kind| *kind == ProblemKind::BallotVoid);
        assert_eq!(value(&appraisal, "K1", Field::BallotScore), Some(Value::Number(dec!(95))));
        let again = common::appraise_bytes("结果.xlsx", results(&appraisal));
        assert!(problems(&again, Severity::Error).contains(&ProblemKind::BallotVoid), "{header}");
    }
    for (header, mark) in [("是否有效", "是"), ("备注", "补投"), ("作废", "否")] {
        is_settled(&ballots(header, mark));
    }
}

#[test]
fn a_row_of_incidents_that_stands_for_several_is_asked_about() {
    let ledger = |header: &'static str, count: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "日期", "类别", "星级", "核实状态", "月度已扣", header],
            &["K1", "王芳", "2024-03-06", "差评", "1", "本人责任", "否", count],
            &["K2", "李静", "2024-03-07", "投诉", "", "非本人责任", "", ""],
        ];
        let none = NONE.replace("、核实差评数、核实投诉数", "");
        confirming(&format!("{none}、月度低等次数"), &[("花名册", PLAIN), ("事件", rows)])
    };
    for (header, count) in [("次数", "2"), ("数量", "3件"), ("件数（件）", "0"), ("次数", "多次")] {
        asks(&ledger(header, count), |kind| *kind == ProblemKind::IncidentCount);
    }
    is_settled(&ledger("次数", "1"));
    is_settled(&ledger("次数", "1次"));
}

#[test]
fn months_with_scores_alone_say_nothing_of_low_grades() {
    let months: Rows =
        &[&["工号", "姓名", "1月", "2月", "3月"], &["K1", "王芳", "90", "90", "90"], &["K2", "李静", "90", "90", "90"]];
    let blank: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "月度低等次数"],
        &["K1", "王芳", "业务科", "12", "95", ""],
        &["K2", "李静", "业务科", "12", "94", ""],
    ];
    let none = format!("{NONE}、差评已扣数、投诉已扣数、违规已扣数");
    for roster in [PLAIN, blank] {
        let sheets: &[(&str, Rows)] = &[("花名册", roster), ("月度考核", months)];
        let appraisal = confirming(&none, sheets);
        let again = is_a_draft(&appraisal);
        for appraisal in [&appraisal, &again] {
            assert_eq!(value(appraisal, "K1", Field::LowMonths), None);
            assert_eq!(pending(appraisal, "K1"), ["缺列"]);
        }
        let appraisal = confirming(&format!("{none}、月度低等次数"), sheets);
        is_settled(&appraisal);
        assert!(!problems(&appraisal, Severity::Warning).contains(&ProblemKind::MonthsWithoutGrades));
    }
    // Of whom nothing but scores is known nobody can tell, whatever the others have.
    let mixed: Rows =
        &[&["工号", "姓名", "1月", "2月", "3月"], &["K1", "王芳", "90/合格", "", ""], &["K2", "李静", "90", "", ""]];
    let appraisal = confirming(&none, &[("花名册", PLAIN), ("月度考核", mixed)]);
    assert_eq!(value(&appraisal, "K1", Field::LowMonths), Some(Value::Count(0)));
    assert_eq!(value(&appraisal, "K2", Field::LowMonths), None);
    is_a_draft(&appraisal);
}

#[test]
fn a_decision_without_its_grade_is_asked_about_and_kept() {
    let decided = |reason: &'static str, decider: &'static str| {
        let rows: Rows = &[
            &["工号", "姓名", "决定等次", "理由", "决定人", "日期"],
            &["K1", "王芳", "", reason, decider, "2025-01-10"],
        ];
        beside("决定", rows)
    };
    for (reason, decider) in [("建议优秀", "组"), ("", "组"), ("表现突出", "")] {
        let appraisal = decided(reason, decider);
        asks(&appraisal, |kind| *kind == ProblemKind::NotARuling);
        let again = common::appraise_bytes("结果.xlsx", results(&appraisal));
        assert!(problems(&again, Severity::Error).contains(&ProblemKind::NotARuling));
    }
    is_settled(&decided("", ""));
}

#[test]
fn examples_of_how_to_fill_a_table_in_are_nobody() {
    for (key, name) in [
        ("例：K000", "例：张三"),
        ("K000", "示例：张三"),
        ("K000", "张三（样例）"),
        ("样例", "张三"),
        ("（例）K000", "张三"),
    ] {
        let rows: Rows = &[
            &["工号", "姓名", "科室", "在岗月数", "初评分"],
            &[key, name, "业务科", "12", "90"],
            &["K1", "王芳", "业务科", "12", "95"],
        ];
        let appraisal = with(&[("花名册", rows)]);
        assert_eq!(appraisal.evaluation.people.len(), 1, "{key} {name}");
        is_settled(&appraisal);
    }
}

#[test]
fn what_was_confirmed_is_named_where_it_is_told() {
    let appraisal = with(&[("花名册", PLAIN)]);
    let sheets = common::book::sheets(&results(&appraisal));
    let (_, rows) = sheets.iter().find(|(name, _)| name == "依据说明").expect("the sheet is there");
    let texts: Vec<String> = rows.iter().flatten().map(|cell| cell.text().to_owned()).collect();
    assert!(texts.iter().any(|text| text.contains("已确认无此情形：投诉已扣数")));
    assert!(!texts.iter().any(|text| text.contains("没有其他情形")));
}
