//! A hundred at once on two cores: no deadlock, exactly as many orders and charges as there should be.

use std::collections::HashSet;

use offerdesk::domain::ids::{AccountId, UserId};
use offerdesk::domain::order::OrderState;
use offerdesk::domain::user::{Grant, Role};
use offerdesk::payments::sandbox::attempts_in;
use offerdesk::services::error::{ServiceError, Unavailable};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::desk::ledger::agrees;
use crate::desk::{
    ANA, AUD, CONTOSO, Desk, GOOD, LIMIT, account, actor, american, ledger_in, offer_id, request, user,
};

const WANTED: &str = "action-pack";
const MANY: u128 = 100;

/// A desk with a hundred colleagues who may all renew for Contoso.
async fn crowded() -> (Desk, Vec<UserId>) {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let mut crowd = Vec::new();
    for number in 0..MANY {
        let id = UserId::new(1_000 + number);
        let grants = vec![Grant {
            account: CONTOSO,
            role: Role::AdminAgent,
        }];
        desk.put(&user(id, &format!("Colleague {number}"), grants, &[]))
            .await;
        crowd.push(id);
    }
    (desk, crowd)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_renewals_of_a_hundred_subscriptions_are_a_hundred_orders() {
    let desk = Desk::on("2026-07-03").await;
    let mut wanted = Vec::new();
    for number in 0..MANY {
        let id = AccountId::new(1_000 + number);
        desk.put(&account(id, &format!("Company {number}"), &american()))
            .await;
        desk.holds(id, WANTED, "2026-06-22").await;
        let person = UserId::new(1_000 + number);
        let grants = vec![Grant {
            account: id,
            role: Role::AdminAgent,
        }];
        desk.put(&user(person, &format!("Agent {number}"), grants, &[]))
            .await;
        wanted.push((person, id));
    }
    let mut renewals = JoinSet::new();
    for (person, account) in wanted.clone() {
        let services = desk.services.clone();
        renewals.spawn(async move {
            let who = actor(person);
            let card = services
                .tokenize(&who, account, crate::desk::card(GOOD))
                .await
                .unwrap();
            let start = services
                .open_wizard(&who, account, &offer_id(WANTED))
                .await
                .unwrap();
            let order = request(&start, offerdesk::services::orders::PayWith::Card(card));
            services.place_order(&who, order).await.unwrap()
        });
    }
    let placed = timeout(LIMIT, renewals.join_all()).await.unwrap();
    assert!(
        placed
            .iter()
            .all(|view| matches!(view.order.state, OrderState::Paid { .. }))
    );
    let numbers: HashSet<_> = placed.iter().map(|view| view.order.number).collect();
    assert_eq!(numbers.len(), 100);
    let mut orders = Vec::new();
    for (_, account) in wanted {
        let of_account = desk
            .services
            .orders(&actor(AUD), account, None, 9)
            .await
            .unwrap()
            .lines;
        assert_eq!(of_account.len(), 1);
        orders.extend(of_account.into_iter().map(|view| view.order));
        assert_eq!(desk.expires(account, WANTED).await, "2027-06-22");
    }
    assert_eq!(desk.charges().await.len(), 100);
    agrees(&orders, &attempts_in(&ledger_in(desk.folder.path())).unwrap());
    desk.checked().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_people_renewing_one_subscription_are_one_order_and_the_others_hear_whose() {
    let (desk, crowd) = crowded().await;
    let mut orders = Vec::new();
    for person in crowd {
        let start = desk.wizard(person, WANTED).await;
        orders.push((person, request(&start, desk.good().await)));
    }
    let mut renewals = JoinSet::new();
    for (person, order) in orders {
        let services = desk.services.clone();
        renewals.spawn(async move { services.place_order(&actor(person), order).await });
    }
    let answers = timeout(LIMIT, renewals.join_all()).await.unwrap();
    let placed: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(placed.len(), 1);
    let number_of_it = placed[0].order.number.to_string();
    for refused in answers.iter().filter_map(|answer| answer.as_ref().err()) {
        let ServiceError::Closed(
            Unavailable::Settling { number, by, .. } | Unavailable::AlreadyPaid { number, by, .. },
        ) = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!((number, by), (&number_of_it, &placed[0].placed_by));
    }
    assert_eq!(desk.orders(CONTOSO).await.len(), 1);
    assert_eq!(desk.charges().await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_buys_of_one_intent_are_one_order_with_one_answer() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let start = desk.wizard(ANA, WANTED).await;
    let order = request(&start, desk.good().await);
    let mut buys = JoinSet::new();
    for _ in 0..MANY {
        let (services, order) = (desk.services.clone(), order.clone());
        buys.spawn(async move { services.place_order(&actor(ANA), order).await.unwrap() });
    }
    let answers = timeout(LIMIT, buys.join_all()).await.unwrap();
    assert_eq!(answers.len(), 100);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert!(matches!(answers[0].order.state, OrderState::Paid { .. }));
    assert_eq!(desk.orders(CONTOSO).await.len(), 1);
    assert_eq!(desk.sandbox.attempts().await.unwrap().len(), 1);
    desk.adds_up().await;
}
