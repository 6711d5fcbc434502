//! A request's steps: every one that exists, and that no other does; the days of reopening; the day that a refund is
//! judged by.

use super::*;

const COMPANY: UserId = UserId::new(1);
const SUPPORT: UserId = UserId::new(2);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The beginning of a day.
fn on(text: &str) -> Timestamp {
    Timestamp::start_of(day(text))
}

const STATES: [RequestState; 5] = [
    RequestState::AttentionNeeded,
    RequestState::Open,
    RequestState::Closed(Closing::Support),
    RequestState::Closed(Closing::Withdrawn),
    RequestState::Closed(Closing::Renewed),
];

fn words(text: &str) -> Body {
    Body::parse(text).unwrap()
}

/// Who closes a request so.
const fn side_of(closing: Closing) -> Side {
    match closing {
        Closing::Support => Side::Support,
        Closing::Withdrawn | Closing::Renewed => Side::Company,
    }
}

/// A request of July 1 that asks to cancel a subscription.
pub(crate) fn request(state: RequestState) -> SupportRequest {
    let subscription = SubscriptionId::new(5);
    SupportRequest {
        id: RequestId::new(1),
        number: RequestNumber::in_series(1),
        account: AccountId::new(1),
        requested_by: COMPANY,
        opened: on("2026-07-01"),
        problem: "billing".to_owned(),
        severity: Severity::Moderate,
        about: About::Subscription(subscription, OfferId::parse("silver").unwrap()),
        cancellation: Some(Cancellation {
            subscription,
            asked: day("2026-07-01"),
            decision: None,
        }),
        title: Name::parse("Please cancel").unwrap(),
        description: words("We close down."),
        contact: Contact {
            name: Name::parse("Ana").unwrap(),
            email: Email::parse("ana@example.com").unwrap(),
            phone: None,
        },
        state,
        since: on("2026-07-01"),
        taken_by: None,
        attachments: Vec::new(),
        note_count: 0,
        notes: Vec::new(),
    }
}

fn decision(at: &str) -> Decision {
    Decision {
        at: on(at),
        by: SUPPORT,
        refund: None,
        ends: Some(day("2026-12-01")),
    }
}

fn file(number: usize) -> Attachment {
    Attachment::of(&format!("{number}.png"), b"\x89PNG\r\n\x1a\n rest").unwrap()
}

/// Where a step leads from each state, in the order of [`STATES`]; a refused one changes nothing.
fn check(
    step: impl Fn(&mut SupportRequest) -> Result<(), RequestError>,
    expected: [Result<RequestState, RequestError>; 5],
) {
    for (from, expected) in STATES.into_iter().zip(expected) {
        let mut changed = request(from);
        let taken = step(&mut changed).map(|()| changed.state);
        assert_eq!(taken, expected, "{from:?}");
        if expected.is_err() {
            assert_eq!(changed, request(from), "a refused step changes nothing");
        } else {
            assert_eq!(changed.notes.len(), 1, "every step is one note");
            let note = &changed.notes[0];
            let table = from.after(note.side, &note.event);
            assert_eq!(table, Some(changed.state), "the table says the same: {from:?}");
            let moved = changed.state != from;
            assert_eq!(changed.since > request(from).since, moved, "since when: {from:?}");
        }
    }
}

#[test]
fn only_the_drawn_steps_exist() {
    use RequestState::{AttentionNeeded, Open};
    let at = on("2026-07-03");
    let closed = Err(RequestError::Closed);
    let over = |to: Closing| Ok(RequestState::Closed(to));
    check(
        |request| request.reply(COMPANY, words("Here."), at),
        [Ok(Open), Ok(Open), closed, closed, closed],
    );
    check(
        |request| request.answer(SUPPORT, words("Thanks."), false, at),
        [Ok(AttentionNeeded), Ok(Open), closed, closed, closed],
    );
    check(
        |request| request.answer(SUPPORT, words("Which one?"), true, at),
        [Ok(AttentionNeeded), Ok(AttentionNeeded), closed, closed, closed],
    );
    check(
        |request| request.take(SUPPORT, at),
        [Ok(AttentionNeeded), Ok(Open), closed, closed, closed],
    );
    check(
        |request| request.attach(COMPANY, Side::Company, file(1), at),
        [Ok(AttentionNeeded), Ok(Open), closed, closed, closed],
    );
    check(
        |request| request.decide(decision("2026-07-03"), None),
        [Ok(Open), Ok(Open), closed, closed, closed],
    );
    for closing in [Closing::Support, Closing::Withdrawn, Closing::Renewed] {
        check(
            |request| request.close(Some(SUPPORT), side_of(closing), closing, None, at),
            [over(closing), over(closing), closed, closed, closed],
        );
    }
    let going_on = Err(RequestError::NotClosed);
    check(
        |request| request.reopen(COMPANY, Side::Company, None, at),
        [going_on, going_on, Ok(Open), Ok(Open), Ok(Open)],
    );
}

