//! 初评: the columns of the first review on a sheet of their own.

use crate::{
    domain::{Field, Review},
    roster::{header::REVIEW, keyed::KeyedSheet},
};

pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> Vec<Review> {
    let mut reviews = Vec::new();
    for sheet in sheets {
        if sheet.needs([]).is_none() {
            continue;
        }
        // A column with nothing in it says nothing, not even that nobody has points.
        let columns = REVIEW.into_iter().filter_map(|field| Some((field, sheet.header.find_field(field)?)));
        let columns: Vec<(Field, u16)> = columns.filter(|(_, column)| sheet.is_filled(*column)).collect();
        sheet.records(|sheet, row| {
            let person = sheet.person(row)?;
            let mut facts = Vec::with_capacity(columns.len());
            for (field, column) in &columns {
                facts.push((*field, sheet.fact(row, *column, *field, person)));
            }
            reviews.push(Review { person, facts });
            Ok(())
        });
    }
    reviews
}
