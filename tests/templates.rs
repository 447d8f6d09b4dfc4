//! The office's own templates: fields however Word cut them, in tables, headers, footers and text boxes; unknown ones named
//! beforehand; broken files refused in a sentence.

mod common;

use common::{
    appraise,
    build::id,
    expected::Expected,
    office::converted,
    session,
    states::settled,
    word::{WordFile, file, names, pages, paragraph, paragraphs, zipped},
};
use kaohe::{
    domain::{TemplateFault, Whom},
    papers::Template,
    protocol::{Failure, Request, Response, TemplateView},
    service::Appraisal,
};
use proptest::prelude::*;
use std::{fs, sync::LazyLock};

const DOCUMENT: &str = "word/document.xml";

fn appraisal() -> Appraisal {
    // Drafts have a mark of their own, see below.
    settled(&appraise("ledgers-86.xlsx"))
}

#[track_caller]
fn filled(appraisal: &Appraisal, template: &[u8], key: &str) -> Vec<u8> {
    let template = Template::open(template).expect("the template is sound");
    let whom = Whom::Person(id(appraisal, key));
    appraisal.fill(&template, "模板.docx", &whom, false, &mut |_| {}).expect("the template is filled").1
}

#[track_caller]
fn line(appraisal: &Appraisal, runs: &[&str]) -> String {
    paragraphs(&filled(appraisal, &WordFile::of(paragraph(runs)).bytes(), "BS0058"), DOCUMENT).concat()
}

#[test]
fn a_field_is_found_however_its_runs_are_cut() {
    let appraisal = appraisal();
    for runs in [
        &["{{姓名}}同志"][..],
        &["{", "{姓名}}同志"],
        &["{{", "姓", "名", "}", "}同志"],
        &["{{姓", "名}}同", "志"],
        &["{{ 姓 名 }}", "同志"],
        &["｛｛姓名｝｝同志"],
    ] {
        assert_eq!(line(&appraisal, runs), "何文秀同志", "{runs:?}");
    }
    assert_eq!(line(&appraisal, &["{{科室}}{{姓名}}，{{姓名}}"]), "信息科何文秀，何文秀");
    assert_eq!(line(&appraisal, &["{姓名}", " 和 {", " {姓名}}"]), "{姓名} 和 { {姓名}}", "single braces are words");
}

#[test]
fn fields_say_what_the_figures_given_say() {
    let appraisal = appraisal();
    let expected = Expected::of("ledgers-86");
    for key in ["BS0058", "BS0002", "BS0001"] {
        for (term, figure) in &expected.people[key] {
            let template = WordFile::of(paragraph(&[&format!("[{{{{{term}}}}}]")])).bytes();
            let said = paragraphs(&filled(&appraisal, &template, key), DOCUMENT).concat();
            assert_eq!(said.replace(',', ""), format!("[{figure}]"), "{key}: {term}");
        }
    }
    let words = line(&appraisal, &["{{年度}}|{{单位名称}}|{{状态}}|{{文号}}|{{工号}}|{{表彰}}|{{考核等次}}"]);
    assert_eq!(words, "2024|宝山区政务服务中心|定稿|宝政务中心〔2024〕21号|BS0058|优秀|优秀");
}

#[test]
fn the_run_of_the_first_brace_gives_the_look_and_all_else_stays_byte_for_byte() {
    let appraisal = appraisal();
    let before = r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> {{姓</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>名}}</w:t></w:r><w:r><w:tab/><w:t>&lt;甲&amp;乙&gt;</w:t></w:r></w:p>"#;
    let template = WordFile::of(before).bytes();
    let xml = String::from_utf8(file(&filled(&appraisal, &template, "BS0058"), DOCUMENT)).expect("UTF-8");
    let after = r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> 何文秀</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve"></w:t></w:r><w:r><w:tab/><w:t xml:space="preserve">&lt;甲&amp;乙&gt;</w:t></w:r></w:p>"#;
    assert!(xml.contains(after), "{xml}");
    for name in ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"] {
        assert_eq!(file(&filled(&appraisal, &template, "BS0058"), name), file(&template, name), "{name}");
    }
}

