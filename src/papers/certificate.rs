//! 荣誉证书: one for each commendation of somebody of whom nothing is open; a specimen until the result is in force.

use super::Desk;
use crate::{
    domain::{Block, PersonId, Sheet},
    rules::CommendedFor,
};

/// The certificate.
///
/// Clause: 六(四).
pub(super) fn certificate(desk: Desk<'_>, id: PersonId, kind: CommendedFor) -> Sheet {
    let year = desk.year();
    let words = match kind {
        CommendedFor::Excellent | CommendedFor::Commended => {
            format!("在{year}年度政府购买服务人员考核中被评为“{}”等次，特发此证，以资鼓励。", kind.honour())
        }
        CommendedFor::Dedication => {
            format!("{year}年度在中心特殊工作中积极参与、贡献突出，荣获“{}”，特发此证，以资鼓励。", kind.honour())
        }
    };
    Sheet {
        blocks: vec![
            Block::Title("荣誉证书".to_owned()),
            Block::Flush(format!("{}同志：", desk.inputs.person(id).name())),
            Block::Body(words),
            Block::Signature(vec![desk.unit().to_owned(), "　　年　　月".to_owned()]),
        ],
    }
}
