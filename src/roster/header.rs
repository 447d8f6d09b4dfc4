//! Which row of a sheet is its header, and which kind of sheet the header makes it.

use super::{choices::Choices, sheet::Grid, text::compact};
use crate::domain::{ACCOUNT_SHEET, CHOICES_SHEET, CORRECTIONS_SHEET, CellRef, Field, Grade, HISTORY_SHEET, SheetKind};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// The header is looked for in so many rows from the top.
const SEARCHED_ROWS: u32 = 30;

/// Units that may follow a header in brackets.
const UNITS: [&str; 12] = ["次", "个", "件", "天", "日", "月", "个月", "年", "分", "元", "级", "人"];

/// Sheets of the results workbook, and the instructions of the blank template: what the program wrote is no input.
const OUTPUT_SHEETS: [&str; 15] = [
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
    ACCOUNT_SHEET,
    "填表说明",
    CORRECTIONS_SHEET,
    CHOICES_SHEET,
    HISTORY_SHEET,
];

/// A header as it is compared: NFKC, without white space and without a trailing unit in brackets.
pub(super) fn plain_header(text: &str) -> String {
    let text = compact(text);
    let unit = text.strip_suffix(')').or_else(|| text.strip_suffix(']')).and_then(|rest| {
        let open = rest.rfind(['(', '['])?;
        let unit = &rest[open + 1..];
        (UNITS.contains(&unit) || unit == "%").then_some(open)
    });
    match unit {
        Some(open) if open > 0 => text[..open].to_owned(),
        _ => text,
    }
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
    ["年等次", "等次", "年度考核等次"].contains(&rest).then_some(Column::PastGrade(year))
}

/// One column's header.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeaderCell {
    /// The column.
    pub(super) column: u16,
    /// The row in which its own text stands.
    pub(super) row: u32,
    /// What is shown: of two rows, both.
    pub(super) shown: String,
    /// The texts to match, the first that fits counts; none if the column isn't to be read.
    candidates: Vec<String>,
    /// Whether people chose what it is.
    chosen: bool,
}

impl HeaderCell {
    /// The roster's column that it names.
    pub(super) fn roster_column(&self) -> Option<Column> {
        self.candidates.iter().find_map(|text| column_of(text))
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
    }

    /// Whether it is a header of a kind of sheet.
    pub(super) fn belongs_to(&self, kind: SheetKind) -> bool {
        match kind {
            SheetKind::Roster => self.roster_column().is_some(),
            _ => self.is("序号") || headers(kind).iter().any(|header| self.is(header)) || self.is_key(),
        }
    }

    /// The canonical header that it is read as on a kind of sheet; nothing if it isn't read.
    pub(super) fn canonical(&self, kind: SheetKind) -> Option<String> {
        let own = headers(kind).into_iter().find(|header| self.is(header));
        own.map(str::to_owned).or_else(|| match self.roster_column()? {
            Column::Counter => Some("序号".to_owned()),
            Column::Field(field) if kind == SheetKind::Roster || KEYS.contains(&field) => {
                Some(field.header().to_owned())
            }
            Column::PastGrade(year) if kind == SheetKind::Roster => Some(Field::past_grade_header(year)),
            Column::Field(_) | Column::PastGrade(_) => None,
        })
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
        self.candidates.iter().any(|text| text == header)
    }
}

/// A header of one or two rows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Header {
    /// The last row of it; data begins below.
    pub(super) bottom: u32,
    /// Its filled cells by column.
    pub(super) cells: Vec<HeaderCell>,
}

impl Header {
    fn one_row(grid: &Grid, row: u32) -> Header {
        let cells = grid.header_columns(row).into_iter().filter_map(|column| {
            let ((text_row, text_column), shown) = grid.header_text(row, column)?;
            // A header merged sideways belongs to its first column.
            (text_column == column).then(|| HeaderCell {
                column,
                row: text_row,
                candidates: vec![plain_header(&shown)],
                shown,
                chosen: false,
            })
        });
        Header { bottom: row, cells: cells.collect() }
    }

