//! Which store, which person, which language: what nearly every command decides before its own work.

use std::path::PathBuf;
use std::time::Duration;

use crate::catalog;
use crate::config::{self, file::File};
use crate::domain::message::Arg;
use crate::domain::offer::Catalog;
use crate::domain::partner::MpnId;
use crate::domain::user::Denied;
use crate::i18n::{I18n, Locale};
use crate::services::Services;
use crate::services::context::Actor;
use crate::services::demo::first_person;
use crate::services::error::ServiceError;
use crate::services::maintenance::{self, Holder, Opened, Opening};
use crate::services::people::AccountLine;
use crate::services::store_day::StoreDay;
use crate::tui::keymap::Keymap;
use crate::tui::theme::directory::ThemeDirectory;
use crate::tui::theme::selection::{Look, ThemeSelection};

use super::args::GlobalArgs;
use super::commands::store::open;
use super::exit::CliError;
use super::output::Output;

/// The commands that open the desk.
const DESK: [&str; 2] = ["", "demo"];

/// How long a command lets the reconciler work before its own work. What is left is left to the next run.
const RECONCILING: Duration = Duration::from_secs(10);

/// Options and output of the command that runs.
pub struct CommandContext {
    /// Options of every command.
    pub args: GlobalArgs,
    /// Where text goes.
    pub output: Output,
    /// In a demo store that is asked without `--today`: the day that somebody probably works on, if it isn't today.
    pub left_behind: Option<StoreDay>,
    /// The exit code where nothing fails: 0, unless the code is the answer.
    pub ends_with: u8,
}

/// An open store and the person who acts in it.
pub struct Entered {
    /// The store.
    pub opened: Opened,
    /// The person.
    pub actor: Actor,
}

/// A variable of the environment, if it is set and readable.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

impl CommandContext {
    /// A command's context.
    pub const fn new(args: GlobalArgs, output: Output) -> Self {
        Self {
            args,
            output,
            left_behind: None,
            ends_with: 0,
        }
    }

    /// The catalog in force, for what needs nothing else of a store; the one that is built in where there is no store.
    pub async fn catalog(&self, command: &str) -> Result<Catalog, CliError> {
        if maintenance::is_free(&self.store_path()?) {
            return Ok(catalog::embedded()?.catalog);
        }
        let opened = open(self, command).await?;
        let catalog = opened.services().catalog().clone();
        opened.close().await?;
        Ok(catalog)
    }

    /// The keys that the operator's own file gives; asked for before anything is opened, too.
    pub fn keymap(&self) -> Result<Keymap, CliError> {
        let path = match &self.args.keymap {
            Some(named) if named.as_os_str() == "default" => None,
            Some(path) => Some(path.clone()),
            // Nobody has to have one.
            None => config::config_folder(&variable)
                .map(|folder| folder.join("keymap.toml"))
                .filter(|path| path.exists()),
        };
        let Some(path) = path else {
            return Ok(Keymap::default());
        };
        let file = File::load(&path).map_err(|mistake| CliError::Keymap(vec![*mistake]))?;
        Keymap::read(&file).map_err(CliError::Keymap)
    }

    /// How the screen looks by the command line. Asked for before anything is opened or removed, so that a slip in a
    /// theme file changes nothing.
    pub fn theme_selection(&self) -> Result<ThemeSelection, CliError> {
        let folder = config::config_folder(&variable).map(|folder| folder.join("themes"));
        let directory = ThemeDirectory::new(folder);
        let commanded = match &self.args.theme {
            Some(name) => Some(Look {
                theme: directory.named_or_file(name)?,
                name: name.clone(),
                ascii: false,
            }),
            None => None,
        };
        Ok(ThemeSelection::new(directory, commanded))
    }

    /// How the store is to be opened. `command` is shown to whoever finds the store locked: words, never data.
    pub fn opening(&self, command: &str) -> Result<Opening, CliError> {
        Ok(Opening {
            path: self.store_path()?,
            holder: Holder {
                os_user: config::os_user()?,
                command: format!("offerdesk {command}").trim_end().to_owned(),
                stays: DESK.contains(&command),
            },
            today: self.args.today,
            gateway: self.args.gateway.clone(),
            catalog: catalog::embedded()?,
            adopts_catalog: false,
            notice: Some(self.output.notices()),
        })
    }

