//! Pictures of the page's states into target/shots, to be looked at by people.

use browser_tests::{Browser, Opening, root};
use std::{fs, future::Future, path::PathBuf, pin::Pin};

/// A state of the page and how to get there from the start.
struct State {
    name: &'static str,
    reach: for<'a> fn(&'a Browser) -> Pin<Box<dyn Future<Output = ()> + 'a>>,
}

const STATES: &[State] = &[
    State { name: "start", reach: |_| Box::pin(async {}) },
    State { name: "error", reach: |browser| Box::pin(error(browser)) },
    State { name: "results", reach: |browser| Box::pin(tab(browser, "overview")) },
    State { name: "people", reach: |browser| Box::pin(tab(browser, "people")) },
    State { name: "person", reach: |browser| Box::pin(person(browser)) },
    State { name: "pending", reach: |browser| Box::pin(tab(browser, "pending")) },
    State { name: "problems", reach: |browser| Box::pin(tab(browser, "problems")) },
    State { name: "outcomes", reach: |browser| Box::pin(tab(browser, "outcomes")) },
    State { name: "settings", reach: |browser| Box::pin(tab(browser, "settings")) },
    State { name: "english", reach: |browser| Box::pin(english(browser)) },
    State { name: "ledgers", reach: |browser| Box::pin(ledgers(browser)) },
    State { name: "work-list", reach: |browser| Box::pin(work_list(browser)) },
    State { name: "edits", reach: |browser| Box::pin(edits(browser)) },
    State { name: "downloaded", reach: |browser| Box::pin(downloaded(browser)) },
    State { name: "replacing", reach: |browser| Box::pin(replacing(browser)) },
    State { name: "unread", reach: |browser| Box::pin(unread(browser)) },
    State { name: "mapping", reach: |browser| Box::pin(mapping(browser)) },
    State { name: "deciding", reach: |browser| Box::pin(deciding(browser)) },
    State { name: "staged", reach: |browser| Box::pin(staged(browser)) },
    State { name: "register", reach: |browser| Box::pin(register(browser)) },
    State { name: "trial", reach: |browser| Box::pin(trial(browser)) },
    State { name: "appeal", reach: |browser| Box::pin(appeal(browser)) },
    State { name: "budget", reach: |browser| Box::pin(budget(browser)) },
    State { name: "fairness", reach: |browser| Box::pin(fairness(browser)) },
    State { name: "clauses", reach: |browser| Box::pin(ledgers_tab(browser, "clauses")) },
    State { name: "timetable", reach: |browser| Box::pin(ledgers_tab(browser, "timetable")) },
    State { name: "history", reach: |browser| Box::pin(history(browser)) },
    State { name: "recap", reach: |browser| Box::pin(recap(browser)) },
    State { name: "fate-excellent", reach: |browser| Box::pin(fate(browser, "BS01")) },
    State { name: "fate-commended", reach: |browser| Box::pin(fate(browser, "BS04")) },
    State { name: "fate-tie", reach: |browser| Box::pin(fate(browser, "BS06")) },
    State { name: "fate-qualified", reach: |browser| Box::pin(fate(browser, "BS12")) },
    State { name: "fate-case", reach: |browser| Box::pin(fate(browser, "BS15")) },
    State { name: "fate-unverified", reach: |browser| Box::pin(fate(browser, "BS16")) },
    State { name: "fate-barely", reach: |browser| Box::pin(fate(browser, "BS17")) },
    State { name: "fate-unqualified", reach: |browser| Box::pin(fate(browser, "BS18")) },
    State { name: "fate-no-ballots", reach: |browser| Box::pin(fate(browser, "BS09")) },
    State { name: "fate-left", reach: |browser| Box::pin(left(browser)) },
    State { name: "fate-english", reach: |browser| Box::pin(fate_english(browser)) },
    State { name: "fate-recap", reach: |browser| Box::pin(fate_recap(browser)) },
    State { name: "papers", reach: |browser| Box::pin(ledgers_tab(browser, "papers")) },
    State { name: "template", reach: |browser| Box::pin(template(browser)) },
    State { name: "registration", reach: |browser| Box::pin(paper(browser, "registration")) },
    State { name: "scoring", reach: |browser| Box::pin(paper(browser, "scoring")) },
    State { name: "ballot", reach: |browser| Box::pin(paper(browser, "ballot")) },
    State { name: "publicity", reach: |browser| Box::pin(paper(browser, "publicity")) },
    State { name: "circular", reach: |browser| Box::pin(paper(browser, "circular")) },
    State { name: "slip", reach: |browser| Box::pin(paper(browser, "slip")) },
    State { name: "certificate", reach: |browser| Box::pin(paper(browser, "certificate")) },
    State { name: "preprinted", reach: |browser| Box::pin(preprinted(browser)) },
    State { name: "account", reach: |browser| Box::pin(account(browser)) },
    State { name: "account-messy", reach: |browser| Box::pin(account_of(browser, "messy-49.xlsx")) },
    State { name: "account-plain", reach: |browser| Box::pin(account_of(browser, "plain-40.xlsx")) },
    State { name: "account-ties", reach: |browser| Box::pin(account_of(browser, "ties-20.xlsx")) },
    State {
        name: "case-two-tables",
        reach: |browser| Box::pin(account_of(browser, "cases/01-two-tables-other-order.xlsx")),
    },
    State { name: "case-half-years", reach: |browser| Box::pin(account_of(browser, "cases/06-half-years-equal.xlsx")) },
    State {
        name: "case-sections",
        reach: |browser| Box::pin(account_of(browser, "cases/10-section-rows-in-key-column.xlsx")),
    },
    State {
        name: "state-draft", reach: |browser| Box::pin(drop_state(browser, "方案已确认,否\n优秀比例,20%"))
    },
    State { name: "state-ready", reach: |browser| Box::pin(drop_state(browser, "方案已确认,是")) },
    State { name: "state-settled", reach: |browser| Box::pin(drop_state(browser, SETTLED)) },
    State { name: "state-published", reach: |browser| Box::pin(published(browser, "2099-01-16")) },
    State { name: "state-in-force", reach: |browser| Box::pin(published(browser, "2025-01-17")) },
    State { name: "settling", reach: |browser| Box::pin(settling(browser)) },
    State { name: "reopening", reach: |browser| Box::pin(reopening(browser)) },
    State { name: "account-ledger", reach: |browser| Box::pin(account_ledger(browser)) },
    State { name: "account-unread", reach: |browser| Box::pin(account_unread(browser)) },
    State { name: "account-english", reach: |browser| Box::pin(account_english(browser)) },
    State { name: "account-person", reach: |browser| Box::pin(account_person(browser)) },
    State { name: "mapping-wide", reach: |browser| Box::pin(mapping_wide(browser)) },
];

