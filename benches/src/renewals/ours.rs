//! A renewal through our store, as the services commit one.

use std::sync::Arc;

use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::date::Timestamp;
use offerdesk::domain::ids::SubscriptionId;
use offerdesk::domain::partner::Account;
use offerdesk::domain::subscription::Subscription;
use offerdesk::store::Store;
use offerdesk::store::record::{Batch, Expect};

use crate::error::Measured;
use crate::world::{STAFF, World};

/// A subscription to renew, and the account that it is billed to.
#[derive(Clone)]
pub struct Held {
    /// The account.
    pub account: Arc<Account>,
    /// The subscription.
    pub subscription: SubscriptionId,
}

/// The first subscriptions of a world.
pub fn held(world: &World, limit: usize) -> Vec<Held> {
    world
        .houses()
        .flat_map(|house| {
            let account = Arc::new(house.account);
            house.subscriptions.into_iter().map(move |subscription| Held {
                account: account.clone(),
                subscription: subscription.id,
            })
        })
        .take(limit)
        .collect()
}

/// Renews; answers when it is durable.
pub async fn renew(store: &Store, world: &World, held: &Held, number: u64) -> Measured<()> {
    let found = store
        .get::<Subscription>(held.subscription.to_bytes())
        .await?
        .ok_or("no such subscription")?;
    let (renewed, order) = world.renewal(&held.account, &found.record, number);
    let at = order.placed_at;
    let mut batch = Batch::new(at, Some(STAFF));
    batch.put(&renewed, Expect::Version(found.version))?;
    batch.put(&order, Expect::Absent)?;
    batch.audit(
        Chain::Account(renewed.account),
        entry(
            at,
            vec![Subject::Order(order.id), Subject::Subscription(renewed.id)],
        ),
    );
    store.commit(batch).await?;
    Ok(())
}

/// The audit entry of a renewal.
pub fn entry(at: Timestamp, subjects: Vec<Subject>) -> AuditEntry {
    AuditEntry {
        at,
        actor: Some(STAFF),
        origin: Origin::Local {
            os_user: "sue".to_owned(),
        },
        action: AuditAction::OrderPaid,
        subjects,
    }
}
