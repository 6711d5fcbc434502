//! Records that contradict each other: what no use case writes, and the check finds. Here are requests; orders and
//! subscriptions have files of their own.

use offerdesk::domain::ids::SubscriptionId;
use offerdesk::domain::order::{Order, OrderState};
use offerdesk::domain::receipt::Receipt;
use offerdesk::domain::request::{
    About, Event, RequestNote, RequestNumber, RequestState, Side, SupportRequest,
};
use offerdesk::domain::subscription::Subscription;
use offerdesk::services::maintenance::{Mismatch, NoteFault, PairFault, RequestFault};
use offerdesk::services::orders::OrderView;
use offerdesk::services::refunds::MoneyBack;
use offerdesk::services::requests::{RequestView, Subject};
use offerdesk::store::record::{Batch, Expect};
use offerdesk::store::records::request_note_id;

use crate::asking::{WANTED, cancellation, in_window, question};
use crate::decided;
use crate::desk::{ANA, CONTOSO, Desk, FAY, SAM, SUE, WILGA, actor, money_for, offer_id, transfer};

/// A renewal by transfer that was paid.
pub async fn paid_by_transfer() -> (Desk, OrderView) {
    let desk = in_window().await;
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let money = money_for(&waiting, "475.00 USD", "2026-07-03");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    let paid = desk.order(waiting.order.id).await;
    (desk, paid)
}

/// The same, cancelled with a refund on a day, and its request.
pub async fn refunded_on(day: &str, returned: bool) -> (Desk, OrderView, RequestView) {
    let (desk, paid) = paid_by_transfer().await;
    desk.go_to(day);
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let decided = desk.decide(SUE, &asked, true).await.unwrap();
    if returned {
        let back = MoneyBack {
            number: paid.order.number,
            value_date: day.parse().unwrap(),
        };
        desk.services.return_money(&actor(FAY), back).await.unwrap();
    }
    desk.agrees().await;
    let order = desk.order(paid.order.id).await;
    (desk, order, decided)
}

pub async fn refunded(returned: bool) -> (Desk, OrderView, RequestView) {
    refunded_on("2026-07-03", returned).await
}

/// What the check finds once something was changed behind the desk's back.
pub async fn finds(desk: &Desk, expected: &[Mismatch]) {
    assert_eq!(desk.services.mismatches().await.unwrap(), expected);
}

/// What it finds about a request as it is put.
async fn finds_in(desk: &Desk, request: &SupportRequest, fault: RequestFault) {
    desk.put(request).await;
    finds(desk, &[Mismatch::Request(request.number, fault)]).await;
}

async fn finds_between(desk: &Desk, request: &RequestView, order: &Order, fault: PairFault) {
    let expected = Mismatch::Between(request.request.number, order.number, fault);
    finds(desk, &[expected]).await;
}

pub async fn note(desk: &Desk, request: &SupportRequest, place: u32) -> RequestNote {
    let id = request_note_id(request.id, place);
    let found = desk.store.get::<RequestNote>(id).await.unwrap();
    found.unwrap().record
}

async fn lose_note(desk: &Desk, request: &SupportRequest, place: u32) {
    let id = request_note_id(request.id, place);
    let found = desk.store.get::<RequestNote>(id.clone()).await.unwrap().unwrap();
    let mut batch = Batch::new(desk.clock.now(), None);
    batch.delete::<RequestNote>(id, Expect::Version(found.version));
    let entry = crate::desk::recorded(&batch);
    batch.audit(offerdesk::domain::audit::Chain::Account(request.account), entry);
    desk.store.commit(batch).await.unwrap();
}

/// What it finds about a note as it is put.
async fn finds_note(desk: &Desk, request: &SupportRequest, kept: &RequestNote, fault: NoteFault) {
    let before = note(desk, request, kept.place).await;
    desk.put(kept).await;
    finds(desk, &[Mismatch::Note(request.number, kept.place, fault)]).await;
    desk.put(&before).await;
    finds(desk, &[]).await;
}

