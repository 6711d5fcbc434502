//! What is refused: while an order is in the way, twice, in one's own company, in a closed request, too late.

use offerdesk::domain::request::{Closing, RequestError, RequestState};
use offerdesk::domain::review::ReviewPart;
use offerdesk::domain::subscription::NotCancellable;
use offerdesk::domain::user::{Grant, Role, StaffRole};
use offerdesk::payments::sandbox::Behavior;
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::requests::{Reply, Subject};

use crate::asking::{WANTED, cancellation, in_window, question};
use crate::desk::{ANA, BEN, CONTOSO, Desk, FAY, SAM, SUE, actor, money_for, transfer, user};

#[tokio::test]
async fn nothing_is_cancelled_while_an_order_waits_for_its_money_or_is_being_settled() {
    let desk = in_window().await;
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let refused = desk.refuses(BEN, &cancellation(WANTED)).await;
    assert!(
        matches!(&refused, ServiceError::Closed(Unavailable::AwaitingPayment { number, .. })
            if *number == waiting.order.number.to_string()),
        "{refused:?}"
    );
    // Overdue it gives way, and once cancelled its late money prolongs nothing.
    desk.go_to("2026-08-03");
    let asked = desk.refuses(BEN, &cancellation(WANTED)).await;
    assert_eq!(
        asked,
        ServiceError::Closed(Unavailable::Cancel(NotCancellable::Over))
    );

    let desk = in_window().await;
    let silent = desk.card_that(Behavior::SilentAfter).await;
    desk.renew(ANA, WANTED, silent).await.unwrap();
    let refused = desk.refuses(BEN, &cancellation(WANTED)).await;
    assert!(
        matches!(refused, ServiceError::Closed(Unavailable::Settling { .. })),
        "{refused:?}"
    );
    desk.settle().await;
    desk.send(BEN, &cancellation(WANTED)).await;
    desk.adds_up().await;
}

#[tokio::test]
async fn money_that_comes_late_for_a_cancelled_subscription_prolongs_nothing() {
    let desk = Desk::on("2026-06-23").await;
    desk.holds(CONTOSO, WANTED, "2026-06-22").await;
    let waiting = desk.renew(ANA, WANTED, transfer()).await.unwrap();
    // Due on July 23, and so overdue after the window.
    desk.holds(CONTOSO, "silver", "2026-12-01").await;
    desk.go_to("2026-07-24");
    let money = money_for(&waiting, "475.00 USD", "2026-07-20");
    desk.services.book_money(&actor(FAY), &money).await.unwrap();
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2027-06-22");
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    desk.decide(SUE, &asked, true).await.unwrap();
    // The former term lapsed on July 22: it comes back as it would be now.
    assert_eq!(desk.expires(CONTOSO, WANTED).await, "2026-06-22");
    let refused = desk.refuses(ANA, &cancellation(WANTED)).await;
    assert_eq!(
        refused,
        ServiceError::Closed(Unavailable::Cancel(NotCancellable::Over))
    );
    desk.agrees().await;
}

#[tokio::test]
async fn a_second_cancellation_is_told_of_the_first() {
    let desk = in_window().await;
    let first = desk.send(ANA, &cancellation(WANTED)).await;
    let refused = desk.refuses(BEN, &cancellation(WANTED)).await;
    let open = Unavailable::CancellationOpen {
        number: first.request.number.to_string(),
        by: "Ana".to_owned(),
        on: "2026-07-03".parse().unwrap(),
    };
    assert_eq!(refused, ServiceError::Closed(open));
    // Closing it without a decision makes room, and the former one stays closed while the other one is open.
    let closed = desk.close(SUE, &first).await.unwrap();
    assert_eq!(closed.request.state, RequestState::Closed(Closing::Support));
    let second = desk.send(BEN, &cancellation(WANTED)).await;
    let before = desk.dump().await;
    let refused = desk.reopen(SUE, &closed).await;
    assert!(
        matches!(&refused, Err(ServiceError::Closed(Unavailable::CancellationOpen { number, .. }))
            if *number == second.request.number.to_string()),
        "{refused:?}"
    );
    assert_eq!(desk.dump().await, before);
    desk.close(BEN, &second).await.unwrap();
    let again = desk.reopen(SUE, &closed).await.unwrap();
    assert_eq!(again.request.state, RequestState::Open);
    desk.agrees().await;
}

