//! 方案: the settings in force, in the form in which they are read again. 依据 and 决定者 are for people; the reader
//! passes them over.

use super::{
    guide,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::{Inputs, SheetKind, words},
    i18n::{Lang, page},
    notice::{SettingKey, SettingKind, Settings},
    rules::{Evaluation, MoneyBasis},
};
use rust_xlsxwriter::DataValidation;
use std::collections::BTreeSet;

/// The sheet with the settings in force. Levels whose allowance somebody needs have their row, even if it is unset.
/// What couldn't be read stands as it was found, so that it isn't mended in silence when the workbook is read again: in its
/// place where nothing better was given, else below.
pub(super) fn table(inputs: &Inputs, evaluation: &Evaluation) -> Table {
    let lines = evaluation.people.iter().flat_map(|result| &result.money.lines);
    let unset = lines.filter_map(|line| match &line.basis {
        MoneyBasis::Unset { setting: SettingKey::AllowanceRate, level: Some(level) } => Some(level.clone()),
        _ => None,
    });
    let mut table = sheet(&inputs.settings, &unset.filter(|level| !level.is_empty()).collect::<Vec<_>>());
    // What was settled by hand gets its digest here, so that from now on a moved figure shows.
    let unsealed = inputs.settings.text(SettingKey::SettledFigures).is_empty();
    if evaluation.status.is_settled() && unsealed {
        let term = Cell::text(SettingKey::SettledFigures.term());
        if let Some(row) = table.rows.iter_mut().find(|row| row[0] == term) {
            row[1] = Cell::text(&*evaluation.figures).tone(Tone::Strong);
        }
    }
    for (name, text) in &inputs.refused_settings {
        let value = Cell::text(&**text).tone(Tone::Alarm);
        match table.rows.iter_mut().find(|row| row[0] == Cell::text(&**name)) {
            Some(row) => row[1] = value,
            None => {
                let mut row = vec![Cell::BLANK; table.columns.len()];
                (row[0], row[1]) = (Cell::text(&**name).tone(Tone::Alarm), value);
                table.rows.push(row);
            }
        }
    }
    super::ledgers::append_strays(&mut table, inputs);
    table
}

/// The levels that need a row: by 岗位级别序列 as far as it goes, then these, then any other with an allowance.
fn levels<'a>(settings: &'a Settings, wanted: &'a [String]) -> Vec<&'a String> {
    let all = || wanted.iter().chain(settings.allowances().keys());
    let known: BTreeSet<&String> = all().collect();
    let ranked = settings.list(SettingKey::LevelOrder).iter().filter(|level| known.contains(level));
    let mut seen = BTreeSet::new();
    ranked.chain(all()).filter(|level| seen.insert(*level)).collect()
}

/// The sheet with these settings, and a row for the allowance of each of these levels.
pub(super) fn sheet(settings: &Settings, wanted: &[String]) -> Table {
    let levels = levels(settings, wanted);
    let mut rows = Vec::new();
    let mut keys = Vec::new();
    for key in SettingKey::ALL {
        if *key == SettingKey::AllowanceRate {
            for level in &levels {
                let amount = settings.allowance(level).map(|amount| Cell::number(amount.amount()).look(Look::Rate));
                rows.push(row(*key, &key.full_term(Some(level)), amount.unwrap_or(Cell::BLANK), ""));
                keys.push(*key);
            }
        } else {
            let text = settings.value(*key).to_string();
            rows.push(row(*key, key.term(), value(*key, &text), &text));
            keys.push(*key);
        }
    }
    Table {
        columns: vec![
            Column::new("参数", Look::Name).width(28, 40),
            Column::new("取值", Look::Word).width(24, 40),
            Column::new("依据", Look::Word).width(12, 14),
            Column::new("决定者", Look::Word).width(18, 26),
            Column::new("填写说明", Look::Text).width(44, 64),
        ],
        rows,
        frozen: 1,
        rules: keys.into_iter().enumerate().filter_map(rule).collect(),
        ..Table::new(SheetKind::Settings.term(), Role::Input)
    }
}

/// The rule for the value of a setting.
fn rule((at, key): (usize, SettingKey)) -> Option<(usize, usize, DataValidation)> {
    guide::setting_validation(key).map(|validation| (at, 1, validation))
}

fn row(key: SettingKey, name: &str, value: Cell, text: &str) -> Vec<Cell> {
    let remark = match page::beyond_notice(Lang::ZhCn, key, text) {
        Some(beyond) => Cell::text(format!("{beyond}；{}", guide::setting(key))).tone(Tone::Caution),
        None => Cell::text(guide::setting(key)).tone(Tone::Muted),
    };
    vec![
        Cell::text(name),
        value.tone(Tone::Strong),
        Cell::text(key.clause().number()),
        Cell::text(Lang::ZhCn.decider(key.decider())),
        remark,
    ]
}

/// A value as a native cell: numbers as numbers, shares as per cent, the rest as text.
fn value(key: SettingKey, text: &str) -> Cell {
    if let (SettingKind::Date, Some(Some(day))) = (key.kind(), words::day(text)) {
        return Cell::date(day).look(Look::Date);
    }
    let Some(number) = words::number(text).filter(|_| !words::is_none_mark(text)) else { return Cell::text(text) };
    match key.kind() {
        SettingKind::Year | SettingKind::Whole(_) => Cell::number(number).look(Look::Whole),
        SettingKind::Number(_) => Cell::number(number).look(Look::Number),
        SettingKind::Share => {
            let per_cent = (number * rust_decimal::Decimal::ONE_HUNDRED).normalize();
            let decimals = u8::try_from(per_cent.scale()).unwrap_or(u8::MAX);
            Cell::number(number).look(Look::Percent(decimals))
        }
        SettingKind::Amount | SettingKind::AmountByLevel => Cell::number(number).look(Look::Rate),
        SettingKind::Text
        | SettingKind::Flag
        | SettingKind::Choice(_)
        | SettingKind::List
        | SettingKind::Date
        | SettingKind::Dates => Cell::text(text),
    }
}
