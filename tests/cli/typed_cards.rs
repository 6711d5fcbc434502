//! Card numbers given to the real program: as every argument, in every file that it reads, in what it is answered. None
//! is printed, and none is in any file that it leaves.
//!
//! `OFFERDESK_TEST_CARD_ACTIONS=10000` makes it as many as one likes, `OFFERDESK_TEST_CARD_SEED` the same ones again.

use std::fs;
use std::process::{Output, Stdio};

use clap::CommandFactory;
use offerdesk::cli::args::Args;

use crate::card_numbers::{self, Kind, Numbers};
use crate::cards::ways;
use crate::chance::Chance;
use crate::support::{CARD, Home, TODAY};

/// The files of a catalog.
const CATALOG: [&str; 5] = [
    "countries.toml",
    "markets.toml",
    "offers.toml",
    "terms.toml",
    "problems.toml",
];

const KEYS: &str = "[keys]\nquit = [\"q\"]\n";
const THEME: &str = "inherits = \"default\"\n[styles.text]\nfg = \"red\"\n";
const NOTE: &str = "The invoice of May\nshows our former street.\n";

struct Typist {
    home: Home,
    chance: Chance,
    numbers: Numbers,
    refused: usize,
}

impl Typist {
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.chance.below(u64::try_from(limit).unwrap())).unwrap()
    }

    /// Runs the program; what it prints holds no number.
    fn run(&mut self, words: &[&str], input: &str) -> Output {
        use std::io::Write as _;
        let mut child = self
            .home
            .command("")
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input may be gone before all of it is written.
        let _unread = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            let said = String::from_utf8_lossy(bytes);
            assert_eq!(self.numbers.found_in(&said), None, "{words:?}: {said}");
            assert!(!said.contains("panicked"), "{words:?}: {said}");
        }
        if String::from_utf8_lossy(&output.stderr).contains("card number") {
            self.refused += 1;
        }
        output
    }

    /// A text with a number in it: in place of a value, behind one, or in a line of its own.
    fn spoiled(&mut self, text: &str) -> String {
        let number = self.numbers.typed(&mut self.chance);
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let place = self.below(lines.len());
        let line = &mut lines[place];
        let before = match (self.chance.below(4), line.find('"')) {
            (0 | 1, Some(quote)) => quote + 1,
            (2, _) => 0,
            _ => line.len(),
        };
        // Digits right behind it would make it a longer number, which may be anything.
        let behind = if line.as_bytes().get(before).is_some_and(u8::is_ascii_digit) {
            " is my card; "
        } else {
            ""
        };
        let sign = if before == line.len() { " # " } else { "" };
        line.insert_str(before, &format!("{sign}{number}{behind}"));
        lines.join("\n") + "\n"
    }

    /// One argument of one command.
    fn argument(&mut self, turn: usize) {
        let mut found = Vec::new();
        ways(&Args::command(), &[], &mut found);
        let (words, _) = &found[turn % found.len()];
        let number = self.numbers.typed(&mut self.chance);
        let (last, words) = words.split_last().unwrap();
        assert!(last.starts_with("5555"));
        let mut words = words.to_vec();
        let is_option = words.last().is_some_and(|word| word.starts_with("--"));
        match self.chance.below(3) {
            0 if is_option => words.last_mut().unwrap().extend(["=", &number]),
            1 => words.push(format!("given/{number}.txt")),
            _ => words.push(number),
        }
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = self.run(&words, "");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }

    /// One file that a command reads.
    fn file(&mut self, turn: usize) {
        let of = |home: &Home, words: &str| {
            String::from_utf8(home.command(words).output().unwrap().stdout).unwrap()
        };
        let demo = format!("--demo --today {TODAY}");
        let name = CATALOG[turn % CATALOG.len()];
        let (text, words) = match turn % 9 {
            0 => (
                of(&self.home, "setup --template"),
                "--store other setup --from given/text",
            ),
            1 => (of(&self.home, "setup --template"), "--store other setup --from -"),
            2 => (
                of(&self.home, &format!("{demo} seller show --toml")),
                "seller edit --from given/text",
            ),
            3 => (
                of(&self.home, &format!("{demo} catalog show --file {name}")),
                "catalog check given",
            ),
            4 => (
                of(&self.home, &format!("{demo} catalog show --file {name}")),
                "catalog adopt given",
            ),
            5 => (KEYS.to_owned(), "--keymap given/text keys"),
            6 => (THEME.to_owned(), "--theme given/text"),
            7 => (
                NOTE.to_owned(),
                "requests new --account 1234567 --problem something-else --title x --description-file given/text",
            ),
            _ => (
                NOTE.to_owned(),
                "requests new --account 1234567 --problem something-else --title x --description-file -",
            ),
        };
        let text = self.spoiled(&text);
        fs::create_dir(self.home.path("given")).unwrap();
        for other in CATALOG {
            let text = of(&self.home, &format!("{demo} catalog show --file {other}"));
            fs::write(self.home.path("given").join(other), text).unwrap();
        }
        let place = if words.starts_with("catalog") {
            name
        } else {
            "text"
        };
        fs::write(self.home.path("given").join(place), &text).unwrap();
        let mut all: Vec<&str> = Vec::new();
        if !words.contains("setup") {
            all.extend(demo.split(' '));
        }
        all.extend(words.split(' '));
        if self.chance.below(2) == 0 {
            all.push("--json");
        }
        let output = self.run(&all, &text);
        assert_ne!(output.status.code(), Some(0), "{all:?} took it:\n{text}");
        fs::remove_dir_all(self.home.path("given")).unwrap();
    }

    /// The six lines of a card: the number where it belongs, or where something else does.
    fn card(&mut self) {
        let number = self.numbers.plain(&mut self.chance);
        let mut lines: Vec<&str> = CARD.lines().collect();
        let place = self.below(lines.len());
        lines[place] = &number;
        let card = lines.join("\n") + "\n";
        let offer = *self.chance.one_of(&["action-pack", "gold"]);
        let how = if offer == "gold" { "subscribe" } else { "renew" };
        let words = format!(
            "--demo --today {TODAY} {how} --account 1234567 --offer {offer} --accept-terms 2026-1 --yes --keep-card \
             --card-stdin"
        );
        self.run(&words.split_whitespace().collect::<Vec<_>>(), &card);
    }

    /// Questions that are answered with numbers, line by line: the desk, or the set-up of another store.
    fn conversation(&mut self) {
        let words: &[&str] = match self.chance.below(3) {
            0 => &["--store", "other", "setup", "--plain"],
            1 => &["--demo", "--today", TODAY, "--plain"],
            _ => &["--demo", "--today", TODAY, "orders", "cancel", "OD-9KD5-HYX0"],
        };
        let mut lines = String::new();
        for _ in 0..12 {
            let line = match self.chance.below(3) {
                0 => (*self
                    .chance
                    .one_of(&["1", "2", "3", "4", "5", "?", "", "s", "n", "p"]))
                .to_owned(),
                _ => self.numbers.typed(&mut self.chance),
            };
            lines.push_str(&line);
            lines.push('\n');
        }
        self.run(words, &lines);
    }
}

