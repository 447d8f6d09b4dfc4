//! An office's facts as a clean workbook: one header row, one person a row, every cell in its plainest form.

use super::{
    model::{Block, Cell, Kind, Row, Sheet, Value},
    truth::{Dedication, NEEDED, OF_INCIDENTS, Person, Source, Truth, YEAR, amounts},
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// The order of the roster's columns.
const ORDER: [&str; 44] = [
    "工号",
    "姓名",
    "身份证号",
    "科室",
    "小组",
    "岗位类别",
    "管理人员",
    "岗位级别",
    "入职日期",
    "离岗日期",
    "在岗月数",
    "管理岗月数",
    "事假天数",
    "核实差评数",
    "差评已扣数",
    "核实投诉数",
    "投诉已扣数",
    "违规次数",
    "违规已扣数",
    "通报次数",
    "拒不执行",
    "巡查通报次数",
    "月度均分",
    "月度低等次数",
    "明察暗访重大影响",
    "不服从安排",
    "未按时完成次数",
    "拒不整改",
    "失职损失",
    "损害声誉",
    "工作纪律",
    "服务规范",
    "业务能力",
    "工作成效",
    "亮点加分",
    "初评分",
    "初评等次",
    "民主测评分",
    "敬业奉献",
    "办法扣款",
    "上次晋升年度",
    "2021年等次",
    "2022年等次",
    "2023年等次",
];

/// The sheets of a clean workbook.
pub fn sheets(truth: &Truth) -> Vec<Sheet> {
    let plan = &truth.plan;
    let mut sheets = vec![roster(truth)];
    if plan.incidents {
        sheets.push(incidents(truth));
    }
    if plan.months == Source::Sheet {
        sheets.push(months(truth));
    }
    if plan.reviews == Source::Sheet {
        sheets.push(reviews(truth));
    }
    if plan.ballots == Source::Sheet {
        sheets.push(if plan.tallies { tallies(truth) } else { ballots(truth) });
    }
    if plan.history == Source::Sheet {
        sheets.push(history(truth));
    }
    if truth.people.iter().any(|person| person.decision.is_some()) {
        sheets.push(decisions(truth));
    }
    sheets.push(settings(truth));
    sheets.retain(|sheet| !sheet.blocks[0].rows.is_empty());
    sheets
}

/// A value of a person in a column of the roster.
pub fn cell(person: &Person, header: &str) -> Cell {
    let date = |date: Option<NaiveDate>| date.map_or(Cell::default(), |date| Cell::of(Value::Date(date)));
    let months = |months: Option<u32>| months.map_or(Cell::default(), Cell::number);
    let flag = |flag: bool| Cell::text(if flag { "是" } else { "否" });
    match header {
        "工号" => Cell::text(&person.number),
        "姓名" => Cell::text(&person.name),
        "身份证号" => Cell::text(&person.id_number),
        "科室" => Cell::text(person.department),
        "小组" => Cell::text(format!("{}一组", person.department)),
        "岗位类别" => Cell::text(person.category),
        "管理人员" => flag(person.manager),
        "岗位级别" => Cell::text(person.level),
        "入职日期" => date(Some(person.joined)),
        "离岗日期" => date(person.left),
        "在岗月数" => months(person.months),
        "管理岗月数" => months(person.manager_months),
        "事假天数" => Cell::number(person.leave),
        "核实差评数" => Cell::number(person.bad.all),
        "差评已扣数" => Cell::number(person.bad.fined),
        "核实投诉数" => Cell::number(person.complaints.all),
        "投诉已扣数" => Cell::number(person.complaints.fined),
        "违规次数" => Cell::number(person.breaches.all),
        "违规已扣数" => Cell::number(person.breaches.fined),
        "通报次数" => Cell::number(person.circulars),
        "巡查通报次数" => Cell::number(person.patrol),
        "月度均分" => Cell::number(person.monthly_mean),
        "月度低等次数" => Cell::number(person.low),
        "未按时完成次数" => Cell::number(person.late),
        "工作纪律" => Cell::number(person.aspects[0]),
        "服务规范" => Cell::number(person.aspects[1]),
        "业务能力" => Cell::number(person.aspects[2]),
        "工作成效" => Cell::number(person.aspects[3]),
        "亮点加分" => Cell::number(person.aspects[4]),
        "初评分" => Cell::number(person.review),
        "初评等次" => Cell::text(person.first_grade.unwrap_or_default()),
        "民主测评分" => Cell::number(person.ballot),
        "敬业奉献" => match person.dedication {
            Dedication::No => flag(false),
            Dedication::Standard => flag(true),
            Dedication::Amount(amount) => Cell::number(amount),
        },
        "办法扣款" => Cell::number(person.rule_deduction),
        "上次晋升年度" => person.last_promotion.map_or(Cell::default(), Cell::number),
        "备注" => Cell::default(),
        "2021年等次" | "2022年等次" | "2023年等次" => {
            let year = header[..4].parse().expect("a year");
            Cell::text(person.past.get(&year).copied().unwrap_or_default())
        }
        flagged => flag(person.is(flagged)),
    }
}

fn row(person: &Person, cells: Vec<Cell>) -> Row {
    Row { cells, whom: Some(person.key.clone()), ..Row::default() }
}

fn roster(truth: &Truth) -> Sheet {
    let plan = &truth.plan;
    let is_past = |header: &str| header.ends_with("年等次");
    let mut headers: Vec<&str> = ORDER
        .into_iter()
        .filter(|header| plan.has(header) || (is_past(header) && plan.history == Source::Roster))
        .collect();
    headers.extend(plan.has("备注").then_some("备注"));
    let mut block = Block::new(&headers);
    for person in &truth.people {
        block.rows.push(row(person, headers.iter().map(|header| cell(person, header)).collect()));
    }
    Sheet::new("花名册", Kind::Roster, block)
}

/// The headers that say whom a row of a further sheet is about.
pub fn whom(truth: &Truth) -> Vec<&'static str> {
    match truth.plan.has("工号") {
        true => vec!["工号", "姓名"],
        false if truth.plan.has("身份证号") => vec!["身份证号", "姓名"],
        false => vec!["姓名"],
    }
}