    fn two_rows(grid: &Grid, top: u32) -> Header {
        let mut columns = grid.header_columns(top);
        columns.extend(grid.header_columns(top + 1));
        columns.sort_unstable();
        columns.dedup();
        let cells = columns.into_iter().filter_map(|column| {
            let below = grid.header_text(top + 1, column).filter(|((_, text_column), _)| *text_column == column);
            let above = grid.header_text(top, column).or_else(|| group_to_the_left(grid, top, column));
            match (above, below) {
                (Some((place, _)), Some((same, shown))) if place == same => Some((same.0, shown, None)),
                (Some((_, group)), Some((place, sub))) => {
                    Some((place.0, format!("{}{sub}", plain_header(&group)), Some(sub)))
                }
                (None, Some((place, sub))) => Some((place.0, sub, None)),
                (Some((place, text)), None) if place.1 == column => Some((place.0, text, None)),
                _ => None,
            }
            .map(|(row, shown, sub)| {
                let candidates = [Some(plain_header(&shown)), sub.as_deref().map(plain_header)];
                HeaderCell { column, row, candidates: candidates.into_iter().flatten().collect(), shown, chosen: false }
            })
        });
        Header { bottom: top + 1, cells: cells.collect() }
    }

    /// How each column is named in kept choices: by its header, from the second of one name on with its number, and
    /// without a header by its letters.
    pub(super) fn names(&self) -> Vec<(u16, String)> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let name = |cell: &HeaderCell| {
            let plain = plain_header(&cell.shown);
            if plain.is_empty() {
                return format!("#{}", letters(cell.column));
            }
            let count = seen.entry(plain.clone()).or_default();
            *count += 1;
            if *count == 1 { plain } else { format!("{plain}#{count}") }
        };
        self.cells.iter().map(|cell| cell.column).zip(self.cells.iter().map(name).collect::<Vec<_>>()).collect()
    }

    /// Gives columns the meanings that people chose for this kind of sheet, by name.
    fn with_choices(mut self, kind: SheetKind, choices: &Choices) -> Header {
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
                let (row, shown) = (self.bottom, String::new());
                let mut cell = HeaderCell { column, row, shown, candidates: Vec::new(), chosen: true };
                cell.choose(target);
                self.cells.insert(position, cell);
            }
        }
    }

    /// How many of its columns belong to a kind of sheet.
    fn known(&self, kind: SheetKind) -> usize {
        self.cells.iter().filter(|cell| cell.belongs_to(kind)).count()
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
}

/// Where the format doesn't tell merged regions: the group cell to the left, over columns that have a sub-header but
/// no group of their own.
fn group_to_the_left(grid: &Grid, top: u32, column: u16) -> Option<((u32, u16), String)> {
    if grid.knows_merges || grid.get(top + 1, column).is_none() {
        return None;
    }
    let (left, _) = grid.row(top).iter().rev().find(|(filled, _)| *filled < column)?;
    let all_have_subs = (*left..column).all(|between| grid.get(top + 1, between).is_some());
    if all_have_subs { grid.header_text(top, *left) } else { None }
}

/// Columns that say whom a row is about.
pub(super) const KEYS: [Field; 3] = [Field::StaffNumber, Field::IdNumber, Field::Name];
/// Columns of 初评.
pub(super) const REVIEW: [Field; 7] = [
    Field::Discipline,
    Field::ServiceNorms,
    Field::Ability,
    Field::Effectiveness,
    Field::Highlights,
    Field::FirstReview,
    Field::FirstGrade,
];

