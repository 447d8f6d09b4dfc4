//! The facts of a small office, and what follows from them by a computation of its own: the notice's bars, cases and
//! money in a few lines that share nothing with the program.

use super::dice::Dice;
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// The appraised year.
pub const YEAR: i32 = 2024;
/// Monthly standards and awards of 方案, in yuan.
pub const BONUS: Decimal = Decimal::from_parts(83_333, 0, 0, false, 2);
const SETTLEMENT: Decimal = Decimal::from_parts(300, 0, 0, false, 0);
const ALLOWANCES: [(&str, Decimal); 2] =
    [("一级", Decimal::from_parts(100, 0, 0, false, 0)), ("二级", Decimal::from_parts(30_005, 0, 0, false, 2))];
const EXCELLENT: Decimal = Decimal::from_parts(3_000, 0, 0, false, 0);
const COMMENDED: Decimal = Decimal::from_parts(1_500, 0, 0, false, 0);
const DEDICATION: Decimal = Decimal::from_parts(800, 0, 0, false, 0);

/// The amounts of 方案.
pub fn amounts() -> Vec<(String, Decimal)> {
    let named = [
        ("年终奖金月标准", BONUS),
        ("年终清算月标准", SETTLEMENT),
        ("优秀奖励", EXCELLENT),
        ("表扬奖励", COMMENDED),
        ("敬业奉献奖标准", DEDICATION),
    ];
    let levels = ALLOWANCES.map(|(level, rate)| (format!("岗位津贴月标准·{level}"), rate));
    named.into_iter().map(|(name, amount)| (name.to_owned(), amount)).chain(levels).collect()
}

/// What people are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// 工号 like `K007`.
    Letters,
    /// 工号 like `000107`.
    Zeros,
    /// 身份证号; there is no 工号.
    IdNumber,
    /// 姓名; there is nothing else.
    Name,
}

/// Where the scores of the monthly appraisal stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nowhere.
    None,
    /// In columns of the roster.
    Roster,
    /// On a sheet of their own.
    Sheet,
}

/// Which columns and sheets the office has.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What people are told apart by.
    pub key: KeyKind,
    /// Further roster columns that are there: 身份证号 小组 岗位类别 …
    pub columns: Vec<&'static str>,
    /// Whether incidents stand on a sheet 事件 and not on the roster.
    pub incidents: bool,
    /// Monthly appraisal.
    pub months: Source,
    /// The first review.
    pub reviews: Source,
    /// Whether the first review is given by its aspects.
    pub aspects: bool,
    /// The democratic appraisal.
    pub ballots: Source,
    /// Whether its sheet has tallies instead of ballots.
    pub tallies: bool,
    /// Past grades.
    pub history: Source,
}

impl Plan {
    /// Whether the roster or a sheet in its place has the column.
    pub fn has(&self, header: &str) -> bool {
        self.columns.contains(&header)
    }
}

/// Cases of a person and how many of them are fined already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cases {
    /// All cases.
    pub all: u32,
    /// Those already fined.
    pub fined: u32,
}

/// An award for dedication.
#[derive(Clone, Copy, Debug)]
pub enum Dedication {
    /// 否
    No,
    /// 是
    Standard,
    /// Yuan.
    Amount(Decimal),
}

