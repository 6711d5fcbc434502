//! The commands that need no person, with the real program: whoever the store's folder belongs to may use them, and
//! whoever asks to act as one of its people is that person, to whom the folder does not belong.

use crate::support::{Home, TODAY};

/// People of the sample data: a partner's Global admin, and Support, Finance and Auditor of the seller.
const PEOPLE: [&str; 4] = [
    "dana.whitfield@example.com",
    "sofia.lindqvist@seller.example",
    "fiona.grant@seller.example",
    "aoife.byrne@seller.example",
];

/// The columns of its table.
pub const TITLES: [&str; 6] = [
    "Command",
    "Folder's owner",
    "Partner",
    "Support",
    "Finance",
    "Auditor",
];

/// A command, and how it is expected to end: a letter for the owner and for each of these people.
const COMMANDS: [(&str, &str); 17] = [
    ("setup --from setup.toml", "y oooo"),
    ("catalog show", "y yyyy"),
    ("catalog check catalog", "y yyyy"),
    ("catalog adopt catalog", "y oooo"),
    ("seller show", "y yyyy"),
    ("seller edit --from seller.toml", "y oooo"),
    ("payments show", "y nnyy"),
    ("payments adopt", "y oooo"),
    ("store clock", "y yyyy"),
    ("store clock --accept-today", "y oooo"),
    ("store check", "y oooo"),
    ("store backup backup.tar", "y oooo"),
    ("store restore kept.tar", "y oooo"),
    ("store salvage saved", "y oooo"),
    ("store rebuild", "y oooo"),
    ("audit head", "y oooo"),
    ("audit verify", "y oooo"),
];

/// Everything that the commands need, in a demo store and beside it.
fn home() -> Home {
    let home = Home::new();
    let print = |words: &str, file: &str| {
        let output = home.command(words).output().unwrap();
        assert!(output.status.success(), "{words}: {output:?}");
        std::fs::write(home.path(file), output.stdout).unwrap();
    };
    print("setup --template", "setup.toml");
    let demo = format!("--demo --today {TODAY}");
    print(&format!("{demo} seller show --toml"), "seller.toml");
    std::fs::create_dir(home.path("catalog")).unwrap();
    for name in ["countries", "markets", "offers", "terms", "problems"] {
        let file = format!("{name}.toml");
        print(
            &format!("{demo} catalog show --file {file}"),
            &format!("catalog/{file}"),
        );
    }
    let kept = home.demo("store backup kept.tar");
    assert!(kept.starts_with("exit 0"), "{kept}");
    home
}

/// Runs a command as the owner, or as somebody; what was seen, as a letter.
fn tried(home: &Home, command: &str, acting: Option<&str>) -> char {
    let acting = acting.map_or(String::new(), |email| format!("--as {email}"));
    let said = if command.starts_with("setup") {
        home.run(&format!("{acting} {command}"))
    } else if command.starts_with("store restore") {
        home.demo(&format!("{acting} --store restored {command}"))
    } else {
        home.demo(&format!("{acting} {command}"))
    };
    if said.starts_with("exit 0") {
        'y'
    } else if said.starts_with("exit 5") && said.contains("Only the owner of this store's folder") {
        'o'
    } else if said.starts_with("exit 5") && said.contains("You need one of these roles: Finance and Auditor")
    {
        'n'
    } else {
        panic!("{command} {acting}: {said}")
    }
}

/// The incident: in the demo, a partner without any role at the seller took another payment network over.
#[test]
fn commands_without_a_person_are_for_whoever_the_folder_belongs_to() {
    let home = home();
    let (mut seen, mut wrong) = (Vec::new(), Vec::new());
    let before = home.demo("audit head");
    for (command, _) in COMMANDS {
        let letters = PEOPLE.map(|email| tried(&home, command, Some(email)));
        seen.push((command, letters.iter().collect::<String>()));
    }
    assert_eq!(home.demo("audit head"), before, "a refusal changes nothing");
    for file in ["backup.tar", "restored", "saved"] {
        assert!(!home.path(file).exists(), "{file}");
    }
    assert!(!home.store().exists());
    for ((command, expected), (_, acting)) in COMMANDS.iter().zip(&mut seen) {
        *acting = format!("{} {acting}", tried(&home, command, None));
        if acting != expected {
            wrong.push(format!("{command}: {expected} is expected, {acting} was seen"));
        }
    }
    let table = crate::document::command_table(&seen);
    println!("{table}");
    wrong.extend(crate::document::told_otherwise("commands", &table));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whoever_is_refused_is_told_who_may_in_both_languages() {
    let home = Home::new();
    for (language, sentence, hint) in [
        (
            "en",
            "Only the owner of this store's folder can do this. Nothing was changed.",
            "Do it on the computer where the store is, signed in as that user, and leave out --as.",
        ),
        (
            "pl",
            "Tę czynność może wykonać tylko właściciel folderu tej bazy danych. Niczego nie zmieniono.",
            "Zrób to na komputerze z bazą danych, po zalogowaniu się jako ten użytkownik, bez opcji --as.",
        ),
    ] {
        let said = home.demo(&format!("--lang {language} --as {} payments adopt", PEOPLE[0]));
        assert!(said.contains(sentence) && said.contains(hint), "{said}");
    }
}

/// There is nobody in it yet whom one could act as.
#[test]
fn a_new_store_is_not_set_up_as_somebody_else() {
    let home = Home::new();
    let said = home.run(&format!("--plain --as {}", PEOPLE[0]));
    assert!(said.starts_with("exit 5"), "{said}");
    assert!(!home.store().exists());
}
