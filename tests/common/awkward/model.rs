//! Workbooks as they are thought of before they are written: sheets of blocks, blocks of headers and rows. Habits change
//! these; where each cell ends up is known only when they are laid out.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A name for a cell, by which it is found again wherever habits move it.
pub type Mark = u32;

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A date cell.
    Date(NaiveDate),
    /// A date cell that is this many seconds off midnight.
    Moment(NaiveDate, i64),
    /// A formula with its value.
    Formula(String, String),
    /// Text of which parts are struck out.
    Parts(Vec<(String, bool)>),
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Its number format; dates have one anyway.
    pub format: Option<&'static str>,
    /// Whether it is struck out as a whole.
    pub struck: bool,
    /// Its name, if somebody has to find it.
    pub mark: Option<Mark>,
}

impl Cell {
    /// A cell of text; none is blank.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        Cell::of(if text.is_empty() { Value::Blank } else { Value::Text(text) })
    }

    /// A cell of a number.
    pub fn number(number: impl Into<Decimal>) -> Cell {
        Cell::of(Value::Number(number.into()))
    }

    /// A cell of a value.
    pub fn of(value: Value) -> Cell {
        Cell { value, ..Cell::default() }
    }

    /// Whether nothing is in it.
    pub fn is_blank(&self) -> bool {
        self.value == Value::Blank
    }

    /// The number in it, where a blank is none.
    pub fn as_number(&self) -> Option<Decimal> {
        match &self.value {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The text in it.
    pub fn as_text(&self) -> &str {
        match &self.value {
            Value::Text(text) => text,
            _ => "",
        }
    }
}

/// A column of a block.
#[derive(Clone, Debug)]
pub struct Head {
    /// The canonical header of what it holds; empty for what means nothing.
    pub field: String,
    /// What its header cell shows.
    pub shown: Cell,
    /// The groups over it, the outermost first.
    pub groups: Vec<String>,
    /// Whether the column is hidden.
    pub hidden: bool,
}

impl Head {
    /// A column with its canonical header.
    pub fn new(field: &str) -> Head {
        Head { field: field.to_owned(), shown: Cell::text(field), groups: Vec::new(), hidden: false }
    }

    /// A column that means nothing to the program, or must not.
    pub fn decoy(shown: &str) -> Head {
        Head { field: String::new(), ..Head::new(shown) }
    }
}

/// A row below a header, or above it.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its cells, one for each column; fewer are blank.
    pub cells: Vec<Cell>,
    /// The key of the person whom it is about.
    pub whom: Option<String>,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Whether its first filled cell is merged to the right end.
    pub across: bool,
}

impl Row {
    /// A row of one text in a column.
    pub fn note(column: usize, text: impl Into<String>) -> Row {
        let mut cells = vec![Cell::default(); column];
        cells.push(Cell::text(text));
        Row { cells, ..Row::default() }
    }
}

/// A table: what stands above, its header, its rows.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Titles and the like.
    pub above: Vec<Row>,
    /// Its columns.
    pub heads: Vec<Head>,
    /// Rows that the header takes at least; cells without groups are merged down over them.
    pub deep: usize,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Fields whose equal texts in successive rows are merged downwards.
    pub merged: BTreeSet<String>,
}

impl Block {
    /// A block of these columns.
    pub fn new(fields: &[&str]) -> Block {
        Block { heads: fields.iter().map(|field| Head::new(field)).collect(), ..Block::default() }
    }

    /// The column of a field.
    pub fn column(&self, field: &str) -> Option<usize> {
        self.heads.iter().position(|head| head.field == field)
    }

    /// Adds a column at a position, with a cell for each row about somebody.
    pub fn insert(&mut self, at: usize, head: Head, mut cell: impl FnMut(&Row) -> Cell) {
        let wide = self.heads.len();
        for row in &mut self.rows {
            let new = if row.whom.is_some() { cell(row) } else { Cell::default() };
            // Rows of one text stay as they are, at the left.
            if row.cells.len() == wide {
                row.cells.insert(at, new);
            }
        }
        self.heads.insert(at, head);
    }

    /// Takes a column out.
    pub fn remove(&mut self, at: usize) -> Head {
        let wide = self.heads.len();
        for row in self.rows.iter_mut().filter(|row| row.cells.len() == wide) {
            row.cells.remove(at);
        }
        self.heads.remove(at)
    }

    /// Puts the columns in another order.
    pub fn reorder(&mut self, order: &[usize]) {
        let wide = self.heads.len();
        self.heads = order.iter().map(|at| self.heads[*at].clone()).collect();
        for row in self.rows.iter_mut().filter(|row| row.cells.len() == wide) {
            row.cells = order.iter().map(|at| row.cells[*at].clone()).collect();
        }
    }

