//! The short way through each important action, without chance.

use offerdesk::domain::ids::{AccountId, UserId};
use offerdesk::domain::money::{Money, currency};
use offerdesk::domain::order::{Order, OrderNumber, OrderState};
use offerdesk::payments::gateway::{DeclineReason, PaymentReference};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::receipts::MoneyIn;

use crate::desk::{ANA, BEN, CONTOSO, DEE, FAY, SAM, SUE, WILGA, ZOE, actor, transfer};

use super::world::{ALSTER, World, anew};

const DECLINES: Behavior = Behavior::Decline(DeclineReason::DoNotHonor);

pub async fn play(world: &mut World) {
    cards(world).await;
    given_back(world).await;
    charges_without_an_order(world).await;
    transfers(world).await;
    put_back(world).await;
    late_money(world).await;
    vat_ids(world).await;
}

async fn by_card(
    world: &mut World,
    who: UserId,
    account: AccountId,
    offer: &str,
    behavior: Behavior,
) -> Order {
    let payment = world.desk().card_that(behavior).await;
    let placed = world.order(who, account, offer, payment).await;
    placed.unwrap().order
}

async fn by_transfer(world: &mut World, who: UserId, account: AccountId, offer: &str) -> Order {
    let placed = world.order(who, account, offer, transfer()).await;
    let order = placed.unwrap().order;
    assert_eq!(order.state, OrderState::AwaitingPayment);
    order
}

/// Charged and cancelled; a refund that the bank refuses; declined, changed to a transfer, and to a card again.
async fn cards(world: &mut World) {
    let paid = by_card(world, ANA, CONTOSO, "action-pack", Behavior::Approve).await;
    world.cancel(ANA, SUE, &paid, true).await.unwrap();
    world.settle().await;
    let refused = by_card(world, BEN, CONTOSO, "silver", Behavior::RefundRefused).await;
    world.cancel(ANA, SAM, &refused, true).await.unwrap();
    world.desk().settle().await;
    let refused = anew(world, &refused).await;
    assert_eq!(refused.state, OrderState::RefundRefused);
    world.settle().await;
    world.refund(&actor(FAY), &refused).await.unwrap();
    world.settle().await;
    let declined = by_card(world, BEN, CONTOSO, "gold", DECLINES).await;
    let changed = world.change(DEE, &declined, transfer()).await.unwrap().order;
    world.settle().await;
    let good = world.desk().good().await;
    let charged = world.change(BEN, &changed, good).await.unwrap().order;
    assert!(matches!(charged.state, OrderState::Paid { .. }));
    assert!(world.change(BEN, &charged, transfer()).await.is_none());
    assert!(
        world
            .order(FAY, CONTOSO, "action-pack", transfer())
            .await
            .is_none()
    );
    world.cancel(ANA, SUE, &charged, false).await.unwrap();
    let declined = by_card(world, ANA, CONTOSO, "action-pack", DECLINES).await;
    world.give_up(ANA, &declined).await.unwrap();
    world.settle().await;
}

/// A refund that the copy that is put back knows nothing of, and one that nobody asked for.
async fn given_back(world: &mut World) {
    let paid = by_card(world, ANA, ALSTER, "action-pack", Behavior::Approve).await;
    world.settle().await;
    world.copy();
    let place = world.copies.len() - 1;
    world.cancel(ANA, SUE, &paid, true).await.unwrap();
    world.settle().await;
    world.set_back(place).await;
    assert!(matches!(anew(world, &paid).await.state, OrderState::Paid { .. }));
    world.settle().await;
    assert_eq!(anew(world, &paid).await.state, OrderState::Refunded);
    world.copies.remove(place);
    let paid = by_card(world, ANA, ALSTER, "action-pack", Behavior::Approve).await;
    let reference = paid.attempt().unwrap().reference.clone();
    world.dispute(PaymentReference(reference)).await;
    world.settle().await;
    assert_eq!(anew(world, &paid).await.state, OrderState::Refunded);
}

/// Finance says twice that nothing was charged that was: one charge is attached, the other goes back.
async fn charges_without_an_order(world: &mut World) {
    for is_attached in [true, false] {
        let silent = by_card(world, ANA, ALSTER, "silver", Behavior::SilentAfter).await;
        let voided = world.by_hand(&actor(FAY), &silent, true).await.unwrap();
        assert_eq!(voided.state, OrderState::Voided);
        world.settle().await;
        let orphan = world.some_orphan().await.unwrap();
        if is_attached {
            world.attach(&actor(FAY), &orphan, &voided).await.unwrap();
            let paid = anew(world, &voided).await;
            world.settle().await;
            world.cancel(ANA, SUE, &paid, true).await.unwrap();
        } else {
            world.refund_orphan(&actor(FAY), &orphan).await.unwrap();
        }
        world.settle().await;
    }
}

