//! What the ledger says, once its entries are read: cards on file and attempts with their history.
//!
//! Pure. The same rules hold for an entry that is about to be written and for one that is read back: the ledger's own
//! identity comes first and once; an attempt begins as prepared; it is charged, declined or voided at most once; only a
//! charge is refunded.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::behavior::Behavior;
use super::fingerprint::Secret;
use crate::domain::ids::NetworkId;
use crate::domain::money::Money;
use crate::domain::payment::{CardToken, TokenizedCard};
use crate::payments::gateway::{
    AttemptKey, AttemptStatus, Charge, ChargeCursor, ChargePage, DeclineReason, PaymentReference,
};

/// Most charges of one page: it fits into one line of the wire.
pub(super) const CHARGES_A_PAGE: usize = 12;

/// One thing that happened, as the ledger keeps it. Never a card number, never a security code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Entry {
    /// The ledger was begun.
    Founded {
        /// Which network this is, in letters.
        network: String,
        /// By which it knows cards again.
        secret: Secret,
    },
    /// A card was exchanged for a token.
    Tokenized {
        /// Token, brand, last four, expiry.
        card: TokenizedCard,
        /// How the sandbox will treat it.
        behavior: Behavior,
    },
    /// An attempt was announced.
    Prepared {
        /// The network's name for it.
        reference: PaymentReference,
        /// The desk's key.
        key: AttemptKey,
        /// How much.
        amount: Money,
    },
    /// The money moved.
    Charged {
        /// Which attempt.
        reference: PaymentReference,
        /// From which card.
        token: CardToken,
    },
    /// The bank declined.
    Declined {
        /// Which attempt.
        reference: PaymentReference,
        /// Which card.
        token: CardToken,
        /// Why.
        reason: DeclineReason,
    },
    /// The attempt was ended for good.
    Voided {
        /// Which attempt.
        reference: PaymentReference,
    },
    /// The money went back.
    Refunded {
        /// Which attempt.
        reference: PaymentReference,
    },
    /// A request for a refund that got no answer, whether or not it was carried out.
    RefundUnanswered {
        /// Which attempt.
        reference: PaymentReference,
    },
}

/// One attempt as the ledger knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BookedAttempt {
    /// The desk's key.
    pub key: AttemptKey,
    /// The network's reference.
    pub reference: PaymentReference,
    /// How much.
    pub amount: Money,
    /// The card that was charged or declined, if it came to that.
    pub token: Option<CardToken>,
    /// Every status that it had, oldest first; never empty.
    pub history: Vec<AttemptStatus>,
    /// How many requests for a refund got no answer. Kept, so that a network that was restarted does not lose more
    /// answers than its card says.
    pub refunds_unanswered: u32,
}

impl BookedAttempt {
    /// Where it stands.
    pub fn status(&self) -> AttemptStatus {
        self.history.last().copied().unwrap_or(AttemptStatus::Prepared)
    }

    /// Whether money moved, even if it went back later.
    pub fn was_charged(&self) -> bool {
        self.history.contains(&AttemptStatus::Charged)
    }
}

/// A card that the sandbox gave a token for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct CardOnFile {
    pub(super) card: TokenizedCard,
    pub(super) behavior: Behavior,
}

/// An entry that cannot follow the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an entry that cannot follow the ones before it")]
pub(super) struct Impossible;

/// All cards and attempts, by their names.
#[derive(Default, Debug)]
pub(super) struct Book {
    founded: Option<(NetworkId, Secret)>,
    cards: HashMap<CardToken, CardOnFile>,
    attempts: Vec<BookedAttempt>,
    by_key: HashMap<AttemptKey, usize>,
    by_reference: HashMap<PaymentReference, usize>,
    /// The attempts for which money moved, in the order in which it did: once when it came, again when it went back.
    moved: Vec<usize>,
}

impl Book {
    /// Which network this is, and by what it knows cards again; `None` of a ledger that was not begun.
    pub(super) const fn founded(&self) -> Option<&(NetworkId, Secret)> {
        self.founded.as_ref()
    }

