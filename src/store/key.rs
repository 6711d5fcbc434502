//! Order-preserving keys: bytes that sort as the values do, built left to right.

use crate::domain::date::{Day, Timestamp};

/// Builds a key out of parts of fixed length; only the last part may be text.
#[derive(Clone, Debug, Default)]
pub struct KeyBuilder(Vec<u8>);

impl KeyBuilder {
    /// An empty key.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds an id.
    #[must_use]
    pub fn id(mut self, id: [u8; 16]) -> Self {
        self.0.extend_from_slice(&id);
        self
    }

    /// Adds a day; earlier days sort first.
    #[must_use]
    pub fn day(mut self, day: Day) -> Self {
        let ordered = day.epoch_days().cast_unsigned() ^ 0x8000_0000;
        self.0.extend_from_slice(&ordered.to_be_bytes());
        self
    }

    /// Adds an instant; earlier ones sort first.
    #[must_use]
    pub fn instant(mut self, at: Timestamp) -> Self {
        let ordered = at.0.cast_unsigned() ^ 0x8000_0000_0000_0000;
        self.0.extend_from_slice(&ordered.to_be_bytes());
        self
    }

    /// Adds one byte.
    #[must_use]
    pub fn byte(mut self, byte: u8) -> Self {
        self.0.push(byte);
        self
    }

    /// Adds text; must be the last part. Bytes sort as Unicode scalar values do.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// The key.
    pub fn build(self) -> Vec<u8> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_before_1970_sort_before_days_after_it() {
        let key = |text: &str| KeyBuilder::new().day(text.parse().unwrap()).build();
        assert!(key("1969-12-31") < key("1970-01-01"));
        assert!(key("2026-06-22") < key("2026-06-23"));
    }
}
