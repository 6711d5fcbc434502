//! Opening, creating and checking stores, so that no face names the store or an engine.
//!
//! | you want | use |
//! |---|---|
//! | a store that is there, real or demo | [`open`] |
//! | a new real store, to be set up | [`create`], and [`Opened::close_or_give_up`] if it was not |
//! | the demo store, made when it is not there | [`open_demo`], and [`remove_demo`] to begin anew |
//! | to know whether a store holds together | [`Opened::check`] |
//! | to know whether the audit log is still the one that it was | [`Opened::audit_end`], [`Opened::verify_audit`] |
//! | a copy of a store, also of one that is open elsewhere | [`back_up`], and [`restore`] to have it back |
//! | what can be had of a damaged store, as a new one | [`salvage`] |
//! | what is derived and what is there for safety made anew | [`Opened::rebuild`] |

mod audit;
mod between;
mod check;
mod copies;
mod demo;
mod founding;
mod indexes;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::catalog::Loaded;
use crate::domain::date::{Day, Timestamp};
use crate::payments::gateway::Gateway;
use crate::payments::sandbox::{LedgerError, Sandbox, SandboxClient, SandboxOptions};
use crate::store::error::{LockHolder, StoreError};
use crate::store::files::Files;
use crate::store::opening::{Notify, OpenOptions, StoreKind};
use crate::store::record::Engine;
use crate::store::records::inspect;
use crate::store::{self, Store};

use super::clock::Clock;
use super::error::{ServiceError, Unavailable};
use super::ids::Ids;
use super::{Dependencies, Services};

pub use crate::store::opening::OpeningNotice;
pub use audit::{AuditFault, AuditRefusal, AuditVerified};
pub use between::{HeldFault, Mismatch, NoteFault, OrderFault, PairFault, ReceiptFault, RequestFault};
pub use check::{CheckedStore, ProblemLine, RecordCount};
pub use copies::{BackUp, BackupFile, CopyFault, LossLine, SalvagedStore, Source, back_up, restore, salvage};
pub use demo::{open_demo, remove_demo};
pub use founding::Ground;

/// Folder of the sandbox bank's ledger inside a demo store's folder.
const SANDBOX_BANK: &str = "sandbox-bank";

/// How often a store that another process has open is asked for.
const ATTEMPTS: u32 = 40;
/// How long between two times: two seconds in all.
const BETWEEN_ATTEMPTS: Duration = Duration::from_millis(50);

/// How a store is to be opened.
#[derive(Clone)]
pub struct Opening {
    /// The store's folder.
    pub path: PathBuf,
    /// Who opens it: others are told.
    pub holder: Holder,
    /// The day on which a demo store is opened; refused for a real one.
    pub today: Option<Day>,
    /// Socket of a sandbox gateway that runs as a process of its own; refused for a real store. Without it a demo store
    /// has a sandbox bank inside this process, and a real store no card processor.
    pub gateway: Option<PathBuf>,
    /// What a new store sells, and the rules of addresses; a store that is there has its own.
    pub catalog: Loaded,
    /// Whether the store's own catalog is about to be replaced, and so not read: it may be what is wrong.
    pub adopts_catalog: bool,
    /// Told what people should know of an opening.
    pub notice: Option<Notify>,
}

/// Who has a store open.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holder {
    /// Operating-system user.
    pub os_user: String,
    /// The command that was started: its words, never data.
    pub command: String,
    /// Whether it keeps the store for as long as somebody works, as the desk does.
    pub stays: bool,
}

/// A store that is open in this process.
#[derive(Clone)]
pub struct Opened {
    services: Services,
    engine: Arc<dyn Engine>,
    path: PathBuf,
}

/// Opens a store that is there and was set up, real or demo.
pub async fn open(opening: Opening) -> Result<Opened, ServiceError> {
    let opened = enter(opening, None).await?;
    if opened.services.is_set_up().await? {
        return Ok(opened);
    }
    let path = opened.shown_path();
    opened.close().await?;
    Err(ServiceError::NotSetUp(path))
}

/// Opens a store that is there, whether it was set up or not, to look at it.
pub async fn open_as_it_is(opening: Opening) -> Result<Opened, ServiceError> {
    // The catalog that it keeps may be a part of what is wrong, and a check needs none.
    let opening = Opening {
        adopts_catalog: true,
        ..opening
    };
    enter(opening, None).await
}

/// Creates a real store, or opens one whose set-up was cut short: [`Services::set_up`] comes next.
pub async fn create(opening: Opening) -> Result<Opened, ServiceError> {
    let opened = enter(opening, Some(StoreKind { demo: false })).await?;
    if !opened.services.is_set_up().await? {
        return Ok(opened);
    }
    let path = opened.shown_path();
    opened.close().await?;
    Err(ServiceError::AlreadySetUp(path))
}

/// Whether there is no store at a path, so that one may be set up there.
pub fn is_free(path: &Path) -> bool {
    match std::fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}

async fn enter(opening: Opening, create: Option<StoreKind>) -> Result<Opened, ServiceError> {
    let engine = open_engine(&opening, &opening.path, create).await?;
    let demo = engine.facts().demo;
    let refusal = match (&opening.today, &opening.gateway) {
        (Some(_), _) if !demo => Some(ServiceError::TodayOnRealStore),
        // The only gateway that there is to connect to moves no money.
        (_, Some(_)) if !demo => Some(Unavailable::SandboxOnRealStore.into()),
        _ => None,
    };
    if let Some(refusal) = refusal {
        engine.close().await?;
        return Err(refusal);
    }
    indexes::bring_up_to_date(&engine).await;
    let clock = opening.today.map_or_else(Clock::system, Clock::system_on);
    let gateway = gateway(&opening, demo, &clock).await?;
    let store = Store::new(engine.clone());
    let kept = if opening.adopts_catalog {
        None
    } else {
        super::catalog::kept(&store).await?
    };
    let Loaded {
        catalog,
        countries,
        texts,
    } = match kept {
        Some(texts) => texts.read()?,
        None => opening.catalog,
    };
    let mut dependencies = Dependencies::new(gateway, catalog, countries, clock, Ids::random());
    dependencies.sells_by(texts);
    dependencies.demo = demo;
    dependencies.files = Some(Files::in_folder(&opening.path));
    Ok(Opened {
        services: Services::new(store, dependencies),
        engine,
        path: opening.path,
    })
}

