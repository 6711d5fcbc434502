//! The order's state machine: every step that exists, and that no other does.

use super::*;
use crate::domain::address::{Address, Email, Name, Phone};
use crate::domain::money::CurrencyCode;
use crate::domain::offer::TaxTreatment;
use crate::domain::payment::{CardBrand, CardExpiry, CardToken};

const DAY_ZERO: Day = Day::EPOCH;
const AT: Timestamp = Timestamp(1_000);

fn attempt(reference: &str) -> Attempt {
    let card = TokenizedCard {
        token: CardToken("t".into()),
        brand: CardBrand::Visa,
        last_four: "4242".into(),
        expiry: CardExpiry { year: 2030, month: 1 },
    };
    Attempt {
        reference: reference.into(),
        card,
        began: AT,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn order(payment: Payment, state: OrderState) -> Order {
    let total = Money::new(1_000, CurrencyCode::EUR);
    Order {
        id: OrderId::new(1),
        number: OrderNumber::from_random(1),
        account: AccountId::new(1),
        offer: OfferId::parse("gold").unwrap(),
        purpose: Purpose::Renew {
            subscription: SubscriptionId::new(1),
            from: day("2026-06-22"),
        },
        placed_by: UserId::new(1),
        placed_at: AT,
        quote: Quote {
            net: total,
            treatment: TaxTreatment::Untaxed,
            tax: Money::zero(total.currency),
            total,
        },
        bill_to: BillTo {
            company: Name::parse("Contoso").unwrap(),
            address: Address {
                line1: "1 Main St".into(),
                line2: String::new(),
                city: "Redmond".into(),
                state: "WA".into(),
                postal_code: "98052".into(),
                country: "US".parse().unwrap(),
            },
            vat_id: None,
            purchase_order: String::new(),
        },
        terms_version: "1".into(),
        payment,
        state,
        since: AT,
    }
}

/// An order of Contoso by card, renewing from June 22, 2026.
pub(crate) fn by_card(state: OrderState) -> Order {
    order(
        Payment::Card {
            attempts: vec![attempt("a")],
        },
        state,
    )
}

/// The same by transfer.
pub(crate) fn by_transfer(state: OrderState) -> Order {
    let contact = TransferContact {
        name: Name::parse("Ana").unwrap(),
        phone: Phone::parse("221234567").unwrap(),
        email: Email::parse("ana@example.com").unwrap(),
    };
    order(
        Payment::Transfer {
            contact,
            due: day("2026-07-23"),
            receipt: None,
        },
        state,
    )
}

const STATES: [OrderState; 10] = [
    OrderState::Charging,
    OrderState::Unknown,
    OrderState::Declined(DeclineReason::DoNotHonor),
    OrderState::Voided,
    OrderState::AwaitingPayment,
    OrderState::Paid { expires: DAY_ZERO },
    OrderState::Cancelled,
    OrderState::Refunding,
    OrderState::Refunded,
    OrderState::RefundRefused,
];

/// The state that the list of all states has after this one. A new state does not compile until it has its place here,
/// and then the lists must name it too.
const fn after(state: OrderState) -> Option<OrderState> {
    Some(match state {
        OrderState::Charging => OrderState::Unknown,
        OrderState::Unknown => OrderState::Declined(DeclineReason::DoNotHonor),
        OrderState::Declined(_) => OrderState::Voided,
        OrderState::Voided => OrderState::AwaitingPayment,
        OrderState::AwaitingPayment => OrderState::Paid { expires: DAY_ZERO },
        OrderState::Paid { .. } => OrderState::Cancelled,
        OrderState::Cancelled => OrderState::Refunding,
        OrderState::Refunding => OrderState::Refunded,
        OrderState::Refunded => OrderState::RefundRefused,
        OrderState::RefundRefused => return None,
    })
}

#[test]
fn no_state_is_missing_among_those_that_orders_are_found_by() {
    let all: Vec<OrderState> =
        std::iter::successors(Some(OrderState::Charging), |state| after(*state)).collect();
    assert_eq!(all, STATES);
    let keys: Vec<&str> = all.into_iter().map(OrderState::key).collect();
    assert_eq!(keys, OrderState::KEYS);
}

#[test]
fn a_way_of_payment_leads_to_its_own_states_only() {
    let possible = |order: fn(OrderState) -> Order| -> Vec<usize> {
        let places = STATES.into_iter().enumerate();
        let possible = places.filter(|(_, state)| order(*state).is_possible());
        possible.map(|(place, _)| place).collect()
    };
    assert_eq!(possible(by_card), [0, 1, 2, 3, 5, 6, 7, 8, 9]);
    assert_eq!(possible(by_transfer), [4, 5, 6, 7, 8]);
    let mut order = by_card(OrderState::Charging);
    for attempts in [Vec::new(), vec![attempt("a"); MOST_ATTEMPTS + 1]] {
        order.payment = Payment::Card { attempts };
        assert!(!order.is_possible());
    }
    order.payment = Payment::Card {
        attempts: vec![attempt("a"); MOST_ATTEMPTS],
    };
    assert!(order.is_possible());
}

/// Which steps each state allows, in the order of [`STATES`].
fn check(step: impl Fn(&mut Order) -> Result<(), IllegalStep>, allowed: &[usize]) {
    for (place, state) in STATES.into_iter().enumerate() {
        let mut order = by_card(state);
        let result = step(&mut order);
        assert_eq!(result.is_ok(), allowed.contains(&place), "{state:?}: {result:?}");
        if result.is_err() {
            assert_eq!(order, by_card(state), "a refused step changes nothing");
        }
    }
}

#[test]
fn only_the_drawn_steps_exist() {
    check(|order| order.pay(day("2027-06-22"), AT), &[0, 1, 4]);
    check(|order| order.decline(DeclineReason::DoNotHonor, AT), &[0, 1]);
    check(|order| order.lose_sight(AT), &[0]);
    check(|order| order.void(AT), &[0, 1]);
    check(|order| order.retry(attempt("b")), &[2, 3]);
    check(|order| order.cancel(AT), &[2, 3, 4]);
    check(|order| order.begin_refund(AT), &[0, 1, 5]);
    check(|order| order.refunded(AT), &[7, 9]);
    check(|order| order.refund_refused(AT), &[7]);
}

#[test]
fn a_retry_is_a_further_attempt_of_the_same_order() {
    let mut order = by_card(OrderState::Declined(DeclineReason::InsufficientFunds));
    order.retry(attempt("b")).unwrap();
    assert_eq!(
        order.attempt().map(|attempt| attempt.reference.as_str()),
        Some("b")
    );
    assert_eq!(order.state, OrderState::Charging);
}

#[test]
fn an_order_takes_so_many_attempts_and_no_more() {
    let mut order = by_card(OrderState::Declined(DeclineReason::InsufficientFunds));
    for _ in 1..MOST_ATTEMPTS {
        order.retry(attempt("b")).unwrap();
        order.decline(DeclineReason::InsufficientFunds, AT).unwrap();
    }
    assert!(order.is_tried_out() && order.retry(attempt("c")).is_err());
    assert!(order.gives_way(AT.day()));
}

#[test]
fn a_transfer_order_is_paid_by_the_exact_amount_up_to_its_due_day() {
    let waiting = by_transfer(OrderState::AwaitingPayment);
    let euro = |minor| Money::new(minor, CurrencyCode::EUR);
    assert_eq!(waiting.accepts(euro(1_000), day("2026-07-23")), Ok(()));
    assert_eq!(
        waiting.accepts(euro(1_000), day("2026-07-24")),
        Err(Unallocated::AfterDueDay)
    );
    assert_eq!(
        waiting.accepts(euro(999), day("2026-07-23")),
        Err(Unallocated::WrongAmount)
    );
    assert_eq!(
        waiting.accepts(euro(1_001), day("2026-07-23")),
        Err(Unallocated::WrongAmount)
    );
    let dollars = Money::new(1_000, CurrencyCode::USD);
    assert_eq!(
        waiting.accepts(dollars, day("2026-07-23")),
        Err(Unallocated::WrongCurrency)
    );
    let before = AT.day().plus(-1);
    assert_eq!(
        waiting.accepts(euro(1_000), before),
        Err(Unallocated::BeforeOrder)
    );
    let paid = by_transfer(OrderState::Paid {
        expires: day("2027-06-22"),
    });
    assert_eq!(
        paid.accepts(euro(1_000), day("2026-07-23")),
        Err(Unallocated::NotAwaiting)
    );
    let card = by_card(OrderState::AwaitingPayment);
    assert_eq!(
        card.accepts(euro(1_000), day("2026-07-23")),
        Err(Unallocated::NotAwaiting)
    );
}

#[test]
fn an_unpaid_transfer_gives_way_after_its_due_day_only() {
    let waiting = by_transfer(OrderState::AwaitingPayment);
    assert!(!waiting.gives_way(day("2026-07-23")));
    assert!(waiting.gives_way(day("2026-07-24")));
    assert!(by_card(OrderState::Voided).gives_way(day("2026-07-23")));
    assert!(!by_card(OrderState::Unknown).gives_way(day("2030-01-01")));
}

#[test]
fn a_renewal_ends_a_term_after_the_former_expiry_and_a_first_term_after_activation() {
    let renewal = Purpose::Renew {
        subscription: SubscriptionId::new(1),
        from: day("2026-06-22"),
    };
    assert_eq!(renewal.expiry(day("2026-08-01")), day("2027-06-22"));
    let first = Purpose::Subscribe {
        subscription: SubscriptionId::new(1),
    };
    assert_eq!(first.expiry(day("2026-08-01")), day("2027-08-01"));
}

#[test]
fn a_paid_order_goes_back_in_two_steps_and_never_again() {
    for mut order in [by_card, by_transfer].map(|order| {
        order(OrderState::Paid {
            expires: day("2027-06-22"),
        })
    }) {
        let by_transfer = order.due().is_some();
        assert!(order.refunded(AT).is_err() && !order.is_to_return());
        order.begin_refund(Timestamp(2_000)).unwrap();
        assert_eq!(
            (order.state, order.since),
            (OrderState::Refunding, Timestamp(2_000))
        );
        assert_eq!(order.is_to_return(), by_transfer);
        assert!(!order.state.is_open() && !order.state.is_settling());
        assert!(order.begin_refund(AT).is_err());
        order.refunded(Timestamp(3_000)).unwrap();
        assert_eq!(
            (order.state, order.since),
            (OrderState::Refunded, Timestamp(3_000))
        );
        assert!(order.begin_refund(AT).is_err() && order.refunded(AT).is_err() && !order.is_to_return());
    }
}

#[test]
fn a_transfer_names_its_receipt_and_a_card_has_none() {
    use crate::domain::ids::{ReceiptId, UserId};
    use crate::domain::payment::Allocation;
    let receipt = Receipt {
        id: ReceiptId::new(9),
        account: None,
        reference: String::new(),
        value_date: DAY_ZERO,
        amount: Money::new(1_000, CurrencyCode::EUR),
        booked_by: UserId::new(1),
        booked_at: AT,
        allocation: Allocation::Order(OrderId::new(1)),
    };
    let mut transfer = by_transfer(OrderState::AwaitingPayment);
    assert_eq!(transfer.receipt(), None);
    transfer.paid_by(&receipt);
    assert_eq!(transfer.receipt(), Some(ReceiptId::new(9)));
    let mut card = by_card(OrderState::Charging);
    card.paid_by(&receipt);
    assert_eq!(card.receipt(), None);
}
