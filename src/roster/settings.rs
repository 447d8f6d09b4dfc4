//! The sheet 方案 into settings. What can't be read leaves the default in force, with an error at its cell.

use super::{
    Book,
    book::EditedBook,
    cell::no_value,
    columns,
    header::{Block, column_of, plain_header},
    rows::{RowColumns, reconcile},
    sheet::{Cell, Grid},
    text::{compact, normalise, struck},
};
use crate::{
    domain::{CellRef, Inputs, PassedOver, Place, Problem, ProblemKind, SettingChange, Severity, SheetKind, Stray},
    notice::{SettingFault, SettingKey, SettingKind, SettingValue},
};
use std::collections::{BTreeMap, BTreeSet};

/// What stands before the values of a setting that disagree, in the results workbook.
const DISAGREEING: &str = "取值不一";

/// A setting, and of which level.
type Named = (SettingKey, Option<String>);

/// A value of a setting, and where it stands.
struct Given {
    cell: CellRef,
    term_cell: CellRef,
    text: String,
    value: SettingValue,
}

/// Reads the settings of a sheet's tables into `inputs`.
pub(super) fn read(grid: &Grid, sheet: u16, blocks: &[&Block], inputs: &mut Inputs) {
    let mut given: BTreeMap<Named, Vec<Given>> = BTreeMap::new();
    let mut problems = Vec::new();
    // Kept as they stand, so that the problems come back when the results are read again.
    let mut refused: Vec<(Option<Named>, [String; 2])> = Vec::new();
    for block in blocks {
        let header = &block.header;
        let (Some(term_column), Some(value_column)) = (header.find("参数"), header.find("取值")) else { continue };
        problems.extend(columns::twice(sheet, header));
        let row_columns = RowColumns::of(grid, block, None, Some(term_column));
        let mut record = |row| {
            let place = |column| Place::Cell(CellRef { sheet, row, column });
            // What a row that is struck out whole says is no setting: only people know whether it still holds.
            let struck_out = grid.is_struck_row(row).then(|| Cell::Text(struck(&grid.text(row, value_column))));
            let (term, cell) =
                (grid.text(row, term_column), struck_out.as_ref().or_else(|| grid.get(row, value_column)));
            // Only an explanation.
            if term.is_empty() && cell.is_none() {
                return Err(PassedOver::NothingGiven);
            }
            let whose = setting(&term);
            let mut refuse = |column, found: String, kind| {
                problems.push(Problem::general(Severity::Error, place(column), found, kind));
                let text = cell.map(|cell| cell.text(grid.epoch)).unwrap_or_default();
                refused.push((whose.clone(), [term.clone(), text]));
                Err(PassedOver::Unusable)
            };
            let Some((key, level)) = whose.clone() else {
                return refuse(term_column, term.clone(), ProblemKind::UnknownSetting);
            };
            let text = match cell {
                None => return Err(PassedOver::NothingGiven),
                Some(cell) if let Some(kind) = no_value(cell) => {
                    return refuse(value_column, cell.text(grid.epoch), kind);
                }
                Some(cell) => value_text(key, cell, grid),
            };
            if let Some(values) = text.strip_prefix(DISAGREEING) {
                return refuse(value_column, values.trim().to_owned(), ProblemKind::SettingTwice(key));
            }
            let value = match key.parse(&text) {
                Ok(value) => value,
                Err(SettingFault::Type) => return refuse(value_column, text, ProblemKind::SettingValue(key)),
                Err(SettingFault::Range) => return refuse(value_column, text, ProblemKind::SettingRange(key)),
            };
            if let (SettingKey::ConfirmedNone, SettingValue::List(items)) = (key, &value) {
                for item in items.iter().filter(|item| column_of(item).is_none()) {
                    let kind = ProblemKind::ConfirmedNoneUnknown;
                    problems.push(Problem::general(Severity::Error, place(value_column), item.clone(), kind));
                }
            }
            let cell = CellRef { sheet, row, column: value_column };
            let term_cell = CellRef { sheet, row, column: term_column };
            given.entry((key, level)).or_default().push(Given { cell, term_cell, text, value });
            Ok(())
        };
        inputs.tallies.push(reconcile(grid, sheet, block, &row_columns, &mut record));
    }
    let mut good = BTreeSet::new();
    for ((key, level), values) in given {
        let [Given { value, .. }, others @ ..] = values.as_slice() else { continue };
        if let Some(other) = others.iter().rfind(|other| other.value != *value) {
            let texts: BTreeSet<&str> = values.iter().map(|given| given.text.as_str()).collect();
            let texts = texts.into_iter().collect::<Vec<_>>().join("、");
            let kept = [grid.text(other.term_cell.row, other.term_cell.column), format!("{DISAGREEING} {texts}")];
            refused.push((Some((key, level)), kept));
            let place = Place::Cell(other.cell);
            problems.push(Problem::general(Severity::Error, place, texts, ProblemKind::SettingTwice(key)));
            continue;
        }
        match &level {
            Some(level) => inputs.settings.set_allowance(level, value.clone()),
            None => inputs.settings.set(key, value.clone()),
        }
        good.insert((key, level));
    }
    for (whose, [term, text]) in refused {
        match whose {
            // What is refused keeps its place in the sheet, where nothing better was given and it can be mended.
            Some((key, level)) if good.insert((key, level.clone())) => {
                inputs.refused_settings.push((key.full_term(level.as_deref()), text));
            }
            _ => inputs.strays.push(stray(&term, text)),
        }
    }
    inputs.problems.append(&mut problems);
}

