//! The further sheets as facts of the people they are about: incidents counted, months and ballots averaged, earlier
//! years and reviews joined to the roster's columns.
//!
//! Where the roster and a further sheet count the same, the sheet's figure is used and a difference is an error; where
//! both give the same thing outright (a grade, an aspect of the review), values that differ leave none.

use super::facts::confirmed_none;
use crate::{
    domain::{
        CellRef, Fact, Field, Grade, Incident, IncidentKind, Inputs, Person, PersonId, Place, Post, Problem,
        ProblemKind, Severity, SheetKind, Source, Value, ValueKind, Verification, Vote, round_score,
    },
    notice::{SettingKey, Settings},
};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
};

/// People with all that is said about them.
pub(super) struct Merged<'a> {
    /// The roster's people; their facts are those of the roster and of the further sheets.
    pub(super) people: Cow<'a, [Person]>,
    /// Columns that the roster has or that a further sheet stands in for.
    pub(super) columns: BTreeSet<Field>,
    /// Incidents of a person that are still to be verified (待核实), in the order of the ledger.
    pub(super) unverified: HashMap<PersonId, Vec<OpenIncident>>,
    /// 岗位变动 by person.
    pub(super) posts: HashMap<PersonId, Vec<&'a Post>>,
}

/// An incident that is still to be verified.
#[derive(Clone, Copy)]
pub(super) struct OpenIncident {
    /// The column that would count it. A 通报 would count as a 违规, too.
    pub(super) field: Field,
    /// Its cell in the ledger.
    pub(super) cell: CellRef,
    /// Whether it would count if it were found to be the person's own fault.
    pub(super) would_count: bool,
}

impl OpenIncident {
    /// Whether a column would count it.
    pub(super) fn is_of(&self, field: Field) -> bool {
        self.field == field || self.field == Field::Circulars && field == Field::Breaches
    }
}

/// Joins the further sheets to the people of the roster.
pub(super) fn merge<'a>(inputs: &'a Inputs, problems: &mut Vec<Problem>) -> Merged<'a> {
    let ledgers = &inputs.ledgers;
    let mut merger = Merger {
        unfilled: &inputs.unfilled,
        settings: &inputs.settings,
        people: Cow::Borrowed(&inputs.people),
        columns: inputs.columns.clone(),
        unverified: HashMap::new(),
        problems,
    };
    if let Some(reviews) = &ledgers.reviews {
        merger.reviews(reviews);
    }
    if let Some(incidents) = &ledgers.incidents {
        merger.incidents(incidents);
    }
    if let Some(months) = &ledgers.months {
        merger.months(months);
    }
    merger.votes(inputs);
    if let Some(history) = &ledgers.history {
        merger.history(history, ledgers.history_has_promotions);
    }
    let Merger { people, columns, unverified, .. } = merger;
    Merged { people, columns, unverified, posts: posts_by_person(inputs) }
}

/// 岗位变动 by person.
pub(super) fn posts_by_person(inputs: &Inputs) -> HashMap<PersonId, Vec<&Post>> {
    let mut posts: HashMap<PersonId, Vec<&Post>> = HashMap::new();
    for post in inputs.ledgers.posts.iter().flatten() {
        posts.entry(post.person).or_default().push(post);
    }
    posts
}

struct Merger<'a, 'p> {
    unfilled: &'a BTreeSet<Field>,
    settings: &'a Settings,
    people: Cow<'a, [Person]>,
    columns: BTreeSet<Field>,
    unverified: HashMap<PersonId, Vec<OpenIncident>>,
    problems: &'p mut Vec<Problem>,
}

/// What the ledger says about one person and one column.
#[derive(Default)]
struct Count {
    /// Cells of all rows, counted or not.
    rows: Vec<CellRef>,
    counted: Vec<CellRef>,
    fined: Vec<CellRef>,
    /// Whether one that counts stands in a table that doesn't say whether it has been fined.
    fined_unknown: bool,
}

/// Votes about one person.
#[derive(Default)]
struct Cast {
    /// Points, and how many votes gave them.
    scores: Vec<(Decimal, Decimal)>,
    cells: Vec<CellRef>,
    /// Scores that the tables of votes give themselves.
    given: Vec<(Decimal, CellRef)>,
}

