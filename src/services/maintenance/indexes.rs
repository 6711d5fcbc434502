//! Bringing the indexes of a store up to date that an older build wrote.
//!
//! An index that is added changes no record's shape, but the records that are there have no entry in it. Which indexes a
//! store has, the record of its seller tells (`store::records::INDEXES`): where that lacks an entry, all records are
//! looked through once, and what they say of themselves by now is written, the seller behind all others. So an opening
//! that is cut short begins again at the next one, and every other opening reads one record.

use std::sync::Arc;

use crate::domain::seller::Seller;
use crate::store::error::StoreError;
use crate::store::record::{Engine, Record, RecordRef};
use crate::store::records::{SELLER_ID, inspect};

/// Brings the indexes up to date. Never refuses an opening: of a folder that may only be read what is due in it stays
/// unknown, and what is damaged is told by whatever reads it next.
pub(super) async fn bring_up_to_date(engine: &Arc<dyn Engine>) {
    match missing(engine).await {
        Ok(false) => {}
        Ok(true) => match write_anew(engine).await {
            Ok(records) => tracing::info!(records, "index entries were written anew"),
            Err(error) => tracing::warn!(%error, "the indexes are those of an older build"),
        },
        Err(error) => tracing::warn!(%error, "the indexes of the store are not known"),
    }
}

/// Writes the index entries of every record anew that says others of itself than are kept.
pub(super) async fn write_anew(engine: &Arc<dyn Engine>) -> Result<u64, StoreError> {
    engine.reindex(inspect, seller()).await
}

/// Whether the records of a store that was set up lack an index.
async fn missing(engine: &Arc<dyn Engine>) -> Result<bool, StoreError> {
    let Some(kept) = engine.get(seller()).await? else {
        return Ok(false);
    };
    let wanted = inspect(Seller::KIND, &kept)?.entries;
    Ok(wanted.iter().any(|entry| !kept.entries.contains(entry)))
}

fn seller() -> RecordRef {
    RecordRef {
        kind: Seller::KIND,
        id: SELLER_ID.to_vec(),
    }
}
