//! The real program on a real pseudo-terminal: keys as bytes in, an emulated screen out, and what the terminal is set
//! to before and after.

#![allow(dead_code)] // Each test binary uses another part of it.

use std::fs::{File, OpenOptions};
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use offerdesk::tui::term::caps::Caps;
use offerdesk::tui::term::local;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, Termios, Winsize, tcgetattr, tcsetattr, tcsetwinsize};

/// Longer than anything here may take.
pub const LIMIT: Duration = Duration::from_mins(1);

/// Set in the process that is about to become the program.
const BECOME: &str = "OFFERDESK_TEST_BECOME";

/// Given instead of arguments: takes the terminal as the program does, shows a frame, and panics.
pub const PANICS: &str = "a panic after the first frame";

/// A program on a terminal of its own.
pub struct Pty {
    child: Child,
    /// The terminal's other end; closing it hangs up.
    master: Option<OwnedFd>,
    /// The terminal as the program has it: kept open, so that its settings outlive the program.
    slave: Option<OwnedFd>,
    /// Closing the pipe ends the thread that reads.
    reader: Option<(PipeWriter, JoinHandle<()>)>,
    output: Arc<Mutex<Output>>,
    /// What the terminal was set to when the program began.
    pub settings: Termios,
}

struct Output {
    parser: vt100::Parser,
    bytes: Vec<u8>,
}

impl Pty {
    /// Starts `offerdesk` with arguments and a data folder of its own, 80x24.
    pub fn start(home: &Path, arguments: &[&str]) -> Self {
        Self::start_on("xterm", home, arguments)
    }

    /// The same on a terminal of a kind.
    pub fn start_on(term: &str, home: &Path, arguments: &[&str]) -> Self {
        Self::start_in(&[("TERM", term)], home, arguments)
    }

