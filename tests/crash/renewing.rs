//! The desk that is killed: four people renew, by card and by transfer, cancel some of it again (`cancelling`), and tell
//! every outcome that they were given.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use offerdesk::catalog;
use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::domain::ids::{AccountId, ReceiptId, SubscriptionId, UserId};
use offerdesk::domain::order::OrderState;
use offerdesk::domain::payment::{CardExpiry, DeclineReason, TokenizedCard};
use offerdesk::domain::subscription::{Subscription, TERM_DAYS, WindowDays};
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::payments::sandbox::{Behavior, SandboxClient};
use offerdesk::services::clock::Clock;
use offerdesk::services::context::Actor;
use offerdesk::services::error::ServiceError;
use offerdesk::services::ids::Ids;
use offerdesk::services::orders::{OrderView, PayWith};
use offerdesk::services::receipts::MoneyIn;
use offerdesk::services::store_day::Standing;
use offerdesk::services::wizard::WizardStart;
use offerdesk::services::{Dependencies, Services, Timeouts};
use offerdesk::store::Store;
use offerdesk::store::error::StoreError;
use offerdesk::store::files::Files;
use offerdesk::store::record::{Batch, Expect, Scan};
use offerdesk::store::records::index;
use tokio::task::JoinSet;

use crate::cancelling::HELPER;
use crate::chance::Chance;
use crate::desk::{
    GOOD, account, actor, american, card, offer_id, open_store, request, seller, store_in, test_card,
    transfer, user,
};
use crate::socket_in;

/// Told once the store is open and the agents begin.
pub const AT_WORK: &str = "at work";

pub const COMPANIES: u128 = 60;
const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];
const PEOPLE: u128 = 4;
/// Books the money that comes in.
pub const CLERK: UserId = UserId::new(99);
/// All terms of the beginning end on the day before this one.
const FIRST_DAY: &str = "2026-06-23";

/// A store with many subscriptions whose window opens on the first day.
pub fn set_up(home: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let engine = open_store(&store_in(home), &(Arc::new(|options| options) as _)).unwrap();
        let first: Day = FIRST_DAY.parse().unwrap();
        let mut batch = Batch::new(Timestamp::start_of(first), None);
        batch.put(&seller(), Expect::Absent).unwrap();
        let mut grants = Vec::new();
        for number in 1..=COMPANIES {
            let id = AccountId::new(number);
            batch
                .put(
                    &account(id, &format!("Company {number}"), &american()),
                    Expect::Absent,
                )
                .unwrap();
            grants.push(Grant {
                account: id,
                role: Role::AdminAgent,
            });
            for (place, offer) in OFFERS.into_iter().enumerate() {
                let held = Subscription::activated(
                    SubscriptionId::new(number * 10 + u128::try_from(place).unwrap()),
                    id,
                    offer_id(offer),
                    first.plus(-1 - TERM_DAYS),
                    None,
                    WindowDays::USUAL,
                );
                batch.put(&held, Expect::Absent).unwrap();
            }
        }
        for number in 1..=PEOPLE {
            let person = user(
                UserId::new(number),
                &format!("Agent {number}"),
                grants.clone(),
                &[],
            );
            batch.put(&person, Expect::Absent).unwrap();
        }
        let clerk = user(
            CLERK,
            "Clerk",
            Vec::new(),
            &[StaffRole::Finance, StaffRole::Auditor],
        );
        batch.put(&clerk, Expect::Absent).unwrap();
        let helper = user(HELPER, "Helper", Vec::new(), &[StaffRole::Support]);
        batch.put(&helper, Expect::Absent).unwrap();
        crate::desk::set_up_entry(&mut batch);
        Store::new(engine.clone()).commit(batch).await.unwrap();
        engine.close().await.unwrap();
    });
}

