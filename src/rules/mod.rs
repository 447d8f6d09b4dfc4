//! The notice's rules: one file for each article. [`evaluate`] is a pure function of the inputs.
//!
//! Absent on purpose: file formats, wording, the clock.

mod answer;
mod bars;
mod budget;
mod cases;
mod columns;
mod commendation;
mod compare;
mod contest;
mod explain;
mod facts;
mod fairness;
mod findings;
mod ledgers;
mod money;
mod months;
mod population;
mod promotion;
#[cfg(test)]
mod properties;
mod proposal;
mod ranking;
mod register;
mod result;
mod scores;
mod settling;
mod termination;
#[cfg(test)]
pub(crate) mod testing;
mod touched;

pub use answer::{
    Appraised, Excess, ExcessFigures, FieldStanding, GradeBy, Line, MissedBy, PersonAnswer, Scores, ToldApart, answer,
};
pub use budget::{BudgetAnswer, BudgetQuestion, BudgetTotal, highest_within};
pub use columns::{clauses_of, clauses_of_all};
pub use compare::{Difference, PersonChange, Standing, compare};
pub use explain::{Explainer, Explanation, Figure, FigureGround, FigureState};
pub use fairness::{Departure, GroupBy, GroupReview, Spread, fairness};
pub use promotion::PromotionRecord;
pub use proposal::choices;
pub use register::{NearKind, NearMiss, RegisterLine, near_misses, register};
pub use result::*;
pub use touched::touched;

use crate::{
    domain::{
        Award, Decision, Fact, Field, Grade, Inputs, PastGrade, Person, PersonId, Place, Problem, ProblemKind,
        Severity, Value, ValueKind, Yuan,
    },
    notice::{Clause, NOTICE_YEAR, SettingKey, Settings},
};
use contest::Candidate;
use facts::{Facts, confirmed_none};
use ledgers::Merged;
use rust_decimal::Decimal;
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
};

