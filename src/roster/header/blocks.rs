//! The tables of a sheet, each read by its own headers.

use super::{
    FILE_END, Header, MONTHS, is_output,
    kinds::{KEYS, KINDS, SURELY_A_ROSTER, fit, fits_a_supplement, is_of_a_kind},
    names_a_period, names_another_year_in_words, own_name, plain_header, shape,
};
use crate::{
    domain::{Field, SUPPLEMENT_SHEET, SheetKind, words},
    roster::{
        choices::Choices,
        rows::is_total,
        sheet::{Cell, Grid},
        text::{compact, is_han},
    },
};
use std::collections::BTreeSet;

/// A sheet without a header is described by its first rows.
const DESCRIBED_ROWS: usize = 30;
/// Longest text that is looked at as a header, in bytes.
const MAX_BYTES: usize = 160;

/// One table of a sheet: a header and the rows below it.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::roster) struct Block {
    /// What its header makes it.
    pub(in crate::roster) kind: SheetKind,
    /// Its header.
    pub(in crate::roster) header: Header,
    /// The row after its last.
    pub(in crate::roster) end: u32,
    /// First and last rows of the same header again, as print pages have it.
    pub(in crate::roster) repeats: Vec<(u32, u32)>,
    /// Whether it has too few headers for a roster: it can only add to one.
    pub(in crate::roster) adds_only: bool,
    /// Whether people said what the sheet is.
    pub(in crate::roster) chosen: bool,
    /// Row and column where another table begins beside its rows, which isn't read.
    pub(in crate::roster) beside: Option<(u32, u16)>,
}

/// What a sheet is.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::roster) enum Recognised {
    /// Nothing in it.
    Empty,
    /// Written by the program itself.
    Output,
    /// People chose that it isn't to be read.
    Ignored,
    /// Tables of known kinds, from top to bottom.
    Blocks(Vec<Block>),
    /// None.
    Unknown(Clue),
}

impl Block {
    /// Whether a row is of the same header again.
    pub(in crate::roster) fn repeats_header(&self, row: u32) -> bool {
        self.repeats.iter().any(|(top, bottom)| (*top..=*bottom).contains(&row))
    }
}

impl Recognised {
    /// The tables of a kind.
    pub(in crate::roster) fn of_kind(&self, kind: SheetKind) -> Vec<&Block> {
        match self {
            Recognised::Blocks(blocks) => blocks.iter().filter(|block| block.kind == kind).collect(),
            _ => Vec::new(),
        }
    }
}

/// What speaks for a sheet that isn't understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::roster) struct Clue {
    /// Facts that have headers in it.
    pub(in crate::roster) fields: BTreeSet<Field>,
    /// The kind that it seems to be, if it looks like data.
    pub(in crate::roster) nearest: Option<SheetKind>,
}

/// Recognises a sheet by its headers, and by its name where those fit more than one kind. What people chose goes first:
/// the kind, and the row of the header. `year` is the appraised one.
pub(in crate::roster) fn recognise(grid: &Grid, choices: &Choices, header_row: Option<u32>, year: i32) -> Recognised {
    let name = own_name(grid);
    // One of them is so large that it isn't even opened.
    if is_output(grid) {
        return Recognised::Output;
    }
    if grid.is_empty() {
        return Recognised::Empty;
    }
    let forced = match choices.kind(&name) {
        Some(None) => return Recognised::Ignored,
        Some(Some(kind)) => Some(kind),
        None => None,
    };
    let search = Search { grid, choices, year, name, forced };
    let blocks = search.blocks(header_row);
    if blocks.is_empty() { Recognised::Unknown(search.clue()) } else { Recognised::Blocks(blocks) }
}

/// Recognises a sheet as settings or not at all: they are wanted before the other sheets can be understood.
pub(in crate::roster) fn recognise_settings(grid: &Grid) -> Recognised {
    let is_term =
        |cell: &Cell| matches!(cell, Cell::Text(text) if text.len() <= MAX_BYTES && plain_header(text) == "参数");
    if !grid.rows().iter().take(DESCRIBED_ROWS).any(|row| row.cells.iter().any(|(_, cell)| is_term(cell))) {
        return Recognised::Empty;
    }
    match recognise(grid, &Choices::default(), None, 0) {
        Recognised::Blocks(mut blocks) => {
            blocks.retain(|block| block.kind == SheetKind::Settings);
            if blocks.is_empty() { Recognised::Empty } else { Recognised::Blocks(blocks) }
        }
        _ => Recognised::Empty,
    }
}

