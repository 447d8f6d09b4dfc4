//! Problems of the input: what is wrong, and how to mend it. One exhaustive function for each language.

use super::{Context, Lang, ProblemText, numbers::plain};
use crate::{
    domain::{Problem, ProblemKind},
    notice::{NOTICE_YEAR, SettingKey, SettingKind},
    rules::Pending,
};

/// Longer values are cut: the cell is named, and the sheet 问题清单 has the value whole.
const FOUND_CHARS: usize = 30;

impl Context<'_> {
    /// What is wrong and how to mend it.
    pub fn problem(&self, problem: &Problem) -> ProblemText {
        let (message, cure) = match self.lang {
            Lang::ZhCn => self.problem_zh(problem),
            Lang::En => self.problem_en(problem),
        };
        ProblemText { message, cure }
    }

    fn problem_zh(&self, problem: &Problem) -> (String, String) {
        let found = quoted(&problem.found, "空白");
        let lang = Lang::ZhCn;
        let (message, cure): (String, &str) = match &problem.kind {
            ProblemKind::NotANumber => (format!("应为数字，实为{found}"), "改成数字，如 3 或 0.5；没有就填 0"),
            ProblemKind::NotWhole => (format!("应为整数，实为{found}"), "核对后改成整数，如 3"),
            ProblemKind::Negative => (format!("不能小于 0，实为{found}"), "核对后改成 0 或正数"),
            ProblemKind::OutOfRange { min, max } => {
                (format!("应在 {} 至 {} 之间，实为{found}", plain(*min), plain(*max)), "核对后改成范围之内的数")
            }
            ProblemKind::NotYesNo => (format!("应为“是”或“否”，实为{found}"), "改成“是”或“否”"),
            ProblemKind::NotADate => (format!("应为日期，实为{found}"), "改成年月日齐全的日期，如 2024-07-01"),
            ProblemKind::DateWithoutDay => (format!("日期应具体到日，实为{found}"), "补上是几日，如 2024-07-01"),
            ProblemKind::ImpossibleDate => (format!("日历上没有这一天：{found}"), "核对后改成真实的日期"),
            ProblemKind::NotAGrade => {
                (format!("应为五个等次之一，实为{found}"), "改成优秀、表扬、合格、基本合格或不合格")
            }
            ProblemKind::NotACategory => {
                (format!("应为三个岗位类别之一，实为{found}"), "改成大厅服务、大厅管理或其他科室")
            }
            ProblemKind::NotAYear => (format!("应为年份，实为{found}"), "改成四位年份，如 2023"),
            ProblemKind::ErrorCell => {
                (format!("应为数值，实为公式错误{found}"), "在表格软件中修好公式，或直接填入数值")
            }
            ProblemKind::FormulaWithoutValue => {
                ("公式没有存下计算结果，读不到数值".to_owned(), "用表格软件打开并保存一次，或直接填入数值")
            }
            ProblemKind::KeyLostDigits => {
                (format!("编号被存成数字，第 15 位以后已经丢失，实为{found}"), "把该列设为文本格式，再重新录入完整编号")
            }

            ProblemKind::DashAsScore => {
                (format!("得分应为数字，实为{found}，按 0 分计"), "没有得分的留空；确为 0 分的填 0")
            }

            ProblemKind::NoName => ("这一行有数据，但没有姓名".to_owned(), "补上姓名；不是人员的行请删去"),
            ProblemKind::NoKey => ("这一行有姓名，但没有识别人员的编号".to_owned(), "补上工号；没有工号列的补身份证号"),
            ProblemKind::KeyOfTwo { other } => (
                format!("{found}已用于 {} 的另一人", self.cell(*other)),
                "核对后改正其中一个；按姓名识别而有重名的，增设工号列",
            ),
            ProblemKind::PersonTwice { other } => {
                (format!("此人在 {} 已有一行", self.cell(*other)), "只留核实无误的一行")
            }
            ProblemKind::Conflict { field, other, other_found } => (
                format!(
                    "{}此处为{found}，{} 为{}",
                    lang.column(*field),
                    self.cell(*other),
                    quoted(other_found, "空白")
                ),
                "核实后改成一致；两个数不会相加，也不会取其中一个",
            ),

            ProblemKind::PastGradeConflict { year, other, other_found } => (
                format!("{year} 年等次此处为{found}，{} 为{}", self.cell(*other), quoted(other_found, "空白")),
                "核实后改成一致，或删去其中一个",
            ),

            ProblemKind::UnknownColumn => {
                (format!("表头{found}对不上任何一列，该列没有读取"), "需要用到的，改成模板中的列名；否则可不处理")
            }
            ProblemKind::ColumnTwice { field, other } => (
                format!("{}有两列，另一列在 {}，两列都没有读取", lang.column(*field), self.cell(*other)),
                "只留一列，或改掉其中一个表头",
            ),
            ProblemKind::UnknownSheet => {
                ("认不出这是哪一种表，没有读取".to_owned(), "需要用到的，按模板改表头；否则可不处理")
            }
            ProblemKind::SheetTwice(kind) => {
                (format!("“{}”应只有一张，这一张没有读取", kind.term()), "合并成一张，或删去多余的")
            }
            ProblemKind::SheetNotRead(kind) => {
                (format!("这是“{}”表，本版本还不读取", kind.term()), "把需要的数据填入花名册相应的列")
            }
            ProblemKind::ColumnNeeded { sheet, header } => {
                (format!("“{}”缺少“{header}”列", sheet.term()), "补上这一列，表头放在前 30 行以内")
            }
            ProblemKind::HiddenSheet => {
                ("这张表是隐藏的，已照常读取".to_owned(), "确认应当使用；不该用的，删去后重新载入")
            }
            ProblemKind::NoHeader(kind) => {
                (format!("找不到“{}”的表头，或表头出现两次而列不相同", kind.term()), "表头只留一行，放在前 30 行以内")
            }

            ProblemKind::UnknownSetting => {
                (format!("方案中没有{found}这个参数，未采用"), "改成模板中的参数名，或删去这一行")
            }
            ProblemKind::SettingValue(key) => {
                let message = format!("“{}”应为{}，实为{found}", key.term(), expected(lang, *key));
                return (message, meanwhile(lang, *key));
            }
            ProblemKind::SettingRange(key) => {
                let message = format!("“{}”应在{}，实为{found}", key.term(), range(lang, *key));
                return (message, meanwhile(lang, *key));
            }
            ProblemKind::SettingTwice(key) => {
                (format!("“{}”有两个不同的取值，都没有采用", key.term()), "只留正确的一行")
            }
            ProblemKind::ConfirmedNoneUnknown => {
                (format!("“无此情形”里的{found}不是花名册的列名"), "改成花名册的列名，各列用“、”隔开")
            }

            ProblemKind::DecisionForNobody => {
                (format!("花名册中查无此人：{found}"), "核对工号和姓名；不在花名册的，删去这一行")
            }
            ProblemKind::DecisionForSeveral => (format!("姓名{found}在花名册中不止一人，决定没有采用"), "补上工号"),
            ProblemKind::DecisionNameDiffers { roster } => (
                format!("该工号在花名册中是“{roster}”，这里写的是{found}，决定没有采用"),
                "查明决定的是谁，改正工号或姓名",
            ),
            ProblemKind::DecisionTwice { other } => {
                (format!("同一人在 {} 另有不同的决定，两个都没有采用", self.cell(*other)), "只留有效的一个决定")
            }
            ProblemKind::NotARuling => {
                (format!("应为五个等次之一或“不降等”，实为{found}"), "改成优秀、表扬、合格、基本合格、不合格或不降等")
            }
            ProblemKind::DecisionNotAppraised => {
                ("此人不参加本年度考核，决定没有采用".to_owned(), "核对入职日期和离岗日期，或删去这一行")
            }

            ProblemKind::ColumnMissing(field) => {
                let clauses = Pending::ColumnMissing(vec![*field]).clauses();
                let column = lang.column(*field);
                let message = if clauses.is_empty() {
                    format!("花名册没有{column}这一列")
                } else {
                    format!("花名册没有{column}这一列，{} 未评估", lang.clauses(&clauses))
                };
                (message, "补上这一列；确实无人有此情形的，写入方案“无此情形”")
            }
            ProblemKind::NoDateColumns => (
                "没有入职日期和离岗日期两列，名单上的人都按在岗处理".to_owned(),
                "有人年内离岗或年后入职的，补上日期列",
            ),
            ProblemKind::YearWithoutNotice { year } => (
                format!("{year} 年没有对应的通知，沿用 {NOTICE_YEAR} 年通知的参数"),
                "对照当年通知核对方案，或改正年度",
            ),
            ProblemKind::LeftBeforeJoined => (format!("离岗日期{found}早于入职日期"), "核对后改正两个日期"),
            ProblemKind::NoMonths => ("在岗月数和入职日期都没有，月数暂按 0 计".to_owned(), "补上在岗月数或入职日期"),
            ProblemKind::MonthsDiffer { given, derived } => (
                format!("在岗月数填的是 {}，按日期算是 {}，以填的为准", lang.months(*given), lang.months(*derived)),
                "核对两处；确需不同的，在备注中写明",
            ),
            ProblemKind::ManagerMonthsBeyond { months } => {
                (format!("管理岗月数应不超过在岗月数 {months}，实为{found}"), "核对后改正管理岗月数或在岗月数")
            }
            ProblemKind::ManagerMonthsUnused => (
                format!("不是管理人员却有管理岗月数{found}，不计岗位津贴"),
                "是管理人员的，把“管理人员”改成“是”；否则清空月数",
            ),
            ProblemKind::NoLevel => ("是管理人员，但岗位级别空白，岗位津贴算不出".to_owned(), "填写岗位级别"),
            ProblemKind::FinedBeyond { total_field, total } => (
                format!("已扣数应不超过{}的 {total}，实为{found}", lang.column(*total_field)),
                "核对两列，改正其中有误的",
            ),
            ProblemKind::CircularsBeyondBreaches { breaches } => {
                (format!("通报次数应不超过违规次数 {breaches}，实为{found}"), "核对两列：通报也是违规，应计入违规次数")
            }
            ProblemKind::ScoreAboveMaximum { setting, max } => (
                format!("得分应不超过“{}” {}，实为{found}", setting.term(), plain(*max)),
                "核对得分；上限有变的，改方案",
            ),
            ProblemKind::FirstReviewDiffers { sum } => (
                format!("初评分{found}与各项之和 {} 不一致，以初评分为准", plain(*sum)),
                "核对各项得分和初评分，改成一致",
            ),
            ProblemKind::NoCategory => {
                ("名额按考核组分配，但岗位类别空白，进不了任何一组".to_owned(), "填写大厅服务、大厅管理或其他科室")
            }
            ProblemKind::DecidedBarred { bars } => (
                format!("决定为优秀，但有 {} 情形，决定没有采用", lang.clauses(bars)),
                "改定其他等次；情形有误的，先改正数据",
            ),
            ProblemKind::DecidedBeyondQuota { grade, quota, people } => {
                let (term, count) = (grade.term(), count_of(people.len()));
                let message =
                    format!("决定为{term}的有 {count} 人（{}），名额只有 {quota} 个，都没有采用", self.people(people));
                return (message, format!("请其中 {} 人改定其他等次", count.saturating_sub(*quota)));
            }
            ProblemKind::DemotionWithoutCase => {
                (format!("决定为{found}，但没有五(七)所列的情形"), "核对数据有无遗漏；确应如此的，在决定理由中写明")
            }
            ProblemKind::NoNominee { pool } => (
                format!("按推荐产生优秀和表扬，但{}没有人获推荐", self.pool(*pool)),
                "在初评等次中填写推荐的人，或把推优方式改为按得分",
            ),
            ProblemKind::PromotionNotPast => {
                (format!("上次晋升年度应早于考核年度，实为{found}"), "改成以前的年度；从未晋升的留空")
            }
            ProblemKind::LastYearUnknown { year } => {
                (format!("本年度基本合格，但没有 {year} 年的等次，无法判断是否连续两年"), "补上上一年的等次")
            }
            ProblemKind::AmountUnset { setting, level } => (
                format!("{}未定，有关金额暂按 0 计", lang.setting(*setting, level.as_deref())),
                "领导班子会议确定后填入方案",
            ),
            ProblemKind::SettingsUnconfirmed => {
                ("方案还没有确认，结果只是草稿".to_owned(), "领导班子会议确认后，把“方案已确认”改为“是”")
            }
        };
        (message, cure.to_owned())
    }

    fn problem_en(&self, problem: &Problem) -> (String, String) {
        let found = quoted(&problem.found, "nothing");
        let lang = Lang::En;
        let (message, cure): (String, &str) = match &problem.kind {
            ProblemKind::NotANumber => {
                (format!("Expected a number, but found {found}"), "Enter a number such as 3 or 0.5; 0 if there is none")
            }
            ProblemKind::NotWhole => {
                (format!("Expected a whole number, but found {found}"), "Check it and enter a whole number such as 3")
            }
            ProblemKind::Negative => {
                (format!("Expected 0 or more, but found {found}"), "Check it and enter 0 or a positive number")
            }
            ProblemKind::OutOfRange { min, max } => (
                format!("Expected {} to {}, but found {found}", plain(*min), plain(*max)),
                "Check it and enter a number within the range",
            ),
            ProblemKind::NotYesNo => (format!("Expected 是 or 否, but found {found}"), "Enter 是 (yes) or 否 (no)"),
            ProblemKind::NotADate => {
                (format!("Expected a date, but found {found}"), "Enter a full date such as 2024-07-01")
            }
            ProblemKind::DateWithoutDay => {
                (format!("Expected a date with its day, but found {found}"), "Add the day, as in 2024-07-01")
            }
            ProblemKind::ImpossibleDate => {
                (format!("The calendar has no such day: {found}"), "Check it and enter a real date")
            }
            ProblemKind::NotAGrade => (
                format!("Expected one of the five grades, but found {found}"),
                "Enter 优秀, 表扬, 合格, 基本合格 or 不合格",
            ),
            ProblemKind::NotACategory => {
                (format!("Expected one of the three groups, but found {found}"), "Enter 大厅服务, 大厅管理 or 其他科室")
            }
            ProblemKind::NotAYear => {
                (format!("Expected a year, but found {found}"), "Enter a year of four digits such as 2023")
            }
            ProblemKind::ErrorCell => (
                format!("Expected a value, but found the formula error {found}"),
                "Mend the formula in the spreadsheet, or enter the value itself",
            ),
            ProblemKind::FormulaWithoutValue => (
                "The formula was saved without its result, so that there is no value to read".to_owned(),
                "Open and save the file once in a spreadsheet program, or enter the value itself",
            ),
            ProblemKind::KeyLostDigits => (
                format!("The number is stored as a figure and lost its digits beyond the 15th; found {found}"),
                "Format the column as text and enter the full numbers again",
            ),

            ProblemKind::DashAsScore => (
                format!("Expected a score, but found {found}, which reads as 0 points"),
                "Leave it blank if there is no score; enter 0 if it is 0 points",
            ),

            ProblemKind::NoName => {
                ("The row has data but no name".to_owned(), "Enter the name; delete the row if it isn't a person")
            }
            ProblemKind::NoKey => (
                "The row has a name but no number to know the person by".to_owned(),
                "Enter 工号, or 身份证号 where there is no column 工号",
            ),
            ProblemKind::KeyOfTwo { other } => (
                format!("{found} is already used for somebody else at {}", self.cell(*other)),
                "Check and correct one of the two; if two people share a name, add a column 工号",
            ),
            ProblemKind::PersonTwice { other } => {
                (format!("The person already has a row at {}", self.cell(*other)), "Keep only the row that was checked")
            }
            ProblemKind::Conflict { field, other, other_found } => (
                format!(
                    "{} is {found} here, but {} at {}",
                    lang.column(*field),
                    quoted(other_found, "blank"),
                    self.cell(*other)
                ),
                "Check and make both the same; they are neither added up nor is one picked",
            ),

            ProblemKind::PastGradeConflict { year, other, other_found } => (
                format!(
                    "The grade of {year} is {found} here, but {} at {}",
                    quoted(other_found, "blank"),
                    self.cell(*other)
                ),
                "Check and make both the same, or delete one",
            ),

            ProblemKind::UnknownColumn => (
                format!("The header {found} fits no column; the column wasn't read"),
                "If it is needed, use the template's header; otherwise leave it",
            ),
            ProblemKind::ColumnTwice { field, other } => (
                format!(
                    "Two columns claim {}, the other at {}; neither was read",
                    lang.column(*field),
                    self.cell(*other)
                ),
                "Keep one column, or change one of the headers",
            ),
            ProblemKind::UnknownSheet => (
                "The sheet is of no known kind; it wasn't read".to_owned(),
                "If it is needed, use the template's headers; otherwise leave it",
            ),
            ProblemKind::SheetTwice(kind) => (
                format!("Expected one sheet {}; this further one wasn't read", self.sheet_kind(*kind)),
                "Join them into one, or delete what is too much",
            ),
            ProblemKind::SheetNotRead(kind) => (
                format!("This is a sheet {}, which this version doesn't read yet", self.sheet_kind(*kind)),
                "Enter what is needed in the columns of the roster",
            ),
            ProblemKind::ColumnNeeded { sheet, header } => (
                format!("The sheet {} lacks the column {header}", self.sheet_kind(*sheet)),
                "Add the column, with its header within the first 30 rows",
            ),
            ProblemKind::HiddenSheet => (
                "The sheet is hidden; it was read all the same".to_owned(),
                "Make sure that it should be used; if not, delete it and load the file again",
            ),
            ProblemKind::NoHeader(kind) => (
                format!("No header row of {} was found, or it stands twice and differs", self.sheet_kind(*kind)),
                "Keep one header row, within the first 30 rows",
            ),

            ProblemKind::UnknownSetting => (
                format!("There is no setting {found}; it wasn't used"),
                "Use the name of the template, or delete the row",
            ),
            ProblemKind::SettingValue(key) => {
                let term = lang.setting(*key, None);
                return (
                    format!("{term}: expected {}, but found {found}", expected(lang, *key)),
                    meanwhile(lang, *key),
                );
            }
            ProblemKind::SettingRange(key) => {
                let term = lang.setting(*key, None);
                return (format!("{term}: expected {}, but found {found}", range(lang, *key)), meanwhile(lang, *key));
            }
            ProblemKind::SettingTwice(key) => (
                format!("{} has two different values; neither was used", lang.setting(*key, None)),
                "Keep only the right row",
            ),
            ProblemKind::ConfirmedNoneUnknown => (
                format!("{found} in 无此情形 is no header of the roster"),
                "Use headers of the roster, separated by 、",
            ),

            ProblemKind::DecisionForNobody => (
                format!("Nobody on the roster fits {found}"),
                "Check number and name; delete the row if the person isn't on the roster",
            ),
            ProblemKind::DecisionForSeveral => {
                (format!("Several people on the roster are called {found}; the decision wasn't used"), "Add 工号")
            }
            ProblemKind::DecisionNameDiffers { roster } => (
                format!(
                    "The roster has “{roster}” for this number, but here it says {found}; the decision wasn't used"
                ),
                "Find out who is meant and correct number or name",
            ),
            ProblemKind::DecisionTwice { other } => (
                format!("There is a different decision on the same person at {}; neither was used", self.cell(*other)),
                "Keep only the valid decision",
            ),
            ProblemKind::NotARuling => (
                format!("Expected one of the five grades or 不降等, but found {found}"),
                "Enter 优秀, 表扬, 合格, 基本合格, 不合格 or 不降等 (no demotion)",
            ),
            ProblemKind::DecisionNotAppraised => (
                "The person isn't appraised this year; the decision wasn't used".to_owned(),
                "Check 入职日期 and 离岗日期, or delete the row",
            ),

            ProblemKind::ColumnMissing(field) => {
                let clauses = Pending::ColumnMissing(vec![*field]).clauses();
                let column = lang.column(*field);
                let message = if clauses.is_empty() {
                    format!("The roster has no column {column}")
                } else {
                    format!("The roster has no column {column}; not evaluated: {}", lang.clauses(&clauses))
                };
                (message, "Add the column; if nobody has such a case, say so in the setting 无此情形")
            }
            ProblemKind::NoDateColumns => (
                "There is neither 入职日期 nor 离岗日期; everyone listed is taken to be in post".to_owned(),
                "Add the columns if somebody left within the year or joined after it",
            ),
            ProblemKind::YearWithoutNotice { year } => (
                format!("{year} has no notice of its own; the parameters of the {NOTICE_YEAR} notice are used"),
                "Check the settings against that year's notice, or correct the year",
            ),
            ProblemKind::LeftBeforeJoined => {
                (format!("离岗日期 {found} lies before 入职日期"), "Check and correct the two dates")
            }
            ProblemKind::NoMonths => (
                "Neither 在岗月数 nor 入职日期 is given; 0 months meanwhile".to_owned(),
                "Enter 在岗月数 (months in post) or 入职日期 (date joined)",
            ),
            ProblemKind::MonthsDiffer { given, derived } => (
                format!(
                    "在岗月数 says {}, the dates give {}; the former counts",
                    lang.months(*given),
                    lang.months(*derived)
                ),
                "Check both; if the difference is meant, say so in 备注",
            ),
            ProblemKind::ManagerMonthsBeyond { months } => (
                format!("管理岗月数: expected no more than 在岗月数 {months}, but found {found}"),
                "Check and correct one of the two",
            ),
            ProblemKind::ManagerMonthsUnused => (
                format!("管理岗月数 is {found} for somebody who is no manager; no allowance is paid"),
                "Set 管理人员 to 是 if the person is a manager; otherwise clear the months",
            ),
            ProblemKind::NoLevel => (
                "A manager without 岗位级别: the allowance can't be computed".to_owned(),
                "Enter 岗位级别 (post level)",
            ),
            ProblemKind::FinedBeyond { total_field, total } => (
                format!(
                    "Already fined: expected no more than {total}, as in {}, but found {found}",
                    lang.column(*total_field)
                ),
                "Check both columns and correct the wrong one",
            ),
            ProblemKind::CircularsBeyondBreaches { breaches } => (
                format!("通报次数: expected no more than 违规次数 {breaches}, but found {found}"),
                "Check both columns: every circular is a breach, too",
            ),
            ProblemKind::ScoreAboveMaximum { setting, max } => (
                format!("Expected no more than {} of {}, but found {found}", plain(*max), lang.setting(*setting, None)),
                "Check the score; if the maximum has changed, change the setting",
            ),
            ProblemKind::FirstReviewDiffers { sum } => (
                format!("初评分 is {found}, but its parts add up to {}; the former counts", plain(*sum)),
                "Check the parts and 初评分 and make them agree",
            ),
            ProblemKind::NoCategory => (
                "Places are shared out by group, but 岗位类别 is blank: the person is in no pool".to_owned(),
                "Enter 大厅服务, 大厅管理 or 其他科室",
            ),
            ProblemKind::DecidedBarred { bars } => (
                format!("Decided 优秀 in spite of {}; the decision wasn't used", lang.clauses(bars)),
                "Decide another grade; if the bar is mistaken, correct the data first",
            ),
            ProblemKind::DecidedBeyondQuota { grade, quota, people } => {
                let (term, count) = (grade.term(), count_of(people.len()));
                let message = format!(
                    "{count} people were decided {term} ({}), but places are {quota}; none of the decisions was used",
                    self.people(people)
                );
                let cure = format!("Decide another grade for {} of them", count.saturating_sub(*quota));
                return (message, cure);
            }
            ProblemKind::DemotionWithoutCase => (
                format!("Decided {found} without any case of 五(七)"),
                "Check whether data are missing; if the grade is meant, say why in the decision",
            ),
            ProblemKind::NoNominee { pool } => (
                format!("优秀 and 表扬 go by nomination, but nobody is nominated in {}", self.pool(*pool)),
                "Enter the nominees in 初评等次, or set 推优方式 to 按得分",
            ),
            ProblemKind::PromotionNotPast => (
                format!("上次晋升年度: expected a year before the appraised one, but found {found}"),
                "Enter an earlier year; leave it blank if there was no promotion",
            ),
            ProblemKind::LastYearUnknown { year } => (
                format!("基本合格 this year, but no grade of {year}: whether it is two years running can't be told"),
                "Enter last year's grade",
            ),
            ProblemKind::AmountUnset { setting, level } => (
                format!("{} is unset; the amounts count as 0 meanwhile", lang.setting(*setting, level.as_deref())),
                "Enter it in 方案 when the leadership meeting has fixed it",
            ),
            ProblemKind::SettingsUnconfirmed => (
                "The settings aren't confirmed; the result is only a draft".to_owned(),
                "Set 方案已确认 to 是 when the leadership meeting has confirmed them",
            ),
        };
        (message, cure.to_owned())
    }
}

