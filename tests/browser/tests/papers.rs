//! What leaves the page: papers looked at, printed and saved, the office's own template, sheets as text, and writing that
//! shows how far it is and can be cancelled.

#[path = "../../common/mod.rs"]
mod common;

use browser_tests::{Browser, Opening};
use common::{
    expected::Expected,
    fixture,
    word::{self, WordFile, paragraph},
};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::{fs, path::PathBuf};
use tempfile::TempDir;
use thirtyfour::Key;

async fn open(roster: &str) -> Browser {
    let browser = Browser::open().await.started().await;
    browser.drop_files(&[&fixture(roster)]).await;
    browser.click("[data-testid=tab-papers]").await;
    browser.find("[data-testid=paper-slip]").await;
    browser
}

/// A file in a folder of the test's.
fn file(folder: &TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("the folder is writable");
    path
}

/// Widths and heights of a PDF's pages in points, rounded.
fn sizes(pdf: &[u8]) -> Vec<(u32, u32)> {
    let text = String::from_utf8_lossy(pdf);
    let boxes = text.split("/MediaBox [").skip(1).filter_map(|rest| rest.split(']').next());
    let numbers = boxes.map(|numbers| numbers.split_whitespace().filter_map(|number| number.parse::<f64>().ok()));
    numbers.map(|numbers| numbers.collect::<Vec<_>>()).map(|at| (at[2].round() as u32, at[3].round() as u32)).collect()
}

const UPRIGHT: (u32, u32) = (595, 842);
const ACROSS: (u32, u32) = (842, 595);

/// On paper no word is wider than its box and no sheet's words are higher than the page leaves room for.
const CLIPPED: &str = "return [...document.querySelectorAll('.sheet, .sheet *')]
    .filter((e) => e.clientWidth > 0 && (e.scrollWidth > e.clientWidth + 1
        || (getComputedStyle(e).overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 1)))
    .map((e) => `${e.className}: ${e.textContent.slice(0, 40)}`)";

#[tokio::test]
async fn papers_are_printed_on_as_many_pages_as_they_have_sheets_and_nothing_is_cut_off() {
    let expected = Expected::of("ledgers-86");
    let people = expected.people.len();
    let honours =
        expected.outcomes.iter().filter(|(key, what, ..)| what == "表彰" && !expected.pending.contains_key(key));
    let honours = honours.count();
    let browser = open("ledgers-86.xlsx").await;
    for (kind, pages, size) in [
        ("registration", Some(2 * people), UPRIGHT),
        ("scoring", None, ACROSS),
        ("ballot", None, UPRIGHT),
        ("publicity", Some(2), UPRIGHT),
        ("circular", Some(2), UPRIGHT),
        ("slip", Some(people), UPRIGHT),
        ("certificate", Some(honours), ACROSS),
    ] {
        browser.click(&format!("[data-testid=look-{kind}]")).await;
        browser.find("[data-testid=sheet]").await;
        let sheets = browser.texts("[data-testid=sheet]").await;
        let pdf = browser.print().await;
        let is_running_text = matches!(kind, "publicity" | "circular");
        assert!(is_running_text || pages.is_none_or(|pages| pages == sheets.len()), "{kind}: {} sheets", sheets.len());
        assert_eq!(word::pages(&pdf), pages.unwrap_or(sheets.len()), "{kind}: pages");
        assert!(sizes(&pdf).iter().all(|page| *page == size), "{kind}: {:?}", sizes(&pdf));
        let mark = if kind == "certificate" { "样张（草稿）" } else { "草　稿" };
        assert!(sheets.iter().all(|sheet| sheet.starts_with(mark)), "{kind}: every sheet of a draft says so");
        browser.as_printed(true).await;
        assert_eq!(browser.script(CLIPPED).await, Value::Array(Vec::new()), "{kind}");
        let alone = "return getComputedStyle(document.querySelector('.tabs')).display === 'none'
            && getComputedStyle(document.querySelector('.draft-watermark')).visibility === 'visible'";
        assert_eq!(browser.script(alone).await, true, "{kind}: the paper is alone on the page, and marked");
        browser.as_printed(false).await;
        // Wherever the focus went meanwhile.
        browser.press(Key::Tab).await;
        browser.press(Key::Escape).await;
        browser.until("the paper is closed", "return !document.querySelector('[data-testid=paper]')").await;
        let back = format!("return document.activeElement.dataset.testid === 'look-{kind}'");
        assert_eq!(browser.script(&back).await, true, "{kind}: the focus is back");
    }
    browser.close().await;
}

