//! What surrounds a command: the mask of the shell, output that cannot be written, a program that reads JSON, and
//! arguments that hold more than they show.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use insta::assert_snapshot;

use crate::support::{CARD, Home, TODAY};

/// Everything below a folder, with its mode.
fn modes(folder: &Path, found: &mut Vec<(String, bool, u32)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let metadata = entry.metadata().unwrap();
        let mode = metadata.permissions().mode() & 0o7777;
        found.push((entry.path().display().to_string(), metadata.is_dir(), mode));
        if metadata.is_dir() {
            modes(&entry.path(), found);
        }
    }
}

#[test]
fn folders_are_0700_and_files_0600_whatever_the_mask_of_the_shell() {
    for mask in ["000", "022", "077", "277", "377"] {
        let home = Home::new();
        let program = env!("CARGO_BIN_EXE_offerdesk");
        let line = format!("umask {mask}; exec {program} --demo --today {TODAY} offers list");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).env_clear();
        let data = home.path("data");
        let done = shell.env("XDG_DATA_HOME", &data).output().unwrap();
        assert!(done.status.success(), "{mask}: {done:?}");
        let mut found = Vec::new();
        modes(&home.path(""), &mut found);
        assert!(found.len() > 5, "{found:?}");
        for (path, is_folder, mode) in found {
            let expected = if is_folder { 0o700 } else { 0o600 };
            assert_eq!(mode, expected, "{path}: {mode:o} with {mask}");
        }
    }
}

#[test]
fn output_that_cannot_be_written_is_a_failure_with_a_message() {
    let home = Home::new();
    home.set_up();
    for words in [
        "--help",
        "--version",
        "renew --help",
        "keys",
        "setup --template",
        "offers terms",
        "offers list",
        "offers list --json",
        "orders list",
        "store check",
        "store check --json",
        "store clock",
        "audit head",
        "store backup -",
    ] {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let done = home.command(words).stdout(full).output().unwrap();
        assert_eq!(done.status.code(), Some(1), "{words}: {done:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains("No space left on device"), "{words}: {said}");
    }
}

#[test]
fn whoever_reads_no_further_is_told_nothing() {
    let home = Home::new();
    for words in ["--help", "keys", "offers terms", "--demo offers list --json"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let done = home.command(words).stdout(writer).output().unwrap();
        assert!(!done.status.success(), "{words}");
        assert_eq!(String::from_utf8(done.stderr).unwrap(), "", "{words}");
    }
}

#[test]
fn json_without_yes_is_one_error_and_no_question() {
    let home = Home::new();
    let renew = "renew --account 1234567 --offer action-pack --card-stdin --accept-terms 2026-1 --json";
    assert_snapshot!(home.run_with(&format!("--demo --today {TODAY} {renew}"), CARD), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "yes-needed",
        "message": "With --json you must add --yes to confirm. Nothing was bought or changed.",
        "hint": "Check the order without --json first, or add --yes.",
        "exit_code": 2
      }
    }
    "#);
    assert!(!home.path("data").exists(), "nothing was opened for it");
}

/// An argument that clears the screen, turns what follows around and ends its line.
const HOSTILE: &str = "\u{1b}[2J\u{9b}31m\u{202e}evil\nError: paid";

#[test]
fn a_usage_error_repeats_nothing_that_steers_a_terminal() {
    let home = Home::new();
    let hostile = format!("'{HOSTILE}'");
    assert_snapshot!(home.run(&hostile), @"
    exit 2
    --- stderr
    error: unrecognized subcommand '�[2J�31m�evil�Error: paid'

    Usage: offerdesk [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run(&format!("offers list --limit {hostile}")), @"
    exit 2
    --- stderr
    error: invalid value '�[2J�31m�evil�Error: paid' for '--limit <N>': invalid digit found in string

    For more information, try '--help'.
    ");
    assert_snapshot!(home.run(&format!("{hostile} --json")), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "usage",
        "message": "unrecognized subcommand '�[2J�31m�evil�Error: paid'",
        "hint": "Usage: offerdesk [OPTIONS] [COMMAND]\n\nFor more information, try '--help'.",
        "exit_code": 2
      }
    }
    "#);
}

#[test]
fn a_file_name_in_an_error_steers_no_terminal_in_text_and_in_json() {
    let home = Home::new();
    let hostile = format!("setup --from '{HOSTILE}'");
    assert_snapshot!(home.run(&hostile), @"
    exit 2
    --- stderr
    Error: The file can't be used: 1 mistake. Nothing was changed.
      There's no file at �[2J�31m�evil�Error: paid. Check the path.
    Hint: Correct the mistakes listed above. To see a complete file: offerdesk setup --template
    ");
    assert_snapshot!(home.run(&format!("{hostile} --json")), @r#"
    exit 2
    --- stderr
    {
      "error": {
        "code": "setup-file",
        "message": "The file can't be used: 1 mistake. Nothing was changed.",
        "hint": "Correct the mistakes listed above. To see a complete file: offerdesk setup --template",
        "exit_code": 2,
        "fields": [
          {
            "field": "",
            "code": "setting-unreadable",
            "message": "There's no file at �[2J�31m�evil�Error: paid.",
            "hint": "Check the path."
          }
        ]
      }
    }
    "#);
}

#[test]
fn a_result_in_json_holds_no_control_and_is_the_same_text() {
    let home = Home::new();
    let template = home
        .command("setup --template")
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    fs::write(home.path("setup.toml"), template.stdout).unwrap();
    let store = "\u{9b}31m\u{202e}\u{e0041}store";
    let done = home
        .command(&format!("setup --from setup.toml --store '{store}' --json"))
        .output()
        .unwrap();
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains(r"\u009b31m\u202e\udb40\udc41store"), "{said}");
    let read: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(read["store"], store);
}

#[test]
fn a_set_up_that_gets_no_answers_fails_and_leaves_nothing() {
    let home = Home::new();
    let said = home.run_with("--plain setup", "");
    assert!(said.starts_with("exit 1"), "{said}");
    assert!(
        said.contains("The set-up wasn't finished. Nothing was saved."),
        "{said}"
    );
    assert!(!home.path("data").exists());
    // An empty folder of one's own stays, and is empty.
    fs::create_dir(home.path("mine")).unwrap();
    fs::set_permissions(home.path("mine"), fs::Permissions::from_mode(0o700)).unwrap();
    let said = home.run_with("--plain setup --store mine", "Harbor Ltd\n");
    assert!(said.starts_with("exit 1"), "{said}");
    assert_eq!(fs::read_dir(home.path("mine")).unwrap().count(), 0);
    let said = home.run_with("setup --from -", "");
    assert!(said.starts_with("exit 2"), "{said}");
    assert!(!home.path("data").exists());
}