/// A row that can't be used.
pub(super) fn stray(term: &str, value: String) -> Stray {
    let cells = [("参数", term.to_owned()), ("取值", value)];
    let filled = cells.into_iter().filter(|(_, text)| !text.is_empty());
    Stray { kind: SheetKind::Settings, cells: filled.map(|(header, text)| (header.to_owned(), text)).collect() }
}

/// The settings that a book's sheet 方案 gives, row by row, for taking them over into another roster; nothing if it has no
/// such sheet. What can't be read is left out.
pub fn settings_of(book: &Book) -> Option<Vec<SettingChange>> {
    let edited = EditedBook::new(book, &[]);
    let (sheet, blocks) = edited.sheets.iter().find_map(|sheet| {
        let blocks = sheet.recognised.of_kind(SheetKind::Settings);
        (!blocks.is_empty()).then_some((sheet, blocks))
    })?;
    let mut inputs = Inputs::default();
    read(&sheet.grid, sheet.position, &blocks, &mut inputs);
    let rows = inputs.settings.rows().into_iter().map(|(term, key, text)| {
        let level = SettingKey::of_term(&term).and_then(|(_, level)| level);
        SettingChange { key, level, text }
    });
    // Year, days and confirmation belong to the year that the settings were made for.
    let lasting = |change: &SettingChange| change.key.is_confirmed() || matches!(change.key, SettingKey::UnitName);
    Some(rows.filter(lasting).collect())
}

/// The setting of a name, and its level; the dot may be any of those that input methods give.
pub(super) fn setting(term: &str) -> Option<Named> {
    const DOTS: [char; 6] = ['•', '・', '‧', '∙', '.', '●'];
    let term = normalise(term).replace(DOTS, &SettingKey::LEVEL_MARK.to_string());
    let bare = term.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let without_unit = bare.and_then(|(name, unit)| {
        let (key, level) = named(name)?;
        is_unit_of(&compact(unit), key).then_some((key, level))
    });
    without_unit.or_else(|| named(&term))
}

/// Whether a setting is kept in a unit: 元, 元/月, 次.
fn is_unit_of(unit: &str, key: SettingKey) -> bool {
    let mut parts = unit.strip_prefix("单位:").unwrap_or(unit).split('/');
    let first = parts.next().unwrap_or_default();
    let is_one_of = |units: &[&str]| units.contains(&first);
    let is_first = match key.kind() {
        SettingKind::Amount | SettingKind::AmountByLevel => is_one_of(&["元"]),
        SettingKind::Year => is_one_of(&["年"]),
        SettingKind::Number(_) | SettingKind::Whole(_) => {
            is_one_of(&["分", "天", "日", "个工作日", "工作日", "月", "个月", "次", "人", "名", "星", "级"])
        }
        _ => false,
    };
    is_first && parts.all(|per| ["月", "人", "次", "年", "人月", "件"].contains(&per))
}

