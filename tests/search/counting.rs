//! A list of twenty thousand rows opens like a list of a page: counted at the engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use offerdesk::catalog;
use offerdesk::i18n::{I18n, Locale};
use offerdesk::services::lines::Place;
use offerdesk::services::search::ListFilter;
use offerdesk::services::{Services, Timeouts};
use offerdesk::store::Store;

use crate::crowd;
use crate::desk::{AUD, actor, services};
use crate::engine::Watched;

const PAGE: usize = 50;

/// What is read of a list of so many accounts: records, scans and entries.
async fn read(count: u128, what: impl AsyncFn(&Services)) -> (usize, usize, usize) {
    let desk = crowd(count).await;
    let watched = Arc::new(Watched::new(desk.engine.clone()));
    let services = services(
        Store::new(watched.clone()),
        Arc::new(desk.sandbox.clone()),
        desk.clock.clone(),
        Timeouts::default(),
        catalog::embedded().unwrap(),
    );
    what(&services).await;
    let read = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
    (
        read(&watched.records),
        read(&watched.scans),
        read(&watched.entries),
    )
}

#[tokio::test]
async fn a_list_of_twenty_thousand_opens_with_the_reads_of_a_page() {
    let open = async |services: &Services| {
        for place in [Place::Start, Place::End] {
            let lines = services.accounts(&actor(AUD), place, PAGE).await.unwrap();
            assert_eq!(lines.lines.len(), PAGE);
        }
    };
    assert_eq!(read(20_000, open).await, read(60, open).await);
}

#[tokio::test]
async fn a_search_loads_only_the_records_that_it_gives_back() {
    let search = async |services: &Services| {
        let found = services
            .find_accounts(
                &actor(AUD),
                &ListFilter {
                    text: "baltyk systems".to_owned(),
                    i18n: I18n::new(Locale::EnUs),
                },
            )
            .await
            .unwrap();
        assert!(found.count > 30, "{}", found.count);
    };
    let (records, _, entries) = read(2_400, search).await;
    assert!(records <= 1 + 50, "{records} records were read");
    assert_eq!(entries, 2_402, "every name is looked at once");
}

#[tokio::test]
async fn a_word_is_not_looked_for_in_the_numbers_of_orders_where_an_account_has_it() {
    let looked_through = async |text: &str| {
        let desk = crowd(10).await;
        let watched = Arc::new(Watched::new(desk.engine.clone()));
        let services = services(
            Store::new(watched.clone()),
            Arc::new(desk.sandbox.clone()),
            desk.clock.clone(),
            Timeouts::default(),
            catalog::embedded().unwrap(),
        );
        services.find(&actor(AUD), text, 12).await.unwrap();
        watched.numbers.load(Ordering::SeqCst)
    };
    for (text, expected) in [("contoso", 0), ("1000001", 0), ("9K3D", 1), ("zzzz", 1)] {
        assert_eq!(looked_through(text).await, expected, "{text}");
    }
}
