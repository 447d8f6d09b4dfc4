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
    rules::{Answer, Appraised, Excess, FieldStanding, GradeBy, Line, Measure, Missed, ProposalGround, Scores, WhyNot},
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
    pub fn answer(&self, answer: &Answer, year: i32, in_force: bool) -> AnswerWords {
        let appraised = match answer {
            Answer::Appraised(appraised) => appraised,
            Answer::NotAppraised(reason) => {
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
            (true, None) => format!("推优综合分 {own}，比未入选的最高分 {other} 高 {} 分", plain(line.gap)),
            (true, Some(told)) => format!("推优综合分 {own}，与未入选的最高分相同，按{told}排在前"),
            (false, None) => format!("推优综合分 {own}，入选线 {other}，差 {} 分", plain(line.gap)),
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
            (true, None) => format!("score {own}, {} above the best without a place ({other})", plain(line.gap)),
            (true, Some(told)) => format!("score {own}, as the best without a place, ahead by {told}"),
            (false, None) => format!("score {own}, the last with a place has {other}: {} short", plain(line.gap)),
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
