//! 事件: the ledger of incidents.

use crate::{
    domain::{
        Field, Incident, IncidentCells, IncidentKind, PassedOver, Problem, ProblemKind, Value, Verification, words,
    },
    roster::{keyed::KeyedSheet, text::compact},
};
use rust_decimal::{Decimal, prelude::ToPrimitive};

/// Stars of a review, on the national scale.
const STARS: std::ops::RangeInclusive<u32> = 1..=5;

pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> Vec<Incident> {
    let mut incidents: Vec<Incident> = Vec::new();
    for sheet in sheets {
        let first = incidents.len();
        let Some([date_column, kind_column, state_column]) = sheet.needs(["日期", "类别", "核实状态"]) else {
            continue;
        };
        let [stars_column, fined_column, note_column] = ["星级", "月度已扣", "说明"].map(|header| sheet.column(header));
        let counts = ["次数", "数量", "件数", "起数", "个数", "计次", "发生次数"];
        let count_columns = sheet.further_columns().filter(|cell| counts.contains(&&*cell.bare));
        let count_columns: Vec<u16> = count_columns.map(|cell| cell.column).collect();
        sheet.records(|sheet, row| {
            let word = compact(&sheet.text(row, Some(kind_column)));
            let person = sheet.person(row)?;
            let Some(kind) = IncidentKind::of_word(&word) else {
                sheet.error(row, kind_column, person, ProblemKind::NotAnIncident);
                return Err(PassedOver::Unusable);
            };
            for column in &count_columns {
                let text = compact(&sheet.text(row, Some(*column)));
                if !text.is_empty() && words::number(&text) != Some(Decimal::ONE) {
                    sheet.error(row, *column, person, ProblemKind::IncidentCount);
                }
            }
            let problems = sheet.problems.len();
            let date = sheet.date(row, Some(date_column), person, Problem::error);
            if date.is_none() && sheet.problems.len() == problems {
                sheet.error(row, date_column, person, ProblemKind::IncidentWithoutDate);
            }
            let state = verification(sheet, row, state_column, person);
            let stars = match (kind, stars_column) {
                (IncidentKind::BadReview, Some(column)) => stars(sheet, row, column, person),
                (IncidentKind::BadReview, None) => {
                    sheet.error(row, kind_column, person, ProblemKind::StarsBlank);
                    None
                }
                _ => None,
            };
            // Any column of yes and no reads alike. One that can't be read has a problem of its own.
            let before = sheet.problems.len();
            let fined = match sheet.value(row, fined_column, Field::RefusedOrders, person) {
                Some(Value::Flag(fined)) => Some(fined),
                _ => (sheet.problems.len() > before).then_some(false),
            };
            let (cell, note) = (sheet.place(row, kind_column), sheet.words(row, note_column));
            let place = |column: Option<u16>| column.map(|column| sheet.place(row, column));
            let cells = IncidentCells {
                state: sheet.place(row, state_column),
                stars: place(stars_column),
                fined: place(fined_column),
            };
            sheet.unread_since(problems, cell);
            let incident = Incident { person, cell, date, kind, stars, state, fined, note, cells };
            let same = |other: &&Incident| {
                (other.person, other.kind, other.date) == (person, kind, date) && other.note == incident.note
            };
            if let Some(other) = incidents[..first].iter().find(same).filter(|_| date.is_some()) {
                sheet.warning(row, kind_column, person, ProblemKind::IncidentTwice { other: other.cell });
            }
            incidents.push(incident);
            Ok(())
        });
    }
    incidents
}

fn verification(
    sheet: &mut KeyedSheet<'_>,
    row: u32,
    column: u16,
    person: crate::domain::PersonId,
) -> Option<Verification> {
    let word = compact(&sheet.text(row, Some(column)));
    if word.is_empty() {
        sheet.warning(row, column, person, ProblemKind::VerificationBlank);
        return Some(Verification::Pending);
    }
    let state = Verification::ALL.into_iter().find(|state| state.term() == word);
    if state.is_none() {
        sheet.error(row, column, person, ProblemKind::NotAVerification);
    }
    state
}

/// Stars from 1 to 5, as in `2`, `2星`, `二星`.
fn stars(sheet: &mut KeyedSheet<'_>, row: u32, column: u16, person: crate::domain::PersonId) -> Option<u32> {
    const WORDS: [&str; 5] = ["一", "二", "三", "四", "五"];
    let text = compact(&sheet.text(row, Some(column)));
    if text.is_empty() {
        sheet.error(row, column, person, ProblemKind::StarsBlank);
        return None;
    }
    let bare = text.strip_suffix("星级").or_else(|| text.strip_suffix('星')).or_else(|| text.strip_suffix('级'));
    let bare = bare.unwrap_or(&text);
    let word = (1..).zip(WORDS).find(|(_, word)| *word == bare).map(|(stars, _)| stars);
    let number = || words::number(bare).filter(|number| number.is_integer()).and_then(|number| number.to_u32());
    let stars = word.or_else(number).filter(|stars| STARS.contains(stars));
    if stars.is_none() {
        sheet.error(row, column, person, ProblemKind::NotStars);
    }
    stars
}
