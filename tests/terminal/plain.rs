//! Plain mode on a real terminal that cannot move its cursor: it stays as it was, and hides what is secret.

use rustix::process::Signal;
use rustix::termios::LocalModes;
use tempfile::TempDir;

use crate::pty::Pty;
use crate::{is_stopped, settings_of};

/// The demo on a dumb terminal.
pub fn demo(home: &TempDir) -> Pty {
    let pty = Pty::start_on("dumb", home.path(), &["demo", "--account", "1234567"]);
    pty.wait_for("Type a number from");
    pty
}

fn shows_what_is_typed(pty: &Pty) -> bool {
    pty.settings_now().local_modes.contains(LocalModes::ECHO)
}

/// Answers a question once it is the last thing that was said.
fn answer(pty: &Pty, question: &str, answer: &str) {
    pty.until(&format!("{question:?} is asked"), || {
        let screen = pty.screen();
        let last = screen.lines().rfind(|line| !line.trim().is_empty());
        last.is_some_and(|last| last.contains(question))
    });
    pty.send(format!("{answer}\n").as_bytes());
}

/// Renews from the tiles on.
pub fn renew(pty: &Pty, number: &str, code: &str) {
    answer(pty, "Type a number from 1 to 16:", "1");
    answer(pty, "Type a number from 1 to 3:", "1");
    answer(pty, "Card number:", number);
    answer(pty, "Expiration (MM/YY):", "12/39");
    answer(pty, "Security code:", code);
    answer(pty, "Name on card:", "Ada Byron");
    answer(pty, "Card's country (currently United States):", "US");
    answer(pty, "Card's postal code:", "98052");
    answer(pty, "Type a number from 1 to 4:", "no");
    answer(pty, "Type a number from 1 to 9:", "submit");
    answer(pty, "Type a number from 1 to 6:", "yes");
    answer(pty, "Type a number from 1 to 6:", "buy");
    pty.wait_for("Type b to go back");
}

#[test]
fn a_dumb_terminal_gets_plain_mode_and_no_escape_sequence() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    let told = String::from_utf8(pty.bytes()).unwrap();
    assert!(told.contains("This terminal can't show screens"), "{told}");
    renew(&pty, "4242424242424242", "737");
    answer(&pty, "Type b to go back", "b");
    pty.wait_for("Type a number from 1 to 16:");
    pty.send(b"q\n");
    assert_eq!(pty.ended().code(), Some(0));
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    let bytes = String::from_utf8(pty.bytes()).unwrap();
    assert!(!bytes.contains('\u{1b}'), "{bytes:?}");
    assert!(
        !bytes.contains("4242424242424242") && !bytes.contains("737"),
        "{bytes}"
    );
    assert!(bytes.contains("Order confirmed."), "{bytes}");
}

#[test]
fn what_is_secret_is_hidden_while_it_is_asked_for_and_only_then() {
    let home = tempfile::tempdir().unwrap();
    for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT] {
        let mut pty = demo(&home);
        pty.send(b"1\n");
        pty.until("the wizard is open", || {
            let screen = pty.screen();
            screen.contains("Type a number from 1 to 3:") || screen.contains("Card number:")
        });
        if !pty.screen().contains("Card number:") {
            assert!(shows_what_is_typed(&pty));
            pty.send(b"1\n");
        }
        pty.wait_for("Card number:");
        pty.until("it is hidden", || !shows_what_is_typed(&pty));
        pty.send(b"\n");
        pty.wait_for("Expiration (MM/YY)");
        pty.until("it is shown", || shows_what_is_typed(&pty));
        pty.send(b"12/39\n");
        pty.wait_for("Security code:");
        pty.until("it is hidden again", || !shows_what_is_typed(&pty));
        pty.signal(signal);
        assert_eq!(pty.ended().code(), Some(0), "{signal:?}");
        assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    }
    let pty = demo(&home);
    pty.send(b"1\n");
    pty.wait_for("Card number:");
    pty.send(b"\n");
    pty.wait_for("Expiration (MM/YY) (currently 12/39):");
}