    /// The charges behind a place of the list. One that is none begins anew.
    pub(super) fn charges_since(&self, after: Option<&ChargeCursor>) -> ChargePage {
        let after = after
            .and_then(|cursor| cursor.0.parse::<usize>().ok())
            .unwrap_or(0);
        let places = self.moved.get(after..).unwrap_or_default();
        let listed = places.iter().take(CHARGES_A_PAGE).enumerate();
        ChargePage {
            charges: listed
                .filter_map(|(offset, place)| self.charge_at(*place, after + offset + 1))
                .collect(),
            is_last: places.len() <= CHARGES_A_PAGE,
        }
    }

    fn charge_at(&self, place: usize, next: usize) -> Option<Charge> {
        let attempt = self.attempts.get(place)?;
        let on_file = self.cards.get(attempt.token.as_ref()?)?;
        Some(Charge {
            cursor: ChargeCursor(next.to_string()),
            reference: attempt.reference.clone(),
            key: attempt.key.clone(),
            amount: attempt.amount,
            card: on_file.card.clone(),
            is_refunded: attempt.status() == AttemptStatus::Refunded,
        })
    }

    pub(super) fn attempt(&self, reference: &PaymentReference) -> Option<&BookedAttempt> {
        self.attempts.get(*self.by_reference.get(reference)?)
    }

    pub(super) fn attempt_of(&self, key: &AttemptKey) -> Option<&BookedAttempt> {
        self.attempts.get(*self.by_key.get(key)?)
    }

    pub(super) fn card(&self, token: &CardToken) -> Option<&CardOnFile> {
        self.cards.get(token)
    }

    /// Every attempt, in the order in which they were prepared.
    pub(super) fn attempts(&self) -> &[BookedAttempt] {
        &self.attempts
    }

    /// Takes an entry over, or refuses it and changes nothing.
    pub(super) fn apply(&mut self, entry: Entry) -> Result<(), Impossible> {
        match entry {
            Entry::Founded { network, secret } => {
                if self.founded.is_some() || !self.attempts.is_empty() {
                    return Err(Impossible);
                }
                self.founded = Some((identity(&network)?, secret));
            }
            Entry::Tokenized { card, behavior } => {
                if self.cards.contains_key(&card.token) {
                    return Err(Impossible);
                }
                self.cards
                    .insert(card.token.clone(), CardOnFile { card, behavior });
            }
            Entry::Prepared {
                reference,
                key,
                amount,
            } => {
                if self.by_key.contains_key(&key) || self.by_reference.contains_key(&reference) {
                    return Err(Impossible);
                }
                let place = self.attempts.len();
                self.by_key.insert(key.clone(), place);
                self.by_reference.insert(reference.clone(), place);
                self.attempts.push(BookedAttempt {
                    key,
                    reference,
                    amount,
                    token: None,
                    history: vec![AttemptStatus::Prepared],
                    refunds_unanswered: 0,
                });
            }
            Entry::Charged { reference, token } => {
                self.answer(&reference, token, AttemptStatus::Charged)?;
                self.moved.extend(self.by_reference.get(&reference));
            }
            Entry::Declined {
                reference,
                token,
                reason,
            } => self.answer(&reference, token, AttemptStatus::Declined(reason))?,
            Entry::Voided { reference } => {
                self.advance(&reference, AttemptStatus::Prepared, AttemptStatus::Voided)?;
            }
            Entry::Refunded { reference } => {
                self.advance(&reference, AttemptStatus::Charged, AttemptStatus::Refunded)?;
                self.moved.extend(self.by_reference.get(&reference));
            }
            Entry::RefundUnanswered { reference } => {
                let attempt = self.attempt_mut(&reference)?;
                if !attempt.was_charged() {
                    return Err(Impossible);
                }
                attempt.refunds_unanswered += 1;
            }
        }
        Ok(())
    }

