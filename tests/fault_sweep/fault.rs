//! Which faults there are: every damage of every file that lies there, and every system call on the store's folder
//! that a run without a fault makes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use offerdesk::services::clock::Clock;

use crate::files::{self, Damage};
use crate::program::{Effect, Injection, Program};
use crate::truth::Truth;

const READS: [&str; 9] = [
    "read",
    "pread64",
    "readv",
    "preadv",
    "getdents64",
    "openat",
    "statx",
    "newfstatat",
    "lseek",
];
const WRITES: [&str; 21] = [
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "fsync",
    "fdatasync",
    "sync_file_range",
    "ftruncate",
    "fallocate",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
    "mkdir",
    "mkdirat",
    "linkat",
    "fchmod",
    "fchmodat",
    "openat",
];

/// A sound store that faults are tried on copies of.
pub struct Base {
    pub name: &'static str,
    pub folder: PathBuf,
    /// Whether the truth is all that can be read.
    pub whole: bool,
    truth: Mutex<Option<Arc<Truth>>>,
    /// What was found sound after a fault. Thousands of failed reads leave the same files behind, byte for byte, and
    /// those are inspected once.
    pub found_sound: Mutex<HashSet<files::Listing>>,
}

/// What runs while a system call fails.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Work {
    Read,
    Order,
    Attach,
}

/// One fault.
#[derive(Clone, Debug)]
pub struct Fault {
    pub base: &'static str,
    pub what: What,
}

#[derive(Clone, Debug)]
pub enum What {
    /// A file that lies there is damaged.
    Rest { file: PathBuf, damage: Damage },
    /// A system call fails or kills.
    Injected { work: Work, injection: Injection },
}

impl Base {
    pub fn new(name: &'static str, folder: PathBuf, whole: bool) -> Self {
        Self {
            name,
            folder,
            whole,
            truth: Mutex::new(None),
            found_sound: Mutex::default(),
        }
    }

    /// What it shows today. It is read in a program's home, anew on each day.
    pub fn truth(&self, program: &Program) -> Arc<Truth> {
        let mut kept = self.truth.lock().unwrap();
        match &*kept {
            Some(truth) if truth.day == Clock::system().today() => Arc::clone(truth),
            _ => {
                files::copy(&self.folder, &program.store());
                let truth = Arc::new(Truth::capture(program, self.whole));
                *kept = Some(Arc::clone(&truth));
                truth
            }
        }
    }

    /// The damages of all files, with a byte flipped at so many places of each; but of files that another store has as
    /// well.
    pub fn damages(&self, flips: u64, besides: Option<&Self>) -> Vec<Fault> {
        let mut faults = Vec::new();
        for file in files::all(&self.folder) {
            let path = self.folder.join(&file);
            if besides.is_some_and(|other| files::are_equal(&path, &other.folder.join(&file))) {
                continue;
            }
            let flips = flips.min(fs::metadata(&path).unwrap().len());
            let flipped = (0..flips).map(|place| Damage::Flipped { place, of: flips });
            let whole: &[_] = if flips == 0 {
                &[Damage::Missing]
            } else {
                &Damage::WHOLE
            };
            for damage in whole.iter().copied().chain(flipped) {
                faults.push(Fault {
                    base: self.name,
                    what: What::Rest {
                        file: file.clone(),
                        damage,
                    },
                });
            }
        }
        faults
    }

    /// A fault at each call on the store's folder that some work makes.
    pub fn injections(&self, program: &Program, work: Work) -> Vec<Fault> {
        let mut faults = Vec::new();
        for ((call, path), count) in self.calls(program, work) {
            let is_write = WRITES.contains(&call.as_str());
            let mut effects = Vec::new();
            if work == Work::Read || is_write {
                effects.push(Effect::Fails);
            }
            let takes_room = ["write", "rename", "mkdir", "fallocate", "link"];
            if takes_room.iter().any(|name| call.contains(name)) {
                effects.push(Effect::Full);
            }
            if is_write {
                effects.push(Effect::Kills);
            }
            for (nth, effect) in (1..=count).flat_map(|nth| effects.iter().map(move |effect| (nth, *effect)))
            {
                let injection = Injection {
                    call: call.clone(),
                    path: path.clone(),
                    nth,
                    effect,
                };
                faults.push(Fault {
                    base: self.name,
                    what: What::Injected { work, injection },
                });
            }
        }
        faults
    }

