//! Small line drawings, inline so that the file needs nothing else.

use yew::prelude::*;

/// A drawing on a field of 20 by 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// The program's mark.
    Mark,
    /// A sheet going in.
    Upload,
    /// A sheet coming out.
    Download,
    /// A lock: nothing leaves.
    Lock,
    /// A blank sheet.
    Sheet,
    /// A play sign.
    Play,
    /// A cross.
    Close,
    /// To the right.
    Forward,
    /// To the left.
    Back,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
    /// Up and down.
    UpDown,
    /// A looking glass.
    Search,
    /// A tick.
    Tick,
    /// A cross in a ring: applies.
    Stop,
    /// A question mark in a ring.
    Question,
    /// An exclamation mark in a triangle.
    Warning,
    /// An i in a ring.
    Notice,
    /// A clock.
    Clock,
    /// Half light, half dark.
    System,
    /// The sun.
    Sun,
    /// The moon.
    Moon,
    /// A stamp: decided.
    Stamp,
    /// A folder.
    Folder,
    /// A printer.
    Print,
    /// An arrow back.
    Undo,
    /// An arrow forth.
    Redo,
    /// Two sheets.
    Copy,
}

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which.
    pub drawing: Drawing,
    /// What it says to those who don't see it; nothing where the text beside it says so already.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// A small line drawing in the colour of the text around it.
#[component]
pub fn Icon(props: &Props) -> Html {
    let path = match props.drawing {
        Drawing::Mark => "M4 5h12M4 10h6.5M4 15h4M11 14.2l2.2 2.2L17 12",
        Drawing::Upload => "M10 13V4M6.5 7.5 10 4l3.5 3.5M4 13v2.5h12V13",
        Drawing::Download => "M10 4v9M6.5 9.5 10 13l3.5-3.5M4 13v2.5h12V13",
        Drawing::Lock => "M5 9h10v7H5zM7 9V6.5a3 3 0 0 1 6 0V9M10 12v1.5",
        Drawing::Sheet => "M5.5 3h6L15 6.5V17H5.5zM11.5 3v3.5H15M8 10.5h4.5M8 13.5h4.5",
        Drawing::Play => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM8.5 7.2v5.6l4.4-2.8z",
        Drawing::Close => "m5.5 5.5 9 9m0-9-9 9",
        Drawing::Forward => "m8 5 5 5-5 5",
        Drawing::Back => "m12 5-5 5 5 5",
        Drawing::Up => "m5.5 12.5 4.5-4.5 4.5 4.5",
        Drawing::Down => "m5.5 8 4.5 4.5L14.5 8",
        Drawing::UpDown => "m6.5 8 3.5-3.5L13.5 8m-7 4 3.5 3.5 3.5-3.5",
        Drawing::Search => "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4",
        Drawing::Tick => "m4.5 10.5 3.6 3.6 7.4-8",
        Drawing::Stop => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.5 7.5l5 5m0-5-5 5",
        Drawing::Question => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM8 8.2c0-2.6 4-2.5 4 0 0 1.5-2 1.5-2 3.1M10 13.6v.1",
        Drawing::Warning => "M10 3.5 17.5 16h-15zM10 8.2v3.6M10 13.8v.1",
        Drawing::Notice => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.5v4M10 6.6v.1",
        Drawing::Clock => "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.6",
        Drawing::System => {
            "M10 16.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm0-13v13m0-10.5 4.5-.9M10 10h6.4M10 14l4.5.9"
        }
        Drawing::Sun => {
            "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM10 2.5V4M10 16v1.5M2.5 10H4M16 10h1.5M4.7 4.7l1 1M14.3 14.3l1 1M4.7 15.3l1-1M14.3 5.7l1-1"
        }
        Drawing::Moon => "M15.8 12.2A6.5 6.5 0 0 1 7.8 4.2a6.5 6.5 0 1 0 8 8Z",
        Drawing::Stamp => "M4 16.5h12M5 14h10v-2.5h-3.4c-.4-1.2 1-2.6 1-4.5a2.6 2.6 0 0 0-5.2 0c0 1.9 1.4 3.3 1 4.5H5z",
        Drawing::Folder => "M3 15.5v-11h5l1.5 2H17v9z",
        Drawing::Print => "M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.500h8v5H6z",
        Drawing::Undo => "M7 4.5 3.5 8 7 11.5M4 8h7.5a4 4 0 0 1 0 8H8",
        Drawing::Copy => "M7.5 3.500h8.500v9.500h-8.500zM12.500 13v3.500h-8.500v-9.500h3.500",
        Drawing::Redo => "M13 4.5 16.5 8 13 11.5M16 8H8.500a4 4 0 0 0 0 8H12",
    };
    html! {
        <svg class="icon" viewBox="0 0 20 20" aria-hidden={props.label.is_none().then_some("true")}
            role={props.label.is_some().then_some("img")} aria-label={props.label.clone()}>
            <path d={path} />
        </svg>
    }
}
