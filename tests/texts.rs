//! The words of all texts: one term for each thing, the notice's own, nothing that only its makers understand, and no advice that
//! loses work. Every text literal of the rooms that word things is read, so that a new text is under the rules at once.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A word or phrase that no text has.
struct Banned {
    /// The word.
    word: &'static str,
    /// Terms that hold it and are right; the word itself here may stand alone, as a label.
    unless: &'static [&'static str],
    /// What to write, and why.
    why: &'static str,
}

const fn banned(word: &'static str, unless: &'static [&'static str], why: &'static str) -> Banned {
    Banned { word, unless, why }
}

/// In Chinese texts. Headers, sheets and codes of the results stay as they are.
const CHINESE: &[Banned] = &[
    banned("办法规定", &["管理办法规定"], "通知规定: 办法 is the document of 2019, or the sheet"),
    banned("请办法", &[], "通知: 办法 is the document of 2019, or the sheet"),
    banned("领导小组", &["考核领导小组"], "考核领导小组, whole"),
    banned("领导明确", &[], "由领导班子会议确定"),
    banned("口径（", &[], "口径：由领导班子会议确定"),
    banned("经会议", &[], "经领导班子会议"),
    banned("请会议", &[], "请领导班子会议"),
    banned("会议未定", &["领导班子会议未定"], "领导班子会议未定"),
    banned("会议确认", &["领导班子会议确认"], "领导班子会议确认"),
    banned("会议审议", &["领导班子会议审议"], "领导班子会议审议"),
    banned("编制人", &["花名册编制人"], "花名册编制人, whole"),
    banned("填表人", &[], "花名册编制人"),
    banned("待定", &["待定稿"], "待决 for matters, 未定 for amounts"),
    banned("待决定", &[], "待决"),
    banned("待议", &["五(七)待议"], "待决"),
    banned("未评估", &[], "未能判断"),
    banned("未知", &[], "未能判断"),
    banned("待核", &["待核实", "晋升待核"], "未能判断"),
    banned("拟推荐", &[], "拟定"),
    banned("拟评", &[], "拟定"),
    banned("当前最终等次", &[], "目前等次"),
    banned("改动", &[], "更改; 更正 for cells"),
    banned("操作", &[], "更改"),
    banned("撤销", &["撤销", "撤销上一步", "已撤销", "可以撤销"], "undoing only; an incident is 改认非本人责任"),
    banned("恢复（", &[], "恢复为本人责任"),
    banned("申诉", &[], "复核, as the notice has it"),
    banned("导出", &["有的系统会导出成"], "下载"),
    banned("未保存", &[], "未下载"),
    banned("结果工作簿保存", &[], "记入结果工作簿: it is kept once it is downloaded"),
    banned("考核组", &["分考核组"], "岗位类别"),
    // As a grade of earlier years it is right.
    banned("人未参加", &[], "不属考核对象"),
    banned("初评和民主测评", &[], "民主测评 is the stage"),
    banned("升一级", &["晋升一级"], "岗位工资晋升一级"),
    banned("月度低等", &["月度低等次数"], "月度考核基本合格、不合格"),
    banned("我们", &[], "the page has no 我们"),
    banned("UTF", &[], "no encodings"),
    banned("BOM", &[], "no encodings"),
    banned("乱码", &[], "no encodings"),
    banned("引擎", &[], "no engines"),
    banned("计算程序", &[], "no parts of the program"),
    banned("由程序计算", &[], "自动计算"),
    banned("由人办理", &[], "人工办理"),
    banned("由人确定", &[], "人工填写"),
    banned("合理的", &[], "the limits in figures"),
    banned("允许的范围", &[], "the limits in figures"),
    banned("不合要求", &[], "what is required"),
    banned("没有对应的通知", &[], "本程序未收录: others may have it"),
    banned("所列的类别", &[], "the categories themselves"),
    banned("后结果生效", &[], "objections may be open"),
];

/// In English texts, as whole words.
const ENGLISH: &[Banned] = &[
    banned("engine", &[], "no engines"),
    banned("UTF-8", &[], "no encodings"),
    banned("BOM", &[], "no encodings"),
    banned("our", &[], "the page has no we"),
    banned("we", &[], "the page has no we"),
    banned("mend", &[], "fix, correct"),
    banned("mended", &[], "fixed, corrected"),
    banned("ground", &[], "basis"),
    banned("grounds", &[], "basis"),
    banned("circular", &[], "reprimand"),
    banned("circulars", &[], "reprimands"),
    banned("patrol", &[], "inspection"),
    banned("low months", &[], "months graded below 合格"),
    banned("low monthly grades", &[], "months graded below 合格"),
    banned("S1", &[], "first-review score"),
    banned("S2", &[], "selection score"),
    banned("uphold", &[], "restore"),
    banned("upheld", &[], "restored"),
    banned("sensible", &[], "the limits in figures"),
    banned("within its range", &[], "the limits in figures"),
    banned("the meeting", &[], "the leadership meeting"),
    banned("matter of this paper", &[], "appears in this document"),
    banned("for want of", &[], "without"),
    banned("publicity", &[], "public notice"),
    banned("publicised", &[], "given public notice"),
];

/// Advice to throw something away or to load it anew, and what makes it harmless: the work or the original is kept.
const LOSING: [(&[&str], &[&str]); 2] = [
    (&["重新载入", "重新拖入", "删去", "删除", "移去"], &["先下载", "副本", "未下载的更改"]),
    (
        &["delete", "remove it", "take the row out", "load the roster again", "load the file again", "reload"],
        &["download", "copy"],
    ),
];

/// Where the texts stand. That papers say what is so in each state is for `tests/states.rs`.
const ROOMS: [&str; 5] = ["src/i18n", "src/papers", "src/workbook", "src/notice", "src/web"];
const ELSEWHERE: [&str; 1] = ["src/i18n/testing.rs"];

/// What is wrong with a text.
fn faults(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let text = without_places(text).replace("删除线", "");
    let text = text.as_str();
    let has = |text: &str, word: &str| if is_chinese(word) { text.contains(word) } else { has_word(text, word) };
    for Banned { word, unless, why } in CHINESE.iter().filter(|_| is_chinese(text)) {
        let rest =
            unless.iter().filter(|term| *term != word).fold(text.to_owned(), |rest, term| rest.replace(term, ""));
        if rest.contains(word) && !unless.contains(&text) {
            found.push(format!("{word} (instead: {why})"));
        }
    }
    for Banned { word, why, .. } in ENGLISH.iter().filter(|_| is_english(text)) {
        if has_word(text, word) {
            found.push(format!("{word} (instead: {why})"));
        }
    }
    for (losing, keeping) in LOSING {
        let advice = losing.iter().find(|words| has(text, words));
        if let Some(advice) = advice.filter(|_| !keeping.iter().any(|words| text.contains(words))) {
            found.push(format!("{advice} without one of {keeping:?}"));
        }
    }
    found
}

/// A text without the names of what is put into it, as in `{grade}`.
fn without_places(text: &str) -> String {
    let ends = text.split('{').skip(1).map(|part| part.split_once('}').map_or(part, |(_, behind)| behind));
    let mut kept = text.split('{').next().unwrap_or_default().to_owned();
    ends.for_each(|behind| kept.push_str(&format!("{{}}{behind}")));
    kept
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter))
}

