//! Opens the desk on a screen: the one place where the commands meet the screens.

use std::io::IsTerminal;

use crate::i18n::I18n;
use crate::services::maintenance::{self, Opening};
use crate::tui::desk::{self, DeskOptions};
use crate::tui::term::local::TermError;

use super::super::context::{Context, Entered};
use super::super::exit::CliError;

/// The desk on the store of the platform's data directory, or on another one; a store that is not there is set up
/// first.
pub async fn open(context: &mut Context) -> Result<(), CliError> {
    require_terminal()?;
    let opening = context.opening("")?;
    if !context.args.demo && maintenance::is_free(&opening.path) {
        return run_setup(opening, context.output.i18n.clone()).await;
    }
    let entered = context.enter("").await?;
    show(context, entered).await
}

/// The desk on the demo store.
pub async fn open_demo(context: &mut Context, reset: bool) -> Result<(), CliError> {
    require_terminal()?;
    context.args.demo = true;
    if reset {
        let ours = context.args.store.is_none();
        maintenance::remove_demo(&context.opening("demo --reset")?, ours).await?;
    }
    let entered = context.enter("demo").await?;
    show(context, entered).await
}

async fn show(context: &mut Context, entered: Entered) -> Result<(), CliError> {
    let services = entered.services().clone();
    let account = services.preferences(&entered.actor).await?.account;
    let reconciler = tokio::spawn({
        let services = services.clone();
        async move { services.reconcile_forever().await }
    });
    let options = DeskOptions {
        actor: entered.actor.clone(),
        account,
        i18n: context.output.i18n.clone(),
        demo: entered.opened.is_demo(),
        services,
    };
    let shown = Box::pin(desk::run(options, None)).await;
    reconciler.abort();
    // Aborted on purpose: that it did not end by itself is no news.
    let _aborted = reconciler.await;
    entered.close().await?;
    Ok(shown?)
}

/// A screen needs a terminal for both directions; asked before anything is opened or removed.
pub fn require_terminal() -> Result<(), CliError> {
    if !std::io::stdout().is_terminal() {
        Err(TermError::OutputIsNoTerminal.into())
    } else if !std::io::stdin().is_terminal() {
        Err(TermError::InputIsNoTerminal.into())
    } else {
        Ok(())
    }
}

/// The set-up's screens.
#[allow(clippy::unused_async)] // the screens wait for input
pub async fn run_setup(_opening: Opening, _i18n: I18n) -> Result<(), CliError> {
    Err(CliError::NoScreens)
}
