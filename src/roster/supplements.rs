//! Tables that add columns to people whom the roster lists elsewhere: 考勤汇总 with 事假, 投诉统计 with 投诉.

use super::{
    header::adds_something,
    keyed::{Index, KeyedSheet},
    tables::{Columns, RosterTable},
};
use crate::domain::{CellRef, Fact, Field, Inputs, Place, Problem, ProblemKind, Severity, SheetKind, Source, Value};

/// Adds what a table says to the roster's people. Where the roster says something else, that stands, and the difference
/// is an error; when people came and left is for the roster alone to say.
pub(super) fn read(table: RosterTable<'_>, own: &Columns<'_>, inputs: &mut Inputs) {
    let mut people = std::mem::take(&mut inputs.people);
    let settings = inputs.settings.clone();
    let before = people.clone();
    let index = Index::of(&before, &inputs.columns);
    let RosterTable { grid, sheet, block } = table;
    let mut keyed = KeyedSheet::new(SheetKind::Roster, (grid, sheet), block, &index, &settings);
    // They were named with those of the other tables.
    keyed.problems.clear();
    // Whoever gives both tells of other employments.
    let has_dates = inputs.columns.contains(&Field::Joined)
        || inputs.columns.contains(&Field::Left)
        || own.fields.contains_key(&Field::Joined) && own.fields.contains_key(&Field::Left);
    let is_date = |field: &Field| [Field::Joined, Field::Left].contains(field);
    let gives = |field: &Field| (adds_something(*field) || *field == Field::Note) && !(has_dates && is_date(field));
    let fields: Vec<(Field, u16)> =
        own.fields.iter().filter(|(field, _)| gives(field)).map(|(field, cell)| (*field, cell.column)).collect();
    let known_before = inputs.columns.clone();
    inputs.columns.extend(fields.iter().map(|(field, _)| field));
    let mut other_dates = false;
    keyed.records(|keyed, row| {
        let id = keyed.person(row)?;
        for (field, header) in own.fields.iter().filter(|(field, _)| has_dates && is_date(field)) {
            let text = keyed.text(row, Some(header.column));
            // The roster's own date once more says nothing else; what can't be read isn't used either.
            let said_before = keyed.problems.len();
            let date = keyed.date(row, Some(header.column), id, Problem::warning).map(Value::Date);
            keyed.problems.truncate(said_before);
            if !text.is_empty() && (date.is_none() || date.as_ref() != people[id.0 as usize].fact(*field).value()) {
                other_dates = true;
                keyed.stray_figure(row, field.header(), text);
            }
        }
        // The row stands, and comes back struck out.
        if grid.is_struck_row(row) {
            keyed.stray_struck(row);
        }
        let person = &mut people[id.0 as usize];
        for (field, column) in &fields {
            // A blank says nothing where the roster has the column, too.
            if known_before.contains(field) && keyed.cell(row, *column).is_none() {
                continue;
            }
            let said = keyed.fact(row, *column, *field, id);
            let mut fact = person.fact(*field).clone();
            let found = |fact: &Fact| fact.value().map(ToString::to_string).unwrap_or_default();
            match (&fact, &said) {
                (Fact::Known(one, Source::Cell(_)), Fact::Known(other, _)) if one != other && *field != Field::Note => {
                    let other_cell = fact.cell().unwrap_or(person.row);
                    let kind = ProblemKind::Conflict { field: *field, other: other_cell, other_found: found(&fact) };
                    let place = Place::Cell(CellRef { sheet, row, column: *column });
                    keyed.problems.push(Problem::error(place, id, found(&said), kind));
                    keyed.stray_figure(row, field.header(), found(&said));
                }
                // The problem was just told; with the figure it comes back.
                (Fact::Known(_, Source::Cell(_)), Fact::Faulty { raw, .. }) => {
                    keyed.stray_figure(row, field.header(), raw.clone());
                }
                (Fact::Absent | Fact::Blank(_) | Fact::Known(_, Source::Blank(_)), _) => fact = said,
                _ => {}
            }
            person.set(*field, fact);
        }
        for (year, header) in &own.past_grades {
            let said = keyed.past_grade_fact(row, header.column, id);
            let known = person.past_grades.entry(*year).or_default();
            if let Err(conflict) = known.join(said) {
                let kind = |other, other_found| ProblemKind::PastGradeConflict { year: *year, other, other_found };
                keyed.problems.push(conflict.problem(id, kind));
            }
        }
        Ok(())
    });
    if other_dates {
        let kind = ProblemKind::DatesElsewhere;
        keyed.problems.push(Problem::general(Severity::Error, Place::Sheet(sheet), grid.name.clone(), kind));
    }
    inputs.problems.append(&mut keyed.problems);
    inputs.supplement.append(&mut keyed.strays);
    inputs.unread.append(&mut keyed.unread);
    inputs.tallies.extend(keyed.tally.take());
    inputs.rows.extend(keyed.rows());
    inputs.people = people;
}
