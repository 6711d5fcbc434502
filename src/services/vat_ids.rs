//! What the fate of a VAT ID does to orders. It counts from the moment that it is typed; once Support rejects it, or it
//! is taken out again before it was verified, orders that were billed with it are rated anew, in the same batch.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::domain::money::Money;
use crate::domain::offer::Quote;
use crate::domain::order::Order;
use crate::domain::partner::{Account, Vetting};
use crate::domain::tax::{Buyer, Seat};
use crate::domain::user::Permission;
use crate::store::record::{Batch, Expect, Scan, Stored};
use crate::store::records::index;

use super::Services;
use super::context::Actor;
use super::error::ServiceError;
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
            is_paid: self.after.former_quote().is_none(),
            former: self.before.record.quote.total,
            due,
        }
    }
}

impl Services {
    /// The orders of an account that were billed since a day with a VAT ID that does not count any more.
    pub(super) async fn ratings(&self, account: &Account, since: Day) -> Result<Vec<Rating>, ServiceError> {
        let verified = match &account.vetting {
            Vetting::Pending { authorized, .. } => authorized,
            Vetting::Authorized { .. } | Vetting::Rejected { .. } => &account.profile,
        };
        let counting = [verified.vat_id.as_deref(), account.profile.vat_id.as_deref()];
        let mut ratings = Vec::new();
        let mut after = None;
        loop {
            let scan = Scan {
                index: index::ORDERS_BY_ACCOUNT,
                prefix: account.id.to_bytes().to_vec(),
                after,
                limit: 100,
                descending: true,
            };
            let page = self.store.page::<Order>(scan).await?;
            for order in page.items {
                let record = &order.record;
                if record.placed_at.day() < since || !record.relies_on_other_vat_id(counting) {
                    continue;
                }
                let is_there = verified.address.country == record.bill_to.address.country;
                let vat_id = verified.vat_id.clone().filter(|_| is_there);
                let due = self.rated(record, vat_id.is_some(), account.tax_exempt).await?;
                let mut rated = record.clone();
                if rated.rerate(vat_id, due, self.today()) {
                    ratings.push(Rating {
                        before: order,
                        after: rated,
                    });
                }
            }
            after = page.next;
            if after.is_none() {
                return Ok(ratings);
            }
        }
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

    /// Puts ratings into the batch that decides on the VAT ID.
    pub(super) fn put_ratings(
        batch: &mut Batch,
        actor: &Actor,
        account: AccountId,
        ratings: &[Rating],
    ) -> Result<(), ServiceError> {
        for rating in ratings {
            batch.put(&rating.after, Expect::Version(rating.before.version))?;
            let subjects = vec![Subject::Order(rating.after.id)];
            Self::audit(batch, actor, account, AuditAction::OrderRerated, subjects);
        }
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
        // Staff permissions do not depend on the account; any id asks the same question.
        user.may(Permission::ReadMoney, AccountId::new(0))?;
        let listing = Listing::ascending(index::ORDERS_TO_CORRECT, Vec::new());
        self.order_lines(&listing, place.into(), limit).await
    }
}

#[cfg(test)]
mod tests;
