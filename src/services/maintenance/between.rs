//! Holds requests, orders, receipts and subscriptions against each other: what one record says of money or of a
//! cancellation, the other must say too. The engine's own check cannot: it knows no types.

use std::collections::HashSet;

use crate::domain::ids::OrderId;
use crate::domain::message::{Arg, Coded};
use crate::domain::order::{Order, OrderNumber, OrderState};
use crate::domain::payment::{Allocation, Receipt};
use crate::domain::request::{About, Decision, RequestNumber, SupportRequest};
use crate::domain::subscription::Subscription;
use crate::services::Services;
use crate::services::error::ServiceError;
use crate::store::record::{Record, Scan};
use crate::store::records::index;

/// Records that are loaded before other tasks have their turn.
const PORTION: usize = 200;

/// Two records that contradict each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// A decision gave money back, and the order neither gives nor gave it back.
    NotRefunded(RequestNumber, OrderNumber),
    /// Two decisions gave the same money back.
    RefundedTwice(RequestNumber, OrderNumber),
    /// A decision gave the money of another company or subscription back.
    OtherRefund(RequestNumber, OrderNumber),
    /// A request asks to cancel what its company does not hold, or another subscription than it is about.
    OtherCancellation(RequestNumber),
    /// The transfer of an order went back, and its receipt does not say so.
    ReceiptNotReturned(OrderNumber),
    /// A receipt went back, and the order that it had paid does not say so.
    OrderNotRefunded(OrderNumber),
    /// An order was paid by transfer and has no receipt, or one that is another order's.
    OtherReceipt(OrderNumber),
}

impl Coded for Mismatch {
    fn code(&self) -> &'static str {
        match self {
            Self::NotRefunded(..) => "check-not-refunded",
            Self::RefundedTwice(..) => "check-refunded-twice",
            Self::OtherRefund(..) => "check-other-refund",
            Self::OtherCancellation(_) => "check-other-cancellation",
            Self::ReceiptNotReturned(_) => "check-receipt-not-returned",
            Self::OrderNotRefunded(_) => "check-order-not-refunded",
            Self::OtherReceipt(_) => "check-other-receipt",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let request = |number: &RequestNumber| ("request", Arg::Text(number.to_string()));
        let order = |number: &OrderNumber| ("order", Arg::Text(number.to_string()));
        match self {
            Self::NotRefunded(of, paid) | Self::RefundedTwice(of, paid) | Self::OtherRefund(of, paid) => {
                vec![request(of), order(paid)]
            }
            Self::OtherCancellation(of) => vec![request(of)],
            Self::ReceiptNotReturned(paid) | Self::OrderNotRefunded(paid) | Self::OtherReceipt(paid) => {
                vec![order(paid)]
            }
        }
    }
}

impl Services {
    /// Everything that requests, orders, receipts and subscriptions say of each other and that does not fit.
    pub async fn mismatches(&self) -> Result<Vec<Mismatch>, ServiceError> {
        let mut found = Vec::new();
        let mut refunded = HashSet::new();
        let mut after = None;
        loop {
            let page = self
                .store
                .page::<SupportRequest>(all(index::REQUESTS_ALL, after))
                .await?;
            for request in page.items {
                self.hold_request(&request.record, &mut refunded, &mut found)
                    .await?;
            }
            after = page.next;
            if after.is_none() {
                break;
            }
            tokio::task::yield_now().await;
        }
        loop {
            let page = self
                .store
                .page::<Order>(all(index::ORDERS_BY_ACCOUNT, after))
                .await?;
            for order in page.items {
                found.extend(self.hold_order(&order.record).await?);
            }
            after = page.next;
            if after.is_none() {
                return Ok(found);
            }
            tokio::task::yield_now().await;
        }
    }

    async fn hold_request(
        &self,
        request: &SupportRequest,
        refunded: &mut HashSet<OrderId>,
        found: &mut Vec<Mismatch>,
    ) -> Result<(), ServiceError> {
        let Some(asked) = &request.cancellation else {
            return Ok(());
        };
        let held = self.linked::<Subscription>(asked.subscription.to_bytes()).await?;
        let is_about =
            matches!(&request.about, About::Subscription(about, _) if *about == asked.subscription);
        if !is_about || held.is_none_or(|held| held.account != request.account) {
            found.push(Mismatch::OtherCancellation(request.number));
        }
        let refund = asked
            .decision
            .as_ref()
            .and_then(|decision: &Decision| decision.refund);
        let Some(id) = refund else {
            return Ok(());
        };
        // A reference to no order is told by the check of the store itself.
        let Some(order) = self.linked::<Order>(id.to_bytes()).await? else {
            return Ok(());
        };
        let pair = (request.number, order.number);
        if !matches!(
            order.state,
            OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused
        ) {
            found.push(Mismatch::NotRefunded(pair.0, pair.1));
        }
        if order.account != request.account || order.purpose.subscription() != asked.subscription {
            found.push(Mismatch::OtherRefund(pair.0, pair.1));
        }
        if !refunded.insert(id) {
            found.push(Mismatch::RefundedTwice(pair.0, pair.1));
        }
        Ok(())
    }

    async fn hold_order(&self, order: &Order) -> Result<Option<Mismatch>, ServiceError> {
        let has_its_money = matches!(
            order.state,
            OrderState::Paid { .. } | OrderState::Refunding | OrderState::Refunded
        );
        if order.due().is_none() || !has_its_money {
            return Ok(None);
        }
        let receipt = match order.receipt() {
            Some(receipt) => self.linked::<Receipt>(receipt.to_bytes()).await?,
            None => None,
        };
        let is_back = order.state == OrderState::Refunded;
        Ok(match receipt.map(|receipt| receipt.allocation) {
            Some(Allocation::Returned(of, _)) if of == order.id => {
                (!is_back).then_some(Mismatch::OrderNotRefunded(order.number))
            }
            Some(Allocation::Order(of)) if of == order.id => {
                is_back.then_some(Mismatch::ReceiptNotReturned(order.number))
            }
            _ => Some(Mismatch::OtherReceipt(order.number)),
        })
    }

    async fn linked<R: Record>(&self, id: [u8; 16]) -> Result<Option<R>, ServiceError> {
        let found = self.store.get::<R>(id).await?;
        Ok(found.map(|found| found.record))
    }
}

const fn all(index: u8, after: Option<crate::store::record::Cursor>) -> Scan {
    Scan {
        index,
        prefix: Vec::new(),
        after,
        limit: PORTION,
        descending: false,
    }
}
