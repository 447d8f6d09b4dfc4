//! The page's own words: labels, headings and figures, in Chinese and English. Sentences about the data are elsewhere.

use super::{Context, Lang, numbers};
use crate::{
    domain::{Category, CellRef, Edit, Grade, Incident, PassedOver, ProblemGroup, Yuan, words},
    notice::{Calendar, Publicity, SettingKey, SettingKind, Settings, StageStanding},
    protocol::{Named, Overview, RowFilter, SettingRow, WorkStage},
    rules::{DraftReason, GroupReview, Status},
};
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, prelude::ToPrimitive};

macro_rules! texts {
    ($($name:ident = $zh:literal, $en:literal;)*) => {
        /// A fixed text of the page, named by place and role.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text { $(#[doc = $zh] $name,)* }

        impl Text {
            #[cfg(test)]
            const ALL: &[Text] = &[$(Text::$name,)*];

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
        "Drop a roster to get proposed grades, every bonus figure and a workbook ready to print, each number with its basis.";
    DropTitle = "把花名册拖到这里", "Drop the roster here";
    DropHint = "支持 xlsx、xlsm、xls、xlsb、ods、csv，可一次选择多个文件", "xlsx, xlsm, xls, xlsb, ods or csv; you can choose several files at once";
    DropOr = "或", "or";
    ChooseFiles = "选择文件", "Choose files";
    DropAnywhere = "松开鼠标，开始读取", "Let go to read the files";
    DropAnywhereHint = "文件只在本机读取", "They are read on this machine only";
    TrySample = "试用示例", "Try the sample";
    TrySampleHint = "用虚构人员看一遍完整结果", "See a whole result with invented people";
    GetTemplate = "下载空白模板", "Download a blank template";
    GetTemplateHint = "列齐全，带填写说明和下拉选项", "All columns, with notes and drop-down lists";
    PrivacyTitle = "数据不离开这台电脑", "Nothing leaves this machine";
    PrivacyText = "不联网、不上传、不留存；关闭页面即全部清除，要保留的请先下载结果工作簿。", "No network, no upload, no storage: closing the page clears everything, so download the results first to keep them.";
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
    Ready = "待定稿", "待定稿 Ready";
    Settled = "定稿", "定稿 Settled";
    InPublicity = "公示中", "公示中 On public notice";
    InForce = "生效", "生效 In force";
    DraftWhy = "以下事项了结后才能定稿", "Still to settle before this can be final";
    ReadyWhy = "待办已清。定稿后，等次建议报领导班子会议审议通过，再公示。", "Nothing is open. Once settled (定稿), the proposed grades go to the leadership meeting, then to public notice (公示).";
    SettleBy = "定稿人", "Settled by";
    SettleOn = "定稿日期", "Settled on";
    Settle = "定稿", "Settle 定稿";
    ReopenLink = "重开", "Reopen 重开";
    ReopenTitle = "重开定稿", "Reopen what was settled";
    ReopenText = "重开后须重新定稿。重开的人、日期和理由记入更改记录。", "It then has to be settled again. Who reopened it, when and why is kept in the history.";
    ReopenForEdits = "这项更改会变动已定稿的数字或留下未了结的事项，须先重开。重开的人、日期和理由记入更改记录。", "This change moves settled figures or leaves something open, so the result has to be reopened first. Who, when and why is kept in the history.";
    ReopenReason = "重开理由", "Reason";
    ReopenBy = "重开人", "Reopened by";
    ReopenOn = "重开日期", "Reopened on";
    Reopen = "重开", "Reopen";
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
    QuotaProposed = "拟定", "Proposed";
    QuotaFree = "空缺", "Unfilled";
    QuotaTied = "同分待决", "Tied, to be decided";
    WholeCentre = "全中心", "全中心 Whole centre";

    GradesTitle = "等次分布", "Grades 等次";
    GradesSubtitle = "按目前等次", "By the grade as it stands";
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
    MissingText = "相关条款未能判断。无人有此情形的，在问题清单中确认；有的，先下载结果工作簿，在其中补上这些列后拖入。",
        "Clauses that need them were not evaluated. If nobody has such a case, confirm it under Problems; otherwise download the results first, add the columns there and drop the file here.";

    SearchLabel = "搜索", "Search";
    SearchHint = "工号、姓名、科室、小组", "Number, name, dept.";
    FilterLabel = "筛选", "Filter";
    TableLabel = "全部人员", "Everyone";
    TableKeys = "↑ ↓ 移动，回车查看", "↑ ↓ to move, Enter to open";
    TableEmpty = "没有符合条件的人员", "Nobody matches";
    TableClear = "清除条件", "Clear";
    Incomplete = "含未定或未能判断的项目，暂按 0 计", "Unset or unknown items count as 0 meanwhile";
    DecidedMark = "已由考核领导小组决定", "Decided by the leading group";

    PendingIntro = "每一项都要有人决定或查明。选一个决定，先看影响，再写明理由确认；随时可以撤销。",
        "Each matter waits for somebody. Choose a decision, see what it changes, give the reason and confirm; everything can be undone.";
    PendingNone = "没有待决事项", "Nothing is pending";
    PendingBasis = "依据", "Clause";
    PendingNote = "说明", "What is open";
    Person = "人员", "Person";

    ProblemsIntro = "可以在这里直接更正单元格，结果马上重算；原文件不变，更正记入结果工作簿。也可以先下载结果工作簿，在其中改好后拖入。",
        "Correct cells right here and everything is computed again; your file stays as it is, and the results list the corrections. Or download the results first, correct them there and drop the file here.";
    ProblemSearch = "位置、姓名、原值", "Place, name, value";
    ProblemsNoMatch = "没有符合条件的问题", "No problem matches";
    Correct = "更正", "Correct";
    CorrectSave = "应用", "Apply";
    CorrectTo = "更正为", "Correct to";
    CorrectCell = "单元格的新内容", "New content of the cell";
    ConfirmNone = "整列确认为无此情形", "Confirm: nobody has such a case";
    AssignColumns = "指定各列", "Assign columns";
    SetAside = "已核对，不再计", "Checked: no longer counts";
    WhoIsMeant = "指的是", "Who is meant";

    EditsEarlier = "以前的更正", "Earlier corrections";
    EditBlank = "（空白）", "(blank)";
    Undo = "撤销", "Undo";
    Redo = "重做", "Redo";
    ConfirmSaved = "已保存", "It was saved";
    UndoHint = "撤销上一步（Ctrl+Z）",
        "Undo the last change (Ctrl+Z)";
    RedoHint = "重做（Ctrl+Y）", "Redo (Ctrl+Y)";
    ReplaceTitle = "更改（更正、决定、方案）可能没有保存", "Changes (corrections, decisions, settings) may not be saved";
    ReplaceText = "打开其他文件会丢失这里的全部更改。请先下载结果工作簿，更改都记在其中。",
        "Opening other files loses all changes made here. Download the results first: they keep every change.";
    ReplaceGoOn = "不下载，直接打开", "Open without downloading";
    ReplaceBack = "返回", "Back";

    MapButton = "手工指定工作表和列", "Assign sheets and columns";
    MapTitle = "指定工作表和列", "Assign sheets and columns";
    MapLead = "选好这是什么表、表头在哪一行、每列是什么。所作选择记入结果工作簿，明年同样的表头自动沿用。",
        "Say what the sheet is, where its header stands, and what each column is. The choices are kept in the results and apply to next year's sheets.";
    MapSheets = "工作表", "Sheets";
    MapKind = "这张表是", "This sheet is";
    MapNotRead = "不读取", "Not read";
    MapUnknown = "未认出", "Not recognised";
    MapEmpty = "空表", "Empty";
    MapOutput = "本程序生成", "Made by this program";
    MapHidden = "隐藏", "Hidden";
    MapHeaderRow = "点行号指定表头行", "Click a row number to make it the header";
    MapIgnore = "（不读取）", "(not read)";
    MapSuggested = "可能是", "Perhaps";
    MapTwice = "与另一列重复", "Same as another column";
    MapApply = "应用", "Apply";
    MapBusy = "正在重算…", "Working…";
    MapBack = "返回", "Back";
    MapColumn = "列", "Column";

    DecideTitle = "作出决定", "Decide";
    DecideReason = "理由", "Reason";
    DecideReasonHint = "必填，记入“决定”表", "Required; kept in the sheet 决定";
    DecideSave = "确认决定", "Confirm the decision";
    DecideWithdraw = "撤回决定", "Withdraw the decision";
    DecideChange = "更改决定", "Change the decision";
    PendingMend = "到问题清单处理", "Fix it under Problems";

    EffectBusy = "正在计算…", "Working…";
    EffectNone = "等次、名额和金额都没有变化。", "No grade, place or amount changes.";
    EffectNoPool = "不单设", "none of its own";
    EffectStatus = "状态", "State";
    EffectElse = "其他变化", "Also";

    SettingDeparts = "与通知不同", "Departs from the notice";
    SettingsOpen = "读入方案文件", "Read a settings file";
    SettingsSave = "下载下年度方案", "Download next year's settings";
    StagedTitle = "尚未应用的更改", "Changes not applied yet";
    StagedKeep = "应用", "Apply";
    StagedDrop = "放弃", "Drop";
    AllowancesNone = "没有管理人员的级别要设津贴；需要时在下面添加。", "No manager's level needs an allowance; add one below if there is need.";
    AllowanceLevel = "级别名称", "Name of a level";
    AllowanceAdd = "添加级别", "Add a level";
    ConfirmTitle = "领导班子会议确认", "Confirmation by the leadership meeting";
    ConfirmDate = "会议日期", "Meeting date";
    ConfirmMinutes = "会议纪要编号", "Number of the minutes";
    ConfirmMinutesHint = "如 〔2025〕1号", "such as 〔2025〕1号";
    ConfirmSave = "确认方案", "Confirm the settings";
    ConfirmWithdraw = "撤回确认", "Withdraw";
    ConfirmStaged = "先应用或放弃上面的更改，再确认。", "Apply or drop the changes above first, then confirm.";

    Print = "打印", "Print";
    RegisterTitle = "口径影响清单", "Readings and what depends on them";
    RegisterIntro = "通知没有写明或前后不一的地方，按登记的口径计算。每一行是另一种读法：改用它，谁的等次、结果会变，实发合计变多少。",
        "Where the notice is silent or contradicts itself, a reading on record is used. Each line is another reading: who would change, and by how much the total moves.";
    RegisterPresent = "现取值", "Present";
    RegisterOther = "另取值", "Other";
    RegisterPeople = "涉及人数", "People";
    RegisterChanges = "等次变化", "Who changes";
    RegisterNet = "实发合计变化", "Total moves by";
    RegisterTry = "试算", "Try";
    RegisterAmountsOnly = "等次不变，只有分数、金额等变化", "No grade changes, only scores or amounts";
    RegisterNothing = "没有影响", "No effect";
    NearTitle = "临界人员", "Near a threshold";
    NearIntro = "正好在界线上、差一点就变，或名额外第一人。", "Right at a limit, one short of it, or the first below the places.";
    NearNone = "没有临界人员", "Nobody is near a threshold";
    NearWhat = "情形", "What";

    TrialWhatIf = "试算", "What if";
    TrialAppeal = "复核", "Appeal";
    TrialBudget = "预算倒算", "Budget";
    TrialIntro = "先改着看：等次、名额、金额与现在的并排列出。保留才算数，放弃则一切照旧。",
        "Change something for a trial and see grades, places and money beside the present ones. It counts only if kept.";
    TrialSetting = "改一个参数", "Change a setting";
    TrialPerson = "改一个人的数据", "Change something about a person";
    TrialResult = "试算结果", "What it would change";
    TrialNone = "还没有更改。在左边选一个参数或一个人，填上另一个值。", "Nothing is changed yet. Choose a setting or a person and give another value.";
    TrialNow = "现为", "Now";
    TrialInstead = "试改为", "Try instead";
    TrialTry = "试一试", "Try";
    TrialColumn = "项目", "Column";
    TrialNoCells = "此人在各表中没有可改的单元格。", "No sheet has a cell of this person to change.";
    TrialRemove = "去掉这一项", "Remove";
    TrialDrop = "放弃", "Drop";
    TrialKeep = "保留", "Keep";
    FindPerson = "找人", "Find a person";
    FindPersonHint = "工号、姓名或科室", "Number, name or department";
    AppealIntro = "复核成立时，改认一件事件的责任、减少一次，或改为月度已扣，看本人等次、名额、他人和金额随之变化，打印后交考核领导小组。",
        "Where an appeal succeeds: change who was at fault in one incident, count one case less or mark it as fined already; see what that does to grade, places, others and money, and print it for the leading group.";
    AppealNothing = "此人没有可以复核的事件。", "There is no incident to appeal against.";
    AppealWithdraw = "改认非本人责任", "Mark as not the person's fault";
    AppealUphold = "恢复为本人责任", "Restore as the person's fault";
    AppealFined = "改为月度已扣", "Mark as fined already";
    AppealKeep = "采用", "Apply";
    AppealSign = "经办人：　　　　　　　　　　审核人：　　　　　　　　　　日期：", "Prepared by:                    Checked by:                    Date:";
    BudgetIntro = "给定总额，其他都不变，倒算一项标准最高能定多少，精确到分。", "Given a total and everything else held: the highest amount that stays within it, to the 分.";
    BudgetWhich = "倒算哪一项", "Which amount";
    BudgetTotal = "哪个总额不得超过", "Which total must stay within";
    BudgetSum = "预算总额（元）", "The budget in yuan";
    BudgetAsk = "倒算", "Find";
    BudgetTake = "填入方案", "Enter it in the settings";

    FairnessIntro = "各组初评分的均分、离散程度、范围和拟定等次。只供参考，不改变任何结果。", "Mean, spread, range and proposed grades of each group's first review. For reference only; no result changes.";
    FairnessBy = "分组", "Group by";
    FairnessNone = "没有初评分可以分析", "There are no review scores";
    FairnessPeople = "人数", "People";
    FairnessMean = "均分", "Mean";
    FairnessDeviation = "标准差", "Deviation";
    FairnessDeparts = "与其余人员相比", "Beside the rest";
    FairnessNote = "“偏高”“偏低”指均分与其余人员之差超过两倍标准误；“集中”“分散”指标准差不到其余人员的一半或超过两倍。少于 5 人的组不比较。",
        "Higher and lower: the means differ by more than two standard errors. Hardly and widely: the deviation is less than half or more than twice the rest's. Groups of fewer than 5 aren't compared.";

    TimetableIntro = "通知规定的日期，按工作日推算公示。周末和节假日不算工作日，调休上班日算。", "The notice's dates; the public notice is counted in working days. Weekends and holidays don't count, weekend days worked for them do.";
    TimetableSave = "下载日程（.ics）", "Download the timetable (.ics)";
    TimetableDays = "公示和工作日", "Public notice and working days";
    TimetableOff = "这一天不是工作日", "Not a working day";

    ClausesIntro = "通知要点、相关参数及涉及人员，逐条列出。", "The notice clause by clause: its gist, its settings, and whom it touches on this roster.";
    ClausesGist = "要点", "Gist";
    ClausesSettings = "参数", "Settings";
    ClausesTouched = "涉及人员", "Touches";
    ClausesComputed = "自动计算", "Computed automatically";

    HistoryIntro = "在这里作出的全部更改，最新的在上。原文件不变，更改都记入结果工作簿。", "Everything changed here, latest first. Your file stays as it is; the results keep the changes.";
    HistoryNone = "还没有更改", "Nothing was changed";
    HistoryUndone = "已撤销", "Undone";

    RecapTitle = "个人考核说明", "One person's appraisal, explained";
    RecapButton = "一页说明", "One-page recap";
    RecapFigure = "项目", "Figure";
    RecapValue = "结果", "Result";
    RecapState = "状态", "State";
    RecapHow = "计算过程", "How";
    RecapFoot = "≈ 表示四舍五入", "≈ marks rounding";

    ChecksTitle = "定稿检查", "Before it can be final";
    CheckPending = "没有待决事项", "Nothing is pending";
    CheckErrors = "没有未改正的错误", "No error is left uncorrected";
    CheckAmounts = "所用的标准都已确定", "Every amount in use is set";
    CheckConfirmed = "方案经领导班子会议确认", "The leadership meeting has confirmed the settings";
    PublicityEnter = "填公示日期", "Enter the days of the public notice";

    PassedOverShow = "查看", "Show";
    PassedOverHide = "收起", "Hide";
    LoadingSlow = "这个文件读得特别久。可以再等等，也可以取消，页面会恢复到原来的样子。",
        "This file takes unusually long. Wait a little more, or cancel: the page goes back to what it was.";
    ProblemsNone = "没有发现问题", "No problems found";
    ProblemPlace = "位置", "Place";
    ProblemFound = "原值", "Found";
    ProblemWhat = "问题与处理", "Problem and fix";
    ProblemLevel = "级别", "Level";

    PapersIntro = "按读者和用途下载，只给需要的内容。下载前请看清每份材料含有哪些个人信息。",
        "One file for each reader, with no more than the task needs. See what personal data each holds before you download it.";
    PapersData = "个人信息", "Personal data";
    PapersPrint = "公文、表格和证书", "Documents, forms and certificates";
    PapersWhom = "范围", "About";
    PapersEveryone = "全部人员", "Everyone";
    PapersPerson = "个人", "One person";
    PapersWhomHint = "适用于登记表、评分表、告知书、证书和自有模板", "For forms, notices to people, certificates and own templates";
    PapersLook = "预览打印", "Look, print";
    PapersWord = "Word 文档", "Word file";
    PapersNoHonours = "没有表彰人员", "Nobody is commended";
    PapersPacks = "工作簿", "Workbooks";
    PapersSave = "下载", "Download";
    PapersMasked = "隐去部分号码", "Mask numbers";
    PapersTemplate = "自有模板", "Own template";
    PapersTemplateAbout = "把本单位的 .docx 拖入本页或在此选择，文中写 {{姓名}}、{{考核等次}}、{{实发金额}} 等字段即可套用，表格、页眉、页脚、文本框中都可以。",
        "Drop or choose a .docx of your own; fields like {{姓名}}, {{考核等次}} or {{实发金额}} are filled, also in tables, headers, footers and text boxes.";
    PapersTemplateFields = "全部可用字段", "All fields";
    PapersTemplateOpen = "选择模板", "Choose a template";
    PapersTemplateKnown = "识别的字段", "Fields";
    PapersTemplateUnknown = "不认识的字段", "Unknown fields";
    PapersTemplateNone = "模板中没有 {{字段}}，填写后每份都一样。请先在模板中加入字段。",
        "The template has no {{field}}; every copy would be the same. Add fields first.";
    PapersTemplateEmpty = "不认识的字段留空", "Leave unknown fields empty";
    PapersTemplateOne = "合成一个文件", "One file";
    PapersTemplateApart = "每人一个文件", "A file each";
    PapersCsv = "单张工作表（CSV）", "One sheet (CSV)";
    PapersCsvAbout = "可用 Excel、WPS 直接打开；以等号等公式符号开头的文字前加单引号，不会被当作公式。",
        "Opens directly in Excel and WPS; text that begins like a formula gets an apostrophe, so that nothing computes it.";
    PapersCsvSheet = "工作表", "Sheet";
    PapersStock = "证书用纸", "Certificate stock";
    PapersStockBlank = "白纸，连边框一起打印", "Blank paper, with border";
    PapersStockPreprinted = "已印好边框和题头的证书纸（套打）", "Pre-printed stock, words only";
    PapersRight = "右移（毫米）", "To the right (mm)";
    PapersDown = "下移（毫米）", "Down (mm)";
    PapersOffsetHint = "负数向左、向上。先用白纸试打一张，与证书纸对齐后再调。", "Negative numbers move left and up. Print one on plain paper first, hold it against the stock, then adjust.";
    PapersPreparing = "正在排版…", "Laying out pages…";
    CopyRows = "复制表格", "Copy table";
    CopyRowsHint = "复制当前筛选的全部行，可直接粘贴到 Excel 或 WPS", "Copies all rows found, to be pasted into Excel or WPS";

    OutcomesTitle = "结果运用", "Outcomes 结果运用";
    OutcomesNone = "没有结果运用事项", "No outcomes";
    OutcomeWhat = "事项", "Matter";
    OutcomeState = "状态", "State";
    OutcomeContent = "内容", "Content";
    OutcomeBasis = "依据", "Clause";
    NotAppraisedTitle = "不属考核对象", "Not appraised 不属考核对象";
    NotAppraisedNone = "花名册上的人员都是考核对象", "Everyone on the roster is appraised";
    NotAppraisedReason = "原因", "Reason";

    SettingsIntro = "本次计算采用的全部参数，各有依据和决定者。更改先看影响，再应用；随时可以撤销。",
        "All parameters in force, each with its clause and who decides it. Changes show their effect before they are applied, and can be undone.";
    SettingName = "参数", "Setting 参数";
    SettingValue = "取值", "Value 取值";
    SettingBasis = "依据", "Clause";
    SettingDecider = "由谁决定", "Decided by";
    SettingChanged = "已更改", "Changed";
    SettingUnset = "未定", "未定 Unset";

    PersonLabel = "个人考核明细", "One person's appraisal";
    PersonPrevious = "上一人（←）", "Previous (←)";
    PersonNext = "下一人（→）", "Next (→)";
    PersonClose = "关闭（Esc）", "Close (Esc)";
    PersonGrade = "目前等次", "目前等次 Grade as it stands";
    PersonProposed = "建议等次", "建议等次 Proposed";
    PersonFirst = "初评等次", "初评等次 First review";
    PersonRank = "名次", "名次 Rank";
    PersonMonths = "在岗月数", "在岗月数 Months";
    PersonTenure = "当年在岗", "Time in post";
    PersonGround = "等次依据", "Why this grade";
    PersonDecision = "考核领导小组决定", "The leading group's decision";
    PersonDecisionRefused = "决定未予采用", "Decision refused";
    PersonDecisionBy = "决定人", "By";
    PersonDecisionDate = "日期", "On";
    PersonPending = "待决事项", "Pending 待决事项";
    PersonBars = "取消优秀资格的情形", "Bars to 优秀";
    PersonCases = "可降等的情形", "Cases for demotion";
    PersonScores = "得分", "Scores";
    PersonS1 = "初评综合分", "初评综合分 First-review score";
    PersonS2 = "推优综合分", "推优综合分 Selection score";
    PersonFirstReview = "初评分", "初评分 First review";
    PersonTime = "在岗时间", "Time in post";
    PersonMoney = "奖金明细", "Money";
    PersonItem = "项目", "Item";
    PersonHow = "计算", "How";
    PersonAmount = "金额（元）", "Yuan";
    PersonOutcomes = "结果运用", "Outcomes 结果运用";
    PersonProblems = "数据问题", "Problems";
    PersonNotAppraised = "不属考核对象", "Not appraised 不属考核对象";
    PersonSource = "出处", "From";
    AnswerLabel = "等次和奖金，为何不是更好的等次，差多少", "Grade and pay, why not a better grade, and by how much";
    AnswerHowFar = "差距", "By how much";
    AnswerCompared = "用哪个分", "Which score";
    ShowCell = "在原表中查看", "See it in its sheet";
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
    TabPapers = "材料下载", "Papers";
    TabHistory = "更改记录", "History";
    TabAccount = "读取对照", "As read";

    AccountIntro = "每张表原样列出，每个非空单元格都归入一类；点单元格看它读成了什么。",
        "Each sheet as it stands; every filled cell is of one lot. Click a cell to see what it became.";
    AccountSheets = "工作表", "Sheets";
    AccountLots = "单元格的去向", "What became of the cells";
    AccountAll = "全部显示", "Show all";
    AccountKeys = "方向键移动，回车打开人员", "Arrow keys to move, Enter opens the person";
    AccountCell = "单元格", "Cell";
    AccountStands = "原文", "As it stands";
    AccountBecame = "读成了", "What it became";
    AccountBlank = "（空白）", "(blank)";
    AccountProblems = "此处的问题", "Problems here";
    AccountCarried = "保留的列", "Columns carried";
    AccountPassedOver = "略过的行", "Rows passed over";
    AccountPreviousColumns = "前面的列", "Columns before";
    AccountNextColumns = "后面的列", "Columns after";
    AccountNothing = "这张表是空的", "The sheet is empty";
    AccountToList = "到问题清单", "To the problems";

    ThemeSystem = "跟随系统", "As the system";
    ThemeLight = "浅色", "Light";
    ThemeDark = "深色", "Dark";

    SavingExport = "正在生成结果工作簿", "Writing the results workbook";
    SavingTemplate = "正在生成空白模板", "Writing the blank template";
    SavingCsv = "正在生成 CSV", "Writing the CSV";
    SavingDocument = "正在生成 Word 文档", "Writing the Word document";
    SavingFilled = "正在填写模板", "Filling the template";
    SavingSettings = "正在生成方案文件", "Writing the settings";
    SavingCalendar = "正在生成日程文件", "Writing the calendar";

    ColumnStaffNumber = "工号", "Number";
    ColumnName = "姓名", "Name";
    ColumnDepartment = "科室", "Department";
    ColumnCategory = "岗位类别", "Group";
    ColumnMonths = "在岗月数", "Months";
    ColumnS1 = "初评综合分", "Review score";
    ColumnS2 = "推优综合分", "Selection score";
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

/// What was changed by hand, as a line of the history.
pub fn edit(context: Context<'_>, edit: &Edit, people: &[(CellRef, Named)]) -> String {
    let lang = context.lang;
    match edit {
        Edit::Correct { cell, text } => {
            let text = if text.is_empty() { Text::EditBlank.to(lang) } else { text };
            format!("{} → {text}", context.cell(*cell))
        }
        Edit::Assign(assignment) => {
            let sheet = context.sheets.get(usize::from(assignment.sheet)).cloned().unwrap_or_default();
            let kind = assignment.kind.map_or(Text::MapNotRead.to(lang), |kind| kind.term());
            match lang {
                Lang::ZhCn => format!("工作表“{sheet}”指定为{kind}"),
                Lang::En => format!("sheet “{sheet}” is {kind}"),
            }
        }
        Edit::ConfirmNone { field, none } => match (lang, none) {
            (Lang::ZhCn, true) => format!("确认无此情形：{}", field.header()),
            (Lang::ZhCn, false) => format!("撤回无此情形：{}", field.header()),
            (Lang::En, true) => format!("nobody has such a case: {}", field.header()),
            (Lang::En, false) => format!("no longer confirmed: {}", field.header()),
        },
        Edit::SetAside(problem) => {
            let place = context.place(problem);
            match lang {
                Lang::ZhCn => format!("已核对，不再计为问题：{place}"),
                Lang::En => format!("checked, no longer a problem: {place}"),
            }
        }
        Edit::Set(changes) => {
            let set = changes.iter().map(|change| {
                let term = context.setting_label(change.key, change.level.as_deref());
                format!("{term} → {}", setting_shown(lang, change.key, &change.text))
            });
            lang.semicolons(set)
        }
        Edit::Decide { row, decision } => {
            let named = people.iter().find(|(own, _)| own == row).map(|(_, named)| named);
            let who =
                named.map_or_else(|| context.cell(*row), |named| format!("{} {}", named.name, named.staff_number));
            match (lang, decision) {
                (Lang::ZhCn, Some(decision)) => {
                    let reason = if decision.reason.is_empty() {
                        String::new()
                    } else {
                        format!("，理由：{}", decision.reason)
                    };
                    format!("{}：决定{}（{}{reason}）", who.trim_end(), decision.ruling.term(), decision.decider)
                }
                (Lang::ZhCn, None) => format!("{}：撤回决定", who.trim_end()),
                (Lang::En, Some(decision)) => {
                    let reason = if decision.reason.is_empty() {
                        String::new()
                    } else {
                        format!(", reason: {}", decision.reason)
                    };
                    format!("{}: decided {} ({}{reason})", who.trim_end(), decision.ruling.term(), decision.decider)
                }
                (Lang::En, None) => format!("{}: decision withdrawn", who.trim_end()),
            }
        }
        Edit::Settle { by, on, .. } => match lang {
            Lang::ZhCn => format!("定稿（{by}，{}）", lang.date(*on)),
            Lang::En => format!("settled 定稿 ({by}, {})", lang.date(*on)),
        },
        Edit::Reopen { by, on, reason } => match lang {
            Lang::ZhCn => format!("重开（{by}，{}，理由：{reason}）", lang.date(*on)),
            Lang::En => format!("reopened 重开 ({by}, {}, {reason})", lang.date(*on)),
        },
    }
}

/// How many changes aren't downloaded yet; or that they are, which says nothing of where the file went.
pub fn unsaved(lang: Lang, count: usize, downloaded: bool) -> String {
    match lang {
        Lang::ZhCn if downloaded => "已下载，请确认文件已保存".to_owned(),
        Lang::En if downloaded => "downloaded: check that the file was saved".to_owned(),
        Lang::ZhCn => format!("{count} 处更改未下载"),
        Lang::En if count == 1 => "1 change not downloaded".to_owned(),
        Lang::En => format!("{count} changes not downloaded"),
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
        Lang::ZhCn => format!("花名册 {all} 人，{} 人不属考核对象", count(not_appraised)),
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
        Lang::ZhCn => format!("依据通知（{}）及登记的口径", crate::notice::NOTICE_NUMBER),
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

/// A setting's value as people write it; a default or unset one as such.
pub fn setting_shown(lang: Lang, key: SettingKey, value: &str) -> String {
    let value = if value.is_empty() { key.default_text() } else { value };
    let shown = setting_text(lang, key, value);
    match (shown.is_empty(), lang) {
        (false, _) => shown,
        (true, Lang::ZhCn) => "（空）".to_owned(),
        (true, Lang::En) => "(blank)".to_owned(),
    }
}

/// A setting's value as it stands in its control: shares in per cent.
pub fn setting_input(key: SettingKey, value: &str) -> String {
    match (key.kind(), value.parse::<Decimal>()) {
        (SettingKind::Share, Ok(share)) => numbers::percent(share),
        _ => value.to_owned(),
    }
}

/// What somebody typed into a setting's control, as the settings read it: full-width forms and spaces don't matter, and
/// a bare number above 1 is per cent where a share is meant.
pub fn typed_setting(key: SettingKey, text: &str) -> String {
    let text = crate::roster::normalise(text);
    match key.kind() {
        SettingKind::Share if text.parse::<Decimal>().is_ok_and(|number| number > Decimal::ONE) => format!("{text}%"),
        SettingKind::Text | SettingKind::List | SettingKind::Dates => text,
        _ => text.split_whitespace().collect(),
    }
}

/// What stands in a control that is empty.
pub const fn setting_placeholder(lang: Lang, key: SettingKey) -> &'static str {
    match key.kind() {
        SettingKind::Amount | SettingKind::AmountByLevel => Text::SettingUnset.to(lang),
        _ => "",
    }
}

/// Which keys a soft keyboard offers.
pub const fn setting_inputmode(key: SettingKey) -> &'static str {
    match key.kind() {
        SettingKind::Year | SettingKind::Whole(_) => "numeric",
        SettingKind::Number(_) | SettingKind::Share | SettingKind::Amount | SettingKind::AmountByLevel => "decimal",
        _ => "text",
    }
}

/// How many changes of settings wait to be applied.
pub fn staged(lang: Lang, count: usize) -> String {
    match lang {
        Lang::ZhCn => format!("{count} 项更改尚未应用"),
        Lang::En if count == 1 => "1 change not applied yet".to_owned(),
        Lang::En => format!("{count} changes not applied yet"),
    }
}

/// How many people would get a level's allowance.
pub fn needed_by(lang: Lang, people: u32) -> String {
    match lang {
        _ if people == 0 => String::new(),
        Lang::ZhCn => format!("{people} 人"),
        Lang::En if people == 1 => "1 person".to_owned(),
        Lang::En => format!("{people} people"),
    }
}

/// When and by which minutes the settings were confirmed.
pub fn confirmed(lang: Lang, settings: &Settings) -> String {
    let date = settings.date(SettingKey::ConfirmedOn).map(|date| lang.date(date));
    let minutes = settings.value(SettingKey::Minutes).to_string();
    let details: Vec<String> = date.into_iter().chain(Some(minutes).filter(|minutes| !minutes.is_empty())).collect();
    match (lang, details.is_empty()) {
        (Lang::ZhCn, true) => "已确认".to_owned(),
        (Lang::ZhCn, false) => format!("已确认：{}", details.join("，")),
        (Lang::En, true) => "Confirmed".to_owned(),
        (Lang::En, false) => format!("Confirmed: {}", details.join(", ")),
    }
}

/// A quota by its grade and pool.
pub fn quota_label(context: Context<'_>, pool: Option<Category>, grade: Grade) -> String {
    match (context.lang, pool) {
        (Lang::ZhCn, None) => format!("{}名额", grade.term()),
        (Lang::ZhCn, Some(pool)) => format!("{} {}名额", pool.term(), grade.term()),
        (Lang::En, None) => format!("places of {}", grade.term()),
        (Lang::En, Some(pool)) => format!("places of {}, {}", grade.term(), pool.term()),
    }
}

/// An amount with its sign.
pub fn signed(amount: Decimal) -> String {
    let written = numbers::grouped(Yuan::rounded(amount));
    if amount > Decimal::ZERO { format!("+{written}") } else { written.replacen('-', "−", 1) }
}

/// By how much an amount moves.
pub fn by(amount: Yuan) -> String {
    signed(amount.amount())
}

/// How many people are concerned.
pub fn people_changed(lang: Lang, count: u32) -> String {
    let number = self::count(count);
    match lang {
        Lang::ZhCn => format!("涉及 {number} 人"),
        Lang::En if count == 1 => "1 person concerned".to_owned(),
        Lang::En => format!("{number} people concerned"),
    }
}

/// So many more than are listed.
pub fn more_people(lang: Lang, hidden: u32) -> String {
    let hidden = count(hidden);
    match lang {
        Lang::ZhCn => format!("另有 {hidden} 人，见结果工作簿"),
        Lang::En => format!("and {hidden} more, see the results workbook"),
    }
}

/// An incident in one line.
pub fn incident(lang: Lang, incident: &Incident) -> String {
    let mut parts = Vec::new();
    parts.extend(incident.date.map(|date| date.to_string()));
    let stars = incident.stars.map(|stars| match lang {
        Lang::ZhCn => format!("（{stars} 星）"),
        Lang::En => format!(" ({stars} stars)"),
    });
    parts.push(format!("{}{}", incident.kind.term(), stars.unwrap_or_default()));
    parts.extend(incident.state.map(|state| state.term().to_owned()));
    if incident.fined == Some(true) {
        parts.push("月度已扣".to_owned());
    }
    parts.extend(Some(incident.note.clone()).filter(|note| !note.is_empty()));
    parts.join(" · ")
}

/// The heading of an appeal's page.
pub fn appeal_title(lang: Lang, overview: &Overview, person: &Named) -> String {
    match lang {
        Lang::ZhCn => {
            format!("{} {} 年度考核复核：{} {}", overview.unit, overview.year, person.name, person.staff_number)
        }
        Lang::En => format!("{} {}, appeal: {} {}", overview.unit, overview.year, person.name, person.staff_number),
    }
}

/// What an appeal does to an incident.
pub fn withdrawn(lang: Lang, incident: &str) -> String {
    match lang {
        Lang::ZhCn => format!("改认非本人责任：{incident}"),
        Lang::En => format!("marked as not the person's fault (非本人责任): {incident}"),
    }
}

/// What an appeal does to an incident that was withdrawn.
pub fn upheld(lang: Lang, incident: &str) -> String {
    match lang {
        Lang::ZhCn => format!("恢复为本人责任：{incident}"),
        Lang::En => format!("restored as the person's fault (本人责任): {incident}"),
    }
}

/// What an appeal does to the fine of an incident.
pub fn fined_already(lang: Lang, incident: &str) -> String {
    match lang {
        Lang::ZhCn => format!("改为月度已扣，不再扣款：{incident}"),
        Lang::En => format!("fined in its month already, so not again: {incident}"),
    }
}

/// One case less of a column.
pub fn one_less(lang: Lang, header: &str, count: u32) -> String {
    match lang {
        Lang::ZhCn => format!("{header}减少一次（{count} → {}）", count.saturating_sub(1)),
        Lang::En => format!("one {header} less ({count} → {})", count.saturating_sub(1)),
    }
}

/// The number of cases in a cell: a count, or one for a yes.
pub fn case_count(text: &str) -> Option<u32> {
    let text = crate::roster::normalise(text);
    let number = words::number(&text).filter(|number| number.is_integer()).and_then(|number| number.to_u32());
    number.or_else(|| words::yes_no(&text).map(u32::from))
}

/// What a total is at present.
pub fn budget_now(lang: Lang, total: Yuan) -> String {
    match lang {
        Lang::ZhCn => format!("现在是 {}", lang.money(total)),
        Lang::En => format!("At present {}", lang.money(total)),
    }
}

/// The heading of a printed list.
pub fn print_title(lang: Lang, unit: &str, year: i32, title: Text) -> String {
    match lang {
        Lang::ZhCn => format!("{unit} {year} 年度考核{}", title.to(lang)),
        Lang::En => format!("{unit} {year}: {}", title.to(lang)),
    }
}

/// The heading of a person's recap.
pub fn recap_title(lang: Lang, unit: &str, year: i32) -> String {
    print_title(lang, unit, year, Text::RecapTitle).replace("年度考核个人考核说明", "年度个人考核说明")
}

/// The ends of a scale of scores.
pub fn score_axis(lang: Lang, lowest: Decimal, highest: Decimal) -> String {
    let (low, high) = (numbers::plain(lowest), numbers::plain(highest));
    match lang {
        Lang::ZhCn => format!("初评分（{low} 至 {high}）"),
        Lang::En => format!("scores ({low} to {high})"),
    }
}

/// A plot, for those who don't see it.
pub fn plot_label(lang: Lang, group: &GroupReview) -> String {
    let scores = group.scores.len();
    let range = group
        .spread
        .map(|spread| (numbers::score(spread.lowest), numbers::score(spread.highest), numbers::score(spread.mean)));
    match (lang, range) {
        (Lang::ZhCn, Some((low, high, mean))) => format!("{scores} 个得分，从 {low} 到 {high}，均分 {mean}"),
        (Lang::En, Some((low, high, mean))) => format!("{scores} scores from {low} to {high}, mean {mean}"),
        (Lang::ZhCn, None) => "没有得分".to_owned(),
        (Lang::En, None) => "no scores".to_owned(),
    }
}

/// A day, or from the first to the last on two lines, with the day of the week.
pub fn days(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    if from == to {
        return day(lang, from);
    }
    match lang {
        Lang::ZhCn => format!("{}\n至 {}", day(lang, from), day(lang, to)),
        Lang::En => format!("{}\nto {}", day(lang, from), day(lang, to)),
    }
}

fn day(lang: Lang, date: NaiveDate) -> String {
    const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
    match lang {
        Lang::ZhCn => format!("{}（周{}）", lang.date(date), DAYS[date.weekday().num_days_from_monday() as usize]),
        Lang::En => format!("{}, {}", date.format("%a"), lang.date(date)),
    }
}

/// Today, in the timetable.
pub fn today(lang: Lang, today: NaiveDate) -> String {
    match lang {
        Lang::ZhCn => format!("今天 {}", day(lang, today)),
        Lang::En => format!("Today, {}", day(lang, today)),
    }
}

/// How a stage stands today.
pub fn standing(lang: Lang, standing: StageStanding) -> String {
    match (lang, standing) {
        (_, StageStanding::Unknown) => String::new(),
        (Lang::ZhCn, StageStanding::Past(days)) => format!("已过 {days} 天"),
        (Lang::ZhCn, StageStanding::Running(0 | 1)) => "今天截止".to_owned(),
        (Lang::ZhCn, StageStanding::Running(working)) => format!("进行中，还有 {working} 个工作日"),
        (Lang::ZhCn, StageStanding::Ahead { days, working }) => format!("还有 {days} 天，{working} 个工作日"),
        (Lang::En, StageStanding::Past(days)) => format!("{days} {} ago", numbers::plural(days, "day", "days")),
        (Lang::En, StageStanding::Running(0 | 1)) => "due today".to_owned(),
        (Lang::En, StageStanding::Running(working)) => format!("under way, {working} working days left"),
        (Lang::En, StageStanding::Ahead { days, working }) => format!("in {days} days, {working} working"),
    }
}

/// Says if the days entered for publicity hold fewer working days than the settings want.
pub fn publicity_short(lang: Lang, settings: &Settings) -> Option<String> {
    let from = settings.date(SettingKey::PublicityFrom)?;
    let to = settings.date(SettingKey::PublicityTo)?;
    let working = Calendar::of(settings).working_days(from, to);
    let wanted = settings.whole(SettingKey::PublicityDays);
    (working < wanted).then(|| match lang {
        Lang::ZhCn => format!("所填公示日期只有 {working} 个工作日，少于方案设定的 {wanted} 个"),
        Lang::En => format!("The days entered hold {working} working days, fewer than the {wanted} that are set"),
    })
}

/// How far a result has come, in a word.
pub const fn status(lang: Lang, status: &Status) -> &'static str {
    let text = match status {
        Status::Draft(_) => Text::Draft,
        Status::Ready => Text::Ready,
        Status::Settled => Text::Settled,
        Status::InPublicity { .. } => Text::InPublicity,
        Status::InForce { .. } => Text::InForce,
    };
    text.to(lang)
}

/// Who settled a result and when, and what comes next.
pub fn settled(lang: Lang, status: &Status, settings: &Settings) -> String {
    let next = match (lang, status, Publicity::of(settings)) {
        (Lang::ZhCn, Status::InPublicity { to }, _) => {
            format!("公示至 {}；期满且异议办结后生效。", lang.date(*to))
        }
        (Lang::ZhCn, Status::InForce { to }, _) => {
            format!("公示已于 {}期满；发放前请确认异议均已办结。", lang.date(*to))
        }
        (Lang::ZhCn, _, Publicity::Dated { from, .. }) => format!("{}开始公示。", lang.date(from)),
        (Lang::ZhCn, _, Publicity::BeforeSettling { .. }) => {
            "所填公示起始日期早于定稿日期，请按定稿以后的公示改填。".to_owned()
        }
        (Lang::ZhCn, _, Publicity::NotDated) => "领导班子会议审议通过后公示，并填写公示日期。".to_owned(),
        (Lang::En, Status::InPublicity { to }, _) => {
            format!(
                "On public notice until {}; in force when it is over and objections are dealt with.",
                lang.date(*to)
            )
        }
        (Lang::En, Status::InForce { to }, _) => {
            format!(
                "The public notice ended on {}; before paying, make sure that all objections are dealt with.",
                lang.date(*to)
            )
        }
        (Lang::En, _, Publicity::Dated { from, .. }) => format!("The public notice begins on {}.", lang.date(from)),
        (Lang::En, _, Publicity::BeforeSettling { .. }) => {
            "The days of the public notice begin before 定稿: enter those of the notice that followed it.".to_owned()
        }
        (Lang::En, _, Publicity::NotDated) => {
            "The public notice follows when the leadership meeting has approved; then enter its days.".to_owned()
        }
    };
    match (lang, settings.settled()) {
        (Lang::ZhCn, Some((by, on))) => format!("{by}于 {}定稿。{next}", lang.date(on)),
        (Lang::En, Some((by, on))) => format!("Settled by {by} on {}. {next}", lang.date(on)),
        (_, None) => next,
    }
}

/// The state of an outcome: the terms of the sheet 结果运用.
pub const fn fixed(lang: Lang, fixed: bool) -> &'static str {
    match (lang, fixed) {
        (Lang::ZhCn, true) => "已定",
        (Lang::ZhCn, false) => "待决",
        (Lang::En, true) => "已定 fixed",
        (Lang::En, false) => "待决 open",
    }
}

/// Says if a share is beyond what the notice allows.
pub fn beyond_notice(lang: Lang, key: SettingKey, value: &str) -> Option<String> {
    let limit = key.limit()?;
    let share = value.parse::<Decimal>().ok().filter(|share| *share > limit)?;
    let (share, limit) = (numbers::percent(share), numbers::percent(limit));
    Some(match lang {
        Lang::ZhCn => format!("{share}，超过通知规定的{limit}"),
        Lang::En => format!("{share}, above the {limit} that the notice allows"),
    })
}

fn setting_text(lang: Lang, key: SettingKey, value: &str) -> String {
    if value.is_empty() {
        return match key.kind() {
            SettingKind::List | SettingKind::Text | SettingKind::Date | SettingKind::Dates => String::new(),
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
    use crate::i18n::testing::assert_same_advice;
    use rust_decimal_macros::dec;

    #[test]
    fn both_languages_tell_to_keep_the_same() {
        for text in Text::ALL {
            assert_same_advice(&[Lang::ZhCn, Lang::En].map(|lang| text.to(lang).to_owned()));
        }
    }

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
