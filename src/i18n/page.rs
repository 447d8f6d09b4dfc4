//! The page's own words: labels, headings and figures, in Chinese and English. Sentences about the data are elsewhere.

use super::{Context, Lang, numbers};
use crate::{
    domain::{Grade, PassedOver, ProblemGroup, Yuan},
    notice::{SettingKey, SettingKind},
    protocol::{RowFilter, SettingRow, WorkStage},
    rules::DraftReason,
};
use rust_decimal::Decimal;

macro_rules! texts {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        /// A fixed text of the page, named by place and role.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text { $(#[doc = $zh] $name,)* }

        impl Text {
            /// The text in a language.
            pub const fn to(self, lang: Lang) -> &'static str {
                match lang {
                    Lang::ZhCn => match self { $(Text::$name => $zh,)* },
                    Lang::En => match self { $(Text::$name => $en,)* },
                }
            }
        }
    };
}

texts! {
    AppName = "年度考核", "Annual appraisal 考核";
    AppDomain = "政府购买服务人员", "Contract staff";

    StartTitle = "一份花名册，算清全年考核", "One roster in, the year's appraisal out";
    StartLead = "拖入花名册，得到等次建议、奖金明细和可以直接打印的结果工作簿，每个数字都写明依据。",
        "Drop a roster to get proposed grades, every bonus figure and a workbook ready to print, each number with its ground.";
    DropTitle = "把花名册拖到这里", "Drop the roster here";
    DropHint = "支持 xlsx、xlsm、xls、xlsb、ods、csv，可一次选择多个文件", "xlsx, xlsm, xls, xlsb, ods or csv; several files at once are fine";
    DropOr = "或", "or";
    ChooseFiles = "选择文件", "Choose files";
    DropAnywhere = "松开鼠标，开始读取", "Let go to read the files";
    DropAnywhereHint = "文件只在本机读取", "They are read on this machine only";
    TrySample = "试用示例", "Try the sample";
    TrySampleHint = "用虚构人员看一遍完整结果", "See a whole result with invented people";
    GetTemplate = "下载空白模板", "Download a blank template";
    GetTemplateHint = "列齐全，带填写说明和下拉选项", "All columns, with notes and drop-down lists";
    PrivacyTitle = "数据不离开这台电脑", "Nothing leaves this machine";
    PrivacyText = "不联网、不上传、不保存；关闭页面即全部清除。", "No network, no upload, no storage: closing the page clears everything.";
    BasisTitle = "依据", "Basis";

    LoadingTitle = "正在处理", "Working";
    LoadingSample = "示例花名册", "the sample roster";
    Cancel = "取消", "Cancel";

    BannerTitle = "没有完成", "That did not work";
    Close = "关闭", "Close";

    OpenOther = "打开其他文件", "Open other files";
    Export = "下载结果工作簿", "Download the results";
    Exporting = "正在生成…", "Writing…";
    Language = "语言", "Language";
    ThemeLabel = "外观", "Appearance";

    Draft = "草稿", "草稿 Draft";
    Final = "定稿", "定稿 Final";
    DraftWhy = "以下事项了结后才能定稿", "Open before this can be final";
    FinalWhy = "没有待决事项和错误，方案已确认，可以进入公示。", "Nothing is open: ready for publicity (公示).";
    Sample = "示例数据", "Sample data";
    ByNomination = "推优方式：按推荐", "Selection 按推荐: by nomination";
    ByScore = "推优方式：按得分", "Selection 按得分: by score";
    Tabs = "结果的各个部分", "Parts of the result";

    KeyAppraised = "参加考核", "Appraised";
    KeyGross = "应发合计", "应发合计 Gross";
    KeyDeducted = "扣款合计", "扣款合计 Deducted";
    KeyNet = "实发金额", "实发金额 Net";
    KeyShort = "未扣足金额", "未扣足金额 Not recovered";
    KeyPending = "待决人员", "Pending";
    KeyProblems = "问题", "Problems";

    QuotaTitle = "名额", "Quotas 名额";
    QuotaSubtitle = "四、考核内容及等次", "Clause 四";
    QuotaPlaces = "名额", "Places";
    QuotaDecided = "已决定", "Decided";
    QuotaProposed = "拟推荐", "Proposed";
    QuotaFree = "空缺", "Unfilled";
    QuotaTied = "同分待定", "Tied";
    WholeCentre = "全中心", "全中心 Whole centre";

    GradesTitle = "等次分布", "Grades 等次";
    GradesSubtitle = "按当前最终等次", "By the grade as it stands";
    MoneyTitle = "奖金", "Money 奖金";
    MoneySubtitle = "参加考核人员合计，单位：元", "Everyone appraised, in yuan";
    MoneyEarnings = "应发", "Earnings";
    MoneyDeductions = "扣款", "Deductions";
    RowsTitle = "数据核对", "Rows reconciled";
    RowsSubtitle = "读取的行 = 记录 + 跳过的行", "Rows read = records + rows passed over";
    RowsSheet = "工作表", "Sheet";
    RowsRead = "读取", "Read";
    RowsRecords = "记录", "Records";
    RowsPassedOver = "跳过", "Passed over";
    MissingTitle = "缺少的列", "Missing columns";
    MissingText = "相关条款未能判断。补上这些列，或在方案的“无此情形”中列出。",
        "Clauses that need them were not evaluated. Add the columns, or list them under 无此情形 in 方案.";

    SearchLabel = "搜索", "Search";
    SearchHint = "工号、姓名、科室、小组", "Number, name, dept.";
    FilterLabel = "筛选", "Filter";
    TableLabel = "全部人员", "Everyone";
    TableKeys = "↑ ↓ 移动，回车查看", "↑ ↓ to move, Enter to open";
    TableEmpty = "没有符合条件的人员", "Nobody matches";
    TableClear = "清除条件", "Clear";
    Incomplete = "含未定或未知项目，暂按 0 计", "Counts unset or unknown items as 0";
    DecidedMark = "已由领导小组决定", "Decided by the leading group";

    PendingIntro = "每一项都要有人决定。把决定写进“决定”表，或改好花名册后重新拖入。",
        "Each matter waits for somebody. Enter decisions on the sheet 决定, or mend the roster, and drop the file again.";
    PendingNone = "没有待决事项", "Nothing is pending";
    PendingWhat = "事项", "Matter";
    PendingBasis = "依据", "Clause";
    PendingNote = "说明", "What is open";
    Person = "人员", "Person";

    ProblemsIntro = "可以在这里直接更正单元格，结果马上重算；原文件不变，更正记入结果工作簿。也可以改好原表后重新拖入。",
        "Correct cells right here and everything is computed again; your file stays as it is, and the results list the corrections. Or mend the file and drop it again.";
    ProblemSearch = "位置、姓名、原值", "Place, name, value";
    ProblemsNoMatch = "没有符合条件的问题", "No problem matches";
    Correct = "更正", "Correct";
    CorrectSave = "保存", "Save";
    CorrectTo = "更正为", "Correct to";
    CorrectCell = "单元格的新内容", "New content of the cell";
    ConfirmNone = "整列确认为无此情形", "Confirm: nobody has such a case";
    AssignColumns = "指定各列", "Assign columns";
    WhoIsMeant = "指的是", "Who is meant";

    EditsTitle = "本次更正", "Changes made here";
    EditsEarlier = "以前的更正", "Earlier corrections";
    EditCell = "单元格", "Cell";
    EditSheet = "工作表", "Sheet";
    EditNone = "无此情形", "No such case";
    EditNoneWithdrawn = "撤回无此情形", "No longer confirmed";
    EditBlank = "（空白）", "(blank)";
    Undo = "撤销", "Undo";
    Redo = "重做", "Redo";
    UndoHint = "撤销上一处更正（Ctrl+Z）", "Undo the last change (Ctrl+Z)";
    RedoHint = "重做（Ctrl+Y）", "Redo (Ctrl+Y)";
    ReplaceTitle = "更正尚未保存", "Changes are not saved";
    ReplaceText = "打开其他文件，这里的更正就没有了。先下载结果工作簿，更正会一并保存。",
        "Opening other files discards the changes made here. Download the results first: they keep the changes.";
    ReplaceGoOn = "不保存，打开", "Open without saving";
    ReplaceBack = "返回", "Back";

    MapButton = "手工指定工作表和列", "Assign sheets and columns";
    MapTitle = "指定工作表和列", "Assign sheets and columns";
    MapLead = "选好这是什么表、表头在哪一行、每列是什么。所作选择随结果工作簿保存，明年同样的表头自动沿用。",
        "Say what the sheet is, where its header stands, and what each column is. The choices are kept in the results and apply to next year's sheets.";
    MapSheets = "工作表", "Sheets";
    MapKind = "这张表是", "This sheet is";
    MapNotRead = "不读取", "Not read";
    MapUnknown = "未认出", "Not recognised";
    MapEmpty = "空表", "Empty";
    MapOutput = "程序生成", "Made by this program";
    MapHidden = "隐藏", "Hidden";
    MapHeaderRow = "点行号指定表头行", "Click a row number to make it the header";
    MapIgnore = "（不读取）", "(not read)";
    MapSuggested = "可能是", "Perhaps";
    MapTwice = "两列相同", "Claimed twice";
    MapApply = "应用", "Apply";
    MapBusy = "正在重算…", "Working…";
    MapBack = "返回", "Back";
    MapColumn = "列", "Column";

    PassedOverShow = "查看", "Show";
    PassedOverHide = "收起", "Hide";
    LoadingSlow = "这个文件读得特别久。可以再等等，也可以取消，页面会恢复到原来的样子。",
        "This file takes unusually long. Wait a little more, or cancel: the page goes back to what it was.";
    ProblemsNone = "没有发现问题", "No problems found";
    ProblemPlace = "位置", "Place";
    ProblemFound = "原值", "Found";
    ProblemWhat = "问题与处理", "Problem and cure";
    ProblemLevel = "级别", "Level";

    OutcomesTitle = "结果运用", "Outcomes 结果运用";
    OutcomesNone = "没有结果运用事项", "No outcomes";
    OutcomeWhat = "事项", "Matter";
    OutcomeContent = "内容", "Content";
    OutcomeBasis = "依据", "Clause";
    NotAppraisedTitle = "未参加考核", "Not appraised 未参加考核";
    NotAppraisedNone = "花名册上的人员全部参加考核", "Everyone on the roster is appraised";
    NotAppraisedReason = "原因", "Reason";

    SettingsIntro = "本次计算采用的全部参数。要改动，请在花名册工作簿的“方案”表中填写参数和取值。",
        "All parameters in force. To change one, enter it on the sheet 方案 (参数, 取值) of your workbook.";
    SettingName = "参数", "Setting 参数";
    SettingValue = "取值", "Value 取值";
    SettingBasis = "依据", "Clause";
    SettingDecider = "由谁决定", "Decided by";
    SettingChanged = "已改动", "Changed";
    SettingUnset = "未定", "未定 Unset";

    PersonLabel = "个人考核明细", "One person's appraisal";
    PersonPrevious = "上一人（←）", "Previous (←)";
    PersonNext = "下一人（→）", "Next (→)";
    PersonClose = "关闭（Esc）", "Close (Esc)";
    PersonGrade = "最终等次", "最终等次 Grade";
    PersonProposed = "建议等次", "建议等次 Proposed";
    PersonFirst = "初评等次", "初评等次 First review";
    PersonRank = "名次", "名次 Rank";
    PersonMonths = "在岗月数", "在岗月数 Months";
    PersonTenure = "当年在岗", "Time in post";
    PersonGround = "等次依据", "Why this grade";
    PersonWhyNot = "为何不是", "Why not";
    PersonDecision = "领导小组决定", "Decision";
    PersonDecisionRefused = "决定未予采用", "Decision refused";
    PersonDecisionBy = "决定人", "By";
    PersonDecisionDate = "日期", "On";
    PersonPending = "待决事项", "Pending 待决事项";
    PersonBars = "取消优秀资格的情形", "Bars to 优秀";
    PersonCases = "可降等的情形", "Cases for demotion";
    PersonScores = "得分", "Scores";
    PersonS1 = "初评综合分", "初评综合分 S1";
    PersonS2 = "推优综合分", "推优综合分 S2";
    PersonFirstReview = "初评分", "初评分 First review";
    PersonTime = "在岗时间", "Time in post";
    PersonMoney = "奖金明细", "Money";
    PersonItem = "项目", "Item";
    PersonHow = "计算", "How";
    PersonAmount = "金额（元）", "Yuan";
    PersonOutcomes = "结果运用", "Outcomes 结果运用";
    PersonProblems = "数据问题", "Problems";
    PersonNotAppraised = "未参加考核", "Not appraised 未参加考核";
    PersonSource = "出处", "From";
    NoScore = "无", "None";

    TabOverview = "概览", "Overview";
    TabPeople = "全部人员", "Everyone";
    TabPending = "待决事项", "Pending";
    TabProblems = "问题清单", "Problems";
    TabOutcomes = "结果运用", "Outcomes";
    TabSettings = "方案", "Settings";
    TabRegister = "口径影响", "Readings";
    TabTrial = "试算", "What if";
    TabFairness = "初评分析", "Fairness";
    TabClauses = "通知条款", "Clauses";
    TabTimetable = "日程", "Timetable";
    TabHistory = "更改记录", "History";

    ThemeSystem = "跟随系统", "As the system";
    ThemeLight = "浅色", "Light";
    ThemeDark = "深色", "Dark";

    SavingExport = "正在生成结果工作簿", "Writing the results workbook";
    SavingTemplate = "正在生成空白模板", "Writing the blank template";
    SavingSettings = "正在生成方案文件", "Writing the settings";
    SavingCalendar = "正在生成日程文件", "Writing the calendar";

    ColumnStaffNumber = "工号", "Number";
    ColumnName = "姓名", "Name";
    ColumnDepartment = "科室", "Department";
    ColumnCategory = "岗位类别", "Group";
    ColumnMonths = "在岗月数", "Months";
    ColumnS1 = "初评综合分", "S1";
    ColumnS2 = "推优综合分", "S2";
    ColumnRank = "名次", "Rank";
    ColumnBars = "取消优秀资格", "Bars to 优秀";
    ColumnCases = "可降等情形", "Cases";
    ColumnFirstGrade = "初评等次", "Reviewed";
    ColumnProposed = "建议等次", "Proposed";
    ColumnGrade = "最终等次", "Grade";
    ColumnPending = "待决", "Pending";
    ColumnGross = "应发合计", "Gross";
    ColumnDeducted = "扣款合计", "Deducted";
    ColumnNet = "实发金额", "Net";
}