/// A template with fields wherever a template can have them.
fn everywhere() -> WordFile {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(&[text]));
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("姓名"),
        cell("{{姓名}}"),
        cell("实发"),
        cell("{{实发金额}}")
    );
    let boxed = format!(
        "<w:p><w:r><w:t>前{{{{工</w:t></w:r><w:r><w:pict><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:pict></w:r>\
         <w:r><w:t>号}}}}后</w:t></w:r></w:p>",
        paragraph(&["框{{", "科室}}"])
    );
    WordFile {
        body: paragraph(&["{{姓名}}：{{最终等次}}"]) + &table + &boxed,
        header: Some(paragraph(&["{{单位名称}}"])),
        footer: Some(paragraph(&["第 {{工", "号}} 号"])),
    }
}

#[test]
fn tables_text_boxes_headers_and_footers_are_filled_for_each_person() {
    let appraisal = appraisal();
    let template = Template::open(&everywhere().bytes()).expect("sound");
    let fields: Vec<(String, u32)> = template.fields();
    let field = |name: &str| fields.iter().find(|(own, _)| own == name).map(|(_, count)| *count);
    assert_eq!((field("姓名"), field("工号"), field("单位名称")), (Some(2), Some(2), Some(1)));
    assert!(template.unknown().is_empty());

    let whom = Whom::Department("信息科".to_owned());
    let (name, bytes) = appraisal.fill(&template, "告知.docx", &whom, false, &mut |_| {}).expect("filled");
    assert!(name.ends_with("_告知_信息科_定稿.docx"), "{name}");
    let people: Vec<_> = appraisal
        .evaluation
        .people
        .iter()
        .map(|result| (appraisal.inputs.person(result.id), result))
        .filter(|(person, _)| person.text(kaohe::domain::Field::Department) == "信息科")
        .collect();
    let said: Vec<String> = paragraphs(&bytes, DOCUMENT).into_iter().filter(|text| !text.is_empty()).collect();
    let wanted: Vec<String> = people
        .iter()
        .flat_map(|(person, result)| {
            let (name, number) = (person.name(), person.staff_number());
            let net = kaohe::i18n::page::money(result.money.net);
            [
                format!("{name}：{}", result.grade.term()),
                "姓名".to_owned(),
                name.to_owned(),
                "实发".to_owned(),
                net,
                "框信息科".to_owned(),
                format!("前{number}后"),
            ]
        })
        .collect();
    assert_eq!(said, wanted);

    // A header that is the same for all stays one; a footer about the person is theirs.
    let of_kind = |kind: &str| -> Vec<String> {
        let parts = names(&bytes).into_iter().filter(|name| name.contains(kind) && !name.contains("_rels"));
        parts.map(|name| paragraphs(&bytes, &name).concat()).collect()
    };
    assert_eq!(of_kind("header").iter().filter(|text| *text == "宝山区政务服务中心").count(), people.len());
    let mut footers = of_kind("footer");
    footers.sort();
    let mut numbers: Vec<String> =
        people.iter().map(|(person, _)| format!("第 {} 号", person.staff_number())).collect();
    numbers.sort();
    assert_eq!(footers, numbers);

    // Another program sees a page for each, and on each page that person's number.
    let pdf = converted("template-pdf", None, "pdf", &[("filled.docx", bytes)]);
    assert_eq!(pages(&pdf[0]), people.len());
}

#[test]
fn a_file_for_each_person_has_their_name_and_number() {
    let appraisal = appraisal();
    let template = Template::open(&everywhere().bytes()).expect("sound");
    let mut shares = Vec::new();
    let mut progress = |done: kaohe::protocol::Progress| shares.push(done.share);
    let (name, bytes) = appraisal.fill(&template, "告知.docx", &Whom::Everyone, true, &mut progress).expect("filled");
    assert!(name.ends_with("_告知_定稿.zip"), "{name}");
    let files = names(&bytes);
    assert_eq!(files.len(), appraisal.evaluation.people.len());
    assert_eq!(shares.len(), files.len());
    assert!(shares.is_sorted() && shares.last() == Some(&1.0));
    let one = files.iter().find(|name| name.contains("_何文秀_BS0058_")).expect("everyone has a file");
    let inner = file(&bytes, one);
    assert_eq!(paragraphs(&inner, DOCUMENT)[0], "何文秀：优秀");
    assert_eq!(paragraphs(&inner, "word/footer1.xml"), ["第 BS0058 号"]);
}

