//! Opening and creating a store.
//!
//! Everything is judged before anything is written, and a refusal leaves the folder as it was. The order: look, lock,
//! manifest, checkpoint and journal ([`super::judge`]); then what a crash left is put right; then the index, which may
//! be made anew.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use crate::store::error::StoreError;
use crate::store::opening::{OpenOptions, OpeningNotice, StoreKind};

use super::EmbeddedEngine;
use super::base::Base;
use super::checkpoint::{Checkpoint, Verified};
use super::checkpointer::{Checkpointer, Workshop};
use super::content::{Content, Layer};
use super::folder::{self, FolderAccess, Look, Part};
use super::index::{self, Index};
use super::journal::{Journal, Segment};
use super::judge::{self, Judged};
use super::lock::StoreLock;
use super::manifest::{Facts, Identity, MANIFEST, Manifest, Mark, UNFINISHED};
use super::shared::Shared;
use super::values::State;
use super::writer::{Files, Writer};

/// So many batches wait for the writer before whoever commits has to wait for a place.
const QUEUE: usize = 1_024;

/// Work that takes longer is told.
const UNTOLD: Duration = Duration::from_millis(500);

/// Opens the store in a folder. Blocks for as long as checkpoint and journal take to be read.
pub fn open(path: &Path, options: &OpenOptions) -> Result<EmbeddedEngine, StoreError> {
    let entered = enter(path, options.create.is_some())?;
    if entered.look == Look::Store {
        open_existing(path, options, entered)
    } else {
        let kind = options.create.ok_or_else(|| missing(path))?;
        create(path, options, kind, entered)
    }
}

/// What was found under the lock.
struct LockedFolder {
    lock: Option<StoreLock>,
    look: Look,
    access: FolderAccess,
}

/// Finds out what is there and takes the lock. What was seen before the lock is looked at again under it.
fn enter(path: &Path, create: bool) -> Result<LockedFolder, StoreError> {
    let (look, access) = folder::look(path)?;
    match (look, create) {
        (Look::Absent | Look::Empty | Look::Foreign, false) => return Err(missing(path)),
        (Look::Foreign, true) => return Err(StoreError::NotEmpty(path.display().to_string())),
        (Look::Absent, true) => {
            folder::refuse_inside_a_store(path)?;
            folder::create(path)?;
        }
        (Look::Empty, true) => {
            folder::refuse_inside_a_store(path)?;
            folder::refuse_exposed(path)?;
        }
        (Look::Unfinished | Look::Store, _) => {}
    }
    if access == FolderAccess::Read {
        return match look {
            Look::Store => Ok(LockedFolder {
                lock: StoreLock::share(path)?,
                look,
                access,
            }),
            _ => Err(StoreError::ReadOnly(path.display().to_string())),
        };
    }
    let lock = StoreLock::take(path)?;
    let (look, access) = folder::look(path)?;
    match look {
        Look::Unfinished if !create => Err(missing(path)),
        Look::Absent | Look::Foreign => Err(StoreError::NotEmpty(path.display().to_string())),
        look => Ok(LockedFolder {
            lock: Some(lock),
            look,
            access,
        }),
    }
}

fn open_existing(
    path: &Path,
    options: &OpenOptions,
    mut entered: LockedFolder,
) -> Result<EmbeddedEngine, StoreError> {
    let access = entered.access;
    let mut manifest = Manifest::open(&path.join(MANIFEST), access == FolderAccess::Write)?;
    let facts = manifest.facts();
    if options
        .create
        .is_some_and(|kind| kind.demo != facts.identity.demo)
    {
        return Err(StoreError::NotEmpty(path.display().to_string()));
    }
    let Judged {
        base,
        segments,
        state,
        passed_over,
    } = judge::judge(path, facts, access)?;
    for error in &passed_over {
        tracing::error!("a checkpoint is passed over: {error}");
    }
    if !passed_over.is_empty()
        && let Some(notice) = &options.notice
    {
        notice(OpeningNotice::Healing);
    }
    let newest = segments.last().ok_or_else(|| missing(path))?;
    let mut files = None;
    let mut is_healing = !passed_over.is_empty();
    if access == FolderAccess::Write {
        files = Some(put_right(path, options, &mut entered, (&mut manifest, newest))?);
        let kept = base
            .as_ref()
            .map_or(0, |(checkpoint, _)| checkpoint.header().generation);
        let oldest = judge::oldest_of_use(&folder::parts(path)?, newest.generation).unwrap_or(kept);
        // With none before it, the newest checkpoint is the only one: another one shall be made.
        is_healing |= oldest == kept && kept > 0;
        folder::remove(path, |part| match part {
            Part::Unfinished => true,
            Part::Index(number) => number != kept,
            Part::Journal(number) | Part::Checkpoint(number) => number < oldest,
        });
    }
    let base = match base {
        None => Base::default(),
        Some(found) => with_index(path, options, found, access)?,
    };
    let mut layer = Layer::default();
    for frame in segments.into_iter().flat_map(|segment| segment.frames) {
        layer.add(frame.rows);
    }
    let content = Content::new(base, layer);
    let files = files.map(|(journal, checkpointer)| Files {
        journal,
        checkpointer,
        manifest,
    });
    let opened = OpenedContent {
        content,
        state,
        files,
        lock: entered.lock,
        identity: facts.identity,
        is_healing,
    };
    start(path, opened)
}