/// The use cases on the store of that folder, with the bank of the other process.
pub fn open_desk(home: &Path) -> (Services, Store, Arc<dyn offerdesk::store::record::Engine>, Clock) {
    let engine = open_store(&store_in(home), &(Arc::new(|options| options) as _)).unwrap();
    let store = Store::new(engine.clone());
    let clock = Clock::manual(Timestamp::start_of(FIRST_DAY.parse().unwrap()));
    let patience = Timeouts {
        confirm: Duration::from_secs(2),
        other: Duration::from_secs(2),
        retry: Duration::from_millis(10),
    };
    let bank = SandboxClient::new(socket_in(home)).with_patience(Duration::from_secs(2));
    let catalog::Loaded {
        catalog, countries, ..
    } = catalog::embedded().unwrap();
    let mut parts = Dependencies::new(
        Some(Arc::new(bank)),
        catalog,
        countries,
        clock.clone(),
        Ids::random(),
    );
    parts.demo = true; // its people are acted as by name
    parts.timeouts = patience;
    parts.files = Some(Files::in_folder(&store_in(home)));
    let services = Services::new(store.clone(), parts);
    (services, store, engine, clock)
}

/// Renews until somebody kills the process.
pub fn renew_until_killed(home: &Path, seed: u64) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (services, store, _engine, clock) = open_desk(home);
        let reconciling = services.clone();
        tokio::spawn(async move { reconciling.reconcile_forever().await });
        let mut agents = JoinSet::new();
        for number in 1..=PEOPLE {
            let agent = Agent {
                who: UserId::new(number),
                services: services.clone(),
                store: store.clone(),
                clock: clock.clone(),
                chance: Chance::new(seed ^ u64::try_from(number).unwrap()),
            };
            agents.spawn(agent.work());
        }
        say(&format!("{AT_WORK}\n"));
        // An agent ends only by a panic, and then the process must too.
        agents.join_next().await.unwrap().unwrap();
    });
}

pub struct Agent {
    pub who: UserId,
    pub services: Services,
    store: Store,
    pub clock: Clock,
    pub chance: Chance,
}

impl Agent {
    async fn work(mut self) {
        let good = self.token(GOOD).await;
        let bad = self
            .token(test_card(Behavior::Decline(DeclineReason::InsufficientFunds)))
            .await;
        loop {
            let Some(start) = self.something_to_renew().await else {
                tokio::task::yield_now().await;
                continue;
            };
            match self.chance.below(10) {
                0 => {
                    let booked = self.wait_for_a_transfer(&start).await;
                    self.maybe_cancel(booked, 2).await;
                }
                1 => {
                    let declined = self.buy(&start, PayWith::Card(bad.clone())).await;
                    if declined.is_some_and(|view| matches!(view.order.state, OrderState::Declined(_))) {
                        self.buy(&start, PayWith::Card(good.clone())).await;
                    }
                }
                2 => {
                    if let Some(declined) = self.buy(&start, PayWith::Card(bad.clone())).await {
                        self.give_up(&declined).await;
                    }
                }
                _ => {
                    let bought = self.buy(&start, PayWith::Card(good.clone())).await;
                    self.maybe_cancel(bought, 5).await;
                }
            }
        }
    }

    /// Cancels one in so many of what was paid.
    async fn maybe_cancel(&mut self, bought: Option<OrderView>, one_in: u64) {
        let paid = bought.filter(|view| matches!(view.order.state, OrderState::Paid { .. }));
        if let Some(paid) = paid
            && self.chance.below(one_in) == 0
        {
            self.cancel(&paid).await;
        }
    }

    async fn token(&self, number: &str) -> TokenizedCard {
        let mut card = card(number);
        // Many years pass in this test.
        card.expiry = CardExpiry {
            year: 9_999,
            month: 12,
        };
        let token = self
            .services
            .tokenize(&actor(self.who), AccountId::new(1), card)
            .await;
        token.unwrap()
    }

