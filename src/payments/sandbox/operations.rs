//! What the sandbox does with one request: look at the book, decide, record, answer. All of it under one lock and
//! without waiting for anything but the disk, so that two requests never decide on the same state.

use super::behavior::{Behavior, Silence, Silences};
use super::book::{CardOnFile, Entry};
use super::fingerprint::Secret;
use super::ledger::{Ledger, LedgerError, letters};
use crate::domain::date::Day;
use crate::domain::money::Money;
use crate::domain::network::Network;
use crate::domain::payment::{CardToken, TokenizedCard};
use crate::payments::card::CardData;
use crate::payments::gateway::{
    AttemptKey, AttemptStatus, Confirmation, DeclineReason, GatewayError, PaymentReference,
};

/// How far a confirmation came at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Begun {
    /// The bank answered, and the answer gets through.
    Answered(Confirmation),
    /// No answer will get through, whether or not the bank gave one.
    Silent,
    /// The request is still on its way.
    Underway,
}

impl From<LedgerError> for GatewayError {
    /// A ledger that fails may or may not have taken the entry: nobody knows, and so nobody answers.
    fn from(_: LedgerError) -> Self {
        Self::NoAnswer
    }
}

impl Ledger {
    /// Which network this is.
    pub(super) fn network(&self) -> Result<Network, GatewayError> {
        let (id, _) = self.book()?.founded().ok_or(GatewayError::NoAnswer)?;
        Ok(Network {
            id: *id,
            is_sandbox: true,
        })
    }

    fn secret(&self) -> Result<Secret, GatewayError> {
        let (_, secret) = self.book()?.founded().ok_or(GatewayError::NoAnswer)?;
        Ok(secret.clone())
    }

    /// Exchanges a card for a new token. A number or code that no card has is refused as a decline.
    pub(super) fn tokenize(&mut self, card: &CardData) -> Result<TokenizedCard, GatewayError> {
        let refused = GatewayError::Refused(AttemptStatus::Declined(DeclineReason::DoNotHonor));
        let brand = card.check().map_err(|_| refused)?;
        let card_on_file = TokenizedCard {
            token: CardToken(name("card")?),
            brand,
            last_four: card.number.last_four().ok_or(refused)?,
            expiry: card.expiry,
            fingerprint: self.secret()?.fingerprint(&card.number),
        };
        self.record(Entry::Tokenized {
            card: card_on_file.clone(),
            behavior: Behavior::of(card),
        })?;
        Ok(card_on_file)
    }

    /// Announces an attempt. An amount of nothing or less is refused as an attempt that was never open, and a
    /// known key with another amount as the attempt that it is.
    pub(super) fn prepare(
        &mut self,
        key: AttemptKey,
        amount: Money,
    ) -> Result<PaymentReference, GatewayError> {
        if let Some(known) = self.book()?.attempt_of(&key) {
            return if known.amount == amount {
                Ok(known.reference.clone())
            } else {
                Err(GatewayError::Refused(known.status()))
            };
        }
        if amount.minor <= 0 {
            return Err(GatewayError::Refused(AttemptStatus::Voided));
        }
        let reference = PaymentReference(name("payment")?);
        self.record(Entry::Prepared {
            reference: reference.clone(),
            key,
            amount,
        })?;
        Ok(reference)
    }

    /// Begins to charge an attempt: does what reaches the bank at once, and says whether its answer gets through.
    /// An attempt that is settled already gives its answer again.
    pub(super) fn begin(
        &mut self,
        reference: PaymentReference,
        token: CardToken,
        silences: Option<Silences>,
        today: Option<Day>,
    ) -> Result<Begun, GatewayError> {
        let book = self.book()?;
        let attempt = book.attempt(&reference).ok_or(GatewayError::Unknown)?;
        if attempt.status() != AttemptStatus::Prepared {
            return answer_again(attempt.status()).map(Begun::Answered);
        }
        let behavior = book.card(&token).ok_or(GatewayError::Unknown)?.behavior;
        let struck = silences.and_then(|silences| silences.strike(&attempt.key));
        match (struck, behavior) {
            (Some(Silence::Before), _) | (None, Behavior::SilentBefore) => Ok(Begun::Silent),
            (Some(Silence::After), _) | (None, Behavior::SilentAfter) => {
                self.charge(reference, token, today)?;
                Ok(Begun::Silent)
            }
            (None, Behavior::Late) => Ok(Begun::Underway),
            (
                None,
                Behavior::Approve
                | Behavior::Decline(_)
                | Behavior::RefundRefused
                | Behavior::RefundSilentAfter
                | Behavior::RefundSilentBefore,
            ) => self.charge(reference, token, today).map(Begun::Answered),
        }
    }

