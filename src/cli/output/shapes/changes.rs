//! The shape of what a change changes from what.

use serde::Serialize;

use crate::domain::change::FieldChange;

/// A field that changes.
#[derive(Serialize)]
pub struct ChangeShape {
    field: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    from: String,
    to: String,
}

impl From<&FieldChange> for ChangeShape {
    fn from(change: &FieldChange) -> Self {
        Self {
            field: change.label.strip_prefix("label-").unwrap_or(change.label),
            of: change.of.clone(),
            from: change.from.clone(),
            to: change.to.clone(),
        }
    }
}