/// A language's own name.
pub const fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "中文",
        Lang::En => "English",
    }
}

/// A language's tag, for the document.
pub const fn language_tag(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhCn => "zh-CN",
        Lang::En => "en",
    }
}

/// A stage of long work.
pub const fn work(lang: Lang, stage: WorkStage) -> &'static str {
    match (lang, stage) {
        (Lang::ZhCn, WorkStage::Reading) => "读取文件",
        (Lang::ZhCn, WorkStage::Evaluating) => "按通知核算",
        (Lang::ZhCn, WorkStage::Writing) => "生成工作簿",
        (Lang::En, WorkStage::Reading) => "Reading the files",
        (Lang::En, WorkStage::Evaluating) => "Applying the rules",
        (Lang::En, WorkStage::Writing) => "Writing the workbook",
    }
}

/// A choice of people.
pub fn filter(lang: Lang, filter: RowFilter) -> &'static str {
    match (lang, filter) {
        (Lang::ZhCn, RowFilter::All) => "全部",
        (Lang::ZhCn, RowFilter::Pending) => "待决",
        (Lang::En, RowFilter::All) => "All",
        (Lang::En, RowFilter::Pending) => "Pending",
        (Lang::ZhCn | Lang::En, RowFilter::Grade(grade)) => grade.term(),
    }
}

