//! Holds the invariants of ARCHITECTURE.md. Each test names the one that it holds.

#![allow(clippy::unwrap_used, clippy::string_slice)] // a test may end by a panic

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path below `src` with `/`, and its text without tests at its end.
struct Source {
    path: String,
    text: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(files.len() > 50, "the sources were found");
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).unwrap();
            let path = file
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
            let code = if is_test {
                ""
            } else {
                text.split("\n#[cfg(test)]").next().unwrap_or_default()
            };
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            Source { path, text, code }
        })
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The room of a file: its first folder, or its name.
fn room(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or(path)
}

/// Fails with every file that breaks a rule.
fn hold(rule: &str, broken: impl IntoIterator<Item = String>) {
    let broken: Vec<String> = broken.into_iter().collect();
    assert!(broken.is_empty(), "{rule}\n{}", broken.join("\n"));
}

fn naming(rule: &str, applies: impl Fn(&str) -> bool, words: &[&str]) {
    let sources = sources();
    let broken = sources
        .iter()
        .filter(|source| applies(&source.path))
        .flat_map(|source| {
            let found = words.iter().filter(|word| source.code.contains(**word));
            found
                .map(|word| format!("{} names {word}", source.path))
                .collect::<Vec<_>>()
        });
    hold(rule, broken);
}

#[test]
fn domain_is_pure() {
    naming(
        "domain names no other room, no engine, no terminal, no clock, no randomness",
        |path| room(path) == "domain",
        &[
            "crate::store",
            "crate::payments",
            "crate::services",
            "crate::tui",
            "crate::cli",
            "crate::i18n",
            "crate::catalog",
            "tokio",
            "sled",
            "ratatui",
            "crossterm",
            "SystemTime",
            "Instant",
            "Utc::now",
            "getrandom",
            "use rand::",
            " rand::",
            "(rand::",
            "std::fs",
            "std::io",
            "std::env",
        ],
    );
}

#[test]
fn each_technology_has_one_place() {
    naming(
        "sled is named only under store/embedded",
        |path| !path.starts_with("store/embedded"),
        &["sled::Config", "sled::Db", "sled::Tree", "use sled"],
    );
    naming(
        "ratatui and crossterm are named only under tui",
        |path| room(path) != "tui",
        &["ratatui::", "crossterm::"],
    );
}

/// Each room, and the rooms that it may name beside itself.
const ROOMS: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("regular", &[]),
    ("telemetry", &[]),
    ("i18n", &["domain"]),
    ("store", &["domain", "regular"]),
    ("payments", &["domain", "regular"]),
    // Both read files that people write, and tell their mistakes in one way.
    ("catalog", &["domain", "config"]),
    ("config", &["domain", "regular"]),
    // A search matches what a row shows, in the reader's language; a path may begin at somebody's home.
    (
        "services",
        &[
            "domain", "store", "payments", "catalog", "regular", "i18n", "config",
        ],
    ),
    (
        "tui",
        &[
            "domain", "payments", "i18n", "catalog", "config", "regular", "services",
        ],
    ),
    (
        "cli",
        &[
            "domain", "payments", "i18n", "catalog", "config", "regular", "services", "tui",
        ],
    ),
];

#[test]
fn rooms_look_inwards_only() {
    let sources = sources();
    let mut broken = Vec::new();
    for source in &sources {
        let Some((this, may_name)) = ROOMS.iter().find(|(name, _)| *name == room(&source.path)) else {
            let is_top = matches!(source.path.as_str(), "lib.rs" | "main.rs");
            assert!(is_top, "{} stands in no room of the table", source.path);
            continue;
        };
        let named = source.code.split("crate::").skip(1).map(room_named);
        let outward = named.filter(|name| name != this && !may_name.contains(name));
        let outward = outward.filter(|name| ROOMS.iter().any(|(other, _)| other == name));
        broken.extend(outward.map(|name| format!("{} names {name}", source.path)));
    }
    hold("a room names only rooms further inside", broken);
}

fn room_named(path: &str) -> &str {
    let end = path.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    path.get(..end.unwrap_or(path.len())).unwrap_or_default()
}

#[test]
fn a_screen_never_names_the_session() {
    naming(
        "screens know layers, not the session",
        |path| path.starts_with("tui/screens"),
        &["tui::session", "Session"],
    );
}

