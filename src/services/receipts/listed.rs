//! The lists of receipts, for Finance and the Auditor: what is unallocated, and everything that came in.

use crate::domain::order::{Order, OrderNumber};
use crate::domain::receipt::{Receipt, Went};
use crate::domain::user::Permission;
use crate::i18n::I18n;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::lines::{Lines, Listing, Matches, Place};
use crate::services::orders::LookupCache;
use crate::services::search::{ListFilter, RECORDS, sift};
use crate::store::records::index;

/// Which receipts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReceiptsOf {
    /// Those of which something is unallocated, the longest waiting first.
    Unallocated,
    /// All of them, the latest first.
    All,
}

/// A receipt as people see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceiptView {
    /// The receipt.
    pub receipt: Receipt,
    /// Company of the account that it was sent for.
    pub company: String,
    /// Name of who booked it.
    pub booked_by: String,
    /// The numbers of the orders of its parts, in their order; `None` for a part that was never an order's.
    pub orders: Vec<Option<OrderNumber>>,
}

impl ReceiptView {
    /// Key of the reason why something of it is left.
    pub fn reason_key(&self) -> Option<String> {
        let reason = self.receipt.waits;
        reason.map(|reason| format!("receipt-{}", reason.code()))
    }

    /// What it is found by.
    fn texts(&self, i18n: &I18n) -> Vec<String> {
        let receipt = &self.receipt;
        let mut texts = vec![
            self.company.clone(),
            receipt.sent_for.to_string(),
            i18n.money(receipt.amount),
            i18n.day(receipt.value_date),
            receipt.payer_reference.clone(),
            self.booked_by.clone(),
        ];
        let reference = receipt.entry.as_ref().map(|entry| &entry.reference);
        texts.extend(reference.map(|reference| reference.as_str().to_owned()));
        texts.extend(self.reason_key().map(|key| i18n.t(&key)));
        texts.extend(self.orders.iter().flatten().map(ToString::to_string));
        texts
    }
}

impl Services {
    /// Receipts, for who may read about money.
    pub async fn receipts(
        &self,
        actor: &Actor,
        which: ReceiptsOf,
        place: impl Into<Place> + Send,
        limit: usize,
    ) -> Result<Lines<ReceiptView>, ServiceError> {
        self.permitted_staff(actor, Permission::ReadMoney).await?;
        let listing = match which {
            ReceiptsOf::Unallocated => Listing::ascending(index::RECEIPTS_UNALLOCATED, Vec::new()),
            ReceiptsOf::All => Listing::descending(index::RECEIPTS_BY_DAY, Vec::new()),
        };
        let mut page = self.lines::<Receipt>(&listing, place.into(), limit).await?;
        let mut cache = LookupCache::default();
        let mut views = Vec::with_capacity(page.lines.len());
        for receipt in std::mem::take(&mut page.lines) {
            views.push(self.receipt_view_with(&mut cache, receipt).await?);
        }
        Ok(page.with(views))
    }

    /// Receipts that match by company, order, amount, day, reference, person, or why money is left.
    pub async fn find_receipts(
        &self,
        actor: &Actor,
        which: ReceiptsOf,
        filter: &ListFilter,
    ) -> Result<Matches<ReceiptView>, ServiceError> {
        let page = |from| self.receipts(actor, which, from, RECORDS);
        sift(filter, page, |view| view.texts(&filter.i18n)).await
    }

    pub(super) async fn receipt_view(&self, receipt: Receipt) -> Result<ReceiptView, ServiceError> {
        self.receipt_view_with(&mut LookupCache::default(), receipt).await
    }

    async fn receipt_view_with(
        &self,
        cache: &mut LookupCache,
        receipt: Receipt,
    ) -> Result<ReceiptView, ServiceError> {
        let mut orders = Vec::with_capacity(receipt.parts.len());
        for part in &receipt.parts {
            let id = match part.went {
                Went::To(order) => Some(order),
                Went::Back { of, .. } => of,
            };
            let order = match id {
                Some(id) => self.store.get::<Order>(id.to_bytes()).await?,
                None => None,
            };
            orders.push(order.map(|order| order.record.number));
        }
        Ok(ReceiptView {
            company: self.buyer(cache, receipt.account).await?.0,
            booked_by: self.placer(cache, receipt.booked_by).await?,
            orders,
            receipt,
        })
    }
}
