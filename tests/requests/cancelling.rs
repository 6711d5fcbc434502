//! From the request to the money: by card, by transfer, and without a refund.

use offerdesk::domain::audit::AuditAction as Did;
use offerdesk::domain::order::OrderState;
use offerdesk::domain::receipt::{Receipt, Went};
use offerdesk::domain::refund::{NotRefundable, Verdict};
use offerdesk::domain::request::RequestState;
use offerdesk::domain::subscription::{NotRenewable, State};
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::payments::gateway::AttemptStatus;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::offers::{MainAction, Tile};
use offerdesk::services::orders::OrderView;
use offerdesk::services::refunds::MoneyBack;
use offerdesk::services::requests::RequestView;

use crate::asking::{WANTED, cancellation, in_window};
use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, SAM, SUE, actor, money_for, offer_id, transfer, user};

async fn tile(desk: &Desk) -> Tile {
    let page = desk.services.offers_page(&actor(ANA), CONTOSO).await.unwrap();
    let tile = page.tiles.into_iter().find(|tile| tile.offer == offer_id(WANTED));
    tile.unwrap()
}

/// The last steps that the audit log tells.
async fn last_steps(desk: &Desk, count: usize) -> Vec<(Did, Option<offerdesk::domain::ids::UserId>)> {
    let steps = desk.audited(CONTOSO).await;
    let last = steps.into_iter().rev().take(count);
    let mut last: Vec<_> = last.map(|(action, by, _)| (action, by)).collect();
    last.reverse();
    last
}

fn total_back(view: &RequestView) -> Option<bool> {
    let decision = view.decision.as_ref().unwrap();
    decision.refund.as_ref().map(|refund| refund.is_back)
}

#[tokio::test]
async fn what_a_card_paid_goes_back_once_and_the_former_term_returns() {
    let desk = in_window().await;
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.go_to("2026-07-10");
    let asked = desk.send(BEN, &cancellation(WANTED)).await;
    let refundable = asked.verdict.unwrap();
    assert_eq!(refundable.refundable().unwrap().number, paid.order.number);
    assert_eq!(refundable.refundable().unwrap().until.to_string(), "2026-08-02");
    assert_eq!(
        tile(&desk).await.cancellation.unwrap().number,
        asked.request.number
    );

    let decided = desk.decide(SUE, &asked, true).await.unwrap();
    assert_eq!(total_back(&decided), Some(false));
    assert_eq!(decided.decision.as_ref().unwrap().last_day, None);
    assert_eq!(decided.request.state, RequestState::Open);
    assert_eq!(desk.order(paid.order.id).await.order.state, OrderState::Refunding);
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    assert_eq!(tile(&desk).await.cancellation, None);
    assert_eq!(tile(&desk).await.held.unwrap().state, State::RenewalWindow);

    desk.settle().await;
    assert_eq!(desk.order(paid.order.id).await.order.state, OrderState::Refunded);
    assert_eq!(total_back(&desk.seen(BEN, asked.request.id).await), Some(true));
    let steps = [
        (Did::RequestOpened, Some(BEN)),
        (Did::RequestDecided, Some(SUE)),
        (Did::SubscriptionCancelled, Some(SUE)),
        (Did::RefundBegun, Some(SUE)),
        (Did::OrderRefunded, None),
    ];
    assert_eq!(last_steps(&desk, 5).await, steps);
    let charges = desk.charges().await;
    assert_eq!((charges.len(), charges[0].status()), (1, AttemptStatus::Refunded));
    // A later run finds nothing more to do, and the term can be bought once more.
    assert_eq!(desk.services.reconcile().await.unwrap().settled, 0);
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    desk.adds_up().await;
    desk.agrees().await;
}

