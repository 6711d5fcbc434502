//! No use case is left out: every one that takes an actor is a line of the table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::{own, table};

/// The names of the public use cases that take an actor, as the sources have them.
fn use_cases() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![root.join("services.rs")];
    collect(&root.join("services"), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        found.extend(use_cases_in(text.split("\n#[cfg(test)]").next().unwrap()));
    }
    found
}

fn use_cases_in(code: &str) -> BTreeSet<String> {
    let asynchronous = code.split("\n    pub async fn ").skip(1);
    let functions = asynchronous.chain(code.split("\n    pub fn ").skip(1));
    let signatures = functions.filter_map(|function| Some((function, function.split(" {\n").next()?)));
    signatures
        .filter(|(_, signature)| signature.contains("&self") && signature.contains("&Actor"))
        .filter_map(|(function, _)| function.split(['(', '<']).next())
        .map(str::to_owned)
        .collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

#[test]
fn every_use_case_with_an_actor_is_tried() {
    let groups = table::groups();
    let rows = groups.iter().flat_map(|group| &group.rows);
    let mut tried: BTreeSet<String> = rows
        .flat_map(|row| &row.tries)
        .map(|tried| tried.use_case.to_owned())
        .collect();
    tried.extend(own::rows().iter().map(|row| row.tried.use_case.to_owned()));
    let there = use_cases();
    assert!(there.len() > 60, "the use cases were found: {there:?}");
    let missing: Vec<_> = there.difference(&tried).collect();
    assert!(missing.is_empty(), "nobody tries {missing:?}");
    let gone: Vec<_> = tried.difference(&there).collect();
    assert!(gone.is_empty(), "there is no {gone:?}");
}

#[test]
fn a_use_case_is_found_however_it_is_written() {
    let code = "impl Services {
    pub async fn one(&self, actor: &Actor) -> X {
    }
    pub async fn two(
        &self,
        actor: &Actor,
    ) -> X {
    }
    pub(crate) async fn inner(&self, actor: &Actor) {
    }
    pub async fn without(&self) -> X {
    }
    pub fn three<T>(&self, by: &Actor) -> X {
    }
}";
    let found: Vec<String> = use_cases_in(code).into_iter().collect();
    assert_eq!(found, ["one", "three", "two"]);
}
