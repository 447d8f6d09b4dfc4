//! How a grade came about: the bars and cases, months, scores, places and the decision, each with its figures.

use super::{
    Context, Lang,
    names::unit_of,
    numbers::{self, Unit, percent, plain},
};
use crate::{
    domain::{Decision, Fact, Field, Grade, Person, Ruling},
    notice::SettingKey,
    rules::{
        Comparison, Decided, Finding, FirstReview, Measure, Missed, MonthsBasis, MonthsInPost, ProposalGround,
        Quantity, Quota, Score, Tenure, Test, Verdict, WhyNot,
    },
};
use rust_decimal::Decimal;

/// Why a number or answer isn't known.
#[derive(Clone, Copy)]
enum Gap {
    /// The roster has no such column.
    NoColumn,
    /// The cell can't be read.
    Faulty,
    /// The cell says nothing.
    Blank,
    /// One of these; the person isn't at hand.
    Unsaid,
}

impl Gap {
    fn of(person: Option<&Person>, field: Field) -> Gap {
        match person.map(|person| person.fact(field)) {
            None => Gap::Unsaid,
            Some(Fact::Absent) => Gap::NoColumn,
            Some(Fact::Faulty { .. }) => Gap::Faulty,
            // A value that the rules don't use counts as faulty: a problem says why.
            Some(Fact::Known(..)) => Gap::Faulty,
            Some(Fact::Blank(_)) => Gap::Blank,
        }
    }
}

