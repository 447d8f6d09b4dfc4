//! Papers: what they say against the figures given for the sample rosters, what they must not say, and that another
//! program reads the .docx files to the last word.

mod common;

use common::{
    appraise,
    build::{appraise_book, id},
    expected::Expected,
    office::converted,
    word::{self, names, paragraphs},
};
use kaohe::{
    domain::{Block, Layout, PaperKind, PersonalData, ProblemKind, Sheet, Whom},
    papers::{self, Stack},
    protocol::Failure,
    service::{Appraisal, PIECES_IN_A_FILE},
};
use std::collections::BTreeSet;

const ROSTERS: [&str; 4] = ["ledgers-86", "messy-49", "plain-40", "ties-20"];

fn of(roster: &str) -> Appraisal {
    appraise(&format!("{roster}.xlsx"))
}

fn sheets_about(appraisal: &Appraisal, kind: PaperKind, whom: &Whom) -> Vec<Sheet> {
    let stack = Stack::new(&appraisal.inputs, &appraisal.evaluation, kind, whom);
    stack.paper(0..stack.len()).sheets
}

fn sheets(appraisal: &Appraisal, kind: PaperKind) -> Vec<Sheet> {
    sheets_about(appraisal, kind, &Whom::Everyone)
}

#[track_caller]
fn docx(appraisal: &Appraisal, kind: PaperKind) -> Vec<u8> {
    let (name, bytes) = appraisal.document(kind, &Whom::Everyone, &mut |_| {}).expect("the document can be written");
    assert!(name.ends_with(".docx"), "{name}");
    bytes
}

/// The words of a block, cells and lines each on their own.
fn words(block: &Block) -> Vec<String> {
    let texts: Vec<&str> = match block {
        Block::Title(text)
        | Block::Subtitle(text)
        | Block::Heading(text)
        | Block::Body(text)
        | Block::Flush(text)
        | Block::Note(text) => vec![text],
        Block::Signature(lines) => lines.iter().map(String::as_str).collect(),
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.as_str()).collect(),
    };
    texts.into_iter().flat_map(|text| text.split('\n')).map(str::to_owned).collect()
}

fn text(sheets: &[Sheet]) -> String {
    sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(words).collect::<Vec<_>>().join("\n")
}

/// The result of a roster of texts.
#[track_caller]
fn appraise_rows(rows: &[Vec<String>]) -> Appraisal {
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    appraise_book(&[("花名册", &rows)])
}

/// What a part of a notice says, by its heading without number and count.
fn part<'a>(sheet: &'a Sheet, heading: &str) -> Option<&'a str> {
    let at = sheet.blocks.iter().position(|block| matches!(block, Block::Heading(text) if text.contains(heading)))?;
    match &sheet.blocks[at + 1] {
        Block::Body(text) => Some(text),
        other => panic!("{heading} is followed by {other:?}"),
    }
}

/// Keys of those who are commended for a reason, as given for a roster.
fn commended(expected: &Expected, reason: &str) -> BTreeSet<String> {
    let rows = expected.outcomes.iter().filter(|(_, what, _, content)| what == "表彰" && content == reason);
    rows.map(|(key, ..)| key.clone()).collect()
}

#[test]
fn everyone_has_a_registration_form_and_a_slip_of_their_own() {
    for roster in ROSTERS {
        let (appraisal, expected) = (of(roster), Expected::of(roster));
        let forms = sheets(&appraisal, PaperKind::Registration);
        let slips = sheets(&appraisal, PaperKind::Slip);
        assert_eq!(forms.len(), 2 * expected.people.len(), "{roster}");
        assert_eq!(slips.len(), expected.people.len(), "{roster}");
        for (at, result) in appraisal.evaluation.people.iter().enumerate() {
            let key = &appraisal.inputs.person(result.id).key;
            let figures = &expected.people[key];
            let form = text(&forms[2 * at..2 * at + 2]);
            let slip = text(&slips[at..=at]);
            for (paper, said) in [("form", &form), ("slip", &slip)] {
                for term in ["姓名", "科室", "在岗月数", "初评综合分", "最终等次"] {
                    assert!(said.contains(&figures[term]), "{roster}: the {paper} of {key} lacks {term}");
                }
            }
            for (term, amount) in figures.iter().filter(|(_, figure)| figure.contains('.')) {
                let is_money = !term.contains('分') && term != "未扣足金额";
                let is_there = slip.lines().any(|line| line.replace(',', "") == *amount);
                assert!(!is_money || is_there, "{roster}: the slip of {key} lacks {term}");
            }
            let others = expected.people.keys().filter(|other| *other != key);
            for other in others {
                assert!(!slip.contains(other.as_str()), "{roster}: the slip of {key} names {other}");
            }
        }
    }
}

