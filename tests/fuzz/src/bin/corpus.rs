//! Writes the seeds as files into a folder, for fuzzers that want them so: `corpus FOLDER`.

use fuzz::{hostile, seeds};
use std::{env, fs, path::PathBuf};

fn main() {
    let folder = PathBuf::from(env::args().nth(1).expect("the folder is given"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let small = hostile().into_iter().filter(|sample| sample.bytes.len() < 200_000);
    for sample in seeds().into_iter().chain(small) {
        fs::write(folder.join(sample.name.replace(['/', '\\'], "_")), sample.bytes).expect("the seed can be written");
    }
}
