//! A block: rows that lie next to each other, packed into one value of the tree below.
//!
//! sled keeps a table of all its pages in memory, reads it at each opening, and splits a page by count alone, at 16
//! values however small they are. Most rows are: an index entry is some 30 bytes behind its neighbor. Packed, a store
//! has a tenth of the pages.
//!
//! A block is a checksum over its own key and its content, then the rows in the order of their keys, each as
//! three numbers and two texts: bytes shared with the key before it, bytes of the key that follow, bytes of the value.
//! A number is written in groups of seven bits, the lowest first.

use std::ops::Range;

use crate::store::check::hex;
use crate::store::error::StoreError;

/// What a block holds at most, unless a single row is larger. Larger ones make the table of pages smaller and each
/// change longer: a changed row writes its block anew.
pub const LIMIT: usize = 2_048;

/// New rows that lie side by side, from so many on, are taken for a series that goes on behind them.
const RUN: usize = 4;

const CHECKSUM: usize = 4;

/// The rows of a block, unpacked.
#[derive(Clone, Default, Debug)]
pub struct Block {
    bytes: sled::IVec,
    /// All keys, one behind the other.
    keys: Vec<u8>,
    rows: Vec<Place>,
}

/// Where key and value of a row lie.
#[derive(Clone, Debug)]
struct Place {
    key: Range<usize>,
    value: Range<usize>,
}

/// A row to be packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row<'row> {
    /// Its key.
    pub key: &'row [u8],
    /// Its value.
    pub value: &'row [u8],
    /// Whether it is written now, and was not there before.
    pub new: bool,
}

impl Block {
    /// Verifies and unpacks what lies under a key of the tree.
    pub fn unpack(name: &[u8], bytes: sled::IVec) -> Result<Self, StoreError> {
        let (keys, rows) = unpack(name, &bytes)
            .ok_or_else(|| StoreError::Damaged(format!("the block of rows up to {}", hex(name))))?;
        Ok(Self { bytes, keys, rows })
    }

    /// The rows, in the order of their keys.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = (&[u8], &[u8])> {
        self.rows.iter().map(|row| {
            let key = self.keys.get(row.key.clone()).unwrap_or_default();
            (key, self.bytes.get(row.value.clone()).unwrap_or_default())
        })
    }
}

/// Finds the value of one row without unpacking the others.
pub fn find(name: &[u8], bytes: &[u8], key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
    let damaged = || StoreError::Damaged(format!("the block of rows up to {}", hex(name)));
    let content = verified(name, bytes).ok_or_else(damaged)?;
    let mut reader = Reader::new(content);
    while let Some(row) = reader.next().ok_or_else(damaged)? {
        match reader.key.as_slice().cmp(key) {
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal => return Ok(Some(content.get(row).unwrap_or_default().into())),
            std::cmp::Ordering::Greater => break,
        }
    }
    Ok(None)
}