    /// The same with variables of the environment.
    pub fn start_in(variables: &[(&str, &str)], home: &Path, arguments: &[&str]) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let slave = OwnedFd::from(OpenOptions::new().read(true).write(true).custom_no_tty(&name));
        tcsetwinsize(&slave, size(80, 24)).unwrap();
        let settings = tcgetattr(&slave).unwrap();
        let end = || Stdio::from(slave.try_clone().unwrap());
        // This test binary again: it makes the terminal its own, as a login does, and then becomes the program.
        let child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "becomes_the_program",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(BECOME, arguments.join("\n"))
            .env("XDG_DATA_HOME", home)
            .env("XDG_CONFIG_HOME", home.join("settings"))
            .env("TERM", "xterm")
            .env_remove("ACCESSIBLE")
            .env_remove("COLORTERM")
            .env("LANG", "en_US.UTF-8")
            .env_remove("NO_COLOR")
            .env_remove("LC_ALL")
            .envs(variables.iter().copied())
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .spawn()
            .unwrap();
        let output = Arc::new(Mutex::new(Output {
            parser: vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0),
            bytes: Vec::new(),
        }));
        let (stopped, stop) = io::pipe().unwrap();
        let reading = File::from(master.try_clone().unwrap());
        let shown = Arc::clone(&output);
        let reader = std::thread::spawn(move || read_until_stopped(reading, &stopped, &shown));
        Self {
            child,
            master: Some(master),
            slave: Some(slave),
            reader: Some((stop, reader)),
            output,
            settings,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sends bytes as a keyboard would.
    pub fn send(&self, bytes: &[u8]) {
        let mut master = File::from(self.master.as_ref().unwrap().try_clone().unwrap());
        master.write_all(bytes).unwrap();
    }

    /// Types text key by key: each is a write of its own.
    pub fn type_text(&self, text: &str) {
        for c in text.chars() {
            self.send(c.to_string().as_bytes());
        }
    }

    /// Pastes text as terminals do that were asked to mark it.
    pub fn paste(&self, text: &str) {
        self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.until(&format!("{text:?} is shown"), || self.screen().contains(text));
    }

    pub fn screen(&self) -> String {
        self.output.lock().unwrap().parser.screen().contents()
    }

    /// What is behind a cell.
    pub fn background_of(&self, column: u16, row: u16) -> vt100::Color {
        let output = self.output.lock().unwrap();
        let cell = output.parser.screen().cell(row, column);
        cell.map_or(vt100::Color::Default, vt100::Cell::bgcolor)
    }

    pub fn on_alternate_screen(&self) -> bool {
        self.output.lock().unwrap().parser.screen().alternate_screen()
    }

    /// Everything that was ever written to the terminal.
    pub fn bytes(&self) -> Vec<u8> {
        self.output.lock().unwrap().bytes.clone()
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        let mut output = self.output.lock().unwrap();
        let screen = output.parser.screen_mut();
        screen.set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        drop(output);
        tcsetwinsize(self.slave.as_ref().unwrap(), size(columns, rows)).unwrap();
    }

    /// What the terminal is set to now.
    pub fn settings_now(&self) -> Termios {
        tcgetattr(self.slave.as_ref().unwrap()).unwrap()
    }

    /// Sets the terminal otherwise, as another program on it does.
    pub fn set(&self, change: impl FnOnce(&mut Termios)) {
        let mut settings = self.settings_now();
        change(&mut settings);
        tcsetattr(self.slave.as_ref().unwrap(), OptionalActions::Now, &settings).unwrap();
    }

    /// Writes on the terminal as another program on it does, past ours.
    pub fn write_on_it(&self, text: &str) {
        let mut slave = File::from(self.slave.as_ref().unwrap().try_clone().unwrap());
        slave.write_all(text.as_bytes()).unwrap();
    }

    /// Closes the terminal: the window is gone, the line has dropped.
    pub fn close_terminal(&mut self) {
        let (stop, reader) = self.reader.take().unwrap();
        drop(stop);
        reader.join().unwrap();
        drop(self.slave.take());
        drop(self.master.take());
    }

    pub fn signal(&self, signal: rustix::process::Signal) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, signal).unwrap();
    }

    /// Waits until the program has ended.
    pub fn ended(&mut self) -> ExitStatus {
        let deadline = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < deadline, "it does not end:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn until(&self, what: &str, reached: impl Fn() -> bool) {
        let deadline = Instant::now() + LIMIT;
        while !reached() {
            assert!(Instant::now() < deadline, "never came: {what}\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It may have ended before.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read_until_stopped(mut reading: File, stopped: &PipeReader, shown: &Mutex<Output>) {
    let mut portion = [0; 4096];
    loop {
        let mut ready = [
            PollFd::new(&reading, PollFlags::IN),
            PollFd::new(stopped, PollFlags::IN),
        ];
        poll(&mut ready, None).unwrap();
        if !ready[1].revents().is_empty() {
            return;
        }
        // An error is how a terminal says that nobody is at the other end any more.
        let Ok(length @ 1..) = reading.read(&mut portion) else {
            return;
        };
        let mut shown = shown.lock().unwrap();
        shown.parser.process(&portion[..length]);
        shown.bytes.extend_from_slice(&portion[..length]);
    }
}

/// In the process that [`Pty::start`] made: takes the terminal, then becomes the program. Elsewhere: nothing.
pub fn become_the_program() {
    let Ok(arguments) = std::env::var(BECOME) else {
        return;
    };
    rustix::process::setsid().unwrap();
    rustix::process::ioctl_tiocsctty(io::stdin().as_fd()).unwrap();
    if arguments == PANICS {
        take_the_terminal_and_panic();
    }
    let error = Command::new(env!("CARGO_BIN_EXE_offerdesk"))
        .args(arguments.lines())
        .env_remove(BECOME)
        .exec();
    panic!("it did not start: {error}");
}

fn take_the_terminal_and_panic() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (_inputs, mut screen, _guard) = local::open(Caps::default(), local::Pointing::Clicks).unwrap();
        screen
            .draw(|frame| frame.render_widget("about to panic", frame.area()))
            .unwrap();
        panic!("on purpose");
    });
}

fn size(columns: u16, rows: u16) -> Winsize {
    Winsize {
        ws_row: rows,
        ws_col: columns,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

/// Opening a terminal without making it one's own.
trait NoTty {
    fn custom_no_tty(&mut self, name: &str) -> File;
}

impl NoTty for OpenOptions {
    fn custom_no_tty(&mut self, name: &str) -> File {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOCTTY.bits();
        self.custom_flags(flags.cast_signed()).open(name).unwrap()
    }
}
