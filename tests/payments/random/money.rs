//! What Finance does with money that comes in by transfer: it is booked, applied and returned. What an order takes is
//! told beforehand by a rule of its own here, and compared.

use offerdesk::domain::date::Day;
use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::order::{Order, OrderNumber, OrderState};
use offerdesk::domain::receipt::{Receipt, Unallocated};
use offerdesk::services::context::Actor;
use offerdesk::services::error::ServiceError;
use offerdesk::services::receipts::{Booked, MoneyIn, NotBooked, ReceiptsOf, ReturnRest};
use offerdesk::services::refunds::MoneyBack;

use crate::desk::{FAY, actor};

use super::world::{World, one_of_clerks};

impl World {
    pub async fn random_booking(&mut self) {
        let awaits = self.chance.below(4) > 0;
        let is_meant = |order: &Order| !awaits || order.state == OrderState::AwaitingPayment;
        let Some(order) = self.some_order(is_meant).await else {
            return;
        };
        let mut money = self.money_for(&order);
        if self.chance.below(12) == 0 {
            money.number = OrderNumber::from_random(self.chance.next());
        }
        let clerk = one_of_clerks(&mut self.chance);
        let unallocated = self.chance.below(2) == 0;
        let booked = self.book(&clerk, &money, unallocated).await;
        if booked.is_some() && self.chance.below(4) == 0 {
            // Sent twice, it is one receipt.
            let again = self.desk().services.book_money(&clerk, &money).await;
            assert_eq!(again.unwrap().receipt.id, money.id);
        }
    }

    fn money_for(&mut self, order: &Order) -> MoneyIn {
        let today = self.desk().clock.today();
        let missing = order.missing();
        let minor = match self.chance.below(10) {
            0..=4 => missing.minor,
            5 | 6 => missing.minor / 2,
            7 => missing.minor + 12_345,
            8 => missing.minor * 3,
            _ => 0,
        };
        let mut amount = Money::new(minor.max(100), missing.currency);
        if self.chance.below(10) == 0 {
            amount.currency =
                currency(["USD", "EUR", "PLN"][usize::try_from(self.chance.below(3)).unwrap()]).unwrap();
        }
        let placed = order.placed_at.day();
        let due = order.due().unwrap_or(placed);
        let value_date = match self.chance.below(10) {
            0 => placed.plus(-1),
            1 => placed.plus(-4),
            2 => due,
            3 => due.plus(1),
            4 => placed,
            5 => today.plus(1),
            _ => today,
        };
        let value_date = if self.chance.below(8) == 0 {
            value_date
        } else {
            value_date.min(today)
        };
        let used = self.books.references();
        let bank_reference = match self.chance.below(8) {
            0..=2 => String::new(),
            3 if !used.is_empty() => self.chance.one_of(&used).clone().to_lowercase(),
            _ => format!("FI {}", self.new_id()),
        };
        MoneyIn {
            id: self.new_receipt(),
            number: order.number,
            amount,
            value_date,
            payer_reference: String::new(),
            bank_reference,
            is_other_money: self.chance.below(3) == 0,
        }
    }

    /// Exactly this much for an order, of a day, under a reference.
    pub async fn came_in(&mut self, order: &Order, minor: i64, day: Day, reference: &str) -> Option<Booked> {
        let money = MoneyIn {
            id: self.new_receipt(),
            number: order.number,
            amount: Money::new(minor, order.quote.total.currency),
            value_date: day,
            payer_reference: String::new(),
            bank_reference: reference.to_owned(),
            is_other_money: false,
        };
        self.book(&actor(FAY), &money, true).await
    }

    pub async fn book(&mut self, clerk: &Actor, money: &MoneyIn, unallocated: bool) -> Option<Booked> {
        let orders = self.orders().await;
        let before = orders.into_iter().find(|order| order.number == money.number);
        let services = &self.desk().services;
        let booked = if unallocated {
            services.book_unallocated(clerk, money).await
        } else {
            services.book_money(clerk, money).await
        };
        let Some(before) = before else {
            self.told("book for nothing", booked);
            return None;
        };
        let expected = taken(&before, money.value_date, money.amount, true);
        match &booked {
            Err(ServiceError::DoesNotPay { reason, .. }) => {
                assert!(!unallocated);
                assert_eq!(expected, Err(*reason), "{before:?} {money:?}");
            }
            Err(ServiceError::Receipt(NotBooked::ReferenceUsed(_))) => {
                self.saw("book", "reference used");
            }
            Err(ServiceError::Receipt(NotBooked::LooksBooked(_))) => {
                self.saw("book", "looks booked");
            }
            _ => {}
        }
        let booked = self.told("book", booked)?;
        self.books.booked(money);
        self.books.saw(&booked.order.order);
        let order = &booked.order.order;
        let took = expected.unwrap_or_default();
        assert_eq!(booked.receipt.allocated_to(before.id).minor, took);
        let is_paid = took > 0 && took == before.missing().minor;
        let was = before.state;
        assert_eq!(order.state != was, is_paid, "{was:?} {order:?}");
        let end = match (expected, money.amount.minor - took) {
            (Err(Unallocated::WrongCurrency), _) => "wrong currency",
            (Err(Unallocated::AfterDueDay), _) => "late",
            (Err(Unallocated::BeforeOrder), _) => "too early",
            (Err(_), _) if was == OrderState::Cancelled => "for what was given up",
            (Err(_), _) => "not awaited",
            (Ok(_), 0) if is_paid => "exactly",
            (Ok(_), _) if is_paid => "too much",
            (Ok(_), _) => "in part",
        };
        self.saw("book", end);
        Some(booked)
    }

