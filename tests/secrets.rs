//! Card numbers and security codes live between the form and the bank, and nowhere else: not in the store's files, in
//! drafts, in the bank's ledger, in logs, errors or panics, nor in the memory of the process after the charge.
//!
//! A process of its own renews with cards that no list knows: their digits are drawn when it starts, and kept in a
//! form that the search does not match, so that whatever is found was left behind by the desk. This one, which draws
//! the same digits from the same seed, searches what that process wrote.

#![cfg(target_os = "linux")]
// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "support/cards.rs"]
mod cards;
#[path = "support/chance.rs"]
mod chance;
#[path = "support/desk.rs"]
mod desk;
#[path = "secrets/log.rs"]
mod log;
#[path = "secrets/memory.rs"]
mod memory;
#[path = "secrets/other_numbers.rs"]
mod other_numbers;
#[path = "secrets/renewing.rs"]
mod renewing;
#[path = "support/said.rs"]
mod said;
#[path = "secrets/secret.rs"]
mod secret;
#[path = "secrets/typing.rs"]
mod typing;

use std::path::Path;
use std::process::Command;

use secret::Secret;

const FOLDER: &str = "OFFERDESK_TEST_SECRETS_FOLDER";
const SEED: &str = "OFFERDESK_TEST_SECRETS_SEED";

#[test]
fn no_number_or_code_of_a_card_outlives_its_charge() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let seed = std::env::var(SEED).unwrap().parse().unwrap();
        renewing::renew_and_search_memory(Path::new(&folder), &secret::all(seed));
        return;
    }
    let seed = getrandom::u64().unwrap();
    println!("{SEED}={seed}");
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "--nocapture",
            "no_number_or_code_of_a_card_outlives_its_charge",
        ])
        .env(FOLDER, folder.path())
        .env(SEED, seed.to_string())
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let (said, complained) = (&output.stdout, &output.stderr);
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(said),
        String::from_utf8_lossy(complained)
    );

    let secrets = secret::all(seed);
    for marker in [
        "what was said:",
        "SecretDigits(15 digits)",
        "placing again",
        "token: CardToken(",
    ] {
        let found = [said, complained]
            .iter()
            .any(|text| contains(text, marker.as_bytes()));
        assert!(found, "{marker:?} should be among what was said");
    }
    for (what, text) in [("standard output", said), ("standard error", complained)] {
        clean(what, text, &secrets);
    }
    let files = cards::files(folder.path());
    let is_there = |name: &str| {
        files
            .iter()
            .any(|(path, content)| path.ends_with(name) && !content.is_empty())
    };
    assert!(
        is_there("journal.0") && is_there("checkpoint.1") && is_there("ledger.jsonl"),
        "the store and the ledger were written"
    );
    for (path, content) in &files {
        clean(&path.display().to_string(), content, &secrets);
    }

    // The search finds what is there to be found.
    for secret in &secrets {
        assert!(secret.is_in(format!("<{}>", secret.number().as_str()).as_bytes()));
        assert!(secret.is_in(format!("{{{}}}", secret.code().as_str()).as_bytes()));
    }
}

fn clean(what: &str, bytes: &[u8], secrets: &[Secret]) {
    for (place, secret) in secrets.iter().enumerate() {
        assert!(
            !secret.is_in(bytes),
            "{what} holds number or code of card {place}"
        );
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
