//! Headers: which rows of a sheet are one, what each column under it means, and which kind of sheet that makes.
//!
//! A header is read from one or several rows ([`shape`]); its texts are compared in one form ([`text`]); the kinds of
//! sheets and their headers are in [`kinds`]; [`blocks`] finds the tables of a sheet, each under a header of its own.

mod blocks;
mod kinds;
mod shape;
mod text;

pub(super) use blocks::{Block, Recognised, recognise, recognise_settings, titles};
pub use kinds::least_headers;
pub(super) use kinds::{KEYS, MONTHS, REVIEW, adds_something, headers, month_mark};
pub(super) use text::{
    foreign_unit, is_of_money, month, names_a_part, names_a_period, names_another_year_in_words, plain_header, years,
};

use super::{choices::Choices, sheet::Grid, text::compact};
use crate::domain::{
    ACCOUNT_SHEET, CHOICES_SHEET, CORRECTIONS_SHEET, ColumnScope, Field, HISTORY_SHEET, KEPT_SHEET, SheetKind,
    ValueKind, column_letters, words,
};
use kinds::MARKS;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Sheets of the results workbook, and the instructions of the blank template: what the program wrote is no input. An
/// office may give such a name to a list of its own, so they are known by a header, too; the instructions have none.
const OUTPUT_SHEETS: [(&str, Option<&str>); 16] = [
    ("考核结果", Some("最终等次")),
    ("奖金发放表", Some("未扣足金额")),
    ("奖金汇总", Some("未扣足金额")),
    ("结果运用", Some("事项")),
    ("公示名单", Some("拟定等次")),
    ("待决事项", Some("事项")),
    ("口径影响", Some("另取值")),
    ("问题清单", Some("级别")),
    ("未参加考核", Some("原因")),
    ("依据说明", Some("计算过程")),
    ("填表说明", None),
    (ACCOUNT_SHEET, Some("非空单元格")),
    (CORRECTIONS_SHEET, Some("更正值")),
    (CHOICES_SHEET, Some("对应")),
    (HISTORY_SHEET, Some("程序版本")),
    (KEPT_SHEET, Some("表头")),
];

/// Whether a sheet is the one of this name that the program wrote.
pub(super) fn is_own(grid: &Grid, name: &str) -> bool {
    own_name(grid) == name && is_output(grid)
}

/// Whether a sheet is one that the program wrote.
fn is_output(grid: &Grid) -> bool {
    let name = own_name(grid);
    let Some((_, header)) = OUTPUT_SHEETS.iter().find(|(output, _)| *output == name) else { return false };
    let first = grid.rows().first();
    let has = |header: &str| {
        first.is_some_and(|row| row.cells.iter().any(|(_, cell)| plain_header(&cell.text(grid.epoch)) == header))
    };
    let is_prose = || first.is_none_or(|row| row.cells.len() <= 2);
    grid.is_empty() || header.map_or_else(is_prose, has)
}

/// What a column of the roster holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// A fact.
    Field(Field),
    /// The grade of an earlier year.
    PastGrade(i32),
    /// 序号: counts the rows, no fact.
    Counter,
}

static FIELDS: LazyLock<BTreeMap<String, Field>> = LazyLock::new(|| {
    let names =
        |field: &Field| field.aliases().iter().chain([&field.header()]).map(|name| plain_header(name)).collect();
    let names = |field| -> Vec<String> { names(field) };
    Field::ALL.iter().flat_map(|field| names(field).into_iter().map(|name| (name, *field))).collect()
});

/// The column that a header names, given as [`plain_header`].
pub(super) fn column_of(header: &str) -> Option<Column> {
    if let Some(field) = FIELDS.get(header) {
        return Some(Column::Field(*field));
    }
    if header == "序号" {
        return Some(Column::Counter);
    }
    let (year, rest) = header.split_at_checked(4)?;
    let year = year.parse().ok().filter(|year| (2000..=2100).contains(year))?;
    ["年等次", "等次", "年度考核等次", "年考核等次", "年度等次"].contains(&rest).then_some(Column::PastGrade(year))
}

/// Why a column that could be read isn't.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Aside {
    /// Another column says the same and goes before it: it is visible, stands under no group, or was chosen.
    Yields {
        /// What both are.
        target: String,
        /// The other column.
        to: u16,
    },
    /// Another column claims the same with the same right: an error.
    Double {
        /// What both claim to be.
        target: String,
        /// The other column, which stands meanwhile.
        of: u16,
    },
}

