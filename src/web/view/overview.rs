//! Figures at a glance: what keeps the result a draft, totals, quotas, grades, money, rows.

use super::{
    icon::{Drawing, Icon},
    settling::SettleForm,
    tags::{ClauseTag, GradeBadge, grade_name},
};
use crate::{
    app::{Action, Loadable, Shared, Tab, unfilled},
    domain::{Grade, Yuan},
    i18n::{
        Context, Lang,
        page::{self, Text},
    },
    notice::{Clause, Publicity},
    protocol::{Overview, PassedOverRow, RowFilter, Tally},
    rules::{DraftReason, MoneyItem, Pool, Quota, Status},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use yew::prelude::*;

/// Properties of [`OverviewView`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// The language.
    pub lang: Lang,
    /// The figures.
    pub overview: Shared<Overview>,
    /// Rows that are no records, by sheet, where they are in sight.
    pub passed_over: BTreeMap<u16, Loadable<Vec<PassedOverRow>>>,
    /// Today.
    pub today: Option<NaiveDate>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Figures at a glance.
#[component]
pub fn OverviewView(props: &Props) -> Html {
    let Props { lang, overview, passed_over, today, dispatch } = props;
    let context = Context { lang: *lang, sheets: &overview.sheets, names: &overview.names };
    html! {
        <div class="overview page-width">
            { status(context, overview, *today, dispatch) }
            { key_figures(*lang, overview, dispatch) }
            <div class="overview-grid">
                <div class="overview-column">
                    { quotas(context, overview, dispatch) }
                    { money(context, overview) }
                </div>
                <div class="overview-column">
                    { grades(context, overview, dispatch) }
                    { rows(context, overview, passed_over, dispatch) }
                </div>
            </div>
        </div>
    }
}

fn status(
    context: Context<'_>,
    overview: &Shared<Overview>,
    today: Option<NaiveDate>,
    dispatch: &Callback<Action>,
) -> Html {
    let lang = context.lang;
    let status = &overview.status;
    match status {
        Status::Ready => html! {
            <section class="status-card" data-status={status.name()} data-testid="status-card">
                <h2><Icon drawing={Drawing::Clock} />{ page::status(lang, status) }
                    <span class="status-card-note">{ Text::ReadyWhy.to(lang) }</span></h2>
                <SettleForm {lang} overview={overview.clone()} {today} dispatch={dispatch.clone()} />
            </section>
        },
        Status::Settled | Status::InPublicity { .. } | Status::InForce { .. } => html! {
            <section class="status-card" data-status={status.name()} data-testid="status-card">
                <h2><Icon drawing={Drawing::Tick} />{ page::status(lang, status) }</h2>
                <p>{ page::settled(lang, status, &overview.settings) }</p>
                if Publicity::of(&overview.settings) == Publicity::NotDated {
                    <button type="button" class="link" onclick={dispatch.reform(|_: MouseEvent| Action::ShowTab(Tab::Timetable))}>
                        { Text::PublicityEnter.to(lang) }<Icon drawing={Drawing::Forward} /></button>
                }
                <button type="button" class="link" data-testid="reopen-open" onclick={dispatch.reform(|_: MouseEvent| Action::AskReopen)}>
                    { Text::ReopenLink.to(lang) }</button>
            </section>
        },
        Status::Draft(reasons) => html! {
            <section class="status-card" data-status={status.name()} data-testid="status-card" aria-labelledby="draft-title">
                <h2 id="draft-title"><Icon drawing={Drawing::Clock} />{ page::status(lang, status) }
                    <span class="status-card-note">{ Text::DraftWhy.to(lang) }</span></h2>
                <ul class="checks">
                    { for reasons.iter().map(|reason| html! {
                        <li data-testid="draft-reason">
                            <Icon drawing={Drawing::Stop} />
                            <span>{ context.draft_reason(reason) }</span>
                            <button type="button" class="link" onclick={go(reason, dispatch)}>
                                { page::draft_link(lang, reason) }<Icon drawing={Drawing::Forward} />
                            </button>
                        </li>
                    }) }
                    { for done(reasons).map(|check| html! {
                        <li class="check-done" data-testid="check-done"><Icon drawing={Drawing::Tick} /><span>{ check.to(lang) }</span></li>
                    }) }
                </ul>
            </section>
        },
    }
}

/// What is in order already, so that people see how little is left.
fn done(reasons: &[DraftReason]) -> impl Iterator<Item = Text> {
    let open = |fits: fn(&DraftReason) -> bool| reasons.iter().any(fits);
    let checks = [
        (open(|reason| matches!(reason, DraftReason::Pending(_))), Text::CheckPending),
        (open(|reason| matches!(reason, DraftReason::Errors(_))), Text::CheckErrors),
        (open(|reason| matches!(reason, DraftReason::Unset(..))), Text::CheckAmounts),
        (open(|reason| matches!(reason, DraftReason::Unconfirmed)), Text::CheckConfirmed),
    ];
    checks.into_iter().filter(|(open, _)| !open).map(|(_, check)| check)
}

/// The way to where a reason can be mended.
fn go(reason: &DraftReason, dispatch: &Callback<Action>) -> Callback<MouseEvent> {
    let tab = match reason {
        DraftReason::Pending(_) => Tab::Pending,
        DraftReason::Errors(_) => Tab::Problems,
        DraftReason::Unset(..) | DraftReason::Unconfirmed => Tab::Settings,
    };
    dispatch.reform(move |_: MouseEvent| Action::ShowTab(tab))
}

fn key_figures(lang: Lang, overview: &Overview, dispatch: &Callback<Action>) -> Html {
    let totals = &overview.totals;
    let yuan = |term: &'static str, label: Text, amount: Yuan| {
        html! {
            <div class="figure">
                <dt>{ label.to(lang) }</dt>
                <dd class="figure-value figure-money" data-testid={format!("total-{term}")}>{ page::money(amount) }</dd>
            </div>
        }
    };
    html! {
        <dl class="figures">
            <div class="figure">
                <dt>{ Text::KeyAppraised.to(lang) }</dt>
                <dd class="figure-value" data-testid="total-参加考核">{ page::count(totals.appraised) }</dd>
                <dd class="figure-note">{ page::roster_note(lang, overview.on_roster, overview.not_appraised) }</dd>
            </div>
            <div class="figure">
                <dt>{ Text::KeyPending.to(lang) }</dt>
                <dd class="figure-value" data-testid="total-待决" data-attention={(overview.pending > 0).then_some("true")}>
                    { page::count(overview.pending) }
                </dd>
                <dd class="figure-note">
                    <button type="button" class="link" onclick={dispatch.reform(|_: MouseEvent| Action::ShowTab(Tab::Problems))}>
                        { page::problem_note(lang, overview.problems) }
                    </button>
                </dd>
            </div>
            { yuan("应发合计", Text::KeyGross, totals.gross) }
            { yuan("扣款合计", Text::KeyDeducted, totals.deducted) }
            <div class="figure figure-strong">
                <dt>{ Text::KeyNet.to(lang) }</dt>
                <dd class="figure-value figure-money" data-testid="total-实发金额">{ page::money(totals.net) }</dd>
                <dd class="figure-note">
                    { Text::KeyShort.to(lang) }{ " " }<span data-testid="total-未扣足金额">{ page::money(totals.short) }</span>
                </dd>
            </div>
        </dl>
    }
}