/// What titles end with.
const TITLE_ENDS: [char; 8] = ['科', '部', '组', '表', '册', '室', '处', ':'];

/// Longer than a name or a key: a title.
fn is_long(text: &str) -> bool {
    const NAME: usize = 5;
    text.chars().filter(|c| is_han(*c)).count() > NAME
}

/// The titles of a table whose header begins in this row: what stands right above it, and the sheet's name.
pub(in crate::roster) fn titles(grid: &Grid, top: u32) -> Vec<String> {
    /// Further up may be other tables.
    const TITLES: u32 = 4;
    let above = grid.rows().iter().filter(|row| (top.saturating_sub(TITLES)..top).contains(&row.index));
    // Somebody's row of a table above is no title.
    let lone = above.filter(|row| row.cells.len() <= 2);
    let titles = lone.flat_map(|row| row.cells.iter().map(|(_, cell)| compact(&cell.text(grid.epoch))));
    // Of several files each sheet bears the name of its own, too.
    let file = grid.name.rsplit_once(FILE_END).map(|(file, _)| file.rsplit_once('.').map_or(file, |(name, _)| name));
    titles.chain([own_name(grid)]).chain(file.map(compact)).collect()
}

struct Search<'a> {
    grid: &'a Grid,
    choices: &'a Choices,
    year: i32,
    name: String,
    forced: Option<SheetKind>,
}

