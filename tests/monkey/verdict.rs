//! What must hold after a round, and what was seen on the way.
//!
//! The audit log tells every step that an order took, so that no step is missed however fast it was: each must be one
//! that the state machine knows, and lead to where the order stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::time::Duration;

use offerdesk::domain::audit::{AuditAction, Chain, Subject};
use offerdesk::domain::ids::{AccountId, OrderId, RequestId};
use offerdesk::domain::order::{Order, OrderState, Payment, Purpose};
use offerdesk::domain::request::Severity;
use offerdesk::domain::subscription::Subscription;
use offerdesk::services::context::Actor;
use offerdesk::services::requests::{Decide, NewRequest, Subject as About};
use offerdesk::store::record::Scan;
use offerdesk::store::records::{claim, index};
use offerdesk::tui::action::Action;

use crate::ledger;
use crate::pilot::asking::SOFIA;
use crate::pilot::fixture::Fixture;
use crate::pilot::{AOIFE, DANA};

/// The states that orders were in.
#[derive(Default)]
pub struct Seen {
    states: BTreeSet<&'static str>,
    /// Whether a transfer was seen unpaid after its due day.
    pub expired: bool,
    orders: usize,
    /// How often each action was possible when it was chosen.
    did: BTreeMap<String, u64>,
}

impl Seen {
    pub fn does(&mut self, action: Action) {
        *self.did.entry(format!("{action:?}")).or_default() += 1;
    }

    /// How often that was done.
    pub fn times(&self, action: Action) -> u64 {
        self.did.get(&format!("{action:?}")).copied().unwrap_or_default()
    }

    /// The actions that were never possible, or never chosen.
    pub fn never_did(&self) -> Vec<Action> {
        let done = |action: &Action| self.did.contains_key(&format!("{action:?}"));
        Action::all().filter(|action| !done(action)).collect()
    }

    pub fn everything(&self) -> bool {
        self.expired && OrderState::KEYS.iter().all(|state| self.states.contains(state))
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} orders, expired: {}, states: {:?}, done: {:?}",
            self.orders, self.expired, self.states, self.did
        )
    }
}

/// All orders of all accounts.
pub async fn orders(fixture: &Fixture) -> HashMap<OrderId, Order> {
    let auditor = auditor(fixture).await;
    let mut orders = HashMap::new();
    for account in accounts(fixture).await {
        let mut after = None;
        loop {
            let lines = fixture
                .services
                .orders(&auditor, account, after, 200)
                .await
                .unwrap();
            orders.extend(lines.lines.into_iter().map(|view| (view.order.id, view.order)));
            after = lines.next;
            if after.is_none() {
                break;
            }
        }
    }
    orders
}

/// Takes the subscription away that an order is being settled for, as Support's decision would leave it. No decision of
/// the desk comes at such a moment, and the order must be ready for it all the same.
pub async fn take_away(fixture: &Fixture) {
    let Some(order) = being_settled(fixture).await else {
        return;
    };
    let claimed = claim::subscription(order.account, &order.offer);
    if let Some(held) = fixture.store().held_by::<Subscription>(claimed).await.unwrap() {
        crate::decided::cancel(&fixture.store(), fixture.clock.now(), held.record.id).await;
    }
}

/// Somebody asks to cancel what was paid by card here and can still be given back, and Support decides so. Whatever is in
/// the way of it, is.
pub async fn refund(fixture: &Fixture) {
    let orders = orders(fixture).await;
    let paid = orders
        .values()
        .filter(|order| order.attempt().is_some() && matches!(order.state, OrderState::Paid { .. }));
    let Some(order) = paid.max_by_key(|order| order.since) else {
        return;
    };
    let (dana, sofia) = (fixture.actor(DANA).await, fixture.actor(SOFIA).await);
    let services = &fixture.services;
    let new = NewRequest {
        intent: RequestId::new(services.new_id().unwrap()),
        account: order.account,
        problem: "billing".to_owned(),
        severity: Severity::Moderate,
        about: About::Offer(order.offer.clone()),
        cancel: true,
        title: "Please cancel".to_owned(),
        description: "Ordered by mistake.".to_owned(),
        name: "Dana Whitfield".to_owned(),
        email: DANA.to_owned(),
        phone: String::new(),
        attachments: Vec::new(),
    };
    if let Ok(asked) = services.send_request(&dana, &new).await {
        let decide = Decide {
            request: asked.request.id,
            seen: asked.version,
            refund: asked
                .verdict
                .is_some_and(|verdict| verdict.refundable().is_some()),
            unused: true,
            text: String::new(),
        };
        services.decide_request(&sofia, &decide).await.unwrap();
    }
}

/// Whether money may be moving somewhere.
pub async fn is_being_settled(fixture: &Fixture) -> bool {
    being_settled(fixture).await.is_some()
}

async fn being_settled(fixture: &Fixture) -> Option<Order> {
    let scan = Scan {
        index: index::ORDERS_UNSETTLED,
        prefix: Vec::new(),
        after: None,
        limit: 1,
        descending: false,
    };
    let page = fixture.store().page::<Order>(scan).await.unwrap();
    page.items.into_iter().next().map(|order| order.record)
}

/// Whether a transfer is unpaid after its due day.
pub async fn any_is_expired(fixture: &Fixture) -> bool {
    let today = fixture.clock.today();
    orders(fixture)
        .await
        .values()
        .any(|order| order.is_expired(today))
}

