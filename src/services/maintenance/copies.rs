//! Copies of a store: made while it may be open elsewhere, and laid down where there is none.
//!
//! All of it waits for the disk, and so it runs beside the runtime's thread.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::catalog::Loaded;
use crate::domain::attachment::FileHash;
use crate::domain::date::Day;
use crate::domain::message::Arg;
use crate::services::clock::Clock;
use crate::services::error::ServiceError;
use crate::services::files::{LocalFileError, open_stream, stream_error, write_stream};
use crate::services::ids::Ids;
use crate::services::{Dependencies, Services};
use crate::store::copies::{BackupFacts, CopyError, Loss, Salvaged, Takes};
use crate::store::error::{LockHolder, StoreError};
use crate::store::files::Files;
use crate::store::opening::OpenOptions;
use crate::store::records::inspect;
use crate::store::{self, Store};

use super::{Opening, options};

/// A copy of a file is begun again so many times when an attached file was removed meanwhile.
const ATTEMPTS: usize = 3;

/// Where a backup goes.
pub enum BackUp {
    /// Into a file.
    File {
        /// Its path.
        path: PathBuf,
        /// Whether one that is there may be replaced.
        replace: bool,
    },
    /// Into a stream.
    Stream(Box<dyn Write + Send>),
}

/// Where a backup comes from.
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A stream.
    Stream(Box<dyn Read + Send>),
}

/// What a backup holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackupFile {
    /// Whether it holds sample data.
    pub demo: bool,
    /// Number of the last commit in it.
    pub last_commit: u64,
    /// The day of the last change in it; `None` before the first.
    pub last_day: Option<Day>,
    /// Attached files in it.
    pub files: u64,
    /// Its size, bytes.
    pub bytes: u64,
    /// What does not fit together in the store, where it was laid down and checked.
    pub problems: u64,
}

/// Why a copy was not made or laid down.
#[derive(Debug, thiserror::Error)]
pub enum CopyFault {
    /// The store, or a file of this machine.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The backup holds no sample data, and was to become the demo store.
    #[error("the backup holds no demo store")]
    NotDemo,
    /// The backup would lie in the store's own folder.
    #[error("{0} lies in the store's folder")]
    Inside(String),
    /// Attached files are missing, and the backup of before shall not be replaced by one without them.
    #[error("{0} attached files are missing")]
    Lacking(u64),
    /// Standard input or output.
    #[error("{0}")]
    Stream(io::Error),
}

impl From<LocalFileError> for CopyFault {
    fn from(error: LocalFileError) -> Self {
        Self::Service(error.into())
    }
}

impl fmt::Debug for BackUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, .. } => f.debug_tuple("File").field(path).finish(),
            Self::Stream(_) => f.write_str("Stream"),
        }
    }
}

/// Copies a store. It may be open in another process, which notices nothing.
pub async fn back_up(store: PathBuf, to: BackUp) -> Result<BackupFile, CopyFault> {
    beside(move || {
        let at = Clock::system().now();
        let facts = match to {
            BackUp::Stream(mut to) => store::backup(&store, &mut *to, at).map_err(fault),
            BackUp::File { path, replace } => {
                refuse_inside(&store, &path)?;
                let mut attempt = 1;
                loop {
                    let written = write_stream(&path, replace, |to| {
                        let facts =
                            store::backup(&store, to, at).map_err(|error| file_fault(&path, error))?;
                        if replace && facts.missing > 0 && path.exists() {
                            return Err(CopyFault::Lacking(facts.missing));
                        }
                        Ok(facts)
                    });
                    match written {
                        Err(CopyFault::Service(ServiceError::Store(StoreError::FileMissing(_))))
                            if attempt < ATTEMPTS =>
                        {
                            attempt += 1;
                        }
                        written => break written,
                    }
                }
            }
        };
        facts.map(|facts| told(facts, facts.missing))
    })
    .await
}

/// Nothing but the store itself writes into its folder, and a copy in it would be lost with it.
fn refuse_inside(store: &Path, path: &Path) -> Result<(), CopyFault> {
    let above = path.parent().filter(|parent| *parent != Path::new(""));
    let above = above.unwrap_or_else(|| Path::new(".")).canonicalize();
    match (store.canonicalize(), above) {
        (Ok(store), Ok(above)) if above.starts_with(&store) => {
            Err(CopyFault::Inside(path.display().to_string()))
        }
        // What is not there is told by whoever wants to use it.
        _ => Ok(()),
    }
}