impl Merger<'_, '_> {
    /// What the roster says about a column of a person: nothing, if nobody has anything in that column.
    fn roster_fact(&self, at: usize, field: Field) -> Fact {
        if self.unfilled.contains(&field) { Fact::Absent } else { self.people[at].fact(field).clone() }
    }

    /// What the roster says where the sheet has something about the person, too: a blank says nothing.
    fn given_fact(&self, at: usize, field: Field) -> Fact {
        match self.roster_fact(at, field) {
            Fact::Known(_, Source::Blank(cell)) => Fact::Blank(cell),
            fact => fact,
        }
    }

    /// Gives a person the figure of a further sheet. The roster's own, if it differs, is an error.
    fn give(&mut self, at: usize, field: Field, value: Value, cells: Vec<CellRef>, sheet: SheetKind) {
        if let Fact::Known(own, source) = self.given_fact(at, field)
            && !agree(&own, &value)
        {
            let place = Place::Cell(match source {
                Source::Cell(cell) => cell,
                _ => self.people[at].row,
            });
            let kind = ProblemKind::LedgerDiffers { field, sheet, figure: value.to_string() };
            self.problems.push(Problem::error(place, self.people[at].id, own.to_string(), kind));
        }
        self.people.to_mut()[at].set(field, Fact::Known(value, Source::Cells(cells)));
    }

    /// A further sheet stands in for a column and has nothing about the person: the roster's own counts, and where it
    /// has none, `value`.
    fn leave(&mut self, at: usize, field: Field, value: Option<Value>, sheet: SheetKind) {
        if matches!(self.roster_fact(at, field), Fact::Absent) {
            let fact = match value {
                Some(value) => Fact::Known(value, Source::NotListed(sheet)),
                None => Fact::Blank(self.people[at].row),
            };
            self.people.to_mut()[at].set(field, fact);
        }
    }

    /// 事件. A 通报 is a 违规, too.
    fn incidents(&mut self, incidents: &[Incident]) {
        const SHEET: SheetKind = SheetKind::Incidents;
        let year = self.settings.year();
        let star_limit = self.settings.number(SettingKey::BadReviewStars);
        let mut counts: HashMap<(PersonId, Field), Count> = HashMap::new();
        let mut by_day: BTreeMap<(PersonId, NaiveDate), Vec<&Incident>> = BTreeMap::new();
        for incident in incidents {
            let in_year = incident.date.is_some_and(|date| date.year() == year);
            if let Some(date) = incident.date.filter(|_| !in_year) {
                let kind = ProblemKind::IncidentOutOfYear { year };
                self.problems.push(Problem::warning(
                    Place::Cell(incident.cell),
                    incident.person,
                    date.to_string(),
                    kind,
                ));
            }
            let few_stars = incident.kind != IncidentKind::BadReview
                || incident.stars.is_some_and(|stars| Decimal::from(stars) <= star_limit);
            if in_year && incident.state == Some(Verification::Pending) {
                let open = OpenIncident { field: incident.kind.field(), cell: incident.cell, would_count: few_stars };
                self.unverified.entry(incident.person).or_default().push(open);
            }
            let counts_at_all = in_year && few_stars && incident.state == Some(Verification::Responsible);
            let also = (incident.kind == IncidentKind::Circular).then_some(Field::Breaches);
            for field in [incident.kind.field()].into_iter().chain(also) {
                let count = counts.entry((incident.person, field)).or_default();
                count.rows.push(incident.cell);
                if counts_at_all {
                    count.counted.push(incident.cell);
                    match incident.fined {
                        Some(true) => count.fined.push(incident.cell),
                        Some(false) => {}
                        None => count.fined_unknown = true,
                    }
                }
            }
            let about_service = matches!(incident.kind, IncidentKind::BadReview | IncidentKind::Complaint);
            if let Some(date) = incident.date.filter(|_| counts_at_all && about_service && incident.fined != Some(true))
            {
                by_day.entry((incident.person, date)).or_default().push(incident);
            }
        }
        self.warn_of_one_incident(&by_day);
        let none = confirmed_none(self.settings);
        let mut open: BTreeSet<Field> = BTreeSet::new();
        for at in 0..self.people.len() {
            let person = self.people[at].id;
            for field in IncidentKind::ALL.map(IncidentKind::field) {
                let fined_field = Field::FINED.iter().find(|(all, _)| *all == field).map(|(_, fined)| *fined);
                let value = |cells: &[CellRef]| match field.kind() {
                    ValueKind::Flag => Value::Flag(!cells.is_empty()),
                    _ => Value::Count(u32::try_from(cells.len()).unwrap_or(u32::MAX)),
                };
                match counts.remove(&(person, field)) {
                    Some(count) => {
                        let figure = value(&count.counted);
                        let shown = if count.counted.is_empty() { &count.rows } else { &count.counted };
                        self.give(at, field, figure, shown.clone(), SHEET);
                        if let Some(fined_field) = fined_field.filter(|_| count.fined_unknown) {
                            if self.leave_fines_open(at, fined_field, &count, none.contains(&fined_field)) {
                                open.insert(fined_field);
                            }
                        } else if let Some(fined_field) = fined_field {
                            let shown = if count.fined.is_empty() { count.rows } else { count.fined.clone() };
                            self.give(at, fined_field, value(&count.fined), shown, SHEET);
                        }
                    }
                    None => {
                        for field in [Some(field), fined_field].into_iter().flatten() {
                            self.leave(at, field, Some(value(&[])), SHEET);
                        }
                    }
                }
            }
        }
        self.columns.extend(IncidentKind::ALL.map(IncidentKind::field));
        self.columns.extend(Field::FINED.map(|(_, fined)| fined).into_iter().filter(|fined| !open.contains(fined)));
    }

