//! The leading group's table on the page: matters are settled by mouse and by keyboard until the result is final; settings
//! are weighed and applied; the other views show what the engine says.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::Browser;
use common::{appraise, book, fixture, states, trip, word};
use kaohe::notice::Clause;
use std::fs;
use thirtyfour::Key;

async fn open(name: &str) -> Browser {
    let browser = Browser::open().await;
    browser.drop_files(&[&fixture(name)]).await;
    browser.find("[data-testid=tab-pending]").await;
    browser
}

/// Waits until something is there so many times.
async fn await_count(browser: &Browser, css: &str, count: usize) {
    let script = format!("return document.querySelectorAll({}).length === {count}", serde_json::json!(css));
    browser.until(&format!("{css} is there {count} times"), &script).await;
}

/// People with something pending in ledgers-86.
const PENDING: usize = 6;
const PERSON: &str = "[data-testid=pending-person]";
const READY: &str = "return document.querySelector('[data-testid=status]').dataset.status === 'ready'";
const SETTLED: &str = "return document.querySelector('[data-testid=status]').dataset.status === 'settled'";

#[tokio::test]
async fn every_matter_is_settled_with_the_mouse_and_undone_again() {
    let browser = open("ledgers-86.xlsx").await;
    browser.click("[data-testid=tab-pending]").await;
    for left in (0..PENDING).rev() {
        await_count(&browser, PERSON, left + 1).await;
        browser.click(&format!("{PERSON} [data-testid=decide-open]")).await;
        browser.click("[data-testid=decide] [data-ruling=合格]").await;
        browser.find("[data-testid=effect-person]").await;
        browser.type_into("[data-testid=decide-reason]", "集体研究").await;
        browser.click("[data-testid=decide-save]").await;
    }
    await_count(&browser, PERSON, 0).await;
    browser.until("nothing is open", READY).await;

    browser.click("[data-testid=export-button]").await;
    let download = browser.download().await;
    let name = download.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(name.ends_with("_待定稿.xlsx"), "{name}");
    let bytes = fs::read(&download).expect("the download is there");
    assert_eq!(book::sheet(&bytes, "待决事项").len(), 1, "only its header");
    assert!(
        book::column(&bytes, "决定", "理由").iter().filter(|reason| reason.text() == "集体研究").count() >= PENDING
    );

    // Only a step that somebody takes makes it final; it is taken back like any other.
    browser.click("[data-testid=tab-overview]").await;
    browser.until("a name is wanted", "return document.querySelector('[data-testid=settle]').disabled").await;
    browser.type_into("[data-testid=settle-by]", "张主任").await;
    browser.click("[data-testid=settle]").await;
    browser.until("the result is settled", SETTLED).await;
    assert_eq!(browser.script("return !document.querySelector('.draft-watermark')").await, true);
    browser.click("[data-testid=undo]").await;
    browser.until("the step is taken back", READY).await;
    browser.click("[data-testid=tab-pending]").await;

    for _ in 0..PENDING {
        browser.click("[data-testid=undo]").await;
    }
    await_count(&browser, PERSON, PENDING).await;
    browser
        .until("a draft again", "return document.querySelector('[data-testid=status]').dataset.status === 'draft'")
        .await;
    browser.close().await;
}

#[tokio::test]
async fn every_matter_is_settled_with_the_keyboard_alone() {
    let browser = Browser::open().await;
    // The dialogue for files is the system's own; what it gives is given here.
    browser.tab_to("[data-testid=choose-button]").await;
    let file = fixture("ledgers-86.xlsx");
    browser.choose_files("[data-testid=file-input]", &[&file]).await;
    browser.find("[data-testid=tab-overview]").await;
    browser.tab_to("[data-testid=tab-overview]").await;
    browser.press(Key::Right).await;
    browser.press(Key::Right).await;
    for left in (0..PENDING).rev() {
        await_count(&browser, PERSON, left + 1).await;
        browser.tab_to("[data-testid=decide-open]").await;
        browser.press(Key::Enter).await;
        browser.tab_to("[data-testid=decide] input[type=radio]").await;
        // The arrows go from choice to choice; the first press chooses the second one.
        for _ in 0..10 {
            let chosen =
                browser.script("return document.querySelector('[data-testid=decide] input:checked')?.value").await;
            if chosen == "合格" {
                break;
            }
            browser.press(Key::Down).await;
        }
        browser.find("[data-testid=effect-person]").await;
        browser.tab_to("[data-testid=decide-reason]").await;
        browser.press("集体研究").await;
        browser
            .until("it can be confirmed", "return !document.querySelector('[data-testid=decide-save]').disabled")
            .await;
        browser.tab_to("[data-testid=decide-save]").await;
        browser.press(Key::Enter).await;
    }
    browser.until("nothing is open", READY).await;
    browser.tab_to("[data-testid=tab-pending]").await;
    browser.press(Key::Left).await;
    browser.press(Key::Left).await;
    browser.tab_to("[data-testid=settle-by]").await;
    browser.press("张主任").await;
    browser.press(Key::Enter).await;
    browser.until("the result is settled", SETTLED).await;
    browser.tab_to("[data-testid=export-button]").await;
    browser.press(Key::Enter).await;
    let download = browser.download().await;
    assert!(download.to_string_lossy().ends_with("_定稿.xlsx"));
    browser.close().await;
}

