//! The desk on the operator's own terminal: takes the terminal, runs a session on it, and always gives it back.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::domain::ids::AccountId;
use crate::i18n::I18n;
use crate::services::Services;
use crate::services::context::Actor;

use super::keymap::Keymap;
use super::layer::{Context, Screen};
use super::plain::printer::Printer;
use super::plain::{self, gate::Gate};
use super::runtime;
use super::session::Session;
use super::surface::LocalSurface;
use super::term::caps::{Caps, TerminalOverrides};
use super::term::local::{self, Pointing, TermError};
use super::term::modes::Passage;
use super::theme::selection::ThemeSelection;

/// What a session needs to begin.
pub struct DeskOptions {
    /// The use cases.
    pub services: Services,
    /// Who acts.
    pub actor: Actor,
    /// The account to show first; the first one that the person may see, if there is none.
    pub account: Option<AccountId>,
    /// Whether that account was asked for by name: its tiles come before what is due in all of them.
    pub at_account: bool,
    /// The language.
    pub i18n: I18n,
    /// Whether this is a demo store, in which one may act as any of its people.
    pub demo: bool,
    /// How the session looks.
    pub theme_selection: ThemeSelection,
    /// What was asked for instead of what the environment tells of the terminal.
    pub overrides: TerminalOverrides,
    /// Which keys mean which action.
    pub keymap: Arc<Keymap>,
}

impl DeskOptions {
    /// What every screen may know, for a terminal of some kind and size.
    pub fn context(&self, caps: Caps, size: Size) -> Context {
        Context {
            i18n: self.i18n.clone(),
            theme: self.theme_selection.shown.on(caps),
            theme_selection: self.theme_selection.clone(),
            caps,
            today: self.services.clock().today(),
            actor: self.actor.clone(),
            account: self.account,
            at_account: self.at_account,
            header: Arc::default(),
            demo: self.demo,
            size,
            keymap: Arc::clone(&self.keymap),
            suspends: false,
            plain: false,
        }
    }
}

/// Runs a session line by line on standard input and standard output, whatever they are, until it ends.
pub async fn run_plain(options: DeskOptions, first: Option<Box<dyn Screen>>) -> Result<(), TermError> {
    let gate = Gate::default();
    let (inputs, voice) = local::open_lines(gate.clone())?;
    let mut printer = Printer::new(voice, gate, local::is_typed_on());
    let context = Context {
        plain: true,
        ..options.context(Caps::default(), plain::SIZE)
    };
    let session = match first {
        Some(first) => Session::starting_with(context, first),
        None => Session::new(context),
    };
    let ran = Box::pin(runtime::run(session, inputs, &mut printer, &options.services)).await;
    drop(printer);
    Ok(ran?)
}

/// Runs a session on the operator's terminal until it ends. It begins with the tiles, or with another screen.
pub async fn run(
    options: DeskOptions,
    first: Option<Box<dyn Screen>>,
    pointing: Pointing,
) -> Result<(), TermError> {
    let caps = Caps::detect(&|name| std::env::var(name).ok()).with(options.overrides);
    let (inputs, screen, guard) = local::open(caps, pointing)?;
    let context = Context {
        suspends: true,
        ..options.context(caps, screen.size())
    };
    let passage = Passage::detect(&|name| std::env::var(name).ok());
    let mut surface = LocalSurface { screen, passage };
    let session = match first {
        Some(first) => Session::starting_with(context, first),
        None => Session::new(context),
    };
    let ran = Box::pin(runtime::run(session, inputs, &mut surface, &options.services)).await;
    drop(surface);
    guard.restore();
    Ok(ran?)
}