    /// The ledger doesn't say of all incidents whether they have been fined. What the roster gives counts; else it is
    /// unknown, which this tells, unless it is confirmed that nobody was fined but by those that say so.
    fn leave_fines_open(&mut self, at: usize, field: Field, count: &Count, is_confirmed: bool) -> bool {
        let fact = match self.given_fact(at, field) {
            given @ Fact::Known(..) => given,
            _ if is_confirmed && !count.fined.is_empty() => {
                let figure = Value::Count(u32::try_from(count.fined.len()).unwrap_or(u32::MAX));
                Fact::Known(figure, Source::Cells(count.fined.clone()))
            }
            _ => Fact::Absent,
        };
        let is_open = fact == Fact::Absent && !is_confirmed;
        self.people.to_mut()[at].set(field, fact);
        is_open
    }

    /// A 差评 and a 投诉 of one person on one day, neither of them marked as the other's double.
    fn warn_of_one_incident(&mut self, by_day: &BTreeMap<(PersonId, NaiveDate), Vec<&Incident>>) {
        for ((person, date), incidents) in by_day {
            let of = |kind| incidents.iter().find(|incident| incident.kind == kind);
            if let (Some(review), Some(complaint)) = (of(IncidentKind::BadReview), of(IncidentKind::Complaint)) {
                let kind = ProblemKind::PerhapsOneIncident { other: complaint.cell };
                self.problems.push(Problem::warning(Place::Cell(review.cell), *person, date.to_string(), kind));
            }
        }
    }