#[test]
fn the_table_of_events_knows_no_others() {
    use RequestState::{AttentionNeeded, Closed, Open};
    let decided = Event::Decided {
        refund: false,
        ends: None,
    };
    for from in STATES {
        assert_eq!(from.after(Side::Company, &Event::Opened), None);
        for event in [Event::Asked, Event::Taken, decided.clone()] {
            assert_eq!(from.after(Side::Company, &event), None, "{event:?}");
        }
        for event in [Event::Withdrawn, Event::Renewed] {
            assert_eq!(from.after(Side::Support, &event), None, "{event:?}");
        }
    }
    for closing in [Closing::Support, Closing::Withdrawn, Closing::Renewed] {
        for event in [Event::Replied, Event::Closed, Event::Renewed, decided.clone()] {
            assert_eq!(Closed(closing).after(Side::Support, &event), None, "{event:?}");
        }
    }
    for from in [Open, AttentionNeeded] {
        assert_eq!(from.after(Side::Company, &Event::Reopened), None);
    }
}

#[test]
fn a_closed_request_is_opened_again_within_thirty_days() {
    let check = |today: &str, expected: Result<(), RequestError>| {
        let mut request = request(RequestState::Open);
        let closed = request.close(
            Some(SUPPORT),
            Side::Support,
            Closing::Support,
            None,
            on("2026-07-10"),
        );
        assert_eq!(closed, Ok(()));
        assert_eq!(request.reopens_until(), Some(day("2026-08-09")));
        let last = Timestamp(on(today).0 + 86_399_999);
        for at in [on(today), last] {
            let mut again = request.clone();
            assert_eq!(
                again.reopen(SUPPORT, Side::Support, None, at),
                expected,
                "{today}"
            );
        }
    };
    check("2026-07-10", Ok(()));
    check("2026-08-09", Ok(()));
    let until = day("2026-08-09");
    check("2026-08-10", Err(RequestError::TooLateToReopen { until }));
    assert_eq!(request(RequestState::Open).reopens_until(), None);
}

#[test]
fn what_support_closed_keeps_its_day_and_what_was_withdrawn_is_asked_anew() {
    let check = |closing: Closing, decided: bool, expected: &str| {
        let mut request = request(RequestState::Open);
        if decided {
            request.decide(decision("2026-07-05"), None).unwrap();
        }
        request
            .close(Some(SUPPORT), side_of(closing), closing, None, on("2026-07-06"))
            .unwrap();
        request
            .reopen(COMPANY, Side::Company, None, on("2026-07-20"))
            .unwrap();
        let asked = request.cancellation.unwrap();
        assert_eq!(asked.asked, day(expected), "{closing:?}, decided: {decided}");
        assert_eq!(asked.decision.is_some(), decided, "a decision stays");
    };
    check(Closing::Support, false, "2026-07-01");
    check(Closing::Withdrawn, false, "2026-07-20");
    check(Closing::Renewed, false, "2026-07-20");
    for closing in [Closing::Support, Closing::Withdrawn, Closing::Renewed] {
        check(closing, true, "2026-07-01");
    }
}

#[test]
fn a_cancellation_is_open_until_it_is_decided_or_closed_and_again_once_reopened() {
    let mut request = request(RequestState::Open);
    assert!(request.open_cancellation().is_some());
    request
        .answer(SUPPORT, words("Why?"), true, on("2026-07-02"))
        .unwrap();
    assert!(request.open_cancellation().is_some());
    request
        .close(
            Some(COMPANY),
            Side::Company,
            Closing::Withdrawn,
            None,
            on("2026-07-03"),
        )
        .unwrap();
    assert_eq!(request.open_cancellation(), None);
    request
        .reopen(COMPANY, Side::Company, None, on("2026-07-04"))
        .unwrap();
    assert!(request.open_cancellation().is_some());
    request.decide(decision("2026-07-05"), None).unwrap();
    assert_eq!(request.open_cancellation(), None);
}

