//! What people change by hand, through the service: laid over what was read, taken back, made again, and kept with the
//! results.

use kaohe::{
    domain::{Assignment, CellRef, Edit, Field, Pack, ProblemKind, Severity, SheetKind},
    protocol::{Failure, Overview, Request, Response, SheetPreview, SheetReading},
    service::Session,
};
use std::collections::BTreeMap;

#[track_caller]
fn ask(session: &mut Session, request: Request, payloads: Vec<Vec<u8>>) -> Result<Response, Failure> {
    session.handle(request, payloads, &mut |_| {}).map(|reply| reply.response)
}

/// Files by name and text.
fn load(session: &mut Session, files: &[(&str, &str)]) -> Result<Overview, Failure> {
    let names = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let payloads = files.iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
    loaded(ask(session, Request::Load { names, edits: Vec::new() }, payloads))
}

fn loaded(answer: Result<Response, Failure>) -> Result<Overview, Failure> {
    answer.map(|response| match response {
        Response::Loaded(overview) => *overview,
        other => panic!("not loaded but {other:?}"),
    })
}

#[track_caller]
fn edit(session: &mut Session, edit: Edit) -> Overview {
    loaded(ask(session, Request::Edit(edit), Vec::new())).expect("the edit gives a result")
}

#[track_caller]
fn step(session: &mut Session, request: Request) -> Overview {
    loaded(ask(session, request, Vec::new())).expect("there is a result")
}

/// Writes the results and reads them into a new session, under a name.
#[track_caller]
fn again(session: &mut Session, beside: &[(&str, &str)]) -> (Session, Overview) {
    let reply = session.handle(Request::Export(Pack::Whole), Vec::new(), &mut |_| {}).expect("the results are written");
    let mut names: Vec<String> = beside.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut payloads: Vec<Vec<u8>> = beside.iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
    names.push("结果.xlsx".to_owned());
    payloads.push(reply.payload.expect("a file has bytes"));
    let mut next = Session::default();
    let overview = loaded(ask(&mut next, Request::Load { names, edits: Vec::new() }, payloads));
    (next, overview.expect("the results are read"))
}

#[track_caller]
fn sheets(session: &mut Session, unread: bool, trial: Option<Assignment>) -> Vec<SheetPreview> {
    match ask(session, Request::Sheets { unread, trial }, Vec::new()) {
        Ok(Response::Sheets(view)) => view.sheets,
        other => panic!("no sheets but {other:?}"),
    }
}

const FAULTY: &str = "工号,姓名,在岗月数,事假天数,核实差评数\n1,王芳,12,4小时,1\n2,李静,12,半天,两次\n";

const LEAVE: CellRef = CellRef { sheet: 0, row: 1, column: 3 };

fn correct(text: &str) -> Edit {
    Edit::Correct { cell: LEAVE, text: text.to_owned() }
}

#[test]
fn undoing_every_step_returns_to_the_first_state() {
    let mut session = Session::default();
    let first = load(&mut session, &[("花名册.csv", FAULTY)]).expect("readable");
    assert_eq!(first.problems[0], 2);
    let mut states = vec![first];
    states.push(edit(&mut session, correct("2天半")));
    assert_eq!(states[1].problems[0], 1);
    states.push(edit(&mut session, Edit::ConfirmNone { field: Field::Complaints, none: true }));
    assert!(!states[2].missing_columns.contains(&Field::Complaints));
    states.push(edit(&mut session, correct("3")));
    states.push(edit(&mut session, Edit::ConfirmNone { field: Field::Complaints, none: false }));
    assert!(states[4].missing_columns.contains(&Field::Complaints));
    // All but how many can be made again is as it was.
    let bare = |overview: &Overview| Overview { edits: Default::default(), ..overview.clone() };
    for state in states[..4].iter().rev() {
        assert_eq!(bare(&step(&mut session, Request::Undo)), bare(state));
    }
    for state in &states[1..] {
        assert_eq!(bare(&step(&mut session, Request::Redo)), bare(state));
    }
    step(&mut session, Request::Undo);
    let changed = edit(&mut session, correct("4"));
    assert!(changed.edits.undone.is_empty(), "a new edit ends what could be made again");
}

