//! Another way of payment: one guided action, which keeps the day of placing, the price and the due day.

use offerdesk::domain::ids::OrderId;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::payment::DeclineReason;
use offerdesk::domain::receipt::Unallocated;
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::offers::{MainAction, Tile};
use offerdesk::services::orders::{ChangeMethod, NotChangeable, OrderView, PayWith};
use offerdesk::services::receipts::ReceiptsOf;
use offerdesk::services::requests::Access;

use crate::desk::{ANA, AUD, BEN, CONTOSO, Desk, FAY, SUE, actor, money_for, offer_id, transfer};

const WANTED: &str = "action-pack";
const DECLINES: Behavior = Behavior::Decline(DeclineReason::DoNotHonor);

async fn on(day: &str) -> Desk {
    let desk = Desk::on(day).await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    desk
}

async fn change(desk: &Desk, order: &OrderView, payment: PayWith) -> Result<OrderView, ServiceError> {
    let number = order.order.number;
    let begun = desk.services.begin_method_change(&actor(BEN), number).await?;
    let intent = begun.intent;
    let change = ChangeMethod {
        number,
        intent,
        seen: begun.order.order.quote.total,
        payment,
        keep_card: false,
    };
    let changed = desk.services.change_method(&actor(BEN), change.clone()).await;
    if let Ok(changed) = &changed
        && changed.order.id == intent
    {
        // Pressed twice, it is one change.
        let again = desk.services.change_method(&actor(BEN), change).await.unwrap();
        assert_eq!(again.order, changed.order);
    }
    changed
}

async fn tile(desk: &Desk) -> Tile {
    let page = desk.services.offers_page(&actor(BEN), CONTOSO).await.unwrap();
    let mut tiles = page.tiles.into_iter();
    tiles.find(|tile| tile.offer == offer_id(WANTED)).unwrap()
}

/// The incident: after a decline, paying by transfer was an illegal step until 24 hours had passed.
#[tokio::test]
async fn after_a_decline_the_order_is_paid_by_transfer_at_its_price_and_day_even_after_the_window() {
    let desk = on("2026-07-22").await; // the last day of the window
    let declined = desk
        .renew(ANA, WANTED, desk.card_that(DECLINES).await)
        .await
        .unwrap();
    assert!(matches!(declined.order.state, OrderState::Declined(_)));
    desk.go_to("2026-07-23");
    let changed = change(&desk, &declined, transfer()).await.unwrap();
    let (first, order) = (&declined.order, &changed.order);
    assert_eq!(order.state, OrderState::AwaitingPayment);
    assert_eq!(order.due().unwrap().to_string(), "2026-08-21");
    assert_eq!(
        (order.placed_at, &order.quote, order.follows),
        (first.placed_at, &first.quote, Some(first.id))
    );
    assert_eq!(desk.order(first.id).await.order.state, OrderState::Cancelled);
    desk.adds_up().await;
    desk.go_to("2026-08-21");
    let money = money_for(&changed, "475.00 USD", "2026-08-21");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    desk.adds_up().await;
}

#[tokio::test]
async fn a_pending_transfer_is_changed_to_a_card_and_its_money_is_free() {
    let desk = on("2026-07-20").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let part = money_for(&first, "100.00 USD", "2026-07-20");
    desk.services.book_money(&actor(FAY), &part).await.unwrap();
    desk.go_to("2026-08-10"); // after the window, before the due day
    let changed = change(&desk, &first, desk.good().await).await.unwrap();
    assert!(matches!(changed.order.state, OrderState::Paid { .. }));
    assert_eq!(changed.order.placed_at, first.order.placed_at);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    assert_eq!(desk.charges().await.len(), 1);
    let free = desk
        .services
        .receipts(&actor(FAY), ReceiptsOf::Unallocated, None, 9)
        .await;
    let free = free.unwrap().lines;
    assert_eq!(free.len(), 1);
    assert_eq!(free[0].receipt.waits, Some(Unallocated::GivenUp));
    desk.adds_up().await;
}

#[tokio::test]
async fn a_declined_card_after_a_transfer_keeps_the_right_to_renew_until_the_transfer_was_due() {
    let desk = on("2026-07-20").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    desk.go_to("2026-08-10");
    let declined = change(&desk, &first, desk.card_that(DECLINES).await)
        .await
        .unwrap();
    assert!(matches!(declined.order.state, OrderState::Declined(_)));
    desk.adds_up().await;
    desk.go_to("2026-08-15");
    desk.settle().await;
    let kept = desk.order(declined.order.id).await;
    assert!(
        matches!(kept.order.state, OrderState::Declined(_)),
        "{:?}",
        kept.order.state
    );
    // Another card is one more attempt of the same order.
    let paid = change(&desk, &declined, desk.good().await).await.unwrap();
    assert_eq!(paid.order.id, declined.order.id);
    assert!(matches!(paid.order.state, OrderState::Paid { .. }));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    desk.adds_up().await;
}

