//! Rows packed into blocks. A checkpoint is made of them, and reading a row reads one.
//!
//! | bytes | hold |
//! |---|---|
//! | 4 | checksum over the block's place in its file and everything behind the checksum |
//! | 4 | length of the block |
//! | 2 | length of the last key |
//! | | the last key, then the rows in the order of their keys |
//!
//! A row is three numbers and two texts: bytes shared with the key before it, bytes of the key that follow, bytes of
//! the value. Most rows are index entries, some 30 bytes behind their neighbor. A number is written in groups of seven
//! bits, the lowest first.

use std::ops::Range;

use super::rows::{Row, Value};

/// A block is full from here on. Larger ones make the index smaller, which is walked at each opening and stays in memory,
/// and each read longer.
pub const LIMIT: usize = 8_192;

/// Bytes before the last key.
pub const HEADER: usize = 10;

/// Packs rows that come in the order of their keys.
#[derive(Debug, Default)]
pub struct Packer {
    rows: Vec<u8>,
    last: Vec<u8>,
}

impl Packer {
    /// Adds a row.
    pub fn push(&mut self, key: &[u8], value: &[u8]) {
        let shared = self.last.iter().zip(key).take_while(|(a, b)| a == b).count();
        let rest = key.get(shared..).unwrap_or_default();
        for number in [shared, rest.len(), value.len()] {
            put_number(&mut self.rows, number);
        }
        self.rows.extend_from_slice(rest);
        self.rows.extend_from_slice(value);
        self.last.truncate(shared);
        self.last.extend_from_slice(rest);
    }

    /// Whether the next row belongs into another block.
    pub const fn is_full(&self) -> bool {
        self.rows.len() >= LIMIT
    }

    /// Whether it holds no row.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The block for its place in the file. The packer is empty afterwards.
    pub fn pack(&mut self, offset: u64) -> Vec<u8> {
        let length = HEADER + self.last.len() + self.rows.len();
        let mut bytes = Vec::with_capacity(length);
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend_from_slice(&u16::try_from(self.last.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.extend_from_slice(&self.last);
        bytes.append(&mut self.rows);
        self.last.clear();
        let checksum = checksum(offset, &bytes);
        if let Some(head) = bytes.first_chunk_mut() {
            *head = checksum.to_le_bytes();
        }
        bytes
    }
}

/// The length that the first bytes of a block tell; nothing of it is verified.
pub fn length(header: &[u8]) -> Option<usize> {
    let (_, rest) = header.split_first_chunk::<4>()?;
    let (length, _) = rest.split_first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*length)).ok()
}

/// A block that verified.
#[derive(Clone, Copy, Debug)]
pub struct Block<'bytes> {
    /// Its last key.
    pub last: &'bytes [u8],
    rows: &'bytes [u8],
}

impl<'bytes> Block<'bytes> {
    /// Verifies what was read at a place of a file.
    pub fn verify(offset: u64, bytes: &'bytes [u8]) -> Option<Self> {
        let stored = bytes.first_chunk::<4>()?;
        if u32::from_le_bytes(*stored) != checksum(offset, bytes) || length(bytes)? != bytes.len() {
            return None;
        }
        Self::parse(bytes)
    }

    /// Reads a block that verified before.
    pub fn parse(bytes: &'bytes [u8]) -> Option<Self> {
        let (_, rest) = bytes.split_first_chunk::<4>()?;
        let (_, rest) = rest.split_first_chunk::<4>()?;
        let (last, rest) = rest.split_first_chunk::<2>()?;
        let (last, rows) = rest.split_at_checked(usize::from(u16::from_le_bytes(*last)))?;
        Some(Self { last, rows })
    }

    /// The value of a row. Outside: the rows cannot be read.
    #[allow(clippy::option_option)]
    pub fn find(&self, key: &[u8]) -> Option<Option<Value>> {
        let mut reader = RowReader::new(self.rows);
        while let Some(value) = reader.next()? {
            match reader.key.as_slice().cmp(key) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Some(Some(self.rows.get(value)?.into())),
                std::cmp::Ordering::Greater => break,
            }
        }
        Some(None)
    }

    /// Its rows, in order. `None`: they cannot be read.
    pub fn rows(&self) -> Option<Vec<Row>> {
        let mut reader = RowReader::new(self.rows);
        let mut rows = Vec::with_capacity(64);
        while let Some(value) = reader.next()? {
            rows.push((reader.key.clone(), self.rows.get(value)?.into()));
        }
        Some(rows)
    }
}

fn checksum(offset: u64, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&offset.to_le_bytes());
    hasher.update(bytes.get(4..).unwrap_or_default());
    hasher.finalize()
}

/// Reads the rows of a block one after the other.
struct RowReader<'bytes> {
    content: &'bytes [u8],
    at: usize,
    key: Vec<u8>,
}

impl<'bytes> RowReader<'bytes> {
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_is_found_and_read_again(
            map in proptest::collection::btree_map(
                proptest::collection::vec(0_u8..4, 0..12),
                proptest::collection::vec(any::<u8>(), 0..200), 1..60),
            other in proptest::collection::vec(0_u8..4, 0..12),
        ) {
            let mut packer = Packer::default();
            for (key, value) in &map {
                packer.push(key, value);
            }
            let bytes = packer.pack(7);
            prop_assert!(packer.is_empty());
            let block = Block::verify(7, &bytes).unwrap();
            prop_assert_eq!(block.last, map.keys().next_back().unwrap().as_slice());
            let rows = block.rows().unwrap();
            prop_assert!(rows.iter().map(|(key, value)| (key, value.to_vec())).eq(map.iter().map(|(key, value)| (key, value.clone()))));
            for key in map.keys().chain([&other]) {
                let found = block.find(key).unwrap();
                prop_assert_eq!(found.as_deref(), map.get(key).map(Vec::as_slice));
            }
        }

        #[test]
        fn no_flipped_bit_and_no_other_place_verifies(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
            let mut packer = Packer::default();
            packer.push(b"key", b"value");
            packer.push(b"keys", b"values");
            let mut bytes = packer.pack(64);
            prop_assert!(Block::verify(65, &bytes).is_none());
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            prop_assert!(Block::verify(64, &bytes).is_none());
        }

        #[test]
        fn arbitrary_rows_with_a_right_checksum_never_panic(rows in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut packer = Packer { rows, last: b"key".to_vec() };
            let bytes = packer.pack(0);
            let block = Block::verify(0, &bytes).unwrap();
            let _ = block.rows();
            let _ = block.find(b"key");
        }
    }
}