    /// 月度考核: the mean of the months with a score, and the months with a low grade.
    fn months(&mut self, marks: &[crate::domain::MonthMark]) {
        const SHEET: SheetKind = SheetKind::Monthly;
        let has_grades = marks.iter().any(|mark| mark.grade.is_some());
        let counted_by_roster = self.columns.contains(&Field::LowMonths) && !self.unfilled.contains(&Field::LowMonths);
        let is_confirmed = confirmed_none(self.settings).contains(&Field::LowMonths);
        if let Some(mark) = marks.first().filter(|_| !has_grades && !counted_by_roster && !is_confirmed) {
            let (place, kind) = (Place::Sheet(mark.cell.sheet), ProblemKind::MonthsWithoutGrades);
            self.problems.push(Problem::general(Severity::Warning, place, "", kind));
        }
        let mut by_person: HashMap<PersonId, Vec<&crate::domain::MonthMark>> = HashMap::new();
        for mark in marks.iter().filter(|mark| !mark.disputed) {
            by_person.entry(mark.person).or_default().push(mark);
        }
        for at in 0..self.people.len() {
            let marks = by_person.remove(&self.people[at].id).unwrap_or_default();
            let scored = || marks.iter().filter_map(|mark| Some((mark.score?, mark.cell)));
            match mean(scored().map(|(score, _)| (score, Decimal::ONE))) {
                Some(mean) => {
                    let cells = scored().map(|(_, cell)| cell).collect();
                    self.give(at, Field::MonthlyMean, Value::Number(mean), cells, SHEET);
                }
                None => self.leave(at, Field::MonthlyMean, None, SHEET),
            }
            let is_graded = marks.iter().any(|mark| mark.grade.is_some());
            let low = marks.iter().filter(|mark| mark.grade.is_some_and(Grade::is_below_qualified));
            let low: Vec<CellRef> = low.map(|mark| mark.cell).collect();
            if is_graded {
                let count = Value::Count(u32::try_from(low.len()).unwrap_or(u32::MAX));
                let cells = if low.is_empty() { marks.iter().map(|mark| mark.cell).collect() } else { low };
                self.give(at, Field::LowMonths, count, cells, SHEET);
            } else if has_grades && marks.is_empty() {
                self.leave(at, Field::LowMonths, Some(Value::Count(0)), SHEET);
            } else if self.roster_fact(at, Field::LowMonths) == Fact::Absent {
                // Scores alone say nothing of grades.
                self.people.to_mut()[at].set(Field::LowMonths, Fact::Absent);
            }
        }
        self.columns.insert(Field::MonthlyMean);
        if has_grades {
            self.columns.insert(Field::LowMonths);
        } else if !counted_by_roster {
            self.columns.remove(&Field::LowMonths);
        }
    }

    /// 民主测评: the mean of the votes, grades turned into points.
    fn votes(&mut self, inputs: &Inputs) {
        const SHEET: SheetKind = SheetKind::Ballots;
        let ledgers = &inputs.ledgers;
        if ledgers.ballots.is_none() && ledgers.votes.is_none() {
            return;
        }
        let points = |grade: Grade| self.settings.number(vote_points(grade));
        let mut votes: HashMap<PersonId, Cast> = HashMap::new();
        for ballot in ledgers.ballots.iter().flatten().filter(|ballot| !ballot.disputed) {
            let score = match ballot.vote {
                Vote::Score(score) => score,
                Vote::Grade(grade) => points(grade),
                Vote::Abstained => continue,
            };
            let cast = votes.entry(ballot.person).or_default();
            cast.scores.push((score, Decimal::ONE));
            cast.cells.push(ballot.cell);
        }
        for tally in ledgers.votes.iter().flatten() {
            let cast = votes.entry(tally.person).or_default();
            let counts = Grade::ALL.into_iter().zip(tally.counts);
            cast.scores.extend(counts.map(|(grade, count)| (points(grade), Decimal::from(count))));
            cast.cells.extend(&tally.cells);
            cast.given.extend(tally.score);
        }
        for at in 0..self.people.len() {
            let Cast { scores, mut cells, given } = votes.remove(&self.people[at].id).unwrap_or_default();
            let counted = mean(scores.into_iter());
            let stands = counted.or(given.first().map(|(score, _)| round_score(*score)));
            for (score, cell) in given.iter().filter(|(score, _)| Some(round_score(*score)) != stands) {
                let other = cells.first().copied().or(given.first().map(|(_, first)| *first)).unwrap_or(*cell);
                let other_found = stands.map(|score| score.to_string()).unwrap_or_default();
                let kind = ProblemKind::Conflict { field: Field::BallotScore, other, other_found };
                self.problems.push(Problem::error(Place::Cell(*cell), self.people[at].id, score.to_string(), kind));
            }
            if counted.is_none() {
                cells = given.first().map(|(_, cell)| *cell).into_iter().collect();
            }
            match stands {
                Some(mean) => self.give(at, Field::BallotScore, Value::Number(mean), cells, SHEET),
                None => self.leave(at, Field::BallotScore, None, SHEET),
            }
        }
        self.columns.insert(Field::BallotScore);
    }