    /// The wizard of one of the subscriptions that expire first. When none of them can be renewed, because colleagues
    /// are at them or transfers are awaited, the clock moves on until some can, or are for sale again.
    async fn something_to_renew(&mut self) -> Option<WizardStart> {
        let scan = Scan {
            index: index::SUBSCRIPTIONS_BY_EXPIRY,
            prefix: Vec::new(),
            after: None,
            limit: 20,
            descending: false,
        };
        let mut due = self.store.page::<Subscription>(scan).await.unwrap().items;
        let opens = due.iter().map(|held| held.record.window().opens).min()?;
        self.not_before(opens);
        if let Some(last) = self.store.last_day() {
            self.not_before(last);
        }
        // Nothing is due for months after all were renewed, and the store would take the jump for a wrong clock. Only
        // then: a day that is accepted while the store is ahead would take it back.
        if self.services.store_day().standing() == Standing::RanAhead {
            let accepted = self.services.accept_today(&Actor::desk()).await;
            self.took_place(accepted)?;
        }
        while !due.is_empty() {
            let place = self.chance.below(u64::try_from(due.len()).unwrap());
            let held = due.swap_remove(usize::try_from(place).unwrap()).record;
            let opened = self
                .services
                .open_wizard(&actor(self.who), held.account, &held.offer)
                .await;
            match opened {
                Ok(start) => return Some(start),
                Err(ServiceError::Closed(_)) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        self.not_before(self.clock.today().plus(5));
        None
    }

    /// The clock never goes back; when two agents move it at once, the store says which day it is.
    fn not_before(&self, day: Day) {
        if self.clock.today() < day {
            self.clock.set(Timestamp::start_of(day));
        }
    }

    /// Buys, and tells the outcome. What a colleague, midnight or a day ahead of ours refused is no outcome.
    async fn buy(&self, start: &WizardStart, payment: PayWith) -> Option<OrderView> {
        let placed = self
            .services
            .place_order(&actor(self.who), request(start, payment))
            .await;
        self.told(placed)
    }

    async fn wait_for_a_transfer(&mut self, start: &WizardStart) -> Option<OrderView> {
        let waiting = self.buy(start, transfer()).await?;
        if self.chance.below(4) == 0 {
            return None;
        }
        let money = MoneyIn {
            id: ReceiptId::new(waiting.order.id.bits()),
            number: waiting.order.number,
            amount: waiting.order.quote.total,
            value_date: waiting.order.placed_at.day(),
            payer_reference: String::new(),
            bank_reference: String::new(),
            is_other_money: false,
        };
        let booked = self.services.book_money(&actor(CLERK), &money).await;
        self.told(booked.map(|booked| booked.order))
    }

    async fn give_up(&self, order: &OrderView) {
        let given_up = self
            .services
            .give_up_order(&actor(self.who), order.order.id)
            .await;
        if self.took_place(given_up).is_some() {
            let now = self.services.order_by_id(&actor(self.who), order.order.id).await;
            tell(&now.unwrap().unwrap());
        }
    }

    fn told(&self, answer: Result<OrderView, ServiceError>) -> Option<OrderView> {
        let view = self.took_place(answer)?;
        tell(&view);
        Some(view)
    }

    pub fn took_place<T>(&self, answer: Result<T, ServiceError>) -> Option<T> {
        match answer {
            Ok(answer) => Some(answer),
            Err(ServiceError::Store(StoreError::ClockWentBack { last, .. })) => {
                self.not_before(last);
                None
            }
            // Another agent went far ahead, and is about to say that the day is right.
            Err(ServiceError::Store(StoreError::ClockRanAhead { .. })) => None,
            Err(
                ServiceError::Closed(_)
                | ServiceError::Changed { .. }
                | ServiceError::DoesNotPay { .. }
                | ServiceError::ValueDateInFuture
                | ServiceError::RequestChanged { .. }
                | ServiceError::Refund(_)
                | ServiceError::ReturnedTooEarly { .. },
            ) => None,
            Err(error) => panic!("{error:?}"),
        }
    }
}

fn tell(view: &OrderView) {
    let outcome = crate::verdict::outcome(view.order.state);
    say(&format!("told {} {outcome}\n", view.order.number));
}

/// One line, written whole and at once.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(line.as_bytes()).unwrap();
    out.flush().unwrap();
}