#[tokio::test]
async fn what_was_settled_is_reopened_with_a_reason_before_a_figure_moves() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("结果.xlsx");
    fs::write(&file, trip::results(&states::settled(&appraise("ledgers-86.xlsx")))).expect("a file");
    let browser = Browser::open().await;
    browser.drop_files(&[&file]).await;
    browser.find("[data-testid=tab-settings]").await;
    browser.until("it comes back settled", SETTLED).await;
    browser.click("[data-testid=tab-settings]").await;
    browser.click("[data-key=末位人数] [data-testid=setting-input]").await;
    browser.press(Key::Control + "a").await;
    browser.press("5").await;
    browser.press(Key::Enter).await;
    browser.click("[data-testid=staged-keep]").await;
    browser.find("[data-testid=reopening]").await;
    browser.press(Key::Escape).await;
    await_count(&browser, "[data-testid=reopening]", 0).await;
    assert_eq!(browser.script(SETTLED).await, true, "nothing was made");
    browser.click("[data-testid=staged-keep]").await;
    browser.type_into("[data-testid=reopen-reason]", "末位人数经会议调整").await;
    browser.type_into("[data-testid=reopen-by]", "李主任").await;
    browser.click("[data-testid=reopen]").await;
    browser.find("[data-key=末位人数][data-changed]").await;
    assert_eq!(browser.script(SETTLED).await, false);
    browser.click("[data-testid=tab-history]").await;
    let told = browser.texts("[data-testid=edit]").await.concat();
    assert!(told.contains("重开（李主任") && told.contains("末位人数经会议调整"), "{told}");
    browser.click("[data-testid=undo]").await;
    browser.click("[data-testid=undo]").await;
    browser.until("settled as before", SETTLED).await;
    browser.close().await;
}

#[tokio::test]
async fn what_the_notice_forbids_cannot_be_confirmed() {
    let browser = open("ledgers-86.xlsx").await;
    browser.click("[data-testid=tab-pending]").await;
    // A second place cannot be made: the quota of 优秀 is set to nothing first.
    browser.click("[data-testid=tab-settings]").await;
    browser.click("[data-key=优秀比例] [data-testid=setting-input]").await;
    browser.press(Key::Control + "a").await;
    browser.press("0").await;
    browser.press(Key::Enter).await;
    browser.click("[data-testid=staged-keep]").await;
    browser.find("[data-key=优秀比例][data-changed]").await;
    browser.click("[data-testid=tab-pending]").await;
    browser.click(&format!("{PERSON} [data-testid=decide-open]")).await;
    browser.click("[data-testid=decide] [data-ruling=优秀]").await;
    browser.find("[data-testid=refused]").await;
    browser.type_into("[data-testid=decide-reason]", "理由").await;
    browser.until("it can't be confirmed", "return document.querySelector('[data-testid=decide-save]').disabled").await;
    browser.close().await;
}

#[tokio::test]
async fn settings_are_weighed_applied_confirmed_and_listed() {
    let browser = open("ledgers-86.xlsx").await;
    browser.click("[data-testid=tab-settings]").await;
    browser.choose("[data-key=名额范围] [data-testid=setting-input]", "分考核组").await;
    browser.find("[data-testid=staged] [data-testid=effect-person]").await;
    browser.click("[data-testid=staged-keep]").await;
    await_count(&browser, "[data-testid=staged]", 0).await;
    browser.await_text("[data-testid=tab-history]", "1").await;
    browser.find("[data-testid=confirmation][data-confirmed=false]").await;
    browser.type_into("[data-testid=confirm-minutes]", "〔2025〕1号").await;
    browser.click("[data-testid=confirm-save]").await;
    browser.find("[data-testid=confirmation][data-confirmed=true]").await;
    assert!(browser.text("[data-testid=confirmation]").await.contains("〔2025〕1号"));
    browser.click("[data-testid=settings-save]").await;
    let download = browser.download().await;
    let bytes = fs::read(&download).expect("the download is there");
    let values = book::sheet(&bytes, "方案");
    assert!(values.iter().any(|row| row[0].text() == "名额范围" && row[1].text() == "分考核组"));

    browser.click("[data-testid=tab-history]").await;
    await_count(&browser, "[data-testid=edit]:not([data-undone])", 2).await;
    browser.click("[data-testid=tab-overview]").await;
    await_count(&browser, "[data-testid=quota]", 6).await;
    browser.close().await;
}

