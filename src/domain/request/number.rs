//! The number of a support request: a gapless series from 1001 on, as short as people can say it on the phone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::domain::message::Coded;

/// The number before the first one.
const BEFORE_FIRST: u64 = 1_000;

/// The number of a support request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestNumber(u64);

/// A text that is no number of a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a request number")]
pub struct NotARequestNumber;

impl RequestNumber {
    /// The number of the request in that place of the series, from 1 on.
    pub const fn in_series(place: u64) -> Self {
        Self(BEFORE_FIRST.saturating_add(place))
    }

    /// Its place in the series, from 1 on.
    pub const fn place(self) -> u64 {
        self.0.saturating_sub(BEFORE_FIRST)
    }

    /// The number as one writes it.
    pub const fn value(self) -> u64 {
        self.0
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for RequestNumber {
    type Err = NotARequestNumber;

    /// Digits, with or without a `#` before them.
    fn from_str(text: &str) -> Result<Self, NotARequestNumber> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        let are_digits = (4..=12).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| are_digits);
        number
            .filter(|number| *number > BEFORE_FIRST)
            .map(Self)
            .ok_or(NotARequestNumber)
    }
}

impl Coded for NotARequestNumber {
    fn code(&self) -> &'static str {
        "not-a-request-number"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let check = |text: &str, expected: Option<u64>| {
            let read = text.parse::<RequestNumber>().ok().map(RequestNumber::value);
            assert_eq!(read, expected, "{text:?}");
        };
        check("1041", Some(1041));
        check(" #1041 ", Some(1041));
        check(&RequestNumber::in_series(1).to_string(), Some(1001));
        for wrong in [
            "",
            "1000",
            "41",
            "-1041",
            "+1041",
            "1041a",
            "1 041",
            "٤٢١٠",
            "9999999999999999999",
        ] {
            check(wrong, None);
        }
    }
}