#[tokio::test]
async fn certificates_fit_stock_that_is_printed_already() {
    let browser = open("ties-20.xlsx").await;
    browser.click("[data-testid=look-certificate]").await;
    let place = "const words = document.querySelector('.sheet-body').getBoundingClientRect();
        const sheet = document.querySelector('.sheet').getBoundingClientRect();
        return [words.left - sheet.left, words.top - sheet.top]";
    browser.find("[data-testid=sheet]").await;
    let on_plain = browser.script(place).await;
    browser.click("[data-testid=stock-preprinted]").await;
    browser.find("[data-testid=stock-right]").await;
    for (field, millimetres) in [("stock-right", "-12.5"), ("stock-down", "8")] {
        let css = format!("[data-testid={field}]");
        browser.script(&format!("document.querySelector('{css}').select()")).await;
        browser.type_into(&css, millimetres).await;
        browser.press(Key::Tab).await;
    }
    let moved = |now: &Value, at: usize| now[at].as_f64().expect("a number") - on_plain[at].as_f64().expect("a number");
    browser
        .until("the words move", "return getComputedStyle(document.querySelector('.sheet-words')).top !== '0px'")
        .await;
    let now = browser.script(place).await;
    let pixels = 96.0 / 25.4;
    assert!((moved(&now, 0) + 12.5 * pixels).abs() < 1.0, "{on_plain} {now}");
    assert!((moved(&now, 1) - 8.0 * pixels).abs() < 1.0, "{on_plain} {now}");
    let title = browser.script("return getComputedStyle(document.querySelector('.sheet-title')).visibility").await;
    assert_eq!(title, "hidden", "title and border are on the stock");
    let border = "return getComputedStyle(document.querySelector('.sheet'), '::before').display";
    assert_eq!(browser.script(border).await, "none");
    // On paper they stand where the preview shows them, and the word 草稿 moves nothing.
    browser.as_printed(true).await;
    let printed = browser.script(place).await;
    for at in 0..2 {
        assert!((moved(&printed, at) - moved(&now, at)).abs() < 2.0, "{now} {printed}");
    }
    browser.as_printed(false).await;
    let expected = Expected::of("ties-20");
    let honours =
        expected.outcomes.iter().filter(|(key, what, ..)| what == "表彰" && !expected.pending.contains_key(key));
    assert_eq!(word::pages(&browser.print().await), honours.count());
    browser.close().await;
}

#[tokio::test]
async fn a_paper_is_saved_for_whom_it_was_asked_for() {
    let browser = open("ledgers-86.xlsx").await;
    browser.type_into("[data-testid=find-person]", "BS0058").await;
    browser.click("[data-testid=found]").await;
    browser.click("[data-testid=docx-slip]").await;
    let path = browser.download().await;
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    assert_eq!(name, "宝山区政务服务中心_2024年度_考核结果告知书_何文秀_草稿.docx");
    let bytes = fs::read(&path).expect("the file is there");
    let said = word::paragraphs(&bytes, "word/document.xml");
    assert!(said.iter().any(|text| text.contains("何文秀同志")) && !said.concat().contains("BS0059"));
    browser.close().await;
}

