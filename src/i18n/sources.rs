//! Where a value stands, as in `花名册!H12`.

use super::{Context, Lang, page};
use crate::{
    domain::{CellRef, Fact, Field, Person, Place, Problem, ProblemKind, SheetKind, Source},
    notice::SettingKey,
    rules::{
        Decided, Finding, FirstReview, MoneyBasis, MoneyItem, MoneyLine, MonthsBasis, MonthsInPost, Quantity, Score,
        Tenure, Test,
    },
};

impl Context<'_> {
    /// Where a problem is, as in `花名册!H12`; empty for the input as a whole.
    pub fn place(&self, problem: &Problem) -> String {
        if let ProblemKind::Recorded { place, .. } = &problem.kind {
            return place.clone();
        }
        match problem.place {
            Place::Cell(cell) => self.cell(cell),
            Place::Sheet(sheet) => self.sheet(sheet),
            Place::Input => String::new(),
            Place::Setting(key) => self.setting_place(key, None),
        }
    }

    /// Where a value stands, as in `花名册!H12`; says so if it is a default or was confirmed.
    pub fn source(&self, source: &Source) -> String {
        match (source, self.lang) {
            (Source::Cell(cell) | Source::Blank(cell), _) => self.cell(*cell),
            (Source::Cells(cells), lang) => lang.list(self.spans(cells).into_iter().map(|(text, _)| text)),
            (Source::Default, Lang::ZhCn) => "未填，按默认".to_owned(),
            (Source::Default, Lang::En) => "not given, read by default".to_owned(),
            (Source::NotListed(kind), Lang::ZhCn) => format!("“{}”中没有记录", kind.term()),
            (Source::NotListed(kind), Lang::En) => format!("nothing on the sheet {}", self.sheet_kind(*kind)),
            (Source::ConfirmedNone(field), Lang::ZhCn) => format!("已确认无此情形：{}", field.header()),
            (Source::ConfirmedNone(field), Lang::En) => format!("confirmed: no case of {}", self.lang.noun(*field)),
        }
    }

    /// Where a value stands, in parts: each cell or span of cells with the first cell, to be looked up there; what isn't
    /// in a cell with none.
    pub fn source_parts(&self, source: &Source) -> Vec<(String, Option<CellRef>)> {
        match source {
            Source::Cell(cell) | Source::Blank(cell) => vec![(self.cell(*cell), Some(*cell))],
            Source::Cells(cells) => self.spans(cells).into_iter().map(|(text, first)| (text, Some(first))).collect(),
            Source::Default | Source::ConfirmedNone(_) | Source::NotListed(_) => vec![(self.source(source), None)],
        }
    }

    /// Where the numbers of a bar or case stand, and the settings of its thresholds.
    pub fn finding_sources(&self, finding: &Finding) -> Vec<String> {
        let mut list = Vec::new();
        for test in &finding.tests {
            match test {
                Test::Number { parts, setting, .. } => {
                    list.extend(self.quantity_sources(parts));
                    list.extend(setting.map(|key| self.setting_place(key, None)));
                }
                Test::Flag { source, .. } => list.extend(source.as_ref().map(|source| self.source(source))),
            }
        }
        list.extend(finding.unverified.iter().flat_map(|open| self.cells(&open.cells)));
        once_each(list)
    }

    /// Where a money line's quantities stand in the roster, and the setting of its rate.
    pub fn money_sources(&self, line: &MoneyLine, person: &Person) -> Vec<String> {
        let facts = |fields: &[Field]| fields.iter().filter_map(|field| self.fact_source(person, *field)).collect();
        let by_item = || -> Vec<String> {
            match line.item {
                MoneyItem::Allowance => facts(&[Field::Manager]),
                MoneyItem::Dedication => facts(&[Field::Dedication]),
                MoneyItem::RuleDeduction => facts(&[Field::RuleDeduction]),
                MoneyItem::BadReviewFine => facts(&[Field::BadReviews, Field::BadReviewsFined]),
                MoneyItem::ComplaintFine => facts(&[Field::Complaints, Field::ComplaintsFined]),
                MoneyItem::BreachFine => facts(&[Field::Breaches, Field::BreachesFined]),
                MoneyItem::Bonus | MoneyItem::GradeAward | MoneyItem::Settlement | MoneyItem::GradeCut => Vec::new(),
            }
        };
        let mut list: Vec<String> = Vec::new();
        match &line.basis {
            MoneyBasis::RateTimesMonths { setting, level, counted, .. } => {
                if line.item == MoneyItem::Allowance {
                    list.extend::<Vec<_>>(facts(&[Field::Manager, Field::Level]));
                }
                list.extend(self.months_cell(person, *counted));
                list.push(self.setting_place(*setting, level.as_deref()));
            }
            MoneyBasis::Posts(posts) => {
                for post in posts {
                    list.push(self.cell(post.cell));
                    list.push(self.setting_place(SettingKey::AllowanceRate, Some(&post.level)));
                }
            }
            MoneyBasis::Award { setting } => {
                list.extend(by_item());
                list.push(self.setting_place(*setting, None));
            }
            MoneyBasis::Given(source) => list.push(self.source(source)),
            MoneyBasis::Fine { setting, cases, fined, unverified, .. } => {
                list.extend(self.quantity_sources([cases, fined]));
                list.extend(self.cells(unverified));
                list.push(self.setting_place(*setting, None));
            }
            MoneyBasis::Cut { setting, .. } => list.push(self.setting_place(*setting, None)),
            MoneyBasis::NotApplicable => list.extend(by_item()),
            MoneyBasis::NoMonths => list.extend(facts(&[Field::Months, Field::ManagerMonths])),
            MoneyBasis::Unset { setting, level } => {
                list.extend(by_item());
                if level.is_some() {
                    list.extend(self.fact_source(person, Field::Level));
                }
                list.push(self.setting_place(*setting, level.as_deref()));
            }
            MoneyBasis::Unknown(fields) => list.extend::<Vec<_>>(facts(fields)),
        }
        once_each(list)
    }

    /// Where the parts of a combined score stand, and the settings of the weights that were used.
    pub fn score_sources(&self, score: &Score) -> Vec<String> {
        let mut list = self.quantity_sources(score.parts.iter().map(|part| &part.quantity));
        let used = score.parts.iter().filter(|part| part.quantity.value.is_some());
        list.extend(used.map(|part| self.setting_place(part.setting, None)));
        once_each(list)
    }

    /// Where 初评分 or its aspects stand.
    pub fn first_review_sources(&self, review: &FirstReview) -> Vec<String> {
        let given = review.source.as_ref().map(|source| self.source(source));
        once_each(given.into_iter().chain(self.quantity_sources(&review.parts)).collect())
    }

    /// Where months in post, or the date they come from, stand.
    pub fn months_sources(&self, months: &MonthsInPost) -> Vec<String> {
        match &months.basis {
            MonthsBasis::Given(source) => vec![self.source(source)],
            MonthsBasis::Derived { source, .. } => {
                vec![self.source(source), self.setting_place(SettingKey::MonthCount, None)]
            }
            MonthsBasis::Unknown => Vec::new(),
        }
    }

    /// Where the figure that decides the time in post stands.
    pub fn tenure_sources(&self, tenure: &Tenure) -> Vec<String> {
        tenure.source.iter().map(|source| self.source(source)).collect()
    }

    /// Where a decision stands.
    pub fn decided_sources(&self, decided: &Decided) -> Vec<String> {
        match decided {
            Decided::No => Vec::new(),
            Decided::Stands(decision) | Decided::Refused(decision) => {
                decision.source.iter().map(|cell| self.cell(*cell)).collect()
            }
        }
    }

    fn cells(&self, cells: &[CellRef]) -> Vec<String> {
        cells.iter().map(|cell| self.cell(*cell)).collect()
    }

    /// Several cells: neighbours as a span, the sheet named where it changes, as in `月度考核!C2:G2、I2`; each with its
    /// first cell.
    fn spans(&self, cells: &[CellRef]) -> Vec<(String, CellRef)> {
        let follows = |cell: &CellRef, next: &CellRef| {
            let right = next.row == cell.row && cell.column.checked_add(1) == Some(next.column);
            let below = next.column == cell.column && cell.row.checked_add(1) == Some(next.row);
            cell.sheet == next.sheet && (right || below)
        };
        // A span goes one way: to the right or downwards.
        let straight = |first: &CellRef, next: &CellRef| first.row == next.row || first.column == next.column;
        let mut spans: Vec<(CellRef, CellRef)> = Vec::new();
        for cell in cells {
            match spans.last_mut() {
                Some((first, last)) if follows(last, cell) && straight(first, cell) => *last = *cell,
                _ => spans.push((*cell, *cell)),
            }
        }
        let mut sheet = None;
        let written = spans.into_iter().map(|(first, last)| {
            let place =
                if sheet.replace(first.sheet) == Some(first.sheet) { first.address() } else { self.cell(first) };
            let text = if first == last { place } else { format!("{place}:{}", last.address()) };
            (text, first)
        });
        written.collect()
    }

    /// A cell with its sheet, as in `花名册!H12`.
    pub fn cell(&self, cell: CellRef) -> String {
        format!("{}!{}", self.sheet(cell.sheet), cell.address())
    }

    /// A row with its sheet, as in `事件 第 12 行`.
    pub fn row(&self, sheet: u16, row: u32) -> String {
        match self.lang {
            Lang::ZhCn => format!("{} {}", self.sheet(sheet), page::row_number(self.lang, row)),
            Lang::En => format!("{}, {}", self.sheet(sheet), page::row_number(self.lang, row)),
        }
    }

    /// A setting, wherever it is kept, as in `方案：优秀比例`.
    pub(super) fn setting_place(&self, key: SettingKey, level: Option<&str>) -> String {
        let (sheet, term) = (SheetKind::Settings.term(), key.full_term(level));
        match self.lang {
            Lang::ZhCn => format!("{sheet}：{term}"),
            Lang::En => format!("{sheet}: {term}"),
        }
    }

    pub(super) fn sheet(&self, sheet: u16) -> String {
        match (self.sheets.get(usize::from(sheet)), self.lang) {
            (Some(name), _) => name.clone(),
            (None, Lang::ZhCn) => format!("第 {} 张表", u32::from(sheet) + 1),
            (None, Lang::En) => format!("sheet {}", u32::from(sheet) + 1),
        }
    }

    fn quantity_sources<'q>(&self, parts: impl IntoIterator<Item = &'q Quantity>) -> Vec<String> {
        parts.into_iter().filter_map(|part| part.source.as_ref()).map(|source| self.source(source)).collect()
    }

    /// The cell of a fact, even of a blank or faulty one; nothing where there is no such column.
    pub(super) fn fact_source(&self, person: &Person, field: Field) -> Option<String> {
        match person.fact(field) {
            Fact::Absent => None,
            Fact::Blank(cell) | Fact::Faulty { cell, .. } => Some(self.cell(*cell)),
            Fact::Known(_, source) => Some(self.source(source)),
        }
    }

    /// Where months that were counted stand: their own column, else 在岗月数, else the date they were derived from.
    fn months_cell(&self, person: &Person, counted: Field) -> Option<String> {
        [counted, Field::Months, Field::Joined]
            .into_iter()
            .find(|field| person.fact(*field).value().is_some())
            .and_then(|field| self.fact_source(person, field))
    }
}

