//! Problems in English.

use super::{count_of, expected, meanwhile, percent_readings, quoted, range, row_runs};
use crate::{
    domain::{ColumnScope, Field, FileDoubt, IncidentKind, Problem, ProblemKind},
    i18n::{
        Context, Lang,
        numbers::{self, plain, plural},
    },
    notice::{NOTICE_YEAR, YEARS},
    roster::{least_headers, unstruck},
    rules::clauses_of,
};

impl Context<'_> {
    /// What is wrong and how to mend it, whatever the context's language.
    pub(super) fn problem_en(&self, problem: &Problem) -> (String, String) {
        let found = quoted(&problem.found, "nothing");
        let lang = Lang::En;
        let (message, cure): (String, &str) = match &problem.kind {
            ProblemKind::NotANumber => (
                format!("Expected a number, but found {found}"),
                "Enter a number such as 3 or 0.5; if there is none: 0 for counts and amounts, blank for scores",
            ),
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
            ProblemKind::DateOutOfRange { first, last } => (
                format!("Expected a date from {first} to {last}, but found {found}"),
                "Check it and enter the real date",
            ),
            ProblemKind::NotAPastGrade => (
                format!("Expected one of the five grades or 未参加, but found {found}"),
                "Enter 优秀, 表扬, 合格, 基本合格 or 不合格; 未参加 if the person wasn't appraised that year",
            ),
            ProblemKind::NotAGrade => (
                format!("Expected one of the five grades, but found {found}"),
                "Enter 优秀, 表扬, 合格, 基本合格 or 不合格",
            ),
            ProblemKind::NotACategory => {
                (format!("Expected one of the three groups, but found {found}"), "Enter 大厅服务, 大厅管理 or 其他科室")
            }
            ProblemKind::NotAYear => {
                let (first, last) = (YEARS.start(), YEARS.end());
                (
                    format!("Expected a year from {first} to {last}, but found {found}"),
                    "Enter a year of four digits such as 2023",
                )
            }
            ProblemKind::ErrorCell => (
                format!("Expected a value, but found the formula error {found}"),
                "Enter the value itself, or fix the formula of the original in the spreadsheet",
            ),
            ProblemKind::FormulaWithoutValue => (
                "The formula was saved without its result, so that there is no value to read".to_owned(),
                "Enter the value itself, or open and save the original once in a spreadsheet program",
            ),
            ProblemKind::KeyLostDigits => (
                format!("The number is stored as a figure and lost its digits beyond the 15th; found {found}"),
                "Format the column as text and enter the full numbers again",
            ),

            ProblemKind::PercentScore => {
                let [whole, share] = percent_readings(&problem.found);
                (
                    format!("A score can't be a percentage: is {found} {whole} points or {share}?"),
                    "Check it, enter the score without a per cent sign, and format the cell as General",
                )
            }
            ProblemKind::StruckInPart { kept } => (
                format!(
                    "A part of {} is struck out, which leaves {}",
                    quoted(&unstruck(&problem.found), "nothing"),
                    quoted(kept, "nothing")
                ),
                "Keep only what is right and take the strikethrough away",
            ),
            ProblemKind::StruckOut => (
                format!(
                    "{} is struck out: is it void, or does it stand?",
                    quoted(&unstruck(&problem.found), "nothing")
                ),
                "Clear the cell if it is void; take the strikethrough away if it stands",
            ),

            ProblemKind::ShareAsScore => (
                format!("the score {found} lies between 0 and 1: is it a share or points?"),
                "If scores are out of a hundred, write 95 for 0.95",
            ),

            ProblemKind::NoName => (
                "The row has data but no name".to_owned(),
                "Enter the name; if it isn't a person, save a copy and take the row out there",
            ),
            ProblemKind::NoKey => (
                "The row has a name but no number to know the person by".to_owned(),
                "Enter 工号, or 身份证号 where there is no column 工号",
            ),
            ProblemKind::RowStruckOut => (
                "The whole row is struck out: is it void, or does it stand? Meanwhile it stands".to_owned(),
                "If it is void, save a copy and take the row out there; take the strikethrough away if it stands",
            ),
            ProblemKind::KeyOfTwo { other } => (
                format!("{found} is already used for somebody else at {}", self.cell(*other)),
                "Check and correct one of the two; if two people share a name, add a column 工号",
            ),
            ProblemKind::IdOfTwo { other } => (
                format!(
                    "the ID number {found} also stands at {} under another 工号: one person twice",
                    self.cell(*other)
                ),
                "Check, then correct one of the ID numbers or make the two rows one",
            ),
            ProblemKind::PersonTwice { other } => (
                format!("The person already has a row at {}", self.cell(*other)),
                "If it is one person, save a copy and keep only the right row there; if not, correct the number",
            ),
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
                "Check and make both the same, or clear the wrong one",
            ),

            ProblemKind::RowForNobody => (
                format!("Nobody on the roster fits {found}; the row wasn't used"),
                "Check number and name; add who is missing to the roster; take other rows out in a copy only",
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

            ProblemKind::NotAnIncident => {
                let message = format!("Expected one of the twelve categories, found {found}; the row wasn't used");
                return (message, format!("Enter {}", lang.list(IncidentKind::ALL.map(IncidentKind::term))));
            }
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
            ProblemKind::IncidentCount => (
                format!("a row is one incident, but here it says {found}; it counts as one"),
                "Save a copy with a dated row for each; or assign the column as “not read” if it is another count",
            ),
            ProblemKind::IncidentTwice { other } => (
                format!("Same person, date, category and note as {}; both rows were counted", self.cell(*other)),
                "If it is one, save a copy and keep one row there; if there were two, leave it",
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
                "Check and make them agree, or clear the wrong one",
            ),
            ProblemKind::MonthsWithoutGrades => (
                "月度考核 has scores but no grades, so 月度低等次数 isn't known".to_owned(),
                "Enter grades as in 92/合格, or fill the column 月度低等次数; if nobody has any, put it into 无此情形",
            ),
            ProblemKind::NotAVote => (
                format!("Expected a score, a grade or 弃权, found {found}; no vote"),
                "Enter a score from 0 to 100 or one of the five grades",
            ),
            ProblemKind::BallotVoid => (
                format!("the ballot is marked {found}; it is no vote"),
                "If it is void, enter 弃权 as the vote; if it is valid, take the mark away",
            ),
            ProblemKind::VotesForOtherGrade => (
                format!("{found} is none of the five grades; the votes below it aren't counted"),
                "Assign the column to a grade; or as “not read” if its votes don't count",
            ),
            ProblemKind::BallotTwice { other } => (
                format!("Ballot {found} of this person stands at {}, too; not counted twice", self.cell(*other)),
                "Check and correct the number; if the ballot was only typed twice, clear one of the votes",
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
            ProblemKind::PromotionTwice { year, other } => (
                format!("whether {year} led to a promotion: {found} here, something else in {}", self.cell(*other)),
                "Find out which is right and make both say it",
            ),
            ProblemKind::PromotedWithoutGrade => (
                "The person wasn't appraised that year, yet a promotion rests on it; the row wasn't used".to_owned(),
                "Check and correct the grade, or enter 否 in 是否晋升",
            ),
            ProblemKind::NotAppraisedThisYear { year } => (
                format!("{year} is the year being appraised; its grade can't be {found}"),
                "Clear the grade if the person is appraised; else enter 离岗日期 on the roster",
            ),
            ProblemKind::OwnerFilePassedOver => (
                format!("{found} is a temporary file of a spreadsheet program with the workbook open; it wasn't read"),
                "Nothing to do; it goes away when the spreadsheet program is closed",
            ),
            ProblemKind::NoChecksum => (
                format!(
                    "{found} is an .xls, a format without checksums (.xlsx has them): a figure that changed on its way can't be noticed"
                ),
                "Save what matters as .xlsx and drop that; compare amounts and scores with the original",
            ),
            ProblemKind::SheetNotWritten => (
                format!("The sheet “{found}” couldn't be written into this workbook; all others were"),
                "Keep the files that were dropped, and drop them together with this workbook next time",
            ),
            ProblemKind::FileInDoubt(doubt) => (
                match doubt {
                    FileDoubt::UnusedTexts { count } => format!(
                        "The file may be damaged: no cell uses {count} of its texts, so some cell may have changed"
                    ),
                    FileDoubt::CellsOutOfOrder => {
                        "The file may be damaged: some cells aren't where they should be".to_owned()
                    }
                    FileDoubt::OtherRows => {
                        "The file may be damaged: it has other rows or columns than it says".to_owned()
                    }
                },
                "Compare it with the original, save it as .xlsx and drop that; if all is right, mark this as checked",
            ),
            ProblemKind::QuoteOpen { line } => (
                format!("Line {line} of the file has a quote that is never closed; it was read to the end of the line"),
                "Check the values of this line; save a copy, close or remove the quote in it and drop that",
            ),
            ProblemKind::ValuesOtherThanHeader { line, values, header } => (
                format!(
                    "Line {line} of the file has {values} values where the header has {header}; they may stand in wrong columns"
                ),
                "Check this line; save a copy, put quotes around values with a separator inside and drop that",
            ),
            ProblemKind::ResultsAsHistory { year } => (
                format!("These are the results of {year}; they serve as the record of that year only"),
                "Nothing to do; to see that year again, download the results first, then open this file alone",
            ),
            // As the workbook has it, in its language.
            ProblemKind::Recorded { message, cure, .. } => (message.clone(), cure),
            ProblemKind::OtherVersion => (
                format!("The results were written by another version of the program ({found})"),
                "They were read all the same; check that the figures are the same as then",
            ),
            ProblemKind::HistoryOfDraft { year } => (
                format!("The results of {year} were still a draft, so their grades may not be final"),
                "Check that year's grades, or use that year's final results workbook",
            ),

            ProblemKind::UnknownColumn => (
                format!("The header {found} fits no column; the column wasn't read"),
                "If it is needed, assign the column or use the template's header; otherwise leave it",
            ),
            ProblemKind::ColumnTwice { header, other } => (
                format!("this column and {} are both {header}; the left one counts for now", self.cell(*other)),
                "Set the one that isn't wanted to “not read”",
            ),
            ProblemKind::ListedAsLeft { people } => (
                format!(
                    "{found} says that {people} {} left, and no date does: they count as in post meanwhile",
                    plural(*people, "person has", "people have")
                ),
                "Check it and add a column 离岗日期 in a copy; if they are in post, confirm that it was checked",
            ),
            ProblemKind::SaysLeft => (
                format!("{found} says that this person has left, and no date does: they count as in post"),
                "Check whether they have left; if so, enter 离岗日期",
            ),
            ProblemKind::TitleOfPart => (
                format!("{found} says that this list is of a part of the year; it is read as the year's"),
                "Check whether it is of the whole year; if not, drop the year's list instead",
            ),
            ProblemKind::TableBeside => (
                "Another table begins at this cell, beside the first; it isn't read".to_owned(),
                "In a copy, move that table to a sheet of its own, and drop it again",
            ),
            ProblemKind::TablesSideBySide { columns } => (
                format!("{columns} headers stand twice in one row: two tables side by side; the right one isn't read"),
                "Save a copy, move the right table below the left one, and drop the copy",
            ),
            ProblemKind::ColumnYields { header, other } => (
                format!("this column and {} are both {header}; the latter is used", self.cell(*other)),
                "If this column should be used, assign it",
            ),
            ProblemKind::ColumnElsewhere { scope } => (
                match scope {
                    ColumnScope::OtherYear => {
                        "the header above this column is about another year; it isn't used".to_owned()
                    }
                    ColumnScope::PartOfYear => "this column is about a part of the year only; it isn't used".to_owned(),
                    ColumnScope::OtherPerson => {
                        "the header above this column is about somebody else; it isn't used".to_owned()
                    }
                    ColumnScope::Unclear => {
                        format!("the unit or range of {found}, or which of several columns counts, isn't clear; it isn't used")
                    }
                },
                "If it is the person's whole year, assign the column; else add a column for the year",
            ),
            ProblemKind::ColumnOfAnotherSheet { sheet } => (
                format!("{found} is a header of the sheet {}; on the roster it isn't read", self.sheet_kind(*sheet)),
                "Save a copy and move these columns to a sheet of their own; else set them to “not read”",
            ),
            ProblemKind::HiddenColumn { used: true } => (
                "this column is hidden; it was read".to_owned(),
                "Unhide and check it; if it shouldn't be used, set it to “not read”",
            ),
            ProblemKind::HiddenColumn { used: false } => {
                ("this column is hidden; it isn't used".to_owned(), "Nothing to do; if it should be used, assign it")
            }
            ProblemKind::DatesElsewhere => (
                "the roster has dates of joining or leaving of its own; those on this sheet aren't used".to_owned(),
                "If somebody left, enter the date on the roster; else set these columns to “not read”",
            ),
            ProblemKind::SheetUnused { understood: true, .. } => (
                "not used: nothing on the sheet can be joined to the roster (other time, employer or people, or several rows each)"
                    .to_owned(),
                "If it should be used, assign it as the roster with its columns; else set it to “not read”",
            ),
            ProblemKind::SheetUnused { nearest, .. } => {
                return (
                    format!("this sheet looks like {} but isn't used", nearest.term()),
                    format!(
                        "Assign the sheet and its columns, or set it to “not read”; {} needs at least the headers {}",
                        nearest.term(),
                        least_headers(*nearest)
                    ),
                );
            }
            ProblemKind::RowsAboveHeader { rows } => (
                format!("{rows} rows above the header look like data; they aren't read"),
                "Name the row of the header, or save a copy and give these rows a header",
            ),
            ProblemKind::ForeignUnit => (
                format!("above the table stands {found}, but amounts are in yuan and leave is in days"),
                "Save a copy, convert to yuan and days, and change this line; or clear this cell if they already are",
            ),
            ProblemKind::TitleOfOtherYear { year } => (
                format!("{found} names {year}, which isn't the year of the settings"),
                "Check that this is the right sheet; if the year is wrong, correct it in the settings",
            ),
            ProblemKind::RowsOfOtherYear { rows } => (
                format!(
                    "this column says that rows {} are about another year ({found}), but they are still used",
                    row_runs(rows, ", ", " …")
                ),
                "Save a copy and take those rows out; if the column isn't the appraised year, assign it as “not read”",
            ),
            ProblemKind::UnknownSheet => (
                "The sheet is of no known kind; it wasn't read".to_owned(),
                "If it is needed, say what the sheet is or use the template's headers; otherwise leave it",
            ),
            ProblemKind::SheetTwice(kind) => (
                format!("Expected one sheet {}; this further one wasn't read", self.sheet_kind(*kind)),
                "If it is needed, join them into one; if not, set the sheet to “not read”",
            ),
            ProblemKind::ColumnNeeded { sheet, header } => (
                format!("The sheet {} lacks the column {header}", self.sheet_kind(*sheet)),
                "Add the column, or assign the column that it is",
            ),
            ProblemKind::HiddenSheet => (
                "The sheet is hidden; it was read all the same".to_owned(),
                "Make sure that it should be used; if not, set the sheet to “not read”",
            ),
            ProblemKind::HiddenRows { rows } => (
                format!("Rows {} are hidden; they were read", row_runs(rows, ", ", " and more")),
                "Show and check them first; to leave rows out, save a copy and take them out there",
            ),
            ProblemKind::NoHeader(kind) => (
                format!("No header row of {} was found, or it stands twice and differs", self.sheet_kind(*kind)),
                "Keep one header row, within the first 30 rows",
            ),

            ProblemKind::UnknownSetting => (
                format!("There is no setting {found}; it wasn't used"),
                "Use the name of the template; if it isn't needed, take the row out in a copy",
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
                "Check and make both the same, or clear the value of the wrong row",
            ),
            ProblemKind::ConfirmedNoneContradicted { field } => (
                format!("无此情形 names {}, but somebody has such a case; the data count", lang.column(*field)),
                "Take it out of 无此情形, and add the figures of those who lack the column",
            ),
            ProblemKind::ConfirmedNoneUnknown => (
                format!("{found} in 无此情形 is no header of the roster"),
                "Use headers of the roster, separated by 、",
            ),

            ProblemKind::DecisionTwice { other } => (
                format!("There is a different decision on the same person at {}; neither was used", self.cell(*other)),
                "Find out which is valid and clear 决定等次 of the other",
            ),
            ProblemKind::NotARuling => (
                format!("Expected one of the five grades or 不降等, but found {found}"),
                "Enter 优秀, 表扬, 合格, 基本合格, 不合格 or 不降等 (no demotion)",
            ),
            ProblemKind::DecisionNotAppraised => (
                "The person isn't appraised this year; the decision wasn't used".to_owned(),
                "Check 入职日期 and 离岗日期; if the person really isn't appraised, clear 决定等次",
            ),

            ProblemKind::ColumnMissing(field) => {
                let clauses = clauses_of(*field);
                let column = lang.column(*field);
                let message = if clauses.is_empty() {
                    format!("The roster has no column {column}")
                } else {
                    format!("The roster has no column {column}; not evaluated: {}", lang.clauses(clauses))
                };
                if Field::FINED.iter().any(|(_, fined)| fined == field) {
                    (message, "Add the column, or 月度已扣 to the ledger; if nobody has such a case, put it into 无此情形")
                } else {
                    (message, "Add the column; if nobody has such a case, say so in the setting 无此情形")
                }
            }
            ProblemKind::ColumnInParts(field) => (
                format!(
                    "{} is known for parts of the year only, or in a unit or reading that isn't clear",
                    lang.column(*field)
                ),
                "Assign the column that it is; or save a copy and add a column for the year's figures",
            ),
            ProblemKind::NobodyAppraised => {
                ("nobody on the roster is appraised".to_owned(), "Check the dates of joining and leaving, and the year")
            }
            ProblemKind::NoLeftColumn => (
                "the roster has no column 离岗日期; nobody is taken to have left".to_owned(),
                "If somebody left, add the column",
            ),
            ProblemKind::NoDateColumns => (
                "There is neither 入职日期 nor 离岗日期; everyone listed is taken to be in post".to_owned(),
                "Add the columns if somebody left within the year or joined after it",
            ),
            ProblemKind::YearWithoutNotice { year } => (
                format!(
                    "This program has no notice of {year}; meanwhile it uses the parameters of the {NOTICE_YEAR} notice"
                ),
                "Check the settings against that year's notice, or correct the year",
            ),
            ProblemKind::LeftBeforeJoined => {
                (format!("离岗日期 {found} lies before 入职日期"), "Check and correct the two dates")
            }
            ProblemKind::NoMonths => (
                format!("Months unknown: {}; 0 meanwhile", lang.no_months_nor_date()),
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
                "Check both columns: every reprimand is a breach, too, and belongs in 违规次数",
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
                "Add a score; if all weights are 0, correct them in 方案 (settings)",
            ),
            ProblemKind::GradeNotPast { year } => (
                format!("{year} isn't before the appraised year; the grades of this column aren't used"),
                "Check the year in the header; this year's grades come from the appraisal",
            ),
            ProblemKind::NoCategory => (
                "Places are counted for each 岗位类别 (group), but it is blank: the person is in no pool".to_owned(),
                "Enter 大厅服务, 大厅管理 or 其他科室",
            ),
            ProblemKind::DecisionEarly { year } => (
                format!("decided on {found}, before December {year}: perhaps about another year; it is applied"),
                "Check the date; if it is about another year, clear the decided grade",
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
                "Close what is pending, correct the errors, confirm the settings, then settle again",
            ),
            ProblemKind::SettlingUnsealed => (
                "定稿人 and 定稿日期 were filled in without 定稿校验: whether figures moved before the results workbook was \
                 made can't be told"
                    .to_owned(),
                "Check grades and amounts; the results workbook has 定稿校验 for the figures that it was made with",
            ),
            ProblemKind::PublicityBeforeSettling { settled } => (
                format!(
                    "公示起始日期 {found} lies before 定稿日期 {}: what was published isn't what was settled",
                    lang.date(*settled)
                ),
                "Enter the days of the public notice that followed 定稿",
            ),
            ProblemKind::PublicityReversed { from } => (
                format!("公示截止日期 {found} lies before 公示起始日期 {}: neither is used", lang.date(*from)),
                "Check the first and last day of the public notice and correct the wrong one",
            ),
            ProblemKind::PublicityShort { days, wanted } => (
                format!(
                    "The public notice up to {found} has {days} working {}, fewer than 公示工作日 ({wanted})",
                    plural(*days, "day", "days")
                ),
                "Publish for longer, or check the days, 节假日 and 调休上班日",
            ),
        };
        (message, cure.to_owned())
    }
}