#[test]
fn each_commendation_has_its_certificate() {
    for roster in ROSTERS {
        let (appraisal, expected) = (of(roster), Expected::of(roster));
        let certificates = sheets(&appraisal, PaperKind::Certificate);
        let mut wanted = 0;
        for (reason, honour) in [("优秀", "“优秀”"), ("表扬", "“表扬”"), ("敬业奉献", "“敬业奉献奖”")]
        {
            let of_kind = certificates.iter().filter(|sheet| text(std::slice::from_ref(*sheet)).contains(honour));
            let named: Vec<String> = of_kind.map(|sheet| words(&sheet.blocks[1]).concat()).collect();
            // Nobody gets one for what is still open.
            let mut people = commended(&expected, reason);
            people.retain(|key| !expected.pending.contains_key(key));
            assert_eq!(named.len(), people.len(), "{roster}: {reason}");
            for key in &people {
                let name = &expected.people[key]["姓名"];
                assert!(named.contains(&format!("{name}同志：")), "{roster}: {name} has no certificate for {reason}");
            }
            wanted += people.len();
        }
        assert_eq!(certificates.len(), wanted, "{roster}");
    }
}

#[test]
fn a_certificate_has_a_border_and_no_other_paper_has_one() {
    let appraisal = of("ties-20");
    for kind in PaperKind::ALL {
        let document = String::from_utf8(word::file(&docx(&appraisal, kind), "word/document.xml")).expect("UTF-8");
        let borders = usize::from(kind == PaperKind::Certificate);
        assert_eq!(document.matches("<w:pgBorders ").count(), borders, "{kind:?}");
        // The format wants it behind the margins.
        assert_eq!(document.matches("/><w:pgBorders ").count(), borders, "{kind:?}");
    }
}

#[test]
fn the_notices_list_names_and_departments_of_the_commended_and_nothing_else() {
    for roster in ROSTERS {
        let (appraisal, expected) = (of(roster), Expected::of(roster));
        let publicity = sheets(&appraisal, PaperKind::Publicity);
        let circular = sheets(&appraisal, PaperKind::Circular);
        assert_eq!((publicity.len(), circular.len()), (1, 1));
        for (reason, heading) in [("优秀", "、优秀（"), ("表扬", "、表扬（"), ("敬业奉献", "、敬业奉献")]
        {
            let commended = commended(&expected, reason);
            let settled: BTreeSet<String> =
                commended.iter().filter(|key| !expected.pending.contains_key(*key)).cloned().collect();
            for (sheet, keys) in [(&publicity[0], &settled), (&circular[0], &settled)] {
                let listed = part(sheet, heading).unwrap_or_default();
                let people: Vec<&str> =
                    listed.trim_end_matches('。').split('、').filter(|name| !name.is_empty()).collect();
                assert_eq!(people.len(), keys.len(), "{roster}: {reason}: {listed}");
                for key in keys {
                    let figures = &expected.people[key];
                    let entry = format!("{}（{}）", figures["姓名"], figures["科室"]);
                    assert!(people.iter().any(|person| **person == entry), "{roster}: {entry} isn't in {listed}");
                }
            }
        }
        let said = text(&publicity) + &text(&circular);
        for person in &appraisal.inputs.people {
            assert!(!said.contains(person.staff_number()), "{roster}: {}", person.staff_number());
        }
        assert!(!said.contains('元'), "{roster}: no amount leaves the office");
    }
}

