//! The end of the audit log as a value: kept elsewhere, it tells later whether the log is still the one that it was.

use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use regex_lite::Regex;

use crate::support::{Home, SEEDED, TODAY};

fn set_up() -> Home {
    let home = Home::new();
    home.set_up();
    home
}

/// What the program says, without hashes.
fn said(home: &Home, words: &str) -> String {
    let hash = Regex::new("[0-9a-f]{64}").unwrap();
    hash.replace_all(&home.run(words), "[hash]").into_owned()
}

/// The value that `audit head` prints.
fn head(home: &Home) -> String {
    let output = home.command("audit head").output().unwrap();
    assert!(output.status.success());
    let value = String::from_utf8(output.stdout).unwrap();
    let line = value.strip_suffix('\n').unwrap();
    assert!(!line.contains('\n'), "one line, for scripts");
    line.to_owned()
}

/// Something that the audit log tells of.
fn order(home: &Home, offer: &str) {
    let transfer = "--transfer --contact-name Ana --phone 4255550100 --email ana@example.com";
    let said = home.run(&format!(
        "subscribe --account 1234567 --offer {offer} --accept-terms 2026-1 --yes {transfer}"
    ));
    assert!(said.starts_with("exit 0"), "{said}");
}

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    let copied = Command::new("cp").arg("-a").args([from, to]).status().unwrap();
    assert!(copied.success());
}