impl Context<'_> {
    /// A bar or case with its figures, as in `事假 4 天，未超过 5 天`. Says less of why something is unknown than
    /// [`Context::finding_of`].
    pub fn finding(&self, finding: &Finding) -> String {
        self.finding_text(finding, None)
    }

    /// A bar or case of a person with its figures, and where something is unknown whether the column is missing, the
    /// cell blank or faulty.
    pub fn finding_of(&self, finding: &Finding, person: &Person) -> String {
        self.finding_text(finding, Some(person))
    }

    fn finding_text(&self, finding: &Finding, person: Option<&Person>) -> String {
        let tests: Vec<String> = finding.tests.iter().map(|test| self.test(test, person)).collect();
        let text = tests.join(self.lang.semicolon());
        match &finding.unverified {
            Some(open) if finding.verdict != Verdict::Met => {
                self.with_unverified(text, open.cells.len(), Some(open.verdict == Verdict::Met))
            }
            _ => text,
        }
    }

    /// Whether a bar or case applies; while something that it may come to count is still to be verified, that.
    pub fn finding_verdict(&self, finding: &Finding) -> &'static str {
        let settled = finding.verdict != Verdict::NotMet || finding.is_clear();
        match self.lang {
            _ if settled => self.verdict(finding.verdict),
            Lang::ZhCn => "待核实",
            Lang::En => "to be verified",
        }
    }

    /// A sentence about incidents that count, and after it how many are still to be verified; with what they would make
    /// of a bar or case.
    pub(super) fn with_unverified(&self, text: String, count: usize, would_be_met: Option<bool>) -> String {
        if count == 0 {
            return text;
        }
        let rest = match (self.lang, would_be_met) {
            (Lang::ZhCn, None) => format!("另有 {count} 件待核实，暂未计"),
            (Lang::ZhCn, Some(true)) => format!("另有 {count} 件待核实，属实即构成本项"),
            (Lang::ZhCn, Some(false)) => format!("另有 {count} 件待核实，属实也不构成本项"),
            (Lang::En, None) => format!("{count} more to be verified, not counted yet"),
            (Lang::En, Some(true)) => format!("{count} more to be verified: if true, this applies"),
            (Lang::En, Some(false)) => format!("{count} more to be verified: even if true, this doesn't apply"),
        };
        [text, rest].join(self.lang.semicolon())
    }

    /// One comparison, as in `事假 5 天，未超过 5 天`.
    pub(super) fn test_text(&self, test: &Test) -> String {
        self.test(test, None)
    }

    fn test(&self, test: &Test, person: Option<&Person>) -> String {
        match test {
            Test::Number { parts, sum, comparison, threshold, setting: _, verdict } => {
                self.comparison(parts, *sum, *comparison, *threshold, *verdict, person)
            }
            Test::Flag { field, source: _, verdict } => {
                let noun = self.lang.noun(*field);
                match (self.lang, verdict) {
                    (Lang::ZhCn, Verdict::Met) => format!("{noun}：是"),
                    (Lang::ZhCn, Verdict::NotMet) => format!("{noun}：否"),
                    (Lang::En, Verdict::Met) => format!("{noun}: yes"),
                    (Lang::En, Verdict::NotMet) => format!("{noun}: no"),
                    (_, Verdict::Unknown) => self.not_evaluated(&self.gap(*field, person)),
                }
            }
        }
    }

    fn comparison(
        &self,
        parts: &[Quantity],
        sum: Decimal,
        comparison: Comparison,
        threshold: Decimal,
        verdict: Verdict,
        person: Option<&Person>,
    ) -> String {
        let unit = parts.first().map_or(Unit::Times, |part| measure_unit(part.measure));
        let known: Vec<String> =
            parts.iter().filter_map(|part| part.value.map(|value| self.measured(part.measure, value))).collect();
        let gaps: Vec<String> = parts
            .iter()
            .filter(|part| part.value.is_none())
            .map(|part| match part.measure {
                Measure::Field(field) => self.gap(field, person),
                Measure::Tenure => self.lang.no_months_nor_date().to_owned(),
            })
            .collect();
        let gaps = gaps.join(self.lang.comma());
        if known.is_empty() {
            return self.not_evaluated(&gaps);
        }
        let mut left = known.join(" + ");
        if known.len() > 1 {
            left = format!("{left} = {}", self.lang.quantity(sum, unit));
        }
        let right = self.lang.compared(comparison, verdict, &self.lang.quantity(threshold, unit));
        match (self.lang, gaps.is_empty(), verdict) {
            (Lang::ZhCn, true, _) => format!("{left}，{right}"),
            (Lang::ZhCn, false, Verdict::Unknown) => format!("{left}，{right}，但{gaps}，未能判断"),
            (Lang::ZhCn, false, Verdict::Met | Verdict::NotMet) => format!("{left}，{right}（{gaps}）"),
            (Lang::En, true, _) => format!("{left}, {right}"),
            (Lang::En, false, Verdict::Unknown) => format!("{left}, {right}, but {gaps}: not evaluated"),
            (Lang::En, false, Verdict::Met | Verdict::NotMet) => format!("{left}, {right} ({gaps})"),
        }
    }

    /// A number with its name and unit, as in `事假 4 天`.
    fn measured(&self, measure: Measure, value: Decimal) -> String {
        let number = self.lang.quantity(value, measure_unit(measure));
        match (measure, self.lang) {
            (Measure::Field(field), lang) => format!("{} {number}", lang.noun(field)),
            (Measure::Tenure, Lang::ZhCn) => format!("当年在岗 {number}"),
            (Measure::Tenure, Lang::En) => format!("in post {number} of the year"),
        }
    }

    fn not_evaluated(&self, gap: &str) -> String {
        match self.lang {
            Lang::ZhCn => format!("{gap}，未能判断"),
            Lang::En => format!("{gap}: not evaluated"),
        }
    }

    /// Why a column's value isn't known.
    fn gap(&self, field: Field, person: Option<&Person>) -> String {
        let column = self.lang.column(field);
        match (self.lang, Gap::of(person, field)) {
            (Lang::ZhCn, Gap::NoColumn) => format!("花名册没有{column}这一列"),
            (Lang::ZhCn, Gap::Faulty) => format!("{column}填写有误"),
            (Lang::ZhCn, Gap::Blank) => format!("{column}没有填"),
            (Lang::ZhCn, Gap::Unsaid) => format!("花名册没有{column}这一列或填写有误"),
            (Lang::En, Gap::NoColumn) => format!("the roster has no column {column}"),
            (Lang::En, Gap::Faulty) => format!("{column} can't be read"),
            (Lang::En, Gap::Blank) => format!("{column} is blank"),
            (Lang::En, Gap::Unsaid) => format!("{column} is missing from the roster or can't be read"),
        }
    }

    /// How months in post were found.
    pub fn months(&self, months: &MonthsInPost) -> String {
        let counted = self.lang.months(months.counted);
        match (self.lang, &months.basis) {
            (Lang::ZhCn, MonthsBasis::Given(_)) => format!("在岗月数填写为 {counted}"),
            (Lang::ZhCn, MonthsBasis::Derived { from, to, count, source: _ }) => format!(
                "{}至 {}，按“{}”计 {counted}",
                self.lang.date(*from),
                self.lang.date(*to),
                self.lang.month_count(*count)
            ),
            (Lang::ZhCn, MonthsBasis::Unknown) => format!("{}，暂按 {counted}计", self.lang.no_months_nor_date()),
            (Lang::En, MonthsBasis::Given(_)) => format!("{counted} as given in 在岗月数"),
            (Lang::En, MonthsBasis::Derived { from, to, count, source: _ }) => format!(
                "{} to {}: {counted} by {}",
                self.lang.date(*from),
                self.lang.date(*to),
                self.lang.month_count(*count)
            ),
            (Lang::En, MonthsBasis::Unknown) => {
                format!("{}: {counted} meanwhile", self.lang.no_months_nor_date())
            }
        }
    }

    /// How time in post for 五(六)4 was found.
    pub fn tenure(&self, tenure: &Tenure) -> String {
        let (Some(months), lang) = (tenure.months, self.lang) else {
            return self.not_evaluated(self.lang.no_months_nor_date());
        };
        let months = lang.months(months);
        match (lang, tenure.from, tenure.by_months_given) {
            (Lang::ZhCn, Some(from), false) => {
                format!("自 {}至年末，满 {months}", lang.date(from))
            }
            (Lang::ZhCn, Some(from), true) => {
                format!("在岗月数 {months}，少于自 {}起算的月数，取在岗月数", lang.date(from))
            }
            (Lang::ZhCn, None, _) => format!("没有入职日期，按在岗月数 {months}"),
            (Lang::En, Some(from), false) => {
                format!("{} from {} to the end of the year", whole(&months), lang.date(from))
            }
            (Lang::En, Some(from), true) => {
                format!("{months} by 在岗月数, fewer than those from {}", lang.date(from))
            }
            (Lang::En, None, _) => format!("{months} by 在岗月数, for there is no 入职日期"),
        }
    }

    /// How 初评分 was found.
    pub fn first_review(&self, review: &FirstReview) -> String {
        let lang = self.lang;
        let parts: Vec<String> =
            review.parts.iter().filter_map(|part| part.value.map(|value| self.labelled(part.measure, value))).collect();
        match (lang, review.score, parts.is_empty()) {
            (Lang::ZhCn, Some(score), true) => format!("初评分填写为 {}", plain(score)),
            (Lang::En, Some(score), true) => format!("{} as given in 初评分", plain(score)),
            (Lang::ZhCn | Lang::En, Some(score), false) => format!("{} = {}", parts.join(" + "), plain(score)),
            (Lang::ZhCn, None, true) => "没有初评分，四个方面的得分也不全或有误".to_owned(),
            (Lang::En, None, true) => {
                "no 初评分, and the scores of the four aspects are incomplete or wrong".to_owned()
            }
            (Lang::ZhCn, None, false) => {
                format!("只有{}，缺{}，不能合计", parts.join("、"), self.missing(&review.parts))
            }
            (Lang::En, None, false) => {
                format!("only {}; without {} there is no sum", parts.join(", "), self.missing(&review.parts))
            }
        }
    }

    /// The weighted mean written out, as in `(初评分 95 × 0.5 + 月度均分 90 × 0.3) ÷ 0.8 = 93.13`.
    pub fn score(&self, score: &Score) -> String {
        let mut weights = Decimal::ZERO;
        let mut terms = Vec::new();
        for part in &score.parts {
            if let Some(value) = part.quantity.value {
                weights += part.weight;
                terms.push(format!("{} × {}", self.labelled(part.quantity.measure, value), plain(part.weight)));
            }
        }
        let missing = self.missing(score.parts.iter().map(|part| &part.quantity));
        let Some(value) = score.value else {
            return match (self.lang, terms.is_empty()) {
                (Lang::ZhCn, true) => format!("{missing}都没有，没有得分"),
                (Lang::ZhCn, false) => "已有各项的权重合计为 0，没有得分".to_owned(),
                (Lang::En, true) => format!("no score: {missing} are missing"),
                (Lang::En, false) => "no score: the weights of what there is add up to 0".to_owned(),
            };
        };
        let sum = terms.join(" + ");
        let mean = if weights == Decimal::ONE { sum } else { format!("({sum}) ÷ {}", plain(weights)) };
        let exact: Decimal = score
            .parts
            .iter()
            .filter_map(|part| Some(part.quantity.value? * part.weight))
            .sum::<Decimal>()
            .checked_div(weights)
            .unwrap_or(value);
        let written = format!("{mean} = {}", numbers::rounded(exact, value, numbers::score(value)));
        match self.lang {
            _ if missing.is_empty() => written,
            Lang::ZhCn => format!("{written}（缺{missing}）"),
            Lang::En => format!("{written} (without {missing})"),
        }
    }

    /// A part of a sum: its name and its bare number.
    fn labelled(&self, measure: Measure, value: Decimal) -> String {
        format!("{} {}", self.label(measure), plain(value))
    }

    fn label(&self, measure: Measure) -> &'static str {
        match (measure, self.lang) {
            (Measure::Field(field), lang) => lang.noun(field),
            (Measure::Tenure, Lang::ZhCn) => "当年在岗月数",
            (Measure::Tenure, Lang::En) => "months in post of the year",
        }
    }

    fn missing<'q>(&self, parts: impl IntoIterator<Item = &'q Quantity>) -> String {
        let missing = parts.into_iter().filter(|part| part.value.is_none());
        self.lang.list(missing.map(|part| self.label(part.measure)))
    }

    /// How the proposal came about.
    pub fn ground(&self, ground: &ProposalGround, proposed: Grade) -> String {
        let grade = self.grade(proposed);
        match (self.lang, ground) {
            (Lang::ZhCn, ProposalGround::Place { place, open }) => {
                format!("候选人中排第 {place} 名，{grade}名额 {open} 个，拟定{grade}")
            }
            (Lang::ZhCn, ProposalGround::FirstGrade) => format!("依初评等次，拟定{grade}"),
            (Lang::ZhCn, ProposalGround::NotDemoted) => {
                format!("已决定不降等，初评等次低于合格的改按合格，拟定{grade}")
            }
            (Lang::ZhCn, ProposalGround::Otherwise) => format!("未列入优秀、表扬，初评等次也未低于合格，拟定{grade}"),
            (Lang::En, ProposalGround::Place { place, open }) => {
                format!("place {place} of the field, {open} open: proposed {grade}")
            }
            (Lang::En, ProposalGround::FirstGrade) => format!("proposed {grade}, as in the first review"),
            (Lang::En, ProposalGround::NotDemoted) => {
                format!("proposed {grade}: 不降等 was decided, so a first review below 合格 reads 合格")
            }
            (Lang::En, ProposalGround::Otherwise) => {
                format!("proposed {grade}: neither 优秀 nor 表扬, and the first review isn't below 合格")
            }
        }
    }

    /// A better grade that somebody isn't of, with every reason, as in `未列入优秀：初评未推荐，没有可用名额`.
    pub fn missed(&self, missed: &Missed) -> String {
        let reasons: Vec<String> = missed.reasons.iter().map(|why| self.why_not(why)).collect();
        match self.lang {
            Lang::ZhCn => format!("未列入{}：{}", missed.grade.term(), reasons.join("，")),
            Lang::En => format!("not {}: {}", missed.grade.term(), reasons.join(", ")),
        }
    }

    /// One reason why somebody isn't of a better grade.
    pub fn why_not(&self, why: &WhyNot) -> String {
        match self.lang {
            Lang::ZhCn => self.why_not_zh(why),
            Lang::En => self.why_not_en(why),
        }
    }

    fn why_not_zh(&self, why: &WhyNot) -> String {
        match why {
            WhyNot::Decided(grade) => format!("考核领导小组已决定为{}", grade.term()),
            WhyNot::OpenCase(clauses) => format!("有{} 情形待决", self.lang.clauses(clauses)),
            WhyNot::Barred(clauses) => format!("因{} 取消资格", self.lang.clauses(clauses)),
            WhyNot::NotNominated(None) => "初评未推荐".to_owned(),
            WhyNot::NotNominated(Some(Grade::Commended)) => "初评推荐的是表扬".to_owned(),
            WhyNot::NotNominated(Some(first)) => format!("初评未推荐（初评等次为{}）", first.term()),
            WhyNot::FirstGrade(first) => format!("初评等次为{}", first.term()),
            WhyNot::NoScore => "没有推优综合分".to_owned(),
            WhyNot::NoBallots => "没有民主测评分而他人有".to_owned(),
            WhyNot::NoPool => "没有岗位类别，不在任何名额范围内".to_owned(),
            WhyNot::NoPlaces => "没有可用名额".to_owned(),
            WhyNot::BeyondQuota { place, open, within: true } => {
                format!("候选人中排第 {place} 名（名额 {open} 个）")
            }
            WhyNot::BeyondQuota { place, open, within: false } => {
                format!("按得分也只能排第 {place} 名（名额 {open} 个）")
            }
            WhyNot::Tied { within: true } => "与他人各项相同而名额不够".to_owned(),
            WhyNot::Tied { within: false } => "按得分也与他人各项相同而名额不够".to_owned(),
        }
    }

    fn why_not_en(&self, why: &WhyNot) -> String {
        match why {
            WhyNot::Decided(grade) => format!("the leading group decided {}", grade.term()),
            WhyNot::OpenCase(clauses) => format!("{} waits for a decision", self.lang.clauses(clauses)),
            WhyNot::Barred(clauses) => format!("barred by {}", self.lang.clauses(clauses)),
            WhyNot::NotNominated(None) => "not nominated by the first review".to_owned(),
            WhyNot::NotNominated(Some(Grade::Commended)) => "nominated for 表扬 only".to_owned(),
            WhyNot::NotNominated(Some(first)) => format!("not nominated by the first review ({})", first.term()),
            WhyNot::FirstGrade(first) => format!("the first review says {}", first.term()),
            WhyNot::NoScore => "no 推优综合分 (score for selection)".to_owned(),
            WhyNot::NoBallots => "no 民主测评分 (ballot score), though others have it".to_owned(),
            WhyNot::NoPool => "without 岗位类别 (group) in no pool".to_owned(),
            WhyNot::NoPlaces => "no place to give".to_owned(),
            WhyNot::BeyondQuota { place, open, within: true } => format!("place {place} of the field, {open} open"),
            WhyNot::BeyondQuota { place, open, within: false } => {
                format!("the score would only give place {place}, {open} open")
            }
            WhyNot::Tied { within: true } => "equal with others across the last place".to_owned(),
            WhyNot::Tied { within: false } => "the score would only tie across the last place".to_owned(),
        }
    }

    /// Quota arithmetic, as in `49 × 10% = 4.9 → 4`.
    pub fn quota(&self, size: u32, quota: &Quota) -> String {
        format!("{size} × {} = {} → {}", percent(quota.share), plain(quota.exact), quota.places)
    }

    /// That the share of a grade is beyond what the notice allows; nothing if it isn't.
    pub fn quota_beyond(&self, grade: Grade, quota: &Quota) -> Option<String> {
        let key = match grade {
            Grade::Excellent => SettingKey::ExcellentShare,
            Grade::Commended => SettingKey::CommendedShare,
            Grade::Qualified | Grade::BarelyQualified | Grade::Unqualified => return None,
        };
        let limit = key.limit().filter(|limit| quota.share > *limit)?;
        let aside = self.lang.aside(key.clause().number());
        Some(match self.lang {
            Lang::ZhCn => format!("超过通知规定的 {}{aside}", percent(limit)),
            Lang::En => format!("more than the notice's {}{aside}", percent(limit)),
        })
    }

    /// A quota's places and what became of them, as in `4 个：已决定 1 个，拟定 3 人`.
    pub fn quota_use(&self, quota: &Quota) -> String {
        let Quota { places, decided, proposed, tied, .. } = quota;
        let ties = tied.len();
        match self.lang {
            Lang::ZhCn if ties == 0 => format!("{places} 个：已决定 {decided} 个，拟定 {proposed} 人"),
            Lang::ZhCn => format!("{places} 个：已决定 {decided} 个，拟定 {proposed} 人，同分待决 {ties} 人"),
            Lang::En if ties == 0 => format!("{places}: {decided} decided, {proposed} proposed"),
            Lang::En => format!("{places}: {decided} decided, {proposed} proposed, {ties} tied, to be decided"),
        }
    }

    /// What became of the leading group's decision.
    pub fn decided(&self, decided: &Decided) -> String {
        match (self.lang, decided) {
            (Lang::ZhCn, Decided::No) => "没有决定".to_owned(),
            (Lang::ZhCn, Decided::Stands(decision)) => self.decision(decision),
            (Lang::ZhCn, Decided::Refused(decision)) => format!("{}；未采用，见问题清单", self.decision(decision)),
            (Lang::En, Decided::No) => "no decision".to_owned(),
            (Lang::En, Decided::Stands(decision)) => self.decision(decision),
            (Lang::En, Decided::Refused(decision)) => {
                format!("{}; not used, see 问题清单 (problems)", self.decision(decision))
            }
        }
    }

    fn decision(&self, decision: &Decision) -> String {
        let ruling = self.ruling(decision.ruling);
        let mut details = Vec::new();
        if let Some(date) = decision.date {
            details.push(self.lang.date(date));
        }
        if !decision.decider.is_empty() {
            details.push(decision.decider.clone());
        }
        if !decision.reason.is_empty() {
            details.push(match self.lang {
                Lang::ZhCn => format!("理由：{}", decision.reason),
                Lang::En => format!("reason: {}", decision.reason),
            });
        }
        let ruled = match (self.lang, decision.ruling) {
            (Lang::ZhCn, Ruling::Grade(_)) => format!("决定为{ruling}"),
            (Lang::ZhCn, Ruling::NoDemotion) => format!("决定{ruling}"),
            (Lang::En, Ruling::Grade(_) | Ruling::NoDemotion) => format!("decided: {ruling}"),
        };
        if details.is_empty() {
            return ruled;
        }
        let separator = match self.lang {
            Lang::ZhCn => "，",
            Lang::En => ", ",
        };
        ruled + &self.lang.aside(&details.join(separator))
    }
}

