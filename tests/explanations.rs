//! 依据说明 as it is printed: every row is read back from the workbook and worked out again from nothing but the numbers
//! and words that stand in it. A row that no check knows is a failure.

mod common;

use chrono::{Datelike, Days, Months, NaiveDate};
use common::{appraise, book};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// A printed row.
#[derive(Debug)]
struct Row {
    name: String,
    figure: String,
    value: String,
    state: String,
    clauses: String,
    how: String,
}

fn rows(fixture: &str) -> Vec<Row> {
    let appraisal = appraise(fixture);
    let bytes = appraisal.results(&mut |_| {}).expect("the workbook can be written");
    let sheet = book::sheet(&bytes, "依据说明");
    let headers: Vec<&str> = sheet[0].iter().map(|cell| cell.text()).collect();
    assert_eq!(headers, ["工号", "姓名", "项目", "结果", "状态", "依据", "条款要点", "计算过程", "出处"]);
    let rows = sheet[1..].iter().map(|cells| {
        let text = |at: usize| cells[at].text().to_owned();
        assert!(!text(6).is_empty(), "every clause has its gist");
        Row { name: text(1), figure: text(2), value: text(3), state: text(4), clauses: text(5), how: text(7) }
    });
    let rows: Vec<Row> = rows.collect();
    // Everyone appraised has the same 39 figures.
    assert_eq!(rows.len(), 39 * appraisal.evaluation.people.len());
    rows
}

#[test]
fn every_explanation_of_ledgers_86_gives_its_figure_again() {
    check_all("ledgers-86.xlsx");
}

#[test]
fn every_explanation_of_messy_49_gives_its_figure_again() {
    check_all("messy-49.xlsx");
}

