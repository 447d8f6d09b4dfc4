//! The tables of the roster, and what each is for: one lists people; one whose people are on another adds columns to
//! them; one that does neither isn't used, which is said.

use super::{
    cell::{self, Reading},
    header::{Block, Column, Header, HeaderCell, adds_something, names_a_period, own_name, titles},
    rows::{RowColumns, passed_over},
    sheet::Grid,
};
use crate::{
    domain::{Field, SUPPLEMENT_SHEET, Value},
    notice::Settings,
};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A table of a sheet that has a roster's headers.
#[derive(Clone, Copy)]
pub(super) struct RosterTable<'a> {
    /// The sheet's cells.
    pub(super) grid: &'a Grid,
    /// Its position.
    pub(super) sheet: u16,
    /// Where the table is on it.
    pub(super) block: &'a Block,
}

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It lists people; of the main sheet, the one with most people.
    People {
        /// Whether it is on the main sheet.
        main: bool,
    },
    /// It adds columns to people whom another one lists.
    Supplement,
    /// Neither.
    Unused,
}

/// The columns of one table that hold facts.
pub(super) struct Columns<'a> {
    pub(super) fields: BTreeMap<Field, &'a HeaderCell>,
    pub(super) past_grades: BTreeMap<i32, &'a HeaderCell>,
    /// Further columns that claim what another one gives, by canonical header.
    pub(super) doubles: Vec<(&'a str, &'a HeaderCell)>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(header: &'a Header) -> Columns<'a> {
        let mut columns = Columns {
            fields: BTreeMap::new(),
            past_grades: BTreeMap::new(),
            doubles: header.doubles().map(|(target, _, cell)| (target, cell)).collect(),
        };
        for cell in &header.cells {
            match cell.roster_column() {
                Some(Column::PastGrade(year)) => {
                    columns.past_grades.insert(year, cell);
                }
                Some(Column::Field(field)) => {
                    columns.fields.insert(field, cell);
                }
                Some(Column::Counter) | None => {}
            }
        }
        columns
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<u16> {
        self.fields.get(&field).map(|cell| cell.column)
    }
}

impl<'a> RosterTable<'a> {
    /// The columns by which its rows are told.
    pub(super) fn row_columns(&self, columns: &Columns<'_>, key: Field) -> RowColumns<'a> {
        let key = columns.column(key).filter(|_| key != Field::Name);
        RowColumns::of(self.grid, self.block, key, columns.column(Field::Name))
    }

    /// The text of a name or key in a row; empty if there is none or it can't be read.
    pub(super) fn text(&self, row: u32, column: Option<u16>, field: Field, settings: &Settings) -> String {
        let Some(column) = column else { return String::new() };
        match cell::read(field, self.grid.value(row, column).1, self.grid.epoch, settings) {
            Reading::Value(Value::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Whether the sheet's name or a title above the table says that it is about another year or a part of one.
    fn is_of_a_period(&self, year: i32) -> bool {
        titles(self.grid, self.block.header.top).iter().any(|title| names_a_period(title, year))
    }

    /// Key and name of each of its records.
    fn people(&self, columns: &Columns<'_>, key: Field, settings: &Settings) -> Vec<(String, String)> {
        let row_columns = self.row_columns(columns, key);
        let rows = self.block.header.bottom + 1..self.block.end;
        let is_repeated = |row: u32| self.block.repeats_header(row);
        let records = rows.filter(|row| !is_repeated(*row) && passed_over(self.grid, *row, &row_columns).is_none());
        let text = |row, field| self.text(row, columns.column(field), field, settings);
        records.map(|row| (text(row, key), text(row, Field::Name))).collect()
    }
}

/// Nearly all: a supplement may have somebody who left, or a slip.
fn nearly_all(part: usize, whole: usize) -> bool {
    whole > 0 && part * 5 >= whole * 4
}

/// What each table is for.
pub(super) fn roles(tables: &[RosterTable<'_>], columns: &[Columns<'_>], key: Field, settings: &Settings) -> Vec<Role> {
    // Nearly every roster is one table.
    if tables.len() == 1 && !tables[0].block.adds_only {
        return vec![Role::People { main: true }];
    }
    let people: Vec<Vec<(String, String)>> =
        tables.iter().zip(columns).map(|(table, columns)| table.people(columns, key, settings)).collect();
    let mut on_sheet: BTreeMap<u16, usize> = BTreeMap::new();
    for (table, people) in tables.iter().zip(&people).filter(|(table, _)| !table.block.adds_only) {
        *on_sheet.entry(table.sheet).or_default() += people.len();
    }
    // A table that says who is in post, and as what, is a roster before a list of days or cases is.
    let says_who_is_in_post = |sheet: u16| {
        use Field::{Category, Joined, Left, Manager, Months};
        let of_sheet = tables.iter().zip(columns).filter(|(table, _)| table.sheet == sheet && !table.block.adds_only);
        of_sheet
            .flat_map(|(_, columns)| columns.fields.keys())
            .any(|field| [Category, Joined, Left, Manager, Months].contains(field))
    };
    let rank = |(sheet, count): &(&u16, &usize)| (says_who_is_in_post(**sheet), **count, std::cmp::Reverse(**sheet));
    let main_sheet = on_sheet.iter().max_by_key(rank).map(|(sheet, _)| *sheet);
    // The largest table of the main sheet is what others can add to; of equals the first.
    let of_main = |at: &usize| Some(tables[*at].sheet) == main_sheet && !tables[*at].block.adds_only;
    let largest = (0..tables.len()).filter(of_main).max_by_key(|at| (people[*at].len(), std::cmp::Reverse(*at)));
    let mut roles: Vec<Option<Role>> = vec![None; tables.len()];
    if let Some(at) = largest {
        roles[at] = Some(Role::People { main: true });
    }
    // Rosters and larger tables are looked at first, so that those who add to them find their people.
    let mut order: Vec<usize> = (0..tables.len()).filter(|at| Some(*at) != largest).collect();
    order.sort_by_key(|at| {
        let is_elsewhere = Some(tables[*at].sheet) != main_sheet;
        let is_list = !says_who_is_in_post(tables[*at].sheet);
        (tables[*at].block.adds_only, is_elsewhere, is_list, std::cmp::Reverse(people[*at].len()), *at)
    });
    let mut keys: HashSet<&str> = HashSet::new();
    let mut names: HashSet<&str> = HashSet::new();
    let mut fields: BTreeSet<Field> = BTreeSet::new();
    let mut years: BTreeSet<i32> = BTreeSet::new();
    let list = |at: usize, fields: &mut BTreeSet<Field>, years: &mut BTreeSet<i32>| {
        fields.extend(columns[at].fields.keys());
        years.extend(columns[at].past_grades.keys());
        at
    };
    let mut listed: Vec<usize> = largest.into_iter().map(|at| list(at, &mut fields, &mut years)).collect();
    for at in order {
        for other in listed.drain(..) {
            keys.extend(people[other].iter().map(|(key, _)| key.as_str()).filter(|key| !key.is_empty()));
            names.extend(people[other].iter().map(|(_, name)| name.as_str()).filter(|name| !name.is_empty()));
        }
        let has_key = columns[at].fields.contains_key(&key) && key != Field::Name;
        let is_listed = |(own_key, name): &&(String, String)| {
            if has_key && !own_key.is_empty() { keys.contains(own_key.as_str()) } else { names.contains(name.as_str()) }
        };
        let known = people[at].iter().filter(is_listed).count();
        let whom = |(own_key, name): &(String, String)| if has_key { own_key.clone() } else { name.clone() };
        let distinct: HashSet<String> = people[at].iter().map(whom).collect();
        let one_row_each = distinct.len() == people[at].len();
        let tells_both = [Field::Joined, Field::Left].iter().all(|field| columns[at].fields.contains_key(field));
        let has_dates = tells_both || fields.contains(&Field::Joined) || fields.contains(&Field::Left);
        let adds = |field: &Field| {
            adds_something(*field)
                && !fields.contains(field)
                && !(has_dates && [Field::Joined, Field::Left].contains(field))
        };
        let adds_any =
            columns[at].fields.keys().any(adds) || columns[at].past_grades.keys().any(|year| !years.contains(year));
        let tells_dates = [Field::Joined, Field::Left].iter().any(|field| columns[at].fields.contains_key(field));
        let repeats_facts = || {
            columns[at].fields.keys().any(|field| {
                adds_something(*field) && fields.contains(field) && ![Field::Joined, Field::Left].contains(field)
            })
        };
        let of_a_period = tables[at].is_of_a_period(settings.year());
        let is_kept = own_name(tables[at].grid) == SUPPLEMENT_SHEET;
        let is_nearly_known = nearly_all(known, people[at].len());
        // Whoever says that it is a roster means it to be used.
        let role = if is_kept || tables[at].block.chosen && is_nearly_known && one_row_each {
            Role::Supplement
        } else if tables[at].block.adds_only {
            // A sheet of other people, or with several rows a person, is no supplement.
            let is_supplement = known * 2 >= people[at].len()
                && known > 0
                && one_row_each
                && !of_a_period
                && (adds_any || repeats_facts());
            if is_supplement { Role::Supplement } else { Role::Unused }
        } else if !is_nearly_known {
            Role::People { main: Some(tables[at].sheet) == main_sheet }
        } else if adds_any && one_row_each {
            if of_a_period { Role::Unused } else { Role::Supplement }
        } else if tells_dates && has_dates && !repeats_facts() {
            // Former jobs: people of the roster, and nothing but dates of another time.
            Role::Unused
        } else {
            Role::People { main: Some(tables[at].sheet) == main_sheet }
        };
        if matches!(role, Role::People { .. }) {
            listed.push(list(at, &mut fields, &mut years));
        }
        roles[at] = Some(role);
    }
    roles.into_iter().map(|role| role.expect("every table was looked at")).collect()
}
