//! Workbooks that were read as something that they don't say, each kind with what comes of it now: right, or a draft.

mod common;

use common::{
    build::{Rows, appraise_book, book, id, pending, problems, value},
    outcome::nothing_open,
    trip::results,
};
use kaohe::{
    domain::{Fact, Field, ProblemKind, Severity, Value},
    service::Appraisal,
};
use rust_decimal_macros::dec;
use rust_xlsxwriter::{Format, Workbook};

const SETTINGS: Rows<'static> = &[
    &["参数", "取值"],
    &["年终奖金月标准", "500"],
    &["年终清算月标准", "300"],
    &["优秀奖励", "3000"],
    &["表扬奖励", "1500"],
    &["方案已确认", "是"],
    &[
        "无此情形",
        "拒不执行、巡查通报次数、月度低等次数、明察暗访重大影响、不服从安排、未按时完成次数、拒不整改、失职损失、损害声誉、差评已扣数、投诉已扣数、违规已扣数、办法扣款、敬业奉献、违规次数、通报次数、管理人员、核实差评数、核实投诉数、事假天数",
    ],
];

/// A roster of these rows with settings in which all else is settled.
#[track_caller]
fn with(roster: Rows, more: &[(&str, Rows)]) -> Appraisal {
    let sheets: Vec<(&str, Rows)> =
        [("花名册", roster), ("方案", SETTINGS)].into_iter().chain(more.iter().copied()).collect();
    appraise_book(&sheets)
}

const PLAIN: Rows<'static> = &[
    &["工号", "姓名", "科室", "在岗月数", "初评分"],
    &["K1", "王芳", "业务科", "12", "95"],
    &["K2", "李静", "业务科", "12", "94"],
];

#[track_caller]
fn asks(appraisal: &Appraisal, about: fn(&ProblemKind) -> bool) {
    assert!(!nothing_open(appraisal));
    let errors = problems(appraisal, Severity::Error);
    assert!(errors.iter().any(about), "{errors:?}");
}

#[test]
fn former_jobs_beside_a_roster_without_dates_take_nobody_out() {
    assert!(nothing_open(&with(PLAIN, &[])));
    let jobs: Rows = &[
        &["工号", "姓名", "部门", "公司", "入职时间", "离职时间"],
        &["K1", "王芳", "业务科", "某公司", "2012-01-01", "2018-12-31"],
        &["K2", "李静", "业务科", "某公司", "2012-01-01", "2018-12-31"],
    ];
    let appraisal = with(PLAIN, &[("工作经历", jobs)]);
    assert_eq!(appraisal.evaluation.people.len(), 2);
    asks(&appraisal, |kind| matches!(kind, ProblemKind::SheetUnused { understood: true, .. }));
}

#[test]
fn a_result_with_nobody_in_it_is_a_draft() {
    let rows: Rows =
        &[&["工号", "姓名", "科室", "离岗日期", "入职日期"], &["K1", "王芳", "", "2018-12-31", "2012-01-01"]];
    asks(&with(rows, &[]), |kind| *kind == ProblemKind::NobodyAppraised);
}

#[test]
fn months_of_a_row_each_that_cannot_be_read_come_back_beside_those_of_a_column_each() {
    let months: Rows = &[
        &["工号", "姓名", "月份", "得分"],
        &["K1", "王芳", "2024年5月", "90"],
        &["K1", "王芳", "六月", "80"],
        &["K2", "李静", "2024-07", "70"],
        &["K2", "李静", "某月", "60"],
    ];
    let first = with(PLAIN, &[("月度考核", months)]);
    let mean = |appraisal: &Appraisal, key: &str| value(appraisal, key, Field::MonthlyMean);
    assert_eq!(mean(&first, "K1"), Some(Value::Number(dec!(85))));
    asks(&first, |kind| *kind == ProblemKind::NotAMonth);
    let again = common::appraise_bytes("结果.xlsx", results(&first));
    assert_eq!([mean(&again, "K1"), mean(&again, "K2")], [mean(&first, "K1"), mean(&first, "K2")]);
    asks(&again, |kind| *kind == ProblemKind::NotAMonth);
}