    /// Positions of the rows about somebody.
    pub fn people(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|at| self.rows[*at].whom.is_some()).collect()
    }

    /// How many rows the header takes.
    pub fn header_rows(&self) -> usize {
        self.heads.iter().map(|head| head.groups.len() + 1).max().unwrap_or(1).max(self.deep)
    }
}

/// What a sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 花名册, or a part of it.
    Roster,
    /// 事件
    Incidents,
    /// 月度考核
    Months,
    /// 初评
    Reviews,
    /// 民主测评
    Ballots,
    /// 历年考核
    History,
    /// 方案
    Settings,
    /// 决定
    Decisions,
    /// Anything else.
    Other,
}

/// A sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Its tables from the top.
    pub blocks: Vec<Block>,
    /// Whether it is hidden.
    pub hidden: bool,
}

impl Sheet {
    /// A sheet of one block.
    pub fn new(name: &str, kind: Kind, block: Block) -> Sheet {
        Sheet { name: name.to_owned(), kind, blocks: vec![block], hidden: false }
    }
}

/// A rectangle of merged cells: first row and column, last row and column.
pub type Merge = (u32, u16, u32, u16);

/// A sheet laid out.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Filled cells.
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// Merged cells.
    pub merges: Vec<Merge>,
    /// Hidden rows.
    pub hidden_rows: BTreeSet<u32>,
    /// Hidden columns.
    pub hidden_columns: BTreeSet<u16>,
}

impl Grid {
    /// Lays a sheet out.
    pub fn of(sheet: &Sheet) -> Grid {
        let mut grid = Grid::default();
        let mut top = 0;
        for block in &sheet.blocks {
            top = grid.block(block, top);
        }
        grid
    }

    fn put(&mut self, row: usize, column: usize, cell: &Cell) {
        if !cell.is_blank() || cell.mark.is_some() {
            self.cells.insert((row as u32, column as u16), cell.clone());
        }
    }

    fn merge(&mut self, from: (usize, usize), to: (usize, usize)) {
        if from != to {
            self.merges.push((from.0 as u32, from.1 as u16, to.0 as u32, to.1 as u16));
        }
    }

    fn row(&mut self, row: &Row, at: usize, wide: usize) {
        for (column, cell) in row.cells.iter().enumerate() {
            self.put(at, column, cell);
        }
        if row.across
            && let Some(column) = row.cells.iter().position(|cell| !cell.is_blank())
        {
            self.merge((at, column), (at, wide.max(column + 1) - 1));
        }
        if row.hidden {
            self.hidden_rows.insert(at as u32);
        }
    }

    /// Lays a block out from a row on; gives the row below it.
    fn block(&mut self, block: &Block, mut top: usize) -> usize {
        let wide = block.heads.len();
        for row in &block.above {
            self.row(row, top, wide);
            top += 1;
        }
        let deep = block.header_rows();
        for (column, head) in block.heads.iter().enumerate() {
            for (level, group) in head.groups.iter().enumerate() {
                let over = &head.groups[..=level];
                let same = |other: &Head| other.groups.get(..=level) == Some(over);
                if column > 0 && same(&block.heads[column - 1]) {
                    continue;
                }
                let end = column + block.heads[column..].iter().take_while(|other| same(other)).count() - 1;
                self.put(top + level, column, &Cell::text(group.clone()));
                self.merge((top + level, column), (top + level, end));
            }
            let own = top + head.groups.len();
            self.put(own, column, &head.shown);
            if !head.shown.is_blank() {
                self.merge((own, column), (top + deep - 1, column));
            }
            if head.hidden {
                self.hidden_columns.insert(column as u16);
            }
        }
        top += deep;
        for (at, row) in block.rows.iter().enumerate() {
            self.row(row, top + at, wide);
        }
        for column in (0..wide).filter(|column| block.merged.contains(&block.heads[*column].field)) {
            let text = |at: usize| {
                let row: &Row = block.rows.get(at)?;
                row.whom.as_ref()?;
                row.cells.get(column).map(Cell::as_text).filter(|text| !text.is_empty())
            };
            let mut at = 0;
            while at < block.rows.len() {
                let end = (at + 1..block.rows.len()).find(|next| text(at).is_none() || text(*next) != text(at));
                let end = end.unwrap_or(block.rows.len()).max(at + 1);
                if text(at).is_some() {
                    self.merge((top + at, column), (top + end - 1, column));
                    for below in at + 1..end {
                        self.cells.remove(&((top + below) as u32, column as u16));
                    }
                }
                at = end;
            }
        }
        top + block.rows.len()
    }

    /// Whether it has more than values: merged or hidden cells, formats, parts struck out.
    pub fn has_layout(&self) -> bool {
        let formatted = |cell: &Cell| {
            cell.format.is_some() || cell.struck || matches!(cell.value, Value::Parts(_) | Value::Moment(..))
        };
        !self.merges.is_empty()
            || !self.hidden_rows.is_empty()
            || !self.hidden_columns.is_empty()
            || self.cells.values().any(formatted)
    }
}
