//! The seller after the set-up: whoever the store's folder belongs to looks at it and changes it.

use std::collections::BTreeMap;

use crate::domain::audit::{AuditAction, AuditEntry, Chain, Origin};
use crate::domain::change::FieldChange;
use crate::domain::money::CurrencyCode;
use crate::domain::order::{Order, OrderNumber};
use crate::domain::seller::Seller;
use crate::domain::user::Denied;
use crate::store::record::{Expect, Stored};
use crate::store::records::{SELLER_ID, index};

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Thing, Unavailable};
use super::setup::{SellerForm, SetupErrors};

/// The seller as somebody sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SellerPage {
    /// As it is now.
    pub seller: Seller,
    /// Why they can't change it.
    pub edit_closed: Option<Unavailable>,
}

/// The seller, and what a change of it changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SellerEdited {
    /// As it is now.
    pub seller: Seller,
    /// What differs from before; nothing, and nothing was written.
    pub changes: Vec<FieldChange>,
}

/// Why the seller was not changed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SellerRefusal {
    /// Fields that are wrong, all of them.
    #[error("{} fields are wrong", .0.len())]
    Fields(SetupErrors),
    /// Anything else.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

impl Services {
    /// Only whoever the store's folder belongs to: nobody else could open it as an owner.
    pub(super) fn owner_only(actor: &Actor) -> Result<(), ServiceError> {
        match (actor.user, &actor.origin) {
            (None, Origin::Local { .. }) => Ok(()),
            _ => Err(Denied::Owner.into()),
        }
    }

    /// The seller, for everybody: every instruction for payment names it. Who opened the store's folder may change it.
    pub async fn seller_page(&self, actor: &Actor) -> Result<SellerPage, ServiceError> {
        self.acting(actor).await?;
        Ok(SellerPage {
            seller: self.seller().await?,
            edit_closed: Self::owner_only(&actor.as_owner())
                .err()
                .map(|_| Unavailable::Owner),
        })
    }

    /// Changes the seller to what was typed. Orders that were placed keep their price and tax; instructions for money
    /// that is still awaited name the account as it is now.
    pub async fn edit_seller(&self, actor: &Actor, form: &SellerForm) -> Result<SellerEdited, SellerRefusal> {
        Self::owner_only(actor)?;
        let mut errors = Vec::new();
        let Some(seller) = form.check(self.countries(), &mut errors) else {
            return Err(SellerRefusal::Fields(errors));
        };
        let before = self.stored_seller().await?;
        let changes = before.record.changes_to(&seller);
        if !changes.is_empty() {
            self.may_close(&before.record, &seller).await?;
            self.commit(actor, |batch| {
                batch.put(&seller, Expect::Version(before.version))?;
                let entry = AuditEntry {
                    at: batch.at,
                    actor: actor.user,
                    origin: actor.origin.clone(),
                    action: AuditAction::SellerChanged,
                    subjects: Vec::new(),
                };
                batch.audit(Chain::System, entry);
                Ok(())
            })
            .await?;
        }
        Ok(SellerEdited { seller, changes })
    }

    /// Refuses to leave a bank account out to which transfers are awaited: nobody would know where to send the money.
    async fn may_close(&self, before: &Seller, after: &Seller) -> Result<(), ServiceError> {
        let accounts = before.bank_accounts.iter().map(|account| account.currency);
        let closed: Vec<CurrencyCode> = accounts
            .filter(|currency| after.bank_account(*currency).is_none())
            .collect();
        if closed.is_empty() {
            return Ok(());
        }
        // Of each currency how many, and the first of them.
        let mut awaited: BTreeMap<CurrencyCode, (OrderNumber, usize)> = BTreeMap::new();
        self.each_of(index::ORDERS_AWAITING_PAYMENT, |order: Order| {
            let currency = order.quote.total.currency;
            if closed.contains(&currency) {
                awaited.entry(currency).or_insert((order.number, 0)).1 += 1;
            }
        })
        .await?;
        let Some((currency, (order, count))) = awaited.pop_first() else {
            return Ok(());
        };
        Err(Unavailable::AccountAwaited {
            currency: currency.code().to_owned(),
            count,
            order: order.to_string(),
        }
        .into())
    }

    /// What is wrong with a seller as it was typed.
    pub fn seller_errors(&self, form: &SellerForm) -> SetupErrors {
        let mut errors = Vec::new();
        form.check(self.countries(), &mut errors);
        errors
    }

    async fn stored_seller(&self) -> Result<Stored<Seller>, ServiceError> {
        let seller = self.store.get::<Seller>(SELLER_ID).await?;
        seller.ok_or_else(|| ServiceError::not_found(Thing::Seller, ""))
    }
}
