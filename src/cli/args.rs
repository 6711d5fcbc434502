//! Which commands and options there are. Help and usage errors are English; nothing here takes a card number.

mod audit;
mod catalog;
mod due;
mod orders;
mod payments;
mod receipts;
mod requests;
mod seller;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::domain::date::Day;
use crate::domain::text::is_hostile;
use crate::i18n::{Locale, Program};
use crate::tui::term::caps::{ColorDepth, TerminalOverrides};

pub use audit::{AuditCommand, AuditListArgs};
pub use catalog::CatalogCommand;
pub use due::DueArgs;
pub use orders::{ChangeMethodArgs, PayArgs};
pub use payments::{CardsCommand, OrphansArgs, OrphansCommand, PaymentsCommand, SettleArgs};
pub use receipts::ReceiptsCommand;
pub use requests::{DecideArgs, ListArgs, NewArgs, NoteArgs, ReplyArgs, RequestsCommand};
pub use seller::SellerCommand;

/// The renewal desk for partner memberships.
#[derive(Parser, Debug)]
#[command(name = "offerdesk", version, about, long_about = None, disable_help_subcommand = true)]
#[command(
    after_help = "Without a command, the desk is opened in this terminal.\n\nExit codes: 0 done, 1 failure, 2 wrong use, 3 not found, 4 conflict, 5 not allowed, 6 something is due (due --within)."
)]
pub struct Args {
    /// On the desk: begin with the tiles of the account with this MPN ID.
    #[arg(long, value_name = "MPN_ID")]
    pub account: Option<String>,
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command; the desk without one.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Options of every command")]
pub struct GlobalArgs {
    /// The store's folder, instead of the one in the platform's data directory.
    #[arg(long, global = true, value_name = "PATH")]
    pub store: Option<PathBuf>,
    /// Use the demo store; it is made when there is none.
    #[arg(long, global = true)]
    pub demo: bool,
    /// Open a demo store on this day.
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<Day>,
    /// In a demo store: act as the person with this email address.
    #[arg(long = "as", global = true, value_name = "EMAIL")]
    pub acting: Option<String>,
    /// Language of what is printed: en or pl.
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language)]
    pub lang: Option<Locale>,
    /// On the desk: plain mode, line by line, for screen readers and logs; no terminal is needed.
    #[arg(long, global = true)]
    pub plain: bool,
    /// Print JSON instead of text, also for an error.
    #[arg(long, global = true)]
    pub json: bool,
    /// Socket of a running sandbox gateway, for a demo store.
    #[arg(long, global = true, value_name = "SOCKET")]
    pub gateway: Option<PathBuf>,
    /// On the screen: leave the mouse to the terminal, whose own marking of text then works without Shift.
    #[arg(long, global = true)]
    pub no_mouse: bool,
    /// On the screen: a keymap file, instead of keymap.toml in the settings folder; default for the built-in keys.
    #[arg(long, global = true, value_name = "FILE")]
    pub keymap: Option<PathBuf>,
    /// On the screen: a theme (default, light, dark, high-contrast, no-color, auto, one of your own), or a theme file.
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub theme: Option<String>,
    /// On the screen: borders and signs in plain ASCII.
    #[arg(long, global = true)]
    pub ascii: bool,
    /// On the screen: how many colors, instead of what the environment tells.
    #[arg(long, global = true, value_name = "auto|none|16|256|true", value_parser = color)]
    pub color: Option<Color>,
}

/// How many colors were asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// As the environment tells.
    Auto,
    /// That many.
    Depth(ColorDepth),
}

impl GlobalArgs {
    /// What was asked for instead of what the environment tells of the terminal.
    pub const fn overrides(&self) -> TerminalOverrides {
        TerminalOverrides {
            color: match self.color {
                Some(Color::Depth(depth)) => Some(depth),
                Some(Color::Auto) | None => None,
            },
            ascii: self.ascii,
        }
    }

    /// How the program was started, ready to be copied into a shell: with every option that decides what a command is about,
    /// and in which language it answers. The only place from which hints take their options.
    pub fn program(&self) -> Program {
        Program {
            same: self.command_line(self.acting.as_deref()),
            owner: self.command_line(None),
        }
    }

