//! Reads `terms.toml`.

use crate::config::file::FileTable;
use crate::config::mistake::Mistake;
use crate::domain::offer::Names;

/// The version of the purchase terms, and the terms.
pub(super) fn read(root: &FileTable<'_>, mistakes: &mut Vec<Mistake>) -> Option<(String, Names)> {
    root.only(&["version", "text"], mistakes);
    let version = root.line("version", mistakes);
    let text = root.table("text", mistakes)?;
    text.only(&["en", "pl"], mistakes);
    let (en, pl) = (text.lines("en", mistakes), text.lines("pl", mistakes));
    Some((version?.value, Names { en: en?, pl: pl? }))
}