/// Money of every kind for one order; the surplus pays another one or goes back; and all of it goes back.
async fn transfers(world: &mut World) {
    let order = by_transfer(world, ZOE, WILGA, "action-pack").await;
    world.again().await.unwrap();
    let (today, total) = (world.desk().clock.today(), order.quote.total.minor);
    let quarter = total / 4;
    world.came_in(&order, quarter, today, "FI 1").await.unwrap();
    assert!(world.came_in(&order, total, today, "fi1").await.is_none());
    world.came_in(&order, quarter + 1, today, "").await.unwrap();
    assert!(world.came_in(&order, quarter + 1, today, "").await.is_none());
    world
        .came_in(&order, total, today.plus(-4), "FI 2")
        .await
        .unwrap();
    let foreign = MoneyIn {
        id: world.new_receipt(),
        number: order.number,
        amount: Money::new(100, currency("EUR").unwrap()),
        value_date: today,
        payer_reference: String::new(),
        bank_reference: "FI 3".to_owned(),
        is_other_money: false,
    };
    world.book(&actor(FAY), &foreign, true).await.unwrap();
    let nowhere = MoneyIn {
        id: world.new_receipt(),
        number: OrderNumber::from_random(77),
        ..foreign
    };
    assert!(world.book(&actor(FAY), &nowhere, true).await.is_none());
    world.settle().await;
    let paid = world.came_in(&order, total, today, "FI 4").await.unwrap();
    assert!(matches!(paid.order.order.state, OrderState::Paid { .. }));
    let free = world.came_in(&order, total, today, "FI 5").await.unwrap().receipt;
    world.settle().await;
    let other = by_transfer(world, ZOE, WILGA, "gold").await;
    world.apply(&actor(FAY), &paid.receipt, &other).await.unwrap();
    assert!(world.apply(&actor(FAY), &free, &paid.order.order).await.is_none());
    world.give_back(&actor(FAY), &free, today).await.unwrap();
    world.settle().await;
    world.cancel(ZOE, SUE, &paid.order.order, true).await.unwrap();
    let refunding = anew(world, &order).await;
    world.settle().await;
    world.refund(&actor(FAY), &refunding).await.unwrap();
    world.settle().await;
}

/// Money that was booked after the copy that is put back is booked again, once.
async fn put_back(world: &mut World) {
    let order = by_transfer(world, BEN, CONTOSO, "silver").await;
    let (today, total) = (world.desk().clock.today(), order.quote.total.minor);
    world.copy();
    for _ in 0..2 {
        let paid = world.came_in(&order, total, today, "FI 6").await.unwrap();
        assert!(matches!(paid.order.order.state, OrderState::Paid { .. }));
        world.settle().await;
        world.set_back(0).await;
        world.settle().await;
    }
    world.reopen().await;
    world.came_in(&order, total, today, "FI 6").await.unwrap();
    world.settle().await;
}

/// A part in time, the rest a day too late: Finance gives the order up, and more comes in.
async fn late_money(world: &mut World) {
    let order = by_transfer(world, ZOE, WILGA, "silver").await;
    let (today, total) = (world.desk().clock.today(), order.quote.total.minor);
    world.came_in(&order, total / 2, today, "FI 7").await.unwrap();
    world.days_pass(31).await;
    world
        .came_in(&order, total, today.plus(31), "FI 8")
        .await
        .unwrap();
    world.settle().await;
    let order = anew(world, &order).await;
    world.give_up(FAY, &order).await.unwrap();
    world
        .came_in(&order, total, today.plus(30), "FI 9")
        .await
        .unwrap();
    world.settle().await;
}

/// A VAT ID that does not count: more is due and paid; and less is due than what came in, so that it is paid by that.
async fn vat_ids(world: &mut World) {
    world.say_vat_id(WILGA, "PL5260001246").await.unwrap();
    let order = by_transfer(world, ZOE, WILGA, "silver").await;
    let today = world.desk().clock.today();
    world.came_in(&order, 100, today, "FI 10").await.unwrap();
    world.judge(WILGA, false).await.unwrap();
    let rated = anew(world, &order).await;
    assert!(rated.quote.total.minor > order.quote.total.minor);
    world.settle().await;
    let rest = rated.missing().minor;
    let paid = world.came_in(&order, rest, today, "FI 11").await.unwrap();
    assert!(matches!(paid.order.order.state, OrderState::Paid { .. }));
    world.settle().await;

    world.seller_moves_to(WILGA).await;
    world.say_vat_id(WILGA, "PL5260001246").await.unwrap();
    let order = by_transfer(world, ZOE, WILGA, "action-pack").await;
    let (net, total) = (order.quote.net.minor, order.quote.total.minor);
    assert!(net < total, "it is taxed at home");
    world.came_in(&order, net + 100, today, "FI 12").await.unwrap();
    world.exempt(WILGA, true).await;
    world.judge(WILGA, false).await.unwrap();
    let paid = anew(world, &order).await;
    assert!(matches!(paid.state, OrderState::Paid { .. }), "{paid:?}");
    assert_eq!(paid.quote.total.minor, net);
    world.settle().await;
}
