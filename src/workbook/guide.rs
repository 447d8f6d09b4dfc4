//! What goes into each column and setting: header notes, explanations, and rules that a spreadsheet checks while
//! people type.

use super::roster::RosterColumn;
use crate::{
    domain::{Category, CellRef, Field, Grade, PastGrade, Ruling, ValueKind},
    notice::{Clause, MAX_AMOUNT, SettingKey, SettingKind, YEARS},
};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula};

/// Rows of a form that are ready to be filled in.
pub(super) const FORM_ROWS: u32 = 2_000;
/// The largest number of cases that the forms take without asking.
const MOST_CASES: i32 = 1_000;

/// What goes into a column of the roster, in Chinese, and the clauses that need it.
fn purpose(field: Field) -> (&'static str, &'static [Clause]) {
    match field {
        Field::StaffNumber => ("人员的唯一编号，各表按它对应到人。不得重复。没有工号的不设此列，改用身份证号。", &[]),
        Field::Name => ("必填。姓名中间的空格会自动去掉。", &[]),
        Field::IdNumber => ("18 位，按文本填写，避免末几位变成 0。没有工号列时按它对应到人。", &[]),
        Field::Department => ("所在科室，公示名单中会列出。", &[]),
        Field::Team => ("窗口或小组名称。", &[]),
        Field::Category => (
            "初评按它分组；名额范围为「分考核组」时必填，名额也按它分别计算。",
            &[Clause::FirstReviewHall, Clause::FirstReviewOther],
        ),
        Field::Manager => {
            ("是否管理人员，决定有无岗位津贴。空白时：大厅管理为「是」，其他为「否」。", &[Clause::Allowance])
        }
        Field::Level => (
            "管理人员的岗位级别，须与方案中「岗位津贴月标准·级别」「岗位级别序列」的写法一致。",
            &[Clause::Allowance, Clause::Promotion],
        ),
        Field::Joined => {
            ("到本中心上岗的日期，须写到日。在岗月数空白时按它推算。", &[Clause::Population, Clause::BarTenure])
        }
        Field::Left => ("离岗人员最后一个在岗日；在岗人员留空。", &[Clause::Population]),
        Field::Months => {
            ("当年实际在岗月数；空白时按入职日期推算。", &[Clause::Bonus, Clause::Settlement, Clause::BarTenure])
        }
        Field::ManagerMonths => ("当年在管理岗位的月数，用于岗位津贴；空白时等于在岗月数。", &[Clause::Allowance]),
        Field::LeaveDays => ("全年事假天数，可填半天，如 2.5。没有则填 0。", &[Clause::BarLeave]),
        Field::BadReviews => (
            "经核实属本人责任的差评总数，含月度已经扣款的。",
            &[Clause::BarBadReview, Clause::CaseReviews, Clause::BadReviewFine],
        ),
        Field::BadReviewsFined => ("上列差评中月度考核已经扣款的个数，年终不重复扣。", &[Clause::BadReviewFine]),
        Field::Complaints => (
            "经核实属本人责任的投诉总数，含月度已经扣款的。",
            &[Clause::BarComplaint, Clause::CaseReviews, Clause::ComplaintFine],
        ),
        Field::ComplaintsFined => ("上列投诉中月度考核已经扣款的件数。", &[Clause::ComplaintFine]),
        Field::Breaches => ("发现的全部违规次数，含被通报的。", &[Clause::BreachFine]),
        Field::BreachesFined => ("上列违规中月度考核已经扣款的次数。", &[Clause::BreachFine]),
        Field::Circulars => ("因违规被通报的次数；每次通报也是一次违规。", &[Clause::BarCirculars]),
        Field::RefusedOrders => ("对布置的工作拒不执行的，填「是」。", &[Clause::BarRefusal]),
        Field::PatrolCirculars => ("日常巡查中被通报的次数。", &[Clause::CaseMonthly]),
        Field::MonthlyMean => ("月度考核得分的全年平均。没有则留空，不要填 0。", &[Clause::Settling]),
        Field::LowMonths => ("月度考核为基本合格、不合格的月份数。", &[Clause::CaseMonthly]),
        Field::InspectionScandal => ("明察暗访被通报且造成重大负面影响的，填「是」。", &[Clause::CaseInspection]),
        Field::Disobeyed => ("不服从工作安排的，填「是」。", &[Clause::CaseDisobedience]),
        Field::LateTasks => ("未按时完成任务的次数。", &[Clause::CaseDisobedience]),
        Field::RefusedToMend => ("严重违反制度又拒不整改的，填「是」。", &[Clause::CaseRefusedToMend]),
        Field::DerelictionLoss => ("失职给单位造成重大损失的，填「是」。", &[Clause::CaseLoss]),
        Field::ReputationHarm => ("损害单位名誉信用、影响恶劣的，填「是」。", &[Clause::CaseReputation]),
        Field::Discipline | Field::ServiceNorms | Field::Ability | Field::Effectiveness => {
            ("评分表中本项得分。上限见方案，一般为 25 分。填了初评分的可不填。", &[Clause::Quota])
        }
        Field::Highlights => ("年度亮点加分，上限见方案，一般为 10 分。", &[Clause::Quota]),
        Field::FirstReview => (
            "初评总分。空白时按四项得分与亮点加分相加。没有则留空，不要填 0。",
            &[Clause::FirstReviewHall, Clause::FirstReviewOther],
        ),
        Field::FirstGrade => {
            ("初评提出的等次建议。推荐人选填优秀或表扬。", &[Clause::FirstReviewHall, Clause::FirstReviewOther])
        }
        Field::BallotScore => ("民主测评得分。未参加测评的留空，不要填 0。", &[Clause::Ballots]),
        Field::Dedication => {
            ("「是」按方案标准发放；也可直接填金额（元）；没有填「否」或留空。", &[Clause::Dedication])
        }
        Field::RuleDeduction => {
            ("按《管理办法》（宝行政中心〔2019〕10号）应扣的金额（元）。", &[Clause::RuleDeduction])
        }
        Field::LastPromotion => ("最近一次晋升所依据的考核年度。从未晋升的留空。", &[Clause::Promotion]),
        Field::Note => ("随结果一并带出，不参与计算。", &[]),
    }
}

