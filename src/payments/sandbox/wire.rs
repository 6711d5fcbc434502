//! The lines between a desk and a sandbox in another process: one JSON request, one JSON response, over a Unix
//! socket that only this operating-system user can reach.
//!
//! A request may hold a card number. Hence everything here writes into, and reads from, memory that is wiped and
//! never reallocated behind our back; the number is one JSON string that is parsed in place, digit by digit; and
//! no error carries a piece of what was read.

use std::fmt;
use std::io::{self, Write};

use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tokio::io::{AsyncRead, AsyncReadExt};
use zeroize::{Zeroize, Zeroizing};

use crate::domain::address::{CountryCode, Name};
use crate::domain::money::Money;
use crate::domain::network::Network;
use crate::domain::payment::{CardExpiry, CardToken, TokenizedCard};
use crate::payments::card::{CardData, SecretDigits};
use crate::payments::gateway::{
    AttemptKey, AttemptStatus, ChargeCursor, ChargePage, Confirmation, GatewayError, PaymentReference,
};

/// Longest line that is read, bytes with its line break.
pub(super) const LINE_LIMIT: usize = 64 * 1024;

/// What a line buffer begins with: enough for every request and response of an honest peer.
const LINE_USUAL: usize = 8 * 1024;

/// What a desk asks.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum WireRequest {
    Network,
    Tokenize {
        #[serde(with = "secret")]
        number: SecretDigits,
        #[serde(with = "secret")]
        code: SecretDigits,
        expiry: CardExpiry,
        holder: String,
        country: CountryCode,
        postal_code: String,
    },
    Prepare {
        key: AttemptKey,
        amount: Money,
    },
    Confirm {
        reference: PaymentReference,
        token: CardToken,
    },
    Lookup {
        reference: PaymentReference,
    },
    Void {
        reference: PaymentReference,
    },
    Refund {
        reference: PaymentReference,
    },
    Charges {
        after: Option<ChargeCursor>,
    },
}

/// What a sandbox answers.
#[derive(PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Response {
    Network(Network),
    Tokenized(TokenizedCard),
    Prepared(PaymentReference),
    Confirmed(Confirmation),
    Status(AttemptStatus),
    Charges(ChargePage),
    Failed(GatewayError),
    /// The line was no request; nothing was done.
    Malformed,
}

/// Why a line could not be read or written. Carries nothing of the line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(super) enum WireError {
    #[error("the connection ended or failed")]
    Broken,
    #[error("a line is too long")]
    TooLong,
    #[error("a line is no message")]
    Malformed,
}

impl From<io::Error> for WireError {
    fn from(_: io::Error) -> Self {
        Self::Broken
    }
}

impl WireRequest {
    /// A card on its way to the network.
    pub(super) fn tokenize(card: &CardData) -> Self {
        Self::Tokenize {
            number: card.number.clone(),
            code: card.code.clone(),
            expiry: card.expiry,
            holder: card.holder.as_str().to_owned(),
            country: card.country,
            postal_code: card.postal_code.clone(),
        }
    }
}

/// Writes a message as one line into wiped memory of fixed size; what does not fit is refused.
pub(super) fn encode(message: &impl Serialize) -> Result<Zeroizing<Vec<u8>>, WireError> {
    let mut buffer = Zeroizing::new(vec![0; LINE_USUAL]);
    let mut cursor = io::Cursor::new(buffer.as_mut_slice());
    serde_json::to_writer(&mut cursor, message).map_err(|_| WireError::TooLong)?;
    cursor.write_all(b"\n").map_err(|_| WireError::TooLong)?;
    let length = usize::try_from(cursor.position()).map_err(|_| WireError::TooLong)?;
    buffer.truncate(length);
    Ok(buffer)
}

/// Reads one message out of a line.
pub(super) fn decode<T: DeserializeOwned>(line: &[u8]) -> Result<T, WireError> {
    serde_json::from_slice(line).map_err(|_| WireError::Malformed)
}

