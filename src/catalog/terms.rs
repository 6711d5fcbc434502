//! Reads `terms.toml`.

use super::error::CatalogError;
use super::reader::File;
use crate::domain::offer::Names;

/// The version of the purchase terms, and the terms.
pub(super) fn read(file: &File) -> Result<(String, Names), CatalogError> {
    let fields = file.parse()?;
    let root = file.root(&fields);
    root.only(&["version", "text"])?;
    let version = root.line("version")?.value;
    let text = root.table("text")?;
    text.only(&["en", "pl"])?;
    let terms = Names {
        en: text.lines("en")?.value,
        pl: text.lines("pl")?.value,
    };
    Ok((version, terms))
}
