//! Opening and creating a store.
//!
//! Everything that can be known without the engine below is asked first, and such a refusal leaves the folder as it
//! was: sled repairs what it opens, and would lose the evidence of damage and sometimes the data. The order matters:
//! look, lock, seal, then sled. Only after a crash must sled recover the log before we can tell whether all of it is
//! there; if then commits are missing, the log is no longer the one that was found.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::mpsc;

use crate::store::error::{LockHolder, StoreError};

use super::SledEngine;
use super::codec;
use super::commits::CommitLog;
use super::content::{Content, Layer};
use super::convert;
use super::folder::{self, LOG, Look};
use super::layout::META;
use super::lock::StoreLock;
use super::quiet;
use super::read;
use super::seal::{FORMAT, Facts, SEAL, Seal, UNFINISHED};
use super::settling::Settling;
use super::shared::Shared;
use super::tree::{Changes, Tree};
use super::values::Meta;
use super::writer::{LogSync, Writer};

/// So many batches wait for the writer before whoever commits has to wait for a place.
const QUEUE: usize = 1_024;

/// Memory for pages. What is not in there is read from the system's own cache of the file in microseconds; less of it
/// slows down renewals all over a store that is larger (docs/performance.md has the figures).
const CACHE: u64 = 16 << 20;

/// So much is committed before it goes into the tree, bytes in memory, about. With more of it, more rows share the
/// rewriting of a block; with less, less is read again after a crash.
const LAYER: usize = 32 << 20;

/// Length of a segment of the tree's file, bytes. Less than one is written between two syncs (see
/// [`super::tree::Steps`]): with shorter ones the disk is waited for more often. Stores made before have 512 KiB.
const SEGMENT: usize = 2 << 20;

/// What kind of store.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StoreKind {
    /// Sample data: the business day may go back.
    pub demo: bool,
}

/// How to open a store.
#[derive(Clone)]
pub struct OpenOptions {
    /// Create a store of this kind when there is none; one of the other kind is then refused.
    pub create: Option<StoreKind>,
    /// Who opens it: others are told.
    pub holder: LockHolder,
    /// Memory for pages, bytes.
    pub cache_bytes: u64,
    /// So much is committed before it goes into the tree, bytes, about; also the size of each file of the commit log.
    pub layer_bytes: usize,
    /// The tree of a new store takes its file by segments of so many bytes.
    pub segment_bytes: usize,
    /// How the commit log is synced, and what a crashed process left.
    pub sync: LogSync,
    /// How the tree's file is synced.
    pub tree_sync: LogSync,
}

impl OpenOptions {
    /// Opens an existing store with the usual cache.
    pub fn new(holder: LockHolder) -> Self {
        Self {
            create: None,
            holder,
            cache_bytes: CACHE,
            layer_bytes: LAYER,
            segment_bytes: SEGMENT,
            // The length of the log is synced with its content; the time of the change need not be.
            sync: Arc::new(File::sync_data),
            tree_sync: Arc::new(File::sync_data),
        }
    }

    /// Creates the store when there is none.
    #[must_use]
    pub fn creating(self, kind: StoreKind) -> Self {
        Self {
            create: Some(kind),
            ..self
        }
    }
}

/// Opens the store in a folder. Blocks for as long as the log takes to be read.
pub fn open(path: &Path, options: OpenOptions) -> Result<Arc<SledEngine>, StoreError> {
    let (lock, look) = enter(path, options.create.is_some())?;
    if look == Look::Store {
        open_existing(path, options, lock)
    } else {
        let kind = options.create.ok_or_else(|| missing(path))?;
        create(path, options, kind, lock)
    }
}

/// Finds out what is there and takes the lock. What was seen before the lock is looked at again under it.
fn enter(path: &Path, create: bool) -> Result<(StoreLock, Look), StoreError> {
    match (folder::look(path)?, create) {
        (Look::Absent | Look::Empty | Look::Foreign, false) => return Err(missing(path)),
        (Look::Foreign, true) => return Err(StoreError::NotEmpty(path.display().to_string())),
        (Look::Absent, true) => folder::create(path)?,
        (Look::Empty | Look::Unfinished | Look::Store, _) => {}
    }
    let lock = StoreLock::take(path)?;
    match folder::look(path)? {
        Look::Unfinished if !create => Err(missing(path)),
        Look::Absent | Look::Foreign => Err(StoreError::NotEmpty(path.display().to_string())),
        look => Ok((lock, look)),
    }
}

