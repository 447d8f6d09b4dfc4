//! The panel about one person: every figure with its ground.

use super::{
    answer::answer,
    decide::DecisionForm,
    dom,
    focus::use_focus,
    icon::{Drawing, Icon},
    matters::outcome_name,
    person_money::money,
    problems::problem,
    source_cells::Cells,
    tags::{ClauseTag, GradeBadge, clauses, severity, verdict},
};
use crate::{
    app::{Action, Move, Panel, PanelPart, Weighing, finding_sources, ground_sources, months_sources},
    domain::{CellRef, Decision, Field, Place, Problem, ProblemKind, Ruling, Value},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    protocol::PersonDetail,
    rules::{Decided, Figure, Finding, PersonResult, Score},
};
use chrono::NaiveDate;
use web_sys::HtmlElement;
use yew::prelude::*;

/// Properties of [`PersonPanel`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// Who, and what is known.
    pub panel: Panel,
    /// What is weighed at the moment.
    pub weighing: Option<Weighing>,
    /// The appraised year.
    pub year: i32,
    /// Whether the result is in force (生效).
    pub in_force: bool,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Whether an edit is being made.
    pub editing: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel about one person. It takes the focus, and gives it back when it closes.
#[component]
pub fn PersonPanel(props: &Props) -> Html {
    let lang = props.lang;
    let sheet = use_node_ref();
    use_focus(&sheet);
    // What is asked about comes into sight once it is there.
    use_effect_with((props.panel.id, props.panel.part, props.panel.is_current()), {
        let sheet = sheet.clone();
        move |(_, part, current)| {
            if let Some(element) = sheet.cast::<HtmlElement>() {
                element.set_scroll_top(0);
                if *current && *part != PanelPart::Head {
                    dom::show_within(&element, part.name());
                }
            }
        }
    });
    let steps = props.panel.row.is_some();
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            // Whoever is writing moves the caret, not the panel.
            let writes = event.target_dyn_into::<web_sys::HtmlInputElement>().is_some()
                || event.target_dyn_into::<web_sys::HtmlSelectElement>().is_some();
            let action = match event.key().as_str() {
                "Escape" => Action::ClosePerson,
                "ArrowLeft" | "ArrowRight" if writes => return,
                "ArrowLeft" if steps => Action::Step(Move::Up),
                "ArrowRight" if steps => Action::Step(Move::Down),
                _ => return,
            };
            event.prevent_default();
            dispatch.emit(action);
        })
    };
    html! {
        <aside class="person" role="dialog" aria-label={Text::PersonLabel.to(lang)} tabindex="-1" ref={sheet}
            data-testid="person" data-key={props.panel.detail.as_ref().filter(|_| props.panel.is_current()).map(|detail| detail.person.staff_number().to_owned())}
            aria-busy={(!props.panel.is_current()).then_some("true")} {onkeydown}>
            <div class="person-bar">
                <h2 class="person-name">
                    if let Some(detail) = &props.panel.detail {
                        { detail.person.name().to_owned() }
                        <span class="person-number">{ detail.person.staff_number().to_owned() }</span>
                    }
                </h2>
                if props.panel.detail.as_ref().is_some_and(|detail| detail.result.is_some()) {
                    { tool(Text::RecapButton.to(lang), Drawing::Print, "person-recap", Action::ShowRecap(true), &props.dispatch) }
                }
                if steps {
                    { tool(Text::PersonPrevious.to(lang), Drawing::Back, "person-previous", Action::Step(Move::Up), &props.dispatch) }
                    { tool(Text::PersonNext.to(lang), Drawing::Forward, "person-next", Action::Step(Move::Down), &props.dispatch) }
                }
                { tool(Text::PersonClose.to(lang), Drawing::Close, "person-close", Action::ClosePerson, &props.dispatch) }
            </div>
            if let Some(detail) = &props.panel.detail {
                { body(Context { lang, sheets: &detail.sheets, names: &detail.names }, detail, props) }
            }
        </aside>
    }
}

fn tool(label: &'static str, drawing: Drawing, id: &'static str, action: Action, dispatch: &Callback<Action>) -> Html {
    html! {
        <button type="button" class="button-icon" title={label} aria-label={label} data-testid={id}
            onclick={dispatch.reform(move |_: MouseEvent| action.clone())}><Icon {drawing} /></button>
    }
}

