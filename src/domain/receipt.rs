//! Money that came in by bank transfer, and what became of each part of it.
//!
//! A receipt is booked once and never changes its amount: its parts say where the money went, and what they leave is
//! unallocated. So nothing is lost: money in = allocated + returned + unallocated (source: product rules, "Money is
//! recorded as a receipt").

use serde::{Deserialize, Serialize};

use super::date::{Day, Timestamp};
use super::ids::{AccountId, OrderId, ReceiptId, UserId};
use super::money::Money;
use super::numeral;
use super::order::OrderNumber;
use super::text::{TextError, clean_line};

/// Longest reference of the payer, UTF-8 bytes.
pub const PAYER_REFERENCE_LIMIT: usize = 140;

/// Longest reference of a bank, UTF-8 bytes: twice what ISO 20022 gives to an account servicer's reference.
pub const BANK_REFERENCE_LIMIT: usize = 70;

/// Money that came in by bank transfer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Receipt {
    /// Id.
    pub id: ReceiptId,
    /// The account whose order was named.
    pub account: AccountId,
    /// The order that it was sent for, whatever became of it.
    pub sent_for: OrderNumber,
    /// What the payer wrote, possibly empty.
    pub payer_reference: String,
    /// The entry in the bank's books, where the bank gives it a reference.
    pub entry: Option<BankEntry>,
    /// When the bank credited it.
    pub value_date: Day,
    /// How much.
    pub amount: Money,
    /// Who booked it.
    pub booked_by: UserId,
    /// When it was booked.
    pub booked_at: Timestamp,
    /// Whether no money of this amount and value date had been booked for the same order: what is alike is asked about.
    pub is_first_alike: bool,
    /// Where it went so far.
    pub parts: Vec<Part>,
    /// Why what is left pays nothing; `None` when nothing is left.
    pub waits: Option<Unallocated>,
}

/// An entry in the books of the seller's bank. The bank names each by a reference of its own, so that the same money
/// is known again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BankEntry {
    /// Number of the seller's account that was credited.
    pub account: String,
    /// The bank's reference.
    pub reference: BankReference,
}

/// The reference that a bank gives to an entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BankReference(String);

/// A part of a receipt.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Part {
    /// How much, in minor units of the receipt's currency; more than zero.
    pub minor: i64,
    /// Where it went.
    pub went: Went,
}

/// Where a part of a receipt went.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Went {
    /// To an order.
    To(OrderId),
    /// Back to the payer.
    Back {
        /// The order that it had paid, if it had paid one.
        of: Option<OrderId>,
        /// The day on which the bank sent it.
        on: Day,
    },
}

/// Why money pays nothing yet.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Unallocated {
    /// The currency is not the order's.
    WrongCurrency,
    /// The value date lies after the order's due day.
    AfterDueDay,
    /// The order does not wait for money (paid, cancelled).
    NotAwaiting,
    /// The value date lies before the order was placed: a slip, or money for something else.
    BeforeOrder,
    /// More came in than the order asked for.
    Surplus,
    /// The order that it was allocated to was given up, or another one took its place.
    GivenUp,
}

impl Unallocated {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::WrongCurrency,
        Self::AfterDueDay,
        Self::NotAwaiting,
        Self::BeforeOrder,
        Self::Surplus,
        Self::GivenUp,
    ];

    /// Stable code, used as `receipt-<code>` in `assets/locales`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WrongCurrency => "wrong-currency",
            Self::AfterDueDay => "after-due-day",
            Self::NotAwaiting => "not-awaiting",
            Self::BeforeOrder => "before-order",
            Self::Surplus => "surplus",
            Self::GivenUp => "given-up",
        }
    }
}