/// A list of everything that screens ask for, or are told, would grow with each of them.
#[test]
fn what_is_asked_of_the_services_stands_with_the_screen_that_asks() {
    let asks = ["tui/preferences.rs", "tui/screens/drafts.rs"];
    // Those hold the services, or hand them on.
    let hands_on = ["tui/ask.rs", "tui/runtime.rs", "tui/desk.rs"];
    naming(
        "in tui, use cases are run by asks only",
        |path| {
            room(path) == "tui"
                && !path.ends_with("/asks.rs")
                && !asks.contains(&path)
                && !hands_on.contains(&path)
        },
        &["Services"],
    );
    naming(
        "what carries asks and answers names none of them",
        |path| {
            matches!(
                path,
                "tui/ask.rs" | "tui/effect.rs" | "tui/layer.rs" | "tui/runtime.rs"
            )
        },
        &["asks::", "screens::", "preferences::", "drafts::", "list::"],
    );
}

#[test]
fn no_screen_draws() {
    naming(
        "a screen gives a page, which is drawn and said from the same blocks",
        |path| path == "tui/screens.rs" || path.starts_with("tui/screens/") && !path.ends_with("/testing.rs"),
        &["ratatui::", "Canvas", "plain::SpokenPage"],
    );
}

#[test]
fn permission_is_decided_in_services() {
    naming(
        "a face never decides a permission",
        |path| matches!(room(path), "tui" | "cli"),
        &[".may(", "Permission::"],
    );
}

#[test]
fn a_face_computes_no_window_no_due_day_and_no_role() {
    naming(
        "rules are inside: services hand windows, due days, terms and amounts to the faces",
        |path| matches!(room(path), "tui" | "cli") && !path.ends_with("/testing.rs"),
        &[
            "WindowDays",
            "RenewalWindow {",
            "TERM_DAYS",
            "USUAL_DUE_DAYS",
            "REFUND_DAYS",
            ".days_until(",
            ".days_left(",
            "days_to_renew <",
            "days_of_term <",
            "window.contains(",
            ".plus(",
            "\"role-",
            "StaffRole::",
        ],
    );
}

/// The incident: a retry was built by hand beside the order's table of steps, and could revive a cancelled order.
#[test]
fn an_order_changes_its_state_in_the_domain_only() {
    let beside = |source: &Source| {
        let lines = source.code.lines().map(str::trim);
        let by_hand = lines.filter(|line| {
            line.contains(".state = OrderState")
                || (line.starts_with("state: OrderState::") && !line.starts_with("state: OrderState::first("))
                // The short form, in which it happened.
                || (*line == "state," && source.path.starts_with("services/orders"))
        });
        by_hand.map(str::to_owned).collect::<Vec<_>>()
    };
    let sources = sources()
        .into_iter()
        .filter(|source| room(&source.path) != "domain" && !source.path.ends_with("/testing.rs"));
    hold(
        "an order's state is a step of the domain's table, or the first one of its way of payment",
        sources.flat_map(|source| {
            let found = beside(&source);
            found
                .into_iter()
                .map(move |line| format!("{}: {line}", source.path))
        }),
    );
}

/// The incident: a role was found by the key of its name in `assets/locales`, so that a translator could give it away.
#[test]
fn no_permission_is_decided_by_a_locale_key() {
    naming(
        "roles have codes; the keys of their names are for showing",
        |path| room(path) != "i18n" && path != "domain/user.rs",
        &[
            "\"role-global-admin\"",
            "\"role-user-management-admin\"",
            "\"role-mpn-partner-admin\"",
            "\"role-admin-agent\"",
            "\"role-finance\"",
            "\"role-auditor\"",
            "\"role-\"",
            "Role::key)",
        ],
    );
}

#[test]
fn the_wall_clock_is_read_in_one_place() {
    naming(
        "the wall clock is read in services::clock",
        |path| path != "services/clock.rs",
        &["SystemTime::now()", "Utc::now()", "Local::now()"],
    );
}

#[test]
fn money_is_never_a_float() {
    let sources = sources();
    let exact = sources
        .iter()
        .filter(|source| matches!(room(&source.path), "domain" | "services"));
    // Whole words, or behind the digits of a literal: a type of Unicode text has such an ending in its name.
    let broken: Vec<String> = exact
        .flat_map(|source| {
            let words = source.code.split(|c: char| !c.is_ascii_alphanumeric());
            words
                .map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()))
                .filter(|word| matches!(*word, "f32" | "f64"))
                .map(|word| format!("{} names {word}", source.path))
        })
        .collect();
    hold("no float in the domain or in services", broken);
}

