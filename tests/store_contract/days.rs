//! The day of a store: which one it takes, what moves it, and the way on.

use std::sync::Arc;

use offerdesk::store::error::StoreError;
use offerdesk::store::record::{Batch, Engine, Expect};

use crate::place::Place;
use crate::support::{DEMO, Note, Scratch, TODAY, add, audited_on, batch_on, clean, id, note, putting};

pub async fn a_real_store_refuses_an_earlier_day_and_remembers_it_across_openings(place: &dyn Place) {
    let engine = place.create().await;
    add(&engine, &Note::new(1, "a")).await;
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    let mut earlier = audited_on("2026-06-21");
    earlier.put(&Note::new(2, "b"), Expect::Absent).unwrap();
    let refused = StoreError::ClockWentBack {
        last: TODAY.parse().unwrap(),
        today: "2026-06-21".parse().unwrap(),
    };
    assert_eq!(engine.commit(earlier).await, Err(refused));
    let mut later = audited_on("2026-06-23");
    later.put(&Note::new(2, "b"), Expect::Absent).unwrap();
    engine.commit(later).await.unwrap();
    let back_to_today = putting(&Note::new(3, "c"), Expect::Absent);
    assert!(matches!(
        engine.commit(back_to_today).await,
        Err(StoreError::ClockWentBack { .. })
    ));
}

fn adding_on(number: u64, day: &str) -> Batch {
    let mut batch = audited_on(day);
    batch.put(&Note::new(number, "dated"), Expect::Absent).unwrap();
    batch
}

fn accepting(day: &str) -> Batch {
    let mut batch = audited_on(day);
    batch.accepts_day = true;
    batch
}

fn day_of(engine: &Arc<dyn Engine>) -> Option<String> {
    engine.facts().last_day.map(|day| day.to_string())
}

pub async fn a_real_store_refuses_a_day_more_than_sixty_days_ahead_across_openings(place: &dyn Place) {
    let engine = place.create().await;
    assert_eq!(day_of(&engine), None);
    add(&engine, &Note::new(1, "a")).await;
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    let refused = StoreError::ClockRanAhead {
        last: TODAY.parse().unwrap(),
        today: "2026-08-22".parse().unwrap(),
    };
    assert_eq!(engine.commit(adding_on(2, "2026-08-22")).await, Err(refused));
    assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    let mut barrier = batch_on("2036-01-01");
    barrier.expects.push((note(1), Expect::Version(1)));
    engine.commit(barrier).await.unwrap();
    engine.commit(adding_on(2, "2026-08-21")).await.unwrap();
    engine.commit(adding_on(3, "2026-08-22")).await.unwrap();
    assert_eq!(day_of(&engine).as_deref(), Some("2026-08-22"));
    clean(&engine).await;
}

pub async fn what_is_private_is_kept_on_any_day_and_moves_no_day(place: &dyn Place) {
    let engine = place.create().await;
    let scratch_on = |day: &str| {
        let mut batch = batch_on(day);
        let scratch = Scratch {
            id: 1,
            text: day.to_owned(),
        };
        batch.put(&scratch, Expect::Any).unwrap();
        batch
    };
    engine.commit(scratch_on("2036-01-01")).await.unwrap();
    assert_eq!(day_of(&engine), None, "a draft does not begin the store's days");
    add(&engine, &Note::new(1, "a")).await;
    for day in ["2036-01-01", "2020-01-01"] {
        engine.commit(scratch_on(day)).await.unwrap();
        assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
        let mut discarding = batch_on(day);
        discarding.delete::<Scratch>(id(1), Expect::Any);
        engine.commit(discarding).await.unwrap();
        assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    }
    // Beside something shared its day counts.
    let mut both = adding_on(2, "2020-01-01");
    let scratch = Scratch {
        id: 2,
        text: "both".to_owned(),
    };
    both.put(&scratch, Expect::Any).unwrap();
    assert!(matches!(
        engine.commit(both).await,
        Err(StoreError::ClockWentBack { .. })
    ));
    clean(&engine).await;
}

pub async fn a_day_that_is_said_to_be_right_is_taken_both_ways_and_goes_for_what_follows(place: &dyn Place) {
    let engine = place.create().await;
    add(&engine, &Note::new(1, "a")).await;
    let mut unaudited = batch_on("2036-01-01");
    unaudited.accepts_day = true;
    assert_eq!(engine.commit(unaudited).await, Err(StoreError::Unaudited));
    assert!(engine.commit(adding_on(2, "2036-01-01")).await.is_err());

    // Whether they share a sync or not: the one behind it is held against the new day.
    let (accepted, next) = tokio::join!(
        engine.commit(accepting("2036-01-01")),
        engine.commit(adding_on(2, "2036-01-02"))
    );
    assert!(accepted.unwrap().number < next.unwrap().number);
    assert!(matches!(
        engine.commit(adding_on(3, TODAY)).await,
        Err(StoreError::ClockWentBack { .. })
    ));
    engine.commit(accepting(TODAY)).await.unwrap();
    engine.close().await.unwrap();
    let engine = place.reopen().await;
    assert_eq!(day_of(&engine).as_deref(), Some(TODAY));
    engine.commit(adding_on(3, TODAY)).await.unwrap();
    assert!(matches!(
        engine.commit(adding_on(4, "2036-01-02")).await,
        Err(StoreError::ClockRanAhead { .. })
    ));
    assert_eq!(clean(&engine).await.audited, 5);
}

pub async fn a_demo_store_may_go_back(place: &dyn Place) {
    let engine = place.open(Some(DEMO)).await.unwrap();
    assert!(engine.facts().demo);
    add(&engine, &Note::new(1, "a")).await;
    engine.commit(adding_on(2, "2020-02-29")).await.unwrap();
    engine.commit(adding_on(3, "2036-02-29")).await.unwrap();
    assert_eq!(day_of(&engine), None, "any day is taken");
    clean(&engine).await;
}
