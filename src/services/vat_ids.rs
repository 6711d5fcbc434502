//! What the fate of a VAT ID does to orders. It counts from the moment that it is typed; once Support rejects it, or it
//! is taken out again before it was verified, orders that were billed with it are rated anew, in the same batch.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::domain::address::LegalProfile;
use crate::domain::audit::{AuditAction, Subject};
use crate::domain::ids::ReceiptId;
use crate::domain::money::Money;
use crate::domain::offer::Quote;
use crate::domain::order::{Order, OrderState};
use crate::domain::partner::{Account, Vetting};
use crate::domain::receipt::Receipt;
use crate::domain::tax::{Buyer, Seat};
use crate::domain::user::Permission;
use crate::store::record::{Batch, Expect, Scan, Stored};
use crate::store::records::index;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing};
use super::lines::{Lines, Listing, Place};
use super::orders::OrderView;

/// An order that a decision on a VAT ID rated anew.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RatedAnew {
    /// Its number.
    pub number: String,
    /// Whether it was paid, or is being charged: then Finance corrects it.
    pub is_paid: bool,
    /// What it asked for.
    pub former: Money,
    /// What is due.
    pub due: Money,
}

/// An order as it was read, and as it becomes.
pub(super) struct Rating {
    before: Stored<Order>,
    after: Order,
}

impl Rating {
    pub(super) fn told(&self) -> RatedAnew {
        let due = match self.after.to_correct() {
            Some((due, _)) => due.total,
            None => self.after.quote.total,
        };
        RatedAnew {
            number: self.after.number.to_string(),
            is_paid: self.after.to_correct().is_some(),
            former: self.before.record.quote.total,
            due,
        }
    }
}

/// The profile of an account that was verified last.
const fn verified(account: &Account) -> &LegalProfile {
    match &account.vetting {
        Vetting::Pending { authorized, .. } => authorized,
        Vetting::Authorized { .. } | Vetting::Rejected { .. } => &account.profile,
    }
}

/// The VAT ID that counts for what an order is billed to: that of another country does not.
fn vat_id_for(order: &Order, account: &Account) -> Option<String> {
    let verified = verified(account);
    let is_there = verified.address.country == order.bill_to.address.country;
    verified.vat_id.clone().filter(|_| is_there)
}

impl Services {
    /// The orders of an account that were billed with the VAT ID which a change of its profile, or a decision on one, makes
    /// count no more.
    pub(super) async fn ratings(
        &self,
        before: &Account,
        after: &Account,
    ) -> Result<Vec<Rating>, ServiceError> {
        let mut ratings = Vec::new();
        let (Vetting::Pending { begun, .. }, Some(stopped)) = (&before.vetting, &before.profile.vat_id)
        else {
            return Ok(ratings);
        };
        let counting = [&verified(after).vat_id, &after.profile.vat_id];
        if counting.iter().any(|counts| counts.as_ref() == Some(stopped)) {
            return Ok(ratings);
        }
        let mut page_after = None;
        loop {
            let scan = Scan {
                index: index::ORDERS_BY_ACCOUNT,
                prefix: after.id.to_bytes().to_vec(),
                after: page_after,
                limit: 100,
                descending: true,
            };
            let page = self.store.page::<Order>(scan).await?;
            for order in page.items {
                let record = &order.record;
                let relied = record.bill_to.vat_id.as_ref() == Some(stopped);
                if !relied || record.billed_until() < *begun {
                    continue;
                }
                let vat_id = vat_id_for(record, after);
                let due = self.rated(record, vat_id.is_some(), after.tax_exempt).await?;
                let mut rated = record.clone();
                if rated.rerate(vat_id, due, self.today()) {
                    ratings.push(Rating {
                        before: order,
                        after: rated,
                    });
                }
            }
            page_after = page.next;
            if page_after.is_none() {
                return Ok(ratings);
            }
        }
    }