/// One person.
#[derive(Clone, Debug)]
pub struct Person {
    /// What the person is told apart by.
    pub key: String,
    /// 工号, where there is one.
    pub number: String,
    /// 姓名
    pub name: String,
    /// 身份证号
    pub id_number: String,
    /// 科室
    pub department: &'static str,
    /// 岗位类别
    pub category: &'static str,
    /// 管理人员
    pub manager: bool,
    /// 岗位级别
    pub level: &'static str,
    /// 入职日期
    pub joined: NaiveDate,
    /// 离岗日期
    pub left: Option<NaiveDate>,
    /// 在岗月数
    pub months: Option<u32>,
    /// 管理岗月数
    pub manager_months: Option<u32>,
    /// 事假天数
    pub leave: Decimal,
    /// 差评
    pub bad: Cases,
    /// 投诉
    pub complaints: Cases,
    /// 违规, circulars included
    pub breaches: Cases,
    /// 通报次数
    pub circulars: u32,
    /// 巡查通报次数
    pub patrol: u32,
    /// 月度低等次数 where the roster has it.
    pub low: u32,
    /// 未按时完成次数
    pub late: u32,
    /// The columns of yes and no that are yes.
    pub flags: Vec<&'static str>,
    /// 月度考核: score and grade of each month.
    pub monthly: Vec<(Decimal, &'static str)>,
    /// 月度均分 where the roster has it.
    pub monthly_mean: Decimal,
    /// The four aspects and 亮点加分.
    pub aspects: [Decimal; 5],
    /// 初评分
    pub review: Decimal,
    /// 初评等次
    pub first_grade: Option<&'static str>,
    /// 民主测评分 where the roster has it.
    pub ballot: Decimal,
    /// Votes for the five grades, on the sheet.
    pub votes: [u32; 5],
    /// 敬业奉献
    pub dedication: Dedication,
    /// 办法扣款
    pub rule_deduction: Decimal,
    /// 上次晋升年度
    pub last_promotion: Option<i32>,
    /// Grades of the years before.
    pub past: BTreeMap<i32, &'static str>,
    /// 决定等次
    pub decision: Option<&'static str>,
}

/// The flags of 五(七), with their clauses.
pub const CASE_FLAGS: [(&str, &str); 5] = [
    ("明察暗访重大影响", "五(七)2"),
    ("不服从安排", "五(七)3"),
    ("拒不整改", "五(七)4"),
    ("失职损失", "五(七)5"),
    ("损害声誉", "五(七)6"),
];

/// Columns that the rules can't do without: what neither the roster nor a sheet has stands in 无此情形.
pub const NEEDED: [&str; 20] = [
    "管理人员",
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
    "月度低等次数",
    "明察暗访重大影响",
    "不服从安排",
    "未按时完成次数",
    "拒不整改",
    "失职损失",
    "损害声誉",
    "敬业奉献",
    "办法扣款",
];

/// Columns of incidents, for which a sheet 事件 stands in.
pub const OF_INCIDENTS: [&str; 15] = [
    "核实差评数",
    "差评已扣数",
    "核实投诉数",
    "投诉已扣数",
    "违规次数",
    "违规已扣数",
    "通报次数",
    "拒不执行",
    "巡查通报次数",
    "明察暗访重大影响",
    "不服从安排",
    "未按时完成次数",
    "拒不整改",
    "失职损失",
    "损害声誉",
];

impl Person {
    /// Whether a column of yes and no is yes.
    pub fn is(&self, flag: &str) -> bool {
        self.flags.contains(&flag)
    }

    /// Whether the person is appraised.
    pub fn is_appraised(&self) -> bool {
        let last = NaiveDate::from_ymd_opt(YEAR, 12, 31).expect("a date");
        self.joined <= last && self.left.is_none_or(|left| left >= last)
    }

    /// Months of the year by 入职日期, each from half of its days on.
    fn derived_months(&self) -> u32 {
        let days = |year, month| {
            let first = |year, month| NaiveDate::from_ymd_opt(year, month, 1).expect("a date");
            let next = if month == 12 { first(year + 1, 1) } else { first(year, month + 1) };
            (next - first(year, month)).num_days()
        };
        let in_month = |month| match (self.joined.year(), self.joined.month()) {
            (year, own) if year < YEAR || own < month => true,
            (_, own) if own == month => 2 * (days(YEAR, month) - i64::from(self.joined.day0())) >= days(YEAR, month),
            _ => false,
        };
        (1..=12).filter(|month| in_month(*month)).count() as u32
    }

    /// Months in post.
    pub fn months(&self) -> u32 {
        self.months.unwrap_or_else(|| self.derived_months())
    }

    /// Whole months by calendar date, for 五(六)4.
    fn tenure(&self) -> u32 {
        let whole = match self.joined.year() {
            YEAR => 12 - self.joined.month() + u32::from(self.joined.day() == 1),
            _ => 12,
        };
        self.months.map_or(whole, |given| given.min(whole))
    }

    /// 月度低等次数, counted or given.
    fn low_months(&self, plan: &Plan) -> u32 {
        match plan.months {
            Source::Sheet => {
                self.monthly.iter().filter(|(_, grade)| ["基本合格", "不合格"].contains(grade)).count() as u32
            }
            _ => self.low,
        }
    }

    /// The bars to 优秀.
    pub fn bars(&self) -> Vec<&'static str> {
        let bars = [
            (self.bad.all >= 1, "五(六)1"),
            (self.complaints.all >= 1, "五(六)2"),
            (self.leave > Decimal::from(5), "五(六)3"),
            (self.tenure() < 6, "五(六)4"),
            (self.circulars > 3, "五(六)5"),
            (self.is("拒不执行"), "五(六)6"),
        ];
        bars.into_iter().filter(|(met, _)| *met).map(|(_, clause)| clause).collect()
    }

