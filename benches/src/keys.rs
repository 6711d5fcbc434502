//! Key press to the last byte of the frame, through a pseudo-terminal: what a person at the keyboard waits for, less
//! the way to their screen.
//!
//! The same pseudo-terminal stands before every program. `less` and `csvlens` show the same rows from a file; the
//! smallest ratatui table is what the library costs without anything of ours; the echo is what two processes and a
//! terminal cost without any work.

use std::path::Path;

use crate::choice::Choice;
use crate::error::{Measured, failed};
use crate::figures::{Sample, grouped};
use crate::program;
use crate::rows;
use crate::stores;
use crate::table;
use crate::terminal::{Answer, Terminal};
use crate::world::COMPANY_ENDS;

const SIZE: u32 = 100_000;
/// So many presses in one direction before turning round.
const STRETCH: usize = 50;

const DOWN: &[u8] = b"\x1b[B";
const UP: &[u8] = b"\x1b[A";

/// Measures and prints.
pub fn measure(choice: &Choice) -> Measured<()> {
    table::heading("Key press to the last byte of the frame");
    let size = choice.sizes_or(&[SIZE]).first().copied().unwrap_or(SIZE);
    let presses = choice.runs(1_000, 100);
    let mut rows = Vec::new();
    desk(size, presses, &mut rows)?;
    others(size, presses, &mut rows)?;
    table::print(
        &["what", "median", "99 of 100", "bytes of a frame", "presses"],
        &rows,
    );
    table::note(&format!(
        "The list holds the accounts of a store of {} subscriptions; 80x24.",
        grouped(size.into())
    ));
    Ok(())
}

fn desk(size: u32, presses: usize, rows: &mut Vec<Vec<String>>) -> Measured<()> {
    let store = stores::copy(size, "keys")?;
    let path = store.to_string_lossy();
    let mut terminal = Terminal::desk(&["--store", &path])?;
    terminal.wait_for(COMPANY_ENDS)?;
    rows.push(row(
        "offerdesk, between tiles",
        &walk(&mut terminal, DOWN, UP, 2, presses)?,
    ));
    terminal.send(b"a")?;
    terminal.settle(std::time::Duration::from_millis(100))?;
    rows.push(row(
        "offerdesk, in the list of accounts",
        &walk(&mut terminal, DOWN, UP, STRETCH, presses)?,
    ));
    terminal.send(b"\x1b")?;
    terminal.settle(std::time::Duration::from_millis(200))?;
    for key in [b"m", b"\r"] {
        terminal.send(key)?;
        terminal.settle(std::time::Duration::from_millis(200))?;
    }
    rows.push(row(
        "offerdesk, typing in a form",
        &walk(&mut terminal, b"5", b"\x7f", 8, presses)?,
    ));
    terminal.send(b"\x03")?;
    Ok(())
}

fn others(size: u32, presses: usize, rows: &mut Vec<Vec<String>>) -> Measured<()> {
    let file = rows::file(size)?;
    let file = file.to_string_lossy();
    match program::installed("less") {
        Some(less) => {
            let mut terminal = Terminal::other(&less, &["-S", &file])?;
            let answers = listed(&mut terminal, presses)?;
            rows.push(row(&format!("less, {}", version(&less)), &answers));
        }
        None => rows.push(skipped("less")),
    }
    match program::installed("csvlens") {
        Some(csvlens) => {
            let mut terminal = Terminal::other(&csvlens, &[&file])?;
            let answers = listed(&mut terminal, presses)?;
            rows.push(row(
                &format!("csvlens (ratatui), {}", version(&csvlens)),
                &answers,
            ));
        }
        None => rows.push(skipped(
            "csvlens (ratatui): cargo install csvlens --locked --root target/tools",
        )),
    }
    let mut terminal = Terminal::role(program::TABLE, &[&file])?;
    rows.push(row(
        "smallest table of ratatui and crossterm",
        &listed(&mut terminal, presses)?,
    ));
    let mut terminal = Terminal::role(program::ECHO, &[])?;
    terminal.wait_for("ready")?;
    rows.push(row(
        "echo of 100 bytes (no work at all)",
        &walk(&mut terminal, b"j", b"k", STRETCH, presses)?,
    ));
    Ok(())
}

/// Walks down and up the rows of a file that a program shows.
fn listed(terminal: &mut Terminal, presses: usize) -> Measured<Vec<Answer>> {
    // Some leave out blanks and move on instead: the word alone is found in all of them.
    terminal.wait_for(COMPANY_ENDS.trim())?;
    terminal.settle(std::time::Duration::from_millis(500))?;
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

fn row(what: &str, answers: &[Answer]) -> Vec<String> {
    let sample = Sample::of(answers.iter().map(|answer| answer.time).collect());
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

fn skipped(what: &str) -> Vec<String> {
    vec![
        format!("{what}: skipped, not installed"),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
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
