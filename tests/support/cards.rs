//! Card numbers as people type them, and the search for them in whatever was kept, sent or said.

#![allow(dead_code)]
// Each test binary uses another part of it.
// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use offerdesk::domain::numeral;

use crate::chance::Chance;

/// Prefixes of brands with the number of digits of their cards.
const BRANDS: [(&str, usize); 6] = [
    ("4", 16),
    ("5123", 16),
    ("37", 15),
    ("3000", 14),
    ("6304", 19),
    ("3530", 17),
];

/// What types numbers: each has its share of `OFFERDESK_TEST_CARD_ACTIONS`.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Use cases.
    Services,
    /// Keys in the real loop.
    Screens,
    /// Processes of the real program.
    Commands,
}

/// How often this kind types a number: its share of the long form, which is 70, 20 and 10 percent, or its short form.
pub fn actions(kind: Kind, short: u64) -> u64 {
    let percent = match kind {
        Kind::Services => 70,
        Kind::Screens => 20,
        Kind::Commands => 10,
    };
    number("OFFERDESK_TEST_CARD_ACTIONS").map_or(short, |all| (all * percent / 100).max(1))
}

/// Another one each time, unless `OFFERDESK_TEST_CARD_SEED` says which; printed, so that a failure can be repeated.
pub fn seed() -> u64 {
    let seed = number("OFFERDESK_TEST_CARD_SEED").unwrap_or_else(|| getrandom::u64().unwrap());
    println!("OFFERDESK_TEST_CARD_SEED={seed}");
    seed
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// The numbers that were typed so far.
#[derive(Default)]
pub struct Numbers(HashSet<String>);

impl Numbers {
    /// Another valid number, as somebody types it.
    pub fn typed(&mut self, chance: &mut Chance) -> String {
        let number = draw(chance);
        let text = typed(chance, &number);
        self.0.insert(number);
        text
    }

    /// Another one, of digits alone: what a path or a name can hold.
    pub fn plain(&mut self, chance: &mut Chance) -> String {
        let number = draw(chance);
        self.0.insert(number.clone());
        number
    }

    /// Which of them a text has, with at most three other signs between two digits.
    pub fn found_in(&self, text: &str) -> Option<String> {
        let mut runs = vec![String::new()];
        let mut others = 0;
        for c in text.chars() {
            match numeral::digit(c) {
                Some(digit) => {
                    if others > 3 {
                        runs.push(String::new());
                    }
                    runs.last_mut().unwrap().push(digit);
                    others = 0;
                }
                // Nobody sees these, and so they part nothing.
                None if matches!(c, '\u{200b}' | '\u{ad}' | '\u{2060}') => {}
                None => others += 1,
            }
        }
        for run in runs {
            for length in [14, 15, 16, 17, 19] {
                let mut places = (0..run.len()).filter_map(|from| run.get(from..from + length));
                if let Some(found) = places.find(|piece| self.0.contains(*piece)) {
                    return Some(found.to_owned());
                }
            }
        }
        None
    }

    /// Insists that no file of a folder, and no name of one, holds any of them.
    pub fn are_in_no_file(&self, folder: &Path) {
        assert_eq!(self.file_with_one(folder), None);
    }

    fn file_with_one(&self, folder: &Path) -> Option<String> {
        files(folder).into_iter().find_map(|(path, content)| {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            let found = self
                .found_in(&name)
                .or_else(|| self.found_in(&String::from_utf8_lossy(&content)))?;
            Some(format!("{found} in {name}"))
        })
    }

    /// The search finds what is there to be found.
    pub fn can_be_found(&self) {
        let some = self.0.iter().next().expect("numbers were typed");
        let spread: String = some.chars().flat_map(|digit| [digit, ',']).collect();
        for text in [some, &spread, &format!("<{some}>"), &format!("x{some}\n")] {
            assert!(self.found_in(text).is_some(), "{text}");
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("x"), [b"\0\xff", some.as_bytes()].concat()).unwrap();
        assert!(
            self.file_with_one(folder.path()).is_some(),
            "a file that holds one"
        );
    }
}

/// A valid card number.
fn draw(chance: &mut Chance) -> String {
    let (prefix, length) = *chance.one_of(&BRANDS);
    let mut digits = prefix.to_owned();
    while digits.len() < length - 1 {
        digits.push(char::from(b'0' + u8::try_from(chance.below(10)).unwrap()));
    }
    let passes = |digits: &str| {
        let sum: u32 = digits
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, byte)| {
                let digit = u32::from(byte - b'0') * if place % 2 == 0 { 1 } else { 2 };
                digit / 10 + digit % 10
            })
            .sum();
        sum.is_multiple_of(10)
    };
    let last = (0..10).find(|last| passes(&format!("{digits}{last}"))).unwrap();
    format!("{digits}{last}")
}

/// The same as somebody types it.
fn typed(chance: &mut Chance, number: &str) -> String {
    let signs = [" ", "-", ".", ",", "/", "\u{a0}", "\u{2009}", "–", "\u{200b}", ""];
    let sign = *chance.one_of(&signs);
    let every = 1 + usize::try_from(chance.below(6)).unwrap();
    let wide = chance.below(5) == 0;
    let mut text = String::new();
    for (place, digit) in number.chars().enumerate() {
        if place > 0 && place % every == 0 {
            text.push_str(sign);
        }
        let shifted = u32::from(digit) + if wide { 0xfee0 } else { 0 };
        text.push(char::from_u32(shifted).unwrap());
    }
    match chance.below(3) {
        0 => text,
        1 => format!("my card: {text}"),
        _ => format!("{text}; thanks"),
    }
}

/// All files of a folder and of those in it.
pub fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            files.extend(self::files(&entry.path()));
        } else if kind.is_file() {
            files.push((entry.path(), std::fs::read(entry.path()).unwrap()));
        }
    }
    files
}
