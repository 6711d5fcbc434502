//! The real program in a home of its own: run to its end or to a time limit, also under injected faults.

use std::fs;
use std::io::Read;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal};
use serde_json::Value;

/// How long a command may take; what takes longer hangs.
const LIMIT: Duration = Duration::from_mins(1);

/// What a command said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub signal: Option<i32>,
    pub hung: bool,
    pub out: Vec<u8>,
    pub err: String,
}

/// A system call that is made to fail, or that kills.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Injection {
    pub call: String,
    /// Only where it is about this file of the store's folder; the folder itself when empty.
    pub path: PathBuf,
    /// The so-many-th such call of a thread.
    pub nth: usize,
    pub effect: Effect,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Effect {
    /// It fails once with `EIO`.
    Fails,
    /// It and all like it after it fail with `ENOSPC`: a full disk stays full.
    Full,
    /// The process is killed in it.
    Kills,
}

/// The program and its home.
pub struct Program {
    home: PathBuf,
}

impl Program {
    pub fn new(home: &Path) -> Self {
        fs::create_dir_all(home).unwrap();
        // The trace tells paths as the kernel knows them.
        let home = home.canonicalize().unwrap();
        Self { home }
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    pub fn store(&self) -> PathBuf {
        self.home.join("data/offerdesk/store")
    }

    fn environment<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env_clear()
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("LANG", "C.UTF-8")
            .current_dir(&self.home)
    }

    pub fn run(&self, words: &str) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offerdesk"));
        finish(self.environment(command.args(split(words))))
    }

    /// Runs a command that has to succeed; its JSON.
    pub fn done(&self, words: &str) -> Value {
        let said = self.run(words);
        assert_eq!(said.code, Some(0), "{words}: {}", said.err);
        serde_json::from_slice(&said.out).unwrap()
    }

    pub fn set_up(&self) {
        let template = self.run("setup --template").out;
        fs::write(self.home.join("setup.toml"), template).unwrap();
        let said = self.run("setup --from setup.toml");
        assert_eq!(said.code, Some(0), "{}", said.err);
    }

    /// Runs a command under strace; also the trace.
    pub fn traced(&self, words: &str, options: &[String]) -> (Said, String) {
        let trace = self.home.join("trace");
        let _none = fs::remove_file(&trace);
        let mut command = Command::new("strace");
        self.environment(&mut command)
            // The search for strace goes by the caller's path.
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .args(["-f", "-y", "-s", "0", "-o"])
            .arg(&trace)
            .args(options)
            .arg("--")
            .arg(env!("CARGO_BIN_EXE_offerdesk"))
            .args(split(words));
        let mut said = finish(&mut command);
        // What strace itself has to say is not the program's.
        let lines = said.err.lines().filter(|line| !line.starts_with("strace: "));
        said.err = lines.collect::<Vec<_>>().join("\n");
        let trace = fs::read(&trace).unwrap_or_default();
        (said, String::from_utf8_lossy(&trace).into_owned())
    }

    /// Runs a command while a system call fails or kills; also the calls that were hit, as the trace tells them.
    pub fn injected(&self, words: &str, injection: &Injection) -> (Said, Vec<String>) {
        let Injection { call, nth, .. } = injection;
        let effect = match injection.effect {
            Effect::Fails => format!("error=EIO:when={nth}"),
            Effect::Full => format!("error=ENOSPC:when={nth}+"),
            Effect::Kills => format!("signal=KILL:when={nth}"),
        };
        let store = self.store();
        let path = if injection.path.as_os_str().is_empty() {
            store
        } else {
            store.join(&injection.path)
        };
        let mut options = vec![
            "-P".to_owned(),
            path.display().to_string(),
            "-e".to_owned(),
            format!("trace={call}"),
            "-e".to_owned(),
            format!("inject={call}:{effect}"),
        ];
        // Three times as fast; but a signal is not sent then.
        if injection.effect != Effect::Kills {
            options.push("--seccomp-bpf".to_owned());
        }
        let (said, trace) = self.traced(words, &options);
        let was_killed = trace.contains("killed by SIGKILL");
        let was_hit = was_killed || trace.contains("(INJECTED)");
        // A call in which the process was killed never returned.
        let is_hit = |line: &&str| line.contains("(INJECTED)") || line.contains(" = ?");
        let hits = trace.lines().filter(is_hit).chain(was_killed.then_some("killed"));
        let hits = hits.map(|line| line.replace(&format!("{}/", self.home.display()), ""));
        // A full disk answers many calls the same.
        let hits: Vec<String> = hits.take(if was_hit { 3 } else { 0 }).collect();
        (said, hits)
    }
}

/// Runs a command to its end, or ends it with its whole process group.
fn finish(command: &mut Command) -> Said {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let out = drain(child.stdout.take().unwrap());
    let err = drain(child.stderr.take().unwrap());
    let (status, hung) = wait(&mut child);
    Said {
        code: status.code(),
        signal: status.signal(),
        hung,
        out: out.join().unwrap(),
        err: String::from_utf8_lossy(&err.join().unwrap()).into_owned(),
    }
}

fn drain(mut stream: impl Read + Send + 'static) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut all = Vec::new();
        let _cut_off = stream.read_to_end(&mut all);
        all
    })
}

fn wait(child: &mut Child) -> (std::process::ExitStatus, bool) {
    let deadline = Instant::now() + LIMIT;
    let mut hung = false;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return (status, hung);
        }
        if Instant::now() > deadline && !hung {
            hung = true;
            let group = Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
            let _gone = rustix::process::kill_process_group(group, Signal::KILL);
        }
        std::thread::sleep(Duration::from_millis(4));
    }
}

/// Words of a command line; a part in single quotes is one word.
fn split(words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (place, part) in words.split('\'').enumerate() {
        if place % 2 == 1 {
            found.push(part.to_owned());
        } else {
            found.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    found
}
