//! The answer to a person's own question: what it is, why it isn't better, by how much. What isn't in force yet is 拟定, what
//! is open is 待决.

use super::{
    Context, Lang,
    names::unit_of,
    numbers::{Unit, grouped, plain, plural, score},
};
use crate::{
    domain::Grade,
    notice::Clause,
    rules::{
        Appraised, Excess, FieldStanding, GradeBy, Line, Measure, Missed, PersonAnswer, ProposalGround, Scores, WhyNot,
    },
};
use rust_decimal::Decimal;

/// The answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerWords {
    /// Grade and pay.
    pub what: String,
    /// What of it isn't complete or wasn't taken.
    pub notes: Vec<String>,
    /// Each better grade with every reason.
    pub why: Vec<WhyWords>,
    /// The distances: to the line, to who is level, to the bars.
    pub how_far: Vec<String>,
    /// Which score chooses and which one ranks.
    pub compared: Option<String>,
}

/// Why it isn't a better grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyWords {
    /// The question, as in `为何不是表扬`; or that there is no better grade.
    pub question: String,
    /// The reasons.
    pub reasons: Vec<Reason>,
}

/// A reason with its clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The sentence, without the clauses.
    pub text: String,
    /// The clauses it rests on; possibly none.
    pub clauses: Vec<Clause>,
}

