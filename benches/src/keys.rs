//! Key press to the last byte of the frame, through a pseudo-terminal: what a person at the keyboard waits for, less
//! the way to their screen.
//!
//! The same pseudo-terminal stands before every program. `less` and `csvlens` show the same rows from a file; the
//! smallest ratatui table is what the library costs without anything of ours; the echo is what two processes and a
//! terminal cost without any work.

use std::path::Path;
use std::time::Duration;

use crate::choice::Choice;
use crate::error::{Measured, failed};
use crate::figures::{Sample, grouped};
use crate::program;
use crate::rows;
use crate::stores;
use crate::summary::Summary;
use crate::table;
use crate::terminal::{Answer, Terminal};
use crate::world::COMPANY_ENDS;

const SIZE: u32 = 100_000;
/// So many presses in one direction before turning round.
const STRETCH: usize = 50;

const DOWN: &[u8] = b"\x1b[B";
const UP: &[u8] = b"\x1b[A";

/// What was pressed where, and what came of it; `None` for a program that is not there.
type Results = Vec<(String, Option<Vec<Answer>>)>;

/// Measures and prints.
pub fn measure(choice: &Choice, summary: &mut Summary) -> Measured<()> {
    table::heading("Key press to the last byte of the frame");
    let size = choice.sizes_or(&[SIZE]).first().copied().unwrap_or(SIZE);
    let presses = choice.runs(1_000, 100);
    let ours = desk(size, presses)?;
    let others = others(size, presses)?;
    let rows: Vec<Vec<String>> = (ours.iter().chain(&others))
        .map(|(what, answers)| row(what, answers.as_deref()))
        .collect();
    table::print(
        &["what", "median", "99 of 100", "bytes of a frame", "presses"],
        &rows,
    );
    table::note(&format!(
        "The list holds the accounts of a store of {} subscriptions; 80x24.",
        grouped(size.into())
    ));
    for (what, answers) in &ours {
        let median = times(answers.as_deref().unwrap_or_default()).median();
        let beside: Vec<(&str, f64)> = others
            .iter()
            .filter_map(|(name, answers)| {
                let theirs = times(answers.as_deref()?).median();
                Some((name.as_str(), theirs.as_secs_f64() / median.as_secs_f64()))
            })
            .collect();
        // The others show the same rows: only the list stands beside them.
        let beside = if what.contains("list") { beside } else { Vec::new() };
        summary.add(
            format!("key press, {}", what.trim_start_matches("offerdesk, ")),
            times(answers.as_deref().unwrap_or_default()).median_millis(),
            "0.25 ms",
            &beside,
        );
    }
    Ok(())
}

fn desk(size: u32, presses: usize) -> Measured<Results> {
    let store = stores::copy(size, "keys")?;
    let path = store.to_string_lossy();
    let mut terminal = Terminal::desk(&["--store", &path])?;
    terminal.wait_for(COMPANY_ENDS)?;
    let tiles = walk(&mut terminal, DOWN, UP, 2, presses)?;
    terminal.send(b"a")?;
    terminal.settle(Duration::from_millis(100))?;
    let list = walk(&mut terminal, DOWN, UP, STRETCH, presses)?;
    // Back, then Finance's page, then its form: each when the one before it is shown.
    for key in [b"\x1b", b"m", b"\r"] {
        terminal.send(key)?;
        terminal.settle(Duration::from_millis(200))?;
    }
    let form = walk(&mut terminal, b"5", b"\x7f", 8, presses)?;
    terminal.send(b"\x03")?;
    let named = |what: &str, answers| (format!("offerdesk, {what}"), Some(answers));
    Ok(vec![
        named("between tiles", tiles),
        named("in the list of accounts", list),
        named("typing in a form", form),
    ])
}

fn others(size: u32, presses: usize) -> Measured<Results> {
    let file = rows::file(size)?;
    let file = file.to_string_lossy();
    let mut results = Results::new();
    let found = [("less", vec!["-S", &file]), ("csvlens", vec![&file])];
    for (name, arguments) in found {
        results.push(match program::installed(name) {
            Some(program) => {
                let mut terminal = Terminal::other(&program, &arguments)?;
                let answers = listed(&mut terminal, presses)?;
                (format!("{name} {}", version(&program)), Some(answers))
            }
            None => (name.to_owned(), None),
        });
    }
    let mut terminal = Terminal::role(program::TABLE, &[&file])?;
    let answers = listed(&mut terminal, presses)?;
    results.push((
        "smallest table of ratatui and crossterm".to_owned(),
        Some(answers),
    ));
    let mut terminal = Terminal::role(program::ECHO, &[])?;
    terminal.wait_for("ready")?;
    let answers = walk(&mut terminal, b"j", b"k", STRETCH, presses)?;
    results.push(("echo of 100 bytes, no work at all".to_owned(), Some(answers)));
    Ok(results)
}

/// Walks down and up the rows of a file that a program shows.
fn listed(terminal: &mut Terminal, presses: usize) -> Measured<Vec<Answer>> {
    // Some leave out blanks and move on instead: the word alone is found in all of them.
    terminal.wait_for(COMPANY_ENDS.trim())?;
    terminal.settle(Duration::from_millis(500))?;
    walk(terminal, b"j", b"k", STRETCH, presses)
}

/// Presses one key so many times, then the other one as often, and so on. Each press must show something.
fn walk(
    terminal: &mut Terminal,
    there: &[u8],
    back: &[u8],
    stretch: usize,
    presses: usize,
) -> Measured<Vec<Answer>> {
    let mut answers = Vec::with_capacity(presses);
    let keys = std::iter::repeat_n(there, stretch).chain(std::iter::repeat_n(back, stretch));
    for key in keys.cycle().take(presses + 2 * stretch) {
        match terminal.press(key)? {
            Some(answer) => answers.push(answer),
            None => return failed(format!("{:?} showed nothing", String::from_utf8_lossy(key))),
        }
    }
    // The first turn warms up.
    Ok(answers.split_off(2 * stretch))
}

fn times(answers: &[Answer]) -> Sample {
    Sample::of(answers.iter().map(|answer| answer.time).collect())
}

fn row(what: &str, answers: Option<&[Answer]>) -> Vec<String> {
    let Some(answers) = answers else {
        let how =
            format!("{what}: skipped, not installed (cargo install {what} --locked --root target/tools)");
        return vec![how, String::new(), String::new(), String::new(), String::new()];
    };
    let sample = times(answers);
    let mut bytes: Vec<usize> = answers.iter().map(|answer| answer.bytes).collect();
    bytes.sort_unstable();
    vec![
        what.to_owned(),
        sample.median_millis(),
        sample.p99_millis(),
        bytes
            .get(bytes.len() / 2)
            .map_or_else(String::new, ToString::to_string),
        sample.len().to_string(),
    ]
}

fn version(program: &Path) -> String {
    let output = std::process::Command::new(program).arg("--version").output();
    let said = output
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let words = said.lines().next().unwrap_or_default().split_whitespace();
    words
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        .take(1)
        .collect()
}
