//! What can happen to the page, and what the page then asks of the engine.

use super::{AccountAction, PanelPart, PaperAction, SavingFile, Tab, Theme, WeighedAt};
use crate::{
    domain::{Assignment, CellRef, Edit, PersonId, SettingChange},
    i18n::Lang,
    protocol::{AnswerBody, Request, RowFilter, SortColumn},
    rules::{BudgetQuestion, GroupBy},
};
use chrono::NaiveDate;
use std::ops::Range;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Action {
    /// Files hover over the page, or no longer do.
    Dragging(bool),
    /// Files were chosen or dropped; their bytes wait beside the state, in the order of these names.
    Open(Vec<String>),
    /// The sample was asked for.
    OpenSample,
    /// The work under way is to stop.
    Cancel,
    /// A file is to be written and downloaded.
    Save(SavingFile),
    /// A sheet is wanted as CSV.
    SaveCsv(String),
    /// Something about papers.
    Paper(PaperAction),
    /// The rows of the table are to be copied.
    CopyRows,
    /// The browser didn't let them be copied.
    NotCopied,
    /// A tab was chosen.
    ShowTab(Tab),
    /// The text of the search changed.
    Search(String),
    /// Another choice of people.
    Filter(RowFilter),
    /// The people of a choice are to be seen: the tab and the filter at once.
    ShowPeople(RowFilter),
    /// The header of a column was used.
    Sort(SortColumn),
    /// These rows are in sight.
    View(Range<u32>),
    /// The row cursor moves.
    Move(Move),
    /// A row of the table was opened.
    OpenRow(u32),
    /// A figure of the table was asked about.
    OpenCell {
        /// The row.
        row: u32,
        /// Where the figure is explained.
        part: PanelPart,
    },
    /// A person was opened from elsewhere.
    OpenPerson(PersonId),
    /// The person in the row before or after is to be opened.
    Step(Move),
    /// The panel was closed.
    ClosePerson,
    /// The language was chosen.
    Speak(Lang),
    /// The theme was chosen.
    Paint(Theme),
    /// The banner was closed.
    CloseBanner,
    /// Files that were dropped while edits weren't saved are to be opened all the same.
    OpenAnyway,
    /// They aren't.
    KeepEdits,
    /// The results that were downloaded are where they should be.
    ConfirmSaved,
    /// The day, by the machine's clock.
    Today(NaiveDate),
    /// Something about what was read is to be changed.
    Edit(Edit),
    /// Several things are to be changed at once.
    EditAll(Vec<Edit>),
    /// What edits would change is to be seen before they are made.
    Weigh {
        /// Where.
        at: WeighedAt,
        /// The edits.
        edits: Vec<Edit>,
    },
    /// The edits that are weighed won't be made.
    StopWeighing,
    /// Another value of a setting, to be applied later; the present value takes the change back.
    Stage(SettingChange),
    /// The settings that were changed are applied.
    KeepStaged,
    /// They aren't.
    DropStaged,
    /// 定稿 is to be reopened; somebody has to say why.
    AskReopen,
    /// It is, and the edits that would have ended it are made.
    Reopen {
        /// Who.
        by: String,
        /// When.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// It isn't, and they aren't.
    KeepSettled,
    /// People are looked for.
    Find(String),
    /// What could be tried about somebody is to be seen.
    AskFacts(PersonId),
    /// One more edit is tried, in place of one about the same thing.
    TryOut(Edit),
    /// An edit is no longer tried.
    Untry(usize),
    /// What is tried is made.
    KeepTrial,
    /// What is tried is forgotten.
    DropTrial,
    /// The highest amount within a budget is asked for.
    AskBudget(BudgetQuestion),
    /// The first review is to be seen by other groups.
    GroupBy(GroupBy),
    /// A person's recap is to be seen, or no longer.
    ShowRecap(bool),
    /// The settings of a file are to be taken over; its bytes wait beside the state.
    OpenSettings(String),
    /// The last edit is to be taken back.
    Undo,
    /// The edit that was taken back is to be made again.
    Redo,
    /// Sheets and columns are to be assigned by hand.
    OpenMapping {
        /// Those of the files that gave no roster; else those of the result.
        unread: bool,
        /// The sheet to begin with.
        sheet: Option<u16>,
    },
    /// Another sheet is to be assigned.
    ChooseSheet(u16),
    /// An assignment is to be seen before it is made.
    Try(Assignment),
    /// The assignment in sight is to be made.
    Assign,
    /// No more assigning.
    CloseMapping,
    /// The rows of a sheet that are no records are to be seen, or no longer.
    TogglePassedOver(u16),
    /// A cell is to be seen on its sheet, with what became of it.
    ShowCell(CellRef),
    /// Something about the sheets as they were read.
    Account(AccountAction),
    /// The engine answered.
    Answered {
        /// What was asked.
        to: Request,
        /// The answer.
        body: AnswerBody,
    },
}

/// A move of the row cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// So many rows up.
    PageUp(u32),
    /// So many rows down.
    PageDown(u32),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// What is to be done outside the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the engine. For [`Request::Load`], [`Request::LoadSettings`] and templates the bytes go along.
    Ask(Request),
    /// End the engine's work at once.
    Cancel,
}
