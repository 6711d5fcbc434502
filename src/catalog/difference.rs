//! What another catalog says otherwise, value by value, whatever its files hold: a rule of addresses is told like a
//! benefit. What is not a value (comments, blanks, the order of entries) makes no difference here.

use std::collections::BTreeMap;

use toml::Value;

use super::texts::Texts;

/// What tells the entries of a list apart, in the order in which it is said.
const NAMES: [&str; 5] = ["id", "code", "country", "market", "from"];

/// A value that another catalog has otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The file that it stands in.
    pub file: &'static str,
    /// The keys around it and its own, with entries of lists by their names: `offer[gold].window.last`. A line of a long
    /// text has its number behind: `text.en[3]`.
    pub key: String,
    /// What it was; empty where it was not there.
    pub from: String,
    /// What it is; empty where it is no longer there.
    pub to: String,
}

/// All differences, file by file, each file's by their keys.
pub fn differences(before: &Texts, after: &Texts) -> Vec<Difference> {
    let files = before.files().zip(after.files());
    files
        .flat_map(|((file, old), (_, new))| in_file(file, &values(old), &values(new)))
        .collect()
}

fn in_file(
    file: &'static str,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Vec<Difference> {
    let gone = old.keys().filter(|key| !new.contains_key(*key));
    let mut keys: Vec<&String> = new.keys().chain(gone).collect();
    keys.sort();
    let text = |values: &BTreeMap<String, String>, key| values.get(key).cloned().unwrap_or_default();
    let lines = keys.into_iter().flat_map(|key| {
        let (from, to) = (text(old, key), text(new, key));
        by_line(key, &from, &to)
    });
    lines
        .map(|(key, from, to)| Difference { file, key, from, to })
        .collect()
}

/// A text that differs; of one that has several lines those that do.
fn by_line(key: &str, from: &str, to: &str) -> Vec<(String, String, String)> {
    if from == to {
        return Vec::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (from.lines().collect(), to.lines().collect());
    if old.len() < 2 && new.len() < 2 {
        return vec![(key.to_owned(), from.to_owned(), to.to_owned())];
    }
    // What is the same before and behind is not told; what is between is, line by line.
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = old.iter().zip(&new).take_while(same).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take_while(same).count().min(most);
    let between = |lines: &[&str]| -> Vec<String> {
        let count = lines.len() - head - tail;
        lines
            .iter()
            .skip(head)
            .take(count)
            .map(|line| (*line).to_owned())
            .collect()
    };
    let (old, new) = (between(&old), between(&new));
    let line = |lines: &[String], at: usize| lines.get(at).cloned().unwrap_or_default();
    (0..old.len().max(new.len()))
        .map(|at| {
            (
                format!("{key}[{}]", head + at + 1),
                line(&old, at),
                line(&new, at),
            )
        })
        .filter(|(_, from, to)| from != to)
        .collect()
}

/// The values of a file by their keys. A file that cannot be read has none; nothing is compared before it can.
fn values(text: &str) -> BTreeMap<String, String> {
    let root: toml::Table = toml::from_str(text).unwrap_or_default();
    let mut values = BTreeMap::new();
    put_table("", &root, &mut values);
    values
}

fn put_table(outer: &str, table: &toml::Table, values: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let key = if outer.is_empty() {
            key.clone()
        } else {
            format!("{outer}.{key}")
        };
        put(key, value, values);
    }
}

fn put(key: String, value: &Value, values: &mut BTreeMap<String, String>) {
    let text = match value {
        Value::Table(table) => return put_table(&key, table, values),
        Value::Array(entries) => return put_entries(&key, entries, values),
        Value::String(text) => text.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Datetime(day) => day.to_string(),
    };
    values.insert(key, text);
}