/// Opening reads the log, which blocks. It comes before everything else, so that nothing waits for this thread; and what
/// it needed of memory for a moment is this thread's to use again for what is read later.
async fn open_engine(
    opening: &Opening,
    path: &Path,
    create: Option<StoreKind>,
) -> Result<Arc<dyn Engine>, ServiceError> {
    let options = options(opening, create);
    let opened = patiently(
        async || store::open(path, &options),
        |error| matches!(error, StoreError::Locked(holder) if !holder.stays),
    );
    Ok(opened.await?)
}

/// Tries again for a while what another process keeps that will be done in a moment: commands that are started at once
/// take turns.
async fn patiently<T, E>(
    mut attempt: impl AsyncFnMut() -> Result<T, E>,
    is_worth_waiting: impl Fn(&E) -> bool,
) -> Result<T, E> {
    for _ in 0..ATTEMPTS {
        match attempt().await {
            Err(error) if is_worth_waiting(&error) => tokio::time::sleep(BETWEEN_ATTEMPTS).await,
            done => return done,
        }
    }
    attempt().await
}

fn options(opening: &Opening, create: Option<StoreKind>) -> OpenOptions {
    let holder = LockHolder {
        pid: std::process::id(),
        os_user: opening.holder.os_user.clone(),
        command: opening.holder.command.clone(),
        since: rfc_3339(Clock::system().now()),
        stays: opening.holder.stays,
    };
    let mut options = OpenOptions::new(holder);
    options.create = create;
    options.notice.clone_from(&opening.notice);
    options
}

async fn gateway(
    opening: &Opening,
    demo: bool,
    clock: &Clock,
) -> Result<Option<Arc<dyn Gateway>>, ServiceError> {
    if let Some(socket) = &opening.gateway {
        return Ok(Some(Arc::new(SandboxClient::new(socket.clone()))));
    }
    if !demo {
        return Ok(None);
    }
    let (ledger, clock) = (opening.path.join(SANDBOX_BANK), clock.clone());
    let options = SandboxOptions {
        today: Some(Arc::new(move || clock.today())),
        ..SandboxOptions::default()
    };
    // Whoever had the store before lets go of its bank a moment later.
    let sandbox = patiently(
        async || {
            let (ledger, options) = (ledger.clone(), options.clone());
            let opened = tokio::task::spawn_blocking(move || Sandbox::open(&ledger, options)).await;
            Ok(opened.map_err(|_| ServiceError::Interrupted)??)
        },
        |error: &ServiceError| *error == ServiceError::Ledger(LedgerError::Locked),
    );
    Ok(Some(Arc::new(sandbox.await?)))
}

impl Opened {
    /// The use cases over this store.
    pub const fn services(&self) -> &Services {
        &self.services
    }

    /// Whether this is a store of sample data.
    pub fn is_demo(&self) -> bool {
        self.engine.facts().demo
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Checks everything that is stored, attached files among it.
    pub async fn check(&self) -> Result<CheckedStore, ServiceError> {
        let mut report = self.engine.check(inspect).await?;
        let is_readable = report.is_clean();
        let between = match Box::pin(self.services.held_together()).await {
            // What cannot be read was told.
            Err(_) if !is_readable => between::Found::default(),
            between => between?,
        };
        if let Some(files) = &self.services.dependencies.files {
            let named = self.services.named_files().await?;
            let missing = files.check_named(named).await?;
            for problem in files.check().await?.into_iter().chain(missing) {
                report.add(problem);
            }
        }
        Ok(CheckedStore::of(report, between))
    }

    /// The catalog in force.
    pub async fn catalog(&self) -> Result<Loaded, ServiceError> {
        let kept = super::catalog::kept(&self.services.store).await?;
        let texts = kept.ok_or_else(|| ServiceError::NotSetUp(self.shown_path()))?;
        Ok(texts.read()?)
    }

    /// Makes anew what can be derived, and what is there for safety. Index entries as well: a build that doesn't know an
    /// index writes records without them, and nothing else tells that it did.
    pub async fn rebuild(&self) -> Result<(), ServiceError> {
        indexes::write_anew(&self.engine).await?;
        Ok(self.engine.rebuild().await?)
    }

    /// Finishes what was committed and closes the store; other handles of it are refused from now on. An engine that had
    /// stopped before says so once more.
    pub async fn close(self) -> Result<(), ServiceError> {
        Ok(self.engine.close().await?)
    }

    fn shown_path(&self) -> String {
        self.path.display().to_string()
    }
}

/// `2026-11-22T13:05:09Z`.
fn rfc_3339(at: Timestamp) -> String {
    let seconds = at.0.div_euclid(1_000).rem_euclid(86_400);
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", at.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_written_as_the_lock_shows_it() {
        let day: Day = "2026-11-22".parse().unwrap();
        let at = Timestamp(Timestamp::start_of(day).0 + ((13 * 60 + 5) * 60 + 9) * 1_000 + 7);
        assert_eq!(rfc_3339(at), "2026-11-22T13:05:09Z");
    }
}
