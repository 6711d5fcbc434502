//! Many at once on two cores: one decision, one open cancellation, one request an intent, and no gap in the numbers.

use std::collections::BTreeSet;

use offerdesk::domain::ids::{AccountId, UserId};
use offerdesk::domain::order::OrderState;
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::requests::{NewRequest, Reply, RequestRefusal};
use offerdesk::store::records::claim;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::asking::{WANTED, cancellation, decide, in_window, question};
use crate::desk::{ANA, Desk, LIMIT, account, actor, american, offer_id, request, transfer, user};

const MANY: u128 = 100;

/// A hundred colleagues of Support.
async fn support(desk: &Desk) -> Vec<UserId> {
    let mut crowd = Vec::new();
    for number in 0..MANY {
        let id = UserId::new(1_000 + number);
        desk.put(&user(
            id,
            &format!("Colleague {number}"),
            Vec::new(),
            &[StaffRole::Support],
        ))
        .await;
        crowd.push(id);
    }
    crowd
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_decisions_at_once_are_one_and_the_money_goes_back_once() {
    let desk = in_window().await;
    let crowd = support(&desk).await;
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let mut decisions = JoinSet::new();
    for (place, who) in crowd.into_iter().enumerate() {
        let (services, decide) = (desk.services.clone(), decide(&asked, place % 2 == 0));
        decisions.spawn(async move { services.decide_request(&actor(who), &decide).await });
    }
    let answers = timeout(LIMIT, decisions.join_all()).await.unwrap();
    let decided: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(decided.len(), 1);
    for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert!(
            matches!(refused, ServiceError::RequestChanged { by: Some(_) }),
            "{refused:?}"
        );
    }
    let refund = decided[0].decision.as_ref().unwrap().refund.is_some();
    desk.settle().await;
    let state = desk.order(paid.order.id).await.order.state;
    assert_eq!(state == OrderState::Refunded, refund);
    assert_eq!(desk.stored(asked.request.id).await.notes.len(), 1);
    desk.adds_up().await;
    desk.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_answers_to_one_version_are_one_and_the_others_hear_of_it() {
    let desk = in_window().await;
    let crowd = support(&desk).await;
    let asked = desk.send(ANA, &question()).await;
    let mut answering = JoinSet::new();
    for who in crowd {
        let services = desk.services.clone();
        let reply = Reply {
            request: asked.request.id,
            seen: asked.version,
            text: "Here you are.".to_owned(),
            asks_for_attention: false,
        };
        answering.spawn(async move { services.reply_to_request(&actor(who), &reply).await });
    }
    let answers = timeout(LIMIT, answering.join_all()).await.unwrap();
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert_eq!(desk.stored(asked.request.id).await.notes.len(), 1);
    desk.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_cancellations_of_one_subscription_are_one() {
    let desk = in_window().await;
    let mut sending = JoinSet::new();
    for _ in 0..MANY {
        let services = desk.services.clone();
        sending.spawn(async move { services.send_request(&actor(ANA), &cancellation(WANTED)).await });
    }
    let answers = timeout(LIMIT, sending.join_all()).await.unwrap();
    let sent: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(sent.len(), 1);
    let number_of_it = sent[0].request.number.to_string();
    for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        assert!(
            matches!(refused,
                RequestRefusal::Service(ServiceError::Closed(Unavailable::CancellationOpen { number, .. }))
                if *number == number_of_it),
            "{refused:?}"
        );
    }
    assert_eq!(number_of_it, "1001");
    let next = desk.send(ANA, &question()).await;
    assert_eq!(
        next.request.number.to_string(),
        "1002",
        "what was refused took no number"
    );
    desk.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_requests_at_once_have_a_hundred_numbers_without_a_gap() {
    let desk = in_window().await;
    let mut sending = JoinSet::new();
    for _ in 0..MANY {
        let services = desk.services.clone();
        let new = question();
        // Each is sent twice, at the same moment.
        for new in [new.clone(), new] {
            let services = services.clone();
            sending.spawn(async move { services.send_request(&actor(ANA), &new).await.unwrap() });
        }
    }
    let sent = timeout(LIMIT, sending.join_all()).await.unwrap();
    let numbers: BTreeSet<u64> = sent.iter().map(|view| view.request.number.value()).collect();
    assert!(numbers.into_iter().eq(1_001..=1_100));
    desk.agrees().await;
}

/// Accounts with an offer in its window, each with somebody who buys and somebody who cancels.
async fn pairs(desk: &Desk) -> Vec<(AccountId, UserId, UserId)> {
    let mut pairs = Vec::new();
    for number in 0..40 {
        let id = AccountId::new(2_000 + number);
        desk.put(&account(id, &format!("Company {number}"), &american()))
            .await;
        desk.holds(id, WANTED, "2026-06-22").await;
        let mut people = Vec::new();
        for person in [5_000 + number, 6_000 + number] {
            let grants = vec![Grant {
                account: id,
                role: Role::GlobalAdmin,
            }];
            let person = user(UserId::new(person), &format!("Person {person}"), grants, &[]);
            desk.put(&person).await;
            people.push(person.id);
        }
        pairs.push((id, people[0], people[1]));
    }
    pairs
}

/// An order that waits for its money and an open request to cancel are never there together.
async fn never_both(desk: &Desk, accounts: impl IntoIterator<Item = AccountId>) {
    for account in accounts {
        let held = desk.subscription(account, WANTED).await.unwrap();
        let open = claim::open_order(account, &offer_id(WANTED));
        let order = desk
            .store
            .held_by::<offerdesk::domain::order::Order>(open)
            .await
            .unwrap();
        let asked = claim::cancellation(held.id);
        let asked = desk
            .store
            .held_by::<offerdesk::domain::request::SupportRequest>(asked)
            .await
            .unwrap();
        assert!(
            order.is_none() || asked.is_none(),
            "{account}: an order is open, and so is a request to cancel"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cancellation_and_an_order_at_the_same_moment_are_never_both_open() {
    let desk = Desk::on("2026-07-03").await;
    let pairs = pairs(&desk).await;
    let mut work = JoinSet::new();
    for (id, buyer, asker) in pairs.clone() {
        let services = desk.services.clone();
        let start = services
            .open_wizard(&actor(buyer), id, &offer_id(WANTED))
            .await
            .unwrap();
        work.spawn(async move {
            let _ = services
                .place_order(&actor(buyer), request(&start, transfer()))
                .await;
        });
        let services = desk.services.clone();
        let new = NewRequest {
            account: id,
            ..cancellation(WANTED)
        };
        work.spawn(async move {
            let _ = services.send_request(&actor(asker), &new).await;
        });
    }
    timeout(LIMIT, work.join_all()).await.unwrap();
    never_both(&desk, pairs.into_iter().map(|(id, ..)| id)).await;
    desk.agrees().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reopened_cancellation_and_an_order_at_the_same_moment_are_never_both_open() {
    let desk = Desk::on("2026-07-03").await;
    let pairs = pairs(&desk).await;
    let mut work = JoinSet::new();
    for (id, buyer, asker) in pairs.clone() {
        let new = NewRequest {
            account: id,
            ..cancellation(WANTED)
        };
        let sent = desk.send(asker, &new).await;
        let closed = desk.close(asker, &sent).await.unwrap();
        let services = desk.services.clone();
        let start = services
            .open_wizard(&actor(buyer), id, &offer_id(WANTED))
            .await
            .unwrap();
        work.spawn(async move {
            let _ = services
                .place_order(&actor(buyer), request(&start, transfer()))
                .await;
        });
        let services = desk.services.clone();
        work.spawn(async move {
            let (id, seen) = (closed.request.id, closed.version);
            let _ = services.reopen_request(&actor(asker), id, seen, "").await;
        });
    }
    timeout(LIMIT, work.join_all()).await.unwrap();
    never_both(&desk, pairs.into_iter().map(|(id, ..)| id)).await;
    desk.agrees().await;
}