    fn command_line(&self, acting: Option<&str>) -> String {
        let mut words = vec!["offerdesk".to_owned()];
        if self.demo {
            words.push("--demo".to_owned());
        }
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let options = [
            ("--store", path(&self.store)),
            ("--today", self.today.map(|today| today.to_string())),
            ("--as", acting.map(str::to_owned)),
            ("--gateway", path(&self.gateway)),
            ("--lang", self.lang.map(language_option)),
        ];
        for (name, value) in options {
            words.extend(
                value
                    .into_iter()
                    .flat_map(|value| [name.to_owned(), quoted(&value)]),
            );
        }
        words.join(" ")
    }
}

/// A language as `--lang` takes it.
fn language_option(language: Locale) -> String {
    let tag = language.tag();
    tag.split_once('-')
        .map_or(tag, |(language, _)| language)
        .to_owned()
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "/._-+@:,=".contains(sign);
    let shown = word.replace(is_hostile, "\u{fffd}");
    if !shown.is_empty() && shown.chars().all(is_plain) {
        shown
    } else {
        format!("'{}'", shown.replace('\'', r"'\''"))
    }
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Set up a new store: seller, first account, first Global admin.
    Setup(SetupArgs),
    /// Open the desk on a store of sample data.
    Demo(DemoArgs),
    /// List what has to be done in all your accounts, soonest first.
    Due(DueArgs),
    /// Membership offers.
    #[command(subcommand)]
    Offers(OffersCommand),
    /// Renew a subscription whose renewal window is open.
    Renew(BuyArgs),
    /// Buy an offer that is for sale.
    Subscribe(BuyArgs),
    /// Orders.
    #[command(subcommand)]
    Orders(OrdersCommand),
    /// Saved cards.
    #[command(subcommand)]
    Cards(CardsCommand),
    /// The payment network of the store, and charges that no order counts.
    #[command(subcommand)]
    Payments(PaymentsCommand),
    /// Money that came in by bank transfer.
    #[command(subcommand)]
    Receipts(ReceiptsCommand),
    /// Support requests, and canceling a subscription.
    #[command(subcommand)]
    Requests(RequestsCommand),
    /// Legal profiles.
    #[command(subcommand)]
    Profile(ProfileCommand),
    /// What is sold, where, at what price and tax.
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Who sells, and where money is to be sent.
    #[command(subcommand)]
    Seller(SellerCommand),
    /// The store itself.
    #[command(subcommand)]
    Store(StoreCommand),
    /// The audit log: what was done by whom, and whether it is still what it was.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Print the keys in force, as a keymap file to change.
    Keys,
    /// Run the sandbox card network as a process of its own.
    SandboxGateway(SandboxGatewayArgs),
}

/// Options of `setup`.
#[derive(clap::Args, Debug, Default)]
pub struct SetupArgs {
    /// Read everything from this file (TOML) instead of asking on the screen; - is standard input.
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Print a file to fill in, and do nothing else.
    #[arg(long, conflicts_with = "from")]
    pub template: bool,
}

/// Options of `demo`.
#[derive(clap::Args, Debug)]
pub struct DemoArgs {
    /// Throw the demo store away and make it anew.
    #[arg(long)]
    pub reset: bool,
    /// Begin with the tiles of the account with this MPN ID.
    #[arg(long, value_name = "MPN_ID")]
    pub account: Option<String>,
}

/// Commands about offers.
#[derive(Subcommand, Debug)]
pub enum OffersCommand {
    /// List what accounts hold and what they may buy.
    List {
        /// Only the account with this MPN ID.
        #[arg(long, value_name = "MPN_ID")]
        account: Option<String>,
        /// At most so many accounts.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// Print the purchase terms that are in force.
    Terms,
}

/// Options of `renew` and `subscribe`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "With --card-stdin, standard input holds six lines: number, expiry (MM/YY), security code, name on card, country (two letters), postal code. Card data is never taken from an argument or from the environment."
)]
pub struct BuyArgs {
    /// MPN ID of the account.
    #[arg(long, value_name = "MPN_ID")]
    pub account: String,
    /// The offer, as `offers list` names it.
    #[arg(long, value_name = "ID")]
    pub offer: String,
    /// How it is paid.
    #[command(flatten)]
    pub pay: PayArgs,
    /// Keep this card for later, once it has paid; never its number or code.
    #[arg(long, conflicts_with_all = ["saved_card", "transfer"])]
    pub keep_card: bool,
    /// Your own purchase-order number.
    #[arg(long, value_name = "TEXT")]
    pub purchase_order: Option<String>,
    /// Accept the purchase terms of this version; `offers terms` prints them.
    #[arg(long, value_name = "VERSION")]
    pub accept_terms: Option<String>,
    /// Buy without asking once more.
    #[arg(long)]
    pub yes: bool,
}

