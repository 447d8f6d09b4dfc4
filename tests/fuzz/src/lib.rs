//! Files that mean harm or were harmed, and what the reader makes of them.
//!
//! [`hostile`] builds files by hand, each for one weakness; [`seeds`] are sound files in every format; [`mutate`] spoils
//! one of them, inside its archive too, with checksums that fit again. [`check`] reads a file as the page's engine does
//! and says what came of it; whatever it calls a [`Finding`] is a defect of the reader.

pub mod hostile;
mod mutate;

pub use hostile::hostile;
pub use mutate::mutate;

use cpu_time::ThreadTime;
use kaohe::{
    domain::{Fact, Inputs},
    roster::{self, Book, FileBytes, Unreadable},
    rules,
};
use peak_alloc::PeakAlloc;
use std::{
    any::Any,
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::Duration,
};

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Longest time that reading may take, of the processor's: a busy machine takes longer by the clock.
pub const MAX_TIME: Duration = Duration::from_secs(2);
/// Most memory that reading may take beyond the file itself, in bytes.
pub const MAX_MEMORY: usize = 512 << 20;

/// A file with the name of what it is.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it is, and its name as a file.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Sample {
    /// A file of this name.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Sample {
        Sample { name: name.into(), bytes }
    }
}

/// What reading a file came to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// The kind of result: files that go the same way have the same.
    pub kind: String,
    /// Time of the processor.
    pub time: Duration,
    /// Memory at the highest, in bytes.
    pub memory: usize,
}

/// A defect of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It panicked.
    Panic(String),
    /// It took too long.
    Slow(Duration),
    /// It took too much memory.
    Large(usize),
    /// It broke its word: what it gave is not sound.
    Unsound(String),
}

/// Reads a file, evaluates what it gives, and looks whether that is sound.
///
/// # Errors
/// [`Finding`]: a defect.
pub fn check(sample: &Sample) -> Result<Outcome, Finding> {
    let file = FileBytes { name: sample.name.clone(), bytes: sample.bytes.clone() };
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let start = ThreadTime::now();
    let read = catch_unwind(AssertUnwindSafe(|| read(&[file])));
    let time = start.elapsed();
    let memory = ALLOCATOR.peak_usage().saturating_sub(before);
    let kind = read.map_err(|panic| Finding::Panic(message(&*panic)))??;
    if time > MAX_TIME {
        return Err(Finding::Slow(time));
    }
    if memory > MAX_MEMORY {
        return Err(Finding::Large(memory));
    }
    Ok(Outcome { kind, time, memory })
}

fn read(files: &[FileBytes]) -> Result<String, Finding> {
    let book = match Book::open(files, &mut |_| {}) {
        Ok(book) => book,
        Err(unreadable) => return Ok(refusal(&unreadable)),
    };
    roster::preview(&book, &[]);
    match roster::interpret(&book, &[]) {
        Ok((inputs, _)) => {
            sound(&inputs)?;
            let evaluation = rules::evaluate(&inputs);
            let mut kinds: Vec<String> = evaluation.problems.iter().map(|problem| word(&problem.kind)).collect();
            kinds.sort();
            kinds.dedup();
            Ok(format!("{} people: {}", inputs.people.len().min(3), kinds.join(" ")))
        }
        Err(unreadable) => Ok(refusal(&unreadable)),
    }
}

fn refusal(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::Damaged { detail, .. } => {
            // Numbers tell places, not kinds.
            format!("damaged: {}", detail.chars().filter(|c| !c.is_ascii_digit()).take(60).collect::<String>())
        }
        Unreadable::TooLarge { excess, .. } => format!("too large: {}", word(excess)),
        Unreadable::NotASpreadsheet { looks_like, .. } => format!("{looks_like:?}"),
        other => word(other),
    }
}

/// The name of a variant.
fn word(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split([' ', '(', '{']).next().unwrap_or_default().to_owned()
}

/// Rows add up, people are who they say, and every cell that is named exists.
fn sound(inputs: &Inputs) -> Result<(), Finding> {
    let unsound = |what: String| Err(Finding::Unsound(what));
    for tally in &inputs.tallies {
        if tally.read as usize != tally.records as usize + tally.passed_over.len() {
            return unsound(format!("{} rows are not {} and {}", tally.read, tally.records, tally.passed_over.len()));
        }
    }
    for (position, person) in inputs.people.iter().enumerate() {
        if person.id.0 as usize != position || person.key.is_empty() {
            return unsound(format!("person {position} is {:?} {:?}", person.id, person.key));
        }
        for field in kaohe::domain::Field::ALL {
            if let Fact::Known(kaohe::domain::Value::Text(text), _) = person.fact(*field)
                && text.chars().any(char::is_control)
            {
                return unsound(format!("{text:?} has control characters"));
            }
        }
    }
    Ok(())
}

fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
}

/// A folder of the workspace.
///
/// # Panics
/// If the package stands elsewhere than it does.
pub fn folder(path: &str) -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).expect("the package is two folders down").join(path)
}

/// Sound files in every format: the fixtures, and as text.
///
/// # Panics
/// If the fixtures can't be read.
pub fn seeds() -> Vec<Sample> {
    let mut seeds = Vec::new();
    let entries = fs::read_dir(folder("tests/fixtures")).expect("the fixtures are there");
    for entry in entries {
        let path = entry.expect("the fixtures are there").path();
        if path.extension().is_some_and(|ending| ending != "json") {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            seeds.push(Sample::new(name, fs::read(&path).expect("the fixture is readable")));
        }
    }
    seeds.sort_by(|a, b| a.name.cmp(&b.name));
    let csv = "工号,姓名,科室,事假天数,核实差评数\r\nBS1,王芳,\"业务,科\",1.5,0\r\nBS2,李静,信息科,半天,2\r\n";
    seeds.push(Sample::new("utf8.csv", csv.as_bytes().to_vec()));
    let utf16 = [0xfeff].into_iter().chain(csv.replace(',', "\t").encode_utf16().collect::<Vec<u16>>());
    seeds.push(Sample::new("utf16.tsv", utf16.flat_map(u16::to_le_bytes).collect()));
    let rows = csv.lines().map(|line| format!("<tr><td>{}</td></tr>", line.replace(',', "</td><td rowspan=1>")));
    let html = format!("<html><body><table>{}</table></body></html>", rows.collect::<String>());
    seeds.push(Sample::new("html.xls", html.into_bytes()));
    seeds
}