fn quotas(context: Context<'_>, overview: &Overview, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    html! {
        <section class="card card-quotas">
            <header class="card-head">
                <h2>{ Text::QuotaTitle.to(lang) }</h2>
                <p>{ if overview.by_nomination { Text::ByNomination } else { Text::ByScore }.to(lang) }</p>
                <ClauseTag clause={Clause::Quota} {lang} />
            </header>
            { for overview.pools.iter().map(|pool| html! {
                <div class="pool">
                    <h3>{ context.pool(pool.category) }
                        <span class="pool-size">{ page::people(lang, pool.size) }</span></h3>
                    <div class="pool-quotas">
                        { quota(context, pool, Grade::Excellent, &pool.excellent, dispatch) }
                        { quota(context, pool, Grade::Commended, &pool.commended, dispatch) }
                    </div>
                </div>
            }) }
        </section>
    }
}

fn quota(context: Context<'_>, pool: &Pool, grade: Grade, quota: &Quota, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let group = pool.category.map_or("全中心", |category| category.term());
    let figure = |label: Text, count: u32| {
        html! { <div><dt>{ label.to(lang) }</dt><dd>{ page::count(count) }</dd></div> }
    };
    html! {
        <div class="quota" data-testid="quota" data-pool={group} data-grade={grade_name(grade)}>
            <p class="quota-head"><GradeBadge {grade} />
                <span class="quota-sum" data-testid={format!("quota-{group}-{}", grade.term())}>{ context.quota(pool.size, quota) }</span></p>
            <svg class="quota-bar" role="presentation" aria-hidden="true" viewBox={format!("0 0 {} 1", quota.places.max(1))}
                preserveAspectRatio="none">
                <rect class="quota-decided" width={quota.decided.to_string()} height="1" />
                <rect class="quota-proposed" x={quota.decided.to_string()} width={quota.proposed.to_string()} height="1" />
            </svg>
            if let Some(beyond) = context.quota_beyond(grade, quota) {
                <p class="quota-beyond" data-testid="quota-beyond"><Icon drawing={Drawing::Warning} />{ beyond }</p>
            }
            <dl class="quota-figures">
                { figure(Text::QuotaPlaces, quota.places) }
                { figure(Text::QuotaDecided, quota.decided) }
                { figure(Text::QuotaProposed, quota.proposed) }
                { figure(Text::QuotaFree, unfilled(quota)) }
            </dl>
            if !quota.tied.is_empty() {
                <p class="quota-tied" data-testid="quota-tied">
                    <Icon drawing={Drawing::Warning} />{ Text::QuotaTied.to(lang) }
                    { for quota.tied.iter().map(|id| {
                        let id = *id;
                        let name = overview_name(context, id);
                        html! { <button type="button" class="link" onclick={dispatch.reform(move |_: MouseEvent| Action::OpenPerson(id))}>{ name }</button> }
                    }) }
                </p>
            }
        </div>
    }
}