/// Applies every rule of the notice to the inputs. The same inputs give the same result; the order of the roster
/// decides only the order of the rows.
pub fn evaluate(inputs: &Inputs) -> Evaluation {
    let settings = &inputs.settings;
    let year = settings.year();
    let none = confirmed_none(settings);
    let mut merge_problems = Vec::new();
    let mut merged = ledgers::merge(inputs, &mut merge_problems);
    population::check_dates(&mut merged.people, year, &mut merge_problems);
    let missing = missing_columns(&merged.columns, &inputs.partial, &none);
    let mut problems = general_problems(inputs, &merged, &missing);
    problems.append(&mut merge_problems);

    let mut people = Vec::new();
    let mut candidates = Vec::new();
    let mut not_appraised = Vec::new();
    let decisions: HashMap<PersonId, &Decision> =
        inputs.decisions.iter().map(|decision| (decision.person, decision)).collect();
    for person in merged.people.iter() {
        let facts = Facts::new(person, &none);
        let decision = decisions.get(&person.id).copied();
        warn_of_early_decision(decision, year, &mut problems);
        match population::not_in_post(facts, year) {
            Some(reason) => {
                not_appraised.push(NotAppraised { id: person.id, reason });
                warn_of_idle_decision(decision, &mut problems);
            }
            None => {
                let (result, candidate) = first_pass(facts, settings, decision, &mut problems);
                people.push(result);
                candidates.push(candidate);
            }
        }
    }

    if people.is_empty() && !merged.people.is_empty() {
        problems.push(Problem::general(Severity::Error, Place::Input, "", ProblemKind::NobodyAppraised));
    }

    let mode = proposal::mode(settings, &people);
    if settings.quota_scope() == crate::notice::QuotaScope::ByCategory {
        for (result, candidate) in people.iter().zip(&candidates) {
            if candidate.category.is_none() {
                let facts = Facts::new(&merged.people[result.id.0 as usize], &none);
                problems.push(Problem::error(facts.place(Field::Category), result.id, "", ProblemKind::NoCategory));
            }
        }
    }
    let pools = proposal::propose(settings, mode, &mut people, &candidates, &mut problems);
    for result in &mut people {
        settle_grade(result, &mut problems);
        let facts = Facts::new(&merged.people[result.id.0 as usize], &none);
        let posts = merged.posts.get(&result.id).map_or(&[][..], Vec::as_slice);
        result.money = money::money(facts, settings, &result.months, posts, result.grade, &mut problems);
    }
    ranking::rank(&mut people);
    let outcomes = outcomes(settings, &merged.people, &none, &people, &mut problems);

    let unset = unset_amounts(&people);
    for (setting, level) in &unset {
        let kind = ProblemKind::AmountUnset { setting: *setting, level: level.clone() };
        problems.push(Problem::general(Severity::Warning, Place::Setting(*setting), "", kind));
    }
    for result in &mut people {
        if let Some(incidents) = merged.unverified.get(&result.id) {
            let count = u32::try_from(incidents.len()).expect("incidents are fewer than 2³²");
            result.pending.push(Pending::Unverified(count));
            result.bars.iter_mut().chain(&mut result.cases).for_each(|own| findings::mark_unverified(own, incidents));
            money::mark_unverified(&mut result.money, incidents);
        }
    }
    let unknown = |id: PersonId| unknown_columns(&merged.people[id.0 as usize], &merged, &inputs.partial, &none);
    add_data_pending(&mut people, unknown, inputs.problems.iter().chain(&problems));
    let figures = settling::figures(year, &merged.people, &people, &outcomes);
    let reasons = settling::reasons(settings, &people, inputs.problems.iter().chain(&problems), unset);
    let status = settling::status(settings, reasons, &figures, &mut problems);
    let problems: Vec<Problem> = inputs.problems.iter().cloned().chain(problems).collect();
    let totals = totals(&people);
    let facts = match merged.people {
        Cow::Borrowed(_) => Vec::new(),
        Cow::Owned(people) => people,
    };
    Evaluation {
        year,
        mode,
        people,
        facts,
        missing_columns: missing,
        not_appraised,
        pools,
        outcomes,
        problems,
        totals,
        figures,
        status,
    }
}

/// Columns that rules can't do without, that are missing, and that nobody confirmed as 无此情形.
fn missing_columns(columns: &BTreeSet<Field>, partial: &BTreeSet<Field>, none: &BTreeSet<Field>) -> Vec<Field> {
    let has = |field: &Field| columns.contains(field);
    let stands_in = |field: Field| match field {
        Field::Breaches => has(&Field::Circulars),
        Field::Manager => has(&Field::Category),
        _ => false,
    };
    let needed = Field::ALL.iter().copied().filter(|field| !clauses_of(*field).is_empty() || partial.contains(field));
    // What stands in columns of parts of the year isn't confirmed away.
    let is_confirmed = |field: &Field| none.contains(field) && !partial.contains(field);
    needed.filter(|field| !has(field) && !is_confirmed(field) && !stands_in(*field)).collect()
}

/// Columns that are unknown for one person: those that rules can't do without, those of which only parts of the year
/// are known, and those that others have and the table of this person lacks.
fn unknown_columns(
    person: &Person,
    merged: &Merged<'_>,
    partial: &BTreeSet<Field>,
    none: &BTreeSet<Field>,
) -> Vec<Field> {
    let is_absent = |field: Field| matches!(person.fact(field), Fact::Absent);
    let stands_in = |field: Field| match field {
        Field::Breaches => !is_absent(Field::Circulars),
        Field::Manager => !is_absent(Field::Category),
        Field::FirstReview => Field::ASPECTS.into_iter().any(|aspect| !is_absent(aspect)),
        Field::Highlights => !is_absent(Field::FirstReview),
        field => Field::ASPECTS.contains(&field) && !is_absent(Field::FirstReview),
    };
    let is_wanted = |field: Field| {
        let others_have = merged.columns.contains(&field)
            && (field.kind().blank_is_none() || matches!(field.kind(), ValueKind::Score | ValueKind::Grade));
        !clauses_of(field).is_empty() || partial.contains(&field) || others_have
    };
    let absent = Field::ALL.iter().copied().filter(|field| is_absent(*field) && is_wanted(*field));
    let is_confirmed = |field: &Field| none.contains(field) && !partial.contains(field);
    absent.filter(|field| !is_confirmed(field) && !stands_in(*field)).collect()
}

