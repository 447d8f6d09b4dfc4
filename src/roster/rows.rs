//! Which rows below a header are records: blank rows, totals, notes, section headings and repeated headers are passed
//! over, each with its reason, so that rows read = records + rows passed over.

use super::{
    header::{Block, Header, counters, plain_header},
    sheet::{Cell, Grid},
    text::{compact, is_han},
};
use crate::domain::{Field, PassedOver, RowTally};
use std::collections::BTreeSet;

/// Words that a cell of a row that sums up others is or ends with.
const TOTALS: [&str; 20] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "汇总",
    "计数",
    "总计数",
    "平均",
    "平均值",
    "最大值",
    "最小值",
    "平均分",
    "最高分",
    "最低分",
    "最高",
    "最低",
    "人均",
    "总人数",
    "标准差",
    "中位数",
];

/// Words that an example row begins with.
const EXAMPLES: [&str; 5] = ["示例", "样例", "例", "举例", "范例"];

/// Words that a note or a line of signatures begins with.
const NOTES: [&str; 22] = [
    "注",
    "备注",
    "附注",
    "说明",
    "填表",
    "填报",
    "制表",
    "制单",
    "审核",
    "审批",
    "复核",
    "核对",
    "负责人",
    "单位",
    "日期",
    "科室负责人",
    "部门负责人",
    "主管",
    "分管",
    "领导",
    "经办",
    "签字",
];

/// What may follow such a word where no colon does.
const AFTER_NOTE: [&str; 14] =
    ["人", "者", "日期", "时间", "单位", "部门", "领导", "签", "盖", "(", ".", "、", ",", "。"];

/// The columns by which rows are told.
pub(super) struct RowColumns<'a> {
    /// The sheet's header.
    pub(super) header: &'a Header,
    /// The column of the key, unless the name is the key.
    pub(super) key: Option<u16>,
    /// The column of the name.
    pub(super) name: Option<u16>,
    /// 序号.
    pub(super) counters: Vec<u16>,
    /// What stands under 科室 and 小组.
    pub(super) groups: BTreeSet<String>,
    /// Columns in which no row but somebody's has anything: when they came, their ID number.
    pub(super) proofs: Vec<u16>,
}

