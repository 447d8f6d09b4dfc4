//! Header texts: in what form they are compared, and what a group above a column says about its time and person.

use crate::{
    domain::{ColumnScope, Field, ValueKind},
    roster::text::{compact, is_han},
};

/// Units that may follow a header in brackets.
const UNITS: [&str; 15] = ["次", "个", "件", "天", "日", "月", "个月", "年", "分", "元", "级", "人", "票", "%", "‰"];

/// What an instruction to whoever fills a column in has in it.
const INSTRUCTIONS: [&str; 27] = [
    "填", "可选", "必选", "单选", "选择", "选项", "下拉", "格式", "例如", "示例", "例:", "请", "单位:", "精确", "保留",
    "小数", "整数", "满分", "核实", "不含", "全称", "简称", "注明", "据实", "全年", "本年", "累计",
];

/// Whole instructions.
const CHOICES: [&str; 8] = ["是/否", "是否", "有/无", "有无", "是、否", "Y/N", "y/n", "√/×"];

/// A header as it is compared: NFKC, without white space, asterisks, a colon at its end, and without trailing brackets
/// that hold a unit or an instruction.
pub(in crate::roster) fn plain_header(text: &str) -> String {
    stripped(text).0
}

/// What stands in the trailing brackets that a header is compared without: 单位:天, 必填, 0-100.
pub(super) fn remarks(text: &str) -> Vec<String> {
    stripped(text).1
}

/// A header as it is compared, and what its brackets said.
fn stripped(text: &str) -> (String, Vec<String>) {
    let mut text = compact(text);
    let mut said = Vec::new();
    loop {
        let bare = text.trim_matches('*').trim_end_matches(':');
        let (shorter, content) = match without_brackets(bare) {
            Some((rest, content)) if !rest.is_empty() => (rest, Some(content)),
            _ => (bare, None),
        };
        if shorter.len() == text.len() || shorter.is_empty() {
            return (text, said);
        }
        said.extend(content.map(str::to_owned));
        text = shorter.to_owned();
    }
}

/// The text before trailing brackets, and what they hold, if they say nothing that another column could lack.
fn without_brackets(text: &str) -> Option<(&str, &str)> {
    const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];
    let (open, _) = BRACKETS.into_iter().find(|(_, close)| text.ends_with(*close))?;
    let start = text.rfind(open)?;
    let content = text[start + open.len_utf8()..].trim_end_matches([')', ']', '】', '〕']);
    is_instruction(content).then_some((&text[..start], content))
}

/// Units that no column is kept in.
const FOREIGN_UNITS: [&str; 9] = ["万元", "千元", "百元", "亿元", "美元", "小时", "分钟", "工时", "课时"];
/// Such units, where nothing else stands beside them.
const FOREIGN_WORDS: [&str; 7] = ["万", "千", "百", "角", "周", "星期", "秒"];

/// What a text says in front of its unit.
const OF_UNITS: &str = "单位:";

/// The unit that a text names and in which no column is kept: 单位:万元, (千元).
pub(in crate::roster) fn foreign_unit(text: &str) -> Option<&'static str> {
    let text = compact(text);
    let is_short = text.trim_matches(['(', ')', '[', ']', '【', '】']).chars().count() <= 4;
    let unit = || FOREIGN_UNITS.into_iter().find(|unit| text.contains(unit));
    if is_short || text.contains("单位") { unit() } else { None }
}

/// Whether a unit that no column is kept in is one of money.
pub(in crate::roster) fn is_of_money(unit: &str) -> bool {
    unit.ends_with('元')
}

/// Whether what the brackets behind a header say suits what its column holds: a unit of its own, no part of the year.
pub(super) fn suits(content: &str, field: Field) -> bool {
    let kind = field.kind();
    if !is_figure(kind) || is_whole_year(content) {
        return true;
    }
    if FOREIGN_UNITS.iter().any(|unit| content.contains(unit)) {
        return false;
    }
    let (is_named, units) = match content.split_once(OF_UNITS) {
        Some((_, units)) => (true, units),
        None => (false, content),
    };
    let mut parts = units.split(['/', '、', ',', ';', '或']);
    parts.all(|part| match unit_of(part) {
        Some(unit) => is_unit_of(unit, field),
        None => {
            !is_named && !FOREIGN_WORDS.contains(&part) && ends_of_range(part).is_none_or(|ends| is_open(ends, kind))
        }
    })
}

