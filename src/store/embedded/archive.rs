//! A backup as a stream: a tar archive of the files of a store, and a seal at its end.
//!
//! | entry | holds |
//! |---|---|
//! | `store.manifest` | which store, and the commit that the backup ends with |
//! | `checkpoint.N` | the checkpoint that it begins with; none where the store has none yet |
//! | `journal.N`… | the segments from there on, up to that commit |
//! | `files/HASH`… | attached files |
//! | `backup.sha256` | the SHA-256 over every byte of the stream before this entry |
//!
//! People can look into it with the usual tools, and lay it out by hand. What we read is only what we wrote, byte for
//! byte: each header is compared with the one that we would write, so that nothing in it can mean anything else. There
//! are no links, no other names, no folders.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use crate::store::check::hex;
use crate::store::copies::CopyError;
use crate::store::error::StoreError;

/// Name of the last entry.
pub const SEAL: &str = "backup.sha256";

/// An archive is made of blocks of this size.
const BLOCK: usize = 512;

/// So much is copied at once.
const PORTION: usize = 256 << 10;

/// An archive ends with two empty blocks.
const END: [u8; 2 * BLOCK] = [0; 2 * BLOCK];

/// Writes an archive.
pub struct Writer<'to> {
    to: &'to mut dyn Write,
    hasher: Sha256,
    bytes: u64,
    at: u64,
}

impl<'to> Writer<'to> {
    /// Begins an archive of an instant, in seconds since 1970.
    pub fn new(to: &'to mut dyn Write, at: u64) -> Self {
        Self {
            to,
            hasher: Sha256::new(),
            bytes: 0,
            at,
        }
    }

    /// Adds a file of a length that is known. `fill` gives as many bytes as fit into what it is given, and fails where
    /// there are none left.
    pub fn add(
        &mut self,
        name: &str,
        length: u64,
        mut fill: impl FnMut(u64, &mut [u8]) -> Result<(), StoreError>,
    ) -> Result<(), CopyError> {
        let header = header(name, length, self.at).map_err(CopyError::Stream)?;
        self.write(header.as_bytes())?;
        let mut portion = vec![0; PORTION.min(usize::try_from(length).unwrap_or(PORTION))];
        let mut done = 0;
        while done < length {
            let rest = usize::try_from(length - done).unwrap_or(usize::MAX);
            let part = portion.get_mut(..rest.min(PORTION)).unwrap_or_default();
            fill(done, part)?;
            let part = portion.get(..rest.min(PORTION)).unwrap_or_default();
            self.write(part)?;
            done += u64::try_from(part.len()).unwrap_or_default();
        }
        self.write(padding(length))
    }

    /// Adds a file that is in memory.
    pub fn add_bytes(&mut self, name: &str, content: &[u8]) -> Result<(), CopyError> {
        let header = header(name, length(content), self.at).map_err(CopyError::Stream)?;
        self.write(header.as_bytes())?;
        self.write(content)?;
        self.write(padding(length(content)))
    }

    /// Seals and ends the archive. The answer is how many bytes it has.
    pub fn finish(mut self) -> Result<u64, CopyError> {
        let seal = seal(&self.hasher);
        self.add_bytes(SEAL, seal.as_bytes())?;
        self.write(&END)?;
        self.to.flush().map_err(CopyError::Stream)?;
        Ok(self.bytes)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), CopyError> {
        self.hasher.update(bytes);
        self.bytes += length(bytes);
        self.to.write_all(bytes).map_err(CopyError::Stream)
    }
}

/// Reads an archive. Everything before its seal must be kept aside until [`Reader::next`] says that it is whole.
pub struct Reader<'from> {
    from: &'from mut dyn Read,
    hasher: Sha256,
    bytes: u64,
    at: Option<u64>,
    /// Bytes of the present entry that were not read yet.
    rest: u64,
    /// And what pads it.
    padding: usize,
}

