//! Themes as the command line names them. A mistake is told before a terminal is asked for, and nothing is changed.

use std::fs;

use insta::assert_snapshot;

use crate::support::Home;

#[test]
fn a_theme_that_there_is_not_is_told_with_what_was_probably_meant() {
    let home = Home::new();
    assert_snapshot!(home.run("demo --reset --theme drak"), @r"
    exit 2
    --- stderr
    Error: There's no theme “drak”. Available: default, light, dark, high-contrast, no-color, auto. Nothing was changed.
    Hint: Did you mean “dark”?
    ");
    assert_snapshot!(home.run("--lang pl --theme zebra"), @r"
    exit 2
    --- stderr
    Błąd: Nie ma motywu „zebra”. Dostępne: default, light, dark, high-contrast, no-color, auto. Niczego nie zmieniono.
    Wskazówka: Podaj jeden z nich albo plik: ze znakiem / w ścieżce lub z końcówką .toml.
    ");
    assert!(!home.path("data").exists(), "nothing was made");
}

#[test]
fn every_mistake_in_a_theme_file_is_told_by_file_line_and_key() {
    let home = Home::new();
    let wrong = "inherits = \"dark\"\n[colors]\nsea = \"#12345\"\n[styles]\neror = { fg = \"red\" }\n\
                 key = { fg = \"rad\", bold = 1 }\n";
    fs::write(home.path("storm.toml"), wrong).unwrap();
    assert_snapshot!(home.run("--demo --theme storm.toml"), @r##"
    exit 2
    --- stderr
    Error: The theme can't be used: 4 mistakes. Nothing was changed.
      storm.toml, line 3, colors.sea: “#12345” isn't valid here; expected a color: "#rrggbb", a number from 0 to 255, default, or one of the 16 names such as red or bright-blue. Write it in one of these forms.
      storm.toml, line 5, styles.eror: unknown key. Did you mean “error”?
      storm.toml, line 6, styles.key.fg: “rad” isn't valid here; expected a color: "#rrggbb", a number from 0 to 255, default, one of the 16 names such as red or bright-blue, or a name from [colors]. Did you mean “red”?
      storm.toml, line 6, styles.key.bold: this is a whole number; expected true or false. Write the value in the expected form.
    Hint: Correct the mistakes listed above, or start with --theme default.
    "##);
    assert_snapshot!(home.run("--demo --theme storm.toml --lang pl"), @r##"
    exit 2
    --- stderr
    Błąd: Motywu nie można użyć: 4 błędy. Niczego nie zmieniono.
      storm.toml, wiersz 3, colors.sea: „#12345” tu nie pasuje; oczekiwano koloru: "#rrggbb", liczby od 0 do 255, słowa default albo jednej z 16 nazw, np. red lub bright-blue. Zapisz wartość w jednej z tych postaci.
      storm.toml, wiersz 5, styles.eror: nieznany klucz. Czy chodziło o „error”?
      storm.toml, wiersz 6, styles.key.fg: „rad” tu nie pasuje; oczekiwano koloru: "#rrggbb", liczby od 0 do 255, słowa default, jednej z 16 nazw, np. red lub bright-blue, albo nazwy z [colors]. Czy chodziło o „red”?
      storm.toml, wiersz 6, styles.key.bold: to jest liczba całkowita; oczekiwano: true lub false. Zapisz wartość w oczekiwanej postaci.
    Wskazówka: Popraw wymienione miejsca albo uruchom program z opcją --theme default.
    "##);
    assert_snapshot!(home.run("--demo --theme storm.toml --json"), @r##"
    exit 2
    --- stderr
    {
      "error": {
        "code": "theme-mistakes",
        "message": "The theme can't be used: 4 mistakes. Nothing was changed.",
        "hint": "Correct the mistakes listed above, or start with --theme default.",
        "exit_code": 2,
        "fields": [
          {
            "field": "colors.sea",
            "code": "setting-unfit",
            "message": "storm.toml, line 3, colors.sea: “#12345” isn't valid here; expected a color: \"#rrggbb\", a number from 0 to 255, default, or one of the 16 names such as red or bright-blue.",
            "hint": "Write it in one of these forms."
          },
          {
            "field": "styles.eror",
            "code": "setting-unknown-key-near",
            "message": "storm.toml, line 5, styles.eror: unknown key.",
            "hint": "Did you mean “error”?"
          },
          {
            "field": "styles.key.fg",
            "code": "setting-unfit-near",
            "message": "storm.toml, line 6, styles.key.fg: “rad” isn't valid here; expected a color: \"#rrggbb\", a number from 0 to 255, default, one of the 16 names such as red or bright-blue, or a name from [colors].",
            "hint": "Did you mean “red”?"
          },
          {
            "field": "styles.key.bold",
            "code": "setting-wrong-kind",
            "message": "storm.toml, line 6, styles.key.bold: this is a whole number; expected true or false.",
            "hint": "Write the value in the expected form."
          }
        ]
      }
    }
    "##);
    assert!(!home.path("data").exists(), "nothing was made");
}

#[test]
fn a_file_that_is_no_theme_is_refused() {
    let home = Home::new();
    fs::create_dir(home.path("folder")).unwrap();
    fs::write(home.path("large.toml"), "#".repeat(70_000)).unwrap();
    fs::write(home.path("broken.toml"), "[styles\nkey = = 1\n\u{1b}[2J\n").unwrap();
    fs::write(home.path("own.toml"), "inherits = \"./own.toml\"\n").unwrap();
    assert_snapshot!(home.run("--demo --theme ./folder"), @"
    exit 2
    --- stderr
    Error: The theme can't be used: 1 mistake. Nothing was changed.
      ./folder isn't a file. Name a file, not a folder, a pipe or a device.
    Hint: Correct the mistakes listed above, or start with --theme default.
    ");
    assert_snapshot!(home.run("--demo --theme large.toml"), @r"
    exit 2
    --- stderr
    Error: The theme can't be used: 1 mistake. Nothing was changed.
      large.toml has more than 65,536 bytes. These files are small; check that this is the right one.
    Hint: Correct the mistakes listed above, or start with --theme default.
    ");
    assert_snapshot!(home.run("--demo --theme broken.toml"), @r"
    exit 2
    --- stderr
    Error: The theme can't be used: 5 mistakes. Nothing was changed.
      broken.toml, line 1: TOML syntax error: unclosed table, expected `]`. Correct this line.
      broken.toml, line 2: TOML syntax error: extra `=`, expected nothing. Correct this line.
      broken.toml, line 2: TOML syntax error: unexpected key or value, expected newline, `#`. Correct this line.
      broken.toml, line 3: TOML syntax error: invalid unquoted key, expected letters, numbers, `-`, `_`. Correct this line.
      broken.toml, line 3: TOML syntax error: key with no value, expected `=`. Correct this line.
    Hint: Correct the mistakes listed above, or start with --theme default.
    ");
    assert_snapshot!(home.run("--demo --theme own.toml"), @r"
    exit 2
    --- stderr
    Error: The theme can't be used: 1 mistake. Nothing was changed.
      own.toml, line 1, inherits: “./own.toml” isn't valid here; expected the name of another theme that doesn't lead back to this one. Write it in one of these forms.
    Hint: Correct the mistakes listed above, or start with --theme default.
    ");
    assert_snapshot!(home.run("--demo --theme missing.toml"), @"
    exit 2
    --- stderr
    Error: The theme can't be used: 1 mistake. Nothing was changed.
      There's no file at missing.toml. Check the path.
    Hint: Correct the mistakes listed above, or start with --theme default.
    ");
}

#[test]
fn a_number_of_colors_that_there_is_not_is_wrong_use() {
    let home = Home::new();
    let said = home.run("--demo --color 8");
    assert!(
        said.starts_with("exit 2") && said.contains("auto, none, 16, 256 and true"),
        "{said}"
    );
}
