//! One person's money: each line with its clause, how it came about, its cells and its amount.

use super::{source_cells::Cells, tags::ClauseTag};
use crate::{
    app::{PanelPart, line_sources},
    domain::Yuan,
    i18n::page::{self, Text},
    protocol::PersonDetail,
    rules::{Figure, MoneyBasis, MoneyLine, PersonResult},
};
use yew::prelude::*;

/// One person's money.
pub fn money(cells: Cells<'_>, detail: &PersonDetail, result: &PersonResult) -> Html {
    let context = cells.context;
    let lang = context.lang;
    let money = &result.money;
    let sum = |term: &'static str, label: Text, amount: Yuan, class: &'static str| {
        let figure = Figure::of_sum(term);
        let found = detail.explanations.iter().find(|explanation| Some(explanation.figure) == figure);
        let how = found.map(|explanation| context.worded(explanation, &detail.person, detail.year).how);
        html! {
            <tr class={classes!("money-sum", class)}>
                <th scope="row">{ label.to(lang) }</th>
                <td><p class="person-sum">{ how }</p></td>
                <td class="cell-money" data-item={term}>{ page::money(amount) }</td>
            </tr>
        }
    };
    let (earnings, deductions) = money.lines.split_at(money.lines.len() / 2);
    html! {
        <section class="person-part" id={PanelPart::Money.name()}>
            <h3>{ Text::PersonMoney.to(lang) }</h3>
            <table class="money-table">
                <thead><tr>
                    <th scope="col">{ Text::PersonItem.to(lang) }</th>
                    <th scope="col">{ Text::PersonHow.to(lang) }</th>
                    <th scope="col" class="cell-money">{ Text::PersonAmount.to(lang) }</th>
                </tr></thead>
                <tbody>
                    { for earnings.iter().map(|item| line(cells, detail, item)) }
                    { sum("应发合计", Text::KeyGross, money.gross, "") }
                </tbody>
                <tbody>
                    { for deductions.iter().map(|item| line(cells, detail, item)) }
                    { sum("扣款合计", Text::KeyDeducted, money.deducted, "") }
                </tbody>
                <tfoot>
                    { sum("实发金额", Text::KeyNet, money.net, "money-net") }
                    { sum("未扣足金额", Text::KeyShort, money.short, "money-short") }
                </tfoot>
            </table>
        </section>
    }
}

fn line(cells: Cells<'_>, detail: &PersonDetail, line: &MoneyLine) -> Html {
    let context = cells.context;
    let lang = context.lang;
    let state = match line.basis {
        MoneyBasis::NotApplicable | MoneyBasis::NoMonths => "none",
        ref basis if basis.is_open() => "open",
        _ => "known",
    };
    html! {
        <tr class="money-line" data-state={state} data-testid="money-line">
            <th scope="row">{ context.item(line.item) }<ClauseTag clause={line.item.clause()} {lang} /></th>
            <td><p class="person-sum">{ context.money_line(line) }</p>
                { cells.show(&line_sources(line, &detail.person)) }</td>
            <td class="cell-money" data-item={line.item.term()}>{ page::money(line.amount) }</td>
        </tr>
    }
}