/// Puts right what a crash left. The first thing that an opening writes.
fn put_right(
    path: &Path,
    options: &OpenOptions,
    entered: &mut LockedFolder,
    (manifest, newest): (&mut Manifest, &Segment),
) -> Result<(Journal, Checkpointer), StoreError> {
    let io = |error: io::Error| folder::io_error(path, &error);
    let identity = manifest.facts().identity;
    if let Some(lock) = &mut entered.lock {
        lock.sign(&options.holder);
    }
    let journal = Journal::go_on(path, identity, newest, options.sync.clone()).map_err(io)?;
    manifest.heal().map_err(io)?;
    // Whoever made the newest segment may have been killed before its name was durable.
    folder::sync(path).map_err(io)?;
    // A crash may have left the floor behind what is durable: a later fault must not pass for an end that was torn.
    if newest.last.commit > manifest.facts().floor.commit {
        manifest
            .raise(newest.last)
            .and_then(|()| manifest.sync())
            .map_err(io)?;
    }
    Ok((journal, checkpointer(path, options, identity)))
}

fn checkpointer(path: &Path, options: &OpenOptions, identity: Identity) -> Checkpointer {
    let workshop = Workshop {
        folder: path.to_owned(),
        identity,
        cache_bytes: options.cache_bytes,
        sync: options.checkpoint_sync.clone(),
    };
    Checkpointer::new(workshop, options.layer_bytes)
}

/// Opens the index of a checkpoint, or makes it anew: in the store's folder, or where that cannot be written, in memory.
fn with_index(
    path: &Path,
    options: &OpenOptions,
    (checkpoint, verified): (Checkpoint, Verified),
    access: FolderAccess,
) -> Result<Base, StoreError> {
    let place = index::path(path, checkpoint.header().generation);
    if access == FolderAccess::Write {
        if let Some(index) = Index::open(&place, &verified, options.cache_bytes) {
            return Ok(Base::new(checkpoint, index));
        }
        folder::clear(&place);
    }
    let told = tell_later(options);
    let built = if access == FolderAccess::Write {
        Index::build(&place, &checkpoint, options.cache_bytes).or_else(|error| {
            tracing::warn!("the index could not be made in the store's folder: {error}");
            folder::clear(&place);
            Index::in_memory(&checkpoint)
        })
    } else {
        Index::in_memory(&checkpoint)
    };
    drop(told);
    let (index, read) = built?;
    if read == verified {
        Ok(Base::new(checkpoint, index))
    } else {
        Err(StoreError::Damaged(
            "a checkpoint changed while it was read".to_owned(),
        ))
    }
}

/// Tells that the index is being made, unless that is over before anybody would wonder.
fn tell_later(options: &OpenOptions) -> Option<std::sync::mpsc::Sender<()>> {
    let notice = options.notice.clone()?;
    let (sender, over) = std::sync::mpsc::channel::<()>();
    let tell = move || {
        if over.recv_timeout(UNTOLD) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
            notice(OpeningNotice::IndexIsMade);
        }
    };
    std::thread::Builder::new().spawn(tell).ok()?;
    Some(sender)
}

fn create(
    path: &Path,
    options: &OpenOptions,
    kind: StoreKind,
    mut entered: LockedFolder,
) -> Result<EmbeddedEngine, StoreError> {
    let io = |error: io::Error| folder::io_error(path, &error);
    if let Some(lock) = &mut entered.lock {
        lock.sign(&options.holder);
    }
    let mut store = [0; 16];
    getrandom::fill(&mut store).map_err(|error| StoreError::Io(error.to_string()))?;
    let identity = Identity {
        store,
        demo: kind.demo,
    };
    let facts = Facts {
        identity,
        floor: Mark::default(),
    };
    let unfinished = path.join(UNFINISHED);
    let manifest = Manifest::create(&unfinished, facts).map_err(io)?;
    // What a creation left that was cut short: nothing in it was ever acknowledged.
    folder::remove(path, |_| true);
    let journal = Journal::create(path, identity, (0, Mark::default()), options.sync.clone()).map_err(io)?;
    std::fs::rename(&unfinished, path.join(MANIFEST)).map_err(io)?;
    folder::sync(path).map_err(io)?;
    let opened = OpenedContent {
        content: Content::new(Base::default(), Layer::default()),
        state: State::default(),
        files: Some(Files {
            journal,
            checkpointer: checkpointer(path, options, identity),
            manifest,
        }),
        lock: entered.lock,
        identity,
        is_healing: false,
    };
    start(path, opened)
}

/// A store that nobody uses yet.
struct OpenedContent {
    content: Content,
    state: State,
    files: Option<Files>,
    lock: Option<StoreLock>,
    identity: Identity,
    /// A checkpoint is damaged, and another one shall take its place.
    is_healing: bool,
}

fn start(path: &Path, opened: OpenedContent) -> Result<EmbeddedEngine, StoreError> {
    let OpenedContent {
        content,
        state,
        mut files,
        lock,
        identity,
        is_healing,
    } = opened;
    let content = Arc::new(content);
    if is_healing && let Some(files) = &mut files {
        files.begin_checkpoint(path, &content, state)?;
    }
    let shared = Arc::new(Shared::new(content, state));
    let (sender, queue) = mpsc::channel(QUEUE);
    let (done, finished) = std::sync::mpsc::channel();
    let writer = Writer {
        queue,
        shared: Arc::clone(&shared),
        state,
        folder: path.to_owned(),
        files,
        lock,
    };
    std::thread::Builder::new()
        .name("store-writer".to_owned())
        .spawn(move || {
            writer.run();
            drop(done);
        })
        .map_err(|error| folder::io_error(path, &error))?;
    Ok(EmbeddedEngine::new(shared, sender, finished, identity))
}

fn missing(path: &Path) -> StoreError {
    StoreError::Missing(path.display().to_string())
}
