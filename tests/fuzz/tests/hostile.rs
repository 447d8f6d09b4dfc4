//! Every hostile and mutated file is read or refused: without a panic, in a moment, in little memory.

use fuzz::{Sample, check, hostile, mutate, seeds};
use std::collections::BTreeSet;

/// Mutated files besides those built by hand.
const MUTATED: u64 = 200;

/// One function: the memory of one file is measured at a time.
#[test]
fn hostile_and_mutated_files_are_read_or_refused() {
    let seeds = seeds();
    let built = hostile();
    let mutated = (0..MUTATED).map(|seed| mutate(&seeds, seed));
    let samples: Vec<Sample> = built.into_iter().chain(mutated).collect();
    assert!(samples.len() >= 300, "{} files", samples.len());
    let mut kinds = BTreeSet::new();
    let mut findings = Vec::new();
    for sample in &samples {
        match check(sample) {
            Ok(outcome) => {
                kinds.insert(outcome.kind);
            }
            Err(finding) => findings.push(format!("{}: {finding:?}", sample.name)),
        }
    }
    assert!(findings.is_empty(), "{} of {}:\n{}", findings.len(), samples.len(), findings.join("\n"));
    assert!(kinds.len() >= 30, "the files go only {} ways", kinds.len());
    for seed in &seeds {
        let outcome = check(seed).expect("a sound file is no finding");
        assert!(outcome.kind.contains("people"), "{}: {}", seed.name, outcome.kind);
    }
}
