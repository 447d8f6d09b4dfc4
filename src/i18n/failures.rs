//! Why nothing came of a request, and what to do: whole sentences, for they stand alone on the page.

use super::{Context, Lang, problems::required};
use crate::{
    domain::TemplateFault,
    protocol::Failure,
    roster::{Excess, LooksLike, NearestSheet, Unreadable},
};

/// More sheets or headers than this are not all named.
const NAMED: usize = 6;

impl Context<'_> {
    /// Why the files can't be read and what to do.
    pub fn unreadable(&self, unreadable: &Unreadable) -> String {
        match self.lang {
            Lang::ZhCn => self.unreadable_zh(unreadable),
            Lang::En => self.unreadable_en(unreadable),
        }
    }

    fn unreadable_zh(&self, unreadable: &Unreadable) -> String {
        match unreadable {
            Unreadable::NoFile => "没有收到文件，请把花名册文件拖到页面上，或点按钮选择。".to_owned(),
            Unreadable::OnlyOwnerFiles { files } => format!(
                "收到的{}只是表格软件打开花名册时留下的临时文件，里面没有花名册，请选择不以“~$”或“.~”开头的那一份。",
                self.quoted_names(files)
            ),
            Unreadable::Empty { file } => format!("“{file}”是空文件，请换一份有内容的花名册。"),
            Unreadable::NotASpreadsheet { file, looks_like } => {
                let (what, cure) = looks_like_zh(*looks_like);
                format!("“{file}”不是表格文件，看上去是{what}，{cure}。")
            }
            Unreadable::PasswordProtected { file } => {
                format!("“{file}”设有打开密码，请用表格软件打开，另存一份不设密码的副本后再试。")
            }
            Unreadable::NotRead { file, changed: true } => {
                format!("“{file}”选中以后又更改过，没有读取，请保存好以后重新选择。")
            }
            Unreadable::NotRead { file, changed: false } => {
                format!("“{file}”读不到：已移动、改名、不在原处，或者是文件夹；请重新选择文件本身。")
            }
            Unreadable::Damaged { file, detail: _ } => {
                format!("“{file}”已损坏或不完整，请用表格软件打开并另存为 .xlsx，打不开的请重新取得一份。")
            }
            Unreadable::TooLarge { file, excess } => match excess {
                Excess::Bytes { limit } => {
                    format!("“{file}”超过 {}，请另存副本，在副本中只留考核用表后再试。", megabytes(*limit))
                }
                Excess::Unpacked { limit } => {
                    format!("“{file}”解开后超过 {}，请另存副本，在副本中只留考核用表后再试。", megabytes(*limit))
                }
                Excess::Parts { limit } => {
                    format!("“{file}”内部的部件多于 {limit} 个，请把花名册另存为一份新的 .xlsx 后再试。")
                }
                Excess::Sheets { limit } => {
                    format!("“{file}”的工作表多于 {limit} 张，请另存副本，在副本中只留考核用表后再试。")
                }
                Excess::Cells { limit } => {
                    format!("“{file}”有内容的单元格多于 {limit} 个，请另存副本，在副本中只留考核用表后再试。")
                }
                Excess::Text { limit } => {
                    format!("“{file}”的文字合计超过 {} MB，请另存副本，在副本中只留考核用表后再试。", limit >> 20)
                }
                Excess::CellText { sheet, cell, limit } => {
                    format!("“{file}”的“{sheet}”在 {cell} 处的文字超过 {limit} 个字，请另存副本，在副本中缩短后再试。")
                }
                Excess::Position { sheet, cell, rows, columns } => format!(
                    "“{file}”的“{sheet}”在 {cell} 处有内容，超出最多 {rows} 行、{columns} 列的限度，请另存副本，在副本中清除该处后再试。"
                ),
            },
            Unreadable::NoRoster { sheets, nearest } => {
                let read = match sheets.len() {
                    0 => "各张表都没有内容".to_owned(),
                    _ => format!("已看过{}", self.quoted_names(sheets)),
                };
                match nearest {
                    Some(NearestSheet { sheet, headers }) => format!(
                        "没有找到花名册（{read}），最接近的“{sheet}”只认出{}，请手工指定工作表和列，或按模板补上姓名和至少三个其他列名。",
                        self.quoted_names(headers)
                    ),
                    None => {
                        format!(
                            "没有找到花名册（{read}），请选择含姓名和至少三个其他列名的表，手工指定工作表和列，或下载空白模板填写。"
                        )
                    }
                }
            }
            Unreadable::RosterWithoutName { sheet } => {
                format!("花名册“{sheet}”没有“姓名”列，请手工指定哪一列是姓名，或在表中把这一列的列名改为“姓名”。")
            }
            Unreadable::RosterWithoutPeople { sheet } => {
                format!("花名册“{sheet}”只有表头，没有人员，请填入人员后再试。")
            }
        }
    }

    fn unreadable_en(&self, unreadable: &Unreadable) -> String {
        match unreadable {
            Unreadable::NoFile => {
                "No file came; please drop a roster on the page or choose one with the button.".to_owned()
            }
            Unreadable::OnlyOwnerFiles { files } => format!(
                "All that came is {}, which spreadsheet programs leave beside an open workbook and which hold no roster; please choose the file whose name doesn't begin with “~$” or “.~”.",
                self.quoted_names(files)
            ),
            Unreadable::Empty { file } => {
                format!("“{file}” is empty; please choose a roster with something in it.")
            }
            Unreadable::NotASpreadsheet { file, looks_like } => {
                let (what, cure) = looks_like_en(*looks_like);
                format!("“{file}” is no spreadsheet but looks like {what}; please {cure}.")
            }
            Unreadable::PasswordProtected { file } => {
                format!(
                    "“{file}” asks for a password; please open it in a spreadsheet program, save a copy without one, and try again."
                )
            }
            Unreadable::NotRead { file, changed: true } => {
                format!("“{file}” changed after it was chosen and wasn't read; please save it, then choose it again.")
            }
            Unreadable::NotRead { file, changed: false } => format!(
                "“{file}” can't be read: it was moved, renamed or deleted, or is a folder; please choose the file itself again."
            ),
            Unreadable::Damaged { file, detail: _ } => format!(
                "“{file}” is damaged or incomplete; please open it in a spreadsheet program and save it as .xlsx, or get another copy of it."
            ),
            Unreadable::TooLarge { file, excess } => match excess {
                Excess::Bytes { limit } => format!(
                    "“{file}” is larger than {}; please save a copy and keep only the sheets for the appraisal in it.",
                    megabytes(*limit)
                ),
                Excess::Unpacked { limit } => format!(
                    "“{file}” is larger than {} when unpacked; please save a copy and keep only the sheets for the appraisal in it.",
                    megabytes(*limit)
                ),
                Excess::Parts { limit } => {
                    format!(
                        "“{file}” has more than {limit} parts inside; please save the roster as a new .xlsx and try again."
                    )
                }
                Excess::Sheets { limit } => {
                    format!(
                        "“{file}” has more than {limit} sheets; please save a copy and keep only those for the appraisal in it."
                    )
                }
                Excess::Cells { limit } => format!(
                    "“{file}” has more than {limit} filled cells; please save a copy and keep only the sheets for the appraisal in it."
                ),
                Excess::Text { limit } => format!(
                    "“{file}” has more than {} MB of text; please save a copy and keep only the sheets for the appraisal in it.",
                    limit >> 20
                ),
                Excess::CellText { sheet, cell, limit } => format!(
                    "“{file}” has a text of more than {limit} characters at {cell} of “{sheet}”; please save a copy, shorten it there and try again."
                ),
                Excess::Position { sheet, cell, rows, columns } => format!(
                    "“{file}” has something at {cell} of “{sheet}”, beyond the most of {rows} rows and {columns} columns; please save a copy, clear it there and try again."
                ),
            },
            Unreadable::NoRoster { sheets, nearest } => {
                let read = match sheets.len() {
                    0 => "all sheets are empty".to_owned(),
                    _ => format!("looked at {}", self.quoted_names(sheets)),
                };
                match nearest {
                    Some(NearestSheet { sheet, headers }) => format!(
                        "No 花名册 (roster) was found ({read}); “{sheet}” comes nearest with only {}; please assign sheets and columns by hand, or add 姓名 and at least three more headers of the template.",
                        self.quoted_names(headers)
                    ),
                    None => format!(
                        "No 花名册 (roster) was found ({read}); please choose a sheet with 姓名 and at least three more headers, assign sheets and columns by hand, or download and fill in the blank template."
                    ),
                }
            }
            Unreadable::RosterWithoutName { sheet } => {
                format!(
                    "The roster “{sheet}” has no column 姓名 (name); please assign by hand which one it is, or rename it to 姓名 in the sheet."
                )
            }
            Unreadable::RosterWithoutPeople { sheet } => {
                format!("The roster “{sheet}” has a header but lists nobody; please fill in the people.")
            }
        }
    }

    /// Why a template can't be used and what to do.
    fn template_fault(&self, file: &str, fault: &TemplateFault) -> String {
        let (unpacked, parts) = (megabytes(TemplateFault::MAX_UNPACKED), TemplateFault::MAX_PARTS);
        match (self.lang, fault) {
            (Lang::ZhCn, TemplateFault::NotWord) => {
                format!("“{file}”不是 Word 文档（.docx），请用 Word 或 WPS 另存为 .docx 后再选。")
            }
            (Lang::ZhCn, TemplateFault::OldOrLocked) => {
                format!("“{file}”是旧版 .doc 文档或设有密码，请另存为不加密的 .docx 后再选。")
            }
            // What a program says of it helps nobody who has to save it anew.
            (Lang::ZhCn, TemplateFault::Damaged(_)) => {
                format!("“{file}”已损坏，请用 Word 或 WPS 打开并重新保存后再选。")
            }
            (Lang::ZhCn, TemplateFault::TooLarge) => {
                format!(
                    "“{file}”解开后超过 {unpacked}，或内部的部件多于 {parts} 个，请另存副本，在副本中缩小图片、只留模板后再选。"
                )
            }
            (Lang::En, TemplateFault::NotWord) => {
                format!("“{file}” is no Word document (.docx); please save it as .docx in Word or WPS.")
            }
            (Lang::En, TemplateFault::OldOrLocked) => {
                format!("“{file}” is an old .doc or has a password; please save it as .docx without one.")
            }
            (Lang::En, TemplateFault::Damaged(_)) => {
                format!("“{file}” is damaged; please open it in Word or WPS and save it again.")
            }
            (Lang::En, TemplateFault::TooLarge) => {
                format!(
                    "“{file}” is larger than {unpacked} when unpacked or has more than {parts} parts inside; please save a copy, shrink its pictures and keep only the template in it."
                )
            }
        }
    }

    /// Why a request failed and what to do.
    pub fn failure(&self, failure: &Failure) -> String {
        match (self.lang, failure) {
            (Lang::ZhCn | Lang::En, Failure::Unreadable(unreadable)) => self.unreadable(unreadable),
            (Lang::ZhCn, Failure::NothingLoaded) => "还没有载入花名册，请先选择文件或试用示例。".to_owned(),
            (Lang::ZhCn, Failure::NoSuchPerson) => "载入的花名册中没有此人，请回到名单重新选择。".to_owned(),
            (Lang::ZhCn, Failure::Refused { problems, names }) => {
                let context = Context { names, ..*self };
                let reasons = problems.iter().map(|problem| context.problem(problem));
                let reasons: Vec<String> = reasons.map(|text| format!("{}，请{}", text.message, text.cure)).collect();
                format!("这项决定没有采用：{}。", reasons.join("；"))
            }
            (Lang::ZhCn, Failure::NotAValue(key)) => {
                format!("{}应为{}；未作更改。", self.lang.setting(*key, None), required(self.lang, *key))
            }
            (Lang::ZhCn, Failure::NoSettings { file }) => {
                format!("“{file}”中没有“方案”表（参数、取值两列），请选择方案文件或结果工作簿；未作更改。")
            }
            (Lang::ZhCn, Failure::NotWritten(detail)) => {
                format!("文件没有生成，已作更改仍在，请再试一次{}。", self.for_maintainers(detail))
            }
            (Lang::ZhCn, Failure::BadMessage(detail)) => {
                format!("页面出现故障，请先下载结果工作簿，再重新打开本页{}。", self.for_maintainers(detail))
            }
            (Lang::ZhCn, Failure::WorkerDied(_)) => {
                "计算中断，这一步没有完成；已载入的花名册和已作的更改都还在，请再试一次。".to_owned()
            }
            (Lang::ZhCn, Failure::NotRestored) => {
                "后台没有恢复；已载入的花名册和已作的更改都还在本页，不要关闭，请再试一次。".to_owned()
            }
            (Lang::ZhCn, Failure::Cancelled) => "已取消，页面恢复到原来的样子。".to_owned(),
            (Lang::En, Failure::NothingLoaded) => {
                "No roster is loaded yet; please choose a file or try the sample.".to_owned()
            }
            (Lang::En, Failure::NoSuchPerson) => {
                "The loaded roster has no such person; please choose again from the list.".to_owned()
            }
            (Lang::En, Failure::Refused { problems, names }) => {
                let context = Context { names, ..*self };
                let reasons = problems.iter().map(|problem| context.problem(problem));
                let reasons: Vec<String> = reasons.map(|text| format!("{} ({})", text.message, text.cure)).collect();
                format!("The decision wasn't used: {}.", reasons.join("; "))
            }
            (Lang::ZhCn, Failure::NotReady) => "还有待决事项、错误或未确认的方案，不能定稿；未作更改。".to_owned(),
            (Lang::ZhCn, Failure::WouldReopen(_)) => "这项更改会使定稿失效，须先重开并写明理由；未作更改。".to_owned(),
            (Lang::En, Failure::NotReady) => {
                "Something is pending, amiss or not confirmed, so nothing can be settled; nothing was changed."
                    .to_owned()
            }
            (Lang::En, Failure::WouldReopen(_)) => {
                "This would end 定稿: reopen it first and say why; nothing was changed.".to_owned()
            }
            (Lang::En, Failure::NotAValue(key)) => {
                format!("{} must be {}; nothing was changed.", self.lang.setting(*key, None), required(self.lang, *key))
            }
            (Lang::En, Failure::NoSettings { file }) => {
                format!(
                    "“{file}” has no sheet 方案 (columns 参数 and 取值); please choose a settings file or a results workbook. Nothing was changed."
                )
            }
            (Lang::En, Failure::NotWritten(detail)) => format!(
                "The file was not made; your changes are still here, so please try again{}.",
                self.for_maintainers(detail)
            ),
            (Lang::En, Failure::BadMessage(detail)) => format!(
                "The page has a fault; please download the results first, then open the page again{}.",
                self.for_maintainers(detail)
            ),
            (Lang::En, Failure::WorkerDied(_)) => {
                "Computing stopped and this step wasn't done; the roster and all changes are still here, so please try again."
                    .to_owned()
            }
            (Lang::En, Failure::NotRestored) => {
                "The computation could not be started again; the roster and all changes are still in this page: keep it open and please try again."
                    .to_owned()
            }
            (Lang::ZhCn, Failure::NotCopied) => "浏览器不允许复制，请在“材料下载”中下载 CSV。".to_owned(),
            (Lang::En, Failure::NotCopied) => {
                "The browser doesn't let the page copy; please download a CSV under Papers.".to_owned()
            }
            (Lang::ZhCn, Failure::NobodyToWriteAbout) => "所选范围内没有这类材料涉及的人员，请另选范围。".to_owned(),
            (Lang::En, Failure::NobodyToWriteAbout) => {
                "Nobody selected appears in this document; please choose others.".to_owned()
            }
            (Lang::ZhCn | Lang::En, Failure::Template { file, fault }) => self.template_fault(file, fault),
            (Lang::En, Failure::Cancelled) => "Cancelled; the page is as it was before.".to_owned(),
        }
    }

    /// What the program says of its own fault: it helps nobody on the page, but those who mend the program.
    fn for_maintainers(&self, detail: &str) -> String {
        match (self.lang, detail.is_empty()) {
            (_, true) => String::new(),
            (Lang::ZhCn, false) => self.lang.aside(&format!("供维护人员查看：{detail}")),
            (Lang::En, false) => self.lang.aside(&format!("for those who maintain the program: {detail}")),
        }
    }

    /// Names in quotation marks; of many only the first.
    fn quoted_names(&self, names: &[String]) -> String {
        let mut quoted: Vec<String> = names.iter().take(NAMED).map(|name| format!("“{name}”")).collect();
        match self.lang {
            // Quotation marks keep them apart.
            Lang::ZhCn if names.len() > NAMED => format!("{}等 {} 个", quoted.concat(), names.len()),
            Lang::ZhCn => quoted.concat(),
            Lang::En => {
                if names.len() > NAMED {
                    quoted.push(format!("and {} more", names.len() - NAMED));
                }
                self.lang.list(quoted)
            }
        }
    }
}

