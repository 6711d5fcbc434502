//! What is typed into a form and kept as a draft is there again after the program was killed.

use std::path::Path;

use rustix::process::Signal;

use crate::pty::Pty;

/// Whether any file of a folder holds a text.
fn holds(folder: &Path, text: &str) -> bool {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).any(|path| {
        if path.is_dir() {
            return holds(&path, text);
        }
        // What is tidied away meanwhile holds nothing.
        let bytes = std::fs::read(&path).unwrap_or_default();
        memchr::memmem::find(&bytes, text.as_bytes()).is_some()
    })
}

/// Types a text that stands nowhere else, leaves the field, and kills the program once the draft is at rest.
fn kill_after_typing(pty: &mut Pty, home: &Path, text: &str) {
    assert!(!holds(home, text));
    pty.type_text(text);
    pty.wait_for(text);
    pty.send(b"\t");
    pty.until("the draft is at rest", || holds(home, text));
    pty.signal(Signal::KILL);
    assert_eq!(pty.ended().code(), None, "it was killed");
}

fn check(person: &str, first: &str, to_form: fn(&Pty), text: &str) {
    let home = tempfile::tempdir().unwrap();
    let start = || {
        let pty = Pty::start(home.path(), &["demo", "--account", "1234567", "--as", person]);
        pty.wait_for(first);
        to_form(&pty);
        pty
    };
    let mut pty = start();
    kill_after_typing(&mut pty, home.path(), text);
    let pty = start();
    pty.wait_for("Your draft from");
    pty.wait_for(text);
}

#[test]
fn a_profile_that_was_being_typed_when_the_program_was_killed_is_there_again() {
    let to_form = |pty: &Pty| {
        pty.send(b"p");
        pty.wait_for("15250 NE Alder Street");
        pty.send(b"\x1b[F");
    };
    check(
        "dana.whitfield@example.com",
        "Purchased offers",
        to_form,
        " Lanternfish",
    );
}

#[test]
fn a_payment_that_was_being_typed_when_the_program_was_killed_is_there_again() {
    let to_form = |pty: &Pty| {
        pty.send(b"\x1b[B\r");
        pty.wait_for("Payer's reference");
    };
    check("fiona.grant@seller.example", "Harbor Point", to_form, "475.0731");
}
