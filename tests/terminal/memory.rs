//! After a renewal, the memory of the running program holds neither the card's number nor its security code.
//!
//! Both are drawn for each run, so that nothing in the program can hold them by chance: the code is one that is
//! nowhere in its memory before.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use crate::pty::Pty;
use crate::{ENTER, SUBMIT, TAB, demo, plain};

/// Renews from the tile on, typing every key.
pub fn renew(pty: &Pty, number: &str, code: &str) {
    open_card_form(pty);
    pty.type_text(number);
    pty.send(TAB.as_bytes());
    pty.type_text("12/39\t");
    pty.type_text(code);
    pty.send(TAB.as_bytes());
    pty.type_text("Ada Byron\tUS\t98052");
    finish(pty);
}

/// The same, pasting what can be pasted.
fn renew_by_paste(pty: &Pty, number: &str, code: &str) {
    open_card_form(pty);
    let grouped = grouped(number);
    for value in [&grouped, "12/39", code, "Ada Byron", "US", "98052"] {
        pty.paste(value);
        pty.send(TAB.as_bytes());
    }
    finish(pty);
}

fn open_card_form(pty: &Pty) {
    pty.send(ENTER.as_bytes());
    pty.wait_for("Select your payment");
    pty.send(ENTER.as_bytes());
    pty.wait_for("Name on card");
}

fn finish(pty: &Pty) {
    pty.wait_for("98052");
    pty.send(SUBMIT);
    pty.wait_for("Bill-to address");
    pty.send(b" ");
    pty.wait_for("[x]");
    pty.send(b"b");
    pty.wait_for("Order confirmed");
}

#[test]
fn a_card_that_was_typed_is_nowhere_in_the_memory_of_the_program() {
    leaves_no_copy(renew);
}

#[test]
fn a_card_that_was_typed_in_plain_mode_is_nowhere_in_the_memory_of_the_program() {
    leaves_no_copy_on(plain::demo, plain::renew);
}

#[test]
fn a_card_that_was_typed_at_the_wrong_question_in_plain_mode_is_nowhere_in_the_memory_of_the_program() {
    let home = tempfile::tempdir().unwrap();
    let pty = plain::demo(&home);
    let number = american_express();
    // Long lines lie in memory that is not soon used for something else.
    let among = |words: usize| format!("{number} {}{number}", "Charge this card ".repeat(words));
    let lines = [number.clone(), grouped(&number), among(5), among(20), among(50)];
    for (times, typed) in (1..).zip(lines) {
        pty.send(format!("{typed}\n").as_bytes());
        pty.until("it is refused", || {
            let told = String::from_utf8_lossy(&pty.bytes()).into_owned();
            told.matches("There's no such choice").count() == times
                && told.trim_end().ends_with("Type a number from 1 to 16:")
        });
    }
    let Some(memory) = memory_of(&pty) else {
        return;
    };
    assert!(found(&memory, b"Aurora Cloud Works") > 0);
    assert_eq!(copies(&memory, &number), 0, "the number is still there");
    let (most, _) = number.split_at(11);
    assert_eq!(copies(&memory, most), 0, "most of the number is still there");
}

#[test]
fn a_card_that_was_pasted_is_nowhere_in_the_memory_of_the_program() {
    leaves_no_copy(renew_by_paste);
}

fn leaves_no_copy(renew: impl Fn(&Pty, &str, &str)) {
    leaves_no_copy_on(demo, renew);
}

fn leaves_no_copy_on(start: impl Fn(&tempfile::TempDir) -> Pty, renew: impl Fn(&Pty, &str, &str)) {
    let home = tempfile::tempdir().unwrap();
    let pty = start(&home);
    let Some(before) = memory_of(&pty) else {
        return;
    };
    let number = american_express();
    assert_eq!(copies(&before, &number), 0);
    let code = (0..1_000)
        .map(|_| digits(4))
        .find(|code| copies(&before, code) == 0 && !code.starts_with("0000"))
        .unwrap();
    // The search finds what is there: the name of the company, and digits as they are shown.
    assert!(found(&before, b"Aurora Cloud Works") > 0);
    drop(before);

    renew(&pty, &number, &code);
    let after = memory_of(&pty).unwrap();
    assert!(found(&after, b"Ada Byron") > 0, "the search finds what was typed");
    assert_eq!(copies(&after, &number), 0, "the number is still there");
    assert_eq!(copies(&after, &code), 0, "the security code is still there");
    let (most, last_four) = number.split_at(11);
    assert_eq!(copies(&after, most), 0, "most of the number is still there");
    assert!(pty.screen().contains(last_four), "{}", pty.screen());
    assert_eq!(copies(&pty.bytes(), most), 0, "the number was shown");
}

/// A valid number of fifteen digits, drawn.
fn american_express() -> String {
    let number = format!("37{}", digits(12));
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{number}{}", (10 - sum % 10) % 10)
}

fn digits(count: usize) -> String {
    let drawn = format!("{:020}", getrandom::u64().unwrap());
    drawn.chars().rev().take(count).collect()
}

/// As it is printed on the card.
fn grouped(digits: &str) -> String {
    let (first, rest) = digits.split_at(4);
    let (second, third) = rest.split_at(6);
    format!("{first} {second} {third}")
}

/// All writable memory of the program. `None` where the system lets nobody look into a process that forbade it,
/// which protects the card as well.
fn memory_of(pty: &Pty) -> Option<Vec<u8>> {
    let path = format!("/proc/{}", pty.pid());
    let memory = match File::open(format!("{path}/mem")) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            eprintln!("skipped: the system does not let this user look into the program's memory");
            return None;
        }
        opened => opened.unwrap(),
    };
    let maps = std::fs::read_to_string(format!("{path}/maps")).unwrap();
    let mut all = Vec::new();
    for (start, end) in maps.lines().filter_map(writable) {
        let mut block = vec![0; usize::try_from(end - start).unwrap()];
        let mut filled = 0;
        // Memory that was given back since the map was read cannot be read, and holds nothing.
        while let Ok(length @ 1..) = memory.read_at(&mut block[filled..], start + filled as u64) {
            filled += length;
        }
        block.truncate(filled);
        all.append(&mut block);
    }
    assert!(all.len() > 100_000, "memory was read");
    Some(all)
}

fn writable(line: &str) -> Option<(u64, u64)> {
    let (range, rest) = line.split_once(' ')?;
    let (start, end) = range.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).ok();
    rest.starts_with("rw").then_some((address(start)?, address(end)?))
}

/// How often digits are there: as text, as values, as characters of four bytes each, and as text in groups.
fn copies(memory: &[u8], digits: &str) -> usize {
    let text = digits.as_bytes();
    let values: Vec<u8> = text.iter().map(|digit| digit - b'0').collect();
    let wide: Vec<u8> = text
        .iter()
        .flat_map(|digit| u32::from(*digit).to_le_bytes())
        .collect();
    let mut found_all = found(memory, text) + found(memory, &values) + found(memory, &wide);
    if digits.len() > 10 {
        found_all += found(memory, grouped(digits).as_bytes());
    }
    found_all
}

fn found(memory: &[u8], what: &[u8]) -> usize {
    memchr::memmem::find_iter(memory, what).count()
}
