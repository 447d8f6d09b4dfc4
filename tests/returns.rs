//! The results workbook as the saved work when the input was not in order: everything that is amiss comes back, once, and
//! is named at the cell where it stands there.

mod common;

use common::{
    appraise,
    book::{Sheets, Value},
    build::{Rows, appraise_book},
    trip::round_trip,
};
use kaohe::{
    domain::{CellRef, Edit, Problem},
    protocol::Edits,
    service::Appraisal,
};
use proptest::prelude::*;
use std::{collections::BTreeMap, sync::LazyLock};

/// How often each thing is amiss: whose, what, what stands there. Not where: the results have sheets of their own.
fn amiss(appraisal: &Appraisal) -> BTreeMap<String, u32> {
    let mut amiss = BTreeMap::new();
    let own = |problem: &&Problem| !problem.kind.is_about_files();
    for problem in appraisal.evaluation.problems.iter().filter(own) {
        let whose = problem.person.map(|id| appraisal.inputs.person(id).key.clone()).unwrap_or_default();
        // Of a kind that names another cell, only the name.
        let kind = format!("{:?}", problem.kind);
        let kind = kind.split(" { ").next().unwrap_or_default();
        *amiss.entry(format!("{:?} {whose} {kind} {:?}", problem.severity, problem.found)).or_default() += 1;
    }
    amiss
}

/// There and back: what is amiss stays.
#[track_caller]
fn returns(name: &str, appraisal: &Appraisal) -> Sheets {
    let (again, sheets) = round_trip(name, appraisal);
    let (before, after) = (amiss(appraisal), amiss(&again));
    let lost: Vec<_> = before.iter().filter(|(what, times)| after.get(*what) != Some(times)).collect();
    let added: Vec<_> = after.iter().filter(|(what, times)| before.get(*what) != Some(times)).collect();
    assert!(lost.is_empty() && added.is_empty(), "{name}: lost {lost:#?}, added {added:#?}");
    sheets
}

/// What stands at a place like `花名册!B7`.
fn at<'s>(sheets: &'s Sheets, place: &str) -> &'s Value {
    let (name, cell) = place.split_once('!').unwrap_or_else(|| panic!("{place} is no cell"));
    let (_, rows) = sheets.iter().find(|(own, _)| own == name).unwrap_or_else(|| panic!("there is no {name}"));
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1) - 1;
    let row: usize = cell[letters.len()..].parse().expect("a row");
    rows.get(row - 1).and_then(|row| row.get(column)).unwrap_or(&Value::Blank)
}

/// The rows of 问题清单: place, what was found, what is the matter.
fn listed(sheets: &Sheets) -> Vec<[&str; 3]> {
    let (_, rows) = sheets.iter().find(|(name, _)| name == "问题清单").expect("the sheet is there");
    rows[1..].iter().map(|row| [row[1].text(), row[2].text(), row[3].text()]).collect()
}

const PEOPLE: Rows<'static> = &[
    &["工号", "姓名", "科室", "初评分", "事假天数", "事假天数", "核实投诉数", "2023年等次", "办法扣款", "入职日期"],
    &["1", "甲某", "办公室", "90", "1", "1", "0", "合格", "0", "2020-01-01"],
    &["2", "乙某", "办公室", "80", "2", "6", "两件", "合格", "#N/A", "2020-01-01"],
    &["3", "丙某", "业务科", "70", "", "", "", "", "50", "2020-13-01"],
    // Once more, with another department and something that can't be read.
    &["3", "丙某", "办公室", "七十", "", "", "", "合格", "50", "2020-01-01"],
    &["", "丁某", "业务科", "85", "", "", "", "良好", "", ""],
    &["1", "戊某", "业务科", "85", "", "", "", "", "", ""],
];

const INCIDENTS: Rows<'static> = &[
    &["工号", "姓名", "日期", "类别", "星级", "核实状态", "月度已扣", "说明"],
    &["1", "甲某", "某日", "差评", "九", "待查", "大概", "窗口"],
    &["2", "乙某", "", "违规", "", "", "", ""],
    &["9", "2024-03-01", "违规", "", "本人责任", "", ""],
    &["2", "甲某", "2024-03-01", "违规", "", "本人责任", "", ""],
];

const SETTINGS: Rows<'static> = &[
    &["参数", "取值"],
    &["优秀比例", "150%"],
    &["末位人数", "若干"],
    &["末位人数", "#REF!"],
    &["表扬比例", "20%"],
    &["表扬比例", "15%"],
    &["奖金总额", "100"],
    &["差评扣款标准", "450"],
    &["差评扣款标准", "四百五"],
    &["岗位津贴月标准·三级", "许多"],
];