impl<'a> RowColumns<'a> {
    /// The columns of a table.
    pub(super) fn of(grid: &Grid, block: &'a Block, key: Option<u16>, name: Option<u16>) -> RowColumns<'a> {
        let header = &block.header;
        let columns = [Field::Department, Field::Team, Field::Category].map(|field| header.find_field(field));
        let groups =
            columns.into_iter().flatten().flat_map(|column| grid.column_texts(column, header.bottom + 1, block.end));
        RowColumns {
            header,
            key,
            name,
            counters: counters(header),
            groups: groups.map(|text| compact(&text)).collect(),
            proofs: [Field::Joined, Field::IdNumber].into_iter().filter_map(|field| header.find_field(field)).collect(),
        }
    }
}

/// Why a row is no record; nothing if it is one.
pub(super) fn passed_over(grid: &Grid, row: u32, columns: &RowColumns) -> Option<PassedOver> {
    let is_filled = |(column, _): &&(u16, Cell)| !(columns.counters.contains(column) && is_counter(grid, row, *column));
    let filled: Vec<(u16, &Cell)> =
        grid.row(row).iter().filter(is_filled).map(|(column, cell)| (*column, cell)).collect();
    let text_of = |cell: &Cell| compact(&cell.text(grid.epoch));
    // What is merged downwards counts for all its rows.
    let cell_at = |column: Option<u16>| column.and_then(|column| grid.value(row, column).1);
    // A formula without a value says nothing about whose row it is.
    let text_at = |column| cell_at(column).filter(|cell| **cell != Cell::Uncomputed).map(text_of).unwrap_or_default();
    // A row that was numbered beforehand has nothing in it either.
    let Some((_, first)) = filled.first() else { return Some(PassedOver::Blank) };
    let is_own_header = |column: Option<u16>, text: &str| {
        column.and_then(|column| columns.header.at(column)).is_some_and(|cell| cell.is(&plain_header(text)))
    };
    let (key, name) = (text_at(columns.key), text_at(columns.name));
    // Somebody may be called 李小计.
    let is_proven =
        || columns.proofs.iter().any(|column| Some(*column) != columns.key && cell_at(Some(*column)).is_some());
    let is_total_of_some = |text: &str| is_total(text) && (text.chars().count() > LONGEST_NAME || !is_proven());
    let is_somebody = |column: Option<u16>, text: &str| {
        !text.is_empty()
            && !is_total_of_some(text)
            && !is_note(text)
            && !is_number(text)
            && !is_own_header(column, text)
    };
    let first_text = text_of(first);
    if [&first_text, &key, &name].into_iter().any(|text| is_example(text)) {
        return Some(PassedOver::Note);
    }
    if first_text == "人数" {
        return Some(PassedOver::Total);
    }
    if numbers_columns(&filled, text_of) {
        return Some(PassedOver::RepeatedHeader);
    }
    // A remark beside its word is nobody's name.
    let is_remark = is_note(&first_text) && columns.name != Some(filled[0].0) && name.chars().count() > LONGEST_NAME;
    // Signatures and remarks: words alone, of which one says what it is.
    let holds_no_figure = !filled.iter().any(|(_, cell)| matches!(cell, Cell::Number(_)) || is_number(&text_of(cell)));
    // Alone in its row, what stands in brackets is an aside; beside others it may be a unit.
    let is_aside = filled.len() == 1 && first_text.starts_with('(') && first_text.ends_with(')');
    let is_signed =
        holds_no_figure && (is_aside || [&first_text, &key, &name].into_iter().any(|text| is_signature(text)));
    let has_name = is_somebody(columns.name, &name) && !is_remark && !is_signature(&name);
    let lone = match filled.as_slice() {
        [(column, cell)] => Some((*column, text_of(cell))),
        _ => None,
    };
    if let Some((_, text)) = &lone
        && is_section(text, columns)
    {
        return Some(PassedOver::Section);
    }
    if has_name {
        return None;
    }
    // Words in the place of a number, and nothing else.
    if let Some((column, _)) = &lone
        && columns.counters.contains(column)
        && !is_total(&first_text)
    {
        return Some(PassedOver::Note);
    }
    let repeats = filled.iter().filter(|(column, cell)| is_own_header(Some(*column), &text_of(cell))).count();
    if filled.len() > 1 && repeats * 2 > filled.len() {
        return Some(PassedOver::RepeatedHeader);
    }
    // How many people a group has.
    if filled.len() <= 2 && is_number(&name) && name.ends_with('人') {
        return Some(PassedOver::Total);
    }
    let is_label = |(_, cell): &(u16, &Cell)| matches!(cell, Cell::Text(_)) && is_total(&text_of(cell));
    let has_key = is_somebody(columns.key, &key) && !is_signature(&key) && !is_aside;
    // A key that is more than a count is somebody's, whatever else the row says.
    if filled.iter().any(is_label) && !is_somebody(columns.key, &key) {
        return Some(PassedOver::Total);
    }
    if is_signed && !has_key {
        return Some(PassedOver::Note);
    }
    if is_somebody(columns.key, &key) {
        return None;
    }
    if !key.is_empty() && is_number(&key) {
        return None;
    }
    if [text_of(first), key, name.clone()].iter().any(|text| is_note(text)) || is_lone_remark(lone.as_ref(), columns) {
        return Some(PassedOver::Note);
    }
    // Formulas that were filled in beforehand give nothing or zero.
    let gives_nothing =
        |cell: &Cell| *cell == Cell::Uncomputed || matches!(cell, Cell::Number(number) if *number == 0.0);
    if cell_at(columns.name).is_none() && filled.iter().all(|(_, cell)| gives_nothing(cell)) {
        return Some(PassedOver::Blank);
    }
    None
}

/// Reconciles the rows of a table: hands each record to `record`, which says whether it was of use.
pub(super) fn reconcile(
    grid: &Grid,
    sheet: u16,
    block: &Block,
    columns: &RowColumns,
    mut record: impl FnMut(u32) -> Result<(), PassedOver>,
) -> RowTally {
    let first = block.header.bottom + 1;
    let end = block.end.max(first);
    let mut tally = RowTally { sheet, read: end - first, records: 0, passed_over: Vec::new() };
    for row in first..end {
        let reason =
            if block.repeats_header(row) { Some(PassedOver::RepeatedHeader) } else { passed_over(grid, row, columns) };
        let used = match reason {
            None => record(row),
            Some(reason) => Err(reason),
        };
        match used {
            Ok(()) => tally.records += 1,
            Err(reason) => tally.passed_over.push((row, reason)),
        }
    }
    tally
}

/// 示例, (例), 例:张三, 张三(样例): what shows how to fill a table in.
fn is_example(text: &str) -> bool {
    let is_word = |text: &str| EXAMPLES.contains(&text.trim_matches(['(', ')', ':', '[', ']', '【', '】']));
    let begins = |mark: char| text.split_once(mark).is_some_and(|(word, _)| is_word(word));
    let ends = text.rsplit_once(['(', '[', '【']).is_some_and(|(_, word)| is_word(word));
    is_word(text) || begins(':') || begins(')') || begins(']') || begins('】') || ends
}

/// Whether the cell of a column 序号 is just a number.
fn is_counter(grid: &Grid, row: u32, column: u16) -> bool {
    let text = compact(&grid.text(row, column));
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 49, 49人: how many there are, and nobody's name.
fn is_number(text: &str) -> bool {
    let bare = text.trim_end_matches(['人', '名', '个', '件', '次', '票', '张', '项', '条', '份', '天']);
    !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// A name of more characters is none, but for those with an interpunct.
const LONGEST_NAME: usize = 4;

/// 甲 乙 丙 1 2 3: the numbers that columns have in printed forms.
fn numbers_columns(filled: &[(u16, &Cell)], text_of: impl Fn(&Cell) -> String) -> bool {
    const STEMS: [&str; 10] = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"];
    const LEAST: usize = 4;
    let texts: Vec<String> = filled.iter().map(|(_, cell)| text_of(cell)).filter(|text| text != "栏次").collect();
    let stems = texts.iter().zip(STEMS).take_while(|(text, stem)| text == stem).count();
    let numbers: Option<Vec<u32>> =
        texts[stems..].iter().map(|text| text.trim_matches(['(', ')']).parse().ok()).collect();
    let Some(numbers) = numbers else { return false };
    let is_counted = numbers.iter().zip(1..).all(|(number, at)| *number == at);
    texts.len() >= LEAST && is_counted
}

/// 一、业务科, （二）信息科, 业务科（7人）, 业务科.
fn is_section(text: &str, columns: &RowColumns) -> bool {
    const NUMERALS: [char; 11] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百'];
    let ordinal = |text: &str| {
        let rest = text.trim_start_matches(NUMERALS);
        (rest.len() < text.len()).then(|| rest.to_owned())
    };
    let bare = text.strip_prefix('(');
    let begins = match bare {
        Some(rest) => ordinal(rest).is_some_and(|rest| rest.starts_with(')')),
        None => ordinal(text).is_some_and(|rest| rest.starts_with(['、', '.', ','])),
    };
    let ends = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).is_some_and(|(before, count)| {
        let count = count.trim_start_matches('共').trim_end_matches(['人', '名']);
        !before.is_empty() && !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())
    });
    let bare = text.trim_end_matches(':').trim_start_matches('【').trim_end_matches('】');
    begins || ends || columns.groups.contains(bare)
}

/// 合计, 平均分, 信息科小计, 小计:.
pub(super) fn is_total(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    TOTALS.iter().any(|word| text.ends_with(word) || is_total_with_words(text, word))
}

/// 合计(人), 平均分, 总计金额: the word and little else.
fn is_total_with_words(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| {
        rest.starts_with([
            '(', ':', '分', '数', '值', '人', '金', '元', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
        ])
    })
}

