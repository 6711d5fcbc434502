//! `payments`, `cards` and `orders settle`.

use clap::Subcommand;

/// Commands about the payment network.
#[derive(Subcommand, Debug)]
pub enum PaymentsCommand {
    /// Show which payment network the store belongs to, which one is connected, and what is not settled (whoever the store's folder belongs to, Finance and Auditor).
    Show,
    /// Let the store belong to the network that is connected; refused while a payment of another one isn't settled (whoever the store's folder belongs to).
    #[command(after_help = "Example: offerdesk --demo --gateway bank/socket payments adopt")]
    Adopt,
    /// List the charges that no order counts, or decide about one (Finance; Auditor may list).
    #[command(
        after_help = "Such charges are found after an older backup was restored, or when a payment that was settled by hand was charged after all."
    )]
    Orphans(OrphansArgs),
}

/// Options of `payments orphans`.
#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct OrphansArgs {
    /// What to do with one of them; the list without it.
    #[command(subcommand)]
    pub command: Option<OrphansCommand>,
    /// Also those that were refunded or attached.
    #[arg(long)]
    pub all: bool,
    /// Maximum number of charges.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
}

/// Commands about one charge.
#[derive(Subcommand, Debug)]
pub enum OrphansCommand {
    /// Give its money back (Finance).
    Refund {
        /// The network's reference, as the list shows it.
        reference: String,
    },
    /// Mark its money as sent back in another way, after the bank refused to refund it (Finance).
    #[command(after_help = "Example: offerdesk payments orphans return REFERENCE --value-date 2026-11-22")]
    Return {
        /// The network's reference, as the list shows it.
        reference: String,
        /// The day on which the money was sent.
        #[arg(long, value_name = "YYYY-MM-DD")]
        value_date: String,
    },
    /// Let it pay an unpaid order of the same total (Finance).
    Attach {
        /// The network's reference, as the list shows it.
        reference: String,
        /// Number of the order.
        number: String,
    },
}

/// Options of `orders settle`.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example: offerdesk orders settle OD-XXXX-XXXX --not-charged --note 'The bank has no charge of that day.'"
)]
#[command(group = clap::ArgGroup::new("found").required(true).args(["charged", "not_charged"]))]
pub struct SettleArgs {
    /// Number of the order.
    pub number: String,
    /// The money was charged: the order is paid.
    #[arg(long)]
    pub charged: bool,
    /// Nothing was charged: the order may be paid again.
    #[arg(long)]
    pub not_charged: bool,
    /// How you know; kept with the order.
    #[arg(long, value_name = "TEXT")]
    pub note: String,
}

/// Commands about saved cards.
#[derive(Subcommand, Debug)]
pub enum CardsCommand {
    /// List the cards that an account has saved, newest first.
    List {
        /// MPN ID of the account.
        #[arg(long, value_name = "MPN_ID")]
        account: String,
        /// Maximum number of cards.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: usize,
    },
    /// Remove a saved card. What it paid stays paid.
    #[command(after_help = "Example: offerdesk cards remove --account 1234567 4242")]
    Remove {
        /// MPN ID of the account.
        #[arg(long, value_name = "MPN_ID")]
        account: String,
        /// Its last four digits, or its ID where several end in them.
        #[arg(value_name = "LAST4|ID")]
        card: String,
    },
}