impl Lang {
    /// Why months and time in post aren't known.
    pub(super) const fn no_months_nor_date(self) -> &'static str {
        match self {
            Lang::ZhCn => "在岗月数和入职日期都没有",
            Lang::En => "neither 在岗月数 nor 入职日期 is given",
        }
    }

    /// A threshold and on which side of it the number lies, as in `未超过 5 天`.
    fn compared(self, comparison: Comparison, verdict: Verdict, threshold: &str) -> String {
        let met = verdict == Verdict::Met;
        let words = match (self, comparison, met) {
            (Lang::ZhCn, Comparison::AtLeast, true) => "达到",
            (Lang::ZhCn, Comparison::AtLeast, false) => "未达到",
            (Lang::ZhCn, Comparison::MoreThan, true) => "超过",
            (Lang::ZhCn, Comparison::MoreThan, false) => "未超过",
            (Lang::ZhCn, Comparison::LessThan, true) => "不满",
            (Lang::ZhCn, Comparison::LessThan, false) => "已满",
            (Lang::En, Comparison::AtLeast, true) => "reaches",
            (Lang::En, Comparison::AtLeast, false) => "below",
            (Lang::En, Comparison::MoreThan, true) => "more than",
            (Lang::En, Comparison::MoreThan, false) => "not more than",
            (Lang::En, Comparison::LessThan, true) => "less than",
            (Lang::En, Comparison::LessThan, false) => "not less than",
        };
        format!("{words} {threshold}")
    }
}

