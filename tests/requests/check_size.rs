//! The check of a store with thousands of records: each is read a few times and no more, and others have their turn.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::ids::{AccountId, OrderId, ReceiptId, RequestId, SubscriptionId};
use offerdesk::domain::order::{Order, OrderNumber, Payment, Purpose};
use offerdesk::domain::receipt::{Receipt, Went};
use offerdesk::domain::request::{RequestNote, RequestNumber, SupportRequest};
use offerdesk::domain::subscription::Subscription;
use offerdesk::store::Store;
use offerdesk::store::record::{Batch, Expect, Put};
use offerdesk::store::records::REQUEST_SERIES;

use crate::asking::{WANTED, question};
use crate::check::{note, paid_by_transfer, receipt};
use crate::desk::{CONTOSO, Desk, FAY, account, american};
use crate::engine::Watched;

/// Accounts, each with a subscription, an order, a receipt and a request.
const MANY: u128 = 1_000;

/// One account's worth of records, to be copied.
struct Sample {
    order: Order,
    held: Subscription,
    receipt: Receipt,
    request: SupportRequest,
    note: RequestNote,
}

impl Sample {
    async fn of(desk: &Desk, order: Order) -> Self {
        let request = desk.send(crate::desk::ANA, &question()).await.request;
        Self {
            held: desk.subscription(CONTOSO, WANTED).await.unwrap(),
            receipt: receipt(desk, &order).await,
            note: note(desk, &request, 0).await,
            request,
            order,
        }
    }

    /// Writes it once more, for the n-th account.
    fn put(&self, batch: &mut Batch, n: u128) {
        let id = AccountId::new(1_000 + n);
        let (order, receipt) = (OrderId::new(1_000 + n), ReceiptId::new(1_000 + n));
        let (held, request) = (SubscriptionId::new(1_000 + n), RequestId::new(1_000 + n));
        let mut paid = self.order.clone();
        (paid.id, paid.account) = (order, id);
        paid.number = OrderNumber::from_random(u64::try_from(n).unwrap());
        if let Purpose::Renew { subscription, .. } = &mut paid.purpose {
            *subscription = held;
        }
        if let Payment::Transfer { received, .. } = &mut paid.payment {
            received.first_mut().unwrap().receipt = receipt;
        }
        let mut holds = self.held.clone();
        (holds.id, holds.account) = (held, id);
        holds.terms.last_mut().unwrap().order = Some(order);
        let mut asks = self.request.clone();
        (asks.id, asks.account) = (request, id);
        let mut said = self.note.clone();
        (said.request, said.account) = (request, id);
        let mut money = Receipt {
            id: receipt,
            account: id,
            sent_for: paid.number,
            ..self.receipt.clone()
        };
        money.parts.first_mut().unwrap().went = Went::To(order);
        batch
            .put(&account(id, &format!("Company {n}"), &american()), Expect::Absent)
            .unwrap();
        batch.put(&paid, Expect::Absent).unwrap();
        batch.put(&holds, Expect::Absent).unwrap();
        batch.put(&money, Expect::Absent).unwrap();
        let make = move |place: u64| {
            let numbered = SupportRequest {
                number: RequestNumber::in_series(place),
                ..asks.clone()
            };
            Ok(vec![Put::of(&numbered, Expect::Absent)?])
        };
        batch.numbered.push((REQUEST_SERIES.to_owned(), Box::new(make)));
        batch.put(&said, Expect::Absent).unwrap();
        let entry = AuditEntry {
            at: batch.at,
            actor: Some(FAY),
            origin: Origin::Desk,
            action: AuditAction::ReceiptBooked,
            subjects: vec![Subject::Receipt(receipt), Subject::Order(order)],
        };
        batch.audit(Chain::Account(id), entry);
    }
}

#[tokio::test]
async fn a_large_store_is_read_a_few_times_over_while_others_have_their_turn() {
    let (desk, paid) = paid_by_transfer().await;
    let sample = Sample::of(&desk, paid.order).await;
    for first in (0..MANY).step_by(100) {
        let mut batch = Batch::new(desk.clock.now(), None);
        for n in first..(first + 100).min(MANY) {
            sample.put(&mut batch, n);
        }
        desk.store.commit(batch).await.unwrap();
    }
    desk.agrees().await;
    let watched = Arc::new(Watched::new(desk.engine.clone()));
    let services = desk.over(Store::new(watched.clone()));
    let turns = Arc::new(AtomicUsize::new(0));
    let others = tokio::spawn({
        let turns = turns.clone();
        async move {
            loop {
                turns.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
            }
        }
    });
    let began = std::time::Instant::now();
    assert_eq!(services.mismatches().await.unwrap(), []);
    println!("{MANY} accounts: {:?}", began.elapsed());
    others.abort();
    let records = watched.records.load(Ordering::SeqCst);
    // An order with its receipt and subscription, the subscription with its order, the request with its note and the
    // place behind it, and the receipt with its order.
    let many = usize::try_from(MANY).unwrap();
    assert!((10 * many..11 * many).contains(&records), "{records} records");
    let turns = turns.load(Ordering::SeqCst);
    assert!(turns * 400 > records, "{turns} turns in {records} records");
}
