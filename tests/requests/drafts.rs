//! Drafts of requests and notes: nothing that was typed is lost, no card number is kept, and what was sent is over.

use offerdesk::domain::form_draft::{FormDraft, FormSubject, NoteKind};
use offerdesk::domain::ids::UserId;
use offerdesk::services::error::ServiceError;
use offerdesk::services::requests::{NewRequest, Reply, RequestForm};

use crate::asking::{WANTED, cancellation, in_window, question};
use crate::desk::{ANA, BEN, CONTOSO, Desk, SUE, actor, offer_id};

async fn form(desk: &Desk, who: UserId) -> RequestForm {
    desk.services
        .request_form(&actor(who), CONTOSO, None)
        .await
        .unwrap()
}

async fn cancel_form(desk: &Desk, who: UserId) -> RequestForm {
    let offer = offer_id(WANTED);
    let form = desk
        .services
        .request_form(&actor(who), CONTOSO, Some(&offer))
        .await;
    form.unwrap()
}

fn typed(draft: &FormDraft, fields: &[(&str, &str)]) -> FormDraft {
    let fields = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    FormDraft {
        fields: fields.collect(),
        ..draft.clone()
    }
}

async fn save(desk: &Desk, who: UserId, draft: FormDraft) {
    desk.services.save_form_draft(&actor(who), draft).await.unwrap();
}

#[tokio::test]
async fn what_was_typed_is_there_again_for_its_author_and_without_a_card_number() {
    let desk = in_window().await;
    let fresh = form(&desk, ANA).await;
    assert!(!fresh.resumed && fresh.draft.fields.is_empty());
    let fields = [
        ("title", "  half a ti"),
        ("description", "It was 4242 4242 4242 4242."),
        ("name", "４２４２４２４２４２４２４２４２"),
        ("phone", "+48 22 555 01 00"),
    ];
    save(&desk, ANA, typed(&fresh.draft, &fields)).await;
    let again = form(&desk, ANA).await;
    assert!(again.resumed);
    assert_eq!(again.draft.intent, fresh.draft.intent);
    assert_eq!(again.draft.text("title"), "  half a ti");
    assert_eq!(again.draft.text("phone"), "+48 22 555 01 00");
    assert_eq!(
        (again.draft.text("description"), again.draft.text("name")),
        ("", "")
    );
    assert!(!form(&desk, BEN).await.resumed);
    assert!(!cancel_form(&desk, ANA).await.resumed);
    // Whatever a draft says of itself, it is kept for who saves it.
    save(&desk, BEN, typed(&again.draft, &[("title", "mine")])).await;
    assert_eq!(form(&desk, ANA).await.draft.text("title"), "  half a ti");
    assert_eq!(form(&desk, BEN).await.draft.text("title"), "mine");

    let long = "x".repeat(9_000);
    let refused = desk
        .services
        .save_form_draft(&actor(ANA), typed(&again.draft, &[("description", &long)]))
        .await;
    assert_eq!(refused, Err(ServiceError::DraftTooLong));
    desk.services
        .discard_form_draft(&actor(ANA), CONTOSO, FormSubject::NewRequest)
        .await
        .unwrap();
    assert!(!form(&desk, ANA).await.resumed);
}

#[tokio::test]
async fn a_draft_that_was_sent_does_not_come_back() {
    let desk = in_window().await;
    let draft = typed(&form(&desk, ANA).await.draft, &[("title", "A question")]);
    save(&desk, ANA, draft.clone()).await;
    let new = NewRequest {
        intent: draft.intent,
        ..question()
    };
    desk.send(ANA, &new).await;
    // A save that was on its way comes too late.
    save(&desk, ANA, draft.clone()).await;
    let fresh = form(&desk, ANA).await;
    assert!(!fresh.resumed && fresh.draft.intent != draft.intent && fresh.draft.fields.is_empty());
}

#[tokio::test]
async fn sending_a_cancellation_keeps_the_draft_of_another_request() {
    let desk = in_window().await;
    let question = typed(&form(&desk, ANA).await.draft, &[("title", "half a question")]);
    save(&desk, ANA, question.clone()).await;
    let cancel = typed(
        &cancel_form(&desk, ANA).await.draft,
        &[("title", "Please cancel")],
    );
    save(&desk, ANA, cancel.clone()).await;
    let new = NewRequest {
        intent: cancel.intent,
        ..cancellation(WANTED)
    };
    let sent = desk.send(ANA, &new).await;
    let left = form(&desk, ANA).await;
    assert_eq!(
        (left.resumed, left.draft.text("title")),
        (true, "half a question")
    );
    desk.close(ANA, &sent).await.unwrap();
    assert!(!cancel_form(&desk, ANA).await.resumed);
}

