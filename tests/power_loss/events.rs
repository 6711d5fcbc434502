//! What a trace says happened to the files below a folder, and what was told meanwhile.
//!
//! A call that changes files and that this does not know ends the test: a model that overlooks a write proves nothing.

use std::collections::HashMap;

use crate::trace::Call;

/// Everything that can change a file or make a change durable. `?`: not on every machine.
pub const CALLS: &str = "?open,?creat,openat,?openat2,write,pwrite64,writev,pwritev,?pwritev2,fsync,fdatasync,\
    sync_file_range,sync,syncfs,msync,mmap,truncate,ftruncate,fallocate,?rename,renameat,renameat2,?unlink,unlinkat,\
    ?rmdir,?mkdir,mkdirat,?link,linkat,?symlink,symlinkat,copy_file_range,sendfile,splice,lseek,?io_submit,\
    ?io_uring_setup";

/// What happened. Paths are below the folder.
#[derive(Debug)]
pub enum Event {
    /// A file was opened and made if there was none.
    Made(String),
    /// A folder was made.
    Folder(String),
    Written {
        path: String,
        at: usize,
        bytes: Vec<u8>,
    },
    Length {
        path: String,
        length: usize,
    },
    /// A file or a folder was synced; the sync began on this line of the trace.
    Synced {
        path: String,
        began: usize,
    },
    Renamed {
        from: String,
        to: String,
    },
    Removed(String),
    /// The child wrote this to its standard output.
    Told(String),
}

/// An event, and the line of the trace on which it was over.
#[derive(Debug)]
pub struct Happened {
    pub ended: usize,
    pub event: Event,
}

