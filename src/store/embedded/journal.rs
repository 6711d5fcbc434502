//! The journal: what was committed since a checkpoint, durable before it is acknowledged.
//!
//! It is a row of segments, `journal.0`, `journal.1` and so on. A segment begins with a header that names the commit
//! that it follows, and goes on with frames, one for each group of batches. A frame verifies alone, names the frame
//! before it, and holds the rows that the group writes or removes and the state of the store afterwards. Nothing is
//! ever written twice in the same place.
//!
//! Writing a group is one write and one sync, in space that was filled with zeros before, so that only content has to
//! reach the disk, and a full one is noticed before anything of a group is written.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::regular;
use crate::store::opening::SyncFile;

use super::folder;
use super::manifest::{Identity, Mark};
use super::rows::Value;
use super::values::State;

/// What the names of segments begin with; the number of the checkpoint that a segment follows comes behind.
pub const NAME: &str = "journal.";

/// A segment grows by this much. Growing costs a sync of its length, which other groups are spared.
const CHUNK: u64 = 256 << 10;

/// Memory that is kept for the next frame.
const USUAL: usize = 1 << 20;

/// Frames begin at a multiple of this many bytes, so that one can be looked for behind damage.
const STEP: usize = 8;

const SEGMENT_MAGIC: &[u8; 16] = b"offerdesk jrnl 1";
const SEGMENT_HEADER: usize = 64;
const FRAME_MAGIC: &[u8; 4] = b"ODfr";
/// Magic, checksum, length of the content, checksum of the frame before, number of the first commit.
const FRAME_HEADER: usize = 24;
/// Length of a value that is none: the row is removed.
const REMOVED: u32 = u32::MAX;

/// The open journal: its newest segment.
pub struct Journal {
    folder: PathBuf,
    identity: Identity,
    generation: u64,
    file: File,
    /// Where the next frame goes.
    end: u64,
    /// Bytes that the file has.
    length: u64,
    last: Mark,
    sync: SyncFile,
    frame: Vec<u8>,
}

/// Where a segment lies.
pub fn path(folder: &Path, generation: u64) -> PathBuf {
    folder.join(format!("{NAME}{generation}"))
}

impl Journal {
    /// Makes the segment of a generation that follows a commit. On return it is durable, its name in the folder too.
    pub fn create(
        folder: &Path,
        identity: Identity,
        (generation, follows): (u64, Mark),
        sync: SyncFile,
    ) -> io::Result<Self> {
        let unfinished = folder.join(format!("{NAME}{}", folder::UNFINISHED));
        let made = || -> io::Result<File> {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(true);
            let file = regular::open(options.mode(0o600), &unfinished)?;
            file.write_all_at(&segment_header(&identity, generation, follows), 0)?;
            file.sync_all()?;
            std::fs::rename(&unfinished, path(folder, generation))?;
            Ok(file)
        };
        let file = made().inspect_err(|_| {
            // Best effort: the next opening clears it away.
            let _ = std::fs::remove_file(&unfinished);
        })?;
        folder::sync(folder)?;
        let header = SEGMENT_HEADER as u64;
        Ok(Self {
            folder: folder.to_owned(),
            identity,
            generation,
            file,
            end: header,
            length: header,
            last: follows,
            sync,
            frame: Vec::new(),
        })
    }

    /// Goes on with a segment that was read. A torn end is cut off, durably, before anything else.
    pub fn go_on(folder: &Path, identity: Identity, read: &Segment, sync: SyncFile) -> io::Result<Self> {
        let path = path(folder, read.generation);
        let file = regular::open(OpenOptions::new().read(true).write(true), &path)?;
        let mut length = read.length;
        if read.tail != Tail::Clean {
            file.set_len(read.end)?;
            file.sync_all()?;
            length = read.end;
        }
        Ok(Self {
            folder: folder.to_owned(),
            identity,
            generation: read.generation,
            file,
            end: read.end,
            length,
            last: read.last,
            sync,
            frame: Vec::new(),
        })
    }

