//! Which rows below a header are records: blank rows, totals, notes and repeated headers are passed over, each with
//! its reason, so that rows read = records + rows passed over.

use super::{
    header::{Header, plain_header},
    sheet::{Cell, Grid},
    text::{compact, is_han},
};
use crate::domain::{PassedOver, RowTally};

/// Words of a row that sums up others.
const TOTALS: [&str; 4] = ["合计", "小计", "总计", "平均"];

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
}

/// Why a row is no record; nothing if it is one.
pub(super) fn passed_over(grid: &Grid, row: u32, columns: &RowColumns) -> Option<PassedOver> {
    let is_filled = |(column, _): &&(u16, Cell)| !(columns.counters.contains(column) && is_counter(grid, row, *column));
    let filled: Vec<(u16, &Cell)> =
        grid.row(row).iter().filter(is_filled).map(|(column, cell)| (*column, cell)).collect();
    let text_of = |cell: &Cell| compact(&cell.text(grid.epoch));
    let text_at = |column: Option<u16>| {
        let position = filled.binary_search_by_key(&column?, |(column, _)| *column).ok()?;
        Some(text_of(filled[position].1))
    };
    // A row that was numbered beforehand has nothing in it either.
    let Some((_, first)) = filled.first() else { return Some(PassedOver::Blank) };
    // Whoever has a key is a person, whatever else the row says.
    let key = text_at(columns.key);
    let is_own_header = |column: Option<u16>, text: &str| {
        column.and_then(|column| columns.header.at(column)).is_some_and(|cell| cell.is(&plain_header(text)))
    };
    if key.as_ref().is_some_and(|key| !is_total(key) && !is_note(key) && !is_own_header(columns.key, key)) {
        return None;
    }
    let repeats = filled.iter().filter(|(column, cell)| is_own_header(Some(*column), &text_of(cell))).count();
    if filled.len() > 1 && repeats * 2 > filled.len() {
        return Some(PassedOver::RepeatedHeader);
    }
    let told_by = [Some(text_of(first)), key, text_at(columns.name)];
    if told_by.iter().flatten().any(|text| is_total(text)) {
        return Some(PassedOver::Total);
    }
    if told_by.iter().flatten().any(|text| is_note(text)) || is_lone_remark(&filled, columns, text_of) {
        return Some(PassedOver::Note);
    }
    None
}

/// Reconciles the rows below a header: hands each record to `record`, which says whether it was of use.
pub(super) fn reconcile(
    grid: &Grid,
    sheet: u16,
    columns: &RowColumns,
    mut record: impl FnMut(u32) -> Result<(), PassedOver>,
) -> RowTally {
    let first = columns.header.bottom + 1;
    let end = grid.rows().last().map_or(first, |row| (row.index + 1).max(first));
    let mut tally = RowTally { sheet, read: end - first, records: 0, passed_over: Vec::new() };
    for row in first..end {
        let used = match passed_over(grid, row, columns) {
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

/// Whether the cell of a column 序号 is just a number.
fn is_counter(grid: &Grid, row: u32, column: u16) -> bool {
    let text = compact(&grid.text(row, column));
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 合计, 平均分, 信息科小计, 小计:.
fn is_total(text: &str) -> bool {
    let text = text.trim_end_matches(':');
    TOTALS.iter().any(|word| text == *word || text.ends_with(word) || is_total_with_words(text, word))
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
fn is_note(text: &str) -> bool {
    NOTES.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            let head: String = rest.chars().take(8).collect();
            let follows = AFTER_NOTE.iter().any(|next| rest.starts_with(next));
            rest.is_empty() || head.contains(':') || follows || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// A sentence that stands alone in its row, as the further lines of a note do.
fn is_lone_remark(filled: &[(u16, &Cell)], columns: &RowColumns, text_of: impl Fn(&Cell) -> String) -> bool {
    /// Longer than any name or department.
    const SENTENCE: usize = 12;
    let [(column, cell)] = filled else { return false };
    Some(*column) != columns.name && text_of(cell).chars().filter(|c| is_han(*c)).count() >= SENTENCE
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
        let Recognised::Kind(_, header) = recognise(&grid, &crate::roster::choices::Choices::default(), None) else {
            panic!("no roster")
        };
        let columns = RowColumns { header: &header, key: Some(1), name: Some(2), counters: vec![0] };
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
    fn totals() {
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
    fn repeated_headers() {
        taken(&["序号", "工号", "姓名", "科室", "事假(天)"], Some(PassedOver::RepeatedHeader));
    }
}