#[test]
fn corrections_are_listed_with_old_and_new_value_and_kept() {
    let mut session = Session::default();
    load(&mut session, &[("花名册.csv", FAULTY)]).expect("readable");
    let overview = edit(&mut session, correct("2天半"));
    let [corrected] = overview.corrections.as_slice() else { panic!("{:?}", overview.corrections) };
    assert_eq!(
        (corrected.place.as_str(), corrected.old.as_str(), corrected.new.as_str()),
        ("花名册!D2", "4小时", "2天半")
    );
    assert!(corrected.person.is_some());
    // The same text as before is no correction; an empty one clears the cell.
    assert_eq!(edit(&mut session, correct("4小时")).corrections, []);
    assert_eq!(edit(&mut session, correct("")).problems[0], 1);
    edit(&mut session, correct("2天半"));

    let (mut next, overview) = again(&mut session, &[]);
    let [kept] = overview.corrections.as_slice() else { panic!("{:?}", overview.corrections) };
    assert_eq!((kept.cell, kept.new.as_str(), kept.person), (None, "2天半", corrected.person));
    assert_eq!(overview.problems[0], 1);
    let (_, third) = again(&mut next, &[]);
    assert_eq!(third.corrections, overview.corrections, "however often it is saved");
}

const UNKNOWN: &str =
    "某中心人员一览表\n编码,人员名称,所在部门科室,事假(天数),差评\n1,王芳,业务科,1,2\n2,李静,信息科,2,0\n";

fn assignment(columns: &[(u16, &str)]) -> Assignment {
    let columns: BTreeMap<u16, String> = columns.iter().map(|(at, target)| (*at, (*target).to_owned())).collect();
    Assignment { sheet: 0, kind: Some(SheetKind::Roster), header: Some(1), columns }
}

#[test]
fn files_without_a_roster_wait_for_an_assignment() {
    let mut session = Session::default();
    let refused = load(&mut session, &[("人员表.csv", UNKNOWN)]).expect_err("no header is known");
    assert!(refused.can_be_assigned(), "{refused:?}");
    let seen = sheets(&mut session, true, None);
    assert_eq!((seen[0].reading, seen[0].rows.len()), (SheetReading::Unknown, 4));

    // Seen before it is made: what is like a header is suggested, nothing is changed.
    let seen = sheets(&mut session, true, Some(assignment(&[])));
    assert_eq!(seen[0].reading, SheetReading::Kind(SheetKind::Roster));
    assert_eq!(seen[0].columns[2].suggestions.first().map(String::as_str), Some("科室"));
    assert!(seen[0].columns[3].suggestions.contains(&"事假天数".to_owned()));
    assert!(seen[0].columns[4].suggestions.is_empty(), "a column that is read wants no suggestion");
    assert_eq!(seen[0].columns[4].target.as_deref(), Some("核实差评数"), "known by another name");
    assert_eq!(sheets(&mut session, true, None)[0].reading, SheetReading::Unknown);

    let still = loaded(ask(&mut session, Request::AssignUnread(assignment(&[(0, "工号")])), Vec::new()));
    assert!(still.is_err(), "nobody has a name");
    let whole = assignment(&[(1, "姓名"), (2, "科室"), (3, "事假天数"), (4, "")]);
    let overview = loaded(ask(&mut session, Request::AssignUnread(whole), Vec::new())).expect("a roster");
    assert_eq!(overview.totals.appraised, 2);
    assert!(overview.missing_columns.contains(&Field::BadReviews), "a column that isn't to be read");

    // Kept with the results, the choice applies to next year's file at once.
    let (_, next) = again(&mut session, &[]);
    assert_eq!(next.totals.appraised, 2);
    let kept: Vec<String> = next.edits.done.iter().map(|edit| format!("{edit:?}")).collect();
    assert!(kept.is_empty(), "{kept:?}");
}

#[test]
fn kept_choices_apply_to_the_next_file_with_the_same_headers() {
    let mut session = Session::default();
    let choices = "对象,名称,对应\n花名册,编码,工号\n花名册,人员名称,姓名\n花名册,所在部门科室,科室\n花名册,事假(天数),事假天数\n";
    let overview = load(&mut session, &[("人员表.csv", UNKNOWN), ("列对应.csv", choices)]).expect("a roster");
    assert_eq!(overview.totals.appraised, 2);
    assert!(!overview.missing_columns.contains(&Field::LeaveDays));
}

#[test]
fn two_columns_of_one_field_can_be_told_apart_and_a_sheet_left_out() {
    let text = "工号,姓名,事假天数,事假天数,在岗月数\n1,王芳,1,2,12\n";
    let old = "工号,姓名,科室,在岗月数\n1,王芳,业务科,3\n";
    let mut session = Session::default();
    let first = load(&mut session, &[("花名册.csv", text), ("旧名单.csv", old)]).expect("readable");
    assert!(first.problems[0] >= 2, "{:?}", first.problems);
    assert!(sheets(&mut session, false, None)[0].columns[2].claimed_twice);
    let columns = BTreeMap::from([(2, String::new())]);
    edit(&mut session, Edit::Assign(Assignment { sheet: 0, kind: Some(SheetKind::Roster), header: None, columns }));
    let ignored = Assignment { sheet: 1, kind: None, header: None, columns: BTreeMap::new() };
    let last = edit(&mut session, Edit::Assign(ignored));
    assert_eq!(last.problems[0], 0);
    assert_eq!(sheets(&mut session, false, None)[1].reading, SheetReading::Ignored);
}

