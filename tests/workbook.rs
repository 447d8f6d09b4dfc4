//! The written workbooks, read back: results, the blank template and the sample.

mod common;

use common::{
    appraise, appraise_bytes,
    book::{Value, column, formulas, part, sheet, sheet_xml, sheets},
    states,
    trip::{results, round_trip},
};
use kaohe::{
    domain::{Field, Severity, words},
    notice::{SettingKey, SettingValue},
    roster::{self, FileBytes},
    rules,
    service::Appraisal,
    workbook,
};
use rust_decimal::Decimal;
use rust_decimal_macros::dec;
use rust_xlsxwriter::Workbook;
use std::collections::{BTreeMap, BTreeSet};

#[track_caller]
fn sample() -> Appraisal {
    appraise_bytes("样例.xlsx", workbook::sample().expect("the sample can be written"))
}

/// The sample with a setting changed.
fn sample_with(key: SettingKey, value: SettingValue) -> Appraisal {
    let mut appraisal = sample();
    appraisal.inputs.settings.set(key, value);
    appraisal.evaluation = rules::evaluate(&appraisal.inputs);
    appraisal
}

fn texts(values: &[Value]) -> Vec<&str> {
    values.iter().map(Value::text).collect()
}

fn number(value: &Value) -> Decimal {
    match value {
        Value::Number(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

/// The row of a person in a sheet, by the text of its first cell.
#[track_caller]
fn row(bytes: &[u8], name: &str, key: &str) -> Vec<Value> {
    let rows = sheet(bytes, name);
    rows.into_iter().find(|row| row[0].text() == key).unwrap_or_else(|| panic!("nobody {key} in {name}"))
}

const GRADES: &str = "工号 姓名 科室 小组 岗位类别 在岗月数 初评综合分 推优综合分 名次 取消优秀资格 可降等情形 初评等次 建议等次 最终等次 待决事项";
const BONUS: &str = "工号 姓名 科室 在岗月数 考核等次 年终奖金 岗位津贴 评优奖励 敬业奉献奖 年终清算 应发合计 办法扣款 \
                     差评扣款 投诉扣款 违规扣款 等次扣减 扣款合计 实发金额 未扣足金额";

#[test]
fn every_sheet_has_its_header_row_first() {
    let written = sheets(&results(&sample()));
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "考核结果",
            "奖金发放表",
            "奖金汇总",
            "结果运用",
            "公示名单",
            "待决事项",
            "口径影响",
            "问题清单",
            "未参加考核",
            "依据说明",
            "读取对照",
            "花名册",
            "方案",
            "决定",
            "操作记录"
        ]
    );
    for (name, headers) in [
        ("考核结果", GRADES),
        ("奖金发放表", BONUS),
        ("结果运用", "工号 姓名 事项 内容 依据 状态"),
        ("公示名单", "姓名 科室 拟定等次"),
        ("待决事项", "工号 姓名 事项 依据 说明"),
        ("口径影响", "参数 现取值 另取值 涉及人数 等次变化 实发合计变化"),
        ("依据说明", "工号 姓名 项目 结果 状态 依据 条款要点 计算过程 出处"),
        ("读取对照", "类别 工作表 位置 内容 说明 非空单元格 采用 保留 标题 略过"),
        ("问题清单", "级别 位置 原值 问题 处理"),
        ("未参加考核", "工号 姓名 原因"),
        ("决定", "工号 姓名 决定等次 理由 决定人 日期"),
    ] {
        let (_, rows) = written.iter().find(|(own, _)| own == name).expect("the sheet is there");
        assert_eq!(texts(&rows[0]), headers.split_whitespace().collect::<Vec<_>>(), "{name}");
    }
    let (_, settings) = written.iter().find(|(own, _)| own == "方案").expect("the sheet is there");
    assert_eq!(texts(&settings[0])[..2], ["参数", "取值"]);
}

#[test]
fn no_cell_is_left_without_its_words() {
    let bytes = results(&sample());
    for (name, header) in [
        ("结果运用", "内容"),
        ("待决事项", "说明"),
        ("问题清单", "位置"),
        ("问题清单", "问题"),
        ("问题清单", "处理"),
        ("未参加考核", "原因"),
    ] {
        let values = column(&bytes, name, header);
        assert!(!values.is_empty() && values.iter().all(|value| !value.text().is_empty()), "{name} {header}");
    }
}

#[test]
fn sums_of_money_are_formulas_with_their_values_cached() {
    let appraisal = sample();
    let bytes = results(&appraisal);
    let formulas = formulas(&bytes, "奖金发放表");
    let people = &appraisal.evaluation.people;
    let cached = |row: u32, column: u32| number(&formulas[&(row, column)].1);
    for (row, result) in (1..).zip(people) {
        let line = row + 1;
        assert_eq!(formulas[&(row, 10)].0, format!("ROUND(SUM(F{line}:J{line}),2)"));
        assert_eq!(formulas[&(row, 16)].0, format!("MIN(K{line},ROUND(SUM(L{line}:P{line}),2))"));
        assert_eq!(formulas[&(row, 17)].0, format!("ROUND(K{line}-Q{line},2)"));
        assert_eq!(formulas[&(row, 18)].0, format!("ROUND(SUM(L{line}:P{line})-Q{line},2)"));
        assert_eq!(cached(row, 10), result.money.gross.amount());
        assert_eq!(cached(row, 16), result.money.deducted.amount());
        assert_eq!(cached(row, 17), result.money.net.amount());
        assert_eq!(cached(row, 18), result.money.short.amount());
    }
    let last = u32::try_from(people.len()).expect("a few people") + 1;
    let rows = sheet(&bytes, "奖金发放表");
    assert_eq!(rows.len(), people.len() + 2);
    assert_eq!(rows[last as usize][0].text(), "合计");
    for column in 5..19 {
        let sum: Decimal = rows[1..last as usize].iter().map(|row| number(&row[column as usize])).sum();
        assert_eq!(cached(last, column), sum, "column {column}");
        assert!(formulas[&(last, column)].0.starts_with("ROUND(SUM("));
    }
    // Rates, months and grades come from their cells.
    for (row, _) in (1..).zip(people) {
        let line = row + 1;
        assert_eq!(formulas[&(row, 3)].0, format!("考核结果!F{line}"));
        assert_eq!(formulas[&(row, 4)].0, format!("考核结果!N{line}"));
        for column in [5, 7, 9, 15] {
            assert!(formulas[&(row, column)].0.contains("方案!$B$"), "row {line}, column {column}");
        }
    }
}

#[test]
fn an_unset_amount_shows_as_such() {
    let bytes = results(&sample_with(SettingKey::BonusRate, SettingValue::Unset));
    let zhao = row(&bytes, "奖金发放表", "YL001");
    assert_eq!(zhao[5], Value::Text("未定".into()));
    // 评优奖励 2000 + 敬业奉献奖 1500 + 年终清算 320 × 12
    assert_eq!(number(&zhao[10]), dec!(7340));
}

#[test]
fn text_that_begins_with_a_formula_sign_stays_text() {
    let signs = ["=1+1", "+8613", "-2", "@SUM(A1)"];
    let mut book = Workbook::new();
    let roster = book.add_worksheet().set_name("花名册").expect("a name");
    for (at, header) in (0..).zip(["工号", "姓名", "科室", "小组", "备注", "入职日期", "初评分"]) {
        roster.write(0, at, header).expect("within the sheet");
    }
    for (at, sign) in (1..).zip(signs) {
        roster.write(at, 0, format!("T{at}")).expect("within the sheet");
        roster.write(at, 1, format!("{sign}某")).expect("within the sheet");
        for column in 2..5 {
            roster.write_string(at, column, sign).expect("within the sheet");
        }
        roster.write(at, 5, "2020-01-01").expect("within the sheet");
        roster.write(at, 6, 80).expect("within the sheet");
    }
    let bytes = results(&appraise_bytes("花名册.xlsx", book.save_to_buffer().expect("a workbook")));
    for name in ["考核结果", "花名册", "结果运用", "待决事项"] {
        assert!(formulas(&bytes, name).is_empty(), "{name}");
    }
    assert_eq!(texts(&column(&bytes, "考核结果", "科室")), signs);
    assert_eq!(texts(&column(&bytes, "花名册", "备注")), signs);
    // Every cell of such text carries a format with the quote prefix.
    let styles = part(&bytes, "xl/styles.xml");
    let formats = &styles[styles.find("<cellXfs").expect("formats")..];
    let quoted: BTreeSet<usize> = formats
        .match_indices("<xf ")
        .enumerate()
        .filter(|(_, (at, _))| formats[*at..].split('>').next().is_some_and(|xf| xf.contains("quotePrefix=\"1\"")))
        .map(|(position, _)| position)
        .collect();
    let grades = sheet_xml(&bytes, 1);
    for cell in ["C2", "D3", "B4", "C5"] {
        let xml = &grades[grades.find(&format!("r=\"{cell}\"")).expect("the cell")..];
        let style = xml.split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a style");
        assert!(quoted.contains(&style.parse().expect("a number")), "{cell}");
    }
}

#[test]
fn every_page_says_draft_until_the_result_is_final() {
    let appraisal = sample();
    let says = |bytes: &[u8], mark: &str| {
        (1..=10).all(|position| {
            let xml = sheet_xml(bytes, position);
            let header = xml.split("<oddHeader>").nth(1).and_then(|rest| rest.split("</oddHeader>").next());
            header.is_some_and(|header| {
                header.contains(mark) && header.contains("2024年度") && header.contains("样例区政务服务中心")
            })
        })
    };
    let draft = results(&appraisal);
    assert!(says(&draft, "草稿") && !says(&draft, "定稿"));
    assert!(part(&draft, "docProps/core.xml").contains("草稿"));
    assert!(part(&draft, "xl/comments1.xml").contains("草稿"), "the sheet on the screen says so too");
    let done = states::settled(&appraise("plain-40.xlsx"));
    let done = states::and(&done, states::set(&[(SettingKey::UnitName, "样例区政务服务中心")]));
    let settled = results(&done);
    assert!(says(&settled, "定稿") && !says(&settled, "草稿"));
    assert!(!part(&settled, "docProps/core.xml").contains("草稿"));
}

#[test]
fn every_sheet_is_ready_to_be_printed() {
    let bytes = results(&sample());
    let names = part(&bytes, "xl/workbook.xml");
    for (position, (name, rows)) in (1..).zip(sheets(&bytes)) {
        let xml = sheet_xml(&bytes, position);
        for setting in [
            "paperSize=\"9\"",
            "orientation=\"landscape\"",
            "fitToPage=\"1\"",
            "fitToHeight=\"0\"",
            "<pane ",
            "state=\"frozen\"",
            "<autoFilter ",
            "第 &amp;P 页 共 &amp;N 页",
        ] {
            assert!(xml.contains(setting), "{name} lacks {setting}");
        }
        // Only the wide roster goes on beside itself.
        assert_eq!(xml.contains("fitToWidth"), name == "花名册", "{name}");
        assert!(names.contains(&format!("{name}!$1:$1")), "{name} repeats no header row");
        let area = format!("_xlnm.Print_Area\" localSheetId=\"{}\">{name}!$A$1:", position - 1);
        let area = names.split(&area).nth(1).unwrap_or_else(|| panic!("{name} has no print area"));
        assert!(area.split('<').next().is_some_and(|end| end.ends_with(&format!("${}", rows.len()))), "{name}");
    }
    let money = sheet_xml(&bytes, 2);
    // The filter leaves the row of totals alone.
    let people = sheet(&bytes, "奖金发放表").len() - 1;
    assert!(money.contains(&format!("<autoFilter ref=\"A1:S{people}\"")));
    assert!(part(&bytes, "xl/styles.xml").contains("formatCode=\"yyyy-mm-dd\""));
}

#[test]
fn the_publicity_list_names_nobody_with_anything_open() {
    let appraisal = sample();
    let bytes = results(&appraisal);
    let open: BTreeSet<&str> = appraisal
        .evaluation
        .people
        .iter()
        .filter(|result| !result.pending.is_empty())
        .map(|result| appraisal.inputs.person(result.id).name())
        .collect();
    let listed = column(&bytes, "公示名单", "姓名");
    assert!(!open.is_empty() && texts(&listed).iter().all(|name| !open.contains(name)));
    let labels = column(&bytes, "公示名单", "拟定等次");
    let labels: BTreeMap<&str, usize> = texts(&labels).into_iter().fold(BTreeMap::new(), |mut count, label| {
        *count.entry(label).or_default() += 1;
        count
    });
    // Of four places for 优秀 one waits for the tie; of seven for 表扬 the two people tied hold two.
    assert_eq!(labels, BTreeMap::from([("优秀", 3), ("表扬", 5), ("敬业奉献奖", 3)]));
    assert!(sheet(&bytes, "公示名单").iter().flatten().all(|value| !matches!(value, Value::Number(_))));
}

#[test]
fn equal_inputs_give_equal_bytes() {
    let appraisal = sample();
    assert_eq!(results(&appraisal), results(&appraisal));
    assert_eq!(workbook::sample().expect("a workbook"), workbook::sample().expect("a workbook"));
    assert_eq!(workbook::template().expect("a workbook"), workbook::template().expect("a workbook"));
}

#[test]
fn progress_only_grows_and_ends_at_one() {
    let appraisal = sample();
    let mut shares = Vec::new();
    workbook::results(&appraisal.inputs, &appraisal.evaluation, &mut |share| shares.push(share)).expect("a workbook");
    assert!(shares.is_sorted() && shares.last() == Some(&1.0));
}

#[test]
fn the_results_dropped_back_in_give_the_same_results() {
    let appraisal = sample();
    let (again, _) = round_trip("样例.xlsx", &appraisal);
    assert_eq!(again.evaluation.problems.len(), appraisal.evaluation.problems.len());
    round_trip("样例.xlsx", &sample_with(SettingKey::BonusRate, SettingValue::Unset));
    round_trip("样例.xlsx", &sample_with(SettingKey::ExcellentShare, SettingValue::Number(dec!(0.3333))));
    for name in ["plain-40", "ties-20", "messy-49", "ledgers-86"] {
        round_trip(&format!("{name}.xlsx"), &appraise(&format!("{name}.xlsx")));
    }
}

#[test]
fn a_roster_keyed_by_names_has_no_staff_numbers() {
    let mut book = Workbook::new();
    let roster = book.add_worksheet().set_name("花名册").expect("a name");
    for (row, cells) in (0..).zip([["姓名", "科室", "小组", "初评分"], ["甲某", "办公室", "一组", "90"]])
    {
        for (column, text) in (0..).zip(cells) {
            roster.write(row, column, text).expect("within the sheet");
        }
    }
    let appraisal = appraise_bytes("花名册.xlsx", book.save_to_buffer().expect("a workbook"));
    let bytes = results(&appraisal);
    assert_eq!(texts(&sheet(&bytes, "花名册")[0]), ["姓名", "科室", "小组", "初评分"]);
    assert_eq!(sheet(&bytes, "考核结果")[1][..2], [Value::Blank, Value::Text("甲某".into())]);
    round_trip("花名册.xlsx", &appraisal);
}

#[test]
fn the_roster_keeps_native_values_and_what_cannot_be_read() {
    let bytes = results(&sample());
    let headers = sheet(&bytes, "花名册")[0].clone();
    let at = |header: &str| headers.iter().position(|cell| cell.text() == header).expect("the column");
    let joined_in_july = row(&bytes, "花名册", "YL015");
    // 15 July 2024
    assert_eq!(joined_in_july[at("入职日期")], Value::Number(dec!(45488)));
    assert_eq!(joined_in_july[at("离岗日期")], Value::Blank);
    assert_eq!(joined_in_july[at("身份证号")].text().len(), 18);
    assert_eq!(joined_in_july[at("管理人员")], Value::Text("否".into()));
    assert_eq!(row(&bytes, "花名册", "YL009")[at("核实投诉数")], Value::Text("两件".into()));
    assert_eq!(row(&bytes, "花名册", "YL028")[at("敬业奉献")], Value::Number(dec!(1200)));
    assert!(
        headers.iter().all(|header| header.text() != Field::DerelictionLoss.header()),
        "no column that wasn't there"
    );
}

#[test]
fn shares_are_written_as_per_cent_that_read_back_the_same() {
    let bytes = results(&sample());
    assert_eq!(row(&bytes, "方案", "优秀比例")[1], Value::Number(dec!(0.1)));
    assert_eq!(row(&bytes, "方案", "年终奖金月标准")[1], Value::Number(dec!(833.33)));
    assert_eq!(row(&bytes, "方案", "岗位级别序列")[1], Value::Text("一级、二级、三级、四级、五级".into()));
    let levels: Vec<String> = column(&bytes, "方案", "参数")
        .iter()
        .map(|term| term.text().to_owned())
        .filter(|term| term.starts_with("岗位津贴月标准"))
        .collect();
    assert_eq!(levels, ["岗位津贴月标准·三级", "岗位津贴月标准·四级", "岗位津贴月标准·五级"]);
}

#[test]
fn a_setting_that_was_refused_is_refused_again() {
    let mut book = Workbook::new();
    let roster = book.add_worksheet().set_name("花名册").expect("a name");
    for (row, cells) in (0..).zip([["姓名", "科室", "小组", "初评分"], ["甲某", "办公室", "一组", "90"]])
    {
        for (column, text) in (0..).zip(cells) {
            roster.write(row, column, text).expect("within the sheet");
        }
    }
    let settings = book.add_worksheet().set_name("方案").expect("a name");
    // Out of range; of the wrong type; unknown; twice, the second time as by default.
    let given = [
        ["参数", "取值"],
        ["优秀比例", "150%"],
        ["末位人数", "若干"],
        ["奖金总额", "100"],
        ["表扬比例", "20%"],
        ["表扬比例", "15%"],
    ];
    for (row, cells) in (0..).zip(given) {
        for (column, text) in (0..).zip(cells) {
            settings.write(row, column, text).expect("within the sheet");
        }
    }
    let errors = |appraisal: &Appraisal| {
        appraisal.inputs.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    };
    let first = appraise_bytes("花名册.xlsx", book.save_to_buffer().expect("a workbook"));
    let again = appraise_bytes("花名册.xlsx", results(&first));
    assert_eq!((errors(&first), errors(&again)), (4, 4));
    assert_eq!(row(&results(&again), "方案", "优秀比例")[1], Value::Text("150%".into()));
}

// --- template and sample ---

#[test]
fn the_template_offers_every_column_explained_and_checked() {
    let bytes = workbook::template().expect("a workbook");
    let written = sheets(&bytes);
    let names: Vec<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["花名册", "方案", "决定", workbook::GUIDE_SHEET]);
    let headers = texts(&written[0].1[0]);
    for field in Field::ALL {
        assert!(headers.contains(&field.header()), "no {}", field.header());
    }
    assert_eq!(headers.len(), Field::COUNT + 4);
    let notes = part(&bytes, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), headers.len());
    let roster = sheet_xml(&bytes, 1);
    for rule in
        ["优秀,表扬,合格,基本合格,不合格", "是,否", "大厅服务,大厅管理,其他科室", "type=\"whole\"", "type=\"date\""]
    {
        assert!(roster.contains(rule), "no rule {rule}");
    }
    assert!(roster.matches("2001\"").count() > Field::COUNT / 2, "rules reach 2,000 rows down");
    assert!(sheet_xml(&bytes, 2).contains("满半月,足月,当月"));
    assert!(sheet_xml(&bytes, 3).contains("不合格,不降等"));
}

