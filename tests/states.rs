//! 草稿, 待定稿, 定稿, 公示中, 生效: the steps between them, and that every paper and sheet says only what is so in its state.

mod common;

use chrono::NaiveDate;
use common::{
    appraise, appraise_bytes,
    book::{Value, column, part, sheets},
    states::{STATES, all_states, and, in_state, ready, set, settled, settling_day},
    trip::{results, round_trip},
    word,
};
use kaohe::{
    domain::{Block, Edit, Grade, NewDecision, Pack, PaperKind, ProblemKind, Ruling, Severity, Whom},
    notice::SettingKey,
    papers::Stack,
    protocol::{Failure, Overview, Request, Response},
    roster::FileBytes,
    rules::{DraftReason, Status},
    service::{Appraisal, Session},
};
use std::collections::BTreeSet;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, month, day).expect("a real day")
}

fn ask(session: &mut Session, request: Request) -> Result<Overview, Failure> {
    match session.handle(request, Vec::new(), &mut |_| {})?.response {
        Response::Loaded(overview) => Ok(*overview),
        other => panic!("expected a result, found {other:?}"),
    }
}

/// A session with a results workbook in a state, loaded on a day.
fn session_of(appraisal: &Appraisal, today: NaiveDate) -> (Session, Overview) {
    let mut session = Session::default();
    session.tell_day(Some(today));
    let request = Request::Load { names: vec!["结果.xlsx".into()], edits: Vec::new() };
    let reply = session.handle(request, vec![results(appraisal)], &mut |_| {}).expect("it can be read");
    let Response::Loaded(overview) = reply.response else { panic!("expected a result") };
    (session, *overview)
}

fn settle(overview: &Overview) -> Edit {
    Edit::Settle { by: "张主任".into(), on: settling_day(), figures: overview.figures.clone() }
}

fn reopen() -> Edit {
    Edit::Reopen { by: "李主任".into(), on: day(1, 10), reason: "漏计一次投诉".into() }
}

/// An edit that moves what somebody is paid.
fn higher_bonus() -> Edit {
    set(&[(SettingKey::SettlementRate, "1"), (SettingKey::Confirmed, "是")])
}

#[test]
fn only_what_is_ready_can_be_settled() {
    let (mut session, draft) = session_of(&appraise("ledgers-86.xlsx"), settling_day());
    assert!(matches!(draft.status, Status::Draft(_)));
    assert_eq!(ask(&mut session, Request::Edit(settle(&draft))), Err(Failure::NotReady));
    let (mut session, open) = session_of(&ready(&appraise("ledgers-86.xlsx")), settling_day());
    assert_eq!(open.status, Status::Ready);
    // Figures other than those in sight aren't settled, nor is it without a name.
    let other = Edit::Settle { by: "张主任".into(), on: settling_day(), figures: "K0".into() };
    assert_eq!(ask(&mut session, Request::Edit(other)), Err(Failure::NotReady));
    let nobody = Edit::Settle { by: " ".into(), on: settling_day(), figures: open.figures.clone() };
    assert_eq!(ask(&mut session, Request::Edit(nobody)), Err(Failure::NotReady));
    let done = ask(&mut session, Request::Edit(settle(&open))).expect("it is ready");
    assert_eq!(done.status, Status::Settled);
    assert_eq!(done.settings.settled(), Some(("张主任", settling_day())));
    assert_eq!(ask(&mut session, Request::Undo).expect("a step back").status, Status::Ready);
    assert_eq!(ask(&mut session, Request::Redo).expect("and forth").status, Status::Settled);
}