/// A picture dropped as if it were a roster.
async fn error(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("通知.xlsx");
    fs::write(&file, "%PDF-1.7\n").expect("a file");
    browser.drop_files(&[&file]).await;
    browser.find("[data-testid=error-text]").await;
}

/// The built-in sample, with a tab open.
async fn tab(browser: &Browser, tab: &str) {
    browser.click("[data-testid=sample-button]").await;
    browser.click(&format!("[data-testid=tab-{tab}]")).await;
}

/// The first person of the sample.
async fn person(browser: &Browser) {
    tab(browser, "people").await;
    browser.click("[data-testid=row] [data-col=姓名]").await;
    browser.find("[data-testid=person] [data-testid=money-line]").await;
}

async fn english(browser: &Browser) {
    browser.click("[data-testid=lang-en]").await;
    tab(browser, "overview").await;
}

/// The roster with further sheets, with the rows open that are no records.
async fn ledgers(browser: &Browser) {
    browser.drop_files(&[&root().join("tests/fixtures/ledgers-86.xlsx")]).await;
    browser.click("[data-testid=passed-over-button]").await;
    browser.find("[data-testid=passed-over-row]").await;
}

/// A roster with something wrong in most of its cells, and what is wrong listed.
async fn drop_faulty(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("花名册.csv");
    let rows = "工号,姓名,科室,入职日期,事假天数,核实差评数,初评等次,备注二\n\
        BS1,王芳,业务科,2015-03-01,4小时,1,优,\n\
        BS2,李静,业务科,2024-7,半天,两次,良好,\n\
        BS2,李静静,信息科,2016-05-09,1,0,合格,\n\
        ,赵云,信息科,2024-02-30,0,-1,表扬,x\n";
    fs::write(&file, rows).expect("a file");
    let months = folder.path().join("月度考核.csv");
    fs::write(&months, "姓名,1月,2月,3月\n王芳,80,81/合格,98/100\n李静,70,,\n钱多,90,,\n").expect("a file");
    browser.drop_files(&[&file, &months]).await;
    browser.click("[data-testid=tab-problems]").await;
    browser.find("[data-testid=problem-row]").await;
}

