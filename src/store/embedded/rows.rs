//! What rows are: keys and values in the order of their keys.

use std::collections::BTreeMap;
use std::ops::Bound;

/// A value. A clone copies no bytes, and neither does handing it over.
pub type Value = sled::IVec;

/// A row as a reader gets it.
pub type Row = (Vec<u8>, Value);

/// Rows that are written, or removed (`None`), in the order of their keys.
pub type Changes = BTreeMap<Vec<u8>, Option<Value>>;

/// A range of keys.
pub type Keys<'key> = (Bound<&'key [u8]>, Bound<&'key [u8]>);

/// The order of a walk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// From the lowest key up.
    Ascending,
    /// From the highest key down.
    Descending,
}

/// Every key.
pub const EVERYTHING: Keys<'static> = (Bound::Unbounded, Bound::Unbounded);

/// Whether a range holds nothing; a map would panic at one whose ends are crossed.
pub fn is_empty((low, high): Keys<'_>) -> bool {
    match (low, high) {
        (Bound::Included(low), Bound::Included(high)) => low > high,
        (Bound::Included(low) | Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) => {
            low >= high
        }
        _ => false,
    }
}

/// Whether a key lies below the lower end of a range.
pub fn is_below(key: &[u8], low: Bound<&[u8]>) -> bool {
    match low {
        Bound::Included(low) => key < low,
        Bound::Excluded(low) => key <= low,
        Bound::Unbounded => false,
    }
}

/// Whether a key lies above the upper end of a range.
pub fn is_above(key: &[u8], high: Bound<&[u8]>) -> bool {
    match high {
        Bound::Included(high) => key > high,
        Bound::Excluded(high) => key >= high,
        Bound::Unbounded => false,
    }
}