/// The note on a header of the roster: what goes in, in which forms, for which clauses.
pub(super) fn note(column: RosterColumn) -> String {
    let (purpose, clauses) = match column {
        RosterColumn::Field(field) => purpose(field),
        RosterColumn::PastGrade(_) => (
            "该年度的考核等次，用于判断连续年份。当年没有参加考核的填「未参加」，没有记录的留空。",
            &[Clause::Promotion, Clause::TerminationTwoYears] as &[Clause],
        ),
    };
    let mut note = purpose.to_owned();
    if let Some(forms) = forms(column.kind()) {
        note.push_str("\n写法：");
        note.push_str(forms);
    }
    if !clauses.is_empty() {
        let numbers: Vec<&str> = clauses.iter().map(|clause| clause.number()).collect();
        note.push_str("\n依据：");
        note.push_str(&numbers.join("、"));
    }
    note
}

/// The forms in which a kind of value is read.
const fn forms(kind: ValueKind) -> Option<&'static str> {
    match kind {
        ValueKind::Key | ValueKind::Name | ValueKind::Text => None,
        ValueKind::Category => Some("大厅服务、大厅管理、其他科室"),
        ValueKind::Flag => Some("是 / 否，空白为否"),
        ValueKind::Date => Some("2024-07-01、2024.7.1、2024年7月1日"),
        ValueKind::Months => Some("0 至 12 的整数"),
        ValueKind::Count => Some("整数，空白为 0"),
        ValueKind::Days => Some("整天或半天，空白为 0"),
        ValueKind::Score => Some("0 至 100，可有小数"),
        ValueKind::Bonus => Some("数字，空白为 0"),
        ValueKind::Grade => Some("优秀、表扬、合格、基本合格、不合格"),
        ValueKind::Award => Some("是 / 否 / 金额"),
        ValueKind::Money => Some("金额，空白为 0"),
        ValueKind::Year => Some("四位年份，如 2022"),
    }
}