fn check_all(fixture: &str) {
    let rows = rows(fixture);
    let mut wrong = Vec::new();
    let mut checked: BTreeMap<&'static str, usize> = BTreeMap::new();
    for row in &rows {
        match check(row) {
            Ok(kind) => *checked.entry(kind).or_default() += 1,
            Err(why) => wrong.push(format!("{why}: {row:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong[..wrong.len().min(8)].join("\n"));
    // The checks that matter had something to check.
    for kind in ["arithmetic", "comparison", "score", "rank", "tenure", "place", "decision or proposal", "promotion"] {
        assert!(checked.get(kind).is_some_and(|count| *count >= 5), "{kind}: {checked:?}");
    }
}

/// Works a row out again; says by which check, or what is wrong.
fn check(row: &Row) -> Result<&'static str, String> {
    if row.clauses.is_empty() || row.how.is_empty() {
        return Err("no clause or no words".into());
    }
    let figure = row.figure.as_str();
    if figure.starts_with("取消优秀资格") || figure.starts_with("可降等情形") {
        return comparison(row);
    }
    match figure {
        "在岗月数" => months(row),
        "当年在岗时间" => tenure(row),
        "初评分" if row.how.starts_with("初评分填写为 ") => {
            same(&row.how["初评分填写为 ".len()..], &row.value, "score")
        }
        "初评分" | "初评综合分" | "推优综合分" if row.value.is_empty() => {
            expect(row.state == "未知" && row.how.contains(['没', '缺']), "a missing score says so", "no score")
        }
        "初评分" | "初评综合分" | "推优综合分" => {
            arithmetic(row)?;
            Ok("score")
        }
        "名次" if row.value.is_empty() => expect(row.state == "未知", "no rank is unknown", "no rank"),
        "名次" => {
            arithmetic(row)?;
            Ok("rank")
        }
        "建议等次" => proposal(row),
        "最终等次" => final_grade(row),
        "晋升" => promotion(row),
        "退回" => returned(row),
        "末位名单" => last_place(row),
        "表彰" => expect((row.value == "无") == row.how.starts_with("没有"), "commended or not", "commendation"),
        _ => amount(row),
    }
}

fn expect(holds: bool, what: &str, kind: &'static str) -> Result<&'static str, String> {
    if holds { Ok(kind) } else { Err(what.to_owned()) }
}

fn same(printed: &str, value: &str, kind: &'static str) -> Result<&'static str, String> {
    expect(first_number(printed)? == first_number(value)?, "the same number", kind)
}

/// Money: a calculation, or a plain amount, or why there is none.
fn amount(row: &Row) -> Result<&'static str, String> {
    let value = first_number(&row.value)?;
    if let Some((_, capped)) = row.how.split_once("，只扣到 ") {
        let (added, limit) = row.how.split_once("，超过应发合计 ").ok_or("the gross is named")?;
        let (left, _) = added.rsplit_once(" = ").ok_or("a sum")?;
        let (sum, limit) = (evaluate(left)?, first_number(limit)?);
        return expect(
            sum > limit && limit == value && first_number(capped)? == value,
            "capped at the gross",
            "capped",
        );
    }
    if row.how.contains('=') {
        return arithmetic(row);
    }
    if row.how.contains(" 元") {
        return same(&row.how, &row.value, "plain amount");
    }
    let nothing = ["没有", "不是", "等次不", "应计月数为 0", "各项都是 0", "未定：", "缺少"];
    let says_so = nothing.iter().any(|start| row.how.starts_with(start));
    expect(value.is_zero() && says_so, "an amount of nothing says why", "nothing")
}

/// `left = right` or `left = exact ≈ right`: the left side, rounded to two decimals, is the right side and the figure.
fn arithmetic(row: &Row) -> Result<&'static str, String> {
    let (left, right) = row.how.rsplit_once('=').ok_or("no calculation")?;
    let left = left.rsplit(['，', '：']).next().unwrap_or(left);
    let computed = evaluate(left)?;
    let (exact, printed) = match right.split_once('≈') {
        Some((exact, printed)) => (Some(exact), printed),
        None => (None, right),
    };
    let rounded = computed.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    if let Some(exact) = exact {
        let shown = first_number(exact)?;
        let cut = if exact.contains('…') { computed.trunc_with_scale(shown.scale()) } else { computed };
        if cut.normalize() != shown.normalize() || computed == rounded {
            return Err(format!("the unrounded {shown} isn't {computed}"));
        }
    }
    let (printed, value) = (first_number(printed)?, first_number(&row.value)?);
    // Scores as they were given aren't rounded before they are added.
    let result = if exact.is_none() { computed } else { rounded };
    if result.normalize() != printed.normalize() || printed.normalize() != value.normalize() {
        return Err(format!("{left} is {computed}, printed {printed}, the figure is {value}"));
    }
    Ok("arithmetic")
}

/// Bars and cases: each test's sum and comparison hold, and together they give the answer.
fn comparison(row: &Row) -> Result<&'static str, String> {
    /// How a word compares, and whether it says that the clause applies.
    type Word = (&'static str, fn(Decimal, Decimal) -> bool, bool);
    const WORDS: [Word; 6] = [
        ("未达到", |sum, limit| sum >= limit, false),
        ("达到", |sum, limit| sum >= limit, true),
        ("未超过", |sum, limit| sum > limit, false),
        ("超过", |sum, limit| sum > limit, true),
        ("不满", |sum, limit| sum < limit, true),
        ("已满", |sum, limit| sum < limit, false),
    ];
    let (mut any, mut unknown) = (false, false);
    for test in row.how.split('；') {
        if test.contains("未评估") {
            unknown = true;
            continue;
        }
        if let Some((_, answer)) = test.split_once('：') {
            any |= match answer {
                "是" => true,
                "否" => false,
                other => return Err(format!("neither yes nor no: {other}")),
            };
            continue;
        }
        let (sum, compared) = test.split_once('，').ok_or("no comparison")?;
        let total = match sum.split_once('=') {
            Some((parts, total)) => {
                let total = first_number(total)?;
                if evaluate(parts)? != total {
                    return Err(format!("{parts} isn't {total}"));
                }
                total
            }
            None => first_number(sum)?,
        };
        let (_, holds, says) =
            WORDS.iter().find(|(word, ..)| compared.starts_with(word)).ok_or("no known comparison")?;
        if holds(total, first_number(compared)?) != *says {
            return Err(format!("{total} {compared} isn't so"));
        }
        any |= *says;
    }
    let expected = match (any, unknown) {
        (true, _) => ["有此情形", "是"],
        (false, true) => ["未评估", "未知"],
        (false, false) => ["无此情形", "否"],
    };
    expect([row.value.as_str(), row.state.as_str()] == expected, "the answer follows from the tests", "comparison")
}

/// Months by the dates and the way of counting that are printed.
fn months(row: &Row) -> Result<&'static str, String> {
    if let Some(given) = row.how.strip_prefix("在岗月数填写为 ") {
        return same(given, &row.value, "months given");
    }
    if row.value.is_empty() {
        return expect(row.state == "未知", "unknown months", "no months");
    }
    let (from, rest) = date(&row.how)?;
    let (to, rest) = date(rest.strip_prefix("至 ").ok_or("no last day")?)?;
    let (_, way) = rest.split_once('“').ok_or("no way of counting")?;
    let (way, counted) = way.split_once("”计 ").ok_or("no count")?;
    let counts = |month: u32| {
        let first = NaiveDate::from_ymd_opt(to.year(), month, 1).expect("a month");
        let last = first + Months::new(1) - Days::new(1);
        let days = (last.min(to) - first.max(from)).num_days() + 1;
        let all = i64::from(last.day());
        match way {
            "满半月" => days >= 1 && 2 * days >= all,
            "足月" => days == all,
            _ => days >= 1,
        }
    };
    let months = (1..=12).filter(|month| counts(*month)).count();
    expect(Decimal::from(months) == first_number(counted)?, "the months of the dates", "months")?;
    same(counted, &row.value, "months")
}

/// Whole months from the printed day to the end of the year.
fn tenure(row: &Row) -> Result<&'static str, String> {
    if row.value.is_empty() {
        return expect(row.state == "未知", "unknown tenure", "no tenure");
    }
    let value = first_number(&row.value)?;
    let Some(rest) = row.how.strip_prefix("自 ") else {
        let (_, given) = row.how.split_once("在岗月数 ").ok_or("no months")?;
        return same(given, &row.value, "tenure by months");
    };
    let (from, _) = date(rest)?;
    let mut whole = 0;
    // A month is whole if a month after its first day is still not after the day after the year's end.
    let end = NaiveDate::from_ymd_opt(from.year() + 1, 1, 1).expect("a day");
    while from + Months::new(whole + 1) <= end {
        whole += 1;
    }
    expect(Decimal::from(whole) == value, "whole months to the end of the year", "tenure")
}

/// The place in the field and the places that were open decide.
fn proposal(row: &Row) -> Result<&'static str, String> {
    let mut parts = row.how.split('；');
    let ground = parts.next().unwrap_or_default();
    if !ground.ends_with(&format!("拟定{}", row.value)) {
        return Err("the ground ends with the grade".into());
    }
    let place = |text: &str| -> Result<Option<(Decimal, Decimal)>, String> {
        let Some((_, rest)) = text.split_once("候选人中排第 ") else { return Ok(None) };
        let (_, open) = rest.split_once("名额 ").ok_or("no places")?;
        Ok(Some((first_number(rest)?, first_number(open)?)))
    };
    let mut kind = "proposal";
    if let Some((place, open)) = place(ground)? {
        kind = "place";
        if place > open {
            return Err("a place beyond the quota".into());
        }
    }
    for why_not in parts {
        if !why_not.starts_with("未列入") {
            return Err(format!("an unknown part: {why_not}"));
        }
        if let Some((place, open)) = place(why_not)? {
            kind = "place";
            if place <= open {
                return Err("a place within the quota is no reason".into());
            }
        }
    }
    Ok(kind)
}