/// Lays a backup down at the path of an opening, where there is no store yet. `only_demo` refuses one of another store
/// than a demo.
pub async fn restore(opening: Opening, from: Source, only_demo: bool) -> Result<BackupFile, CopyFault> {
    let (path, catalog) = (opening.path.clone(), opening.catalog.clone());
    let mut restored = beside(move || {
        let takes = if only_demo { Takes::Demo } else { Takes::Any };
        let path = &opening.path;
        let options = options(&opening, None);
        let lay_down = |from: &mut dyn Read| store::restore(path, from, takes, &options, inspect);
        let restored = match from {
            Source::Stream(mut from) => lay_down(&mut *from).map_err(fault)?,
            Source::File(file) => {
                let mut from = open_stream(&file)?;
                lay_down(&mut from).map_err(|error| file_fault(&file, error))?
            }
        };
        Ok(told(restored.facts, restored.problems))
    })
    .await?;
    let missing = missing_files(&path, catalog).await;
    restored.problems += u64::try_from(missing.len()).unwrap_or(u64::MAX);
    Ok(restored)
}

/// The attached files that the records of a new store name and that are not there. The store is complete by now: what
/// cannot be read is for its check to tell.
async fn missing_files(path: &Path, catalog: Loaded) -> Vec<FileHash> {
    let Ok(engine) = store::open(path, &OpenOptions::new(LockHolder::default())) else {
        return Vec::new();
    };
    let files = Files::in_folder(path);
    let ids = Ids::random();
    let dependencies = Dependencies::new(None, catalog.catalog, catalog.countries, Clock::system(), ids);
    let named = Services::new(Store::new(engine.clone()), dependencies)
        .named_files()
        .await;
    let there = files.names().await;
    let _ = engine.close().await;
    let (Ok(named), Ok(there)) = (named, there) else {
        return Vec::new();
    };
    let missing = named
        .into_iter()
        .filter(|hash| there.binary_search(hash).is_err());
    let missing: BTreeSet<FileHash> = missing.collect();
    missing.into_iter().collect()
}

/// A store that was made of what is left of another one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SalvagedStore {
    /// Whether it holds sample data.
    pub demo: bool,
    /// Number of its last commit.
    pub last_commit: u64,
    /// The day of the last change that is known.
    pub last_day: Option<Day>,
    /// Records in it.
    pub records: u64,
    /// Attached files in it.
    pub files: u64,
    /// Where the other store is damaged, also where nothing is missing because of it.
    pub damage: Vec<String>,
    /// What is missing, as far as that can be known.
    pub losses: Vec<LossLine>,
    /// Losses beyond those listed.
    pub more_losses: u64,
    /// What does not fit together in the new store.
    pub problems: u64,
}

/// Something that is missing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LossLine {
    /// Its code: the sentence `cli-salvage-<code>`.
    pub code: &'static str,
    /// The values of the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

impl SalvagedStore {
    /// So much is missing.
    pub fn loss_count(&self) -> u64 {
        let listed = u64::try_from(self.losses.len()).unwrap_or(u64::MAX);
        listed.saturating_add(self.more_losses)
    }
}

/// Makes a new store of what is left of the one at the path of an opening, which is only read.
pub async fn salvage(opening: Opening, into: PathBuf) -> Result<SalvagedStore, CopyFault> {
    let (made, catalog) = (into.clone(), opening.catalog.clone());
    let mut salvaged = beside(move || {
        let (options, at) = (options(&opening, None), Clock::system().now());
        store::salvage(&opening.path, &into, &options, at, inspect).map_err(fault)
    })
    .await?;
    for hash in missing_files(&made, catalog).await {
        let loss = Loss::File(hash);
        if !salvaged.losses.contains(&loss) {
            salvaged.lose(loss);
        }
    }
    let Salvaged {
        demo,
        last_commit,
        last_day,
        records,
        files,
        damage,
        losses,
        more,
        problems,
    } = salvaged;
    let line = |loss: &Loss| LossLine {
        code: loss.code(),
        args: loss.args(),
    };
    Ok(SalvagedStore {
        demo,
        last_commit,
        last_day,
        records,
        files,
        damage,
        losses: losses.iter().map(line).collect(),
        more_losses: more,
        problems,
    })
}

async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CopyFault> + Send + 'static,
) -> Result<T, CopyFault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(ServiceError::Interrupted.into()))
}

const fn told(facts: BackupFacts, problems: u64) -> BackupFile {
    let BackupFacts {
        demo,
        last_commit,
        last_day,
        files,
        missing: _,
        bytes,
    } = facts;
    BackupFile {
        demo,
        last_commit,
        last_day,
        files,
        bytes,
        problems,
    }
}

fn fault(error: CopyError) -> CopyFault {
    match error {
        CopyError::Store(error) => CopyFault::Service(error.into()),
        CopyError::NoDemo => CopyFault::NotDemo,
        CopyError::Stream(error) => CopyFault::Stream(error),
    }
}

fn file_fault(file: &Path, error: CopyError) -> CopyFault {
    match fault(error) {
        CopyFault::Stream(error) => stream_error(file, &error).into(),
        fault => fault,
    }
}
