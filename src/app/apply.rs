//! What each action does to the state.

use super::{
    Action, Budget, Effect, Loadable, Loading, Matters, Panel, PanelPart, PaperAction, Results, Saving, SavingFile,
    Shared, Stage, State, Tab, WeighedAt, Weighing, account, mapping, papers,
};
use crate::{
    domain::{Edit, Pack, PersonId, SettingChange},
    protocol::{AnswerBody, Failure, Overview, Progress, Request, Response},
};

/// Changes the state and says what to ask of the engine.
pub fn apply(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Dragging(dragging) => {
            state.dragging = dragging;
            Vec::new()
        }
        Action::Open(names) if names.is_empty() => Vec::new(),
        Action::Open(names) if is_template(state, &names) => {
            let name = names.into_iter().next().unwrap_or_default();
            super::papers::apply(state, PaperAction::OpenTemplate(name))
        }
        Action::Open(names) if unsaved(state) > 0 => {
            state.dragging = false;
            state.replacing = Some(names);
            Vec::new()
        }
        Action::Open(names) => open_files(state, names),
        Action::OpenAnyway => match state.replacing.take() {
            Some(names) => open_files(state, names),
            None => Vec::new(),
        },
        Action::ConfirmSaved => {
            if let Stage::Results(results) = &mut state.stage {
                results.saved = results.downloaded.clone();
            }
            Vec::new()
        }
        Action::KeepEdits => {
            state.replacing = None;
            Vec::new()
        }
        Action::AskReopen => {
            state.reopening = Some(Vec::new());
            Vec::new()
        }
        Action::Reopen { by, on, reason } => match (state.reopening.take(), &mut state.stage) {
            (Some(edits), Stage::Results(results)) => {
                let reopen = Edit::Reopen { by, on, reason };
                edited(results, Request::EditAll(std::iter::once(reopen).chain(edits).collect()))
            }
            _ => Vec::new(),
        },
        Action::KeepSettled => {
            state.reopening = None;
            Vec::new()
        }
        Action::OpenSample => load(state, Vec::new(), Request::LoadSample { edits: Vec::new() }),
        Action::OpenMapping { .. }
        | Action::ChooseSheet(_)
        | Action::Try(_)
        | Action::Assign
        | Action::CloseMapping => mapping::apply(state, action),
        Action::SaveCsv(sheet) => {
            if !matches!(state.stage, Stage::Results(_)) || state.saving.is_some() {
                return Vec::new();
            }
            state.saving = Some(Saving { file: SavingFile::Csv, progress: None });
            vec![Effect::Ask(Request::Csv(sheet))]
        }
        Action::NotCopied => {
            if let Stage::Results(results) = &mut state.stage {
                results.copied = None;
            }
            state.banner = Some(Failure::NotCopied);
            Vec::new()
        }
        Action::Paper(action) => papers::apply(state, action),
        Action::Cancel => cancel(state),
        Action::Save(file) => save(state, file),
        Action::Speak(lang) => {
            state.lang = lang;
            Vec::new()
        }
        Action::Paint(theme) => {
            state.theme = theme;
            Vec::new()
        }
        Action::CloseBanner => {
            state.banner = None;
            Vec::new()
        }
        Action::Today(today) => {
            state.today = Some(today);
            Vec::new()
        }
        Action::Answered { to, body: AnswerBody::Progress(progress) } => {
            proceed(state, &to, progress);
            Vec::new()
        }
        Action::Answered { to, body: AnswerBody::Done(response) } => done(state, &to, response),
        Action::Answered { to, body: AnswerBody::Failed(failure) } => failed(state, &to, failure),
        other => match &mut state.stage {
            Stage::Results(results) => look(results, other),
            Stage::Start | Stage::Loading(_) => Vec::new(),
        },
    }
}

/// How many edits would be lost with the page.
pub fn unsaved(state: &State) -> usize {
    match &state.stage {
        Stage::Results(results) | Stage::Loading(Loading { before: Some(results), .. }) => results.unsaved(),
        Stage::Start | Stage::Loading(_) => 0,
    }
}

/// Whether they were downloaded, and nobody has said yet that the file was kept.
pub fn awaits_confirmation(state: &State) -> bool {
    matches!(&state.stage, Stage::Results(results) if results.awaits_confirmation())
}

/// Whether what was dropped is a template of the office for the result in sight.
fn is_template(state: &State, names: &[String]) -> bool {
    matches!(state.stage, Stage::Results(_)) && matches!(names, [name] if name.to_lowercase().ends_with(".docx"))
}

fn open_files(state: &mut State, names: Vec<String>) -> Vec<Effect> {
    load(state, names.clone(), Request::Load { names, edits: Vec::new() })
}

fn load(state: &mut State, names: Vec<String>, request: Request) -> Vec<Effect> {
    state.dragging = false;
    state.banner = None;
    state.mapping = None;
    state.unread = false;
    let before = match std::mem::take(&mut state.stage) {
        Stage::Results(results) => Some(results),
        Stage::Loading(loading) => loading.before,
        Stage::Start => None,
    };
    state.stage = Stage::Loading(Loading { names, progress: None, before });
    vec![Effect::Ask(request)]
}

fn cancel(state: &mut State) -> Vec<Effect> {
    match &state.stage {
        Stage::Loading(_) => {
            go_back(state);
            vec![Effect::Cancel]
        }
        Stage::Start | Stage::Results(_) if state.saving.is_some() => {
            state.saving = None;
            vec![Effect::Cancel]
        }
        Stage::Start | Stage::Results(_) => Vec::new(),
    }
}

