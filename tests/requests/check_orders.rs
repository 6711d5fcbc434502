//! Orders that contradict themselves, their money or the terms that they paid: what no use case writes, and the check
//! finds.

use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::date::Day;
use offerdesk::domain::ids::{OrderId, ReceiptId};
use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::order::{Order, OrderNumber, OrderState, Payment, Purpose, Received};
use offerdesk::domain::payment::DeclineReason;
use offerdesk::domain::receipt::{Part, Receipt, Unallocated, Went};
use offerdesk::domain::subscription::{TERM_DAYS, Term};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::maintenance::{Mismatch, OrderFault, ReceiptFault};
use offerdesk::store::record::{Batch, Expect};

use crate::asking::{WANTED, cancellation, in_window};
use crate::check::{finds, paid_by_transfer, receipt, refunded};
use crate::desk::{ANA, CONTOSO, Desk, FAY, SUE, WILGA, actor, money_for, noon, offer_id, transfer};

pub const DECLINES: Behavior = Behavior::Decline(DeclineReason::DoNotHonor);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

async fn paid_by_card() -> (Desk, Order) {
    let desk = in_window().await;
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.agrees().await;
    (desk, paid.order)
}

async fn declined() -> (Desk, Order) {
    let desk = in_window().await;
    let card = desk.card_that(DECLINES).await;
    let declined = desk.renew(ANA, WANTED, card).await.unwrap();
    desk.agrees().await;
    (desk, declined.order)
}

async fn waiting() -> (Desk, Order) {
    let desk = in_window().await;
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    desk.agrees().await;
    (desk, waiting.order)
}

/// What the check finds of an order that was changed; afterwards it is as it was.
async fn finds_in(desk: &Desk, order: &Order, fault: OrderFault, change: impl Fn(&mut Order)) {
    let mut changed = order.clone();
    change(&mut changed);
    desk.put(&changed).await;
    finds(desk, &[Mismatch::Order(order.number, fault)]).await;
    desk.put(order).await;
    finds(desk, &[]).await;
}

/// The same of its receipt.
async fn finds_in_receipt(desk: &Desk, order: &Order, fault: OrderFault, change: impl Fn(&mut Receipt)) {
    let before = receipt(desk, order).await;
    let mut changed = before.clone();
    change(&mut changed);
    desk.put(&changed).await;
    finds(desk, &[Mismatch::Order(order.number, fault)]).await;
    desk.put(&before).await;
    finds(desk, &[]).await;
}

/// The same of what Contoso holds.
async fn finds_in_terms(desk: &Desk, order: &Order, fault: OrderFault, change: impl Fn(&mut Vec<Term>)) {
    let before = desk.subscription(CONTOSO, WANTED).await.unwrap();
    let mut changed = before.clone();
    change(&mut changed.terms);
    changed.expires = changed.terms.last().unwrap().expires;
    desk.put(&changed).await;
    finds(desk, &[Mismatch::Order(order.number, fault)]).await;
    desk.put(&before).await;
    finds(desk, &[]).await;
}

/// Books a receipt past the use cases, and tells the audit log so.
async fn book(desk: &Desk, receipt: &Receipt) {
    let mut batch = Batch::new(desk.clock.now(), Some(FAY));
    batch.put(receipt, Expect::Absent).unwrap();
    let entry = AuditEntry {
        at: batch.at,
        actor: Some(FAY),
        origin: Origin::Desk,
        action: AuditAction::ReceiptBooked,
        subjects: vec![Subject::Receipt(receipt.id)],
    };
    batch.audit(Chain::Account(CONTOSO), entry);
    desk.store.commit(batch).await.unwrap();
}

#[tokio::test]
async fn amounts_dates_and_ways_of_payment_that_cannot_be_are_found() {
    let (desk, order) = declined().await;
    finds_in(&desk, &order, OrderFault::Total, |order| {
        order.quote.tax.minor += 1;
    })
    .await;
    let euro = currency("EUR").unwrap();
    finds_in(&desk, &order, OrderFault::Total, |order| {
        order.quote.total.currency = euro;
    })
    .await;
    finds_in(&desk, &order, OrderFault::Impossible, |order| {
        order.payment = Payment::Card { attempts: Vec::new() };
    })
    .await;
    finds_in(&desk, &order, OrderFault::Impossible, |order| {
        order.state = OrderState::AwaitingPayment;
    })
    .await;
    finds_in(&desk, &order, OrderFault::Dates, |order| {
        order.since = noon("2026-07-02");
    })
    .await;
    finds_in(&desk, &order, OrderFault::Dates, |order| {
        order.placed_at = noon("2026-07-02");
    })
    .await;
    finds_in(&desk, &order, OrderFault::OutsideWindow, |order| {
        // It took the place of another one, so that its attempt may be later than its placing.
        order.follows = Some(OrderId::new(7));
        order.placed_at = noon("2026-06-10");
    })
    .await;
    finds_in(&desk, &order, OrderFault::OtherSubscription, |order| {
        order.offer = offer_id("gold");
    })
    .await;
    finds_in(&desk, &order, OrderFault::OtherSubscription, |order| {
        order.account = WILGA;
    })
    .await;

    let (desk, order) = waiting().await;
    finds_in(&desk, &order, OrderFault::Due, |order| {
        if let Payment::Transfer { due, .. } = &mut order.payment {
            *due = due.plus(1);
        }
    })
    .await;
    for state in [
        OrderState::Charging,
        OrderState::Voided,
        OrderState::RefundRefused,
    ] {
        finds_in(&desk, &order, OrderFault::Impossible, |order| order.state = state).await;
    }
}

