//! The tables of `docs/roles.md`: made of what was seen, and compared with what stands there.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::people::columns;
use crate::table::Group;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/roles.md")
}

/// How a letter is told to people.
pub fn word(letter: char) -> &'static str {
    match letter {
        'y' => "yes",
        'w' => "own",
        'n' => "no",
        'h' => "hidden",
        'x' => "not own",
        'o' => "no",
        'd' => "–",
        other => panic!("{other}"),
    }
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn heading(titles: &[&str]) -> String {
    let titles: Vec<String> = titles.iter().map(|title| (*title).to_owned()).collect();
    format!("{}|{}\n", line(&titles), "---|".repeat(titles.len()))
}

/// The table of who may what, from what was seen.
pub fn table(groups: &[Group], seen: &[(&str, String)]) -> String {
    let columns = columns();
    let mut text = String::new();
    let mut titles: Vec<&str> = vec!["What"];
    titles.extend(columns.iter().map(|column| column.title));
    titles.push("Why");
    for group in groups {
        write!(text, "### {}\n\n{}", group.title, heading(&titles)).unwrap();
        for row in &group.rows {
            let (_, letters) = seen.iter().find(|(what, _)| *what == row.what).unwrap();
            let mut cells = vec![row.what.to_owned()];
            cells.extend(letters.chars().map(|letter| word(letter).to_owned()));
            cells.push(row.rule.to_owned());
            text += &line(&cells);
        }
        text += "\n";
    }
    text
}

/// The table of what depends on whose it is, from what was seen.
pub fn own_table(seen: &[(&crate::own::Own, String)]) -> String {
    let mut text = heading(&["What", "Who", "A colleague's", "One's own", "Why"]);
    for (row, letters) in seen {
        let mut cells = vec![row.what.to_owned(), row.who.to_owned()];
        cells.extend(letters.chars().map(|letter| word(letter).to_owned()));
        cells.push(row.rule.to_owned());
        text += &line(&cells);
    }
    text + "\n"
}

/// The table of the commands that need no person, from what was seen.
pub fn command_table(seen: &[(&str, String)]) -> String {
    let mut text = heading(&crate::commands::TITLES);
    for (command, letters) in seen {
        let mut cells = vec![format!("`{command}`")];
        let letters = letters.chars().filter(|letter| *letter != ' ');
        cells.extend(letters.map(|letter| word(letter).to_owned()));
        text += &line(&cells);
    }
    text + "\n"
}

/// What the document tells otherwise between the marks of a table, line by line. `OFFERDESK_ROLES=write` writes the
/// table there.
pub fn told_otherwise(name: &str, table: &str) -> Vec<String> {
    // Several tests write their tables into one file.
    static FILE: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _alone = FILE.lock();
    let text = std::fs::read_to_string(path()).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&begin).expect("the mark where the table begins");
    let (told, after) = rest.split_once(&end).expect("the mark where it ends");
    if std::env::var("OFFERDESK_ROLES").as_deref() == Ok("write") {
        let written = format!("{before}{begin}{table}{end}{after}");
        std::fs::write(path(), written).unwrap();
        return Vec::new();
    }
    let only_in = |one: &str, other: &str, who: &str| -> Vec<String> {
        let lines = one
            .lines()
            .filter(|line| !other.lines().any(|found| found == *line));
        lines.map(|line| format!("{who}: {line}")).collect()
    };
    let mut unlike = only_in(told, table, "only docs/roles.md tells");
    unlike.extend(only_in(
        table,
        told,
        "docs/roles.md (OFFERDESK_ROLES=write) lacks",
    ));
    if unlike.is_empty() && told != table {
        unlike.push(format!("docs/roles.md has the lines of {name} in another order"));
    }
    unlike
}