/// From loading to what was there before.
fn go_back(state: &mut State) {
    state.stage = match std::mem::take(&mut state.stage) {
        Stage::Loading(Loading { before: Some(results), .. }) => Stage::Results(results),
        Stage::Loading(_) | Stage::Start => Stage::Start,
        results @ Stage::Results(_) => results,
    };
}

fn save(state: &mut State, file: SavingFile) -> Vec<Effect> {
    let ready = match file {
        SavingFile::Export(_) | SavingFile::Settings | SavingFile::Calendar => matches!(state.stage, Stage::Results(_)),
        // They have actions of their own, which say more.
        SavingFile::Csv | SavingFile::Document | SavingFile::Filled => false,
        SavingFile::Template => !matches!(state.stage, Stage::Loading(_)),
    };
    if !ready || state.saving.is_some() {
        return Vec::new();
    }
    let request = match (file, state.today) {
        (SavingFile::Export(pack), _) => Request::Export(pack),
        (SavingFile::Template, _) => Request::Template,
        (SavingFile::Settings, _) => Request::SettingsFile,
        (SavingFile::Calendar, Some(today)) => Request::Calendar { today },
        (SavingFile::Calendar, None) | (SavingFile::Csv | SavingFile::Document | SavingFile::Filled, _) => {
            return Vec::new();
        }
    };
    state.saving = Some(Saving { file, progress: None });
    vec![Effect::Ask(request)]
}

/// Looks at a result another way.
fn look(results: &mut Results, action: Action) -> Vec<Effect> {
    match action {
        Action::ShowTab(tab) => show(results, tab),
        Action::Search(search) => {
            results.table.search = search;
            ask(results.table.restart())
        }
        Action::Filter(filter) => {
            results.table.filter = filter;
            ask(results.table.restart())
        }
        Action::ShowPeople(filter) => {
            results.tab = Tab::People;
            results.table.filter = filter;
            results.table.search.clear();
            ask(results.table.restart())
        }
        Action::Sort(column) => {
            results.table.sort_by(column);
            ask(results.table.restart())
        }
        Action::View(rows) => {
            results.table.view = rows;
            ask(results.table.ask())
        }
        Action::Move(by) => {
            results.table.cursor = results.table.moved(results.table.cursor, by);
            Vec::new()
        }
        Action::OpenRow(row) => open_row(results, row, PanelPart::Head),
        Action::OpenCell { row, part } => open_row(results, row, part),
        Action::Step(by) => match results.panel.as_ref().and_then(|panel| panel.row) {
            Some(row) => {
                let part = results.panel.as_ref().map(|panel| panel.part).unwrap_or_default();
                open_row(results, results.table.moved(row, by), part)
            }
            None => Vec::new(),
        },
        Action::OpenPerson(id) => open(results, id, None, PanelPart::Head),
        Action::ClosePerson => {
            results.panel = None;
            results.recap = false;
            Vec::new()
        }
        Action::ShowRecap(shown) => {
            results.recap = shown && results.panel.is_some();
            Vec::new()
        }
        Action::Edit(edit) => edited(results, Request::Edit(edit)),
        Action::EditAll(edits) => edited(results, Request::EditAll(edits)),
        Action::OpenSettings(name) => edited(results, Request::LoadSettings { name }),
        Action::Weigh { at, edits } => weigh(results, at, edits),
        Action::StopWeighing => {
            results.weighing = None;
            Vec::new()
        }
        Action::Stage(change) => {
            stage(results, change);
            weigh_staged(results)
        }
        Action::KeepStaged if !results.staged.is_empty() => {
            let changes = results.staged.clone();
            edited(results, Request::Edit(Edit::Set(changes)))
        }
        Action::DropStaged => {
            results.staged.clear();
            results.weighing = None;
            Vec::new()
        }
        Action::CopyRows => vec![Effect::Ask(Request::CopyRows(results.table.query(0)))],
        Action::Find(text) => vec![Effect::Ask(Request::Find(text))],
        Action::AskFacts(id) => {
            results.facts = Loadable::Asked;
            vec![Effect::Ask(Request::Facts(id))]
        }
        Action::TryOut(edit) => {
            results.trial.retain(|other| !same_matter(other, &edit));
            results.trial.push(edit);
            weigh(results, WeighedAt::Trial, results.trial.clone())
        }
        Action::Untry(at) => {
            if at < results.trial.len() {
                results.trial.remove(at);
            }
            if results.trial.is_empty() {
                results.weighing = None;
                return Vec::new();
            }
            weigh(results, WeighedAt::Trial, results.trial.clone())
        }
        Action::KeepTrial if !results.trial.is_empty() => {
            let edits = results.trial.clone();
            edited(results, Request::EditAll(edits))
        }
        Action::DropTrial => {
            results.trial.clear();
            results.weighing = None;
            Vec::new()
        }
        Action::AskBudget(question) => {
            results.budget = Some(Budget { question: question.clone(), answer: None });
            vec![Effect::Ask(Request::Budget(question))]
        }
        Action::GroupBy(by) => {
            results.group_by = by;
            results.fairness = Loadable::Asked;
            vec![Effect::Ask(Request::Fairness(by))]
        }
        Action::ShowCell(cell) => account::show_cell(results, cell),
        Action::Account(action) => account::apply(results, action),
        Action::Undo if !results.overview.edits.done.is_empty() => edited(results, Request::Undo),
        Action::Redo if !results.overview.edits.undone.is_empty() => edited(results, Request::Redo),
        Action::TogglePassedOver(sheet) => match results.passed_over.remove(&sheet) {
            Some(_) => Vec::new(),
            None => {
                results.passed_over.insert(sheet, Loadable::Asked);
                vec![Effect::Ask(Request::PassedOverRows { sheet })]
            }
        },
        _ => Vec::new(),
    }
}

