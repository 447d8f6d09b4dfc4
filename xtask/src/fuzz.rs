//! `cargo xtask fuzz [MINUTES]`: the reader against mutated files.

use crate::shell::{self, Failed, root, run, step};
use std::process::Stdio;

/// Minutes when none are given.
const MINUTES: &str = "5";
/// Where cargo-fuzz finds its target.
const LIBFUZZER: &str = "tests/fuzz/libfuzzer";

/// Fuzzes by coverage with cargo-fuzz where nightly Rust has it, else with the workspace's own mutator.
pub fn fuzz(minutes: Option<&str>) -> Result<(), Failed> {
    let minutes = minutes.unwrap_or(MINUTES);
    let number: f64 = minutes.parse().map_err(|_| format!("{minutes} is no number of minutes"))?;
    if has_cargo_fuzz() {
        step("cargo-fuzz on nightly Rust, guided by coverage");
        let corpus = root().join("target/fuzz/corpus");
        run(shell::cargo()
            .args(["run", "--quiet", "--release", "--package", "fuzz", "--bin", "corpus", "--"])
            .arg(&corpus))?;
        let time = format!("-max_total_time={}", (number * 60.0).ceil());
        let mut command = std::process::Command::new("cargo");
        command.current_dir(root()).args([
            "+nightly",
            "fuzz",
            "run",
            "--fuzz-dir",
            LIBFUZZER,
            "--sanitizer",
            "none",
            "read",
        ]);
        return run(command.arg(&corpus).args(["--", &time, "-rss_limit_mb=1024", "-timeout=20", "-max_len=400000"]));
    }
    step("the stable mutator (nightly Rust with cargo-fuzz is not here)");
    run(shell::cargo().args(["run", "--quiet", "--release", "--package", "fuzz", "--bin", "fuzz", "--", minutes]))
}

fn has_cargo_fuzz() -> bool {
    let mut command = std::process::Command::new("cargo");
    command.args(["+nightly", "fuzz", "--version"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