#[test]
fn parts_of_the_year_are_not_confirmed_away() {
    for header in ["上半年投诉", "投诉（上半年）", "1-6月投诉"] {
        let rows: Rows = &[
            &["工号", "姓名", "科室", "在岗月数", header],
            &["K1", "王芳", "", "12", "1"],
            &["K2", "李静", "", "12", "0"],
        ];
        let appraisal = with(rows, &[]);
        asks(&appraisal, |kind| matches!(kind, ProblemKind::ConfirmedNoneContradicted { field: Field::Complaints }));
        assert!(pending(&appraisal, "K2").contains(&"缺列"), "{header}");
    }
}

#[test]
fn an_office_s_own_list_under_a_reserved_name_is_read() {
    let decisions: Rows = &[&["工号", "姓名", "决定等次"], &["K2", "李静", "不合格"]];
    let appraisal = with(PLAIN, &[("结果运用", decisions)]);
    assert_eq!(appraisal.inputs.decisions.len(), 1);
    let roster = book(&[("考核结果", PLAIN), ("方案", SETTINGS)]);
    assert_eq!(common::appraise_bytes("名单.xlsx", roster).evaluation.people.len(), 2);
    let fines: Rows = &[&["工号", "姓名", "办法扣款"], &["K1", "王芳", "500"], &["K2", "李静", "0"]];
    for name in
        ["依据说明", "读取对照", "操作记录", "奖金汇总", "口径影响", "填表说明", "更正记录", "列对应", "保留内容"]
    {
        let appraisal = with(PLAIN, &[(name, fines)]);
        let found = value(&appraisal, "K1", Field::RuleDeduction).map(|found| found.to_string());
        assert_eq!(found.as_deref(), Some("500"), "{name}");
    }
}

#[test]
fn what_belongs_on_another_sheet_is_asked_about_on_the_roster() {
    for more in [["决定等次", "备用", "备用二"], ["优秀", "表扬", "合格"], ["1月", "2月", "3月"]] {
        let rows: Rows = &[
            &["工号", "姓名", "科室", "在岗月数", more[0], more[1], more[2]],
            &["K1", "王芳", "", "12", "合格", "1", "1"],
        ];
        asks(&with(rows, &[]), |kind| matches!(kind, ProblemKind::ColumnOfAnotherSheet { .. }));
    }
}

#[test]
fn a_column_under_a_header_merged_from_its_left_is_asked_about() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").expect("a name");
    common::build::texts(sheet, &[&["工号", "姓名", "在岗月数", "科室"], &["K1", "王芳", "12", "", "", "1"]]);
    sheet.merge_range(0, 4, 0, 5, "投诉", &Format::new()).expect("a region");
    common::build::texts(workbook.add_worksheet().set_name("方案").expect("a name"), SETTINGS);
    let appraisal = common::appraise_bytes("名单.xlsx", workbook.save_to_buffer().expect("written"));
    asks(&appraisal, |kind| matches!(kind, ProblemKind::ColumnTwice { .. }));
}

#[test]
fn ids_that_lost_their_digits_are_nobody_s_and_the_same_in_the_results() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").expect("a name");
    common::build::texts(
        sheet,
        &[
            &["工号", "姓名", "身份证号", "科室", "在岗月数"],
            &["K1", "王芳", "", "", "12"],
            &["K2", "李静", "", "", "12"],
        ],
    );
    for row in [1, 2] {
        let shown = Format::new().set_num_format("0");
        sheet.write_with_format(row, 2, 310_113_199_001_011_230.0, &shown).expect("within the sheet");
    }
    common::build::texts(workbook.add_worksheet().set_name("方案").expect("a name"), SETTINGS);
    let first = common::appraise_bytes("名单.xlsx", workbook.save_to_buffer().expect("written"));
    let again = common::appraise_bytes("结果.xlsx", results(&first));
    for appraisal in [&first, &again] {
        assert_eq!(problems(appraisal, Severity::Error), []);
        let person = appraisal.inputs.person(id(appraisal, "K1"));
        assert!(matches!(person.fact(Field::IdNumber), Fact::Faulty { .. }));
    }
}

