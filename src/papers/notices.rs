//! 公示 and 评优通报: who is commended. Names and departments only.

use super::{Desk, OPEN_DAY, day, notice_number};
use crate::{
    domain::{Block, Field, PersonId, Sheet},
    notice::{Calendar, SettingKey, Stage, timetable},
    rules::CommendedFor,
};
use chrono::Datelike;

/// The numbers of parts.
const NUMERALS: [&str; 5] = ["一", "二", "三", "四", "五"];

/// 公示 of those proposed, with its days and where objections go. Nobody of whom anything is open.
///
/// Clause: 七(四).
pub(super) fn publicity(desk: Desk<'_>) -> Sheet {
    let settings = &desk.inputs.settings;
    let (year, number) = (desk.year(), notice_number());
    let milestones = timetable(settings);
    let days = milestones.iter().find(|milestone| milestone.stage == Stage::Publicity);
    let mut blocks = vec![
        Block::Title(format!("关于{year}年度政府购买服务人员考核\n拟评优人员的公示")),
        Block::Body(format!(
            "按照{number}文件要求，经小组初评、民主测评、考核领导小组评议和领导班子会议审议，现将{year}年度考核拟评为优秀、表扬等次以及拟授予敬业奉献奖的人员名单予以公示，接受监督。同一类别内排名不分先后。"
        )),
    ];
    let mut part = honours(desk, &mut blocks, |kind| desk.evaluation.publicised(kind).collect());
    if part == 0 {
        blocks.push(Block::Body("本年度暂无拟评优人员。".to_owned()));
    }
    let mut heading = |blocks: &mut Vec<Block>, text: &str| {
        blocks.push(Block::Heading(format!("{}、{text}", NUMERALS[part.min(4)])));
        part += 1;
    };
    heading(&mut blocks, "公示期限");
    let entered =
        settings.date(SettingKey::PublicityFrom).is_some() || settings.date(SettingKey::PublicityTo).is_some();
    blocks.push(Block::Body(match days {
        Some(days) => {
            let count = Calendar::of(settings).working_days(days.from, days.to);
            format!("{}至{}，共{count}个工作日。", day(days.from), day(days.to))
        }
        None => format!("{OPEN_DAY}至{OPEN_DAY}。"),
    }));
    heading(&mut blocks, "意见反映");
    blocks.push(Block::Body(
        "对公示人员有异议的，请在公示期内实名向考核领导小组反映，并说明具体事实。受理部门：业务科；联系电话：＿＿＿＿＿＿＿＿。"
            .to_owned(),
    ));
    let signed = days.filter(|_| entered).map_or_else(|| OPEN_DAY.to_owned(), |days| day(days.from));
    blocks.push(Block::Signature(vec![desk.unit().to_owned(), signed]));
    Sheet { blocks }
}

/// A draft of 评优通报. Its number and day are the office's.
///
/// Clause: 六(四).
pub(super) fn circular(desk: Desk<'_>) -> Sheet {
    let (year, number) = (desk.year(), notice_number());
    let mut blocks = vec![
        Block::Title(format!("关于表彰{year}年度考核优秀、表扬\n和敬业奉献人员的通报")),
        Block::Subtitle(format!("＿＿＿＿〔{}〕＿＿号", year + 1)),
        Block::Flush("各科室：".to_owned()),
        Block::Body(format!(
            "{year}年度，中心政府购买服务人员立足岗位、服务群众，较好地完成了各项政务服务工作。按照{number}文件规定，经考核评议并公示，现对考核成绩突出和作出贡献的人员通报表彰。名单如下："
        )),
    ];
    let commended = |kind| {
        let wanted = crate::rules::OutcomeKind::Commendation(kind);
        desk.evaluation.outcomes.iter().filter(|outcome| outcome.kind == wanted).map(|outcome| outcome.id).collect()
    };
    if honours(desk, &mut blocks, commended) == 0 {
        blocks.push(Block::Body("本年度暂无受表彰人员。".to_owned()));
    }
    blocks.push(Block::Body(
        "希望受表彰的人员再接再厉，发挥示范作用；全体人员要以他们为榜样，进一步提高服务质量和办事效率。".to_owned(),
    ));
    let milestones = timetable(&desk.inputs.settings);
    let month = milestones.iter().find(|milestone| milestone.stage == Stage::Commendation).map(|due| due.to);
    let signed = month.map_or_else(|| OPEN_DAY.to_owned(), |day| format!("{}年{}月　　日", day.year(), day.month()));
    blocks.push(Block::Signature(vec![desk.unit().to_owned(), signed]));
    Sheet { blocks }
}

/// A part for each honour that somebody has; the answer is how many parts.
fn honours(desk: Desk<'_>, blocks: &mut Vec<Block>, who: impl Fn(CommendedFor) -> Vec<PersonId>) -> usize {
    let mut part = 0;
    for kind in CommendedFor::ALL {
        let people = who(kind);
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
