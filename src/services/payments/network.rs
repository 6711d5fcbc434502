//! Which payment network a store belongs to, whether the one that is connected may serve it, and going over to another.
//!
//! It is asked before each attempt and each run of the reconciler: the process behind a socket may be another one by now.

use std::time::Duration;

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Subject};
use crate::domain::ids::NetworkId;
use crate::domain::network::{Network, Orphan, PaymentNetwork};
use crate::domain::order::{Order, OrderState};
use crate::domain::user::Permission;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Unavailable};
use crate::store::record::{Batch, Cursor, Expect, Record, Scan, Stored};
use crate::store::records::{NETWORK_ID, index};

use super::PaymentRefusal;

/// How long a wizard that opens waits for the network to say which one it is. Placing the order asks again.
const A_MOMENT: Duration = Duration::from_secs(1);

/// What is said of the payment network.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NetworkView {
    /// The store's, once there was a card order.
    pub ours: Option<PaymentNetwork>,
    /// The one that is connected, or why there is none to be had.
    pub connected: Result<Network, ServiceError>,
    /// Why cards cannot be charged now.
    pub closed: Option<Unavailable>,
    /// Card orders that are not settled.
    pub unsettled: Vec<UnsettledOrder>,
    /// How many charges that no order counts somebody still has to decide about, or are going back.
    pub orphans: usize,
}

/// A card order that is not settled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnsettledOrder {
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub state: OrderState,
    /// The network that was asked.
    pub network: NetworkId,
    /// Minutes until Finance may settle it by hand; `None` while its network does not say that it doesn't know it.
    pub minutes: Option<i64>,
}

/// A store that went over to another network, or did not have to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AdoptedNetwork {
    /// The network from now on.
    pub network: Network,
    /// The former one; `None` when there was none, or it was this one.
    pub former: Option<NetworkId>,
    /// Whether anything was changed.
    pub is_new: bool,
}

impl Services {
    /// The network that is connected. A sandbox is refused where orders are real.
    pub(crate) async fn connected(&self) -> Result<Network, ServiceError> {
        let network = self.ask(self.gateway()?.network()).await?;
        if network.is_sandbox && !self.dependencies.demo {
            return Err(Unavailable::SandboxOnRealStore.into());
        }
        Ok(network)
    }

    /// The network that is connected, where it answers at once.
    pub(crate) async fn connected_now(&self) -> Option<NetworkId> {
        let connected = tokio::time::timeout(A_MOMENT, self.connected()).await;
        Some(connected.ok()?.ok()?.id)
    }

    /// The record of the network that the store belongs to.
    pub(crate) async fn kept_network(&self) -> Result<Option<Stored<PaymentNetwork>>, ServiceError> {
        Ok(self.store.get::<PaymentNetwork>(NETWORK_ID).await?)
    }

    /// The connected network, which must be the store's, and the record that says so; `None` before the first order.
    pub(crate) async fn network_of_store(
        &self,
    ) -> Result<(Network, Option<Stored<PaymentNetwork>>), ServiceError> {
        let kept = self.kept_network().await?;
        let connected = self.connected().await?;
        match kept.as_ref().map(|kept| kept.record.network.id) {
            Some(ours) if ours != connected.id => Err(Unavailable::OtherNetwork {
                ours,
                connected: connected.id,
            }
            .into()),
            _ => Ok((connected, kept)),
        }
    }

    /// Why cards cannot be charged, where that is known. A network that does not answer at once is not waited for: it may
    /// have come back by the time somebody pays.
    pub(crate) async fn card_closed(&self) -> Result<Option<Unavailable>, ServiceError> {
        match tokio::time::timeout(A_MOMENT, self.network_of_store()).await {
            Ok(Err(ServiceError::Closed(closed))) => Ok(Some(closed)),
            Ok(Err(error @ ServiceError::Store(_))) => Err(error),
            _ => Ok(None),
        }
    }