/// What was decided, otherwise than it was, in the request and in its note.
async fn decided_otherwise(
    desk: &Desk,
    request: &RequestView,
    change: impl Fn(&mut offerdesk::domain::request::Decision),
) {
    let mut changed = request.request.clone();
    let decision = changed.cancellation.as_mut().unwrap().decision.as_mut().unwrap();
    change(decision);
    let decision = decision.clone();
    desk.put(&changed).await;
    let place = u32::try_from(changed.note_count).unwrap();
    let mut kept = note(desk, &changed, place).await;
    kept.note.by = Some(decision.by);
    kept.note.at = decision.at;
    kept.note.event = Event::Decided {
        refund: decision.refund.is_some(),
        ends: decision.ends,
    };
    desk.put(&kept).await;
}

#[tokio::test]
async fn a_decision_whose_order_keeps_the_money_is_found() {
    let (desk, order, request) = refunded(false).await;
    let mut kept = order.order.clone();
    kept.state = OrderState::Paid {
        expires: "2027-06-22".parse().unwrap(),
    };
    desk.put(&kept).await;
    finds_between(&desk, &request, &kept, PairFault::NotRefunded).await;
}

#[tokio::test]
async fn the_same_money_given_back_twice_is_found() {
    let (desk, order, request) = refunded(false).await;
    let mut other = request.clone();
    other.request.id = offerdesk::domain::ids::RequestId::new(u128::MAX);
    other.request.number = RequestNumber::in_series(2);
    for place in 0..=1 {
        let mut kept = note(&desk, &request.request, place).await;
        kept.request = other.request.id;
        desk.put(&kept).await;
    }
    desk.put(&other.request).await;
    finds_between(&desk, &other, &order.order, PairFault::RefundedTwice).await;
}

#[tokio::test]
async fn a_decision_about_the_money_of_something_else_is_found() {
    let desk = in_window().await;
    desk.holds(CONTOSO, "gold", "2026-06-22").await;
    let (mut orders, mut requests) = (Vec::new(), Vec::new());
    for offer in [WANTED, "gold"] {
        let paid = desk.renew(ANA, offer, desk.good().await).await.unwrap();
        let asked = desk.send(ANA, &cancellation(offer)).await;
        orders.push(paid.order);
        requests.push(desk.decide(SUE, &asked, true).await.unwrap());
    }
    desk.settle().await;
    desk.agrees().await;
    // As if each had given the other one's money back.
    orders.reverse();
    let mut expected = Vec::new();
    for (request, order) in requests.iter().zip(&orders) {
        decided_otherwise(&desk, request, |decision| decision.refund = Some(order.id)).await;
        expected.push(Mismatch::Between(
            request.request.number,
            order.number,
            PairFault::OtherRefund,
        ));
    }
    finds(&desk, &expected).await;
}

#[tokio::test]
async fn a_refund_that_began_before_it_was_decided_or_was_asked_for_too_late_is_found() {
    let (desk, order, request) = refunded_on("2026-07-25", false).await;
    let mut early = order.order.clone();
    early.since = crate::desk::noon("2026-07-24");
    desk.put(&early).await;
    finds_between(&desk, &request, &early, PairFault::RefundDates).await;

    // As if it had been placed and paid ten days before.
    let mut late = order.order.clone();
    late.placed_at = crate::desk::noon("2026-06-23");
    let offerdesk::domain::order::Payment::Transfer { due, .. } = &mut late.payment else {
        panic!("not by transfer");
    };
    *due = "2026-07-23".parse().unwrap();
    let mut receipt = receipt(&desk, &late).await;
    received_on(&mut late, &mut receipt, "2026-06-24");
    desk.put(&late).await;
    desk.put(&receipt).await;
    finds_between(&desk, &request, &late, PairFault::RefundLate).await;
    received_on(&mut late, &mut receipt, "2026-06-25");
    desk.put(&late).await;
    desk.put(&receipt).await;
    finds(&desk, &[]).await;
}

#[tokio::test]
async fn a_first_term_that_was_given_back_and_not_ended_is_found() {
    let desk = Desk::on("2026-07-03").await;
    let paid = desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let request = desk.decide(SUE, &asked, true).await.unwrap();
    desk.settle().await;
    desk.agrees().await;
    decided_otherwise(&desk, &request, |decision| decision.ends = None).await;
    let mut held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    held.cancelled = None;
    desk.put(&held).await;
    finds_between(&desk, &request, &paid.order, PairFault::RefundedOtherTerm).await;
}