    /// The cases in which a lower grade may be given.
    pub fn cases(&self, plan: &Plan) -> Vec<&'static str> {
        let mut cases = Vec::new();
        if self.bad.all + self.complaints.all >= 5 {
            cases.push("五(七)1");
        }
        for (flag, clause) in CASE_FLAGS {
            if self.is(flag) || (flag == "不服从安排" && self.late > 5) {
                cases.push(clause);
            }
        }
        if self.low_months(plan) + self.patrol >= 6 {
            cases.push("五(七)7");
        }
        cases
    }

    /// The items of money for a final grade, by their terms.
    pub fn money(&self, grade: &str) -> BTreeMap<&'static str, Decimal> {
        let months = Decimal::from(self.months());
        let round = |amount: Decimal| amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        let level = ALLOWANCES.iter().find(|(level, _)| *level == self.level).map_or(Decimal::ZERO, |(_, rate)| *rate);
        let manager_months = self.manager_months.map_or(months, Decimal::from);
        let earnings = [
            ("年终奖金", round(BONUS * months)),
            ("岗位津贴", if self.manager { round(level * manager_months) } else { Decimal::ZERO }),
            (
                "评优奖励",
                match grade {
                    "优秀" => EXCELLENT,
                    "表扬" => COMMENDED,
                    _ => Decimal::ZERO,
                },
            ),
            (
                "敬业奉献奖",
                match self.dedication {
                    Dedication::No => Decimal::ZERO,
                    Dedication::Standard => DEDICATION,
                    Dedication::Amount(amount) => round(amount),
                },
            ),
            ("年终清算", round(SETTLEMENT * months)),
        ];
        let gross: Decimal = earnings.iter().map(|(_, amount)| *amount).sum();
        let fine = |cases: Cases, each: u32| Decimal::from(each * (cases.all - cases.fined));
        let cut = match grade {
            "基本合格" => Decimal::new(7, 1),
            "不合格" => Decimal::ONE,
            _ => Decimal::ZERO,
        };
        let deductions = [
            ("办法扣款", round(self.rule_deduction)),
            ("差评扣款", fine(self.bad, 500)),
            ("投诉扣款", fine(self.complaints, 200)),
            ("违规扣款", fine(self.breaches, 50)),
            ("等次扣减", round(gross * cut)),
        ];
        let wanted: Decimal = deductions.iter().map(|(_, amount)| *amount).sum();
        let taken = wanted.min(gross);
        let sums = [("应发合计", gross), ("实发金额", gross - taken), ("未扣足金额", wanted - taken)];
        earnings.into_iter().chain(deductions).chain(sums).collect()
    }
}

/// An office: its plan and its people.
#[derive(Clone, Debug)]
pub struct Truth {
    /// What it has.
    pub plan: Plan,
    /// Its people.
    pub people: Vec<Person>,
}

const DEPARTMENTS: [&str; 4] = ["业务科", "综合科", "信息科", "办公室"];
const SURNAMES: [&str; 14] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "欧阳"];
const GIVEN: [&str; 16] =
    ["芳", "静", "伟", "洋", "杰", "敏", "磊", "丽娜", "强", "霞", "秀英", "建国", "晓东", "文博", "佳怡", "一鸣"];

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}

fn cents(number: u32) -> Decimal {
    Decimal::new(i64::from(number), 2)
}

impl Truth {
    /// A random office.
    pub fn roll(dice: &mut Dice) -> Truth {
        let plan = plan(dice);
        let count = dice.between(6, 25) as usize;
        let mut scores: Vec<u32> = (0..60).collect();
        dice.shuffle(&mut scores);
        let mut names: Vec<String> =
            SURNAMES.iter().flat_map(|surname| GIVEN.map(|given| format!("{surname}{given}"))).collect();
        dice.shuffle(&mut names);
        if dice.chance(30) {
            names[0] = "阿依古丽·买买提".to_owned();
        }
        let people = names.into_iter().take(count).zip(scores).enumerate();
        let people = people.map(|(at, (name, score))| person(&plan, at, name, score, dice));
        Truth { people: people.collect(), plan }
    }

    /// Keys of everyone appraised.
    pub fn appraised(&self) -> Vec<String> {
        self.people.iter().filter(|person| person.is_appraised()).map(|person| person.key.clone()).collect()
    }
}

