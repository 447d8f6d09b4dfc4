//! A person's facts as the rules read them: what is unknown stays unknown, what was confirmed as 无此情形 is none.

use crate::{
    domain::{Award, Category, Fact, Field, Grade, PastGrade, Person, Place, Source, Value},
    notice::Settings,
    rules::{Measure, Quantity},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A fact, typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading<T> {
    /// The value and its source.
    Known(T, Source),
    /// The column is there, the cell says nothing.
    NotGiven,
    /// The roster has no such column.
    Absent,
    /// The cell can't be read or contradicts another; a problem says so.
    Faulty,
}

impl<T> Reading<T> {
    /// The value, if known.
    pub(super) fn known(self) -> Option<T> {
        match self {
            Reading::Known(value, _) => Some(value),
            _ => None,
        }
    }

    fn map<U>(self, convert: impl FnOnce(T) -> U) -> Reading<U> {
        match self {
            Reading::Known(value, source) => Reading::Known(convert(value), source),
            Reading::NotGiven => Reading::NotGiven,
            Reading::Absent => Reading::Absent,
            Reading::Faulty => Reading::Faulty,
        }
    }
}

/// Columns that the roster lacks and that are confirmed to have no case (setting 无此情形).
pub(super) fn confirmed_none(settings: &Settings) -> BTreeSet<Field> {
    let mut none: BTreeSet<Field> = settings.confirmed_none().into_iter().filter_map(Field::of_header).collect();
    // Without breaches there are none that were circulated.
    if none.contains(&Field::Breaches) {
        none.insert(Field::Circulars);
    }
    none
}

/// One person's facts under the settings.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    /// The person as read.
    pub(super) person: &'a Person,
    none: &'a BTreeSet<Field>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(person: &'a Person, none: &'a BTreeSet<Field>) -> Facts<'a> {
        Facts { person, none }
    }

    /// The column's value by `pick`, or `zero` if the absent column is confirmed to have no case.
    fn read<T>(&self, field: Field, zero: Option<T>, pick: impl FnOnce(&Value) -> Option<T>) -> Reading<T> {
        match (self.person.fact(field), zero) {
            (Fact::Known(value, source), _) => match pick(value) {
                Some(value) => Reading::Known(value, source.clone()),
                None => unreachable!("{field:?} holds {value:?}: readers keep to Field::kind"),
            },
            (Fact::Absent, Some(zero)) if self.none.contains(&field) => {
                Reading::Known(zero, Source::ConfirmedNone(field))
            }
            (Fact::Absent, _) => Reading::Absent,
            (Fact::Blank(_), _) => Reading::NotGiven,
            (Fact::Faulty { .. }, _) => Reading::Faulty,
        }
    }

    /// A number of cases or months.
    pub(super) fn count(&self, field: Field) -> Reading<u32> {
        self.read(field, Some(0), |value| match value {
            Value::Count(count) => Some(*count),
            _ => None,
        })
    }

    /// Months: given or not, and never "none" by confirmation.
    pub(super) fn months(&self, field: Field) -> Reading<u32> {
        self.read(field, None, |value| match value {
            Value::Count(count) => Some(*count),
            _ => None,
        })
    }

    /// Days, yuan.
    pub(super) fn number(&self, field: Field) -> Reading<Decimal> {
        self.read(field, Some(Decimal::ZERO), |value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
    }

    /// A score, with its source; a missing score is missing whatever the reason.
    pub(super) fn score(&self, field: Field) -> Quantity {
        let reading = self.read(field, None, |value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        });
        quantity(field, reading)
    }

    /// Yes or no.
    pub(super) fn flag(&self, field: Field) -> Reading<bool> {
        self.read(field, Some(false), |value| match value {
            Value::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    /// A date.
    pub(super) fn date(&self, field: Field) -> Reading<NaiveDate> {
        self.read(field, None, |value| match value {
            Value::Date(date) => Some(*date),
            _ => None,
        })
    }

    /// 岗位类别
    pub(super) fn category(&self) -> Option<Category> {
        let reading = self.read(Field::Category, None, |value| match value {
            Value::Category(category) => Some(*category),
            _ => None,
        });
        reading.known()
    }

    /// 初评等次
    pub(super) fn first_grade(&self) -> Option<Grade> {
        let reading = self.read(Field::FirstGrade, None, |value| match value {
            Value::Grade(grade) => Some(*grade),
            _ => None,
        });
        reading.known()
    }

    /// 敬业奉献
    pub(super) fn award(&self) -> Reading<Award> {
        self.read(Field::Dedication, Some(Award::No), |value| match value {
            Value::Award(award) => Some(*award),
            _ => None,
        })
    }

    /// 上次晋升年度: `Known(None)` if it is given to be never, by a blank or by confirmation.
    pub(super) fn last_promotion(&self) -> Reading<Option<i32>> {
        let reading = self.read(Field::LastPromotion, Some(None), |value| match value {
            Value::Year(year) => Some(Some(*year)),
            _ => None,
        });
        match reading {
            Reading::NotGiven => Reading::Known(None, Source::Default),
            other => other,
        }
    }

    /// 管理人员, with its default: 是 for 大厅管理. Absent only where 岗位类别 is absent, too.
    pub(super) fn manager(&self) -> Reading<bool> {
        let default = || Reading::Known(self.category() == Some(Category::HallManagement), Source::Default);
        match self.flag(Field::Manager) {
            Reading::NotGiven => default(),
            Reading::Absent if !matches!(self.person.fact(Field::Category), Fact::Absent) => default(),
            other => other,
        }
    }

    /// All breaches: 违规次数, or 通报次数 if there is no such column.
    pub(super) fn breaches(&self) -> (Field, Reading<u32>) {
        if matches!(self.person.fact(Field::Breaches), Fact::Absent)
            && !matches!(self.person.fact(Field::Circulars), Fact::Absent)
        {
            return (Field::Circulars, self.count(Field::Circulars));
        }
        (Field::Breaches, self.count(Field::Breaches))
    }

    /// What is known of an earlier year's grade; nothing if there is no record.
    pub(super) fn past_grade(&self, year: i32) -> Option<PastGrade> {
        match self.person.past_grades.get(&year)?.value()? {
            Value::Grade(grade) => Some(PastGrade::Grade(*grade)),
            Value::NotAppraised => Some(PastGrade::NotAppraised),
            _ => None,
        }
    }

    /// Where a problem of a column is shown: its cell, else the person's row.
    pub(super) fn place(&self, field: Field) -> Place {
        Place::Cell(match self.person.fact(field) {
            Fact::Known(_, Source::Cell(cell) | Source::Blank(cell))
            | Fact::Blank(cell)
            | Fact::Faulty { cell, .. } => *cell,
            _ => self.person.row,
        })
    }
}

/// A number of the roster as a quantity.
pub(super) fn quantity<T: Into<Decimal>>(field: Field, reading: Reading<T>) -> Quantity {
    let measure = Measure::Field(field);
    match reading.map(Into::into) {
        Reading::Known(value, source) => Quantity { measure, value: Some(value), source: Some(source) },
        _ => Quantity { measure, value: None, source: None },
    }
}
