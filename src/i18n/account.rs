//! What became of the cells of a sheet: 读取对照.

use super::{Context, Lang, names::unit_of, page};
use crate::{
    domain::{Award, CellRef, Fact, Field, Lot, Value, ValueKind, Yuan},
    protocol::{Became, CellView, PassedOverSpan, SheetEntry, SheetReading},
};
use rust_decimal::Decimal;

impl Context<'_> {
    /// What became of a filled cell, in a word.
    pub const fn lot(&self, lot: Lot) -> &'static str {
        match (self.lang, lot) {
            (Lang::ZhCn, Lot::Used) => "采用",
            (Lang::ZhCn, Lot::Carried) => "保留",
            (Lang::ZhCn, Lot::Heading) => "标题",
            (Lang::ZhCn, Lot::PassedOver) => "略过",
            (Lang::En, Lot::Used) => "Used",
            (Lang::En, Lot::Carried) => "Carried",
            (Lang::En, Lot::Heading) => "Heading",
            (Lang::En, Lot::PassedOver) => "Passed over",
        }
    }

    /// What a lot means.
    pub const fn lot_about(&self, lot: Lot) -> &'static str {
        match (self.lang, lot) {
            (Lang::ZhCn, Lot::Used) => "读成了某人的数据、参数或决定",
            (Lang::ZhCn, Lot::Carried) => "这一列没有对应的项目，原样保留，不参与计算",
            (Lang::ZhCn, Lot::Heading) => "标题、表头、单位和日期",
            (Lang::ZhCn, Lot::PassedOver) => "整行不是记录，写明了原因",
            (Lang::En, Lot::Used) => "Became a person's data, a setting or a decision",
            (Lang::En, Lot::Carried) => "The column means nothing here: kept, and not computed with",
            (Lang::En, Lot::Heading) => "Titles, headers, units and dates",
            (Lang::En, Lot::PassedOver) => "The row is no record, for a reason that is said",
        }
    }

    /// What a sheet is taken for, and what of it was read.
    pub fn sheet_state(&self, entry: &SheetEntry) -> String {
        match (self.lang, entry.reading) {
            (_, SheetReading::Kind(kind)) if entry.is_used() => self.sheet_kind(kind),
            (Lang::ZhCn, SheetReading::Kind(_)) => "没有采用".to_owned(),
            (Lang::En, SheetReading::Kind(_)) => "Nothing used".to_owned(),
            (_, reading) => self.not_read(reading).to_owned(),
        }
    }

    /// Why a sheet isn't read, in a few words.
    const fn not_read(&self, reading: SheetReading) -> &'static str {
        match (self.lang, reading) {
            (Lang::ZhCn, SheetReading::Empty) => "空表",
            (Lang::ZhCn, SheetReading::Output) => "程序生成，不读取",
            (Lang::ZhCn, SheetReading::Ignored) => "已指定不读取",
            (Lang::ZhCn, SheetReading::Unknown) => "未认出，没有读取",
            (Lang::ZhCn, SheetReading::Kind(_)) => "没有采用",
            (Lang::En, SheetReading::Empty) => "Empty",
            (Lang::En, SheetReading::Output) => "Made by this program, not read",
            (Lang::En, SheetReading::Ignored) => "Said not to be read",
            (Lang::En, SheetReading::Unknown) => "Not recognised, not read",
            (Lang::En, SheetReading::Kind(_)) => "Nothing used",
        }
    }

    /// Why nothing of a sheet is used, as a sentence; nothing if something is.
    pub fn why_not_read(&self, entry: &SheetEntry) -> Option<&'static str> {
        (!entry.is_used()).then(|| self.not_read_sentence(entry.reading))
    }

    const fn not_read_sentence(&self, reading: SheetReading) -> &'static str {
        match (self.lang, reading) {
            (Lang::ZhCn, SheetReading::Empty) => "表里没有内容。",
            (Lang::ZhCn, SheetReading::Output) => "这是本程序写出的表，每次重新生成，不作为数据读取。",
            (Lang::ZhCn, SheetReading::Ignored) => "这张表已指定不读取。",
            (Lang::ZhCn, SheetReading::Unknown) => {
                "没有认出这是什么表，整张表没有读取。可以手工指定它是什么表、表头在哪一行。"
            }
            (Lang::ZhCn, SheetReading::Kind(_)) => "认出了这是什么表，但其中没有内容被采用，例如它属于往年的结果。",
            (Lang::En, SheetReading::Empty) => "There is nothing on the sheet.",
            (Lang::En, SheetReading::Output) => {
                "This program wrote the sheet and writes it anew each time; it is not read as data."
            }
            (Lang::En, SheetReading::Ignored) => "Somebody said that this sheet is not to be read.",
            (Lang::En, SheetReading::Unknown) => {
                "The sheet was not recognised, so nothing of it was read. Say by hand what it is and where its header stands."
            }
            (Lang::En, SheetReading::Kind(_)) => {
                "The sheet was recognised, but nothing of it is used, as where it belongs to the results of another year."
            }
        }
    }

    /// What a cell became, as a short sentence.
    pub fn became(&self, view: &CellView, became: &Became) -> String {
        let zh = self.lang == Lang::ZhCn;
        let of = |header: &str, person, what: &str| {
            let name = self.name(person);
            if zh { format!("{name}的{header}：{what}") } else { format!("{header} of {name}: {what}") }
        };
        match became {
            Became::Fact { person, field, fact } => {
                of(&self.field(*field), *person, &self.fact(*field, fact, view.lot.is_none()))
            }
            Became::PastGrade { person, year, fact } => {
                let value = match fact.value() {
                    Some(Value::Grade(grade)) => self.grade(*grade),
                    _ => self.no_value(fact).to_owned(),
                };
                of(&Field::past_grade_header(*year), *person, &value)
            }
            Became::PartOf { person, field, fact } => {
                let (header, value) = (self.field(*field), self.fact(*field, fact, false));
                let name = self.name(*person);
                match self.lang {
                    Lang::ZhCn => format!("据此得出{name}的{header}：{value}"),
                    Lang::En => format!("Goes into {header} of {name}, which comes to {value}"),
                }
            }
            Became::Record { person, header } => of(header, *person, &view.text),
            Became::Whom(person) => {
                let name = self.name(*person);
                if zh { format!("这一行是{name}的") } else { format!("Says that the row is about {name}") }
            }
            Became::Decision { person, ruling } => {
                let (name, ruling) = (self.name(*person), self.ruling(*ruling));
                if zh { format!("决定：{name}，{ruling}") } else { format!("决定 (decision): {name}, {ruling}") }
            }
            Became::Setting { key, level, value } => {
                let place = self.setting_place(*key, level.as_deref());
                let value = if value.is_empty() { page::Text::SettingUnset.to(self.lang) } else { value };
                format!("{place} = {value}")
            }
            Became::Header(header) => match self.lang {
                Lang::ZhCn => format!("表头：下面这一列读作“{header}”"),
                Lang::En => format!("Header: the column below is read as {header}"),
            },
            Became::CarriedHeader => match self.lang {
                Lang::ZhCn => "表头：这一列没有对应的项目，原样保留，不参与计算".to_owned(),
                Lang::En => "Header: the column means nothing here and is kept, not computed with".to_owned(),
            },
            Became::Heading => match self.lang {
                Lang::ZhCn => "标题、表头、单位或日期，不是数据".to_owned(),
                Lang::En => "A title, header, unit or date: no data".to_owned(),
            },
            Became::Carried(header) if header.is_empty() => match self.lang {
                Lang::ZhCn => "这一列没有表头，原样保留，不参与计算".to_owned(),
                Lang::En => "The column has no header: kept, and not computed with".to_owned(),
            },
            Became::Carried(header) => match self.lang {
                Lang::ZhCn => format!("“{header}”没有对应的项目，原样保留，不参与计算"),
                Lang::En => format!("“{header}” means nothing here: kept, and not computed with"),
            },
            Became::PassedOver(reason) => {
                let reason = reason.map(|reason| self.passed_over(reason));
                match (self.lang, reason) {
                    (Lang::ZhCn, Some(reason)) => format!("这一行略过：{reason}"),
                    (Lang::ZhCn, None) => "这一行略过，不是记录".to_owned(),
                    (Lang::En, Some(reason)) => format!("The row is passed over: {reason}"),
                    (Lang::En, None) => "The row is passed over: it is no record".to_owned(),
                }
            }
            Became::NotRead(reading) => self.not_read_sentence(*reading).to_owned(),
            Became::Blank => if zh { "空白单元格" } else { "A blank cell" }.to_owned(),
            Became::Used => {
                if zh { "已采用，不属于某一个人" } else { "Used, for nothing of a single person" }.to_owned()
            }
        }
    }

    /// A fact's value with its unit, or why there is none. `is_blank` says that nothing stands in the cell.
    fn fact(&self, field: Field, fact: &Fact, is_blank: bool) -> String {
        let Some(value) = fact.value() else { return self.no_value(fact).to_owned() };
        let value = self.value(field, value);
        match self.lang {
            _ if !is_blank => value,
            Lang::ZhCn => format!("空白，按 {value}计"),
            Lang::En => format!("blank, read as {value}"),
        }
    }

    const fn no_value(&self, fact: &Fact) -> &'static str {
        match (self.lang, fact) {
            (Lang::ZhCn, Fact::Faulty { .. }) => "没有读懂，暂时未能判断",
            (Lang::En, Fact::Faulty { .. }) => "can't be read, unknown meanwhile",
            (Lang::ZhCn, _) => "没有填",
            (Lang::En, _) => "not given",
        }
    }

    fn value(&self, field: Field, value: &Value) -> String {
        let number = |number: Decimal| match field.kind() {
            ValueKind::Money => self.lang.money(Yuan::rounded(number)),
            _ => self.lang.quantity(number, unit_of(field)),
        };
        match value {
            Value::Category(category) => self.category(*category),
            Value::Date(date) => self.lang.date(*date),
            Value::Count(count) => number(Decimal::from(*count)),
            Value::Number(own) => number(*own),
            Value::Grade(grade) => self.grade(*grade),
            Value::Award(Award::Amount(amount)) => self.lang.money(Yuan::rounded(*amount)),
            Value::Flag(yes) if self.lang == Lang::En => if *yes { "是 (yes)" } else { "否 (no)" }.to_owned(),
            Value::Text(_) | Value::Flag(_) | Value::Award(_) | Value::Year(_) | Value::NotAppraised => {
                value.to_string()
            }
        }
    }

    /// Rows of a sheet, as in `花名册 第 3–30 行`.
    pub fn rows(&self, sheet: u16, first: u32, last: u32) -> String {
        if first == last {
            return self.row(sheet, first);
        }
        let name = self.sheet(sheet);
        let (first, last) = (u64::from(first) + 1, u64::from(last) + 1);
        match self.lang {
            Lang::ZhCn => format!("{name} 第 {first}–{last} 行"),
            Lang::En => format!("{name}, rows {first}–{last}"),
        }
    }

    /// Rows that were passed over together, and why.
    pub fn passed_over_span(&self, span: &PassedOverSpan) -> String {
        let (first, last) = (u64::from(span.first) + 1, u64::from(span.last) + 1);
        let reason = self.passed_over(span.reason);
        match self.lang {
            Lang::ZhCn if first == last => format!("第 {first} 行：{reason}"),
            Lang::ZhCn => format!("第 {first}–{last} 行：{reason}"),
            Lang::En if first == last => format!("Row {first}: {reason}"),
            Lang::En => format!("Rows {first}–{last}: {reason}"),
        }
    }
}

