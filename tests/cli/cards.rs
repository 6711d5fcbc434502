//! No option, argument or file of any command takes a card number, and nothing that is printed repeats one.

use clap::{Arg, Command, CommandFactory};
use insta::assert_snapshot;
use offerdesk::cli::args::Args;

use crate::support::Home;

const NUMBER: &str = "5555-5555 5555,4444";

/// Every way to give a command a text: its words, and the name under which the text is refused.
pub fn ways(command: &Command, words: &[String], found: &mut Vec<(Vec<String>, String)>) {
    for arg in command
        .get_arguments()
        .filter(|arg| arg.get_action().takes_values())
    {
        let mut given = words.to_vec();
        let name = arg.get_long().map(|long| format!("--{long}"));
        given.extend(name.clone());
        given.push(NUMBER.to_owned());
        let place = given.len();
        found.push((given, name.unwrap_or_else(|| place.to_string())));
    }
    for subcommand in command.get_subcommands() {
        let mut words = words.to_vec();
        words.push(subcommand.get_name().to_owned());
        ways(subcommand, &words, found);
    }
}

/// Seen: a card number was taken as a purchase order, and repeated in an error about `--offer`.
#[test]
fn no_option_of_any_command_takes_a_card_number_or_repeats_it() {
    let home = Home::new();
    let mut found = Vec::new();
    ways(&Args::command(), &[], &mut found);
    let options = Args::command();
    let globals: Vec<&Arg> = options.get_arguments().collect();
    assert!(globals.len() > 8 && found.len() > 60, "{} ways", found.len());
    for (words, name) in found {
        let output = home.command("").args(&words).arg("--json").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}: {said}");
        assert!(said.contains("\"card-number-in-argument\""), "{words:?}: {said}");
        assert!(
            said.contains(&format!("The argument {name} looks")),
            "{words:?}: {said}"
        );
        assert!(
            !said.contains("5555") && output.stdout.is_empty(),
            "{words:?}: {said}"
        );
    }
    assert!(!home.store().exists(), "nothing was opened");
}

#[test]
fn a_card_number_as_an_argument_is_refused_with_what_to_do() {
    let home = Home::new();
    assert_snapshot!(home.run("renew --account 1234567 --offer 4242424242424242 --transfer"), @"
    exit 2
    --- stderr
    Error: The argument --offer looks like a card number. Nothing was done.
    Hint: Pay with --card-prompt or --card-stdin, and remove the line from your shell's history, because others can read arguments.
    ");
    assert_snapshot!(home.run("orders show '4242 4242 4242 4242' --lang pl"), @"
    exit 2
    --- stderr
    Błąd: Argument 3 wygląda na numer karty. Niczego nie wykonano.
    Wskazówka: Zapłać z opcją --card-prompt lub --card-stdin i usuń ten wiersz z historii powłoki, bo argumenty mogą odczytać inni.
    ");
}

#[test]
fn a_file_that_is_not_for_a_card_number_is_refused_with_the_line() {
    let home = Home::new();
    let write = |name: &str, text: &str| std::fs::write(home.path(name), text).unwrap();
    write(
        "setup.toml",
        "mpn_id = \"1234567\"\n# mine: 4242 4242 4242 4242\n",
    );
    write("keys.toml", "[keys]\n\"4242-4242-4242-4242\" = \"q\"\n");
    write("theme.toml", "[styles.text]\nfg = \"4242,4242,4242,4242\"\n");
    write("note.txt", "My card is\n4242424242424242\n");
    let ask = "requests new --account 1234567 --problem something-else --title x --description-file note.txt";
    for (said, code) in [
        (home.run("setup --from setup.toml --json"), "setting-card-number"),
        (home.demo("--plain --theme theme.toml --json"), ""),
        (home.demo("--keymap keys.toml --json keys"), "setting-card-number"),
        (home.demo(&format!("{ask} --json")), "card-number-in-text"),
    ] {
        assert!(said.contains(code), "{code}: {said}");
        assert!(!said.contains("4242"), "{code}: {said}");
    }
}
