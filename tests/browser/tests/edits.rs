//! Mending on the page what an office's own file has wrong: cells, columns, confirmations; taken back, made again, kept
//! with the results.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::Browser;
use common::{book, fixture};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

/// A folder with one file in it.
fn file(name: &str, text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    (folder, path)
}

const FAULTY: &str = "工号,姓名,在岗月数,事假天数,核实差评数\n1,王芳,12,4小时,1\n2,李静,12,半天,两次\n";

/// Waits until something is there so many times.
async fn await_count(browser: &Browser, css: &str, count: usize) {
    let script = format!("return document.querySelectorAll({}).length === {count}", serde_json::json!(css));
    browser.until(&format!("{css} is there {count} times"), &script).await;
}

const ERRORS: &str = "[data-testid=problem-row][data-severity=错误]";
const EDITS: &str = "[data-testid=edit]:not([data-undone])";
const EARLIER: &str = "[data-testid=edit-earlier]";

#[tokio::test]
async fn a_cell_is_corrected_taken_back_made_again_and_kept() {
    let browser = Browser::open().await.started().await;
    let (_folder, path) = file("花名册.csv", FAULTY);
    browser.drop_files(&[&path]).await;
    browser.click("[data-testid=tab-problems]").await;
    await_count(&browser, ERRORS, 2).await;
    browser.click(&format!("{ERRORS} [data-testid=correct-button]")).await;
    browser.type_into("[data-testid=correct-input]", "2天半").await;
    browser.click("[data-testid=correct-save]").await;
    await_count(&browser, ERRORS, 1).await;
    browser.click("[data-testid=tab-history]").await;
    await_count(&browser, EDITS, 1).await;
    let edit = browser.text(EDITS).await;
    assert!(edit.contains("花名册!D2") && edit.contains("4小时") && edit.contains("2天半"), "{edit}");

    browser.click("[data-testid=undo]").await;
    await_count(&browser, EDITS, 0).await;
    await_count(&browser, "[data-testid=edit][data-undone]", 1).await;
    browser.click("[data-testid=tab-problems]").await;
    await_count(&browser, ERRORS, 2).await;
    browser.click("[data-testid=redo]").await;
    await_count(&browser, ERRORS, 1).await;

    // A column that nobody needs is confirmed to have no case.
    let missing = "[data-testid=confirm-none][data-field=核实投诉数]";
    browser.click(missing).await;
    await_count(&browser, missing, 0).await;
    assert_eq!(browser.text("[data-testid=unsaved]").await, "2 处更改未下载");
    browser.click("[data-testid=unsaved]").await;
    await_count(&browser, EDITS, 2).await;

    // Other files ask first.
    browser.drop_files(&[&fixture("plain-40.xlsx")]).await;
    browser.click("[data-testid=replace-back]").await;
    await_count(&browser, "[data-testid=replacing]", 0).await;
    await_count(&browser, EDITS, 2).await;

    browser.click("[data-testid=export-button]").await;
    let download = browser.download().await;
    // Only somebody can say whether the file was kept.
    browser.await_text("[data-testid=unsaved]", "已下载，请确认文件已保存").await;
    browser.click("[data-testid=confirm-saved]").await;
    await_count(&browser, "[data-testid=unsaved]", 0).await;
    let bytes = fs::read(&download).expect("the download is there");
    assert_eq!(book::column(&bytes, "更正记录", "更正值")[0].text(), "2天半");
    assert_eq!(book::column(&bytes, "更正记录", "原值")[0].text(), "4小时");

    browser.drop_files(&[&download]).await;
    browser.await_text("[data-testid=files]", "考核结果").await;
    browser.click("[data-testid=tab-problems]").await;
    await_count(&browser, ERRORS, 1).await;
    await_count(&browser, missing, 0).await;
    browser.click("[data-testid=tab-history]").await;
    await_count(&browser, EARLIER, 1).await;
    browser.close().await;
}

#[tokio::test]
async fn a_file_with_unknown_headers_is_mapped_by_hand_and_the_choice_is_kept() {
    let text = "某中心人员一览表,,,\n编码,人员名称,所在部门科室,事假(天数)\n1,王芳,业务科,1\n2,李静,信息科,2\n";
    let browser = Browser::open().await.started().await;
    let (_folder, path) = file("人员表.csv", text);
    browser.drop_files(&[&path]).await;
    browser.click("[data-testid=map-button]").await;
    browser.choose("[data-testid=mapping-kind]", "花名册").await;
    browser.click("[data-testid=mapping-row][data-row='1']").await;
    browser.find("[data-testid=mapping-suggestion]").await;
    for (column, target) in [(0, "工号"), (1, "姓名"), (2, "科室"), (3, "事假天数")] {
        let select = format!("[data-testid=mapping-column][data-column='{column}']");
        browser.choose(&select, target).await;
        let chosen = format!("return document.querySelector({}).value === '{target}'", serde_json::json!(select));
        browser.until("the choice is shown", &chosen).await;
    }
    browser.click("[data-testid=mapping-apply]").await;
    browser.await_text("[data-testid='total-参加考核']", "2").await;

    browser.click("[data-testid=export-button]").await;
    let download = browser.download().await;
    let bytes = fs::read(&download).expect("the download is there");
    let kept: Vec<String> = book::column(&bytes, "列对应", "名称").iter().map(|cell| cell.text().to_owned()).collect();
    assert!(kept.contains(&"人员名称".to_owned()), "{kept:?}");
    browser.click("[data-testid=confirm-saved]").await;

    // Next year's file with the same headers, beside these results, is read at once.
    let (_next, next) = file("人员表.csv", &text.replace("李静", "赵云"));
    browser.drop_files(&[&next, &download]).await;
    browser.await_text("[data-testid=files]", "考核结果").await;
    browser.close().await;
}

#[tokio::test]
async fn rows_that_are_no_records_open_on_their_line() {
    let browser = Browser::open().await.started().await;
    browser.drop_files(&[&fixture("ledgers-86.xlsx")]).await;
    browser.click("[data-sheet=Sheet1] [data-testid=passed-over-button]").await;
    browser.find("[data-testid=passed-over-row]").await;
    let rows = browser.texts("[data-testid=passed-over-row]").await;
    assert!(rows.iter().any(|row| row.contains("合计") && row.contains("86人")), "{rows:?}");
    browser.click("[data-testid=passed-over-button]").await;
    await_count(&browser, "[data-testid=passed-over-row]", 0).await;
    browser.close().await;
}

#[tokio::test]
async fn a_name_that_fits_two_people_is_asked_about() {
    let browser = Browser::open().await.started().await;
    let (folder, roster) = file("花名册.csv", "工号,姓名,科室,在岗月数\n1,李静,业务科,12\n2,李静,信息科,12\n");
    let months = folder.path().join("月度考核.csv");
    fs::write(&months, "工号,姓名,1月,2月,3月\n,李静,80,80,80\n").expect("a file");
    browser.drop_files(&[&roster, &months]).await;
    browser.click("[data-testid=tab-problems]").await;
    await_count(&browser, "[data-testid=choice]", 2).await;
    browser.click("[data-testid=choice]").await;
    await_count(&browser, "[data-testid=choice]", 0).await;
    browser.close().await;
}