#[test]
fn what_moves_a_figure_after_the_settling_wants_a_reason() {
    let (mut session, before) = session_of(&settled(&appraise("ledgers-86.xlsx")), day(1, 10));
    assert_eq!(before.status, Status::Settled);
    let refused = ask(&mut session, Request::Edit(higher_bonus()));
    assert_eq!(refused, Err(Failure::WouldReopen(vec![higher_bonus()])));
    let unconfirmed = set(&[(SettingKey::Confirmed, "否")]);
    assert!(matches!(ask(&mut session, Request::Edit(unconfirmed)), Err(Failure::WouldReopen(_))));
    // What moves nothing goes on.
    let dated = set(&[(SettingKey::PublicityFrom, "2025-01-13"), (SettingKey::PublicityTo, "2025-01-17")]);
    assert_eq!(ask(&mut session, Request::Edit(dated)).expect("no figure moves").status, Status::Settled);
    let open = ask(&mut session, Request::EditAll(vec![reopen(), higher_bonus()])).expect("a reason is given");
    assert_eq!(open.status, Status::Ready);
    assert_eq!(open.settings.settled(), None);
    let again = ask(&mut session, Request::Edit(settle(&open))).expect("it is ready");
    assert_eq!(again.status, Status::Settled);
    // Each step is taken back: the settling, the change, the reopening.
    let states = [(); 3].map(|()| ask(&mut session, Request::Undo).expect("a step back").status);
    assert_eq!(states, [Status::Ready, Status::Ready, Status::Settled]);
}

#[test]
fn the_steps_are_kept_in_the_history() {
    let done = and(&and(&settled(&appraise("ledgers-86.xlsx")), reopen()), higher_bonus());
    let bytes = done.results(&mut |_| {}).expect("the workbook can be written");
    let history = column(&bytes, "操作记录", "内容");
    let told: Vec<&str> = history.iter().map(Value::text).collect();
    let at =
        |words: &str| told.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {told:?}"));
    let (settling, reopening) =
        (at("定稿(张主任,2025 年 1 月 9 日)"), at("重开(李主任,2025 年 1 月 10 日,理由:漏计一次投诉)"));
    assert!(settling < reopening);
    // Read again they are there still.
    let again = appraise_bytes("结果.xlsx", bytes);
    assert!(again.inputs.history.iter().any(|line| line.contains("漏计一次投诉")));
    assert_eq!(again.evaluation.status, Status::Ready);
}

#[test]
fn a_settled_workbook_comes_back_settled_on_any_day() {
    let first = settled(&appraise("ledgers-86.xlsx"));
    let (again, _) = round_trip("定稿", &first);
    assert_eq!(again.evaluation.status, Status::Settled);
    let dated = and(&first, set(&[(SettingKey::PublicityFrom, "2025-01-13"), (SettingKey::PublicityTo, "2025-01-17")]));
    let (again, _) = round_trip("公示", &dated);
    for (today, state) in [(12, "定稿"), (13, "公示中"), (17, "公示中"), (18, "生效")] {
        let on = again.clone().on(Some(day(1, today)));
        assert_eq!(on.evaluation.status.term(), state, "{today} January");
        // The day is in the marks only: every cell is the same.
        assert_eq!(sheets(&results(&on)), sheets(&results(&again)), "{today} January");
    }
}

#[test]
fn a_figure_moved_outside_ends_the_settling_and_is_said() {
    // As if somebody had changed the sheet 方案: the figures are others than those of its 定稿校验.
    let changed = and(&settled(&appraise("ledgers-86.xlsx")), higher_bonus());
    let moved = appraise_bytes("结果.xlsx", results(&changed));
    assert_eq!(moved.evaluation.status, Status::Ready);
    let warnings: Vec<&ProblemKind> = moved
        .evaluation
        .problems
        .iter()
        .filter(|problem| problem.severity == Severity::Warning)
        .map(|problem| &problem.kind)
        .collect();
    assert!(warnings.contains(&&ProblemKind::SettlingLapsed { on: settling_day(), moved: true }), "{warnings:?}");
    let listed = column(&results(&moved), "问题清单", "问题");
    assert!(listed.iter().any(|row| row.text().contains("“张主任”于 2025 年 1 月 9 日 定稿，此后有数字变动")));
    // Somebody can settle it anew.
    let (mut session, overview) = session_of(&moved, day(1, 10));
    assert_eq!(ask(&mut session, Request::Edit(settle(&overview))).expect("it is ready").status, Status::Settled);
}

#[test]
fn who_settles_in_the_sheet_settles_and_gets_the_digest() {
    let open = ready(&appraise("plain-40.xlsx"));
    let by_hand = and(&open, set(&[(SettingKey::SettledBy, "张主任"), (SettingKey::SettledOn, "2025-01-09")]));
    assert_eq!(by_hand.evaluation.status, Status::Settled);
    let bytes = results(&by_hand);
    let again = appraise_bytes("结果.xlsx", bytes);
    assert_eq!(again.inputs.settings.text(SettingKey::SettledFigures), by_hand.evaluation.figures);
    assert_eq!(again.evaluation.status, Status::Settled);
    assert_eq!(again.overview().problems, by_hand.overview().problems, "what was said is said again");
}