fn open_existing(
    path: &Path,
    options: OpenOptions,
    mut lock: StoreLock,
) -> Result<Arc<SledEngine>, StoreError> {
    let mut seal = Seal::open(&path.join(SEAL))?;
    let facts = seal.facts();
    if options.create.is_some_and(|kind| kind.demo != facts.demo) {
        return Err(StoreError::NotEmpty(path.display().to_string()));
    }
    if let Some(expected) = facts.closed {
        let log = path.join(LOG);
        let found = std::fs::metadata(&log)
            .map_err(|error| folder::io_error(&log, &error))?
            .len();
        if found != expected {
            return Err(StoreError::Damaged(format!(
                "{LOG} has {found} bytes instead of {expected}"
            )));
        }
    }
    let io = |error: std::io::Error| folder::io_error(path, &error);
    lock.sign(&options.holder).map_err(io)?;
    folder::remove_half_written_snapshots(path)?;
    let before = seal.mark_open().map_err(io)?;
    let mut is_converting = false;
    match recover(path, options, facts, &mut is_converting) {
        Ok(recovered) => start(path, recovered, seal, lock),
        Err(error) => {
            // What was converted in part is no store of the older format any more.
            if !is_converting {
                seal.restore(&before).map_err(io)?;
            }
            Err(error)
        }
    }
}

/// An open store that nobody uses yet.
struct Recovered {
    content: Content,
    log: CommitLog,
    /// The file of the tree below, for our own syncs.
    file: File,
    meta: Meta,
    layer_bytes: usize,
    tree_sync: LogSync,
}

/// Opens the tree and the commit log, and compares what they say with the seal.
fn recover(
    path: &Path,
    options: OpenOptions,
    facts: Facts,
    is_converting: &mut bool,
) -> Result<Recovered, StoreError> {
    if facts.closed.is_none() {
        folder::settle_crash(path, &options.sync)?;
        if facts.format == FORMAT && !folder::has_commit_log(path) {
            return Err(StoreError::Damaged(
                "a file of the commit log is missing".to_owned(),
            ));
        }
    }
    let (db, tree) = reopen_sled(path, options.cache_bytes)?;
    quiet::catch(|| {
        if let Some(old) = convert::is_due(&db, &tree)? {
            // Only what would be accepted: a refused store stays what it is.
            agree(&old, facts)?;
            *is_converting = true;
            let file = open_file(path)?;
            convert::convert(&db, &tree, || (options.tree_sync)(&file))?;
        }
        drop(db);
        let recovered = lay(path, options, facts, tree)?;
        agree(&recovered.meta, facts)?;
        Ok(recovered)
    })
    .unwrap_or_else(|panic| Err(StoreError::Damaged(panic)))
}

/// Compares the store's own record with the seal.
fn agree(meta: &Meta, facts: Facts) -> Result<(), StoreError> {
    if meta.store != facts.store || meta.demo != facts.demo {
        return Err(StoreError::Damaged(format!("{SEAL} belongs to another store")));
    }
    if meta.last_commit < facts.floor {
        return Err(StoreError::Damaged(format!(
            "commits {} to {} are missing",
            meta.last_commit + 1,
            facts.floor
        )));
    }
    Ok(())
}

/// The file of the tree below.
fn open_file(path: &Path) -> Result<File, StoreError> {
    let file = File::options().read(true).write(true).open(path.join(LOG));
    file.map_err(|error| folder::io_error(path, &error))
}

/// Lays what the log holds over the tree.
fn lay(path: &Path, options: OpenOptions, facts: Facts, tree: Tree) -> Result<Recovered, StoreError> {
    let file = open_file(path)?;
    let settled = own(&Content::new(tree.clone(), None, Layer::default()))?;
    let (log, found) = CommitLog::open(path, facts.store, settled.last_commit, options.sync)?;
    let content = Content::new(tree, found.settling, found.fresh);
    let meta = own(&content)?;
    Ok(Recovered {
        content,
        log,
        file,
        meta,
        layer_bytes: options.layer_bytes,
        tree_sync: options.tree_sync,
    })
}

/// The store's own record.
fn own(content: &Content) -> Result<Meta, StoreError> {
    let meta: Meta = read::value(content, &META)?
        .ok_or_else(|| StoreError::Damaged("the store's own record is missing".to_owned()))?;
    if meta.format > FORMAT {
        return Err(StoreError::Newer {
            found: meta.format,
            known: FORMAT,
        });
    }
    Ok(meta)
}

