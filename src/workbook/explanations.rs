//! 依据说明: for each person and figure what it comes to, the clause, the arithmetic and the cells.

use super::{
    Report,
    placed::placed,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    i18n::Context,
    rules::{Explainer, Explanation, FigureState, evaluate},
};

/// The name of the sheet.
pub(super) const NAME: &str = "依据说明";
/// Of more people than this, what doesn't apply to somebody is one row instead of many: a workbook has to open.
const MANY: usize = 2_000;

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    // The cells named are those of this workbook, which are there for whoever reads it.
    let inputs = &placed(report.inputs);
    let evaluation = &evaluate(inputs);
    let words = &Context { sheets: &inputs.sheets, ..report.words };
    let explainer = Explainer::new(inputs, evaluation);
    let brief = evaluation.people.len() > MANY;
    let mut rows = Vec::new();
    for result in &evaluation.people {
        let person = evaluation.person(inputs, result.id);
        let row = |figure: &str, value: &str, state: Cell, rest: [&str; 4]| {
            let [clauses, gist, how, sources] = rest;
            vec![
                Cell::text(person.staff_number()),
                Cell::text(person.name()),
                Cell::text(figure),
                Cell::text(value).tone(Tone::Strong),
                state,
                Cell::text(clauses),
                Cell::text(gist).tone(Tone::Muted),
                Cell::text(how),
                Cell::text(sources),
            ]
        };
        let (told, left): (Vec<Explanation>, Vec<Explanation>) =
            explainer.person(result.id).into_iter().partition(|explanation| !brief || !is_nothing(explanation));
        for explanation in &told {
            let worded = words.worded(explanation, person, evaluation.year);
            let tone = match explanation.state {
                FigureState::Pending | FigureState::Unknown => Tone::Caution,
                FigureState::Yes => Tone::Strong,
                FigureState::Settled | FigureState::No | FigureState::NotApplicable => Tone::Plain,
            };
            let sources = worded.sources.join("、");
            let rest = [worded.clauses.as_str(), &worded.gist, &worded.how, &sources];
            rows.push(row(&worded.figure, &worded.value, Cell::text(worded.state).tone(tone), rest));
        }
        if !left.is_empty() {
            let names: Vec<String> = left.iter().map(|explanation| words.figure(explanation.figure)).collect();
            rows.push(row("其余各项", "", Cell::text("否或不适用"), ["", "", &names.join("、"), ""]));
        }
    }
    Table {
        columns: vec![
            Column::new("工号", Look::Key).width(10, 20),
            Column::new("姓名", Look::Name).width(10, 16),
            Column::new("项目", Look::Word).width(18, 24),
            Column::new("结果", Look::Word).width(12, 16),
            Column::new("状态", Look::Word).width(8, 12),
            Column::new("依据", Look::Codes).width(12, 20),
            Column::new("条款要点", Look::Text).width(24, 36),
            Column::new("计算过程", Look::Text).width(50, 80),
            Column::new("出处", Look::Text).width(24, 50),
        ],
        rows,
        frozen: 2,
        ..Table::new(NAME, Role::Result)
    }
}

fn is_nothing(explanation: &Explanation) -> bool {
    matches!(explanation.state, FigureState::No | FigureState::NotApplicable)
}
