//! Reads `problems.toml`.

use super::error::{CatalogError, Problem};
use super::offers::names;
use super::reader::File;
use crate::domain::offer::{OfferId, ProblemType};

/// The types of problems, in the file's order. Exactly one of them takes cancellations.
pub(super) fn read(file: &File) -> Result<Vec<ProblemType>, CatalogError> {
    let fields = file.parse()?;
    let root = file.root(&fields);
    root.only(&["problem"])?;
    let mut problems: Vec<ProblemType> = Vec::new();
    for table in root.tables("problem")? {
        table.only(&["id", "name", "cancels"])?;
        let id = table.line("id")?;
        // The same signs as an offer's: both are typed in commands and kept in records.
        if OfferId::parse(&id.value).is_err() {
            return Err(id.error(Problem::NotAnId {
                found: id.value.clone(),
            }));
        }
        if problems.iter().any(|other| other.id == id.value) {
            return Err(id.duplicate());
        }
        let cancels = table.optional_boolean("cancels")?.unwrap_or(false);
        if cancels && problems.iter().any(|other| other.cancels) {
            return Err(table.error(Problem::Duplicate {
                found: "cancels".to_owned(),
            }));
        }
        problems.push(ProblemType {
            id: id.value,
            names: names(&table)?,
            cancels,
        });
    }
    if !problems.iter().any(|problem| problem.cancels) {
        return Err(root.error(Problem::MissingField { field: "cancels" }));
    }
    Ok(problems)
}