/// Whether two edits are about the same thing, so that the later one stands in place of the earlier.
fn same_matter(one: &Edit, other: &Edit) -> bool {
    match (one, other) {
        (Edit::Correct { cell: one, .. }, Edit::Correct { cell: other, .. }) => one == other,
        (Edit::Decide { row: one, .. }, Edit::Decide { row: other, .. }) => one == other,
        (Edit::Set(one), Edit::Set(other)) => {
            let keys = |changes: &[SettingChange]| -> Vec<_> {
                changes.iter().map(|change| (change.key, change.level.clone())).collect()
            };
            keys(one) == keys(other)
        }
        _ => false,
    }
}

/// Takes another value of a setting in, in place of an earlier one. The value in force takes the change back.
fn stage(results: &mut Results, change: SettingChange) {
    results.staged.retain(|other| (other.key, &other.level) != (change.key, &change.level));
    let mut settings = results.overview.settings.clone();
    let is_value = settings.set_text(change.key, change.level.as_deref(), &change.text).is_ok();
    if is_value && settings != results.overview.settings {
        results.staged.push(change);
    }
}

/// Asks what the staged settings would change.
fn weigh_staged(results: &mut Results) -> Vec<Effect> {
    if results.staged.is_empty() {
        results.weighing = None;
        return Vec::new();
    }
    let edits = vec![Edit::Set(results.staged.clone())];
    weigh(results, WeighedAt::Settings, edits)
}

/// Asks what edits would change.
fn weigh(results: &mut Results, at: WeighedAt, edits: Vec<Edit>) -> Vec<Effect> {
    let effect = results.weighing.take().filter(|weighing| weighing.at == at).and_then(|weighing| weighing.effect);
    results.weighing = Some(Weighing { at, edits: edits.clone(), effect, failure: None });
    vec![Effect::Ask(Request::Weigh(edits))]
}

fn edited(results: &mut Results, request: Request) -> Vec<Effect> {
    results.editing = true;
    vec![Effect::Ask(request)]
}

/// What waited to be made waits no longer once it was, perhaps behind a reopening.
fn made(results: &mut Results, to: &Request) {
    let edits = match to {
        Request::Edit(edit) => std::slice::from_ref(edit),
        Request::EditAll(edits) => match edits.as_slice() {
            [Edit::Reopen { .. }, rest @ ..] => rest,
            all => all,
        },
        _ => return,
    };
    if matches!(edits, [Edit::Set(changes)] if *changes == results.staged) {
        results.staged.clear();
    }
    if edits == results.trial {
        results.trial.clear();
    }
}

/// Takes in what an edit made of the result; everything in sight stays where it is until its answer comes.
fn refresh(results: &mut Results, overview: Overview) -> Vec<Effect> {
    fn again<T>(part: &Loadable<T>, request: Request) -> Option<Request> {
        (!matches!(part, Loadable::Absent)).then_some(request)
    }
    results.overview = Shared::new(overview);
    results.editing = false;
    results.budget = None;
    let mut requests = results.table.refresh();
    requests.extend(again(&results.pending, Request::Pending));
    requests.extend(again(&results.problems, Request::Problems));
    requests.extend(again(&results.outcomes, Request::Outcomes));
    requests.extend(results.account.refresh());
    requests.extend(again(&results.settings, Request::Settings));
    requests.extend(again(&results.clauses, Request::Clauses));
    requests.extend(again(&results.papers.desk, Request::Desk));
    requests.extend(again(&results.fairness, Request::Fairness(results.group_by)));
    // It takes an evaluation for each reading, so it waits until somebody looks.
    let register = std::mem::replace(&mut results.register, Loadable::Absent);
    if results.tab == Tab::Register {
        results.register = register;
        requests.push(Request::Register);
    }
    if let Loadable::Here(facts) = &results.facts {
        requests.push(Request::Facts(facts.person.id));
    }
    // What was weighed against the result as it was is weighed anew, unless it was made just now.
    results.weighing = match results.weighing.take() {
        Some(weighing) if weighing.at == WeighedAt::Trial && !results.trial.is_empty() => {
            requests.push(Request::Weigh(weighing.edits.clone()));
            Some(weighing)
        }
        Some(weighing) if weighing.at == WeighedAt::Settings && !results.staged.is_empty() => {
            requests.push(Request::Weigh(weighing.edits.clone()));
            Some(weighing)
        }
        _ => None,
    };
    requests.extend(results.panel.as_ref().map(|panel| Request::Person(panel.id)));
    requests.extend(papers::again(&results.papers));
    results.copied = None;
    requests.extend(results.passed_over.keys().map(|sheet| Request::PassedOverRows { sheet: *sheet }));
    ask(requests)
}

fn ask(requests: Vec<Request>) -> Vec<Effect> {
    requests.into_iter().map(Effect::Ask).collect()
}