    pub async fn random_apply(&mut self) {
        let Some(receipt) = self.some_unallocated().await else {
            return;
        };
        let any = self.chance.below(4) == 0;
        let is_meant = |order: &Order| any || order.state == OrderState::AwaitingPayment;
        let Some(order) = self.some_order(is_meant).await else {
            return;
        };
        let clerk = one_of_clerks(&mut self.chance);
        self.apply(&clerk, &receipt, &order).await;
    }

    pub async fn apply(&mut self, clerk: &Actor, receipt: &Receipt, order: &Order) -> Option<()> {
        let services = &self.desk().services;
        let applied = services.apply_receipt(clerk, receipt.id, order.number).await;
        let expected = taken(order, receipt.value_date, receipt.rest(), false);
        if let Err(ServiceError::DoesNotPay { reason, .. }) = &applied {
            assert_eq!(expected, Err(*reason));
        }
        let applied = self.told("apply", applied)?;
        assert_eq!(Ok(applied.taken.minor), expected);
        self.books.saw(&applied.order.order);
        Some(())
    }

    pub async fn random_return(&mut self) {
        let Some(receipt) = self.some_unallocated().await else {
            return;
        };
        let clerk = one_of_clerks(&mut self.chance);
        let days = i32::try_from(self.chance.below(3)).unwrap() - 1;
        self.give_back(&clerk, &receipt, self.desk().clock.today().plus(-days))
            .await;
    }

    pub async fn give_back(&mut self, clerk: &Actor, receipt: &Receipt, value_date: Day) -> Option<()> {
        let back = ReturnRest {
            receipt: receipt.id,
            value_date,
        };
        let returned = self.desk().services.return_rest(clerk, back).await;
        let (money, _) = self.told("return", returned)?;
        assert_eq!(money, receipt.rest());
        self.books.returned(receipt.id, money.minor);
        Some(())
    }

    pub async fn random_refund(&mut self) {
        let Some(order) = self.some_order(Order::is_to_return).await else {
            return;
        };
        let clerk = one_of_clerks(&mut self.chance);
        self.refund(&clerk, &order).await;
    }

    pub async fn refund(&mut self, clerk: &Actor, order: &Order) -> Option<()> {
        let back = MoneyBack {
            number: order.number,
            value_date: self.desk().clock.today(),
        };
        let returned = self.desk().services.return_money(clerk, back).await;
        let action = if order.due().is_some() {
            "return transfer"
        } else {
            "return refused card"
        };
        self.told(action, returned)?;
        for money in order.received() {
            self.books.returned(money.receipt, money.minor);
        }
        Some(())
    }

    async fn some_unallocated(&mut self) -> Option<Receipt> {
        let finance = actor(FAY);
        let services = &self.desk().services;
        let lines = services
            .receipts(&finance, ReceiptsOf::Unallocated, None, 1_000)
            .await;
        let lines = lines.unwrap().lines;
        (!lines.is_empty()).then(|| self.chance.one_of(&lines).receipt.clone())
    }
}

/// How much of money an order takes, by the product page's words alone.
fn taken(order: &Order, value_date: Day, money: Money, is_sent_for_it: bool) -> Result<i64, Unallocated> {
    let has: i64 = order.received().iter().map(|money| money.minor).sum();
    match order.due() {
        Some(due) if order.state == OrderState::AwaitingPayment => {
            if money.currency != order.quote.total.currency {
                Err(Unallocated::WrongCurrency)
            } else if value_date > due {
                Err(Unallocated::AfterDueDay)
            } else if is_sent_for_it && value_date < order.placed_at.day().plus(-1) {
                Err(Unallocated::BeforeOrder)
            } else {
                Ok(money.minor.min(order.quote.total.minor - has))
            }
        }
        _ => Err(Unallocated::NotAwaiting),
    }
}