/// Where a reason for 草稿 leads, as the label of the way there.
pub const fn draft_link(lang: Lang, reason: &DraftReason) -> &'static str {
    match (lang, reason) {
        (Lang::ZhCn, DraftReason::Pending(_)) => "查看待决事项",
        (Lang::ZhCn, DraftReason::Errors(_)) => "查看问题清单",
        (Lang::ZhCn, DraftReason::Unset(..) | DraftReason::Unconfirmed) => "查看方案",
        (Lang::En, DraftReason::Pending(_)) => "See what is pending",
        (Lang::En, DraftReason::Errors(_)) => "See the problems",
        (Lang::En, DraftReason::Unset(..) | DraftReason::Unconfirmed) => "See the settings",
    }
}

/// What problems are about.
pub const fn problem_group(lang: Lang, group: ProblemGroup) -> &'static str {
    match (lang, group) {
        (Lang::ZhCn, ProblemGroup::Cells) => "单元格内容",
        (Lang::ZhCn, ProblemGroup::People) => "人员和编号",
        (Lang::ZhCn, ProblemGroup::Differences) => "前后不一致",
        (Lang::ZhCn, ProblemGroup::Columns) => "工作表和列",
        (Lang::ZhCn, ProblemGroup::Incidents) => "事件台账",
        (Lang::ZhCn, ProblemGroup::Settings) => "方案",
        (Lang::ZhCn, ProblemGroup::Decisions) => "决定",
        (Lang::ZhCn, ProblemGroup::Checks) => "核算中发现",
        (Lang::En, ProblemGroup::Cells) => "Cells",
        (Lang::En, ProblemGroup::People) => "People and numbers",
        (Lang::En, ProblemGroup::Differences) => "Differences",
        (Lang::En, ProblemGroup::Columns) => "Sheets and columns",
        (Lang::En, ProblemGroup::Incidents) => "Incidents 事件",
        (Lang::En, ProblemGroup::Settings) => "Settings 方案",
        (Lang::En, ProblemGroup::Decisions) => "Decisions 决定",
        (Lang::En, ProblemGroup::Checks) => "Found by the rules",
    }
}

