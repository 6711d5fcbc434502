//! The processes that are measured: the desk's release binary, programs of this machine, and this program in other
//! roles (a process that is to be killed, or that stands beside the desk, has to be one of its own).

use std::error::Error;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::error::{Measured, failed};
use crate::{opening, rows, stores};

/// Names the role in the environment.
const ROLE: &str = "OFFERDESK_BENCH_ROLE";

/// Takes the terminal as a login does, and becomes the program that the arguments name.
pub const TAKE_TERMINAL: &str = "take-terminal";
/// Answers each byte with a short line: what a terminal and two processes cost without any work.
pub const ECHO: &str = "echo";
/// The smallest table that ratatui and crossterm make, over the rows of a file.
pub const TABLE: &str = "table";
/// Renews without end on the store that the arguments name, and says so.
pub const RENEW: &str = "renew";
/// Reads the first useful page from the SQLite database that the arguments name, and prints it.
pub const SQLITE_PAGE: &str = "sqlite-page";

/// A command that starts this program in a role.
pub fn me(role: &str) -> Measured<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.env(ROLE, role);
    Ok(command)
}

/// Plays the role that this process was given; `None` when it was given none.
pub fn play(arguments: &[String]) -> Option<Result<(), Box<dyn Error>>> {
    let role = std::env::var(ROLE).ok()?;
    Some(match role.as_str() {
        TAKE_TERMINAL => take_terminal(arguments),
        ECHO => echo(),
        TABLE => rows::table(arguments),
        RENEW => opening::renew_without_end(arguments),
        SQLITE_PAGE => opening::sqlite_page(arguments),
        other => failed(format!("no role {other}")),
    })
}

/// The desk as people get it; built when it is not, or is older than its source.
pub fn desk() -> Measured<PathBuf> {
    static BUILT: OnceLock<Option<PathBuf>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let status = Command::new(cargo)
            .args([
                "build",
                "--release",
                "--locked",
                "--quiet",
                "--package",
                "offerdesk",
                "--bin",
                "offerdesk",
            ])
            .arg("--manifest-path")
            .arg(root().join("Cargo.toml"))
            .arg("--target-dir")
            .arg(stores::target())
            .status();
        let path = stores::target().join("release").join("offerdesk");
        (status.is_ok_and(|status| status.success()) && path.exists()).then_some(path)
    });
    built.clone().ok_or_else(|| "the desk cannot be built".into())
}

/// The folder of the project.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A program of this machine, from `PATH` or from `target/tools/bin`.
pub fn installed(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([stores::target().join("tools").join("bin")])
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn take_terminal(arguments: &[String]) -> Measured<()> {
    rustix::process::setsid()?;
    rustix::process::ioctl_tiocsctty(io::stdin().as_fd())?;
    let Some((program, rest)) = arguments.split_first() else {
        return failed("no program");
    };
    Err(Command::new(program).args(rest).env_remove(ROLE).exec().into())
}

fn echo() -> Measured<()> {
    crossterm::terminal::enable_raw_mode()?;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    output.write_all(b"ready")?;
    output.flush()?;
    let mut key = [0];
    while input.read(&mut key)? == 1 {
        output.write_all(&[b'x'; 100])?;
        output.flush()?;
    }
    Ok(())
}