/// Commands about orders.
#[derive(Subcommand, Debug)]
pub enum OrdersCommand {
    /// List orders, newest first.
    List {
        /// Only of the account with this MPN ID.
        #[arg(long, value_name = "MPN_ID", conflicts_with = "awaiting_payment")]
        account: Option<String>,
        /// Only those that wait for a bank transfer, by due day (Finance and Auditor).
        #[arg(long)]
        awaiting_payment: bool,
        /// At most so many orders.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// Show one order.
    Show {
        /// Its number.
        number: String,
    },
    /// Give up an order that is not paid: one that awaits a bank transfer, or on which nothing was charged.
    #[command(after_help = "Example: offerdesk orders cancel OD-XXXX-XXXX")]
    Cancel {
        /// Its number.
        number: String,
        /// Give it up without asking once more.
        #[arg(long)]
        yes: bool,
    },
    /// Pay an order that is not paid in another way: by card instead of a bank transfer, or the other way round.
    ChangeMethod(Box<ChangeMethodArgs>),
    /// Book money that came in for an order (Finance).
    Book(BookArgs),
    /// Settle by hand a card payment that its network has not known for an hour (Finance).
    Settle(SettleArgs),
    /// List the refunded orders whose transfer has to be sent back, the longest waiting first (Finance and Auditor).
    #[command(after_help = "Example: offerdesk orders to-return")]
    ToReturn {
        /// Maximum number of orders.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// List the paid orders whose VAT ID turned out not to count, and what should have been paid (Finance and Auditor).
    #[command(after_help = "Example: offerdesk orders to-correct")]
    ToCorrect {
        /// Maximum number of orders.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// Mark the transfer of a refunded order as sent back (Finance).
    #[command(after_help = "Example: offerdesk orders return OD-XXXX-XXXX --value-date 2026-11-22")]
    Return {
        /// Number of the order.
        number: String,
        /// The day on which the bank sent the money.
        #[arg(long, value_name = "YYYY-MM-DD")]
        value_date: String,
    },
}

/// Options of `orders book`.
#[derive(clap::Args, Debug)]
pub struct BookArgs {
    /// Number of the order.
    pub number: String,
    /// Amount, such as 475.00.
    #[arg(long)]
    pub amount: String,
    /// Currency, such as USD.
    #[arg(long)]
    pub currency: String,
    /// The day on which the bank credited the money.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub value_date: String,
    /// What the payer wrote.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub payer_reference: String,
    /// The bank's own reference of the entry: the same money is never booked twice.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub bank_reference: String,
    /// Keep money that does not pay the order as unallocated, instead of refusing it.
    #[arg(long)]
    pub keep_unallocated: bool,
    /// Book it although as much was booked for the same order and value date: it is other money.
    #[arg(long)]
    pub other_money: bool,
}

/// Commands about legal profiles.
#[derive(Subcommand, Debug)]
pub enum ProfileCommand {
    /// Show the legal profile of an account.
    Show {
        /// MPN ID.
        #[arg(long, value_name = "MPN_ID")]
        account: String,
    },
    /// Verify the pending change of a legal profile (Support).
    Authorize {
        /// MPN ID.
        #[arg(long, value_name = "MPN_ID")]
        account: String,
        /// The version that was looked at, as `profile show` tells it.
        #[arg(long, value_name = "N")]
        version: u64,
    },
    /// Reject the pending change of a legal profile (Support).
    Reject {
        /// MPN ID.
        #[arg(long, value_name = "MPN_ID")]
        account: String,
        /// The version that was looked at, as `profile show` tells it.
        #[arg(long, value_name = "N")]
        version: u64,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// Commands about the store itself.
#[derive(Subcommand, Debug)]
pub enum StoreCommand {
    /// Check every checksum, index entry, claim, counter, reference and the audit chain (whoever the store's folder belongs to).
    Check,
    /// Show the day of the store's last change and today's, and whether changes can be saved.
    #[command(
        after_help = "A change is refused on a day before the last one, and more than 60 days after it: this computer's clock could be wrong. Example, once you have checked the date: offerdesk store clock --accept-today"
    )]
    Clock {
        /// Take today's date as right although it is refused (whoever the store's folder belongs to). If it is earlier than the last change, the days in between are treated as if they hadn't happened.
        #[arg(long)]
        accept_today: bool,
    },
    /// Copy the store into one file, also while the desk has it open (whoever the store's folder belongs to).
    #[command(after_help = "Example: offerdesk store backup offerdesk.tar")]
    Backup {
        /// The file to write; - is standard output.
        file: PathBuf,
        /// Replace the file if it exists.
        #[arg(long)]
        replace: bool,
    },
    /// Restore a backup to the store's folder, which must be empty or not exist (whoever the store's folder belongs to).
    #[command(after_help = "Example: offerdesk --store restored store restore offerdesk.tar")]
    Restore {
        /// The file that `store backup` wrote; - is standard input.
        file: PathBuf,
    },
    /// Save what can be read of a damaged store as a new store. The damaged one isn't changed (whoever the store's folder belongs to).
    #[command(after_help = "Example: offerdesk store salvage saved")]
    Salvage {
        /// Folder of the new store; it must be empty or not exist.
        into: PathBuf,
    },
    /// Recreate what can be derived from the store's data and what is kept twice for safety, then check the store (whoever the store's folder belongs to).
    Rebuild,
}

/// Options of `sandbox-gateway`.
#[derive(clap::Args, Debug)]
pub struct SandboxGatewayArgs {
    /// Folder of its ledger.
    #[arg(long, value_name = "PATH")]
    pub dir: PathBuf,
    /// Where it listens. The folder around it must be closed to other users.
    #[arg(long, value_name = "PATH")]
    pub socket: PathBuf,
    /// Keep silent at one attempt in so many, picked by a seed: 7:3.
    #[arg(long, value_name = "SEED:ONE_IN", value_parser = silences)]
    pub silences: Option<(u64, u32)>,
    /// How long a caller waits for an answer that got lost, in milliseconds.
    #[arg(long, value_name = "N")]
    pub silence_ms: Option<u64>,
    /// How long a late request is on its way, in milliseconds.
    #[arg(long, value_name = "N")]
    pub late_ms: Option<u64>,
}

fn day(text: &str) -> Result<Day, String> {
    text.parse()
        .map_err(|_| "not a calendar day; write it as 2026-06-22".to_owned())
}

fn language(text: &str) -> Result<Locale, String> {
    Locale::parse(text).ok_or_else(|| "there is no such language; there are en and pl".to_owned())
}

fn color(text: &str) -> Result<Color, String> {
    Ok(match text {
        "auto" => Color::Auto,
        "none" => Color::Depth(ColorDepth::None),
        "16" => Color::Depth(ColorDepth::Ansi16),
        "256" => Color::Depth(ColorDepth::Ansi256),
        "true" => Color::Depth(ColorDepth::True),
        _ => return Err("there are auto, none, 16, 256 and true".to_owned()),
    })
}

fn silences(text: &str) -> Result<(u64, u32), String> {
    let parts = text.split_once(':');
    parts
        .and_then(|(seed, one_in)| Some((seed.parse().ok()?, one_in.parse().ok()?)))
        .ok_or_else(|| "not two numbers with a colon between them, such as 7:3".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_of_the_arguments_holds_together() {
        use clap::CommandFactory;
        Args::command().debug_assert();
    }

    #[test]
    fn a_hint_names_the_store_the_day_the_person_the_bank_and_the_language_that_were_named() {
        let line = "offerdesk --demo --store 'my store' --today 2026-06-22 --as ana@example.pl --gateway bank/socket --lang pl";
        let words = line.replace("'my store'", "my_store");
        let words = words.split(' ').map(|word| word.replace("my_store", "my store"));
        let program = Args::try_parse_from(words).unwrap().global.program();
        assert_eq!(program.same, line);
        assert_eq!(program.owner, line.replace(" --as ana@example.pl", ""));
    }

    #[test]
    fn colors_are_asked_for_by_number_or_left_to_the_environment() {
        let asked = |word: &str| {
            let args = Args::try_parse_from(["offerdesk", "--color", word]);
            args.map(|args| args.global.overrides().color).ok()
        };
        assert_eq!(asked("auto"), Some(None));
        assert_eq!(asked("none"), Some(Some(ColorDepth::None)));
        assert_eq!(asked("256"), Some(Some(ColorDepth::Ansi256)));
        assert_eq!(asked("true"), Some(Some(ColorDepth::True)));
        assert_eq!(asked("8"), None);
    }

    #[test]
    fn silences_are_a_seed_and_a_share() {
        assert_eq!(silences("7:3"), Ok((7, 3)));
        for wrong in ["", "7", "7:", "7:x", "-1:3"] {
            assert!(silences(wrong).is_err(), "{wrong}");
        }
    }
}