/// Packs rows into the content of blocks, each with how many rows it holds. Nothing for no rows.
pub fn divide<'row>(rows: &'row [Row<'row>]) -> Vec<&'row [Row<'row>]> {
    let total: usize = rows.iter().map(size).sum();
    if total <= LIMIT {
        return if rows.is_empty() { Vec::new() } else { vec![rows] };
    }
    match run(rows) {
        // What comes next will come behind the series: full blocks before it, and what was there already after it.
        Some(end) => {
            let (series, rest) = rows.split_at(end);
            let mut blocks = fill(series, LIMIT);
            blocks.extend(fill(rest, LIMIT));
            blocks
        }
        // What comes next may come anywhere: blocks of one size, with room.
        None => fill(rows, total.div_ceil(total.div_ceil(LIMIT))),
    }
}

/// Packs rows under the key that the block will have.
pub fn pack(name: &[u8], rows: &[Row<'_>]) -> Vec<u8> {
    let mut bytes = vec![0; CHECKSUM];
    let mut before: &[u8] = &[];
    for row in rows {
        let shared = before.iter().zip(row.key).take_while(|(a, b)| a == b).count();
        let rest = row.key.get(shared..).unwrap_or_default();
        for number in [shared, rest.len(), row.value.len()] {
            put_number(&mut bytes, number);
        }
        bytes.extend_from_slice(rest);
        bytes.extend_from_slice(row.value);
        before = row.key;
    }
    let checksum = checksum(name, bytes.get(CHECKSUM..).unwrap_or_default());
    if let Some(head) = bytes.first_chunk_mut() {
        *head = checksum.to_le_bytes();
    }
    bytes
}

/// Where the new rows end, if they lie side by side and are many.
fn run(rows: &[Row<'_>]) -> Option<usize> {
    let first = rows.iter().position(|row| row.new)?;
    let last = rows.iter().rposition(|row| row.new)?;
    let side_by_side = rows.get(first..=last)?.iter().all(|row| row.new);
    (side_by_side && last + 1 - first >= RUN).then_some(last + 1)
}

/// Cuts rows into blocks of about this size, none larger than the limit unless its one row is.
fn fill<'row>(mut rows: &'row [Row<'row>], target: usize) -> Vec<&'row [Row<'row>]> {
    let mut blocks = Vec::new();
    while !rows.is_empty() {
        let mut filled = 0;
        let mut count = 0;
        for row in rows {
            let with = filled + size(row);
            if count > 0 && (with > LIMIT || filled >= target) {
                break;
            }
            filled = with;
            count += 1;
        }
        let (block, rest) = rows.split_at(count);
        blocks.push(block);
        rows = rest;
    }
    blocks
}

/// About what a row takes: what its key shares with the one before it is not known here, and is most of an entry.
fn size(row: &Row<'_>) -> usize {
    row.key.len() / 2 + row.value.len() + 3
}

fn unpack(name: &[u8], bytes: &[u8]) -> Option<(Vec<u8>, Vec<Place>)> {
    let mut reader = Reader::new(verified(name, bytes)?);
    let mut keys = Vec::with_capacity(LIMIT);
    let mut rows = Vec::with_capacity(64);
    while let Some(value) = reader.next()? {
        let from = keys.len();
        keys.extend_from_slice(&reader.key);
        rows.push(Place {
            key: from..keys.len(),
            value: value.start + CHECKSUM..value.end + CHECKSUM,
        });
    }
    Some((keys, rows))
}

fn verified<'bytes>(name: &[u8], bytes: &'bytes [u8]) -> Option<&'bytes [u8]> {
    let (stored, content) = bytes.split_first_chunk::<CHECKSUM>()?;
    (u32::from_le_bytes(*stored) == checksum(name, content)).then_some(content)
}

fn checksum(name: &[u8], content: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(name);
    hasher.update(content);
    hasher.finalize()
}

/// Reads the rows of a block one after the other.
struct Reader<'bytes> {
    content: &'bytes [u8],
    at: usize,
    key: Vec<u8>,
}

impl<'bytes> Reader<'bytes> {
    const fn new(content: &'bytes [u8]) -> Self {
        Self {
            content,
            at: 0,
            key: Vec::new(),
        }
    }

    /// Where the value of the next row lies; its key is in `key` then. Inside: nothing more. Outside: damage.
    #[allow(clippy::option_option)]
    fn next(&mut self) -> Option<Option<Range<usize>>> {
        if self.at == self.content.len() {
            return Some(None);
        }
        let shared = self.number()?;
        let rest = self.number()?;
        let value = self.number()?;
        if shared > self.key.len() {
            return None;
        }
        self.key.truncate(shared);
        let from = self.at;
        let middle = from.checked_add(rest)?;
        let end = middle.checked_add(value)?;
        self.key.extend_from_slice(self.content.get(from..middle)?);
        self.content.get(middle..end)?;
        self.at = end;
        Some(Some(middle..end))
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = *self.content.get(self.at)?;
            self.at += 1;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn rows(map: &BTreeMap<Vec<u8>, Vec<u8>>) -> Vec<Row<'_>> {
        map.iter()
            .map(|(key, value)| Row {
                key,
                value,
                new: key.len() % 3 == 0,
            })
            .collect()
    }

    proptest! {
        #[test]
        fn what_is_packed_is_found_and_unpacked_again(
            map in proptest::collection::btree_map(
                proptest::collection::vec(0_u8..4, 0..12),
                proptest::collection::vec(any::<u8>(), 0..200), 0..60),
            other in proptest::collection::vec(0_u8..4, 0..12),
        ) {
            let rows = rows(&map);
            let bytes = pack(b"name", &rows);
            let block = Block::unpack(b"name", bytes.clone().into()).unwrap();
            prop_assert!(block.rows().eq(rows.iter().map(|row| (row.key, row.value))));
            for key in map.keys().chain([&other]) {
                let found = find(b"name", &bytes, key).unwrap();
                prop_assert_eq!(found.as_deref(), map.get(key).map(Vec::as_slice));
            }
        }

        #[test]
        fn divided_rows_are_the_same_rows_and_no_block_with_two_is_over_the_limit(
            map in proptest::collection::btree_map(
                proptest::collection::vec(any::<u8>(), 0..40),
                proptest::collection::vec(any::<u8>(), 0..3_000), 0..80),
        ) {
            let rows = rows(&map);
            let blocks = divide(&rows);
            prop_assert_eq!(blocks.concat(), rows.clone());
            for block in blocks {
                prop_assert!(!block.is_empty());
                let size: usize = block.iter().map(size).sum();
                prop_assert!(block.len() == 1 || size <= LIMIT, "{} rows of {size} bytes", block.len());
            }
        }

        #[test]
        fn arbitrary_bytes_are_refused_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            // With a checksum that fits, so that the rows are read.
            let mut sealed = checksum(b"name", &bytes).to_le_bytes().to_vec();
            sealed.extend_from_slice(&bytes);
            let _ = Block::unpack(b"name", sealed.clone().into());
            let _ = find(b"name", &sealed, b"key");
            prop_assert!(Block::unpack(b"other", sealed.into()).is_err());
        }
    }

    #[test]
    fn a_series_of_new_rows_leaves_full_blocks_behind_it() {
        let keys: Vec<[u8; 4]> = (0..400_u32).map(u32::to_be_bytes).collect();
        let rows: Vec<Row<'_>> = keys
            .iter()
            .enumerate()
            .map(|(place, key)| Row {
                key,
                value: &[7; 95],
                new: (10..390).contains(&place),
            })
            .collect();
        let blocks = divide(&rows);
        let sizes: Vec<usize> = blocks.iter().map(|block| block.len()).collect();
        let (before_last, last) = (sizes.len() - 2, sizes.len() - 1);
        assert!(
            sizes.iter().take(before_last).all(|size| *size == 20),
            "{sizes:?}"
        );
        assert_eq!(
            sizes[last], 10,
            "what lies behind the series is a block of its own"
        );
    }
}
