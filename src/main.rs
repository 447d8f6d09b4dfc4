//! The program of the single file: the page, or the engine in its Worker.

fn main() {}