/// Errors, warnings and notices of a group, those that there are.
pub fn group_counts(lang: Lang, counts: [usize; 3]) -> String {
    let names = match lang {
        Lang::ZhCn => ["错误", "警告", "提示"],
        Lang::En => ["errors", "warnings", "notices"],
    };
    let some = names.iter().zip(counts).filter(|(_, count)| *count > 0).map(|(name, count)| match lang {
        Lang::ZhCn => format!("{name} {count}"),
        Lang::En => format!("{count} {name}"),
    });
    some.collect::<Vec<_>>().join(match lang {
        Lang::ZhCn => "，",
        Lang::En => ", ",
    })
}

/// How many changes aren't saved yet.
pub fn unsaved(lang: Lang, count: usize) -> String {
    match lang {
        Lang::ZhCn => format!("{count} 处更正未保存"),
        Lang::En if count == 1 => "1 change not saved".to_owned(),
        Lang::En => format!("{count} changes not saved"),
    }
}

/// A row by its number from 0.
pub fn row_number(lang: Lang, row: u32) -> String {
    match lang {
        Lang::ZhCn => format!("第 {} 行", u64::from(row) + 1),
        Lang::En => format!("Row {}", u64::from(row) + 1),
    }
}

/// The heading of a result.
pub fn result_title(lang: Lang, year: i32) -> String {
    match lang {
        Lang::ZhCn => format!("{year} 年度考核结果"),
        Lang::En => format!("Appraisal {year}"),
    }
}

