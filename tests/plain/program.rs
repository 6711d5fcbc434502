//! The real program with its input out of a pipe: no terminal, no escape sequence, every answer in step.

use crate::cli::Home;
use crate::{GOOD, hold};

fn lines(lines: &[&str]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

#[test]
fn a_new_store_is_set_up_and_opened() {
    let home = Home::new();
    let typed = lines(&[
        // The seller.
        "Nordlicht GmbH",
        "Am Sandtorkai 77",
        "",
        "Hamburg",
        "2045",
        "germany",
        "",
        "EUR",
        "Musterbank",
        "DE89 3704 0044 0532 0130 00",
        "MUSTDEHHXXX",
        "next",
        "20457",
        "next",
        // The first account.
        "1234567",
        "Aurora Cloud Works LLC",
        "Lindwurmstr. 8",
        "",
        "München",
        "80337",
        "de",
        "",
        "Ada Byron",
        "ada@example.com",
        "+49 89 5550100",
        "next",
        // Its people.
        "Ada Byron",
        "ada@example.com",
        "",
        "",
        "",
        "",
        "create",
        "1",
        "orders",
        "b",
        "q",
    ]);
    let said = home.run_with("--plain", &typed);
    assert!(said.starts_with("exit 0"), "{said}");
    assert!(said.contains("No active offers."), "{said}");
    hold("setup", &without_user(&said));
    // It is there the next time.
    let said = home.run_with("--plain", "q\n");
    assert!(said.contains("Aurora Cloud Works LLC"), "{said}");
}

/// Whoever runs the tests is who the set-up suggests, and the day is theirs.
fn without_user(said: &str) -> String {
    let login = regex_lite::Regex::new(r"(Global admin login[:,](?: now)?) [^\n:]+").unwrap();
    let said = login.replace_all(said, "$1 [user]");
    let today = regex_lite::Regex::new(r"[A-Z][a-z]+ \d+, \d{4}\.").unwrap();
    today.replace_all(&said, "[today].").into_owned()
}

#[test]
fn a_renewal_out_of_a_pipe_is_answered_in_step_and_ends_with_its_input() {
    let home = Home::new();
    let mut typed = vec![
        "1",
        "1",
        GOOD,
        "12/30",
        "737",
        "Dana Whitfield",
        "US",
        "98052",
        "n",
    ];
    typed.extend(["submit", "y", "buy"]);
    let said = home.run_with(
        "demo --account 1234567 --today 2026-06-22 --plain",
        &lines(&typed),
    );
    assert!(said.starts_with("exit 0"), "{said}");
    assert!(said.contains("Order confirmed."), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\r'), "{said:?}");
    assert!(!said.contains(GOOD) && !said.contains("--- stderr"), "{said}");
    assert!(home.demo("orders list").contains("Paid"));
}

#[test]
fn an_input_that_ends_early_keeps_what_was_typed() {
    let home = Home::new();
    let typed = lines(&["1", "1", "", "", "", "Zażółć"]);
    home.run_with("demo --account 1234567 --today 2026-06-22 --plain", &typed);
    let said = home.run_with("demo --account 1234567 --today 2026-06-22 --plain", "1\n\n\n\n");
    assert!(said.contains("Name on card (currently Zażółć):"), "{said}");
    let said = home.run_with(
        "demo --account 1234567 --today 2026-06-22 --plain --lang pl",
        "q\n",
    );
    assert!(said.contains("Oferty członkostwa"), "{said}");
}

#[test]
fn an_input_cut_within_a_number_chooses_nothing() {
    let home = Home::new();
    let whole = home.run_with("demo --account 1234567 --today 2026-06-22 --plain", "1\n");
    assert!(whole.contains("Select your payment preference"), "{whole}");
    for cut in ["1", "1\x1b[201~"] {
        let said = home.run_with("demo --account 1234567 --today 2026-06-22 --plain", cut);
        assert!(said.starts_with("exit 0"), "{said}");
        assert!(!said.contains("Select your payment preference"), "{said}");
    }
}

#[test]
fn without_a_terminal_the_error_names_plain_mode() {
    let home = Home::new();
    let said = home.run("demo");
    assert!(said.starts_with("exit 2") && said.contains("--plain"), "{said}");
}
