//! The files of a store's folder, whatever they are called: copied, compared, damaged.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every file below a folder by its path: mode, length and checksum. An empty folder holds nothing that could be lost.
#[derive(PartialEq, Eq, Hash, Debug, Default)]
pub struct Listing(BTreeMap<PathBuf, (u32, u64, u32)>);

/// Copies a folder as `cp -a` does, in place of what was there.
pub fn copy(from: &Path, to: &Path) {
    let _none = fs::remove_dir_all(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    let done = Command::new("cp").arg("-a").arg(from).arg(to).status().unwrap();
    assert!(done.success(), "cp -a {} {}", from.display(), to.display());
}

/// All files below a folder, by their paths in it.
pub fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, &mut |path, is_folder| {
        if !is_folder {
            found.push(path.strip_prefix(folder).unwrap().to_owned());
        }
    });
    found.sort();
    found
}

fn walk(folder: &Path, visit: &mut dyn FnMut(&Path, bool)) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        visit(&path, path.is_dir());
        if path.is_dir() {
            walk(&path, visit);
        }
    }
}

impl Listing {
    /// What is there now. The content of the lock names whoever had the store open last, and is left out.
    pub fn of(folder: &Path) -> Self {
        let mut listing = BTreeMap::new();
        walk(folder, &mut |path, is_folder| {
            if is_folder {
                return;
            }
            let mode = fs::metadata(path).unwrap().permissions().mode();
            let is_lock = path.file_name().is_some_and(|name| name == "store.lock");
            let content = if is_lock {
                Vec::new()
            } else {
                fs::read(path).unwrap()
            };
            let length = u64::try_from(content.len()).unwrap();
            let name = path.strip_prefix(folder).unwrap().to_owned();
            listing.insert(name, (mode, length, crc32fast::hash(&content)));
        });
        Self(listing)
    }

    /// The paths that differ.
    pub fn changed(&self, other: &Self) -> Vec<String> {
        let paths = self.0.keys().chain(other.0.keys());
        let mut changed: Vec<String> = paths
            .filter(|path| self.0.get(*path) != other.0.get(*path))
            .map(|path| path.display().to_string())
            .collect();
        changed.sort();
        changed.dedup();
        changed
    }
}

/// What is done to a file that lies there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    Missing,
    Empty,
    Halved,
    Zeroed,
    /// One byte, at one of so many places over the file.
    Flipped {
        place: u64,
        of: u64,
    },
}

impl Damage {
    pub const WHOLE: [Self; 4] = [Self::Missing, Self::Empty, Self::Halved, Self::Zeroed];

    pub fn kind(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Empty => "empty",
            Self::Halved => "halved",
            Self::Zeroed => "zeroed",
            Self::Flipped { .. } => "flipped byte",
        }
    }

    /// Damages a file; whether that changed anything.
    pub fn apply(self, path: &Path) -> bool {
        let length = fs::metadata(path).unwrap().len();
        if length == 0 && self != Self::Missing {
            return false;
        }
        let open = || File::options().read(true).write(true).open(path).unwrap();
        match self {
            Self::Missing => fs::remove_file(path).unwrap(),
            Self::Empty => open().set_len(0).unwrap(),
            Self::Halved => open().set_len(length / 2).unwrap(),
            Self::Zeroed => {
                let content = fs::read(path).unwrap();
                if content.iter().all(|byte| *byte == 0) {
                    return false;
                }
                let zeros = vec![0; content.len()];
                // In place: mode and owner stay.
                open().write_all(&zeros).unwrap();
            }
            Self::Flipped { place, of } => {
                let content = fs::read(path).unwrap();
                let at = flipped_at(&content, place, of);
                let flipped = content[usize::try_from(at).unwrap()] ^ 0x10;
                let mut file = open();
                file.seek(SeekFrom::Start(at)).unwrap();
                file.write_all(&[flipped]).unwrap();
            }
        }
        true
    }
}

/// Places are spread evenly over what is used of a file, which ends with its last byte that is not zero; each tenth one
/// over all of it. They lie not at round offsets: a shift within the step reaches heads as well as bodies.
fn flipped_at(content: &[u8], place: u64, of: u64) -> u64 {
    let whole = u64::try_from(content.len()).unwrap();
    let used = content.iter().rposition(|byte| *byte != 0);
    let length = match used {
        Some(last) if place % 10 != 9 => u64::try_from(last).unwrap() + 1,
        _ => whole,
    };
    let step = (length / of).max(1);
    let shift = crate::chance::Chance::new(place).next() % step;
    (length * place / of + shift).min(length - 1)
}

/// Whether two files hold the same.
pub fn are_equal(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

/// What kind of file it is: numbers and hashes in names are left out.
pub fn kind(path: &Path) -> String {
    let parts = path.iter().map(|part| {
        let part = part.to_string_lossy();
        if part.len() == 64 && part.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return "HASH".to_owned();
        }
        match part.split_once('.') {
            Some((stem, end)) if end.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) => {
                format!("{stem}.N")
            }
            _ => part.into_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("/")
}
