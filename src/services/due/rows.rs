//! What a row shows, out of its records: for the rows that are asked for only.
//!
//! A record may have changed since its entry was read; what is no longer to be done is left out.

use std::collections::HashMap;

use crate::domain::date::Day;
use crate::domain::ids::AccountId;
use crate::domain::offer::{Names, OfferError, OfferId};
use crate::domain::order::{Order, OrderState};
use crate::domain::partner::Account;
use crate::domain::request::{RequestState, SupportRequest};
use crate::domain::subscription::Subscription;
use crate::domain::user::User;
use crate::services::Services;
use crate::services::error::{ServiceError, Unavailable};
use crate::services::offers::CancellationMark;
use crate::store::record::Stored;

use super::sorted::Item;
use super::{DueKind, DueRow};

impl Services {
    /// The rows of these items.
    pub(super) async fn due_rows(
        &self,
        user: &User,
        items: impl Iterator<Item = Item>,
        today: Day,
    ) -> Result<Vec<DueRow>, ServiceError> {
        let mut accounts: HashMap<AccountId, Stored<Account>> = HashMap::new();
        let mut rows = Vec::new();
        for item in items {
            let account = if let Some(account) = accounts.get(&item.account) {
                account.clone()
            } else {
                let account = self.load_account(item.account).await?;
                accounts.insert(item.account, account.clone());
                account
            };
            rows.extend(self.due_row(user, account, item, today).await?);
            tokio::task::yield_now().await;
        }
        Ok(rows)
    }

    async fn due_row(
        &self,
        user: &User,
        account: Stored<Account>,
        item: Item,
        today: Day,
    ) -> Result<Option<DueRow>, ServiceError> {
        let mut row = DueRow {
            kind: item.kind,
            account: item.account,
            company: account.record.profile.company.to_string(),
            mpn_id: account.record.mpn_id.clone(),
            offer: None,
            names: Names::default(),
            offer_names: Names::default(),
            last_day: item.days.map(|days| days.closes),
            first_day: item
                .days
                .map(|days| days.opens)
                .filter(|_| item.kind != DueKind::Pay),
            expired: None,
            days_left: item.days_left(today),
            opens_in: item.opens_in(today),
            is_urgent: item.is_urgent(today),
            total: None,
            quote: None,
            order: None,
            request: None,
            cancellation: None,
            has_draft: false,
            closed: None,
        };
        let id = item.record.map(|record| record.id).unwrap_or_default();
        let is_there = match item.kind {
            DueKind::Renew | DueKind::Opens => {
                self.renewal(user, account, (&id, item.called_off), &mut row)
                    .await?
            }
            DueKind::Pay | DueKind::Retry => self.payment(user, account, &id, &mut row).await?,
            DueKind::Answer => self.answer(&id, &mut row).await?,
            DueKind::Resume => match item.offer {
                Some(offer) => {
                    row.has_draft = true;
                    self.on_the_tile(user, account, &offer, &mut row).await?;
                    true
                }
                None => false,
            },
            DueKind::FinishRequest => true,
        };
        Ok(Some(row).filter(|_| is_there))
    }

    async fn renewal(
        &self,
        user: &User,
        account: Stored<Account>,
        (id, called_off): (&[u8], bool),
        row: &mut DueRow,
    ) -> Result<bool, ServiceError> {
        let Some(held) = self.store.get::<Subscription>(id).await? else {
            return Ok(false);
        };
        let held = held.record;
        let window = held.window();
        if held.cancelled.is_some()
            || (Some(window.opens), Some(window.closes)) != (row.first_day, row.last_day)
        {
            return Ok(false);
        }
        row.expired = Some(held.expires);
        let asked = self.open_cancellation(&held).await?;
        row.cancellation = asked.map(|request| CancellationMark {
            id: request.record.id,
            number: request.record.number,
        });
        if called_off && let Some(order) = self.order_for(held.account, &held.offer).await? {
            row.order = Some((order.id, order.number));
        }
        self.on_the_tile(user, account, &held.offer, row).await?;
        // Its order has the row: it was placed just now, or its own last day lies behind the last row that was read.
        if let Some(Unavailable::AwaitingPayment { .. } | Unavailable::Settling { .. }) = row.closed {
            return Ok(false);
        }
        if row.closed.is_none() {
            row.has_draft = self.has_draft(user.id, held.account, &held.offer).await?;
        }
        Ok(true)
    }

    async fn payment(
        &self,
        user: &User,
        account: Stored<Account>,
        id: &[u8],
        row: &mut DueRow,
    ) -> Result<bool, ServiceError> {
        let Some(order) = self.store.get::<Order>(id).await?.map(|order| order.record) else {
            return Ok(false);
        };
        row.order = Some((order.id, order.number));
        if row.kind == DueKind::Retry {
            self.on_the_tile(user, account, &order.offer, row).await?;
            if row.closed.is_none() {
                row.has_draft = self.has_draft(user.id, order.account, &order.offer).await?;
            }
            row.total = Some(order.quote.total);
            row.quote = Some(order.quote);
            return Ok(order.state.may_retry());
        }
        row.names = self.short_names(&order.offer);
        row.total = Some(order.missing());
        row.offer = Some(order.offer.clone());
        let is_awaited = order.state == OrderState::AwaitingPayment;
        Ok(is_awaited && order.due() == row.last_day)
    }

    async fn answer(&self, id: &[u8], row: &mut DueRow) -> Result<bool, ServiceError> {
        let Some(request) = self.store.get::<SupportRequest>(id).await? else {
            return Ok(false);
        };
        let request = request.record;
        row.names = Names {
            en: request.title.to_string(),
            pl: request.title.to_string(),
        };
        row.request = Some((request.id, request.number));
        Ok(request.state == RequestState::AttentionNeeded)
    }

    /// What the tile of the offer says: why it is closed, and what it costs. One that is not in the catalog any more has
    /// no tile, and is not sold.
    async fn on_the_tile(
        &self,
        user: &User,
        account: Stored<Account>,
        offer: &OfferId,
        row: &mut DueRow,
    ) -> Result<(), ServiceError> {
        row.offer = Some(offer.clone());
        row.names = self.short_names(offer);
        row.offer_names = self.offer_names(offer);
        if self.catalog().offer(offer).is_err() {
            row.closed = Some(Unavailable::NotSold(OfferError::Unknown(offer.clone())));
            return Ok(());
        }
        let offer_state = self.offer_state(offer, account).await?;
        row.closed = self.closed(user, &offer_state).await?;
        row.quote = self.quote(&offer_state).await.ok();
        row.total = row.quote.as_ref().map(|quote| quote.total);
        Ok(())
    }
}
