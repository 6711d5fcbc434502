//! Paying by bank transfer: nothing is active before the money is booked, and what does not pay stays visible.

use offerdesk::domain::audit::AuditAction;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::receipt::{Receipt, Unallocated};
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::offers::MainAction;
use offerdesk::services::orders::OrderView;
use offerdesk::store::error::StoreError;
use offerdesk::store::record::Scan;
use offerdesk::store::records::index;

use crate::desk::{
    ANA, BEN, CONTOSO, Desk, FAY, SUE, WILGA, actor, money_for, offer_id, seller, transfer, user,
};

const WANTED: &str = "action-pack";

/// Ana's order of July 3, due August 2.
async fn waiting() -> (Desk, OrderView) {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let order = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    (desk, order)
}

async fn unallocated(desk: &Desk) -> Vec<Receipt> {
    let scan = Scan {
        index: index::RECEIPTS_UNALLOCATED,
        prefix: Vec::new(),
        after: None,
        limit: 100,
        descending: false,
    };
    let page = desk.store.page::<Receipt>(scan).await.unwrap();
    page.items.into_iter().map(|receipt| receipt.record).collect()
}

#[tokio::test]
async fn a_transfer_gets_its_instructions_and_activates_nothing_until_it_is_booked() {
    let (desk, order) = waiting().await;
    assert_eq!(order.order.state, OrderState::AwaitingPayment);
    assert_eq!(order.order.due().unwrap().to_string(), "2026-08-02");
    let instructions = order.instructions.clone().unwrap();
    assert_eq!(instructions.reference, format!("{} 1000001", order.order.number));
    assert_eq!(instructions.due.to_string(), "2026-08-02");
    assert_eq!(instructions.bank_account.currency.code(), "USD");
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    assert!(desk.sandbox.attempts().await.unwrap().is_empty());

    desk.go_to("2026-07-08");
    let money = money_for(&order, "475.00 USD", "2026-07-07");
    let booked = desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let total = order.order.quote.total;
    assert_eq!(booked.receipt.allocated_to(order.order.id), total);
    assert!(matches!(booked.order.order.state, OrderState::Paid { .. }));
    let received = booked.order.order.received();
    assert!(
        matches!(received, [only] if only.receipt == money.id),
        "{received:?}"
    );
    assert_eq!(booked.order.instructions, None);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    let actions: Vec<_> = desk
        .audited(CONTOSO)
        .await
        .into_iter()
        .map(|(action, by, _)| (action, by))
        .collect();
    let booking = [
        (AuditAction::OrderPaid, Some(FAY)),
        (AuditAction::ReceiptBooked, Some(FAY)),
    ];
    assert_eq!(actions[actions.len() - 2..], booking);
    let rest = desk
        .services
        .awaiting_payment(&actor(FAY), None, 9)
        .await
        .unwrap();
    assert_eq!(rest.lines, []);
    desk.adds_up().await;
}

#[tokio::test]
async fn money_that_does_not_pay_is_refused_with_the_reason_and_may_be_kept_visible() {
    let (desk, order) = waiting().await;
    let total = order.order.quote.total;
    desk.go_to("2026-08-10");
    for (amount, value_date, reason) in [
        ("475.00 USD", "2026-07-01", Unallocated::BeforeOrder),
        ("475.00 EUR", "2026-07-10", Unallocated::WrongCurrency),
        ("475.00 USD", "2026-08-03", Unallocated::AfterDueDay),
    ] {
        let money = money_for(&order, amount, value_date);
        let before = desk.dump().await;
        let refused = desk.services.book_money(&actor(FAY), &money).await;
        let why = ServiceError::DoesNotPay {
            reason,
            expected: total,
            due: order.order.due(),
        };
        assert_eq!(refused, Err(why));
        assert_eq!(desk.dump().await, before);
        let kept = desk.services.book_unallocated(&actor(FAY), &money).await.unwrap();
        assert_eq!(
            (kept.receipt.waits, kept.receipt.rest()),
            (Some(reason), money.amount)
        );
        assert_eq!(kept.order.order.state, OrderState::AwaitingPayment);
    }
    assert_eq!(unallocated(&desk).await.len(), 3);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    desk.checked().await;
}