/// Reads the events out of the calls.
pub fn read(calls: &[Call<'_>], root: &str) -> Vec<Happened> {
    let mut reader = Reader {
        root: root.to_owned(),
        encoded: encoded(root),
        places: HashMap::new(),
    };
    let mut events = Vec::new();
    for call in calls {
        if call.result < 0 {
            let failed_write = call.name().contains("write") && reader.concerns(call);
            assert!(!failed_write, "a write failed: {}", shown(call.text()));
            continue;
        }
        let read = reader.read(call);
        events.extend(read.into_iter().map(|event| Happened {
            ended: call.ended,
            event,
        }));
    }
    events
}

struct Reader {
    root: String,
    /// As the trace writes it.
    encoded: String,
    /// Where a `write` through a descriptor goes on.
    places: HashMap<(String, String), usize>,
}

impl Reader {
    fn read(&mut self, call: &Call<'_>) -> Vec<Event> {
        let text = call.text();
        match call.name() {
            "write" if call.descriptor() == "1" => vec![Event::Told(
                String::from_utf8_lossy(&strings(text).remove(0)).into_owned(),
            )],
            _ if !self.concerns(call) => Vec::new(),
            "openat" => {
                let Some(path) = self.named(text, 0) else {
                    return Vec::new();
                };
                let descriptor = call.result.to_string();
                self.places
                    .insert((descriptor, format!("{}/{path}", self.root)), 0);
                let mut events = Vec::new();
                if text.contains("O_CREAT") {
                    events.push(Event::Made(path.clone()));
                }
                assert!(!text.contains("O_APPEND"), "the model knows no appending");
                if text.contains("O_TRUNC") {
                    events.push(Event::Length { path, length: 0 });
                }
                events
            }
            "write" => {
                let key = (call.descriptor().to_owned(), full_path(text).unwrap());
                let bytes = written(call);
                let place = self.places.get_mut(&key).unwrap();
                let at = *place;
                *place += bytes.len();
                self.on_a_file(text, |path| Event::Written { path, at, bytes })
            }
            "pwrite64" => {
                let at = numbers(text)[1];
                let bytes = written(call);
                self.on_a_file(text, |path| Event::Written { path, at, bytes })
            }
            "lseek" => {
                let key = (call.descriptor().to_owned(), full_path(text).unwrap());
                self.places.insert(key, usize::try_from(call.result).unwrap());
                Vec::new()
            }
            "ftruncate" => {
                let length = numbers(text)[0];
                self.on_a_file(text, |path| Event::Length { path, length })
            }
            "fsync" | "fdatasync" => self.on_a_file(text, |path| Event::Synced {
                path,
                began: call.began,
            }),
            // It writes no metadata and waits for no cache of a disk: it guarantees nothing.
            "sync_file_range" => Vec::new(),
            "mmap" if !(text.contains("MAP_SHARED") && text.contains("PROT_WRITE")) => Vec::new(),
            "mkdir" | "mkdirat" => self.named(text, 0).map(Event::Folder).into_iter().collect(),
            "unlink" | "unlinkat" | "rmdir" => self.named(text, 0).map(Event::Removed).into_iter().collect(),
            "rename" | "renameat" | "renameat2" => vec![Event::Renamed {
                from: self.named(text, 0).unwrap(),
                to: self.named(text, 1).unwrap(),
            }],
            unknown => panic!("the model does not know {unknown}({})", shown(text)),
        }
    }

    /// Whether the call names something below the folder.
    fn concerns(&self, call: &Call<'_>) -> bool {
        // What is written is no name, and long.
        let text = call.text();
        let names = if matches!(call.name(), "write" | "pwrite64") {
            text.split_once('"').map_or(text, |(names, _)| names)
        } else {
            text
        };
        names.contains(&self.encoded)
    }

    /// The path in the so manyth string of a call.
    fn named(&self, text: &str, which: usize) -> Option<String> {
        let name = String::from_utf8(strings(text).swap_remove(which)).unwrap();
        let whole = if name.starts_with('/') {
            name
        } else {
            format!("{}/{name}", full_path(text)?)
        };
        self.below(&whole)
    }

    fn on_a_file(&self, text: &str, event: impl FnOnce(String) -> Event) -> Vec<Event> {
        let whole = full_path(text).unwrap_or_default();
        self.below(&whole).map(event).into_iter().collect()
    }

    /// The path below the folder; empty for the folder itself.
    fn below(&self, whole: &str) -> Option<String> {
        let rest = whole.strip_prefix(&self.root)?;
        let is_the_folder = rest.is_empty();
        let rest = rest.strip_prefix('/');
        rest.or(is_the_folder.then_some("")).map(str::to_owned)
    }
}

/// The path of the descriptor that a call is about.
fn full_path(text: &str) -> Option<String> {
    let (_, rest) = text.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some(String::from_utf8(decoded(path)).unwrap())
}

fn written(call: &Call<'_>) -> Vec<u8> {
    let bytes = strings(call.text()).remove(0);
    assert_eq!(
        usize::try_from(call.result).unwrap(),
        bytes.len(),
        "a write was cut short, or the trace was"
    );
    bytes
}

/// What stands in quotes.
fn strings(text: &str) -> Vec<Vec<u8>> {
    text.split('"').skip(1).step_by(2).map(decoded).collect()
}

/// The numbers behind the descriptor and the string.
fn numbers(text: &str) -> Vec<usize> {
    let behind = text.rsplit(['"', '>']).next().unwrap();
    let numbers = behind.trim_end().trim_end_matches(')').split(", ").skip(1);
    numbers.map(|number| number.parse().unwrap()).collect()
}

/// `\x2f\x74` and so on, as strace writes every byte when it is asked for `-xx`.
fn decoded(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        _ => panic!("the trace writes bytes otherwise: {}", shown(text)),
    };
    text.as_bytes()
        .chunks(4)
        .map(|byte| digit(byte[2]) << 4 | digit(byte[3]))
        .collect()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .fold(String::new(), |text, byte| format!("{text}\\x{byte:02x}"))
}

fn shown(text: &str) -> String {
    text.chars().take(300).collect()
}