/// A value in quotation marks, cut if it is long; `blank` if there is nothing.
fn quoted(found: &str, blank: &str) -> String {
    let found = found.trim();
    match found.char_indices().nth(FOUND_CHARS) {
        _ if found.is_empty() => blank.to_owned(),
        Some((end, _)) => format!("“{}…”", &found[..end]),
        None => format!("“{found}”"),
    }
}

fn count_of(people: usize) -> u32 {
    u32::try_from(people).expect("ids of people are 32 bits wide")
}

/// What a setting's value must be.
fn expected(lang: Lang, key: SettingKey) -> String {
    let text = match (lang, key.kind()) {
        (Lang::ZhCn, SettingKind::Year) => "年份",
        (Lang::ZhCn, SettingKind::Text) => "文字",
        (Lang::ZhCn, SettingKind::Share) => "比例（如 10%）",
        (Lang::ZhCn, SettingKind::Number(_)) => "数字",
        (Lang::ZhCn, SettingKind::Whole(_)) => "整数",
        (Lang::ZhCn, SettingKind::Amount | SettingKind::AmountByLevel) => "金额（元）",
        (Lang::ZhCn, SettingKind::Flag) => "“是”或“否”",
        (Lang::ZhCn, SettingKind::Choice(choices)) => return format!("“{}”之一", choices.join("”“")),
        (Lang::ZhCn, SettingKind::List) => "用“、”隔开的词",
        (Lang::En, SettingKind::Year) => "a year",
        (Lang::En, SettingKind::Text) => "a text",
        (Lang::En, SettingKind::Share) => "a share (as in 10%)",
        (Lang::En, SettingKind::Number(_)) => "a number",
        (Lang::En, SettingKind::Whole(_)) => "a whole number",
        (Lang::En, SettingKind::Amount | SettingKind::AmountByLevel) => "an amount in yuan",
        (Lang::En, SettingKind::Flag) => "是 or 否",
        (Lang::En, SettingKind::Choice(choices)) => return format!("one of {}", choices.join(", ")),
        (Lang::En, SettingKind::List) => "words separated by 、",
    };
    text.to_owned()
}