/// A parsed holder, or nothing when the peer sent a hostile name.
pub(super) fn holder(text: &str) -> Result<Name, WireError> {
    Name::parse(text).map_err(|_| WireError::Malformed)
}

/// Collects the bytes of a connection until a line is whole. What was read is wiped as soon as it was used.
pub(super) struct LineBuffer {
    bytes: Zeroizing<Vec<u8>>,
    filled: usize,
}

impl LineBuffer {
    pub(super) fn new() -> Self {
        Self {
            bytes: Zeroizing::new(vec![0; LINE_USUAL]),
            filled: 0,
        }
    }

    /// Waits for a whole line; `false` when the connection ended between two lines. May be canceled: what was
    /// read stays.
    pub(super) async fn fill(&mut self, source: &mut (impl AsyncRead + Unpin)) -> Result<bool, WireError> {
        loop {
            if self.line_length().is_some() {
                return Ok(true);
            }
            if self.filled == self.bytes.len() {
                self.grow()?;
            }
            let room = self.bytes.get_mut(self.filled..).unwrap_or_default();
            match source.read(room).await? {
                0 if self.filled == 0 => return Ok(false),
                0 => return Err(WireError::Broken),
                read => self.filled += read,
            }
        }
    }

    /// Hands the first line out, without its line break, and wipes it.
    pub(super) fn take<T>(&mut self, read: impl FnOnce(&[u8]) -> T) -> Option<T> {
        let length = self.line_length()?;
        let taken = read(self.bytes.get(..length)?);
        let end = length + 1;
        self.bytes.copy_within(end..self.filled, 0);
        let kept = self.filled - end;
        if let Some(stale) = self.bytes.get_mut(kept..self.filled) {
            stale.zeroize();
        }
        self.filled = kept;
        Some(taken)
    }

    fn line_length(&self) -> Option<usize> {
        self.bytes
            .get(..self.filled)?
            .iter()
            .position(|byte| *byte == b'\n')
    }

    /// Moves to a block twice as large; the former one is wiped when it is dropped here.
    fn grow(&mut self) -> Result<(), WireError> {
        if self.bytes.len() >= LINE_LIMIT {
            return Err(WireError::TooLong);
        }
        let mut larger = Zeroizing::new(vec![0; (self.bytes.len() * 2).min(LINE_LIMIT)]);
        for (to, from) in larger.iter_mut().zip(self.bytes.iter()) {
            *to = *from;
        }
        self.bytes = larger;
        Ok(())
    }
}

/// Digits as one JSON string, without a copy outside of wiped memory.
mod secret {
    use super::{Deserializer, SecretDigits, Serializer, Visitor, Zeroizing, fmt};

    pub(super) fn serialize<S: Serializer>(digits: &SecretDigits, to: S) -> Result<S::Ok, S::Error> {
        let mut text = Zeroizing::new([0_u8; 19]);
        for (character, digit) in text.iter_mut().zip(digits.values()) {
            *character = b'0' + digit;
        }
        let text = text.get(..digits.len()).unwrap_or_default();
        to.serialize_str(std::str::from_utf8(text).unwrap_or_default())
    }

    pub(super) fn deserialize<'line, D: Deserializer<'line>>(from: D) -> Result<SecretDigits, D::Error> {
        // An escaped string would be unescaped in memory that nobody wipes; it arrives as `visit_str`, which
        // this visitor does not have.
        from.deserialize_str(Digits)
    }

    struct Digits;

    impl<'line> Visitor<'line> for Digits {
        type Value = SecretDigits;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string of digits")
        }

        fn visit_borrowed_str<E: serde::de::Error>(self, text: &'line str) -> Result<SecretDigits, E> {
            SecretDigits::parse(text).map_err(|_| E::custom("not digits"))
        }

        // The defaults of these would repeat what was read in their errors.
        fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<SecretDigits, E> {
            Err(E::custom("an escaped string"))
        }

        fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<SecretDigits, E> {
            Err(E::custom("a number"))
        }

        fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<SecretDigits, E> {
            Err(E::custom("a number"))
        }

        fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<SecretDigits, E> {
            Err(E::custom("a number"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> CardData {
        CardData {
            number: SecretDigits::parse("4242 4242 4242 4242").unwrap(),
            code: SecretDigits::parse("737").unwrap(),
            expiry: CardExpiry {
                year: 2030,
                month: 12,
            },
            holder: Name::parse("Zoë \"Z\" Łęcka").unwrap(),
            country: "PL".parse().unwrap(),
            postal_code: "00-950".to_owned(),
        }
    }

    #[test]
    fn a_card_survives_the_wire() {
        let line = encode(&WireRequest::tokenize(&card())).unwrap();
        let Ok(WireRequest::Tokenize {
            number,
            code,
            holder,
            postal_code,
            ..
        }) = decode(line.strip_suffix(b"\n").unwrap())
        else {
            panic!("not what was sent");
        };
        assert_eq!(number.values(), card().number.values());
        assert_eq!(code.values(), card().code.values());
        assert_eq!(
            (holder.as_str(), postal_code.as_str()),
            ("Zoë \"Z\" Łęcka", "00-950")
        );
    }

    #[test]
    fn a_message_that_does_not_fit_is_refused_instead_of_reallocated() {
        let mut large = card();
        large.postal_code = "9".repeat(LINE_USUAL);
        assert_eq!(
            encode(&WireRequest::tokenize(&large)).map(|_| ()),
            Err(WireError::TooLong)
        );
    }

    #[test]
    fn garbled_lines_are_no_requests() {
        let card = |number: &str| {
            format!(
                r#"{{"Tokenize":{{"number":{number},"code":"737","expiry":{{"year":2030,"month":1}},"holder":"A","country":"PL","postal_code":""}}}}"#
            )
        };
        assert!(decode::<WireRequest>(card("\"4242424242424242\"").as_bytes()).is_ok());
        let mut wrong = vec![
            String::new(),
            "{}".to_owned(),
            "[]".to_owned(),
            "\"Lookup\"".to_owned(),
            r#"{"Lookup":{"reference":7}}"#.to_owned(),
            r#"{"Lookup":{"reference":"a","more":1}}"#.to_owned(),
            r#"{"Lookup":{"reference":"a"}} x"#.to_owned(),
            "[".repeat(10_000),
        ];
        wrong.extend(
            [
                "4242424242424242",
                "-4.2e1",
                "[4,2]",
                "null",
                "\"42x\"",
                r#""\u0034242424242424242""#,
            ]
            .map(card),
        );
        for line in wrong {
            assert_eq!(
                decode::<WireRequest>(line.as_bytes()).map(|_| ()),
                Err(WireError::Malformed),
                "{line}"
            );
        }
    }

    fn read_all(mut source: &[u8]) -> (Vec<Vec<u8>>, Result<bool, WireError>) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut buffer = LineBuffer::new();
            let mut lines = Vec::new();
            loop {
                match buffer.fill(&mut source).await {
                    Ok(true) => lines.extend(buffer.take(<[u8]>::to_vec)),
                    end => {
                        let unused = buffer.bytes.get(buffer.filled..).unwrap_or_default();
                        assert!(unused.iter().all(|byte| *byte == 0), "what was read is wiped");
                        return (lines, end);
                    }
                }
            }
        })
    }

    #[test]
    fn lines_are_split_bounded_and_wiped() {
        assert_eq!(read_all(b""), (vec![], Ok(false)));
        assert_eq!(
            read_all(b"one\n\nthree\n"),
            (vec![b"one".to_vec(), vec![], b"three".to_vec()], Ok(false))
        );
        assert_eq!(
            read_all(b"one\ntw"),
            (vec![b"one".to_vec()], Err(WireError::Broken))
        );
        let longest = [vec![b'x'; LINE_LIMIT - 1], vec![b'\n']].concat();
        assert_eq!(read_all(&longest), (vec![vec![b'x'; LINE_LIMIT - 1]], Ok(false)));
        assert_eq!(
            read_all(&vec![b'x'; LINE_LIMIT + 1]),
            (vec![], Err(WireError::TooLong))
        );
    }
}
