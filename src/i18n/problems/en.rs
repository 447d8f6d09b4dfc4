//! Problems in English.

use super::{count_of, expected, meanwhile, quoted, range, row_runs};
use crate::{
    domain::{Problem, ProblemKind},
    i18n::{
        Context, Lang,
        numbers::{self, plain},
    },
    notice::NOTICE_YEAR,
    rules::clauses_of,
};

impl Context<'_> {
    /// What is wrong and how to mend it, whatever the context's language.
    pub(super) fn problem_en(&self, problem: &Problem) -> (String, String) {
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

            ProblemKind::RowForNobody => (
                format!("Nobody on the roster fits {found}; the row wasn't used"),
                "Check number and name; delete the row if the person isn't on the roster",
            ),
            ProblemKind::RowForSeveral { candidates } => (
                format!("{found} fits several people ({}); the row wasn't used", self.people(candidates)),
                "Find out who is meant and enter the right 工号",
            ),
            ProblemKind::RowNameDiffers { roster } => (
                format!("The roster has “{roster}” for this number, but here it says {found}; the row wasn't used"),
                "Find out who is meant and correct number or name",
            ),
            ProblemKind::LedgerDiffers { field, sheet, figure } => (
                format!(
                    "The roster's {} is {found}, but the sheet {} gives {}; the sheet counts",
                    lang.column(*field),
                    self.sheet_kind(*sheet),
                    quoted(figure, "nothing")
                ),
                "Check and make them agree, or clear the roster's cell",
            ),

            ProblemKind::NotAnIncident => (
                format!("Expected one of the twelve categories, found {found}; the row wasn't used"),
                "Enter a category of the template, as 差评, 投诉, 违规, 通报, 巡查通报, 未按时完成",
            ),
            ProblemKind::NotAVerification => (
                format!("Expected 本人责任, 非本人责任 or 待核实, found {found}; not counted meanwhile"),
                "Enter one of the three",
            ),
            ProblemKind::VerificationBlank => {
                ("核实状态 is blank: taken as 待核实".to_owned(), "Enter 本人责任 or 非本人责任")
            }
            ProblemKind::NotStars => (
                format!("Expected 1 to 5 stars, found {found}; not counted meanwhile"),
                "Enter a whole number from 1 to 5",
            ),
            ProblemKind::StarsBlank => {
                ("A bad review without its stars; not counted meanwhile".to_owned(), "Enter the stars, 1 to 5")
            }
            ProblemKind::IncidentWithoutDate => {
                ("An incident without a date; not counted meanwhile".to_owned(), "Enter the day, as in 2024-07-01")
            }
            ProblemKind::IncidentOutOfYear { year } => (
                format!("The date {found} isn't in {year}; not counted"),
                "Check the date; leave it if the incident is of another year",
            ),
            ProblemKind::PerhapsOneIncident { other } => (
                format!(
                    "A bad review and a complaint of one person on one day ({}): perhaps one incident",
                    self.cell(*other)
                ),
                "If it is one, mark one of the rows 非本人责任 or 月度已扣",
            ),
            ProblemKind::IncidentTwice { other } => (
                format!("The same incident stands at {}, too; both were counted", self.cell(*other)),
                "If it is one, delete one of the rows",
            ),
            ProblemKind::NotAMonthMark => (
                format!("Expected a score, a grade or “score/grade”, found {found}"),
                "Enter as in 92, 合格 or 92/合格; leave it blank if there was no appraisal",
            ),
            ProblemKind::NotAMonth => {
                (format!("Expected a month from 1 to 12, found {found}; the row wasn't used"), "Enter 1 to 12")
            }
            ProblemKind::MonthTwice { month, other } => (
                format!("{} has another mark for month {month}; neither was used", self.cell(*other)),
                "Check and keep one of them",
            ),
            ProblemKind::MonthsWithoutGrades => (
                "月度考核 has scores but no grades, so 月度低等次数 counts as 0 for everyone".to_owned(),
                "Enter monthly grades as in 92/合格, or fill the roster's column 月度低等次数",
            ),
            ProblemKind::NotAVote => (
                format!("Expected a score, a grade or 弃权, found {found}; no vote"),
                "Enter a score from 0 to 100 or one of the five grades",
            ),
            ProblemKind::BallotTwice { other } => (
                format!("Ballot {found} of this person stands at {}, too; not counted twice", self.cell(*other)),
                "Check the ballot numbers and delete the double",
            ),
            ProblemKind::PostReversed => (
                format!("The last month {found} lies before the first; the row wasn't used"),
                "Check and correct the two months",
            ),
            ProblemKind::PostsOverlap { other } => (
                format!("Shares a month with {}; the allowance counts as 0 meanwhile", self.cell(*other)),
                "Correct the months, so that each belongs to one row",
            ),
            ProblemKind::PostOutsideMonths { month } => (
                format!("Month {month} isn't one of the person's months in post; the allowance counts as 0 meanwhile"),
                "Check the months and the date of joining",
            ),
            ProblemKind::PostsBeyondMonths { months } => (
                format!(
                    "The posts have {found} months, more than the {months} in post; the allowance counts as 0 meanwhile"
                ),
                "Check the months and 在岗月数",
            ),
            ProblemKind::ResultsAsHistory { year } => (
                format!("These are the results of {year}; they serve as the record of that year only"),
                "Nothing to do; to see that year again, open this file alone",
            ),
            // As the workbook has it, in its language.
            ProblemKind::Recorded { message, cure, .. } => (message.clone(), cure),
            ProblemKind::OtherVersion => (
                format!("The results were written by another version of the program ({found})"),
                "They were read all the same; check that the figures are those of then",
            ),
            ProblemKind::HistoryOfDraft { year } => (
                format!("The results of {year} were still a draft, so their grades may not be final"),
                "Check that year's grades, or use its final results",
            ),

            ProblemKind::UnknownColumn => (
                format!("The header {found} fits no column; the column wasn't read"),
                "If it is needed, use the template's header; otherwise leave it",
            ),
            ProblemKind::ColumnTwice { field, other } => (
                format!(
                    "Two columns claim {}, the other at {}; rows in which they differ are errors of their own",
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
            ProblemKind::ColumnNeeded { sheet, header } => (
                format!("The sheet {} lacks the column {header}", self.sheet_kind(*sheet)),
                "Add the column, with its header within the first 30 rows",
            ),
            ProblemKind::HiddenSheet => (
                "The sheet is hidden; it was read all the same".to_owned(),
                "Make sure that it should be used; if not, delete it and load the file again",
            ),
            ProblemKind::HiddenRows { rows } => (
                format!("Rows {} are hidden; they were read", row_runs(rows, ", ", " and more")),
                "Show and check them; delete what isn't to be used, then open the file again",
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
                let clauses = clauses_of(*field);
                let column = lang.column(*field);
                let message = if clauses.is_empty() {
                    format!("The roster has no column {column}")
                } else {
                    format!("The roster has no column {column}; not evaluated: {}", lang.clauses(clauses))
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
            ProblemKind::NoScoreAtAll => (
                "No usable 初评分, 月度均分 or 民主测评分: no rank, and not in the running".to_owned(),
                "Add a score; if all weights are 0, mend them in 方案 (settings)",
            ),
            ProblemKind::GradeNotPast { year } => (
                format!("{year} isn't before the appraised year; the grades of this column aren't used"),
                "Check the year in the header; this year's grades come from the appraisal",
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
                format!("上次晋升年度: expected no year after the appraised one, but found {found}"),
                "Enter the appraised year on which the last promotion rested; leave it blank if there was none",
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
            ProblemKind::ShareBeyondNotice { setting, share, limit } => (
                format!(
                    "{} is {}, above the {} that the notice allows",
                    setting.term(),
                    numbers::percent(*share),
                    numbers::percent(*limit)
                ),
                "Keep within the notice's share; if more is really meant, say so at the leadership meeting",
            ),
            ProblemKind::WeightsNotOne { sum } => (
                format!("The weights of 初评, 月度 and 测评 add up to {sum}, not 1; scores go by their proportions"),
                "Check the three weights; leave them if that is what is meant",
            ),
            ProblemKind::SettlingIncomplete => (
                "Only one of 定稿人 and 定稿日期 is filled in, so nothing is settled".to_owned(),
                "Fill in both, or neither",
            ),
            ProblemKind::SettlingLapsed { on, moved: true } => (
                format!(
                    "Settled (定稿) by {found} on {}, but figures have moved since: it stands no longer",
                    lang.date(*on)
                ),
                "Check what moved; settle again if it is right, else change it back",
            ),
            ProblemKind::SettlingLapsed { on, moved: false } => (
                format!(
                    "Settled (定稿) by {found} on {}, but something is open again: it stands no longer",
                    lang.date(*on)
                ),
                "Close what is pending, mend the errors, confirm the settings, then settle again",
            ),
            ProblemKind::SettlingUnsealed => (
                "定稿人 and 定稿日期 are filled in without 定稿校验: whether figures moved since can't be told"
                    .to_owned(),
                "Check grades and amounts; the results workbook will hold 定稿校验 for the figures as they are now",
            ),
            ProblemKind::PublicityBeforeSettling { settled } => (
                format!(
                    "公示起始日期 {found} lies before 定稿日期 {}: what was published isn't what was settled",
                    lang.date(*settled)
                ),
                "Enter the days of the publicity that followed 定稿",
            ),
        };
        (message, cure.to_owned())
    }
}