fn overview_name(context: Context<'_>, id: crate::domain::PersonId) -> String {
    context.names.get(&id).cloned().unwrap_or_default()
}

fn grades(context: Context<'_>, overview: &Overview, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let totals = &overview.totals;
    html! {
        <section class="card card-grades">
            <header class="card-head"><h2>{ Text::GradesTitle.to(lang) }</h2><p>{ Text::GradesSubtitle.to(lang) }</p></header>
            <ul class="grade-chart">
                { for Grade::ALL.into_iter().zip(totals.grades).map(|(grade, count)| html! {
                    <li>
                        <button type="button" class="grade-line" data-grade={grade_name(grade)}
                            onclick={dispatch.reform(move |_: MouseEvent| Action::ShowPeople(RowFilter::Grade(grade)))}>
                            <span class="grade-line-name">{ context.grade(grade) }</span>
                            <svg class="grade-line-bar" aria-hidden="true" viewBox={format!("0 0 {} 1", totals.appraised.max(1))}
                                preserveAspectRatio="none"><rect width={count.to_string()} height="1" /></svg>
                            <span class="grade-line-count" data-testid={format!("total-{}", grade.term())}>{ page::count(count) }</span>
                        </button>
                    </li>
                }) }
            </ul>
        </section>
    }
}

fn money(context: Context<'_>, overview: &Overview) -> Html {
    let lang = context.lang;
    let totals = &overview.totals;
    let item = |item: MoneyItem| {
        let amount = totals.items.get(item as usize).copied().unwrap_or_default();
        html! {
            <tr data-zero={amount.is_zero().then_some("true")}>
                <th scope="row">{ context.item(item) }</th>
                <td class="cell-clause"><ClauseTag clause={item.clause()} {lang} /></td>
                <td class="cell-money" data-testid={format!("total-{}", item.term())}>{ page::money(amount) }</td>
            </tr>
        }
    };
    let part = |title: Text, items: [MoneyItem; 5], label: Text, sum: Yuan| {
        html! {
            <table class="money-part">
                <caption>{ title.to(lang) }</caption>
                <tbody>{ for items.into_iter().map(item) }</tbody>
                <tfoot><tr><th scope="row">{ label.to(lang) }</th><td></td><td class="cell-money">{ page::money(sum) }</td></tr></tfoot>
            </table>
        }
    };
    html! {
        <section class="card card-money">
            <header class="card-head"><h2>{ Text::MoneyTitle.to(lang) }</h2><p>{ Text::MoneySubtitle.to(lang) }</p></header>
            <div class="money-parts">
                { part(Text::MoneyEarnings, MoneyItem::EARNINGS, Text::KeyGross, totals.gross) }
                { part(Text::MoneyDeductions, MoneyItem::DEDUCTIONS, Text::KeyDeducted, totals.deducted) }
            </div>
        </section>
    }
}

