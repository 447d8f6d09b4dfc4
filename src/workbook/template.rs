//! The blank workbook to fill in: every column of the roster explained at its header, and checked while people type.

use super::roster::RosterColumn;
use super::{
    WorkbookError, decisions, guide,
    guide::FORM_ROWS,
    roster, settings,
    table::Table,
    write::{Book, Cover},
};
use crate::{
    domain::Field,
    notice::{NOTICE_NUMBER, NOTICE_YEAR, Settings},
};

/// The name of the sheet of instructions. The reader passes a sheet of this name over.
pub const GUIDE_SHEET: &str = "填表说明";

/// Earlier years that a run of four years can reach back to.
const PAST_YEARS: i32 = 4;
/// Levels that stand in the blank 方案 to begin with.
const LEVELS: [&str; 5] = ["一级", "二级", "三级", "四级", "五级"];

/// The blank template: 花名册, 方案, 决定 and instructions.
///
/// # Errors
/// [`WorkbookError::Write`] if the writer refuses the content.
pub fn template() -> Result<Vec<u8>, WorkbookError> {
    let settings = Settings::default();
    let mut book = Book::new(Cover::of_form(settings.unit_name(), "年度考核空白模板"))?;
    let fields = Field::ALL.iter().copied().collect();
    let columns = RosterColumn::all(&fields, NOTICE_YEAR - PAST_YEARS..NOTICE_YEAR);
    book.add(&form(explained(roster::sheet(&columns, Vec::new()), &columns)))?;
    book.add(&settings::sheet(&settings, &LEVELS.map(str::to_owned)))?;
    book.add(&form(decisions::sheet(Vec::new())))?;
    book.add_guide(GUIDE_SHEET, &instructions())?;
    book.finish()
}

/// With rows to fill in.
fn form(mut table: Table) -> Table {
    table.form_rows = FORM_ROWS;
    table
}

/// With a note on each header.
pub(super) fn explained(mut table: Table, columns: &[RosterColumn]) -> Table {
    for (column, kind) in table.columns.iter_mut().zip(columns) {
        column.note = Some(guide::note(*kind));
    }
    table
}

/// Lines with their level: 0 title, 1 heading, 2 text.
pub(super) fn instructions() -> Vec<(u8, String)> {
    let text = |line: &str| (2, line.to_owned());
    let heading = |line: &str| (1, line.to_owned());
    vec![
        (0, "年度考核填表说明".to_owned()),
        (2, format!("依据 {NOTICE_NUMBER}。填好后把整个文件拖进考核页面即可，不用删表、不用改名。")),
        heading("一、花名册（必填）"),
        text(
            "每人一行。必填的只有姓名；工号用来对应各表，建议填写。鼠标停在表头上，可以看到这一列填什么、怎么写、用在哪一条。",
        ),
        text(
            "没有用到的列可以不设。但不设差评、投诉、违规、事假等列，等于这些情况不明，结果只能是草稿；确认无人有此情形的，在方案的「无此情形」中写上列名。",
        ),
        text("次数、天数、金额空白按 0 计；得分空白是没有得分，不是 0 分；日期、月数空白是没有提供。"),
        text("年末最后一天已不在岗的人员可以保留，填上离岗日期，会列入「未参加考核」。"),
        text("往年等次一列一年，列名如「2023年等次」，用来判断连续优秀、连续表扬和连续基本合格。"),
        heading("二、方案"),
        text(
            "各项参数已按通知填好默认值。标有「领导班子会议」的金额没有默认值，未定的留空，结果中显示「未定」，不当作 0 元定稿。",
        ),
        text(
            "岗位津贴每个级别一行，可以增删，如「岗位津贴月标准·一级」。标有「口径」的各项，通知没有写明或者前后不一，请领导班子会议确定。",
        ),
        text("领导班子会议全部确认后，把「方案已确认」改为「是」，并填上会议日期和纪要编号。"),
        heading("三、决定"),
        text("考核领导小组对个人作出的决定，每人一行：五个等次之一，或者「不降等」。没有决定的不填。"),
        heading("四、其他可选的表"),
        text("另有台账的，可以加下面几张表，表名、列名照写；同一数字由台账得出，花名册中相应的列可以留空或不设。"),
        text("事件：工号、姓名、日期、类别、星级、核实状态、月度已扣、说明。核实状态写本人责任、非本人责任或待核实。"),
        text("月度考核：工号、姓名、1月……12月，每格写得分、等次或「92/合格」；也可以一月一行：月份、得分、等次。"),
        text("初评：工号、姓名和评分各列。民主测评：工号、姓名、票号、评价；已计票的写各等次票数。"),
        text(
            "历年考核：工号、姓名、年度、等次、是否晋升。岗位变动：工号、姓名、起始月份、截止月份、管理人员、岗位级别。",
        ),
        text("去年的结果工作簿和今年的花名册一起拖入，去年的等次会自动作为历年考核。"),
        heading("五、常见写法"),
        text("日期写到日：2024-07-01、2024.7.1、2024年7月1日都可以，只写到月不行。"),
        text("是否一列填「是」「否」，也认 √ 和 ×；没有的次数写 0、无或短横都可以；半天写 0.5。"),
        text("等次写优秀、表扬、合格、基本合格、不合格；称职按合格、基本称职按基本合格、不称职按不合格读入。"),
        text("合计行、小计行、备注行会自动跳过并列明，原样保留即可。"),
    ]
}