#[test]
fn what_the_company_withdrew_only_the_company_asks_for_once_more() {
    for closing in [Closing::Withdrawn, Closing::Renewed] {
        let mut withdrawn = request(RequestState::Open);
        withdrawn
            .close(Some(COMPANY), Side::Company, closing, None, on("2026-07-03"))
            .unwrap();
        let before = withdrawn.clone();
        let reopened = withdrawn.reopen(SUPPORT, Side::Support, None, on("2026-07-04"));
        assert_eq!(reopened, Err(RequestError::CompanyReopens), "{closing:?}");
        assert_eq!(withdrawn, before, "a refused step changes nothing");
        // A question that asks for nothing of the kind is anybody's to reopen.
        withdrawn.cancellation = None;
        assert_eq!(
            withdrawn.reopen(SUPPORT, Side::Support, None, on("2026-07-04")),
            Ok(())
        );
    }
}

#[test]
fn a_decision_is_made_once_and_only_where_one_is_asked_for() {
    let mut decided = request(RequestState::AttentionNeeded);
    decided
        .decide(decision("2026-07-05"), Some(words("Done.")))
        .unwrap();
    let again = Err(RequestError::Decided {
        on: day("2026-07-05"),
    });
    assert_eq!(decided.decide(decision("2026-07-06"), None), again);
    let note = decided.notes.last().unwrap();
    let event = Event::Decided {
        refund: false,
        ends: Some(day("2026-12-01")),
    };
    assert_eq!(
        (&note.event, note.by, note.side),
        (&event, Some(SUPPORT), Side::Support)
    );
    decided
        .close(
            Some(SUPPORT),
            Side::Support,
            Closing::Support,
            None,
            on("2026-07-07"),
        )
        .unwrap();
    // What was decided tells more than that it is closed.
    assert_eq!(decided.decide(decision("2026-07-08"), None), again);
    let mut question = request(RequestState::Open);
    question.cancellation = None;
    let nothing = Err(RequestError::NothingToDecide);
    assert_eq!(question.decide(decision("2026-07-05"), None), nothing);
}

#[test]
fn taking_a_request_over_is_another_persons() {
    let mut request = request(RequestState::Open);
    request.take(SUPPORT, on("2026-07-02")).unwrap();
    assert_eq!(
        request.take(SUPPORT, on("2026-07-02")),
        Err(RequestError::TakenAlready)
    );
    let other = UserId::new(3);
    request.take(other, on("2026-07-03")).unwrap();
    assert_eq!(request.taken_by, Some(other));
    assert_eq!(request.since, on("2026-07-01"), "taking is no step");
}

#[test]
fn a_request_that_is_full_can_still_be_decided_and_closed_and_nothing_else() {
    let mut request = request(RequestState::Open);
    for _ in 0..MOST_NOTES {
        request.reply(COMPANY, words("More."), on("2026-07-02")).unwrap();
    }
    let full = Err(RequestError::Full { limit: MOST_NOTES });
    let at = on("2026-07-03");
    assert_eq!(request.reply(COMPANY, words("Too much."), at), full);
    assert_eq!(request.answer(SUPPORT, words("Too much."), true, at), full);
    assert_eq!(request.take(SUPPORT, at), full);
    assert_eq!(request.attach(COMPANY, Side::Company, file(1), at), full);
    assert!(request.attachments.is_empty() && request.taken_by.is_none());
    request.decide(decision("2026-07-03"), None).unwrap();
    request
        .close(
            Some(SUPPORT),
            Side::Support,
            Closing::Support,
            Some(words("Done.")),
            at,
        )
        .unwrap();
    assert_eq!(request.notes.len(), MOST_NOTES + 2);
    assert_eq!(request.reopen(COMPANY, Side::Company, None, at), full);
    assert_eq!(request.state, RequestState::Closed(Closing::Support));
}

#[test]
fn a_request_has_so_many_files_and_no_more() {
    let mut request = request(RequestState::Open);
    let at = on("2026-07-02");
    for number in 0..MOST_ATTACHMENTS {
        request.attach(COMPANY, Side::Company, file(number), at).unwrap();
    }
    let refused = request.attach(SUPPORT, Side::Support, file(9), at);
    let limit = MOST_ATTACHMENTS;
    assert_eq!(refused, Err(RequestError::TooManyFiles { limit }));
    assert_eq!(request.notes.len(), MOST_ATTACHMENTS);
}

#[test]
fn names_of_severities_lead_back_and_no_state_lacks_its_word() {
    for severity in Severity::ALL {
        assert_eq!(Severity::named(severity.name()), Some(severity));
    }
    assert_eq!(Severity::named("urgent"), None);
    let mut keys: Vec<_> = STATES.into_iter().map(RequestState::key).collect();
    keys.sort_unstable();
    let mut listed = RequestState::KEYS.to_vec();
    listed.sort_unstable();
    assert_eq!(keys, listed);
}