#[test]
fn card_numbers_given_to_every_command_are_neither_printed_nor_kept() {
    let mut typist = Typist {
        home: Home::new(),
        chance: Chance::new(card_numbers::seed()),
        numbers: Numbers::default(),
        refused: 0,
    };
    let actions = card_numbers::actions(Kind::Commands, 48);
    let from = typist.below(1_000);
    for turn in 0..usize::try_from(actions).unwrap() {
        let place = from + turn / 4;
        match turn % 4 {
            0 => typist.argument(place),
            1 => typist.file(place),
            2 => typist.card(),
            _ => typist.conversation(),
        }
    }
    let demo = ["--demo", "--today", TODAY];
    for words in [
        &["store", "backup", "backup.tar"][..],
        &["orders", "list", "--json"],
        &["cards", "list", "--account", "1234567"],
        &["store", "check"],
    ] {
        let output = typist.run(&[&demo[..], words].concat(), "");
        assert!(output.status.success(), "{words:?}: {output:?}");
    }
    assert!(
        typist.refused >= usize::try_from(actions / 3).unwrap(),
        "{} refusals",
        typist.refused
    );
    typist.numbers.are_in_no_file(&typist.home.path(""));
    typist.numbers.can_be_found();
    println!("{actions} actions, {} refused as a card number", typist.refused);
}