fn body(context: Context<'_>, detail: &PersonDetail, props: &Props) -> Html {
    let cells = Cells { context, incidents: &detail.incidents, dispatch: &props.dispatch };
    html! {
        <>
            { facts(detail) }
            if let Some(found) = &detail.answer {
                { answer(context.lang, &context.answer(found, detail.year, props.in_force), found.is_open()) }
            }
            if let Some(result) = &detail.result {
                { figures(context, result) }
                { pending(context, result) }
                { ground(cells, result) }
                <Decide lang={context.lang} row={detail.person.row} name={detail.person.name().to_owned()} choices={detail.choices.clone()} key={detail.person.row.address()}
                    present={present(&result.decided)} weighing={props.weighing.clone()} year={props.year} today={props.today}
                    editing={props.editing} dispatch={props.dispatch.clone()} />
                { money(cells, detail, result) }
                { findings(cells, PanelPart::Bars, Text::PersonBars, &result.bars) }
                { findings(cells, PanelPart::Cases, Text::PersonCases, &result.cases) }
                { scores(cells, detail, result) }
                { time(cells, result) }
            }
            { outcomes(cells, detail) }
            { problems(cells, detail) }
        </>
    }
}

/// The decision that there is, standing or refused.
fn present(decided: &Decided) -> Option<Decision> {
    match decided {
        Decided::No => None,
        Decided::Stands(decision) | Decided::Refused(decision) => Some(decision.clone()),
    }
}

#[derive(Properties, PartialEq)]
struct DecideProps {
    lang: Lang,
    row: CellRef,
    name: AttrValue,
    choices: Vec<Ruling>,
    present: Option<Decision>,
    weighing: Option<Weighing>,
    year: i32,
    today: Option<NaiveDate>,
    editing: bool,
    dispatch: Callback<Action>,
}

/// A button that opens the form of a decision.
#[component]
fn Decide(props: &DecideProps) -> Html {
    let lang = props.lang;
    let open = use_state(|| false);
    // A decision that was made or withdrawn closes the form.
    use_effect_with(props.present.clone(), {
        let open = open.clone();
        move |_| open.set(false)
    });
    let shut = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    if !*open {
        let label = if props.present.is_some() { Text::DecideChange } else { Text::DecideTitle };
        return html! {
            <section class="person-part person-decide">
                <button type="button" class="button" data-testid="decide-open" onclick={Callback::from(move |_: MouseEvent| open.set(true))}>
                    <Icon drawing={Drawing::Stamp} />{ label.to(lang) }</button>
            </section>
        };
    }
    html! {
        <section class="person-part person-decide">
            <DecisionForm {lang} row={props.row} name={props.name.clone()} choices={props.choices.clone()} present={props.present.clone()}
                weighing={props.weighing.clone()} year={props.year} today={props.today} editing={props.editing}
                dispatch={props.dispatch.clone()} on_close={shut} />
        </section>
    }
}

fn facts(detail: &PersonDetail) -> Html {
    let person = &detail.person;
    let category = match person.fact(Field::Category).value() {
        Some(Value::Category(category)) => category.term(),
        _ => "",
    };
    let facts = [person.text(Field::Department), person.text(Field::Team), category, person.text(Field::Level)];
    html! {
        <p class="person-facts">{ for facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| html! { <span>{ fact.to_owned() }</span> }) }</p>
    }
}

fn figures(context: Context<'_>, result: &PersonResult) -> Html {
    let lang = context.lang;
    html! {
        <dl class="person-figures">
            <div><dt>{ Text::PersonGrade.to(lang) }</dt><dd data-item="最终等次"><GradeBadge grade={result.grade} /></dd></div>
            <div><dt>{ Text::KeyNet.to(lang) }</dt><dd class="person-net">{ page::money(result.money.net) }</dd></div>
            <div><dt>{ Text::PersonRank.to(lang) }</dt><dd data-item="名次">{ result.rank.map(page::count).unwrap_or_default() }</dd></div>
            <div><dt>{ Text::PersonMonths.to(lang) }</dt><dd data-item="在岗月数">{ result.months.counted }</dd></div>
        </dl>
    }
}