    /// The request reached the bank: charges the attempt or declines it, unless it is settled already.
    pub(super) fn charge(
        &mut self,
        reference: PaymentReference,
        token: CardToken,
        today: Option<Day>,
    ) -> Result<Confirmation, GatewayError> {
        let book = self.book()?;
        let status = book.attempt(&reference).ok_or(GatewayError::Unknown)?.status();
        if status != AttemptStatus::Prepared {
            return answer_again(status);
        }
        let card = book.card(&token).ok_or(GatewayError::Unknown)?;
        let confirmation = bank_says(card, today);
        self.record(match confirmation {
            Confirmation::Charged => Entry::Charged { reference, token },
            Confirmation::Declined(reason) => Entry::Declined {
                reference,
                token,
                reason,
            },
        })?;
        Ok(confirmation)
    }

    pub(super) fn lookup(&self, reference: &PaymentReference) -> Result<AttemptStatus, GatewayError> {
        let attempt = self.book()?.attempt(reference).ok_or(GatewayError::Unknown)?;
        Ok(attempt.status())
    }

    pub(super) fn void(&mut self, reference: PaymentReference) -> Result<AttemptStatus, GatewayError> {
        match self.lookup(&reference)? {
            AttemptStatus::Prepared => {
                self.record(Entry::Voided { reference })?;
                Ok(AttemptStatus::Voided)
            }
            settled => Ok(settled),
        }
    }

    /// Returns a charge whole, once, however often that is asked for; `None` when no answer gets through.
    pub(super) fn refund(
        &mut self,
        reference: PaymentReference,
    ) -> Result<Option<AttemptStatus>, GatewayError> {
        let book = self.book()?;
        let attempt = book.attempt(&reference).ok_or(GatewayError::Unknown)?;
        let (status, unanswered) = (attempt.status(), attempt.refunds_unanswered);
        if !attempt.was_charged() {
            return Err(GatewayError::Refused(status));
        }
        let card = attempt.token.as_ref().and_then(|token| book.card(token));
        let behavior = card.ok_or(GatewayError::Unknown)?.behavior;
        if behavior == Behavior::RefundRefused {
            return Err(GatewayError::Refused(status));
        }
        if behavior == Behavior::RefundSilentBefore && unanswered == 0 {
            self.record(Entry::RefundUnanswered { reference })?;
            return Ok(None);
        }
        if status == AttemptStatus::Charged {
            let reference = reference.clone();
            self.record(Entry::Refunded { reference })?;
        }
        if behavior == Behavior::RefundSilentAfter && unanswered < 2 {
            self.record(Entry::RefundUnanswered { reference })?;
            return Ok(None);
        }
        Ok(Some(AttemptStatus::Refunded))
    }
}

/// A repeated confirmation gives the first answer, as long as that answer is still true.
const fn answer_again(status: AttemptStatus) -> Result<Confirmation, GatewayError> {
    match status {
        AttemptStatus::Charged => Ok(Confirmation::Charged),
        AttemptStatus::Declined(reason) => Ok(Confirmation::Declined(reason)),
        other => Err(GatewayError::Refused(other)),
    }
}

fn bank_says(card: &CardOnFile, today: Option<Day>) -> Confirmation {
    match card.behavior {
        Behavior::Decline(reason) => Confirmation::Declined(reason),
        _ if today.is_some_and(|today| !card.card.expiry.is_valid_on(today)) => {
            Confirmation::Declined(DeclineReason::ExpiredCard)
        }
        _ => Confirmation::Charged,
    }
}

/// A new name that nobody can guess.
fn name(kind: &str) -> Result<String, GatewayError> {
    let mut bits = [0; 16];
    // Without randomness nothing was recorded: the request had no effect.
    getrandom::fill(&mut bits).map_err(|_| GatewayError::Unreachable)?;
    Ok(format!("{kind}-{}", letters(&bits)))
}
