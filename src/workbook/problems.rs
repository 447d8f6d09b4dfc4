//! 问题清单: what is amiss in the input, errors first.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::{OF_FILES, PROBLEMS_SHEET, Problem, ProblemKind, Severity},
    i18n::Context,
};

/// The sheet. It names the cells of its own workbook, which are there for whoever reads it, and where something is about
/// the files that the results were made from, those; such rows are kept when the results are read again.
pub(super) fn table(report: &Report<'_>) -> Table {
    let (inputs, evaluation) = report.own();
    let own = Context { sheets: &inputs.sheets, ..report.words };
    let of_files = |problem: &&Problem| problem.kind.is_about_files();
    let own_problems = evaluation.problems.iter().filter(|problem| !of_files(problem));
    let mut problems: Vec<&Problem> = own_problems.chain(report.evaluation.problems.iter().filter(of_files)).collect();
    problems.sort_by_key(|problem| (problem.severity, problem.kind.is_about_files(), problem.place));
    let rows = problems.into_iter().map(|problem| {
        let of_files = of_files(&problem);
        let words = if of_files { &report.words } else { &own };
        let text = words.problem(problem);
        let place = match problem.kind {
            ProblemKind::Recorded { .. } => words.place(problem),
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
    });
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