#[test]
fn every_mark_agrees_with_the_state() {
    for (state, appraisal) in all_states("ledgers-86.xlsx") {
        let overview = appraisal.overview();
        assert_eq!(overview.status.term(), state);
        for pack in [Pack::Whole, Pack::Publicity, Pack::Finance { masked: true }, Pack::Leadership, Pack::Audit] {
            let bytes = appraisal.pack(pack, &mut |_| {}).expect("written");
            let core = part(&bytes, "docProps/core.xml");
            assert!(core.contains(&format!("（{state}）")) && core.contains(&format!(">{state}<")), "{state}: {core}");
            for position in 1..=sheets(&bytes).len() {
                let xml = common::book::sheet_xml(&bytes, position);
                let header = xml.split("<oddHeader>").nth(1).and_then(|rest| rest.split("</oddHeader>").next());
                let header = header.expect("every sheet has a header");
                let marks: Vec<&str> = STATES.into_iter().filter(|mark| header.ends_with(mark)).collect();
                assert_eq!(marks.iter().max_by_key(|mark| mark.len()), Some(&state), "{state}: {header}");
            }
        }
        assert!(appraisal.results_name().ends_with(&format!("_{state}.xlsx")), "{}", appraisal.results_name());
        assert!(kaohe::service::summary(&appraisal)[0].ends_with(&format!("：{state}")));
        for kind in PaperKind::ALL {
            let (name, bytes) = appraisal.document(kind, &Whom::Everyone, &mut |_| {}).expect("written");
            assert!(name.ends_with(&format!("_{state}.docx")), "{name}");
            let headers = word::names(&bytes).into_iter().filter(|name| name.starts_with("word/header"));
            let said: BTreeSet<String> = headers.map(|header| word::paragraphs(&bytes, &header).concat()).collect();
            let mark = match (kind, state) {
                (PaperKind::Certificate, "草稿") => Some("样张（草稿）"),
                (PaperKind::Certificate, "待定稿") => Some("样张（待定稿）"),
                (PaperKind::Certificate, "定稿" | "公示中") => Some("样　张"),
                (_, "草稿") => Some("草　稿"),
                (_, "待定稿") => Some("待定稿"),
                _ => None,
            };
            assert_eq!(said, mark.into_iter().map(str::to_owned).collect(), "{state}: {}", kind.name());
        }
    }
}

#[test]
fn outcomes_are_fixed_by_the_settling_and_not_before() {
    for (state, appraisal) in all_states("ledgers-86.xlsx") {
        let states: BTreeSet<String> =
            column(&results(&appraisal), "结果运用", "状态").iter().map(|cell| cell.text().to_owned()).collect();
        let expected = if matches!(state, "草稿" | "待定稿") { "待决" } else { "已定" };
        assert_eq!(states, BTreeSet::from([expected.to_owned()]), "{state}");
        assert!(appraisal.outcomes().iter().all(|row| row.fixed == (expected == "已定")), "{state}");
    }
}

#[test]
fn what_keeps_a_draft_open_is_a_row_and_every_count_is_a_count_of_rows() {
    for name in ["ledgers-86.xlsx", "messy-49.xlsx", "plain-40.xlsx", "ties-20.xlsx"] {
        let appraisal = appraise(name);
        let overview = appraisal.overview();
        let bytes = results(&appraisal);
        let levels = column(&bytes, "问题清单", "级别");
        let rows = |level: &str| levels.iter().filter(|cell| cell.text() == level).count() as u32;
        assert_eq!(overview.problems, [rows("错误"), rows("警告"), rows("提示")], "{name}");
        let people: BTreeSet<String> =
            column(&bytes, "待决事项", "工号").iter().map(|cell| cell.text().to_owned()).collect();
        assert_eq!(people.len() as u32, overview.pending, "{name}");
        let problems: Vec<String> =
            column(&bytes, "问题清单", "问题").iter().map(|cell| cell.text().to_owned()).collect();
        for reason in overview.status.reasons() {
            match reason {
                DraftReason::Pending(count) => assert_eq!(*count, overview.pending, "{name}"),
                DraftReason::Errors(count) => assert_eq!(*count, rows("错误"), "{name}"),
                DraftReason::Unset(key, level) => {
                    let words = level.as_deref().unwrap_or(key.term());
                    assert!(problems.iter().any(|row| row.contains(words) && row.contains("未定")), "{name}: {words}");
                }
                DraftReason::Unconfirmed => {
                    assert!(problems.iter().any(|row| row.contains("方案还没有确认")), "{name}");
                }
            }
        }
        // Dropped back in it is the same draft for the same reasons.
        let again = appraise_bytes("结果.xlsx", bytes);
        assert_eq!(again.evaluation.status, appraisal.evaluation.status, "{name}");
    }
}