#[tokio::test]
async fn a_first_term_that_is_refunded_ends_that_day_and_is_for_sale() {
    let desk = Desk::on("2026-07-03").await;
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.go_to("2026-08-02");
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    // Decided long after: the verdict is by the day of the request.
    desk.go_to("2026-09-01");
    let decided = desk.decide(SUE, &asked, true).await.unwrap();
    let last_day = decided.decision.unwrap().last_day.unwrap();
    assert_eq!(last_day.to_string(), "2026-08-31");
    let shown = tile(&desk).await;
    assert_eq!(shown.held.unwrap().state, State::Cancelled);
    assert_eq!((shown.action, shown.closed), (MainAction::Subscribe, None));
    desk.settle().await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-09-01");
    assert_eq!(desk.order(paid.order.id).await.order.state, OrderState::Refunded);
    desk.adds_up().await;
    desk.agrees().await;
}

#[tokio::test]
async fn on_the_thirty_first_day_no_money_goes_back() {
    let desk = in_window().await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    desk.go_to("2026-08-03");
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let late = NotRefundable::TooLate {
        paid: "2026-07-03".parse().unwrap(),
        until: "2026-08-02".parse().unwrap(),
    };
    assert_eq!(asked.verdict, Some(Verdict::NotRefundable(late)));
    let before = desk.dump().await;
    let refused = desk.decide(SUE, &asked, true).await;
    assert_eq!(refused, Err(ServiceError::Refund(late)));
    assert_eq!(desk.dump().await, before);
    let decided = desk.decide(SUE, &asked, false).await.unwrap();
    let last_day = decided.decision.unwrap().last_day.unwrap();
    assert_eq!(last_day.to_string(), "2027-06-22");
    desk.adds_up().await;
    desk.agrees().await;
}

/// Ana's renewal by transfer, booked by Fay with the value date of July 3, and its cancellation, decided on July 10.
async fn decided_transfer(desk: &Desk) -> (OrderView, RequestView) {
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    desk.go_to("2026-07-06");
    let money = money_for(&waiting, "475.00 USD", "2026-07-03");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    desk.go_to("2026-07-10");
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let until = asked.verdict.unwrap().refundable().unwrap().until;
    assert_eq!(until.to_string(), "2026-08-02", "counted from the value date");
    let decided = desk.decide(SUE, &asked, true).await.unwrap();
    (waiting, decided)
}

