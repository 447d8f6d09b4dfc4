//! What papers and packs are for, and what of people's data each holds.

use super::Lang;
use crate::domain::{Pack, PaperKind, PersonalData};

/// A paper's name; the Chinese term stays beside a gloss.
pub fn paper(lang: Lang, kind: PaperKind) -> String {
    let gloss = match kind {
        PaperKind::Publicity => "Public notice",
        PaperKind::Circular => "Notice of commendation",
        PaperKind::Registration => "Registration form",
        PaperKind::Scoring => "Scoring form",
        PaperKind::Ballot => "Ballot",
        PaperKind::Slip => "Notice to the person",
        PaperKind::Certificate => "Certificates",
    };
    glossed(lang, kind.term(), gloss)
}

/// What a paper is for.
pub const fn paper_about(lang: Lang, kind: PaperKind) -> &'static str {
    match (lang, kind) {
        (Lang::ZhCn, PaperKind::Publicity) => "拟定等次的公示，公文格式；有待决事项的人员不列入",
        (Lang::ZhCn, PaperKind::Circular) => "表彰通报代拟稿，公示期满后印发；文号和日期留空",
        (Lang::ZhCn, PaperKind::Registration) => "附件1，每人两页，已知内容填好，总结和意见手写",
        (Lang::ZhCn, PaperKind::Scoring) => "附件2，按小组（科室）分页，每组一张",
        (Lang::ZhCn, PaperKind::Ballot) => "附件3，推优人员和管理人员的测评票，票号仅供核对张数",
        (Lang::ZhCn, PaperKind::Slip) => "每人一页：等次、每笔金额及依据、复核途径、签收栏",
        (Lang::ZhCn, PaperKind::Certificate) => "优秀、表扬、敬业奉献奖，A4 横向，可套打；生效前为样张",
        (Lang::En, PaperKind::Publicity) => "Who is proposed, as an official document; nobody with anything open",
        (Lang::En, PaperKind::Circular) => "Draft for after the public notice; number and day are left open",
        (Lang::En, PaperKind::Registration) => "Annex 1: two pages each, filled with what is known",
        (Lang::En, PaperKind::Scoring) => "Annex 2: a sheet for each group",
        (Lang::En, PaperKind::Ballot) => "Annex 3: ballot on nominees and managers; its number only counts the ballots",
        (Lang::En, PaperKind::Slip) => "A page each: grade, every amount with its clause, review, receipt",
        (Lang::En, PaperKind::Certificate) => {
            "优秀, 表扬 and 敬业奉献奖 on A4 across, also on pre-printed stock; specimens until in force"
        }
    }
}

/// A pack's name.
pub fn pack(lang: Lang, pack: Pack) -> String {
    let gloss = match pack {
        Pack::Whole => "Results workbook",
        Pack::Publicity => "Public notice list",
        Pack::Finance { .. } => "Finance sheet",
        Pack::Leadership => "Leadership pack",
        Pack::Audit => "Auditor's pack",
    };
    glossed(lang, pack.term(), gloss)
}

/// What a pack is for.
pub const fn pack_about(lang: Lang, pack: Pack) -> &'static str {
    match (lang, pack) {
        (Lang::ZhCn, Pack::Whole) => "全部工作表，也是存档：再拖入即可接着做",
        (Lang::ZhCn, Pack::Publicity) => "只有姓名、科室和拟定等次，同名人员不用证件号区分",
        (Lang::ZhCn, Pack::Finance { .. }) => "奖金发放表、汇总和方案，公式随方案联动",
        (Lang::ZhCn, Pack::Leadership) => "结果、待决事项、口径影响、结果运用和金额汇总",
        (Lang::ZhCn, Pack::Audit) => "在结果之外含依据说明、读取对照、方案和全部原始数据",
        (Lang::En, Pack::Whole) => "All sheets; it is also the saved work: drop it to go on",
        (Lang::En, Pack::Publicity) => "Names, departments and proposed grades only",
        (Lang::En, Pack::Finance { .. }) => "Money, sums and settings, with live formulas",
        (Lang::En, Pack::Leadership) => "Results, open matters, readings, outcomes and sums",
        (Lang::En, Pack::Audit) => "With explanations, settings and all that was read",
    }
}

