//! What people write: card numbers, hostile and huge texts, too many notes; and the numbers that requests get.

use std::time::{Duration, Instant};

use offerdesk::domain::attachment::Attachment;
use offerdesk::domain::message::Coded;
use offerdesk::domain::request::MOST_NOTES;
use offerdesk::services::error::ServiceError;
use offerdesk::services::requests::{NewRequest, Reply, RequestField, RequestRefusal};

use crate::asking::{WANTED, cancellation, decide, in_window, question};
use crate::desk::{ANA, BEN, CONTOSO, Desk, GOOD, SUE, actor};

const FIELDS: [RequestField; 5] = [
    RequestField::Title,
    RequestField::Description,
    RequestField::Name,
    RequestField::Email,
    RequestField::Phone,
];

/// A request with that text in one of its fields.
fn with(field: RequestField, text: &str) -> NewRequest {
    let mut new = question();
    let place = match field {
        RequestField::Title => &mut new.title,
        RequestField::Description => &mut new.description,
        RequestField::Name => &mut new.name,
        RequestField::Email => &mut new.email,
        _ => &mut new.phone,
    };
    text.clone_into(place);
    new
}

async fn wrong_fields(desk: &Desk, new: &NewRequest) -> Vec<(RequestField, &'static str)> {
    match desk.services.send_request(&actor(ANA), new).await {
        Err(RequestRefusal::Fields(errors)) => errors.iter().map(|error| (error.field, error.code)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_card_number_is_refused_in_every_field_however_it_is_padded() {
    let desk = in_window().await;
    let blanks = " \n".repeat(20_000);
    let before = desk.dump().await;
    for text in [
        GOOD.to_owned(),
        "4242424242424242".to_owned(),
        format!("{blanks}{GOOD}"),
        format!("{GOOD}{blanks}"),
        "my card: 4242-4242-4242-4242".to_owned(),
    ] {
        for field in FIELDS {
            let wrong = wrong_fields(&desk, &with(field, &text)).await;
            assert_eq!(wrong, [(field, "card-number-in-text")]);
        }
    }
    assert_eq!(desk.dump().await, before);
    let sent = desk.send(ANA, &cancellation(WANTED)).await;
    let before = desk.dump().await;
    let text = format!("It was {GOOD}.");
    let mut decision = decide(&sent, false);
    decision.text.clone_from(&text);
    let (who, id) = (actor(SUE), sent.request.id);
    for refused in [
        desk.reply(ANA, &sent, &text).await,
        desk.reply(SUE, &sent, &text).await,
        desk.services.close_request(&who, id, sent.version, &text).await,
        desk.services.decide_request(&who, &decision).await,
    ] {
        let Err(error) = refused else {
            panic!("{refused:?}");
        };
        assert!(
            matches!(
                error,
                ServiceError::Field {
                    code: "card-number-in-text",
                    ..
                }
            ),
            "{error:?}"
        );
    }
    assert_eq!(desk.dump().await, before);
    let closed = desk.close(SUE, &sent).await.unwrap();
    let reopened = desk
        .services
        .reopen_request(&who, id, closed.version, &text)
        .await;
    assert!(reopened.is_err(), "{reopened:?}");
}

#[tokio::test]
async fn hostile_texts_are_refused_at_their_field_and_several_at_once() {
    let desk = in_window().await;
    for text in ["a\u{1b}[2Jb", "a\u{202e}b", "a\0b", "a\u{200b}b", "", " \n "] {
        for field in [RequestField::Title, RequestField::Description, RequestField::Name] {
            let wrong = wrong_fields(&desk, &with(field, text)).await;
            assert_eq!(wrong.len(), 1, "{text:?}");
            assert_eq!(wrong[0].0, field, "{text:?}");
        }
    }
    let everything = NewRequest {
        problem: "no such".to_owned(),
        title: String::new(),
        description: "\u{7}".to_owned(),
        name: String::new(),
        email: "nowhere".to_owned(),
        phone: "call me".to_owned(),
        attachments: vec![Attachment::of("a.gif", b"GIF89a...").unwrap(); 6],
        ..question()
    };
    assert_eq!(wrong_fields(&desk, &everything).await.len(), 7);
    // What only looks strange is kept as it was written.
    let new = NewRequest {
        title: "Zażółć '; DROP TABLE requests; -- {name}".to_owned(),
        description: "<script>alert(1)</script>\r\n漢字 🧾\n\n$(rm -rf /)".to_owned(),
        ..question()
    };
    let sent = desk.send(ANA, &new).await;
    assert_eq!(sent.request.title.as_str(), new.title);
    let kept = "<script>alert(1)</script>\n漢字 🧾\n\n$(rm -rf /)";
    assert_eq!(sent.request.description.as_str(), kept);
    desk.checked().await;
}

#[tokio::test]
async fn ten_megabytes_are_refused_at_once() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &question()).await;
    let before = desk.dump().await;
    for piece in ["x", "4242 ", "漢", "a\u{301}", "GB82 "] {
        let huge = piece.repeat(10_000_000 / piece.len());
        let begun = Instant::now();
        for field in FIELDS {
            assert_eq!(wrong_fields(&desk, &with(field, &huge)).await.len(), 1);
        }
        let new = NewRequest {
            problem: huge.clone(),
            ..question()
        };
        assert_eq!(wrong_fields(&desk, &new).await.len(), 1);
        for refused in [
            desk.reply(SUE, &sent, &huge).await,
            desk.services
                .close_request(&actor(SUE), sent.request.id, sent.version, &huge)
                .await,
        ] {
            let Err(error) = refused else {
                panic!("accepted");
            };
            assert!(matches!(error, ServiceError::Field { .. }), "{}", error.code());
        }
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(5), "{piece:?} took {took:?}");
    }
    assert_eq!(desk.dump().await, before);
}

