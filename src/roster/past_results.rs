//! Results of other years among the dropped files: they are a record of earlier years and nothing else.

use super::{
    book::Sheet,
    header::{self, Block, Column},
    keyed::KeyedSheet,
    overlay, settings,
    sheet::Grid,
    text::compact,
};
use crate::{
    domain::{
        Edit, Field, Inputs, Ledgers, PassedOver, PastGrade, PastYear, Place, Problem, ProblemKind, Severity,
        SheetKind, Value, words,
    },
    notice::{SettingKey, Settings},
};
use std::collections::{BTreeMap, BTreeSet};

/// The results workbook of another year.
pub(super) struct PastBook<'s> {
    /// Which of the files it is.
    pub(super) file: u16,
    /// Its year.
    pub(super) year: i32,
    /// Whether it was a draft.
    pub(super) draft: bool,
    /// 考核结果
    pub(super) grades: &'s Sheet<'s>,
    /// 结果运用
    pub(super) outcomes: Option<&'s Sheet<'s>>,
    /// The tables of its own 花名册, for the record of still earlier years.
    pub(super) rosters: Vec<(&'s Sheet<'s>, &'s Block)>,
}

/// What of a sheet of such results is used.
pub(super) struct PastTable {
    /// The last row of its header.
    pub(super) header_row: u32,
    /// Columns of its records.
    pub(super) columns: Vec<u16>,
}

impl PastBook<'_> {
    /// What of one of its sheets is used; nothing of most.
    pub(super) fn used_of(&self, sheet: &Sheet<'_>) -> Option<PastTable> {
        let is = |other: &Sheet<'_>| other.position == sheet.position;
        let table = |header: &header::Header, columns: &[Option<u16>]| {
            let whom = header::KEYS.into_iter().map(|field| header.find_field(field));
            let columns = whom.chain(columns.iter().copied()).flatten().collect();
            PastTable { header_row: header.bottom, columns }
        };
        if is(self.grades) {
            let header = header::first_row(&sheet.grid).header;
            return Some(table(&header, &[header.find(FINAL_GRADE)]));
        }
        if self.outcomes.is_some_and(is) {
            let header = header::first_row(&sheet.grid).header;
            return Some(table(&header, &[header.find(WHAT), header.find(CONTENT), carried_out_column(&header)]));
        }
        let (_, block) = self.rosters.iter().find(|(roster, _)| is(roster))?;
        let (years, promoted) = earlier_columns(&block.header);
        let columns: Vec<Option<u16>> = years.into_iter().map(|(_, column)| Some(column)).chain([promoted]).collect();
        columns.iter().any(Option::is_some).then(|| table(&block.header, &columns))
    }
}

/// Headers of the output sheets that tell of a year.
const FINAL_GRADE: &str = "最终等次";
const WHAT: &str = "事项";
const CONTENT: &str = "内容";

/// The column that says whether something was carried out.
fn carried_out_column(header: &header::Header) -> Option<u16> {
    CARRIED_OUT_HEADERS.iter().find_map(|name| header.find(name))
}

/// The columns of a roster that tell of earlier years: grades, and the last promotion.
fn earlier_columns(header: &header::Header) -> (Vec<(i32, u16)>, Option<u16>) {
    let years = header.cells.iter().filter_map(|cell| match cell.roster_column() {
        Some(Column::PastGrade(year)) => Some((year, cell.column)),
        _ => None,
    });
    (years.collect(), header.find_field(Field::LastPromotion))
}

/// The settings of a sheet's tables; nothing if none of them has any.
fn settings_in(grid: &Grid, blocks: &[&Block]) -> Option<Settings> {
    let mut inputs = Inputs::default();
    settings::read(grid, 0, blocks, &mut inputs);
    (!blocks.is_empty()).then_some(inputs.settings)
}