#[test]
fn the_end_of_the_log_is_one_value() {
    let home = set_up();
    assert_snapshot!(said(&home, "audit head"), @"
    exit 0
    --- stdout
    3-[hash]
    ");
    assert_snapshot!(said(&home, "audit head --json"), @r#"
    exit 0
    --- stdout
    {
      "value": "3-[hash]",
      "entries": 3,
      "hash": "[hash]"
    }
    "#);
    assert_eq!(head(&home), head(&home), "asking changes nothing");
    let before = head(&home);
    order(&home, "action-pack");
    assert_ne!(head(&home), before);
}

#[test]
fn a_value_of_before_is_verified_and_so_is_what_came_since() {
    let home = set_up();
    let value = head(&home);
    assert_snapshot!(said(&home, &format!("audit verify {value}")), @"
    exit 0
    --- stdout
    The audit log is unchanged up to and including entry 3.
    Entries added since then: 0
    Value to keep: 3-[hash]
    ");
    order(&home, "action-pack");
    assert_snapshot!(said(&home, &format!("audit verify {value}")), @"
    exit 0
    --- stdout
    The audit log is unchanged up to and including entry 3.
    Entries added since then: 1
    Value to keep: 4-[hash]
    ");
    assert_snapshot!(said(&home, &format!("audit verify {value} --lang pl")), @"
    exit 0
    --- stdout
    Dziennik kontrolny nie zmienił się od początku do wpisu 3 włącznie.
    Liczba wpisów dodanych później: 1
    Wartość do przechowania: 4-[hash]
    ");
    assert_snapshot!(said(&home, &format!("audit verify {value} --json")), @r#"
    exit 0
    --- stdout
    {
      "value": "4-[hash]",
      "entries": 4,
      "hash": "[hash]",
      "verified_entries": 3,
      "entries_since": 1,
      "message": "The audit log is unchanged up to and including entry 3.",
      "hint": null
    }
    "#);
    // As it comes out of a mail or off a sheet of paper.
    let typed = format!("audit verify ' {} '", value.to_uppercase());
    assert!(home.run(&typed).starts_with("exit 0"));
    let now = head(&home);
    assert!(
        home.run(&format!("audit verify {now}")).contains(&now),
        "it is told again"
    );
}

#[test]
fn without_a_value_the_store_is_taken_at_its_word_and_that_is_said() {
    let home = set_up();
    assert_snapshot!(said(&home, "audit verify"), @"
    exit 0
    --- stdout
    The audit log agrees with the end that the store has on record. Entries: 3
    This finds damage, but not a log that was rewritten on purpose. To find that too, keep the value below outside this computer, and later run: offerdesk audit verify VALUE
    Value to keep: 3-[hash]
    ");
    assert_snapshot!(said(&home, "audit verify --lang pl"), @"
    exit 0
    --- stdout
    Dziennik kontrolny zgadza się z końcem odnotowanym w bazie danych. Liczba wpisów: 3
    Takie sprawdzenie wykrywa uszkodzenia, ale nie dziennik, który ktoś celowo przepisał. Aby wykryć także to, przechowuj poniższą wartość poza tym komputerem, a później uruchom polecenie: offerdesk --lang pl audit verify WARTOŚĆ
    Wartość do przechowania: 3-[hash]
    ");
    assert_snapshot!(said(&home, "audit verify --json"), @r#"
    exit 0
    --- stdout
    {
      "value": "3-[hash]",
      "entries": 3,
      "hash": "[hash]",
      "verified_entries": null,
      "entries_since": null,
      "message": "The audit log agrees with the end that the store has on record. Entries: 3",
      "hint": "This finds damage, but not a log that was rewritten on purpose. To find that too, keep the value below outside this computer, and later run: offerdesk audit verify VALUE"
    }
    "#);
}

#[test]
fn a_value_of_another_store_is_none_of_this_one() {
    let (home, other) = (set_up(), set_up());
    let value = head(&other);
    assert_snapshot!(said(&home, &format!("audit verify {value}")), @"
    exit 1
    --- stderr
    Error: The audit log up to entry 3 isn't the one that this value was made from. The log was rewritten, entries are missing, or the value belongs to another store.
    Hint: This check changed nothing. Make sure that the value was kept for this store. If it was, don't trust this log: keep a copy of the store's folder, and compare it with a backup.
    ");
    assert_snapshot!(said(&home, &format!("audit verify {value} --lang pl")), @"
    exit 1
    --- stderr
    Błąd: Dziennik kontrolny do wpisu 3 różni się od tego, z którego powstała podana wartość. Dziennik przepisano, brakuje w nim wpisów albo wartość pochodzi z innej bazy danych.
    Wskazówka: To sprawdzenie niczego nie zmieniło. Upewnij się, że wartość przechowano właśnie dla tej bazy danych. Jeśli tak, nie ufaj temu dziennikowi. Zachowaj kopię folderu bazy i porównaj ją z kopią zapasową.
    ");
    assert_snapshot!(said(&home, &format!("audit verify {value} --json")), @r#"
    exit 1
    --- stderr
    {
      "error": {
        "code": "audit-changed",
        "message": "The audit log up to entry 3 isn't the one that this value was made from. The log was rewritten, entries are missing, or the value belongs to another store.",
        "hint": "This check changed nothing. Make sure that the value was kept for this store. If it was, don't trust this log: keep a copy of the store's folder, and compare it with a backup.",
        "exit_code": 1
      }
    }
    "#);
}

/// Somebody puts an older copy of the folder back, and lets another story happen: every check of the store itself is
/// content.
#[test]
fn a_log_that_was_put_back_and_told_anew_is_found_by_the_value_alone() {
    let home = set_up();
    let copied = home.path("copied");
    copy(&home.store(), &copied);
    order(&home, "action-pack");
    let value = head(&home);

    copy(&copied, &home.store());
    assert!(home.run("store check").starts_with("exit 0"));
    assert!(home.run("audit verify").starts_with("exit 0"));
    assert_snapshot!(said(&home, &format!("audit verify {value}")), @"
    exit 1
    --- stderr
    Error: The value covers 4 entries, but the audit log has only 3. Entries are missing, an older copy of the store was put back, or the value belongs to another store.
    Hint: This check changed nothing. Make sure that the value was kept for this store. If it was, don't trust this log: keep a copy of the store's folder, and compare it with a backup.
    ");
    assert_snapshot!(said(&home, &format!("audit verify {value} --lang pl")), @"
    exit 1
    --- stderr
    Błąd: Podana wartość obejmuje więcej wpisów, niż zawiera dziennik kontrolny. Wpisy objęte wartością: 4, wpisy w dzienniku: 3. Brakuje wpisów, przywrócono starszą kopię bazy albo wartość pochodzi z innej bazy danych.
    Wskazówka: To sprawdzenie niczego nie zmieniło. Upewnij się, że wartość przechowano właśnie dla tej bazy danych. Jeśli tak, nie ufaj temu dziennikowi. Zachowaj kopię folderu bazy i porównaj ją z kopią zapasową.
    ");

    order(&home, "action-pack");
    assert!(home.run("store check").starts_with("exit 0"));
    assert!(home.run("audit verify").starts_with("exit 0"));
    assert_snapshot!(said(&home, &format!("audit verify {value}")), @"
    exit 1
    --- stderr
    Error: The audit log up to entry 4 isn't the one that this value was made from. The log was rewritten, entries are missing, or the value belongs to another store.
    Hint: This check changed nothing. Make sure that the value was kept for this store. If it was, don't trust this log: keep a copy of the store's folder, and compare it with a backup.
    ");
}

#[test]
fn a_value_that_says_more_entries_than_there_are_is_not_this_logs() {
    let home = set_up();
    let value = head(&home);
    let (_, hash) = value.split_once('-').unwrap();
    let more = format!("audit verify 999999999999-{hash} --json");
    assert_snapshot!(said(&home, &more), @r#"
    exit 1
    --- stderr
    {
      "error": {
        "code": "audit-shorter",
        "message": "The value covers 999,999,999,999 entries, but the audit log has only 3. Entries are missing, an older copy of the store was put back, or the value belongs to another store.",
        "hint": "This check changed nothing. Make sure that the value was kept for this store. If it was, don't trust this log: keep a copy of the store's folder, and compare it with a backup.",
        "exit_code": 1
      }
    }
    "#);
}

#[test]
fn what_is_no_value_is_told_before_anything_is_opened() {
    let home = Home::new();
    let hash = "0f".repeat(32);
    assert_snapshot!(home.run("audit verify yesterday"), @"
    exit 2
    --- stderr
    Error: That isn't a value that “audit head” prints. Nothing was checked.
    Hint: Copy the whole value: a number, a hyphen, and 64 digits and letters from a to f.
    ");
    assert_snapshot!(home.run("audit verify yesterday --lang pl"), @"
    exit 2
    --- stderr
    Błąd: To nie jest wartość wypisana przez polecenie „audit head”. Niczego nie sprawdzono.
    Wskazówka: Skopiuj całą wartość: liczbę, łącznik oraz 64 cyfry i litery od a do f.
    ");
    assert_snapshot!(home.run("audit verify yesterday --json"), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "audit-value-form",
        "message": "That isn't a value that “audit head” prints. Nothing was checked.",
        "hint": "Copy the whole value: a number, a hyphen, and 64 digits and letters from a to f.",
        "exit_code": 2
      }
    }
    "#);
    let cut = hash.split_at(40).0;
    assert_snapshot!(home.run(&format!("audit verify 12-{cut}")), @"
    exit 2
    --- stderr
    Error: The value should have 64 characters after the hyphen, not 40. Nothing was checked.
    Hint: Copy the whole value again; a part of it may be missing.
    ");
    assert_snapshot!(home.run(&format!("audit verify 12-{cut} --lang pl")), @"
    exit 2
    --- stderr
    Błąd: Po łączniku powinny być 64 znaki. Liczba podanych znaków: 40. Niczego nie sprawdzono.
    Wskazówka: Skopiuj całą wartość jeszcze raz; może brakować jej części.
    ");
    for garbled in ["''", "12", "0", hash.as_str(), "4242424242424242", "'12 - 0f'"] {
        let said = home.run(&format!("audit verify {garbled}"));
        assert!(said.starts_with("exit 2"), "{garbled}: {said}");
        assert!(!said.contains("4242"), "nothing that was typed is repeated");
    }
    let said = home.run(&format!("audit verify 12-{hash}"));
    assert!(said.starts_with("exit 3"), "there is no store: {said}");
    assert!(!home.path("data").exists());
}

#[test]
fn whoever_owns_the_folder_may_ask_as_for_a_check() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    let other =
        String::from_utf8(template)
            .unwrap()
            .replacen("os_user = \"\"", "os_user = \"nobody-we-know\"", 1);
    assert!(home.run_with("setup --from -", &other).starts_with("exit 0"));
    let value = head(&home);
    assert!(home.run(&format!("audit verify {value}")).starts_with("exit 0"));
    let demo = home.demo("audit verify");
    assert!(demo.starts_with("exit 0"), "a demo store has one as well: {demo}");
}

#[test]
fn the_auditor_lists_what_was_done_and_nobody_else_does() {
    let home = Home::new();
    let paid = format!(
        "--demo --today {TODAY} --as fiona.grant@seller.example orders book {SEEDED} --amount 475.00 --currency USD --value-date 2026-06-22"
    );
    assert!(home.run(&paid).starts_with("exit 0"));
    let auditor = format!("--demo --today {TODAY} --as aoife.byrne@seller.example");
    let listed = home.json(&format!("{auditor} audit list --order {SEEDED} --limit 2"));
    let entries = listed["entries"].as_array().unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| &entry["action"]).collect();
    assert_eq!(actions, ["receipt-booked", "order-paid"]);
    assert_eq!(entries[0]["actor"], "Fiona Grant");
    assert_eq!(listed["more"], true);
    let said = home.run(&format!("{auditor} audit list --order {SEEDED}"));
    assert!(
        said.contains("Payment recorded") && said.contains(&format!("order {SEEDED}")),
        "{said}"
    );
    assert!(
        home.run(&format!("{auditor} receipts list --all"))
            .starts_with("exit 0")
    );
    let refused = home.run(&format!("--demo --today {TODAY} audit list"));
    assert!(refused.starts_with("exit 5"), "{refused}");
}