#[tokio::test]
async fn a_cancellation_beside_an_order_that_is_under_way_is_found() {
    let desk = in_window().await;
    let declining = desk.card_that(crate::check_orders::DECLINES).await;
    let declined = desk.renew(ANA, WANTED, declining).await.unwrap();
    let request = desk.send(ANA, &cancellation(WANTED)).await;
    desk.agrees().await;
    for state in [OrderState::Charging, OrderState::Unknown] {
        let mut order = declined.order.clone();
        order.state = state;
        desk.put(&order).await;
        finds_between(&desk, &request, &order, PairFault::UnderWay).await;
    }

    let desk = in_window().await;
    let request = desk.send(ANA, &cancellation(WANTED)).await;
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    desk.agrees().await;
    // The order withdrew it, and that is undone.
    desk.put(&request.request).await;
    lose_note(&desk, &request.request, 1).await;
    finds_between(&desk, &request, &waiting.order, PairFault::UnderWay).await;
}

#[tokio::test]
async fn a_cancellation_of_what_the_company_does_not_hold_is_found() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let other = desk.holds(WILGA, WANTED, "2026-12-01").await;
    let mut moved = sent.request.clone();
    moved.about = About::Subscription(other.id, offer_id(WANTED));
    moved.cancellation.as_mut().unwrap().subscription = other.id;
    finds_in(&desk, &moved, RequestFault::OtherCancellation).await;
    let mut gone = sent.request.clone();
    gone.about = About::Account;
    finds_in(&desk, &gone, RequestFault::OtherCancellation).await;
    let mut gone = sent.request.clone();
    gone.cancellation.as_mut().unwrap().subscription = SubscriptionId::new(4_711);
    finds_in(&desk, &gone, RequestFault::OtherCancellation).await;
    let mut renamed = sent.request.clone();
    let About::Subscription(_, offer) = &mut renamed.about else {
        panic!("about something else");
    };
    *offer = offer_id("gold");
    finds_in(&desk, &renamed, RequestFault::OtherCancellation).await;
}

#[tokio::test]
async fn a_request_about_what_is_somebody_elses_is_found() {
    let (desk, paid) = paid_by_transfer().await;
    let mut about = question();
    about.about = Subject::Order(paid.order.number);
    let sent = desk.send(ANA, &about).await.request;
    let other = desk.holds(WILGA, WANTED, "2026-12-01").await;
    desk.agrees().await;
    for about in [
        About::Order(
            paid.order.id,
            offerdesk::domain::order::OrderNumber::from_random(1),
        ),
        About::Subscription(other.id, offer_id(WANTED)),
    ] {
        let moved = SupportRequest {
            about,
            ..sent.clone()
        };
        finds_in(&desk, &moved, RequestFault::OtherSubject).await;
    }
}

#[tokio::test]
async fn a_cancellation_that_is_still_asked_for_is_found() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    assert!(decided::cancel(&desk.store, desk.clock.now(), held.id).await);
    finds(
        &desk,
        &[Mismatch::Request(
            sent.request.number,
            RequestFault::CancelledAlready,
        )],
    )
    .await;
}

#[tokio::test]
async fn a_decision_of_an_impossible_day_of_ones_own_or_of_other_words_than_its_note_is_found() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let decided = desk.decide(SUE, &sent, false).await.unwrap();
    let number = decided.request.number;
    desk.agrees().await;
    let mut other = decided.request.clone();
    other.cancellation.as_mut().unwrap().decision.as_mut().unwrap().by = SAM;
    finds_in(&desk, &other, RequestFault::OtherDecision).await;
    decided_otherwise(&desk, &decided, |decision| decision.by = ANA).await;
    finds(&desk, &[Mismatch::Request(number, RequestFault::OwnDecision)]).await;

    let before = "2026-07-02".parse().unwrap();
    decided_otherwise(&desk, &decided, |decision| decision.ends = Some(before)).await;
    let mut held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    held.cancelled = Some(before);
    desk.put(&held).await;
    finds(&desk, &[Mismatch::Request(number, RequestFault::DecisionDates)]).await;
    // Without money that goes back, a decision always ends it.
    decided_otherwise(&desk, &decided, |decision| decision.ends = None).await;
    desk.put(&Subscription {
        cancelled: None,
        ..held
    })
    .await;
    finds(&desk, &[Mismatch::Request(number, RequestFault::DecisionDates)]).await;
}

