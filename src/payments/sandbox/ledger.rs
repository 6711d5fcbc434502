//! The ledger of the sandbox: an append-only file of JSON lines, durable before anything is answered.
//!
//! Each line holds its number, a check over its content, and one entry. A line is written whole and synced, and
//! only then does it count. A file that ends without a line break was cut off in the middle of a line that nobody
//! was answered for: that piece is removed when the ledger is opened. Any other damage is an error, because a
//! ledger that forgets a charge would make every test that trusts it worthless.
//!
//! Names and checks are spelled in the letters `a` to `p` only, so that a search for a card's digits in the file
//! finds none by chance.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::book::{Book, BookedAttempt, Entry};
use super::fingerprint::{SECRET, Secret};
use crate::domain::message::{Arg, Coded};
use crate::regular;

/// Name of the file in the ledger's folder.
const FILE_NAME: &str = "ledger.jsonl";

/// An open ledger; no second one of the same folder can be open at the same time.
#[derive(Debug)]
pub(super) struct Ledger {
    file: File,
    book: Book,
    lines: u64,
    stopped: bool,
}

/// Why a ledger cannot be opened or written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LedgerError {
    /// The operating system refused something.
    #[error("the ledger cannot be used: {0}")]
    Io(String),
    /// Another process has it open.
    #[error("the ledger is open in another process")]
    Locked,
    /// A line does not verify.
    #[error("line {line} of the ledger is damaged")]
    Damaged {
        /// Counted from 1.
        line: u64,
    },
    /// An earlier write failed; what the file holds is unknown until it is opened again.
    #[error("the ledger has stopped after a failed write")]
    Stopped,
}

impl Coded for LedgerError {
    fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "ledger-io",
            Self::Locked => "ledger-locked",
            Self::Damaged { .. } => "ledger-damaged",
            Self::Stopped => "ledger-stopped",
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::Io(what) => vec![("what", Arg::Text(what.clone()))],
            Self::Damaged { line } => {
                vec![("line", Arg::Count(i64::try_from(*line).unwrap_or(i64::MAX)))]
            }
            Self::Locked | Self::Stopped => Vec::new(),
        }
    }
}

impl From<io::Error> for LedgerError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.to_string())
    }
}

/// Every attempt in the ledger of a folder, in the order in which they were prepared. Reads only, and also while
/// another process has the ledger open; a line that is just being written is left out.
pub fn attempts_in(folder: &Path) -> Result<Vec<BookedAttempt>, LedgerError> {
    let mut bytes = Vec::new();
    open_file(folder, OpenOptions::new().read(true))?.read_to_end(&mut bytes)?;
    let replayed = replay(&bytes)?;
    Ok(replayed.book.attempts().to_vec())
}

/// Opens the file of a ledger, if it is one: reading a pipe or a device would never end.
fn open_file(folder: &Path, options: &mut OpenOptions) -> Result<File, LedgerError> {
    let opened = regular::open(options, &folder.join(FILE_NAME));
    opened.map_err(|error| LedgerError::Io(format!("{FILE_NAME}: {error}")))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    line: u64,
    check: String,
    entry: Entry,
}

struct Replayed {
    book: Book,
    lines: u64,
    /// How many bytes are whole lines.
    whole: u64,
}

impl Ledger {
    /// Opens the ledger of a folder; makes both when they do not exist.
    pub(super) fn open(folder: &Path) -> Result<Self, LedgerError> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true);
        let mut file = open_file(folder, options.mode(0o600))?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => LedgerError::Locked,
            TryLockError::Error(error) => error.into(),
        })?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let replayed = replay(&bytes)?;
        if u64::try_from(bytes.len()) != Ok(replayed.whole) {
            file.set_len(replayed.whole)?;
        }
        // A former process may have been killed between a write and its sync. What is about to be answered from
        // must be as durable as what is written from now on; so must the file's name.
        file.sync_all()?;
        File::open(folder)?.sync_all()?;
        let mut ledger = Self {
            file,
            book: replayed.book,
            lines: replayed.lines,
            stopped: false,
        };
        if ledger.lines == 0 {
            ledger.record(founded()?)?;
        }
        Ok(ledger)
    }

    /// What the ledger says; refused after a failed write, when nobody knows what it says.
    pub(super) fn book(&self) -> Result<&Book, LedgerError> {
        if self.stopped {
            Err(LedgerError::Stopped)
        } else {
            Ok(&self.book)
        }
    }

    /// Writes an entry; it is durable when this returns.
    pub(super) fn record(&mut self, entry: Entry) -> Result<(), LedgerError> {
        if self.stopped {
            return Err(LedgerError::Stopped);
        }
        let number = self.lines + 1;
        let mut bytes = encode(number, &entry)?;
        bytes.push(b'\n');
        self.stopped = true;
        self.file.write_all(&bytes)?;
        self.file.sync_data()?;
        self.book
            .apply(entry)
            .map_err(|_| LedgerError::Damaged { line: number })?;
        self.lines = number;
        self.stopped = false;
        Ok(())
    }
}

/// What a new ledger begins with: an identity that no other one has, and its secret.
fn founded() -> Result<Entry, LedgerError> {
    let (mut network, mut secret) = ([0; 16], [0; SECRET]);
    for bits in [network.as_mut_slice(), secret.as_mut_slice()] {
        getrandom::fill(bits).map_err(|error| LedgerError::Io(error.to_string()))?;
    }
    Ok(Entry::Founded {
        network: letters(&network),
        secret: Secret::new(secret),
    })
}