/// Whether a column of a kind holds figures, which have units.
const fn is_figure(kind: ValueKind) -> bool {
    use ValueKind as Kind;
    matches!(
        kind,
        Kind::Months | Kind::Count | Kind::Days | Kind::Score | Kind::Bonus | Kind::Award | Kind::Money | Kind::Flag
    )
}

/// Whether a column is kept in a unit.
fn is_unit_of(unit: &str, field: Field) -> bool {
    match field.kind() {
        ValueKind::Count if field == Field::LowMonths => ["次", "个", "月", "个月"].contains(&unit),
        ValueKind::Count => ["次", "个", "件", "人", "票"].contains(&unit),
        ValueKind::Days => ["天", "日"].contains(&unit),
        ValueKind::Months => ["月", "个月", "个"].contains(&unit),
        ValueKind::Score | ValueKind::Bonus => unit == "分",
        ValueKind::Award | ValueKind::Money => unit == "元",
        _ => true,
    }
}

/// The unit that a part of a remark is, alone or behind a number or a range.
fn unit_of(part: &str) -> Option<&'static str> {
    let unit = UNITS.into_iter().filter(|unit| part.ends_with(unit)).max_by_key(|unit| unit.len())?;
    let number = &part[..part.len() - unit.len()];
    let is_numeric = number.chars().all(|c| c.is_ascii_digit() || ".-~至到—–≤<≥>=".contains(c));
    is_numeric.then_some(unit)
}

