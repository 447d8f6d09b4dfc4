//! People of whom the roster says in words that they have left, and not when: a section, a title or a sheet of those who
//! left, a column of their status, a remark. They count until somebody says what is so; that is asked.

use super::{header::titles, tables::RosterTable, text::compact};
use crate::domain::{CellRef, Fact, Field, PassedOver, Person, Place, Problem, ProblemKind, RowTally, Severity};

/// Words of leaving.
const LEFT: [&str; 9] = ["离职", "离岗", "辞职", "退休", "调离", "调出", "辞退", "解聘", "离任"];
/// What makes a title one of more than those who left.
const OF_ALL: [&str; 10] = ["在岗", "在职", "在编", "全体", "全部", "及", "和", "与", "含", "未"];
/// What makes a remark one about something else.
const OF_OTHERS: [&str; 14] =
    ["返聘", "未", "拟", "不", "无", "原", "曾", "由", "替", "前任", "手续", "撤回", "取消", "以前"];

/// What is to be asked about the people of a table. `tally` has its rows that were passed over.
pub(super) fn problems(table: &RosterTable<'_>, people: &[Person], tally: &RowTally) -> Vec<Problem> {
    let RosterTable { grid, sheet, block } = *table;
    let is_own = |person: &&Person| {
        person.row.sheet == sheet
            && (block.header.bottom + 1..block.end).contains(&person.row.row)
            && !matches!(person.fact(Field::Left), Fact::Known(..))
    };
    let staying: Vec<&Person> = people.iter().filter(is_own).collect();
    let count = |rows: &dyn Fn(u32) -> bool| {
        u32::try_from(staying.iter().filter(|person| rows(person.row.row)).count()).unwrap_or(u32::MAX)
    };
    let mut found = Vec::new();
    let mut ask = |place, text: String, people| {
        if people > 0 {
            found.push(Problem::general(Severity::Error, place, text, ProblemKind::ListedAsLeft { people }));
        }
    };
    if let Some(title) = titles(grid, block.header.top).into_iter().find(|title| is_of_those_who_left(title)) {
        ask(Place::Sheet(sheet), title, count(&|_| true));
        return found;
    }
    let sections: Vec<u32> = tally
        .passed_over
        .iter()
        .filter(|(_, reason)| matches!(reason, PassedOver::Section | PassedOver::Note))
        .map(|(row, _)| *row)
        .collect();
    for (at, row) in sections.iter().enumerate() {
        let Some((column, cell)) = grid.row(*row).first() else { continue };
        let text = compact(&cell.text(grid.epoch));
        let next = sections.get(at + 1).copied().unwrap_or(block.end);
        if is_of_those_who_left(&text) {
            let place = Place::Cell(CellRef { sheet, row: *row, column: *column });
            ask(place, text, count(&|person| (*row..next).contains(&person)));
        }
    }
    // A column of a status means nothing here, but what it says does.
    for header in block.header.cells.iter().filter(|cell| cell.roster_column().is_none()) {
        let says = |row: u32| {
            let text = compact(&grid.value(row, header.column).1.map(|cell| cell.text(grid.epoch)).unwrap_or_default());
            let bare = text.trim_start_matches('已');
            LEFT.contains(&bare)
        };
        let place = Place::Cell(CellRef { sheet, row: header.row, column: header.column });
        ask(place, header.shown.clone(), count(&says));
    }
    for person in staying {
        for field in [Field::Name, Field::Note] {
            let text = person.text(field);
            let is_said =
                LEFT.iter().any(|word| text.contains(word)) && !OF_OTHERS.iter().any(|word| text.contains(word));
            if let (true, Some(cell)) = (is_said, person.fact(field).cell()) {
                found.push(Problem::warning(Place::Cell(cell), person.id, text, ProblemKind::SaysLeft));
            }
        }
    }
    found
}

/// 离职人员, 二、本年度离岗人员（2人）; not 在岗及离岗人员.
fn is_of_those_who_left(title: &str) -> bool {
    LEFT.iter().any(|word| title.contains(word)) && !OF_ALL.iter().any(|word| title.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_those_who_left() {
        for title in ["离职人员", "二、本年度离岗人员(2人)", "2024年辞职、退休人员名单"] {
            assert!(is_of_those_who_left(title), "{title}");
        }
        for title in ["花名册", "在岗及离岗人员", "全体人员(含离职)", "未离职人员"] {
            assert!(!is_of_those_who_left(title), "{title}");
        }
    }
}