impl Search<'_> {
    fn blocks(&self, header_row: Option<u32>) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let chosen = self.forced.and_then(|kind| self.forced_header(kind, header_row).map(|header| (kind, header)));
        let start = chosen.as_ref().map_or(header_row.unwrap_or(0), |(_, header)| header.bottom + 1);
        if let Some((kind, header)) = chosen {
            blocks.push(self.block(kind, header, false));
        }
        let mut next = start;
        for row in self.grid.rows() {
            if row.index < next || !self.may_be_a_header(row.index) {
                continue;
            }
            if let Some(above) = blocks.last_mut()
                && let Some(column) = self.begins_beside(row.index, above)
            {
                above.beside.get_or_insert((row.index, column));
                continue;
            }
            let Some((kind, header, adds_only)) = self.header_at(row.index, blocks.last()) else { continue };
            next = header.bottom + 1;
            match blocks.last_mut() {
                Some(above) if above.kind == kind && above.header.layout(kind) == header.layout(kind) => {
                    above.repeats.push((header.top, header.bottom));
                }
                Some(above) => {
                    above.end = self.top_of_titles(above, header.top);
                    blocks.push(self.block(kind, header, adds_only));
                }
                None => blocks.push(self.block(kind, header, adds_only)),
            }
        }
        blocks
    }

    /// The column in which the header of another table begins in a row of this one, beside its columns. Where none of its
    /// people follow, the other one stands below it.
    fn begins_beside(&self, row: u32, above: &Block) -> Option<u16> {
        const LEAST: usize = 2;
        let mut known = above.header.cells.iter().filter(|cell| cell.belongs_to(above.kind)).map(|cell| cell.column);
        let first = known.next()?;
        let last = known.next_back().unwrap_or(first);
        let header = shape::header(self.grid, row, row, self.year);
        let is_beside = |column: u16| !(first..=last).contains(&column);
        let words = header.cells.iter().filter(|cell| is_of_a_kind(&cell.bare, self.year));
        let outside: Vec<&super::HeaderCell> = words.filter(|cell| is_beside(cell.column)).collect();
        let own = header.cells.iter().any(|cell| !is_beside(cell.column) && cell.is_key());
        if own || outside.len() < LEAST || !outside.iter().any(|cell| cell.is_key()) {
            return None;
        }
        let whom = KEYS.into_iter().filter_map(|field| above.header.find_field(field));
        let mut people = whom.flat_map(|column| self.grid.column_texts(column, row, u32::MAX));
        people.next().and_then(|_| outside.first().map(|cell| cell.column))
    }

    /// A table down to the sheet's end.
    fn block(&self, kind: SheetKind, header: Header, adds_only: bool) -> Block {
        let end = self.grid.rows().last().map_or(0, |row| row.index + 1).max(header.bottom + 1);
        Block { kind, header, end, repeats: Vec::new(), adds_only, chosen: self.forced.is_some(), beside: None }
    }

    /// The first of the rows right above a later table that are its title, unit and date: no rows of the table above.
    fn top_of_titles(&self, above: &Block, top: u32) -> u32 {
        let grid = self.grid;
        let name = above.header.find_field(Field::Name);
        let keys: Vec<u16> = KEYS.into_iter().filter_map(|field| above.header.find_field(field)).collect();
        let is_title = |row: u32| match grid.row(row) {
            [] => true,
            [(column, cell)] => {
                let text = compact(&cell.text(grid.epoch));
                let is_wide = grid.right_edge(row, *column) > *column;
                let is_free = !keys.contains(column);
                // A key has a number in it and no words of titles; a name is short.
                let is_no_key = Some(*column) != name
                    && (text.bytes().all(|byte| !byte.is_ascii_digit())
                        || text.contains(['年', '月', '页', '表', '附', '第']));
                let names_a_table =
                    text.ends_with(TITLE_ENDS) && text.chars().count() > 2 || plain_header(&text).contains(':');
                is_wide || is_free || is_no_key || is_long(&text) || names_a_table || text.starts_with('(')
            }
            cells => cells.iter().all(|(_, cell)| plain_header(&cell.text(grid.epoch)).contains(':')),
        };
        let is_sum = |row: u32| grid.row(row).iter().any(|(_, cell)| is_total(&compact(&cell.text(grid.epoch))));
        let rows = (above.header.bottom + 1..top).rev();
        rows.take_while(|row| is_title(*row) && !is_sum(*row)).last().unwrap_or(top)
    }

    /// The header as it is read on a kind of sheet.
    fn settled(&self, header: &Header, kind: SheetKind) -> Header {
        let mut header = header.clone().with_choices(kind, self.choices);
        header.settle(kind, &self.grid.hidden_columns);
        header
    }

    /// The header of a sheet whose kind people chose: the row that they named, else the one with most of its headers.
    fn forced_header(&self, kind: SheetKind, row: Option<u32>) -> Option<Header> {
        let rows = self.grid.rows().iter().map(|row| row.index);
        let candidates: Vec<u32> = match row {
            Some(row) => vec![row],
            None => rows.take(DESCRIBED_ROWS).collect(),
        };
        let headers = candidates.into_iter().map(|row| self.settled(&shape::around(self.grid, row, self.year), kind));
        // Of equals the first; `max_by_key` gives the last.
        headers.rev().max_by_key(|header| header.known(kind))
    }

    /// The header with this base row, and the kind of table that it makes.
    fn header_at(&self, row: u32, above: Option<&Block>) -> Option<(SheetKind, Header, bool)> {
        let mut header = shape::around(self.grid, row, self.year);
        if self.is_above_a_header(row, header.bottom) {
            return None;
        }
        if above.is_some_and(|above| header.top <= above.header.bottom) {
            return None;
        }
        // What print pages repeat has no groups of its own, and the row above it is somebody's.
        if let Some(above) = above
            && header.top < row
        {
            let again = shape::header(self.grid, row, header.bottom, self.year);
            if self.settled(&again, above.kind).layout(above.kind) == above.header.layout(above.kind) {
                header = again;
            }
        }
        let fits: Vec<(SheetKind, usize, Header)> = KINDS
            .into_iter()
            .filter_map(|kind| {
                let header = self.settled(&header, kind);
                // What looks like a header within a table is one only if it says whom the rows are about.
                let says_whom = || kind == SheetKind::Settings || header.says_whom();
                let is_later = above.is_some();
                let score = fit(kind, &header)?;
                let is_meant = (!is_later || says_whom())
                    && !self.counts_other_things(kind, &header)
                    && !self.is_of_another_time(kind, &header);
                is_meant.then_some((kind, score, header))
            })
            .collect();
        let same = above.and_then(|above| fits.iter().find(|(kind, ..)| *kind == above.kind));
        let by_name = || fits.iter().find(|(kind, ..)| self.name.contains(kind.term()));
        let sure_roster =
            || fits.iter().find(|(kind, score, _)| *kind == SheetKind::Roster && *score >= SURELY_A_ROSTER);
        if let Some((kind, _, header)) = same.or_else(by_name).or_else(sure_roster).or_else(|| fits.first()) {
            return Some((*kind, header.clone(), false));
        }
        if let Some(above) = above
            && let again = self.settled(&header, above.kind)
            && goes_on_with_fewer_headers(above.kind, &again)
        {
            return Some((above.kind, again, false));
        }
        let header = self.settled(&header, SheetKind::Roster);
        let is_kept = self.name == SUPPLEMENT_SHEET && header.says_whom();
        let fits = fits_a_supplement(&header) || is_kept;
        (self.forced.is_none() && fits).then_some((SheetKind::Roster, header, true))
    }

    /// Whether one of the rows below, down to `bottom`, is a header by itself, which this one is not: a row of somebody's
    /// above a header that is repeated. Groups above a header are found from there.
    fn is_above_a_header(&self, row: u32, bottom: u32) -> bool {
        let alone = |row| shape::header(self.grid, row, row, self.year);
        let is_one = |row| {
            let header = alone(row);
            header.says_whom() && KINDS.into_iter().any(|kind| fit(kind, &self.settled(&header, kind)).is_some())
        };
        bottom > row && !alone(row).says_whom() && (row + 1..=bottom).any(is_one)
    }

    /// Whether months stand over something else than marks of the monthly appraisal, by the sheet's name or a title: days
    /// of leave, complaints.
    fn counts_other_things(&self, kind: SheetKind, header: &Header) -> bool {
        const OTHER_THINGS: [&str; 12] =
            ["假", "勤", "差评", "投诉", "违规", "通报", "加班", "工资", "奖金", "扣款", "次数", "天数"];
        if kind != SheetKind::Monthly || header.cells.iter().any(|cell| cell.is("月份")) {
            return false;
        }
        let mut texts = titles(self.grid, header.top).into_iter();
        !self.name.contains(kind.term()) && texts.any(|text| OTHER_THINGS.iter().any(|word| text.contains(word)))
    }

    /// Whether scores, grades or votes are of another year or of a part of one, by the sheet's name or a title.
    fn is_of_another_time(&self, kind: SheetKind, header: &Header) -> bool {
        let mut texts = titles(self.grid, header.top).into_iter();
        match kind {
            // Each quarter may have a sheet of its own months.
            SheetKind::Monthly => texts.any(|text| names_another_year_in_words(&text)),
            // A month in a title may be when the review was held; a sheet named after one is that month's.
            SheetKind::FirstReview | SheetKind::Ballots => {
                let of_a_month =
                    self.name.starts_with(|c: char| c.is_ascii_digit()) && names_a_period(&self.name, self.year);
                let of_a_part = |text: &String| ["半年", "季度"].iter().any(|part| text.contains(part));
                of_a_month && !self.name.contains('年')
                    || texts.any(|text| names_another_year_in_words(&text) || of_a_part(&text))
            }
            _ => false,
        }
    }

    /// Whether enough words of headers stand in a row for a closer look. Grades alone are what people have, too.
    fn may_be_a_header(&self, row: u32) -> bool {
        let (mut words, mut grades) = (0, 0);
        for (_, cell) in self.grid.row(row) {
            let text = match cell {
                Cell::Text(text) if text.len() <= MAX_BYTES => plain_header(text),
                Cell::Serial(_) | Cell::Iso(_) => cell.text(self.grid.epoch),
                _ => continue,
            };
            if words::grade(&text).is_some() {
                grades += 1;
            } else if is_of_a_kind(&text, self.year) {
                words += 1;
            }
        }
        words >= 2 || (words >= 1 && grades >= 3) || self.has_chosen_headers(row)
    }

    /// Whether people chose what a header in this row means.
    fn has_chosen_headers(&self, row: u32) -> bool {
        KINDS.into_iter().any(|kind| {
            self.choices.has_columns(kind)
                && self.grid.row(row).iter().any(|(_, cell)| {
                    let name = plain_header(&cell.text(self.grid.epoch));
                    self.choices.target(kind, &name).is_some_and(|target| !target.is_empty())
                })
        })
    }

    /// What speaks for a sheet without a known header.
    fn clue(&self) -> Clue {
        let rows: Vec<u32> = self.grid.rows().iter().map(|row| row.index).take(DESCRIBED_ROWS).collect();
        let headers: Vec<Header> = rows.iter().map(|row| shape::around(self.grid, *row, self.year)).collect();
        let fields = headers.iter().map(Header::fields).max_by_key(BTreeSet::len).unwrap_or_default();
        let by_name = KINDS.into_iter().find(|kind| self.name.contains(kind.term()));
        let best = headers
            .iter()
            .flat_map(|header| KINDS.into_iter().map(move |kind| (kind, own_headers(kind, header))))
            .max_by_key(|(_, count)| *count)
            .filter(|(_, count)| *count >= 2)
            .map(|(kind, _)| kind);
        let lists_people = headers.iter().any(|header| self.lists_people(header)).then_some(SheetKind::Roster);
        let nearest = by_name.or_else(|| {
            let nearest = best.or(lists_people)?;
            Some(self.kind_by_habit().unwrap_or(nearest))
        });
        Clue { fields, nearest }
    }

    /// The kind of sheet that offices give such a name to.
    fn kind_by_habit(&self) -> Option<SheetKind> {
        const HABITS: [(SheetKind, &[&str]); 7] = [
            (SheetKind::Roster, &["请假", "休假", "假勤", "事假"]),
            (SheetKind::Ballots, &["测评", "投票", "选票", "计票", "票"]),
            (SheetKind::Incidents, &["台账", "投诉", "差评", "违规", "通报"]),
            (SheetKind::Monthly, &["月考核", "月度"]),
            (SheetKind::FirstReview, &["评分", "打分"]),
            (SheetKind::History, &["历年", "往年"]),
            (SheetKind::Posts, &["调岗", "岗位调整", "任职变动"]),
        ];
        let names = |words: &[&str]| words.iter().any(|word| self.name.contains(word));
        HABITS.into_iter().find(|(_, words)| names(words)).map(|(kind, _)| kind)
    }

    /// Whether a column of names or keys has something below its header.
    fn lists_people(&self, header: &Header) -> bool {
        header.cells.iter().any(|cell| {
            // 编号 numbers anything.
            let is_whom = cell.is_key() && cell.bare != "编号";
            is_whom && header.cells.len() > 1 && self.grid.get(header.bottom + 1, cell.column).is_some()
        })
    }
}