async fn work_list(browser: &Browser) {
    drop_faulty(browser).await;
    browser.click("[data-group=Cells] [data-testid=correct-button]").await;
    browser.find("[data-testid=correct-input]").await;
}

async fn edits(browser: &Browser) {
    work_list(browser).await;
    browser.type_into("[data-testid=correct-input]", "半天").await;
    browser.click("[data-testid=correct-save]").await;
    browser.click("[data-testid=confirm-none]").await;
    browser.click("[data-testid=tab-history]").await;
    browser
        .until("two changes are listed", "return document.querySelectorAll('[data-testid=edit]').length === 2")
        .await;
}

/// The results with an edit were downloaded; whether the file was kept is asked.
async fn downloaded(browser: &Browser) {
    edits(browser).await;
    browser.click("[data-testid=export-button]").await;
    browser.find("[data-testid=confirm-saved]").await;
}

async fn replacing(browser: &Browser) {
    edits(browser).await;
    browser.drop_files(&[&root().join("tests/fixtures/plain-40.xlsx")]).await;
    browser.find("[data-testid=replacing]").await;
}

/// A roster whose headers nobody knows.
async fn unread(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("人员表.csv");
    let rows = "某中心人员一览表,,,,\n单位：业务科,,,,\n编码,人员名称,所在部门科室,事假(天数),差评情况\n1,王芳,业务科,1,0\n2,李静,信息科,2,1\n";
    fs::write(&file, rows).expect("a file");
    browser.drop_files(&[&file]).await;
    browser.find("[data-testid=map-button]").await;
}

async fn mapping(browser: &Browser) {
    unread(browser).await;
    browser.click("[data-testid=map-button]").await;
    browser.choose("[data-testid=mapping-kind]", "花名册").await;
    browser.click("[data-testid=mapping-row][data-row='2']").await;
    browser.find("[data-testid=mapping-suggestion]").await;
}

async fn mapping_wide(browser: &Browser) {
    browser.drop_files(&[&root().join("tests/fixtures/messy-49.xlsx")]).await;
    browser.click("[data-testid=open-mapping]").await;
    browser.find("[data-testid=mapping-column]").await;
}

/// The roster with further sheets, with a tab open.
async fn ledgers_tab(browser: &Browser, tab: &str) {
    browser.drop_files(&[&root().join("tests/fixtures/ledgers-86.xlsx")]).await;
    browser.click(&format!("[data-testid=tab-{tab}]")).await;
}

/// A fixture's sheets, each cell in its lot.
async fn account_of(browser: &Browser, name: &str) {
    browser.drop_files(&[&root().join("tests/fixtures").join(name)]).await;
    browser.click("[data-testid=tab-account]").await;
    browser.find("[data-testid=cell-became]").await;
}

/// The roster with a cell chosen.
async fn account(browser: &Browser) {
    account_of(browser, "ledgers-86.xlsx").await;
    browser.click("#cell-5-2").await;
    browser.find("[data-testid=cell-people]").await;
}

/// A ledger, with those cells standing out that are headings.
async fn account_ledger(browser: &Browser) {
    account_of(browser, "ledgers-86.xlsx").await;
    browser.click("[data-testid=account-sheet][data-sheet=事件]").await;
    browser.await_text("[data-testid=cell-place]", "事件!A1").await;
    browser.click("#cell-3-3").await;
    browser.find("[data-testid=cell-people]").await;
}

