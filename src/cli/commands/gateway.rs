//! `sandbox-gateway`: the sandbox card network as a process of its own, so that it outlives the desk.

use std::sync::Arc;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use crate::domain::message::Arg;
use crate::payments::sandbox::{SandboxOptions, SandboxProcess, Silences};
use crate::services::clock::Clock;

use super::super::args::SandboxGatewayArgs;
use super::super::context::CommandContext;
use super::super::exit::CliError;

/// Serves until it is told to end. The line on standard output says that clients may connect.
pub async fn run(context: &mut CommandContext, args: &SandboxGatewayArgs) -> Result<(), CliError> {
    let clock = context.args.today.map_or_else(Clock::system, Clock::system_on);
    let usual = SandboxOptions::default();
    let options = SandboxOptions {
        silence: args.silence_ms.map_or(usual.silence, Duration::from_millis),
        late: args.late_ms.map_or(usual.late, Duration::from_millis),
        silences: args.silences.map(|(seed, one_in)| Silences { seed, one_in }),
        today: Some(Arc::new(move || clock.today())),
    };
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let process = SandboxProcess::open(&args.dir, &args.socket, options).await?;
    let socket = ("socket", Arg::Text(args.socket.display().to_string()));
    let ready = context.output.i18n.tr("cli-gateway-ready", &[socket]);
    context.output.line(&ready)?;
    context.output.flush()?;
    let ended = async {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    };
    process.serve(ended).await;
    Ok(())
}