#[tokio::test]
async fn a_closed_request_takes_nothing_but_its_reopening_and_that_for_thirty_days() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let closed = desk.close(ANA, &sent).await.unwrap();
    assert!(closed.is_withdrawn());
    let before = desk.dump().await;
    let over = || Err(ServiceError::Closed(Unavailable::Request(RequestError::Closed)));
    assert_eq!(desk.reply(ANA, &closed, "One more thing").await, over());
    assert_eq!(desk.reply(SUE, &closed, "One more thing").await, over());
    assert_eq!(desk.decide(SUE, &closed, false).await, over());
    assert_eq!(desk.close(SUE, &closed).await, over());
    let taken = desk.services.take_request(&actor(SUE), closed.request.id).await;
    assert_eq!(taken, over());
    desk.go_to("2026-08-03");
    let until = "2026-08-02".parse().unwrap();
    let late = Unavailable::Request(RequestError::TooLateToReopen { until });
    assert_eq!(desk.reopen(ANA, &closed).await, Err(ServiceError::Closed(late)));
    assert_eq!(desk.dump().await, before);
    let seen = desk.seen(ANA, closed.request.id).await;
    assert!(!seen.can.reopen.is_open() && seen.can.reopen.closed().is_some());

    desk.go_to("2026-08-04");
    let sent = desk.send(ANA, &question()).await;
    assert_eq!(
        desk.reopen(ANA, &sent).await,
        Err(ServiceError::Closed(Unavailable::Request(
            RequestError::NotClosed
        )))
    );
    let closed = desk.close(ANA, &sent).await.unwrap();
    desk.go_to("2026-09-03");
    assert_eq!(
        desk.reopen(ANA, &closed).await.unwrap().request.state,
        RequestState::Open
    );
}

#[tokio::test]
async fn what_was_seen_before_a_change_is_neither_decided_nor_answered() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let newer = desk
        .reply(ANA, &sent, "Or rather: what would it cost to stay?")
        .await
        .unwrap();
    let before = desk.dump().await;
    let by_ana = Err(ServiceError::RequestChanged {
        by: Some("Ana".to_owned()),
    });
    assert_eq!(desk.decide(SUE, &sent, false).await, by_ana);
    assert_eq!(desk.reply(SUE, &sent, "Done.").await, by_ana);
    assert_eq!(desk.close(SUE, &sent).await, by_ana);
    assert_eq!(desk.dump().await, before);
    desk.decide(SUE, &newer, false).await.unwrap();
    desk.agrees().await;
}

#[tokio::test]
async fn a_second_decision_is_told_when_the_first_was_made() {
    let desk = in_window().await;
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let asked = desk.send(ANA, &cancellation(WANTED)).await;
    let decided = desk.decide(SUE, &asked, true).await.unwrap();
    desk.go_to("2026-07-04");
    let on = "2026-07-03".parse().unwrap();
    let before = desk.dump().await;
    for refund in [true, false] {
        let again = desk.decide(SAM, &decided, refund).await;
        let why = Unavailable::Request(RequestError::Decided { on });
        assert_eq!(again, Err(ServiceError::Closed(why)));
    }
    assert_eq!(desk.dump().await, before);
    let plain = desk.send(ANA, &question()).await;
    let nothing = Unavailable::Request(RequestError::NothingToDecide);
    assert_eq!(
        desk.decide(SUE, &plain, false).await,
        Err(ServiceError::Closed(nothing))
    );
}

#[tokio::test]
async fn nobody_works_on_a_request_of_their_own_company() {
    let desk = in_window().await;
    let grants = vec![Grant {
        account: CONTOSO,
        role: Role::AdminAgent,
    }];
    desk.put(&user(SAM, "Sam", grants, &[StaffRole::Support])).await;
    let of_ana = desk.send(ANA, &cancellation(WANTED)).await;
    let own = desk.send(SAM, &question()).await;
    let before = desk.dump().await;
    let refused = || Err(ServiceError::Closed(Unavailable::OwnRequest));
    // Sam reads Ana's request as one of Support, and speaks for nobody in it.
    assert_eq!(desk.seen(SAM, of_ana.request.id).await.side, None);
    for view in [&of_ana, &own] {
        assert_eq!(desk.decide(SAM, view, false).await, refused());
        let taken = desk.services.take_request(&actor(SAM), view.request.id).await;
        assert_eq!(taken, refused());
        let ask = Reply {
            request: view.request.id,
            seen: view.version,
            text: "Which one?".to_owned(),
            asks_for_attention: true,
        };
        assert_eq!(desk.services.reply_to_request(&actor(SAM), &ask).await, refused());
    }
    assert_eq!(desk.close(SAM, &of_ana).await, refused());
    assert_eq!(desk.dump().await, before);
    desk.reply(SAM, &own, "It is urgent.").await.unwrap();
    desk.decide(SUE, &of_ana, false).await.unwrap();
}

