//! `cargo xtask evaluate IN… OUT.xlsx`: the engine without a page. Exit code 2 and one line on stderr when the input
//! can't be read.

use kaohe::{
    domain::{Grade, Severity},
    i18n::{Context, Lang},
    roster::FileBytes,
    rules::Status,
    service::Appraisal,
};
use std::{collections::BTreeMap, fs, path::Path, process::ExitCode};

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
            summarise(&appraisal, output);
            ExitCode::SUCCESS
        }
    }
}

fn appraise(inputs: &[String]) -> Result<Appraisal, String> {
    let mut files = Vec::new();
    for path in inputs {
        let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        let name = Path::new(path).file_name().unwrap_or(path.as_ref()).to_string_lossy().into_owned();
        files.push(FileBytes { name, bytes });
    }
    let words = Context { lang: Lang::ZhCn, sheets: &[], names: &BTreeMap::new() };
    Appraisal::of_files(&files, &mut |_| {}).map_err(|unreadable| words.unreadable(&unreadable))
}

fn summarise(appraisal: &Appraisal, output: &str) {
    let overview = appraisal.overview();
    let status = if overview.status == Status::Final { "定稿" } else { "草稿" };
    let totals = &overview.totals;
    println!("{} {}年度 {status}", overview.unit, overview.year);
    println!(
        "花名册 {} 人，参加考核 {} 人，未参加 {} 人",
        overview.on_roster, totals.appraised, overview.not_appraised
    );
    let grades: Vec<String> =
        Grade::ALL.iter().zip(totals.grades).map(|(grade, people)| format!("{} {people}", grade.term())).collect();
    println!("{}", grades.join("，"));
    println!("应发 {}，扣款 {}，实发 {}，未扣足 {}", totals.gross, totals.deducted, totals.net, totals.short);
    let problem = |severity: Severity, number: u32| format!("{} {number}", severity.term());
    let problems = [Severity::Error, Severity::Warning, Severity::Notice].into_iter().zip(overview.problems);
    let problems: Vec<String> = problems.map(|(severity, number)| problem(severity, number)).collect();
    println!("待决 {} 人；{}", overview.pending, problems.join("，"));
    println!("{output}");
}
