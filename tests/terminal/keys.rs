//! Keys as terminals and scripts really send them: before the first frame, as line feeds, in a paste whose end got lost,
//! and after something else wrote on the screen.

use crate::pty::Pty;
use crate::{demo, is_given_back, to_name};

/// The field with the focus, in the wizard's card form.
fn card_form(pty: &Pty) {
    pty.send(b"\r");
    pty.wait_for("Select your payment");
    pty.send(b"\r");
    pty.wait_for("Name on card");
    to_name(pty);
}

#[test]
fn two_enters_before_the_first_frame_are_not_lost_and_the_digit_behind_them_opens_no_screen() {
    let home = tempfile::tempdir().unwrap();
    let pty = Pty::start(home.path(), &["demo", "--account", "1234567"]);
    // To the wizard, to its card form, and into its first field. The terminal is the shell's as long as that takes.
    pty.send(b"\r\r4");
    pty.until("the digit is typed", || {
        let screen = pty.screen();
        let row = screen.lines().find(|row| row.contains("Card number"));
        row.is_some_and(|row| row.contains('•'))
    });
}

#[test]
fn a_line_feed_is_enter() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(&home);
    pty.send(b"\n");
    pty.wait_for("Select your payment");
    pty.send(b"\r\n");
    pty.wait_for("Name on card");
}

#[test]
fn a_paste_without_its_end_is_over_after_a_silence_and_ctrl_c_leaves_another_one() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = demo(&home);
    card_form(&pty);
    pty.send(b"\x1b[200~Ada");
    pty.wait_for("Ada");
    pty.type_text(" B");
    pty.wait_for("Ada B");
    pty.send(b"\x1b[200~swallowed");
    pty.send(b"\x03");
    assert_eq!(pty.ended().code(), Some(0));
    is_given_back(&pty);
}

/// What another program writes on the terminal, past ours.
fn wall(pty: &Pty) {
    pty.write_on_it("\r\n\r\nBroadcast message: the building closes at six\r\n\r\n\r\n\r\n\x1b[?2004l");
    pty.wait_for("Broadcast message");
}

#[test]
fn ctrl_l_heals_what_a_message_to_all_scrolled_away_also_in_fields_and_dialogs() {
    let home = tempfile::tempdir().unwrap();
    let pty = demo(&home);
    let rows = |pty: &Pty| -> Vec<String> {
        pty.screen()
            .lines()
            .map(|row| row.trim_end().to_owned())
            .collect()
    };
    let heals = |pty: &Pty| {
        let before = rows(pty);
        wall(pty);
        assert_ne!(rows(pty), before);
        pty.send(b"\x0c");
        pty.until("everything is as it was", || rows(pty) == before);
    };
    // The footer is drawn last.
    pty.wait_for("x Cancel subscription");
    heals(&pty);
    card_form(&pty);
    pty.type_text("Ada");
    pty.wait_for("Ada");
    heals(&pty);
    // The paste's marks are asked for again, too.
    pty.paste(" Byron\r\x03");
    pty.wait_for("Ada Byron");
    pty.send(b"\x10");
    pty.wait_for("Commands");
    heals(&pty);
}
