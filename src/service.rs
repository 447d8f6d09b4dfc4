//! The use cases: read, evaluate, show windows, write. The Worker, the command line and the native tests all call
//! this; none of them knows more.

use crate::{
    domain::{Edit, Fact, Field, Inputs, PersonId, Place, Problem, ProblemKind, Severity, SheetKind, Value},
    i18n::{Context, Lang},
    notice::{NominationMode, SettingKind},
    protocol::{
        Choice, Direction, Edits, Failure, NotAppraisedRow, OutcomeRow, Overview, PassedOverRow, PendingRow,
        PersonDetail, ProblemRow, Progress, Request, Response, Row, RowFilter, RowQuery, RowWindow, SettingRow,
        SheetsView, SortColumn, Tally, WorkStage,
    },
    roster::{self, Book, FileBytes, Unreadable},
    rules::{self, Evaluation, MoneyBasis, OutcomeKind, Pending, PersonResult, Pool, Status, Verdict},
    workbook,
};
use std::{cmp::Ordering, collections::BTreeMap};

/// Inputs and what the rules make of them.
#[derive(Clone, Debug)]
pub struct Appraisal {
    /// The files that were read.
    pub source: Source,
    /// What was read.
    pub inputs: Inputs,
    /// What the rules say.
    pub evaluation: Evaluation,
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
            Ok(inputs) => {
                let evaluation = rules::evaluate(&inputs);
                Ok(Appraisal { source, inputs, evaluation })
            }
            Err(unreadable) => Err(Box::new((unreadable, source))),
        }
    }

    /// Writes the results workbook.
    ///
    /// # Errors
    /// [`workbook::WorkbookError`]: the workbook couldn't be built.
    pub fn results(&self, progress: &mut dyn FnMut(Progress)) -> Result<Vec<u8>, workbook::WorkbookError> {
        workbook::results(&self.inputs, &self.evaluation, &mut |share| {
            progress(Progress { stage: WorkStage::Writing, share });
        })
    }

    /// The name of the results workbook: unit, year, kind, draft or final.
    pub fn results_name(&self) -> String {
        let state = if self.evaluation.status == Status::Final { "定稿" } else { "草稿" };
        let unit = self.inputs.settings.unit_name();
        format!("{unit}_{}年度_考核结果_{state}.xlsx", self.evaluation.year)
    }

    /// The result at a glance.
    pub fn overview(&self) -> Overview {
        let Appraisal { source, inputs, evaluation } = self;
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let of_severity =
            |severity| count(evaluation.problems.iter().filter(|problem| problem.severity == severity).count());
        let tied = evaluation.pools.iter().flat_map(|pool| pool.excellent.tied.iter().chain(&pool.commended.tied));
        Overview {
            files: source.files.clone(),
            unit: inputs.settings.unit_name().to_owned(),
            year: evaluation.year,
            status: evaluation.status.clone(),
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
        }
    }

    /// Everything about one person, or nothing if there is no such person.
    pub fn person(&self, id: PersonId) -> Option<PersonDetail> {
        let person = self.inputs.people.get(id.0 as usize)?;
        let evaluation = &self.evaluation;
        let result = evaluation.result(id).cloned();
        let category = match person.fact(Field::Category).value() {
            Some(Value::Category(category)) => Some(*category),
            _ => None,
        };
        let in_pool = |pool: &&Pool| pool.category.is_none() || pool.category == category;
        let problems: Vec<Problem> =
            evaluation.problems.iter().filter(|problem| touches(problem, id)).cloned().collect();
        let tied = result.iter().flat_map(|result| &result.pending).flat_map(people_of);
        let named = problems.iter().flat_map(people_named);
        Some(PersonDetail {
            sheets: self.inputs.sheets.clone(),
            year: evaluation.year,
            not_appraised: evaluation.not_appraised.iter().find(|other| other.id == id).map(|other| other.reason),
            outcomes: evaluation.outcomes.iter().filter(|outcome| outcome.id == id).cloned().collect(),
            names: self.names(tied.chain(named).copied()),
            pool: result.as_ref().and_then(|_| evaluation.pools.iter().find(in_pool).cloned()),
            problems,
            person: evaluation.person(&self.inputs, id).clone(),
            result,
        })
    }

    /// All pending matters, by person in the roster's order.
    pub fn pending(&self) -> Vec<PendingRow> {
        let people = self.evaluation.people.iter();
        let rows = people.flat_map(|result| result.pending.iter().map(move |pending| (result.id, pending)));
        rows.map(|(id, pending)| {
            let person = self.inputs.person(id);
            PendingRow {
                id,
                staff_number: person.staff_number().to_owned(),
                name: person.name().to_owned(),
                names: self.names(people_of(pending).iter().copied()),
                pending: pending.clone(),
            }
        })
        .collect()
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
            SettingRow { key, term, value, changed }
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
        let search = roster::normalise(&query.search).to_uppercase();
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
    let state = if overview.status == Status::Final { "定稿" } else { "草稿" };
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
}

impl Session {
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
            Request::Edit(edit) => self.edit(|edits| edits.push(edit)),
            Request::AssignUnread(assignment) => {
                let mut source = self.unread.clone().ok_or(Failure::NothingLoaded)?;
                source.edits.push(Edit::Assign(assignment));
                self.load(source)
            }
            Request::Undo => self.edit(Edits::undo),
            Request::Redo => self.edit(Edits::redo),
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
            Request::Export => {
                let appraisal = self.appraisal()?;
                let bytes = appraisal.results(progress).map_err(not_written)?;
                Ok(Reply { response: Response::File { name: appraisal.results_name() }, payload: Some(bytes) })
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

    /// Evaluates anew with other edits. If that gives no roster, the result stays as it was.
    fn edit(&mut self, change: impl FnOnce(&mut Edits)) -> Result<Reply, Failure> {
        let mut source = self.appraisal()?.source.clone();
        change(&mut source.edits);
        let appraisal = Appraisal::of_source(source).map_err(|failed| Failure::Unreadable(failed.0))?;
        Ok(self.keep(appraisal))
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

/// File name of the sample, in messages about it.
const SAMPLE_NAME: &str = "试用示例.xlsx";
/// File name of the blank template.
const TEMPLATE_NAME: &str = "考核填报模板.xlsx";

fn not_written(error: workbook::WorkbookError) -> Failure {
    Failure::NotWritten(error.to_string())
}