/// The year to be appraised, before the sheets are understood: headers that name another year hang on it.
pub(super) fn appraised_year(grids: &[Grid], edits: &[Edit]) -> i32 {
    let settings_of = |file: u16| {
        grids.iter().filter(|grid| grid.file == file).find_map(|grid| {
            let recognised = header::recognise_settings(grid);
            settings_in(grid, &recognised.of_kind(SheetKind::Settings))
        })
    };
    let files: BTreeSet<u16> = grids.iter().map(|grid| grid.file).collect();
    let is_result = |file: &u16| grids.iter().any(|grid| grid.file == *file && header::own_name(grid) == "考核结果");
    let (results, others): (Vec<u16>, Vec<u16>) = files.into_iter().partition(is_result);
    let stated = others.iter().find_map(|file| settings_of(*file));
    let of_results = || results.iter().filter_map(|file| settings_of(*file)).max_by_key(Settings::year);
    let is_more_than_settings = |grid: &Grid| {
        others.contains(&grid.file)
            && !grid.is_empty()
            && header::recognise_settings(grid).of_kind(SheetKind::Settings).is_empty()
    };
    let settings = match stated {
        Some(settings) => settings,
        None if grids.iter().any(is_more_than_settings) => Settings::default(),
        None => of_results().unwrap_or_default(),
    };
    overlay::settings(&settings, edits.iter()).year()
}

/// The results of other years than the one to be appraised. That year is the one of the files that are no results; of
/// results alone, the latest is taken up again.
pub(super) fn find<'s>(sheets: &'s [Sheet<'s>]) -> Vec<PastBook<'s>> {
    let files: BTreeSet<u16> = sheets.iter().map(|sheet| sheet.grid.file).collect();
    if files.len() < 2 {
        return Vec::new();
    }
    let named = |file: u16, name: &str| {
        sheets.iter().find(|sheet| sheet.grid.file == file && header::own_name(&sheet.grid) == name)
    };
    let settings_of = |file: u16| {
        sheets.iter().filter(|sheet| sheet.grid.file == file).find_map(|sheet| {
            let blocks = sheet.recognised.of_kind(SheetKind::Settings);
            settings_in(&sheet.grid, &blocks)
        })
    };
    let results: BTreeMap<u16, Settings> = files
        .iter()
        .filter(|file| named(**file, "考核结果").is_some())
        .filter_map(|file| Some((*file, settings_of(*file)?)))
        .collect();
    let others: Vec<u16> = files.into_iter().filter(|file| !results.contains_key(file)).collect();
    let has_roster = |file: &u16| {
        let is_roster = |sheet: &Sheet| !sheet.recognised.of_kind(SheetKind::Roster).is_empty();
        sheets.iter().any(|sheet| sheet.grid.file == *file && is_roster(sheet))
    };
    let year = if others.iter().any(has_roster) {
        others.iter().find_map(|file| settings_of(*file)).unwrap_or_default().year()
    } else {
        results.values().map(Settings::year).max().unwrap_or_default()
    };
    let past = results.into_iter().filter(|(_, settings)| settings.year() != year);
    past.filter_map(|(file, settings)| {
        let grid = |name| named(file, name).map(|sheet| &*sheet.grid);
        Some(PastBook {
            file,
            year: settings.year(),
            draft: was_draft(grid("待决事项"), grid("问题清单"), settings.flag(SettingKey::Confirmed)),
            grades: named(file, "考核结果")?,
            outcomes: named(file, "结果运用"),
            rosters: sheets
                .iter()
                .filter(|sheet| sheet.grid.file == file)
                .flat_map(|sheet| {
                    sheet.recognised.of_kind(SheetKind::Roster).into_iter().map(move |block| (sheet, block))
                })
                .collect(),
        })
    })
    .collect()
}

/// The results of another year.
pub(super) struct PastResults<'a> {
    /// Their year.
    pub(super) year: i32,
    /// Whether they were still a draft.
    pub(super) draft: bool,
    /// The sheet 考核结果.
    pub(super) grades: KeyedSheet<'a>,
    /// The sheet 结果运用.
    pub(super) outcomes: Option<KeyedSheet<'a>>,
    /// The tables of 花名册.
    pub(super) rosters: Vec<KeyedSheet<'a>>,
}

