//! Opens the desk, on a screen or line by line: the one place where the commands meet the screens.

use std::io::IsTerminal;
use std::sync::Arc;

use crate::domain::ids::AccountId;
use crate::domain::message::Arg;
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::error::ServiceError;
use crate::services::maintenance::{self, Ground, Opening};
use crate::services::store_day::{Standing, StoreDay};
use crate::tui::desk::{self, DeskOptions};
use crate::tui::keymap::Keymap;
use crate::tui::layer::Screen;
use crate::tui::screens::setup::Setup;
use crate::tui::term::caps::Caps;
use crate::tui::term::local::{Pointing, TermError};
use crate::tui::theme::directory::ThemeDirectory;
use crate::tui::theme::selection::ThemeSelection;

use super::super::context::{CommandContext, Entered, variable};
use super::super::exit::CliError;
use super::super::prompt::{Listening, Prompts};

/// What people set for themselves. Read before anything is opened or removed, so that a slip in a file changes nothing.
struct Settings {
    theme_selection: ThemeSelection,
    keymap: Keymap,
    /// The account that was asked for by name.
    account: Option<AccountId>,
}

impl Settings {
    fn read(context: &CommandContext) -> Result<Self, CliError> {
        if is_plain(context) {
            // Neither colors nor keys are of use there, so a slip in their files keeps nobody out.
            return Ok(Self {
                theme_selection: ThemeSelection::new(ThemeDirectory::new(None), None),
                keymap: Keymap::default(),
                account: None,
            });
        }
        Ok(Self {
            theme_selection: context.theme_selection()?,
            keymap: context.keymap()?,
            account: None,
        })
    }

    /// Finds the account that was asked for by its MPN ID.
    async fn find_account(&mut self, entered: &Entered, mpn_id: Option<&str>) -> Result<(), CliError> {
        if let Some(mpn_id) = mpn_id {
            self.account = Some(entered.account(mpn_id).await?.id);
        }
        Ok(())
    }
}

/// The desk on the store of the platform's data directory, or on another one; a store that is not there is set up
/// first, unless an account of it is named.
pub async fn open(context: &mut CommandContext, account: Option<&str>) -> Result<(), CliError> {
    let mut settings = Settings::read(context)?;
    let manner = manner(context)?;
    let opening = context.opening("")?;
    if !context.args.demo && account.is_none() && maintenance::is_free(&opening.path) {
        return set_up(context, opening, manner).await;
    }
    let entered = match context.enter("").await {
        Err(CliError::Service(ServiceError::NotSetUp(_))) if account.is_none() => {
            return set_up(context, opening, manner).await;
        }
        entered => entered?,
    };
    settings.find_account(&entered, account).await?;
    show(context, entered, settings, manner).await
}

/// The desk on the demo store.
pub async fn open_demo(
    context: &mut CommandContext,
    reset: bool,
    account: Option<&str>,
) -> Result<(), CliError> {
    let mut settings = Settings::read(context)?;
    let manner = manner(context)?;
    if reset {
        let ours = context.args.store.is_none();
        maintenance::remove_demo(&context.opening("demo --reset")?, ours).await?;
    }
    let entered = context.enter("demo").await?;
    settings.find_account(&entered, account).await?;
    show(context, entered, settings, manner).await
}

async fn show(
    context: &mut CommandContext,
    entered: Entered,
    settings: Settings,
    manner: DeskManner,
) -> Result<(), CliError> {
    let listening = ask_for_today(context, &entered).await?;
    let (actor, demo) = (entered.actor.clone(), entered.opened.is_demo());
    // The desk hears signals itself.
    drop(listening);
    let shown = run(context, entered.services(), actor, demo, settings, None, manner).await;
    entered.close().await?;
    shown
}

/// Where the store was last changed so long ago that the clock may be wrong, asks before anything is shown: everything
/// on the screen is reckoned from today. Whoever cannot be asked is refused.
async fn ask_for_today(context: &mut CommandContext, entered: &Entered) -> Result<Listening, CliError> {
    let found = entered.services().store_day();
    let (Standing::RanAhead, Some(last)) = (found.standing(), found.last) else {
        return Ok(Prompts::default().over());
    };
    if !(std::io::stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return entered.takes_today().map(|()| Prompts::default().over());
    }
    let said = [
        ("last", Arg::Day(last)),
        ("today", Arg::Day(found.today)),
        ("days", Arg::Count(i64::from(StoreDay::MOST_DAYS_AHEAD))),
    ];
    let i18n = context.output.i18n.clone();
    context.output.note(&i18n.tr("cli-clock-question", &said))?;
    let mut prompts = Prompts::default();
    let question = i18n.t("cli-confirm-today");
    if !prompts.confirm(&mut context.output, &question).await? {
        return Err(CliError::TodayNotConfirmed);
    }
    let listening = prompts.over();
    entered.services().accept_today(&entered.actor).await?;
    Ok(listening)
}