/// A sheet with rows about people: each person gives as many as there are lists of cells.
fn about(
    truth: &Truth,
    name: &str,
    kind: Kind,
    headers: &[&str],
    mut cells: impl FnMut(&Person) -> Vec<Vec<Cell>>,
) -> Sheet {
    let whom = whom(truth);
    let mut block = Block::new(&[&whom, headers].concat());
    for person in &truth.people {
        for own in cells(person) {
            let key = whom.iter().map(|header| cell(person, header));
            block.rows.push(row(person, key.chain(own).collect()));
        }
    }
    Sheet::new(name, kind, block)
}

fn incidents(truth: &Truth) -> Sheet {
    let headers = ["日期", "类别", "星级", "核实状态", "月度已扣", "说明"];
    // Each on a day of its own, so that none looks like another.
    let mut day = NaiveDate::from_ymd_opt(YEAR, 1, 3).expect("a date");
    let last = NaiveDate::from_ymd_opt(YEAR, 12, 20).expect("a date");
    about(truth, "事件", Kind::Incidents, &headers, |person| {
        let mut rows = Vec::new();
        let mut add = |kind: &str, stars: &str, state: &str, fined: bool| {
            day = if day >= last { NaiveDate::from_ymd_opt(YEAR, 1, 4).expect("a date") } else { day + Days::new(1) };
            let stars = stars.parse::<u32>().map_or(Cell::default(), Cell::number);
            let fined = Cell::text(if fined { "是" } else { "" });
            rows.push(vec![
                Cell::of(Value::Date(day)),
                Cell::text(kind),
                stars,
                Cell::text(state),
                fined,
                Cell::text("窗口记录"),
            ]);
        };
        let own = "本人责任";
        for number in 0..person.bad.all {
            add("差评", if number % 2 == 0 { "1" } else { "2" }, own, number < person.bad.fined);
        }
        for number in 0..person.complaints.all {
            add("投诉", "", own, number < person.complaints.fined);
        }
        for number in 0..person.breaches.all {
            let kind = if number < person.circulars { "通报" } else { "违规" };
            add(kind, "", own, number < person.breaches.fined);
        }
        for _ in 0..person.patrol {
            add("巡查通报", "", own, false);
        }
        for _ in 0..person.late {
            add("未按时完成", "", own, false);
        }
        for flag in &person.flags {
            add(flag, "", own, false);
        }
        if person.bad.all == 2 {
            add("差评", "3", own, false);
            add("投诉", "", "非本人责任", false);
        }
        rows
    })
}