#[tokio::test]
async fn what_a_transfer_paid_goes_back_when_finance_returned_it() {
    let desk = in_window().await;
    let (waiting, decided) = decided_transfer(&desk).await;
    let number = waiting.order.number;
    assert_eq!(total_back(&decided), Some(false));
    // The reconciler has no part in it.
    assert_eq!(desk.services.reconcile().await.unwrap().left, 0);
    let listed = desk.services.money_to_return(&actor(FAY), None, 9).await.unwrap();
    assert_eq!(listed.lines.len(), 1);
    assert_eq!(listed.lines[0].order.number, number);

    desk.go_to("2026-07-13");
    let back = |value_date: &str| MoneyBack {
        number,
        value_date: value_date.parse().unwrap(),
    };
    let before = desk.dump().await;
    let decided_on = "2026-07-10".parse().unwrap();
    for (who, value_date, why) in [
        (
            FAY,
            "2026-07-09",
            ServiceError::ReturnedTooEarly { decided: decided_on },
        ),
        (FAY, "2026-07-14", ServiceError::ValueDateInFuture),
    ] {
        let refused = desk.services.return_money(&actor(who), back(value_date)).await;
        assert_eq!(refused, Err(why));
    }
    for who in [ANA, BEN, SUE] {
        let refused = desk.services.return_money(&actor(who), back("2026-07-12")).await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
    assert_eq!(desk.dump().await, before);

    let returned = desk
        .services
        .return_money(&actor(FAY), back("2026-07-12"))
        .await
        .unwrap();
    assert_eq!(returned.order.state, OrderState::Refunded);
    let receipt = returned.order.received().first().unwrap().receipt;
    let receipt = desk
        .store
        .get::<Receipt>(receipt.to_bytes())
        .await
        .unwrap()
        .unwrap();
    let (of, on) = (Some(returned.order.id), "2026-07-12".parse().unwrap());
    let went: Vec<Went> = receipt.record.parts.iter().map(|part| part.went).collect();
    assert_eq!(went, [Went::Back { of, on }]);
    let steps = [(Did::ReceiptReturned, Some(FAY)), (Did::OrderRefunded, Some(FAY))];
    assert_eq!(last_steps(&desk, 2).await, steps);
    assert_eq!(total_back(&desk.seen(ANA, decided.request.id).await), Some(true));

    let before = desk.dump().await;
    let again = desk.services.return_money(&actor(FAY), back("2026-07-12")).await;
    assert_eq!(again, Err(ServiceError::NotToReturn));
    assert_eq!(desk.dump().await, before);
    let listed = desk.services.money_to_return(&actor(FAY), None, 9).await.unwrap();
    assert_eq!(listed.lines, []);
    desk.agrees().await;
}

#[tokio::test]
async fn who_placed_an_order_does_not_return_its_money() {
    let desk = in_window().await;
    let grants = vec![Grant {
        account: CONTOSO,
        role: Role::GlobalAdmin,
    }];
    desk.put(&user(ANA, "Ana", grants, &[StaffRole::Finance])).await;
    let (waiting, _) = decided_transfer(&desk).await;
    let back = MoneyBack {
        number: waiting.order.number,
        value_date: "2026-07-10".parse().unwrap(),
    };
    let refused = desk.services.return_money(&actor(ANA), back).await;
    assert_eq!(refused, Err(ServiceError::OwnOrder));
    desk.services.return_money(&actor(FAY), back).await.unwrap();
    desk.agrees().await;
}

#[tokio::test]
async fn cancelled_without_a_refund_it_ends_with_its_term_and_no_window_opens() {
    let desk = Desk::on("2026-06-01").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let elsewhere = Verdict::NotRefundable(NotRefundable::NotPaidHere);
    assert_eq!(asked.verdict, Some(elsewhere));
    desk.decide(SUE, &asked, false).await.unwrap();
    let ends = "2026-06-22".parse().unwrap();
    for day in ["2026-06-01", "2026-06-22"] {
        desk.go_to(day);
        let shown = tile(&desk).await;
        let held = shown.held.unwrap();
        assert_eq!((held.state, held.ends), (State::Active, Some(ends)));
        assert_eq!(
            shown.closed,
            Some(Unavailable::Window(NotRenewable::Ending { ends }))
        );
        let refused = desk.refuses(BEN, &cancellation(WANTED)).await;
        let why = offerdesk::domain::subscription::NotCancellable::Ending { ends };
        assert_eq!(refused, ServiceError::Closed(Unavailable::Cancel(why)));
    }
    desk.go_to("2026-06-23");
    let shown = tile(&desk).await;
    assert_eq!(shown.held.unwrap().state, State::Cancelled);
    assert_eq!(
        (shown.action, shown.closed.clone()),
        (MainAction::Subscribe, None)
    );
    assert!(!shown.is_purchased());
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-23");
    desk.adds_up().await;
    desk.agrees().await;
}

#[tokio::test]
async fn cancelled_in_its_window_it_ends_that_day() {
    let desk = in_window().await;
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let decided = desk.decide(SAM, &asked, false).await.unwrap();
    let last_day = decided.decision.unwrap().last_day.unwrap();
    assert_eq!(last_day.to_string(), "2026-07-02");
    assert_eq!(tile(&desk).await.held.unwrap().state, State::Cancelled);
    let steps = [
        (Did::RequestDecided, Some(SAM)),
        (Did::SubscriptionCancelled, Some(SAM)),
    ];
    assert_eq!(last_steps(&desk, 2).await, steps);
    desk.agrees().await;
}

#[tokio::test]
async fn a_refund_needs_the_word_that_no_benefit_was_used() {
    let desk = in_window().await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let mut decide = crate::asking::decide(&asked, true);
    decide.unused = false;
    let before = desk.dump().await;
    let refused = desk.services.decide_request(&actor(SUE), &decide).await;
    assert_eq!(refused, Err(ServiceError::NotAffirmed));
    assert_eq!(desk.dump().await, before);
    // Without a refund nobody has to say so.
    decide.refund = false;
    desk.services.decide_request(&actor(SUE), &decide).await.unwrap();
    desk.adds_up().await;
}