fn final_grade(row: &Row) -> Result<&'static str, String> {
    let grade = &row.value;
    let said = row.how.contains(&format!("按建议等次{grade}")) || row.how.starts_with(&format!("决定为{grade}"));
    let pending = row.how.contains("待决：");
    expect(said && pending == (row.state == "待定"), "the decision, else the proposal", "decision or proposal")
}

/// The run of years that is printed decides.
fn promotion(row: &Row) -> Result<&'static str, String> {
    let mut parts = row.how.splitn(3, '；');
    let (years, last, follows) =
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let grades: Vec<(i32, &str)> = years
        .split('、')
        .map(|year| {
            let (year, grade) = year.split_once(" 年").ok_or("a year")?;
            Ok((year.parse::<i32>().map_err(|_| "a year")?, grade))
        })
        .collect::<Result<_, String>>()?;
    let since = last.strip_prefix("上次晋升年度 ").and_then(|rest| rest[..4].parse::<i32>().ok()).unwrap_or(0);
    let stands = last.contains("优秀年度计入表扬连续");
    let run = |wanted: &str, length: usize| {
        let fits = |grade: &str| grade == wanted || stands && wanted == "表扬" && grade == "优秀";
        grades.iter().take(length).all(|(year, grade)| fits(grade) && *year > since)
    };
    let complete = run("优秀", 2) || run("表扬", 4);
    match row.value.as_str() {
        "晋升建议" => expect(complete, "a complete run", "promotion"),
        "晋升待核" => {
            let open = years.contains("无记录") || last.contains("不详");
            expect(open && follows.contains("补齐后再核"), "something isn't known", "promotion")
        }
        "无" => expect(!complete || last.contains("不详"), "no run", "promotion"),
        other => Err(format!("an unknown outcome {other}")),
    }
}

fn returned(row: &Row) -> Result<&'static str, String> {
    let (years, _) = row.how.split_once('；').ok_or("no years")?;
    let (this, last) = years.split_once('，').ok_or("two years")?;
    let due = this.ends_with("年不合格") || this.ends_with("年基本合格") && last.ends_with("年基本合格");
    expect((row.value == "退回建议") == due, "two years 基本合格 or one 不合格", "return")
}

