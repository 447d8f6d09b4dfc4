//! The stable fuzzer: mutates files for as long as it is told and keeps what goes a new way as seeds. Runs itself as a
//! child, so that an abort or a hang is a finding like any other.
//!
//! `fuzz [MINUTES] [SEED]`; exit code 1 if there was any finding. Findings are kept in `target/fuzz/findings`;
//! `fuzz FILE` reads one of them again.

use fuzz::{Finding, Sample, check, folder, hostile, mutate, seeds};
use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Says to the program that it is the child.
const CHILD: &str = "KAOHE_FUZZ_CHILD";
/// A child that says nothing for so long hangs.
const SILENCE: Duration = Duration::from_secs(60);
/// The child says how far it is after so many files.
const REPORT: u64 = 500;
/// Seeds kept because they went a new way.
const MAX_POOL: usize = 600;

fn main() -> ExitCode {
    if let Some(file) = env::args().nth(1).filter(|argument| std::path::Path::new(argument).is_file()) {
        let bytes = fs::read(&file).expect("the file is readable");
        println!("{:?}", check(&Sample::new(file, bytes)));
        return ExitCode::SUCCESS;
    }
    let mut arguments = env::args().skip(1);
    let minutes: f64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(5.0);
    let seed = arguments
        .next()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_secs()));
    let time = Duration::from_secs_f64(minutes * 60.0);
    if env::var_os(CHILD).is_some() { child(time, seed) } else { parent(time, seed) }
}

fn findings() -> PathBuf {
    let findings = folder("target/fuzz/findings");
    fs::create_dir_all(&findings).expect("the folder of findings can be made");
    findings
}

/// Where the child keeps the file that it is reading.
fn current() -> PathBuf {
    folder("target/fuzz/current")
}

/// Runs children until the time is over.
fn parent(time: Duration, seed: u64) -> ExitCode {
    let start = Instant::now();
    let findings = findings();
    println!("fuzzing for {:.0} s from seed {seed}; findings go to {}", time.as_secs_f64(), findings.display());
    let (mut executions, mut found, mut round) = (0, 0, 0);
    while start.elapsed() < time {
        let rest = (time - start.elapsed()).as_secs_f64() / 60.0;
        let mut child = Command::new(env::current_exe().expect("the program has a path"))
            .args([rest.to_string(), (seed + round * 1_000_000_007).to_string()])
            .env(CHILD, "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can run itself");
        let end = listen(&mut child, &mut executions, &mut found);
        round += 1;
        if let Some(how) = end {
            found += 1;
            let kept = findings.join(format!("{how}-{seed}-{round}"));
            println!("finding: the reader {how}; {}", kept.display());
            if let Err(error) = fs::copy(current(), &kept) {
                println!("the file that it read is not there: {error}");
            }
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{executions} executions in {seconds:.0} s ({:.0} a second), {found} findings",
        executions as f64 / seconds
    );
    if found == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Hears a child to its end; says how it ended if that was no good end.
fn listen(child: &mut Child, executions: &mut u64, found: &mut u32) -> Option<&'static str> {
    let output = child.stdout.take().expect("the child's output is piped");
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let mut last = 0;
    loop {
        match lines.recv_timeout(SILENCE) {
            Ok(line) => {
                if let Some(count) = line.strip_prefix("at ").and_then(|count| count.parse::<u64>().ok()) {
                    *executions += count - last;
                    last = count;
                } else {
                    *found += u32::from(line.starts_with("finding"));
                    println!("{line}");
                }
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let _ = child.kill();
                let _ = child.wait();
                return Some("hangs");
            }
        }
    }
    let ended = child.wait().is_ok_and(|status| status.success());
    (!ended).then_some("aborts")
}

/// Mutates and reads until the time is over.
fn child(time: Duration, seed: u64) -> ExitCode {
    let start = Instant::now();
    let mut pool = seeds();
    // Large ones take long and go no new way.
    pool.extend(hostile().into_iter().filter(|sample| sample.bytes.len() < 200_000));
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let mut executions = 0;
    while start.elapsed() < time {
        let sample = mutate(&pool, seed.wrapping_add(executions));
        fs::write(current(), &sample.bytes).expect("the current file can be kept");
        executions += 1;
        match check(&sample) {
            Ok(outcome) => {
                let seen = kinds.entry(outcome.kind).or_default();
                *seen += 1;
                if *seen == 1 && pool.len() < MAX_POOL && sample.bytes.len() < 200_000 {
                    pool.push(sample);
                }
            }
            Err(finding) => keep(&sample, &finding),
        }
        if executions % REPORT == 0 {
            println!("at {executions}");
        }
    }
    println!("at {executions}");
    println!("{} ways that files go", kinds.len());
    ExitCode::SUCCESS
}

/// Keeps the file of a finding, cut as short as it still is one.
fn keep(sample: &Sample, finding: &Finding) {
    let same = |bytes: &[u8]| {
        let shorter = Sample::new(&*sample.name, bytes.to_vec());
        check(&shorter).is_err_and(|other| std::mem::discriminant(&other) == std::mem::discriminant(finding))
    };
    let mut bytes = sample.bytes.clone();
    for _ in 0..12 {
        let half = bytes.len() / 2;
        if half > 8 && same(&bytes[..half]) {
            bytes.truncate(half);
        }
    }
    let path = findings().join(&sample.name);
    println!("finding: {finding:?}; {}", path.display());
    fs::write(path, bytes).expect("the finding can be kept");
}
