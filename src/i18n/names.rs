//! Terms: the official Chinese one, and in English the same with a gloss.

use super::{Context, Lang, numbers::Unit};
use crate::{
    domain::{Category, Field, Grade, PassedOver, PersonId, Ruling, Severity, SheetKind},
    notice::{Clause, Decider, MonthCount, SettingKey},
    rules::{CommendedFor, MoneyItem, OutcomeKind, Pending, Verdict},
};

/// The official term, and in English a gloss behind it.
fn glossed(lang: Lang, term: &str, gloss: &str) -> String {
    match lang {
        Lang::ZhCn => term.to_owned(),
        Lang::En => format!("{term} ({gloss})"),
    }
}

/// A column in English; also the noun before its figure (`personal leave 4 days`).
const fn field_gloss(field: Field) -> &'static str {
    match field {
        Field::StaffNumber => "staff number",
        Field::Name => "name",
        Field::IdNumber => "ID number",
        Field::Department => "department",
        Field::Team => "team",
        Field::Category => "group",
        Field::Manager => "manager",
        Field::Level => "post level",
        Field::Joined => "date joined",
        Field::Left => "date left",
        Field::Months => "months in post",
        Field::ManagerMonths => "months as manager",
        Field::LeaveDays => "personal leave",
        Field::BadReviews => "verified bad reviews",
        Field::BadReviewsFined => "bad reviews already fined",
        Field::Complaints => "verified complaints",
        Field::ComplaintsFined => "complaints already fined",
        Field::Breaches => "breaches",
        Field::BreachesFined => "breaches already fined",
        Field::Circulars => "reprimands",
        Field::RefusedOrders => "refused assigned work",
        Field::PatrolCirculars => "inspection reprimands",
        Field::MonthlyMean => "monthly mean",
        Field::LowMonths => "months graded below 合格",
        Field::InspectionScandal => "reprimand of grave effect after an unannounced inspection",
        Field::Disobeyed => "disobeyed instructions",
        Field::LateTasks => "late tasks",
        Field::RefusedToMend => "refused to put it right",
        Field::DerelictionLoss => "loss by dereliction",
        Field::ReputationHarm => "harm to reputation",
        Field::Discipline => "discipline",
        Field::ServiceNorms => "service norms",
        Field::Ability => "ability",
        Field::Effectiveness => "effectiveness",
        Field::Highlights => "highlights",
        Field::FirstReview => "first review",
        Field::FirstGrade => "grade of the first review",
        Field::BallotScore => "ballot score",
        Field::Dedication => "dedication award",
        Field::RuleDeduction => "deduction under the 2019 rules",
        Field::LastPromotion => "year of the last promotion",
        Field::Note => "note",
    }
}

