//! Offices at random: a workbook in order has the figures that its facts give; bent by the habits of offices it has the
//! same figures, or is a draft that names the place. Never final and wrong.
//!
//! `AWKWARD_SEED=7` runs one workbook, `AWKWARD_RUNS=5000` more of them, `AWKWARD_HABIT=stacked_tables` one habit only.
//! What fails is kept in `target/awkward`.

#[path = "common/awkward/mod.rs"]
mod awkward;
mod common;

use awkward::{Fault, Finding, Office, dice::Dice, habits::HABITS, read, truth::Truth};
use common::{
    appraise_bytes,
    outcome::{FIGURES, Figures, Reasons, nothing_open},
    trip::results,
};
use kaohe::domain::Grade;
use rust_decimal::Decimal;
use std::{
    any::Any,
    collections::{BTreeMap, BTreeSet},
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    str::FromStr,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// Workbooks of the property.
const RUNS: u64 = 300;

fn asked(variable: &str) -> Option<u64> {
    env::var(variable).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is a number")))
}

/// The seeds to run: the one that is asked for, or as many as are asked for.
fn seeds(otherwise: u64) -> Vec<u64> {
    match asked("AWKWARD_SEED") {
        Some(seed) => vec![seed],
        None => (1..=asked("AWKWARD_RUNS").unwrap_or(otherwise)).collect(),
    }
}

/// A workbook that failed.
struct Failure {
    seed: u64,
    habits: String,
    finding: Finding,
    kept: String,
}

/// What a panic says.
fn panicked(seed: u64, panic: &(dyn Any + Send)) -> Failure {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    let detail = text.unwrap_or_default().to_owned();
    Failure { seed, habits: String::new(), finding: Finding { fault: Fault::Panicked, detail }, kept: String::new() }
}

/// Runs something for each seed on all cores, and tells all that failed.
#[track_caller]
fn run(seeds: &[u64], one: impl Fn(u64) -> Vec<Failure> + Sync) {
    let failures = Mutex::new(Vec::new());
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed) as usize) {
                    let failed = catch_unwind(AssertUnwindSafe(|| one(*seed)));
                    let failed = failed.unwrap_or_else(|panic| vec![panicked(*seed, &*panic)]);
                    failures.lock().expect("nobody panics over it").extend(failed);
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("nobody panics over it");
    failures.sort_by_key(|failure| (failure.finding.fault, failure.seed));
    let mut by_habit: BTreeMap<(&str, Fault), Vec<u64>> = BTreeMap::new();
    for failure in &failures {
        by_habit.entry((&failure.habits, failure.finding.fault)).or_default().push(failure.seed);
    }
    for failure in failures.iter().take(asked("AWKWARD_SHOWN").unwrap_or(25) as usize) {
        println!("seed {} ({})\n  {}\n  {}", failure.seed, failure.habits, failure.finding, failure.kept);
    }
    let table: Vec<String> = by_habit
        .iter()
        .map(|((habits, fault), seeds)| {
            format!("{fault:?} {habits}: {} (seeds {:?})", seeds.len(), &seeds[..seeds.len().min(5)])
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), seeds.len(), table.join("\n"));
}

/// A clean office of a seed, bent by random habits or by one.
fn bent(seed: u64, only: Option<&str>) -> (Office, Figures) {
    let (mut office, clean) = Office::rolled(seed);
    let mut dice = Dice::new(seed.wrapping_mul(7_919));
    let count = 1 + dice.below(3);
    office.bend(&mut dice, count, only);
    (office, clean)
}

fn failed(seed: u64, office: &Office, finding: Finding) -> Failure {
    Failure {
        seed,
        habits: office.names(),
        finding,
        kept: office.keep(&format!("{seed}-{}", office.names().replace(" + ", "-"))),
    }
}

#[test]
fn a_clean_workbook_leaves_nothing_open_and_has_the_figures_that_its_facts_give() {
    run(&seeds(RUNS), |seed| {
        let (office, clean) = Office::rolled(seed);
        let wrong = differences(&office.truth, &clean);
        let detail = wrong.join("; ");
        match office.judge(&clean) {
            Err(finding) => vec![failed(seed, &office, finding)],
            Ok(_) if wrong.is_empty() => vec![],
            Ok(_) => vec![failed(seed, &office, Finding { fault: Fault::FinalAndWrong, detail })],
        }
    });
}

