//! What is behind the sessions: the demo store on a real engine, the sandbox bank, the reconciler, and a clock that
//! stands still until a test moves it.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use offerdesk::catalog;
use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::domain::ids::AccountId;
use offerdesk::domain::money::Money;
use offerdesk::domain::network::Network;
use offerdesk::domain::offer::OfferId;
use offerdesk::domain::payment::{CardToken, TokenizedCard};
use offerdesk::payments::card::CardData;
use offerdesk::payments::gateway::{
    AttemptKey, AttemptStatus, ChargeCursor, ChargePage, Confirmation, Gateway, GatewayError,
    PaymentReference,
};
use offerdesk::payments::sandbox::{Sandbox, SandboxOptions};
use offerdesk::services::clock::Clock;
use offerdesk::services::context::Actor;
use offerdesk::services::ids::Ids;
use offerdesk::services::{Dependencies, Services, Timeouts};
use offerdesk::store::Store;
use offerdesk::store::error::LockHolder;
use offerdesk::store::files::Files;
use offerdesk::store::opening::{OpenOptions, StoreKind};
use offerdesk::store::records;
use tokio::sync::watch;

use super::{AOIFE, LIMIT, Pilot, Seat};

/// The day of every demo store.
pub const TODAY: &str = "2026-06-22";

/// Tasks of a session that never end by themselves: its loop, and the queue in which it keeps drafts.
pub const TASKS_OF_A_SESSION: usize = 2;

thread_local! {
    /// Tasks of this thread's runtime that stay while nothing happens.
    static STANDING: Cell<usize> = const { Cell::new(0) };
}

/// Counts standing tasks for as long as it lives.
pub struct Standing(usize);

impl Standing {
    pub fn tasks(count: usize) -> Self {
        STANDING.set(STANDING.get() + count);
        Self(count)
    }
}

impl Drop for Standing {
    fn drop(&mut self) {
        STANDING.set(STANDING.get() - self.0);
    }
}

/// What the bank does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Bank {
    Open,
    ClosedForCharges,
    ClosedForPayments,
}

/// A demo store that is open, with everything around it. Cheap to clone.
#[derive(Clone)]
pub struct Fixture {
    pub services: Services,
    pub sandbox: Sandbox,
    pub clock: Clock,
    engine: Arc<dyn offerdesk::store::record::Engine>,
    bank: watch::Sender<Bank>,
    /// Charges that wait before the closed counter.
    waiting: watch::Receiver<usize>,
    /// Whether the network does not know its payments.
    pub(super) is_forgetful: Arc<AtomicBool>,
    reconciler: Arc<Mutex<Option<Standing>>>,
    folder: Arc<tempfile::TempDir>,
}

