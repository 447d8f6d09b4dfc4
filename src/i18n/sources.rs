//! Where a value stands, as in `花名册!H12`.

use super::{Context, Lang, names::setting_term};
use crate::{
    domain::{CellRef, Fact, Field, Person, Place, Problem, SheetKind, Source},
    notice::SettingKey,
    rules::{
        Decided, Finding, FirstReview, MoneyBasis, MoneyItem, MoneyLine, MonthsBasis, MonthsInPost, Quantity, Score,
        Tenure, Test,
    },
};

impl Context<'_> {
    /// Where a problem is, as in `花名册!H12`; empty for the input as a whole.
    pub fn place(&self, problem: &Problem) -> String {
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
            (Source::Cell(cell), _) => self.cell(*cell),
            (Source::Cells(cells), lang) => lang.list(cells.iter().map(|cell| self.cell(*cell))),
            (Source::Default, Lang::ZhCn) => "未填，按默认".to_owned(),
            (Source::Default, Lang::En) => "not given, read by default".to_owned(),
            (Source::ConfirmedNone, Lang::ZhCn) => "已确认无此情形".to_owned(),
            (Source::ConfirmedNone, Lang::En) => "confirmed: no such case".to_owned(),
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
            MoneyBasis::Award { setting } => {
                list.extend(by_item());
                list.push(self.setting_place(*setting, None));
            }
            MoneyBasis::Given(source) => list.push(self.source(source)),
            MoneyBasis::Fine { setting, cases, fined, .. } => {
                list.extend(self.quantity_sources([cases, fined]));
                list.push(self.setting_place(*setting, None));
            }
            MoneyBasis::Cut { setting, .. } => list.push(self.setting_place(*setting, None)),
            MoneyBasis::NotApplicable => list.extend(by_item()),
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

    /// A cell with its sheet, as in `花名册!H12`.
    pub fn cell(&self, cell: CellRef) -> String {
        format!("{}!{}", self.sheet(cell.sheet), cell.address())
    }

    /// A setting, wherever it is kept, as in `方案：优秀比例`.
    pub(super) fn setting_place(&self, key: SettingKey, level: Option<&str>) -> String {
        let (sheet, term) = (SheetKind::Settings.term(), setting_term(key, level));
        match self.lang {
            Lang::ZhCn => format!("{sheet}：{term}"),
            Lang::En => format!("{sheet}: {term}"),
        }
    }

    fn sheet(&self, sheet: u16) -> String {
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
    fn fact_source(&self, person: &Person, field: Field) -> Option<String> {
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