/// A sheet that isn't read, beside a roster with mistakes.
async fn account_unread(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("花名册.csv");
    let rows = "某中心2024年度考核花名册,,,,,\n工号,姓名,科室,在岗月数,事假天数,手机\nBS1,王芳,业务科,12,4小时,139\n\
        BS2,李静,业务科,12,2,138\n合计,,,,6,\n注：事假按考勤核定,,,,,\n";
    fs::write(&file, rows).expect("a file");
    let other = folder.path().join("会议室.csv");
    fs::write(&other, "会议室,容量,楼层\n明德厅,20,一楼\n求实厅,60,二楼\n").expect("a file");
    browser.drop_files(&[&file, &other]).await;
    browser.click("[data-testid=tab-account]").await;
    browser.click("[data-testid=account-sheet][data-sheet=会议室]").await;
    browser.find("[data-testid=account-unread]").await;
}

async fn account_english(browser: &Browser) {
    browser.click("[data-testid=lang-en]").await;
    account(browser).await;
    browser.click("[data-testid=lot-carried]").await;
    browser.await_text("[data-testid=cell-became]", "联系电话").await;
}

/// Somebody's panel beside the cell.
async fn account_person(browser: &Browser) {
    account(browser).await;
    browser.click("[data-testid=cell-people] button").await;
    browser.find("[data-testid=person] [data-testid=money-line]").await;
}

async fn deciding(browser: &Browser) {
    ledgers_tab(browser, "pending").await;
    browser.click("[data-testid=pending-person] [data-testid=decide-open]").await;
    browser.click("[data-ruling=合格]").await;
    browser.find("[data-testid=effect-sums]").await;
}

async fn staged(browser: &Browser) {
    ledgers_tab(browser, "settings").await;
    browser.choose("[data-key=名额范围] [data-testid=setting-input]", "分考核组").await;
    browser.find("[data-testid=effect-people]").await;
}

async fn register(browser: &Browser) {
    ledgers_tab(browser, "register").await;
    browser.find("[data-testid=register-row]").await;
}

async fn find(browser: &Browser, name: &str) {
    browser.type_into("[data-testid=find-person]", name).await;
    browser.click("[data-testid=found]").await;
}

async fn trial(browser: &Browser) {
    ledgers_tab(browser, "trial").await;
    find(browser, "BS0001").await;
    browser.choose("[data-testid=trial-setting]", "4").await;
    browser.click("[data-testid=trial-try]").await;
    browser.find("[data-testid=effect-people]").await;
}

async fn appeal(browser: &Browser) {
    ledgers_tab(browser, "trial").await;
    browser.click("[data-testid=trial-appeal]").await;
    find(browser, "BS0010").await;
    browser.until("incidents or none", "return !!document.querySelector('.appeal-who')").await;
    let any = browser.script("return !!document.querySelector('.appeal-list button')").await;
    if any == serde_json::Value::Bool(true) {
        browser.click(".appeal-list button").await;
        browser.find("[data-testid=effect]").await;
    }
}

async fn budget(browser: &Browser) {
    ledgers_tab(browser, "trial").await;
    browser.click("[data-testid=trial-budget]").await;
    browser.type_into("[data-testid=budget-sum]", "900000").await;
    browser.click("[data-testid=budget-ask]").await;
    browser.find("[data-testid=budget-amount]").await;
}

async fn fairness(browser: &Browser) {
    ledgers_tab(browser, "fairness").await;
    browser.click("[data-testid=by-科室]").await;
    browser.find("[data-testid=fairness-row]").await;
}

async fn history(browser: &Browser) {
    deciding(browser).await;
    browser.type_into("[data-testid=decide-reason]", "没有降等情形，按合格").await;
    browser.click("[data-testid=decide-save]").await;
    browser.click("[data-testid=tab-history]").await;
    browser.find("[data-testid=edit]").await;
}

async fn recap(browser: &Browser) {
    ledgers_tab(browser, "people").await;
    browser.click("[data-testid=row] [data-col=姓名]").await;
    browser.click("[data-testid=person-recap]").await;
    browser.find("[data-testid=recap-row]").await;
}

