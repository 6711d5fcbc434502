//! Who sees a request, who writes in it, who works on it: for everybody else it is not there.

use offerdesk::domain::form_draft::NoteKind;
use offerdesk::domain::ids::UserId;
use offerdesk::domain::request::{RequestState, Side};
use offerdesk::domain::user::{Permission, StaffRole};
use offerdesk::services::error::{ServiceError, Unavailable};
use offerdesk::services::requests::{RequestFilter, RequestList, RequestRefusal, RequestScope, RequestView};

use crate::asking::{WANTED, cancellation, in_window, question};
use crate::desk::{ANA, AUD, BEN, CID, CONTOSO, DEE, Desk, FAY, SAM, SUE, ZOE, actor, user};

/// What somebody can do about Ben's request: S(peaks for), R(eply), A(sk), T(ake), D(ecide), C(lose).
fn rights(view: &RequestView) -> String {
    let side = match view.side {
        Some(Side::Company) => "company",
        Some(Side::Support) => "support",
        None => "reader",
    };
    let can = &view.can;
    let rights = [
        ("R", &can.reply),
        ("A", &can.ask),
        ("T", &can.take),
        ("D", &can.decide),
        ("C", &can.close),
        ("F", &can.attach),
    ];
    let open = rights.iter().filter(|(_, access)| access.is_open());
    let letters: String = open.map(|(letter, _)| *letter).collect();
    format!("{side} {letters}")
}

fn is_missing<T>(answer: &Result<T, ServiceError>) -> bool {
    matches!(answer, Err(ServiceError::NotFound { .. }))
}

