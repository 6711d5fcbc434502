//! How an attempt begins: announced at the network, before the batch of its order names it. No money moves here.

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::network::{Orphan, OrphanState};
use crate::domain::order::{Attempt, Course, MOST_ATTEMPTS, Order};
use crate::domain::payment::TokenizedCard;
use crate::payments::gateway::{AttemptKey, AttemptStatus, GatewayError, PaymentReference};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::store::record::{Batch, Expect};
use crate::store::records::{claim, orphan_id};

use super::network::put_network;

/// How many references in a row may have an answer already: those of a whole order that an older backup has forgotten,
/// and as many again.
const MOST_PASSED_OVER: usize = 2 * MOST_ATTEMPTS;

/// An attempt that is wanted.
pub(crate) struct Wanted<'a> {
    /// The intent.
    pub order: OrderId,
    /// The attempts that the order has had.
    pub so_far: &'a [Attempt],
    /// How much.
    pub total: Money,
    /// From which card.
    pub card: TokenizedCard,
    /// Whether the card is to be kept once it has paid.
    pub keeps_card: bool,
}

impl Services {
    /// Announces an attempt at the store's network. What else belongs into the batch of its order is put there: with the
    /// first one, that the store belongs to this network from now on.
    pub(crate) async fn prepare_attempt(
        &self,
        actor: &Actor,
        batch: &mut Batch,
        wanted: Wanted<'_>,
    ) -> Result<Attempt, ServiceError> {
        let (network, kept) = self.network_of_store().await?;
        if let Some(kept) = &kept {
            // Nobody may adopt another one meanwhile.
            batch.expect(kept);
        } else {
            put_network(batch, network, None)?;
            let entry = AuditEntry {
                at: batch.at,
                actor: actor.user,
                origin: actor.origin.clone(),
                action: AuditAction::NetworkAdopted,
                subjects: vec![Subject::Network(network.id)],
            };
            batch.audit(Chain::System, entry);
        }
        let first = wanted.so_far.len() + 1;
        for number in first..(first + MOST_PASSED_OVER) {
            let key = attempt_key(wanted.order, number, wanted.total);
            let PaymentReference(reference) = self.ask(self.gateway()?.prepare(key, wanted.total)).await?;
            // Where charges were passed over, the numbers behind them are used up too. Such a reference would give its
            // old answer, without the bank being asked about this card.
            let is_own = |had: &Attempt| had.network == network.id && had.reference == reference;
            if wanted.so_far.iter().any(is_own) {
                continue;
            }
            // An older backup was restored, and the network had an answer for this number before the store forgot it.
            let status = self.earlier_answer(&reference).await?;
            if status == AttemptStatus::Charged {
                self.find_orphans(network).await?;
            }
            let id = orphan_id(network.id, &reference);
            let orphan = self.store.get::<Orphan>(id.to_bytes()).await?;
            let (mut card, mut keeps_card) = (wanted.card.clone(), wanted.keeps_card);
            match orphan {
                None if status == AttemptStatus::Prepared => {}
                None if status == AttemptStatus::Charged => {
                    let claim = claim::charge(network.id, &reference);
                    if self.store.held_by::<Order>(claim).await?.is_some() {
                        continue;
                    }
                    // Its list does not tell of it yet. The money was taken for this intent, and is not taken again.
                    keeps_card = false;
                }
                // It would be the answer about another card.
                None => continue,
                // An older backup was restored, and this is the same intent again: it was charged before the store forgot
                // it, and must not be charged a second time. The network gives its first answer.
                Some(orphan) if orphan.record.is_undecided() && status == AttemptStatus::Charged => {
                    let state = OrphanState::Attached(wanted.order);
                    let at = batch.at;
                    batch.put(
                        &orphan.record.clone().become_at(state, at),
                        Expect::Version(orphan.version),
                    )?;
                    (card, keeps_card) = (orphan.record.card, false);
                }
                // That money goes or went back, so it pays nothing.
                Some(_) => continue,
            }
            return Ok(Attempt {
                reference,
                network: network.id,
                card,
                began: batch.at,
                keeps_card,
                course: Course::Usual,
            });
        }
        Err(ServiceError::Interrupted)
    }

    /// What the network answered about a reference before it was prepared just now: `Prepared` where it was asked nothing
    /// yet. One that does not know it yet was asked nothing either.
    async fn earlier_answer(&self, reference: &str) -> Result<AttemptStatus, ServiceError> {
        let reference = PaymentReference(reference.to_owned());
        match self.ask(self.gateway()?.lookup(reference)).await {
            Err(ServiceError::Gateway(GatewayError::Unknown)) => Ok(AttemptStatus::Prepared),
            answer => answer,
        }
    }
}

/// The network answers the same key with the same reference and refuses it for another amount. So the key names the
/// intent, the attempt and the amount: what was prepared and not committed, because the price changed meanwhile, must
/// not stand in the way of the attempt at the new price. Only the reference that an order keeps is ever confirmed.
fn attempt_key(intent: OrderId, attempt: usize, total: Money) -> AttemptKey {
    AttemptKey(format!(
        "{intent}-{attempt}-{}{}",
        total.minor,
        total.currency.code()
    ))
}

/// The intent that a key names.
pub(super) fn intent_of(key: &AttemptKey) -> Option<OrderId> {
    key.0.split('-').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::currency;

    #[test]
    fn a_key_tells_its_intent() {
        let intent = OrderId::new(0x12_3456);
        let key = attempt_key(intent, 3, Money::new(47_500, currency("USD").unwrap()));
        assert_eq!(intent_of(&key), Some(intent));
        assert_eq!(intent_of(&AttemptKey("somebody else's".to_owned())), None);
    }
}