impl Fixture {
    /// The demo store of [`TODAY`], at noon, with a bank that is silent for a moment only.
    pub fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        copy(template(), &path);
        let holder = LockHolder {
            pid: std::process::id(),
            os_user: "tester".to_owned(),
            command: "offerdesk test".to_owned(),
            since: format!("{TODAY}T12:00:00Z"),
            stays: true,
        };
        let engine = offerdesk::store::open(&path, &OpenOptions::new(holder)).unwrap();
        let clock = Clock::manual(instant(&format!("{TODAY} 12:00")));
        let options = SandboxOptions {
            silence: Duration::from_millis(20),
            late: Duration::from_millis(100),
            ..SandboxOptions::default()
        };
        let sandbox = Sandbox::open(&folder.path().join("bank"), options).unwrap();
        let (bank, state) = watch::channel(Bank::Open);
        let (arrivals, waiting) = watch::channel(0);
        let is_forgetful = Arc::new(AtomicBool::new(false));
        let gateway = Counter {
            is_forgetful: Arc::clone(&is_forgetful),
            sandbox: sandbox.clone(),
            state,
            arrivals,
        };
        let loaded = catalog::embedded().unwrap();
        let mut parts = Dependencies::new(
            Some(Arc::new(gateway)),
            loaded.catalog,
            loaded.countries,
            clock.clone(),
            Ids::counting(),
        );
        parts.demo = true;
        parts.files = Some(Files::in_folder(&path));
        parts.timeouts = Timeouts {
            confirm: Duration::from_secs(20),
            other: Duration::from_secs(10),
            retry: Duration::from_millis(20),
        };
        Self {
            services: Services::new(Store::new(engine.clone()), parts),
            sandbox,
            clock,
            engine,
            bank,
            waiting,
            is_forgetful,
            reconciler: Arc::default(),
            folder: Arc::new(folder),
        }
    }

    /// Where all its files are: the store, and the bank's ledger.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Begins a session and waits for its tiles.
    pub async fn seat(&self, seat: Seat) -> Pilot {
        Pilot::begin(self, seat).await
    }

    /// Begins a session, and waits for nothing.
    pub async fn seat_blank(&self, seat: Seat) -> Pilot {
        Pilot::begin_blank(self, seat).await
    }

    /// Begins a session of somebody who may see no account, and waits for nothing.
    pub async fn seat_blank_as(&self, person: &'static str) -> Pilot {
        let seat = Seat {
            person,
            ..Seat::default()
        };
        self.seat_blank(seat).await
    }

    /// Starts the reconciler beside the sessions, as every desk does.
    pub fn reconcile(&self) {
        let services = self.services.clone();
        tokio::spawn(async move { services.reconcile_forever().await });
        let former = self.reconciler.lock().unwrap().replace(Standing::tasks(1));
        assert!(former.is_none(), "one reconciler is enough");
    }

    /// The bank answers nothing about charges until [`Self::open_bank`].
    pub fn close_bank(&self) {
        self.bank.send_replace(Bank::ClosedForCharges);
    }

    /// The bank does not even answer the announcement of a payment.
    pub fn close_bank_for_payments(&self) {
        self.bank.send_replace(Bank::ClosedForPayments);
    }

    /// Waits until the request arrived that the closed bank does not answer.
    pub async fn bank_is_asked(&self) {
        let mut waiting = self.waiting.clone();
        let asked = tokio::time::timeout(LIMIT, waiting.wait_for(|waiting| *waiting > 0));
        asked.await.expect("the bank is asked").unwrap();
    }

    /// The bank answers again.
    pub fn open_bank(&self) {
        self.bank.send_replace(Bank::Open);
    }

    /// Moves the clock: `2026-06-23 00:00`.
    pub fn set_clock(&self, at: &str) {
        self.clock.set(instant(at));
    }

    /// Waits until no task is alive but the sessions and the reconciler, and all of them have nothing to do.
    pub async fn settle(&self) {
        let deadline = Instant::now() + LIMIT;
        let mut calm = 0;
        while calm < 20 {
            assert!(Instant::now() < deadline, "the desk never comes to rest");
            let alive = tokio::runtime::Handle::current().metrics().num_alive_tasks();
            if alive <= STANDING.get() {
                calm += 1;
                tokio::task::yield_now().await;
            } else {
                calm = 0;
                let_others_work().await;
            }
        }
    }

    /// How often money moved.
    pub async fn charges(&self) -> usize {
        self.sandbox.charges().await.unwrap().len()
    }

    /// Waits until drafts that were on their way to the store are there, and their sessions told: commits are
    /// answered in their order, so ours come later than theirs.
    pub async fn drafts_are_kept(&self) {
        let auditor = self.services.person_by_email(AOIFE).await.unwrap();
        let actor = Actor::demo(auditor.id);
        for language in ["en-US", "pl-PL", "en-US"] {
            let set = self.services.change_preferences(&actor, |preferences| {
                preferences.language = Some(language.to_owned());
            });
            set.await.unwrap();
        }
    }

    /// Waits until a person's draft for Aurora's Action Pack holds a text, or until there is none.
    pub async fn keeps_draft(&self, person: &str, text: Option<&str>) {
        let user = self.services.person_by_email(person).await.unwrap();
        let (actor, offer) = (Actor::demo(user.id), OfferId::parse("action-pack").unwrap());
        let deadline = Instant::now() + LIMIT;
        loop {
            let start = self.services.open_wizard(&actor, AccountId::new(1), &offer);
            let start = start.await.unwrap();
            let kept = start.resumed.then_some(format!("{:?}", start.draft));
            let found = match (text, &kept) {
                (Some(text), Some(kept)) => kept.contains(text),
                (text, kept) => text.is_none() && kept.is_none(),
            };
            if found {
                return;
            }
            assert!(
                Instant::now() < deadline,
                "{text:?} is not what is kept: {kept:?}"
            );
            let_others_work().await;
        }
    }

    /// The records themselves.
    pub fn store(&self) -> Store {
        Store::new(self.engine.clone())
    }

    /// Insists that the store holds together.
    pub async fn is_whole(&self) {
        let report = self.engine.check(records::inspect).await.unwrap();
        assert_eq!(report.problems, [], "the check found problems");
        let between = self.services.mismatches().await.unwrap();
        assert_eq!(between, [], "records contradict each other");
    }
}