#[test]
fn rows_that_are_nobody_s_are_nobody() {
    let rows: Rows = &[
        &["姓名", "科室", "在岗月数", "初评分", "事假天数"],
        &["甲", "乙", "丙", "1", "2"],
        &["（示例）", "业务科", "12", "90", "0"],
        &["王芳", "业务科", "12", "95", "0"],
        &["业务科：", "", "", "", ""],
        &["李静", "业务科", "12", "94", "0"],
        &["最高分", "", "12", "95", "0"],
        &["人均", "", "12", "94.5", "0"],
        &["人数", "2人", "", "", ""],
        &["备注", "本表一式两份，另附说明", "", "", ""],
    ];
    let appraisal = appraise_book(&[("花名册", rows), ("方案", SETTINGS)]);
    assert_eq!(appraisal.inputs.people.len(), 2, "{:?}", appraisal.inputs.tallies);
}

#[test]
fn titles_of_a_later_table_are_none_of_the_people_above_it() {
    for title in
        ["综合科", "综合科：", "（续表）", "2024年度", "2024年12月31日", "附表2", "考核汇总表（第2页）", "民主测评表"]
    {
        let rows: Rows = &[
            &["工号", "姓名", "科室", "在岗月数", "初评分"],
            &["K1", "王芳", "业务科", "12", "95"],
            &[title],
            &["工号", "姓名", "科室", "初评分", "在岗月数"],
            &["K2", "李静", "综合科", "94", "12"],
        ];
        let appraisal = with(rows, &[]);
        assert_eq!(problems(&appraisal, Severity::Error), [], "{title}");
        assert_eq!(appraisal.inputs.people.len(), 2, "{title}");
    }
}

#[test]
fn a_list_gives_what_the_roster_leaves_blank() {
    let rows: Rows =
        &[&["工号", "姓名", "科室", "在岗月数", "事假"], &["K1", "王芳", "", "12", ""], &["K2", "李静", "", "12", "1"]];
    let list: Rows = &[&["工号", "姓名", "事假"], &["K1", "王芳", "6"], &["K2", "李静", "1"]];
    let appraisal = with(rows, &[("考勤汇总", list)]);
    assert_eq!(value(&appraisal, "K1", Field::LeaveDays), Some(Value::Number(dec!(6))));
    assert!(!problems(&appraisal, Severity::Error).iter().any(|kind| matches!(kind, ProblemKind::Conflict { .. })));
}

#[test]
fn two_tallies_of_one_person_are_never_summed() {
    let votes: Rows =
        &[&["工号", "姓名", "优秀", "表扬", "合格"], &["K1", "王芳", "3", "0", "0"], &["K2", "李静", "0", "3", "0"]];
    let appraisal = with(PLAIN, &[("民主测评", votes), ("民主测评二", votes)]);
    asks(&appraisal, |kind| matches!(kind, ProblemKind::PersonTwice { .. }));
}

/// Read by the header above, votes for one grade would be votes for another.
#[test]
fn a_later_table_with_fewer_headers_is_read_by_its_own() {
    let ballots: Rows = &[
        &["工号", "姓名", "优秀", "表扬", "合格", "基本合格", "不合格"],
        &["K1", "王芳", "10", "0", "0", "0", "0"],
        &["工号", "姓名", "表扬", "合格"],
        &["K2", "李静", "8", "2"],
    ];
    let appraisal = with(PLAIN, &[("民主测评", ballots)]);
    assert!(nothing_open(&appraisal));
    assert_eq!(value(&appraisal, "K1", Field::BallotScore), Some(Value::Number(dec!(95))));
    assert_eq!(value(&appraisal, "K2", Field::BallotScore), Some(Value::Number(dec!(83))));
    let incidents: Rows = &[
        &["工号", "姓名", "日期", "类别", "核实状态"],
        &["K1", "王芳", "2024-05-01", "违规", "本人责任"],
        &["工号", "姓名", "核实状态", "日期"],
        &["K2", "李静", "本人责任", "2024-06-01"],
    ];
    let appraisal = with(PLAIN, &[("事件", incidents)]);
    asks(&appraisal, |kind| matches!(kind, ProblemKind::ColumnNeeded { header, .. } if header == "类别"));
    let ledger = appraisal.inputs.ledgers.incidents.as_ref().expect("the first table is read");
    assert_eq!(ledger.len(), 1);
    let passed = appraisal.inputs.tallies.iter().flat_map(|tally| &tally.passed_over).map(|(row, _)| *row);
    assert!(passed.collect::<Vec<_>>().contains(&3), "the row that isn't used is passed over");
}

