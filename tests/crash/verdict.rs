//! What must hold after the last kill: compared are the outcomes that were told, the orders, the terms, and the bank.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use offerdesk::domain::ids::{AccountId, OrderId, UserId};
use offerdesk::domain::order::{Order, OrderNumber, OrderState, Purpose};
use offerdesk::domain::subscription::Subscription;
use offerdesk::payments::sandbox::attempts_in;
use offerdesk::services::Services;
use offerdesk::services::error::ServiceError;
use offerdesk::store::Store;
use offerdesk::store::files::Files;
use offerdesk::store::record::Scan;
use offerdesk::store::records::{self, index};

use crate::desk::ledger::agrees;
use crate::desk::{LIMIT, actor, ledger_in};
use crate::renewing::{COMPANIES, open_desk};

/// An outcome that the desk told before it was killed.
pub struct Told {
    number: OrderNumber,
    outcome: String,
}

impl Told {
    pub fn read(line: &str) -> Option<Self> {
        let (number, outcome) = line.trim_end().strip_prefix("told ")?.split_once(' ')?;
        Some(Self {
            number: number.parse().unwrap(),
            outcome: outcome.to_owned(),
        })
    }
}

/// How an outcome is told.
pub fn outcome(state: OrderState) -> String {
    match state {
        OrderState::Paid { expires } => format!("paid until {expires}"),
        other => other.key().to_owned(),
    }
}

/// Lets the reconciler finish, and insists on everything.
pub fn judge(home: &Path, told: &[Told], lines: &[String]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (services, store, engine, clock) = open_desk(home);
        let last = store.last_day().unwrap();
        clock.set(offerdesk::domain::date::Timestamp::start_of(last));
        let settled = tokio::time::timeout(LIMIT, async {
            while services.reconcile().await.unwrap().left > 0 {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        });
        settled.await.expect("something stays unsettled");
        let unsettled = page::<Order>(&store, index::ORDERS_UNSETTLED).await;
        assert!(unsettled.is_empty(), "{unsettled:?}");

        let orders = orders(&services).await;
        check_told(&orders, told);
        check_terms(
            &orders,
            &page::<Subscription>(&store, index::SUBSCRIPTIONS_BY_EXPIRY).await,
        );
        let files = Files::in_folder(&crate::desk::store_in(home));
        crate::cancelling::check(&services, &store, &files, &orders, lines).await;
        agrees(&orders, &attempts_in(&ledger_in(home)).unwrap());
        let report = engine.check(records::inspect).await.unwrap();
        assert_eq!(report.problems, []);
        assert!(report.is_clean() && report.more == 0);
        summary(told, &orders);
        engine.close().await.unwrap();
    });
}

/// Every outcome that was told is there, once, and what was final is as it was told.
fn check_told(orders: &[Order], told: &[Told]) {
    let mut by_number: HashMap<OrderNumber, &Order> = HashMap::new();
    for order in orders {
        assert!(
            by_number.insert(order.number, order).is_none(),
            "{} is there twice",
            order.number
        );
    }
    for Told {
        number,
        outcome: said,
    } in told
    {
        let order = by_number.get(number);
        let order = order.unwrap_or_else(|| panic!("{number}, told as {said}, is lost"));
        let now = outcome(order.state);
        let may_become: &[&str] = match said.as_str() {
            "order-state-unknown" | "order-state-declined" | "order-state-voided" => &[
                "paid",
                "order-state-voided",
                "order-state-declined",
                "order-state-cancelled",
                "order-state-refunded",
            ],
            "order-state-awaiting-payment" => &[
                "paid",
                "order-state-awaiting-payment",
                "order-state-cancelled",
                "order-state-refunding",
                "order-state-refunded",
            ],
            // What was paid may have been cancelled since; the requests tell by whom.
            paid if paid.starts_with("paid") => &[paid, "order-state-refunding", "order-state-refunded"],
            last => {
                assert_eq!(now, last, "{number} was told as final");
                continue;
            }
        };
        assert!(
            may_become.iter().any(|state| now.starts_with(state)),
            "{number}: {said}, then {now}"
        );
    }
}

/// Each subscription has exactly the terms that were paid, one after the other.
fn check_terms(orders: &[Order], subscriptions: &[Subscription]) {
    let mut paid: HashMap<OrderId, &Order> = HashMap::new();
    for order in orders {
        if matches!(order.state, OrderState::Paid { .. }) {
            paid.insert(order.id, order);
        }
    }
    let gave_back = |order: &&Order| {
        matches!(order.state, OrderState::Refunding | OrderState::Refunded)
            && matches!(order.purpose, Purpose::Subscribe { .. })
    };
    let given_back: HashSet<OrderId> = orders.iter().filter(gave_back).map(|order| order.id).collect();
    for held in subscriptions {
        for (former, term) in held.terms.iter().zip(held.terms.iter().skip(1)) {
            // A first term whose money went back ended on the day of its decision, and is kept as what was.
            if given_back.contains(&term.order.unwrap()) {
                continue;
            }
            let order = paid.remove(&term.order.unwrap());
            let order = order.unwrap_or_else(|| panic!("{:?} was paid by no order or twice", held.id));
            assert_eq!(order.purpose.subscription(), held.id);
            assert_eq!(
                order.state,
                OrderState::Paid {
                    expires: term.expires
                }
            );
            if let Purpose::Renew { from, .. } = order.purpose {
                assert_eq!((from, former.expires.plus(365)), (former.expires, term.expires));
            }
        }
        assert_eq!(held.terms.last().unwrap().expires, held.expires);
    }
    assert!(paid.is_empty(), "paid, and no term: {:?}", paid.values());
}

async fn orders(services: &Services) -> Vec<Order> {
    let auditor = actor(UserId::new(99));
    let mut orders = Vec::new();
    for number in 1..=COMPANIES {
        let mut after = None;
        loop {
            let lines = services
                .orders(&auditor, AccountId::new(number), after, 200)
                .await;
            let lines: Result<_, ServiceError> = lines;
            let lines = lines.unwrap();
            orders.extend(lines.lines.into_iter().map(|view| view.order));
            after = lines.next;
            if after.is_none() {
                break;
            }
        }
    }
    orders
}

pub async fn page<R: offerdesk::store::record::Record>(store: &Store, index: u8) -> Vec<R> {
    let scan = Scan {
        index,
        prefix: Vec::new(),
        after: None,
        limit: 100_000,
        descending: false,
    };
    let items = store.page::<R>(scan).await.unwrap().items;
    items.into_iter().map(|item| item.record).collect()
}

fn summary(told: &[Told], orders: &[Order]) {
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for told in told {
        let outcome = told
            .outcome
            .split_once(' ')
            .map_or(told.outcome.as_str(), |(paid, _)| paid);
        *outcomes.entry(outcome).or_default() += 1;
    }
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for order in orders {
        *states.entry(order.state.key()).or_default() += 1;
    }
    println!("told: {outcomes:?}");
    println!("{} orders: {states:?}", orders.len());
}
