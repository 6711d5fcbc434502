//! On what it was measured: a figure without its machine says nothing.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::choice::Choice;
use crate::stores;
use crate::table;

/// Prints the machine, the program's revision and the command.
pub fn describe(choice: &Choice) {
    println!("# Measured\n");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let rows = [
        (
            "processor",
            format!("{}, {cores} cores", after("/proc/cpuinfo", "model name")),
        ),
        ("memory", after("/proc/meminfo", "MemTotal")),
        ("system", said("uname", &["-srm"])),
        ("file system of the stores", file_system(&stores::home())),
        ("compiler", said("rustc", &["--version"])),
        ("revision", said("git", &["describe", "--always", "--dirty"])),
        (
            "load when it began",
            fs::read_to_string("/proc/loadavg")
                .unwrap_or_default()
                .trim()
                .to_owned(),
        ),
        (
            "command",
            format!("`cargo bench -p offerdesk-bench -- {}`", choice.typed.join(" ")).replace(" -- `", "`"),
        ),
    ];
    let rows: Vec<Vec<String>> = rows.map(|(what, is)| vec![what.to_owned(), is]).to_vec();
    table::print(&["what", "is"], &rows);
}

/// What stands after a name and a colon in a file of `/proc`.
fn after(file: &str, name: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_once(':'))
        .map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// Type and device of the file system that a folder lies on.
fn file_system(folder: &Path) -> String {
    let folder = folder.to_string_lossy().into_owned();
    let table = said("df", &["--output=fstype,source", &folder]);
    table.lines().nth(1).map_or_else(
        || "unknown".to_owned(),
        |line| line.split_whitespace().collect::<Vec<_>>().join(" on "),
    )
}
