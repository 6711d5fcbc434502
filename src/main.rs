//! Starts offerdesk: hardens the process, runs the command, gives its exit code.

use std::process::ExitCode;

use offerdesk::{cli, config, telemetry};

fn main() -> color_eyre::Result<ExitCode> {
    telemetry::install()?;
    config::forbid_core_dumps();
    config::keep_to_the_owner();
    // One thread: a key wakes the task that draws without a detour over a worker, reads of the store take
    // microseconds, the log's sync has a thread of its own, and the store is opened before anything else runs.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let code = runtime.block_on(cli::run(std::env::args_os()));
    Ok(ExitCode::from(code))
}
