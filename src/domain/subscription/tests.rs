//! The windows, terms and states of subscriptions, day by day.

use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn expiring(expires: Day) -> Subscription {
    let offer = OfferId::parse("action-pack").unwrap();
    let mut subscription = Subscription::activated(
        SubscriptionId::new(1),
        AccountId::new(1),
        offer,
        expires.plus(-TERM_DAYS),
        None,
        WindowDays::USUAL,
    );
    subscription.expires = expires;
    subscription
}

#[test]
fn the_sources_own_example_expires_june_22() {
    let subscription = expiring(day("2021-06-22"));
    let check = |today: &str, expected: Result<Day, NotRenewable>| {
        assert_eq!(subscription.renewable(day(today)), expected, "{today}");
    };
    let (opens, closes) = (day("2021-06-23"), day("2021-07-22"));
    check("2021-06-22", Err(NotRenewable::TooEarly { opens, closes }));
    check("2021-06-23", Ok(day("2022-06-22")));
    check("2021-07-22", Ok(day("2022-06-22")));
    check("2021-07-23", Err(NotRenewable::TooLate { closed: closes }));
}

/// The programme of today: from 30 days before the last day on, and no day after it.
const EARLY: WindowDays = WindowDays {
    first: -30,
    last: 0,
    transfer_warning: -10,
};

#[test]
fn a_window_before_the_expiry_opens_and_closes_within_the_term() {
    let mut held = expiring(day("2021-06-22"));
    held.terms[0].window = EARLY;
    let (opens, closes) = (day("2021-05-23"), day("2021-06-22"));
    let check = |today: &str, state: State, renewable: Result<Day, NotRenewable>| {
        let today = day(today);
        assert_eq!(
            (held.state(today), held.renewable(today)),
            (state, renewable),
            "{today}"
        );
    };
    let (early, late) = (
        NotRenewable::TooEarly { opens, closes },
        NotRenewable::TooLate { closed: closes },
    );
    check("2021-05-22", State::Active, Err(early));
    check("2021-05-23", State::RenewalWindow, Ok(day("2022-06-22")));
    check("2021-06-22", State::RenewalWindow, Ok(day("2022-06-22")));
    check("2021-06-23", State::Lapsed, Err(late));
    assert!(!held.window().warns_of_slow_transfer(day("2021-06-11")));
    assert!(held.window().warns_of_slow_transfer(day("2021-06-12")));
}

#[test]
fn a_window_that_closes_before_the_expiry_leaves_the_benefits_until_then() {
    let mut held = expiring(day("2021-06-22"));
    held.terms[0].window = WindowDays { last: -10, ..EARLY };
    let closed = day("2021-06-12");
    assert_eq!(held.state(day("2021-06-13")), State::Active);
    assert_eq!(
        held.renewable(day("2021-06-13")),
        Err(NotRenewable::TooLate { closed })
    );
    assert!(held.has_benefits(day("2021-06-22")));
    assert_eq!(held.state(day("2021-06-23")), State::Lapsed);
}

#[test]
fn who_cancels_in_an_early_window_keeps_what_was_paid_for() {
    let mut held = expiring(day("2021-06-22"));
    held.terms[0].window = EARLY;
    assert_eq!(held.cancel(day("2021-06-01")), Ok(day("2021-06-23")));
    let ends = day("2021-06-22");
    assert_eq!(
        held.renewable(day("2021-06-02")),
        Err(NotRenewable::Ending { ends })
    );
    assert_eq!(held.state(day("2021-06-23")), State::Cancelled);
}

#[test]
fn a_term_keeps_the_window_that_it_was_sold_with() {
    let mut held = expiring(day("2021-06-22"));
    assert!(held.renew(day("2021-06-22"), day("2021-07-01"), OrderId::new(7), EARLY));
    assert_eq!(held.state(day("2022-05-23")), State::RenewalWindow);
    assert_eq!(held.terms[0].renewal().closes, day("2021-07-22"));
    let order = crate::domain::order::tests::by_card(crate::domain::order::OrderState::Charging);
    let mut paid = order;
    paid.id = OrderId::new(7);
    paid.purpose = Purpose::Renew {
        subscription: held.id,
        from: day("2021-06-22"),
    };
    assert_eq!(held.take_back(&paid, day("2021-07-02")), Ok(None));
    assert_eq!(held.window(), WindowDays::USUAL.of(day("2021-06-22")));
}