/// Shows a tab and asks for what it needs, the first time.
pub(super) fn show(results: &mut Results, tab: Tab) -> Vec<Effect> {
    fn first<T>(part: &mut Loadable<T>, request: Request) -> Vec<Effect> {
        if matches!(part, Loadable::Absent) {
            *part = Loadable::Asked;
            vec![Effect::Ask(request)]
        } else {
            Vec::new()
        }
    }
    results.tab = tab;
    let weighed = results.weighing.as_ref().map(|weighing| weighing.at);
    match tab {
        Tab::Settings | Tab::Timetable if !results.staged.is_empty() && weighed != Some(WeighedAt::Settings) => {
            let mut effects = first(&mut results.settings, Request::Settings);
            effects.extend(weigh_staged(results));
            return effects;
        }
        Tab::Trial if !results.trial.is_empty() && weighed != Some(WeighedAt::Trial) => {
            return weigh(results, WeighedAt::Trial, results.trial.clone());
        }
        _ => {}
    }
    match tab {
        Tab::Overview => Vec::new(),
        Tab::People => ask(results.table.ask()),
        Tab::Pending => first(&mut results.pending, Request::Pending),
        Tab::Problems => first(&mut results.problems, Request::Problems),
        Tab::Outcomes => first(&mut results.outcomes, Request::Outcomes),
        Tab::Settings => first(&mut results.settings, Request::Settings),
        Tab::Register => first(&mut results.register, Request::Register),
        Tab::Fairness => first(&mut results.fairness, Request::Fairness(results.group_by)),
        Tab::Clauses => first(&mut results.clauses, Request::Clauses),
        Tab::Papers => first(&mut results.papers.desk, Request::Desk),
        Tab::Account => first(&mut results.account.sheets, Request::Account),
        Tab::Trial | Tab::Timetable | Tab::History => Vec::new(),
    }
}

fn open_row(results: &mut Results, row: u32, part: PanelPart) -> Vec<Effect> {
    results.table.cursor = row;
    match results.table.row(row).map(|row| row.id) {
        Some(id) => open(results, id, Some(row), part),
        None => Vec::new(),
    }
}

fn open(results: &mut Results, id: PersonId, row: Option<u32>, part: PanelPart) -> Vec<Effect> {
    let detail = results.panel.take().and_then(|panel| panel.detail);
    let panel = Panel { id, row, part, detail };
    let known = panel.is_current();
    results.recap &= known;
    results.panel = Some(panel);
    if known { Vec::new() } else { vec![Effect::Ask(Request::Person(id))] }
}

fn proceed(state: &mut State, to: &Request, progress: Progress) {
    match (to, &mut state.stage) {
        (Request::Load { .. } | Request::LoadSample { .. }, Stage::Loading(loading)) => {
            loading.progress = Some(progress)
        }
        (
            Request::Export(_)
            | Request::Csv(_)
            | Request::Document { .. }
            | Request::FillTemplate { .. }
            | Request::Template
            | Request::SettingsFile
            | Request::Calendar { .. },
            _,
        ) => {
            if let Some(saving) = &mut state.saving {
                saving.progress = Some(progress);
            }
        }
        _ => {}
    }
}

fn done(state: &mut State, to: &Request, response: Response) -> Vec<Effect> {
    match response {
        Response::Sheets(view) => {
            mapping::shown(state, view);
            Vec::new()
        }
        Response::Loaded(overview) => {
            let assigned = state.mapping.take().is_some_and(|mapping| mapping.unread);
            if let (Stage::Results(results), false) = (&mut state.stage, assigned) {
                state.banner = None;
                made(results, to);
                return refresh(results, *overview);
            }
            state.unread = false;
            if assigned || matches!(state.stage, Stage::Loading(_)) {
                state.banner = None;
                let mut results = Box::new(Results::new(*overview));
                let effects = ask(results.table.ask());
                state.stage = Stage::Results(results);
                return effects;
            }
            Vec::new()
        }
        Response::File { .. } => {
            state.saving = None;
            if let (Request::Export(Pack::Whole | Pack::Audit), Stage::Results(results)) = (to, &mut state.stage) {
                results.downloaded = results.overview.edits.done.clone();
            }
            Vec::new()
        }
        other => match &mut state.stage {
            Stage::Results(results) | Stage::Loading(Loading { before: Some(results), .. }) => take(results, to, other),
            Stage::Start | Stage::Loading(_) => Vec::new(),
        },
    }
}