/// A sentence or label of English, official terms in it or not; names in the code have no spaces.
fn is_english(text: &str) -> bool {
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    text.trim().contains(' ') && latin > 3 || text.starts_with(|letter: char| letter.is_ascii_uppercase())
}

fn has_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    text.match_indices(&word).any(|(at, found)| {
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + found.len()..].chars().next())
    })
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources(below: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(below).expect("the folder is there").map(|entry| entry.expect("readable").path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    found.sort();
    found
}

/// The text literals of Rust source above its tests, each with its line from 1.
fn literals(source: &str) -> Vec<(usize, String)> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let letters: Vec<char> = source.chars().collect();
    let (mut at, mut line, mut found) = (0, 1, Vec::new());
    let ahead =
        |at: usize, text: &str| text.chars().enumerate().all(|(i, letter)| letters.get(at + i) == Some(&letter));
    while at < letters.len() {
        match letters[at] {
            '/' if ahead(at, "//") => {
                while at < letters.len() && letters[at] != '\n' {
                    at += 1;
                }
            }
            // A quotation mark as a letter is no string.
            '\'' if ahead(at, "'\"'") => at += 3,
            'r' if ahead(at, "r\"") || ahead(at, "r#\"") => {
                let end = if letters[at + 1] == '#' { "\"#" } else { "\"" };
                let (start, first) = (at + 1 + end.len(), line);
                at = start;
                while at < letters.len() && !ahead(at, end) {
                    line += usize::from(letters[at] == '\n');
                    at += 1;
                }
                found.push((first, letters[start..at.min(letters.len())].iter().collect()));
                at += end.len();
            }
            '"' => {
                let (first, mut text) = (line, String::new());
                at += 1;
                while at < letters.len() && letters[at] != '"' {
                    if letters[at] == '\\' && letters.get(at + 1) == Some(&'\n') {
                        // The literal goes on in the next line.
                        at += 1;
                        while letters.get(at).is_some_and(|letter| letter.is_whitespace()) {
                            line += usize::from(letters[at] == '\n');
                            at += 1;
                        }
                        continue;
                    }
                    if letters[at] == '\\' {
                        at += 1;
                    }
                    line += usize::from(letters[at] == '\n');
                    text.push(letters[at]);
                    at += 1;
                }
                found.push((first, text));
                at += 1;
            }
            letter => {
                line += usize::from(letter == '\n');
                at += 1;
            }
        }
    }
    found
}

