//! Rosters in a line or two, for the tests beside the rules.

use super::{Evaluation, evaluate};
use crate::{
    domain::{
        Award, Category, CellRef, Decision, Fact, Field, Grade, Incident, IncidentCells, IncidentKind, Inputs, Person,
        PersonId, Ruling, Source, Value, ValueKind, Verification, words,
    },
    notice::{SettingKey, SettingValue},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A roster under construction. Methods change the last person, or the one that [`Case::edit`] names.
#[derive(Clone)]
pub(crate) struct Case {
    inputs: Inputs,
    at: usize,
}

pub(crate) fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("tests name real dates")
}

impl Case {
    /// One person in post since 2015 of whom every column is there: no case of anything, no scores, no past grades.
    pub(crate) fn new() -> Case {
        let mut inputs = Inputs { sheets: vec!["花名册".into()], ..Inputs::default() };
        inputs.columns = Field::ALL.iter().copied().collect();
        inputs.settings.set(SettingKey::Confirmed, SettingValue::Flag(true));
        Case { inputs, at: 0 }.and()
    }

    /// One person, with shares that leave a place for every grade.
    pub(crate) fn alone_with_room() -> Case {
        Case::new().setting(SettingKey::ExcellentShare, "1").setting(SettingKey::CommendedShare, "1")
    }

    /// One more person.
    pub(crate) fn and(mut self) -> Case {
        let at = self.inputs.people.len();
        let id = PersonId(u32::try_from(at).expect("tests have few people"));
        let row = CellRef { sheet: 0, row: id.0 + 1, column: 0 };
        let key = format!("T{at:04}");
        let mut person = Person::new(id, key.clone(), row);
        for field in Field::ALL {
            let known = |value| Fact::Known(value, Source::Cell(CellRef { column: *field as u16, ..row }));
            let fact = match field.kind() {
                ValueKind::Key | ValueKind::Name | ValueKind::Text => known(Value::Text(key.clone())),
                ValueKind::Flag => known(Value::Flag(false)),
                ValueKind::Count => known(Value::Count(0)),
                ValueKind::Days | ValueKind::Money | ValueKind::Bonus => known(Value::Number(Decimal::ZERO)),
                ValueKind::Award => known(Value::Award(Award::No)),
                ValueKind::Date if *field == Field::Joined => known(Value::Date(date((2015, 3, 1)))),
                _ => Fact::Blank(row),
            };
            person.set(*field, fact);
        }
        self.inputs.people.push(person);
        self.at = at;
        self
    }

    /// Changes one person by the same methods.
    pub(crate) fn edit(mut self, at: usize, change: impl FnOnce(Case) -> Case) -> Case {
        let last = std::mem::replace(&mut self.at, at);
        let mut case = change(self);
        case.at = last;
        case
    }

    fn put(mut self, field: Field, value: Value) -> Case {
        let person = &mut self.inputs.people[self.at];
        let cell = CellRef { column: field as u16, ..person.row };
        person.set(field, Fact::Known(value, Source::Cell(cell)));
        self
    }

    pub(crate) fn date(self, field: Field, day: (i32, u32, u32)) -> Case {
        self.put(field, Value::Date(date(day)))
    }

    pub(crate) fn count(self, field: Field, count: u32) -> Case {
        // A count of months stands for a roster that gives no dates, unless a date is put, too.
        let case = if field == Field::Months && self.joined_by_default() { self.blank(Field::Joined) } else { self };
        case.put(field, Value::Count(count))
    }

    fn joined_by_default(&self) -> bool {
        self.inputs.people[self.at].date(Field::Joined) == Some(date((2015, 3, 1)))
    }

    pub(crate) fn number(self, field: Field, number: &str) -> Case {
        self.put(field, Value::Number(words::number(number).expect("tests write numbers")))
    }

    pub(crate) fn score(self, field: Field, score: &str) -> Case {
        self.number(field, score)
    }

    pub(crate) fn days(self, days: &str) -> Case {
        self.number(Field::LeaveDays, days)
    }

    pub(crate) fn flag(self, field: Field, flag: bool) -> Case {
        self.put(field, Value::Flag(flag))
    }