/// Takes a part of the result in.
fn take(results: &mut Results, to: &Request, response: Response) -> Vec<Effect> {
    match response {
        Response::Rows(window) => {
            results.table.take(window);
            return ask(results.table.ask());
        }
        Response::Person(detail) => {
            if let Some(panel) = results.panel.as_mut().filter(|panel| *to == Request::Person(panel.id)) {
                let before = panel.detail.as_ref().filter(|before| before.person.id == panel.id);
                // An edit that adds or takes away a row gives the number to somebody else.
                if before.is_some_and(|before| before.person.row != detail.person.row) {
                    results.panel = None;
                } else {
                    panel.detail = Some(Shared::new(*detail));
                }
            }
        }
        Response::Account(sheets) => return results.account.take_sheets(sheets),
        Response::SheetRows(window) => return results.account.take_rows(window),
        Response::NextOfLot(cell) => return results.account.take_next(cell),
        Response::Cell(view) => results.account.take_cell(*view),
        Response::Pending(rows) => results.pending = Loadable::Here(Shared::new(rows)),
        Response::Problems(rows) => results.problems = Loadable::Here(Shared::new(rows)),
        Response::Outcomes { outcomes, not_appraised } => {
            results.outcomes = Loadable::Here(Shared::new(Matters { outcomes, not_appraised }));
        }
        Response::Settings(rows) => results.settings = Loadable::Here(Shared::new(rows)),
        Response::Register(view) => results.register = Loadable::Here(Shared::new(*view)),
        Response::Clauses(rows) => results.clauses = Loadable::Here(Shared::new(rows)),
        Response::Fairness(view) => results.fairness = Loadable::Here(Shared::new(view)),
        Response::Desk(view) => results.papers.desk = Loadable::Here(Shared::new(view)),
        Response::Paper(view) => papers::took(results, *view),
        Response::Template(view) => papers::read(results, view),
        // The page's end puts it on the clipboard.
        Response::Copied { rows, .. } => results.copied = Some(rows),
        Response::Found(text, people) => results.found = Some((text, Shared::new(people))),
        Response::Facts(view) => results.facts = Loadable::Here(Shared::new(*view)),
        Response::Weighed(effect) => {
            if let Some(weighing) = &mut results.weighing
                && weighing.edits == effect.edits
            {
                weighing.effect = Some(Shared::new(*effect));
            }
        }
        Response::Budget(answer) => {
            if let (Some(budget), Request::Budget(question)) = (&mut results.budget, to)
                && budget.question == *question
            {
                budget.answer = Some(answer);
            }
        }
        Response::PassedOverRows(rows) => {
            if let Request::PassedOverRows { sheet } = to
                && let Some(part) = results.passed_over.get_mut(sheet)
            {
                *part = Loadable::Here(Shared::new(rows));
            }
        }
        Response::Loaded(_) | Response::File { .. } | Response::Sheets(_) => {}
    }
    Vec::new()
}

fn failed(state: &mut State, to: &Request, failure: Failure) -> Vec<Effect> {
    if let (Failure::WouldReopen(edits), Stage::Results(results)) = (&failure, &mut state.stage) {
        results.editing = false;
        state.reopening = Some(edits.clone());
        if let Some(mapping) = &mut state.mapping {
            mapping.busy = false;
        }
        return Vec::new();
    }
    match to {
        Request::Load { .. } | Request::LoadSample { .. } => {
            go_back(state);
            state.unread = failure.can_be_assigned();
        }
        Request::Export(_)
        | Request::Csv(_)
        | Request::Document { .. }
        | Request::Template
        | Request::SettingsFile
        | Request::Calendar { .. } => state.saving = None,
        Request::FillTemplate { .. } | Request::ReadTemplate { .. } => {
            if matches!(to, Request::FillTemplate { .. }) {
                state.saving = None;
            }
            if papers::failed(state, &failure) {
                return Vec::new();
            }
        }
        Request::Weigh(_) => {
            if let Stage::Results(results) = &mut state.stage
                && let Some(weighing) = &mut results.weighing
                && failure != Failure::Cancelled
            {
                weighing.failure = Some(failure);
                return Vec::new();
            }
        }
        Request::AssignUnread(_) | Request::Sheets { .. } => {
            if mapping::failed(state, &failure) {
                return Vec::new();
            }
        }
        Request::Edit(_) if state.mapping.is_some() => {
            if let Stage::Results(results) = &mut state.stage {
                results.editing = false;
            }
            if mapping::failed(state, &failure) {
                return Vec::new();
            }
        }
        Request::Edit(_) | Request::EditAll(_) | Request::LoadSettings { .. } | Request::Undo | Request::Redo => {
            if let Stage::Results(results) = &mut state.stage {
                results.editing = false;
            }
        }
        Request::Rows(_)
        | Request::Person(_)
        | Request::Pending
        | Request::Problems
        | Request::Outcomes
        | Request::Settings
        | Request::Register
        | Request::Clauses
        | Request::Fairness(_)
        | Request::Desk
        | Request::Paper { .. }
        | Request::CopyRows(_)
        | Request::Find(_)
        | Request::Facts(_)
        | Request::Budget(_)
        | Request::Account
        | Request::SheetRows(_)
        | Request::NextOfLot { .. }
        | Request::Cell(_)
        | Request::PassedOverRows { .. } => {
            if let Stage::Results(results) = &mut state.stage {
                forget(results, to);
            }
        }
    }
    // Who ended the work knows it.
    if failure != Failure::Cancelled {
        state.banner = Some(failure);
    }
    Vec::new()
}

