//! Builds, runs, tests and measures Kaohe: `cargo xtask <command>`.

fn main() {}
