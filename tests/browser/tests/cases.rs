//! Three workbooks as offices keep them, on the page.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::Browser;
use common::fixture;

async fn dropped(name: &str) -> Browser {
    let browser = Browser::open().await.started().await;
    browser.drop_files(&[&fixture(&format!("cases/{name}"))]).await;
    browser.await_text("[data-testid='total-参加考核']", "10").await;
    browser
}

/// Waits until the badge says how far the result has come.
async fn comes_to(browser: &Browser, status: &str) {
    let says = format!("return document.querySelector('[data-testid=status]')?.dataset.status === '{status}'");
    browser.until(&format!("the result is {status}"), &says).await;
}

/// What stands in a column of somebody's row.
async fn of(browser: &Browser, key: &str, column: &str) -> String {
    browser.text(&format!("[data-testid=row][data-key={key}] [data-col={column}]")).await
}

#[tokio::test]
async fn two_tables_are_read_each_by_its_own_headers() {
    let browser = dropped("01-two-tables-other-order.xlsx").await;
    comes_to(&browser, "ready").await;
    browser.click("[data-testid=tab-people]").await;
    assert_eq!(of(&browser, "K006", "取消优秀资格").await, "五(六)2");
    assert!(of(&browser, "K006", "实发金额").await.contains("9,200"));
    assert!(of(&browser, "K001", "实发金额").await.contains("12,600"));
    browser.close().await;
}

#[tokio::test]
async fn a_column_that_one_table_lacks_is_open_for_its_people_only() {
    let browser = dropped("05-department-sheets-one-column-missing.xlsx").await;
    comes_to(&browser, "draft").await;
    browser.await_text("[data-testid=status]", "草稿").await;
    browser.click("[data-testid=tab-pending]").await;
    let keys = "const shown = document.querySelector('[data-tab=pending]').textContent;
        return ['K001', 'K004'].every((key) => !shown.includes(key)) && ['K005', 'K010'].every((key) => shown.includes(key))";
    browser.until("the people of the one table are named", keys).await;
    browser.close().await;
}

#[tokio::test]
async fn a_sheet_that_is_not_used_is_set_aside_and_comes_back_with_undo() {
    let browser = dropped("14-former-jobs-sheet.xlsx").await;
    comes_to(&browser, "draft").await;
    browser.click("[data-testid=tab-problems]").await;
    browser.await_text("[data-testid=problem-group]", "表未采用").await;
    browser.click("[data-testid=assign-button]").await;
    browser.find("[data-testid=mapping]").await;
    browser.choose("[data-testid=mapping-kind]", "none").await;
    browser.click("[data-testid=mapping-apply]").await;
    comes_to(&browser, "ready").await;
    browser.click("[data-testid=undo]").await;
    comes_to(&browser, "draft").await;
    browser.close().await;
}
