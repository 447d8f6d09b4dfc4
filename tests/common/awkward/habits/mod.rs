//! The habits of offices. Each bends a workbook in one way, where it can, and says what must come of it.

mod cells;
mod facts;
mod headers;
mod places;
mod rows;
mod tables;

use super::{Office, Verdict, dice::Dice};

/// A habit: its name, and how it bends a workbook; nothing where this one gives no occasion for it.
pub struct Habit {
    /// Its name, by which it can be asked for.
    pub name: &'static str,
    /// Bends the workbook.
    pub apply: fn(&mut Office, &mut Dice) -> Option<Verdict>,
}

macro_rules! habits {
    ($($room:ident: $($name:ident),+;)+) => {
        /// All habits, in the order in which they can be laid one over the other: what moves facts about, then tables,
        /// headers, cells and rows, and last what only surrounds them.
        pub const HABITS: &[Habit] = &[$($(Habit { name: stringify!($name), apply: $room::$name }),+),+];
    };
}

habits! {
    facts: supplement, supplement_that_differs, blank_beside_a_ledger, roster_differs_from_ledger, row_for_nobody,
        one_id_under_two_keys, two_rows_of_one_person, row_without_name;
    tables: column_missing_in_one_table, stacked_tables, department_sheets, columns_in_another_order;
    headers: half_years, only_last_year, past_grades_under_years, months_in_other_words, months_over_score_and_grade,
        months_in_rows;
    cells: keys_in_other_forms, names_in_other_forms, numbers_in_other_forms, yes_and_no_in_other_forms,
        dates_in_other_forms, no_date_in_other_forms, grades_in_other_words, invisible_characters, percent_scores,
        scores_as_fractions, partly_struck_out, struck_out_value, struck_out_row, impossible_date, words_for_a_number,
        dashes_for_scores;
    tables: merged_departments, column_twice, note_twice, hidden_twin, unknown_columns, serial_column;
    headers: neutral_groups, decoy_groups, other_names, dressed_headers, deep_headers;
    rows: section_rows, total_rows, blank_rows, repeated_headers, note_rows, prefilled_rows, titles,
        title_of_another_year, long_preface, hidden_rows;
    tables: hidden_column, side_by_side;
    places: former_jobs, contacts, cover_and_lists, pivot, name_of_a_kind, settings_with_remarks, hidden_sheet,
        a_file_each, text_file, owner_file;
}
