//! What must hold after every action: states are those that the audit log leads to, money goes back at most once, and
//! no two records contradict each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use offerdesk::domain::audit::{AuditAction as Did, Chain, Subject};
use offerdesk::domain::ids::{OrderId, RequestId, SubscriptionId, UserId};
use offerdesk::domain::order::{Order, OrderState, Payment, Purpose};
use offerdesk::domain::receipt::Receipt;
use offerdesk::domain::request::{Closing, Event, REOPEN_DAYS, RequestState, Side, SupportRequest};
use offerdesk::domain::subscription::Subscription;
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::store::records::index;

use crate::desk::{CONTOSO, Desk, WILGA, ledger};
use crate::random::{all, orders_of};
use crate::threads;

/// Insists on everything; `done` tells how it came to this.
pub async fn hold(desk: &Desk, done: &[String]) {
    let mut requests = all::<SupportRequest>(desk, index::REQUESTS_ALL).await;
    for request in &mut requests {
        threads::read(&desk.store, request).await;
    }
    let orders = orders_of(desk).await;
    let held = all::<Subscription>(desk, index::SUBSCRIPTIONS_BY_EXPIRY).await;
    let log = Log::read(desk).await;
    for request in &requests {
        log.leads_to_request(request, done);
    }
    for order in orders.values() {
        log.leads_to_order(order, done);
    }
    one_open_cancellation(desk, &requests, &orders, &held, done);
    for subscription in &held {
        has_what_was_paid(subscription, &requests, &orders, done);
    }
    money_agrees(desk, &orders, done).await;
    numbers_have_no_gap(&requests);
    assert_eq!(desk.services.mismatches().await.unwrap(), [], "{done:?}");
    desk.checked().await;
}

/// What the audit log tells of requests and orders.
struct Log {
    requests: HashMap<RequestId, Vec<(Did, Option<UserId>)>>,
    orders: HashMap<OrderId, Vec<Did>>,
}

impl Log {
    async fn read(desk: &Desk) -> Self {
        let mut log = Self {
            requests: HashMap::new(),
            orders: HashMap::new(),
        };
        for account in [CONTOSO, WILGA] {
            let chain = Chain::Account(account);
            for entry in desk.store.engine().audit(chain, 0, 100_000).await.unwrap() {
                let entry = entry.entry;
                for subject in &entry.subjects {
                    match subject {
                        Subject::Request(id) if entry.action != Did::SubscriptionCancelled => {
                            log.requests
                                .entry(*id)
                                .or_default()
                                .push((entry.action, entry.actor));
                        }
                        Subject::Order(id) if is_step_of_an_order(entry.action) => {
                            log.orders.entry(*id).or_default().push(entry.action);
                        }
                        _ => {}
                    }
                }
            }
        }
        log
    }

    /// Every note has its entry, by the same person; and the notes lead to where the request stands.
    fn leads_to_request(&self, request: &SupportRequest, done: &[String]) {
        let told = self.requests.get(&request.id).map_or(&[][..], Vec::as_slice);
        let opened = (Did::RequestOpened, Some(request.requested_by));
        let noted = request.notes.iter().map(|note| (action_of(&note.event), note.by));
        let noted: Vec<_> = std::iter::once(opened).chain(noted).collect();
        assert_eq!(told, noted, "{}: {done:?}", request.number);
        let (mut state, mut since) = (RequestState::Open, request.opened);
        let mut decided = 0;
        for note in &request.notes {
            let next = after(state, note.side, &note.event);
            let next =
                next.unwrap_or_else(|| panic!("{}: {:?} in {state:?}: {done:?}", request.number, note.event));
            if note.event == Event::Reopened {
                assert!(since.day().days_until(note.at.day()) <= REOPEN_DAYS, "{done:?}");
            }
            decided += usize::from(matches!(note.event, Event::Decided { .. }));
            if next != state {
                (state, since) = (next, note.at);
            }
        }
        assert_eq!(
            (state, since),
            (request.state, request.since),
            "{}",
            request.number
        );
        let decision = request
            .cancellation
            .as_ref()
            .and_then(|asked| asked.decision.as_ref());
        assert_eq!(
            decided,
            usize::from(decision.is_some()),
            "{}: {done:?}",
            request.number
        );
        assert!(
            decision.is_none_or(|decision| decision.by != request.requested_by),
            "own request"
        );
    }

