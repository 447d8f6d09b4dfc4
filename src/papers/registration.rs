//! 登记表 (annex 1): two pages about a person, filled with what is known; the rest is written by hand.

use super::{Desk, OPEN_DAY, PENDING, annex, day, id_number, room};
use crate::{
    domain::{Block, Cell, Field, Look, PersonId, Sheet, Table},
    i18n::page,
    notice::Publicity,
};

/// Sheet one: who, and the person's own summary. Sheet two: what was recorded, and what others say.
///
/// Clause: 五(一), annex 1.
pub(super) fn registration(desk: Desk<'_>, id: PersonId) -> Vec<Sheet> {
    let title = format!("{}政府购买服务人员\n（{}）年度考核登记表", desk.unit(), desk.year());
    let about = about(desk, id, room::title_growth(&title, ABOUT_WIDTHS.iter().sum()));
    vec![
        Sheet { blocks: vec![annex(1), Block::Title(title), Block::Table(about)] },
        Sheet { blocks: vec![Block::Table(opinions(desk, id))] },
    ]
}

/// Columns of the first sheet, in millimetres.
const ABOUT_WIDTHS: [u16; 6] = [20, 34, 20, 40, 24, 32];

/// Who it is, and room for the summary: so much that the page is full, less what a long title and long answers take.
fn about(desk: Desk<'_>, id: PersonId, taken_mm: u16) -> Table {
    let person = desk.person(id);
    let known = id_number::read(person.text(Field::IdNumber));
    let sex = known.as_ref().map_or("", |known| known.sex);
    let born = known.as_ref().map(|known| known.born.clone()).unwrap_or_default();
    let joined = person.date(Field::Joined).map(day).unwrap_or_default();
    let category = person.category().map_or("", |category| category.term());
    let months = desk.evaluation.result(id).map(|result| result.months.counted.to_string()).unwrap_or_default();
    let text = |field| person.text(field).to_owned();
    let mut table = Table::new(&ABOUT_WIDTHS);
    let rows: [[(&str, String); 3]; 4] = [
        [("姓　名", person.name().to_owned()), ("性　别", sex.to_owned()), ("出生年月", born)],
        [("工　号", person.staff_number().to_owned()), ("政治面貌", String::new()), ("文化程度", String::new())],
        [("科　室", text(Field::Department)), ("小　组", text(Field::Team)), ("岗位类别", category.to_owned())],
        [("岗位级别", text(Field::Level)), ("入职日期", joined), ("在岗月数", months)],
    ];
    for row in rows {
        table.row(10, row.into_iter().flat_map(|(label, value)| [Cell::label(label), Cell::value(value)]));
    }
    table.row(10, [Cell::label("个人年度总结（工作纪律、服务规范、业务能力、工作成效及年度亮点）").over(6)]);
    let height = SUMMARY.saturating_sub(taken_mm.saturating_add(room::rows_growth(&table))).max(SUMMARY / 3);
    let summary = format!("{}\n本人签名：　　　　　　　　{OPEN_DAY}", "\n".repeat(usize::from(height / SUMMARY_LINE)));
    table.row(height, [Cell::new(summary, Look::Space).over(6)]);
    table
}

/// The space for the summary, in millimetres.
const SUMMARY: u16 = 162;
/// An empty line in it; so many bring the signature to its foot.
const SUMMARY_LINE: u16 = 5;

fn opinions(desk: Desk<'_>, id: PersonId) -> Table {
    let result = desk.evaluation.result(id);
    let score = |score: Option<rust_decimal::Decimal>| score.map(page::score).unwrap_or_default();
    let mut table = Table::new(&[30, 140]);
    let mut space = |label: &str, height: u16, words: String, gap: usize, sign: &str| {
        let text = format!("{words}{}\n{sign}　　　　　　　　{OPEN_DAY}", "\n".repeat(gap));
        table.row(height, [Cell::label(label), Cell::new(text, Look::Space)]);
    };
    space("考勤\n与\n奖惩情况", 34, recorded(desk, id), 1, "核对人：");
    let first = result.map(|result| (score(result.first_review.score), result.first_grade));
    let (points, grade) = first.unwrap_or_default();
    let first = format!(
        "初评分：{}　月度均分：{}　初评综合分：{}　初评等次：{}\n评语：",
        blank(points),
        blank(desk.fact(id, Field::MonthlyMean)),
        blank(result.map(|result| score(result.s1.value)).unwrap_or_default()),
        blank(grade.map(|grade| grade.term().to_owned()).unwrap_or_default()),
    );
    space("小组（科室）\n初评意见", 48, first, 4, "负责人签名：");
    let ballot = format!("民主测评分：{}", blank(desk.fact(id, Field::BallotScore)));
    space("民主测评\n情况", 24, ballot, 0, "计票人：");
    let stands = if desk.evaluation.status.is_in_force() { "确定等次" } else { "拟定等次" };
    let grade = match result {
        Some(result) if result.pending.is_empty() => result.grade.term(),
        Some(_) => PENDING,
        None => "",
    };
    space("考核领导小组\n意见", 44, format!("{stands}：{grade}\n评语："), 4, "组长签名：");
    // Days that have not come yet are left to be written in.
    let publicity = match (desk.evaluation.status.is_published(), Publicity::of(&desk.inputs.settings)) {
        (true, Publicity::Dated { from, to }) => format!("{}至{}", day(from), day(to)),
        _ => "＿月＿日至＿月＿日".to_owned(),
    };
    let meeting = format!("领导班子会议审议：＿月＿日\n公示：{publicity}");
    space("审议与公示", 36, meeting, 2, "（盖章）");
    space("本人意见", 32, String::new(), 3, "本人签名：");
    table.row(20, [Cell::label("备　注"), Cell::new(desk.fact(id, Field::Note), Look::Prose)]);
    table
}

/// What the roster and the further sheets record; what isn't known is left to be written in.
fn recorded(desk: Desk<'_>, id: PersonId) -> String {
    let counted = [
        (Field::LeaveDays, "事假", "天"),
        (Field::BadReviews, "核实差评", "次"),
        (Field::Complaints, "核实投诉", "次"),
        (Field::Breaches, "违规", "次"),
        (Field::Circulars, "通报", "次"),
        (Field::PatrolCirculars, "巡查通报", "次"),
        (Field::LowMonths, "月度考核基本合格、不合格", "次"),
        (Field::LateTasks, "未按时完成", "次"),
    ];
    let parts = counted.map(|(field, label, unit)| format!("{label}{}{unit}", blank(desk.fact(id, field))));
    format!("{}。", parts.join("；"))
}

/// Room to write in where nothing is known.
fn blank(text: String) -> String {
    if text.is_empty() { "＿＿＿".to_owned() } else { text }
}