impl Context<'_> {
    /// The answer to a person's own question. `in_force` says whether the result is 生效.
    pub fn answer(&self, answer: &PersonAnswer, year: i32, in_force: bool) -> AnswerWords {
        let appraised = match answer {
            PersonAnswer::Appraised(appraised) => appraised,
            PersonAnswer::NotAppraised(reason) => {
                let reason = self.not_in_post(reason, year);
                let what = match self.lang {
                    Lang::ZhCn => format!("不属考核对象：{reason}。不评等次，不计考核奖金。"),
                    Lang::En => format!("Not among those appraised: {reason}. No grade, no bonus."),
                };
                return AnswerWords { what, notes: vec![], why: vec![], how_far: vec![], compared: None };
            }
        };
        AnswerWords {
            what: self.what(appraised, in_force),
            notes: self.answer_notes(appraised),
            why: self.whys(appraised),
            how_far: self.how_far(appraised),
            compared: appraised.scores.map(|scores| self.compared_scores(scores)),
        }
    }

    fn what(&self, answer: &Appraised, in_force: bool) -> String {
        let (grade, net) = (answer.grade.term(), grouped(answer.net));
        if !answer.pending.is_empty() {
            let mut codes: Vec<&str> = Vec::new();
            for code in answer.pending.iter().map(|pending| pending.code()) {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
            let codes = self.lang.list(codes);
            return match self.lang {
                Lang::ZhCn => {
                    format!(
                        "等次待决（{codes}），目前{}拟定{grade}；奖金随之待决，目前为 {net} 元。",
                        self.by(answer.by)
                    )
                }
                Lang::En => format!(
                    "The grade is open ({codes}); meanwhile {grade} is proposed{}. The pay is open with it, {net} yuan meanwhile.",
                    self.by(answer.by)
                ),
            };
        }
        let open = !answer.open_items.is_empty();
        match (self.lang, in_force) {
            (Lang::ZhCn, true) => format!("等次为{grade}，实发 {net} 元。"),
            (Lang::ZhCn, false) if open => format!("{}拟定{grade}；奖金待决，目前为 {net} 元。", self.by(answer.by)),
            (Lang::ZhCn, false) => format!("{}拟定{grade}，拟发 {net} 元。", self.by(answer.by)),
            (Lang::En, true) => format!("The grade is {grade}, the pay {net} yuan."),
            (Lang::En, false) if open => {
                format!("Proposed {grade}{}; the pay is open, {net} yuan meanwhile.", self.by(answer.by))
            }
            (Lang::En, false) => format!("Proposed {grade}{}, with {net} yuan.", self.by(answer.by)),
        }
    }

    /// By what it came to the grade, before 拟定 in Chinese and after the grade in English.
    const fn by(&self, by: GradeBy) -> &'static str {
        match (self.lang, by) {
            (Lang::ZhCn, GradeBy::Decision) => "按考核领导小组的决定",
            (Lang::ZhCn, GradeBy::Proposal(ProposalGround::Place { .. })) => "按推优综合分排序",
            (Lang::ZhCn, GradeBy::Proposal(ProposalGround::FirstGrade)) => "按初评等次",
            (Lang::ZhCn, GradeBy::Proposal(ProposalGround::NotDemoted)) => "按不降等的决定",
            (Lang::ZhCn, GradeBy::Proposal(ProposalGround::Otherwise)) => "",
            (Lang::En, GradeBy::Decision) => " by the leading group's decision",
            (Lang::En, GradeBy::Proposal(ProposalGround::Place { .. })) => " by the order of the selection score",
            (Lang::En, GradeBy::Proposal(ProposalGround::FirstGrade)) => " by the first review",
            (Lang::En, GradeBy::Proposal(ProposalGround::NotDemoted)) => " by the decision not to demote",
            (Lang::En, GradeBy::Proposal(ProposalGround::Otherwise)) => "",
        }
    }

    fn answer_notes(&self, answer: &Appraised) -> Vec<String> {
        let mut notes = Vec::new();
        if !answer.open_items.is_empty() {
            let items = self.lang.list(answer.open_items.iter().map(|item| self.item(*item)));
            notes.push(match self.lang {
                Lang::ZhCn => format!("{items}未定，未计入或可能变动。"),
                Lang::En => format!("Not counted yet, or may change: {items}."),
            });
        }
        if let Some(refused) = answer.refused {
            notes.push(match self.lang {
                Lang::ZhCn => format!("决定的{}未采用，见问题清单。", refused.term()),
                Lang::En => format!("The decided {} wasn't used, see 问题清单 (problems).", refused.term()),
            });
        }
        notes
    }

    fn whys(&self, answer: &Appraised) -> Vec<WhyWords> {
        if answer.grade == Grade::Excellent {
            let question = match self.lang {
                Lang::ZhCn => "优秀是最高等次。",
                Lang::En => "优秀 is the best grade.",
            };
            return vec![WhyWords { question: question.to_owned(), reasons: Vec::new() }];
        }
        let whys = answer.missed.iter().map(|missed| WhyWords {
            question: match self.lang {
                Lang::ZhCn => format!("为何不是{}", missed.missed.grade.term()),
                Lang::En => format!("Why not {}", missed.missed.grade.term()),
            },
            reasons: self.reasons(&missed.missed),
        });
        whys.collect()
    }

    /// Every reason against a better grade, each bar for itself.
    fn reasons(&self, missed: &Missed) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for why in &missed.reasons {
            match why {
                WhyNot::Barred(clauses) => reasons.extend(
                    clauses.iter().map(|clause| Reason { text: self.gist(*clause).to_owned(), clauses: vec![*clause] }),
                ),
                WhyNot::OpenCase(clauses) => reasons.push(Reason {
                    text: match self.lang {
                        Lang::ZhCn => "有可降等情形，是否降等待决".to_owned(),
                        Lang::En => "a case for demotion waits for a decision".to_owned(),
                    },
                    clauses: clauses.clone(),
                }),
                why => reasons.push(Reason { text: self.why_not(why), clauses: clauses_of(why) }),
            }
        }
        reasons
    }

    fn how_far(&self, answer: &Appraised) -> Vec<String> {
        let mut all: Vec<String> = answer.held.iter().map(|held| self.standing(held)).collect();
        if answer.by == GradeBy::Decision && answer.grade.is_nomination() {
            all.push(match self.lang {
                Lang::ZhCn => format!("{}由考核领导小组决定，不按排序。", answer.grade.term()),
                Lang::En => format!("{} was decided by the leading group, not by place.", answer.grade.term()),
            });
        }
        let standings = answer.missed.iter().filter_map(|missed| missed.standing.as_ref());
        all.extend(standings.filter(|standing| standing.open > 0).map(|standing| self.standing(standing)));
        all.extend(answer.beyond.iter().map(|excess| self.excess(excess)));
        all
    }

    /// Where somebody stands for a grade, and how far from the line.
    fn standing(&self, standing: &FieldStanding) -> String {
        let FieldStanding { grade, place, of, open, within, score: own, .. } = standing;
        let (term, own) = (grade.term(), score(*own));
        let placed = match (self.lang, within) {
            (Lang::ZhCn, true) => format!("{term}候选 {of} 人中排第 {place} 名，名额 {open} 个"),
            (Lang::ZhCn, false) => format!("如列为{term}候选，{of} 人中排第 {place} 名，名额 {open} 个"),
            (Lang::En, true) => {
                format!("For {term}, place {place} of {of} with {open} {}", plural(*open, "place", "places"))
            }
            (Lang::En, false) => {
                format!(
                    "If considered for {term}, place {place} of {of} with {open} {}",
                    plural(*open, "place", "places")
                )
            }
        };
        let level = self.some_people(&standing.level);
        let rest = match (self.lang, &standing.line) {
            (Lang::ZhCn, Some(line)) => self.line_zh(standing, line, &own),
            (Lang::En, Some(line)) => self.line_en(standing, line, &own),
            (Lang::ZhCn, None) if standing.is_tied() && *within => {
                format!("推优综合分 {own}，与{level}各项相同，名额不够，待决")
            }
            (Lang::ZhCn, None) if standing.is_tied() => format!("推优综合分 {own}，与{level}各项相同，名额不够"),
            (Lang::ZhCn, None) if *within => format!("推优综合分 {own}，候选人都有名额"),
            (Lang::ZhCn, None) => format!("推优综合分 {own}，在名额之内"),
            (Lang::En, None) if standing.is_tied() && *within => {
                format!("score {own}, level in everything with {level}: too few places, to be decided")
            }
            (Lang::En, None) if standing.is_tied() => format!("score {own}, level in everything with {level}"),
            (Lang::En, None) if *within => format!("score {own}, with a place for everyone considered"),
            (Lang::En, None) => format!("score {own}, within the places"),
        };
        match self.lang {
            Lang::ZhCn => format!("{placed}；{rest}。"),
            Lang::En => format!("{placed}; {rest}."),
        }
    }

    fn line_zh(&self, standing: &FieldStanding, line: &Line, own: &str) -> String {
        let other = score(line.score);
        let inside = standing.is_inside();
        let told = line.told_apart.as_ref().map(|told| {
            let value = |value: Option<Decimal>| value.map_or_else(|| "没有".to_owned(), plain);
            format!("{} {} 对 {}", self.lang.noun(told.by), value(told.own), value(told.other))
        });
        let text = match (inside, told) {
            (true, None) => format!("推优综合分 {own}，比未入选的最高分 {other} 高 {} 分", score(line.gap)),
            (true, Some(told)) => format!("推优综合分 {own}，与未入选的最高分相同，按{told}排在前"),
            (false, None) => format!("推优综合分 {own}，入选线 {other}，差 {} 分", score(line.gap)),
            (false, Some(told)) => format!("推优综合分 {own}，与入选线相同，按{told}排在后"),
        };
        if line.tied { format!("{text}（线上同分待决）") } else { text }
    }

    fn line_en(&self, standing: &FieldStanding, line: &Line, own: &str) -> String {
        let other = score(line.score);
        let inside = standing.is_inside();
        let told = line.told_apart.as_ref().map(|told| {
            let value = |value: Option<Decimal>| value.map_or_else(|| "none".to_owned(), plain);
            format!("{} {} to {}", self.lang.noun(told.by), value(told.own), value(told.other))
        });
        let text = match (inside, told) {
            (true, None) => format!("score {own}, {} above the best without a place ({other})", score(line.gap)),
            (true, Some(told)) => format!("score {own}, as the best without a place, ahead by {told}"),
            (false, None) => format!("score {own}, the last with a place has {other}: {} short", score(line.gap)),
            (false, Some(told)) => format!("score {own}, as the last with a place, behind by {told}"),
        };
        if line.tied { format!("{text} (a tie at the line is open)") } else { text }
    }

    /// How far beyond a bar or case, as in `核实投诉 1 次，上限 0 次，超 1 次（五(六)2）。`
    fn excess(&self, excess: &Excess) -> String {
        let unit = excess.measures.first().map_or(Unit::Times, |measure| measure_unit(*measure));
        let names: Vec<&str> = excess.measures.iter().map(|measure| self.measure_name(*measure)).collect();
        let names = match (self.lang, names.len()) {
            (Lang::ZhCn, 2..) => format!("{}合计", names.join("、")),
            _ => names.join(" + "),
        };
        let clause = self.lang.aside(excess.clause.number());
        let Some(figures) = excess.figures else {
            return match self.lang {
                Lang::ZhCn => format!("{names}：是{clause}。"),
                Lang::En => format!("{names}: yes{clause}."),
            };
        };
        let number = |number: Decimal| self.lang.quantity(number, unit);
        let (value, allowed, by) = (number(figures.value), number(figures.allowed), number(figures.by));
        match (self.lang, figures.too_little) {
            (Lang::ZhCn, false) => format!("{names} {value}，上限 {allowed}，超 {by}{clause}。"),
            (Lang::ZhCn, true) => format!("{names} {value}，应满 {allowed}，少 {by}{clause}。"),
            (Lang::En, false) => format!("{names} {value}, at most {allowed}: {by} too many{clause}."),
            (Lang::En, true) => format!("{names} {value}, at least {allowed}: {by} too few{clause}."),
        }
    }

    fn measure_name(&self, measure: Measure) -> &'static str {
        match (self.lang, measure) {
            (lang, Measure::Field(field)) => lang.noun(field),
            (Lang::ZhCn, Measure::Tenure) => "当年在岗",
            (Lang::En, Measure::Tenure) => "in post",
        }
    }

    fn compared_scores(&self, scores: Scores) -> String {
        let Scores { s1, s2, rank, ranked } = scores;
        let (s1, s2) = (score(s1), score(s2));
        match self.lang {
            Lang::ZhCn => {
                format!("评优比的是推优综合分（{s2}）；名次按初评综合分（{s1}）排，第 {rank} 名，共 {ranked} 人。")
            }
            Lang::En => {
                format!("推优综合分 ({s2}) chooses for 优秀 and 表扬; 初评综合分 ({s1}) ranks: {rank} of {ranked}.")
            }
        }
    }
}