/// The setting of a name without its unit.
fn named(term: &str) -> Option<Named> {
    match term.split_once(SettingKey::LEVEL_MARK) {
        Some((name, level)) => {
            SettingKey::of_term(&format!("{}{}{}", compact(name), SettingKey::LEVEL_MARK, level.trim()))
        }
        None => SettingKey::of_term(&compact(term)),
    }
}

/// The value as [`SettingKey::parse`] takes it.
fn value_text(key: SettingKey, cell: &Cell, grid: &Grid) -> String {
    match (key.kind(), cell) {
        (SettingKind::List, Cell::Text(text)) => {
            let items = text.split(['、', ',', '，', ';', '；', '\n']).map(|item| match key {
                SettingKey::ConfirmedNone => plain_header(item),
                _ => normalise(item),
            });
            items.collect::<Vec<_>>().join("、")
        }
        (SettingKind::Dates, _) => normalise(&cell.text(grid.epoch)).replace(['，', '；'], "、"),
        (SettingKind::Text, _) => cell.words(grid.epoch),
        _ => compact(&cell.plain_text(grid.epoch)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Yuan,
        roster::{
            header::{Recognised, recognise},
            sheet::Epoch,
        },
    };
    use rust_decimal_macros::dec;

    /// What rows of 参数 and 取值 give.
    #[track_caller]
    fn settings(rows: &[(&str, Cell)]) -> Inputs {
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut cells = vec![(0, 0, text("参数")), (0, 1, text("取值"))];
        for (row, (term, value)) in (1..).zip(rows) {
            cells.push((row, 0, text(term)));
            cells.push((row, 1, value.clone()));
        }
        let grid = Grid::new("方案".to_owned(), false, Epoch::Y1900, cells, None);
        let Recognised::Blocks(blocks) = recognise(&grid, &crate::roster::choices::Choices::default(), None, 2024)
        else {
            panic!("no settings")
        };
        let mut inputs = Inputs::default();
        read(&grid, 0, &[&blocks[0]], &mut inputs);
        inputs
    }

    #[track_caller]
    fn refuses(term: &str, value: Cell, expected: ProblemKind) {
        let inputs = settings(&[(term, value)]);
        let kinds: Vec<_> = inputs.problems.into_iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [expected]);
        assert_eq!(inputs.settings, Default::default(), "the default stays");
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn values_are_numbers_words_and_lists() {
        let inputs = settings(&[
            ("年度", Cell::Number(2025.0)),
            ("优秀 比例", text("１２％")),
            ("表扬比例", Cell::Percent(0.3)),
            ("年终奖金月标准", Cell::Shown(1_200.0, "￥1200".into())),
            ("岗位津贴月标准•三级", Cell::Number(300.05)),
            ("测评折分・优秀", Cell::Number(96.0)),
            ("名额范围", text("分考核组")),
            ("岗位级别序列", text("一级、二级\n三级")),
            ("无此情形", text("损害声誉、事假 (天)")),
            ("方案已确认", text("√")),
        ]);
        assert_eq!(inputs.problems, []);
        let settings = inputs.settings;
        assert_eq!(settings.year(), 2025);
        assert_eq!(settings.number(SettingKey::ExcellentShare), dec!(0.12));
        assert_eq!(settings.number(SettingKey::CommendedShare), dec!(0.3));
        assert_eq!(settings.amount(SettingKey::BonusRate), Some(Yuan::rounded(dec!(1200))));
        assert_eq!(settings.allowance("三级"), Some(Yuan::rounded(dec!(300.05))));
        assert_eq!(settings.number(SettingKey::PointsExcellent), dec!(96));
        assert_eq!(settings.quota_scope(), crate::notice::QuotaScope::ByCategory);
        assert_eq!(settings.list(SettingKey::LevelOrder), ["一级", "二级", "三级"]);
        assert!(settings.flag(SettingKey::Confirmed));
    }

    #[test]
    fn names_may_bear_their_unit_and_weights_a_percent_sign() {
        let inputs = settings(&[
            ("年终奖金月标准（元/月）", Cell::Number(500.0)),
            ("优秀奖励（元）", text("3000元")),
            ("岗位津贴月标准·三级（元）", Cell::Number(300.0)),
            ("事假上限天数（天）", Cell::Number(4.0)),
            ("初评权重", text("60%")),
            ("月度权重", text("２５％")),
            ("测评权重", Cell::Percent(0.15)),
        ]);
        assert_eq!(inputs.problems, []);
        let settings = inputs.settings;
        assert_eq!(settings.amount(SettingKey::BonusRate), Some(Yuan::rounded(dec!(500))));
        assert_eq!(settings.allowance("三级"), Some(Yuan::rounded(dec!(300))));
        assert_eq!(settings.number(SettingKey::LeaveLimit), dec!(4));
        let weights = [SettingKey::WeightFirstReview, SettingKey::WeightMonthly, SettingKey::WeightBallot];
        assert_eq!(weights.map(|key| settings.number(key)), [dec!(0.6), dec!(0.25), dec!(0.15)]);
    }

    #[test]
    fn every_setting_is_a_record() {
        let rows: Vec<(&str, Cell)> =
            SettingKey::ALL.iter().map(|key| (key.term(), text(key.default_text()))).collect();
        let inputs = settings(&rows);
        let passed_over = &inputs.tallies[0].passed_over;
        assert!(passed_over.iter().all(|(_, why)| matches!(why, PassedOver::NothingGiven | PassedOver::Unusable)));
    }

    #[test]
    fn a_blank_leaves_the_default() {
        let inputs = settings(&[("差评扣款标准", text(" ")), ("年度", Cell::Number(2024.0))]);
        assert_eq!(inputs.settings.amount(SettingKey::BadReviewFine), Some(Yuan::rounded(dec!(500))));
        assert_eq!(inputs.tallies[0].passed_over, [(1, PassedOver::NothingGiven)]);
    }

    #[test]
    fn what_cannot_be_read_is_an_error_and_the_default_stays() {
        refuses("奖金标准", Cell::Number(1.0), ProblemKind::UnknownSetting);
        refuses("岗位津贴月标准", Cell::Number(1.0), ProblemKind::UnknownSetting);
        refuses("年终奖金月标准（万元）", Cell::Number(1.0), ProblemKind::UnknownSetting);
        refuses("优秀奖励（单位：千元）", Cell::Number(1.0), ProblemKind::UnknownSetting);
        refuses("事假上限天数（小时）", Cell::Number(1.0), ProblemKind::UnknownSetting);
        refuses("优秀比例（%）", Cell::Number(10.0), ProblemKind::UnknownSetting);
        refuses("初评权重", text("150%"), ProblemKind::SettingRange(SettingKey::WeightFirstReview));
        refuses("优秀比例", Cell::Number(1.1), ProblemKind::SettingRange(SettingKey::ExcellentShare));
        refuses("优秀比例", text("一成"), ProblemKind::SettingValue(SettingKey::ExcellentShare));
        refuses("优秀比例", Cell::Number(f64::NAN), ProblemKind::SettingValue(SettingKey::ExcellentShare));
        refuses("年度", Cell::Serial(45_474.0), ProblemKind::SettingValue(SettingKey::Year));
        refuses("末位人数", Cell::Error("#REF!".to_owned()), ProblemKind::ErrorCell);
        refuses("末位人数", Cell::Uncomputed, ProblemKind::FormulaWithoutValue);
        let struck = |text| Cell::Text(crate::roster::struck(text));
        refuses("末位人数", struck("4"), ProblemKind::StruckOut);
        let Cell::Text(part) = struck("3") else { panic!("text") };
        refuses("末位人数", text(&(part + "4")), ProblemKind::StruckInPart { kept: "4".into() });
    }

    #[test]
    fn a_setting_twice_must_agree() {
        let twice = settings(&[("末位人数", Cell::Number(2.0)), ("末位人数", text("2"))]);
        assert_eq!(twice.problems, []);
        assert_eq!(twice.settings.whole(SettingKey::LastPlaces), 2);
        let differing = settings(&[("末位人数", Cell::Number(2.0)), ("末位人数", Cell::Number(4.0))]);
        assert_eq!(differing.problems[0].kind, ProblemKind::SettingTwice(SettingKey::LastPlaces));
        assert_eq!(differing.settings.whole(SettingKey::LastPlaces), 3);
    }

    #[test]
    fn a_name_in_confirmed_none_must_be_a_header() {
        let inputs = settings(&[("无此情形", text("损害声誉、旷工"))]);
        assert_eq!(inputs.problems[0].kind, ProblemKind::ConfirmedNoneUnknown);
        assert_eq!(inputs.problems[0].found, "旷工");
    }
}
