//! Copies of a store: backed up, restored, saved from damage, and rebuilt.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use insta::assert_snapshot;
use offerdesk::domain::attachment::FileHash;
use offerdesk::i18n::unbound;

use crate::requests::{ASK, demo, done};
use crate::support::{Home, TODAY};

/// A home with a real store, and what the program says without what differs from run to run.
fn real() -> Home {
    let home = Home::new();
    home.set_up();
    home
}

/// Without the sizes and the day, which are those of the run.
fn plain(said: &str) -> String {
    let mut said = unbound(said);
    for (pattern, instead) in [
        (r"(Size|Rozmiar): .*", "$1: [size]"),
        (r#""bytes": \d+"#, r#""bytes": [size]"#),
        (r"(Last change: +|Ostatnia zmiana: +).*", "${1}[day]"),
        (r#""last_day": "[\d-]+""#, r#""last_day": [day]"#),
    ] {
        let pattern = regex_lite::Regex::new(pattern).unwrap();
        said = pattern.replace_all(&said, instead).into_owned();
    }
    said
}

#[test]
fn a_store_is_backed_up_restored_elsewhere_and_goes_on() {
    let home = real();
    let before = home.run("offers list");
    assert_snapshot!(plain(&home.run("store backup copy.tar")), @"
    exit 0
    --- stderr
    The store was backed up to copy.tar.
    Last commit:     1
    Last change:     [day]
    Attached files:  0
    Size: [size]
    ");
    let mode = fs::metadata(home.path("copy.tar")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_snapshot!(home.run("store backup copy.tar"), @"
    exit 4
    --- stderr
    Error: Something is already at copy.tar. It wasn't overwritten, and nothing was backed up.
    Hint: Choose another name, or add --replace to overwrite the file.
    ");
    assert!(home.run("store backup copy.tar --replace").starts_with("exit 0"));
    assert_snapshot!(plain(&home.run("store backup copy.tar --replace --lang pl")), @"
    exit 0
    --- stderr
    Utworzono kopię zapasową bazy danych: copy.tar
    Ostatni zapis:    1
    Ostatnia zmiana:  [day]
    Załączone pliki:  0
    Rozmiar: [size]
    ");
    assert_snapshot!(plain(&home.run("store backup other.tar --json")), @r#"
    exit 0
    --- stdout
    {
      "path": "other.tar",
      "demo": false,
      "last_commit": 1,
      "last_day": [day],
      "files": 0,
      "bytes": [size],
      "problems": 0
    }
    "#);
    assert_snapshot!(plain(&home.run("--store elsewhere store restore copy.tar")), @"
    exit 0
    --- stdout
    The backup was restored to elsewhere.
    Last commit:     1
    Last change:     [day]
    Attached files:  0
    Size: [size]
    ");
    assert_eq!(home.run("--store elsewhere offers list"), before);
    assert!(home.run("--store elsewhere store check").starts_with("exit 0"));
    assert_snapshot!(home.run("--store elsewhere store restore copy.tar"), @"
    exit 4
    --- stderr
    Error: Something is already at elsewhere. Nothing there was changed.
    Hint: Choose an empty folder.
    ");
    assert_snapshot!(plain(&home.run("--store third store restore copy.tar --json")), @r#"
    exit 0
    --- stdout
    {
      "path": "third",
      "demo": false,
      "last_commit": 1,
      "last_day": [day],
      "files": 0,
      "bytes": [size],
      "problems": 0
    }
    "#);
    assert_snapshot!(plain(&home.run("--store fourth store restore copy.tar --lang pl")), @"
    exit 0
    --- stdout
    Przywrócono kopię zapasową w folderze fourth
    Ostatni zapis:    1
    Ostatnia zmiana:  [day]
    Załączone pliki:  0
    Rozmiar: [size]
    ");
    let left: Vec<_> = fs::read_dir(home.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("restoring") || name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_backup_goes_through_standard_output_and_input() {
    let home = real();
    let output = home.command("store backup -").output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("The store was backed up."), "{said}");
    fs::write(home.path("copy.tar"), &output.stdout).unwrap();
    let input = fs::File::open(home.path("copy.tar")).unwrap();
    let restored = home
        .command("--store elsewhere store restore -")
        .stdin(input)
        .output();
    assert!(restored.unwrap().status.success());
    assert!(home.run("--store elsewhere store check").starts_with("exit 0"));
    // As JSON, what is told stands on standard error: standard output is the backup.
    let output = home.command("store backup - --json").output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(told["path"], serde_json::Value::Null);
    assert_eq!(told["bytes"], output.stdout.len());
    // A reader that goes away is no panic.
    let mut child = home
        .command("store backup -")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn what_is_no_backup_or_no_place_for_one_is_refused() {
    let home = real();
    assert!(home.run("store backup copy.tar").starts_with("exit 0"));
    let mut bytes = fs::read(home.path("copy.tar")).unwrap();
    bytes[3_000] ^= 1;
    fs::write(home.path("copy.tar"), &bytes).unwrap();
    assert_snapshot!(home.run("--store elsewhere store restore copy.tar"), @"
    exit 1
    --- stderr
    Error: This isn't a complete, unchanged backup: its content is not what it was when it was written. Nothing was restored.
    Hint: Use another backup, or copy this one again from where it's kept.
    ");
    assert_snapshot!(home.run("--store elsewhere store restore setup.toml --lang pl"), @"
    exit 1
    --- stderr
    Błąd: To nie jest kompletna, niezmieniona kopia zapasowa: byte 0 is not what offerdesk writes there. Niczego nie przywrócono.
    Wskazówka: Użyj innej kopii zapasowej albo skopiuj tę jeszcze raz z miejsca, w którym jest przechowywana.
    ");
    assert_snapshot!(home.run("--store elsewhere store restore missing.tar"), @"
    exit 3
    --- stderr
    Error: There's no file at missing.tar.
    Hint: Check the path. Unless it begins with / or ~/, it starts from the folder where you started offerdesk.
    ");
    assert_snapshot!(home.run("--store elsewhere store restore data"), @"
    exit 2
    --- stderr
    Error: data is a folder.
    Hint: Give the path of a file in it.
    ");
    assert!(!home.path("elsewhere").exists());
    assert_snapshot!(home.run("--store elsewhere store backup copy.tar --replace"), @"
    exit 3
    --- stderr
    Error: There's no store at elsewhere.
    Hint: Check the path given with --store, or start offerdesk without a command to set up a store.
    ");
    assert_eq!(
        fs::read(home.path("copy.tar")).unwrap(),
        bytes,
        "a refused one replaced it"
    );
    assert_snapshot!(home.run("store backup data --replace"), @"
    exit 2
    --- stderr
    Error: data is a folder.
    Hint: Give the path of a file in it.
    ");
    assert_snapshot!(home.run("store backup nowhere/copy.tar"), @"
    exit 3
    --- stderr
    Error: There's no folder nowhere. Nothing was saved.
    Hint: Create the folder first, or choose another one.
    ");
    std::os::unix::fs::symlink("copy.tar", home.path("link.tar")).unwrap();
    assert_snapshot!(home.run("store backup link.tar --replace"), @"
    exit 2
    --- stderr
    Error: link.tar is a symbolic link. It wasn't read.
    Hint: Give the path of the file that it points to.
    ");
}

#[cfg(target_os = "linux")]
#[test]
fn a_backup_that_finds_no_room_is_a_failure() {
    let home = real();
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let output = home.command("store backup -").stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.starts_with("Error: The output couldn't be written"),
        "{said}"
    );
}

#[test]
fn a_demo_store_is_copied_with_its_files_and_without_the_bank() {
    let home = Home::new();
    fs::write(home.path("invoice.pdf"), b"%PDF-1.7\nsample\n").unwrap();
    done(&home, &format!("{ASK} --attach invoice.pdf"));
    assert_snapshot!(plain(&home.demo("store backup copy.tar")), @"
    exit 0
    --- stderr
    The store was backed up to copy.tar.
    Last commit:     11
    Last change:     [day]
    Attached files:  1
    Size: [size]
    This is a demo store. The ledger of its sandbox bank isn't part of a backup.
    ");
    let restored = home.run("--store elsewhere store restore copy.tar");
    assert!(restored.contains("Attached files:  1"), "{restored}");
    assert!(!home.path("elsewhere/sandbox-bank").exists());
    let saved = home.run(&format!(
        "--demo --store elsewhere --today {TODAY} requests save 1010 1 --to saved.pdf"
    ));
    assert!(saved.starts_with("exit 0"), "{saved}");
    assert_eq!(fs::read(home.path("saved.pdf")).unwrap(), b"%PDF-1.7\nsample\n");
    assert_eq!(home.json(&demo("requests list"))["requests"][0]["number"], 1010);
    // The demo's own folder is thrown away without a question; nothing else may get there.
    home.set_up();
    assert!(home.run("store backup real.tar").starts_with("exit 0"));
    assert_snapshot!(home.run("--demo --store other store restore real.tar"), @"
    exit 4
    --- stderr
    Error: This isn't a backup of a demo store. Nothing was restored.
    Hint: Leave out --demo, or use a backup of a demo store.
    ");
    assert!(!home.path("other").exists());
}

/// Seen: a backup and a salvaged store lacked an attached file, said that everything was there, and a nightly backup
/// replaced the last good one.
#[test]
fn an_attached_file_that_is_gone_is_told_by_every_copy() {
    let home = Home::new();
    fs::write(home.path("invoice.pdf"), b"%PDF-1.7\nsample\n").unwrap();
    done(&home, &format!("{ASK} --attach invoice.pdf"));
    assert!(home.demo("store backup good.tar").starts_with("exit 0"));
    let good = fs::read(home.path("good.tar")).unwrap();
    fs::remove_dir_all(home.path("data/offerdesk/demo/files")).unwrap();
    let said = home.demo("store backup bad.tar");
    assert!(said.starts_with("exit 1"), "{said}");
    assert!(
        said.contains("1 attached file is missing from the store and the backup"),
        "{said}"
    );
    assert_snapshot!(home.demo("store backup good.tar --replace"), @"
    exit 1
    --- stderr
    Error: 1 attached file is missing from the store, so the existing backup was kept. Nothing was backed up.
    Hint: See which ones with: offerdesk --demo --today 2026-06-22 store check. To back up what is there, choose another name.
    ");
    assert_eq!(fs::read(home.path("good.tar")).unwrap(), good);
    let said = home.run("--store back store restore bad.tar");
    assert!(said.contains("1 problem was found in the store"), "{said}");
    let said = home.demo("store salvage saved");
    assert!(
        said.starts_with("exit 1") && said.contains("Missing: the attached file"),
        "{said}"
    );
}

/// Seen: one damaged file that no request named stopped every backup.
#[test]
fn a_damaged_file_that_no_request_names_stops_no_backup() {
    let home = Home::new();
    let named = b"%PDF-1.7\nsample\n";
    fs::write(home.path("invoice.pdf"), named).unwrap();
    done(&home, &format!("{ASK} --attach invoice.pdf"));
    let files = home.path("data/offerdesk/demo/files");
    // One that was attached and is not sent yet goes along.
    let unsent = b"%PDF-1.7\nunsent\n";
    let name = FileHash::of(unsent).to_string();
    fs::write(files.join(&name), unsent).unwrap();
    fs::write(files.join("0".repeat(64)), "something else").unwrap();
    let said = home.demo("store backup copy.tar");
    assert!(said.starts_with("exit 0"), "{said}");
    assert!(said.contains("Attached files:  2"), "{said}");
    let checked = home.demo("store check");
    assert!(
        checked.starts_with("exit 1") && checked.contains(&"0".repeat(64)),
        "{checked}"
    );
    let restored = home.run("--store elsewhere store restore copy.tar");
    assert!(
        restored.starts_with("exit 0") && restored.contains("Attached files:  2"),
        "{restored}"
    );
    assert_eq!(
        fs::read(home.path("elsewhere/files").join(&name)).unwrap(),
        unsent
    );
    // One that a request names is told.
    fs::write(files.join(FileHash::of(named).to_string()), "something else").unwrap();
    let said = home.demo("store backup other.tar");
    assert!(said.starts_with("exit 1") && said.contains("damaged"), "{said}");
    assert!(!home.path("other.tar").exists());
}

/// Seen: a backup replaced the live store's own files, and one in the store's folder was lost with it.
#[test]
fn nothing_is_backed_up_into_the_store_itself() {
    let home = real();
    let manifest = home.store().join("store.manifest");
    let before = fs::read(&manifest).unwrap();
    for place in [
        "data/offerdesk/store/store.manifest --replace",
        "data/offerdesk/store/inside.tar",
    ] {
        let said = home.run(&format!("store backup {place}"));
        assert!(
            said.starts_with("exit 4") && said.contains("is inside the store's own folder"),
            "{said}"
        );
    }
    assert_eq!(fs::read(&manifest).unwrap(), before);
    assert!(!home.store().join("inside.tar").exists());
}

/// Seen: of a store whose set-up was lost, salvage named a check that refused, and the check said to set it up anew.
#[test]
fn what_was_saved_without_its_set_up_can_be_checked() {
    let home = real();
    let journal = home.store().join("journal.0");
    fs::remove_file(&journal).unwrap();
    let said = home.run("store check");
    assert!(
        said.contains("the journal is missing") && said.contains("store salvage"),
        "{said}"
    );
    let said = home.run("store salvage saved");
    assert!(
        said.starts_with("exit 1") && said.contains("what commit 1 changed"),
        "{said}"
    );
    let said = home.run("--store saved store check");
    assert!(!said.contains("The set-up of the store at"), "{said}");
}

/// Seen: the row of a series lies at the end of each checkpoint; with both ends damaged, numbers began again at the first
/// one, which was held, and no request could ever be sent again.
#[test]
fn a_series_that_was_lost_goes_on_behind_the_numbers_that_it_gave() {
    let home = Home::new();
    done(&home, ASK);
    for _ in 0..2 {
        assert!(home.demo("store rebuild").starts_with("exit 0"));
    }
    let folder = home.path("data/offerdesk/demo");
    let mut damaged = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("checkpoint.")
        {
            let mut bytes = fs::read(&path).unwrap();
            let near_the_end = bytes.len() - 80;
            bytes[near_the_end] ^= 1;
            fs::write(&path, bytes).unwrap();
            damaged += 1;
        }
    }
    assert_eq!(damaged, 2);
    let said = home.demo("store salvage saved");
    assert!(
        said.starts_with("exit 1") && said.contains("Numbers of the series “request” may be missing"),
        "{said}"
    );
    let asked = home.json(&demo(&format!("--store saved {ASK}")));
    assert!(asked["number"].as_u64().unwrap() > 1_010, "{asked}");
}

/// Seen: hints left out which store the command was about, and what they said was done to another one.
#[test]
fn a_hint_names_the_store_that_the_command_was_about() {
    let home = real();
    fs::rename(home.store(), home.path("my store")).unwrap();
    let journal = home.path("my store/journal.0");
    fs::write(&journal, b"gone").unwrap();
    let output = home
        .command("store check")
        .arg("--store")
        .arg("my store")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("offerdesk --store 'my store' store salvage FOLDER"),
        "{said}"
    );
}

/// Seen: each interrupted backup left a hidden file with what the store holds, and none was ever removed.
#[test]
fn what_a_killed_backup_left_goes_with_the_next_one() {
    let home = real();
    let (left, new) = (
        home.path(".offerdesk-0123456789abcdef"),
        home.path(".offerdesk-fedcba9876543210"),
    );
    let somebodys = home.path(".offerdesk-notes");
    for path in [&left, &new, &somebodys] {
        fs::write(path, b"half").unwrap();
    }
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_hours(400_000);
    for path in [&left, &somebodys] {
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(long_ago)
            .unwrap();
    }
    assert!(home.run("store backup copy.tar").starts_with("exit 0"));
    assert_eq!(
        (left.exists(), new.exists(), somebodys.exists()),
        (false, true, true)
    );
}

#[test]
fn a_damaged_store_is_not_backed_up_and_what_is_left_of_it_is_saved() {
    let home = real();
    assert_snapshot!(plain(&home.run("store salvage sound")), @"
    exit 0
    --- stdout
    The readable data was saved as a new store in sound. The original wasn't changed.
    Records:         10
    Attached files:  0
    Last commit:     1
    Last change:     [day]
    Nothing confirmed is missing, as far as the store's files can tell.
    ");
    let journal = home.store().join("journal.0");
    let whole = fs::read(&journal).unwrap();
    let mut bytes = whole.clone();
    let last = (0..bytes.len())
        .step_by(8)
        .rfind(|at| bytes[*at..].starts_with(b"ODfr"))
        .unwrap();
    bytes[last + 100] ^= 1;
    fs::write(&journal, &bytes).unwrap();
    let said = home.run("store backup copy.tar");
    assert!(
        said.contains("Stored data is damaged") && said.contains("store salvage"),
        "{said}"
    );
    assert!(!home.path("copy.tar").exists());
    let said = home.run("store salvage saved");
    assert!(
        said.starts_with("exit 1") && said.contains("Missing, at least in part"),
        "{said}"
    );
    assert!(home.path("saved").exists());
    let said = home.run("store salvage zapis --lang pl");
    assert!(said.contains("Brakuje, przynajmniej"), "{said}");
    let output = home.command("store salvage third --json").output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["losses"][0]["code"], "lost-commit");
    assert_snapshot!(home.run("store salvage saved"), @"
    exit 4
    --- stderr
    Error: Something is already at saved. Nothing there was changed.
    Hint: Choose an empty folder.
    ");
    assert_eq!(fs::read(&journal).unwrap(), bytes);
}

#[test]
fn a_part_that_is_there_for_safety_is_rebuilt() {
    let home = real();
    for _ in 0..2 {
        assert!(home.run("store rebuild").starts_with("exit 0"));
    }
    let before = home.store().join("checkpoint.1");
    let mut bytes = fs::read(&before).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&before, bytes).unwrap();
    let said = home.run("store check");
    assert!(said.starts_with("exit 1"), "{said}");
    let told: Vec<&str> = said
        .lines()
        .filter(|line| !line.contains("checkpoint."))
        .collect();
    assert_snapshot!(told.join("\n"), @"
    exit 1
    --- stdout
    Hint: Recreate it with: offerdesk store rebuild
    --- stderr
    Error: The store is inconsistent: 1 problem was found.
    Hint: Keep a copy of the store's folder before you do anything else.
    ");
    assert_snapshot!(home.run("store rebuild"), @"
    exit 0
    --- stdout
    The checkpoint and the index of the store were recreated.
    The store is clean: 10 records checked.
    ");
    assert!(home.run("store check").starts_with("exit 0"));
}

#[test]
fn the_folder_of_somebody_else_is_told_apart() {
    // Only the superuser can give a folder away.
    if rustix::process::geteuid().as_raw() != 0 {
        return;
    }
    let home = real();
    std::os::unix::fs::chown(home.store(), Some(4_321), None).unwrap();
    assert_snapshot!(home.run("offers list"), @"
    exit 5
    --- stderr
    Error: The store at [home]/data/offerdesk/store belongs to another user of this computer, with user ID 4321. It wasn't opened.
    Hint: Sign in as that user, or ask them for a copy made with: offerdesk store backup FILE
    ");
}