/// One column's header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeaderCell {
    /// The column.
    pub(super) column: u16,
    /// The row in which its own text stands.
    pub(super) row: u32,
    /// What is shown: of several rows, all.
    pub(super) shown: String,
    /// The texts to match, the first that fits counts; none if the column isn't to be read.
    candidates: Vec<String>,
    /// Whether people chose what it is.
    chosen: bool,
    /// Whether groups stand above its own text.
    grouped: bool,
    /// The time or person that a group says it is about, if that is another than the appraised.
    pub(super) scope: Option<ColumnScope>,
    /// Its own text without its groups, as it is compared.
    pub(super) bare: String,
    /// Why it isn't read although it could be.
    pub(super) aside: Option<Aside>,
}

impl HeaderCell {
    /// A column under these texts from top to bottom, the last of which is its own.
    fn new(column: u16, row: u32, stack: &[String], year: i32) -> HeaderCell {
        let plain: Vec<String> = stack.iter().map(|text| plain_header(text)).collect();
        let (bare, groups) =
            plain.split_last().map_or((String::new(), &[][..]), |(bare, groups)| (bare.clone(), groups));
        let (bare, said) = told_apart(bare, year, groups.is_empty());
        // Votes are given by others, too.
        let is_score = words::grade(&bare).is_some()
            || matches!(column_of(&bare), Some(Column::Field(field)) if is_given_by_others(field));
        let scope = said.or_else(|| groups.iter().find_map(|group| text::scope(group, year, is_score)));
        // A month is a part of the quarter or half above it.
        let is_month = text::month(&bare, year).is_some();
        let scope = scope.filter(|scope| !is_month || *scope != ColumnScope::PartOfYear);
        let mut candidates = Vec::new();
        for from in 0..groups.len() {
            candidates.push(plain_header(&plain[from..].concat()));
        }
        candidates.extend(past_grade(groups, &bare));
        let mark = mark_of_month(groups, &bare, year);
        let has_mark = mark.is_some();
        candidates.extend(mark);
        if scope.is_none() && !has_mark {
            // A month alone is a header of its own.
            let month = text::month(&bare, year).map(|month| MONTHS[month as usize - 1].to_owned());
            candidates.push(month.unwrap_or_else(|| bare.clone()));
            candidates.extend(words::grade(&bare).map(|grade| grade.term().to_owned()));
        }
        let (bare, scope, candidates) = match part_of_field(groups, &bare, scope, &candidates, year) {
            Some((field, scope)) => (field.header().to_owned(), Some(scope), Vec::new()),
            None => (bare, scope, candidates),
        };
        let field = candidates.iter().find_map(|text| column_of(text));
        let (bare, scope, candidates) = match field {
            Some(Column::Field(field))
                if !stack.iter().flat_map(|text| text::remarks(text)).all(|remark| text::suits(&remark, field)) =>
            {
                (field.header().to_owned(), Some(ColumnScope::Unclear), Vec::new())
            }
            _ => (bare, scope, candidates),
        };
        HeaderCell {
            column,
            row,
            shown: shown(stack),
            candidates,
            chosen: false,
            grouped: !groups.is_empty(),
            scope,
            bare,
            aside: None,
        }
    }

    /// The roster's column that it names.
    pub(super) fn roster_column(&self) -> Option<Column> {
        if self.aside.is_some() {
            return None;
        }
        self.candidates.iter().find_map(|text| column_of(text))
    }

    /// The roster's column that it would be, did a group not say that it is about something else.
    pub(super) fn bare_column(&self) -> Option<Column> {
        self.scope.and_then(|_| column_of(&self.bare))
    }

    /// Whether people chose that it isn't to be read.
    pub(super) fn is_ignored(&self) -> bool {
        self.chosen && self.candidates.is_empty()
    }

    /// Gives it the meaning that people chose.
    fn choose(&mut self, target: &str) {
        let target = plain_header(target);
        self.candidates = if target.is_empty() { Vec::new() } else { vec![target] };
        self.chosen = true;
        self.scope = None;
        self.aside = None;
    }

    /// Whether it is a header of a kind of sheet.
    pub(super) fn belongs_to(&self, kind: SheetKind) -> bool {
        self.canonical(kind).is_some()
    }