/// Whether somebody has a case of a column.
fn has_case(fact: &Fact) -> bool {
    match fact.value() {
        Some(Value::Count(count)) => *count > 0,
        Some(Value::Number(number)) => !number.is_zero(),
        Some(Value::Flag(flag)) => *flag,
        Some(Value::Award(award)) => *award != Award::No,
        _ => false,
    }
}

/// Problems of the input as a whole.
fn general_problems(inputs: &Inputs, merged: &Merged<'_>, missing: &[Field]) -> Vec<Problem> {
    let settings = &inputs.settings;
    let mut problems = Vec::new();
    let mut say = |severity, place, found: &str, kind| problems.push(Problem::general(severity, place, found, kind));
    let roster = inputs.people.first().map_or(Place::Input, |person| Place::Sheet(person.row.sheet));
    if settings.year() != NOTICE_YEAR {
        let kind = ProblemKind::YearWithoutNotice { year: settings.year() };
        say(Severity::Warning, Place::Setting(SettingKey::Year), &settings.year().to_string(), kind);
    }
    let years: BTreeSet<i32> = merged.people.iter().flat_map(|person| person.past_grades.keys().copied()).collect();
    for year in years.range(settings.year()..) {
        say(Severity::Notice, roster, &Field::past_grade_header(*year), ProblemKind::GradeNotPast { year: *year });
    }
    let this_year = |person: &'_ Person| match person.past_grades.get(&settings.year()) {
        Some(fact) if fact.value() == Some(&Value::NotAppraised) => {
            Some((fact.cell().unwrap_or(person.row), person.id))
        }
        _ => None,
    };
    for (cell, person) in merged.people.iter().filter_map(this_year) {
        let kind = ProblemKind::NotAppraisedThisYear { year: settings.year() };
        problems.push(Problem::error(Place::Cell(cell), person, PastGrade::NotAppraised.term(), kind));
    }
    let mut say = |severity, place, found: &str, kind| problems.push(Problem::general(severity, place, found, kind));
    for field in missing {
        let in_parts = inputs.partial.contains(field);
        let kind = if in_parts { ProblemKind::ColumnInParts(*field) } else { ProblemKind::ColumnMissing(*field) };
        say(Severity::Warning, roster, field.header(), kind);
    }
    match [Field::Joined, Field::Left].map(|field| inputs.columns.contains(&field)) {
        [false, false] => say(Severity::Notice, roster, "", ProblemKind::NoDateColumns),
        [true, false] => say(Severity::Notice, roster, "", ProblemKind::NoLeftColumn),
        _ => {}
    }
    for field in settings.confirmed_none().into_iter().filter_map(Field::of_header) {
        if inputs.partial.contains(&field) || merged.people.iter().any(|person| has_case(person.fact(field))) {
            let place = Place::Setting(SettingKey::ConfirmedNone);
            say(Severity::Error, place, field.header(), ProblemKind::ConfirmedNoneContradicted { field });
        }
    }
    for key in [SettingKey::ExcellentShare, SettingKey::CommendedShare] {
        let share = settings.number(key);
        if let Some(limit) = key.limit().filter(|limit| share > *limit) {
            let kind = ProblemKind::ShareBeyondNotice { setting: key, share, limit };
            say(Severity::Warning, Place::Setting(key), &share.normalize().to_string(), kind);
        }
    }
    let weights = [SettingKey::WeightFirstReview, SettingKey::WeightMonthly, SettingKey::WeightBallot];
    let sum: Decimal = weights.into_iter().map(|key| settings.number(key)).sum();
    if sum != Decimal::ONE {
        let place = Place::Setting(SettingKey::WeightFirstReview);
        say(Severity::Notice, place, "", ProblemKind::WeightsNotOne { sum: sum.normalize() });
    }
    if !settings.flag(SettingKey::Confirmed) {
        let place = Place::Setting(SettingKey::Confirmed);
        say(Severity::Warning, place, "否", ProblemKind::SettingsUnconfirmed);
    }
    problems
}