fn plan(dice: &mut Dice) -> Plan {
    let source = |dice: &mut Dice, none: usize, sheet: usize| match dice.below(100) {
        at if at < none => Source::None,
        at if at < none + sheet => Source::Sheet,
        _ => Source::Roster,
    };
    let key = match dice.below(100) {
        0..60 => KeyKind::Letters,
        60..85 => KeyKind::Zeros,
        85..93 => KeyKind::IdNumber,
        _ => KeyKind::Name,
    };
    let incidents = dice.chance(25);
    let mut columns = vec!["姓名", "科室", "入职日期", "事假天数"];
    match key {
        KeyKind::Letters | KeyKind::Zeros => {
            columns.push("工号");
            if dice.chance(40) {
                columns.push("身份证号");
            }
        }
        KeyKind::IdNumber => columns.push("身份证号"),
        // A roster that loses a column must still be one.
        KeyKind::Name => columns.push("离岗日期"),
    }
    let mut maybe = |header, percent| {
        if dice.chance(percent) {
            columns.push(header);
        }
    };
    for header in ["小组", "备注"] {
        maybe(header, 25);
    }
    for header in ["岗位类别", "离岗日期", "办法扣款"] {
        maybe(header, 60);
    }
    for header in ["管理人员", "敬业奉献", "初评等次"] {
        maybe(header, 45);
    }
    for header in ["在岗月数", "上次晋升年度"] {
        maybe(header, 25);
    }
    if !incidents {
        for header in ["核实差评数", "核实投诉数", "违规次数", "通报次数"] {
            maybe(header, 80);
        }
        for header in OF_INCIDENTS.into_iter().filter(|header| !header.ends_with("已扣数")) {
            maybe(header, 30);
        }
    }
    let months = source(dice, 15, 35);
    if months == Source::Roster {
        columns.push("月度均分");
        if dice.chance(40) {
            columns.push("月度低等次数");
        }
    }
    columns.sort_unstable();
    columns.dedup();
    for (cases, fined) in [("核实差评数", "差评已扣数"), ("核实投诉数", "投诉已扣数"), ("违规次数", "违规已扣数")]
    {
        if columns.contains(&cases) && dice.chance(50) {
            columns.push(fined);
        }
    }
    if columns.contains(&"管理人员") {
        columns.push("岗位级别");
        if dice.chance(40) {
            columns.push("管理岗月数");
        }
    } else {
        // Without 管理人员 the category says it; managers need a level.
        columns.retain(|header| *header != "岗位类别" || dice.chance(70));
        if columns.contains(&"岗位类别") {
            columns.push("岗位级别");
        }
    }
    let reviews = source(dice, 0, 20);
    let aspects = dice.chance(25);
    let ballots = source(dice, 40, 30);
    if ballots == Source::Roster {
        columns.push("民主测评分");
    }
    if reviews == Source::Roster {
        match aspects {
            true => columns.extend(["工作纪律", "服务规范", "业务能力", "工作成效", "亮点加分"]),
            false => columns.push("初评分"),
        }
    }
    Plan {
        key,
        columns,
        incidents,
        months,
        reviews,
        aspects,
        ballots,
        tallies: dice.chance(50),
        history: source(dice, 50, 20),
    }
}

fn cases(dice: &mut Dice, most: u32, has: bool, has_fined: bool) -> Cases {
    let all = if has && dice.chance(25) { dice.between(1, most) } else { 0 };
    Cases { all, fined: if has_fined && all > 0 { dice.between(0, all) } else { 0 } }
}