/// A roster of 24 with everything settled but for a few people, of whom each met another fate: two places for 优秀, three
/// for 表扬.
async fn drop_fates(browser: &Browser) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: String| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a file");
        file
    };
    let names = "王芳 李静 张敏 赵云 陈洁 周涛 吴倩 郑爽 孙磊 钱多 冯远 褚红 卫国 蒋勤 沈平 韩梅 杨柳 朱莉 秦岭 尤佳 许诺 何苗 吕良 施雨";
    let mut roster = "工号,姓名,科室,小组,岗位类别,管理人员,入职日期,离岗日期,事假天数,月度均分,月度低等次数,初评分,初评等次,民主测评分,敬业奉献,办法扣款,上次晋升年度\n".to_owned();
    for (at, name) in (1..).zip(names.split(' ')) {
        // BS06 and BS07 are level in everything; BS09 has no ballots.
        let level = if at == 7 { 6 } else { at };
        let first = match at {
            1..=3 => "优秀",
            4..=9 => "表扬",
            17 => "基本合格",
            _ => "合格",
        };
        let ballot = if at == 9 { String::new() } else { (97 - level).to_string() };
        let left = if at == 20 { "2024-09-30" } else { "" };
        let leave = if at == 12 { 6 } else { 1 };
        let (monthly, review) = (96 - level, 98 - level);
        roster += &format!(
            "BS{at:02},{name},业务科,综合窗口,大厅服务,否,2018-03-01,{left},{leave},{monthly},0,{review},{first},{ballot},否,0,\n"
        );
    }
    let mut incidents = "工号,姓名,日期,类别,星级,核实状态,月度已扣,说明\nBS12,褚红,2024-05-17,投诉,,本人责任,否,窗口解释不清，群众拨打12345\nBS16,韩梅,2024-08-02,投诉,,待核实,否,等候超时，正在调取监控\nBS16,韩梅,2024-03-11,差评,2,本人责任,是,办件退回未说明理由\n".to_owned();
    for (key, name) in [("BS15", "沈平"), ("BS17", "杨柳"), ("BS18", "朱莉")] {
        for month in 1..=5 {
            incidents += &format!("{key},{name},2024-{month:02}-10,差评,1,本人责任,否,办件超期\n");
        }
    }
    let decisions = "工号,姓名,决定等次,理由,决定人,决定日期\nBS17,杨柳,基本合格,差评五次,考核领导小组,2025-01-15\nBS18,朱莉,不合格,差评五次且拒不整改,考核领导小组,2025-01-15\n";
    let settings = "参数,取值\n年终奖金月标准,1000\n年终清算月标准,300\n优秀奖励,3000\n表扬奖励,1500\n敬业奉献奖标准,800\n方案已确认,是\n";
    let files = [
        write("花名册.csv", roster),
        write("事件.csv", incidents),
        write("决定.csv", decisions.to_owned()),
        write("方案.csv", settings.to_owned()),
    ];
    browser.drop_files(&files.each_ref().map(PathBuf::as_path)).await;
    // The files are there until they have been read.
    browser.find("[data-testid=tab-overview]").await;
}

/// Rows of 方案 that settle a result.
const SETTLED: &str = "方案已确认,是\n定稿人,张主任\n定稿日期,2025-01-10";

/// A roster of twelve of whom nothing is open, in the state that these rows of 方案 give.
async fn drop_state(browser: &Browser, rows: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let none = "无此情形,差评已扣数、投诉已扣数、违规已扣数、违规次数、通报次数、拒不执行、巡查通报次数、月度低等次数、明察暗访重大影响、不服从安排、未按时完成次数、拒不整改、失职损失、损害声誉、办法扣款";
    let mut roster = "工号,姓名,科室,岗位类别,管理人员,入职日期,离岗日期,事假天数,核实差评数,核实投诉数,月度均分,初评分,敬业奉献,上次晋升年度\n".to_owned();
    for (at, name) in (1..).zip("王芳 李静 张敏 赵云 陈洁 周涛 吴倩 郑爽 孙磊 钱多 冯远 褚红".split(' '))
    {
        let score = 98 - at;
        roster += &format!("K{at:02},{name},业务科,大厅服务,否,2018-03-01,,0,0,0,{score},{score},否,2023\n");
    }
    let amounts = "年终奖金月标准,1000\n年终清算月标准,300\n优秀奖励,3000\n表扬奖励,1500\n敬业奉献奖标准,800\n";
    let files = [("花名册.csv", roster), ("方案.csv", format!("参数,取值\n{amounts}{none}\n{rows}\n"))];
    let files = files.map(|(name, text)| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a file");
        file
    });
    browser.drop_files(&files.each_ref().map(PathBuf::as_path)).await;
    browser.click("[data-testid=tab-overview]").await;
}

