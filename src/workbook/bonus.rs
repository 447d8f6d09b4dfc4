//! 奖金发放表: every item of everyone appraised, as a live model. Rates come from the cells of 方案, months and grade from
//! 考核结果, counts from 花名册, so that a finance officer who changes one of them in a spreadsheet sees the sheet follow. All
//! values are cached.
//!
//! Not live is what takes more than a formula: counts that a ledger gives, months by dates, and what the rules refuse.

use super::roster::RosterColumn;
use super::{
    Report,
    grades::months,
    settings,
    style::{Look, Tone},
    table::{Cell, Column, Content, Role, Table},
};
use crate::{
    domain::{Award, CellRef, Fact, Field, Grade, Person, PersonId, Source, Value, Yuan},
    notice::SettingKey,
    rules::{MoneyBasis, MoneyItem, MoneyLine, PersonResult, Quantity, Totals},
};
use std::collections::BTreeMap;

/// The name of the sheet.
pub(super) const NAME: &str = "奖金发放表";
// Columns of the sheet, as a spreadsheet names them.
const MONTHS: &str = "D";
const GRADE: &str = "E";
const EARNINGS: (&str, &str) = ("F", "J");
const SETTLEMENT: &str = "J";
const GROSS: &str = "K";
const DEDUCTIONS: (&str, &str) = ("L", "P");
const FIXED: (&str, &str) = ("L", "O");
const DEDUCTED: &str = "Q";
/// The columns that the last row sums, in the order of the sheet.
pub(super) const SUMMED: [&str; 14] = ["F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "S"];
/// Months and final grade in 考核结果.
const RESULT_MONTHS: &str = "F";
const RESULT_GRADE: &str = "N";
/// What stands for an amount that is unset.
const OPEN: &str = "未定";

/// The sheet.
pub(super) fn table(report: &Report<'_>) -> Table {
    let people = &report.evaluation.people;
    let model = Model::of(report);
    Table {
        columns: columns(),
        rows: people.iter().zip(2..).map(|(result, row)| model.row(result, row)).collect(),
        total: Some(total_row(&report.evaluation.totals, people.len())),
        frozen: 2,
        foot: FOOT,
        ..Table::new(NAME, Role::Result)
    }
}

/// Who signs.
pub(super) const FOOT: &str = "单位：元　　　　制表：　　　　　　　　审核：　　　　　　　　负责人：";

fn columns() -> Vec<Column> {
    let mut columns = vec![
        Column::new("工号", Look::Key),
        Column::new("姓名", Look::Name),
        Column::new("科室", Look::Name),
        Column::new("在岗月数", Look::Whole).header_lines(1),
        Column::new("考核等次", Look::Word),
    ];
    columns.extend(amount_columns());
    columns
}

/// The columns of amounts, in the order of the sheet.
pub(super) fn amount_columns() -> Vec<Column> {
    let mut columns: Vec<Column> = MoneyItem::EARNINGS.map(|item| Column::new(item.term(), Look::Money)).into();
    columns.push(Column::new("应发合计", Look::MoneySum));
    columns.extend(MoneyItem::DEDUCTIONS.map(|item| Column::new(item.term(), Look::Money)));
    columns.extend(["扣款合计", "实发金额", "未扣足金额"].map(|header| Column::new(header, Look::MoneySum)));
    columns
}

/// Where the model's inputs stand in the workbook.
struct Model<'a, 'r> {
    report: &'a Report<'r>,
    /// Rows of 方案 by 参数.
    settings: BTreeMap<String, u32>,
    /// Columns of 花名册.
    roster: BTreeMap<Field, String>,
    /// Rows of 岗位变动 by the cell that they were read from.
    posts: BTreeMap<CellRef, u32>,
}

impl<'a, 'r> Model<'a, 'r> {
    fn of(report: &'a Report<'r>) -> Model<'a, 'r> {
        let inputs = report.inputs;
        let rows = settings::table(inputs, report.evaluation).rows.into_iter().zip(2..);
        let settings = rows.filter_map(|(row, at)| match &row[0].content {
            Content::Text(term) => Some((term.clone(), at)),
            _ => None,
        });
        let columns = (0..).zip(RosterColumn::of(inputs));
        let roster = columns.filter_map(|(at, column)| match column {
            RosterColumn::Field(field) => Some((field, letters(at))),
            RosterColumn::PastGrade(_) => None,
        });
        Model {
            report,
            settings: settings.collect(),
            roster: roster.collect(),
            posts: inputs.ledgers.posts.iter().flatten().zip(2..).map(|(post, row)| (post.cell, row)).collect(),
        }
    }

    /// The cell of a setting's value, as in `方案!$B$31`; nothing if it has no row.
    fn setting(&self, key: SettingKey, level: Option<&str>) -> Option<String> {
        self.settings.get(&key.full_term(level)).map(|row| format!("方案!$B${row}"))
    }

    /// The number of a column of the roster, as in `花名册!M5`; nothing where it stands in no single cell there.
    fn counted(&self, id: PersonId, field: Field) -> Option<String> {
        let inputs = self.report.inputs;
        let fact = inputs.person(id).fact(field);
        let is_used = fact == self.report.evaluation.person(inputs, id).fact(field);
        let is_number = match fact {
            Fact::Known(Value::Count(_) | Value::Number(_), Source::Cell(_) | Source::Blank(_)) => {
                !inputs.unfilled.contains(&field)
            }
            // One yuan and less are written with their unit, as text.
            Fact::Known(Value::Award(Award::Amount(amount)), Source::Cell(_)) => *amount > rust_decimal::Decimal::ONE,
            _ => false,
        };
        let column = self.roster.get(&field).filter(|_| is_used && is_number && self.report.linked)?;
        Some(format!("花名册!{column}{}", id.0 + 2))
    }

    /// The row of one person; `row` is its number in the spreadsheet.
    fn row(&self, result: &PersonResult, row: u32) -> Vec<Cell> {
        let report = self.report;
        let person = report.inputs.person(result.id);
        let money = &result.money;
        let linked = report.linked;
        let months = match months(&result.months).content {
            Content::Number(number) if linked => Cell::formula(format!("=考核结果!{RESULT_MONTHS}{row}"), number),
            content => Cell { content, ..Cell::BLANK },
        };
        let grade = result.grade.term();
        let mut cells = vec![
            Cell::text(report.key(person)),
            Cell::text(person.name()),
            Cell::text(person.text(Field::Department)),
            months,
            if linked {
                Cell::formula_text(format!("=考核结果!{RESULT_GRADE}{row}"), grade)
            } else {
                Cell::text(grade)
            },
        ];
        let sum = |(first, last): (&str, &str)| format!("SUM({first}{row}:{last}{row})");
        let item = |item: MoneyItem| self.item(money.line(item), result, person, row);
        // Sums of binary floats are rounded, so that they equal the sums of the exact items.
        cells.extend(MoneyItem::EARNINGS.map(item));
        cells.push(amount_formula(format!("=ROUND({},2)", sum(EARNINGS)), money.gross));
        cells.extend(MoneyItem::DEDUCTIONS.map(item));
        cells.push(amount_formula(format!("=MIN({GROSS}{row},ROUND({},2))", sum(DEDUCTIONS)), money.deducted));
        cells.push(amount_formula(format!("=ROUND({GROSS}{row}-{DEDUCTED}{row},2)"), money.net).tone(Tone::Strong));
        cells.push(amount_formula(format!("=ROUND({}-{DEDUCTED}{row},2)", sum(DEDUCTIONS)), money.short));
        cells
    }

    /// One item: a formula where its rate stands in 方案, else the amount itself.
    fn item(&self, line: &MoneyLine, result: &PersonResult, person: &Person, row: u32) -> Cell {
        let formula = match line.item {
            MoneyItem::Bonus => self.monthly(SettingKey::BonusRate, row),
            MoneyItem::Settlement => self.monthly(SettingKey::SettlementRate, row),
            MoneyItem::Allowance => self.allowance(line, result.id, row),
            MoneyItem::GradeAward => self.grade_award(row),
            MoneyItem::Dedication => match &line.basis {
                MoneyBasis::Award { setting } | MoneyBasis::Unset { setting, .. } => {
                    self.setting(*setting, None).map(|cell| set(&cell, &cell))
                }
                MoneyBasis::Given(_) => {
                    self.counted(person.id, Field::Dedication).map(|cell| format!("ROUND({cell},2)"))
                }
                _ => None,
            },
            MoneyItem::RuleDeduction => {
                self.counted(person.id, Field::RuleDeduction).map(|cell| format!("ROUND({cell},2)"))
            }
            MoneyItem::BadReviewFine | MoneyItem::ComplaintFine | MoneyItem::BreachFine => self.fine(line, result.id),
            MoneyItem::GradeCut => self.grade_cut(row),
        };
        let is_open = matches!(line.basis, MoneyBasis::Unset { .. });
        match formula {
            Some(formula) if is_open => Cell::formula_text(format!("={formula}"), OPEN).tone(Tone::Caution),
            Some(formula) => amount_formula(format!("={formula}"), line.amount),
            None if is_open => Cell::text(OPEN).tone(Tone::Caution),
            None => Cell::number(line.amount.amount()),
        }
    }

    fn monthly(&self, key: SettingKey, row: u32) -> Option<String> {
        let rate = self.setting(key, None)?;
        Some(set(&rate, &format!("ROUND({rate}*N({MONTHS}{row}),2)")))
    }

    /// A manager's level rate × 管理岗月数, or × 在岗月数 where that isn't given or the setting says so; or the sum over
    /// 岗位变动.
    fn allowance(&self, line: &MoneyLine, id: PersonId, row: u32) -> Option<String> {
        let level = match &line.basis {
            MoneyBasis::RateTimesMonths { level: Some(level), .. } | MoneyBasis::Unset { level: Some(level), .. } => {
                level
            }
            MoneyBasis::Posts(posts) => {
                let terms = posts.iter().map(|post| {
                    let rate = self.setting(SettingKey::AllowanceRate, Some(&post.level))?;
                    let months = match self.posts.get(&post.cell).filter(|_| self.report.linked) {
                        Some(row) => format!("(岗位变动!D{row}-岗位变动!C{row}+1)"),
                        None => post.months.to_string(),
                    };
                    Some(format!("N({rate})*{months}"))
                });
                return Some(format!("ROUND({},2)", terms.collect::<Option<Vec<_>>>()?.join("+")));
            }
            _ => return None,
        };
        let has_posts = self.report.inputs.ledgers.posts.iter().flatten().any(|post| post.person == id);
        if has_posts {
            return None;
        }
        let rate = self.setting(SettingKey::AllowanceRate, Some(level))?;
        let own = format!("N({MONTHS}{row})");
        let person = self.report.evaluation.person(self.report.inputs, id);
        let months = match (self.counted(id, Field::ManagerMonths), person.fact(Field::ManagerMonths)) {
            (Some(given), _) => {
                let which = self.setting(SettingKey::AllowanceMonths, None)?;
                format!("IF({which}=\"在岗月数\",{own},{given})")
            }
            (None, Fact::Known(Value::Count(given), _)) => {
                let which = self.setting(SettingKey::AllowanceMonths, None)?;
                format!("IF({which}=\"在岗月数\",{own},{given})")
            }
            (None, _) => own,
        };
        Some(set(&rate, &format!("ROUND({rate}*{months},2)")))
    }

    fn grade_award(&self, row: u32) -> Option<String> {
        let [excellent, commended] =
            [self.setting(SettingKey::ExcellentAward, None)?, self.setting(SettingKey::CommendedAward, None)?];
        Some(format!(
            "IF({GRADE}{row}=\"{}\",{},IF({GRADE}{row}=\"{}\",{},0))",
            Grade::Excellent.term(),
            set(&excellent, &excellent),
            Grade::Commended.term(),
            set(&commended, &commended)
        ))
    }

    fn fine(&self, line: &MoneyLine, id: PersonId) -> Option<String> {
        let MoneyBasis::Fine { setting, cases, fined, .. } = &line.basis else { return None };
        let rate = self.setting(*setting, None)?;
        let number = |quantity: &Quantity| match quantity.measure {
            crate::rules::Measure::Field(field) => self.counted(id, field),
            crate::rules::Measure::Tenure => None,
        };
        let number = |quantity: &Quantity| {
            number(quantity).unwrap_or_else(|| quantity.value.unwrap_or_default().normalize().to_string())
        };
        Some(format!("ROUND({rate}*({}-{}),2)", number(cases), number(fined)))
    }

    /// 等次扣减 by grade: share × base, the base by 等次扣减基数 and 等次扣减含年终清算.
    fn grade_cut(&self, row: u32) -> Option<String> {
        let key = |key| self.setting(key, None);
        let (barely, unqualified) = (key(SettingKey::BarelyQualifiedCut)?, key(SettingKey::UnqualifiedCut)?);
        let (base, includes) = (key(SettingKey::CutBase)?, key(SettingKey::CutIncludesSettlement)?);
        let (first, last) = FIXED;
        let base = format!(
            "MAX(0,{GROSS}{row}-IF({includes}=\"否\",N({SETTLEMENT}{row}),0)-IF({base}=\"扣除定额后\",SUM({first}{row}:{last}{row}),0))"
        );
        Some(format!(
            "IF({GRADE}{row}=\"{}\",ROUND({barely}*{base},2),IF({GRADE}{row}=\"{}\",ROUND({unqualified}*{base},2),0))",
            Grade::BarelyQualified.term(),
            Grade::Unqualified.term()
        ))
    }
}

/// A value, or 未定 while its amount isn't a number.
fn set(amount: &str, value: &str) -> String {
    format!("IF(ISNUMBER({amount}),{value},\"{OPEN}\")")
}

/// The letters of a column, from 0.
pub(super) fn letters(column: u16) -> String {
    CellRef { sheet: 0, row: 0, column }.address().trim_end_matches('1').to_owned()
}

/// A formula that comes to an amount.
pub(super) fn amount_formula(formula: String, amount: Yuan) -> Cell {
    Cell::formula(formula, amount.amount())
}

/// The last row: sums over all people.
fn total_row(totals: &Totals, people: usize) -> Vec<Cell> {
    let last = people + 1;
    let mut cells = vec![Cell::text("合计"), Cell::BLANK, Cell::BLANK, Cell::BLANK, Cell::BLANK];
    let item = |item: MoneyItem| totals.items.get(item as usize).copied().unwrap_or_default();
    let amounts = in_order(item, [totals.gross, totals.deducted, totals.net, totals.short]);
    cells.extend(SUMMED.iter().zip(amounts).map(|(column, amount)| {
        if people == 0 {
            Cell::number(amount.amount())
        } else {
            amount_formula(format!("=ROUND(SUM({column}2:{column}{last}),2)"), amount)
        }
    }));
    cells
}

/// Amounts in the order of the sheet, given the items and gross, deducted, net and short.
pub(super) fn in_order(item: impl Fn(MoneyItem) -> Yuan, sums: [Yuan; 4]) -> Vec<Yuan> {
    let [gross, deducted, net, short] = sums;
    let mut amounts: Vec<Yuan> = MoneyItem::EARNINGS.map(&item).to_vec();
    amounts.push(gross);
    amounts.extend(MoneyItem::DEDUCTIONS.map(&item));
    amounts.extend([deducted, net, short]);
    amounts
}
