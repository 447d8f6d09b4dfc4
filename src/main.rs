//! The program of the single file: the page, or the engine in its Worker. Outside the browser it does nothing; use `cargo xtask`.

#[cfg(target_arch = "wasm32")]
fn main() {
    kaohe::web::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!(
        "kaohe runs in a browser: see `cargo xtask run`, or `cargo xtask evaluate IN OUT.xlsx` for the command line"
    );
}