fn last_place(row: &Row) -> Result<&'static str, String> {
    if row.state == "未知" {
        return expect(row.how.contains("没有初评综合分"), "no score", "no last place");
    }
    let (_, rest) = row.how.split_once("初评综合分 ").ok_or("no score")?;
    let (_, limit) = rest.split_once("最高 ").ok_or("no limit")?;
    let among = first_number(rest)? <= first_number(limit)?;
    expect((row.value == "列入") == among, "not above the highest of the last", "last place")
}

/// A date as it is printed, and what follows it.
fn date(text: &str) -> Result<(NaiveDate, &str), String> {
    let (year, rest) = text.split_once(" 年 ").ok_or("no year")?;
    let (month, rest) = rest.split_once(" 月 ").ok_or("no month")?;
    let (day, rest) = rest.split_once(" 日").ok_or("no day")?;
    let number = |text: &str| text.trim().parse::<u32>().map_err(|_| format!("no number: {text}"));
    let date = NaiveDate::from_ymd_opt(number(year)? as i32, number(month)?, number(day)?).ok_or("no such day")?;
    Ok((date, rest))
}

/// The first number of a text, thousands separators and per cent understood.
fn first_number(text: &str) -> Result<Decimal, String> {
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or_else(|| format!("no number in {text:?}"))?;
    let digits: String = text[start..].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let number: Decimal = digits.replace(',', "").trim_end_matches('.').parse().map_err(|_| format!("{digits}?"))?;
    let negative = text[..start].ends_with(['-', '−']);
    Ok(if negative { -number } else { number })
}

/// A calculation of + − × ÷ and brackets; words are passed over, and so are brackets with nothing but words.
fn evaluate(text: &str) -> Result<Decimal, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
            let mut number = first_number(&rest[..length])?;
            rest = &rest[length..];
            if let Some(after) = rest.strip_prefix('%') {
                number /= Decimal::ONE_HUNDRED;
                rest = after;
            }
            tokens.push(Token::Number(number));
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match c {
            '+' | '−' | '×' | '÷' => tokens.push(Token::Sign(c)),
            '(' | '（' => tokens.push(Token::Open),
            ')' | '）' => match tokens.last() {
                Some(Token::Open) => {
                    tokens.pop();
                }
                _ => tokens.push(Token::Close),
            },
            _ => {}
        }
    }
    let mut at = 0;
    let value = sum(&tokens, &mut at)?;
    if at == tokens.len() { Ok(value) } else { Err(format!("left over in {text:?}")) }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token {
    Number(Decimal),
    Sign(char),
    Open,
    Close,
}

fn sum(tokens: &[Token], at: &mut usize) -> Result<Decimal, String> {
    let mut value = product(tokens, at)?;
    while let Some(Token::Sign(sign @ ('+' | '−'))) = tokens.get(*at) {
        *at += 1;
        let next = product(tokens, at)?;
        if *sign == '+' { value += next } else { value -= next }
    }
    Ok(value)
}

fn product(tokens: &[Token], at: &mut usize) -> Result<Decimal, String> {
    let mut value = factor(tokens, at)?;
    while let Some(Token::Sign(sign @ ('×' | '÷'))) = tokens.get(*at) {
        *at += 1;
        let next = factor(tokens, at)?;
        if *sign == '×' { value *= next } else { value /= next }
    }
    Ok(value)
}

fn factor(tokens: &[Token], at: &mut usize) -> Result<Decimal, String> {
    let token = tokens.get(*at).ok_or("nothing where a number should be")?;
    *at += 1;
    match token {
        Token::Number(number) => Ok(*number),
        Token::Open => {
            let value = sum(tokens, at)?;
            match tokens.get(*at) {
                Some(Token::Close) => *at += 1,
                other => return Err(format!("{other:?} in place of a bracket")),
            }
            Ok(value)
        }
        other => Err(format!("{other:?} in place of a number")),
    }
}

#[test]
fn the_calculator_knows_what_the_sheet_writes() {
    let value = |text: &str| evaluate(text).expect("a calculation").normalize().to_string();
    assert_eq!(value("(初评分 95 × 0.5 + 月度均分 90 × 0.3) ÷ 0.8"), "93.125");
    assert_eq!(value("500.00 元 ×（差评 3 次 − 月度已扣 1 次）"), "1000");
    assert_eq!(value("三级 300.00 元 × 6 个月（管理岗月数）"), "1800");
    assert_eq!(value("应发合计 13,599.96 元 × 70%"), "9519.972");
    assert!(evaluate("没有").is_err());
}

#[test]
fn names_are_those_of_the_roster() {
    assert!(rows("messy-49.xlsx").iter().all(|row| !row.name.is_empty()));
}
