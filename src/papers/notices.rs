//! 公示 and 评优通报: who is commended. Names and departments only.

use super::{Desk, OPEN_DAY, OPEN_NUMBER, PENDING, day};
use crate::{
    domain::{Block, Field, PersonId, Sheet},
    notice::{Calendar, SettingKey},
    rules::CommendedFor,
};
use chrono::NaiveDate;

/// The numbers of parts.
const NUMERALS: [&str; 5] = ["一", "二", "三", "四", "五"];

/// 公示 of those proposed, with its days and where objections go. Nobody of whom anything is open. When the meetings
/// discussed it is left to be written in: nothing records it.
///
/// Clause: 七(四).
pub(super) fn publicity(desk: Desk<'_>) -> Sheet {
    let settings = &desk.inputs.settings;
    let (year, number) = (desk.year(), desk.notice_number());
    let mut blocks = vec![
        Block::Title(format!("关于{year}年度政府购买服务人员考核\n拟定等次的公示")),
        Block::Body(format!(
            "按照{number}文件要求，{}考核领导小组＿月＿日评议，＿月＿日领导班子会议审议通过，现将{year}年度考核{}予以公示，接受监督。同一类别内排名不分先后。",
            stages(desk),
            published(desk)
        )),
    ];
    let mut part = honours(desk, &mut blocks);
    if part == 0 && desk.left_out() == 0 {
        blocks.push(Block::Body("本年度暂无拟定为优秀、表扬等次或拟授予敬业奉献奖的人员。".to_owned()));
    }
    left_out(desk, &mut blocks);
    let mut heading = |blocks: &mut Vec<Block>, text: &str| {
        blocks.push(Block::Heading(format!("{}、{text}", NUMERALS[part.min(4)])));
        part += 1;
    };
    heading(&mut blocks, "公示期限");
    let (from, to) = (settings.date(SettingKey::PublicityFrom), settings.date(SettingKey::PublicityTo));
    let written = |date: Option<NaiveDate>| date.map_or_else(|| OPEN_DAY.to_owned(), day);
    let working = match (from, to) {
        (Some(from), Some(to)) => format!("，共{}个工作日", Calendar::of(settings).working_days(from, to)),
        _ => String::new(),
    };
    blocks.push(Block::Body(format!("自{}起至{}止{working}。", written(from), written(to))));
    heading(&mut blocks, "意见反映");
    blocks.push(Block::Body(
        "对公示对象有异议的，请于公示期内向考核领导小组反映，并说明具体事实。联系地址：＿＿＿＿＿＿＿＿；联系电话：＿＿＿＿＿＿＿＿。"
            .to_owned(),
    ));
    blocks.push(Block::Signature(vec![desk.unit().to_owned(), written(from)]));
    Sheet { blocks }
}

/// What is published: of the honours only those that somebody is proposed for.
fn published(desk: Desk<'_>) -> String {
    let is_held = |kind: &CommendedFor| desk.evaluation.publicised(*kind).next().is_some();
    let (awards, grades): (Vec<CommendedFor>, Vec<CommendedFor>) =
        CommendedFor::ALL.into_iter().filter(is_held).partition(|kind| *kind == CommendedFor::Dedication);
    let grades: Vec<&str> = grades.into_iter().map(CommendedFor::honour).collect();
    let parts = [
        (!grades.is_empty()).then(|| format!("拟定为{}等次", grades.join("、"))),
        awards.first().map(|award| format!("拟授予{}", award.honour())),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "拟定等次情况".to_owned() } else { format!("{}的人员名单", parts.join("以及")) }
}

/// The stages of which there are scores, as what came before.
fn stages(desk: Desk<'_>) -> String {
    let has = |field: Field| desk.evaluation.people.iter().any(|result| !desk.fact(result.id, field).is_empty());
    let reviewed = desk.evaluation.people.iter().any(|result| result.first_review.score.is_some());
    let stages = [(reviewed, "小组初评"), (has(Field::BallotScore), "民主测评")];
    let held: Vec<&str> = stages.into_iter().filter(|(held, _)| *held).map(|(_, stage)| stage).collect();
    if held.is_empty() { "经".to_owned() } else { format!("经{}，", held.join("、")) }
}

/// A draft of 评优通报, to be sent out when publicity is over. Its number and day are the office's.
///
/// Clause: 六(四).
pub(super) fn circular(desk: Desk<'_>) -> Sheet {
    let (year, number) = (desk.year(), desk.notice_number());
    let in_force = desk.evaluation.status.is_in_force();
    let mut blocks = Vec::new();
    if !in_force {
        blocks.push(Block::Flush("（代拟稿，公示期满后印发）".to_owned()));
    }
    blocks.push(Block::Subtitle(OPEN_NUMBER.to_owned()));
    blocks.push(Block::Title(format!("关于表彰{year}年度考核先进人员的通报")));
    blocks.push(Block::Flush("各科室、全体政府购买服务人员：".to_owned()));
    let commends = if in_force {
        "经公示，现对考核成绩突出和作出贡献的人员通报表彰。名单如下："
    } else {
        "拟对考核成绩突出和作出贡献的人员通报表彰。名单如下："
    };
    blocks.push(Block::Body(format!(
        "{year}年度，中心政府购买服务人员立足岗位、服务群众，较好地完成了各项政务服务工作。按照{number}文件规定，{commends}"
    )));
    let listed = honours(desk, &mut blocks) > 0;
    if !listed && desk.left_out() == 0 {
        blocks.push(Block::Body("本年度暂无受表彰人员。".to_owned()));
    }
    left_out(desk, &mut blocks);
    if listed {
        blocks.push(Block::Body(
            "希望受表彰的人员再接再厉，发挥示范作用；全体人员要以他们为榜样，进一步提高服务质量和办事效率。".to_owned(),
        ));
    }
    blocks.push(Block::Signature(vec![desk.unit().to_owned(), OPEN_DAY.to_owned()]));
    Sheet { blocks }
}

/// Says that somebody isn't listed because something about them is open.
fn left_out(desk: Desk<'_>, blocks: &mut Vec<Block>) {
    let count = desk.left_out();
    if count > 0 {
        blocks.push(Block::Body(format!("（另有{count}人{PENDING}，了结之前不列入。）")));
    }
}

/// A part for each honour that somebody has of whom nothing is open; the answer is how many parts.
fn honours(desk: Desk<'_>, blocks: &mut Vec<Block>) -> usize {
    let mut part = 0;
    for kind in CommendedFor::ALL {
        let people: Vec<PersonId> = desk.evaluation.publicised(kind).collect();
        if people.is_empty() {
            continue;
        }
        blocks.push(Block::Heading(format!("{}、{}（{}人）", NUMERALS[part], kind.honour(), people.len())));
        let listed: Vec<String> = people
            .into_iter()
            .map(|id| {
                let person = desk.inputs.person(id);
                let (name, department) = (desk.inputs.told_apart(person), person.text(Field::Department));
                if department.is_empty() { name } else { format!("{name}（{department}）") }
            })
            .collect();
        blocks.push(Block::Body(format!("{}。", listed.join("、"))));
        part += 1;
    }
    part
}
