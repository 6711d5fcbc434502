//! Has sled keep to the size of its cache.
//!
//! sled knows 256 groups of pages, and looks at what was read in a group after 64 readings there; until then every page
//! that was read stays in memory, whatever the cache may hold: up to 16,384 pages of some 17 KB. A large store that is
//! read here and there would take 100 MiB more than it should, for ever.
//! So blocks that were read lately are read again, often enough for every group to be looked at. A thread of its own
//! does that: it costs about as much as reading from the disk did, and nobody shall wait for it. While nothing is read
//! it sleeps.

use std::io;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// So many readings, and they are counted. They may be of as many pages, which stay in memory until then.
const PORTION: usize = 256;
/// So often each of them is read again: 64 times for each of sled's 256 groups, altogether.
const AGAIN: usize = 64;
/// For how many times as long as it worked the thread rests: it takes a fifth of one core at the most. While more is
/// read than it keeps up with, the groups fill by themselves.
const REST: u32 = 4;

/// The names of blocks that were read lately. Cheap to clone; the thread ends with the last one.
#[derive(Clone, Debug)]
pub struct Readings {
    lately: Arc<Mutex<Vec<sled::IVec>>>,
    counting: SyncSender<Vec<sled::IVec>>,
}

impl Readings {
    /// Counts what is read of an open sled.
    pub fn start(db: sled::Db) -> io::Result<Self> {
        let (counting, portions) = sync_channel(1);
        std::thread::Builder::new()
            .name("store-counting".to_owned())
            .spawn(move || count(&db, &portions))?;
        Ok(Self {
            lately: Arc::default(),
            counting,
        })
    }

    /// A block was read.
    pub fn note(&self, name: &sled::IVec) {
        let mut lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        lately.push(name.clone());
        if lately.len() >= PORTION {
            // Whatever is read, all groups are looked at: a portion that finds the thread busy need not wait for it.
            let _busy = self.counting.try_send(std::mem::take(&mut *lately));
        }
    }
}

/// Reads each portion again, until nobody can hand in another one.
fn count(db: &sled::Db, portions: &Receiver<Vec<sled::IVec>>) {
    while let Ok(names) = portions.recv() {
        let began = Instant::now();
        for name in names {
            // What cannot be read is told to whoever needs it.
            let _unreadable = (0..AGAIN).find(|_| db.contains_key(&name).is_err());
        }
        std::thread::sleep(began.elapsed() * REST);
    }
}