    pub(crate) fn text(self, field: Field, text: &str) -> Case {
        self.put(field, Value::Text(text.to_owned()))
    }

    pub(crate) fn year(self, field: Field, year: i32) -> Case {
        self.put(field, Value::Year(year))
    }

    pub(crate) fn award(self, award: Award) -> Case {
        self.put(Field::Dedication, Value::Award(award))
    }

    pub(crate) fn category(self, category: Category) -> Case {
        self.put(Field::Category, Value::Category(category))
    }

    pub(crate) fn first_grade(self, grade: Grade) -> Case {
        self.put(Field::FirstGrade, Value::Grade(grade))
    }

    pub(crate) fn past(mut self, year: i32, grade: Option<Grade>) -> Case {
        let person = &mut self.inputs.people[self.at];
        let fact = match grade {
            Some(grade) => Fact::Known(Value::Grade(grade), Source::Cell(person.row)),
            None => Fact::Blank(person.row),
        };
        person.past_grades.insert(year, fact);
        self
    }

    /// 未参加 in an earlier year.
    pub(crate) fn not_appraised(mut self, year: i32) -> Case {
        let person = &mut self.inputs.people[self.at];
        person.past_grades.insert(year, Fact::Known(Value::NotAppraised, Source::Cell(person.row)));
        self
    }

    /// Leaves the cell blank.
    pub(crate) fn blank(mut self, field: Field) -> Case {
        let person = &mut self.inputs.people[self.at];
        let cell = CellRef { column: field as u16, ..person.row };
        person.set(field, Fact::Blank(cell));
        self
    }

    /// Makes the cell unreadable, as if its problem had been raised.
    pub(crate) fn faulty(mut self, field: Field) -> Case {
        let person = &mut self.inputs.people[self.at];
        let cell = CellRef { column: field as u16, ..person.row };
        person.set(field, Fact::Faulty { cell, raw: "?".into() });
        self
    }

    /// Takes the column out of the roster.
    pub(crate) fn absent(mut self, field: Field) -> Case {
        self.inputs.columns.remove(&field);
        for person in &mut self.inputs.people {
            person.set(field, Fact::Absent);
        }
        self
    }

    pub(crate) fn setting(mut self, key: SettingKey, value: &str) -> Case {
        self.inputs.settings.set(key, key.parse(value).expect("tests write values of the setting's type"));
        self
    }

    pub(crate) fn allowance(mut self, level: &str, amount: &str) -> Case {
        let value = SettingKey::AllowanceRate.parse(amount).expect("tests write amounts");
        self.inputs.settings.set_allowance(level, value);
        self
    }

    /// Adds a row to the ledger: an incident of 1 May, at the row of its number.
    pub(crate) fn incident(mut self, kind: IncidentKind, state: Verification) -> Case {
        let person = self.inputs.people[self.at].id;
        let incidents = self.inputs.ledgers.incidents.get_or_insert_default();
        let row = u32::try_from(incidents.len()).expect("tests have few incidents") + 1;
        let cell = |column| CellRef { sheet: 1, row, column };
        incidents.push(Incident {
            person,
            cell: cell(3),
            date: Some(date((2024, 5, 1))),
            kind,
            stars: Some(1),
            state: Some(state),
            fined: Some(false),
            note: String::new(),
            cells: IncidentCells { state: cell(5), stars: None, fined: None },
        });
        self
    }

    fn ruling(mut self, ruling: Ruling) -> Case {
        self.inputs.decisions.push(Decision {
            person: self.inputs.people[self.at].id,
            ruling,
            reason: "集体研究".into(),
            decider: "考核领导小组".into(),
            date: None,
            source: None,
        });
        self
    }

    pub(crate) fn decide(self, grade: Grade) -> Case {
        self.ruling(Ruling::Grade(grade))
    }

    pub(crate) fn decide_no_demotion(self) -> Case {
        self.ruling(Ruling::NoDemotion)
    }

    pub(crate) fn inputs(self) -> Inputs {
        self.inputs
    }

    pub(crate) fn evaluate(self) -> Evaluation {
        evaluate(&self.inputs)
    }
}
