//! What the leading group does on the page: decide, set, confirm, try, take back; what the notice forbids is refused.

mod common;

use common::{appraise, appraise_bytes, book, session, trip::assert_same};
use kaohe::{
    domain::{CellRef, Edit, Grade, NewDecision, Pack, PastGrade, Ruling, SettingChange, Yuan},
    notice::{Decider, SettingKey},
    protocol::{Edits, FactCell, Failure, Overview, PendingView, RegisterView, Request, Response, Weighed},
    rules::Status,
    service::{Appraisal, Session},
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A session with a fixture loaded.
fn ask(session: &mut Session, request: Request) -> Result<Response, Failure> {
    session.handle(request, Vec::new(), &mut |_| {}).map(|reply| reply.response)
}

#[track_caller]
fn loaded(session: &mut Session, request: Request) -> Overview {
    match ask(session, request).expect("the request succeeds") {
        Response::Loaded(overview) => *overview,
        other => panic!("expected a result, found {other:?}"),
    }
}

#[track_caller]
fn pending(session: &mut Session) -> PendingView {
    match ask(session, Request::Pending).expect("the request succeeds") {
        Response::Pending(view) => view,
        other => panic!("expected pending matters, found {other:?}"),
    }
}

#[track_caller]
fn weigh(session: &mut Session, edits: Vec<Edit>) -> Weighed {
    match ask(session, Request::Weigh(edits)).expect("the request succeeds") {
        Response::Weighed(weighed) => *weighed,
        other => panic!("expected an effect, found {other:?}"),
    }
}

fn exported(session: &mut Session) -> Vec<u8> {
    session
        .handle(Request::Export(Pack::Whole), Vec::new(), &mut |_| {})
        .expect("the results are written")
        .payload
        .expect("bytes")
}

fn decide(row: CellRef, ruling: Ruling) -> Edit {
    let decision = NewDecision {
        ruling,
        reason: "集体研究，事实清楚".into(),
        decider: "考核领导小组".into(),
        date: chrono::NaiveDate::from_ymd_opt(2025, 1, 15),
    };
    Edit::Decide { row, decision: Some(decision) }
}

fn set(changes: &[(SettingKey, &str)]) -> Edit {
    let change = |(key, text): &(SettingKey, &str)| SettingChange { key: *key, level: None, text: (*text).to_owned() };
    Edit::Set(changes.iter().map(change).collect())
}

/// The row of a person, by the key.
fn row(appraisal: &Appraisal, key: &str) -> CellRef {
    let person = appraisal.inputs.people.iter().find(|person| person.key == key);
    person.unwrap_or_else(|| panic!("nobody has the key {key}")).row
}

fn with(appraisal: &Appraisal, edits: Vec<Edit>) -> Appraisal {
    appraisal.with(Edits { done: edits, undone: Vec::new() }).expect("there is a roster still")
}

#[test]
fn everything_pending_is_settled_and_undone_to_the_first_state() {
    let mut session = session("ledgers-86.xlsx");
    let first = exported(&mut session);
    let mut steps = 0;
    while let Some(person) = pending(&mut session).people.first().cloned() {
        let ruling = Ruling::Grade(Grade::Qualified);
        assert!(person.choices.contains(&ruling), "合格 can always be decided");
        loaded(&mut session, Request::Edit(decide(person.row, ruling)));
        steps += 1;
        assert!(steps < 20, "each decision settles somebody");
    }
    assert_eq!(steps, 6);
    // Settings and a corrected cell are steps like the others.
    let last =
        loaded(&mut session, Request::Edit(set(&[(SettingKey::BonusRate, "700"), (SettingKey::LastPlaces, "5")])));
    assert_eq!(last.status, Status::Draft(vec![kaohe::rules::DraftReason::Unconfirmed]), "confirm what was changed");
    let confirmation =
        [(SettingKey::Confirmed, "是"), (SettingKey::ConfirmedOn, "2025-01-16"), (SettingKey::Minutes, "〔2025〕1号")];
    let last = loaded(&mut session, Request::Edit(set(&confirmation)));
    assert_eq!(last.status, Status::Ready, "what nobody has settled isn't 定稿");
    assert_eq!(last.pending, 0);
    assert_ne!(exported(&mut session), first);
    for _ in 0..last.edits.done.len() {
        loaded(&mut session, Request::Undo);
    }
    assert!(exported(&mut session) == first, "every step was taken back to the last bit");
    for _ in 0..last.edits.done.len() {
        loaded(&mut session, Request::Redo);
    }
    assert_eq!(loaded(&mut session, Request::Redo).status, Status::Ready, "and made again");
}

#[test]
fn what_is_weighed_is_what_comes_and_weighing_changes_nothing() {
    let mut session = session("ledgers-86.xlsx");
    let before = exported(&mut session);
    let person = pending(&mut session).people[0].clone();
    let edits =
        vec![decide(person.row, Ruling::Grade(Grade::Commended)), set(&[(SettingKey::CommendedAward, "1234.5")])];
    let weighed = weigh(&mut session, edits.clone());
    assert!(exported(&mut session) == before);
    let after = loaded(&mut session, Request::EditAll(edits));
    assert_eq!(weighed.difference.totals[1], after.totals);
    assert_eq!(weighed.difference.pools[1], after.pools);
    assert_eq!(weighed.difference.pending[1], after.pending);
    assert!(weighed.changed >= 2 && weighed.difference.people.iter().any(|change| change.id == person.person.id));
}

#[test]
fn quota_and_bars_refuse_a_decision_and_say_why() {
    let appraisal = appraise("ledgers-86.xlsx");
    let barred = appraisal.evaluation.people.iter().find(|result| {
        result.bars.iter().any(|bar| bar.verdict == kaohe::rules::Verdict::Met) && result.pending.is_empty()
    });
    let barred = appraisal.inputs.person(barred.expect("somebody is barred").id).row;
    let mut session = session("ledgers-86.xlsx");
    let edit = decide(barred, Ruling::Grade(Grade::Excellent));
    assert_eq!(weigh(&mut session, vec![edit.clone()]).refused.len(), 1);
    let before = exported(&mut session);
    let failure = ask(&mut session, Request::Edit(edit)).expect_err("优秀 against a bar");
    assert!(matches!(failure, Failure::Refused { ref problems, .. } if problems.len() == 1), "{failure:?}");
    assert!(exported(&mut session) == before, "a refused decision leaves no trace");

    // Eight places for 81 people: the ninth decision is refused, not the eight before it.
    let free = appraisal.evaluation.people.iter().filter(|result| {
        result.bars.iter().all(|bar| bar.verdict == kaohe::rules::Verdict::NotMet)
            && result.cases.iter().all(|case| case.verdict == kaohe::rules::Verdict::NotMet)
    });
    let rows: Vec<CellRef> = free.map(|result| appraisal.inputs.person(result.id).row).take(9).collect();
    for (at, row) in rows.into_iter().enumerate() {
        let answer = ask(&mut session, Request::Edit(decide(row, Ruling::Grade(Grade::Excellent))));
        assert_eq!(answer.is_ok(), at < 8, "decision {}", at + 1);
    }
}

#[test]
fn a_decision_is_withdrawn_and_the_last_one_stands() {
    let appraisal = appraise("ledgers-86.xlsx");
    let row = row(&appraisal, "BS0016");
    let id = appraisal.inputs.people.iter().find(|person| person.row == row).expect("the person").id;
    let grade = |edits: Vec<Edit>| with(&appraisal, edits).evaluation.result(id).expect("appraised").grade;
    let [barely, qualified, unqualified] = [Grade::BarelyQualified, Grade::Qualified, Grade::Unqualified];
    let to = |grade| decide(row, Ruling::Grade(grade));
    assert_eq!(grade(vec![]), barely, "as proposed");
    assert_eq!(grade(vec![to(qualified)]), qualified);
    assert_eq!(grade(vec![to(qualified), to(unqualified)]), unqualified);
    assert_eq!(grade(vec![to(qualified), Edit::Decide { row, decision: None }]), barely);
}

#[test]
fn decisions_and_settings_are_in_the_results_and_come_back_from_them() {
    let appraisal = appraise("ledgers-86.xlsx");
    let row = row(&appraisal, "BS0028");
    let edits = vec![
        decide(row, Ruling::Grade(Grade::Qualified)),
        set(&[(SettingKey::PublicityFrom, "2025-01-13"), (SettingKey::Holidays, "无"), (SettingKey::LowFrom, "5")]),
    ];
    let edited = with(&appraisal, edits);
    let bytes = edited.results(&mut |_| {}).expect("written");
    let sheet = book::sheet(&bytes, "决定");
    let own = sheet.iter().find(|row| row[0].text() == "BS0028");
    let decided: Vec<&str> = own.expect("the decision").iter().map(|cell| cell.text()).collect();
    assert_eq!(decided[..5], ["BS0028", "沈凯凯", "合格", "集体研究,事实清楚", "考核领导小组"]);
    let again = appraise_bytes("结果.xlsx", bytes);
    assert_eq!(again.inputs.settings, edited.inputs.settings);
    assert_eq!(again.evaluation.totals, edited.evaluation.totals);
    let [old, new] = [&edited, &again].map(|appraisal| &appraisal.inputs.decisions);
    assert_eq!(old.len(), new.len());
    let told = |decisions: &[kaohe::domain::Decision]| -> Vec<_> {
        decisions
            .iter()
            .map(|own| (own.person, own.ruling, own.reason.clone(), own.decider.clone(), own.date))
            .collect()
    };
    assert_eq!(told(old), told(new));
}

#[test]
fn another_value_takes_the_confirmation_back_but_the_days_of_publicity_do_not() {
    let appraisal = appraise("ledgers-86.xlsx");
    assert!(appraisal.inputs.settings.flag(SettingKey::Confirmed));
    let confirmed = |changes: &[(SettingKey, &str)]| {
        with(&appraisal, vec![set(changes)]).inputs.settings.flag(SettingKey::Confirmed)
    };
    assert!(!confirmed(&[(SettingKey::BonusRate, "1")]));
    assert!(confirmed(&[(SettingKey::BonusRate, "650")]), "the same value is no change");
    assert!(confirmed(&[(SettingKey::PublicityFrom, "2025-01-13"), (SettingKey::MakeUpDays, "无")]));
    assert!(confirmed(&[(SettingKey::BonusRate, "1"), (SettingKey::Confirmed, "是")]), "confirmed as it is now");
}

#[test]
fn a_text_that_is_no_value_is_refused_and_changes_nothing() {
    let mut session = session("plain-40.xlsx");
    for text in ["一百", "-1", "1e9"] {
        let failure = ask(&mut session, Request::Edit(set(&[(SettingKey::BonusRate, text)])));
        assert_eq!(failure.expect_err("no amount"), Failure::NotAValue(SettingKey::BonusRate), "{text}");
    }
}

#[test]
fn settings_that_bound_cells_read_the_sheets_anew() {
    // The maxima add up to 110, so 115 is no score, until the highlights may have 20.
    let roster: &[&[&str]] = &[&["工号", "姓名", "科室", "初评分"], &["1", "王芳", "业务科", "115"]];
    let appraisal = common::build::appraise_book(&[("花名册", roster)]);
    let score = |appraisal: &Appraisal| appraisal.evaluation.people[0].first_review.score;
    assert_eq!(score(&appraisal), None);
    let higher = with(&appraisal, vec![set(&[(SettingKey::MaxHighlights, "20")])]);
    assert_eq!(score(&higher), Some(Decimal::from(115)));
    let back = higher.with(Edits::default()).expect("a roster");
    assert_eq!(back.evaluation, appraisal.evaluation);
}

#[test]
fn the_settings_file_is_for_next_year_and_can_be_taken_over() {
    let mut session = session("ledgers-86.xlsx");
    let reply = session.handle(Request::SettingsFile, Vec::new(), &mut |_| {}).expect("the file is written");
    let Response::File { name } = &reply.response else { panic!("a file") };
    assert!(name.contains("2025") && name.contains("方案"), "{name}");
    let bytes = reply.payload.expect("bytes");
    let value = |term: &str| {
        let rows = book::sheet(&bytes, "方案");
        rows.iter().find(|row| row[0].text() == term).map(|row| row[1].clone())
    };
    assert_eq!(value("年度"), Some(book::Value::Number(Decimal::from(2025))));
    assert_eq!(value("年终奖金月标准"), Some(book::Value::Number(Decimal::from(650))));
    assert_eq!(value("方案已确认"), Some(book::Value::Text("否".into())));

    let mut other = common::session("plain-40.xlsx");
    let request = Request::LoadSettings { name: name.clone() };
    let reply = other.handle(request, vec![bytes], &mut |_| {}).expect("taken over");
    let Response::Loaded(overview) = reply.response else { panic!("a result") };
    assert_eq!(overview.settings.amount(SettingKey::BonusRate), Some(Yuan::rounded(Decimal::from(650))));
    assert_eq!(overview.year, 2024, "the year stays that of the roster");
    assert_eq!(overview.edits.done.len(), 1, "one step, to be taken back as one");
    let request = Request::LoadSettings { name: "x.csv".into() };
    let failure = other
        .handle(request, vec!["姓名,科室\n王芳,业务科\n李静,信息科\n".into()], &mut |_| {})
        .expect_err("no settings in it");
    assert_eq!(failure, Failure::NoSettings { file: "x.csv".into() });
}

fn register(session: &mut Session) -> RegisterView {
    match ask(session, Request::Register).expect("the request succeeds") {
        Response::Register(view) => *view,
        other => panic!("expected the register, found {other:?}"),
    }
}

#[test]
fn the_register_has_every_interpretation_and_each_line_is_a_whole_evaluation() {
    const OF_THE_SPECIFICATION: [&str; 9] = [
        "名额范围",
        "推优方式",
        "差评星级上限",
        "月度巡查起算次数",
        "月份计法",
        "津贴月数",
        "等次扣减基数",
        "等次扣减含年终清算",
        "优秀年度计入表扬连续",
    ];
    for name in ["ledgers-86.xlsx", "messy-49.xlsx", "plain-40.xlsx", "ties-20.xlsx"] {
        let appraisal = appraise(name);
        let view = register(&mut session(name));
        let keys: BTreeSet<&str> = view.lines.iter().map(|row| row.line.key.term()).collect();
        assert_eq!(keys, BTreeSet::from(OF_THE_SPECIFICATION));
        assert!(view.lines.iter().all(|row| row.line.key.decider() == Decider::Interpretation));
        let bytes = appraisal.results(&mut |_| {}).expect("written");
        let sheet = book::sheet(&bytes, "口径影响");
        assert_eq!(sheet.len(), view.lines.len() + 1);
        for (row, printed) in view.lines.iter().zip(&sheet[1..]) {
            let line = &row.line;
            let other = with(&appraisal, vec![set(&[(line.key, &line.other)])]);
            let whole = (&appraisal.evaluation, &other.evaluation);
            let place = format!("{name} {} {}", line.key.term(), line.other);
            // Who changes, by the figures themselves and not by the comparison.
            let changed = whole.0.people.iter().filter(|old| {
                let new = whole.1.result(old.id);
                let outcomes = |evaluation: &kaohe::rules::Evaluation| -> Vec<kaohe::rules::OutcomeKind> {
                    let own = evaluation.outcomes.iter().filter(|outcome| outcome.id == old.id);
                    own.map(|outcome| outcome.kind.clone()).collect()
                };
                new.is_none_or(|new| {
                    let met = |findings: &[kaohe::rules::Finding]| -> Vec<bool> {
                        findings.iter().map(|finding| finding.verdict == kaohe::rules::Verdict::Met).collect()
                    };
                    let amounts = |result: &kaohe::rules::PersonResult| -> Vec<Yuan> {
                        result.money.lines.iter().map(|line| line.amount).collect()
                    };
                    (old.grade, old.proposed, old.rank, old.s1.value, old.s2.value, old.months.counted)
                        != (new.grade, new.proposed, new.rank, new.s1.value, new.s2.value, new.months.counted)
                        || old.pending_codes() != new.pending_codes()
                        || met(&old.bars) != met(&new.bars)
                        || met(&old.cases) != met(&new.cases)
                        || amounts(old) != amounts(new)
                        || outcomes(whole.0) != outcomes(whole.1)
                })
            });
            assert_eq!(row.changed as usize, changed.count(), "{place}: 涉及人数");
            let moved = whole.1.totals.net.amount() - whole.0.totals.net.amount();
            assert_eq!(line.difference.net_moves_by(), moved, "{place}: 实发合计变化");
            for change in &line.difference.people {
                let grade = |evaluation: &kaohe::rules::Evaluation| evaluation.result(change.id).map(|r| r.grade);
                let [old, new] = [whole.0, whole.1].map(grade);
                assert_eq!(change.grades(), (old != new).then_some([old, new]), "{place}: 等次变化");
            }
            assert_eq!(printed[0].text(), line.key.term());
            assert_eq!([printed[1].text(), printed[2].text()], [&line.present, &line.other]);
            assert_eq!(printed[3], book::Value::Number(Decimal::from(row.changed)), "{place}");
            assert_eq!(printed[5], book::Value::Number(moved.normalize()), "{place}");
        }
    }
}

#[test]
fn what_people_wrote_comes_back_to_the_letter() {
    let mut session = session("ledgers-86.xlsx");
    let person = pending(&mut session).people[0].clone();
    let decision = NewDecision {
        ruling: Ruling::Grade(Grade::Qualified),
        reason: "经研究，同意（见纪要；第 3 项）：“合格”".to_owned(),
        decider: "考核领导小组（组长：王某）".to_owned(),
        date: None,
    };
    loaded(&mut session, Request::Edit(Edit::Decide { row: person.row, decision: Some(decision) }));
    loaded(
        &mut session,
        Request::Edit(set(&[
            (SettingKey::UnitName, "宝山区政务服务中心（本部）"),
            (SettingKey::Minutes, "纪要〔2025〕1号（会议室：一楼）"),
        ])),
    );
    let name = CellRef { column: person.row.column + 1, ..person.row };
    loaded(&mut session, Request::Edit(Edit::Correct { cell: name, text: "王芳（大厅，甲组）".to_owned() }));
    let first = exported(&mut session);
    let again = appraise_bytes("结果.xlsx", first.clone());
    let mut session = Session::default();
    let request = Request::Load { names: vec!["结果.xlsx".to_owned()], edits: Vec::new() };
    session.handle(request, vec![first.clone()], &mut |_| {}).expect("readable");
    let second = exported(&mut session);
    assert_same("结果", &book::sheets(&first), &book::sheets(&second));
    assert_eq!(again.inputs.history.len(), 3, "{:?}", again.inputs.history);
}

#[test]
fn the_cells_of_every_sheet_can_be_tried() {
    let mut session = session("ledgers-86.xlsx");
    let appraisal = appraise("ledgers-86.xlsx");
    let person = appraisal.inputs.people.iter().find(|person| person.key == "BS0010").expect("a person of the roster");
    let Response::Facts(facts) = ask(&mut session, Request::Facts(person.id)).expect("there is such a person") else {
        panic!("not what was asked")
    };
    let sheet = |name: &str| appraisal.inputs.sheets.iter().position(|own| own == name).expect("there is such a sheet");
    let cell = |name: &str, header: &str| {
        let is_it = |cell: &&FactCell| usize::from(cell.cell.sheet) == sheet(name) && cell.header == header;
        facts.cells.iter().find(is_it).unwrap_or_else(|| panic!("no {header} of {name}"))
    };
    for (name, header) in [("事件", "日期"), ("事件", "类别"), ("事件", "核实状态"), ("历年考核", "年度")]
    {
        assert!(!cell(name, header).text.is_empty(), "what stands there is shown: {name} {header}");
    }
    // A month's mark, tried: the mean follows, and with it the score. So it does where none stood before.
    let (month, blank) = (cell("月度考核", "3月"), cell("月度考核", "2月"));
    assert!(!month.text.is_empty() && blank.text.is_empty());
    let text = if month.text.contains("100") { "60" } else { "100" };
    let after = with(&appraisal, vec![Edit::Correct { cell: month.cell, text: text.to_owned() }]);
    let filled = with(&appraisal, vec![Edit::Correct { cell: blank.cell, text: "100".to_owned() }]);
    let score = |appraisal: &Appraisal| appraisal.evaluation.result(person.id).expect("appraised").s1.value;
    assert_ne!(score(&after), score(&appraisal));
    assert!(score(&filled) > score(&appraisal), "a hundred in one more month");
    // A grade of an earlier year is a row of its own sheet.
    let past = cell("历年考核", "等次");
    let other = with(&appraisal, vec![Edit::Correct { cell: past.cell, text: "不合格".to_owned() }]);
    let grades = |appraisal: &Appraisal| {
        let history = appraisal.inputs.ledgers.history.iter().flatten();
        history.filter(|past| past.person == person.id).map(|past| past.grade).collect::<Vec<_>>()
    };
    assert!(
        grades(&other).contains(&Some(PastGrade::Grade(Grade::Unqualified))) && grades(&other) != grades(&appraisal)
    );
}