/// What was asked for won't come: it may be asked for again.
fn forget(results: &mut Results, to: &Request) {
    match to {
        Request::Rows(query) => results.table.give_up(query),
        Request::Person(id) => {
            if results.panel.as_ref().is_some_and(|panel| panel.id == *id && !panel.is_current()) {
                results.panel = None;
            }
        }
        Request::Pending => results.pending = Loadable::Absent,
        Request::Problems => results.problems = Loadable::Absent,
        Request::Outcomes => results.outcomes = Loadable::Absent,
        Request::Settings => results.settings = Loadable::Absent,
        Request::Register => results.register = Loadable::Absent,
        Request::Clauses => results.clauses = Loadable::Absent,
        Request::Fairness(_) => results.fairness = Loadable::Absent,
        Request::Desk => results.papers.desk = Loadable::Absent,
        Request::Paper { .. } => results.papers.shown = None,
        Request::Account => results.account.sheets = Loadable::Absent,
        Request::SheetRows(query) => results.account.give_up(query),
        Request::CopyRows(_) | Request::NextOfLot { .. } | Request::Cell(_) => {}
        Request::Find(_) => results.found = None,
        Request::Facts(_) => results.facts = Loadable::Absent,
        Request::Budget(_) => results.budget = None,
        Request::PassedOverRows { sheet } => {
            results.passed_over.remove(sheet);
        }
        Request::Load { .. }
        | Request::LoadSample { .. }
        | Request::Export(_)
        | Request::Csv(_)
        | Request::Document { .. }
        | Request::ReadTemplate { .. }
        | Request::FillTemplate { .. }
        | Request::Template
        | Request::SettingsFile
        | Request::Calendar { .. }
        | Request::Edit(_)
        | Request::EditAll(_)
        | Request::Weigh(_)
        | Request::LoadSettings { .. }
        | Request::AssignUnread(_)
        | Request::Undo
        | Request::Redo
        | Request::Sheets { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            Move, PAGE_ROWS,
            testing::{loaded, only, overview, rows},
        },
        domain::{Assignment, CellRef, Edit, Grade, SheetKind},
        protocol::{Direction, Edits, Overview, PendingView, RowFilter, SortColumn, WorkStage},
        roster::Unreadable,
    };

    fn results(state: &State) -> &Results {
        match &state.stage {
            Stage::Results(results) => results,
            other => panic!("expected results, found {}", other.name()),
        }
    }

    #[test]
    fn files_lead_to_results_and_the_first_rows() {
        let state = loaded();
        assert_eq!(results(&state).table.total, Some(250));
        assert!(results(&state).table.row(PAGE_ROWS - 1).is_some());
        assert!(results(&state).table.row(PAGE_ROWS).is_none());
    }

    #[test]
    fn no_files_are_no_work() {
        let mut state = State::default();
        assert!(apply(&mut state, Action::Open(Vec::new())).is_empty());
        assert_eq!(state.stage.name(), "start");
    }

    #[test]
    fn a_failed_load_says_so_and_keeps_what_was_there() {
        let mut state = loaded();
        let request = only(apply(&mut state, Action::Open(vec!["坏.xlsx".into()])));
        assert_eq!(state.stage.name(), "loading");
        let failure = Failure::BadMessage("x".into());
        let body = AnswerBody::Failed(failure.clone());
        assert!(apply(&mut state, Action::Answered { to: request, body }).is_empty());
        assert_eq!(results(&state).table.total, Some(250));
        assert_eq!(state.banner, Some(failure));
        apply(&mut state, Action::CloseBanner);
        assert_eq!(state.banner, None);
    }

    #[test]
    fn a_first_failed_load_leads_back_to_the_start() {
        let mut state = State::default();
        let request = only(apply(&mut state, Action::OpenSample));
        apply(&mut state, Action::Answered { to: request, body: AnswerBody::Failed(Failure::WorkerDied("x".into())) });
        assert_eq!(state.stage.name(), "start");
        assert!(state.banner.is_some());
    }

    #[test]
    fn cancelled_work_leaves_no_banner() {
        let mut state = State::default();
        let request = only(apply(&mut state, Action::OpenSample));
        assert_eq!(apply(&mut state, Action::Cancel), [Effect::Cancel]);
        apply(&mut state, Action::Answered { to: request, body: AnswerBody::Failed(Failure::Cancelled) });
        assert_eq!(state.stage.name(), "start");
        assert_eq!(state.banner, None);
    }

    #[test]
    fn progress_is_shown_where_it_belongs() {
        let mut state = State::default();
        let request = only(apply(&mut state, Action::OpenSample));
        let progress = Progress { stage: WorkStage::Evaluating, share: 0.5 };
        apply(&mut state, Action::Answered { to: request, body: AnswerBody::Progress(progress) });
        let Stage::Loading(loading) = &state.stage else { panic!("expected loading") };
        assert_eq!(loading.progress, Some(progress));
    }

    #[test]
    fn scrolling_asks_for_the_pages_in_sight_once() {
        let mut state = loaded();
        let request = only(apply(&mut state, Action::View(90..130)));
        assert!(apply(&mut state, Action::View(92..132)).is_empty());
        apply(&mut state, rows(request, 250));
        assert!(results(&state).table.row(130).is_some());
        assert!(apply(&mut state, Action::View(90..130)).is_empty());
    }

    #[test]
    fn another_query_starts_from_the_top_and_keeps_old_rows_until_the_answer() {
        let mut state = loaded();
        apply(&mut state, Action::Move(Move::Last));
        let request = only(apply(&mut state, Action::Sort(SortColumn::Net)));
        let Request::Rows(query) = &request else { panic!("expected rows") };
        assert_eq!(query.sort, Some((SortColumn::Net, Direction::Descending)));
        assert_eq!(query.from, 0);
        assert_eq!(results(&state).table.cursor, 0);
        assert!(results(&state).table.row(0).is_some());
        assert!(results(&state).table.is_outdated());
        apply(&mut state, rows(request, 3));
        assert_eq!(results(&state).table.total, Some(3));
        assert!(results(&state).table.row(3).is_none());
    }

    #[test]
    fn a_choice_of_people_shows_the_table() {
        let mut state = loaded();
        let filter = RowFilter::Grade(Grade::Excellent);
        only(apply(&mut state, Action::ShowPeople(filter)));
        assert_eq!(results(&state).tab, Tab::People);
        assert_eq!(results(&state).table.filter, filter);
    }

    #[test]
    fn a_tab_asks_for_its_rows_once() {
        let mut state = loaded();
        let request = only(apply(&mut state, Action::ShowTab(Tab::Pending)));
        assert_eq!(request, Request::Pending);
        assert!(apply(&mut state, Action::ShowTab(Tab::Pending)).is_empty());
        apply(
            &mut state,
            Action::Answered {
                to: request,
                body: AnswerBody::Done(Response::Pending(PendingView { people: Vec::new(), sheets: Vec::new() })),
            },
        );
        assert!(matches!(results(&state).pending, Loadable::Here(_)));
        assert!(apply(&mut state, Action::ShowTab(Tab::Pending)).is_empty());
    }

    #[test]
    fn a_tab_that_failed_can_be_asked_again() {
        let mut state = loaded();
        let request = only(apply(&mut state, Action::ShowTab(Tab::Settings)));
        apply(&mut state, Action::Answered { to: request, body: AnswerBody::Failed(Failure::WorkerDied("x".into())) });
        assert_eq!(only(apply(&mut state, Action::ShowTab(Tab::Settings))), Request::Settings);
    }

    #[test]
    fn the_panel_steps_through_the_rows_it_was_opened_from() {
        let mut state = loaded();
        assert_eq!(only(apply(&mut state, Action::OpenRow(4))), Request::Person(PersonId(4)));
        assert_eq!(only(apply(&mut state, Action::Step(Move::Down))), Request::Person(PersonId(5)));
        assert_eq!(results(&state).table.cursor, 5);
        apply(&mut state, Action::ClosePerson);
        assert!(results(&state).panel.is_none());
        assert!(apply(&mut state, Action::Step(Move::Down)).is_empty());
    }

    #[test]
    fn a_file_is_written_one_at_a_time() {
        let mut state = loaded();
        let request = only(apply(&mut state, Action::Save(SavingFile::Export(Pack::Whole))));
        assert!(apply(&mut state, Action::Save(SavingFile::Template)).is_empty());
        let body = AnswerBody::Done(Response::File { name: "结果.xlsx".into() });
        apply(&mut state, Action::Answered { to: request, body });
        assert_eq!(state.saving, None);
    }

    #[test]
    fn nothing_can_be_exported_before_there_is_a_result() {
        let mut state = State::default();
        assert!(apply(&mut state, Action::Save(SavingFile::Export(Pack::Whole))).is_empty());
        assert_eq!(only(apply(&mut state, Action::Save(SavingFile::Template))), Request::Template);
    }

    fn correction(text: &str) -> Edit {
        Edit::Correct { cell: CellRef { sheet: 0, row: 1, column: 3 }, text: text.to_owned() }
    }

    /// Answers a request with a result that has these edits.
    fn answer(state: &mut State, to: Request, done: Vec<Edit>) -> Vec<Effect> {
        let overview = Overview { edits: Edits { done, undone: Vec::new() }, ..overview() };
        apply(state, Action::Answered { to, body: AnswerBody::Done(Response::Loaded(Box::new(overview))) })
    }

    /// A result with one edit, and the tab of problems in sight.
    fn edited() -> State {
        let mut state = loaded();
        let asked = only(apply(&mut state, Action::ShowTab(Tab::Problems)));
        apply(&mut state, Action::Answered { to: asked, body: AnswerBody::Done(Response::Problems(Vec::new())) });
        let asked = only(apply(&mut state, Action::Edit(correction("1"))));
        assert!(results(&state).editing);
        answer(&mut state, asked, vec![correction("1")]);
        state
    }

    #[test]
    fn an_edit_keeps_what_is_in_sight_and_asks_for_it_again() {
        let mut state = loaded();
        apply(&mut state, Action::ShowTab(Tab::Problems));
        apply(&mut state, Action::OpenPerson(PersonId(7)));
        let asked = only(apply(&mut state, Action::Edit(correction("1"))));
        let effects = answer(&mut state, asked, vec![correction("1")]);
        assert!(effects.contains(&Effect::Ask(Request::Problems)));
        assert!(effects.contains(&Effect::Ask(Request::Person(PersonId(7)))));
        assert!(!effects.contains(&Effect::Ask(Request::Settings)), "nobody has looked at them yet");
        assert_eq!(results(&state).tab, Tab::Problems);
        assert!(!results(&state).editing);
    }

    #[test]
    fn nothing_is_undone_where_nothing_was_done() {
        let mut state = loaded();
        assert_eq!(apply(&mut state, Action::Undo), []);
        assert_eq!(apply(&mut state, Action::Redo), []);
        let mut state = edited();
        assert_eq!(only(apply(&mut state, Action::Undo)), Request::Undo);
    }

    #[test]
    fn edits_that_are_not_saved_are_asked_about_before_other_files_open() {
        let mut state = edited();
        assert_eq!(unsaved(&state), 1);
        assert_eq!(apply(&mut state, Action::Open(vec!["b.xlsx".into()])), []);
        assert!(state.replacing.is_some());
        apply(&mut state, Action::KeepEdits);
        assert_eq!((state.replacing.is_none(), state.stage.name()), (true, "results"));
        apply(&mut state, Action::Open(vec!["b.xlsx".into()]));
        let names = vec!["b.xlsx".to_owned()];
        assert_eq!(only(apply(&mut state, Action::OpenAnyway)), Request::Load { names, edits: Vec::new() });
    }

    #[test]
    fn edits_are_saved_once_somebody_says_that_the_download_was() {
        let mut state = edited();
        let asked = only(apply(&mut state, Action::Save(SavingFile::Export(Pack::Whole))));
        let done = AnswerBody::Done(Response::File { name: "结果.xlsx".into() });
        apply(&mut state, Action::Answered { to: asked, body: done });
        assert_eq!((unsaved(&state), awaits_confirmation(&state)), (1, true), "the browser may have been told not to");
        apply(&mut state, Action::ConfirmSaved);
        assert_eq!((unsaved(&state), awaits_confirmation(&state)), (0, false));
        assert_eq!(apply(&mut state, Action::Open(vec!["b.xlsx".into()])).len(), 1);
    }

    fn reopening() -> Action {
        let on = chrono::NaiveDate::from_ymd_opt(2025, 1, 20).expect("a day");
        Action::Reopen { by: "张主任".into(), on, reason: "更正".into() }
    }

    #[test]
    fn an_edit_that_would_end_the_settling_waits_for_a_reason_and_is_made_with_it() {
        let mut state = loaded();
        let change = SettingChange { key: crate::notice::SettingKey::LastPlaces, level: None, text: "5".into() };
        apply(&mut state, Action::Stage(change.clone()));
        let asked = only(apply(&mut state, Action::KeepStaged));
        let edits = vec![Edit::Set(vec![change.clone()])];
        let refused = AnswerBody::Failed(Failure::WouldReopen(edits.clone()));
        assert_eq!(apply(&mut state, Action::Answered { to: asked.clone(), body: refused.clone() }), []);
        assert!(state.banner.is_none() && !results(&state).editing);
        apply(&mut state, Action::KeepSettled);
        assert_eq!((state.reopening.is_none(), results(&state).staged.len()), (true, 1), "nothing was made or lost");
        apply(&mut state, Action::Answered { to: asked, body: refused });
        let Request::EditAll(all) = only(apply(&mut state, reopening())) else { panic!("expected edits") };
        assert!(matches!(&all[..], [Edit::Reopen { .. }, rest] if *rest == edits[0]));
        answer(&mut state, Request::EditAll(all.clone()), all);
        assert!(state.reopening.is_none() && results(&state).staged.is_empty());
    }

    #[test]
    fn settled_results_can_be_reopened_without_another_edit() {
        let mut state = loaded();
        assert_eq!(apply(&mut state, reopening()), [], "nobody has asked to");
        apply(&mut state, Action::AskReopen);
        let Request::EditAll(edits) = only(apply(&mut state, reopening())) else { panic!("expected edits") };
        assert!(matches!(&edits[..], [Edit::Reopen { .. }]));
    }

    fn assignment() -> Assignment {
        Assignment { sheet: 0, kind: Some(SheetKind::Roster), header: None, columns: Default::default() }
    }

    #[test]
    fn files_without_a_roster_can_be_assigned_and_leave_what_was_there_until_then() {
        let mut state = loaded();
        let asked = only(apply(&mut state, Action::Open(vec!["b.xlsx".into()])));
        let failure = Failure::Unreadable(Unreadable::RosterWithoutName { sheet: "表".into() });
        apply(&mut state, Action::Answered { to: asked, body: AnswerBody::Failed(failure.clone()) });
        assert!(state.unread && state.banner.is_some());
        assert_eq!(state.stage.name(), "results");

        let open = Action::OpenMapping { unread: true, sheet: None };
        assert_eq!(only(apply(&mut state, open)), Request::Sheets { unread: true, trial: None });
        let trial = only(apply(&mut state, Action::Try(assignment())));
        assert_eq!(trial, Request::Sheets { unread: true, trial: Some(assignment()) });
        let asked = only(apply(&mut state, Action::Assign));
        assert_eq!(asked, Request::AssignUnread(assignment()));
        apply(&mut state, Action::Answered { to: asked.clone(), body: AnswerBody::Failed(failure) });
        let mapping = state.mapping.as_ref().expect("the view stays open");
        assert!(mapping.failure.is_some() && !mapping.busy);
        answer(&mut state, asked, vec![Edit::Assign(assignment())]);
        assert!(state.mapping.is_none() && !state.unread && state.banner.is_none());
        assert_eq!(results(&state).overview.edits.done.len(), 1);
    }

    #[test]
    fn a_dead_worker_takes_the_files_that_wait_for_an_assignment_with_it() {
        let mut state = State { unread: true, ..State::default() };
        apply(&mut state, Action::OpenMapping { unread: true, sheet: None });
        let body = AnswerBody::Failed(Failure::WorkerDied("memory".into()));
        apply(&mut state, Action::Answered { to: Request::Sheets { unread: true, trial: None }, body });
        assert!(state.mapping.is_none() && !state.unread && state.banner.is_some());
        assert_eq!(apply(&mut state, Action::OpenMapping { unread: true, sheet: None }), []);
    }

    #[test]
    fn rows_that_are_no_records_open_and_close() {
        let mut state = loaded();
        assert_eq!(only(apply(&mut state, Action::TogglePassedOver(0))), Request::PassedOverRows { sheet: 0 });
        let body = AnswerBody::Done(Response::PassedOverRows(Vec::new()));
        apply(&mut state, Action::Answered { to: Request::PassedOverRows { sheet: 0 }, body });
        assert!(matches!(results(&state).passed_over.get(&0), Some(Loadable::Here(_))));
        assert_eq!(apply(&mut state, Action::TogglePassedOver(0)), []);
        assert!(results(&state).passed_over.is_empty());
    }
}