const fn setting_gloss(key: SettingKey) -> &'static str {
    match key {
        SettingKey::Year => "year",
        SettingKey::UnitName => "name of the office",
        SettingKey::ExcellentShare => "share of 优秀",
        SettingKey::CommendedShare => "share of 表扬",
        SettingKey::QuotaScope => "scope of the quotas",
        SettingKey::NominationMode => "way of selection",
        SettingKey::WeightFirstReview => "weight of the first review",
        SettingKey::WeightMonthly => "weight of the monthly mean",
        SettingKey::WeightBallot => "weight of the ballots",
        SettingKey::PointsExcellent => "points of a vote 优秀",
        SettingKey::PointsCommended => "points of a vote 表扬",
        SettingKey::PointsQualified => "points of a vote 合格",
        SettingKey::PointsBarelyQualified => "points of a vote 基本合格",
        SettingKey::PointsUnqualified => "points of a vote 不合格",
        SettingKey::MaxDiscipline => "maximum for discipline",
        SettingKey::MaxServiceNorms => "maximum for service norms",
        SettingKey::MaxAbility => "maximum for ability",
        SettingKey::MaxEffectiveness => "maximum for effectiveness",
        SettingKey::MaxHighlights => "maximum for highlights",
        SettingKey::BadReviewStars => "most stars that still make a bad review",
        SettingKey::LeaveLimit => "limit of personal leave",
        SettingKey::MinMonths => "least months in post",
        SettingKey::CircularLimit => "limit of reprimands",
        SettingKey::CasesFrom => "bad reviews and complaints, from",
        SettingKey::LateLimit => "limit of late tasks",
        SettingKey::LowFrom => "months below 合格 and inspection reprimands, from",
        SettingKey::LastPlaces => "number of last places",
        SettingKey::MonthCount => "way of counting months",
        SettingKey::AllowanceMonths => "months of the allowance",
        SettingKey::BonusRate => "monthly rate of the year-end bonus",
        SettingKey::SettlementRate => "monthly rate of the year-end settlement",
        SettingKey::AllowanceRate => "monthly post allowance by level",
        SettingKey::ExcellentAward => "award for 优秀",
        SettingKey::CommendedAward => "award for 表扬",
        SettingKey::DedicationAward => "dedication award",
        SettingKey::BadReviewFine => "fine for a bad review",
        SettingKey::ComplaintFine => "fine for a complaint",
        SettingKey::BreachFine => "fine for a breach",
        SettingKey::BarelyQualifiedCut => "cut for 基本合格",
        SettingKey::UnqualifiedCut => "cut for 不合格",
        SettingKey::CutBase => "base of the cut",
        SettingKey::CutIncludesSettlement => "cut includes the settlement",
        SettingKey::ExcellentCountsAsCommended => "优秀 years count as 表扬",
        SettingKey::LevelOrder => "order of the post levels",
        SettingKey::PublicityDays => "working days of the public notice",
        SettingKey::PublicityFrom => "first day of the public notice",
        SettingKey::PublicityTo => "last day of the public notice",
        SettingKey::Holidays => "public holidays",
        SettingKey::MakeUpDays => "weekend days worked",
        SettingKey::ConfirmedNone => "confirmed: no such case",
        SettingKey::Confirmed => "settings confirmed",
        SettingKey::ConfirmedOn => "settings confirmed on",
        SettingKey::Minutes => "number of the minutes",
        SettingKey::SettledBy => "settled by",
        SettingKey::SettledOn => "settled on",
        SettingKey::SettledFigures => "digest of the settled figures",
    }
}

impl Lang {
    /// A column of the roster, as in `“事假天数”`.
    pub(super) fn column(self, field: Field) -> String {
        match self {
            Lang::ZhCn => format!("“{}”", field.header()),
            Lang::En => format!("{} ({})", field.header(), field_gloss(field)),
        }
    }

    /// What a column counts, before its figure: `事假`, `personal leave`.
    pub(super) const fn noun(self, field: Field) -> &'static str {
        match self {
            Lang::ZhCn => match field {
                Field::LeaveDays => "事假",
                Field::BadReviews => "核实差评",
                Field::Complaints => "核实投诉",
                Field::Breaches => "违规",
                Field::Circulars => "通报",
                Field::PatrolCirculars => "巡查通报",
                Field::LowMonths => "月度考核基本合格、不合格",
                Field::LateTasks => "未按时完成任务",
                other => other.header(),
            },
            Lang::En => field_gloss(field),
        }
    }

    /// A setting, with its level if it is by level, as in `“岗位津贴月标准·三级”`.
    pub(super) fn setting(self, key: SettingKey, level: Option<&str>) -> String {
        let term = key.full_term(level);
        match self {
            Lang::ZhCn => format!("“{term}”"),
            Lang::En => format!("{term} ({})", setting_gloss(key)),
        }
    }

    /// Who decides a setting, in 方案 and on the page.
    pub const fn decider(self, decider: Decider) -> &'static str {
        match (self, decider) {
            (Lang::ZhCn, Decider::Notice) => "通知规定",
            (Lang::ZhCn, Decider::Interpretation) => "口径：由领导班子会议确定",
            (Lang::ZhCn, Decider::LeadingGroup) => "考核领导小组",
            (Lang::ZhCn, Decider::LeadershipMeeting) => "领导班子会议",
            (Lang::ZhCn, Decider::Preparer) => "花名册编制人",
            (Lang::En, Decider::Notice) => "fixed by the notice",
            (Lang::En, Decider::Interpretation) => "口径 (reading): settled by the leadership meeting",
            (Lang::En, Decider::LeadingGroup) => "考核领导小组 (leading group)",
            (Lang::En, Decider::LeadershipMeeting) => "领导班子会议 (leadership meeting)",
            (Lang::En, Decider::Preparer) => "花名册编制人 (who prepares the roster)",
        }
    }

    /// Clause numbers, as in `五(六)1、五(六)3`.
    pub(super) fn clauses(self, clauses: &[Clause]) -> String {
        self.list(clauses.iter().map(|clause| clause.number()))
    }

    /// 月份计法 as its value stands in 方案.
    pub(super) const fn month_count(self, count: MonthCount) -> &'static str {
        match (self, count) {
            (Lang::ZhCn, MonthCount::HalfMonth) => "满半月",
            (Lang::ZhCn, MonthCount::FullMonth) => "足月",
            (Lang::ZhCn, MonthCount::AnyDay) => "当月",
            (Lang::En, MonthCount::HalfMonth) => "满半月: months with at least half of their days",
            (Lang::En, MonthCount::FullMonth) => "足月: whole months only",
            (Lang::En, MonthCount::AnyDay) => "当月: months with any day",
        }
    }
}