/// What a spreadsheet lets people type into a column of the roster, the column being the so-manyth of the sheet.
pub(super) fn validation(column: RosterColumn, at: usize) -> Option<DataValidation> {
    let cell = CellRef { sheet: 0, row: 1, column: u16::try_from(at).expect("a roster has few columns") }.address();
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let rule = DataValidation::new();
    let rule = match column.kind() {
        ValueKind::Key if column == RosterColumn::Field(Field::IdNumber) => {
            let rule = rule.allow_text_length(DataValidationRule::EqualTo(18));
            warned(rule, "身份证号", "身份证号一般为 18 位，确认无误可以继续。")
        }
        ValueKind::Key => {
            let last = FORM_ROWS + 1;
            let rule = rule.allow_custom(Formula::new(format!("=COUNTIF(${letters}$2:${letters}${last},{cell})=1")));
            refused(rule, "工号重复", "这个工号已经填过，每人的工号不能重复。")
        }
        ValueKind::Name | ValueKind::Text => return None,
        ValueKind::Category => list(&Category::ALL.map(Category::term), "岗位类别"),
        ValueKind::Flag => list(&["是", "否"], "是否"),
        ValueKind::Grade => {
            let not_appraised = matches!(column, RosterColumn::PastGrade(_)).then(|| PastGrade::NotAppraised.term());
            let grades = Grade::ALL.iter().map(|grade| grade.term());
            list(&grades.chain(not_appraised).collect::<Vec<_>>(), "考核等次")
        }
        ValueKind::Date => return Some(dates()),
        ValueKind::Months => {
            let rule = rule.allow_whole_number(DataValidationRule::Between(0, 12));
            refused(rule, "月数", "请填 0 至 12 的整数；不清楚的留空。")
        }
        ValueKind::Count => {
            let rule = rule.allow_whole_number(DataValidationRule::Between(0, MOST_CASES));
            refused(rule, "次数", &format!("请填 0 至 {MOST_CASES} 的整数，不带单位；没有的填 0 或留空。"))
        }
        ValueKind::Days => {
            let halves = format!("=AND(ISNUMBER({cell}),{cell}>=0,{cell}<=366,{cell}*2=INT({cell}*2))");
            refused(
                rule.allow_custom(Formula::new(halves)),
                "天数",
                "请填 0 至 366 的天数，可以有半天，如 2.5；不带单位。",
            )
        }
        ValueKind::Score => score(column),
        ValueKind::Bonus => {
            let rule = rule.allow_decimal_number(DataValidationRule::Between(0.0, 10.0));
            warned(rule, "亮点加分", "亮点加分一般不超过 10 分；方案另定上限的可以继续。")
        }
        ValueKind::Award => {
            let forms = format!("=OR({cell}=\"是\",{cell}=\"否\",AND(ISNUMBER({cell}),{cell}>=0))");
            refused(rule.allow_custom(Formula::new(forms)), "敬业奉献", "请填「是」「否」或金额（元）。")
        }
        ValueKind::Money => amount("金额"),
        ValueKind::Year => {
            let rule = rule.allow_whole_number(DataValidationRule::Between(*YEARS.start(), *YEARS.end()));
            refused(rule, "年度", "请填 2000 至 2100 的四位年份，如 2022；没有的留空。")
        }
    };
    Some(rule)
}

fn score(column: RosterColumn) -> DataValidation {
    let rule = DataValidation::new();
    match column {
        RosterColumn::Field(field) if Field::ASPECTS.contains(&field) => {
            let rule = rule.allow_decimal_number(DataValidationRule::Between(0.0, 25.0));
            warned(rule, "单项得分", "单项一般不超过 25 分；方案另定上限的可以继续。")
        }
        _ => {
            let rule = rule.allow_decimal_number(DataValidationRule::Between(0.0, 100.0));
            refused(rule, "得分", "请填 0 至 100 的数字；没有得分的留空，不要填 0。")
        }
    }
}