/// What a file is, and what to do with it.
const fn looks_like_zh(what: LooksLike) -> (&'static str, &'static str) {
    match what {
        LooksLike::TextDocument => ("文字文档", "请把其中的名单复制到表格中，存为 .xlsx"),
        LooksLike::Slides => ("演示文稿", "请选择花名册所在的表格文件"),
        LooksLike::Pdf => ("PDF", "请选择生成它的表格文件"),
        LooksLike::Picture => ("图片", "请选择花名册所在的表格文件"),
        LooksLike::Html => ("网页格式的表（有的系统会导出成 .xls）", "请用表格软件打开并另存为 .xlsx"),
        LooksLike::Xml => ("XML 格式的表（有的系统会导出成 .xls）", "请用表格软件打开并另存为 .xlsx"),
        LooksLike::PlainText => ("纯文本", "请用表格软件打开并另存为 .xlsx"),
        LooksLike::Archive => ("压缩包", "请解压后选择其中的表格文件"),
        LooksLike::AncientExcel => ("很早版本的 Excel 文件", "请用表格软件打开并另存为 .xlsx"),
        LooksLike::Unknown => ("认不出的内容", "请选择 .xlsx、.xlsm、.xls、.xlsb、.ods 或 .csv 文件"),
    }
}

/// What a file is, and what to do with it.
const fn looks_like_en(what: LooksLike) -> (&'static str, &'static str) {
    match what {
        LooksLike::TextDocument => ("a text document", "copy its list into a spreadsheet and save it as .xlsx"),
        LooksLike::Slides => ("slides", "choose the spreadsheet with the roster"),
        LooksLike::Pdf => ("a PDF", "choose the spreadsheet that it was made from"),
        LooksLike::Picture => ("a picture", "choose the spreadsheet with the roster"),
        LooksLike::Html => {
            ("a web page (some systems save those as .xls)", "open it in a spreadsheet program and save it as .xlsx")
        }
        LooksLike::Xml => {
            ("an XML file (some systems save those as .xls)", "open it in a spreadsheet program and save it as .xlsx")
        }
        LooksLike::PlainText => ("plain text", "open it in a spreadsheet program and save it as .xlsx"),
        LooksLike::Archive => ("an archive", "unpack it and choose the spreadsheet inside"),
        LooksLike::AncientExcel => {
            ("a workbook of a very old Excel", "open it in a spreadsheet program and save it as .xlsx")
        }
        LooksLike::Unknown => ("something unknown", "choose a file of type .xlsx, .xlsm, .xls, .xlsb, .ods or .csv"),
    }
}