fn warn_of_idle_decision(decision: Option<&Decision>, problems: &mut Vec<Problem>) {
    if let Some(decision) = decision {
        let place = decision.source.map_or(Place::Input, Place::Cell);
        let kind = ProblemKind::DecisionNotAppraised;
        problems.push(Problem::warning(place, decision.person, decision.ruling.term(), kind));
    }
}

/// Decisions about a year are made at its end at the earliest.
fn warn_of_early_decision(decision: Option<&Decision>, year: i32, problems: &mut Vec<Problem>) {
    let december = chrono::NaiveDate::from_ymd_opt(year, 12, 1);
    if let Some(decision) = decision
        && let Some(date) = decision.date.filter(|date| december.is_some_and(|december| *date < december))
    {
        let place = decision.source.map_or(Place::Input, Place::Cell);
        let kind = ProblemKind::DecisionEarly { year };
        problems.push(Problem::warning(place, decision.person, date.to_string(), kind));
    }
}

/// All that one person's facts say without the others.
fn first_pass(
    facts: Facts<'_>,
    settings: &Settings,
    decision: Option<&Decision>,
    problems: &mut Vec<Problem>,
) -> (PersonResult, Candidate) {
    let months = months::months_in_post(facts, settings, problems);
    let tenure = months::tenure(facts, settings);
    let first_review = scores::first_review(facts, settings, problems);
    let (s1, s2) = scores::combined(facts, settings, &first_review);
    warn_of_circulars(facts, problems);
    if s2.value.is_none() {
        let place = facts.place(Field::FirstReview);
        problems.push(Problem::warning(place, facts.person.id, "", ProblemKind::NoScoreAtAll));
    }
    let candidate = Candidate::new(facts, first_review.score);
    let result = PersonResult {
        id: facts.person.id,
        bars: bars::bars(facts, settings, &tenure),
        cases: cases::cases(facts, settings),
        months,
        tenure,
        first_review,
        s1,
        s2,
        rank: None,
        first_grade: facts.first_grade(),
        proposed: Grade::Qualified,
        ground: ProposalGround::Otherwise,
        why_not: Vec::new(),
        decided: decision.map_or(Decided::No, |decision| Decided::Stands(decision.clone())),
        grade: Grade::Qualified,
        pending: Vec::new(),
        money: Money { lines: Vec::new(), gross: Yuan::ZERO, deducted: Yuan::ZERO, net: Yuan::ZERO, short: Yuan::ZERO },
    };
    (result, candidate)
}

/// Every circular is a breach: more circulars than breaches can't both be right.
fn warn_of_circulars(facts: Facts<'_>, problems: &mut Vec<Problem>) {
    let (breaches, circulars) = (facts.count(Field::Breaches).known(), facts.count(Field::Circulars).known());
    if let (Some(breaches), Some(circulars)) = (breaches, circulars)
        && circulars > breaches
        && matches!(facts.person.fact(Field::Breaches), Fact::Known(..))
    {
        let kind = ProblemKind::CircularsBeyondBreaches { breaches };
        problems.push(Problem::warning(facts.place(Field::Circulars), facts.person.id, circulars.to_string(), kind));
    }
}