#[test]
fn a_term_over_a_leap_day_ends_a_date_earlier() {
    assert_eq!(
        expiring(day("2023-03-01")).renewable(day("2023-03-02")),
        Ok(day("2024-02-29"))
    );
    assert_eq!(
        expiring(day("2024-02-29")).renewable(day("2024-03-01")),
        Ok(day("2025-02-28"))
    );
}

#[test]
fn a_renewal_prolongs_the_term_it_was_placed_for_or_none() {
    let mut subscription = expiring(day("2021-06-22"));
    let order = OrderId::new(7);
    assert!(!subscription.renew(day("2020-06-22"), day("2021-06-23"), order, WindowDays::USUAL));
    assert!(subscription.renew(day("2021-06-22"), day("2021-08-30"), order, WindowDays::USUAL)); // late money, same new expiry
    assert_eq!(subscription.expires, day("2022-06-22"));
    assert!(!subscription.renew(day("2021-06-22"), day("2021-08-30"), order, WindowDays::USUAL));
}

#[test]
fn a_lapsed_subscription_starts_again_from_the_day_it_is_paid() {
    let mut subscription = expiring(day("2021-06-22"));
    assert!(!subscription.restart(day("2021-07-22"), OrderId::new(7), WindowDays::USUAL));
    assert!(subscription.restart(day("2021-07-23"), OrderId::new(7), WindowDays::USUAL));
    assert_eq!(subscription.expires, day("2022-07-23"));
    assert_eq!(subscription.state(day("2021-07-23")), State::Active);
}

#[test]
fn transfers_are_warned_of_from_the_twentieth_day_after_expiry() {
    let window = WindowDays::USUAL.of(day("2021-06-22"));
    assert!(!window.warns_of_slow_transfer(day("2021-06-22").plus(19)));
    assert!(window.warns_of_slow_transfer(day("2021-06-22").plus(20)));
}

/// Where it stands on a day, and its last day if that was set.
fn check_on(held: &Subscription, today: &str, state: State, ends: Option<&str>) {
    assert_eq!(held.state(day(today)), state, "{today}");
    assert_eq!(held.ends(day(today)), ends.map(day), "{today}");
}

#[test]
fn cancelled_before_or_on_its_last_day_it_ends_with_its_term_and_no_window_opens() {
    for decided in ["2021-01-01", "2021-06-21", "2021-06-22"] {
        let mut held = expiring(day("2021-06-22"));
        assert_eq!(held.cancel(day(decided)), Ok(day("2021-06-23")));
        let ends = day("2021-06-22");
        check_on(&held, decided, State::Active, Some("2021-06-22"));
        check_on(&held, "2021-06-22", State::Active, Some("2021-06-22"));
        assert_eq!(held.renewable(ends), Err(NotRenewable::Ending { ends }));
        let again = Err(NotCancellable::Ending { ends });
        assert_eq!(
            (held.cancellable(ends), held.clone().cancel(ends).map(|_| ())),
            (again, again)
        );
        for after in ["2021-06-23", "2021-07-22", "2021-07-23"] {
            check_on(&held, after, State::Cancelled, None);
            let on = day("2021-06-23");
            assert_eq!(held.renewable(day(after)), Err(NotRenewable::Cancelled { on }));
            assert!(!held.has_benefits(day(after)));
            assert_eq!(held.cancellable(day(after)), Err(NotCancellable::Over));
        }
        let order = OrderId::new(7);
        assert!(
            !held.renew(ends, day("2021-06-23"), order, WindowDays::USUAL),
            "late money prolongs nothing"
        );
        assert!(
            !held.restart(ends, order, WindowDays::USUAL),
            "its term still counts"
        );
        assert!(
            held.restart(day("2021-06-23"), order, WindowDays::USUAL),
            "it is for sale again"
        );
        check_on(&held, "2021-06-23", State::Active, None);
        assert_eq!(held.expires, day("2022-06-23"));
    }
}

