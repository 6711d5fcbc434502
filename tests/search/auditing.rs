//! The audit log as a list: every entry once and in order, and a page is a page however long the log is.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use offerdesk::catalog;
use offerdesk::domain::audit::Chain;
use offerdesk::domain::ids::AccountId;
use offerdesk::services::audit_log::{AuditLine, AuditOf};
use offerdesk::services::lines::{Lines, Place};
use offerdesk::services::{Services, Timeouts};
use offerdesk::store::Store;
use offerdesk::store::record::Batch;

use crate::crowd;
use crate::desk::{AUD, Desk, actor, recorded, services};
use crate::engine::Watched;

const PAGE: usize = 40;

/// Writes entries into the chains of some accounts, by turns.
async fn tell(desk: &Desk, entries: u128) {
    for number in 0..entries {
        let mut batch = Batch::new(desk.clock.now(), None);
        let entry = recorded(&batch);
        // Some accounts have many and some have few.
        let account = AccountId::new(1_000 + number % 7 * (number % 5));
        batch.audit(Chain::Account(account), entry);
        desk.store.commit(batch).await.unwrap();
    }
}

async fn page(desk: &Desk, of: AuditOf, place: Place) -> Lines<AuditLine> {
    let lines = desk.services.audit_lines(&actor(AUD), of, place, PAGE).await;
    let lines = lines.unwrap();
    assert_eq!(lines.lines.len(), lines.places.len());
    lines
}

fn numbers(lines: &Lines<AuditLine>) -> Vec<u64> {
    lines.lines.iter().map(|line| line.number).collect()
}

#[tokio::test]
async fn every_entry_is_met_once_to_the_end_and_back_while_others_are_written() {
    let desk = crowd(30).await;
    tell(&desk, 300).await;
    let (mut place, mut met) = (Place::Start, Vec::new());
    loop {
        let lines = page(&desk, AuditOf::All, place).await;
        met.extend(numbers(&lines));
        tell(&desk, 3).await;
        match lines.next {
            Some(next) => place = Place::After(next),
            None => break,
        }
    }
    let newest = met[0];
    let all: Vec<u64> = (1..=newest).rev().collect();
    assert_eq!(met, all, "the newest first, each once");
    let (mut place, mut back) = (Place::End, Vec::new());
    loop {
        let lines = page(&desk, AuditOf::All, place).await;
        back.extend(numbers(&lines).into_iter().rev());
        match lines.previous {
            Some(previous) => place = Place::Before(previous),
            None => break,
        }
    }
    let all: Vec<u64> = (1..=back[back.len() - 1]).collect();
    assert_eq!(back, all);
    assert!(all.len() > met.len(), "what was written meanwhile as well");
}

#[tokio::test]
async fn a_list_that_is_read_again_stays_where_it_was() {
    let desk = crowd(30).await;
    tell(&desk, 200).await;
    let first = page(&desk, AuditOf::All, Place::Start).await;
    let (at, around) = (first.places[30].clone(), first.places[30].clone());
    tell(&desk, 9).await;
    let again = page(&desk, AuditOf::All, Place::At(at)).await;
    assert_eq!(numbers(&again)[0], numbers(&first)[30]);
    assert!(again.previous.is_some());
    let around = page(&desk, AuditOf::All, Place::Around(around)).await;
    assert_eq!(numbers(&around)[20], numbers(&first)[30]);
    let of = Place::Of(numbers(&first)[30].into());
    assert_eq!(numbers(&page(&desk, AuditOf::All, of).await), numbers(&around));
}

#[tokio::test]
async fn the_list_of_an_account_has_its_entries_and_no_others() {
    let desk = crowd(3).await;
    tell(&desk, 60).await;
    let account = AccountId::new(1_000);
    let lines = page(&desk, AuditOf::Account(account), Place::Start).await;
    assert!(!lines.lines.is_empty());
    assert!(lines.lines.iter().all(|line| line.company.is_some()));
    let rest = page(&desk, AuditOf::NoAccount, Place::Start).await;
    assert!(rest.lines.iter().all(|line| line.company.is_none()));
    let none = page(&desk, AuditOf::Account(AccountId::new(999)), Place::End).await;
    assert_eq!((none.lines.len(), none.previous, none.next), (0, None, None));
}

/// Services whose reads are counted.
fn watching(desk: &Desk, watched: Arc<Watched>) -> Services {
    services(
        Store::new(watched),
        Arc::new(desk.sandbox.clone()),
        desk.clock.clone(),
        Timeouts::default(),
        catalog::embedded().unwrap(),
    )
}

/// How often the log is read for a page of one account, after so many entries.
async fn reads(entries: u128, place: Place) -> usize {
    let desk = crowd(3).await;
    let account = Chain::Account(AccountId::new(1_000));
    for _ in 0..entries / 100 {
        let mut batch = Batch::new(desk.clock.now(), None);
        for _ in 0..100 {
            let entry = recorded(&batch);
            batch.audit(account, entry);
        }
        desk.store.commit(batch).await.unwrap();
    }
    let watched = Arc::new(Watched::new(desk.engine.clone()));
    let services = watching(&desk, watched.clone());
    let of = AuditOf::Account(AccountId::new(1_000));
    let lines = services.audit_lines(&actor(AUD), of, place, PAGE).await.unwrap();
    assert_eq!(lines.lines.len(), PAGE);
    watched.audits.load(Ordering::SeqCst)
}

#[tokio::test]
async fn a_long_log_opens_with_the_reads_of_a_page() {
    for place in [Place::Start, Place::End] {
        let few = reads(100, place.clone()).await;
        assert!(few <= PAGE, "{few} reads");
        assert_eq!(reads(20_000, place).await, few);
    }
}

/// Seen: with more than 200 accounts the log of all was refused.
#[tokio::test]
async fn the_log_of_many_accounts_was_listed_by_nobody() {
    let few = reads_of_all(30).await;
    assert!(few <= 3, "{few} reads");
    assert_eq!(reads_of_all(300).await, few);
}

/// How often the log is read for a page of all of so many accounts.
async fn reads_of_all(accounts: u128) -> usize {
    let desk = crowd(accounts).await;
    tell(&desk, 100).await;
    let watched = Arc::new(Watched::new(desk.engine.clone()));
    let services = watching(&desk, watched.clone());
    let who = actor(AUD);
    let lines = services.audit_lines(&who, AuditOf::All, None, PAGE).await;
    assert_eq!(lines.unwrap().lines.len(), PAGE);
    let read = watched.audits.load(Ordering::SeqCst);
    let filter = crate::finding::filter("subskrypcję");
    let found = services.find_audit_lines(&who, AuditOf::All, &filter).await;
    assert!(found.unwrap().count >= 100);
    read
}