    /// 初评: as if its columns stood on the roster.
    fn reviews(&mut self, reviews: &[crate::domain::Review]) {
        let mut seen: HashMap<PersonId, CellRef> = HashMap::new();
        for review in reviews {
            let at = review.person.0 as usize;
            let cell = review.facts.iter().find_map(|(_, fact)| match fact {
                Fact::Known(_, Source::Cell(cell) | Source::Blank(cell))
                | Fact::Blank(cell)
                | Fact::Faulty { cell, .. } => Some(*cell),
                _ => None,
            });
            if let Some(cell) = cell
                && let Some(other) = seen.insert(review.person, cell)
            {
                let kind = ProblemKind::PersonTwice { other };
                self.problems.push(Problem::error(Place::Cell(cell), review.person, &*self.people[at].key, kind));
            }
            for (field, fact) in &review.facts {
                let mut joined = self.given_fact(at, *field);
                if let Err(conflict) = joined.join(fact.clone()) {
                    let kind = |other, other_found| ProblemKind::Conflict { field: *field, other, other_found };
                    self.problems.push(conflict.problem(review.person, kind));
                }
                self.people.to_mut()[at].set(*field, joined);
                self.columns.insert(*field);
            }
        }
        // Whoever the sheet leaves out has no score, which isn't the same as an unknown one.
        let given: BTreeSet<Field> = reviews.iter().flat_map(|review| &review.facts).map(|(field, _)| *field).collect();
        for at in 0..self.people.len() {
            for field in &given {
                self.leave(at, *field, None, SheetKind::FirstReview);
            }
        }
    }

    /// 历年考核: grades of earlier years, and the last year on which a promotion rested.
    fn history(&mut self, history: &[crate::domain::PastYear], has_promotions: bool) {
        let mut promoted: HashMap<PersonId, (i32, CellRef)> = HashMap::new();
        for past in history {
            let at = past.person.0 as usize;
            let fact = match past.grade {
                Some(grade) => Fact::Known(grade.into(), Source::Cell(past.cell)),
                None => Fact::Blank(past.cell),
            };
            let known = self.people.to_mut()[at].past_grades.entry(past.year).or_default();
            if let Err(conflict) = known.join(fact) {
                let kind = |other, other_found| ProblemKind::PastGradeConflict { year: past.year, other, other_found };
                self.problems.push(conflict.problem(past.person, kind));
            }
            if past.promoted && promoted.get(&past.person).is_none_or(|(year, _)| *year < past.year) {
                promoted.insert(past.person, (past.year, past.cell));
            }
        }
        for at in 0..self.people.len() {
            match promoted.get(&self.people[at].id) {
                Some((year, cell)) => {
                    let mut joined = self.roster_fact(at, Field::LastPromotion);
                    if let Err(conflict) = joined.join(Fact::Known(Value::Year(*year), Source::Cell(*cell))) {
                        let field = Field::LastPromotion;
                        let kind = |other, other_found| ProblemKind::Conflict { field, other, other_found };
                        self.problems.push(conflict.problem(self.people[at].id, kind));
                    }
                    self.people.to_mut()[at].set(Field::LastPromotion, joined);
                }
                None if has_promotions => self.leave(at, Field::LastPromotion, None, SheetKind::History),
                None => {}
            }
        }
        if has_promotions {
            self.columns.insert(Field::LastPromotion);
        }
    }
}

/// Whether the roster's figure is the sheet's: scores are compared as they are shown.
fn agree(own: &Value, figure: &Value) -> bool {
    match (own, figure) {
        (Value::Number(own), Value::Number(figure)) => round_score(*own) == *figure,
        _ => own == figure,
    }
}

/// A weighted mean, rounded as scores are; nothing without weight.
fn mean(parts: impl Iterator<Item = (Decimal, Decimal)>) -> Option<Decimal> {
    let (sum, weight) =
        parts.fold((Decimal::ZERO, Decimal::ZERO), |(sum, all), (value, weight)| (sum + value * weight, all + weight));
    (!weight.is_zero()).then(|| round_score(sum / weight))
}

/// The setting that says how many points a vote for a grade is.
const fn vote_points(grade: Grade) -> SettingKey {
    match grade {
        Grade::Excellent => SettingKey::PointsExcellent,
        Grade::Commended => SettingKey::PointsCommended,
        Grade::Qualified => SettingKey::PointsQualified,
        Grade::BarelyQualified => SettingKey::PointsBarelyQualified,
        Grade::Unqualified => SettingKey::PointsUnqualified,
    }
}