/// How many filled cells a sheet has.
pub fn filled(lang: Lang, cells: u32) -> String {
    let cells = page::count(cells);
    match lang {
        Lang::ZhCn => format!("{cells} 个非空单元格"),
        Lang::En if cells == "1" => "1 filled cell".to_owned(),
        Lang::En => format!("{cells} filled cells"),
    }
}

/// How many cells are carried under a header.
pub fn carried_cells(lang: Lang, header: &str, count: u32) -> String {
    let count = page::count(count);
    match lang {
        Lang::ZhCn if header.is_empty() => format!("没有表头：{count} 格"),
        Lang::ZhCn => format!("{header}：{count} 格"),
        Lang::En if header.is_empty() => format!("No header: {count} cells"),
        Lang::En => format!("{header}: {count} cells"),
    }
}

/// The columns in sight of a sheet that has more, by their letters.
pub fn columns_shown(lang: Lang, first: u16, last: u16) -> String {
    let [first, last] = [first, last].map(crate::domain::column_letters);
    match lang {
        Lang::ZhCn => format!("{first} 至 {last} 列"),
        Lang::En => format!("Columns {first} to {last}"),
    }
}

/// What stood in a corrected cell.
pub fn corrected_from(lang: Lang, old: &str) -> String {
    match lang {
        Lang::ZhCn if old.is_empty() => "在页面上填写，原为空白".to_owned(),
        Lang::ZhCn => format!("在页面上更正，原为“{old}”"),
        Lang::En if old.is_empty() => "Filled in on the page; blank before".to_owned(),
        Lang::En => format!("Corrected on the page; before: “{old}”"),
    }
}