    fn leads_to_order(&self, order: &Order, done: &[String]) {
        let taken = self.orders.get(&order.id).map_or(&[][..], Vec::as_slice);
        let mut state = None;
        for action in taken {
            let next = step(order, state, *action);
            state = Some(next.unwrap_or_else(|| panic!("{}: {taken:?}: {done:?}", order.number)));
        }
        let stands = order.state.key().trim_start_matches("order-state-");
        assert_eq!(state, Some(stands), "{}: {taken:?}: {done:?}", order.number);
    }
}

const fn is_step_of_an_order(action: Did) -> bool {
    !matches!(
        action,
        Did::ReceiptBooked | Did::ReceiptApplied | Did::ReceiptReturned | Did::RequestWithdrawn
    )
}

const fn action_of(event: &Event) -> Did {
    match event {
        Event::Opened => Did::RequestOpened,
        Event::Replied => Did::RequestReplied,
        Event::Asked => Did::RequestAsked,
        Event::Taken => Did::RequestTaken,
        Event::Attached(_) => Did::RequestAttached,
        Event::Decided { .. } => Did::RequestDecided,
        Event::Closed => Did::RequestClosed,
        Event::Withdrawn | Event::Renewed => Did::RequestWithdrawn,
        Event::Reopened => Did::RequestReopened,
    }
}

/// Where an event leads; nothing if it cannot happen there.
const fn after(state: RequestState, side: Side, event: &Event) -> Option<RequestState> {
    use RequestState::{AttentionNeeded, Closed, Open};
    Some(match (state, event, side) {
        (Closed(_), Event::Reopened, _) => Open,
        (Closed(_), _, _) | (_, Event::Reopened, _) => return None,
        (_, Event::Replied, Side::Company) | (_, Event::Decided { .. }, Side::Support) => Open,
        (_, Event::Asked, Side::Support) => AttentionNeeded,
        (state, Event::Replied | Event::Taken, Side::Support) | (state, Event::Attached(_), _) => state,
        (_, Event::Closed, _) => Closed(Closing::Support),
        (_, Event::Withdrawn, Side::Company) => Closed(Closing::Withdrawn),
        (_, Event::Renewed, Side::Company) => Closed(Closing::Renewed),
        _ => return None,
    })
}

/// Where a step of an order leads; nothing if there is no such step.
fn step(order: &Order, state: Option<&str>, action: Did) -> Option<&'static str> {
    let by_card = matches!(order.payment, Payment::Card { .. });
    Some(match (state, action) {
        (None, Did::OrderPlaced) if by_card => "charging",
        (None, Did::OrderPlaced) => "awaiting-payment",
        (Some("charging" | "unknown" | "awaiting-payment"), Did::OrderPaid) => "paid",
        (Some("charging" | "unknown"), Did::OrderDeclined) => "declined",
        (Some("charging" | "unknown"), Did::OrderVoided) => "voided",
        (Some("charging" | "unknown" | "paid"), Did::RefundBegun) => "refunding",
        (Some("charging"), Did::OrderUnknown) => "unknown",
        (Some("declined" | "voided"), Did::AttemptBegun) => "charging",
        (Some("declined" | "voided" | "awaiting-payment"), Did::OrderCancelled) => "cancelled",
        (Some("refunding"), Did::RefundRefused) => "refund-refused",
        (Some("refunding" | "refund-refused"), Did::OrderRefunded) => "refunded",
        _ => return None,
    })
}

/// One open cancellation a subscription, and none while an order for it is being settled or waits for its money.
fn one_open_cancellation(
    desk: &Desk,
    requests: &[SupportRequest],
    orders: &BTreeMap<OrderId, Order>,
    held: &[Subscription],
    done: &[String],
) {
    let today = desk.clock.today();
    let mut open: BTreeSet<SubscriptionId> = BTreeSet::new();
    for asked in requests.iter().filter_map(SupportRequest::open_cancellation) {
        assert!(open.insert(asked.subscription), "two cancellations: {done:?}");
    }
    for held in held.iter().filter(|held| open.contains(&held.id)) {
        let of_it = |order: &&Order| (order.account, &order.offer) == (held.account, &held.offer);
        for order in orders.values().filter(of_it) {
            let waits = order.state == OrderState::AwaitingPayment && !order.is_expired(today);
            assert!(!waits && !order.state.is_settling(), "{}: {done:?}", order.number);
        }
    }
}

