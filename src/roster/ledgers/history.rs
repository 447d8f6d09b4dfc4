//! 历年考核: grades and promotions of earlier years, and years known to be without a grade.

use super::monthly::{FLAG, is_yes};
use crate::{
    domain::{CellRef, Field, PassedOver, PastGrade, PastYear, PersonId, ProblemKind, Value},
    roster::keyed::KeyedSheet,
};
use std::collections::HashMap;

/// The records, and whether any sheet says who was promoted.
pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> (Vec<PastYear>, bool) {
    let mut history = Vec::new();
    let mut has_promotions = false;
    let mut said: HashMap<(PersonId, i32), (bool, CellRef)> = HashMap::new();
    for sheet in sheets {
        let Some([year_column, grade_column]) = sheet.needs(["年度", "等次"]) else { continue };
        let promoted_column = sheet.column("是否晋升");
        has_promotions |= promoted_column.is_some();
        sheet.records(|sheet, row| {
            let person = sheet.person(row)?;
            let problems = sheet.problems.len();
            let year = match sheet.value(row, Some(year_column), Field::LastPromotion, person) {
                Some(Value::Year(year)) => year,
                _ => {
                    if sheet.problems.len() == problems {
                        sheet.error(row, year_column, person, ProblemKind::NotAYear);
                    }
                    return Err(PassedOver::Unusable);
                }
            };
            let grade = sheet.past_grade(row, grade_column, person);
            let promoted = is_yes(sheet.value(row, promoted_column, FLAG, person).as_ref()) == Some(true);
            if let (true, Some(PastGrade::NotAppraised), Some(column)) = (promoted, grade, promoted_column) {
                sheet.error(row, column, person, ProblemKind::PromotedWithoutGrade);
            }
            if sheet.problems.len() > problems {
                return Err(PassedOver::Unusable);
            }
            if let Some(column) = promoted_column {
                let (first, other) = *said.entry((person, year)).or_insert((promoted, sheet.place(row, column)));
                if first != promoted {
                    sheet.error(row, column, person, ProblemKind::PromotionTwice { year, other });
                }
            }
            history.push(PastYear { person, cell: sheet.place(row, grade_column), year, grade, promoted });
            Ok(())
        });
    }
    (history, has_promotions)
}