/// What those results knew of still earlier years: `YYYY年等次` and 上次晋升年度 of their roster.
fn read_earlier(roster: &mut KeyedSheet<'_>, ledgers: &mut Ledgers) {
    roster.problems.clear();
    let (years, promoted_column) = earlier_columns(roster.header);
    if years.is_empty() && promoted_column.is_none() {
        return;
    }
    ledgers.history_has_promotions |= promoted_column.is_some();
    let history = ledgers.history.get_or_insert_default();
    roster.records(|sheet, row| {
        let person = sheet.person(row)?;
        for (year, column) in &years {
            if let Some(grade) = sheet.past_grade(row, *column, person) {
                let cell = sheet.place(row, *column);
                history.push(PastYear { person, cell, year: *year, grade: Some(grade), promoted: false });
            }
        }
        if let Some(column) = promoted_column
            && let Some(Value::Year(year)) = sheet.value(row, promoted_column, Field::LastPromotion, person)
        {
            history.push(PastYear { person, cell: sheet.place(row, column), year, grade: None, promoted: true });
        }
        Ok(())
    });
    // Whoever has left since is named with the grades.
    roster.problems.retain(|problem| problem.severity == Severity::Error);
}

/// Words that say, in 结果运用, that a suggested promotion was carried out.
const CARRIED_OUT: [&str; 5] = ["已晋升", "已执行", "已落实", "已兑现", "晋升已办理"];
/// Headers of a column that says so.
const CARRIED_OUT_HEADERS: [&str; 6] = ["是否晋升", "是否执行", "是否落实", "执行情况", "落实情况", "已晋升"];

/// Final grades become records of that year, and suggested promotions that were carried out become promotions.
pub(super) fn read(results: &mut PastResults<'_>, sheet: u16, ledgers: &mut Ledgers) {
    let year = results.year;
    let history = ledgers.history.get_or_insert_default();
    let first = history.len();
    let grades = &mut results.grades;
    let note = |severity, kind| Problem::general(severity, Place::Sheet(sheet), year.to_string(), kind);
    grades.problems.clear();
    grades.problems.push(note(Severity::Notice, ProblemKind::ResultsAsHistory { year }));
    if results.draft {
        grades.problems.push(note(Severity::Warning, ProblemKind::HistoryOfDraft { year }));
    }
    let Some([grade_column]) = grades.needs([FINAL_GRADE]) else { return };
    grades.records(|sheet, row| {
        let person = sheet.person(row)?;
        let Some(Value::Grade(grade)) = sheet.value(row, Some(grade_column), Field::FirstGrade, person) else {
            return Err(PassedOver::NothingGiven);
        };
        let cell = sheet.place(row, grade_column);
        history.push(PastYear { person, cell, year, grade: Some(PastGrade::Grade(grade)), promoted: false });
        Ok(())
    });
    read_outcomes(&mut results.outcomes, &mut history[first..]);
    for roster in &mut results.rosters {
        read_earlier(roster, ledgers);
    }
}

/// Suggested promotions that were carried out.
fn read_outcomes(outcomes: &mut Option<KeyedSheet<'_>>, history: &mut [PastYear]) {
    let Some(outcomes) = outcomes else { return };
    outcomes.problems.clear();
    let Some([what_column]) = outcomes.needs([WHAT]) else { return };
    let content_column = outcomes.column(CONTENT);
    let marked_column = carried_out_column(outcomes.header);
    outcomes.records(|sheet, row| {
        if compact(&sheet.text(row, Some(what_column))) != "晋升建议" {
            return Err(PassedOver::NothingGiven);
        }
        let person = sheet.person(row)?;
        let content = compact(&sheet.text(row, content_column));
        let marked = compact(&sheet.text(row, marked_column));
        let carried_out = CARRIED_OUT.iter().any(|word| content.contains(word) || marked.contains(word))
            || words::yes_no(&marked) == Some(true);
        if let Some(past) = history.iter_mut().find(|past| past.person == person).filter(|_| carried_out) {
            past.promoted = true;
        }
        Ok(())
    });
}

/// Whether results were still a draft: something was pending, an error stood, or the settings weren't confirmed.
fn was_draft(pending: Option<&Grid>, problems: Option<&Grid>, confirmed: bool) -> bool {
    let has_pending = pending.is_some_and(|grid| grid.rows().len() > 1);
    let is_error = |text: String| compact(&text) == Severity::Error.term();
    let has_errors = problems.is_some_and(|grid| {
        grid.rows().iter().any(|row| row.cells.iter().any(|(_, cell)| is_error(cell.text(grid.epoch))))
    });
    has_pending || has_errors || !confirmed
}