/// The whole numbers at the ends of a range without a unit.
fn ends_of_range(part: &str) -> Option<(u32, u32)> {
    let (from, to) = part.split_once(['-', '~', '至', '到', '—', '–'])?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

/// Whether a range is one of what a column holds: scores from 0, or from so much that no months are meant; or a whole
/// year.
const fn is_open((from, to): (u32, u32), kind: ValueKind) -> bool {
    const MONTHS: u32 = 12;
    let is_of_scores = matches!(kind, ValueKind::Score | ValueKind::Bonus) && to > MONTHS;
    from == 0 || from == 1 && to == MONTHS || is_of_scores
}

/// Whether a text is just a unit.
pub(super) fn is_unit(text: &str) -> bool {
    UNITS.contains(&text.trim_matches(['(', ')']))
}

/// 天, 件/次, 单位:天, 必填, 0-100, 满分25分, 是/否, a number to call. Never what names another time or person.
fn is_instruction(content: &str) -> bool {
    let are_units = content.split(['/', '、', ',', '或']).all(|unit| UNITS.contains(&unit));
    let is_long_number = content.len() >= 5 && content.bytes().all(|byte| byte.is_ascii_digit());
    if !years(content).is_empty() || scope(content, 0, false).is_some() {
        return is_date_pattern(content);
    }
    are_units
        || is_long_number
        || CHOICES.contains(&content)
        || content.starts_with('如')
        || is_date_pattern(content)
        || INSTRUCTIONS.iter().any(|word| content.contains(word))
        || is_range(content)
}

/// YYYY-MM-DD, 年-月-日.
fn is_date_pattern(content: &str) -> bool {
    let letters = content.to_ascii_lowercase();
    letters.starts_with("yyyy") || content == "年-月-日" || content == "年月日" || content == "年/月/日"
}

/// 0-100, 0~10分, ≤25, 25分.
fn is_range(content: &str) -> bool {
    let unit = UNITS.iter().filter(|unit| content.ends_with(**unit)).max_by_key(|unit| unit.len());
    let bare = unit.map_or(content, |unit| &content[..content.len() - unit.len()]);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let parts: Vec<&str> = bare.split(['-', '~', '至', '到', '—', '–']).collect();
    match parts.as_slice() {
        // A bare number without a unit may be a year.
        [one] => {
            let limit = one.trim_start_matches(['≤', '<', '≥', '>', '=']);
            is_number(limit)
                && (unit.is_some() || limit.len() < one.len())
                && !(unit == Some(&"年") && limit.len() == 4)
        }
        [from, to] => is_number(from) && is_number(to) && !(from.len() == 4 && to.len() == 4),
        _ => false,
    }
}

/// Words of other years and of earlier employers.
const OTHER_YEARS: [&str; 22] = [
    "上年",
    "去年",
    "往年",
    "前年",
    "上一年",
    "上期",
    "前一年",
    "前两年",
    "近两年",
    "近三年",
    "历史",
    "此前",
    "以往",
    "既往",
    "明年",
    "下年度",
    "下一年",
    "原单位",
    "原工作单位",
    "前单位",
    "往期",
    "以前年度",
];
/// Words of parts of a year.
const PARTS: [&str; 13] =
    ["半年", "季度", "季", "旬", "上半", "下半", "截至", "本月", "当月", "上月", "年中", "期初", "年初"];
/// Words of other people.
const OTHER_PEOPLE: [&str; 24] = [
    "紧急",
    "联系人",
    "家庭成员",
    "家庭情况",
    "家庭联系",
    "家庭信息",
    "家庭关系",
    "家庭主要",
    "家属",
    "家人",
    "配偶",
    "丈夫",
    "妻子",
    "介绍人",
    "父亲",
    "母亲",
    "父母",
    "子女",
    "亲属",
    "直系",
    "监护人",
    "担保人",
    "证明人",
    "推荐人",
];
/// Over scores these say who gave them; over anything else they are somebody else.
const PERHAPS_OTHERS: [&str; 9] = ["负责人", "主管", "领导", "带教", "师傅", "老师", "经办人", "考核人", "他人"];

/// The scope of a group's text over a column; `is_score` says whether others may have given what stands under it.
pub(in crate::roster) fn scope(group: &str, year: i32, is_score: bool) -> Option<ColumnScope> {
    let has = |words: &[&str]| words.iter().any(|word| group.contains(word));
    if has(&OTHER_YEARS) || years(group).into_iter().any(|other| other != year) {
        return Some(ColumnScope::OtherYear);
    }
    let letters = group.to_ascii_lowercase();
    let is_quarter_or_half = letters.len() == 2 && letters.starts_with(['q', 'h']);
    let is_half = !years(group).is_empty() && group.ends_with(['上', '下']);
    let is_part =
        has(&PARTS) || is_quarter_or_half || is_half || names_a_month(group) || is_range_of_months(group, year);
    if !is_whole_year(group) && is_part {
        return Some(ColumnScope::PartOfYear);
    }
    // The group that appraises is nobody's superior.
    let is_a_body = ["领导小组", "领导班子"].iter().any(|body| group.contains(body));
    let is_others = group == "家庭" || group.contains("其他人");
    (has(&OTHER_PEOPLE) || is_others || !is_score && !is_a_body && has(&PERHAPS_OTHERS))
        .then_some(ColumnScope::OtherPerson)
}

/// 1-12月, 全年, 截至12月31日.
fn is_whole_year(text: &str) -> bool {
    ["1-12月", "1月-12月", "1至12月", "1月至12月", "1~12月", "全年", "12月31日", "12月底"]
        .iter()
        .any(|whole| text.contains(whole))
}

/// 3月, 1-6月, 一至六月, 2024-03; no 月度 and no 12个月.
fn names_a_month(text: &str) -> bool {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let mut before = text.split('月');
    let last = before.next_back();
    let named = before.any(|before| before.ends_with(|c: char| c.is_ascii_digit() || NUMERALS.contains(&c)));
    let dated = |rest: &str| text.split(['-', '.', '/']).count() == 2 && rest.len() <= 2;
    named || last == Some(text) && years(text).len() == 1 && text.rsplit(['-', '.', '/']).next().is_some_and(dated)
}

/// 2024.1-6, 2024.1.1—2024.9.30: from one month to another of the year, and not from its first to its last.
fn is_range_of_months(text: &str, year: i32) -> bool {
    let own = year.to_string();
    let Some((_, rest)) = text.split_once(&own) else { return false };
    // Numbers and years in their order: 1 6, or 1 1 2024 9 30.
    let numbers: Vec<u32> =
        rest.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let is_dated = rest.starts_with(['.', '/', '-', '年']);
    let months = match numbers.as_slice() {
        // 2024-1-6 is a day.
        [from, to] if !rest.starts_with('-') => Some((*from, *to)),
        [from, again, to] | [from, _, again, to, ..] if again.to_string() == own => Some((*from, *to)),
        _ => None,
    };
    let is_range = rest.contains(['-', '~', '至', '到', '—', '–', '－']);
    let is_month = |month: &u32| (1..=12).contains(month);
    is_dated
        && is_range
        && months.is_some_and(|(from, to)| is_month(&from) && is_month(&to) && from < to && (from, to) != (1, 12))
}

/// Whether a title or a sheet's name says that the table is about another year or a part of one: 上半年, 3月考勤, 2023年.
pub(in crate::roster) fn names_a_period(text: &str, year: i32) -> bool {
    let text = compact(text);
    if is_range_of_months(&text, year) {
        return true;
    }
    // The day on which a table was made is no period.
    if text.contains(['日', ':']) {
        return false;
    }
    matches!(scope(&text, year, false), Some(ColumnScope::OtherYear | ColumnScope::PartOfYear))
}

/// Whether a title or a sheet's name says that a list of the year is of a part of it; its last month may be when it was made.
pub(in crate::roster) fn names_a_part(text: &str, year: i32) -> bool {
    let text = compact(text);
    let is_of_other_years = years(&text).into_iter().any(|other| other != year);
    // h1 is what a file may be called.
    !is_of_other_years
        && text.contains(is_han)
        && !text.contains("12月")
        && names_a_period(&text, year)
        && scope(&text, year, false) != Some(ColumnScope::OtherYear)
}

/// Whether a title or a sheet's name says in words that the table is about another year: 上年, 去年.
pub(in crate::roster) fn names_another_year_in_words(text: &str) -> bool {
    let text = compact(text);
    OTHER_YEARS.iter().any(|word| text.contains(word))
}

/// Years that a text names: 2023年, 2023, 2023-2024学年, 23年, 二〇二三年.
pub(in crate::roster) fn years(text: &str) -> Vec<i32> {
    const DIGITS: [char; 11] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '零'];
    let digit = |c: char| {
        let word = || DIGITS.iter().position(|digit| *digit == c).map(|digit| digit as i32 % 10);
        c.to_digit(10).map(|digit| digit as i32).or_else(word)
    };
    let mut found = Vec::new();
    let mut digits: Vec<i32> = Vec::new();
    for c in text.chars().chain(['\n']) {
        if let Some(digit) = digit(c) {
            digits.push(digit);
            continue;
        }
        // No year has more digits than four.
        let number = digits.iter().take(4).fold(0, |number, digit| number * 10 + digit);
        match digits.len() {
            4 if (2000..=2100).contains(&number) => found.push(number),
            2 if c == '年' && (10..=60).contains(&number) => found.push(2000 + number),
            _ => {}
        }
        digits.clear();
    }
    found
}

