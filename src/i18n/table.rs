//! Rows of the table as text with tabs, for pasting into a spreadsheet: official headers, and nothing that would compute.

use super::numbers;
use crate::protocol::Row;
use rust_decimal::Decimal;

const HEADERS: [&str; 17] = [
    "工号",
    "姓名",
    "科室",
    "岗位类别",
    "在岗月数",
    "初评综合分",
    "推优综合分",
    "名次",
    "取消优秀资格",
    "可降等情形",
    "初评等次",
    "建议等次",
    "最终等次",
    "待决事项",
    "应发合计",
    "扣款合计",
    "实发金额",
];

/// The rows with their header.
pub fn table_text(rows: &[Row]) -> String {
    let headers = HEADERS.map(str::to_owned).to_vec();
    tabbed(std::iter::once(headers).chain(rows.iter().map(line)))
}

/// Rows of cells as lines with tabs.
pub fn tabbed(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let lines = rows.into_iter().map(|row| row.iter().map(|cell| harmless(cell)).collect::<Vec<_>>().join("\t"));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(row: &Row) -> Vec<String> {
    let score = |score: Option<Decimal>| score.map(numbers::score).unwrap_or_default();
    let clauses =
        |clauses: &[crate::notice::Clause]| clauses.iter().map(|clause| clause.number()).collect::<Vec<_>>().join("、");
    vec![
        row.staff_number.clone(),
        row.name.clone(),
        row.department.clone(),
        row.category.map(|category| category.term().to_owned()).unwrap_or_default(),
        row.months.to_string(),
        score(row.s1),
        score(row.s2),
        row.rank.map(|rank| rank.to_string()).unwrap_or_default(),
        clauses(&row.bars),
        clauses(&row.cases),
        row.first_grade.map(|grade| grade.term().to_owned()).unwrap_or_default(),
        row.proposed.term().to_owned(),
        row.grade.term().to_owned(),
        row.pending.join("、"),
        row.gross.to_string(),
        row.deducted.to_string(),
        row.net.to_string(),
    ]
}

/// One cell: no tab or line break, and an apostrophe before a formula sign.
fn harmless(text: &str) -> String {
    let text = text.replace(['\t', '\n', '\r'], " ");
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells_and_nothing_computes() {
        let rows = [vec!["甲\t乙".to_owned(), "=1+1".to_owned()], vec!["一\n二".to_owned(), "−5".to_owned()]];
        assert_eq!(tabbed(rows), "甲 乙\t'=1+1\n一 二\t−5");
    }
}