async fn published(browser: &Browser, to: &str) {
    drop_state(browser, &format!("{SETTLED}\n公示起始日期,2025-01-13\n公示截止日期,{to}")).await;
}

/// The form of 定稿 with a name in it.
async fn settling(browser: &Browser) {
    drop_state(browser, "方案已确认,是").await;
    browser.type_into("[data-testid=settle-by]", "张主任").await;
}

/// The question before what was settled is opened again.
async fn reopening(browser: &Browser) {
    drop_state(browser, SETTLED).await;
    browser.click("[data-testid=reopen-open]").await;
    browser.find("[data-testid=reopen-reason]").await;
}

async fn fate(browser: &Browser, key: &str) {
    drop_fates(browser).await;
    browser.click("[data-testid=tab-people]").await;
    browser.type_into("[data-testid=search]", key).await;
    browser.click(&format!("[data-testid=row][data-key={key}] [data-col=姓名]")).await;
    browser.find("[data-testid=person] [data-testid=answer]").await;
}

/// Whoever left is no row of the table.
async fn left(browser: &Browser) {
    drop_fates(browser).await;
    browser.click("[data-testid=tab-outcomes]").await;
    browser.click("[data-testid=not-appraised-row] button").await;
    browser.find("[data-testid=person] [data-testid=answer]").await;
}

async fn fate_english(browser: &Browser) {
    browser.click("[data-testid=lang-en]").await;
    fate(browser, "BS12").await;
}

async fn fate_recap(browser: &Browser) {
    fate(browser, "BS12").await;
    browser.click("[data-testid=person-recap]").await;
    browser.find("[data-testid=recap-row]").await;
}

async fn paper(browser: &Browser, kind: &str) {
    ledgers_tab(browser, "papers").await;
    browser.click(&format!("[data-testid=look-{kind}]")).await;
    browser.find("[data-testid=sheet]").await;
}

async fn preprinted(browser: &Browser) {
    paper(browser, "certificate").await;
    browser.click("[data-testid=stock-preprinted]").await;
    browser.find("[data-testid=stock-right]").await;
}

/// A file that is no template, which is said beside the place where templates are.
async fn template(browser: &Browser) {
    ledgers_tab(browser, "papers").await;
    browser.find("[data-testid=template]").await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("通知.docx");
    fs::write(&file, "PK").expect("a file");
    browser.drop_files(&[&file]).await;
    browser.find("[data-testid=template-fault]").await;
    browser.script("document.querySelector('.results-main').scrollTop = 1e6").await;
}

/// A window.
struct Window {
    name: &'static str,
    size: (u32, u32),
    dark: bool,
}

const WINDOWS: [Window; 4] = [
    Window { name: "1280", size: (1280, 800), dark: false },
    Window { name: "1920", size: (1920, 1080), dark: false },
    Window { name: "dark", size: (1280, 800), dark: true },
    Window { name: "narrow", size: (480, 900), dark: false },
];

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let folder = root().join("target/shots");
    fs::create_dir_all(&folder).expect("the folder can be made");
    // Only some states, if their names are given.
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    for state in STATES.iter().filter(|state| wanted.is_empty() || wanted.iter().any(|name| name == state.name)) {
        let browser = Browser::open().await;
        (state.reach)(&browser).await;
        for window in &WINDOWS {
            let to = folder.join(format!("{}-{}.png", state.name, window.name));
            take(&browser, window, to).await;
        }
        browser.close().await;
    }
    too_old(folder.join("too-old.png")).await;
}

async fn take(browser: &Browser, window: &Window, to: PathBuf) {
    browser.resize(window.size.0, window.size.1).await;
    browser.prefer_dark(window.dark).await;
    browser.until("nothing moves", "return document.getAnimations().length === 0").await;
    browser.screenshot(&to).await;
    println!("{}", to.display());
}

/// What a browser sees that is too old.
async fn too_old(to: PathBuf) {
    let before = Some("delete window.DecompressionStream".to_owned());
    let browser = Browser::open_as(Opening { before, ..Opening::default() }).await;
    take(&browser, &WINDOWS[0], to).await;
    browser.close().await;
}
