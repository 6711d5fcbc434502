//! The question that comes before the screen where the store was last changed long ago.

use std::path::PathBuf;

use offerdesk::domain::audit::AuditAction;
use tempfile::TempDir;

use crate::old_store::{set_up_on, system_audit};
use crate::pty::Pty;
use crate::{MODES, is_given_back, last_of, settings_of};

const QUESTION: &str = "Is today's date right? (y/N)";

/// A home whose real store was last changed on a day.
fn home_of(day: &str) -> (TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    let store = home.path().join("offerdesk/store");
    std::fs::create_dir(home.path().join("offerdesk")).unwrap();
    set_up_on(&store, day.parse().unwrap());
    (home, store)
}

fn accepted(store: &std::path::Path) -> usize {
    let audit = system_audit(store);
    let accepted = audit
        .iter()
        .filter(|entry| entry.action == AuditAction::DayAccepted);
    // The person who was asked, not only the folder's owner.
    accepted.inspect(|entry| assert!(entry.actor.is_some())).count()
}

/// The screen was not taken.
fn asks(pty: &Pty) {
    pty.wait_for(QUESTION);
    assert!(pty.screen().contains("February 29, 2020"), "{}", pty.screen());
    assert_eq!(last_of(pty, MODES[0].0), None);
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
}

#[test]
fn the_desk_asks_before_it_takes_the_screen_and_only_once() {
    let (home, store) = home_of("2020-02-29");
    let mut pty = Pty::start(home.path(), &[]);
    asks(&pty);
    pty.send(b"y\n");
    pty.wait_for("Offers available for purchase");
    assert!(pty.on_alternate_screen());
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
    assert_eq!(accepted(&store), 1);

    let mut pty = Pty::start(home.path(), &[]);
    pty.wait_for("Offers available for purchase");
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));
    assert!(!String::from_utf8_lossy(&pty.bytes()).contains(QUESTION));
    assert_eq!(accepted(&store), 1);
}

#[test]
fn anything_but_yes_opens_nothing_and_changes_nothing() {
    let (home, store) = home_of("2020-02-29");
    for answer in ["\n", "n\n", "what\n", "\x04"] {
        let mut pty = Pty::start(home.path(), &[]);
        asks(&pty);
        pty.send(answer.as_bytes());
        assert_eq!(pty.ended().code(), Some(1), "{answer:?}");
        pty.wait_for("you didn't confirm today's date");
        assert_eq!(last_of(&pty, MODES[0].0), None);
        assert_eq!(accepted(&store), 0);
    }
}

#[test]
fn plain_mode_asks_too_and_in_the_language_of_the_person() {
    let (home, store) = home_of("2020-02-29");
    let mut pty = Pty::start(home.path(), &["--plain", "--lang", "pl"]);
    pty.wait_for("Czy dzisiejsza data jest prawidłowa? (t/N)");
    pty.send(b"t\n");
    pty.wait_for("Wpisz liczbę od");
    pty.send(b"q\n");
    assert_eq!(pty.ended().code(), Some(0));
    assert_eq!(accepted(&store), 1);
}

/// The store goes on being read, and says what is wrong when something is to be saved.
#[test]
fn a_desk_whose_clock_is_behind_is_opened_without_a_question() {
    let (home, store) = home_of("2099-12-31");
    let mut pty = Pty::start(home.path(), &[]);
    pty.wait_for("Offers available for purchase");
    pty.send(b"q");
    assert_eq!(pty.ended().code(), Some(0));
    assert_eq!(accepted(&store), 0);
}
