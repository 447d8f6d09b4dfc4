//! 依据说明: for each person and figure what it comes to, the clause, the arithmetic and the cells.

use super::{
    Report,
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::{
    domain::Person,
    i18n::Context,
    rules::{Explainer, Explanation, Figure, FigureState},
};

/// The name of the sheet.
pub(super) const NAME: &str = "依据说明";
/// Of more people than this, each has a row for each part instead of one for each figure: a workbook has to open.
const MANY: usize = 2_000;

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    // The cells named are those of this workbook, which are there for whoever reads it.
    let (inputs, evaluation) = report.own();
    let words = &Context { sheets: &inputs.sheets, ..report.words };
    let explainer = Explainer::new(inputs, evaluation);
    let in_parts = evaluation.people.len() > MANY;
    let mut rows = Vec::new();
    for result in &evaluation.people {
        let person = evaluation.person(inputs, result.id);
        let explanations = explainer.person(result.id);
        if in_parts {
            rows.extend(PARTS.into_iter().map(|part| part_row(words, &explanations, person, evaluation.year, part)));
        } else {
            rows.extend(explanations.iter().map(|own| figure_row(words, own, person, evaluation.year)));
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

/// One figure of a person.
fn figure_row(words: &Context<'_>, explanation: &Explanation, person: &Person, year: i32) -> Vec<Cell> {
    let worded = words.worded(explanation, person, year);
    let tone = match explanation.state {
        FigureState::Pending | FigureState::Unknown => Tone::Caution,
        FigureState::Yes => Tone::Strong,
        FigureState::Settled | FigureState::No | FigureState::NotApplicable => Tone::Plain,
    };
    vec![
        Cell::text(person.staff_number()),
        Cell::text(person.name()),
        Cell::text(worded.figure),
        Cell::text(worded.value).tone(Tone::Strong),
        Cell::text(worded.state).tone(tone),
        Cell::text(worded.clauses),
        Cell::text(worded.gist).tone(Tone::Muted),
        Cell::text(worded.how),
        Cell::text(worded.sources.join("、")),
    ]
}

/// The parts of a person's figures, where each part is one row.
#[derive(Clone, Copy)]
enum Part {
    Scores,
    Grade,
    Money,
    Outcomes,
}

const PARTS: [Part; 4] = [Part::Scores, Part::Grade, Part::Money, Part::Outcomes];

impl Part {
    const fn of(figure: Figure) -> Part {
        match figure {
            Figure::Months | Figure::Tenure | Figure::FirstReview | Figure::S1 | Figure::S2 | Figure::Rank => {
                Part::Scores
            }
            Figure::Bar(_) | Figure::Case(_) | Figure::Proposed | Figure::Grade => Part::Grade,
            Figure::Money(_) | Figure::Gross | Figure::Deducted | Figure::Net | Figure::Short => Part::Money,
            Figure::Promotion | Figure::Return | Figure::LastPlace | Figure::Commendation => Part::Outcomes,
        }
    }

    /// Its name, and the figure that stands for it.
    const fn head(self) -> (&'static str, Figure) {
        match self {
            Part::Scores => ("在岗和得分", Figure::S1),
            Part::Grade => ("等次", Figure::Grade),
            Part::Money => ("奖金", Figure::Net),
            Part::Outcomes => ("结果运用", Figure::Commendation),
        }
    }
}

/// One part of a person's figures: a line for each that says something, and the names of the others.
fn part_row(words: &Context<'_>, all: &[Explanation], person: &Person, year: i32, part: Part) -> Vec<Cell> {
    let (name, head) = part.head();
    let own = all.iter().filter(|explanation| Part::of(explanation.figure) as u8 == part as u8);
    let (left, told): (Vec<&Explanation>, Vec<&Explanation>) = own.partition(|explanation| is_nothing(explanation));
    let mut lines = Vec::new();
    let (mut value, mut state) = (String::new(), "");
    let (mut clauses, mut sources) = (Vec::new(), Vec::new());
    for explanation in told {
        let worded = words.worded(explanation, person, year);
        lines.push(format!("{} {}：{}", worded.figure, worded.value, worded.how));
        for source in worded.sources {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        if explanation.figure == head {
            (value, state) = (worded.value, worded.state);
        }
        for clause in &explanation.clauses {
            if !clauses.contains(&clause.number()) {
                clauses.push(clause.number());
            }
        }
    }
    if !left.is_empty() {
        let names: Vec<String> = left.iter().map(|explanation| words.figure(explanation.figure)).collect();
        lines.push(format!("否或不适用：{}", names.join("、")));
    }
    vec![
        Cell::text(person.staff_number()),
        Cell::text(person.name()),
        Cell::text(name),
        Cell::text(value).tone(Tone::Strong),
        Cell::text(state),
        Cell::text(clauses.join("、")),
        Cell::BLANK,
        Cell::text(lines.join("\n")),
        Cell::text(sources.join("、")),
    ]
}

fn is_nothing(explanation: &Explanation) -> bool {
    matches!(explanation.state, FigureState::No | FigureState::NotApplicable)
}
