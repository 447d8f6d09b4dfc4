//! 岗位变动: which post somebody had in which months.

use super::monthly::{FLAG, is_yes, month};
use crate::{
    domain::{Field, PassedOver, Post, ProblemKind},
    roster::{keyed::KeyedSheet, text::normalise},
};

pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> Vec<Post> {
    let mut posts = Vec::new();
    for sheet in sheets {
        let Some([from_column, to_column]) = sheet.needs(["起始月份", "截止月份"]) else { continue };
        let manager_column = sheet.header.find_field(Field::Manager);
        let level_column = sheet.header.find_field(Field::Level);
        sheet.records(|sheet, row| {
            let person = sheet.person(row)?;
            let [from, to] = [from_column, to_column].map(|column| {
                let month = month(&sheet.text(row, Some(column)));
                if month.is_none() {
                    sheet.error(row, column, person, ProblemKind::NotAMonth);
                }
                month
            });
            let (Some(from), Some(to)) = (from, to) else { return Err(PassedOver::Unusable) };
            if to < from {
                sheet.error(row, to_column, person, ProblemKind::PostReversed);
                return Err(PassedOver::Unusable);
            }
            let problems = sheet.problems.len();
            let is_blank = manager_column.is_none_or(|column| sheet.cell(row, column).is_none());
            let manager = if is_blank { None } else { is_yes(sheet.value(row, manager_column, FLAG, person).as_ref()) };
            if sheet.problems.len() > problems {
                return Err(PassedOver::Unusable);
            }
            let level = normalise(&sheet.text(row, level_column));
            posts.push(Post { person, cell: sheet.place(row, from_column), from, to, manager, level });
            Ok(())
        });
    }
    posts
}