/// The headers of a kind of sheet, canonical, in the order of the template; keys and names are on each of them.
pub(super) fn headers(kind: SheetKind) -> Vec<&'static str> {
    let fields = |fields: &[Field]| fields.iter().map(|field| field.header()).collect::<Vec<_>>();
    let keyed = |own: &[&'static str]| [&fields(&KEYS), own].concat();
    match kind {
        SheetKind::Roster => fields(Field::ALL),
        SheetKind::Settings => vec!["参数", "取值"],
        SheetKind::Decisions => keyed(&["决定等次", "理由", "决定人", "日期"]),
        SheetKind::Incidents => keyed(&["日期", "类别", "星级", "核实状态", "月度已扣", "说明"]),
        SheetKind::Monthly => keyed(&[&MONTHS[..], &["月份", "得分", "等次"]].concat()),
        SheetKind::FirstReview => [fields(&KEYS), fields(&REVIEW)].concat(),
        SheetKind::Ballots => keyed(&[&["票号", "评价"][..], &Grade::ALL.map(Grade::term)].concat()),
        SheetKind::History => keyed(&["年度", "等次", "是否晋升"]),
        SheetKind::Posts => keyed(&["起始月份", "截止月份", "管理人员", "岗位级别"]),
    }
}

/// Headers of the months in 月度考核.
pub(super) const MONTHS: [&str; 12] =
    ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];

/// The columns 序号.
pub(super) fn counters(header: &Header) -> Vec<u16> {
    let counters = header.cells.iter().filter(|cell| cell.roster_column() == Some(Column::Counter));
    counters.map(|cell| cell.column).collect()
}

/// The first row of a sheet that the program wrote, as its header.
pub(super) fn first_row(grid: &Grid) -> Header {
    Header::one_row(grid, grid.rows().first().map_or(0, |row| row.index))
}

/// Letters of a column, as in `H`.
fn letters(column: u16) -> String {
    CellRef { sheet: 0, row: 0, column }.address().trim_end_matches(|c: char| c.is_ascii_digit()).to_owned()
}

/// The column of letters.
pub(super) fn column_of_letters(letters: &str) -> Option<u16> {
    let digit = |byte: u8| byte.is_ascii_uppercase().then(|| u32::from(byte - b'A') + 1);
    let number = letters.bytes().try_fold(0_u32, |sum, byte| sum.checked_mul(26)?.checked_add(digit(byte)?))?;
    u16::try_from(number.checked_sub(1)?).ok()
}

/// Whether a field is found on no sheet but the roster.
fn is_roster_s_own(field: Field) -> bool {
    !KEYS.contains(&field) && !REVIEW.contains(&field) && field != Field::Note
}

/// How well a header fits a kind of sheet: the number of its headers, or nothing if the least ones aren't there.
fn fit(kind: SheetKind, header: &Header) -> Option<usize> {
    let has = |name: &str| header.cells.iter().any(|cell| cell.is(name));
    let count = |names: &mut dyn Iterator<Item = String>| names.filter(|name| has(name)).count();
    let all = |names: &[&str]| names.iter().all(|name| has(name)).then_some(names.len());
    match kind {
        SheetKind::Roster => {
            let fields = header.fields();
            let is_one =
                fields.contains(&Field::Name) && fields.len() > 3 && fields.iter().any(|f| is_roster_s_own(*f));
            is_one.then_some(fields.len())
        }
        SheetKind::Settings => all(&["参数", "取值"]),
        SheetKind::Decisions => all(&["决定等次"]).map(|_| 1 + header.fields().len()),
        SheetKind::Incidents => all(&["日期", "类别"]),
        SheetKind::Monthly => {
            let months = count(&mut MONTHS.iter().map(|month| (*month).to_owned()));
            let long = has("月份") && (has("得分") || has("等次"));
            if months >= 3 { Some(months) } else { long.then_some(2) }
        }
        SheetKind::FirstReview => {
            let fields = header.fields();
            let is_one = fields.iter().any(|field| KEYS.contains(field))
                && fields.iter().any(|field| REVIEW.contains(field))
                && !fields.iter().any(|field| is_roster_s_own(*field));
            is_one.then_some(fields.len())
        }
        SheetKind::Ballots => {
            let grades = count(&mut Grade::ALL.iter().map(|grade| grade.term().to_owned()));
            if grades >= 3 { Some(grades) } else { all(&["票号", "评价"]) }
        }
        SheetKind::History => all(&["年度", "等次"]),
        SheetKind::Posts => all(&["起始月份", "截止月份"]),
    }
}

