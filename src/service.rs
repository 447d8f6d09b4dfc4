//! The use cases: read, evaluate, show windows, write. The Worker, the command line and the native tests all call
//! this; none of them knows more.

mod account;

use crate::{
    domain::{
        self, CellRef, Edit, Fact, Field, Inputs, Pack, PaperKind, PersonId, Place, Problem, ProblemKind, Severity,
        SheetKind, Value, Verification, Whom,
    },
    i18n::{self, Context, Lang},
    notice::{Clause, NominationMode, SettingKind},
    papers::{self, Stack, Template},
    protocol::{
        Choice, ClauseRow, DeskView, Direction, Edits, FactCell, FactsView, Failure, FairnessView, Named,
        NotAppraisedRow, OutcomeRow, Overview, PaperView, PassedOverRow, PendingPerson, PendingView, PersonDetail,
        ProblemRow, Progress, RegisterRow, RegisterView, Request, Response, Row, RowFilter, RowQuery, RowWindow,
        SettingRow, SheetsView, SortColumn, Tally, TemplateView, Weighed, WorkStage,
    },
    roster::{self, Book, FileBytes, Ground, Unreadable},
    rules::{
        self, Difference, Evaluation, Explainer, GroupBy, MoneyBasis, MoneyItem, OutcomeKind, Pending, PersonAnswer,
        PersonResult, Pool, Status, Verdict,
    },
    workbook,
};
use chrono::NaiveDate;
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// Inputs and what the rules make of them.
#[derive(Clone, Debug)]
pub struct Appraisal {
    /// The files that were read.
    pub source: Source,
    /// Settings and decisions as the sheets have them.
    ground: Ground,
    /// What was read, with the edits laid over it.
    pub inputs: Inputs,
    /// What the rules say, and how it stands today.
    pub evaluation: Evaluation,
    today: Option<NaiveDate>,
}

/// Dropped files as they were read, and what was changed about them by hand.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Names of the files; empty for the sample.
    pub files: Vec<String>,
    book: Book,
    edits: Edits,
}

/// An answer and the bytes that travel beside it.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The answer.
    pub response: Response,
    /// A file, for [`Response::File`].
    pub payload: Option<Vec<u8>>,
}

impl From<Response> for Reply {
    fn from(response: Response) -> Reply {
        Reply { response, payload: None }
    }
}

impl Appraisal {
    /// Reads and evaluates workbooks; several are read as one.
    ///
    /// # Errors
    /// [`Unreadable`]: no roster can be had from the files.
    pub fn of_files(files: &[FileBytes], progress: &mut dyn FnMut(Progress)) -> Result<Appraisal, Unreadable> {
        let source = Source::open(files, Vec::new(), progress)?;
        progress(Progress { stage: WorkStage::Evaluating, share: 0.0 });
        let appraisal = Appraisal::of_source(source).map_err(|failed| failed.0)?;
        progress(Progress { stage: WorkStage::Evaluating, share: 1.0 });
        Ok(appraisal)
    }

    /// Evaluates what was read, with its edits.
    fn of_source(source: Source) -> Result<Appraisal, Box<(Unreadable, Source)>> {
        match roster::interpret(&source.book, &source.edits.done) {
            Ok((inputs, ground)) => {
                let evaluation = rules::evaluate(&inputs);
                Ok(Appraisal { source, ground, inputs, evaluation, today: None })
            }
            Err(unreadable) => Err(Box::new((unreadable, source))),
        }
    }

    /// The same as it stands on a day: what is settled goes into publicity and comes into force by the days that were
    /// entered for it. Without a day it is settled at most.
    pub fn on(mut self, today: Option<NaiveDate>) -> Appraisal {
        self.today = today;
        if let Some(today) = today {
            let status = std::mem::replace(&mut self.evaluation.status, Status::Ready);
            self.evaluation.status = status.on(&self.inputs.settings, today);
        }
        self
    }

    /// The same files with other edits. The sheets are read anew only if an edit that one of the two has alone is about
    /// them.
    ///
    /// # Errors
    /// [`Unreadable`]: with these edits there is no roster.
    pub fn with(&self, edits: Edits) -> Result<Appraisal, Unreadable> {
        let (old, new) = (&self.source.edits.done, &edits.done);
        let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
        let reads = old[same..].iter().chain(&new[same..]).any(Edit::needs_reading);
        let source = Source { edits, ..self.source.clone() };
        if reads {
            let read = Appraisal::of_source(source).map_err(|failed| failed.0)?;
            return Ok(read.on(self.today));
        }
        let mut inputs = self.inputs.clone();
        self.ground.lay(source.edits.done.iter(), &mut inputs);
        let evaluation = rules::evaluate(&inputs);
        Ok(Appraisal { source, ground: self.ground.clone(), inputs, evaluation, today: None }.on(self.today))
    }

    /// The edits in force and these behind them.
    fn and_then(&self, more: impl IntoIterator<Item = Edit>) -> Edits {
        let mut edits = self.source.edits.clone();
        more.into_iter().for_each(|edit| edits.push(edit));
        edits
    }

    /// What edits would change, without making them.
    ///
    /// # Errors
    /// [`Unreadable`]: with these edits there is no roster.
    pub fn weigh(&self, edits: Vec<Edit>) -> Result<Weighed, Unreadable> {
        let other = self.with(self.and_then(edits.iter().cloned()))?;
        let mut difference = self.difference(&other);
        let changed = count(difference.people.len());
        difference.people.truncate(LISTED);
        let refused: Vec<Problem> = difference.refusals().cloned().collect();
        let mentioned = difference.people.iter().map(|change| change.id);
        let mentioned = mentioned.chain(refused.iter().flat_map(|problem| problem.person));
        let mentioned = mentioned.chain(refused.iter().flat_map(people_named).copied());
        Ok(Weighed { people: self.named_people(mentioned), edits, difference, changed, refused })
    }

    /// What is different in another appraisal of the same files.
    pub fn difference(&self, other: &Appraisal) -> Difference {
        rules::compare((&self.inputs, &self.evaluation), (&other.inputs, &other.evaluation))
    }

