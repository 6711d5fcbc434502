//! Subscriptions whose terms contradict each other, or the decisions about them: what no use case writes, and the
//! check finds.

use offerdesk::domain::date::Day;
use offerdesk::domain::message::Coded;
use offerdesk::domain::subscription::{Subscription, Term, WindowDays};
use offerdesk::services::maintenance::{HeldFault, Mismatch};

use crate::asking::{WANTED, cancellation, in_window};
use crate::check::finds;
use crate::desk::{ANA, CONTOSO, Desk, SUE, offer_id};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn term(activated: &str, expires: &str) -> Term {
    Term {
        activated: day(activated),
        expires: day(expires),
        order: None,
        window: WindowDays::USUAL,
    }
}

/// What the check finds of a subscription that was changed; afterwards it is as it was.
async fn finds_in(desk: &Desk, fault: HeldFault, change: impl Fn(&mut Subscription)) {
    let before = desk.subscription(CONTOSO, WANTED).await.unwrap();
    let mut changed = before.clone();
    change(&mut changed);
    desk.put(&changed).await;
    let account = offerdesk::domain::partner::Account::clone(
        &desk.store.get(CONTOSO.to_bytes()).await.unwrap().unwrap().record,
    );
    let expected = Mismatch::Held(account.mpn_id.to_string(), offer_id(WANTED), fault);
    finds(desk, std::slice::from_ref(&expected)).await;
    assert_eq!(expected.args().len(), 2);
    desk.put(&before).await;
    finds(desk, &[]).await;
}

#[tokio::test]
async fn a_subscription_that_does_not_end_with_its_last_term_is_found() {
    let desk = in_window().await;
    finds_in(&desk, HeldFault::OtherEnd, |held| {
        held.expires = held.expires.plus(1);
    })
    .await;
    finds_in(&desk, HeldFault::OtherEnd, |held| held.terms.clear()).await;
}

#[tokio::test]
async fn terms_that_go_back_in_time_are_found() {
    let desk = in_window().await;
    finds_in(&desk, HeldFault::TermsOutOfOrder, |held| {
        held.terms.insert(0, term("2026-06-22", "2027-06-22"));
    })
    .await;
    finds_in(&desk, HeldFault::TermsOutOfOrder, |held| {
        held.terms.first_mut().unwrap().activated = day("2026-06-23");
    })
    .await;
}

#[tokio::test]
async fn a_term_that_began_anew_before_the_former_one_was_over_is_found() {
    let desk = Desk::on("2026-07-03").await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.agrees().await;
    for expires in ["2026-06-03", "2026-07-03", "2026-12-31"] {
        finds_in(&desk, HeldFault::TermsOverlap, |held| {
            held.terms.insert(0, term("2025-06-03", expires));
        })
        .await;
    }
    let mut held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    held.terms.insert(0, term("2025-06-02", "2026-06-02"));
    desk.put(&held).await;
    finds(&desk, &[]).await; // its window was over
}

#[tokio::test]
async fn a_subscription_that_nobody_cancelled_or_that_goes_on_after_its_decision_is_found() {
    let desk = in_window().await;
    finds_in(&desk, HeldFault::NobodyCancelled, |held| {
        held.cancelled = Some(day("2026-07-03"));
    })
    .await;
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    desk.decide(SUE, &asked, false).await.unwrap();
    desk.agrees().await;
    finds_in(&desk, HeldFault::NotCancelled, |held| held.cancelled = None).await;
    finds_in(&desk, HeldFault::NobodyCancelled, |held| {
        held.cancelled = Some(day("2026-07-04"));
    })
    .await;
    // Bought anew on the same day, and given back on the same day: it is cancelled for the second time.
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.agrees().await;
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    desk.decide(SUE, &asked, true).await.unwrap();
    desk.settle().await;
    desk.agrees().await;
    finds_in(&desk, HeldFault::NotCancelled, |held| held.cancelled = None).await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.agrees().await;
}