/// The year that a whole text is: 2023, 2023年, 2023年度.
pub(in crate::roster) fn year(text: &str) -> Option<i32> {
    let bare = text.strip_suffix("年度").or_else(|| text.strip_suffix('年')).unwrap_or(text);
    bare.parse().ok().filter(|year| bare.len() == 4 && (2000..=2100).contains(year))
}

/// The month of the year that a whole text is: 1月, 01月, 1月份, 一月, 2024年1月, 2024-01, 2024.1, 2024-01-31.
pub(in crate::roster) fn month(text: &str, year: i32) -> Option<u32> {
    const WORDS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let number = |digits: &str| {
        let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|month| is_number && (1..=12).contains(month))
    };
    let own = format!("{year}");
    let (dated, rest) = match text.strip_prefix(&own) {
        Some(rest) => {
            let rest = rest.strip_prefix("年度").or_else(|| rest.strip_prefix(['年', '-', '.', '/'])).unwrap_or(rest);
            (rest.len() < text.len() - own.len(), rest)
        }
        None => (false, text),
    };
    if let Some(bare) = rest.strip_suffix("月份").or_else(|| rest.strip_suffix('月')) {
        let word = || (1..).zip(WORDS).find(|(_, word)| *word == bare).map(|(month, _)| month);
        return number(bare).or_else(word);
    }
    if !dated {
        return None;
    }
    // A day of the month is how spreadsheets keep a month that they took for a date.
    match rest.split_once(['-', '/', '.']) {
        None => number(rest),
        Some((month, day)) => number(day).and_then(|_| number(month)).or_else(|| {
            let is_day = (1..=2).contains(&day.len()) && day.parse().is_ok_and(|day: u32| (1..=31).contains(&day));
            number(month).filter(|_| is_day)
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_lose_spaces_breaks_asterisks_units_and_instructions() {
        for (text, expected) in [
            ("事假\n(天)", "事假"),
            ("姓  名", "姓名"),
            ("*事假天数（必填）", "事假天数"),
            ("＊姓名＊", "姓名"),
            ("事假（单位：天）", "事假"),
            ("事假（天）（必填）", "事假"),
            ("事假(天)*", "事假"),
            ("工作纪律（0-25）", "工作纪律"),
            ("工作纪律(满分25分)", "工作纪律"),
            ("工作纪律【25分】", "工作纪律"),
            ("管理人员（是/否）", "管理人员"),
            ("入职日期(YYYY-MM-DD)", "入职日期"),
            ("优秀（票）", "优秀"),
            ("姓名：", "姓名"),
            ("实际在岗月份（月）", "实际在岗月份"),
            ("扣减比例(%)", "扣减比例"),
            ("ａｂ", "ab"),
            ("核实差评数（经核实，次）", "核实差评数"),
            ("事假（不含病假）", "事假"),
            ("投诉（件/次）", "投诉"),
            ("投诉[12345]", "投诉"),
            ("科室（部门全称）", "科室"),
            ("(天)", "(天)"),
            ("*", "*"),
        ] {
            assert_eq!(plain_header(text), expected, "{text}");
        }
    }

    #[test]
    fn brackets_that_say_something_stay() {
        for text in ["事假(上半年)", "初评等次(2023年)", "姓名(配偶)", "科室(盖章)", "投诉(口头)", "等次(2021-2023)"]
        {
            assert_eq!(plain_header(text), text);
        }
    }

    #[test]
    fn months_in_every_form() {
        for text in
            ["1月", "01月", "1月份", "一月", "2024年1月", "2024-01", "2024.1", "2024/1", "2024-01-01", "2024-01-31"]
        {
            assert_eq!(month(text, 2024), Some(1), "{text}");
        }
        assert_eq!(month("十二月", 2024), Some(12));
        for text in ["0月", "13月", "2023年1月", "2024", "1", "2024年", "2024-13", "月份", "1季度", "2024-01-32"]
        {
            assert_eq!(month(text, 2024), None, "{text}");
        }
    }

    #[test]
    fn titles_of_a_part_of_the_year() {
        for text in [
            "上半年",
            "下半年考勤",
            "一季度投诉",
            "3月考勤",
            "2024年12月考勤汇总",
            "1-6月",
            "2023年考勤",
            "去年投诉",
            "统计期间:2024.1.1—2024.9.30",
        ] {
            assert!(names_a_period(text, 2024), "{text}");
        }
        for text in [
            "考勤汇总",
            "2024年度考勤",
            "2024年1-12月考勤",
            "全年投诉统计",
            "填报日期:2025年1月",
            "2025年1月6日",
            "填报日期:2024-1-6",
            "月度扣款",
        ] {
            assert!(!names_a_period(text, 2024), "{text}");
        }
    }

    #[test]
    fn groups_of_other_times_and_people() {
        for text in [
            "前单位",
            "往期",
            "上年度",
            "去年",
            "往年情况",
            "2023年",
            "2023",
            "2022-2023年度",
            "23年",
            "二〇二三年",
            "上期",
            "原单位",
        ] {
            assert_eq!(scope(text, 2024, false), Some(ColumnScope::OtherYear), "{text}");
        }
        for text in [
            "上半年",
            "下半年",
            "一季度",
            "Q3",
            "h1",
            "1月",
            "2024年3月",
            "1-6月",
            "7-12月",
            "一至六月",
            "10月以前",
            "截至9月底",
            "本月",
            "当月情况",
            "年中",
            "期初",
            "2024上",
            "2024年下",
            "2024.1-6",
            "2024.1.1-2024.9.30",
        ] {
            assert_eq!(scope(text, 2024, false), Some(ColumnScope::PartOfYear), "{text}");
        }
        for text in ["紧急联系人", "家庭成员", "配偶信息", "介绍人"] {
            assert_eq!(scope(text, 2024, false), Some(ColumnScope::OtherPerson), "{text}");
        }
        for text in ["直接领导", "带教老师", "同组其他人", "考核人"] {
            assert_eq!(scope(text, 2024, false), Some(ColumnScope::OtherPerson), "{text}");
        }
        assert_eq!(scope("领导评分", 2024, true), None);
        for text in [
            "领导小组核实情况",
            "考核领导小组测评票数",
            "家庭综合窗口",
            "2024.1-12",
            "2024.1.1-2024.12.31",
            "2024-12-31",
        ] {
            assert_eq!(scope(text, 2024, false), None, "{text}");
        }
        for text in ["基本信息", "2024年", "考勤", "差评", "本年度", "24年", "1-12月", "全年", "月度考核", "在岗月数"]
        {
            assert_eq!(scope(text, 2024, false), None, "{text}");
        }
    }
}