#[test]
fn card_data_has_no_debug_that_shows_it_and_no_serde() {
    let sources = sources();
    let card = sources
        .iter()
        .find(|source| source.path == "payments/card.rs")
        .unwrap();
    for name in ["SecretDigits", "CardData"] {
        let before = card.code.split(&format!("pub struct {name}")).next().unwrap();
        let derive = before.rsplit("#[derive(").next().unwrap();
        let wiped = derive.contains("ZeroizeOnDrop") || card.code.contains(&format!("impl Drop for {name}"));
        assert!(wiped, "{name} is wiped when it is dropped");
        for forbidden in ["Debug", "Serialize", "Display", "PartialEq"] {
            assert!(!derive.contains(forbidden), "{name} derives {forbidden}");
        }
    }
    assert!(!card.code.contains("serde"), "card data is never serialized");
    naming(
        "card data is held by payments and by the forms and prompts only",
        |path| matches!(room(path), "domain" | "store" | "i18n" | "catalog"),
        &["SecretDigits", "CardData"],
    );
}

#[test]
fn every_file_says_what_it_is_for_and_stays_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        collect(&root.join(folder), &mut files);
    }
    assert!(files.len() > 200, "the files were found");
    let files = files.into_iter().map(|path| {
        let text = fs::read_to_string(&path).unwrap();
        (path.display().to_string(), text)
    });
    let files: Vec<(String, String)> = files.collect();
    let unnamed = files.iter().filter(|(_, text)| !text.starts_with("//!"));
    hold(
        "every file starts with //!",
        unnamed.map(|(path, _)| path.clone()),
    );
    let long = files.iter().filter(|(_, text)| text.lines().count() > 600);
    hold("no file is over 600 lines", long.map(|(path, _)| path.clone()));
}

#[test]
fn nothing_unfinished_is_left() {
    let marks = ["todo!", "unimplemented!", "TODO", "FIXME", "XXX:"];
    let unfinished = sources()
        .into_iter()
        .filter(|source| marks.iter().any(|mark| source.text.contains(mark)));
    hold("nothing unfinished", unfinished.map(|source| source.path));
    let broken = sources()
        .into_iter()
        .filter(|source| source.text.contains("#[ignore"));
    hold("no test is ignored", broken.map(|source| source.path));
}

#[test]
fn architecture_names_every_dependency() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let house = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let table = cargo
        .split("[dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    let tests = cargo
        .split("[dev-dependencies]")
        .nth(1)
        .unwrap()
        .split("\n[")
        .next()
        .unwrap();
    let names = table
        .lines()
        .chain(tests.lines())
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name);
    let names: Vec<&str> = names.collect();
    assert!(names.len() > 20, "the dependencies were found");
    let told = |name: &str| {
        house.contains(&format!("`{name}`"))
            || (name.starts_with("unicode-") && house.contains(&format!("`{}`", &name[7..])))
    };
    hold(
        "ARCHITECTURE.md names every dependency",
        names.into_iter().filter(|name| !told(name)).map(str::to_owned),
    );
}

#[test]
fn architecture_stays_a_map() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let house = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let lines = house.lines().count();
    assert!(
        lines <= 170,
        "ARCHITECTURE.md has {lines} lines; long stories belong to docs"
    );
}

/// A map that names a file which is not there leads nowhere.
#[test]
fn architecture_names_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let house = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let named = house.split('`').skip(1).step_by(2);
    let files: Vec<&str> = named
        .filter(|name| name.contains('/') && !name.contains(['*', '{', ' ', ':']))
        .collect();
    assert!(files.len() > 30, "the files were found");
    let is_there = |name: &&str| root.join(name).exists() || root.join("src").join(name).exists();
    hold(
        "ARCHITECTURE.md names files that are there",
        files
            .into_iter()
            .filter(|name| !is_there(name))
            .map(str::to_owned),
    );
}

#[test]
fn every_link_in_a_document_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .map(|name| root.join(name))
        .to_vec();
    let docs = fs::read_dir(root.join("docs")).unwrap();
    documents.extend(
        docs.map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md")),
    );
    let mut links = 0;
    for document in &documents {
        let text = fs::read_to_string(document).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap();
            if !link.starts_with("http") && !file.is_empty() {
                links += 1;
                let beside = document.parent().unwrap().join(file);
                assert!(beside.exists(), "{} links {link}", document.display());
            }
        }
    }
    assert!(links > 20, "the links were found");
}
