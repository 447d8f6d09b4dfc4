//! What the fields of a template stand for.

use crate::{
    domain::{Field, PersonId},
    i18n::{capital_amount, page},
    papers::{Desk, PENDING, day, id_number},
    rules::{CommendedFor, MoneyItem, OutcomeKind, PersonResult, Verdict},
};

/// A field of a template.
#[derive(Clone, Copy)]
pub(super) enum MergeField {
    /// A column of the roster, by its header or another one in use.
    Roster(Field),
    /// An item of the money.
    Money(MoneyItem),
    /// Something of the result.
    Result(fn(Desk<'_>, &PersonResult) -> String),
    /// Something that rests on the grade: 待决 while anything about the person is.
    Resting(fn(Desk<'_>, &PersonResult) -> String),
    /// Something about the person or the year, which people who aren't appraised have, too.
    Plain(fn(Desk<'_>, PersonId) -> String),
}

/// A field that isn't a column: its name and what it stands for.
type Named = (&'static str, MergeField);

const OWN: [Named; 23] = [
    ("在岗月数", MergeField::Result(|_, result| result.months.counted.to_string())),
    ("初评分", MergeField::Result(|_, result| score(result.first_review.score))),
    ("初评综合分", MergeField::Result(|_, result| score(result.s1.value))),
    ("推优综合分", MergeField::Result(|_, result| score(result.s2.value))),
    ("名次", MergeField::Result(|_, result| result.rank.map(|rank| rank.to_string()).unwrap_or_default())),
    ("取消优秀资格", MergeField::Result(|_, result| met(&result.bars))),
    ("可降等情形", MergeField::Result(|_, result| met(&result.cases))),
    ("建议等次", MergeField::Result(|_, result| result.proposed.term().to_owned())),
    ("最终等次", MergeField::Resting(|_, result| result.grade.term().to_owned())),
    ("考核等次", MergeField::Resting(|_, result| result.grade.term().to_owned())),
    ("待决事项", MergeField::Result(|_, result| result.pending_codes().join("、"))),
    ("应发合计", MergeField::Resting(|_, result| page::money(result.money.gross))),
    ("扣款合计", MergeField::Resting(|_, result| page::money(result.money.deducted))),
    ("实发金额", MergeField::Resting(|_, result| page::money(result.money.net))),
    ("实发金额大写", MergeField::Resting(|_, result| capital_amount(result.money.net))),
    ("未扣足金额", MergeField::Resting(|_, result| page::money(result.money.short))),
    ("表彰", MergeField::Plain(honours)),
    ("性别", MergeField::Plain(|desk, id| known(desk, id).map(|known| known.sex.to_owned()).unwrap_or_default())),
    ("出生年月", MergeField::Plain(|desk, id| known(desk, id).map(|known| known.born).unwrap_or_default())),
    ("年度", MergeField::Plain(|desk, _| desk.year().to_string())),
    ("单位名称", MergeField::Plain(|desk, _| desk.unit().to_owned())),
    ("文号", MergeField::Plain(|desk, _| desk.notice_number())),
    ("状态", MergeField::Plain(|desk, _| desk.evaluation.status.term().to_owned())),
];

impl MergeField {
    /// The field of a name.
    pub(super) fn named(name: &str) -> Option<MergeField> {
        let own = OWN.iter().find(|(own, _)| *own == name).map(|(_, field)| *field);
        own.or_else(|| items().find(|item| item.term() == name).map(MergeField::Money))
            .or_else(|| Field::of_header(name).map(MergeField::Roster))
    }

    /// What stands in its place for a person.
    pub(super) fn value(self, desk: Desk<'_>, id: PersonId) -> String {
        let result = desk.evaluation.result(id);
        let is_pending = result.is_some_and(|result| !result.pending.is_empty());
        match self {
            MergeField::Money(MoneyItem::GradeAward | MoneyItem::GradeCut) | MergeField::Resting(_) if is_pending => {
                PENDING.to_owned()
            }
            MergeField::Roster(field) => match desk.person(id).date(field) {
                Some(date) => day(date),
                None => desk.fact(id, field),
            },
            MergeField::Money(item) => {
                result.map(|result| page::money(result.money.line(item).amount)).unwrap_or_default()
            }
            MergeField::Result(value) | MergeField::Resting(value) => {
                result.map(|result| value(desk, result)).unwrap_or_default()
            }
            MergeField::Plain(value) => value(desk, id),
        }
    }
}

/// The names of all fields. A name that a column and an item of the money share means the item, and is there once.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let own = || OWN.iter().map(|(name, _)| *name).chain(items().map(MoneyItem::term));
    let columns = Field::ALL.iter().map(|field| field.header());
    own().chain(columns.filter(move |header| own().all(|name| name != *header)))
}

fn items() -> impl Iterator<Item = MoneyItem> {
    MoneyItem::EARNINGS.into_iter().chain(MoneyItem::DEDUCTIONS)
}

/// The fields that look most like an unknown one, at most three.
pub(super) fn alike(name: &str) -> Vec<String> {
    /// Below this two names share hardly anything.
    const ALIKE: f64 = 0.34;
    let likeness = |known: &str| {
        let within = known.contains(name) || (name.chars().count() > 1 && name.contains(known));
        if within { 1.0 } else { strsim::normalized_damerau_levenshtein(known, name) }
    };
    let mut alike: Vec<(f64, &str)> = names().map(|known| (likeness(known), known)).collect();
    alike.retain(|(likeness, _)| !name.is_empty() && *likeness >= ALIKE);
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    alike.into_iter().take(3).map(|(_, known)| known.to_owned()).collect()
}

fn score(score: Option<rust_decimal::Decimal>) -> String {
    score.map(page::score).unwrap_or_default()
}

fn met(findings: &[crate::rules::Finding]) -> String {
    let met = findings.iter().filter(|finding| finding.verdict == Verdict::Met);
    met.map(|finding| finding.clause.number()).collect::<Vec<_>>().join("、")
}

fn known(desk: Desk<'_>, id: PersonId) -> Option<id_number::Known> {
    id_number::read(desk.inputs.person(id).text(Field::IdNumber))
}

fn honours(desk: Desk<'_>, id: PersonId) -> String {
    let has = |kind: &CommendedFor| {
        let wanted = OutcomeKind::Commendation(*kind);
        desk.evaluation.outcomes.iter().any(|outcome| outcome.id == id && outcome.kind == wanted)
    };
    let is_pending = desk.evaluation.result(id).is_some_and(|result| !result.pending.is_empty());
    if is_pending && CommendedFor::ALL.iter().any(has) {
        return PENDING.to_owned();
    }
    CommendedFor::ALL.into_iter().filter(has).map(CommendedFor::honour).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_name_is_one_field() {
        let all: Vec<&str> = names().collect();
        let distinct: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), distinct.len());
        assert!(all.iter().all(|name| MergeField::named(name).is_some()));
    }

    #[test]
    fn unknown_names_get_those_that_look_like_them() {
        assert_eq!(alike("考核等"), ["考核等次"]);
        assert!(alike("实发").contains(&"实发金额".to_owned()));
        assert!(alike("天气").is_empty());
        assert!(MergeField::named("部门").is_some(), "other headers in use are fields, too");
    }
}
