//! What the fate of a VAT ID does to money that came in, and to cards that were declined.

use offerdesk::domain::message::Coded;
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::domain::payment::DeclineReason;
use offerdesk::domain::receipt::{Receipt, Unallocated};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::orders::ChangeMethod;
use offerdesk::services::receipts::Booked;
use offerdesk::store::records::index;

use crate::desk::{ANA, SUE, WILGA, ZOE, actor, offer_id, request, transfer};
use crate::equation;
use crate::random::world::{World, anew};

const VAT_ID: &str = "PL5260001246";
const DECLINES: Behavior = Behavior::Decline(DeclineReason::DoNotHonor);

async fn ordered(world: &mut World, behavior: Behavior) -> Order {
    let card = world.desk().card_that(behavior).await;
    world.order(ANA, WILGA, "action-pack", card).await.unwrap().order
}

/// The incident: the total of a transfer fell below what had come in, and nothing could pay the order any more: the
/// check of the store called it damage.
#[tokio::test]
async fn a_total_that_falls_below_what_came_in_is_paid_on_the_day_that_completes_it_and_the_rest_is_free() {
    let mut world = World::begin(1).await;
    world.seller_moves_to(WILGA).await;
    world.say_vat_id(WILGA, VAT_ID).await.unwrap();
    let placed = world.order(ZOE, WILGA, "action-pack", transfer()).await.unwrap();
    let order = placed.order;
    let (today, net) = (world.desk().clock.today(), order.quote.net.minor);
    world.days_pass(3).await;
    let mut booked: Vec<Booked> = Vec::new();
    for (minor, days) in [(net - 100, 0), (30, 2), (150, 1)] {
        let money = world
            .came_in(&order, minor, today.plus(days), &format!("FI {days}"))
            .await;
        booked.push(money.unwrap());
    }
    world.exempt(WILGA, true).await;
    world.judge(WILGA, false).await.unwrap();
    let paid = anew(&mut world, &order).await;
    assert!(matches!(paid.state, OrderState::Paid { .. }), "{paid:?}");
    assert_eq!(paid.quote.total.minor, net);
    assert_eq!(paid.completed_on(), Some(today.plus(1)));
    world.settle().await;
    for (booked, rest) in booked.iter().zip([0, 30, 50]) {
        let found = world
            .desk()
            .store
            .get::<Receipt>(booked.receipt.id.to_bytes())
            .await;
        let receipt = found.unwrap().unwrap().record;
        assert_eq!(receipt.rest().minor, rest);
        assert_eq!(receipt.waits, (rest > 0).then_some(Unallocated::Surplus));
    }
    world.end().await;
}

/// The incident: an order whose card was declined kept the price without tax, and was then changed to a transfer.
#[tokio::test]
async fn a_card_that_was_not_charged_is_followed_by_the_tax_that_is_due_when_the_vat_id_is_rejected() {
    for behavior in [DECLINES, Behavior::SilentBefore] {
        let mut world = World::begin(1).await;
        world.say_vat_id(WILGA, VAT_ID).await.unwrap();
        let order = ordered(&mut world, behavior).await;
        assert_eq!(order.quote.tax.minor, 0);
        world.judge(WILGA, false).await.unwrap();
        world.settle().await;
        let changed = world.change(ZOE, &order, transfer()).await.unwrap().order;
        assert!(changed.quote.tax.minor > 0, "{changed:?}");
        assert_eq!(changed.bill_to.vat_id, None);
        assert_eq!(changed.former_quote(), Some(&order.quote));
        world.settle().await;
        world.end().await;
    }
}

/// The incident: a rejection said of an unpaid order whose price stayed the same that it was paid, and to be corrected.
#[tokio::test]
async fn a_rejection_says_nothing_of_an_order_that_costs_the_same() {
    let mut world = World::begin(1).await;
    world.seller_moves_to(WILGA).await;
    world.say_vat_id(WILGA, VAT_ID).await.unwrap();
    let order = world
        .order(ZOE, WILGA, "action-pack", transfer())
        .await
        .unwrap()
        .order;
    let services = world.desk().services.clone();
    let page = services.legal_profile(&actor(SUE), WILGA).await.unwrap();
    let rejected = services
        .reject_profile(&actor(SUE), WILGA, page.version, "not registered")
        .await;
    assert_eq!(rejected.unwrap().rated_anew, []);
    let after = anew(&mut world, &order).await;
    assert_eq!((after.quote, after.bill_to.vat_id), (order.quote, None));
}