/// The title of the window.
pub fn window_title(lang: Lang, result: Option<(i32, &[String])>) -> String {
    let app = Text::AppName.to(lang);
    match result {
        None => app.to_owned(),
        Some((year, files)) => {
            let what = files.first().map_or(Text::Sample.to(lang), String::as_str);
            let more = if files.len() > 1 { format!(" +{}", files.len() - 1) } else { String::new() };
            format!("{what}{more} · {}", result_title(lang, year))
        }
    }
}

/// So many people.
pub fn people(lang: Lang, count: u32) -> String {
    match lang {
        Lang::ZhCn => format!("{} 人", self::count(count)),
        Lang::En if count == 1 => "1 person".to_owned(),
        Lang::En => format!("{} people", self::count(count)),
    }
}

/// People appraised out of those on the roster.
pub fn roster_note(lang: Lang, on_roster: u32, not_appraised: u32) -> String {
    let all = count(on_roster);
    match lang {
        Lang::ZhCn if not_appraised == 0 => format!("花名册 {all} 人，全部参加考核"),
        Lang::ZhCn => format!("花名册 {all} 人，{} 人未参加", count(not_appraised)),
        Lang::En if not_appraised == 0 => format!("All {all} on the roster"),
        Lang::En => format!("{all} on the roster, {} not appraised", count(not_appraised)),
    }
}