#[tokio::test]
async fn a_charge_that_counts_twice_is_found() {
    let (desk, order) = declined().await;
    let mut other = order.clone();
    other.id = OrderId::new(u128::MAX);
    other.number = OrderNumber::from_random(1);
    other.state = OrderState::Cancelled;
    desk.put(&other).await;
    finds(&desk, &[Mismatch::Order(other.number, OrderFault::SameCharge)]).await;
}

#[tokio::test]
async fn a_paid_order_without_its_term_or_with_two_is_found() {
    let (desk, order) = paid_by_card().await;
    finds_in_terms(&desk, &order, OrderFault::NotActivated, |terms| {
        terms.pop();
    })
    .await;
    finds_in_terms(&desk, &order, OrderFault::ActivatedTwice, |terms| {
        let last = *terms.last().unwrap();
        terms.push(last);
    })
    .await;
}

#[tokio::test]
async fn a_term_that_was_not_paid_or_whose_money_goes_back_is_found() {
    let (desk, order) = paid_by_card().await;
    for state in [
        OrderState::Charging,
        OrderState::Declined(DeclineReason::DoNotHonor),
        OrderState::Cancelled,
    ] {
        finds_in(&desk, &order, OrderFault::ActivatedUnpaid, |order| {
            order.state = state;
        })
        .await;
    }
    for state in [
        OrderState::Refunding,
        OrderState::Refunded,
        OrderState::RefundRefused,
    ] {
        finds_in(&desk, &order, OrderFault::TermKept, |order| order.state = state).await;
    }
    let (desk, paid) = paid_by_transfer().await;
    finds_in(&desk, &paid.order, OrderFault::RefundUndecided, |order| {
        order.state = OrderState::Refunding;
    })
    .await;
}

#[tokio::test]
async fn a_term_of_other_dates_than_its_order_is_found() {
    let (desk, order) = paid_by_card().await;
    finds_in(&desk, &order, OrderFault::OtherTerm, |order| {
        order.state = OrderState::Paid {
            expires: day("2027-06-23"),
        };
    })
    .await;
    finds_in(&desk, &order, OrderFault::OtherTerm, |order| {
        order.since = noon("2026-07-04");
    })
    .await;
    finds_in(&desk, &order, OrderFault::OtherTerm, |order| {
        let subscription = order.purpose.subscription();
        order.purpose = Purpose::Renew {
            subscription,
            from: day("2026-06-21"),
        };
    })
    .await;
    finds_in_terms(&desk, &order, OrderFault::OtherTerm, |terms| {
        terms.first_mut().unwrap().expires = day("2026-06-21");
    })
    .await;
}

#[tokio::test]
async fn a_term_of_an_order_for_something_else_is_found() {
    let (desk, order) = paid_by_card().await;
    let mut silver = desk.holds(CONTOSO, "silver", "2027-01-01").await;
    silver.terms.last_mut().unwrap().order = Some(order.id);
    desk.put(&silver).await;
    finds(&desk, &[Mismatch::Order(order.number, OrderFault::StrangeTerm)]).await;
}

#[tokio::test]
async fn a_first_term_that_is_gone_after_its_refund_is_found() {
    let desk = Desk::on("2026-07-03").await;
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    desk.decide(SUE, &asked, true).await.unwrap();
    desk.settle().await;
    desk.agrees().await;
    finds_in_terms(&desk, &paid.order, OrderFault::TermGone, |terms| {
        terms.last_mut().unwrap().order = None;
    })
    .await;
    finds_in_terms(&desk, &paid.order, OrderFault::OtherTerm, |terms| {
        let last = terms.last_mut().unwrap();
        last.expires = last.activated.plus(TERM_DAYS + 1);
    })
    .await;
}

#[tokio::test]
async fn a_transfer_that_went_back_on_one_side_only_is_found() {
    let (desk, order, _) = refunded(true).await;
    let id = order.order.id;
    finds_in_receipt(&desk, &order.order, OrderFault::ReceiptNotReturned, |receipt| {
        went(receipt, Went::To(id));
    })
    .await;
    for on in ["2026-07-02", "2026-07-04"] {
        finds_in_receipt(&desk, &order.order, OrderFault::ReceiptDates, |receipt| {
            let (of, on) = (Some(id), day(on));
            went(receipt, Went::Back { of, on });
        })
        .await;
    }

    let (desk, order, _) = refunded(false).await;
    let id = order.order.id;
    finds_in_receipt(&desk, &order.order, OrderFault::NotRefunded, |receipt| {
        let (of, on) = (Some(id), day("2026-07-03"));
        went(receipt, Went::Back { of, on });
    })
    .await;
}