    /// Writes a group behind the others; it is durable on return. `first` is the number of its first commit. `None`: there
    /// is no room for it, and nothing of it was written.
    pub fn append<'row>(
        &mut self,
        first: u64,
        rows: impl IntoIterator<Item = (&'row Vec<u8>, &'row Option<Value>)>,
        state: &State,
    ) -> io::Result<Option<Mark>> {
        let too_long = |_| io::Error::from(io::ErrorKind::FileTooLarge);
        let unserializable = |_| io::Error::from(io::ErrorKind::InvalidInput);
        self.frame.clear();
        self.frame.resize(FRAME_HEADER, 0);
        let state_bytes = postcard::to_stdvec(state).map_err(unserializable)?;
        let state_length = u32::try_from(state_bytes.len()).map_err(too_long)?;
        self.frame.extend_from_slice(&state_length.to_le_bytes());
        self.frame.extend_from_slice(&state_bytes);
        for (key, value) in rows {
            let length = match value {
                Some(value) => u32::try_from(value.len()).map_err(too_long)?,
                None => REMOVED,
            };
            let key_length = u32::try_from(key.len()).map_err(too_long)?;
            self.frame.extend_from_slice(&key_length.to_le_bytes());
            self.frame.extend_from_slice(&length.to_le_bytes());
            self.frame.extend_from_slice(key);
            self.frame.extend_from_slice(value.as_deref().unwrap_or_default());
        }
        let length = u32::try_from(self.frame.len() - FRAME_HEADER).map_err(too_long)?;
        self.frame.resize(self.frame.len().next_multiple_of(STEP), 0);
        let whole = self.frame.len();
        let checksum = seal_frame(
            &mut self.frame,
            &self.identity,
            (length, self.last.checksum, first),
        );
        let end = self.end + u64::try_from(whole).unwrap_or(u64::MAX);
        if !self.make_room(end)? {
            return Ok(None);
        }
        self.file.write_all_at(&self.frame, self.end)?;
        (self.sync)(&self.file)?;
        self.end = end;
        self.last = Mark {
            commit: state.last_commit,
            checksum,
        };
        self.frame.shrink_to(USUAL);
        Ok(Some(self.last))
    }

    /// Makes the file as long as the next frame needs, with some more for those behind it where there is room. Zeros are
    /// written for that, before anything of the frame: a full disk then refuses a commit of which nothing is there.
    fn make_room(&mut self, end: u64) -> io::Result<bool> {
        if end <= self.length {
            return Ok(true);
        }
        for length in [end.next_multiple_of(CHUNK), end] {
            let grown = usize::try_from(length - self.length).map_err(|_| io::ErrorKind::FileTooLarge)?;
            match self.file.write_all_at(&vec![0; grown], self.length) {
                Ok(()) => {
                    self.length = length;
                    return Ok(true);
                }
                Err(error) if folder::is_no_space(&error) => self.file.set_len(self.length)?,
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }

    /// Begins the next segment. The answer is what it follows. One that fails leaves this one.
    pub fn rotate(&mut self) -> io::Result<Mark> {
        let begins = (self.generation + 1, self.last);
        let next = Self::create(&self.folder, self.identity, begins, self.sync.clone())?;
        *self = next;
        Ok(self.last)
    }

    /// Which segment grows.
    pub const fn generation(&self) -> u64 {
        self.generation
    }
}

/// What follows the last frame of a segment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tail {
    /// Nothing but space for more.
    Clean,
    /// Bytes that are no frame: a write that was cut short, or damage.
    Torn,
    /// A frame that verifies stands behind bytes that do not: damage.
    Gap,
}

/// A segment as it was read.
#[derive(Debug)]
pub struct Segment {
    /// Which one.
    pub generation: u64,
    /// The commit that it follows.
    pub follows: Mark,
    /// The frames from the start on, as far as they verify and follow each other.
    pub frames: Vec<JournalFrame>,
    /// Its last commit.
    pub last: Mark,
    /// Where its last frame ends.
    pub end: u64,
    /// Bytes that the file has.
    pub length: u64,
    /// What comes then.
    pub tail: Tail,
}

/// One group.
#[derive(Debug)]
pub struct JournalFrame {
    /// Where it ends: its last commit and its checksum.
    pub mark: Mark,
    /// The checksum of the frame before it.
    pub follows: u32,
    /// Number of its first commit.
    pub first: u64,
    /// The store afterwards.
    pub state: State,
    /// What it writes or removes.
    pub rows: Vec<(Vec<u8>, Option<Value>)>,
    /// Bytes that it takes.
    length: usize,
}

impl Segment {
    /// Reads a segment out of the bytes of its file. `None`: its header does not verify.
    pub fn parse(bytes: &[u8], identity: &Identity, generation: u64) -> Option<Self> {
        let follows = parse_segment_header(bytes, identity, generation)?;
        let mut frames: Vec<JournalFrame> = Vec::new();
        let (mut at, mut last) = (SEGMENT_HEADER, follows);
        while let Some(frame) = bytes.get(at..).and_then(|rest| parse_frame(rest, identity)) {
            if frame.follows != last.checksum || frame.first != last.commit + 1 {
                break;
            }
            at += frame.length;
            last = frame.mark;
            frames.push(frame);
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let tail = if rest.iter().all(|byte| *byte == 0) {
            Tail::Clean
        } else if frames_behind(rest, identity).next().is_some() {
            Tail::Gap
        } else {
            Tail::Torn
        };
        Some(Self {
            generation,
            follows,
            frames,
            last,
            end: u64::try_from(at).unwrap_or(u64::MAX),
            length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            tail,
        })
    }
}

/// The frames that verify anywhere in some bytes that begin at a boundary, whatever lies between them.
pub fn frames_behind<'bytes>(
    bytes: &'bytes [u8],
    identity: &'bytes Identity,
) -> impl Iterator<Item = JournalFrame> + 'bytes {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..).filter(|rest| rest.len() >= FRAME_HEADER)?;
            if rest.starts_with(FRAME_MAGIC)
                && let Some(frame) = parse_frame(rest, identity)
            {
                at += frame.length;
                return Some(frame);
            }
            at += STEP;
        }
    })
}