fn create(
    path: &Path,
    options: OpenOptions,
    kind: StoreKind,
    mut lock: StoreLock,
) -> Result<Arc<SledEngine>, StoreError> {
    let io = |error: std::io::Error| folder::io_error(path, &error);
    lock.sign(&options.holder).map_err(io)?;
    folder::clear_unfinished(path)?;
    let mut store = [0; 16];
    getrandom::fill(&mut store).map_err(|error| StoreError::Io(error.to_string()))?;
    let facts = Facts {
        format: FORMAT,
        store,
        demo: kind.demo,
        floor: 0,
        closed: None,
    };
    let unfinished = path.join(UNFINISHED);
    let seal = Seal::create(&unfinished, facts).map_err(io)?;
    folder::sync(path).map_err(io)?;

    let db = open_sled(path, options.cache_bytes, options.segment_bytes)?;
    let tree = Tree::new(db, options.segment_bytes);
    let meta = Meta {
        format: FORMAT,
        store,
        demo: kind.demo,
        last_commit: 0,
        last_day: None,
        tally: 0,
    };
    let value = codec::encode(&META, &meta)?;
    let rows = Changes::from([(META.to_vec(), Some(value.into()))]);
    tree.settle(&rows, || Ok(()))?;
    // sled syncs neither its settings nor the names of its files.
    for file in [LOG, "conf"] {
        File::open(path.join(file))
            .and_then(|file| file.sync_all())
            .map_err(io)?;
    }
    // Makes the commit log, and syncs the names of all that was made: where there is a seal, there is a whole store.
    let recovered = lay(path, options, facts, tree)?;
    std::fs::rename(&unfinished, path.join(SEAL)).map_err(io)?;
    folder::sync(path).map_err(io)?;
    start(path, recovered, seal, lock)
}

/// Opens the tree of an existing store.
///
/// sled writes a snapshot of its table of pages, gives it its name, removes the one before, and blanks the segments of
/// its file that the new one does not need; but it does not make the name durable. A power failure that keeps the blanks
/// and forgets the name leaves a snapshot whose pages are gone. So it is stopped behind the snapshot the first time, the
/// names are made durable, and the second time it finds nothing to add.
fn reopen_sled(path: &Path, cache_bytes: u64) -> Result<(sled::Db, Tree), StoreError> {
    let io = |error: std::io::Error| folder::io_error(path, &error);
    let segment = folder::segment(path).unwrap_or(SEGMENT);
    if folder::stop_after_snapshot(path).map_err(io)? {
        let stopped = open_sled(path, cache_bytes, segment).map(drop);
        folder::stop_no_more(path).map_err(io)?;
        match stopped {
            // Stopped, as it should be, or nothing was there to make a snapshot of.
            Ok(()) | Err(StoreError::Io(_)) => {}
            Err(error) => return Err(error),
        }
        folder::sync(path).map_err(io)?;
        super::writer::wait_until_released(&open_file(path)?).map_err(io)?;
    }
    let db = open_sled(path, cache_bytes, segment)?;
    let tree = Tree::new(db.clone(), segment);
    Ok((db, tree))
}

fn open_sled(path: &Path, cache_bytes: u64, segment: usize) -> Result<sled::Db, StoreError> {
    let config = sled::Config::new()
        .path(path)
        .mode(sled::Mode::LowSpace)
        .cache_capacity(cache_bytes)
        // Its own thread would write more than a segment without a sync, and wake up a desk on which nothing happens.
        .flush_every_ms(None)
        .segment_size(segment)
        .use_compression(false);
    match quiet::catch(|| config.open()) {
        Ok(Ok(db)) => Ok(db),
        Ok(Err(sled::Error::Io(error))) => Err(match error.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => StoreError::Damaged(error.to_string()),
            _ => folder::io_error(path, &error),
        }),
        Ok(Err(error)) => Err(StoreError::Damaged(error.to_string())),
        Err(panic) => Err(StoreError::Damaged(panic)),
    }
}

fn start(
    path: &Path,
    recovered: Recovered,
    seal: Seal,
    lock: StoreLock,
) -> Result<Arc<SledEngine>, StoreError> {
    let io = |error: std::io::Error| folder::io_error(path, &error);
    let Recovered {
        content,
        log,
        file,
        meta,
        layer_bytes,
        tree_sync,
    } = recovered;
    let facts = seal.facts();
    let content = Arc::new(content);
    let shared = Arc::new(Shared::new(Arc::clone(&content)));
    let settling = Settling::new(Arc::clone(&shared), (file, tree_sync), &content, layer_bytes)?;
    drop(content);
    let (sender, queue) = mpsc::channel(QUEUE);
    let (done, finished) = std::sync::mpsc::channel();
    let writer = Writer {
        queue,
        shared: Arc::clone(&shared),
        meta,
        folder: path.to_owned(),
        log,
        settling,
        seal,
        lock,
    };
    std::thread::Builder::new()
        .name("store-writer".to_owned())
        .spawn(move || {
            writer.run();
            drop(done);
        })
        .map_err(io)?;
    Ok(Arc::new(SledEngine::new(shared, sender, finished, facts)))
}

fn missing(path: &Path) -> StoreError {
    StoreError::Missing(path.display().to_string())
}
