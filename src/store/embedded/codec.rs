//! How a value lies on disk: one codec version byte, a CRC-32, then postcard.
//!
//! The checksum covers the key as well, so that a value that turns up under a wrong key does not verify. Every read
//! verifies it: the engine below reports damage of its own log, but silent damage must be found by us.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::check::hex;
use crate::store::error::StoreError;
use crate::store::record::Envelope;

/// The newest codec that this build knows.
pub const CODEC: u8 = 1;

/// The largest envelope, bytes: room for a person with a role in a thousand accounts, each of which has an index entry. A
/// row is read with its block, and a change writes all of it, so that none should come near.
pub const LIMIT: usize = 65_536;

const HEADER: usize = 5;

/// Encodes an envelope; refuses one over the limit.
pub fn encode_envelope(key: &[u8], envelope: &Envelope) -> Result<Vec<u8>, StoreError> {
    let bytes = encode(key, envelope)?;
    if bytes.len() > LIMIT {
        return Err(StoreError::TooLarge {
            size: bytes.len(),
            limit: LIMIT,
        });
    }
    Ok(bytes)
}

/// Encodes a value stored under a key.
pub fn encode<T: Serialize>(key: &[u8], value: &T) -> Result<Vec<u8>, StoreError> {
    let payload = postcard::to_stdvec(value).map_err(|_| StoreError::Unserializable)?;
    let mut bytes = Vec::with_capacity(HEADER + payload.len());
    bytes.push(CODEC);
    bytes.extend_from_slice(&checksum(key, &payload).to_le_bytes());
    bytes.extend_from_slice(&payload);
    Ok(bytes)
}

/// Verifies and decodes a value read from a key. Bytes left over count as damage.
pub fn decode<T: DeserializeOwned>(key: &[u8], bytes: &[u8]) -> Result<T, StoreError> {
    let damaged = |what: &str| StoreError::Damaged(format!("{what} under key {}", hex(key)));
    let (version, rest) = bytes.split_first().ok_or_else(|| damaged("empty value"))?;
    if *version != CODEC {
        return Err(if *version == 0 {
            damaged("no codec version")
        } else {
            StoreError::Newer {
                found: u32::from(*version),
                known: u32::from(CODEC),
            }
        });
    }
    let (stored, payload) = rest
        .split_first_chunk::<4>()
        .ok_or_else(|| damaged("cut-off value"))?;
    if u32::from_le_bytes(*stored) != checksum(key, payload) {
        return Err(damaged("wrong checksum"));
    }
    match postcard::take_from_bytes(payload) {
        Ok((value, [])) => Ok(value),
        _ => Err(damaged("unreadable value")),
    }
}

fn checksum(key: &[u8], payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(key);
    hasher.update(payload);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Timestamp;
    use crate::domain::ids::{AccountId, UserId};
    use crate::store::record::{Claim, IndexEntry};
    use proptest::prelude::*;

    fn envelope(payload: Vec<u8>) -> Envelope {
        Envelope {
            schema: 3,
            version: 17,
            by: Some(UserId::new(5)),
            at: Timestamp(1_782_000_000_000),
            account: Some(AccountId::new(9)),
            entries: vec![IndexEntry {
                index: 4,
                key: vec![0, 255, 1],
            }],
            claims: vec![Claim("open-order/9".to_owned())],
            payload,
        }
    }

    proptest! {
        #[test]
        fn an_envelope_survives_its_stored_form(payload in proptest::collection::vec(any::<u8>(), 0..500)) {
            let envelope = envelope(payload);
            let bytes = encode_envelope(b"key", &envelope).unwrap();
            prop_assert_eq!(decode::<Envelope>(b"key", &bytes), Ok(envelope));
        }

        #[test]
        fn no_single_flipped_bit_goes_unnoticed(at in 0_usize..1000, bit in 0_u8..8) {
            let mut bytes = encode_envelope(b"key", &envelope(vec![7; 40])).unwrap();
            let at = at % bytes.len();
            bytes[at] ^= 1 << bit;
            prop_assert!(decode::<Envelope>(b"key", &bytes).is_err());
        }

        #[test]
        fn arbitrary_bytes_are_refused_and_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(decode::<Envelope>(b"key", &bytes).is_err());
        }
    }

    #[test]
    fn a_value_under_a_wrong_key_does_not_verify() {
        let bytes = encode_envelope(b"key", &envelope(vec![1])).unwrap();
        assert!(matches!(
            decode::<Envelope>(b"kez", &bytes),
            Err(StoreError::Damaged(_))
        ));
    }

    #[test]
    fn a_newer_codec_is_told_apart_from_damage() {
        let mut bytes = encode_envelope(b"key", &envelope(vec![1])).unwrap();
        bytes[0] = CODEC + 1;
        assert!(matches!(
            decode::<Envelope>(b"key", &bytes),
            Err(StoreError::Newer { found: 2, known: 1 })
        ));
    }

    #[test]
    fn an_envelope_over_the_limit_is_refused_with_both_sizes() {
        assert!(encode_envelope(b"key", &envelope(vec![0; 5_900])).is_ok());
        let refused = encode_envelope(b"key", &envelope(vec![0; LIMIT]));
        assert!(matches!(refused, Err(StoreError::TooLarge { size, limit: LIMIT }) if size > LIMIT));
    }
}