#[test]
fn an_edit_that_would_take_the_roster_away_is_refused() {
    let mut session = Session::default();
    load(&mut session, &[("花名册.csv", FAULTY)]).expect("readable");
    let none = Assignment { sheet: 0, kind: None, header: None, columns: BTreeMap::new() };
    assert!(ask(&mut session, Request::Edit(Edit::Assign(none)), Vec::new()).is_err());
    assert_eq!(edit(&mut session, correct("1")).edits.done, [correct("1")], "and the result is as before");
}

#[test]
fn a_load_with_edits_gives_what_they_gave() {
    let mut session = Session::default();
    load(&mut session, &[("花名册.csv", FAULTY)]).expect("readable");
    let edited = edit(&mut session, correct("2天半"));
    let mut other = Session::default();
    let request = Request::Load { names: vec!["花名册.csv".into()], edits: edited.edits.done.clone() };
    let restored = loaded(ask(&mut other, request, vec![FAULTY.as_bytes().to_vec()])).expect("readable");
    assert_eq!(restored, edited);
}

#[test]
fn a_choice_about_a_header_of_the_program_s_own_leaves_the_results_alone() {
    let text = "工号,姓名,在岗月数,核实差评数,差评情况\n1,王芳,12,9,2\n";
    let mut session = Session::default();
    load(&mut session, &[("花名册.csv", text)]).expect("readable");
    let columns = BTreeMap::from([(3, String::new()), (4, "核实差评数".to_owned())]);
    let chosen =
        edit(&mut session, Edit::Assign(Assignment { sheet: 0, kind: Some(SheetKind::Roster), header: None, columns }));
    assert!(!chosen.missing_columns.contains(&Field::BadReviews));
    let (mut next, again) = self::again(&mut session, &[]);
    assert_eq!(again.missing_columns, chosen.missing_columns);
    assert_eq!(again.totals, chosen.totals);
    // And what was chosen is still kept.
    let (_, third) = self::again(&mut next, &[("旧花名册.csv", text)]);
    assert!(third.problems[0] > 0, "one person on two rosters, which now agree on what is read");
}

/// The errors that may be set aside.
#[track_caller]
fn may_be_set_aside(session: &mut Session) -> Vec<kaohe::domain::Problem> {
    match ask(session, Request::Problems, Vec::new()) {
        Ok(Response::Problems(rows)) => {
            let problems = rows.into_iter().map(|row| row.problem);
            problems.filter(|problem| problem.severity == Severity::Error && problem.kind.can_be_set_aside()).collect()
        }
        other => panic!("no problems but {other:?}"),
    }
}

#[test]
fn what_no_cell_can_mend_is_set_aside_for_good_and_can_be_undone() {
    let text = "人数,优秀,表扬,合格\n3,1,1,1\n工号,姓名,科室,在岗月数\n1,王芳,业务科,12\n";
    let mut session = Session::default();
    let first = load(&mut session, &[("花名册.csv", text)]).expect("readable");
    let [above] = &may_be_set_aside(&mut session)[..] else { panic!("one error") };
    assert!(matches!(above.kind, ProblemKind::RowsAboveHeader { rows: 2 }));
    // The results have no such rows, but tell of them until that is settled.
    let (mut next, told) = again(&mut session, &[]);
    assert_eq!(told.problems[0], first.problems[0]);
    let [recorded] = &may_be_set_aside(&mut next)[..] else { panic!("it is recorded") };
    let settled = edit(&mut next, Edit::SetAside(recorded.clone()));
    assert_eq!(settled.problems[0] + 1, told.problems[0]);
    assert_eq!(step(&mut next, Request::Undo).problems, told.problems);
    step(&mut next, Request::Redo);
    let (mut last, overview) = again(&mut next, &[]);
    assert_eq!(overview.problems[0] + 1, told.problems[0]);
    assert_eq!(may_be_set_aside(&mut last), []);
    // Nothing else can be set aside.
    let overview = load(&mut session, &[("花名册.csv", FAULTY)]).expect("readable");
    let problem = match ask(&mut session, Request::Problems, Vec::new()) {
        Ok(Response::Problems(rows)) => rows[0].problem.clone(),
        other => panic!("no problems but {other:?}"),
    };
    assert_eq!(edit(&mut session, Edit::SetAside(problem)).problems, overview.problems);
}