/// How the desk is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeskManner {
    /// Drawn on the terminal.
    Screen,
    /// Said line by line.
    Plain,
}

/// How to show the desk; asked before anything is opened or removed. Plain mode needs no terminal. A screen needs one
/// for both directions; on one that cannot move its cursor the desk is said instead, and that it is.
pub fn manner(context: &mut CommandContext) -> Result<DeskManner, CliError> {
    if wants_plain(context) {
        return Ok(DeskManner::Plain);
    }
    if !std::io::stdout().is_terminal() {
        return Err(TermError::OutputIsNoTerminal.into());
    }
    if !std::io::stdin().is_terminal() {
        return Err(TermError::InputIsNoTerminal.into());
    }
    if Caps::detect(&variable).dumb {
        let told = context.output.i18n.t("plain-terminal-dumb");
        context.output.note(&told)?;
        return Ok(DeskManner::Plain);
    }
    Ok(DeskManner::Screen)
}

/// Whether [`manner`] will come to plain mode.
fn is_plain(context: &CommandContext) -> bool {
    let is_dumb =
        || std::io::stdout().is_terminal() && std::io::stdin().is_terminal() && Caps::detect(&variable).dumb;
    wants_plain(context) || is_dumb()
}

/// Whether plain mode was asked for, by the command line or by what people set who use a screen reader.
fn wants_plain(context: &CommandContext) -> bool {
    context.args.plain || variable("ACCESSIBLE").is_some_and(|value| !value.is_empty())
}

/// A new store, or one whose set-up was cut short: the set-up's screens, and then the desk. One that is given up on the
/// way leaves nothing behind.
pub async fn set_up(
    context: &CommandContext,
    mut opening: Opening,
    manner: DeskManner,
) -> Result<(), CliError> {
    context.owner()?;
    opening.holder.stays = true;
    let settings = Settings::read(context)?;
    let (path, os_user) = (opening.path.display().to_string(), opening.holder.os_user.clone());
    let ground = Ground::of(&opening.path);
    let opened = maintenance::create(opening).await?;
    let first = Setup::new(path, os_user);
    let shown = run(
        context,
        opened.services(),
        Actor::desk(),
        false,
        settings,
        Some(Box::new(first)),
        manner,
    )
    .await;
    let is_set_up = opened.close_or_give_up(&ground).await?;
    shown?;
    if is_set_up {
        Ok(())
    } else {
        Err(CliError::SetUpAbandoned)
    }
}

/// A session on this terminal, with the reconciler beside it.
async fn run(
    context: &CommandContext,
    services: &Services,
    actor: Actor,
    demo: bool,
    settings: Settings,
    first: Option<Box<dyn Screen>>,
    manner: DeskManner,
) -> Result<(), CliError> {
    let Settings {
        mut theme_selection,
        keymap,
        account: named,
    } = settings;
    let account = if first.is_some() {
        None
    } else {
        let preferences = services.preferences(&actor).await?;
        if manner == DeskManner::Screen {
            theme_selection.shown = theme_selection.of_person(&preferences.appearance)?;
        }
        named.or(preferences.account)
    };
    let reconciler = tokio::spawn({
        let services = services.clone();
        async move { services.reconcile_forever().await }
    });
    let i18n = context.output.i18n.clone();
    let options = DeskOptions {
        services: services.clone(),
        actor,
        account,
        at_account: named.is_some(),
        i18n,
        demo,
        keymap: Arc::new(keymap),
        theme_selection,
        overrides: context.args.overrides(),
    };
    let pointing = if context.args.no_mouse {
        Pointing::Nothing
    } else {
        Pointing::Clicks
    };
    let shown = match manner {
        DeskManner::Screen => Box::pin(desk::run(options, first, pointing)).await,
        DeskManner::Plain => Box::pin(desk::run_plain(options, first)).await,
    };
    reconciler.abort();
    // Aborted on purpose: that it did not end by itself is no news.
    let _aborted = reconciler.await;
    Ok(shown?)
}
