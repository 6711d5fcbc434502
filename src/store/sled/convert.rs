//! Converts a store of format 1, in which every row was a value of the tree by itself.
//!
//! Rows are copied into blocks beside the old ones; then the store's own record is written, which says that all of
//! them are there; then the old ones are removed. A crash before the record begins the copy anew, one after it goes on
//! removing, so that no row is ever in neither place.

use std::io;

use super::codec;
use super::layout::{Family, META};
use super::seal::FORMAT;
use super::tree::{Changes, Tree, engine_error};
use super::values::Meta;
use crate::store::error::StoreError;

/// So many rows are copied or removed at once.
const AT_ONCE: usize = 1_024;

/// The store's own record, if there are rows of format 1.
pub fn is_due(db: &sled::Db, tree: &Tree) -> Result<Option<Meta>, StoreError> {
    if old_rows(db).next().transpose().map_err(engine_error)?.is_none() {
        return Ok(None);
    }
    let copied = tree.get(&META)?;
    let own = copied.map_or_else(|| db.get(META).map_err(engine_error), |own| Ok(Some(own)))?;
    let own = own.ok_or_else(|| StoreError::Damaged("the store's own record is missing".to_owned()))?;
    codec::decode(&META, &own).map(Some)
}

/// Converts what is there. Every step is durable before the next one relies on it. Blocks for as long as it takes to
/// read everything.
pub fn convert(db: &sled::Db, tree: &Tree, sync: impl Fn() -> io::Result<()>) -> Result<(), StoreError> {
    if tree.get(&META)?.is_none() {
        tree.clear(&sync)?;
        copy(db, tree, &sync)?;
    }
    remove(db, tree, &sync)
}

fn copy(db: &sled::Db, tree: &Tree, sync: &impl Fn() -> io::Result<()>) -> Result<(), StoreError> {
    let mut own = None;
    let mut rows = Changes::new();
    for row in old_rows(db) {
        let (key, value) = row.map_err(engine_error)?;
        if *key == META {
            own = Some(value);
            continue;
        }
        rows.insert(key.to_vec(), Some(value));
        if rows.len() == AT_ONCE {
            tree.settle(&rows, sync)?;
            rows.clear();
        }
    }
    tree.settle(&rows, sync)?;
    let own = own.ok_or_else(|| StoreError::Damaged("the store's own record is missing".to_owned()))?;
    let mut meta: Meta = codec::decode(&META, &own)?;
    meta.format = FORMAT;
    let own = codec::encode(&META, &meta)?;
    tree.settle(&Changes::from([(META.to_vec(), Some(own.into()))]), sync)
}

fn remove(db: &sled::Db, tree: &Tree, sync: &impl Fn() -> io::Result<()>) -> Result<(), StoreError> {
    let mut steps = tree.steps(sync);
    loop {
        let keys: Result<Vec<_>, _> = old_rows(db)
            .take(AT_ONCE)
            .map(|row| row.map(|(key, _)| key))
            .collect();
        let keys = keys.map_err(engine_error)?;
        if keys.is_empty() {
            return steps.end();
        }
        for key in keys {
            steps.before(1)?;
            db.remove(key).map_err(engine_error)?;
        }
    }
}

/// The rows of format 1: their keys began with their family.
fn old_rows(db: &sled::Db) -> sled::Iter {
    db.range(vec![0]..vec![Family::Meta.byte() + 1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sled::tree::Order;
    use std::ops::Bound;

    const EVERYTHING: (Bound<&[u8]>, Bound<&[u8]>) = (Bound::Unbounded, Bound::Unbounded);

    /// A tree of format 1 with so many rows.
    fn old(folder: &std::path::Path, rows: u32) -> sled::Db {
        let db = sled::open(folder).unwrap();
        for number in 0..rows {
            db.insert(key(number), value(number)).unwrap();
        }
        let meta = Meta {
            format: 1,
            store: [3; 16],
            demo: false,
            last_commit: 7,
            last_day: None,
            tally: 99,
        };
        db.insert(META, codec::encode(&META, &meta).unwrap()).unwrap();
        db
    }

    fn key(number: u32) -> Vec<u8> {
        let family = u8::try_from(number % 6).unwrap() + 1;
        [&[family], number.to_be_bytes().as_slice()].concat()
    }

    fn value(number: u32) -> Vec<u8> {
        vec![1; usize::try_from(number % 300).unwrap()]
    }

    fn tree(db: &sled::Db) -> Tree {
        Tree::new(db.clone(), 512 << 10)
    }

    fn is_converted(db: &sled::Db, rows: u32) {
        let tree = tree(db);
        assert!(is_due(db, &tree).unwrap().is_none());
        assert_eq!(
            tree.walk(EVERYTHING, Order::Ascending).count(),
            usize::try_from(rows).unwrap()
        );
        for number in 0..rows {
            assert_eq!(tree.get(&key(number)).unwrap().unwrap(), value(number));
        }
        let meta: Meta = codec::decode(&META, &tree.get(&META).unwrap().unwrap()).unwrap();
        assert_eq!((meta.format, meta.last_commit, meta.tally), (FORMAT, 7, 99));
    }

    #[test]
    fn every_row_is_there_afterwards_and_none_twice() {
        let folder = tempfile::tempdir().unwrap();
        let db = old(folder.path(), 10_000);
        assert!(is_due(&db, &tree(&db)).unwrap().is_some());
        convert(&db, &tree(&db), || Ok(())).unwrap();
        is_converted(&db, 10_000);
    }

    #[test]
    fn a_conversion_that_was_cut_short_while_copying_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let db = old(folder.path(), 1_000);
        // Half of the rows, and one that was removed by hand since.
        let half: Changes = (0..500)
            .chain([5_000])
            .map(|number| (key(number), Some(value(number).into())))
            .collect();
        tree(&db).settle(&half, || Ok(())).unwrap();
        convert(&db, &tree(&db), || Ok(())).unwrap();
        is_converted(&db, 1_000);
    }

    #[test]
    fn a_conversion_that_was_cut_short_while_removing_goes_on_removing() {
        let folder = tempfile::tempdir().unwrap();
        let db = old(folder.path(), 1_000);
        copy(&db, &tree(&db), &|| Ok(())).unwrap();
        db.remove(key(3)).unwrap();
        db.remove(META).unwrap();
        assert!(is_due(&db, &tree(&db)).unwrap().is_some());
        convert(&db, &tree(&db), || Ok(())).unwrap();
        is_converted(&db, 1_000);
    }

    #[test]
    fn without_the_stores_own_record_nothing_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let db = old(folder.path(), 100);
        db.remove(META).unwrap();
        assert!(matches!(is_due(&db, &tree(&db)), Err(StoreError::Damaged(_))));
        assert!(matches!(
            convert(&db, &tree(&db), || Ok(())),
            Err(StoreError::Damaged(_))
        ));
        assert_eq!(old_rows(&db).count(), 100);
    }
}