/// What may not be said before somebody has settled, publicised or held it; each with the states in which it may.
const CLAIMS: [(&str, &[&str]); 14] = [
    ("经考核评议并公示", &[]),
    ("评议、审议和公示", &[]),
    ("公示无异议", &[]),
    ("经公示", &["生效"]),
    ("公示期满，", &["生效"]),
    ("确定为“", &["生效"]),
    ("确定等次：", &["生效"]),
    ("现对考核成绩", &["生效"]),
    ("结果生效", &["生效"]),
    ("已定", &["定稿", "公示中", "生效"]),
    ("可以进入公示", &[]),
    ("考核等次：", &[]),
    ("特发此证", &STATES),
    ("拟定", &STATES),
];
/// These stand for what is written in by hand: who says it names no day.
const BLANKS: [&str; 3] = ["＿月＿日评议", "＿月＿日领导班子会议审议通过", "领导班子会议审议：＿月＿日"];
/// Words about meetings that claim nothing of this result: what comes next, and what clauses are called.
const NOT_HELD: [&str; 12] = [
    "领导班子会议确定后",
    "领导班子会议确认后",
    "会议确认",
    "由会议确定",
    "审议通过后公示",
    "审议后公示",
    "审议与公示",
    "须在领导班子会议上说明",
    "会议审议。",
    "公示的",
    "公示结束",
    "报会议审议",
];

fn words(block: &Block) -> Vec<String> {
    let texts: Vec<&str> = match block {
        Block::Title(text)
        | Block::Subtitle(text)
        | Block::Heading(text)
        | Block::Body(text)
        | Block::Flush(text)
        | Block::Note(text) => vec![text],
        Block::Signature(lines) => lines.iter().map(String::as_str).collect(),
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect(),
    };
    texts.into_iter().map(str::to_owned).collect()
}

/// Every sentence of a paper.
fn paper_texts(appraisal: &Appraisal, kind: PaperKind) -> Vec<String> {
    let stack = Stack::new(&appraisal.inputs, &appraisal.evaluation, kind, &Whom::Everyone);
    let paper = stack.paper(0..stack.len());
    paper.sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(words).collect()
}

