//! The small signs that stand all over the page: grades, clauses, cells.

use super::icon::{Drawing, Icon};
use crate::{
    domain::{Grade, Severity},
    i18n::{Context, Lang},
    notice::Clause,
    rules::{Finding, Verdict},
};
use yew::prelude::*;

/// A stable name of a grade for the style sheet.
pub const fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Excellent => "excellent",
        Grade::Commended => "commended",
        Grade::Qualified => "qualified",
        Grade::BarelyQualified => "barely",
        Grade::Unqualified => "unqualified",
    }
}

/// Properties of [`GradeBadge`].
#[derive(Properties, PartialEq)]
pub struct GradeProps {
    /// The grade.
    pub grade: Grade,
}

/// A grade as a badge.
#[component]
pub fn GradeBadge(props: &GradeProps) -> Html {
    html! { <span class="grade-badge" data-grade={grade_name(props.grade)}>{ props.grade.term() }</span> }
}

/// Properties of [`ClauseTag`].
#[derive(Properties, PartialEq)]
pub struct ClauseProps {
    /// The clause.
    pub clause: Clause,
    /// The language of its gist.
    pub lang: Lang,
}

/// A clause's number; its gist shows when pointed at.
#[component]
pub fn ClauseTag(props: &ClauseProps) -> Html {
    let gist = match props.lang {
        Lang::ZhCn => props.clause.gist_zh(),
        Lang::En => props.clause.gist_en(),
    };
    html! { <span class="clause" title={gist} data-clause={props.clause.slug()}>{ props.clause.number() }</span> }
}

/// Several clauses in a row, with the sign between them as text, so that it is copied and read aloud, too.
pub fn clauses(lang: Lang, clauses: &[Clause]) -> Html {
    let tags = clauses.iter().enumerate().map(|(at, clause)| {
        html! { <>if at > 0 { { "、" } }<ClauseTag clause={*clause} {lang} /></> }
    });
    html! { <span class="clauses">{ for tags }</span> }
}

/// Whether a bar or case applies, as a sign with a word: a tick only where nothing is left to be verified.
pub fn verdict(context: Context<'_>, finding: &Finding) -> Html {
    let (drawing, name) = match finding.verdict {
        Verdict::Met => (Drawing::Stop, "met"),
        Verdict::NotMet if finding.is_clear() => (Drawing::Tick, "not-met"),
        Verdict::NotMet => (Drawing::Clock, "open"),
        Verdict::Unknown => (Drawing::Question, "unknown"),
    };
    html! { <span class="verdict" data-verdict={name}><Icon {drawing} />{ context.finding_verdict(finding) }</span> }
}

/// How bad a problem is, as a sign with a word.
pub fn severity(context: Context<'_>, severity: Severity) -> Html {
    let (drawing, name) = match severity {
        Severity::Error => (Drawing::Stop, "error"),
        Severity::Warning => (Drawing::Warning, "warning"),
        Severity::Notice => (Drawing::Notice, "notice"),
    };
    html! { <span class="severity" data-severity={name}><Icon {drawing} />{ context.severity(severity) }</span> }
}

/// What stands where a list is empty.
pub fn nothing(text: &'static str) -> Html {
    html! { <p class="nothing"><Icon drawing={Drawing::Tick} />{ text }</p> }
}