#[test]
fn cancelled_in_its_window_it_ends_that_day_and_over_it_cannot_be_cancelled() {
    for decided in ["2021-06-23", "2021-07-22"] {
        let mut held = expiring(day("2021-06-22"));
        assert_eq!(held.cancel(day(decided)), Ok(day(decided)));
        check_on(&held, decided, State::Cancelled, None);
        assert!(held.restart(day(decided), OrderId::new(7), WindowDays::USUAL));
    }
    let mut lapsed = expiring(day("2021-06-22"));
    assert_eq!(lapsed.cancel(day("2021-07-23")), Err(NotCancellable::Over));
    assert_eq!(lapsed, expiring(day("2021-06-22")));
}

/// An order that paid something; what exactly says the purpose.
fn paying(purpose: Purpose) -> Order {
    Order {
        purpose,
        ..crate::domain::order::tests::by_card(crate::domain::order::OrderState::Charging)
    }
}

#[test]
fn a_refunded_renewal_restores_the_former_term_and_its_window() {
    let former = expiring(day("2021-06-22"));
    let order = paying(Purpose::Renew {
        subscription: former.id,
        from: former.expires,
    });
    let mut held = former.clone();
    assert!(held.renew(former.expires, day("2021-07-01"), order.id, WindowDays::USUAL));
    for decided in ["2021-07-01", "2021-07-22", "2021-07-23", "2022-07-22"] {
        let mut held = held.clone();
        assert_eq!(held.take_back(&order, day(decided)), Ok(None));
        assert_eq!(held, former, "{decided}");
    }
    let mut back = held.clone();
    back.take_back(&order, day("2021-07-22")).unwrap();
    assert_eq!(back.renewable(day("2021-07-22")), Ok(day("2022-06-22")));
    assert_eq!(back.state(day("2021-07-23")), State::Lapsed);
    // And once more: the same year can be bought again, by another order only.
    assert!(back.renew(
        former.expires,
        day("2021-07-22"),
        OrderId::new(8),
        WindowDays::USUAL
    ));
    assert_eq!(
        back.take_back(&order, day("2021-07-22")),
        Err(NotCancellable::OtherTerm)
    );
    let over = Err(NotCancellable::Over);
    assert_eq!(held.clone().take_back(&order, day("2022-07-23")), over);
}

#[test]
fn a_refunded_first_term_ends_that_day_and_is_for_sale_again() {
    let mut held = expiring(day("2021-06-22"));
    let order = paying(Purpose::Subscribe {
        subscription: held.id,
    });
    assert_eq!(
        held.take_back(&order, day("2020-07-01")),
        Err(NotCancellable::OtherTerm)
    );
    held.terms.last_mut().unwrap().order = Some(order.id);
    assert_eq!(
        held.take_back(&order, day("2020-07-01")),
        Ok(Some(day("2020-07-01")))
    );
    check_on(&held, "2020-07-01", State::Cancelled, None);
    assert_eq!(
        held.take_back(&order, day("2020-07-01")),
        Err(NotCancellable::Over)
    );
    assert!(held.restart(day("2020-07-01"), OrderId::new(8), WindowDays::USUAL));
    assert_eq!((held.terms.len(), held.expires), (2, day("2021-07-01")));
    // Cancelled without a refund first, its money stays.
    held.cancel(day("2020-07-02")).unwrap();
    let ends = day("2021-07-01");
    assert_eq!(
        held.take_back(&order, day("2020-07-02")),
        Err(NotCancellable::Ending { ends })
    );
}

proptest! {
    /// 1970 to 2070, every offset around the window.
    #[test]
    fn the_window_is_e_plus_1_through_e_plus_30_over_a_century(epoch in 0_i64..36_525, offset in -400_i32..400) {
        let expires = Day::from_epoch_days(epoch);
        let subscription = expiring(expires);
        let today = expires.plus(offset);
        let open = (1..=30).contains(&offset);
        prop_assert_eq!(subscription.renewable(today).is_ok(), open);
        prop_assert_eq!(subscription.window().contains(today), open);
        prop_assert_eq!(subscription.has_benefits(today), offset <= 30);
        prop_assert_eq!(subscription.window().days_left(today), if open { 31 - offset } else { 0 });
        if open {
            let renewed = subscription.renewable(today).unwrap();
            prop_assert_eq!(expires.days_until(renewed), 365);
            prop_assert!(renewed > today);
        }
    }
}
