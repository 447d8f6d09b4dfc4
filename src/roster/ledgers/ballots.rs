//! 民主测评, as ballots (a row for each) or as tallies (a row for each person).

use crate::{
    domain::{Ballot, CellRef, Field, Grade, PassedOver, PersonId, ProblemKind, Value, Vote, Votes, words},
    roster::{
        cell::{is_percentage, is_share, no_value},
        keyed::KeyedSheet,
        sheet::Cell,
        text::compact,
    },
};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A ballot that is no vote.
const ABSTAINED: &str = "弃权";
/// Words for a ballot that doesn't count.
const VOID: [&str; 5] = ["无效", "废票", "作废", "不计票", "不计入"];

pub(super) fn read(sheets: &mut [KeyedSheet<'_>]) -> (Vec<Ballot>, Vec<Votes>) {
    let (mut all_ballots, mut all_votes) = (Vec::new(), Vec::new());
    for sheet in sheets {
        if sheet.column("票号").is_some() && sheet.column("评价").is_some() {
            ballots(sheet, &mut all_ballots);
            scores_beside_ballots(sheet, &mut all_votes);
        } else {
            tallies(sheet, &mut all_votes);
        }
    }
    (all_ballots, all_votes)
}

fn ballots(sheet: &mut KeyedSheet<'_>, ballots: &mut Vec<Ballot>) {
    let Some([number_column, vote_column]) = sheet.needs(["票号", "评价"]) else { return };
    let mut seen: HashMap<(PersonId, String), usize> = HashMap::new();
    for (position, ballot) in ballots.iter().enumerate() {
        seen.insert((ballot.person, ballot.number.clone()), position);
    }
    let marks: Vec<(u16, String)> = sheet.further_columns().map(|cell| (cell.column, cell.bare.clone())).collect();
    sheet.records(|sheet, row| {
        let person = sheet.person(row)?;
        let number = compact(&sheet.text(row, Some(number_column)));
        let vote = match vote(sheet.cell(row, vote_column), &sheet.text(row, Some(vote_column))) {
            Ok(vote) => vote,
            Err(kind) => {
                sheet.error(row, vote_column, person, kind);
                return Err(PassedOver::Unusable);
            }
        };
        let is_void = |(column, header): &&(u16, String)| says_void(header, &compact(&sheet.text(row, Some(*column))));
        if let (Some((column, _)), true) = (marks.iter().find(is_void), vote != Vote::Abstained) {
            let said = format!("{}（{}）", sheet.text(row, Some(vote_column)), VOID[0]);
            sheet.keep_as(row, "评价", said);
            sheet.error(row, *column, person, ProblemKind::BallotVoid);
            return Err(PassedOver::Unusable);
        }
        let ballot =
            Ballot { person, cell: sheet.place(row, vote_column), number: number.clone(), vote, disputed: false };
        match seen.get(&(person, number.clone())).filter(|_| !number.is_empty()) {
            Some(earlier) => {
                let other = &mut ballots[*earlier];
                sheet.error(row, number_column, person, ProblemKind::BallotTwice { other: other.cell });
                other.disputed |= other.vote != vote;
                Err(PassedOver::Unusable)
            }
            None => {
                seen.insert((person, number), ballots.len());
                ballots.push(ballot);
                Ok(())
            }
        }
    });
}

/// Whether a further column says that a ballot doesn't count: 废票, or 否 under 是否有效.
fn says_void(header: &str, text: &str) -> bool {
    let is_about_it = VOID.iter().any(|word| header.contains(word));
    VOID.iter().any(|word| text.contains(word)) && !text.starts_with('非')
        || text == "废"
        || is_about_it && words::yes_no(text) == Some(true)
        || header.contains("有效") && !is_about_it && !words::is_none_mark(text) && words::yes_no(text) == Some(false)
}

/// A score that the table itself gives beside its ballots is a claim like one beside tallies.
fn scores_beside_ballots(sheet: &mut KeyedSheet<'_>, votes: &mut Vec<Votes>) {
    let Some(column) = sheet.column(Field::BallotScore.header()) else { return };
    for (person, row) in sheet.people() {
        let Some(score) = score(sheet, row, Some(column), person) else { continue };
        let said = votes.iter().any(|other| other.person == person && other.score.map(|(own, _)| own) == Some(score.0));
        if !said {
            votes.push(Votes { person, cells: Vec::new(), counts: [0; 5], score: Some(score) });
        }
    }
}

/// The score that a row gives, and its cell.
fn score(sheet: &mut KeyedSheet<'_>, row: u32, column: Option<u16>, person: PersonId) -> Option<(Decimal, CellRef)> {
    match sheet.value(row, column, Field::BallotScore, person) {
        Some(Value::Number(score)) => Some((score, sheet.place(row, column?))),
        _ => None,
    }
}

/// A score from 0 to 100 or a grade.
fn vote(cell: Option<&Cell>, text: &str) -> Result<Vote, ProblemKind> {
    match cell {
        None => return Ok(Vote::Abstained),
        Some(cell) if let Some(kind) = no_value(cell) => return Err(kind),
        Some(Cell::Text(_) | Cell::Number(_) | Cell::Shown(..) | Cell::Percent(_)) => {}
        Some(_) => return Err(ProblemKind::NotAVote),
    }
    let text = compact(text);
    if is_percentage(&text) {
        return Err(ProblemKind::PercentScore);
    }
    if text.is_empty() || text == ABSTAINED || words::is_no_score(&text) {
        return Ok(Vote::Abstained);
    }
    if let Some(grade) = words::grade(&text) {
        return Ok(Vote::Grade(grade));
    }
    if VOID.iter().any(|word| text.contains(word)) {
        return Err(ProblemKind::BallotVoid);
    }
    let score = words::number(&text).ok_or(ProblemKind::NotAVote)?;
    if score < Decimal::ZERO || score > Decimal::ONE_HUNDRED {
        return Err(ProblemKind::OutOfRange { min: Decimal::ZERO, max: Decimal::ONE_HUNDRED });
    }
    if is_share(score) {
        return Err(ProblemKind::ShareAsScore);
    }
    Ok(Vote::Score(score))
}

fn tallies(sheet: &mut KeyedSheet<'_>, votes: &mut Vec<Votes>) {
    if sheet.needs([]).is_none() {
        return;
    }
    let columns = Grade::ALL.map(|grade| sheet.column(grade.term()));
    let score_column = sheet.column(Field::BallotScore.header());
    sheet.records(|sheet, row| {
        let person = sheet.person(row)?;
        // Two tallies of one person are never summed; the first stands meanwhile.
        if let Some(other) = votes.iter().find(|other| other.person == person) {
            let other = other.cells.first().copied().unwrap_or(sheet.place(row, 0));
            let column = columns.into_iter().flatten().next().unwrap_or(0);
            sheet.error(row, column, person, ProblemKind::PersonTwice { other });
            return Err(PassedOver::Unusable);
        }
        let mut counts = [0; 5];
        let mut cells = Vec::new();
        let problems = sheet.problems.len();
        for (count, column) in counts.iter_mut().zip(columns) {
            // Any column of counts reads alike.
            if let Some(Value::Count(votes)) = sheet.value(row, column, Field::Complaints, person) {
                *count = votes;
                cells.extend(column.map(|column| sheet.place(row, column)));
            }
        }
        let score = score(sheet, row, score_column, person);
        if sheet.problems.len() > problems {
            return Err(PassedOver::Unusable);
        }
        votes.push(Votes { person, cells, counts, score });
        Ok(())
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[track_caller]
    fn votes(text: &str, expected: Result<Vote, ProblemKind>) {
        assert_eq!(vote(Some(&Cell::Text(text.to_owned())), text), expected, "{text}");
    }

    #[test]
    fn a_score_or_a_grade() {
        votes("88.5", Ok(Vote::Score(dec!(88.5))));
        votes("100", Ok(Vote::Score(dec!(100))));
        votes("优", Ok(Vote::Grade(Grade::Excellent)));
        votes("弃权", Ok(Vote::Abstained));
        votes("", Ok(Vote::Abstained));
        votes("100.5", Err(ProblemKind::OutOfRange { min: dec!(0), max: dec!(100) }));
        votes("良好", Err(ProblemKind::NotAVote));
        votes("废票", Err(ProblemKind::BallotVoid));
        votes("75（无效）", Err(ProblemKind::BallotVoid));
        votes("88%", Err(ProblemKind::PercentScore));
        votes("0.88", Err(ProblemKind::ShareAsScore));
        votes("0", Ok(Vote::Score(dec!(0))));
        votes("1", Ok(Vote::Score(dec!(1))));
        votes(&crate::roster::struck("优"), Err(ProblemKind::StruckOut));
    }
}
