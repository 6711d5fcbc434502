//! `keys`, keymap files with mistakes, and the list of keys in the manual.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::tui::action::{Action, key_name};
use offerdesk::tui::keymap::Keymap;

use crate::support::Home;

fn printed(text: &str) -> &str {
    text.strip_prefix("exit 0\n--- stdout\n").unwrap()
}

#[test]
fn the_keys_in_force_are_printed_as_a_file_that_can_be_used() {
    let home = Home::new();
    let default = home.run("keys");
    assert!(
        printed(&default).contains("buy = [\"ctrl-b\", \"b\"]"),
        "{default}"
    );
    assert_eq!(
        default.lines().filter(|line| line.contains(" = [")).count(),
        Action::all().count()
    );

    let folder = home.path(".config/offerdesk");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("keymap.toml"), "[keys]\nbuy = [\"f5\"]\n").unwrap();
    let own = home.run("keys");
    let others = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with("buy"));
        lines.map(str::to_owned).collect()
    };
    assert!(own.contains("buy = [\"f5\"] "), "{own}");
    assert_eq!(others(&own), others(&default));
    assert_eq!(home.run("keys --keymap default"), default);

    fs::write(home.path("printed.toml"), printed(&own)).unwrap();
    assert_eq!(home.run("keys --keymap printed.toml"), own);
    fs::write(home.path("polish.toml"), printed(&home.run("keys --lang pl"))).unwrap();
    assert_eq!(home.run("keys --keymap polish.toml"), own);
}

#[test]
fn a_keymap_with_mistakes_is_refused_with_all_of_them_and_nothing_is_made() {
    let home = Home::new();
    let file = "[keys]\norders = [\"b\"]\nprofile = [\"f5\"]\nterms = [\"f5\"]\nsubmit = [\"ctrl-i\"]\nbcak = [\"f6\"]\nquit = []\n";
    fs::write(home.path("mine.toml"), file).unwrap();
    assert_snapshot!(home.run("keys --keymap mine.toml"), @r#"
    exit 2
    --- stderr
    Error: The keymap can't be used: 5 mistakes. Nothing was changed.
      mine.toml, line 2, keys.orders: b is already the key of “buy”. Give “buy” another key in this file, or choose another one here.
      mine.toml, line 4, keys.terms: F5 is already the key of “profile”, in line 3. Both can be available on the same screen. Remove the key from one of the lines.
      mine.toml, line 5, keys.submit: no terminal sends “ctrl-i”; it arrives as “tab”. Write “tab” if you mean that key, or choose another one.
      mine.toml, line 6, keys.bcak: unknown key. Did you mean “back”?
      mine.toml, line 7, keys.quit: “quit” needs at least one key. Add a key, or remove the line.
    Hint: Correct the mistakes listed above, or start with --keymap default.
    "#);
    assert_snapshot!(home.run("keys --keymap mine.toml --lang pl"), @r#"
    exit 2
    --- stderr
    Błąd: Nie można użyć tego układu klawiszy: 5 błędów. Niczego nie zmieniono.
      mine.toml, wiersz 2, keys.orders: b to już klawisz czynności „buy”. Przypisz czynności „buy” w tym pliku inny klawisz albo wybierz tutaj inny.
      mine.toml, wiersz 4, keys.terms: F5 to już klawisz czynności „profile” z wiersza 3. Obie mogą być dostępne na jednym ekranie. Usuń ten klawisz z jednego z wierszy.
      mine.toml, wiersz 5, keys.submit: żaden terminal nie wysyła „ctrl-i”; dociera „tab”. Wpisz „tab”, jeśli chodzi o ten klawisz, albo wybierz inny.
      mine.toml, wiersz 6, keys.bcak: nieznany klucz. Czy chodziło o „back”?
      mine.toml, wiersz 7, keys.quit: czynność „quit” musi mieć jakiś klawisz. Podaj klawisz albo usuń ten wiersz.
    Wskazówka: Popraw wymienione miejsca albo uruchom program z opcją --keymap default.
    "#);
    assert_snapshot!(home.run("keys --keymap missing.toml"), @"
    exit 2
    --- stderr
    Error: The keymap can't be used: 1 mistake. Nothing was changed.
      There's no file at missing.toml. Check the path.
    Hint: Correct the mistakes listed above, or start with --keymap default.
    ");
    assert!(!home.path("data").exists());
}

/// The table of the manual, as the program has it.
fn table() -> String {
    let i18n = I18n::new(Locale::EnUs);
    let mut table = "| action | default keys | what it does |\n|---|---|---|\n".to_owned();
    for action in Action::all() {
        let keys = action.default_keys().iter();
        let keys: Vec<String> = keys.map(|key| format!("`{}`", key_name(*key))).collect();
        let (name, label) = (action.name(), i18n.t(action.label_key()));
        writeln!(table, "| `{name}` | {} | {label} |", keys.join(", ")).unwrap();
    }
    table
}

#[test]
fn the_manual_lists_every_action_with_its_keys() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let manual = fs::read_to_string(path).unwrap();
    let table = table();
    assert!(
        manual.contains(&table),
        "docs/keys.md does not hold this table:\n{table}"
    );
    for example in manual.split("```toml\n").skip(1) {
        let example = example.split("```").next().unwrap();
        let file = offerdesk::config::file::File::new("docs/keys.md", example);
        assert!(
            Keymap::read(&file).is_ok(),
            "{example}\n{:?}",
            Keymap::read(&file)
        );
    }
}
