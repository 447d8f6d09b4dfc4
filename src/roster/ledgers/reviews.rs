//! 初评: the columns of the first review on a sheet of their own.

use crate::{
    domain::{Fact, Field, Place, Problem, ProblemKind, Review, Source, Value, ValueKind},
    roster::{cell::shares, header::REVIEW, keyed::KeyedSheet},
};

pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> Vec<Review> {
    let mut reviews: Vec<Review> = Vec::new();
    for sheet in sheets {
        if sheet.needs([]).is_none() {
            continue;
        }
        // A column with nothing in it says nothing, not even that nobody has points.
        let columns = REVIEW.into_iter().filter_map(|field| Some((field, sheet.header.find_field(field)?)));
        let columns: Vec<(Field, u16)> = columns.filter(|(_, column)| sheet.is_filled(*column)).collect();
        let first = reviews.len();
        sheet.records(|sheet, row| {
            let person = sheet.person(row)?;
            let mut facts = Vec::with_capacity(columns.len());
            for (field, column) in &columns {
                facts.push((*field, sheet.fact(row, *column, *field, person)));
            }
            reviews.push(Review { person, facts });
            Ok(())
        });
        shares_as_scores(&mut reviews[first..], &columns, sheet);
    }
    reviews
}

/// Scores that are shares can't be used.
fn shares_as_scores(reviews: &mut [Review], columns: &[(Field, u16)], sheet: &mut KeyedSheet<'_>) {
    for (at, (field, _)) in columns.iter().enumerate().filter(|(_, (field, _))| field.kind() == ValueKind::Score) {
        let known = |(review, own): (usize, &Review)| match &own.facts[at].1 {
            Fact::Known(Value::Number(number), Source::Cell(_)) => Some((review, *number)),
            _ => None,
        };
        for (review, number) in shares(*field, reviews.iter().enumerate().filter_map(known).collect()) {
            let Review { person, facts } = &mut reviews[review];
            let fact = &mut facts[at].1;
            let Some(cell) = fact.cell() else { continue };
            let raw = number.to_string();
            let place = Place::Cell(cell);
            sheet.problems.push(Problem::error(place, *person, raw.clone(), ProblemKind::ShareAsScore));
            *fact = Fact::Faulty { cell, raw };
        }
    }
}
