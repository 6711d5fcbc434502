//! How the sandbox answers: the documented test cards, the rules on postal code and security code, and the
//! silences of a fault run.
//!
//! | number | brand | code | what happens |
//! |---|---|---|---|
//! | 4242 4242 4242 4242 | Visa | `approve` | charged |
//! | 5555 5555 5555 4444 | Mastercard | `approve` | charged |
//! | 3782 822463 10005 | American Express | `approve` | charged (the security code has four digits) |
//! | 4000 0000 0000 0002 | Visa | `do-not-honor` | declined, no reason given |
//! | 4000 0000 0000 9995 | Visa | `insufficient-funds` | declined |
//! | 4000 0000 0000 0010 | Visa | `address-mismatch` | declined |
//! | 4000 0000 0000 0127 | Visa | `wrong-security-code` | declined |
//! | 4000 0000 0000 0069 | Visa | `expired-card` | declined |
//! | 4000 0000 0000 0119 | Visa | `silent-before` | never charged; no answer |
//! | 4000 0000 0000 0259 | Visa | `silent-after` | charged; no answer |
//! | 4000 0000 0000 0341 | Visa | `late` | charged later, unless it was voided by then; no answer in time |
//! | 4000 0000 0000 0416 | Visa | `refund-refused` | charged; the bank refuses to give the money back |
//! | 4000 0000 0000 0424 | Visa | `refund-silent-after` | charged; the first refund is made, and only the third request for it is answered |
//! | 4000 0000 0000 0507 | Visa | `refund-silent-before` | charged; the first request for a refund is lost, the second one is carried out |
//!
//! Any other number with a right check digit is charged too. With an `approve` card, the postal code
//! [`MISMATCHED_POSTAL_CODE`] is declined as `address-mismatch`, and a security code of zeros as
//! `wrong-security-code`.

use serde::{Deserialize, Serialize};

use crate::domain::payment::CardBrand;
use crate::payments::card::{CardData, SecretDigits};
use crate::payments::gateway::{AttemptKey, DeclineReason};

/// A card number that the sandbox answers in a documented way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TestCard {
    /// The number as it is printed, grouped by blanks.
    pub number: &'static str,
    /// Its brand.
    pub brand: CardBrand,
    /// What happens when it is charged, and when the money is to go back.
    pub behavior: Behavior,
}

/// All documented test cards, those that are charged and nothing else first.
pub const TEST_CARDS: [TestCard; 14] = [
    visa("4242 4242 4242 4242", Behavior::Approve),
    TestCard {
        number: "5555 5555 5555 4444",
        brand: CardBrand::Mastercard,
        behavior: Behavior::Approve,
    },
    TestCard {
        number: "3782 822463 10005",
        brand: CardBrand::Amex,
        behavior: Behavior::Approve,
    },
    visa(
        "4000 0000 0000 0002",
        Behavior::Decline(DeclineReason::DoNotHonor),
    ),
    visa(
        "4000 0000 0000 9995",
        Behavior::Decline(DeclineReason::InsufficientFunds),
    ),
    visa(
        "4000 0000 0000 0010",
        Behavior::Decline(DeclineReason::AddressMismatch),
    ),
    visa(
        "4000 0000 0000 0127",
        Behavior::Decline(DeclineReason::WrongSecurityCode),
    ),
    visa(
        "4000 0000 0000 0069",
        Behavior::Decline(DeclineReason::ExpiredCard),
    ),
    visa("4000 0000 0000 0119", Behavior::SilentBefore),
    visa("4000 0000 0000 0259", Behavior::SilentAfter),
    visa("4000 0000 0000 0341", Behavior::Late),
    visa("4000 0000 0000 0416", Behavior::RefundRefused),
    visa("4000 0000 0000 0424", Behavior::RefundSilentAfter),
    visa("4000 0000 0000 0507", Behavior::RefundSilentBefore),
];

/// The postal code that is never the card's.
pub const MISMATCHED_POSTAL_CODE: &str = "00000";

/// What happens when a card is charged, and when the money is to go back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Behavior {
    /// The charge is made and answered.
    Approve,
    /// The charge is declined.
    Decline(DeclineReason),
    /// The request is lost: nothing is charged, nothing answered.
    SilentBefore,
    /// The answer is lost: the charge is made, nothing answered.
    SilentAfter,
    /// The request is stuck on its way and is carried out later, unless the attempt was voided by then.
    Late,
    /// Charged; the bank refuses every refund, and the money stays where it is.
    RefundRefused,
    /// Charged; the first request for a refund is carried out, and its answer and the next one's are lost.
    RefundSilentAfter,
    /// Charged; the first request for a refund is lost before it is carried out.
    RefundSilentBefore,
}

/// Faults for a crash test: whatever the card, one attempt in so many gets no answer, before or after the charge.
/// Which ones depends on the seed and the attempt's key alone, not on the order or the timing of requests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Silences {
    /// Picks the attempts.
    pub seed: u64,
    /// One attempt in so many; 0 means none.
    pub one_in: u32,
}

const fn visa(number: &'static str, behavior: Behavior) -> TestCard {
    TestCard {
        number,
        brand: CardBrand::Visa,
        behavior,
    }
}