#[test]
fn namesakes_are_told_apart_without_numbers() {
    let heads =
        ["工号", "姓名", "科室", "小组", "身份证号", "敬业奉献", "初评等次", "入职日期", "初评分"].map(str::to_owned);
    let row = |number: &str, name: &str, team: &str, id: &str| {
        [number, name, "窗口科", team, id, "800", "合格", "2020-01-01", "80"].map(str::to_owned)
    };
    let mut rows: Vec<Vec<String>> = vec![
        heads.to_vec(),
        row("A1", "李静", "甲组", "310113198001010011").to_vec(),
        row("A2", "李静", "乙组", "310113198102020022").to_vec(),
        row("A3", "王伟", "甲组", "310113197903030033").to_vec(),
    ];
    // Nothing is open once no column is missing.
    for problem in appraise_rows(&rows).evaluation.problems {
        if let ProblemKind::ColumnMissing(field) = problem.kind {
            rows[0].push(field.header().to_owned());
            rows[1..].iter_mut().for_each(|row| row.push("0".to_owned()));
        }
    }
    let appraisal = appraise_rows(&rows);
    let publicity = sheets(&appraisal, PaperKind::Publicity);
    let listed = part(&publicity[0], "敬业奉献").expect("three are commended");
    assert_eq!(listed, "李静（甲组）（窗口科）、李静（乙组）（窗口科）、王伟（窗口科）。");
    let said = text(&publicity);
    assert!(["A1", "A2", "3101131980"].iter().all(|number| !said.contains(number)), "{said}");
    // On a form the ID number only gives what the form asks for.
    let form = text(&sheets_about(&appraisal, PaperKind::Registration, &Whom::Person(id(&appraisal, "A1"))));
    assert!(!form.contains("310113198001010011"));
}

#[test]
fn papers_can_be_about_a_department_or_a_person() {
    let appraisal = of("ledgers-86");
    let expected = Expected::of("ledgers-86");
    let of_department = expected.people.values().filter(|figures| figures["科室"] == "信息科").count();
    let department = Whom::Department("信息科".to_owned());
    assert_eq!(sheets_about(&appraisal, PaperKind::Slip, &department).len(), of_department);
    assert_eq!(sheets_about(&appraisal, PaperKind::Registration, &department).len(), 2 * of_department);
    let one = Whom::Person(id(&appraisal, "BS0058"));
    assert_eq!(sheets_about(&appraisal, PaperKind::Slip, &one).len(), 1);
    let (name, _) = appraisal.document(PaperKind::Slip, &one, &mut |_| {}).expect("written");
    assert!(name.contains("考核结果告知书_何文秀"), "{name}");
    // Who has no honour has no certificate, which is said.
    let none = appraisal.document(PaperKind::Certificate, &Whom::Person(id(&appraisal, "BS0001")), &mut |_| {});
    assert_eq!(none, Err(Failure::NobodyToWriteAbout));
}

#[test]
fn official_documents_have_the_measures_of_the_standard() {
    let bytes = docx(&of("plain-40"), PaperKind::Publicity);
    let xml = String::from_utf8(word::file(&bytes, "word/document.xml")).expect("UTF-8");
    // GB/T 9704: A4; 37 mm above and 28 mm left of the text, which is 156 mm by 225 mm; in twentieths of a point.
    for measure in [
        r#"w:w="11906""#,
        r#"w:h="16838""#,
        r#"w:top="2098""#,
        r#"w:left="1587""#,
        r#"w:right="1474""#,
        r#"w:bottom="1984""#,
    ] {
        assert!(xml.contains(measure), "{measure}");
    }
    // 22 lines of 225 mm; 三号 text, 二号 title.
    for measure in [r#"w:linePitch="579""#, r#"w:line="579""#, r#"<w:sz w:val="32""#, r#"<w:sz w:val="44""#] {
        assert!(xml.contains(measure), "{measure}");
    }
    assert!(xml.contains("方正小标宋简体") && xml.contains("仿宋_GB2312") && xml.contains("黑体"));
    let fonts = String::from_utf8(word::file(&bytes, "word/fontTable.xml")).expect("UTF-8");
    assert!(fonts.contains("FangSong") && fonts.contains("STZhongsong"), "there is something to take in their place");
    assert!(paragraphs(&bytes, "word/document.xml").concat().contains("〔2024〕21号"));
    let numbers = names(&bytes).into_iter().filter(|name| name.starts_with("word/footer")).count();
    assert_eq!(numbers, 2, "page numbers stand right on odd and left on even pages");
}