/// Blank cells beside short words look like groups over sub-headers; these are somebody's.
#[test]
fn rows_above_a_repeated_header_are_no_groups_over_it() {
    let header: &[&str] = &["姓名", "日期", "类别", "星级", "核实状态", "月度已扣", "说明"];
    let incidents: Rows = &[
        header,
        &["王芳", "2024-05-01", "违规", "", "本人责任", "是", "窗口记录"],
        &["李静", "2024-06-01", "明察暗访重大影响", "", "本人责任", "", "窗口记录"],
        &["王芳", "2024-06-02", "违规", "", "本人责任", "是", "窗口记录"],
        header,
        &["王芳", "2024-06-03", "违规", "", "本人责任", "是", "窗口记录"],
    ];
    let appraisal = with(PLAIN, &[("事件", incidents)]);
    let ledger = appraisal.inputs.ledgers.incidents.as_ref().expect("it is read");
    assert_eq!(ledger.len(), 4);
}

/// The people of the right table would be nobody, and those beside its header would be headers.
#[test]
fn a_table_beside_the_rows_of_another_is_asked_about() {
    let header: &[&str] =
        &["工号", "姓名", "科室", "在岗月数", "初评分", "", "工号", "姓名", "科室", "在岗月数", "初评分"];
    for (row, title) in [(1, ""), (2, ""), (1, "综合科")] {
        let mut rows: Vec<Vec<&str>> = [header.to_vec(), PLAIN[1].to_vec(), PLAIN[2].to_vec()].to_vec();
        rows[0].truncate(5);
        rows[0].extend(["", title]);
        rows[row].extend(&header[5..]);
        rows.push(["", "", "", "", "", "", "K3", "张伟", "综合科", "12", "93"].to_vec());
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let appraisal = with(&rows, &[]);
        assert_eq!(appraisal.evaluation.people.len(), 2, "nobody of the left table becomes a header");
        asks(&appraisal, |kind| *kind == ProblemKind::TableBeside);
        let again = common::appraise_bytes("结果.xlsx", results(&appraisal));
        assert!(!nothing_open(&again), "it is asked again");
    }
    // Below the last row it is another table.
    let mut rows: Vec<Vec<&str>> = PLAIN.iter().map(|row| row.to_vec()).collect();
    rows.push([&[""; 6], &header[6..]].concat());
    rows.push(["", "", "", "", "", "", "K3", "张伟", "综合科", "12", "93"].to_vec());
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let appraisal = with(&rows, &[]);
    assert!(nothing_open(&appraisal));
    assert_eq!(appraisal.evaluation.people.len(), 3);
}

#[test]
fn a_ledger_beside_the_roster_is_asked_about() {
    let roster: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "", "日期", "类别", "核实状态", "责任人"],
        &["K1", "王芳", "业务科", "12", "95", "", "2024-05-06", "投诉", "本人责任", "李静"],
        &["K2", "李静", "业务科", "12", "94", "", "", "", "", ""],
    ];
    asks(&with(roster, &[]), |kind| matches!(kind, ProblemKind::ColumnOfAnotherSheet { .. }));
}

#[test]
fn people_who_are_said_to_have_left_are_asked_about() {
    let listed = |kind: &ProblemKind| matches!(kind, ProblemKind::ListedAsLeft { people: 1 });
    let sections: Rows = &[
        PLAIN[0],
        &["一、在职人员", "", "", "", ""],
        PLAIN[1],
        &["二、本年度离职人员（1人）", "", "", "", ""],
        PLAIN[2],
    ];
    asks(&with(sections, &[]), listed);
    let left: Rows = &[PLAIN[0], &["K3", "张伟", "业务科", "12", "90"]];
    asks(&with(PLAIN, &[("离职人员", left)]), listed);
    let status: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "在职状态"],
        &["K1", "王芳", "业务科", "12", "95", "在职"],
        &["K2", "李静", "业务科", "12", "94", "已离职"],
    ];
    let appraisal = with(status, &[]);
    asks(&appraisal, listed);
    let again = common::appraise_bytes("结果.xlsx", results(&appraisal));
    assert_eq!(problems(&again, Severity::Error).len(), 1, "once, and not once more");
    // A remark may be about somebody else.
    let remarks: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "备注"],
        &["K1", "王芳", "业务科", "12", "95", "接替离职的张某"],
        &["K2", "李静", "业务科", "12", "94", "2024年6月离职"],
    ];
    let appraisal = with(remarks, &[]);
    let said = problems(&appraisal, Severity::Warning);
    assert_eq!(said.iter().filter(|kind| **kind == ProblemKind::SaysLeft).count(), 1);
    // A date says it all.
    let dated: Rows = &[
        &["工号", "姓名", "科室", "在岗月数", "初评分", "在职状态", "离岗日期"],
        &["K1", "王芳", "业务科", "12", "95", "在职", ""],
        &["K2", "李静", "业务科", "12", "94", "离职", "2024-06-30"],
    ];
    assert!(nothing_open(&with(dated, &[])));
}