#[tokio::test]
async fn who_sent_a_request_does_not_decide_it_after_changing_sides() {
    let desk = in_window().await;
    let sent = desk.send(BEN, &cancellation(WANTED)).await;
    desk.put(&user(BEN, "Ben", Vec::new(), &[StaffRole::Support]))
        .await;
    let refused = Err(ServiceError::Closed(Unavailable::OwnRequest));
    assert_eq!(desk.decide(BEN, &sent, false).await, refused);
    assert_eq!(desk.reply(BEN, &sent, "Granted.").await, refused);
    desk.decide(SUE, &sent, false).await.unwrap();
}

#[tokio::test]
async fn renewing_withdraws_the_cancellation_and_the_review_says_so_before() {
    let desk = in_window().await;
    let early = desk.wizard(ANA, WANTED).await;
    assert_eq!(early.review.withdraws, None);
    let sent = desk.send(BEN, &cancellation(WANTED)).await;
    // Buy without having seen it shows the review again.
    let refused = desk.buy(ANA, &early, desk.good().await).await;
    let Err(ServiceError::Changed { review, parts }) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(parts, [ReviewPart::Withdraws]);
    assert_eq!(review.withdraws, Some(sent.request.number));
    desk.renew(ANA, WANTED, desk.good().await).await.unwrap();
    let seen = desk.seen(BEN, sent.request.id).await;
    assert_eq!(seen.request.state, RequestState::Closed(Closing::Renewed));
    assert_eq!(seen.notes.last().unwrap().by.as_deref(), Some("Ana"));
    // Ben may ask anew: for the term that was paid today, by the day of today.
    desk.go_to("2026-07-20");
    let again = desk.reopen(BEN, &seen).await.unwrap();
    let asked = again.request.cancellation.as_ref().unwrap();
    assert_eq!(asked.asked.to_string(), "2026-07-20");
    assert!(again.verdict.unwrap().refundable().is_some());
    desk.adds_up().await;
    desk.agrees().await;
}

#[tokio::test]
async fn support_reopens_no_cancellation_while_an_order_waits_for_its_money() {
    let desk = in_window().await;
    let sent = desk.send(BEN, &cancellation(WANTED)).await;
    desk.renew(ANA, WANTED, transfer()).await.unwrap();
    let seen = desk.seen(SUE, sent.request.id).await;
    let refused = desk.reopen(BEN, &seen).await;
    assert!(
        matches!(
            refused,
            Err(ServiceError::Closed(Unavailable::AwaitingPayment { .. }))
        ),
        "{refused:?}"
    );
    // What the company withdrew by renewing is not Support's to ask for.
    let refused = desk.reopen(SUE, &seen).await;
    let by_company = ServiceError::from(Unavailable::Request(RequestError::CompanyReopens));
    assert_eq!(refused, Err(by_company));
    assert!(
        matches!(&seen.can.reopen, offerdesk::services::requests::Access::Closed(_)),
        "{:?}",
        seen.can.reopen
    );
}

#[tokio::test]
async fn reopening_never_revives_what_was_decided_or_ended() {
    let desk = in_window().await;
    let undecided = desk.send(ANA, &cancellation(WANTED)).await;
    let undecided = desk.close(SUE, &undecided).await.unwrap();
    let decided = desk.send(BEN, &cancellation(WANTED)).await;
    let decided = desk.decide(SUE, &decided, false).await.unwrap();
    let decided = desk.close(SUE, &decided).await.unwrap();
    let held = desk.subscription(CONTOSO, WANTED).await.unwrap();
    let refused = desk.reopen(ANA, &undecided).await;
    let over = Unavailable::Cancel(NotCancellable::Over);
    assert_eq!(refused, Err(ServiceError::Closed(over)));
    let again = desk.reopen(ANA, &decided).await.unwrap();
    assert!(again.decision.is_some() && !again.can.decide.is_open());
    assert_eq!(desk.subscription(CONTOSO, WANTED).await.unwrap(), held);
    desk.agrees().await;
}

#[tokio::test]
async fn only_what_the_company_holds_can_be_cancelled() {
    use offerdesk::services::requests::{RequestField, RequestRefusal};
    let desk = in_window().await;
    for new in [
        cancellation("gold"),
        offerdesk::services::requests::NewRequest {
            about: Subject::Account,
            ..cancellation(WANTED)
        },
    ] {
        let before = desk.dump().await;
        let refused = desk.services.send_request(&actor(ANA), &new).await;
        let Err(RequestRefusal::Fields(fields)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!((fields.len(), fields[0].field), (1, RequestField::About));
        assert_eq!(desk.dump().await, before);
    }
}