#[test]
fn another_program_reads_every_page_and_every_word() {
    for roster in ["ledgers-86", "ties-20"] {
        let appraisal = of(roster);
        let files: Vec<(String, Vec<u8>)> =
            PaperKind::ALL.iter().map(|kind| (format!("{}.docx", kind.name()), docx(&appraisal, *kind))).collect();
        let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        let pdfs = converted(&format!("papers-pdf-{roster}"), None, "pdf", &files);
        let plain = converted(&format!("papers-txt-{roster}"), None, "txt:Text (encoded):UTF8", &files);
        for ((kind, pdf), plain) in PaperKind::ALL.into_iter().zip(pdfs).zip(plain) {
            let stack = Stack::new(&appraisal.inputs, &appraisal.evaluation, kind, &Whom::Everyone);
            let paper = stack.paper(0..stack.len());
            let pages = word::pages(&pdf);
            match paper.layout {
                // Running text: as many pages as it takes.
                Layout::Official => assert!((1..=2).contains(&pages), "{roster}: {} has {pages} pages", kind.name()),
                _ => assert_eq!(pages, paper.sheets.len(), "{roster}: pages of {}", kind.name()),
            }
            let plain = String::from_utf8(plain).expect("UTF-8");
            for line in paper.sheets.iter().flat_map(|sheet| &sheet.blocks).flat_map(words) {
                assert!(plain.contains(line.trim()), "{roster}: {} lost {line:?}", kind.name());
            }
        }
    }
}

#[test]
fn long_names_push_no_form_over_its_page() {
    const UNIT: &str = "上海市宝山区行政服务中心（宝山区政务服务数据管理中心）友谊路街道社区事务受理服务分中心";
    const DEPARTMENT: &str = "信息化建设与数据共享交换管理科（大数据中心筹备组办公室）";
    const NAMES: [&str; 3] = ["买买提江·阿布都热合曼江·吐尔逊", "王芳", "阿依古丽·买买提艾力·阿不都外力库尔班"];
    let heads: &[&str] = &["工号", "姓名", "科室", "初评等次", "入职日期", "是否管理人员"];
    let people: Vec<[String; 3]> = (0..50)
        .map(|at| [format!("GF-2024-{at:04}"), format!("{}{at}", NAMES[at % 3]), DEPARTMENT.to_owned()])
        .collect();
    let rows: Vec<[&str; 6]> = people
        .iter()
        .map(|[key, name, department]| [key.as_str(), name, department, "优秀", "2020-01-01", "否"])
        .collect();
    let rows: Vec<&[&str]> = std::iter::once(heads).chain(rows.iter().map(<[&str; 6]>::as_slice)).collect();
    let appraisal = appraise_book(&[("花名册", &rows), ("方案", &[&["参数", "取值"], &["单位名称", UNIT]])]);
    let kinds = [PaperKind::Registration, PaperKind::Scoring, PaperKind::Ballot];
    let files = kinds.map(|kind| (format!("{}.docx", kind.name()), docx(&appraisal, kind)));
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    for (kind, pdf) in kinds.into_iter().zip(converted("papers-long", None, "pdf", &files)) {
        let sheets = sheets(&appraisal, kind);
        assert!(text(&sheets).contains(UNIT), "{}", kind.name());
        assert_eq!(word::pages(&pdf), sheets.len(), "{}", kind.name());
        // Everybody is on one of the sheets, in order.
        if kind != PaperKind::Registration {
            let named: Vec<String> = sheets
                .iter()
                .flat_map(|sheet| &sheet.blocks)
                .flat_map(words)
                .filter(|word| NAMES.iter().any(|name| word.starts_with(name)))
                .collect();
            assert_eq!(named, people.iter().map(|[_, name, _]| name.clone()).collect::<Vec<_>>());
        }
    }
}

