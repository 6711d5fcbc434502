//! Due without services: what it asks for, and what it shows.

use super::*;

use crate::domain::date::Day;
use crate::domain::ids::OrderId;
use crate::domain::offer::{Names, OfferId};
use crate::domain::payment::{CardBrand, CardExpiry, CardToken, Fingerprint};
use crate::i18n::Locale;
use crate::services::due::{Due, DueFigures, DueMonths, NextOpening};
use crate::services::lines::Lines;
use crate::services::watch::{Changed, What};
use crate::tui::ask::Request;
use crate::tui::list::{ListAnswer, ListPart};
use crate::tui::screens::testing::{ACCOUNT, Stage, fresh_context};
use crate::tui::term::event::KeyCode;

fn counted(today: Day, more: bool) -> Counted {
    Counted {
        due: Due {
            today,
            accounts: 300,
            rows: Vec::new(),
            count: 1_000,
            more,
            figures: DueFigures::default(),
        },
        months: DueMonths {
            today,
            months: Vec::new(),
            more,
        },
        next: None,
    }
}

#[test]
fn where_there_are_more_rows_than_are_listed_it_says_so() {
    let context = fresh_context(Locale::EnUs, 80, 24);
    let blocks = |more| {
        let mut board = Board::new();
        board.counted = Some(Box::new(counted(context.today, more)));
        format!("{:?}", board.page(&context).blocks)
    };
    assert!(blocks(true).contains("1,000"), "{}", blocks(true));
    assert_eq!(blocks(false), "[]");
}

fn change() -> ScreenEvent<'static> {
    ScreenEvent::Changed(Changed {
        account: None,
        what: What::Order(OrderId::new(1)),
    })
}

fn counts(step: &Step) -> usize {
    let requests = step.requests.iter();
    requests
        .filter(|request| request.get::<CountDue>().is_some())
        .count()
}

/// A desk on which much happens had Due read without a pause, for each change two hundred stretches of the index.
#[test]
fn a_busy_desk_had_due_read_for_every_change() {
    let (mut stage, step) = Stage::open(DueScreen::new(), 80, 24);
    assert_eq!(counts(&step), 1, "it is read when it is shown");
    for _ in 0..20 {
        assert_eq!(counts(&stage.tell(change())), 0, "one reading at a time");
    }
    let answer = |stage: &mut Stage<DueScreen>| {
        let today = stage.context.today;
        stage.answer(CountedDue(Ok(Box::new(counted(today, false)))))
    };
    let step = answer(&mut stage);
    assert_eq!((counts(&step), step.pauses.as_slice()), (0, &[(REST, RESTS)][..]));
    for _ in 0..20 {
        assert_eq!(
            counts(&stage.tell(change())),
            0,
            "nothing before the pause is over"
        );
    }
    assert_eq!(
        counts(&stage.tell(ScreenEvent::Pause(REST))),
        1,
        "then once for all of it"
    );
    // What changed while that was read is not missed.
    stage.tell(change());
    answer(&mut stage);
    assert_eq!(counts(&stage.tell(ScreenEvent::Pause(REST))), 1);
    answer(&mut stage);
    // Where nothing changed nothing is read, and the next change is seen at once.
    assert_eq!(counts(&stage.tell(ScreenEvent::Pause(REST))), 0);
    assert_eq!(counts(&stage.tell(change())), 1);
    answer(&mut stage);
    // Another day waits for no pause.
    assert_eq!(counts(&stage.tell(ScreenEvent::NewDay)), 1);
}

#[test]
fn where_nothing_is_due_it_tells_what_comes_next() {
    let (mut stage, _) = Stage::open(DueScreen::new(), 80, 24);
    stage.answer(ListAnswer::<DueRow> {
        ticket: 1,
        part: Ok(ListPart::Page(Lines::whole(Vec::new()))),
    });
    let mut counted = counted(stage.context.today, false);
    counted.next = Some(NextOpening {
        day: "2027-01-03".parse().unwrap(),
        company: "Harbor Point IT".to_owned(),
    });
    stage.answer(CountedDue(Ok(Box::new(counted))));
    stage.shows("Nothing is due. The next renewal window opens on January 3, 2027: Harbor Point IT.");
}

fn renewal(account: AccountId) -> DueRow {
    DueRow {
        kind: DueKind::Renew,
        account,
        company: "Harbor Point IT".to_owned(),
        mpn_id: "1234567".parse().unwrap(),
        offer: Some(OfferId::parse("gold").unwrap()),
        names: Names::default(),
        offer_names: Names::default(),
        last_day: None,
        first_day: None,
        expired: None,
        days_left: Some(8),
        opens_in: None,
        is_urgent: false,
        total: None,
        quote: None,
        order: None,
        request: None,
        cancellation: None,
        has_draft: false,
        closed: None,
    }
}

fn visa() -> TokenizedCard {
    TokenizedCard {
        token: CardToken("t".to_owned()),
        brand: CardBrand::Visa,
        last_four: "4242".to_owned(),
        expiry: CardExpiry {
            year: 2030,
            month: 12,
        },
        fingerprint: Fingerprint("f".to_owned()),
    }
}

/// Each change on the desk took the card away until the keys had been quiet again, which on a busy desk is never.
#[test]
fn the_card_of_a_row_stays_while_much_happens_and_is_read_again_with_the_rows() {
    let (mut stage, _) = Stage::open(DueScreen::new(), 120, 40);
    let step = stage.answer(ListAnswer::<DueRow> {
        ticket: 1,
        part: Ok(ListPart::Page(Lines::whole(vec![renewal(ACCOUNT)]))),
    });
    let [(token, KEYS_QUIET)] = step.pauses[..] else {
        panic!("{step:?}");
    };
    let step = stage.tell(ScreenEvent::Pause(token));
    assert_eq!(step.requests[0].get(), Some(&CardOf(ACCOUNT)));
    stage.answer(CardKept(ACCOUNT, Some(visa())));
    stage.shows("Saved card");
    let today = stage.context.today;
    stage.answer(CountedDue(Ok(Box::new(counted(today, false)))));
    stage.tell(change());
    stage.shows("Saved card");
    let step = stage.tell(ScreenEvent::Pause(REST));
    let asks_again = |request: &Request| request.get() == Some(&CardOf(ACCOUNT));
    assert!(step.requests.iter().any(asks_again), "{step:?}");
    stage.shows("Saved card");
    stage.answer(CardKept(ACCOUNT, None));
    assert!(!stage.rows().join(" ").contains("Saved card"));
}

#[test]
fn while_a_row_is_visited_nothing_is_read_and_whoever_comes_back_has_it_read_anew() {
    let (mut stage, _) = Stage::open(DueScreen::new(), 80, 24);
    stage.answer(ListAnswer::<DueRow> {
        ticket: 1,
        part: Ok(ListPart::Page(Lines::whole(vec![renewal(ACCOUNT)]))),
    });
    let today = stage.context.today;
    stage.answer(CountedDue(Ok(Box::new(counted(today, false)))));
    stage.tell(change());
    assert!(!stage.screen.is_of_account(&stage.context));
    let step = stage.code(KeyCode::Enter);
    assert!(matches!(step.go, Some(Navigation::Visit(ACCOUNT, _))), "{step:?}");
    assert!(stage.screen.is_of_account(&stage.context));
    for event in [ScreenEvent::Pause(REST), ScreenEvent::NewDay, change()] {
        assert_eq!(counts(&stage.tell(event)), 0);
    }
    assert_eq!(counts(&stage.tell(ScreenEvent::Shown)), 1);
    assert!(!stage.screen.is_of_account(&stage.context));
}
