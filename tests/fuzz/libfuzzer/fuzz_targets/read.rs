//! The reader under libFuzzer; mutations are those of the stable fuzzer, because bytes flipped in an archive only break
//! its checksums.
#![no_main]

use fuzz::{Sample, check, mutate};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|data: &[u8]| {
    if let Err(finding) = check(&Sample::new("file", data.to_vec())) {
        panic!("{finding:?}");
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mutated = mutate(&[Sample::new("file", data[..size].to_vec())], u64::from(seed)).bytes;
    let size = mutated.len().min(max_size);
    data[..size].copy_from_slice(&mutated[..size]);
    size
});