/// A limit in bytes, as in `50 MB`.
fn megabytes(bytes: u64) -> String {
    const MEBIBYTE: u64 = 1 << 20;
    let unit = if bytes.is_multiple_of(MEBIBYTE) { MEBIBYTE } else { 1_000_000 };
    format!("{} MB", bytes.div_ceil(unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::testing::{assert_both, en, one_of_each, zh};

    fn file() -> String {
        "花名册.xlsx".to_owned()
    }

    fn every_unreadable() -> Vec<Unreadable> {
        let mut samples = one_of_each! { Unreadable;
            Unreadable::NoFile => Unreadable::NoFile,
            Unreadable::OnlyOwnerFiles { .. } => Unreadable::OnlyOwnerFiles { files: vec!["~$花名册.xlsx".into()] },
            Unreadable::Empty { .. } => Unreadable::Empty { file: file() },
            Unreadable::NotASpreadsheet { .. } => {
                Unreadable::NotASpreadsheet { file: file(), looks_like: LooksLike::Pdf }
            },
            Unreadable::PasswordProtected { .. } => Unreadable::PasswordProtected { file: file() },
            Unreadable::NotRead { .. } => Unreadable::NotRead { file: file(), changed: true },
            Unreadable::Damaged { .. } => Unreadable::Damaged { file: file(), detail: "zip".into() },
            Unreadable::TooLarge { .. } => {
                Unreadable::TooLarge { file: file(), excess: Excess::Bytes { limit: 50 << 20 } }
            },
            Unreadable::NoRoster { .. } => Unreadable::NoRoster { sheets: Vec::new(), nearest: None },
            Unreadable::RosterWithoutName { .. } => Unreadable::RosterWithoutName { sheet: "名单".into() },
            Unreadable::RosterWithoutPeople { .. } => Unreadable::RosterWithoutPeople { sheet: "名单".into() },
        };
        let kinds = one_of_each! { LooksLike;
            LooksLike::TextDocument => LooksLike::TextDocument,
            LooksLike::Slides => LooksLike::Slides,
            LooksLike::Pdf => LooksLike::Pdf,
            LooksLike::Picture => LooksLike::Picture,
            LooksLike::Html => LooksLike::Html,
            LooksLike::Xml => LooksLike::Xml,
            LooksLike::PlainText => LooksLike::PlainText,
            LooksLike::Archive => LooksLike::Archive,
            LooksLike::AncientExcel => LooksLike::AncientExcel,
            LooksLike::Unknown => LooksLike::Unknown,
        };
        samples.extend(kinds.into_iter().map(|looks_like| Unreadable::NotASpreadsheet { file: file(), looks_like }));
        let limits = one_of_each! { Excess;
            Excess::Bytes { .. } => Excess::Bytes { limit: 50 << 20 },
            Excess::Unpacked { .. } => Excess::Unpacked { limit: 500_000_000 },
            Excess::Parts { .. } => Excess::Parts { limit: 1000 },
            Excess::Sheets { .. } => Excess::Sheets { limit: 200 },
            Excess::Cells { .. } => Excess::Cells { limit: 2_000_000 },
            Excess::Text { .. } => Excess::Text { limit: 96 << 20 },
            Excess::CellText { .. } => {
                Excess::CellText { sheet: "名单".into(), cell: "B4".into(), limit: 32_767 }
            },
            Excess::Position { .. } => Excess::Position {
                sheet: "名单".into(),
                cell: "XFD1048576".into(),
                rows: 100_000,
                columns: 500,
            },
        };
        samples.extend(limits.into_iter().map(|excess| Unreadable::TooLarge { file: file(), excess }));
        samples.push(Unreadable::NoRoster {
            sheets: vec!["考核".into(), "汇总".into()],
            nearest: Some(NearestSheet { sheet: "考核".into(), headers: vec!["科室".into(), "小组".into()] }),
        });
        samples
    }

    #[test]
    fn every_failure_is_one_sentence_in_both_languages() {
        let gone = Unreadable::NotRead { file: file(), changed: false };
        for unreadable in every_unreadable().into_iter().chain([gone]) {
            assert_both(|context| context.unreadable(&unreadable));
            assert!(zh().unreadable(&unreadable).ends_with('。'));
            assert!(en().unreadable(&unreadable).ends_with('.'));
            assert_eq!(zh().unreadable(&unreadable).matches('。').count(), 1);
        }
        let failures = one_of_each! { Failure;
            Failure::Unreadable(_) => Failure::Unreadable(Unreadable::NoFile),
            Failure::NothingLoaded => Failure::NothingLoaded,
            Failure::NoSuchPerson => Failure::NoSuchPerson,
            Failure::Refused { .. } => Failure::Refused {
                problems: vec![crate::domain::Problem::error(
                    crate::domain::Place::Input,
                    crate::domain::PersonId(0),
                    "优秀",
                    crate::domain::ProblemKind::DecidedBarred { bars: vec![crate::notice::Clause::BarLeave] },
                )],
                names: std::collections::BTreeMap::new(),
            },
            Failure::NotReady => Failure::NotReady,
            Failure::WouldReopen(_) => Failure::WouldReopen(Vec::new()),
            Failure::NotAValue(_) => Failure::NotAValue(crate::notice::SettingKey::BonusRate),
            Failure::NoSettings { .. } => Failure::NoSettings { file: "表.xlsx".into() },
            Failure::NotWritten(_) => Failure::NotWritten("disk".into()),
            Failure::Template { .. } => Failure::Template { file: "模板.docx".into(), fault: TemplateFault::NotWord },
            Failure::NotCopied => Failure::NotCopied,
            Failure::NobodyToWriteAbout => Failure::NobodyToWriteAbout,
            Failure::BadMessage(_) => Failure::BadMessage(String::new()),
            Failure::WorkerDied(_) => Failure::WorkerDied("unreachable".into()),
            Failure::NotRestored => Failure::NotRestored,
            Failure::Cancelled => Failure::Cancelled,
        };
        for failure in failures {
            assert_both(|context| context.failure(&failure));
        }
    }

    #[test]
    fn every_fault_of_a_template_is_one_sentence_in_both_languages() {
        let faults = one_of_each! { TemplateFault;
            TemplateFault::NotWord => TemplateFault::NotWord,
            TemplateFault::OldOrLocked => TemplateFault::OldOrLocked,
            TemplateFault::Damaged(_) => TemplateFault::Damaged("word/document.xml".into()),
            TemplateFault::TooLarge => TemplateFault::TooLarge,
        };
        for fault in faults {
            let failure = Failure::Template { file: "模板.docx".into(), fault };
            assert_both(|context| context.failure(&failure));
            assert!(zh().failure(&failure).contains("模板.docx") && en().failure(&failure).contains("模板.docx"));
            assert!(zh().failure(&failure).ends_with('。') && zh().failure(&failure).matches('。').count() == 1);
        }
    }

    #[test]
    fn a_file_of_another_type_says_what_it_is() {
        let unreadable = Unreadable::NotASpreadsheet { file: "名单.xlsx".into(), looks_like: LooksLike::Archive };
        assert_eq!(
            zh().unreadable(&unreadable),
            "“名单.xlsx”不是表格文件，看上去是压缩包，请解压后选择其中的表格文件。"
        );
        assert_eq!(
            en().unreadable(&unreadable),
            "“名单.xlsx” is no spreadsheet but looks like an archive; please unpack it and choose the spreadsheet inside."
        );
    }

    #[test]
    fn no_roster_says_what_was_looked_at_and_what_comes_nearest() {
        let nearest = NearestSheet { sheet: "考核".into(), headers: vec!["科室".into(), "小组".into()] };
        let sheets = vec!["考核".into(), "汇总".into()];
        assert_eq!(
            zh().unreadable(&Unreadable::NoRoster { sheets: sheets.clone(), nearest: Some(nearest) }),
            "没有找到花名册（已看过“考核”“汇总”），最接近的“考核”只认出“科室”“小组”，请手工指定工作表和列，或按模板补上姓名和至少三个其他列名。"
        );
        assert_eq!(
            en().unreadable(&Unreadable::NoRoster { sheets, nearest: None }),
            "No 花名册 (roster) was found (looked at “考核”, “汇总”); please choose a sheet with 姓名 and at least three \
             more headers, assign sheets and columns by hand, or download and fill in the blank template."
        );
    }

    #[test]
    fn a_computation_that_broke_off_says_what_is_kept_and_nothing_of_the_program() {
        let panic = || Failure::WorkerDied("panicked at src/x.rs: index out of bounds".into());
        let said = [zh().failure(&panic()), en().failure(&panic())];
        assert!(said[0].contains("都还在") && said[1].contains("still here"), "{said:?}");
        assert!(said.iter().all(|text| !text.contains("panicked") && !text.contains("src/")), "{said:?}");
    }
}
