//! The size of the program, and how long a clean build takes. Only when asked for: it takes minutes.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::error::{Measured, failed};
use crate::figures::three;
use crate::program;
use crate::stores;
use crate::table;

/// Measures and prints.
pub fn measure() -> Measured<()> {
    table::heading("The program and its build");
    let folder = tempfile::tempdir_in(stores::home())?;
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let run = |arguments: &[&str]| -> Measured<()> {
        let mut command = Command::new(&cargo);
        command
            .arg(arguments[0])
            .arg("--manifest-path")
            .arg(program::root().join("Cargo.toml"));
        command.args(&arguments[1..]);
        let status = command.status()?;
        if status.success() {
            Ok(())
        } else {
            failed("cargo refused")
        }
    };
    run(&["fetch", "--locked"])?;
    let target = folder.path().to_string_lossy();
    let began = Instant::now();
    run(&[
        "build",
        "--release",
        "--locked",
        "--quiet",
        "--package",
        "offerdesk",
        "--target-dir",
        &target,
    ])?;
    let clean = began.elapsed();
    let size = fs::metadata(folder.path().join("release").join("offerdesk"))?.len();
    let rows = [
        (
            "release binary",
            format!("{} MiB", three(size as f64 / f64::from(1 << 20))),
        ),
        (
            "clean release build, everything downloaded",
            format!("{:.0} s", clean.as_secs_f64()),
        ),
    ];
    let rows: Vec<Vec<String>> = rows.map(|(what, is)| vec![what.to_owned(), is]).to_vec();
    table::print(&["what", "is"], &rows);
    Ok(())
}