/// A kind of personal data.
pub const fn personal_data(lang: Lang, data: PersonalData) -> &'static str {
    match (lang, data) {
        (Lang::ZhCn, PersonalData::Names) => "姓名、科室",
        (Lang::ZhCn, PersonalData::Numbers) => "工号或证件号",
        (Lang::ZhCn, PersonalData::NumbersInPart) => "部分隐去的工号或证件号",
        (Lang::ZhCn, PersonalData::Contacts) => "花名册全部内容",
        (Lang::ZhCn, PersonalData::IdData) => "性别、出生年月、入职日期",
        (Lang::ZhCn, PersonalData::Scores) => "得分、名次",
        (Lang::ZhCn, PersonalData::Grades) => "等次",
        (Lang::ZhCn, PersonalData::Money) => "金额",
        (Lang::ZhCn, PersonalData::Incidents) => "差评、投诉、考勤等记录",
        (Lang::ZhCn, PersonalData::Decisions) => "考核领导小组决定及理由",
        (Lang::En, PersonalData::Names) => "names, departments",
        (Lang::En, PersonalData::Numbers) => "staff or ID numbers",
        (Lang::En, PersonalData::NumbersInPart) => "numbers shown in part",
        (Lang::En, PersonalData::Contacts) => "the whole roster",
        (Lang::En, PersonalData::IdData) => "sex, month of birth, day of joining",
        (Lang::En, PersonalData::Scores) => "scores, ranks",
        (Lang::En, PersonalData::Grades) => "grades",
        (Lang::En, PersonalData::Money) => "amounts",
        (Lang::En, PersonalData::Incidents) => "reviews, complaints, leave",
        (Lang::En, PersonalData::Decisions) => "decisions with reasons",
    }
}

fn glossed(lang: Lang, term: &str, gloss: &str) -> String {
    match lang {
        Lang::ZhCn => term.to_owned(),
        Lang::En => format!("{gloss} {term}"),
    }
}

/// How many sheets' worth of people a paper is about, and how many of them are in sight.
pub fn pieces(lang: Lang, shown: u32, pieces: u32) -> String {
    match (lang, shown == pieces) {
        (Lang::ZhCn, true) => format!("共 {pieces} 份"),
        (Lang::ZhCn, false) => format!("共 {pieces} 份，此处为前 {shown} 份；全部请下载 Word 文档，或按科室选择"),
        (Lang::En, true) => format!("{pieces} in all"),
        (Lang::En, false) => {
            format!("the first {shown} of {pieces}; download the document for all, or choose a department")
        }
    }
}

/// A department with its people.
pub fn department(lang: Lang, name: &str, people: u32) -> String {
    match lang {
        Lang::ZhCn => format!("{name}（{people} 人）"),
        Lang::En => format!("{name} ({people})"),
    }
}

/// Whom a template is filled for.
pub fn about_whom(lang: Lang, whom: &str) -> String {
    match lang {
        Lang::ZhCn => format!("套用范围：{whom}（在页面上方更改）"),
        Lang::En => format!("Filled for: {whom} (changed at the top of the page)"),
    }
}

/// Fields of a template with how often they stand there.
pub fn fields(lang: Lang, fields: &[(String, u32)]) -> String {
    let named = fields.iter().map(|(name, count)| match count {
        1 => format!("{{{{{name}}}}}"),
        count => format!("{{{{{name}}}}} × {count}"),
    });
    lang.joined(&named.collect::<Vec<_>>())
}

/// An unknown field with those that look like it.
pub fn unknown_field(lang: Lang, name: &str, alike: &[String]) -> String {
    let name = if name.starts_with("{{") { name.to_owned() } else { format!("{{{{{name}}}}}") };
    let unclosed = name.starts_with("{{") && !name.ends_with("}}");
    match (lang, alike) {
        (Lang::ZhCn, _) if unclosed => format!("{name}：缺少右边的 }}}}"),
        (Lang::En, _) if unclosed => format!("{name}: the closing }}}} is missing"),
        (_, []) => name,
        (Lang::ZhCn, alike) => format!("{name}：是否为 {}？", alike.join("、")),
        (Lang::En, alike) => format!("{name}: perhaps {}?", alike.join(", ")),
    }
}

/// How many rows were copied.
pub fn copied(lang: Lang, rows: u32) -> String {
    match lang {
        Lang::ZhCn => format!("已复制 {rows} 行"),
        Lang::En if rows == 1 => "1 row copied".to_owned(),
        Lang::En => format!("{rows} rows copied"),
    }
}
