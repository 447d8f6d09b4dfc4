//! A person of the roster: one fact for each column, and the grades of earlier years.

use super::{Category, CellRef, Fact, Field, Value};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person's position in [`super::Inputs::people`]; stable while one input is loaded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PersonId(pub u32);

/// A person of the roster as read, before any rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Position in the roster.
    pub id: PersonId,
    /// The key that sheets are matched by: 工号, else 身份证号, else 姓名.
    pub key: String,
    /// The person's first cell in the roster: where a problem of the whole row is shown.
    pub row: CellRef,
    facts: Vec<Fact>,
    /// Grades of earlier years by year (columns `YYYY年等次`).
    pub past_grades: BTreeMap<i32, Fact>,
}

impl Person {
    /// A person of whom nothing is known yet but the key.
    pub fn new(id: PersonId, key: String, row: CellRef) -> Person {
        Person { id, key, row, facts: vec![Fact::Absent; Field::COUNT], past_grades: BTreeMap::new() }
    }

    /// The fact of a column.
    pub fn fact(&self, field: Field) -> &Fact {
        &self.facts[field as usize]
    }

    /// Replaces the fact of a column.
    pub fn set(&mut self, field: Field, fact: Fact) {
        self.facts[field as usize] = fact;
    }

    /// The text of a column, or nothing.
    pub fn text(&self, field: Field) -> &str {
        match self.fact(field).value() {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The name, for display.
    pub fn name(&self) -> &str {
        self.text(Field::Name)
    }

    /// 工号 as it is shown in the results: the column's text, else the key unless that is the name.
    pub fn staff_number(&self) -> &str {
        let number = self.text(Field::StaffNumber);
        if !number.is_empty() {
            return number;
        }
        if self.key == self.name() { "" } else { &self.key }
    }

    /// 岗位类别, if it is known.
    pub fn category(&self) -> Option<Category> {
        match self.fact(Field::Category).value() {
            Some(Value::Category(category)) => Some(*category),
            _ => None,
        }
    }

    /// 管理人员, with its default: 是 for 大厅管理.
    pub fn is_manager(&self) -> bool {
        match self.fact(Field::Manager).value() {
            Some(Value::Flag(flag)) => *flag,
            _ => self.category() == Some(Category::HallManagement),
        }
    }

    /// The date of a column, if there is one.
    pub fn date(&self, field: Field) -> Option<NaiveDate> {
        match self.fact(field).value() {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }
}
