//! The equation of the money that came in: every receipt is what orders have of it, what waits, and what went back; so
//! is the sum of all, per currency. It is computed twice, from the records and from what the lists show, so that a list
//! that omits something is found. Beside it stand the books: what Finance was told is booked must be there.

use std::collections::{BTreeMap, BTreeSet};

use offerdesk::domain::ids::{OrderId, ReceiptId};
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::domain::partner::Account;
use offerdesk::domain::receipt::{Receipt, Went};
use offerdesk::services::orders::OrderView;
use offerdesk::services::receipts::{MoneyIn, ReceiptsOf};
use offerdesk::store::records::index;

use crate::desk::{AUD, Desk, FAY, actor};
use crate::equation;

/// Few enough that most lists have several pages.
const PAGE: usize = 5;

/// What was acknowledged. Goes back with the store when an older copy of it is put back.
#[derive(Clone, Default)]
pub struct Books {
    booked: BTreeMap<ReceiptId, MoneyIn>,
    returned: BTreeMap<ReceiptId, i64>,
    paid: BTreeSet<OrderId>,
    verified: BTreeSet<String>,
}

impl Books {
    pub fn booked(&mut self, money: &MoneyIn) {
        self.booked.insert(money.id, money.clone());
    }

    pub fn returned(&mut self, receipt: ReceiptId, minor: i64) {
        *self.returned.entry(receipt).or_default() += minor;
    }

    pub fn saw(&mut self, order: &Order) {
        if matches!(order.state, OrderState::Paid { .. }) {
            self.paid.insert(order.id);
        }
    }

    pub fn verified(&mut self, vat_id: Option<&String>) {
        self.verified.extend(vat_id.cloned());
    }

    pub fn references(&self) -> Vec<String> {
        let all = self.booked.values().map(|money| money.bank_reference.clone());
        all.filter(|reference| !reference.is_empty()).collect()
    }

    /// Insists on the equation, whatever is on its way.
    pub async fn hold(&self, desk: &Desk, accounts: &[Account]) {
        let mut receipts = equation::all::<Receipt>(desk, index::RECEIPTS_BY_DAY).await;
        receipts.sort_by_key(|receipt| receipt.id);
        assert_eq!(receipts_shown(desk, ReceiptsOf::All).await, receipts);
        let shown_waiting = receipts_shown(desk, ReceiptsOf::Unallocated).await;
        let waiting = receipts.iter().filter(|receipt| left_of(receipt) > 0).cloned();
        assert_eq!(shown_waiting, waiting.collect::<Vec<_>>());
        let mut orders = equation::orders(desk).await;
        orders.sort_by_key(|order| order.id);
        let shown_orders = orders_shown(desk, accounts).await;
        assert_eq!(shown_orders, orders);
        lists_of_orders(desk, &orders).await;
        self.hold_acknowledged(&receipts, &orders);
        self.hold_vat_ids(&orders, accounts);
        no_entry_twice(&receipts);
        for order in &orders {
            rules(order);
        }
        agree(&receipts, &orders);
        sums(&receipts, &shown_waiting, &shown_orders);
    }

    /// What is still to be paid asks for the tax that is due: its VAT ID was verified once, or is the company's now.
    fn hold_vat_ids(&self, orders: &[Order], accounts: &[Account]) {
        for order in orders.iter().filter(|order| order.is_unpaid()) {
            let Some(vat_id) = &order.bill_to.vat_id else {
                continue;
            };
            let company = accounts
                .iter()
                .find(|account| account.id == order.account)
                .unwrap();
            let counts = self.verified.contains(vat_id) || company.profile.vat_id.as_ref() == Some(vat_id);
            assert!(
                counts,
                "{} is billed with {vat_id}: {:?}",
                order.number, order.state
            );
        }
    }

    fn hold_acknowledged(&self, receipts: &[Receipt], orders: &[Order]) {
        let found: Vec<ReceiptId> = receipts.iter().map(|receipt| receipt.id).collect();
        let told: Vec<ReceiptId> = self.booked.keys().copied().collect();
        assert_eq!(found, told, "what is booked is what was acknowledged");
        for receipt in receipts {
            let told = &self.booked[&receipt.id];
            assert_eq!(
                (receipt.amount, receipt.value_date, receipt.sent_for),
                (told.amount, told.value_date, told.number)
            );
            let back = self.returned.get(&receipt.id).copied().unwrap_or_default();
            assert_eq!(back_of(receipt), back, "returned of {}", receipt.id);
        }
        let by_id: BTreeMap<OrderId, &Order> = orders.iter().map(|order| (order.id, order)).collect();
        for id in &self.paid {
            let state = by_id.get(id).map(|order| order.state);
            let is_kept = matches!(
                state,
                Some(
                    OrderState::Paid { .. }
                        | OrderState::Refunding
                        | OrderState::Refunded
                        | OrderState::RefundRefused
                )
            );
            assert!(is_kept, "{id} was paid and is {state:?}");
        }
    }
}

fn to_of(receipt: &Receipt) -> i64 {
    let parts = receipt.parts.iter();
    let to = parts.filter(|part| matches!(part.went, Went::To(_)));
    to.map(|part| part.minor).sum()
}

fn back_of(receipt: &Receipt) -> i64 {
    let parts = receipt.parts.iter();
    let back = parts.filter(|part| matches!(part.went, Went::Back { .. }));
    back.map(|part| part.minor).sum()
}

fn left_of(receipt: &Receipt) -> i64 {
    receipt.amount.minor - to_of(receipt) - back_of(receipt)
}