/// 注：…, 制表人：, 填报日期 2025.1.6, 审核.
pub(super) fn is_note(text: &str) -> bool {
    NOTES.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let head: String = rest.chars().take(8).collect();
            let follows = AFTER_NOTE.iter().any(|next| rest.starts_with(next));
            rest.is_empty() || head.contains(':') || follows || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// 评分人：张某, 考核小组签字, 第 1 页 共 3 页, 发出票数5张: no key and no name looks so.
fn is_signature(text: &str) -> bool {
    const ENDS: [&str; 5] = ["签字", "签名", "签章", "盖章", "(章)"];
    const VOTES: [&str; 5] = ["发出", "收回", "发票", "有效票", "弃权"];
    let is_page = text.starts_with('第') && text.contains('页');
    let counts_votes =
        VOTES.iter().any(|word| text.starts_with(word)) && text.bytes().any(|byte| byte.is_ascii_digit());
    text.contains(':') || ENDS.iter().any(|end| text.ends_with(end)) || is_page || counts_votes
}

/// A sentence that stands alone in its row, as the further lines of a note do.
fn is_lone_remark(lone: Option<&(u16, String)>, columns: &RowColumns) -> bool {
    /// Longer than any name or department.
    const SENTENCE: usize = 12;
    let Some((column, text)) = lone else { return false };
    Some(*column) != columns.name && text.chars().filter(|c| is_han(*c)).count() >= SENTENCE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{
        header::{Recognised, recognise},
        sheet::Epoch,
    };

    /// How the row under the header 序号 工号 姓名 科室 事假 is taken.
    #[track_caller]
    fn taken(row: &[&str], expected: Option<PassedOver>) {
        let mut cells = Vec::new();
        for (index, texts) in (0..).zip([&["序号", "工号", "姓名", "科室", "事假"], row]) {
            for (column, text) in (0..).zip(texts) {
                cells.push((index, column, Cell::Text((*text).to_owned())));
            }
        }
        let grid = Grid::new("花名册".to_owned(), false, Epoch::Y1900, cells, None);
        let Recognised::Blocks(blocks) = recognise(&grid, &crate::roster::choices::Choices::default(), None, 2024)
        else {
            panic!("no roster")
        };
        let mut columns = RowColumns::of(&grid, &blocks[0], Some(1), Some(2));
        columns.groups.insert("信息科".to_owned());
        assert_eq!(passed_over(&grid, 1, &columns), expected, "{row:?}");
    }

    #[test]
    fn people_are_records() {
        taken(&["1", "BS1", "王芳", "业务科", "0"], None);
        taken(&["1", "", "王芳", "业务科", "0"], None);
        taken(&["1", "BS1", "", "业务科", "0"], None);
        taken(&["1", "BS1", "单立", "业务科", "0"], None);
        taken(&["", "", "单立", "业务科", "0"], None);
        taken(&["合计", "BS1", "王芳", "业务科", "0"], None);
    }

    #[test]
    fn blank_rows_and_rows_with_a_number_only() {
        taken(&["", "", "", "", ""], Some(PassedOver::Blank));
        taken(&["50", "", "", "", ""], Some(PassedOver::Blank));
    }

    #[test]
    fn formulas_that_give_nothing_yet() {
        let zero = || Cell::Number(0.0);
        let grid = |name: &str| {
            let text = |text: &str| Cell::Text(text.to_owned());
            let mut cells: Vec<_> =
                (0..).zip(["序号", "工号", "姓名", "科室", "事假"]).map(|(at, header)| (0, at, text(header))).collect();
            cells.extend([(1, 0, Cell::Number(12.0)), (1, 2, text(name)), (1, 4, zero())]);
            Grid::new("花名册".to_owned(), false, Epoch::Y1900, cells, None)
        };
        for (name, expected) in [("", Some(PassedOver::Blank)), ("王芳", None)] {
            let grid = grid(name);
            let Recognised::Blocks(blocks) = recognise(&grid, &crate::roster::choices::Choices::default(), None, 2024)
            else {
                panic!("no roster")
            };
            assert_eq!(passed_over(&grid, 1, &RowColumns::of(&grid, &blocks[0], Some(1), Some(2))), expected);
        }
        taken(&["12", "", "", "", "3"], None);
    }

    #[test]
    fn headings_of_sections() {
        for text in ["一、业务科", "（二）综合科", "业务科（7人）", "业务科(共 7 名)", "信息科"]
        {
            for column in 0..5 {
                let mut row = [""; 5];
                row[column] = text;
                taken(&row, Some(PassedOver::Section));
            }
        }
        taken(&["", "", "一", "", ""], None);
        taken(&["", "K7", "王芳(7)", "信息科", ""], None);
    }

    #[test]
    fn totals() {
        for label in ["业务科 汇总", "信息科 计数", "总计数", "共计", "平均值", "最大值", "业务科最小值"]
        {
            taken(&["", "", "", label, "7"], Some(PassedOver::Total));
            taken(&["", label, "7", "", "12"], Some(PassedOver::Total));
        }
        taken(&["", "", "王芳", "数据汇总", "7"], None);
        taken(&["合计", "", "49人", "", "12"], Some(PassedOver::Total));
        taken(&["", "", "小计", "", "12"], Some(PassedOver::Total));
        taken(&["", "总 计：", "", "", "12"], Some(PassedOver::Total));
        taken(&["信息科小计", "", "", "", "12"], Some(PassedOver::Total));
        taken(&["平均分", "", "", "", "1.5"], Some(PassedOver::Total));
    }

    #[test]
    fn notes_and_signatures() {
        taken(&["注：1.本表按考勤系统核定", "", "", "", ""], Some(PassedOver::Note));
        taken(&["", "", "制表人：", "", "审核人：张三"], Some(PassedOver::Note));
        taken(&["填报日期2025.1.6", "", "", "", ""], Some(PassedOver::Note));
        taken(&["备注", "", "", "", ""], Some(PassedOver::Note));
        taken(&["2.差评、投诉均为核实有责，以督查科台账为准。", "", "", "", ""], Some(PassedOver::Note));
    }

    #[test]
    fn signatures_and_pages_are_nobody_s() {
        taken(&["", "（此表一式两份）", "", "", ""], Some(PassedOver::Note));
        // A unit, which may be another than the column's.
        taken(&["", "", "", "（科）", "（小时）"], None);
        for text in ["考勤员：张某", "考核小组签字", "第 1 页，共 3 页", "发出票数5张，收回5张"]
        {
            taken(&[text, "", "", "", ""], Some(PassedOver::Note));
            taken(&["", text, "", "科长：李某", ""], Some(PassedOver::Note));
            // A figure beside it, a key or a name is somebody's.
            taken(&["", text, "", "", "3"], None);
            taken(&["1", "K7", "", text, ""], None);
            taken(&["1", "", "王芳", text, ""], None);
        }
        taken(&["1", "K7", "（王芳）", "业务科", ""], None);
        taken(&["合计", "", "3件", "", ""], Some(PassedOver::Total));
    }

    #[test]
    fn repeated_headers() {
        taken(&["序号", "工号", "姓名", "科室", "事假(天)"], Some(PassedOver::RepeatedHeader));
    }
}