/// The range of a setting's value.
fn range(lang: Lang, key: SettingKey) -> String {
    match (lang, key.kind()) {
        (Lang::ZhCn, SettingKind::Share) => "0 至 100% 之间".to_owned(),
        (Lang::ZhCn, SettingKind::Number(limits) | SettingKind::Whole(limits)) => {
            format!(" {} 至 {} 之间", limits.min, limits.max)
        }
        (Lang::ZhCn, SettingKind::Amount | SettingKind::AmountByLevel) => "合理的金额之内，且不小于 0".to_owned(),
        (
            Lang::ZhCn,
            SettingKind::Year | SettingKind::Text | SettingKind::Flag | SettingKind::Choice(_) | SettingKind::List,
        ) => "允许的范围之内".to_owned(),
        (Lang::En, SettingKind::Share) => "0 to 100%".to_owned(),
        (Lang::En, SettingKind::Number(limits) | SettingKind::Whole(limits)) => {
            format!("{} to {}", limits.min, limits.max)
        }
        (Lang::En, SettingKind::Amount | SettingKind::AmountByLevel) => "a sensible amount, not below 0".to_owned(),
        (
            Lang::En,
            SettingKind::Year | SettingKind::Text | SettingKind::Flag | SettingKind::Choice(_) | SettingKind::List,
        ) => "a value within its range".to_owned(),
    }
}

/// How to mend a setting, and what counts until then.
fn meanwhile(lang: Lang, key: SettingKey) -> String {
    match (lang, key.default_text()) {
        (Lang::ZhCn, "") => "改正取值；在此之前视为未定".to_owned(),
        (Lang::ZhCn, default) => format!("改正取值；在此之前按默认值“{default}”"),
        (Lang::En, "") => "Correct the value; until then it counts as unset".to_owned(),
        (Lang::En, default) => format!("Correct the value; until then the default “{default}” counts"),
    }
}
