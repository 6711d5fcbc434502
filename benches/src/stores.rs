//! The stores that are measured, made once through the store's own writer and kept under `target/offerdesk-bench`.
//!
//! Measurements work on copies: a store is always found as its load left it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use offerdesk::config;
use offerdesk::domain::audit::{AuditAction, AuditEntry, Chain, Origin, Subject};
use offerdesk::domain::date::Timestamp;
use offerdesk::services::clock::Clock;
use offerdesk::store::Store;
use offerdesk::store::error::LockHolder;
use offerdesk::store::opening::{OpenOptions, StoreKind};
use offerdesk::store::record::{Batch, Expect, Record};

use crate::error::{Measured, failed};
use crate::world::{self, House, World};

/// Raise it when content or indexes change: stores of other editions are made anew.
pub const EDITION: &str = "edition-6";

/// Records that one batch of the load writes, about.
const BATCH: usize = 200;
/// Batches that wait for the writer at once.
const AT_ONCE: usize = 64;

/// Where everything is kept.
pub fn home() -> PathBuf {
    let folder = target().join("offerdesk-bench");
    let _exists = fs::create_dir_all(&folder);
    folder
}

/// The folder that cargo builds into: the one that this program lies in.
pub fn target() -> PathBuf {
    let here = std::env::current_exe().unwrap_or_default();
    // target/release/deps/desk-0123456789abcdef
    here.ancestors()
        .nth(3)
        .map_or_else(|| PathBuf::from("target"), Path::to_path_buf)
}

/// A store as its load left it, never opened since; made when there is none.
pub fn loaded(subscriptions: u32) -> Measured<PathBuf> {
    let folder = home().join(EDITION).join(subscriptions.to_string());
    let path = folder.join("loaded");
    if path.exists() {
        return Ok(path);
    }
    let unfinished = folder.join("unfinished");
    remove(&unfinished)?;
    fs::create_dir_all(&folder)?;
    let began = Instant::now();
    runtime()?.block_on(load(&unfinished, subscriptions))?;
    fs::rename(&unfinished, &path)?;
    eprintln!(
        "made a store of {subscriptions} subscriptions in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    Ok(path)
}

/// A fresh copy of a loaded store, for one measurement.
pub fn copy(subscriptions: u32, name: &str) -> Measured<PathBuf> {
    let from = loaded(subscriptions)?;
    let to = home().join("copies").join(format!("{name}-{subscriptions}"));
    copy_folder(&from, &to)?;
    Ok(to)
}

/// Copies a folder with everything in it, durably: writing it back shall not fall into what is measured.
pub fn copy_folder(from: &Path, to: &Path) -> Measured<()> {
    remove(to)?;
    fs::create_dir_all(to)?;
    fs::set_permissions(to, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_folder(&from, &to)?;
        } else {
            fs::copy(&from, &to)?;
            fs::File::open(&to)?.sync_all()?;
        }
    }
    Ok(())
}

/// Removes a folder, if it is there.
pub fn remove(path: &Path) -> Measured<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Opens a store in this process, as the desk does.
pub fn open(path: &Path, create: bool) -> Measured<Arc<dyn offerdesk::store::record::Engine>> {
    open_with_cache(path, create, None)
}

/// Opens a store in this process, with so many MiB of page cache.
pub fn open_with_cache(
    path: &Path,
    create: bool,
    cache: Option<u64>,
) -> Measured<Arc<dyn offerdesk::store::record::Engine>> {
    let mut options = options();
    if let Some(cache) = cache {
        options.cache_bytes = cache << 20;
    }
    if create {
        options = options.creating(StoreKind { demo: false });
    }
    Ok(offerdesk::store::open(path, &options)?)
}

fn options() -> OpenOptions {
    OpenOptions::new(LockHolder {
        pid: std::process::id(),
        os_user: os_user(),
        command: "offerdesk-bench".to_owned(),
        since: String::new(),
        stays: true,
    })
}

/// The engine's usual page cache, bytes.
pub fn cache_bytes() -> u64 {
    options().cache_bytes
}

/// A runtime as the program has it.
pub fn runtime() -> Measured<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Who runs this.
pub fn os_user() -> String {
    // Nobody's name finds nobody's record, and the bench then says so.
    config::os_user().unwrap_or_default()
}

async fn load(path: &Path, subscriptions: u32) -> Measured<()> {
    let engine = open(path, true)?;
    let store = Store::new(engine.clone());
    let clock = Clock::system();
    let world = World::new(subscriptions, clock.today());
    let mut load = Load {
        store,
        at: clock.now(),
        batch: None,
        under_way: tokio::task::JoinSet::new(),
    };
    load.put(&world::seller(), None).await?;
    for user in world::staff(&os_user()) {
        load.put(&user, Some(Subject::User(user.id))).await?;
    }
    for House {
        account,
        subscriptions,
        orders,
        person,
    } in world.houses()
    {
        load.put(&account, Some(Subject::Account(account.id))).await?;
        for subscription in &subscriptions {
            load.put(subscription, Some(Subject::Subscription(subscription.id)))
                .await?;
        }
        for order in &orders {
            load.put(order, Some(Subject::Order(order.id))).await?;
        }
        if let Some(person) = person {
            load.put(&person, Some(Subject::User(person.id))).await?;
        }
    }
    load.finish().await?;
    engine.close().await?;
    Ok(())
}

/// Puts records into batches, with one audit entry that names all of them, and keeps the writer busy.
struct Load {
    store: Store,
    at: Timestamp,
    batch: Option<(Batch, Vec<Subject>)>,
    under_way: tokio::task::JoinSet<Result<(), String>>,
}

impl Load {
    async fn put<R: Record>(&mut self, record: &R, subject: Option<Subject>) -> Measured<()> {
        let (batch, subjects) = self
            .batch
            .get_or_insert_with(|| (Batch::new(self.at, None), Vec::new()));
        batch.put(record, Expect::Absent)?;
        subjects.extend(subject);
        if subjects.len() >= BATCH {
            self.send().await?;
        }
        Ok(())
    }

    async fn send(&mut self) -> Measured<()> {
        if let Some((mut batch, subjects)) = self.batch.take() {
            let action = AuditAction::SubscriptionRecorded;
            let entry = AuditEntry {
                at: self.at,
                actor: None,
                origin: Origin::Desk,
                action,
                subjects,
            };
            batch.audit(Chain::System, entry);
            let store = self.store.clone();
            self.under_way.spawn(async move {
                store
                    .commit(batch)
                    .await
                    .map(|_| ())
                    .map_err(|error| error.to_string())
            });
        }
        if self.under_way.len() >= AT_ONCE {
            self.wait_for_one().await?;
        }
        Ok(())
    }

    async fn wait_for_one(&mut self) -> Measured<bool> {
        match self.under_way.join_next().await {
            None => Ok(false),
            Some(Ok(Ok(()))) => Ok(true),
            Some(Ok(Err(error))) => failed(error),
            Some(Err(error)) => Err(error.into()),
        }
    }

    async fn finish(mut self) -> Measured<()> {
        self.send().await?;
        while self.wait_for_one().await? {}
        Ok(())
    }
}