fn pending(context: Context<'_>, result: &PersonResult) -> Html {
    if result.pending.is_empty() {
        return html! {};
    }
    html! {
        <section class="person-part person-pending">
            <h3><Icon drawing={Drawing::Clock} />{ Text::PersonPending.to(context.lang) }</h3>
            <ul>
                { for result.pending.iter().map(|pending| html! {
                    <li data-testid="person-pending">
                        <p class="person-line"><span class="code">{ pending.code() }</span>{ clauses(context.lang, &pending.clauses()) }</p>
                        <p>{ context.pending(pending) }</p>
                    </li>
                }) }
            </ul>
        </section>
    }
}

fn ground(cells: Cells<'_>, result: &PersonResult) -> Html {
    let context = cells.context;
    let lang = context.lang;
    html! {
        <section class="person-part" id={PanelPart::Grade.name()}>
            <h3>{ Text::PersonGround.to(lang) }</h3>
            <dl class="person-steps">
                if let Some(first) = result.first_grade {
                    <dt>{ Text::PersonFirst.to(lang) }</dt><dd data-item="初评等次">{ context.grade(first) }</dd>
                }
                <dt>{ Text::PersonProposed.to(lang) }</dt>
                <dd><strong data-item="建议等次">{ context.grade(result.proposed) }</strong><p>{ context.ground(&result.ground, result.proposed) }</p></dd>
                { decision(cells, &result.decided) }
            </dl>
        </section>
    }
}

fn decision(cells: Cells<'_>, decided: &Decided) -> Html {
    let context = cells.context;
    let lang = context.lang;
    let (label, decision) = match decided {
        Decided::No => return html! {},
        Decided::Stands(decision) => (Text::PersonDecision, decision),
        Decided::Refused(decision) => (Text::PersonDecisionRefused, decision),
    };
    let Decision { ruling, reason, decider, date, .. } = decision;
    html! {
        <>
            <dt>{ label.to(lang) }</dt>
            <dd data-testid="decision">
                <strong>{ context.ruling(*ruling) }</strong>
                if !reason.is_empty() { <p>{ reason.clone() }</p> }
                <p class="person-sources">
                    if !decider.is_empty() { <span>{ Text::PersonDecisionBy.to(lang) }{ " " }{ decider.clone() }</span> }
                    if let Some(date) = date { <span>{ Text::PersonDecisionDate.to(lang) }{ " " }{ date.to_string() }</span> }
                    { decision.source.map(|cell| cells.cell(cell)) }
                </p>
            </dd>
        </>
    }
}

fn findings(cells: Cells<'_>, part: PanelPart, title: Text, findings: &[Finding]) -> Html {
    let context = cells.context;
    let lang = context.lang;
    html! {
        <section class="person-part" id={part.name()}>
            <h3>{ title.to(lang) }</h3>
            <ul class="findings">
                { for findings.iter().map(|finding| html! {
                    <li class="finding" data-testid="finding" data-clause={finding.clause.number()}>
                        { verdict(context, finding) }
                        <div>
                            <p class="finding-text">{ context.finding(finding) }</p>
                            <p class="finding-gist">
                                <ClauseTag clause={finding.clause} {lang} /><span>{ context.gist(finding.clause) }</span>
                            </p>
                            { cells.show(&finding_sources(finding)) }
                        </div>
                    </li>
                }) }
            </ul>
        </section>
    }
}

/// How a figure came about, in the words of the recap and of 依据说明.
fn explained(cells: Cells<'_>, detail: &PersonDetail, figure: Figure) -> Html {
    let context = cells.context;
    let found = detail.explanations.iter().find(|explanation| explanation.figure == figure);
    let Some(explanation) = found else { return html! {} };
    let worded = context.worded(explanation, &detail.person, detail.year);
    let read = ground_sources(&explanation.ground);
    let of_cells: Vec<String> = read.iter().map(|source| context.source(source)).collect();
    let settings = worded.sources.into_iter().filter(|source| !of_cells.contains(source));
    html! {
        <>
            <dt>{ worded.figure }</dt>
            <dd data-testid="explained">
                <p><strong>{ worded.value }</strong>{ clauses(context.lang, &explanation.clauses) }</p>
                <p class="person-sum">{ worded.how }</p>
                { cells.show(&read) }
                <p class="person-sources">{ for settings.map(|source| html! { <span class="source">{ source }</span> }) }</p>
            </dd>
        </>
    }
}