/// What differs between figures and what the facts give by the generator's own computation.
fn differences(truth: &Truth, figures: &Figures) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut own = truth.appraised();
    own.sort();
    if own != figures.people.keys().cloned().collect::<Vec<_>>() {
        wrong.push("other people are appraised".to_owned());
        return wrong;
    }
    for person in truth.people.iter().filter(|person| person.is_appraised()) {
        let found = &figures.people[&person.key];
        let mut compare = |term: &str, right: String| {
            if found[term] != right {
                wrong.push(format!("{} {term}: {:?}, right is {right:?}", person.key, found[term]));
            }
        };
        compare("在岗月数", person.months().to_string());
        compare("取消优秀资格", person.bars().join("、"));
        compare("可降等情形", person.cases(&truth.plan).join("、"));
        for (term, amount) in person.money(&found["最终等次"]) {
            let exact = Decimal::from_str(&found[term]).expect("an amount");
            compare(term, if exact == amount { found[term].clone() } else { amount.to_string() });
        }
    }
    // Ten of a hundred and fifteen of a hundred, rounded down.
    let count = |grade: &str| figures.people.values().filter(|figures| figures["最终等次"] == grade).count();
    let all = figures.people.len();
    if count("优秀") > all / 10 || count("表扬") > all * 15 / 100 {
        wrong.push("more places than the quota has".to_owned());
    }
    wrong
}

#[test]
fn the_facts_have_every_bar_case_and_item_of_money() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for seed in 1..=RUNS {
        for (term, text) in Office::rolled(seed).1.people.into_values().flatten() {
            match term {
                "取消优秀资格" | "可降等情形" | "最终等次" => {
                    seen.extend(text.split('、').map(str::to_owned))
                }
                _ if ["0.00", ""].contains(&text.as_str()) => {}
                _ => {
                    seen.insert(term.to_owned());
                }
            }
        }
    }
    let clauses = (1..=6).map(|bar| format!("五(六){bar}")).chain((1..=7).map(|case| format!("五(七){case}")));
    let grades = Grade::ALL.map(|grade| grade.term().to_owned());
    let figures = FIGURES.into_iter().filter(|term| !["取消优秀资格", "可降等情形", "最终等次"].contains(term));
    for what in clauses.chain(grades).chain(figures.map(str::to_owned)) {
        assert!(seen.contains(&what), "nobody has {what}");
    }
}

#[test]
fn every_figure_is_right_or_the_result_is_a_draft_that_names_the_place() {
    let only = env::var("AWKWARD_HABIT").ok();
    run(&seeds(RUNS), |seed| {
        let (office, clean) = bent(seed, only.as_deref());
        match office.judge(&clean) {
            Ok(_) => vec![],
            Err(finding) => vec![failed(seed, &office, finding)],
        }
    });
}

#[test]
fn every_habit_alone_is_read_right_or_named() {
    let only = env::var("AWKWARD_HABIT").ok();
    let habits: Vec<&str> = HABITS.iter().map(|habit| habit.name).collect();
    let habits = habits.into_iter().filter(|name| only.as_deref().is_none_or(|only| only == *name));
    let habits: Vec<&str> = habits.collect();
    run(&seeds(6), |seed| {
        let failures = habits.iter().filter_map(|habit| {
            let (office, clean) = bent(seed, Some(habit));
            office.judge(&clean).err().map(|finding| failed(seed, &office, finding))
        });
        failures.collect()
    });
}

#[test]
fn every_habit_finds_an_occasion() {
    for habit in HABITS {
        let finds = |seed: &u64| !bent(*seed, Some(habit.name)).0.habits.is_empty();
        assert!((1..=RUNS).any(|seed| finds(&seed)), "{} finds none", habit.name);
    }
}

#[test]
fn a_draft_dropped_back_in_is_the_same_draft_for_the_same_reasons() {
    run(&seeds(RUNS / 6), |seed| {
        let (office, _) = bent(seed, env::var("AWKWARD_HABIT").ok().as_deref());
        let Ok(first) = read(&office.files().0) else { return vec![] };
        let again = appraise_bytes("结果.xlsx", results(&first));
        let (before, after) = (Reasons::of(&first), Reasons::of(&again));
        let detail = match Figures::of(&first).first_difference(&Figures::of(&again)) {
            Some(difference) => difference,
            None if before != after => format!("the reasons were {before:?}, and are {after:?}"),
            None if nothing_open(&first) != nothing_open(&again) => "draft and final".to_owned(),
            None => return vec![],
        };
        vec![failed(seed, &office, Finding { fault: Fault::OtherOnReturn, detail })]
    });
}
