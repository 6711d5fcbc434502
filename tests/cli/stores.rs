//! Stores that cannot be opened, streams that are not terminals, and catalogs with mistakes.

use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::Duration;

use insta::assert_snapshot;

use offerdesk::catalog;
use offerdesk::services::maintenance::{self, Holder, Opening};

use crate::support::{CARD, Home, TODAY};

#[tokio::test]
async fn a_store_that_another_process_has_open_says_who() {
    let home = Home::new();
    home.set_up();
    let opening = Opening {
        path: home.store(),
        holder: Holder {
            os_user: "ana".to_owned(),
            command: "offerdesk".to_owned(),
            stays: true,
        },
        today: None,
        gateway: None,
        catalog: catalog::embedded().unwrap(),
        adopts_catalog: false,
        notice: None,
    };
    let held = maintenance::open(opening).await.unwrap();
    assert_snapshot!(home.run("offers list"), @"
    exit 4
    --- stderr
    Error: The store is open in another process: “offerdesk” of [user], process [pid], since [time].
    Hint: Try again in a moment. If it stays open, close that process first.
    ");
    assert_snapshot!(home.run("store check --json"), @r#"
    exit 4
    --- stderr
    {
      "error": {
        "code": "store-locked",
        "message": "The store is open in another process: “offerdesk” of [user], process [pid], since [time].",
        "hint": "Try again in a moment. If it stays open, close that process first.",
        "exit_code": 4
      }
    }
    "#);
    held.close().await.unwrap();
    drop(held_is_gone(&home));
}

/// Seen: of two commands that a script started at once, one was refused.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_came_while_another_one_was_at_work_was_refused_at_once() {
    let home = Home::new();
    home.set_up();
    let opening = Opening {
        path: home.store(),
        holder: Holder::default(),
        today: None,
        gateway: None,
        catalog: catalog::embedded().unwrap(),
        adopts_catalog: false,
        notice: None,
    };
    let held = maintenance::open(opening.clone()).await.unwrap();
    let mut waiting = home.command("offers list").stdout(Stdio::null()).spawn().unwrap();
    tokio::time::sleep(Duration::from_millis(700)).await;
    held.close().await.unwrap();
    let done = tokio::task::spawn_blocking(move || waiting.wait().unwrap())
        .await
        .unwrap();
    assert!(done.success(), "{done}");

    // Whoever does not come to an end is not waited for for ever.
    let held = maintenance::open(opening).await.unwrap();
    let said = home.run("offers list");
    assert!(said.starts_with("exit 4"), "{said}");
    held.close().await.unwrap();
}

/// Seen: the same with a demo store, whose bank has a lock of its own.
#[test]
fn commands_that_are_started_at_once_take_turns() {
    let home = Home::new();
    home.demo("offers list");
    let list = || {
        let mut command = home.command(&format!("--demo --today {TODAY} offers list"));
        command.stdout(Stdio::null()).spawn().unwrap()
    };
    let mut started = [list(), list(), list()];
    for command in &mut started {
        let done = command.wait().unwrap();
        assert!(done.success(), "{done}");
    }
}

/// Seen: whoever wrote the card late, or never, kept everybody else out of the store.
#[test]
fn a_store_stayed_locked_while_a_card_was_awaited_on_standard_input() {
    let home = Home::new();
    home.demo("offers list");
    let buy = "renew --account 1234567 --offer action-pack --accept-terms 2026-1 --card-stdin --yes";
    let mut silent = home
        .command(&format!("--demo --today {TODAY} {buy}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    for _ in 0..3 {
        let said = home.demo("offers list");
        assert!(said.starts_with("exit 0"), "{said}");
    }
    silent.stdin.take().unwrap().write_all(CARD.as_bytes()).unwrap();
    let paid = silent.wait().unwrap();
    assert!(paid.success(), "{paid}");
}

/// The store can be used again as soon as the other process has closed it.
fn held_is_gone(home: &Home) -> String {
    let said = home.run("store check");
    assert!(said.starts_with("exit 0"), "{said}");
    said
}

#[test]
fn a_store_that_is_not_there_is_not_found() {
    let home = Home::new();
    assert_snapshot!(home.run("offers list"), @"
    exit 3
    --- stderr
    Error: There's no store at [home]/data/offerdesk/store.
    Hint: Check the path given with --store, or start offerdesk without a command to set up a store.
    ");
    assert_snapshot!(home.run("offers list --store elsewhere"), @"
    exit 3
    --- stderr
    Error: There's no store at elsewhere.
    Hint: Check the path given with --store, or start offerdesk without a command to set up a store.
    ");
    assert!(!home.path("data").exists());
}

#[test]
fn a_store_that_cannot_be_written_is_read_and_not_changed() {
    let home = Home::new();
    home.set_up();
    fs::set_permissions(home.store(), Permissions::from_mode(0o500)).unwrap();
    let listed = home.run("offers list");
    let copied = home.run("store backup copy.tar");
    let said = home.run("store rebuild");
    fs::set_permissions(home.store(), Permissions::from_mode(0o700)).unwrap();
    assert!(listed.starts_with("exit 0"), "{listed}");
    assert!(copied.starts_with("exit 0"), "{copied}");
    assert_snapshot!(said, @"
    exit 5
    --- stderr
    Error: The permissions of the store at [home]/data/offerdesk/store don't allow this. Nothing was saved.
    Hint: Check the owner and the permissions of the folder. If you can read it but not change it, you can still copy it with: offerdesk store backup FILE
    ");
}

#[test]
fn a_store_that_others_can_reach_is_not_opened() {
    let home = Home::new();
    home.set_up();
    fs::set_permissions(home.store(), Permissions::from_mode(0o755)).unwrap();
    assert_snapshot!(home.run("offers list"), @"
    exit 5
    --- stderr
    Error: The store at [home]/data/offerdesk/store is open to other users of this computer, so it wasn't opened.
    Hint: Remove their access with: chmod -R go= [home]/data/offerdesk/store
    ");
}

#[test]
fn a_truncated_store_is_refused_and_left_alone() {
    let home = Home::new();
    home.set_up();
    let journal = home.store().join("journal.0");
    File::options()
        .write(true)
        .open(&journal)
        .unwrap()
        .set_len(300)
        .unwrap();
    let before = fs::read(&journal).unwrap();
    assert_snapshot!(home.run("offers list"), @"
    exit 1
    --- stderr
    Error: Stored data is damaged: journal.0 at byte 64. It wasn't changed.
    Hint: Keep a copy of the store's folder. Save what can be read as a new store with: offerdesk store salvage FOLDER. Or restore the newest backup to an empty folder with: offerdesk --store FOLDER store restore FILE
    ");
    assert_snapshot!(home.run("offers list --lang pl"), @"
    exit 1
    --- stderr
    Błąd: Zapisane dane są uszkodzone: journal.0 at byte 64. Pozostały bez zmian.
    Wskazówka: Zachowaj kopię folderu bazy danych. To, co da się odczytać, zapisz jako nową bazę poleceniem: offerdesk --lang pl store salvage FOLDER. Możesz też przywrócić najnowszą kopię zapasową w pustym folderze poleceniem: offerdesk --store FOLDER store restore PLIK
    ");
    assert_eq!(fs::read(&journal).unwrap(), before);
}

#[test]
fn a_store_of_a_newer_format_is_refused() {
    let home = Home::new();
    home.set_up();
    let manifest = home.store().join("store.manifest");
    let text = fs::read_to_string(&manifest).unwrap();
    // Both slots say format 9, and verify.
    let (first, second) = text.split_at(512);
    let slots = [first, second].map(|slot| {
        let (body, _) = slot.split_at(494);
        let body = body.replace("format 1\n", "format 9\n");
        format!("{body}checksum {:08x}\n", crc32fast::hash(body.as_bytes()))
    });
    fs::write(&manifest, slots.concat()).unwrap();
    assert_snapshot!(home.run("offers list"), @"
    exit 1
    --- stderr
    Error: A newer version of offerdesk wrote this store: it has format 9, and this version knows 1. The store wasn't changed.
    Hint: Update offerdesk.
    ");
}

#[test]
fn the_day_and_the_person_of_a_real_store_cannot_be_chosen() {
    let home = Home::new();
    home.set_up();
    assert_snapshot!(home.run(&format!("offers list --today {TODAY}")), @"
    exit 2
    --- stderr
    Error: You can't set the date of a real store. Nothing was opened.
    Hint: Leave out --today, or use a demo store.
    ");
    assert_snapshot!(home.run("offers list --as ana@example.com"), @"
    exit 2
    --- stderr
    Error: --as works only with a demo store. Nothing was changed.
    Hint: Leave out --as.
    ");
    assert_snapshot!(home.run("--demo offers list --store data/offerdesk/store"), @"
    exit 4
    --- stderr
    Error: The store at data/offerdesk/store isn't a demo store. Nothing was changed.
    Hint: Leave out --demo, or give another folder with --store.
    ");
}

#[test]
fn somebody_whom_the_store_does_not_know_is_not_found() {
    let home = Home::new();
    let template = home.command("setup --template").output().unwrap().stdout;
    let other =
        String::from_utf8(template)
            .unwrap()
            .replacen("os_user = \"\"", "os_user = \"nobody-we-know\"", 1);
    assert!(home.run_with("setup --from -", &other).starts_with("exit 0"));
    let said = home.run("offers list");
    assert!(said.starts_with("exit 3"), "{said}");
    assert!(said.contains("There's no person"), "{said}");
}

#[test]
fn the_desk_needs_a_terminal_and_touches_nothing_without_one() {
    let home = Home::new();
    assert_snapshot!(home.run(""), @"
    exit 2
    --- stderr
    Error: Standard output isn't a terminal, so offerdesk can't show screens.
    Hint: Start offerdesk in a terminal, or line by line with --plain, or use its commands: offerdesk --help
    ");
    assert_snapshot!(home.run("demo --reset"), @"
    exit 2
    --- stderr
    Error: Standard output isn't a terminal, so offerdesk can't show screens.
    Hint: Start offerdesk in a terminal, or line by line with --plain, or use its commands: offerdesk --help
    ");
    assert_snapshot!(home.run("setup --lang pl"), @"
    exit 2
    --- stderr
    Błąd: Standardowe wyjście nie jest terminalem, więc nie można wyświetlić ekranów.
    Wskazówka: Uruchom offerdesk w terminalu albo wiersz po wierszu z opcją --plain, albo użyj poleceń: offerdesk --help
    ");
    assert!(!home.path("data").exists());
}

#[test]
fn a_demo_store_of_its_own_folder_is_used_by_every_command() {
    let home = Home::new();
    let made = home.run(&format!("--demo --store mine --today {TODAY} orders list"));
    assert!(made.starts_with("exit 0"), "{made}");
    // Afterwards it is known as a demo store without being told.
    let same = home.run(&format!("--store mine --today {TODAY} orders list"));
    assert_eq!(made, same);
    assert!(!home.path("data").exists());
}

#[test]
fn a_mistake_in_the_catalog_is_told_with_file_line_and_what_was_expected() {
    let home = Home::new();
    let folder = home.path("catalog");
    fs::create_dir(&folder).unwrap();
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/catalog");
    for file in fs::read_dir(ours).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    let markets = folder.join("markets.toml");
    let right = fs::read_to_string(&markets).unwrap();
    fs::write(
        &markets,
        right.replacen("currency = \"USD\"", "curency = \"USD\"", 1),
    )
    .unwrap();
    assert_snapshot!(home.demo("catalog check catalog"), @"
    exit 1
    --- stderr
    Error: The catalog can't be used: 1 mistake. Nothing was changed.
      catalog/markets.toml, line 9, market.curency: unknown key. Did you mean “currency”?
    Hint: Correct the mistakes listed above.
    ");
    fs::write(
        &markets,
        right.replacen("percent = \"0\"", "percent = \"many\"", 1),
    )
    .unwrap();
    assert_snapshot!(home.demo("catalog adopt catalog"), @r#"
    exit 1
    --- stderr
    Error: The catalog can't be used: 1 mistake. Nothing was changed.
      catalog/markets.toml, line 10, market.tax.percent: “many” isn't a tax rate; expected a percentage from 0 to 100 such as "23" or "7.5". Write the percentage in quotation marks, with at most two decimal places.
    Hint: Correct the mistakes listed above.
    "#);
    assert_snapshot!(home.demo("catalog check nothing"), @"
    exit 1
    --- stderr
    Error: The catalog can't be used: 1 mistake. Nothing was changed.
      There's no file at nothing/countries.toml. Check the path.
    Hint: Correct the mistakes listed above.
    ");
    assert!(!home.path("data").exists());
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let home = Home::new();
    let mut child = home
        .command(&format!("--demo --today {TODAY} offers list"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let home = Home::new();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = home
        .command(&format!("--demo --today {TODAY} offers list"))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_snapshot!(said, @"
    Error: The output couldn't be written: No space left on device (os error 28).
    Hint: Free up space or send the output somewhere else. If the command changes something, check whether that was done before you run it again.
    ");
}

#[test]
fn two_gateways_do_not_share_a_ledger() {
    let home = Home::new();
    let _first = home.gateway("--silences 7:3");
    let second = home.run("sandbox-gateway --dir ledger --socket gateway/other");
    assert!(second.starts_with("exit 1"), "{second}");
    assert!(second.contains("ledger"), "{second}");
}