/// What the list shows, page by page, in the order of the ids.
async fn receipts_shown(desk: &Desk, which: ReceiptsOf) -> Vec<Receipt> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = desk.services.receipts(&actor(AUD), which, after, PAGE).await;
        let page = page.unwrap();
        all.extend(page.lines.into_iter().map(|view| view.receipt));
        after = page.next;
        if after.is_none() {
            all.sort_by_key(|receipt| receipt.id);
            return all;
        }
    }
}

/// What the lists of the companies show, each compared with its details.
async fn orders_shown(desk: &Desk, accounts: &[Account]) -> Vec<Order> {
    let mut all = Vec::new();
    for account in accounts {
        let mut after = None;
        loop {
            let page = desk.services.orders(&actor(AUD), account.id, after, PAGE).await;
            let page = page.unwrap();
            for view in page.lines {
                let detail = desk.services.order(&actor(FAY), view.order.number).await.unwrap();
                assert_eq!(detail, view);
                all.push(view.order);
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
    }
    all.sort_by_key(|order| order.id);
    all
}

/// What Finance has to wait for and to return is listed, and nothing else.
async fn lists_of_orders(desk: &Desk, orders: &[Order]) {
    let ids =
        |views: Vec<OrderView>| -> BTreeSet<OrderId> { views.iter().map(|view| view.order.id).collect() };
    let those = |is_meant: fn(&Order) -> bool| -> BTreeSet<OrderId> {
        let meant = orders.iter().filter(|order| is_meant(order));
        meant.map(|order| order.id).collect()
    };
    let finance = actor(FAY);
    let awaited = desk.services.awaiting_payment(&finance, None, 1_000).await;
    assert_eq!(
        ids(awaited.unwrap().lines),
        those(|order| order.state == OrderState::AwaitingPayment)
    );
    let back = desk.services.money_to_return(&finance, None, 1_000).await;
    assert_eq!(
        ids(back.unwrap().lines),
        those(|order| {
            order.state == OrderState::RefundRefused
                || order.due().is_some() && order.state == OrderState::Refunding
        })
    );
}

/// The bank's own reference is that of one receipt.
fn no_entry_twice(receipts: &[Receipt]) {
    let mut seen = BTreeSet::new();
    for entry in receipts.iter().filter_map(|receipt| receipt.entry.as_ref()) {
        assert!(seen.insert(entry.identity()), "booked twice: {entry:?}");
    }
}

/// What an order may have, by where it stands.
fn rules(order: &Order) {
    let number = order.number;
    let has: i64 = order.received().iter().map(|money| money.minor).sum();
    let Some(due) = order.due() else {
        assert_eq!(has, 0, "{number} is paid by card");
        return;
    };
    let total = order.quote.total.minor;
    match order.state {
        OrderState::AwaitingPayment => {
            assert!(has < total, "{number} has {has} of {total} and waits");
        }
        OrderState::Paid { .. } | OrderState::Refunding | OrderState::Refunded => {
            assert_eq!(has, total, "{number}");
            let latest = order.received().iter().map(|money| money.value_date).max();
            let completed = latest.unwrap().max(order.placed_at.day());
            assert_eq!(order.completed_on(), Some(completed), "{number}");
            assert!(completed <= due, "{number} was paid on {completed}, due {due}");
        }
        _ => assert_eq!(has, 0, "{number} is {:?}", order.state),
    }
}

/// What orders say that they have of receipts is what the receipts say.
fn agree(receipts: &[Receipt], orders: &[Order]) {
    let (mut had, mut given) = (BTreeMap::new(), BTreeMap::new());
    for order in orders {
        let is_back = order.state == OrderState::Refunded;
        for money in order.received() {
            *had.entry((money.receipt, order.id, is_back)).or_insert(0) += money.minor;
            let receipt = receipts.iter().find(|receipt| receipt.id == money.receipt);
            let receipt = receipt.unwrap();
            assert_eq!(money.value_date, receipt.value_date);
            assert_eq!(order.quote.total.currency, receipt.amount.currency);
        }
    }
    for receipt in receipts {
        let left = left_of(receipt);
        assert!(left >= 0, "more was used than came in: {receipt:?}");
        assert_eq!(receipt.waits.is_some(), left > 0, "{receipt:?}");
        assert_eq!(
            (
                receipt.allocated().minor,
                receipt.rest().minor,
                receipt.returned().minor
            ),
            (to_of(receipt), left, back_of(receipt))
        );
        for part in &receipt.parts {
            let key = match part.went {
                Went::To(order) => (receipt.id, order, false),
                Went::Back { of: Some(order), .. } => (receipt.id, order, true),
                Went::Back { of: None, .. } => continue,
            };
            *given.entry(key).or_insert(0) += part.minor;
        }
    }
    assert_eq!(had, given, "left: the orders; right: the receipts");
}

/// Money in = what orders have + what waits + what went back, per currency, each by another list.
fn sums(receipts: &[Receipt], waiting: &[Receipt], orders: &[Order]) {
    let mut sums: BTreeMap<String, [i64; 2]> = BTreeMap::new();
    let mut add = |currency: &str, side: usize, minor: i64| {
        sums.entry(currency.to_owned()).or_default()[side] += minor;
    };
    for receipt in receipts {
        let currency = receipt.amount.currency.code();
        add(currency, 0, receipt.amount.minor);
        add(currency, 1, back_of(receipt));
    }
    for receipt in waiting {
        add(receipt.amount.currency.code(), 1, receipt.rest().minor);
    }
    for order in orders.iter().filter(|order| order.state != OrderState::Refunded) {
        for money in order.received() {
            add(order.quote.total.currency.code(), 1, money.minor);
        }
    }
    for (currency, [came, is]) in sums {
        assert_eq!(came, is, "{currency}: left came in, right is accounted for");
    }
}