fn person(plan: &Plan, at: usize, name: String, score: u32, dice: &mut Dice) -> Person {
    let has = |header: &str| plan.has(header) || (plan.incidents && OF_INCIDENTS.contains(&header));
    let number = match plan.key {
        KeyKind::Letters => format!("K{:03}", at + 1),
        KeyKind::Zeros => format!("{:06}", 107 + 3 * at),
        KeyKind::IdNumber | KeyKind::Name => String::new(),
    };
    let id_number = format!("310113199{}01{:02}{:03}X", at % 10, 1 + at % 28, 100 + at);
    let key = match plan.key {
        KeyKind::Letters | KeyKind::Zeros => number.clone(),
        KeyKind::IdNumber => id_number.clone(),
        KeyKind::Name => name.clone(),
    };
    let manager = dice.chance(25);
    let category = match manager {
        true => "大厅管理",
        false => *dice.pick(&["大厅服务", "其他科室"]),
    };
    let manager = manager && (plan.has("管理人员") || plan.has("岗位类别"));
    let joined = match dice.below(100) {
        0..75 => date(2010 + dice.between(0, 12) as i32, dice.between(1, 12), dice.between(1, 28)),
        75..97 => date(YEAR, dice.between(1, 12), dice.between(1, 28)),
        _ => date(YEAR + 1, 1, dice.between(2, 28)),
    };
    let left = (plan.has("离岗日期") && joined < date(YEAR, 1, 1) && dice.chance(8))
        .then(|| date(YEAR + dice.below(2) as i32, dice.between(1, 12), dice.between(1, 28)));
    let months =
        (plan.has("在岗月数") && dice.chance(60)).then(|| if dice.chance(80) { 12 } else { dice.between(3, 12) });
    let mut flags = Vec::new();
    for (flag, percent) in [("拒不执行", 4)].into_iter().chain(CASE_FLAGS.map(|(flag, _)| (flag, 2))) {
        if has(flag) && dice.chance(percent) {
            flags.push(flag);
        }
    }
    let breaches = cases(dice, 5, has("违规次数") || plan.incidents, has("违规已扣数"));
    let review = cents(7_000 + 45 * score);
    let mut aspects = [5, 4, 3, 2, 1].map(|part| cents(1_500 + 12 * score + 3 * part));
    aspects[4] = cents(25 * dice.between(0, 12));
    let monthly = (0..12).map(|_| {
        let grade = *dice.pick(&["合格", "合格", "合格", "合格", "优秀", "表扬", "基本合格"]);
        (Decimal::new(i64::from(dice.between(1_400, 1_980)), 1) / Decimal::TWO, grade)
    });
    let monthly = monthly.collect();
    let past = (YEAR - 3..YEAR)
        .filter(|year| joined.year() <= *year)
        .map(|year| (year, *dice.pick(&["合格", "合格", "合格", "优秀", "表扬", "基本合格"])));
    let past = if plan.history == Source::None { BTreeMap::new() } else { past.collect() };
    let mut person = Person {
        key,
        number,
        name,
        id_number,
        department: DEPARTMENTS[if dice.chance(80) { at / 5 % 4 } else { dice.below(4) }],
        category,
        manager,
        level: if manager { dice.pick(&ALLOWANCES).0 } else { "" },
        joined,
        left,
        months,
        manager_months: None,
        leave: if dice.chance(35) { Decimal::new(i64::from(dice.between(1, 16)) * 5, 1) } else { Decimal::ZERO },
        bad: cases(dice, 3, has("核实差评数"), has("差评已扣数")),
        complaints: cases(dice, 3, has("核实投诉数"), has("投诉已扣数")),
        breaches,
        circulars: if has("通报次数") { dice.between(0, breaches.all) } else { 0 },
        patrol: if has("巡查通报次数") && dice.chance(20) { dice.between(1, 4) } else { 0 },
        low: if has("月度低等次数") && dice.chance(20) { dice.between(1, 4) } else { 0 },
        late: if has("未按时完成次数") && dice.chance(20) { dice.between(1, 6) } else { 0 },
        flags,
        monthly,
        monthly_mean: cents(dice.between(7_000, 9_990)),
        aspects,
        review,
        first_grade: None,
        ballot: cents(dice.between(6_000, 9_990)),
        votes: [0; 5].map(|_| dice.between(0, 6)),
        dedication: match dice.below(100) {
            _ if !plan.has("敬业奉献") => Dedication::No,
            0..80 => Dedication::No,
            80..92 => Dedication::Standard,
            _ => Dedication::Amount(cents(dice.between(20_000, 150_050))),
        },
        rule_deduction: match plan.has("办法扣款") && dice.chance(15) {
            true => cents(dice.between(500, 40_000)),
            false => Decimal::ZERO,
        },
        last_promotion: (plan.has("上次晋升年度") && dice.chance(20)).then(|| 2015 + dice.between(0, 8) as i32),
        past,
        decision: None,
    };
    person.votes[2] += 1;
    if manager && plan.has("管理岗月数") && dice.chance(50) {
        person.manager_months = Some(dice.between(0, person.months()));
    }
    // Without a column of breaches the circulars are fined.
    if !has("违规次数") && has("通报次数") {
        person.circulars = if dice.chance(20) { dice.between(1, 5) } else { 0 };
        person.breaches = Cases { all: person.circulars, fined: 0 };
    }
    let open_case = !person.cases(plan).is_empty();
    if open_case && person.is_appraised() {
        person.decision = Some(*dice.pick(&["不降等", "不降等", "合格", "基本合格", "不合格"]));
    }
    if plan.has("初评等次") {
        person.first_grade = match dice.below(100) {
            _ if open_case => None,
            0..15 => Some("优秀"),
            15..35 => Some("表扬"),
            35..90 => Some("合格"),
            _ => None,
        };
    }
    person
}
