//! Holds that both languages say the same things, that every file can be read, and that every key named in the
//! code has a sentence. New codes and keys are found by reading `src`, so that nobody has to list them here.

// Clippy's allowance for tests does not reach the functions that several tests share.
#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, Parser};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use offerdesk::cli::args::Args;
use offerdesk::i18n::{self, I18n, Locale, files};
use regex_lite::Regex;

/// Messages of a file: key to the names of its variables.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn messages(text: &str) -> Messages {
    let key = Regex::new(r"^([a-zA-Z][a-zA-Z0-9_-]*) *=").unwrap();
    let variable = Regex::new(r"\$([a-zA-Z][a-zA-Z0-9_-]*)").unwrap();
    let mut found = Messages::new();
    let mut current: Option<String> = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(captures) = key.captures(line) {
            current = Some(captures[1].to_owned());
            found.entry(captures[1].to_owned()).or_default();
        }
        let names = variable
            .captures_iter(line)
            .map(|captures| captures[1].to_owned());
        if let Some(current) = &current {
            found.entry(current.clone()).or_default().extend(names);
        }
    }
    found
}

fn all_messages(locale: Locale) -> Messages {
    files(locale)
        .iter()
        .flat_map(|file| messages(file.text))
        .collect()
}

/// Every source file with its text, without its unit tests.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                // Where the tests are a file, their line stands above the code.
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                found.push((path.display().to_string(), code.to_owned()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    assert!(found.len() > 10, "the sources were not found");
    found
}

/// The text from an opening brace through the one that closes it.
fn block(text: &str) -> &str {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return &text[..at],
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text
}

/// Keys that the codes in `src` ask for: `error-<code>` for every `impl Coded`, also where its sentence has another code,
/// and `<prefix>-<code>` for a `fn code` whose comment says "used as `<prefix>-<code>`".
fn keys_of_codes() -> BTreeMap<String, String> {
    let function = Regex::new(r"(pub const |pub )?fn (?:code|sentence)\(&?self\) -> &'static str").unwrap();
    let literal = Regex::new(r#""([a-z0-9]+(?:-[a-z0-9]+)*)""#).unwrap();
    let prefix = Regex::new(r"used as `([a-z-]+)-<code>`").unwrap();
    let mut keys = BTreeMap::new();
    for (path, text) in sources() {
        for found in function.find_iter(&text) {
            let (before, after) = (&text[..found.start()], &text[found.end()..]);
            let comment: Vec<&str> = before
                .lines()
                .rev()
                .take_while(|line| line.trim().is_empty() || line.trim().starts_with("///"))
                .collect();
            let comment = comment.join(" ");
            let kind = match prefix.captures(&comment) {
                Some(captures) => captures[1].to_owned(),
                None if found.as_str().starts_with("pub") => continue,
                None => "error".to_owned(),
            };
            if after.trim_start().starts_with(';') {
                continue; // The trait's own declaration.
            }
            for code in literal.captures_iter(block(after)) {
                keys.insert(format!("{kind}-{}", &code[1]), path.clone());
            }
        }
    }
    keys
}

/// Keys given by `fn key`: names of roles, states, parts of a review and the like.
fn keys_of_names() -> BTreeMap<String, String> {
    let function = Regex::new(r"fn key\(&?self\) -> &'static str").unwrap();
    let literal = Regex::new(r#""([a-z0-9]+(?:-[a-z0-9]+)*)""#).unwrap();
    let mut keys = BTreeMap::new();
    for (path, text) in sources() {
        for found in function.find_iter(&text) {
            for key in literal.captures_iter(block(&text[found.end()..])) {
                keys.insert(key[1].to_owned(), path.clone());
            }
        }
    }
    keys
}

/// Keys written out in the code: `t("key")`, `tr("key", …)` and `Arg::Key("key".into())`.
fn keys_written_out() -> BTreeMap<String, String> {
    let call = Regex::new(r#"(?:\.tr?\(|Arg::Key\()\s*"([a-zA-Z0-9-]+)""#).unwrap();
    sources()
        .into_iter()
        .flat_map(|(path, text)| {
            call.captures_iter(&text)
                .map(|captures| (captures[1].to_owned(), path.clone()))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_file_parses_and_no_key_is_there_twice() {
    for locale in Locale::ALL {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().unwrap()]);
        for file in files(locale) {
            let resource = FluentResource::try_new(file.text.to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{locale}/{}: {errors:?}", file.name));
            bundle
                .add_resource(resource)
                .unwrap_or_else(|errors| panic!("{locale}/{}: {errors:?}", file.name));
        }
    }
}

#[test]
fn every_file_in_the_folders_is_compiled_in_and_says_what_it_is_for() {
    for locale in Locale::ALL {
        let folder = root().join("assets/locales").join(locale.tag());
        let on_disk: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let compiled: BTreeSet<String> = files(locale).iter().map(|file| file.name.to_owned()).collect();
        assert_eq!(on_disk, compiled, "{locale}");
        for file in files(locale) {
            assert!(file.text.starts_with("### "), "{locale}/{}", file.name);
        }
    }
}

#[test]
fn both_languages_hold_the_same_keys_with_the_same_variables_in_the_same_files() {
    for (english, polish) in files(Locale::EnUs).iter().zip(files(Locale::PlPl)) {
        let (english, polish) = (
            (english.name, messages(english.text)),
            (polish.name, messages(polish.text)),
        );
        assert_eq!(english, polish);
    }
}

/// The commands that are refused to whoever acts as somebody else.
const OWNERS: [&str; 7] = [
    "store ",
    "payments adopt",
    "seller edit",
    "catalog adopt",
    "audit head",
    "audit verify",
    "setup",
];

/// A hint that left out `--store` or `--demo` would send people to another store than the one that they look at.
#[test]
fn commands_are_named_as_the_program_was_started() {
    let tree = Args::command();
    let named = Regex::new(r"offerdesk ([a-z-]+)").unwrap();
    for locale in Locale::ALL {
        for file in files(locale) {
            // The desk's own name is no command.
            let is_said = |line: &&str| !line.starts_with('#') && !line.starts_with("app-name");
            for line in file.text.lines().filter(is_said) {
                for command in named.captures_iter(line) {
                    assert!(
                        tree.find_subcommand(&command[1]).is_none(),
                        "{locale}: write {{ OFFERDESK() }} for the program in: {line}"
                    );
                }
                let known =
                    line.matches("OFFERDESK()").count() + line.matches("OFFERDESK(by: \"owner\")").count();
                assert_eq!(line.matches("OFFERDESK(").count(), known, "{locale}: {line}");
                for command in OWNERS {
                    assert!(
                        !line.contains(&format!("{{ OFFERDESK() }} {command}")),
                        "{locale}: only the folder's owner may run it, so write {{ OFFERDESK(by: \"owner\") }} in: {line}"
                    );
                }
            }
        }
    }
}

/// What a sentence holds of the command that begins in it: up to the end of the clause, with a number for each value.
fn proposed(rest: &str) -> String {
    let value = Regex::new(r"\{ \$[a-z-]+ \}").unwrap();
    let line = value.replace_all(rest, "1");
    let end = Regex::new(r"([.,;)] |$)").unwrap();
    let end = end.find(&line).map_or(line.len(), |found| found.start());
    line[..end].to_owned()
}

/// Whether a command line can be run as it stands, placeholders apart.
fn runs(line: &str) -> Result<(), String> {
    let line = line.split(" >").next().unwrap();
    let mut words = Vec::new();
    for (place, part) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(part);
        } else {
            words.extend(part.split_whitespace());
        }
    }
    match Args::try_parse_from(words) {
        Ok(_) => Ok(()),
        Err(error) if !error.use_stderr() => Ok(()),
        Err(error) => Err(format!("{line}: {error}")),
    }
}

/// Seen: a hint named `orders cancel` without the order, and `--transfer` without whom to ask about it.
#[test]
fn a_command_that_a_sentence_proposed_could_not_be_run() {
    let begins = Regex::new(r"(\{ OFFERDESK\([^)]*\) \}|offerdesk (--))(.*)").unwrap();
    let mut count = 0;
    for locale in Locale::ALL {
        for file in files(locale) {
            for line in file.text.lines().filter(|line| !line.starts_with('#')) {
                let mut rest = line;
                while let Some(found) = begins.captures(rest) {
                    rest = found.get(3).unwrap().as_str();
                    let option = found.get(2).map_or("", |option| option.as_str());
                    let command = proposed(&format!("offerdesk {option}{}", rest.trim_start()));
                    assert!(
                        !command.ends_with('.'),
                        "{locale}: whoever copies the command copies the dot behind it: {line}"
                    );
                    runs(&command).unwrap_or_else(|error| panic!("{locale}: {error}in: {line}"));
                    count += 1;
                }
            }
        }
    }
    assert!(count > 80, "only {count} were found");
}

#[test]
fn the_examples_of_the_help_can_be_run() {
    fn examples(command: &clap::Command, found: &mut Vec<String>) {
        let help = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        for line in help.lines() {
            found.extend(line.find("offerdesk ").map(|at| line[at..].to_owned()));
        }
        command
            .get_subcommands()
            .for_each(|command| examples(command, found));
    }
    let mut found = Vec::new();
    examples(&Args::command(), &mut found);
    assert!(found.len() > 20, "{found:?}");
    for line in found {
        runs(&line).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn every_message_says_something_and_takes_its_values() {
    for locale in Locale::ALL {
        let mut bundle = FluentBundle::new_concurrent(vec![locale.tag().parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle
            .add_function("OFFERDESK", |_, _| i18n::program().into())
            .unwrap();
        for file in files(locale) {
            bundle.add_resource_overriding(FluentResource::try_new(file.text.to_owned()).unwrap());
        }
        for (key, variables) in all_messages(locale) {
            let message = bundle
                .get_message(&key)
                .unwrap_or_else(|| panic!("{locale}: {key}"));
            let pattern = message
                .value()
                .unwrap_or_else(|| panic!("{locale}: {key} has no text"));
            let mut args = FluentArgs::new();
            for variable in &variables {
                args.set(variable.clone(), 5);
            }
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
            assert!(errors.is_empty(), "{locale}: {key}: {errors:?}");
            assert!(!text.trim().is_empty(), "{locale}: {key} is empty");
            assert!(!text.contains("  "), "{locale}: {key} holds two blanks: {text}");
        }
    }
}

#[test]
fn every_polish_plural_has_all_four_forms() {
    for file in files(Locale::PlPl) {
        let selectors = file.text.matches("->").count();
        for form in ["[one]", "[few]", "[many]", "*[other]"] {
            assert_eq!(file.text.matches(form).count(), selectors, "{} {form}", file.name);
        }
    }
}

#[test]
fn every_code_has_a_sentence_and_every_refusal_a_hint() {
    let codes = keys_of_codes();
    assert!(codes.len() > 30, "the codes were not found: {codes:?}");
    assert!(codes.contains_key("error-store-locked"));
    assert!(codes.contains_key("decline-insufficient-funds"));
    assert!(codes.contains_key("receipt-surplus"));
    let mut missing = Vec::new();
    for locale in Locale::ALL {
        let i18n = I18n::new(locale);
        for (key, path) in &codes {
            let hint = format!("{key}-hint");
            let wanted = [
                Some(key.as_str()),
                key.starts_with("error-").then_some(hint.as_str()),
            ];
            missing.extend(
                wanted
                    .into_iter()
                    .flatten()
                    .filter(|key| !i18n.has(key))
                    .map(|key| format!("{locale}: {key} ({path})")),
            );
        }
    }
    assert!(missing.is_empty(), "no sentence for:\n{}", missing.join("\n"));
}

#[test]
fn sentences_of_refusals_use_only_values_that_their_code_gives() {
    let messages = all_messages(Locale::EnUs);
    let mut wrong = Vec::new();
    for (key, path) in keys_of_codes() {
        let mut source = fs::read_to_string(&path).unwrap();
        // What all mistakes of a file have, `config/mistake.rs` gives; what a reader refuses has the rest.
        if source.contains("config::mistake") {
            source += &fs::read_to_string(root().join("src/config/mistake.rs")).unwrap();
        }
        for key in [key.clone(), format!("{key}-hint")] {
            let variables = messages.get(&key).cloned().unwrap_or_default();
            wrong.extend(
                variables
                    .into_iter()
                    .filter(|variable| !source.contains(&format!("\"{variable}\"")))
                    .map(|variable| format!("{key}: ${variable} is not in {path}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_key_written_out_in_the_code_has_a_sentence() {
    let names = keys_of_names();
    assert!(
        names.contains_key("role-global-admin"),
        "the names were not found"
    );
    let mut missing = Vec::new();
    for locale in Locale::ALL {
        let i18n = I18n::new(locale);
        missing.extend(
            keys_written_out()
                .into_iter()
                .chain(names.clone())
                .filter(|(key, _)| !i18n.has(key))
                .map(|(key, path)| format!("{locale}: {key} ({path})")),
        );
    }
    assert!(missing.is_empty(), "no sentence for:\n{}", missing.join("\n"));
}

/// Keys that the code puts together, by how they begin. Codes and names are found where they are written; these end in a
/// number, in the code of a country, or in a code of another room.
const BUILT: [(&str, &str); 3] = [
    ("country-", "each country of ISO 3166"),
    ("month-", "months in a date, long and short"),
    (
        "sandbox-card-",
        "why a card of the sandbox is declined: a code of another room",
    ),
];

/// Every word in quotation marks in the code, without its unit tests.
fn words_of_the_code() -> BTreeSet<String> {
    let literal = Regex::new(r#""([a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*)""#).unwrap();
    let files = sources().into_iter().filter(|(path, _)| !path.contains("tests"));
    files
        .flat_map(|(_, text)| {
            let words = literal.captures_iter(&text);
            words.map(|word| word[1].to_owned()).collect::<Vec<_>>()
        })
        .collect()
}

/// Keys of verdicts on a field that are made where the field is: `code: "…"`, `Refusal::plain("…")`.
fn verdicts() -> BTreeSet<String> {
    let literal = Regex::new(r#"(?:code: |Refusal::plain\()"([a-z0-9-]+)""#).unwrap();
    let keys = sources().into_iter().flat_map(|(_, text)| {
        let codes = literal.captures_iter(&text);
        codes
            .map(|code| format!("error-{}", &code[1]))
            .collect::<Vec<_>>()
    });
    keys.collect()
}

/// A sentence that nothing says is translated, corrected and reviewed for nobody.
#[test]
fn every_sentence_is_said_somewhere() {
    let words = words_of_the_code();
    let codes = keys_of_codes();
    let verdicts = verdicts();
    let is_code = |key: &str| {
        let key = key.strip_suffix("-hint").unwrap_or(key);
        codes.contains_key(key) || verdicts.contains(key)
    };
    let is_built = |key: &str| BUILT.iter().any(|(start, _)| key.starts_with(start));
    let in_others = Regex::new(r"\{ *([a-z][a-z0-9-]*) *\}").unwrap();
    let unsaid = |locale| {
        let texts: Vec<&str> = files(locale).iter().map(|file| file.text).collect();
        let texts = texts.concat();
        let named: BTreeSet<String> = (in_others.captures_iter(&texts))
            .map(|key| key[1].to_owned())
            .collect();
        let keys = all_messages(locale).into_keys();
        let unsaid = keys
            .filter(|key| !words.contains(key) && !named.contains(key) && !is_code(key) && !is_built(key));
        unsaid.map(|key| format!("{locale}: {key}")).collect::<Vec<_>>()
    };
    let unsaid: Vec<String> = Locale::ALL.into_iter().flat_map(unsaid).collect();
    assert!(unsaid.is_empty(), "no code says:\n{}", unsaid.join("\n"));
    for (start, what) in BUILT {
        let mut keys = all_messages(Locale::EnUs).into_keys();
        let is_needed = keys.any(|key| key.starts_with(start) && !words.contains(&key));
        assert!(is_needed, "{start} need not be in the list any more: {what}");
    }
}

#[test]
fn labels_of_the_source_are_word_for_word_in_english() {
    let english = I18n::new(Locale::EnUs);
    for (key, label) in [
        ("title-membership-offers", "Membership offers"),
        ("title-purchased-offers", "Purchased offers"),
        ("title-offers-available", "Offers available for purchase"),
        ("button-renew-subscription", "Renew subscription"),
        ("button-cancel-subscription", "Cancel subscription"),
        ("button-subscribe", "Subscribe"),
        ("button-submit", "Submit"),
        ("button-update", "Update"),
        ("button-buy", "Buy"),
        ("title-legal-profile", "Legal profile"),
        ("payment-method-card", "Credit card"),
        ("payment-method-bank-transfer", "Electronic bank transfer"),
        ("role-global-admin", "Global admin"),
        ("role-user-management-admin", "User management admin"),
        ("role-mpn-partner-admin", "MPN partner admin"),
        ("role-admin-agent", "Admin agent"),
    ] {
        assert_eq!(english.t(key), label);
    }
}