fn put_entries(key: &str, entries: &[Value], values: &mut BTreeMap<String, String>) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let (name, rest) = match entry {
            Value::Table(table) => named(table),
            _ => (None, None),
        };
        let name = name.unwrap_or_else(|| (place + 1).to_string());
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        let key = match times {
            1 => format!("{key}[{name}]"),
            times => format!("{key}[{name}, {times}]"),
        };
        match rest {
            Some(rest) => put_table(&key, &rest, values),
            None => put(key, entry, values),
        }
    }
}

/// What an entry is called, and what else it says.
fn named(table: &toml::Table) -> (Option<String>, Option<toml::Table>) {
    let mut names = BTreeMap::new();
    let mut rest = table.clone();
    for name in NAMES {
        if let Some(value) = rest.remove(name) {
            put(name.to_owned(), &value, &mut names);
        }
    }
    let names: Vec<String> = NAMES.iter().filter_map(|name| names.remove(*name)).collect();
    let english = rest
        .get("name")
        .and_then(|name| name.get("en"))
        .and_then(Value::as_str);
    let name = match names.as_slice() {
        [] => english.map(str::to_owned),
        names => Some(names.join(" ")),
    };
    (name, Some(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, expected: &[(&str, &str, &str)]) {
        let found = in_file("a.toml", &values(before), &values(after));
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.key.as_str(), found.from.as_str(), found.to.as_str()))
            .collect();
        assert_eq!(found, expected, "{before} {after}");
    }

    #[test]
    fn a_value_is_told_under_the_names_of_the_entries_around_it() {
        let text = "[[offer]]\nid = \"gold\"\nopen = true\n\
                    price = [{ market = \"US\", from = 2020-01-01, net = \"1\" }]\n\
                    benefit = [{ name = { en = \"Hours\" }, quantity = 5 }]\n";
        check(text, text, &[]);
        check(
            text,
            &text
                .replace("true", "false")
                .replace("net = \"1\"", "net = \"2\"")
                .replace("= 5", "= 7"),
            &[
                ("offer[gold].benefit[Hours].quantity", "5", "7"),
                ("offer[gold].open", "true", "false"),
                ("offer[gold].price[US 2020-01-01].net", "1", "2"),
            ],
        );
        check(
            text,
            "",
            &[
                ("offer[gold].benefit[Hours].name.en", "Hours", ""),
                ("offer[gold].benefit[Hours].quantity", "5", ""),
                ("offer[gold].open", "true", ""),
                ("offer[gold].price[US 2020-01-01].net", "1", ""),
            ],
        );
    }

    #[test]
    fn comments_blanks_and_the_order_of_entries_are_no_difference() {
        let one = "[[offer]]\nid = \"a\"\nn = 1\n[[offer]]\nid = \"b\"\nn = 2\n";
        let other = "# So it is.\n[[offer]]\nn = 2\nid = \"b\"\n\n[[offer]]\nid = \"a\"\nn   = 1\n";
        check(one, other, &[]);
    }

    #[test]
    fn entries_of_one_name_are_counted() {
        let entry = "[[benefit]]\nname = { en = \"Hours\" }\n";
        let twice = format!("{entry}quantity = 1\n{entry}quantity = 2\n");
        check(
            &twice,
            &twice.replace("= 2", "= 3"),
            &[("benefit[Hours, 2].quantity", "2", "3")],
        );
        check("days = [1, 2]", "days = [1, 3]", &[("days[2]", "2", "3")]);
    }

    #[test]
    fn of_a_long_text_only_the_lines_that_differ_are_told() {
        let text = |lines: &str| format!("en = \"\"\"\n{lines}\"\"\"\n");
        check(
            &text("First.\nSecond.\nThird.\n"),
            &text("First.\nAnother.\nThird.\n"),
            &[("en[2]", "Second.", "Another.")],
        );
        check(
            &text("First.\nThird.\n"),
            &text("First.\nSecond.\nThird.\n"),
            &[("en[2]", "", "Second.")],
        );
        check(
            &text("Same.\nSame.\n"),
            &text("Same.\nSame.\nSame.\n"),
            &[("en[3]", "", "Same.")],
        );
    }
}
