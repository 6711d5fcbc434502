//! A new request: what it begins with, what is sent, what is kept, and what is refused where.

use super::*;
use crate::domain::address::{Email, Name};
use crate::domain::attachment::Attachment;
use crate::domain::date::Timestamp;
use crate::domain::form_draft::FormSubject;
use crate::domain::ids::{OrderId, RequestId, SubscriptionId};
use crate::domain::message::FieldError;
use crate::domain::money::{CurrencyCode, Money};
use crate::domain::offer::{Names, ProblemType};
use crate::domain::order::OrderNumber;
use crate::domain::partner::MpnId;
use crate::domain::refund::{NotRefundable, Refundable, Verdict};
use crate::domain::request::{
    About, Cancellation, Contact, RequestNumber, RequestState, Severity, SupportRequest,
};
use crate::domain::subscription::NotCancellable;
use crate::domain::text::{Body, TextError};
use crate::services::error::Unavailable;
use crate::services::requests::{
    Access, Actions, CancelOption, NewRequest, RequestForm, Subject, SubjectOption,
};
use crate::tui::layer::{Screen, ScreenEvent};
use crate::tui::screens::requests::asks::KeepFile;
use crate::tui::screens::testing::{ACCOUNT, ANA, Stage as Seat, only};
use crate::tui::term::event::{Key, KeyCode};

fn pack() -> OfferId {
    OfferId::parse("action-pack").unwrap()
}

fn names(en: &str) -> Names {
    Names {
        en: en.into(),
        pl: en.into(),
    }
}

fn refundable() -> Verdict {
    Verdict::Refundable(Refundable {
        order: OrderId::new(5),
        number: OrderNumber::from_random(7),
        total: Money::new(47_500, CurrencyCode::USD),
        paid: "2026-06-10".parse().unwrap(),
        until: "2026-07-10".parse().unwrap(),
    })
}

fn subscription(offer: &str, name: &str, cancel: CancelOption) -> SubjectOption {
    SubjectOption {
        subject: Subject::Offer(OfferId::parse(offer).unwrap()),
        offer: names(name),
        order: None,
        cancel: Some(cancel),
    }
}

fn begun(subject: FormSubject) -> Box<RequestForm> {
    let problem = |id: &str, name: &str, cancels| ProblemType {
        id: id.into(),
        names: names(name),
        cancels,
    };
    let over = Unavailable::Cancel(NotCancellable::Over);
    Box::new(RequestForm {
        draft: FormDraft {
            user: ANA,
            account: ACCOUNT,
            subject,
            intent: RequestId::new(77),
            fields: Vec::new(),
            attachments: Vec::new(),
            updated: Timestamp::start_of("2026-06-20".parse().unwrap()),
        },
        resumed: false,
        problems: vec![
            problem(
                "billing",
                "Help with partner invoice, payment, or reconciliation file",
                true,
            ),
            problem("other", "Something else", false),
        ],
        cancelling: "billing".into(),
        subjects: vec![
            subscription(
                "action-pack",
                "Microsoft Action Pack Subscription",
                CancelOption {
                    access: Access::Open,
                    verdict: refundable(),
                },
            ),
            subscription(
                "silver",
                "Silver membership",
                CancelOption {
                    access: Access::Closed(Box::new(over)),
                    verdict: Verdict::NotRefundable(NotRefundable::NotPaidHere),
                },
            ),
        ],
        name: "Ana Nowak".into(),
        email: "ana@fabrikam.example".into(),
        phone: "+48 22 123 45 67".into(),
    })
}

fn cancelling(columns: u16, rows: u16) -> Seat<RequestFormScreen> {
    let (mut seat, step) = Seat::open(RequestFormScreen::cancel(ACCOUNT, pack()), columns, rows);
    assert!(matches!(only(step), FormAsk::Open(ACCOUNT, Some(offer)) if offer == pack()));
    seat.answer(FormAnswer::Opened(Ok(begun(FormSubject::Cancel(
        SubscriptionId::new(3),
    )))));
    seat
}

fn by_hand(columns: u16, rows: u16) -> Seat<RequestFormScreen> {
    let (mut seat, step) = Seat::open(RequestFormScreen::by_hand(ACCOUNT), columns, rows);
    assert!(matches!(only(step), FormAsk::Open(ACCOUNT, None)));
    seat.answer(FormAnswer::Opened(Ok(begun(FormSubject::NewRequest))));
    seat
}

fn sent(step: Step) -> NewRequest {
    let FormAsk::Send(new) = only(step) else {
        panic!("it is sent");
    };
    *new
}

fn saved(step: Step) -> FormDraft {
    match only(step) {
        DraftAsk::Keep(draft) => *draft,
        other => panic!("{other:?}"),
    }
}

