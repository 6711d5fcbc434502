//! Money that came in by bank transfer.
//!
//! | file | what is done |
//! |---|---|
//! | `receipts` | booking: an order takes what it still asks for, and what is left stays visible as unallocated |
//! | `applied` | unallocated money is applied to an order, or returned |
//! | `listed` | the lists of receipts |
//! | `refusal` | why money was not booked, applied or returned |
//!
//! An order is paid on the value date that completes it, if that is not after its due day, even when it is booked later.
//! Money that an order cannot take is refused with the reason, or kept as unallocated when Finance says so.

mod applied;
mod listed;
mod refusal;

use crate::domain::audit::{AuditAction, Subject};
use crate::domain::date::{Day, Timestamp};
use crate::domain::ids::ReceiptId;
use crate::domain::money::{Money, MoneyError};
use crate::domain::order::{Order, OrderNumber};
use crate::domain::receipt::{BankEntry, BankReference, PAYER_REFERENCE_LIMIT, Receipt, Unallocated};
use crate::domain::text::clean_line;
use crate::domain::user::{Permission, User};
use crate::store::error::{Conflict, StoreError};
use crate::store::record::{Batch, Expect, Record, RecordRef, Stored};
use crate::store::records::claim;

use super::Services;
use super::context::Actor;
use super::error::{ServiceError, Unavailable};
use super::orders::OrderView;

pub use applied::{Applied, ReturnRest};
pub use listed::{ReceiptView, ReceiptsOf};
pub use refusal::{Before, NotBooked};

/// Money that came in, as Finance types it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MoneyIn {
    /// Made when the form opened: booking it twice is one receipt.
    pub id: ReceiptId,
    /// The order it is for.
    pub number: OrderNumber,
    /// Amount.
    pub amount: Money,
    /// When the bank credited it.
    pub value_date: Day,
    /// What the payer wrote, possibly empty.
    pub payer_reference: String,
    /// The bank's own reference, possibly empty.
    pub bank_reference: String,
    /// Whether Finance said that it is other money than what was booked for the same order with the same amount and
    /// value date.
    pub is_other_money: bool,
}

/// A receipt that was booked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Booked {
    /// The receipt.
    pub receipt: Receipt,
    /// The order as it stands now.
    pub order: OrderView,
}

/// A value date of money that moved: no bank credits or debits tomorrow. Forms ask the same before they send.
pub fn value_date(day: Day, today: Day) -> Result<Day, ServiceError> {
    if day > today {
        return Err(ServiceError::ValueDateInFuture);
    }
    Ok(day)
}

impl Services {
    /// Books money for its order, which takes what it still asks for; the term is activated once it is paid in full.
    /// Refused with the reason when the order takes none of it.
    pub async fn book_money(&self, actor: &Actor, money: &MoneyIn) -> Result<Booked, ServiceError> {
        self.book(actor, money, None).await
    }

    /// Books money that its order cannot take as unallocated, so that it stays visible until it is applied or returned.
    pub async fn book_unallocated(&self, actor: &Actor, money: &MoneyIn) -> Result<Booked, ServiceError> {
        // Booking it decides, not the order alone: a subscription that can no longer be prolonged takes no money
        // either, and that money must not stay unbooked.
        match self.book(actor, money, None).await {
            Err(ServiceError::DoesNotPay { reason, .. }) => self.book(actor, money, Some(reason)).await,
            booked => booked,
        }
    }

    async fn book(
        &self,
        actor: &Actor,
        money: &MoneyIn,
        unallocated: Option<Unallocated>,
    ) -> Result<Booked, ServiceError> {
        for _ in 0..16 {
            // Asked before the order is looked for: whether one exists is only for those to know who may book.
            let user = self.permitted_staff(actor, Permission::BookMoney).await?;
            let order = self.load_order(money.number).await?;
            if money.amount.minor <= 0 {
                return Err(MoneyError::NotAnAmount.into());
            }
            if order.record.is_own(user.record.id) {
                return Err(ServiceError::OwnOrder);
            }
            value_date(money.value_date, self.today())?;
            if let Some(receipt) = self.store.get::<Receipt>(money.id.to_bytes()).await? {
                if !is_of(&receipt.record, money) {
                    return Err(taken(&receipt).into());
                }
                self.store.commit(self.batch(actor)).await?;
                return Ok(Booked {
                    receipt: receipt.record,
                    order: self.view(order.record).await?,
                });
            }
            match self.book_once(actor, &user, money, order, unallocated).await {
                Err(error) if self.may_try_again(&error) => tracing::info!(%error, "booking again"),
                other => return other,
            }
        }
        Err(ServiceError::Interrupted)
    }