    /// The canonical header that it is read as on a kind of sheet; nothing if it isn't read.
    pub(super) fn canonical(&self, kind: SheetKind) -> Option<String> {
        if self.aside.is_some() {
            return None;
        }
        let own = headers(kind).into_iter().find(|header| self.is(header));
        let own = own.map(str::to_owned).or_else(|| self.month_mark().filter(|_| kind == SheetKind::Monthly));
        own.or_else(|| match self.roster_column()? {
            Column::Counter => Some("序号".to_owned()),
            Column::Field(field) if kind == SheetKind::Roster || headers(kind).contains(&field.header()) => {
                Some(field.header().to_owned())
            }
            Column::PastGrade(year) if kind == SheetKind::Roster => Some(Field::past_grade_header(year)),
            Column::Field(_) | Column::PastGrade(_) => None,
        })
    }

    /// `1月得分` and the like.
    fn month_mark(&self) -> Option<String> {
        let marks = MONTHS.iter().flat_map(|month| ["得分", "等次"].map(|mark| month_mark(month, mark)));
        marks.into_iter().find(|mark| self.is(mark))
    }

    /// Whether it is a header of a column of keys or names, under any of its names.
    fn is_key(&self) -> bool {
        matches!(self.roster_column(), Some(Column::Field(field)) if KEYS.contains(&field))
    }

    /// Whether it says whom a row is about, or counts the rows.
    pub(super) fn is_whom(&self) -> bool {
        self.is_key() || self.roster_column() == Some(Column::Counter)
    }

    /// Whether it is this header.
    pub(super) fn is(&self, header: &str) -> bool {
        self.aside.is_none() && self.candidates.iter().any(|text| text == header)
    }
}

/// Whether what a field holds is given by others: scores and grades.
fn is_given_by_others(field: Field) -> bool {
    matches!(field.kind(), ValueKind::Score | ValueKind::Bonus | ValueKind::Grade)
}

/// A header that names its column and another time or person at once, as in 上半年投诉 and 事假(上年): its own part, and what the
/// other says. What brackets behind a column of facts say and nobody understands may be anything: a unit, a part of them.
fn told_apart(bare: String, year: i32, alone: bool) -> (String, Option<ColumnScope>) {
    if column_of(&bare).is_some() || text::month(&bare, year).is_some() {
        return (bare, None);
    }
    let bracketed = bare.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let split = bare.char_indices().skip(1).map(|(at, _)| bare.split_at(at)).filter(|_| alone);
    let parts = bracketed.map(|(own, said)| (said, own)).into_iter().chain(split);
    let told = parts.into_iter().find_map(|(said, own)| {
        let is_column = matches!(column_of(own), Some(Column::Field(_)));
        let scope = is_column.then(|| text::scope(said, year, false)).flatten()?;
        Some((own.to_owned(), scope))
    });
    let unclear = || {
        let (own, _) = bracketed?;
        let is_of_facts = matches!(column_of(own), Some(Column::Field(field)) if is_of_facts(field));
        is_of_facts.then(|| (own.to_owned(), ColumnScope::Unclear))
    };
    told.or_else(unclear).map_or((bare, None), |(own, scope)| (own, Some(scope)))
}

/// Whether a field is a fact that rules weigh: no name, number or text.
fn is_of_facts(field: Field) -> bool {
    !matches!(field.kind(), ValueKind::Key | ValueKind::Name | ValueKind::Text)
}

/// A column under a group that names a field, which it says only a part of: a month of it, a half-year, or one of several
/// readings that nobody can choose between, as 一审 and 终审 under 初评分.
fn part_of_field(
    groups: &[String],
    bare: &str,
    scope: Option<ColumnScope>,
    candidates: &[String],
    year: i32,
) -> Option<(Field, ColumnScope)> {
    let Some(Column::Field(field)) = column_of(groups.last()?) else { return None };
    let is_known = candidates.iter().any(|text| column_of(text).is_some()) || column_of(bare).is_some();
    if is_known || !is_of_facts(field) {
        return None;
    }
    // Marks of months may stand under the name of their mean, and votes under that of their score.
    let is_month = text::month(bare, year).is_some();
    if is_given_by_others(field) && (is_month || words::grade(bare).is_some()) {
        return None;
    }
    let of_months = is_month.then_some(ColumnScope::PartOfYear);
    let own = of_months.or(scope).or_else(|| text::scope(bare, year, true));
    Some((field, own.unwrap_or(ColumnScope::Unclear)))
}

