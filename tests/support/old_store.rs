//! A real store that was set up on another day than today's: the program itself cannot be told the day of one.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::path::Path;

use offerdesk::catalog;
use offerdesk::domain::audit::{AuditEntry, Chain};
use offerdesk::domain::date::{Day, Timestamp};
use offerdesk::services::clock::Clock;
use offerdesk::services::context::Actor;
use offerdesk::services::ids::Ids;
use offerdesk::services::setup::SetupForm;
use offerdesk::services::{Dependencies, Services};
use offerdesk::store::Store;
use offerdesk::store::error::LockHolder;
use offerdesk::store::opening::{OpenOptions, StoreKind};

/// Sets a store up on a day, for whoever runs the tests; its account has MPN ID 1234567.
pub fn set_up_on(path: &Path, day: Day) {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/setup.toml");
    let mut form: SetupForm = toml::from_str(&std::fs::read_to_string(template).unwrap()).unwrap();
    form.admin.os_user = offerdesk::config::os_user().unwrap();
    let loaded = catalog::embedded().unwrap();
    let new = form.check(&loaded.countries).unwrap();
    wait(async {
        let options = OpenOptions::new(LockHolder::default()).creating(StoreKind { demo: false });
        let engine = offerdesk::store::open(path, &options).unwrap();
        let clock = Clock::manual(Timestamp::start_of(day));
        let parts = Dependencies::new(None, loaded.catalog, loaded.countries, clock, Ids::random());
        let services = Services::new(Store::new(engine.clone()), parts);
        services.set_up(&Actor::desk(), &new).await.unwrap();
        engine.close().await.unwrap();
    });
}

/// The audit log of a store that no other process has open, but for accounts: oldest first.
pub fn system_audit(path: &Path) -> Vec<AuditEntry> {
    wait(async {
        let engine = offerdesk::store::open(path, &OpenOptions::new(LockHolder::default())).unwrap();
        let audited = engine.audit(Chain::System, 0, 1_000).await.unwrap();
        engine.close().await.unwrap();
        audited.into_iter().map(|audited| audited.entry).collect()
    })
}

/// The day that it is for the program.
pub fn today() -> Day {
    Clock::system().today()
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(work)
}
