//! A model of a disk: what is durable, and what was written since and may or may not be there after a power failure.
//!
//! - A sync makes durable what was done to that file, or to the names in that folder, before the sync began. Nothing
//!   else makes anything durable: a name is not durable because its file is, nor the other way round.
//! - Of what is not durable any part can be there. A sector is written whole, and holds what it held at some moment
//!   since the last sync, each sector at a moment of its own; sectors of one write can be kept and others lost.
//! - The length of a file is that of some moment too, whatever became of the content; what was never written is zeros.
//! - Of the changes of the names in a folder the first ones are there, however many: file systems keep their order. A
//!   rename is one change. Names and contents keep no order among them.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use crate::chance::Chance;
use crate::events::{Event, Happened};

const SECTOR: usize = 512;
/// The tree takes its file by stretches of this length.
const SEGMENT: usize = 512 << 10;

/// What becomes of the changes that are not durable.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    Nothing,
    Everything,
    /// Files have their lengths, and zeros instead of what was written.
    Lengths,
    /// Only the change that came last, of all of them.
    Newest,
    /// Each file and folder fares in a way of its own.
    Mixed,
}

/// What becomes of the changes of one file.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Nothing,
    Everything,
    Lengths,
    Newest,
    /// The first changes, so many.
    Oldest(usize),
    /// All but one.
    Without(usize),
    /// All but those that begin in one stretch of the file, as long as a segment of the tree.
    Hole(usize),
    /// A write is kept at so many of 256 chances, and each sector of it.
    Some {
        writes: u64,
        sectors: u64,
    },
}

enum Node {
    File(File),
    Folder(Folder),
}

#[derive(Default)]
struct File {
    durable: Vec<u8>,
    pending: VecDeque<(usize, Change)>,
}

enum Change {
    Written(usize, Vec<u8>),
    Length(usize),
}

#[derive(Default)]
struct Folder {
    durable: BTreeMap<String, usize>,
    pending: VecDeque<(usize, Naming)>,
    now: BTreeMap<String, usize>,
}

#[derive(Clone, Debug)]
enum Naming {
    Put(String, usize),
    Removed(String),
    Renamed(String, String),
}

/// The disk below one folder, which itself is durable.
pub struct Disk {
    nodes: Vec<Node>,
}

impl Disk {
    /// A disk that holds, durably, what is in a folder.
    pub fn of(folder: &Path) -> Self {
        let mut disk = Self { nodes: Vec::new() };
        disk.take(folder);
        disk
    }

    fn take(&mut self, path: &Path) -> usize {
        let number = self.nodes.len();
        if path.is_dir() {
            self.nodes.push(Node::Folder(Folder::default()));
            for entry in fs::read_dir(path).unwrap() {
                let entry = entry.unwrap();
                let child = self.take(&entry.path());
                let name = entry.file_name().into_string().unwrap();
                let folder = self.folder(number);
                folder.durable.insert(name.clone(), child);
                folder.now.insert(name, child);
            }
        } else {
            self.nodes.push(Node::File(File {
                durable: fs::read(path).unwrap(),
                pending: VecDeque::new(),
            }));
        }
        number
    }

    /// Lets something happen.
    pub fn apply(&mut self, happened: Happened) {
        let ended = happened.ended;
        match happened.event {
            Event::Made(path) => self.make(ended, &path, Node::File(File::default())),
            Event::Folder(path) => self.make(ended, &path, Node::Folder(Folder::default())),
            Event::Written { path, at, bytes } => {
                self.change(ended, &path, Change::Written(at, bytes));
            }
            Event::Length { path, length } => self.change(ended, &path, Change::Length(length)),
            Event::Synced { path, began } => self.sync(&path, began),
            Event::Renamed { from, to } => {
                let ((folder, from), (other, to)) = (self.parent(&from), self.parent(&to));
                assert_eq!(folder, other, "the model knows no moving between folders");
                self.name(ended, folder, Naming::Renamed(from, to));
            }
            Event::Removed(path) => {
                let (folder, name) = self.parent(&path);
                self.name(ended, folder, Naming::Removed(name));
            }
            Event::Told(_) => {}
        }
    }

    fn make(&mut self, ended: usize, path: &str, node: Node) {
        if self.find(path).is_none() {
            let (folder, name) = self.parent(path);
            self.nodes.push(node);
            let child = self.nodes.len() - 1;
            self.name(ended, folder, Naming::Put(name, child));
        }
    }

    fn name(&mut self, ended: usize, folder: usize, naming: Naming) {
        let folder = self.folder(folder);
        naming.apply(&mut folder.now);
        folder.pending.push_back((ended, naming));
    }

