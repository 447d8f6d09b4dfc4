//! Builds, runs and tests Kaohe: `cargo xtask <command>`. Each command is one file; what they need is installed by [`setup`].

mod audit;
mod bench;
mod dist;
mod evaluate;
mod fuzz;
mod page;
mod run;
mod setup;
mod shell;
mod shots;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  run                    build the page and open it in the browser
  dist                   build the page: dist/kaohe.html
  test                   format, lints, native tests, the page, the page in a browser
  evaluate IN OUT.xlsx   evaluate a roster on the command line (IN may be several files)
  shots                  screenshots of the page's states into target/shots
  bench                  how the work grows with the roster, as ratios in one run
  fuzz [MINUTES]         mutated files against the reader (5 minutes unless told)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = args.split_first().map_or(("", &[][..]), |(command, rest)| (command.as_str(), rest));
    let done = match (command, rest) {
        ("run", []) => run::run(),
        ("dist", []) => dist::dist().map(|_| ()),
        ("test", []) => test::test(),
        ("evaluate", [inputs @ .., output]) if !inputs.is_empty() => return evaluate::evaluate(inputs, output),
        ("shots", []) => shots::shots(),
        ("bench", []) => bench::bench(),
        ("fuzz", []) => fuzz::fuzz(None),
        ("fuzz", [minutes]) => fuzz::fuzz(Some(minutes)),
        ("" | "help" | "--help", []) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem}");
            ExitCode::FAILURE
        }
    }
}
