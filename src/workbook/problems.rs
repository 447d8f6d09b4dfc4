//! 问题清单: what is amiss in the input, errors first.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::{Inputs, OF_FILES, PROBLEMS_SHEET, Place, Problem, ProblemKind, Severity},
    i18n::Context,
};
use std::{
    collections::HashMap,
    mem::{Discriminant, discriminant},
};

/// What two problems have in common that are the same one in the files and in the results: severity, kind and person.
type Alike<'a> = (Severity, Discriminant<ProblemKind>, Option<&'a str>);

fn alike<'a>(inputs: &'a Inputs, problem: &Problem) -> Alike<'a> {
    let person = problem.person.and_then(|id| inputs.people.get(id.0 as usize)).map(|person| person.key.as_str());
    (problem.severity, discriminant(&problem.kind), person)
}

/// The sheet. It names the cells of its own workbook, which are there for whoever reads it, and where something is about
/// the files that the results were made from, those; such rows are kept when the results are read again.
pub(super) fn table(report: &Report<'_>) -> Table {
    let (inputs, evaluation) = report.own();
    let own = Context { sheets: &inputs.sheets, ..report.words };
    let own_problems = evaluation.problems.iter().filter(|problem| !problem.kind.is_about_files());
    let mut there: HashMap<Alike<'_>, usize> = HashMap::new();
    for problem in own_problems.clone() {
        *there.entry(alike(inputs, problem)).or_default() += 1;
    }
    let mut problems: Vec<(bool, &Problem)> = own_problems.map(|problem| (false, problem)).collect();
    // What the workbook's own sheets no longer show is kept with its place in the files, so that every problem that is
    // counted has its row, and comes back.
    for problem in &report.evaluation.problems {
        match there.get_mut(&alike(report.inputs, problem)).filter(|count| **count > 0) {
            Some(count) if !problem.kind.is_about_files() => *count -= 1,
            _ => problems.push((true, problem)),
        }
    }
    let failed = of_failed_sheets(report);
    problems.extend(failed.iter().map(|problem| (true, problem)));
    problems.sort_by_key(|(of_files, problem)| (problem.severity, *of_files, problem.place));
    sheet(
        problems
            .into_iter()
            .map(|(of_files, problem)| row(if of_files { &report.words } else { &own }, of_files, problem)),
    )
}

/// The sheet with nothing but which sheets couldn't be written.
pub(super) fn of_writing(report: &Report<'_>) -> Table {
    let failed = of_failed_sheets(report);
    sheet(failed.iter().map(|problem| row(&report.words, true, problem)))
}

fn of_failed_sheets(report: &Report<'_>) -> Vec<Problem> {
    let failed = report.failed.borrow();
    let problem =
        |name: &String| Problem::general(Severity::Error, Place::Input, name.clone(), ProblemKind::SheetNotWritten);
    failed.iter().map(problem).collect()
}

fn row(words: &Context<'_>, of_files: bool, problem: &Problem) -> Vec<Cell> {
    let text = words.problem(problem);
    let place = match problem.kind {
        ProblemKind::Recorded { .. } => words.place(problem),
        // What is about a file as a whole, or about a sheet of the results, names it in the next column.
        _ if of_files && problem.place == Place::Input => format!("{OF_FILES}{}", problem.found),
        _ if of_files => format!("{OF_FILES}{}", words.place(problem)),
        _ => words.place(problem),
    };
    let tone = match problem.severity {
        Severity::Error => Tone::Alarm,
        Severity::Warning => Tone::Caution,
        Severity::Notice => Tone::Plain,
    };
    vec![
        Cell::text(problem.severity.term()).tone(tone),
        Cell::text(place),
        Cell::text(&*problem.found),
        Cell::text(text.message),
        Cell::text(text.cure),
    ]
}

fn sheet(rows: impl Iterator<Item = Vec<Cell>>) -> Table {
    Table {
        columns: vec![
            Column::new("级别", Look::Word).width(6, 6),
            Column::new("位置", Look::Name).width(14, 26),
            Column::new("原值", Look::Name).width(10, 22),
            Column::new("问题", Look::Text).width(30, 52),
            Column::new("处理", Look::Text).width(30, 52),
        ],
        rows: rows.collect(),
        frozen: 1,
        ..Table::new(PROBLEMS_SHEET, Role::Task)
    }
}
