//! The sheets as they stand, with what became of each cell: 读取对照.

use super::{Named, SheetReading};
use crate::{
    domain::{
        CarriedColumn, CellRef, CorrectedCell, Fact, Field, Lot, PassedOver, PersonId, Problem, Ruling, Severity,
    },
    notice::SettingKey,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A sheet at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetEntry {
    /// Position in the input.
    pub sheet: u16,
    /// Its name; with several files, `file / sheet`.
    pub name: String,
    /// What it is taken for.
    pub reading: SheetReading,
    /// Whether it is hidden.
    pub hidden: bool,
    /// How many filled cells are of each lot, in the order of [`Lot::ALL`].
    pub counts: [u32; 4],
    /// Rows down to the last filled one.
    pub rows: u32,
    /// How wide each column is, in half-width characters, up to the last filled one.
    pub widths: Vec<u8>,
    /// Columns that are carried.
    pub carried: Vec<CarriedColumn>,
    /// Rows with something in them that are no records; neighbours of one reason together.
    pub passed_over: Vec<PassedOverSpan>,
}

impl SheetEntry {
    /// Filled cells in all.
    pub fn filled(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Whether anything of it was used.
    pub const fn is_used(&self) -> bool {
        self.counts[Lot::Used as usize] > 0
    }
}

/// Neighbouring rows that were passed over for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOverSpan {
    /// The first, from 0.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// Why.
    pub reason: PassedOver,
}

/// Which rows and columns of a sheet are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetQuery {
    /// Position of the sheet.
    pub sheet: u16,
    /// First row, from 0.
    pub from: u32,
    /// How many.
    pub count: u32,
    /// First column, from 0.
    pub left: u16,
    /// How many.
    pub columns: u16,
}

/// Rows of a sheet as they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetWindow {
    /// The query it answers.
    pub query: SheetQuery,
    /// One for each row wanted, blank ones included.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A filled cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetCell {
    /// Column from 0.
    pub column: u16,
    /// What stands in it, corrections included.
    pub text: String,
    /// What became of it.
    pub lot: Lot,
    /// The worst problem at it.
    pub severity: Option<Severity>,
}

/// A cell and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellView {
    /// The cell.
    pub cell: CellRef,
    /// What stands in it, corrections included.
    pub text: String,
    /// Its correction, if it was corrected.
    pub corrected: Option<CorrectedCell>,
    /// Its lot; nothing if it is blank.
    pub lot: Option<Lot>,
    /// What it became, the most telling first.
    pub became: Vec<Became>,
    /// Problems at it.
    pub problems: Vec<Problem>,
    /// Whom it is about.
    pub people: Vec<Named>,
    /// Names of the people mentioned.
    pub names: BTreeMap<PersonId, String>,
}

/// What a cell became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Became {
    /// A fact of a person.
    Fact {
        /// Whose.
        person: PersonId,
        /// Which.
        field: Field,
        /// It.
        fact: Fact,
    },
    /// The grade of an earlier year.
    PastGrade {
        /// Whose.
        person: PersonId,
        /// The year.
        year: i32,
        /// It.
        fact: Fact,
    },
    /// One of several cells that make a fact.
    PartOf {
        /// Whose.
        person: PersonId,
        /// Which.
        field: Field,
        /// What they come to.
        fact: Fact,
    },
    /// A cell of a row of a further sheet.
    Record {
        /// Whom the row is about.
        person: PersonId,
        /// The column's header.
        header: String,
    },
    /// Says whom its row is about.
    Whom(PersonId),
    /// A decision of the leading group.
    Decision {
        /// About whom.
        person: PersonId,
        /// What it says.
        ruling: Ruling,
    },
    /// A setting.
    Setting {
        /// Which.
        key: SettingKey,
        /// Of which level.
        level: Option<String>,
        /// The value in force.
        value: String,
    },
    /// The header of a column that is read.
    Header(String),
    /// The header of a column that is carried.
    CarriedHeader,
    /// A title, unit or date of the table.
    Heading,
    /// Its column means nothing here; the header, empty if there is none.
    Carried(String),
    /// Its row is no record; why, where that was said.
    PassedOver(Option<PassedOver>),
    /// Its sheet isn't read.
    NotRead(SheetReading),
    /// Nothing stands in it.
    Blank,
    /// It was used, for nothing of a single person.
    Used,
}