    /// The clauses of the notice, each with its settings and with whom it touches.
    pub fn clauses(&self) -> Vec<ClauseRow> {
        let touched = rules::touched(&self.inputs, &self.evaluation);
        let settings = self.settings();
        let rows = Clause::ALL.iter().map(|clause| {
            let people = touched.get(clause).map_or(&[][..], Vec::as_slice);
            ClauseRow {
                clause: *clause,
                settings: settings.iter().filter(|row| row.key.clause() == *clause).cloned().collect(),
                touched: count(people.len()),
                people: people.iter().take(NAMED).map(|id| self.named(*id)).collect(),
            }
        });
        rows.collect()
    }

    /// 口径影响, and who is near a threshold.
    pub fn register(&self, progress: &mut dyn FnMut(Progress)) -> RegisterView {
        let mut near = rules::near_misses(&self.evaluation);
        near.truncate(LISTED);
        let mut tell = |done, all| {
            let share = done as f32 / all as f32;
            progress(Progress { stage: WorkStage::Evaluating, share });
        };
        let lines = rules::register(&self.inputs, &self.evaluation, &mut tell).into_iter().map(|mut line| {
            let changed = count(line.difference.people.len());
            line.difference.people.truncate(NAMED);
            RegisterRow { line, changed }
        });
        let lines: Vec<RegisterRow> = lines.collect();
        let changed = lines.iter().flat_map(|row| &row.line.difference.people).map(|change| change.id);
        let people = self.named_people(changed.chain(near.iter().map(|miss| miss.id)));
        RegisterView { lines, near, people, sheets: self.inputs.sheets.clone() }
    }

    /// The first review by groups.
    pub fn fairness(&self, by: GroupBy) -> FairnessView {
        let groups = rules::fairness(&self.inputs, &self.evaluation, by);
        // Of a group that fills the plot only its ends are asked for by name.
        let named = groups.iter().flat_map(|group| {
            let ends = group.scores.len().min(NAMED);
            group.scores[..ends].iter().chain(&group.scores[group.scores.len() - ends..])
        });
        let people = self.named_people(named.map(|(_, id)| *id));
        FairnessView { by, groups, people }
    }

    /// The first few people of whom number, name or department contains a text; nobody for a blank one.
    pub fn find(&self, text: &str) -> Vec<Named> {
        const FEW: usize = 12;
        let text = roster::normalise(text).to_uppercase();
        let fits = |person: &&domain::Person| {
            [person.staff_number(), person.name(), person.text(Field::Department)]
                .iter()
                .any(|own| own.to_uppercase().contains(&text))
        };
        let found = self.inputs.people.iter().filter(fits).filter(|_| !text.is_empty()).take(FEW);
        found.map(|person| self.named(person.id)).collect()
    }

    /// Everything about a person that could be changed, cell by cell.
    pub fn facts(&self, id: PersonId) -> Option<FactsView> {
        let person = self.inputs.people.get(id.0 as usize)?;
        let of_field = |field: &Field| {
            let cell = person.fact(*field).cell()?;
            Some(FactCell { field: Some(*field), ..self.fact_cell(field.header().to_owned(), person.row.row, cell) })
        };
        let past = person.past_grades.iter().filter_map(|(year, fact)| {
            let cell = fact.cell()?;
            Some(self.fact_cell(Field::past_grade_header(*year), person.row.row, cell))
        });
        let sheets = self.inputs.rows.iter().flat_map(|sheet| sheet.about(id));
        let sheets = sheets.map(|(header, cell)| self.fact_cell(header.to_owned(), cell.row, cell));
        let incidents = self.inputs.ledgers.incidents.iter().flatten();
        Some(FactsView {
            person: self.named(id),
            row: person.row,
            cells: Field::ALL.iter().filter_map(of_field).chain(past).chain(sheets).collect(),
            incidents: incidents.filter(|incident| incident.person == id).cloned().collect(),
            sheets: self.inputs.sheets.clone(),
        })
    }

    fn fact_cell(&self, header: String, row: u32, cell: CellRef) -> FactCell {
        FactCell { field: None, header, row, cell, text: self.text(cell) }
    }

    fn named(&self, id: PersonId) -> Named {
        let person = self.inputs.person(id);
        Named {
            id,
            staff_number: person.staff_number().to_owned(),
            name: person.name().to_owned(),
            department: person.text(Field::Department).to_owned(),
        }
    }

    fn named_people(&self, ids: impl Iterator<Item = PersonId>) -> BTreeMap<PersonId, Named> {
        let known = |id: &PersonId| (id.0 as usize) < self.inputs.people.len();
        ids.filter(known).map(|id| (id, self.named(id))).collect()
    }

    /// Writes the results workbook.
    ///
    /// # Errors
    /// [`workbook::WorkbookError`]: the workbook couldn't be built.
    pub fn results(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<u8>, workbook::WorkbookError> {
        self.pack(Pack::Whole, progress)
    }

    /// Writes a workbook for a kind of reader.
    ///
    /// # Errors
    /// [`workbook::WorkbookError`]: the workbook couldn't be built.
    pub fn pack(&self, pack: Pack, progress: &mut dyn FnMut(Progress)) -> Result<Vec<u8>, workbook::WorkbookError> {
        let told = self.told();
        let beside = workbook::Beside { told: &told, row_text: &|sheet, row| self.row_text(sheet, row) };
        workbook::pack(&self.inputs, &self.evaluation, pack, &beside, &mut |share| {
            progress(Progress { stage: WorkStage::Writing, share });
        })
    }

    /// What was changed by hand this time, in the words of the history.
    fn told(&self) -> Vec<String> {
        let names = BTreeMap::new();
        let context = Context { lang: Lang::ZhCn, sheets: &self.inputs.sheets, names: &names };
        let people = self.edited_people();
        let edits = self.source.edits.done.iter();
        // As it is read again.
        edits.map(|edit| roster::normalise(&i18n::page::edit(context, edit, &people))).collect()
    }

    /// The rows of the table that a query finds, as text with tabs and a header.
    pub fn copy_rows(&self, query: &RowQuery) -> (String, u32) {
        let order = self.order(query);
        let people = &self.evaluation.people;
        let rows: Vec<Row> = order.iter().map(|at| self.row(&people[*at as usize])).collect();
        (i18n::table_text(&rows), count(rows.len()))
    }

    /// What papers can be made, and about whom.
    pub fn desk(&self) -> DeskView {
        let mut departments: Vec<(String, u32)> = Vec::new();
        for result in &self.evaluation.people {
            let department = self.inputs.person(result.id).text(Field::Department);
            match departments.iter_mut().find(|(name, _)| name == department) {
                Some((_, people)) => *people += 1,
                None => departments.push((department.to_owned(), 1)),
            }
        }
        departments.retain(|(name, _)| !name.is_empty());
        DeskView {
            sheets: workbook::sheet_names(&self.inputs),
            departments,
            fields: Template::field_names().map(str::to_owned).collect(),
            honours: count(self.stack(PaperKind::Certificate, &Whom::Everyone).len()),
        }
    }

    fn stack(&self, kind: PaperKind, whom: &Whom) -> Stack<'_> {
        Stack::new(&self.inputs, &self.evaluation, kind, whom)
    }