const fn measure_unit(measure: Measure) -> Unit {
    match measure {
        Measure::Field(field) => unit_of(field),
        Measure::Tenure => Unit::Months,
    }
}

/// The clauses behind a reason.
fn clauses_of(why: &WhyNot) -> Vec<Clause> {
    match why {
        WhyNot::Decided(_) => vec![Clause::Settling],
        WhyNot::OpenCase(clauses) | WhyNot::Barred(clauses) => clauses.clone(),
        WhyNot::NoBallots => vec![Clause::Ballots],
        WhyNot::NoPlaces | WhyNot::BeyondQuota { .. } | WhyNot::Tied { .. } => vec![Clause::Quota],
        WhyNot::NotNominated(_) | WhyNot::FirstGrade(_) | WhyNot::NoScore | WhyNot::NoPool => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{PersonId, Yuan},
        i18n::testing::{assert_both, zh},
        rules::{MissedBy, MoneyItem, NotInPost, Pending, ToldApart},
    };
    use chrono::NaiveDate;
    use rust_decimal_macros::dec;

    fn standing(place: u32, within: bool, line: Option<Line>) -> FieldStanding {
        let (grade, score) = (Grade::Excellent, dec!(88.2));
        FieldStanding { grade, place, of: 7, open: 3, within, score, level: Vec::new(), line }
    }

    fn line(score: Decimal, gap: Decimal) -> Option<Line> {
        Some(Line { score, gap, told_apart: None, tied: false })
    }

    fn commended() -> Appraised {
        let reasons = vec![WhyNot::Barred(vec![Clause::BarComplaint]), WhyNot::NotNominated(None)];
        Appraised {
            grade: Grade::Commended,
            by: GradeBy::Proposal(ProposalGround::Place { place: 2, open: 3 }),
            net: Yuan::rounded(dec!(12345)),
            open_items: Vec::new(),
            pending: Vec::new(),
            missed: vec![MissedBy {
                missed: Missed { grade: Grade::Excellent, reasons },
                standing: Some(standing(5, true, line(dec!(91.35), dec!(3.15)))),
            }],
            refused: None,
            beyond: Vec::new(),
            held: None,
            scores: Some(Scores { s1: dec!(87.5), s2: dec!(88.2), rank: 12, ranked: 40 }),
        }
    }

    fn words(context: Context<'_>, answer: Appraised) -> AnswerWords {
        context.answer(&PersonAnswer::Appraised(Box::new(answer)), 2024, false)
    }

    #[test]
    fn what_is_open_is_never_said_as_settled() {
        let what = |answer: Appraised, in_force| {
            let answer = PersonAnswer::Appraised(Box::new(answer));
            assert_both(|context| context.answer(&answer, 2024, in_force).what);
            zh().answer(&answer, 2024, in_force).what
        };
        assert_eq!(what(commended(), false), "按推优综合分排序拟定表扬，拟发 12,345.00 元。");
        assert_eq!(what(commended(), true), "等次为表扬，实发 12,345.00 元。");
        let unset = Appraised { open_items: vec![MoneyItem::Bonus], ..commended() };
        assert_eq!(what(unset.clone(), false), "按推优综合分排序拟定表扬；奖金待决，目前为 12,345.00 元。");
        assert_eq!(words(zh(), unset).notes, ["年终奖金未定，未计入或可能变动。"]);
        let pending = vec![Pending::Unverified(1), Pending::NoCase, Pending::Unverified(1)];
        let open = what(Appraised { pending, ..commended() }, false);
        assert_eq!(
            open,
            "等次待决（待核实、无降等情形），目前按推优综合分排序拟定表扬；奖金随之待决，目前为 12,345.00 元。"
        );
        let refused = Appraised { refused: Some(Grade::Excellent), ..commended() };
        assert_eq!(words(zh(), refused).notes, ["决定的优秀未采用，见问题清单。"]);
    }

    #[test]
    fn every_way_to_a_grade_is_said_before_it() {
        let grounds = [
            ProposalGround::Place { place: 1, open: 1 },
            ProposalGround::FirstGrade,
            ProposalGround::NotDemoted,
            ProposalGround::Otherwise,
        ];
        for by in grounds.map(GradeBy::Proposal).into_iter().chain([GradeBy::Decision]) {
            let answer = Appraised { by, ..commended() };
            assert_both(|context| words(context, answer.clone()).what);
        }
    }

    #[test]
    fn every_reason_stands_for_itself_with_its_clause() {
        let words = words(zh(), commended());
        let [why] = &words.why[..] else { panic!("one better grade: {words:?}") };
        assert_eq!(why.question, "为何不是优秀");
        let texts: Vec<&str> = why.reasons.iter().map(|reason| reason.text.as_str()).collect();
        assert_eq!(texts, ["有本人责任的投诉，当年不评优秀", "初评未推荐"]);
        assert_eq!(why.reasons[0].clauses, [Clause::BarComplaint]);
        let best = Appraised { grade: Grade::Excellent, missed: Vec::new(), ..commended() };
        assert_eq!(super::tests::words(zh(), best).why[0].question, "优秀是最高等次。");
    }

    #[test]
    fn both_scores_are_told_apart() {
        let compared = words(zh(), commended()).compared.expect("both scores are there");
        assert_eq!(compared, "评优比的是推优综合分（88.20）；名次按初评综合分（87.50）排，第 12 名，共 40 人。");
        assert_both(|context| words(context, commended()).compared.unwrap_or_default());
    }

    #[track_caller]
    fn says(standing: FieldStanding, chinese: &str) {
        assert_eq!(zh().standing(&standing), chinese);
        assert_both(|context| context.standing(&standing));
    }

    #[test]
    fn distances_are_told_from_both_sides_of_the_line() {
        let beyond = standing(5, true, line(dec!(91.35), dec!(3.15)));
        says(beyond, "优秀候选 7 人中排第 5 名，名额 3 个；推优综合分 88.20，入选线 91.35，差 3.15 分。");
        let held = standing(1, true, line(dec!(80.1), dec!(8.1)));
        says(held, "优秀候选 7 人中排第 1 名，名额 3 个；推优综合分 88.20，比未入选的最高分 80.10 高 8.10 分。");
        says(standing(1, true, None), "优秀候选 7 人中排第 1 名，名额 3 个；推优综合分 88.20，候选人都有名额。");
        let would = standing(1, false, None);
        says(would, "如列为优秀候选，7 人中排第 1 名，名额 3 个；推优综合分 88.20，在名额之内。");
        let tied = FieldStanding { level: vec![PersonId(0)], ..standing(3, true, None) };
        says(
            tied.clone(),
            "优秀候选 7 人中排第 3 名，名额 3 个；推优综合分 88.20，与卫超强 1 人各项相同，名额不够，待决。",
        );
        assert_both(|context| context.standing(&FieldStanding { within: false, ..tied.clone() }));
        let at_a_tie = Some(Line { tied: true, ..line(dec!(91.35), dec!(3.15)).expect("a line") });
        assert!(zh().standing(&standing(5, true, at_a_tie)).ends_with("差 3.15 分（线上同分待决）。"));
        let told = ToldApart { by: crate::domain::Field::BallotScore, own: Some(dec!(88)), other: None };
        let apart = Some(Line { told_apart: Some(told), ..line(dec!(88.2), dec!(0)).expect("a line") });
        assert!(
            zh().standing(&standing(4, true, apart.clone())).ends_with("与入选线相同，按民主测评分 88 对 没有排在后。")
        );
        says(
            standing(1, true, apart),
            "优秀候选 7 人中排第 1 名，名额 3 个；推优综合分 88.20，与未入选的最高分相同，按民主测评分 88 对 没有排在前。",
        );
    }

    #[test]
    fn without_places_no_place_is_told() {
        let mut answer = commended();
        answer.missed[0].standing = Some(FieldStanding { open: 0, ..standing(5, true, None) });
        assert!(words(zh(), answer).how_far.is_empty());
        let decided = Appraised { by: GradeBy::Decision, missed: Vec::new(), ..commended() };
        assert_eq!(words(zh(), decided).how_far, ["表扬由考核领导小组决定，不按排序。"]);
    }

    #[test]
    fn the_distance_to_a_bar_has_its_unit() {
        use crate::{domain::Field, rules::ExcessFigures};
        let excess = |clause, measures: &[Measure], figures| Excess { clause, measures: measures.to_vec(), figures };
        let figures = |value, allowed, by, too_little| Some(ExcessFigures { value, allowed, by, too_little });
        let complaint = Measure::Field(Field::Complaints);
        let bar = excess(Clause::BarComplaint, &[complaint], figures(dec!(1), dec!(0), dec!(1), false));
        assert_eq!(zh().excess(&bar), "核实投诉 1 次，上限 0 次，超 1 次（五(六)2）。");
        let tenure = excess(Clause::BarTenure, &[Measure::Tenure], figures(dec!(4), dec!(6), dec!(2), true));
        assert_eq!(zh().excess(&tenure), "当年在岗 4 个月，应满 6 个月，少 2 个月（五(六)4）。");
        let both = [Measure::Field(Field::BadReviews), complaint];
        let sum = excess(Clause::CaseReviews, &both, figures(dec!(6), dec!(4), dec!(2), false));
        assert_eq!(zh().excess(&sum), "核实差评、核实投诉合计 6 次，上限 4 次，超 2 次（五(七)1）。");
        let flag = excess(Clause::BarRefusal, &[Measure::Field(Field::RefusedOrders)], None);
        assert_eq!(zh().excess(&flag), "拒不执行：是（五(六)6）。");
        for own in [bar, tenure, sum, flag] {
            assert_both(|context| context.excess(&own));
        }
    }

    #[test]
    fn whoever_left_is_told_so_and_nothing_else() {
        let left = NaiveDate::from_ymd_opt(2024, 9, 30).expect("a real date");
        let answer = PersonAnswer::NotAppraised(NotInPost::LeftBefore(left));
        let words = zh().answer(&answer, 2024, false);
        assert_eq!(
            words.what,
            "不属考核对象：2024 年 9 月 30 日离岗，2024 年 12 月 31 日已不在岗。不评等次，不计考核奖金。"
        );
        assert!(words.why.is_empty() && words.how_far.is_empty() && words.compared.is_none());
        assert_both(|context| context.answer(&answer, 2024, false).what);
    }
}