/// An entry.
#[derive(Debug)]
pub struct Entry {
    /// Its name, as it stands there: from outside.
    pub name: String,
    /// How many bytes it says to have: from outside.
    pub length: u64,
}

impl<'from> Reader<'from> {
    /// Begins to read.
    pub fn new(from: &'from mut dyn Read) -> Self {
        Self {
            from,
            hasher: Sha256::new(),
            bytes: 0,
            at: None,
            rest: 0,
            padding: 0,
        }
    }

    /// The next entry; the one before was read to its end. `None`: it was the last one, and the archive is whole.
    pub fn next(&mut self) -> Result<Option<Entry>, CopyError> {
        let before = self.hasher.clone();
        let begins = self.bytes;
        let mut block = [0; BLOCK];
        self.read(&mut block)?;
        let entry = self.parse(&block).ok_or_else(|| no_entry(begins))?;
        if entry.name != SEAL {
            self.rest = entry.length;
            self.padding = padding(entry.length).len();
            return Ok(Some(entry));
        }
        let mut expected = seal(&before).into_bytes();
        if entry.length != length(&expected) {
            return Err(no_entry(begins));
        }
        expected.resize(BLOCK, 0);
        expected.extend_from_slice(&END);
        let mut end = vec![0; expected.len()];
        self.read(&mut end)?;
        if end != expected {
            return Err(bad(
                "its content is not what it was when it was written".to_owned()
            ));
        }
        match self.more(&mut [0; 1])? {
            0 => Ok(None),
            _ => Err(bad(format!(
                "something follows behind its end at byte {}",
                self.bytes
            ))),
        }
    }

    /// Reads on in the present entry. 0: it is at its end.
    pub fn content(&mut self, into: &mut [u8]) -> Result<usize, CopyError> {
        let most = usize::try_from(self.rest).unwrap_or(usize::MAX).min(into.len());
        let part = into.get_mut(..most).unwrap_or_default();
        self.read(part)?;
        self.rest -= u64::try_from(most).unwrap_or_default();
        if self.rest == 0 {
            let mut zeros = [0; BLOCK];
            let begins = self.bytes;
            let zeros = zeros.get_mut(..self.padding).unwrap_or_default();
            self.padding = 0;
            self.read(zeros)?;
            if zeros.iter().any(|byte| *byte != 0) {
                return Err(no_entry(begins));
            }
        }
        Ok(most)
    }

    /// The size of the archive, once it is whole.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// When it was made, in seconds since 1970.
    pub fn at(&self) -> u64 {
        self.at.unwrap_or_default()
    }

    /// Takes a header only if it is the one that we would write.
    fn parse(&mut self, block: &[u8; BLOCK]) -> Option<Entry> {
        let found = tar::Header::from_byte_slice(block);
        let name = String::from_utf8(found.path_bytes().into_owned()).ok()?;
        let length = found.entry_size().ok()?;
        let at = found.mtime().ok()?;
        let expected = header(&name, length, at).ok()?;
        if expected.as_bytes() != block || *self.at.get_or_insert(at) != at {
            return None;
        }
        Some(Entry { name, length })
    }

    fn read(&mut self, into: &mut [u8]) -> Result<(), CopyError> {
        let mut read = 0;
        while read < into.len() {
            match self.more(into.get_mut(read..).unwrap_or_default())? {
                0 => return Err(bad(format!("it ends at byte {}", self.bytes))),
                more => read += more,
            }
        }
        Ok(())
    }