/// Whether a table goes on below the header of one of its kind with too few headers to begin one: votes without a column for
/// every grade, incidents without 类别. Read by the header above it, its cells would mean something else.
fn goes_on_with_fewer_headers(kind: SheetKind, header: &Header) -> bool {
    kind != SheetKind::Roster
        && header.says_whom()
        && own_headers(kind, header) > 0
        && header.known(kind) * 2 > header.cells.len()
}

/// How many headers of a kind's own a header has; those of months count as one kind of word.
fn own_headers(kind: SheetKind, header: &Header) -> usize {
    let of_roster: Vec<&str> = KEYS.iter().map(|field| field.header()).collect();
    let own = header
        .cells
        .iter()
        .filter(|cell| cell.canonical(kind).is_some_and(|own| !of_roster.contains(&own.as_str()) && own != "序号"));
    match kind {
        SheetKind::Monthly => {
            own.filter(|cell| MONTHS.iter().any(|month| cell.is(month)) || !cell.bare.is_empty()).count()
        }
        _ => own.count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::{
        header::Aside,
        sheet::{Epoch, Region},
    };

    /// A sheet of texts; an empty text is a blank cell.
    fn sheet(name: &str, rows: &[&[&str]], merges: &[Region]) -> Grid {
        let mut cells = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*texts) {
                cells.push((row, column, Cell::Text((*text).to_owned())));
            }
        }
        Grid::new(name.to_owned(), false, Epoch::Y1900, cells, Some(merges))
    }

    fn recognised(grid: &Grid) -> Recognised {
        recognise(grid, &Choices::default(), None, 2024)
    }

    #[track_caller]
    fn blocks(grid: &Grid) -> Vec<Block> {
        match recognised(grid) {
            Recognised::Blocks(blocks) => blocks,
            other => panic!("{other:?}"),
        }
    }

    const fn down(top: u32, column: u32, bottom: u32) -> Region {
        Region { top, left: column, bottom, right: column }
    }

    const fn across(row: u32, left: u32, right: u32) -> Region {
        Region { top: row, left, bottom: row, right }
    }

    #[track_caller]
    fn kind(name: &str, headers: &[&str], expected: SheetKind) {
        let found = blocks(&sheet(name, &[headers], &[]));
        assert_eq!((found[0].kind, found[0].adds_only), (expected, false));
    }

    #[test]
    fn sheets_are_told_by_their_headers() {
        kind("Sheet1", &["工号", "姓名", "科室", "事假天数"], SheetKind::Roster);
        kind("Sheet1", &["参数", "取值", "说明"], SheetKind::Settings);
        kind("Sheet1", &["工号", "姓名", "决定等次"], SheetKind::Decisions);
        kind("Sheet1", &["工号", "姓名", "日期", "类别", "星级", "核实状态", "月度已扣", "说明"], SheetKind::Incidents);
        kind("Sheet1", &["工号", "姓名", "1月", "2月份", "三月"], SheetKind::Monthly);
        kind("Sheet1", &["工号", "姓名", "2024年1月", "2024-02", "2024.3"], SheetKind::Monthly);
        kind("Sheet1", &["工号", "姓名", "月份", "得分", "等次"], SheetKind::Monthly);
        kind("Sheet1", &["工号", "姓名", "工作纪律", "服务规范", "初评分"], SheetKind::FirstReview);
        kind("Sheet1", &["工号", "姓名", "票号", "评价"], SheetKind::Ballots);
        kind("Sheet1", &["工号", "姓名", "优秀（票）", "表扬（票）", "合格（票）"], SheetKind::Ballots);
        kind("Sheet1", &["工号", "姓名", "年度", "等次", "是否晋升"], SheetKind::History);
        kind("Sheet1", &["工号", "姓名", "起始月份", "截止月份", "管理人员", "岗位级别"], SheetKind::Posts);
    }

    #[test]
    fn the_name_decides_between_kinds() {
        let headers = ["工号", "姓名", "起始月份", "截止月份", "管理人员", "岗位级别"];
        kind("花名册", &headers, SheetKind::Roster);
        kind("岗位变动", &headers, SheetKind::Posts);
        kind("2024.xlsx / 花名册", &headers, SheetKind::Roster);
    }

    #[test]
    fn sheets_of_the_program_and_of_others_are_not_read() {
        let headers: &[&str] = &["工号", "姓名", "科室", "小组", "岗位类别", "最终等次"];
        assert_eq!(recognised(&sheet("考核结果", &[headers], &[])), Recognised::Output);
        looks_like("公示名单", &[&["姓名", "奖项"], &["王芳", "优秀"]], Some(SheetKind::Roster));
        assert_eq!(recognised(&sheet("空", &[], &[])), Recognised::Empty);
    }

    #[track_caller]
    fn looks_like(name: &str, rows: &[&[&str]], expected: Option<SheetKind>) {
        match recognised(&sheet(name, rows, &[])) {
            Recognised::Unknown(clue) => assert_eq!(clue.nearest, expected, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }

    #[test]
    fn what_looks_like_data_is_told_by_name_people_or_two_headers() {
        looks_like("决定", &[&["人员", "结论"], &["王芳", "优秀"]], Some(SheetKind::Decisions));
        looks_like("2024事件台账", &[&["时间", "事由"]], Some(SheetKind::Incidents));
        looks_like("通讯录", &[&["姓名", "电话"], &["王芳", "1"]], Some(SheetKind::Roster));
        looks_like("表", &[&["投票人", "评价", "票数", "类别"], &["a", "b", "c", "d"]], None);
        looks_like("表", &[&["理由", "决定人", "其他"], &["a", "b", "c"]], Some(SheetKind::Decisions));
        looks_like("封面", &[&["宝山区政务服务中心"], &["2024年度考核"]], None);
        looks_like("字典", &[&["编号", "名称"], &["1", "甲"]], None);
    }

    #[test]
    fn a_sheet_that_is_not_used_is_taken_for_what_offices_call_so() {
        let people: &[&[&str]] = &[&["姓名", "事由", "备注"], &["王芳", "甲", "乙"]];
        looks_like("投诉台账", people, Some(SheetKind::Incidents));
        looks_like("测评", people, Some(SheetKind::Ballots));
        looks_like("第1票", people, Some(SheetKind::Ballots));
        looks_like("请假登记", &[&["姓名", "日期", "类别原因"], &["王芳", "甲", "乙"]], Some(SheetKind::Roster));
        looks_like("投诉须知", &[&["来电要记下时间"]], None);
    }

    #[test]
    fn titles_units_and_dates_stand_above_the_header_however_far() {
        let mut rows: Vec<&[&str]> = vec![&["考核花名册"], &["单位：业务科", "", "2024-12-31"]];
        rows.extend(std::iter::repeat_n(&[][..], 40));
        rows.push(&["工号", "姓名", "科室", "事假"]);
        rows.push(&["1", "王芳"]);
        let found = blocks(&sheet("x", &rows, &[]));
        assert_eq!((found[0].header.top, found[0].header.bottom, found[0].end), (42, 42, 44));
    }

    #[test]
    fn tables_below_one_another_have_headers_of_their_own() {
        let rows: &[&[&str]] = &[
            &["业务科"],
            &["工号", "姓名", "科室", "事假", "投诉"],
            &["1", "王芳", "业务科", "1", "2"],
            &["信息科2024年度考核表"],
            &["姓名", "工号", "科室", "投诉", "事假", "差评"],
            &["李静", "2", "信息科", "2", "1", "0"],
            &["姓名", "工号", "科室", "投诉", "事假", "差评"],
            &["赵云", "3", "信息科", "2", "1", "0"],
        ];
        let found = blocks(&sheet("x", rows, &[]));
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].header.bottom, found[0].end), (1, 3));
        assert_eq!((found[1].header.bottom, found[1].end, found[1].repeats.as_slice()), (4, 8, &[(6, 6)][..]));
        let complaints = |at: usize| found[at].header.find_field(Field::Complaints);
        assert_eq!([complaints(0), complaints(1)], [Some(4), Some(3)]);
    }

    #[track_caller]
    fn of_two_rows(merges: &[Region]) {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "科室", "差评", "", "评分(分)", ""],
            &["", "", "", "核实差评数", "已扣数", "工作纪律", "服务规范"],
            &["1", "王芳", "业务科", "1", "0", "20", "21"],
        ];
        let found = blocks(&sheet("花名册", rows, merges));
        assert_eq!((found[0].header.top, found[0].header.bottom), (0, 1));
        let fields = found[0].header.fields();
        for field in
            [Field::StaffNumber, Field::BadReviews, Field::BadReviewsFined, Field::Discipline, Field::ServiceNorms]
        {
            assert!(fields.contains(&field), "{}", field.header());
        }
    }

    #[test]
    fn a_header_of_two_rows_is_joined_whether_merged_or_not() {
        of_two_rows(&[down(0, 0, 1), down(0, 1, 1), down(0, 2, 1), across(0, 3, 4), across(0, 5, 6)]);
        of_two_rows(&[]);
    }

    #[test]
    fn a_header_merged_over_three_rows_is_one() {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "科室", "请假", "", "投诉"],
            &["", "", "", "事假（天）", "病假（天）", ""],
            &[],
            &["1", "王芳", "业务科", "1", "0", "2"],
        ];
        let merges =
            [down(0, 0, 2), down(0, 1, 2), down(0, 2, 2), across(0, 3, 4), down(1, 3, 2), down(1, 4, 2), down(0, 5, 2)];
        let header = blocks(&sheet("x", rows, &merges)).remove(0).header;
        assert_eq!(
            (header.bottom, header.find_field(Field::LeaveDays), header.find_field(Field::Complaints)),
            (2, Some(3), Some(5))
        );
    }

    #[test]
    fn a_row_of_data_or_of_units_below() {
        let data: &[&[&str]] = &[&["工号", "姓名", "科室", "小组"], &["BS1", "王芳", "业务科", "一组"]];
        assert_eq!(blocks(&sheet("x", data, &[]))[0].header.bottom, 0);
        let units: &[&[&str]] = &[&["工号", "姓名", "科室", "事假"], &["", "", "", "天"], &["1", "王芳", "", "2"]];
        let header = blocks(&sheet("x", units, &[])).remove(0).header;
        assert_eq!((header.bottom, header.find_field(Field::LeaveDays)), (1, Some(3)));
    }

    #[test]
    fn a_remark_merged_down_beside_the_data_is_no_header_of_them() {
        let rows: &[&[&str]] =
            &[&["工号", "姓名", "科室", "事假", "备注"], &["1", "王芳", "", "2"], &["2", "李静", "", "3"]];
        assert_eq!(blocks(&sheet("x", rows, &[down(0, 4, 2)]))[0].header.bottom, 0);
    }

    /// Columns under groups of other times and people, and what is read of them.
    #[track_caller]
    fn under(group: &str, sub: &str, field: Field, expected: bool) {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "科室", "在岗月数", group, ""],
            &["", "", "", "", sub, "其他"],
            &["1", "王芳", "", "12", "1", "2"],
        ];
        for merges in [&[across(0, 4, 5)][..], &[]] {
            let header = blocks(&sheet("x", rows, merges)).remove(0).header;
            assert_eq!(header.bottom, 1, "{group}");
            assert_eq!(header.find_field(field).is_some(), expected, "{group} over {sub}");
        }
    }

    #[test]
    fn columns_of_other_years_parts_of_the_year_and_other_people_are_not_read() {
        for group in ["上年度", "2023年", "去年", "上半年", "一季度", "3月", "配偶情况"] {
            under(group, "事假", Field::LeaveDays, false);
        }
        for group in ["考勤", "2024年", "本年度"] {
            under(group, "事假", Field::LeaveDays, true);
        }
    }

    #[test]
    fn groups_over_the_header_s_first_row_are_seen_and_titles_are_none() {
        let rows: &[&[&str]] = &[
            &["2023年至2024年花名册"],
            &["", "", "", "上年度", "", "紧急联系人", ""],
            &["工号", "姓名", "科室", "事假", "投诉", "姓名", "电话", "差评"],
            &["1", "王芳", "业务科", "1", "2", "王父", "1", "0"],
        ];
        let found = blocks(&sheet("x", rows, &[across(0, 0, 7), across(1, 3, 4), across(1, 5, 6)]));
        let header = &found[0].header;
        assert_eq!((header.top, header.bottom), (1, 2));
        assert_eq!(header.find_field(Field::Name), Some(1));
        assert_eq!([Field::LeaveDays, Field::Complaints].map(|field| header.find_field(field)), [None, None]);
        assert_eq!(header.doubles().count(), 0, "the contact's name is nobody's");
    }

    #[test]
    fn years_under_grades_are_past_grades_and_a_year_over_a_grade_is_one() {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "科室", "事假", "历年等次", "", "2023年", ""],
            &["", "", "", "", "2021", "2022年", "等次", "事假"],
            &["1", "王芳", "", "1", "合格", "优秀", "表扬", "9"],
        ];
        let header = blocks(&sheet("x", rows, &[across(0, 4, 5), across(0, 6, 7)])).remove(0).header;
        let read: Vec<_> = header.cells.iter().filter_map(|cell| cell.canonical(SheetKind::Roster)).collect();
        assert_eq!(read, ["工号", "姓名", "科室", "事假天数", "2021年等次", "2022年等次", "2023年等次"]);
    }

    #[test]
    fn months_stand_over_scores_and_grades() {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "1月", "", "2月", "", "3月", ""],
            &["", "", "得分", "等次", "得分", "等次", "得分", "等次"],
            &["1", "王芳", "90", "合格", "90", "合格", "90", "合格"],
        ];
        let found = blocks(&sheet("x", rows, &[across(0, 2, 3), across(0, 4, 5), across(0, 6, 7)]));
        assert_eq!(found[0].kind, SheetKind::Monthly);
        assert_eq!(found[0].header.find("2月等次"), Some(5));
    }

    #[test]
    fn months_stand_under_scores_and_grades_too_and_not_over_days_of_leave() {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "得分", "", "", "等次", "", ""],
            &["", "", "1月", "2月", "3月", "1月", "2月", "3月"],
            &["1", "王芳", "90", "90", "90", "合格", "合格", "合格"],
        ];
        let found = blocks(&sheet("x", rows, &[across(0, 2, 4), across(0, 5, 7)]));
        assert_eq!((found[0].header.find("2月得分"), found[0].header.find("2月等次")), (Some(3), Some(6)));
        let days: &[&[&str]] = &[&["工号", "姓名", "1月", "2月", "3月"], &["1", "王芳", "0", "1", "2"]];
        looks_like("2024年考勤", days, Some(SheetKind::Monthly));
        let titled: &[&[&str]] =
            &[&["各月投诉次数"], &["工号", "姓名", "1月", "2月", "3月"], &["1", "王芳", "0", "1", "2"]];
        looks_like("Sheet2", titled, Some(SheetKind::Monthly));
        kind("Sheet2", &["工号", "姓名", "1月", "2月", "3月"], SheetKind::Monthly);
        kind("月度考核（含考勤）", &["工号", "姓名", "1月", "2月", "3月"], SheetKind::Monthly);
    }

    #[test]
    fn of_two_columns_for_one_thing_the_visible_or_plain_one_is_read_else_the_left() {
        let asides = |rows: &[&[&str]], hidden: &[u16], merges: &[Region]| {
            let mut grid = sheet("x", rows, merges);
            grid.hidden_columns = hidden.to_vec();
            let header = blocks(&grid).remove(0).header;
            (
                header.find_field(Field::LeaveDays),
                header.cells.iter().filter_map(|cell| cell.aside.clone()).collect::<Vec<_>>(),
            )
        };
        let plain: &[&[&str]] = &[&["工号", "姓名", "科室", "事假", "事假天数"], &["1", "王芳", "", "1", "2"]];
        let target = || "事假天数".to_owned();
        assert_eq!(asides(plain, &[], &[]), (Some(3), vec![Aside::Double { target: target(), of: 3 }]));
        assert_eq!(asides(plain, &[3], &[]), (Some(4), vec![Aside::Yields { target: target(), to: 4 }]));
        let grouped: &[&[&str]] = &[
            &["工号", "姓名", "科室", "其他", "", "事假天数"],
            &["", "", "", "事假", "病假", ""],
            &["1", "王芳", "", "1", "2", "3"],
        ];
        let merges = [down(0, 0, 1), down(0, 1, 1), down(0, 2, 1), across(0, 3, 4), down(0, 5, 1)];
        assert_eq!(asides(grouped, &[], &merges), (Some(5), vec![Aside::Yields { target: target(), to: 5 }]));
    }
}