fn scores(cells: Cells<'_>, detail: &PersonDetail, result: &PersonResult) -> Html {
    let context = cells.context;
    let lang = context.lang;
    let score = |label: Text, item: &'static str, score: &Score| {
        let parts = score.parts.iter().filter_map(|part| part.quantity.source.clone()).collect::<Vec<_>>();
        html! {
            <>
                <dt>{ label.to(lang) }</dt>
                <dd>
                    <strong data-item={item}>{ score.value.map_or(Text::NoScore.to(lang).to_owned(), page::score) }</strong>
                    <p class="person-sum">{ context.score(score) }</p>
                    { cells.show(&parts) }
                </dd>
            </>
        }
    };
    let review = &result.first_review;
    let review_sources: Vec<_> =
        review.source.iter().chain(review.parts.iter().filter_map(|part| part.source.as_ref())).cloned().collect();
    html! {
        <section class="person-part" id={PanelPart::Scores.name()}>
            <h3>{ Text::PersonScores.to(lang) }</h3>
            <dl class="person-steps">
                { score(Text::PersonS1, "初评综合分", &result.s1) }
                { score(Text::PersonS2, "推优综合分", &result.s2) }
                <dt>{ Text::PersonFirstReview.to(lang) }</dt>
                <dd><p class="person-sum">{ context.first_review(review) }</p>{ cells.show(&review_sources) }</dd>
                { explained(cells, detail, Figure::Rank) }
            </dl>
        </section>
    }
}

fn time(cells: Cells<'_>, result: &PersonResult) -> Html {
    let context = cells.context;
    let lang = context.lang;
    html! {
        <section class="person-part" id={PanelPart::Time.name()}>
            <h3>{ Text::PersonTime.to(lang) }</h3>
            <dl class="person-steps">
                <dt>{ Text::PersonMonths.to(lang) }</dt><dd>{ context.months(&result.months) }{ cells.show(&months_sources(&result.months)) }</dd>
                <dt>{ Text::PersonTenure.to(lang) }</dt>
                <dd>{ context.tenure(&result.tenure) }{ cells.show(result.tenure.source.as_slice()) }</dd>
            </dl>
        </section>
    }
}

/// What follows and what doesn't, each with its ground.
fn outcomes(cells: Cells<'_>, detail: &PersonDetail) -> Html {
    let context = cells.context;
    if detail.result.is_none() {
        return html! {};
    }
    html! {
        <section class="person-part">
            <h3>{ Text::PersonOutcomes.to(context.lang) }</h3>
            <ul class="person-outcomes">
                { for detail.outcomes.iter().map(|outcome| html! {
                    <li class="person-line" data-testid="person-outcome"><span class="code" data-outcome={outcome_name(&outcome.kind)}>{ outcome.kind.term() }</span>
                        <span>{ context.outcome_in(&outcome.kind, detail.year) }</span></li>
                }) }
            </ul>
            <dl class="person-steps">
                { for [Figure::Promotion, Figure::Return, Figure::LastPlace, Figure::Commendation].map(|figure| explained(cells, detail, figure)) }
            </dl>
        </section>
    }
}

fn problems(cells: Cells<'_>, detail: &PersonDetail) -> Html {
    let context = cells.context;
    if detail.problems.is_empty() {
        return html! {};
    }
    html! {
        <section class="person-part">
            <h3>{ Text::PersonProblems.to(context.lang) }</h3>
            <ul class="person-list">
                { for detail.problems.iter().map(|found| html! {
                    <li data-testid="person-problem">
                        <p class="person-line">{ severity(context, found.severity) }
                            { Some(context.place(found)).filter(|place| !place.is_empty()).map(|place| cells.place(place, cell_of(found))) }</p>
                        <p>{ problem(context, found) }</p>
                    </li>
                }) }
            </ul>
        </section>
    }
}

/// The cell of a problem, where it is about one of the files in sight.
fn cell_of(found: &Problem) -> Option<CellRef> {
    match (&found.kind, found.place) {
        (ProblemKind::Recorded { .. }, _) => None,
        (_, Place::Cell(cell)) => Some(cell),
        (_, Place::Sheet(_) | Place::Input | Place::Setting(_)) => None,
    }
}