fn view(new: &NewRequest) -> Box<RequestView> {
    let at = Timestamp::start_of("2026-06-22".parse().unwrap());
    let never = || Access::Hidden;
    Box::new(RequestView {
        request: SupportRequest {
            id: new.intent,
            number: RequestNumber::in_series(41),
            account: ACCOUNT,
            requested_by: ANA,
            opened: at,
            problem: new.problem.clone(),
            severity: new.severity,
            about: About::Subscription(SubscriptionId::new(3), pack()),
            cancellation: new.cancel.then(|| Cancellation {
                subscription: SubscriptionId::new(3),
                asked: at.day(),
                decision: None,
            }),
            title: Name::parse(&new.title).unwrap(),
            description: Body::parse(&new.description).unwrap(),
            contact: Contact {
                name: Name::parse(&new.name).unwrap(),
                email: Email::parse(&new.email).unwrap(),
                phone: None,
            },
            state: RequestState::Open,
            since: at,
            taken_by: None,
            attachments: new.attachments.clone(),
            note_count: 0,
            notes: Vec::new(),
        },
        version: 1,
        company: "Fabrikam sp. z o.o.".into(),
        mpn_id: "1234567".parse::<MpnId>().unwrap(),
        problem: names("Help with partner invoice, payment, or reconciliation file"),
        offer: Some(names("Microsoft Action Pack Subscription")),
        requested_by: "Ana Nowak".into(),
        taken_by: None,
        notes: Vec::new(),
        verdict: new.cancel.then(refundable),
        decision: None,
        side: None,
        can: Actions {
            reply: never(),
            ask: never(),
            take: never(),
            decide: never(),
            close: never(),
            reopen: never(),
            attach: never(),
        },
        drafts: Vec::new(),
    })
}

#[test]
fn a_cancellation_knows_everything_and_says_what_applies_before_it_is_sent_once() {
    let mut seat = cancelling(80, 24);
    seat.shows("Report problems with Partner Center › New request");
    seat.shows("Refund possible: $475.00 paid on June 10, 2026");
    seat.shows("The subscription stays active until they decide.");
    let new = sent(seat.submit());
    assert_eq!(new.intent, RequestId::new(77));
    assert_eq!(new.problem, "billing");
    assert_eq!(new.severity, Severity::Moderate);
    assert_eq!(new.about, Subject::Offer(pack()));
    assert!(new.cancel);
    assert_eq!(new.title, "Cancel Microsoft Action Pack Subscription");
    assert_eq!(new.phone, "+48 22 123 45 67");
    // While it is on its way nothing else is taken.
    assert!(seat.submit().requests.is_empty());
    assert!(seat.code(KeyCode::Esc).go.is_none());
    seat.answer(FormAnswer::Sent(Ok(view(&new))));
    seat.shows("✓ Request sent");
    seat.shows("Request 1041");
    seat.shows("Refund possible:");
    seat.shows("Find it under Support");
    assert_eq!(seat.screen.copyable(&seat.context)[0].text, "1041");
    assert!(matches!(seat.code(KeyCode::Enter).go, Some(Navigation::Back)));
}

#[test]
fn whether_to_cancel_is_asked_only_for_what_can_be_canceled() {
    let mut seat = cancelling(80, 40);
    seat.shows("Cancel it?");
    seat.focus("About");
    for code in [KeyCode::Right, KeyCode::Down, KeyCode::Enter] {
        seat.code(code);
    }
    seat.hides("Cancel it?");
    seat.hides("Refund possible");
    seat.shows("there's nothing to cancel");
    assert!(!sent(seat.submit()).cancel);
    let mut seat = cancelling(80, 40);
    seat.focus("Cancel it?");
    seat.press(Key::char(' '));
    seat.hides("Refund possible");
    assert!(!sent(seat.submit()).cancel);
}

#[test]
fn by_hand_the_steps_are_pages_and_a_subscription_asks_whether_to_cancel_it() {
    let mut seat = by_hand(80, 40);
    seat.shows("Report problems with Partner Center");
    seat.shows("▸ New request");
    seat.code(KeyCode::Enter);
    seat.shows("▸ Help with partner invoice");
    seat.code(KeyCode::Down);
    seat.code(KeyCode::Enter);
    seat.shows("Something else ▾");
    seat.focus("About");
    for code in [KeyCode::Right, KeyCode::Down, KeyCode::Enter] {
        seat.code(code);
    }
    seat.shows("[ ] Cancel it?");
    seat.focus("Title");
    seat.type_in("A question");
    let new = sent(seat.submit());
    assert_eq!(new.problem, "other");
    assert_eq!(new.about, Subject::Offer(pack()));
    assert!(!new.cancel);
    assert_eq!(new.title, "A question");
}

#[test]
fn back_from_the_form_leads_to_the_steps_and_loses_nothing() {
    let mut seat = by_hand(80, 40);
    seat.code(KeyCode::Enter);
    seat.code(KeyCode::Enter);
    seat.focus("Title");
    seat.type_in("A question");
    let draft = saved(seat.code(KeyCode::Esc));
    assert_eq!(draft.text("title"), "A question");
    seat.shows("What is your request about?");
    seat.code(KeyCode::Enter);
    seat.shows("A question");
    seat.code(KeyCode::Esc);
    seat.code(KeyCode::Esc);
    let left = seat.code(KeyCode::Esc);
    assert!(matches!(left.go, Some(Navigation::Back)));
    assert_eq!(left.say.as_deref(), Some("Your draft is kept."));
}

