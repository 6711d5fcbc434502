//! Questions of commands on a real terminal: a secret is not shown, and whatever happens at a question gives the terminal
//! back at once.

use std::cell::RefCell;
use std::os::unix::net::UnixListener;

use rustix::process::Signal;
use rustix::termios::LocalModes;
use tempfile::TempDir;

use crate::pty::Pty;
use crate::{is_stopped, settings_of};

/// The renewal of the demo's offer, by a card that is asked for.
fn renew(home: &TempDir) -> Pty {
    renew_with(home, &[])
}

fn renew_with(home: &TempDir, options: &[&str]) -> Pty {
    let words = "--demo renew --account 1234567 --offer action-pack --card-prompt --accept-terms 2026-1";
    let words: Vec<&str> = words.split(' ').chain(options.iter().copied()).collect();
    Pty::start(home.path(), &words)
}

fn shows_what_is_typed(pty: &Pty) -> bool {
    pty.settings_now().local_modes.contains(LocalModes::ECHO)
}

/// Waits until the card's number is asked for, and hidden.
fn is_at_the_number(pty: &Pty) {
    pty.wait_for("Card number (not shown):");
    assert!(!shows_what_is_typed(pty));
}

/// It ended at a question, said so, and left the terminal as it was.
fn has_left(mut pty: Pty) {
    assert_eq!(pty.ended().code(), Some(1));
    pty.wait_for("You stopped at a question. Nothing was changed.");
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
}

/// The answers behind the number, up to the question whether to buy.
fn answer_the_rest(pty: &Pty) {
    for (question, answer) in [
        ("Expiration", "12/39\n"),
        ("Security code", "737\n"),
        ("Name on card", "Ada Byron\n"),
        ("Card's country", "US\n"),
        ("Card's postal code", "98052\n"),
    ] {
        pty.wait_for(question);
        pty.until("the answer is shown where it is no secret", || {
            shows_what_is_typed(pty) == (question != "Security code")
        });
        pty.send(answer.as_bytes());
    }
    pty.wait_for("(y/n)");
}

#[test]
fn ctrl_c_at_a_hidden_question_leaves_at_once_and_the_store_is_free() {
    let home = tempfile::tempdir().unwrap();
    let pty = renew(&home);
    is_at_the_number(&pty);
    // In the middle of a line: nobody has to press Enter first.
    pty.send(b"4242");
    pty.send(b"\x03");
    has_left(pty);
    drop(crate::demo(&home));
}

#[test]
fn ctrl_c_at_a_question_whose_answer_is_shown_leaves_as_well() {
    let home = tempfile::tempdir().unwrap();
    let pty = renew(&home);
    is_at_the_number(&pty);
    pty.send(b"4242424242424242\n");
    pty.wait_for("Expiration");
    pty.send(b"\x03");
    has_left(pty);
    let pty = renew(&home);
    is_at_the_number(&pty);
    pty.send(b"4242424242424242\n");
    answer_the_rest(&pty);
    pty.send(b"\x03");
    has_left(pty);
}

#[test]
fn every_signal_at_a_hidden_question_gives_the_terminal_back() {
    let home = tempfile::tempdir().unwrap();
    for signal in [
        Signal::TERM,
        Signal::HUP,
        Signal::QUIT,
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::XCPU,
    ] {
        let pty = renew(&home);
        is_at_the_number(&pty);
        pty.signal(signal);
        has_left(pty);
    }
}

#[test]
fn ctrl_z_at_a_hidden_question_stops_and_coming_back_asks_again_and_hides_again() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = renew(&home);
    is_at_the_number(&pty);
    pty.send(b"4242");
    pty.send(b"\x1a");
    pty.until("it is stopped", || is_stopped(&pty));
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    pty.signal(Signal::CONT);
    pty.until("it asks again", || {
        pty.screen().matches("Card number (not shown):").count() == 2
    });
    pty.until("it is hidden", || !shows_what_is_typed(&pty));
    pty.send(b"4242424242424242\n");
    answer_the_rest(&pty);
    pty.send(b"y\n");
    assert_eq!(pty.ended().code(), Some(0));
    pty.wait_for("was charged to Visa ending in 4242");
    let bytes = String::from_utf8(pty.bytes()).unwrap();
    assert!(!bytes.contains("42424242") && !bytes.contains("737"), "{bytes}");
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
}

#[test]
fn ctrl_c_ends_a_command_that_has_asked_and_waits_for_a_silent_bank() {
    let home = tempfile::tempdir().unwrap();
    // A bank that takes calls and says nothing.
    let socket = home.path().join("bank");
    let bank = UnixListener::bind(&socket).unwrap();
    bank.set_nonblocking(true).unwrap();
    let mut pty = renew_with(&home, &["--gateway", socket.to_str().unwrap()]);
    is_at_the_number(&pty);
    pty.send(b"4242424242424242\n");
    answer_the_rest(&pty);
    // What it was asked for before is not the charge: who it is, for one.
    let calls = RefCell::new(Vec::new());
    while let Ok((call, _)) = bank.accept() {
        calls.borrow_mut().push(call);
    }
    pty.send(b"y\n");
    pty.until("the bank is called", || {
        let call = bank.accept().ok();
        let is_called = call.is_some();
        calls.borrow_mut().extend(call.map(|(call, _)| call));
        is_called
    });
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(130));
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
}

/// The incident: a card number that was typed where the expiry was asked for was shown, and the questions went on.
#[test]
fn a_card_number_typed_in_sight_is_told_at_once() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = renew(&home);
    is_at_the_number(&pty);
    pty.send(b"4242424242424242\n");
    pty.wait_for("Expiration");
    pty.send(b"4242 4242 4242 4242\n");
    assert_ne!(pty.ended().code(), Some(0));
    pty.wait_for("Expiration");
    assert!(!pty.screen().contains("Security code"), "{}", pty.screen());
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
}