    fn change(&mut self, ended: usize, path: &str, change: Change) {
        // A file whose name is gone is nobody's any more.
        if let Some(number) = self.find(path)
            && let Node::File(file) = &mut self.nodes[number]
        {
            file.pending.push_back((ended, change));
        }
    }

    fn sync(&mut self, path: &str, began: usize) {
        let Some(number) = self.find(path) else { return };
        match &mut self.nodes[number] {
            Node::File(file) => {
                while file.pending.front().is_some_and(|(ended, _)| *ended < began) {
                    match file.pending.pop_front().unwrap().1 {
                        Change::Written(at, bytes) => put(&mut file.durable, at, &bytes),
                        Change::Length(length) => file.durable.resize(length, 0),
                    }
                }
            }
            Node::Folder(folder) => {
                while folder.pending.front().is_some_and(|(ended, _)| *ended < began) {
                    let (_, naming) = folder.pending.pop_front().unwrap();
                    naming.apply(&mut folder.durable);
                }
            }
        }
    }

    fn folder(&mut self, number: usize) -> &mut Folder {
        match &mut self.nodes[number] {
            Node::Folder(folder) => folder,
            Node::File(_) => panic!("a file is taken for a folder"),
        }
    }

    /// What a path leads to now.
    fn find(&self, path: &str) -> Option<usize> {
        let mut number = 0;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            match &self.nodes[number] {
                Node::Folder(folder) => number = *folder.now.get(name)?,
                Node::File(_) => return None,
            }
        }
        Some(number)
    }

    fn parent(&self, path: &str) -> (usize, String) {
        let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
        (self.find(parent).unwrap(), name.to_owned())
    }

    /// Makes a folder as the disk could look after the power failed now. The answer tells what became of what.
    pub fn fail(&self, manner: Manner, chance: &mut Chance, target: &Path) -> Vec<String> {
        let newest = self
            .nodes
            .iter()
            .filter_map(|node| match node {
                Node::File(file) => file.pending.back().map(|(ended, _)| *ended),
                Node::Folder(folder) => folder.pending.back().map(|(ended, _)| *ended),
            })
            .max();
        let mut told = Vec::new();
        self.lay(0, manner, newest, chance, target, &mut told);
        told
    }

    fn lay(
        &self,
        number: usize,
        manner: Manner,
        newest: Option<usize>,
        chance: &mut Chance,
        target: &Path,
        told: &mut Vec<String>,
    ) {
        let fate = |last: Option<usize>, count: usize, chance: &mut Chance| match manner {
            Manner::Nothing => Fate::Nothing,
            Manner::Everything => Fate::Everything,
            Manner::Lengths => Fate::Lengths,
            Manner::Newest if last == newest => Fate::Newest,
            Manner::Newest => Fate::Nothing,
            Manner::Mixed => Fate::any(count, chance),
        };
        let told_of = |fate: Fate, count: usize| format!("{}: {fate:?} of {count} changes", target.display());
        match &self.nodes[number] {
            Node::File(file) => {
                let last = file.pending.back().map(|(ended, _)| *ended);
                let fate = fate(last, file.pending.len(), chance);
                if !file.pending.is_empty() {
                    told.push(told_of(fate, file.pending.len()));
                }
                fs::write(target, file.after(fate, chance)).unwrap();
            }
            Node::Folder(folder) => {
                let last = folder.pending.back().map(|(ended, _)| *ended);
                let fate = fate(last, folder.pending.len(), chance);
                if !folder.pending.is_empty() {
                    told.push(told_of(fate, folder.pending.len()));
                }
                DirBuilder::new().mode(0o700).create(target).unwrap();
                for (name, child) in folder.after(fate, chance) {
                    self.lay(child, manner, newest, chance, &target.join(name), told);
                }
            }
        }
    }
}

impl Fate {
    fn any(count: usize, chance: &mut Chance) -> Self {
        let often = [0, 8, 64, 128, 192, 248, 256];
        let count = u64::try_from(count).unwrap();
        let mut place = |limit: u64| usize::try_from(chance.below(limit)).unwrap();
        match place(16) {
            0 => Self::Nothing,
            1 => Self::Everything,
            2 => Self::Lengths,
            3 => Self::Newest,
            4 => Self::Oldest(place(count + 1)),
            5 | 6 => Self::Without(place(count.max(1))),
            7 | 8 => Self::Hole(place(count.max(1))),
            9 | 10 => Self::Some {
                writes: *chance.one_of(&often),
                sectors: 256,
            },
            11 => Self::Some {
                writes: 256,
                sectors: 255,
            },
            _ => Self::Some {
                writes: *chance.one_of(&often),
                sectors: *chance.one_of(&often),
            },
        }
    }
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<String, usize>) {
        match self {
            Self::Put(name, child) => {
                names.insert(name.clone(), *child);
            }
            Self::Removed(name) => {
                names.remove(name);
            }
            Self::Renamed(from, to) => {
                if let Some(child) = names.remove(from) {
                    names.insert(to.clone(), child);
                }
            }
        }
    }
}

