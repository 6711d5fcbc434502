//! A charge that no order counted against the order that it says it pays by now. That a charge counts twice the store
//! itself refuses: both would hold its key.

use crate::domain::network::Orphan;
use crate::domain::order::Order;
use crate::services::error::ServiceError;
use crate::store::records::index;

use super::{Holding, Mismatch, OrderFault, Pages};

impl Holding<'_> {
    pub(super) async fn hold_orphans(&mut self) -> Result<(), ServiceError> {
        let mut pages = Pages::of(index::ORPHANS);
        while let Some(orphans) = self.next::<Orphan>(&mut pages).await? {
            for orphan in orphans {
                let Some(order) = orphan.attached_to() else {
                    continue;
                };
                if let Some(order) = self.get::<Order>(order.to_bytes()).await? {
                    self.tell(
                        !order.has_attempt(orphan.network, &orphan.reference),
                        Mismatch::Order(order.number, OrderFault::OtherCharge),
                    );
                }
            }
        }
        Ok(())
    }
}