fn months(truth: &Truth) -> Sheet {
    let headers: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    about(truth, "月度考核", Kind::Months, &headers, |person| {
        let marks = person.monthly.iter();
        vec![marks.map(|(score, grade)| Cell::text(format!("{}/{grade}", score.normalize()))).collect()]
    })
}

fn reviews(truth: &Truth) -> Sheet {
    let headers: &[&str] = match truth.plan.aspects {
        true => &["工作纪律", "服务规范", "业务能力", "工作成效", "亮点加分"],
        false => &["初评分"],
    };
    about(truth, "初评", Kind::Reviews, headers, |person| {
        vec![headers.iter().map(|header| cell(person, header)).collect()]
    })
}

/// The grades of votes.
pub const GRADES: [&str; 5] = ["优秀", "表扬", "合格", "基本合格", "不合格"];

fn tallies(truth: &Truth) -> Sheet {
    about(truth, "民主测评", Kind::Ballots, &GRADES, |person| vec![person.votes.map(Cell::number).to_vec()])
}

fn ballots(truth: &Truth) -> Sheet {
    about(truth, "民主测评", Kind::Ballots, &["票号", "评价"], |person| {
        let votes =
            person.votes.iter().zip(GRADES).filter(|(votes, _)| **votes > 1).map(|(_, grade)| Cell::text(grade));
        let score = Cell::number(person.ballot);
        [score].into_iter().chain(votes).zip(1_u32..).map(|(vote, number)| vec![Cell::number(number), vote]).collect()
    })
}

fn history(truth: &Truth) -> Sheet {
    about(truth, "历年考核", Kind::History, &["年度", "等次"], |person| {
        person.past.iter().map(|(year, grade)| vec![Cell::number(*year), Cell::text(*grade)]).collect()
    })
}

fn decisions(truth: &Truth) -> Sheet {
    let date = NaiveDate::from_ymd_opt(YEAR + 1, 1, 10).expect("a date");
    about(truth, "决定", Kind::Decisions, &["决定等次", "理由", "决定人", "日期"], |person| {
        let texts = |grade: &str| [grade, "集体研究", "考核领导小组"].map(Cell::text).to_vec();
        person.decision.map(|grade| [texts(grade), vec![Cell::of(Value::Date(date))]].concat()).into_iter().collect()
    })
}

fn settings(truth: &Truth) -> Sheet {
    let plan = &truth.plan;
    let mut block = Block::new(&["参数", "取值"]);
    let mut add = |name: &str, value: Cell| {
        block.rows.push(Row { cells: vec![Cell::text(name), value], ..Row::default() });
    };
    add("年度", Cell::number(Decimal::from(YEAR)));
    for (name, amount) in amounts() {
        add(&name, Cell::number(amount));
    }
    let stood_in = |header: &str| match header {
        "管理人员" => plan.has("岗位类别"),
        "违规次数" => plan.has("通报次数"),
        "月度低等次数" => plan.months == Source::Sheet,
        _ => false,
    };
    let is_there =
        |header: &str| plan.has(header) || (plan.incidents && OF_INCIDENTS.contains(&header)) || stood_in(header);
    let none: Vec<&str> = NEEDED.into_iter().filter(|header| !is_there(header)).collect();
    add("无此情形", Cell::text(none.join("、")));
    add("方案已确认", Cell::text("是"));
    Sheet::new("方案", Kind::Settings, block)
}