#[test]
fn a_draft_says_so_above_every_page_of_a_template() {
    let appraisal = appraise("ties-20.xlsx");
    let done = settled(&appraisal);
    for template in [everywhere(), WordFile::of(paragraph(&["{{姓名}}"]))] {
        let template = Template::open(&template.bytes()).expect("sound");
        let two = Whom::Department("综合科".to_owned());
        let (name, draft) = appraisal.fill(&template, "表.docx", &two, false, &mut |_| {}).expect("filled");
        assert!(name.ends_with("_草稿.docx"), "{name}");
        let headers = |bytes: &[u8]| -> Vec<String> {
            let document = String::from_utf8(file(bytes, DOCUMENT)).expect("UTF-8");
            let relations = String::from_utf8(file(bytes, "word/_rels/document.xml.rels")).expect("UTF-8");
            let references = document.split("<w:headerReference").skip(1);
            references
                .map(|reference| {
                    let id = reference.split("r:id=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an id");
                    let relation = relations.split(&format!("Id=\"{id}\"")).nth(1).expect("the id is known");
                    let target = relation.split("Target=\"").nth(1).and_then(|rest| rest.split('"').next());
                    paragraphs(bytes, &format!("word/{}", target.expect("a target"))).concat()
                })
                .collect()
        };
        let said = headers(&draft);
        assert!(!said.is_empty() && said.iter().all(|text| text.starts_with("草　稿")), "{said:?}");
        let (_, settled) = done.fill(&template, "表.docx", &two, false, &mut |_| {}).expect("filled");
        assert!(!headers(&settled).concat().contains("草　稿"));
    }
}

#[test]
fn unknown_and_unclosed_fields_are_named_before_anything_is_made() {
    let body =
        paragraph(&["{{姓名}}{{考核等}}{{天", "气}}"]) + &paragraph(&["{{工号} 和 {{ "]) + &paragraph(&["{{天气}}"]);
    let mut session = session("plain-40.xlsx");
    let name = "模板.docx".to_owned();
    let request = Request::ReadTemplate { name: name.clone() };
    let reply = session.handle(request, vec![WordFile::of(body).bytes()], &mut |_| {}).expect("it can be read");
    let Response::Template(TemplateView { fields, unknown, .. }) = reply.response else { panic!("not what was asked") };
    assert_eq!(fields, [("姓名".to_owned(), 1)]);
    let unknown: Vec<(&str, &[String])> =
        unknown.iter().map(|(name, alike)| (name.as_str(), alike.as_slice())).collect();
    assert_eq!(unknown.len(), 3, "{unknown:?}");
    assert_eq!((unknown[0].0, unknown[0].1), ("考核等", &["考核等次".to_owned()][..]));
    assert_eq!((unknown[1].0, unknown[1].1), ("天气", &[][..]));
    assert!(unknown[2].0.starts_with("{{工号"), "{unknown:?}");
}