    /// Nothing was charged, and meanwhile the VAT ID turned out not to count: what follows asks for what is due.
    pub(super) async fn ask_for_what_is_due(&self, order: &mut Order) -> Result<(), ServiceError> {
        if let Some(due) = order.due_after_all().cloned() {
            let account = self.load_account(order.account).await?.record;
            order.rerate(vat_id_for(order, &account), due, self.today());
        }
        Ok(())
    }

    /// The price of an order, with the tax of the day on which it was placed.
    async fn rated(&self, order: &Order, has_vat_id: bool, exempt: bool) -> Result<Quote, ServiceError> {
        let country = order.bill_to.address.country;
        let Some(market) = self.catalog().market(country) else {
            return Ok(order.quote.clone());
        };
        let buyer = Buyer {
            country,
            has_vat_id,
            exempt,
        };
        let seller = self.seller().await?;
        let seat = Seat::of(seller.address.country, self.countries());
        let treatment = market.treatment(buyer, seat, order.placed_at.day());
        Ok(Quote::taxed(order.quote.net, treatment)?)
    }

    /// Puts ratings into the batch that decides on the VAT ID, and what follows from them: an order that has all that it
    /// asks for by now is paid.
    pub(super) async fn put_ratings(
        &self,
        batch: &mut Batch,
        actor: &Actor,
        ratings: &mut [Rating],
    ) -> Result<(), ServiceError> {
        // One receipt may have paid into several orders, and is put once.
        let mut receipts: BTreeMap<ReceiptId, Stored<Receipt>> = BTreeMap::new();
        for Rating { before, after } in ratings {
            let account = after.account;
            let subjects = vec![Subject::Order(after.id)];
            Self::audit(batch, actor, account, AuditAction::OrderRerated, subjects);
            if after.state == OrderState::AwaitingPayment && after.missing().minor <= 0 {
                self.pay_by_what_it_has(batch, actor, after, &mut receipts)
                    .await?;
            }
            batch.put(after, Expect::Version(before.version))?;
        }
        for receipt in receipts.values() {
            batch.put(&receipt.record, Expect::Version(receipt.version))?;
        }
        Ok(())
    }

    /// Pays an order that asks for no more than it has: its term is activated, and the surplus is free. Where nothing is
    /// left to activate, it is given up with all of its money free, as nothing else would ever become of it.
    async fn pay_by_what_it_has(
        &self,
        batch: &mut Batch,
        actor: &Actor,
        order: &mut Order,
        receipts: &mut BTreeMap<ReceiptId, Stored<Receipt>>,
    ) -> Result<(), ServiceError> {
        let mut subjects = vec![
            Subject::Order(order.id),
            Subject::Subscription(order.purpose.subscription()),
        ];
        for received in order.received() {
            let id = received.receipt;
            subjects.push(Subject::Receipt(id));
            if let Entry::Vacant(place) = receipts.entry(id) {
                let found = self.store.get::<Receipt>(id.to_bytes()).await?;
                place.insert(found.ok_or_else(|| ServiceError::not_found(Thing::Receipt, id.to_string()))?);
            }
        }
        let action = if self.activate(batch, order).await? {
            for (id, minor) in order.release_surplus() {
                if let Some(receipt) = receipts.get_mut(&id) {
                    receipt.record.free_surplus(order.id, minor);
                }
            }
            AuditAction::OrderPaid
        } else {
            for id in order.cancel(batch.at)? {
                if let Some(receipt) = receipts.get_mut(&id) {
                    receipt.record.free(order.id);
                }
            }
            AuditAction::OrderCancelled
        };
        Self::audit(batch, actor, order.account, action, subjects);
        Ok(())
    }

    /// Paid orders that need a correction, the longest known first: for who may read about money.
    pub async fn orders_to_correct(
        &self,
        actor: &Actor,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<OrderView>, ServiceError> {
        let user = self.acting(actor).await?.record;
        user.may_as_staff(Permission::ReadMoney)?;
        let listing = Listing::ascending(index::ORDERS_TO_CORRECT, Vec::new());
        self.order_lines(&listing, place.into(), limit).await
    }
}

#[cfg(test)]
mod tests;
