//! LibreOffice, as another program that reads what was written.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{self, Command},
};

/// A folder that goes away with its value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = env::temp_dir().join(format!("kaohe-{name}-{}", process::id()));
        fs::create_dir_all(&folder).expect("the temporary folder is writable");
        Scratch(folder)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Left behind it does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Opens files and saves them in another format, with the settings of a profile of its own. One start serves all.
///
/// `task` names the folder, so that tests side by side keep out of each other's way; `to` is an ending, perhaps with a
/// filter's name.
#[track_caller]
pub fn converted(task: &str, settings: Option<&str>, to: &str, files: &[(&str, Vec<u8>)]) -> Vec<Vec<u8>> {
    let scratch = Scratch::new(task);
    let profile = scratch.path().join("profile");
    fs::create_dir_all(profile.join("user")).expect("the temporary folder is writable");
    if let Some(settings) = settings {
        fs::write(profile.join("user/registrymodifications.xcu"), settings).expect("the profile is writable");
    }
    let output = scratch.path().join("out");
    let mut soffice = Command::new("soffice");
    soffice
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(&output);
    for (name, bytes) in files {
        let input = scratch.path().join(name);
        fs::write(&input, bytes).expect("the temporary folder is writable");
        soffice.arg(input);
    }
    let run = soffice.output().unwrap_or_else(|error| {
        panic!("this test needs LibreOffice (soffice) on the PATH, as from Debian's libreoffice-calc: {error}")
    });
    let said = String::from_utf8_lossy(&run.stderr);
    let ending = to.split(':').next().unwrap_or(to);
    let saved = |name: &str| fs::read(output.join(Path::new(name).with_extension(ending)));
    files
        .iter()
        .map(|(name, _)| saved(name).unwrap_or_else(|_| panic!("soffice made nothing of {name}: {said}")))
        .collect()
}