#[tokio::test]
async fn a_request_takes_two_hundred_notes_and_can_still_be_decided_and_closed() {
    let desk = in_window().await;
    let mut view = desk.send(ANA, &cancellation(WANTED)).await;
    for number in 0..MOST_NOTES {
        view = desk.reply(ANA, &view, &format!("Note {number}")).await.unwrap();
    }
    let before = desk.dump().await;
    let full = desk.reply(SUE, &view, "One more").await;
    let Err(ServiceError::Closed(closed)) = &full else {
        panic!("{full:?}");
    };
    assert_eq!(closed.code(), "request-full");
    assert_eq!(desk.dump().await, before);
    let decided = desk.decide(SUE, &view, false).await.unwrap();
    let closed = desk.close(SUE, &decided).await.unwrap();
    assert_eq!(closed.notes.len(), MOST_NOTES + 2);
    desk.agrees().await;
}

#[tokio::test]
async fn sending_twice_is_one_request_and_a_refusal_takes_no_number() {
    let desk = in_window().await;
    let new = question();
    let first = desk.send(ANA, &new).await;
    let again = desk.send(ANA, &new).await;
    assert_eq!(first, again);
    assert_eq!(first.request.number.to_string(), "1001");
    let changed = NewRequest {
        title: "Something else".to_owned(),
        ..new.clone()
    };
    // Other words under the same intent come from a form that was open twice: they are not taken for what was sent.
    let twice = desk.services.send_request(&actor(ANA), &changed).await;
    assert!(
        matches!(
            twice,
            Err(RequestRefusal::Service(ServiceError::RequestChanged { .. }))
        ),
        "{twice:?}"
    );
    // Nobody else gets hold of it by its intent.
    let stolen = desk.services.send_request(&actor(BEN), &new).await;
    assert!(
        matches!(
            stolen,
            Err(RequestRefusal::Service(ServiceError::NotFound { .. }))
        ),
        "{stolen:?}"
    );
    desk.send(BEN, &cancellation(WANTED)).await;
    for _ in 0..3 {
        desk.refuses(ANA, &cancellation(WANTED)).await;
    }
    assert_eq!(
        desk.send(ANA, &question()).await.request.number.to_string(),
        "1003"
    );
    assert_eq!(
        desk.services
            .request_form(&actor(ANA), CONTOSO, None)
            .await
            .unwrap()
            .phone,
        ""
    );
}

#[tokio::test]
async fn the_phone_number_of_the_last_request_is_there_again() {
    let desk = in_window().await;
    desk.send(ANA, &with(RequestField::Phone, "+48 22 555 01 00"))
        .await;
    let form = desk
        .services
        .request_form(&actor(ANA), CONTOSO, None)
        .await
        .unwrap();
    assert_eq!(form.phone, "+48225550100");
    assert_eq!(
        (form.name.as_str(), form.email.as_str()),
        ("Ana", "ana@example.com")
    );
    let other = desk
        .services
        .request_form(&actor(BEN), CONTOSO, None)
        .await
        .unwrap();
    assert_eq!(other.phone, "");
}

#[tokio::test]
async fn a_note_that_waits_for_a_version_is_not_lost_to_a_wrong_one() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &question()).await;
    let reply = Reply {
        request: sent.request.id,
        seen: sent.version + 1_000,
        text: "From the future".to_owned(),
        asks_for_attention: false,
    };
    let refused = desk.services.reply_to_request(&actor(ANA), &reply).await;
    assert!(matches!(refused, Err(ServiceError::RequestChanged { .. })));
    assert_eq!(desk.stored(sent.request.id).await.notes, []);
}