    async fn book_once(
        &self,
        actor: &Actor,
        user: &Stored<User>,
        money: &MoneyIn,
        order: Stored<Order>,
        unallocated: Option<Unallocated>,
    ) -> Result<Booked, ServiceError> {
        let mut batch = self.batch(actor);
        batch.expect(user);
        let mut receipt = self.receipt_of(money, &order.record, user, batch.at).await?;
        self.not_booked_before(money, &mut receipt).await?;
        let mut taking = order.record.clone();
        if let Some(reason) = unallocated {
            receipt.wait(reason);
        } else {
            let awaited = order.record.awaits(&receipt);
            awaited.map_err(|reason| does_not_pay(&order.record, reason))?;
            self.allocate(&mut batch, actor, &order, &mut receipt, &mut taking)
                .await?;
        }
        batch.put(&receipt, Expect::Absent)?;
        let subjects = vec![Subject::Receipt(receipt.id), Subject::Order(order.record.id)];
        let (account, action) = (order.record.account, AuditAction::ReceiptBooked);
        Self::audit(&mut batch, actor, account, action, subjects);
        self.store.commit(batch).await?;
        Ok(Booked {
            receipt,
            order: self.view(taking).await?,
        })
    }

    /// The receipt that money becomes, before anything of it is used.
    async fn receipt_of(
        &self,
        money: &MoneyIn,
        order: &Order,
        user: &Stored<User>,
        at: Timestamp,
    ) -> Result<Receipt, ServiceError> {
        let payer_reference = clean_line(&money.payer_reference, PAYER_REFERENCE_LIMIT)
            .map_err(|error| ServiceError::field("field-payer-reference", &error))?;
        let reference = BankReference::parse(&money.bank_reference)
            .map_err(|error| ServiceError::field("field-bank-reference", &error))?;
        let entry = match reference {
            None => None,
            Some(reference) => {
                let currency = money.amount.currency;
                let seller = self.seller().await?;
                let credited = seller.bank_account(currency);
                let credited = credited.ok_or_else(|| Unavailable::NoBankAccount {
                    currency: currency.code().to_owned(),
                })?;
                let account = credited.number.to_string();
                Some(BankEntry { account, reference })
            }
        };
        Ok(Receipt {
            id: money.id,
            account: order.account,
            sent_for: money.number,
            payer_reference,
            entry,
            value_date: money.value_date,
            amount: money.amount,
            booked_by: user.record.id,
            booked_at: at,
            is_first_alike: false,
            parts: Vec::new(),
            waits: None,
        })
    }

    /// Refuses money that was booked: for certain by the bank's reference, and as a question where the bank gave none.
    /// Both are claims, so that two people at once cannot book it both.
    async fn not_booked_before(&self, money: &MoneyIn, receipt: &mut Receipt) -> Result<(), ServiceError> {
        if let Some(entry) = &receipt.entry
            && let Some(booked) = self.store.held_by::<Receipt>(claim::bank_entry(entry)).await?
        {
            return Err(NotBooked::ReferenceUsed(Before::of(&booked.record)).into());
        }
        let alike = self.store.held_by::<Receipt>(claim::money_alike(receipt)).await?;
        receipt.is_first_alike = alike.is_none();
        // Two references of the bank tell two entries of one account apart; one alone may name what was booked without it,
        // and what was booked to another account may be this, if the seller's account was corrected meanwhile.
        let account = |receipt: &Receipt| receipt.entry.as_ref().map(|entry| entry.account.clone());
        let credited = account(receipt);
        let is_told_apart = |booked: &Receipt| credited.is_some() && account(booked) == credited;
        if let Some(booked) = alike.filter(|booked| !money.is_other_money && !is_told_apart(&booked.record)) {
            return Err(NotBooked::LooksBooked(Before::of(&booked.record)).into());
        }
        Ok(())
    }

    /// Lets an order take what it still asks for of a receipt, and activates the term once that is all. Puts the order
    /// into the batch; the receipt is the caller's.
    async fn allocate(
        &self,
        batch: &mut Batch,
        actor: &Actor,
        before: &Stored<Order>,
        receipt: &mut Receipt,
        taking: &mut Order,
    ) -> Result<(), ServiceError> {
        taking
            .receive(receipt)
            .map_err(|reason| does_not_pay(&before.record, reason))?;
        let is_complete = taking.missing().minor == 0;
        if is_complete && !self.activate(batch, taking).await? {
            return Err(does_not_pay(&before.record, Unallocated::NotAwaiting));
        }
        batch.put(taking, Expect::Version(before.version))?;
        if is_complete {
            let subjects = vec![
                Subject::Order(taking.id),
                Subject::Subscription(taking.purpose.subscription()),
            ];
            Self::audit(batch, actor, taking.account, AuditAction::OrderPaid, subjects);
        }
        Ok(())
    }
}

fn does_not_pay(order: &Order, reason: Unallocated) -> ServiceError {
    ServiceError::DoesNotPay {
        reason,
        expected: order.missing(),
        due: order.due(),
    }
}

/// Whether a receipt is what this money became.
fn is_of(receipt: &Receipt, money: &MoneyIn) -> bool {
    (receipt.sent_for, receipt.amount, receipt.value_date) == (money.number, money.amount, money.value_date)
}

/// Other money was booked under that id already: nobody may take it for this one.
fn taken(receipt: &Stored<Receipt>) -> StoreError {
    StoreError::Conflict(Conflict::Moved {
        record: RecordRef {
            kind: Receipt::KIND,
            id: receipt.record.id(),
        },
        found: Some(receipt.version),
        by: receipt.by,
    })
}
