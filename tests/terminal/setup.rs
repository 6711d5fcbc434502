//! A set-up that is left on the way, on a real terminal: it ends as a failure, and leaves no half-made store.

use std::path::Path;

use rustix::process::Signal;
use tempfile::TempDir;

use crate::pty::Pty;
use crate::{is_given_back, settings_of};

fn set_up(home: &TempDir, options: &[&str]) -> Pty {
    let pty = Pty::start(home.path(), options);
    pty.wait_for("To create it, enter");
    pty
}

/// It told that it was not finished, and nothing is left of it.
fn was_given_up(home: &Path, mut pty: Pty) {
    assert_eq!(pty.ended().code(), Some(1));
    pty.wait_for("The set-up wasn't finished. Nothing was saved.");
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    assert!(!home.join("offerdesk").exists());
}

#[test]
fn leaving_the_set_up_by_any_way_leaves_nothing_and_says_so() {
    let home = tempfile::tempdir().unwrap();
    let ways: [fn(&Pty); 4] = [
        |pty| pty.send(b"\x1b"),
        |pty| pty.send(b"\x03"),
        // Something was typed, so that the first one asks.
        |pty| {
            pty.type_text("Harbor Ltd");
            pty.wait_for("Harbor Ltd");
            pty.send(b"\x03");
            pty.wait_for("Keep editing");
            pty.send(b"\x03");
        },
        |pty| pty.signal(Signal::TERM),
    ];
    for leave in ways {
        for options in [&["setup"][..], &[]] {
            let pty = set_up(&home, options);
            leave(&pty);
            was_given_up(home.path(), pty);
        }
    }
}

#[test]
fn leaving_the_set_up_in_plain_mode_leaves_nothing_either() {
    let home = tempfile::tempdir().unwrap();
    let ways: [fn(&Pty); 3] = [
        |pty| pty.send(b"\x04"),
        |pty| pty.send(b"\x03"),
        |pty| pty.signal(Signal::HUP),
    ];
    for leave in ways {
        let pty = set_up(&home, &["setup", "--plain"]);
        leave(&pty);
        was_given_up(home.path(), pty);
    }
}

#[test]
fn a_terminal_that_is_closed_leaves_no_half_made_store() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = set_up(&home, &["setup"]);
    assert!(home.path().join("offerdesk").exists());
    pty.close_terminal();
    assert_eq!(pty.ended().code(), Some(1));
    assert!(!home.path().join("offerdesk").exists());
}

#[test]
fn accessible_in_the_environment_asks_for_plain_mode() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = Pty::start_in(
        &[("ACCESSIBLE", "1")],
        home.path(),
        &["demo", "--account", "1234567"],
    );
    pty.wait_for("Type a number from");
    pty.send(b"q\n");
    assert_eq!(pty.ended().code(), Some(0));
    assert!(!String::from_utf8(pty.bytes()).unwrap().contains('\x1b'));
    let mut pty = Pty::start_in(
        &[("ACCESSIBLE", "")],
        home.path(),
        &["demo", "--account", "1234567"],
    );
    pty.wait_for("Purchased offers");
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
}
