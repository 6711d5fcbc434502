//! The commands about the audit log.

use clap::Subcommand;

/// Commands about the audit log.
#[derive(Subcommand, Debug)]
pub enum AuditCommand {
    /// Print the end of the audit log as one value, to be kept outside this computer.
    #[command(
        after_help = "The value is the number of entries, a hyphen and a hash over all of them. Example: offerdesk audit head"
    )]
    Head,
    /// Check that the audit log is unchanged since a value was printed.
    #[command(
        after_help = "Without a value, only the store's own word is checked: that finds damage, but not a log that was rewritten on purpose. Example: offerdesk audit verify 1234-0123456789abcdef…"
    )]
    Verify {
        /// What `audit head` printed earlier.
        #[arg(value_name = "VALUE")]
        value: Option<String>,
    },
}
