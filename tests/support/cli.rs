//! Runs the real program in a temporary home, and writes down everything that a caller can see of it.

#![allow(dead_code)]
// Each test binary uses another part of it.
// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use regex_lite::Regex;
use tempfile::TempDir;

/// Day on which the demo stores of the tests are made.
pub const TODAY: &str = "2026-06-22";

/// A card that the sandbox charges, as the six lines of `--card-stdin`.
pub const CARD: &str = "4242 4242 4242 4242\n12/40\n123\nDana Whitfield\nUS\n98052\n";

/// A temporary home for the program.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Where the program keeps the real store when it is not told otherwise.
    pub fn store(&self) -> PathBuf {
        self.path("data/offerdesk/store")
    }

    /// The program with words of a command line, in an environment without anything of ours.
    pub fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offerdesk"));
        command
            .args(split(words))
            .env_clear()
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.path("data"))
            .env("LANG", "C.UTF-8")
            .current_dir(self.0.path());
        command
    }

    /// Runs the program to its end: exit code, standard output and standard error in one text.
    pub fn run(&self, words: &str) -> String {
        self.run_with(words, "")
    }

    /// The same, on the demo store and on its day.
    pub fn demo(&self, words: &str) -> String {
        self.run(&format!("--demo --today {TODAY} {words}"))
    }

    /// The same, with something on standard input.
    pub fn run_with(&self, words: &str, input: &str) -> String {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input may be gone before all of it is written.
        let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let mut text = format!("exit {}", output.status.code().unwrap());
        for (name, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
            if !bytes.is_empty() {
                let said = String::from_utf8(bytes).unwrap();
                text = format!("{text}\n--- {name}\n{}", said.trim_end());
            }
        }
        self.redacted(&text)
    }

    /// Takes out what differs from run to run: the temporary folder, numbers of processes, times, and the numbers of
    /// orders other than those of the sample data.
    fn redacted(&self, text: &str) -> String {
        let mut text = text.replace(&self.0.path().display().to_string(), "[home]");
        for (pattern, instead) in [
            (r"process \d+", "process [pid]"),
            (r"payment-[a-p]{32}", "payment-[reference]"),
            (r"\b[0-9a-f]{32}\b", "[id]"),
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "[time]"),
            (r"\d\d:\d\d UTC", "[time] UTC"),
            (r#""catalog": "[0-9a-f]{64}""#, r#""catalog": "[catalog]""#),
            (r"of [a-z_][a-z0-9_-]*, process", "of [user], process"),
        ] {
            text = Regex::new(pattern)
                .unwrap()
                .replace_all(&text, instead)
                .into_owned();
        }
        let number = Regex::new(r"OD-[0-9A-Z]{4}-[0-9A-Z]{4}").unwrap();
        let replace = |found: &regex_lite::Captures| {
            let number = &found[0];
            if [SEEDED, "OD-1234-5678"].contains(&number) {
                number.to_owned()
            } else {
                "OD-xxxx-xxxx".to_owned()
            }
        };
        number.replace_all(&text, replace).into_owned()
    }

    /// Runs the program with `--json` and gives what it prints.
    pub fn json(&self, words: &str) -> serde_json::Value {
        let output = self.command(&format!("{words} --json")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words}: {said}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Sets a real store up, whose first account has MPN ID 1234567 and whose only person is whoever runs the tests.
    pub fn set_up(&self) {
        let template = self.command("setup --template").output().unwrap().stdout;
        std::fs::write(self.path("setup.toml"), template).unwrap();
        let done = self.run("setup --from setup.toml");
        assert!(done.starts_with("exit 0"), "{done}");
    }

    /// Starts a sandbox gateway as a process of its own, ready to be connected to.
    pub fn gateway(&self, options: &str) -> Gateway {
        let socket = self.path("gateway/socket");
        let words = format!("sandbox-gateway --dir ledger --socket gateway/socket {options}");
        let mut child = self.command(&words).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        // One line says that it listens; if it ends before, this ends too.
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        assert!(line.contains("is listening"), "{line}");
        Gateway { child, socket }
    }
}

/// Number of the order that the sample data holds.
pub const SEEDED: &str = "OD-9KD5-HYX0";

/// A sandbox gateway that runs until it is dropped.
pub struct Gateway {
    child: Child,
    socket: PathBuf,
}

impl Gateway {
    pub fn socket(&self) -> &Path {
        &self.socket
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

/// Words of a command line; a part in single quotes is one word.
fn split(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, part) in words.split('\'').enumerate() {
        if place % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    found
}
