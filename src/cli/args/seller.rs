//! The commands about the seller.

use std::path::PathBuf;

use clap::Subcommand;

/// Commands about the seller.
#[derive(Subcommand, Debug)]
pub enum SellerCommand {
    /// Show who sells and where money is to be sent.
    Show {
        /// Print it as the file that `seller edit` reads.
        #[arg(long, conflicts_with = "json")]
        toml: bool,
    },
    /// Change the seller to what a file says (whoever the store's folder belongs to).
    #[command(
        after_help = "The file has the part [seller] of a set-up file, whole. Example:\n  offerdesk seller show --toml >seller.toml\n  offerdesk seller edit --from seller.toml"
    )]
    Edit {
        /// The file (TOML); - is standard input.
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
    },
}
