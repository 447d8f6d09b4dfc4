//! `cargo xtask bench`: how the work grows with the roster, and which part of it takes how much, as ratios within one
//! run. Times are printed for people to read; nothing is asserted on them.

use crate::shell::{self, Failed, run, step};
use kaohe::{
    domain::{Edit, Fact, Field, Inputs, PaperKind, Person, PersonId, SettingChange, Source, Value, Whom},
    notice::SettingKey,
    protocol::{Direction, Request, RowFilter, RowQuery, SortColumn},
    roster::{self, FileBytes},
    rules,
    service::Session,
    workbook,
};
use std::time::{Duration, Instant};

/// The rosters that are compared: the second has ten times the people.
const SIZES: [u32; 2] = [1_000, 10_000];
/// Each part is done so often, and the fastest time counts.
const ROUNDS: u32 = 3;

/// Measures; built for speed, so it starts itself again with the release profile.
pub fn bench() -> Result<(), Failed> {
    if cfg!(debug_assertions) {
        step("the benchmark, built for speed");
        return run(shell::cargo().args(["run", "--quiet", "--release", "--package", "xtask", "--", "bench"]));
    }
    let sample = workbook::sample().map_err(|error| error.to_string())?;
    let sample = read(sample)?;
    let mut measured = Vec::new();
    for people in SIZES {
        measured.push(measure(&enlarged(&sample, people))?);
    }
    let [small, large] = measured.as_slice() else { unreachable!("two sizes are measured") };
    let whole: Duration = large.iter().map(|(_, time)| *time).sum();
    println!("{:<28}{:>12}{:>12}{:>10}{:>10}", "", "1,000", "10,000", "growth", "share");
    for ((part, small), (_, large)) in small.iter().zip(large) {
        let growth = large.as_secs_f64() / small.as_secs_f64();
        let share = large.as_secs_f64() / whole.as_secs_f64();
        println!("{part:<28}{:>12.1?}{:>12.1?}{growth:>9.1}×{:>9.0}%", small, large, share * 100.0);
    }
    println!("growth: time for ten times the people; 10× is in step with the roster");
    Ok(())
}

fn read(bytes: Vec<u8>) -> Result<Inputs, Failed> {
    let files = [FileBytes { name: "花名册.xlsx".to_owned(), bytes }];
    roster::read(&files, &mut |_| {}).map_err(|error| error.to_string())
}

/// The sample's people again and again under new keys, with scores that differ.
fn enlarged(sample: &Inputs, people: u32) -> Inputs {
    let person = |at: u32| {
        let pattern = &sample.people[at as usize % sample.people.len()];
        let key = format!("B{at:06}");
        let mut person = Person::new(PersonId(at), key.clone(), pattern.row);
        for field in Field::ALL {
            person.set(*field, pattern.fact(*field).clone());
        }
        person.past_grades = pattern.past_grades.clone();
        let cell = Source::Cell(pattern.row);
        person.set(Field::StaffNumber, Fact::Known(Value::Text(key), cell.clone()));
        let score = rust_decimal::Decimal::new(6_000 + i64::from(at * 7 % 4_000), 2);
        person.set(Field::FirstReview, Fact::Known(Value::Number(score), cell));
        person
    };
    Inputs { people: (0..people).map(person).collect(), decisions: Vec::new(), ..sample.clone() }
}

fn measure(inputs: &Inputs) -> Result<Vec<(&'static str, Duration)>, Failed> {
    let evaluation = rules::evaluate(inputs);
    let write = || workbook::results(inputs, &evaluation, &mut |_| {}).map_err(|error| error.to_string());
    let bytes = write()?;

    let mut session = Session::default();
    let load = Request::Load { names: vec!["花名册.xlsx".to_owned()], edits: Vec::new() };
    session.handle(load, vec![bytes.clone()], &mut |_| {}).map_err(|failure| format!("{failure:?}"))?;
    let query = |from, column| {
        let sort = Some((column, Direction::Descending));
        Request::Rows(RowQuery { sort, search: String::new(), filter: RowFilter::All, from, count: 100 })
    };
    let mut ask = |request| session.handle(request, Vec::new(), &mut |_| {}).map(drop);
    let judge = || {
        rules::evaluate(inputs);
        Ok::<(), Failed>(())
    };
    let set = |key: SettingKey, text: &str| {
        let change = SettingChange { key, level: None, text: text.to_owned() };
        vec![Edit::Set(vec![change])]
    };
    let readings = [(SettingKey::QuotaScope, "分考核组"), (SettingKey::MonthCount, "当月")];
    Ok(vec![
        ("read the workbook", fastest(|| read(bytes.clone()).map(drop))?),
        ("evaluate the rules", fastest(judge)?),
        ("write the results", fastest(|| write().map(drop))?),
        ("sort the table", fastest(|| ask(query(0, SortColumn::Net)).and_then(|()| ask(query(0, SortColumn::S1))))?),
        ("a window further down", fastest(|| ask(query(900, SortColumn::S1)))?),
        ("weigh a setting", fastest(|| ask(Request::Weigh(set(readings[0].0, readings[0].1))))?),
        ("weigh one for everybody", fastest(|| ask(Request::Weigh(set(readings[1].0, readings[1].1))))?),
        ("set it and take it back", {
            fastest(|| ask(Request::EditAll(set(readings[1].0, readings[1].1))).and_then(|()| ask(Request::Undo)))?
        }),
        ("the register", fastest(|| ask(Request::Register))?),
        ("the slips as .docx", {
            let slips = || Request::Document { kind: PaperKind::Slip, whom: Whom::Everyone };
            fastest(|| ask(slips()))?
        }),
        ("forms to be looked at", {
            let forms = || Request::Paper { kind: PaperKind::Registration, whom: Whom::Everyone };
            fastest(|| ask(forms()))?
        }),
    ])
}

fn fastest<E: std::fmt::Debug>(mut work: impl FnMut() -> Result<(), E>) -> Result<Duration, Failed> {
    let mut best = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        work().map_err(|error| format!("{error:?}"))?;
        best = best.min(start.elapsed());
    }
    Ok(best)
}
