//! Random people pay by card while the bank is at fault and older copies of the store are put back; Finance refunds and
//! attaches what no order counts. After every round of actions the equation of the ledger holds. A seed decides the run:
//! `OFFERDESK_PAYMENTS_SEED` plays one again, and `OFFERDESK_PAYMENTS_ROUNDS=200` is the long form.

use std::collections::BTreeMap;

use offerdesk::domain::ids::UserId;
use offerdesk::domain::order::OrderState;
use offerdesk::payments::gateway::DeclineReason;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::ServiceError;
use offerdesk::services::orders::PlaceOrder;

use crate::chance::Chance;
use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, actor, offer_id, request, transfer};
use crate::equation;

const OFFERS: [&str; 3] = ["action-pack", "silver", "gold"];
const PEOPLE: [UserId; 2] = [ANA, BEN];
const CARDS: [Behavior; 8] = [
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Approve,
    Behavior::Decline(DeclineReason::DoNotHonor),
    Behavior::SilentBefore,
    Behavior::SilentAfter,
    Behavior::RefundSilentAfter,
    Behavior::RefundSilentBefore,
];
const ACTIONS: usize = 40;

#[tokio::test]
async fn charges_are_paid_refunded_or_without_an_order_whatever_happens() {
    let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
    let rounds = number("OFFERDESK_PAYMENTS_ROUNDS").unwrap_or(3);
    let given = number("OFFERDESK_PAYMENTS_SEED");
    let first = given.unwrap_or_else(|| getrandom::u64().unwrap() >> 16);
    let rounds = if given.is_some() { 1 } else { rounds };
    let mut seen = BTreeMap::new();
    for seed in (first..).take(usize::try_from(rounds).unwrap()) {
        println!("OFFERDESK_PAYMENTS_SEED={seed}");
        play(Chance::new(seed), &mut seen).await;
    }
    println!("{seen:?}");
}

async fn play(mut chance: Chance, seen: &mut BTreeMap<&'static str, usize>) {
    let mut desk = Desk::on("2026-07-03").await;
    for offer in OFFERS {
        desk.holds(CONTOSO, offer, "2026-06-22").await;
    }
    let mut copies = Vec::new();
    let mut drafts: Vec<(UserId, PlaceOrder)> = Vec::new();
    for place in 0..ACTIONS {
        let done = match chance.below(12) {
            0 => {
                copies.push(desk.copied(&format!("copy-{place}")));
                "copy"
            }
            1 if !copies.is_empty() => {
                let copied = chance.one_of(&copies).clone();
                desk = desk.set_back(&copied).await;
                "set-back"
            }
            2 => {
                desk = desk.reopened().await;
                "reopen"
            }
            3 | 4 => decide(&desk, &mut chance).await,
            5 => {
                desk.settle().await;
                equation::holds(&desk).await;
                "settle"
            }
            6 if !drafts.is_empty() => {
                // The same intent once more, as a wizard that was open all the time.
                let (who, order) = chance.one_of(&drafts).clone();
                told(&desk.services.place_order(&actor(who), order).await)
            }
            _ => {
                let (who, offer) = (*chance.one_of(&PEOPLE), *chance.one_of(&OFFERS));
                let opened = desk
                    .services
                    .open_wizard(&actor(who), CONTOSO, &offer_id(offer))
                    .await;
                match opened {
                    Ok(start) => {
                        let payment = if chance.below(6) == 0 {
                            transfer()
                        } else {
                            desk.card_that(*chance.one_of(&CARDS)).await
                        };
                        let mut order = request(&start, payment);
                        order.keep_card = chance.below(2) == 0;
                        drafts.push((who, order.clone()));
                        told(&desk.services.place_order(&actor(who), order).await)
                    }
                    Err(error) => told(&Err::<(), _>(error)),
                }
            }
        };
        *seen.entry(done).or_default() += 1;
    }
    desk.settle().await;
    equation::holds(&desk).await;
    let _closed = desk.engine.close().await;
}

/// Finance decides about a charge that no order counts.
async fn decide(desk: &Desk, chance: &mut Chance) -> &'static str {
    let open = desk.services.orphans(&actor(FAY), false, None, 100).await;
    let open = open.unwrap().lines;
    if open.is_empty() {
        return "nothing to decide";
    }
    let reference = chance.one_of(&open).orphan.reference.clone();
    let unpaid: Vec<_> = equation::orders(desk)
        .await
        .into_iter()
        .filter(|order| matches!(order.state, OrderState::AwaitingPayment) || order.state.may_retry())
        .collect();
    if unpaid.is_empty() || chance.below(2) == 0 {
        match desk.services.refund_orphan(&actor(FAY), &reference).await {
            Ok(_) => "refund",
            other => told(&other),
        }
    } else {
        let number = chance.one_of(&unpaid).number;
        match desk.services.attach_orphan(&actor(FAY), &reference, number).await {
            Ok(_) => "attach",
            other => told(&other),
        }
    }
}

/// Refusals are what the desk is for; what fails is not.
fn told<T>(done: &Result<T, ServiceError>) -> &'static str {
    match done {
        Ok(_) => "ordered",
        Err(
            ServiceError::Store(_)
            | ServiceError::Gateway(_)
            | ServiceError::Interrupted
            | ServiceError::NoRandomness,
        ) => panic!("{:?}", done.as_ref().err()),
        Err(_) => "refused",
    }
}
