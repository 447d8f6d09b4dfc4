//! `cargo xtask run`: builds the page and opens it in the browser, or says where it is.

use crate::{dist::dist, shell::Failed};
use std::{env, path::Path, process::Command};

/// Builds and opens the page.
pub fn run() -> Result<(), Failed> {
    let path = dist()?;
    if has_display() && open(&path) {
        println!("opened {}", path.display());
    } else {
        println!("no browser could be opened here: the page is {}", path.display());
    }
    Ok(())
}

fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn open(path: &Path) -> bool {
    let mut opener = if cfg!(windows) {
        let mut opener = Command::new("cmd");
        opener.args(["/C", "start", ""]);
        opener
    } else {
        Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
    };
    opener.arg(path).status().is_ok_and(|status| status.success())
}