/// Errors, warnings and notices.
pub fn problem_note(lang: Lang, [errors, warnings, notices]: [u32; 3]) -> String {
    match lang {
        Lang::ZhCn => format!("错误 {errors}，警告 {warnings}，提示 {notices}"),
        Lang::En => {
            let of = |count: u32, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
            format!("{}, {}, {}", of(errors, "error"), of(warnings, "warning"), of(notices, "notice"))
        }
    }
}

/// What long work is at.
pub fn work_share(lang: Lang, stage: WorkStage, percent: u32) -> String {
    match lang {
        Lang::ZhCn => format!("{}，{percent}%", work(lang, stage)),
        Lang::En => format!("{}, {percent}%", work(lang, stage)),
    }
}

/// Said aloud when a result is there.
pub fn result_ready(lang: Lang, appraised: u32, pending: u32, errors: u32) -> String {
    match lang {
        Lang::ZhCn => format!("结果已算好：{appraised} 人参加考核，{pending} 人待决，{errors} 个错误"),
        Lang::En => format!("The result is ready: {appraised} appraised, {pending} pending, {errors} errors"),
    }
}

/// Said aloud when the table shows other people.
pub fn rows_shown(lang: Lang, total: u32) -> String {
    match lang {
        Lang::ZhCn => format!("显示 {} 人", count(total)),
        Lang::En => format!("{} shown", count(total)),
    }
}

/// The button under a list that isn't drawn whole.
pub fn more_rows(lang: Lang, hidden: usize) -> String {
    let hidden = count(u32::try_from(hidden).unwrap_or(u32::MAX));
    match lang {
        Lang::ZhCn => format!("显示更多（还有 {hidden} 行）"),
        Lang::En => format!("Show more ({hidden} hidden)"),
    }
}

/// The first rows that were passed over, by their numbers from 1; the workbook has them all.
pub fn passed_over_rows(context: Context<'_>, rows: &[(u32, PassedOver)]) -> String {
    const SHOWN: usize = 4;
    let shown = rows.iter().take(SHOWN).map(|(row, reason)| {
        let reason = context.passed_over(*reason);
        match context.lang {
            Lang::ZhCn => format!("第 {row} 行 {reason}"),
            Lang::En => format!("row {row}: {reason}"),
        }
    });
    let more = if rows.len() > SHOWN { " …" } else { "" };
    context.lang.list(shown) + more
}

/// The grade that the reason beside it is about.
pub fn why_not(lang: Lang, grade: Grade) -> String {
    match lang {
        Lang::ZhCn => format!("{}“{}”", Text::PersonWhyNot.to(lang), grade.term()),
        Lang::En => format!("{} {}", Text::PersonWhyNot.to(lang), grade.term()),
    }
}

