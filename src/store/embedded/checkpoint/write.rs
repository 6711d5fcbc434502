//! Writes a checkpoint.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::regular;
use crate::store::embedded::block::Packer;
use crate::store::error::StoreError;
use crate::store::opening::SyncFile;

use super::{HEADER, Header, footer, serialize_header};

/// So much is handed to the system at once.
const BUFFER: usize = 256 << 10;

/// So much is written between two syncs: what the system holds back for longer would reach the disk all at once, and
/// commits would wait for it.
const BETWEEN_SYNCS: u64 = 8 << 20;

/// A checkpoint that is being written. Rows come in the order of their keys.
pub struct CheckpointWriter {
    file: BufWriter<File>,
    sync: SyncFile,
    packer: Packer,
    offset: u64,
    synced: u64,
    blocks: u64,
    checksums: crc32fast::Hasher,
}

impl CheckpointWriter {
    /// Begins a file; one that is there is written anew.
    pub fn create(path: &Path, header: &Header, sync: SyncFile) -> Result<Self, StoreError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        let file = regular::open(options.mode(0o600), path).map_err(|error| stopped(&error))?;
        let mut file = BufWriter::with_capacity(BUFFER, file);
        file.write_all(&serialize_header(header)?)
            .map_err(|error| stopped(&error))?;
        Ok(Self {
            file,
            sync,
            packer: Packer::default(),
            offset: HEADER as u64,
            synced: 0,
            blocks: 0,
            checksums: crc32fast::Hasher::new(),
        })
    }

    /// Adds a row.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        self.packer.push(key, value);
        if self.packer.is_full() {
            self.block().map_err(|error| stopped(&error))?;
        }
        Ok(())
    }

    /// Ends the file; it is durable on return, its name is not.
    pub fn finish(mut self) -> Result<(), StoreError> {
        let mut finish = || {
            if !self.packer.is_empty() {
                self.block()?;
            }
            let footer = footer(self.offset, self.blocks, self.checksums.clone().finalize());
            self.file.write_all(&footer)?;
            self.sync()
        };
        finish().map_err(|error| stopped(&error))
    }

    fn block(&mut self) -> io::Result<()> {
        let bytes = self.packer.pack(self.offset);
        self.file.write_all(&bytes)?;
        self.checksums.update(bytes.get(..4).unwrap_or_default());
        self.offset += u64::try_from(bytes.len()).unwrap_or_default();
        self.blocks += 1;
        if self.offset - self.synced >= BETWEEN_SYNCS {
            self.sync()?;
        }
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.flush()?;
        self.synced = self.offset;
        (self.sync)(self.file.get_ref())
    }
}

fn stopped(error: &io::Error) -> StoreError {
    StoreError::Io(error.to_string())
}
