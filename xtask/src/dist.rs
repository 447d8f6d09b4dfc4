//! `cargo xtask dist`: compiles the program to WebAssembly, generates its glue, checks what it can call and writes
//! dist/kaohe.html.

use crate::{
    audit, page, setup,
    shell::{self, Failed, run, step},
};
use std::{
    fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
};
use wasm_bindgen_cli_support::Bindgen;

/// The file must travel by mail and chat.
const MOST_BYTES: usize = 2_800_000;

/// Builds the page and returns its path.
///
/// # Errors
/// Anything that keeps the file from being what it must be: the compiler, a forbidden call, the size.
pub fn dist() -> Result<PathBuf, Failed> {
    step("the page, compiled to WebAssembly");
    setup::for_page()?;
    run(&mut compile())?;
    let compiled = shell::target().join("wasm32-unknown-unknown/dist/kaohe.wasm");

    step("the single file");
    let (glue, wasm) = bindgen(&compiled)?;
    let glue = page::take_bytes_only(&glue)?;
    audit::check(&glue, &wasm)?;
    let html = page::fill(&glue, &wasm)?;
    if html.len() > MOST_BYTES {
        return Err(format!("the page has {} bytes, more than {MOST_BYTES}", html.len()));
    }
    let folder = shell::root().join("dist");
    let path = folder.join("kaohe.html");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, &html))
        .map_err(|error| format!("{}: {error}", path.display()))?;
    println!("{}: {} bytes ({} at most), WebAssembly {} bytes", path.display(), html.len(), MOST_BYTES, wasm.len());
    Ok(path)
}

/// The compiler's part.
fn compile() -> Command {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--package", "kaohe", "--bin", "kaohe"]);
    cargo.args(["--profile", "dist", "--target", "wasm32-unknown-unknown"]);
    cargo
}

/// Compiles beside other work: its last step keeps one core busy for minutes. What it has to say, [`dist`] says again.
pub struct CompilingBeside(Option<Child>);

impl CompilingBeside {
    /// Begins.
    pub fn start() -> CompilingBeside {
        println!("(the page is compiled meanwhile)");
        CompilingBeside(compile().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok())
    }

    /// Waits until it is done, well or not.
    pub fn wait(mut self) {
        if let Some(mut child) = self.0.take() {
            let _ = child.wait();
        }
    }
}

impl Drop for CompilingBeside {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
        }
    }
}

/// Generates the glue as a classic script, which is the only kind that a page on file:// and its Worker can run.
fn bindgen(compiled: &PathBuf) -> Result<(String, Vec<u8>), Failed> {
    let generate = || {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(compiled).no_modules(true)?.typescript(false).remove_name_section(true);
        bindgen.remove_producers_section(true).omit_default_module_path(true);
        let mut output = bindgen.generate_output()?;
        let brought: Vec<&String> =
            output.snippets().iter().filter(|(_, inline)| !inline.is_empty()).map(|(name, _)| name).collect();
        let local: Vec<&String> = output.local_modules().keys().collect();
        if !brought.is_empty() || !local.is_empty() {
            return Ok(Err(format!(
                "crates bring JavaScript of their own, which the page doesn't carry: {brought:?} {local:?}"
            )));
        }
        Ok::<_, Box<dyn std::error::Error>>(Ok((output.js().to_owned(), output.wasm_mut().emit_wasm())))
    };
    generate().map_err(|error| format!("the glue can't be generated: {error}"))?
}