#[test]
fn every_text_keeps_the_terms_and_loses_nothing() {
    let (mut read, mut wrong) = (0, Vec::new());
    for path in ROOMS.iter().flat_map(|room| sources(&root().join(room))) {
        let name = path.strip_prefix(root()).expect("below the root").to_string_lossy().into_owned();
        if ELSEWHERE.contains(&name.as_str()) {
            continue;
        }
        for (line, text) in literals(&fs::read_to_string(&path).expect("source is text")) {
            // In the views English literals are names of classes and attributes: their texts stand in `i18n`.
            if name.starts_with("src/web") && !is_chinese(&text) {
                continue;
            }
            // Markup of documents is read by programs.
            if text.starts_with("<?xml") {
                continue;
            }
            read += 1;
            wrong.extend(faults(&text).into_iter().map(|fault| format!("{name}:{line}: {fault}: {text}")));
        }
    }
    let page = fs::read_to_string(root().join("index.html")).expect("the template is text");
    let is_text = |line: &&str| ["//", "<!--", "<meta"].iter().all(|mark| !line.trim_start().starts_with(mark));
    for (line, text) in (1..).zip(page.lines()).filter(|(_, line)| is_text(line)) {
        wrong.extend(faults(text).into_iter().map(|fault| format!("index.html:{line}: {fault}: {text}")));
    }
    assert!(read > 2_000, "only {read} texts were read");
    assert!(wrong.is_empty(), "{} texts break the rules:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_rules_find_what_they_are_for() {
    for text in [
        "已由领导小组决定",
        "口径，由领导明确",
        "有关条款未评估",
        "确认应当使用；不该用的，删去后重新载入",
        "撤销（认定为非本人责任）",
        "UTF-8 带 BOM，不乱码",
        "The page and its engine don't understand each other",
        "Mend the formula",
        "If it is one, delete one of the rows",
        "{all} 人，{} 人未参加",
    ] {
        assert!(!faults(text).is_empty(), "{text}");
    }
    for text in [
        "撤销",
        "已由考核领导小组决定",
        "五(七)待议",
        "不该用的行，另存副本，在副本中移去",
        "Show and check them first; to leave rows out, save a copy and take them out there",
        "Your recommendations",
        "作废的清空这一格，有效的取消删除线",
        "Counted by {S1} and {circulars}",
    ] {
        assert!(faults(text).is_empty(), "{text}: {:?}", faults(text));
    }
}

#[test]
fn literals_are_read_whole_and_comments_are_not() {
    let source =
        "// \"no\"\nlet a = '\"'; f(\"one \\\n    line\", r#\"a \"raw\" one\"#);\n#[cfg(test)]\nmod tests { \"no\" }";
    assert_eq!(literals(source), [(2, "one line".to_owned()), (3, "a \"raw\" one".to_owned())]);
}
