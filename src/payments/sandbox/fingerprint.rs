//! By what the sandbox knows a card again: the number under a secret that only its ledger has.
//!
//! There are so few card numbers that a hash of one is found out by trying all. Whoever has the ledger can do that here,
//! too; whoever has a desk's store cannot. The digits themselves never enter the hash: what enters is the digits behind
//! a pad, so that no buffer of the hash function holds a card number that nobody wipes.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::ledger::letters;
use crate::domain::payment::Fingerprint;
use crate::payments::card::SecretDigits;

/// Bytes of a secret.
pub(super) const SECRET: usize = 32;

/// Most digits of a card number.
const DIGITS: usize = 19;

/// What a ledger begins with, and nobody else knows. Shown by nobody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Secret(String);

impl Secret {
    /// A secret out of random bytes.
    pub(super) fn new(bits: [u8; SECRET]) -> Self {
        Self(letters(&bits))
    }

    /// The fingerprint of a number.
    pub(super) fn fingerprint(&self, number: &SecretDigits) -> Fingerprint {
        let mut hidden = Zeroizing::new([0_u8; DIGITS]);
        let pad = self.keyed("pad", &[]);
        let digits = number.values().iter().chain(std::iter::repeat(&10));
        for ((to, pad), digit) in hidden.iter_mut().zip(&pad).zip(digits) {
            *to = pad.wrapping_add(*digit);
        }
        let inner = self.keyed("inner", hidden.as_slice());
        let outer = self.keyed("outer", &inner);
        Fingerprint(format!("card-{}", letters(outer.get(..16).unwrap_or_default())))
    }

    fn keyed(&self, purpose: &str, content: &[u8]) -> Vec<u8> {
        let mut hash = Sha256::new();
        for part in [self.0.as_bytes(), purpose.as_bytes(), content] {
            hash.update(part);
        }
        hash.finalize().to_vec()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(secret: u8, number: &str) -> Fingerprint {
        Secret::new([secret; SECRET]).fingerprint(&SecretDigits::parse(number).unwrap())
    }

    #[test]
    fn a_card_is_known_again_and_no_other_one_is() {
        assert_eq!(of(1, "4242 4242 4242 4242"), of(1, "4242424242424242"));
        assert_ne!(of(1, "4242 4242 4242 4242"), of(1, "5555 5555 5555 4444"));
        assert_ne!(of(1, "4000 0000 0000"), of(1, "4000 0000 0000 0"));
    }

    #[test]
    fn two_ledgers_know_the_same_card_by_different_fingerprints() {
        assert_ne!(of(1, "4242 4242 4242 4242"), of(2, "4242 4242 4242 4242"));
    }
}
