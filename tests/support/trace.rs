//! The system calls of a child process, as strace tells them: what reached the files, in what order, and when
//! somebody was told.
//!
//! A test runs itself again as the child. Where strace may not trace, such a test is skipped loudly, or fails where
//! the trace was asked for.

#![allow(dead_code)] // Each test binary uses another part of it.
#![allow(clippy::print_stderr)] // What is skipped is told to whoever runs the tests.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::process::{Command, Stdio};

/// Whether strace may trace here. What is left unproved without it is said aloud.
pub fn is_possible(unproved: &str) -> bool {
    let able = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !able {
        assert!(
            std::env::var_os("OFFERDESK_TRACE").is_none(),
            "the trace was asked for, and strace may not trace here"
        );
        eprintln!("SKIPPED: strace is not installed or may not trace here; {unproved}");
    }
    able
}

/// This test binary again, under strace, as one of its tests. The trace names files by their paths and keeps all that
/// is written, as `strings` says: an option of strace.
pub fn of_test(test: &str, calls: &str, strings: Option<&str>, trace: &Path) -> Command {
    let mut command = Command::new("strace");
    command
        .args(["-f", "-y", "-s", "20000000"])
        .args(strings)
        .arg("-e")
        .arg(format!("trace={calls}"))
        .arg("-o")
        .arg(trace)
        .stdout(Stdio::null());
    command
        .arg("--")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", test]);
    command
}

/// One system call.
pub struct Call<'trace> {
    /// The line of the trace on which it began.
    pub began: usize,
    /// The line on which it ended.
    pub ended: usize,
    /// What it answered; -1 for an error.
    pub result: i64,
    whole: Cow<'trace, str>,
}

impl Call<'_> {
    pub fn name(&self) -> &str {
        self.whole.split_once('(').map_or("", |(name, _)| name)
    }

    /// What it was asked.
    pub fn text(&self) -> &str {
        let rest = self.whole.split_once('(').map_or("", |(_, rest)| rest);
        rest.rsplit_once(" = ").map_or(rest, |(text, _)| text)
    }

    /// The number of the file that it is about.
    pub fn descriptor(&self) -> &str {
        self.text()
            .split_once('<')
            .map_or("", |(descriptor, _)| descriptor)
    }
}

/// Joins the halves of calls that others interrupted, and drops the rest (signals, exits). In the order of their ends.
pub fn calls(trace: &str) -> Vec<Call<'_>> {
    let mut unfinished: HashMap<&str, (usize, &str)> = HashMap::new();
    let mut calls = Vec::new();
    for (line_number, line) in trace.lines().enumerate() {
        let Some((process, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.trim_start();
        let (began, whole) = if let Some(head) = rest.strip_suffix(" <unfinished ...>") {
            unfinished.insert(process, (line_number, head));
            continue;
        } else if rest.starts_with("<... ") {
            let (began, head) = unfinished.remove(process).unwrap();
            let (_, tail) = rest.split_once(" resumed>").unwrap();
            (began, Cow::Owned([head, tail].concat()))
        } else {
            (line_number, Cow::Borrowed(rest))
        };
        let Some((_, result)) = whole.rsplit_once(" = ") else {
            continue;
        };
        let digits = result.split([' ', '<']).next();
        calls.push(Call {
            began,
            ended: line_number,
            result: digits.and_then(|digits| digits.parse().ok()).unwrap_or(-1),
            whole,
        });
    }
    calls
}