#[test]
fn what_supplements_leave_open_comes_back_the_same_each_time() {
    let few: Rows = &[&["工号", "姓名", "敬业奉献"], &["K2", "李静", "800"]];
    let nameless: Rows = &[&["工号", "姓名", "加班"], &["K1", "王芳", "1"]];
    let nobody: Rows = &[&["序号", "姓名", "办法扣款"], &["1", "王芳", "0"], &["2", "李静", "0"], &["3", "", "5"]];
    let signed: Rows =
        &[&["序号", "姓名", "办法扣款"], &["1", "王芳", "0"], &["2", "李静", "0"], &["考勤员张某", "", ""]];
    let other_year: Rows =
        &[&["2023年度扣款统计", "", ""], &["工号", "姓名", "办法扣款"], &["K1", "王芳", "5"], &["K2", "李静", "0"]];
    for (name, supplement) in
        [("few", few), ("nameless", nameless), ("nobody", nobody), ("signed", signed), ("other year", other_year)]
    {
        let mut appraisal = with(PLAIN, &[("扣款", supplement)]);
        let counts = |appraisal: &Appraisal| {
            let severities = [Severity::Error, Severity::Warning, Severity::Notice];
            let pending = appraisal.evaluation.people.iter().filter(|person| !person.pending.is_empty()).count();
            (severities.map(|severity| problems(appraisal, severity).len()), pending)
        };
        let first = counts(&appraisal);
        for round in 1..4 {
            appraisal = common::appraise_bytes("结果.xlsx", results(&appraisal));
            assert_eq!(counts(&appraisal), first, "{name}, round {round}: {:?}", appraisal.evaluation.problems);
        }
    }
}

#[test]
fn a_list_titled_as_of_a_part_of_the_year_is_said() {
    let titled = |title: &'static str| {
        let rows = [&[title][..], PLAIN[0], PLAIN[1], PLAIN[2]];
        problems(&with(&rows, &[]), Severity::Warning).contains(&ProblemKind::TitleOfPart)
    };
    assert!(titled("2024年上半年考核花名册"));
    assert!(!titled("2024年度考核花名册"));
    assert!(!titled("2024年12月花名册"), "when it was made");
    let ledger = |title: &'static str| -> Vec<Vec<&'static str>> {
        let row = |row: &[&'static str]| row.to_vec();
        vec![
            row(&[title]),
            row(&["工号", "姓名", "日期", "类别", "核实状态"]),
            row(&["K1", "王芳", "2024-05-01", "投诉", "本人责任"]),
        ]
    };
    let said = |titles: &[&'static str]| {
        let sheets: Vec<Vec<Vec<&str>>> = titles.iter().map(|title| ledger(title)).collect();
        let rows: Vec<Vec<&[&str]>> = sheets.iter().map(|rows| rows.iter().map(Vec::as_slice).collect()).collect();
        let named: Vec<(&str, Rows)> = ["事件1", "事件2"].into_iter().zip(rows.iter().map(Vec::as_slice)).collect();
        problems(&with(PLAIN, &named), Severity::Warning).contains(&ProblemKind::TitleOfPart)
    };
    assert!(said(&["2024年上半年事件"]));
    assert!(!said(&["2024年上半年事件", "2024年下半年事件"]), "one for each half");
}
