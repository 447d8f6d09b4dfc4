//! Which kind of sheet a header makes: the headers of each kind, and the least that tell it.

use super::{Column, Header, column_of, text::month};
use crate::domain::{Field, Grade, SheetKind};

/// Columns that say whom a row is about.
pub(in crate::roster) const KEYS: [Field; 3] = [Field::StaffNumber, Field::IdNumber, Field::Name];
/// Columns of 初评.
pub(in crate::roster) const REVIEW: [Field; 7] = [
    Field::Discipline,
    Field::ServiceNorms,
    Field::Ability,
    Field::Effectiveness,
    Field::Highlights,
    Field::FirstReview,
    Field::FirstGrade,
];

/// Headers of the months in 月度考核.
pub(in crate::roster) const MONTHS: [&str; 12] =
    ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];
/// What may stand under a month, and the canonical word for it.
pub(super) const MARKS: [(&str, &str); 6] = [
    ("得分", "得分"),
    ("分数", "得分"),
    ("评分", "得分"),
    ("考核得分", "得分"),
    ("等次", "等次"),
    ("考核等次", "等次"),
];

/// The header of a mark of a month, as in `1月得分`.
pub(in crate::roster) fn month_mark(month: &str, mark: &str) -> String {
    format!("{month}{mark}")
}

/// The headers of a kind of sheet, canonical, in the order of the template; keys and names are on each of them.
pub(in crate::roster) fn headers(kind: SheetKind) -> Vec<&'static str> {
    let fields = |fields: &[Field]| fields.iter().map(|field| field.header()).collect::<Vec<_>>();
    let keyed = |own: &[&'static str]| [&fields(&KEYS), own].concat();
    match kind {
        SheetKind::Roster => fields(Field::ALL),
        SheetKind::Settings => vec!["参数", "取值"],
        SheetKind::Decisions => keyed(&["决定等次", "理由", "决定人", "日期"]),
        SheetKind::Incidents => keyed(&["日期", "类别", "星级", "核实状态", "月度已扣", "说明"]),
        SheetKind::Monthly => keyed(&[&MONTHS[..], &["月份", "得分", "等次"]].concat()),
        SheetKind::FirstReview => [fields(&KEYS), fields(&REVIEW)].concat(),
        SheetKind::Ballots => {
            let score = Field::BallotScore.header();
            keyed(&[&["票号", "评价"][..], &Grade::ALL.map(Grade::term), &[score]].concat())
        }
        SheetKind::History => keyed(&["年度", "等次", "是否晋升"]),
        SheetKind::Posts => keyed(&["起始月份", "截止月份", "管理人员", "岗位级别"]),
    }
}

/// The least headers of a kind of sheet, as people are told.
pub const fn least_headers(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Roster => "姓名、工号、科室、入职日期",
        SheetKind::Settings => "参数、取值",
        SheetKind::Decisions => "姓名、决定等次",
        SheetKind::Incidents => "姓名、日期、类别、核实状态",
        SheetKind::Monthly => "姓名、1月、2月、3月",
        SheetKind::FirstReview => "姓名、初评分",
        SheetKind::Ballots => "姓名、票号、评价",
        SheetKind::History => "姓名、年度、等次",
        SheetKind::Posts => "姓名、起始月份、截止月份",
    }
}

/// The kinds of sheets, those with the more telling headers first.
pub(super) const KINDS: [SheetKind; 9] = [
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
pub(super) const SURELY_A_ROSTER: usize = 8;

/// Whether a field is found on no sheet but the roster.
fn is_roster_s_own(field: Field) -> bool {
    !KEYS.contains(&field) && !REVIEW.contains(&field) && field != Field::Note
}

/// How well a header fits a kind of sheet: the number of its headers, or nothing if the least ones aren't there.
pub(super) fn fit(kind: SheetKind, header: &Header) -> Option<usize> {
    let has = |name: &str| header.cells.iter().any(|cell| cell.is(name));
    let count = |names: &[&str]| names.iter().filter(|name| has(name)).count();
    let all = |names: &[&str]| (count(names) == names.len()).then_some(names.len());
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
            let has_month =
                |month: &str| has(month) || ["得分", "等次"].iter().any(|mark| has(&month_mark(month, mark)));
            let months = MONTHS.iter().filter(|month| has_month(month)).count();
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
            let grades = count(&Grade::ALL.map(Grade::term));
            if grades >= 3 { Some(grades) } else { all(&["票号", "评价"]) }
        }
        SheetKind::History => all(&["年度", "等次"]),
        SheetKind::Posts => all(&["起始月份", "截止月份"]),
    }
}

/// Whether a header could be that of a supplement of the roster: whom a row is about, and something about them.
pub(super) fn fits_a_supplement(header: &Header) -> bool {
    let fields = header.fields();
    let says_whom = fields.iter().any(|field| KEYS.contains(field));
    let has_past_grades = header.cells.iter().any(|cell| matches!(cell.roster_column(), Some(Column::PastGrade(_))));
    says_whom && (has_past_grades || fields.iter().any(|field| adds_something(*field)))
}

/// Whether a column on a supplement tells something that another one couldn't mean as well.
pub(in crate::roster) fn adds_something(field: Field) -> bool {
    !KEYS.contains(&field) && ![Field::Note, Field::Department, Field::Team].contains(&field)
}

/// The kinds of which a plain header text is one, other than the words that say whom a row is about.
pub(super) fn is_of_a_kind(plain: &str, year: i32) -> bool {
    let is_header = |kind: &SheetKind| *kind != SheetKind::Roster && headers(*kind).contains(&plain);
    column_of(plain).is_some() || month(plain, year).is_some() || KINDS.iter().any(is_header)
}
