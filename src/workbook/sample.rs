//! The built-in sample: a fictional centre whose year shows every kind of result and of open question.
//!
//! Names and numbers are made up, and visibly so: 工号 begin with YL (样例), and no district has the number 000000.
//! The people are in `sample.tsv`, in the roster's own columns; dates and numbers become native cells.
//!
//! Who shows what:
//! - YL001 优秀 for the second year: promotion. YL006 too, but promoted on last year. YL025 is at the top already.
//! - YL011 and YL020 are equal in everything across the fourth place for 优秀: held back (`名额同分`).
//! - YL016 (leave) and YL004 (a bad review) are barred from 优秀 and get 表扬; YL016's fourth in a row: promotion.
//! - YL008's run of 表扬 has a year without a record (晋升待核).
//! - YL031 was nominated without ballots (`缺民主测评`); YL023, YL034, YL039, YL046 compete for 表扬.
//! - YL005 waits for a decision on 五(七)1, YL043 is proposed 基本合格 without any case (`无降等情形`).
//! - Decided: YL012 基本合格 as last year (退回建议), YL024 不降等, YL027 不合格.
//! - YL003 had one of two bad reviews fined in its month; YL013 has more circulars than 优秀 allows.
//! - YL015 joined in July; YL018 left in September and YL048 came in January, so neither is appraised.
//! - YL009's complaints can't be read (an error); YL030's months differ from the dates (a warning).

use super::roster::RosterColumn;
use super::{
    WorkbookError, decisions, roster, settings,
    table::Cell,
    template::explained,
    write::{Book, Cover},
};
use crate::{
    domain::{Field, ValueKind, words},
    notice::{SettingKey, SettingValue, Settings},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The people: a header row, then a row each, separated by tabs.
const PEOPLE: &str = include_str!("sample.tsv");

/// Settings that the fictional leadership meeting made.
const SETTINGS: [(SettingKey, &str); 10] = [
    (SettingKey::UnitName, "样例区政务服务中心（虚构）"),
    (SettingKey::BonusRate, "833.33"),
    (SettingKey::SettlementRate, "320"),
    (SettingKey::ExcellentAward, "2000"),
    (SettingKey::CommendedAward, "1000"),
    (SettingKey::DedicationAward, "1500"),
    (SettingKey::LevelOrder, "一级、二级、三级、四级、五级"),
    (SettingKey::ConfirmedNone, "拒不整改、失职损失、损害声誉"),
    (SettingKey::LastPlaces, "3"),
    (SettingKey::Confirmed, "是"),
];

/// Monthly allowances by level, in yuan.
const ALLOWANCES: [(&str, i64); 3] = [("三级", 300), ("四级", 400), ("五级", 500)];

/// What the fictional leading group decided: 工号, 姓名, 决定等次, 理由.
const DECISIONS: [[&str; 4]; 3] = [
    ["YL012", "卫向东", "基本合格", "月度考核四次基本合格或不合格、两次巡查通报，集体研究"],
    ["YL024", "孔子涵", "不降等", "逾期事项因系统故障，已说明情况"],
    ["YL027", "华婷婷", "不合格", "不服从工作安排且拒不执行，集体研究"],
];

/// The sample workbook: 花名册, 方案 and 决定, filled in.
///
/// # Errors
/// [`WorkbookError::Write`] if the writer refuses the content.
pub fn sample() -> Result<Vec<u8>, WorkbookError> {
    let settings = meeting();
    let mut book = Book::new(Cover::of_form(settings.unit_name(), "年度考核样例（虚构）"))?;
    let mut lines = PEOPLE.lines().map(|line| line.split('\t'));
    let columns: Vec<RosterColumn> = lines.next().expect("a header row").map(column).collect();
    let rows = lines.map(|line| columns.iter().zip(line).map(|(column, text)| cell(*column, text)).collect());
    book.add(&explained(roster::sheet(&columns, rows.collect()), &columns))?;
    book.add(&settings::sheet(&settings, &[]))?;
    let day = NaiveDate::from_ymd_opt(2025, 1, 17).expect("a date of the calendar");
    let decided = DECISIONS.map(|row| {
        let mut cells: Vec<Cell> = row.into_iter().map(Cell::text).collect();
        cells.extend([Cell::text("考核领导小组"), Cell::date(day)]);
        cells
    });
    book.add(&decisions::sheet(decided.into()))?;
    book.finish()
}

fn meeting() -> Settings {
    let mut settings = Settings::default();
    for (key, text) in SETTINGS {
        settings.set(key, key.parse(text).expect("a test builds the sample"));
    }
    for (level, amount) in ALLOWANCES {
        settings.set_allowance(level, SettingValue::Number(Decimal::from(amount)));
    }
    settings
}

/// The column of a header of `sample.tsv`.
fn column(header: &str) -> RosterColumn {
    let field = Field::ALL.iter().find(|field| field.header() == header).copied().map(RosterColumn::Field);
    let year = || header.strip_suffix("年等次").and_then(|year| year.parse().ok()).map(RosterColumn::PastGrade);
    field.or_else(year).expect("sample.tsv has canonical headers")
}

/// Native where the text fits the column; what doesn't fit stays text, as in a real roster.
fn cell(column: RosterColumn, text: &str) -> Cell {
    let as_text = || Cell::text(text);
    match column.kind() {
        ValueKind::Date => text.parse().map_or_else(|_| as_text(), Cell::date),
        ValueKind::Months
        | ValueKind::Count
        | ValueKind::Days
        | ValueKind::Score
        | ValueKind::Bonus
        | ValueKind::Award
        | ValueKind::Money
        | ValueKind::Year => words::number(text).map_or_else(as_text, Cell::number),
        ValueKind::Key
        | ValueKind::Name
        | ValueKind::Text
        | ValueKind::Category
        | ValueKind::Flag
        | ValueKind::Grade => as_text(),
    }
}