const DECISIONS: Rows<'static> = &[
    &["工号", "姓名", "决定等次", "理由", "决定人", "日期"],
    &["1", "甲某", "合格", "集体研究", "领导小组", "改日"],
    &["2", "乙某", "合格", "集体研究", "领导小组", "2025-01-10"],
    &["2", "乙某", "基本合格", "再次研究", "领导小组", "2025-01-11"],
    &["3", "丙某", "尚可", "集体研究", "领导小组", "2025-01-10"],
    &["3", "丙某", "合格", "集体研究", "领导小组", "2025-01-10"],
    &["3", "丙某", "合格", "又一次", "领导小组", "某日"],
];

const SHEETS: [(&str, Rows<'static>); 4] =
    [("花名册", PEOPLE), ("事件", INCIDENTS), ("方案", SETTINGS), ("决定", DECISIONS)];

#[test]
fn whatever_is_amiss_comes_back_and_is_named_at_its_cell() {
    let appraisal = appraise_book(&SHEETS);
    let sheets = returns("文件", &appraisal);
    let listed = listed(&sheets);
    assert!(listed.len() > 30, "{listed:#?}");
    for wrong in [
        "150%",
        "若干",
        "#REF!",
        "奖金总额",
        "四百五",
        "许多",
        "两件",
        "#N/A",
        "2020-13-01",
        "七十",
        "良好",
        "某日",
        "九",
        "待查",
        "大概",
        "尚可",
        "改日",
    ] {
        let named: Vec<_> =
            listed.iter().filter(|[place, found, _]| !place.starts_with("原文件") && *found == wrong).collect();
        assert!(!named.is_empty(), "{wrong} is not in the list: {listed:#?}");
        for [place, ..] in named {
            assert_eq!(at(&sheets, place).text(), wrong, "{place}");
        }
    }
    // Two values: both stay, where they can be mended.
    let [place, ..] = listed.iter().find(|[_, found, _]| *found == "15%、20%").expect("the shares disagree");
    assert_eq!(at(&sheets, place).text(), "取值不一 15%、20%");
    let [place, ..] = listed.iter().find(|[_, _, what]| what.contains("都是事假天数")).expect("a column stands twice");
    assert_eq!(at(&sheets, place).text(), "事假天数");
}

#[test]
fn what_was_settled_on_the_page_does_not_come_back() {
    use kaohe::{
        domain::{Grade, NewDecision, Ruling, SettingChange},
        notice::SettingKey,
    };
    let appraisal = appraise_book(&SHEETS);
    let set = |key, text: &str| SettingChange { key, level: None, text: text.to_owned() };
    let ruling = Ruling::Grade(Grade::Qualified);
    let (reason, decider) = ("集体研究".to_owned(), "领导小组".to_owned());
    let decision = Some(NewDecision { ruling, reason, decider, date: None });
    let decide = |key: &str| {
        let person = appraisal.inputs.people.iter().find(|person| person.key == key).expect("a person of the roster");
        Edit::Decide { row: person.row, decision: decision.clone() }
    };
    let done = vec![
        Edit::Set(vec![set(SettingKey::ExcellentShare, "12%"), set(SettingKey::CommendedShare, "20%")]),
        decide("2"),
        decide("3"),
    ];
    let settled = appraisal.with(Edits { done, undone: Vec::new() }).expect("there is a roster still");
    let sheets = returns("文件", &settled);
    let listed = listed(&sheets);
    for gone in ["150%", "15%、20%", "尚可"] {
        assert!(listed.iter().all(|[_, found, _]| *found != gone), "{gone} is back: {listed:#?}");
    }
    let (_, decisions) = sheets.iter().find(|(name, _)| name == "决定").expect("the sheet is there");
    assert_eq!(decisions.iter().filter(|row| ["2", "3"].contains(&row[0].text())).count(), 2, "{decisions:#?}");
}

/// What people type where something else belongs.
const ODD: [&str; 20] = [
    "",
    "-3",
    "@x",
    "=1+1",
    "未知",
    "1.5",
    "—",
    "无",
    "12",
    "2024-02-30",
    "2024-07-01",
    "是",
    "优秀",
    "#N/A",
    "３",
    "1,200",
    "十二",
    "  空 格 ",
    "“引号”",
    "第一行\n第二行",
];

fn of(name: &str) -> Appraisal {
    appraise(&format!("{name}.xlsx"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_roster_with_anything_anywhere_comes_back(
        which in 0..2_usize,
        cells in prop::collection::vec((0..7_u16, 1..40_u32, 0..24_u16, 0..ODD.len()), 1..20),
    ) {
        static ROSTERS: LazyLock<[Appraisal; 2]> = LazyLock::new(|| [of("ledgers-86"), of("plain-40")]);
        let appraisal = &ROSTERS[which];
        let sheets = u16::try_from(appraisal.inputs.sheets.len()).expect("few sheets");
        let correct = |(sheet, row, column, odd): (u16, u32, u16, usize)| Edit::Correct {
            cell: CellRef { sheet: sheet % sheets, row, column },
            text: ODD[odd].to_owned(),
        };
        let edits = Edits { done: cells.into_iter().map(correct).collect(), undone: Vec::new() };
        // Without its header a sheet is no roster.
        if let Ok(bent) = appraisal.with(edits) {
            returns("样本", &bent);
        }
    }
}

/// Whom a row of a further sheet may be about: number and name.
const WHOM: [[&str; 2]; 9] = [
    ["1", "甲某"],
    ["2", "乙某"],
    ["3", "丙某"],
    ["1", ""],
    ["", "乙某"],
    ["9", "甲某"],
    ["8", "外人"],
    ["", "外人"],
    ["", ""],
];

/// Sheets beside the roster: name, and headers after 工号 and 姓名. Some have names that the results need.
const BESIDE: [(&str, &[&str]); 15] = [
    ("事件", &["日期", "类别", "星级", "核实状态", "月度已扣", "说明"]),
    ("月度考核", &["1月", "2月", "3月", "12月"]),
    ("月度得分", &["月份", "得分", "等次"]),
    ("初评", &["工作纪律", "服务规范", "业务能力", "工作成效", "亮点加分", "初评等次"]),
    ("民主测评", &["票号", "评价"]),
    ("民主测评计票", &["优秀", "表扬", "合格", "基本合格", "不合格"]),
    ("测评", &["优秀", "表扬", "合格", "基本合格", "不合格"]),
    ("历年考核", &["年度", "等次", "是否晋升"]),
    ("岗位变动", &["起始月份", "截止月份", "管理人员", "岗位级别"]),
    ("决定", &["决定等次", "理由", "决定人", "日期"]),
    ("补充", &["事假天数", "核实差评数", "备注"]),
    ("问题清单", &["级别", "位置", "原值", "问题", "处理"]),
    ("花名册(原表)", &["手机", "住址"]),
    ("其他列内容", &["手机", "住址"]),
    ("方案说明", &["参数", "取值"]),
];

/// What stands in their cells, some of it where it belongs.
const WORDS: [&str; 20] = [
    "",
    "1",
    "2",
    "12",
    "80",
    "2023",
    "2024-03-01",
    "优秀",
    "合格",
    "差评",
    "通报",
    "本人责任",
    "待核实",
    "是",
    "92/合格",
    "A1",
    "领导小组",
    "-3",
    "#N/A",
    "七十",
];

/// A row that was drawn: whom it is about, its words, and whether it stands twice.
type Drawn = (usize, Vec<usize>, bool);

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Nothing that can be read keeps the work from being saved.
    #[test]
    fn strays_of_every_kind_and_shape_come_back(
        sheets in prop::collection::btree_map(
            0..BESIDE.len(),
            prop::collection::vec((0..WHOM.len(), prop::collection::vec(0..WORDS.len(), 6), any::<bool>()), 0..5),
            1..7,
        ),
    ) {
        let of_sheet = |(which, rows): (&usize, &Vec<Drawn>)| {
            let (name, headers) = BESIDE[*which];
            let mut texts = vec![[&["工号", "姓名"], headers].concat()];
            for (position, (whom, words, twice)) in rows.iter().enumerate() {
                // Further tables of the roster have one row for each person.
                if name == "补充" && (*twice || position > 0) {
                    continue;
                }
                let words = words.iter().map(|word| WORDS[*word]).take(headers.len());
                let row: Vec<&str> = WHOM[*whom].into_iter().chain(words).collect();
                texts.extend(std::iter::repeat_n(row, 1 + usize::from(*twice)));
            }
            (name, texts)
        };
        let sheets: Vec<(&str, Vec<Vec<&str>>)> = sheets.iter().map(of_sheet).collect();
        let rows: Vec<Vec<&[&str]>> = sheets.iter().map(|(_, rows)| rows.iter().map(Vec::as_slice).collect()).collect();
        let roster: Rows<'_> = &[
            &["工号", "姓名", "科室", "初评分", "事假天数", "入职日期"],
            &["1", "甲某", "办公室", "90", "1", "2020-01-01"],
            &["2", "乙某", "办公室", "80", "2", "2020-01-01"],
            &["3", "丙某", "业务科", "70", "", "2020-01-01"],
        ];
        let beside = sheets.iter().zip(&rows).map(|((name, _), rows)| (*name, rows.as_slice()));
        let book: Vec<(&str, Rows<'_>)> = [("花名册", roster)].into_iter().chain(beside).collect();
        returns("文件", &appraise_book(&book));
    }
}