#[test]
fn a_filled_in_template_is_read_without_a_problem() {
    let bytes = workbook::sample().expect("a workbook");
    let inputs = roster::read(&[FileBytes { name: "样例.xlsx".into(), bytes }], &mut |_| {}).expect("a roster");
    // The sample has one cell that can't be read; nothing else is amiss, least of all in 方案 and 决定.
    assert_eq!(inputs.problems.len(), 1, "{:?}", inputs.problems);
    assert_eq!(inputs.decisions.len(), 3);
}

#[test]
fn the_sample_shows_every_kind_of_state() {
    let appraisal = sample();
    let evaluation = &appraisal.evaluation;
    let person = |key: &str| {
        let person = appraisal.inputs.people.iter().find(|person| person.key == key).expect("a key of the sample");
        evaluation.result(person.id).expect("appraised")
    };
    let codes: BTreeSet<&str> =
        evaluation.people.iter().flat_map(|result| &result.pending).map(|pending| pending.code()).collect();
    assert_eq!(codes, BTreeSet::from(["五(七)待议", "名额同分", "无降等情形", "缺民主测评", "数据有误"]));
    let outcomes: BTreeSet<&str> = evaluation.outcomes.iter().map(|outcome| outcome.kind.term()).collect();
    assert_eq!(outcomes, BTreeSet::from(["晋升建议", "晋升待核", "退回建议", "末位名单", "表彰"]));
    assert!(evaluation.totals.grades.iter().all(|count| *count > 0), "every grade occurs");
    // 49 × 10% = 4.9, 49 × 15% = 7.35
    assert_eq!(evaluation.totals.appraised, 49);
    assert_eq!((evaluation.pools[0].excellent.places, evaluation.pools[0].commended.places), (4, 7));
    assert_eq!(evaluation.pools[0].excellent.tied.len(), 2);
    assert_eq!(evaluation.not_appraised.len(), 2);
    let barred: BTreeSet<&str> = evaluation
        .people
        .iter()
        .flat_map(|result| &result.bars)
        .filter(|bar| bar.verdict == rules::Verdict::Met)
        .map(|bar| bar.clause.number())
        .collect();
    assert_eq!(barred.len(), 6, "{barred:?}");
    // Two bad reviews, one fined in its month.
    assert_eq!(person("YL003").money.line(rules::MoneyItem::BadReviewFine).amount.amount(), dec!(500));
    // July counts from the 15th, 17 of its 31 days; by calendar months five are full.
    assert_eq!((person("YL015").months.counted, person("YL015").tenure.months), (6, Some(5)));
    assert!(evaluation.totals.short.is_zero());
    assert!(person("YL027").money.net.is_zero());
}

#[test]
fn the_sample_s_numbers_are_visibly_made_up() {
    let bytes = workbook::sample().expect("a workbook");
    for number in column(&bytes, "花名册", "身份证号") {
        assert!(number.text().starts_with("000000"), "no district has this number");
    }
    assert!(words::number("两件").is_none());
}