#[tokio::test]
async fn a_trial_is_kept_and_an_appeal_and_a_budget_are_answered() {
    let browser = open("ledgers-86.xlsx").await;
    browser.click("[data-testid=tab-register]").await;
    browser.click("[data-testid=register-row][data-key=名额范围] .link").await;
    browser.find("[data-testid=trial] [data-testid=effect-person]").await;
    browser.click("[data-testid=trial-keep]").await;
    await_count(&browser, "[data-testid=trial-edit]", 0).await;
    browser.await_text("[data-testid=tab-history]", "1").await;

    browser.type_into("[data-testid=find-person]", "BS0001").await;
    browser.click("[data-testid=found]").await;
    browser.find("[data-testid=fact-editor]").await;
    let days = "return [...document.querySelector('[data-testid=fact-field]').options].find((o) => o.text === '事假天数').value";
    let days = browser.script(days).await.as_str().expect("the column is offered").to_owned();
    browser.choose("[data-testid=fact-field]", &days).await;
    browser.type_into("[data-testid=fact-text]", "0").await;
    browser.click("[data-testid=fact-try]").await;
    browser.find("[data-testid=trial] [data-testid=effect]").await;
    browser.click("[data-testid=trial-drop]").await;
    await_count(&browser, "[data-testid=trial-edit]", 0).await;

    browser.click("[data-testid=trial-appeal]").await;
    browser.type_into("[data-testid=find-person]", "BS0010").await;
    browser.click("[data-testid=found]").await;
    browser.click("[data-testid=appeal-withdraw]").await;
    browser.find("[data-testid=appeal-page] [data-testid=effect]").await;
    assert_eq!(word::pages(&browser.print().await), 1, "an appeal is one page");
    browser.click("[data-testid=appeal-keep]").await;
    browser.await_text("[data-testid=tab-history]", "2").await;

    browser.click("[data-testid=trial-budget]").await;
    browser.type_into("[data-testid=budget-sum]", "900000").await;
    browser.click("[data-testid=budget-ask]").await;
    browser.find("[data-testid=budget-amount]").await;
    browser.close().await;
}

#[tokio::test]
async fn the_other_views_show_what_the_engine_says() {
    let browser = open("ledgers-86.xlsx").await;
    browser.click("[data-testid=tab-clauses]").await;
    await_count(&browser, "[data-testid=clause-row]", Clause::ALL.len()).await;
    browser.click("[data-testid=tab-fairness]").await;
    await_count(&browser, "[data-testid=fairness-row]", 3).await;
    browser.click("[data-testid=by-科室]").await;
    await_count(&browser, "[data-testid=fairness-row]", 5).await;
    browser.click("[data-testid=tab-timetable]").await;
    await_count(&browser, "[data-testid=stage]", 6).await;
    await_count(&browser, "[data-testid=today]", 1).await;
    browser.click("[data-testid=calendar]").await;
    let calendar = fs::read_to_string(browser.download().await).expect("the calendar is text");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 6);
    browser.close().await;
}

#[tokio::test]
async fn a_figure_says_why_and_the_recap_is_one_page() {
    let browser = open("ledgers-86.xlsx").await;
    browser.click("[data-testid=tab-people]").await;
    browser.click("[data-testid=row] [data-col=实发金额]").await;
    browser
        .until(
            "the money is in sight",
            "return document.querySelector('.person')?.scrollTop > 0 && !!document.querySelector('#part-money')",
        )
        .await;
    for _ in 0..8 {
        browser.click("[data-testid=person-recap]").await;
        await_count(&browser, "[data-testid=recap-row]", 39).await;
        assert_eq!(common::word::pages(&browser.print().await), 1);
        browser.as_printed(true).await;
        let seen = "const recap = document.querySelector('.recap');
            return getComputedStyle(recap).visibility === 'visible' && recap.offsetHeight > 500
                && getComputedStyle(document.querySelector('.tabs')).display === 'none'";
        assert_eq!(browser.script(seen).await, true, "the page isn't blank and holds nothing else");
        browser.as_printed(false).await;
        browser.press(Key::Escape).await;
        await_count(&browser, "[data-testid=recap]", 0).await;
        browser.click("[data-testid=person-next]").await;
        browser.until("the next person is here", "return !document.querySelector('.person[aria-busy]')").await;
    }
    browser.close().await;
}
