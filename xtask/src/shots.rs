//! `cargo xtask shots`: screenshots of the page's states into target/shots.

use crate::{
    dist::dist,
    setup,
    shell::{self, Failed, run, step},
};

/// Builds the page and takes the pictures.
pub fn shots() -> Result<(), Failed> {
    setup::for_browser()?;
    dist()?;
    step("screenshots");
    run(shell::cargo().args(["run", "--quiet", "--package", "browser-tests", "--bin", "shots"]))
}
