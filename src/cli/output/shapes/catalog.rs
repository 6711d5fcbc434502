//! The shape of the commands about the catalog.

use serde::Serialize;

use crate::services::catalog::Changes;

use super::ChangeShape;

/// A catalog: what it says, and what it changes.
#[derive(Serialize)]
pub struct CatalogShape {
    hash: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lines: Vec<LineShape>,
    changes: Vec<ChangeShape>,
}

#[derive(Serialize)]
struct LineShape {
    field: &'static str,
    of: String,
    value: String,
}

impl CatalogShape {
    /// A catalog by its hash.
    pub fn of(hash: String, lines: &[(&'static str, String, String)], changes: &Changes) -> Self {
        let line = |(label, of, value): &(&'static str, String, String)| LineShape {
            field: label.strip_prefix("label-").unwrap_or(label),
            of: of.clone(),
            value: value.clone(),
        };
        Self {
            hash,
            lines: lines.iter().map(line).collect(),
            changes: changes
                .values
                .iter()
                .chain(&changes.files)
                .map(Into::into)
                .collect(),
        }
    }
}