#[tokio::test]
async fn a_template_is_dropped_its_unknown_fields_named_and_filled() {
    let folder = TempDir::new().expect("a folder");
    let good = WordFile {
        body: paragraph(&["{{姓", "名}}：{{最终等次}}"]),
        header: None,
        footer: Some(paragraph(&["{{工号}}"])),
    };
    let doubtful = WordFile::of(paragraph(&["{{姓名}}{{考核等}}"]));
    let browser = open("ties-20.xlsx").await;

    // A file that is damaged is one sentence beside the template's place; the result stays.
    let bytes = good.bytes();
    browser.drop_files(&[&file(&folder, "坏的.docx", &bytes[..bytes.len() / 2])]).await;
    let fault = browser.text("[data-testid=template-fault]").await;
    assert!(fault.contains("坏的.docx") && fault.matches('。').count() == 1, "{fault}");

    browser.drop_files(&[&file(&folder, "存疑.docx", &doubtful.bytes())]).await;
    browser.await_text("[data-testid=template-name]", "存疑.docx").await;
    browser.await_text("[data-testid=template-unknown]", "{{考核等}}").await;
    browser.await_text("[data-testid=template-unknown]", "考核等次").await;
    let disabled = "return document.querySelector('[data-testid=fill-one]').disabled";
    assert_eq!(browser.script(disabled).await, true, "nothing is made before that is settled");
    browser.click("[data-testid=leave-empty]").await;
    browser.until("it can be filled", "return !document.querySelector('[data-testid=fill-one]').disabled").await;

    browser.drop_files(&[&file(&folder, "通知.docx", &good.bytes())]).await;
    browser.await_text("[data-testid=template-fields]", "最终等次").await;
    browser.click("[data-testid=fill-one]").await;
    let path = browser.download().await;
    assert!(path.to_string_lossy().ends_with("_通知_草稿.docx"), "{}", path.display());
    let bytes = fs::read(path).expect("the file is there");
    let said = word::paragraphs(&bytes, "word/document.xml");
    let Expected { people, pending, .. } = Expected::of("ties-20");
    for (key, figures) in &people {
        let grade = if pending.contains_key(key) { "待决" } else { &figures["最终等次"] };
        assert!(said.contains(&format!("{}：{grade}", figures["姓名"])), "{figures:?} in {said:?}");
    }
    browser.click("[data-testid=fill-apart]").await;
    let archive = fs::read(browser.download().await).expect("the archive is there");
    assert_eq!(word::names(&archive).len(), people.len());
    browser.close().await;
}

#[tokio::test]
async fn sheets_leave_as_text_and_rows_are_copied() {
    let browser = open("plain-40.xlsx").await;
    let options = browser.texts("[data-testid=csv-sheet] option").await;
    assert!(options.iter().any(|name| name == "奖金发放表"), "{options:?}");
    browser.choose("[data-testid=csv-sheet]", "奖金发放表").await;
    browser.click("[data-testid=csv-save]").await;
    let text = fs::read_to_string(browser.download().await).expect("the file is text");
    assert!(text.starts_with("\u{feff}工号,姓名,科室,"), "{}", &text[..60]);
    let people = Expected::of("plain-40").people;
    for (key, figures) in &people {
        let row = text.lines().find(|line| line.starts_with(&format!("{key},"))).expect("everyone has a row");
        assert!(row.contains(&figures["实发金额"]), "{row}");
    }

    browser.click("[data-testid=tab-people]").await;
    browser.find("[data-testid=row]").await;
    browser
        .script("window.copied = []; navigator.clipboard.writeText = async (text) => { window.copied.push(text); }")
        .await;
    browser.click("[data-testid=copy-rows]").await;
    browser.until("rows are copied", "return window.copied.length === 1").await;
    let copied = browser.script("return window.copied[0]").await;
    let lines: Vec<&str> = copied.as_str().expect("text").lines().collect();
    assert_eq!(lines.len(), people.len() + 1, "a header, and everyone");
    assert!(lines.iter().all(|line| line.contains('\t')));

    // Cells that are marked with the mouse are copied as cells, too; words in one cell as words.
    let marked = |from: &str, to: &str| {
        format!(
            "const [from, to] = [{from}, {to}].map((at) => document.querySelectorAll('[data-testid=row]')[at[0]].children[at[1]]);
            const range = document.createRange();
            range.setStart(from.firstChild, 0); range.setEnd(to.lastChild, to.lastChild.childNodes.length || 1);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            const data = new DataTransfer();
            const event = new ClipboardEvent('copy', {{ clipboardData: data, bubbles: true, cancelable: true }});
            document.body.dispatchEvent(event);
            return [event.defaultPrevented, data.getData('text/plain')]"
        )
    };
    let two_rows = browser.script(&marked("[0, 1]", "[1, 2]")).await;
    assert_eq!(two_rows[0], true);
    let text = two_rows[1].as_str().expect("text");
    assert!(text.starts_with("卫超强\t信息科\t") && text.ends_with("\nBS0002\t钱桂勇\t综合科"), "{text}");
    assert_eq!(browser.script(&marked("[0, 1]", "[0, 1]")).await[0], false);
    browser.close().await;
}