#[test]
fn going_on_without_a_stop_that_was_asked_for_shows_what_is_typed_again_after_the_secret() {
    let home = tempfile::tempdir().unwrap();
    for is_stopped_first in [true, false] {
        let mut pty = demo(&home);
        answer(&pty, "Type a number from 1 to 16:", "1");
        if is_stopped_first {
            answer(&pty, "Type a number from 1 to 3:", "1");
        }
        pty.wait_for("Card number:");
        pty.until("it is hidden", || !shows_what_is_typed(&pty));
        if is_stopped_first {
            pty.signal(Signal::STOP);
            pty.until("it is stopped", || is_stopped(&pty));
        }
        // What the program sets anew tells that it noticed.
        pty.set(|settings| settings.local_modes.remove(LocalModes::ECHONL));
        pty.signal(Signal::CONT);
        pty.until("it is set anew", || {
            pty.settings_now().local_modes.contains(LocalModes::ECHONL)
        });
        assert!(!shows_what_is_typed(&pty));
        answer(&pty, "Card number:", "4242424242424242");
        pty.wait_for("Expiration (MM/YY):");
        pty.until("it is shown again", || shows_what_is_typed(&pty));
        pty.signal(Signal::TERM);
        assert_eq!(pty.ended().code(), Some(0));
        assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    }
}

#[test]
fn a_kept_theme_and_a_keymap_with_mistakes_keep_nobody_out_of_plain_mode() {
    let home = tempfile::tempdir().unwrap();
    let settings = home.path().join("settings/offerdesk");
    let theme = settings.join("themes/harbor.toml");
    std::fs::create_dir_all(settings.join("themes")).unwrap();
    std::fs::write(&theme, "inherits = \"dark\"\n").unwrap();
    let mut pty = crate::demo(&home);
    pty.send(b"T");
    pty.wait_for("harbor");
    pty.send(b"G\r");
    pty.wait_for("Your theme was saved");
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(0));

    let keymap = settings.join("keymap.toml");
    for (file, wrong) in [
        (&theme, "inherits = 1\n"),
        (&keymap, "[keys]\nbuy = [\"ctrl-i\"]\n"),
    ] {
        std::fs::write(file, wrong).unwrap();
        let mut pty = Pty::start(home.path(), &["demo", "--account", "1234567"]);
        assert_eq!(pty.ended().code(), Some(2), "a screen needs {}", file.display());
        for (term, options) in [
            ("dumb", &["demo", "--account", "1234567"][..]),
            ("xterm", &["demo", "--account", "1234567", "--plain"]),
        ] {
            let mut pty = Pty::start_on(term, home.path(), options);
            pty.wait_for("Type a number from");
            pty.send(b"q\n");
            assert_eq!(pty.ended().code(), Some(0));
        }
    }
}

#[test]
fn ctrl_z_at_a_secret_stops_and_coming_back_asks_again_and_hides_again() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    answer(&pty, "Type a number from 1 to 16:", "1");
    answer(&pty, "Type a number from 1 to 3:", "1");
    pty.wait_for("Card number:");
    pty.until("it is hidden", || !shows_what_is_typed(&pty));
    pty.send(b"4242\x1a");
    pty.until("it is stopped", || is_stopped(&pty));
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
    pty.signal(Signal::CONT);
    pty.until("it asks again", || {
        pty.screen().matches("Card number:").count() == 2
    });
    pty.until("it is hidden", || !shows_what_is_typed(&pty));
    pty.send(b"4242424242424242\n");
    pty.wait_for("Expiration (MM/YY):");
    // Ctrl-C leaves from a secret, too.
    pty.send(b"12/39\n");
    pty.wait_for("Security code:");
    pty.until("it is hidden", || !shows_what_is_typed(&pty));
    pty.send(b"7\x03");
    assert_eq!(pty.ended().code(), Some(0));
    assert_eq!(settings_of(&pty.settings_now()), settings_of(&pty.settings));
}