/// Any date that an appraisal can meet.
pub(super) fn dates() -> DataValidation {
    let day = |year| ExcelDateTime::from_ymd(year, 1, 1).expect("a date of the calendar");
    let rule = DataValidation::new().allow_date(DataValidationRule::Between(day(1950), day(2101)));
    refused(rule, "日期", "请填 1950 至 2100 年间完整的日期，如 2024-07-01。")
}

/// What can be decided.
pub(super) fn rulings() -> DataValidation {
    let mut words: Vec<&str> = Grade::ALL.iter().map(|grade| grade.term()).collect();
    words.push(Ruling::NoDemotion.term());
    list(&words, "决定等次")
}

/// What a spreadsheet lets people type as the value of a setting.
pub(super) fn setting_validation(key: SettingKey) -> Option<DataValidation> {
    let rule = DataValidation::new();
    let title = key.term();
    Some(match key.kind() {
        SettingKind::Year => {
            let rule = rule.allow_whole_number(DataValidationRule::Between(*YEARS.start(), *YEARS.end()));
            refused(rule, title, "请填 2000 至 2100 的四位年份，如 2024。")
        }
        SettingKind::Share => {
            let rule = rule.allow_decimal_number(DataValidationRule::Between(0.0, 1.0));
            refused(rule, title, "请填 0% 至 100% 的比例。")
        }
        SettingKind::Number(limits) => {
            let rule = rule.allow_decimal_number(DataValidationRule::Between(limits.min as f64, limits.max as f64));
            refused(rule, title, &format!("请填 {} 至 {} 的数字。", limits.min, limits.max))
        }
        SettingKind::Whole(limits) => {
            let bound = |limit: i64| i32::try_from(limit).expect("limits of settings are small");
            let rule = rule.allow_whole_number(DataValidationRule::Between(bound(limits.min), bound(limits.max)));
            refused(rule, title, &format!("请填 {} 至 {} 的整数。", limits.min, limits.max))
        }
        SettingKind::Amount | SettingKind::AmountByLevel => amount(title),
        SettingKind::Flag => list(&["是", "否"], title),
        SettingKind::Choice(choices) => list(choices, title),
        SettingKind::Date => return Some(dates()),
        SettingKind::Text | SettingKind::List | SettingKind::Dates => return None,
    })
}

