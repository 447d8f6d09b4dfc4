//! 荣誉证书: one for each commendation.

use super::Desk;
use crate::{
    domain::{Block, PersonId, Sheet},
    notice::{Stage, timetable},
    rules::CommendedFor,
};
use chrono::Datelike;

/// The certificate.
///
/// Clause: 六(四).
pub(super) fn certificate(desk: Desk<'_>, id: PersonId, kind: CommendedFor) -> Sheet {
    let year = desk.year();
    let words = match kind {
        CommendedFor::Excellent | CommendedFor::Commended => {
            format!("在{year}年度政府购买服务人员年度考核中被评为“{}”，特发此证，以资鼓励。", kind.honour())
        }
        CommendedFor::Dedication => {
            format!("在{year}年度中心特殊工作中积极参与、贡献突出，荣获“{}”，特发此证，以资鼓励。", kind.honour())
        }
    };
    let milestones = timetable(&desk.inputs.settings);
    let due = milestones.iter().find(|milestone| milestone.stage == Stage::Commendation);
    let month = due.map_or_else(|| "　　年　　月".to_owned(), |due| format!("{}年{}月", due.to.year(), due.to.month()));
    Sheet {
        blocks: vec![
            Block::Title("荣誉证书".to_owned()),
            Block::Flush(format!("{} 同志：", desk.inputs.person(id).name())),
            Block::Body(words),
            Block::Signature(vec![desk.unit().to_owned(), month]),
        ],
    }
}