/// The label of the way to the next cell of a lot.
pub fn next_of_lot(context: Context<'_>, lot: Lot) -> String {
    let (word, about) = (context.lot(lot), context.lot_about(lot));
    match context.lang {
        Lang::ZhCn => format!("{about}。点一下跳到下一个“{word}”的单元格"),
        Lang::En => format!("{about}. Click for the next such cell"),
    }
}

/// The label of the way to a cell on its sheet.
pub fn show_cell(context: Context<'_>, cell: CellRef) -> String {
    let place = context.cell(cell);
    match context.lang {
        Lang::ZhCn => format!("在读取对照中查看 {place}"),
        Lang::En => format!("See {place} on its sheet"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Grade, PassedOver, PersonId, Ruling, SheetKind, Source},
        i18n::testing::{assert_both, cell, en, one_of_each, zh},
        notice::SettingKey,
    };
    use rust_decimal_macros::dec;

    fn view(text: &str, lot: Option<Lot>) -> CellView {
        CellView {
            cell: cell(11, 7),
            text: text.to_owned(),
            corrected: None,
            lot,
            became: Vec::new(),
            problems: Vec::new(),
            people: Vec::new(),
            names: Default::default(),
        }
    }

    fn known(value: Value) -> Fact {
        Fact::Known(value, Source::Cell(cell(11, 7)))
    }

    #[test]
    fn what_a_cell_became_is_said_in_both_languages() {
        let person = PersonId(0);
        let days = known(Value::Number(dec!(2)));
        let all = one_of_each! { Became;
            Became::Fact { .. } => Became::Fact { person, field: Field::LeaveDays, fact: days.clone() },
            Became::PastGrade { .. } => Became::PastGrade { person, year: 2023, fact: known(Value::Grade(Grade::Excellent)) },
            Became::PartOf { .. } => Became::PartOf { person, field: Field::BadReviews, fact: known(Value::Count(3)) },
            Became::Record { .. } => Became::Record { person, header: "类别".into() },
            Became::Whom(_) => Became::Whom(person),
            Became::Decision { .. } => Became::Decision { person, ruling: Ruling::Grade(Grade::Qualified) },
            Became::Setting { .. } => Became::Setting { key: SettingKey::ExcellentShare, level: None, value: "10%".into() },
            Became::Header(_) => Became::Header("事假天数".into()),
            Became::CarriedHeader => Became::CarriedHeader,
            Became::Heading => Became::Heading,
            Became::Carried(_) => Became::Carried("手机".into()),
            Became::PassedOver(_) => Became::PassedOver(Some(PassedOver::Total)),
            Became::NotRead(_) => Became::NotRead(SheetReading::Unknown),
            Became::Blank => Became::Blank,
            Became::Used => Became::Used,
        };
        let cell = view("差评", Some(Lot::Used));
        let chinese: Vec<String> = all.iter().map(|became| zh().became(&cell, became)).collect();
        assert_eq!(
            chinese[..7],
            [
                "卫超强的事假天数：2 天",
                "卫超强的2023年等次：优秀",
                "据此得出卫超强的核实差评数：3 次",
                "卫超强的类别：差评",
                "这一行是卫超强的",
                "决定：卫超强，合格",
                "方案：优秀比例 = 10%",
            ]
        );
        for became in &all {
            if !matches!(became, Became::PastGrade { .. } | Became::NotRead(_)) {
                assert_both(|context| context.became(&cell, became));
            }
        }
        let blank = Became::Fact { person, field: Field::LeaveDays, fact: days };
        assert_eq!(zh().became(&view("", None), &blank), "卫超强的事假天数：空白，按 2 天计");
        let raw = Fact::Faulty { cell: self::cell(11, 7), raw: "x".into() };
        let faulty = Became::Fact { person, field: Field::LeaveDays, fact: raw };
        assert_eq!(zh().became(&cell, &faulty), "卫超强的事假天数：没有读懂，暂时未能判断");
        assert!(en().became(&cell, &faulty).ends_with("can't be read, unknown meanwhile"));
    }

    #[test]
    fn lots_and_states_of_sheets_are_said_in_both_languages() {
        for lot in Lot::ALL {
            assert_both(|context| context.lot(lot).to_owned());
            assert_both(|context| context.lot_about(lot).to_owned());
        }
        let readings = one_of_each! { SheetReading;
            SheetReading::Empty => SheetReading::Empty,
            SheetReading::Output => SheetReading::Output,
            SheetReading::Ignored => SheetReading::Ignored,
            SheetReading::Kind(_) => SheetReading::Kind(SheetKind::Roster),
            SheetReading::Unknown => SheetReading::Unknown,
        };
        for reading in readings {
            assert_both(|context| context.not_read(reading).to_owned());
            assert_both(|context| context.not_read_sentence(reading).to_owned());
        }
    }
}
