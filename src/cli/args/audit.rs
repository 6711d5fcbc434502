//! The commands about the audit log.

use clap::Subcommand;

/// Options of `audit list`.
#[derive(clap::Args, Debug)]
pub struct AuditListArgs {
    /// Only what was done to the account with this MPN ID.
    #[arg(long, value_name = "MPN_ID")]
    pub account: Option<String>,
    /// Only what was done to this order.
    #[arg(long, value_name = "NUMBER")]
    pub order: Option<String>,
    /// Only what the person with this email address did.
    #[arg(long, value_name = "EMAIL")]
    pub actor: Option<String>,
    /// Only from this day on.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<String>,
    /// Only up to this day.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<String>,
    /// At most so many entries.
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub limit: usize,
}

/// Commands about the audit log.
#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// List what was done, the newest first (Auditor).
    #[command(after_help = "Example: offerdesk audit list --order OD-XXXX-XXXX --since 2026-06-01")]
    List(AuditListArgs),
    /// Print the end of the audit log as one value, to be kept outside this computer (whoever the store's folder belongs to).
    #[command(
        after_help = "The value is the number of entries, a hyphen and a hash over all of them. Example: offerdesk audit head"
    )]
    Head,
    /// Check that the audit log is unchanged since a value was printed (whoever the store's folder belongs to).
    #[command(
        after_help = "Without a value, only the store's own word is checked: that finds damage, but not a log that was rewritten on purpose. Example: offerdesk audit verify 1234-0123456789abcdef…"
    )]
    Verify {
        /// What `audit head` printed earlier.
        #[arg(value_name = "VALUE")]
        value: Option<String>,
    },
}