/// Every paid order has its term, once; a refunded one has none but for a first term, which was cancelled.
fn has_what_was_paid(
    held: &Subscription,
    requests: &[SupportRequest],
    orders: &BTreeMap<OrderId, Order>,
    done: &[String],
) {
    assert_eq!(
        held.terms.last().map(|term| term.expires),
        Some(held.expires),
        "{done:?}"
    );
    let decisions: Vec<_> = requests
        .iter()
        .filter_map(|request| request.cancellation.as_ref())
        .filter(|asked| asked.subscription == held.id)
        .filter_map(|asked| asked.decision.as_ref())
        .collect();
    let of_it = orders
        .values()
        .filter(|order| order.purpose.subscription() == held.id);
    for order in of_it {
        let terms = held
            .terms
            .iter()
            .filter(|term| term.order == Some(order.id))
            .count();
        let was_decided = decisions
            .iter()
            .filter(|decision| decision.refund == Some(order.id))
            .count();
        assert!(
            was_decided <= 1,
            "{} was given back twice: {done:?}",
            order.number
        );
        let is_first = matches!(order.purpose, Purpose::Subscribe { .. });
        let expected = match order.state {
            OrderState::Paid { .. } => 1,
            OrderState::Refunding | OrderState::Refunded | OrderState::RefundRefused
                if was_decided == 1 && is_first =>
            {
                1
            }
            _ => 0,
        };
        assert_eq!(terms, expected, "{} is {:?}: {done:?}", order.number, order.state);
    }
    if let Some(first) = held.cancelled {
        assert!(
            decisions.iter().any(|decision| decision.ends == Some(first)),
            "cancelled by nobody: {done:?}"
        );
    }
}

/// The bank's ledger says of every order what the order says, and nothing goes back that was not paid.
async fn money_agrees(desk: &Desk, orders: &BTreeMap<OrderId, Order>, done: &[String]) {
    let mut attempts = desk.sandbox.attempts().await.unwrap();
    let (moving, settled): (Vec<Order>, Vec<Order>) = orders
        .values()
        .cloned()
        .partition(|order| order.state.is_settling() || order.state == OrderState::Refunding);
    for order in &moving {
        let Some(attempt) = order.attempt() else {
            continue;
        };
        let known = attempts
            .iter()
            .find(|known| known.reference.0 == attempt.reference)
            .unwrap();
        if order.state == OrderState::Refunding {
            let status = known.status();
            let fits = matches!(status, AttemptStatus::Charged | AttemptStatus::Refunded);
            assert!(fits, "{}: {status:?}: {done:?}", order.number);
            assert_eq!(known.amount, order.quote.total);
        }
    }
    let of_moving: BTreeSet<&str> = moving
        .iter()
        .flat_map(|order| match &order.payment {
            Payment::Card { attempts } => attempts.as_slice(),
            Payment::Transfer { .. } => &[],
        })
        .map(|attempt| attempt.reference.as_str())
        .collect();
    attempts.retain(|attempt| !of_moving.contains(attempt.reference.0.as_str()));
    let by_card: Vec<Order> = settled
        .into_iter()
        .filter(|order| order.attempt().is_some())
        .collect();
    ledger::agrees(&by_card, &attempts);
    for order in orders.values().filter(|order| order.due().is_some()) {
        for received in order.received() {
            let receipt = desk.store.get::<Receipt>(received.receipt.to_bytes()).await;
            let receipt = receipt.unwrap().unwrap().record;
            let (has, gave_back) = (receipt.allocated_to(order.id), receipt.returned_of(order.id));
            let is_back = order.state == OrderState::Refunded;
            let (is, is_not) = if is_back {
                (gave_back, has)
            } else {
                (has, gave_back)
            };
            assert_eq!(
                (is.minor, is_not.minor),
                (received.minor, 0),
                "{}: {done:?}",
                order.number
            );
        }
    }
}

fn numbers_have_no_gap(requests: &[SupportRequest]) {
    let mut numbers: Vec<u64> = requests.iter().map(|request| request.number.value()).collect();
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq((1_001..).take(requests.len())));
}