impl BankReference {
    /// Reads a reference; `None` where nothing was typed.
    pub fn parse(text: &str) -> Result<Option<Self>, TextError> {
        let text = clean_line(text, BANK_REFERENCE_LIMIT)?;
        Ok((!text.is_empty()).then_some(Self(text)))
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BankEntry {
    /// What tells one entry from another: how people group signs, whether they write them large, and signs that look
    /// like others do not. Of an account neither dashes nor leading zeros do: the seller may write it in another way.
    pub fn identity(&self) -> String {
        let bare = |text: &str| -> String {
            let mut bare = String::with_capacity(text.len());
            for c in text.chars() {
                numeral::plain(c, |c| {
                    bare.extend(c.to_uppercase().filter(|c| !c.is_whitespace()));
                });
            }
            bare
        };
        let mut account = bare(&self.account);
        account.retain(char::is_alphanumeric);
        let account = account.trim_start_matches('0');
        format!("{account}/{}", bare(self.reference.as_str()))
    }
}

impl Receipt {
    /// What pays nothing and did not go back.
    pub fn rest(&self) -> Money {
        let used = self.sum(|_| true);
        Money::new(self.amount.minor.saturating_sub(used), self.amount.currency)
    }

    /// How much of it an order has.
    pub fn allocated_to(&self, order: OrderId) -> Money {
        Money::new(self.sum(|went| went == Went::To(order)), self.amount.currency)
    }

    /// How much of it went back that had paid an order.
    pub fn returned_of(&self, order: OrderId) -> Money {
        let is_of = |went| matches!(went, Went::Back { of, .. } if of == Some(order));
        Money::new(self.sum(is_of), self.amount.currency)
    }

    /// How much of it went back.
    pub fn returned(&self) -> Money {
        Money::new(
            self.sum(|went| matches!(went, Went::Back { .. })),
            self.amount.currency,
        )
    }

    /// How much of it orders have.
    pub fn allocated(&self) -> Money {
        Money::new(self.sum(|went| matches!(went, Went::To(_))), self.amount.currency)
    }

    /// Gives an order as much as it still asks for, at most what is left; the answer is how much that was. What is left
    /// then waits as more than was asked for, unless it was said before why it waits.
    pub fn give(&mut self, order: OrderId, missing: Money) -> Money {
        let minor = self.rest().minor.min(missing.minor).max(0);
        if minor > 0 && missing.currency == self.amount.currency {
            let went = Went::To(order);
            self.parts.push(Part { minor, went });
        }
        self.waits_for(Unallocated::Surplus);
        Money::new(minor, self.amount.currency)
    }

    /// Keeps what is left for a reason.
    pub fn wait(&mut self, reason: Unallocated) {
        self.waits = None;
        self.waits_for(reason);
    }

    /// Takes back what an order has: it was given up.
    pub fn free(&mut self, order: OrderId) {
        self.parts.retain(|part| part.went != Went::To(order));
        self.wait(Unallocated::GivenUp);
    }

    /// Takes back so much of what an order has: it asks for less by now.
    pub fn free_surplus(&mut self, order: OrderId, minor: i64) {
        let mut left = minor;
        for part in &mut self.parts {
            if part.went == Went::To(order) {
                let freed = part.minor.min(left);
                part.minor -= freed;
                left -= freed;
            }
        }
        self.parts.retain(|part| part.minor > 0);
        self.waits_for(Unallocated::Surplus);
    }

    /// What an order has went back to the payer.
    pub fn send_back_of(&mut self, order: OrderId, on: Day) {
        for part in &mut self.parts {
            if part.went == Went::To(order) {
                let of = Some(order);
                part.went = Went::Back { of, on };
            }
        }
    }

    /// What is left went back to the payer.
    pub fn send_back_rest(&mut self, on: Day) {
        let minor = self.rest().minor;
        if minor > 0 {
            let went = Went::Back { of: None, on };
            self.parts.push(Part { minor, went });
        }
        self.waits = None;
    }

    /// Whether it is money, no more of it was used than came in, and what is left has its reason.
    pub fn is_sound(&self) -> bool {
        let parts: i128 = self.parts.iter().map(|part| i128::from(part.minor)).sum();
        let rest = i128::from(self.amount.minor) - parts;
        self.amount.minor > 0
            && self.value_date <= self.booked_at.day()
            && self.parts.iter().all(|part| part.minor > 0)
            && rest >= 0
            && self.waits.is_some() == (rest > 0)
    }

    fn sum(&self, is_meant: impl Fn(Went) -> bool) -> i64 {
        let parts = self.parts.iter().filter(|part| is_meant(part.went));
        parts.fold(0, |sum, part| sum.saturating_add(part.minor))
    }

    fn waits_for(&mut self, reason: Unallocated) {
        self.waits = (self.rest().minor > 0).then(|| self.waits.unwrap_or(reason));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::domain::money::CurrencyCode;

    const A: OrderId = OrderId::new(1);
    const B: OrderId = OrderId::new(2);

    fn euro(minor: i64) -> Money {
        Money::new(minor, CurrencyCode::EUR)
    }

    /// So much money of June 23, of which nothing is used yet.
    pub(crate) fn receipt(minor: i64) -> Receipt {
        Receipt {
            id: ReceiptId::new(9),
            account: AccountId::new(1),
            sent_for: OrderNumber::from_random(1),
            payer_reference: String::new(),
            entry: None,
            value_date: "2026-06-23".parse().unwrap(),
            amount: euro(minor),
            booked_by: UserId::new(1),
            booked_at: Timestamp::start_of("2026-06-24".parse().unwrap()),
            is_first_alike: true,
            parts: Vec::new(),
            waits: Some(Unallocated::NotAwaiting),
        }
    }

    #[test]
    fn parts_and_what_they_leave_are_always_the_whole() {
        let on = "2026-07-01".parse().unwrap();
        let mut money = receipt(1_000);
        money.waits = None;
        assert!(!money.is_sound(), "what is left has a reason");
        assert_eq!(money.give(A, euro(400)), euro(400));
        assert_eq!(
            (money.rest(), money.waits),
            (euro(600), Some(Unallocated::Surplus))
        );
        assert_eq!(money.give(B, euro(700)), euro(600));
        assert_eq!((money.rest(), money.waits), (euro(0), None));
        assert!(money.is_sound());
        money.free(A);
        assert_eq!(
            (money.rest(), money.waits),
            (euro(400), Some(Unallocated::GivenUp))
        );
        money.send_back_of(B, on);
        assert_eq!((money.returned_of(B), money.allocated()), (euro(600), euro(0)));
        money.send_back_rest(on);
        assert_eq!((money.rest(), money.returned()), (euro(0), euro(1_000)));
        assert!(money.is_sound());
        money.parts.push(Part {
            minor: 1,
            went: Went::To(A),
        });
        assert!(!money.is_sound(), "more was used than came in");
    }

    #[test]
    fn a_banks_reference_is_the_same_however_it_is_grouped_or_cased() {
        let entry = |account: &str, reference: &str| BankEntry {
            account: account.to_owned(),
            reference: BankReference::parse(reference).unwrap().unwrap(),
        };
        let one = entry("PL61 1090", "abc 123");
        assert_eq!(one.identity(), entry("pl611090", " ABC123 ").identity());
        assert_ne!(one.identity(), entry("PL61 1091", "ABC123").identity());
        assert_ne!(one.identity(), entry("PL61 1090", "ABC124").identity());
        assert_eq!(BankReference::parse("  "), Ok(None));
        assert!(BankReference::parse(&"x".repeat(BANK_REFERENCE_LIMIT + 1)).is_err());
    }
}
