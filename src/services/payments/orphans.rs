//! Charges that no order counts, as Finance treats them: the money goes back, or pays an order that it fits.
//!
//! Which of the two is decided in one batch that holds the charge's version, so that it is never both.

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::Day;
use crate::domain::network::{Orphan, OrphanState};
use crate::domain::order::{Attempt, Course, Order, OrderNumber};
use crate::domain::user::{Permission, User};
use crate::payments::gateway::{AttemptStatus, PaymentReference};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::{ServiceError, Thing};
use crate::services::lines::{Lines, Listing, Matches, Place};
use crate::services::orders::OrderView;
use crate::services::receipts;
use crate::services::search::{ListFilter, RECORDS, sift};
use crate::store::record::{Expect, Stored};
use crate::store::records::{index, orphan_id};

use super::PaymentRefusal;
use super::charges::audit_orphan;

/// A charge that no order counts, as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OrphanView {
    /// The charge.
    pub orphan: Orphan,
    /// Number of the order that it was asked for, where the store has it.
    pub asked_for: Option<OrderNumber>,
    /// Number of the order that it pays by now.
    pub attached_to: Option<OrderNumber>,
}

impl Services {
    /// The charges that no order counts, the last found first; all that ever were, or those about which something is
    /// still to be done. For Finance and Auditor.
    pub async fn orphans(
        &self,
        actor: &Actor,
        all: bool,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<OrphanView>, ServiceError> {
        self.permitted_staff(actor, Permission::ReadPayments).await?;
        let index = if all { index::ORPHANS } else { index::ORPHANS_OPEN };
        let listing = Listing::descending(index, Vec::new());
        let mut page = self.lines::<Orphan>(&listing, place.into(), limit).await?;
        let orphans = std::mem::take(&mut page.lines);
        let mut views = Vec::with_capacity(orphans.len());
        for orphan in orphans {
            views.push(self.orphan_view(orphan).await?);
        }
        Ok(page.with(views))
    }

    /// Those of them that match by reference, amount, card, state, day or order.
    pub async fn find_orphan_charges(
        &self,
        actor: &Actor,
        all: bool,
        filter: &ListFilter,
    ) -> Result<Matches<OrphanView>, ServiceError> {
        let page = |from| self.orphans(actor, all, from, RECORDS);
        sift(filter, page, |view| {
            let (orphan, i18n) = (&view.orphan, &filter.i18n);
            let orders = [view.asked_for, view.attached_to].into_iter().flatten();
            let texts = [
                orphan.reference.clone(),
                i18n.money(orphan.amount),
                orphan.card.brand.name().to_owned(),
                orphan.card.last_four.clone(),
                i18n.t(orphan.state.key()),
                i18n.day(orphan.found.day()),
            ];
            orders.map(|number| number.to_string()).chain(texts).collect()
        })
        .await
    }

    /// One of these charges, by the network's reference.
    pub async fn orphan(&self, actor: &Actor, reference: &str) -> Result<OrphanView, ServiceError> {
        self.permitted_staff(actor, Permission::ReadPayments).await?;
        let orphan = self.load_orphan(reference).await?;
        self.orphan_view(orphan.record).await
    }

    /// Decides that the money of a charge goes back. The reconciler sees to it.
    pub async fn refund_orphan(&self, actor: &Actor, reference: &str) -> Result<OrphanView, ServiceError> {
        for _ in 0..16 {
            let (user, orphan) = self.undecided(actor, reference).await?;
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let refunding = orphan
                .record
                .clone()
                .become_at(OrphanState::Refunding(user.record.id), batch.at);
            batch.put(&refunding, Expect::Version(orphan.version))?;
            audit_orphan(&mut batch, actor, &refunding, AuditAction::OrphanRefundBegun);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "refunding again"),
                Err(error) => return Err(error),
                Ok(_) => {
                    self.dependencies.unsettled.notify_one();
                    return self.orphan_view(refunding).await;
                }
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Marks the money of a charge as sent back in another way: the bank refused to refund it.
    pub async fn return_orphan(
        &self,
        actor: &Actor,
        reference: &str,
        value_date: Day,
    ) -> Result<OrphanView, ServiceError> {
        for _ in 0..16 {
            let (user, orphan) = self.undecided(actor, reference).await?;
            receipts::value_date(value_date, self.today())?;
            // As long as nobody asked the bank, the money goes back to the card that it came from.
            if orphan.record.state != OrphanState::RefundRefused {
                let reference = orphan.record.reference.clone();
                return Err(PaymentRefusal::NotRefused { reference }.into());
            }
            let decided = orphan.record.since.day();
            if value_date < decided {
                return Err(ServiceError::ReturnedTooEarly { decided });
            }
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let returned = (orphan.record.clone()).become_at(OrphanState::Refunded, batch.at);
            batch.put(&returned, Expect::Version(orphan.version))?;
            // The desk notes what the bank gave back; that a person did it in another way, their name says.
            audit_orphan(&mut batch, actor, &returned, AuditAction::OrphanRefunded);
            match self.store.commit(batch).await.map_err(ServiceError::from) {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "returning again"),
                Err(error) => return Err(error),
                Ok(_) => return self.orphan_view(returned).await,
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// Lets a charge pay an order of the same total that nothing has paid.
    pub async fn attach_orphan(
        &self,
        actor: &Actor,
        reference: &str,
        number: OrderNumber,
    ) -> Result<OrderView, ServiceError> {
        // Asked before the order is looked for, as whenever money is booked.
        self.permitted_staff(actor, Permission::BookMoney).await?;
        let id = self.load_order(number).await?.record.id;
        let _turn = self.dependencies.in_flight.take(id).await;
        for _ in 0..16 {
            let (user, orphan) = self.undecided(actor, reference).await?;
            let order = self.load_order(number).await?;
            if order.record.is_own(user.record.id) {
                return Err(PaymentRefusal::OwnOrder.into());
            }
            if !order.record.is_unpaid() {
                return Err(PaymentRefusal::NotUnpaid.into());
            }
            let expected = order.record.quote.total;
            if orphan.record.amount != expected {
                return Err(PaymentRefusal::OtherTotal { expected }.into());
            }
            self.insist_on(&orphan.record).await?;
            let mut batch = self.batch(actor);
            batch.expect(&user);
            let attached =
                (orphan.record.clone()).become_at(OrphanState::Attached(order.record.id), batch.at);
            let mut paid = order.record.clone();
            let attempt = Attempt {
                reference: attached.reference.clone(),
                network: attached.network,
                card: attached.card.clone(),
                began: batch.at,
                keeps_card: false,
                course: Course::Attached(user.record.id),
            };
            paid.attach(attempt, batch.at)?;
            if !self.activate(&mut batch, &mut paid).await? {
                return Err(PaymentRefusal::NotActivated.into());
            }
            batch.put(&attached, Expect::Version(orphan.version))?;
            let subjects = vec![
                Subject::Orphan(attached.id),
                Subject::Order(paid.id),
                Subject::Network(attached.network),
            ];
            let account = paid.account;
            Self::audit(&mut batch, actor, account, AuditAction::OrphanAttached, subjects);
            let step = self.commit_step(actor, batch, &order, paid, AuditAction::OrderPaid);
            match step.await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "attaching again"),
                Err(error) => return Err(error),
                Ok(order) => return self.view(order.record).await,
            }
        }
        Err(ServiceError::Interrupted)
    }

    /// A charge about which the acting person may decide.
    async fn undecided(
        &self,
        actor: &Actor,
        reference: &str,
    ) -> Result<(Stored<User>, Stored<Orphan>), ServiceError> {
        let user = self.permitted_staff(actor, Permission::BookMoney).await?;
        let orphan = self.load_orphan(reference).await?;
        if let Some(order) = self.asked_order(&orphan.record).await?
            && order.is_own(user.record.id)
        {
            return Err(PaymentRefusal::OwnOrder.into());
        }
        if !orphan.record.is_undecided() {
            return Err(PaymentRefusal::Decided.into());
        }
        Ok((user, orphan))
    }

    /// A charge of the store's network by its reference.
    async fn load_orphan(&self, reference: &str) -> Result<Stored<Orphan>, ServiceError> {
        let unknown = || ServiceError::not_found(Thing::Charge, reference);
        // A backup from before the first card order knows no network yet, and has forgotten all charges.
        let network = match self.kept_network().await? {
            Some(kept) => kept.record.network,
            None => self.connected().await?,
        };
        let id = orphan_id(network.id, reference);
        let orphan = self.store.get::<Orphan>(id.to_bytes()).await?;
        orphan.ok_or_else(unknown)
    }

    /// Asks the network whether the money of a charge is still here.
    async fn insist_on(&self, orphan: &Orphan) -> Result<(), ServiceError> {
        let (network, _) = self.network_of_store().await?;
        if network.id != orphan.network {
            return Err(PaymentRefusal::OtherNetwork.into());
        }
        let asked = PaymentReference(orphan.reference.clone());
        match self.ask(self.gateway()?.lookup(asked)).await? {
            AttemptStatus::Charged => Ok(()),
            _ => Err(PaymentRefusal::ChargeGone.into()),
        }
    }

    /// The order that a charge was asked for, where the store has it.
    async fn asked_order(&self, orphan: &Orphan) -> Result<Option<Order>, ServiceError> {
        let Some(id) = orphan.asked_for else {
            return Ok(None);
        };
        let order = self.store.get::<Order>(id.to_bytes()).await?;
        Ok(order.map(|order| order.record))
    }

    async fn orphan_view(&self, orphan: Orphan) -> Result<OrphanView, ServiceError> {
        let asked_for = self.asked_order(&orphan).await?.map(|order| order.number);
        let attached_to = match orphan.attached_to() {
            Some(order) => self.store.get::<Order>(order.to_bytes()).await?,
            None => None,
        };
        Ok(OrphanView {
            orphan,
            asked_for,
            attached_to: attached_to.map(|order| order.record.number),
        })
    }
}
