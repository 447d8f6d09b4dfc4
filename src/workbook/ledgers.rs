//! The further sheets, in the form in which they are read again: 事件, 月度考核, 初评, 民主测评, 历年考核, 岗位变动.

use super::roster::{known, yes_no};
use super::{
    style::{Look, Tone},
    table::{Cell, Column, Role, Table},
};
use crate::domain::{
    CellRef, Fact, Field, Grade, Inputs, MonthMark, PersonId, Place, ProblemKind, SheetKind, Source, Stray, UNKNOWN,
    Unread, Value, Vote,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The sheets that the input has, in the order of the specification.
pub(super) fn tables(inputs: &Inputs) -> Vec<Table> {
    let sheets = [incidents, months, reviews, ballots, votes, history, posts];
    let mut tables: Vec<Table> = sheets.into_iter().filter_map(|table| table(inputs)).collect();
    for table in &mut tables {
        append_strays(table, inputs);
    }
    tables.extend(super::kept::supplement(inputs));
    tables
}

/// Adds the rows that couldn't be used, as they were found, so that their problems come back when the workbook is read
/// again. What they say under headers that no record has gets columns of its own.
pub(super) fn append_strays(table: &mut Table, inputs: &Inputs) {
    // Ballots and tallies are of one kind, but on two sheets.
    let holds_tallies = table.columns.iter().any(|column| column.header == Grade::Excellent.term());
    let is_own = |stray: &&Stray| {
        table.name.starts_with(stray.kind.term())
            && (stray.kind != SheetKind::Ballots || is_tally(stray) == holds_tallies)
    };
    let strays: Vec<&Stray> = inputs.strays.iter().filter(is_own).collect();
    let known: BTreeSet<String> = table.columns.iter().map(|column| column.header.clone()).collect();
    let more: BTreeSet<&String> = strays.iter().flat_map(|stray| &stray.cells).map(|(header, _)| header).collect();
    for header in more.into_iter().filter(|header| !known.contains(*header) && *header != "序号") {
        table.columns.push(Column::new(&**header, Look::Name).header_lines(4));
        table.rows.iter_mut().for_each(|row| row.push(Cell::BLANK));
    }
    for stray in strays {
        // A header that two columns have is written under the first.
        let mut written: BTreeSet<&str> = BTreeSet::new();
        let cells = table.columns.iter().map(|column| match stray.text(&column.header) {
            Some(text) if written.insert(&column.header) => Cell::text(text).tone(Tone::Alarm),
            // Blank it would say that there is none, of a row whose table has no such column.
            None if stray.kind == SheetKind::Roster && would_say_none(&column.header) => {
                Cell::text(UNKNOWN).tone(Tone::Alarm)
            }
            _ => Cell::BLANK,
        });
        table.rows.push(cells.collect());
    }
}

/// Whether a blank cell of a column of the roster says something.
fn would_say_none(header: &str) -> bool {
    Field::of_header(header).is_some_and(super::roster::blank_says_something)
}

/// Whether a row of 民主测评 is one of tallies.
fn is_tally(stray: &Stray) -> bool {
    stray.text("票号").is_none() && stray.text("评价").is_none()
}

/// Puts what couldn't be read into the rows of the records that stand without it.
pub(super) fn put_unread(table: &mut Table, inputs: &Inputs, records: impl Iterator<Item = Option<CellRef>>) {
    let mut by_record: HashMap<CellRef, Vec<&Unread>> = HashMap::new();
    for unread in &inputs.unread {
        by_record.entry(unread.record).or_default().push(unread);
    }
    for (row, record) in table.rows.iter_mut().zip(records) {
        for unread in record.and_then(|record| by_record.get(&record)).into_iter().flatten() {
            if let Some(at) = table.columns.iter().position(|column| column.header == unread.header) {
                let is_blank = unread.text.is_empty();
                row[at] = if is_blank { Cell::BLANK } else { Cell::text(&*unread.text).tone(Tone::Alarm) };
            }
        }
    }
}

/// Strikes out the rows of records that were found struck out, so that the error comes back when the workbook is read
/// again.
pub(super) fn strike_rows(table: &mut Table, inputs: &Inputs, records: impl Iterator<Item = Option<CellRef>>) {
    let struck = inputs.problems.iter().filter(|problem| problem.kind == ProblemKind::RowStruckOut);
    let struck: BTreeSet<(u16, u32)> = struck
        .filter_map(|problem| match problem.place {
            Place::Cell(cell) => Some((cell.sheet, cell.row)),
            Place::Sheet(_) | Place::Input | Place::Setting(_) => None,
        })
        .collect();
    for (row, record) in table.rows.iter_mut().zip(records) {
        if record.is_some_and(|record| struck.contains(&(record.sheet, record.row))) {
            row.iter_mut().for_each(|cell| cell.tone = Tone::Struck);
        }
    }
}

/// The records of a kind of sheet; none at all is a sheet, too, where there were rows that couldn't be used.
fn records<'a, T>(inputs: &'a Inputs, kind: SheetKind, records: &'a Option<Vec<T>>) -> Option<&'a [T]> {
    let has_strays = || inputs.strays.iter().any(|stray| stray.kind == kind);
    records.as_deref().or_else(|| has_strays().then_some(&[]))
}

/// A sheet of rows about people, with these columns after 工号 and 姓名.
fn sheet(kind: SheetKind, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Table {
    let whom = [Column::new("工号", Look::Key).width(12, 20), Column::new("姓名", Look::Name).width(12, 16)];
    Table {
        columns: whom.into_iter().chain(columns).collect(),
        rows,
        frozen: 2,
        ..Table::new(kind.term(), Role::Input)
    }
}

/// A row about a person.
fn row(inputs: &Inputs, id: PersonId, cells: impl IntoIterator<Item = Cell>) -> Vec<Cell> {
    let person = inputs.person(id);
    let whom = [Cell::text(person.staff_number()), Cell::text(person.name())];
    whom.into_iter().chain(cells).collect()
}

fn incidents(inputs: &Inputs) -> Option<Table> {
    let incidents = records(inputs, SheetKind::Incidents, &inputs.ledgers.incidents)?;
    let columns = vec![
        Column::new("日期", Look::Date).width(12, 12),
        Column::new("类别", Look::Word).width(12, 20),
        Column::new("星级", Look::Whole),
        Column::new("核实状态", Look::Word).width(12, 14),
        Column::new("月度已扣", Look::Word),
        Column::new("说明", Look::Text).width(24, 60),
    ];
    let rows = incidents.iter().map(|incident| {
        let cells = [
            Cell::maybe(incident.date, Cell::date),
            Cell::text(incident.kind.term()),
            Cell::maybe(incident.stars, Cell::number),
            Cell::maybe(incident.state, |state| Cell::text(state.term())),
            match incident.fined {
                Some(fined) => Cell::text(yes_no(fined)),
                None => Cell::text(UNKNOWN).tone(Tone::Alarm),
            },
            Cell::text(&*incident.note),
        ];
        row(inputs, incident.person, cells)
    });
    let mut table = sheet(SheetKind::Incidents, columns, rows.collect());
    put_unread(&mut table, inputs, incidents.iter().map(|incident| Some(incident.cell)));
    strike_rows(&mut table, inputs, incidents.iter().map(|incident| Some(incident.cell)));
    Some(table)
}

fn months(inputs: &Inputs) -> Option<Table> {
    let marks = records(inputs, SheetKind::Monthly, &inputs.ledgers.months)?;
    let mut by_person: BTreeMap<PersonId, BTreeMap<u32, &MonthMark>> = BTreeMap::new();
    for mark in marks {
        by_person.entry(mark.person).or_default().insert(mark.month, mark);
    }
    let cell = |mark: &MonthMark| match (mark.score, mark.grade) {
        (Some(score), None) => Cell::number(score),
        _ => Cell::text(mark.to_string()),
    };
    let cells: Vec<_> = by_person.values().map(|marks| marks.values().next().map(|mark| mark.cell)).collect();
    let rows = by_person.into_iter().map(|(id, marks)| {
        row(inputs, id, (1..=12).map(|month| marks.get(&month).map_or(Cell::BLANK, |mark| cell(mark))))
    });
    let columns = (1..=12).map(|month| Column::new(format!("{month}月"), Look::Number).width(8, 14)).collect();
    let mut table = sheet(SheetKind::Monthly, columns, rows.collect());
    strike_rows(&mut table, inputs, cells.into_iter());
    Some(table)
}

fn reviews(inputs: &Inputs) -> Option<Table> {
    let reviews = records(inputs, SheetKind::FirstReview, &inputs.ledgers.reviews)?;
    let fields: BTreeSet<Field> =
        reviews.iter().flat_map(|review| review.facts.iter().map(|(field, _)| *field)).collect();
    let cell = |fact: &Fact| match fact {
        // What a blank cell gives contradicts nothing; written out it would.
        Fact::Known(_, Source::Blank(_)) | Fact::Absent | Fact::Blank(_) => Cell::BLANK,
        Fact::Known(value, _) => known(value),
        Fact::Faulty { raw, .. } => Cell::text(&**raw),
    };
    let rows = reviews.iter().map(|review| {
        let of = |field: &Field| review.facts.iter().find(|(own, _)| own == field).map(|(_, fact)| cell(fact));
        row(inputs, review.person, fields.iter().map(|field| of(field).unwrap_or(Cell::BLANK)))
    });
    let columns = fields.iter().map(|field| Column::new(field.header(), Look::Number)).collect();
    let mut table = sheet(SheetKind::FirstReview, columns, rows.collect());
    let cells = reviews.iter().map(|review| review.facts.iter().find_map(|(_, fact)| fact.cell()));
    strike_rows(&mut table, inputs, cells);
    Some(table)
}

fn ballots(inputs: &Inputs) -> Option<Table> {
    let has_strays = inputs.strays.iter().any(|stray| stray.kind == SheetKind::Ballots && !is_tally(stray));
    let ballots = inputs.ledgers.ballots.as_deref().or(has_strays.then_some(&[]))?;
    let vote = |vote| match vote {
        Vote::Score(score) => known(&Value::Number(score)),
        Vote::Grade(grade) => Cell::text(grade.term()),
        Vote::Abstained => Cell::text("弃权"),
    };
    let rows =
        ballots.iter().map(|ballot| row(inputs, ballot.person, [Cell::text(&*ballot.number), vote(ballot.vote)]));
    let columns = vec![Column::new("票号", Look::Key), Column::new("评价", Look::Word)];
    let mut table = sheet(SheetKind::Ballots, columns, rows.collect());
    strike_rows(&mut table, inputs, ballots.iter().map(|ballot| Some(ballot.cell)));
    Some(table)
}

/// Tallies have a sheet of their own, because ballots beside them are something else.
fn votes(inputs: &Inputs) -> Option<Table> {
    let has_strays = inputs.strays.iter().any(|stray| stray.kind == SheetKind::Ballots && is_tally(stray));
    let votes = inputs.ledgers.votes.as_deref().or(has_strays.then_some(&[]))?;
    let mut columns: Vec<Column> = Grade::ALL.map(|grade| Column::new(grade.term(), Look::Whole)).into_iter().collect();
    let has_scores = votes.iter().any(|votes| votes.score.is_some());
    if has_scores {
        columns.push(Column::new(Field::BallotScore.header(), Look::Number));
    }
    let rows = votes.iter().map(|votes| {
        let score = has_scores.then(|| Cell::maybe(votes.score, |(score, _)| known(&Value::Number(score))));
        row(inputs, votes.person, votes.counts.map(Cell::number).into_iter().chain(score))
    });
    let mut table = sheet(SheetKind::Ballots, columns, rows.collect());
    strike_rows(&mut table, inputs, votes.iter().map(|votes| votes.cells.first().copied()));
    let name = if ballots(inputs).is_some() { "民主测评计票".into() } else { table.name };
    Some(Table { name, ..table })
}

fn history(inputs: &Inputs) -> Option<Table> {
    let history = records(inputs, SheetKind::History, &inputs.ledgers.history)?;
    let mut columns = vec![Column::new("年度", Look::Key), Column::new("等次", Look::Word)];
    // Without the column nobody has said who was promoted.
    let has_promotions = inputs.ledgers.history_has_promotions || history.iter().any(|past| past.promoted);
    if has_promotions {
        columns.push(Column::new("是否晋升", Look::Word));
    }
    let rows = history.iter().map(|past| {
        let promoted = has_promotions.then(|| Cell::text(yes_no(past.promoted)));
        let cells = [Cell::number(past.year), Cell::maybe(past.grade, |grade| Cell::text(grade.term()))];
        row(inputs, past.person, cells.into_iter().chain(promoted))
    });
    let mut table = sheet(SheetKind::History, columns, rows.collect());
    strike_rows(&mut table, inputs, history.iter().map(|past| Some(past.cell)));
    Some(table)
}

fn posts(inputs: &Inputs) -> Option<Table> {
    let posts = records(inputs, SheetKind::Posts, &inputs.ledgers.posts)?;
    let rows = posts.iter().map(|post| {
        let cells = [
            Cell::number(post.from),
            Cell::number(post.to),
            Cell::maybe(post.manager, |manager| Cell::text(yes_no(manager))),
            Cell::text(&*post.level),
        ];
        row(inputs, post.person, cells)
    });
    let columns = vec![
        Column::new("起始月份", Look::Whole),
        Column::new("截止月份", Look::Whole),
        Column::new("管理人员", Look::Word),
        Column::new("岗位级别", Look::Word),
    ];
    let mut table = sheet(SheetKind::Posts, columns, rows.collect());
    strike_rows(&mut table, inputs, posts.iter().map(|post| Some(post.cell)));
    Some(table)
}