fn encode(number: u64, entry: &Entry) -> Result<Vec<u8>, LedgerError> {
    let line = Written {
        line: number,
        check: check(number, entry)?,
        entry: entry.clone(),
    };
    serde_json::to_vec(&line).map_err(|error| LedgerError::Io(error.to_string()))
}

fn check(number: u64, entry: &Entry) -> Result<String, LedgerError> {
    let content = serde_json::to_vec(entry).map_err(|error| LedgerError::Io(error.to_string()))?;
    let mut sum = crc32fast::Hasher::new();
    sum.update(&number.to_be_bytes());
    sum.update(&content);
    Ok(letters(&sum.finalize().to_be_bytes()))
}

/// Spells bytes in the letters `a` to `p`, two for each.
pub(super) fn letters(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(b'a' + half))
        .collect()
}

fn replay(bytes: &[u8]) -> Result<Replayed, LedgerError> {
    let mut replayed = Replayed {
        book: Book::default(),
        lines: 0,
        whole: 0,
    };
    for text in bytes.split_inclusive(|byte| *byte == b'\n') {
        let Some(text) = text.strip_suffix(b"\n") else {
            break;
        };
        let number = replayed.lines + 1;
        let damaged = || LedgerError::Damaged { line: number };
        let line: Written = serde_json::from_slice(text).map_err(|_| damaged())?;
        if line.line != number || line.check != check(number, &line.entry)? {
            return Err(damaged());
        }
        replayed.book.apply(line.entry).map_err(|_| damaged())?;
        replayed.lines = number;
        replayed.whole += u64::try_from(text.len() + 1).unwrap_or(u64::MAX);
    }
    Ok(replayed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::{Money, currency};
    use crate::payments::gateway::{AttemptKey, PaymentReference};

    fn prepared(n: u32) -> Entry {
        Entry::Prepared {
            reference: PaymentReference(format!("r{n}")),
            key: AttemptKey(format!("k{n}")),
            amount: Money::new(47_500, currency("USD").unwrap()),
        }
    }

    /// A folder whose ledger holds three attempts.
    fn three() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        for n in 1..=3 {
            ledger.record(prepared(n)).unwrap();
        }
        folder
    }

    fn keys(folder: &Path) -> Result<Vec<String>, LedgerError> {
        attempts_in(folder).map(|attempts| attempts.into_iter().map(|attempt| attempt.key.0).collect())
    }

    #[test]
    fn what_was_recorded_is_read_back_in_order() {
        let folder = three();
        assert_eq!(keys(folder.path()).unwrap(), ["k1", "k2", "k3"]);
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.record(prepared(4)).unwrap();
        assert_eq!(keys(folder.path()).unwrap(), ["k1", "k2", "k3", "k4"]);
    }

    #[test]
    fn a_last_line_cut_off_anywhere_is_removed_and_nothing_else() {
        let folder = three();
        let path = folder.path().join(FILE_NAME);
        let whole = std::fs::read(&path).unwrap();
        let two = whole
            .split_inclusive(|b| *b == b'\n')
            .take(3)
            .map(<[u8]>::len)
            .sum::<usize>();
        for length in two..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert_eq!(keys(folder.path()).unwrap(), ["k1", "k2"], "{length}");
            let mut ledger = Ledger::open(folder.path()).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), whole[..two], "{length}");
            ledger.record(prepared(3)).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), whole, "{length}");
        }
    }

    #[test]
    fn any_flipped_bit_in_a_whole_line_is_an_error() {
        let folder = three();
        let path = folder.path().join(FILE_NAME);
        let whole = std::fs::read(&path).unwrap();
        let first = whole.iter().position(|b| *b == b'\n').unwrap();
        for place in 0..first {
            let mut bytes = whole.clone();
            bytes[place] ^= 1;
            std::fs::write(&path, bytes).unwrap();
            let found = Ledger::open(folder.path()).map(|_| ());
            assert_eq!(found, Err(LedgerError::Damaged { line: 1 }), "byte {place}");
        }
    }

    #[test]
    fn a_line_that_is_missing_or_there_twice_is_an_error() {
        let folder = three();
        let path = folder.path().join(FILE_NAME);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for wrong in [
            [lines[0], lines[2]].concat(),
            [lines[0], lines[0]].concat(),
            [lines[0], "\n", lines[1]].concat(),
        ] {
            std::fs::write(&path, wrong).unwrap();
            assert_eq!(keys(folder.path()), Err(LedgerError::Damaged { line: 2 }));
        }
    }

    #[test]
    fn a_ledger_is_open_once_at_a_time() {
        let folder = three();
        let first = Ledger::open(folder.path()).unwrap();
        assert_eq!(Ledger::open(folder.path()).map(|_| ()), Err(LedgerError::Locked));
        drop(first);
        assert!(Ledger::open(folder.path()).is_ok());
    }

    #[test]
    fn after_a_failed_write_nothing_is_written_or_answered() {
        let folder = three();
        let mut ledger = Ledger::open(folder.path()).unwrap();
        ledger.file = File::open(folder.path().join(FILE_NAME)).unwrap();
        assert!(matches!(ledger.record(prepared(4)), Err(LedgerError::Io(_))));
        assert_eq!(ledger.record(prepared(5)), Err(LedgerError::Stopped));
        assert_eq!(ledger.book().map(|_| ()), Err(LedgerError::Stopped));
    }

    #[test]
    fn folder_and_file_are_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("new");
        let _ledger = Ledger::open(&folder).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join(FILE_NAME)), 0o600);
    }
}