impl Folder {
    /// The names that are there after a power failure: file systems forget changes of a folder from the newest on.
    fn after(&self, fate: Fate, chance: &mut Chance) -> BTreeMap<String, usize> {
        let count = self.pending.len();
        let kept = match fate {
            Fate::Nothing => 0,
            Fate::Everything | Fate::Lengths | Fate::Newest => count,
            Fate::Oldest(kept) => kept,
            Fate::Without(lost) | Fate::Hole(lost) => lost,
            Fate::Some { .. } => usize::try_from(chance.below(u64::try_from(count).unwrap() + 1)).unwrap(),
        };
        let mut names = self.durable.clone();
        for (_, naming) in self.pending.iter().take(kept) {
            naming.apply(&mut names);
        }
        names
    }
}

impl File {
    /// What is in the file after a power failure.
    fn after(&self, fate: Fate, chance: &mut Chance) -> Vec<u8> {
        let count = self.pending.len();
        // So many changes of the length took place.
        let measured = match fate {
            Fate::Nothing => 0,
            Fate::Everything | Fate::Lengths | Fate::Newest | Fate::Without(_) | Fate::Hole(_) => count,
            Fate::Oldest(kept) => kept,
            Fate::Some { .. } => match chance.below(3) {
                0 => usize::try_from(chance.below(u64::try_from(count).unwrap() + 1)).unwrap(),
                _ => count,
            },
        };
        let moments = self.moments(fate, measured, chance);
        let mut content = self.durable.clone();
        let mut length = content.len();
        for (place, (_, change)) in self.pending.iter().enumerate() {
            match change {
                Change::Written(at, bytes) => {
                    for (sector, from, to) in sectors(*at, bytes.len()) {
                        if moments.get(&sector).is_some_and(|moment| place < *moment) {
                            put(&mut content, at + from, &bytes[from..to]);
                        }
                    }
                    if place < measured {
                        length = length.max(at + bytes.len());
                    }
                }
                Change::Length(new) if place < measured => {
                    content.truncate(*new);
                    length = *new;
                }
                Change::Length(_) => {}
            }
        }
        content.resize(length, 0);
        content
    }

    /// For each sector that was written, how many of the changes are older than what it holds now.
    fn moments(&self, fate: Fate, measured: usize, chance: &mut Chance) -> HashMap<usize, usize> {
        let count = self.pending.len();
        let mut moments = HashMap::new();
        // What lies behind an end that the disk has not heard of is not where that file will have it.
        let mut unheard_end = usize::MAX;
        for (place, (_, change)) in self.pending.iter().enumerate() {
            let (at, bytes) = match change {
                Change::Written(at, bytes) => (*at, bytes),
                Change::Length(length) => {
                    if place >= measured {
                        unheard_end = unheard_end.min(*length);
                    }
                    continue;
                }
            };
            let sectors_kept = match fate {
                Fate::Nothing | Fate::Lengths => 0,
                Fate::Everything => 256,
                Fate::Newest => u64::from(place + 1 == count) * 256,
                Fate::Oldest(kept) => u64::from(place < kept) * 256,
                Fate::Without(lost) => u64::from(place != lost) * 256,
                Fate::Hole(lost) => match self.pending[lost].1 {
                    Change::Written(hole, _) => u64::from(at / SEGMENT != hole / SEGMENT) * 256,
                    Change::Length(_) => 256,
                },
                Fate::Some { writes, sectors } if chance.below(256) < writes => sectors,
                Fate::Some { .. } => 0,
            };
            if sectors_kept == 0 {
                continue;
            }
            for (sector, ..) in sectors(at, bytes.len()) {
                let is_there = sector * SECTOR < unheard_end;
                if is_there && (sectors_kept == 256 || chance.below(256) < sectors_kept) {
                    moments.insert(sector, place + 1);
                }
            }
        }
        moments
    }
}

/// The sectors of a write: number, and where the part of the write begins and ends that lies in it.
fn sectors(at: usize, length: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    let end = at + length;
    (at / SECTOR..end.div_ceil(SECTOR)).map(move |sector| {
        let from = (sector * SECTOR).max(at) - at;
        let to = ((sector + 1) * SECTOR).min(end) - at;
        (sector, from, to)
    })
}

fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}