/// English `5 months` into `5 whole months`.
fn whole(months: &str) -> String {
    months.replacen(' ', " whole ", 1)
}

const fn measure_unit(measure: Measure) -> Unit {
    match measure {
        Measure::Field(field) => unit_of(field),
        Measure::Tenure => Unit::Months,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{PersonId, Source},
        i18n::testing::{assert_both, cell, en, one_of_each, zh},
        notice::{Clause, MonthCount, SettingKey},
        rules::{ScorePart, Unverified},
    };
    use chrono::NaiveDate;
    use rust_decimal_macros::dec;

    fn part(field: Field, value: Option<Decimal>) -> Quantity {
        let source = value.map(|_| Source::Cell(cell(11, 7)));
        Quantity { measure: Measure::Field(field), value, source }
    }

    fn number(
        parts: Vec<Quantity>,
        comparison: Comparison,
        threshold: Decimal,
        setting: Option<SettingKey>,
        verdict: Verdict,
    ) -> Test {
        let sum = parts.iter().filter_map(|part| part.value).sum();
        Test::Number { parts, sum, comparison, threshold, setting, verdict }
    }

    fn finding(clause: Clause, verdict: Verdict, tests: Vec<Test>) -> Finding {
        Finding { clause, verdict, tests, unverified: None }
    }

    fn leave(days: Option<Decimal>, verdict: Verdict) -> Finding {
        let parts = vec![part(Field::LeaveDays, days)];
        let test = number(parts, Comparison::MoreThan, dec!(5), Some(SettingKey::LeaveLimit), verdict);
        finding(Clause::BarLeave, verdict, vec![test])
    }

    fn reviews(bad: Option<Decimal>, complaints: Option<Decimal>, verdict: Verdict) -> Finding {
        let parts = vec![part(Field::BadReviews, bad), part(Field::Complaints, complaints)];
        let test = number(parts, Comparison::AtLeast, dec!(5), Some(SettingKey::CasesFrom), verdict);
        finding(Clause::CaseReviews, verdict, vec![test])
    }

    #[track_caller]
    fn says(finding: &Finding, chinese: &str, english: &str) {
        assert_eq!(zh().finding(finding), chinese);
        assert_eq!(en().finding(finding), english);
    }

    #[test]
    fn a_bar_shows_the_figure_and_its_limit_met_or_not() {
        says(
            &leave(Some(dec!(4)), Verdict::NotMet),
            "事假 4 天，未超过 5 天",
            "personal leave 4 days, not more than 5 days",
        );
        says(
            &leave(Some(dec!(5.5)), Verdict::Met),
            "事假 5.5 天，超过 5 天",
            "personal leave 5.5 days, more than 5 days",
        );
    }

    #[test]
    fn unknown_is_not_no_and_says_why() {
        let finding = leave(None, Verdict::Unknown);
        says(
            &finding,
            "花名册没有“事假天数”这一列或填写有误，未能判断",
            "事假天数 (personal leave) is missing from the roster or can't be read: not evaluated",
        );
        let mut person = Person::new(PersonId(0), "T1".into(), cell(1, 0));
        assert_eq!(zh().finding_of(&finding, &person), "花名册没有“事假天数”这一列，未能判断");
        assert_eq!(
            en().finding_of(&finding, &person),
            "the roster has no column 事假天数 (personal leave): not evaluated"
        );
        person.set(Field::LeaveDays, Fact::Faulty { cell: cell(1, 7), raw: "4小时".into() });
        assert_eq!(zh().finding_of(&finding, &person), "“事假天数”填写有误，未能判断");
        person.set(Field::LeaveDays, Fact::Blank(cell(1, 7)));
        assert_eq!(zh().finding_of(&finding, &person), "“事假天数”没有填，未能判断");
    }

    #[test]
    fn a_sum_shows_its_parts() {
        says(
            &reviews(Some(dec!(3)), Some(dec!(2)), Verdict::Met),
            "核实差评 3 次 + 核实投诉 2 次 = 5 次，达到 5 次",
            "verified bad reviews 3 + verified complaints 2 = 5, reaches 5",
        );
        says(
            &reviews(Some(dec!(3)), Some(dec!(1)), Verdict::NotMet),
            "核实差评 3 次 + 核实投诉 1 次 = 4 次，未达到 5 次",
            "verified bad reviews 3 + verified complaints 1 = 4, below 5",
        );
    }

    #[test]
    fn a_sum_with_an_unknown_part_says_so_whatever_the_answer() {
        says(
            &reviews(Some(dec!(4)), None, Verdict::Unknown),
            "核实差评 4 次，未达到 5 次，但花名册没有“核实投诉数”这一列或填写有误，未能判断",
            "verified bad reviews 4, below 5, but 核实投诉数 (verified complaints) is missing from the roster or can't be read: \
             not evaluated",
        );
        says(
            &reviews(Some(dec!(5)), None, Verdict::Met),
            "核实差评 5 次，达到 5 次（花名册没有“核实投诉数”这一列或填写有误）",
            "verified bad reviews 5, reaches 5 (核实投诉数 (verified complaints) is missing from the roster or can't be read)",
        );
    }

    #[test]
    fn what_is_to_be_verified_is_never_said_to_be_passed() {
        let open = |verdict| {
            let cells = vec![cell(3, 3)];
            Finding { unverified: Some(Unverified { cells, verdict }), ..reviews(Some(dec!(0)), None, Verdict::NotMet) }
        };
        for would_be in [Verdict::Met, Verdict::NotMet] {
            assert_eq!(zh().finding_verdict(&open(would_be)), "待核实");
            assert_both(|context| context.finding_verdict(&open(would_be)).to_owned());
            assert_both(|context| context.finding(&open(would_be)));
        }
        assert!(zh().finding(&open(Verdict::Met)).ends_with("；另有 1 件待核实，属实即构成本项"));
        assert!(zh().finding(&open(Verdict::NotMet)).ends_with("；另有 1 件待核实，属实也不构成本项"));
        let clear = leave(Some(dec!(4)), Verdict::NotMet);
        assert_eq!(zh().finding_verdict(&clear), zh().verdict(Verdict::NotMet));
        let met = Finding { verdict: Verdict::Met, ..open(Verdict::Met) };
        assert_eq!(zh().finding_verdict(&met), zh().verdict(Verdict::Met), "what applies already applies");
    }

    #[test]
    fn a_case_of_two_tests_shows_both() {
        let late = number(
            vec![part(Field::LateTasks, Some(dec!(5)))],
            Comparison::MoreThan,
            dec!(5),
            Some(SettingKey::LateLimit),
            Verdict::NotMet,
        );
        let disobeyed = Test::Flag { field: Field::Disobeyed, source: None, verdict: Verdict::Met };
        says(
            &finding(Clause::CaseDisobedience, Verdict::Met, vec![disobeyed, late]),
            "不服从安排：是；未按时完成任务 5 次，未超过 5 次",
            "disobeyed instructions: yes; late tasks 5, not more than 5",
        );
    }

    #[test]
    fn every_comparison_and_verdict_is_said() {
        let comparisons = one_of_each! { Comparison;
            Comparison::AtLeast => Comparison::AtLeast,
            Comparison::MoreThan => Comparison::MoreThan,
            Comparison::LessThan => Comparison::LessThan,
        };
        for comparison in comparisons {
            for verdict in [Verdict::Met, Verdict::NotMet, Verdict::Unknown] {
                for value in [Some(dec!(3)), None] {
                    let tenure = Quantity { measure: Measure::Tenure, value, source: None };
                    let test = number(vec![tenure], comparison, dec!(6), Some(SettingKey::MinMonths), verdict);
                    let flag = Test::Flag { field: Field::RefusedOrders, source: None, verdict };
                    let finding = finding(Clause::BarTenure, verdict, vec![test, flag]);
                    assert_both(|context| context.finding(&finding));
                }
            }
        }
    }

    #[test]
    fn time_in_post_compares_months() {
        let tenure = Quantity { measure: Measure::Tenure, value: Some(dec!(5)), source: None };
        let test = |verdict| number(vec![tenure.clone()], Comparison::LessThan, dec!(6), None, verdict);
        let text = |verdict| zh().finding(&finding(Clause::BarTenure, verdict, vec![test(verdict)]));
        assert_eq!(text(Verdict::Met), "当年在岗 5 个月，不满 6 个月");
        assert_eq!(text(Verdict::NotMet), "当年在岗 5 个月，已满 6 个月");
    }

    fn date(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, month, day).expect("a real date")
    }

    #[test]
    fn months_say_where_they_come_from() {
        let source = Source::Cell(cell(1, 8));
        let derived =
            |count| MonthsBasis::Derived { from: date(7, 2), to: date(12, 31), count, source: source.clone() };
        let months = |counted, basis| MonthsInPost { counted, basis };
        let half = months(6, derived(MonthCount::HalfMonth));
        assert_eq!(zh().months(&half), "2024 年 7 月 2 日至 2024 年 12 月 31 日，按“满半月”计 6 个月");
        assert_eq!(
            en().months(&half),
            "2 July 2024 to 31 December 2024: 6 months by 满半月: months with at least half of their days"
        );
        for basis in one_of_each! { MonthsBasis;
            MonthsBasis::Given(_) => MonthsBasis::Given(source.clone()),
            MonthsBasis::Derived { .. } => derived(MonthCount::AnyDay),
            MonthsBasis::Unknown => MonthsBasis::Unknown,
        } {
            let months = months(1, basis);
            assert_both(|context| context.months(&months));
        }
    }

    #[test]
    fn tenure_says_which_figure_decides() {
        let tenure = |months, from, by_months_given| Tenure { months, from, by_months_given, source: None };
        let cases = [
            (tenure(Some(5), Some(date(7, 2)), false), "自 2024 年 7 月 2 日至年末，满 5 个月"),
            (
                tenure(Some(4), Some(date(7, 2)), true),
                "在岗月数 4 个月，少于自 2024 年 7 月 2 日起算的月数，取在岗月数",
            ),
            (tenure(Some(4), None, true), "没有入职日期，按在岗月数 4 个月"),
            (tenure(None, None, false), "在岗月数和入职日期都没有，未能判断"),
        ];
        for (tenure, chinese) in cases {
            assert_eq!(zh().tenure(&tenure), chinese);
            assert_both(|context| context.tenure(&tenure));
        }
        assert_eq!(
            en().tenure(&tenure(Some(5), Some(date(7, 2)), false)),
            "5 whole months from 2 July 2024 to the end of the year"
        );
    }

    #[test]
    fn the_first_review_shows_its_sum() {
        let parts = vec![
            part(Field::Discipline, Some(dec!(24))),
            part(Field::ServiceNorms, Some(dec!(23.5))),
            part(Field::Ability, Some(dec!(22))),
            part(Field::Effectiveness, Some(dec!(20))),
            part(Field::Highlights, Some(dec!(0))),
        ];
        let summed = FirstReview { score: Some(dec!(89.50)), parts: parts.clone(), source: None };
        assert_eq!(
            zh().first_review(&summed),
            "工作纪律 24 + 服务规范 23.5 + 业务能力 22 + 工作成效 20 + 亮点加分 0 = 89.5"
        );
        assert_eq!(
            en().first_review(&summed),
            "discipline 24 + service norms 23.5 + ability 22 + effectiveness 20 + highlights 0 = 89.5"
        );
        let given = FirstReview { score: Some(dec!(88)), parts: Vec::new(), source: Some(Source::Cell(cell(1, 1))) };
        assert_eq!(zh().first_review(&given), "初评分填写为 88");
        let missing = FirstReview { score: None, parts: Vec::new(), source: None };
        let partly =
            FirstReview { score: None, parts: vec![parts[0].clone(), part(Field::Ability, None)], source: None };
        assert_eq!(zh().first_review(&partly), "只有工作纪律 24，缺业务能力，不能合计");
        for review in [summed, given, missing, partly] {
            assert_both(|context| context.first_review(&review));
        }
    }

    fn score(
        first: Option<Decimal>,
        monthly: Option<Decimal>,
        ballot: Option<Decimal>,
        value: Option<Decimal>,
    ) -> Score {
        let part = |field, value, setting, weight| ScorePart { quantity: part(field, value), setting, weight };
        Score {
            value,
            parts: vec![
                part(Field::FirstReview, first, SettingKey::WeightFirstReview, dec!(0.5)),
                part(Field::MonthlyMean, monthly, SettingKey::WeightMonthly, dec!(0.3)),
                part(Field::BallotScore, ballot, SettingKey::WeightBallot, dec!(0.2)),
            ],
        }
    }

    #[test]
    fn a_score_is_written_out_with_the_weights_of_what_there_is() {
        // 74.5 ÷ 0.8 = 93.125
        let without_ballots = score(Some(dec!(95)), Some(dec!(90)), None, Some(dec!(93.13)));
        assert_eq!(
            zh().score(&without_ballots),
            "(初评分 95 × 0.5 + 月度均分 90 × 0.3) ÷ 0.8 = 93.125 ≈ 93.13（缺民主测评分）"
        );
        assert_eq!(
            en().score(&without_ballots),
            "(first review 95 × 0.5 + monthly mean 90 × 0.3) ÷ 0.8 = 93.125 ≈ 93.13 (without ballot score)"
        );
        // 47.5 + 27 + 16 = 90.5, and the weights add up to 1.
        let whole = score(Some(dec!(95)), Some(dec!(90)), Some(dec!(80)), Some(dec!(90.5)));
        assert_eq!(zh().score(&whole), "初评分 95 × 0.5 + 月度均分 90 × 0.3 + 民主测评分 80 × 0.2 = 90.50");
        let none = score(None, None, None, None);
        assert_eq!(zh().score(&none), "初评分、月度均分、民主测评分都没有，没有得分");
        assert_eq!(en().score(&none), "no score: first review, monthly mean, ballot score are missing");
        assert_both(|context| context.score(&score(Some(dec!(95)), None, None, None)));
    }

    #[test]
    fn every_ground_and_reason_is_said() {
        let grounds = one_of_each! { ProposalGround;
            ProposalGround::Place { .. } => ProposalGround::Place { place: 2, open: 4 },
            ProposalGround::FirstGrade => ProposalGround::FirstGrade,
            ProposalGround::NotDemoted => ProposalGround::NotDemoted,
            ProposalGround::Otherwise => ProposalGround::Otherwise,
        };
        for ground in grounds {
            assert_both(|context| context.ground(&ground, Grade::Qualified));
        }
        let place = ProposalGround::Place { place: 2, open: 4 };
        assert_eq!(zh().ground(&place, Grade::Excellent), "候选人中排第 2 名，优秀名额 4 个，拟定优秀");
        assert_eq!(en().ground(&place, Grade::Excellent), "place 2 of the field, 4 open: proposed 优秀 (excellent)");

        let reasons = one_of_each! { WhyNot;
            WhyNot::Decided(_) => WhyNot::Decided(Grade::Qualified),
            WhyNot::OpenCase(_) => WhyNot::OpenCase(vec![Clause::CaseLoss]),
            WhyNot::Barred(_) => WhyNot::Barred(vec![Clause::BarLeave, Clause::BarTenure]),
            WhyNot::NotNominated(None) => WhyNot::NotNominated(None),
            WhyNot::NotNominated(Some(Grade::Commended)) => WhyNot::NotNominated(Some(Grade::Commended)),
            WhyNot::NotNominated(Some(_)) => WhyNot::NotNominated(Some(Grade::Qualified)),
            WhyNot::FirstGrade(_) => WhyNot::FirstGrade(Grade::Unqualified),
            WhyNot::NoScore => WhyNot::NoScore,
            WhyNot::NoBallots => WhyNot::NoBallots,
            WhyNot::NoPool => WhyNot::NoPool,
            WhyNot::NoPlaces => WhyNot::NoPlaces,
            WhyNot::BeyondQuota { within: true, .. } => WhyNot::BeyondQuota { place: 6, open: 4, within: true },
            WhyNot::BeyondQuota { within: false, .. } => WhyNot::BeyondQuota { place: 6, open: 4, within: false },
            WhyNot::Tied { within: true } => WhyNot::Tied { within: true },
            WhyNot::Tied { within: false } => WhyNot::Tied { within: false },
        };
        for why in &reasons {
            assert_both(|context| context.why_not(why));
        }
        let missed = |grade, reasons| Missed { grade, reasons };
        let barred = WhyNot::Barred(vec![Clause::BarLeave, Clause::BarTenure]);
        let both = missed(Grade::Excellent, vec![barred, WhyNot::NotNominated(None)]);
        assert_eq!(zh().missed(&both), "未列入优秀：因五(六)3、五(六)4 取消资格，初评未推荐");
        assert_eq!(en().missed(&both), "not 优秀: barred by 五(六)3, 五(六)4, not nominated by the first review");
        let beyond = missed(Grade::Commended, vec![WhyNot::BeyondQuota { place: 6, open: 4, within: true }]);
        assert_eq!(zh().missed(&beyond), "未列入表扬：候选人中排第 6 名（名额 4 个）");
    }

    #[test]
    fn quotas_are_written_out() {
        let quota = |share, exact, tied: &[u32]| Quota {
            share,
            exact,
            places: 4,
            decided: 1,
            open: 3,
            proposed: 3,
            tied: tied.iter().copied().map(PersonId).collect(),
        };
        assert_eq!(zh().quota(49, &quota(dec!(0.10), dec!(4.90), &[])), "49 × 10% = 4.9 → 4");
        assert_eq!(en().quota(13, &quota(dec!(0.333), dec!(4.329), &[])), "13 × 33.3% = 4.329 → 4");
        let tied = quota(dec!(0.1), dec!(4.9), &[3, 4]);
        assert_eq!(zh().quota_use(&tied), "4 个：已决定 1 个，拟定 3 人，同分待决 2 人");
        assert_eq!(en().quota_use(&tied), "4: 1 decided, 3 proposed, 2 tied, to be decided");
        assert_both(|context| context.quota_use(&quota(dec!(0.1), dec!(4.9), &[])));
    }

    #[test]
    fn a_decision_says_who_when_and_why() {
        let decision = |ruling| Decision {
            person: PersonId(0),
            ruling,
            reason: "首次且已整改".into(),
            decider: "考核领导小组".into(),
            date: Some(date(1, 15)),
            source: Some(cell(3, 2)),
        };
        let stands = Decided::Stands(decision(Ruling::NoDemotion));
        assert_eq!(zh().decided(&stands), "决定不降等（2024 年 1 月 15 日，考核领导小组，理由：首次且已整改）");
        assert_eq!(
            en().decided(&stands),
            "decided: 不降等 (no demotion) (15 January 2024, 考核领导小组, reason: 首次且已整改)"
        );
        let refused = Decided::Refused(Decision {
            reason: String::new(),
            decider: String::new(),
            date: None,
            ..decision(Ruling::Grade(Grade::Excellent))
        });
        assert_eq!(zh().decided(&refused), "决定为优秀；未采用，见问题清单");
        for decided in [Decided::No, stands, refused] {
            assert_both(|context| context.decided(&decided));
        }
    }
}