/// The incident: a card was being charged when the VAT ID was rejected, the price stayed the same, and what could be
/// tried again still named that VAT ID.
#[tokio::test]
async fn an_order_that_was_not_charged_names_no_rejected_vat_id_also_where_it_costs_the_same() {
    let mut world = World::begin(1).await;
    world.seller_moves_to(WILGA).await;
    world.say_vat_id(WILGA, VAT_ID).await.unwrap();
    let order = ordered(&mut world, Behavior::SilentBefore).await;
    world.judge(WILGA, false).await.unwrap();
    world.settle().await;
    let after = anew(&mut world, &order).await;
    assert_eq!((after.quote, after.bill_to.vat_id), (order.quote, None));
    world.end().await;
}

/// The incident: a VAT ID was rejected while somebody looked at the price without tax, and their card was charged the
/// one with tax.
#[tokio::test]
async fn a_total_that_changed_since_it_was_seen_is_not_charged() {
    let mut world = World::begin(1).await;
    world.say_vat_id(WILGA, VAT_ID).await.unwrap();
    let order = world
        .order(ZOE, WILGA, "action-pack", transfer())
        .await
        .unwrap()
        .order;
    let services = world.desk().services.clone();
    let begun = services
        .begin_method_change(&actor(ZOE), order.number)
        .await
        .unwrap();
    world.judge(WILGA, false).await.unwrap();
    let payment = world.desk().good().await;
    let change = ChangeMethod {
        number: order.number,
        intent: begun.intent,
        seen: begun.order.order.quote.total,
        payment,
        keep_card: false,
    };
    let refused = services.change_method(&actor(ZOE), change).await.unwrap_err();
    assert_eq!(refused.code(), "change-other-total");
    assert!(world.desk().charges().await.is_empty());
    world.end().await;
}

/// The incident: an order was tried again under a VAT ID of the day, and was not looked at because of its day of placing.
#[tokio::test]
async fn an_order_that_is_tried_again_under_a_new_vat_id_is_rated_by_what_becomes_of_it() {
    let mut world = World::begin(1).await;
    let declined = ordered(&mut world, DECLINES).await;
    world.days_pass(1).await;
    world.say_vat_id(WILGA, VAT_ID).await.unwrap();
    let services = world.desk().services.clone();
    let opened = services
        .open_wizard(&actor(ANA), WILGA, &offer_id("action-pack"))
        .await;
    let mut again = request(&opened.unwrap(), world.desk().good().await);
    again.intent = declined.id;
    let paid = services.place_order(&actor(ANA), again).await.unwrap().order;
    assert_eq!((paid.id, paid.placed_at), (declined.id, declined.placed_at));
    assert_eq!(paid.quote.tax.minor, 0);
    world.judge(WILGA, false).await.unwrap();
    let listed = equation::all::<Order>(world.desk(), index::ORDERS_TO_CORRECT).await;
    assert_eq!(listed.iter().map(|order| order.id).collect::<Vec<_>>(), [paid.id]);
    world.settle().await;
    world.end().await;
}

/// The incident: an order that was placed while a VAT ID was being rejected was rated in a batch of its own, which a
/// crash in between would have left out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_is_placed_before_a_vat_id_is_rejected_and_rated_with_it_or_placed_after_it() {
    let mut world = World::begin(1).await;
    let services = world.desk().services.clone();
    for _ in 0..12 {
        world.say_vat_id(WILGA, VAT_ID).await.unwrap();
        let opened = services.open_wizard(&actor(ZOE), WILGA, &offer_id("gold")).await;
        let order = request(&opened.unwrap(), transfer());
        let page = services.legal_profile(&actor(SUE), WILGA).await;
        let version = page.unwrap().version;
        let before = world.desk().engine.facts().last_commit;
        let (buyer, support) = (actor(ZOE), actor(SUE));
        let (placed, rejected) = tokio::join!(
            services.place_order(&buyer, order),
            services.reject_profile(&support, WILGA, version, "not registered")
        );
        rejected.unwrap();
        let batches = world.desk().engine.facts().last_commit - before;
        assert_eq!(batches, 1 + u64::from(placed.is_ok()), "each is one batch");
        if let Ok(placed) = placed {
            let now = anew(&mut world, &placed.order).await;
            assert!(now.quote.tax.minor > 0, "{now:?}");
            world.give_up(ZOE, &now).await.unwrap();
        }
    }
    world.hold().await;
    world.end().await;
}
