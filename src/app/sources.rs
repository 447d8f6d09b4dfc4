//! The cells that a figure rests on, gathered for the panel.

use crate::{
    domain::{Fact, Field, Person, Source},
    rules::{FigureGround, Finding, MoneyBasis, MoneyLine, MonthsBasis, MonthsInPost, Quantity, Test},
};

/// The sources of a comparison's figures.
fn test_sources(test: &Test) -> Vec<Source> {
    match test {
        Test::Number { parts, .. } => parts.iter().filter_map(|part| part.source.clone()).collect(),
        Test::Flag { source, .. } => source.iter().cloned().collect(),
    }
}

/// The sources of a bar or case: those of its figures, and of what is still to be verified.
pub fn finding_sources(finding: &Finding) -> Vec<Source> {
    let open = finding.unverified.iter().map(|open| Source::Cells(open.cells.clone()));
    finding.tests.iter().flat_map(test_sources).chain(open).collect()
}

/// The sources of months in post.
pub fn months_sources(months: &MonthsInPost) -> Vec<Source> {
    match &months.basis {
        MonthsBasis::Given(source) | MonthsBasis::Derived { source, .. } => vec![source.clone()],
        MonthsBasis::Unknown => Vec::new(),
    }
}

/// The sources of what a figure of the outcomes rests on, those of the settings left aside.
pub fn ground_sources(ground: &FigureGround) -> Vec<Source> {
    match ground {
        FigureGround::Promotion { record, .. } => {
            let years = record.years.iter().filter_map(|(_, _, source)| source.clone());
            years.chain(record.last_promotion.iter().map(|(_, source)| source.clone())).collect()
        }
        FigureGround::Return { last, .. } => last.2.iter().cloned().collect(),
        _ => Vec::new(),
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
        MoneyBasis::Fine { cases, fined, unverified, .. } => {
            let open = Some(Source::Cells(unverified.clone())).filter(|_| !unverified.is_empty());
            [cases, fined].into_iter().filter_map(read_source).chain(open).collect()
        }
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
        notice::{Clause, SettingKey},
        rules::{MoneyItem, Unverified, Verdict},
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
    fn what_is_to_be_verified_is_among_the_sources_of_its_bar() {
        let open = Unverified { cells: vec![cell(9)], verdict: Verdict::Met };
        let clause = Clause::BarComplaint;
        let finding = Finding { clause, verdict: Verdict::NotMet, tests: Vec::new(), unverified: Some(open) };
        assert_eq!(finding_sources(&finding), [Source::Cells(vec![cell(9)])]);
    }

    #[test]
    fn months_that_were_given_rest_on_their_cell() {
        let mut person = Person::new(PersonId(0), "A1".into(), cell(0));
        person.set(Field::Months, Fact::Known(Value::Count(6), Source::Cell(cell(3))));
        assert_eq!(line_sources(&rate_line(), &person), [Source::Cell(cell(3))]);
    }
}