/// Each text once, where it comes first.
fn once_each(texts: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(texts.len());
    for text in texts {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Grade, PersonId, Severity, Value, Yuan},
        i18n::testing::{assert_both, cell, en, one_of_each, zh},
        notice::Clause,
        rules::{Comparison, Measure, Verdict},
    };
    use rust_decimal_macros::dec;

    fn quantity(field: Field, row: u32, column: u16) -> Quantity {
        Quantity { measure: Measure::Field(field), value: Some(dec!(1)), source: Some(Source::Cell(cell(row, column))) }
    }

    #[test]
    fn places_are_written_as_people_write_them() {
        let place = |place| Problem::general(Severity::Error, place, "", ProblemKind::NotANumber);
        let places = one_of_each! { Place;
            Place::Cell(_) => Place::Cell(cell(11, 7)),
            Place::Sheet(_) => Place::Sheet(1),
            Place::Input => Place::Input,
            Place::Setting(_) => Place::Setting(SettingKey::ExcellentShare),
        };
        let chinese: Vec<String> = places.iter().map(|at| zh().place(&place(*at))).collect();
        assert_eq!(chinese, ["花名册!H12", "决定", "", "方案：优秀比例"]);
        assert_eq!(en().place(&place(Place::Setting(SettingKey::ExcellentShare))), "方案: 优秀比例");
        assert_both(|context| context.place(&place(Place::Sheet(7))));
    }

    #[test]
    fn sources_name_cells_defaults_and_confirmations() {
        let sources = one_of_each! { Source;
            Source::Cell(_) => Source::Cell(cell(11, 7)),
            Source::Blank(_) => Source::Blank(cell(11, 7)),
            Source::Cells(_) => Source::Cells(vec![cell(11, 7), cell(12, 7)]),
            Source::Default => Source::Default,
            Source::ConfirmedNone(_) => Source::ConfirmedNone(Field::ComplaintsFined),
            Source::NotListed(_) => Source::NotListed(crate::domain::SheetKind::Incidents),
        };
        let chinese: Vec<String> = sources.iter().map(|source| zh().source(source)).collect();
        assert_eq!(
            chinese,
            [
                "花名册!H12",
                "花名册!H12",
                "花名册!H12:H13",
                "未填，按默认",
                "已确认无此情形：投诉已扣数",
                "“事件”中没有记录"
            ]
        );
        assert_both(|context| context.source(&Source::Default));
        assert_both(|context| context.source(&Source::ConfirmedNone(Field::ComplaintsFined)));
        assert_both(|context| context.source(&Source::NotListed(crate::domain::SheetKind::Incidents)));
    }

    #[test]
    fn a_source_comes_apart_into_cells_that_can_be_looked_up() {
        let cells = Source::Cells(vec![cell(11, 7), cell(12, 7), cell(14, 7)]);
        let parts = zh().source_parts(&cells);
        assert_eq!(parts, [("花名册!H12:H13".to_owned(), Some(cell(11, 7))), ("H15".to_owned(), Some(cell(14, 7)))]);
        assert_eq!(zh().source_parts(&Source::Cell(cell(11, 7)))[0].1, Some(cell(11, 7)));
        assert_eq!(zh().source_parts(&Source::Default)[0].1, None);
    }

    #[test]
    fn a_finding_names_its_cells_and_its_threshold_once() {
        let test = Test::Number {
            parts: vec![quantity(Field::BadReviews, 11, 7), quantity(Field::Complaints, 11, 8)],
            sum: dec!(2),
            comparison: Comparison::AtLeast,
            threshold: dec!(5),
            setting: Some(SettingKey::CasesFrom),
            verdict: Verdict::NotMet,
        };
        let finding = Finding {
            clause: Clause::CaseReviews,
            verdict: Verdict::NotMet,
            tests: vec![test.clone(), test],
            unverified: None,
        };
        assert_eq!(zh().finding_sources(&finding), ["花名册!H12", "花名册!I12", "方案：差评投诉起算次数"]);
    }

    #[test]
    fn a_money_line_names_its_cells_and_its_rate() {
        let mut person = Person::new(PersonId(0), "T1".into(), cell(1, 0));
        let known = |value, column| Fact::Known(value, Source::Cell(cell(1, column)));
        person.set(Field::Manager, known(Value::Flag(true), 5));
        person.set(Field::Level, known(Value::Text("三级".into()), 6));
        person.set(Field::ManagerMonths, Fact::Blank(cell(1, 7)));
        person.set(Field::Months, known(Value::Count(12), 8));
        let line = |item, basis| MoneyLine { item, amount: Yuan::ZERO, basis };
        let allowance = line(
            MoneyItem::Allowance,
            MoneyBasis::RateTimesMonths {
                setting: SettingKey::AllowanceRate,
                level: Some("三级".into()),
                rate: Yuan::ZERO,
                months: 12,
                counted: Field::Months,
            },
        );
        assert_eq!(
            zh().money_sources(&allowance, &person),
            ["花名册!F2", "花名册!G2", "花名册!I2", "方案：岗位津贴月标准·三级"]
        );
        let fine = line(
            MoneyItem::BadReviewFine,
            MoneyBasis::Fine {
                setting: SettingKey::BadReviewFine,
                rate: Yuan::ZERO,
                cases: quantity(Field::BadReviews, 1, 9),
                fined: quantity(Field::BadReviewsFined, 1, 10),
                unverified: Vec::new(),
            },
        );
        assert_eq!(zh().money_sources(&fine, &person), ["花名册!J2", "花名册!K2", "方案：差评扣款标准"]);
        assert_eq!(zh().money_sources(&line(MoneyItem::Allowance, MoneyBasis::NotApplicable), &person), ["花名册!F2"]);
        let award = line(MoneyItem::GradeAward, MoneyBasis::Award { setting: SettingKey::ExcellentAward });
        assert_eq!(zh().money_sources(&award, &person), ["方案：优秀奖励"]);
    }

    #[test]
    fn a_decision_names_its_cell() {
        let decision = crate::domain::Decision {
            person: PersonId(0),
            ruling: crate::domain::Ruling::Grade(Grade::Qualified),
            reason: String::new(),
            decider: String::new(),
            date: None,
            source: Some(CellRef { sheet: 1, ..cell(4, 2) }),
        };
        assert_eq!(zh().decided_sources(&Decided::Stands(decision)), ["决定!C5"]);
        assert!(zh().decided_sources(&Decided::No).is_empty());
    }
}