#[tokio::test]
async fn a_request_that_stands_elsewhere_than_its_notes_lead_is_found() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await.request;
    let mut earlier = sent.clone();
    earlier.cancellation.as_mut().unwrap().asked = "2026-07-02".parse().unwrap();
    finds_in(&desk, &earlier, RequestFault::OtherDay).await;
    let taken = SupportRequest {
        taken_by: Some(SAM),
        ..sent.clone()
    };
    finds_in(&desk, &taken, RequestFault::OtherTaker).await;
    let waits = SupportRequest {
        state: RequestState::AttentionNeeded,
        ..sent.clone()
    };
    finds_in(&desk, &waits, RequestFault::OtherState).await;
    let later = SupportRequest {
        since: crate::desk::noon("2026-07-04"),
        ..sent.clone()
    };
    finds_in(&desk, &later, RequestFault::OtherState).await;
}

#[tokio::test]
async fn notes_that_are_missing_too_many_misplaced_or_out_of_turn_are_found() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &question()).await;
    let replied = desk.reply(SUE, &sent, "Behind the tile.").await.unwrap();
    let thanked = desk.reply(ANA, &replied, "Thank you!").await.unwrap().request;
    desk.agrees().await;
    let fewer = SupportRequest {
        note_count: 1,
        ..thanked.clone()
    };
    desk.put(&fewer).await;
    let at = |place, fault| Mismatch::Note(thanked.number, place, fault);
    finds(&desk, &[at(2, NoteFault::Surplus)]).await;
    desk.put(&thanked).await;

    let (first, second) = (note(&desk, &thanked, 0).await, note(&desk, &thanked, 1).await);
    let mut other = second.clone();
    other.account = WILGA;
    finds_note(&desk, &thanked, &other, NoteFault::Misplaced).await;
    let mut other = first.clone();
    other.note.by = Some(SAM);
    finds_note(&desk, &thanked, &other, NoteFault::Misplaced).await;
    let mut other = second.clone();
    other.note = first.note.clone();
    finds_note(&desk, &thanked, &other, NoteFault::Misplaced).await;
    for event in [
        Event::Reopened,
        Event::Withdrawn,
        Event::Decided {
            refund: false,
            ends: None,
        },
    ] {
        let mut other = second.clone();
        other.note.event = event;
        finds_note(&desk, &thanked, &other, NoteFault::OutOfTurn).await;
    }
    // Nothing is decided, so that the company withdraws and never closes.
    let mut other = second.clone();
    (other.note.side, other.note.event) = (Side::Company, Event::Closed);
    finds_note(&desk, &thanked, &other, NoteFault::OutOfTurn).await;
    let mut other = second.clone();
    other.note.at = crate::desk::noon("2026-07-02");
    finds_note(&desk, &thanked, &other, NoteFault::OutOfTurn).await;

    lose_note(&desk, &thanked, 1).await;
    finds(&desk, &[at(1, NoteFault::Missing)]).await;
}

#[tokio::test]
async fn what_was_taken_back_or_closed_too_long_ago_is_not_reopened_by_just_anyone() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let withdrawn = desk.close(ANA, &sent).await.unwrap();
    desk.go_to("2026-07-10");
    let reopened = desk.reopen(ANA, &withdrawn).await.unwrap().request;
    desk.agrees().await;
    let kept = note(&desk, &reopened, 2).await;
    let mut by_support = kept.clone();
    by_support.note.side = Side::Support;
    finds_note(&desk, &reopened, &by_support, NoteFault::OutOfTurn).await;
    let mut too_late = kept.clone();
    too_late.note.at = crate::desk::noon("2026-08-03");
    finds_note(&desk, &reopened, &too_late, NoteFault::OutOfTurn).await;
}

/// Says on both sides that the money of an order has another value date.
fn received_on(order: &mut Order, receipt: &mut Receipt, on: &str) {
    receipt.value_date = on.parse().unwrap();
    if let offerdesk::domain::order::Payment::Transfer { received, .. } = &mut order.payment {
        received.first_mut().unwrap().value_date = receipt.value_date;
    }
}

pub async fn receipt(desk: &Desk, order: &Order) -> Receipt {
    let id = order.received().first().unwrap().receipt;
    desk.store
        .get::<Receipt>(id.to_bytes())
        .await
        .unwrap()
        .unwrap()
        .record
}