type PassedOver = BTreeMap<u16, Loadable<Vec<PassedOverRow>>>;

fn rows(context: Context<'_>, overview: &Overview, passed_over: &PassedOver, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    html! {
        <section class="card card-rows">
            <header class="card-head"><h2>{ Text::RowsTitle.to(lang) }</h2><p>{ Text::RowsSubtitle.to(lang) }</p>
                <button type="button" class="link" data-testid="open-mapping"
                    onclick={dispatch.reform(|_: MouseEvent| Action::OpenMapping { unread: false, sheet: None })}>{ Text::MapButton.to(lang) }</button>
            </header>
            <div class="scroll-x">
            <table class="plain-table rows-table">
                <thead><tr>
                    <th scope="col">{ Text::RowsSheet.to(lang) }</th>
                    <th scope="col" class="cell-number">{ Text::RowsRead.to(lang) }</th>
                    <th scope="col" class="cell-number">{ Text::RowsRecords.to(lang) }</th>
                    <th scope="col" class="cell-number">{ Text::RowsPassedOver.to(lang) }</th>
                </tr></thead>
                <tbody>{ for overview.tallies.iter().map(|tally| self::tally(context, tally, passed_over, dispatch)) }</tbody>
            </table>
            </div>
            if !overview.missing_columns.is_empty() {
                <div class="missing" data-testid="missing-columns">
                    <h3><Icon drawing={Drawing::Question} />{ Text::MissingTitle.to(lang) }</h3>
                    <p>{ Text::MissingText.to(lang) }</p>
                    <p class="missing-columns">{ for overview.missing_columns.iter().map(|field| html! { <span class="source">{ field.header() }</span> }) }</p>
                </div>
            }
        </section>
    }
}

/// One sheet's rows on a line, which opens to show those that are no records.
fn tally(context: Context<'_>, tally: &Tally, passed_over: &PassedOver, dispatch: &Callback<Action>) -> Html {
    let lang = context.lang;
    let sheet = tally.position;
    let open = passed_over.get(&sheet);
    let toggle = dispatch.reform(move |_: MouseEvent| Action::TogglePassedOver(sheet));
    let label = if open.is_some() { Text::PassedOverHide } else { Text::PassedOverShow };
    html! {
        <>
            <tr data-testid="tally" data-sheet={tally.sheet.clone()}>
                <th scope="row">{ &tally.sheet }
                    if !tally.passed_over.is_empty() {
                        <small class="rows-passed">{ page::passed_over_rows(context, &tally.passed_over) }
                            <button type="button" class="link" data-testid="passed-over-button"
                                aria-expanded={if open.is_some() { "true" } else { "false" }} onclick={toggle}>{ label.to(lang) }</button>
                        </small>
                    }
                </th>
                <td class="cell-number">{ page::count(tally.read) }</td>
                <td class="cell-number">{ page::count(tally.records) }</td>
                <td class="cell-number">{ tally.passed_over.len() }</td>
            </tr>
            if let Some(Loadable::Here(rows)) = open {
                <tr class="passed-over"><td colspan="4"><ul>
                    { for rows.iter().take(MAX_PASSED_OVER).map(|row| html! {
                        <li data-testid="passed-over-row">
                            <span class="source">{ page::row_number(lang, row.row) }</span>
                            <span class="passed-over-reason">{ context.passed_over(row.reason) }</span>
                            <span class="passed-over-text">{ row.texts.join(" · ") }</span>
                        </li>
                    }) }
                </ul></td></tr>
            }
        </>
    }
}

/// More rows than this nobody reads on the page; the workbook names them all.
const MAX_PASSED_OVER: usize = 500;