/// Opens somebody's panel.
pub fn open_person(lang: Lang, name: &str) -> String {
    match lang {
        Lang::ZhCn => format!("查看 {name} 的明细"),
        Lang::En => format!("Open {name}"),
    }
}

/// The notice that everything rests on.
pub fn notice(lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!("依据《{}》及登记的口径", crate::notice::NOTICE_NUMBER),
        Lang::En => format!("By notice {} and the readings on record", crate::notice::NOTICE_NUMBER),
    }
}

/// An amount with thousands separators, as in `13,599.96`.
pub fn money(amount: Yuan) -> String {
    numbers::grouped(amount)
}

/// A count with thousands separators.
pub fn count(number: u32) -> String {
    numbers::grouped(Yuan::rounded(number.into())).trim_end_matches(".00").to_owned()
}

/// A score with its two decimals.
pub fn score(score: Decimal) -> String {
    numbers::score(score)
}

/// A setting's value as people write it: shares in percent, amounts in yuan, unset as such.
pub fn setting_value(lang: Lang, row: &SettingRow) -> String {
    setting_text(lang, row.key, &row.value)
}

/// What a setting that was changed would be by default.
pub fn setting_was(lang: Lang, key: SettingKey) -> String {
    let default = setting_text(lang, key, key.default_text());
    match lang {
        _ if default.is_empty() => String::new(),
        Lang::ZhCn => format!("默认 {default}"),
        Lang::En => format!("default {default}"),
    }
}

fn setting_text(lang: Lang, key: SettingKey, value: &str) -> String {
    if value.is_empty() {
        return match key.kind() {
            SettingKind::List => String::new(),
            _ => Text::SettingUnset.to(lang).to_owned(),
        };
    }
    match (key.kind(), value.parse::<Decimal>()) {
        (SettingKind::Share, Ok(share)) => numbers::percent(share),
        (SettingKind::Amount | SettingKind::AmountByLevel, Ok(amount)) => lang.money(Yuan::rounded(amount)),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal_macros::dec;

    #[test]
    fn money_is_grouped_by_thousands() {
        assert_eq!(money(Yuan::rounded(dec!(0))), "0.00");
        assert_eq!(money(Yuan::rounded(dec!(999.5))), "999.50");
        assert_eq!(money(Yuan::rounded(dec!(13599.96))), "13,599.96");
        assert_eq!(money(Yuan::rounded(dec!(1234567.8))), "1,234,567.80");
        assert_eq!(money(Yuan::rounded(dec!(-1000))), "-1,000.00");
        assert_eq!(count(10_000), "10,000");
    }

    #[test]
    fn scores_keep_two_decimals() {
        assert_eq!(score(dec!(83.5)), "83.50");
        assert_eq!(score(dec!(70)), "70.00");
    }

    #[test]
    fn settings_read_as_people_write_them() {
        assert_eq!(setting_text(Lang::ZhCn, SettingKey::ExcellentShare, "0.1"), "10%");
        assert_eq!(setting_text(Lang::ZhCn, SettingKey::ExcellentShare, "10%"), "10%");
        assert_eq!(setting_text(Lang::ZhCn, SettingKey::BonusRate, ""), "未定");
        assert_eq!(setting_text(Lang::ZhCn, SettingKey::BonusRate, "833.33"), "833.33 元");
        assert_eq!(setting_text(Lang::ZhCn, SettingKey::LevelOrder, ""), "");
        assert_eq!(setting_text(Lang::ZhCn, SettingKey::WeightMonthly, "0.3"), "0.3");
    }

    #[test]
    fn the_window_is_titled_after_the_file() {
        assert_eq!(window_title(Lang::ZhCn, None), "年度考核");
        let files = ["花名册.xlsx".to_owned(), "决定.xlsx".to_owned()];
        assert_eq!(window_title(Lang::ZhCn, Some((2024, &files))), "花名册.xlsx +1 · 2024 年度考核结果");
        assert_eq!(window_title(Lang::ZhCn, Some((2024, &[]))), "示例数据 · 2024 年度考核结果");
    }
}
