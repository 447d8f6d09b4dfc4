//! Problems in Chinese.

use super::{count_of, expected, meanwhile, percent_readings, quoted, range, row_runs};
use crate::{
    domain::{ColumnScope, Field, FileDoubt, IncidentKind, Problem, ProblemKind},
    i18n::{
        Context, Lang,
        numbers::{self, plain},
    },
    notice::{NOTICE_YEAR, YEARS},
    roster::{least_headers, unstruck},
    rules::clauses_of,
};

impl Context<'_> {
    /// What is wrong and how to mend it, whatever the context's language.
    pub(super) fn problem_zh(&self, problem: &Problem) -> (String, String) {
        let found = quoted(&problem.found, "空白");
        let lang = Lang::ZhCn;
        let (message, cure): (String, &str) = match &problem.kind {
            ProblemKind::NotANumber => {
                (format!("应为数字，实为{found}"), "改成数字，如 3 或 0.5；次数、天数、金额没有的填 0，得分没有的留空")
            }
            ProblemKind::NotWhole => (format!("应为整数，实为{found}"), "核对后改成整数，如 3"),
            ProblemKind::Negative => (format!("不能小于 0，实为{found}"), "核对后改成 0 或正数"),
            ProblemKind::OutOfRange { min, max } => {
                (format!("应在 {} 至 {} 之间，实为{found}", plain(*min), plain(*max)), "核对后改成范围之内的数")
            }
            ProblemKind::NotYesNo => (format!("应为“是”或“否”，实为{found}"), "改成“是”或“否”"),
            ProblemKind::NotADate => (format!("应为日期，实为{found}"), "改成年月日齐全的日期，如 2024-07-01"),
            ProblemKind::DateWithoutDay => (format!("日期应具体到日，实为{found}"), "补上是几日，如 2024-07-01"),
            ProblemKind::ImpossibleDate => (format!("日历上没有这一天：{found}"), "核对后改成真实的日期"),
            ProblemKind::DateOutOfRange { first, last } => {
                (format!("日期应在 {first} 年至 {last} 年之间，实为{found}"), "核对后改成真实的日期")
            }
            ProblemKind::NotAPastGrade => (
                format!("应为五个等次之一或“未参加”，实为{found}"),
                "改成优秀、表扬、合格、基本合格或不合格；当年未参加考核的填“未参加”",
            ),
            ProblemKind::NotAGrade => {
                (format!("应为五个等次之一，实为{found}"), "改成优秀、表扬、合格、基本合格或不合格")
            }
            ProblemKind::NotACategory => {
                (format!("应为三个岗位类别之一，实为{found}"), "改成大厅服务、大厅管理或其他科室")
            }
            ProblemKind::NotAYear => {
                let message = format!("应为 {} 至 {} 的年份，实为{found}", YEARS.start(), YEARS.end());
                (message, "改成四位年份，如 2023")
            }
            ProblemKind::ErrorCell => {
                (format!("应为数值，实为公式错误{found}"), "直接填入数值，或在表格软件中修好原表的公式")
            }
            ProblemKind::FormulaWithoutValue => {
                ("公式没有存下计算结果，读不到数值".to_owned(), "直接填入数值，或用表格软件打开原表并存盘一次")
            }
            ProblemKind::KeyLostDigits => {
                (format!("编号被存成数字，第 15 位以后已经丢失，实为{found}"), "把该列设为文本格式，再重新录入完整编号")
            }

            ProblemKind::PercentScore => {
                let [whole, share] = percent_readings(&problem.found);
                (
                    format!("得分不能用百分比：{found}是 {whole} 分，还是 {share} 分？"),
                    "核对后改成不带百分号的分数，单元格格式设为常规",
                )
            }
            ProblemKind::StruckInPart { kept } => (
                format!(
                    "原文{}划去了一部分，划去后为{}",
                    quoted(&unstruck(&problem.found), "空白"),
                    quoted(kept, "空白")
                ),
                "只留下正确的内容，取消删除线",
            ),
            ProblemKind::StruckOut => (
                format!("{}已划去：是作废，还是仍然有效？", quoted(&unstruck(&problem.found), "空白")),
                "作废的清空这一格，有效的取消删除线",
            ),

            ProblemKind::ShareAsScore => {
                (format!("得分在 0 与 1 之间：{found}是占比还是分数？"), "按百分制改写，如 0.95 写成 95")
            }

            ProblemKind::NoName => {
                ("这一行有数据，但没有姓名".to_owned(), "补上姓名；不是人员的行，另存副本，在副本中移去")
            }
            ProblemKind::NoKey => ("这一行有姓名，但没有识别人员的编号".to_owned(), "补上工号；没有工号列的补身份证号"),
            ProblemKind::RowStruckOut => (
                "整行已划去：是作废，还是仍然有效？暂按有效处理".to_owned(),
                "作废的，另存副本，在副本中移去这一行；有效的取消删除线",
            ),
            ProblemKind::KeyOfTwo { other } => (
                format!("{found}已用于 {} 的另一人", self.cell(*other)),
                "核对后改正其中一个；按姓名识别而有重名的，增设工号列",
            ),
            ProblemKind::IdOfTwo { other } => (
                format!("身份证号{found}与 {} 相同，工号不同：同一人列了两次", self.cell(*other)),
                "核对后改正其中一个身份证号，或合并为一行",
            ),
            ProblemKind::PersonTwice { other } => (
                format!("此人在 {} 已有一行", self.cell(*other)),
                "是同一人的，另存副本，在副本中只留核实无误的一行；不是同一人的，改正编号",
            ),
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
                "核实后改成一致，或清空有误的一格",
            ),

            ProblemKind::RowForNobody => (
                format!("花名册中查无此人：{found}，这一行没有采用"),
                "核对工号和姓名；漏列的补入花名册，其余在副本中移去，原台账留存",
            ),
            ProblemKind::RowForSeveral { candidates } => (
                format!("{found}对得上不止一人（{}），这一行没有采用", self.people(candidates)),
                "查明是谁，补上或改正工号",
            ),
            ProblemKind::RowNameDiffers { roster } => {
                (format!("该工号在花名册中是“{roster}”，这里写的是{found}，这一行没有采用"), "查明是谁，改正工号或姓名")
            }
            ProblemKind::LedgerDiffers { field, sheet, figure } => (
                format!(
                    "花名册的{}为{found}，“{}”表得出的是{}，以该表为准",
                    lang.column(*field),
                    sheet.term(),
                    quoted(figure, "空白")
                ),
                "核实后改成一致，或清空花名册中的这一格",
            ),

            ProblemKind::NotAnIncident => {
                let message = format!("应为十二种类别之一，实为{found}，这一行没有采用");
                return (message, format!("改成{}", lang.list(IncidentKind::ALL.map(IncidentKind::term))));
            }
            ProblemKind::NotAVerification => {
                (format!("应为本人责任、非本人责任或待核实，实为{found}，暂不计入"), "改成三者之一")
            }
            ProblemKind::VerificationBlank => ("核实状态空白，按待核实处理".to_owned(), "填写本人责任或非本人责任"),
            ProblemKind::NotStars => (format!("星级应为 1 至 5，实为{found}，暂不计入"), "改成 1 至 5 的整数"),
            ProblemKind::StarsBlank => ("差评没有星级，暂不计入".to_owned(), "填写星级 1 至 5"),
            ProblemKind::IncidentWithoutDate => ("事件没有日期，暂不计入".to_owned(), "填写发生日期，如 2024-07-01"),
            ProblemKind::IncidentOutOfYear { year } => {
                (format!("日期{found}不在 {year} 年内，没有计入"), "核对日期；确属其他年度的，可不处理")
            }
            ProblemKind::PerhapsOneIncident { other } => (
                format!("同一人同一天另有一件差评或投诉（{}），可能是同一件事", self.cell(*other)),
                "确是一件的，把其中一行标为非本人责任，或标明月度已扣",
            ),
            ProblemKind::IncidentCount => (
                format!("事件表一行是一件，此处写的是{found}，暂按 1 件计"),
                "另存副本，几件就写几行，各填日期；这一列不是件数的，指定为“不读取”",
            ),
            ProblemKind::IncidentTwice { other } => (
                format!("与 {} 的人员、日期、类别、说明相同，两行均已计入", self.cell(*other)),
                "确是一件的，另存副本，在副本中只留一行；是两件的，可不处理",
            ),
            ProblemKind::NotAMonthMark => {
                (format!("应为得分、等次或“得分/等次”，实为{found}"), "改成如 92、合格或 92/合格；没有考核的留空")
            }
            ProblemKind::NotAMonth => (format!("应为 1 至 12 的月份，实为{found}，这一行没有采用"), "改成 1 至 12"),
            ProblemKind::MonthTwice { month, other } => (
                format!("{month} 月在 {} 另有不同的结果，两个都没有采用", self.cell(*other)),
                "核实后改成一致，或清空有误的一格",
            ),
            ProblemKind::MonthsWithoutGrades => (
                "月度考核只有得分，没有等次，月度低等次数不清楚".to_owned(),
                "填成如 92/合格，或另填花名册“月度低等次数”；确实无人有的，写入方案“无此情形”",
            ),
            ProblemKind::NotAVote => {
                (format!("应为得分、等次或弃权，实为{found}，不作一票"), "改成 0 至 100 的得分或五个等次之一")
            }
            ProblemKind::BallotVoid => {
                (format!("这张票标为{found}，不作一票"), "确系废票的，评价改为“弃权”；有效的，去掉无效标记")
            }
            ProblemKind::VotesForOtherGrade => (
                format!("{found}不是五个等次之一，其下的票没有计入"),
                "指定这一列是哪个等次；不应计票的，指定为“不读取”",
            ),
            ProblemKind::BallotTwice { other } => (
                format!("此人的票号{found}在 {} 已用过，不重复计票", self.cell(*other)),
                "核对票号并改正；确系重复录入的，清空其中一行的评价",
            ),
            ProblemKind::PostReversed => (format!("截止月份{found}早于起始月份，这一行没有采用"), "核对后改正两个月份"),
            ProblemKind::PostsOverlap { other } => {
                (format!("与 {} 的月份重叠，岗位津贴暂按 0 计", self.cell(*other)), "改正起止月份，每个月只属于一行")
            }
            ProblemKind::PostOutsideMonths { month } => {
                (format!("{month} 月不在此人的在岗月份之内，岗位津贴暂按 0 计"), "核对起止月份和入职日期")
            }
            ProblemKind::PostsBeyondMonths { months } => {
                (format!("岗位变动共 {found} 个月，多于在岗月数 {months}，岗位津贴暂按 0 计"), "核对起止月份和在岗月数")
            }
            ProblemKind::PromotionTwice { year, other } => (
                format!("{year} 年是否晋升此处为{found}，{} 不同", self.cell(*other)),
                "核实后改成一致",
            ),
            ProblemKind::PromotedWithoutGrade => (
                "当年未参加考核，却是晋升所依据的年度，这一行没有采用".to_owned(),
                "核对后改正等次，或把是否晋升改为否",
            ),
            ProblemKind::NotAppraisedThisYear { year } => (
                format!("{year} 年度正在考核，等次不能是{found}"),
                "此人参加考核的，清空这个等次；不参加的，在花名册上填离岗日期",
            ),
            ProblemKind::OwnerFilePassedOver => {
                (format!("{found}是表格软件打开文件时留下的临时文件，没有读取"), "无须处理；关闭表格软件后它会自动消失")
            }
            ProblemKind::NoChecksum => (
                format!("{found}是 .xls 格式，文件内没有校验码：保存或传送中变了的数，程序看不出来；.xlsx 有校验码"),
                "重要的表请用表格软件另存为 .xlsx 再拖入；金额和分数与原件核对",
            ),
            ProblemKind::SheetNotWritten => (
                format!("工作表“{found}”没有写入这份工作簿，其余各表都已写入"),
                "保留原来拖入的文件，下次与这份工作簿一起拖入",
            ),
            ProblemKind::FileInDoubt(doubt) => (
                match doubt {
                    FileDoubt::UnusedTexts { count } => {
                        format!("文件可能已损坏：其中 {count} 条文字没有单元格用到，可能有单元格的内容变了")
                    }
                    FileDoubt::CellsOutOfOrder => "文件可能已损坏：有单元格不在应有的位置".to_owned(),
                    FileDoubt::OtherRows => "文件可能已损坏：实有的行、列与文件登记的不一致".to_owned(),
                },
                "与原件核对，再用表格软件另存为 .xlsx 后拖入；核对无误的，可标为已核对",
            ),
            ProblemKind::QuoteOpen { line } => (
                format!("文件第 {line} 行有一个引号没有收尾，暂按到行末为止读取"),
                "核对这一行各项；另存副本，补上或删去引号后拖入",
            ),
            ProblemKind::ValuesOtherThanHeader { line, values, header } => (
                format!("文件第 {line} 行有 {values} 项，表头有 {header} 项，各项可能错了列"),
                "核对这一行各项；另存副本，给含分隔符的内容加上引号后拖入",
            ),
            ProblemKind::ResultsAsHistory { year } => (
                format!("这是 {year} 年度的考核结果，只用作历年考核"),
                "无须处理；要重看该年度的，先下载结果工作簿，再单独打开这一文件",
            ),
            ProblemKind::Recorded { message, cure, .. } => (message.clone(), cure),
            ProblemKind::OtherVersion => {
                (format!("结果工作簿由另一版本的程序（{found}）生成"), "已照常读取；核对结果与当时是否一致")
            }
            ProblemKind::HistoryOfDraft { year } => (
                format!("{year} 年度的考核结果还是草稿，其中等次未必是最终等次"),
                "核对该年度的等次，或换用该年度定稿的结果工作簿",
            ),

            ProblemKind::UnknownColumn => (
                format!("表头{found}对不上任何一列，该列没有读取"),
                "需要用到的，指定这一列是什么，或改成模板中的列名；否则可不处理",
            ),
            ProblemKind::ColumnTwice { header, other } => {
                (format!("这一列与 {} 都是{header}，暂用左边一列", self.cell(*other)), "把不用的一列指定为“不读取”")
            }
            ProblemKind::TablesSideBySide { columns } => (
                format!("{columns} 个表头在同一行出现两次：左右并排了两张表，右边一张没有读取"),
                "另存副本，把右边的表移到左边的表下面，再拖入",
            ),
            ProblemKind::ListedAsLeft { people } => (
                format!("{found}说 {people} 人已离岗，但没有离岗日期，暂按在岗计算"),
                "核实后另存副本，补上离岗日期一列；仍在岗的，确认后不再提示",
            ),
            ProblemKind::SaysLeft => (
                format!("{found}说此人已离岗，但没有离岗日期，按在岗计算"),
                "核实是否已离岗；已离岗的，补上离岗日期",
            ),
            ProblemKind::TitleOfPart => (
                format!("{found}说这张表只是部分时间的，已当作全年的数据采用"),
                "核对是否全年的数据；不是的，换成全年的表",
            ),
            ProblemKind::TableBeside => (
                "从这一格起，旁边并排着另一张表，没有读取".to_owned(),
                "另存副本，把这张表移到另一张工作表，再拖入",
            ),
            ProblemKind::ColumnYields { header, other } => {
                (format!("这一列与 {} 都是{header}，采用后者", self.cell(*other)), "如应采用这一列，请指定这一列是什么")
            }
            ProblemKind::ColumnElsewhere { scope } => (
                match scope {
                    ColumnScope::OtherYear => "这一列所属的表头是其他年度的，没有采用".to_owned(),
                    ColumnScope::PartOfYear => "这一列只是本年度一部分时间的，没有采用".to_owned(),
                    ColumnScope::OtherPerson => "这一列所属的表头说的是他人，没有采用".to_owned(),
                    ColumnScope::Unclear => {
                        format!("{found}的单位、范围或几列中以哪一列为准看不明白，没有采用")
                    }
                },
                "如是本人全年的数据，请指定这一列是什么；否则增设全年的一列",
            ),
            ProblemKind::ColumnOfAnotherSheet { sheet } => (
                format!("{found}是“{}”的表头，放在花名册上没有读取", sheet.term()),
                "另存副本，把这些列移到单独的一张表；不用的，指定为“不读取”",
            ),
            ProblemKind::HiddenColumn { used: true } => {
                ("这一列是隐藏的，已读取".to_owned(), "取消隐藏后核对；不该采用的，指定为“不读取”")
            }
            ProblemKind::HiddenColumn { used: false } => {
                ("这一列是隐藏的，没有采用".to_owned(), "无需处理；如应采用，请指定这一列是什么")
            }
            ProblemKind::DatesElsewhere => (
                "花名册另有入职、离岗日期，这张表上的同类日期没有采用".to_owned(),
                "离岗的，在花名册上填离岗日期；其他日期，把这两列指定为“不读取”",
            ),
            ProblemKind::SheetUnused { understood: true, .. } => (
                "表未采用：表上没有能并入花名册的本年度全年数据（或一人几行、不是花名册上的人员、属于其他时间或其他单位）"
                    .to_owned(),
                "应当采用的，指定为花名册并指定各列；不用的，指定为“不读取”",
            ),
            ProblemKind::SheetUnused { nearest, .. } => {
                return (
                    format!("这张表像是{}，但没有采用（表未采用）", nearest.term()),
                    format!(
                        "指定这是什么表、各列是什么；不用的，指定为“不读取”；{}至少要有表头{}",
                        nearest.term(),
                        least_headers(*nearest)
                    ),
                );
            }
            ProblemKind::RowsAboveHeader { rows } => {
                (format!("表头以上有 {rows} 行像是数据，没有读取"), "指定表头所在的行；或另存副本，给这几行补上表头")
            }
            ProblemKind::ForeignUnit => (
                format!("表头上方写明{found}，金额应以元、时间应以天计，这张表的数未必是"),
                "另存副本，把各数换算成元、天，再改掉这一行；确是以元、天计的，清空这一格",
            ),
            ProblemKind::TitleOfOtherYear { year } => {
                (format!("{found}写的是 {year} 年，与方案的年度不同"), "核对是否用错了表；年度有误的，改方案的年度")
            }
            ProblemKind::RowsOfOtherYear { rows } => (
                format!("这一列写明第 {} 行是其他年度的（如{found}），暂未除去", row_runs(rows, "、", "等")),
                "另存副本，在副本中移去其他年度的行；这一列不是考核年度的，指定为“不读取”",
            ),
            ProblemKind::UnknownSheet => {
                ("认不出这是哪一种表，没有读取".to_owned(), "需要用到的，指定这是什么表，或按模板改表头；否则可不处理")
            }
            ProblemKind::SheetTwice(kind) => (
                format!("“{}”应只有一张，这一张没有读取", kind.term()),
                "需要用到的，合并成一张；整表不用的，指定为“不读取”",
            ),
            ProblemKind::ColumnNeeded { sheet, header } => {
                (format!("“{}”缺少“{header}”列", sheet.term()), "补上这一列，或指定哪一列是它")
            }
            ProblemKind::HiddenSheet => {
                ("这张表是隐藏的，已照常读取".to_owned(), "确认应当使用；整表不用的，指定为“不读取”")
            }
            ProblemKind::HiddenRows { rows } => (
                format!("第 {} 行是隐藏的，已照常读取", row_runs(rows, "、", "等")),
                "先取消隐藏核对；不该用的行，另存副本，在副本中移去",
            ),
            ProblemKind::NoHeader(kind) => {
                (format!("找不到“{}”的表头，或表头出现两次而列不相同", kind.term()), "表头只留一行，放在前 30 行以内")
            }

            ProblemKind::UnknownSetting => {
                (format!("方案中没有{found}这个参数，未采用"), "改成模板中的参数名；不用的参数，在副本中移去这一行")
            }
            ProblemKind::SettingValue(key) => {
                let message = format!("“{}”应为{}，实为{found}", key.term(), expected(lang, *key));
                return (message, meanwhile(lang, *key));
            }
            ProblemKind::SettingRange(key) => {
                let message = format!("“{}”应为{}，实为{found}", key.term(), range(lang, *key));
                return (message, meanwhile(lang, *key));
            }
            ProblemKind::SettingTwice(key) => {
                (format!("“{}”有两个不同的取值，都没有采用", key.term()), "核实后改成一致，或清空有误一行的取值")
            }
            ProblemKind::ConfirmedNoneContradicted { field } => (
                format!("无此情形列有{}，但花名册或台账中有人有此情形；以数据为准", lang.column(*field)),
                "从无此情形中去掉这一项，并补齐没有这一列的人员的数据",
            ),
            ProblemKind::ConfirmedNoneUnknown => {
                (format!("“无此情形”里的{found}不是花名册的列名"), "改成花名册的列名，各列用“、”隔开")
            }

            ProblemKind::DecisionTwice { other } => (
                format!("同一人在 {} 另有不同的决定，两个都没有采用", self.cell(*other)),
                "查明哪个有效，清空另一行的决定等次",
            ),
            ProblemKind::NotARuling => {
                (format!("应为五个等次之一或“不降等”，实为{found}"), "改成优秀、表扬、合格、基本合格、不合格或不降等")
            }
            ProblemKind::DecisionNotAppraised => (
                "此人不属本年度考核对象，决定没有采用".to_owned(),
                "核对入职日期和离岗日期；确不属考核对象的，清空决定等次",
            ),

            ProblemKind::ColumnMissing(field) => {
                let clauses = clauses_of(*field);
                let column = lang.column(*field);
                let message = if clauses.is_empty() {
                    format!("花名册没有{column}这一列")
                } else {
                    format!("花名册没有{column}这一列，{} 未能判断", lang.clauses(clauses))
                };
                if Field::FINED.iter().any(|(_, fined)| fined == field) {
                    (message, "补上这一列，或在事件表增设“月度已扣”列；确实无人有此情形的，写入方案“无此情形”")
                } else {
                    (message, "补上这一列；确实无人有此情形的，写入方案“无此情形”")
                }
            }
            ProblemKind::ColumnInParts(field) => (
                format!("{}只有部分时间的数据，或单位、口径不明，全年的数据不清楚", lang.column(*field)),
                "指定哪一列是它；或另存副本，增设全年的一列，在“未提供”处填上全年的数据",
            ),
            ProblemKind::NobodyAppraised => ("花名册上没有一人是考核对象".to_owned(), "核对入职日期、离岗日期和年度"),
            ProblemKind::NoLeftColumn => {
                ("花名册没有离岗日期列，视为无人离岗".to_owned(), "有人离岗的，增设离岗日期列")
            }
            ProblemKind::NoDateColumns => (
                "没有入职日期和离岗日期两列，名单上的人都按在岗处理".to_owned(),
                "有人年内离岗或年后入职的，补上日期列",
            ),
            ProblemKind::YearWithoutNotice { year } => (
                format!("本程序未收录 {year} 年通知，暂按 {NOTICE_YEAR} 年通知的参数计算"),
                "对照当年通知核对方案，或改正年度",
            ),
            ProblemKind::LeftBeforeJoined => (format!("离岗日期{found}早于入职日期"), "核对后改正两个日期"),
            ProblemKind::NoMonths => {
                (format!("{}，月数暂按 0 计", lang.no_months_nor_date()), "补上在岗月数或入职日期")
            }
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
            ProblemKind::NoScoreAtAll => (
                "没有可用的初评分、月度均分和民主测评分，不排名次，也不参加评优".to_owned(),
                "补上得分；权重全为 0 的，改方案中的权重",
            ),
            ProblemKind::GradeNotPast { year } => {
                (format!("{year} 年不早于考核年度，这一列的等次没有采用"), "核对表头的年份；本年度的等次由考核得出")
            }
            ProblemKind::NoCategory => (
                "名额按岗位类别分别计算，但岗位类别空白，不在任何名额范围内".to_owned(),
                "填写大厅服务、大厅管理或其他科室",
            ),
            ProblemKind::DecisionEarly { year } => (
                format!("决定日期 {found} 早于 {year} 年 12 月，可能是其他年度的决定，已照常采用"),
                "核对决定日期；是其他年度的，清空决定等次",
            ),
            ProblemKind::DecidedBarred { bars } => (
                format!("决定为优秀，但有{} 情形，决定没有采用", lang.clauses(bars)),
                "改定其他等次；情形有误的，先改正数据",
            ),
            ProblemKind::DecidedBeyondQuota { grade, quota, people } => {
                let (term, count) = (grade.term(), count_of(people.len()));
                let message =
                    format!("决定为{term}的有 {count} 人（{}），名额只有 {quota} 个，都没有采用", self.people(people));
                return (message, format!("把其中 {} 人改定为其他等次", count.saturating_sub(*quota)));
            }
            ProblemKind::DemotionWithoutCase => {
                (format!("决定为{found}，但没有五(七)所列的情形"), "核对数据有无遗漏；确应如此的，在决定理由中写明")
            }
            ProblemKind::NoNominee { pool } => (
                format!("按推荐产生优秀和表扬，但{}没有人获推荐", self.pool(*pool)),
                "在初评等次中填写推荐的人，或把推优方式改为按得分",
            ),
            ProblemKind::PromotionNotPast => {
                (format!("上次晋升年度不应晚于考核年度，实为{found}"), "填上次晋升所依据的考核年度；从未晋升的留空")
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
            ProblemKind::ShareBeyondNotice { setting, share, limit } => (
                format!(
                    "{}为 {}，超过通知规定的 {}",
                    setting.term(),
                    numbers::percent(*share),
                    numbers::percent(*limit)
                ),
                "改回规定的比例以内；确需超过的，须在领导班子会议上说明",
            ),
            ProblemKind::WeightsNotOne { sum } => (
                format!("初评、月度、测评权重之和为 {sum}，不是 1，得分按各自所占份额折算"),
                "核对三项权重；确按此办理的可不改",
            ),
            ProblemKind::SettlingIncomplete => {
                ("定稿人和定稿日期只填了一项，不算定稿".to_owned(), "两项都填上，或都留空")
            }
            ProblemKind::SettlingLapsed { on, moved: true } => (
                format!(
                    "{found}于 {} 定稿，此后有数字变动（等次、得分、金额或结果运用），定稿不再有效",
                    lang.date(*on)
                ),
                "核对变动；无误的重新定稿，有误的改回",
            ),
            ProblemKind::SettlingLapsed { on, moved: false } => (
                format!("{found}于 {} 定稿，此后又有未了结的事项，定稿不再有效", lang.date(*on)),
                "了结待决事项和错误、确认方案后，重新定稿",
            ),
            ProblemKind::SettlingUnsealed => (
                "定稿人和定稿日期填入时没有定稿校验，无从核对定稿以后、生成结果工作簿以前数字有无变动".to_owned(),
                "核对等次和金额；结果工作簿载有按生成时的数字写入的定稿校验",
            ),
            ProblemKind::PublicityBeforeSettling { settled } => (
                format!("公示起始日期 {found} 早于定稿日期 {}，所公示的不是这一稿", lang.date(*settled)),
                "按定稿以后的公示改填起止日期",
            ),
            ProblemKind::PublicityReversed { from } => (
                format!("公示截止日期 {found} 早于公示起始日期 {}，两个日期都没有采用", lang.date(*from)),
                "核对公示的起止日期，改正填错的一个",
            ),
            ProblemKind::PublicityShort { days, wanted } => (
                format!("公示到 {found} 为止只有 {days} 个工作日，少于公示工作日 {wanted} 个"),
                "延长公示，或核对起止日期、节假日和调休上班日",
            ),
        };
        (message, cure.to_owned())
    }
}
