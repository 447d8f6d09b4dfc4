//! `cargo xtask evaluate IN… OUT.xlsx`: the engine without a page. Exit code 2 and one line on stderr when the input
//! can't be read, also where a reader gives up.

use chrono::{Days, NaiveDate};
use kaohe::{
    i18n::{Context, Lang},
    roster::FileBytes,
    service::{self, Appraisal},
};
use std::{collections::BTreeMap, fs, panic, path::Path, process::ExitCode, time::SystemTime};

const CANT_READ: u8 = 2;

/// Reads the inputs as one workbook, writes the results workbook and prints the result at a glance.
pub fn evaluate(inputs: &[String], output: &str) -> ExitCode {
    match appraise(inputs) {
        Err(problem) => {
            eprintln!("{}", problem.replace('\n', " "));
            ExitCode::from(CANT_READ)
        }
        Ok(appraisal) => {
            let written = appraisal.results(&mut |_| {}).map_err(|error| error.to_string());
            if let Err(error) = written.and_then(|bytes| fs::write(output, bytes).map_err(|error| error.to_string())) {
                eprintln!("{output}: {error}");
                return ExitCode::FAILURE;
            }
            for line in service::summary(&appraisal) {
                println!("{line}");
            }
            println!("{output}");
            ExitCode::SUCCESS
        }
    }
}

/// Today in Beijing, where the notice holds: its time has no summer.
fn today() -> Option<NaiveDate> {
    const BEIJING: u64 = 8 * 3600;
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let days = (since.as_secs() + BEIJING) / 86_400;
    NaiveDate::from_ymd_opt(1970, 1, 1)?.checked_add_days(Days::new(days))
}

fn appraise(inputs: &[String]) -> Result<Appraisal, String> {
    let mut files = Vec::new();
    for path in inputs {
        let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        let name = Path::new(path).file_name().unwrap_or(path.as_ref()).to_string_lossy().into_owned();
        files.push(FileBytes { name, bytes });
    }
    let words = Context { lang: Lang::ZhCn, sheets: &[], names: &BTreeMap::new() };
    // A reader that panics on a damaged file is an error of that file; its own words would be lines before the one line.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let read = panic::catch_unwind(|| Appraisal::of_files(&files, &mut |_| {}));
    panic::set_hook(hook);
    let gave_up = |_| format!("{}: the reader gave up; nothing was written", inputs.join(", "));
    let appraisal = read.map_err(gave_up)?.map_err(|unreadable| words.unreadable(&unreadable))?;
    Ok(appraisal.on(today()))
}
