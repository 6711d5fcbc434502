//! Makes ids and order numbers: time in front so that they sort by creation, randomness behind so that they
//! cannot be guessed or collide.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sha2::{Digest, Sha256};

use crate::domain::date::Timestamp;
use crate::domain::ids::{AccountId, SubscriptionId};
use crate::domain::offer::OfferId;
use crate::domain::order::OrderNumber;

use super::error::ServiceError;

/// A maker of ids. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Ids(Option<Arc<AtomicU64>>);

impl Ids {
    /// Takes randomness from the operating system.
    pub const fn random() -> Self {
        Self(None)
    }

    /// Counts, so that screens in tests and demo data are the same each time.
    pub fn counting() -> Self {
        Self(Some(Arc::new(AtomicU64::new(1))))
    }

    /// 48 bits of milliseconds, then 80 bits of randomness.
    pub fn id(&self, now: Timestamp) -> Result<u128, ServiceError> {
        let random = u128::from(self.bits()?) << 16 | u128::from(self.bits()? & 0xffff);
        Ok(u128::from(now.0.unsigned_abs() & 0xffff_ffff_ffff) << 80 | random)
    }

    /// A number for an order.
    pub fn order_number(&self) -> Result<OrderNumber, ServiceError> {
        // Spread, so that counted numbers do not look alike either.
        self.bits()
            .map(|bits| OrderNumber::from_random(bits.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20))
    }

    /// Counts on from a number, if it counts at all.
    pub(crate) fn go_on_from(&self, count: u64) {
        if let Some(counter) = &self.0 {
            counter.fetch_max(count, Ordering::Relaxed);
        }
    }

    fn bits(&self) -> Result<u64, ServiceError> {
        match &self.0 {
            Some(counter) => Ok(counter.fetch_add(1, Ordering::Relaxed)),
            None => getrandom::u64().map_err(|_| ServiceError::NoRandomness),
        }
    }
}

/// The id of an account's subscription to an offer: there is one for ever, so it follows from the two. Two people who
/// buy for the first time at once then mean the same record, and the store sees that they do.
pub fn subscription_id(account: AccountId, offer: &OfferId) -> SubscriptionId {
    let mut hash = Sha256::new();
    hash.update(account.to_bytes());
    hash.update(offer.as_str().as_bytes());
    let mut bits = [0; 16];
    bits.iter_mut()
        .zip(hash.finalize())
        .for_each(|(to, from)| *to = from);
    SubscriptionId::new(u128::from_be_bytes(bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_ids_sort_after_earlier_ones_and_none_repeat() {
        let ids = Ids::random();
        let early: Vec<u128> = (0..100).map(|_| ids.id(Timestamp(1_000)).unwrap()).collect();
        let late = ids.id(Timestamp(1_001)).unwrap();
        assert!(early.iter().all(|id| *id < late));
        assert_eq!(early.iter().collect::<std::collections::HashSet<_>>().len(), 100);
    }
}