#[tokio::test]
async fn a_value_date_in_the_future_is_a_slip() {
    let (desk, order) = waiting().await;
    let before = desk.dump().await;
    let money = money_for(&order, "475.00 USD", "2026-07-04");
    for refused in [
        desk.services.book_money(&actor(FAY), &money).await,
        desk.services.book_unallocated(&actor(FAY), &money).await,
    ] {
        assert_eq!(refused, Err(ServiceError::ValueDateInFuture));
    }
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn who_places_an_order_does_not_book_its_money_and_others_need_the_role() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let grants = vec![Grant {
        account: CONTOSO,
        role: Role::AdminAgent,
    }];
    desk.put(&user(BEN, "Ben", grants, &[StaffRole::Finance])).await;
    let order = desk.renew(BEN, WANTED, transfer()).await.unwrap();
    let money = money_for(&order, "475.00 USD", "2026-07-03");
    let before = desk.dump().await;
    assert_eq!(
        desk.services.book_money(&actor(BEN), &money).await,
        Err(ServiceError::OwnOrder)
    );
    assert_eq!(
        desk.services.book_unallocated(&actor(BEN), &money).await,
        Err(ServiceError::OwnOrder)
    );
    for who in [ANA, SUE] {
        let refused = desk.services.book_money(&actor(who), &money).await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
    assert!(
        desk.services
            .awaiting_payment(&actor(ANA), None, 9)
            .await
            .is_err()
    );
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn booking_the_same_form_twice_is_one_receipt_and_other_money_needs_a_form_of_its_own() {
    let (desk, order) = waiting().await;
    let money = money_for(&order, "475.00 USD", "2026-07-03");
    let first = desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let before = desk.dump().await;
    let second = desk.services.book_money(&actor(FAY), &money).await.unwrap();
    assert_eq!(second, first);
    let mut other = money_for(&order, "1.00 USD", "2026-07-03");
    other.id = money.id;
    let refused = desk.services.book_unallocated(&actor(FAY), &other).await;
    assert!(
        matches!(refused, Err(ServiceError::Store(StoreError::Conflict(_)))),
        "{refused:?}"
    );
    assert_eq!(desk.dump().await, before);

    // Money for an order that is paid already pays nothing, and stays visible.
    let again = money_for(&order, "475.00 USD", "2026-07-02");
    let refused = desk.services.book_money(&actor(FAY), &again).await;
    assert!(matches!(
        refused,
        Err(ServiceError::DoesNotPay {
            reason: Unallocated::NotAwaiting,
            ..
        })
    ));
    desk.services.book_unallocated(&actor(FAY), &again).await.unwrap();
    assert_eq!(unallocated(&desk).await.len(), 1);
    desk.adds_up().await;
}

#[tokio::test]
async fn two_clerks_at_once_book_the_money_once() {
    let (desk, order) = waiting().await;
    desk.put(&user(SUE, "Sue", Vec::new(), &[StaffRole::Finance]))
        .await;
    let (one, mut two) = (
        money_for(&order, "475.00 USD", "2026-07-03"),
        money_for(&order, "475.00 USD", "2026-07-03"),
    );
    two.id = offerdesk::domain::ids::ReceiptId::new(one.id.bits() + 1);
    let (fay, sue) = (actor(FAY), actor(SUE));
    let (first, second) = tokio::join!(
        desk.services.book_money(&fay, &one),
        desk.services.book_money(&sue, &two)
    );
    assert_eq!(
        usize::from(first.is_ok()) + usize::from(second.is_ok()),
        1,
        "{first:?} {second:?}"
    );
    assert_eq!(desk.subscription(CONTOSO, WANTED).await.unwrap().terms.len(), 2);
    desk.adds_up().await;
}

#[tokio::test]
async fn money_in_time_pays_even_when_it_is_booked_after_the_window_and_the_due_day() {
    let (desk, order) = waiting().await;
    desk.go_to("2026-08-20");
    assert!(desk.order(order.order.id).await.expired);
    let money = money_for(&order, "475.00 USD", "2026-08-02");
    let booked = desk.services.book_money(&actor(FAY), &money).await.unwrap();
    assert_eq!(
        booked.order.order.state,
        OrderState::Paid {
            expires: "2027-06-22".parse().unwrap()
        }
    );
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    desk.adds_up().await;
}

#[tokio::test]
async fn after_the_window_the_tile_still_shows_the_order_until_it_is_overdue() {
    let (desk, order) = waiting().await;
    let tile = async || {
        let page = desk.services.offers_page(&actor(BEN), CONTOSO).await.unwrap();
        page.tiles
            .into_iter()
            .find(|tile| tile.offer == offer_id(WANTED))
            .unwrap()
    };
    desk.go_to("2026-08-02");
    let lapsed = tile().await;
    assert_eq!(
        (lapsed.action, lapsed.is_purchased()),
        (MainAction::ShowOrder, true)
    );
    assert_eq!(lapsed.order.unwrap().id, order.order.id);
    desk.go_to("2026-08-03");
    let overdue = tile().await;
    assert_eq!(
        (overdue.action, overdue.is_purchased()),
        (MainAction::Subscribe, false)
    );
    assert!(overdue.order.unwrap().expired);
}

#[tokio::test]
async fn an_overdue_order_gives_way_and_its_late_money_pays_nothing_twice() {
    let (desk, order) = waiting().await;
    desk.go_to("2026-08-03");
    let again = desk.renew(BEN, WANTED, desk.good().await).await.unwrap();
    assert!(matches!(again.order.state, OrderState::Paid { .. }));
    assert_eq!(
        desk.order(order.order.id).await.order.state,
        OrderState::Cancelled
    );
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-08-03");

    let money = money_for(&order, "475.00 USD", "2026-08-01");
    let refused = desk.services.book_money(&actor(FAY), &money).await;
    assert!(matches!(
        refused,
        Err(ServiceError::DoesNotPay {
            reason: Unallocated::NotAwaiting,
            ..
        })
    ));
    let kept = desk.services.book_unallocated(&actor(FAY), &money).await.unwrap();
    assert_eq!(kept.receipt.waits, Some(Unallocated::NotAwaiting));
    assert_eq!(desk.subscription(CONTOSO, WANTED).await.unwrap().terms.len(), 2);
    desk.adds_up().await;
}

/// The incident: money came in time for an order whose subscription had been cancelled. It could not pay, and it could
/// not be kept as unallocated either, because the order itself would have taken it.
#[tokio::test]
async fn money_that_its_order_would_take_and_the_subscription_would_not_is_kept_visible() {
    let (desk, order) = waiting().await;
    let held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    assert!(crate::decided::cancel(&desk.store, desk.clock.now(), held.id).await);
    let money = money_for(&order, "475.00 USD", "2026-07-03");
    let refused = desk.services.book_money(&actor(FAY), &money).await;
    assert!(
        matches!(refused, Err(ServiceError::DoesNotPay { .. })),
        "{refused:?}"
    );
    let kept = desk.services.book_unallocated(&actor(FAY), &money).await.unwrap();
    assert_eq!(kept.receipt.waits, Some(Unallocated::NotAwaiting));
    assert_eq!(unallocated(&desk).await, [kept.receipt]);
    desk.checked().await;
}

#[tokio::test]
async fn without_a_bank_account_in_the_currency_a_transfer_is_closed() {
    let desk = Desk::on("2026-07-03").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let mut seller = seller();
    seller
        .bank_accounts
        .retain(|account| account.currency.code() != "USD");
    desk.put(&seller).await;
    let start = desk.wizard(ANA, WANTED).await;
    let closed = Unavailable::NoBankAccount {
        currency: "USD".to_owned(),
    };
    assert_eq!(start.transfer_closed, Some(closed.clone()));
    assert_eq!(desk.buy(ANA, &start, transfer()).await, Err(closed.into()));
}

#[tokio::test]
async fn a_transfer_that_may_come_too_late_is_warned_of() {
    let desk = Desk::on("2026-07-11").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    assert_eq!(desk.wizard(ANA, WANTED).await.transfer_may_be_late, None);
    desk.go_to("2026-07-12");
    let window = desk.wizard(ANA, WANTED).await.transfer_may_be_late.unwrap();
    assert_eq!(window.closes.to_string(), "2026-07-22");
}

#[tokio::test]
async fn finance_sees_what_is_awaited_by_due_day_of_every_account() {
    let (desk, first) = waiting().await;
    desk.holds(WILGA, WANTED, "2026-06-30").await;
    desk.go_to("2026-07-04");
    let start = desk
        .services
        .open_wizard(&actor(ANA), WILGA, &offer_id(WANTED))
        .await
        .unwrap();
    let second = desk.buy(ANA, &start, transfer()).await.unwrap();
    let page = desk
        .services
        .awaiting_payment(&actor(FAY), None, 1)
        .await
        .unwrap();
    assert_eq!(page.lines[0].order.id, first.order.id);
    let page = desk
        .services
        .awaiting_payment(&actor(FAY), page.next, 1)
        .await
        .unwrap();
    assert_eq!(page.lines[0].order.id, second.order.id);
}

/// The incident: money that came in time was booked more than a year later, and the check called the store damaged. It
/// pays for the term all the same, which is over by then.
#[tokio::test]
async fn money_in_time_that_is_booked_when_its_term_is_over_pays_it_and_the_store_is_sound() {
    let (desk, order) = waiting().await;
    desk.go_to("2027-08-01");
    desk.accept_today().await;
    let money = money_for(&order, "475.00 USD", "2026-07-10");
    let booked = desk.services.book_money(&actor(FAY), &money).await.unwrap();
    assert!(matches!(booked.order.order.state, OrderState::Paid { .. }));
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    desk.adds_up().await;
}