#[tokio::test]
async fn a_note_that_was_sent_does_not_come_back_as_a_draft() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &question()).await;
    let id = sent.request.id;
    let draft = desk
        .services
        .note_draft(&actor(ANA), id, NoteKind::Reply)
        .await
        .unwrap();
    let draft = typed(&draft, &[("note", "Any news? ")]);
    save(&desk, ANA, draft.clone()).await;
    let kept = desk
        .services
        .note_draft(&actor(ANA), id, NoteKind::Reply)
        .await
        .unwrap();
    assert_eq!(kept.text("note"), "Any news? ");
    let reply = Reply {
        request: id,
        seen: sent.version,
        text: "Any news? ".to_owned(),
        asks_for_attention: false,
    };
    desk.services.reply_to_request(&actor(ANA), &reply).await.unwrap();
    let after = desk
        .services
        .note_draft(&actor(ANA), id, NoteKind::Reply)
        .await
        .unwrap();
    assert_eq!(after.text("note"), "");
    // A save that was on its way comes too late.
    save(&desk, ANA, draft.clone()).await;
    let late = desk
        .services
        .note_draft(&actor(ANA), id, NoteKind::Reply)
        .await
        .unwrap();
    assert_eq!(late.text("note"), "");
    save(&desk, ANA, typed(&draft, &[("note", "Any news now?")])).await;
    let other = desk
        .services
        .note_draft(&actor(ANA), id, NoteKind::Reply)
        .await
        .unwrap();
    assert_eq!(other.text("note"), "Any news now?");
}

/// Seen: the note of a closing that was left stood in the next reply.
#[tokio::test]
async fn what_was_left_of_one_kind_of_note_stands_in_no_other() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &question()).await;
    let id = sent.request.id;
    let left = async |kind| {
        let draft = desk.services.note_draft(&actor(ANA), id, kind).await.unwrap();
        draft.text("text").to_owned()
    };
    for (kind, text) in [
        (NoteKind::Closing, "solved by ourselves"),
        (NoteKind::Reply, "any news?"),
    ] {
        let draft = desk.services.note_draft(&actor(ANA), id, kind).await.unwrap();
        save(&desk, ANA, typed(&draft, &[("text", text)])).await;
    }
    assert_eq!(left(NoteKind::Closing).await, "solved by ourselves");
    assert_eq!(left(NoteKind::Reply).await, "any news?");
    assert_eq!(left(NoteKind::Reopening).await, "");
    assert_eq!(left(NoteKind::Decision).await, "");
    // What is sent ends its own draft, and leaves the other one.
    let reply = Reply {
        request: id,
        seen: sent.version,
        text: "any news?".to_owned(),
        asks_for_attention: false,
    };
    desk.services.reply_to_request(&actor(ANA), &reply).await.unwrap();
    assert_eq!(left(NoteKind::Reply).await, "");
    assert_eq!(left(NoteKind::Closing).await, "solved by ourselves");
}

/// Seen: a request told for ever that a note waits, though another supporter had decided and it could not be written
/// any more.
#[tokio::test]
async fn a_note_that_can_no_longer_be_written_does_not_wait_as_a_draft() {
    let desk = in_window().await;
    let sent = desk.send(ANA, &question()).await;
    let id = sent.request.id;
    for kind in [NoteKind::Reply, NoteKind::Closing] {
        let draft = desk.services.note_draft(&actor(ANA), id, kind).await.unwrap();
        save(&desk, ANA, typed(&draft, &[("note", "Any news?")])).await;
    }
    let seen = desk.seen(ANA, id).await;
    assert_eq!(seen.drafts, [NoteKind::Reply, NoteKind::Closing]);
    let closed = desk.close(SUE, &seen).await.unwrap();
    assert_eq!(desk.seen(ANA, id).await.drafts, []);
    desk.reopen(SUE, &closed).await.unwrap();
    let again = desk.seen(ANA, id).await.drafts;
    assert!(
        again.contains(&NoteKind::Reply),
        "it can be written again: {again:?}"
    );
}