/// Bytes of a segment up to a commit, for a copy of the store as it was then: `None` where no frame ends with it.
pub fn up_to(segment: &Segment, floor: Mark) -> Option<u64> {
    if segment.follows == floor {
        return Some(SEGMENT_HEADER as u64);
    }
    let mut end = SEGMENT_HEADER;
    for frame in &segment.frames {
        end += frame.length;
        if frame.mark == floor {
            return u64::try_from(end).ok();
        }
    }
    None
}

/// Which store a segment is of, and what it follows, by its header alone. `None`: that does not verify.
pub fn header_of(bytes: &[u8], generation: u64) -> Option<(Identity, Mark)> {
    let rest = bytes.get(SEGMENT_MAGIC.len() + 4..)?;
    let (store, rest) = rest.split_first_chunk::<16>()?;
    let identity = Identity {
        store: *store,
        demo: *rest.first()? != 0,
    };
    parse_segment_header(bytes, &identity, generation).map(|follows| (identity, follows))
}

fn segment_header(identity: &Identity, generation: u64, follows: Mark) -> [u8; SEGMENT_HEADER] {
    let mut bytes = SEGMENT_MAGIC.to_vec();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&identity.store);
    bytes.push(u8::from(identity.demo));
    bytes.extend_from_slice(&generation.to_le_bytes());
    bytes.extend_from_slice(&follows.commit.to_le_bytes());
    bytes.extend_from_slice(&follows.checksum.to_le_bytes());
    bytes.resize(SEGMENT_HEADER, 0);
    let checksum = crc32fast::hash(&bytes).to_le_bytes();
    let mut header = [0; SEGMENT_HEADER];
    header.copy_from_slice(&bytes);
    for (to, from) in header.iter_mut().skip(SEGMENT_MAGIC.len()).zip(checksum) {
        *to = from;
    }
    header
}

fn parse_segment_header(bytes: &[u8], identity: &Identity, generation: u64) -> Option<Mark> {
    let (header, _) = bytes.split_first_chunk::<SEGMENT_HEADER>()?;
    let (_, rest) = header.split_at_checked(SEGMENT_MAGIC.len() + 4 + 16 + 1 + 8)?;
    let (commit, rest) = rest.split_first_chunk::<8>()?;
    let follows = Mark {
        commit: u64::from_le_bytes(*commit),
        checksum: u32::from_le_bytes(*rest.first_chunk::<4>()?),
    };
    let is_ours = *header == segment_header(identity, generation, follows);
    (is_ours && follows.commit <= folder::HIGHEST).then_some(follows)
}

/// Writes the header of a frame whose content is there; the answer is its checksum.
fn seal_frame(frame: &mut [u8], identity: &Identity, (length, follows, first): (u32, u32, u64)) -> u32 {
    let parts = [
        FRAME_MAGIC.as_slice(),
        &[0; 4],
        &length.to_le_bytes(),
        &follows.to_le_bytes(),
        &first.to_le_bytes(),
    ]
    .concat();
    for (to, from) in frame.iter_mut().zip(&parts) {
        *to = *from;
    }
    let checksum = frame_checksum(frame, identity);
    for (to, from) in frame
        .iter_mut()
        .skip(FRAME_MAGIC.len())
        .zip(checksum.to_le_bytes())
    {
        *to = from;
    }
    checksum
}

/// Over the store's identity as well, so that a segment of another store is not taken for one of this store.
fn frame_checksum(frame: &[u8], identity: &Identity) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&identity.store);
    hasher.update(frame.get(8..).unwrap_or_default());
    hasher.finalize()
}

