//! 读取对照: the sheet as it stands, by keyboard and by hand, and the ways from a cell to its person.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::Browser;
use common::fixture;
use thirtyfour::Key;

const PLACE: &str = "[data-testid=cell-place]";
const BECAME: &str = "[data-testid=cell-became]";

#[tokio::test]
async fn a_cell_says_what_it_became_and_leads_to_its_person() {
    let browser = Browser::open().await.started().await;
    browser.drop_files(&[&fixture("ledgers-86.xlsx")]).await;
    browser.click("[data-testid=tab-account]").await;
    browser.await_text(PLACE, "Sheet1!A1").await;

    // The lots add up.
    let adds_up = "const number = (id) => Number(document.querySelector(`[data-testid=${id}]`).textContent.replace(/\\D/g, ''));
        return number('account-filled') === ['used', 'carried', 'heading', 'passed-over'].reduce((sum, lot) => sum + number(`count-${lot}`), 0)";
    browser.until("the lots add up", adds_up).await;

    // By hand: 事假天数 of the first person.
    browser.click("#cell-4-14").await;
    browser.await_text(BECAME, "王俊梅的事假天数：7 天").await;

    // By keyboard: down to the next person, left to the header's row and the first column.
    browser.press(Key::Down).await;
    browser.await_text(PLACE, "Sheet1!O6").await;
    browser.press(Key::Home).await;
    browser.await_text(PLACE, "Sheet1!A6").await;
    browser.press(Key::Right + Key::Right).await;
    browser.await_text(PLACE, "Sheet1!C6").await;
    browser.await_text(BECAME, "郑国娟的姓名").await;
    let active = "return document.activeElement.getAttribute('aria-activedescendant') === 'cell-5-2'
        && !!document.getElementById('cell-5-2')";
    browser.until("the grid says where the keyboard is", active).await;
    browser.press(Key::Enter).await;
    browser.await_text("[data-testid=person]", "郑国娟").await;
    browser.click("[data-testid=person-close]").await;

    // The far end, which wasn't in the page before.
    browser.click("#cell-4-1").await;
    browser.press(Key::Control + Key::End).await;
    browser.await_text(PLACE, "Sheet1!X97").await;
    let in_sight = "const cell = document.getElementById('cell-96-23')?.getBoundingClientRect();
        const box = document.querySelector('[data-testid=sheet-grid]').getBoundingClientRect();
        return !!cell && cell.top >= box.top && cell.bottom <= box.bottom && cell.right <= box.right";
    browser.until("the last cell is in sight", in_sight).await;

    // The next cell of a lot, from the top again.
    browser.click("[data-testid=lot-carried]").await;
    browser.await_text(BECAME, "联系电话").await;
    browser.click("[data-testid=account-all]").await;

    // A ledger; its row leads to the same person's panel by a click.
    browser.click("[data-testid=account-sheet][data-sheet=事件]").await;
    browser.await_text(PLACE, "事件!A1").await;
    browser.click("#cell-3-3").await;
    browser.await_text(BECAME, "据此得出郑伟文的核实投诉数").await;
    browser.click("[data-testid=cell-people] button").await;
    browser.await_text("[data-testid=person]", "郑伟文").await;
    browser.click("[data-testid=person-close]").await;

    // A problem's place leads to its cell, which is then in sight.
    browser.click("[data-testid=tab-problems]").await;
    let place = browser.text("[data-testid=show-cell]").await;
    browser.click("[data-testid=show-cell]").await;
    browser.await_text(PLACE, &place).await;
    browser.find("[data-testid=cell-problem]").await;
    browser.find(".grid-cell[data-here]").await;
    browser.close().await;
}