#[tokio::test]
async fn what_is_paid_settled_overdue_or_overtaken_is_not_changed() {
    let desk = on("2026-07-03").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let same = change(&desk, &first, transfer()).await;
    assert_eq!(same, Err(NotChangeable::SameMethod.into()));
    for who in [FAY, SUE, AUD] {
        let refused = desk
            .services
            .begin_method_change(&actor(who), first.order.number)
            .await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
    let before = desk.dump().await;
    desk.go_to("2026-08-03");
    let late = change(&desk, &first, desk.good().await).await;
    let due = "2026-08-02".parse().unwrap();
    assert_eq!(late, Err(NotChangeable::DueDayOver { due }.into()));
    assert_eq!(desk.dump().await, before);
    desk.services
        .give_up(&actor(BEN), first.order.number)
        .await
        .unwrap();
    let given_up = change(&desk, &first, desk.good().await).await;
    assert!(matches!(given_up, Err(ServiceError::Step(_))), "{given_up:?}");
    let again = desk.services.give_up(&actor(BEN), first.order.number).await;
    assert!(matches!(again, Err(ServiceError::Step(_))), "{again:?}");
    let unknown = ChangeMethod {
        number: first.order.number,
        intent: OrderId::new(77),
        seen: first.order.quote.total,
        payment: transfer(),
        keep_card: false,
    };
    assert!(desk.services.change_method(&actor(BEN), unknown).await.is_err());
    desk.adds_up().await;
}

/// The incident: it waited for its own turn, and held it for ever.
#[tokio::test]
async fn an_order_that_is_named_as_its_own_successor_does_not_wait_for_itself() {
    let desk = on("2026-07-03").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let own = ChangeMethod {
        number: first.order.number,
        intent: first.order.id,
        seen: first.order.quote.total,
        payment: desk.good().await,
        keep_card: false,
    };
    let ben = actor(BEN);
    let changed = desk.services.change_method(&ben, own);
    let ended = tokio::time::timeout(std::time::Duration::from_mins(1), changed).await;
    assert!(ended.is_ok(), "it still waits");
    assert_eq!(desk.charges().await.len(), 0);
    desk.adds_up().await;
}

#[tokio::test]
async fn a_pending_transfer_is_given_up_and_the_offer_is_open_again() {
    let desk = on("2026-07-03").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let blocked = desk
        .services
        .open_wizard(&actor(BEN), CONTOSO, &offer_id(WANTED))
        .await;
    assert!(matches!(
        blocked,
        Err(ServiceError::Closed(Unavailable::AwaitingPayment { .. }))
    ));
    desk.services
        .give_up(&actor(BEN), first.order.number)
        .await
        .unwrap();
    let again = desk.renew(BEN, WANTED, desk.good().await).await.unwrap();
    assert!(matches!(again.order.state, OrderState::Paid { .. }));
    let paid = desk.services.give_up(&actor(BEN), again.order.number).await;
    assert!(matches!(paid, Err(ServiceError::Step(_))), "{paid:?}");
    desk.adds_up().await;
}

/// The incident: a transfer that was overdue was still "awaiting payment", and a pending one said that a card renews
/// at once.
#[tokio::test]
async fn a_tile_says_until_when_a_pending_transfer_keeps_the_right_and_an_overdue_one_awaits_nothing() {
    let desk = on("2026-07-15").await;
    desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let pending = tile(&desk).await;
    let order = pending.order.unwrap();
    assert_eq!(pending.action, MainAction::ShowOrder);
    assert_eq!(order.state_key(), "order-state-awaiting-payment");
    assert_eq!(order.keeps_right_until(), Some("2026-08-14".parse().unwrap()));
    desk.go_to("2026-08-15");
    let order = tile(&desk).await.order.unwrap();
    assert_eq!(order.state_key(), "order-state-expired");
    assert_eq!(order.keeps_right_until(), None);
}

#[tokio::test]
async fn the_wizard_for_an_order_shows_what_the_order_fixed_and_what_is_left_of_another_draft() {
    let desk = on("2026-07-03").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    desk.go_to("2026-07-10");
    let number = first.order.number;
    let start = desk.services.open_method_change(&actor(BEN), number).await;
    let start = start.unwrap();
    let review = &start.wizard.review;
    assert_eq!(
        (&review.quote, &review.bill_to),
        (&first.order.quote, &first.order.bill_to)
    );
    assert_eq!(review.expires.to_string(), "2027-06-22");
    assert_eq!(
        start.wizard.transfer_closed,
        Some(Unavailable::Change(NotChangeable::SameMethod))
    );
    // What was typed for it is kept under its own intent, and ends with the change.
    let mut draft = start.wizard.draft;
    draft.card_form.holder = "Ben Nowak".into();
    desk.services.save_draft(&actor(BEN), draft).await.unwrap();
    let again = desk.services.open_method_change(&actor(BEN), number).await;
    assert_eq!(again.unwrap().wizard.draft.card_form.holder, "Ben Nowak");
    let changed = change(&desk, &first, desk.good().await).await.unwrap();
    assert!(matches!(changed.order.state, OrderState::Paid { .. }));
    let over = desk.services.open_method_change(&actor(BEN), number).await;
    assert!(matches!(over, Err(ServiceError::Step(_))), "{over:?}");
}

#[tokio::test]
async fn tile_and_order_tell_who_may_pay_in_another_way_and_why_not() {
    let desk = on("2026-07-03").await;
    let first = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let seen = async |who| {
        let order = desk.services.order_by_id(&actor(who), first.order.id).await;
        order.unwrap().unwrap().change
    };
    assert_eq!(seen(BEN).await, Access::Open);
    assert_eq!(tile(&desk).await.order.unwrap().change, Access::Open);
    for who in [FAY, SUE, AUD] {
        assert_eq!(seen(who).await, Access::Hidden);
    }
    desk.go_to("2026-08-03");
    let due = "2026-08-02".parse().unwrap();
    let over = Unavailable::Change(NotChangeable::DueDayOver { due });
    assert_eq!(seen(BEN).await, Access::Closed(Box::new(over)));
}