/// The kinds of sheets, those with the more telling headers first.
const KINDS: [SheetKind; 9] = [
    SheetKind::Settings,
    SheetKind::Decisions,
    SheetKind::Posts,
    SheetKind::Incidents,
    SheetKind::Ballots,
    SheetKind::History,
    SheetKind::Monthly,
    SheetKind::FirstReview,
    SheetKind::Roster,
];

/// A roster has so many headers of its own when another kind's least headers among them are a coincidence.
const SURELY_A_ROSTER: usize = 8;

/// What a sheet is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Recognised {
    /// Nothing in it.
    Empty,
    /// Written by the program itself.
    Output,
    /// People chose that it isn't to be read.
    Ignored,
    /// A known kind, with its header.
    Kind(SheetKind, Header),
    /// None; these facts have headers in it, if any.
    Unknown(BTreeSet<Field>),
}

/// The name of a sheet without that of its file.
pub(super) fn own_name(grid: &Grid) -> String {
    compact(grid.name.rsplit(" / ").next().unwrap_or_default())
}

/// Recognises a sheet by its header, and by its name where that fits more than one kind. What people chose goes first:
/// the kind, and the row of the header.
pub(super) fn recognise(grid: &Grid, choices: &Choices, header_row: Option<u32>) -> Recognised {
    if grid.is_empty() {
        return Recognised::Empty;
    }
    let own_name = own_name(grid);
    if OUTPUT_SHEETS.contains(&own_name.as_str()) {
        return Recognised::Output;
    }
    let forced = match choices.kind(&own_name) {
        Some(None) => return Recognised::Ignored,
        Some(Some(kind)) => Some(kind),
        None => None,
    };
    let searched = |row: &u32| header_row.map_or(*row < SEARCHED_ROWS, |chosen| chosen == *row);
    let rows: Vec<u32> =
        grid.rows().iter().map(|row| row.index).filter(searched).take(SEARCHED_ROWS as usize).collect();
    let singles: Vec<Header> = rows.iter().map(|row| Header::one_row(grid, *row)).collect();
    let doubles: Vec<Header> = rows.iter().map(|row| Header::two_rows(grid, *row)).collect();
    let best = |kind: SheetKind, fit: &dyn Fn(&Header) -> Option<usize>| -> Option<(SheetKind, usize, Header)> {
        let chosen = |header: &Header| header.clone().with_choices(kind, choices);
        let fits = |headers: &[Header]| -> Vec<Option<usize>> {
            headers
                .iter()
                .map(|header| if choices.has_columns(kind) { fit(&chosen(header)) } else { fit(header) })
                .collect()
        };
        let (one, two) = (fits(&singles), fits(&doubles));
        // Ties go to the earliest row; to one row, unless what is below it can only be sub-headers.
        let top = (0..rows.len())
            .rev()
            .filter(|i| one[*i].or(two[*i]).is_some())
            .max_by_key(|i| (one[*i].max(two[*i]), one[*i]))?;
        // Of a sheet whose headers people assign, only known ones tell sub-headers: names may stand under any header.
        let sub_headers = || forced.is_none() && two[top] == one[top] && has_sub_headers(grid, &singles[top]);
        let is_double = two[top] > one[top] || sub_headers();
        let header = if is_double { &doubles[top] } else { &singles[top] };
        Some((kind, one[top].max(two[top])?, chosen(header)))
    };
    if let Some(kind) = forced {
        return match best(kind, &|header| Some(header.known(kind))) {
            Some((_, _, header)) => Recognised::Kind(kind, header),
            None => Recognised::Empty,
        };
    }
    let fits: Vec<(SheetKind, usize, Header)> =
        KINDS.into_iter().filter_map(|kind| best(kind, &|header| fit(kind, header))).collect();
    let by_name = fits.iter().find(|(kind, ..)| own_name.contains(kind.term()));
    let sure_roster = || fits.iter().find(|(kind, score, _)| *kind == SheetKind::Roster && *score >= SURELY_A_ROSTER);
    match by_name.or_else(sure_roster).or_else(|| fits.first()) {
        Some((kind, _, header)) => Recognised::Kind(*kind, header.clone()),
        None => {
            let fields = singles.iter().chain(&doubles).map(Header::fields).max_by_key(BTreeSet::len);
            Recognised::Unknown(fields.unwrap_or_default())
        }
    }
}

