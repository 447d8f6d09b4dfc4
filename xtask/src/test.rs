//! `cargo xtask test`: everything that must hold, cheapest first.

use crate::{
    dist::{CompilingBeside, dist},
    setup,
    shell::{self, Failed, run, step},
};

/// Checks format, lints, native tests, the page and the page in a browser.
pub fn test() -> Result<(), Failed> {
    step("set-up");
    setup::for_lints()?;
    setup::for_page()?;
    setup::for_native_tests()?;
    setup::for_browser()?;

    step("format");
    run(shell::cargo().args(["fmt", "--all", "--check"]))?;

    step("lints, native");
    run(shell::cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;

    step("lints, page");
    run(shell::cargo()
        .args(["clippy", "--package", "kaohe", "--lib", "--bins", "--target", "wasm32-unknown-unknown"])
        .args(["--", "--deny", "warnings"]))?;

    step("native tests");
    let page = CompilingBeside::start();
    run(shell::cargo().args(["test", "--workspace", "--exclude", "browser-tests", "--exclude", "fuzz"]))?;

    step("hostile files, with the reader built as it is used");
    run(shell::cargo().args(["test", "--release", "--package", "fuzz"]))?;

    page.wait();
    dist()?;

    step("the page in a browser");
    run(shell::cargo().args(["test", "--package", "browser-tests"]))?;

    println!("\nall passed");
    Ok(())
}
