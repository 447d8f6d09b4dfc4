//! All that one evaluation rests on: people, settings, decisions, and what was found amiss while reading.

use super::{
    Choice, CorrectedCell, Decision, Field, Ledgers, Person, PersonId, Problem, SheetAccount, SheetRows, Stray, Unread,
};
use crate::notice::Settings;
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The name of a sheet that was read; with several files dropped, `file / sheet`.
pub type SheetName = String;

/// What the rules are a pure function of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Names of the sheets, in the order that [`super::CellRef::sheet`] counts.
    pub sheets: Vec<SheetName>,
    /// Columns that the roster has, canonical; a column that is not here is unknown for everyone.
    pub columns: BTreeSet<Field>,
    /// Columns of the roster in which nothing at all stands: beside another sheet on the same matter they say nothing.
    pub unfilled: BTreeSet<Field>,
    /// Facts of which only parts of the year have columns: unknown, and never zero.
    pub partial: BTreeSet<Field>,
    /// Everyone on the roster, in its order; `people[i].id` is `i`.
    pub people: Vec<Person>,
    /// The settings in force (方案).
    pub settings: Settings,
    /// The leading group's decisions (决定), at most one a person.
    pub decisions: Vec<Decision>,
    /// The further sheets (事件, 月度考核 …).
    pub ledgers: Ledgers,
    /// Which rows of the further sheets are about whom.
    pub rows: Vec<SheetRows>,
    /// Rows that couldn't be used, as they were found.
    pub strays: Vec<Stray>,
    /// Rows of further tables of the roster that fit nobody or say something else than it, as they were found.
    pub supplement: Vec<Stray>,
    /// Sheets that look like data and aren't used, as they were found.
    pub unused: Vec<UnusedSheet>,
    /// What stands in columns that mean nothing here.
    pub kept: Vec<KeptCell>,
    /// Cells of people, incidents and decisions that couldn't be read or don't count, as they were found.
    pub unread: Vec<Unread>,
    /// Settings of which nothing that was given can be used: the name as in 方案, and what was given.
    pub refused_settings: Vec<(String, String)>,
    /// Further columns of the roster that claim what another one says.
    pub doubles: Vec<Double>,
    /// Choices about sheets and columns that were made by hand, now or with earlier results.
    pub choices: Vec<Choice>,
    /// Cells that were corrected by hand.
    pub corrections: Vec<CorrectedCell>,
    /// What was changed by hand on earlier occasions, as it was told then, oldest first.
    pub history: Vec<String>,
    /// What reading found, in the order of the sheets.
    pub problems: Vec<Problem>,
    /// How the rows of each sheet were used up.
    pub tallies: Vec<RowTally>,
    /// What became of the filled cells of each sheet of the drop, one for every sheet, in their order.
    pub account: Vec<SheetAccount>,
}

/// Reconciliation of a sheet's rows: read = records + passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowTally {
    /// Position of the sheet in [`Inputs::sheets`].
    pub sheet: u16,
    /// Rows below the header, blank ones included.
    pub read: u32,
    /// Rows that became a person, a setting, a decision or a record of a further sheet.
    pub records: u32,
    /// Rows passed over, by row number from 0 with the reason.
    pub passed_over: Vec<(u32, PassedOver)>,
}

/// A cell whose column means nothing here: kept with the saved work, as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptCell {
    /// The name of its sheet.
    pub sheet: String,
    /// Its address, as in `H12`.
    pub address: String,
    /// The header above it; empty if there is none.
    pub header: String,
    /// What stands in it.
    pub text: String,
}

/// A sheet that looks like data and isn't used: written back as it was found, so that it asks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnusedSheet {
    /// Its own name.
    pub name: String,
    /// Texts of its filled cells by row and column from 0.
    pub cells: Vec<(u32, u16, String)>,
}

/// A second column for one thing of the roster: written back, so that the problem comes back, too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// The canonical header, which the first column has, too.
    pub header: String,
    /// What stands in it, by sheet and row.
    pub cells: BTreeMap<(u16, u32), String>,
}

/// Why a row is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PassedOver {
    /// Nothing in it.
    Blank,
    /// 合计, 小计, 总计, 平均.
    Total,
    /// A note or signature line.
    Note,
    /// The header again.
    RepeatedHeader,
    /// The heading of a section of the list: a department, 一、…, …（7人）.
    Section,
    /// A row of 方案 without 取值, of 决定 without 决定等次, of a further sheet without its figures.
    NothingGiven,
    /// Data that fits nobody and nothing; a [`Problem`] says why.
    Unusable,
}

impl Inputs {
    /// The person of an id.
    ///
    /// # Panics
    /// If the id is of another input: ids are only made by this one.
    pub fn person(&self, id: PersonId) -> &Person {
        &self.people[id.0 as usize]
    }

    /// The decision about a person.
    pub fn decision(&self, id: PersonId) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.person == id)
    }

    /// The name as it can be published. Somebody whose name another person of the department has, too, is told apart by
    /// what differs and is no number: 小组, 岗位类别, 岗位级别, or the year of joining.
    pub fn told_apart(&self, person: &Person) -> String {
        let (name, department) = (person.name(), person.text(Field::Department));
        let namesake = |other: &&Person| {
            other.id != person.id && other.name() == name && other.text(Field::Department) == department
        };
        let namesakes: Vec<&Person> = self.people.iter().filter(namesake).collect();
        if namesakes.is_empty() {
            return name.to_owned();
        }
        let marks: [fn(&Person) -> String; 4] = [
            |person| person.text(Field::Team).to_owned(),
            |person| person.category().map_or(String::new(), |category| category.term().to_owned()),
            |person| person.text(Field::Level).to_owned(),
            |person| person.date(Field::Joined).map(|date| format!("{} 年入职", date.year())).unwrap_or_default(),
        ];
        let told = marks
            .iter()
            .map(|mark| (mark(person), mark))
            .find(|(own, mark)| !own.is_empty() && namesakes.iter().all(|other| mark(other) != *own));
        match told {
            Some((mark, _)) => format!("{name}（{mark}）"),
            None => format!("{name}（同名）"),
        }
    }
}