/// The decision, else the proposal. A decided 基本合格 or 不合格 without any case of 五(七) is a warning.
///
/// Clause: 五(五) (settling).
fn settle_grade(result: &mut PersonResult, problems: &mut Vec<Problem>) {
    result.grade = result.decided.grade().unwrap_or(result.proposed);
    if let Decided::Stands(decision) = &result.decided
        && result.decided.grade().is_some_and(Grade::is_below_qualified)
        && proposal::met(&result.cases).is_empty()
    {
        let place = decision.source.map_or(Place::Input, Place::Cell);
        let kind = ProblemKind::DemotionWithoutCase;
        problems.push(Problem::warning(place, result.id, decision.ruling.term(), kind));
    }
}

/// 结果运用, by person in the roster's order.
fn outcomes(
    settings: &Settings,
    everyone: &[Person],
    none: &BTreeSet<Field>,
    people: &[PersonResult],
    problems: &mut Vec<Problem>,
) -> Vec<Outcome> {
    let last_place = ranking::last_places(people, settings);
    let mut outcomes = Vec::new();
    for result in people {
        let facts = Facts::new(&everyone[result.id.0 as usize], none);
        let kinds = promotion::promotion(facts, settings, result.grade, problems)
            .into_iter()
            .chain(termination::termination(facts, settings, result.grade, problems))
            .chain(last_place(result))
            .chain(commendation::commendations(facts, result.grade));
        outcomes.extend(kinds.map(|kind| Outcome { id: result.id, kind }));
    }
    outcomes
}

/// Amounts that somebody needs and that are unset.
fn unset_amounts(people: &[PersonResult]) -> BTreeSet<(SettingKey, Option<String>)> {
    let lines = people.iter().flat_map(|person| &person.money.lines);
    lines
        .filter_map(|line| match &line.basis {
            MoneyBasis::Unset { setting, level } => Some((*setting, level.clone())),
            _ => None,
        })
        .collect()
}

/// Makes everyone pending whom errors touch, and of whom a needed column is unknown.
fn add_data_pending<'a>(
    people: &mut [PersonResult],
    unknown: impl Fn(PersonId) -> Vec<Field>,
    problems: impl Iterator<Item = &'a Problem>,
) {
    let mut errors: HashMap<PersonId, u32> = HashMap::new();
    for problem in problems.filter(|problem| problem.severity == Severity::Error) {
        let named: &[PersonId] = match &problem.kind {
            ProblemKind::DecidedBeyondQuota { people, .. } => people,
            _ => &[],
        };
        for id in problem.person.iter().chain(named) {
            *errors.entry(*id).or_default() += 1;
        }
    }
    for person in people {
        if let Some(count) = errors.get(&person.id) {
            person.pending.push(Pending::DataError(*count));
        }
        let fields = unknown(person.id);
        if !fields.is_empty() {
            // What the known part of a sum met already needs nothing more.
            let met: Vec<Clause> =
                proposal::met(&person.bars).into_iter().chain(proposal::met(&person.cases)).collect();
            let mut clauses = clauses_of_all(&fields);
            clauses.retain(|clause| !met.contains(clause));
            person.pending.push(Pending::ColumnMissing { fields, clauses });
        }
    }
}

fn totals(people: &[PersonResult]) -> Totals {
    let mut totals = Totals { items: vec![Yuan::ZERO; 10], ..Totals::default() };
    for person in people {
        totals.appraised += 1;
        totals.grades[person.grade as usize] += 1;
        for (sum, line) in totals.items.iter_mut().zip(&person.money.lines) {
            *sum = *sum + line.amount;
        }
        totals.gross = totals.gross + person.money.gross;
        totals.deducted = totals.deducted + person.money.deducted;
        totals.net = totals.net + person.money.net;
        totals.short = totals.short + person.money.short;
    }
    totals
}