/// What is shown of a header of several rows: its groups and its own text.
fn shown(stack: &[String]) -> String {
    match stack {
        [] => String::new(),
        [one] => one.clone(),
        [groups @ .., own] => groups.iter().map(|group| plain_header(group)).collect::<String>() + own,
    }
}

/// A year under 历年等次, 考核等次 and the like: `2023年等次`.
fn past_grade(groups: &[String], bare: &str) -> Option<String> {
    const OF_GRADES: [&str; 4] = ["等次", "历年", "历次", "考核结果"];
    let year = text::year(bare)?;
    let is_of_grades = |group: &String| OF_GRADES.iter().any(|word| group.contains(word));
    groups.iter().any(is_of_grades).then(|| Field::past_grade_header(year))
}

/// 得分 or 等次 under a month, or a month under one of them, as in `1月得分`.
fn mark_of_month(groups: &[String], bare: &str, year: i32) -> Option<String> {
    let texts = || groups.iter().map(String::as_str).chain([bare]);
    let month = texts().find_map(|text| text::month(text, year))?;
    let (_, mark) = texts().find_map(|text| MARKS.into_iter().find(|(word, _)| *word == text))?;
    Some(month_mark(MONTHS[month as usize - 1], mark))
}

/// A header of one or several rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    /// The first row of it, groups included.
    pub(super) top: u32,
    /// The last row of it; data begins below.
    pub(super) bottom: u32,
    /// Its filled cells by column.
    pub(super) cells: Vec<HeaderCell>,
}

impl Header {
    /// How each column is named in kept choices: by its header, from the second of one name on with its number, and
    /// without a header by its letters.
    pub(super) fn names(&self) -> Vec<(u16, String)> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let name = |cell: &HeaderCell| {
            let plain = plain_header(&cell.shown);
            if plain.is_empty() {
                return format!("#{}", column_letters(cell.column));
            }
            let count = seen.entry(plain.clone()).or_default();
            *count += 1;
            if *count == 1 { plain } else { format!("{plain}#{count}") }
        };
        self.cells.iter().map(|cell| cell.column).zip(self.cells.iter().map(name).collect::<Vec<_>>()).collect()
    }

    /// Gives columns the meanings that people chose for this kind of sheet, by name.
    pub(super) fn with_choices(mut self, kind: SheetKind, choices: &Choices) -> Header {
        if choices.has_columns(kind) {
            for (column, name) in self.names() {
                if let Some(target) = choices.target(kind, &name) {
                    self.choose(column, target);
                }
            }
            for (column, target) in choices.unheaded(kind) {
                if self.at(column).is_none() {
                    self.choose(column, target);
                }
            }
        }
        self
    }

    /// Gives one column the meaning that people chose; a column without a header gets one.
    pub(super) fn choose(&mut self, column: u16, target: &str) {
        match self.cells.binary_search_by_key(&column, |cell| cell.column) {
            Ok(position) => self.cells[position].choose(target),
            Err(position) => {
                let mut cell = HeaderCell::new(column, self.bottom, &[String::new()], 0);
                cell.choose(target);
                self.cells.insert(position, cell);
            }
        }
    }

    /// Settles which of several columns of one meaning is read: one that people chose, else a visible one, else one
    /// under no group. Where that doesn't tell them apart, the left one stands and the others are doubles.
    pub(super) fn settle(&mut self, kind: SheetKind, hidden: &[u16]) {
        for cell in &mut self.cells {
            cell.aside = None;
        }
        let mut claims: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, cell) in self.cells.iter().enumerate() {
            if let Some(target) = cell.canonical(kind).filter(|target| target != "序号") {
                claims.entry(target).or_default().push(at);
            }
        }
        for (target, claimants) in claims.into_iter().filter(|(_, claimants)| claimants.len() > 1) {
            let rank = |at: &usize| {
                let cell = &self.cells[*at];
                let grouped = cell.grouped && !cell.is_joined(kind);
                (!cell.chosen, hidden.contains(&cell.column), grouped)
            };
            let Some(best) = claimants.iter().min_by_key(|at| (rank(at), **at)).copied() else { continue };
            let best_rank = rank(&best);
            let asides: Vec<(usize, bool)> =
                claimants.iter().filter(|at| **at != best).map(|at| (*at, rank(at) == best_rank)).collect();
            let column = self.cells[best].column;
            for (at, is_double) in asides {
                let target = target.clone();
                self.cells[at].aside = Some(if is_double {
                    Aside::Double { target, of: column }
                } else {
                    Aside::Yields { target, to: column }
                });
            }
        }
    }

    /// How many of its columns belong to a kind of sheet.
    fn known(&self, kind: SheetKind) -> usize {
        self.cells.iter().filter(|cell| cell.belongs_to(kind)).count()
    }

    /// Whether it has a column of keys or names.
    fn says_whom(&self) -> bool {
        self.cells.iter().any(HeaderCell::is_key)
    }

    /// The header of a column.
    pub(super) fn at(&self, column: u16) -> Option<&HeaderCell> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().map(|position| &self.cells[position])
    }

    /// The column of a header.
    pub(super) fn find(&self, header: &str) -> Option<u16> {
        self.cells.iter().find(|cell| cell.is(header)).map(|cell| cell.column)
    }

    /// The column of a fact: the one that bears its own name, else the first under any of its names.
    pub(super) fn find_field(&self, field: Field) -> Option<u16> {
        let any = || self.cells.iter().find(|cell| cell.roster_column() == Some(Column::Field(field)));
        self.find(field.header()).or_else(|| any().map(|cell| cell.column))
    }

    /// The facts that it has columns for.
    pub(super) fn fields(&self) -> BTreeSet<Field> {
        self.cells
            .iter()
            .filter_map(|cell| match cell.roster_column() {
                Some(Column::Field(field)) => Some(field),
                _ => None,
            })
            .collect()
    }

    /// What each column is read as, to tell whether two headers are the same.
    fn layout(&self, kind: SheetKind) -> Vec<(u16, String)> {
        self.cells.iter().filter_map(|cell| Some((cell.column, cell.canonical(kind)?))).collect()
    }

    /// The columns that one field has besides the first: by canonical header, in their order.
    pub(super) fn doubles(&self) -> impl Iterator<Item = (&str, u16, &HeaderCell)> {
        self.cells.iter().filter_map(|cell| match &cell.aside {
            Some(Aside::Double { target, of }) => Some((target.as_str(), *of, cell)),
            _ => None,
        })
    }
}