/// Gives tasks, and the threads that they wait for, a moment.
pub async fn let_others_work() {
    for _ in 0..16 {
        tokio::task::yield_now().await;
    }
    std::thread::sleep(Duration::from_micros(300));
}

/// `2026-06-22 12:00` as an instant.
pub fn instant(at: &str) -> Timestamp {
    let (day, time) = at.split_once(' ').unwrap();
    let (hours, minutes) = time.split_once(':').unwrap();
    let minutes = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
    Timestamp(Timestamp::start_of(day.parse::<Day>().unwrap()).0 + minutes * 60_000)
}

/// Fills a demo store as the program does, at one time of day: what the screens show must not depend on when the tests
/// run. The incident: requests of "today" were older than those of the tests before noon, and newer after it.
async fn fill(path: &Path) {
    let kind = StoreKind { demo: true };
    let options = OpenOptions::new(LockHolder::default()).creating(kind);
    let engine = offerdesk::store::open(path, &options).unwrap();
    let loaded = catalog::embedded().unwrap();
    let clock = Clock::manual(instant(&format!("{TODAY} 18:00")));
    let mut parts = Dependencies::new(None, loaded.catalog, loaded.countries, clock, Ids::counting());
    parts.demo = true;
    parts.files = Some(Files::in_folder(path));
    Services::new(Store::new(engine.clone()), parts)
        .fill_with_demo_data()
        .await
        .unwrap();
    engine.close().await.unwrap();
}

/// A demo store that is made once for all tests of a binary, and copied for each.
fn template() -> &'static Path {
    static TEMPLATE: OnceLock<tempfile::TempDir> = OnceLock::new();
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    let folder = TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("demo");
        // A runtime of its own: the caller's is busy with the caller.
        let making = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(fill(&path));
        });
        making.join().unwrap();
        folder
    });
    PATH.get_or_init(|| folder.path().join("demo"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    std::fs::set_permissions(to, std::fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// The sandbox behind a counter that may be closed: who comes waits before it until it is open.
struct Counter {
    is_forgetful: Arc<AtomicBool>,
    sandbox: Sandbox,
    state: watch::Receiver<Bank>,
    arrivals: watch::Sender<usize>,
}

impl Counter {
    /// What the network says of a payment, unless it has forgotten it.
    fn told<'a>(
        &'a self,
        answer: BoxFuture<'a, Result<AttemptStatus, GatewayError>>,
    ) -> BoxFuture<'a, Result<AttemptStatus, GatewayError>> {
        if self.is_forgetful.load(Ordering::SeqCst) {
            return async { Err(GatewayError::Unknown) }.boxed();
        }
        answer
    }

    /// Waits until the bank does at most this.
    async fn pass(&self, at_most: Bank) -> Result<(), GatewayError> {
        let mut state = self.state.clone();
        if *state.borrow() > at_most {
            self.arrivals.send_modify(|waiting| *waiting += 1);
        }
        let passed = state.wait_for(|state| *state <= at_most).await;
        passed.map(|_| ()).map_err(|_| GatewayError::NoAnswer)
    }
}

impl Gateway for Counter {
    fn network(&self) -> BoxFuture<'_, Result<Network, GatewayError>> {
        self.sandbox.network()
    }

    fn charges_since(&self, after: Option<ChargeCursor>) -> BoxFuture<'_, Result<ChargePage, GatewayError>> {
        self.sandbox.charges_since(after)
    }

    fn tokenize(&self, card: CardData) -> BoxFuture<'_, Result<TokenizedCard, GatewayError>> {
        self.sandbox.tokenize(card)
    }

    fn prepare(
        &self,
        key: AttemptKey,
        amount: Money,
    ) -> BoxFuture<'_, Result<PaymentReference, GatewayError>> {
        async move {
            self.pass(Bank::ClosedForCharges).await?;
            self.sandbox.prepare(key, amount).await
        }
        .boxed()
    }

    fn confirm(
        &self,
        reference: PaymentReference,
        token: CardToken,
    ) -> BoxFuture<'_, Result<Confirmation, GatewayError>> {
        async move {
            self.pass(Bank::Open).await?;
            self.sandbox.confirm(reference, token).await
        }
        .boxed()
    }

    fn lookup(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.told(self.sandbox.lookup(reference))
    }

    fn void(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.told(self.sandbox.void(reference))
    }

    fn refund(&self, reference: PaymentReference) -> BoxFuture<'_, Result<AttemptStatus, GatewayError>> {
        self.told(self.sandbox.refund(reference))
    }
}
