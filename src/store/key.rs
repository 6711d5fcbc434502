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

/// The day of a part of a key.
pub fn day_of(part: [u8; 4]) -> Day {
    let ordered = u32::from_be_bytes(part) ^ 0x8000_0000;
    Day::from_epoch_days(i64::from(ordered.cast_signed()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_survives_its_key() {
        for text in [
            "1900-01-01",
            "1969-12-31",
            "1970-01-01",
            "2028-02-29",
            "9999-12-31",
        ] {
            let day: Day = text.parse().unwrap();
            let part: [u8; 4] = KeyBuilder::new().day(day).build().try_into().unwrap();
            assert_eq!(day_of(part), day);
        }
    }

    #[test]
    fn days_before_1970_sort_before_days_after_it() {
        let key = |text: &str| KeyBuilder::new().day(text.parse().unwrap()).build();
        assert!(key("1969-12-31") < key("1970-01-01"));
        assert!(key("2026-06-22") < key("2026-06-23"));
    }
}