/// Brings everything to an end, and insists on what must hold.
pub async fn reach(fixture: &Fixture, before: &HashMap<OrderId, Order>, seen: &mut Seen) {
    for _ in 0..50 {
        if fixture.services.reconcile().await.unwrap().left == 0 && !is_being_settled(fixture).await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    fixture.is_whole().await;
    let mut new = orders(fixture).await;
    new.retain(|id, _| !before.contains_key(id));
    seen.orders += new.len();
    let steps = steps(fixture).await;
    for order in new.values() {
        let taken = steps.get(&order.id).map_or(&[][..], Vec::as_slice);
        let mut state = None;
        for action in taken {
            let next = after(order, state, *action);
            state = Some(next.unwrap_or_else(|| panic!("{}: {taken:?} is no way to go", order.number)));
            seen.states.extend(state);
        }
        assert_eq!(state, Some(order.state.key()), "{}: {taken:?}", order.number);
        is_paid_for(fixture, order).await;
    }
    let by_card: Vec<Order> = new
        .values()
        .filter(|order| order.attempt().is_some())
        .cloned()
        .collect();
    ledger::agrees(&by_card, &fixture.sandbox.attempts().await.unwrap());
}

/// A paid order has its term, once; any other has none.
async fn is_paid_for(fixture: &Fixture, order: &Order) {
    let claimed = claim::subscription(order.account, &order.offer);
    let held = fixture.store().held_by::<Subscription>(claimed).await.unwrap();
    let terms = held.map(|held| held.record.terms).unwrap_or_default();
    let of_order = terms.iter().filter(|term| term.order == Some(order.id)).count();
    let is_paid = matches!(order.state, OrderState::Paid { .. });
    // A first term whose money went back after it had begun stays as what was.
    let is_going_back = matches!(
        order.state,
        OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused
    );
    let may_stay = is_going_back && matches!(order.purpose, Purpose::Subscribe { .. });
    assert!(
        of_order == usize::from(is_paid) || (may_stay && of_order == 1),
        "{} has {of_order} terms",
        order.number
    );
}

/// Where a step leads; nothing if there is no such step.
fn after(order: &Order, state: Option<&'static str>, action: AuditAction) -> Option<&'static str> {
    use AuditAction as Did;
    let by_card = matches!(order.payment, Payment::Card { .. });
    let state = state.map(|key| key.trim_start_matches("order-state-"));
    Some(match (state, action) {
        (None, Did::OrderPlaced) if by_card => "order-state-charging",
        (None, Did::OrderPlaced) => "order-state-awaiting-payment",
        (Some("charging" | "unknown" | "awaiting-payment"), Did::OrderPaid) => "order-state-paid",
        (Some("charging" | "unknown"), Did::OrderDeclined) => "order-state-declined",
        (Some("charging" | "unknown"), Did::OrderVoided) => "order-state-voided",
        (Some("charging" | "unknown" | "paid"), Did::RefundBegun) => "order-state-refunding",
        (Some("charging"), Did::OrderUnknown) => "order-state-unknown",
        (Some("declined" | "voided"), Did::AttemptBegun) => "order-state-charging",
        (Some("declined" | "voided" | "awaiting-payment"), Did::OrderCancelled) => "order-state-cancelled",
        (Some("refunding"), Did::RefundRefused) => "order-state-refund-refused",
        (Some("refunding" | "refund-refused"), Did::OrderRefunded) => "order-state-refunded",
        _ => return None,
    })
}

/// The steps of every order, in their order.
async fn steps(fixture: &Fixture) -> HashMap<OrderId, Vec<AuditAction>> {
    let mut steps: HashMap<OrderId, Vec<AuditAction>> = HashMap::new();
    for account in accounts(fixture).await {
        let mut at = 0;
        loop {
            let chain = Chain::Account(account);
            let entries = fixture.store().engine().audit(chain, at, 500).await.unwrap();
            let Some(last) = entries.last() else {
                break;
            };
            at = last.sequence;
            for entry in entries {
                for subject in entry.entry.subjects {
                    // What is done to a receipt, a card or a request names an order as well, and what is found out
                    // about a payment leaves the order where it stands: no steps of it.
                    let elsewhere = matches!(
                        entry.entry.action,
                        AuditAction::ReceiptBooked
                            | AuditAction::CardSaved
                            | AuditAction::AttemptUnknown
                            | AuditAction::AttemptKnown
                            | AuditAction::AttemptSettled
                            | AuditAction::OrderRerated
                            | AuditAction::ReceiptApplied
                            | AuditAction::ReceiptReturned
                            | AuditAction::RequestWithdrawn
                    );
                    if let (Subject::Order(order), false) = (subject, elsewhere) {
                        steps.entry(order).or_default().push(entry.entry.action);
                    }
                }
            }
        }
    }
    steps
}

async fn accounts(fixture: &Fixture) -> Vec<AccountId> {
    let lines = fixture
        .services
        .accounts(&auditor(fixture).await, None, 1_000)
        .await
        .unwrap();
    lines.lines.iter().map(|line| line.id).collect()
}

async fn auditor(fixture: &Fixture) -> Actor {
    Actor::demo(fixture.services.person_by_email(AOIFE).await.unwrap().id)
}
