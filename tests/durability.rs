//! What a use case answers is durable: while the disk blocks, nobody is answered, and when it fails, the desk says so,
//! and nothing is lost or charged twice afterwards.

// The lints' exemption for tests does not reach the functions that the tests share.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "support/desk.rs"]
mod desk;

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use offerdesk::domain::order::OrderState;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::PlaceOrder;
use offerdesk::store::error::StoreError;
use offerdesk::store::opening::OpenOptions;
use tokio::task::JoinHandle;

use desk::{ANA, BEN, CONTOSO, Desk, LIMIT, Setup, actor, offer_id, request, transfer};

const WANTED: &str = "action-pack";

/// The disk under the store, which a test blocks or breaks.
#[derive(Clone, Default)]
struct Disk(Arc<State>);

#[derive(Default)]
struct State {
    blocked: Mutex<bool>,
    freed: Condvar,
    waiting: AtomicUsize,
    broken: AtomicBool,
}

impl Disk {
    fn setup(&self) -> Setup {
        let disk = self.clone();
        let open = move |options: OpenOptions| {
            let disk = disk.clone();
            OpenOptions {
                sync: Arc::new(move |file| disk.sync(file)),
                ..options
            }
        };
        Setup {
            open: Arc::new(open),
            ..Setup::default()
        }
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        let State {
            blocked,
            freed,
            waiting,
            broken,
        } = &*self.0;
        if broken.load(Ordering::SeqCst) {
            return Err(io::Error::other("the disk is broken"));
        }
        waiting.fetch_add(1, Ordering::SeqCst);
        let guard = blocked.lock().unwrap();
        let freed = freed.wait_timeout_while(guard, LIMIT, |blocked| *blocked);
        drop(freed.unwrap());
        waiting.fetch_sub(1, Ordering::SeqCst);
        file.sync_all()
    }

    fn block(&self) {
        *self.0.blocked.lock().unwrap() = true;
    }

    fn free(&self) {
        *self.0.blocked.lock().unwrap() = false;
        self.0.freed.notify_all();
    }

    fn breaks(&self) {
        self.0.broken.store(true, Ordering::SeqCst);
    }

    fn repair(&self) {
        self.0.broken.store(false, Ordering::SeqCst);
    }

    /// Until the writer stands inside the sync: the change is written, and would be there to be seen.
    async fn waits(&self) {
        tokio::time::timeout(LIMIT, async {
            while self.0.waiting.load(Ordering::SeqCst) == 0 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        })
        .await
        .unwrap();
    }
}

type Placing = JoinHandle<Result<offerdesk::services::orders::OrderView, ServiceError>>;

fn place(desk: &Desk, order: &PlaceOrder) -> Placing {
    let (services, order) = (desk.services.clone(), order.clone());
    tokio::spawn(async move { services.place_order(&actor(ANA), order).await })
}

/// Time for an answer that must not come.
async fn unanswered(placing: &mut Placing) {
    let answer = tokio::time::timeout(Duration::from_millis(150), placing).await;
    assert!(answer.is_err(), "answered before it was durable: {answer:?}");
}