    /// How often a thread makes each call on each file of the folder, in a run without a fault.
    fn calls(&self, program: &Program, work: Work) -> BTreeMap<(String, PathBuf), usize> {
        files::copy(&self.folder, &program.store());
        let calls: Vec<String> = READS
            .iter()
            .chain(&WRITES)
            .map(|call| format!("?{call}"))
            .collect();
        let options = ["-e".to_owned(), format!("trace={}", calls.join(","))];
        let (said, trace) = program.traced(&work.words(), &options);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let mut counts: HashMap<(&str, String, PathBuf), usize> = HashMap::new();
        for line in trace.lines() {
            let Some((thread, rest)) = line.split_once(' ') else {
                continue;
            };
            let Some((call, arguments)) = rest.trim_start().split_once('(') else {
                continue;
            };
            if let Some(path) = path_in(arguments, &program.store()) {
                *counts.entry((thread, call.to_owned(), path)).or_default() += 1;
            }
        }
        let mut most = BTreeMap::new();
        for ((_, call, path), count) in counts {
            let known = most.entry((call, path)).or_default();
            *known = count.max(*known);
        }
        // The program keeps other processes from looking into it. Without the right to do so all the same, strace
        // does not know which files the calls are about.
        let tells_files = most
            .keys()
            .any(|(call, _)| matches!(call.as_str(), "read" | "pread64" | "write" | "pwrite64"));
        if !tells_files {
            assert!(
                std::env::var_os("OFFERDESK_TRACE").is_none(),
                "the trace was asked for, and names no files of the store's folder"
            );
            println!("SKIPPED: strace cannot tell files here; no system call was made to fail.");
            return BTreeMap::new();
        }
        most
    }
}

/// The file of the store's folder that a call is about.
fn path_in(arguments: &str, store: &Path) -> Option<PathBuf> {
    let store = store.to_str().unwrap();
    let mut rest = arguments;
    loop {
        let (_, behind) = rest.split_once(store)?;
        let end = behind.find(['>', '"', '('])?;
        let path = behind[..end].trim_end();
        if path.is_empty() {
            return Some(PathBuf::new());
        }
        if let Some(path) = path.strip_prefix('/') {
            return Some(PathBuf::from(path));
        }
        rest = behind;
    }
}

impl Fault {
    /// The size of the store, what kind of fault it is, and what kind of file it is about: a row of the table.
    pub fn summary(&self) -> (&'static str, String, String) {
        let (kind, file) = self.row();
        let kind = kind.split_once(',').map_or(kind.as_str(), |(kind, _)| kind);
        let size = if self.base == "large" { "25 MB" } else { "small" };
        (size, kind.to_owned(), file)
    }

    /// What kind of fault it is, during which work, and what kind of file it is about.
    pub fn row(&self) -> (String, String) {
        match &self.what {
            What::Rest { file, damage } => (damage.kind().to_owned(), files::kind(file)),
            What::Injected { work, injection } => {
                let call = class(&injection.call);
                let during = match work {
                    Work::Read => "reading",
                    Work::Order => "ordering",
                    Work::Attach => "attaching",
                };
                let kind = match injection.effect {
                    Effect::Fails => format!("{call} fails, {during}"),
                    Effect::Full => format!("disk full at {call}, {during}"),
                    Effect::Kills => format!("SIGKILL at {call}, {during}"),
                };
                (kind, shown_kind(&injection.path))
            }
        }
    }

    /// Names it, the same in every run, so that it can be tried again.
    pub fn id(&self) -> String {
        match &self.what {
            What::Rest { file, damage } => {
                let place = match damage {
                    Damage::Flipped { place, of } => format!(" {place}/{of}"),
                    _ => String::new(),
                };
                format!("{}: {}{place} of {}", self.base, damage.kind(), file.display())
            }
            What::Injected { work, injection } => format!(
                "{}: {work:?} {} {} {} {:?}",
                self.base,
                injection.call,
                shown_kind(&injection.path),
                injection.nth,
                injection.effect
            ),
        }
    }
}

fn shown_kind(path: &Path) -> String {
    if path.as_os_str().is_empty() {
        "the folder".to_owned()
    } else {
        files::kind(path)
    }
}

/// What a system call is about.
fn class(call: &str) -> &'static str {
    match call {
        "read" | "pread64" | "readv" | "preadv" | "getdents64" => "read",
        "write" | "pwrite64" | "writev" | "pwritev" => "write",
        "fsync" | "fdatasync" | "sync_file_range" => "sync",
        "ftruncate" | "fallocate" => "truncate",
        "rename" | "renameat" | "renameat2" | "linkat" => "rename",
        "unlink" | "unlinkat" | "rmdir" => "unlink",
        "mkdir" | "mkdirat" => "mkdir",
        "openat" => "open",
        "fchmod" | "fchmodat" => "chmod",
        _ => "stat",
    }
}

/// At most so many of each group, evenly over it: the same ones each time.
pub fn some_of_each<K: Ord>(group: impl Fn(&Fault) -> K, faults: Vec<Fault>, most: usize) -> Vec<Fault> {
    let mut groups: BTreeMap<K, Vec<Fault>> = BTreeMap::new();
    for fault in faults {
        groups.entry(group(&fault)).or_default().push(fault);
    }
    let mut picked = Vec::new();
    for (number, group) in groups.into_values().enumerate() {
        let (count, most) = (group.len(), most.min(group.len()));
        // Every group begins elsewhere, so that different files are met.
        let chosen = (0..most).map(|place| (place * count / most + number * 7) % count);
        picked.extend(chosen.map(|place| group[place].clone()));
    }
    picked
}