#[tokio::test]
async fn who_sees_replies_takes_and_decides() {
    let desk = in_window().await;
    let sent = desk.send(BEN, &cancellation(WANTED)).await;
    let id = sent.request.id;
    for (who, expected) in [
        (BEN, "company RCF"),
        (ANA, "company RCF"),
        (DEE, "company RCF"),
        (SUE, "support RATDCF"),
        (SAM, "support RATDCF"),
        (AUD, "reader "),
    ] {
        assert_eq!(rights(&desk.seen(who, id).await), expected, "{who:?}");
        let by_number = desk.services.request(&actor(who), sent.request.number).await;
        assert_eq!(by_number.unwrap().request.id, id);
    }
    let before = desk.dump().await;
    for who in [CID, ZOE, FAY, UserId::new(999)] {
        assert!(
            desk.services.request_by_id(&actor(who), id).await.is_err(),
            "{who:?}"
        );
    }
    for who in [CID, ZOE, FAY] {
        // Not found, in the same way as a request that does not exist.
        assert!(is_missing(&desk.services.request_by_id(&actor(who), id).await));
        assert!(is_missing(
            &desk.services.request(&actor(who), sent.request.number).await
        ));
        assert!(is_missing(&desk.reply(who, &sent, "Let me in.").await));
        assert!(is_missing(&desk.services.take_request(&actor(who), id).await));
        assert!(is_missing(&desk.decide(who, &sent, false).await));
        assert!(is_missing(&desk.close(who, &sent).await));
        assert!(is_missing(&desk.reopen(who, &sent).await));
        assert!(is_missing(
            &desk.services.note_draft(&actor(who), id, NoteKind::Reply).await
        ));
    }
    // Who speaks for the company, or for nobody, does not do Support's work.
    for who in [BEN, ANA, DEE] {
        assert_eq!(
            desk.decide(who, &sent, false).await,
            Err(ServiceError::Closed(Unavailable::OwnRequest))
        );
        let taken = desk.services.take_request(&actor(who), id).await;
        assert_eq!(taken, Err(ServiceError::Closed(Unavailable::OwnRequest)));
    }
    for (refused, permission) in [
        (
            desk.reply(AUD, &sent, "I only read.").await,
            Permission::AnswerRequests,
        ),
        (desk.close(AUD, &sent).await, Permission::AnswerRequests),
        (desk.decide(AUD, &sent, false).await, Permission::WorkRequests),
        (
            desk.services.take_request(&actor(AUD), id).await,
            Permission::WorkRequests,
        ),
    ] {
        let needs = permission.roles().to_vec();
        let role = Unavailable::Role {
            needs,
            who: Vec::new(),
        };
        assert_eq!(refused, Err(ServiceError::Closed(role)));
    }
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn only_the_four_roles_send_requests_and_for_their_own_company() {
    let desk = in_window().await;
    for who in [ANA, BEN, CID, DEE] {
        desk.send(who, &question()).await;
    }
    for who in [ZOE, FAY, SUE, AUD] {
        let refused = desk.services.send_request(&actor(who), &question()).await;
        assert!(
            matches!(refused, Err(RequestRefusal::Service(ServiceError::Denied(_)))),
            "{who:?}: {refused:?}"
        );
    }
}

async fn listed(desk: &Desk, who: UserId, scope: RequestScope, filter: RequestFilter) -> Vec<u64> {
    let list = RequestList { scope, filter };
    let lines = desk.services.requests(&actor(who), list, None, 50).await.unwrap();
    lines.lines.iter().map(|line| line.number.value()).collect()
}

#[tokio::test]
async fn lists_show_what_their_reader_may_read() {
    use RequestFilter::{All, Closed, Open};
    let desk = in_window().await;
    let company = RequestScope::Account(CONTOSO);
    desk.send(ANA, &question()).await; // 1001
    let of_ben = desk.send(BEN, &question()).await; // 1002
    let of_cid = desk.send(CID, &question()).await; // 1003
    desk.close(SUE, &of_cid).await.unwrap();
    let ask = offerdesk::services::requests::Reply {
        request: of_ben.request.id,
        seen: of_ben.version,
        text: "Which one?".to_owned(),
        asks_for_attention: true,
    };
    let asked = desk.services.reply_to_request(&actor(SUE), &ask).await.unwrap();
    assert_eq!(asked.request.state, RequestState::AttentionNeeded);
    for who in [ANA, DEE, SUE, AUD] {
        assert_eq!(
            listed(&desk, who, company, Open).await,
            [1002, 1001],
            "attention needed first"
        );
        assert_eq!(listed(&desk, who, company, Closed).await, [1003]);
        assert_eq!(listed(&desk, who, company, All).await.len(), 3);
    }
    assert_eq!(listed(&desk, BEN, company, All).await, [1002]);
    assert_eq!(listed(&desk, CID, company, Open).await, [0; 0]);
    assert_eq!(listed(&desk, CID, company, All).await, [1003]);
    for who in [SUE, SAM, AUD] {
        assert_eq!(listed(&desk, who, RequestScope::Queue, Open).await.len(), 2);
    }
    for who in [ANA, FAY] {
        let list = RequestList {
            scope: RequestScope::Queue,
            filter: Open,
        };
        let refused = desk.services.requests(&actor(who), list, None, 50).await;
        assert!(matches!(refused, Err(ServiceError::Denied(_))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_request_is_taken_and_taken_over() {
    let desk = in_window().await;
    let sent = desk.send(BEN, &question()).await;
    let id = sent.request.id;
    let taken = desk.services.take_request(&actor(SUE), id).await.unwrap();
    assert_eq!(taken.taken_by.as_deref(), Some("Sue"));
    assert!(!taken.can.take.is_open() && desk.seen(SAM, id).await.can.take.is_open());
    let again = desk.services.take_request(&actor(SUE), id).await;
    assert!(matches!(again, Err(ServiceError::Closed(_))), "{again:?}");
    let over = desk.services.take_request(&actor(SAM), id).await.unwrap();
    assert_eq!(over.taken_by.as_deref(), Some("Sam"));
    assert_eq!(over.notes.len(), 2);
    // Taking is optional: Sue still answers.
    desk.reply(SUE, &over, "Sam is on it.").await.unwrap();
}

#[tokio::test]
async fn a_reply_of_the_company_opens_what_needed_its_attention() {
    let desk = in_window().await;
    let sent = desk.send(BEN, &question()).await;
    let ask = offerdesk::services::requests::Reply {
        request: sent.request.id,
        seen: sent.version,
        text: "Which invoice?".to_owned(),
        asks_for_attention: true,
    };
    let asked = desk.services.reply_to_request(&actor(SUE), &ask).await.unwrap();
    // One of Support who adds something does not answer for the company.
    let added = desk.reply(SAM, &asked, "The one of May?").await.unwrap();
    assert_eq!(added.request.state, RequestState::AttentionNeeded);
    let replied = desk.reply(ANA, &added, "Yes.").await.unwrap();
    assert_eq!(replied.request.state, RequestState::Open);
    let sides: Vec<_> = replied.notes.iter().map(|note| note.side).collect();
    assert_eq!(sides, [Side::Support, Side::Support, Side::Company]);
    // Whoever speaks for the company does not ask it for anything.
    let ask = offerdesk::services::requests::Reply {
        seen: replied.version,
        ..ask
    };
    let refused = desk.services.reply_to_request(&actor(ANA), &ask).await;
    assert_eq!(refused, Err(ServiceError::Closed(Unavailable::OwnRequest)));
}

#[tokio::test]
async fn a_disabled_person_and_one_without_a_role_are_out_at_once() {
    let desk = in_window().await;
    let sent = desk.send(BEN, &question()).await;
    desk.put(&user(BEN, "Ben", Vec::new(), &[])).await;
    assert!(is_missing(&desk.reply(BEN, &sent, "Still me.").await));
    let mut sue = user(SUE, "Sue", Vec::new(), &[StaffRole::Support]);
    sue.disabled = true;
    desk.put(&sue).await;
    let refused = desk.reply(SUE, &sent, "Hello.").await;
    assert!(refused.is_err(), "{refused:?}");
    desk.reply(ANA, &sent, "I go on for Ben.").await.unwrap();
}