fn parse_frame(bytes: &[u8], identity: &Identity) -> Option<JournalFrame> {
    let (header, _) = bytes.split_first_chunk::<FRAME_HEADER>()?;
    let rest = header.strip_prefix(FRAME_MAGIC)?;
    let (checksum, rest) = rest.split_first_chunk::<4>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (follows, rest) = rest.split_first_chunk::<4>()?;
    let first = u64::from_le_bytes(*rest.first_chunk::<8>()?);
    let checksum = u32::from_le_bytes(*checksum);
    let content_end = FRAME_HEADER.checked_add(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let end = content_end.checked_next_multiple_of(STEP)?;
    let frame = bytes.get(..end)?;
    if frame_checksum(frame, identity) != checksum {
        return None;
    }
    let content = frame.get(FRAME_HEADER..content_end)?;
    let (state_length, content) = content.split_first_chunk::<4>()?;
    let (state, rows) = content.split_at_checked(usize::try_from(u32::from_le_bytes(*state_length)).ok()?)?;
    let state: State = postcard::from_bytes(state).ok()?;
    if first == 0 || state.last_commit < first || state.last_commit > folder::HIGHEST {
        return None;
    }
    Some(JournalFrame {
        mark: Mark {
            commit: state.last_commit,
            checksum,
        },
        follows: u32::from_le_bytes(*follows),
        first,
        state,
        rows: parse_rows(rows)?,
        length: end,
    })
}

fn parse_rows(mut bytes: &[u8]) -> Option<Vec<(Vec<u8>, Option<Value>)>> {
    let mut rows = Vec::new();
    while !bytes.is_empty() {
        let (key_length, rest) = bytes.split_first_chunk::<4>()?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let (key, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*key_length)).ok()?)?;
        let (value, rest) = match u32::from_le_bytes(*length) {
            REMOVED => (None, rest),
            length => {
                let (value, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
                (Some(value.into()), rest)
            }
        };
        rows.push((key.to_vec(), value));
        bytes = rest;
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const STORE: Identity = Identity {
        store: [5; 16],
        demo: false,
    };

    fn state(last_commit: u64) -> State {
        State {
            last_commit,
            ..State::default()
        }
    }

    /// A segment with three frames, and where each of them ends.
    fn written(folder: &Path) -> (Vec<u8>, Vec<u64>) {
        let begins = (
            3,
            Mark {
                commit: 10,
                checksum: 99,
            },
        );
        let mut journal = Journal::create(folder, STORE, begins, Arc::new(File::sync_data)).unwrap();
        let mut ends = Vec::new();
        for commit in 11..=13_u64 {
            let rows = [
                (commit.to_be_bytes().to_vec(), Some(vec![7_u8; 33].into())),
                (b"gone".to_vec(), None),
            ];
            let rows = rows.iter().map(|(key, value)| (key, value));
            journal.append(commit, rows, &state(commit)).unwrap();
            ends.push(journal.end);
        }
        (std::fs::read(path(folder, 3)).unwrap(), ends)
    }

    #[test]
    fn what_was_appended_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let (bytes, ends) = written(folder.path());
        let segment = Segment::parse(&bytes, &STORE, 3).unwrap();
        assert_eq!(segment.tail, Tail::Clean);
        assert_eq!(segment.follows.commit, 10);
        assert_eq!((segment.last.commit, segment.end), (13, ends[2]));
        let frames = &segment.frames;
        assert_eq!(
            frames.iter().map(|frame| frame.first).collect::<Vec<_>>(),
            [11, 12, 13]
        );
        assert_eq!(frames[0].rows[1], (b"gone".to_vec(), None));
        assert_eq!(up_to(&segment, frames[1].mark), Some(ends[1]));
        assert_eq!(up_to(&segment, segment.follows), Some(64));
        assert_eq!(
            up_to(
                &segment,
                Mark {
                    commit: 12,
                    checksum: 1
                }
            ),
            None
        );
    }

    #[test]
    fn a_flipped_byte_is_a_torn_end_in_the_last_frame_and_a_gap_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let (bytes, ends) = written(folder.path());
        let ends: Vec<usize> = ends.iter().map(|end| usize::try_from(*end).unwrap()).collect();
        for at in 0..ends[2] + 40 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 4;
            let segment = Segment::parse(&flipped, &STORE, 3);
            if at < SEGMENT_HEADER {
                assert!(segment.is_none(), "byte {at}");
                continue;
            }
            let segment = segment.unwrap();
            let (frames, tail) = match at {
                _ if at < ends[0] => (0, Tail::Gap),
                _ if at < ends[1] => (1, Tail::Gap),
                _ if at < ends[2] => (2, Tail::Torn),
                _ => (3, Tail::Torn),
            };
            assert_eq!((segment.frames.len(), segment.tail), (frames, tail), "byte {at}");
        }
    }

    #[test]
    fn a_segment_of_another_store_or_under_another_number_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let (bytes, _) = written(folder.path());
        let other = Identity {
            store: [6; 16],
            ..STORE
        };
        assert!(Segment::parse(&bytes, &other, 3).is_none());
        assert!(Segment::parse(&bytes, &STORE, 4).is_none());
        assert!(frames_behind(&bytes, &other).next().is_none());
        assert_eq!(frames_behind(&bytes, &STORE).count(), 3);
    }
}
