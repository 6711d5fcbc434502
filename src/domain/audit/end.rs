//! Where the audit log ended at some time, as a value that people keep elsewhere: `1234-<64 hexadecimal digits>`.
//!
//! It comes back from paper, mail or a script, years later perhaps, and is hostile until it has been read here.

use std::fmt;
use std::str::FromStr;

use super::super::message::{Arg, Coded};

/// Nobody writes more entries. A longer number may be something else that is not to be repeated, such as a card's.
const MOST: u64 = 999_999_999_999;

/// Hexadecimal digits of a hash.
const DIGITS: usize = 64;

/// The end of the audit log: how many entries there were, and the hash over all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AuditEnd {
    /// Entries of all chains, from 1: no log that is kept is empty.
    pub entries: u64,
    /// Hash over them, in the order in which they were written.
    pub hash: [u8; 32],
}

impl AuditEnd {
    /// The hash, as 64 lowercase hexadecimal digits.
    pub fn hash_text(&self) -> String {
        self.to_string()
            .rsplit_once('-')
            .map_or_else(String::new, |(_, hash)| hash.to_owned())
    }
}

impl fmt::Display for AuditEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-", self.entries)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text that is no end of an audit log. It is not repeated: nobody knows what it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NotAnAuditEnd {
    /// Something else.
    #[error("not a number, a hyphen and {DIGITS} hexadecimal digits")]
    Form,
    /// A hash that was cut, or has too much.
    #[error("{found} hexadecimal digits instead of {DIGITS}")]
    Digits {
        /// How many there are.
        found: usize,
    },
}

impl Coded for NotAnAuditEnd {
    fn code(&self) -> &'static str {
        match self {
            Self::Form => "audit-value-form",
            Self::Digits { .. } => "audit-value-digits",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Form => Vec::new(),
            Self::Digits { found } => {
                vec![("found", Arg::Count(i64::try_from(*found).unwrap_or(i64::MAX)))]
            }
        }
    }
}

impl FromStr for AuditEnd {
    type Err = NotAnAuditEnd;

    /// Blanks around it and capital letters may have come in on the way; nothing else is forgiven.
    fn from_str(text: &str) -> Result<Self, NotAnAuditEnd> {
        let (entries, digits) = text.trim().split_once('-').ok_or(NotAnAuditEnd::Form)?;
        // A number of its own spelling only: no sign, no zero in front, and so no empty log either.
        let is_number = entries.bytes().all(|byte| byte.is_ascii_digit()) && !entries.starts_with('0');
        let entries = entries
            .parse()
            .ok()
            .filter(|entries| is_number && *entries <= MOST)
            .ok_or(NotAnAuditEnd::Form)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAnAuditEnd::Form);
        }
        if digits.len() != DIGITS {
            return Err(NotAnAuditEnd::Digits { found: digits.len() });
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.as_bytes().as_chunks::<2>().0) {
            let [high, low] = *pair;
            *byte = digit(high)? << 4 | digit(low)?;
        }
        Ok(Self { entries, hash })
    }
}

const fn digit(letter: u8) -> Result<u8, NotAnAuditEnd> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        b'A'..=b'F' => Ok(letter - b'A' + 10),
        _ => Err(NotAnAuditEnd::Form),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<AuditEnd, NotAnAuditEnd> {
        text.parse()
    }

    #[test]
    fn what_is_no_value_is_told_apart_from_one_that_was_cut() {
        let hash = "0f".repeat(32);
        let end = AuditEnd {
            entries: 12,
            hash: [15; 32],
        };
        assert_eq!(end.hash_text(), hash);
        for right in [
            format!("12-{hash}"),
            format!(" 12-{hash}\n"),
            format!("12-{}", hash.to_uppercase()),
        ] {
            assert_eq!(read(&right), Ok(end), "{right:?}");
        }
        for other in [
            String::new(),
            "-".to_owned(),
            "12".to_owned(),
            "12-".to_owned(),
            hash.clone(),
            format!("-{hash}"),
            format!("0-{hash}"),
            format!("012-{hash}"),
            format!("+12-{hash}"),
            format!("1 2-{hash}"),
            format!("１２-{hash}"),
            format!("12–{hash}"),
            format!("12--{hash}"),
            format!("-12-{hash}"),
            format!("1000000000000-{hash}"),
            format!("18446744073709551616-{hash}"),
            format!("12-{}", hash.replace('0', "g")),
            format!("12-{}", hash.replace('0', "é")),
            format!("12-{hash}\0"),
        ] {
            assert_eq!(read(&other), Err(NotAnAuditEnd::Form), "{other:?}");
        }
        for (digits, found) in [
            ("a".to_owned(), 1),
            (format!("{hash}0"), 65),
            ("0f".repeat(31), 62),
        ] {
            assert_eq!(
                read(&format!("12-{digits}")),
                Err(NotAnAuditEnd::Digits { found })
            );
        }
    }

    proptest! {
        #[test]
        fn a_value_is_read_as_it_was_written(entries in 1..=MOST, hash: [u8; 32]) {
            let end = AuditEnd { entries, hash };
            prop_assert_eq!(read(&end.to_string()), Ok(end));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,200}") {
            let _ = read(&text);
        }
    }
}
