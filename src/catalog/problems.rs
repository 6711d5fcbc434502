//! Reads `problems.toml`.

use super::offers::names;
use super::refusal::CatalogRefusal;
use crate::config::file::FileTable;
use crate::config::mistake::{Mistake, Problem};
use crate::domain::offer::{OfferId, ProblemType};

/// The types of problems, in the file's order. Exactly one of them takes cancellations.
pub(super) fn read(root: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Vec<ProblemType> {
    root.only(&["problem"], mistakes);
    let before = mistakes.len();
    let mut problems: Vec<ProblemType> = Vec::new();
    for table in root.some_tables("problem", mistakes) {
        table.only(&["id", "name", "cancels"], mistakes);
        let id = table.line("id", mistakes);
        if let Some(id) = &id {
            // The same signs as an offer's: both are typed in commands and kept in records.
            if OfferId::parse(&id.value).is_err() {
                let found = id.value.clone();
                mistakes.push(id.refused(&CatalogRefusal::NotAnId { found }));
            }
            if problems.iter().any(|other| other.id == id.value) {
                mistakes.push(id.duplicate());
            }
        }
        let cancels = table.optional_boolean("cancels", mistakes).unwrap_or(false);
        if cancels && problems.iter().any(|other| other.cancels) {
            let found = "cancels".to_owned();
            mistakes.push(table.mistake(Problem::Duplicate { found }));
        }
        // Kept even where a name is missing, so that what follows is compared with it.
        let names = names(&table, mistakes);
        problems.push(ProblemType {
            id: id.map(|id| id.value).unwrap_or_default(),
            names: names.unwrap_or_default(),
            cancels,
        });
    }
    if mistakes.len() == before && !problems.iter().any(|problem| problem.cancels) {
        mistakes.push(root.refused("problem", &CatalogRefusal::NoCancelling));
    }
    problems
}