impl HeaderCell {
    /// What another column claims to be with the same right.
    pub(super) fn double_of(&self) -> Option<&str> {
        match &self.aside {
            Some(Aside::Double { target, .. }) => Some(target),
            _ => None,
        }
    }

    /// Whether it is a further column of remarks, which are joined.
    pub(super) fn is_double_of_notes(&self) -> bool {
        self.double_of() == Some(Field::Note.header())
    }

    /// Whether it is told by its groups and its own text together.
    fn is_joined(&self, kind: SheetKind) -> bool {
        let Some(first) = self.candidates.iter().find(|text| is_read(text, kind)) else { return false };
        *first != self.bare
    }
}

/// Whether a text is a header on a kind of sheet.
fn is_read(text: &str, kind: SheetKind) -> bool {
    headers(kind).contains(&text) || column_of(text).is_some()
}

/// The columns 序号.
pub(super) fn counters(header: &Header) -> Vec<u16> {
    let counters = header.cells.iter().filter(|cell| cell.roster_column() == Some(Column::Counter));
    counters.map(|cell| cell.column).collect()
}

/// A sheet that the program wrote, as a table under its first row.
pub(super) fn first_row(grid: &Grid) -> Block {
    let row = grid.rows().first().map_or(0, |row| row.index);
    let end = grid.rows().last().map_or(0, |row| row.index + 1);
    let header = shape::header(grid, row, row, 0);
    Block { kind: SheetKind::History, header, end, repeats: Vec::new(), adds_only: false, chosen: false, beside: None }
}

/// The column of letters.
pub(super) fn column_of_letters(letters: &str) -> Option<u16> {
    let digit = |byte: u8| byte.is_ascii_uppercase().then(|| u32::from(byte - b'A') + 1);
    let number = letters.bytes().try_fold(0_u32, |sum, byte| sum.checked_mul(26)?.checked_add(digit(byte)?))?;
    u16::try_from(number.checked_sub(1)?).ok()
}

/// What stands between the names of a file and of its sheet, where there are several files.
const FILE_END: &str = " / ";

/// The name of a sheet without that of its file.
pub(super) fn own_name(grid: &Grid) -> String {
    compact(grid.name.rsplit(FILE_END).next().unwrap_or_default())
}