    /// The folder of the store.
    pub fn store_path(&self) -> Result<PathBuf, CliError> {
        if let Some(path) = &self.args.store {
            return Ok(path.clone());
        }
        let data = config::data_folder(&variable).ok_or(CliError::NoDataFolder)?;
        Ok(data.join(if self.args.demo { "demo" } else { "store" }))
    }

    /// Opens the store as some person: in a demo store the one that was asked for, else whoever the
    /// operating-system user is.
    pub async fn enter(&mut self, command: &str) -> Result<Entered, CliError> {
        let opening = self.opening(command)?;
        let os_user = opening.holder.os_user.clone();
        let opened = if self.args.demo {
            maintenance::open_demo(opening).await?
        } else {
            maintenance::open(opening).await?
        };
        if self.args.today.is_none() {
            self.left_behind = opened.services().day_left_behind();
        }
        let actor = match (opened.is_demo(), &self.args.acting) {
            (true, Some(email)) => Actor::demo(opened.services().person_by_email(email).await?.id),
            (true, None) => {
                let email = first_person()?;
                Actor::demo(opened.services().person_by_email(&email).await?.id)
            }
            (false, Some(_)) => return Err(CliError::AsOnRealStore),
            (false, None) => opened.services().local_actor(&os_user).await?,
        };
        if self.args.lang.is_none() {
            let preferred = opened.services().preferences(&actor).await?.language;
            if let Some(locale) = preferred.as_deref().and_then(Locale::parse) {
                self.output.i18n = I18n::new(locale);
            }
        }
        Ok(Entered { opened, actor })
    }

    /// Opens the store, and first brings to an end what an earlier crash or a silent bank left behind.
    pub async fn enter_and_reconcile(&mut self, command: &str) -> Result<Entered, CliError> {
        let entered = self.enter(command).await?;
        let foreign = entered.reconcile().await;
        if foreign > 0 && !self.output.json {
            let count = Arg::Count(i64::try_from(foreign).unwrap_or(i64::MAX));
            let told = self.output.i18n.tr("cli-payments-foreign", &[("count", count)]);
            self.output.note(&told)?;
        }
        Ok(entered)
    }

    /// Whoever the store's folder belongs to, for what needs no person's record. Whoever asks to act as somebody else
    /// is that person, to whom the folder does not belong.
    pub fn owner(&self) -> Result<Actor, CliError> {
        if self.args.acting.is_some() {
            return Err(ServiceError::from(Denied::Owner).into());
        }
        Ok(Actor::owner(config::os_user()?))
    }

    /// The text of an offer's name.
    pub fn offer_name(&self, services: &Services, offer: &crate::domain::offer::OfferId) -> String {
        let language = self.output.i18n.locale().tag();
        match services.catalog().offer(offer) {
            Ok(found) => found.names.in_language(language).to_owned(),
            Err(_) => offer.as_str().to_owned(),
        }
    }
}

impl Entered {
    /// The use cases.
    pub const fn services(&self) -> &Services {
        self.opened.services()
    }

    /// The account of an MPN ID as it was typed.
    pub async fn account(&self, typed: &str) -> Result<AccountLine, CliError> {
        let mpn_id: MpnId = typed
            .parse()
            .map_err(|error| ServiceError::field("label-mpn-id", &error))?;
        Ok(self.services().account_by_mpn_id(&self.actor, &mpn_id).await?)
    }

    /// Lets the reconciler work for a while: on what was left behind, or on money that a command has just sent back. How
    /// many orders it left alone, because they are of another payment network.
    pub async fn reconcile(&self) -> usize {
        let reconciling = Box::pin(self.services().reconcile());
        let done = tokio::time::timeout(RECONCILING, reconciling).await;
        match &done {
            // What the reconciler cannot write, the command cannot either, and says so in its own words.
            Ok(Err(error)) => tracing::warn!(%error, "the reconciler was refused"),
            Ok(Ok(done)) if done.left > 0 => tracing::info!(left = done.left, "orders are still unsettled"),
            Err(_) => tracing::info!("the reconciler is not done"),
            Ok(Ok(_)) => {}
        }
        match done {
            Ok(Ok(done)) => done.foreign,
            _ => 0,
        }
    }

    /// Refuses when the store does not take today, before anybody is asked for a card.
    pub fn takes_today(&self) -> Result<(), CliError> {
        let refusal = self.services().store_day().refusal();
        refusal.map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// Finishes and closes the store.
    pub async fn close(self) -> Result<(), CliError> {
        Ok(self.opened.close().await?)
    }
}
