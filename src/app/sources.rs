//! The cells that a figure rests on, gathered for the panel.

use crate::{
    domain::{Fact, Field, Person, Source},
    rules::{MoneyBasis, MoneyLine, Quantity, Test},
};

/// The sources of a comparison's figures.
pub fn test_sources(test: &Test) -> Vec<Source> {
    match test {
        Test::Number { parts, .. } => parts.iter().filter_map(|part| part.source.clone()).collect(),
        Test::Flag { source, .. } => source.iter().cloned().collect(),
    }
}

/// The sources of an amount's figures, those of the settings left aside.
pub fn line_sources(line: &MoneyLine, person: &Person) -> Vec<Source> {
    match &line.basis {
        MoneyBasis::RateTimesMonths { counted, level, .. } => {
            let months = fact_source(person, *counted)
                .or_else(|| fact_source(person, Field::Months))
                .or_else(|| fact_source(person, Field::Joined));
            let level = level.is_some().then(|| fact_source(person, Field::Level)).flatten();
            months.into_iter().chain(level).collect()
        }
        MoneyBasis::Posts(posts) => vec![Source::Cells(posts.iter().map(|post| post.cell).collect())],
        MoneyBasis::Given(source) => vec![source.clone()],
        MoneyBasis::Fine { cases, fined, .. } => [cases, fined].into_iter().filter_map(read_source).collect(),
        MoneyBasis::Award { .. }
        | MoneyBasis::Cut { .. }
        | MoneyBasis::NotApplicable
        | MoneyBasis::NoMonths
        | MoneyBasis::Unset { .. }
        | MoneyBasis::Unknown(_) => Vec::new(),
    }
}

fn read_source(quantity: &Quantity) -> Option<Source> {
    quantity.source.clone().filter(|source| !matches!(source, Source::Default))
}

fn fact_source(person: &Person, field: Field) -> Option<Source> {
    match person.fact(field) {
        Fact::Known(_, source @ (Source::Cell(_) | Source::Blank(_) | Source::Cells(_))) => Some(source.clone()),
        Fact::Known(..) | Fact::Absent | Fact::Blank(_) | Fact::Faulty { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{CellRef, PersonId, Value, Yuan},
        notice::SettingKey,
        rules::MoneyItem,
    };

    fn cell(column: u16) -> CellRef {
        CellRef { sheet: 0, row: 4, column }
    }

    fn rate_line() -> MoneyLine {
        MoneyLine {
            item: MoneyItem::Bonus,
            amount: Yuan::ZERO,
            basis: MoneyBasis::RateTimesMonths {
                setting: SettingKey::BonusRate,
                level: None,
                rate: Yuan::ZERO,
                months: 6,
                counted: Field::Months,
            },
        }
    }

    #[test]
    fn months_that_were_derived_rest_on_the_date() {
        let mut person = Person::new(PersonId(0), "A1".into(), cell(0));
        person.set(Field::Months, Fact::Blank(cell(3)));
        let joined = chrono::NaiveDate::from_ymd_opt(2024, 7, 1).expect("a date of the calendar");
        person.set(Field::Joined, Fact::Known(Value::Date(joined), Source::Cell(cell(5))));
        assert_eq!(line_sources(&rate_line(), &person), [Source::Cell(cell(5))]);
    }

    #[test]
    fn months_that_were_given_rest_on_their_cell() {
        let mut person = Person::new(PersonId(0), "A1".into(), cell(0));
        person.set(Field::Months, Fact::Known(Value::Count(6), Source::Cell(cell(3))));
        assert_eq!(line_sources(&rate_line(), &person), [Source::Cell(cell(3))]);
    }
}