#[tokio::test]
async fn an_order_without_its_receipt_is_found() {
    let (desk, order, _) = refunded(false).await;
    finds_in_receipt(&desk, &order.order, OrderFault::OtherReceipt, |receipt| {
        receipt.parts.clear();
        receipt.waits = Some(Unallocated::Surplus);
    })
    .await;
    // The receipt that it does have says so.
    let number = order.order.number;
    let mut other = order.order.clone();
    received(&mut other).first_mut().unwrap().receipt = ReceiptId::new(4_711);
    desk.put(&other).await;
    let faults = [OrderFault::OtherReceipt, OrderFault::ReceiptUnknown];
    finds(&desk, &faults.map(|fault| Mismatch::Order(number, fault))).await;
    received(&mut other).clear();
    desk.put(&other).await;
    let faults = [OrderFault::Impossible, OrderFault::ReceiptUnknown];
    finds(&desk, &faults.map(|fault| Mismatch::Order(number, fault))).await;
}

fn went(receipt: &mut Receipt, went: Went) {
    receipt.parts.first_mut().unwrap().went = went;
}

fn received(order: &mut Order) -> &mut Vec<Received> {
    match &mut order.payment {
        Payment::Transfer { received, .. } => received,
        Payment::Card { .. } => panic!("no transfer"),
    }
}

#[tokio::test]
async fn a_receipt_that_does_not_pay_its_order_is_found() {
    let (desk, paid) = paid_by_transfer().await;
    let order = &paid.order;
    let euro = currency("EUR").unwrap();
    finds_in_receipt(&desk, order, OrderFault::ReceiptAmount, |receipt| {
        receipt.amount.minor -= 1;
        receipt.parts.first_mut().unwrap().minor -= 1;
    })
    .await;
    finds_in(&desk, order, OrderFault::ReceiptAmount, |order| {
        received(order).first_mut().unwrap().minor -= 1;
    })
    .await;
    finds_in_receipt(&desk, order, OrderFault::ReceiptAmount, |receipt| {
        receipt.amount.currency = euro;
    })
    .await;
    finds_in_receipt(&desk, order, OrderFault::ReceiptDates, |receipt| {
        receipt.value_date = day("2026-07-02");
    })
    .await;
    finds_in_receipt(&desk, order, OrderFault::ReceiptDates, |receipt| {
        receipt.booked_at = noon("2026-07-04");
    })
    .await;
    finds_in_receipt(&desk, order, OrderFault::ReceiptAccount, |receipt| {
        receipt.account = WILGA;
    })
    .await;
    finds_in_receipt(&desk, order, OrderFault::OwnReceipt, |receipt| {
        receipt.booked_by = ANA;
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_no_order_or_another_one_knows_of_is_found() {
    let (desk, paid) = paid_by_transfer().await;
    let mut second = receipt(&desk, &paid.order).await;
    second.id = ReceiptId::new(4_711);
    second.is_first_alike = false;
    book(&desk, &second).await;
    finds(
        &desk,
        &[Mismatch::Order(paid.order.number, OrderFault::ReceiptUnknown)],
    )
    .await;

    let (desk, order) = waiting().await;
    went(&mut second, Went::To(order.id));
    book(&desk, &second).await;
    finds(
        &desk,
        &[Mismatch::Order(order.number, OrderFault::ReceiptUnknown)],
    )
    .await;

    let (desk, order) = waiting().await;
    let money = |minor| Received {
        receipt: ReceiptId::new(4_711),
        minor,
        value_date: day("2026-07-03"),
    };
    finds_in(&desk, &order, OrderFault::OtherReceipt, |order| {
        received(order).push(money(1));
    })
    .await;
    finds_in(&desk, &order, OrderFault::NotPaid, |order| {
        let all = order.missing().minor;
        received(order).push(money(all));
    })
    .await;
}

#[tokio::test]
async fn a_receipt_that_is_no_money_or_comes_from_the_future_is_found() {
    let (desk, order) = waiting().await;
    let view = desk.order(order.id).await;
    let money = money_for(&view, "1.00 EUR", "2026-07-03");
    let kept = desk.services.book_unallocated(&actor(FAY), &money).await.unwrap();
    desk.agrees().await;
    let back = |minor| Part {
        minor,
        went: Went::Back {
            of: None,
            on: day("2026-07-03"),
        },
    };
    let wrong = [
        Receipt {
            amount: Money::zero(money.amount.currency),
            ..kept.receipt.clone()
        },
        Receipt {
            parts: vec![back(101)],
            ..kept.receipt.clone()
        },
        Receipt {
            parts: vec![back(100)],
            ..kept.receipt.clone()
        },
        Receipt {
            waits: None,
            ..kept.receipt.clone()
        },
        Receipt {
            value_date: day("2026-07-04"),
            ..kept.receipt.clone()
        },
    ];
    for receipt in wrong {
        desk.put(&receipt).await;
        finds(&desk, &[Mismatch::Receipt(receipt.id, ReceiptFault::Booking)]).await;
    }
}
