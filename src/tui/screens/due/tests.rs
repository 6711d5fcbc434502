//! Due without services: what it asks for, and what it shows.

use super::*;

use crate::domain::date::Day;
use crate::domain::ids::OrderId;
use crate::i18n::Locale;
use crate::services::due::{Due, DueFigures, DueMonths, NextOpening};
use crate::services::lines::Lines;
use crate::services::watch::{Changed, What};
use crate::tui::list::{ListAnswer, ListPart};
use crate::tui::screens::testing::{Stage, fresh_context};

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