/// Whether the row below a header can only be sub-headers: all of it text, and neither a name nor a key of its own.
fn has_sub_headers(grid: &Grid, header: &Header) -> bool {
    let below = grid.row(header.bottom + 1);
    let is_free = |field| header.find_field(field).is_none_or(|column| grid.get(header.bottom + 1, column).is_none());
    let is_header_text = |cell: &super::sheet::Cell| matches!(cell, super::sheet::Cell::Text(text) if text.chars().count() <= 20 && !text.contains([':', '：']));
    below.len() > 1 && below.iter().all(|(_, cell)| is_header_text(cell)) && KEYS.into_iter().all(is_free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::sheet::{Cell, Epoch, Region};

    fn recognised(grid: &Grid) -> Recognised {
        recognise(grid, &Choices::default(), None)
    }

    fn sheet(name: &str, rows: &[&[&str]], merges: Option<&[Region]>) -> Grid {
        let mut cells = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*texts) {
                cells.push((row, column, Cell::Text((*text).to_owned())));
            }
        }
        Grid::new(name.to_owned(), false, Epoch::Y1900, cells, merges)
    }

    #[track_caller]
    fn kind(name: &str, headers: &[&str], expected: SheetKind) {
        match recognised(&sheet(name, &[headers], None)) {
            Recognised::Kind(kind, _) => assert_eq!(kind, expected),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn headers_lose_spaces_breaks_and_units() {
        for (text, expected) in [
            ("事假\n(天)", "事假"),
            ("姓  名", "姓名"),
            ("实际在岗月份（月）", "实际在岗月份"),
            ("扣减比例(%)", "扣减比例"),
            ("科室(盖章)", "科室(盖章)"),
            ("(天)", "(天)"),
            ("ａｂ", "ab"),
        ] {
            assert_eq!(plain_header(text), expected);
        }
    }

    #[test]
    fn columns_have_aliases_and_years() {
        assert_eq!(column_of("职工号"), Some(Column::Field(Field::StaffNumber)));
        assert_eq!(column_of("2023年等次"), Some(Column::PastGrade(2023)));
        assert_eq!(column_of("2023等次"), Some(Column::PastGrade(2023)));
        assert_eq!(column_of("2023年度考核等次"), Some(Column::PastGrade(2023)));
        assert_eq!(column_of("1023年等次"), None);
        assert_eq!(column_of("年等次"), None);
        assert_eq!(column_of("联系电话"), None);
    }

    #[test]
    fn sheets_are_told_by_their_headers() {
        kind("Sheet1", &["工号", "姓名", "科室", "事假天数"], SheetKind::Roster);
        kind("Sheet1", &["参数", "取值", "说明"], SheetKind::Settings);
        kind("Sheet1", &["工号", "姓名", "决定等次"], SheetKind::Decisions);
        kind("Sheet1", &["工号", "姓名", "日期", "类别", "星级", "核实状态", "月度已扣", "说明"], SheetKind::Incidents);
        kind("Sheet1", &["工号", "姓名", "1月", "2月", "3月"], SheetKind::Monthly);
        kind("Sheet1", &["工号", "姓名", "月份", "得分", "等次"], SheetKind::Monthly);
        kind("Sheet1", &["工号", "姓名", "工作纪律", "服务规范", "初评分"], SheetKind::FirstReview);
        kind("Sheet1", &["工号", "姓名", "票号", "评价"], SheetKind::Ballots);
        kind("Sheet1", &["工号", "姓名", "优秀", "表扬", "合格"], SheetKind::Ballots);
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
        let headers: &[&str] = &["工号", "姓名", "科室", "小组", "岗位类别"];
        assert_eq!(recognised(&sheet("考核结果", &[headers], None)), Recognised::Output);
        assert_eq!(recognised(&sheet("空", &[], None)), Recognised::Empty);
        let near = recognised(&sheet("通讯录", &[&["姓名", "电话"]], None));
        assert_eq!(near, Recognised::Unknown(BTreeSet::from([Field::Name])));
    }

    #[test]
    fn title_rows_above_the_header_are_passed_over() {
        let grid =
            sheet("x", &[&["考核花名册"], &["单位：业务科"], &["工号", "姓名", "科室", "事假"], &["1", "王芳"]], None);
        let Recognised::Kind(SheetKind::Roster, header) = recognised(&grid) else { panic!("no roster") };
        assert_eq!(header.bottom, 2);
    }

    #[test]
    fn the_header_may_stand_in_row_30_but_not_in_row_31() {
        let mut cells: Vec<(u32, u16, Cell)> = Vec::new();
        let header = |row: u32, cells: &mut Vec<(u32, u16, Cell)>| {
            for (column, text) in (0..).zip(["工号", "姓名", "科室", "事假"]) {
                cells.push((row, column, Cell::Text(text.to_owned())));
            }
        };
        header(29, &mut cells);
        let grid = Grid::new("x".to_owned(), false, Epoch::Y1900, cells.clone(), None);
        assert!(matches!(recognised(&grid), Recognised::Kind(SheetKind::Roster, _)));
        cells.clear();
        header(30, &mut cells);
        let grid = Grid::new("x".to_owned(), false, Epoch::Y1900, cells, None);
        assert!(matches!(recognised(&grid), Recognised::Unknown(_)));
    }

    #[track_caller]
    fn two_rows(merges: Option<&[Region]>) {
        let rows: &[&[&str]] = &[
            &["工号", "姓名", "科室", "差评", "", "评分(分)", ""],
            &["", "", "", "核实差评数", "已扣数", "工作纪律", "服务规范"],
            &["1", "王芳", "业务科", "1", "0", "20", "21"],
        ];
        let grid = sheet("花名册", rows, merges);
        let Recognised::Kind(SheetKind::Roster, header) = recognised(&grid) else { panic!("no roster") };
        assert_eq!(header.bottom, 1);
        let fields = header.fields();
        for field in
            [Field::StaffNumber, Field::BadReviews, Field::BadReviewsFined, Field::Discipline, Field::ServiceNorms]
        {
            assert!(fields.contains(&field), "{}", field.header());
        }
    }

    #[test]
    fn a_header_of_two_rows_is_joined() {
        let down = |column| Region { top: 0, left: column, bottom: 1, right: column };
        let across = |left| Region { top: 0, left, bottom: 0, right: left + 1 };
        two_rows(Some(&[down(0), down(1), down(2), across(3), across(5)]));
    }

    #[test]
    fn a_header_of_two_rows_is_joined_where_merges_are_unknown() {
        two_rows(None);
    }

    #[test]
    fn a_row_of_data_is_no_second_header_row() {
        let grid = sheet("x", &[&["工号", "姓名", "科室", "小组"], &["BS1", "王芳", "业务科", "一组"]], None);
        let Recognised::Kind(_, header) = recognised(&grid) else { panic!("no roster") };
        assert_eq!(header.bottom, 0);
    }
}
