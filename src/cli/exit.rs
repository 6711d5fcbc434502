//! How a command ends: its errors with their codes, and the exit code of each; `report` tells them.

mod from;
mod report;
mod shape;

use crate::catalog::CatalogError;
use crate::config::NameServiceError;
use crate::config::mistake::{Mistake, Problem};
use crate::domain::audit::end::NotAnAuditEnd;
use crate::domain::message::{Arg, Coded, FieldError};
use crate::domain::payment::DeclineReason;
use crate::i18n::I18n;
use crate::payments::sandbox::ProcessError;
use crate::services::error::{ErrorKind, ServiceError};
use crate::services::maintenance::AuditFault;
use crate::tui::term::local::TermError;
use crate::tui::theme::directory::ThemeError;

use super::output::Unwritable;

pub use report::{mask_numbers, report, report_usage};

/// What `due --within` ends with if something is due: no error, and no other ending's code.
pub const SOMETHING_DUE: u8 = 6;

/// Why a command did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A use case refused.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The catalog files.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// The sandbox gateway did not start.
    #[error(transparent)]
    Sandbox(#[from] ProcessError),
    /// Who runs this is not known.
    #[error(transparent)]
    NameService(#[from] NameServiceError),
    /// No file of a catalog.
    #[error("a catalog has no file {0}")]
    CatalogFile(String),
    /// The terminal.
    #[error(transparent)]
    Terminal(#[from] TermError),
    /// The theme.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The keymap file; all mistakes.
    #[error("{} mistakes in the keymap", .0.len())]
    Keymap(Vec<Mistake>),
    /// Values that are wrong, all of them.
    #[error("{} values are wrong", .0.len())]
    Fields(Fields),
    /// The set-up file, or the seller's part of it; all mistakes.
    #[error("{} mistakes in the set-up file", .0.len())]
    SetupFile(Vec<Mistake>),
    /// A card number was given as an argument; which one.
    #[error("a card number in {0}")]
    CardInArgument(String),
    /// A file with a text that was to be sent.
    #[error(transparent)]
    TextFile(Box<Mistake>),
    /// A card was to be asked for, and standard input is no terminal.
    #[error("standard input is not a terminal")]
    NoPrompt,
    /// `--as` on a real store.
    #[error("--as on a real store")]
    AsOnRealStore,
    /// Neither the environment nor an option says where the store is.
    #[error("no data folder")]
    NoDataFolder,
    /// The purchase terms were not accepted; this version is in force.
    #[error("the terms {0} were not accepted")]
    TermsNotAccepted(String),
    /// Another version of the purchase terms was accepted than the one in force.
    #[error("the terms in force are {0}")]
    OtherTerms(String),
    /// `renew` for something that is not held.
    #[error("nothing to renew")]
    NothingToRenew,
    /// `subscribe` for something that is held and can be renewed.
    #[error("it can be renewed")]
    RenewInstead,
    /// The question whether to buy was not answered with yes.
    #[error("not confirmed")]
    NotConfirmed,
    /// A question was to be asked of a program, which reads JSON.
    #[error("--json without --yes")]
    YesNeeded,
    /// A signal came at a question, such as that of Ctrl-C.
    #[error("interrupted at a question")]
    StoppedAtQuestion,
    /// A set-up of the demo store, which is made filled.
    #[error("setup --demo")]
    SetUpOfDemo,
    /// A set-up that was left before it was finished; nothing of it was kept.
    #[error("the set-up was left")]
    SetUpAbandoned,
    /// The question whether today's date is right was not answered with yes.
    #[error("today was not confirmed")]
    TodayNotConfirmed,
    /// The money came in, and goes back: what it was for could no longer be activated.
    #[error("the money of order {number} goes back")]
    MoneyGoesBack {
        /// Its number.
        number: String,
    },
    /// The card was declined; the order can be paid in another way.
    #[error("order {number} was declined: {reason:?}")]
    Declined {
        /// Order number.
        number: String,
        /// Why.
        reason: DeclineReason,
    },
    /// Nothing was charged after all; the order was given up.
    #[error("order {number} was not charged")]
    NotCharged {
        /// Order number.
        number: String,
    },
    /// The bank has not answered yet.
    #[error("order {number} is being settled")]
    Settling {
        /// Order number.
        number: String,
    },
    /// The check of a store found problems; they were printed.
    #[error("{0} problems")]
    Problems(u64),
    /// The audit log is not what it was.
    #[error(transparent)]
    Audit(#[from] AuditFault),
    /// A value that is no end of an audit log.
    #[error(transparent)]
    AuditValue(#[from] NotAnAuditEnd),
    /// A store was salvaged, and something of it is missing; that was printed.
    #[error("{0} losses")]
    Lost(u64),
    /// Several saved cards end in these digits, or none.
    #[error("saved card {digits} of {account}: {found} found")]
    SavedCard {
        /// MPN ID of the account.
        account: String,
        /// What was asked for.
        digits: String,
        /// How many there are.
        found: usize,
    },
    /// The request is no longer what was seen.
    #[error("request {number} has another version than {version}")]
    RequestChanged {
        /// Its number.
        number: String,
        /// The version that was seen.
        version: u64,
    },
    /// The legal profile is no longer what was seen.
    #[error("the profile of {account} has another version than {version}")]
    ProfileChanged {
        /// MPN ID of its account.
        account: String,
        /// The version that was seen.
        version: u64,
    },
    /// A file would have been written to a terminal.
    #[error("standard output is a terminal")]
    BytesToTerminal,
    /// A file of the backup's name is there.
    #[error("something is at {0} already")]
    BackupExists(String),
    /// The backup would lie in the folder of the store itself.
    #[error("{0} lies in the store's folder")]
    BackupInside(String),
    /// Attached files are missing, and the backup of before was kept.
    #[error("{0} attached files are missing")]
    BackupLacks(u64),
    /// A backup would have been written to a terminal.
    #[error("standard output is a terminal")]
    BackupToTerminal,
    /// A backup was to be read from a terminal.
    #[error("standard input is a terminal")]
    BackupFromTerminal,
    /// A backup of another store than a demo was to become the demo store.
    #[error("the backup holds no demo store")]
    BackupNotDemo,
    /// Standard input failed.
    #[error("{0}")]
    Stream(std::io::Error),
    /// Standard output failed.
    #[error(transparent)]
    Unwritable(#[from] Unwritable),
}

/// Values that are wrong.
pub type Fields = Vec<FieldError<FieldMistake>>;

/// A value by the keys of its names in `assets/locales`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FieldMistake {
    /// The part of a long form that it stands in.
    pub part: Option<&'static str>,
    /// Its label.
    pub label: &'static str,
}

impl From<&'static str> for FieldMistake {
    fn from(label: &'static str) -> Self {
        Self { part: None, label }
    }
}

impl FieldMistake {
    /// Its name in JSON, such as `card-number` or `seller.postal-code`: the keys without their kind.
    fn name(self) -> String {
        let plain = |key: &'static str| key.split_once('-').map_or(key, |(_, name)| name);
        match self.part {
            Some(part) => format!("{}.{}", plain(part), plain(self.label)),
            None => plain(self.label).to_owned(),
        }
    }

    /// Its name for people, such as `Card number` or `Seller, Postal code`.
    fn shown(self, i18n: &I18n) -> String {
        let label = i18n.t(self.label);
        match self.part.map(|part| i18n.t(part)) {
            // Some labels name their part themselves.
            Some(part) if !label.starts_with(&part) => format!("{part}, {label}"),
            _ => label,
        }
    }
}

/// A checked value, or a note of what is wrong with it.
pub fn keep<T, E: Coded>(errors: &mut Fields, label: &'static str, checked: Result<T, E>) -> Option<T> {
    checked
        .map_err(|error| errors.push(FieldError::new(label.into(), &error)))
        .ok()
}

impl CliError {
    /// Its family.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Service(error) => error.kind(),
            Self::Terminal(
                TermError::InputIsNoTerminal | TermError::OutputIsNoTerminal | TermError::Dumb,
            )
            | Self::Theme(_)
            | Self::Keymap(_)
            | Self::Fields(_)
            | Self::SetupFile(_)
            | Self::CardInArgument(_)
            | Self::CatalogFile(_)
            | Self::NoPrompt
            | Self::YesNeeded
            | Self::AsOnRealStore
            | Self::SetUpOfDemo
            | Self::NoDataFolder
            | Self::BytesToTerminal
            | Self::AuditValue(_)
            | Self::BackupToTerminal
            | Self::BackupFromTerminal
            | Self::TermsNotAccepted(_)
            | Self::OtherTerms(_) => ErrorKind::Usage,
            Self::TextFile(mistake) if mistake.problem == Problem::NoPermission => ErrorKind::Denied,
            Self::SavedCard { found: 0, .. } => ErrorKind::NotFound,
            Self::SavedCard { .. }
            | Self::NothingToRenew
            | Self::RenewInstead
            | Self::BackupNotDemo
            | Self::BackupExists(_)
            | Self::BackupInside(_)
            | Self::RequestChanged { .. }
            | Self::ProfileChanged { .. } => ErrorKind::Conflict,
            Self::Catalog(_)
            | Self::Sandbox(_)
            | Self::NameService(_)
            | Self::Terminal(_)
            | Self::TextFile(_)
            | Self::NotConfirmed
            | Self::StoppedAtQuestion
            | Self::SetUpAbandoned
            | Self::TodayNotConfirmed
            | Self::Declined { .. }
            | Self::NotCharged { .. }
            | Self::MoneyGoesBack { .. }
            | Self::Settling { .. }
            | Self::Problems(_)
            | Self::Audit(_)
            | Self::Lost(_)
            | Self::BackupLacks(_)
            | Self::Stream(_)
            | Self::Unwritable(_) => ErrorKind::Failure,
        }
    }

    /// Whether it could be otherwise on another day.
    fn is_of_a_day(&self) -> bool {
        match self {
            Self::NothingToRenew | Self::RenewInstead => true,
            Self::Service(
                error @ (ServiceError::Closed(_)
                | ServiceError::DoesNotPay { .. }
                | ServiceError::Change(_)
                | ServiceError::Refund(_)
                | ServiceError::ValueDateInFuture
                | ServiceError::ReturnedTooEarly { .. }
                | ServiceError::CardExpired),
            ) => error.kind() != ErrorKind::Denied,
            _ => false,
        }
    }

    /// Whoever read the output has gone: nobody is left to be told.
    fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Unwritable(Unwritable(error)) if error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl Coded for CliError {
    fn code(&self) -> &'static str {
        match self {
            Self::Service(error) => error.code(),
            Self::Catalog(error) => error.code(),
            Self::Sandbox(error) => error.code(),
            Self::NameService(error) => error.code(),
            Self::Terminal(error) => error.code(),
            Self::Theme(error) => error.code(),
            Self::Keymap(_) => "keymap-mistakes",
            Self::Fields(_) => "fields",
            Self::SetupFile(_) => "setup-file",
            Self::CardInArgument(_) => "card-number-in-argument",
            Self::TextFile(mistake) => mistake.code(),
            Self::CatalogFile(_) => "catalog-file",
            Self::NoPrompt => "no-prompt",
            Self::AsOnRealStore => "as-on-real-store",
            Self::SetUpOfDemo => "setup-of-demo",
            Self::NoDataFolder => "no-data-folder",
            Self::TermsNotAccepted(_) => "terms-needed",
            Self::OtherTerms(_) => "other-terms",
            Self::NothingToRenew => "nothing-to-renew",
            Self::RenewInstead => "renew-instead",
            Self::NotConfirmed => "not-confirmed",
            Self::YesNeeded => "yes-needed",
            Self::StoppedAtQuestion => "stopped-at-question",
            Self::SetUpAbandoned => "setup-abandoned",
            Self::TodayNotConfirmed => "today-not-confirmed",
            Self::Declined { .. } => "order-declined",
            Self::NotCharged { .. } => "order-not-charged",
            Self::MoneyGoesBack { .. } => "order-money-goes-back",
            Self::Settling { .. } => "order-settling",
            Self::Problems(_) => "store-problems",
            Self::Audit(fault) => fault.code(),
            Self::AuditValue(error) => error.code(),
            Self::Lost(_) => "store-lost",
            Self::SavedCard { found: 0, .. } => "saved-card-none",
            Self::SavedCard { .. } => "saved-card-several",
            Self::RequestChanged { .. } => "request-version",
            Self::ProfileChanged { .. } => "profile-version",
            Self::BytesToTerminal => "bytes-to-terminal",
            Self::BackupExists(_) => "backup-exists",
            Self::BackupInside(_) => "backup-inside",
            Self::BackupLacks(_) => "backup-lacks-files",
            Self::BackupToTerminal => "backup-to-terminal",
            Self::BackupFromTerminal => "backup-from-terminal",
            Self::BackupNotDemo => "backup-not-demo",
            Self::Stream(_) => "stream",
            Self::Unwritable(_) => "output",
        }
    }

    fn sentence(&self) -> &'static str {
        match self {
            Self::Service(error) => error.sentence(),
            Self::Catalog(error) => error.sentence(),
            Self::TextFile(mistake) => mistake.sentence(),
            _ => self.code(),
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &String| Arg::Text(text.clone());
        match self {
            Self::Service(error) => error.args(),
            Self::Catalog(error) => error.args(),
            Self::Sandbox(error) => error.args(),
            Self::NameService(error) => error.args(),
            Self::Terminal(error) => error.args(),
            Self::Theme(error) => error.args(),
            Self::Keymap(mistakes) | Self::SetupFile(mistakes) => vec![("count", count(mistakes.len()))],
            Self::Fields(fields) => vec![("count", count(fields.len()))],
            Self::CardInArgument(argument) => vec![("argument", text(argument))],
            Self::TextFile(mistake) => mistake.args(),
            Self::TermsNotAccepted(version) | Self::OtherTerms(version) => vec![("version", text(version))],
            Self::Declined { number, reason } => vec![
                ("number", text(number)),
                ("reason", Arg::Key(format!("decline-{}", reason.code()))),
            ],
            Self::BackupExists(path) | Self::BackupInside(path) => vec![("path", text(path))],
            Self::CatalogFile(name) => vec![("name", text(name))],
            Self::NotCharged { number } | Self::MoneyGoesBack { number } | Self::Settling { number } => {
                vec![("number", text(number))]
            }
            Self::Problems(found) | Self::Lost(found) | Self::BackupLacks(found) => {
                vec![("count", Arg::Count(i64::try_from(*found).unwrap_or(i64::MAX)))]
            }
            Self::Audit(fault) => fault.args(),
            Self::AuditValue(error) => error.args(),
            Self::SavedCard {
                account,
                digits,
                found,
            } => vec![
                ("account", text(account)),
                ("digits", text(digits)),
                ("count", count(*found)),
            ],
            Self::RequestChanged { number, version } => vec![
                ("number", text(number)),
                ("version", Arg::Text(version.to_string())),
            ],
            Self::ProfileChanged { account, version } => vec![
                ("account", text(account)),
                ("version", Arg::Text(version.to_string())),
            ],
            Self::Unwritable(Unwritable(error)) | Self::Stream(error) => {
                vec![("what", Arg::Text(error.to_string()))]
            }
            Self::NoPrompt
            | Self::AsOnRealStore
            | Self::SetUpOfDemo
            | Self::NoDataFolder
            | Self::BytesToTerminal
            | Self::BackupToTerminal
            | Self::BackupFromTerminal
            | Self::BackupNotDemo
            | Self::NothingToRenew
            | Self::RenewInstead
            | Self::NotConfirmed
            | Self::YesNeeded
            | Self::StoppedAtQuestion
            | Self::SetUpAbandoned
            | Self::TodayNotConfirmed => Vec::new(),
        }
    }
}

fn count(count: usize) -> Arg {
    Arg::Count(i64::try_from(count).unwrap_or(i64::MAX))
}
