//! Options of `requests`. What somebody writes is an option or a file, never a card number: the use cases refuse one.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};

use crate::domain::request::Severity;
use crate::services::requests::RequestFilter;

/// Commands about support requests.
#[derive(Subcommand, Debug)]
pub enum RequestsCommand {
    /// List support requests.
    #[command(after_help = "Example: offerdesk requests list --account 1234567 --status all")]
    List(ListArgs),
    /// List the types of problems that a request can be about.
    #[command(after_help = "Example: offerdesk requests problems")]
    Problems,
    /// Show one request: its thread, its files and what you can do next.
    #[command(after_help = "Example: offerdesk requests show 1001")]
    Show {
        /// Its number.
        number: String,
    },
    /// Send a new request, or ask to cancel a subscription.
    #[command(
        after_help = "Example: offerdesk requests new --account 1234567 --offer action-pack --cancel --description 'We no longer need it.'"
    )]
    New(Box<NewArgs>),
    /// Write in a request.
    #[command(after_help = "Example: offerdesk requests reply 1001 --text 'The invoice is attached.'")]
    Reply(ReplyArgs),
    /// Close a request; for the company that sent it, withdraw it.
    #[command(after_help = "Example: offerdesk requests close 1001 --text 'Solved, thank you.'")]
    Close(NoteArgs),
    /// Open a closed request again, within 30 days.
    #[command(after_help = "Example: offerdesk requests reopen 1001 --text 'It happened again.'")]
    Reopen(NoteArgs),
    /// Take a request, or take it over (Support).
    #[command(after_help = "Example: offerdesk requests take 1001")]
    Take {
        /// Its number.
        number: String,
    },
    /// Cancel the subscription that a request asks about, with or without a refund (Support).
    #[command(after_help = "Example: offerdesk requests decide 1001 --refund --no-benefit-used")]
    Decide(DecideArgs),
    /// Attach files: PDF, JPEG, PNG or GIF.
    #[command(after_help = "Example: offerdesk requests attach 1001 invoice.pdf screen.png")]
    Attach {
        /// Number of the request.
        number: String,
        /// The files.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<String>,
    },
    /// Save a file of a request.
    #[command(after_help = "Example: offerdesk requests save 1001 1 --to invoice.pdf")]
    Save {
        /// Number of the request.
        number: String,
        /// Which file, as `requests show` numbers them.
        #[arg(value_name = "FILE_NO")]
        file: u8,
        /// Where to save it; - writes its bytes to standard output.
        #[arg(long, value_name = "PATH")]
        to: String,
    },
}

/// Options of `requests list`.
#[derive(Args, Debug)]
pub struct ListArgs {
    /// Only those of the account with this MPN ID.
    #[arg(long, value_name = "MPN_ID", conflicts_with = "queue")]
    pub account: Option<String>,
    /// Those of all companies, the most urgent first (Support, Auditor).
    #[arg(long)]
    pub queue: bool,
    /// Which of them: open, closed or all.
    #[arg(long, value_name = "STATUS", default_value = "open", value_parser = status)]
    pub status: RequestFilter,
    /// Maximum number of requests.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
}

/// Options of `requests new`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("what").required(true).args(["description", "description_file"]))]
#[command(group = ArgGroup::new("about").args(["offer", "order"]))]
pub struct NewArgs {
    /// MPN ID of the account.
    #[arg(long, value_name = "MPN_ID")]
    pub account: String,
    /// Type of problem, as `requests problems` names it; --cancel chooses it itself.
    #[arg(
        long,
        value_name = "ID",
        required_unless_present = "cancel",
        conflicts_with = "cancel"
    )]
    pub problem: Option<String>,
    /// How urgent it is: critical, moderate or minimal.
    #[arg(long, value_name = "SEVERITY", default_value = "moderate", value_parser = severity)]
    pub severity: Severity,
    /// It is about what the account holds of this offer.
    #[arg(long, value_name = "ID")]
    pub offer: Option<String>,
    /// It is about this order.
    #[arg(long, value_name = "NUMBER")]
    pub order: Option<String>,
    /// Ask to cancel the subscription to the offer.
    #[arg(long, requires = "offer")]
    pub cancel: bool,
    /// One line; --cancel has one of its own.
    #[arg(long, value_name = "TEXT", required_unless_present = "cancel")]
    pub title: Option<String>,
    /// The whole of it.
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// Read the description from this file; - is standard input.
    #[arg(long, value_name = "PATH")]
    pub description_file: Option<PathBuf>,
    /// Whom Support can ask, instead of you.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Their email address.
    #[arg(long, value_name = "EMAIL")]
    pub email: Option<String>,
    /// Their phone number, instead of the one of your last request.
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
    /// Attach this file; can be given several times.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub attach: Vec<String>,
}

/// Options of `requests reply`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("note").required(true).args(["text", "text_file"]))]
pub struct ReplyArgs {
    /// Number of the request.
    pub number: String,
    /// What to write.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// Read it from this file; - is standard input.
    #[arg(long, value_name = "PATH")]
    pub text_file: Option<PathBuf>,
    /// Ask the company to act: the request needs its attention (Support).
    #[arg(long)]
    pub needs_attention: bool,
    /// Attach this file; can be given several times.
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub attach: Vec<String>,
    /// Act only if the request still has this version, as `requests show --json` tells it.
    #[arg(long, value_name = "N")]
    pub version: Option<u64>,
}

/// Options of `requests close` and `requests reopen`.
#[derive(Args, Debug)]
pub struct NoteArgs {
    /// Number of the request.
    pub number: String,
    /// A note that goes with it.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// Act only if the request still has this version, as `requests show --json` tells it.
    #[arg(long, value_name = "N")]
    pub version: Option<u64>,
}

/// Options of `requests decide`.
#[derive(Args, Debug)]
#[command(group = ArgGroup::new("money").required(true).args(["refund", "no_refund"]))]
pub struct DecideArgs {
    /// Number of the request.
    pub number: String,
    /// Return the money.
    #[arg(long)]
    pub refund: bool,
    /// Confirm that no benefit was used and no product key was viewed; a refund needs this.
    #[arg(long, requires = "refund")]
    pub no_benefit_used: bool,
    /// Cancel without returning money.
    #[arg(long)]
    pub no_refund: bool,
    /// A note that goes with it.
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// Act only if the request still has this version, as `requests show --json` tells it.
    #[arg(long, value_name = "N")]
    pub version: Option<u64>,
}

fn status(text: &str) -> Result<RequestFilter, String> {
    Ok(match text {
        "open" => RequestFilter::Open,
        "closed" => RequestFilter::Closed,
        "all" => RequestFilter::All,
        _ => return Err("there are open, closed and all".to_owned()),
    })
}

fn severity(text: &str) -> Result<Severity, String> {
    Severity::named(text).ok_or_else(|| "there are critical, moderate and minimal".to_owned())
}
