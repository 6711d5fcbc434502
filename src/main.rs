//! Starts offerdesk: hardens the process, runs the command, gives its exit code.

use std::process::ExitCode;

use offerdesk::{cli, config, telemetry};

fn main() -> color_eyre::Result<ExitCode> {
    telemetry::install()?;
    config::forbid_core_dumps();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let code = runtime.block_on(cli::run(std::env::args_os()));
    Ok(ExitCode::from(code))
}