#[test]
fn too_many_people_for_a_file_get_several_in_an_archive() {
    let heads = ["工号", "姓名", "科室", "初评等次", "入职日期"].map(str::to_owned).to_vec();
    let people = (0..=PIECES_IN_A_FILE).map(|at| {
        vec![format!("N{at:04}"), format!("人员{at:04}"), "窗口科".into(), "合格".into(), "2020-01-01".into()]
    });
    let appraisal = appraise_rows(&std::iter::once(heads).chain(people).collect::<Vec<_>>());
    let mut shares = Vec::new();
    let mut progress = |done: kaohe::protocol::Progress| shares.push(done.share);
    let (name, bytes) = appraisal.document(PaperKind::Slip, &Whom::Everyone, &mut progress).expect("written");
    assert!(name.ends_with("_考核结果告知书_草稿.zip"), "{name}");
    assert!(shares.len() > 5 && shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
    let files = names(&bytes);
    assert_eq!(files.len(), 2);
    let counts = files.iter().map(|name| {
        let file = word::file(&bytes, name);
        paragraphs(&file, "word/document.xml").iter().filter(|text| text.contains("同志（N")).count()
    });
    assert_eq!(counts.collect::<Vec<_>>(), [PIECES_IN_A_FILE, 1]);
    // The page shows a part of them and says so.
    let view = appraisal.paper(PaperKind::Slip, Whom::Everyone).expect("there are people");
    assert!(view.shown < view.pieces && view.pieces as usize == PIECES_IN_A_FILE + 1);
    assert_eq!(view.paper.sheets.len(), view.shown as usize);
}

#[test]
fn files_of_one_name_in_an_archive_are_told_apart() {
    let file = |name: &str, byte: u8| (name.to_owned(), vec![byte]);
    let archive =
        papers::archive([file("甲.docx", 1), file("甲.docx", 2), file("乙", 3), file("乙", 4)]).expect("packed");
    assert_eq!(names(&archive), ["甲.docx", "甲_2.docx", "乙", "乙_2"]);
    assert_eq!(word::file(&archive, "甲_2.docx"), [2]);
}

#[test]
fn each_paper_holds_the_personal_data_that_it_says_and_no_more() {
    let appraisal = of("ledgers-86");
    let expected = Expected::of("ledgers-86");
    let figure = |term: &str| expected.people.values().map(|figures| figures[term].clone()).collect::<BTreeSet<_>>();
    for kind in PaperKind::ALL {
        let sheets = sheets(&appraisal, kind);
        let said = text(&sheets);
        let lines: BTreeSet<String> = said.lines().map(|line| line.replace(',', "")).collect();
        let says_all = |figures: BTreeSet<String>| {
            figures.iter().filter(|figure| !figure.is_empty()).all(|figure| said.contains(figure.as_str()))
        };
        let holds = |datum: PersonalData| match datum {
            PersonalData::Names => said.contains("何文秀"),
            PersonalData::Numbers => said.contains("BS0058"),
            PersonalData::IdData => said.contains("出生年月"),
            PersonalData::Scores => says_all(figure("初评综合分")),
            PersonalData::Grades => {
                ["、优秀（", "“优秀”", "等次：优秀"].iter().any(|says| said.contains(says)) || {
                    // A ballot has the five as heads of empty columns.
                    ![0, sheets.len()].contains(&said.lines().filter(|line| *line == "优秀").count())
                }
            }
            PersonalData::Money => figure("实发金额").is_subset(&lines),
            PersonalData::Incidents => said.contains("事假7天"),
            PersonalData::NumbersInPart | PersonalData::Contacts | PersonalData::Decisions => false,
        };
        for datum in [
            PersonalData::Names,
            PersonalData::Numbers,
            PersonalData::IdData,
            PersonalData::Scores,
            PersonalData::Grades,
            PersonalData::Money,
            PersonalData::Incidents,
        ] {
            assert_eq!(holds(datum), kind.holds().contains(&datum), "{}: {datum:?}", kind.name());
        }
    }
}