/// A roster of so many people.
fn many(people: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("花名册").expect("a name");
    for (column, head) in (0..).zip(["工号", "姓名", "科室", "在岗月数", "初评分", "初评等次"]) {
        sheet.write(0, column, head).expect("within the sheet");
    }
    for row in 1..=people {
        let texts = [format!("N{row:05}"), format!("人员{row}"), format!("第{}科", row % 40)];
        for (column, text) in (0..).zip(texts) {
            sheet.write(row, column, text).expect("within the sheet");
        }
        sheet.write(row, 3, 12).expect("within the sheet");
        sheet.write(row, 4, f64::from(60 + row % 40)).expect("within the sheet");
        sheet.write(row, 5, if row % 9 == 0 { "优秀" } else { "合格" }).expect("within the sheet");
    }
    book.save_to_buffer().expect("the workbook can be written")
}

#[tokio::test]
async fn ten_thousand_people_are_written_under_a_display_that_moves_and_can_be_cancelled() {
    let folder = TempDir::new().expect("a folder");
    let browser = Browser::open_as(Opening::default()).await.started().await;
    browser.drop_files(&[&file(&folder, "大.xlsx", &many(10_000))]).await;
    browser.click("[data-testid=tab-papers]").await;
    browser.find("[data-testid=save-whole]").await;
    // What the display shows, whenever it changes.
    browser
        .script(
            "window.shares = [];
            new MutationObserver(() => {
                const share = document.querySelector('[data-testid=saving] progress')?.getAttribute('value');
                if (share && share !== window.shares.at(-1)) window.shares.push(share);
            }).observe(document.body, { subtree: true, childList: true, attributes: true });",
        )
        .await;
    let gone = "return !document.querySelector('[data-testid=saving]')";
    for (button, ending) in [("save-whole", "xlsx"), ("docx-slip", "zip")] {
        browser.script("window.shares = []").await;
        browser.click(&format!("[data-testid={button}]")).await;
        let path = browser.download().await;
        assert!(path.to_string_lossy().ends_with(ending), "{}", path.display());
        browser.until("the display is gone", gone).await;
        let shares = browser.script("return window.shares.map(Number)").await;
        let shares: Vec<f64> = serde_json::from_value(shares).expect("numbers");
        assert!(shares.len() >= 5 && shares.is_sorted(), "{button}: {shares:?}");
    }
    // Cancelled, it makes no file, and everything is still there.
    browser.click("[data-testid=docx-registration]").await;
    browser.click("[data-testid=saving-cancel]").await;
    browser.until("the display is gone", gone).await;
    browser.click("[data-testid=docx-ballot]").await;
    let path = browser.download().await;
    assert!(path.to_string_lossy().contains("民主测评表"), "the cancelled file never came, but {}", path.display());
    browser.close().await;
}
