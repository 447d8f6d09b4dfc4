//! How a grade came about: the bars and cases, months, scores, places and the decision, each with its figures.

use super::{
    Context, Lang,
    names::unit_of,
    numbers::{self, Unit, percent, plain},
};
use crate::{
    domain::{Decision, Fact, Field, Grade, Person, Ruling},
    rules::{
        Comparison, Decided, Finding, FirstReview, Measure, MonthsBasis, MonthsInPost, ProposalGround, Quantity, Quota,
        Score, Tenure, Test, Verdict, WhyNot,
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
        tests.join(self.lang.semicolon())
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
                Measure::Tenure => match self.lang {
                    Lang::ZhCn => "在岗月数和入职日期都没有".to_owned(),
                    Lang::En => "neither 在岗月数 nor 入职日期 is known".to_owned(),
                },
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
            (Lang::ZhCn, false, Verdict::Unknown) => format!("{left}，{right}，但{gaps}，未评估"),
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
            Lang::ZhCn => format!("{gap}，未评估"),
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
            (Lang::En, Gap::Faulty) => format!("{column} is faulty"),
            (Lang::En, Gap::Blank) => format!("{column} is blank"),
            (Lang::En, Gap::Unsaid) => format!("{column} is missing from the roster or faulty"),
        }
    }

    /// How months in post were found.
    pub fn months(&self, months: &MonthsInPost) -> String {
        let counted = self.lang.months(months.counted);
        match (self.lang, &months.basis) {
            (Lang::ZhCn, MonthsBasis::Given(_)) => format!("在岗月数填写为 {counted}"),
            (Lang::ZhCn, MonthsBasis::Derived { from, to, count, source: _ }) => format!(
                "{} 至 {}，按“{}”计 {counted}",
                self.lang.date(*from),
                self.lang.date(*to),
                self.lang.month_count(*count)
            ),
            (Lang::ZhCn, MonthsBasis::Unknown) => format!("在岗月数和入职日期都没有，暂按 {counted}计"),
            (Lang::En, MonthsBasis::Given(_)) => format!("{counted} as given in 在岗月数"),
            (Lang::En, MonthsBasis::Derived { from, to, count, source: _ }) => format!(
                "{} to {}: {counted} by {}",
                self.lang.date(*from),
                self.lang.date(*to),
                self.lang.month_count(*count)
            ),
            (Lang::En, MonthsBasis::Unknown) => {
                format!("neither 在岗月数 nor 入职日期 is given: {counted} meanwhile")
            }
        }
    }

    /// How time in post for 五(六)4 was found.
    pub fn tenure(&self, tenure: &Tenure) -> String {
        let (Some(months), lang) = (tenure.months, self.lang) else {
            return match self.lang {
                Lang::ZhCn => "在岗月数和入职日期都没有，未评估".to_owned(),
                Lang::En => "neither 在岗月数 nor 入职日期 is given: not evaluated".to_owned(),
            };
        };
        let months = lang.months(months);
        match (lang, tenure.from, tenure.by_months_given) {
            (Lang::ZhCn, Some(from), false) => {
                format!("自 {} 至年末，满 {months}", lang.date(from))
            }
            (Lang::ZhCn, Some(from), true) => {
                format!("在岗月数 {months}，少于自 {} 起算的月数，取在岗月数", lang.date(from))
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
            (Lang::En, None, true) => "no 初评分, nor four good aspects to add up".to_owned(),
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
        let written = format!("{mean} = {}", numbers::score(value));
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
            (Lang::ZhCn, ProposalGround::Otherwise) => format!("没有其他情形，拟定{grade}"),
            (Lang::En, ProposalGround::Place { place, open }) => {
                format!("place {place} of the field, {open} open: proposed {grade}")
            }
            (Lang::En, ProposalGround::FirstGrade) => format!("proposed {grade}, as in the first review"),
            (Lang::En, ProposalGround::NotDemoted) => {
                format!("proposed {grade}: 不降等 was decided, so a first review below 合格 reads 合格")
            }
            (Lang::En, ProposalGround::Otherwise) => format!("proposed {grade}, for nothing else applies"),
        }
    }

    /// Why somebody isn't proposed the grade.
    pub fn why_not(&self, grade: Grade, why: &WhyNot) -> String {
        let reason = match (self.lang, why) {
            (Lang::ZhCn, WhyNot::Decided) => "等次已由领导小组决定".to_owned(),
            (Lang::ZhCn, WhyNot::OpenCase) => "有五(七)情形待决定".to_owned(),
            (Lang::ZhCn, WhyNot::NoScore) => "没有推优综合分".to_owned(),
            (Lang::ZhCn, WhyNot::NoBallots) => "没有民主测评分，而他人有".to_owned(),
            (Lang::ZhCn, WhyNot::NotNominated) => "初评未推荐".to_owned(),
            (Lang::ZhCn, WhyNot::Barred(clauses)) => format!("有 {} 情形，取消资格", self.lang.clauses(clauses)),
            (Lang::ZhCn, WhyNot::NoPlaces) => "没有剩余名额".to_owned(),
            (Lang::ZhCn, WhyNot::BeyondQuota { place, open }) => {
                format!("候选人中排第 {place} 名，名额 {open} 个")
            }
            (Lang::ZhCn, WhyNot::Tied) => "与他人同分，名额不够，待决定".to_owned(),
            (Lang::ZhCn, WhyNot::AlreadyExcellent) => "已拟定优秀".to_owned(),
            (Lang::ZhCn, WhyNot::NoPool) => "没有岗位类别，不在任何考核组".to_owned(),
            (Lang::En, WhyNot::Decided) => "the grade is decided".to_owned(),
            (Lang::En, WhyNot::OpenCase) => "a case of 五(七) waits for a decision".to_owned(),
            (Lang::En, WhyNot::NoScore) => "no 推优综合分 (score for selection)".to_owned(),
            (Lang::En, WhyNot::NoBallots) => "no 民主测评分 (ballot score), though others have it".to_owned(),
            (Lang::En, WhyNot::NotNominated) => "not nominated by the first review".to_owned(),
            (Lang::En, WhyNot::Barred(clauses)) => format!("barred by {}", self.lang.clauses(clauses)),
            (Lang::En, WhyNot::NoPlaces) => "no places left".to_owned(),
            (Lang::En, WhyNot::BeyondQuota { place, open }) => format!("place {place} of the field, {open} open"),
            (Lang::En, WhyNot::Tied) => "equal with others across the last place, to be decided".to_owned(),
            (Lang::En, WhyNot::AlreadyExcellent) => "already proposed 优秀".to_owned(),
            (Lang::En, WhyNot::NoPool) => "without 岗位类别 (group) in no pool".to_owned(),
        };
        match self.lang {
            Lang::ZhCn => format!("未列入{}：{reason}", grade.term()),
            Lang::En => format!("not {}: {reason}", grade.term()),
        }
    }

    /// Quota arithmetic, as in `49 × 10% = 4.9 → 4`.
    pub fn quota(&self, size: u32, quota: &Quota) -> String {
        format!("{size} × {} = {} → {}", percent(quota.share), plain(quota.exact), quota.places)
    }

    /// What became of a quota's places, as in `已决定 1 个，可用 3 个，拟定 3 人`.
    pub fn quota_use(&self, quota: &Quota) -> String {
        let Quota { decided, open, proposed, tied, .. } = quota;
        let ties = tied.len();
        match self.lang {
            Lang::ZhCn if ties == 0 => format!("已决定 {decided} 个，可用 {open} 个，拟定 {proposed} 人"),
            Lang::ZhCn => format!("已决定 {decided} 个，可用 {open} 个，拟定 {proposed} 人，同分待定 {ties} 人"),
            Lang::En if ties == 0 => format!("{decided} decided, {open} open, {proposed} proposed"),
            Lang::En => format!("{decided} decided, {open} open, {proposed} proposed, {ties} held back by a tie"),
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