impl TestCard {
    /// Stable code of what happens.
    pub const fn code(&self) -> &'static str {
        self.behavior.code()
    }

    fn is(&self, number: &SecretDigits) -> bool {
        let digits = self.number.bytes().filter(u8::is_ascii_digit);
        digits
            .map(|digit| digit - b'0')
            .eq(number.values().iter().copied())
    }
}

impl Behavior {
    /// Stable code, used as `sandbox-card-<code>` in `assets/locales`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Decline(reason) => reason.code(),
            Self::SilentBefore => "silent-before",
            Self::SilentAfter => "silent-after",
            Self::Late => "late",
            Self::RefundRefused => "refund-refused",
            Self::RefundSilentAfter => "refund-silent-after",
            Self::RefundSilentBefore => "refund-silent-before",
        }
    }

    /// How the sandbox will treat this card: decided when it is tokenized, because neither its number nor its
    /// security code is there any more when it is charged.
    pub(super) fn of(card: &CardData) -> Self {
        let documented = TEST_CARDS.iter().find(|test| test.is(&card.number));
        match documented.map_or(Self::Approve, |test| test.behavior) {
            Self::Approve if card.postal_code.trim() == MISMATCHED_POSTAL_CODE => {
                Self::Decline(DeclineReason::AddressMismatch)
            }
            Self::Approve if card.code.values().iter().all(|digit| *digit == 0) => {
                Self::Decline(DeclineReason::WrongSecurityCode)
            }
            behavior => behavior,
        }
    }
}

/// A moment at which an answer gets lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Silence {
    /// Before the charge is made.
    Before,
    /// After it was made.
    After,
}

impl Silences {
    /// Whether, and when, the answer to this attempt gets lost.
    pub(super) fn strike(self, key: &AttemptKey) -> Option<Silence> {
        let drawn = draw(self.seed, key.0.as_bytes());
        if drawn.checked_rem(u64::from(self.one_in)) != Some(0) {
            None
        } else if drawn >> 63 == 0 {
            Some(Silence::Before)
        } else {
            Some(Silence::After)
        }
    }
}

/// A well-mixed number out of a seed and a text: FNV-1a, then the finalizer of `SplitMix64`. Written out, so
/// that a seed means the same in every version of every library.
fn draw(seed: u64, text: &[u8]) -> u64 {
    let folded = text.iter().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mixed = (folded ^ (folded >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::Name;
    use crate::domain::payment::CardExpiry;
    use crate::payments::card::check_number;

    fn check(number: &str, code: &str, postal_code: &str, expected: Behavior) {
        let card = CardData {
            number: SecretDigits::parse(number).unwrap(),
            code: SecretDigits::parse(code).unwrap(),
            expiry: CardExpiry {
                year: 2030,
                month: 12,
            },
            holder: Name::parse("Ada Byron").unwrap(),
            country: "GB".parse().unwrap(),
            postal_code: postal_code.to_owned(),
        };
        assert_eq!(Behavior::of(&card), expected, "{number} {code} {postal_code}");
    }

    #[test]
    fn every_documented_card_is_a_valid_number_of_its_brand() {
        for test in TEST_CARDS {
            let number = SecretDigits::parse(test.number).unwrap();
            assert_eq!(check_number(&number), Ok(test.brand), "{}", test.number);
            let code = if test.brand == CardBrand::Amex {
                "7373"
            } else {
                "737"
            };
            check(test.number, code, "SW1A 1AA", test.behavior);
        }
    }

    #[test]
    fn the_table_of_the_documentation_lists_every_card() {
        let source = include_str!("behavior.rs");
        for test in TEST_CARDS {
            let row = format!(
                "//! | {} | {} | `{}` |",
                test.number,
                test.brand.name(),
                test.code()
            );
            assert!(source.contains(&row), "{row}");
        }
    }

    #[test]
    fn postal_code_and_security_code_decline_only_cards_that_would_be_charged() {
        let mismatch = Behavior::Decline(DeclineReason::AddressMismatch);
        let wrong_code = Behavior::Decline(DeclineReason::WrongSecurityCode);
        check("4242424242424242", "737", " 00000 ", mismatch);
        check("4242424242424242", "000", "10001", wrong_code);
        check("378282246310005", "0000", "10001", wrong_code);
        check("4111111111111111", "737", "10001", Behavior::Approve);
        check("4000000000000119", "000", "00000", Behavior::SilentBefore);
    }

    #[test]
    fn silences_depend_on_seed_and_key_alone_and_come_about_as_often_as_asked() {
        let strikes = |seed, one_in| -> Vec<Option<Silence>> {
            let silences = Silences { seed, one_in };
            (0..4_000)
                .map(|n| silences.strike(&AttemptKey(format!("order-{n}/1"))))
                .collect()
        };
        let some = strikes(7, 4);
        assert_eq!(some, strikes(7, 4));
        assert_ne!(some, strikes(8, 4));
        let count = |kind| some.iter().filter(|strike| **strike == Some(kind)).count();
        for kind in [Silence::Before, Silence::After] {
            assert!((350..650).contains(&count(kind)), "{kind:?}: {}", count(kind));
        }
        assert!(strikes(7, 0).iter().all(Option::is_none));
        assert!(strikes(7, 1).iter().all(Option::is_some));
    }
}