    /// A paper to be looked at and printed; of many people only the first.
    ///
    /// # Errors
    /// [`Failure::NobodyToWriteAbout`].
    pub fn paper(&self, kind: PaperKind, whom: Whom) -> Result<PaperView, Failure> {
        let stack = self.stack(kind, &whom);
        if stack.is_empty() {
            return Err(Failure::NobodyToWriteAbout);
        }
        let shown = stack.len().min(PIECES_SHOWN);
        let paper = stack.paper(0..shown);
        Ok(PaperView { kind, pieces: count(stack.len()), shown: count(shown), paper, whom })
    }

    /// A paper as .docx, with the name of its file. Of more than [`PIECES_IN_A_FILE`] people it is an archive of several.
    ///
    /// # Errors
    /// [`Failure::NobodyToWriteAbout`], or [`Failure::NotWritten`].
    pub fn document(
        &self,
        kind: PaperKind,
        whom: &Whom,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(String, Vec<u8>), Failure> {
        let stack = self.stack(kind, whom);
        if stack.is_empty() {
            return Err(Failure::NobodyToWriteAbout);
        }
        let label = match whom {
            Whom::Everyone => kind.term().to_owned(),
            Whom::Department(department) => format!("{}_{department}", kind.term()),
            Whom::Person(id) => format!("{}_{}", kind.term(), self.inputs.person(*id).name()),
        };
        let files = stack.len().div_ceil(PIECES_IN_A_FILE);
        let mut made = Vec::new();
        for file in 0..files {
            let from = file * PIECES_IN_A_FILE;
            let paper = stack.paper(from..(from + PIECES_IN_A_FILE).min(stack.len()));
            let bytes = papers::docx(&paper, &mut |share| {
                let share = (file as f32 + share) / files as f32;
                progress(Progress { stage: WorkStage::Writing, share });
            });
            made.push(bytes.map_err(|error| Failure::NotWritten(error.to_string()))?);
        }
        match <[Vec<u8>; 1]>::try_from(made) {
            Ok([only]) => Ok((self.file_name(&label, "docx"), only)),
            Err(several) => {
                let named = several.into_iter().enumerate();
                let named = named.map(|(at, bytes)| (self.file_name(&format!("{label}_{}", at + 1), "docx"), bytes));
                let archive = papers::archive(named).map_err(|error| Failure::NotWritten(error.to_string()))?;
                Ok((self.file_name(&label, "zip"), archive))
            }
        }
    }

    /// A template of the office, filled for people, with the name of its file: an archive if everyone gets a file or if
    /// there are too many people for one.
    ///
    /// # Errors
    /// [`Failure::NobodyToWriteAbout`], or [`Failure::Template`].
    pub fn fill(
        &self,
        template: &Template,
        file: &str,
        whom: &Whom,
        apart: bool,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(String, Vec<u8>), Failure> {
        let appraised = self.evaluation.people.iter().map(|result| result.id);
        let people: Vec<PersonId> = appraised.filter(|id| whom.means(self.inputs.person(*id))).collect();
        if people.is_empty() {
            return Err(Failure::NobodyToWriteAbout);
        }
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let in_a_file = if apart { 1 } else { PIECES_IN_A_FILE };
        let mut made = Vec::new();
        for (at, chunk) in people.chunks(in_a_file).enumerate() {
            let bytes = template.fill(&self.inputs, &self.evaluation, chunk);
            let bytes = bytes.map_err(|fault| Failure::Template { file: file.to_owned(), fault })?;
            let person = self.inputs.person(chunk[0]);
            let label = match apart {
                true => format!("{stem}_{}_{}", person.name(), person.staff_number()),
                false => format!("{stem}_{}", at + 1),
            };
            made.push((self.file_name(&label, "docx"), bytes));
            let share = ((at + 1) * in_a_file) as f32 / people.len() as f32;
            progress(Progress { stage: WorkStage::Writing, share: share.min(1.0) });
        }
        let label = match whom {
            Whom::Everyone => stem.to_owned(),
            Whom::Department(department) => format!("{stem}_{department}"),
            Whom::Person(id) => format!("{stem}_{}", self.inputs.person(*id).name()),
        };
        match <[(String, Vec<u8>); 1]>::try_from(made) {
            Ok([(_, only)]) => Ok((self.file_name(&label, "docx"), only)),
            Err(several) => {
                let archive = papers::archive(several).map_err(|error| Failure::NotWritten(error.to_string()))?;
                Ok((self.file_name(&label, "zip"), archive))
            }
        }
    }

    /// The name of the results workbook: unit, year, kind, and how far the result has come.
    pub fn results_name(&self) -> String {
        self.file_name(Pack::Whole.term(), "xlsx")
    }

    fn file_name(&self, kind: &str, ending: &str) -> String {
        let state = self.evaluation.status.term();
        let unit = self.inputs.settings.unit_name();
        harmless(&format!("{unit}_{}年度_{kind}_{state}.{ending}", self.evaluation.year))
    }

    /// The result at a glance.
    pub fn overview(&self) -> Overview {
        let Appraisal { source, inputs, evaluation, .. } = self;
        let of_severity =
            |severity| count(evaluation.problems.iter().filter(|problem| problem.severity == severity).count());
        let tied = evaluation.pools.iter().flat_map(|pool| pool.excellent.tied.iter().chain(&pool.commended.tied));
        Overview {
            files: source.files.clone(),
            unit: inputs.settings.unit_name().to_owned(),
            year: evaluation.year,
            status: evaluation.status.clone(),
            figures: evaluation.figures.clone(),
            by_nomination: evaluation.mode == NominationMode::ByNomination,
            pools: evaluation.pools.clone(),
            totals: evaluation.totals.clone(),
            on_roster: count(inputs.people.len()),
            not_appraised: count(evaluation.not_appraised.len()),
            pending: count(evaluation.people.iter().filter(|person| !person.pending.is_empty()).count()),
            problems: [Severity::Error, Severity::Warning, Severity::Notice].map(of_severity),
            sheets: inputs.sheets.clone(),
            names: self.names(tied.copied()),
            tallies: inputs
                .tallies
                .iter()
                .map(|tally| Tally {
                    position: tally.sheet,
                    sheet: inputs.sheets[usize::from(tally.sheet)].clone(),
                    read: tally.read,
                    records: tally.records,
                    passed_over: tally.passed_over.iter().map(|(row, reason)| (row + 1, *reason)).collect(),
                })
                .collect(),
            missing_columns: evaluation.missing_columns.clone(),
            edits: source.edits.clone(),
            corrections: inputs.corrections.clone(),
            settings: inputs.settings.clone(),
            levels: levels_needed(evaluation),
            edited_people: self.edited_people(),
        }
    }

    fn edited_people(&self) -> Vec<(CellRef, Named)> {
        let Edits { done, undone } = &self.source.edits;
        let rows = done.iter().chain(undone).filter_map(|edit| match edit {
            Edit::Decide { row, .. } => Some(*row),
            _ => None,
        });
        let rows: BTreeSet<CellRef> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let people = self.inputs.people.iter().filter(|person| rows.contains(&person.row));
        people.map(|person| (person.row, self.named(person.id))).collect()
    }

    /// Everything about one person, or nothing if there is no such person.
    pub fn person(&self, id: PersonId) -> Option<PersonDetail> {
        let person = self.inputs.people.get(id.0 as usize)?;
        let evaluation = &self.evaluation;
        let result = evaluation.result(id).cloned();
        let category = person.category();
        let in_pool = |pool: &&Pool| pool.category.is_none() || pool.category == category;
        let problems: Vec<Problem> =
            evaluation.problems.iter().filter(|problem| touches(problem, id)).cloned().collect();
        let tied = result.iter().flat_map(|result| &result.pending).flat_map(people_of);
        let answer = rules::answer(&self.inputs, evaluation, id);
        let level = answer.iter().flat_map(PersonAnswer::people);
        let ledger = self.inputs.ledgers.incidents.iter().flatten();
        let named = problems.iter().flat_map(people_named);
        Some(PersonDetail {
            sheets: self.inputs.sheets.clone(),
            year: evaluation.year,
            not_appraised: evaluation.not_appraised.iter().find(|other| other.id == id).map(|other| other.reason),
            outcomes: evaluation.outcomes.iter().filter(|outcome| outcome.id == id).cloned().collect(),
            names: self.names(tied.chain(named).chain(level).copied()),
            pool: result.as_ref().and_then(|_| evaluation.pools.iter().find(in_pool).cloned()),
            problems,
            person: evaluation.person(&self.inputs, id).clone(),
            explanations: Explainer::new(&self.inputs, evaluation).person(id),
            choices: result.as_ref().map(rules::choices).unwrap_or_default(),
            unit: self.inputs.settings.unit_name().to_owned(),
            status: evaluation.status.clone(),
            incidents: ledger.filter(|incident| incident.person == id).cloned().collect(),
            answer,
            result,
        })
    }

    /// Everyone with something pending, with what a decision needs to know.
    pub fn pending(&self) -> PendingView {
        let open = self.evaluation.people.iter().filter(|result| !result.pending.is_empty());
        let people = open.map(|result| PendingPerson {
            person: self.named(result.id),
            row: self.inputs.person(result.id).row,
            pending: result.pending.clone(),
            findings: result.bars.iter().chain(&result.cases).filter(|finding| !finding.is_clear()).cloned().collect(),
            s2: result.s2.value,
            first_grade: result.first_grade,
            proposed: result.proposed,
            choices: rules::choices(result),
            unverified: self
                .inputs
                .ledgers
                .incidents
                .iter()
                .flatten()
                .filter(|incident| incident.person == result.id && incident.state == Some(Verification::Pending))
                .cloned()
                .collect(),
            names: self.names(result.pending.iter().flat_map(people_of).copied()),
        });
        PendingView { people: people.collect(), sheets: self.inputs.sheets.clone() }
    }

    /// All problems, errors first.
    pub fn problems(&self) -> Vec<ProblemRow> {
        let mut problems: Vec<&Problem> = self.evaluation.problems.iter().collect();
        problems.sort_by_key(|problem| problem.severity);
        let rows = problems.into_iter().map(|problem| {
            let touched = problem.person.iter().chain(people_named(problem)).copied();
            let names = self.names(touched);
            let context = Context { lang: Lang::ZhCn, sheets: &self.inputs.sheets, names: &names };
            let cell = match problem.place {
                Place::Cell(cell) => Some((cell, self.text(cell))),
                Place::Sheet(_) | Place::Input | Place::Setting(_) => None,
            };
            ProblemRow {
                severity: problem.severity,
                place: context.place(problem),
                cell,
                choices: self.choices(problem),
                problem: problem.clone(),
                names,
            }
        });
        rows.collect()
    }

    /// Texts that would mend a problem's cell: whom a row may mean.
    fn choices(&self, problem: &Problem) -> Vec<Choice> {
        let ProblemKind::RowForSeveral { candidates } = &problem.kind else { return Vec::new() };
        let choice = |id: &PersonId| {
            let person = self.inputs.person(*id);
            let department = person.text(Field::Department);
            let label = format!("{} {} {department}", person.name(), person.key);
            Choice { label: label.trim_end().to_owned(), text: person.key.clone() }
        };
        candidates.iter().map(choice).collect()
    }

    /// What stands in a cell, corrections included.
    fn text(&self, cell: crate::domain::CellRef) -> String {
        let corrected = self.inputs.corrections.iter().find(|correction| correction.cell == Some(cell));
        corrected.map_or_else(|| self.source.book.text(cell), |correction| correction.new.clone())
    }

    /// The rows of a sheet that are no records, in its order.
    pub fn passed_over(&self, sheet: u16) -> Vec<PassedOverRow> {
        let tallies = self.inputs.tallies.iter().filter(|tally| tally.sheet == sheet);
        let rows = tallies.flat_map(|tally| &tally.passed_over);
        rows.map(|(row, reason)| PassedOverRow {
            row: *row,
            reason: *reason,
            texts: self.source.book.texts(sheet, *row),
        })
        .collect()
    }

    /// 结果运用.
    pub fn outcomes(&self) -> Vec<OutcomeRow> {
        let outcomes = self.evaluation.outcomes.iter();
        outcomes
            .map(|outcome| {
                let person = self.inputs.person(outcome.id);
                OutcomeRow {
                    staff_number: person.staff_number().to_owned(),
                    name: person.name().to_owned(),
                    outcome: outcome.clone(),
                    fixed: self.evaluation.is_fixed(outcome),
                }
            })
            .collect()
    }

    /// 未参加考核.
    pub fn not_appraised(&self) -> Vec<NotAppraisedRow> {
        let people = self.evaluation.not_appraised.iter();
        people
            .map(|other| {
                let person = self.inputs.person(other.id);
                NotAppraisedRow {
                    staff_number: person.staff_number().to_owned(),
                    name: person.name().to_owned(),
                    reason: other.reason,
                    id: other.id,
                }
            })
            .collect()
    }

    /// 方案: the settings in force.
    pub fn settings(&self) -> Vec<SettingRow> {
        let rows = self.inputs.settings.rows().into_iter();
        rows.map(|(term, key, value)| {
            let default = key.parse(key.default_text()).map(|value| value.to_string()).unwrap_or_default();
            let changed = value != default
                && !matches!(key.kind(), SettingKind::Amount | SettingKind::AmountByLevel if default.is_empty());
            SettingRow { key, term, value, changed, needed_by: 0 }
        })
        .collect()
    }

    fn names(&self, ids: impl Iterator<Item = PersonId>) -> BTreeMap<PersonId, String> {
        ids.map(|id| (id, self.inputs.person(id).name().to_owned())).collect()
    }

    fn row(&self, result: &PersonResult) -> Row {
        let person = self.inputs.person(result.id);
        let met = |findings: &[rules::Finding]| {
            findings.iter().filter(|finding| finding.verdict == Verdict::Met).map(|finding| finding.clause).collect()
        };
        Row {
            id: result.id,
            staff_number: person.staff_number().to_owned(),
            name: person.name().to_owned(),
            department: person.text(Field::Department).to_owned(),
            category: match person.fact(Field::Category) {
                Fact::Known(Value::Category(category), _) => Some(*category),
                _ => None,
            },
            months: result.months.counted,
            s1: result.s1.value,
            s2: result.s2.value,
            rank: result.rank,
            bars: met(&result.bars),
            cases: met(&result.cases),
            first_grade: result.first_grade,
            proposed: result.proposed,
            grade: result.grade,
            decided: result.decided.grade().is_some(),
            pending: result.pending_codes().into_iter().map(str::to_owned).collect(),
            gross: result.money.gross,
            deducted: result.money.deducted,
            net: result.money.net,
            open_money: result
                .money
                .lines
                .iter()
                .any(|line| matches!(line.basis, MoneyBasis::Unset { .. } | MoneyBasis::Unknown(_))),
        }
    }

    /// Positions in [`Evaluation::people`] that match the query, in its order.
    fn order(&self, query: &RowQuery) -> Vec<u32> {
        let people = &self.evaluation.people;
        let search = roster::one_interpunct(&roster::normalise(&query.search)).to_uppercase();
        let matches = |result: &PersonResult| {
            let kept = match query.filter {
                RowFilter::All => true,
                RowFilter::Pending => !result.pending.is_empty(),
                RowFilter::Grade(grade) => result.grade == grade,
            };
            let person = self.inputs.person(result.id);
            let texts =
                [person.staff_number(), person.name(), person.text(Field::Department), person.text(Field::Team)];
            kept && (search.is_empty() || texts.iter().any(|text| text.to_uppercase().contains(&search)))
        };
        let mut order: Vec<u32> = (0..).zip(people).filter(|(_, result)| matches(result)).map(|(at, _)| at).collect();
        if let Some((column, direction)) = query.sort {
            order.sort_by(|a, b| self.compare(column, direction, &people[*a as usize], &people[*b as usize]));
        }
        order
    }

    fn compare(&self, column: SortColumn, direction: Direction, a: &PersonResult, b: &PersonResult) -> Ordering {
        let turn = |order: Ordering| if direction == Direction::Descending { order.reverse() } else { order };
        let text = |pick: fn(&crate::domain::Person) -> &str| {
            turn(pick(self.inputs.person(a.id)).cmp(pick(self.inputs.person(b.id))))
        };
        match column {
            SortColumn::StaffNumber => text(|person| person.staff_number()),
            SortColumn::Name => text(|person| person.name()),
            SortColumn::Department => text(|person| person.text(Field::Department)),
            SortColumn::Months => turn(a.months.counted.cmp(&b.months.counted)),
            SortColumn::S1 => missing_last(a.s1.value, b.s1.value, turn),
            SortColumn::S2 => missing_last(a.s2.value, b.s2.value, turn),
            SortColumn::Rank => missing_last(a.rank, b.rank, turn),
            SortColumn::Grade => turn(a.grade.cmp(&b.grade)),
            SortColumn::Gross => turn(a.money.gross.cmp(&b.money.gross)),
            SortColumn::Deducted => turn(a.money.deducted.cmp(&b.money.deducted)),
            SortColumn::Net => turn(a.money.net.cmp(&b.money.net)),
        }
    }
}

/// Levels that a manager has, with how many have it.
fn levels_needed(evaluation: &Evaluation) -> BTreeMap<String, u32> {
    let mut levels: BTreeMap<String, u32> = BTreeMap::new();
    for result in &evaluation.people {
        let own: BTreeSet<&String> = match &result.money.line(MoneyItem::Allowance).basis {
            MoneyBasis::RateTimesMonths { level: Some(level), .. } | MoneyBasis::Unset { level: Some(level), .. } => {
                [level].into()
            }
            MoneyBasis::Posts(posts) => posts.iter().map(|post| &post.level).collect(),
            _ => BTreeSet::new(),
        };
        for level in own {
            *levels.entry(level.clone()).or_default() += 1;
        }
    }
    levels
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Of many people so many are listed where each has a line of figures.
const LISTED: usize = 300;
/// Sheets about so many people are looked at and printed at once; a browser's dialogue for printing takes no more in
/// good time.
const PIECES_SHOWN: usize = 300;
/// About so many people a .docx is still opened in good time by Word and WPS.
pub const PIECES_IN_A_FILE: usize = 300;
/// Of many people so many are named in one line.
const NAMED: usize = 60;

fn missing_last<T: Ord>(a: Option<T>, b: Option<T>, turn: impl Fn(Ordering) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turn(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn people_of(pending: &Pending) -> &[PersonId] {
    match pending {
        Pending::QuotaTie { people, .. } => people,
        _ => &[],
    }
}

fn people_named(problem: &Problem) -> &[PersonId] {
    match &problem.kind {
        ProblemKind::DecidedBeyondQuota { people, .. } => people,
        _ => &[],
    }
}

fn touches(problem: &Problem, id: PersonId) -> bool {
    problem.person == Some(id) || people_named(problem).contains(&id)
}

/// The summary that the command line prints: one line for each thing to know.
pub fn summary(appraisal: &Appraisal) -> Vec<String> {
    let overview = appraisal.overview();
    let [errors, warnings, notices] = overview.problems;
    let grades: Vec<String> = crate::domain::Grade::ALL
        .iter()
        .zip(overview.totals.grades)
        .map(|(grade, count)| format!("{} {count}", grade.term()))
        .collect();
    let promotions = |term: &str| {
        appraisal.evaluation.outcomes.iter().filter(|outcome| OutcomeKind::term(&outcome.kind) == term).count()
    };
    let state = overview.status.term();
    vec![
        format!("{} {} 年度考核：{state}", overview.unit, overview.year),
        format!(
            "花名册 {} 人，参加考核 {} 人，未参加 {} 人",
            overview.on_roster, overview.totals.appraised, overview.not_appraised
        ),
        grades.join("，"),
        format!(
            "应发合计 {}，扣款合计 {}，实发合计 {}，未扣足 {}",
            overview.totals.gross, overview.totals.deducted, overview.totals.net, overview.totals.short
        ),
        format!(
            "晋升建议 {}，晋升待核 {}，退回建议 {}",
            promotions("晋升建议"),
            promotions("晋升待核"),
            promotions("退回建议")
        ),
        format!("待决 {} 人；错误 {errors}，警告 {warnings}，提示 {notices}", overview.pending),
    ]
}

/// The order of the table for one query, kept while windows of it are asked for.
struct KeptOrder {
    query: RowQuery,
    order: Vec<u32>,
}

impl Source {
    fn open(files: &[FileBytes], edits: Vec<Edit>, progress: &mut dyn FnMut(Progress)) -> Result<Source, Unreadable> {
        let book = Book::open(files, &mut |share| progress(Progress { stage: WorkStage::Reading, share }))?;
        let files = files.iter().map(|file| file.name.clone()).collect();
        Ok(Source { files, book, edits: Edits { done: edits, undone: Vec::new() } })
    }
}

impl Edits {
    /// One more edit; what was taken back before is gone.
    fn push(&mut self, edit: Edit) {
        self.done.push(edit);
        self.undone.clear();
    }

    fn undo(&mut self) {
        self.undone.extend(self.done.pop());
    }

    fn redo(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

/// What one page has loaded.
#[derive(Default)]
pub struct Session {
    appraisal: Option<Appraisal>,
    /// Files that gave no roster, until columns are assigned by hand or other files are dropped.
    unread: Option<Source>,
    kept: Option<KeptOrder>,
    today: Option<NaiveDate>,
}

impl Session {
    /// Tells the day. It counts from the next load or edit on, so that all that is shown of a result is of one day.
    pub fn tell_day(&mut self, today: Option<NaiveDate>) {
        self.today = today;
    }

    /// Does what is asked. `payloads` are the bytes of the files of [`Request::Load`], in the order of their names.
    /// A request that fails leaves what was loaded before.
    ///
    /// # Errors
    /// [`Failure`], with what is wrong.
    pub fn handle(
        &mut self,
        request: Request,
        payloads: Vec<Vec<u8>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Reply, Failure> {
        match request {
            Request::Load { names, edits } => {
                let files: Vec<FileBytes> =
                    names.into_iter().zip(payloads).map(|(name, bytes)| FileBytes { name, bytes }).collect();
                let source = Source::open(&files, edits, progress).map_err(Failure::Unreadable)?;
                progress(Progress { stage: WorkStage::Evaluating, share: 0.0 });
                self.load(source)
            }
            Request::LoadSample { edits } => {
                let bytes = workbook::sample().map_err(not_written)?;
                let files = [FileBytes { name: SAMPLE_NAME.to_owned(), bytes }];
                let source = Source::open(&files, edits, progress).map_err(Failure::Unreadable)?;
                self.load(Source { files: Vec::new(), ..source })
            }
            Request::Edit(edit) => self.edit_all(vec![edit]),
            Request::EditAll(edits) => self.edit_all(edits),
            Request::Weigh(edits) => {
                check(&edits)?;
                let weighed = self.appraisal()?.weigh(edits).map_err(Failure::Unreadable)?;
                Ok(Response::Weighed(Box::new(weighed)).into())
            }
            Request::LoadSettings { name } => {
                let files: Vec<FileBytes> =
                    payloads.into_iter().take(1).map(|bytes| FileBytes { name: name.clone(), bytes }).collect();
                self.appraisal()?;
                let book = Book::open(&files, &mut |_| {}).map_err(Failure::Unreadable)?;
                let changes = roster::settings_of(&book).ok_or(Failure::NoSettings { file: name })?;
                self.edit_all(vec![Edit::Set(changes)])
            }
            Request::AssignUnread(assignment) => {
                let mut source = self.unread.clone().ok_or(Failure::NothingLoaded)?;
                source.edits.push(Edit::Assign(assignment));
                self.load(source)
            }
            Request::Undo => self.change(Edits::undo),
            Request::Redo => self.change(Edits::redo),
            Request::Sheets { unread, trial } => {
                let loaded = || self.appraisal.as_ref().map(|appraisal| &appraisal.source);
                let source = if unread { self.unread.as_ref() } else { loaded() };
                let source = source.ok_or(Failure::NothingLoaded)?;
                let mut edits = source.edits.done.clone();
                edits.extend(trial.map(Edit::Assign));
                let sheets = roster::preview(&source.book, &edits);
                let targets = SheetKind::ALL.into_iter().map(|kind| (kind, roster::targets(kind))).collect();
                Ok(Response::Sheets(SheetsView { sheets, targets }).into())
            }
            Request::PassedOverRows { sheet } => {
                Ok(Response::PassedOverRows(self.appraisal()?.passed_over(sheet)).into())
            }
            Request::Account => Ok(Response::Account(self.appraisal()?.account()).into()),
            Request::SheetRows(query) => Ok(Response::SheetRows(self.appraisal()?.sheet_rows(query)).into()),
            Request::NextOfLot { after, lot } => {
                Ok(Response::NextOfLot(self.appraisal()?.next_of_lot(after, lot)).into())
            }
            Request::Cell(cell) => Ok(Response::Cell(Box::new(self.appraisal()?.cell(cell))).into()),
            Request::Rows(query) => self.rows(query),
            Request::Person(id) => match self.appraisal()?.person(id) {
                Some(detail) => Ok(Response::Person(Box::new(detail)).into()),
                None => Err(Failure::NoSuchPerson),
            },
            Request::Pending => Ok(Response::Pending(self.appraisal()?.pending()).into()),
            Request::Problems => Ok(Response::Problems(self.appraisal()?.problems()).into()),
            Request::Outcomes => {
                let appraisal = self.appraisal()?;
                let (outcomes, not_appraised) = (appraisal.outcomes(), appraisal.not_appraised());
                Ok(Response::Outcomes { outcomes, not_appraised }.into())
            }
            Request::Settings => Ok(Response::Settings(self.appraisal()?.settings()).into()),
            Request::Clauses => Ok(Response::Clauses(self.appraisal()?.clauses()).into()),
            Request::Register => Ok(Response::Register(Box::new(self.appraisal()?.register(progress))).into()),
            Request::Fairness(by) => Ok(Response::Fairness(self.appraisal()?.fairness(by)).into()),
            Request::Budget(question) => {
                let appraisal = self.appraisal()?;
                let answer = rules::highest_within(&appraisal.inputs, &appraisal.evaluation, &question);
                Ok(Response::Budget(answer).into())
            }
            Request::Find(text) => {
                let found = self.appraisal()?.find(&text);
                Ok(Response::Found(text, found).into())
            }
            Request::Facts(id) => match self.appraisal()?.facts(id) {
                Some(facts) => Ok(Response::Facts(Box::new(facts)).into()),
                None => Err(Failure::NoSuchPerson),
            },
            Request::SettingsFile => {
                let appraisal = self.appraisal()?;
                let bytes = workbook::settings_file(&appraisal.inputs, &appraisal.evaluation).map_err(not_written)?;
                let (unit, year) = (appraisal.inputs.settings.unit_name(), appraisal.evaluation.year + 1);
                let name = format!("{unit}_{year}年度_方案.xlsx");
                Ok(Reply { response: Response::File { name }, payload: Some(bytes) })
            }
            Request::Calendar { today } => {
                let appraisal = self.appraisal()?;
                let calendar = papers::calendar(&appraisal.inputs.settings, today);
                let name = appraisal.file_name("日程", "ics");
                Ok(Reply { response: Response::File { name }, payload: Some(calendar.into_bytes()) })
            }
            Request::Export(pack) => {
                let appraisal = self.appraisal()?;
                let bytes = appraisal.pack(pack, progress).map_err(not_written)?;
                let name = appraisal.file_name(pack.term(), "xlsx");
                Ok(Reply { response: Response::File { name }, payload: Some(bytes) })
            }
            Request::Desk => Ok(Response::Desk(self.appraisal()?.desk()).into()),
            Request::Paper { kind, whom } => Ok(Response::Paper(Box::new(self.appraisal()?.paper(kind, whom)?)).into()),
            Request::Document { kind, whom } => {
                let appraisal = self.appraisal()?;
                let (name, bytes) = appraisal.document(kind, &whom, progress)?;
                Ok(Reply { response: Response::File { name }, payload: Some(bytes) })
            }
            Request::Csv(sheet) => {
                let appraisal = self.appraisal()?;
                let told = appraisal.told();
                let beside = workbook::Beside { told: &told, row_text: &|sheet, row| appraisal.row_text(sheet, row) };
                let csv = workbook::csv(&appraisal.inputs, &appraisal.evaluation, &sheet, &beside);
                let bytes = csv.ok_or_else(|| Failure::NotWritten(sheet.clone()))?;
                let name = appraisal.file_name(&sheet, "csv");
                Ok(Reply { response: Response::File { name }, payload: Some(bytes) })
            }
            Request::ReadTemplate { name } => {
                self.appraisal()?;
                let template = template(&name, payloads)?;
                let (fields, unknown) = (template.fields(), template.unknown());
                Ok(Response::Template(TemplateView { name, fields, unknown }).into())
            }
            Request::FillTemplate { name, whom, apart } => {
                let appraisal = self.appraisal()?;
                let template = template(&name, payloads)?;
                let (name, bytes) = appraisal.fill(&template, &name, &whom, apart, progress)?;
                Ok(Reply { response: Response::File { name }, payload: Some(bytes) })
            }
            Request::CopyRows(query) => {
                let (text, rows) = self.appraisal()?.copy_rows(&query);
                Ok(Response::Copied { text, rows }.into())
            }
            Request::Template => {
                let bytes = workbook::template().map_err(not_written)?;
                Ok(Reply { response: Response::File { name: TEMPLATE_NAME.to_owned() }, payload: Some(bytes) })
            }
        }
    }

    fn appraisal(&self) -> Result<&Appraisal, Failure> {
        self.appraisal.as_ref().ok_or(Failure::NothingLoaded)
    }

    /// Makes edits, all or none. Refused are a decision that the notice forbids, 定稿 while something is open, and, without
    /// a reason, what would end 定稿.
    fn edit_all(&mut self, edits: Vec<Edit>) -> Result<Reply, Failure> {
        check(&edits)?;
        let present = self.appraisal()?;
        let changed = present.with(present.and_then(edits.iter().cloned())).map_err(Failure::Unreadable)?;
        if edits.iter().any(|edit| matches!(edit, Edit::Decide { .. })) {
            let problems: Vec<Problem> = present.difference(&changed).refusals().cloned().collect();
            if !problems.is_empty() {
                let ids = problems.iter().flat_map(|problem| problem.person.iter().chain(people_named(problem)));
                return Err(Failure::Refused { names: present.names(ids.copied()), problems });
            }
        }
        let (before, after) = (&present.evaluation, &changed.evaluation);
        if edits.iter().any(|edit| matches!(edit, Edit::Settle { .. })) && !after.status.is_settled() {
            return Err(Failure::NotReady);
        }
        let ends = !after.status.is_settled() || after.figures != before.figures;
        if before.status.is_settled() && ends && !edits.iter().any(|edit| matches!(edit, Edit::Reopen { .. })) {
            return Err(Failure::WouldReopen(edits));
        }
        Ok(self.keep(changed))
    }

    /// Evaluates anew with other edits. If that gives no roster, the result stays as it was.
    fn change(&mut self, change: impl FnOnce(&mut Edits)) -> Result<Reply, Failure> {
        let present = self.appraisal()?;
        let mut edits = present.source.edits.clone();
        change(&mut edits);
        let changed = present.with(edits).map_err(Failure::Unreadable)?;
        Ok(self.keep(changed))
    }

    /// Evaluates files; those that give no roster are kept until columns are assigned by hand.
    fn load(&mut self, source: Source) -> Result<Reply, Failure> {
        match Appraisal::of_source(source) {
            Ok(appraisal) => {
                self.unread = None;
                Ok(self.keep(appraisal))
            }
            Err(failed) => {
                let (unreadable, source) = *failed;
                self.unread = Some(source);
                Err(Failure::Unreadable(unreadable))
            }
        }
    }

    fn keep(&mut self, appraisal: Appraisal) -> Reply {
        let appraisal = appraisal.on(self.today);
        let overview = appraisal.overview();
        self.appraisal = Some(appraisal);
        self.kept = None;
        Response::Loaded(Box::new(overview)).into()
    }

    fn rows(&mut self, query: RowQuery) -> Result<Reply, Failure> {
        let appraisal = self.appraisal.as_ref().ok_or(Failure::NothingLoaded)?;
        let same = |kept: &KeptOrder| {
            kept.query.sort == query.sort && kept.query.search == query.search && kept.query.filter == query.filter
        };
        let kept = match self.kept.take().filter(same) {
            Some(kept) => self.kept.insert(kept),
            None => self.kept.insert(KeptOrder { order: appraisal.order(&query), query: query.clone() }),
        };
        let people = &appraisal.evaluation.people;
        let rows = kept.order.iter().skip(query.from as usize).take(query.count as usize);
        let rows = rows.map(|at| appraisal.row(&people[*at as usize])).collect();
        let total = u32::try_from(kept.order.len()).unwrap_or(u32::MAX);
        Ok(Response::Rows(RowWindow { query, total, rows }).into())
    }
}

/// Checks that every text is a value of its setting.
fn check(edits: &[Edit]) -> Result<(), Failure> {
    for edit in edits {
        if let Edit::Set(changes) = edit
            && let Some(change) = changes.iter().find(|change| change.key.parse(&change.text).is_err())
        {
            return Err(Failure::NotAValue(change.key));
        }
    }
    Ok(())
}

/// File name of the sample, in messages about it.
const SAMPLE_NAME: &str = "试用示例.xlsx";
/// File name of the blank template.
const TEMPLATE_NAME: &str = "考核填报模板.xlsx";

/// The template whose bytes came beside the message.
fn template(name: &str, payloads: Vec<Vec<u8>>) -> Result<Template, Failure> {
    let bytes = payloads.into_iter().next().unwrap_or_default();
    Template::open(&bytes).map_err(|fault| Failure::Template { file: name.to_owned(), fault })
}

/// A part of a file's name without what file systems take for something else.
fn harmless(name: &str) -> String {
    let is_harmful = |character: char| character.is_control() || "\\/:*?\"<>|".contains(character);
    name.chars().map(|character| if is_harmful(character) { '-' } else { character }).collect()
}

fn not_written(error: workbook::WorkbookError) -> Failure {
    Failure::NotWritten(error.to_string())
}