    fn answer(
        &mut self,
        reference: &PaymentReference,
        token: CardToken,
        status: AttemptStatus,
    ) -> Result<(), Impossible> {
        if !self.cards.contains_key(&token) {
            return Err(Impossible);
        }
        let attempt = self.advance(reference, AttemptStatus::Prepared, status)?;
        attempt.token = Some(token);
        Ok(())
    }

    fn advance(
        &mut self,
        reference: &PaymentReference,
        from: AttemptStatus,
        to: AttemptStatus,
    ) -> Result<&mut BookedAttempt, Impossible> {
        let attempt = self.attempt_mut(reference)?;
        if attempt.status() != from {
            return Err(Impossible);
        }
        attempt.history.push(to);
        Ok(attempt)
    }

    fn attempt_mut(&mut self, reference: &PaymentReference) -> Result<&mut BookedAttempt, Impossible> {
        let place = self.by_reference.get(reference).ok_or(Impossible)?;
        self.attempts.get_mut(*place).ok_or(Impossible)
    }
}

/// Reads an identity out of its 32 letters.
fn identity(letters: &str) -> Result<NetworkId, Impossible> {
    let halves = letters.bytes().map(|letter| match letter {
        b'a'..=b'p' => Ok(u128::from(letter - b'a')),
        _ => Err(Impossible),
    });
    let bits = halves
        .into_iter()
        .try_fold(0, |bits, half| Ok(bits << 4 | half?))?;
    if letters.len() == 32 {
        Ok(NetworkId::new(bits))
    } else {
        Err(Impossible)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::currency;

    fn reference() -> PaymentReference {
        PaymentReference("r".to_owned())
    }

    fn entry(kind: &str) -> Entry {
        let token = CardToken("t".to_owned());
        match kind {
            "found" => Entry::Founded {
                network: "ab".repeat(16),
                secret: Secret::new([7; 32]),
            },
            "prepare" => Entry::Prepared {
                reference: reference(),
                key: AttemptKey("k".to_owned()),
                amount: Money::new(47_500, currency("USD").unwrap()),
            },
            "charge" => Entry::Charged {
                reference: reference(),
                token,
            },
            "decline" => Entry::Declined {
                reference: reference(),
                token,
                reason: DeclineReason::DoNotHonor,
            },
            "void" => Entry::Voided {
                reference: reference(),
            },
            "refund" => Entry::Refunded {
                reference: reference(),
            },
            "lose" => Entry::RefundUnanswered {
                reference: reference(),
            },
            _ => panic!("{kind}"),
        }
    }

    fn check(kinds: &str, possible: bool) {
        let mut book = Book::default();
        book.cards.insert(
            CardToken("t".to_owned()),
            CardOnFile {
                card: TokenizedCard {
                    token: CardToken("t".to_owned()),
                    brand: crate::domain::payment::CardBrand::Visa,
                    last_four: "4242".to_owned(),
                    expiry: crate::domain::payment::CardExpiry { year: 2030, month: 1 },
                    fingerprint: crate::domain::payment::Fingerprint("f".to_owned()),
                },
                behavior: Behavior::Approve,
            },
        );
        let outcome = kinds.split(' ').try_for_each(|kind| book.apply(entry(kind)));
        assert_eq!(outcome.is_ok(), possible, "{kinds}");
    }

    #[test]
    fn an_attempt_moves_only_along_the_contract() {
        for possible in [
            "prepare",
            "prepare charge",
            "prepare decline",
            "prepare void",
            "prepare charge refund",
            "prepare charge lose refund lose",
            "found",
        ] {
            check(possible, true);
        }
        for impossible in [
            "found found",
            "prepare found",
            "charge",
            "void",
            "prepare prepare",
            "prepare charge charge",
            "prepare void charge",
            "prepare decline charge",
            "prepare charge void",
            "prepare refund",
            "prepare void refund",
            "prepare charge refund refund",
            "prepare lose",
            "prepare void lose",
        ] {
            check(impossible, false);
        }
    }
}