    fn more(&mut self, into: &mut [u8]) -> Result<usize, CopyError> {
        loop {
            match self.from.read(into) {
                Ok(read) => {
                    self.hasher.update(into.get(..read).unwrap_or_default());
                    self.bytes += u64::try_from(read).unwrap_or_default();
                    return Ok(read);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(CopyError::Stream(error)),
            }
        }
    }
}

/// A backup that is none.
pub fn bad(what: String) -> CopyError {
    CopyError::Store(StoreError::BadBackup(what))
}

/// What stands at a byte is no entry of ours.
fn no_entry(at: u64) -> CopyError {
    bad(format!("byte {at} is not what offerdesk writes there"))
}

fn header(name: &str, length: u64, at: u64) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_ustar();
    header.set_path(name)?;
    header.set_entry_type(tar::EntryType::Regular);
    header.set_mode(0o600);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(length);
    header.set_mtime(at);
    header.set_cksum();
    Ok(header)
}

fn seal(hasher: &Sha256) -> String {
    format!("{}\n", hex(&hasher.clone().finalize()))
}

fn padding(length: u64) -> &'static [u8] {
    let block = u64::try_from(BLOCK).unwrap_or(1);
    let over = usize::try_from(length % block).unwrap_or_default();
    let missing = if over == 0 { 0 } else { BLOCK - over };
    END.get(..missing).unwrap_or_default()
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Vec<u8> {
        let mut archive = Vec::new();
        let mut writer = Writer::new(&mut archive, 1_782_000_000);
        writer.add_bytes("store.manifest", b"which store").unwrap();
        let fill = |done: u64, into: &mut [u8]| {
            into.fill(if done == 0 { 7 } else { 8 });
            Ok(())
        };
        writer.add("journal.0", 300_000, fill).unwrap();
        writer.add_bytes("files/empty", b"").unwrap();
        assert_eq!(writer.finish().unwrap(), u64::try_from(archive.len()).unwrap());
        archive
    }

    fn read(mut archive: &[u8]) -> Result<Vec<(String, Vec<u8>)>, CopyError> {
        let mut reader = Reader::new(&mut archive);
        let mut entries = Vec::new();
        while let Some(entry) = reader.next()? {
            let mut content = Vec::new();
            let mut portion = [0; 1_000];
            loop {
                match reader.content(&mut portion)? {
                    0 => break,
                    read => content.extend_from_slice(&portion[..read]),
                }
            }
            entries.push((entry.name, content));
        }
        Ok(entries)
    }

    #[test]
    fn what_was_written_is_read_again() {
        let entries = read(&written()).unwrap();
        let shape: Vec<_> = entries
            .iter()
            .map(|(name, content)| (name.as_str(), content.len()))
            .collect();
        assert_eq!(
            shape,
            [("store.manifest", 11), ("journal.0", 300_000), ("files/empty", 0)]
        );
        assert_eq!((entries[1].1[0], entries[1].1[299_999]), (7, 8));
    }

    #[test]
    fn whatever_is_cut_off_flipped_or_added_it_is_refused() {
        let whole = written();
        let is_refused =
            |bytes: &[u8]| matches!(read(bytes), Err(CopyError::Store(StoreError::BadBackup(_))));
        let around: Vec<usize> = (0..2_000).chain(whole.len() - 4_000..whole.len()).collect();
        for at in around.into_iter().chain((0..whole.len()).step_by(997)) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x20;
            assert!(is_refused(&flipped), "byte {at}");
            assert!(is_refused(&whole[..at]), "{at} bytes");
        }
        assert!(is_refused(&[whole.as_slice(), &[0]].concat()));
        assert!(is_refused(&[whole.as_slice(), &whole].concat()));
        assert!(is_refused(b"years of work, and not a word of it ours"));
    }

    #[test]
    fn an_entry_that_leads_elsewhere_is_not_even_looked_at() {
        for kind in [
            tar::EntryType::Symlink,
            tar::EntryType::Link,
            tar::EntryType::Directory,
        ] {
            let mut odd = header("journal.0", 0, 5).unwrap();
            odd.set_entry_type(kind);
            odd.set_link_name("../elsewhere").unwrap();
            odd.set_cksum();
            assert!(read(odd.as_bytes()).is_err());
        }
    }
}