    /// What is said of the payment network, with the orders of every company that it has not settled: for whoever the
    /// store's folder belongs to, who connects it, and for who may read about its charges.
    pub async fn payment_network(&self, actor: &Actor) -> Result<NetworkView, ServiceError> {
        if Self::owner_only(actor).is_err() {
            self.permitted_staff(actor, Permission::ReadPayments).await?;
        }
        let now = self.now();
        let unsettled = self.unsettled().await?;
        Ok(NetworkView {
            ours: self.kept_network().await?.map(|kept| kept.record),
            connected: self.connected().await,
            closed: self.card_closed().await?,
            unsettled: unsettled
                .iter()
                .filter_map(|order| {
                    Some(UnsettledOrder {
                        number: order.number.to_string(),
                        state: order.state,
                        network: order.attempt()?.network,
                        minutes: order.minutes_to_settle(now),
                    })
                })
                .collect(),
            orphans: self.open_orphans().await?.len(),
        })
    }

    /// Lets the store belong to the network that is connected. Refused while anything of another network is not settled:
    /// nobody could settle it any more. For whoever the store's folder belongs to: where the money of all companies
    /// goes from now on is no person's decision.
    pub async fn adopt_network(&self, actor: &Actor) -> Result<AdoptedNetwork, ServiceError> {
        Self::owner_only(actor)?;
        for _ in 0..16 {
            let network = self.connected().await?;
            let kept = self.kept_network().await?;
            let former = kept.as_ref().map(|kept| kept.record.network.id);
            if former == Some(network.id) {
                return Ok(AdoptedNetwork {
                    network,
                    former: None,
                    is_new: false,
                });
            }
            let orders = self.unsettled().await?;
            let orphans = self.open_orphans().await?;
            let of_others = (orders
                .iter()
                .filter_map(Order::attempt)
                .map(|attempt| attempt.network))
            .chain(orphans.iter().map(|orphan| orphan.network))
            .filter(|of| *of != network.id)
            .count();
            if of_others > 0 {
                return Err(PaymentRefusal::Unsettled { count: of_others }.into());
            }
            let mut batch = self.batch(actor);
            put_network(&mut batch, network, kept.as_ref())?;
            let entry = AuditEntry {
                at: batch.at,
                actor: actor.user,
                origin: actor.origin.clone(),
                action: AuditAction::NetworkAdopted,
                subjects: std::iter::once(network.id)
                    .chain(former)
                    .map(Subject::Network)
                    .collect(),
            };
            batch.audit(Chain::System, entry);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "adopting again"),
                Err(error) => return Err(error),
                Ok(_) => {
                    self.dependencies.unsettled.notify_one();
                    return Ok(AdoptedNetwork {
                        network,
                        former,
                        is_new: true,
                    });
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Card orders that are not settled, and those whose money the network is to give back.
    async fn unsettled(&self) -> Result<Vec<Order>, ServiceError> {
        self.all_of(index::ORDERS_UNSETTLED).await
    }

    /// Charges that no order counts, about which something is still to be done.
    pub(crate) async fn open_orphans(&self) -> Result<Vec<Orphan>, ServiceError> {
        self.all_of(index::ORPHANS_OPEN).await
    }

    /// All records of an index that is never long.
    pub(crate) async fn all_of<R: Record>(&self, index: u8) -> Result<Vec<R>, ServiceError> {
        let (mut records, mut after): (Vec<R>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let scan = Scan {
                index,
                prefix: Vec::new(),
                after,
                limit: 100,
                descending: false,
            };
            let page = self.store.page::<R>(scan).await?;
            records.extend(page.items.into_iter().map(|item| item.record));
            after = page.next;
            if after.is_none() {
                return Ok(records);
            }
        }
    }
}

/// Lets the store belong to a network in this batch.
pub(super) fn put_network(
    batch: &mut Batch,
    network: Network,
    kept: Option<&Stored<PaymentNetwork>>,
) -> Result<(), ServiceError> {
    let since = batch.at;
    let expects = kept.map_or(Expect::Absent, |kept| Expect::Version(kept.version));
    Ok(batch.put(&PaymentNetwork { network, since }, expects)?)
}