#[test]
fn a_template_that_is_none_is_refused_with_its_name() {
    let good = WordFile::of(paragraph(&["{{姓名}}"])).bytes();
    let without = |part: &str| {
        let parts = names(&good).into_iter().filter(|name| name != part);
        let parts: Vec<(String, String)> =
            parts.map(|name| (name.clone(), String::from_utf8(file(&good, &name)).expect("UTF-8"))).collect();
        zipped(&parts)
    };
    let with = |part: &str, text: &str| {
        let parts: Vec<(String, String)> = names(&good)
            .into_iter()
            .map(|name| {
                let own = String::from_utf8(file(&good, &name)).expect("UTF-8");
                let content = if name == part { text.to_owned() } else { own };
                (name, content)
            })
            .collect();
        zipped(&parts)
    };
    let workbook = fs::read(common::fixture("plain-40.xlsx")).expect("the fixture is there");
    type IsRight = fn(&TemplateFault) -> bool;
    let damaged: IsRight = |fault| matches!(fault, TemplateFault::Damaged(_));
    let cases: [(&str, Vec<u8>, IsRight); 15] = [
        ("nothing", Vec::new(), |fault| *fault == TemplateFault::NotWord),
        ("text", b"{{\xE5\xA7\x93}}".to_vec(), |fault| *fault == TemplateFault::NotWord),
        ("a workbook", workbook, |fault| *fault == TemplateFault::NotWord),
        ("an old .doc", [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 512]].concat(), |fault| {
            *fault == TemplateFault::OldOrLocked
        }),
        ("cut off", good[..good.len() / 2].to_vec(), damaged),
        ("only its first bytes", b"PK\x03\x04".to_vec(), damaged),
        ("without types", without("[Content_Types].xml"), |fault| *fault == TemplateFault::NotWord),
        ("without document", without(DOCUMENT), damaged),
        ("unclosed", with(DOCUMENT, "<w:document><w:body><w:p>"), damaged),
        ("crossed", with(DOCUMENT, "<w:document><w:body></w:document></w:body>"), damaged),
        ("with two roots", with(DOCUMENT, "<w:document><w:body></w:body></w:document><w:p></w:p>"), damaged),
        ("with text behind its end", with(DOCUMENT, "<w:document><w:body></w:body></w:document>完"), damaged),
        ("without a body", with(DOCUMENT, "<w:document/>"), damaged),
        ("with entities", with(DOCUMENT, "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document/>"), damaged),
        ("too large", with("word/_rels/document.xml.rels", &" ".repeat(50 << 20)), |fault| {
            *fault == TemplateFault::TooLarge
        }),
    ];
    let mut session = session("plain-40.xlsx");
    for (what, bytes, is_right) in cases {
        let request = Request::ReadTemplate { name: "模板.docx".to_owned() };
        match session.handle(request, vec![bytes], &mut |_| {}) {
            Err(Failure::Template { file, fault }) => {
                assert_eq!(file, "模板.docx");
                assert!(is_right(&fault), "{what}: {fault:?}");
            }
            Err(other) => panic!("{what}: {other:?}"),
            Ok(_) => panic!("{what} passes for a template"),
        }
    }
    // The roster is still there.
    session.handle(Request::Desk, Vec::new(), &mut |_| {}).expect("the session goes on");
}

/// A template with something struck out, doubled or swapped somewhere in its document.
fn bent(xml: &str, at: usize, length: usize, how: u8) -> String {
    let marks: Vec<char> = xml.chars().collect();
    let (from, to) = (at % marks.len(), (at % marks.len() + length).min(marks.len()));
    let (before, part, after) = (&marks[..from], &marks[from..to], &marks[to..]);
    let text = |parts: &[&[char]]| parts.concat().into_iter().collect();
    match how % 3 {
        0 => text(&[before, after]),
        1 => text(&[before, part, part, after]),
        _ => text(&[before, after, part]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn a_bent_template_is_refused_or_filled_but_never_panics(
        which in 0..12_usize,
        at in 0..4_000_usize,
        length in 1..40_usize,
        how in 0..3_u8,
    ) {
        static APPRAISAL: LazyLock<Appraisal> = LazyLock::new(appraisal);
        let good = everywhere().bytes();
        let names = names(&good);
        // The document half of the time, any other part in the other half.
        let victim = names.get(which).map_or(DOCUMENT, String::as_str);
        let parts: Vec<(String, String)> = names
            .iter()
            .map(|name| {
                let own = String::from_utf8(file(&good, name)).expect("UTF-8");
                let content = if name == victim { bent(&own, at, length, how) } else { own };
                (name.clone(), content)
            })
            .collect();
        if let Ok(template) = Template::open(&zipped(&parts)) {
            let several = Whom::Department("信息科".to_owned());
            if let Ok((_, bytes)) = APPRAISAL.fill(&template, "模板.docx", &several, false, &mut |_| {}) {
                // What is made is sound again.
                for name in self::names(&bytes) {
                    paragraphs(&bytes, &name);
                }
            }
        }
    }
}
