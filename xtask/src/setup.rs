//! What the commands need from the machine, installed where it is missing. Each installation first says what and why.
//!
//! Known ways: `rustup` for the Rust parts, `apt-get` (Debian and its kin, as root) for programs. Elsewhere one sentence
//! says what to install by hand.

use crate::shell::{Failed, run, runs};
use std::{env, path::Path, process::Command};

/// A program that a command needs.
struct Tool {
    /// Any of these in the `PATH` will do.
    programs: &'static [&'static str],
    /// Debian's packages.
    packages: &'static [&'static str],
    why: &'static str,
}

const BROWSER: Tool = Tool {
    programs: &["chromium", "chromium-browser", "google-chrome"],
    packages: &["chromium"],
    why: "the browser tests open the built page in it",
};
const DRIVER: Tool = Tool {
    programs: &["chromedriver"],
    packages: &["chromium-driver"],
    why: "the browser tests steer the browser through it",
};
const OFFICE: Tool = Tool {
    programs: &["soffice", "libreoffice"],
    packages: &["libreoffice-calc-nogui", "libreoffice-writer-nogui"],
    why: "tests recalculate the results workbook and read the papers with it",
};

/// The compiler's target for the page.
pub fn for_page() -> Result<(), Failed> {
    const TARGET: &str = "wasm32-unknown-unknown";
    if wasm_target_is_there(TARGET) {
        return Ok(());
    }
    println!("installing the Rust target {TARGET}: the page is compiled for it");
    run(Command::new("rustup").args(["target", "add", TARGET])).map_err(|problem| {
        format!("the Rust target {TARGET} is missing and can't be installed ({problem}): install it, then try again")
    })
}

/// rustfmt and clippy.
pub fn for_lints() -> Result<(), Failed> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if !runs(program, "--version") {
            println!("installing the Rust component {component}: the tests check with it");
            run(Command::new("rustup").args(["component", "add", component])).map_err(|problem| {
                format!("the Rust component {component} is missing and can't be installed ({problem})")
            })?;
        }
    }
    Ok(())
}

/// LibreOffice and Chinese letters, for the native tests.
pub fn for_native_tests() -> Result<(), Failed> {
    // The part that reads documents is a package of its own; where the program is, it may still be missing.
    let writer = Path::new("/usr/lib/libreoffice/program/libswlo.so");
    let lacks_writer = is_debian() && in_path("soffice") && !writer.exists();
    let writer = lacks_writer.then_some(("libreoffice-writer-nogui", "tests read the papers with it"));
    install(&[OFFICE], &letters().into_iter().chain(writer).collect::<Vec<_>>())
}

/// Chromium, its driver and Chinese letters.
pub fn for_browser() -> Result<(), Failed> {
    install(&[BROWSER, DRIVER], &letters().into_iter().collect::<Vec<_>>())
}

/// Chinese letters, where they are missing.
fn letters() -> Option<(&'static str, &'static str)> {
    let there = Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists();
    (!there && is_debian()).then_some(("fonts-noto-cjk", "pages and pictures need Chinese letters"))
}

fn install(tools: &[Tool], extras: &[(&str, &str)]) -> Result<(), Failed> {
    let missing: Vec<&Tool> =
        tools.iter().filter(|tool| !tool.programs.iter().any(|program| in_path(program))).collect();
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|tool| tool.packages)
        .copied()
        .chain(extras.iter().map(|(package, _)| *package))
        .collect();
    if packages.is_empty() {
        return Ok(());
    }
    for (package, why) in missing.iter().map(|tool| (tool.packages.join(" "), tool.why)) {
        println!("installing {package}: {why}");
    }
    for (package, why) in extras {
        println!("installing {package}: {why}");
    }
    let wanted = packages.join(" ");
    if !is_debian() {
        return Err(format!(
            "{wanted} (Debian's names) can't be installed here without apt-get: install by hand, then try again"
        ));
    }
    if !is_root() {
        return Err(format!("installing needs root: run `sudo apt-get install {wanted}`, then try again"));
    }
    let by_hand = |problem: Failed| format!("{wanted} can't be installed ({problem}): install by hand, then try again");
    run(apt_get().arg("update")).map_err(by_hand)?;
    run(apt_get().args(["install", "--yes", "--no-install-recommends"]).args(&packages)).map_err(by_hand)
}

fn apt_get() -> Command {
    let mut apt_get = Command::new("apt-get");
    apt_get.env("DEBIAN_FRONTEND", "noninteractive");
    apt_get
}

fn is_debian() -> bool {
    in_path("apt-get")
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn in_path(program: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Whether the compiler has the target, by whichever way it was installed.
fn wasm_target_is_there(target: &str) -> bool {
    let libraries = Command::new("rustc").args(["--print", "target-libdir", "--target", target]).output();
    libraries.is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir())
}