#[test]
fn refusals_stand_at_their_fields_and_what_was_typed_stays() {
    let mut seat = cancelling(80, 40);
    seat.focus("Description");
    seat.type_in("4242424242424242");
    // A form refuses a card number before anybody else sees it.
    assert!(seat.submit().requests.is_empty());
    seat.shows("This looks like a card number.");
    seat.type_in("1");
    sent(seat.submit());
    let errors = vec![
        FieldError::new(RequestField::Title, &TextError::Empty),
        FieldError {
            field: RequestField::Description,
            code: "card-number-in-text",
            args: Vec::new(),
        },
    ];
    seat.answer(FormAnswer::Sent(Err(RequestRefusal::Fields(errors))));
    seat.shows("▸ Title");
    seat.shows("This looks like a card number.");
    seat.shows("42424242424242421");
    let again = seat.submit();
    assert_eq!(sent(again).intent, RequestId::new(77));
    let closed = ServiceError::from(Unavailable::Cancel(NotCancellable::Over));
    seat.answer(FormAnswer::Sent(Err(closed.into())));
    seat.shows("there's nothing to cancel");
    // Sent from another session with other words: what stands here is sent as a request of its own.
    sent(seat.submit());
    let taken = ServiceError::RequestChanged { by: None };
    let next = seat.answer(FormAnswer::Sent(Err(taken.into())));
    assert_eq!(only::<NewId>(next), NewId);
    seat.answer(MadeId(Ok(78)));
    assert_eq!(sent(seat.submit()).intent, RequestId::new(78));
}

#[test]
fn a_draft_is_kept_while_one_types_and_comes_back_with_a_word_about_it() {
    let mut seat = cancelling(80, 24);
    let step = seat.press(Key::char('x'));
    assert!(matches!(step.pauses[..], [(1, _)]), "{:?}", step.pauses);
    let draft = saved(seat.tell(ScreenEvent::Pause(1)));
    assert!(draft.text("description").contains('x'));
    assert!(draft.fits());
    assert!(seat.tell(ScreenEvent::Leaving).requests.is_empty());
    seat.press(Key::char('y'));
    let draft = saved(seat.tell(ScreenEvent::Leaving));
    assert!(seat.footer().contains("Back, and keep the draft"));

    let (mut later, _) = Seat::open(RequestFormScreen::cancel(ACCOUNT, pack()), 80, 24);
    let mut start = begun(draft.subject);
    start.draft = draft.clone();
    start.resumed = true;
    later.answer(FormAnswer::Opened(Ok(start)));
    later.shows("Your draft from June 20, 2026 was restored.");
    assert_eq!(sent(later.submit()).description, draft.text("description"));
}

#[test]
fn a_draft_is_discarded_only_after_the_question_whether_to() {
    let mut seat = cancelling(80, 24);
    seat.press(Key::char('x'));
    seat.press(Key::ctrl('d'));
    seat.code(KeyCode::Esc);
    assert!(seat.press(Key::ctrl('d')).requests.is_empty());
    let step = seat.press(Key::ctrl('d'));
    assert!(matches!(step.go, Some(Navigation::Back)));
    assert!(matches!(
        only(step),
        DraftAsk::Discard(ACCOUNT, FormSubject::Cancel(_))
    ));
}

#[test]
fn files_are_attached_by_their_path_and_taken_away_again() {
    let mut seat = cancelling(80, 24);
    seat.press(Key::ctrl('o'));
    seat.shows("Attach a file");
    seat.type_in("/tmp/offer.pdf");
    let asked = only(seat.code(KeyCode::Enter));
    assert!(matches!(asked, KeepFile(ACCOUNT, path) if path == "/tmp/offer.pdf"));
    seat.answer(KeptFile(Err(ServiceError::Interrupted)));
    seat.shows("/tmp/offer.pdf");
    seat.code(KeyCode::Enter);
    let file = Attachment::of("offer.pdf", b"%PDF-1.7 offer").unwrap();
    let draft = saved(seat.answer(KeptFile(Ok(file.clone()))));
    assert_eq!(draft.attachments, std::slice::from_ref(&file));
    seat.shows("offer.pdf (PDF, 1 kB)");
    assert_eq!(sent(seat.submit()).attachments, [file]);
    seat.answer(FormAnswer::Sent(Err(ServiceError::Interrupted.into())));
    let draft = saved(seat.press(Key::ctrl('x')));
    assert!(draft.attachments.is_empty());
    seat.hides("offer.pdf");
}

#[test]
fn a_sixth_file_is_refused_where_the_files_stand() {
    let mut seat = cancelling(80, 40);
    let file = Attachment::of("offer.pdf", b"%PDF-1.7 offer").unwrap();
    for _ in 0..MOST_ATTACHMENTS {
        seat.press(Key::ctrl('o'));
        seat.answer(KeptFile(Ok(file.clone())));
    }
    seat.press(Key::ctrl('o'));
    seat.shows("A request can have at most 5 files.");
}