/// What a setting is about, for the column 填写说明.
pub(super) fn setting(key: SettingKey) -> &'static str {
    match key {
        SettingKey::Year => "被考核的年度",
        SettingKey::UnitName => "印在各表页眉",
        SettingKey::ExcellentShare | SettingKey::CommendedShare => "人数 × 比例，舍去小数",
        SettingKey::QuotaScope => "全中心合并计算，或大厅服务、大厅管理、其他科室分别计算",
        SettingKey::NominationMode => "自动：初评等次中有优秀或表扬的按推荐，否则按得分",
        SettingKey::WeightFirstReview | SettingKey::WeightMonthly | SettingKey::WeightBallot => {
            "缺项时按其余各项的权重折算"
        }
        SettingKey::PointsExcellent
        | SettingKey::PointsCommended
        | SettingKey::PointsQualified
        | SettingKey::PointsBarelyQualified
        | SettingKey::PointsUnqualified => "民主测评选票折算的分值",
        SettingKey::MaxDiscipline
        | SettingKey::MaxServiceNorms
        | SettingKey::MaxAbility
        | SettingKey::MaxEffectiveness
        | SettingKey::MaxHighlights => "评分表中该项的最高分",
        SettingKey::BadReviewStars => "几星及以下算差评（用于事件表）",
        SettingKey::LeaveLimit => "事假超过此天数，不评优秀",
        SettingKey::MinMonths => "在岗不满此月数，不评优秀",
        SettingKey::CircularLimit => "被通报超过此次数，不评优秀",
        SettingKey::CasesFrom => "差评与投诉合计达到此数，可视情降等",
        SettingKey::LateLimit => "未按时完成超过此次数，可视情降等",
        SettingKey::LowFrom => {
            "月度考核基本合格、不合格与巡查通报合计达到此数，可视情降等；通知「超过5次以上」可读作 5 或 6"
        }
        SettingKey::LastPlaces => "初评综合分最低的人数，并列的一并列入",
        SettingKey::MonthCount => "按日期推算月份：满半月计一月、足月才计、当月即计",
        SettingKey::AllowanceMonths => "岗位津贴按管理岗月数，或一律按在岗月数",
        SettingKey::BonusRate | SettingKey::SettlementRate => "元/月；领导班子会议未定的留空",
        SettingKey::AllowanceRate => "元/月；每个级别一行，级别写法与花名册一致",
        SettingKey::ExcellentAward | SettingKey::CommendedAward | SettingKey::DedicationAward => {
            "元/人；领导班子会议未定的留空"
        }
        SettingKey::BadReviewFine | SettingKey::ComplaintFine | SettingKey::BreachFine => "元/次",
        SettingKey::BarelyQualifiedCut | SettingKey::UnqualifiedCut => "从应发奖金中扣减的比例",
        SettingKey::CutBase => "按应发合计扣减，或先减去各项定额扣款再扣减",
        SettingKey::CutIncludesSettlement => "等次扣减的基数是否包括年终清算",
        SettingKey::ExcellentCountsAsCommended => "四年连续表扬中，优秀年度可否顶替表扬",
        SettingKey::LevelOrder => "由低到高，用、隔开，如：一级、二级、三级",
        SettingKey::PublicityDays => "公示的工作日天数",
        SettingKey::PublicityFrom => "公示的第一天；未定的留空",
        SettingKey::PublicityTo => "公示的最后一天；未定的留空",
        SettingKey::Holidays => "法定节假日，用、隔开，连续几天可写 2025-01-28至2025-02-04；没有的填「无」",
        SettingKey::MakeUpDays => "因调休而上班的周末，写法同上；没有的填「无」",
        SettingKey::ConfirmedNone => "花名册没有、且确认无人有此情形的列名，用、隔开",
        SettingKey::Confirmed => "领导班子会议确认以上各项后改为「是」，结果才能定稿",
        SettingKey::ConfirmedOn => "确认方案的领导班子会议日期",
        SettingKey::Minutes => "确认方案的领导班子会议纪要编号",
        SettingKey::SettledBy => "定稿的人；没有待决事项和错误、方案已确认后才能定稿",
        SettingKey::SettledOn => "定稿的日期；与定稿人一并填写",
        SettingKey::SettledFigures => "由程序填写，据以核对定稿后数字有无变动；不要更改",
    }
}

fn list(words: &[&str], title: &str) -> DataValidation {
    let rule = DataValidation::new().allow_list_strings(words).expect("a short list");
    refused(rule, title, &format!("请从下拉列表中选择：{}。", words.join("、")))
}

fn amount(title: &str) -> DataValidation {
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, MAX_AMOUNT as f64));
    refused(rule, title, &format!("请填 0 至 {} 亿的金额（元），不带单位；未定的留空。", MAX_AMOUNT / 100_000_000))
}

fn refused(rule: DataValidation, title: &str, message: &str) -> DataValidation {
    let rule = rule.set_error_title(title).expect("titles are short");
    rule.set_error_message(message).expect("messages are short")
}

fn warned(rule: DataValidation, title: &str, message: &str) -> DataValidation {
    refused(rule, title, message).set_error_style(DataValidationErrorStyle::Warning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_and_setting_can_be_explained_and_checked() {
        for field in Field::ALL {
            assert!(!note(RosterColumn::Field(*field)).is_empty());
            validation(RosterColumn::Field(*field), *field as usize);
        }
        for key in SettingKey::ALL {
            assert!(!setting(*key).is_empty(), "{}", key.term());
            setting_validation(*key);
        }
    }

    #[test]
    fn a_note_names_its_clauses() {
        let note = note(RosterColumn::Field(Field::LeaveDays));
        assert!(note.contains("依据：五(六)3"), "{note}");
    }
}
