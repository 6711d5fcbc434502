//! An error as an object: what `--json` prints on standard error.

use serde::Serialize;

/// An error as `--json` prints it on standard error. Stable.
#[derive(Serialize)]
pub(super) struct ErrorShape<'a> {
    pub(super) error: RefusalShape<'a>,
}

#[derive(Serialize)]
pub(super) struct RefusalShape<'a> {
    pub(super) code: &'a str,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    pub(super) exit_code: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) fields: Vec<FieldShape>,
}

#[derive(Serialize)]
pub(super) struct FieldShape {
    pub(super) field: String,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}
