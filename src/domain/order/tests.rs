//! The order's state machine: every step that exists, and that no other does.

use super::*;
use crate::domain::address::{Address, Email, Name, Phone};
use crate::domain::catalog_copy::CatalogHash;
use crate::domain::ids::NetworkId;
use crate::domain::money::CurrencyCode;
use crate::domain::offer::TaxTreatment;
use crate::domain::payment::{CardBrand, CardExpiry, CardToken, Fingerprint, TokenizedCard};
use crate::domain::receipt::tests::receipt;

const DAY_ZERO: Day = Day::EPOCH;
const AT: Timestamp = Timestamp(1_000);

pub(crate) fn attempt(reference: &str) -> Attempt {
    let card = TokenizedCard {
        token: CardToken("t".into()),
        brand: CardBrand::Visa,
        last_four: "4242".into(),
        expiry: CardExpiry { year: 2030, month: 1 },
        fingerprint: Fingerprint("f".into()),
    };
    Attempt {
        reference: reference.into(),
        network: NetworkId::new(1),
        card,
        began: AT,
        keeps_card: false,
        course: Course::Usual,
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn order(payment: Payment, state: OrderState) -> Order {
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
        follows: None,
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
        catalog: CatalogHash::default(),
        rerated: None,
        window: WindowDays::USUAL,
        due_days: 30,
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
            received: Vec::new(),
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
    // Without any money it can neither be paid nor give money back.
    assert_eq!(possible(by_transfer), [4, 6]);
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
    check(|order| order.mark_unknown(AT), &[0]);
    check(|order| order.void(AT), &[0, 1]);
    check(|order| order.retry(attempt("b")), &[2, 3]);
    check(|order| order.cancel(AT).map(drop), &[2, 3, 4]);
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
    assert!(order.attempts_exhausted() && order.retry(attempt("c")).is_err());
    assert!(order.is_replaceable(AT.day()));
}

/// So much money of a day.
fn money(total: Money, value_date: &str) -> Receipt {
    Receipt {
        amount: total,
        value_date: day(value_date),
        waits: None,
        ..receipt(1)
    }
}

#[test]
fn a_transfer_awaits_money_of_its_currency_from_the_day_before_the_placing_to_its_due_day() {
    let waiting = Order {
        placed_at: Timestamp::start_of(day("2026-06-23")),
        ..by_transfer(OrderState::AwaitingPayment)
    };
    let euro = |minor| Money::new(minor, CurrencyCode::EUR);
    let check = |order: &Order, total, value_date, expected| {
        assert_eq!(order.awaits(&money(total, value_date)), expected, "{value_date}");
    };
    for minor in [1, 1_000, 2_000] {
        check(&waiting, euro(minor), "2026-06-22", Ok(()));
        check(&waiting, euro(minor), "2026-07-23", Ok(()));
    }
    check(&waiting, euro(1), "2026-07-24", Err(Unallocated::AfterDueDay));
    check(&waiting, euro(1), "2026-06-21", Err(Unallocated::BeforeOrder));
    // What was here before may be applied, if Finance says so.
    assert_eq!(waiting.takes(&money(euro(1), "2026-06-21")), Ok(()));
    let dollars = Money::new(1_000, CurrencyCode::USD);
    check(&waiting, dollars, "2026-07-01", Err(Unallocated::WrongCurrency));
    let paid = by_transfer(OrderState::Paid {
        expires: day("2027-06-22"),
    });
    for order in [paid, by_card(OrderState::AwaitingPayment)] {
        check(&order, euro(1_000), "2026-07-23", Err(Unallocated::NotAwaiting));
    }
}

#[test]
fn receipts_add_up_and_the_latest_value_date_completes_the_order() {
    let euro = |minor| Money::new(minor, CurrencyCode::EUR);
    let mut order = Order {
        placed_at: Timestamp::start_of(day("2026-06-23")),
        ..by_transfer(OrderState::AwaitingPayment)
    };
    let mut first = money(euro(400), "2026-07-05");
    order.receive(&mut first).unwrap();
    assert_eq!((order.missing(), first.rest()), (euro(600), euro(0)));
    let mut second = money(euro(700), "2026-07-02");
    order.receive(&mut second).unwrap();
    assert_eq!((order.missing(), second.rest()), (euro(0), euro(100)));
    assert_eq!(second.waits, Some(Unallocated::Surplus));
    assert_eq!(order.completed_on(), Some(day("2026-07-05")));
    // Money that was here before counts on the day of placing.
    let mut early = by_transfer(OrderState::AwaitingPayment);
    early.placed_at = order.placed_at;
    early.receive(&mut money(euro(1_000), "2026-06-01")).unwrap();
    assert_eq!(early.completed_on(), Some(day("2026-06-23")));

    let freed = order.cancel(AT).unwrap();
    assert_eq!(freed, [first.id]);
    assert_eq!((order.missing(), order.received()), (euro(1_000), &[][..]));
    assert!(order.is_possible());
}

/// The incident: a retry was built by hand, and brought an order back that had been given up meanwhile.
#[test]
fn no_step_leads_out_of_a_cancelled_order() {
    for to in STATES {
        assert!(!OrderState::Cancelled.leads_to(to), "{to:?}");
        assert!(!OrderState::Refunded.leads_to(to), "{to:?}");
    }
    let mut order = by_card(OrderState::Cancelled);
    assert!(order.retry(attempt("b")).is_err());
    assert_eq!(order, by_card(OrderState::Cancelled));
}

#[test]
fn what_took_the_place_of_another_order_is_kept_until_that_one_was_due() {
    let now = |text: &str| Timestamp::start_of(day(text));
    let declined = Order {
        placed_at: now("2026-06-23"),
        since: now("2026-06-25"),
        ..by_card(OrderState::Declined(DeclineReason::DoNotHonor))
    };
    assert!(!declined.is_forgotten(Timestamp(now("2026-06-26").0 - 1)));
    assert!(declined.is_forgotten(now("2026-06-26")));
    let following = Order {
        follows: Some(OrderId::new(7)),
        ..declined
    };
    assert!(!following.is_forgotten(now("2026-07-23")));
    assert!(following.is_forgotten(now("2026-07-24")));
}

#[test]
fn an_unpaid_transfer_gives_way_after_its_due_day_only() {
    let waiting = by_transfer(OrderState::AwaitingPayment);
    assert!(!waiting.is_replaceable(day("2026-07-23")));
    assert!(waiting.is_replaceable(day("2026-07-24")));
    assert!(by_card(OrderState::Voided).is_replaceable(day("2026-07-23")));
    assert!(!by_card(OrderState::Unknown).is_replaceable(day("2030-01-01")));
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