/// Every text of the results, without what people wrote themselves and what tells of earlier steps.
fn sheet_texts(appraisal: &Appraisal) -> Vec<String> {
    let own = ["决定", "操作记录", "更正记录"];
    let sheets = sheets(&results(appraisal)).into_iter().filter(|(name, _)| !own.contains(&name.as_str()));
    let texts = sheets.flat_map(|(_, rows)| rows).flatten();
    texts.map(|cell| cell.text().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[test]
fn no_paper_and_no_sheet_says_what_is_not_so_in_its_state() {
    for (state, appraisal) in all_states("ledgers-86.xlsx") {
        let mut texts: Vec<(String, String)> = Vec::new();
        for kind in PaperKind::ALL {
            texts.extend(paper_texts(&appraisal, kind).into_iter().map(|text| (kind.name().to_owned(), text)));
        }
        texts.extend(sheet_texts(&appraisal).into_iter().map(|text| ("results".to_owned(), text)));
        assert!(texts.len() > 5_000, "every sentence is read");
        for (place, text) in &texts {
            for (claim, states) in CLAIMS {
                let says = text.contains(claim);
                assert!(!says || states.contains(&state), "{state}: {place} says {claim}: {text}");
            }
            if text.contains("审议") {
                let rest = BLANKS.iter().chain(&NOT_HELD).fold(text.clone(), |rest, words| rest.replace(words, ""));
                assert!(!rest.contains("审议"), "{state}: {place} says that something was discussed: {text}");
            }
        }
        let all: String = texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\n");
        // And what is so is said.
        assert_eq!(all.contains("确定为“"), state == "生效", "{state}");
        assert_eq!(all.contains("拟定为“"), state != "生效", "{state}");
        assert_eq!(all.contains("公示期满后印发"), state != "生效", "{state}");
    }
}

#[test]
fn what_rests_on_an_open_matter_says_so() {
    let appraisal = appraise("ledgers-86.xlsx");
    let open: Vec<_> = appraisal.evaluation.people.iter().filter(|result| !result.pending.is_empty()).collect();
    assert!(!open.is_empty());
    for result in &open {
        let whom = Whom::Person(result.id);
        let of = |kind| {
            let stack = Stack::new(&appraisal.inputs, &appraisal.evaluation, kind, &whom);
            let sheets = stack.paper(0..stack.len()).sheets;
            sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(words).collect::<Vec<_>>().join("\n")
        };
        assert!(of(PaperKind::Slip).contains("考核等次待决，目前拟定为“"));
        assert!(of(PaperKind::Registration).contains("拟定等次：待决"));
        assert_eq!(of(PaperKind::Certificate), "", "nobody gets a certificate for what isn't decided");
    }
    for kind in [PaperKind::Publicity, PaperKind::Circular] {
        let said = paper_texts(&appraisal, kind).join("\n");
        assert!(said.contains(&format!("（另有{}人待决，了结之前不列入。）", open.len())), "{said}");
        for result in &open {
            assert!(!said.contains(appraisal.inputs.person(result.id).name()));
        }
        let settled = paper_texts(&in_state(&appraisal, "定稿"), kind).join("\n");
        assert!(!settled.contains("待决"), "{settled}");
    }
}

#[test]
fn a_circular_for_nobody_wishes_nobody_well() {
    let rows: &[&[&str]] =
        &[&["工号", "姓名", "科室", "入职日期", "初评等次"], &["A1", "王芳", "业务科", "2020-01-01", "合格"]];
    let mut rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
    for problem in common::build::appraise_book(&[("花名册", &[&rows[0], &rows[1]])]).evaluation.problems {
        if let ProblemKind::ColumnMissing(field) = problem.kind {
            rows[0].push(field.header());
            rows[1].push("0");
        }
    }
    let nobody = common::build::appraise_book(&[("花名册", &[&rows[0], &rows[1]])]);
    let said = paper_texts(&nobody, PaperKind::Circular).join("\n");
    assert!(said.contains("本年度暂无受表彰人员") && !said.contains("再接再厉"), "{said}");
    let said = paper_texts(&nobody, PaperKind::Publicity).join("\n");
    assert!(said.contains("本年度暂无拟定为优秀、表扬等次或拟授予敬业奉献奖的人员"), "{said}");
    assert!(said.contains("2024年度考核拟定等次情况予以公示") && !said.contains("人员名单予以公示"), "{said}");
}

#[test]
fn another_year_has_room_for_the_number_of_its_own_notice() {
    let of = |year: &str| {
        let appraisal = and(&appraise("plain-40.xlsx"), set(&[(SettingKey::Year, year)]));
        PaperKind::ALL.into_iter().flat_map(|kind| paper_texts(&appraisal, kind)).collect::<Vec<_>>().join("\n")
    };
    assert!(of("2024").contains("按照宝政务中心〔2024〕21号文件") && !of("2024").contains("按照＿"));
    assert!(!of("2025").contains("21号") && of("2025").contains("按照＿＿＿＿〔＿＿〕＿＿号文件"));
}

#[test]
fn the_days_of_publicity_are_printed_only_when_they_were_entered() {
    let appraisal = appraise("plain-40.xlsx");
    let said =
        |changes: &[(SettingKey, &str)]| paper_texts(&and(&appraisal, set(changes)), PaperKind::Publicity).join("\n");
    assert!(said(&[]).contains("自　　年　　月　　日起至　　年　　月　　日止。"));
    let from = (SettingKey::PublicityFrom, "2025-01-13");
    assert!(said(&[from]).contains("自2025年1月13日起至　　年　　月　　日止。"));
    let both = said(&[from, (SettingKey::PublicityTo, "2025-01-17")]);
    assert!(both.contains("自2025年1月13日起至2025年1月17日止，共5个工作日。"), "{both}");
}

#[test]
fn the_registration_has_the_days_of_publicity_once_it_began() {
    let dates = set(&[(SettingKey::PublicityFrom, "2025-01-13"), (SettingKey::PublicityTo, "2025-01-17")]);
    let dated = and(&settled(&appraise("ledgers-86.xlsx")), dates);
    for (today, begun) in [(12, false), (13, true), (18, true)] {
        let said = paper_texts(&dated.clone().on(Some(day(1, today))), PaperKind::Registration).join("\n");
        assert_eq!(said.contains("公示：2025年1月13日至2025年1月17日"), begun, "{today} January");
        assert_eq!(said.contains("公示：＿月＿日至＿月＿日"), !begun, "{today} January");
    }
}

#[test]
fn a_public_notice_names_only_what_somebody_is_proposed_for() {
    let said = |appraisal: &Appraisal| paper_texts(appraisal, PaperKind::Publicity).join("\n");
    let all = said(&settled(&appraise("ledgers-86.xlsx")));
    assert!(all.contains("拟定为优秀、表扬等次以及拟授予敬业奉献奖的人员名单"), "{all}");
    let only_grades = said(&appraise("cases/01-two-tables-other-order.xlsx"));
    assert!(
        only_grades.contains("拟定为优秀、表扬等次的人员名单") && !only_grades.contains("敬业奉献"),
        "{only_grades}"
    );
}

#[test]
fn shares_beyond_the_notice_are_said_to_the_leadership() {
    for (text, beyond) in [("9.9%", false), ("10%", false), ("10.1%", true)] {
        let appraisal = and(&appraise("plain-40.xlsx"), set(&[(SettingKey::ExcellentShare, text)]));
        let bytes = appraisal.pack(Pack::Leadership, &mut |_| {}).expect("written");
        let remarks = column(&bytes, "方案", "填写说明");
        let said = remarks.iter().any(|remark| remark.text().contains("10.1%，超过通知规定的10%"));
        assert_eq!(said, beyond, "{text}");
        let warned = appraisal.problems().iter().any(|row| {
            row.severity == Severity::Warning && matches!(row.problem.kind, ProblemKind::ShareBeyondNotice { .. })
        });
        assert_eq!(warned, beyond, "{text}");
    }
}

#[test]
fn a_decision_that_changes_nothing_needs_no_reason() {
    let appraisal = settled(&appraise("plain-40.xlsx"));
    let (mut session, overview) = session_of(&appraisal, day(1, 10));
    let result = appraisal
        .evaluation
        .people
        .iter()
        .find(|result| result.grade == Grade::Qualified && result.decided.grade().is_none());
    let person = appraisal.inputs.person(result.expect("somebody is 合格").id);
    let row = session_row(&mut session, person.name());
    let decision = NewDecision {
        ruling: Ruling::Grade(Grade::Qualified),
        reason: "同意".into(),
        decider: "考核领导小组".into(),
        date: None,
    };
    let after =
        ask(&mut session, Request::Edit(Edit::Decide { row, decision: Some(decision) })).expect("no figure moves");
    assert_eq!((after.status, after.figures), (Status::Settled, overview.figures));
}

fn session_row(session: &mut Session, name: &str) -> kaohe::domain::CellRef {
    let found = session.handle(Request::Find(name.to_owned()), Vec::new(), &mut |_| {}).expect("found").response;
    let Response::Found(_, people) = found else { panic!("not what was asked") };
    let facts = session.handle(Request::Facts(people[0].id), Vec::new(), &mut |_| {}).expect("facts").response;
    let Response::Facts(view) = facts else { panic!("not what was asked") };
    view.row
}

#[test]
fn the_native_reading_knows_the_day_only_if_it_is_told() {
    let dated = in_state(&appraise("plain-40.xlsx"), "生效");
    let files = [FileBytes { name: "结果.xlsx".into(), bytes: results(&dated) }];
    let read = Appraisal::of_files(&files, &mut |_| {}).expect("readable");
    assert_eq!(read.evaluation.status, Status::Settled);
    assert_eq!(read.on(Some(day(1, 18))).evaluation.status, Status::InForce { to: day(1, 17) });
}