async fn renewing(disk: &Disk) -> (Desk, PlaceOrder, PlaceOrder) {
    let desk = Desk::with("2026-07-03", disk.setup()).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let by_card = request(&start, desk.good().await);
    let by_transfer = request(&start, transfer());
    (desk, by_card, by_transfer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_disk_blocks_buy_is_not_answered_nor_is_a_second_buy_of_the_intent() {
    let disk = Disk::default();
    let (desk, _, order) = renewing(&disk).await;
    disk.block();
    let mut first = place(&desk, &order);
    disk.waits().await;
    let mut second = place(&desk, &order);
    unanswered(&mut first).await;
    unanswered(&mut second).await;
    disk.free();
    let (first, second) = (first.await.unwrap().unwrap(), second.await.unwrap().unwrap());
    assert_eq!(first, second);
    assert_eq!(first.order.state, OrderState::AwaitingPayment);
    desk.checked().await;
}

/// "Already placed" is a claim about durability as well: it waits its turn behind whatever blocks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_disk_blocks_already_placed_is_not_said_either() {
    let disk = Disk::default();
    let (desk, _, order) = renewing(&disk).await;
    let placed = desk
        .services
        .place_order(&actor(ANA), order.clone())
        .await
        .unwrap();
    disk.block();
    let (services, draft) = (desk.services.clone(), desk.wizard(BEN, "gold").await.draft);
    let saving = tokio::spawn(async move { services.save_draft(&actor(BEN), draft).await });
    disk.waits().await;
    let mut again = place(&desk, &order);
    unanswered(&mut again).await;
    disk.free();
    assert_eq!(again.await.unwrap().unwrap(), placed);
    saving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_money_moves_before_the_order_is_durable() {
    let disk = Disk::default();
    let (desk, order, _) = renewing(&disk).await;
    disk.block();
    let mut placing = place(&desk, &order);
    disk.waits().await;
    unanswered(&mut placing).await;
    assert_eq!(desk.sandbox.attempts().await.unwrap().len(), 1, "prepared");
    assert!(desk.charges().await.is_empty(), "and not charged");
    disk.free();
    let paid = placing.await.unwrap().unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    desk.adds_up().await;
}

async fn everything_is_refused(desk: &Desk) {
    let stopped = |answer: Result<(), ServiceError>| {
        assert!(
            matches!(answer, Err(ServiceError::Store(StoreError::Stopped(_)))),
            "{answer:?}"
        );
    };
    let services = &desk.services;
    stopped(services.offers_page(&actor(ANA), CONTOSO).await.map(|_| ()));
    stopped(services.orders(&actor(ANA), CONTOSO, None, 9).await.map(|_| ()));
    stopped(services.seller().await.map(|_| ()));
    stopped(services.reconcile().await.map(|_| ()));
    let opened = services
        .open_wizard(&actor(BEN), CONTOSO, &offer_id("gold"))
        .await;
    stopped(opened.map(|_| ()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_disk_fails_before_the_charge_the_store_stops_and_nothing_is_charged() {
    let disk = Disk::default();
    let (desk, order, _) = renewing(&disk).await;
    disk.breaks();
    let refused = desk.services.place_order(&actor(ANA), order).await;
    assert!(
        matches!(refused, Err(ServiceError::Store(StoreError::Stopped(_)))),
        "{refused:?}"
    );
    assert!(desk.charges().await.is_empty());
    everything_is_refused(&desk).await;

    disk.repair();
    let desk = desk.reopened().await;
    desk.settle().await;
    assert!(desk.charges().await.is_empty());
    // Whether the order had reached the disk, nobody knew; either way it is settled now, and may be bought.
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_the_disk_fails_after_the_charge_the_term_is_activated_after_reopening() {
    let disk = Disk::default();
    let (turnstile, setup) = desk::turnstile::Turnstile::before(disk.setup());
    let desk = Desk::with("2026-07-03", setup).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    turnstile.hold(desk::turnstile::Step::Confirm);
    let placing = place(&desk, &order);
    turnstile.arrived().await;
    disk.breaks();
    turnstile.release();
    let refused = placing.await.unwrap();
    assert!(
        matches!(refused, Err(ServiceError::Store(StoreError::Stopped(_)))),
        "{refused:?}"
    );
    assert_eq!(desk.charges().await.len(), 1);
    everything_is_refused(&desk).await;

    disk.repair();
    let desk = desk.reopened().await;
    desk.settle().await;
    let orders = desk.orders(CONTOSO).await;
    assert_eq!(orders.len(), 1);
    assert!(matches!(orders[0].order.state, OrderState::Paid { .. }));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    let again = desk.services.place_order(&actor(ANA), order).await.unwrap();
    assert_eq!(again.order, orders[0].order);
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}