/// The unit of a column's numbers.
pub(super) const fn unit_of(field: Field) -> Unit {
    match field {
        Field::LeaveDays => Unit::Days,
        Field::Months | Field::ManagerMonths => Unit::Months,
        Field::MonthlyMean
        | Field::Discipline
        | Field::ServiceNorms
        | Field::Ability
        | Field::Effectiveness
        | Field::Highlights
        | Field::FirstReview
        | Field::BallotScore => Unit::Points,
        _ => Unit::Times,
    }
}

impl Context<'_> {
    /// A clause's gist.
    pub fn gist(&self, clause: Clause) -> &'static str {
        match self.lang {
            Lang::ZhCn => clause.gist_zh(),
            Lang::En => clause.gist_en(),
        }
    }

    /// A grade: the official term, glossed in English.
    pub fn grade(&self, grade: Grade) -> String {
        let gloss = match grade {
            Grade::Excellent => "excellent",
            Grade::Commended => "commended",
            Grade::Qualified => "qualified",
            Grade::BarelyQualified => "barely qualified",
            Grade::Unqualified => "unqualified",
        };
        glossed(self.lang, grade.term(), gloss)
    }

    /// A column of the roster: its header, glossed in English.
    pub fn field(&self, field: Field) -> String {
        glossed(self.lang, field.header(), field_gloss(field))
    }

    /// A setting: its name in 方案, with the level if it is by level; glossed in English.
    pub fn setting(&self, key: SettingKey, level: Option<&str>) -> String {
        glossed(self.lang, &key.full_term(level), setting_gloss(key))
    }

    /// A setting in English, beside its name.
    pub const fn setting_gloss(&self, key: SettingKey) -> &'static str {
        setting_gloss(key)
    }

    /// A setting's name alone, with its level.
    pub fn setting_label(&self, key: SettingKey, level: Option<&str>) -> String {
        key.full_term(level)
    }

    /// Why a text is no value of a setting.
    pub fn setting_fault(&self, key: SettingKey, fault: crate::notice::SettingFault) -> String {
        use crate::notice::SettingFault;
        match (self.lang, fault) {
            (Lang::ZhCn, SettingFault::Type) => format!("应填{}", super::problems::expected(self.lang, key)),
            (Lang::ZhCn, SettingFault::Range) => format!("应为{}", super::problems::range(self.lang, key)),
            (Lang::En, SettingFault::Type) => format!("Expected {}", super::problems::expected(self.lang, key)),
            (Lang::En, SettingFault::Range) => format!("Expected {}", super::problems::range(self.lang, key)),
        }
    }

    /// The unit behind a setting's control.
    pub const fn setting_unit(&self, key: SettingKey) -> &'static str {
        use crate::notice::SettingKind;
        match (self.lang, key.kind(), key) {
            (Lang::ZhCn, _, SettingKey::BonusRate | SettingKey::SettlementRate | SettingKey::AllowanceRate) => "元/月",
            (Lang::En, _, SettingKey::BonusRate | SettingKey::SettlementRate | SettingKey::AllowanceRate) => {
                "yuan a month"
            }
            (Lang::ZhCn, _, SettingKey::BadReviewFine | SettingKey::ComplaintFine | SettingKey::BreachFine) => "元/次",
            (Lang::En, _, SettingKey::BadReviewFine | SettingKey::ComplaintFine | SettingKey::BreachFine) => {
                "yuan each"
            }
            (Lang::ZhCn, SettingKind::Amount, _) => "元/人",
            (Lang::En, SettingKind::Amount, _) => "yuan a person",
            (Lang::ZhCn, _, SettingKey::LeaveLimit) => "天",
            (Lang::En, _, SettingKey::LeaveLimit) => "days",
            (Lang::ZhCn, _, SettingKey::MinMonths) => "个月",
            (Lang::En, _, SettingKey::MinMonths) => "months",
            (
                Lang::ZhCn,
                _,
                SettingKey::CircularLimit | SettingKey::CasesFrom | SettingKey::LateLimit | SettingKey::LowFrom,
            ) => "次",
            (Lang::ZhCn, _, SettingKey::BadReviewStars) => "星",
            (Lang::En, _, SettingKey::BadReviewStars) => "stars",
            (Lang::ZhCn, _, SettingKey::LastPlaces) => "人",
            (Lang::En, _, SettingKey::LastPlaces) => "people",
            (Lang::ZhCn, _, SettingKey::PublicityDays) => "个工作日",
            (Lang::En, _, SettingKey::PublicityDays) => "working days",
            _ => "",
        }
    }

    /// Why the program doesn't compute a clause; empty if it does.
    pub fn not_computed(&self, clause: Clause) -> &'static str {
        match (self.lang, clause.computed()) {
            (_, crate::notice::Computed::Yes) => "",
            (Lang::ZhCn, crate::notice::Computed::No { zh, .. }) => zh,
            (Lang::En, crate::notice::Computed::No { en, .. }) => en,
        }
    }

    /// In what a group departs from the rest.
    pub fn departure(&self, departure: crate::rules::Departure) -> String {
        use crate::rules::Departure;
        let plain = super::numbers::plain;
        match (self.lang, departure) {
            (Lang::ZhCn, Departure::Higher { by }) => format!("均分偏高 {}", plain(by)),
            (Lang::ZhCn, Departure::Lower { by }) => format!("均分偏低 {}", plain(by)),
            (Lang::ZhCn, Departure::Narrow) => "得分集中，区分度低".to_owned(),
            (Lang::ZhCn, Departure::Wide) => "得分分散".to_owned(),
            (Lang::En, Departure::Higher { by }) => format!("mean higher by {}", plain(by)),
            (Lang::En, Departure::Lower { by }) => format!("mean lower by {}", plain(by)),
            (Lang::En, Departure::Narrow) => "scores hardly differ".to_owned(),
            (Lang::En, Departure::Wide) => "scores differ widely".to_owned(),
        }
    }

    /// 岗位类别, glossed in English.
    pub fn category(&self, category: Category) -> String {
        let gloss = match category {
            Category::HallService => "hall service",
            Category::HallManagement => "hall management",
            Category::OtherDepartments => "other departments",
        };
        glossed(self.lang, category.term(), gloss)
    }

    /// The scope of a pool: a group, or the whole centre.
    pub fn pool(&self, category: Option<Category>) -> String {
        match (category, self.lang) {
            (Some(category), _) => self.category(category),
            (None, Lang::ZhCn) => "全中心".to_owned(),
            (None, Lang::En) => "全中心 (whole centre)".to_owned(),
        }
    }

    /// An item of the money sheet, glossed in English.
    pub fn item(&self, item: MoneyItem) -> String {
        let gloss = match item {
            MoneyItem::Bonus => "year-end bonus",
            MoneyItem::Allowance => "post allowance",
            MoneyItem::GradeAward => "award for grade",
            MoneyItem::Dedication => "dedication award",
            MoneyItem::Settlement => "year-end settlement",
            MoneyItem::RuleDeduction => "deduction under the 2019 rules",
            MoneyItem::BadReviewFine => "fine for bad reviews",
            MoneyItem::ComplaintFine => "fine for complaints",
            MoneyItem::BreachFine => "fine for breaches",
            MoneyItem::GradeCut => "cut by grade",
        };
        glossed(self.lang, item.term(), gloss)
    }

    /// How bad a problem is.
    pub fn severity(&self, severity: Severity) -> &'static str {
        match (self.lang, severity) {
            (Lang::ZhCn, severity) => severity.term(),
            (Lang::En, Severity::Error) => "error",
            (Lang::En, Severity::Warning) => "warning",
            (Lang::En, Severity::Notice) => "notice",
        }
    }

    /// A kind of sheet, glossed in English.
    pub fn sheet_kind(&self, kind: SheetKind) -> String {
        let gloss = match kind {
            SheetKind::Roster => "roster",
            SheetKind::Settings => "settings",
            SheetKind::Decisions => "decisions",
            SheetKind::Incidents => "incidents",
            SheetKind::Monthly => "monthly appraisals",
            SheetKind::FirstReview => "first review",
            SheetKind::Ballots => "ballots",
            SheetKind::History => "earlier years",
            SheetKind::Posts => "changes of post",
        };
        glossed(self.lang, kind.term(), gloss)
    }

    /// Why a row is no record.
    pub fn passed_over(&self, reason: PassedOver) -> &'static str {
        match (self.lang, reason) {
            (Lang::ZhCn, PassedOver::Blank) => "空行",
            (Lang::ZhCn, PassedOver::Total) => "合计行",
            (Lang::ZhCn, PassedOver::Note) => "说明或签字行",
            (Lang::ZhCn, PassedOver::RepeatedHeader) => "重复的表头",
            (Lang::ZhCn, PassedOver::Section) => "分段标题",
            (Lang::ZhCn, PassedOver::NothingGiven) => "没有填取值或决定",
            (Lang::ZhCn, PassedOver::Unusable) => "对不上人员或参数，见问题清单",
            (Lang::En, PassedOver::Blank) => "blank row",
            (Lang::En, PassedOver::Total) => "row of totals",
            (Lang::En, PassedOver::Note) => "note or signature",
            (Lang::En, PassedOver::RepeatedHeader) => "repeated header",
            (Lang::En, PassedOver::Section) => "section heading",
            (Lang::En, PassedOver::NothingGiven) => "no value or decision given",
            (Lang::En, PassedOver::Unusable) => "matches no person or setting, see the problems",
        }
    }

    /// What the leading group ruled, glossed in English.
    pub fn ruling(&self, ruling: Ruling) -> String {
        match ruling {
            Ruling::Grade(grade) => self.grade(grade),
            Ruling::NoDemotion => glossed(self.lang, ruling.term(), "no demotion"),
        }
    }

    /// Whether a bar or case applies.
    pub fn verdict(&self, verdict: Verdict) -> &'static str {
        match (self.lang, verdict) {
            (Lang::ZhCn, Verdict::Met) => "有此情形",
            (Lang::ZhCn, Verdict::NotMet) => "无此情形",
            (Lang::ZhCn, Verdict::Unknown) => "未能判断",
            (Lang::En, Verdict::Met) => "applies",
            (Lang::En, Verdict::NotMet) => "doesn't apply",
            (Lang::En, Verdict::Unknown) => "not evaluated",
        }
    }

    /// The code of what is pending, glossed in English.
    pub fn pending_code(&self, pending: &Pending) -> String {
        let gloss = match pending {
            Pending::OpenCase(_) => "case of 五(七) to decide",
            Pending::QuotaTie { .. } => "tie for the last place",
            Pending::NoCase => "low grade without a case",
            Pending::NoScore => "no score",
            Pending::NoBallots => "no ballots",
            Pending::Unverified(_) => "to be verified",
            Pending::DataError(_) => "errors in the data",
            Pending::ColumnMissing { .. } => "missing columns",
        };
        glossed(self.lang, pending.code(), gloss)
    }

    /// 事项 of 结果运用, glossed in English.
    pub fn outcome_term(&self, kind: &OutcomeKind) -> String {
        let gloss = match kind {
            OutcomeKind::Promotion { .. } => "promotion proposed",
            OutcomeKind::PromotionToCheck { .. } => "promotion to check",
            OutcomeKind::Return(_) => "return to the agency proposed",
            OutcomeKind::LastPlace { .. } => "last places",
            OutcomeKind::Commendation(_) => "commendation",
        };
        glossed(self.lang, kind.term(), gloss)
    }

    /// What somebody is commended for: exactly the official term, glossed in English.
    pub(super) fn commended_for(&self, reason: CommendedFor) -> String {
        match reason {
            CommendedFor::Excellent => self.grade(Grade::Excellent),
            CommendedFor::Commended => self.grade(Grade::Commended),
            CommendedFor::Dedication => glossed(self.lang, reason.term(), "dedication"),
        }
    }

    /// A person's name; somebody who isn't in the context is counted by the position in the roster.
    pub(super) fn name(&self, id: PersonId) -> String {
        match (self.names.get(&id), self.lang) {
            (Some(name), _) => name.clone(),
            (None, Lang::ZhCn) => format!("花名册第 {} 人", id.0 + 1),
            (None, Lang::En) => format!("person {} of the roster", id.0 + 1),
        }
    }

    /// Names, all of them.
    pub(super) fn people(&self, people: &[PersonId]) -> String {
        self.lang.list(people.iter().map(|id| self.name(*id)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{en, zh};
    use super::*;

    #[test]
    fn grades_stay_chinese_and_are_glossed() {
        assert_eq!(zh().grade(Grade::BarelyQualified), "基本合格");
        assert_eq!(en().grade(Grade::BarelyQualified), "基本合格 (barely qualified)");
        assert_eq!(en().ruling(Ruling::NoDemotion), "不降等 (no demotion)");
    }

    #[track_caller]
    fn differ(texts: [String; 2]) {
        assert!(texts.iter().all(|text| !text.trim().is_empty()), "{texts:?}");
        assert_ne!(texts[0], texts[1]);
    }

    #[test]
    fn every_term_has_both_languages() {
        for field in Field::ALL {
            differ([zh(), en()].map(|context| context.field(*field)));
            differ([Lang::ZhCn, Lang::En].map(|lang| lang.noun(*field).to_owned()));
        }
        for key in SettingKey::ALL {
            differ([zh(), en()].map(|context| context.setting(*key, None)));
        }
        for clause in Clause::ALL {
            differ([zh(), en()].map(|context| context.gist(*clause).to_owned()));
        }
        for grade in Grade::ALL {
            differ([zh(), en()].map(|context| context.grade(grade)));
        }
        for category in Category::ALL.map(Some).into_iter().chain([None]) {
            differ([zh(), en()].map(|context| context.pool(category)));
        }
        for item in MoneyItem::EARNINGS.into_iter().chain(MoneyItem::DEDUCTIONS) {
            differ([zh(), en()].map(|context| context.item(item)));
        }
        for decider in [
            Decider::Notice,
            Decider::Interpretation,
            Decider::LeadingGroup,
            Decider::LeadershipMeeting,
            Decider::Preparer,
        ] {
            differ([Lang::ZhCn, Lang::En].map(|lang| lang.decider(decider).to_owned()));
        }
        for severity in [Severity::Error, Severity::Warning, Severity::Notice] {
            differ([zh(), en()].map(|context| context.severity(severity).to_owned()));
        }
        for kind in crate::domain::SheetKind::ALL {
            differ([zh(), en()].map(|context| context.sheet_kind(kind)));
        }
        for reason in super::super::testing::PASSED_OVER {
            differ([zh(), en()].map(|context| context.passed_over(reason).to_owned()));
        }
        for verdict in [Verdict::Met, Verdict::NotMet, Verdict::Unknown] {
            differ([zh(), en()].map(|context| context.verdict(verdict).to_owned()));
        }
        for count in [MonthCount::HalfMonth, MonthCount::FullMonth, MonthCount::AnyDay] {
            differ([Lang::ZhCn, Lang::En].map(|lang| lang.month_count(count).to_owned()));
        }
    }

    #[test]
    fn glosses_are_unique() {
        let fields: std::collections::BTreeSet<_> = Field::ALL.iter().map(|field| field_gloss(*field)).collect();
        assert_eq!(fields.len(), Field::COUNT);
        let settings: std::collections::BTreeSet<_> = SettingKey::ALL.iter().map(|key| setting_gloss(*key)).collect();
        assert_eq!(settings.len(), SettingKey::ALL.len());
    }
}
